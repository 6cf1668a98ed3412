"""Make the recordings in docs/walk anew: the example article from the first key to sign-off, at 80 columns.

Run it with ``python docs/walk/make_walk.py``; it needs tmux and takes two or three minutes. It works in a folder of
its own that it removes again. The people are invented; the decisions bear the time at which it ran.

``desk.txt`` holds a frame after each key of the full screen; ``plain.txt`` is what a terminal has shown of the rest:
the edited draft over plain prompts, the signatures, the publication and the correction.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from factcheck import registry
from factcheck.checklist import answers, points, session
from factcheck.checklist.session import Item, Kind
from factcheck.cli.scan import report_on

ROOT = Path(__file__).parents[2]
PEOPLE = """me: Bo Lind
roles:
  writer: [Ann Reed]
  checker: [Bo Lind]
  editor: [Cy Hale]
"""
# What the writer puts right in the draft, and for each claim with these words what the checker asks for.
EDITS = (
    ("by 14 votes to none", "by 13 votes to none"),
    ("on Sept. 19.", "on Sept. 29."),
    ('"not agreed with Israel"', '"not coordinated with Israel"'),
    ("Hamas said 463 Palestinians", "The Gaza Health Ministry said 463 Palestinians"),
    ("447 people have been killed and 1,246 wounded", "463 people have been killed and 1,269 wounded"),
    ("October 2023.\n", "October 2023, the Gaza Health Ministry said.\n"),
    (" No agency has been able to count the missing under the rubble.", ""),
)
WORDINGS = (
    ("14 votes", lambda text: text.replace("14 votes", "13 votes")),
    ("Sept. 19", lambda text: text.replace("Sept. 19", "Sept. 29")),
    ("not agreed", lambda text: text.replace("not agreed", "not coordinated")),
    ("463 Palestinians", lambda text: f"The Gaza Health Ministry said {text}"),
    ("1,246", lambda text: text.replace("1,246", "1,269")),
    ("447 people", lambda text: text.replace("447", "463")),
    ("71,000", lambda text: text.rstrip(".") + ", the Gaza Health Ministry said."),
)
REASON = "read with the source open; the sentence says no more than it does"
AGAINST = "read with the source open; the passage that was held against it speaks of something else"


class Terminal:
    """A terminal of tmux, 80 columns wide, in a folder."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.socket = f"factcheck-walk-{os.getpid()}-{rows}"
        self.tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", str(rows), "-c", str(folder), "sh")
        self.tmux("set-option", "-g", "history-limit", "100000")
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self.line(f"export PATH='{path}' PS1='$ ' LANG=C.UTF-8; clear", "$")

    def tmux(self, *args: str) -> str:
        """Run a command of tmux and return what it prints."""
        done = subprocess.run(["tmux", "-L", self.socket, *args], check=True, capture_output=True, text=True)
        return done.stdout

    def seen(self, *, all_of_it: bool = False) -> str:
        """Return what stands on the screen (and what has left it at the top), without trailing spaces."""
        shown = self.tmux("capture-pane", "-p", *(("-J", "-S", "-") if all_of_it else ()))
        return "\n".join(line.rstrip() for line in shown.rstrip().splitlines())

    def press(self, *keys: str) -> str:
        """Press keys one after the other, wait until the screen has changed and is at rest, and return it."""
        before = now = self.seen(all_of_it=True)
        for key in keys:
            named = key in ("Enter", "Tab", "Escape", "F7", "?") or key.startswith("C-")
            self.tmux("send-keys", *(() if named else ("-l",)), key)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            time.sleep(0.15)
            last, now = now, self.seen(all_of_it=True)
            if now != before and now == last:
                break
        return self.seen()

    def line(self, command: str, until: str) -> str:
        """Type a command, wait until the screen ends with a text, and return it."""
        self.tmux("send-keys", "-l", command)
        self.tmux("send-keys", "Enter")
        deadline = time.monotonic() + 120
        time.sleep(0.5)
        while time.monotonic() < deadline and not self.seen().endswith(until):
            time.sleep(0.2)
        return self.seen()

    def close(self) -> None:
        """End the terminal and what runs in it."""
        self.tmux("kill-server")


