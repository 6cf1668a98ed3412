"""From whom to whom a thing or an office passed: what one sold another bought, and a successor came after.

"Rost succeeds Feld" has the words of "Rost was bishop before Feld", which it refutes, and "Tern bought the mill from
Marl" says what "Marl sold the mill" does. So both ends are read, whatever the verb, and the ends are compared.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, when
from ..judge import parsed
from ..judge._names import CALENDAR
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..nlp import kind_of
from ._placing import refuting

if TYPE_CHECKING:
    from spacy.tokens import Token

Terms = frozenset[str]
_BUYS = frozenset({"buy", "purchase", "acquire"})
_SELLS = frozenset({"sell", "hand", "cede"})
_FOLLOWS = frozenset({"succeed", "replace"})
_HOLDS = frozenset({"be", "serve", "hold", "preside", "lead", "head", "coach", "govern", "rule", "manage"})
_SUBJECTS, _OBJECTS = ("nsubj", "nsubjpass"), ("dobj", "nsubjpass")
_NOTHING: Terms = frozenset()


class Passing(NamedTuple):
    """That a thing or an office passes: from whom, to whom (no terms where it is not told), what, by which word."""

    giver: Terms
    taker: Terms
    thing: Terms
    word: Token


def passed_alike(claim: str, passage: str) -> str:
    """Return the word by which a claim has pass what a passage has pass between the same by another word, or ""."""
    own = passings(claim)
    theirs = passings(passage) if own else ()  # the passage is not parsed for a claim of something else
    for mine in own if theirs else ():
        if any(_is_same(mine, one) for one in theirs) and mine.word.lemma_ not in {
            t.word.lemma_ for t in theirs
        }:
            return f"{mine.word.text} {' '.join(c.text for c in mine.word.children if c.dep_ == 'prt')}"
    return ""


def passed_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has a thing or an office go from the one to whom a passage has it go."""
    own = passings(claim.text)
    theirs = passings(item.text) if own else ()
    for mine in own if theirs else ():
        turned = [one for one in theirs if _is_turned(mine, one)]
        if any(_is_same(mine, one) for one in theirs) or _of_another_time(claim, item, mine, turned):
            continue
        if turned:
            reason = f"the draft has it pass the other way ({mine.word.text}); the source says “{item.text}”"
            span = Span(start=mine.word.idx, end=mine.word.idx + len(mine.word))
            yield refuting("acts", reason, span, f"{mine.word.text}, from whom to whom", item)
            return


def _of_another_time(claim: Claim, item: Evidence, mine: Passing, turned: Sequence[Passing]) -> bool:
    """Say whether a passage has a date that the claim has not: what somebody bought in May he may have sold since.

    Where both ends have changed places, it is the same event all the same.
    """
    both = any(mine.giver & one.taker and mine.taker & one.giver for one in turned)
    own = {(p.start, p.end) for p in claim.periods}
    return not both and any((p.start, p.end) not in own for p in when.find(item.text, item.published))


def _is_same(mine: Passing, theirs: Passing) -> bool:
    """Say whether a passage tells what a claim tells: no end is another one, and one at least is the same."""
    ends = ((mine.giver, theirs.giver), (mine.taker, theirs.taker))
    known = [bool(one & other) for one, other in ends if one and other]
    return bool(known) and all(known) and not _apart(mine.thing, theirs.thing)


def _is_turned(mine: Passing, theirs: Passing) -> bool:
    """Say whether the giver of a claim is the taker of a passage, or the other way, of one thing or of the same two."""
    gives = mine.giver & theirs.taker and not mine.giver & theirs.giver
    takes = mine.taker & theirs.giver and not mine.taker & theirs.taker
    told = gives and takes if not (mine.thing and theirs.thing) else gives or takes
    return bool(told) and not _apart(mine.thing, theirs.thing)


def _apart(one: Terms, other: Terms) -> bool:
    """Say whether two things are of two kinds: the retail business is not the mast business, which is a business."""
    return bool(one and other) and not (one <= other or other <= one)


@functools.lru_cache(maxsize=4096)
def passings(text: str) -> tuple[Passing, ...]:
    """Return what a text has pass from somebody to somebody."""
    found = (one for token in parsed(text) for one in (*_by_verb(token), *_by_noun(token)))
    # "General Sorn" and "General Vail" are not told apart by their rank.
    apart = (one._replace(giver=one.giver - one.taker, taker=one.taker - one.giver) for one in found)
    return tuple(one for one in apart if one.giver or one.taker)


def _by_verb(verb: Token) -> Iterator[Passing]:
    if verb.pos_ not in ("VERB", "AUX") or is_denied(verb):
        return
    over = any(c.dep_ == "prt" and c.lower_ == "over" for c in verb.children)
    thing = next((c for c in verb.children if c.dep_ in _OBJECTS), None)
    if verb.lemma_ in _BUYS or (verb.lemma_ == "take" and over):
        yield Passing(
            _behind(verb, "from") or _owner(thing), _doer(verb), _thing(thing) or _office(verb), verb
        )
    elif verb.lemma_ in _SELLS and (thing is not None or verb.lemma_ == "hand"):
        yield Passing(_doer(verb) or _owner(thing), _behind(verb, "to"), _thing(thing), verb)
    elif (verb.lemma_ in _FOLLOWS or (verb.lemma_ == "follow" and _office(verb))) and thing is not None:
        yield Passing(_who(thing), _behind(verb, "with") or _doer(verb), _office(verb), verb)
    elif verb.lemma_ == "precede" and thing is not None:
        yield Passing(_doer(verb), _who(thing), _office(verb), verb)
    elif verb.lemma_ in _HOLDS:
        yield from _before_or_after(verb)


