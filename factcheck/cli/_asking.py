"""Short questions to the person who registers a source; Enter takes what was found in the document itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from .. import capture
from ..capture import Proposal
from ..errors import UsageError
from ..labels import SOURCE_KINDS
from ..text import one_line
from . import _source_fields as fields
from ._console import say
from ._source_fields import Known

LINES = ("title", "publisher", "published", "derived_from", "supersedes", "kind", "level", "id")
_LEVELS = "primary: its own word or act; secondary: tells of others; relay: passes others' words on"


def fill(proposal: Proposal, known: Known) -> Proposal:
    """Ask for what is missing or only guessed, and return the proposal with the answers.

    :raises click.Abort: Ctrl-C, or the input ended.
    """
    for name in LINES:
        if name in proposal.guessed or name in proposal.missing:
            proposal = capture.completed(ask(name, proposal, known), known.registry)
    return proposal


def ask(name: str, proposal: Proposal, known: Known) -> Proposal:
    """Ask for one field; what stands there is the default."""
    value: object
    if name == "publisher":
        value = _publisher(proposal.publisher, known)
    elif name in _LINKS:
        label, shown = _LINKS[name], ", ".join(getattr(proposal, name))
        value = question(label, lambda said: fields.source_ids(said, known), shown or "-")
    elif name == "id":
        default = proposal.id or capture.named(proposal, known.registry)
        value = question("Its id here", lambda said: fields.identifier(said, known), default)
    else:
        label, read = _SIMPLE[name]
        value = question(label, read, getattr(proposal, name))
    made: dict[str, Any] = {
        "new_publishers": tuple(known.publishers.values()),
        "new_parties": tuple(known.parties.values()),
    }
    made |= {name: value, "guessed": proposal.guessed - {name}, "given": proposal.given | {name}}
    return replace(proposal, **made)


_LINKS = {
    "derived_from": "Relays or copies (ids of sources, - for none)",
    "supersedes": "Replaces the earlier release (id of a source, - for none)",
}


def _text(value: str) -> str:
    if not value.strip():
        raise UsageError("a word is needed")
    return " ".join(value.split())


_SIMPLE: dict[str, tuple[str, Callable[[str], str]]] = {
    "title": ("Title", _text),
    "published": ("Published on (2026-01-13)", fields.day),
    "kind": (f"Kind ({', '.join(SOURCE_KINDS)})", fields.kind),
    "level": (f"Level ({_LEVELS})", fields.level),
}


def question(label: str, read: Callable[[str], object], default: str = "") -> object:
    """Ask until the answer can be read; Enter takes the default.

    :raises click.Abort: Ctrl-C, or the input ended.
    """
    while True:
        said = click.prompt(label, default=one_line(default), show_default=bool(default), err=True)
        try:
            return read(default if said == one_line(default) else said.strip())
        except UsageError as error:
            say(f"  {error.what}{f'; {error.hint}' if error.hint else ''}")


def yes(label: str, default: str) -> bool:
    """Ask a question that takes y or n."""
    return question(label, fields.one_of(("yes", "no")), default) == "yes"


def _publisher(default: str, known: Known) -> str:
    """Ask who put it out; an unknown name becomes a new publisher once that is confirmed."""
    label = "Publisher (id or name, ? lists them)"
    while True:
        said = str(question(label, _text, default))
        if said == "?":
            for key, body in known.registry.publishers.items():
                say(f"  {key:28} {body.name}")
            continue
        try:
            return fields.publisher(said, known)
        except UsageError as error:
            say(f"  {error.what}" + (f"; {error.hint}" if "did you mean" in error.hint else ""))
        if yes("Add it as a new publisher?", "y"):
            return _new_publisher(said, known)


def _new_publisher(name: str, known: Known) -> str:
    key = _new_id(name, (*known.registry.publishers, *known.publishers))
    made: dict[str, object] = {"id": key, "name": name}
    side = _party(known)
    if side:
        made["party"] = side
        own = _party_name(side, known).casefold() in name.casefold()  # "Northern Railways press office"
        if yes("Is its word that party's own?", "y" if own else "n"):
            made["voice"] = True
    known.publishers[key] = made
    return key


def _party_name(key: str, known: Known) -> str:
    party = known.registry.parties.get(key)
    return party.name if party else str(known.parties[key]["name"])


def _party(known: Known) -> str:
    """Ask whose side a publisher is counted on; an unknown name becomes a new party once that is confirmed."""
    while True:
        said = str(question("On whose side is it counted? (party, - for nobody's)", _text, "-"))
        try:
            return fields.party(said, known)
        except UsageError as error:
            say(f"  {error.what}" + (f"; {error.hint}" if "did you mean" in error.hint else ""))
        if yes("Add it as a new party?", "y"):
            key = _new_id(said, (*known.registry.parties, *known.parties))
            known.parties[key] = {"id": key, "name": said}
            return key


def _new_id(name: str, taken: tuple[str, ...]) -> str:
    def read(said: str) -> str:
        made = str(fields.body(f"id={said} name={name}", ("id", "name"), "id")["id"])
        if made in taken:
            raise UsageError(f"'{made}' is taken")
        return made

    return str(question("Its id", read, capture.slug(name)[:40].strip("-")))


def confirmed(proposal: Proposal, known: Known, show: Callable[[Proposal], None]) -> Proposal | None:
    """Show the entry and ask whether it may be added, until yes or no; a line's name asks for that line again."""
    while True:
        show(proposal)
        names = ", ".join(line.replace("_", "-") for line in LINES)
        label = f"Add it? (y, n, or a line to change: {names})"
        said = str(click.prompt(label, default="y", err=True)).strip().casefold().replace("-", "_")
        if said in ("y", "yes"):
            return proposal
        if said in ("n", "no"):
            return None
        if said in LINES:
            proposal = ask(said, proposal, known)
        else:
            say(
                f"  {said!r} is no line that can be changed here; 'factcheck sources edit' changes the others later"
            )
