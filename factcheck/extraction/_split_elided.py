"""What a second figure leaves out: "killing 12 people and wounding 40", "three were killed and 27 injured"."""

from __future__ import annotations

from ._split_tree import SUBJECTS, Node
from ._split_words import Word


def elided(nodes: list[Node]) -> dict[int, tuple[Word, ...]]:
    """Return, for a bare figure after a counted noun, the figure with the noun ("and wounding 1,246 people")."""
    out: dict[int, tuple[Word, ...]] = {}
    for node in nodes:
        out.update(_elided_passive(node))
        if (
            node.pos != "NUM"
            or node.dep != "dobj"
            or not any(c.isdigit() for c in node.text)
            or node.ent == "MONEY"
        ):
            continue
        if any(c.dep in ("prep", "conj", "relcl", "appos") for c in node.rights) or node.head.dep not in (
            "conj",
            "advcl",
        ):
            continue
        before = [
            n
            for n in nodes
            if n.i < node.i and n.dep == "dobj" and n.tag in ("NNS", "NNPS") and n.child("nummod")
        ]
        if before and node.head.head in (before[-1].head, before[-1].head.head):
            noun = before[-1]
            out[node.i] = (node.word, Word(noun.text, noun.i, added=True))
    return out


def _elided_passive(verb: Node) -> dict[int, tuple[Word, ...]]:
    """Return "27 people were injured" for "three people were killed and 27 injured"."""
    if verb.dep != "conj" or verb.tag not in ("VBN", "VBD"):
        return {}
    figure, first = verb.child(*SUBJECTS), verb.head
    helper = first.child("auxpass")
    if figure is None or helper is None:
        return {}
    if figure.pos != "NUM" or any(c.dep in ("aux", "auxpass") for c in verb.lefts):
        return {}
    counted = first.child("nsubjpass")
    noun = (
        (Word(counted.text, counted.i, added=True),) if counted is not None and counted.pos == "NOUN" else ()
    )
    was = "was" if figure.lower in ("one", "1") else "were"
    form = (Word(was, helper.i, added=True), verb.word)
    return {figure.i: (figure.word, *noun), verb.i: form}
