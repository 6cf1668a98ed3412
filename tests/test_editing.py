"""Changes to sources.yaml: whole files compared, every byte outside the entry, many writers, undo."""

import json
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import registry
from factcheck.errors import FactcheckError, RegistryError
from factcheck.registry import _cache, editing

ROOT = Path(__file__).parent.parent
CASES = yaml.load((ROOT / "tests/data/editing/cases.yaml").read_text(), yaml.BaseLoader)
NEW = {"publisher": "q", "kind": "report", "level": "primary", "published": "2031-05-02"}
HOSTILE = 'He said:\n "no" # not\t\\ \x00\x1b[31m\u202e\u2028, [x] {y}: & * ! | > % @ ` ' + "\ud800"


def perform(case, path):
    if "add" in case:
        entry = {**NEW, **case["add"]}
        return editing.add(path, {key: entry[key] for key in editing.SOURCE_KEYS if key in entry})
    if "remove" in case:
        return editing.remove(path, case["remove"])
    if "rows" in case:
        rows = {key: value for key, value in case["rows"].items() if key != "id"}
        return editing.edit(path, case["rows"]["id"], {}, rows=rows).where
    fields = {key: None if value == "null" else value for key, value in case["change"].items() if key != "id"}
    return editing.change(path, case["change"]["id"], fields)


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("known", [False, True], ids=["", "compiled"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case, known, ending, tmp_path, monkeypatch):
    path = tmp_path / "sources.yaml"
    before = case["before"].replace("\n", ending).encode()
    path.write_bytes(before)
    if known:
        monkeypatch.setattr(_cache, "WORTH", 0)
        registry.load(path)
    if "error" in case:
        with pytest.raises(RegistryError) as refused:
            perform(case, path)
        assert refused.value.what == case["error"]
        assert path.read_bytes() == before
        return
    place = perform(case, path)
    assert path.read_bytes().decode() == case["after"].replace("\n", ending)
    if "remove" not in case:
        name = next(case[key]["id"] for key in ("add", "change", "rows") if key in case)
        assert registry.load(path).where(name) == place
    editing.undo(path)
    assert path.read_bytes() == before


def start(tmp_path, text="publishers: [{id: q, name: Quay Office}]\n", name="sources.yaml"):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_hostile_text_reads_back_as_text(tmp_path):
    path = start(tmp_path)
    statements = [{"locator": HOSTILE, "text": HOSTILE}]
    entry = {**NEW, "id": "new", "title": HOSTILE, "note": "null", "statements": statements}
    editing.add(path, entry)
    assert not {"\u202e", "\u2028", "\x1b"} & set(path.read_text(encoding="utf-8"))
    source = registry.load(path).sources["new"]
    assert source.title == source.statements[0].text == source.statements[0].locator
    assert source.title == 'He said: "no" # not \\ [31m\u202e\u2028, [x] {y}: & * ! | > % @ ` \ufffd'
    assert source.note == "null"


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text(min_size=1, max_size=40))
def test_any_text_is_written_so_that_it_reads_back(text):
    from factcheck import yamlfile
    from factcheck.registry import _render

    for key in ("note", "text"):
        written = _render.flow([{key: text, "after": "x"}])
        item = yamlfile.load(written, "t").items[0]
        if not _render.empty(text):
            assert item.get(key).value == _render.clean(text), written
        assert item.get("after").value == "x"


def test_publishers_and_parties_come_with_the_source(tmp_path):
    path = start(tmp_path, "publishers: []\n")
    publisher = {"id": "p", "name": "Pier Office", "party": "town", "voice": True, "aliases": ["Pier, the"]}
    entry = {**NEW, "id": "new", "title": "New", "publisher": "p"}
    editing.add(path, entry, publishers=[publisher], parties=[{"id": "town", "name": "Marrow Bay"}])
    book = registry.load(path)
    assert book.party_of("new") == "town"
    assert book.publishers["p"].aliases == ("Pier, the",)
    editing.undo(path)
    assert path.read_text() == "publishers: []\n"


def test_a_list_that_stands_in_included_files_grows_there(tmp_path):
    start(tmp_path, "sources: []\n", "d/a.yaml")
    start(tmp_path, "sources: # here\n", "d/b.yaml")
    path = start(tmp_path, "include: d/*.yaml\npublishers: [{id: q, name: Q}]\n")
    assert editing.add(path, {**NEW, "id": "new", "title": "New"}) == "d/b.yaml:2:5"
    assert editing.change(path, "new", {"note": "x"}) == "d/b.yaml:2:5"
    assert (tmp_path / "d/b.yaml").read_text().startswith("sources: # here\n  - id: new\n")
    editing.remove(path, "new")
    assert (tmp_path / "d/b.yaml").read_text() == "sources: # here\n"
    assert [editing.undo(path) for _ in range(3)] == ["remove new", "edit new", "add new"]
    assert (tmp_path / "d/a.yaml").read_text() == "sources: []\n"


