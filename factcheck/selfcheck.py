"""What a sentence says against itself: figures and days that cannot all be right, whatever the sources say.

Every newsroom handbook asks for it (do the sums, count the names, look up the weekday), and it needs no source. Only
what cannot be meant otherwise is told: a rise to less, a share that two levels do not make, a part greater than its
whole, a day of the week that the date was not, an end before its beginning, an age that two years rule out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from . import quantity, when
from .model import Article, Bound, Claim, Period, Quantity
from .text import late

_ITSELF = "check the sentence itself: "
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNCOUNTED = ("label", "ordinal", "score", "times", "share")
_CALENDAR = 1800  # from which year on nearly all count by one calendar
_NEAR = 183  # days from the article's own date within which a day without a year is sure
_LOOSE = 0.6  # points by which a rounded percentage may lie off
_DOUBLED = 0.1  # by what part of itself "doubled" may lie off

_MULTIPLIED = r"(?:doubl|tripl|trebl|quadrupl)(?:e[sd]?|ing)"
_UP = (
    r"r(?:i|o)s(?:e|es|en|ing)|increas(?:e[sd]?|ing)|gr(?:o|e)w(?:s|n|ing)?|climb\w*|jump\w*|surg\w+|soar\w*"
)
_DOWN = (
    r"f(?:a|e)ll(?:s|en|ing)?|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|dropp?(?:s|ed|ing)?|shr(?:i|a|u)nk(?:s|ing)?"
    r"|slump\w*|plung\w+|(?:was|were|been|be|is|are) (?:cut|reduced|lowered)"
)
_HALVED = r"halv(?:e[sd]?|ing)"
_MOVED = late(
    rf"\b(?:(?P<up>{_UP}|{_MULTIPLIED})|(?P<down>{_DOWN}|{_HALVED}))(?: (?!from\b|to\b|if\b|when\b)[^ ,;:.]+){{0,5}} $",
    re.I,
)
_FROM, _TO = late(r"\bfrom (?:about |around |some )?$", re.I), late(r"\bto (?:about |around |some )?$", re.I)
_UP_FROM = late(
    r"(?: [\w’'-]+){0,8},? (?:(?P<up>up)|(?P<down>down)) (?:[\d.,]+ ?(?:%|per ?cent) )?from $", re.I
)
# A better rank is a lower number, a weaker rate a higher one; a temperature may stand below nought.
_OTHERWISE = late(
    r"\b(?:rank\w*|places?|positions?|seed\w*|chart|league|list|odds|minus|below zero|degrees|levels?|alert|"
    r"grades?|class|tier|division|group|category|stage|snow|rain|hail|ash|debris|rocks?|shells?|bombs?|[ap]\.?m\b|o['’]clock|"
    r"(?:to|against|per) (?:the |a |one )?(?:dollar|euro|pound|yen|yuan|rouble|rupee|franc|lira|shekel))\b|-\d",
    re.I,
)
_DENIED = late(r"\b(?:not|never|no|would|could|should|if|instead)\b|n['’]t\b", re.I)
_LOOSELY = late(r"\b(?:than|nearly|almost|about|roughly|around|virtually|practically) $", re.I)
_OF = late(r" (?:out )?of (?:the|its|their|our|all) $")
_ONE_OF, _OTHERS = late(r"\bone of (?:the |its |their )?$", re.I), late(r"\bthe other $", re.I)
_SPAN = late(r"\bfrom $", re.I)
_BORN = late(r"\bborn (?:on |in )?$", re.I)
_DIED = late(
    r",? (?:and )?(?:s?he )?(?:died|(?:was|were) (?:killed|executed)|drowned)[^,.;]{0,40} (?:in|on) ", re.I
)
_WORD = late(r"\w+")


class _Levels(NamedTuple):
    """Two levels of one thing, the earlier first, whether the sentence says that it rose, and the words for it."""

    before: Quantity
    after: Quantity
    rose: bool
    words: str


def selfcheck(sentence: str, published: date | None = None) -> tuple[str, ...]:
    """Return what a sentence says against itself, a reason each; nothing where that is not sure.

    :param published: the article's own date, by which a day without a year is read; None where it has none.
    """
    found = [*_weekdays(sentence, published), *_turned_spans(sentence), *_ages(sentence)]
    if len(quantity.find(sentence)) > 1:
        found += [*_levels_at_odds(sentence), *_greater_parts(sentence), *_others(sentence)]
    return tuple(dict.fromkeys(found))


def flagged(claims: Iterable[Claim], article: Article) -> Iterator[Claim]:
    """Yield claims, the first of each sentence flagged with what the sentence says against itself."""
    seen = set()
    for claim in claims:
        found = (
            () if claim.sentence in seen else selfcheck(claim.sentence.of(article.text), article.published)
        )
        seen.add(claim.sentence)
        yield replace(claim, flags=(*claim.flags, *map(_ITSELF.__add__, found))) if found else claim


def against_itself(claim: Claim) -> tuple[str, ...]:
    """Return the flags of a claim that tell what its sentence says against itself."""
    return tuple(flag for flag in claim.flags if flag.startswith(_ITSELF))


def _weekdays(sentence: str, published: date | None) -> Iterator[str]:
    """Yield the days of the week that their dates were not: "Monday 4 March 2025"."""
    for period in when.find(sentence, published) if any(day in sentence for day in _DAYS) else ():
        said = period.span.of(sentence)
        named = next((day for day in _DAYS if said.startswith(day)), "")
        if (
            not named
            or period.grain != "day"
            or period.start != period.end
            or not _is_sure(period, published)
        ):
            continue
        day = period.start
        if _DAYS[day.weekday()] != named:
            yield f"{day.day} {day:%B %Y} is a {_DAYS[day.weekday()]}, not a {named}"


def _is_sure(period: Period, published: date | None) -> bool:
    if not period.anchored:
        return period.start.year >= _CALENDAR
    dated = bool(period.partial[1]) and published is not None
    return dated and abs((period.start - (published or period.start)).days) <= _NEAR


def _turned_spans(sentence: str) -> Iterator[str]:
    """Yield the stretches of time that end before they begin: "from May 2025 to April 2025"."""
    told = [p for p in when.find(sentence, None) if not p.anchored and p.relation in ("in", "since", "after")]
    for one, other in itertools.pairwise(told):
        between = sentence[one.span.end : other.span.start]
        if (
            between in (" to ", " until ")
            and _SPAN.search(sentence[: one.span.start])
            and other.end < one.start
        ):
            said = sentence[one.span.start : other.span.end]
            yield f"“from {said}” ends before it begins"


def _ages(sentence: str) -> Iterator[str]:
    """Yield the ages that the years of birth and death rule out."""
    if "born" not in sentence:
        return
    years = [p for p in when.find(sentence, None) if not p.anchored and p.start.year == p.end.year]
    born = next((p for p in years if _BORN.search(sentence[: p.span.start])), None)
    behind = (p for p in years if born is not None and p.span.start > born.span.end)
    died = next((p for p in behind if born and _DIED.fullmatch(sentence[born.span.end : p.span.start])), None)
    ages = [q for q in quantity.find(sentence) if q.unit == "year" and q.span.of(sentence).startswith("aged")]
    if born is None or died is None or len(ages) != 1 or ages[0].bound is not Bound.EXACT:
        return
    full = died.start.year - born.start.year
    if ages[0].value not in (full, full - 1):
        who = f"born in {born.start.year}, dead in {died.start.year}"
        yield f"{who} makes an age of {full - 1} or {full}, not {ages[0].value:g}"


def _levels_at_odds(sentence: str) -> Iterator[str]:
    """Yield the rises to less, and the changes that two levels do not make."""
    told = [*_levels(sentence)]
    if not told or _OTHERWISE.search(sentence) or _DENIED.search(sentence):
        return
    for levels in told:
        before, after = (q.span.of(sentence) for q in levels[:2])
        if levels.before.value != levels.after.value and levels.rose != (
            levels.after.value > levels.before.value
        ):
            way = "more" if levels.after.value > levels.before.value else "less"
            yield f"it says “{levels.words}”, but {after} is {way} than {before}"
        elif len(told) == 1:
            yield from _changes_at_odds(sentence, levels)


def _levels(sentence: str) -> Iterator[_Levels]:
    for one, other in _neighbours(quantity.find(sentence)):
        if not _are_levels(one, other, sentence):
            continue
        ahead, between = sentence[: one.span.start], sentence[one.span.end : other.span.start]
        if between == " to " and _FROM.search(ahead) and (moved := _moved(ahead)):
            yield _Levels(one, other, *moved)
        elif between in (" from ", ", from ") and _TO.search(ahead) and (moved := _moved(ahead)):
            yield _Levels(other, one, *moved)
        elif between.endswith(" from ") and (found := _UP_FROM.fullmatch(between)):
            yield _Levels(other, one, bool(found["up"]), found["up"] or found["down"])


def _neighbours(numbers: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the numbers that stand side by side, or with a percentage between them."""
    yield from itertools.pairwise(numbers)
    yield from (
        (a, b) for a, change, b in zip(numbers, numbers[1:], numbers[2:], strict=False) if change.unit == "%"
    )


