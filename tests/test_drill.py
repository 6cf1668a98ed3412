"""The fire drill: faults are real, one a sentence, the same for a seed; what the scan makes of them is told plainly."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from factcheck import drilling, read, registry
from factcheck.drilling import Fault
from factcheck.model import Span

DATA = Path(__file__).parent / "data/drill"


@pytest.fixture(scope="module")
def drill():
    known = registry.load(DATA / "sources.yaml")
    return drilling.run(read.read_path(DATA / "budget.txt"), known, seed=3, each=5)


def test_faults_stand_in_the_copy_and_nowhere_twice_in_a_sentence(drill):
    text = read.read_path(DATA / "budget.txt").text
    faults = [outcome.fault for outcome in drill.outcomes]
    assert all(fault.span.of(text) == fault.old != fault.new for fault in faults)
    copy, places = drilling.planted(text, faults)
    assert copy == drill.text
    assert [place.of(copy)[: len(fault.new)] for place, fault in zip(places, faults, strict=True)] == [
        f.new for f in faults
    ]


def test_the_same_seed_gives_the_same_drill_and_no_fault_is_called_fine_in_silence(drill):
    known = registry.load(DATA / "sources.yaml")
    again = drilling.run(read.read_path(DATA / "budget.txt"), known, seed=3, each=5)
    assert again == drill
    assert {outcome.result for outcome in drill.outcomes} <= {"caught", "held back", "missed"}
    assert sum(outcome.result == "caught" for outcome in drill.outcomes) >= 3


def test_every_kind_that_the_article_allows_is_tried():
    known = registry.load(DATA / "sources.yaml")
    article = read.read_path(DATA / "budget.txt")
    kinds = {
        o.fault.kind for seed in range(4) for o in drilling.run(article, known, seed=seed, each=5).outcomes
    }
    assert kinds >= {"number", "negation", "quotation", "attribution"}


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.text(min_size=1, max_size=60), st.data())
def test_planting_changes_only_what_it_says(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    faults = [
        Fault(
            kind="number",
            span=Span(start=a, end=b),
            old=text[a:b],
            new=data.draw(st.text(max_size=5)),
            claim="x",
        )
        for a, b in pairs
    ]
    copy, places = drilling.planted(text, faults)
    back = copy
    for fault, place in reversed(list(zip(faults, places, strict=True))):
        back = back[: place.start] + fault.old + back[place.start + len(fault.new) :]
    assert back == text


def test_the_command_shows_misses_first_and_keeps_the_drill(run, tmp_path):
    for name in ("budget.txt", "sources.yaml"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    done = run("drill", "budget.txt", "--seed", "3", "--save", cwd=tmp_path)
    assert done.code in (0, 1) and done.out.startswith("Fire drill, seed 3: ")
    kept = json.loads(next(tmp_path.glob("claims/*/drill.json")).read_text())
    assert kept["seed"] == 3 and kept["faults"]
    assert (tmp_path / "budget.txt").read_bytes() == (DATA / "budget.txt").read_bytes()
    assert done.code == int(any(fault["result"] == "missed" for fault in kept["faults"]))


def test_an_article_without_a_place_for_faults_is_refused(run, tmp_path):
    (tmp_path / "sources.yaml").write_bytes((DATA / "sources.yaml").read_bytes())
    (tmp_path / "a.txt").write_text("The weather stayed fine in the hills and the fair went on until dusk.\n")
    done = run("drill", "a.txt", cwd=tmp_path)
    assert done.code == 2 and "no place in this article" in done.err
