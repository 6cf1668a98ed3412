"""What a number of a passage was before it changed: "six services a day, down from eleven" tells six.

A draft that gives eleven for today has the right number of the wrong time; so has one that gives somebody the years of
one office for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Period, Quantity, Span, Stance
from ..nlp import kind_of
from ..text import late
from ._belongs import has_deed, segments
from ._claim import LIGHT, NEVER
from ._foretold import helpers_of
from ._placing import clause_of, refuting
from ._synonyms import forms_of, spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM = re.compile(
    r"(?:\b(?:down|up|reduced|cut|lowered|raised|increased) from|\binstead of|\brather than"
    r"|, (?:compared (?:with|to)|(?:as )?against|not)) (?:the )?"
    r"(?:(?:previous|former|earlier|old|planned|usual|present) )?$",
    re.I,
)
# A claim that speaks of the time before, or of both times, has the number in its place.
_THEN = re.compile(
    r"\b(?:before|previous(?:ly)?|former(?:ly)?|earlier|until|used to|had|once|were|was|no longer)\b"
    r"|\b(?:from|than|instead of|rather than|against|compared (?:with|to)) (?:the )?(?P<number>\S)",
    re.I,
)


_NOT_SO = late(
    r"\bfirst time (?:since|in|this|for|under|at|on|by)\b|\b(?:so|as|this) (?:many|much|few|often)\b|\bsuch\b"
    r"|\b(?:more|fewer|less) than\b|\bsince\b",
    re.I,
)
_LATE = 200  # days before it is told, within which a deed may be the very one that a claim tells
_THINGS = ("nsubj", "nsubjpass", "dobj")
_ENDED = re.compile(
    r"\b(?:until|till|up to|used to|no longer|formerly|previously|before the|from [^;,.]{1,12} to)\b", re.I
)
_UNDONE = late(
    r"\b(?:and|but|then|who|which) (?:has|have|had|was|were|is|are) (?:(?:since|now|later|meanwhile|then|again|been) )*"
    r"(?P<how>released|freed|lifted|reopened|withdrawn|revoked|repealed|restored|dropped|returned|recovered|discharged"
    r"|reinstated|cancelled|acquitted|rescinded|annulled|retracted|resumed)\b",
    re.I,
)
_STILL = re.compile(r"\b(?:still|remains?|stays?)\b", re.I)
_LASTS = re.compile(r"\b(?:still|remain\w*|stay\w*|yet|continu\w+|keep\w*|kept|not|never|no)\b", re.I)


def former(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives for now the number that a passage gives for before."""
    if item.figure is not None:
        return
    held = quantity.find(item.text)
    then = [m.start("number") for m in _THEN.finditer(claim.text)]
    for one in claim.quantities if -1 not in then else ():
        fits = [place for place, other in enumerate(held) if quantity.agree(one, other).holds]
        if one.span.start not in then and len(fits) == 1 and fits[0] and _is_former(held[fits[0]], item.text):
            now = held[fits[0] - 1].span.of(item.text)
            ours, old = one.span.of(claim.text), held[fits[0]].span.of(item.text)
            reason = f"the draft says {ours}; the source has {now}, and {old} for before"
            yield refuting("numbers", reason, one.span, ours, item)


