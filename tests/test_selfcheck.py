"""What a sentence says against itself (tests/data/selfcheck.yaml), and where a scan tells it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from factcheck import read, registry, scanning
from factcheck.selfcheck import selfcheck

CASES = yaml.safe_load((Path(__file__).parent / "data/selfcheck.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_sentence_is_held_against_itself(case):
    published = date.fromisoformat(case["published"]) if "published" in case else None
    assert list(selfcheck(case["text"], published)) == case.get("says", [])


DRAFT = """The council met on Monday 4 March 2025 and shut the pool. Fares fell from 2 euros to 3 euros.

Sales will rise from 30 to 20 crowns next year. The pool opened in 1990.
"""


def test_a_scan_tells_it_once_a_sentence_beside_whatever_the_sources_say(tmp_path):
    (tmp_path / "sources.yaml").write_text("publishers: []\nsources: []\n")
    article = read.article_from_text(DRAFT, origin="draft.txt")
    scan = scanning.prepare(article, registry.load(tmp_path / "sources.yaml"), today=date(2026, 2, 1))
    told = [
        (verdict.claim.text, note)
        for verdict in scanning.verdicts(scan)
        for note in verdict.notes
        if note.startswith("check the sentence itself: ")
    ]
    assert [note.partition(": ")[2] for _, note in told] == [
        "4 March 2025 is a Tuesday, not a Monday",
        "it says “fell”, but 3 euros is more than 2 euros",
        "it says “rise”, but 20 is less than 30",
    ]
