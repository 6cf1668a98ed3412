"""Dates: does the passage put it at the same time?

Rule. Every date of the claim competes with the dates of the source for its place, by the words around it. Dates are
periods: "in November" holds of 17 November; "on Tuesday" is read from the day of the draft, or of the document. What
one of the two leaves open (the year of "10 October") is not compared. Another date refutes only where it fits the
place clearly better than any that agrees. Datelines and bylines never refute, nor does a shift of one day.

Why. The wrong year or month is the commonest slip after the wrong number.

Example. Claim "she died in November 2010"; source "she died on 10 November 2018" refutes; "the house was built in
2018" is silent.
"""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from .. import when
from ..model import Claim, Evidence, Finding, Period, Span, Stance, Strength
from ..when import Relation
from ._align import words_around
from ._anchor import above, is_dateline, stamps, written
from ._bounds import (
    TURNED,
    as_start,
    as_until,
    is_beside_its_date,
    is_end_of,
    is_pinned,
    is_that_day,
    of_a_span,
    same_bound,
    shut_out,
    side,
)
from ._context import Context, Document
from ._months import MONTH, MONTHS, is_part, of_a_part
from ._polarity import governor
from ._slots import (
    DATES,
    DATES_BROUGHT,
    STRAYED,
    Contest,
    Match,
    Reading,
    contest,
    elsewhere,
    finding,
    kept,
    strayed,
    without_slips,
)
from ._values import periods

