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

Spans = tuple[tuple[int, int], ...]


class Phrase(NamedTuple):
    """Phrases of one meaning, and where the desk's table has them."""

    phrases: tuple[str, ...]
    group: int
    of_copy: bool
    idiom: bool

    @property
    def terms(self) -> frozenset[str]:
        """Return the terms for which they stand: a phrase of copy for what says it in a source, and the other way."""
        says, means = _group(self.group)
        return means if self.of_copy else says

    def find(self, text: str, low: str = "") -> Spans:
        """Return where one of the phrases stands; most stand nowhere, so each is compiled when it does.

        :param low: the text in small letters, where it is at hand.
        """
        low = low or text.casefold()
        whole = any(map(low.__contains__, self.phrases))
        found = [one.span() for one in _pattern(self.phrases).finditer(text)] if whole else []
        pairs = (pair for pair in _pairs(self.phrases) if pair.behind in low and pair.verb in low)
        return (*found, *(span for pair in pairs for span in _apart_from_its_verb(pair, low)))

    def says(self, text: str) -> bool:
        """Say whether a text has one of the phrases, or what stands for it."""
        return not told(text).isdisjoint(self.terms) or bool(self.find(text))


_WORD = re.compile(r"\w+")
_MARK = "~"  # begins the term of a group
_BEGIN = 4  # letters of a term to look under; a stem of three ("run" of "running") stands under itself
_PARTICLES = ("up", "down", "out", "off", "away", "back", "aside")
_NO_OBJECT = (
    "and",
    "or",
    "but",
    "to",
    "in",
    "on",
    "at",
    "for",
    "with",
    "from",
    "around",
    "over",
    "through",
    "who",
    "which",
)
_IDIOMS = "_idioms.txt"
_GAP = ".."  # in a phrase, for what the verb is done to: "gave the plan the green light"
BETWEEN = 4  # words that may stand between a verb and its particle
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
    found = []
    inside = [(place, one.terms) for one in _likely(claim, of_copy=True) for place in one.find(claim)]
    for surface, forms in telling(claim):
        own = bm25.terms(surface)
        meant: list[Collection[str]] = [_meant(term) for term in own]
        meant += [terms for (start, end), terms in inside if surface in claim[start:end]]
        found.append((surface, forms.union(*meant)))
    return tuple(found)


def forms_of(word: str, text: str) -> frozenset[str]:
    """Return the terms that may stand for a word of a text, its own among them."""
    return dict(spoken(text)).get(word, frozenset()) | frozenset(bm25.terms(word))


@functools.lru_cache(maxsize=4096)
def idioms(claim: str) -> tuple[Phrase, ...]:
    """Return the phrases of a claim whose words do not say what the phrase says ("gave the green light")."""
    return tuple(one for one in _likely(claim, of_copy=True) if one.idiom and one.find(claim))


def forms_at(word: str, at: int, claim: str) -> frozenset[str]:
    """Return the terms that may stand for a word at a place of a claim, or for the phrase that it is part of there."""
    phrases = (one for one in idioms(claim) if any(start <= at < end for start, end in one.find(claim)))
    return forms_of(word, claim).union(*(one.terms for one in phrases))


def untold(claim: str, passage: str) -> str:
    """Return such a phrase of a claim for which a passage has nothing, neither its words nor others, or ""."""
    for one in idioms(claim):
        at = one.find(claim)
        beside = (other for other in _likely(claim, of_copy=True) if _overlap(at, other.find(claim)))
        if not any(other.says(passage) for other in beside):
            return " ".join(claim[start:end] for start, end in at[:2])
    return ""


def told_by_a_phrase(word: str, passage: str) -> bool:
    """Say whether a passage has a phrase for a word of copy: "the whole country" of "nationwide"."""
    marks = {m for term in bm25.terms(word) for m in _meant(term) if m.startswith(_MARK)}
    return bool(marks) and not marks.isdisjoint(told(passage))


def in_a_told_phrase(claim: str, passage: str, at: int) -> bool:
    """Say whether the word at a place of a claim is part of a phrase for which a passage has something."""
    here = ((at, at + 1),)
    return any(_overlap(here, one.find(claim)) and one.says(passage) for one in _likely(claim, of_copy=True))


