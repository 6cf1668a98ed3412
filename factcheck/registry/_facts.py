"""What is asked of all sources at once, gathered in one pass, so that a large registry need not be read for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ._read import Record, digest


def fold_measure(measure: str) -> str:
    """Return a measure as it is compared: case and spaces do not count."""
    return " ".join(measure.casefold().split())


def gather(sources: Iterable[Record]) -> dict[str, Any]:
    """Return, as JSON values: each source's digest, publisher and snapshot; measures; successors; the last day."""
    found: dict[str, Any] = {"sources": {}, "newer": {}, "newest": ""}
    measures: dict[tuple[str, ...], dict[str, None]] = {}
    for record in sources:
        key = record["id"]
        found["sources"][key] = [digest(record), record["publisher"], record["snapshot"]]
        for old in record["supersedes"]:
            found["newer"].setdefault(old, []).append(key)
        for row in (*record["figures"], *record["series"]):
            measure = (record["publisher"], fold_measure(row["measure"]), row["counted_from"], row["unit"])
            measures.setdefault(measure, {})[key] = None
        days = [row["as_of"] for row in record["figures"]]
        days += [one["rows"][-1][0] for one in record["series"] if one["rows"]]
        found["newest"] = max((found["newest"], *days))
    found["measures"] = [[list(measure), list(keys)] for measure, keys in measures.items()]
    return found
