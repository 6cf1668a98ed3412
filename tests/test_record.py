"""``factcheck record``: what is proved, what is named as broken, and the whole document for the legal desk."""

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from reports import sample

from factcheck import records, snapshots, trail
from factcheck.errors import ReadError
from factcheck.exporting._markdown import plain

DATA = Path(__file__).parent / "data/record"
LIVE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
START = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
REGISTRY = """publishers:
  - {id: council, name: Town council}
sources:
  - id: minutes
    title: Minutes
    publisher: council
    kind: release
    level: primary
    published: 2025-05-02
    statements: [{locator: item 4, text: The budget was adopted by 8 votes to 3.}]
"""
# The walk of the exported record: hostile words in every field that a person or a draft fills.
WALK = (
    {"what": "verified", "claim": "The co", "text": "The council adopted the budget by 9 votes."},
    {"what": "undone", "claim": "The co", "data": (("entry", "1"),)},
    {
        "what": "corrected",
        "claim": "The co",
        "text": "The council adopted the budget by 9 votes.",
        "data": (("wording", "1. # It was [8](http://evil.example) votes"), ("draft", "1" * 64)),
    },
    {
        "what": "accepted",
        "claim": "the po",
        "text": "Pool.",
        "why": "<script>alert(1)</script> \x1b[31mred",
        "data": (("label", "partly"), ("draft", "0" * 64)),
    },
    {"what": "note", "claim": "gone", "text": "A claim that is no more.", "why": "| a | table |"},
    {"what": "waived", "claim": "archived", "why": "court file, *seen* in person"},
    {"what": "ticked", "claim": "old-point", "why": "- a list"},
    {"what": "signed", "data": (("role", "checker"), ("draft", "0" * 64))},
    {"what": "published", "data": (("draft", "0" * 64),)},
)


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "sources.yaml").write_text(REGISTRY)
    (tmp_path / "council.txt").write_text("The council met.\n")
    return tmp_path


@pytest.fixture
def walked(desk):
    """A record with a report, some decisions, one of them on a snapshot, and a publication."""
    data = b"The budget was adopted."
    name = snapshots.digest(data)
    digits = name.removeprefix("sha256:")
    place = desk / "snapshots" / digits[:2]
    place.mkdir(parents=True)
    (place / f"{digits}.txt").write_bytes(data)
    report = replace(sample(), trail="")
    path = records.save(desk / "claims", report).parent / records.TRAIL
    for number, line in enumerate(WALK):
        stood = (name, "sha256:" + "a" * 64) if line.get("claim") == "The co" else ()
        trail.append(
            path, at=START + timedelta(minutes=number), who="Bo <b>Berg</b>", snapshots=stood, **line
        )
    records.save(desk / "claims", report, name="published-9.json")
    return path.parent


def test_a_desk_without_records_is_whole(run, desk):
    result = run("record", "verify", cwd=desk)
    assert (result.code, result.out) == (0, "no record yet: nothing is decided\n")
    assert run("record", "verify", "council.txt", cwd=desk).code == 0
    (desk / "claims/council").mkdir(parents=True)
    assert run("record", "verify", "claims/council", cwd=desk).out == (
        "whole   claims/council/trail.jsonl: nothing is decided\n"
    )
    (desk / "claims/council/trail.jsonl").write_text("")
    assert run("record", "verify", cwd=desk).code == 0


@pytest.mark.parametrize("place", ["council.txt", "claims/council", "claims", "claims/council/trail.jsonl"])
def test_a_whole_record_tells_its_head(run, desk, walked, place):
    result = run("record", "verify", place, cwd=desk)
    assert result.code == 0
    assert result.out.endswith(f"9 entries, head {trail.head(walked / 'trail.jsonl')}\n")


def test_the_first_broken_line_is_named_and_the_others_are_proved_too(run, desk, walked):
    shutil.copytree(walked, desk / "claims/another")
    path = walked / "trail.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"seen"', b'"sean"').replace(b"Pool.", b"Poll."))
    result = run("record", "verify", cwd=desk)
    assert result.code == 1
    assert re.search(r"broken .*council/trail\.jsonl:4: its hash does not fit what it says\n", result.out)
    assert re.search(r"whole .*another/trail\.jsonl: 9 entries", result.out)


def test_lines_cut_off_at_the_end_are_missed_by_the_reports(run, desk, walked):
    path = walked / "trail.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:5]))
    assert isinstance(trail.verify(path), trail.Whole)
    result = run("record", "verify", cwd=desk)
    assert result.code == 1
    assert "trail.jsonl:6: lines are missing: published-9.json saw one with the hash" in result.out
    with pytest.raises(ReadError, match="lines are missing"):
        records.save(desk / "claims", sample())


def test_a_printed_head_is_looked_for(run, desk, walked):
    third = trail.read(walked / "trail.jsonl")[2].hash
    assert run("record", "verify", "council.txt", "--head", third, cwd=desk).code == 0
    result = run("record", "verify", "council.txt", "--head", "ab" * 32, cwd=desk)
    assert result.code == 1
    assert "the hash that was given" in result.out
    shutil.copytree(walked, desk / "claims/another")
    assert run("record", "verify", "--head", third, cwd=desk).code == 2


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (
            lambda folder: (folder / "report.json").write_text("<<<<<<< HEAD"),
            "report.json: this report cannot",
        ),
        (lambda folder: (folder / "report.json").write_text("[" * 10**5), "report.json: this report cannot"),
        (
            lambda folder: ((folder / "trail.jsonl").unlink(), (folder / "trail.jsonl").mkdir()),
            "cannot be read",
        ),
    ],
    ids=["conflict", "deep", "folder"],
)
def test_what_cannot_be_read_is_unfinished(run, desk, walked, do, said):
    do(walked)
    result = run("record", "verify", cwd=desk)
    assert result.code == 3
    assert said in result.err


