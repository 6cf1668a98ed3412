"""What part of a whole a claim tells of, where a passage lists all its parts: most, half, a third.

"240 million; 90 million come from the fund and 150 million from the county" has most of it come from the county.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import bm25, quantity
from ..judge import change, parsed, root_of
from ..model import Quantity, Span
from ..quantity import Agreement
from ..text import late
from ._claim import counted_noun
from ._synonyms import forms_of, spoken, told
from ._turns import turns
from ._versus import pieces

_BOTH = late(r"\b(?:were|are|was|is) (?P<one>[a-z]{3,}) (?:and|or) (?P<other>[a-z]{3,})\b", re.I)
_WERE = late(r"^\s*(?:of (?:them|whom|these) )?(?:were|are|was|is) ", re.I)
_THE_REST = late(
    r"(?:,|;|,? (?:and|while))\s+(?P<what>the (?:rest|others?|remainder|remaining ones))\b", re.I
)
_OF_THINGS = late(r"\s+of\s+(?:(?:the|its|their|all)\s+)?(?:[\w’'-]+\s+){0,2}?[\w’'-]+\b", re.I)
_CLAUSE = re.compile(r"[.;,](?=\s|$)")
_MAKING = frozenset("make form account constitute comprise".split())  # noqa: SIM905
PAIR, MANY = 2, 6  # parts that a passage lists
_NAMING = ("NOUN", "PROPN", "ADJ")
_UNLISTED = ("label", "ordinal", "score", "times", "share", "%", "points")


class Listed(NamedTuple):
    """A part of a whole that a passage breaks up, and the terms that only the part's piece has."""

    part: Quantity
    whole: Quantity
    own: frozenset[str]


def listed(claim: str, number: Quantity, passage: str) -> str:
    """Return the part and the whole of a passage whose share a claim tells, as they are written, or ""."""
    one, answer = _told(claim, number, passage)
    return f"{one.part.span.of(passage)} of {one.whole.span.of(passage)}" if one and answer.holds else ""


def together(claim: str, number: Quantity, passage: str) -> str:
    """Return the two parts and the whole of a passage whose share a claim tells of both, as they are written, or "".

    "Women and children" are 17 women and 12 children of 48.
    """
    both = _BOTH.search(claim, number.span.end) if number.unit in ("share", "%") else None
    whole = next((p.whole for p in quantity.parts(passage)), None) if both is not None else None
    if both is None or whole is None:
        return ""
    counts = [_counting(both[side], claim, passage) for side in ("one", "other")]
    if None in counts:
        return ""
    one, other = (q for q in counts if q is not None)
    share = quantity.as_share(number, (one.value + other.value) / whole.value)
    held = quantity.agree(number, share).holds
    return (
        " and ".join(q.span.of(passage) for q in (one, other)) + f" of {whole.span.of(passage)}"
        if held
        else ""
    )


def _counting(noun: str, claim: str, passage: str) -> Quantity | None:
    """Return the number of a passage right behind which a noun of a claim stands, or stands as what they were."""
    forms = forms_of(noun, claim)
    behind = ((q, _WERE.sub("", passage[q.span.end :]).split()[:1]) for q in quantity.find(passage))
    return next((q for q, words in behind if words and not forms.isdisjoint(bm25.terms(words[0]))), None)


def of_another_share(claim: str, passage: str) -> Iterator[tuple[str, str, Span, str]]:
    """Yield a share that a claim tells of a part which a passage gives another share of the whole."""
    root = root_of(claim)
    told_so = root is not None and (
        root.pos_ == "AUX"
        or root.lemma_ in _MAKING
        or not told(passage).isdisjoint(forms_of(root.text, claim))
    )
    for number in quantity.find(claim) if told_so else ():
        one, answer = _told(claim, number, passage)
        if one is not None and answer is Agreement.DIFFERENT:
            said, part, whole = number.span.of(claim), one.part.span.of(passage), one.whole.span.of(passage)
            yield "numbers", f"the draft says {said}; the source has {part} of {whole}", number.span, said
        elif (lone := _of_the_very_part(claim, number, passage)) is not None:
            said, some = number.span.of(claim), lone.part.span.of(passage)
            reason = f"the draft says {said}; the source has {some} of {lone.whole.span.of(passage)}"
            yield "numbers", reason, number.span, said


def _of_the_very_part(claim: str, number: Quantity, passage: str) -> Listed | None:
    """Return the only part of a passage, told of as a share of as many, where a claim tells another share of it.

    "One in three of the lifts was unsafe" of "of 150 lifts 30 were unsafe", all of which the claim has to say.
    """
    parts = quantity.parts(passage) if number.unit in ("share", "%") else ()
    if len(parts) != 1 or turns(claim) or turns(passage) or change(claim, number):
        return None
    part, held = parts[0], told(claim)
    noun = counted_noun(passage, part.whole.span)
    of = _OF_THINGS.match(claim, number.span.end)
    same = (
        noun is not None and of is not None and not forms_of(noun.text, passage).isdisjoint(told(of.group()))
    )
    rest = [forms for _, forms in spoken(part.rest)]
    if (
        not same
        or not rest
        or any(held.isdisjoint(forms) for forms in rest)
        or part.part.unit
        or part.whole.unit
    ):
        return None
    share = quantity.as_share(number, part.part.value / part.whole.value)
    differs = quantity.agree(number, share) is Agreement.DIFFERENT
    return Listed(part.part, part.whole, frozenset()) if differs else None


def _told(claim: str, number: Quantity, passage: str) -> tuple[Listed | None, Agreement]:
    """Return the part of a passage that a claim tells the share of, and how the two shares agree."""
    shares = [q for q in quantity.find(claim) if q.unit in ("share", "%")]
    if shares != [number]:
        return None, Agreement.INCOMPARABLE
    held, whole = _of_the_part(claim, number)
    listing = _parts(passage)
    named = [one for one in listing if not held.isdisjoint(one.own)]
    if len(named) != 1 or any(not whole.isdisjoint(one.own) for one in listing):
        return None, Agreement.INCOMPARABLE
    share = quantity.as_share(number, named[0].part.value / named[0].whole.value)
    return named[0], quantity.agree(number, share)


def _of_the_part(claim: str, number: Quantity) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms of a claim outside what its share is of, and those inside.

    In "most in Selmark are old", Selmark is all of them, and no part.
    """
    inside = next((t for t in parsed(claim) if number.span.start <= t.idx < number.span.end), None)
    while inside is not None and inside.head.pos_ not in ("VERB", "AUX") and inside.head.i != inside.i:
        inside = inside.head
    whole = {t.i for t in inside.subtree} if inside is not None else set()
    terms = [(t.i in whole, term) for t in parsed(claim) for term in bm25.terms(t.text)]
    return frozenset(term for inner, term in terms if not inner), frozenset(
        term for inner, term in terms if inner
    )


@functools.lru_cache(maxsize=4096)
def _parts(passage: str) -> tuple[Listed, ...]:
    """Return the parts of the first whole of a passage to which other numbers of it add up."""
    numbers = [q for q in quantity.find(passage) if q.unit not in _UNLISTED and q.value > 0]
    for whole in numbers if PAIR < len(numbers) <= MANY else ():
        others = [q for q in numbers if q.span != whole.span and q.unit in (whole.unit, "")]
        for count in range(PAIR, len(others) + 1):
            for some in itertools.combinations(others, count):
                if sum(q.value for q in some) == whole.value:
                    return _named(passage, whole, some)
    return _with_the_rest(passage)


def _with_the_rest(passage: str) -> tuple[Listed, ...]:
    """Return a part of a whole and the rest, where a passage names both: "71 were civilians, the rest soldiers"."""
    rest = _THE_REST.search(passage)
    told = [p for p in quantity.parts(passage) if rest and p.part.span.end <= rest.start("what")]
    if rest is None or len(told) != 1 or told[0].part.unit in _UNLISTED:
        return ()
    part, whole = told[0].part, told[0].whole
    left = whole.value - part.value
    at = Span(start=rest.start("what"), end=rest.end("what"))
    other = replace(part, span=at, value=left, low=left, high=left)
    here = Span(start=max(part.span.end, whole.span.end), end=rest.start())
    there = Span(start=rest.end(), end=rest.end() + len(_CLAUSE.split(passage[rest.end() :])[0]))
    own, others = (_names(passage, span, whole) for span in (here, there))
    return Listed(part, whole, own - others), Listed(other, whole, others - own)


def _named(passage: str, whole: Quantity, some: Sequence[Quantity]) -> tuple[Listed, ...]:
    """Return parts of a whole, each with what only its piece of a passage names."""
    found = {q: passage.index(piece) for piece, q in pieces(passage, some)}
    ends = {q: found[q] + len(piece) for piece, q in pieces(passage, some)}
    spans = [Span(start=found[q], end=ends[q]) for q in some]
    if len(set(spans)) != len(spans):
        return ()
    said = [_names(passage, span, whole) for span in spans]
    others = [frozenset().union(*(w for w in said if w is not one)) for one in said]
    return tuple(Listed(q, whole, one - rest) for q, one, rest in zip(some, said, others, strict=True))


def _names(passage: str, piece: Span, whole: Quantity) -> frozenset[str]:
    """Return the terms of the nouns and names of a piece, without what the whole that may stand in it counts."""
    tokens = [t for t in parsed(passage) if piece.start <= t.idx < piece.end and t.pos_ in _NAMING]
    behind = [t for t in parsed(passage) if t.idx > whole.span.end and t.pos_ in _NAMING][:1]
    counted = {term for t in behind for term in bm25.terms(t.text)}
    return frozenset(term for t in tokens for term in bm25.terms(t.text) if term.isalpha()) - counted
