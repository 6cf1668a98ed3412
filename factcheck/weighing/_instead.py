"""What a passage has in the place of a detail of a claim, all the rest being told: the fault is named, not only seen.

A veto (:mod:`._unheld`) keeps a passage from bearing a claim out. Where the passage says every other word of the claim,
and of the very deed, what it has in the place of the one detail is what an editor wants to see: then it refutes. Two
words for one thing ("a cyclist", "the rider"), and what may be true of both ("the café followed"), are no rivals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge.acts import under_another
from ..model import Claim, Evidence, Finding, Span, Stance
from ..nlp import kind_of
from ..text import late
from ._belongs import PLACES, Rival, given_beside, rival
from ._causes import blamed_though_cleared, wanting_otherwise
from ._contrasted import all_but, contrasted, crosswise
from ._crossed import spread
from ._dayparts import at_another_part_of_the_day, in_more_than_a_day
from ._deeds import deeds
from ._doers import by_another
from ._gapped import gapped
from ._offices import of_the_deputy
from ._placing import clause_at, clause_of, phrase, refuting, shown
from ._relations import KIN, held_otherwise, other_holder
from ._rest import denied_elsewhere
from ._sequence import out_of_order
from ._slotted import slotted
from ._synonyms import forms_of, spoken, told
from ._tallies import alone_on_a_side, turned_out
from ._turned import SET_ASIDE
from ._turns import has_not, turns

if TYPE_CHECKING:
    from spacy.tokens import Token

Aliases = Callable[[str], frozenset[str]]
# What is told of one is told of the other too.
_TOO = late(
    r"\b(?:also|too|as well|likewise|so (?:did|do|does|was|were|is|has|had)|same|follow(?:s|ed)|joined|next|together"
    r"|among(?:st)?|along|includ\w+|both|then|later|with (?:him|her|them|it))\b",
    re.I,
)
_OWED = late(r"\b(?:(?:should|ought to) have|(?:was|were) (?:due |supposed |meant |scheduled )?to)\b", re.I)
_DUE = late(r"\b(?:due|scheduled|planned|supposed|meant|(?:was|were) to)\b", re.I)
# What one has done another may have done beside: it takes more than another doer of it to speak against a claim.
_SHARED = frozenset(
    "support oppose back vote attend visit know see want need like watch use think believe hope fear play".split()  # noqa: SIM905
)
_BEATING = frozenset({"beat", "defeat", "outvote", "overtake", "edge"})
_WINNING = frozenset({"win", "prevail", "triumph"})
_SUBJECT = ("nsubj", "nsubjpass")
_FEW = 2  # words that a passage may lack: those that stand with the one detail ("of Marl Works")
_PLACED = frozenset({*PLACES, "through", "at", "on", "by", "inside", "outside", "behind", "under"})


def instead(
    claim: Claim, item: Evidence, missing: Sequence[str], findings: Sequence[Finding], aliases: Aliases
) -> Iterator[Finding]:
    """Yield a refutation where a passage tells a claim but for one detail, in whose place it has another.

    :param missing: the words of the claim that the passage has not.
    """
    found = [] if _numbered_otherwise(claim, findings) else [*_rival(claim, item, missing, aliases)]
    yield from found
    if not (found or _TOO.search(item.text)):
        yield from slotted(claim, item, missing, aliases)
    yield from _set_aside(claim, item, missing)
    yield from contrasted(claim, item)
    yield from crosswise(claim, item)
    yield from blamed_though_cleared(claim, item)
    yield from of_the_deputy(claim, item, missing)
    yield from at_another_part_of_the_day(claim, item)
    yield from in_more_than_a_day(claim, item)
    yield from all_but(claim, item, findings)
    yield from turned_out(claim, item)
    yield from alone_on_a_side(claim, item)
    yield from out_of_order(claim, item)
    yield from wanting_otherwise(claim, item, missing)
    if not missing:
        yield from _spread(claim, item)
        yield from _held(claim, item)
        yield from _beside(claim, item, findings)
        yield from _under(claim, item)
        yield from _over(claim, item)


def _set_aside(claim: Claim, item: Evidence, missing: Sequence[str]) -> Iterator[Finding]:
    """Yield a refutation where a claim has what a passage sets aside by "not", and nothing of what it has instead.

    Of the claim's verb another may do ("pleads for more", "asks for less, not for more").
    """
    root = root_of(claim.text)
    if root is None or not set(missing) <= {root.text}:
        return
    for found in SET_ASIDE.finditer(item.text) if not turns(claim.text) else ():
        aside, rest = found["said"], clause_at(item.text[: found.start()], found.start())
        words = [t for t in parsed(item.text) if found.start("said") <= t.idx < found.end()]
        held = told(claim.text).union(*(forms for _, forms in spoken(claim.text)))
        things = [t for t in words if t.pos_ in ("NOUN", "PROPN")]
        ours = next((t for t in parsed(claim.text) if things and _says(t, things[-1])), None)
        before = [t for t in parsed(item.text) if t.idx < found.start() and t.text in rest]
        strange = any(t.pos_ in ("NOUN", "PROPN") and held.isdisjoint(bm25.terms(t.text)) for t in before)
        if ours is None or not strange or any(held.isdisjoint(bm25.terms(t.text)) for t in things):
            continue
        role = words[0].lower_ if words[0].pos_ == "ADP" else ""
        if role and not _behind(ours, role):
            continue
        asked = ours.dep_ == "pobj" and ours.head.lower_ == role and ours.head.head == root
        if not (asked if missing else _has_deed(root, rest)):
            continue
        reason = f"the draft says {ours.text}; the source says “{shown(clause_at(item.text, found.start()))}”"
        span = Span(start=ours.idx, end=ours.idx + len(ours))
        yield refuting("acts", reason, span, f"{ours.text}, which is set aside ({aside})", item)
        return


def _has_deed(root: Token, text: str) -> bool:
    """Say whether a text has the verb of a claim, be it in other words."""
    said = forms_of(root.text, root.doc.text) | {root.lemma_}
    return not said.isdisjoint(told(text)) or any(t.lemma_ in said for t in parsed(text))


def _says(ours: Token, theirs: Token) -> bool:
    """Say whether a noun of a claim is one of a passage, in these or other words."""
    noun = ours.pos_ in ("NOUN", "PROPN")
    return noun and not forms_of(ours.text, ours.doc.text).isdisjoint(bm25.terms(theirs.text))


def _behind(ours: Token, before: str) -> bool:
    """Say whether a noun of a claim stands where a passage has one behind a preposition."""
    if before == "by":
        return ours.dep_ == "nsubj" or (ours.dep_ == "pobj" and ours.head.lower_ == "by")
    return ours.dep_ == "dobj" or (ours.dep_ == "pobj" and ours.head.lower_ == before)


def otherwise(claim: Claim, item: Evidence, aliases: Aliases) -> tuple[str, tuple[Finding, ...]]:
    """Return what a passage that tells all of a claim has of somebody else, and what of that speaks against it."""
    doer, denied = by_another(claim, item, aliases)
    return doer or held_otherwise(claim.text, item.text) or gapped(claim.text, item.text), (
        *denied,
        *slotted(claim, item, (), aliases),
    )


def _spread(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where two parts of a passage tell a deed of others each, and a claim of one of each."""
    one, other = spread(claim.text, item.text)
    if _OWED.search(claim.text) and _DUE.search(item.text):
        return  # what was due, and put off, should have been done
    if denied_elsewhere(claim.text, item.text):
        return
    if one and not _TOO.search(item.text):
        reason = f"the draft takes two things together; the source says “{shown(one)}”, “{shown(other)}”"
        yield refuting("acts", reason, Span(start=0, end=len(claim.text)), "both together", item)


