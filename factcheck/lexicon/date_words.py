"""Patterns of calendar dates, shared by the readers of quantities and of periods. No capturing groups."""

from __future__ import annotations

import re

from . import SPACE as _S

_DASH = r"[-–—‑]"
#: The names of the months in their order.
LONG = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
#: Month name (or its abbreviation) to its number, lower case.
MONTHS = {name.lower(): n for n, name in enumerate(LONG, 1)}
MONTHS |= {name[:3].lower(): n for n, name in enumerate(LONG, 1)} | {"sept": 9}
_names = [*LONG, *(name.upper() for name in LONG)]
#: A month name as copy writes it: capitalised, the abbreviations with or without a point.
MONTH = (
    rf"(?:(?:{'|'.join(_names)})\b|(?:{'|'.join([*_SHORT, *(name.upper() for name in _SHORT)])})(?:\.|\b))"
)
YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)(?!\d|,\d|\.\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_TILL = rf"(?:{_S}?{_DASH}{_S}?|{_S}(?:to|and|or|until|till|through){_S})"
DAY_MONTH = rf"\b{_DAY}(?:{_TILL}{_DAY})?{_S}(?:of{_S})?{MONTH}(?:,?{_S}{YEAR})?"
#: Behind the last day of "from March 4 to 11 the port was shut", what is no thing of which there may be eleven.
NO_THING = (
    r"(?:the|an?|its?|his|her|their|this|these|those|he|she|they|there|in|at|on|by|for|with|when|while|as|was|were|is"
    r"|are|had|has|have|no|all|about|around|some|nearly|only)\b"
)
#: What opens a stretch of days.
SPAN_BEFORE = rf"(?:(?<=[Ff]rom{_S})|(?<=[Bb]etween{_S}))"
#: Before a month, where the number behind it counts: "In March 12 people were killed" names no twelfth of March.
COUNTED_IN = (
    rf"(?<=\b[Ii]n{_S})(?={MONTH}{_S}\d\d?{_S}(?:(?:people|persons|men|women|children|civilians|soldiers|journalists)\b"
    rf"|[A-Za-z-]+{_S}(?:[a-z]+{_S})?(?:were|was|are|have|had|lost)\b))"
)
_MONTH_DAY = (
    rf"(?!{COUNTED_IN}){MONTH}{_S}(?:the{_S})?{_DAY}(?!,\d|\.\d|{_S}?%)(?:{_TILL}{_DAY}(?!,\d|%|{_S}+{{no}}[a-z]|{_S}{MONTH}))?"
    rf"(?:,?{_S}{YEAR})?"
)
MONTH_DAY = (
    rf"{SPAN_BEFORE}{_MONTH_DAY.replace('{no}', f'(?!{NO_THING})')}|\b{_MONTH_DAY.replace('{no}', '')}"
)
MONTH_YEAR = rf"\b{MONTH},?{_S}(?:of{_S})?{YEAR}"
ISO = (
    r"\b(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
NUMERIC = r"\b(?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|[12]\d|3[01])/|\.(?:0?[1-9]|1[0-2])\.)(?:\d{4}|\d\d)\b(?![/.]\d)"
SEASON_YEARS = rf"\b(?:1[5-9]|20)\d\d(?:{_DASH}|/)(?:(?:1[5-9]|20)\d\d|\d\d)\b(?!-)"
FISCAL = r"\b(?:FY|Q[1-4]|H[12])[ '’]?(?:(?:19|20)\d\d|\d\d)?\b"
DECADE = r"\b(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b|\b(?:[2-9]0s)\b"
#: Any date that is a date by its form alone, as it begins with a digit (or with letters joined to one) or with a word.
DIGIT_DATE = "|".join((ISO, NUMERIC, SEASON_YEARS, DECADE, FISCAL, DAY_MONTH))
WORD_DATE = "|".join((FISCAL, MONTH_DAY, MONTH_YEAR))
#: Before a day, what was to be by then: "was due to reopen on Thursday", told on Friday.
WAS_DUE = re.compile(
    r"(?i)\b(?:was|were|had been) (?:due|set|scheduled|expected|planned|slated|supposed|meant|to)\b[^.;]*$"
)