def workspace(folder: Path) -> None:
    """Put the registry that ships, the list and the example article into a folder."""
    for name in ("sources.yaml", "checklist.yaml"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("figures", "snapshots", "sources.d"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "examples/article.txt", folder / "article.txt")
    (folder / "workspace.yaml").write_text(PEOPLE, encoding="utf-8")


def walk() -> session.Session:
    """Return the walk through the article of this folder, as the command would begin it."""
    known = registry.load(Path("sources.yaml"))
    asked = points.load(Path("checklist.yaml"), checks=frozenset(answers.CHECKS))
    return session.start(report_on("article.txt", known), asked, (), known)


def decision(item: Item) -> tuple[str, str]:
    """Return the key for a claim, and the words that it asks for ("" for none)."""
    verdict = item.verdict
    assert verdict is not None
    right = verdict.attribution.value in ("confirmed", "not-needed") and verdict.currency.value != "outdated"
    if verdict.label == "supported" and right:
        return "v", ""
    if verdict.label == "unverified":
        return "x", ""
    new = next((change(item.text) for words, change in WORDINGS if words in item.text), "")
    return ("c", new) if new else ("a", REASON)


def on_the_desk(terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Walk through the claims in the full screen; yield what was pressed, and the frame after it."""
    yield "factcheck checklist article.txt", terminal.line("factcheck checklist article.txt", "q quit")
    yield "? (help)", terminal.press("?")
    yield "Escape", terminal.press("Escape")
    for item in walk().items:
        if item.kind is Kind.POINT or not item.needed:
            continue
        key, words = decision(item)
        frame = terminal.press(key)
        if words:
            terminal.press("F7")  # marks the words that stand there; what is typed takes their place
            yield f"{key}, then the words", terminal.press(words)
            frame = terminal.press("Enter")
        yield key if not words else "Enter", frame
    yield "u (undo)", terminal.press("u")
    yield "v", terminal.press("v")
    yield "q", terminal.press("q")


def over_prompts(terminal: Terminal, folder: Path) -> str:
    """Correct the draft, resume with plain prompts, sign, publish, reopen; return all that the terminal showed."""
    draft = (folder / "article.txt").read_text(encoding="utf-8")
    for old, new in EDITS:
        draft = draft.replace(old, new)
    (folder / "article.txt").write_text(draft, encoding="utf-8")
    terminal.line("# Ann has edited the draft; Bo goes on with plain prompts", "$")
    terminal.line("factcheck checklist article.txt --plain", "\n>")
    for _ in range(60):
        shown = terminal.seen()
        if shown.endswith("$") or "Everything is decided." in shown.splitlines()[-4:]:
            break
        terminal.press(_key(shown), "Enter")
    if not terminal.seen().endswith("$"):
        terminal.line("", "$")
    ask = "factcheck checklist article.txt"
    terminal.line(f"{ask} --status; echo exit $?", "$")
    for role, who in (("writer", "Ann Reed"), ("checker", "Bo Lind"), ("editor", "Cy Hale")):
        terminal.line(f'{ask} --sign {role} --as "{who}"; echo exit $?', "$")
    terminal.line(f'{ask} --publish --as "Cy Hale"', "$")
    terminal.line(f"{ask} --status; echo exit $?", "$")
    terminal.line("factcheck record verify article.txt; echo exit $?", "$")
    terminal.line(f'{ask} --reopen --why "a reader writes that a name is misspelled" --as "Cy Hale"', "$")
    terminal.line(f"{ask} --status; echo exit $?", "$")
    return terminal.seen(all_of_it=True).replace(str(folder), ".").removesuffix("$")


def _key(shown: str) -> str:
    """Return what is typed at a prompt: claims are verified or accepted, points ticked, a bare source waived."""
    last = shown[shown.rfind("\n-- ") :]
    if "point of the list" not in last:
        if "✗ contradicted" in last:
            return f"a {AGAINST}"
        open_axes = any(
            word in last for word in ("! unconfirmed", "! wrong speaker", "! missing", "! outdated")
        )
        return "v" if "✓ supported" in last and not open_axes else f"a {REASON}"
    if "t tick" in last:
        return "t"
    return "w the registry of the example holds statements and figures, no captured pages"


def main() -> None:
    """Make both recordings."""
    here = Path(__file__).parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(folder)
        os.chdir(folder)
        walk()  # the scan is kept; the recording begins with a scanned article
        for rows, file in ((24, "desk.txt"), (50, "plain.txt")):
            terminal = Terminal(folder, rows)
            try:
                told = _frames(terminal) if file == "desk.txt" else over_prompts(terminal, folder)
            finally:
                terminal.close()
            (here / file).write_text(told.rstrip() + "\n", encoding="utf-8")
        os.chdir(ROOT)


def _frames(terminal: Terminal) -> str:
    parts = []
    for number, (pressed, frame) in enumerate(on_the_desk(terminal), 1):
        head = f"== {number}: {pressed} "
        parts.append(f"{head:=<80}\n{frame}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main()
