"""Which of two goes with which: a flat in Selm and a villa in Orm, who fights the fine but accepts the ban.

Every word of "fights the fine and the ban" stands in "fights the fine but accepts the ban", and every word of "a villa
in Selm" in "a flat in Selm and a villa in Orm". So what an "and" joins is set beside what it joins in the passage.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied, predicates
from ..judge.acts import opposites
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._belongs import deed_terms, segments
from ._opposite import ALIKE
from ._placing import refuting
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINT = late(r"[;,](?!\d)|\b(?:and|but|while|whereas)\b")
_OWED = late(r"\b(?:should|ought|due|supposed|meant|scheduled|(?:was|were) to)\b", re.I)
_PAIR = 2
_MOVING = frozenset(bm25.terms("taken brought moved transferred sent flown carried evacuated transported"))
_WHOSE = frozenset({"its", "his", "her", "their", "these", "those", "this"})
_NOUNS = ("NOUN", "PROPN")
_OF = frozenset({"against", "for", "to", "of", "with"})
_SAYS_LITTLE = frozenset({"be", "have", "do", "make", "take", "get", "say"})
_SPARES = frozenset({"accept", "keep", "leave", "retain", "spare"})
_AVERSE = frozenset(
    "reject oppose refuse abolish scrap cut dismiss sack close sell drop raise lower change".split()  # noqa: SIM905
)


def crossed(claim: str, passage: str) -> str:
    """Return the words of a claim that it joins otherwise than a passage, or ""."""
    if pair := _crossing(claim, passage):
        return f"{pair[0].text} and {pair[1].text} as the draft has them"
    one, other = spread(claim, passage)
    if one and not _OWED.search(claim):
        return f"both together (the source: “{one}”, “{other}”)"
    found = _of_another_verb(claim, passage)
    return (
        f"{found[0].text} with “{found[1].text}” (the source: {found[2].text})" if found is not None else ""
    )


def crossed_over(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where two names of a claim change places, or a passage spares a thing what is done to it."""
    pair = _crossing(claim.text, item.text)
    if pair is not None and all(t.pos_ == "PROPN" for t in pair):
        one, other = pair[0].text, pair[1].text
        reason = f"the draft has {one} and {other} in each other's place; the source says “{item.text}”"
        yield refuting("acts", reason, Span(start=0, end=len(claim.text)), f"{one}, {other}", item)
        return
    found = _of_another_verb(claim.text, item.text)
    if found is None or not _is_contrary(found[1], found[2]):
        return
    held, (thing, verb, other_verb) = told(item.text), found
    if all(not held.isdisjoint(forms) for word, forms in spoken(claim.text) if word != verb.text):
        span = Span(start=thing.idx, end=thing.idx + len(thing))
        reason = f"the draft says “{verb.text}” of {thing.text}; the source says “{other_verb.text}” of it"
        yield refuting("acts", reason, span, thing.text, item)


def spread(claim: str, passage: str) -> tuple[str, str]:
    """Return the two parts of a passage over which a claim is spread that tell its deed each of others; or two "".

    "Rost lent Marl a boat; Fenn lent Tern a crane" does not have Rost lend Marl a crane.
    """
    verb = _main(claim)
    if verb is None or verb.pos_ != "VERB" or ";" not in passage or turns(claim):
        return "", ""
    if any(t.dep_ == "mark" and t.lower_ in ("before", "after", "once") for t in parsed(claim)):
        return "", ""  # it tells of two deeds itself
    said = deed_terms(claim) or forms_of(verb.text, claim)
    parts = [span.of(passage).strip(" ;") for span in segments(passage)]
    same = [part for part in parts if not said.isdisjoint(told(part))]
    words = [(word, forms) for word, forms in spoken(claim) if said.isdisjoint(forms)]
    if len(same) < _PAIR and not _MOVING.isdisjoint({*said, *bm25.terms(verb.text)}):
        same = [part for part in parts if not _MOVING.isdisjoint(bm25.terms(part))]
    held = {part: {word for word, forms in words if not told(part).isdisjoint(forms)} for part in same}
    if len(same) < _PAIR or any(_goes_back(passage, part) for part in same):
        return "", ""
    best = max(same, key=lambda part: len(held[part]))
    rest = {word for word, _ in words} - held[best]
    other = next((part for part in same if part != best and rest and rest <= held[part]), "")
    # Who tells of both does so of each: "the vases to Orm and the busts to Selm".
    both = _JOINT.search(claim) is not None and any(_is_subject(word, other) for word in rest)
    both = both and any(_is_subject(word, best) for word in held[best])
    return (best, other) if other and not both else ("", "")


def _is_subject(word: str, part: str) -> bool:
    """Say whether a part of a passage has a word as what its deed is of."""
    terms = frozenset(bm25.terms(word))
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and not terms.isdisjoint(bm25.terms(t.text)) for t in parsed(part)
    )


def _goes_back(passage: str, part: str) -> bool:
    """Say whether a part of a passage names no subject, or has a pronoun for what another part names."""
    at = passage.index(part)
    here = [t for t in parsed(passage) if at <= t.idx < at + len(part)]
    named = any(t.dep_ in ("nsubj", "nsubjpass") for t in here)
    return not named or any(t.lower_ in _WHOSE or t.tag_ == "PRP" for t in here)


