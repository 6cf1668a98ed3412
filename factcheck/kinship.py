"""Kinship: whether a source of the registry tells of the matter that an article tells of.

A desk's registry holds the sources of all its stories, and most have nothing to do with the piece at hand. Numbers,
votes and offices are alike from story to story ("by 27 votes to 14", "the chief executive"), so a passage of another
story would speak for or against a draft by chance. A source is kin where it shares a proper name with the article, or
so much of its own words that it can hardly tell of anything else. Of 481 sources of 39 invented desks 480 were kin to
their own article, and 4 in 100 to another's (`python -m benchmarks.together` shows what that does to the verdicts).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from . import bm25
from .index import Index, Matter
from .judge._names import COMMON, folded_words, names_in
from .judge.names import telling_words
from .model import Article, Claim

SURE = 2  # names in common
# The share of a source's words, each by its rarity, that an article of full length has of its own matter: where it
# names one thing that the source names; where the source names nothing, or the article speaks of its publisher; and,
# however short the article, where the source names others and nothing of the article.
BESIDE_A_NAME, WITHOUT_NAMES, BESIDE_OTHER_NAMES = 0.2, 0.35, 0.5
KNOWN = 0.5  # the share of the telling words of a publisher's name by which an article speaks of it
FULL = 210  # different terms of such an article; of a shorter one that much less is asked
SHORT = 60  # terms: a brief shows too little of its matter to leave any source out
NAMES = 3  # so does an article that names next to nothing
NAMED = 5  # sources that are left out are named, the first of many
_LOWER = re.compile(r"(?<![^\W_])[a-zà-öø-ÿ][^\W_]*")


class Kinship:
    """Asks whether a source is kin to one article; every source is looked at once, when it first comes up."""

    def __init__(self, article: Article, claims: Iterable[Claim], index: Index) -> None:
        self._index = index
        self._plain = frozenset(_LOWER.findall(article.text))
        self._names = index.folded(_named(claims, self._plain))
        self._terms = frozenset(bm25.terms(article.text))
        self._known: dict[str, bool] = {}

    def __call__(self, source: str) -> bool:
        """Say whether a source, by its id, tells of the article's matter; True where the article shows too little."""
        if source not in self._known:
            self._known[source] = self._is_kin(source)
        return self._known[source]

    @property
    def note(self) -> tuple[str, ...]:
        """Return what an editor should know of the sources that were asked about and left out."""
        strangers = sorted(source for source, kin in self._known.items() if not kin)
        if not strangers:
            return ()
        named = ", ".join(strangers[:NAMED]) + (", ..." if len(strangers) > NAMED else "")
        what = "1 source tells" if len(strangers) == 1 else f"{len(strangers)} sources tell"
        return (f"{what} of another matter, in names and words, and spoke neither for nor against: {named}",)

    def _is_kin(self, source: str) -> bool:
        if len(self._terms) < SHORT or len(self._names) < NAMES:
            return True
        matter = self._index.matter(source)
        common = len(self._names & matter.names)
        if common >= SURE:
            return True
        shared, whole = self._weight(matter.words & self._terms), self._weight(matter.words)
        if not common and self._names_others(matter) and not self._speaks_of(matter.publisher):
            return shared >= BESIDE_OTHER_NAMES * whole
        least = BESIDE_A_NAME if common else WITHOUT_NAMES
        full = min(1.0, len(self._terms) / FULL)
        # Of a long report an article can have only a part: then it counts how much of the article is there.
        return shared >= least * min(full * whole, self._whole)

    @functools.cached_property
    def _whole(self) -> float:
        return self._weight(self._terms)

    def _names_others(self, matter: Matter) -> bool:
        """Say whether a source names somebody or some place inside a sentence, its publisher aside."""
        named = (name for text in matter.texts for name in names_in(text) if not name.first)
        words = {word for name in named for word in telling_words(name)}
        return bool(words - self._plain - set(folded_words(matter.publisher)))

    def _speaks_of(self, publisher: str) -> bool:
        """Say whether the article has most of the words of a publisher's name, those of many names aside."""
        telling = {
            term for word in folded_words(publisher) if word not in COMMON for term in bm25.terms(word)
        }
        return bool(telling) and len(telling & self._terms) >= KNOWN * len(telling)

    def _weight(self, terms: Iterable[str]) -> float:
        return sum(self._index.rarity(term) for term in terms if not term[:1].isdigit())


def _named(claims: Iterable[Claim], plain: frozenset[str]) -> frozenset[str]:
    """Return the words of the names of an article, with those of the same people or country.

    A lone capital that opens a claim may be any word; to ask the tagger would take a parse.

    :param plain: the words that the article also writes small ("the Ministry", "a ministry"): these name nobody.
    """
    named = (
        name for claim in claims for name in names_in(claim.text) if not name.first or len(name.words) > 1
    )
    return frozenset(word for name in named for word in telling_words(name)) - plain
