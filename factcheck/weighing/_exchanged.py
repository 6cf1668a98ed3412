"""Who gave how many and who got how many in an exchange, told from either side.

"Velt handed over 70 prisoners to Dorn and received 30 in return" has Dorn give up 30 and get 70. So of each number both
ends are read, and a claim is right or wrong by them, whichever of the two it tells of.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import quantity
from ..judge import decisive, parsed
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Quantity, Span, Stance
from ..text import late
from ._placing import Contrary
from ._synonyms import forms_of, told
from ._totals import SWAPS, each_of_two
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_GIVES = frozenset("give hand release free return cede transfer surrender deliver send turn".split())  # noqa: SIM905
_GETS = frozenset("get receive obtain recover regain take".split())  # noqa: SIM905
_MUTUAL = late(r"\b(?:in return|in exchange|exchange\w*|swap\w*|traded?|got back|gets? back)\b", re.I)
_MORE = late(r"\b(?:(?P<up>more)|(?P<down>fewer|less))\b[^.;]*?\bthan\b", re.I)
_STEM = 4  # letters that a land and its people have in common at least
_PAIR = 2


class _Given(NamedTuple):
    """How many somebody gave somebody, by which verb; "" for who is not told."""

    giver: str
    taker: str
    number: Quantity | None
    verb: Token
    thing: str


def exchanged(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for how many a claim has somebody give or get where a passage tells both sides of an exchange."""
    for mine, theirs in _matched(claim.text, item.text):
        if mine.number is not None and any(_agree(mine, one) for one in theirs):
            part = mine.number.span.of(claim.text)
            reason = f"the source has {part} go from {theirs[0].giver} to {theirs[0].taker}"
            yield decisive("numbers", Stance.SUPPORTS, reason, mine.number.span, part, item)


def exchanged_alike(claim: str, passage: str) -> str:
    """Return the verb by which a claim has as many given or got in an exchange as a passage, or ""."""
    for mine, theirs in _matched(claim, passage):
        if any(_agree(mine, one) for one in theirs):
            return " ".join(
                t.text for t in (mine.verb, *mine.verb.children) if t == mine.verb or t.dep_ == "prt"
            )
    said = SWAPS.search(claim)
    return said["said"] if said is not None and each_of_two(claim, passage) is not None else ""