FRESH, NEW = 100, 60  # days: as far from the day of a document its undated news can lie; where it was brought
TIMELY = 31  # days: as far before it what it tells as news of its day
AHEAD = timedelta(days=3)  # a claim of a later day than this is not what a document tells as done
NEWS = 0.3  # how well such a passage is to tell the claim before the day of its document bears out the date
OVERNIGHT = timedelta(days=1)
OPEN_YEAR = 300  # days: "in May" names the nearest May, hardly one that lies further off
NARRATED = 2  # passages: as far back a story's last year carries on
TOLD_ELSEWHERE = 0.03  # what it costs a date of the claim's own document to be that of another deed
MIN_WORDS = 8  # a shorter passage is furniture
_RELATIONS = {
    Relation.SAME: Match.FULL,
    Relation.INSIDE: Match.FULL,
    Relation.SHIFTED: Match.NEAR,  # another time zone, or a slip: neither borne out nor excluded
    Relation.WIDER: Match.PART,
    Relation.APART: Match.RIVAL,
}
_SHORT, _COMPARED = ("day", "week", "month"), ("day", "month", "quarter", "year", "decade")
_YEAR, _END = re.compile(r"\b(?:1\d|20)\d\d\b"), re.compile(r"\bend of\b", re.I)
_COMING = re.compile(
    r"\b(?:will|would|shall|to be|plan\w*|schedul\w+|due|upcoming|coming|next|set to|slated|expect\w*|ahead|soon)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:the|an?|his|her|its|their|this|that)\s+$|['’]s\s+$", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)")


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each date of the claim: what this passage says in its place."""
    document, index = context.document(evidence), context.place(evidence)
    for claimed in claimed_dates(claim.text, context.written):
        part = claimed.span.of(claim.text)
        held = competing(claim.text, claimed, document, context.written)
        found = finding("dates", part, evidence, index, held)
        if found.stance is not Stance.SILENT or not _of_a_guessed_year(found, claimed, document):
            found = elsewhere(found, index, held)
        if _news_of(claimed, document, index, held):
            found = _on_the_day(found)
        yield kept(_told_apart(_as_denied(found), claimed, document), evidence)


def _of_a_guessed_year(found: Finding, claimed: Period, document: Document) -> bool:
    """Say whether a passage has the day of a claim in another year than was guessed for it."""
    anchor = document.published or written(document.texts)
    stated = (p for p in periods(found.evidence.text, anchor) if p.span == found.evidence_span)
    return any(is_that_day(claimed, p) and p.start != claimed.start for p in stated)


def _as_denied(found: Finding) -> Finding:
    """Return a refutation by a time of which a passage denies it, with the "not" in its reason."""
    at, text = found.evidence_span, found.evidence.text
    if found.stance is not Stance.REFUTES or at is None or not at.of(text).casefold().startswith(TURNED):
        return found
    period = next((p for p in periods(text, None) if p.span == at), None)
    if period is None or period.relation not in ("since", "until"):
        return found
    return replace(
        found, reason=found.reason.replace(f"source says {at.of(text)}", f"source says not {at.of(text)}")
    )


def _told_apart(found: Finding, claimed: Period, document: Document) -> Finding:
    """Return a refutation by the same word with the days that it means there and here: "Friday" is two Fridays."""
    at, text = found.evidence_span, found.evidence.text
    if found.stance is not Stance.REFUTES or at is None or at.of(text).casefold() != found.part.casefold():
        return found
    anchor = document.published or written(document.texts)
    theirs = next((p for p in periods(text, anchor) if p.span == at), None)
    if theirs is None or theirs.start == claimed.start:
        return found
    ours, other = (f"{p.start.day} {p.start:%B %Y}" for p in (claimed, theirs))
    reason = f"the draft says {found.part} ({ours}); the source says {at.of(text)} ({other})"
    return replace(found, reason=reason)


def _news_of(claimed: Period, document: Document, index: int, held: Contest) -> bool:
    """Say whether a passage without a date tells the claim best, in a document of the very day or month claimed."""
    if document.published is not None or not is_pinned(claimed):
        return False
    best = max(held.places, key=lambda place: place.score, default=None)
    day = written(document.texts)
    told = (
        best is not None
        and best.match is Match.TIMELY
        and document.texts[best.passage] == document.texts[index]
        and best.score >= NEWS
    )
    return told and day is not None and claimed.start - OVERNIGHT <= day <= claimed.end + OVERNIGHT


def _on_the_day(found: Finding) -> Finding:
    """Return a finding that bears a date out by the day of the document."""
    reason = f"the source, written on that day or the next, tells it as news ({found.part})"
    return replace(found, stance=Stance.SUPPORTS, strength=Strength.DECISIVE, reason=reason)


def claimed_dates(text: str, written: date | None) -> tuple[Period, ...]:
    """Return the dates of a claim that can be compared: a day, a month, a quarter, a year, a decade or century."""
    return tuple(
        period
        for period in periods(text, written)
        if not is_beside_its_date(period, text)
        if period.grain in _COMPARED or is_part(period, text) or _END.search(period.span.of(text))
    )


@functools.lru_cache(maxsize=1024)
def competing(text: str, claimed: Period, document: Document, today: date | None = None) -> Contest:
    """Return the dates of ``document`` that are comparable to ``claimed``."""
    anchor = document.published or written(document.texts)
    guessed = (
        document.published is None
    )  # "on Tuesday" then hangs on a dateline, which may be a web page's own
    days = stamps(document.texts) if guessed else frozenset()
    both_ways = (*periods(text, None), *periods(text, today))  # "on 12 December" may be the one to come
    others = [other for other in both_ways if other.span != claimed.span]
    of_thing = _names_a_thing(claimed, text)

    def read(passage: str) -> Reading:
        stamp = is_dateline(passage)
        stated_here = periods(passage, anchor)
        if anchor is not None and not stated_here and not stamp and not of_thing:
            own = above(document.texts, passage) if guessed else None
            known = frozenset([own]) if own else days | {anchor}
            yield from _implied(claimed, text, known, passage, NEW if guessed else FRESH)
        deictic = any(p.grain == "year" and p.start == date.min and p.end == date.max for p in stated_here)
        for stated in stated_here:
            stated = _still_to_come(as_start(stated, passage), passage, anchor)
            mine = as_until(claimed, stated, text)
            match = _match(mine, stated, text, passage, anchor)
            fits = match in (Match.FULL, Match.PART)
            match = _as_told(match, mine, stated, text, passage) if fits else match
            if (fits and _was_over(mine, stated, anchor)) or shut_out(mine, stated, passage):
                yield stated.span, Match.RIVAL  # what lasted "from 2012 to 2013" does not last "since 2012"
                continue
            if match is Match.FULL and anchor is None and _open_year(stated, written_parts(stated, passage)):
                told = _told_in(document, passage)
                if told and is_pinned(mine) and not min(told) <= mine.start.year <= max(told):
                    match = Match.RIVAL
            if match in (Match.RIVAL, Match.SLIP) and (
                (deictic and stated.grain == "year")  # "this year", of a document that nobody dated
                or (_year_alone(mine, stated, text, passage) and _near(mine, days))
            ):
                match = Match.FULL if _near(mine, days, TIMELY) else Match.NEAR
            if match in (Match.RIVAL, Match.SLIP) and guessed and not written_parts(stated, passage):
                match = None if of_thing else Match.IMPLIED  # "today" is no year of a thing
            if match in (Match.RIVAL, Match.SLIP) and (
                (stamp and not _other_year(mine, stated))
                or side(stated) != side(mine)
                or any(_match(other, stated, text, passage, anchor) is Match.FULL for other in others)
            ):
                continue
            if match is not None:
                yield stated.span, match

    held = contest(
        words_around(text, [claimed.span], document),
        document,
        claimed.span,
        lambda passage: without_slips([*read(passage)]),
        DATES_BROUGHT if guessed else DATES,
    )
    verb = governor(text, claimed.span.start, claimed.span.end)
    return held.weighed(
        functools.partial(strayed, verb, document, cost=TOLD_ELSEWHERE if guessed else STRAYED)
    )


def _as_told(match: Match | None, claimed: Period, stated: Period, text: str, passage: str) -> Match | None:
    """Return how dates that fit stand to each other in view of what ends or begins on them, and of their weekdays."""
    if is_end_of(claimed, stated, passage) or is_end_of(stated, claimed, text):
        return Match.RIVAL  # closed until that day, or from it on
    return Match.NEAR if when.misnames(claimed, stated, text, passage) else match


def _names_a_thing(claimed: Period, text: str) -> bool:
    """Say whether a time belongs to the thing behind it ("the 2017 film"): it does not date what the claim tells."""
    if claimed.grain == "decade":
        return True  # a century is no news
    year = _YEAR.fullmatch(claimed.span.of(text)) is not None
    before, behind = text[: claimed.span.start], text[claimed.span.end :]
    return year and bool(_DETERMINED.search(before) and re.match(r"\s+[^\W\d_]", behind))


def _implied(claimed: Period, text: str, days: frozenset[date], passage: str, reach: int) -> Reading:
    """Yield what the dates of a document imply for a passage that gives no date of its own.

    News tells what has just happened: a claim of another year, more than some months away, does not fit; one of
    the document's own days does. ``days`` are the day of the document, or all that may be it.
    """
    if len(passage.split()) < MIN_WORDS:
        return
    if side(claimed) == "from" and claimed.start > max(days) + AHEAD and not _COMING.search(passage):
        yield Span(start=0, end=0), Match.IMPLIED  # nobody tells in 2019 what holds since 2022
        return
    meant = {settled(claimed, text, day) for day in days} - {None}
    near = [period for period in meant if period is not None]
    if any(p.start <= day and (day - p.end).days <= TIMELY for p in near for day in days):
        yield Span(start=0, end=0), Match.TIMELY
    elif near and (
        not any(_near(period, days, reach) for period in near)
        or (min(period.start for period in near) > max(days) + AHEAD and not _COMING.search(passage))
    ):
        yield Span(start=0, end=0), Match.IMPLIED


def settled(claimed: Period, text: str, day: date) -> Period | None:
    """Return a date of the claim as it is meant near ``day``: one without a year is taken as the nearest such."""
    if is_pinned(claimed):
        return claimed
    said = written_parts(claimed, text)
    if "m" not in said or "y" in said or claimed.grain not in ("day", "month"):
        return None
    whole = [_month(year, said["m"], said.get("d")) for year in (day.year - 1, day.year, day.year + 1)]
    known = [replace(claimed, start=start, end=end) for start, end in whole if start]
    return min(known, key=lambda p: max((p.start - day).days, (day - p.end).days), default=None)


def _month(year: int, month: int, day: int | None) -> tuple[date | None, date]:
    last = monthrange(year, month)[1]
    if day is not None and day > last:
        return None, date.min
    return date(year, month, day or 1), date(year, month, day or last)


def _near(claimed: Period, days: frozenset[date], reach: int = OPEN_YEAR) -> bool:
    """Say whether a period lies within ``reach`` days of one of ``days``."""
    return any(max((claimed.start - day).days, (day - claimed.end).days) <= reach for day in days)


def _year_alone(claimed: Period, stated: Period, text: str, passage: str) -> bool:
    """Say whether nothing but a year that the source leaves open sets a date apart from the claim's."""
    ours, theirs = parts(claimed, text), written_parts(stated, passage)
    return _open_year(stated, theirs) and all(ours.get(key) == theirs[key] for key in theirs)


