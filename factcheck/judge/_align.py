"""How well a place in a source speaks about the same thing as a detail of the claim.

A detail (a number, a date, a name) is taken out of the claim; what is left, the words around it, is looked for
around each candidate in the source: in its own sentence fully, in the sentences beside it by half. Telling words
weigh more than common ones, words near the detail more than far ones. The result runs from 0 (nothing in common)
to 1 (every word); it finds the place where a detail belongs and never judges the detail itself.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from .. import bm25
from ..model import Span
from ._context import Document
from ._told import told
from ._values import figures, periods
from ._words import kin, light

BESIDE = 0.5  # what a word of the neighbouring sentence counts
LEAD = 0.35  # what a word of the document's title or first sentence counts
_REACH = 4.0  # words: at this distance from the detail a word weighs half


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A content word of the claim: the terms that can stand for it, its weight, and its nearness to the detail."""

    term: str
    forms: frozenset[str]
    weight: float
    near: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a place fits.

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


NOWHERE = Fit(share=0.0, here=0.0, near=0.0, touch=0.0)


def words_around(claim: str, details: Iterable[Span], document: Document) -> tuple[Word, ...]:
    """Return the content words of ``claim`` outside ``details``, weighted for the first of them.

    :param details: the span of the detail in question first, then of other details that must not count.
    """
    around = _around(claim, tuple(details))
    return tuple(
        Word(term=term, forms=forms, weight=document.rarity(forms), near=near) for term, forms, near in around
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
    inside = [i for i, (_, start, end) in enumerate(placed) if start < span.end and span.start < end]
    if inside:
        return (inside[0] + inside[-1]) / 2
    return sum(end <= span.start for _, _, end in placed) - 0.5


def _nearness(distance: float) -> float:
    return 1 / (1 + max(0.0, abs(distance) - 0.5) / _REACH)


@functools.lru_cache(maxsize=16384)
def _bag(text: str) -> frozenset[str]:
    return frozenset(bm25.terms(text))


def fit(words: tuple[Word, ...], document: Document, index: int, span: Span | None = None) -> Fit:
    """Return how well passage ``index`` of ``document``, at ``span`` in it, speaks of what ``words`` speak of."""
    total = sum(word.weight * (0.4 + 0.6 * word.near) for word in words)
    if not total:
        return NOWHERE
    own = _bag(document.texts[index])
    beside = frozenset().union(*map(_bag, document.around(index)))
    lead = _bag(document.texts[0])
    here = share = 0.0
    for word in words:
        weight = word.weight * (0.4 + 0.6 * word.near)
        if not own.isdisjoint(word.forms):
            here += weight
            share += weight
        elif not beside.isdisjoint(word.forms):
            share += BESIDE * weight
        elif not lead.isdisjoint(word.forms):
            share += LEAD * weight
    near, touch = _close(words, document.texts[index], span) if span and here else (0.0, 0.0)
    return Fit(share=share / total, here=here / total, near=near, touch=touch)


def _close(words: tuple[Word, ...], text: str, span: Span) -> tuple[float, float]:
    """Return how closely the words stand to ``span`` in ``text``, within some words and within one or two."""
    placed = bm25.placed(text)
    middle = _middle(placed, span)
    distance: dict[str, float] = {}
    for position, (term, start, end) in enumerate(placed):
        if not (start < span.end and span.start < end):
            distance[term] = min(distance.get(term, 1e9), abs(position - middle))
    near = touch = wide = tight = 0.0
    for word in words:
        apart = min(distance.get(form, 1e9) for form in word.forms)
        wide += word.weight * word.near**2
        tight += word.weight * word.near**8
        near += word.weight * word.near**2 * _nearness(apart)
        touch += word.weight * word.near**8 * _nearness(apart) ** 2
    return (near / wide if wide else 0.0), (touch / tight if tight else 0.0)


ENOUGH = 0.62  # the share of the claim's words that have to be said; fitted, benchmarks/fit_judge.py
HALF = 0.5  # a clause of which less is said has not been said
SPEAKS = 0.3  # a passage that says less of the claim is about something else


def covered(claim: str, document: Document, index: int) -> tuple[float, tuple[str, ...]]:
    """Return the share of the claim's telling words that a passage and its neighbours tell, and those they do not."""
    texts = (document.texts[index], *document.around(index))
    near = frozenset().union(*(_bag(told(text)) for text in texts))
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
    for term, start, end in bm25.placed(claim):
        word = claim[start:end].casefold()
        if word not in light() and not any(start < span.end and span.start < end for span in details):
            found.setdefault(term, (claim[start:end], kin(term)))
    return tuple({surface: (surface, forms) for surface, forms in found.values()}.values())
