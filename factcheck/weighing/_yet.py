"""Who is still to do it, and what is not yet in force: of two bodies one has answered, and the other not yet.

All words of "the council has yet to answer" stand in "the council has accepted it and the firm has not yet answered":
only whose the "not yet" is tells.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..nlp import kind_of
from ..text import late
from ._foretold import foretold, is_done
from ._placing import clause_of, refuting
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN = late(r"\b(?:yet|still)\b", re.I)
_ANSWERING = frozenset({"answer", "reply", "respond", "decide", "react"})
# Who has done any of this has answered.
_ANSWERS = frozenset("accept reject refuse agree decline approve sign answer reply respond decide".split())  # noqa: SIM905
_SUBJECT = ("nsubj", "nsubjpass")
_FORCE = late(
    r"\b(?P<verb>(?:is|are|was|were|be|been|(?:com|enter|go|put|br)(?:e|es|s|ed|ing|ought)?|came|went|gone|entry|entering)"
    r" (?:now |already |still |not |not yet )?in(?:to)? (?:force|effect|operation)"
    r"|(?:tak(?:e|es|en|ing)|took) effect)\b",
    re.I,
)


def still_to_answer(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody yet to do what a passage has just him do."""
    deed = _still_to_do(claim.text)
    if deed is None or item.figure is not None or not subject_of(deed):
        return
    theirs = [verb for verb in _same_deeds(deed, item.text) if _is_same(subject_of(deed), subject_of(verb))]
    done = [verb for verb in theirs if is_done(verb) and not _is_open(verb) and not is_denied(verb)]
    # "It has yet to answer the second letter": who "it" is, or what else there is to answer, nobody knows.
    open_to_him = any(
        _is_open(verb) and _may_be(subject_of(deed), subject_of(verb)) for verb in parsed(item.text)
    )
    if done and not open_to_him and _is_of_it(deed, done[0]):
        root = root_of(claim.text)
        at = root if root is not None else deed
        reason = f"the draft has it still to come ({deed.text}); the source says “{clause_of(done[0])}”"
        span = Span(start=at.idx, end=at.idx + len(at))
        yield refuting("negation", reason, span, f"{deed.text} still to come", item)


def still_of_another(claim: str, passage: str) -> str:
    """Return who by a claim has yet to do what a passage has others still to do, or ""."""
    deed = _still_to_do(claim) if _OPEN.search(passage) else None
    who = subject_of(deed) if deed is not None else None
    if deed is None or who is None or who.pos_ == "PRON":
        return ""
    left = [t for verb in parsed(passage) if _is_open(verb) for t in (subject_of(verb), *_agents(verb))]
    strange = left and all(t is not None and not _may_be(who, t) for t in left)
    return f"{who.text} yet to {deed.lemma_}" if strange else ""


def not_yet_in_force(claim: str, passage: str) -> bool:
    """Say whether a claim has a thing not in force that a passage has come into force only later."""
    mine = _FORCE.search(claim)
    return (
        mine is not None and re.search(r"\b(?:not|yet)\b", claim, re.I) is not None and bool(_later(passage))
    )


def in_force_later(claim: str, passage: str) -> str:
    """Return the words by which a passage has only come into force later what a claim has in force, or ""."""
    root = root_of(claim)
    if root is None or _FORCE.search(claim) is None or is_denied(root) or foretold(root):
        return ""
    now = root.tag_ in ("VBD", "VBN", "VBZ", "VBP") and not any(c.tag_ == "MD" for c in root.children)
    said = _later(passage) if now and not _OPEN.search(claim) else ""
    return f"a plan (“{said}”)" if said else ""


@functools.lru_cache(maxsize=1024)
def _later(passage: str) -> str:
    """Return the words by which a passage has a thing come into force, if it has that only ahead; or ""."""
    found = [*_FORCE.finditer(passage)]
    verbs = [next((t for t in parsed(passage) if t.idx >= one.start()), None) for one in found]
    said = [foretold(verb) if verb is not None else "" for verb in verbs]
    return said[0] if said and all(said) else ""


@functools.lru_cache(maxsize=1024)
def _still_to_do(claim: str) -> Token | None:
    """Return the verb of what a claim says that somebody has yet to do, has not yet done, or is still to suffer."""
    root = root_of(claim) if _OPEN.search(claim) else None
    if root is None:
        return None
    if root.lemma_ in ("have", "be", "remain"):
        return next(
            (c for c in root.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and _is_open(c)), None
        )
    return root if root.pos_ == "VERB" and _is_open(root) else None


