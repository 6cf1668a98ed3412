"""In what state something is: held or free, over or going on, above a measure or below it, on a list, exempt.

"Two are in custody" has all its words in "two are under suspicion; they remain at liberty", and "the strike is over" in
"the strike was prolonged". Only what is so now is compared: who was arrested may be free.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._polarity import is_denied, predicates
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import clause_at, refuting
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOW = r"\b(?:is|are|being|remains?|stays?|sits?|still)\b(?: [\w’'-]+){0,3}? "
_HELD = late(
    rf"{_NOW}(?P<said>in (?:police |pre-trial )?(?:custody|jail|prison|detention)|behind bars|under arrest|locked up"
    r"|detained|jailed|imprisoned|on remand|remanded)\b",
    re.I,
)
_FREE = late(
    rf"{_NOW}(?P<said>at liberty|at large|(?:out )?on (?:bail|parole|the run|the loose)"
    r"|free(?= (?:on|pending)|[.,;]|$))",
    re.I,
)
# Of a number ("below 300") other rooms tell.
_NO_NUMBER = r"(?! (?:(?:about|around|some|nearly) )?(?:[\d£$€]|a (?:quarter|third|half|dozen|hundred)))"
_BELOW = late(
    r"\b(?P<said>below|less than|fewer than|short of|under|miss(?:ed|es)|too (?:little|few)"
    r"|within(?= (?:the|its|their|his|her|our) )"
    rf"|under(?:paid|spent))\b{_NO_NUMBER}",
    re.I,
)
_ABOVE = late(
    r"\b(?P<said>exceed(?:s|ed|ing)?|above|more than|in excess of|surpass(?:es|ed)|over|topp?(?:s|ed)"
    rf"|too (?:much|many)|over(?:paid|spent))\b{_NO_NUMBER}",
    re.I,
)
_TOO = late(r"too |(?:over|under)(?:paid|spent)", re.I)
_LIST = r"(?:(?:the|its|their|a) )?(?:[\w’'-]+ ){0,3}?(?:list|register|blacklist|inventory|agenda|catalogue|squad)\b"
_LISTED = late(
    r"\b(?P<said>(?:put|add|includ|enter|plac|inscrib)(?:s|es|ed|ing|e|ting)?)\b"
    rf"(?: [\w’'-]+){{0,6}}? (?:on|to|in) {_LIST}",
    re.I,
)
_STRUCK = late(
    r"\b(?P<said>(?:remov|delet|eras|cross|drop|exclud)(?:s|es|ed|ing|e|ped|ping)?|struck|strikes?|took|takes?|taken)\b"
    rf"(?: [\w’'-]+){{0,6}}? (?:from|off) {_LIST}",
    re.I,
)
_LIMB = (
    "knee|leg|arm|hand|foot|eye|ear|hip|shoulder|ankle|wrist|elbow|lung|kidney|breast|thigh|side|bank|wing"
)
_LEFT = late(rf"\b(?P<said>left) (?:{_LIMB})\b", re.I)
_RIGHT = late(rf"\b(?P<said>right) (?:{_LIMB})\b", re.I)
_STAYS = late(r"\b(?P<said>(?:remain|stay)(?:s|ed|ing)?(?: in office| on)?)\b", re.I)
_REMOVED = late(
    r"\b(?P<said>removed|relieved|dismissed|ousted)"
    r" (?:as|of (?:his|her|the)|from (?:his|her|the) (?:post|office|command))\b",
    re.I,
)
_MUST_STOP = late(
    r"\b(?:ha(?:s|ve|d) to|must) (?P<said>stop|cease|halt|be (?:stopped|halted|suspended))\b", re.I
)
_MAY_GO_ON = late(r"\b(?:may|can|(?:is|are) allowed to) (?P<said>continue|go on|proceed|carry on)\b", re.I)
# Of these a text may have words that deny, as in "the list of banned lines".
_PLACED = (
    *((_LISTED, _STRUCK), (_STRUCK, _LISTED), (_LEFT, _RIGHT), (_RIGHT, _LEFT)),
    *((_STAYS, _REMOVED), (_MUST_STOP, _MAY_GO_ON), (_MAY_GO_ON, _MUST_STOP)),
)
_NOT = late(r"\b(?:not|never|no longer|nor)\b|n['’]t\b", re.I)
_PAIRS = ((_HELD, _FREE), (_FREE, _HELD), (_BELOW, _ABOVE), (_ABOVE, _BELOW))
_EXEMPT = late(
    r"\b(?:(?:is|are|be|was|were) exempt(?:ed)?|free of charge|(?:need|do|does|must|will) not pay)\b", re.I
)
_CLAUSE = re.compile(r"[;.](?!\d)\s*|,\s+(?:but|while|whereas)\s+")
_OVER = late(
    r"\b(?:(?:is|are) (?:now |finally )?(?:over|at an end|finished)|(?:has|have) (?:ended|been lifted))\b",
    re.I,
)
_GOES_ON = frozenset({"prolong", "extend", "continue", "renew"})
_ENDS = late(
    r"\b(?:end(?:s|ed)?|over|lift(?:s|ed)?|call(?:s|ed) off|finish(?:es|ed)|suspend(?:s|ed))\b", re.I
)
_STAYING = frozenset("stayed stays stay remained remains remain kept keeps keep came comes lies lay".split())  # noqa: SIM905
_NEAR = 4  # words behind a measure in which stands what it is measured by
_SUFFERS = ("nsubj", "nsubjpass", "dobj")


def in_the_other_state(claim: str, passage: str) -> str:
    """Return the words by which a claim has something in one state that a passage has in the contrary one, or ""."""
    found = _states(claim, passage)
    return f"{found[0].of(claim)} (the source: {found[1]})" if found is not None else ""


def stated_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage that tells all else of a claim has it in the contrary state."""
    found = _states(claim.text, item.text)
    if found is None:
        return
    at, other = found
    held, inside = told(item.text), at.of(claim.text).split()
    rest = [forms for word, forms in spoken(claim.text) if word not in inside and word not in _STAYING]
    if rest and all(not held.isdisjoint(forms) for forms in rest):
        said = at.of(claim.text)
        yield refuting(
            "acts", f"the draft says {said}; the source says {other}", at, f"the state: {said}", item
        )


