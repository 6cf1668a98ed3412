"""Arithmetic on days: months, weeks and quarters as pairs of dates, both ends inside."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]
#: What a period is that no reference date pins down.
ALWAYS: Days = (date.min, date.max)


def shift(day: date, days: int) -> date:
    """Return ``day`` moved by ``days``, stopping at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_of(year: int, month: int, count: int = 1) -> Days:
    """Return ``count`` whole months from the given one on."""
    first = date(year, month, 1)
    return first, shift(add_months(first, count), -1)


def year_of(year: int, count: int = 1) -> Days:
    """Return ``count`` whole years."""
    return date(year, 1, 1), date(min(year + count - 1, 9999), 12, 31)


def week_of(day: date) -> Days:
    """Return the week of ``day``, Monday to Sunday."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)


def valid(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has none (30 February)."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def unit(day: date, grain: str) -> Days:
    """Return the week, month, quarter, year or decade that ``day`` lies in; else the day itself."""
    if grain == "week":
        return week_of(day)
    if grain == "month":
        return month_of(day.year, day.month)
    if grain == "quarter":
        return month_of(day.year, day.month - (day.month - 1) % 3, 3)
    if grain == "year":
        return year_of(day.year)
    if grain == "decade":
        return year_of(max(1, day.year - day.year % 10), 10)
    return day, day
