"""Hostile input: whatever stands in a file is read or refused, soon, and never with a traceback.

benchmarks/fuzz.py does the same for hours; what it found once stands here.
"""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from benchmarks import fuzz
from factcheck import read, when
from factcheck.errors import FactcheckError, ReadError

QUICK = settings(max_examples=60, deadline=None, derandomize=True, database=None)
PATIENCE = 8.0  # seconds of processor for one bomb: two on a machine that does nothing else


def mixed(target: str):
    """Give seeds of a format, cut, joined and with words of the format put in."""
    words = [word.replace("\\x20", " ") for word in fuzz.TOKENS.get(target, "a").split()]
    known = [seed.decode("utf-8", "replace") for seed in fuzz.seeds(target) if len(seed) < 5000]
    part = st.sampled_from(known).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda ends: text[min(ends) : max(ends)]
        )
    )
    piece = part | st.sampled_from(words) | st.text(max_size=5)
    return st.lists(piece, max_size=12).map("".join)


@pytest.mark.parametrize("target", ["registry", "quantity", "when", "html", "md", "docx"])
def test_made_of_pieces(target):
    run = fuzz.TARGETS[target]

    @QUICK
    @given(mixed(target))
    def anything(text):
        try:
            run(text.encode("utf-8", "replace"))
        except FactcheckError as error:
            assert error.what

    anything()


@QUICK
@given(st.text(max_size=200), st.dates())
def test_any_day_of_reference(text, day):
    for period in when.find(f"{text} last winter, in October, next Monday", day):
        assert period.start <= period.end


@pytest.mark.parametrize("day", [date.min, date(1, 3, 1), date(199, 12, 31), date.max])
@pytest.mark.parametrize("text", ["in October", "this winter", "last year", "the past decade", "next Friday"])
def test_the_edges_of_the_calendar(text, day):
    assert len(when.find(text, day)) <= 1


BOMBS = {
    "lines": ("a.txt", b"a\n" * 3_000_000, "more than 100,000 lines"),
    "lines of markdown": ("a.md", b"- a\n" * 3_000_000, "more than 100,000 lines"),
    "blank lines": ("a.txt", b"\n" * 5_000_000, ""),
    "headings": ("a.txt", b"\n" * 1_000_000 + b"# a\n" * 8_000, ""),
    "comments that nobody closes": ("a.md", b"a\n\n<div>\n" + b"<!-- " * 50_000, ""),
    "links that nobody closes": ("a.md", b"![" * 140_000, ""),
    "list items": ("a.md", b"- a\n" * 25_000, ""),
    "elements": ("a.html", b"<html><body>" + b"<p>a</p>" * 150_000, "more elements"),
    "depth": ("a.html", b"<html><body>" + b"<div>" * 100_000, "nested deeper"),
    "entities of a page": (
        "a.html",
        b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><html><p>One wall. &b;</p>",
        "",
    ),
    "control characters": (
        "a.html",
        b"<html><body>one&#1;\x01\x0b<nav>two</nav>th\x02ree<p>It is long.</p></body></html>",
        "",
    ),
}


@pytest.mark.parametrize(("name", "data", "what"), BOMBS.values(), ids=BOMBS.keys())
def test_bombs(name, data, what):
    begun = time.process_time()
    try:
        read.read(data, name)
        said = ""
    except ReadError as error:
        said = error.what
    assert what in said
    assert bool(said) is bool(what)
    assert time.process_time() - begun < PATIENCE


def test_what_nobody_closes_is_still_text():
    article = read.read(b"<div>\nThe wall <!-- is 40 metres long.\n</div>\n", "a.md")
    assert "is 40 metres long" in article.text
    article = read.read(b"<div>\nThe <!-- old --> wall <!-- is long.\n</div>\n", "a.md")
    assert "old" not in article.text
    assert "is long" in article.text


def test_killed_at_random():
    """A few crashes; a thousand are run by hand: python -m benchmarks.crashes 1000."""
    command = [sys.executable, "-m", "benchmarks.crashes", "6", "add", "build", "--seconds", "15"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout
