"""What a text is found by: its words, its numbers in canonical digits, and its names without accents."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from . import bm25, quantity

_NAME = re.compile(r"[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*")
_JOINTS = re.compile(r"['’ʼ\-‑]")
_DOUBLED = re.compile(r"(.)\1+")
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
    words = (*bm25.terms(text), *bm25.terms(context)) if context else bm25.terms(text)
    return Terms(words=words, numbers=numbers, names=names(f"{text} {context}"))


def names(text: str) -> tuple[str, ...]:
    """Return the capitalised words of ``text``, folded: no accents, no articles, no doubled letters."""
    found: dict[str, None] = {}
    for match in _NAME.finditer(text):
        for part in _JOINTS.split(match.group()):
            if part[:1].isupper() or (part and part is not match.group() and match.group()[:1].isupper()):
                folded = fold_part(part)
                if len(folded) > 1 and folded not in _ARTICLES and folded not in bm25.STOP:
                    found[folded] = None
        joined = _JOINTS.sub("", match.group())
        if any(char.isupper() for char in joined) and joined != match.group():
            found[fold_part(joined)] = None
    return tuple(found)


def fold_part(part: str) -> str:
    """Return one word of a name as it is compared across transliterations: "Khalil", "Hayya" > "haya"."""
    plain = unicodedata.normalize("NFKD", part.casefold())
    plain = "".join(char for char in plain if char.isalpha())
    return _DOUBLED.sub(r"\1", plain)
