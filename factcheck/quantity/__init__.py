"""Quantities as people mean them: found in a text, and compared as intervals.

"More than 71,000" is a bound, "about 1.2 million" a neighbourhood, "a third" a share; two figures agree when
what one says holds of the other, not when their digits are the same. Nothing here knows what is counted:
whether two quantities speak about the same thing is for the judges to show first.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ..lexicon.units import DIMENSIONS, LEFT_AWAY
from ..model import Bound, Quantity, Span

if TYPE_CHECKING:
    from ._parts import Part

_OPEN_BOUNDS = (Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.AT_MOST)
_SUM_LIMIT = 40


class Agreement(StrEnum):
    """How a claimed quantity stands to a stated one; see :func:`agree`."""

    SAME = "same"
    WITHIN = "within"
    FAR = "far"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"

    @property
    def holds(self) -> bool:
        """Say whether the claim is the stated figure, or a fair way to say it."""
        return self in (Agreement.SAME, Agreement.WITHIN)


@functools.lru_cache(maxsize=4096)
def find(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of ``text``, in order and without overlap.

    A span takes in the bound words and the unit: "more than 71,000", "$3.5bn", "between 12 and 15", "72
    hours". Numbers inside dates and clock times are left out. Identifiers (resolution 2803, F-16, COVID-19,
    telephone numbers) have the unit "label", ordinals "ordinal", ages "year", scores and votes such as 3-1
    "score" (``value`` is the number written first, ``low`` and ``high`` the smaller and the bigger; of a
    tally of three, 14-0-1, they are the first and last, and ``step`` is the middle one). Shares ("most", "a
    third", "six in ten") have the unit "share" and run from 0 to 1. ``value`` of a range is its middle.
    "One" as a pronoun, "a" and "an" are no quantities. Thousands are grouped by commas or spaces, the
    decimal mark is a point.
    """
    from . import _find  # its patterns take longer to compile than a cached scan takes

    return _find.find(text)


def at(text: str, span: Span) -> Quantity | None:
    """Return the quantity of ``text`` that lies at a span of it, or None."""
    return next((one for one in find(text) if one.span.overlaps(span)), None)


def digits(one: Quantity) -> int:
    """Return how many digits a number shows, zeros at either end aside: 71,424 has five, 0.5 and 300 one."""
    return len(f"{one.value:f}".replace(".", "").strip("0"))


