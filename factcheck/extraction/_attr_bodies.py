"""Which body "it", "the ministry" or "his office" goes back to, where no capital letter names it.

"The health ministry in Gaza has put out its figures. It says ..." speaks of the ministry, though the tagger sees no
name in it and the only name of the article may be another body's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model import Speaker
from ._attr_tree import Range, Tree
from ._attr_words import GROUPS

Known = Callable[[Tree, Range, int], Speaker | None]
_SUBJECTS = ("nsubj", "nsubjpass")
_OF = frozenset({"of", "for", "at", "from", "with", "in"})
_CUT = frozenset({",", "(", "which", "that", "who"})
_LEMMAS = GROUPS | {"ministry", "office"}


def spoke_before(tree: Tree, token: int) -> int:
    """Return the body that is the subject of the nearest sentence before a token's in its paragraph, else -1."""
    for number in range(tree.sentence[token] - 1, -1, -1):
        begin, stop = tree.sentences[number]
        for root in (i for i in range(begin, stop) if not begin <= tree.head[i] < stop or tree.head[i] == i):
            subject = tree.kid(root, *_SUBJECTS)
            if subject >= 0 and (is_body(tree, subject) or _a_body(tree, subject)):
                return subject
    return -1


def thing_before(tree: Tree, token: int) -> bool:
    """Say whether the sentence right before a token's is about a thing: "The dam will cost 9 million. It puts ..."."""
    number = tree.sentence[token] - 1
    if number < 0:
        return False
    begin, stop = tree.sentences[number]
    roots = (i for i in range(begin, stop) if not begin <= tree.head[i] < stop or tree.head[i] == i)
    subjects = [s for root in roots if (s := tree.kid(root, *_SUBJECTS)) >= 0]
    return any(
        tree.tag[s] == "NN" and tree.low[tree.left[s]] == "the" and not is_body(tree, s) for s in subjects
    )


def is_body(tree: Tree, token: int) -> bool:
    """Say whether a common noun names a body: "the health ministry in Gaza", "Lund's office"."""
    return tree.tag[token] in ("NN", "NNP") and tree.lemma[token].lower() in _LEMMAS


def phrase(tree: Tree, head: int) -> Range:
    """Return a noun phrase without what a comma or a clause adds to it."""
    first, end = tree.subtree(head)
    stop = next((i for i in range(head + 1, end) if tree.low[i] in _CUT), end)
    return first, stop


def called(trees: Sequence[Tree], known: Known) -> Iterator[tuple[int, str, Speaker]]:
    """Yield where an article speaks of a registered body by a common noun, that noun, and the body."""
    for tree in trees:
        for i in range(len(tree)):
            if (
                is_body(tree, i)
                and tree.left[i] < i - (tree.low[i - 1] == "the")
                and not _of_another(tree, i)
            ):
                speaker = known(tree, phrase(tree, i), i)
                if speaker is not None:
                    yield tree.start + tree.starts[i], tree.lemma[i].lower(), speaker


def _of_another(tree: Tree, token: int) -> bool:
    """Say whether a body only tells whose somebody is: "Lund of the port's ministry"."""
    return tree.dep[token] == "pobj" and tree.low[tree.head[token]] in _OF


def _a_body(tree: Tree, token: int) -> bool:
    return tree.tag[token].startswith("NNP") and tree.entity[token] in ("ORG", "NORP", "GPE")
