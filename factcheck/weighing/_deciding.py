"""What all that was read says together: the passage that says most of a claim decides.

Where one supports and another refutes, the refutation counts only if its passage says clearly more of the claim, or as
much and of another origin: then it is disputed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from .. import quantity, when
from ..judge import Decision
from ..model import Evidence, Fidelity, Finding, Stance
from ..text import cited, clip, one_line
from ._holds import SURE
from ._placing import clause_at
from ._reading import PARTLY, Reading, is_decisive, lacking

_NAMED = re.compile(r"(?<=[a-z] )[A-Z][\w’'-]+")
_LAST = re.compile(r"\b(?:last|previous|preceding) (?:season|year|month|week|quarter)\b", re.I)
_A_YEAR = timedelta(days=366)
MARGIN = 0.15  # a value that a passage bears out keeps its place against one that fits better by less
CLEARLY = 0.12  # by how much more a refuting passage has to say than a supporting one
COUNTED = 0.25  # a passage with a number of the claim is shown before one that says so much more of its words


def decide(readings: Sequence[Reading], origin_of: Callable[[str], str]) -> Decision:
    """Return the fidelity of a claim before all that was read, or before the part of it that shall decide.

    :param origin_of: source id to origin; sources of one origin never dispute each other.
    """
    held = frozenset(part for reading in readings for part in reading.borne - reading.of_others)
    readings = _day_by_day(readings)
    weighed = (r.without(_borne(r, readings, origin_of)).completed(held) for r in readings)
    near = [r for r in readings if r.answer is Fidelity.PARTLY]
    beside = {id(r.evidence) for r in readings if any(_has_what_it_loses(one, r) for one in near)}
    ranked = sorted(weighed, key=lambda r: (-r.share, -r.own))
    supports = [r for r in ranked if r.answer is Fidelity.SUPPORTED]
    refutes = [r for r in ranked if r.answer is Fidelity.CONTRADICTED and id(r.evidence) not in beside]
    partly = sorted(
        (r for r in ranked if r.answer is Fidelity.PARTLY), key=lambda r: -r.share - COUNTED * r.counted
    )
    findings = tuple(f for r in readings for f in r.findings)
    fidelity = _over(supports, refutes, partly, origin_of)
    against = (
        tuple(r.evidence for r in refutes) if fidelity in (Fidelity.CONTRADICTED, Fidelity.DISPUTED) else ()
    )
    support = (
        []
        if fidelity is Fidelity.CONTRADICTED
        else supports or (partly[:1] if fidelity is Fidelity.PARTLY else [])
    )
    return Decision(
        fidelity=fidelity,
        reason=_reason(fidelity, supports, refutes, partly),
        worked_out=next((r.worked_out for r in supports[:1]), ""),
        support=tuple(r.evidence for r in support),
        against=against,
        findings=findings,
        asserted=fidelity is not Fidelity.PARTLY or not partly[0].strange(),
    )


def _day_by_day(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return readings, those of several days of one count as bearing out all that they bear out between them.

    "415 by 31 December and 492 by 28 January": neither release has both.
    """
    rows = [r for r in readings if r.evidence.figure is not None and _has_its_day(r)]
    alike = [[other for other in rows if other is r or _rows_of_one(r, other)] for r in rows]
    for one, same in zip(rows, alike, strict=True):
        wanted = {f.part for r in same for f in r.findings if f.judge in ("figures", "dates")}
        if len(same) > 1 and wanted <= {part for r in same for part in r.borne}:
            kept = tuple(
                f for f in one.findings if f.judge not in ("figures", "dates") or f.stance is Stance.SUPPORTS
            )
            return [replace(r, findings=kept) if r is one else r for r in readings]
    return readings


