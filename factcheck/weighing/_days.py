"""Dates of a claim that lie in the day of a document or a figure, or with which the claim only compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from .. import judge, when
from ..figures import long_date
from ..judge import parsed, root_of
from ..lexicon.calendar import month_of
from ..lexicon.date_words import WAS_DUE
from ..model import Claim, Evidence, Figure, Finding, Period, Span, Stance, Strength
from ..text import late
from ._dated import in_their_clauses
from ._issued import HABIT, done_on_its_day, is_present
from ._placing import refuting
from ._reading import hushed

_TO_COME = late(
    r"\b(?:will|due to|set to|is to|are to|scheduled|expected to|plan(?:s|ned) to|intends? to)\b", re.I
)
_DAY = re.compile(r"\b[0-3]?\d(?:st|nd|rd|th)?\b")  # a day by its number
# About these hours it is another day elsewhere.
_NIGHT = re.compile(
    r"\b(?:overnight|(?:mid)?night|dawn|evening|early|late|local time|GMT|UTC|[ap]\.?m)\b", re.I
)
_AT_THE_END = late(r"(?:the )?(?:very )?end of\b", re.I)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_YEAR_END = re.compile(r"the end of the year", re.I)
# "An extension announced beyond the end of May", "a hearing called for Friday": no day on which somebody spoke.
_NOT_THEN = late(r"\b(?:beyond|past|through|into|for|till|until)(?: the| early| late)*\s*$", re.I)
_MEETING = late(
    r"\b(?:minutes|records? of (?:the|\d\d? \w+)|meeting|sitting|session|hearing|votes?|debate|plenary)\b",
    re.I,
)
_NAMED = late(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.I)
_ON_A = late(r"(?:\bon|\d,) a ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.I)
_WEEK = timedelta(days=7)
NEARLY = 7  # days: as old a figure still tells what had happened "by Tuesday"


def in_their_days(
    found: Sequence[Finding], claim: Claim, item: Evidence, written: date | None, *, compares: bool
) -> tuple[Finding, ...]:
    """Return findings, those on dates in view of the day of the evidence.

    :param written: the day of the draft.
    :param compares: whether the evidence has two values that a claim compares.
    """
    compares = compares or (item.figure is None and judge.base_in(item.text))
    found = tuple(_told_before(f, claim, item, written) for f in found)
    found = tuple(
        _compared(
            _beside_the_day(
                _as_exact(_otherwise_meant(_of_its_day(f, claim, item), claim, item, written), claim, item),
                claim,
                item,
            ),
            claim,
            compares,
        )
        if f.judge == "dates"
        else f
        for f in found
    )
    return in_their_clauses(found, claim, item)


def _told_before(finding: Finding, claim: Claim, item: Evidence, written: date | None) -> Finding:
    """Return a refutation of a day to come as silence where the passage tells of something that has been.

    What "is due to vote on 26 June" is not what "was passed on 18 June" is told of.
    """
    if finding.judge != "dates" or finding.stance is not Stance.REFUTES or written is None:
        return finding
    mine = next(
        (p for p in claim.periods if finding.claim_span and p.span.overlaps(finding.claim_span)), None
    )
    at = finding.evidence_span
    gone = (
        p.end < written for p in when.find(item.text, item.published) if at is None or p.span.overlaps(at)
    )
    ahead = mine is not None and mine.start > written and _TO_COME.search(claim.text[: mine.span.start])
    return hushed(finding) if ahead and not _TO_COME.search(item.text) and all(gone) else finding


def _of_its_day(finding: Finding, claim: Claim, item: Evidence) -> Finding:
    """Return a finding on a date as support where it dates an act of words to the day of the document, or its month."""
    if finding.stance is Stance.SUPPORTS or finding.claim_span is None:
        return finding
    if item.figure is not None:
        finding = _by_its_day(finding, finding.claim_span, claim, item.figure)
    if finding.stance is Stance.SUPPORTS or finding.claim_span is None:
        return finding
    span, day = finding.claim_span, item.published
    if day is not None and _of_a_symbol(claim.text, span) == str(day.year):
        return replace(finding, stance=Stance.SUPPORTS, reason=f"the source is of {day.year}")
    named = any(
        p.span.overlaps(span) and day is not None and p.relation == "in" and _takes_in(p, day, claim.text)
        for p in claim.periods
    )
    if not named or not done_on_its_day(claim, span, item):
        return finding
    if _NOT_THEN.search(claim.text[: span.start]) or _AT_THE_END.match(span.of(claim.text)):
        return finding
    return replace(finding, stance=Stance.SUPPORTS, reason=f"the source is of {day}")


def _takes_in(period: Period, day: date, claim: str) -> bool:
    """Say whether a day lies in a time of a claim, and is the day of the week that the claim calls it."""
    stated = replace(period, start=day, end=day, relation="in")
    return period.start <= day <= period.end and not when.misnames(period, stated, claim, "")


def on_the_day_of_the_meeting(
    found: Sequence[Finding], claim: Claim, item: Evidence, about: str
) -> tuple[Finding, ...]:
    """Return findings, one on a day as support where what the claim tells was done at a meeting of that day.

    "Minutes of the council, 29 October" give no day in their sentences: all that they tell was done on that one.

    :param about: the title of the source, and its publisher's names.
    """
    open_yet = [f for f in found if f.judge == "dates" and f.stance is not Stance.SUPPORTS and f.claim_span]
    root = root_of(claim.text) if open_yet and _MEETING.search(about) else None
    if root is None or root.tag_ not in ("VBD", "VBN") or item.figure or when.find(item.text, item.published):
        return tuple(found)
    days = {p.start for p in when.find(about) if p.grain == "day" and p.start == p.end}
    met = {p.span for p in claim.periods if {p.start, p.end} == days and _takes_in(p, p.start, claim.text)}
    return tuple(
        replace(f, stance=Stance.SUPPORTS, strength=Strength.DECISIVE, reason="the meeting was on that day")
        if f in open_yet and any(f.claim_span is not None and span.overlaps(f.claim_span) for span in met)
        else f
        for f in found
    )


def _otherwise_meant(finding: Finding, claim: Claim, item: Evidence, written: date | None) -> Finding:
    """Return a finding on a time as support where it may be read the other way, and is the passage's then.

    "The debt was 5 million at the end of the year" may be the year that is over; it "opens on Thursday" on the next,
    and "was due to open on Thursday" on the last; what "goes up in July" does so in the July to come.
    """
    span = finding.claim_span
    mine = next((p for p in claim.periods if span is not None and p.span.overlaps(span)), None)
    if finding.stance is Stance.SUPPORTS or mine is None or not mine.anchored:
        return finding
    meant = _meant(mine, claim.text, written)
    days = (p for p in when.find(item.text, item.published) if p.grain in ("day", "month"))
    same = next((p for p in days if meant and _is_then(p, *meant)), None)
    if same is None:
        return finding
    reason = f"the source has {same.span.of(item.text)} for {mine.span.of(claim.text)}"
    return replace(
        finding, stance=Stance.SUPPORTS, strength=Strength.DECISIVE, reason=reason, evidence_span=same.span
    )


def _meant(mine: Period, claim: str, written: date | None) -> tuple[date, date] | None:
    """Return the first and last day that a time may mean when it is read the other way, or None where it may not.

    :param written: the day of the draft.
    """
    said, root = mine.span.of(claim).casefold(), root_of(claim)
    if root is None or mine.end == date.max:
        return None
    if said in _WEEKDAYS:
        past = written is not None and mine.start > written and WAS_DUE.search(claim[: mine.span.start])
        weeks = 1 if root.tag_ in ("VBZ", "VBP") else -1 if past else 0
        return (mine.start + weeks * _WEEK, mine.end + weeks * _WEEK) if weeks else None
    if _YEAR_END.fullmatch(said) and root.tag_ == "VBD":
        return (over := date(mine.end.year - 1, 12, 31)), over
    behind = written is not None and mine.end < written
    ahead = mine.partial[0] and behind and mine.relation == "in" and _is_to_come(mine, claim)
    if ahead and mine.grain == "month":
        return month_of(mine.start.year + 1, mine.start.month)
    if ahead and mine.grain == "day" and mine.start == mine.end:
        day = when.find(f"{mine.start.day} {mine.start:%B} {mine.start.year + 1}")
        return (day[0].start, day[0].end) if day else None
    return None


def _is_then(stated: Period, first: date, last: date) -> bool:
    """Say whether a day or month of a passage lies in some days: of a month only the last day is asked for."""
    return first <= (stated.start if stated.grain == "day" else stated.end) <= last


def _is_to_come(mine: Period, claim: str) -> bool:
    """Say whether a claim tells what is done in a month in the present tense: "pay goes up in July"."""
    hung = next((t for t in parsed(claim) if mine.span.start <= t.idx < mine.span.end), None)
    verb = next((a for a in hung.ancestors if a.pos_ in ("VERB", "AUX")), None) if hung is not None else None
    return verb is not None and is_present(verb) and not HABIT.search(claim)


def _of_a_symbol(text: str, span: Span) -> str:
    """Return a year that belongs to the number of a document, as in "resolution 2803 (2025)", or ""."""
    before, behind = text[: span.start].rstrip(" ("), text[span.end : span.end + 1]
    bracketed = text[: span.start].endswith("(") and behind == ")" and before[-1:].isdigit()
    return span.of(text) if bracketed else ""


def _by_its_day(finding: Finding, span: Span, claim: Claim, figure: Figure) -> Finding:
    """Return a silent finding on "by Tuesday" as support where the figure stood on that day or a few before it."""
    day = figure.as_of
    until = (p for p in claim.periods if p.span.overlaps(span) and p.relation in ("until", "in"))
    if not any(_takes_in(p, day, claim.text) and (p.end - day).days <= NEARLY for p in until):
        return finding
    reason = f"the figure is of {long_date(day)}"
    return replace(finding, stance=Stance.SUPPORTS, strength=Strength.DECISIVE, reason=reason)


def _as_exact(finding: Finding, claim: Claim, item: Evidence) -> Finding:
    """Return a finding on a date, silent where the passage gives a far longer time: "in May" is no 9 May.

    Nor is what a year brought what its first nine months did, nor the 16th a Monday when it was a Tuesday.
    """
    if finding.stance is not Stance.SUPPORTS or finding.evidence_span is None:
        return finding
    span, at = finding.claim_span, finding.evidence_span
    mine = next((p for p in claim.periods if span is not None and p.span.overlaps(span)), None)
    theirs = next((p for p in when.find(item.text, item.published) if p.span.overlaps(at)), None)
    longer = ("year", "season", "quarter", *(("month",) if item.figure is None else ()))
    coarse = mine is not None and theirs is not None and theirs.grain in longer
    if mine is not None and theirs is not None and when.misnames(mine, theirs, claim.text, item.text):
        return hushed(finding)
    if mine is not None and mine.grain == "week" and finding.strength is Strength.SUGGESTIVE:
        return hushed(finding)  # "mid-March" may end on the 20th, and nobody can say that it does
    if not coarse or mine is None or theirs is None:
        return finding
    part = (
        mine.grain == "month" and when.is_span(mine) and theirs.grain == "year" and not when.is_span(theirs)
    )
    return hushed(finding) if part or mine.grain in ("day", "week") else finding


def _beside_the_day(finding: Finding, claim: Claim, item: Evidence) -> Finding:
    """Return a finding on a day of which the passage has only the day before or after.

    In one document that may be another time zone; of two dates written out, one is a slip. "On Tuesday" stays to be
    found.
    """
    span = finding.claim_span
    mine = next((p for p in claim.periods if span is not None and p.span.overlaps(span)), None)
    if item.figure is not None or mine is None or mine.grain != "day" or mine.start != mine.end:
        return finding
    days = [p for p in when.find(item.text, item.published) if p.grain == "day"]
    if any(p.start <= mine.end and mine.start <= p.end for p in days):
        return finding
    beside = [p for p in days if p.start == p.end and abs((p.start - mine.start).days) == 1]
    if not beside or finding.stance is not Stance.SUPPORTS:
        return finding
    told = beside[0].span.of(item.text)
    night = _NIGHT.search(claim.text) or _NIGHT.search(item.text)
    if len(days) > 1 or night or not (_DAY.search(mine.span.of(claim.text)) and _DAY.search(told)):
        return hushed(finding)
    reason = f"the draft says {finding.part}; the source says {told}"
    return replace(
        finding,
        stance=Stance.REFUTES,
        strength=Strength.DECISIVE,
        reason=reason,
        evidence_span=beside[0].span,
    )


def _compared(finding: Finding, claim: Claim, compares: bool) -> Finding:
    """Return a finding on a time with which a claim only compares: a passage that compares too bears it out."""
    span = finding.claim_span
    if span is None or finding.stance is Stance.SUPPORTS:
        return finding
    if not any(base.overlaps(span) for base in judge.baselines(claim.text)):
        return finding
    if compares:
        reason = "the source compares with an earlier time too"
        return replace(finding, stance=Stance.SUPPORTS, strength=Strength.SUGGESTIVE, reason=reason)
    return hushed(finding)


def on_a_weekday(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives the day of the week ("on a Sunday"), and the passage's day was another."""
    said, day = _weekday_of(claim, item)
    if said and day is not None and f"{day:%A}" != said[1].title():
        reason = f"the draft says {said[1]}; {long_date(day)}, of which the source tells, was a {day:%A}"
        yield refuting("dates", reason, Span(start=said.start(1), end=said.end(1)), said[1], item)
    yield from _beside_its_date(claim, item)


