"""Whom a source quotes (tests/data/quoting.yaml), and what a draft that names that person or another is told."""

from pathlib import Path

import pytest
import yaml

from factcheck import quoting
from factcheck.crediting import credit
from factcheck.model import Attribution, Claim, Credit, Evidence, Fidelity, Span, Speaker, SpeakerKind
from factcheck.read import article_from_text
from factcheck.registry import load

ROOT = Path(__file__).parent.parent
CASES = yaml.safe_load((Path(__file__).parent / "data/quoting.yaml").read_text())


def claimed(text, speaker=None):
    whole = Span(start=0, end=len(text))
    said = Attribution(
        source=(whole,), cue=(whole,), content=(whole,), speaker=speaker, form="direct", statement=True
    )
    return Claim(
        id="c",
        text=text,
        spans=(whole,),
        sentence=whole,
        attribution=said if speaker else None,
        checkworthy=1.0,
        checkable=True,
        why="",
    )


def passage(text, before=""):
    return Evidence(
        source="s", publisher="Works department", locator="¶ 2", text=text, published=None, before=before
    )


@pytest.mark.parametrize("case", CASES, ids=[str(number) for number in range(1, len(CASES) + 1)])
def test_whom_a_passage_quotes(case):
    said = claimed(case["claim"]), passage(case["passage"], case.get("before", ""))
    if "person" in case:
        assert quoting.quoted(*said) == case["person"]
    if "relayed" in case:
        assert list(quoting.relayed(*said)) == case["relayed"]


@pytest.mark.parametrize(
    ("named", "quoted", "answer"),
    [
        ("Ina Voss", "Ina Voss", Credit.CONFIRMED),
        ("Voss", "Ina Voss", Credit.CONFIRMED),
        ("Ole Voss", "Ina Voss", Credit.WRONG_SPEAKER),
        ("Sten Ravn", "Ina Voss", Credit.WRONG_SPEAKER),
        ("Sten Ravn", "", Credit.UNCONFIRMED),
    ],
)
def test_a_person_whom_nobody_registered(named, quoted, answer):
    text = "The bridge was checked twice."
    claim = claimed(text, Speaker(name=named, kind=SpeakerKind.PERSON))
    found, why = credit(
        claim,
        Fidelity.SUPPORTED,
        [passage("“We checked the bridge twice.”")],
        load(ROOT / "sources.yaml"),
        article_from_text(text),
        lambda _: quoted,
    )
    assert found is answer
    assert (quoted in why and named in why) or answer is not Credit.WRONG_SPEAKER


@pytest.mark.parametrize(
    ("chain", "answer"),
    [((), Credit.CONFIRMED), (("OCHA",), Credit.CONFIRMED), (("Hamas",), Credit.UNCONFIRMED)],
)
def test_a_body_that_only_relays_it(chain, answer):
    known = load(ROOT / "sources.yaml")
    ocha = known.resolve("OCHA")
    own = sorted(known.own_sources(ocha))[0]
    text = "The crossing was shut."
    item = Evidence(source=own, publisher="OCHA", locator="¶ 2", text=text, published=None)
    found, why = credit(
        claimed(text, ocha),
        Fidelity.SUPPORTED,
        [item],
        known,
        article_from_text(text),
        lambda _: "",
        lambda _: chain,
    )
    assert found is answer
    assert answer is Credit.CONFIRMED or chain[-1] in why