def _borne(reading: Reading, others: Sequence[Reading], origin_of: Callable[[str], str]) -> frozenset[str]:
    """Return the details against which a reading cannot speak, since a passage as near to the claim bears them out.

    A passage that says nearly all of the claim is silenced by its own origin only: others may disagree with it.
    """
    if not any(finding.stance is Stance.REFUTES for finding in reading.findings):
        return frozenset()
    home = origin_of(reading.evidence.source)
    others = [
        r for r in others if not r.replaced or reading.replaced
    ]  # no newer word is silenced by an old one
    near = [r for r in others if reading.share < SURE or origin_of(r.evidence.source) == home]
    near = [r for r in near if r.very >= reading.very or origin_of(r.evidence.source) == home]
    near = [r for r in near if r.share >= silencing(reading)]
    near = [r for r in near if not _is_of_another_day(reading, r)]
    if reading.share < SURE:
        return frozenset(part for r in near for part in r.borne)
    # "463 since October 2025" is not silenced by what else there is "since 2023": the other details have to be there.
    lost = frozenset(f.part for f in reading.lost)
    rest = reading.borne - lost
    return frozenset(part for r in near if rest <= r.borne or _rows_of_one(reading, r) for part in r.borne)


def _is_of_another_day(one: Reading, other: Reading) -> bool:
    """Say whether two days of one count have each other’s number in a claim of two: "492 by May, 415 by June"."""
    first, second = one.evidence.figure, other.evidence.figure
    several = all(len({f.claim_span for f in one.findings if f.judge == j}) > 1 for j in ("figures", "dates"))
    if first is None or second is None or not several or first.as_of == second.as_of:
        return False
    return first.measure == second.measure and not _rows_of_one(one, other)


def _rows_of_one(one: Reading, other: Reading) -> bool:
    """Say whether two readings are of two days of one count: "83.50 on Tuesday, up from 81.60 on Monday"."""
    first, second = one.evidence.figure, other.evidence.figure
    if first is None or second is None or first.as_of == second.as_of:
        return False
    same = (first.measure, first.counted_from) == (second.measure, second.counted_from)
    return same and _has_its_day(one) and _has_its_day(other)


def _has_its_day(reading: Reading) -> bool:
    """Say whether the number that a registered figure bears out has the day of that figure in the claim.

    Numbers and days go together in their order: "on Tuesday 83.50, after 81.60 on Monday".
    """
    held = {f.claim_span for f in reading.findings if is_decisive(f, Stance.SUPPORTS)}
    spans = {
        judge: sorted(
            {f.claim_span for f in reading.findings if f.judge == judge and f.claim_span is not None},
            key=lambda span: span.start,
        )
        for judge in ("figures", "dates")
    }
    pairs = zip(spans["figures"], spans["dates"], strict=False)
    together = len(spans["figures"]) == len(spans["dates"])
    return together and all((number in held) is (day in held) for number, day in pairs)


def silencing(reading: Reading) -> float:
    """Return the share of a claim that a passage has to say to silence what a reading says against a detail."""
    return max(reading.share - MARGIN, PARTLY) if reading.share >= SURE else PARTLY


def _over(
    supports: Sequence[Reading],
    refutes: Sequence[Reading],
    partly: Sequence[Reading],
    origin_of: Callable[[str], str],
) -> Fidelity:
    if supports and refutes:
        best, worst = supports[0], refutes[0]
        if any(_loses_what_they_want(one, supports) or _goes_back(one) for one in refutes):
            return Fidelity.CONTRADICTED
        if worst.evidence.figure and worst.share > best.share + CLEARLY:
            return Fidelity.CONTRADICTED
        apart = origin_of(worst.evidence.source) != origin_of(best.evidence.source)
        # "Costs 9 to make" and "pays 38" are two matters; who says it in the claim's own words is nearer.
        nearer = worst.very > best.very and worst.share > best.share - CLEARLY
        sure = nearer or (worst.very == best.very and worst.share >= max(best.share, SURE))
        ways = (
            _of_less,
            _of_another_thing,
            _of_another_season,
            _of_another_event,
            _of_long_ago,
            _of_a_name_only,
        )
        other = any(is_other(worst, best) for is_other in ways)
        return Fidelity.DISPUTED if apart and sure and not other else Fidelity.SUPPORTED
    if refutes and (not partly or any(_outspeaks(one, partly[0], origin_of) for one in refutes)):
        return Fidelity.CONTRADICTED
    if supports:
        return Fidelity.SUPPORTED
    return Fidelity.PARTLY if partly else Fidelity.UNVERIFIED


