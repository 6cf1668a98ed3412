"""Whose number it is: another's in the next sentence, of the other thing beside it, only asked for, a part for a whole.

"The bloc won 73 seats. The coalition won 52" bears no "the coalition won 73" out, "21 per cent of the votes and 16 per
cent of the seats" no 21 of the seats, "wind is 22 per cent of the power" no 22 per cent of the wind.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import parsed, tells_change
from ..model import Quantity, Span
from ._granted import is_asked_for
from ._placing import Contrary, is_total
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_GOES_ON = ("conj", "xcomp", "ccomp", "advcl")
_MODIFIERS = ("compound", "amod", "nmod", "poss")
_WHOM = frozenset({"him", "her", "them", "us"})  # "ordered him to pay"
_GAINING = frozenset("win get obtain receive take gain secure have hold".split())  # noqa: SIM905
_ASKING = frozenset("request ask demand seek want apply propose recommend urge call claim hope".split())  # noqa: SIM905
_UNCOUNTED = ("label", "ordinal", "score", "times")
_SHARES = ("%", "share")


class _Told(NamedTuple):
    """A number of a text with the verb that it belongs to, whose subject, what it counts and what it is a share of."""

    number: Quantity
    verb: Token
    subject: Token | None
    thing: Token | None
    of: Token | None


def of_another_subject(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield each number of a claim that a passage tells of another subject, having another one for the claim's."""
    theirs = _numbers(passage) if not turns(claim) else ()
    for mine in _numbers(claim) if theirs else ():
        same = [one for one in theirs if quantity.agree(mine.number, one.number).holds]
        rivals = [one for one in theirs if one not in same and _is_rival(mine, one, claim)]
        if any(is_total(passage, one.number.span) for one in same) or is_asked_for(claim, mine.number.span):
            continue
        found = next((r for r in rivals if same and all(_is_of_other(mine, s, r, claim) for s in same)), None)
        if found is not None:
            said, other = mine.number.span.of(claim), found.number.span.of(passage)
            reason = f"the draft says {said}; the source has {other}, and {said} of another"
            yield "numbers", reason, mine.number.span, said
        elif mine.of is not None and mine.number.unit in _SHARES and any(_is_part(mine, one) for one in same):
            said = mine.number.span.of(claim)
            reason = f"the draft says {said} of the {mine.of.text}; the source tells which part that is"
            yield "numbers", reason, mine.number.span, f"{said} of the {mine.of.text}"


def of_one_holder(claim: str, at: Span, passage: str, there: Span) -> bool:
    """Say whether one subject does one thing with so many of one kind in both: "the board has 20 members", "15"."""
    mine = next((one for one in _numbers(claim) if one.number.span.overlaps(at)), None)
    other = next((one for one in _numbers(passage) if one.number.span.overlaps(there)), None)
    if mine is None or other is None or mine.thing is None or other.thing is None:
        return False
    if mine.subject is None or other.subject is None or not _names(mine.subject, other.subject, claim):
        return False
    return _alike(mine.verb, other.verb, claim) and not _apart(mine.thing, other.thing, claim)


@functools.lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[_Told, ...]:
    """Return the numbers of a text that hang on a verb."""
    found = []
    for number in quantity.find(text):
        inside = [t for t in parsed(text) if number.span.start <= t.idx < number.span.end]
        over = (a for t in inside[:1] for a in (t, *t.ancestors) if a not in inside or a.pos_ == "VERB")
        verb = next((a for a in over if a.pos_ in ("VERB", "AUX") and a.dep_ not in ("aux", "auxpass")), None)
        if verb is not None and number.unit not in _UNCOUNTED:
            things = (t.head for t in inside if t.dep_ == "nummod" and t.head not in inside)
            thing = next((t for t in things if t.pos_ in ("NOUN", "PROPN")), None)
            found.append(_Told(number, verb, _subject_of(verb), thing, _of(text, number)))
    return tuple(found)


def _of(text: str, number: Quantity) -> Token | None:
    """Return what a number is so much of: the seats of "14 per cent of the seats"."""
    by = next((t for t in parsed(text) if t.lower_ == "of" and t.idx == number.span.end + 1), None)
    return next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None


def _subject_of(verb: Token) -> Token | None:
    """Return the noun that does what a verb tells, be it the subject of the verb on which it hangs."""
    while True:
        own = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
        before = verb.doc[verb.i - 1] if verb.i and own is None and verb.dep_ == "conj" else None
        if before is not None and before.pos_ == "NOUN" and before.dep_ == "conj":
            return before  # "exports rose 14 per cent and imports rose 3"
        if own is not None and own.pos_ in ("NOUN", "PROPN"):
            return own
        if verb.dep_ not in _GOES_ON or (own is not None and own.lower_ not in _WHOM):
            return None  # whom an "it" stands for, nothing shows
        verb = verb.head


def _is_rival(mine: _Told, other: _Told, claim: str) -> bool:
    """Say whether a passage has another number of the kind for what a claim has one."""
    number, theirs = mine.number, other.number
    alike = number.unit == theirs.unit and quantity.agree(number, theirs) is quantity.Agreement.DIFFERENT
    return alike and not _apart(mine.thing, other.thing, claim)


