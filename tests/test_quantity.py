"""Quantities: what is found in a sentence, and which figures agree."""

import itertools
import math
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import quantity
from factcheck.model import Bound, Quantity

DATA = Path(__file__).parent / "data/quantity"
FOUND = yaml.safe_load((DATA / "find.yaml").read_text())
AGREE = yaml.safe_load((DATA / "agree.yaml").read_text())
PROPERTY = settings(deadline=None, derandomize=True, max_examples=150)


def number(value: float) -> str:
    if math.isinf(value):
        return str(value)
    return f"{value:.6g}" if abs(value) < 1e5 else f"{value:.0f}"


def shown(q: Quantity, text: str) -> str:
    interval = "" if q.low == q.high == q.value else f" [{number(q.low)}..{number(q.high)}]"
    return (
        f"{q.span.of(text)} = {number(q.value)}{interval}{' ' + q.unit if q.unit else ''} ({q.bound.value})"
    )


def one(text: str) -> Quantity:
    (only,) = quantity.find(text)
    return only


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["text"][:40])
def test_find(case):
    assert [shown(q, case["text"]) for q in quantity.find(case["text"])] == case["found"]


@pytest.mark.parametrize(("claimed", "stated", "wanted"), AGREE)
def test_agree(claimed, stated, wanted):
    assert quantity.agree(one(claimed), one(stated)).value == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Three of the nine tanks leaked.", (3, 9, " leaked")),
        ("Two of the tanker's twelve tanks were torn open.", (2, 12, " were torn open")),
        ("Of the 58 reports of damage, 34 concern women.", (34, 58, " concern women")),
        ("The team found 23 faults, of which three were grave.", (3, 23, " were grave")),
        ("There were 61 patients, 9 of them in intensive care.", (9, 61, " in intensive care")),
        ("Power is back for 36,000 of the 210,000 homes that had lost it.", (36_000, 210_000, "")),
        ("All but two of the 19 bells were saved.", None),
        ("The club won 12 matches and lost 5.", None),
    ],
)
def test_parts(text, wanted):
    found = [(p.part.value, p.whole.value, p.rest) for p in quantity.parts(text)]
    assert found == ([wanted] if wanted else [])


def test_a_part_is_a_share_of_its_whole():
    (part,) = quantity.parts("Of 4,000 homes 1,000 stand empty.") or (None,)
    assert part.share.value == 0.25
    assert quantity.agree(quantity.find("a quarter of the homes")[0], part.share).holds


def test_a_sum_or_a_difference_explains_a_figure():
    stated = quantity.find("Of 67,173 dead 20,179 were children and 10,427 women, in 24 months.")
    spans = [q.value for q in quantity.explained_by(one("30,606 women and children"), stated)]
    assert spans == [20179.0, 10427.0]
    rest = quantity.explained_by(one("56,746 others"), stated)
    assert [q.value for q in rest] == [67173.0, 10427.0]
    assert quantity.explained_by(one("30,607 women and children"), stated) is None
    assert quantity.explained_by(one("four dogs"), quantity.find("two cats and two hens")) is None
    assert quantity.explained_by(one("46 months"), quantity.find("20 boats and 26 ships")) is None


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1,246", ("1246",)),
        ("one thousand two hundred and forty-six", ("1246",)),
        ("More than 71,000 on 13 January 2026, or 3.5%", ("71000", "13", "2026", "3.5")),
        ("$3.5bn under resolution 2803, phase two", ("3500000000", "2803", "2")),
        ("most of them", ()),
    ],
)
def test_canonical(text, tokens):
    assert quantity.canonical(text) == tokens


@PROPERTY
@given(st.text(max_size=200))
def test_any_text_is_read_and_spans_stand_in_order(text):
    found = quantity.find(text)
    for left, right in itertools.pairwise(found):
        assert left.span.end <= right.span.start
    for q in found:
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert q.low <= q.high
    quantity.canonical(text)


WORDS = "more than about between and to 12 1,246 3.5 million % $ km one half most third of in ten the 3-1 - – 7 No."
PIECES = st.lists(st.sampled_from([*WORDS.split(), "a", ",", ".", "May", "resolution", "aged"]), max_size=25)


@PROPERTY
@given(PIECES)
def test_any_mixture_of_number_words_is_read(pieces):
    text = " ".join(pieces)
    for q in quantity.find(text):
        assert q.span.of(text).strip() == q.span.of(text)
        assert quantity.agree(q, q) is quantity.Agreement.SAME


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    for scale, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if n >= scale:
            rest = n % scale
            return f"{in_words(n // scale)} {name}" + (
                (" and " if rest < 100 else " ") + in_words(rest) if rest else ""
            )
    raise AssertionError


@PROPERTY
@given(st.integers(2, 9_999_999))
def test_every_spelling_of_a_number_reads_back(n):
    for spelling in (
        f"{n:,}",
        f"{n} people",
        in_words(n),
        f"{n:,}".replace(",", "\u00a0"),
        f"exactly {n:,}.",
    ):
        if spelling == f"{n} people" and 1500 <= n < 2200:
            spelling = f"a total of {n:,}"
        (found,) = quantity.find(spelling)
        assert (found.value, found.bound, found.unit) == (float(n), Bound.EXACT, "")


@PROPERTY
@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_bounds_never_hold_of_what_they_exclude(bound, stated):
    answer = quantity.agree(one(f"fewer than {bound:,} boats"), one(f"{stated:,} boats"))
    if stated > bound * 1.05:
        assert answer is quantity.Agreement.DIFFERENT
    elif stated < bound * 0.9 and stated < bound - 10 ** (len(str(bound)) - len(str(bound).rstrip("0"))):
        assert answer is quantity.Agreement.FAR


@pytest.mark.parametrize("unit", ["one ", "3-", "1,", "+4 ", "between 12 and ", "x1-"])
def test_time_grows_with_the_text_and_not_faster(unit):
    text = unit * (25_000 // len(unit))
    start = time.process_time()
    quantity.find(text)
    assert time.process_time() - start < 3
