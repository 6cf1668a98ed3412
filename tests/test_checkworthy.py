"""Check-worthiness: every reason has its cases; the score keeps its promises for any text."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import nlp
from factcheck.extraction import _worth_rules, checkworthy
from factcheck.extraction._worth_features import features
from factcheck.extraction.checkworthy import assess, likelihood

CASES = yaml.safe_load((Path(__file__).parent / "data" / "checkworthy" / "cases.yaml").read_text("utf-8"))
QUICK = settings(max_examples=200, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:40]) for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    found = assess(
        case["text"],
        sentence(case),
        attributed=case.get("attributed", False),
        quoted=case.get("quoted", False),
    )
    assert (found.checkable, found.why) == (case["checkable"], case["why"])
    assert case.get("worth") in (None, found.score >= 0.5)


def sentence(case: dict[str, Any]) -> Any:
    """Return the parsed sentence of a case; of one with an unparsed sentence only its wording."""
    if case.get("parsed"):
        return next(iter(next(iter(nlp.parse([case["text"]]))).sents))
    return Plain(case["sentence"]) if "sentence" in case else None


class Plain(SimpleNamespace):
    """A sentence without a parse: one finite verb, so no rule over the tree fires."""

    def __init__(self, text: str) -> None:
        root = SimpleNamespace(tag_="VBZ", children=(), i=0, pos_="VERB", is_alpha=True, lower_="is")
        super().__init__(text=text, root=root)

    def __iter__(self) -> Any:
        return iter([self.root])


def test_every_reason_has_a_case() -> None:
    source = Path(_worth_rules.__file__).read_text("utf-8") + Path(checkworthy.__file__).read_text("utf-8")
    reasons = {case["why"] for case in CASES if not case["checkable"]}
    assert len(reasons) == 10
    assert all(reason in source for reason in reasons)


def test_urgent_things_rank_first() -> None:
    plain = assess("The council met in the town hall.", None, attributed=False)
    urgent = assess("The council met on 3 May and fined the port 2 million.", None, attributed=False)
    assert urgent.score > plain.score


def test_weights_are_readable() -> None:
    stored = json.loads((Path(checkworthy.__file__).parent / "checkworthy.json").read_text("utf-8"))
    assert set(stored) == {"about", "intercept", "weights"}
    assert stored["weights"]["*numbers"] > 0 > stored["weights"]["*i"]


@QUICK
@given(
    st.text(max_size=200) | st.text(alphabet="aIt will be\"'5?.", max_size=60), st.booleans(), st.booleans()
)
def test_any_text(text: str, attributed: bool, quoted: bool) -> None:
    found = assess(text, None, attributed=attributed, quoted=quoted)
    assert 0 <= found.score <= 1 and found.why
    assert found == assess(text, None, attributed=attributed, quoted=quoted)
    assert found.checkable or found.score < 0.5
    assert all(0 <= value <= 1 for value in features(text).values())


def test_long_texts_are_quick() -> None:
    assert 0 <= likelihood("so it will, " * 400_000) <= 1
    assert assess("so it will, and " * 20_000, None, attributed=False).why
