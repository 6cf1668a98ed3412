"""Whole scans: planted faults are found, what is true is not called wrong, and the parts of a report fit together."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
import yaml

from factcheck import read, registry, scanning
from factcheck.report import render

ROOT = Path(__file__).parent.parent
CASES = {
    path.stem: yaml.safe_load(path.read_text()) for path in sorted((ROOT / "tests/data/scan").glob("*.yaml"))
}


@pytest.fixture(scope="module", params=list(CASES))
def scanned(request):
    case = CASES[request.param]
    article = read.read_path(ROOT / case["article"])
    scan = scanning.prepare(article, registry.load(ROOT / case["sources"]), today=date(2026, 2, 1))
    return case, scanning.report(scan, tuple(scanning.verdicts(scan)))


def of(report, words):
    found = [v for v in report.verdicts if words.casefold() in v.claim.text.casefold()]
    assert found, f"no claim says {words!r}"
    return found


def test_planted_faults_are_found_and_truths_stand(scanned):
    case, report = scanned
    for rule in case["expect"]:
        for verdict in of(report, rule["words"]):
            said = f"{verdict.claim.text}: {verdict.label}, {verdict.attribution}: {verdict.reason}"
            assert verdict.label == rule["label"], said
            assert verdict.attribution == rule.get("attribution", verdict.attribution), said
            assert rule.get("reason", "") in verdict.reason, said


def test_nothing_else_is_called_wrong(scanned):
    case, report = scanned
    for verdict in report.verdicts:
        if verdict.label in ("contradicted", "disputed"):
            assert any(words in verdict.claim.text for words in case["contradicted_only"]), (
                verdict.claim.text,
                verdict.reason,
            )


def test_every_verdict_gives_a_reason_and_what_decided_it(scanned):
    for verdict in scanned[1].verdicts:
        assert verdict.reason
        if verdict.label in ("supported", "outdated", "contradicted", "partly"):
            assert verdict.evidence
        if verdict.label == "unverified":
            assert verdict.notes


def test_every_span_reproduces_words_of_its_claim(scanned):
    text = scanned[1].article.text
    for verdict in scanned[1].verdicts:
        for span in verdict.claim.spans:
            assert span.of(text).strip()
            assert verdict.claim.sentence.covers(span)


def test_every_block_is_checked_or_set_aside(scanned):
    report = scanned[1]
    for block in report.article.blocks:
        checked = any(block.span.covers(v.claim.sentence) for v in report.verdicts)
        assert checked or any(block.span.overlaps(aside.span) for aside in report.asides), block


OWN = """
publishers:
  - {id: gazette, name: Gazette}
sources:
  - id: own
    title: Our own draft
    publisher: gazette
    kind: report
    level: secondary
    published: 2025-01-01
    url: https://gazette.example/boats
    statements:
      - {text: "The mayor of Marrow Bay owns 17 boats and 4 yachts in the harbour."}
"""


@pytest.mark.parametrize(
    ("origin", "fidelity"), [("https://gazette.example/boats", "unverified"), ("x", "supported")]
)
def test_an_article_never_supports_itself(tmp_path, origin, fidelity):
    (tmp_path / "sources.yaml").write_text(OWN)
    text = "The mayor of Marrow Bay owns 17 boats and 4 yachts in the harbour.\n"
    article = read.article_from_text(text, origin=origin)
    scan = scanning.prepare(article, registry.load(tmp_path / "sources.yaml"), today=date(2025, 2, 1))
    assert {v.fidelity.value for v in scanning.verdicts(scan)} == {fidelity}


CAPTURED = b"""The lake board had imposed a speed limit of 12 knots on 4 May. The limit was lifted on 9 May.

