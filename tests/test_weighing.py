"""What a passage says of a claim: in other words, the contrary, only as a draft (tests/data/weighing*.yaml)."""

from pathlib import Path

import pytest
import yaml

from factcheck import quantity, weighing, when
from factcheck.judge import Context
from factcheck.model import Claim, Evidence, Span
from factcheck.weighing._synonyms import telling


@pytest.mark.parametrize(
    ("claim", "word", "said"),
    [
        ("The schools are shut until Friday.", "shut", "close"),
        ("The ministry sold the land.", "land", "ground"),
        ("The firm will extend the lease.", "extend", "prolong"),
    ],
)
def test_a_synonym_says_the_word(claim, word, said):
    from factcheck import bm25

    forms = dict(telling(claim))[word]
    assert set(bm25.terms(said)) <= forms


@pytest.mark.parametrize(
    ("claim", "word", "other"),
    [
        ("Forty people were killed.", "killed", "injured"),
        ("Houses were damaged.", "damaged", "destroyed"),
        ("The council approved the plan.", "approved", "rejected"),
        ("Prices rose.", "rose", "fell"),
    ],
)
def test_words_of_one_kind_are_no_synonyms(claim, word, other):
    from factcheck import bm25

    assert set(bm25.terms(other)).isdisjoint(dict(telling(claim))[word])


CASES = [
    case
    for path in sorted((Path(__file__).parent / "data").glob("weighing*.yaml"))
    for case in yaml.safe_load(path.read_text())
]


@pytest.mark.parametrize("case", CASES, ids=[str(number) for number in range(1, len(CASES) + 1)])
def test_one_passage_of_a_registry(case):
    text, written = case["claim"], case.get("written")
    whole = Span(start=0, end=len(text))
    claim = Claim(
        id="c",
        text=text,
        spans=(whole,),
        sentence=whole,
        attribution=None,
        checkworthy=1.0,
        checkable=True,
        why="",
        quantities=quantity.find(text),
        periods=when.find(text, written),
    )
    item = Evidence(
        source="s",
        publisher="The source",
        locator="p",
        text=case["passage"],
        published=case.get("published"),
        before=case.get("before", ""),
        lays_down=case.get("lays_down", False),
    )
    readings = weighing.read(
        claim, [item], Context(written=written), rarity=lambda _: 4.0, about=lambda _: case.get("about", "")
    )
    found = weighing.decide(readings, lambda source: source).fidelity.value
    if "not" in case:
        assert found != case["not"]
    else:
        assert found == case["fidelity"]
