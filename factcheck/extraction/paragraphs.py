"""The parsed paragraphs of an article: one parse a block, offsets of the article kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .. import files, nlp
from ..model import Article, Block, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span as Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block with its parse; token ``t`` of ``doc`` begins at ``start + t.idx`` of the article."""

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


def parse(
    article: Article, blocks: Iterable[Block] | None = None, *, kept: Path | None = None
) -> tuple[Paragraph, ...]:
    """Parse the blocks of an article, in order (all of them, or those given).

    :param kept: a file that keeps the parses from one scan to the next, so that of an edited draft only the
        paragraphs that changed are parsed again; it is derived, and may be deleted or damaged at any time.
    """
    chosen = tuple(article.blocks if blocks is None else blocks)
    texts = [block.span.of(article.text) for block in chosen]
    docs = nlp.parse(texts) if kept is None else _parse_changed(texts, kept)
    return tuple(Paragraph(block=b, doc=d, text=t) for b, t, d in zip(chosen, texts, docs, strict=True))


def _parse_changed(texts: list[str], kept: Path) -> list[Doc]:
    known = _kept(kept)
    views = [nlp.parser_view(text) for text in texts]
    new = dict.fromkeys(view for view in views if view not in known)
    known.update(zip(new, nlp.parse(new), strict=True))
    if new:
        files.write_atomic(kept, nlp.pack({view: known[view] for view in views}))
    return [known[view] for view in views]


def _kept(path: Path) -> dict[str, Doc]:
    try:
        return nlp.unpack(path.read_bytes())
    except (OSError, ValueError):
        return {}
