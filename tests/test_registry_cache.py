"""The compiled registry: the same values, never older than a file, never trusted when harmed."""

import json
import shutil
from pathlib import Path

import pytest

from factcheck import registry
from factcheck.registry import _cache as cache

DATA = Path(__file__).parent / "data/registry"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "WORTH", 0)
    shutil.copytree(DATA / "good", tmp_path / "desk", ignore=shutil.ignore_patterns(".factcheck"))
    return tmp_path / "desk"


def compiled(desk):
    return desk / ".factcheck/registry-sources.yaml.json"


def values(loaded):
    return [dict(table) for table in (loaded.parties, loaded.publishers, loaded.sources)]


def test_the_same_values(desk):
    first = registry.load(desk)
    assert compiled(desk).exists()
    assert cache.recall(desk / "sources.yaml") is not None
    second = registry.load(desk)
    assert values(first) == values(second)
    assert first.digest == second.digest
    assert [first.where(key) for key in first.sources] == [second.where(key) for key in second.sources]
    assert first.measures == second.measures


CHANGES = {
    "an entry": lambda desk: _append(desk / "sources.yaml", "# a comment\n"),
    "an included file": lambda desk: _append(desk / "sources.d/press.yaml", "# a comment\n"),
    "a table": lambda desk: _append(desk / "figures/levels.csv", "2030-02-01,2030-02-01,400,22\n"),
    "a new included file": lambda desk: _append(desk / "sources.d/new.yaml", "parties: []\n"),
    "an included file removed": lambda desk: (desk / "sources.d/press.yaml").unlink(),
}


def _append(path, text):
    path.write_text((path.read_text() if path.exists() else "") + text)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_is_seen(change, desk):
    registry.load(desk)
    change(desk)
    assert cache.recall(desk / "sources.yaml") is None


HARM = {
    "empty": lambda data: b"",
    "cut": lambda data: data[:-9],
    "one letter": lambda data: data.replace(b"Tarn City", b"Barn City"),
    "no JSON": lambda data: b"{}\n{}",
    "a list": lambda data: b"[]\n[]",
    "deep": lambda data: b"[" * 100_000,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_a_harmed_cache_is_not_used(harm, desk):
    expected = values(registry.load(desk))
    compiled(desk).write_bytes(harm(compiled(desk).read_bytes()))
    assert cache.recall(desk / "sources.yaml") is None
    assert values(registry.load(desk)) == expected


def test_other_rules_are_not_used(desk):
    registry.load(desk)
    head, body = compiled(desk).read_bytes().split(b"\n", 1)
    known = json.loads(head) | {"rules": "older"}
    compiled(desk).write_bytes(json.dumps(known).encode() + b"\n" + body)
    assert cache.recall(desk / "sources.yaml") is None


def test_a_small_registry_leaves_nothing_behind(desk, monkeypatch):
    monkeypatch.undo()
    registry.load(desk)
    assert not (desk / ".factcheck").exists()


def test_a_folder_that_cannot_be_written_does_no_harm(desk):
    (desk / ".factcheck").write_text("in the way")
    assert registry.load(desk).sources
