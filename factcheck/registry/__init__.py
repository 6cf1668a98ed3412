"""sources.yaml: a desk's primary sources, loaded strictly and asked for who, what and since when.

The format is that of docs/design.md, section 5. Every mistake is a :class:`RegistryError` with
``file:line:column`` and a hint. Values are built from plain records when they are asked for, so a large
registry costs what is used of it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ..errors import RegistryError
from ..model import Figure, Party, Publisher, Source, Speaker, SpeakerKind
from . import _build, _cache, _compile
from ._facts import fold_measure
from ._fields import BrokenRegistry, nearest
from ._names import Alias, Names
from ._read import Record

__all__ = [
    "FILE_NAME",
    "Alias",
    "BrokenRegistry",
    "Heading",
    "Measure",
    "Registry",
    "find_registry",
    "load",
]
__all__ += ["nearest", "schema_text", "template_text"]
FILE_NAME = "sources.yaml"
_HOME = Path(__file__).parent.parent
Value = TypeVar("Value")


def find_registry(start: Path) -> Path:
    """Return sources.yaml of ``start`` (a directory, or a file in it) or of the nearest parent.

    :raises RegistryError: there is none; the hint names ``factcheck init``.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise RegistryError(
        f"no {FILE_NAME} here or in any folder above",
        where=str(start),
        hint="type 'factcheck init' to begin one, or name one with --sources",
    )


def load(path: Path) -> Registry:
    """Load the registry at ``path`` (sources.yaml, or the folder that holds it), strictly.

    :raises RegistryError: everything that breaks the format, as a :class:`BrokenRegistry` that holds all
        mistakes found.
    """
    path = path / FILE_NAME if path.is_dir() else path
    known = _cache.recall(path)
    try:
        now = _compile.bring_up(path, known)
    except _compile.Unplaced:  # to name the place of each mistake to the letter, every file is read
        now = _compile.bring_up(path, None)
    if now is not known:
        _cache.keep(now)
    return Registry(now)


def template_text() -> str:
    """Return the annotated sources.yaml that ``factcheck init`` writes; it loads as it stands."""
    return (_HOME / "registry.template.yaml").read_text(encoding="utf-8")


def schema_text() -> str:
    """Return the JSON Schema (draft-07) of the format, for editors."""
    return (_HOME / "registry.schema.json").read_text(encoding="utf-8")


