"""Verdicts on one claim against one document: tests/data/verify/cases.yaml, and what holds of any text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import bm25, verifying

CASES = yaml.safe_load((Path(__file__).parent / "data/verify/cases.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"][:40])
def test_case(case):
    verdict = verifying.verify_text(case["claim"], case["passages"])
    if "not" in case:
        assert verdict.fidelity != case["not"], verdict.reason
    else:
        assert verdict.fidelity == case["fidelity"], verdict.reason
    for piece in case.get("says", ()):
        assert piece in verdict.reason


def test_evidence_is_ranked_and_is_passages_of_the_document():
    passages = ["The tram stops here.", "A bear was seen near the old mill.", "It is spring."]
    verdict = verifying.verify_text("A bear was seen near the mill.", passages)
    assert verdict.evidence[0].text == passages[1]
    assert {e.text for e in verdict.evidence} <= set(passages)


def test_the_same_question_has_the_same_answer():
    passages = ["The council adopted the budget by 21 votes.", "It rained."]
    assert verifying.verify_text("By 23 votes the council adopted it.", passages) == verifying.verify_text(
        "By 23 votes the council adopted it.", passages
    )


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_gets_a_verdict(claim, passages):
    verdict = verifying.verify_text(claim, passages)
    assert verdict.reason


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The 1,246 wounded", ("1246", "wound")),
        ("twelve ships", ("12", "ship")),
        ("Khalil al-Hayya's", ("khalil", "al", "hayya")),
        ("2.50 per cent", ("2.5", "cent")),
        ("", ()),
    ],
)
def test_terms(text, terms):
    assert bm25.terms(text) == terms


def test_rank_prefers_the_rarer_word():
    texts = [("the", "cat"), ("the", "dog"), ("the", "cat", "owl")]
    scores = bm25.rank(("cat", "owl"), texts)
    assert scores[2] > scores[0] > scores[1] == 0
    assert bm25.rank(("cat",), []) == []
