"""Find the quantities of a text: one pass for the numbers, then what stands after, between and before them.

The steps are (1) atoms: every number, share, ordinal or label, dates and clock times passed over; (2) scale
and unit after it; (3) ranges, scores and lists between neighbours; (4) currency, age and bound words before
it. Each step looks at a bounded window, so the time grows with the length of the text and not faster.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..lexicon import number_marks as marks
from ..lexicon.units import CURRENCY_MARKS, DIMENSIONS, SCALE_WORDS, SINGLE_MARKS
from ..model import Bound, Quantity, Span
from ._atoms import Atom, atoms
from ._before import is_denied, is_handed, is_mark, is_risen
from ._words import SCORE_WORDS

_WINDOW = 40
_SPACES = " \t\u00a0\u202f\u2009"
_INSTEAD = re.compile(rf"[{_SPACES}](?:instead[{_SPACES}]of|rather[{_SPACES}]than)[{_SPACES}]")
_NOUN_BEHIND = re.compile(rf"[{_SPACES}-]*\w")
_RANGE_MARK = re.compile(rf"[{_SPACES}]?[-–—‑][{_SPACES}]?|[{_SPACES}]+(?:to|or)[{_SPACES}]+")
_AND = re.compile(rf"[{_SPACES}]+and[{_SPACES}]+")
_LIST = re.compile(rf",[{_SPACES}]*(?:and[ ]+|or[ ]+)?|[{_SPACES}]+(?:and|or|to)[{_SPACES}]+|[-–—]")
_SEVERAL = re.compile(r"(?i)[a-z]+s\b|[a-z]+$|\d+$")
_AGE_BEFORE = re.compile(rf"(?i)\b(?:aged?|ages|age of)[{_SPACES}]+$")
_TURNED = {"over": "at_most", "under": "at_least"}
_APPOSED = re.compile(rf"[^\W\d_]\w*,[{_SPACES}]+$")
_BETWEEN = re.compile(rf"(?i)(?<!\w)between[{_SPACES}]+$")
_BY = re.compile(rf"(?i)(?<!\w)by[{_SPACES}]+$")
_FROM = re.compile(rf"(?i)(?<!\w)from[{_SPACES}]+$")
_BARE_METRES = re.compile(rf"[{_SPACES}]?m(?![\w'’])")
# "0.5 points" are percentage points; "40 points" may be anything.
_POINTS = re.compile(rf"[{_SPACES}-]points?\b")
_AND_A = re.compile(rf"[{_SPACES}]+and[{_SPACES}]+a[{_SPACES}]+")
_AND_SOME = re.compile(rf",?[{_SPACES}]+(?:and[{_SPACES}]+)?")
# "Eleven of the fourteen kilometres" are kilometres too.
_OF_THE = re.compile(
    rf"[{_SPACES}]+(?:out[{_SPACES}]+)?of[{_SPACES}]+(?:(?:the|its|their|those)[{_SPACES}]*)?"
)
_RESPECTIVELY = re.compile(r",?\s+(?:respectively|each)\b")
_ONE_AND = re.compile(
    rf"(?i)(?<!\w)an?[{_SPACES}]+(second|minute|hour|day|week|month|year|decade)[{_SPACES}]+and(?P<a>[{_SPACES}]+a)?[{_SPACES}]+$"
)
_TIME = ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade")


def find(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of ``text`` in order; see :func:`factcheck.quantity.find`."""
    found: list[Quantity] = []
    floor = 0
    for atom in _joined(text, (_with_unit(text, atom) for atom in atoms(text))):
        whole = _with_bound(text, _with_front(text, atom, floor), floor)
        found.append(_quantity(whole))
        floor = whole.end
    return tuple(found)


def values(text: str) -> Iterator[float]:
    """Yield the value of every number of ``text`` in order, also inside dates; vague words have none."""
    for atom in atoms(text, dates=True):
        if atom.kind not in ("most", "vague", "times", "share", "phone"):
            yield _with_unit(text, atom).value


def _quantity(atom: Atom) -> Quantity:
    return Quantity(
        span=Span(start=atom.start, end=atom.end),
        value=atom.value,
        low=atom.low,
        high=atom.high,
        unit=atom.unit,
        bound=atom.bound,
        step=atom.step,
    )


# -- what stands after


