"""How long: "shut for eight days" is borne out by "shut since 19 March" in a draft of the 27th.

Only where the passage names one time, so that it is of the deed that passage and claim tell; or two, of which one
begins and the other ends it, or of which each is that of a deed of the claim ("ten months before it told the council").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..figures import long_date
from ..judge import decisive, parsed
from ..model import Bound, Claim, Evidence, Finding, Period, Quantity, Stance
from ..text import late
from ._issued import verb_at
from ._reading import bears_out
from ._synonyms import forms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Days in a unit, and by how many a count of it may be off.
_UNITS = {
    "day": (1.0, 0.0),
    "week": (7.0, 2.0),
    "fortnight": (14.0, 3.0),
    "month": (30.44, 10.0),
    "year": (365.25, 90.0),
}
_WITHIN = late(r"\b(?:within|in|for|over|last(?:s|ed)|during)(?: (?:about|some|around|just|nearly))? $", re.I)
_FROM_TO = late(
    r"\b(?:between|from) (?P<h1>[01]?\d|2[0-3])[:.](?P<m1>[0-5]\d)(?: hours)? (?:and|to|until) "
    r"(?P<h2>[01]?\d|2[0-3])[:.](?P<m2>[0-5]\d)\b",
    re.I,
)
_MINUTES = {"hour": 60, "minute": 1}
_FOR = late(r"\bfor(?: (?:the (?:past|last)|about|some|around))?\s*$", re.I)
PAIR = 2
_PAST = late(r"\b(?:for|in|over|during|within)(?: (?:the|these|those) (?:past|last))?\s*$", re.I)
_AHEAD = late(r"\b(?:within|in|over|during|for)(?: (?:the|these) (?:next|coming))?\s*$", re.I)
_OLD = late(r"[\s-]*old\b", re.I)
_BEGUN = late(
    r"\b(?:found(?:ed|ing)|established|built|opened|set up|began|launched|dates (?:from|back)|born|created)\b",
    re.I,
)
_EARLIER = late(r"\s*(?:earlier|before|previously|later|on)\b", re.I)
_MORE = late(r"\b(?:(?:for )?another|(?:for )?a further)\s*$", re.I)
_ON = late(r"\s*(?:more|longer)\b", re.I)
_LASTED = late(r"\b(?:for|last(?:s|ed)|took)(?: (?:about|some|around|more than|over))?\s*$", re.I)
_BEGINS = frozenset("begin start open commence launch".split())  # noqa: SIM905
_ENDS = frozenset("end finish conclude reopen resume stop".split())  # noqa: SIM905
_WORD_OF_IT = (
    frozenset({"know", "learn", "discover", "hear"}),
    frozenset({"tell", "inform", "notify", "alert", "warn"}),
)
# A length that has no number: "more than a week", "another year".
_OF_ONE = late(
    r"\b(?P<how>more than|over|longer than|less than|under|nearly|almost|about|around|another|a further"
    r"|(?:for|last(?:s|ed)?)(?= (?:an?|one) )) (?:(?:an?|one) )?(?:(?:whole|full) )?"
    r"(?P<unit>day|week|fortnight|month|year)\b"
    r"(?! (?:ago|earlier|later|before|old|on|or|and|to|in)\b|-|['’])",
    re.I,
)
_SETS_IN = late(r"\b(?:took effect|(?:came|went|entered) into (?:force|effect)|began|started|set in)\b", re.I)
_ABOVE, _BELOW = ("more than", "over", "longer than"), ("less than", "under", "nearly", "almost")
_NEARLY = late(r"\b(?:almost|nearly|close to|just under)\b", re.I)


def lasting(
    claim: Claim, item: Evidence, findings: Sequence[Finding], written: date | None
) -> Iterator[Finding]:
    """Yield support for each length of time of a claim to which the one time of a passage comes.

    :param written: the day of the draft, from which "for eight days" is counted back and "another week" on.
    """
    yield from _by_the_clock(claim, item)
    lengths = [q for q in claim.quantities if q.unit in _UNITS and q.value]
    times = when.find(item.text, item.published) if lengths and item.figure is None else ()
    years = [t for t in times if t.grain == "year"] if any(q.unit == "year" for q in lengths) else []
    held = [f.claim_span for f in findings if f.judge == "numbers" and bears_out(f)]
    for number in (q for q in lengths if q.unit == "year" and years):
        if said := _years(claim.text, number, years, item.text, written):
            part = number.span.of(claim.text)
            reason = f"the source has {said}, which comes to {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)
    for number in _between(claim, item, times) if len(times) == PAIR else ():
        part, said = number.span.of(claim.text), " and ".join(time.span.of(item.text) for time in times)
        reason = f"the source has {said}, which are {part} apart"
        yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)
    if len(times) != 1 or times[0].grain not in ("day", "week"):
        return
    for number in lengths:
        days = _days(claim.text, number, times[0], item.text, written)
        if days is None or any(span is not None and span.overlaps(number.span) for span in held):
            continue
        if comes_to(claim.text, number, days):
            part, said = number.span.of(claim.text), times[0].span.of(item.text)
            until = f" to {long_date(written)}" if written and "in" not in (times[0].relation,) else ""
            reason = f"the source has {said}, which{until} comes to {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def _by_the_clock(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield what the two hours of a passage say to a length in hours or minutes: "between 05:10 and 06:40"."""
    mine = [
        q
        for q in claim.quantities
        if q.unit in ("hour", "minute") and _WITHIN.search(claim.text[: q.span.start])
    ]
    told_so = [*_FROM_TO.finditer(item.text)] if mine and item.figure is None else []
    if len(told_so) != 1 or len(mine) != 1:
        return
    first, last = (60 * int(told_so[0][f"h{n}"]) + int(told_so[0][f"m{n}"]) for n in (1, 2))
    minutes = (last - first) % 1440
    apart = replace(
        mine[0], value=minutes, low=minutes, high=minutes, unit="minute", bound=Bound.EXACT, step=0.5
    )
    part, said = mine[0].span.of(claim.text), told_so[0].group()
    if (
        quantity.agree(mine[0], apart).holds
        or abs(mine[0].value * _MINUTES[mine[0].unit] - minutes) <= minutes / 10
    ):
        yield decisive(
            "numbers", Stance.SUPPORTS, f"the source has {said}, which are {part}", mine[0].span, part, item
        )
    elif quantity.agree(mine[0], apart) is quantity.Agreement.DIFFERENT:
        reason = f"the draft says {part}; the source has {said}, which are {minutes} minutes"
        yield decisive("numbers", Stance.REFUTES, reason, mine[0].span, part, item)


