"""Numbers as people write them out: "four hundred and forty-seven", "half a million", "twenty-first".

Patterns are strings to be built into larger expressions (case folded by the caller's ``re.IGNORECASE``); none
holds a capturing group. The readers take what the pattern matched and give a float.

The rules are ours because the libraries stop short of copy: text2num 3.1 turns "1.2 million" into "1.2 1000000" and
"half a million" into "half a 1000000", price-parser 0.5 reads "$3.5bn" as 3.5 dollars, and quantulum3 0.10 as "dollar
barn newton"; none keeps a bound ("more than", "nearly"), knows "most", or passes over a date.
"""

from __future__ import annotations

import re

from . import SPACE as _S

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
VALUES = {word: float(n) for n, word in enumerate([*_UNITS, *_TEENS])}
VALUES |= {word: 10.0 * n for n, word in enumerate(_TENS, 2)} | {"fourty": 40.0, "nil": 0.0}

ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
}


def _any(words: list[str]) -> str:
    """Longest first, so that "seventy" is not read as "seven"."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_DIGIT = _any(_UNITS[1:])
SMALL = rf"(?:{_any([*_TENS, 'fourty'])}(?:(?:-|{_S}){_DIGIT}\b)?|{_any(_TEENS)}|{_any([*_UNITS, 'nil'])})"
_J = rf"(?:-|{_S})"
_BIG = rf"{_J}(?:thousand|million|billion|trillion|lakh|crore)\b"
_HUNDRED = rf"{_J}hundred\b(?:{_S}(?:and{_S})?{SMALL}\b)?"
_A = rf"an?(?={_J}hundred\b)"
# What goes on behind a thousand or a million. A comma belongs to it only before a hundred or another thousand.
_NEXT = (
    rf"(?:,(?={_S}(?:and{_S})?(?:[a-z]+ty{_J})?[a-z]+(?:{_BIG}|{_J}hundred\b)))?"
    rf"{_S}(?:and{_S})?(?:{SMALL}|{_A})(?:{_HUNDRED})?(?:{_BIG}|\b)"
)
_START = rf"(?:{SMALL}|an?(?={_J}(?:hundred|dozen)\b|{_BIG})|half{_S}an?(?={_J}dozen\b|{_BIG}))"
#: A cardinal number in words, from "two" to "one million two hundred thousand and one". Written so that the small
#: numbers stand in it four times and not seventeen: such a pattern is compiled at every start.
SPELLED = rf"(?:{_START}(?:{_J}and{_J}a{_J}half|{_HUNDRED}|{_J}dozen\b)?(?:{_BIG}(?:{_NEXT})*)?\b)"
#: An ordinal in words: "second", "twenty-first".
ORDINAL = rf"(?:(?:{_any(_TENS)}-)?{_any(list(ORDINALS))}\b)"


def spelled(text: str) -> float:
    """Return the value of a number in words that :data:`SPELLED` matched.

    :raises KeyError: when a word of ``text`` is no number word.
    """
    total = current = 0.0
    for word in re.findall(r"[a-z]+", re.sub(r"\band[\s-]a[\s-]half\b", "plushalf", text.lower())):
        if word == "plushalf":
            current += 0.5
        elif word == "half":
            current = 0.5
        elif word in ("a", "an"):
            current = current or 1.0
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
        elif word != "and":
            current += VALUES[word]
    return total + current


def ordinal(text: str) -> float:
    """Return the value of an ordinal in words that :data:`ORDINAL` matched.

    :raises KeyError: when a word of ``text`` is no ordinal word.
    """
    *tens, last = text.lower().split("-")
    return sum(VALUES[word] for word in tens) + float(ORDINALS[last])
