"""One sentence into atomic claims that stand alone.

Rules over the mended parse. What hangs on a noun or a verb and says something of its own leaves the sentence as a
proposition; what is left is taken apart at its lists. Where a rule is not sure it leaves the sentence whole, for a
claim that the article does not make is worse than one that is too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ._split_adjuncts import adjuncts, examples, tail
from ._split_clauses import relatives
from ._split_colons import listed
from ._split_counts import dated
from ._split_elided import elided
from ._split_gaps import gapped
from ._split_lists import shared_object, splittable
from ._split_mend import mend
from ._split_nouns import Shed, glosses, traits
from ._split_participles import adverbials, participles
from ._split_reread import Doubt, doubt
from ._split_titles import ages, labels, origins, titles
from ._split_tree import SUBJECTS, VERBAL, Node, Part, below, finite, freeze, members, quoted, tree
from ._split_words import Word, carried, new, tidy

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_MANY = 6
_DEEP = 4
_ASIDE = frozenset({"gloss", "age", "title", "relative", "participial", "adverbial"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: its words, the rule that made it, and what is doubtful about it."""

    words: tuple[Word, ...]
    kind: str
    flags: tuple[str, ...] = ()
    doubt: Doubt | None = None


def grown(sentence: Tokens) -> list[Node]:
    """Return the mended tree of a sentence."""
    nodes = tree(sentence)
    mend(nodes)
    freeze(nodes)
    return nodes


def split(nodes: list[Node], keep: Iterable[int] | None = None, *, fine: bool = False) -> tuple[Draft, ...]:
    """Return the claims of a sentence, or of a part of it, in order.

    :param nodes: the mended tree of the sentence.
    :param keep: the tokens that count (the content of an attribution); all of them when None.
    :param fine: one claim per adjunct as well.
    """
    if keep is None and (items := listed(nodes)):
        return tuple(Draft(tidy(words), "listed") for words in items)
    inside = {n.i for n in nodes} if keep is None else set(keep)
    if filled := gapped([n for n in nodes if n.i in inside]):
        return tuple(Draft(words, "gapped") for words in filled)
    outside = frozenset(n.i for n in nodes) - inside
    by = {n.i: n for n in nodes}
    if (late := _late_clause(nodes, inside)) is not None:
        before = [n for n in nodes if n.i in inside and n.i < min(below(late))]
        if len(filled := gapped(before)) > 1:
            part = Part(late, cut=outside | {c.i for c in late.children if c.dep == "mark"}, kind="adverbial")
            drafts = [_draft(p) for p in _claims(part, by, fine, _DEEP)]
            return (*(Draft(words, "gapped") for words in filled), *drafts)
    nouns = elided(nodes)
    drafts = []
    roots = [n for n in nodes if n.i in inside and (n.head is n or n.head.i not in inside) and not n.punct]
    for root in roots:
        opening = {c.i for m in members(root) for c in m.children if c.dep == "mark" and c.lower == "that"}
        others = {i for r in roots if r is not root and r.i in below(root) for i in below(r)}
        part = Part(root, cut=outside | opening | others, swap=nouns)
        drafts += [_draft(p) for p in _claims(part, by, fine, _DEEP)]
    if not _sound(roots) and not (fine and _headline(roots)):
        whole = tidy([n.word for n in nodes if n.i in inside])
        return unique((Draft(whole, "whole"), *(beside(nodes, inside, fine=fine) if len(roots) == 1 else ())))
    return unique(drafts)


def _late_clause(nodes: list[Node], inside: set[int]) -> Node | None:
    """Return "while sales fell" where it ends a sentence and tells something of its own."""
    for node in nodes:
        mark = (
            node.child("mark") if node.dep == "advcl" and node.i in inside and node.head.i < node.i else None
        )
        if (
            mark is not None
            and mark.lower in ("while", "whereas", "although")
            and finite(node)
            and node.child(*SUBJECTS)
        ):
            last = max((i for i in inside if not nodes[i - nodes[0].i].punct), default=-1)
            return node if max(i for i in below(node) if not nodes[i - nodes[0].i].punct) == last else None
    return None