def not_the_first(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has never before been done what a passage has done in an earlier year too.

    "In 2019 an engine had been stolen" is no first; of so many, or since then, it may be the first time all the same.
    """
    ours = NEVER.search(claim.text)
    counted = any(q.unit != "ordinal" for q in claim.quantities)
    if ours is None or counted or _NOT_SO.search(claim.text) or item.figure is not None:
        return
    done = [t for t in parsed(claim.text) if t.tag_ in ("VBN", "VBD") and t.lemma_ not in LIGHT]
    acts = [forms_of(t.text, claim.text) for t in done]
    days = when.find(item.text, item.published)
    for verb in (t for t in parsed(item.text) if t.tag_ in ("VBN", "VBD")):
        inside = [t.idx for t in _below(verb)]
        own = [p for p in days if p.partial == (0, 0) and inside[0] <= p.span.start <= inside[-1]]
        dated = bool(own) and ("had" in helpers_of(verb) or _is_long_past(own, item.published))
        same = any(not forms.isdisjoint((*bm25.terms(verb.text), *bm25.terms(verb.lemma_))) for forms in acts)
        if dated and same and not is_denied(verb) and _is_told_of_it(claim.text, verb):
            reason = f"the draft says {ours.group()}; the source says “{clause_of(verb)}”"
            yield refuting("acts", reason, Span(start=ours.start(), end=ours.end()), ours.group(), item)
            return


def _below(verb: Token) -> list[Token]:
    """Return a verb and what hangs on it, without the clauses beside it: "and served three years"."""
    apart = (c for c in verb.children if c.dep_ in ("conj", "ccomp", "parataxis", "advcl"))
    beside = {t.i for c in apart for t in c.subtree}
    return [t for t in verb.subtree if t.i not in beside]


def _is_long_past(days: Sequence[Period], published: date | None) -> bool:
    """Say whether all days of a deed are of another year than that in which it is told, and not of late."""
    return published is not None and all((published - p.end).days > _LATE for p in days)


def _is_told_of_it(claim: str, verb: Token) -> bool:
    """Say whether a part of a passage names no other thing, nor another place, than a claim."""
    held = told(claim).union(*(forms for _, forms in spoken(claim)))
    parts = [c for c in _below(verb) if c.dep_ in _THINGS or (c.dep_ == "pobj" and c.head.lower_ != "of")]
    parts = [c for c in parts if c.pos_ in ("NOUN", "PROPN")]
    named = [t for t in parts if kind_of(t) not in ("DATE", "TIME") and not t.like_num]
    return all(not held.isdisjoint(told(t.text)) for t in named)


def _is_former(one: Quantity, passage: str) -> bool:
    return _FROM.search(passage[max(0, one.span.start - 40) : one.span.start]) is not None


def of_what_it_was(claim: str, passage: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the times of what a claim says that somebody is, which a passage gives for something else of them.

    "She has headed it since 2019; before that she was a skipper" bears no "skipper since 2019" out.
    """
    root = root_of(claim)
    what = [t for t in root.children if t.dep_ == "attr" and t.pos_ == "NOUN"] if root is not None else []
    parts = segments(passage) if what else ()
    home = [
        s for s in parts if any(not forms_of(t.text, claim).isdisjoint(told(s.of(passage))) for t in what)
    ]
    for found in findings if home and len(home) < len(parts) else ():
        at = found.evidence_span
        if found.judge == "dates" and found.stance is Stance.SUPPORTS and at is not None:
            away = next((s for s in parts if s not in home and s.covers(at)), None)
            if away is not None and has_deed(passage, away):
                yield f"{found.part} with “{what[0].text}”"


def over(claim: str, item: Evidence) -> str:
    """Return the words by which a passage tells as over what a claim tells of now, or "".

    "He was an engineer there until 2012" bears no "he is an engineer there" out; a ban until a day that was still to
    come when the paper was put out is in force.
    """
    root = root_of(claim)
    if undone := _since_undone(claim, item.text, root) or _still(claim, item.text, root):
        return undone
    ended = _ENDED.search(item.text) if root is not None and root.tag_ in ("VBZ", "VBP") else None
    if root is None or ended is None or any(c.dep_ == "aux" for c in root.children):
        return ""
    part = next((part for part in re.split(r"[;.](?!\d)", item.text) if ended.group() in part), "")
    ends = [p.end for p in when.find(ended.group() + item.text[ended.end() :][:30], item.published)][:1]
    open_yet = any(item.published is not None and day >= item.published for day in ends)
    same = [t for t in parsed(item.text) if t.lemma_ == root.lemma_ and t.pos_ in ("VERB", "AUX")]
    then = [t for t in same if t.tag_ == "VBD" and t.text in part]
    if open_yet or not then or len(then) < len(same) or not _told_there(claim, root, part):
        return ""
    return f"{root.text} (the source: “{then[0].text} ... {ended.group()}”)"


def _since_undone(claim: str, passage: str, root: Token | None) -> str:
    """Return what a claim tells as so now and a passage goes on to tell as undone ("was held and has been freed")."""
    found = _UNDONE.search(passage) if root is not None and root.tag_ in ("VBZ", "VBP") else None
    if root is None or found is None or not told(claim).isdisjoint(bm25.terms(found["how"])):
        return ""
    if not _told_there(claim, root, re.split(r"[;.](?!\d)", passage[: found.start()])[-1]):
        return ""
    return f"{root.text} (the source: “{found.group()}”)"


def _still(claim: str, passage: str, root: Token | None) -> str:
    """Return the "still" by which a claim has a thing be in a place and a passage tells what was done to it, or "".

    That a body "was recovered" in the valley leaves nobody there.
    """
    parts = {c.dep_ for c in root.children} if root is not None else frozenset()
    placed = "prep" in parts and not parts & {"attr", "acomp", "oprd"}
    lasts = _STILL.search(claim) if root is not None and root.lemma_ in ("be", "remain", "stay") else None
    did = root_of(passage) if placed and lasts is not None and not _LASTS.search(passage) else None
    if lasts is None or did is None or did.tag_ not in ("VBD", "VBN") or did.lemma_ in ("be", "have", "say"):
        return ""
    return f"{lasts.group()} (the source: {did.text})"


def _told_there(claim: str, root: Token, part: str) -> bool:
    """Say whether a part of a passage has most of what a claim tells beside its verb."""
    words = [forms for word, forms in spoken(claim) if word != root.text]
    held = told(part)
    return bool(words) and 2 * sum(not held.isdisjoint(forms) for forms in words) >= len(words)
