"""The index: what is found first, which rows of a series, fresh by content, whole after any harm."""

import hashlib
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import index, registry
from factcheck.index import Index, _documents, _engine, _text
from factcheck.model import Bound, Claim, Period, Quantity, Span

DATA = Path(__file__).parent / "data/index"
CASES = yaml.safe_load((DATA / "cases.yaml").read_text())


@pytest.fixture
def desk(tmp_path):
    shutil.copytree(DATA / "registry", tmp_path / "desk", ignore=shutil.ignore_patterns(".factcheck"))
    return tmp_path / "desk"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    return Index.open(registry.load(DATA / "registry"), folder / ".factcheck")


def shown(found):
    return [(e.source, e.locator, e.text) for e in found]


@pytest.mark.parametrize("case", CASES, ids=[case["claim"] for case in CASES])
def test_what_comes_first(case, opened):
    found = opened.search(case["claim"], as_of=case.get("as_of"))
    if case.get("nothing"):
        assert found == ()
        return
    source, locator, text = case["first"]
    assert (found[0].source, found[0].locator) == (source, locator), shown(found)
    assert found[0].text.startswith(text)


def test_a_series_gives_the_rows_that_a_reader_needs(opened):
    found = opened.search("431 people left their homes", as_of=date(2030, 1, 14))
    rows = [(e.figure.as_of.day, e.figure.low, e.published.day) for e in found if e.source == "counts"]
    assert rows[:3] == [(10, 431.0, 10), (13, 447.0, 13), (20, 470.0, 20)]  # named, newest known, since then
    assert [e.kind for e in found[:3]] == ["figure"] * 3


def test_a_horizon_before_the_first_row_shows_only_what_came_since(opened):
    found = opened.search("431 people left their homes", as_of=date(2029, 12, 31))
    assert [e.figure.as_of.day for e in found if e.source == "counts"][:1] == [20]


def test_the_claims_own_date_chooses_a_row(opened):
    text = "People had left their homes by 11 January"
    span = Span(start=0, end=len(text))
    day = date(2030, 1, 11)
    period = Period(span=span, start=date(2030, 1, 1), end=day, grain="day", relation="until")
    number = Quantity(span=span, value=3, low=3, high=3, unit="", bound=Bound.EXACT, step=0.5)
    claim = Claim(
        id="",
        text=text,
        spans=(span,),
        sentence=span,
        attribution=None,
        checkworthy=1.0,
        checkable=True,
        why="",
        quantities=(number,),
        periods=(period,),
    )
    found = opened.search(claim, as_of=date(2030, 1, 31))
    assert [e.figure.as_of.day for e in found if e.source == "counts"][:2] == [10, 20]


def test_evidence_says_where_it_is_from(opened):
    words = opened.search("no later than the first of June")[0]
    assert (words.publisher, words.verbatim, words.kind) == ("Tarn City Council", True, "passage")
    assert words.published == date(2029, 5, 2)


def test_extra_texts_widen_the_search(opened):
    assert opened.search("It did so.") == ()
    assert opened.search("It did so.", extra=("granted the permit",))[0].locator == "vote"


def test_limit_counts_documents(opened):
    assert len(opened.search("the dam", limit=1)) == 1


def test_built_once_and_the_same_again(desk):
    first = Index.open(registry.load(desk))
    files = {path: path.stat().st_mtime_ns for path in (desk / ".factcheck").rglob("*")}
    second = Index.open(registry.load(desk))
    assert {path: path.stat().st_mtime_ns for path in (desk / ".factcheck").rglob("*")} == files
    shutil.rmtree(desk / ".factcheck")
    third = Index.open(registry.load(desk))
    for case in CASES:
        assert first.search(case["claim"]) == second.search(case["claim"]) == third.search(case["claim"])


