"""``factcheck checklist``: walk an article through the desk's list, sign it, and gate its publication."""

from __future__ import annotations

from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..text import one_line
from ._console import Exit, say
from .scan import parse_day

if TYPE_CHECKING:
    from ..checklist.points import Point
    from ..checklist.session import Session
    from ..workspace import Workspace
    from ._checklist_gate import Desk

_EXITS = """\b
Exit codes:
  0    nothing blocks: everything is decided and signed
  1    something blocks (--status names it)
  2    wrong usage, or something that this person may not do
  3    could not finish: something could not be read or written
  130  stopped with Ctrl-C; every decision made before is kept
"""


def _now() -> datetime:
    return datetime.now(UTC)


@click.command(
    "checklist", short_help="Walk through an article's claims and the desk's list; sign; gate.", epilog=_EXITS
)
@click.argument("article", metavar="ARTICLE")
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
@click.option(
    "--as-of", callback=parse_day, metavar="DATE", help="Judge by what was known on this day (2026-01-13)."
)
@click.option(
    "--date", "published", callback=parse_day, metavar="DATE", help="The article's date, for pasted copy."
)
@click.option(
    "--kind", default="", metavar="KIND", help="The kind of article, for points that are for some kinds only."
)
@click.option(
    "--as",
    "who",
    default="",
    metavar="NAME",
    help="Who is deciding; else 'me' of workspace.yaml, else asked.",
)
@click.option("--plain", is_flag=True, help="Plain prompts, one key and Enter: screen readers, ssh, scripts.")
@click.option("--status", is_flag=True, help="Show what still blocks; exit 1 until everything is signed.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How --status shows it."
)
@click.option(
    "--sign", "role", type=click.Choice(("writer", "checker", "editor")), help="Sign this draft in a role."
)
@click.option("--publish", is_flag=True, help="Record that it went out; its report is kept.")
@click.option("--reopen", is_flag=True, help="Begin a correction of a published article (with --why).")
@click.option("--waive", "point", default="", metavar="POINT", help="Waive a point of the list (with --why).")
@click.option("--why", default="", metavar="TEXT", help="The reason for --waive or --reopen.")
def command(
    article: str,
    sources: Path | None,
    as_of: date | None,
    published: date | None,
    kind: str,
    who: str,
    plain: bool,
    status: bool,
    form: str,
    role: str | None,
    publish: bool,
    reopen: bool,
    point: str,
    why: str,
) -> int:
    """Walk through the claims of ARTICLE, most urgent first, then through the points of checklist.yaml.

    Each decision is kept in claims/ the moment it is made, with who and why. The walk resumes where it stopped, also
    after the draft was edited: an unchanged claim keeps its decision, a changed one is open again. Nothing but an
    ARTICLE that is an address touches the network.

    \b
    Example:
      factcheck checklist article.txt
      factcheck checklist article.txt --plain --as "Ann Reed"
      factcheck checklist article.txt --waive archived --why "seen on paper"
      factcheck checklist article.txt --sign checker --as "Ann Reed"
      factcheck checklist article.txt --status --format json
    """
    _one_thing(status=status, sign=role is not None, publish=publish, reopen=reopen, waive=bool(point))
    _fitting(form, status, why, reopen or bool(point))
    from . import _checklist_gate as gate

    desk = _desk(article, sources, as_of, published, kind)
    if status:
        return _exit(gate.show(desk, form), desk)
    name = _person(who, desk.workspace)
    if role is not None:
        return _exit(gate.sign(desk, name, role), desk)
    if publish:
        return _exit(gate.publish(desk, name), desk)
    if reopen:
        return _exit(gate.reopen(desk, name, why), desk)
    if point:
        return _exit(gate.waive(desk, name, point, why), desk)
    return _exit(_walk(desk, name, plain=plain), desk)


def _one_thing(**chosen: bool) -> None:
    given = [f"--{name}" for name, on in chosen.items() if on]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} are two things", hint="do one after the other")


