"""The trail: every key that was shown as kept is there, in its chain, whatever was killed or who else wrote."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings, strategies as st

from factcheck import trail
from factcheck.errors import FactcheckError, ReadError

NOW = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
# Appends decisions without end and says on stdout which it was told are kept.
WRITER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from factcheck import trail
path, who, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
print("ready", flush=True)
for n in range(first, first + count):
    made = trail.append(path, at=datetime.now(UTC), who=who, what="accepted", claim=f"{who}-{n}", why="w" * 3000)
    print(made.claim, made.hash, flush=True)
"""


def put(path, n=1, **more):
    values = {"who": "Ann", "what": "accepted", "text": "It rained — 3 “mm”.", "why": "seen", **more}
    return [trail.append(path, at=NOW, claim=f"c{number}", **values) for number in range(n)]


def writer(path, who, first, count):
    command = [sys.executable, "-c", WRITER, str(path), who, str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "claims/council/trail.jsonl"


def test_what_is_appended_is_read_again_in_its_chain(path):
    made = put(path, 3, data=(("draft", "00"), ("label", "partly")), snapshots=("sha256:ab",))
    assert trail.read(path) == tuple(made)
    assert [entry.n for entry in made] == [1, 2, 3]
    assert [entry.previous for entry in made] == ["", made[0].hash, made[1].hash]
    assert trail.verify(path) == trail.Whole(entries=3, head=made[-1].hash)
    assert trail.head(path) == made[-1].hash
    assert made[0].at == "2031-05-02T09:30:00+00:00"


def test_a_line_is_hashed_as_the_manual_says(path):
    put(path)
    line = json.loads(path.read_text())
    said = line.pop("hash")
    plain = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    found = subprocess.run(["sha256sum"], input=plain.encode(), capture_output=True, check=True)
    assert found.stdout.decode().split()[0] == said


@pytest.mark.parametrize("before", [None, b""], ids=["missing", "empty"])
def test_a_trail_without_a_line_is_whole(path, before):
    if before is not None:
        path.parent.mkdir(parents=True)
        path.write_bytes(before)
    assert trail.verify(path) == trail.Whole(entries=0, head="")
    assert trail.read(path) == ()
    assert put(path)[0].n == 1


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_a_changed_byte_anywhere_is_found(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "flipped/trail.jsonl"
    if not path.with_suffix(".good").exists():
        put(path, 4, data=(("label", "partly"),), snapshots=("sha256:ab",))
        path.with_suffix(".good").write_bytes(path.read_bytes())
    good = path.with_suffix(".good").read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    bad = bytearray(good)
    bad[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bad)
    line = good[:at].count(b"\n") + 1
    found = trail.verify(path)
    assert isinstance(found, trail.Broken)
    assert found.line == line
    with pytest.raises(ReadError, match="the trail is broken") as error:
        trail.read(path)
    assert error.value.where == f"{path}:{line}"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: lines[1:], 1),
        (lambda lines: [*lines[:2], *lines[3:]], 3),
        (lambda lines: [lines[0], lines[2], lines[1], lines[3]], 2),
        (lambda lines: [*lines, lines[-1]], 5),
        (lambda lines: [*lines, ""], 5),
        (lambda lines: [*lines[:1], "", *lines[1:]], 2),
        (lambda lines: [*lines, "{}"], 5),
        (lambda lines: [lines[0] + " ", *lines[1:]], 1),
        (lambda lines: [line.replace('"seen"', '"s\\u0065en"') for line in lines], 1),
        (lambda lines: ["[" * 100_000, *lines[1:]], 1),
    ],
    ids=[
        "first gone",
        "one gone",
        "swapped",
        "twice",
        "empty",
        "gap",
        "no entry",
        "space",
        "spelling",
        "deep",
    ],
)
def test_a_line_gone_moved_or_rewritten_is_named(path, change, line):
    put(path, 4)
    path.write_text("".join(f"{one}\n" for one in change(path.read_text().splitlines())))
    found = trail.verify(path)
    assert isinstance(found, trail.Broken)
    assert found.line == line