@pytest.mark.parametrize("held", ["sources:", "sources: []", "sources: [ # c\n]"])
def test_many_are_added_in_one_step(tmp_path, held):
    before = f"publishers: [{{id: q, name: Quay Office}}]\n{held}\n# foot\n"
    path = start(tmp_path, before)
    for part in ("a", "b"):
        keys = [f"{part}{number}" for number in range(3)]
        places = editing.add_all(path, [{**NEW, "id": key, "title": f"Count, {key}"} for key in keys])
        assert places == tuple(registry.load(path).where(key) for key in keys)
    assert len(registry.load(path).sources) == 6
    assert [editing.undo(path), editing.undo(path)] == ["add b0 and 2 more", "add a0 and 2 more"]
    assert path.read_text() == before


def test_undo_is_refused_where_a_person_wrote_since(tmp_path):
    path = start(tmp_path)
    editing.add(path, {**NEW, "id": "new", "title": "New"})
    path.write_text(path.read_text() + "# mine\n")
    mine = path.read_bytes()
    with pytest.raises(FactcheckError, match="changed by hand after 'add new'"):
        editing.undo(path)
    assert path.read_bytes() == mine


def test_undo_is_refused_where_there_is_nothing(tmp_path):
    path = start(tmp_path)
    with pytest.raises(FactcheckError, match="nothing to take back"):
        editing.undo(path)
    (tmp_path / ".factcheck/undo").mkdir(exist_ok=True)
    (tmp_path / ".factcheck/undo/sources.yaml.json").write_text('{"steps": [{"files": [1]}, 2]}')
    with pytest.raises(FactcheckError, match="nothing to take back"):
        editing.undo(path)


def test_a_note_without_its_change_does_not_stop_undo(tmp_path):
    """A crash may come between the note and the file: then the step before it is the last."""
    path = start(tmp_path)
    editing.add(path, {**NEW, "id": "new", "title": "New"})
    kept = path.read_bytes()
    editing.add(path, {**NEW, "id": "m", "title": "More"})
    path.write_bytes(kept)
    assert editing.undo(path) == "add new"


def test_the_entry_is_replaced_only_where_it_is_still_the_same(tmp_path):
    path = start(tmp_path)
    editing.add(path, {**NEW, "id": "new", "title": "New"})
    old = editing.piece(path, "new")
    editing.change(path, "new", {"title": "Newer"})
    with pytest.raises(FactcheckError, match="changed by somebody else"):
        editing.replace(path, "new", old, old.replace("New", "Mine"))
    with pytest.raises(RegistryError, match="not one entry"):
        editing.replace(path, "new", editing.piece(path, "new"), "title: x\n")


WRITER = """
import sys
from pathlib import Path
from unittest import mock
from factcheck.registry import editing
for number in range(int(sys.argv[3])):
    key = f"w{sys.argv[2]}-{number}"
    editing.add(Path(sys.argv[1]), {"id": key, "title": f"Release {key}", "publisher": "q", "kind": "release",
        "level": "primary", "published": "2031-05-02"})
"""


def test_many_writers_all_land(tmp_path):
    head = "# head\npublishers: [{id: q, name: Quay Office}]  # one\nsources:\n  # first\n"
    tail = "  # end of the list\n# foot\n"
    path = start(tmp_path, head + tail)
    jobs = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, str(one), "5"], cwd=ROOT) for one in range(4)
    ]
    assert [job.wait(60) for job in jobs] == [0] * 4
    text = path.read_text()
    assert set(registry.load(path).sources) == {f"w{one}-{number}" for one in range(4) for number in range(5)}
    assert text.startswith("# head\npublishers: [{id: q, name: Quay Office}]  # one\nsources:\n")
    assert text.endswith(tail)
    assert text.count("# first") == 1


WORD = st.sampled_from(["Ferry plan", '"Quay: a plan"', "'it''s, shut'", "Überfahrt 🚢"])
TAIL = st.sampled_from(["", "  # seen", " #x: y"])


