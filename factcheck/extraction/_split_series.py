"""Lists of three and more noun phrases, read again between the commas where the parser made them appositions."""

from __future__ import annotations

from ._split_tree import NOMINAL, VERBAL, Node


def series(nodes: list[Node], conjunction: int) -> None:
    """Read "A, B, C and D" between the commas; where each piece is one noun phrase of one shape, join them."""
    pieces, start = _pieces(nodes, conjunction)
    last = _phrase_after(nodes, conjunction)
    if len(pieces) < 1 or last is None:
        return
    heads = [_outside(piece) for piece in pieces]
    if any(h is None for h in heads):
        return
    found = [h for h in heads if h is not None]
    anchor = _anchor(nodes[start - 1], found[0]) if start else None
    if anchor is None or any(_shape(h)[0] != _shape(anchor)[0] for h in (*found, last)):
        return
    if all(h.dep == "conj" for h in (*found, last)) and _chained(anchor, last):
        return
    behind = max(n.i for n in last.subtree()) + 1 - nodes[0].i
    named = anchor.dep in ("nsubj", "nsubjpass") and anchor.tag == "NNS" and found[0].tag == "NN"
    if named and behind < len(nodes) and nodes[behind].text == ",":
        return  # "Two others, a woman and a boy, are in hospital"
    if (
        len(found) < 2
        and _shape(found[0])[: 3 if anchor.pos == "PROPN" else 4]
        != _shape(anchor)[: 3 if anchor.pos == "PROPN" else 4]
    ):
        return
    _join(anchor, [*found, last], nodes[conjunction])


def _pieces(nodes: list[Node], conjunction: int) -> tuple[list[list[Node]], int]:
    """Return the stretches between commas before a conjunction, first one first, and where the first comma is."""
    pieces: list[list[Node]] = []
    end, start = conjunction, 0
    if conjunction and nodes[conjunction - 1].lower == ",":
        end -= 1
    for at in range(end - 1, -1, -1):
        if nodes[at].lower == ",":
            piece = nodes[at + 1 : end]
            if not piece or not _phrase(piece):
                break
            pieces.insert(0, piece)
            start, end = at, at
        elif nodes[at].lower in (";", ":", '"', "(", ")") or (
            nodes[at].pos in VERBAL and nodes[at].dep != "relcl"
        ):
            break
    return pieces, start


def _phrase(piece: list[Node]) -> bool:
    """Say whether a stretch is one noun phrase: no verb of its own, one word that hangs outside."""
    if any(n.pos in VERBAL and n.dep not in ("amod", "relcl", "acl", "compound") for n in piece):
        return False
    return (
        piece[0].pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB") and _outside(piece) is not None
    )


def _outside(piece: list[Node]) -> Node | None:
    """Return the one noun of a stretch whose head lies outside it."""
    inside = {n.i for n in piece}
    out = [n for n in piece if n.head.i not in inside and not n.punct]
    return out[0] if len(out) == 1 and out[0].pos in NOMINAL else None


def _phrase_after(nodes: list[Node], conjunction: int) -> Node | None:
    """Return the noun that a conjunction adds."""
    for node in nodes[conjunction + 1 :]:
        if node.dep == "conj":
            return node if node.pos in NOMINAL else None
        if node.pos in VERBAL or node.punct or node.dep == "cc":
            return None
    return None


def _anchor(before: Node, like: Node) -> Node | None:
    """Return the noun phrase that ends before the first comma and looks most like the next piece."""
    chain = [before, *before.ancestors()]
    options: list[Node] = []
    for node in chain:
        if node.pos in VERBAL:
            break
        if node.pos in NOMINAL and node.dep not in ("compound", "nummod", "poss", "amod"):
            options.append(node)
    matching = [n for n in options if _shape(n)[0] == _shape(like)[0]]
    return max(
        matching,
        key=lambda n: sum(a == b for a, b in zip(_shape(n), _shape(like), strict=True)),
        default=None,
    )


def _shape(node: Node) -> tuple[str, bool, bool, str]:
    """Return what makes noun phrases look alike: kind of word, article, phrase behind it, kind of name."""
    opened = any(c.dep in ("det", "poss", "nummod") for c in node.lefts)
    return node.pos, opened, any(c.dep == "prep" for c in node.rights), node.ent


def _chained(anchor: Node, last: Node) -> bool:
    node = last
    while node.dep == "conj":
        node = node.head
    return node is anchor


def _join(anchor: Node, heads: list[Node], conjunction: Node) -> None:
    """Make one chain of conjuncts, as the parser would have."""
    above = anchor
    for node in heads:
        if node is above or any(a is node for a in above.ancestors()):
            return
        if node.head is not above or node.dep != "conj":
            node.attach(above, "conj")
        for comma in [c for c in node.lefts if c.lower == ","]:
            comma.attach(above, "punct")
        above = node
    _alongside(heads[-1], anchor)
    if len(heads) > 1 and conjunction.head is not heads[-2]:
        conjunction.attach(heads[-2], "cc")
    elif len(heads) == 1:
        conjunction.attach(anchor, "cc")


def _alongside(last: Node, anchor: Node) -> None:
    """Take ", alongside a call for ..." behind a list for one more member of it."""
    chain = [last]
    while chain[-1] is not anchor and chain[-1].dep == "conj":
        chain.append(chain[-1].head)
    for member in chain:
        for prep in [c for c in member.rights if c.lower == "alongside" and c.i > last.i]:
            inner = prep.child("pobj")
            if inner is not None:
                inner.attach(last, "conj")
                prep.attach(last, "cc")
