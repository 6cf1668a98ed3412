"""What was asked for and refused: "the application to ban rallies is dismissed" bans none.

Every word of the ban stands in such a passage, as what somebody wanted. A claim that tells it as done is not borne out
by that; where it tells just that, of those who decided or of nobody, it is refuted. Who only asked did ask.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._claim import asserted
from ._placing import clause_at, refuting, shown
from ._synonyms import forms_of, spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_REQUEST = (
    r"(?:application|request|motion|petition|demand|claim|complaint|appeal|plea|proposal|bid|suit|call"
    r"|amendment)s?"
)
_ASKED = late(
    rf"\b(?P<thing>{_REQUEST})\b(?: of [^,;.]{{3,40}}?| by [^,;.]{{3,40}}?)?,? (?:to|for|that|seeking|asking for)"
    r" (?P<what>[^;.]+?),?"
    r" (?:(?:is|are|was|were|has been|have been|had been) (?:\w+ly )?(?P<how>refused|rejected|dismissed|denied"
    r"|declined|turned down|thrown out|struck out|voted down|defeated|lost|not (?:granted|allowed|upheld|accepted"
    r"|adopted|carried))"
    r"|(?P<fell>fell|fails?|failed)(?= by | with |[;.,]|$))",
    re.I,
)
_REFUSES = late(
    r"\b(?P<how>(?:refus|reject|dismiss|declin)(?:e?s|ed)|den(?:ies|ied)|turn(?:s|ed) down|threw out|throws out"
    r"|voted down|did not (?:grant|allow|uphold|accept|adopt))"
    rf" (?:an?|the|that|this|his|her|its|their|[\w’'-]+['’]s?) (?:[\w’'-]+ ){{0,2}}?(?P<thing>{_REQUEST})"
    r"(?: of [^,;.]{3,40}?| by [^,;.]{3,40}?)?,? (?:to|for|that|seeking|asking for) (?P<what>[^;.]+)",
    re.I,
)
# Who tells of the asking, or of the refusal, tells what was.
_TELLS_IT = late(
    rf"\b(?:{_REQUEST}|ask(?:s|ed|ing)?|want(?:s|ed)?|sought|seek(?:s|ing)?|appl(?:y|ies|ied)|urg(?:e|es|ed)"
    r"|hop(?:e|es|ed)|demand\w*|propos\w+|call(?:s|ed) for|refus\w+|reject\w*|declin\w+|dismiss\w*|would"
    r"|wish\w*|tr(?:y|ies|ied) to)\b",
    re.I,
)
_ASKING = frozenset(
    "ask want seek apply urge hope demand propose call request wish try file lodge bring submit".split()  # noqa: SIM905
)
_GRANTING = frozenset("order grant award allow approve set call impose direct admit".split())  # noqa: SIM905
# Whose doing a decision is: what stands for them need not stand in the passage.
_DECIDING = frozenset(
    """
    order ruling judgment judgement decision decree court judge judges tribunal council board committee commission
    parliament assembly chamber bench resolution verdict panel authority it he she they
    """.split()  # noqa: SIM905
)
_SUBJECT = ("nsubj", "nsubjpass")


class Refusal(NamedTuple):
    """What was asked for, the words that tell that it was refused, and all of the passage beside it."""

    what: str
    how: str
    beside: str


def refused(claim: str, passage: str) -> str:
    """Return the verb of a claim that a passage has only in what was asked for and refused, or ""."""
    found = _told_in(claim, passage)
    return f"{_verb(claim)} (the source: “{found.how}”)" if found is not None else ""


def not_granted(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim tells as done just what a passage says was asked for and refused."""
    found, root = _told_in(claim.text, item.text), root_of(claim.text)
    if found is None or root is None or _has_a_doer(root, item.text):
        return
    held = told(found.what)
    who = next((c for c in root.children if c.dep_ in _SUBJECT and c.lower_ in _DECIDING), None)
    aside = {t.text for t in who.subtree} if who is not None else set()
    if all(not held.isdisjoint(forms) for word, forms in spoken(claim.text) if word not in aside):
        at = item.text.index(found.how)
        reason = f"the draft states it ({root.text}); the source says “{shown(clause_at(item.text, at))}”"
        span = Span(start=root.idx, end=root.idx + len(root))
        yield refuting("negation", reason, span, f"{root.text} granted", item)


