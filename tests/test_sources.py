"""``factcheck sources``: what a desk sees of its registry, and what verify finds."""

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from factcheck import snapshots

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/data/sources"
CASES = yaml.safe_load((DATA / "look.yaml").read_text())
WHEN = datetime(2025, 4, 1, 9, 30, tzinfo=UTC)
PAGE = (
    b"<html><body><article><h1>Minutes of the board</h1><p>The harbour wall was inspected on 3 March 2025 by two "
    b"engineers of the town.</p><p>It will hold. The board asks the engineers to come again in the autumn, when the "
    b"storms have begun.</p></article></body></html>"
)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    shutil.copy(DATA / "sources.yaml", tmp_path / "sources.yaml")
    shutil.copy(DATA / "ships.csv", tmp_path / "ships.csv")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["args"])
def test_what_is_shown(run, desk, case, whole):
    result = run(*case["args"].split())
    assert result.code == case.get("code", 0), result.err
    for said in case.get("err", ()):
        assert said in result.err.replace(str(desk), ".")
    if "out" in case:
        whole(result.out, DATA / "out" / case["out"])


def keep(desk, data=PAGE, *, name="minutes"):
    """Give the source `minutes` a snapshot, as add-source would."""
    snapshot = snapshots.keep(desk, data, ending="html", url="https://council.example/m", retrieved=WHEN)
    path = desk / "sources.yaml"
    path.write_text(path.read_text().replace("    note: to be fetched\n", f"    snapshot: {snapshot}\n"))
    return snapshots.find(desk, snapshot)


def test_the_text_of_a_snapshot_is_shown_with_locators(run, desk):
    keep(desk)
    out = run("sources", "show", "minutes").out
    assert "¶ 1           The harbour wall was inspected on 3 March 2025 by two" in out
    last = json.loads(run("sources", "show", "minutes", "--format", "json").out)["passages"][-1]
    assert (last["locator"], last["text"][:13]) == ("¶ 2", "It will hold.")
    assert "Text of the snapshot" not in run("sources", "show", "minutes", "--no-text").out


def test_a_snapshot_that_cannot_be_proved_is_not_shown(run, desk):
    keep(desk).write_bytes(b"another page")
    result = run("sources", "show", "minutes")
    assert result.code == 3
    assert "Who stands behind it" in result.out
    assert "altered" in result.err


def test_hostile_text_is_shown_dead(run, desk):
    keep(
        desk,
        b"<html><body><p>The wall \x1b[31mwill\x1b]8;;http://evil\x07 hold and hold and hold.</p></body></html>",
    )
    for args in (("show", "minutes"), ("list",), ("show", "minutes", "--format", "json")):
        out = run("sources", *args).out
        assert "\x1b" not in out
        assert "\x07" not in out


def unlogged(desk, path):
    (desk / "snapshots/log.jsonl").unlink()


def torn(desk, path):
    with (desk / "snapshots/log.jsonl").open("a") as log:
        log.write('{"at": "2025-04-01T09:3')


def leftover(desk, path):
    other = hashlib.sha256(b"x").hexdigest()
    (desk / f"snapshots/{other[:2]}").mkdir(exist_ok=True)
    (desk / f"snapshots/{other[:2]}/{other}.txt").write_bytes(b"x")


def misquoted(desk, path):
    old = (desk / "sources.yaml").read_text()
    (desk / "sources.yaml").write_text(old.replace("It will hold.", "It will stand."))


HARM = {
    "nothing is wrong": (0, lambda desk, path: None),
    "wrong: the snapshot is missing": (1, lambda desk, path: path.unlink()),
    "wrong: the snapshot was altered": (1, lambda desk, path: path.write_bytes(PAGE + b" ")),
    "wrong: no line of snapshots/log.jsonl": (1, unlogged),
    "wrong: these words do not stand in the snapshot": (1, misquoted),
    "remark: this line cannot be read": (0, torn),
    "remark: no entry and no line of the log names": (0, leftover),
    "broken: publisher: no publisher 'harbor'": (
        3,
        lambda desk, path: (desk / "sources.yaml").write_text(
            (desk / "sources.yaml").read_text().replace("publisher: harbour", "publisher: harbor", 1)
        ),
    ),
}


@pytest.mark.parametrize(("said", "harm"), HARM.items(), ids=HARM.keys())
def test_verify(run, desk, said, harm):
    code, spoil = harm
    spoil(desk, keep(desk))
    result = run("sources", "verify")
    assert said in result.out + result.err
    assert result.code == code
    assert len(json.loads(run("sources", "verify", "--format", "json").out)) == (said != "nothing is wrong")


def test_an_older_capture_that_the_log_names_is_proved_too(run, desk):
    keep(desk)
    old = snapshots.keep(desk, b"an older page", ending="txt", retrieved=WHEN)
    snapshots.find(desk, old).write_bytes(b"another page")
    result = run("sources", "verify")
    assert result.code == 1
    assert "altered" in result.out
