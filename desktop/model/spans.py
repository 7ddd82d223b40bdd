"""Where something stands in a canonical text: code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of canonical text, counted in Unicode code points, end exclusive.

    Raises:
        ValueError: the end lies before the start, or the start before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """Return the words it covers in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by so many code points."""
        return Span(self.start + by, self.end + by)
