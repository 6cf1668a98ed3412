"""Words that may be told of one deed or of one kind of thing: none of them is held against another.

A wider circle than :mod:`._synonyms`, and for silence only: words that share a sense in WordNet, a sense and the one
above it, or two senses under one that is not too wide (made by benchmarks/make_kindred.py), and groups of a desk.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_FILES = ("_akin.txt", "_kindred.txt")


def akin(one: Token, other: Token) -> bool:
    """Say whether two words, verbs with their particles, may be told of one deed or one kind of thing."""
    groups = _groups()
    mine, theirs = (frozenset().union(*(groups.get(n, ()) for n in _names(token))) for token in (one, other))
    return one.lemma_ == other.lemma_ or not mine.isdisjoint(theirs)


def _names(word: Token) -> tuple[str, ...]:
    """Return a word as the files may have it: the parser's lemma of "fined" is "fin"."""
    low = word.lower_
    ways = (word.lemma_.casefold(), low, low.removesuffix("d"), low.removesuffix("ed"))
    particle = next((f"_{c.lower_}" for c in word.children if c.dep_ == "prt"), "")
    return tuple(f"{way}{particle}" for way in ways)


@functools.cache
def _groups() -> dict[str, frozenset[int]]:
    """Return the groups of each word by their numbers."""
    home = Path(__file__).parent
    lines = "\n".join((home / name).read_text(encoding="utf-8") for name in _FILES).splitlines()
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split() if not line.startswith("#") else ():
            found.setdefault(word, set()).add(number)
            if word.endswith("ize"):
                found.setdefault(f"{word.removesuffix('ize')}ise", set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
