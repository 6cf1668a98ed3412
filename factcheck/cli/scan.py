"""``factcheck scan``: split articles into claims, hold them against the registry, show the verdicts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import FactcheckError, ReadError, UsageError
from ._console import (
    EXIT_CODES,
    FAIL_ON,
    colour,
    counted,
    emit,
    labels_of,
    outcome,
    parse_labels,
    say,
    say_error,
    say_fault,
    say_os_error,
    width,
)

if TYPE_CHECKING:
    from ..model import Article, Report
    from ..registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choices:
    """What the call chose."""

    as_of: date | None
    published: date | None
    fine: bool
    only: frozenset[str] | None
    speaker: str | None
    save: bool
    nli: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What came of the articles: the finished reports, whether one failed, whether Ctrl-C ended it."""

    reports: tuple[Report, ...]
    failed: bool
    stopped: bool


def _formats() -> tuple[str, ...]:
    from .. import folder

    return folder.names("report")


def parse_day(_: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a day of an option, written as 2026-01-13."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-01-13", param=param) from None


@click.command(
    "scan", short_help="Check articles against the registry: the verdict table.", epilog=EXIT_CODES
)
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
@click.option(
    "--as-of", callback=parse_day, metavar="DATE", help="Judge by what was known on this day (2026-01-13)."
)
@click.option(
    "--date", "published", callback=parse_day, metavar="DATE", help="The article's date, for pasted copy."
)
@click.option("--format", "form", type=click.Choice(_formats()), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the result to a file."
)
@click.option(
    "--fail-on", callback=parse_labels, metavar="LABELS", help="Labels that make exit code 1, or none."
)
@click.option(
    "--only", callback=parse_labels, metavar="LABELS", help="Show only claims with one of these labels."
)
@click.option("--speaker", metavar="NAME", help="Show only what this speaker says.")
@click.option("--fine", is_flag=True, help="Split finer: one claim for each detail.")
@click.option("--details", is_flag=True, help="Show all evidence and findings of each claim.")
@click.option(
    "--nli", type=click.Path(path_type=Path), metavar="DIR", help="A local entailment model's second opinion."
)
@click.option("--save", is_flag=True, help="Keep the report under claims/, beside the registry.")
def command(
    articles: tuple[str, ...],
    sources: Path | None,
    as_of: date | None,
    published: date | None,
    form: str,
    output: Path | None,
    fail_on: frozenset[str] | None,
    only: frozenset[str] | None,
    speaker: str | None,
    fine: bool,
    details: bool,
    nli: Path | None,
    save: bool,
) -> int:
    """Split each ARTICLE into statements and hold each against the registry of primary sources.

    ARTICLE is a txt, md, html, docx or pdf file, an address, or - for standard input. Nothing but an
    ARTICLE that is an address touches the network.

    \b
    Example:
      factcheck scan article.txt
      factcheck scan draft.docx --as-of 2026-01-13 --only contradicted,outdated,missing
      pbpaste | factcheck scan - --date 2026-01-13 --format line
    """
    from .. import registry as registries

    path = sources or registries.find_registry(Path.cwd())
    _refuse_overwriting(output, (*map(Path, articles), path))
    choices = _Choices(
        as_of=as_of, published=published, fine=fine, only=only, speaker=speaker, save=save, nli=nli
    )
    registry = registries.load(path)
    done = _scan_all(articles, registry, choices)
    chosen = [_chosen(report, choices) for report in done.reports]
    _deliver(chosen, form, output, details, several=len(articles) > 1)
    if done.stopped:
        raise click.Abort
    return int(outcome(done.reports, FAIL_ON if fail_on is None else fail_on, failed=done.failed))


def _refuse_overwriting(output: Path | None, read: Sequence[Path]) -> None:
    """Refuse to write the result over what the scan reads: a draft is not lost to a slip of the hand."""
    if output is not None and any(output.resolve() == path.resolve() for path in read):
        raise UsageError("this is a file that the scan reads", where=str(output), hint="nothing was changed")


def _scan_all(articles: Sequence[str], registry: Registry, choices: _Choices) -> _Done:
    """Scan every article, also after one that could not be read; Ctrl-C ends it and loses no finished report."""
    reports: list[Report] = []
    failed = False
    for name in articles:
        try:
            reports.append(_scan(_read(name), registry, choices))
        except KeyboardInterrupt:
            return _Done(reports=tuple(reports), failed=failed, stopped=True)
        except FactcheckError as error:
            failed = True
            say_error(error.what, where=error.where or name, hint=error.hint)
        except OSError as error:
            failed = True
            say_os_error(error, where=name)
        except Exception as error:  # one article's trouble must not cost the desk the others
            failed = True
            say_fault(error, where=name)
    return _Done(reports=tuple(reports), failed=failed, stopped=False)


def _read(name: str) -> Article:
    from .. import read

    if name == "-" and sys.stdin is None:
        raise ReadError("closed, there is nothing to read", where="standard input")
    if name == "-":
        return read.read_stream(sys.stdin.buffer.read())
    if name.startswith(("http://", "https://")):
        from ..fetch import fetch

        say(f"fetching {name}")
        page = fetch(name)
        return read.read(page.data, page.final_url, name=page.name)
    return read.read_path(Path(name))