def _are_levels(one: Quantity, other: Quantity, sentence: str) -> bool:
    """Say whether two numbers can be two levels of one thing: of one unit, each plain, and each with its unit."""
    plain = all(q.bound is Bound.EXACT and q.value > 0 and q.unit not in _UNCOUNTED for q in (one, other))
    # "Fell from 10 to 20 percent" may be how far it fell.
    written = one.unit == "" or not one.span.of(sentence).replace(",", "").replace(".", "").isdigit()
    return plain and written and one.unit == other.unit


def _moved(ahead: str) -> tuple[bool, str] | None:
    """Return whether the verb before "from" or "to" tells a rise, and the verb."""
    head = re.sub(r"(?:from|to) (?:about |around |some )?$", "", ahead)
    found = _MOVED.search(head)
    return (bool(found["up"]), found["up"] or found["down"]) if found else None


def _changes_at_odds(sentence: str, levels: _Levels) -> Iterator[str]:
    """Yield the change of a sentence that its two levels do not make: "rose 50% from 100 to 130"."""
    before, after = levels.before, levels.after
    others = [q for q in quantity.find(sentence) if q not in (before, after)]
    if len(others) != 1 or others[0].bound is not Bound.EXACT:
        return
    change = others[0]
    said, two = change.span.of(sentence), f"{before.span.of(sentence)} to {after.span.of(sentence)}"
    if change.unit == "%" and before.unit not in ("%", "points") and _is_the_change(change, levels, sentence):
        low, high = _percent(before, after)
        if not low - change.step - _LOOSE <= change.value <= high + change.step + _LOOSE:
            yield f"from {two} is {abs(after.value / before.value - 1):.0%}, not {said}"
    times = after.value / before.value
    loosely = _LOOSELY.search(sentence[: change.span.start])
    told = change.unit == "times" and not loosely and re.fullmatch(f"{_MULTIPLIED}|{_HALVED}", said, re.I)
    if told and abs(times / change.value - 1) > _DOUBLED:
        yield f"from {two} is {times:.2g} times as much, not “{said}”"


