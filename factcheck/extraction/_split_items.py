"""The items of a list that a sentence opens: "The plan is to: - build a school" -> "The plan is to build a school".

What is no statement by itself takes the sentence that introduces it along, its words marked as added; an item that
stands alone behind a whole sentence ("the following figures:") is read like any other sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import BlockKind
from ._split_tree import FINITE, SUBJECTS, VERBAL
from ._split_words import Word, new, tidy
from .paragraphs import Paragraph
from .split import Draft

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_LONG = 40
_UNFINISHED = frozenset({"ADP", "PART", "AUX", "SCONJ", "CCONJ"})


def opening(parsed: Sequence[Paragraph], at: int) -> str:
    """Return the sentence, without its colon, that opens the list of which paragraph ``at`` is an item."""
    if parsed[at].block.kind is not BlockKind.ITEM:
        return ""
    before = next((p for p in reversed(parsed[:at]) if p.block.kind is not BlockKind.ITEM), None)
    last = list(before.doc.sents)[-1:] if before is not None else []
    text = last[0].text.strip() if last else ""
    return text[:-1].strip() if text.endswith(":") and len(last[0]) <= _LONG else ""


def opens(parsed: Sequence[Paragraph], at: int, sentence: Tokens) -> bool:
    """Say whether a sentence only opens the list that follows it: "The council has agreed to:"."""
    follows = at + 1 < len(parsed) and parsed[at + 1].block.kind is BlockKind.ITEM
    return follows and sentence.text.strip().endswith(":") and unfinished(sentence)


def unfinished(sentence: Tokens) -> bool:
    """Say whether a sentence breaks off before its colon."""
    words = [t for t in sentence if not t.is_punct and not t.is_space]
    return bool(words) and (words[-1].pos_ in _UNFINISHED or words[-1].lemma_ in ("include", "be", "have"))


def item(opening: str, parsed: Sequence[Paragraph], at: int, sentence: Tokens) -> Draft | None:
    """Return an item with the sentence that opens the list, where it says nothing without it."""
    before = next((p for p in reversed(parsed[:at]) if p.block.kind is not BlockKind.ITEM), None)
    if not opening or before is None:
        return None
    broken_off = unfinished(list(before.doc.sents)[-1])
    if not broken_off and _stands(sentence):
        return None
    words = [Word(t.text, t.i) for t in sentence if not t.is_space and t.text != ";"]
    first = sentence[0]
    if broken_off and first.pos_ not in ("PROPN", "NUM") and first.text[1:].islower():
        words[0] = Word(first.text.lower(), first.i)
    lead = new(opening if broken_off else f"{opening}:")
    return Draft(tidy((*lead, *words)), "listed")


def _stands(sentence: Tokens) -> bool:
    root = sentence.root
    finite = root.tag_ in FINITE or any(
        c.tag_ in FINITE and c.dep_ in ("aux", "auxpass") for c in root.children
    )
    return root.pos_ in VERBAL and finite and any(c.dep_ in SUBJECTS for c in root.children)
