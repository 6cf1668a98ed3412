"""What a text is found by: its words, its numbers in canonical digits, and its names without accents."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from .. import bm25, quantity
from ..lexicon.date_words import LONG

_NAME = re.compile(r"[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*")
_JOINTS = re.compile(r"['’ʼ\-‑]")
_DOUBLED = re.compile(r"(.)\1+")
# Months as copy shortens them before a day: "Oct. 10" is found by "October".
_MONTHS = {name[:3]: name for name in LONG if len(name) > 3}
_SHORT = re.compile(rf"\b({'|'.join(_MONTHS)})t?\.?(?= \d)")
# The articles of transliterated names stand or not, joined or apart: "al-Hayya", "Al Hayya", "Hayya".
_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az"))


class Terms(NamedTuple):
    """The terms of a text, in three fields; ``words`` in order and with repetitions, the others each once."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]


def terms_of(text: str, context: str = "") -> Terms:
    """Return what ``text`` is found by; ``context`` (title, publisher) lends words and names, not numbers."""
    numbers = tuple(dict.fromkeys(quantity.canonical(text)))
    text = _SHORT.sub(lambda found: _MONTHS[found[1]], text)
    words = (*bm25.terms(text), *bm25.terms(context)) if context else bm25.terms(text)
    named = (*names(text), *_context_names(context)) if context else names(text)
    return Terms(words=words, numbers=numbers, names=tuple(dict.fromkeys(named)))


@functools.lru_cache(maxsize=64)
def _context_names(context: str) -> tuple[str, ...]:
    return names(context)


def names(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` with a capital, folded: no accents, no articles, no doubled letters."""
    found: dict[str, None] = {}
    for word in _NAME.findall(text):
        if not word.islower():
            found.update(dict.fromkeys(_name_forms(word)))
    return tuple(found)


@functools.lru_cache(maxsize=16384)
def _name_forms(word: str) -> tuple[str, ...]:
    """Return the parts of a joined name and the whole of it: "Al-Hayya" is "haya" and "alhaya"."""
    parts = [part for part in _JOINTS.split(word) if part]
    folded = [fold_part(part) for part in (*parts, "".join(parts))]
    forms = dict.fromkeys(form for form in folded if len(form) > 1 and form not in _ARTICLES)
    return tuple(form for form in forms if form not in bm25.STOP)


def fold_part(part: str) -> str:
    """Return one word of a name as it is compared across transliterations: "Khalil", "Hayya" > "haya"."""
    plain = unicodedata.normalize("NFKD", bm25.plain(part.casefold()))
    plain = "".join(char for char in plain if char.isalpha())
    return _DOUBLED.sub(r"\1", plain)
