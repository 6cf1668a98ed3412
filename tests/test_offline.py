"""No scan goes to the network: every path of it runs while nobody may make a socket or start a program."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_read import pdf, word
from test_refresh import WHEN

from factcheck import read, registry, report, scanning, snapshots
from factcheck.errors import FetchError
from factcheck.fetch import fetch

_AWAY = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "urllib.",
    "http.client.",
)
_shut = {"door": False}
_tried: list[str] = []
LINES = [
    "Harbour Office closes the north quay",
    "The wall of the north quay is 45 metres long, the Harbour Office said on Monday, 12 January 2026.",
    "See http://127.0.0.1:9/notice for more, and https://council.example/minutes.",
]
MARKUP = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p><p>{2} <img src='http://127.0.0.1:9/x.png'></p></body></html>"
DRAFTS = {
    "draft.txt": "\n\n".join(LINES).encode(),
    "draft.md": "# {}\n\n{}\n\n{} ![a](http://127.0.0.1:9/x.png)\n".format(*LINES).encode(),
    "draft.html": MARKUP.format(*LINES).encode(),
    "draft.docx": word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)),
    "draft.pdf": pdf([LINES]),
}
LIST = """
publishers:
  - {{id: harbour, name: Harbour Office}}
sources:
  - id: notice
    title: Notice 14
    publisher: harbour
    kind: release
    level: primary
    published: 2026-01-11
    url: http://127.0.0.1:9/notice
    archive: http://127.0.0.1:9/web/2026/notice
    snapshot: {snapshot}
    statements:
      - {{locator: "1", text: The wall of the north quay is 40 metres long., seen_at: "http://127.0.0.1:9/other"}}
    figures:
      - {{measure: length of the wall, value: 40, unit: metres, as_of: 2026-01-10}}
"""


def _guard(event: str, _: tuple[Any, ...]) -> None:
    if _shut["door"] and event.startswith(_AWAY):
        _tried.append(event)
        raise PermissionError(f"nobody goes out here: {event}")


sys.addaudithook(_guard)  # cannot be taken away again, hence the switch


@pytest.fixture
def offline() -> Iterator[None]:
    """Forbid sockets and programs; a try that somebody swallowed fails the test all the same."""
    importlib.import_module(
        "urllib3.util.connection"
    )  # looks for IPv6 on the loopback once, which is no way out
    _tried.clear()
    _shut["door"] = True
    yield
    _shut["door"] = False
    assert _tried == []


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    snapshot = snapshots.keep(tmp_path, MARKUP.format(*LINES).encode(), ending="html", retrieved=WHEN)
    (tmp_path / "sources.yaml").write_text(LIST.format(snapshot=snapshot))
    for name, data in DRAFTS.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_the_guard_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_shut, "door", True)
    with pytest.raises(FetchError, match="nobody goes out here"):
        fetch("http://127.0.0.1:9/", allow_private=True)
    with pytest.raises(PermissionError):
        subprocess.run(["true"])
    assert {event.split(".")[0] for event in _tried} == {"socket", "subprocess"}


@pytest.mark.parametrize("name", list(DRAFTS))
@pytest.mark.usefixtures("offline")
def test_scan_of_every_kind_of_draft(run: Any, desk: Path, name: str) -> None:
    result = run("scan", name, cwd=desk)
    assert result.code in (0, 1), result.err
    assert "45 metres" in " ".join(result.out.split())


@pytest.mark.parametrize("form", report.formats())
@pytest.mark.usefixtures("offline")
def test_scan_in_every_format(run: Any, desk: Path, form: str) -> None:
    result = run("scan", "draft.txt", "draft.html", "--format", form, cwd=desk)
    assert result.code in (0, 1), result.err
    assert result.out


@pytest.mark.usefixtures("offline")
def test_scan_of_standard_input_kept(run: Any, desk: Path) -> None:
    result = run("scan", "-", "--save", "--as-of", "2026-01-13", stdin=DRAFTS["draft.txt"], cwd=desk)
    assert result.code in (0, 1), result.err
    assert list(desk.glob("claims/*/report.json"))


@pytest.mark.usefixtures("offline")
def test_looking_through_the_registry(run: Any, desk: Path) -> None:
    for args in (("list",), ("show", "notice"), ("verify",)):
        assert run("sources", *args, cwd=desk).code in (0, 1)


@pytest.mark.usefixtures("offline")
def test_the_library(desk: Path) -> None:
    known = registry.load(desk / "sources.yaml")
    assert scanning.scan_article(read.read_path(desk / "draft.pdf"), known).verdicts
    assert scanning.verify_claim("The wall of the north quay is 45 metres long.", known).evidence


def test_a_scan_from_the_start_with_a_cold_index(desk: Path) -> None:
    """In a process of its own, so that nothing of ours was imported, loaded or cached before the door was shut."""
    code = (
        "import sys\n"
        "import urllib3  # when it is imported, it binds ::1 to see whether there is IPv6; trafilatura imports it\n"
        f"away = {_AWAY!r}\n"
        "def guard(event, _):\n"
        "    if event.startswith(away):\n"
        "        print('TRIED', event, file=sys.stderr)\n"
        "        raise PermissionError(event)\n"
        "sys.addaudithook(guard)\n"
        "from factcheck.cli import main\n"
        "main(['scan', 'draft.docx', '--save', '--format', 'json'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    assert "TRIED" not in done.stderr
    assert "45 metres" in done.stdout


def test_only_an_address_that_the_user_gave_is_fetched(run: Any, desk: Path) -> None:
    """The one exception: the draft itself is an address."""
    result = run("scan", "http://127.0.0.1:9/draft", cwd=desk)
    assert (result.code, result.out) == (3, "")
    assert "inside a network" in result.err
