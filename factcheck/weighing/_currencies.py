"""The same number of another currency: what sells at 38 zlotys does not cost 38 euros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import bm25, quantity
from ..model import Quantity
from ..text import late
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
_NAMES = {"rial": "riyal", "krona": "crown", "krone": "crown", "kroner": "crown", "kronor": "crown"}


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
