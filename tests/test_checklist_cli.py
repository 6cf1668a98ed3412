"""`factcheck checklist` as keystrokes: whole transcripts of whole sittings, and what no sitting may lose."""

import io
import json
import re
import shlex
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from factcheck import trail
from factcheck.cli import checklist

DATA = Path(__file__).parent / "data/checklist_cli"
CASES = yaml.safe_load((DATA / "cases.yaml").read_text())
NINE = datetime(2025, 9, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A desk whose article was scanned once; its copies answer from what that scan kept."""
    from factcheck import registry
    from factcheck.cli.scan import report_on

    home = shutil.copytree(DATA / "desk", tmp_path_factory.mktemp("scanned") / "desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        report_on("article.txt", registry.load(home / "sources.yaml"))
    return home


@pytest.fixture
def desk(scanned, tmp_path, monkeypatch):
    """A copy of the desk, at nine in the morning; each look at the clock is a minute later."""
    minutes = iter(range(10_000))
    monkeypatch.setattr(checklist, "_now", lambda: NINE + timedelta(minutes=next(minutes)))
    monkeypatch.setenv("COLUMNS", "80")
    return shutil.copytree(scanned, tmp_path / "desk")


def typed(keys) -> bytes:
    return "".join(f"{key}\n" for key in keys).encode()


def edited(path: Path, old: str, new: str) -> str:
    before = path.read_text()
    assert before.count(old) == 1, f"{old!r} stands once in {path.name}"
    path.write_text(before.replace(old, new))
    return f"# {path.name}: {old!r} becomes {new!r}\n\n"


@pytest.mark.parametrize("case", CASES)
def test_a_sitting(run, desk, whole, case):
    transcript = []
    for step in CASES[case]:
        if "edit" in step:
            transcript.append(edited(desk / step["edit"], step["from"], step["to"]))
            continue
        result = run(*shlex.split(step["run"]), stdin=typed(step.get("keys", ())), cwd=desk)
        keys = "".join(f"< {key}\n" for key in step.get("keys", ()))
        transcript.append(
            f"$ factcheck {step['run']}\n{keys}{result.out}{result.err}[exit {result.code}]\n\n"
        )
    found = re.sub(r"\b[0-9a-f]{64}\b", "HASH", "".join(transcript).replace(str(desk), "DESK"))
    whole(found, DATA / f"{case}.txt")
    assert isinstance(trail.verify(desk / "claims/article/trail.jsonl"), trail.Whole)


class Hands(io.BytesIO):
    """Standard input that does something before a line is read: {number of the line from 0: what}."""

    def __init__(self, keys, acts):
        super().__init__(typed(keys))
        self.acts, self.lines = acts, 0

    def readline(self, *size):
        act = self.acts.get(self.lines)
        self.lines += 1
        if act:
            act()
        return super().readline(*size)

    @property
    def buffer(self):
        return self


def sit(desk, monkeypatch, capsys, hands, *args):
    """Run the command with hands on the keys; returns exit code and output."""
    from factcheck.cli import main

    monkeypatch.chdir(desk)
    monkeypatch.setattr(sys, "stdin", hands)
    with pytest.raises(SystemExit) as stop:
        main(["checklist", "article.txt", "--plain", *args])
    printed = capsys.readouterr()
    return stop.value.code, printed.out + printed.err


def lines_of(desk):
    return trail.read(desk / "claims/article/trail.jsonl")


def test_ctrl_c_loses_nothing(desk, monkeypatch, capsys):
    def stop():
        raise KeyboardInterrupt

    code, out = sit(desk, monkeypatch, capsys, Hands(["v", "a the owner said so", "x"], {2: stop}))
    assert code == 130
    assert "what was finished before is kept" in out
    assert [one.what for one in lines_of(desk)] == ["verified", "accepted"]


def test_ctrl_c_while_words_are_typed_decides_nothing(desk, monkeypatch, capsys):
    def stop():
        raise KeyboardInterrupt

    code, _ = sit(desk, monkeypatch, capsys, Hands(["a", "because"], {1: stop}))
    assert code == 130
    assert not lines_of(desk)


def claim(desk, text):
    report = json.loads((desk / "claims/article/report.json").read_text())
    return next(v["claim"] for v in report["verdicts"] if text in v["claim"]["text"])


def by_another(desk, text, what):
    """Return what appends a decision of another checker on a claim."""

    def act():
        one = claim(desk, text)
        path = desk / "claims/article/trail.jsonl"
        trail.append(path, at=NINE, who="Dee Marsh", what=what, claim=one["id"], text=one["text"])

    return act


def test_what_another_decides_meanwhile_is_taken_in(desk, monkeypatch, capsys):
    code, out = sit(desk, monkeypatch, capsys, Hands(["v", "q"], {0: by_another(desk, "shop", "verified")}))
    assert code == 1
    assert "(Dee Marsh decided 1 meanwhile)" in out
    assert "2 of 4 claims decided" in out
    assert [(one.who, one.what) for one in lines_of(desk)] == [
        ("Dee Marsh", "verified"),
        ("Bo Lind", "verified"),
    ]


def test_two_do_not_decide_over_each_other(desk, monkeypatch, capsys):
    _, out = sit(
        desk, monkeypatch, capsys, Hands(["x", "v", "q"], {0: by_another(desk, "winter ferry", "verified")})
    )
    assert "This one was decided meanwhile; nothing of yours was written." in out
    assert "Decided     verified by Dee Marsh, 2025-09-03" in out
    assert [(one.who, one.what) for one in lines_of(desk)] == [
        ("Dee Marsh", "verified"),
        ("Bo Lind", "verified"),
    ]


def test_a_broken_trail_takes_no_decision(run, desk):
    run("checklist", "article.txt", "--plain", stdin=typed(["v", "v"]), cwd=desk)
    path = desk / "claims/article/trail.jsonl"
    path.write_text(path.read_text().replace("Bo Lind", "Bo Lund", 1))
    for args in (("--plain",), ("--status",), ("--waive", "archived", "--why", "no")):
        result = run("checklist", "article.txt", *args, stdin=b"v\n", cwd=desk)
        assert result.code == 3
        assert "trail.jsonl:1: the trail is broken" in result.err
    assert path.read_text().count("\n") == 2


def test_a_trail_that_lost_its_end_opens_nothing(run, desk):
    run("checklist", "article.txt", "--plain", stdin=typed("vv"), cwd=desk)
    path = desk / "claims/article/trail.jsonl"
    path.write_text(path.read_text().splitlines(keepends=True)[0])
    for args in (("--plain",), ("--status",), ("--sign", "checker")):
        result = run("checklist", "article.txt", *args, stdin=b"v\n", cwd=desk)
        assert result.code == 3
        assert "lines are missing" in result.err
    assert path.read_text().count("\n") == 1


def test_a_terminal_that_carries_it_gets_the_full_screen(run, desk, monkeypatch):
    from factcheck.cli import _checklist_desk

    given = []
    monkeypatch.setattr(_checklist_desk, "can_run", lambda: "")
    monkeypatch.setattr(_checklist_desk, "run", lambda *args: given.append(args) or args[0])
    result = run("checklist", "article.txt", cwd=desk)
    assert result.code == 1
    assert result.out.startswith("article.txt: blocked by 9 things.")
    [(session, path, who, now)] = given
    assert (session.total, path, who) == (4, desk / "claims/article/trail.jsonl", "Bo Lind")
    assert now() == NINE


def test_one_that_does_not_gets_prompts_and_is_told_why(run, desk, monkeypatch):
    from factcheck.cli import _checklist_desk

    monkeypatch.setattr(_checklist_desk, "can_run", lambda: "the terminal says that it is dumb")
    result = run("checklist", "article.txt", stdin=b"q\n", cwd=desk)
    assert result.err == "plain prompts: the terminal says that it is dumb\n"
    assert "-- 1 of 8: claim" in result.out


def test_a_scan_that_is_unfinished_is_not_clean(run, desk):
    (desk / "sources.yaml").write_text("publishers:\n  - {id: harbour-board, name: Marlow Harbour Board}\n")
    result = run("checklist", "article.txt", "--status", cwd=desk)
    assert result.code == 3
    assert "not read   " in result.out


def test_nothing_typed_reaches_the_terminal_alive(run, desk):
    draft = desk / "article.txt"
    draft.write_text(draft.read_text().replace("closed in August", "closed \x1b[2J\u202ein August"))
    keys = b"a \x1b]0;gone\x07 because\n\x1b[A\nl\ns \xff\xfe\nq\n"
    result = run("checklist", "article.txt", "--plain", "--as", "Bo \x1b[31mLind", stdin=keys, cwd=desk)
    shown = result.out + result.err
    assert result.code == 1
    assert not [c for c in shown if (ord(c) < 32 and c not in "\n\t") or c in "\u202e\x9b\x7f"]
    status = run("checklist", "article.txt", "--status", "--format", "json", cwd=desk)
    assert not [c for c in status.out if ord(c) < 32 and c != "\n"]


def test_status_writes_nothing(run, desk):
    before = {path for path in desk.rglob("*") if ".factcheck" not in path.parts}
    assert run("checklist", "article.txt", "--status", cwd=desk).code == 1
    assert {path for path in desk.rglob("*") if ".factcheck" not in path.parts} == before


def test_an_article_has_one_record_wherever_the_command_is_typed(run, desk):
    (desk / "drafts").mkdir()
    shutil.move(desk / "article.txt", desk / "drafts/article.txt")
    run("checklist", "drafts/article.txt", "--plain", stdin=b"v\n", cwd=desk)
    run("checklist", "article.txt", "--plain", stdin=b"v\n", cwd=desk / "drafts")
    run(
        "checklist", str(desk / "drafts/article.txt"), "--plain", stdin=b"v\n", cwd=desk.parent
    )  # no registry above
    assert len(lines_of(desk)) == 2
    assert [path.name for path in (desk / "claims").iterdir()] == ["article"]


def test_two_articles_of_one_name_have_two_records(run, desk):
    (desk / "b").mkdir()
    shutil.copy(desk / "article.txt", desk / "b/article.txt")
    run("checklist", "article.txt", "--plain", stdin=b"v\n", cwd=desk)
    run("checklist", "b/article.txt", "--plain", stdin=b"x\nv\n", cwd=desk)
    run("checklist", "article.txt", "--plain", stdin=b"v\n", cwd=desk)
    assert len(lines_of(desk)) == 2
    assert len(list((desk / "claims").iterdir())) == 2


def test_what_was_published_is_kept_as_it_was(run, desk):
    (desk / "checklist.yaml").write_text(
        (DATA / "desk/checklist.yaml").read_text().replace("blocks: true", "blocks: false")
    )
    edited(desk / "article.txt", " by 5 votes to 4", "")
    run("checklist", "article.txt", "--plain", stdin=typed(["v"] * 4), cwd=desk)
    for role, who in (("writer", "Ann Reed"), ("checker", "Bo Lind"), ("editor", "Cy Hale")):
        assert run("checklist", "article.txt", "--sign", role, "--as", who, cwd=desk).code in (0, 1)
    assert run("checklist", "article.txt", "--publish", "--as", "Cy Hale", cwd=desk).code == 0
    kept = {path: path.read_bytes() for path in (desk / "claims/article").glob("published-*.json")}
    assert len(kept) == 1
    run("checklist", "article.txt", "--reopen", "--why", "a reader wrote", cwd=desk)
    edited(desk / "article.txt", "closed in August", "closed in July")
    run("checklist", "article.txt", "--plain", stdin=typed("vvv"), cwd=desk)
    assert all(path.read_bytes() == data for path, data in kept.items())
    assert [one.what for one in lines_of(desk)].count("correction") == 1
