"""The registry as a desk looks things up in it: which sources fit, who stands behind one, what its snapshot says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from .errors import UsageError
from .model import Source
from .registry import Heading, Registry, nearest
from .text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a look-up asks for; empty means "any". ``publisher`` and ``party`` are an id or a name of the registry."""

    publisher: str = ""
    party: str = ""
    kind: str = ""
    level: str = ""
    since: date = date.min
    until: date = date.max
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Who stands behind a source: ids throughout, but for ``party``, the id of the party that it is counted on.

    ``origins`` are publishers. ``relays`` is what it relays or translates, nearest first; ``relayed_by`` what relays
    or translates it directly; ``supersedes`` and ``superseded_by`` the releases before and after it.
    """

    party: str
    origins: tuple[str, ...]
    relays: tuple[str, ...]
    relayed_by: tuple[str, ...]
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def choose(registry: Registry, wanted: Wanted) -> Iterator[Heading]:
    """Yield the heads of the sources that fit, in the registry's order.

    :raises UsageError: at once, where no publisher or party has the name that is asked for.
    """
    publisher = _publisher(registry, wanted.publisher) if wanted.publisher else ""
    party = _party(registry, wanted.party) if wanted.party else ""
    words = one_line(wanted.text).casefold().split()

    since, until = wanted.since.isoformat(), wanted.until.isoformat()

    def fits(head: Heading) -> bool:
        return (
            publisher in ("", head.publisher)
            and wanted.kind in ("", head.kind)
            and wanted.level in ("", head.level)
            and since <= head.published <= until
            and party in ("", registry.party_of(head.id))
            and (not words or _speaks(registry, registry.sources[head.id], words))
        )

    return (head for head in registry.headings() if fits(head))


def source(registry: Registry, source_id: str) -> Source:
    """Return one source.

    :raises UsageError: there is none of this id; the hint names the nearest.
    """
    if source_id in registry.sources:
        return registry.sources[source_id]
    hint = nearest(source_id, registry.sources) or "the registry holds no source yet"
    raise UsageError(f"no source '{source_id}'", where=str(registry.path), hint=hint)


def behind(registry: Registry, source_id: str) -> Behind:
    """Return who stands behind a source of the registry."""
    one = registry.sources[source_id]
    relayed_by = dict.fromkeys(
        key for key, link, named in registry.links() if named == source_id and link != "supersedes"
    )
    return Behind(
        party=registry.party_of(source_id),
        origins=registry.origins_of(source_id),
        relays=tuple(other.id for other in registry.relayed(source_id)),
        relayed_by=tuple(relayed_by),
        supersedes=one.supersedes,
        superseded_by=tuple(other.id for other in registry.superseded_by(source_id)),
    )


def passages(registry: Registry, one: Source) -> tuple[tuple[str, str], ...]:
    """Return the snapshot of a source as ``(locator, text)`` of each of its blocks; none without one.

    :raises ReadError: the snapshot is missing, altered or cannot be read.
    """
    if not one.snapshot:
        return ()
    from . import read, snapshots

    path = snapshots.find(registry.folder, one.snapshot)
    data = snapshots.read(registry.folder, one.snapshot)
    article = read.read(data, one.url or path.name, name=path.name)
    return tuple((block.locator, block.span.of(article.text)) for block in article.blocks)


def _speaks(registry: Registry, one: Source, words: Iterable[str]) -> bool:
    """Say whether every word stands in what the entry says."""
    parts = [one.id, one.title, registry.publishers[one.publisher].name, one.note]
    parts += [statement.text for statement in one.statements]
    parts += {figure.measure for figure in one.figures}
    held = " ".join(parts).casefold()
    return all(word in held for word in words)


def _publisher(registry: Registry, name: str) -> str:
    return _holder(registry, name, "publisher", registry.publishers, registry.parties)


def _party(registry: Registry, name: str) -> str:
    return _holder(registry, name, "party", registry.parties, registry.publishers)


def _holder(
    registry: Registry, name: str, word: str, table: Mapping[str, _Named], other: Mapping[str, _Named]
) -> str:
    """Return the id in ``table`` that a reader's word means: an id, a name or alias, or part of one name only.

    A word that names one of the ``other`` table exactly is no part of a name here: "Hamas" is the party.
    """
    exact = _named(name, table)
    elsewhere = () if exact else _named(name, other)
    found = exact or (() if elsewhere else _part_of(name, table))
    if len(found) == 1:
        return found[0]
    speaker = None if found or elsewhere else registry.resolve(name)
    if speaker is not None and speaker.id in table:
        return speaker.id
    if found:
        hint = f"ids: {', '.join(found[:20])}"
        raise UsageError(f"'{name}' fits several; name one by its id", where=f"--{word}", hint=hint)
    hint = nearest(name, table)
    if elsewhere:
        hint = f"'{elsewhere[0]}' is a {'party' if word == 'publisher' else 'publisher'}; ask for it as that"
    raise UsageError(f"no {word} '{name}'", where=str(registry.path), hint=hint)


def _named(name: str, table: Mapping[str, _Named]) -> tuple[str, ...]:
    folded = one_line(name).casefold()
    if folded in table:
        return (folded,)
    return tuple(
        key for key, body in table.items() if folded in (n.casefold() for n in (body.name, *body.aliases))
    )


def _part_of(name: str, table: Mapping[str, _Named]) -> tuple[str, ...]:
    folded = one_line(name).casefold()
    return tuple(key for key, body in table.items() if folded and folded in body.name.casefold())
