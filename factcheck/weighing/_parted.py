"""What is told of a part, and what of the whole: of "9 of the 40 schools owned by the church" the church owns 40.

What stands behind the whole and tells which things it counts is so of all of them, what else the clause tells of the
part alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import root_of
from ..model import Bound, Claim, Evidence, Finding, Span
from ..text import late
from ._claim import LIGHT, counted_noun
from ._currencies import money_of
from ._placing import refuting
from ._rest import left_of_it, of_the_other
from ._stepped import all_for_some
from ._synonyms import forms_of, spoken, telling, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..quantity._parts import Part

_MOSTLY = late(
    r"\b(?:mostly|mainly|chiefly|largely|predominantly|for the most part|most (?:were|are|had|have|being)"
    r"|(?:third|half|quarter|most|part|percent|per cent) of (?:it|them|this|that|which|whom|these))\b",
    re.I,
)
_OF = re.compile(r"\b(?:of|among) (?:the|its|their|those|these|his|her|our)\s(?:[\w-]+['’]s?\s)?$", re.I)
_NAMED_PLACE = re.compile(r"(?:in|at|from|near|outside) (?:the )?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
_CUT = re.compile(r"[;.](?=\s)")
_WHICH = ("prep", "acl", "relcl")  # what tells which things a whole counts
_THEIRS = frozenset({"its", "his", "her", "their"})


class _Parted(NamedTuple):
    """A part of a passage that stands before its whole, what the whole counts, and by which deed it does."""

    part: Part
    thing: Token
    which: tuple[Token, ...]

    @property
    def verbs(self) -> tuple[Token, ...]:
        """Return the verbs that are so of the whole: "owned" of "the 40 schools owned by the church"."""
        return tuple(t for t in _which(self.thing) if t.dep_ in ("acl", "relcl") and t.pos_ == "VERB")

    @property
    def before(self) -> str:
        """Return what stands before the part in its clause."""
        text = self.thing.doc.text[: self.part.part.span.start]
        return _CUT.split(text)[-1]

    @property
    def beyond(self) -> str:
        """Return what is told of the part behind all that tells what the whole counts."""
        passage, rest = self.thing.doc.text, self.part.rest
        start = passage.index(rest, self.part.whole.span.end)
        last = max((self.thing, *self.which), key=lambda t: t.i)
        return passage[max(start, last.idx + len(last)) : start + len(rest)]


def part_of(claim: str, value: float, passage: str) -> str:
    """Return the words in which a passage tells of a part what the claim tells of the whole, or "".

    "Three of the nine tanks leaked" bears no "the nine tanks leaked" out, nor "61 patients, 9 of them in intensive
    care" that the 61 are.
    """
    said = quantity.find(claim)
    if _MOSTLY.search(claim):
        return ""  # "386 people, chiefly drivers" is of a part
    if any(q.value == value and _OF.search(claim[: q.span.start]) for q in said):
        return ""  # "all but one of the 28" tells of a part too
    if any(part.whole.value == value for part in quantity.parts(claim)):
        return ""
    values = {q.value for q in said}
    for found in quantity.parts(passage):
        if found.whole.value != value or found.part.value in values:
            continue
        if _is_told_of_whole(claim, found, passage):
            continue
        if _tells_of_part(claim, found, passage) or _placed_there(claim, found.rest, passage):
            start = min(found.part.span.start, found.whole.span.start)
            end = passage.index(found.rest, max(found.part.span.end, found.whole.span.end)) + len(found.rest)
            return passage[start:end].strip()
    return ""


def _is_told_of_whole(claim: str, found: Part, passage: str) -> bool:
    """Say whether a sentence tells of a whole what the next one tells of its part, as far as a claim has it."""
    before = passage[: found.part.span.start]
    if found.whole.span.start > found.part.span.start or not _CUT.search(before[found.whole.span.end :]):
        return False
    held, rest = told(before), told(found.rest)
    return all(not held.isdisjoint(forms) for _, forms in spoken(claim) if not rest.isdisjoint(forms))


def _tells_of_part(claim: str, found: Part, passage: str) -> bool:
    """Say whether a claim has a word of what a passage tells of a part, and no verb that is so of the whole."""
    parted = next((p for p in _parted(passage) if p.part == found), None)
    if parted is None:  # "the injured were 71, of whom 22 had grave injuries": injured are all
        return _tells(claim, found.rest, but=passage[: found.part.span.start])
    if parted.beyond.strip():
        return _tells(claim, parted.beyond)
    if _is_of_whole(claim, parted):
        return False
    return _tells(claim, found.rest if not parted.verbs else "") or _is_told_before(claim, parted)


@functools.lru_cache(maxsize=4096)
def _parted(passage: str) -> tuple[_Parted, ...]:
    """Return the parts of a passage that stand before their whole, and of which it is known what that counts."""
    found = []
    for part in quantity.parts(passage):
        whole = part.whole.span
        thing = counted_noun(passage, whole)
        if thing is not None and part.part.span.start < whole.start:
            found.append(_Parted(part, thing, tuple(t for c in _which(thing) for t in c.subtree)))
    return tuple(found)


def _which(thing: Token) -> Iterator[Token]:
    """Yield what tells which things a whole counts; "three of the nine tanks leaked" may read as "leaked tanks"."""
    before = thing.doc[thing.sent.start : thing.i]
    said = any(t.pos_ in ("VERB", "AUX") for t in (thing.sent.root, *before))
    yield from (
        c for c in thing.children if c.i > thing.i and c.dep_ in (_WHICH if said else ("prep", "relcl"))
    )


def _is_of_whole(claim: str, parted: _Parted) -> bool:
    """Say whether the verb of a claim is one that a passage has of all that a whole counts, and of no part."""
    root = root_of(claim)
    if root is None:
        return False
    whole = frozenset(term for verb in parted.verbs for term in bm25.terms(verb.text))
    very = any(verb.lemma_ == root.lemma_ for verb in parted.verbs)
    forms = frozenset(bm25.terms(root.text)) if very else forms_of(root.text, claim)
    same = very or not forms.isdisjoint(whole)
    return same and forms.isdisjoint(told(f"{parted.before} {parted.beyond}"))


def _is_told_before(claim: str, parted: _Parted) -> bool:
    """Say whether the verb of a claim is told before a part, and of no whole: "visited 9 of the 40 owned by it"."""
    root = root_of(claim)
    if root is None or root.lemma_ in LIGHT:
        return False
    whole = frozenset(term for t in parted.which for term in bm25.terms(t.text))
    return not forms_of(root.text, claim).isdisjoint(told(parted.before) - whole)


def _placed_there(claim: str, piece: str, passage: str) -> bool:
    """Say whether a claim has the place of a part, which a passage names nowhere else: "6,000 of them in Kell"."""
    place = _NAMED_PLACE.fullmatch(piece.strip(" .,;"))
    return place is not None and place[1] in claim and passage.count(place[1]) == 1


def _tells(claim: str, piece: str, but: str = "") -> bool:
    """Say whether a piece of a passage has a very word of the claim, names, numbers and their money aside.

    :param but: what else is told, the words of which tell nothing of the piece.
    """
    held = frozenset(bm25.terms(piece)).difference(
        bm25.terms(but), *(money_of(claim, q) for q in quantity.find(claim))
    )
    return any(not held.isdisjoint(bm25.terms(word)) for word, _ in telling(claim) if word.islower())


def tells_the_whole(word: str, value: float, passage: str) -> bool:
    """Say whether a word, in small letters, stands in what tells which things a whole of so many counts."""
    return any(
        parted.part.whole.value == value
        and word in (form for t in parted.which for form in (t.lower_, *bm25.terms(t.text)))
        for parted in _parted(passage)
    )


def of_the_rest(claim: str, passage: str) -> bool:
    """Say whether a claim denies of the rest of a whole what a passage tells of a part: two of four done, two not."""
    values = {q.value for q in quantity.find(claim)}
    return any(other.whole.value - other.part.value in values for other in quantity.parts(passage))


def of_the_whole(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has the doer of a part for what is so of the whole, or a number of the others.

    "The court released 41 of the 58 held by police" bears no "the court held 58" out; nor is the whole cut by a part.
    """
    yield from all_for_some(claim, item)
    if found := of_the_other(claim.text, item.text):
        number, own, other = found
        said = number.span.of(claim.text)
        reason = f"the draft says {said} of what the source says of the other {other}, not of {own}"
        yield refuting("numbers", reason, number.span, said, item)
    if left := left_of_it(claim.text, item.text):
        number, lost = left
        reason = f"the draft has {number.span.of(claim.text)} left; the source says “{lost}”"
        yield refuting("numbers", reason, number.span, number.span.of(claim.text), item)
    root = root_of(claim.text)
    for parted in _of_whole(claim.text, item.text):
        if root is not None and (doer := _other_doer(root, parted)):
            mine, theirs = doer
            reason = f"the draft has {mine.text} where the source has {theirs.text}"
            span = Span(start=mine.idx, end=mine.idx + len(mine))
            yield refuting("names", reason, span, f"by {mine.text}", item)