def _fitting(form: str, status: bool, why: str, reasoned: bool) -> None:
    if form != "text" and not status:
        raise UsageError("--format is for --status", hint="add --status, or leave it out")
    if why and not reasoned:
        raise UsageError("--why is for --waive and --reopen", hint="in the walk, reasons are asked for")


def _desk(article: str, sources: Path | None, as_of: date | None, published: date | None, kind: str) -> Desk:
    """Load the registry, the list and the people, and scan the article (or take the scan that is kept).

    :raises ReadError: the trail is broken, or lacks lines that a kept report saw.
    """
    from .. import records, workspace
    from ..checklist import answers, points
    from ._checklist_gate import Desk
    from ._sources_look import open_registry
    from .scan import report_on

    if article == "-":
        hint = "save the copy to a file: its decisions are kept under the file's name"
        raise UsageError("the checklist needs a file, its keys come from standard input", hint=hint)
    registry = open_registry(sources)
    asked = points.load(points.find(registry.folder), checks=frozenset(answers.CHECKS))
    _known_kind(kind, asked)
    people = workspace.load(registry.folder)
    report = report_on(article, registry, as_of=as_of, published=published)
    desk = Desk(
        name=article,
        report=report,
        registry=registry,
        points=asked,
        workspace=people,
        kind=kind,
        now=_now,
    )
    records.head(desk.trail.parent)  # a trail that lost lines opens no gate, and takes no decision
    return desk


def _known_kind(kind: str, points: tuple[Point, ...]) -> None:
    """Refuse a kind that is one of the list's but for a slip: its points would be left out in silence."""
    known = sorted({one for point in points for one in point.kinds})
    close = get_close_matches(kind, known, 1, cutoff=0.75) if kind and kind not in known else []
    if close:
        raise UsageError(
            f"the list has no points for {kind!r}", where="--kind", hint=f"did you mean {close[0]}?"
        )


def _person(given: str, people: Workspace) -> str:
    """Return who is deciding: as given, else as the workspace says, else asked once."""
    name = one_line(given or people.me)
    if not name:
        from ._checklist_plain import read_line

        name = read_line("Who is deciding? Your name: ") or ""
    if not name:
        raise UsageError(
            "nobody is deciding", hint="name yourself with --as NAME, or set 'me' in workspace.yaml"
        )
    return name


def _exit(clear: bool, desk: Desk) -> int:
    """Return the exit code: what the scan could not read is unfinished until people have signed in sight of it."""
    if clear:
        return int(Exit.CLEAN)
    return int(Exit.UNFINISHED if desk.report.skipped else Exit.NEEDS_A_PERSON)


def _walk(desk: Desk, who: str, *, plain: bool) -> bool:
    """Walk from where the trail stops; return whether nothing blocks in the end."""
    from .. import records
    from . import _checklist_gate as gate, _checklist_plain as prompts

    session = desk.session()
    gate.refuse_published(desk, session.standing)
    records.save(desk.claims, desk.report)
    if desk.workspace.roles and not any(desk.workspace.may(who, role) for role in desk.workspace.roles):
        say(f"{who} has no role in workspace.yaml: decisions count, a signature would not")
    why_not = "" if plain else _no_screen()
    if why_not:
        say(f"plain prompts: {why_not}")
    if plain or why_not:
        prompts.greet(session, who, desk.name)
        prompts.run(session, desk.trail, who, desk.now)
    else:
        _screen(session, desk, who)
    records.save(desk.claims, desk.report)  # with the hash with which the trail ends now
    return gate.parting(desk)


def _no_screen() -> str:
    """Return why the full screen cannot run here, "" where it can."""
    try:
        from ._checklist_desk import can_run
    except ImportError:
        return "the full screen needs the package textual"
    return can_run()


def _screen(session: Session, desk: Desk, who: str) -> None:
    from ._checklist_desk import run

    run(session, desk.trail, who, desk.now)
