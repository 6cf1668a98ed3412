"""Another registry's sources, with the publishers, parties, tables and snapshots that they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .. import registry as registries, snapshots, yamlfile
from ..registry import Registry
from ._plan import Entry, Kept, Plan, Taken

_TABLES = ("parties", "publishers", "sources")


def plan_registry(path: Path, registry: Registry, *, only_new: bool = False) -> Plan:
    """Return the plan that brings the sources of the registry at ``path`` into ``registry``.

    What stands here just so is passed over. Another source of the same id, or with the same address or snapshot, is
    in the way, unless ``only_new`` passes it over; so is a publisher or party of the same id that is not the same.

    :raises RegistryError: the other registry breaks the format.
    """
    other = registries.load(path)
    theirs, ours = _entries(other), _entries(registry)
    clashes = _in_the_way(other, registry, theirs, ours)
    passed = {one.id for one in clashes}
    new = [key for key in theirs["sources"] if key not in ours["sources"] and key not in passed]
    taken = [*_bodies_in_the_way(theirs, ours), *([] if only_new else clashes)]
    taken += _orphans(other, registry, new) if only_new else []
    publishers = _needed((theirs["sources"][key]["publisher"] for key in new), theirs, ours, "publishers")
    tables = dict(_tables((theirs["sources"][key] for key in new), other, registry, taken))
    parties = _needed(_parties_of(new, publishers, theirs), theirs, ours, "parties")
    return Plan(
        entries=tuple(theirs["sources"][key] for key in _in_order(new, other)),
        publishers=publishers,
        parties=parties,
        tables=tables,
        snapshots=tuple(_kept(other, new)),
        known=tuple(key for key in theirs["sources"] if key not in new and key not in {t.id for t in taken}),
        taken=tuple(taken),
    )


def _entries(registry: Registry) -> dict[str, dict[str, Entry]]:
    """Return the entries as they are written, by table and id."""
    found: dict[str, dict[str, Entry]] = {table: {} for table in _TABLES}
    for top in _files(registry):
        for table in _TABLES:
            listed = top.get(table)
            for node in listed.items if isinstance(listed, yamlfile.Sequence) else ():
                value = _plain(node)
                if isinstance(value, dict):
                    found[table][str(value["id"])] = value
    return found


def _files(registry: Registry) -> Iterator[yamlfile.Mapping]:
    """Yield sources.yaml and what it includes; the loader has proved that all of it lies below the folder."""
    seen: dict[str, None] = {registry.path.name: None}
    for name in (registry.path.name, *_included(registry)):
        if name not in seen or name == registry.path.name:
            top = yamlfile.load((registry.folder / name).read_bytes(), name)
            seen[name] = None
            if isinstance(top, yamlfile.Mapping):
                yield top


def _included(registry: Registry) -> Iterator[str]:
    name = registry.path.name
    top = yamlfile.load((registry.folder / name).read_bytes(), name)
    listed = top.get("include") if isinstance(top, yamlfile.Mapping) else None
    for node in listed.items if isinstance(listed, yamlfile.Sequence) else (listed,):
        if isinstance(node, yamlfile.Scalar) and node.value:
            found = registry.folder.glob(node.value)
            yield from sorted(path.relative_to(registry.folder).as_posix() for path in found)


def _plain(node: yamlfile.Node) -> object:
    if isinstance(node, yamlfile.Mapping):
        return {key.value: _plain(value) for key, value in node.entries}
    if isinstance(node, yamlfile.Sequence):
        return [_plain(item) for item in node.items]
    return " ".join(node.value.split()) if isinstance(node, yamlfile.Scalar) else ""


def _in_the_way(
    other: Registry,
    registry: Registry,
    theirs: Mapping[str, Mapping[str, Entry]],
    ours: Mapping[str, Mapping[str, Entry]],
) -> list[Taken]:
    addresses = {url: key for key, url in registry.addresses()}
    held = {snapshot: key for key, snapshot in registry.snapshots()}
    found = []
    for key, source in other.sources.items():
        if key in registry.sources:
            if theirs["sources"][key] != ours["sources"][key]:
                found.append(Taken(id=key, why=f"another source of this id stands at {registry.where(key)}"))
        elif source.url in addresses:
            found.append(Taken(id=key, why=f"its address is registered as '{addresses[source.url]}'"))
        elif source.snapshot in held:
            found.append(Taken(id=key, why=f"the same bytes are registered as '{held[source.snapshot]}'"))
    return found


def _orphans(other: Registry, registry: Registry, new: Iterable[str]) -> list[Taken]:
    """Return the sources that name one that is passed over and does not stand here."""
    new = frozenset(new)
    found = []
    for key in sorted(new):
        source = other.sources[key]
        for name in (*source.derived_from, *source.supersedes, source.original):
            if name and name not in new and name not in registry.sources:
                found.append(Taken(id=key, why=f"it names '{name}', which is passed over"))
    return found


def _bodies_in_the_way(
    theirs: Mapping[str, Mapping[str, Entry]], ours: Mapping[str, Mapping[str, Entry]]
) -> list[Taken]:
    return [
        Taken(id=key, why=f"this id stands under '{table}' with other words; make the two the same first")
        for table in ("parties", "publishers")
        for key, entry in theirs[table].items()
        if key in ours[table] and ours[table][key] != entry
    ]


def _needed(
    ids: Iterable[object],
    theirs: Mapping[str, Mapping[str, Entry]],
    ours: Mapping[str, Mapping[str, Entry]],
    table: str,
) -> tuple[Entry, ...]:
    wanted = {str(key) for key in ids if key}
    return tuple(entry for key, entry in theirs[table].items() if key in wanted and key not in ours[table])


def _parties_of(
    new: Iterable[str], publishers: Iterable[Entry], theirs: Mapping[str, Mapping[str, Entry]]
) -> list[object]:
    sources = (theirs["sources"][key] for key in new)
    return [entry.get("party", "") for entry in (*sources, *publishers)]


def _in_order(new: list[str], other: Registry) -> list[str]:
    """Return the ids so that what an entry names stands before it."""
    done: dict[str, None] = {}
    wanted = frozenset(new)
    for start in new:
        stack = [(start, False)]
        while stack:
            key, ready = stack.pop()
            if ready:
                done[key] = None
            elif key in wanted and key not in done:
                source = other.sources[key]
                named = (*source.derived_from, *source.supersedes, source.original)
                stack.append((key, True))
                stack += [(one, False) for one in named if one and one not in done]
    return list(done)


def _tables(
    entries: Iterable[Entry], other: Registry, registry: Registry, taken: list[Taken]
) -> Iterable[tuple[str, bytes]]:
    """Yield the tables of series; one that lies here already with other rows is in the way."""
    for entry in entries:
        listed = entry.get("series")
        for row in listed if isinstance(listed, list) else ():
            name = str(row["file"])
            data = (other.folder / name).read_bytes()
            place = registry.folder / name
            if place.exists() and place.read_bytes() != data:
                taken.append(Taken(id=str(entry["id"]), why=f"another table lies at {name} already"))
            elif not place.exists():
                yield name, data


def _kept(other: Registry, new: Iterable[str]) -> Iterable[Kept]:
    for key in new:
        snapshot = other.sources[key].snapshot
        if snapshot:
            snapshots.verify(other.folder, snapshot)
            yield Kept(folder=other.folder, snapshot=snapshot, via=f"imported from {other.folder.name}")
