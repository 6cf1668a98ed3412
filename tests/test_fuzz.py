"""Hostile input: whatever stands in a file is read or refused, soon, and never with a traceback.

benchmarks/fuzz.py does the same for hours; what it found once stands here.
"""

import contextlib
import re
import subprocess
import sys
import time
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from test_read import W, pdf, word

from benchmarks import fuzz
from factcheck import read, when
from factcheck.errors import FactcheckError, ReadError

QUICK = settings(max_examples=60, deadline=None, derandomize=True, database=None)
PATIENCE = 8.0  # seconds of processor for one bomb: two on a machine that does nothing else


def mixed(target: str):
    """Give seeds of a format, cut, joined and with words of the format put in."""
    words = [one.replace("\\x20", " ") for one in fuzz.TOKENS.get(target, "a").split()]
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


def _word(body: bytes) -> bytes:
    return word("", content=b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W.encode(), body))


def _drawn(content: bytes, packing: str) -> bytes:
    """Return a PDF of one page with this content, as it is packed."""
    whole = pdf([["mark"]])
    begin, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    head = f"<< /Length {len(content)} /Filter /{packing} >>\nstream\n".encode()
    return whole[:begin] + head + content + b"\n" + whole[end:]


BOX = b"<w:txbxContent><w:p>%s</w:p></w:txbxContent>"
WORD_AND_PDF = {
    "boxes in boxes": lambda: (
        "a.docx",
        _word(b"<w:p>" + b"<w:txbxContent><w:p>" * 60 + b"</w:p></w:txbxContent>" * 60 + b"</w:p>"),
    ),
    "paragraphs": lambda: ("a.docx", _word(b"".join(b'<w:p w:x="%d"/>' % (n * n) for n in range(120_000)))),
    "deleted marks": lambda: (
        "a.docx",
        _word(
            b"".join(
                b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>%d </w:t></w:r></w:p>" % (n**3)
                for n in range(20_000)
            )
        ),
    ),
    "a stream that unpacks to 50 MB": lambda: (
        "a.pdf",
        _drawn(zlib.compress(b"(a) Tj " * 7_000_000), "FlateDecode"),
    ),
    "a stream of zeros": lambda: ("a.pdf", _drawn(b"z" * 5_000_000, "ASCII85Decode")),
    "objects": lambda: ("a.pdf", b"%PDF-1.7\n" + b"1 0 obj\n" * 500_000),
    "trailers": lambda: ("a.pdf", b"%PDF-1.7\n" + b"trailer <<\n" * 100_000),
    "arrays in arrays": lambda: ("a.pdf", pdf([["a"]], extra="/X " + "[" * 100_000)),
}


@pytest.mark.parametrize("make", WORD_AND_PDF.values(), ids=WORD_AND_PDF.keys())
def test_bombs_of_word_and_pdf(make):
    name, data = make()
    begun = time.process_time()
    with contextlib.suppress(ReadError):
        read.read(data, name)
    assert time.process_time() - begun < PATIENCE


def test_a_box_in_a_box_is_read_once():
    run = b"<w:r><w:t>%s</w:t></w:r>"
    inner = BOX % (run % b"The inner wall is old.")
    outer = BOX % (run % b"The outer wall is long." + inner)
    article = read.read(_word(b"<w:p>" + run % b"The town has two walls." + outer + b"</w:p>"), "a.docx")
    said = [block.span.of(article.text) for block in article.blocks]
    assert said == ["The town has two walls.", "The outer wall is long.", "The inner wall is old."]


def test_every_test_that_security_names_is_there():
    root = Path(__file__).parent.parent
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (root / "docs/security.md").read_text())
    assert len(named) > 30
    for file, test in named:
        assert f"def {test}(" in (root / "tests" / file).read_text(), f"{file}::{test}"
