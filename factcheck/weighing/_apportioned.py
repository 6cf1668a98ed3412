"""What goes where, and what a sum is: "30 million on schools and 12 million on the library", "a profit of 140 million".

A number that a passage gives for one of two such things is not the number of the other.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import bm25, quantity
from ..judge import parsed
from ..judge._names import CALENDAR
from ..model import Quantity
from ..text import late
from ._placing import Contrary
from ._synonyms import forms_of, spoken
from ._turns import turns

_NO_END = r"(?!(?:and|or|but|on|for|to|from|in|at|into|while|against|with|of)\b)"
_GOES_TO = late(
    rf"(?:\s{_NO_END}[\w’'-]+){{0,4}}?\s(?P<how>on|for|to|from|in|at|into)\s(?P<what>(?:{_NO_END}[\w’'-]+\s?){{1,4}})"
)
_AND_ITS = late(r"(?:\band|,) (?:its|their|his|her) (?P<what>[a-z]{3,}) (?:[A-Z]{3} |[€$£])?$")
_IS_OF = late(r"\b(?P<what>[a-z]{3,}) of (?:(?:about|some|around|nearly|almost|[A-Z]{3}) |[€$£])*$")
_TIMES = frozenset("year years month months week weeks day days quarter season half".split())  # noqa: SIM905
_AMOUNTING = frozenset("be amount total stand come reach".split())  # noqa: SIM905
_GETTING = frozenset("get receive take have obtain gain win hold".split())  # noqa: SIM905
_GIVING = frozenset("give pay contribute donate supply send lend".split())  # noqa: SIM905
_SUMS = frozenset("price cost costs sum total amount value fee payment figure".split())  # noqa: SIM905
_UNCOUNTED = ("label", "ordinal", "score", "times")


class _Portion(NamedTuple):
    """A number of a text, by what word it goes where, and the words of that; by "of" what it is a sum of."""

    number: Quantity
    how: str
    what: tuple[str, ...]


def apportioned(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of a claim that a passage gives for another of several such things than the claim does."""
    theirs = _portions(passage) if not turns(claim) else ()
    if len(theirs) < 2:
        return
    for mine in quantity.find(claim):
        same = [p for p in theirs if quantity.agree(mine, p.number).holds]
        rivals = [p for p in theirs if p not in same and p.number.unit in (mine.unit, "")]
        if same and any(_is_for_the_rival(mine, same, rival, claim) for rival in rivals):
            said, other = mine.span.of(claim), " ".join(same[0].what)
            yield (
                "numbers",
                f"the draft says {said}; the source has that for {other}",
                mine.span,
                f"{said} for it",
            )
            return


def _is_for_the_rival(mine: Quantity, same: list[_Portion], rival: _Portion, claim: str) -> bool:
    """Say whether a claim names the thing of a rival number, and none of those that have its own."""
    own = [p for p in _portions(claim) if p.number.span == mine.span and p.how == rival.how]
    if rival.how == "of" and not own:
        held = frozenset().union(*(forms for _, forms in spoken(claim)))
    else:
        held = frozenset().union(*(forms_of(word, claim) for p in own for word in p.what))
        if not own and not any(word[:1].isupper() and word in claim for p in same for word in p.what):
            held = _doers(claim, mine, rival.how)
    others = [p for p in same if p.how == rival.how]
    if not _SUMS.isdisjoint(w for p in others for w in p.what) and _SUMS.isdisjoint(rival.what):
        return False  # what is bought "for 400 million" has that price, and is no "purchase of eight"
    return bool(others) and _names(rival, held) and not any(_names(p, held) for p in same)


def _what_is(text: str, number: Quantity) -> str | None:
    """Return what a text says to be so much: the sales of "its sales were 1.7 billion", and of "its sales 1.7"."""
    if its := _AND_ITS.search(text[: number.span.start]):
        return its["what"]
    inside = next((t for t in parsed(text) if t.idx >= number.span.start), None)
    verb = (
        next((t for t in inside.ancestors if t.pos_ in ("VERB", "AUX")), None) if inside is not None else None
    )
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None) if verb is not None else None
    if verb is None or subject is None or verb.lemma_ not in _AMOUNTING or subject.pos_ != "NOUN":
        return None
    return str(subject.text) if subject.i < verb.i and subject.text.islower() else None


def _right_before(text: str, number: Quantity) -> str | None:
    """Return the common noun right before a number: in "costs adults 40 and children 15" the 15 is of children."""
    here = next((t for t in parsed(text) if t.idx >= number.span.start), None)
    noun = here.nbor(-1) if here is not None and here.i else None
    plain = noun is not None and noun.tag_ == "NNS" and noun.text.islower()
    return str(noun.text) if noun is not None and plain and noun.head.i != noun.i else None


def _doers(claim: str, number: Quantity, how: str) -> frozenset[str]:
    """Return the terms of the name that a claim has get what goes to it, or give what comes from it."""
    inside = next((t for t in parsed(claim) if t.idx >= number.span.start), None)
    verb = next((t for t in inside.ancestors if t.pos_ in ("VERB", "AUX")), None) if inside else None
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None) if verb is not None else None
    if how == "whose":
        return frozenset(bm25.terms(subject.text)) if subject is not None else frozenset()
    if verb is None or verb.lemma_ not in (_GIVING if how == "from" else _GETTING):
        return frozenset()
    named = (t.text for t in subject.subtree if t.pos_ == "PROPN") if subject is not None else ()
    return frozenset(term for name in named for term in bm25.terms(name))


def _names(portion: _Portion, held: frozenset[str]) -> bool:
    return any(not held.isdisjoint(bm25.terms(word)) for word in portion.what)


def _is_thing(word: str) -> bool:
    """Say whether a word can tell one thing from another: no year, month or small word does."""
    low = word.casefold()
    return not low[:1].isdigit() and low not in bm25.STOP and low not in CALENDAR and low not in _TIMES


@functools.lru_cache(maxsize=4096)
def _portions(text: str) -> tuple[_Portion, ...]:
    found = []
    for number in quantity.find(text):
        if number.unit in _UNCOUNTED:
            continue
        if (whose := _right_before(text, number)) is not None:
            found.append(_Portion(number, "whose", (whose,)))
        of, goes = _IS_OF.search(text[: number.span.start]), _GOES_TO.match(text, number.span.end)
        if of is not None and of["what"].casefold() not in bm25.STOP:
            found.append(_Portion(number, "of", (of["what"],)))
        elif (sum_of := _what_is(text, number)) is not None:
            found.append(_Portion(number, "of", (sum_of,)))
        if goes is not None and (what := tuple(filter(_is_thing, re.findall(r"[\w’'-]+", goes["what"])))):
            found.append(_Portion(number, goes["how"], what))
    return tuple(found)
