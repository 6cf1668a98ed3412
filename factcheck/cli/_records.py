"""Which claims of the records under claims/ stand on a source: their evidence names it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import ReadError


class Standing(NamedTuple):
    """One claim of a record: the record's file (relative to the registry's folder), its label and text."""

    record: str
    label: str
    claim: str


def standing_on(folder: Path, source_id: str) -> Iterator[Standing]:
    """Yield the claims of ``claims/*/report.json`` below ``folder`` whose evidence names a source.

    :raises ReadError: a record cannot be read, so nobody knows what stands on what.
    """
    for path in sorted(folder.glob("claims/*/report.json")):
        name = path.relative_to(folder).as_posix()
        try:
            written = json.loads(path.read_bytes())
            for report in written if isinstance(written, list) else [written]:
                for verdict in report["verdicts"]:
                    if source_id in _sources(verdict):
                        yield Standing(name, str(verdict["label"]), str(verdict["claim"]["text"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            hint = "mend or move the record"
            what = f"the record cannot be read: {type(error).__name__}"
            raise ReadError(what, where=name, hint=hint) from None


def _sources(verdict: dict[str, Any]) -> set[str]:
    return {str(one["source"]) for one in verdict["evidence"]}
