"""The left side of the desk as values: the draft with a mark before each claim, then the list's points, in lines.

Nothing of Textual here. A mark is always five cells wide, so that a decision changes the mark and never the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..checklist.session import Item, Kind
from ..model import Article, BlockKind
from ..text import one_line, printable

MARK = "[..]\u00a0"  # what stands for a mark while lines are made: no space in it at which a line could break
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.STANDFIRST)
_LIST_TITLE = "The desk's list"
_LIVE_STAND_IN = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the page, ``start``..``end``: an item's mark, its words, or a heading (``item`` is "")."""

    start: int
    end: int
    item: str = ""
    mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of the left side, what stands where on it (in order of start), and the items in reading order."""

    text: str
    pieces: tuple[Piece, ...]
    order: tuple[str, ...]

    def place(self, item: str) -> int:
        """Return where an item's mark stands; 0 for one that is not on the page."""
        return next((piece.start for piece in self.pieces if piece.mark and piece.item == item), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the page as wrapped: its range, and the pieces that reach into it."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def page(article: Article, items: Sequence[Item]) -> Page:
    """Return the page of an article and its items, claims where they stand and points behind them."""
    claims = sorted((item for item in items if item.kind is Kind.CLAIM), key=_anchor)
    text, moved = _with_marks(_plain(article.text), [_anchor(item) for item in claims])
    pieces = [
        Piece(start=moved.to(block.span.start, after=False), end=moved.to(block.span.end, after=False))
        for block in article.blocks
        if block.kind in _HEADS
    ]
    for number, item in enumerate(claims):
        start = moved.mark(number)
        pieces.append(Piece(start=start, end=start + len(MARK), item=item.id, mark=True))
        pieces += _words(item, moved)
    points = [item for item in items if item.kind is Kind.POINT]
    text, listed = _with_points(text.rstrip(), points)
    pieces = sorted((*pieces, *listed), key=lambda piece: (piece.start, piece.end))
    return Page(text=text, pieces=tuple(pieces), order=(*(c.id for c in claims), *(p.id for p in points)))


def _plain(text: str) -> str:
    """Return the draft with a stand-in for everything a terminal would act upon, every offset kept."""
    text = text.replace("\t", " ").replace("\r", " ")
    if printable(text) == text:
        return text
    return "".join(char if printable(char) == char else _LIVE_STAND_IN for char in text)


def _anchor(item: Item) -> int:
    assert item.verdict is not None
    claim = item.verdict.claim
    return claim.spans[0].start if claim.spans else claim.sentence.start


@dataclass(frozen=True, slots=True)
class _Moved:
    """Where the offsets of the draft stand on the page; ``anchors`` are those of the marks, in order."""

    anchors: Sequence[int]

    def to(self, offset: int, *, after: bool = True) -> int:
        """Return the place of an offset, after the marks that stand at it or before them."""
        before = bisect_left(self.anchors, offset + 1 if after else offset)
        return offset + before * len(MARK)

    def mark(self, number: int) -> int:
        """Return the place of a mark."""
        return self.anchors[number] + number * len(MARK)


def _with_marks(text: str, anchors: Sequence[int]) -> tuple[str, _Moved]:
    parts, last = [], 0
    for anchor in anchors:
        parts += [text[last:anchor], MARK]
        last = anchor
    return "".join((*parts, text[last:])), _Moved(anchors)


def _words(item: Item, moved: _Moved) -> Iterator[Piece]:
    assert item.verdict is not None
    claim = item.verdict.claim
    for span in claim.spans or (claim.sentence,):
        yield Piece(start=moved.to(span.start), end=moved.to(span.end, after=False), item=item.id)


def _with_points(text: str, points: Sequence[Item]) -> tuple[str, list[Piece]]:
    if not points:
        return text, []
    text += "\n\n"
    pieces = [Piece(start=len(text), end=len(text) + len(_LIST_TITLE))]
    text += _LIST_TITLE
    for item in points:
        text += "\n"
        start = len(text)
        text += MARK + one_line(item.text)
        pieces.append(Piece(start=start, end=start + len(MARK), item=item.id, mark=True))
        pieces.append(Piece(start=start + len(MARK), end=len(text), item=item.id))
    return text, pieces


def lines(whole: Page, width: int) -> tuple[Line, ...]:
    """Return the page in lines of at most ``width`` cells, broken at spaces where there are any."""
    ranges = [
        cut for part in re.finditer(r"[^\n]*\n?", whole.text) if part.group() for cut in _cut(part, width)
    ]
    found: list[Line] = []
    first = 0
    longest = max((piece.end - piece.start for piece in whole.pieces), default=0)
    for start, end in ranges:
        while first < len(whole.pieces) and whole.pieces[first].start < start - longest:
            first += 1
        reaching = []
        for piece in whole.pieces[first:]:
            if piece.start >= end:
                break
            if piece.end > start:
                reaching.append(piece)
        found.append(Line(start=start, end=end, pieces=tuple(reaching)))
    return tuple(found)


def _cut(part: re.Match[str], width: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of one paragraph; the spaces at which it is broken stand at the ends of its lines."""
    from rich.cells import cell_len

    text, at = part.group().rstrip("\n"), part.start()
    start = place = used = 0
    for token in re.finditer(r"[^ ]+ *| +", text):
        word = token.group().rstrip(" ")
        size = len(word) if word.isascii() else cell_len(word)
        if used and used + size > width:
            yield at + start, at + place
            start, used = place, 0
        while size > width:  # a word longer than a line
            end = _fitting(text, start, width)
            yield at + start, at + end
            start, used = end, 0
            size = cell_len(text[start : token.start() + len(word)])
        place = token.end()
        used += size + len(token.group()) - len(word)
    yield at + start, at + len(text)


def _fitting(text: str, start: int, width: int) -> int:
    """Return how far a line from ``start`` can run over a word that is too long for it."""
    from rich.cells import cell_len

    end, used = start, 0
    while end < len(text) and used + (size := cell_len(text[end])) <= width:
        end, used = end + 1, used + size
    return max(end, start + 1)
