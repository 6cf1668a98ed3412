"""Whom the registry knows by the words with which a draft names a speaker (tests/data/voices.yaml)."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from factcheck import read, registry, scanning

CASES = yaml.safe_load((Path(__file__).parent / "data/voices.yaml").read_text())


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voices")
    (folder / "sources.yaml").write_text(CASES["registry"])
    return registry.load(folder / "sources.yaml")


@pytest.mark.parametrize("case", CASES["cases"], ids=[case["draft"] for case in CASES["cases"]])
def test_a_speaker_is_whom_the_registry_knows(case, desk):
    article = read.article_from_text(case["draft"], origin="draft")
    scan = scanning.prepare(article, desk, today=date(2031, 5, 1))
    said = [c.attribution.speaker for c in scan.found.claims if c.attribution]
    assert (said[-1].id if said[-1] else "") == case["speaker"]


@pytest.mark.parametrize("case", CASES["credits"], ids=[case["draft"] for case in CASES["credits"]])
def test_a_speaker_is_credited(case, tmp_path):
    (tmp_path / "sources.yaml").write_text(CASES["library"])
    draft = f"HARROW, May 11, 2026 - {case['draft']}"
    found = scanning.scan_article(draft, registry.load(tmp_path / "sources.yaml"))
    assert found.verdicts[-1].attribution.value == case["credit"]
