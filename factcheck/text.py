"""Plain text: folded for comparison with a way back, paired quotation marks, positions, and safe to print."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from .model import Span

_OPEN, _CLOSE = "“„«", "”»"
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_SOFT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# C0 and C1 controls, bidirectional overrides and isolates: what a terminal or an editor would act upon.
_LIVE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison; ``offsets[i]`` is where code point ``i`` of ``text`` began in the original."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original that ``text[start:end]`` came from."""
        return Span(start=self.offsets[start], end=self.offsets[end - 1] + 1 if end > start else self.offsets[start])


def fold(text: str) -> Folded:
    """Fold typography, not words: quotation marks, dashes, spaces, ligatures, soft hyphens, case.

    This is the contract under which a quotation counts as verbatim; it is printed with every report.
    """
    out: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(text):
        if char in _SOFT:
            continue
        for piece in unicodedata.normalize("NFKC", char).translate(_FOLDS).casefold():
            piece = " " if piece.isspace() else piece
            if piece == " " and (not out or out[-1] == " "):
                continue
            out.append(piece)
            offsets.append(position)
    if out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return Folded("".join(out), (*offsets, len(text)))


def quotations(text: str, *, offset: int = 0) -> tuple[Span, ...]:
    """Return the spans inside double quotation marks, marks included, paired within each line.

    An unclosed quotation runs to the end of its line; straight marks open and close in turn, ``''`` is a mark.
    """
    found: list[Span] = []
    for match in re.finditer(r"[^\n]+", text):
        found += [span.shift(offset + match.start()) for span in _pair(match.group())]
    return tuple(found)


def _pair(line: str) -> list[Span]:
    line = line.replace("''", '"\0').replace("``", '"\0')
    found: list[Span] = []
    start: int | None = None
    for position, char in enumerate(line):
        if char in _OPEN or (char == '"' and start is None):
            start = position if start is None else start
        elif start is not None and (char == '"' or char in _CLOSE):
            width = 2 if line[position + 1 : position + 2] == "\0" else 1
            found.append(Span(start=start, end=position + width))
            start = None
    if start is not None:
        found.append(Span(start=start, end=len(line)))
    return found


class Lines:
    """Line and column of an offset, both from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return ``(line, column)`` of a code-point offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def printable(text: str) -> str:
    """Return ``text`` with everything that a terminal would act upon shown as a visible escape.

    Line feeds and tabs stay; escape sequences, other control characters and direction overrides do not.
    """
    return _LIVE.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def escape_live(document: str) -> str:
    """Return a JSON document in which what a terminal would act upon stands as a JSON escape."""
    return _LIVE.sub(lambda match: f"\\u{ord(match.group()):04x}", document)


def one_line(text: str) -> str:
    """Return ``text`` printable and on one line."""
    return " ".join(printable(text).split())


def clip(text: str, width: int) -> str:
    """Return ``text`` cut at a word to at most ``width`` code points, with an ellipsis where it was cut."""
    if len(text) <= width:
        return text
    cut = text[: width - 1].rsplit(" ", 1)[0] or text[: width - 1]
    return cut.rstrip(" ,;:") + "…"
