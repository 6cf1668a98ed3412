"""Shapes of news copy that the small parser cannot know: "A happened: B", "Town lost keeper Mark Stone", wishes.

Each is mended before a tree is split. A clause before a colon becomes a sentence of its own beside the one behind it;
a verb that was read as part of a title is the verb again; what somebody wants done stays with the wanting.
"""

from __future__ import annotations

from itertools import pairwise

from ._attr_words import PAPERS, STATEMENTS
from ._split_tree import SUBJECTS, VERBAL, Node, finite, subject
from ._split_words import PERSONS, wordset

WISHING = wordset("want need like prefer wish order demand require love hate expect get keep leave")
# What stands before a colon as a whole that the words behind it only fill: "The question is: ...".
_FILLED = wordset(
    """
    thing question idea point rule answer message reason way word view problem choice theory condition principle
    lesson aim goal motto slogan title headline reading belief fear hope advice verdict conclusion moral bet hunch
    """
)
_OF_A_VERB = frozenset({"prep", "punct", "npadvmod", "advmod", "advcl", "cc"})
_POINTING = wordset("one both each some all none neither first second former latter another others this that")
_LEADING = wordset("be include have do run follow")
_OPEN_ENDS = wordset("this these following such that as like so namely")


def reshape(nodes: list[Node]) -> None:
    """Mend the tree of one sentence in place."""
    for before, node in pairwise(nodes):
        if node.tag[:2] == "VB" and node.ent == "PERSON" == before.ent and node.text[:1].isupper():
            _surname(node)
    for node in nodes:
        if node.tag in ("VBN", "VBD") and node.dep == "amod" and node.head.dep == "compound":
            _signing(node, nodes)
        if node.dep == "conj" and node.tag in ("VBN", "VBD") and node.pos in VERBAL:
            _wished_too(node)
    for at, node in enumerate(nodes):
        if node.text == ":" and not node.quote:
            _part_at_colon(nodes, at)


def _surname(name: Node) -> None:
    """Read "Lund" as a name in "lost captain Sofie Lund" where the tagger took it for a verb."""
    name.pos, name.tag = "PROPN", "NNP"
    for first in [c for c in name.lefts if c.ent == "PERSON" and c.dep in SUBJECTS]:
        first.dep = "compound"


def _signing(verb: Node, nodes: list[Node]) -> None:
    """Read "signed" as the verb in "sold Tom Oakes and signed striker Omar Diop", and in "Town lost keeper Ann Lee"."""
    role, name = verb.head, verb.head.head
    bare = not any(c.dep in ("det", "poss", "nummod") for c in (*role.lefts, *name.lefts))
    person = role.lemma in PERSONS or role.lemma.endswith(("er", "or", "ist", "ian", "man"))
    if name.pos != "PROPN" or not bare or not person:
        return
    actor = verb.child("nsubj")
    join = next((n for n in nodes if n.i == verb.i - 1 and n.dep == "cc"), None)
    if actor is not None and name.head is name:
        _as_root(verb, name)
    elif join is not None and name.dep == "conj":
        top = next((a for a in name.ancestors() if a.pos in VERBAL), None)
        if top is None or top is verb:
            return
        verb.attach(top, "conj")
        join.attach(top, "cc")
    else:
        return
    verb.pos, verb.tag = "VERB", "VBD"
    if name.head is not verb:
        name.attach(verb, "dobj")
    for child in [c for c in name.rights if c.dep in _OF_A_VERB or c.pos in VERBAL]:
        child.attach(verb, child.dep)


def _as_root(verb: Node, name: Node) -> None:
    """Make a verb the root in the place of the name that held it."""
    verb.head.children = [c for c in verb.head.children if c is not verb]
    verb.head, verb.dep = verb, "ROOT"
    name.head, name.dep = verb, "dobj"
    verb.children = sorted([*verb.children, name], key=lambda c: c.i)


def _wished_too(verb: Node) -> None:
    """Take "moved" for a wish in "wants the yard cleared and the staff moved": nobody has moved them yet."""
    wish = verb.head
    small = next((c for c in wish.rights if c.dep == "ccomp" and c.tag in ("VBN", "VBD")), None)
    if wish.lemma not in WISHING or small is None or (finite(small) and small.tag != "VBD"):
        return
    if small.child("aux", "auxpass", "mark") or verb.child("aux", "auxpass") or verb.i < small.i:
        return
    if verb.child("nsubj") is None:
        return
    for join in [c for c in wish.rights if c.dep == "cc" and c.i < verb.i]:
        join.attach(small, "cc")
    verb.attach(small, "conj")
    verb.tag = small.tag = "VBN"


def _part_at_colon(nodes: list[Node], at: int) -> None:
    """Let "Tickets sold well" stand by itself in "Tickets sold well: the club says 4,000 went in a day"."""
    left = [n for n in nodes[:at] if not n.punct]
    right = [n for n in nodes[at + 1 :] if not n.punct]
    if not left or not right or any(n.quote for n in (left[-1], nodes[at])):
        return
    first = _top(left, nodes[0].i, nodes[at].i)
    second = _top(right, nodes[at].i, nodes[-1].i + 1)
    if (
        first is None
        or second is None
        or not (_clause(first) and _clause(second))
        or _only_opens(first, left)
    ):
        return
    after = nodes[at + 1 :]
    if after[0].text in "\"'" and not any(n.lemma in STATEMENTS and not n.quote for n in after):
        return  # "She wrote to the board: "We are ruined""
    actor = subject(second)
    if (
        actor is None
        or actor.pos == "PRON"
        or (not actor.children and (actor.pos == "NUM" or actor.lower in _POINTING))
    ):
        return  # "has two sites: one is in Leeds"
    colon, up = nodes[at], second if first.head is first else first
    for top in (first, second):
        for stray in [c for c in top.children if c.punct and (c.i > colon.i) != (top is second)]:
            stray.attach(second if stray.i > colon.i else first, "punct")
    colon.attach(first, "punct")
    if up.head is not up:
        up.head.children = [c for c in up.head.children if c is not up]
        up.head, up.dep = up, "ROOT"


def _top(part: list[Node], low: int, high: int) -> Node | None:
    """Return the one word of a stretch that hangs outside it or on nothing."""
    tops = [n for n in part if n.head is n or not low <= n.head.i < high]
    return tops[0] if len(tops) == 1 else None


def _clause(verb: Node) -> bool:
    if verb.pos not in VERBAL or not finite(verb) or verb.child("mark"):
        return False
    actor = subject(verb)
    return actor is not None and actor.tag not in ("WDT", "WP", "WP$")


def _only_opens(verb: Node, left: list[Node]) -> bool:
    """Say whether the words before a colon only lead in what stands behind it: "The rule is simple: ..."."""
    actor = subject(verb)
    if (
        left[-1].lower in _OPEN_ENDS
        or (left[-1].pos in VERBAL and (left[-1] is not verb or verb.lemma in _LEADING))
        or verb.lemma in STATEMENTS
        or actor is None
    ):
        return True
    if (
        verb.lemma == "be"
        and verb.child("acomp")
        and (actor.pos in ("PROPN", "PRON") or actor.lemma in PERSONS)
    ):
        return True  # "The minister was blunt: ..." is what the minister says
    held = [c for c in verb.children if c.dep in (*SUBJECTS, "dobj", "attr", "pobj")]
    return any(c.lemma in _FILLED or c.lemma in PAPERS or c.lemma in STATEMENTS for c in held)
