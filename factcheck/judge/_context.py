"""What a judge may know beside the claim and one passage: the document around it, dates, aliases, snapshots.

Everything here is a value; derived views (terms, quantities, periods, parses) are computed when first asked for
and kept by text, so a passage that many claims touch is read once.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .. import bm25, files, nlp
from ..model import Evidence, Figure
from ..parses import Parse

UNHEARD = 1.0  # the weight of a word that the document does not have at all: it cannot tell places apart

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The passages of one source, in reading order; ``published`` is the anchor of their relative dates."""

    texts: tuple[str, ...]
    published: date | None = None

    def around(self, index: int) -> tuple[str, str]:
        """Return the passage before and the passage after ``index`` ("" at the ends)."""
        before = self.texts[index - 1] if index > 0 else ""
        after = self.texts[index + 1] if index + 1 < len(self.texts) else ""
        return before, after

    def rarity(self, forms: frozenset[str]) -> float:
        """Return how telling a word of these forms is in this document: its BM25 weight, between bounds."""
        held = _holding(self.texts)
        most = max(len(held.get(form, ())) for form in forms)
        return max(0.5, bm25.rarity(most, len(self.texts))) if most else UNHEARD

    def where(self, forms: frozenset[str]) -> set[int]:
        """Return the indices of the passages that have one of the terms."""
        held = _holding(self.texts)
        return {index for form in forms for index in held.get(form, ())}


@functools.lru_cache(maxsize=256)
def _holding(texts: tuple[str, ...]) -> dict[str, list[int]]:
    """Return in which of ``texts`` each term stands."""
    held: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for term in set(bm25.terms(text)):
            held.setdefault(term, []).append(index)
    return held


def _no_rows(evidence: Evidence) -> tuple[Figure, ...]:
    return ()


def _no_aliases(name: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The surroundings in which claims are judged.

    ``documents`` maps a source id to its passages in order; ``written`` is the date of the draft; ``aliases``
    gives every known name of a name (none for a stranger); ``snapshots`` maps a source id to its whole text as
    retrieved, where there is one; ``rows`` gives all values of the measure of a figure, by day. Where a passage says
    too little of the claim for its names and its "not" to speak against it, ``refuting`` is false, and the judges of
    these need not look for what would.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    written: date | None = None
    aliases: Callable[[str], frozenset[str]] = _no_aliases
    snapshots: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[Evidence], tuple[Figure, ...]] = _no_rows
    refuting: bool = True

    def document(self, evidence: Evidence) -> Document:
        """Return the document that a passage stands in (the passage alone, where nothing more is known)."""
        found = self.documents.get(evidence.source)
        if found is None or evidence.text not in found.texts:
            return Document(texts=(evidence.text,), published=evidence.published)
        return found

    def place(self, evidence: Evidence) -> int:
        """Return the index of a passage in its document."""
        return self.document(evidence).texts.index(evidence.text)

    def holding(self, evidence: Sequence[Evidence]) -> Context:
        """Return this context with a document for every source of ``evidence``.

        A source that is not known yet gets the passages that ``evidence`` brings, in their order there; figures
        stand alone.
        """
        held: dict[str, list[Evidence]] = {}
        for item in evidence:
            if item.source not in self.documents and item.figure is None:
                held.setdefault(item.source, []).append(item)
        new = {
            source: Document(texts=tuple(item.text for item in items), published=items[0].published)
            for source, items in held.items()
        }
        return replace(self, documents={**self.documents, **new}) if new else self


def parsed(text: str) -> Doc:
    """Return the parse of a passage, read once: a :class:`Parse`, which answers as spaCy's ``Doc`` does."""
    if text not in _PARSES:
        prime([text])
    return cast("Doc", _PARSES[text])


@functools.lru_cache(maxsize=4096)
def root_of(text: str) -> Token | None:
    """Return the word that heads the first sentence of a passage, None of an empty one."""
    return next((t for t in parsed(text) if t.head.i == t.i), None)


def prime(texts: Iterable[str], *, entities: bool = False) -> None:
    """Parse texts that will be judged, all at once: several times as quick as one by one.

    :param entities: find their names and figures too, for texts that many scans will read.
    """
    views = {text: nlp.parser_view(text) for text in texts if text not in _PARSES}
    if len(_SEEN) + len(views) > KEPT:
        _PARSES.clear()
        _SEEN.clear()
    new = list(dict.fromkeys(view for view in views.values() if view not in _SEEN))
    if new:  # the parser takes its time over nothing too
        _SEEN.update(zip(new, map(Parse, nlp.parse(new, entities=entities)), strict=True))
        _NEW.update(new)
    _PARSES.update((text, _SEEN[view]) for text, view in views.items())


def recall(path: Path) -> None:
    """Take over the parses that :func:`keep` wrote; a missing, damaged or foreign file has none."""
    _NEW.clear()
    with contextlib.suppress(OSError, ValueError):
        _SEEN.update((view, Parse(doc)) for view, doc in nlp.unpack(path.read_bytes()).items())


def keep(path: Path) -> None:
    """Keep the newest parses for the next scan, where any is new; the file may be deleted or damaged at any time."""
    if _NEW:
        files.write_atomic(path, nlp.pack({view: one.source for view, one in [*_SEEN.items()][-SAVED:]}))
        _NEW.clear()


KEPT = 8192
SAVED = 2000  # parses on disk: a tenth of a second to read
_PARSES: dict[str, Parse] = {}  # by text, as judges ask
_SEEN: dict[str, Parse] = {}  # by what the parser saw, as they are kept
_NEW: set[str] = set()  # what the parser saw since the last recall
