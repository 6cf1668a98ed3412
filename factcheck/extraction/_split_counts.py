"""Counts joined by "and", hung right: "463 had been killed and 1,269 wounded since May", "22 dead and 41 wounded".

The parser takes a participle without its "were" for the main verb, and a second count for a part of the date before
it. The words are read instead: a count, a participle, nothing between them; a count behind a day where one is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import _verbs
from ._split_rehang import INTRANSITIVE, promote
from ._split_tree import SUBJECTS, VERBAL, Node
from ._split_words import wordset

COUNTING = wordset("others another several many dozens hundreds thousands scores third few most")
_ROUND = wordset(
    "at least about some more than nearly almost around over up to roughly a an further another the"
)
_HARMED = wordset("wounded injured killed displaced detained arrested hurt missing")
_HARMING = wordset("kill injure wound hurt leave")  # "killed 12 and 40 wounded" is no count of two kinds
_FEW = 7  # words that a count may have, with its noun
_TIMES = frozenset({"DATE", "TIME"})
PLACES = frozenset({"GPE", "LOC", "FAC", "EVENT", "DATE", "TIME"})
_WHEN = frozenset({"since", "after", "before", "when", "as", "during", "following"})
_BEHIND = frozenset({"since", "in", "on", "at", "during", "after", "before", "by", "from", "near"})
EVENTS = wordset(
    """
    attack blast bombing clash collapse collision crash accident disaster earthquake explosion fighting fire flood
    incident landslide operation protest quake raid riot shooting storm strike violence war assault
    """
)


def counts(nodes: list[Node]) -> None:
    """Mend the tree of one sentence in place, before anything else is mended."""
    for verb in nodes:
        if verb.tag in ("VBN", "VBD") and verb.child("auxpass") is not None:
            _passives(nodes, verb)
    for node in nodes[2:]:
        if node.lower in _HARMED and node.tag in ("VBN", "VBD"):
            _harmed(nodes, node)
    for node in nodes:
        if node.dep == "conj" and node.pos == "NOUN" and _counted(node):
            _counted_too(node)
        if node.pos in VERBAL and node.lower in ("m", "bn", "tn") and node.i > nodes[0].i:
            node.pos, node.tag = "NUM", "CD"  # "£131m", of which the parser makes a verb


def _harmed(nodes: list[Node], people: Node) -> None:
    """Read "wounded" as people in "counts 22 dead and 41 wounded", where a verb has the first of the two counts."""
    number, join = nodes[people.i - 1 - nodes[0].i], nodes[people.i - 2 - nodes[0].i]
    if number.pos != "NUM" or join.lower != "and" or people.child("dobj", "aux", "auxpass", "agent"):
        return
    before = nodes[join.i - 1 - nodes[0].i]
    verb = before.head
    if before.dep != "dobj" or verb.pos not in VERBAL or not _counted(before) or verb.lemma in _HARMING:
        return
    held = [c for c in number.children if not c.punct]
    people.pos, people.tag = "NOUN", "NNS"
    people.attach(before, "conj")
    join.attach(before, "cc")
    number.attach(people, "nummod")
    for child in held:
        if child is not people:
            child.attach(people, child.dep)
    for stop in [c for c in people.rights if c.punct]:
        stop.attach(verb, "punct")


def _passives(nodes: list[Node], first: Node) -> None:
    """Join "30 fined" and "two released" to "were arrested" in "12 people were arrested, 30 fined and two released"."""
    if first.child(*SUBJECTS) is None:
        return
    found: list[tuple[int, Node, Node]] = []
    at = first.i + 1 - nodes[0].i
    while (piece := _piece(nodes, at)) is not None:
        found.append(piece)
        at = piece[2].i + 1 - nodes[0].i
    if not found or (len(found) == 1 and nodes[found[0][0]].text == ","):
        return
    bare = found[0][0] == first.i + 1 - nodes[0].i
    bare = bare and not any(c.dep in ("prep", "npadvmod", "advcl") for c in first.lefts)
    for start, count, verb in found:
        if first in verb.subtree():
            promote(first, verb)
        verb.pos, verb.tag = "VERB", "VBN"
        verb.attach(first, "conj")
        count.attach(verb, "nsubjpass")
        for mark in nodes[start : count.i - nodes[0].i]:
            if mark.lower in (",", "and"):
                mark.attach(first, "cc" if mark.lower == "and" else "punct")
        for word in nodes[start : verb.i - nodes[0].i]:
            if word.lower not in (",", "and") and count not in (word, *word.ancestors()):
                word.attach(count, "advmod")
    last = found[-1][2]
    for stop in [c for c in last.rights if c.punct and not c.quote]:
        stop.attach(first, "punct")
    if bare:
        _to_all(first, last)


def _piece(nodes: list[Node], at: int) -> tuple[int, Node, Node] | None:
    """Return where the next "and two released" begins, its count and its participle; None where none follows."""
    start = next((k for k in range(at, len(nodes)) if nodes[k].lower in ("and", ",")), len(nodes))
    if any(n.pos in VERBAL or n.quote or n.text in (":", ";") for n in nodes[at:start]):
        return None
    begin = start + 1
    if begin < len(nodes) and nodes[start].text == "," and nodes[begin].lower == "and":
        begin += 1
    end = next((k for k in range(begin, min(begin + _FEW, len(nodes))) if _participle(nodes, k)), 0)
    words = nodes[begin:end]
    if not words or not any(_number(n) for n in words) or words[-1].pos in ("ADP", "ADV", "DET"):
        return None
    if any(n.pos not in ("DET", "ADV", "ADJ", "NUM", "NOUN") and n.lower not in _ROUND for n in words):
        return None
    opened = _number(words[0]) or words[0].lower in _ROUND
    return (start, words[-1], nodes[end]) if opened else None


def _participle(nodes: list[Node], at: int) -> bool:
    """Say whether a word may be a participle that lacks its "were": no object, no verb that does without one."""
    verb = nodes[at]
    if verb.tag not in ("VBN", "VBD") and not (
        verb.tag == "JJ" and verb.lower.endswith("ed") and at + 1 < len(nodes)
    ):
        return False
    if verb.tag == "JJ" and nodes[at + 1].pos in ("NOUN", "PROPN", "ADJ"):
        return False  # "two wounded men"
    takes = any(c.dep in ("dobj", "ccomp", "xcomp") and c.lower != "missing" for c in verb.rights)
    if takes or verb.child("auxpass", "aux") or verb.lemma in INTRANSITIVE:
        return False
    if verb.lower == "left" and (at + 1 == len(nodes) or nodes[at + 1].tag not in ("IN", "JJ")):
        return False  # "two left": they went
    return verb.tag == "JJ" or verb.lower == _verbs.participle(verb.lemma, verb.lower)


def _number(node: Node) -> bool:
    return (node.pos == "NUM" and node.ent not in _TIMES) or node.lower in COUNTING


def _to_all(first: Node, last: Node) -> None:
    """Hang on the first verb what tells of all: "..., 30 fined and two released since the ceasefire began"."""
    for behind in [c for c in last.rights if c.dep in ("prep", "advcl", "npadvmod")]:
        inner, mark = behind.child("pobj"), behind.child("mark", "advmod")
        opens = behind.lower if behind.dep == "prep" else mark.lower if mark is not None else ""
        dated = behind.dep == "npadvmod" and behind.ent in _TIMES
        placed = inner is not None and opens in _BEHIND and (inner.ent in PLACES or inner.lemma in EVENTS)
        if opens in _WHEN or dated or placed:
            behind.attach(first, behind.dep)


def _counted(noun: Node) -> bool:
    return any(c.dep == "nummod" and c.ent not in _TIMES for c in noun.lefts)


def _counted_too(noun: Node) -> None:
    """Join "12 births" to "40 deaths" and not to the day or the place in "40 deaths in May and 12 births"."""
    if noun.head.pos not in VERBAL and (noun.head.dep != "pobj" or _counted(noun.head)):
        return
    chain = list(noun.ancestors())
    verb = next((a for a in chain if a.pos in VERBAL), None)
    first = verb.child("dobj", "nsubjpass") if verb is not None else None
    if verb is None or first is None or first.i > noun.i or not _counted(first) or first is noun.head:
        return
    between = [a for a in (*chain, *verb.children) if a.dep == "prep" and first.i < a.i < noun.i]
    if not between or any(p.lower not in _BEHIND or p.head not in (verb, first) for p in between):
        return
    for join in [c for a in (noun.head, verb) for c in a.rights if c.dep == "cc" and first.i < c.i < noun.i]:
        join.attach(first, "cc")
    noun.attach(first, "conj")
    for prep in dict.fromkeys(between):
        prep.attach(first, "prep")


def dated(head: Node, member: Node) -> Iterator[Node]:
    """Yield the phrases of time that stand behind the first of two counts and hold for the second as well."""
    if not (_counted(head) and _counted(member)) or any(_tells_time(c) for c in _parts(member)):
        return
    if any(n.ent in _TIMES and n.i > member.i for n in member.subtree()):
        return  # "5 percent from May and 4 percent a year later"
    yield from (c for c in head.rights if c.i < member.i and _tells_time(c))


def _parts(member: Node) -> Sequence[Node]:
    return [c for c in member.rights if c.dep == "prep"]


def _tells_time(prep: Node) -> bool:
    inner = prep.child("pobj")
    return prep.dep == "prep" and inner is not None and (prep.lower == "since" or inner.ent in _TIMES)