def report_on(
    name: str, registry: Registry, *, as_of: date | None = None, published: date | None = None
) -> Report:
    """Return the report on one ARTICLE as ``factcheck scan`` makes it, for other commands.

    :raises FactcheckError: it cannot be read or scanned.
    """
    choices = _Choices(
        as_of=as_of, published=published, fine=False, only=None, speaker=None, save=False, nli=None
    )
    return _scan(_read(name), registry, choices)


def _scan(article: Article, registry: Registry, choices: _Choices) -> Report:
    """Return the report on an article: the one of the last scan where nothing has changed since."""
    from .. import memory
    from ..files import cache_folder

    article = replace(article, published=choices.published or article.published)
    today = date.today()
    folder = None if choices.nli else cache_folder(registry.folder)  # a model may change and keep its place
    key = memory.key(article, registry, as_of=choices.as_of, today=today, settings=choices.fine)
    report = memory.recall(folder, article, key) if folder else None
    if report is None:
        report = _judge(article, registry, choices, today, folder)
        if folder:
            with suppress(FactcheckError):  # a cache that cannot be kept must not cost the report
                memory.keep(folder, article, key, report)
    report, whole = _stamped(report, registry)
    if choices.save and whole:
        _save(report, registry)
    return report


def _stamped(report: Report, registry: Registry) -> tuple[Report, bool]:
    """Return the report with the hash with which its article's trail ends, and whether that trail is whole."""
    from .. import records

    try:
        end = records.head(records.folder_of(registry.folder / "claims", report.article))
    except FactcheckError as error:
        return _lacking(report, error.where, f"{error.what}; nothing is kept until it is restored"), False
    return replace(report, trail=end), True


def _judge(
    article: Article, registry: Registry, choices: _Choices, today: date, folder: Path | None
) -> Report:
    from .. import entail, memory, scanning

    scan = scanning.prepare(
        article,
        registry,
        today=today,
        as_of=choices.as_of,
        fine=choices.fine,
        parses=memory.parses(folder, article) if folder else None,
        passages=memory.passages(folder) if folder else None,
        second=entail.load(choices.nli) if choices.nli else None,
    )
    found = counted(scanning.verdicts(scan), length=len(scan.found.claims), label="checking claims")
    report = scanning.report(scan, tuple(found))
    if scan.index.size:
        return report
    # "Unverified" would be true of every claim and tell nothing: this scan is unfinished, not clean.
    why = "it holds no statement, figure or snapshot, so nothing can be checked against it; add sources to it"
    return _lacking(report, str(registry.path), why)


def _lacking(report: Report, what: str, why: str) -> Report:
    from ..model import Skipped

    return replace(report, skipped=(Skipped(what=what, why=why), *report.skipped))


def _save(report: Report, registry: Registry) -> None:
    from .. import records

    say(f"kept {records.save(registry.folder / 'claims', report)}")


def _chosen(report: Report, choices: _Choices) -> Report:
    """Return the report with the chosen verdicts only; what is left out is said."""
    from ..wire import speaker_name

    wanted = choices.speaker.casefold() if choices.speaker else ""
    spoken = [
        v for v in report.verdicts if wanted in (speaker_name(v.claim, report.article.text) or "").casefold()
    ]
    kept = [v for v in spoken if choices.only is None or choices.only & labels_of(v)]
    if len(kept) == len(report.verdicts):
        return report
    note = f"showing {len(kept)} of {len(report.verdicts)} claims"
    if not kept:
        note = _nothing_to_show(report, choices, spoken=len(spoken))
        say(f"{report.article.origin}: {note}")
    return replace(report, verdicts=tuple(kept), notes=(note, *report.notes))


def _nothing_to_show(report: Report, choices: _Choices, *, spoken: int) -> str:
    """Say why a choice leaves no claim, so that an empty table is not read as a clean one."""
    from ..wire import speaker_name

    if choices.speaker and not spoken:
        names = (speaker_name(v.claim, report.article.text) for v in report.verdicts)
        here = ", ".join(dict.fromkeys(name for name in names if name)) or "none but the draft itself"
        return f"no claim of {len(report.verdicts)} is by {choices.speaker!r}; speakers here: {here}"
    of = f"{spoken} by {choices.speaker!r}" if choices.speaker else str(len(report.verdicts))
    return f"no claim of {of} is {' or '.join(sorted(choices.only or ()))}"


def _deliver(
    reports: Sequence[Report], form: str, output: Path | None, details: bool, *, several: bool
) -> None:
    """Show the reports or write them; of articles that all failed there is nothing, save an empty JSON list."""
    from ..report import render

    if output is None:
        document = render(form, reports, width=width(), colour=colour(), details=details, several=several)
        if isinstance(document, str) and form == "json":
            document = document.encode()  # JSON is UTF-8, whatever the terminal speaks (RFC 8259)
        if document:
            emit(document)
        return
    from ..files import write_atomic

    document = render(form, reports, width=160, details=details, several=several)
    if not document:
        return
    write_atomic(output, document if isinstance(document, bytes) else document.encode())
    say(f"wrote {output}")
