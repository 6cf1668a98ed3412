"""For what time or thing a number is: "900 tonnes of ore a day", "six a head", "120,000 a year for each patient".

And what comes of it: two million a year from 2027 to 2031 are ten million over five years, and two million over five
years they are not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .. import quantity
from ..model import Quantity, Span
from ..text import late
from ._context import parsed
from ._each import is_of_all, shared_out

_RATED = (
    "second|minute|hour|day|week|month|year|kilomet(?:re|er)|met(?:re|er)|mile|acre|hectare|tonne|ton|litre|liter|gallon"
    "|barrel|head|person|pupil|student|patient|household|family|share|ticket|seat|dose|vote|game|match"
    "|semester|term|quarter|night|shift|child|employee"
)
_PER = re.compile(
    rf"(?:\s+[^\W\d_]+){{0,4}}?\s+(?<!\bfor )(?:an?|per|each|every)\s+(?P<time>{_RATED})\b", re.I
)
_MEASURE = re.compile(rf"(?:square |cubic )?(?:{_RATED})")
_FURTHER = re.compile(
    rf"(?:\s+[\w’'-]+){{0,2}}?,?\s+(?:per|and|(?:for |and )?(?:an?|each|every))\s+(?P<time>{_RATED})\b",
    re.I,
)
# "For each week of delay it pays 200": what stands before the number, with no other number between.
_FOR_EACH = re.compile(rf"\b(?:for|in) (?:each|every) (?P<time>{_RATED})\b[^\d.;:]*$", re.I)
_EACH = re.compile(r"\b(?:daily|weekly|monthly|yearly|annual|annually|hourly|apiece|each|every|per)\b", re.I)
# "500 euros per holding": of what no table of measures has, "per" and "for each" tell.
_PER_ANY = late(
    r"(?:\s+(?!(?:per|an?|each|every)\b)[^\W\d_]+){0,3}?\s+(?:per|for (?:each|every))\s+"
    r"(?!(?:cent|se|head|capita|person)\b)(?P<what>(?:square |cubic )?[a-z]+)\b",
    re.I,
)
_A_SQUARE = late(r"(?:\s+[^\W\d_]+){0,2}?\s+an?\s+(?P<what>(?:square|cubic) [a-z]+)\b", re.I)
_PER_TIME = late(r"\b(?:(?:an?|per|each|every) (?:day|week|month)|daily|weekly|monthly)\b", re.I)
_ANNUM = {"annum": "year", "diem": "day"}
_ALIKE = (
    frozenset({"household", "family", "home", "dwelling"}),
    frozenset({"ton", "tonne"}),
    frozenset({"night", "stay"}),
)
_HEADS, _PEOPLE = ("head", "person"), ("head", "person", "pupil", "student", "patient", "child", "employee")
_SO_MANY = {("month", "year"): 12, ("quarter", "year"): 4, ("day", "week"): 7}  # of the one in the other
_IN_ALL = re.compile(
    r"\b(?:in total|a total of|in all|altogether|overall|so far|to date|by the end of)\b", re.IGNORECASE
)

_ADVERBS = {"annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}
_RATED_BEHIND = late(r"(?:\s+[^\W\d_]+){0,3}?\s+(?P<how>annual|yearly|monthly|weekly|daily)(?:ly)?\b", re.I)
_RATED_BEFORE = late(
    r"\b(?P<how>annual|yearly|monthly|weekly|daily)\s+(?:(?:[a-z]+\s+){1,3}?(?:of|is|was|at)"
    r"|(?:[a-z]+\s+){1,6}?(?:from\s+[^.;]{1,30}?\s+to|(?:rises|rose|falls|fell|goes up|went up)\s+to))"
    r"\s+(?:about\s+)?$",
    re.I,
)
# "12 million crowns over four years", "in total for the four years".
_SPREAD = late(
    r"(?:\s+[^\W\d_]+){0,4}?\s+(?:(?:over|in|within|during|for)\s+)?(?:a period of\s+)?"
    r"(?:the\s+)?(?:(?:next|coming|past|last|first)\s+)?",
    re.I,
)
_DURING = late(r"\b(?:over|in|within|during|for)\b[\w\s]*$", re.I)
_YEARS = late(
    r"\b(?P<first>(?:19|20)\d\d)\s*(?P<how>[-–]|to|until|through|and)\s*(?P<last>(?:19|20)\d\d)\b", re.I
)
_TIMES = ("year", "month", "week", "day")


def rate_of(text: str, number: Quantity) -> str:
    """Return for what time or thing a number is, "day" of "900 tonnes of ore a day", "head" of "six a head", or ""."""
    found = _PER.match(text, number.span.end) or _FOR_EACH.search(text[: number.span.start])
    return _spelled(found["time"]) if found else ""


def _spelled(word: str) -> str:
    """Return a word for what something is measured by in one spelling: a litre is a liter."""
    return re.sub(r"(?<=met|lit)re$", "er", word.casefold())


def _either(word: str) -> str:
    """Return a pattern for a word in both its spellings."""
    return re.sub(r"er$", "(?:er|re)", word)


def of_no_rate(rate: str, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives a number as a whole, where the claim says how much it is "a day", "a kilometre"."""
    told = _EACH.search(passage) or re.search(rf"\ban? {_either(rate)}\b", passage, re.I)
    return bool(rate) and not rate_of(passage, stated) and not told


