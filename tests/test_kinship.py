"""Kinship: the sources of other stories speak neither for nor against a draft, and those of its own all do."""

from datetime import date
from pathlib import Path

import pytest

from factcheck import read, registry, scanning

DATA = Path(__file__).parent / "data/kinship"
KIN = ("minutes", "swimmers-letter", "lidos-list")
STRANGERS = ("oxmere-minutes", "sallow-report")


@pytest.fixture(scope="module")
def known():
    return registry.load(DATA)


def scan_of(text, known):
    article = read.article_from_text(text, origin="draft")
    return scanning.prepare(article, known, today=date(2031, 5, 8))


@pytest.fixture(scope="module")
def report(known):
    scan = scan_of((DATA / "article.txt").read_text(), known)
    return scanning.report(scan, tuple(scanning.verdicts(scan)))


@pytest.mark.parametrize("source", KIN + STRANGERS)
def test_a_source_is_kin_by_names_its_publisher_or_its_words(source, known):
    scan = scan_of((DATA / "article.txt").read_text(), known)
    assert scan.kin(source) is (source in KIN)


def test_another_councils_vote_is_no_evidence(report):
    cited = {item.source for verdict in report.verdicts for item in verdict.evidence}
    assert cited == set(KIN)
    vote = next(v for v in report.verdicts if "16 votes" in v.claim.text)
    assert vote.fidelity == "contradicted"
    assert "14" in vote.reason


def test_what_was_left_out_is_named(report):
    told = "2 sources tell of another matter, in names and words, and spoke neither for nor against: "
    assert told + "oxmere-minutes, sallow-report" in report.notes


def test_a_brief_shows_too_little_to_leave_a_source_out(known):
    scan = scan_of("The council voted by 20 votes to 8. It cost 1.9 million crowns.", known)
    verdicts = tuple(scanning.verdicts(scan))
    assert scanning.report(scan, verdicts).notes == ()
    assert any(item.source in STRANGERS for verdict in verdicts for item in verdict.evidence)
