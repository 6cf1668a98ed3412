"""In the newsroom's flow: hooks, the Action and the CMS example call commands and options that exist."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
ACTION = yaml.safe_load((ROOT / "examples/newsroom/github-action.yml").read_text())


def commands():
    yield from (hook["entry"] for hook in HOOKS)
    for step in ACTION["jobs"]["gate"]["steps"]:
        line = step.get("run", "")
        if "factcheck " in line and "pip install" not in line:
            yield line[line.index("factcheck ") :].split(";")[0]


@pytest.mark.parametrize("line", tuple(commands()))
def test_what_the_examples_call_is_there(run, line):
    words = line.split()[1:]
    command = [words[0]] + [
        w for w in words[1:2] if not w.startswith("-") and words[0] in ("sources", "record")
    ]
    shown = run(*command, "--help")
    assert shown.code == 0, line
    assert all(word.split("=")[0] in shown.out for word in words if word.startswith("--")), line


def test_hooks_have_what_pre_commit_asks_for():
    assert all({"id", "name", "entry", "language"} <= set(hook) for hook in HOOKS)


@pytest.mark.parametrize(
    ("status", "code", "exit_code", "says"),
    [
        ({"open": True, "blocking": []}, 0, 0, "done and signed"),
        (
            {"open": False, "blocking": [{"kind": "claim", "text": "P.", "why": "no decision"}]},
            1,
            1,
            "claim: P. (no",
        ),
        ({"open": True, "blocking": []}, 3, 3, ""),
        (None, 3, 3, "could not be read"),
    ],
)
def test_the_cms_publishes_only_what_the_gate_lets_out(tmp_path, status, code, exit_code, says):
    fake = tmp_path / "factcheck"
    shown = json.dumps(status) if status is not None else "no json"
    fake.write_text(f"#!{sys.executable}\nimport sys\nprint({shown!r})\nsys.exit({code})\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples/newsroom/cms_gate.py"), "draft.txt"],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert done.returncode == exit_code and says in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(run, shell):
    done = run("completion", shell)
    assert done.code == 0 and "_FACTCHECK_COMPLETE" in done.out


def test_completion_completes_commands_and_options():
    env = {
        **os.environ,
        "_FACTCHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": "factcheck sca",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([sys.executable, "-m", "factcheck"], capture_output=True, text=True, env=env)
    assert done.stdout.split() == ["plain,scan"]
