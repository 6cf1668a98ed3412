"""Figures of the registry: a value, a range or an open bound; and series from CSV, one row a release."""

from __future__ import annotations

import csv
import functools
import io
import re
from typing import Any

from ._fields import Fields, Trouble, as_date, tidy

Record = dict[str, Any]

FIGURE_KEYS = ("measure", "value", "low", "high", "as_of", "counted_from", "unit", "locator", "reason")
SERIES_KEYS = ("file", "column", "measure", "date", "counted_from", "unit", "locator", "reason")
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ONE = re.compile(_NUMBER)
_RANGE = re.compile(rf"({_NUMBER})\s*[-–]\s*({_NUMBER})")
_HINT = "digits only, such as 71424, 71,424, 3.5 or a range 12-15; write 1200000 for 1.2 million"


def number(text: str) -> float | None:
    """Return a number written with digits, thousands commas and a decimal point; None for anything else."""
    return float(text.replace(",", "")) if _ONE.fullmatch(text) and len(text) <= 40 else None


def interval(text: str) -> tuple[float, float] | None:
    """Return a number as ``(n, n)``, a range as ``(low, high)``; None for anything else."""
    value = number(text)
    if value is not None:
        return value, value
    match = _RANGE.fullmatch(text) if len(text) <= 80 else None
    if match is None:
        return None
    low, high = number(match[1]), number(match[2])
    return None if low is None or high is None else (low, high)


def figure(fields: Fields, published: str) -> Record:
    """Return the record of one figure; ``low`` or ``high`` is None where that side is open.

    Without ``as_of`` it stands as of the day its source was published; a running total must say its day.
    """
    low, high = _bounds(fields)
    measure, unit = _counted(fields)
    counted_from = fields.day("counted_from")
    as_of = fields.day("as_of", required=fields.has("counted_from")) or as_date(published)
    if as_of and counted_from and counted_from > as_of:
        fields.wrong(
            "counted_from", "'counted_from' is later than 'as_of'", "exchange them, or mend the year"
        )
    return {
        "measure": measure,
        "low": low,
        "high": high,
        "as_of": as_of.isoformat() if as_of else "",
        "counted_from": counted_from.isoformat() if counted_from else "",
        "unit": unit,
        "locator": fields.text("locator"),
        "reason": fields.text("reason"),
    }


def _counted(fields: Fields) -> tuple[str, str]:
    """Return measure and unit: the unit as drafts are read ("euros" is EUR), what is only counted in the measure.

    "People" or "households" is no unit of measurement: a draft's "437 households" is a bare count of them.
    """
    measure, written = fields.text("measure", required=True), fields.text("unit")
    unit, factor = canonical_unit(written)
    if factor != 1:
        hint = f"write the value in full, and 'unit: {unit}'" if unit else "write the value in full"
        fields.wrong("unit", f"the unit '{written}' holds a number", hint)
    if written and not unit and written.casefold() not in measure.casefold():
        measure = f"{measure} ({written})"
    return measure, unit


@functools.lru_cache(maxsize=256)
def canonical_unit(written: str) -> tuple[str, float]:
    """Return the unit as :mod:`factcheck.quantity` names it, and what it multiplies by ("million euros")."""
    if not written:
        return "", 1.0
    from .. import quantity

    for text in (f"5 {written}", f"{written}5"):
        found = quantity.find(text)
        if len(found) == 1 and (found[0].span.start, found[0].span.end) == (0, len(text)):
            unit = "" if found[0].unit == "label" else found[0].unit
            return unit, found[0].value / 5
    return "", 1.0


def _bounds(fields: Fields) -> tuple[float | None, float | None]:
    if fields.has("value") and (fields.has("low") or fields.has("high")):
        fields.wrong("value", "a figure has 'value', or 'low' and 'high', not both", "keep one of them")
        return None, None
    if fields.has("low") or fields.has("high"):
        return _open_bounds(fields)
    text = fields.text("value", required=True)
    found = interval(text)
    if found is None:
        if text:
            fields.wrong("value", f"'{text}' is no number", _HINT)
        return None, None
    if found[0] > found[1]:
        fields.wrong("value", f"the range '{text}' runs backwards", "write the smaller number first")
    return found