def _held(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives somebody the office that a passage gives another of the same house."""
    found = other_holder(claim.text, item.text)
    if found is not None and not _TOO.search(item.text):
        ours, theirs = found
        mine, their = phrase(ours.holder), phrase(theirs.holder)
        reason = (
            f"the draft has {mine} as {ours.noun.text}; the source has {their}: “{clause_of(theirs.noun)}”"
        )
        span = Span(start=ours.holder.idx, end=ours.holder.idx + len(ours.holder))
        yield refuting("names", reason, span, f"{mine} as {ours.noun.text}", item)


def _beside(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a refutation where a number stands in a part about another name than the claim's, which has its own."""
    for found, who in given_beside(claim.text, item.text, findings):
        at, mine = found.evidence_span, found.claim_span
        if at is None or mine is None or who.pos_ != "PROPN" or _TOO.search(item.text):
            continue
        if f"the {found.part}".casefold() in item.text.casefold():
            continue  # "the 800 metres" are what is run
        part = shown(clause_at(item.text, at.start))
        theirs = next((t for t in parsed(item.text) if t.dep_ in _SUBJECT and t.text in part), None)
        if theirs is not None and theirs.pos_ == "PROPN":
            reason = f"the draft gives {found.part} for {who.text}; the source says “{part}”"
            yield refuting("numbers", reason, mine, f"{found.part} for {who.text}", item)


def _under(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where somebody named is only deputy, acting or former what a claim calls them."""
    named = {t.text for t in parsed(claim.text) if t.pos_ == "PROPN"}
    for office, word in under_another(claim.text, item.text):
        there = next((t for t in parsed(item.text) if t.lower_ == office.lower_), None)
        if office.text in named or there is None:
            continue
        if any(t.text in named for t in (there.head, *there.children, *there.head.children)):
            reason = (
                f"the draft says {office.text}; the source says “{shown(clause_at(item.text, there.idx))}”"
            )
            span = Span(start=office.idx, end=office.idx + len(office))
            yield refuting("acts", reason, span, f"{office.text}, not {word}", item)
            return


def _over(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has one beat another over whom the passage has that other win."""
    for ours in deeds(claim.text):
        one, other = (ours.parts.get(part, ())[:1] for part in ("agent", "patient"))
        for theirs in deeds(item.text) if one and other and ours.verb.lemma_ in _BEATING else ():
            behind = (
                t for t in theirs.verb.subtree if t.dep_ == "pobj" and t.head.lower_ in ("over", "against")
            )
            won = theirs.verb.lemma_ in _WINNING and _same(other[0], theirs.parts.get("agent", ()))
            if won and _same(one[0], tuple(behind)):
                mine, their = one[0].text, other[0].text
                reason = f"the draft has {mine} ahead of {their}; the source says “{clause_of(theirs.verb)}”"
                span = Span(start=one[0].idx, end=one[0].idx + len(one[0]))
                yield refuting("acts", reason, span, f"{mine} over {their}", item)
                return


def _same(word: Token, others: Sequence[Token]) -> bool:
    return word.pos_ == "PROPN" and any(word.text == t.text for t in others)


def _rival(claim: Claim, item: Evidence, missing: Sequence[str], aliases: Aliases) -> Iterator[Finding]:
    """Yield a refutation where a passage joins something else to the deed of a claim than the claim does."""
    if len(missing) > _FEW or _TOO.search(item.text):
        return
    found = rival(claim.text, item.text, aliases)
    if found is None or not found.shared or not set(missing) <= {t.text for t in found.mine.subtree}:
        return
    if not _is_one_or_the_other(found) or (has_not(claim.text) and not has_not(clause_of(found.theirs))):
        return  # "Holm signed; Lee did not" has nobody in the place of Lee, who "did not sign"
    mine, theirs = phrase(found.mine), phrase(found.theirs)
    if mine == theirs:
        return  # one name, of which the two parses hang another part on the verb
    reason = f"the draft has {mine} where the source has {theirs}: “{clause_of(found.theirs)}”"
    span = Span(start=found.mine.idx, end=found.mine.idx + len(found.mine))
    yield refuting("names", reason, span, f"{mine} with {found.deed.verb.text}", item)


def _numbered_otherwise(claim: Claim, findings: Sequence[Finding]) -> bool:
    """Say whether a passage has not a number of a claim either: of somebody else with another number it is no rival."""
    borne = [f.claim_span for f in findings if f.stance is Stance.SUPPORTS and f.claim_span is not None]
    told = (q.span for q in claim.quantities if q.unit not in ("label", "ordinal"))
    return any(not any(at.overlaps(span) for at in borne) for span in told)


def _is_one_or_the_other(found: Rival) -> bool:
    """Say whether two words cannot be of one: two names, a name and its bearer's kin, two places of one passage."""
    if found.part == "agent" and found.deed.verb.lemma_ in _SHARED:
        return False
    if found.part in _PLACED:  # several places are none in the place of the one that is named
        return _is_place_of_its_own(found) and all(c.dep_ != "nummod" for c in found.mine.children)
    if found.mine.pos_ != "PROPN":
        return False
    return _is_named(found.theirs) or (found.theirs.lemma_ in KIN and found.part == "agent")


def _is_place_of_its_own(found: Rival) -> bool:
    """Say whether a passage has the claim's place too, behind a preposition of its own."""
    forms = frozenset(bm25.terms(found.mine.text))
    here = [t for t in found.theirs.doc if not forms.isdisjoint(bm25.terms(t.text))]
    if found.mine.pos_ == "PROPN":
        return _is_named(found.theirs)
    return bool(here) and all(t.dep_ == "pobj" and t.head.lower_ in _PLACED for t in here)


def _is_named(thing: Token) -> bool:
    """Say whether a word is a name, or has one beside it: "his colleague Ada Holm", "the doctor, Jan Brouk"."""
    if thing.pos_ == "PROPN":
        return kind_of(thing) not in ("DATE", "TIME")
    return any(c.pos_ == "PROPN" and c.dep_ == "appos" for c in thing.children)