Board chair Ina Voss said: "They told us the pier was sound. It was not. We closed it."
"""


def registered(folder, **fields):
    """Return a registry with one notice of the lake board, which has these fields too."""
    source = {
        "id": "notice",
        "title": "Notice",
        "publisher": "board",
        "kind": "statement",
        "level": "primary",
    }
    source |= {"published": "2026-05-10", **fields}
    known = {"publishers": [{"id": "board", "name": "Lake board"}], "sources": [source]}
    (folder / "sources.yaml").write_text(yaml.safe_dump(known))
    return registry.load(folder / "sources.yaml")


@pytest.fixture
def captured(tmp_path):
    digest = hashlib.sha256(CAPTURED).hexdigest()
    place = tmp_path / f"snapshots/{digest[:2]}/{digest}.txt"
    place.parent.mkdir(parents=True)
    place.write_bytes(CAPTURED)
    return registered(tmp_path, snapshot=f"sha256:{digest}")


def test_two_sentences_that_bear_a_claim_out_together_are_both_shown(captured):
    draft = "LAKE, May 11, 2026 - The lake board lifted a speed limit of 12 knots on May 9."
    found = scanning.scan_article(draft, captured)
    verdict = of(found, "speed limit")[0]
    assert (verdict.fidelity, verdict.reason) == ("supported", "Lake board says so in two sentences together")
    shown = verdict.evidence[0]
    assert shown.text[: shown.joint].startswith("The lake board had imposed a speed limit of 12 knots")
    assert shown.text[shown.joint :] == "The limit was lifted on 9 May."
    table = " ".join(render("table", [found], width=160).split())
    assert "speed limit of 12 knots" in table.partition("Lake board, ")[2]


@pytest.mark.parametrize(("end", "label"), [("It was not", "supported"), ("It was", "contradicted")])
def test_a_quotation_of_two_sentences_is_read_over_two_passages(end, label, captured):
    draft = f'LAKE, May 11, 2026 - "They told us the pier was sound. {end}," Ina Voss of the Lake board said.'
    verdict = of(scanning.scan_article(draft, captured), "pier was sound")[0]
    assert (verdict.claim.text, verdict.label) == (f"They told us the pier was sound. {end}.", label)


FORETOLD = yaml.safe_load((ROOT / "tests/data/foretold.yaml").read_text())


@pytest.mark.parametrize("case", FORETOLD, ids=[str(number) for number in range(1, len(FORETOLD) + 1)])
def test_what_a_draft_foretells_is_held_against_what_is_announced(case, tmp_path):
    known = registered(tmp_path, statements=[{"text": case["source"]}])
    draft = f"LAKE, May 11, 2026 - {case['draft']}"
    found = scanning.scan_article(draft, known)
    assert [v.fidelity.value for v in found.verdicts] == [case["fidelity"]]


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((ROOT / "tests/data/alleged.yaml").read_text()),
    ids=lambda case: case["claim"][:40],
)
def test_what_one_office_alleges_and_another_denies_is_disputed(case, tmp_path):
    offices = [{"id": f"p{n}", "name": f"Office {'ABC'[n]}"} for n, _ in enumerate(case["offices"])]
    notices = [
        {"id": f"s{n}", "title": "Notice", "publisher": f"p{n}", "kind": "report", "level": "primary"}
        | {"published": "2026-09-01", "statements": [{"text": text}]}
        for n, text in enumerate(case["offices"])
    ]
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump({"publishers": offices, "sources": notices}))
    article = read.article_from_text(case["claim"], origin="text")
    scan = scanning.prepare(article, registry.load(tmp_path / "sources.yaml"), today=date(2026, 9, 10))
    assert [v.fidelity.value for v in scanning.verdicts(scan)] == [case["fidelity"]]


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((ROOT / "tests/data/sayings.yaml").read_text()),
    ids=lambda case: case["sentence"][:40],
)
def test_what_was_given_out_on_a_day_is_held_against_what_was_known_then(case, tmp_path):
    reports = [
        {"id": f"s{day}", "title": "Report", "publisher": "office", "kind": "report", "level": "primary"}
        | {
            "published": f"2026-09-0{day}",
            "statements": [{"text": f"The flood has killed {many} people since 1 September."}],
        }
        for day, many in ((3, 52), (8, 61))
    ]
    office = [{"id": "office", "name": "Marl Health Office"}]
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump({"publishers": office, "sources": reports}))
    article = read.article_from_text(f"MARL, September 10, 2026 - {case['sentence']}", origin="text")
    scan = scanning.prepare(article, registry.load(tmp_path / "sources.yaml"), today=date(2026, 9, 10))
    assert [v.fidelity.value for v in scanning.verdicts(scan)] == case["verdicts"]
