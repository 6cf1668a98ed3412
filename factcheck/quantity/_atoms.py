"""The atoms of a text: every number, share, ordinal or label before unit and bound are read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..lexicon.number_marks import BOUND_BEFORE, COUNT_NOUN, is_year
from ..lexicon.number_scan import tokens
from ..lexicon.number_words import ordinal, spelled
from ..lexicon.units import SCALE_WORDS
from ..model import Bound
from . import _words as words
from ._digits import DIGITS, GLYPHS, NOT_SHARES

_PLURAL = re.compile(r"[a-z]+s\b")
_TOLD = re.compile(
    r"[ \t]+(?:dead|[a-z]+ed|hurt|new|more|people|children|women|men|were|are|have|had|did"
    r"|(?:minute|hour|week|month|year)s)\b"
)
#: The number of a list item at the beginning of a line.
_ITEM = re.compile(r"(?m)^\d{1,2}[.)] (?=[^\W\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A number on its way to a quantity.

    ``kind`` is "number" where a unit or bound may still join it; ``scaled`` says that a scale word
    ("million") followed it. The rest is as in :class:`factcheck.model.Quantity`.
    """

    start: int
    end: int
    kind: str
    value: float
    step: float
    low: float
    high: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    scaled: bool = False


def atoms(text: str, *, dates: bool = False) -> Iterator[Atom]:
    """Yield the atoms of ``text`` in order; with ``dates`` also the numbers inside dates and clock times."""
    minus = -1
    for match in tokens(text, words.START, DIGITS, words.WORDS):
        kind = match.lastgroup or ""
        if kind == "minus":
            minus = match.end()
            continue
        atom = _READERS[kind](text, match) if kind in _READERS else None
        if atom is not None and atom.kind == "number" and match.start() == minus:
            atom = replace(atom, start=minus - 6, value=-atom.value, low=-atom.high, high=-atom.low)
        if atom is not None:
            yield atom
        elif dates and kind in ("date", "clock", "digits"):
            yield from (
                _make(match, "number", float(piece)) for piece in re.findall(r"\d{1,9}", match.group())
            )


def _make(match: re.Match[str], kind: str, value: float, step: float = 0.0, unit: str = "") -> Atom:
    return Atom(
        start=match.start(),
        end=match.end(),
        kind=kind,
        value=value,
        step=step,
        low=value,
        high=value,
        unit=unit,
    )


def _share(match: re.Match[str], share: float, slack: float) -> Atom:
    """Return a share, as wide as people mean it."""
    atom = _make(match, "share", share, unit="share")
    return replace(atom, low=share - slack, high=min(1.0, share + slack), bound=Bound.ABOUT)


_WEEK = re.compile(r"(?:week|day|season)\b", re.I)
_LAST = re.compile(r"\b(?:last|this|next|past|previous|that|same|following|per|each|every|an?)\s$", re.I)


def _plain(word: str) -> float:
    return float(word) if word.isdigit() else spelled(word)


def _label(text: str, match: re.Match[str]) -> Atom | None:
    written = match["label_value"]
    # "At this point 13 people"; "the ministry reports 236 killed"; "of the 58 reports 34 were closed".
    if (
        COUNT_NOUN.match(text, match.end())
        or _dates_it(text, match)
        or (_PLURAL.match(match.group()) and _TOLD.match(text, match.end()))
    ):
        start = match.start("label_value")
        return (
            None if written == "one" else replace(_make(match, "number", _plain(written), 0.5), start=start)
        )
    return _make(match, "label", _plain(written[:15]), unit="label")


def _dates_it(text: str, match: re.Match[str]) -> bool:
    """Say whether what looks like a label tells when: "last week 312 lorries"."""
    return _WEEK.match(match.group()) is not None and _LAST.search(text, 0, match.start()) is not None


def _code(text: str, match: re.Match[str]) -> Atom | None:
    return _make(match, "code", float(match["code_value"][:15]), unit="label")


def _phone(text: str, match: re.Match[str]) -> Atom | None:
    return _make(match, "phone", float(re.sub(r"\D", "", match.group())[:15]), unit="label")


def _tally(text: str, match: re.Match[str]) -> Atom | None:
    first, second, third = (float(piece) for piece in re.findall(r"\d+", match.group()))
    atom = _make(match, "score", first, second, "score")
    return replace(atom, low=min(first, third), high=max(first, third))


def _of(text: str, match: re.Match[str]) -> Atom | None:
    """Read "six in ten": half a unit of the base either way, but no more than a tenth of the share."""
    head, tail = re.split(
        r"(?i)[\s-]+(?:in|out\sof|of(?=\severy))(?:\severy)?[\s-]+", match.group(), maxsplit=1
    )
    top, base = _plain(head.split()[0]), _plain(tail.replace(",", ""))
    if not 0 < top <= base:
        return None
    return _share(match, top / base, min(0.5 / base, 0.1 * top / base))


def _part(text: str, match: re.Match[str]) -> Atom | None:
    """Read "two thirds": five points either way, but no more than a tenth of the share."""
    count = _plain(match["part_many"]) if match["part_many"] else 1.0
    name = next(filter(None, match.group("part_of_many", "part_of_one", "part_of_a", "part_by"))).lower()
    share = count * words.PARTS[name]
    if points := re.compile(r"\s+of\s+a(?:\s+percentage)?\s+point\b").match(text, match.end()):
        return replace(_make(match, "number", share, unit="points"), end=points.end())
    return _share(match, share, min(0.05, 0.1 * share))


