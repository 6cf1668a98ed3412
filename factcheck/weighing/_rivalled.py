"""What else stands in the place of a plain noun: "sold 340 lorries" bears no "sold 340 tractors" out.

A number, a day and all other words may be there by the claim and of another thing by the passage. A noun of the claim
that the passage has not is held against the noun that stands there in its place: under the same verb or noun in the
same role, or counted by the same number. A name has its own rooms (:mod:`._slotted`, :mod:`._doers`). Where a passage
has nothing in the place, the claim tells more than its source, and that is asked for elsewhere.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Quantity
from ..nlp import kind_of
from ..text import late
from ._akin import akin
from ._claim import word_forms
from ._deeds import is_measure
from ._synonyms import forms_of, spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE_TO = frozenset({"dobj", "nsubjpass", "dative", "oprd"})
_ROLES = {**dict.fromkeys(_DONE_TO, "patient"), "nsubj": "agent"}
# To do this to a thing says little of what is done to it.
_LIGHT = frozenset(
    """
    be have do make take give get say put tell add go come become see keep hold bring show use need want try let leave
    count number report record list note estimate know call name face plan expect believe think intend hope bind start
    begin stop finish continue help
    """.split()  # noqa: SIM905
)
_MANY = "counted"
_NEAR = 4  # words before a noun
# When or how much it is, and not of what kind.
_NO_KIND = frozenset("current present recent latest previous total overall average whole entire own".split())  # noqa: SIM905
_SCORE = late(r"\b\d+[-–]\d+\b")  # tells who won
_BEFORE = frozenset({"amod", "compound", "poss"})  # what a noun has before it, for its kind
_LIKE = frozenset({"per", "as", "like", "than"})
# What may be of anything, or be anybody: such a word in the place says nothing against another.
_ANYTHING = frozenset(
    """
    number vote total figure amount sum share rate level count part rest case item thing something unit piece
    copy people person man woman child victim other one those group member body side party official authority
    agency office company firm organisation organization operator business concern enterprise employer owner
    place area region district community bid attempt effort motion proposal statement report text document paper
    letter release decision measure step move event incident accident attack operation work action site building
    facility property premises vehicle machine equipment system product goods service money fund funds crown
    crowns life matter issue question problem
    """.split()  # noqa: SIM905
)
# A country, a town and those who govern it go by one another's name.
_PUBLIC = frozenset(
    "country state nation government ministry authority city town municipality council parliament crown".split()  # noqa: SIM905
)


class Slot(NamedTuple):
    """A place in a text: the role that a noun has there, under which word, or which number counts it."""

    role: str
    head: Token | None
    number: float = 0.0


def rivalled(claim: str, passage: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield each noun of a claim in whose place a passage, which has it nowhere, has another one.

    :param missing: the words of the claim that the passage has not.
    """
    lacking = [t for t in parsed(claim) if t.text in missing and _tells(t)] if missing else []
    said = _said(claim) if lacking else frozenset()
    for ours in lacking:
        slots = _slots(ours, quantity.find(claim))
        others = [other for slot in slots for other in _in_its_place(slot, claim, passage)]
        public = ours.lemma_ in _PUBLIC
        if others and all(_is_another(t, said) and not (public and t.lemma_ in _PUBLIC) for t in others):
            yield f"{ours.text} (the source: {others[0].text})"
    yield from _deeds(claim, passage, missing)
    yield from _kinds(claim, passage, missing)
    yield from _between_names(claim, missing)
    yield from _exchanged(claim, passage, missing)


