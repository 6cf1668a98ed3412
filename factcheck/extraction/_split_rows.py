"""Clauses in a row, "A happened, B happened and C happened": joined where the parser put one inside another."""

from __future__ import annotations

from ._attr_words import STATEMENTS
from ._split_rehang import promote
from ._split_tree import FINITE, NOMINAL, SUBJECTS, VERBAL, Node, below, finite, subject
from ._split_words import PLAIN, wordset

# Verbs that a clause may follow: "knew the ship and the crew were lost".
_TAKING = wordset(
    """
    think believe know feel hope fear mean show ensure make let help see hear watch find wish guess suppose bet doubt
    prove realise realize learn understand expect decide agree argue claim insist hold assume notice remember forget
    pray dream worry imagine demand require suggest recommend order ask propose be become seem appear have get want
    """
)


def two_sentences(root: Node) -> None:
    """Join what the parser read as "A is, and B is" with A inside B as two clauses in a row."""
    first = next((c for c in root.lefts if c.dep in ("ccomp", "parataxis") and finite(c)), None)
    own = root.child(*SUBJECTS)
    later = next((c for c in reversed(root.lefts) if c.dep in SUBJECTS), own)
    if own is not None and later is not None and any(c.dep == "cc" and c.i > own.i for c in own.children):
        own = later
    if first is None or own is None or own.i < first.i or first.child("mark") or not subject(first):
        return
    said = [
        c for c in root.lefts if c.dep == "ccomp" and c.quote and c.quote == first.quote and c is not first
    ]
    if said:
        for join in [
            c for c in (*root.children, *first.children) if c.dep == "cc" and first.i < c.i < said[-1].i
        ]:
            join.attach(first, "cc")
        said[-1].attach(first, "conj")  # '"I was, but she was not," he said'
        return
    last = max(n.i for n in first.subtree())
    for stray in [c for c in first.rights if c.dep == "conj" and c.pos not in VERBAL and c.i > last - 2]:
        stray.attach(root, "advmod")
    beside = [c for s in root.lefts if s.dep in SUBJECTS and s is not own for c in s.children]
    joins = [n for n in (*root.children, *first.children, *beside) if n.dep == "cc" or n.text == ";"]
    if any(first.i < j.i < own.i and j.i >= last - 3 for j in joins):
        for stray in [c for c in root.lefts if c.dep in SUBJECTS and c is not own and c.i > first.i]:
            stray.attach(first, "npadvmod")  # "scored after ten minutes, his first goal, and Town won"
        first.head.children = [c for c in root.children if c is not first]
        first.head, first.dep = first, "ROOT"
        root.head = first
        root.dep = "conj"
        first.children = sorted([*first.children, root], key=lambda c: c.i)


def so_it_was(so: Node) -> None:
    """Read "so the cellar flooded" as a fact of its own behind "The pump failed": it came of it, nobody only meant it.

    Where it was meant ("so her son could swim") there is a modal verb, and it stays.
    """
    verb = so.head
    actor = verb.child(*SUBJECTS)
    if so.dep != "advmod" or verb.pos not in VERBAL or actor is None or not so.i < actor.i < verb.i:
        return
    if not finite(verb) or any(c.tag == "MD" for c in verb.lefts) or verb.child("mark") or so.quote:
        return
    first = next((c for c in verb.lefts if c.dep == "ccomp" and c.i < so.i and finite(c)), None)
    if first is not None and subject(first) is not None and max(below(first)) < so.i:
        promote(first, verb)
    elif verb.dep == "advcl" and verb.head.i < so.i == min(below(verb)) and verb.head.pos in VERBAL:
        verb.dep = "conj"
    else:
        return
    so.attach(verb.head, "cc")


def three_clauses(second: Node, third: Node, nodes: list[Node]) -> None:
    """Join A to B in "the pump failed, the cellar flooded and the lights went out", where the parser put A inside B."""
    _bare_subject(second)
    own = second.child(*SUBJECTS)
    if (
        own is None
        or third.child(*SUBJECTS) is None
        or second.lemma in STATEMENTS | PLAIN
        or not finite(third)
    ):
        return
    start = min(n.i for n in own.subtree())
    before = nodes[start - 1 - nodes[0].i] if start > nodes[0].i else None
    found = [c for c in second.lefts if c.dep in ("ccomp", "parataxis", "advcl") and c.i < start]
    first = found[-1] if found else None
    if first is None or before is None or before.text != "," or before.quote or first.child("mark"):
        return
    if first.lemma in _TAKING | PLAIN and first.child("dobj", "prep", "acomp", "attr") is None:
        return  # "I mean, this is bad, and it has to stop"
    if any(c.tag in ("WRB", "WDT", "WP", "IN") and c.i < first.i for c in first.children):
        return  # "When she began, the roof leaked and the cellar was wet"
    if finite(first) and first.child(*SUBJECTS) is not None and max(below(first) - {before.i}) == start - 2:
        promote(first, second)


