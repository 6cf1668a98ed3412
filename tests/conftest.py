"""Shared fixtures: the command line run in process, and a registry's folder to work in."""

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
os.environ["FACTCHECK_UPDATE"] = os.environ.get("FACTCHECK_UPDATE", "")


@dataclass
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Run `factcheck ARGS` in this process; returns exit code, stdout and stderr."""
    from factcheck.cli import main

    def call(*args, stdin: bytes = b"", cwd: Path | None = None) -> Result:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        return Result(int(stop.value.code or 0), printed.out, printed.err)

    return call


@pytest.fixture
def whole():
    """Compare a whole output with the file that holds it; `FACTCHECK_UPDATE=1 pytest` writes the files anew."""

    def compare(found: str, path: Path) -> None:
        if os.environ["FACTCHECK_UPDATE"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")

    return compare
