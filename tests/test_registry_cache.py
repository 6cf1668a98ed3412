"""The compiled registry: the same values, never older than a file, never trusted when harmed."""

import json
import os
import shutil
from pathlib import Path

import pytest

from factcheck import errors, registry, yamlfile
from factcheck.registry import _cache as cache, editing
from factcheck.registry._compile import bring_up

DATA = Path(__file__).parent / "data/registry"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "WORTH", 0)
    shutil.copytree(DATA / "good", tmp_path / "desk", ignore=shutil.ignore_patterns(".factcheck"))
    return tmp_path / "desk"


def compiled(desk):
    return desk / ".factcheck/registry-sources.yaml.json"


def usable(desk):
    """Say whether the compiled form is all that opening takes."""
    known = cache.recall(desk / "sources.yaml")
    try:
        return known is not None and bring_up(desk / "sources.yaml", known) is known
    except errors.RegistryError:
        return False


def values(loaded):
    return [dict(table) for table in (loaded.parties, loaded.publishers, loaded.sources)]


def test_the_same_values(desk):
    first = registry.load(desk)
    assert compiled(desk).exists()
    assert usable(desk)
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
    assert not usable(desk)


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


SHELVES = ("rivers", "roads", "schools", "taxes")


def _file(name, extra=""):
    return f"""\
sources:
  - id: {name}-1
    title: Report on {name}
    publisher: council
    kind: report
    level: primary
    published: 2030-01-02
    statements: [{{locator: p1, text: "The council looked into {name}."}}]
    series: [{{file: figures/{name}.csv, column: counted, measure: "{name} counted"}}]
  - {{id: {name}-2, title: More, publisher: council, kind: report, level: primary, published: 2030-02-01,
     supersedes: [{name}-1]}}
{extra}"""


@pytest.fixture(params=["parsed at once", "read one by one"])
def folders(request, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "WORTH", 0)
    if request.param == "read one by one":
        monkeypatch.setattr(cache, "WHOLE", 0)
    (tmp_path / "sources.yaml").write_text(
        "publishers: [{id: council, name: Tarn Council}]\ninclude: [sources.d/*.yaml]\n"
    )
    for folder in ("sources.d", "figures"):
        (tmp_path / folder).mkdir()
    for number, name in enumerate(SHELVES):
        (tmp_path / f"sources.d/{name}.yaml").write_text(_file(name))
        (tmp_path / f"figures/{name}.csv").write_text(f"date,counted\n2030-01-0{number + 1},{number}\n")
    return tmp_path


def parsed(monkeypatch, folder):
    """Return the loaded registry and the files whose YAML was parsed for it."""
    seen = []
    load = yamlfile.load
    with monkeypatch.context() as patch:
        patch.setattr(yamlfile, "load", lambda data, name: seen.append(name) or load(data, name))
        return registry.load(folder), seen


def everything(loaded):
    one_by_one = [
        (
            key,
            loaded.where(key),
            loaded.superseded_by(key),
            loaded.own_sources(loaded.resolve("Tarn Council")),
        )
        for key in loaded.sources
    ]
    return values(loaded), one_by_one, dict(loaded.measures), loaded.newest_figure_date(), loaded.snapshots()


def fresh(folder, tmp_path_factory):
    """Return what the same files give where nothing was compiled."""
    copy = tmp_path_factory.mktemp("fresh") / "desk"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".factcheck"))
    return everything(registry.load(copy))


def test_large_registries_open_without_yaml(folders, monkeypatch):
    first, seen = parsed(monkeypatch, folders)
    assert len(seen) == 5
    second, seen = parsed(monkeypatch, folders)
    assert seen == []
    assert everything(first) == everything(second)


EDITS = {
    "an entry": (
        "sources.d/roads.yaml",
        _file("roads", "# looked over\n"),
        ["sources.d/roads.yaml"],
    ),
    "a table": (
        "figures/taxes.csv",
        "date,counted\n2030-03-01,9\n",
        ["sources.d/taxes.yaml"],
    ),
    "a new file": ("sources.d/alps.yaml", "sources: []\n", ["sources.d/alps.yaml"]),
}


@pytest.mark.parametrize(("name", "text", "wanted"), EDITS.values(), ids=EDITS.keys())
def test_only_the_file_that_changed_is_parsed(name, text, wanted, folders, monkeypatch, tmp_path_factory):
    registry.load(folders)
    (folders / name).write_text(text)
    for expected in (wanted, []):
        loaded, seen = parsed(monkeypatch, folders)
        assert seen == expected
        assert everything(loaded) == fresh(folders, tmp_path_factory)


def test_a_mistake_between_files_has_its_exact_place(folders, tmp_path_factory):
    registry.load(folders)
    (folders / "sources.yaml").write_text("publishers: []\ninclude: [sources.d/*.yaml]\n")
    with pytest.raises(registry.BrokenRegistry) as cached:
        registry.load(folders)
    shutil.rmtree(folders / ".factcheck")
    with pytest.raises(registry.BrokenRegistry) as anew:
        registry.load(folders)
    assert str(cached.value) == str(anew.value)