def _loses_what_they_want(refuting: Reading, supports: Sequence[Reading]) -> bool:
    """Say whether a passage as near to a claim has the contrary of a word that none of those has that bear it out.

    "The court upheld the petition" is not borne out by what else it held, where it dismissed the petition.
    """
    near = refuting.very >= supports[0].very and refuting.share > supports[0].share - CLEARLY
    lost = {f.part for f in refuting.lost}
    return near and all(not lost.isdisjoint(one.missing) for one in supports)


def _goes_back(refuting: Reading) -> bool:
    """Say whether two rows of a count show that a claim has it go from the later to the earlier: each bears one out."""
    return any(f.judge == "figures" and len(quantity.find(f.part)) > 1 for f in refuting.lost)


def _of_less(refuting: Reading, supporting: Reading) -> bool:
    """Say whether a passage turns a claim round without the numbers and days by which another bears it out."""
    absent = set(refuting.absent)
    known = bool(absent) and absent <= supporting.borne
    return known and not refuting.counted and absent.isdisjoint(f.part for f in refuting.lost)


def _of_a_name_only(refuting: Reading, _: Reading) -> bool:
    """Say whether a passage has another name for one of a claim whose days or numbers it does not have."""
    return bool(refuting.absent) and all(f.judge == "names" for f in refuting.lost)


def _of_another_event(refuting: Reading, supporting: Reading) -> bool:
    """Say whether a passage has other numbers for all of those, two or more, that another bears out: 98 to 12 votes."""
    lost = {f.part for f in refuting.lost if f.judge == "numbers"}
    return len(lost) > 1 and lost <= supporting.borne


def _of_long_ago(refuting: Reading, supporting: Reading) -> bool:
    """Say whether a passage has its number in a clause of years ago, and the other, which bears it out, is of now.

    "The landslide killed 38" is not disputed by "the landslide at Pellach on 8 October 2011 killed 43".
    """
    here = [f for f in refuting.lost if f.judge == "numbers" and f.evidence_span is not None]
    told = supporting.borne.issuperset(f.part for f in refuting.lost)
    if not here or not told or _is_old(supporting.evidence.text, supporting.evidence.published):
        return False
    text, day = refuting.evidence.text, refuting.evidence.published
    return all(_is_old(clause_at(text, f.evidence_span.start), day) for f in here if f.evidence_span)


def _is_old(text: str, published: date | None) -> bool:
    """Say whether a text names a day that was more than a year gone when it was published."""
    return published is not None and any(
        date.min < p.start and p.end < published - _A_YEAR for p in when.find(text, published)
    )


def _of_another_season(refuting: Reading, supporting: Reading) -> bool:
    """Say whether a passage tells what was "last season", and another, which bears a claim out, does not."""
    last = _LAST.search(refuting.evidence.text)
    return last is not None and not _LAST.search(supporting.evidence.text)


def _of_another_thing(refuting: Reading, supporting: Reading) -> bool:
    """Say whether a passage gives another number for a thing that it names, without the day that the other has.

    What "the line" was to cost "in 2022" a source that says so tells, and not one of "the line in Tern".
    """
    days = {f.part for f in supporting.findings if f.judge == "dates" and f.part in supporting.borne}
    named = {*_NAMED.findall(refuting.evidence.text)} - {*_NAMED.findall(supporting.evidence.text)}
    told = supporting.borne.issuperset(f.part for f in refuting.lost)
    return told and bool(days and named) and days.isdisjoint(refuting.borne)


