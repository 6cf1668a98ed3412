"""The door to tantivy: the fields of a document, and writing the units of a registry, all or what changed.

One thread writes and one commit ends it, so that equal content gives an equal order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..files import write_atomic
from ..model import Skipped
from ..registry import Registry
from ._documents import Document, documents_of, units

FIELDS = ("words", "numbers", "names")
UNITS = "units.json"  # beside the index: unit -> [hash, documents, words, why its snapshot was skipped]
HEAP = 64_000_000
WASTE = 0.2  # as many deleted documents as this share of the living may stay before the index is built anew

Units = dict[str, list[Any]]


def engine(folder: Path | None) -> Any:
    """Return the tantivy index in ``folder`` (made where the folder is empty), or one in memory."""
    import tantivy

    if folder is not None and (folder / "meta.json").exists():
        return tantivy.Index.open(str(folder))
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        option = "freq" if field == "words" else "basic"
        builder.add_text_field(field, stored=True, tokenizer_name="whitespace", index_option=option)
    for field in ("key", "text"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("unit", stored=False, tokenizer_name="raw", index_option="basic")
    return tantivy.Index(builder.build(), path=None if folder is None else str(folder))


def fill(made: Any, registry: Registry, folder: Path | None = None) -> dict[str, Any]:
    """Write all documents; return what is to be kept beside the index, its units in ``folder``."""
    return _write(made, registry, (), units(registry), {}, folder)


def update(folder: Path, registry: Registry, before: dict[str, Any]) -> dict[str, Any] | None:
    """Bring the index in ``folder`` up to ``registry``: write the units that changed, delete those that went.

    :param before: what was kept beside the index as it is.
    :returns: as :func:`fill`; None where the index cannot be used, or so much changed that building it is better.
    """
    try:
        old: Units = json.loads((folder / UNITS).read_bytes())
        wanted = units(registry)
        kept = {unit: row for unit, row in old.items() if wanted.get(unit) == row[0]}
        gone = [unit for unit in old if unit not in kept]
        deleted = before["deleted"] + sum(old[unit][1] for unit in gone)
        if len(kept) * 2 < len(wanted) or deleted > WASTE * sum(row[1] for row in kept.values()):
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
    for unit in gone:
        writer.delete_documents_by_term("unit", _term(unit))
    rows = {u: kept[u] if u in kept else _unit(writer, u, mark, registry) for u, mark in wanted.items()}
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    if folder is not None:
        write_atomic(folder / UNITS, json.dumps(rows, separators=(",", ":")))
    count, total = (sum(row[place] for row in rows.values()) for place in (1, 2))
    skipped = [(f"snapshot of {unit[2:]}", row[3]) for unit, row in rows.items() if row[3]]
    return {"mean": total / count if count else 1.0, "skipped": skipped, "deleted": 0}


def _term(unit: str) -> str:
    """Return a unit's name as a term: short, however long a measure's words are."""
    return hashlib.blake2b(unit.encode(), digest_size=12).hexdigest()


def _unit(writer: Any, unit: str, mark: str, registry: Registry) -> list[Any]:
    skipped: list[Skipped] = []
    count = total = 0
    for document in documents_of(unit, registry, skipped):
        writer.add_document(_stored(document, unit))
        total += max(len(document.terms.words), 1)
        count += 1
    return [mark, count, total, skipped[0].why if skipped else ""]


def _stored(document: Document, unit: str) -> Any:
    import tantivy

    fields = {name: " ".join(terms) for name, terms in zip(FIELDS, document.terms, strict=True)}
    key = json.dumps(document.key, ensure_ascii=False)
    text = {"text": document.text} if document.text else {}
    return tantivy.Document(**fields, key=key, unit=_term(unit), **text)
