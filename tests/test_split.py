"""One sentence, its claims: whole outputs, added words in brackets."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

import factcheck
from factcheck.extraction import _verbs
from factcheck.extraction._split_tree import Node
from factcheck.model import Claim

CASES = yaml.safe_load((Path(__file__).parent / "data/split/sentences.yaml").read_text(encoding="utf-8"))


def shown(claim: Claim) -> str:
    text = claim.text
    for span in reversed(claim.added):
        text = f"{text[: span.start]}[{span.of(text)}]{text[span.end :]}"
    return text


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}-{case['sentence'][:40]}" for case in CASES])
def test_sentence(case):
    found = factcheck.extract(case["sentence"])
    assert [shown(claim) for claim in found] == case["claims"]
    assert sorted({flag for claim in found for flag in claim.flags}) == case.get("flags", [])


@pytest.mark.parametrize(
    "case", [case for case in CASES if "fine" in case], ids=lambda case: case["sentence"][:40]
)
def test_fine_grain(case):
    assert [claim.text for claim in factcheck.extract(case["sentence"], fine=True)] == case["fine"]


@pytest.mark.parametrize(
    ("lemma", "gerund", "past", "participle", "present"),
    [
        ("kill", "killing", "killed", "killed", "kills"),
        ("stop", "stopping", "stopped", "stopped", "stops"),
        ("carry", "carrying", "carried", "carried", "carries"),
        ("take", "taking", "took", "taken", "takes"),
        ("make", "making", "made", "made", "makes"),
        ("cut", "cutting", "cut", "cut", "cuts"),
        ("push", "pushing", "pushed", "pushed", "pushes"),
    ],
)
def test_verb_forms(lemma, gerund, past, participle, present):
    assert _verbs.past(lemma, gerund) == past
    assert _verbs.participle(lemma, gerund) == participle
    assert _verbs.present(lemma, plural=False) == present
    assert _verbs.present(lemma, plural=True) == lemma


WORDS = """the a police mayor Ann Lee
said that and or , . " ( ) 12 40% killed , who which was not no may closed bridge in
Leeds on Monday including such as most of them men women “ ” ' - : ; ? reopened killing called since"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_whatever_the_words_nothing_breaks(words):
    text = " ".join(words)
    for claim in factcheck.extract(text):
        assert claim.text[-1:] and claim.spans
        assert all(text[span.start : span.end] for span in claim.spans)
        assert all(0 <= span.start < span.end <= len(claim.text) for span in claim.added)


def test_no_mend_hangs_a_word_below_itself():
    over, under = (Node(i, text, text, "NOUN", "NN", "dobj", "") for i, text in enumerate(("dam", "wall")))
    under.attach(over, "conj")
    over.attach(under, "conj")
    over.attach(over, "conj")
    assert [n.text for n in over.subtree()] == ["dam", "wall"]
    assert over.head is over
