"""factcheck: checks every statement of a news draft against a registry of primary sources, offline.

The public functions; each imports what it needs when it is called, so ``import factcheck`` stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Article, Attribution, Claim, Report, Verdict
    from .registry import Registry

__all__ = ["__version__", "attributions", "extract", "scan", "verify"]
__version__ = "0.1.0"


def attributions(text: str, *, registry: Registry | None = None) -> tuple[Attribution, ...]:
    """Return who says what in ``text``: outermost attributions in order, spans as code-point offsets into it."""
    from . import extraction

    return extraction.attributions_in(text, registry=registry)


def extract(text: str, *, registry: Registry | None = None, fine: bool = False) -> tuple[Claim, ...]:
    """Return the atomic claims of ``text`` in order; ``fine`` gives one claim per adjunct."""
    from . import extraction

    return extraction.claims_in(text, registry=registry, fine=fine)


def verify(claim_text: str, passages: Sequence[str] | Registry, *, as_of: date | None = None) -> Verdict:
    """Return the verdict on one claim against the sentences of one document, in order, or against a registry."""
    if isinstance(passages, Sequence):
        from . import verifying

        return verifying.verify_text(claim_text, passages, as_of=as_of)
    from . import scanning

    return scanning.verify_claim(claim_text, passages, as_of=as_of)


def scan(article: Article | str, registry: Registry, *, as_of: date | None = None) -> Report:
    """Return the report on an article (as read, or its plain text) against a registry."""
    from . import scanning

    return scanning.scan_article(article, registry, as_of=as_of)
