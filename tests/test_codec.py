"""Every value comes back equal from its plain form; damage is noticed."""

import json

import pytest
from hypothesis import given, settings, strategies as st
from reports import sample

from factcheck import codec, model

SAID = st.builds(model.Attribution, nested=st.just(()))
CLAIMS = st.builds(model.Claim, attribution=st.none() | SAID)


def test_a_whole_report_comes_back_equal():
    report = sample()
    assert codec.decode(model.Report, json.loads(json.dumps(codec.encode(report)))) == report


@settings(deadline=None, derandomize=True, max_examples=10)
@given(st.builds(model.Verdict, claim=CLAIMS), st.builds(model.Figure), st.builds(model.Quantity))
def test_any_value_comes_back_equal(verdict, figure, quantity):
    for value in (verdict, figure, quantity):
        plain = json.dumps(codec.encode(value))  # as text, since no NaN equals another
        assert json.dumps(codec.encode(codec.decode(type(value), json.loads(plain)))) == plain


@pytest.mark.parametrize("plain", [None, [], [1, 2, 3], {"start": 1}, ["a", "b"], "text", [1, None]])
def test_what_does_not_fit_is_refused(plain):
    with pytest.raises(ValueError, match="not a Span"):
        codec.decode(model.Span, plain)
