"""Labels: does the passage speak of the same one of a numbered kind: Part 2, position 8, Article 5?

Rule. A number that only tells one thing from its like ("Part 3", "resolution 2803") competes with the numbers that the
source gives to things of the same word. One of the same number supports; another one in its place, by the words
around it, refutes. A document that numbers nothing of the kind is left to its words.

Why. The wrong article of a law or the wrong seat of a council is a slip like any other, and no count shows it.

Example. Claim "she holds position 9 on the council"; source "she was elected to position 8" refutes; "position 9 stayed
vacant" beside it shows that the two are told apart.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from .. import bm25, quantity
from ..model import Claim, Evidence, Finding, Quantity, Stance, Strength
from ._align import words_around
from ._context import Context, Document
from ._slots import NUMBERS, NUMBERS_BROUGHT, Contest, Match, Reading, contest, elsewhere, finding

_WORD = re.compile(r"[^\W\d_]+")
_KIND = re.compile(r"[^\W\d_]+\W+\w")  # a word with its number, which a list does not say again
_LIST = re.compile(r",?\s+(?:and|or)\s+|,\s+")


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each label of the claim whose like the document numbers."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)
    for label in labels(claim.text):
        held = competing(claim.text, label, document)
        if held.places:
            part = label.span.of(claim.text)
            found = elsewhere(finding("labels", part, evidence, index, held), index, held)
            named = (
                found.stance is Stance.SUPPORTS
            )  # a label names: wherever the source has it, it means the same
            yield replace(found, strength=Strength.DECISIVE) if named else found


@functools.lru_cache(maxsize=65536)
def labels(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text that tell one thing of a kind from the next."""
    return tuple(q for q in quantity.find(text) if q.unit == "label" and numbered(q, text))


def numbered(label: Quantity, text: str) -> str:
    """Return the stem of the word that a label numbers ("parts" of "Part 3", or of the 5 of "Parts 3 and 5"), or ""."""
    said = label.span.of(text)
    if word := _WORD.match(said) if _KIND.match(said) else None:
        return bm25.stem(word.group().casefold())
    before = [q for q in quantity.find(text) if q.unit == "label" and q.span.end < label.span.start][-1:]
    listed = bool(before) and _LIST.fullmatch(text[before[0].span.end : label.span.start])
    return numbered(before[0], text) if listed else ""


def is_listed(label: Quantity, text: str) -> bool:
    """Say whether a label only goes on with a list: the 5 of "Parts 3 and 5"."""
    return _KIND.match(label.span.of(text)) is None


@functools.lru_cache(maxsize=1024)
def competing(text: str, label: Quantity, document: Document) -> Contest:
    """Return the things of ``document`` that bear a number of the same kind; what the claim names too is no rival."""
    word = numbered(label, text)
    mine = {other.value for other in labels(text) if numbered(other, text) == word}

    def read(passage: str) -> Reading:
        for stated in labels(passage):
            same = stated.value == label.value
            if numbered(stated, passage) == word and (same or stated.value not in mine):
                yield stated.span, Match.FULL if same else Match.RIVAL

    bar = NUMBERS_BROUGHT if document.published is None else NUMBERS
    return contest(words_around(text, [label.span], document), document, label.span, read, bar)