def _bare_subject(verb: Node) -> None:
    """Take "the cellar" for the subject in "the cellar flooded", where the parser made it a part of the verb."""
    front = next(
        (c for c in verb.lefts if c.i == verb.i - 1 and c.dep in ("amod", "compound", "npadvmod")), None
    )
    if front is None or front.pos != "NOUN" or verb.child(*SUBJECTS) or verb.tag not in FINITE:
        return
    article = front.child("det", "poss") or next((c for c in verb.lefts if c.dep in ("det", "poss")), None)
    if article is not None:
        article.attach(front, article.dep)
        front.dep = "nsubj"


def next_clause(verb: Node) -> None:
    """Take "a girl" for the subject in "drowned off the coast and a girl was hit": the verb is singular."""
    first, before = verb.child("nsubj", "nsubjpass"), verb.head
    helper = next((c for c in verb.lefts if c.dep in ("aux", "auxpass")), verb)
    bare = (
        verb.dep == "ccomp"
        and finite(before)
        and finite(verb)
        and before.lemma not in _TAKING | STATEMENTS | PLAIN
    )
    if first is None or not (bare or helper.lower in ("was", "is", "has")) or before.i > first.i:
        return
    second = next((c for c in first.rights if c.dep == "conj"), None)
    join = next((c for c in first.rights if c.dep == "cc" and c.lower == "and"), None)
    if second is None or join is None or second.i > verb.i or before.child("dobj", "attr", "acomp"):
        return
    second.attach(verb, first.dep)
    first.attach(before, "pobj" if before.child("prt") else "dobj")
    above = _said_beside(before, verb)
    join.attach(above, "cc")
    verb.attach(above, "conj")


def _said_beside(verb: Node, later: Node) -> Node:
    """Return the verb that a later one goes with: "said" for "accused" in "A said it had failed and B accused C"."""
    said = next((a for a in verb.ancestors() if a.lemma in STATEMENTS and a.pos in VERBAL), None)
    return said if said is not None and later.lemma in STATEMENTS and said.tag == later.tag else verb


def stray_and(verb: Node, nodes: list[Node]) -> None:
    """Hang the "and" of "was taken into custody and eleven men were hurt" on the verb, where it hangs on "custody"."""
    own = verb.child(*SUBJECTS)
    if own is None or verb.head.pos not in VERBAL or not finite(verb):
        return
    at = min(n.i for n in own.subtree()) - 1 - nodes[0].i
    join = nodes[at] if at >= 0 else verb
    if join.dep != "cc" or join.head is verb.head or join.head.i <= verb.head.i:
        return
    if not any(c.dep == "conj" and c.i > join.i for c in join.head.children):
        join.attach(verb.head, "cc")


def another_does(verb: Node) -> None:
    """Take "the port" for the subject in "the town freed ten men and the port freed six": nothing joins the verbs."""
    if verb.head.pos not in VERBAL or not finite(verb) or verb.child(*SUBJECTS) is not None:
        return
    first = min(n.i for n in verb.subtree())
    for second in [n for n in verb.head.subtree() if n.dep == "conj" and n.pos in NOMINAL and n.i < first]:
        noun = second.head
        join = next((c for c in noun.rights if c.dep == "cc" and c.lower == "and"), None)
        top = next((a for a in noun.ancestors() if a.pos in VERBAL), None)
        if join is None or top is None or top is verb or max(n.i for n in second.subtree()) != first - 1:
            continue
        if verb.dep != "conj" and any(n.lower == "that" and top.i < n.i < second.i for n in top.subtree()):
            continue  # "it is clear that the hacking of A and B can be traced"
        second.attach(verb, "nsubj")
        join.attach(top, "cc")
        if top is not verb.head or verb.dep != "conj":
            verb.attach(top, "conj")
        return
