"""The record of an article for people who were not there: gathered and proved, then as Markdown or JSON."""

from __future__ import annotations

from ._gather import Export, Ground, Kept, Made, Passage, as_json, gather
from ._markdown import as_markdown

__all__ = ["Export", "Ground", "Kept", "Made", "Passage", "as_json", "as_markdown", "gather"]
