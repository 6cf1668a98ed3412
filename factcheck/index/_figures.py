"""Figures as evidence: which rows of a running measure speak to a claim, and how a row reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..figures import as_quantity, long_date, shown
from ..model import Evidence, Figure, Period, Quantity, Source
from ..quantity import agree

Row = tuple[str, Figure]


def chosen(
    rows: Sequence[Row], numbers: Sequence[Quantity], periods: Sequence[Period], as_of: date | None
) -> tuple[Row, ...]:
    """Return the rows of one measure that a reader has to see, the most telling first.

    :param rows: all rows, by day.
    :param numbers: the claim's quantities: told is the newest row of exactly this value, and the newest that
        a rounded or bounded number fits.
    :param periods: the claim's dates: told is the newest row within each.
    :param as_of: the horizon: told is the newest row up to it, and the newest of all after it ("since then").
    """
    known = [row for row in rows if as_of is None or row[1].as_of <= as_of]
    picked: list[Row] = []
    for number in numbers:
        picked += _newest([row for row in known if _equal(number, row[1])])
        picked += _newest([row for row in known if fits(number, row[1])])
    for period in periods:
        if period.relation in ("in", "until") and period.grain != "open":
            picked += _newest([row for row in known if period.start <= row[1].as_of <= period.end])
    picked += _newest(known)
    picked += _newest(rows[len(known) :])
    return tuple(dict.fromkeys(picked))


def _newest(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the last day (several where sources give the same day differently)."""
    return [row for row in rows if row[1].as_of == rows[-1][1].as_of]


def _equal(number: Quantity, figure: Figure) -> bool:
    return figure.low == figure.high == number.value


def fits(number: Quantity, figure: Figure) -> bool:
    """Say whether a number of the claim is a fair way to say the figure."""
    return agree(number, as_quantity(figure, number.unit)).holds


def evidence(source: Source, publisher: str, figure: Figure, score: float) -> Evidence:
    """Return a figure as evidence: a sentence that a reader can check, with its day.

    A row of a series is a release of its own: it counts as published on its day.
    """
    return Evidence(
        source=source.id,
        publisher=publisher,
        locator=(figure.locator or "figure") + (f"; revised: {figure.reason}" if figure.reason else ""),
        text=f"{figure.measure}: {shown(figure)} (as of {long_date(figure.as_of)})",
        published=figure.as_of if figure.series else source.published,
        kind="figure",
        score=score,
        snapshot=source.snapshot,
        figure=figure,
    )
