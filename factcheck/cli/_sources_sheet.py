"""One source on a sheet: the entry, who stands behind it, statements, figures, and the snapshot's text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..text import one_line

if TYPE_CHECKING:
    from ..model import Figure, Source
    from ..registry import Registry

Passages = Sequence[tuple[str, str]]
_LABEL = 14  # columns of the names of fields
_ENDS = 3  # rows shown of each end of a long series


def sheet(
    source: Source, registry: Registry, passages: Passages, columns: int, *, whole: bool = False
) -> Iterator[str]:
    """Yield the lines of a source's sheet; ``whole`` shows every row of a series. The text is not made safe."""
    columns = max(columns, 50)
    yield from _wrap(one_line(source.title), columns, "")
    yield f"{source.id} · {registry.where(source.id)}"
    yield ""
    for name, value in _fields(source, registry):
        if value:
            yield from _wrap(value, columns, f"{name:<{_LABEL}}")
    yield from _section("Who stands behind it", _behind(source, registry), columns)
    yield from _section(f"Statements ({len(source.statements)})", _statements(source), columns)
    yield from _section(f"Figures ({len(source.figures)})", _figures(source, whole), columns)
    yield from _section("Text of the snapshot", passages, columns)


def _fields(source: Source, registry: Registry) -> Iterator[tuple[str, str]]:
    publisher = registry.publishers[source.publisher]
    yield "publisher", f"{publisher.name} ({publisher.id})"
    yield "kind", f"{source.kind}, {source.level.value}"
    yield "published", source.published.isoformat()
    yield "language", source.language
    yield "address", source.url
    yield "archive", source.archive
    yield "retrieved", source.retrieved
    yield "snapshot", source.snapshot or "none; its words cannot be proved against a copy"
    yield "note", source.note


def _behind(source: Source, registry: Registry) -> Iterator[tuple[str, str]]:
    from ..sourcebook import behind

    found = behind(registry, source.id)
    party = registry.parties[found.party] if found.party else None
    yield "party", f"{party.name}{f', {party.role}' if party.role else ''}" if party else "none"
    yield "origin", ", ".join(registry.publishers[key].name for key in found.origins)
    if source.original:
        yield "translates", _named((source.original,), registry)
    for name, ids in (
        ("relays", tuple(key for key in found.relays if key != source.original)),
        ("relayed by", found.relayed_by),
        ("replaces", found.supersedes),
        ("replaced by", found.superseded_by),
    ):
        if ids:
            yield name, _named(ids, registry)


def _named(ids: Sequence[str], registry: Registry) -> str:
    sources = (registry.sources[key] for key in ids)
    return "; ".join(f"{one.id} ({one.title}, {one.published.isoformat()})" for one in sources)


def _statements(source: Source) -> Iterator[tuple[str, str]]:
    for one in source.statements:
        seen = f" [verbatim, seen at {one.seen_at}]" if one.verbatim else ""
        yield one.locator, (f"“{one.text}”" if one.verbatim else one.text) + seen


def _figures(source: Source, whole: bool) -> Iterator[tuple[str, str]]:
    for scope, group in groupby(source.figures, lambda f: (f.measure, f.counted_from, f.unit, f.series)):
        measure, since, _, series = scope
        rows = list(group)
        yield "", f"{measure}{f' (counted from {since.isoformat()})' if since else ''}"
        shown = [
            number
            for number in range(len(rows))
            if whole or not series or number < _ENDS or number >= len(rows) - _ENDS or _told(rows, number)
        ]
        for place, number in enumerate(shown):
            if place and number - shown[place - 1] > 1:
                yield "", f"... {number - shown[place - 1] - 1} more; --all shows them"
            yield rows[number].as_of.isoformat(), _value(rows, number)


def _value(rows: Sequence[Figure], number: int) -> str:
    from ..figures import shown

    one = rows[number]
    fell = " (lower than the one before: a revision)" if _fell(rows, number) else ""
    return shown(one) + (f" (revised: {one.reason})" if one.reason else fell)


def _told(rows: Sequence[Figure], number: int) -> bool:
    """Say whether a row is shown also where a long series is cut: it was revised."""
    return _fell(rows, number) or bool(rows[number].reason)


def _fell(rows: Sequence[Figure], number: int) -> bool:
    """Say whether a running total went down, which only a revision does."""
    one, before = rows[number], rows[max(number - 1, 0)]
    return one.series and one.counted_from is not None and one.high < before.low


def _section(
    title: str, rows: Sequence[tuple[str, str]] | Iterator[tuple[str, str]], columns: int
) -> Iterator[str]:
    first = True
    for name, text in rows:
        if first:
            yield ""
            yield title
        first = False
        label = one_line(name)
        start = f"{label:<{_LABEL}}" if len(label) < _LABEL else f"{label}  "
        yield from _wrap(one_line(text), columns, start if label else "")


def _wrap(text: str, columns: int, start: str) -> Iterator[str]:
    """Yield ``text`` behind ``start``, its further lines below its first word; addresses are not torn."""
    indent = " " * (_LABEL if start else 0)
    yield from textwrap.wrap(
        one_line(text),
        columns,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_values(source: Source, registry: Registry, passages: Passages) -> dict[str, Any]:
    """Return a source as plain values for JSON: the entry, who stands behind it, the snapshot's text."""
    from ..sourcebook import behind

    entry = asdict(source)
    entry["level"], entry["published"] = source.level.value, source.published.isoformat()
    entry["figures"] = [_plain_figure(figure) for figure in source.figures]
    return {
        "source": entry,
        "where": registry.where(source.id),
        "behind": asdict(behind(registry, source.id)),
        "passages": [{"locator": locator, "text": text} for locator, text in passages],
    }


def _plain_figure(figure: Figure) -> dict[str, Any]:
    """An open side is null: JSON has no infinity."""
    values = asdict(figure)
    values["low"] = None if figure.low == float("-inf") else figure.low
    values["high"] = None if figure.high == float("inf") else figure.high
    values["as_of"] = figure.as_of.isoformat()
    values["counted_from"] = figure.counted_from.isoformat() if figure.counted_from else ""
    return values
