"""``factcheck add-source``: a page, a file or pasted words become a source of the registry, in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FactcheckError, UsageError
from ..labels import SOURCE_KINDS
from ._console import EXIT_CODES, Exit, emit, say, say_error

if TYPE_CHECKING:
    from ..capture import Proposal
    from ._source_bytes import Got
    from ._source_fields import Known

_LEVELS = ("primary", "secondary", "relay")


@click.command("add-source", short_help="Fetch, keep and register a primary source.", epilog=EXIT_CODES)
@click.argument("target", metavar="URL|FILE|-", required=False)
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
@click.option("--id", "id_", metavar="ID", help="Its id in the registry.")
@click.option("--title", metavar="TEXT")
@click.option("--publisher", metavar="WHO", help="Who puts it out: id, name or alias.")
@click.option("--party", metavar="WHO", help="Whose side it is counted on, where not its publisher's.")
@click.option("--kind", type=click.Choice(SOURCE_KINDS))
@click.option("--level", type=click.Choice(_LEVELS))
@click.option("--published", metavar="DATE", help="The day it was published (2026-01-13).")
@click.option("--url", metavar="URL", help="Where it stands, for a file or pasted words.")
@click.option("--language", metavar="CODE", help="Its language, such as en; else told from the text.")
@click.option("--original", metavar="ID", help="The registered source that this translates.")
@click.option("--derived-from", metavar="ID", multiple=True, help="What it relays; none for nothing.")
@click.option("--supersedes", metavar="ID", multiple=True, help="The earlier release that it replaces.")
@click.option("--note", metavar="TEXT")
@click.option("--statement", metavar="TEXT", multiple=True, help='Your paraphrase; "locator=vote text=...".')
@click.option("--words", metavar="TEXT", multiple=True, help='Verbatim; "locator=para 2 words=...".')
@click.option("--figure", metavar="FIELDS", multiple=True, help='"measure=... value=... as-of=2026-01-13".')
@click.option(
    "--new-publisher", metavar="FIELDS", multiple=True, help='A name, or "id=... name=... party=...".'
)
@click.option("--new-party", metavar="FIELDS", multiple=True, help='A name, or "id=... name=... role=...".')
@click.option("--paste", is_flag=True, help="The text is pasted or typed here: a channel post, a screenshot.")
@click.option("--seen-at", metavar="WHERE", multiple=True, help="Where --words or the paste were seen.")
@click.option("--seen-on", metavar="WHEN", help="When the paste was seen (2026-01-13 10:40).")
@click.option("--seen-by", metavar="NAME", help="Who saw the paste.")
@click.option("--warc", is_flag=True, help="Keep the exchange with the server as WARC, too.")
@click.option("--archive", is_flag=True, help="Ask the Wayback Machine to keep a copy.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses inside a network, too.")
@click.option("--force", is_flag=True, help="Also where this address or these bytes are registered.")
@click.option("--dry-run", is_flag=True, help="Show the entry and change nothing.")
@click.option("--no-input", is_flag=True, help="Ask nothing; fail with the list of what is missing.")
def command(target: str | None, sources: Path | None, **given: Any) -> int:
    """Fetch or read a source, keep its bytes, and add it to the registry.

    URL|FILE|- is a page, a file (html, pdf, docx, txt, md) or - for standard input. What the document says of
    itself is proposed; you are asked only for the rest. The words themselves need no typing: a scan finds them
    in the bytes that are kept.

    \b
    Example:
      factcheck add-source https://council.example/minutes.pdf
      factcheck add-source minutes.pdf --url https://council.example/minutes.pdf --published 2031-05-03
      factcheck add-source --paste --seen-at https://t.me/harbour/12 --seen-by "A. Editor"
    """
    from .. import registry as registries
    from . import _source_bytes as origins, _source_fields as fields

    path = sources or registries.find_registry(Path.cwd())
    path = path / registries.FILE_NAME if path.is_dir() else path
    known = fields.Known(registries.load(path))
    now = datetime.now(UTC)
    _early(given, known)
    got = origins.paste(target, given, now) if given["paste"] else origins.get(target, given)
    proposal = _proposed(got, given, known, now)
    chosen = _settled(proposal, given, known)
    if chosen is None:
        say("nothing was changed")
        return Exit.CLEAN
    if given["dry_run"]:
        say("nothing was changed (--dry-run)")
        return Exit.CLEAN
    return _register(path, chosen, got, given, now)


def _early(given: dict[str, Any], known: Known) -> None:
    """Read the flags that can be wrong before anything is fetched, and put what they mean in their place."""
    from . import _source_fields as fields

    for text in given["new_party"]:
        made = fields.body(text, fields.PARTY_KEYS, "--new-party")
        known.parties[str(made["id"])] = made
    for text in given["new_publisher"]:
        made = fields.body(text, fields.PUBLISHER_KEYS, "--new-publisher")
        if made.get("party"):
            made["party"] = fields.party(str(made["party"]), known)
        known.publishers[str(made["id"])] = made
    if known.publishers and not given["publisher"]:
        given["publisher"] = next(iter(known.publishers))
    readers = {
        "id_": lambda value: fields.identifier(value, known),
        "publisher": lambda value: fields.publisher(value, known),
        "party": lambda value: fields.party(value, known),
        "published": fields.day,
        "url": fields.address,
        "original": lambda value: next(iter(fields.source_ids(value, known)), ""),
    }
    for name, read in readers.items():
        if given[name]:
            given[name] = _read(name, read, given[name])
    for name in ("derived_from", "supersedes"):
        if given[name]:
            given[name] = _read(name, lambda value: fields.source_ids(value, known), given[name])
        else:
            given[name] = None
    given["figure"] = tuple(fields.figure(text) for text in given["figure"])


def _read(name: str, read: Any, value: Any) -> Any:
    try:
        return read(value)
    except UsageError as error:
        flag = f"--{name.strip('_').replace('_', '-')}"
        raise UsageError(error.what, where=flag, hint=error.hint) from None


def _proposed(got: Got, given: dict[str, Any], known: Known, now: datetime) -> Proposal:
    """Return the proposal with the flags laid over it; what is registered already is refused here."""
    from .. import capture

    proposal = capture.propose(
        got.data,
        origin=got.url or got.origin,
        registry=known.registry,
        fetched=got.fetched,
        name=got.name,
        when=now,
    )
    sure: dict[str, Any] = {
        **{
            name: given[name]
            for name in ("title", "publisher", "party", "kind", "level", "published", "language")
        },
        **{name: given[name] for name in ("original", "derived_from", "supersedes", "note")},
        "id": given["id_"],
        "url": got.url,
        "via": got.via,
    }
    if got.note:
        sure["note"] = f"{got.note} {given['note'] or ''}".strip()
    laid = {name: value for name, value in sure.items() if value is not None}
    proposal = replace(
        proposal,
        **laid,
        guessed=proposal.guessed - set(laid),
        given=frozenset(laid),
        figures=given["figure"],
        new_publishers=tuple(known.publishers.values()),
        new_parties=tuple(known.parties.values()),
    )
    proposal = capture.completed(proposal, known.registry)
    capture.refuse_duplicate(proposal, got.data, known.registry, force=given["force"])
    _tell(proposal, known)
    return replace(proposal, statements=_statements(proposal, given))


def _statements(proposal: Proposal, given: dict[str, Any]) -> tuple[Any, ...]:
    """Return the statements of the flags; verbatim words are looked for in the text itself."""
    from . import _source_fields as fields

    seen = given["seen_at"]
    if len(seen) > 1 and len(seen) != len(given["words"]):
        raise UsageError("as many --seen-at as --words are needed, or one for all", where="--seen-at")
    found = [fields.statement(text) for text in given["statement"]]
    for number, text in enumerate(given["words"]):
        where = seen[number] if len(seen) > 1 else seen[0] if seen and not given["paste"] else ""
        found.append(_placed(fields.words(text, where), proposal))
    return tuple(found)


def _placed(words: Any, proposal: Proposal) -> Any:
    """Return verbatim words with the place where they stand in the text.

    :raises UsageError: they do not stand there, and nobody says where else they were seen.
    """
    from .. import capture

    locator = capture.locate(words.text, proposal.article)
    if locator is None and not words.seen_at:
        hint = "copy them as they stand there, or say with --seen-at where they were seen"
        raise UsageError(f"these words are not in the text: {words.text!r}", where="--words", hint=hint)
    return replace(words, locator=words.locator or locator or "")


def _tell(proposal: Proposal, known: Known) -> None:
    """Say what was read, what could not be, and which sources it resembles."""
    from .. import read
    from ..model import BODY

    places = [block.locator for block in proposal.article.blocks if block.kind in BODY]
    span = f" ({places[0]} to {places[-1]})" if len(places) > 1 else ""
    tongue = f", in {read.name_of(proposal.language)}" if proposal.language else ""
    say(f"read {len(places)} {'paragraph' if len(places) == 1 else 'paragraphs'}{span}{tongue}")
    for note in proposal.article.notes:
        say(f"note: {note}; the bytes are kept whole")
    for twin in proposal.twins:
        source = known.registry.sources[twin.source]
        place = f", {twin.locator}" if twin.locator else ""
        say(f"note: {twin.share:.0%} of the text stands in '{twin.source}'{place} ({source.title})")
        if source.publisher == proposal.publisher and not proposal.supersedes:
            say(f"  if this replaces it: --supersedes {twin.source}")
    for name in proposal.credits:
        body = known.registry.publishers[name].name
        say(
            f"note: it credits {body}, of whom no such source is registered; it will count as an origin of its own"
        )


def _settled(proposal: Proposal, given: dict[str, Any], known: Known) -> Proposal | None:
    """Return the proposal with nothing missing, shown and agreed to; None where the person says no."""
    from .. import capture
    from . import _asking
    from ._source_bytes import answering

    if given["no_input"]:
        return _without_questions(proposal, known)
    asked = bool(set(proposal.missing) - {"id"}) or "derived_from" in proposal.guessed
    if asked:
        with answering(f"missing: {_list_of(proposal)}"):
            proposal = _asking.fill(proposal, known)
        if not given["dry_run"]:
            with answering("nobody said whether to add it; nothing was changed"):
                return _asking.confirmed(proposal, known, _show)
    proposal = replace(proposal, id=proposal.id or capture.named(proposal, known.registry))
    _show(proposal)
    return proposal


def _without_questions(proposal: Proposal, known: Known) -> Proposal:
    """Return the proposal where nothing is missing; a guess that nobody confirmed does not stand.

    :raises UsageError: something is missing; all of it is named.
    """
    from .. import capture

    if "derived_from" in proposal.guessed:
        say(f"note: it seems to relay {', '.join(proposal.derived_from)}; --derived-from says so")
        proposal = replace(proposal, derived_from=(), guessed=proposal.guessed - {"derived_from"})
    proposal = replace(proposal, id=proposal.id or capture.named(proposal, known.registry))
    if proposal.missing:
        raise UsageError(f"missing: {_list_of(proposal)}", hint="give these as flags")
    _show(proposal)
    return proposal


def _list_of(proposal: Proposal) -> str:
    """Return the flags that are missing, each with what is guessed."""
    missing = [name for name in proposal.missing if name != "id"]
    guesses = ((name, getattr(proposal, name)) for name in missing)
    return ", ".join(f"--{name}" + (f" (perhaps {guess!r})" if guess else "") for name, guess in guesses)


def _show(proposal: Proposal) -> None:
    """Show what would be appended, as YAML."""
    from .. import capture
    from ..registry import editing
    from ..text import printable

    for table, rows in (("parties", proposal.new_parties), ("publishers", proposal.new_publishers)):
        for row in rows:
            emit(printable(f"# {table}\n{editing.entry_text(row, table=table).rstrip()}\n"))
    made = capture.entry(proposal, snapshot="", retrieved=None)
    emit(printable(f"# sources\n{editing.entry_text(made).rstrip()}\n"))


def _register(path: Path, proposal: Proposal, got: Got, given: dict[str, Any], now: datetime) -> int:
    from .. import capture, registry as registries

    failed = False
    if given["archive"]:
        proposal, failed = _archived(proposal)
    key = capture.register(
        path,
        proposal,
        data=got.data,
        fetched=got.fetched,
        exchange=got.exchange,
        force=given["force"],
        when=now,
    )
    say(f"added '{key}' at {registries.load(path).where(key)}")
    for row in proposal.new_publishers:
        if row.get("party") and "voice" not in row:
            say(
                f"note: {row['name']} does not speak for {row['party']} itself; if it does, give it 'voice: true'"
            )
    return Exit.UNFINISHED if failed else Exit.CLEAN


def _archived(proposal: Proposal) -> tuple[Proposal, bool]:
    """Ask for a public copy; a refusal is said, and costs nothing but the copy."""
    from ..fetch import archived

    try:
        say(f"asking the Wayback Machine to keep {proposal.url}")
        return replace(proposal, archive=archived(proposal.url)), False
    except FactcheckError as error:
        say_error(error.what, where=error.where, hint=error.hint)
        return proposal, True
