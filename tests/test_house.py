"""The house rules that a program can see: floors, doors, ceilings, contracts, and what --help may load."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from factcheck import folder

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcheck"
HOUSE = yaml.safe_load((ROOT / "tests/house.yaml").read_text())
FLOOR = {room: n for n, rooms in enumerate(HOUSE["floors"]) for room in rooms}
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def room_of(module: Path) -> str:
    """`read/txt.py` stands in `read`."""
    return module.parts[0] if len(module.parts) > 1 else module.stem


def imports(module: Path):
    """Yield (rooms imported from this package, packages imported from outside) of a module's every import."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text())):
        if isinstance(node, ast.Import):
            yield from (("outside", alias.name.split(".")[0], node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                yield "outside", (node.module or "").split(".")[0], node
            else:
                yield from _inside(module, node)


def _inside(module: Path, node: ast.ImportFrom):
    base = (*module.parts[:-1],)[: len(module.parts) - node.level]
    target = (*base, *(node.module.split(".") if node.module else ()))
    for name in [target[0]] if target else [alias.name for alias in node.names]:
        yield "inside", name, node


def typing_only(module: Path) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(ast.parse((PACKAGE / module).read_text())):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            lines |= set(range(node.lineno, node.end_lineno + 1))
    return lines


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts != ("__init__.py",)], ids=str)
def test_imports_go_down(module):
    own = room_of(module)
    if own in ("__main__",):
        return
    assert own in FLOOR, f"{module}: say in tests/house.yaml on which floor {own} stands"
    for kind, name, node in imports(module):
        if kind == "inside" and name not in (own, "__version__"):
            target = room_of(Path(name + ".py"))
            assert target in FLOOR, f"{module}:{node.lineno}: {name}"
            assert target == own or FLOOR[target] < FLOOR[own], f"{module}:{node.lineno} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_third_parties_come_in_by_their_doors(module):
    quiet = typing_only(module)
    for kind, name, node in imports(module):
        if kind == "outside" and name in HOUSE["doors"] and node.lineno not in quiet:
            allowed = HOUSE["doors"][name]
            assert str(module) in allowed or module.parts[0] in allowed, (
                f"{module}:{node.lineno} imports {name}"
            )


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_files_and_functions_stay_small(module):
    text = (PACKAGE / module).read_text()
    assert text.count("\n") <= HOUSE["ceilings"]["file"]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < HOUSE["ceilings"]["function"], f"{module}: {node.name}"


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] != "cli"], ids=str)
def test_nobody_prints_exits_or_catches_everything_below_the_hand(module):
    for node in ast.walk(ast.parse((PACKAGE / module).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit", "input"), f"{module}:{node.lineno}"
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            wide = caught in ("Exception", "BaseException", "everything")
            assert not wide or str(module) in HOUSE["catches"], f"{module}:{node.lineno}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_names_are_asked_of_the_parser_not_read_off_a_parse(module):
    if not {module.parts[0], str(module)} & set(HOUSE["named"]):
        tree = ast.walk(ast.parse((PACKAGE / module).read_text()))
        read = [n.lineno for n in tree if isinstance(n, ast.Attribute) and n.attr in ("ent_type_", "ents")]
        assert not read, f"{module}:{read}"


def python(code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_every_room_of_weighing_is_on_its_map():
    rooms = {path.stem for path in (PACKAGE / "weighing").glob("_*.py")} - {"__init__"}
    shown = (ROOT / "docs/design.md").read_text()
    assert not [room for room in sorted(rooms) if f"`{room}`" not in shown]


def test_help_loads_neither_parser_nor_network():
    loaded = python(
        "import sys\n"
        "from factcheck.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'spacy', 'requests', 'numpy', 'rich', 'yaml', 'tantivy', 'trafilatura', 'docx', 'pypdf'}))"
    )
    assert loaded.strip().endswith("[]")


def test_importing_the_package_loads_nothing_heavy():
    assert (
        python("import factcheck, sys; print('spacy' in sys.modules or 'click' in sys.modules)") == "False\n"
    )


@pytest.mark.parametrize("plug", folder.names("judge"))
def test_every_judge_has_a_manual_page_and_cases(plug):
    module = folder.load("judge", plug)
    assert len((module.__doc__ or "").split()) > 20
    assert (ROOT / "tests/data/judge" / f"{plug}.yaml").exists()


@pytest.mark.parametrize("plug", folder.names("read"))
def test_every_reader_has_samples(plug):
    assert callable(folder.load("read", plug).read)
    assert (ROOT / "tests/data/read" / f"{HOUSE['readers'][plug]}.yaml").exists()


@pytest.mark.parametrize("plug", folder.names("report"))
def test_every_format_has_its_whole_expected_output(plug):
    assert callable(folder.load("report", plug).render)
    assert list((ROOT / "tests/data/report").glob(f"{plug}*"))


@pytest.mark.parametrize("plug", folder.names("cli"))
def test_every_command_has_an_example_in_its_help(plug):
    command = folder.load("cli", plug).command
    assert "Example:" in command.help
