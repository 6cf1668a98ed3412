"""What the index holds: the statements of sources, the sentences of snapshots, and one document a measure."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .. import bm25, read, snapshots
from ..errors import ReadError
from ..figures import number
from ..model import BODY, Skipped, Source, Span
from ..registry import Measure, Registry
from ..text import PARAGRAPH, SENTENCE, one_line
from ._text import Terms, terms_of

# A sentence ends at . ! ? (and closing marks) before a space and a capital, digit or opening mark.
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
BEFORE = 3  # sentences of its paragraph, and of the one before, that are kept with a passage
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Art|para|paras|vs|Gen|Col|Sen|Gov|Jr|Sr|[A-Z])\.)$")


class Document(NamedTuple):
    """One thing to be found: ``key`` names it, ``text`` is kept where the key cannot give it."""

    key: list[Any]
    terms: Terms
    text: str = ""
    before: str = ""


def units(registry: Registry) -> dict[str, str]:
    """Return the parts that are written and deleted as one, each with a hash of all that its documents hold.

    A unit is one source (its statements and the sentences of its snapshot) or one measure. What does not
    change a document, such as the line where an entry stands, does not change the hash.
    """
    names = {key: _hash(body.name) for key, body in registry.publishers.items()}
    rows = list(registry.marks())
    found = {f"s {key}": f"{mark} {names[publisher]} " for key, mark, publisher in rows}
    for key, stamp in stamps_of(registry.folder, registry.snapshots()).items():
        found[f"s {key}"] += str(stamp)
    marks = {key: mark for key, mark, _ in rows} if registry.measures else {}
    for measure, holders in registry.measures.items():
        held = [(key, marks[key]) for key in holders]
        found["m " + json.dumps(measure)] = _hash(held, names[measure.publisher])
    return found


def _hash(*parts: object) -> str:
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=12).hexdigest()


def documents_of(unit: str, registry: Registry, skipped: list[Skipped]) -> Iterator[Document]:
    """Yield the documents of one unit; a snapshot that cannot be used goes to ``skipped``."""
    if unit.startswith("m "):
        yield _measure(Measure(*json.loads(unit[2:])), registry)
        return
    source = registry.sources[unit[2:]]
    context = context_of(source, registry)
    for place, statement in enumerate(source.statements):
        whole = Span(start=0, end=len(statement.text))
        yield from _sentences(["statement", source.id, place], whole, statement.text, context, [[]])
    if source.snapshot:
        yield from _snapshot(source, registry, context, skipped)


def stamps_of(folder: Path, held: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int] | None]:
    """Return size and time of the snapshot of each source id, None where no plain file lies at its place.

    Each folder of snapshots is read once: a look-up a snapshot would read the same names again and again.
    """
    shelves: dict[str, dict[str, os.DirEntry[str]]] = {}
    return {key: _stamp(folder, snapshot, shelves) for key, snapshot in held}


def _stamp(
    folder: Path, snapshot: str, shelves: dict[str, dict[str, os.DirEntry[str]]]
) -> tuple[int, int] | None:
    digest = snapshot.removeprefix("sha256:")
    shelf = digest[:2]
    if shelf not in shelves:
        shelves[shelf] = _listed(folder / snapshots.FOLDER / shelf)
    try:
        status = shelves[shelf][digest].stat()
    except (KeyError, OSError):
        return None
    return status.st_size, status.st_mtime_ns


def _listed(shelf: Path) -> dict[str, os.DirEntry[str]]:
    try:
        with os.scandir(shelf) as entries:
            files = sorted((entry for entry in entries if entry.is_file()), key=lambda one: one.name)
    except OSError:
        return {}
    return {entry.name.partition(".")[0]: entry for entry in reversed(files)}


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
    told: list[list[str]] = []
    for block in article.blocks:
        if block.kind in BODY:
            told = [*told[-1:], []]
            key = ["snapshot", source.id, block.locator]
            yield from _sentences(key, block.span, article.text, context, told)


def _sentences(
    key: list[Any], within: Span, text: str, context: str, told: list[list[str]]
) -> Iterator[Document]:
    """Yield the sentences of a paragraph, each with what was told before it in this paragraph and the last."""
    for span in sentences(within, text):
        here, last = told[-1][-BEFORE:], " ".join(told[0][-BEFORE:]) if len(told) > 1 else ""
        before = f"{last}{PARAGRAPH if last else ''}{SENTENCE.join(here)}"
        found_by = terms_of(span.of(text), context)
        if here and not bm25.terms(span.of(text)):  # "It was not." is found by what it goes back to
            found_by = terms_of(f"{here[-1]} {span.of(text)}", context)
        yield Document([*key, span.start, span.end], found_by, span.of(text), before)
        told[-1].append(one_line(span.of(text)))


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
