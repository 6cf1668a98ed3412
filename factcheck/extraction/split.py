"""One sentence into atomic claims that stand alone.

Rules over the parse; where a rule is not sure it leaves the sentence whole, for a claim that the article does not make is worse than one that is too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._split_tree import FINITE, SUBJECTS, VERBAL, Part, below, finite, members
from ._split_words import Word, tidy

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_MANY = 12
_BLOCKING = frozenset({"respectively", "each", "together", "jointly", "apiece", "alternately"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: its words, the rule that made it, and whether a re-parse should look at it."""

    words: tuple[Word, ...]
    kind: str
    doubtful: bool = False


def split(sentence: Tokens, *, keep: frozenset[int] | None = None, fine: bool = False) -> tuple[Draft, ...]:
    """Return the claims of a sentence in order.

    :param keep: the tokens that count (the content of an attribution); all of the sentence when None.
    :param fine: one claim per adjunct as well.
    """
    inside = keep if keep is not None else frozenset(t.i for t in sentence)
    cut = frozenset(t.i for t in sentence) - inside
    roots = [t for t in sentence if t.i in inside and (t.head.i == t.i or t.head.i not in inside)]
    roots = [t for t in roots if not t.is_punct and not t.is_space]
    if len(roots) > 1 or not roots:
        return (Draft(tidy([Word(t.text, t.i) for t in sentence if t.i in inside]), "whole"),)
    return _unique(Draft(tidy(part.words()), part.kind) for part in _expand(Part(roots[0], cut=cut)))


def _unique(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    seen: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        key = tuple(w.text.lower() for w in draft.words)
        if key:
            seen.setdefault(key, draft)
    return tuple(seen.values())


def _expand(part: Part) -> Iterator[Part]:
    """Yield one proposition for each member of each list that may be split."""
    todo = [part]
    while todo:
        part = todo.pop(0)
        head = next(_lists(part), None)
        if head is None or len(todo) > _MANY:
            yield part
            continue
        todo = [part.choose(head, m) for m in members(head)] + todo


def _lists(part: Part) -> Iterator[Token]:
    for token in part.root.subtree:
        if token.i in part.cut or token.i in part.pick:
            continue
        joined = any(t.dep_ == "conj" and t.i not in part.cut for t in token.rights)
        if joined and token.dep_ != "conj" and token.pos_ in VERBAL and verbs_split(token):
            yield token


def verbs_split(head: Token) -> bool:
    """Say whether the verbs joined to ``head`` may become claims of their own."""
    listed = members(head)
    if any(t.lower_ in _BLOCKING for t in head.subtree):
        return False
    joins = [t.lower_ for m in listed for t in m.children if t.dep_ == "cc"]
    if not joins or any(j not in ("and", "but", "&") for j in joins):
        return False
    if any(t.dep_ == "neg" for t in head.children):
        return all(any(t.dep_ in SUBJECTS or t.tag_ in FINITE for t in m.lefts) for m in listed[1:])
    return all(m.pos_ in VERBAL for m in listed) and not _tight(head, listed[1]) and finite(head)


def _tight(head: Token, member: Token) -> bool:
    """Say whether two verbs share what follows ("killed and wounded 447 people")."""
    return min(below(member)) - head.i <= 2