def _half(text: str, match: re.Match[str]) -> Atom | None:
    return _share(match, 0.5, 0.05)


def _quarter(text: str, match: re.Match[str]) -> Atom | None:
    """Read "a quarter of a percentage point": so much of the unit that follows."""
    return _make(match, "number", 0.75 if match.group()[:5].lower() == "three" else 0.25, 0.005)


def _part_of_a_point(text: str, match: re.Match[str]) -> Atom | None:
    """Read "quarter-point", "half-percentage-point"."""
    words = match.group().lower()
    value = 0.5 if words.startswith("half") else 0.75 if words.startswith("three") else 0.25
    return _make(match, "number", value, 0.005, "points")


def _half_unit(text: str, match: re.Match[str]) -> Atom | None:
    return _make(match, "number", 0.5, 0.05)


def _most(text: str, match: re.Match[str]) -> Atom | None:
    return replace(_make(match, "most", 0.5, unit="share"), high=1.0, bound=Bound.OVER)


def _slash(text: str, match: re.Match[str]) -> Atom | None:
    top, base = (float(piece) for piece in match.group().split("/"))
    if match.group() in NOT_SHARES or base == 0 or top >= base:
        return _make(match, "label", top, unit="label")
    return _share(match, top / base, 0.0)


def _nth(text: str, match: re.Match[str]) -> Atom | None:
    return _make(match, "rank", float(re.sub(r"\D", "", match.group())[:15]), unit="ordinal")


def _rank(text: str, match: re.Match[str]) -> Atom | None:
    return _make(match, "rank", ordinal(match.group()), unit="ordinal")


def _digits(text: str, match: re.Match[str]) -> Atom | None:
    if is_year(text, match.start(), match.end()) or _ITEM.match(text, match.start()):
        return None
    written = match.group()
    extra = GLYPHS.get(written[-1], 0.0)
    bare = re.sub(r"[^\d.]", "", written.rstrip("".join(GLYPHS)))
    value = float(bare or 0) + extra
    if not math.isfinite(value):
        return _make(match, "code", float(bare[:15]), unit="label")
    value = -value if written[0] in "-−–" else value
    return _make(match, "number", value, written_step(abs(value), bare.partition(".")[2]))


def _glyph(text: str, match: re.Match[str]) -> Atom | None:
    share = GLYPHS[match.group()]
    return _share(match, share, min(0.05, 0.1 * share))


def _words(text: str, match: re.Match[str]) -> Atom | None:
    if match.group().lower() == "one" and _pronoun(text, match):
        return None
    value = spelled(match.group())
    return _make(match, "number", value, written_step(abs(value), "5" if value % 1 else ""))


def _none(text: str, match: re.Match[str]) -> Atom | None:
    return _make(match, "number", 0.0, 0.5)


def _fraction(text: str, match: re.Match[str]) -> Atom | None:
    """Read "a quarter of a million", "three quarters of a billion", "half-million"."""
    said = match.group().lower()
    scale = SCALE_WORDS[re.split(r"[\s-]+", said)[-1]]
    part = next((share for name, share in words.PARTS.items() if name in said), 0.5)
    value = part * scale * (3.0 if said.startswith("three") else 1.0)
    return _make(match, "number", value, 0.025 * value)


def _pronoun(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    bound = BOUND_BEFORE.search(before)
    if bound and bound.lastgroup != "about":
        return False
    return bool(words.PRONOUN_NEXT.match(text, match.end()) or words.PRONOUN_BEFORE.search(before))


def _few(text: str, match: re.Match[str]) -> Atom | None:
    said = match.group().lower().replace("-", " ").split()
    scale = SCALE_WORDS.get(said[-1], 1.0)
    low, high = next(span for name, span in words.FEW.items() if " ".join(said).startswith(name))
    return _vague_of(match, low * scale, high * scale)


def _vague(text: str, match: re.Match[str]) -> Atom | None:
    return _vague_of(match, *words.VAGUE[" ".join(match.group().lower().split())])


def _vague_of(match: re.Match[str], low: float, high: float) -> Atom:
    atom = _make(match, "vague" if low < high else "number", low)
    return replace(atom, high=high, bound=Bound.RANGE) if low < high else replace(atom, step=0.5)


def _times(text: str, match: re.Match[str]) -> Atom | None:
    value = words.TIMES[match.group().lower()]
    return _make(match, "times", value, 0.05 * value, "times")


_READERS = {
    "label": _label,
    "code": _code,
    "phone": _phone,
    "tally": _tally,
    "of": _of,
    "part": _part,
    "slash": _slash,
    "nth": _nth,
    "digits": _digits,
    "glyph": _glyph,
    "few": _few,
    "words": _words,
    "vague": _vague,
    "half": _half,
    "halfunit": _half_unit,
    "partunit": _quarter,
    "pointpart": _part_of_a_point,
    "fraction": _fraction,
    "none": _none,
    "most": _most,
    "times": _times,
    "rank": _rank,
}


def written_step(value: float, decimals: str) -> float:
    """Half a unit of the last written digit, no wider than people round.

    Below 100 an integer is taken at its word (20 is not 21). From 100 on trailing zeros may be rounding:
    with one significant digit (500, 70,000) the figure may lie 2.5 per cent off, with more by half a unit of
    the last.
    """
    if decimals:
        return 0.5 * 10.0 ** -min(len(decimals), 300)
    digits = f"{value:.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    if value < 100 or not zeros:
        return 0.5
    half_unit = 0.5 * 10.0**zeros
    return min(half_unit, 0.025 * value) if zeros == len(digits) - 1 else half_unit
