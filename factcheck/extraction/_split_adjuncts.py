"""Adjuncts and examples: "including" items, each with its host; in the fine grain one claim for each adjunct."""

from __future__ import annotations

from collections.abc import Iterator

from ._split_clauses import stated
from ._split_nouns import Shed, marked_off
from ._split_tree import SUBJECTS, VERBAL, Node, Part, below, members

_PLAIN = frozenset(
    ["in", "on", "at", "from", "to", "during", "after", "before", "since", "by", "for", "with", "near", "outside", "inside", "over", "under", "through", "until", "despite", "following", "across", "against", "into", "onto", "around", "along", "behind", "beside", "beyond", "within", "as", "amid", "throughout", "toward", "towards", "upon", "via", "off", "up", "down", "out", "out", "about", "between", "among", "of", "like"]
)
_TIMES = frozenset({"DATE", "TIME"})


def examples(part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield the "including ..." and "such as ..." phrases, one proposition for each item, the host kept."""
    for node in part.nodes():
        if (node.lower == "including" and node.dep in ("prep", "acl", "advcl")) or _such_as(node):
            first = node.child("pobj", "dobj", "pcomp")
            if first is None or node is part.root:
                continue
            gone = below(node) | (
                {node.i - 1} if by.get(node.i - 1) and by[node.i - 1].lower == "such" else set()
            )
            items = members(first)
            whole = any(c.lower in ("or", "nor") for m in items for c in m.children)
            kept = (part,) if whole or len(items) == 1 else tuple(part.choose(first, m) for m in items)
            yield Shed(marked_off(gone, by), kept, "example")


def _such_as(node: Node) -> bool:
    return node.lower == "as" and node.dep == "prep" and any(c.lower == "such" for c in node.children)


def adjuncts(part: Part, by: dict[int, Node]) -> Iterator[Part]:
    """Yield one proposition for each adjunct of the main verb, and the bare one; the whole where it has none."""
    verb = part.pick.get(part.root.i, part.root)
    loose = [] if not _may_strip(verb, part) else [c for c in verb.children if _adjunct(c, part)]
    if loose and _needs_one(verb, part):
        behind = [c for c in loose if c.i > verb.i and c.dep == "prep"]
        keep = behind[0] if behind else loose[0]
        loose = [c for c in loose if c is not keep]
    runs = {c.i: _run(c, by) for c in loose}
    if not loose:
        yield part
        return
    every = frozenset().union(*runs.values())
    yield part.without(every)
    for c in loose:
        yield part.without(every - runs[c.i])


def _run(node: Node, by: dict[int, Node]) -> frozenset[int]:
    return marked_off(below(node), by) if node.children else frozenset(below(node))


def _may_strip(verb: Node, part: Part) -> bool:
    """Say whether a proposition stays true without its adjuncts: told as a fact, not denied."""
    if verb.pos not in VERBAL or (verb.lemma == "be" and not any(c.dep == "attr" for c in verb.children)):
        return False
    words = {n.lower for n in part.nodes()}
    if words & {
        "no",
        "not",
        "n't",
        "never",
        "none",
        "nobody",
        "nothing",
        "without",
        "only",
        "few",
        "unless",
        "if",
    }:
        return False
    return stated(verb, part.root)


def _adjunct(node: Node, part: Part) -> bool:
    if node.i in part.cut or not any(n.i not in part.cut for n in node.subtree()):
        return False
    if node.dep == "prep":
        return node.lower in _PLAIN and bool(node.child("pobj"))
    return node.dep == "npadvmod" and node.ent in _TIMES


def _needs_one(verb: Node, part: Part) -> bool:
    """Say whether a verb without its adjuncts would say nothing ("arrived in Cairo")."""
    full = ("dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "dative", "agent", "prt")
    return not any(c.dep in full for c in verb.children)


__all__ = ["SUBJECTS", "adjuncts", "examples"]
