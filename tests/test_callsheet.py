"""The call sheet: whom to ask what, nothing of the draft given away, and answers kept with who asked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from factcheck import callsheet, read, registry, scanning, trail
from factcheck.checklist.decisions import replay

DATA = Path(__file__).parent / "data"


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "sources.yaml").write_bytes((DATA / "drill/sources.yaml").read_bytes())
    (tmp_path / "draft.txt").write_text(
        "ARDWICK, March 3, 2026 (factcheck) - The union said 412 drivers had left the depot since January.\n\n"
        "A second tram line will cost 88 million crowns, the city treasurer said on Monday.\n\n"
        "The council adopted the budget for 2026 on March 2 by 23 votes to 14.\n"
    )
    return tmp_path


def sheet(desk, *entries):
    known = registry.load(desk / "sources.yaml")
    report = scanning.scan_article(read.read_path(desk / "draft.txt"), known)
    return report, callsheet.calls(report, replay(entries), known)


def test_questions_go_to_who_said_it_and_quote_nothing(desk):
    report, calls = sheet(desk)
    assert {call.whom for call in calls} == {"Ardwick Workers' Union", "City Treasurer of Ardwick"}
    for call in calls:
        for one in call.questions:
            assert one.question.endswith("?")
            assert not any(char.isdigit() for char in one.question), one.question
            assert "Monday" not in one.question and "January" not in one.question
            assert one.text in [v.claim.text for v in report.verdicts]


def test_whom_the_checker_named_is_asked(desk):
    report, _ = sheet(desk)
    settled = report.verdicts[-1].claim
    path = desk / "trail.jsonl"
    trail.append(
        path,
        at=datetime(2026, 3, 3, tzinfo=UTC),
        who="Bo",
        what="ask",
        claim=settled.id,
        text=settled.text,
        data=(("whom", "the council's clerk"),),
    )
    _, calls = sheet(desk, *trail.read(path))
    asked = next(call for call in calls if call.whom == "the council's clerk")
    assert [one.claim for one in asked.questions] == [settled.id]


def test_an_answer_comes_back_into_the_record(run, desk):
    _, calls = sheet(desk)
    one = calls[0].questions[0]
    words = (
        "--answer",
        one.claim[:8],
        "--by",
        "Press office",
        "--text",
        "It was 410 by Friday.",
        "--as",
        "Ann",
    )
    done = run("callsheet", "draft.txt", *words, cwd=desk)
    assert "answered by Press office: It was 410 by Friday." in done.out
    (entry,) = trail.read(next(desk.glob("claims/*/trail.jsonl")))
    assert (entry.who, entry.what, entry.why) == ("Ann", "answered", "It was 410 by Friday.")
    assert dict(entry.data) == {"whom": "Press office"} and entry.text == one.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answer", "zzz", "--by", "B", "--text", "T", "--as", "A"), "'zzz' is the id of no claim"),
        (("--answer", "", "--by", "B", "--text", "T", "--as", "A"), "is the id of 4 claims"),
        (("--answer", "{id}", "--as", "A"), "needs --by NAME and --text WORDS"),
        (("--answer", "{id}", "--by", "B", "--text", "T"), "who asked?"),
    ],
)
def test_an_answer_that_fits_nothing_is_refused(run, desk, words, said):
    _, calls = sheet(desk)
    words = [word.replace("{id}", calls[0].questions[0].claim) for word in words]
    done = run("callsheet", "draft.txt", *words, cwd=desk)
    assert done.code == 2 and said in done.err
    assert not list(desk.glob("claims/*/trail.jsonl"))


def test_nothing_open_is_said(run, desk):
    (desk / "draft.txt").write_text(
        "ARDWICK, March 3, 2026 (factcheck) - The council adopted the budget for 2026 on March 2 by 23 votes to 14.\n"
    )
    done = run("callsheet", "draft.txt", cwd=desk)
    assert (done.code, done.out) == (0, "Nothing is open: there is nobody to call.\n")
