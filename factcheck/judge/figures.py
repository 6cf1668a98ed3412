"""Figures: is the claim's number the one that a registered figure gives for the same measure?

Rule. A registered figure says what is counted ("people killed since 7 October 2023"), since when, and as of which day.
It is held against a number of the claim only where both count the same thing: the same act (killed is not injured),
the same people (civilians are not people), the same stretch (24 hours are not the total), the same part of a place
(the north is not the whole), since the same day where the claim names one, as of the same day where the claim names
one. Then an agreeing number supports and another one refutes; else the figure is silent.

Why. Two true numbers about two things are the commonest false alarm, and the commonest honest mistake.

Example. "More than 71,000 people have been killed" is borne out by "people killed since 7 October 2023: 71,424"; the
same figure says nothing about "171,000 injured".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from .. import bm25, quantity, when
from ..figures import as_quantity, long_date
from ..model import Claim, Evidence, Figure, Finding, Period, Quantity, Span, Stance
from ..quantity import Agreement
from ..when import Relation
from ._align import words_of
from ._change import DOWN, change, compared
from ._context import Context
from ._counted import acts, counted, reach, table
from ._decisive import decisive
from ._levels import against_then, changed, earlier_level, headed, out_of_line, set_against, turned_round
from ._names import Name, lives_there, names_in, nation
from ._rates import rate_of, without_rate
from ._stretches import grew_over, on_average, over, running_total, stretch, stretch_of_these
from ._values import figures, periods
from ._words import kin

_LOOSE = frozenset(
    bm25.terms(
        "people person number total overall count case percent reported recorded registered cumulative began start"
    )
)


# What stands about a name behind a preposition says what the name is: "after storm Eva", "in the Selm region".
_LEADS = re.compile(r"\b(?:in|at|of|after|by|from|during|near|on|for)\s+(?:the\s+)?(?:[a-z]+\s+)?$")
_CLASS = re.compile(r"\s+[a-z]+(?=\s*$|,|\s+(?:in|at|of|after|by|from|during|near|on|for|since)\b)")
TELLING, DONE = 100, 20  # how long a number has to be without the measure's words, and where its act is told
_LABELLED = re.compile(
    r"\b(?:of|on|in|from|under) [a-z]+ \d+\b(?! \w+ (?:ago|old))"
)  # "of flight 318" is a name
_RATE = re.compile(r"\b(?:increase|rise|growth|inflation)\b", re.I)  # a measure that is a change itself
_A_YEAR = re.compile(
    r"\b(?:an?|one|the) year (?:ago|earlier|before)\b|\b(?:last|previous|prior) year\b|\byear on year\b", re.I
)
_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.I)
STALE = 3  # digits of a number that shows by itself of which measure it is
A_WEEK, HALF_A_WEEK = timedelta(days=7), timedelta(days=3)
LEAP = 20  # by no such factor does a count grow between two releases
LAG = 1  # days: by so much a draft is behind or ahead of a count that comes out daily
_ENOUGH = 0.5  # the share of the measure's own words (acts and kinds aside) that the claim has to have


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of the claim that the figure of ``evidence`` speaks to."""
    figure = evidence.figure
    if figure is None:
        yield from running_total(claim, evidence, context)
        return
    days, about = periods(claim.text, context.written), speaks(claim.text, figure)
    bases = compared(claim.text)
    days = tuple(_gone(p, context.written) for p in days if not any(p.span.overlaps(span) for span in bases))
    for claimed in figures(claim.text):
        if claimed.unit == "score" or any(claimed.span.overlaps(span) for span in bases):
            continue
        if change(claim.text, claimed) and not _RATE.search(figure.measure):
            if about or _beside(claim.text, claimed, figure):
                yield from changed(claim, claimed, evidence, figure, context)
                yield from grew_over(claim, claimed, days, evidence, context)
            continue
        if set_against(claim.text, claimed, figure, context):
            yield from earlier_level(claim, claimed, evidence, figure, context)
            continue
        if about:
            yield from turned_round(claim, claimed, evidence, figure, context)
        start = _same_start(claim.text, days, figure)
        within = _stretch(claim.text, claimed, days, figure.counted_from) if figure.counted_from else None
        same = counts_same(claim.text, claimed, figure) and (within is not None or start is not False)
        named = about or _bare(claim.text, claimed, figure)
        if rate_of(claim.text, claimed) and figure.counted_from is not None:
            if start is not False and counts_same(without_rate(claim.text, claimed), claimed, figure):
                yield from on_average(claim, claimed, evidence, figure)
        elif same and within is not None:
            yield from over(claim, claimed, within, evidence, context)
        elif same and (_telling(claim.text, claimed, figure) or (named and start)):
            yield from _compared(claim, claimed, days, evidence, figure, context)
            yield from against_then(claim, claimed, evidence, figure, context)
            yield from headed(claim, claimed, evidence, figure, context)
            yield from out_of_line(claim, claimed, days, evidence, figure, context)