def on_that_weekday(claim: Claim, item: Evidence) -> str:
    """Return the day of the week that a claim gives, where the only day of which a passage tells was one; or ""."""
    said, day = _weekday_of(claim, item)
    return said.group() if said and day is not None and f"{day:%A}" == said[1].title() else ""


def _weekday_of(claim: Claim, item: Evidence) -> tuple[re.Match[str] | None, date | None]:
    """Return how a claim gives the day of the week, and the only day of which a passage tells; or None."""
    said = _ON_A.search(claim.text)
    if said is None:
        return None, None
    days = {p.start for p in when.find(item.text, item.published) if p.grain == "day" and p.start == p.end}
    own = {p.partial for p in claim.periods if p.span.end == said.start() + 1 and p.partial[1]}
    days = {day for day in days if not own or (day.month, day.day) in own}  # "Aug. 28, a Friday"
    return said, next(iter(days)) if len(days) == 1 else None


def _beside_its_date(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has another day of the week beside a date than that day of a passage was.

    Which of the two is the slip nobody knows; one of them is. A day without its year may be of another.
    """
    theirs = [p for p in when.find(item.text, item.published) if p.grain == "day" and p.start == p.end]
    said = ((p, p.span.of(item.text)) for p in theirs)
    full = [p for p, words in said if _NAMED.search(words) or _YEAR.search(words)]
    for mine in claim.periods:
        same = [p for p in full if (p.start.month, p.start.day) == _of_the_year(mine, claim.text)]
        same = [
            p for p in same if mine.start.year in (date.min.year, p.start.year)
        ]  # of this year's day it is true
        if len(same) == 1 and when.misnames(mine, same[0], claim.text, item.text):
            part, day = mine.span.of(claim.text), same[0].start
            reason = f"the draft says {part}; {long_date(day)}, of which the source tells, was a {day:%A}"
            yield refuting("dates", reason, mine.span, part, item)


def _of_the_year(period: Period, text: str) -> tuple[int, int]:
    """Return the month and day that a date of a text says itself; none for a bare day of the week."""
    whole = (period.start.month, period.start.day) if _YEAR.search(period.span.of(text)) else (0, 0)
    return period.partial if period.partial[1] else whole


def same_weekday(finding: Finding, claim: Claim, written: date | None) -> bool:
    """Say whether "Friday" is the Friday of the source: copy looks ahead as well as back."""
    days = {day for day in _WEEKDAYS if day in finding.part.casefold()}
    if not days or finding.evidence_span is None:
        return False
    at, item = finding.evidence_span, finding.evidence
    # Read in its sentence: "will reopen on 22 April" is the April to come.
    said = [p for p in when.find(item.text, item.published) if p.span.overlaps(at)]
    near = written
    # The night of Wednesday is the night to Thursday.
    nights = (0, 1) if "night" in claim.text.casefold() else (0,)
    return any(
        f"{period.start - timedelta(back):%A}".casefold() in days
        and (near is None or abs((period.start - near).days) <= 8)
        for period in said
        for back in nights
        if period.grain == "day"
    )


def same_day(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage has the very day of the claim and no year: who looks back may mean the year before."""
    if finding.evidence_span is None or finding.claim_span is None:
        return False
    said = finding.evidence_span.of(finding.evidence.text)
    theirs, ours = when.find(said, finding.evidence.published), when.find(finding.claim_span.of(claim.text))
    if _YEAR.search(said) or not ours or not theirs or ours[0].grain != "day" or theirs[0].grain != "day":
        return False
    one, other = ours[0].start, theirs[0].start
    return (one.month, one.day) == (other.month, other.day)