def _is_the_change(change: Quantity, levels: _Levels, sentence: str) -> bool:
    """Say whether a percentage stands right behind the verb of the change, or between the two levels."""
    first, last = sorted((levels.before.span, levels.after.span), key=lambda span: span.start)
    inside = first.end <= change.span.start and change.span.end <= last.start
    ahead = sentence[: change.span.start]
    verb = re.search(rf"\b(?:{_UP}|{_DOWN}|up|down)(?: by)? $", ahead, re.I)
    return verb is not None and (inside or change.span.end <= first.start)


def _percent(before: Quantity, after: Quantity) -> tuple[float, float]:
    """Return the least and the most per cent that lie between two levels, as they may be rounded."""
    ends = [
        abs(100 * ((after.value + b) / (before.value + a) - 1))
        for a in (-before.step, before.step)
        for b in (-after.step, after.step)
        if before.value + a > 0
    ]
    return min(ends), max(ends)


def _greater_parts(sentence: str) -> Iterator[str]:
    """Yield the parts that are more than their wholes: "12 of the 10 members"."""
    for part, whole in itertools.pairwise(quantity.find(sentence)):
        counts = part.unit == whole.unit == "" and part.bound is whole.bound is Bound.EXACT
        if not counts or part.value <= whole.value:
            continue
        if _OF.fullmatch(sentence[part.span.end : whole.span.start]) and sentence[whole.span.end :][
            :1
        ] not in ("-", "–"):
            yield f"{part.span.of(sentence)} is more than all {whole.span.of(sentence)}"


def _others(sentence: str) -> Iterator[str]:
    """Yield a number of which one is told, and another number of the others: "one of seven, the other two"."""
    counts = [q for q in quantity.find(sentence) if q.unit == "" and q.bound is Bound.EXACT]
    counts = counts if "the other " in sentence else []
    for whole, rest in itertools.pairwise(counts):
        first = _ONE_OF.search(sentence[: whole.span.start])
        others = _OTHERS.search(sentence[: rest.span.start])
        if first and others and rest.value != whole.value - 1 and _are_of_one(whole, rest, sentence):
            yield f"“one of {whole.span.of(sentence)}” leaves {whole.value - 1:g} others, not {rest.span.of(sentence)}"


def _are_of_one(whole: Quantity, rest: Quantity, sentence: str) -> bool:
    """Say whether two numbers count one kind of thing: by its word, or "the other two being"."""
    things, behind = (_WORD.findall(sentence[q.span.end :]) for q in (whole, rest))
    return behind[:1] == ["being"] or (bool(behind) and behind[0] in things[:2])
