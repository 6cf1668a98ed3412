"""Other ways to find passages, as the index's benchmark runs them: build from texts, then answer queries."""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from factcheck import bm25

Search = Callable[[str, int], list[Any]]


def _fts5(texts: list[str], folder: Path) -> Search:
    """Rank by the bm25 of SQLite FTS5, the content words joined by OR."""
    base = sqlite3.connect(folder / "peer.sqlite")
    base.execute("CREATE VIRTUAL TABLE passages USING fts5(text)")
    base.executemany("INSERT INTO passages(text) VALUES (?)", ((text,) for text in texts))
    base.commit()

    def search(query: str, limit: int) -> list[Any]:
        words = {word.strip('.,"').casefold() for word in query.split()} - bm25.STOP
        asked = " OR ".join(f'"{word}"' for word in sorted(words) if word)
        statement = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?"
        return base.execute(statement, (asked, limit)).fetchall()

    return search


def _rapidfuzz(texts: list[str], folder: Path) -> Search:
    """Rank by rapidfuzz: token_set_ratio of the query and every passage."""
    from rapidfuzz import fuzz, process

    def search(query: str, limit: int) -> list[Any]:
        return process.extract(query, texts, scorer=fuzz.token_set_ratio, limit=limit)

    return search


def _bm25s(texts: list[str], folder: Path) -> Search:
    """Rank by bm25s over our own terms, in memory."""
    engine = importlib.import_module("bm25s").BM25()
    engine.index([list(bm25.terms.__wrapped__(text)) for text in texts], show_progress=False)

    def search(query: str, limit: int) -> list[Any]:
        found = engine.retrieve([list(bm25.terms(query))], k=limit, show_progress=False)
        return list(found.documents[0])

    return search


PEERS: dict[str, Callable[[list[str], Path], Search]] = {
    "fts5": _fts5,
    "rapidfuzz": _rapidfuzz,
    "bm25s": _bm25s,
}