def beside(
    nodes: list[Node], inside: Iterable[int], cue: Iterable[int] = (), *, fine: bool = False
) -> tuple[Draft, ...]:
    """Return what glosses, ages, titles and loose clauses say in a part that is no sentence: a frame, a fragment."""
    kept, cue = set(inside), set(cue)
    outside = frozenset(n.i for n in nodes if n.i not in kept)
    by = {n.i: n for n in nodes}
    drafts: list[Draft] = []
    for root in [n for n in nodes if n.i in kept and (n.head is n or n.head.i in outside) and not n.punct]:
        for verb in members(root) if root.pos in VERBAL else ():
            if verb.i in cue or root.whole or verb.lemma in ("be", "have"):
                continue
            if cue & {m.i for m in members(root)}:
                drafts.append(replace(_draft(Part(root, cut=outside).choose(root, verb)), kind="frame"))
        for shed in _sheds(Part(root, cut=outside), by, fine=fine):
            for made in shed.parts if shed.kind in _ASIDE else ():
                drafts += [_draft(p) for p in _claims(made, by, fine, _DEEP)]
    return unique(drafts)


def _draft(part: Part) -> Draft:
    return Draft(tidy(part.words()), part.kind, doubt=doubt(part))


def _sound(roots: list[Node]) -> bool:
    """Say whether every piece is a clause of its own and hangs on nothing ("As the bird sings and ...")."""
    loose = any(c.dep == "mark" and c.lower != "that" for r in roots for c in r.children)
    return bool(roots) and not loose and all(r.pos in VERBAL and finite(r) for r in roots)


def _headline(roots: list[Node]) -> bool:
    """Say whether it is the passive of headlines ("Three adults taken to hospital"), or names with a place."""
    root = roots[0] if len(roots) == 1 else None
    if root is None or root.child("aux", "auxpass", "mark"):
        return False
    if root.pos == "PROPN" and not any(n.pos in VERBAL for n in root.subtree()):
        return all(m.ent == "PERSON" for m in members(root))  # "Lund, Holm and Reid in midfield"
    actor = root.child(*SUBJECTS)
    return root.tag in ("VBN", "VBD") and root.pos in VERBAL and actor is not None and actor.i < root.i