def without_rate(text: str, number: Quantity) -> str:
    """Return a text without the "a day" or "weekly" behind a number, which keeps its place."""
    return text[: number.span.end] + _PER_TIME.sub("", text[number.span.end :])


def of_another_rate(claim: str, number: Quantity, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives a number for another time or thing than a claim does, or for each of several."""
    return (
        _of_another_time(rate_of(claim, number), passage, stated)
        or _is_each_of_many(number, claim, stated, passage)
        or is_of_all(number, claim, stated, passage)
        or _is_for_another(claim, number, passage, stated)
    )


def _of_another_time(rate: str, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives the number for another time, or in all, where the claim gives it for ``rate``."""
    theirs = _paid_by(passage, stated) if rate else ""
    if not rate or rate in _further_rates(passage, stated):
        return False
    if (rate in _HEADS and theirs in _PEOPLE) or (theirs in _HEADS and rate in _PEOPLE):
        return False  # "so much a head" of so many pupils
    if any({rate, theirs} <= group for group in _ALIKE):
        return False
    return theirs not in ("", rate) or (not theirs and _IN_ALL.search(passage) is not None)


def _is_for_another(claim: str, number: Quantity, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives a number per what a claim does not: a holding for a hectare, a day for a crossing.

    One of the two has to be a measure: a vehicle may be a car, and a farm a holding.
    """
    ours, theirs = _each(claim, number), _each(passage, stated)
    if "" in (ours, theirs) or ours == theirs:
        return False
    if re.search(rf"\b(?:per|an?|each|every|and) {_either(ours)}\b", passage, re.I):
        return False  # "8 crowns a day for each vehicle" is that much per vehicle too
    pair = {ours, theirs}
    measured = any(_MEASURE.fullmatch(one) for one in pair) and pair.isdisjoint((*_HEADS, *_PEOPLE))
    return measured and not any(pair <= group for group in _ALIKE)


def _each(text: str, number: Quantity) -> str:
    """Return per what a number is, be it a measure or not, in the singular, or ""."""
    said = _A_SQUARE.match(text, number.span.end) or _PER_ANY.match(text, number.span.end)
    word = _thing(text, said) if said else rate_of(text, number)
    return _ANNUM.get(word, _spelled(word))


def _thing(text: str, said: re.Match[str]) -> str:
    """Return the noun behind a "per", without what stands before it: the tonne of "per metric tonne"."""
    if " " in said["what"]:
        return said["what"].casefold()
    word = next((t for t in parsed(text) if t.idx == said.start("what")), None)
    noun = word.head if word is not None and word.dep_ in ("amod", "compound") else word
    return (said["what"] if noun is None or noun.pos_ == "VERB" else str(noun.lemma_)).casefold()


def _further_rates(text: str, number: Quantity) -> tuple[str, ...]:
    """Return what else a number is for: the patient of "120,000 a year for each patient"."""
    first = _PER.match(text, number.span.end)
    behind = _FURTHER.match(text, first.end()) if first else None
    return (_spelled(behind["time"]),) if behind else ()


def by_rate(claim: str, number: Quantity, passage: str) -> str:
    """Return what a passage has for each of the several of which a claim gives what all come to, or "".

    "9,000 per semester, with two semesters a year" is 18,000 a year.
    """
    whole = rate_of(claim, number)
    for one in quantity.find(passage) if whole else ():
        part = rate_of(passage, one)
        many = (_how_many(part, whole, passage) or _SO_MANY.get((part, whole), 0)) if part else 0
        if many and one.unit == number.unit and quantity.agree(number, _times(many, one)).holds:
            return f"{one.span.of(passage)} a {part}"
    wholes = [at.of(passage) for at in shared_out(number, claim, passage)]
    return _in_the_end(claim, number, passage) or (f"{wholes[0]} for all of them" if wholes else "")


def _in_the_end(claim: str, number: Quantity, passage: str) -> str:
    """Return the rate and its time to which a sum of a claim comes, if a number is that sum or that time, or ""."""
    for total in quantity.find(claim):
        time = spread_over(claim, total)
        if time is None or number not in (total, time):
            continue
        for at in (at for at, told in over_time(total, claim, passage).items() if told):
            return f"{at.of(passage)} a {time.unit} for {time.value:g} {time.unit}s"
    return ""


def over_time(total: Quantity, claim: str, passage: str) -> dict[Span, bool]:
    """Return where a passage has the rate at which a sum is reached in the time that a claim spreads it over.

    Each with whether the passage says that it goes on for so long, too.
    """
    time = spread_over(claim, total)
    if time is None:
        return {}
    lengths = _lengths(passage, time.unit)
    return {
        one.span: bool(lengths)
        for one in quantity.find(passage)
        if _paid_by(passage, one) == time.unit
        and quantity.agree(total, _times(time.value, one)).holds
        and (not lengths or time.value in lengths)
    }


def _is_each_of_many(total: Quantity, claim: str, stated: Quantity, passage: str) -> bool:
    """Say whether a passage gives for each of several years, months or days what a claim gives for all of them."""
    time = spread_over(claim, total)
    return time is not None and time.value > 1 and _paid_by(passage, stated) == time.unit


def spread_over(text: str, total: Quantity) -> Quantity | None:
    """Return the time over which a text spreads a sum: "12 million over four years"; None where it gives a rate."""
    if total.unit in ("label", "ordinal", "score", "times", "share", "%", "points", *_TIMES):
        return None
    time = next((q for q in quantity.find(text) if q.span.start >= total.span.end), None)
    if time is None or time.unit not in _TIMES or _paid_by(text, total):
        return None
    said = text[total.span.end : time.span.start]
    within = time.span.of(text).casefold().startswith(("over", "within")) or _DURING.search(said)
    return time if within and _SPREAD.fullmatch(f"{said.rstrip()} ") else None


def _paid_by(text: str, number: Quantity) -> str:
    """Return for what time a number is, also where a word says so: "annually", "an annual grant of"."""
    said = _RATED_BEHIND.match(text, number.span.end) or _RATED_BEFORE.search(text[: number.span.start])
    return rate_of(text, number) or (_ADVERBS[said["how"].casefold()] if said else "")


def _lengths(passage: str, unit: str) -> set[float]:
    """Return how many of a unit of time a passage tells of, in so many words or by its first and last year."""
    found = {q.value for q in quantity.find(passage) if q.unit == unit}
    for years in _YEARS.finditer(passage) if unit == "year" else ():
        count = int(years["last"]) - int(years["first"]) + 1
        if count == 2 or (count > 1 and years["how"] != "and"):
            found.add(float(count))
    return found


def _times(many: float, one: Quantity) -> Quantity:
    return replace(
        one, value=many * one.value, low=many * one.low, high=many * one.high, step=many * one.step
    )


def _how_many(part: str, whole: str, passage: str) -> float:
    """Return of how many parts a passage says that a whole has them: "two semesters a year"."""
    named = re.compile(rf"\s+{part}s\b", re.I)
    counts = (q for q in quantity.find(passage) if q.unit == part or named.match(passage, q.span.end))
    return next((q.value for q in counts if rate_of(passage, q) == whole), 0.0)
