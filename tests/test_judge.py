"""Every judge over its cases: one YAML file a judge, tests/data/judge/<judge>.yaml.

A case is a claim and one passage, and what this judge alone says of them:

    - claim: The council adopted the budget by 23 votes.
      passage: The council adopted the budget by 21 votes to 9.
      stance: refutes            # refutes (a decisive refutation), supports (and no refutation), or silent
      says: ["23 votes", "21"]   # pieces of the reason, for refutes
      written: 2026-01-18        # the draft's date, where dates are relative (optional)
      published: 2026-01-10      # the passage's date (optional)
      before: A sentence before the passage.    # neighbours (optional)
      after: A sentence behind it.
      figure: {measure: people killed, value: 12, as_of: 2026-01-13, counted_from: 2025-10-11}  # instead of a passage
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from factcheck import folder, quantity, when
from factcheck.judge import Context, Document
from factcheck.model import Claim, Evidence, Figure, Span

DATA = Path(__file__).parent / "data/judge"


def cases():
    for name in folder.names("judge"):
        path = DATA / f"{name}.yaml"
        found = yaml.safe_load(path.read_text()) if path.exists() else []
        for number, case in enumerate(found, 1):
            yield pytest.param(name, case, id=f"{name}-{number}")


def claim_of(case) -> Claim:
    text, written = case["claim"], case.get("written")
    whole = Span(start=0, end=len(text))
    return Claim(
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


def evidence_of(case) -> Evidence:
    published = case.get("published")
    figure = figure_of(case.get("figure"))
    text = case.get("passage") or f"{figure.measure}: {figure.low:,.10g} (as of {figure.as_of.isoformat()})"
    return Evidence(
        source="source",
        publisher="The source",
        locator="p",
        text=text,
        published=published,
        kind="figure" if figure else "passage",
        verbatim=case.get("verbatim", False),
        figure=figure,
    )


def figure_of(plain) -> Figure | None:
    if plain is None:
        return None
    low, high = plain.get("low", plain.get("value")), plain.get("high", plain.get("value"))
    return Figure(
        measure=plain["measure"],
        low=float(low),
        high=float(high),
        as_of=plain.get("as_of", date(2026, 1, 13)),
        counted_from=plain.get("counted_from"),
        unit=plain.get("unit", ""),
    )


def rows_of(figure, days) -> tuple[Figure, ...]:
    """Return all values of the measure of a figure: it, and those of other days."""
    if figure is None:
        return ()
    others = (replace(figure, as_of=day, low=float(value), high=float(value)) for day, value in days.items())
    return tuple(sorted((figure, *others), key=lambda one: one.as_of))


def stance_of(findings) -> str:
    decisive = [f for f in findings if f.strength == "decisive"]
    if any(f.stance == "refutes" for f in decisive):
        return "refutes"
    return "supports" if any(f.stance == "supports" for f in findings) else "silent"


@pytest.mark.parametrize(("judge", "case"), list(cases()))
def test_case(judge, case):
    claim, evidence = claim_of(case), evidence_of(case)
    texts = tuple(t for t in (case.get("before"), evidence.text, case.get("after")) if t)
    documents = {} if evidence.figure else {"source": Document(texts=texts, published=evidence.published)}
    rows = rows_of(evidence.figure, case.get("rows", {}))
    context = Context(documents=documents, written=case.get("written"), rows=lambda _: rows).holding(
        [evidence]
    )
    findings = list(folder.load("judge", judge).judge(claim, evidence, context))
    assert stance_of(findings) == case["stance"], [f.reason for f in findings]
    reasons = " ".join(f.reason for f in findings if f.stance == case["stance"])
    for piece in case.get("says", ()):
        assert piece in reasons
    for finding in findings:
        if finding.claim_span:
            assert 0 <= finding.claim_span.start < finding.claim_span.end <= len(claim.text)


@pytest.mark.parametrize("name", folder.names("judge"))
def test_every_judge_shows_each_stance_it_can_take(name):
    found = {case["stance"] for case in yaml.safe_load((DATA / f"{name}.yaml").read_text())}
    assert found >= {"silent", "supports" if name == "coverage" else "refutes"}
