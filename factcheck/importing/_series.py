"""A table of figures, CSV or JSON, as a source with one series for each column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import ReadError, UsageError
from ..registry import Registry
from ._plan import Plan, Taken

LIMIT = 64_000_000
_FOLDER = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one column counts, since when (ISO) and in what unit; ``reason``: the column that says why a row differs."""

    column: str
    measure: str
    counted_from: str = ""
    unit: str = ""
    reason: str = ""


def plan_series(
    path: Path,
    registry: Registry,
    source: Mapping[str, str],
    columns: Sequence[Measured],
    *,
    day: str = "date",
) -> Plan:
    """Return the plan of a source whose series are the columns of the table at ``path``.

    :param source: the fields of the entry but its series: id, title, publisher, kind, level ...; ``published`` is the
        first day of the table where it is not given.
    :param day: the column of dates.
    :raises ReadError: the table cannot be read.
    :raises UsageError: a column is not there, or none was named.
    """
    data = _bytes(path)
    if path.suffix.lower() == ".json":
        data = _as_csv(data, path)
    header, rows = _parsed(data, path)
    _refuse_columns(header, columns, day, path)
    days = sorted(row[day].strip() for row in rows if row.get(day, "").strip())
    if not days:
        raise ReadError("the table has no row with a date", where=str(path))
    name = _name(path, registry, source["id"])
    entry: dict[str, object] = {"published": _first(days[0], path), **source}
    entry["series"] = [_series(one, name, day) for one in columns]
    return Plan(
        entries=(entry,),
        tables={} if (registry.folder / name).resolve() == path.resolve() else {name: data},
        taken=tuple(_taken(registry, source, name, data, path)),
        remarks=(f"{len(rows):,} rows of {days[0]} to {days[-1]}, {len(columns)} series, table {name}",),
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMIT:
            raise ReadError(f"larger than {LIMIT // 1_000_000} MB", where=str(path), hint="split it")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror or error}", where=str(path)) from None


def _as_csv(data: bytes, path: Path) -> bytes:
    """Return a JSON list of flat rows (alone, or as the only list of a mapping) as CSV."""
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"this is no JSON: {error}", where=str(path)) from None
    if isinstance(value, dict):
        lists = [one for one in value.values() if isinstance(one, list)]
        value = lists[0] if len(lists) == 1 else None
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        hint = 'such as [{"date": "2026-01-13", "killed": 447}, ...]'
        raise ReadError("a series is a list of rows", where=str(path), hint=hint)
    names = list(dict.fromkeys(key for row in value for key in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name), path) for name in names] for row in value)
    return out.getvalue().encode()


def _cell(value: Any, path: Path) -> str:
    if isinstance(value, dict | list):
        raise ReadError("a row holds a list or a mapping", where=str(path), hint="make the rows flat")
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return repr(value) if isinstance(value, float) and not value.is_integer() else _whole(value)


def _whole(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


def _parsed(data: bytes, path: Path) -> tuple[list[str], list[dict[str, str]]]:
    try:
        text = data.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        return header, [{key: value or "" for key, value in row.items() if key} for row in reader]
    except UnicodeDecodeError:
        raise ReadError("the table is not UTF-8", where=str(path), hint="save it as CSV UTF-8") from None
    except csv.Error as error:
        raise ReadError(f"not a valid CSV table: {error}", where=str(path)) from None


def _refuse_columns(header: Sequence[str], columns: Sequence[Measured], day: str, path: Path) -> None:
    listed = f"columns: {', '.join(header[:30]) or 'none'}"
    if not columns:
        what = "say what the columns count"
        hint = f'--measure "column={_other(header, day)} measure=... counted-from=..."; {listed}'
        raise UsageError(what, where=str(path), hint=hint)
    wanted = (day, *(one.column for one in columns), *(one.reason for one in columns if one.reason))
    for name in wanted:
        if name not in header:
            raise UsageError(f"no column '{name}'", where=str(path), hint=listed)


def _other(header: Sequence[str], day: str) -> str:
    return next((name for name in header if name != day), "total")


def _first(text: str, path: Path) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        hint = "dates are written as 2026-01-13"
        raise ReadError(f"'{text[:40]}' is no date", where=str(path), hint=hint) from None


def _name(path: Path, registry: Registry, source_id: str) -> str:
    """Return the table's name below the registry's folder: its own where it lies there, else figures/<id>.csv."""
    folder, own = registry.folder.resolve(), path.resolve()
    if own.is_relative_to(folder) and path.suffix.lower() == ".csv":
        return own.relative_to(folder).as_posix()
    return f"{_FOLDER}/{source_id}.csv"


def _series(one: Measured, name: str, day: str) -> dict[str, str]:
    row = {"file": name, "date": day, "column": one.column, "measure": one.measure}
    row |= {"counted_from": one.counted_from, "unit": one.unit, "reason": one.reason}
    return {key: value for key, value in row.items() if value}


def _taken(registry: Registry, source: Mapping[str, str], name: str, data: bytes, path: Path) -> list[Taken]:
    key, found = source["id"], []
    if key in registry.sources:
        found.append(Taken(id=key, why=f"the id is taken, at {registry.where(key)}"))
    for other in registry.sources.values():
        if any(figure.series and figure.locator.startswith(f"{name}, ") for figure in other.figures):
            found.append(Taken(id=key, why=f"{name} is a series of '{other.id}' already"))
    place = registry.folder / name
    if place.exists() and place.resolve() != path.resolve() and place.read_bytes() != data:
        found.append(Taken(id=key, why=f"another table lies at {name} already"))
    return found
