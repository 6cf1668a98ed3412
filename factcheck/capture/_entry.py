"""A proposal as the entry of the registry that it becomes."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

from ..model import Statement
from ._values import Proposal

_FIRST = ("id", "title", "publisher", "party", "kind", "level", "published", "url", "language", "original")

_HERE = "the snapshot"  # words of a file that has no address: they were found in its bytes


def entry(proposal: Proposal, *, snapshot: str, retrieved: datetime | None) -> dict[str, object]:
    """Return the entry's keys and values in the order of the design; empty ones are left out."""
    stamp = retrieved.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if retrieved else ""
    made: dict[str, object] = {name: getattr(proposal, name) for name in _FIRST}
    made |= {"derived_from": list(proposal.derived_from), "supersedes": list(proposal.supersedes)}
    made |= {"retrieved": stamp, "archive": proposal.archive}
    made["statements"] = [_statement(one, proposal.url) for one in proposal.statements]
    made["figures"] = [dict(one) for one in proposal.figures]
    made |= {"snapshot": snapshot, "note": proposal.note}
    return {name: value for name, value in made.items() if value}


def _statement(one: Statement, url: str) -> dict[str, str]:
    row = {"locator": one.locator, "words" if one.verbatim else "text": one.text}
    seen_at = one.seen_at or ("" if url else _HERE)
    if one.verbatim and seen_at != url:
        row["seen_at"] = seen_at
    return {name: value for name, value in row.items() if value}


def slug(text: str) -> str:
    """Return ``text`` as an id: lower-case letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