def _overlap(some: Spans, others: Spans) -> bool:
    return any(start < stop and begin < end for start, end in some for begin, stop in others)


def as_a_source_says(one: Phrase, passage: str) -> tuple[str, ...]:
    """Return the phrases of a passage that stand for one of copy."""
    same = (other for other in _likely(passage) if other.group == one.group)
    return tuple(passage[start:end] for other in same for start, end in other.find(passage))


def says_too(word: str, phrase: str, text: str, but: frozenset[str]) -> bool:
    """Say whether a text has another word, or a phrase, for a word or for the phrase that it begins.

    :param but: the terms that say something else.
    """
    here, own = told(text).union(*_of_copy(text)) - but, frozenset(bm25.terms(word))
    marks = {term for term in told(phrase) if term.startswith(_MARK)}.union(*_of_copy(phrase))
    near = (other for term in own if " " not in word for other in _meant(term) if other not in own)
    return not here.isdisjoint((*near, *marks)) or any(not own.isdisjoint(t) for t in _of_copy(text))


def _of_copy(text: str) -> tuple[frozenset[str], ...]:
    """Return the terms for which each phrase of a text stands, where copy has it."""
    return tuple(one.terms for one in _likely(text, of_copy=True) if one.find(text))


def says_less(word: str, passage: str) -> str:
    """Return the word of a passage that says less than a word of copy, or another that a desk keeps apart, or ""."""
    mine = frozenset(bm25.terms(word))
    less = frozenset(other for term in mine for other in (*_broader(term), *_apart().get(term, ())))
    return next((w for w in _WORD.findall(passage) if not less.isdisjoint(bm25.terms(w))), "") if less else ""


@functools.lru_cache(maxsize=16384)
def told(text: str) -> frozenset[str]:
    """Return the terms of a text and those for which its phrases stand: "turned down" tells a refusal.

    Lines are read one by one and kept: what a passage is known to be about stands beside many.
    """
    if "\n" in text:
        return frozenset().union(*map(told, text.split("\n")))
    low = text.casefold()
    stand = (one.terms for one in _likely(text) if one.find(text, low))
    ranks = (term for found in _RANKED.findall(text) for term in bm25.terms(_RANKS[found.casefold()]))
    return frozenset(bm25.terms(text)).union(ranks, *stand)


def _likely(text: str, *, of_copy: bool = False) -> Iterator[Phrase]:
    """Yield the phrases that a text may have, as it has all the words of one: that is quicker than a search."""
    needing, here = _needing(of_copy=of_copy), frozenset(_WORD.findall(text.casefold()))
    likely = {i for word in here for i, words in needing.get(word, ()) if words <= here}
    yield from (_phrases(of_copy=of_copy)[i] for i in sorted(likely))


@functools.cache
def _needing(*, of_copy: bool) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """Return the phrases by their longest words: where each stands, with all its words."""
    found: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for place, one in enumerate(_phrases(of_copy=of_copy)):
        for words in (_WORD.findall(phrase.casefold()) for phrase in one.phrases):
            found.setdefault(max(words, key=len), []).append((place, frozenset(words)))
    return found


@functools.cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.I)


class _Pair(NamedTuple):
    """A verb and what stands apart behind it, each with the space between, and whether anything may stand there."""

    verb: str
    behind: str
    gap: bool


@functools.cache
def _pairs(phrases: tuple[str, ...]) -> tuple[_Pair, ...]:
    """Return the verbs of phrases that may stand apart from their particle, or from the rest behind a gap."""
    halves = (phrase.partition(" ") for phrase in phrases if " " in phrase)
    pairs = (
        _Pair(f"{verb} ", f" {rest.removeprefix(_GAP)}", rest.startswith(_GAP)) for verb, _, rest in halves
    )
    return tuple(pair for pair in pairs if pair.gap or " " not in pair.behind[1:])


def _apart_from_its_verb(pair: _Pair, low: str) -> Iterator[tuple[int, int]]:
    """Yield where a verb and its particle stand, with what it is done to or a day between: "turned the offer down"."""
    verb, particle, gap = pair.verb[:-1], pair.behind[1:], pair.gap
    parted = (_parted(verb, particle),) if gap or particle in _PARTICLES else ()
    by_a_day = (_parted_by_a_day(verb, particle),) if "day " in low and not gap else ()
    for found in (one for pattern in (*parted, *by_a_day) for one in pattern.finditer(low)):
        yield from (found.span(1), found.span(2))


