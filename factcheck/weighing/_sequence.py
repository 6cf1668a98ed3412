"""Which of two things comes first: what is to be done "after the hostages" is not done "before the hostages are freed".

Only where both texts join the same two things by "before" or "after", or two of which each is the other's main thing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..judge import parsed
from ..judge._decisive import decisive
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span, Stance
from ..nlp import kind_of
from ._placing import clause_of
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORDERS = {"after": True, "once": True, "before": False}
_DONE = frozenset({"dobj", "nsubjpass", "nsubj"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
_LIGHT = frozenset({"be", "have", "do", "come", "go", "take", "make", "begin", "start", "happen", "say"})


class _Order(NamedTuple):
    """What is done, to what, and what it comes after or before."""

    verb: Token
    things: tuple[Token, ...]
    other: Token
    after: bool


def out_of_order(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has two things in the order that is not a passage's."""
    ours = _orders(claim.text)
    theirs = _orders(item.text) if ours else ()
    for mine in ours:
        same = [(other, _is_turned_round(mine, other)) for other in theirs]
        told_so = [(other, turned) for other, turned in same if turned is not None]
        if told_so and all(turned for _, turned in told_so):
            how = "after" if mine.after else "before"
            reason = (
                f"the draft has it {how} {mine.other.text}; the source says “{clause_of(told_so[0][0].verb)}”"
            )
            whole = Span(start=0, end=len(claim.text))
            yield decisive("acts", Stance.REFUTES, reason, whole, f"{how} with “{mine.other.text}”", item)
            return


def _is_turned_round(mine: _Order, theirs: _Order) -> bool | None:
    """Say whether two orders of the same two things differ; None where they are of other things."""
    if mine.verb.lemma_ in _LIGHT:
        return None
    main = _is(mine.verb, theirs.verb) and any(_is(a, b) for a in mine.things for b in theirs.things)
    if main and _is(mine.other, theirs.other):
        return mine.after != theirs.after
    deed = _is(mine.verb, theirs.other) or any(_is(a, theirs.other) for a in mine.things)
    beside = any(_is(mine.other, t) for t in (theirs.verb, *theirs.things))
    if deed and beside and not main and not _is(mine.other, theirs.other):
        return mine.after == theirs.after
    return None


def _is(word: Token, other: Token) -> bool:
    """Say whether two words, each of its own text, can name one thing."""
    return not told(other.text).isdisjoint(forms_of(word.text, word.doc.text))


@functools.lru_cache(maxsize=4096)
def _orders(text: str) -> tuple[_Order, ...]:
    low = text.casefold()
    marks = (t for t in parsed(text) if t.lower_ in _ORDERS) if any(word in low for word in _ORDERS) else ()
    return tuple(found for mark in marks for found in _told(mark))


def _told(mark: Token) -> Iterator[_Order]:
    """Yield what a "before" or "after" may order, nobody knowing on which of the verbs above it hangs."""
    under = mark.head if mark.dep_ in ("mark", "advmod") and mark.head.dep_ == "advcl" else None
    other = _subject(under) if under is not None else _object(mark)
    over = [under.head] if under is not None else [a for a in mark.ancestors if a.pos_ in ("VERB", "AUX")]
    if other is None or kind_of(other) in _TIMES:
        return
    for above in map(_deed, over):
        things = tuple(_named(c) for c in above.children if c.dep_ in _DONE and c.i != other.i)
        if things and not is_denied(above):
            yield _Order(above, things, other, _ORDERS[mark.lower_])


def _deed(verb: Token) -> Token:
    """Return what a verb that only leads to another one leads to: "is to release", "has them release"."""
    below = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB"]
    return below[0] if verb.lemma_ in ("be", "have") and below else verb


def _subject(verb: Token) -> Token | None:
    return next((_named(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _object(mark: Token) -> Token | None:
    if mark.dep_ != "prep":
        return None
    things = (_named(c) for c in mark.children if c.dep_ == "pobj")
    return next((thing for thing in things if thing.pos_ in ("NOUN", "PROPN")), None)


def _named(word: Token) -> Token:
    """Return what a word stands for: of "any of the hostages" the hostages."""
    of = next((c for c in word.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    what = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return what if what is not None and word.pos_ in ("PRON", "DET", "NUM") else word
