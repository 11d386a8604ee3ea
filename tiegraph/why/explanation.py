"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it. A line that begins with two blanks belongs to the one before it."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence in words. `summary` says in a sentence or two what it comes to."""

    title: str
    summary: str
    sections: tuple[Section, ...] = ()

    def text(self) -> str:
        """The whole as plain text."""
        parts = [self.title, self.summary, ""]
        for section in self.sections:
            parts += [section.heading, *(f"  {line}" for line in section.lines), ""]
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanation: {self.title}>"
