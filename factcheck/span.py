"""The one value that every text shares; apart from the model, so that what only prints loads no more than this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of code points, ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of ``text`` that this span names."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the same range, ``by`` code points further on."""
        return Span(start=self.start + by, end=self.end + by)

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end
