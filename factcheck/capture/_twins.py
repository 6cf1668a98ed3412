"""Nearly the same text: found through the index, then compared by runs of five words."""

from __future__ import annotations

import re
from collections import Counter

from .. import read, snapshots
from ..errors import ReadError
from ..index import Index
from ..model import Source
from ..registry import Registry
from ..text import fold
from ._guess import body
from ._values import Twin

_WORD = re.compile(r"\w+")
_RUN = 5  # words
_LEAST = 20  # words below which sameness says little
_ASKED = 10  # sentences that the index is asked for
_COMPARED = 8  # documents
_SHARE = 0.5
_SENTENCE = re.compile(r"[^.!?\n]{40,400}[.!?]?")


def near(text: str, registry: Registry) -> tuple[Twin, ...]:
    """Return the registered sources with nearly the same text, the nearest first.

    Half of the shorter text's runs of five words must stand in the other; a statement must be like the whole text.
    """
    words = _words(text)
    if len(words) < _RUN or not registry.sources:
        return ()
    found = [
        twin
        for key in _candidates(text, registry)
        if (twin := _twin(text, words, registry.sources[key], registry))
    ]
    return tuple(sorted(found, key=lambda twin: (-twin.share, twin.source))[:5])


def _candidates(text: str, registry: Registry) -> tuple[str, ...]:
    """Return the ids of the sources that share most with some sentences of the text, spread over all of it."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text[:200_000])] or [text[:400]]
    step = max(1, len(sentences) // _ASKED)
    index = Index.open(registry)
    votes: Counter[str] = Counter()
    for sentence in sentences[::step][:_ASKED]:
        votes.update({hit.source: 1 for hit in index.search(sentence, limit=5)})
    return tuple(key for key, _ in votes.most_common(_COMPARED))


def _twin(text: str, words: list[str], source: Source, registry: Registry) -> Twin | None:
    from rapidfuzz import fuzz

    best = Twin(source=source.id, share=0.0)
    if source.snapshot:
        share = _shared(words, _words(_snapshot_text(source, registry)))
        best = Twin(source=source.id, share=share)
    if len(words) <= 400:
        said = fold(text).text
        for statement in source.statements:
            share = fuzz.ratio(said, fold(statement.text).text, score_cutoff=85) / 100
            if share > best.share:
                best = Twin(source=source.id, share=share, locator=statement.locator)
    return best if best.share >= _SHARE else None


def _snapshot_text(source: Source, registry: Registry) -> str:
    """Return the text of a snapshot, "" where it cannot be read: ``sources verify`` says why."""
    try:
        path = snapshots.find(registry.folder, source.snapshot)
        data = snapshots.read(registry.folder, source.snapshot)
        return body(read.read(data, source.url or path.name, name=path.name))
    except ReadError:
        return ""


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _shared(ours: list[str], theirs: list[str]) -> float:
    """Return how much of the shorter text's runs stand in the other, 0 to 1; 0 for texts too short to tell."""
    if min(len(ours), len(theirs)) < _LEAST:
        return 1.0 if ours == theirs else 0.0
    a, b = _runs(ours), _runs(theirs)
    return len(a & b) / min(len(a), len(b))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
