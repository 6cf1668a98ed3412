"""How often something is done: once a year, every three months, twice a week."""

from __future__ import annotations

import functools
import re

from .. import quantity
from ..model import Span
from ..text import late

_N = r"two|three|four|five|six|ten|twelve|\d+"
_PACED = late(
    rf"\b(?P<times>once|twice|(?P<n>{_N}) times) (?:an?|per|each|every) (?P<unit>day|week|month|quarter|year)\b"
    rf"|\bevery (?:(?P<m>other|second|{_N}) )?(?P<gap>day|week|month|quarter|year)s?\b",
    re.I,
)
_TIMES_A = {"once": 1, "twice": 2, "other": 2, "second": 2}
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_ON_MONTH = late(
    r"\b(?:(?:from|than|on) (?:a|the|the previous|a previous) month|month(?: before| earlier|[- ]on[- ]month)"
    r"|monthly)\b",
    re.I,
)
_ON_YEAR = late(
    r"\b(?:(?:from|than|on) (?:a|the|the previous) year|year(?: before| earlier| ago|[- ]on[- ]year)"
    r"|annual(?:ly)?|yearly)\b",
    re.I,
)
_CUT = late(r"[,;](?!\d)|\b(?:against|while|whereas|and|but)\b", re.I)
_OFTEN = 1.2  # how far two paces may lie apart and be one: "four times a year" is "every three months"


def on_another_base(claim: str, passage: str) -> str:
    """Return the month, or year, with which a claim compares a rate that a passage compares with the other; or "".

    "Rose 3.4 percent from the month before" is not "the annual rate was 3.4%, the monthly rate 0.2%".
    """
    base = _base(claim)
    rates = [q for q in quantity.find(claim) if q.unit == "%"] if base else []
    for rate in rates:
        held = [q for q in quantity.find(passage) if q.unit == "%" and q.value == rate.value]
        bases = {_base(_around(passage, q.span)) for q in held} - {""}
        if bases and base not in bases:
            return f"{rate.span.of(claim)} on the {base} (the source: on the {min(bases)})"
    return ""


_A_TIME = late(
    r"\b(?:(?:an?|per|each|every) (?:day|week|month|quarter|year)|monthly|weekly|annual(?:ly)?|daily|yearly)\b",
    re.I,
)
_ONCE = late(r"\b(?:single|one-off|one-time|lump|once only|a one off)\b", re.I)


def paid_once(claim: str, passage: str) -> str:
    """Return the pace at which a claim has a sum paid that a passage has paid once: "a month" of "a single payment"."""
    pace = _A_TIME.search(claim)
    sums = [q.value for q in quantity.find(claim)] if pace and _ONCE.search(passage) else []
    here = [q for q in quantity.find(passage) if q.value in sums]
    single = any(_ONCE.search(_around(passage, q.span)) for q in here)
    return pace.group() if pace and single and not _ONCE.search(claim) and not _A_TIME.search(passage) else ""


def _base(text: str) -> str:
    """Return whether a text compares with the month or the year before, or ""."""
    month, year = _ON_MONTH.search(text), _ON_YEAR.search(text)
    return "" if bool(month) is bool(year) else "month" if month else "year"


def _around(text: str, span: Span) -> str:
    """Return the words about a number, up to those of the next."""
    start = max((m.end() for m in _CUT.finditer(text, 0, span.start)), default=0)
    end = _CUT.search(text, span.end)
    return text[start : end.start() if end else len(text)]


def paced_alike(claim: str, passage: str) -> str:
    """Return how often a passage has something done, where that is as often as a claim has it, or ""."""
    ours, theirs = _paced(claim), _paced(passage)
    alike = ours is not None and theirs is not None and 1 / _OFTEN < ours[1] / theirs[1] < _OFTEN
    return theirs[0].group() if alike and theirs is not None else ""


def paced_otherwise(claim: str, passage: str) -> str:
    """Return how often a claim has something done, with what a passage has for it, or ""."""
    apart = paces_apart(claim, passage)
    return "" if apart is None else f"{apart[0].group()} (the source: {apart[1].group()})"


def paces_apart(claim: str, passage: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return where claim and passage say how often it is done, where the one says it more often than the other."""
    ours, theirs = _paced(claim), _paced(passage)
    if ours is None or theirs is None or 1 / _OFTEN < ours[1] / theirs[1] < _OFTEN:
        return None
    return ours[0], theirs[0]


@functools.lru_cache(maxsize=4096)
def _paced(text: str) -> tuple[re.Match[str], float] | None:
    """Return where a text says how often something is done, and after how many days each time, if it says so once."""
    found = [*_PACED.finditer(text)]
    if len(found) != 1:
        return None
    said = found[0]
    if said["unit"]:
        times = _TIMES_A.get(said["times"].casefold()) or number(said["n"])
        return said, _DAYS_IN[said["unit"].casefold()] / times
    every = (said["m"] or "1").casefold()
    return said, _DAYS_IN[said["gap"].casefold()] * (_TIMES_A.get(every) or number(every))


def number(word: str) -> float:
    """Return the value of a word for a number, 1 where it is none."""
    return next((q.value for q in quantity.find(f"{word} times") if q.value), 1.0)