def _stretch(text: str, claimed: Quantity, days: tuple[Period, ...], start: date) -> Period | None:
    return stretch(text, days, start) or stretch_of_these(text, claimed, days, start)


def _gone(period: Period, written: date | None) -> Period:
    """Return the "by Friday" of what is counted as the Friday that is gone: nothing is counted in advance."""
    ahead = period.relation == "until" and period.anchored and written is not None and period.end > written
    return replace(period, end=period.end - A_WEEK) if ahead else period


def _beside(text: str, claimed: Quantity, figure: Figure) -> bool:
    """Say whether a claim gives the figure itself beside a change."""
    own = as_quantity(figure)
    return any(other is not claimed and quantity.agree(other, own).holds for other in figures(text))


def _telling(text: str, claimed: Quantity, figure: Figure) -> bool:
    """Say whether a number is the figure's own and too long to be so by chance where what is counted is near.

    Near is the same act, which :func:`counts_same` has found, or a word of the measure: 18,240 tickets are not
    18,240 inhabitants.
    """
    act = bool(counted(figure.measure, "act"))
    if not figure.low == figure.high == claimed.value or claimed.value < (DONE if act else TELLING):
        return False
    held = frozenset(bm25.terms(text))
    near = (not held.isdisjoint(kin(term)) for term in _common(_undated(figure.measure)))
    return act or any(near)


def _bare(text: str, claimed: Quantity, figure: Figure) -> bool:
    """Say whether a claim says nothing but the figure and whose it is: "The Harvest Party has 28"."""
    held = frozenset(bm25.terms(figure.measure))
    words = [forms for _, forms in words_of(text)]
    own = figure.low == figure.high == claimed.value
    return own and placed(text, figure) and bool(words) and not any(held.isdisjoint(forms) for forms in words)


def _is_whole(text: str, claimed: Quantity) -> bool:
    """Say whether a number is the whole of which another one is the part: the 96 of "41 of 96"."""
    of = _OF.search(text[: claimed.span.start])
    return of is not None and any(other.span.end == of.start() for other in figures(text))


def _compared(
    claim: Claim,
    claimed: Quantity,
    days: tuple[Period, ...],
    evidence: Evidence,
    figure: Figure,
    context: Context,
) -> Iterator[Finding]:
    said = claimed.span.of(claim.text)
    stated = as_quantity(figure, claimed.unit if quantity.is_money(claimed.unit) else "")
    answer = quantity.agree(claimed, stated)
    dated = _same_day(claim.text, days, figure)
    if answer.holds and dated is not False:
        yield decisive(
            "figures",
            Stance.SUPPORTS,
            f"the figure for {said} is {evidence.text}",
            claimed.span,
            said,
            evidence,
        )
        yield from _people(claim, claimed, evidence)
        yield from _counted_from(claim, days, evidence, figure)
    elif (
        answer is not Agreement.DIFFERENT
        or dated is False
        or (not placed(claim.text, figure) and not (dated and _is_stale(claimed, context.rows(evidence))))
    ):
        return
    elif _is_whole(claim.text, claimed):
        return  # "31 of the 75 seats": what is counted is the part
    elif (
        dated
        or figure.counted_from is None
        or not may_have_risen(claimed, stated, figure.as_of, context.written)
    ):
        reason = f"the draft says {said}; the registered figure is {evidence.text}"
        yield decisive("figures", Stance.REFUTES, reason, claimed.span, said, evidence)


def _is_stale(claimed: Quantity, rows: Sequence[Figure]) -> bool:
    """Say whether a number is that of another day of the measure, and too long to be so by chance."""
    return quantity.digits(claimed) >= STALE and any(row.low == row.high == claimed.value for row in rows)


