"""Small words for numbers."""


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "paper"), counted(2000, "paper")
    ('1 paper', '2,000 papers')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
