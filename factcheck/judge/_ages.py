"""Ages: "at 31", "aged 31", "Lee, 31,", "31-year-old", and the bound of age that somebody is beyond."""

from __future__ import annotations

import re

from ..model import Bound, Quantity
from ._values import figures

_AGED = re.compile(
    r"(?:\baged?\s+|\bat\s+(?:the\s+age\s+of\s+|age\s+)?|\bwas\s+|^|[^\W\d_],\s+|\()$", re.IGNORECASE
)
_OLD = re.compile(r"\s*(?:[,.;)]|$|(?:when|as|he|she)\b)", re.IGNORECASE)
_ARE = re.compile(r"(?<!\bthere )\b(?:is|are|was|were|be|been)\s+(?:aged\s+)?$", re.IGNORECASE)
_SAYS_AGE = re.compile(r"^aged?\b|\byears?[\s-]+old\b", re.IGNORECASE)  # the number's own words
_YEARS = re.compile(r"[\s-]*years?[\s-]+(?:old|of\s+age)\b", re.IGNORECASE)


def is_age(number: Quantity, text: str) -> bool:
    """Say whether a number gives an age: "at 31,", "aged 31", "Lee, 31,", "31-year-old"."""
    behind = number.span.start + len(re.match(r"[\w.]*", text[number.span.start :]).group())  # type: ignore[union-attr]
    if _YEARS.match(text, behind) or _SAYS_AGE.search(number.span.of(text)):
        return True
    bare = number.unit in ("", "year") and 0 < number.value < 120
    return bare and bool(_AGED.search(text[: number.span.start]) and _OLD.match(text, number.span.end))


def may_be_age(number: Quantity, text: str, passage: str) -> bool:
    """Say whether a bound that somebody is beyond is one of age, since a passage gives an age: "most were over 70"."""
    return bounds_somebody(number, text) and any(is_age(one, passage) for one in figures(passage))


def bounds_somebody(number: Quantity, text: str) -> bool:
    """Say whether somebody is said to be above or below a number: "most were over 70"."""
    bounded = number.unit == "" and number.bound is not Bound.EXACT and 0 < number.value < 120
    said = bounded and _ARE.search(text[: number.span.start]) and _OLD.match(text, number.span.end)
    return bool(said)
