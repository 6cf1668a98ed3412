"""Bytes to text: byte order marks, UTF-8, then older encodings; binary is refused."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from ..errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The drafts are English: outside Unicode they come from Windows, an old Mac or DOS.
_OLD = ["cp1252", "cp1250", "latin_1", "mac_roman", "cp437", "cp850"]
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp437": "DOS 437", "cp850": "DOS 850"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_SAMPLE = 200_000
_LINES = 100_000  # with text in them; a long book has ten thousand
_LINE = re.compile(r"[^\s][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")


_Decoded = tuple[str, tuple[str, ...], tuple[str, ...]]


def decode(data: bytes, origin: str) -> _Decoded:
    """Return the text of ``data``, notes on what could not be read, and remarks on what was guessed.

    Bytes that are no valid UTF-8 in a text that otherwise is stand as U+FFFD, and a note says how many and in
    which line the first. An older encoding is a guess: a remark names it, and the first byte that asked for it.

    :raises ReadError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, "")
    if b"\0" in data:
        return _lenient(data, _wide(data, origin), origin)
    if len(data.translate(None, _CONTROLS)) < 0.9 * len(data):
        raise _binary(origin)
    try:
        return data.decode("utf-8"), (), ()
    except UnicodeDecodeError as error:
        return _legacy(data, origin, error.start)


def refuse_crumbs(text: str, origin: str) -> None:
    """Refuse a text cut into more lines than any article: each would be a paragraph, and take its time.

    :raises ReadError: more than 100,000 lines with text in them.
    """
    if next(islice(_LINE.finditer(text), _LINES, None), None) is not None:
        what = f"this has more than {_LINES:,} lines, more than any article"
        raise ReadError(what, where=origin, hint="give the part that is needed")


def _lenient(data: bytes, encoding: str, origin: str) -> _Decoded:
    text = data.decode(encoding, "replace")
    if origin and "\0" in text:
        raise _binary(origin)
    own = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    lost = text.count("\ufffd") - own
    if lost <= 0:
        return text, (), ()
    line = text[: text.index("\ufffd")].count("\n") + 1
    places = "1 place that is" if lost == 1 else f"{lost} places that are"
    return text, (f"{places} not valid {encoding.upper()}, shown as \ufffd, the first in line {line}",), ()


def _wide(data: bytes, origin: str) -> str:
    """Return the UTF-16 form of text without a byte order mark: one byte of nearly every pair is zero."""
    even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    half = min(len(data), _SAMPLE) / 2
    if len(data) >= 4 and max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise _binary(origin)


def _legacy(data: bytes, origin: str, odd: int) -> _Decoded:
    """Read bytes that are not UTF-8: broken UTF-8 where it has valid sequences, else an older encoding.

    :param odd: where the first byte stands that is not UTF-8.
    """
    valid = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    text = data.decode("utf-8", "replace")
    if valid > text.count("\ufffd"):
        return _lenient(data, "utf-8", "")
    import charset_normalizer

    sample = data[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_isolation=_OLD, enable_fallback=False).best()
    encoding = best.encoding if best else "cp1252"
    high = sum(byte > 127 for byte in sample) / len(sample)
    if high > 0.3:
        raise _binary(origin)
    encoding = "cp1252" if encoding in ("cp1250", "latin_1") else encoding
    read, lost, _ = _lenient(data, encoding, "")
    return read, lost, (_guessed(data, encoding, odd),)


def _guessed(data: bytes, encoding: str, odd: int) -> str:
    """Name the encoding that was guessed, and the first byte that is not UTF-8; each byte is one character there."""
    line, column = data.count(b"\n", 0, odd) + 1, odd - data.rfind(b"\n", 0, odd)
    name = _NAMES.get(encoding, encoding)
    return (
        f"this is not UTF-8 and was read as {name}, which is a guess: "
        f"the first odd byte is 0x{data[odd]:02X}, line {line}, column {column}"
    )


def _binary(origin: str) -> ReadError:
    return ReadError("this is not text", where=origin, hint="give the article as txt, md, html, docx or pdf")
