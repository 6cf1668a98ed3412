"""What the index holds: the statements of sources, the sentences of snapshots, and one document a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .. import read, snapshots
from ..errors import ReadError
from ..figures import number
from ..model import BODY, Block, Skipped, Source, Span
from ..registry import Measure, Registry
from ._text import Terms, terms_of

# A sentence ends at . ! ? (and closing marks) before a space and a capital, digit or opening mark.
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Art|para|paras|vs|Gen|Col|Sen|Gov|Jr|Sr|[A-Z])\.)$")


class Document(NamedTuple):
    """One thing to be found: ``key`` names it, ``text`` is kept where the key cannot give it."""

    key: list[Any]
    terms: Terms
    text: str = ""


def documents(registry: Registry, skipped: list[Skipped]) -> Iterator[Document]:
    """Yield all documents of a registry, in its order; snapshots that cannot be used go to ``skipped``."""
    for source in registry.sources.values():
        context = context_of(source, registry)
        for place, statement in enumerate(source.statements):
            yield Document(["statement", source.id, place], terms_of(statement.text, context))
        if source.snapshot:
            yield from _snapshot(source, registry, context, skipped)
    for measure in registry.measures:
        yield _measure(measure, registry)


def context_of(source: Source, registry: Registry) -> str:
    """Return the words that a source lends to each of its passages: its title and its publisher's name."""
    return f"{source.title}. {registry.publishers[source.publisher].name}"


def _measure(measure: Measure, registry: Registry) -> Document:
    rows = registry.figures_of(measure)
    values = dict.fromkeys(value for _, figure in rows for value in (figure.low, figure.high))
    numbers = (number(value).replace(",", "") for value in values if abs(value) < 1e15)
    titles = dict.fromkeys(context_of(registry.sources[key], registry) for key in registry.measures[measure])
    terms = terms_of(rows[-1][1].measure, " ".join(list(titles)[:3]))
    return Document(["measure", *measure], terms._replace(numbers=(*terms.numbers, *numbers)))


def _snapshot(source: Source, registry: Registry, context: str, skipped: list[Skipped]) -> Iterator[Document]:
    try:
        path = snapshots.find(registry.folder, source.snapshot)
        data = snapshots.read(registry.folder, source.snapshot)
        article = read.read(data, source.url or path.name, name=path.name)
    except ReadError as error:
        skipped.append(Skipped(what=f"snapshot of {source.id}", why=str(error)))
        return
    for block in article.blocks:
        if block.kind in BODY:
            yield from _sentences(source, block, article.text, context)


def _sentences(source: Source, block: Block, text: str, context: str) -> Iterator[Document]:
    for span in sentences(block.span, text):
        key = ["snapshot", source.id, block.locator, span.start, span.end]
        yield Document(key, terms_of(span.of(text), context), span.of(text))


def sentences(within: Span, text: str) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, as spans of it; a rule, since a parser would be slow."""
    start = within.start
    for match in _SENTENCE.finditer(text, within.start, within.end):
        if _ABBREVIATED.search(text, start, match.start()):
            continue
        yield Span(start=start, end=match.start() + len(match.group().rstrip()))
        start = match.end()
    if text[start : within.end].strip():
        yield Span(start=start, end=within.end)
