"""What belongs to which deed: half of one fact of a passage beside half of another is no fact of it.

"Sand was charged with arson, Dahl with handling; Dahl is out on bail" has every word of "Sand is out on bail" and of
"Dahl was charged with arson". A deed of the claim is told only where one clause of the passage has it with all that the
claim joins to it; what a clause leaves open, or tells by a pronoun, may be the claim's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed
from ..judge._polarity import is_denied
from ._deeds import Deed, deeds
from ._synonyms import spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHOSE = frozenset({"its", "his", "her", "their"})
_THE = _WHOSE | {"the", "this", "that", "these", "those", "both"}
_TIMES = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "PERCENT", "QUANTITY", "ORDINAL"})
_BESIDE = frozenset({"relcl", "acl", "advcl", "xcomp", "pcomp", "prep", "pobj"})
_CUTS = frozenset({";", ".", "!", "?"})


def joined_otherwise(claim: str, passage: str) -> str:
    """Return what a claim joins to its deed though the passage joins it to another and has something else here, or ""."""
    ours = _main(claim)
    held = frozenset(bm25.terms(passage))
    if ours is None:
        return ""
    parts = dict(_parts_held(claim, ours, held))
    said = _forms(claim, ours.verb) | _acts(ours)
    if who := _by_nobody(ours, passage, held, said):
        return who
    same = [d for d in deeds(passage) if not said.isdisjoint(_acts(d)) and not is_denied(d.verb)]
    found = [next(_conflicts(parts, deed), None) for deed in same]
    first = next(iter(found), None)
    if first is None or None in found:
        return ""
    mine, theirs = first
    return f"{mine.text} with “{ours.verb.text}” (the source: “{same[0].verb.text}” with {theirs.text})"


def _by_nobody(ours: Deed, passage: str, held: frozenset[str], said: frozenset[str]) -> str:
    """Return the name that a claim has own, lead or win a thing, where a passage only speaks of "its owner", or ""."""
    who = next(iter(ours.parts.get("agent", ())), None)
    if who is None or who.pos_ != "PROPN" or not held.isdisjoint(bm25.terms(who.text)):
        return ""
    doing = (t for t in parsed(passage) if t.pos_ == "NOUN" and t.text.endswith(("er", "or", "ers", "ors")))
    does = next((t for t in doing if not said.isdisjoint(bm25.terms(t.text))), None)
    return f"that it was {who.text} (the source: “{does.text}”)" if does is not None else ""


def _main(claim: str) -> Deed | None:
    """Return the deed that heads a claim."""
    return next((deed for deed in deeds(claim) if deed.verb.head.i == deed.verb.i), None)


def _acts(deed: Deed) -> frozenset[str]:
    """Return the terms of a deed, and those for which it stands with its particle: "came in" is to enter."""
    with_it = (f"{deed.verb.text} {child.text}" for child in deed.verb.children if child.dep_ == "prt")
    return deed.forms.union(*map(told, with_it))


def _parts_held(
    claim: str, ours: Deed, held: frozenset[str]
) -> Iterator[tuple[str, tuple[Token, frozenset[str]]]]:
    """Yield each part of a deed that the passage has somewhere, by its head and the terms that stand for it."""
    for part, words in ours.parts.items():
        head = words[0]
        forms = frozenset(form for t in words for form in _forms(claim, t))
        if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in _TIMES and not forms.isdisjoint(held):
            yield part, (head, forms)


def _conflicts(parts: dict[str, tuple[Token, frozenset[str]]], deed: Deed) -> Iterator[tuple[Token, Token]]:
    """Yield a part of the claim and what a deed of the passage has in its place, where its clause has not the claim's."""
    shared = (t for found in deed.parts.values() for head in found for t in _clause(head))
    words = (*_clause(deed.verb), *shared)  # "the army's offensive has killed and hurt": the army has
    clause = frozenset(term for t in words for term in bm25.terms(t.text))
    for part, (mine, forms) in parts.items():
        theirs = deed.parts.get(part, ())
        # "It passes from one to the other", "ticks pass it on": who does it, and by itself.
        itself = part == "agent" and "patient" in parts and "patient" not in deed.parts
        if theirs and not itself and forms.isdisjoint(clause) and _is_another(mine, theirs):
            yield mine, theirs[0]


def _is_another(mine: Token, theirs: tuple[Token, ...]) -> bool:
    """Say whether a part of the passage cannot stand for the claim's: no pronoun, no time, nor "the firm" for a name."""
    head = theirs[0]
    thing = head.pos_ in ("NOUN", "PROPN") or head.tag_ == "VBG"
    if not thing or head.ent_type_ in _TIMES or not bm25.terms(head.text):
        return False
    leaning = _THE if mine.pos_ == "PROPN" else _WHOSE
    return any(t.pos_ == "PROPN" for t in theirs) or not any(c.lower_ in leaning for c in head.children)


def _clause(verb: Token) -> Iterator[Token]:
    """Yield the words of the clause of a verb: what hangs on it, without the verbs joined to it, up to a semicolon.

    What is told by the way ("milestones that are linked to it") is told in the clause around it.
    """
    while verb.dep_ in _BESIDE and verb.head.i != verb.i:
        verb = verb.head
    stack = [verb]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            joined = child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and token.i == verb.i
            if not joined and not _is_cut(verb, child):
                stack.append(child)


def _is_cut(verb: Token, child: Token) -> bool:
    low, high = sorted((verb.i, child.i))
    return any(t.text in _CUTS for t in verb.doc[low:high])


def _forms(text: str, token: Token) -> frozenset[str]:
    return dict(spoken(text)).get(token.text, frozenset()) | frozenset(bm25.terms(token.text))
