"""Adjuncts and examples: "including" items, each with its host; in the fine grain one claim for each adjunct."""

from __future__ import annotations

from collections.abc import Iterator

from ._split_clauses import stated
from ._split_nouns import Shed, marked_off
from ._split_tree import VERBAL, Node, Part, below, members, subject

_PLAIN = frozenset(
    [
        "in",
        "on",
        "at",
        "from",
        "to",
        "during",
        "after",
        "before",
        "since",
        "by",
        "for",
        "with",
        "near",
        "outside",
        "inside",
        "over",
        "under",
        "through",
        "until",
        "despite",
        "following",
        "across",
        "against",
        "into",
        "onto",
        "around",
        "along",
        "behind",
        "beside",
        "beyond",
        "within",
        "as",
        "amid",
        "throughout",
        "toward",
        "towards",
        "upon",
        "via",
        "off",
        "up",
        "down",
        "out",
        "out",
        "about",
        "between",
        "among",
        "of",
        "like",
    ]
)
_WHEN = frozenset({"after", "before", "as", "when", "since", "while"})
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
    """Yield one proposition for each adjunct, and the bare one; the whole where it has none."""
    verb = part.pick.get(part.root.i, part.root)
    loose = list(_adjuncts(verb, part)) if _may_strip(verb, part) else []
    loose = [c for c in loose if not _completes(c, verb)]
    if not loose:
        yield part
        return
    runs = {c.i: _run(c, by) for c in loose}
    every = frozenset().union(*runs.values())
    if len(loose) == 1:
        yield part.without(every)
    for c in loose:
        yield part.without(_all_but(c, loose, runs))


def _all_but(kept: Node, loose: list[Node], runs: dict[int, frozenset[int]]) -> frozenset[int]:
    """Return what goes when one adjunct stays, with those that it stands in but not those that stand in it."""
    stays = runs[kept.i].union(*(runs[c.i] for c in loose if c in kept.ancestors()))
    gone = frozenset().union(*(runs[c.i] for c in loose if c is not kept and c not in kept.ancestors()))
    inside = frozenset().union(*(runs[c.i] for c in loose if kept in c.ancestors()))
    outer = [c for c in loose if c in kept.ancestors()]
    beside = frozenset().union(
        *(runs[c.i] for c in loose if c is not kept and any(o in c.ancestors() for o in outer))
    )
    return (gone - stays) | inside | (beside - runs[kept.i])


def _run(node: Node, by: dict[int, Node]) -> frozenset[int]:
    return marked_off(below(node), by) if node.children else frozenset(below(node))


def _may_strip(verb: Node, part: Part) -> bool:
    """Say whether a proposition stays true without its adjuncts: told as a fact, not denied."""
    if verb.pos not in VERBAL or verb.lemma == "be" and not any(c.dep == "attr" for c in verb.children):
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


def _adjuncts(node: Node, part: Part) -> Iterator[Node]:
    """Yield what can be left out of a clause: phrases of place, time, manner on its verb and on its objects."""
    for child in node.children:
        if child.i in part.cut or (child.dep == "conj" and node.i not in part.pick):
            continue
        if _adjunct(child, on_noun=node.pos not in VERBAL):
            yield child
        if child.dep == "prep":
            inner = child.child("pobj", "pcomp")
            yield from _adjuncts(part.pick.get(inner.i, inner), part) if inner is not None else ()
        elif child.dep in ("dobj", "xcomp", "attr") and child.pos in (*VERBAL, "NOUN", "PROPN"):
            yield from _adjuncts(part.pick.get(child.i, child), part)


def _adjunct(node: Node, *, on_noun: bool) -> bool:
    if node.dep == "prep":
        return node.lower in _PLAIN and node.lower != "of" and node.child("pobj", "pcomp") is not None
    if node.dep == "advcl" and not on_noun:
        mark = node.child("mark", "advmod")
        return mark is not None and mark.lower in _WHEN and (node.tag == "VBG" or subject(node) is not None)
    return node.dep == "npadvmod" and node.ent in _TIMES


def _completes(node: Node, verb: Node) -> bool:
    """Say whether a phrase right behind a verb is what the verb needs ("arrived in Cairo", "consists of")."""
    inner = node.child("pobj")
    dated = inner is not None and inner.ent in _TIMES
    return (
        node.dep == "prep"
        and node.head is verb
        and not dated
        and node.i == verb.i + 1
        and not verb.child("dobj")
    )