def _other_year(claimed: Period, stated: Period) -> bool:
    """Say whether two days differ in their year alone: then even a dateline tells which is the slip."""
    days = claimed.grain == stated.grain == "day" and is_pinned(claimed) and is_pinned(stated)
    ours, theirs = claimed.start, stated.start
    return days and ours.timetuple()[1:3] == theirs.timetuple()[1:3] and ours.year != theirs.year


def _told_in(document: Document, passage: str) -> tuple[int, ...]:
    """Return the years that a story tells of just before and behind a passage which names none, or nothing."""
    if _YEAR.search(passage):
        return ()
    index = document.texts.index(passage)
    beside = document.texts[max(0, index - NARRATED) : index + 2]
    return tuple(int(year) for text in beside if not is_dateline(text) for year in _YEAR.findall(text))


def _match(claimed: Period, stated: Period, claim: str, passage: str, anchor: date | None) -> Match | None:
    """Say how a date of the source stands to the claim's; None where they cannot be compared."""
    ours, theirs = parts(claimed, claim), written_parts(stated, passage)
    if same_bound(claimed, stated):
        return Match.FULL
    if match := of_a_part(claimed, stated, claim, passage):
        return match
    if match := of_a_span(claimed, stated, claim, passage):
        return match
    shared = ours.keys() & theirs.keys()
    nights = "night" in claim and "night" in passage and ours.get("m") == theirs.get("m") is not None
    if nights and abs(ours.get("d", 0) - theirs.get("d", 0)) == 1:
        return Match.NEAR  # the night of the 11th is the night to the 12th
    another = Match.SLIP if sum(ours[key] == theirs[key] for key in shared) >= 2 else Match.RIVAL
    if is_pinned(claimed) and is_pinned(stated) and (when.is_span(claimed) or not _open_year(stated, theirs)):
        if claimed.anchored and claimed.grain == stated.grain == "year" and _holds_middle(claimed, stated):
            return Match.FULL  # "five years ago" in 2026 names 2021
        match = _RELATIONS.get(when.relate(claimed, stated))
        if match is None and is_that_day(claimed, stated):
            return Match.NEAR  # only the year that was guessed for the claim sets the two apart
        return another if match is Match.RIVAL else match
    if not shared:
        return _told_now(claimed, stated, claim) if not theirs else None
    if any(ours[key] != theirs[key] for key in shared):
        return another
    if claimed.partial == (0, 0) and is_pinned(claimed) and "y" not in theirs and anchor is not None:
        return Match.FULL if _near(claimed, frozenset([anchor])) else Match.RIVAL
    return Match.FULL if len(theirs) >= len(ours) - 1 else Match.PART


