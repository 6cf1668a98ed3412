"""What one side alleges and another denies: told as a fact, it is disputed, whichever of the two is right.

"The shells came from the hill", where the army alleges just that and the Front denies having fired: neither is borne
out, and an editor has to see both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import Decision, parsed, root_of
from ..judge._polarity import predicates
from ..model import Claim, Evidence, Fidelity
from ._claim import asserted
from ._contended import accused, contended
from ._deciding import side
from ._located import CHARGES
from ._synonyms import forms_of, told
from ._turns import has_not

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENYING = frozenset({"deny", "reject", "dispute", "refute", "contest"})


def contested(
    decision: Decision, claim: Claim, evidence: Sequence[Evidence], origin_of: Callable[[str], str]
) -> Decision:
    """Return a decision as disputed where a claim tells in the draft's own voice what one alleges and another denies.

    :param evidence: all that was found for the claim, read or not.
    :param origin_of: source id to origin; who alleges and who denies have to be two.
    """
    alleged = decision.support[0] if decision.fidelity is Fidelity.PARTLY and decision.support else None
    if alleged is None or claim.attribution is not None or has_not(claim.text):
        return decision
    said = contended(claim.text, alleged.text) or accused(claim.text, alleged.text)
    if not said.startswith("what somebody says") or not _tells(claim, alleged):
        return decision
    home = origin_of(alleged.source)
    others = (item for item in evidence if item.figure is None and origin_of(item.source) != home)
    denial = next((item for item in others if denies(claim.text, item.text)), None)
    if denial is None:
        return decision
    reason = f"what one side alleges another denies: {side(alleged)}; {side(denial)}"
    return replace(decision, fidelity=Fidelity.DISPUTED, reason=reason, against=(denial,))


def _tells(claim: Claim, alleged: Evidence) -> bool:
    """Say whether the deed of a claim is among those of a passage: who "hired drivers" drove nothing."""
    root = root_of(claim.text)
    forms = forms_of(root.text, claim.text) if root is not None else frozenset()
    verbs = (t for t in parsed(alleged.text) if t.pos_ in ("VERB", "AUX"))
    return any(not forms.isdisjoint(bm25.terms(t.text)) or t.lemma_ == "be" for t in verbs)


def denies(claim: str, passage: str) -> bool:
    """Say whether a passage has somebody deny the deed of a claim: its verb, and a name or thing of it."""
    root = root_of(claim)
    if root is None or not any(word in passage for word in ("den", "reject", "disput", "refut", "contest")):
        return False
    acts = frozenset().union(*(forms_of(word, claim) for word in asserted(claim) or {root.text}))
    rest = frozenset(
        form
        for t in parsed(claim)
        if t.pos_ in ("NOUN", "PROPN") and t.text not in asserted(claim)
        for form in forms_of(t.text, claim)
    )
    return any(
        not acts.isdisjoint(told(what)) and not rest.isdisjoint(told(f"{_who(verb)} {what}"))
        for verb in predicates(passage)
        if verb.lemma_ in _DENYING
        for what in _denied(verb)
    )


def _denied(verb: Token) -> list[str]:
    """Return what a verb of denying denies: a clause, "having fired", "the charge that ..."."""
    charges = (c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in CHARGES)
    said = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "pcomp")]
    said += [c for charge in charges for c in charge.children if c.dep_ in ("acl", "prep")]
    return [" ".join(t.text for t in clause.subtree) for clause in said]


def _who(verb: Token) -> str:
    return " ".join(t.text for c in verb.children if c.dep_ == "nsubj" for t in c.subtree)
