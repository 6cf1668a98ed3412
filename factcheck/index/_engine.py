"""The door to tantivy: the fields of a document, and writing the units of a registry, all or what changed.

One thread writes and one commit ends it, so that equal content gives an equal order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ..files import write_atomic
from ..model import Skipped
from ..registry import Registry, measure_of
from ._documents import Document, documents_of, units

FIELDS = ("words", "numbers", "names")
UNITS = "units.json"  # beside the index
HEAP = 64_000_000
WASTE = 0.2  # as many deleted documents as this share of the living may stay before the index is built anew


class Units(NamedTuple):
    """The units of an index in columns, since they are read and written whole for every source that is added."""

    names: list[str]
    hashes: list[str]
    documents: list[int]
    words: list[int]
    skipped: dict[str, str]  # why its snapshot was skipped, of those where it was

    def marks(self) -> dict[str, str]:
        """Return the hash of each unit."""
        return dict(zip(self.names, self.hashes, strict=True))

    def without(self, gone: set[str]) -> Units:
        """Return the units that are not ``gone``."""
        if not gone:
            return self
        kept = [place for place, name in enumerate(self.names) if name not in gone]
        columns: Any = zip(self._fields, ([column[n] for n in kept] for column in self[:4]), strict=False)
        skipped = {unit: why for unit, why in self.skipped.items() if unit not in gone}
        return self._replace(**dict(columns), skipped=skipped)


def engine(folder: Path | None) -> Any:
    """Return the tantivy index in ``folder`` (made where the folder is empty), or one in memory."""
    import tantivy

    if folder is not None and (folder / "meta.json").exists():
        return tantivy.Index.open(str(folder))
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        option = "freq" if field == "words" else "basic"
        builder.add_text_field(field, stored=True, tokenizer_name="whitespace", index_option=option)
    for field in ("key", "text", "before"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("unit", stored=False, tokenizer_name="raw", index_option="basic")
    return tantivy.Index(builder.build(), path=None if folder is None else str(folder))


def fill(made: Any, registry: Registry, folder: Path | None = None) -> dict[str, Any]:
    """Write all documents; return what is to be kept beside the index, its units in ``folder``."""
    return _write(made, registry, (), units(registry), Units([], [], [], [], {}), folder)


def update(folder: Path, registry: Registry, before: dict[str, Any]) -> dict[str, Any] | None:
    """Bring the index in ``folder`` up to ``registry``: write the units that changed, delete those that went.

    :param before: what was kept beside the index as it is.
    :returns: as :func:`fill`; None where the index cannot be used, or so much changed that building it is better.
    """
    try:
        old = Units(*json.loads((folder / UNITS).read_bytes()))
        wanted, held = units(registry), old.marks()
        gone = {unit for unit, _ in held.items() - wanted.items()}
        kept = old.without(gone)
        deleted = before["deleted"] + sum(old.documents) - sum(kept.documents)
        if len(kept.names) * 2 < len(wanted) or deleted > WASTE * sum(kept.documents):
            return None
        found = _write(engine(folder), registry, gone, wanted, kept, folder)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return found | {"deleted": deleted}


def _write(
    made: Any,
    registry: Registry,
    gone: Iterable[str],
    wanted: dict[str, str],
    kept: Units,
    folder: Path | None,
) -> dict[str, Any]:
    """Delete the units ``gone``, write those of ``wanted`` that are not ``kept``, and say what there is now."""
    writer = made.writer(heap_size=HEAP, num_threads=1)
    for unit in sorted(gone):
        writer.delete_documents_by_term("unit", _term(unit))
    held, skipped = set(kept.names), dict(kept.skipped)
    for unit, mark in wanted.items():
        if unit not in held:
            documents, words, why = _unit(writer, unit, registry)
            for column, value in zip(kept, (unit, mark, documents, words), strict=False):
                column.append(value)  # type: ignore[attr-defined]
            skipped |= {unit: why} if why else {}
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    if folder is not None:
        write_atomic(folder / UNITS, json.dumps(kept._replace(skipped=skipped), separators=(",", ":")))
    count, total = sum(kept.documents), sum(kept.words)
    told = (
        [(f"snapshot of {unit[2:]}", skipped[unit]) for unit in wanted if unit in skipped] if skipped else []
    )
    return {"mean": total / count if count else 1.0, "skipped": told, "deleted": 0}


def _term(unit: str) -> str:
    """Return a unit's name as a term: short, however long a measure's words are."""
    return hashlib.blake2b(unit.encode(), digest_size=12).hexdigest()


def unit_terms(source_id: str, registry: Registry) -> tuple[str, ...]:
    """Return the terms of the units that hold what a source says: its own, and those of its measures."""
    source = registry.sources[source_id]
    counted = dict.fromkeys(measure_of(source.publisher, figure) for figure in source.figures)
    return tuple(map(_term, (f"s {source_id}", *("m " + json.dumps(key) for key in counted))))


def _unit(writer: Any, unit: str, registry: Registry) -> tuple[int, int, str]:
    """Write the documents of a unit; return how many, of how many words, and why its snapshot was skipped."""
    skipped: list[Skipped] = []
    count = total = 0
    for document in documents_of(unit, registry, skipped):
        writer.add_document(_stored(document, unit))
        total += max(len(document.terms.words), 1)
        count += 1
    return count, total, skipped[0].why if skipped else ""


def _stored(document: Document, unit: str) -> Any:
    import tantivy

    fields = {name: " ".join(terms) for name, terms in zip(FIELDS, document.terms, strict=True)}
    key = json.dumps(document.key, ensure_ascii=False)
    said = {"text": document.text, "before": document.before}
    return tantivy.Document(
        **fields, key=key, unit=_term(unit), **{name: text for name, text in said.items() if text}
    )