def _is_open(verb: Token) -> bool:
    """Say whether a verb tells what is still to be done: "has yet to sign", "has not yet signed", "is still to be"."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    words = {c.lower_ for c in verb.children}
    if is_denied(verb):
        return "yet" in words or bool({"has", "have"} & words)
    above = {c.lower_ for c in verb.head.children} | {verb.head.lower_} if verb.dep_ == "xcomp" else set()
    return "to" in words and bool({"yet", "still"} & (above | words))


def _same_deeds(deed: Token, passage: str) -> list[Token]:
    forms = forms_of(deed.text, deed.doc.text) | frozenset(bm25.terms(deed.lemma_))
    answers = _ANSWERS if deed.lemma_ in _ANSWERING else frozenset()
    verbs = (t for t in parsed(passage) if t.pos_ == "VERB")
    return [
        t
        for t in verbs
        if t.lemma_ in answers or not forms.isdisjoint((*bm25.terms(t.text), *bm25.terms(t.lemma_)))
    ]


def subject_of(verb: Token | None) -> Token | None:
    """Return who does a verb or suffers it, be they told with the verb above it."""
    if verb is not None and (own := _misread(verb)) is not None:
        return own
    top = verb
    while (
        top is not None
        and top.dep_ in ("conj", "xcomp")
        and not any(c.dep_ in _SUBJECT for c in top.children)
    ):
        top = top.head
    return next((c for c in top.children if c.dep_ in _SUBJECT), None) if top is not None else None


def _agents(verb: Token) -> list[Token]:
    """Return by whom a verb has something done."""
    return [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]


def _misread(verb: Token) -> Token | None:
    """Return the subject of a verb that a parse joins to the object before: "accepted it and the Bank has not paid"."""
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else None
    if before is None or verb.dep_ != "conj" or any(c.dep_ in _SUBJECT for c in verb.children):
        return None
    finite = any(c.lower_ in ("has", "have", "had", "is", "was", "will") for c in verb.children)
    return before if finite and before.dep_ == "conj" and before.pos_ in ("NOUN", "PROPN") else None


def _is_same(ours: Token | None, theirs: Token | None) -> bool:
    """Say whether two words name one thing, with all that singles out the claim's."""
    if ours is None or theirs is None or frozenset(bm25.terms(ours.text)).isdisjoint(bm25.terms(theirs.text)):
        return False
    mine, held = (
        {c.lower_ for c in t.children if c.dep_ in ("compound", "amod", "poss")} for t in (ours, theirs)
    )
    return mine == held or (mine < held and ours.pos_ == "PROPN")


def _may_be(ours: Token | None, theirs: Token | None) -> bool:
    """Say whether two words may name one thing: "it" and "the second one" may be anything."""
    if ours is None or theirs is None or theirs.pos_ in ("PRON", "NUM") or ours.pos_ == "PRON":
        return theirs is None or not _names_another(ours, theirs)
    if frozenset(bm25.terms(ours.text)).isdisjoint(bm25.terms(theirs.text)):
        return False
    mine, held = (_before(t) for t in (ours, theirs))
    return mine <= held or held <= mine  # Ardal Bank is not Lund Bank


def _before(name: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in name.children if c.dep_ in ("compound", "amod", "poss"))


def _names_another(ours: Token | None, theirs: Token) -> bool:
    """Say whether a word is told apart from the claim's as "the second one" or "the other"."""
    other = {"second", "third", "other", "last"} & {c.lower_ for c in (theirs, *theirs.children)}
    return bool(other) and ours is not None and other.isdisjoint(c.lower_ for c in ours.children)


def _is_of_it(deed: Token, done: Token) -> bool:
    """Say whether what a passage has done is what a claim has still to be done, be it only called "it"."""
    things = [t for c in deed.children for t in (c, *c.children) if t.dep_ in ("dobj", "pobj")]
    if not things and (deed.lemma_ == "decide" or deed.lemma_ not in _ANSWERING):  # of what, nobody says
        return not any(
            t.dep_ in ("dobj", "pobj") and kind_of(t) not in ("DATE", "TIME") for t in done.subtree
        )
    beside = {t.text for thing in things for t in thing.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    named = any(t.dep_ == "dobj" and t.pos_ == "PRON" for t in done.children)
    held = told(done.doc.text) if named else told(" ".join(t.text for t in done.subtree))
    return all(not held.isdisjoint(forms_of(word, deed.doc.text)) for word in beside)