def _states(claim: str, passage: str) -> tuple[Span, str] | None:
    """Return where a claim has a state, and the words by which a passage has the contrary one; or None."""
    numbers = ({q.value for q in quantity.find(text)} for text in (claim, passage))
    if _NOT.search(claim) or _NOT.search(passage) or not next(numbers) <= next(numbers):
        return None  # of another number of them the contrary may be so
    if exempt := _exempt(claim, passage):
        return exempt
    plain = not turns(claim) and not turns(passage)
    for ours, theirs, said in _stated(claim, plain=plain):
        other = theirs.search(passage) if not ours.search(passage) else None
        measured = ours in (_BELOW, _ABOVE)
        if other and (not measured or _is_of_one_measure(said, other)):
            return Span(start=said.start("said"), end=said.end("said")), other["said"]
    return _goes_on(claim, passage) if plain else None


@functools.lru_cache(maxsize=1024)
def _stated(claim: str, *, plain: bool) -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Match[str]], ...]:
    """Return each state that a claim has and not its contrary too: the patterns of both, and where it stands."""
    pairs = (*_PLACED, *(_PAIRS if plain else ()))
    found = ((ours, theirs, ours.search(claim)) for ours, theirs in pairs)
    return tuple((ours, theirs, said) for ours, theirs, said in found if said and not theirs.search(claim))


def _is_of_one_measure(said: re.Match[str], other: re.Match[str]) -> bool:
    """Say whether two bounds are of one thing: "below average", "exceeds the average"; "too little" is below any."""
    if _TOO.match(said["said"]):
        return True
    behind = [re.findall(r"[\w’'-]+", m.string[m.end() :])[:_NEAR] for m in (said, other)]
    one, two = (frozenset(bm25.terms(" ".join(words))) for words in behind)
    return bool(one) and not one.isdisjoint(two)


def _exempt(claim: str, passage: str) -> tuple[Span, str] | None:
    """Return where a claim has somebody pay, or have to, whom a clause of a passage exempts, and that word; or None."""
    pays = next((t for t in parsed(claim) if t.lemma_ == "pay" and t.pos_ == "VERB"), None)
    over = (pays, *pays.ancestors) if pays is not None and not turns(claim) else ()
    who = next((c for t in over for c in t.children if c.dep_ == "nsubj"), None)
    if pays is None or who is None:
        return None
    whole = [t for t in who.subtree if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ")]
    for clause in _CLAUSE.split(passage):
        exempt, held = _EXEMPT.search(clause), told(clause)
        same = exempt and all(not held.isdisjoint(forms_of(t.text, claim)) for t in whole)
        if exempt and same and _is_subject(who, clause):
            return Span(start=pays.idx, end=pays.idx + len(pays)), exempt.group()
    return None


def _is_subject(who: Token, clause: str) -> bool:
    forms = forms_of(who.text, who.doc.text)
    subjects = (t for t in parsed(clause) if t.dep_ in ("nsubj", "nsubjpass"))
    return any(not forms.isdisjoint(bm25.terms(t.text)) for t in subjects)


def _goes_on(claim: str, passage: str) -> tuple[Span, str] | None:
    """Return where a claim has something over that a passage has prolonged, and that word."""
    over, root = _OVER.search(claim), root_of(claim)
    what = next((c for c in root.children if c.dep_ in _SUFFERS), None) if over and root is not None else None
    if over is None or what is None or what.pos_ not in ("NOUN", "PROPN"):
        return None
    forms = forms_of(what.text, claim)
    for verb in predicates(passage):
        goes_on = verb.lemma_ in _GOES_ON and not (
            is_denied(verb) or _ENDS.search(clause_at(passage, verb.idx))
        )
        whom = (c for c in verb.children if c.dep_ in _SUFFERS)
        if goes_on and any(not forms.isdisjoint(bm25.terms(t.text)) for t in whom):
            return Span(start=over.start(), end=over.end()), str(verb.text)
    return None
