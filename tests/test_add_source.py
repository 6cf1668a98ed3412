"""``factcheck add-source`` as a desk uses it: flags, keystrokes, a page from a server, and what a scan then finds."""

import difflib
import functools
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from factcheck import registry, snapshots
from factcheck.index import Index

DATA = Path(__file__).parent / "data/capture"
CASES = yaml.safe_load((DATA / "commands.yaml").read_text(encoding="utf-8"))
FULL = (
    "--no-input",
    "--publisher",
    "pier-wire",
    "--kind",
    "report",
    "--level",
    "secondary",
    "--published",
    "2024-06-01",
)


@pytest.fixture
def desk(tmp_path):
    shutil.copy(DATA / "sources.yaml", tmp_path / "sources.yaml")
    return tmp_path


def added(desk: Path) -> str:
    """Return the lines that the registry grew by; nothing else may have changed."""
    old = (DATA / "sources.yaml").read_text(encoding="utf-8").splitlines()
    new = (desk / "sources.yaml").read_text(encoding="utf-8").splitlines()
    rows = [row for row in difflib.ndiff(old, new) if row[0] in "+-"]
    assert not [row for row in rows if row[0] == "-"]
    text = "\n".join(row[4:] for row in rows if row[2:].strip())
    text = re.sub(r"retrieved: 20\S+Z", "retrieved: TIME", text)
    return re.sub(r"snapshot: sha256:[0-9a-f]{64}", "snapshot: HASH", text)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_commands(case, run, desk):
    for name, text in case.get("files", {}).items():
        (desk / name).write_bytes(text.encode("latin-1" if name.endswith("png") else "utf-8"))
    typed = "".join(f"{line}\n" for line in case.get("types", ())).encode()
    result = run("add-source", *case["args"], stdin=typed, cwd=desk)
    assert result.code == case["exit"], result.err
    for said in case.get("says", ()):
        assert " ".join(said.split()) in " ".join(result.err.split())
    assert case.get("shows", "") in result.out
    assert added(desk) == case.get("adds", "").rstrip()


@pytest.fixture
def web(tmp_path):
    """Serve a folder on the local machine."""
    folder = tmp_path / "web"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


PAGE = (
    "<!doctype html><html><head><title>Quay shut</title>"
    '<meta property="og:site_name" content="Pier Wire"></head><body><article><h1>Quay shut</h1>'
    "<p>The eastern quay stays shut for nine days, since 14 of its 60 piles are rotten, the harbour master said.</p>"
    "<p>Boats land at the western quay until then, and the fish market moves to the square by the church.</p>"
    "</article></body></html>"
)


def test_a_page_is_kept_registered_and_found(run, desk, web):
    folder, base = web
    (folder / "quay.html").write_text(PAGE, encoding="utf-8")
    result = run("add-source", f"{base}/quay.html", "--allow-private", *FULL, cwd=desk)
    assert result.code == 0, result.err
    found = registry.load(desk / "sources.yaml")
    (source,) = [one for one in found.sources.values() if one.publisher == "pier-wire"]
    assert snapshots.read(desk, source.snapshot) == PAGE.encode()
    (line,) = snapshots.log(desk)
    assert (line.url, line.status, line.snapshot) == (f"{base}/quay.html", 200, source.snapshot)
    assert ("content-type", "text/html") in line.headers
    hit = Index.open(found).search("Fourteen of the sixty piles of the quay are rotten.")[0]
    assert (hit.source, hit.locator) == (source.id, "¶ 1")
    again = run("add-source", f"{base}/quay.html", "--allow-private", *FULL, cwd=desk)
    assert again.code == 2
    assert "registered as 'pier-wire-2024-06-01'" in again.err
    forced = run("add-source", f"{base}/quay.html", "--allow-private", "--force", *FULL, cwd=desk)
    assert forced.code == 0, forced.err
    assert len(registry.load(desk / "sources.yaml").sources) == 3


def test_a_private_address_is_refused(run, desk, web):
    result = run("add-source", f"{web[1]}/quay.html", *FULL, cwd=desk)
    assert result.code == 3
    assert "inside a network" in result.err
    assert not (desk / "snapshots").exists()


def test_near_text_names_its_twin_and_proposes_to_derive(run, desk):
    said = "The council closed nine of the eleven beaches after two swimmers fell ill; the water is tested daily."
    (desk / "a.txt").write_text(f"Beaches shut\n\n{said} It will decide again on Friday.", encoding="utf-8")
    (desk / "b.txt").write_text(f"No swim this week\n\n{said} Ice cream sales fell, too.", encoding="utf-8")
    first = (
        "--publisher",
        "isles-council",
        "--kind",
        "release",
        "--level",
        "primary",
        "--published",
        "2024-06-01",
    )
    assert run("add-source", "a.txt", "--no-input", *first, cwd=desk).code == 0
    result = run("add-source", "b.txt", *FULL, cwd=desk)
    assert result.code == 0
    assert "of the text stands in 'isles-council-2024-06-01' (Beaches shut)" in result.err
    assert "--derived-from" in result.err


def test_ctrl_c_at_any_prompt_leaves_the_registry(run, desk, monkeypatch):
    (desk / "a.txt").write_text("Pier closed for repairs\n\nThe old pier is closed.", encoding="utf-8")
    answers = ["New House", "y", "", "-", "2024-06-01", "report", "primary", "", "y"]
    for stop in range(len(answers)):
        typed = iter(answers[:stop])

        def type_next(_="", typed=typed):
            try:
                return next(typed)
            except StopIteration:
                raise KeyboardInterrupt from None

        monkeypatch.setattr("click.termui.visible_prompt_func", type_next)
        result = run("add-source", "a.txt", cwd=desk)
        assert result.code == 130, (stop, result.err)
        assert added(desk) == ""
        assert not (desk / "snapshots").exists()


def test_hostile_text_reaches_neither_terminal_nor_registry_alive(run, desk):
    text = "Quay \x1b[31mshut\x1b[0m: {a: [b]} # no\n\nThe quay \u202eis shut for nine days, it says there."
    (desk / "a.txt").write_text(text, encoding="utf-8")
    result = run("add-source", "a.txt", *FULL, cwd=desk)
    assert result.code == 0, result.err
    assert not set("\x1b\u202e") & set(
        result.out + result.err + (desk / "sources.yaml").read_text(encoding="utf-8")
    )


def test_an_archive_that_refuses_costs_only_the_copy(run, desk, web, monkeypatch):
    from factcheck import fetch
    from factcheck.errors import FetchError

    def refuse(url):
        raise FetchError("the archive asks to be left alone", where=url)

    folder, base = web
    (folder / "quay.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(fetch, "archived", refuse)
    result = run("add-source", f"{base}/quay.html", "--allow-private", "--archive", *FULL, cwd=desk)
    assert result.code == 3
    assert "left alone" in result.err
    assert "pier-wire-2024-06-01" in registry.load(desk / "sources.yaml").sources
    monkeypatch.setattr(fetch, "archived", lambda url: f"https://archive.example/2024/{url}")
    args = ("--allow-private", "--archive", "--warc", "--force", *FULL)
    assert run("add-source", f"{base}/quay.html", *args, cwd=desk).code == 0
    (source,) = [one for one in registry.load(desk / "sources.yaml").sources.values() if one.archive]
    assert source.archive == f"https://archive.example/2024/{base}/quay.html"
    kept = snapshots.find(desk, source.snapshot)
    assert kept.with_name(f"{kept.stem}.warc.gz").read_bytes().startswith(b"\x1f\x8b")
