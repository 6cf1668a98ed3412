"""``sources refresh`` against a real server: what changed is kept, shown and told; what failed changes nothing."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st
from webserver import Page, Server, serving

from factcheck import differing, refreshing, registry, snapshots
from factcheck.errors import RegistryError
from factcheck.fetch import Fetched, fetch
from factcheck.registry import editing

DATA = Path(__file__).parent / "data/refresh"
CASES = yaml.safe_load((DATA / "words.yaml").read_text())
WHEN = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
HTML = """<html><head><title>Notice 14</title></head><body><article><h1>Notice 14</h1>
<p>The north quay is closed to ships until the repair of its wall has been finished.</p>
<p>The wall is {length} metres long, and the repair will cost the town 3 million crowns.</p>
</article><!-- {mark} --></body></html>"""
LIST = """# our desk
publishers:
  - {{id: harbour, name: Harbour Office}}
sources:
  # kept by hand
  - id: notice
    title: Notice 14
    publisher: harbour
    kind: release
    level: primary
    published: 2026-01-11
    url: {url}/p/notice   # their page
{more}    statements:
      - {{locator: "¶ 2", words: "The wall is 40 metres long"}}
  - {{id: aside, title: A list, publisher: harbour, kind: release, level: primary, published: 2026-01-10,
     statements: [{{locator: "1", text: Nine boats lie there.}}]}}