@functools.cache
def _parted(verb: str, particle: str) -> re.Pattern[str]:
    between = rf"(?!(?:{'|'.join((*_PARTICLES, *_NO_OBJECT))})\b)[\w’'-]+ "
    return re.compile(rf"\b({verb}) (?:{between}){{1,{BETWEEN}}}({particle})\b")


@functools.cache
def _parted_by_a_day(verb: str, behind: str) -> re.Pattern[str]:
    """Return the pattern of two words between which copy says when: "called on Tuesday for"."""
    part = r"(?: (?:morning|afternoon|evening|night))?"
    return re.compile(
        rf"\b({re.escape(verb)}) (?:on |late on |early on )?[a-z]+day{part} ({re.escape(behind)})\b"
    )


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


@functools.lru_cache(maxsize=65536)
def _meant(term: str) -> frozenset[str]:
    """Return the terms of what a source may say where copy has this one, by the desk's table."""
    groups = (_group(number) for number in _begun().get(term[:_BEGIN], ()))
    return frozenset().union(*(means for says, means in groups if term in says))


@functools.lru_cache(maxsize=65536)
def _broader(term: str) -> frozenset[str]:
    """Return the words that say less than this one, in the groups that are read one way."""
    groups = (_group(number) for number in _begun().get(term[:_BEGIN], ()))
    return frozenset().union(*(says - means for says, means in groups if term in means - says))


@functools.cache
def _apart() -> dict[str, set[str]]:
    """Read the words that a desk keeps apart."""
    near: dict[str, set[str]] = {}
    for line in _lines("_apart.txt"):
        sides = [_split(side, "") for side in line.split(" | ")]
        for side in sides:
            for term in side:
                near.setdefault(term, set()).update(*(other for other in sides if other is not side))
    return near


@functools.cache
def _table_of_the_desk() -> tuple[tuple[str, str], ...]:
    """Read the desk's table: what copy may say for what a source says; in most groups that is the same.

    "a < b" is read one way. Words joined by "_" are one phrase. Idioms stand below.
    """
    sides = (line.partition(" < ") for line in (*_lines("_desk.txt"), *_lines(_IDIOMS)))
    return tuple((copy, source or copy) for copy, _, source in sides)


@functools.cache
def _begun() -> dict[str, set[int]]:
    """Return which groups have words that begin like a term: to cut all to their stems takes longer than a scan may."""
    found: dict[str, set[int]] = {}
    for number, sides in enumerate(_table_of_the_desk()):
        for word in (word for side in dict.fromkeys(sides) for word in side.split() if "_" not in word):
            plain = word.isalpha() and word not in bm25.NUMBER_WORDS
            for term in (word, word[: _BEGIN - 1]) if plain else bm25.terms(word):
                found.setdefault(term[:_BEGIN], set()).add(number)
    return found


@functools.cache
def _group(number: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms of what copy says and of what a source says, in one group.

    A term of its own stands for a group with phrases, so that one phrase tells another.
    """
    copy, source = _table_of_the_desk()[number]
    own = f"{_MARK}{number}" if "_" in copy or "_" in source else ""
    says = _split(copy, own)
    return says, says if source == copy else _split(source, own)


@functools.cache
def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _split(side: str, own: str) -> frozenset[str]:
    terms = frozenset(bm25.terms(" ".join(word for word in side.split() if "_" not in word)))
    return terms | {own} if own else terms


@functools.cache
def _phrases(*, of_copy: bool) -> tuple[Phrase, ...]:
    """Return the phrases that copy has, or those of a source."""
    found, first = [], len(_lines("_desk.txt"))
    for number, (copy, source) in enumerate(_table_of_the_desk()):
        phrases = tuple(w.replace("_", " ") for w in (copy if of_copy else source).split() if "_" in w)
        if phrases:
            found.append(Phrase(phrases, number, of_copy, number >= first))
    return tuple(found)