def exchanged_otherwise(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield how many a claim has somebody give or get where a passage has another number go that way."""
    found = _matched(claim, passage)
    every = _givings(passage)
    for mine, theirs in found:
        if mine.number is None or not theirs or any(_agree(mine, one) for one in theirs):
            continue
        other = theirs[0].number
        if other is not None and any(_agree(mine, one) for one in every):
            said = mine.number.span.of(claim)
            reason = f"the draft says {said}; the source has {other.span.of(passage)} go that way"
            yield "numbers", reason, mine.number.span, said
            return
    yield from _more_given(claim, passage)


def _more_given(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the comparison of a claim by which somebody gave more than he got, where a passage has him give fewer."""
    said, own = _MORE.search(claim), _givings(claim)
    if said is None or len(own) != _PAIR:
        return
    pair = [_same_way(_as_of(mine, own), _givings(passage)) for mine in own]
    one, other = (theirs[0].number if len(theirs) == 1 else None for theirs in pair)
    if one is None or other is None or pair[0] == pair[1]:
        return
    if (one.value - other.value) * (1 if said["up"] else -1) < 0:
        words = f"{one.span.of(passage)} against {other.span.of(passage)}"
        span = Span(start=said.start(), end=said.end())
        yield "acts", f"the draft says “{said.group()}”; the source has {words}", span, said.group()


def _as_of(mine: _Given, own: tuple[_Given, ...]) -> _Given:
    """Return what a claim has given, by "it" by whom the other half of the claim names."""
    names = [name for one in own for name in (one.giver, one.taker) if name]
    doer = own[0].giver or own[0].taker
    if mine.giver or mine.taker or not names:
        return mine
    return mine._replace(giver=doer) if mine.verb.lemma_ in _GIVES else mine._replace(taker=doer)


@functools.lru_cache(maxsize=4096)
def _matched(claim: str, passage: str) -> tuple[tuple[_Given, list[_Given]], ...]:
    """Return what a claim has given, each with what a passage has go the same way."""
    own = _givings(claim) if not (turns(claim) or turns(passage)) else ()
    every = _givings(passage) if own else ()
    if (
        len(every) != _PAIR
        or not _MUTUAL.search(passage)
        or (every[0].giver, every[0].taker) == (every[1].giver, every[1].taker)
    ):
        return ()
    held = told(passage)
    fits = (one for one in own if not one.thing or not held.isdisjoint(forms_of(one.thing, claim)))
    return tuple((mine, _same_way(mine, every)) for mine in fits)


def _same_way(mine: _Given, every: tuple[_Given, ...]) -> list[_Given]:
    """Return what goes from the giver, or to the taker, that a claim names."""
    ends = [(mine.giver, "giver"), (mine.taker, "taker")]
    known = [(name, end) for name, end in ends if name]
    return [one for one in every if known and all(_same(name, getattr(one, end)) for name, end in known)]


def _agree(mine: _Given, one: _Given) -> bool:
    if mine.number is None or one.number is None:
        return False
    return quantity.agree(mine.number, one.number).holds


def _same(one: str, other: str) -> bool:
    """Say whether two names are of one party: Kestra and the Kestran army."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return len(short) >= _STEM and long[: max(_STEM, len(short) - 1)] == short[: max(_STEM, len(short) - 1)]


@functools.lru_cache(maxsize=4096)
def _givings(text: str) -> tuple[_Given, ...]:
    """Return what a text has somebody give or get; in an exchange between two the other end is the other of them."""
    found = [one for verb in parsed(text) if verb.pos_ == "VERB" for one in _of(verb)]
    names = list(dict.fromkeys(name for one in found for name in (one.giver, one.taker) if name))
    if len(names) != _PAIR or not _MUTUAL.search(text):
        return tuple(found)
    return tuple(_completed(one, names) for one in found)


def _completed(one: _Given, names: list[str]) -> _Given:
    if bool(one.giver) is bool(one.taker):
        return one
    other = next((name for name in names if name != (one.giver or one.taker)), "")
    return one._replace(giver=one.giver or other, taker=one.taker or other)


def _of(verb: Token) -> Iterator[_Given]:
    gives, gets = verb.lemma_ in _GIVES, verb.lemma_ in _GETS
    if not (gives or gets) or is_denied(verb):
        return
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if thing is None and not any(c.lower_ == "than" for c in verb.children) and verb.dep_ != "advcl":
        return
    passive = thing is not None and thing.dep_ == "nsubjpass"
    doer = _behind(verb, "by") if passive else _subject(verb)
    giver = doer if gives else _behind(verb, "from")
    taker = doer if gets else _behind(verb, "to")
    noun = thing.text if thing is not None and thing.pos_ == "NOUN" else ""
    yield _Given(giver, taker, _number(thing) if thing is not None else None, verb, noun)


def _number(thing: Token) -> Quantity | None:
    """Return the number of what is given."""
    here = [t for t in (thing, *thing.children) if t.pos_ == "NUM"]
    return next(
        (q for q in quantity.find(thing.doc.text) for t in here if q.span.start <= t.idx < q.span.end), None
    )


def _subject(verb: Token) -> str:
    """Return the name of who does what a verb tells, be it told with the verb before it."""
    while True:
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return str(own.text) if own.pos_ != "PRON" and own.text[:1].isupper() else ""
        if verb.dep_ != "conj":
            return ""
        verb = verb.head


def _behind(verb: Token, word: str) -> str:
    """Return the name behind a preposition in the clause of a verb."""
    for prep in verb.subtree:
        over = next((a for a in prep.ancestors if a.pos_ == "VERB"), None)
        if prep.lower_ == word and over is not None and over.i == verb.i:
            return next((str(c.text) for c in prep.children if c.pos_ == "PROPN"), "")
    return ""
