"""Of what kind: a quota of another kind, all of one place only, a verb with another particle.

A "stock of cod" is no "stock of herring", "no worker at Tarn" is not no worker, and what "broke out" was not put out.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._counted import counted
from ..model import Finding
from ..text import late
from ._deeds import is_measure
from ._measured import is_measured
from ._synonyms import forms_of, in_a_told_phrase, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_WOMAN = late(r"\b(?:woman|girl|female|mother|daughter|sister|wife|widow|actress|schoolgirl)\b", re.I)
_MAN = late(r"\b(?:man|boy|male|father|son|brother|husband|widower|schoolboy)\b", re.I)
_ANYBODY = frozenset(
    {"person", "human", "people", "climber", "athlete", "candidate", "leader", "member", "player"}
)
_SINGLE = frozenset({"first", "only", "sole", "last"})
_PLACED = frozenset({"on", "in", "at", "during", "throughout", "under", "amid", "after", "before"})
_OF_ALL = frozenset({"no", "all", "every", "each", "any"})
_SO_MANY_ARE = late(r"\s(?:are|were|is|was)(?: now| still)? (?P<what>[a-z]+)\b")
_PARTS = frozenset(
    """
    committee subcommittee commission panel board group faction wing branch president speaker chair chairman bureau
    secretariat section
    """.split()  # noqa: SIM905
)
_WHOLE_KIND = re.compile(r"\b(?:no|all|every|each)\b", re.I)

_AGES = frozenset({"children", "women", "men"})


def of_all_there(claim: str, passage: str) -> str:
    """Return what a claim says of all, or of none, of a kind, where a passage says it of those of one place; or "".

    "No worker at Tarn will be laid off" bears no "no worker of the mill will be laid off" out.
    """
    theirs = _whole_kinds(passage) if _WHOLE_KIND.search(passage) and _WHOLE_KIND.search(claim) else ()
    for mine in _whole_kinds(claim) if theirs else ():
        forms = forms_of(mine.text, claim)
        for other in (t for t in theirs if not forms.isdisjoint(bm25.terms(t.text))):
            places = [p for p in _ends(other) if p.head.lower_ in _PLACED and p.pos_ == "PROPN"]
            away = [p for p in places if told(claim).isdisjoint(bm25.terms(p.text))]
            if away and not any(p.pos_ == "PROPN" for p in _ends(mine)):
                return f"{mine.text} (the source: {other.text} {away[0].head.text} {away[0].text})"
    return ""


def _whole_kinds(text: str) -> tuple[Token, ...]:
    """Return the nouns of a text of which all or none are told: "no worker", "all members"."""
    return tuple(t.head for t in parsed(text) if t.lower_ in _OF_ALL and t.dep_ in ("det", "predet"))


def _ends(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]


def of_a_narrower_first(claim: str, passage: str) -> str:
    """Return what a claim has somebody be the first, only or oldest of, where a passage has that of a narrower kind.

    "The first woman to climb it" is not the first person, nor "the oldest stone bridge" the oldest bridge.
    """
    for mine, theirs in _singled(claim, passage):
        more = [c for c in theirs.children if c.dep_ in ("amod", "compound") and c.i > theirs.left_edge.i]
        more = [c for c in more if c.lower_ not in _SINGLE and c.tag_ != "JJS" and not c.like_num]
        away = [c for c in more if told(claim).isdisjoint(forms_of(c.text, passage))]
        of_them = (
            bool(_WOMAN.fullmatch(theirs.lemma_) or _MAN.fullmatch(theirs.lemma_)) and mine.lemma_ in _ANYBODY
        )
        same = not forms_of(mine.text, claim).isdisjoint(bm25.terms(theirs.text))
        own = [
            t for t in mine.subtree if t.i < mine.i and t.pos_ in ("ADJ", "NOUN") and t.lower_ not in _SINGLE
        ]
        same = same and all(not told(passage).isdisjoint(bm25.terms(c.text)) for c in own)
        if of_them or (same and away):
            said = f"{away[0].text} {theirs.text}" if away else theirs.text
            return f"{mine.text} (the source: {said})"
    return ""


def _singled(claim: str, passage: str) -> Iterator[tuple[Token, Token]]:
    """Yield the nouns of claim and passage which each has as the first, only, oldest or the like of them."""
    ours = [t for t in parsed(claim) if t.lower_ in _SINGLE or t.tag_ == "JJS"]
    for rank in ours:
        if rank.head.pos_ == "NOUN":
            same = (t.head for t in parsed(passage) if t.lower_ == rank.lower_ and t.head.pos_ == "NOUN")
            yield from ((rank.head, head) for head in itertools.islice(same, 1))


def of_another_kind(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return the noun that says of what kind a thing of a claim is, where a passage has it of another kind; or "".

    A "stock of cod" is no "stock of herring", nor a "cod quota" a "herring quota".
    """
    if not is_measured(claim, findings):
        return ""  # without a measure that the passage has, what is missing weighs enough
    held = told(passage)
    for thing in parsed(claim):
        mine = _kind(thing) if thing.pos_ == "NOUN" and not is_measure(thing) else []
        if not mine or any(not held.isdisjoint(forms_of(t.text, claim)) for t in mine):
            continue
        same = [_kind(t) for t in parsed(passage) if t.pos_ == "NOUN" and t.lemma_ == thing.lemma_]
        if same and all(same):
            return f"{mine[0].text} (the source: {same[0][0].text})"
    return ""