def _with_unit(text: str, atom: Atom) -> Atom:
    if atom.kind not in ("number", "vague"):
        return atom
    atom = _with_scale(text, atom) if atom.kind == "number" else atom
    match = marks.UNIT_AFTER.match(text, atom.end)
    if match is not None:
        return replace(atom, end=match.end(), unit=marks.UNIT_NAMES[match.lastgroup or ""])
    metres = None if atom.scaled else _BARE_METRES.match(text, atom.end)
    points = _POINTS.match(text, atom.end) if atom.value % 1 else None
    if points:
        return replace(atom, end=points.end(), unit="points")
    return replace(atom, end=metres.end(), unit="m") if metres else atom


def _with_scale(text: str, atom: Atom) -> Atom:
    match = marks.SCALE.match(text, atom.end)
    if match is None:
        return atom
    word = match.group().strip(_SPACES + "-").lower()
    money = marks.CURRENCY_BEFORE.search(text[max(0, atom.start - _WINDOW) : atom.start])
    if word == "m" and not money and (atom.value >= 1000 or marks.METRES.match(text, match.end())):
        return atom
    scale = SCALE_WORDS[word] if atom.value < 1e6 else 1.0  # "206,139,587 million" is a slip of the pen
    value = round(atom.value * scale, 6)
    if not math.isfinite(value):
        return atom
    step = _scaled_step(atom, scale)
    return replace(atom, end=match.end(), value=value, low=value, high=value, step=step, scaled=True)


def _scaled_step(atom: Atom, scale: float) -> float:
    """A scale word says that a figure is rounded: up to 5 per cent where one digit is written (5 million)."""
    if atom.value % 1 == 0 and len(f"{abs(atom.value):.0f}".rstrip("0")) <= 1:
        return min(0.5 * scale, 0.05 * abs(atom.value) * scale)
    return atom.step * scale


# -- what stands between


def _joined(text: str, found: Iterable[Atom]) -> list[Atom]:
    joined: list[Atom] = []
    for atom in found:
        last = joined[-1] if joined else None
        if last is not None and atom.start < last.end:
            continue
        near = last if last and atom.start - last.end <= 8 else None
        pair = (_sum(text, near, atom) or _pair(text, near, atom)) if near else None
        atom = atom if pair else _after_one(text, atom)
        if pair is not None:
            joined.pop()
        joined += pair if pair is not None else [atom]
    return joined


def _sum(text: str, left: Atom, right: Atom) -> list[Atom] | None:
    """Return "66 and a half", "a million and a half" or "two hours and ten minutes" as one number, or None."""
    gap = text[left.end : right.start]
    if left.kind != "number":
        return None
    if _is_half(text, right) and _AND_A.fullmatch(gap):
        more = 0.5 * ((_scale(text, left) if left.unit == "" else 0.0) or 1.0)
        whole = _lengthened(left, right, left.value + more, 0.1 * more)
        return [whole if left.unit or left.scaled else _with_unit(text, whole)]
    ratio = (
        _times_smaller(left.unit, right.unit) if right.kind == "number" and _AND_SOME.fullmatch(gap) else 0.0
    )
    if not 0 < right.value < ratio or left.value % 1 or _RESPECTIVELY.match(text, right.end):
        return None
    return [_lengthened(left, right, left.value + right.value / ratio, right.step / ratio)]


def _after_one(text: str, atom: Atom) -> Atom:
    """Return "a year and a half" or "an hour and 20 minutes" as one number, where this is the end of it."""
    found = _ONE_AND.search(text[max(0, atom.start - _WINDOW) : atom.start])
    if found is None or bool(found["a"]) is not _is_half(text, atom):
        return atom
    one = replace(
        atom,
        start=atom.start - len(found.group()),
        end=atom.start,
        kind="number",
        value=1.0,
        unit=found[1].lower(),
    )
    ratio = 2.0 if _is_half(text, atom) else _times_smaller(one.unit, atom.unit)
    part = 1.0 if _is_half(text, atom) else atom.value
    if atom.kind not in ("number", "share") or not 0 < part < ratio:
        return atom
    return _lengthened(one, atom, 1.0 + part / ratio, 0.05)


def _lengthened(left: Atom, right: Atom, value: float, step: float) -> Atom:
    return replace(left, end=right.end, value=value, low=value, high=value, step=step, bound=Bound.EXACT)


def _is_half(text: str, atom: Atom) -> bool:
    return atom.kind == "share" and text[atom.start : atom.end].lower() == "half"


def _times_smaller(unit: str, smaller: str) -> float:
    """Return how many of the smaller unit of time make the other, or 0 where they are not so."""
    (kind, big), (other, small) = DIMENSIONS.get(unit, ("", 1.0)), DIMENSIONS.get(smaller, ("", 1.0))
    return big / small if kind == other in ("time", "calendar") else 0.0