@functools.lru_cache(maxsize=4096)
def _crossing(claim: str, passage: str) -> tuple[Token, Token] | None:
    """Return two words of a claim that have changed places between the two parts of a passage, or None."""
    ours, theirs = _placed(claim), _placed(passage)
    cells: dict[tuple[int, int], list[Token]] = {}
    for term, (mine, part) in ours.items():
        if term in theirs:
            cells.setdefault((part, theirs[term][1]), []).append(mine)
    rows, columns = (sorted({cell[side] for cell in cells}) for side in (0, 1))
    if len(rows) != _PAIR or len(columns) != _PAIR or len(cells) != _PAIR * _PAIR:
        return None
    ways = (((rows[0], columns[0]), (rows[1], columns[1])), ((rows[0], columns[1]), (rows[1], columns[0])))
    named = (way for way in ways if all(t.pos_ == "PROPN" for cell in way for t in cells[cell]))
    one, other = next(named, ways[1])
    return cells[one][0], cells[other][0]


def _placed(text: str) -> dict[str, tuple[Token, int]]:
    """Return the nouns and names of a text that stand in it once, but its subject, each with its part by the "and"s."""
    cuts = [found.start() for found in _JOINT.finditer(text)]
    found: dict[str, list[tuple[Token, int]]] = {}
    for token in parsed(text) if cuts else ():
        if token.pos_ in _NOUNS and not (token.dep_ == "nsubj" and token.head.dep_ == "ROOT"):
            for term in bm25.terms(token.text):
                found.setdefault(term, []).append((token, sum(cut < token.idx for cut in cuts)))
    return {term: places[0] for term, places in found.items() if len(places) == 1}


@functools.lru_cache(maxsize=4096)
def _of_another_verb(claim: str, passage: str) -> tuple[Token, Token, Token] | None:
    """Return what a claim has done to a thing, the thing first, and what alone a passage has done to it; or None."""
    verb = _main(claim)
    if verb is None or verb.pos_ != "VERB" or is_denied(verb):
        return None
    alike = [t for t in predicates(passage) if _is_alike(verb, t) and not is_denied(t)]
    if any(c.tag_ == "PRP" and c.dep_ in ("dobj", "pobj") for t in alike for c in t.subtree):
        return None  # "saw six men and exchanged fire with them"
    for thing in _things(verb) if alike else ():
        terms = _known_by(thing, passage)
        same = [t for t in parsed(passage) if t.pos_ in _NOUNS and not terms.isdisjoint(bm25.terms(t.text))]
        over = [next((a for a in t.ancestors if a.pos_ == "VERB"), None) for t in same]
        others = [t for t in over if t is not None and t.lemma_ not in _SAYS_LITTLE and t not in alike]
        beside = any(t in one.conjuncts for t in others for one in alike)
        if any(_is_anothers_deed(t, claim) for t in others):
            continue
        own = any(terms.isdisjoint(bm25.terms(t.text)) for one in alike for t in _things(one))
        if others and len(others) == len(over) and beside and own:
            return thing, verb, others[0]
    return None


def _known_by(thing: Token, passage: str) -> frozenset[str]:
    """Return the terms by which a passage has a thing: of a "subsidy cut" the subsidy, if it has no cut."""
    forms, claim = forms_of(thing.text, thing.doc.text), thing.doc.text
    beside = (c for c in thing.children if c.dep_ == "compound")
    return (
        forms
        if not forms.isdisjoint(told(passage))
        else forms.union(*(forms_of(c.text, claim) for c in beside))
    )


def _is_anothers_deed(verb: Token, claim: str) -> bool:
    """Say whether a verb has a doer of its own, of whom a claim says nothing: that she keeps her post is hers."""
    held = told(claim)
    doers = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in _NOUNS]
    return any(held.isdisjoint(bm25.terms(t.text)) for t in doers)


def _main(claim: str) -> Token | None:
    """Return the verb of a claim, or of what it has somebody want to do."""
    root = root_of(claim)
    below = root.children if root is not None else ()
    return next((c for c in below if c.dep_ == "xcomp" and c.pos_ == "VERB"), root)


def _is_alike(verb: Token, other: Token) -> bool:
    """Say whether two verbs are of one deed: who "appeals against" a fine "fights" it."""
    forms = forms_of(verb.text, verb.doc.text)
    group = any({verb.lemma_, other.lemma_} <= verbs for verbs in ALIKE)
    return group or verb.lemma_ == other.lemma_ or not forms.isdisjoint(bm25.terms(other.text))


def _things(verb: Token) -> Iterator[Token]:
    """Yield the nouns to which a deed is done, those that an "and" joins to them among them."""
    behind = (t for c in verb.children if c.dep_ == "prep" and c.lower_ in _OF for t in c.children)
    for one in (*(c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), *behind):
        yield from (t for t in (one, *one.conjuncts) if t.pos_ in _NOUNS)


def _is_contrary(verb: Token, other: Token) -> bool:
    """Say whether one verb is the opposite of another, or leaves as it is what the other changes or fights."""
    against = opposites(verb.lower_) | opposites(verb.lemma_)
    averse = verb.lemma_ in _AVERSE | ALIKE[0]
    return bool({other.lower_, other.lemma_} & against) or (averse and other.lemma_ in _SPARES)