class _Table(Mapping[str, Value], Generic[Value]):
    """A read-only mapping whose values are built when they are first asked for."""

    def __init__(self, records: Mapping[str, Record], build: Callable[[Record], Value]) -> None:
        self._records = records
        self._build = build
        self._built: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        if key not in self._built:
            self._built[key] = self._build(self._records[key])
        return self._built[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records


class Registry:
    """The parties, publishers and sources of a desk; read-only, equal content has an equal ``digest``.

    ``folder`` is where sources.yaml lies; all that it names lies below.
    """

    def __init__(self, compiled: _cache.Compiled) -> None:
        self.path, self.digest = compiled.path, compiled.digest
        self.folder = compiled.path.absolute().parent
        self._shelf = compiled.shelf
        self.parties: Mapping[str, Party] = _Table(_by_id(compiled.rows("parties")), _build.party)
        self.publishers: Mapping[str, Publisher] = _Table(
            _by_id(compiled.rows("publishers")), _build.publisher
        )
        self.sources: Mapping[str, Source] = _Table(self._shelf, _build.source)
        self._own: dict[tuple[SpeakerKind, str], frozenset[str]] = {}
        self._figures: dict[Measure, tuple[tuple[str, Figure], ...]] = {}

    @functools.cached_property
    def _names(self) -> Names:
        return Names(self.parties.values(), self.publishers.values())

    def resolve(self, mention: str, *, person: bool = False, within: str = "") -> Speaker | None:
        """Return the publisher or party that ``mention`` names, or None where none or more than one fits.

        Case, accents, articles and possessives do not count; titles and given names may stand before a listed
        surname. ``person`` says that the caller knows the mention to be a person's name. Of an institution's name an
        article (``within``) may leave out what it says elsewhere: "the health ministry" where it names one country.
        """
        known = self._names.resolve(mention, person=person)
        return known or (self._names.shortened(mention, within) if within else None)

    def institutions(self, text: str, *, within: str) -> frozenset[str]:
        """Return the ids of those whose institution a text speaks of, in the words of its article (``within``)."""
        return frozenset(speaker.id for speaker in self._names.institutions(text, within))

    def people(self, text: str) -> tuple[Speaker, ...]:
        """Return for whom the persons speak whom a text names in full or by a surname that the registry lists."""
        return tuple(dict.fromkeys(self._names.people(text)))

    def holders(self) -> tuple[Alias, ...]:
        """Return every name and alias with its holder's kind and id, in the registry's order."""
        return self._names.table

    def headings(self) -> Iterator[Heading]:
        """Yield the head of every source, in order, without building what it says: a long list stays quick."""
        yield from map(Heading, self._shelf.ids, *map(self._shelf.column, Heading._fields[1:]))

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield id and web address of every source that has one, in order, without building what it says."""
        for key, url in zip(self._shelf.ids, self._shelf.column("url"), strict=True):
            if url:
                yield key, url

    def marks(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, a hash of what the entry says (not of where it stands) and publisher's id of every source."""
        yield from zip(
            self._shelf.ids, self._shelf.column("digest"), self._shelf.column("publisher"), strict=True
        )

    def where(self, source_id: str) -> str:
        """Return the place of a source's entry, as ``file:line:column``."""
        return str(self._shelf[source_id]["where"])

    def party_of(self, name: str) -> str:
        """Return the id of the party that a source or publisher (by id) is counted on, "" for none; sources first."""
        if name in self._shelf:
            record = self._shelf[name]
            return str(record["party"]) or self.publishers[record["publisher"]].party
        if name in self.publishers:
            return self.publishers[name].party
        return name if name in self.parties else ""

    def own_sources(self, speaker: Speaker) -> frozenset[str]:
        """Return the ids of the sources that are the speaker's own word.

        A publisher's are those it put out; a party's are those of its publishers with ``voice: true``, not of
        every body under it. A speaker outside the registry has none.
        """
        if (speaker.kind, speaker.id) not in self._own:
            self._own[speaker.kind, speaker.id] = frozenset(self._put_out(speaker))
        return self._own[speaker.kind, speaker.id]

    def _put_out(self, speaker: Speaker) -> Iterator[str]:
        party = speaker.id if speaker.kind is SpeakerKind.PARTY else ""
        if speaker.kind is SpeakerKind.PUBLISHER:
            owners = {speaker.id}
        elif party:
            owners = {key for key, body in self.publishers.items() if body.voice and body.party == party}
        else:
            return
        rows = zip(self._shelf.ids, self._shelf.column("publisher"), self._shelf.column("party"), strict=True)
        for key, publisher, counted in rows:
            if publisher in owners and party in ("", counted or self.publishers[publisher].party):
                yield key

    def relayed(self, source: Source | str) -> tuple[Source, ...]:
        """Return what a source relays or translates, and what that relays in turn, nearest first."""
        start = source if isinstance(source, str) else source.id
        found: dict[str, None] = {}
        queue = list(self._behind(start))
        while queue:
            key = queue.pop(0)
            if key not in found and key != start:
                found[key] = None
                queue += self._behind(key)
        return tuple(self.sources[key] for key in found)

    def _behind(self, key: str) -> tuple[str, ...]:
        record = self._shelf[key]
        return (*record["derived_from"], *((record["original"],) if record["original"] else ()))

    def superseded_by(self, source_id: str) -> tuple[Source, ...]:
        """Return the sources that replace this one directly, in the registry's order."""
        return tuple(self.sources[key] for key in self._newer.get(source_id, ()))

    @functools.cached_property
    def _newer(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, older in zip(self._shelf.ids, self._shelf.column("supersedes"), strict=True):
            for one in older:
                found.setdefault(one, []).append(key)
        return found

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Yield ``(source id, key, source id)`` for each that an entry names: derived_from, supersedes, original."""
        columns = map(self._shelf.column, ("derived_from", "supersedes", "original"))
        for key, relayed, older, original in zip(self._shelf.ids, *columns, strict=True):
            yield from ((key, "derived_from", one) for one in relayed)
            yield from ((key, "supersedes", one) for one in older)
            if original:
                yield key, "original", original

    def origins_of(self, source_id: str) -> tuple[str, ...]:
        """Return the origins behind a source, each named by the first publisher of its family.

        A source that relays nothing is its publisher's family's own word; a relay or translation is the word
        of what it relays. A compilation of two bodies has two origins and does not make them one.
        """
        chain = self.relayed(source_id) or (self.sources[source_id],)
        roots = [source for source in chain if not self._behind(source.id)] or [self.sources[source_id]]
        return tuple(dict.fromkeys(self._family(source.publisher) for source in roots))

    def origin_of(self, source_id: str) -> str:
        """Return the origin behind a source: that of the first root that it relays, else its own family."""
        return self.origins_of(source_id)[0]

    def _family(self, publisher: str) -> str:
        return self._families.get(self.publishers[publisher].family or publisher, publisher)

    @functools.cached_property
    def _families(self) -> dict[str, str]:
        first: dict[str, str] = {}
        for key, body in self.publishers.items():
            first.setdefault(body.family or key, key)
        return first

    def snapshots(self) -> tuple[tuple[str, str], ...]:
        """Return ``(source id, snapshot hash)`` of each source that has a snapshot."""
        held = zip(self._shelf.ids, self._shelf.column("snapshot"), strict=True)
        return tuple((key, snapshot) for key, snapshot in held if snapshot)

    def newest_figure_date(self) -> date | None:
        """Return the latest day for which any source has a figure, or None."""
        newest = max(self._shelf.column("last"), default="")
        return date.fromisoformat(newest) if newest else None

    @functools.cached_property
    def measures(self) -> Mapping[Measure, tuple[str, ...]]:
        """Return what is counted, each with the ids of the sources that hold a figure of it."""
        found: dict[Measure, list[str]] = {}
        columns = (self._shelf.column("publisher"), self._shelf.column("measures"))
        for key, publisher, counted in zip(self._shelf.ids, *columns, strict=True):
            for one in counted:
                found.setdefault(Measure(publisher, *one), []).append(key)
        return {measure: tuple(keys) for measure, keys in found.items()}

    @functools.cached_property
    def _scopes(self) -> dict[tuple[str, str], list[Measure]]:
        """One measure may be counted since several days, or in several units."""
        scopes: dict[tuple[str, str], list[Measure]] = {}
        for measure in self.measures:
            scopes.setdefault((measure.publisher, measure.measure), []).append(measure)
        return scopes

    def figures_of(self, measure: Measure) -> tuple[tuple[str, Figure], ...]:
        """Return ``(source id, figure)`` for every figure of a measure, by day."""
        if measure not in self._figures:
            found = [
                (key, figure)
                for key in self.measures.get(measure, ())
                for figure in self.sources[key].figures
                if measure_of(measure.publisher, figure) == measure
            ]
            self._figures[measure] = tuple(sorted(found, key=lambda pair: pair[1].as_of))
        return self._figures[measure]

    def series_of(self, measure: str, publisher: str) -> tuple[Figure, ...]:
        """Return all figures of a measure that a publisher's sources hold, by day."""
        wanted = fold_measure(measure)
        found = [
            figure for key in self._scopes.get((publisher, wanted), ()) for _, figure in self.figures_of(key)
        ]
        return tuple(sorted(found, key=lambda figure: figure.as_of))


class Heading(NamedTuple):
    """The head of a source: ``published`` is ISO, ``publisher`` an id, ``level`` a word."""

    id: str
    title: str
    publisher: str
    kind: str
    level: str
    published: str


class Measure(NamedTuple):
    """What is counted, by whom (a publisher's id), since when (ISO, or "") and in what unit."""

    publisher: str
    measure: str
    counted_from: str
    unit: str


def measure_of(publisher: str, figure: Figure) -> Measure:
    """Return what a figure of a publisher's source counts."""
    since = figure.counted_from.isoformat() if figure.counted_from else ""
    return Measure(publisher, fold_measure(figure.measure), since, figure.unit)


def _by_id(records: list[Record]) -> Mapping[str, Record]:
    return {record["id"]: record for record in records}
