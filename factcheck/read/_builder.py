"""A plain rendering under construction: text is appended piece by piece, so every span is known at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ..model import Article, BlockKind, Span
from ._blocks import assemble
from ._shape import Piece, marker, stopped

_LINES = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class Rendering:
    """The text of an article in a format that has markup, and its pieces so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[tuple[int, int]] = []
        self.pieces: list[Piece] = []

    @property
    def length(self) -> int:
        """Return how many code points the pieces hold, the headline left aside."""
        return sum(p.span.end - p.span.start for p in self.pieces if p.kind is not BlockKind.HEADLINE)

    def add(self, text: str, kind: BlockKind | None = None, locator: str = "", *, line: int = 0) -> None:
        """Append a paragraph: each of its lines is a piece; lines without a word are left out.

        :param line: the line of the file where the paragraph begins, 0 where that is not known.
        """
        if line:
            self._lines.append((self._length, line))
        lines: list[str] = []
        for said in filter(None, map(str.strip, _LINES.findall(text))):
            if lines and said[0].islower() and not stopped(lines[-1]):
                lines[-1] += f" {said}"  # a line ended in the middle of a sentence
            else:
                lines.append(said)
        for said in lines:
            if any(char.isalnum() for char in said):
                self._append(said, kind, locator)

    def _append(self, body: str, kind: BlockKind | None, locator: str) -> None:
        skip = marker(body, 0, len(body)) if kind in (None, BlockKind.ITEM) else 0
        kind = BlockKind.ITEM if skip else kind
        start = self._length + skip
        self.pieces.append(
            Piece(span=Span(start=start, end=self._length + len(body)), kind=kind, locator=locator)
        )
        self._parts.append(body)
        self._length += len(body) + 2

    def article(
        self,
        *,
        origin: str,
        sha256: str,
        title: str = "",
        published: date | None = None,
        notes: tuple[str, ...] = (),
        remarks: tuple[str, ...] = (),
    ) -> Article:
        """Return the article: the pieces stand a blank line apart."""
        text = "\n\n".join(self._parts)
        made = assemble(
            text, self.pieces, origin=origin, title=title, published=published, sha256=sha256, notes=notes
        )
        return replace(made, remarks=remarks, rendered=True, lines=tuple(self._lines))
