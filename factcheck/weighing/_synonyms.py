"""Words of one meaning: a passage that says "closed" says what a claim means by "shut".

Only for how much of a claim is said. Where a detail belongs, and whether it is the right one, is decided by the very
words: a synonym in some sense need not be one here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from .. import bm25
from ..judge._align import words_of


class Phrase(NamedTuple):
    """Phrases of one meaning, the words with which they begin, and the terms for which they stand."""

    phrases: tuple[str, ...]
    begins: frozenset[str]
    terms: frozenset[str]

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where one of the phrases stands; most are never looked for, so each is compiled when it is."""
        return tuple(found.span() for found in _pattern(self.phrases).finditer(text))


_WORD = re.compile(r"\w+")
_MARK = "~"  # begins the term of a group
_RANKS = {"one": "first", "1": "first", "two": "second", "2": "second", "three": "third", "3": "third"}
_RANKED = re.compile(
    r"\b(?:phase|stage|step|round|part) (one|two|three|[123])\b", re.I
)  # "phase two" is the second


@functools.lru_cache(maxsize=4096)
def telling(claim: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each telling word of a claim once, as written, with the terms that may stand for it in a source."""
    near = _table()
    return tuple(
        (surface, forms.union(*(near[term] for term in bm25.terms(surface) if term in near)))
        for surface, forms in words_of(claim)
    )


@functools.lru_cache(maxsize=4096)
def spoken(claim: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the same with what news desks write for one another: for how much of a claim is said, and nothing else."""
    near = _desk()
    found = []
    inside = [(place, one.terms) for one in _likely(claim, of_copy=True) for place in one.find(claim)]
    for surface, forms in telling(claim):
        own = bm25.terms(surface)
        meant: list[Collection[str]] = [near[term] for term in own if term in near]
        meant += [terms for (start, end), terms in inside if surface in claim[start:end]]
        found.append((surface, forms.union(*meant)))
    return tuple(found)


def forms_of(word: str, text: str) -> frozenset[str]:
    """Return the terms that may stand for a word of a text, its own among them."""
    return dict(spoken(text)).get(word, frozenset()) | frozenset(bm25.terms(word))


def says_too(word: str, phrase: str, text: str, but: frozenset[str]) -> bool:
    """Say whether a text has another word, or a phrase, for a word or for the phrase that it begins.

    :param but: the terms that say something else.
    """
    here, own = told(text) - but, frozenset(bm25.terms(word))
    marks = (term for term in told(phrase) if term.startswith(_MARK))
    near = (other for term in own if " " not in word for other in _desk().get(term, ()) if other not in own)
    return not here.isdisjoint((*near, *marks))


def says_less(word: str, passage: str) -> str:
    """Return the word of a passage that says less than a word of copy, or another that a desk keeps apart, or ""."""
    mine = frozenset(bm25.terms(word))
    less = frozenset(other for term in mine for other in (*_broader().get(term, ()), *_apart().get(term, ())))
    return next((w for w in _WORD.findall(passage) if not less.isdisjoint(bm25.terms(w))), "") if less else ""


@functools.lru_cache(maxsize=16384)
def told(text: str) -> frozenset[str]:
    """Return the terms of a text and those for which its phrases stand: "turned down" tells a refusal.

    Lines are read one by one and kept: what a passage is known to be about stands beside many.
    """
    if "\n" in text:
        return frozenset().union(*map(told, text.split("\n")))
    stand = (one.terms for one in _likely(text) if one.find(text))
    ranks = (term for found in _RANKED.findall(text) for term in bm25.terms(_RANKS[found.casefold()]))
    return frozenset(bm25.terms(text)).union(ranks, *stand)


def _likely(text: str, *, of_copy: bool = False) -> Iterator[Phrase]:
    """Yield the phrases that a text may have: a look at the first word is quicker than a search."""
    begins = _beginning(of_copy=of_copy)
    likely = {i for word in _WORD.findall(text.casefold()) for i in begins.get(word, ())}
    yield from (_phrases(of_copy=of_copy)[i] for i in sorted(likely))


@functools.cache
def _beginning(*, of_copy: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, one in enumerate(_phrases(of_copy=of_copy)):
        for word in one.begins:
            found.setdefault(word, []).append(place)
    return found


@functools.cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.I)


@functools.cache
def _table() -> dict[str, set[str]]:
    """Read the pairs that benchmarks/make_synonyms.py took from WordNet, both ways."""
    near: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("_synonyms.txt").read_text(encoding="utf-8").splitlines():
        term, _, others = line.partition(": ")
        for other in others.split() if not line.startswith("#") else ():
            near.setdefault(term, set()).add(other)
            near.setdefault(other, set()).add(term)
    return near


@functools.cache
def _desk() -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for _, says, _, means in _groups():
        for term in says:
            near.setdefault(term, set()).update(means)
    return near


@functools.cache
def _broader() -> dict[str, set[str]]:
    """Return for each word of the groups that are read one way the words that say less."""
    wide: dict[str, set[str]] = {}
    for _, says, _, means in _groups():
        for term in means - says if says != means else ():
            wide.setdefault(term, set()).update(says - means)
    return wide


@functools.cache
def _apart() -> dict[str, set[str]]:
    """Read the words that a desk keeps apart."""
    near: dict[str, set[str]] = {}
    for line in _lines("_apart.txt"):
        sides = [_split(side, "")[1] for side in line.split(" | ")]
        for side in sides:
            for term in side:
                near.setdefault(term, set()).update(*(other for other in sides if other is not side))
    return near


@functools.cache
def _groups() -> tuple[tuple[tuple[str, ...], frozenset[str], tuple[str, ...], frozenset[str]], ...]:
    """Read the desk's table: what copy may say for what a source says, the phrases and the terms of the words of each.

    In most groups that is the same; "a < b" is read one way. A term of its own stands for a group with phrases, so
    that one phrase tells another.
    """
    found = []
    for number, line in enumerate(_lines("_desk.txt")):
        copy, _, source = line.partition(" < ")
        said, meant = (
            _split(side, f"{_MARK}{number}" if "_" in line else "") for side in (copy, source or copy)
        )
        found.append((*said, *meant))
    return tuple(found)


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _split(side: str, own: str) -> tuple[tuple[str, ...], frozenset[str]]:
    words = side.split()
    phrases = tuple(word.replace("_", " ") for word in words if "_" in word)
    terms = frozenset(
        bm25.terms(" ".join(word for word in words if "_" not in word))
    )  # a call a side, not a word
    return phrases, terms | {own} if own else terms


@functools.cache
def _phrases(*, of_copy: bool) -> tuple[Phrase, ...]:
    """Return the phrases that copy has, with what says them in a source; or those of a source with what they say."""
    sides = (((g[0], g[3]) if of_copy else (g[2], g[1])) for g in _groups())
    return tuple(
        Phrase(
            phrases=phrases,
            begins=frozenset(word for phrase in phrases for word in _WORD.findall(phrase.casefold())[:1]),
            terms=terms,
        )
        for phrases, terms in sides
        if phrases
    )
