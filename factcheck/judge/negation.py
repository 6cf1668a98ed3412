"""Negation: does the passage say it of the same act with the opposite polarity?

Rule. Where the claim denies a clause ("did not receive the award") and a passage says most of that clause without any
word that turns it round, the passage refutes; where the claim states it and the passage denies the same verb of the
same things, the passage refutes. Polarity that agrees on the same verb supports. Any doubt (a "refused", "failed",
"false" near by) is silence: such words can stand for a "not".

Why. One "not" turns a story round, and shares every other word with the truth.

Example. Claim "the company did not recall the toys"; source "the company recalled 4,000 toys" refutes; "the company
refused to recall the toys" is left to the reader.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..model import Claim, Evidence, Finding, Span, Stance, Strength
from ._align import fit, words_around
from ._context import Context, Document, parsed
from ._words import groups, kin

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKS = 0.55
_VERBS = frozenset(["VERB", "AUX"])


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield a finding for each predicate of the claim whose polarity this passage settles."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)
    for verb in predicates(claim.text):
        outside = _outside(verb, claim.text)
        aligned = fit(words_around(claim.text, outside, document), document, index)
        if aligned.here < SPEAKS:
            continue
        finding = _denied(verb, claim, evidence) if is_denied(verb) else _stated(verb, claim, evidence)
        if finding is not None:
            yield finding


def predicates(text: str) -> tuple[Token, ...]:
    """Return the verbs that head a clause of a sentence, main clause first."""
    heads = [t for t in parsed(text) if t.pos_ in _VERBS and t.dep_ not in ("aux", "auxpass")]
    return tuple(sorted(heads, key=lambda t: t.dep_ != "ROOT"))


def is_denied(verb: Token) -> bool:
    """Say whether a verb is negated: "not", "never", or a "no" on its subject or object."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("not", "n't", "never"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
            child.lower_ in ("none", "nobody", "nothing", "neither")
            or any(t.lower_ == "no" for t in child.children)
        ):
            return True
    return any(aux.lower_ == "cannot" for aux in verb.children)


def _outside(verb: Token, text: str) -> tuple[Span, ...]:
    """Return the spans of the claim that do not belong to the clause of ``verb``."""
    mine = {token.i for token in verb.subtree}
    return tuple(Span(start=t.idx, end=t.idx + len(t)) for t in verb.doc if t.i not in mine)


def turning(text: str) -> frozenset[str]:
    """Return the words of a text that turn a statement round, or may."""
    return _turning(text)


@functools.lru_cache(maxsize=16384)
def _turning(text: str) -> frozenset[str]:
    words = {word for group in groups("_polarity.txt").values() for word in group}
    return frozenset(t.lower_ for t in parsed(text) if t.lower_ in words or t.lemma_.lower() in words)


def _denied(verb: Token, claim: Claim, evidence: Evidence) -> Finding | None:
    same = _same_verbs(verb, evidence.text)
    if any(is_denied(other) for other in same):
        return _finding(Stance.SUPPORTS, verb, claim, evidence, "the source denies it too")
    if turning(evidence.text):
        return None
    reason = f"the draft denies it ({_phrase(verb)}); the source states it"
    return _finding(Stance.REFUTES, verb, claim, evidence, reason)


def _stated(verb: Token, claim: Claim, evidence: Evidence) -> Finding | None:
    same = _same_verbs(verb, evidence.text)
    if not same or turning(claim.text):
        return None
    if all(is_denied(other) for other in same):
        reason = f"the draft states it ({verb.text}); the source denies it ({_phrase(same[0])})"
        return _finding(Stance.REFUTES, verb, claim, evidence, reason)
    return None


def _same_verbs(verb: Token, text: str) -> list[Token]:
    mine = {form for term in bm25.terms(verb.lemma_) + bm25.terms(verb.text) for form in kin(term)}
    if not mine:
        return []
    return [t for t in predicates(text) if not mine.isdisjoint(bm25.terms(t.text) + bm25.terms(t.lemma_))]


def _phrase(verb: Token) -> str:
    first = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")), default=verb.i)
    return str(verb.doc[min(first, verb.i) : verb.i + 1].text)


def _finding(stance: Stance, verb: Token, claim: Claim, evidence: Evidence, reason: str) -> Finding:
    return Finding(
        judge="negation",
        stance=stance,
        strength=Strength.DECISIVE,
        reason=reason,
        evidence=evidence,
        claim_span=Span(start=verb.idx, end=verb.idx + len(verb)),
        part=_phrase(verb),
    )