def _before_or_after(verb: Token) -> Iterator[Passing]:
    """Yield who held an office before, or after, whom: "was mayor before Voss", "until Voss took over"."""
    held = frozenset(
        term
        for c in verb.children
        if c.dep_ in ("attr", "dobj") and c.pos_ == "NOUN"
        for term in bm25.terms(c.text)
    )
    one = _doer(verb)
    if verb.lemma_ == "be" and not held:
        return
    if other := _behind(verb, "before", named=True):
        yield Passing(one, other, held, verb)
    if other := _behind(verb, "after", named=True):
        yield Passing(other, one, held, verb)
    for then in (c for c in verb.children if c.dep_ == "advcl" and c.lemma_ == "take"):
        if any(c.lower_ in ("until", "till", "before") for c in then.children):
            yield Passing(one, _doer(then), held, verb)


def _by_noun(noun: Token) -> Iterator[Passing]:
    """Yield who is called the successor, or the predecessor, of whom."""
    if noun.lemma_ not in ("successor", "predecessor"):
        return
    owner = next((_who(c) for c in noun.children if c.dep_ == "poss" and c.pos_ == "PROPN"), _NOTHING)
    of_whom = [t for c in noun.children if c.lower_ in ("of", "to") for t in c.children if t.dep_ == "pobj"]
    other = owner or (_who(of_whom[0]) if of_whom else _NOTHING)
    one = _bearer(noun)
    if one and other:
        ends = (other, one) if noun.lemma_ == "successor" else (one, other)
        yield Passing(*ends, _NOTHING, noun)


def _bearer(noun: Token) -> Terms:
    """Return who is called what a noun says: of "is", of what stands beside it, of "named Rost as his successor"."""
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    sides = {"nsubj": ("attr",), "attr": ("nsubj",), "pobj": ("dobj", "nsubjpass")}.get(noun.dep_, ())
    named = (c for c in noun.children if c.dep_ == "appos")
    beside = (c for c in head.children if c.dep_ in sides and c.i != noun.i)
    above = (noun.head,) if noun.dep_ == "appos" else ()
    return next((_who(t) for t in (*above, *named, *beside) if t.pos_ in ("NOUN", "PROPN")), _NOTHING)


def _doer(verb: Token) -> Terms:
    """Return who does a deed: its subject, or behind the "by" of a passive."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return _behind(verb, "by")
    return next((_who(c) for c in verb.children if c.dep_ == "nsubj"), _NOTHING)


def _behind(verb: Token, word: str, *, named: bool = False) -> Terms:
    """Return who stands behind a preposition in the clause of a verb; nothing for a time."""
    for token in verb.subtree:
        clause = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
        if token.lower_ == word and clause is not None and clause.i == verb.i and token.i > verb.i:
            for who in (c for c in token.children if c.dep_ == "pobj"):
                time = kind_of(who) in ("DATE", "TIME", "EVENT", "MONEY") or who.lower_ in CALENDAR
                if who.pos_ in (("PROPN",) if named else ("NOUN", "PROPN")) and not time:
                    return _who(who)
    return _NOTHING


def _who(token: Token) -> Terms:
    """Return the terms of somebody's name, or of the noun for him."""
    of_it = (t for c in token.children if c.lower_ == "of" for t in c.subtree)
    named = [t for c in token.children if c.dep_ in ("compound", "conj", "appos") for t in c.subtree]
    near = [t for t in (token, *named, *of_it) if t.pos_ == "PROPN"]
    plain = (token, *(c for c in token.children if c.dep_ == "compound"))
    return frozenset(term for t in near or plain for term in bm25.terms(t.text))


def _owner(thing: Token | None) -> Terms:
    """Return whose a thing is, by name: "Orlo's dairy arm", "the dairy arm of Orlo"."""
    if thing is None or thing.pos_ != "NOUN":
        return _NOTHING
    of_it = (t for c in thing.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
    owners = (t for t in (*(c for c in thing.children if c.dep_ == "poss"), *of_it) if t.pos_ == "PROPN")
    return next(map(_who, owners), _NOTHING)


def _thing(token: Token | None) -> Terms:
    """Return the terms of what passes, by its noun and what stands before it."""
    if token is None or token.pos_ not in ("NOUN", "PROPN"):
        return _NOTHING
    words = (token, *(c for c in token.children if c.dep_ == "compound"))
    return frozenset(term for t in words for term in bm25.terms(t.text))


def _office(verb: Token) -> Terms:
    """Return as what one follows another."""
    roles = (t for c in verb.children if c.lower_ == "as" for t in c.children if t.dep_ == "pobj")
    return frozenset(term for t in roles for term in bm25.terms(t.text))
