"""Plain text, in whatever encoding it comes."""

from __future__ import annotations

import hashlib

from ..model import Article
from ._blocks import assemble
from ._decode import decode, refuse_crumbs
from ._shape import pieces


def read(data: bytes, origin: str) -> Article:
    """Return the article in plain text; its text is the file's, code point for code point.

    :raises ReadError: the bytes are no text, or more lines than any article has.
    """
    text, notes, remarks = decode(data, origin)
    refuse_crumbs(text, origin)
    sha256 = hashlib.sha256(data).hexdigest()
    return assemble(text, pieces(text), origin=origin, sha256=sha256, notes=notes, remarks=remarks)
