"""What a number of a claim counts: the words that tell acts, kinds of people, stretches and events (_counted.txt).

"The dead at 71,667 and the injured at 171,434": the act stands nearest to its number, and before an "at".
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from .. import bm25
from ..model import Quantity, Span
from ._context import parsed
from ._values import figures
from ._words import lines

_NEXT = re.compile(
    r"\b(?:and|but|while) (?:that|those|the (?:number|count)) of\b"
)  # another measure's own words
# "The dead at 71,667 and the injured at 171,434": what stands behind the "and" is counted by the next number.
_AT = re.compile(r"\b(?:at|to|as|is|was|were|of)\s+(?:about |some |nearly |around |almost )?$", re.I)
_AND = re.compile(r"[,;]|\b(?:and|but|while)\b")

# "Took four weeks" of "told them two weeks later".
_LATER = re.compile(r" (?:later|earlier|before|after|afterwards|ago)\b")
_TAKES = re.compile(r"\b(?:(?:took|takes?)(?! (?:part|place))|lasted|lasts?)\b")
_ALL_BUT = re.compile(
    r"\b(?:all|every|everyone|everybody|none|nobody)(?: \w+)?(?: but| except(?: for)?| save) $", re.I
)
_AS_MUCH = re.compile(
    r"\b(?:twice|double|half|a third|(?:two|three|four|five|ten) times) (?:as (?:much|many|high|long)|that|the)\b",
    re.I,
)
_IN_ALL = re.compile(r"\b(?:total|overall|altogether|combined|in all)\b", re.I)
_FIELD = re.compile(r"\b([a-z]{4,}) (?:on|for|in|from) (?:the )?([a-z]{4,})\b")
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_ONE_OF = re.compile(r"\bone of (?:the|its|their|his|her) $", re.I)
_LIVING = re.compile(r"(?: [a-z]+)? (?:living|alive)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table of what is counted."""

    kind: str
    name: str
    words: frozenset[str]
    terms: frozenset[str]
    phrases: tuple[str, ...]


@functools.lru_cache(maxsize=16384)
def counted(text: str, kind: str) -> tuple[Line, ...]:
    """Return the lines of the table of one kind ("act", "who", ...) of which a text has a word."""
    folded = text.casefold()
    held = frozenset(bm25.terms(text)) | frozenset(re.findall(r"\w+", folded))
    return tuple(
        line
        for line in table()
        if line.kind == kind
        and (not held.isdisjoint(line.words) or any(phrase in folded for phrase in line.phrases))
    )


@functools.cache
def table() -> tuple[Line, ...]:
    """Return the table of what is counted: acts, kinds of people, stretches."""
    found = []
    for line in lines("_counted.txt"):
        head, _, words = line.partition(":")
        kind, name = head.split()
        forms = frozenset(word for word in words.split() if "_" not in word)
        phrases = tuple(word.replace("_", " ") for word in words.split() if "_" in word)
        terms = frozenset(term for word in forms for term in bm25.terms(word))
        found.append(Line(kind=kind, name=name, words=forms, terms=terms, phrases=phrases))
    return tuple(found)


def acts(text: str, number: Quantity) -> frozenset[str]:
    """Return the act (killed, injured, ...) that stands nearest to a number, before the numbers on its two sides."""
    start, end = _bounds(text, number)
    found: list[tuple[int, str]] = []
    for word in re.finditer(r"\w+", text[start:end]):
        begin, stop = start + word.start(), start + word.end()
        away = max(begin - number.span.end, number.span.start - stop)
        found += [(away, line.name) for line in counted(word.group(), "act") if away >= 0]
    least = min((away for away, _ in found), default=0)
    return frozenset(name for away, name in found if away == least)


def is_of_the_living(text: str, at: Span) -> bool:
    """Say whether a number counts those who are alive, and not the dead beside them: "all 20 living hostages"."""
    return _LIVING.match(text, at.end) is not None


def stands_aside(text: str, number: Quantity, claim: str, claimed: Quantity) -> bool:
    """Say whether a number is none of those that do it, or of another matter: "all but three", "two weeks later"."""
    later = number.unit in _TIMES and _LATER.match(text, number.span.end) and _TAKES.search(claim)
    if claimed.value == 1 and _ONE_OF.search(text[: number.span.start]):
        return True
    times = _AS_MUCH.search(text, number.span.end) and not _AS_MUCH.search(claim)
    if _ALL_BUT.search(text[: number.span.start]) or later or times or _is_of_a_field(text, number, claim):
        return True
    return _is_before_its_noun(text, number) and not _is_before_its_noun(claim, claimed)


def _is_of_a_field(text: str, number: Quantity, claim: str) -> bool:
    """Say whether a claim counts in all what a number counts in a field that it does not name: "spending on health"."""
    fields = _FIELD.findall(text[: number.span.start].casefold()) if _IN_ALL.search(claim) else []
    low = claim.casefold()
    return bool(fields) and not _IN_ALL.search(text) and fields[-1][0] in low and fields[-1][1] not in low


def _is_before_its_noun(text: str, number: Quantity) -> bool:
    """Say whether a share says how much a thing is of which it is told: "the 5 percent pay offer"."""
    inside = (t for t in parsed(text) if number.span.start <= t.idx < number.span.end)
    own = [t for t in inside if t.dep_ in ("compound", "nmod", "amod") and t.head.idx >= number.span.end]
    return number.unit == "%" and any(t.head.pos_ == "NOUN" for t in own)


def reach(text: str, claimed: Quantity) -> str:
    """Return the words of a claim that speak of one of its numbers: from the number before to the number after."""
    start, end = _bounds(text, claimed)
    after = text[claimed.span.end : end]
    return after if counted(after, "act") else text[start:end]


def _bounds(text: str, number: Quantity) -> tuple[int, int]:
    """Return where the words around a number end: at the numbers beside it, or where another measure is named."""
    marks = [q.span for q in figures(text) if not q.span.overlaps(number.span)]
    start = max((span.end for span in marks if span.end <= number.span.start), default=0)
    end = min((span.start for span in marks if span.start >= number.span.end), default=len(text))
    told_before = _AT.search(text[start : number.span.start]) is not None
    other = (_AND if told_before else _NEXT).search(text, number.span.end, end)
    return start, other.start() if other else end
