"""Snapshots: found by their hash whatever their ending, and only used as they were retrieved."""

import hashlib
import json
import os
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing import get_context

import pytest
from hypothesis import given, settings, strategies as st

from factcheck import snapshots
from factcheck.errors import ReadError

DATA = b"the page as it was retrieved"
HASH = hashlib.sha256(DATA).hexdigest()
NOON = datetime(2024, 6, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def place(tmp_path):
    path = tmp_path / f"snapshots/{HASH[:2]}/{HASH}.html"
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    return path


def test_found_and_read(place, tmp_path):
    assert snapshots.find(tmp_path, f"sha256:{HASH}") == place
    assert snapshots.read(tmp_path, f"sha256:{HASH}") == DATA


def test_found_without_an_ending(place, tmp_path):
    place.rename(place.with_suffix(""))
    assert snapshots.read(tmp_path, f"sha256:{HASH}") == DATA


HARM = {
    "missing": lambda path: path.unlink(),
    "altered": lambda path: path.write_bytes(DATA + b" and changed"),
    "larger than": lambda path: os.truncate(path, snapshots.MAX_BYTES + 1),
}


@pytest.mark.parametrize(("why", "harm"), HARM.items(), ids=HARM.keys())
def test_what_is_not_as_it_was_is_refused(why, harm, place, tmp_path):
    harm(place)
    with pytest.raises(ReadError, match=why):
        snapshots.read(tmp_path, f"sha256:{HASH}")


@pytest.mark.parametrize(
    "name", ["", "sha256:", "sha256:../../etc/passwd", HASH, f"sha256:{HASH.upper()}", f"sha256:{HASH}*"]
)
def test_what_is_no_hash_is_refused(name, tmp_path):
    with pytest.raises(ReadError, match="is no snapshot"):
        snapshots.find(tmp_path, name)


def test_kept_bytes_are_found_and_the_log_says_whence_they_came(tmp_path):
    kept = snapshots.keep(
        tmp_path,
        DATA,
        ending="html",
        url="https://council.example/a",
        final_url="https://council.example/b",
        status=200,
        headers=(("content-type", "text/html"), ("Set-Cookie", "visitor=1"), ("etag", '"x"')),
        redirects=((302, "https://council.example/b"),),
        retrieved=NOON,
    )
    assert kept == snapshots.digest(DATA)
    snapshots.verify(tmp_path, kept)
    assert snapshots.find(tmp_path, kept).suffix == ".html"
    (line,) = snapshots.log(tmp_path)
    assert line == snapshots.Capture(
        at="2024-06-01T12:00:00Z",
        snapshot=kept,
        bytes=len(DATA),
        ending="html",
        url="https://council.example/a",
        final_url="https://council.example/b",
        status=200,
        headers=(("content-type", "text/html"), ("etag", '"x"')),
        redirects=((302, "https://council.example/b"),),
    )


def test_the_same_bytes_are_kept_once_and_logged_twice(tmp_path):
    for ending, via in (("html", "file a.html"), ("txt", "pasted")):
        snapshots.keep(tmp_path, DATA, ending=ending, retrieved=NOON, via=via)
    assert [line.via for line in snapshots.log(tmp_path)] == ["file a.html", "pasted"]
    assert len([path for path in (tmp_path / "snapshots").rglob("*.*") if path.name != snapshots.LOG]) == 1


def test_bytes_that_were_altered_are_put_right_when_they_come_again(place, tmp_path):
    place.write_bytes(b"meddled with")
    snapshots.keep(tmp_path, DATA, ending="html", retrieved=NOON)
    assert place.read_bytes() == DATA


@pytest.mark.parametrize("ending", ["", "../../x", "HTML", "a" * 40])
def test_an_ending_that_is_none_leads_nowhere(ending, tmp_path):
    kept = snapshots.keep(tmp_path, DATA, ending=ending, retrieved=NOON)
    assert snapshots.find(tmp_path, kept).parent.parent == tmp_path / "snapshots"


def test_a_torn_line_is_reported_and_costs_no_other(tmp_path):
    snapshots.keep(tmp_path, DATA, ending="html", retrieved=NOON, via="first")
    log = tmp_path / "snapshots" / snapshots.LOG
    with log.open("ab") as file:
        file.write(b'{"at": "2024-06-01T12:00:00Z", "snaps')
    assert snapshots.torn(tmp_path) == (2,)
    snapshots.keep(tmp_path, DATA, ending="html", retrieved=NOON, via="second")
    assert [line.via for line in snapshots.log(tmp_path)] == ["first", "second"]
    assert snapshots.torn(tmp_path) == (2,)
    assert b"snaps\n" in log.read_bytes()


HOSTILE_LINES = [
    "[]",
    "{}",
    '"x"',
    "[" * 5000,
    '{"at": 1, "snapshot": 2, "bytes": 3, "ending": 4}',
    "\x00",
    "null",
]


@pytest.mark.parametrize("line", HOSTILE_LINES)
def test_a_line_that_a_hand_wrote_is_reported(line, tmp_path):
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / snapshots.LOG).write_text(f"{line}\n", encoding="utf-8")
    assert snapshots.log(tmp_path) == ()
    assert snapshots.torn(tmp_path) == (1,)


def test_a_key_of_a_later_version_is_passed_over(tmp_path):
    snapshots.keep(tmp_path, DATA, ending="html", retrieved=NOON)
    log = tmp_path / "snapshots" / snapshots.LOG
    log.write_text(json.dumps({**json.loads(log.read_text()), "signature": "x"}) + "\n")
    assert len(snapshots.log(tmp_path)) == 1


@settings(deadline=None, derandomize=True, max_examples=12)
@given(
    pages=st.lists(st.binary(max_size=40), max_size=3),
    via=st.text(max_size=20),
    header=st.tuples(st.text(max_size=8), st.text(max_size=8)),
)
def test_whatever_is_kept_verifies_and_is_in_the_log(tmp_path_factory, pages, via, header):
    folder = tmp_path_factory.mktemp("desk")
    for page in pages:
        made = snapshots.keep(folder, page, ending="txt", retrieved=NOON, via=via, headers=(header,))
        assert snapshots.read(folder, made) == page
    assert [line.snapshot for line in snapshots.log(folder)] == [snapshots.digest(page) for page in pages]
    assert snapshots.torn(folder) == ()


def _keeper(folder, number):
    for count in range(5):
        snapshots.keep(folder, f"page {number} {count}".encode(), ending="txt", retrieved=datetime.now(UTC))


def test_keepers_at_once_all_land(tmp_path):
    processes = [get_context("fork").Process(target=_keeper, args=(tmp_path, n)) for n in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    lines = snapshots.log(tmp_path)
    assert (len(lines), snapshots.torn(tmp_path)) == (20, ())
    for line in lines:
        snapshots.verify(tmp_path, line.snapshot)