"""


def page(length: int = 40, mark: str = "", **more: Any) -> Page:
    return Page(HTML.format(length=length, mark=mark).encode(), **more)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def desk(tmp_path: Path, server: Server) -> Path:
    """Return the folder of a registry with one source that has an address and a snapshot."""
    server.pages["notice"] = page(etag='"a"')
    server.seen.clear()
    snapshot = snapshots.keep(
        tmp_path,
        page().data,
        ending="html",
        url=f"{server.url}/p/notice",
        final_url=f"{server.url}/p/notice",
        status=200,
        headers=[("etag", '"a"'), ("last-modified", "Mon, 12 Jan 2026 07:00:00 GMT")],
        retrieved=WHEN,
    )
    more = f"    retrieved: 2026-01-12T08:00:00Z\n    snapshot: {snapshot}\n"
    (tmp_path / "sources.yaml").write_text(LIST.format(url=server.url, more=more))
    return tmp_path


def refresh(run: Any, desk: Path, *args: str) -> Any:
    return run("sources", "refresh", "--allow-private", *args, cwd=desk)


def files(desk: Path) -> dict[str, bytes]:
    """Return everything a desk keeps, by name; caches and locks are no part of it."""
    paths = (path for path in desk.rglob("*") if path.is_file() and ".factcheck" not in path.parts)
    return {path.relative_to(desk).as_posix(): path.read_bytes() for path in paths}


def test_nothing_new(run: Any, desk: Path, server: Server) -> None:
    before = files(desk)
    result = refresh(run, desk)
    assert (result.code, result.out) == (0, "notice: unchanged\n")
    assert server.seen[-1]["if-none-match"] == '"a"'
    assert server.seen[-1]["if-modified-since"] == "Mon, 12 Jan 2026 07:00:00 GMT"
    assert files(desk) == before


def test_the_same_bytes_again_are_logged(run: Any, desk: Path, server: Server) -> None:
    server.pages["notice"] = page(etag='"b"')
    before = files(desk)
    assert refresh(run, desk).code == 0
    changed = {name for name, data in files(desk).items() if before.get(name) != data}
    assert changed == {"snapshots/log.jsonl"}
    assert refresh(run, desk).code == 0
    assert server.seen[-1]["if-none-match"] == '"b"', "the last answer counts"


def test_a_changed_page(run: Any, desk: Path, server: Server) -> None:
    old = registry.load(desk / "sources.yaml").sources["notice"].snapshot
    before = (desk / "sources.yaml").read_text()
    server.pages["notice"] = page(45, etag='"c"')
    result = refresh(run, desk)
    assert result.code == 1
    assert "[-40-]{+45+}" in result.out
    assert "registered words that the page has no more: “The wall is 40 metres long”" in result.out
    source = registry.load(desk / "sources.yaml").sources["notice"]
    assert source.snapshot == snapshots.digest(page(45).data) != old
    assert source.retrieved > "2026-11"
    expected = before.replace(old, source.snapshot).replace("2026-01-12T08:00:00Z", source.retrieved)
    assert (desk / "sources.yaml").read_text() == expected, "every other byte as it was"
    assert snapshots.read(desk, old) == page().data, "records of earlier scans name the old one"
    assert [line.snapshot for line in snapshots.log(desk)] == [old, source.snapshot]
    assert refresh(run, desk).code == 0


def test_two_at_once(desk: Path, server: Server) -> None:
    """The second finds that the first has done it; who finds another change does not write over it."""
    path, again = desk / "sources.yaml", [True]

    def fetcher(url: str, /, *, etag: str, modified: str) -> Fetched:
        if again.pop():
            again.append(False)
            refreshing.refresh(path, "notice", fetcher=fetcher, when=WHEN)
        else:
            again.append(False)
        return fetch(url, etag=etag, modified=modified, allow_private=True)

    server.pages["notice"] = page(45)
    assert refreshing.refresh(path, "notice", fetcher=fetcher, when=WHEN).changed
    assert refreshing.refresh(path, "notice", fetcher=fetcher, when=WHEN).changed is False

    def elsewhere(url: str, /, *, etag: str, modified: str) -> Fetched:
        editing.change(path, "notice", {"snapshot": None})
        return fetch(url, etag=etag, modified=modified, allow_private=True)

    server.pages["notice"] = page(50)
    with pytest.raises(RegistryError, match="somebody else"):
        refreshing.refresh(path, "notice", fetcher=elsewhere, when=WHEN)
    assert registry.load(path).sources["notice"].snapshot == ""


def test_dry_run(run: Any, desk: Path, server: Server) -> None:
    server.pages["notice"] = page(45)
    before = files(desk)
    result = refresh(run, desk, "--dry-run")
    assert result.code == 1
    assert "notice: would change" in result.out
    assert "[-40-]{+45+}" in result.out
    assert "nothing was written" in result.err
    assert files(desk) == before


def test_other_bytes_but_the_same_text(run: Any, desk: Path, server: Server) -> None:
    server.pages["notice"] = page(mark="visit 77")
    before = files(desk)
    result = refresh(run, desk)
    assert (result.code, files(desk)) == (0, before)
    assert "the same text" in result.out


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Page(status=404), "is not there"),
        (Page(status=503), "answers with an error"),
        (Page(b"<html><body><script>go()</script></body></html>"), "no text"),
        (Page(b"", kind="text/plain"), "text"),
        (Page(bytes(range(256)), kind="application/octet-stream"), ""),
        (Page(gzip.compress(bytes(30_000_000)), headers={"content_encoding": "gzip"}), "larger than 20 MB"),
        (Page(b"\x89PNG\r\n\x1a\n", kind="image/png"), "picture"),
        (Page(status=302, headers={"location": "/loop"}), "more than 5 times"),
        (Page(status=302, headers={"location": "file:///etc/passwd"}), "only http and https"),
    ],
)
def test_what_fails_changes_nothing(run: Any, desk: Path, server: Server, made: Page, said: str) -> None:
    server.pages["notice"] = made
    before = files(desk)
    result = refresh(run, desk)
    assert (result.code, result.out, files(desk)) == (3, "", before), result.out
    assert "factcheck: notice: " in result.err
    assert said in result.err
    assert "1 failed" in result.err


def test_addresses_inside_a_network_need_a_flag(run: Any, desk: Path) -> None:
    result = run("sources", "refresh", cwd=desk)
    assert result.code == 3
    assert "inside a network" in result.err


def test_one_fails_and_the_rest_goes_on(run: Any, desk: Path, server: Server) -> None:
    path = desk / "sources.yaml"
    head = "{id: gone, title: Gone, publisher: harbour, kind: release, level: primary, published: 2026-01-09"
    two = f"  - {head}, url: '{server.url}/missing'}}\n"
    path.write_text(path.read_text().replace("  # kept by hand\n", two))
    server.pages["notice"] = page(45)
    result = refresh(run, desk)
    assert result.code == 3
    assert "[1/2] fetching gone" in result.err
    assert "1 changed, 0 unchanged, 1 failed" in result.err
    assert "notice: changed" in result.out


def test_a_first_snapshot(run: Any, desk: Path, server: Server) -> None:
    (desk / "sources.yaml").write_text(LIST.format(url=server.url, more=""))
    result = refresh(run, desk, "notice", "--format", "json")
    (one,) = json.loads(result.out)
    assert (result.code, one["changed"], one["old"], one["diff"]) == (1, True, "", [])
    assert "if-none-match" not in server.seen[-1]
    assert registry.load(desk / "sources.yaml").sources["notice"].snapshot == one["new"]
    assert refresh(run, desk, "notice").code == 0


def test_a_snapshot_that_was_lost_is_fetched_again(run: Any, desk: Path, server: Server) -> None:
    source = registry.load(desk / "sources.yaml").sources["notice"]
    snapshots.find(desk, source.snapshot).unlink()
    result = refresh(run, desk)
    assert result.code == 0
    assert "note: the snapshot is missing" in result.out
    assert "if-none-match" not in server.seen[-1], "304 would leave it lost"
    assert snapshots.read(desk, source.snapshot) == page().data


def test_an_address_that_leads_elsewhere_now(run: Any, desk: Path, server: Server) -> None:
    server.pages["elsewhere"] = page()
    server.pages["notice"] = Page(status=301, headers={"location": "/p/elsewhere"})
    result = refresh(run, desk)
    assert result.code == 0
    assert f"note: the address leads to {server.url}/p/elsewhere now" in result.out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["notise"], 2, "did you mean"),
        (["aside"], 3, "'aside' has no address to fetch"),
    ],
)
def test_what_cannot_be_refreshed(run: Any, desk: Path, args: list[str], code: int, said: str) -> None:
    result = refresh(run, desk, *args)
    assert result.code == code
    assert said in result.err


REPORT = {
    "article": {"id": "quay", "title": "The \x1b[31mquay"},
    "verdicts": [
        {
            "label": "supported",
            "claim": {"id": "c1", "text": "The wall is 40 metres long."},
            "evidence": [{"source": "notice", "locator": "¶ 2", "text": "The wall is 40 metres long"}],
        },
        {
            "label": "partly",
            "claim": {"id": "c2", "text": "The quay is closed."},
            "evidence": [{"source": "notice", "text": "The north quay is closed to ships"}],
        },
        {
            "label": "supported",
            "claim": {"id": "c3", "text": "Twelve boats."},
            "evidence": [{"source": "notice", "kind": "figure", "text": "boats: 12"}],
        },
        {"label": "supported", "claim": {"id": "c4", "text": "x"}, "evidence": [{"source": "aside"}]},
        "no verdict",
    ],
}


def test_the_claims_that_stood_on_it(run: Any, desk: Path, server: Server) -> None:
    for name, text in {"quay": json.dumps(REPORT), "torn": '{"verdicts": [', "odd": "[1, null]"}.items():
        (desk / "claims" / name).mkdir(parents=True)
        (desk / "claims" / name / "report.json").write_text(text)
    server.pages["notice"] = page(45)
    result = refresh(run, desk)
    place = "    claims/quay/report.json"
    assert result.out.splitlines()[-4:] == [
        "  3 claims stood on it; scan again:",
        f"{place} c1 (supported; its words are gone): The wall is 40 metres long.",
        f"{place} c2 (partly; its words still stand): The quay is closed.",
        f"{place} c3 (supported; look at its entry): Twelve boats.",
    ]


def test_hostile_pages_are_shown_dead(run: Any, desk: Path, server: Server) -> None:
    server.pages["notice"] = Page(page().data.replace(b"40", "9\x1b[2J\u202e0".encode()))
    result = refresh(run, desk)
    assert result.code == 1
    assert "\x1b" not in result.out + result.err
    assert "\u202e" not in result.out + result.err


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_word_diffs(case: dict[str, Any]) -> None:
    old = [(f"o{n}", text) for n, text in enumerate(case["old"], 1)]
    new = [(f"n{n}", text) for n, text in enumerate(case["new"], 1)]
    found = [
        {name: getattr(one, name) for name in differing.Change.__slots__} for one in differing.words(old, new)
    ]
    assert found == case["changes"]


TEXT = st.lists(st.text("ab c", max_size=12), max_size=6)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(TEXT, TEXT)
def test_a_diff_accounts_for_every_word(old: list[str], new: list[str]) -> None:
    """Words that went are words of the old text, and taking them for those that came gives the counts of the new."""
    found = differing.words([("", text) for text in old], [("", text) for text in new])
    count = sorted(" ".join(old).split())
    for change in found:
        assert change.gone != change.came
        for word in change.gone.split():
            count.remove(word)
        count += change.came.split()
    assert sorted(count) == sorted(" ".join(new).split())


@pytest.mark.parametrize("kind", ["other words", "the same word", "one long line"])
def test_a_large_diff_takes_bounded_time(kind: str) -> None:
    if kind == "other words":
        old, new = [[(f"{n}", f"{start} {n}") for n in range(60_000)] for start in "ab"]
    elif kind == "the same word":
        old, new = [[("", "a")] * size for size in (30_000, 31_000)]
    else:
        old, new = [[("", " ".join(f"{start}{n % 997}" for n in range(200_000)))] for start in "ab"]
    begun = time.monotonic()
    assert differing.words(old, new)
    assert time.monotonic() - begun < 2