def test_nothing_is_added_behind_a_broken_line(path):
    put(path, 3)
    bad = path.read_bytes().replace(b'"c2"', b'"c9"')
    path.write_bytes(bad)
    with pytest.raises(ReadError, match="its hash does not fit"):
        put(path)
    assert path.read_bytes() == bad


def test_a_line_added_behind_damage_further_up_does_not_hide_it(path):
    put(path, 3)
    path.write_bytes(path.read_bytes().replace(b'"c0"', b'"c9"'))
    put(path)
    found = trail.verify(path)
    assert isinstance(found, trail.Broken)
    assert found.line == 1


@pytest.mark.parametrize("size", [1, 40, -2])
def test_a_torn_last_line_is_set_aside(path, size):
    made = put(path, 3)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    torn = lines[2][:size]
    path.write_bytes(b"".join(lines[:2]) + torn)
    found = trail.verify(path)
    assert found == trail.Whole(entries=2, head=made[1].hash, unfinished=torn.decode())
    assert len(trail.read(path)) == 2
    again = trail.append(path, at=NOW, who="Bo", what="cut", claim="c2")
    assert (again.n, again.previous) == (3, made[1].hash)
    assert isinstance(trail.verify(path), trail.Whole)
    assert path.with_suffix(".unfinished").read_bytes() == torn + b"\n"


def test_bytes_that_are_no_text_are_damage_or_are_set_aside_never_a_fault(path):
    put(path, 1)
    whole = path.read_bytes()
    path.write_bytes(whole + b"\xff\xfe")
    put(path, 1)
    assert path.with_suffix(".unfinished").read_bytes() == b"\xff\xfe\n"
    path.write_bytes(whole + b"\xff\xfe\n")
    found = trail.verify(path)
    assert isinstance(found, trail.Broken)
    assert found.line == 2


@settings(max_examples=60, deadline=None, derandomize=True)
@given(words=st.text(max_size=40), key=st.text(max_size=5))
def test_any_words_come_back_as_they_were(tmp_path_factory, words, key):
    path = tmp_path_factory.mktemp("words") / "trail.jsonl"
    made = put(path, 2, who=words, text=words, why=words, data=((key, words),))
    assert trail.read(path) == tuple(made)
    assert path.read_bytes().count(b"\n") == 2


def test_lines_longer_than_a_block_are_followed(path):
    made = put(path, 3, why="w" * 200_000)
    assert trail.read(path) == tuple(made)


def test_a_disk_that_takes_a_part_of_a_line_is_said(path):
    put(path, 1)
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({path.stat().st_size + 50},) * 2)\n"
    )
    code += WRITER
    run = subprocess.run([sys.executable, "-c", code, path, "Bo", "0", "1"], capture_output=True, text=True)
    assert "cannot be written" in run.stderr
    assert run.stdout == "ready\n"
    assert isinstance(trail.verify(path), trail.Whole)
    assert put(path)[0].n == 2


def test_kill_9_loses_nothing_that_was_kept(path):
    """The whole hundred kills run in benchmarks/trail.py."""
    told: list[str] = []
    chance = random.Random(6)
    for number in range(6):
        run = writer(path, "Ann", number * 10_000, 10_000)
        assert run.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.002, 0.08))
        os.kill(run.pid, signal.SIGKILL)
        told += [line for line in run.communicate()[0].splitlines() if line.count(" ") == 1]
    found = trail.verify(path)
    assert isinstance(found, trail.Whole)
    kept = {f"{entry.claim} {entry.hash}" for entry in trail.read(path)}
    assert told
    assert [line for line in told if line not in kept and len(line.partition(" ")[2]) == 64] == []
    assert len(kept) <= len(told) + 6


def test_two_writers_lose_nothing_of_each_other(path):
    """500 decisions each run in benchmarks/trail.py."""
    runs = [writer(path, who, 0, 60) for who in ("Ann", "Bo")]
    assert [len(run.communicate()[0].splitlines()) for run in runs] == [61, 61]
    entries = trail.read(path)
    assert len(entries) == 120
    for who in ("Ann", "Bo"):
        assert [entry.claim for entry in entries if entry.who == who] == [f"{who}-{n}" for n in range(60)]


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FactcheckError, match="cannot be written"):
        put(tmp_path / "file/below/trail.jsonl")