def _open_bounds(fields: Fields) -> tuple[float | None, float | None]:
    sides: list[float | None] = []
    for key in ("low", "high"):
        text = fields.text(key)
        sides.append(number(text))
        if text and sides[-1] is None:
            fields.wrong(key, f"'{text}' is no number", _HINT)
    low, high = sides
    if low is not None and high is not None and low > high:
        fields.wrong("low", "'low' is greater than 'high'", "exchange them")
    return low, high


def series(fields: Fields, table: bytes | None, name: str, trouble: Trouble) -> Record:
    """Return the record of one series; ``table`` is the CSV file's bytes, None where it could not be read."""
    counted_from = fields.day("counted_from")
    measure, unit = _counted(fields)
    column = fields.text("column", required=True)
    when = fields.text("date") or "date"
    rows = _rows(table, name, when, column, fields, trouble) if table is not None and column else []
    for row in rows:
        if counted_from and row[0] < counted_from.isoformat():
            where = fields.where("counted_from")
            trouble.add(
                f"'counted_from' is later than the row of {row[0]} in {name}", where, "mend one of them"
            )
            break
    return {
        "measure": measure,
        "counted_from": counted_from.isoformat() if counted_from else "",
        "unit": unit,
        "locator": fields.text("locator") or name,
        "rows": sorted(rows),
    }


def _rows(
    table: bytes, name: str, when: str, column: str, fields: Fields, trouble: Trouble
) -> list[list[Any]]:
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = table[: error.start].count(b"\n") + 1
        trouble.add("the table is not UTF-8", f"{name}:{line}:1", "save it as CSV UTF-8")
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        places = _columns(header, when, column, name, fields, trouble)
        return _cells(reader, header, places, name, trouble) if places else []
    except csv.Error as error:
        trouble.add(
            f"not a valid CSV table: {error}", f"{name}:{reader.line_num}:1", "export it as plain CSV"
        )
        return []


def _columns(
    header: list[str], when: str, column: str, name: str, fields: Fields, trouble: Trouble
) -> tuple[int, int, int] | None:
    """Return the places of the day, the value and the reason for a revision; -1 where no column holds reasons."""
    why = fields.text("reason")
    for wanted, key in ((when, "date"), (column, "column"), *(((why, "reason"),) if why else ())):
        if header.count(wanted) != 1:
            twice = "stands twice" if header.count(wanted) else "does not stand"
            where = fields.where(key) if fields.has(key) else f"{name}:1:1"
            trouble.add(
                f"the column '{wanted}' {twice} in {name}",
                where,
                f"columns: {', '.join(header[:20]) or 'none'}",
            )
            return None
    return header.index(when), header.index(column), header.index(why) if why else -1


def _cells(
    reader: Any, header: list[str], places: tuple[int, int, int], name: str, trouble: Trouble
) -> list[list[Any]]:
    rows: list[list[Any]] = []
    seen: dict[str, int] = {}
    for cells in reader:
        line = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            hint = f"the heading has {len(header)} columns; a number with a comma needs quotation marks"
            trouble.add(f"a row of {len(cells)} cells", f"{name}:{line}:1", hint)
            continue
        row = _row(cells, places, f"{name}:{line}", trouble)
        if row and row[0] in seen:
            hint = f"it stands first in line {seen[row[0]]}; keep the release that counts"
            trouble.add(f"the date {row[0]} stands twice", f"{name}:{line}:{places[0] + 1}", hint)
        elif row:
            seen[row[0]] = line
            rows.append(row)
    return rows


def _row(cells: list[str], places: tuple[int, int, int], where: str, trouble: Trouble) -> list[Any] | None:
    day, text = cells[places[0]].strip(), cells[places[1]].strip()
    if not text:
        return None
    if as_date(day) is None:
        trouble.add(f"'{day}' is no date", f"{where}:{places[0] + 1}", "write it as YYYY-MM-DD")
        return None
    found = interval(text)
    if found is None or found[0] > found[1]:
        trouble.add(f"'{text}' is no number", f"{where}:{places[1] + 1}", _HINT)
        return None
    return [day, *found, tidy(cells[places[2]]) if places[2] >= 0 else ""]
