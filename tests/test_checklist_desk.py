"""The desk: whole screens after keys and clicks, the trail behind them, other checkers, hostile text, kill -9."""

import asyncio
import os
import pty
import select
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given, settings, strategies as st
from reports import sample
from rich.cells import cell_len

from factcheck import registry, trail
from factcheck.checklist import answers, points, session
from factcheck.cli import _checklist_desk, _desk_app
from factcheck.cli._desk_page import MARK, lines, page
from factcheck.model import Span
from factcheck.text import printable

DATA = Path(__file__).parent / "data/desk"
WALKS = yaml.safe_load((DATA / "walks.yaml").read_text())
NINE = datetime(2025, 9, 3, 9, 0, tzinfo=UTC)
REGISTRY = "publishers:\n  - {id: council, name: Town council}\nsources: []\n"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "sources.yaml"
    path.write_text(REGISTRY)
    return registry.load(path)


@pytest.fixture
def desk(known, tmp_path):
    """A function that makes a desk over the sample article and the trail as it is now."""
    minutes = iter(range(1000))

    def made(report=None, who="Bo"):
        asked = points.load(DATA / "checklist.yaml", checks=frozenset(answers.CHECKS))
        start = session.start(report or sample(), asked, trail.read(place), known)
        return _desk_app.Desk(start, place, who, lambda: NINE + timedelta(minutes=next(minutes)))

    place = tmp_path / "claims" / "trail.jsonl"
    return SimpleNamespace(made=made, trail=place)


@asynccontextmanager
async def sitting(app, size=(80, 24)):
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def pressed(pilot, key):
    app = pilot.app
    if isinstance(key, dict) and "click" in key:
        await pilot.click("Draft", offset=app.walk.query_one("Draft").place_of(key["click"]))
    elif isinstance(key, dict):
        app.screen.query_one("#words").insert(key["type"])
    else:
        await pilot.press({"?": "question_mark", "=": "equals_sign"}.get(key, key))
    await pilot.pause()


def screen(app) -> str:
    strips = app.screen._compositor.render_strips()
    return "".join("".join(segment.text for segment in strip).rstrip() + "\n" for strip in strips)


def line(entry: trail.Entry) -> str:
    data = {key: value for key, value in entry.data if key in ("wording", "whom", "label", "entry")}
    return f"{entry.at[11:16]} {entry.who} {entry.what} {entry.claim!r} {entry.why!r} {data}\n"


def decided(place, claim, what, who="Ann"):
    text = next((v.claim.text for v in sample().verdicts if v.claim.id == claim), "")
    return trail.append(place, at=NINE - timedelta(hours=1), who=who, what=what, claim=claim, text=text)


@pytest.mark.parametrize("name", WALKS)
def test_a_walk(desk, whole, name):
    case = WALKS[name]
    for before in case.get("trail", ()):
        decided(desk.trail, before["claim"], before["what"])
    old = len(trail.read(desk.trail))

    async def walk():
        async with sitting(desk.made(), tuple(case.get("size", (80, 24)))) as pilot:
            for key in case["keys"]:
                await pressed(pilot, key)
            return screen(pilot.app)

    shown = asyncio.run(walk())
    assert printable(shown) == shown
    whole(shown + "--\n" + "".join(map(line, trail.read(desk.trail)[old:])), DATA / f"{name}.txt")
    assert isinstance(trail.verify(desk.trail), trail.Whole)


def test_every_key_of_the_bar_can_be_clicked(desk):
    async def walk():
        async with sitting(desk.made()) as pilot:
            await pilot.click("#keys", offset=(0, 0))
            await pilot.pause()
            await pilot.click("#keys", offset=(12, 0))
            await pilot.pause()
            return pilot.app.screen

    window = asyncio.run(walk())
    assert [one.what for one in trail.read(desk.trail)] == ["verified"]
    assert isinstance(window, _desk_app.Words)


def test_all_with_the_same_finding_are_accepted_for_one_reason(desk):
    report = sample()
    first = report.verdicts[4]
    twins = [
        replace(first, claim=replace(first.claim, id=f"twin {n}", text=f"Twin {n} was closed."))
        for n in range(3)
    ]

    async def walk():
        async with sitting(desk.made(replace(report, verdicts=(*report.verdicts, *twins)))) as pilot:
            for key in ({"click": first.claim.id}, "=", {"type": "known to all"}, "enter"):
                await pressed(pilot, key)
            return screen(pilot.app)

    shown = asyncio.run(walk())
    made = trail.read(desk.trail)
    assert {one.claim for one in made} == {first.claim.id, "twin 0", "twin 1", "twin 2"}
    assert {(one.what, one.why) for one in made} == {("accepted", "known to all")}
    assert "4 of 8 decided" in shown


