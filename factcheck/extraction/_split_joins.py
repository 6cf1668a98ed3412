"""Nouns joined to the right one of several: "the maker of biscuits and jam", "her work on the plan and her role"."""

from __future__ import annotations

from ._split_rehang import is_person
from ._split_tree import FINITE, SUBJECTS, VERBAL, Node, Part, members

_ROW = 3


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


def of_one_piece(listed: tuple[Node, ...], part: Part) -> bool:
    """Say whether a list is one name, stands for one plural, or ends in what belongs to all of it."""
    if _named_by(listed[0]) or _told_by(listed[-1], part) or _lies_in(listed, part):
        return True
    return _of_an_office(listed) or _one_head(listed) or _loose_behind(listed) or _told_apart(listed, part)


def _told_apart(listed: tuple[Node, ...], part: Part) -> bool:
    """Say whether a comma closes a list before the verb: "The crew, two men and a woman, were saved" is of one."""
    if (
        len(listed) < _ROW
        or listed[0].dep not in SUBJECTS
        or any(c.dep in ("relcl", "appos") for c in listed[-1].rights)
    ):
        return False
    end = max(n.i for n in listed[-1].subtree())
    behind = next((n for n in part.root.subtree() if n.i > end), None)
    return behind is not None and behind.text == "," and behind.i == end + 1 and end < listed[0].head.i


def _loose_behind(listed: tuple[Node, ...]) -> bool:
    """Say whether an adjective behind a comma may be told of the last alone: "140 houses and a school, empty then"."""
    verb, end = listed[0].head, max(n.i for n in listed[-1].subtree())
    behind = [
        c for c in verb.rights if c.pos == "ADJ" and c.dep in ("advcl", "acl", "oprd", "amod") and c.i > end
    ]
    return verb.pos in VERBAL and any(min(n.i for n in c.subtree()) <= end + 2 for c in behind)


def _named_by(name: Node) -> bool:
    """Say whether names follow the plural that stands for them all: "the brands Elk and Oak"."""
    counted = (
        name.child("nummod") is not None and name.head.dep in SUBJECTS
    )  # "the jury, seven women and three men"
    return name.dep == "appos" and (name.head.tag in ("NNS", "NNPS") or counted)


def _of_an_office(listed: tuple[Node, ...]) -> bool:
    """Say whether a list belongs to one name: "Minister for Food, Farming and Fisheries"; or to what is called so."""
    head, prep = listed[0], listed[0].head
    if head.dep == "oprd" and prep.lemma in ("call", "name", "title", "dub", "entitle"):
        return True
    plain = all(m.pos == "PROPN" and m.ent not in ("GPE", "PERSON", "NORP", "LOC") for m in listed)
    opened = any(c.dep in ("det", "poss") for m in listed for c in m.lefts)
    return plain and not opened and prep.lower in ("of", "for") and prep.head.pos == "PROPN"


def _one_head(listed: tuple[Node, ...]) -> bool:
    """Say whether the last noun belongs to all names before it ("the Oscar, Emmy and Golden Globe nominations")."""
    last = listed[-1]
    named = any(c.dep == "compound" and c.pos == "PROPN" for c in last.lefts)
    return last.tag == "NNS" and named and all(m.pos == "PROPN" for m in listed[:-1])


def _told_by(last: Node, part: Part) -> bool:
    """Say whether the last of a list says it all: "... with mud, police and witnesses said" ends in two speakers."""
    end = max(n.i for n in last.subtree())
    behind = next((n for n in part.root.subtree() if n.i == end + 1), None)
    if behind is None or behind.lemma not in ("say", "report", "tell"):
        return False
    return behind.tag in FINITE and behind.child(*SUBJECTS) is None


def _lies_in(listed: tuple[Node, ...], part: Part) -> bool:
    """Say whether a place behind a comma may be that of the last place alone: "to Leeds and Gdynia, in Poland"."""
    end = max(n.i for n in listed[-1].subtree())
    behind = [n for n in part.root.subtree() if end < n.i <= end + 3]
    named = all(m.pos == "PROPN" and not any(c.dep == "appos" for c in m.rights) for m in listed)
    return named and [n.lower for n in behind[:2]] == [",", "in"] and any(n.ent == "GPE" for n in behind)
