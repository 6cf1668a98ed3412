"""README is true: its commands run, its Python runs, its registry loads."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from factcheck import registry

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.S)


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def commands() -> list[str]:
    lines = [line[2:].split("  #")[0].strip() for text in blocks("console") for line in text.splitlines()]
    return [*lines, *re.findall(r"`(factcheck (?:scan|init)[^`]*\.yaml)`", README)]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    from docx import Document

    text = (ROOT / "examples/city-budget/article.txt").read_text()
    for name in ("draft.txt", "pasted.txt"):
        (tmp_path / name).write_text(text)
    draft = Document()
    for line in text.split("\n\n"):
        draft.add_paragraph(line)
    draft.save(str(tmp_path / "draft.docx"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples/city-budget/sources.yaml", tmp_path / "sources.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_opens_with_the_two_commands():
    assert [line.split("#")[0].strip() for line in blocks("console")[0].splitlines()] == [
        "$ make scan",
        "$ make test",
    ]


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("factcheck ")])
def test_every_command_runs(command, desk, run):
    words = shlex.split(command)[1:]
    stdin = b""
    if "<" in words:
        stdin = (desk / words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
    words = [
        name
        for word in words
        for name in (sorted(p.name for p in desk.glob(word)) if "*" in word else [word])
    ]
    result = run(*words, stdin=stdin)
    assert result.code in (0, 1), result.err
    assert result.out or "wrote" in result.err


def test_every_make_target_exists():
    makefile = (ROOT / "Makefile").read_text()
    for command in commands():
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", makefile, re.M)


@pytest.mark.parametrize("code", blocks("python"))
def test_every_piece_of_python_runs(code, capsys):
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "contradicted" in printed
    assert "The council closed two libraries." in printed


def test_the_registry_shown_loads(tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_text(blocks("yaml")[0])
    assert set(registry.load(path).sources) == {"budget-2025"}


def test_series_supersedes_and_include_do_what_is_said(tmp_path, run):
    """Fold the second block into the first: its sources behind the first's, its include at the top."""
    first, second = blocks("yaml")
    include, sources = second.split("sources:\n")
    (tmp_path / "sources.yaml").write_text(include + first + sources)
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/arrears.csv").write_text("date,households\n2025-05-31,425\n2025-07-31,451\n")
    (tmp_path / "sources.d").mkdir()
    (tmp_path / "sources.d/press.yaml").write_text("publishers:\n  - {id: gazette, name: Gazette}\n")
    desk = registry.load(tmp_path / "sources.yaml")
    assert "gazette" in desk.publishers
    assert [one.id for one in desk.superseded_by("arrears-june")] == ["arrears-july"]
    assert [figure.high for figure in desk.sources["arrears-table"].figures] == [425, 451]
    (tmp_path / "a.txt").write_text("Marrow Bay Town Council said 437 households are in rent arrears.\n")
    then = run("scan", "a.txt", "--as-of", "2025-07-10", "--format", "line", cwd=tmp_path)
    now = run("scan", "a.txt", "--as-of", "2025-08-10", "--format", "line", cwd=tmp_path)
    assert ": supported: " in then.out
    assert ": outdated: " in now.out


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_leads_somewhere(target):
    assert (ROOT / target).exists()
