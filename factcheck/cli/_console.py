"""Console and exit codes in one place: results to stdout, talk and progress to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import TypeVar

import click

from ..errors import FactcheckError, UsageError
from ..model import Credit, Currency, Fidelity, Report, Verdict
from ..text import printable


class Exit(IntEnum):
    """What the command's ending means to a script."""

    CLEAN = 0
    NEEDS_A_PERSON = 1
    USAGE = 2
    UNFINISHED = 3


FLAGS = ("single-origin", "one-party")
LABELS = (*(f.value for f in Fidelity), *(c.value for c in Credit), *(c.value for c in Currency), *FLAGS)
FAIL_ON = frozenset(
    {
        *("contradicted", "disputed", "partly", "unverified"),
        *("wrong-speaker", "unconfirmed", "missing"),
        *("outdated", "undated"),
    }
)
_WORTH_CHECKING = 0.5
_Item = TypeVar("_Item")


def exit_code_of(error: FactcheckError) -> Exit:
    """Return the exit code of an error: wrong usage, else could not finish."""
    return Exit.USAGE if isinstance(error, UsageError) else Exit.UNFINISHED


def outcome(reports: Sequence[Report], fail_on: frozenset[str], *, failed: bool) -> Exit:
    """Return the exit code of a scan: 3 beats 1 beats 0."""
    if failed or any(report.skipped for report in reports):
        return Exit.UNFINISHED
    verdicts = (verdict for report in reports for verdict in report.verdicts)
    if any(labels_of(verdict) & fail_on for verdict in verdicts if _counts(verdict)):
        return Exit.NEEDS_A_PERSON
    return Exit.CLEAN


def _counts(verdict: Verdict) -> bool:
    """Claims that are not worth a check do not stop a piece; those of them that are contradicted do."""
    return verdict.claim.checkworthy >= _WORTH_CHECKING or verdict.fidelity is Fidelity.CONTRADICTED


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
    """Tell the user something that is no result."""
    click.echo(printable(message), err=True)


def say_error(what: str, *, where: str = "", hint: str = "") -> None:
    """Show an error: where, what, and below it what to do."""
    place = f"{where}: " if where else ""
    say(f"factcheck: {place}{what}" + (f"\n  {hint}" if hint else ""))


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
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def width() -> int:
    """Return the width to lay a table out in; a pipe gets 100 columns unless COLUMNS says otherwise."""
    return shutil.get_terminal_size((100, 24)).columns


def counted(items: Iterable[_Item], *, length: int, label: str) -> Iterator[_Item]:
    """Yield the items with a progress bar on stderr, only where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


def emit(document: str | bytes) -> None:
    """Write a result to stdout as it is."""
    if isinstance(document, bytes):
        sys.stdout.buffer.write(document)
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(document)
    sys.stdout.flush()
