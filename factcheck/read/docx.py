"""Word documents, taken as if every tracked change were accepted; comments are no text.

The parts are read from the zip as XML: python-docx drops tracked insertions without a word.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from itertools import islice

from ..errors import ReadError
from ..model import Article
from ._docx_package import Package, W
from ._docx_text import Walker

_PARAGRAPHS = 100_000  # a long book has ten thousand


def read(data: bytes, origin: str) -> Article:
    """Return the article in a Word document: paragraphs by their styles, tables, footnotes.

    :raises ReadError: no Word document, broken, encrypted, or larger unpacked than any draft.
    """
    package = Package(BytesIO(data), origin)
    body = package.part("word/document.xml")
    if body is None:
        raise ReadError("this is no Word document: it has no word/document.xml", where=origin)
    if next(islice(body.iter(f"{W}p"), _PARAGRAPHS, None), None) is not None:
        what = f"this has more than {_PARAGRAPHS:,} paragraphs, more than any article"
        raise ReadError(what, where=origin, hint="give the part that is needed")
    walker = Walker(package.styles())
    walker.walk(body)
    for name in ("footnote", "endnote"):
        part = package.part(f"word/{name}s.xml")
        if part is not None:
            walker.walk_notes(part, name)
    return walker.out.article(
        origin=origin, sha256=hashlib.sha256(data).hexdigest(), notes=(*package.notes, *walker.notes())
    )