def test_what_another_decides_is_shown_within_a_moment(desk, monkeypatch):
    monkeypatch.setattr(_desk_app, "_TICK", 0.05)

    async def walk():
        async with sitting(desk.made()) as pilot:
            decided(desk.trail, "The ha", "verified")
            for _ in range(100):
                await pilot.pause(0.05)
                if "1 of 5" in screen(pilot.app):
                    break
            return screen(pilot.app)

    shown = asyncio.run(walk())
    assert "1 of 5 decided" in shown and "1 new in the trail; Ann: verified" in shown


def test_nobody_decides_over_a_decision_that_was_not_seen(desk, monkeypatch):
    monkeypatch.setattr(_desk_app, "_TICK", 1000)

    async def walk():
        async with sitting(desk.made()) as pilot:
            at = pilot.app.walk.session.at
            decided(desk.trail, at, "cut")
            await pressed(pilot, "v")
            first = screen(pilot.app)
            await pressed(pilot, "v")
            return first, at

    first, at = asyncio.run(walk())
    assert "Ann has just decided this: cut." in first
    assert [(one.who, one.what, one.claim) for one in trail.read(desk.trail)] == [
        ("Ann", "cut", at),
        ("Bo", "verified", at),
    ]


def test_words_are_kept_where_another_decided_while_they_were_typed(desk, monkeypatch):
    monkeypatch.setattr(_desk_app, "_TICK", 1000)

    async def walk():
        async with sitting(desk.made()) as pilot:
            at = pilot.app.walk.session.at
            for key in ("a", {"type": "as the style book has it"}):
                await pressed(pilot, key)
            decided(desk.trail, at, "cut")
            await pressed(pilot, "enter")
            asked = screen(pilot.app)
            await pressed(pilot, "enter")
            return asked

    asked = asyncio.run(walk())
    assert "Ann has just decided this: cut." in asked and "as the style book has it" in asked
    assert [(one.who, one.what, one.why) for one in trail.read(desk.trail)] == [
        ("Ann", "cut", ""),
        ("Bo", "accepted", "as the style book has it"),
    ]


def test_two_desks_at_once_lose_nothing(desk):
    async def walk():
        async with sitting(desk.made(who="Ann")) as one, sitting(desk.made(who="Bo")) as other:
            for key in ("v", "n", "x", "v"):
                await one.press(key)
                await other.press("v")
                await one.pause()
            return one.app.walk.session, other.app.walk.session

    sessions = asyncio.run(walk())
    made = trail.read(desk.trail)
    assert isinstance(trail.verify(desk.trail), trail.Whole)
    for mine, who in zip(sessions, ("Ann", "Bo"), strict=True):
        assert list(mine.mine) == [one.n for one in made if one.who == who]


def test_what_cannot_be_kept_is_not_shown_as_done(desk):
    async def walk():
        async with sitting(desk.made()) as pilot:
            await pressed(pilot, "v")
            data = desk.trail.read_text()
            desk.trail.write_text(data.replace("verified", "cut", 1))
            await pressed(pilot, "v")
            broken = screen(pilot.app)
            desk.trail.write_text(data)
            await pressed(pilot, "v")
            return broken, screen(pilot.app)

    broken, mended = asyncio.run(walk())
    assert "1 of 5 decided" in broken and "The trail cannot be read" in broken
    assert "2 of 5 decided" in mended and len(trail.read(desk.trail)) == 2


def test_a_reopened_claim_says_so_and_shows_the_words_that_changed(desk):
    report = sample()
    first = report.verdicts[0]
    old = "The council adopted the budget by 12 votes."
    trail.append(desk.trail, at=NINE, who="Ann", what="verified", claim="gone", text=old)
    changed = replace(first, claim=replace(first.claim, id="new"))

    async def walk():
        async with sitting(desk.made(replace(report, verdicts=(changed, *report.verdicts[1:])))) as pilot:
            await pressed(pilot, {"click": "new"})
            before = screen(pilot.app)
            await pressed(pilot, "v")
            return before, screen(pilot.app)

    before, after = asyncio.run(walk())
    assert ">✗!<" in before and "! reopened: its wording has changed" in before
    assert "[-12-] {+9+}" in before and "[✗v]" in after


def test_both_themes_draw_every_label(desk):
    async def walk():
        async with sitting(desk.made()) as pilot:
            dark = pilot.app.walk.query_one("Draft").get_component_rich_style("draft--contradicted")
            await pressed(pilot, "d")
            assert not pilot.app.current_theme.dark
            return dark, pilot.app.walk.query_one("Draft").get_component_rich_style("draft--contradicted")

    dark, light = asyncio.run(walk())
    assert dark.underline and light.underline and dark.bgcolor != light.bgcolor