@st.composite
def block_entry(draw, key, margin):
    pad = " " * margin
    lines = [f"{pad}- id: {key}{draw(TAIL)}", f"{pad}  title: {draw(WORD)}{draw(TAIL)}"]
    lines += [f"{pad}  publisher: q", f"{pad}  kind: report{draw(TAIL)}", f"{pad}  level: relay"]
    lines += [f"{pad}  published: 2031-05-01"]
    extra = {
        "list": [f"{pad}  derived_from:{draw(TAIL)}", f"{pad}  # none", f"{pad}    []"],
        "rows": [
            f"{pad}  statements:",
            f'{pad}  - {{text: "A, b."}}{draw(TAIL)}',
            f"{pad}  - text: >-",
            f"{pad}      C",
        ],
        "folded": [
            f"{pad}  note: >{draw(st.sampled_from(['', '-', '+']))}",
            f"{pad}    long # text",
            "",
            f"{pad}    more",
        ],
        "quoted": [f'{pad}  note: "two', f'{pad}    lines"{draw(TAIL)}'],
        "comment": [f"{pad}  # deeper"],
    }
    for name in draw(st.lists(st.sampled_from(list(extra)), unique=True, max_size=2)):
        if not (name == "quoted" and any("note:" in line for line in lines)) and not (
            name == "folded" and any("note:" in line for line in lines)
        ):
            lines += extra[name]
    return lines


@st.composite
def registries(draw):
    """A registry's text with sources s0, s1, ...; and how many there are."""
    count = draw(st.integers(0, 3))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = draw(st.lists(st.sampled_from(["# top", "", "---"]), max_size=2, unique=True))
    lines = [line for line in lines if line != "---"] + (["---"] if "---" in lines else [])
    lines += [f"publishers: [{{id: q, name: Quay}}]{draw(TAIL)}"]
    if draw(st.booleans()):
        entries = [
            f"{{id: s{n}, title: {draw(WORD)}, publisher: q, kind: report, level: relay, published: 2031-05-01}}"
            for n in range(count)
        ]
        gap = draw(st.sampled_from([" ", end + "  ", f"  # c{end}  "]))
        comma = draw(st.sampled_from(["", ",", " , # d" + end])) if entries else ""
        lines += [f"sources: [{gap if entries else ' '}" + f",{gap}".join(entries) + comma + f"]{draw(TAIL)}"]
    elif count or draw(st.booleans()):
        lines += [f"sources:{draw(TAIL)}"]
        margin = draw(st.sampled_from([0, 2, 4]))
        for n in range(count):
            lines += draw(st.sampled_from([[], [""], [" " * margin + "# section"], ["", "# odd"]]))
            lines += draw(block_entry(f"s{n}", margin))
    lines += draw(
        st.sampled_from(
            [[], ["# end of list"], ["", "# foot"], ["parties: []"], ["", "", "parties:  # none"]]
        )
    )
    text = end.join(lines) + draw(st.sampled_from(["", end, end + end]))
    return draw(st.sampled_from(["", "\ufeff"])) + text, count


def inserted(old: str, new: str) -> bool:
    """Say whether ``new`` is ``old`` with one piece put in."""
    head = 0
    while head < len(old) and old[head] == new[head : head + 1]:
        head += 1
    rest = len(old) - head
    return len(new) >= len(old) and (not rest or new[-rest:] == old[head:])


@settings(deadline=None, derandomize=True, max_examples=40)
@given(registries(), st.data())
def test_every_byte_outside_the_entry_stays(tmp_path_factory, made, data):
    text, count = made
    title = data.draw(st.text(min_size=1, max_size=20)) + "."
    with mock.patch("os.fsync"):
        plain = every_byte_stays(tmp_path_factory, text, count, title)
        with mock.patch.object(_cache, "WORTH", 0):
            assert every_byte_stays(tmp_path_factory, text, count, title) == plain


def every_byte_stays(tmp_path_factory, text, count, title):
    """Prove it of one registry; return its text with a source added."""
    path = start(tmp_path_factory.mktemp("r"), text)
    known = dict(registry.load(path).sources)
    editing.add(path, {**NEW, "id": "new", "title": title})
    added = path.read_bytes().decode()
    assert (
        inserted(text, added)
        or inserted(text.replace("[ ]", ""), added)
        or inserted(text.replace(" [ ]", ""), added)
    )
    assert {key: one for key, one in registry.load(path).sources.items() if key != "new"} == known
    editing.undo(path)
    assert path.read_bytes() == text.encode()
    for number in range(count):
        change_and_remove(path, f"s{number}", text, known)
    return added