def test_fresh_when_a_file_changes(desk):
    assert Index.open(registry.load(desk)).search("499 people")[0].figure.low == 470
    table = desk / "figures/counts.csv"
    table.write_text(table.read_text() + "2030-01-25,499,\n")
    assert Index.open(registry.load(desk)).search("499 people")[0].figure.low == 499
    for day in range(26, 30):
        table.write_text(table.read_text() + f"2030-01-{day},499,\n")
        Index.open(registry.load(desk))
    assert len(list((desk / ".factcheck/index").iterdir())) == 2  # older states are swept away


HARM = {
    "a file emptied": lambda path: path.write_bytes(b""),
    "a file cut": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "a file overwritten": lambda path: path.write_bytes(b"\x00" * path.stat().st_size),
    "a file removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("name", ["meta.json", "factcheck.json", ".managed.json", ".idx", ".store", ".term"])
@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_a_broken_index_is_built_again(harm, name, desk):
    expected = Index.open(registry.load(desk)).search("the dam")
    (state,) = (desk / ".factcheck/index").iterdir()
    (file,) = (path for path in state.iterdir() if name in (path.name, path.suffix))
    harm(file)
    assert Index.open(registry.load(desk)).search("the dam") == expected


def test_a_foreign_index_is_built_again(desk):
    expected = Index.open(registry.load(desk)).search("the dam")
    (state,) = (desk / ".factcheck/index").iterdir()
    shutil.rmtree(state)
    state.write_text("somebody else's file")
    assert Index.open(registry.load(desk)).search("the dam") == expected


def test_where_nothing_can_be_written_it_lives_in_memory(desk):
    (desk / ".factcheck").write_text("in the way")
    found = Index.open(registry.load(desk))
    assert found.search("granted the permit")[0].locator == "vote"
    assert "in memory" in found.notes[0]


OPENER = """
import sys
from pathlib import Path
from factcheck import registry
from factcheck.index import Index
print(len(Index.open(registry.load(Path(sys.argv[1]))).search("the dam")))
"""


def test_many_processes_open_at_once(desk):
    command = [sys.executable, "-c", OPENER, str(desk)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = {worker.communicate()[0] for worker in workers}
    assert len(answers) == 1
    assert int(answers.pop()) > 2


def test_killed_while_building(desk):
    for wait in (0.15, 0.25, 0.35):
        with subprocess.Popen(
            [sys.executable, "-c", OPENER, str(desk)], stdout=subprocess.DEVNULL
        ) as process:
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
    assert Index.open(registry.load(desk)).search("granted the permit")[0].locator == "vote"


SNAPSHOT = b"The league met on Monday. Mr. Roe of Tarn said no. It will meet again in 1.5 years! Why not?\n"


def with_snapshot(desk, data=SNAPSHOT, kept=SNAPSHOT):
    digest = hashlib.sha256(data).hexdigest()
    text = (
        (desk / "sources.yaml")
        .read_text()
        .replace("id: speech", f"id: speech\n    snapshot: sha256:{digest}")
    )
    (desk / "sources.yaml").write_text(text)
    place = desk / f"snapshots/{digest[:2]}/{digest}.txt"
    if kept is not None:
        place.parent.mkdir(parents=True)
        place.write_bytes(kept)
    return place


def test_sentences_of_snapshots_are_evidence(desk):
    with_snapshot(desk)
    found = Index.open(registry.load(desk)).search("The league met on Monday")[0]
    assert (found.text, found.verbatim, found.source) == ("The league met on Monday.", True, "speech")
    assert found.span == Span(start=0, end=25)
    assert found.snapshot.startswith("sha256:")


def test_a_statement_of_two_sentences_is_two_passages(desk):
    text = "The bridge reopened in May. It had been shut for nine weeks."
    place = desk / "sources.yaml"
    entries = yaml.safe_load(place.read_text())
    entries["sources"][0].setdefault("statements", []).append({"locator": "p. 9", "text": text})
    place.write_text(yaml.safe_dump(entries, allow_unicode=True))
    found = Index.open(registry.load(desk)).search("The bridge was shut for nine weeks")[0]
    assert (found.text, found.locator) == ("It had been shut for nine weeks.", "p. 9")
    assert found.before == "The bridge reopened in May."


@pytest.mark.parametrize(("kept", "why"), [(None, "missing"), (SNAPSHOT + b"!", "altered")])
def test_a_missing_or_altered_snapshot_is_reported(kept, why, desk):
    with_snapshot(desk, kept=kept)
    for _ in range(2):  # built, and opened again
        found = Index.open(registry.load(desk))
        assert [part.what for part in found.skipped] == ["snapshot of speech"]
        assert why in found.skipped[0].why
        assert all(not e.text.startswith("The league met") for e in found.search("The league met on Monday"))


def test_a_snapshot_that_comes_back_is_read(desk):
    place = with_snapshot(desk, kept=None)
    before = index.state_of(registry.load(desk))
    assert Index.open(registry.load(desk)).skipped
    place.parent.mkdir(parents=True)
    place.write_bytes(SNAPSHOT)
    assert index.state_of(registry.load(desk)) != before
    assert not Index.open(registry.load(desk)).skipped


def test_equals_stand_by_source_and_place(desk):
    with_snapshot(desk, data=b"Goats. Goats.\n", kept=b"Goats. Goats.\n")
    goats = "".join(f"      - {{locator: p{n}, text: Goats.}}\n" for n in range(12))
    text = (
        (desk / "sources.yaml")
        .read_text()
        .replace(
            "    statements:\n      - {locator: opening",
            "    statements:\n" + goats + "      - {locator: opening",
        )
    )
    (desk / "sources.yaml").write_text(text)
    found = Index.open(registry.load(desk)).search("goats")
    assert [e.locator for e in found] == [*(f"p{n}" for n in range(12)), "¶ 1", "¶ 1"]
    assert len({e.score for e in found}) == 1


def test_sentences_by_rule():
    text = SNAPSHOT.decode()
    spans = list(_documents.sentences(Span(start=0, end=len(text)), text))
    assert [span.of(text).strip() for span in spans] == [
        *(
            "The league met on Monday.",
            "Mr. Roe of Tarn said no.",
            "It will meet again in 1.5 years!",
            "Why not?",
        )
    ]


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_sentences_lose_nothing(text):
    spans = list(_documents.sentences(Span(start=0, end=len(text)), text))
    assert "".join(span.of(text) for span in spans).split() == text.split() or not text.strip()
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_names_are_folded():
    assert _text.names("Khalil Al-Hayyani and Zoë O’Brien met the mayor") == (
        *("khalil", "hayani", "alhayani", "zoe", "brien", "obrien"),
    )


@given(st.text(max_size=100))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_claim_is_answered(opened, text):
    assert isinstance(opened.search(text), tuple)


def test_rules_that_change_build_anew(desk, monkeypatch):
    Index.open(registry.load(desk))
    monkeypatch.setattr(index, "_rules", lambda: "other")
    Index.open(registry.load(desk))
    assert len(list((desk / ".factcheck/index").iterdir())) == 2


def test_opening_again_is_quick(desk):
    Index.open(registry.load(desk))
    begin = time.process_time()
    Index.open(registry.load(desk))
    assert time.process_time() - begin < 0.2


def test_a_folder_that_cannot_be_written_is_not_needed(desk, monkeypatch):
    monkeypatch.setattr(
        index, "cache_folder", lambda *_: None
    )  # as for another user's folder; root writes everywhere
    assert Index.open(registry.load(desk)).notes
    assert not (desk / ".factcheck").exists()


def _entry(number, text):
    return (
        f"  - {{id: extra-{number}, title: Extra {number}, publisher: council, kind: report, level: primary, "
        f"published: 2029-06-01, statements: [{{locator: p1, text: {text!r}}}]}}\n"
    )


def _with_entries(desk, texts):
    """Write the registry with one more source for each text."""
    whole = (DATA / "registry/sources.yaml").read_text()
    head, mark, rest = whole.partition("sources:\n")
    entries = "".join(_entry(number, text) for number, text in texts.items())
    (desk / "sources.yaml").write_text(head + mark + entries + rest)


QUERIES = ("the dam", "granted the permit", "goats and 447 sheep", "431 people left their homes", "Extra")
STEPS = (
    {1: "Goats graze above the dam.", 2: "The council counted 447 sheep."},
    {1: "Goats graze above the dam.", 2: "The council counted 448 sheep.", 3: "Goats."},
    {1: "Goats graze above the dam."},
)


def test_only_what_changed_is_written_again(desk, tmp_path, monkeypatch):
    _with_entries(desk, {})
    Index.open(registry.load(desk))
    monkeypatch.setattr(_engine, "WASTE", 9)
    written = []
    kept = _engine.documents_of
    monkeypatch.setattr(
        _engine, "documents_of", lambda unit, *rest: written.append(unit) or kept(unit, *rest)
    )
    counts = []
    for step in STEPS:
        written.clear()
        _with_entries(desk, step)
        brought_up = Index.open(registry.load(desk))
        counts.append(sorted(written))
        fresh = Index.open(registry.load(desk), tmp_path / f"fresh{len(counts)}/.factcheck")
        assert brought_up.size == fresh.size
        for query in QUERIES:
            assert brought_up.search(query) == fresh.search(query)
            assert [brought_up.rarity(term) for term in ("goat", "dam", "sheep")] == [
                fresh.rarity(term) for term in ("goat", "dam", "sheep")
            ]
    assert counts == [["s extra-1", "s extra-2"], ["s extra-2", "s extra-3"], []]


def test_a_reader_of_the_older_state_goes_on(desk):
    older = Index.open(registry.load(desk))
    before = older.search("the dam")
    for number in range(4):
        _with_entries(desk, {number: "Goats graze above the dam."})
        Index.open(registry.load(desk))
    assert older.search("the dam") == before


@pytest.mark.parametrize("name", ["units.json", ".idx"])
@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_a_broken_index_is_not_brought_up(harm, name, desk, tmp_path):
    Index.open(registry.load(desk))
    (state,) = (desk / ".factcheck/index").iterdir()
    (file,) = (path for path in state.iterdir() if name in (path.name, path.suffix))
    harm(file)
    _with_entries(desk, STEPS[0])
    fresh = Index.open(registry.load(desk), tmp_path / "fresh/.factcheck")
    found = Index.open(registry.load(desk))
    assert [found.search(query) for query in QUERIES] == [fresh.search(query) for query in QUERIES]


def test_where_links_cannot_be_made_files_are_copied(desk, monkeypatch):
    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    Index.open(registry.load(desk))
    _with_entries(desk, STEPS[0])
    assert Index.open(registry.load(desk)).search("goats")[0].source == "extra-1"


def test_killed_while_bringing_it_up(desk):
    expected = Index.open(registry.load(desk)).search("the permit")
    for number, wait in enumerate((0.12, 0.2, 0.28, 0.36)):
        _with_entries(desk, {number: "Sheep."})
        with subprocess.Popen(
            [sys.executable, "-c", OPENER, str(desk)], stdout=subprocess.DEVNULL
        ) as process:
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
    found = Index.open(registry.load(desk))
    assert found.notes == ()
    assert found.search("sheep")[0].source == "extra-3"
    assert [e.text for e in found.search("the permit")] == [e.text for e in expected]


@pytest.mark.parametrize(
    ("bare", "marked"),
    [("Turkiye", "Türkiye"), ("Kilicdaroglu", "Kılıçdaroğlu"), ("Lodz", "Łódź"), ("naive", "naïve")],
)
def test_accents_do_not_count(bare, marked):
    assert _text.terms_of(bare) == _text.terms_of(marked)


def test_numbers_and_names_are_found_as_such():
    said, written = _text.terms_of("four hundred and forty-seven"), _text.terms_of("447")
    assert said.numbers == written.numbers == ("447",)
    asked = set(_text.names("al-Hayyani"))
    assert asked & set(_text.names("Khalil Al Hayyani"))
    assert asked & set(_text.names("Hayyani"))