def _between(claim: Claim, item: Evidence, times: Sequence[Period]) -> Iterator[Quantity]:
    """Yield each length of time of a claim that lies between the two times of a passage."""
    one, other = times
    first, last = (verb_at(item.text, time.span) for time in times)
    same = one.relation == other.relation == "in" and one.grain == other.grain in ("day", "month")
    if not same or not date.min < one.start < other.start or first is None or last is None:
        return
    days = (other.start - one.start).days
    for number in (q for q in claim.quantities if q.unit in _UNITS):
        if number.unit == "day" and (one.grain != "day" or (_clause(claim.text)[0] and number.value != days)):
            continue
        if comes_to(claim.text, number, days) and _lies_between(claim.text, number, first, last):
            yield number


def tells_the_order(claim: Claim, item: Evidence) -> bool:
    """Say whether two times of a passage bear out how long before or after one thing a claim has another."""
    if not any(q.unit in _UNITS for q in claim.quantities) or _clause(claim.text)[0] is None:
        return False
    times = when.find(item.text, item.published)
    return len(times) == PAIR and any(_between(claim, item, times))


def _clause(claim: str) -> tuple[Token | None, str]:
    """Return the verb of a clause with "before" or "after", and that word."""
    marks = (t for t in parsed(claim) if t.dep_ == "mark" and t.lower_ in ("before", "after"))
    mark = next((t for t in marks if t.head.dep_ == "advcl"), None)
    return (mark.head, mark.lower_) if mark is not None else (None, "")


def _lies_between(claim: str, number: Quantity, first: Token, last: Token) -> bool:
    """Say whether a claim counts from one deed of a passage to another, or how long it was so until it ended."""
    if last not in (first.conjuncts) or any(c.dep_ in ("nsubj", "nsubjpass", "neg") for c in last.children):
        return False
    clause, mark = _clause(claim)
    if clause is not None:
        earlier, later = (clause.head, clause) if mark == "before" else (clause, clause.head)
        counts = claim[number.span.end :].lstrip().startswith(mark)
        return counts and _is_told(later, last) and not _is_told(earlier, last) and not _is_told(later, first)
    if not _LASTED.search(claim[: number.span.start]) or last.lemma_ not in _ENDS:
        return False
    root = next(t for t in parsed(claim) if t.head.i == t.i)
    return first.lemma_ in _BEGINS if root.lemma_ in ("last", "take") else _is_told(root, first)


def _is_told(ours: Token, theirs: Token) -> bool:
    """Say whether a verb of a passage is one of a claim, be it in another word; who learned of it did not tell it."""
    lemmas = {ours.lemma_, theirs.lemma_}
    if any(lemmas & group for group in _WORD_OF_IT):
        return any(lemmas <= group for group in _WORD_OF_IT)
    return not forms_of(ours.text, ours.doc.text).isdisjoint(
        (*bm25.terms(theirs.text), *bm25.terms(theirs.lemma_))
    )