def only_of_the_part(claim: str, passage: str) -> str:
    """Return the number of a part that a claim has for what is so of the whole, or "".

    Who held 58, of whom 41 were released, held 41 as well, of whom a draft may have gone on to tell that.
    """
    values = {q.value: q for q in quantity.find(claim) if q.bound is Bound.EXACT}
    for parted in _of_whole(claim, passage):
        part, whole = parted.part.part, parted.part.whole
        if part.value in values and whole.value not in values and not _qualified(claim, parted):
            return f"{values[part.value].span.of(claim)} (the source: {whole.span.of(passage)})"
    return ""


def _of_whole(claim: str, passage: str) -> Iterator[_Parted]:
    """Yield the wholes of a passage, told of by a part, of which a claim tells what is so of them all."""
    for parted in _parted(passage) if " of " in passage and not turns(claim) else ():
        thing = parted.thing.text
        if _is_of_whole(claim, parted) and not forms_of(thing, thing).isdisjoint(told(claim)):
            yield parted


def _qualified(claim: str, parted: _Parted) -> bool:
    """Say whether a claim has a word of what is told of the part: "nine of its schools were visited"."""
    held = told(f"{parted.before} {parted.beyond}")
    which = frozenset(term for t in (parted.thing, *parted.which) for term in bm25.terms(t.text))
    words = (forms for word, forms in spoken(claim) if word.islower() and which.isdisjoint(forms))
    return any(not held.isdisjoint(forms) for forms in words)


def _other_doer(root: Token, parted: _Parted) -> tuple[Token, Token] | None:
    """Return who does it in a claim and who does it in a passage, where the claim's does something else there."""
    mine = next((t for t in root.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")), None)
    if mine is None or any(t.lower_ in _THEIRS for t in parted.which):
        return None
    words = frozenset(bm25.terms(mine.text))
    by = (c for verb in parted.verbs for c in verb.children if c.dep_ == "agent")
    theirs = next((t for c in by for t in c.children if t.dep_ == "pobj"), None)
    known = words.isdisjoint(term for t in parted.which for term in bm25.terms(t.text))
    does = frozenset(bm25.terms(parted.before))
    return (mine, theirs) if theirs is not None and known and words and words <= does else None
