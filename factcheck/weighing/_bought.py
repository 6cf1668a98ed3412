"""Who bought whom: of "Polvik has acquired 62 per cent of the shares in Skarvline" Skarvline has taken over nobody."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..judge import parsed
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ._placing import refuting

if TYPE_CHECKING:
    from spacy.tokens import Token

_BUYING = frozenset({"acquire", "buy", "purchase", "absorb", "swallow"})
_SHARES = frozenset(
    {"share", "stake", "majority", "control", "percent", "cent", "%", "half", "rest", "holding"}
)
_DEEP = 4  # words between a verb and the name of what is bought: "62 per cent of the shares in"


class _Sale(NamedTuple):
    """A verb of buying with the words of the two names."""

    verb: Token
    buyer: frozenset[str]
    bought: frozenset[str]


def bought_by_the_other(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has one buy the other by whom it was bought itself."""
    for mine in _sales(claim.text):
        for theirs in _sales(item.text):
            if mine.buyer & theirs.bought and mine.bought & theirs.buyer and not mine.buyer & theirs.buyer:
                said = " ".join(sorted(theirs.buyer & mine.bought))
                reason = f"the draft has it the other way round: in the source {said} is the buyer"
                yield refuting("acts", reason, Span(start=0, end=len(claim.text)), mine.verb.text, item)
                return


@functools.lru_cache(maxsize=4096)
def _sales(text: str) -> tuple[_Sale, ...]:
    verbs = (t for t in parsed(text) if t.pos_ == "VERB" and _buys(t) and not is_denied(t))
    found = (_Sale(verb, _buyer(verb), _bought(verb)) for verb in verbs)
    return tuple(sale for sale in found if sale.buyer and sale.bought)


def _buys(verb: Token) -> bool:
    over = any(c.dep_ == "prt" and c.lower_ == "over" for c in verb.children)
    return verb.lemma_ in _BUYING or (verb.lemma_ == "take" and over)


def _buyer(verb: Token) -> frozenset[str]:
    by = [p for c in verb.children if c.dep_ == "agent" for p in c.children]
    own = [t for v in (verb, *_leading(verb)) for t in v.children if t.dep_ == "nsubj"]
    return _name(next(iter((*by, *own)), None))


def _leading(verb: Token) -> Iterator[Token]:
    """Yield the verbs whose subject buys: who "agrees to buy", "enters into an agreement to buy"."""
    if verb.dep_ in ("xcomp", "conj", "acl"):
        yield from (above for above in verb.ancestors if above.pos_ == "VERB")


def _bought(verb: Token) -> frozenset[str]:
    """Return the name of what is bought: the object itself, or that in which the shares are."""
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    for _ in range(_DEEP):
        if thing is None or _name(thing) or thing.lemma_.casefold() not in _SHARES:
            break
        inside = (
            p for c in thing.children if c.lower_ in ("in", "of") for p in c.children if p.dep_ == "pobj"
        )
        thing = next(inside, None)
    return _name(thing)


def _name(noun: Token | None) -> frozenset[str]:
    """Return the capital words of a name, or of the one that stands behind a noun: "its rival Polvik Lines"."""
    if noun is None:
        return frozenset()
    named = [noun, *(c for c in noun.children if c.dep_ in ("compound", "appos"))]
    return frozenset(t.text for t in named if t.text[:1].isupper())