def otherwise_counted(claim: str, passage: str, missing: Sequence[str]) -> str:
    """Return the word by which a claim counts people of one kind or fate, where a passage counts others only; or "".

    "70 percent were men" of children and women, "six were arrested" of six who were found dead.

    :param missing: the words of the claim that the passage has not.
    """
    for word in missing:
        for kind in ("act", "who"):
            # A soldier may be a man; a child, a woman and a man are three.
            mine, theirs = ({line.name for line in counted(text, kind)} for text in (word, passage))
            if kind == "who":
                mine, theirs = mine & _AGES, theirs & _AGES
            if mine and theirs and mine.isdisjoint(theirs):
                return word
    return ""


def of_the_other_sex(claim: str, passage: str) -> str:
    """Return the word by which a claim calls somebody a woman of whom a passage tells as of a man, or the reverse."""
    for ours, theirs in ((_WOMAN, _MAN), (_MAN, _WOMAN)):
        said, other = ours.search(claim), theirs.search(passage)
        if said and other and not ours.search(passage) and not theirs.search(claim):
            return f"{said.group()} (the source: {other.group()})"
    return ""


def of_another_body(claim: str, passage: str) -> str:
    """Return the noun that says which body does what a claim tells, where a passage has another one do it; or "".

    What the Environment Committee adopted "the budget committee" did not.
    """
    held = told(passage)
    for body in (t for t in parsed(claim) if t.dep_ == "nsubj" and t.pos_ == "NOUN"):
        mine = [c for c in body.children if c.dep_ == "compound" and c.pos_ == "NOUN"]
        told_here = any(not held.isdisjoint(forms_of(t.text, claim)) for t in mine)
        if not mine or told_here or body.head.lemma_ == "be":
            continue
        same = [t for t in parsed(passage) if t.lower_ == body.lower_]
        other = [
            [c for c in t.children if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN")] for t in same
        ]
        if other and all(other):
            return f"{mine[0].text} (the source: {other[0][0].text} {same[0].text})"
    return ""


def of_a_part_of_the_body(claim: str, passage: str) -> str:
    """Return the body that does what a claim tells, where a passage has only a part of it do so; or "".

    What the Economic Committee of Parliament rejected Parliament did not.
    """
    root = root_of(claim)
    who = next((t for t in root.children if t.dep_ == "nsubj"), None) if root is not None else None
    if root is None or who is None or root.pos_ != "VERB":
        return ""
    mine, forms = frozenset(bm25.terms(who.text)), forms_of(root.text, claim)
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and not forms.isdisjoint(bm25.terms(t.text))]
    doers = [next((c for c in t.children if c.dep_ == "nsubj"), None) for t in same]
    parts = [_part_of(doer, mine) for doer in doers]
    said = told(claim)
    part = next((t for t in parts if t is not None), None)
    return (
        f"{who.text} (the source: {part.text} of {who.text})"
        if part is not None and all(parts) and said.isdisjoint(bm25.terms(part.text))
        else ""
    )