def _holds_middle(claimed: Period, stated: Period) -> bool:
    return claimed.start <= stated.start + (stated.end - stated.start) / 2 <= claimed.end


def _told_now(claimed: Period, stated: Period, claim: str) -> Match | None:
    """Say how a time told from the day of the document ("this week") stands to one without a year ("in July")."""
    meant = settled(claimed, claim, stated.start) if is_pinned(stated) and stated.grain in _SHORT else None
    if meant is None or is_pinned(claimed):
        return None
    return Match.FULL if meant.start <= stated.end and stated.start <= meant.end else Match.RIVAL


def _still_to_come(stated: Period, passage: str, anchor: date | None) -> Period:
    """Return a date that a passage plans ("planned for June") as the next such, not as the last."""
    ahead = _COMING.search(passage[: stated.span.start])
    past = anchor is not None and is_pinned(stated) and stated.end < anchor
    if not (past and ahead and _open_year(stated, written_parts(stated, passage))):
        return stated
    return replace(stated, start=_year_on(stated.start), end=_year_on(stated.end))


def _year_on(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def _was_over(claimed: Period, stated: Period, anchor: date | None) -> bool:
    """Say whether a claim tells what holds "since" a year, and a source of what was over in a later one."""
    over = side(stated) == "in" and stated.start.year < stated.end.year
    ended = anchor is None or stated.end < anchor
    return claimed.relation == "since" and stated.grain == "year" and over and ended


def _open_year(period: Period, written: dict[str, int]) -> bool:
    """Say whether a date names a month or a day and leaves its year to the document's date."""
    return period.anchored and "m" in written and "y" not in written


def parts(period: Period, text: str) -> dict[str, int]:
    """Return what a date fixes: year, month and day as far as it says them, or its anchor does ("since Sunday")."""
    said = written_parts(period, text)
    if is_pinned(period) or (period.relation == "since" and period.start > date.min and not said):
        keys = {"day": 3, "month": 2, "year": 1}.get(period.grain, 0)
        return dict(tuple(zip("ymd", period.start.timetuple()[:3], strict=True))[:keys])
    return said


def written_parts(period: Period, text: str) -> dict[str, int]:
    """Return year, month and day as far as the words themselves say them."""
    said = period.span.of(text)
    found: dict[str, int] = {}
    year, month = _YEAR.search(said), MONTH.search(said)
    if year:
        found["y"] = int(year.group())
    if month:
        found["m"] = MONTHS.index(month.group(1).casefold()[:3]) + 1
        day = _DAY.search(said)
        if day:
            found["d"] = int(day.group(1))
    return found
