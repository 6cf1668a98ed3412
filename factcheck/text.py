"""Plain text: folded for comparison with a way back, paired quotation marks, positions, and safe to print."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from .span import Span

PARAGRAPH = "\n\n"  # between the paragraphs of a text of ours
SENTENCE = "\n"  # between the sentences of a paragraph that stand before a passage
_OPEN, _CLOSE = "“„«", "”»"
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_LOOSE_SPACE = re.compile(r"^\s|\s$|\s\s|[^\S ]")
_SOFT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# C0 and C1 controls, bidirectional overrides and isolates: what a terminal or an editor would act upon.
_LIVE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


class _Late:
    """A pattern that is compiled when something is first asked of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made = (pattern, flags)

    @functools.cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._made)

    def __getattr__(self, name: str) -> object:
        found: object = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that costs nothing until it is used, for what most articles never ask.

    To compile all patterns of the package takes a twelfth of a scan.

    :raises re.error: when first used, where the pattern is wrong.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Folded(dict[str, str]):
    """What each code point folds to, worked out once."""

    def __missing__(self, char: str) -> str:
        pieces = unicodedata.normalize("NFKC", char).translate(_FOLDS).casefold() if char not in _SOFT else ""
        self[char] = "".join(" " if piece.isspace() else piece for piece in pieces)
        return self[char]


_FOLDED = _Folded()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison; ``offsets[i]`` is where code point ``i`` of ``text`` began in the original."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original that ``text[start:end]`` came from."""
        return Span(
            start=self.offsets[start], end=self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        )


def fold(text: str) -> Folded:
    """Fold typography, not words: quotation marks, dashes, spaces, ligatures, soft hyphens, case.

    This is the contract under which a quotation counts as verbatim; it is printed with every report.
    """
    if text.isascii() and not _LOOSE_SPACE.search(text):
        return Folded(text.lower(), tuple(range(len(text) + 1)))
    out: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(text):
        for piece in _FOLDED[char]:
            if piece == " " and (not out or out[-1] == " "):
                continue
            out.append(piece)
            offsets.append(position)
    if out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return Folded("".join(out), (*offsets, len(text)))


def quotations(text: str, *, offset: int = 0) -> tuple[Span, ...]:
    """Return the spans inside quotation marks, marks included, paired within each line; the outermost only.

    Double marks of any shape count, ``''`` too, and British single marks where they cannot be apostrophes. An
    unclosed double quotation runs to the end of its line (a quotation of several paragraphs opens each of them
    and closes the last); an unclosed single mark, an inch mark or a stray closing mark opens nothing.
    """
    found: list[Span] = []
    for match in re.finditer(r"[^\n]+", text):
        found += [span.shift(offset + match.start()) for span in _pair(match.group())]
    return tuple(found)


_MARK = re.compile(r"[“„«\"'‘]")
_ELISION = re.compile(r"['‘](?:\d0s\b|(?:em|til|tis|twas|cause|cos|bout|round)\b|n['’])", re.IGNORECASE)
_STOPS = ".,;:?!…—–"


def _pair(line: str) -> list[Span]:
    line = line.replace("''", '"\0').replace("``", '"\0')
    found: list[Span] = []
    mark = _MARK.search(line)
    while mark is not None:
        start = mark.start()
        single = line[start] in "'‘"
        end = _single(line, start) if single else _double(line, start)
        if end > start:
            found.append(Span(start=start, end=end))
        mark = _MARK.search(line, max(end, start + 1))
    return found


def _double(line: str, start: int) -> int:
    """Return where the quotation that opens at ``start`` ends, else -1 for a mark that opens nothing."""
    opening = line[start]
    after = start + 1 + (line[start + 1 : start + 2] == "\0")
    if (
        opening == '"'
        and start
        and not _apart(line[start - 1])
        and (after >= len(line) or _loose(line[after]))
    ):
        return -1
    for position in range(after, len(line)):
        if line[position] in _CLOSE or line[position] == '"' or (opening == "„" and line[position] == "“"):
            return position + 1 + (line[position + 1 : position + 2] == "\0")
    return len(line)


def _single(line: str, start: int) -> int:
    """Return where a British quotation ends, else -1 for an apostrophe or a mark that nothing closes."""
    if (start and not _apart(line[start - 1])) or _ELISION.match(line, start):
        return -1
    ends = [match.end() for match in re.finditer(r"(?<=\S)['’](?!\w)", line[start + 2 :])]
    ends = [end for end in (start + 2 + end for end in ends) if _balanced(line[start:end])]
    for number, end in enumerate(ends):
        # "the workers' union": a plural's apostrophe, as long as another mark can close the quotation.
        plural = line[end - 2] == "s" and line[end : end + 1] == " " and line[end + 1 : end + 2].islower()
        if not (plural and number + 1 < len(ends)):
            return end
    return -1


def _balanced(piece: str) -> bool:
    straight = piece.count('"')
    return straight % 2 == 0 and piece.count("“") == piece.count("”")


def _apart(char: str) -> bool:
    """Say whether a quotation can open behind this character."""
    return char.isspace() or char in '([{-–—―/:"“‘«'


def _loose(char: str) -> bool:
    return char.isspace() or char in _STOPS + ")]}"


class Lines:
    """Line and column of an offset, both from 1, columns in code points.

    :param known: ``(offset, line)`` of a text that is not its file's own, in order: from this offset on, that line of
        the file. The column is then not known, and stands as 1.
    """

    def __init__(self, text: str, known: Sequence[tuple[int, int]] = ()) -> None:
        self._known = known
        self._starts = (
            [offset for offset, _ in known]
            if known
            else [0, *(match.end() for match in re.finditer("\n", text))]
        )

    def at(self, offset: int) -> tuple[int, int]:
        """Return ``(line, column)`` of a code-point offset."""
        line = bisect_right(self._starts, offset)
        if self._known:
            return self._known[max(line - 1, 0)][1], 1
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


def cited(words: str) -> str:
    """Return words in quotation marks; marks of their own become single ones, one whose fellow is missing goes."""
    marks = [m.start() for m in re.finditer(r'["“”„«»]', words)]
    if len(marks) % 2:
        lone = marks.pop() if words[-1:] in '"“”»' else marks.pop(0)
        words = words[:lone] + words[lone + 1 :]
        marks = [at - (at > lone) for at in marks]
    if marks == [0, len(words) - 1]:
        return f"“{words[1:-1]}”"
    for place, at in enumerate(marks):
        words = f"{words[:at]}{'’' if place % 2 else '‘'}{words[at + 1 :]}"
    return f"“{words}”"


def clip(text: str, width: int) -> str:
    """Return ``text`` cut at a word to at most ``width`` code points, with an ellipsis where it was cut."""
    if len(text) <= width:
        return text
    cut = text[: width - 1].rsplit(" ", 1)[0] or text[: width - 1]
    return cut.rstrip(" ,;:") + "…"


def clip_start(text: str, width: int) -> str:
    """Return the end of ``text``, cut at a word to at most ``width`` code points, behind an ellipsis if it was cut."""
    if len(text) <= width:
        return text
    return "…" + text[1 - width :].partition(" ")[2]


def mentioned(names: Iterable[str], text: str) -> bool:
    """Say whether one of the names stands in the text as a word of its own.

    A name of one word counts in the case it is written in only ("US" is not "us"); of apostrophes any form will do.
    """
    plain = text.replace("’", "'")
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain, re.IGNORECASE if " " in name else 0)
        for name in (name.replace("’", "'") for name in names if name)
    )