def may_have_risen(claimed: Quantity, stated: Quantity, day: date | None, written: date | None) -> bool:
    """Say whether a higher count can be a later release of what grows: the draft is days younger than the count."""
    later = day is not None and written is not None and (written - day).days > LAG
    return later and stated.high < claimed.low < LEAP * max(stated.high, DONE)


def _counted_from(
    claim: Claim, days: tuple[Period, ...], evidence: Evidence, figure: Figure
) -> Iterator[Finding]:
    """Yield support for the "since the start of the year" of a claim where the figure counts from that day."""
    for period in days:
        if period.relation == "since" and figure.counted_from and _holds(period, figure.counted_from):
            reason = f"the figure is counted from {long_date(figure.counted_from)}"
            said = period.span.of(claim.text)
            yield decisive("dates", Stance.SUPPORTS, reason, period.span, said, evidence)


def _people(claim: Claim, claimed: Quantity, evidence: Evidence) -> Iterator[Finding]:
    """Yield support for the people that a number counts ("447 Palestinians") where the measure names their place."""
    for name in names_in(claim.text):
        between = claim.text[claimed.span.end : name.start]
        if 0 < len(between) < 8 and not between.strip() and lives_there(name.words, evidence.text):
            span = Span(start=name.start, end=name.end)
            reason = f"the figure counts people; {name.text} live there"
            yield decisive("figures", Stance.SUPPORTS, reason, span, name.text, evidence)


def speaks(text: str, figure: Figure) -> bool:
    """Say whether a claim can be about what the figure measures, its number aside.

    The common words of the measure have to be there; its places may be left out, where no other place is named.
    """
    measure = _undated(figure.measure).partition(" since ")[
        0
    ]  # since when is compared apart, where it is said
    known = {term for line in table() for term in line.terms}
    common = [term for term in _common(measure) if term not in known]
    held = frozenset(bm25.terms(text))
    labels = (q.span.of(measure) for q in quantity.find(measure) if q.unit == "label")
    if any(held.isdisjoint(bm25.terms(label)) for label in labels):
        return False  # "the vote" of a union is not that on resolution 2803
    if sum(not held.isdisjoint(kin(term)) for term in common) < _ENOUGH * len(common):
        return False
    return placed(text, figure) or not any(_is_place(name) for name in names_in(text))


def placed(text: str, figure: Figure) -> bool:
    """Say whether a claim names a place of the measure, its people, or the day or event it counts from."""
    named = [name.words for name in names_in(_undated(figure.measure))]
    mine = [name.words for name in names_in(text)]
    if not named or any(set(a) & set(b) for a in named for b in mine):
        return True
    if any(_of_the_place(word, place) for words in mine for word in words for a in named for place in a):
        return True
    if any(lives_there(words, figure.measure) for words in mine) or "since" in text:
        return True
    event = frozenset(bm25.terms(_undated(figure.measure.partition(" since ")[2]))) - _LOOSE
    return not any(map(_is_place, names_in(text))) and not event.isdisjoint(bm25.terms(text))


def _of_the_place(word: str, place: str) -> bool:
    """Say whether a word can be the adjective of a place: "Velmoran" of "Velmora"."""
    return len(place) >= 5 and word.startswith(place) and 0 < len(word) - len(place) <= 3


def _is_place(name: Name) -> bool:
    return any(nation(word) for word in name.words)


@functools.lru_cache(maxsize=16384)
def _common(measure: str) -> tuple[str, ...]:
    """Return the terms of a measure that are not loose and belong to no name: of "in the Selm region" none does."""
    measure = _LABELLED.sub("", measure)
    named = names_in(measure)
    names = {word for name in named for word in bm25.terms(name.text)}
    for name in reversed(named):
        before, after = _LEADS.search(measure[: name.start]), _CLASS.match(measure[name.end :])
        if before:
            measure = measure[: before.start()] + measure[name.end + (after.end() if after else 0) :]
    return tuple(term for term in bm25.terms(measure) if term not in _LOOSE and term not in names)