def is_money(unit: str) -> bool:
    """Say whether a unit is a currency ("EUR")."""
    return _CURRENCY.fullmatch(unit) is not None


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Return one number as a share of another, as exact as the two are."""
    from . import _parts

    return _parts.Part(part, whole, "").share


def as_share(number: Quantity, ratio: float) -> Quantity:
    """Return a ratio in the unit of a claimed share, "%" or a part of one, as sharp as half of one in a hundred."""
    scale = 100 if number.unit == "%" else 1
    of = ratio * scale
    return replace(number, value=of, low=of, high=of, bound=Bound.EXACT, step=0.005 * scale)


@functools.lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """Return the parts of wholes that a text tells: "three of the nine", "of the 58, 34", "23, of which three"."""
    from . import _parts

    return _parts.parts(text)


def agree(claimed: Quantity, stated: Quantity) -> Agreement:
    """Say whether what is claimed holds of what is stated.

    ``SAME``: the same value, bound and unit. ``WITHIN``: the claim is a fair way to say the stated figure:
    rounded at the last digit written (46 per cent of 45.6; 71,000 of 71,424), or a bound that is true and
    near ("more than 71,000" of 71,424; "nearly 200" of 196; "most" of 51 per cent). ``FAR``: not excluded,
    but not a fair way to say it: a bound that is true and far off ("over 171,000" of 250,000), or a claim
    more exact than its source (13, where the source says "between 12 and 15"). ``DIFFERENT``: one excludes
    the other. ``INCOMPARABLE``: the units do not fit (per cent and percentage points, two currencies, a
    count and a length).

    The rules: half a unit of the last written digit is what rounding allows; integers under 100 are taken at
    their word; a bound is near when the figure is less than one unit of the bound's own last digit, or five
    per cent, beyond it; labels, ordinals and scores agree only when they are equal ("phase two" is the
    "second phase").
    """
    pair = _commensurable(claimed, stated)
    if pair is None:
        return Agreement.WITHIN if _elliptic(claimed, stated) else Agreement.INCOMPARABLE
    factor, kind = pair
    c = (claimed.value, claimed.low, claimed.high, claimed.step)
    s = (stated.value * factor, stated.low * factor, stated.high * factor, stated.step * factor)
    if kind in ("rank", "score"):
        return _identical(c, s)
    if claimed.bound is stated.bound and all(_equal(a, b) for a, b in zip(c[:3], s[:3], strict=True)):
        return Agreement.SAME
    if claimed.bound is Bound.EXACT and stated.bound is Bound.EXACT:
        return _exact(c, s)
    if claimed.bound is Bound.EXACT:
        return _exact_of_bounded(c, s, stated)
    return _bounded(c, s, claimed, stated)


_Values = tuple[float, float, float, float]
_UNADDED = ("label", "ordinal", "score", "share", "times")
_CURRENCY = re.compile(r"[A-Z]{3}")


def _equal(a: float, b: float) -> bool:
    return a == b or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def _elliptic(claimed: Quantity, stated: Quantity) -> bool:
    """Say whether one gives the number of the other without its unit, or one side of a score or vote.

    "She was 78" of "aged 78", "up 3" of "3 points", "210 votes" of "218-210", "22.4 million" of "22.4 million euros",
    "under 14" of "under fourteen years", "six degrees" of "6 degrees Celsius".
    """
    if claimed.bound is not stated.bound:
        return False
    if {claimed.unit, stated.unit} == {"", "score"}:
        bare, score = (claimed, stated) if stated.unit == "score" else (stated, claimed)
        return bare.value in (score.value, score.low, score.high)
    units = {claimed.unit, stated.unit} - {""}
    money = claimed.value >= 1000 and all(map(is_money, units))
    elliptic = len(units) == 1 and (money or units <= {"year", "points", "°C", *LEFT_AWAY})
    sides = ((claimed.value, stated.value), (claimed.low, stated.low), (claimed.high, stated.high))
    return elliptic and all(_equal(one, other) for one, other in sides)


def _commensurable(claimed: Quantity, stated: Quantity) -> tuple[float, str] | None:
    """Return what turns the stated unit into the claimed one, and the kind of quantity, or None."""
    if claimed.unit == stated.unit:
        kind = "score" if claimed.unit == "score" else DIMENSIONS.get(claimed.unit, ("", 1.0))[0]
        return 1.0, kind
    if claimed.unit not in DIMENSIONS or stated.unit not in DIMENSIONS:
        return None
    (kind, ours), (other, theirs) = DIMENSIONS[claimed.unit], DIMENSIONS[stated.unit]
    return (theirs / ours, kind) if kind == other else None


def _identical(c: _Values, s: _Values) -> Agreement:
    """Compare labels, ordinals and scores: only equals agree; 1-3 may be 3-1 told from the other side."""
    if all(_equal(a, b) for a, b in zip(c, s, strict=True)):
        return Agreement.SAME
    turned = c[1:] == s[1:] and c[3] == 0 and c[1] != c[2]
    return Agreement.FAR if turned else Agreement.DIFFERENT


def _rounded(quantity: Quantity) -> bool:
    """Say whether a figure may be a rounded one: its last digits are zeros of a big number, or decimals."""
    return quantity.step > 0.5 or (quantity.step > 0 and quantity.value % 1 != 0)


def _exact(c: _Values, s: _Values) -> Agreement:
    if _equal(c[0], s[0]):
        return Agreement.SAME
    tolerance = max(c[3], s[3])
    whole = tolerance <= 0.5 and not s[0] % 1 and not c[0] % 1
    off = abs(c[0] - s[0])
    if whole or off > tolerance * (1 + 1e-9) + 1e-12:
        return Agreement.DIFFERENT
    return Agreement.WITHIN if off <= c[3] * (1 + 1e-9) + 1e-12 else Agreement.FAR


def _exact_of_bounded(c: _Values, s: _Values, stated: Quantity) -> Agreement:
    """A plain claim of a bounded source: right on the bound, near it, inside, or outside."""
    rounding = c[3] if c[3] > 0.5 or c[0] % 1 else 0.0
    if stated.bound is not Bound.RANGE and abs(c[0] - s[0]) <= max(rounding, 1e-9 * abs(s[0])):
        return Agreement.WITHIN
    if not s[1] - rounding <= c[0] <= s[2] + rounding:
        return Agreement.DIFFERENT
    return Agreement.FAR if stated.bound is Bound.RANGE or _open(stated) else Agreement.WITHIN


def _bounded(c: _Values, s: _Values, claimed: Quantity, stated: Quantity) -> Agreement:
    slack = s[3] if _rounded(stated) else 0.0
    if s[2] + slack < c[1] or s[1] - slack > c[2]:
        return Agreement.DIFFERENT
    strict = claimed.bound in (Bound.OVER, Bound.UNDER)
    if stated.bound is Bound.EXACT and strict and not slack and _equal(c[0], s[0]):
        return Agreement.DIFFERENT
    if claimed.bound is stated.bound is Bound.ABOUT and not (s[1] <= c[0] <= s[2] or c[1] <= s[0] <= c[2]):
        return Agreement.DIFFERENT
    if _equal(c[0], s[0]) and _open(claimed) and _open(stated) and math.isinf(c[1]) is not math.isinf(s[1]):
        return Agreement.DIFFERENT  # "at least 90" of a source that says "at most 90"
    looser = c[1] <= s[1] + slack and s[2] - slack <= c[2]
    if claimed.bound is stated.bound and _open(claimed) and not looser and abs(s[0] - c[0]) > _reach(claimed):
        return Agreement.DIFFERENT  # "at least 25" of a source that says "at least 15"
    near = not _open(claimed) or abs(s[0] - c[0]) <= _reach(claimed)
    return Agreement.WITHIN if looser and near else Agreement.FAR


def _open(quantity: Quantity) -> bool:
    """Say whether the interval has no end on one side; that of "nearly" and "just over" has one."""
    if quantity.unit == "share" and quantity.bound in _OPEN_BOUNDS:
        return quantity.low == 0.0 or quantity.high == 1.0
    return math.isinf(quantity.low) or math.isinf(quantity.high)


def _reach(claimed: Quantity) -> float:
    """How far beyond an open bound a figure may lie before the bound misleads."""
    size = abs(claimed.value)
    if claimed.unit == "share":
        return 0.5 if size == 0.5 else 0.15
    if not size:
        return 1.0
    digits = f"{size:.12g}"
    whole = digits.isdigit()
    unit = 10.0 ** (len(digits) - len(digits.rstrip("0"))) if whole else 2 * claimed.step
    return max(unit, 0.05 * size)


def combine(quantities: Sequence[Quantity]) -> Iterator[tuple[float, Quantity, Quantity]]:
    """Yield ``(value, a, b)`` for the sum and the difference of every two counts of one unit.

    Only exact and rounded figures take part, at most the first forty; labels, ordinals, scores and shares do
    not.
    """
    plain = [q for q in quantities if _addable(q)][:_SUM_LIMIT]
    for a, b in itertools.combinations(plain, 2):
        if a.unit == b.unit:
            yield a.value + b.value, a, b
            yield abs(a.value - b.value), a, b


def _addable(quantity: Quantity) -> bool:
    return quantity.bound is Bound.EXACT and quantity.unit not in _UNADDED


def explained_by(claimed: Quantity, stated: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return the two stated figures whose sum or difference the claimed one is, or None.

    A newspaper adds up: 20,179 children and 10,427 women are 30,606. Small numbers are sums of anything, so
    the claimed figure must be 20 or more, or have three significant digits.
    """
    digits = f"{abs(claimed.value):.12g}".replace(".", "").strip("0")
    plain = claimed.bound is Bound.EXACT
    if claimed.unit in _UNADDED or abs(claimed.value) < (
        20 if plain and len(digits) < 3 else 0 if plain else 100
    ):
        return None
    for value, a, b in combine([q for q in stated if q.unit == claimed.unit]):
        near = claimed.step > 0.5 and abs(value - claimed.value) <= claimed.step and not _open(claimed)
        if _equal(value, claimed.value) or near or _just(claimed, value):
            return a, b
    return None


def _just(claimed: Quantity, value: float) -> bool:
    """Say whether a round bound ("nearly 2,000") is a fair way to tell a sum."""
    inside = claimed.low <= value <= claimed.high and claimed.bound is not Bound.EXACT
    digits = len(f"{abs(claimed.value):.12g}".rstrip("0").replace(".", ""))
    # "Nearly 2,000" is loose; who writes three digits ("close to 252,000") has rounded to the last of them.
    slack = {1: 0.1, 2: 0.05}.get(digits, 0.0) * claimed.value or 2 * claimed.step
    return inside and abs(value - claimed.value) <= slack


def canonical(text: str) -> tuple[str, ...]:
    """Return the numbers of ``text`` as tokens for an index: "1,246" is "1246", "four hundred and six" "406".

    Every number counts, also in dates and names; bounds and units are left off ("3.5%" is "3.5").
    """
    from . import _find

    return tuple(_token(value) for value in _find.values(text))


def _token(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.6f}".rstrip("0")