def unique(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the drafts without those that say the same words as one before them."""
    seen: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        key = tuple(w.text.lower() for w in draft.words)
        if key:
            seen.setdefault(key, draft)
    return tuple(seen.values())


def _claims(part: Part, by: dict[int, Node], fine: bool, depth: int) -> Iterator[Part]:
    """Yield the propositions of a part: the clause without what leaves it, then what left it."""
    sheds = list(_sheds(part, by, fine=fine)) if depth else []
    core = part.without(i for shed in sheds for i in shed.gone)
    core = replace(core, swap={**core.swap, **{i: words for shed in sheds for i, words in shed.swap}})
    for clause in _expand(core, verbs=True, fine=fine):
        yield from _of_clause(clause, by, fine)
    for shed in sheds:
        for made in shed.parts:
            yield from _claims(made, by, fine, depth - 1)


def _of_clause(clause: Part, by: dict[int, Node], fine: bool) -> Iterator[Part]:
    """Yield the propositions of one clause: its lists member by member, its examples each with their host.

    What ranks or compares at its end comes with the whole clause, after the clause without it.
    """
    if end := tail(clause):
        yield from _of_clause(clause.without(end), by, fine)
        chosen, listed = clause.pick.get(clause.root.i), members(clause.root)
        if chosen is None or chosen is listed[-1] or min(end) < listed[-1].i:
            yield clause  # "will rise and earn 300, more than ever": it is told of what was earned
        return
    for each in _expand(clause, verbs=False, fine=fine):
        hosts = list(examples(each, by))
        core = each.without(i for shed in hosts for i in shed.gone)
        if hosts and (fine or any(n.pos == "NUM" for n in core.nodes())):
            yield core
        yield from adjuncts(each, by) if fine and not hosts else (each,)


def _sheds(part: Part, by: dict[int, Node], *, fine: bool) -> Iterator[Shed]:
    """Yield what leaves a proposition, the outermost first, nothing twice."""
    gone: set[int] = set()
    for node in part.nodes():
        if node.i in gone:
            continue
        for shed in _of_node(node, part, by, fine=fine):
            words = {i for i in shed.gone if not by[i].punct}
            taken_back = any(made.root.whole for made in shed.parts)
            if not words & gone and part.root.i not in words and not taken_back:
                gone |= words
                yield shed


def _of_node(node: Node, part: Part, by: dict[int, Node], *, fine: bool) -> Iterator[Shed]:
    if not node.children:
        return
    if node.pos in ("NOUN", "PROPN", "NUM") and not quoted(node, part):
        yield from glosses(node, part, by)
        yield from titles(node, part, by)
        yield from origins(node, part, by)
        yield from traits(node, part, by)
        yield from labels(node, part, by)
        yield from ages(node, part, by) if fine else ()
        yield from relatives(node, part, by)
        yield from participles(node, part, by)
    elif node.pos in VERBAL:
        yield from adverbials(node, part, by)


def _expand(part: Part, *, verbs: bool, fine: bool) -> Iterator[Part]:
    """Yield one proposition for each member of each list that may be split, the outermost list first.

    A list inside a chosen member is split too; of lists side by side only as many as keep the product small.
    """
    todo = [(part, 1)]
    while todo:
        part, product = todo.pop(0)
        step = _next_list(part, product, verbs=verbs, fine=fine)
        if step is None:
            yield part
            continue
        head, product = step
        todo = [
            (_chosen(part, head, m), product) for m in members(head) if m.lower not in ("more", "others")
        ] + todo


def _chosen(part: Part, head: Node, member: Node) -> Part:
    """Return a proposition with one member of a list, and with the days that hold for all counts in it."""
    chosen = part.choose(head, member)
    if member is head and head.pos in VERBAL and shared_object(head, members(head)):
        thing = members(head)[-1].child("dobj")
        whom = [n.word for n in thing.subtree()] if thing is not None else []
        return replace(chosen, swap={**chosen.swap, head.i: (head.word, *carried(whom))})
    if member.pos in VERBAL and (of := _of_them(head, member)):
        return replace(chosen, swap={**chosen.swap, **of})
    since = [n.word for prep in dated(head, member) for n in prep.subtree()] if member is not head else []
    if not since:
        return chosen
    return replace(chosen, swap={**chosen.swap, member.i: (member.word, *carried(since))})


def _of_them(head: Node, member: Node) -> dict[int, tuple[Word, ...]]:
    """Return "neither of the boats" for "neither" where the clause before tells of boats."""
    pronoun, first = member.child(*SUBJECTS), head.child(*SUBJECTS)
    if (
        pronoun is None
        or pronoun.lower not in ("neither", "none", "both")
        or pronoun.children
        or member is head
    ):
        return {}
    many = next((n for n in (first, head.child("dobj")) if n is not None and n.tag in ("NNS", "NNPS")), None)
    return {pronoun.i: (pronoun.word, *new("of the"), *carried([many.word]))} if many is not None else {}


def _next_list(part: Part, product: int, *, verbs: bool, fine: bool) -> tuple[Node, int] | None:
    heads = sorted(splittable(part, verbs=verbs, fine=fine), key=lambda h: sum(1 for _ in h.ancestors()))
    for head in heads:
        above = list(head.ancestors())
        nested = any(member is head or member in above for member in part.pick.values())
        more = product if nested else product * len(members(head))
        if more <= _MANY or product == 1:
            return head, more
    return None
