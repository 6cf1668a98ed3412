"""How well a place in a source speaks about the same thing as a detail of the claim.

A detail (a number, a date, a name) is taken out of the claim; what is left, the words around it, is looked for
around each candidate in the source: in its own sentence fully, in the sentences beside it by half. Telling words
weigh more than common ones, words near the detail more than far ones. The result runs from 0 (nothing in common)
to 1 (every word); it finds the place where a detail belongs and never judges the detail itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .. import bm25
from ..model import Span
from ..text import late
from ._context import Document
from ._told import told
from ._values import figures, periods
from ._words import kin, light

BESIDE = 0.5  # what a word of the neighbouring sentence counts
LEAD = 0.35  # what a word of the document's title or first sentence counts
_REACH = 4.0  # words: at this distance from the detail a word weighs half

LONG = 40  # letters that an opening may be long
# How a sentence goes on from the one before, which no source says.
_OPENING = late(
    r"(?:(?:but|and|yet),? )?(?:on the contrary|(?:by|in) (?:contrast|comparison)|in addition|for (?:instance|example)"
    r"|in the meantime|to make matters worse|to be sure|(?:not |un)surprisingly|ironically|in fact|in effect|in short"
    r"|in other words|in particular|(?:worse|better) still|on the (?:other|one) hand|after all|above all"
    r"|on the (?:brighter|bright|plus|positive|negative|upside|downside)(?: side)?|for (?:his|her|its|their) part"
    r"|as expected|to begin with|crucially|notably|importantly|additionally|furthermore|moreover|nonetheless"
    r"|nevertheless|of course|in any case|even so|even worse|true enough),\s",
    re.I,
)


class Word(NamedTuple):
    """A content word of the claim: the terms that can stand for it, its weight, and its nearness to the detail.

    ``counts`` is what it counts anywhere, ``close`` near to the detail, ``tight`` at its side.
    """

    term: str
    forms: frozenset[str]
    weight: float
    near: float
    counts: float
    close: float
    tight: float


class Fit(NamedTuple):
    """How a place fits; a long document makes thousands of these for one claim.

    ``share`` of the weighted words around the detail stand around the place, ``here`` of them in its own
    sentence; ``near`` says how closely those stand to the candidate itself, ``touch`` whether the very words that
    touch the detail touch the candidate.
    """

    share: float
    here: float
    near: float
    touch: float

    @property
    def score(self) -> float:
        """Return the one number by which places are compared."""
        return 0.8 * self.share + 0.2 * self.near


def words_around(claim: str, details: Iterable[Span], document: Document) -> tuple[Word, ...]:
    """Return the content words of ``claim`` outside ``details``, weighted for the first of them.

    :param details: the span of the detail in question first, then of other details that must not count.
    """
    return _weighted(claim, tuple(details), document)


@functools.lru_cache(maxsize=1024)
def _weighted(claim: str, details: tuple[Span, ...], document: Document) -> tuple[Word, ...]:
    return tuple(
        _word(term, forms, document.rarity(forms), near) for term, forms, near in _around(claim, details)
    )


def _word(term: str, forms: frozenset[str], weight: float, near: float) -> Word:
    return Word(
        term=term,
        forms=forms,
        weight=weight,
        near=near,
        counts=weight * (0.4 + 0.6 * near),
        close=weight * near**2,
        tight=weight * near**8,
    )


@functools.lru_cache(maxsize=16384)
def _around(claim: str, details: tuple[Span, ...]) -> tuple[tuple[str, frozenset[str], float], ...]:
    """Return term, forms and nearness of the words outside the details: the part that no document changes."""
    placed = bm25.placed(claim)
    middle = _middle(placed, details[0]) if details else None
    return tuple(
        (term, kin(term), 1.0 if middle is None else _nearness(position - middle))
        for position, (term, start, end) in enumerate(placed)
        if not any(start < gap.end and gap.start < end for gap in details)
    )


def _middle(placed: tuple[tuple[str, int, int], ...], span: Span) -> float:
    """Return where a span stands, counted in terms; a span without a term of its own stands between two."""
    inside = _inside(placed, span)
    if inside:
        return (inside[0] + inside[-1]) / 2
    return sum(end <= span.start for _, _, end in placed) - 0.5


def _inside(placed: tuple[tuple[str, int, int], ...], span: Span) -> list[int]:
    return [i for i, (_, start, end) in enumerate(placed) if start < span.end and span.start < end]


def _nearness(distance: float) -> float:
    return 1 / (1 + max(0.0, abs(distance) - 0.5) / _REACH)


@functools.lru_cache(maxsize=16384)
def bag(text: str) -> frozenset[str]:
    """Return the terms of a passage, read once."""
    return frozenset(bm25.terms(text))


def fit(words: tuple[Word, ...], document: Document, index: int, span: Span | None = None) -> Fit:
    """Return how well passage ``index`` of ``document``, at ``span`` in it, speaks of what ``words`` speak of."""
    share, here = _shares(words, document, index)
    if span is None or not here:
        return Fit(share=share, here=here, near=0.0, touch=0.0)
    near, touch = _close(words, _closest(words), document.texts[index], span)
    return Fit(share=share, here=here, near=near, touch=touch)


def fits(words: tuple[Word, ...], document: Document, places: Iterable[tuple[int, Span]]) -> Iterator[Fit]:
    """Yield what :func:`fit` says of each place, a passage and a span in it, for all of a document at once."""
    shares, closest = _all_shares(words, document), _closest(words)
    for index, span in places:
        share, here = shares[index]
        near, touch = _close(words, closest, document.texts[index], span) if here else (0.0, 0.0)
        yield Fit(share=share, here=here, near=near, touch=touch)


def _shares(words: tuple[Word, ...], document: Document, index: int) -> tuple[float, float]:
    """Return the share of the weighted words that stands around a passage, and the share in its own sentence."""
    total = sum(word.counts for word in words)
    if not total:
        return 0.0, 0.0
    own, lead = bag(document.texts[index]), bag(document.texts[0])
    before, after = map(bag, document.around(index))
    here = share = 0.0
    for word in words:
        forms = word.forms
        if not own.isdisjoint(forms):
            here += word.counts
            share += word.counts
        elif not (before.isdisjoint(forms) and after.isdisjoint(forms)):
            share += BESIDE * word.counts
        elif not lead.isdisjoint(forms):
            share += LEAD * word.counts
    return share / total, here / total


def _all_shares(words: tuple[Word, ...], document: Document) -> list[tuple[float, float]]:
    """Return the shares of every passage (:func:`_shares`), by looking up once where each word stands."""
    size, total = len(document.texts), sum(word.counts for word in words)
    here, share = [0.0] * size, [0.0] * size
    for word in words if total else ():
        own = document.where(word.forms)
        beside = {near for at in own for near in (at - 1, at + 1) if 0 <= near < size} - own
        if 0 in own:
            share = [one + LEAD * word.counts for one in share]
        for at in own:
            here[at] += word.counts
            share[at] += word.counts - (LEAD * word.counts if 0 in own else 0.0)
        for at in beside:
            share[at] += BESIDE * word.counts - (LEAD * word.counts if 0 in own else 0.0)
    return (
        [(s / total, h / total) for s, h in zip(share, here, strict=True)] if total else [(0.0, 0.0)] * size
    )


def _close(
    words: tuple[Word, ...], closest: tuple[float, float], text: str, span: Span
) -> tuple[float, float]:
    """Return how closely the words stand to ``span`` in ``text``, within some words and within one or two.

    :param closest: what it would be if all stood right beside it.
    """
    held, (middle, inside) = _positions(text), _stands(text, span)
    near = touch = 0.0
    for word in words:
        found = [at for form in held.keys() & word.forms for at in held[form] if at not in inside]
        if found:
            close = _nearness(min(abs(at - middle) for at in found))
            near += word.close * close
            touch += word.tight * close**2
    wide, tight = closest
    return (near / wide if wide else 0.0), (touch / tight if tight else 0.0)


def _closest(words: tuple[Word, ...]) -> tuple[float, float]:
    """Return what words weigh that stand right beside a span, within some words and within one or two."""
    return sum(word.close for word in words), sum(word.tight for word in words)


@functools.lru_cache(maxsize=65536)
def _stands(text: str, span: Span) -> tuple[float, tuple[int, ...]]:
    """Return where a span stands in a text, counted in terms, and which terms are inside it."""
    placed = bm25.placed(text)
    return _middle(placed, span), tuple(_inside(placed, span))


@functools.lru_cache(maxsize=16384)
def _positions(text: str) -> dict[str, list[int]]:
    """Return where each term of a text stands, counted in terms."""
    held: dict[str, list[int]] = {}
    for at, (term, _, _) in enumerate(bm25.placed(text)):
        held.setdefault(term, []).append(at)
    return held


ENOUGH = 0.62  # the share of the claim's words that have to be said; fitted, benchmarks/fit_judge.py
HALF = 0.5  # a clause of which less is said has not been said
SPEAKS = 0.3  # a passage that says less of the claim is about something else


def covered(claim: str, document: Document, index: int) -> tuple[float, tuple[str, ...]]:
    """Return the share of the claim's telling words that a passage and its neighbours tell, and those they do not."""
    texts = (document.texts[index], *document.around(index))
    near = frozenset().union(*(bag(told(text)) for text in texts))
    telling = words_of(claim)
    absent = tuple(surface for surface, forms in telling if near.isdisjoint(forms))
    return (1 - len(absent) / len(telling) if telling else 0.0), absent


@functools.lru_cache(maxsize=4096)
def words_of(claim: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each telling word of a claim once, as written, with the terms that can stand for it.

    Numbers and dates are left to their judges; words that carry no fact are left out.
    """
    found: dict[str, tuple[str, frozenset[str]]] = {}
    details = [*(q.span for q in figures(claim)), *(p.span for p in periods(claim, None))]
    opening = _OPENING.match(claim) if "," in claim[:LONG] else None
    begins = opening.end() if opening else 0
    for term, start, end in bm25.placed(claim):
        word = claim[start:end].casefold()
        if (
            start >= begins
            and word not in light()
            and not any(start < span.end and span.start < end for span in details)
        ):
            found.setdefault(term, (claim[start:end], kin(term)))
    return tuple({surface: (surface, forms) for surface, forms in found.values()}.values())
