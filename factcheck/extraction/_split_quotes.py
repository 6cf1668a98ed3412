"""Quotations and the words of saying around them: each piece on its verb, the verb on who says it."""

from __future__ import annotations

from ._attr_words import STATEMENTS
from ._split_tree import SUBJECTS, VERBAL, Node, below, finite
from ._split_words import wordset

_ASKING = wordset("ask press question quiz challenge")


def asked(nodes: list[Node]) -> None:
    """Hang "Asked by counsel why P" on "replied" in "Asked by counsel why P, she replied that Q", and P on it."""
    first = next((n for n in nodes if n.opens), nodes[0])
    if first.tag != "VBN" or first.lemma not in _ASKING or first.head is first:
        return
    said = next((n for n in nodes if n.head is n), None)
    actor = said.child("nsubj") if said is not None else None
    if said is None or actor is None or said.lemma not in STATEMENTS or not first.i < actor.i < said.i:
        return
    start = min(below(actor))
    first.attach(said, "advcl")
    top = [n for n in nodes if first.i < n.i < start and not first.i <= n.head.i < start and not n.punct]
    for node in top:
        if node is not first:
            node.attach(first, "ccomp" if node.pos in VERBAL else node.dep)
    for node in [n for n in nodes if first.i < n.i < start and n.pos in VERBAL and n.head is first]:
        for stray in [
            c for c in node.lefts if c.i < node.i and c.dep in ("prep", "agent") and _early(c, node)
        ]:
            stray.attach(first, stray.dep)
        for mark in [c for c in node.lefts if c.punct]:
            mark.attach(first, "punct")


def _early(phrase: Node, clause: Node) -> bool:
    """Say whether a phrase stands before the word that opens a clause: "for the family, why nobody ..."."""
    return any(c.tag in ("WRB", "WP", "WDT") and c.i > phrase.i for c in clause.lefts)


def before_the_quote(nodes: list[Node]) -> None:
    """Read "fumed" as the verb of "Lee, whose shop was shut, fumed: "It's a joke"", where the quotation took it in."""
    for before, colon, mark in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if mark.text not in "\"'" or mark.quote or colon.text not in (":", ",") or colon.quote:
            continue
        said = before if before.pos in VERBAL else before.head
        number = next((n.quote for n in nodes if n.i > mark.i), 0)
        inside = [n for n in nodes if number and n.quote == number]
        top = next((n for n in inside if n.pos in VERBAL and (n.head is n or n.head.quote != number)), None)
        if top is None or said.tag not in ("VBD", "VBN") or said.quote or said.i > colon.i:
            continue
        actors = {bool(c.quote) for c in top.lefts if c.dep in SUBJECTS}
        if actors == {True, False} and not said.child("auxpass", *SUBJECTS):
            _say(said, top, colon)


def _say(said: Node, top: Node, colon: Node) -> None:
    """Make ``said`` the verb that holds the quotation of ``top``, with what stands before the colon."""
    said.head.children = [c for c in said.head.children if c is not said]
    said.tag = "VBD"
    _above(said, top)
    for child in [c for c in top.lefts if c.i <= colon.i and c is not said]:
        clause = child.pos in VERBAL and any(n.tag in ("WP$", "WP", "WDT") for n in child.subtree())
        noun = next((c for c in said.lefts if c.dep in SUBJECTS), None)
        child.attach(noun if clause and noun is not None else said, "relcl" if clause else child.dep)


def _above(said: Node, top: Node) -> None:
    """Put the words of saying in the place of what is said, and that below them."""
    top.children = [c for c in top.children if c is not said]
    said.head, said.dep = (said, top.dep) if top.head is top else (top.head, top.dep)
    if top.head is not top:
        top.head.children = sorted([*(c for c in top.head.children if c is not top), said], key=lambda c: c.i)
    top.head, top.dep = said, "ccomp"
    said.children = sorted([*said.children, top], key=lambda c: c.i)


def whole(nodes: list[Node]) -> None:
    """Hang every piece of a quotation on its verb, and the verb on the words of saying behind it, not below them."""
    for number in range(1, max((n.quote for n in nodes), default=0) + 1):
        inside = [n for n in nodes if n.quote == number]
        tops = [n for n in inside if n.head.quote != number or n.head is n]
        verbs = [n for n in tops if n.pos in VERBAL and finite(n)]
        if len(verbs) != 1:
            continue
        top = verbs[0]
        for said in [c for c in top.rights if c.dep == "conj" and not c.quote and c.lemma in STATEMENTS]:
            if said.child(*SUBJECTS) is not None and said.i > inside[-1].i:
                _above(said, top)
        for piece in tops:
            loose = piece is not top and not piece.punct and piece.dep not in SUBJECTS
            if (
                loose
                and piece.head.lemma in STATEMENTS
                and not piece.head.quote
                and piece not in top.ancestors()
            ):
                piece.attach(top, "conj" if piece.pos in VERBAL else piece.dep)