def refused_thing(claim: str, passage: str) -> str:
    """Return what a claim has ordered or granted that a passage has only as what was asked for and refused, or ""."""
    found, root = _refusal(passage), root_of(claim)
    if (
        found is None
        or root is None
        or is_denied(root)
        or _TELLS_IT.search(claim)
        or root.lemma_ not in _GRANTING
    ):
        return ""
    thing = next((c for c in root.children if c.dep_ in ("dobj", "nsubjpass")), None)
    start = passage.index(found.what)
    inside = range(start, start + len(found.what))
    # By the word itself: the Electoral Tribunal is no election, nor are the votes that it has counted again.
    same = [t for t in parsed(passage) if thing is not None and t.lemma_ == thing.lemma_]
    only = bool(same) and all(t.idx in inside for t in same)
    return f"{thing.text} (the source: “{found.how}”)" if thing is not None and only else ""


def ordered_in_vain(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has a body order or grant just what a passage has it refuse."""
    thing, found = refused_thing(claim.text, item.text), _refusal(item.text)
    root = root_of(claim.text)
    if not thing or found is None or root is None or _has_a_doer(root, item.text):
        return
    known, asked = told(item.text), told(found.what)
    things = (c for c in root.children if c.dep_ in ("dobj", "nsubjpass"))
    of_it = (
        t for c in things for p in c.children if p.lower_ == "of" for t in p.children if t.pos_ == "NOUN"
    )
    if " of " in found.what and any(asked.isdisjoint(forms_of(t.text, claim.text)) for t in of_it):
        return  # the demolition of the annex is refused, not that of the tower
    if all(not known.isdisjoint(forms) for word, forms in spoken(claim.text) if word != root.text):
        at = item.text.index(found.how)
        reason = f"the draft says {root.text}; the source says “{shown(clause_at(item.text, at))}”"
        span = Span(start=root.idx, end=root.idx + len(root))
        yield refuting("negation", reason, span, f"{root.text} of it", item)


def of_a_request(claim: str, passage: str) -> bool:
    """Say whether a passage refuses a request of which a claim only tells, or beside which it has the claim's deed.

    What a court was asked for and refused, the police may have done.
    """
    found, root = _refusal(passage), root_of(claim)
    if found is None or root is None or root.lemma_ in _ASKING or _has_a_doer(root, passage):
        return found is not None and root is not None
    acts = [forms_of(word, claim) for word in asserted(claim)]
    return bool(acts) and not any(told(found.beside).isdisjoint(forms) for forms in acts)


def _told_in(claim: str, passage: str) -> Refusal | None:
    """Return the refusal in which a passage has what a claim tells, where it has that nowhere else; or None."""
    found, root = _refusal(passage), root_of(claim)
    if found is None or root is None or is_denied(root) or _TELLS_IT.search(claim):
        return None
    acts = [forms_of(word, claim) for word in asserted(claim)]
    inside, beside = told(found.what), told(found.beside)
    only = acts and all(not inside.isdisjoint(forms) and beside.isdisjoint(forms) for forms in acts)
    return found if only else None


@functools.lru_cache(maxsize=4096)
def _refusal(passage: str) -> Refusal | None:
    """Return what a passage tells that was asked for and refused, if it tells that of one request; or None."""
    every = [*_ASKED.finditer(passage), *_REFUSES.finditer(passage)]
    if len(every) != 1:
        return None
    found = every[0]
    beside = f"{passage[: found.start()]} {passage[found.end() :]}"
    how = found.groupdict().get("fell") or found["how"]
    return Refusal(what=found["what"], how=how, beside=beside)


def _verb(claim: str) -> str:
    return ", ".join(sorted(asserted(claim)))


def _has_a_doer(root: Token, passage: str) -> bool:
    """Say whether a claim has somebody do it who decides nothing, and of whom the passage has no word."""
    doers = [c for c in root.children if c.dep_ == "nsubj" and c.lower_ not in _DECIDING]
    by = [t for c in root.children if c.dep_ == "agent" for t in c.children if t.lower_ not in _DECIDING]
    held = told(passage)
    return any(held.isdisjoint(forms_of(t.text, root.doc.text)) for t in (*doers, *by))
