"""Weighing a claim against a registry: passages that stand alone, of many sources, most of them about something else.

In one document every sentence is about the matter; in a registry hardly any is. So a passage speaks about a claim only
as far as it says what the claim says: the share of the claim's telling words that it has, rare words weighing more. The
table, over the passages that speak:

    a detail is lost, and the passage says enough of the rest                   refutes
    no detail is lost, enough is said, and every number and date is there       supports
    some of it is said                                                          partly
    else                                                                        silent

What all passages say together :mod:`._deciding` tells.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from .. import bm25, judge
from ..judge import Context, Decision
from ..model import Claim, Evidence, Fidelity, Finding, Stance
from ._apiece import sentence_by_sentence
from ._aside import denied_beside
from ._asked import Asked, verbatim
from ._claim import first_names, heads, is_direct, meant, word_forms as word_forms
from ._compared import from_the_other_side, in_other_words, is_of_levels, shows_a_change, tells_a_change
from ._contended import contended, supposing
from ._counter import against
from ._days import in_their_days, on_the_day_of_the_meeting
from ._deciding import CLEARLY, decide, silencing
from ._deeds import astray
from ._denials import denied_there, in_vain, narrower
from ._doers import by_another, of_another_thing
from ._exchanged import exchanged_alike
from ._facing import CLAUSE, denies_the_opposite, faces
from ._foretold import foretold as foretold
from ._holds import POLARITY, SURE, holds, of_another_case
from ._instead import instead, otherwise as otherwise
from ._joined import joined, opposed
from ._lasting import lasting
from ._lent import before
from ._lifted import lifted
from ._located import framed, own_words, place, ranked
from ._offices import of_another_office
from ._opposite import no_opposite, opposite_deed, still_to_come
from ._placing import apart
from ._quoted import as_quoted, outside_quotations, unquoted
from ._reach import (
    DETAIL,
    MOST,
    STANDS,
    TELLS_A_FIGURE,
    Rarity,
    left_open,
    reach,
    said_of,
    said_verbatim,
    unnamed,
    weighed_words,
    weight,
    wholes,
)
from ._reading import (
    COUNTERED,
    HARD,
    MEASURED,
    PARTLY,
    SUPPORTS,
    Reading,
    bears_out,
    hushed,
    is_decisive,
    renames,
    undetailed,
)
from ._reckoned import reckoned
from ._relations import another_office
from ._sums import alone, fairly_added, worked_out
from ._sweeping import heavy
from ._synonyms import spoken as spoken, told as told
from ._tallies import voted_alike
from ._turns import turns
from ._until import ALLOWED, not_yet_banned
from ._yearly import in_its_year

NEW = 3.0  # what a word that the passage lacks weighs at least before a claim counts as borne out

__all__ = ["Decision", "Reading", "against", "astray", "decide", "heavy", "place", "read", "turns"]


def read(
    claim: Claim,
    evidence: Sequence[Evidence],
    context: Context,
    *,
    rarity: Rarity,
    about: Callable[[Evidence], str],
    own: Callable[[Evidence], bool] = lambda _: False,
) -> tuple[Reading, ...]:
    """Return what each stand-alone passage or figure says of a claim, in the order given.

    What may say most is read first; a passage that cannot change the answer any more is left unread.

    :param rarity: how telling a term is in the registry.
    :param about: what a passage is known to be about beside its words: its publisher's names, its source's title.
    :param own: whether a passage is the named speaker's; these are weighed for themselves.
    """
    if not evidence:
        return ()
    known = [about(item) for item in evidence]
    wide = [f"{item.text}\n{text}\n{before(item, text)}" for item, text in zip(evidence, known, strict=True)]
    words = weighed_words(claim, rarity)
    within = [reach(claim, item, text, words) for item, text in zip(evidence, wide, strict=True)]
    context = replace(context, snapshots={**own_words(claim, evidence), **context.snapshots})
    done: dict[int, Reading] = {}
    peers: dict[bool, list[Reading]] = {True: [], False: []}
    needed = dict.fromkeys(peers, _needed([]))
    for index in sorted(range(len(evidence)), key=lambda i: -within[i]):
        item = evidence[index]
        mine = own(item)
        if within[index] >= needed[mine]:
            refuting = unnamed(f"{item.text}\n{known[index]}", words) >= POLARITY
            single = replace(context, documents={}, refuting=refuting)
            found = _read(claim, item, single, rarity, known[index])
            found = _with_its_neighbour(claim, found, single, rarity, known[index])
            apiece = functools.partial(_read, claim, context=single, rarity=rarity, about=known[index])
            done[index] = sentence_by_sentence(claim.text, found, apiece)
            peers[mine].append(done[index])
            needed[mine] = _needed(peers[mine])
    return tuple(done.get(index) or _unread(item) for index, item in enumerate(evidence))


def _with_its_neighbour(
    claim: Claim, found: Reading, context: Context, rarity: Rarity, about: str
) -> Reading:
    """Return what a captured passage says together with the sentence before it, where both bear the claim out."""
    if not found.evidence.before:
        return found
    if both := joined(claim, found, about):
        together = _read(claim, both, context, rarity, about)
        if together.answer is Fidelity.SUPPORTED:
            return together
    elif both := opposed(claim, found, about):
        together = _read(claim, both, context, rarity, about)
        here = all(f.evidence_span is None or f.evidence_span.start >= both.joint for f in together.lost)
        if together.answer is Fidelity.CONTRADICTED and together.share >= SURE and here:
            return together
    return found


def _needed(readings: Sequence[Reading]) -> float:
    """Return the share of a claim that a passage must be able to say to matter beside what was read."""
    lost = [reading for reading in readings if reading.lost]
    if lost:
        return min(map(silencing, lost))  # whatever bears a lost detail out counts
    if any(reading.answer is Fidelity.SUPPORTED for reading in readings):
        return MEASURED
    said = (r.share for r in readings if r.answer is Fidelity.PARTLY and not r.absent)
    return max(PARTLY, min(SUPPORTS, max(said, default=0.0) - CLEARLY))  # what may bear it out is read


def _unread(item: Evidence) -> Reading:
    return Reading(
        evidence=item,
        share=0.0,
        borne_out=0.0,
        missing=(),
        findings=(),
        unsaid=True,
    )


def _in_view(
    found: Sequence[Finding],
    claim: Claim,
    item: Evidence,
    sums: Sequence[Finding],
    about: str,
    written: date | None,
) -> tuple[Finding, ...]:
    """Return the findings of the judges in view of the days, ranks and sums of a passage."""
    found = on_the_day_of_the_meeting(
        in_their_days(found, claim, item, written, compares=bool(sums)), claim, item, about
    )
    found = fairly_added(tuple(ranked(f, claim) for f in found), claim, item)
    shown = (*sums, *alone(claim, item, (*found, *sums)), *in_its_year(claim, item))
    return (*(f for f in found if f.claim_span not in {s.claim_span for s in shown}), *shown)


def _standing(
    found: Sequence[Finding], claim: Claim, share: float, missing: Sequence[str], context: Context, known: str
) -> tuple[Finding, ...]:
    """Return findings with those hushed that are about another thing."""
    aside = of_another_case(found) | ({"negation"} if undetailed(found) else set())
    # A "not" may be of the detail that differs.
    held = (f.judge not in aside and holds(f, claim, share, missing, context, known) for f in found)
    return tuple(f if one else hushed(f) for f, one in zip(found, held, strict=True))


def _read(claim: Claim, item: Evidence, context: Context, rarity: Rarity, about: str) -> Reading:
    otherwise_said = in_other_words(claim, item) or denies_the_opposite(claim.text, item.text)
    known = f"{item.text}\n{about}\n{otherwise_said}"
    found = outside_quotations(judge.examine(as_quoted(claim), [item], context))
    sums = _sums(claim, item, found, context.written)
    found = _in_view(found, claim, item, sums, about, context.written)
    share, borne_out, missing = _said(claim, item, known, rarity, found, sums)
    findings = _standing(found, claim, share, missing, context, known)
    findings = tuple(hushed(f) if sums and f.judge == "negation" else f for f in findings)
    # Where the rest of a whole is told, the "not" is of the rest: "28 of the 40 work" leaves twelve that do not.
    lent = "" if item.joint else before(item, about)
    # Little is said to count against it, if not by the opposite of the very thing; verbatim words have no share.
    faced = faces(claim.text, item.text) if 0 < share < COUNTERED and item.figure is None else ""
    little = not lent and 0 < share < COUNTERED and not faced
    opposed = () if little else tuple(against(claim, item, findings, context.written))
    doer, denied = by_another(claim, item, context.aliases)
    counter = (*(f for f in opposed if not (sums and f.judge == "negation")), *denied)
    findings = _well_placed(findings, counter, claim, item)
    if _refutes((*findings, *counter)) and _is_of_another_matter(claim, item, known):
        findings, counter = tuple(hushed(f) if f.stance is Stance.REFUTES else f for f in findings), ()
    if lent:  # for what is said; against a detail a sentence speaks alone
        known = f"{known}\n{lent}"
        share, borne_out, missing = _said(claim, item, known, rarity, found, sums)
    if share >= COUNTERED:
        counter = (*counter, *_named(claim, item, (*findings, *counter), missing, context))
    findings, counter = (_told_of_it(claim, item, some, context) for some in (findings, counter))
    asked = Asked(
        claim=claim,
        item=item,
        about=about,
        known=known,
        lent=bool(lent),
        found=found,
        findings=findings,
        countered=bool(counter),
        missing=missing,
        doer=doer,
        aliases=context.aliases,
    )
    return Reading(
        evidence=item,
        share=max(share, COUNTERED) if faced and counter else share,
        borne_out=borne_out,
        missing=missing,
        findings=(*findings, *counter),
        provisional=asked.provisional,
        own=said_of(claim.text, item.text),
        very=said_verbatim(claim.text, item.text),
        countered=bool(counter) or (_is_plain(item.text) and any(_is_contrary(f, missing) for f in findings)),
        unsaid=2 * len(meant(claim.text) & set(missing)) >= max(1, len(meant(claim.text))),
        left=left_open(claim, item, findings),
        wholes=wholes(claim.text),
        worked_out=next((f.reason for f in found if f in sums or is_of_levels(f, claim)), ""),
        vetoes=asked.vetoes if share >= PARTLY else tuple,  # who says too little bears nothing out anyway
        stranger=asked.stranger if share >= PARTLY else bool,
        strange=asked.strange,
        turns=bool if sums else asked.turns,
        grasp=asked.grasp,
    )


def _sums(
    claim: Claim, item: Evidence, found: Sequence[Finding], written: date | None
) -> tuple[Finding, ...]:
    """Return the findings on what is worked out of numbers, days and hours of a passage."""
    lasted = lasting(claim, item, found, written)
    return (*worked_out(claim, item, found), *lasted, *reckoned(claim, item))


def _well_placed(
    findings: Sequence[Finding], counter: Sequence[Finding], claim: Claim, item: Evidence
) -> tuple[Finding, ...]:
    """Return findings without support for a number that the passage gives for something else."""
    misplaced = {f.claim_span for f in counter if f.judge == "numbers"} | apart(claim, item, findings)
    return tuple(
        hushed(f) if f.claim_span in misplaced and f.stance is Stance.SUPPORTS else f for f in findings
    )


def _refutes(findings: Sequence[Finding]) -> bool:
    return any(f.stance is Stance.REFUTES for f in findings)


def _is_of_another_matter(claim: Claim, item: Evidence, known: str) -> bool:
    """Say whether a passage only has somebody argue what it tells, or tells it of another thing than the claim."""
    contends = bool(contended(claim.text, item.text)) or supposing(claim.text, item.text)
    return contends or of_another_thing(claim, told(f"{known}\n{item.before}"))


def _named(
    claim: Claim,
    item: Evidence,
    findings: Sequence[Finding],
    missing: Sequence[str],
    context: Context,
) -> Iterator[Finding]:
    """Yield what a passage that says all of a claim but one thing has in its place, or says of it."""
    absent = undetailed(findings)
    if absent or item.figure is not None or contended(claim.text, item.text):
        return
    yield from instead(claim, item, missing, findings, context.aliases)
    if not _refutes(findings):
        yield from opposite_deed(claim, item, missing, context.written)
    if len(missing) <= 1:
        yield from in_vain(claim, item)
    yield from still_to_come(claim, item, missing, context.written)
    asked = (f for f in findings if f.judge == "negation")  # of a count, what is denied may be the rest
    if not missing and not any(claim.quantities or f.stance is not Stance.SILENT for f in asked):
        yield from denied_there(claim, item)


def _told_of_it(
    claim: Claim, item: Evidence, findings: Sequence[Finding], context: Context
) -> tuple[Finding, ...]:
    """Return findings without a "not" of less than the claim, an opposite of another time, another office."""
    against = {f.judge for f in findings if f.stance is Stance.REFUTES}
    both = claim.text, item.text
    less = "negation" in against and (narrower(*both) or lifted(*both) or denied_beside(*both))
    away = {f.part for f in findings if f.judge == "acts" and f.stance is Stance.REFUTES}
    early = bool(against & {"negation", "acts"}) and not_yet_banned(claim, item, context.written)
    given = exchanged_alike(*both) if away or "names" in against else ""
    given = given or (voted_alike(*both) if away else "")
    aside = bool(away) and bool(given or from_the_other_side(*both) or (early and away <= ALLOWED))
    away = {part for part in away if aside or no_opposite(claim, item, part, context.written)}
    elsewhere = another_office(*both) and not any(of_another_office(claim, item))
    office = "names" in against and (bool(given) or elsewhere)
    hush = {"negation": less or early, "names": office}
    return tuple(
        hushed(f) if hush.get(f.judge) or (f.judge == "acts" and f.part in away) else f for f in findings
    )


def _is_plain(passage: str) -> bool:
    """Say whether a passage is of one clause: in another, a contrary word may be of something else."""
    return len(CLAUSE.split(passage)) == 1


def _is_contrary(finding: Finding, missing: Sequence[str]) -> bool:
    """Say whether all that a passage lacks of a claim is the word whose opposite it has."""
    turned = finding.judge == "acts" and is_decisive(finding, Stance.REFUTES)
    return turned and set(missing) == {finding.part}


def _said(
    claim: Claim,
    item: Evidence,
    known: str,
    rarity: Rarity,
    findings: Sequence[Finding],
    sums: Sequence[Finding],
) -> tuple[float, float, tuple[str, ...]]:
    """Return the weighted share of a claim that a passage says, the share borne out, and the words not said.

    A number or date that the passage has weighs as much as the rarest words: few passages have it by chance. One that
    it lacks counts neither way here, since judges of their own speak about it.
    """
    held = told(known)
    first = first_names(claim.text, item.text)
    direct = is_direct(claim)  # its own words are all that it says
    hard = (f for f in findings if (f.judge in HARD and (direct or not unquoted(f))) or renames(f))
    apart = {term for f in hard for term in bm25.terms(f.part)}
    words = [
        (surface, forms)
        for surface, forms in spoken(claim.text)
        if not set(bm25.terms(surface)) <= apart and surface not in first
    ]
    turning = heads(claim.text)
    weights = {w: weight(w, rarity, turning) for w, _ in words}
    known_as = {f.part for f in findings if f.judge == "names" and is_decisive(f, Stance.SUPPORTS)}
    framing = framed(claim.text, known, quoting=verbatim(findings))
    levels = (f for f in findings if f in sums or is_of_levels(f, claim))
    # That it rose, two levels say.
    changed = any(tells_a_change(f, claim) for f in levels) or shows_a_change(claim, item)
    counted = any(f.judge == "numbers" and is_decisive(f, Stance.SUPPORTS) for f in findings)
    missing = tuple(
        w
        for w, forms in words
        if held.isdisjoint(forms) and w not in known_as and not (changed and judge.tells_change(w))
        if w.casefold() not in (TELLS_A_FIGURE if item.figure else STANDS if counted else ())
        if w not in framing
    )
    borne = {f.part: DETAIL.get(f.judge, MOST) for f in findings if f.judge in HARD and bears_out(f)}
    found = sum(borne.values())
    total = found + sum(weights.values())
    lacking = sum(weights[m] for m in missing)
    new = sum(max(0.0, NEW - weights[m]) for m in missing)
    if not total:
        return 0.0, 0.0, missing
    return 1 - lacking / total, 1 - (lacking + new) / (total + new), missing
