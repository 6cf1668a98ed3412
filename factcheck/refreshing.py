"""Registered addresses fetched again: what changed since, word by word, and which claims had stood on it.

Only this and ``add-source`` go to the network, because a person asked for it; no scan ever does. The snapshot
that a source had stays in the folder under its hash: records of earlier scans name it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from . import differing, read, registry as registries, snapshots
from .differing import Change
from .errors import ReadError, RegistryError, UsageError
from .registry import FILE_NAME, Registry, editing, nearest
from .text import fold, one_line

if TYPE_CHECKING:
    from .fetch import Fetched
    from .model import Source

_Text = tuple[tuple[str, str], ...]  # (locator, text) of each block
_MOST_RECORD = 100_000_000  # bytes of a report; a long article makes one of a few
_AS_IT_WAS = "nothing was changed; look at the page, and add it as a new source if it is one"


class Fetcher(Protocol):
    """Fetches an address, under the conditions of an earlier answer; :func:`factcheck.fetch.fetch` is one."""

    def __call__(self, url: str, /, *, etag: str, modified: str) -> Fetched:
        """Return what stands there; status 304 where ``etag`` or ``modified`` still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A claim of a kept report that rests on the source: its record, id, text and verdict, and the words it rests on.

    ``still`` says whether the page still has these words; None where it is not known to have had them (a figure,
    or a statement in a desk's own words).
    """

    record: str
    article: str
    claim: str
    text: str
    label: str
    locator: str
    words: str
    still: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What fetching a source again showed.

    ``changed`` says that its text is another one, or that it had none; ``old`` and ``new`` are snapshots ("" for
    none, the same where nothing changed). ``lost`` are the registered words that the page had and has no more.
    ``claims`` are those that stood on a changed source, ``notes`` what a person should know besides.
    """

    source: str
    changed: bool
    old: str
    new: str
    diff: tuple[Change, ...] = ()
    lost: tuple[str, ...] = ()
    claims: tuple[Stood, ...] = ()
    notes: tuple[str, ...] = ()


def refreshable(registry: Registry) -> tuple[str, ...]:
    """Return the ids of the sources that have an address, in the registry's order."""
    return tuple(key for key, _ in registry.addresses())


def refresh(
    registry_path: Path, source_id: str, *, fetcher: Fetcher, when: datetime, dry_run: bool = False
) -> Refreshed:
    """Fetch a source again; where its text changed, keep the new bytes and point the entry at them.

    The server is asked only for what is new since (``If-None-Match``, ``If-Modified-Since``). Bytes that differ
    without a change of text (a counter, a token) leave the entry as it is.

    :param when: now, with its zone; becomes ``retrieved``.
    :param dry_run: say what would change, and write nothing.
    :raises UsageError: no such source, or one without an address.
    :raises FetchError: the page cannot be had; everything is as it was.
    :raises ReadError: the page has no text any more, or none that can be read; everything is as it was.
    :raises RegistryError: the registry is broken, or would be; it is as it was.
    """
    path = registry_path / FILE_NAME if registry_path.is_dir() else registry_path
    registry = registries.load(path)
    source = _source(registry, source_id)
    old, notes = _kept(registry.folder, source)
    page = fetcher(source.url, **(_conditions(registry.folder, source) if old is not None else {**_NONE}))
    moved = (f"the address leads to {page.final_url} now",) if _moved(registry.folder, source, page) else ()
    found = Refreshed(
        source=source_id,
        changed=False,
        old=source.snapshot,
        new=source.snapshot,
        notes=notes + moved,
    )
    if page.status == 304:
        return found
    return _compared(found, source, registry, page, old, when=when, dry_run=dry_run)


_NONE: Mapping[str, str] = {"etag": "", "modified": ""}


def _source(registry: Registry, source_id: str) -> Source:
    if source_id not in registry.sources:
        hint = nearest(source_id, registry.sources)
        raise UsageError(f"no source '{source_id}'", where=registry.path.name, hint=hint)
    source = registry.sources[source_id]
    if not source.url:
        hint = f"give it one: factcheck sources edit {source_id}"
        raise UsageError(f"'{source_id}' has no address to fetch", where=registry.where(source_id), hint=hint)
    return source


def _kept(folder: Path, source: Source) -> tuple[bytes | None, tuple[str, ...]]:
    """Return the bytes that the source stands on, or None and why there are none."""
    if not source.snapshot:
        return None, ()
    try:
        return snapshots.read(folder, source.snapshot), ()
    except ReadError as error:
        return None, (f"{error.what}; compared with nothing",)


def _conditions(folder: Path, source: Source) -> dict[str, str]:
    """Return what the server said of the snapshot when it was last retrieved: its tag and its day."""
    for line in reversed(snapshots.log(folder)):
        if line.snapshot == source.snapshot and line.url == source.url:
            said = {name.lower(): value for name, value in line.headers}
            return {"etag": said.get("etag", ""), "modified": said.get("last-modified", "")}
    return dict(_NONE)


def _moved(folder: Path, source: Source, page: Fetched) -> bool:
    """Say whether the address leads elsewhere than it did."""
    for line in reversed(snapshots.log(folder)):
        if line.snapshot == source.snapshot and line.url == source.url and line.final_url:
            return line.final_url != page.final_url
    return False


def _compared(
    found: Refreshed,
    source: Source,
    registry: Registry,
    page: Fetched,
    old: bytes | None,
    *,
    when: datetime,
    dry_run: bool,
) -> Refreshed:
    """Hold the new bytes against the old ones, and keep them where their text is another."""
    if snapshots.digest(page.data) == source.snapshot:
        if not dry_run:
            _keep(registry.folder, source, page, when)
        return found
    new = _blocks(page.data, page.name)
    if not any(text.strip() for _, text in new):
        raise ReadError("the page holds no text any more", where=source.url, hint=_AS_IT_WAS)
    before, notes = _before(registry.folder, source, old)
    if before is not None and _plain(before) == _plain(new):
        note = "other bytes, but the same text; the snapshot stays"
        return replace(found, notes=(*found.notes, note))
    snapshot = snapshots.digest(page.data)
    if not dry_run:
        _change(registry, source, page, when)
    return replace(
        found,
        changed=True,
        new=snapshot,
        diff=differing.words(before, new) if before is not None else (),
        lost=_lost(source, before, new),
        claims=tuple(_stood(registry, source.id, before or (), new)),
        notes=(*found.notes, *notes),
    )


def _before(folder: Path, source: Source, old: bytes | None) -> tuple[_Text | None, tuple[str, ...]]:
    """Return the blocks of the old snapshot, or None and why they cannot be compared."""
    if old is None:
        return None, ("the first snapshot of this source",) if not source.snapshot else ()
    try:
        return _blocks(old, snapshots.find(folder, source.snapshot).name), ()
    except ReadError as error:
        return None, (f"the old snapshot cannot be read ({error.what}); compared with nothing",)


def _blocks(data: bytes, name: str) -> _Text:
    article = read.read(data, name, name=name)
    return tuple((block.locator, block.span.of(article.text)) for block in article.blocks)


def _plain(blocks: _Text) -> str:
    return one_line(" ".join(text for _, text in blocks))


def _change(registry: Registry, source: Source, page: Fetched, when: datetime) -> None:
    """Keep the new bytes, then point the entry at them: a crash in between leaves the entry as it was."""
    snapshot = _keep(registry.folder, source, page, when)
    now = registries.load(registry.path).sources.get(source.id)
    if now is not None and (now.snapshot, now.url) == (snapshot, source.url):
        return  # another refresh was quicker
    if now is None or (now.snapshot, now.url) != (source.snapshot, source.url):
        hint = "refresh it again"
        raise RegistryError(
            f"'{source.id}' was changed by somebody else meanwhile", where=registry.path.name, hint=hint
        )
    stamp = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    editing.change(registry.path, source.id, {"retrieved": stamp, "snapshot": snapshot})


def _keep(folder: Path, source: Source, page: Fetched, when: datetime) -> str:
    return snapshots.keep(
        folder,
        page.data,
        ending=read.kind(page.data, page.name),
        url=source.url,
        final_url=page.final_url,
        status=page.status,
        headers=page.headers,
        redirects=page.redirects,
        retrieved=when,
        via="refresh",
    )


def _lost(source: Source, before: _Text | None, new: _Text) -> tuple[str, ...]:
    """Return the registered words that stood on the page (where that is known) and stand there no more."""
    after = fold(_plain(new)).text
    was = fold(_plain(before)).text if before is not None else None
    own = (one for one in source.statements if one.seen_at in ("", source.url))
    words = ((one.text, fold(one_line(one.text)).text, one.verbatim) for one in own)
    return tuple(
        text
        for text, bare, verbatim in words
        if bare not in after and (bare in was if was is not None else verbatim)
    )


def _stood(registry: Registry, source_id: str, before: _Text, new: _Text) -> Iterator[Stood]:
    """Yield the claims of ``claims/*/report.json`` beside the registry whose verdict rests on a source."""
    was, now = fold(_plain(before)).text, fold(_plain(new)).text
    for path in sorted((registry.folder / "claims").glob("*/report.json")):
        record = path.relative_to(registry.folder).as_posix()
        for report in _reports(path):
            for one in _of_report(report, record, source_id):
                words = fold(one.words).text
                still = True if words in now else False if words in was else None
                yield replace(one, still=still if words else None)


def _reports(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the reports in a record; what cannot be read holds none that we could name."""
    try:
        if path.stat().st_size > _MOST_RECORD:
            return
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    yield from (one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict))


def _of_report(report: dict[str, Any], record: str, source_id: str) -> Iterator[Stood]:
    article = _held(report, "article")
    for verdict in _rows(report, "verdicts"):
        rests = [one for one in _rows(verdict, "evidence") if one.get("source") == source_id]
        if not rests:
            continue
        claim, first = _held(verdict, "claim"), rests[0]
        yield Stood(
            record=record,
            article=one_line(str(article.get("title") or article.get("id") or "")),
            claim=str(claim.get("id", "")),
            text=one_line(str(claim.get("text", ""))),
            label=str(verdict.get("label", "")),
            locator=str(first.get("locator", "")),
            words=one_line(str(first.get("text", ""))),
            still=None,
        )


def _held(row: dict[str, Any], key: str) -> dict[str, Any]:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def _rows(row: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = row.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
