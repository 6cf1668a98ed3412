"""Changes: "rose by 40", "76 more than a week before", "13 percent down": how far two levels lie apart.

A change is no level: "fell by 77 votes" and "fell to 186 votes" are both true of one lead. What a source gives as two
levels, copy tells as their difference, in the unit of the level, in per cent of the earlier one or in points.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

from .. import quantity
from ..model import Bound, Figure, Period, Quantity, Span
from ..text import late
from ._values import periods

UP, DOWN = 1, -1
Step = tuple[Span, float, float, str]  # where a way stands, the levels at its ends, their unit
_RISEN = (
    r"r(?:i|o)s(?:e|es|en|ing)|increas\w+|gr(?:o|e)w(?:s|n|ing)?|climb\w*|jump\w*|gain\w*|surg\w+|soar\w*|widen\w*"
    r"|advanc\w+|rais\w+|lift\w*|hik(?:e|es|ed|ing)|boost\w*|up|ahead"
)
_FALLEN = (
    r"f(?:a|e)ll(?:s|en|ing)?|decreas\w+|declin\w+|dropp?\w*|shr(?:i|a|u)nk\w*|slump\w*|plung\w+|s(?:i|a|u)nk\w*"
    r"|narrow\w*|shed\w*|lower\w*|reduc\w+|cut|trim\w*|slash\w*|slid\w*|slipp?\w*|eas(?:e|es|ed|ing)|dwindl\w*"
    r"|down|behind"
)
_THING = r"(?:\s+(?!to\b|at\b|from\b|of\b|by\b)[\w’'-]+)"
_BEFORE = late(
    rf"\b(?:(?P<up>{_RISEN})|(?P<down>{_FALLEN}))"
    rf"(?:{_THING}{{0,5}}(?P<by>\s+by(?:\s+(?:another|a\s+further|an\s+extra))?)|{_THING}{{0,2}})\s+$",
    re.I,
)
# "A drop of 75 percent" is one by so much.
_SO_MUCH = late(
    r"\ban?\s+(?:[\w’'-]+\s+)?(?:(?P<up>rise|increase|jump|gain|surge|climb|growth)"
    r"|(?P<down>drop|fall|decrease|decline|reduction|slump|plunge|cut))\s+of\s+"
    r"(?:(?:about|around|some|nearly|almost|just|over|only)\s+)*$",
    re.I,
)
_TRADED = late(
    r"\b(?:shares|stocks?)\b[^.;\d]*\b(?:lost|los(?:es?|ing)|add(?:s|ed|ing)?|clos(?:es?|ed|ing)|end(?:s|ed|ing)?"
    r"|trad(?:es?|ed|ing)|w(?:as|ere))\b[^.;\d]{0,16}$",
    re.I,
)
_MADE_UP = late(r"\b(?:ma[dk]\w+|t[ao]\wk?\w*|set\w*|end\w*) up\b[^.;\d]{0,16}$", re.I)
_OF_CHANGE = late(
    rf"\b(?:{_RISEN}|{_FALLEN}|los[est]\w*|growth|change[sd]?|inflation|rate|more|fewer|less|higher|from|compared|against"
    r"|plus|minus|trad\w+|clos\w+)\b",
    re.I,
)
# "Has grown this year, to 1.1 billion" has its time before the comma.
_TO_LEVEL = late(
    rf"\b(?:(?P<up>{_RISEN})|(?P<down>{_FALLEN}))"
    r"(?:(?:\s+(?!by\b)[\w’'-]+){0,2}?|(?:\s+(?!by\b)[\w’'-]+){0,5}?,)\s+to\s+(?:(?:about|around|some|nearly|just)\s+)*$",
    re.I,
)
# Before a "than" only: "three days later" tells no change.
_LONGER = "(?:longer|later|older|taller|larger|bigger|greater|wider|heavier|deeper|dearer)"
_SHORTER = "(?:shorter|earlier|sooner|younger|smaller|lighter|narrower|shallower|cheaper)"
_CHANGING = late(rf"{_RISEN}|{_FALLEN}|more|fewer|less|higher|lower|above|below|{_LONGER}|{_SHORTER}", re.I)
# Who is "two years ahead of time" is early by them.
_OF_TIME = r"(?=\s+of\s+(?:the\s+)?(?:time|schedule|plan|timetable|deadline|target)\b)"
_TIME = r"(?=\s+(?:the\s+)?(?:time|schedule|plan|timetable|deadline|target)\b)"
_THAN = r"(?=\s+(?:[\w’'-]+\s+){0,5}than\b|\s*[.,;:]|$)"
_RATE = r"(?:\s+(?:an?|per|each|every)\s+[\w’'-]+)?"  # "6 crowns an hour more than before"
_AFTER = late(
    rf"{_RATE}(?:\s+[\w’'-]+)?\s+(?:(?P<up>more{_THAN}|higher|up(?! to\b)|ahead(?!{_OF_TIME})|above"
    rf"|behind{_TIME}|{_LONGER}(?=\s+than\b))"
    rf"|(?P<down>(?:fewer|less){_THAN}|lower|down(?! to\b)|behind|below|ahead{_OF_TIME}|{_SHORTER}(?=\s+than\b)))\b",
    re.I,
)
_THAN_THEN = late(
    r"(?:\s+[\w’'-]+){0,4}?,?\s+(?:which (?:is|was) )?(?:(?:slightly|far|many|much|a few|a little) )?"
    r"(?:(?P<up>more|higher)|(?P<down>fewer|less|lower))\s+than\b"
    r"(?!\s+(?:[\d£$€]|a (?:quarter|third|half|dozen|hundred)))",
    re.I,
)
_FROM = late(r"\bfrom\s+(?:(?:about|around|some|nearly)\s+)?(?:[£$€]\s?)?$", re.I)
_LATER = late(r"(?:\s+[\w’'-]+){0,3}\s+to\s+(?:(?:about|around|some|nearly)\s+)?", re.I)
_LEVEL = late(r"\b(?:at|to|from|is|was|are|were|of)\s+$", re.I)
_OWN = late(r"(?:gain\w*|shed\w*)\s+$", re.I)  # "gained 102 votes" needs no "by"
_LOST = late(r"\blos(?:t|es?|ing)\s+$", re.I)
_RUNGS = late(r"\s+(?:places?|spots?|positions?|ranks?|rungs?|notches)\b", re.I)  # "dropped 29 places"
_PARTS = ("%", "points", "share")  # units in which "rose 5" is always a change
_BASE = late(r"(?:\b(?:than|from|since|against|with|to|on|over)\s+(?:[a-z]+\s+){0,2})$", re.I)
_AGO = late(
    r"\b(?:(?P<count>an?|one|the|two|three|four|five|six|seven|ten|twelve|\d+)\s+)?"
    r"(?P<unit>day|week|fortnight|month|quarter|year)s?\s+(?:before|earlier|ago|previously)\b"
    r"|\b(?:last|previous|preceding|prior)\s+(?P<last>day|week|month|quarter|year)\b"
    r"|\bon the (?P<on>day|week|month|year)\b|\b(?:the\s+)?same\s+(?P<same>months|period|quarter|week|time)\b",
    re.I,
)
_BETWEEN = re.compile(
    r"between\b|from\b[^.;]*?\b(?:to|until|till|through)\b", re.I
)  # from one day to the other
_THAN_IN = late(r"\bthan\s+(?:(?:in|at|on|during|it was|they were)\s+)?(?:the\s+)?$", re.I)
_SINCE = late(r"(?:since|from|than)\b", re.I)
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
_SAME = {"months": "year", "period": "year", "quarter": "year", "week": "year", "time": "year"}
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "the": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}
_COUNTS |= {"ten": 10, "twelve": 12}
_SLACK = 0.2  # by how much of itself a stretch between two releases may be off


@functools.lru_cache(maxsize=16384)
def change(text: str, number: Quantity) -> int:
    """Return which way a number of a text tells a change (``UP``, ``DOWN``), or 0 where it tells none."""
    before, after = _BEFORE.search(text[: number.span.start]), _AFTER.match(text, number.span.end)
    gained = before is not None and _OWN.search(before.group()) is not None
    own = number.unit == "" and (gained or _RUNGS.match(text, number.span.end) is not None)
    if before is not None and (before["by"] or number.unit in _PARTS or own):
        return UP if before["up"] else DOWN
    if number.unit == "points" and _LOST.search(text[: number.span.start]):
        return DOWN
    if after is None or (after["up"] or after["down"])[0].isupper():
        return 0  # "54 micrograms per litre at Lower Tarn"
    return UP if after["up"] else DOWN


def changed_by(text: str, number: Quantity) -> int:
    """Return which way a number of a text tells a change, be it in a noun: "a drop of 75 percent"; 0 for none."""
    noun = _SO_MUCH.search(text[: number.span.start])
    return change(text, number) if noun is None else UP if noun["up"] else DOWN


def is_lone_level(text: str, number: Quantity, passage: str) -> bool:
    """Say whether a text tells by what part something changed, and a passage has one share and no word of change.

    "Brenn shares lost 2 percent" is neither told nor refuted by "Brenn's share of the market was 15.2 percent".
    """
    if (
        number.unit != "%"
        or _MADE_UP.search(text[: number.span.start])
        or not (change(text, number) or _TRADED.search(text[: number.span.start]))
    ):
        return False
    shares = [q for q in quantity.find(passage) if q.unit in _PARTS]
    return len(shares) == 1 and not change(passage, shares[0]) and _OF_CHANGE.search(passage) is None


def moved_to(text: str, number: Quantity) -> int:
    """Return which way a text has something go to a level: "rose slightly to 284" is up; 0 where it goes nowhere."""
    before = _TO_LEVEL.search(text[: number.span.start])
    return 0 if before is None else UP if before["up"] else DOWN


def than_then(text: str, number: Quantity) -> int:
    """Return which way a text sets a level against an earlier one, and not by how much: "31, more than in May"."""
    found = _THAN_THEN.match(text, number.span.end)
    return 0 if found is None else UP if found["up"] else DOWN


def tells_change(word: str) -> bool:
    """Say whether a word only tells that something changed: what two levels show, a source need not say."""
    return _CHANGING.fullmatch(word) is not None


@functools.lru_cache(maxsize=4096)
def steps(text: str) -> tuple[Step, ...]:
    """Return each way of a text from one level to another: where it stands, both levels and their unit."""
    found, numbers = [], quantity.find(text)
    for one, other in itertools.pairwise(numbers):
        if _FROM.search(text[: one.span.start]) and _LATER.fullmatch(text[one.span.end : other.span.start]):
            unit = other.unit if one.unit in ("", other.unit) else ""
            if other.unit == unit:
                found.append((Span(start=one.span.start, end=other.span.end), one.value, other.value, unit))
    for one in numbers:  # "from 13 to 15 florins" may read as a range
        if one.bound is Bound.RANGE and _FROM.search(text[: one.span.start]) and " to " in one.span.of(text):
            found.append((one.span, one.low, one.high, one.unit))
    return tuple(found)


def by_so_much(text: str, number: Quantity) -> int:
    """Return which way a text says by how much something changes: "raise it by two"; 0 where it says no "by"."""
    before = _BEFORE.search(text[: number.span.start])
    return 0 if before is None or not before["by"] else UP if before["up"] else DOWN


def comparable(number: Quantity, unit: str) -> bool:
    """Say whether a change can be of levels of a unit: of them, a share of them, or with the unit left unsaid."""
    return number.unit in (*_PARTS, unit) or "" in (number.unit, unit)


def is_level(text: str, number: Quantity) -> bool:
    """Say whether a number stands as a level: "is 13", "at 15", "to 15"."""
    return change(text, number) == 0 and _LEVEL.search(text[: number.span.start]) is not None


def explains(claimed: Quantity, way: int, new: float, old: float, unit: str) -> bool:
    """Say whether the way from one level to another is the change that a claim tells.

    :param unit: of the levels.
    """
    if (new - old) * way <= 0:
        return False
    if claimed.unit in ("%", "share"):
        off = abs(new - old) / abs(old) if old else 0.0
        return _fits(claimed, off if claimed.unit == "share" else 100 * off, claimed.unit)
    if claimed.unit == "points" or unit == "%":
        return claimed.unit == "points" and unit == "%" and _fits(claimed, abs(new - old), "points")
    return _fits(claimed, abs(new - old), unit or claimed.unit)


def _fits(claimed: Quantity, value: float, unit: str) -> bool:
    value = round(value, 6)
    stated = replace(claimed, value=value, low=value, high=value, bound=Bound.EXACT, unit=unit, step=0.0)
    return quantity.agree(claimed, stated).holds


def before(
    text: str, number: Quantity, figure: Figure, rows: tuple[Figure, ...], written: date | None
) -> tuple[Figure, ...]:
    """Return the earlier rows of a measure with which a claim compares: of the day that it names, else the last.

    :param rows: all of the measure.
    :param written: the day of the draft.
    """
    earlier = [row for row in rows if row.as_of < figure.as_of]
    said, named = _AGO.search(text, number.span.end), _named(text, number, written)
    if named is not None and _is_between(named.span, text):
        return tuple(row for row in earlier if (row.as_of, figure.as_of) == (named.start, named.end))
    if named is not None:
        return tuple(row for row in earlier if named.start <= row.as_of <= named.end)[-1:]
    if said is not None:
        unit = said["unit"] or said["last"] or said["on"] or _SAME[said["same"].casefold()]
        count = (said["count"] or "one").casefold()
        days = _DAYS[unit.casefold()] * (_COUNTS.get(count) or int(count))
        reach = timedelta(days=days * _SLACK)
        return tuple(row for row in earlier if abs(figure.as_of - row.as_of - timedelta(days=days)) <= reach)
    return tuple(earlier[-1:])


def between_days(text: str, number: Quantity, first: Figure, last: Figure, written: date | None) -> bool:
    """Say whether a text names the very days of two rows as those between which something changed."""
    named = _named(text, number, written)
    return (
        named is not None
        and _is_between(named.span, text)
        and (first.as_of, last.as_of) == (named.start, named.end)
    )


def _is_between(span: Span, text: str) -> bool:
    """Say whether a time is that from one day to another: "between 6 June and 10 June"."""
    return _BETWEEN.search(text, max(0, span.start - len("between ")), span.end) is not None


def compared(text: str) -> tuple[Span, ...]:
    """Return where a text names the time with which it compares, or the two between which something changed."""
    told = [q.span.end for q in quantity.find(text) if change(text, q)]
    both = (p.span for p in periods(text, None) if _is_between(p.span, text))
    return (*baselines(text), *(span for span in both if told))


def _named(text: str, number: Quantity, written: date | None) -> Period | None:
    """Return the day, month or year of the calendar with which a number is compared: "than on Monday"."""
    bases = [span for span in compared(text) if span.start >= number.span.end or _is_between(span, text)]
    found = (p for p in periods(text, written) if any(span.overlaps(p.span) for span in bases))
    return next((p for p in found if not _AGO.search(text, p.span.start, p.span.end)), None)


@functools.lru_cache(maxsize=16384)
def baselines(text: str) -> tuple[Span, ...]:
    """Return where a text names the time with which it only compares: "than in 2024", "rose by 3 from May"."""
    changed = min((q.span.end for q in quantity.find(text) if change(text, q)), default=len(text))
    named = [
        p.span
        for p in periods(text, None)
        if _THAN_IN.search(text[: p.span.start])
        or (p.span.start >= changed and (_BASE.search(text[: p.span.start]) or _SINCE.match(p.span.of(text))))
    ]
    told = [Span(start=m.start(), end=m.end()) for m in _AGO.finditer(text)]
    return (*named, *(s for s in told if s.start >= changed or _THAN_IN.search(text[: s.start])))


@functools.lru_cache(maxsize=4096)
def base_in(text: str) -> bool:
    """Say whether a text compares with an earlier time: "than in 2015", "a year earlier", "of the previous year"."""
    return bool(baselines(text)) or _AGO.search(text) is not None
