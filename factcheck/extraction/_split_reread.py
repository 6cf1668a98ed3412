"""Claims that look doubtful are parsed again; one that reads badly gives way to the longer claim.

Doubtful by structure: the first member of a long list that stands before the verb (it answers for the list), a verb
joined to the main verb that is left without a finite form, a participle given to a "there". All doubtful claims of an
article are parsed in one batch. One that has no finite root verb, or whose subject is not the one that the rule meant,
takes its rule back: the sentence is split again without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._split_tree import (
    FINITE,
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Node,
    Part,
    auxiliaries,
    finite,
    members,
    own,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONG = 12  # tokens from the first word of a list to its last: where the parser begins to lose the thread
_JOINED = 3
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a claim is parsed again: the token whose rule is taken back, and the words that its subject may be."""

    at: int
    subject: frozenset[str]


def doubt(part: Part) -> Doubt | None:
    """Return what is doubtful about a proposition, or None."""
    verb = part.pick.get(part.root.i, part.root)
    if verb.pos not in VERBAL:
        return None
    if part.kind in ("participle", "participial") and _of_nobody(part):
        return Doubt(part.root.i, _meant(w.text.lower() for w in part.lead))
    for head, member in _picks(part):
        if head.pos in VERBAL:
            doubtful = member is not head and head is part.root and _bare_verb(member)
        else:
            doubtful = member is head and head.i < verb.i and _long(head)
        if doubtful and not _headless(part):
            return Doubt(head.i, _subject(part, verb))
    return None


def _headless(part: Part) -> bool:
    """Say whether the sentence never had a subject, as headlines do not ("Beat Leeds and went top")."""
    if part.lead or subject(part.root) is not None:
        return False
    return not any(n.pos in NOMINAL and n.i < part.root.i for n in part.root.subtree())


def _of_nobody(part: Part) -> bool:
    """Say whether a participle was given to a "there", which does nothing."""
    return not any(w.at >= 0 for w in part.lead) or part.lead[0].text.lower() == "there"


def _picks(part: Part) -> Iterable[tuple[Node, Node]]:
    by = {n.i: n for n in part.root.subtree()}
    return [(by[i], member) for i, member in part.pick.items() if i in by]


def _bare_verb(member: Node) -> bool:
    """Say whether a verb joined to the main verb is left without a finite form of its own or carried."""
    if any(c.dep in SUBJECTS for c in member.lefts) or finite(member):
        return False
    return not any(c.tag in FINITE for c in auxiliaries(member))


def _long(head: Node) -> bool:
    listed = members(head)
    words = [i for m in listed for i in own(m)]
    return len(listed) >= _JOINED or max(words) - min(words) >= _LONG


def _subject(part: Part, verb: Node) -> frozenset[str]:
    """Return the words that may be the subject of the claim; empty where any will do."""
    if part.lead:
        return _meant(w.text.lower() for w in part.lead)
    found = subject(verb) or subject(part.root)
    if found is None:
        return frozenset()
    chosen = own(part.pick.get(found.i, found))
    words = {n.lower for n in found.subtree() if n.i in chosen}
    return _meant(words | {w.text.lower() for w in part.swap.get(found.i, ())})


def _meant(words: Iterable[str]) -> frozenset[str]:
    """Return the words that a subject may be; none for a pronoun, whose place a name may take."""
    meant = frozenset(words)
    return frozenset() if meant & _PRONOUNS else meant


def reads_well(doc: Doc, doubt: Doubt) -> bool:
    """Say whether a claim, parsed by itself, is a clause with a finite verb and the subject that was meant."""
    root = next((t for t in doc if t.head.i == t.i and not t.is_punct), None)
    if root is None or not _finite(root):
        return False
    actor = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    if actor is None or (doubt.subject and actor.lower_ not in doubt.subject):
        return False
    return root.tag_ != "VBP" or actor.lower_ not in ("he", "she", "it")  # "she grow" was never finite


def _finite(verb: Token) -> bool:
    if verb.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.lefts)