def _pair(text: str, left: Atom, right: Atom) -> list[Atom] | None:
    """Return what two neighbours become together, or None where they stay as they are."""
    gap = text[left.end : right.start].rstrip("".join(SINGLE_MARKS))
    if left.kind == "label" and right.kind == "number" and right.unit == "" and _LIST.fullmatch(gap):
        several = _SEVERAL.match(text[left.start : left.end])  # "counts one", or the "two" behind it
        return [left, replace(right, kind="label", unit="label", step=0.0)] if several else None
    if left.kind != "number" or right.kind != "number":
        return None
    goes_on = gap == "-" or (right.scaled and len(gap) == 1 and gap in _SPACES)
    if left.scaled and left.unit == "" and goes_on and right.value < _scale(text, left):
        value = left.value + right.value
        return [replace(right, start=left.start, value=value, low=value, high=value, scaled=True)]
    before = text[max(0, left.start - _WINDOW) : left.start]
    if re.fullmatch(r"[-–—‑]", gap) and _is_score(text, left, right, before):
        low, high = sorted((left.value, right.value))
        return [replace(left, end=right.end, kind="score", unit="score", low=low, high=high, step=0.0)]
    if (
        _OF_THE.fullmatch(gap)
        and left.unit == ""
        and left.value <= right.value
        and right.unit in marks.MEASURES
    ):
        return [replace(left, unit=right.unit), right]
    between = _BETWEEN.search(marks.CURRENCY_BEFORE.sub("", before))
    bare = right.unit == "" and not _NOUN_BEHIND.match(text, right.end)
    if _INSTEAD.fullmatch(gap) and left.unit in ("%", "year", "month", "week", "day", "hour") and bare:
        return [left, replace(right, unit=left.unit)]  # "18 percent instead of 19"
    if _FROM.search(before) and _RANGE_MARK.fullmatch(gap) and left.unit == "":
        return [_as_said_of(left, right), right]
    changed = left.unit != "" and _BY.search(before)  # "by 3 percent to 40 percent": a change and a level
    if (between and _AND.fullmatch(gap)) or (
        _RANGE_MARK.fullmatch(gap) and not _FROM.search(before) and not changed
    ):
        return _range(left, right)
    return None


def _scale(text: str, atom: Atom) -> float:
    """Return what the scale word of an atom stands for: of "71 thousand", as scripts are read out, 1000."""
    word = re.split(r"[\W\d_]+", text[atom.start : atom.end])[-1].lower()
    return SCALE_WORDS.get(word, 0.0) if len(word) > 3 else 0.0


def _as_said_of(left: Atom, right: Atom) -> Atom:
    """Give "5" the unit and scale of "from 5 to 10 per cent"."""
    scale = _shared_scale(left, right)
    value = left.value * scale
    return replace(left, value=value, low=value, high=value, step=left.step * scale, unit=right.unit)


def _is_score(text: str, left: Atom, right: Atom, before: str) -> bool:
    """Say whether 3-1 is a score or a vote: the bigger first, or a word of winning or voting beside it."""
    plain = not (left.unit or right.unit or left.scaled or right.scaled)
    if not plain or left.value % 1 or right.value % 1 or left.value >= 1000 or right.value < 0:
        return False
    if left.value >= right.value:
        return True
    counted = re.compile(r"[ \t]+[a-z]+s\b").match(text, right.end)
    return bool(SCORE_WORDS.search(" ".join(before.split()[-2:]))) and not counted


def _range(left: Atom, right: Atom) -> list[Atom] | None:
    if left.unit and left.unit != right.unit:
        return None
    scale = _shared_scale(left, right)
    low, high = left.value * scale, right.value
    if low >= high:
        return None
    step = min(left.step * scale, right.step)
    middle, unit = low + (high - low) / 2, right.unit or left.unit
    return [
        replace(
            left,
            end=right.end,
            kind="range",
            value=middle,
            low=low,
            high=high,
            unit=unit,
            bound=Bound.RANGE,
            step=step,
        )
    ]


def _shared_scale(left: Atom, right: Atom) -> float:
    """Return what "3" is to be multiplied by in "3 to 5 million": the scale word is said once."""
    if left.scaled or not right.scaled or left.value >= 1000:
        return 1.0
    scales = (1e12, 1e9, 1e7, 1e6, 1e5, 1e3, 1e2, 12.0)
    return next((s for s in scales if right.value / s >= 1 and left.value * s < right.value), 1.0)


# -- what stands before