def _part_of(doer: Token | None, body: frozenset[str]) -> Token | None:
    """Return who does a deed if it is a part of a body: its committee, its president."""
    if doer is None or doer.lemma_.casefold() not in _PARTS or not body.isdisjoint(bm25.terms(doer.text)):
        return None
    behind = (t for prep in doer.children if prep.lower_ == "of" for t in prep.children if t.dep_ == "pobj")
    return doer if any(not body.isdisjoint(bm25.terms(t.text)) for t in behind) else None


def by_another(claim: str, passage: str) -> str:
    """Return by whom a claim has something done, where a passage has the same done by another only; or "".

    Changes "ordered by the contractor" are not those "ordered by the city".
    """
    held, theirs = told(passage), _doers(passage) if " by " in claim else ()
    for done, doer in _doers(claim) if theirs else ():
        forms = forms_of(done.text, claim)
        others = [who for deed, who in theirs if not forms.isdisjoint(bm25.terms(deed.text))]
        if others and held.isdisjoint(forms_of(doer.text, claim)):
            return f"by {doer.text} (the source: by {others[0].text})"
    return ""


@functools.lru_cache(maxsize=4096)
def _doers(text: str) -> tuple[tuple[Token, Token], ...]:
    """Return each deed of a text that is told with a "by", and the plain noun that does it."""
    behind = (t for t in parsed(text) if t.dep_ == "pobj" and t.head.dep_ == "agent" and t.pos_ == "NOUN")
    return tuple((t.head.head, t) for t in behind if not any(c.like_num for c in t.children))


def _kind(thing: Token) -> list[Token]:
    """Return the plain nouns that say of what kind a thing is: of a "cod quota", of a "quota of cod"."""
    before = [c for c in thing.children if c.dep_ == "compound" and c.pos_ == "NOUN"]
    behind = (p for p in _ends(thing) if p.head.lower_ == "of" and p.pos_ in ("NOUN", "VERB", "ADJ"))
    return [t for t in (*before, *behind) if t.text.isalpha() and not is_measure(t)]


def numbered_so(claim: str, passage: str) -> str:
    """Return what a claim says that so many are, where a passage has so many be something else: "40 are silver"."""
    theirs = dict(_numbered(passage)) if _SO_MANY_ARE.search(claim) else {}
    for number, mine in _numbered(claim):
        other = theirs.get(number, "")
        if other and forms_of(mine, claim).isdisjoint(told(other)):
            return f"{mine} (the source: {number:g} {other})"
    return ""


def _numbered(text: str) -> Iterator[tuple[float, str]]:
    """Yield each number of which a text says at once what so many are, with that word."""
    for number in quantity.find(text):
        said = _SO_MANY_ARE.match(text, number.span.end)
        if said and number.unit == "":
            yield number.value, said["what"]


def of_another_particle(claim: str, passage: str) -> str:
    """Return the verb of a claim with its particle, where a passage has the one with another only; or "".

    A fire that "broke out" was not "put out" by that, nor a loan that was "taken out" "taken over".
    """
    ours, root = _particled(claim), root_of(claim)
    mine = next(((verb, particle) for verb, particle in ours if verb == root), None)
    if mine is None:
        return ""
    verb, particle = mine
    theirs = _particled(passage)
    near = [
        (v, p)
        for v, p in theirs
        if v.dep_ == "ROOT" or verb.lemma_ == v.lemma_ or particle.lower_ == p.lower_
    ]
    said = f"{verb.text} {particle.text}"
    again = re.compile(rf"\b{re.escape(verb.text)}\b(?: [\w’'-]+){{0,3}}? {re.escape(particle.text)}\b", re.I)
    same = any((v.lemma_, p.lower_) == (verb.lemma_, particle.lower_) for v, p in theirs)
    known = _says_too(said, passage) or in_a_told_phrase(claim, passage, verb.idx)
    if not near or same or again.search(passage) or known:
        return ""
    return f"{said} (the source: {near[0][0].text} {near[0][1].text})"


def _says_too(said: str, passage: str) -> bool:
    """Say whether a passage has another word or phrase for a verb with its particle."""
    own = frozenset(bm25.terms(said))
    return not ((told(said) - own) | forms_of(said.split()[0], said) - own).isdisjoint(told(passage))


@functools.lru_cache(maxsize=4096)
def _particled(text: str) -> tuple[tuple[Token, Token], ...]:
    """Return each verb of a text that has a particle, with that: "put out", "taken over"."""
    return tuple((t.head, t) for t in parsed(text) if t.dep_ == "prt" and t.head.pos_ == "VERB")