def _years(claim: str, number: Quantity, years: Sequence[Period], passage: str, written: date | None) -> str:
    """Return the years of a passage to which a number of years comes, as they are written, or "".

    "In four years" is since 2022, "within two years" by 2028, "ten years earlier" from 2015 to 2025.
    """
    before, count = claim[: number.span.start], number.value
    aged = number.span.of(claim).endswith("old") or _OLD.match(claim, number.span.end)
    if aged:
        begun = len(years) == 1 and years[0].relation == "in" and _BEGUN.search(passage) is not None
        same = begun and written is not None and years[0].start.year == written.year - count
        return years[0].span.of(passage) if same else ""
    told = [t.span.of(passage) for t in years]
    if _EARLIER.match(claim, number.span.end):
        ends = sorted({day.year for t in years for day in (t.start, t.end) if date.min < day < date.max})
        return " and ".join(told) if len(ends) == PAIR and ends[1] - ends[0] == count else ""
    if written is None or len(years) != 1 or number.bound is not Bound.EXACT:
        return ""
    since = (
        years[0].relation == "since" and _PAST.search(before) and years[0].start.year == written.year - count
    )
    until = years[0].relation == "until" and _AHEAD.search(before)
    return told[0] if since or (until and years[0].end.year == written.year + count) else ""


def _days(claim: str, number: Quantity, time: Period, passage: str, written: date | None) -> int | None:
    """Return how many days lie between the ends of what a claim gives the length of, or None."""
    before = claim[: number.span.start]
    goes_on = written is not None and _FOR.search(before) is not None and _goes_on(claim, number)
    if written is not None and goes_on and time.start == time.end < written and _SETS_IN.search(passage):
        return (written - time.start).days  # "took effect on 10 October"
    if time.start > date.min and time.end < date.max:
        whole = time.relation == "in" and time.start < time.end and _FOR.search(before)
        return (time.end - time.start).days if whole and not _goes_on(claim, number) else None
    if written is None:
        return None
    if time.end == date.max and time.relation == "since" and goes_on:
        return (written - time.start).days
    further = _MORE.search(before) or (_FOR.search(before) and _ON.match(claim, number.span.end))
    if time.start == date.min and time.relation == "until" and further:
        return (time.end - written).days
    return None


def _goes_on(claim: str, number: Quantity) -> bool:
    """Say whether the verb of a length of time tells what has been so up to now."""
    inside = next((t for t in parsed(claim) if number.span.start <= t.idx < number.span.end), None)
    verb = (
        next((t for t in inside.ancestors if t.pos_ in ("VERB", "AUX")), None) if inside is not None else None
    )
    return verb is not None and any(
        c.dep_ == "aux" and c.lower_ in ("has", "have", "’s", "'s", "’ve") for c in verb.children
    )


def comes_to(claim: str, number: Quantity, days: int) -> bool:
    """Say whether so many days are what a claim says; counted from the first day on there is one more."""
    unit, off = _UNITS[number.unit]
    wanted = number.value * unit
    if number.bound in (Bound.OVER, Bound.AT_LEAST):
        return wanted < days + 1 <= 1.5 * wanted + unit
    if number.bound in (Bound.UNDER, Bound.AT_MOST) or _NEARLY.search(claim[: number.span.start][-12:]):
        return wanted - unit <= days < wanted
    return any(abs(wanted - counted) <= off for counted in (days, days + 1))


def unlasting(claim: Claim, item: Evidence) -> str:
    """Return the length of time without a number for which a claim has something last and a passage has not, or "".

    From 14 to 15 August is not "more than a week", nor until November "another year".
    """
    said = _OF_ONE.search(claim.text) if item.figure is None else None
    units = {q.unit for q in quantity.find(item.text)}
    if said is None or said["unit"] in item.text.casefold() or units & _UNITS.keys():
        return ""
    times = [p for p in when.find(item.text, item.published) if p.grain in ("day", "month", "year")]
    if any(p.start == date.min or p.end == date.max for p in times):
        return ""
    ends = [day for p in times for day in (p.start, p.end)]
    days = (
        (max(ends) - min(ends)).days
        if ends and (len(times) == PAIR or len(times) == 1 < len(set(ends)))
        else -1
    )
    return "" if _is_so_long(said, days) or (len(times) > PAIR) else said.group()


def _is_so_long(said: re.Match[str], days: int) -> bool:
    """Say whether so many days are a length that a claim tells without a number."""
    unit, off = _UNITS[said["unit"].casefold()]
    how = said["how"].casefold()
    if how in _ABOVE:
        return days + 1 > unit
    return 0 <= days < unit if how in _BELOW else abs(days + 0.5 - unit) <= off + 1