def _has_what_it_loses(partly: Reading, refuting: Reading) -> bool:
    """Say whether a passage that says as much of a claim as another bears out the numbers that this one refutes.

    "A day costs the port 4.8 million" stands beside "a day of both would cost 45 million", whoever says which; what
    the refuting passage has of the claim, the other has too.
    """
    lost = {f.part for f in refuting.lost if f.judge == "numbers"}
    nearer = partly.share >= refuting.share and partly.very >= refuting.very and partly.own >= refuting.own
    return nearer and bool(lost) and lost | refuting.borne <= partly.borne


def _outspeaks(refuting: Reading, partly: Reading, origin_of: Callable[[str], str]) -> bool:
    """Say whether a refuting passage outweighs one that says some of the claim.

    Of two passages of one origin, the one that gives the detail decides over the one that has all but the detail.
    """
    one, other = (origin_of(reading.evidence.source) for reading in (refuting, partly))
    detail = {finding.part for finding in refuting.lost}
    silent = one == other and bool(partly.absent) and set(partly.absent) <= detail
    # "Of the 442, 165 were children" is nearer to "of the 442, 165 were women" than whoever has neither number.
    counted = len(refuting.borne & set(partly.absent)) > 1 and not partly.counted
    return silent or counted or refuting.share >= partly.share - CLEARLY


def _telling(lost: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the refutations that an editor needs: one a detail, none of the whole claim beside one of a detail.

    What lies in how the passage is built comes last, and says most; two that cite the same words say the same.
    """
    spans = [f.claim_span for f in lost if f.claim_span is not None]
    whole = max((span.end for span in spans), default=0)
    details = [f for f in lost if f.claim_span is None or f.claim_span.start or f.claim_span.end < whole]
    kept: list[Finding] = []
    backwards = (details or lost[-1:])[::-1]
    for one in sorted(backwards, key=lambda f: f.judge != "negation"):
        cited_there = {f.reason.partition("“")[2] for f in kept} - {""}
        beside = (f.claim_span for f in kept if f.claim_span is not None)
        told = one.claim_span is not None and any(span.overlaps(one.claim_span) for span in beside)
        if not told and one.reason.partition("“")[2] not in cited_there:
            kept.append(one)
    return tuple(f for f in lost if f in kept)


def _placed(finding: Finding) -> str:
    """Return a finding's reason with the source and the place named, so that both places can be looked up."""
    place = f"{finding.evidence.publisher} ({finding.evidence.locator})"
    return (
        finding.reason.replace("the source ", f"{place} ", 1) if finding.evidence.locator else finding.reason
    )


def side(item: Evidence) -> str:
    """Return what one side says, for a reason: publisher, place and words."""
    words = clip(one_line(item.text), 160)
    return f"{item.publisher} ({item.locator}) has {words if item.figure else cited(words)}"


def _reason(
    fidelity: Fidelity, supports: Sequence[Reading], refutes: Sequence[Reading], partly: Sequence[Reading]
) -> str:
    if fidelity is Fidelity.CONTRADICTED:
        return "; ".join(dict.fromkeys(map(_placed, _telling(refutes[0].lost))))
    if fidelity is Fidelity.DISPUTED:
        sides = (supports[0].evidence, refutes[0].lost[0].evidence)  # each in its words, none preferred
        return "sources disagree: " + "; ".join(map(side, sides))
    if fidelity is Fidelity.PARTLY:
        renamed = next((r.renamed for r in partly if r.renamed), "")
        if renamed:
            return renamed
        if partly[0].early and partly[0].shown:
            return f"the source says so, but calls it {partly[0].early}"
        return lacking(partly[0])
    if fidelity is Fidelity.SUPPORTED:
        return supports[0].findings[0].reason if supports[0].findings else "the source says so"
    return "no source speaks clearly about it; read the nearest passage"
