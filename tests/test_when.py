"""Periods: what is found in a sentence on which day, and how two periods stand to each other."""

import itertools
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import when
from factcheck.model import Period

DATA = Path(__file__).parent / "data/when"
FOUND = yaml.safe_load((DATA / "find.yaml").read_text())
RELATE = yaml.safe_load((DATA / "relate.yaml").read_text())
TODAY = date(2026, 1, 13)
PROPERTY = settings(deadline=None, derandomize=True, max_examples=150)


def day(value: date) -> str:
    return "..." if value in (date.min, date.max) else value.isoformat()


def shown(p: Period, text: str) -> str:
    mark = ", *" if p.anchored else ""
    return f"{p.span.of(text)} = {day(p.start)} to {day(p.end)} ({p.grain}, {p.relation}{mark})"


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["text"][:40])
def test_find(case):
    reference = date.fromisoformat(case["reference"]) if case["reference"] else None
    assert [shown(p, case["text"]) for p in when.find(case["text"], reference)] == case["found"]


@pytest.mark.parametrize(("claimed", "stated", "wanted"), RELATE)
def test_relate(claimed, stated, wanted):
    (ours,), (theirs,) = when.find(claimed, TODAY), when.find(stated, TODAY)
    assert when.relate(ours, theirs).value == wanted


def test_a_period_that_nothing_pins_down_is_compared_with_nothing():
    (loose,), (sure,) = when.find("on Tuesday"), when.find("on 13 January 2026")
    assert when.relate(loose, sure) is when.Relation.UNKNOWN
    assert when.relate(sure, loose) is when.Relation.UNKNOWN


@pytest.mark.parametrize(
    ("claimed", "stated", "wanted"),
    [
        ("on Aug. 10", "on August 10, 2014", "same"),
        ("on August 10, 2014", "on Aug. 10", "same"),
        ("on Aug. 11", "on August 10, 2014", "shifted"),
        ("on Aug. 12", "on August 10, 2014", "apart"),
        ("on Sept. 10", "on August 10, 2014", "apart"),
        ("in August", "on August 10, 2014", "inside"),
        ("in August", "in August 2014", "same"),
        ("on Aug. 10", "in August 2014", "wider"),
        ("in May", "on August 10, 2014", "apart"),
        ("in May", "in 2014", "unknown"),
        ("since May", "in May 2014", "unknown"),
    ],
)
def test_without_a_year_month_and_day_are_compared(claimed, stated, wanted):
    (ours,), (theirs,) = when.find(claimed), when.find(stated)
    assert when.relate(ours, theirs).value == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("13 January 2026", date(2026, 1, 13)),
        ("Tuesday, Jan. 13, 2026", date(2026, 1, 13)),
        ("2026-01-13", date(2026, 1, 13)),
        ("13. Januar 2026", date(2026, 1, 13)),
        ("13 janvier 2026", date(2026, 1, 13)),
        ("13 January", None),
        ("yesterday", None),
        ("03/04/2026", None),
        ("on 13 January 2026 and later", None),
        ("from 7 to 9 May 2025", None),
        ("no date", None),
        ("", None),
    ],
)
def test_a_text_that_is_one_day(text, wanted):
    assert when.day(text) == wanted


DAYS = st.dates(date(1600, 1, 1), date(2100, 12, 31))
FORMS = (
    "{d.day} {m} {d.year}",
    "{m} {d.day}, {d.year}",
    "{s}. {d.day}, {d.year}",
    "{d.year:04}-{d.month:02}-{d.day:02}",
)
FORMS += ("{d.day} {s} {d.year}", "the {d.day}th of {m} {d.year}", "{w}, {m} {d.day}, {d.year}")
NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@PROPERTY
@given(DAYS, st.sampled_from(FORMS))
def test_every_spelling_of_a_day_reads_back(d, form):
    name = NAMES[d.month - 1]
    written = form.format(d=d, m=name, s=name[:3], w=WEEK[d.weekday()])
    text = f"It happened on {written.replace('May.', 'May')}, they say."
    (found,) = when.find(text)
    assert (found.start, found.end, found.grain, found.anchored) == (d, d, "day", False)


@PROPERTY
@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(reference, n):
    (found,) = when.find(f"He spoke on {WEEK[n]}.", reference)
    assert found.start.weekday() == n
    assert timedelta(0) <= reference - found.start < timedelta(7)


@PROPERTY
@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest_past(reference, d):
    if (d.month, d.day) == (2, 29):
        return
    (found,) = when.find(f"He spoke on {d.day} {NAMES[d.month - 1]}.", reference)
    assert (found.start.month, found.start.day) == (d.month, d.day)
    assert timedelta(-1) <= reference - found.start < timedelta(366)


@PROPERTY
@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_and_spans_stand_in_order(text, reference):
    found = when.find(text, reference)
    for left, right in itertools.pairwise(found):
        assert left.span.end <= right.span.start
    for p in found:
        assert 0 <= p.span.start < p.span.end <= len(text)
        assert p.start <= p.end
        assert when.relate(p, p) in (when.Relation.SAME, when.Relation.UNKNOWN)


WORDS = "last next this since until by from to between and of May March Tuesday year month week quarter third 7 2023 31"
PIECES = st.lists(
    st.sampled_from([*WORDS.split(), "Oct.", "the", "past", "two", "ago", "early", "-", ",", "end of"]),
    max_size=20,
)


@PROPERTY
@given(PIECES, st.dates())
def test_any_mixture_of_date_words_is_read(pieces, reference):
    text = " ".join(pieces)
    for p in when.find(text, reference):
        assert p.span.of(text).strip()
        assert p.start <= p.end


@pytest.mark.parametrize(
    "unit", ["on Oct. 7 ", "Tuesday ", "2023-", "last ", "two weeks ", "12 May - ", "a ", "the end of "]
)
def test_time_grows_with_the_text_and_not_faster(unit):
    text = unit * (25_000 // len(unit))
    start = time.process_time()
    when.find(text, TODAY)
    assert time.process_time() - start < 3


def test_a_sentence_without_dates_costs_next_to_nothing():
    text = "The minister told reporters that the new law would help families who struggle with rents in the capital."
    start = time.process_time()
    for _ in range(1000):
        assert when.find(text, TODAY) == ()
    assert time.process_time() - start < 0.5