TERMINALS = [
    ({}, ""),
    ({"TERM": "dumb"}, "the terminal says that it is dumb"),
    ({"TERM": ""}, "the terminal says that it is of no kind"),
    ({"COLUMNS": "40"}, "the terminal has 40 columns and 24 rows; 60 and 16 are needed"),
    ({"tty": False}, "input or output is no terminal"),
    ({"encoding": "latin-1"}, "the terminal's encoding is latin-1"),
    ({"encoding": ""}, "the terminal's encoding is not known"),
]


@pytest.mark.parametrize("given,why", TERMINALS, ids=lambda value: str(value) or "fit")
def test_what_terminal_can_carry_it(monkeypatch, given, why):
    stream = SimpleNamespace(
        isatty=lambda: given.get("tty", True), closed=False, encoding=given.get("encoding", "utf-8")
    )
    for name in ("__stdin__", "__stdout__", "__stderr__"):
        monkeypatch.setattr(sys, name, stream)
    for name, value in {"TERM": "xterm", "COLUMNS": "80", "LINES": "24", **given}.items():
        if name.isupper():
            monkeypatch.setenv(name, value)
    assert _checklist_desk.can_run() == why


def test_the_terminal_is_asked_about_even_where_it_is_gone(monkeypatch):
    monkeypatch.setattr(sys, "__stdin__", None)
    assert _checklist_desk.can_run() == "input or output is no terminal"


CHILD = """
import sys
sys.path.insert(0, sys.argv[1] + "/tests")
from datetime import datetime, UTC
from pathlib import Path
from factcheck import registry, trail
from factcheck.checklist import answers, points, session
from factcheck.cli import _checklist_desk
from reports import sample
place, known = Path(sys.argv[2]), registry.load(Path(sys.argv[3]))
asked = points.load(Path(sys.argv[1]) / "tests/data/desk/checklist.yaml", checks=frozenset(answers.CHECKS))
assert _checklist_desk.can_run() == "", _checklist_desk.can_run()
start = session.start(sample(), asked, trail.read(place), known)
end = _checklist_desk.run(start, place, "Bo", lambda: datetime.now(UTC))
print("decided:", end.decided)
"""


class Terminal:
    """The desk as a process on a terminal of its own."""

    def __init__(self, place: Path, known: Path) -> None:
        self.ours, theirs = pty.openpty()
        root = str(Path(__file__).parent.parent)
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD, root, str(place), str(known)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", "PYTHONUTF8": "1"},
        )
        os.close(theirs)

    def until(self, sign: bytes) -> bytes:
        found = b""
        while sign not in found:
            assert select.select([self.ours], [], [], 30)[0], found
            found += os.read(self.ours, 65536)
        return found

    def press(self, keys: bytes) -> None:
        os.write(self.ours, keys)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


def test_kill_9_loses_nothing_and_the_walk_goes_on_where_it_stopped(tmp_path, known):
    place = tmp_path / "trail.jsonl"
    first = Terminal(place, known.path)
    first.until(b"0 of 5 decided")
    first.press(b"v")
    first.until(b"kept as line 1")
    first.process.send_signal(signal.SIGKILL)
    first.end()
    assert [one.what for one in trail.read(place)] == ["verified"]
    second = Terminal(place, known.path)
    second.until(b"1 of 5 decided")
    second.press(b"q")
    second.until(b"decided: 1")
    second.end()


WORDS = st.lists(
    st.sampled_from(["a", "bee", "c\x1b[0m", "日本語", "e\u0301", "x" * 70, "\n", "\n\n", "[b]"])
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(words=WORDS, data=st.data(), width=st.integers(10, 60))
def test_the_page_is_the_draft_with_marks_and_every_line_fits(words, data, width):
    text = " ".join(["start", *words, "end"])
    report = sample()
    spots = st.integers(0, len(text) - 1)
    items = []
    for number in range(data.draw(st.integers(0, 5))):
        start = data.draw(spots)
        span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
        claim = replace(report.verdicts[0].claim, id=str(number), spans=(span,), sentence=span)
        verdict = replace(report.verdicts[0], claim=claim)
        items.append(session.Item(id=str(number), kind=session.Kind.CLAIM, text="", verdict=verdict))
    article = replace(report.article, text=text, blocks=())
    found = page(article, items)
    plain = "".join(char if printable(char) == char else "\ufffd" for char in text)
    assert found.text.replace(MARK, "") == plain.rstrip()
    for piece in found.pieces:
        if not piece.mark:
            span = next(item for item in items if item.id == piece.item).verdict.claim.spans[0]
            assert found.text[piece.start : piece.end].replace(MARK, "") == span.of(plain)
    cut = lines(found, width)
    assert "".join(found.text[line.start : line.end] for line in cut) == found.text.replace("\n", "")
    for line_ in cut:
        assert cell_len(found.text[line_.start : line_.end].rstrip(" ")) <= width
        reaching = {p for p in found.pieces if p.start < line_.end and p.end > line_.start}
        assert set(line_.pieces) == reaching