def counts_same(text: str, claimed: Quantity, figure: Figure) -> bool:
    """Say whether a number of the claim and a figure count the same act, people, stretch and part of a place."""
    theirs = {
        kind: {line.name for line in counted(figure.measure, kind)} for kind in ("act", "who", "window")
    }
    near = reach(text, claimed)
    mine = acts(text, claimed) or {line.name for line in counted(text, "act")}
    if theirs["act"] and not theirs["act"] & mine:
        return False
    sides = [{line.name for line in counted(words, "side")} for words in (near, figure.measure)]
    if all(sides) and sides[0].isdisjoint(sides[1]):
        return False  # who voted for it is not counted by the votes against it
    who = {line.name for line in counted(near, "who")}
    window = {line.name for line in counted(text, "window")}
    if _RATE.search(figure.measure):
        if change(text, claimed) == DOWN:
            return False
        window |= {"year"} if _A_YEAR.search(text) else set()
    # A row of weekly counts is told as "dropped to 188", where its number is too long to be another's by chance.
    own = (
        figure.low == figure.high == claimed.value >= TELLING and not window and bool(_common(figure.measure))
    )
    return (
        who == theirs["who"]
        and (window == theirs["window"] or own)
        and _parts(text) == _parts(figure.measure)
    )


def _parts(text: str) -> frozenset[str]:
    """Return the parts of a place that a text speaks of ("in the north"); those in a name ("North Sea") are none."""
    for name in reversed(names_in(text)):
        text = f"{text[: name.start]} {text[name.end :]}"
    return frozenset(line.name for line in counted(text, "part"))


def _same_start(text: str, days: tuple[Period, ...], figure: Figure) -> bool | None:
    """Say whether the claim counts from the same day, where it names one; an event must stand in the measure.

    None where nobody can tell: the claim names an event ("since the war began"), the measure only its day.
    """
    if _of_another_event(text, figure):
        return False
    since = [period for period in days if period.relation in ("since", "after")]
    if since and figure.counted_from is not None:
        return any(_holds(period, figure.counted_from) for period in since)
    named = re.search(r"\bsince\b(?P<event>[^,;.]*)", text)
    if named is None or since:
        return not since or figure.counted_from is None
    held = frozenset(bm25.terms(figure.measure))
    event = bm25.terms(named["event"])
    one_event = counted(named["event"], "event") and counted(
        figure.measure, "event"
    )  # it is no other: asked above
    if not event or one_event or any(not held.isdisjoint(kin(term)) for term in event):
        return True
    told = figure.measure.partition(" since ")[2]
    return None if figure.counted_from is not None and not bm25.terms(_undated(told)) else False


def _of_another_event(text: str, figure: Figure) -> bool:
    """Say whether a claim counts from one event and the figure from another: the dead of a war, and since its truce.

    What the claim counts from stands behind "since", where it has one: "492 killed in the war since the truce".
    """
    said = re.search(r"\b(?:since|after)\b[^,;.]*", text)
    mine, theirs = counted(said.group() if said else text, "event"), counted(figure.measure, "event")
    return bool(mine and theirs) and not {line.name for line in mine} & {line.name for line in theirs}


def _holds(period: Period, day: date) -> bool:
    """Say whether a "since" can name this day: inside what it names, or one day off."""
    named = Period(span=period.span, start=day, end=date.max, grain="day", relation="since")
    return when.relate(period, named) in (Relation.SAME, Relation.INSIDE, Relation.SHIFTED, Relation.WIDER)


def _same_day(text: str, days: tuple[Period, ...], figure: Figure) -> bool | None:
    """Say whether the claim dates its number to the figure's day; None where it does not date it.

    The day since when is counted dates nothing.
    """
    start = text.find("since")
    dated = [period for period in days if period.relation == "in" and period.start > date.min]
    dated = [p for p in dated if start < 0 or p.span.start < start]
    if figure.counted_from is not None:
        dated = [p for p in dated if not p.start <= figure.counted_from <= p.end]
        # What is counted up to a day is the count of that day: "by Jan. 27".
        upto = [p for p in days if p.relation == "until" and p.grain in ("day", "week")]
        # "By the end of May" takes in its last days.
        dated += [replace(p, start=p.end - HALF_A_WEEK if p.grain == "week" else p.end) for p in upto]
    if not dated:
        return None
    week = any(line.name == "week" for line in counted(figure.measure, "window"))
    day = (
        figure.as_of - HALF_A_WEEK if week else figure.as_of
    )  # a week's count that comes out on Monday is last week's
    whole = [p for p in dated if not week or p.end - p.start > HALF_A_WEEK]
    return any(p.start <= day <= p.end for p in whole) or any(
        p.start <= figure.as_of <= p.end for p in dated if p not in whole
    )


def _undated(measure: str) -> str:
    for period in reversed(periods(measure, None)):
        measure = measure[: period.span.start] + measure[period.span.end :]
    return measure