def _is_of_other(mine: _Told, same: _Told, rival: _Told, claim: str) -> bool:
    """Say whether the claim's number is of another in a passage than what the rival is of, which is the claim's."""
    if mine.of is not None and same.of is not None and rival.of is not None and same.verb == rival.verb:
        shares = mine.number.unit in _SHARES  # "eleven of the fourteen kilometres of track" is a part of them
        ours = _names(mine.of, rival.of, claim) and not _names(mine.of, same.of, claim)
        return shares and (ours or _placed_there(mine.of, rival.of, same.of))
    if same.verb == rival.verb or _apart(mine.thing, same.thing, claim):
        return False
    alike = _alike(mine.verb, rival.verb, claim)
    if _asks(same.verb) and not _asks(mine.verb) and alike:
        return _tells_as_much(mine, same, rival, claim, asked=True)
    if mine.subject is None or same.subject is None or rival.subject is None:
        return False
    moved = all(tells_change(one.verb.lower_) for one in (same, rival))
    ours = _names(mine.subject, rival.subject, claim) and not _names(mine.subject, same.subject, claim)
    return (alike or moved) and ours and _tells_as_much(mine, same, rival, claim)


def _tells_as_much(mine: _Told, same: _Told, rival: _Told, claim: str, *, asked: bool = False) -> bool:
    """Say whether the clause of a rival has every word of a claim that the clause of the claim's own number has.

    :param asked: whether the one asks for what the other gives: it may give it "them".
    """
    here, there = (told(_clause(one.verb)) for one in (same, rival))
    elided = ((mine.thing, rival.thing), (mine.of, rival.of))  # "girls are 60 per cent of them, boys 40"
    left = {mine.verb.text, *(ours.text for ours, theirs in elided if ours is not None and theirs is None)}
    words = [forms for word, forms in spoken(claim) if word not in left and not tells_change(word.lower())]
    if asked and same.subject is not None:
        here -= frozenset(term for t in same.subject.subtree for term in bm25.terms(t.text))
    return all(here.isdisjoint(forms) or not there.isdisjoint(forms) for forms in words)


def _clause(verb: Token) -> str:
    """Return the words of the clause of a verb, without those of the clauses joined to it."""
    apart = {
        t.i
        for c in verb.subtree
        if c != verb and c.dep_ in ("conj", "advcl", "ccomp", "parataxis") and c.pos_ in ("VERB", "AUX")
        for t in c.subtree
    }
    subject = _subject_of(verb)
    words = [t.text for t in verb.subtree if t.i not in apart]
    return " ".join((*words, *((t.text for t in subject.subtree) if subject is not None else ())))


def _asks(verb: Token) -> bool:
    return verb.lemma_ in _ASKING or verb.head.lemma_ in _ASKING


def _alike(mine: Token, theirs: Token, claim: str) -> bool:
    """Say whether two verbs tell the same deed, be it that somebody got something."""
    if mine.lemma_ in _GAINING and theirs.lemma_ in _GAINING:
        return True
    return mine.lemma_ == theirs.lemma_ or not forms_of(mine.text, claim).isdisjoint(bm25.terms(theirs.text))


def _apart(mine: Token | None, theirs: Token | None, claim: str) -> bool:
    """Say whether two numbers count different things, by the words behind them."""
    if mine is None or theirs is None:
        return False
    return forms_of(mine.text, claim).isdisjoint(bm25.terms(theirs.text))


def _names(mine: Token, theirs: Token, claim: str) -> bool:
    """Say whether a noun of a passage, with what stands before it, can be the claim's with all that this has."""
    held = frozenset(term for t in _with_its_own(theirs) for term in bm25.terms(t.text))
    its = any(t.tag_ == "PRP$" for t in theirs.children)  # whose, a "its" leaves open
    own = (t for t in _with_its_own(mine) if bm25.terms(t.text) and not (its and t.dep_ == "poss"))
    return all(not forms_of(t.text, claim).isdisjoint(held) for t in own)


def _placed_there(mine: Token, theirs: Token, other: Token) -> bool:
    """Say whether what stands behind a noun of a claim, "on the board", stands behind one and not the other."""
    own, held, there = (
        frozenset(
            term
            for prep in noun.children
            if prep.dep_ == "prep"
            for t in prep.children
            for term in bm25.terms(t.text)
        )
        for noun in (mine, theirs, other)
    )
    return bool(own) and own <= held and bool(there) and own.isdisjoint(there)


def _with_its_own(noun: Token) -> Iterator[Token]:
    """Yield a noun and what stands before it."""
    yield noun
    yield from (t for t in noun.children if t.dep_ in _MODIFIERS)


def _is_part(mine: _Told, same: _Told) -> bool:
    """Say whether a claim has a share of what in a passage is the part that is this share of something else."""
    part, whole = same.subject, same.of
    if part is None or whole is None or mine.of is None or mine.number.unit not in _SHARES:
        return False
    said = [
        frozenset(term for t in _with_its_own(noun) for term in bm25.terms(t.text)) for noun in (part, whole)
    ]
    ours = frozenset(bm25.terms(mine.of.text))
    return bool(ours) and ours <= said[0] and ours.isdisjoint(said[1])
