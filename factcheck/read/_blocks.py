"""From text to an article: pieces become blocks with kind and locator; the text stays as it is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import PurePath

from ..model import BODY, Article, Block, BlockKind, Span
from ._dates import EDITION, full_date
from ._furniture import furnish
from ._resolution import located as resolution_places
from ._shape import Piece, pieces

_LONGEST = 20_000  # code points of a block; a long paragraph has two thousand
_DATED = (BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.CAPTION)


def article_from_text(
    text: str, *, origin: str = "", title: str = "", published: date | None = None, sha256: str = ""
) -> Article:
    """Return plain copy as an article: one block a paragraph, furniture known as such.

    :param text: the copy as it stands; it is kept code point for code point, blocks are spans of it.
    :param origin: path, address or "standard input"; empty for a text handed over in Python.
    :param title: where known from elsewhere; else the headline.
    :param published: where known from elsewhere; else a full date in the dateline or a "Published ..." line.
    :param sha256: hash of the bytes the text came from; else the hash of the text in UTF-8.
    """
    return assemble(text, pieces(text), origin=origin, title=title, published=published, sha256=sha256)


def assemble(
    text: str,
    found: Iterable[Piece],
    *,
    origin: str,
    title: str = "",
    published: date | None = None,
    sha256: str = "",
    notes: tuple[str, ...] = (),
    remarks: tuple[str, ...] = (),
) -> Article:
    """Return the article made of ``text`` and its pieces; a piece without a kind is known by its wording."""
    blocks = tuple(_located(_headed(text, tuple(furnish(text, tuple(_cut(text, found)))))))
    blocks = resolution_places(text, blocks)
    title = title or next((_line(text, b.span) for b in blocks if b.kind is BlockKind.HEADLINE), "")
    return Article(
        id=slug(PurePath(origin.split("?")[0]).stem if origin and origin != "standard input" else title)
        or "article",
        title=title,
        text=text,
        blocks=blocks,
        origin=origin,
        published=published or _published(text, blocks),
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        notes=notes,
        remarks=remarks,
    )


def slug(name: str) -> str:
    """Return ``name`` as an id for folders: lower case letters, figures and hyphens, at most 60."""
    plain = unicodedata.normalize("NFKD", name[:300]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")


def _cut(text: str, found: Iterable[Piece]) -> Iterator[Piece]:
    """Cut a paragraph that no parser would take into parts, after a sentence or else at a space."""
    for piece in found:
        start, end = piece.span.start, piece.span.end
        while end - start > _LONGEST:
            window = text[start : start + _LONGEST]
            after = max(window.rfind(". "), window.rfind(".\n")) + 1 or window.rfind(" ") or _LONGEST
            stop = start + (after if after > 0 else _LONGEST)
            if text[start:stop].strip():
                yield replace(piece, span=_trimmed(text, start, stop))
            start = stop
        if text[start:end].strip():
            yield replace(piece, span=_trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return Span(start=end - len(body.lstrip()), end=start + len(body.rstrip()))


_CELLS = re.compile(r"\t+|\s*\|\s*| {2,}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?")


def _headed(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, a table's first row as a heading where it names the columns: "Library, 2023" claims nothing."""
    for piece, after in zip_longest(found, found[1:]):
        first = piece.kind is BlockKind.TABLE and piece.locator.endswith(", row 1")
        more = after is not None and after.kind is BlockKind.TABLE and after.locator.endswith(", row 2")
        if first and more and after and not _figures(text, piece) and _figures(text, after):
            yield replace(piece, kind=BlockKind.HEADING)
        else:
            yield piece


def _figures(text: str, row: Piece) -> bool:
    """Say whether a cell behind the first holds a figure that is no year."""
    cells = [cell.strip() for cell in _CELLS.split(row.span.of(text).strip("| "))][1:]
    return any(re.search(r"\d", cell) and not _YEAR.fullmatch(cell) for cell in cells)


def _located(found: Iterable[Piece]) -> Iterable[Block]:
    """Give every piece its locator: body paragraphs are counted, furniture is named by its kind."""
    count = 0
    for piece in found:
        kind = piece.kind or BlockKind.PARAGRAPH
        count += kind in BODY
        locator = piece.locator or (f"¶ {count}" if kind in BODY else str(kind))
        yield Block(span=piece.span, kind=kind, locator=locator)


def _published(text: str, blocks: tuple[Block, ...]) -> date | None:
    head = [
        block
        for block in blocks
        if block.kind in _DATED[:2]
        or (block.kind is BlockKind.HEADLINE and EDITION.fullmatch(_line(text, block.span)))
    ]
    return next((found for block in head if (found := full_date(block.span.of(text)))), None)


def _line(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
