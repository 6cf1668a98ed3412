"""Word lists of the judges, read once from the data files beside them."""

from __future__ import annotations

import functools
from pathlib import Path

from .. import bm25


@functools.cache
def _kinships() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in (*lines("_kin.txt"), *lines("_irregular.txt")):
        group = {term for word in line.split() for term in bm25.terms(word)}
        for term in group:
            table.setdefault(term, set()).update(group)
    return {term: frozenset(group) for term, group in table.items()}


@functools.lru_cache(maxsize=65536)
def kin(term: str) -> frozenset[str]:
    """Return the terms that can stand for ``term`` in a source, itself first of all."""
    return _kinships().get(term, frozenset()) | {term}


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a data file of this folder, comments and blank lines left out."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@functools.cache
def groups(name: str) -> dict[str, frozenset[str]]:
    """Return the named groups of a data file whose lines read ``group: word word``."""
    split = (line.partition(":") for line in lines(name))
    return {group: frozenset(words.split()) for group, _, words in split}


@functools.cache
def light() -> frozenset[str]:
    """Return the words whose absence from a source means nothing, casefolded."""
    return frozenset(word for line in lines("_light.txt") for word in line.split())