def test_a_file_of_the_same_size_and_time_written_at_once_is_seen(folders):
    registry.load(folders)
    path = folders / "sources.d/roads.yaml"
    status = path.stat()
    path.write_text(path.read_text().replace("looked into", "walked past"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert registry.load(folders).sources["roads-1"].statements[0].text == "The council walked past roads."


def test_an_old_file_is_not_hashed_again(folders, monkeypatch):
    registry.load(folders)
    monkeypatch.setattr(cache, "RACY", -(10**12))
    read = Path.read_bytes

    def seen(path):
        assert path.parent.name == ".factcheck", f"{path} was read"
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", seen)
    assert usable(folders)


def test_a_damaged_record_is_not_believed(folders, monkeypatch):
    monkeypatch.setattr(cache, "WHOLE", 0)
    registry.load(folders)
    data = compiled(folders).read_bytes()
    compiled(folders).write_bytes(data.replace(b"looked into roads", b"looked into goats"))
    loaded = registry.load(folders)
    assert loaded.sources["rivers-1"].title == "Report on rivers"
    with pytest.raises(errors.RegistryError, match="damaged"):
        loaded.sources["roads-1"]
    assert registry.load(folders).sources["roads-1"].statements[0].text == "The council looked into roads."


def test_a_reader_keeps_what_it_opened(folders):
    registry.load(folders)
    older = registry.load(folders)
    (folders / "sources.d/roads.yaml").write_text(_file("roads").replace("looked into", "walked past"))
    newer = registry.load(folders)
    texts = [one.sources["roads-1"].statements[0].text for one in (older, newer)]
    assert texts == ["The council looked into roads.", "The council walked past roads."]


BROKEN = {
    "an id taken": ("roads", lambda text: text.replace("roads-2", "rivers-1")),
    "an id gone that another names": ("roads", lambda text: text.replace("id: roads-1", "id: roads-9")),
    "a name of nobody": (
        "roads",
        lambda text: text.replace("supersedes: [roads-1]", "supersedes: [roads-7]"),
    ),
    "a publisher of nobody": ("roads", lambda text: text.replace("publisher: council", "publisher: mayor")),
    "a circle": (
        "roads",
        lambda text: text.replace("level: primary\n", "level: primary\n    supersedes: [roads-2]\n"),
    ),
    "a later one superseded": ("roads", lambda text: text.replace("2030-01-02", "2031-01-02")),
    "no YAML": ("roads", lambda text: text + "  - {"),
    "a key of no entry": ("roads", lambda text: text.replace("title: More", "titel: More")),
    "a name twice": ("alps", lambda _: "publishers: [{id: other, name: The Tarn council}]\n"),
    "a new body of nobody": ("alps", lambda _: "publishers: [{id: other, name: Alps, party: nobody}]\n"),
}


@pytest.mark.parametrize(("name", "change"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_told_as_if_all_were_read(name, change, folders, tmp_path_factory):
    registry.load(folders)
    path = folders / f"sources.d/{name}.yaml"
    path.write_text(change(path.read_text() if path.exists() else ""))
    with pytest.raises(errors.RegistryError) as known:
        registry.load(folders)
    with pytest.raises(errors.RegistryError) as anew:
        fresh(folders, tmp_path_factory)
    assert str(known.value) == str(anew.value)


def entry(number):
    """Return a source that was added, with a figure and a link to another file's."""
    return {
        "id": f"new-{number}",
        "title": "Count of boats",
        "publisher": "council",
        "kind": "report",
        "level": "primary",
        "published": "2030-03-01",
        "supersedes": ["rivers-2"],
        "statements": [{"locator": "p1", "text": f"The council counted {number} boats."}],
        "figures": [{"measure": "boats counted", "value": number, "as_of": "2030-03-01"}],
    }


@pytest.mark.parametrize("grown", [0, cache.GROWN])
def test_adding_leaves_the_others_as_they_were_compiled(grown, folders, monkeypatch, tmp_path_factory):
    registry.load(folders)
    monkeypatch.setattr(cache, "GROWN", grown)
    written = compiled(folders).stat().st_ino
    for number in range(3):
        seen = []
        load = yamlfile.load
        with monkeypatch.context() as patch:
            patch.setattr(yamlfile, "load", lambda data, name: seen.append(name) or load(data, name))  # noqa: B023
            editing.add(folders, entry(number))
        assert seen == ["sources.d/taxes.yaml"]
        loaded, seen = parsed(monkeypatch, folders)
        assert seen == []
        assert everything(loaded) == fresh(folders, tmp_path_factory)
    assert (compiled(folders).stat().st_ino == written) is bool(grown)


@pytest.mark.parametrize(
    "harm", [lambda data: b"", lambda data: data[:-9], lambda data: data.replace(b"boats", b"goats")]
)
def test_harmed_changes_are_not_used(harm, folders):
    registry.load(folders)
    editing.add(folders, entry(1))
    beside = folders / ".factcheck/registry-sources.yaml.more.json"
    beside.write_bytes(harm(beside.read_bytes()))
    assert registry.load(folders).sources["new-1"].title == "Count of boats"


def test_changes_of_an_older_compiled_form_are_not_used(folders):
    registry.load(folders)
    editing.add(folders, entry(1))
    compiled(folders).unlink()
    older = (folders / ".factcheck/registry-sources.yaml.more.json").read_bytes()
    (folders / "sources.d/taxes.yaml").write_text(_file("taxes"))
    registry.load(folders)
    (folders / ".factcheck/registry-sources.yaml.more.json").write_bytes(older)
    assert "new-1" not in registry.load(folders).sources


def test_a_file_that_went_after_it_was_added(folders, tmp_path_factory):
    registry.load(folders)
    (folders / "sources.d/alps.yaml").write_text(_file("alps").replace("figures/alps", "figures/roads"))
    assert "alps-1" in registry.load(folders).sources
    (folders / "sources.d/alps.yaml").unlink()
    loaded = registry.load(folders)
    assert everything(loaded) == fresh(folders, tmp_path_factory)
    assert loaded.digest == registry.load(folders).digest
