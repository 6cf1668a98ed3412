"""Readers: bytes to an article. The folder is the registry: ``read/odt.py`` exists, so ``.odt`` opens.

The ending of the name chooses the module, unless the bytes show beyond doubt what they are; names without an
ending, or with an unknown one, are read as plain text where they are text.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from .. import folder
from ..errors import ReadError
from ..model import Article
from ._blocks import article_from_text
from ._language import language, name_of
from ._unfit import refuse_unfit

__all__ = [
    "LIMIT",
    "article_from_text",
    "formats",
    "kind",
    "language",
    "name_of",
    "read",
    "read_path",
    "read_stream",
    "refuse_unfit",
]

LIMIT = 20_000_000  # bytes; a draft is a thousandth of this
_ALIASES = {"htm": "html", "xhtml": "html", "markdown": "md", "mdown": "md", "text": "txt"}
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc)", "save it as .docx"),
    (b"{\\rtf", "a Rich Text file", "save it as .docx or plain text"),
    (b"\x89PNG", "a picture", "give the text itself"),
    (b"\xff\xd8\xff", "a picture", "give the text itself"),
    (b"GIF8", "a picture", "give the text itself"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"PK\x03\x04", "a zip file, but no Word document", "unpack it first, or save it as .docx"),
    (b"PK\x05\x06", "an empty zip file", ""),
)


def formats() -> tuple[str, ...]:
    """Return the endings that can be read, sorted, without dots."""
    return tuple(
        sorted({*folder.names("read"), *(a for a, to in _ALIASES.items() if to in folder.names("read"))})
    )


def read(data: bytes, origin: str, *, name: str | None = None) -> Article:
    """Return the article in ``data``.

    :param origin: path, address or "standard input", kept in the article; it also names the article.
    :param name: a file name whose ending chooses the reader, where that of ``origin`` does not.
    :raises ReadError: too large, binary, broken, encrypted, or of a format that no reader takes.
    """
    if len(data) > LIMIT:
        raise ReadError(
            f"this is {len(data) / 1e6:.0f} MB, more than the {LIMIT // 1_000_000} MB that are read",
            where=origin,
            hint="give the article itself, without pictures",
        )
    if not (found := _known(data, name or origin)):
        _refuse_foreign(data, origin)
    article: Article = folder.load("read", found or "txt").read(data, origin)
    return article


def kind(data: bytes, name: str) -> str:
    """Return which of :func:`formats` these bytes are read as; "txt" for what is not known."""
    return _known(data, name) or "txt"


def _known(data: bytes, name: str) -> str:
    ending = _ending(name)
    return _sniffed(data, ending) or (ending if ending in folder.names("read") else "")


def read_path(path: Path) -> Article:
    """Return the article in a file.

    :raises ReadError: it cannot be opened, or :func:`read` refuses it.
    """
    try:
        if path.stat().st_size > LIMIT:
            with path.open("rb") as file:
                return read(file.read(LIMIT + 1), str(path))
        return read(path.read_bytes(), str(path))
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror or error}", where=str(path)) from error
    except ValueError as error:
        raise ReadError("this is not the name of a file", where=repr(str(path))) from error


def read_stream(data: bytes, name: str = "standard input") -> Article:
    """Return the article in bytes that have no file, such as standard input.

    :raises ReadError: see :func:`read`.
    """
    return read(data, name)


def _ending(name: str) -> str:
    path = urlsplit(name).path if "://" in name else name
    ending = PurePosixPath(path.replace("\\", "/")).suffix.lower().lstrip(".")
    return _ALIASES.get(ending, ending)


def _sniffed(data: bytes, ending: str) -> str:
    """Return the reader that the first bytes ask for beyond doubt, empty where they leave it open."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return "docx"
    if ending in ("md", "txt"):
        return ""
    return "html" if start.startswith(b"<") and (b"<!doctype html" in start or b"<html" in start) else ""


def _refuse_foreign(data: bytes, origin: str) -> None:
    for magic, what, hint in _FOREIGN:
        if data.startswith(magic):
            known = ", ".join(folder.names("read"))
            raise ReadError(f"this is {what}; what can be read: {known}", where=origin, hint=hint)
