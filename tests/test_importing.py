"""``factcheck sources import``: tables, registries and folders taken in, duplicates refused, nothing half done."""

import shutil
from pathlib import Path

import pytest

from factcheck import registry, snapshots

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/data/sources"
TOWN = ROOT / "examples/city-budget/sources.yaml"
TABLE = "day,killed,hurt\n2025-05-01,12,30\n2025-05-02,15,41\n2025-05-03,14,44-50\n"
ENTRY = (
    "--id",
    "storm",
    "--title",
    "Storm tolls",
    "--publisher",
    "harbour",
    "--kind",
    "dataset",
    "--level",
    "primary",
)
KILLED = (
    "--measure",
    "column=killed measure=people killed by the storm since 1 May 2025 counted-from=2025-05-01",
)
HURT = ("--measure", "column=hurt measure=people injured by the storm")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    (tmp_path / "desk").mkdir()
    for name in ("sources.yaml", "ships.csv"):
        shutil.copy(DATA / name, tmp_path / "desk" / name)
    (tmp_path / "storm.csv").write_text(TABLE)
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def test_a_table_becomes_a_source_with_a_series_a_column(run, desk):
    before = (desk / "sources.yaml").read_text()
    result = run("sources", "import", "../storm.csv", *ENTRY, "--date-column", "day", *KILLED, *HURT)
    assert (result.code, result.out) == (0, "added sources.yaml:47:5\n")
    assert (desk / "sources.yaml").read_text().startswith(before)
    loaded = registry.load(desk)
    figures = loaded.series_of("people killed by the storm since 1 May 2025", "harbour")
    assert [figure.low for figure in figures] == [12, 15, 14]
    assert loaded.series_of("people injured by the storm", "harbour")[-1].high == 50
    assert loaded.sources["storm"].published.isoformat() == "2025-05-01"


def test_json_rows_become_a_table(run, desk):
    rows = '{"rows": [{"date": "2025-05-01", "n": 12.0}, '
    rows += '{"date": "2025-05-02", "n": null}, {"date": "2025-05-03", "n": 3.5}]}'
    (desk / "n.json").write_text(rows)
    assert (
        run("sources", "import", "n.json", *ENTRY, "--measure", "column=n measure=cracks in the wall").code
        == 0
    )
    assert (desk / "figures/storm.csv").read_text() == "date,n\n2025-05-01,12\n2025-05-02,\n2025-05-03,3.5\n"


def test_a_dry_run_shows_the_entry_and_writes_nothing(run, desk):
    before = sorted(desk.rglob("*"))
    result = run("sources", "import", "../storm.csv", *ENTRY, "--date-column", "day", *KILLED, "--dry-run")
    assert result.out.startswith("  - id: storm\n    title: Storm tolls\n")
    assert "nothing was written" in result.err
    assert sorted(path for path in desk.rglob("*") if ".factcheck" not in path.parts) == before


REFUSED = {
    "a table does not say: --id": ("../storm.csv",),
    "say what the columns count": ("../storm.csv", *ENTRY, "--date-column", "day"),
    "no column 'date'": ("../storm.csv", *ENTRY, *KILLED),
    "a measure needs column= and measure=": ("../storm.csv", *ENTRY, "--measure", "column=killed"),
    "the id is taken": ("../storm.csv", *ENTRY, "--id", "ships", "--date-column", "day", *KILLED),
    "is a series of 'ships' already": ("ships.csv", *ENTRY, "--measure", "column=total measure=ships"),
    "not imported into itself": ("sources.yaml",),
    "nothing that import takes": ("../a.exe",),
}


@pytest.mark.parametrize(("said", "args"), REFUSED.items(), ids=REFUSED.keys())
def test_what_is_refused(run, desk, said, args):
    (desk.parent / "a.exe").write_text("x")
    before = (desk / "sources.yaml").read_bytes()
    result = run("sources", "import", *args)
    assert result.code == 2
    assert said in result.err
    assert (desk / "sources.yaml").read_bytes() == before
    assert not (desk / "figures").exists()


def test_a_table_that_breaks_the_format_leaves_nothing_behind(run, desk):
    (desk.parent / "storm.csv").write_text(TABLE.replace("15", "some"))
    before = (desk / "sources.yaml").read_bytes()
    result = run("sources", "import", "../storm.csv", *ENTRY, "--date-column", "day", *KILLED)
    assert result.code == 3
    assert "'some' is no number" in result.err
    assert (desk / "sources.yaml").read_bytes() == before
    assert not (desk / "figures/storm.csv").exists()


def test_another_registry_comes_with_all_that_it_stands_on(run, desk, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    page = snapshots.keep(other, b"the letter", ending="txt", url="https://x.example/", retrieved=when())
    text = TOWN.read_text().replace(
        "    title: Open letter on rents\n", f"    title: Open letter\n    snapshot: {page}\n"
    )
    (other / "sources.yaml").write_text(text)
    assert run("sources", "import", other).code == 0
    loaded = registry.load(desk)
    assert set(registry.load(other).sources) < set(loaded.sources)
    assert loaded.sources["census"] == registry.load(other).sources["census"]
    assert snapshots.read(desk, page) == b"the letter"
    assert snapshots.log(desk)[0].url == "https://x.example/"
    assert run("sources", "verify").code == 0
    again = run("sources", "import", other)
    assert (again.code, again.out) == (0, "")
    assert "5 passed over, which are here already" in again.err


def when():
    from datetime import UTC, datetime

    return datetime(2025, 4, 1, tzinfo=UTC)


def test_a_registry_in_conflict_is_refused_whole_or_passed_over(run, desk, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    text = TOWN.read_text().replace("id: budget-2025", "id: minutes").replace("id: arrears", "id: ships")
    (other / "sources.yaml").write_text(text)
    before = (desk / "sources.yaml").read_bytes()
    result = run("sources", "import", other)
    assert result.code == 2
    assert "2 in the way: minutes: another source of this id" in result.err
    assert (desk / "sources.yaml").read_bytes() == before
    assert run("sources", "import", other, "--only-new").code == 0
    assert registry.load(desk).sources["minutes"].publisher == "harbour"
    assert "census" in registry.load(desk).sources


def test_a_folder_of_files(run, desk, tmp_path):
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "a.md").write_text(
        "# Minutes of March\n\n12 March 2025\n\nThe board looked at the harbour wall by day.\n"
    )
    (folder / "b.txt").write_text(
        "Minutes without a date\n\nThe board looked at the harbour wall at night.\n"
    )
    (folder / "c.png").write_bytes(b"\x89PNG")
    shared = ("--publisher", "harbour", "--kind", "transcript", "--level", "primary")
    dry = run("sources", "import", folder, *shared, "--dry-run")
    assert dry.code == 3
    assert dry.out == "would add harbour-2025-03-12: 2025-03-12, harbour, Minutes of March\n"
    assert "left out b.txt: not known: published" in dry.err
    assert "left out c.png: no reader for '.png'" in dry.err
    assert run("sources", "import", folder, *shared).out.startswith("added harbour-2025-03-12")
    assert registry.load(desk).sources["harbour-2025-03-12"].snapshot
    again = run("sources", "import", folder, *shared)
    assert "the very same bytes are registered as 'harbour-2025-03-12'" in again.err
