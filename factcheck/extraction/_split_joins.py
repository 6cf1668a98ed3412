"""Nouns joined to the right one of several: "the maker of biscuits and jam", "her work on the plan and her role"."""

from __future__ import annotations

from ._split_rehang import is_person
from ._split_tree import VERBAL, Node, members


def joined_nouns(node: Node, head: Node) -> None:
    """Join a noun to the one that it goes with, where the parser joined it to ``head``."""
    if node.pos == "NOUN" and head.pos == "NOUN":
        _made_too(node, head)
        _nearer(node, head)
        _same_owner(node, head)
    elif node.pos == "NOUN" and head.pos == "PROPN" and node.child("det", "poss"):
        _further(node, head)


def _made_too(node: Node, head: Node) -> None:
    """Join "Lee's jam" to "biscuits" and not to "the maker" in "the maker of biscuits and Lee's jam"."""
    prep = next((c for c in head.rights if c.lower == "of" and c.i < node.i), None)
    inner = prep.child("pobj") if prep is not None else None
    if inner is None or head.dep != "appos" or not head.child("det") or node.child("det") or is_person(node):
        return
    if head.lower.endswith(("er", "or")) and node.head is head and not is_person(inner):
        for join in [c for c in head.rights if c.dep == "cc" and c.i < node.i]:
            join.attach(inner, "cc")
        node.attach(inner, "conj")


def _nearer(node: Node, head: Node) -> None:
    """Join "a guest house" to "a cafe" and not to "the owner" in "the owner of a cafe and a guest house"."""
    prep = next((c for c in head.rights if c.dep == "prep" and c.i < node.i), None)
    inner = prep.child("pobj") if prep is not None else None
    article, mine, other = (
        head.child("det"),
        node.child("det"),
        inner.child("det") if inner is not None else None,
    )
    if inner is None or mine is None or article is None or inner.pos != "NOUN":
        return
    if other is not None and other.lower == mine.lower != article.lower and len(members(head)) == 2:
        for join in [c for c in head.rights if c.dep == "cc"]:
            join.attach(inner, "cc")
        node.attach(inner, "conj")


def _same_owner(node: Node, head: Node) -> None:
    """Join "her role" to "her work" and not to "the plan" in "her work on the plan and her role in ..."."""
    mine = node.child("poss")
    if node.head is not head or mine is None or head.child("poss") is not None:
        return
    for above in head.ancestors():
        if above.pos in VERBAL:
            return
        owner = above.child("poss")
        if above.pos == "NOUN" and owner is not None and owner.lower == mine.lower:
            for join in [c for c in head.rights if c.dep == "cc" and c.i < node.i]:
                join.attach(above, "cc")
            node.attach(above, "conj")
            return


def _further(node: Node, head: Node) -> None:
    """Join "a doctorate" to "a degree" and not to the name before it ("a degree from Ely and a doctorate")."""
    if head.head.lower == "between":
        return
    for above in head.ancestors():
        if above.pos in VERBAL:
            return
        if above.pos == "NOUN" and above.child("det", "poss") and above.dep != "conj":
            for join in [c for c in head.rights if c.dep == "cc"]:
                join.attach(above, "cc")
            node.attach(above, "conj")
            return
