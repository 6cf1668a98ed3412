"""Whose thing it is to which something is done, which of several numbered ones, and who is what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..judge import parsed, root_of
from ..judge._names import CALENDAR, COMMON, PLAIN
from ..model import Claim, Evidence, Finding, Span
from ._deeds import deeds
from ._placing import clause_of, phrase, refuting
from ._relations import reversed_tie
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSON = re.compile(r"\b(?:he|she)\b", re.I)
_NUMBERED = re.compile(r"\b([A-Z][a-z]+) (\d{1,3})\b")  # "Terminal 2"
_HALVES = re.compile(r"; |, (?:while|whereas|but) ")


def tied(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim says of one what the passage says of the other: whose daughter firm is whose."""
    found = reversed_tie(claim.text, item.text)
    if found:
        first, second = (phrase(one) for one in found)
        reason = f"the draft has {first} and {second} in each other's place; the source says “{clause_of(found[1])}”"
        yield refuting("acts", reason, Span(start=0, end=len(claim.text)), f"{first}, {second}", item)


def labelled_otherwise(claim: str, passage: str) -> str:
    """Return the number by which a claim calls a thing, where a part of a passage tells its deed of another; or "".

    "Pier 2 stayed open, while Pier 1 was shut" does not have Pier 2 shut.
    """
    ours = {m[1]: m[2] for m in _NUMBERED.finditer(claim) if m[1].casefold() not in CALENDAR | PLAIN}
    root = root_of(claim) if ours else None
    parts = _HALVES.split(passage) if root is not None else []
    forms = forms_of(root.text, claim) if root is not None else frozenset()
    home = [part for part in parts if not forms.isdisjoint(told(part))]
    if len(parts) == 1 or len(home) != 1:
        return ""
    theirs = {m[1]: m[2] for m in _NUMBERED.finditer(home[0])}
    apart = [word for word, number in ours.items() if theirs.get(word, number) != number]
    return next((f"{word} {ours[word]} (the source: {word} {theirs[word]})" for word in apart), "")


def owned_otherwise(claim: str, passage: str) -> str:
    """Return whose a thing is in a claim to which something is done, where a passage has it done to another's; or "".

    "The court dismissed Marl's suit; the town's suit was withdrawn" does not have the town's suit dismissed.
    """
    if "’s " not in claim and "'s " not in claim and "s' " not in claim:
        return ""
    for ours in deeds(claim):
        for part, words in ours.parts.items() if ours.verb.head.i == ours.verb.i else ():
            mine = _owners(words[0])
            same = [d.parts.get(part, ()) for d in deeds(passage) if not ours.forms.isdisjoint(d.forms)]
            there = [t for found in same for t in found if t.lemma_ == words[0].lemma_]
            theirs = [_owners(t) for t in there]
            if mine and there and all(owners and _are_two(mine, owners) for owners in theirs):
                thing = words[0].text
                return f"{mine[0].text}’s {thing} (the source: {theirs[0][0].text}’s {thing})"
    return ""


def _owners(thing: Token) -> list[Token]:
    """Return all who stand before a thing with an "'s": "the men's and women's team"."""
    own = (c for c in thing.children if c.dep_ == "poss" or any(t.dep_ == "case" for t in c.children))
    return [t for c in own for t in (c, *c.conjuncts) if t.pos_ in ("NOUN", "PROPN")]


def _are_two(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Say whether owners have no word in common, be it before their names."""
    words = [
        {t.lemma_.casefold() for o in owners for t in (o, *o.children) if t.pos_ in ("NOUN", "PROPN")}
        for owners in (ours, theirs)
    ]
    held = frozenset().union(*(told(o.text) for o in theirs))
    return words[0].isdisjoint(words[1]) and all(told(o.text).isdisjoint(held) for o in ours)


def by_a_person(claim: str, passage: str) -> str:
    """Return the body, or the many, that do something in a claim where a "he" or "she" does it in a passage, or "".

    "The college wanted its name on it" is not borne out by "he wanted his name on it".
    """
    if _PERSON.search(passage) is None:
        return ""
    root = root_of(claim)
    who = next((t for t in root.children if t.dep_ == "nsubj"), None) if root is not None else None
    if (
        root is None
        or who is None
        or who.lemma_.casefold() not in COMMON
        or who.pos_ not in ("NOUN", "PROPN")
    ):
        return ""
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and t.lemma_ == root.lemma_]
    doers = [next((c for c in t.children if c.dep_ == "nsubj"), None) for t in same]
    if doers and all(one is not None and one.lower_ in ("he", "she") for one in doers):
        return f"that it was the {who.text} (the source: {doers[0]})"
    return ""
