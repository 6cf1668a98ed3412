"""The same number of another currency or measure: 38 zlotys are not 38 euros, nor 110 millilitres 110 per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import bm25, quantity
from ..lexicon.units import DIMENSIONS
from ..model import Quantity
from ..text import late
from ._limits import of_one_matter
from ._placing import Contrary

# One name for the money of several countries: "dollars" may be Canadian.
_FAMILIES = {
    "dollar": "USD CAD AUD NZD SGD HKD",
    "crown": "SEK NOK DKK CZK",
    "pound": "GBP EGP",
    "rupee": "INR PKR",
    "peso": "MXN",
    "dinar": "JOD",
    "dirham": "AED",
    "riyal": "SAR QAR",
    "shilling": "KES",
    "zloty": "PLN",
    "won": "KRW",
    "real": "BRL",
    "rand": "ZAR",
    "franc": "CHF",
    "rupiah": "IDR",
    "taka": "BDT",
    "baht": "THB",
    "shekel": "ILS",
    "naira": "NGN",
    "forint": "HUF",
    "hryvnia": "UAH",
}
_OF_CODE = {code: name for name, codes in _FAMILIES.items() for code in codes.split()}
_WORD = late(
    r"\s+(?:[A-Z][a-z]+\s+)?(?P<name>dollar|crown|pound|rupee|peso|dinar|dirham|ri(?:y)?al|shilling|zloty|won|real|rand"
    r"|franc|rupiah|taka|baht|shekel|naira|forint|hryvnia|rouble|ruble|florin|guilder|mark|ducat|thaler|lei|leva"
    r"|kron[aeo]r?|tenge|cedi|birr|leone|kwacha|dram|lari|som|denar|escudo|sol)e?s?\b",
    re.I,
)
_NO_MEASURE = frozenset({"label", "ordinal", "score", "times", "share", "points"})
_KINDS = {"gallon": "volume", "barrel": "volume", "GBP": "mass"}  # "94 pounds" of 94 kilograms
_TELLING = 10  # a number from which on two texts hardly have the same by chance
_NAMES = {"rial": "riyal", "krona": "crown", "krone": "crown", "kroner": "crown", "kronor": "crown"}


def in_another_measure(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim gives in one measure, and a passage, once, in another: "300 gallons" of litres."""
    stated = quantity.find(passage)
    for mine in quantity.find(claim):
        same = [q for q in stated if q.value == mine.value]
        if len(same) != 1 or mine.value < _TELLING or not _of_two_measures(mine.unit, same[0].unit):
            continue
        plain = claim[: mine.span.start] + claim[mine.span.end :]
        if of_one_matter(plain, passage):
            said = mine.span.of(claim)
            yield (
                "numbers",
                f"the draft says {said}; the source says {same[0].span.of(passage)}",
                mine.span,
                said,
            )
            return


def _of_two_measures(unit: str, other: str) -> bool:
    """Say whether two units are told and are not one; of two times, and of per cent and points, others speak."""
    kinds = [DIMENSIONS[u][0] if u in DIMENSIONS else _KINDS.get(u, u) for u in (unit, other)]
    known = all(u and u not in _NO_MEASURE for u in (unit, other))
    money = all(quantity.is_money(u) for u in (unit, other))
    same = len(set(kinds)) == 1 or "%" in kinds  # thirty tonnes and thirty kilometres are two matters
    return known and same and unit != other and not money and not set(kinds) <= {"time", "calendar"}


def in_another_currency(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim gives in one currency, and a passage, once, in another."""
    for mine in quantity.find(claim):
        stated = quantity.find(passage)
        same = [q for q in stated if q.value == mine.value]
        if len(same) != 1:
            continue
        ours, theirs = _money(claim, mine), _money(passage, same[0])
        if ours and theirs and ours != theirs:
            said, other = (_written(text, q) for text, q in ((claim, mine), (passage, same[0])))
            yield "numbers", f"the draft says {said}; the source says {other}", mine.span, said
            return


def money_of(text: str, number: Quantity) -> frozenset[str]:
    """Return the words for the money of which a number is so much, as terms; none where it is no money."""
    found = _WORD.match(text, number.span.end)
    if found is None and not quantity.is_money(number.unit):
        return frozenset()
    behind = bm25.terms(text[number.span.start : found.end() if found else number.span.end])
    return frozenset(term for term in behind if not term[:1].isdigit())


def _money(text: str, number: Quantity) -> str:
    """Return the name of the money of which a number is so much, or ""."""
    if quantity.is_money(number.unit):
        return _OF_CODE.get(number.unit, number.unit)
    found = _WORD.match(text, number.span.end) if number.unit == "" else None
    name = found["name"].casefold() if found else ""
    return _NAMES.get(name, name)


def _written(text: str, number: Quantity) -> str:
    """Return a number as it is written, with its currency."""
    found = _WORD.match(text, number.span.end) if number.unit == "" else None
    return text[number.span.start : found.end() if found else number.span.end]
