"""What one scan found, kept for the next: an unchanged draft is answered without loading the parser.

One derived file an article under ``.factcheck/scans/``; it holds the whole report and the key that it answers to. The
key is made of everything that can change a verdict, the code and the language model with it, so a stale answer is
never given; a damaged or foreign file is no answer.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from . import codec, index, nlp
from .files import write_atomic
from .folder import code_digest
from .model import Article, Report
from .registry import Registry
from .wire import digest


def key(article: Article, registry: Registry, *, as_of: date | None, today: date, settings: object) -> str:
    """Return the key of a scan: two scans of the same key give the same report."""
    horizon = as_of or article.published or today
    parts = [codec.encode(article), index.state_of(registry), horizon.isoformat(), as_of is None, settings]
    return digest([*parts, nlp.model_name(), _code()])


def recall(home: Path, article: Article, wanted: str) -> Report | None:
    """Return the report kept under this key, or None."""
    try:
        kept = json.loads(_path(home, article).read_bytes())
        return codec.decode(Report, kept["report"]) if kept["key"] == wanted else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(home: Path, article: Article, wanted: str, report: Report) -> None:
    """Keep a report for the next scan of this article; what was kept before goes."""
    document = json.dumps({"key": wanted, "report": codec.encode(report)})
    write_atomic(_path(home, article), document)


def parses(home: Path, article: Article) -> Path:
    """Return the file that keeps the parses of an article under this code and model."""
    return home / "parses" / f"{_name(article)}-{_rules()}.bin"


def passages(home: Path) -> Path:
    """Return the file that keeps the parses of claims and passages that were judged under this code and model."""
    return home / "passages" / f"{_rules()}.bin"


def _rules() -> str:
    return digest([nlp.model_name(), _code()])[:12]


def _path(home: Path, article: Article) -> Path:
    return home / "scans" / f"{_name(article)}.json"


def _name(article: Article) -> str:
    """Two articles of one name in two folders are two articles."""
    return f"{article.id[:60]}-{hashlib.sha256(article.origin.encode()).hexdigest()[:8]}"


def _code() -> str:
    """Return the hash of all code and data of this package: what changed may judge otherwise."""
    return code_digest("**/*.py", "**/*.json", "**/*.txt")
