"""How long before or after a thing: "warned two days ahead of the storm", where a passage has the day of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, when
from ..judge import decisive, parsed
from ..model import Claim, Evidence, Finding, Period, Quantity, Span, Stance
from ..text import late
from ._issued import verb_at
from ._lasting import PAIR, comes_to
from ._synonyms import forms_of
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = late(
    r"\s+(?:(?P<before>before|ahead of|prior to|earlier than)|(?P<after>after|following|later than))\s+"
    r"(?:(?:the|an?|his|her|its|their|this|that)\s+)?(?P<thing>(?:[a-z][\w’'-]+\s+){0,2}?[a-z][\w’'-]+)(?=\s*[.,;:]|$)"
)
_UNITS = ("day", "week", "fortnight", "month")


class Ahead(NamedTuple):
    """How long a claim has something done before or after a thing, and the days of both in a passage."""

    number: Quantity
    end: int  # of the phrase
    right: bool
    said: str  # the two days, as the passage has them


def ahead(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for how long before or after a thing a claim has something done, by the days of both."""
    for number, end, right, said in _told(claim, item):
        if right:
            part = claim.text[number.span.start : end]
            reason = f"the source has {said}, which are {number.span.of(claim.text)} apart"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def not_ahead(claim: Claim, item: Evidence) -> Iterator[tuple[str, str, Span, str]]:
    """Yield how long before or after a thing a claim has something done, where the days of both are otherwise."""
    for number, end, right, said in _told(claim, item):
        if not right:
            part = claim.text[number.span.start : end]
            yield "numbers", f"the draft says “{part}”; the source has {said}", number.span, part


def _told(claim: Claim, item: Evidence) -> Iterator[Ahead]:
    for number in (q for q in claim.quantities if q.unit in _UNITS and item.figure is None):
        found = _AHEAD.match(claim.text, number.span.end)
        days = _days(claim.text, number, found["thing"].split()[-1], item) if found else None
        if found is None or days is None:
            continue
        deed, thing = days
        apart = (thing.start - deed.start).days * (1 if found["before"] else -1)
        said = " and ".join(time.span.of(item.text) for time in sorted(days, key=lambda p: p.span.start))
        if apart != 0:
            yield Ahead(number, found.end("thing"), apart > 0 and comes_to(claim.text, number, apart), said)


def _days(claim: str, number: Quantity, thing: str, item: Evidence) -> tuple[Period, Period] | None:
    """Return the days of a passage on which a claim's deed was done and on which its thing was; or None."""
    times = when.find(item.text, item.published)
    plain = [p for p in times if p.grain == "day" and p.relation == "in" and p.start == p.end]
    deed = _deed(claim, number)
    if len(times) != PAIR or len(plain) != PAIR or deed is None or turns(claim) != turns(item.text):
        return None
    verbs = [verb_at(item.text, p.span) for p in plain]
    forms, things = forms_of(deed.text, claim), forms_of(thing, claim)
    done = [_tells(verb, forms) for verb in verbs]
    was = [_is_about(verb, things) for verb in verbs]
    if (done, was) == ([True, False], [False, True]):
        return plain[0], plain[1]
    return (plain[1], plain[0]) if (done, was) == ([False, True], [True, False]) else None


def _deed(claim: str, number: Quantity) -> Token | None:
    """Return the verb of what a claim has done so long before, or what takes place then."""
    inside = next((t for t in parsed(claim) if number.span.start <= t.idx < number.span.end), None)
    verb = (
        next((t for t in inside.ancestors if t.pos_ in ("VERB", "AUX")), None) if inside is not None else None
    )
    if verb is None or (
        verb.pos_ == "VERB" and verb.lemma_ not in ("take", "happen", "come", "hold", "occur")
    ):
        return verb
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), verb)


def _tells(verb: Token | None, forms: frozenset[str]) -> bool:
    """Say whether a verb of a passage, or what it is told of, is one of some forms."""
    if verb is None:
        return False
    return not forms.isdisjoint((*bm25.terms(verb.text), *bm25.terms(verb.lemma_))) or _is_about(verb, forms)


def _is_about(verb: Token | None, forms: frozenset[str]) -> bool:
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")) if verb is not None else ()
    return any(not forms.isdisjoint(bm25.terms(t.text)) for t in subjects)
