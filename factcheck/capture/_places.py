"""Where verbatim words stand in a document."""

from __future__ import annotations

from ..model import BODY, Article, BlockKind
from ..text import fold


def locate(words: str, article: Article) -> str | None:
    """Return the locator of the first block that holds these words, typography left aside; None where none does.

    Words that run over the end of a paragraph are placed where they begin.
    """
    wanted = fold(words).text
    folded = fold(article.text)
    at = folded.text.find(wanted) if wanted else -1
    if at < 0:
        return None
    span = folded.original(at, at + len(wanted))
    blocks = [b for b in article.blocks if b.span.start <= span.start < b.span.end]
    kinds = (*BODY, BlockKind.HEADLINE, BlockKind.HEADING)
    return next((b.locator for b in blocks if b.kind in kinds), "")
