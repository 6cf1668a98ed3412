"""What begins on a day to come has not begun: "payments begin on 1 May", in a notice of March, pays nobody by March.

Told in the present, such a day is set as firmly as by "will"; a claim that has the deed done before it is refuted,
where it is of the same things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Period, Span
from ..text import late
from ._foretold import foretold, helpers_of, is_done
from ._placing import clause_of, refuting
from ._standing import still_ahead
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_SETTING_IN = frozenset("begin start open commence take come enter go resume apply".split())  # noqa: SIM905
_NOW = late(
    r"\b(?:in (?:force|effect|operation|service)|under ?way|(?:now|already) (?:open|valid|running|closed|shut))\b",
    re.I,
)
_SETS_IN = late(
    r"\b(?:tak(?:e|es) effect|(?:com|ent)(?:e|er)s? into (?:force|effect|operation)"
    r"|go(?:es)? into (?:force|effect|service)|appl(?:y|ies)|begins?|starts?|opens?)\b",
    re.I,
)
_SUBJECT = ("nsubj", "nsubjpass")


def not_begun(claim: Claim, item: Evidence, written: date | None) -> Iterator[Finding]:
    """Yield a refutation where a claim has done, or in force, what a passage has begin on a day after the draft's.

    :param written: the day of the draft.
    """
    root = root_of(claim.text)
    if root is None or written is None or is_denied(root) or root.lemma_ in _PROMISING:
        return
    for verb in _set_for_later(item, written):
        if _is_so_by(claim.text, root) and _is_the_deed(root, verb) and _is_of_the_same(root, verb):
            reason = f"the draft says {root.text}; the source says “{clause_of(verb)}”, on a day that is still to come"
            span = Span(start=root.idx, end=root.idx + len(root))
            yield refuting("acts", reason, span, f"{root.text} done", item)
            return


# Who has promised a thing has done so, whenever it is to be.
_PROMISING = frozenset({"promise", "pledge", "undertake", "vow", "announce", "agree", "plan"})


def too_soon(claim: Claim, item: Evidence, written: date | None) -> Iterator[Finding]:
    """Yield a refutation where a claim tells as done what the passage foresees for a day after the draft's."""
    verb, how = still_ahead(claim.text, item, written)
    if verb:
        start = claim.text.index(verb)
        reason = f"the draft says {verb}; the source says “{how}”, on a day that is still to come"
        yield refuting("acts", reason, Span(start=start, end=start + len(verb)), verb, item)


def left_for_later(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has done to one thing what a passage has done to its like, it being to come.

    "Passed the cold test" of "the mirror passed the wind test; the cold test is to begin in May".
    """
    root = root_of(claim.text)
    done_to = (
        next((c for c in root.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if root is not None
        else None
    )
    kind = _kind(done_to) if done_to is not None else frozenset()
    if root is None or done_to is None or not kind or is_denied(root) or not is_done(root):
        return
    alike = [t for t in parsed(item.text) if t.lemma_ == done_to.lemma_ and t.pos_ == "NOUN"]
    same = [t for t in alike if kind <= _kind(t)]
    acts = forms_of(root.text, claim.text) | frozenset(bm25.terms(root.lemma_))
    others = [
        t for t in alike if t not in same and not acts.isdisjoint(bm25.terms(t.head.text)) and is_done(t.head)
    ]
    if same and others and all(map(_is_to_come, same)):
        reason = f"the draft says {root.text}; the source says “{clause_of(same[0])}”"
        span = Span(start=root.idx, end=root.idx + len(root))
        yield refuting("acts", reason, span, f"{root.text} that", item)


def _kind(thing: Token) -> frozenset[str]:
    """Return the words that tell a thing from its like: the "cold" of "the cold test"."""
    return frozenset(c.lower_ for c in thing.children if c.dep_ in ("amod", "compound"))


def _is_to_come(thing: Token) -> bool:
    """Say whether what a thing does, or is done to it, is still to be: "will follow", "is to begin", "is planned"."""
    verb = thing.head
    if thing.dep_ not in _SUBJECT or verb.pos_ not in ("VERB", "AUX"):
        return False
    planned = verb.lemma_ in ("plan", "schedule", "set", "intend") and "is" in helpers_of(verb)
    return planned or any(foretold(v) for v in (verb, *verb.children) if v.pos_ == "VERB")


def _set_for_later(item: Evidence, written: date) -> Iterator[Token]:
    """Yield the main verbs of a passage that tell in the present what is on a day after the draft's."""
    days = [(p, _start(p, item.published)) for p in when.find(item.text, item.published)]
    for verb in parsed(item.text) if any(start > written for _, start in days) else ():
        main = verb.dep_ in ("ROOT", "conj") and verb.tag_ in ("VBZ", "VBP") and verb.pos_ == "VERB"
        if not main:
            continue
        aside = {u.i for t in verb.subtree if t.dep_ == "relcl" for u in t.subtree}
        inside = [
            t.idx for t in verb.subtree if t.i not in aside and (t.head.i != verb.i or t.dep_ != "conj")
        ]
        here = [(p, start) for p, start in days if any(p.span.start <= at < p.span.end for at in inside)]
        own = [start for p, start in here if p.relation != "until"]
        if own and all(start > written for start in own) and not (is_denied(verb) or helpers_of(verb)):
            yield verb


def _start(period: Period, published: date | None) -> date:
    """Return the first day of a period; of one without a year, told as to come, that in the year of its document."""
    if period.partial == (0, 0) or published is None:
        return period.start
    years = published.year - period.start.year
    start = period.start + timedelta(days=round(365.25 * years))
    return start if start >= published else period.start


def _is_so_by(claim: str, root: Token) -> bool:
    """Say whether a claim tells a deed as done, or a thing as in force."""
    if root.lemma_ == "be":
        return _NOW.search(claim) is not None
    now = root.tag_ in ("VBZ", "VBP") and not helpers_of(root)
    return is_done(root) or (now and any(c.lower_ in ("already", "now") for c in root.children))


def _is_the_deed(root: Token, verb: Token) -> bool:
    """Say whether a verb tells the deed of a claim, or that it begins: "payments begin", "start running"."""
    if root.lemma_ == "be":
        return _SETS_IN.match(verb.doc.text, verb.idx) is not None
    acts = forms_of(root.text, root.doc.text) | frozenset(bm25.terms(root.lemma_))
    begins = verb.lemma_ in _SETTING_IN
    same = [verb, *(c for c in verb.children if begins and c.dep_ in ("xcomp", *_SUBJECT))]
    return any(not acts.isdisjoint((*bm25.terms(t.text), *bm25.terms(t.lemma_))) for t in same)


def _is_of_the_same(root: Token, verb: Token) -> bool:
    """Say whether what a claim is about stands with a verb of a passage."""
    who = next((c for c in root.children if c.dep_ in _SUBJECT), None)
    held, text = told(" ".join(t.text for t in verb.subtree)), root.doc.text
    kinds = [c for c in who.children if c.dep_ in ("amod", "compound")] if who is not None else []
    kinds = [c for c in kinds if c.lower_ not in ("first", "last")]  # the old fares are not the new ones
    return who is not None and all(not held.isdisjoint(forms_of(t.text, text)) for t in (who, *kinds))