def change_and_remove(path, key, text, known):
    editing.change(path, key, {"note": "a, b: c", "derived_from": None})
    changed = registry.load(path).sources
    assert changed[key].note == "a, b: c"
    assert {k: v for k, v in changed.items() if k != key} == {k: v for k, v in known.items() if k != key}
    editing.undo(path)
    assert path.read_bytes() == text.encode()
    editing.remove(path, key)
    left = path.read_bytes().decode()
    assert dict(registry.load(path).sources) == {k: v for k, v in known.items() if k != key}
    assert comments(text, key) <= comments(left, key)
    editing.undo(path)
    assert path.read_bytes() == text.encode()


def comments(text, key):
    """Return the comment lines of a text that stand outside of any entry."""
    return {
        line
        for line in text.splitlines()
        if line.lstrip().startswith(("# top", "# foot", "# end", "# odd", "# section"))
    }


@pytest.fixture
def desk(tmp_path):
    path = start(tmp_path, CASES[9]["before"])
    claim = {"label": "supported", "claim": {"text": "The quay reopens."}, "evidence": [{"source": "b"}]}
    (tmp_path / "claims/ferry").mkdir(parents=True)
    (tmp_path / "claims/ferry/report.json").write_text(json.dumps({"verdicts": [claim]}))
    return path


def test_remove_refuses_while_a_record_stands_on_it(run, desk):
    before = desk.read_bytes()
    result = run("sources", "remove", "b", cwd=desk.parent)
    assert result.code == 2
    assert "claims/ferry/report.json" in result.err
    assert "The quay reopens." in result.err
    assert desk.read_bytes() == before
    assert run("sources", "remove", "b", "--force", cwd=desk.parent).code == 0
    assert "b" not in registry.load(desk).sources
    assert run("sources", "undo", cwd=desk.parent).code == 0
    assert desk.read_bytes() == before


def test_remove_refuses_while_a_record_cannot_be_read(run, desk):
    (desk.parent / "claims/ferry/report.json").write_text("{")
    assert run("sources", "remove", "b", cwd=desk.parent).code == 3


def test_edit_by_flags(run, desk):
    result = run(
        "sources",
        "edit",
        "a",
        "--note",
        "short",
        "--set",
        "language=en",
        "--unset",
        "statements",
        "--figure",
        "measure=boats value=12 as-of=2031-05-01",
        cwd=desk.parent,
    )
    assert result.code == 0, result.err
    source = registry.load(desk).sources["a"]
    assert (source.note, source.language, source.statements) == ("short", "en", ())
    assert [figure.high for figure in source.figures] == [12]
    assert "+    note: short\n" in result.out


@pytest.mark.parametrize(
    "flags",
    [
        ["--set", "titel=x"],
        ["--set", "title"],
        ["--set", "statements=x"],
        ["--published", "soon"],
        ["--publisher", "nobody"],
        ["--derived-from", "zz"],
        ["--dry-run"],
    ],
    ids=" ".join,
)
def test_edit_refuses_what_it_cannot_mean(run, desk, flags):
    before = desk.read_bytes()
    assert run("sources", "edit", "a", *flags, cwd=desk.parent).code == 2
    assert desk.read_bytes() == before


def editor(monkeypatch, tmp_path, old, new):
    script = tmp_path / "editor.py"
    script.write_text(
        f"import sys\np = sys.argv[1]\nt = open(p).read()\nopen(p, 'w').write(t.replace({old!r}, {new!r}))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)


def test_edit_in_the_editor(run, desk, monkeypatch, tmp_path):
    before = desk.read_text()
    editor(monkeypatch, tmp_path, "title: B", "title: Better")
    assert run("sources", "edit", "b", cwd=desk.parent).code == 0
    assert desk.read_text() == before.replace("title: B", "title: Better")


def test_what_breaks_the_registry_is_refused_and_kept_aside(run, desk, monkeypatch, tmp_path):
    before = desk.read_text()
    editor(monkeypatch, tmp_path, "kind: report", "kind: rumour")
    result = run("sources", "edit", "b", cwd=desk.parent)
    assert result.code == 3
    assert desk.read_text() == before
    assert "kind: rumour" in (desk.parent / ".factcheck/rejected/b.yaml").read_text()
    assert "the old entry stands" in result.err


def test_an_editor_closed_without_a_change_changes_nothing(run, desk, monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, "nothing", "at all")
    assert run("sources", "edit", "b", cwd=desk.parent).code == 0
    assert not (desk.parent / ".factcheck/undo").exists()
