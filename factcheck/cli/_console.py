"""Console and exit codes in one place: results to stdout, talk and progress to stderr."""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

import click

from ..errors import FactcheckError, UsageError
from ..labels import Credit, Currency, Fidelity
from ..text import printable

if TYPE_CHECKING:
    from ..model import Report, Verdict


class Exit(IntEnum):
    """What the command's ending means to a script."""

    CLEAN = 0
    NEEDS_A_PERSON = 1
    USAGE = 2
    UNFINISHED = 3
    STOPPED = 130  # Ctrl-C, as shells count it
    UNREAD = 141  # the reader of our output went away, as shells count it


EXIT_CODES = """\b
Exit codes:
  0    nothing needs a person
  1    something does (--fail-on says what)
  2    wrong usage
  3    could not finish: something could not be read, written or checked
  130  stopped with Ctrl-C
  141  whatever read the output went away
"""
FLAGS = ("single-origin", "one-party")
LABELS = (*(f.value for f in Fidelity), *(c.value for c in Credit), *(c.value for c in Currency), *FLAGS)
FAIL_ON = frozenset(
    {
        *("contradicted", "disputed", "partly", "unverified"),
        *("wrong-speaker", "unconfirmed", "missing"),
        *("outdated", "undated"),
    }
)
# What stands for a mark on a terminal that has only ASCII; "?" is the mark of "unverified" and of letters it has not.
_MARKS = (
    ("✓↻✗≠", "+@x#"),
    ("–—−‐‑•·…¶", "-----*-.P"),
    ("“”„«»‘’‚", '"""""\'\'\''),
    ("─━═→←\u00a0\u202f", "---><  "),
)
_PLAIN = defaultdict(lambda: "?", {ord(m): p for pair in _MARKS for m, p in zip(*pair, strict=True)})
_STDOUT = "standard output"
_ELSEWHERE = "nothing else was changed; give the result another place with -o FILE"
_Item = TypeVar("_Item")


def exit_code_of(error: FactcheckError) -> Exit:
    """Return the exit code of an error: wrong usage, else could not finish."""
    return Exit.USAGE if isinstance(error, UsageError) else Exit.UNFINISHED


def outcome(reports: Sequence[Report], fail_on: frozenset[str], *, failed: bool) -> Exit:
    """Return the exit code of a scan: 3 beats 1 beats 0."""
    if failed or any(report.skipped for report in reports):
        return Exit.UNFINISHED
    verdicts = (verdict for report in reports for verdict in report.verdicts)
    if any(labels_of(verdict) & fail_on for verdict in verdicts if verdict.worth_checking):
        return Exit.NEEDS_A_PERSON
    return Exit.CLEAN


def labels_of(verdict: Verdict) -> frozenset[str]:
    """Return all labels of a verdict, of every axis, with its flags."""
    axes = (verdict.fidelity.value, verdict.attribution.value, verdict.currency.value)
    return frozenset((*axes, *verdict.corroboration.flags))


def parse_labels(_: click.Context, param: click.Parameter, value: str | None) -> frozenset[str] | None:
    """Read a comma-separated list of labels; an unknown one is refused with the nearest known."""
    if value is None:
        return None
    given = frozenset(word.strip() for word in value.split(",") if word.strip()) - {"none"}
    for word in sorted(given - set(LABELS)):
        from difflib import get_close_matches

        close = get_close_matches(word, LABELS, 1)
        hint = f"did you mean {close[0]}?" if close else f"labels: {', '.join(LABELS)}"
        raise click.BadParameter(f"unknown label {word!r}; {hint}", param=param)
    return given


def say(message: str) -> None:
    """Tell the user something that is no result; a stderr that takes nothing is no reason to fail."""
    with contextlib.suppress(OSError):
        click.echo(printable(message), err=True)


def say_error(what: str, *, where: str = "", hint: str = "") -> None:
    """Show an error: where, what, and below it what to do."""
    place = f"{where}: " if where else ""
    say(f"factcheck: {place}{what}" + (f"\n  {hint}" if hint else ""))


def say_os_error(error: OSError, *, where: str = "") -> None:
    """Show what the machine refused: a full disk, a folder without permission, a file that is gone."""
    place = str(error.filename) if error.filename else where
    say_error(
        error.strerror or str(error), where=place, hint="check the place, its permissions and the free space"
    )


def say_fault(error: Exception, *, where: str = "") -> None:
    """Show a fault of our own, without a traceback unless FACTCHECK_DEBUG is set."""
    if os.environ.get("FACTCHECK_DEBUG"):
        raise error
    what = f"this is a fault of factcheck, not of your file: {type(error).__name__}: {error}"
    say_error(what, where=where, hint="nothing was changed; set FACTCHECK_DEBUG=1 and run again to see where")


def colour() -> bool:
    """Say whether stdout takes colour: a terminal, and NO_COLOR is not set."""
    if os.environ.get("NO_COLOR"):
        return False
    return (sys.stdout is not None and sys.stdout.isatty()) or bool(os.environ.get("FORCE_COLOR"))


def width() -> int:
    """Return the width to lay a table out in; a pipe gets 100 columns unless COLUMNS says otherwise."""
    return shutil.get_terminal_size((100, 24)).columns


def counted(items: Iterable[_Item], *, length: int, label: str) -> Iterator[_Item]:
    """Yield the items with a progress bar on stderr, only where that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Put plain marks for those that stdout's encoding does not have, one for one, so that columns keep their width."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].translate(_PLAIN), error.end


_PLAIN_ERRORS = "factcheck-plain-marks"
codecs.register_error(_PLAIN_ERRORS, _plain)


def emit(document: str | bytes) -> None:
    """Write a result to stdout as it is.

    :raises FactcheckError: stdout is closed or takes no more.
    :raises click.exceptions.Exit: whoever read our output went away; there is nobody to tell.
    """
    if sys.stdout is None:
        raise FactcheckError("closed, the result cannot be shown", where=_STDOUT, hint=_ELSEWHERE)
    try:
        _write(document)
    except BrokenPipeError:
        mute()
        raise click.exceptions.Exit(Exit.UNREAD) from None
    except OSError as error:
        mute()
        what = f"the result cannot be written: {error.strerror or error}"
        raise FactcheckError(what, where=_STDOUT, hint=_ELSEWHERE) from None


def _write(document: str | bytes) -> None:
    if isinstance(document, bytes):
        sys.stdout.buffer.write(document)
        sys.stdout.buffer.flush()
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors=_PLAIN_ERRORS)
    sys.stdout.write(document)
    sys.stdout.flush()


def mute() -> None:
    """Send what is left in stdout's buffer nowhere, else the interpreter fails on it once more at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
