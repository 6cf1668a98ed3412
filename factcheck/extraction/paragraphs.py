"""The parsed paragraphs of an article: one parse a block, offsets of the article kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import nlp
from ..model import Article, Block, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block with its parse; token ``t`` of ``doc`` stands at ``block.span.start + t.idx`` of the article."""

    block: Block
    doc: Doc
    text: str

    @property
    def start(self) -> int:
        """Return the offset of the paragraph in the article."""
        return self.block.span.start

    def span(self, tokens: Tokens) -> Span:
        """Return the article span of a run of tokens."""
        return Span(start=self.start + tokens.start_char, end=self.start + tokens.end_char)


def parse(article: Article, blocks: Iterable[Block] | None = None) -> tuple[Paragraph, ...]:
    """Parse the blocks of an article, in order (all of them, or those given)."""
    chosen = tuple(article.blocks if blocks is None else blocks)
    texts = [block.span.of(article.text) for block in chosen]
    docs = nlp.parse(texts)
    return tuple(Paragraph(block=b, doc=d, text=t) for b, t, d in zip(chosen, texts, docs, strict=True))
