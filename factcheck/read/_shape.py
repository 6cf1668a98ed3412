"""The shape of plain copy: which lines make a paragraph, which make a table, told from the whole file.

Copy comes in two shapes: one line a paragraph, or lines wrapped at some width. A file is taken as wrapped
when its lines run on in the middle of a sentence and are filled up to a common width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model import BlockKind, Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MARK = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|[a-h]\.|\(?[ivx]{2,5}[.)]|[-*+•‣◦▪●·–—])\s+(?=\S)")
_HASH = re.compile(r"#{1,6}[ \t]+(?=\S)")
_QUOTED = re.compile(r"(?:>\s*)+(?=\S)")
_WIDEST = 160  # nobody wraps copy wider than this
_SLACK = 6  # wrapping by hand leaves a line this much short
_WORDY = re.compile(r"[^\W_]")
_BLANK = "".join(map(chr, (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8204), 8232, 8233)))
_BLANK += "\u202f\u205f\u3000\ufeff"
_STOPS = ".!?…:;"
_CLOSERS = "\"'”’»)]}*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that belongs together; ``kind`` is empty where only the wording can tell."""

    span: Span
    kind: BlockKind | None = None
    locator: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: bool
    first: str
    lower: bool
    stopped: bool

    @property
    def width(self) -> int:
        return self.end - self.start + self.indent


def stopped(text: str) -> bool:
    """Say whether ``text`` ends like a sentence, quotation marks and brackets at its end left aside."""
    return text[-40:].rstrip().rstrip(_CLOSERS).rstrip()[-1:] in tuple(_STOPS)


def marker(text: str, start: int, end: int) -> int:
    """Return how many code points the list marker at ``start`` takes ("1. ", "- "), 0 where there is none."""
    found = _MARK.match(text, start, min(end, start + 40))
    return found.end() - start if found else 0


def pieces(text: str, *, wrapped: bool = False) -> tuple[Piece, ...]:
    """Return the paragraphs, list items and table rows of plain text, in order, without markers.

    :param wrapped: the text comes from a format that knows only lines, so it takes less to join them.
    """
    lines = _lines(text)
    width = _wrap_width(lines, wrapped)
    tables = _tables(text, lines)
    opening = len(text) - len(text.lstrip(_BLANK))
    found: list[Piece] = []
    position = 0
    while position < len(lines):
        start, last = lines[position].start, position
        if position in tables:
            span = Span(start=start, end=lines[position].end)
            found.append(Piece(span=span, kind=BlockKind.TABLE, locator=tables[position]))
        else:
            while width and _joins(text, lines, last, width, tables):
                last += 1
            found += _piece(text, start, lines[last].end, opening)
        position = last + 1
    return tuple(found)


def _joins(text: str, lines: list[_Line], position: int, width: int, tables: dict[int, str]) -> bool:
    there = position + 1
    return there < len(lines) and there not in tables and _runs_on(text, lines, position, width)


def _piece(text: str, start: int, end: int, opening: int) -> Iterator[Piece]:
    """Yield the piece from ``start`` to ``end``; the text itself begins at ``opening``, after what is blank."""
    quoted = _QUOTED.match(text, start, end)
    if quoted:
        yield Piece(span=Span(start=quoted.end(), end=end), kind=BlockKind.QUOTE)
        return
    title = _HASH.match(text, start, end)
    if title:
        kind = BlockKind.HEADING if opening < start else BlockKind.HEADLINE
        yield Piece(span=Span(start=title.end(), end=end), kind=kind)
        return
    mark = marker(text, start, end)
    yield Piece(span=Span(start=start + mark, end=end), kind=BlockKind.ITEM if mark else None)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    before = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip(_BLANK)
        if not _WORDY.search(body):
            continue
        start = match.start() + len(raw) - len(raw.lstrip(_BLANK))
        end = start + len(body)
        blank = match.start() - before > 1 and len(_BREAK.findall(text, before, match.start())) > 1
        first = body[:40].split()[0]
        found.append(
            _Line(start, end, start - match.start(), blank, first, first[0].islower(), stopped(body))
        )
        before = match.end()
    return found


def _wrap_width(lines: list[_Line], wrapped: bool) -> int:
    """Return the width that the file is wrapped at, 0 where every line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    widths = sorted(line.width for line in lines)
    if not pairs or widths[-1] > (2 if wrapped else 1) * _WIDEST:
        return 0
    width = widths[(9 * len(widths)) // 10]
    lower = sum(b.lower for _, b in pairs) / len(pairs)
    full = sum(_fills(a, b, width) for a, b in pairs) / len(pairs)
    running = sum(b.lower and not a.stopped for a, b in pairs)
    sure = (lower >= 0.35 and full >= 0.5) or running >= (0.25 if running > 1 else 0.5) * len(pairs)
    return width if sure or (wrapped and running >= 0.15 * len(pairs)) else 0


def _fills(a: _Line, b: _Line, width: int) -> bool:
    """Say whether the first word of ``b`` had no room in ``a``; in mid-sentence edges may be ragged."""
    slack = _SLACK if a.stopped else max(_SLACK, width // 4)
    return a.width + 1 + len(b.first) > width - slack


def _runs_on(text: str, lines: list[_Line], position: int, width: int) -> bool:
    """Say whether the next line continues this one in a wrapped file."""
    a, b = lines[position], lines[position + 1]
    if b.gap or _QUOTED.match(text, b.start, b.end):
        return False
    if b.indent > a.indent + 1 and (a.stopped or not b.lower):
        return False
    if marker(text, b.start, b.end) and (a.stopped or not b.first[0].isalpha()):
        return False
    return b.lower or _fills(a, b, width)


def _tables(text: str, lines: list[_Line]) -> dict[int, str]:
    """Return the locator of every line that is a row of a pasted table, by position."""
    found: dict[int, str] = {}
    count, position = 0, 0
    while position < len(lines):
        columns = _columns(text, lines[position])
        last = position
        while columns and last + 1 < len(lines) and _columns(text, lines[last + 1]) == columns:
            last += 1
        if last > position:
            count += 1
            for row, place in enumerate(range(position, last + 1), 1):
                found[place] = f"table {count}, row {row}"
        position = last + 1
    return found


def _columns(text: str, line: _Line) -> int:
    """Return the number of columns that tabs, bars or wide gaps cut a line into; 0 where it is prose."""
    if line.end - line.start > 400:
        return 0
    body = text[line.start : line.end]
    if not ("\t" in body or "|" in body or "  " in body):
        return 0
    for cut in (r"\t+", r"\s*\|\s*", r" {3,}| {2,}(?=[\d(+-])"):
        cells = [cell for cell in re.split(cut, body.strip("| ")) if cell.strip()]
        if len(cells) > 1 and all(len(cell) <= 80 for cell in cells):
            return len(cells)
    return 0
