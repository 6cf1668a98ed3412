"""A part told beside its whole: "three of the nine tanks", "of the 58 reports, 34", "23, of which three"."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import Bound, Quantity, Span
from ._find import find

_WHOSE = r"(?:the|its|their|those|these|his|her|our|all)\s(?:[\w-]+['’]s?\s)?"
_PART_OF = re.compile(rf"(?:[\s-]\w+)?\s(?:out\s)?of\s(?:{_WHOSE}|[\w-]+['’]s?\s)", re.I)
# "2,410 houses destroyed in the fighting, out of a total of 7,230".
_OUT_OF = re.compile(r"(?P<told>(?:\s[\w-]+){1,8}?),?\sout\sof\s(?:a\stotal\sof\s|some\s|about\s)?", re.I)
_OF_WHOLE = re.compile(rf"(?<!\bvote )(?<!\bmajority )(?<!\btotal )\bof\s(?:{_WHOSE})?$", re.I)
# "Half of the 900 members own two boats": what is so of 900 is told, and two are no further part of them.
_PARTED = re.compile(r"\w of\s(?:(?:the|its|their|these|those)\s)?(?:[\w-]+['’]s?\s)?$", re.I)
_LISTS = re.compile(r",|\b(?:and|or|while|but)\b", re.I)
_AND_OF = re.compile(r"\b(?:and|or|against)\b.*\bof\s(?:[A-Z]{3}\s)?$", re.I)
# "Of these 41 were closed and 9 merged": the number is what is so of some of them, and no whole.
_CONCEDES = re.compile(r"\b(?:although|though|because|whereas|unless)\b", re.I)
_OF_THESE = re.compile(r"\bof\s(?:those|these)\s$", re.I)
_TELLS = re.compile(
    r"\b(?:and|or|while|but|was|were|is|are|ha[sd]|have|did|do|will|would|can|could|went|came|got|took|made|remain\w*)\b",
    re.I,
)
_BY = re.compile(r"^(?:\s[\w-]+){0,2}\sby\s(?:(?:about|some|around|another)\s)?(?:[A-Z]{3}\s)?$", re.I)
_OF_WHICH = re.compile(
    r",?[^.;]*?,?\s(?:of\s(?:which|whom|them)|including|among\sthem)(?:\s(?:only|just|about))?\s", re.I
)
_ALL_BUT = re.compile(r"\b(?:all\s)?(?:but|except|except\sfor|without)\s$", re.I)
_REST_OF = re.compile(r"^\s(?:of|among)\s(?:them|which|whom)\b", re.I)
_OF_THEM = re.compile(r"\s(?:of|among)\s(?:them|which|whom)\b", re.I)
_OF_THESE_SAID = re.compile(
    r"\s(?:of|among)\s(?:them\b|(?:these|those)\b(?:(?:\s[\w-]+){1,2}?(?=\s(?:was|were|is|are|ha[sd]|have)\b))?)",
    re.I,
)
_REST = re.compile(r"[^,.;:]*")
_COUNTED = re.compile(r"^\s+[\w-]+(?:\s(?:who|that|which)\b.*)?", re.S)
_COUNTS = ("", "share")
# "30 were teachers and 41 students": what a list goes on with is a part of the same whole.
_NEXT = re.compile(
    r"[^.;:()]{2,60}?(?:,|,? and|,? while)\s(?:(?:about|some|around|another|nearly|only)\s)?$", re.I
)
_JOINT = re.compile(r"(?:,|\band|\bwhile|\s)+(?:\s(?:about|some|around|another|nearly|only))?\s*$", re.I)
_GOES_ON = re.compile(
    r"\s(?:of (?:them|these|whom)\s)?(?:were|was|are|is|had been)\b"
    r"|(?:\s(?!(?:and|or|of|were|was|came|had)\b)[\w-]+){1,2}(?=\s*[,.;]|\s*$|\sand\s)"
)


class Part(NamedTuple):
    """Two quantities of one text, one a part of the other, and the words that tell what is so of the part."""

    part: Quantity
    whole: Quantity
    rest: str

    @property
    def share(self) -> Quantity:
        """Return the part as a share of the whole, as exact as its figures are; its span takes in both."""
        value = self.part.value / self.whole.value
        off = value * max(self.part.step / self.part.value, self.whole.step / self.whole.value)
        ends = (self.part.span, self.whole.span)
        return Quantity(
            span=Span(start=min(s.start for s in ends), end=max(s.end for s in ends)),
            value=value,
            low=value,
            high=value,
            unit="share",
            bound=Bound.EXACT,
            step=off if value * self.whole.value % 1 else 0.005,
        )


@functools.lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """Return the parts of wholes that a text tells, in order."""
    numbers = [q for q in find(text) if q.value > 0 and q.unit not in ("label", "ordinal", "score", "times")]
    found: list[Part] = []
    for one, other in itertools.pairwise(numbers):
        if part := _pair(text, one, other):
            found.append(part)
        elif part := _next(text, one, other, found):
            start = text.index(found[-1].rest, one.span.end)
            told = found[-1].rest[: max(0, other.span.start - start)]
            found[-1] = found[-1]._replace(rest=_JOINT.sub("", told))
            found.append(part)
    return tuple(found)


def _next(text: str, one: Quantity, other: Quantity, before: Sequence[Part]) -> Part | None:
    """Return a number as the next part of the whole that the one before it is a part of, or None."""
    whole = (
        before[-1].whole if before and before[-1].part == one and before[-1].whole.span < one.span else None
    )
    if whole is None or other.value >= whole.value or other.unit != one.unit:
        return None
    goes_on = _NEXT.fullmatch(text[one.span.end : other.span.start]) and _GOES_ON.match(text, other.span.end)
    behind = _REST.match(text, other.span.end)
    return Part(other, whole, behind.group()) if goes_on and behind else None


def _pair(text: str, one: Quantity, other: Quantity) -> Part | None:
    """Return how two neighbouring numbers are part and whole, or None; a part is never the greater."""
    between = text[one.span.end : other.span.start]
    rest = _REST.match(text, other.span.end)
    behind = rest.group() if rest else ""
    if _ALL_BUT.search(text[: one.span.start]):
        return None
    if _PART_OF.fullmatch(between) and one.value <= other.value and one.unit in (*_COUNTS, other.unit):
        told = _COUNTED.sub("", behind)  # without what the whole counts, and what is told of it
        return Part(one, other, told)
    if (out_of := _OUT_OF.fullmatch(between)) and one.value <= other.value and one.unit in ("", other.unit):
        return Part(one, other, _COUNTED.sub("", out_of["told"]))
    if other.value > one.value:
        return None
    if re.search(r"[.;](?=\s)", between):
        these = (
            _OF_THESE_SAID.match(text, other.span.end)
            if between.count(". ") + between.count("; ") == 1
            else None
        )
        told = behind[these.end() - other.span.end :] if these else ""
        return Part(other, one, told) if told.strip() else None
    if but := _ALL_BUT.search(text[: other.span.start]):
        left = one.value - other.value
        span = Span(start=but.start(), end=other.span.end)
        all_but = replace(other, span=span, value=left, low=left, high=left)
        return Part(all_but, one, _REST_OF.sub("", behind)) if "," in between else None
    of_them = _OF_THEM.match(text, other.span.end)
    if _OF_THESE.search(text[: one.span.start]) and _TELLS.search(between):
        return None
    if _BY.search(between):  # "a staff of 9,000 by 700": that is by how much it changes
        return None
    # "Revenue of 900 million and a profit of 140 million"; "52 of the 61, although the rules ask for two".
    apart = _AND_OF.search(between) or _CONCEDES.search(between)
    whole = _OF_WHOLE.search(text[: one.span.start]) and not (apart or _is_parted(text, one, between))
    if whole or _OF_WHICH.fullmatch(between):
        return Part(other, one, behind)
    return Part(other, one, behind[of_them.end() - of_them.start() :]) if of_them else None


def _is_parted(text: str, whole: Quantity, behind: str) -> bool:
    """Say whether a part of a whole is told right before it, and what stands behind it goes on with no other part."""
    of = _PARTED.search(text[: whole.span.start])
    told = of is not None and any(q.span.end - 1 == of.start() for q in find(text))
    return told and _LISTS.search(behind) is None