def _with_front(text: str, atom: Atom, floor: int) -> Atom:
    """Take in the currency, the age or the "between" before the number."""
    if atom.kind not in ("number", "range"):
        return atom
    before = text[max(floor, atom.start - _WINDOW) : atom.start]
    currency = marks.CURRENCY_BEFORE.search(before)
    if currency:
        unit = CURRENCY_MARKS[currency.group().strip(_SPACES)]
        atom = replace(atom, start=atom.start - len(currency.group()), unit=unit)
    between = (
        _BETWEEN.search(text[max(floor, atom.start - 16) : atom.start]) if atom.kind == "range" else None
    )
    if between:
        atom = replace(atom, start=atom.start - len(between.group()))
    return atom if atom.unit else _aged(text, atom, floor)


def _aged(text: str, atom: Atom, floor: int) -> Atom:
    """Read "aged 34", "Ann Smith, 34," and "the mayor, 54," as years."""
    before = text[max(floor, atom.start - _WINDOW) : atom.start]
    age = _AGE_BEFORE.search(before)
    if age:
        return replace(atom, start=atom.start - len(age.group()), unit="year")
    apposed = _APPOSED.search(before)
    if apposed is None or text[atom.end : atom.end + 1] != "," or atom.scaled:
        return atom
    youngest = 0 if apposed.group()[0].isupper() else 15
    return replace(atom, unit="year") if youngest < atom.value < 120 else atom


def _with_bound(text: str, atom: Atom, floor: int) -> Atom:
    if atom.kind not in ("number", "range", "share", "vague"):
        return atom
    after = marks.BOUND_AFTER.match(text, atom.end) if atom.kind == "number" else None
    if after:
        return _bounded(replace(atom, end=after.end()), after.lastgroup or "")
    told = text[max(floor, atom.start - _WINDOW) : atom.start]
    before = marks.BOUND_BEFORE.search(told)
    if before is None and (passed := marks.PASSED.search(told)) and is_mark(text, atom):
        start = atom.start - len(passed.group())
        denied = is_denied(text[max(floor, start - _WINDOW) : start], passed.group())
        return _bounded(replace(atom, start=start), "at_most" if denied else "over")
    if before is None or before.lastgroup == "between":
        return atom
    ahead = told[: before.start()]
    if (before.lastgroup == "over" and is_handed(ahead)) or is_risen(ahead, before.group()):
        return atom
    start, name = atom.start - len(before.group()), before.lastgroup or ""
    denied = name in _TURNED and is_denied(text[max(floor, start - _WINDOW) : start], before.group())
    return _bounded(replace(atom, start=start), _TURNED[name] if denied else name)


def _bounded(atom: Atom, name: str) -> Atom:
    """Set the interval that the bound word leaves open.

    "nearly" reaches a tenth below (and stops short of the number), "just over" a tenth above; "about" is as
    wide as :func:`_halo` says; "over five years" often means "in the course of", so a duration may be just
    that long.
    """
    bound = marks.BOUNDS[name]
    value, size = atom.value, abs(atom.value)
    open_top, open_bottom = (1.0, 0.0) if atom.unit == "share" else (math.inf, -math.inf)
    if name == "over" and atom.unit in _TIME:
        bound = Bound.AT_LEAST
    if bound in (Bound.OVER, Bound.AT_LEAST):
        low = value if atom.kind == "share" else atom.low
        reach = 0.2 if atom.unit == "share" else 0.1  # 56 per cent are "a little over half"
        high = value + reach * size if name == "just_over" else open_top
    elif bound in (Bound.UNDER, Bound.AT_MOST):
        low = value - 0.1 * size if name == "nearly" else open_bottom
        high = value if atom.kind == "share" else atom.high
    else:
        halo = _halo(atom)
        low, high = atom.low - halo, atom.high + halo
    return replace(atom, low=low, high=high, bound=bound)


def _halo(atom: Atom) -> float:
    """How far "about" reaches: half a unit of the last digit that is not zero, but from 2 to 10 per cent.

    Round numbers are heard as coarser than others (M. Krifka, "Approximate interpretation of number words",
    2007): "about 70,000" holds of 66,000, "about 71,400" does not.
    """
    size = abs(atom.value)
    if atom.bound is not Bound.EXACT or not size:
        return 0.0
    digits = f"{size:.6e}".partition("e")[0].rstrip("0").replace(".", "")
    unit = 10.0 ** (math.floor(math.log10(size)) - len(digits) + 1)
    return min(max(0.5 * unit, 0.02 * size), 0.1 * size)
