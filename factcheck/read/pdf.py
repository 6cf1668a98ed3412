"""PDF: text by page, words hyphenated at line ends joined, running heads set apart.

A PDF knows no paragraphs; they are found again from the lines, as in any wrapped text.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any

from ..errors import ReadError
from ..model import Article, BlockKind, Span
from ._blocks import assemble
from ._quiet import quiet
from ._shape import Piece, pieces

_PAGES = 500
_INTRICATE = 1_500_000  # bytes that draw one page; text takes some ten thousand
_INTRICATE_ALL = 10_000_000  # bytes that draw all pages: reading them takes up to a minute
_OBJECTS = 200_000  # a report of 500 pages has some thousands; a broken table of them is made anew one by one
_TRAILERS = 500  # one for each time that it was saved
_UNPACKED = (
    15_000_000  # bytes of one stream, unpacked: a page of text has some thousands, a font's table a few more
)
_FOLIO = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.I)
_BOUNDED = tuple(
    f"{name}_maximum_output_length" for name in ("zlib", "lzw", "run_length", "brotli", "array_based_stream")
)
_BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError),
    *(RecursionError, TypeError, ValueError, EOFError, struct.error, zlib.error),
)


def read(data: bytes, origin: str) -> Article:
    """Return the article in a PDF; blocks are located by page.

    :raises ReadError: broken, encrypted, without any text (a scan), or longer than any article.
    """
    from pypdf import apply_configuration

    if data.count(b" obj") > _OBJECTS or data.count(b"trailer") > _TRAILERS:
        raise ReadError("this PDF has more parts than any article", where=origin, hint="give the text itself")
    bounds: dict[str, Any] = dict.fromkeys(_BOUNDED, _UNPACKED)
    with quiet("pypdf"), apply_configuration(**bounds):
        pages, notes = _pages(data, origin)
    if not any(page.strip() for page in pages):
        why = notes[0] if notes else "its pages are empty"
        raise ReadError(f"this PDF holds no text: {why}", where=origin, hint="run it through OCR first")
    lines, heads = _without_heads([page.splitlines() for page in pages])
    text, starts = _joined(lines)
    found = [
        replace(piece, locator=_page_at(starts, piece.span.start)) for piece in pieces(text, wrapped=True)
    ]
    for head in heads:
        text += f"\n\n{head}"
        span = Span(start=len(text) - len(head), end=len(text))
        found.append(Piece(span=span, kind=BlockKind.HEADING, locator="running head"))
    made = assemble(text, found, origin=origin, sha256=hashlib.sha256(data).hexdigest(), notes=notes)
    return replace(made, rendered=True)


def _pages(data: bytes, origin: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the text of every page, and notes on pages without text."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("this PDF is locked with a password", where=origin, hint="save an unlocked copy")
        count = len(reader.pages)
        if count <= _PAGES:
            return _texts(reader)
    except DependencyError as error:
        raise ReadError("this PDF is locked", where=origin, hint="save an unlocked copy") from error
    except (PyPdfError, DeprecationError, *_BROKEN) as error:
        what = f"this PDF is broken: {type(error).__name__}"
        raise ReadError(what, where=origin, hint="open it and save a fresh copy") from error
    raise ReadError(f"this PDF has more than {_PAGES} pages", where=origin, hint="give the pages needed")


def _texts(reader: Any) -> tuple[list[str], tuple[str, ...]]:
    texts: list[str] = []
    notes: list[str] = []
    left = _INTRICATE_ALL
    for number, page in enumerate(reader.pages, 1):
        size = _drawn(page)
        intricate = size > min(_INTRICATE, left)
        left -= 0 if intricate else size
        text = "" if intricate else str(page.extract_text() or "")
        texts.append(text.encode("utf-8", "replace").decode("utf-8").replace("\0", ""))
        if intricate:
            notes.append(f"page {number} is drawn too intricately to be read")
        elif not text.strip() and _draws_picture(page):
            notes.append(f"page {number} holds a picture and no text")
    return texts, tuple(notes)


def _drawn(page: Any) -> int:
    """Return how many bytes draw a page; what is packed larger than any page is not unpacked to know."""
    from pypdf.errors import LimitReachedError

    held = page.get("/Contents")
    held = held.get_object() if held is not None else None
    parts = [part.get_object() for part in held] if isinstance(held, list) else [held]
    packed = sum(len(getattr(part, "_data", b"")) for part in parts)
    if packed > _INTRICATE:
        return packed
    try:
        drawn = page.get_contents()
        return len(drawn.get_data()) if drawn is not None else 0
    except LimitReachedError:
        return _UNPACKED


def _draws_picture(page: Any) -> bool:
    """Say whether a page draws something that could be a picture of text."""
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else None
    return bool(resources is not None and "/XObject" in resources)


def _without_heads(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Take off page numbers, and lines at top or foot that most pages repeat; return these once each."""
    pages = [[line.strip() for line in page if line.strip()] for page in pages]
    pages = [_without_folio(page) for page in pages]
    filled = sum(1 for page in pages if page)
    edges = Counter(edge for page in pages for edge in {_edge(line) for line in page[:2] + page[-2:]})
    repeated = {edge for edge, count in edges.items() if filled >= 3 and count > 0.6 * filled and edge}
    heads: dict[str, str] = {}
    kept: list[list[str]] = []
    for page in pages:
        inner = range(2, len(page) - 2)
        kept.append([line for n, line in enumerate(page) if n in inner or _edge(line) not in repeated])
        for line in page[:2] + page[-2:]:
            if _edge(line) in repeated:
                heads.setdefault(_edge(line), line)
    return kept, list(heads.values())


def _without_folio(page: list[str]) -> list[str]:
    while page and _FOLIO.fullmatch(page[0]):
        page = page[1:]
    while page and _FOLIO.fullmatch(page[-1]):
        page = page[:-1]
    return page


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold()) if len(line) < 120 else ""


def _joined(pages: list[list[str]]) -> tuple[str, list[int]]:
    """Join the lines, hyphenated words mended; return the text and where each page begins in it."""
    known = Counter(
        re.findall(r"[a-z]+(?:-[a-z]+)*", "\n".join(line for page in pages for line in page).lower())
    )
    text: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        starts.append(length)
        for line in page:
            if text and (cut := _mended(text[-1], line, known)) is not None:
                length -= len(text[-1]) - len(cut)
                text[-1] = cut
            elif text:
                text.append("\n")
                length += 1
            text.append(line)
            length += len(line)
    return "".join(text), starts


def _mended(before: str, line: str, known: Counter[str]) -> str | None:
    """Return the line before without its hyphen where a word runs on, None where the lines stay apart.

    The hyphen stays where the document writes the word with it elsewhere, and in "US-backed" and "20-point".
    """
    first = re.search(r"(\S*[^\W\d_])[-\u00ad\u2010]$", before)
    rest = re.match(r"[a-z]+", line)
    if not first or not rest:
        return None
    stem = first.group(1).lower()
    part = re.split(r"[^a-z-]", stem)[-1]
    if first.group(1)[-2:].isupper() or (known[f"{part}-{rest.group()}"] and not known[part + rest.group()]):
        return before
    return before[:-1]


def _page_at(starts: list[int], offset: int) -> str:
    return f"page {max(1, sum(start <= offset for start in starts))}"
