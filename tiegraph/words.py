"""Small words for numbers."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "paper"), counted(2000, "paper"), counted(2, "entry", "entries")
    ('1 paper', '2,000 papers', '2 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