def _deeds(claim: str, passage: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield each verb of a claim that a passage has nowhere, where it has another done to the same thing."""
    for ours in (t for t in parsed(claim) if t.text in missing and _is_deed(t)):
        things = [t for t in ours.children if t.dep_ in _DONE_TO and t.pos_ == "NOUN"]
        others = [verb for thing in things for verb in _done_there(thing, claim, passage)]
        if others and all(_is_deed(t) and _is_aim(t) == _is_aim(ours) and not akin(ours, t) for t in others):
            yield f"{ours.text} (the source: {others[0].text})"


def _is_deed(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_ not in _LIGHT


def _is_aim(verb: Token) -> bool:
    """Say whether a deed is what another verb is about: "promised to pay"."""
    return verb.dep_ in ("xcomp", "ccomp")


def _done_there(thing: Token, claim: str, passage: str) -> Iterator[Token]:
    """Yield the verbs of a passage that do something to a thing of a claim."""
    wanted = _wanted(thing, claim)
    for other, slots in _placed(passage):
        if not wanted.isdisjoint((*bm25.terms(other.text), *bm25.terms(other.lemma_))):
            yield from (s.head for s in slots if s.role == "patient" and s.head is not None)


def _kinds(claim: str, passage: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield each word of a claim for the kind of a thing, where a passage has that thing of another kind only."""
    for ours in (t for t in parsed(claim) if t.text in missing and _is_kind(t)):
        forms = forms_of(ours.head.text, claim)
        same = [t for t in parsed(passage) if t.pos_ == "NOUN" and not forms.isdisjoint(bm25.terms(t.text))]
        others = [[c for c in t.children if _is_kind(c)] for t in same]
        if not others or not all(others) or _said(claim) & _terms(c for them in others for c in them):
            continue
        # However they are parsed: "disadvantaged young women".
        if not any(akin(ours, c) for t in same for c in t.doc[max(0, t.i - _NEAR) : t.i]):
            yield f"{ours.text} {ours.head.text} (the source: {others[0][0].text} {same[0].text})"


def _between_names(claim: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield the verb of a claim between two names that a passage has not: to name both tells nothing of it."""
    root = root_of(claim) if not _SCORE.search(claim) else None
    named = {c.dep_ for c in root.children if c.pos_ == "PROPN"} if root is not None else set()
    leads = root is not None and any(c.lower_ == "to" for c in root.children)  # "led them to victory"
    if root is not None and not leads and root.text in missing and {"nsubj", "dobj"} <= named:
        yield root.text


def _exchanged(claim: str, passage: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield the verb of a claim that a passage has not, where whom it is done to does something to who does it."""
    root = root_of(claim)
    who = {c.dep_: c for c in root.children if c.pos_ in ("NOUN", "PROPN")} if root is not None else {}
    if root is None or root.text not in missing or not {"nsubj", "dobj"} <= set(who):
        return
    placed = [(t, s) for t, slots in _placed(passage) for s in slots if s.head is not None]
    does = {s.head for t, s in placed if s.role == "agent" and _is_called(t, who["nsubj"], claim)}
    acts = {s.head for t, s in placed if s.role == "agent" and _is_called(t, who["dobj"], claim)} - does
    if any(s.role == "patient" and s.head in acts and _is_called(t, who["nsubj"], claim) for t, s in placed):
        yield f"{root.text} (the source has it the other way round)"


def _is_called(token: Token, ours: Token, claim: str) -> bool:
    return not _wanted(ours, claim).isdisjoint(bm25.terms(token.text))


def _wanted(word: Token, claim: str) -> frozenset[str]:
    """Return the terms that may stand for a word of a claim, with those of its kin."""
    return forms_of(word.text, claim) | word_forms(word)


def _is_kind(word: Token) -> bool:
    """Say whether a word tells of what kind a thing is: a "secondary" school, a "noise" panel."""
    kind = word.dep_ in _BEFORE and word.pos_ in ("ADJ", "NOUN") and word.head.pos_ == "NOUN"
    plain = word.text.isalpha() and word.tag_ not in ("JJR", "JJS") and word.lower_ not in _NO_KIND
    return kind and plain and not (is_measure(word) or is_measure(word.head))


def _terms(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(term for word in words for term in bm25.terms(word.text))


def _tells(noun: Token) -> bool:
    """Say whether a noun names a thing of its own."""
    return (
        noun.pos_ == "NOUN"
        and noun.lemma_.casefold() not in _ANYTHING
        and not is_measure(noun)
        and kind_of(noun) not in ("DATE", "TIME")
    )


@functools.lru_cache(maxsize=1024)
def _said(claim: str) -> frozenset[str]:
    return told(claim).union(*(forms for _, forms in spoken(claim)))


def _is_another(noun: Token, said: frozenset[str]) -> bool:
    """Say whether what stands in a place tells of another thing than a claim does."""
    return _tells(noun) and said.isdisjoint(bm25.terms(noun.text))


def _slots(noun: Token, numbers: Sequence[Quantity]) -> Iterator[Slot]:
    """Yield the places of a noun: its role under its verb, behind which preposition of what, and what counts it."""
    head = noun.head
    if noun.dep_ in _ROLES and (head.pos_ == "VERB" or head.lemma_ == "have") and not is_denied(head):
        yield Slot(_ROLES[noun.dep_], head)
    elif noun.dep_ == "pobj" and head.dep_ in ("prep", "agent") and head.lower_ not in _LIKE:
        yield Slot("agent" if head.dep_ == "agent" else head.lower_, head.head)
    many = (q for q in numbers if q.unit == "" and _is_counted_by(noun, q.span.start, q.span.end))
    yield from (Slot(_MANY, None, q.value) for q in many)


@functools.lru_cache(maxsize=4096)
def _placed(passage: str) -> tuple[tuple[Token, tuple[Slot, ...]], ...]:
    """Return the nouns and pronouns of a passage with their places: many claims, and nouns of one, ask for them."""
    numbers = quantity.find(passage)
    nouns = (t for t in parsed(passage) if t.pos_ in ("NOUN", "PROPN", "PRON"))
    return tuple((t, tuple(_slots(t, numbers))) for t in nouns)


def _is_counted_by(noun: Token, start: int, end: int) -> bool:
    """Say whether a number stands right before a noun, or before the words that tell of what kind it is."""
    first = next((t for t in noun.subtree if t.idx >= end), None)
    inside = any(start <= t.idx < end for t in noun.subtree)
    return (
        inside
        and first is not None
        and first.idx <= end + 1
        and all(t.head.i == noun.i and t.dep_ in ("amod", "compound") for t in noun.doc[first.i : noun.i])
    )


def _in_its_place(slot: Slot, claim: str, passage: str) -> list[Token]:
    """Return the nouns, and pronouns, that a passage has in a place."""
    wanted = frozenset() if slot.head is None else _wanted(slot.head, claim)
    return [t for t, slots in _placed(passage) if any(_is_the_place(slot, wanted, there) for there in slots)]


def _is_the_place(slot: Slot, wanted: frozenset[str], there: Slot) -> bool:
    if slot.role != there.role or slot.number != there.number:
        return False
    ours, head = slot.head, there.head
    if ours is None or head is None:
        return ours is head
    return ours.lemma_ == head.lemma_ or not wanted.isdisjoint(
        (*bm25.terms(head.text), *bm25.terms(head.lemma_))
    )
