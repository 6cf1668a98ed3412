"""Quotation marks are paired as they stand in real copy; cases in tests/data/quotations/cases.yaml."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck.text import cited, quotations

CASES = yaml.safe_load((Path(__file__).parent / "data/quotations/cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_what_stands_in_quotation_marks(case):
    assert [span.of(case["text"]) for span in quotations(case["text"])] == case["quotes"]


def test_offsets_are_shifted():
    (span,) = quotations('a "b" c', offset=10)
    assert (span.start, span.end) == (12, 15)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab s.,\"'“”‘’„«»`\n\0", max_size=60))
def test_quotations_lie_apart_and_on_one_line(text):
    found = quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) and "\n" not in span.of(text) for span in found)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The pier is sound.", "“The pier is sound.”"),
        ('"The pier is sound."', "“The pier is sound.”"),
        ("“The pier is sound.”", "“The pier is sound.”"),
        ('"The pier is sound," said Ina Voss.', "“‘The pier is sound,’ said Ina Voss.”"),
        ('It was not."', "“It was not.”"),
        ('"They told us so.', "“They told us so.”"),
        ("", "“”"),
    ],
)
def test_words_are_shown_in_one_pair_of_marks(words, shown):
    assert cited(words) == shown
