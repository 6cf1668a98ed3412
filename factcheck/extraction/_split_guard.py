"""Safety before score: no number, "not" or hedge of a sentence may be lost, and none may be left behind.

Two rules. What qualifies a word goes where the word goes: a claim that has the verb without its "not", the figure
without its "nearly", is dropped. What then stands in no claim brings the whole sentence back as a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ._split_tree import VERBAL, Node
from ._split_words import Word, wordset

NEGATIONS = wordset(
    """
    not no n't n’t never none nobody nothing neither nor without cannot nowhere hardly barely
    scarcely
    """
)
HEDGES = wordset(
    """
    may might could would should reportedly allegedly apparently seemingly supposedly purportedly
    possibly perhaps probably likely unlikely potentially presumably arguably alleged suspected
    purported supposed reported rumoured rumored estimated believed thought expected maybe
    approximately roughly nearly almost
    """
)
HEDGING = wordset(
    """
    seem appear suggest suspect allege claim believe think expect estimate fear hope doubt tend
    """
)
_NUMBERS = wordset(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen dozens hundreds thousands millions billions half third
    quarter twice thrice
    """
)
_SINGULAR = wordset(
    """
    police news politics economics mathematics physics athletics diabetes measles series sports us
    headquarters species means number
    """
)
_CONDITIONS = frozenset({"if", "unless", "whether", "until"})


def number(node: Node) -> bool:
    """Say whether a token is a figure, in digits or in words."""
    parts = re.split(r"[-–]", node.lower)
    return any(char.isdigit() for char in node.text) or any(part in _NUMBERS for part in parts)


def negation(node: Node) -> bool:
    """Say whether a token denies."""
    return node.dep == "neg" or node.lower in NEGATIONS


def hedge(node: Node) -> bool:
    """Say whether a token takes certainty away."""
    if node.lower == "reported" and node.child("nsubj") is not None and node.child("auxpass") is None:
        return False  # "officials reported delays" takes nothing back
    if node.text == "May" and node.ent in ("DATE", "TIME"):
        return False
    return node.lower in HEDGES or (node.lemma in HEDGING and node.pos in VERBAL)


def safe(words: Sequence[Word], nodes: Iterable[Node]) -> bool:
    """Say whether a claim has with each word what qualifies it."""
    there = {w.at for w in words if w.at >= 0}
    return not any(word in there and other not in there for other, word in _bound(nodes))


def _bound(nodes: Iterable[Node]) -> Iterable[tuple[int, int]]:
    """Yield pairs: where the second word goes the first has to go."""
    for node in nodes:
        head = node.head
        if head is node:
            continue
        qualifies = node.dep == "neg" or node.tag == "MD" or node.lower in _CONDITIONS
        qualifies = qualifies or (
            (node.lower in HEDGES or node.lower in NEGATIONS) and node.dep in ("advmod", "amod", "det")
        )
        counts = node.dep in ("quantmod", "advmod", "amod") and head.pos == "NUM"
        if qualifies or (counts and not of_whole(node, head)):
            yield node.i, head.i
        if node.dep in ("xcomp", "ccomp", "acomp", "oprd") and hedge(head) and head.pos in VERBAL:
            yield head.i, node.i


def of_whole(word: Node, number: Node) -> bool:
    """Say whether a word tells what part of a number is meant and not how far it is off: "74" of "74 of 89 drones"."""
    return any(c.lower == "of" and word.i <= c.i for c in number.lefts)


def garbled(nodes: Iterable[Node]) -> bool:
    """Say whether subject and verb disagree in number somewhere: the parse cannot be right."""
    for node in nodes:
        if node.dep not in ("nsubj", "nsubjpass") or node.head.dep == "relcl" or node.i > node.head.i:
            continue
        helper = next((c for c in node.head.lefts if c.dep in ("aux", "auxpass")), node.head)
        listed = any(c.dep == "conj" for c in node.rights) and node.lower not in ("each", "every", "either")
        if (
            (node.tag == "NNS" or listed)
            and helper.lower in ("was", "is", "has")
            and node.lower not in _SINGULAR
        ):
            return True
    return False


def lost(nodes: Iterable[Node], claims: Iterable[Sequence[Word]]) -> tuple[Node, ...]:
    """Return the numbers, negations and hedges that stand in no claim."""
    there = {w.at for words in claims for w in words}
    return tuple(n for n in nodes if n.i not in there and (number(n) or negation(n) or hedge(n)))