def test_no_such_place_is_unfinished(run, desk):
    result = run("record", "verify", "nowhere.txt", cwd=desk)
    assert result.code == 3
    assert "no such file or folder" in result.err


def test_a_report_that_a_conflict_damaged_is_written_anew(desk, walked):
    (walked / "report.json").write_text("<<<<<<< HEAD")
    records.save(desk / "claims", sample())
    assert json.loads((walked / "report.json").read_bytes())["trail"] == trail.head(walked / "trail.jsonl")


def test_a_torn_line_is_told(run, desk, walked):
    with (walked / "trail.jsonl").open("ab") as file:
        file.write(b'{"at":"20')
    result = run("record", "verify", cwd=desk)
    assert result.code == 0
    assert "9 entries" in result.out
    assert "a line that a crash left unfinished is not counted" in result.out


def test_a_scan_tells_the_head_and_a_broken_trail_makes_it_unfinished(run, tmp_path):
    town = Path(__file__).parent.parent / "examples/city-budget"
    for name in ("sources.yaml", "article.txt"):
        shutil.copy(town / name, tmp_path / name)
    path = tmp_path / "claims/article/trail.jsonl"
    made = trail.append(path, at=START, who="Bo", what="note", claim="c", why="w")
    found = run("scan", "article.txt", "--format", "json", "--save", cwd=tmp_path)
    assert found.code == 1
    assert json.loads(found.out)["trail"] == made.hash
    assert json.loads((path.parent / "report.json").read_bytes())["trail"] == made.hash
    assert f"record       {made.hash}" in run("scan", "article.txt", cwd=tmp_path).out
    path.write_bytes(path.read_bytes().replace(b"Bo", b"Ba"))
    kept = (path.parent / "report.json").read_bytes()
    broken = run("scan", "article.txt", "--format", "json", "--save", cwd=tmp_path)
    assert broken.code == 3
    told = json.loads(broken.out)
    assert told["trail"] is None
    assert "the trail is broken" in told["skipped"][0]["why"]
    assert (path.parent / "report.json").read_bytes() == kept


def test_the_gate_is_shut_over_a_trail_that_lost_lines(run, tmp_path):
    town = Path(__file__).parent.parent / "examples/city-budget"
    for name in ("sources.yaml", "article.txt"):
        shutil.copy(town / name, tmp_path / name)
    path = tmp_path / "claims/article/trail.jsonl"
    for number in range(2):
        trail.append(path, at=START, who="Bo", what="note", claim="c", text="t", why=f"w{number}")
    assert run("scan", "article.txt", "--save", cwd=tmp_path).code == 1
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    result = run("checklist", "article.txt", "--status", cwd=tmp_path)
    assert result.code == 3
    assert "lines are missing" in result.err


@pytest.mark.parametrize(("form", "name"), [("markdown", "record.md"), ("json", "record.json")])
def test_the_whole_document(run, desk, walked, whole, form, name):
    result = run("record", "export", "council.txt", "--format", form, "-o", "out", cwd=desk)
    assert (result.code, result.out) == (0, "")
    document = (desk / "out").read_bytes().decode()
    assert not LIVE.search(document)
    whole(document, DATA / name)


def test_nothing_of_a_draft_acts_in_the_document(run, desk, walked):
    html = (
        MarkdownIt("commonmark")
        .enable("table")
        .render(run("record", "export", "claims/council", cwd=desk).out)
    )
    assert "<script" not in html
    assert "<a " not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<p>1. # It was" not in html


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="ab1. \\`*_{}[]()<>#+-!|~&$^=:@/\n\t\x1b", max_size=30))
def test_plain_words_stay_plain(words):
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"> {plain(words)}")
    kinds = {one.type for one in shown} - {"blockquote_open", "blockquote_close"}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for one in shown for child in one.children or ()} <= {"text", "text_special"}


def test_an_export_without_decisions_says_so(run, desk):
    result = run("record", "export", "council.txt", cwd=desk)
    assert result.code == 0
    assert "Nothing is decided." in result.out


def test_a_broken_trail_is_not_exported(run, desk, walked):
    path = walked / "trail.jsonl"
    path.write_bytes(path.read_bytes()[1:])
    result = run("record", "export", "council.txt", "-o", "out.md", cwd=desk)
    assert result.code == 3
    assert "trail.jsonl:1" in result.err
    assert not (desk / "out.md").exists()


@pytest.mark.parametrize(
    "place", ["council.txt", "sources.yaml", "claims/council/trail.jsonl", "claims/council/report.json"]
)
def test_the_record_is_not_written_over(run, desk, walked, place):
    before = (desk / place).read_bytes()
    assert run("record", "export", "council.txt", "-o", place, cwd=desk).code == 2
    assert (desk / place).read_bytes() == before
