"""What else a claim stands or falls with: its setting, how it judges a thing, all of them where a passage has one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge.acts import under_another
from ..model import Finding, Quantity, Span, Stance
from ..text import late
from ._aside import not_aside
from ._conditional import on_condition
from ._deeds import deeds, given_to_others
from ._foretold import helpers_of
from ._kinded import (
    of_a_narrower_first,
    of_all_there,
    of_another_kind,
    of_another_particle,
    otherwise_counted,
)
from ._measured import of_another_extent, of_another_stuff, of_the_other_level
from ._owned import labelled_otherwise, owned_otherwise
from ._synonyms import forms_of, spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE = frozenset({"one", "a", "an", "another"})
_MANY = frozenset({"the", "these", "those", "all", "both", "its", "his", "her", "their"})
_TIME_ORDER = re.compile(r"\b(?:before|after)\b", re.I)
_MOST = re.compile(r"\b(?:[a-z]{2,}est|most|first|last|best|worst)\b", re.I)
_MOST_OF = re.compile(
    r"\bthe (?:[a-z]{2,}est|most [a-z]+|first|last) of (?:them|(?:the|these|those|its|their)"
    r"(?: (?:\d+|two|three|four|five|six|seven|eight|nine|ten))?)\b",
    re.I,
)
_ON_OFF = re.compile(r"\b(on|off) the ([a-z]+)\b", re.I)
_OTHER = {"left": "right", "upper": "lower", "inner": "outer", "front": "rear", "near": "far"}
_OTHER |= {other: one for one, other in _OTHER.items()}
_SIDE = re.compile(rf"\b({'|'.join(_OTHER)})[ -]([a-z]+)\b", re.I)
_MAY = frozenset({"may", "can", "might", "could"})
# What a thing "can hold" it will hold.
_HOLDING = frozenset(
    "be hold seat carry accommodate store house take fit sleep contain last have reach".split()  # noqa: SIM905
)
_EACH_BEHIND = re.compile(
    r"(?: [\w’'-]+){0,2}? (?:each|apiece)\b(?! (?:day|week|month|quarter|year)\b)", re.I
)
_EACH = re.compile(r"\b(?:each|every|per|apiece|a piece)\b", re.I)
# Kinds of people that are not each other: eleven officers hurt are not eleven demonstrators. A group a line.
_KINDS = """
demonstrator protester marcher rioter striker
officer policeman policewoman constable
soldier serviceman conscript recruit
child boy girl infant baby pupil student schoolchild teenager
patient
nurse midwife
doctor physician surgeon medic
teacher lecturer professor
passenger
sailor seaman crewman
driver motorist
pilot
journalist reporter
judge magistrate
lawmaker deputy senator legislator
firefighter
guard
tourist
player
shareholder investor
tenant
"""
_KIND_OF = {word: number for number, line in enumerate(_KINDS.split("\n")) for word in line.split()}
_SETTING = frozenset({"on", "in", "at", "during", "throughout", "under", "amid", "after", "before"})
_TIMED = ("dates", "hours")
_SHORT = late(r"\btoo (?:few|little|many|much)\b|\bnot enough\b", re.I)
_WANTS = late(
    r"\b(?:few|little|many|much|enough|short(?:age|ages|fall)?|lack\w*|vacan\w+|insufficient\w*|inadequate\w*|under\w+"
    r"|exce(?:ss|ed)\w*|surplus|over\w+|missing|wanting|unfilled|scarc\w+|fewer|less|more|only)\b",
    re.I,
)
_MEASURE = frozenset({"few", "many", "much", "little", "enough", "late", "early"})


def wanting(claim: str, passage: str, missing: Sequence[str], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return what a claim says beside its deed that a passage has not, and without which it is another statement."""
    found = (
        *settings(claim, missing, findings),
        measured(claim, passage),
        short_of(claim, passage),
        of_one(claim, passage),
        of_a_people(claim, passage),
        of_others(claim, passage),
        on_or_off(claim, passage),
        of_the_other(claim, passage),
        of_the_most(claim, passage, findings),
        of_each(claim, passage, findings),
        given_to_others(claim, passage),
        owned_otherwise(claim, passage),
        labelled_otherwise(claim, passage),
        of_another_particle(claim, passage),
        of_all_there(claim, passage),
        of_another_kind(claim, passage, findings),
        of_a_narrower_first(claim, passage),
        otherwise_counted(claim, passage, missing),
        of_another_extent(claim, passage, findings),
        of_another_stuff(claim, passage, findings),
        of_the_other_level(claim, passage, findings),
        on_condition(claim, passage),
        not_aside(claim, passage),
        only_allowed(claim, passage),
    )
    offices = (f"{office.text} (the source: {word})" for office, word in under_another(claim, passage))
    return tuple(part for part in (*found, *offices, *turned_time(claim, passage)) if part)


def settings(claim: str, missing: Sequence[str], findings: Sequence[Finding] = ()) -> tuple[str, ...]:
    """Return the settings of a claim of which a passage has no word: "on the night of the theft", "in a laboratory".

    "On the morning of 29 August" is a day, which the judge of dates has looked for.
    """
    borne = [f.part for f in findings if f.judge in _TIMED and f.stance is Stance.SUPPORTS]
    wanting = (said for said, words in _settings(claim) if words and words <= set(missing))
    return tuple(said for said in wanting if not any(part in said for part in borne))


@functools.lru_cache(maxsize=4096)
def _settings(claim: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each phrase that says where, when or in what case the main verb of a claim holds, with its telling words.

    Bare nouns ("at risk", "in favour") say how and not where.
    """
    words = frozenset(word for word, _ in spoken(claim))
    hung = (
        t for t in parsed(claim) if t.lower_ in _SETTING and t.dep_ == "prep" and t.head.head.i == t.head.i
    )
    hung = (t for t in hung if t.head.pos_ == "VERB" and any(_is_case(c) for c in t.children))
    found = []
    for prep in hung:
        below = [*prep.subtree]
        said = claim[below[0].idx : below[-1].idx + len(below[-1])]
        found.append((said, frozenset(t.text for t in below) & words))
    return tuple(found)


def turned_time(claim: str, passage: str) -> Iterator[str]:
    """Yield a "before" of a claim where a passage has "after" the same thing, or the reverse."""
    if _TIME_ORDER.search(claim) is None or _TIME_ORDER.search(passage) is None:
        return
    theirs, said = [*_behind(passage)], frozenset(bm25.terms(passage))
    as_there = _as_there(claim, said)
    for order, behind_ours in _behind(claim):
        what = frozenset(as_there[term] for term in behind_ours if term in as_there)
        ours = frozenset(as_there.values()) - what if what else frozenset()
        for other, behind in theirs if what and what <= said else ():
            mine, first = what - behind, (behind - what) & ours
            if other == order and mine and first and mine <= said - behind:
                yield f"{order} it (the source has it the other way round)"
                return
        same = [other for other, behind in theirs if what and what <= behind]
        if same and order not in same:
            yield f"{order} it (the source: {same[0]} it)"


def _as_there(claim: str, said: frozenset[str]) -> dict[str, str]:
    """Return the terms of the telling words of a claim with those that stand for them among the terms of a passage."""
    own = {term: forms for word, forms in spoken(claim) for term in bm25.terms(word)}
    return {term: term if term in said else min(forms & said, default=term) for term, forms in own.items()}


def only_allowed(claim: str, passage: str) -> str:
    """Return the verb that a claim says will be, or is to be, done and of which a passage says only that it may, or "".

    What somebody may or can do he need not do; a room that "can hold" ninety will hold them.
    """
    root = root_of(claim)
    if root is not None and root.lemma_ == "be":  # "is to be sold"
        root = next((c for c in root.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), root)
    if (
        root is None
        or root.lemma_ in _HOLDING
        or helpers_of(root).isdisjoint(("will", "shall", "to", "’ll", "'ll"))
    ):
        return ""
    acts = forms_of(root.text, claim)
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and not acts.isdisjoint(bm25.terms(t.text))]
    may = [next(iter(sorted(helpers_of(t) & _MAY)), "") for t in same]
    tied = bool(same) and all(may) and not any(t.dep_ in ("relcl", "advcl") for t in same)
    return f"{root.text} (the source: {may[0]} {same[0].text})" if tied else ""


def _behind(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each "before" and "after" of a text with the terms of what stands behind it."""
    for token in parsed(text):
        if token.lower_ in ("before", "after"):
            top = token.head if token.dep_ == "mark" else token  # "before she left"
            words = frozenset(term for t in top.subtree if t.i > token.i for term in bm25.terms(t.text))
            if words:
                yield token.lower_, words


def on_or_off(claim: str, passage: str) -> str:
    """Return the "on" of a claim where a passage has "off" with the same thing and no "on", or the reverse."""
    for ours in _ON_OFF.finditer(claim):
        word, thing = ours[1].casefold(), ours[2].casefold()
        theirs = {m[1].casefold() for m in _ON_OFF.finditer(passage) if m[2].casefold() == thing}
        if theirs and word not in theirs:
            return f"{ours.group()} (the source: {theirs.pop()})"
    return ""


def _is_case(thing: Token) -> bool:
    return thing.dep_ == "pobj" and (thing.tag_ == "NNS" or any(c.dep_ == "det" for c in thing.children))


def measured(claim: str, passage: str) -> str:
    """Return the small word by which a claim judges a thing ("two were too few"), where a passage has not the word."""
    root = root_of(claim)
    what = next((t for t in root.children if t.dep_ == "acomp"), None) if root is not None else None
    if what is None or what.lower_ not in _MEASURE:
        return ""
    return "" if any(t.lower_ == what.lower_ for t in parsed(passage)) else what.text


def short_of(claim: str, passage: str) -> str:
    """Return the "too few" of a claim where a passage has no word for what is wanting, or is too much; or ""."""
    found = _SHORT.search(claim)
    return found.group() if found is not None and not _WANTS.search(passage) else ""


def of_one(claim: str, passage: str) -> str:
    """Return the things of which a claim tells a deed that a passage tells of one of them only, or ""."""
    for ours in deeds(claim):
        for theirs in deeds(passage) if ours.verb.head.i == ours.verb.i else ():
            if not ours.forms.isdisjoint(theirs.forms):
                for part in ("agent", "patient"):
                    mine, other = ours.parts.get(part, ()), theirs.parts.get(part, ())
                    if mine and other and _are_many(mine[0]) and _is_one(other[0], mine[0]):
                        return f"{mine[0].text} (the source: {other[0].text}, one)"
    return ""


def _are_many(thing: Token) -> bool:
    return thing.tag_ == "NNS" and any(c.lower_ in _MANY for c in thing.children)


def _is_one(thing: Token, things: Token) -> bool:
    one = thing.tag_ == "NN" and any(c.lower_ in _ONE for c in thing.children)
    return one and not told(things.text).isdisjoint(bm25.terms(thing.text))


def of_a_people(claim: str, passage: str) -> str:
    """Return the word of a people that a claim has with a noun, where a passage has both, each with another; or ""."""
    for people in parsed(claim):
        if people.dep_ != "amod" or people.pos_ != "ADJ" or not people.text[:1].isupper():
            continue
        things = dict(spoken(claim)).get(people.head.text, frozenset(bm25.terms(people.head.text)))
        word = frozenset(bm25.terms(people.text))
        held = [t for t in parsed(passage) if not word.isdisjoint(bm25.terms(t.text))]
        same = [t for t in parsed(passage) if not things.isdisjoint(bm25.terms(t.text))]
        whole = [u for t in same for one in (t, *t.conjuncts) for u in one.subtree]
        with_it = any(not word.isdisjoint(bm25.terms(u.text)) for u in whole)
        if held and same and not with_it and all(t.dep_ == "amod" for t in held):
            return f"{people.text} {people.head.text} (the source: {held[0].text} {held[0].head.text})"
    return ""


def of_others(claim: str, passage: str) -> str:
    """Return whom a claim counts, where a passage has the number of others and names these without one; or ""."""
    theirs = {(q.value, term) for q, noun in _counted(passage) for term in bm25.terms(noun.text)}
    values = {value for value, _ in theirs}
    for number, noun in _counted(claim):
        forms = dict(spoken(claim)).get(noun.text, frozenset(bm25.terms(noun.text)))
        mine = {term for value, term in theirs if value == number.value}
        if number.value not in values or not forms.isdisjoint(mine):
            continue
        others = [other for q, other in _counted(passage) if q.value == number.value]
        kinds = {_KIND_OF.get(one.lemma_.casefold()) for one in (noun, *others)}
        if None not in kinds and len(kinds) > 1 and told(passage).isdisjoint(forms):
            return f"{number.span.of(claim)} {noun.text} (the source: {others[0].text})"
        named = [t for t in parsed(passage) if not forms.isdisjoint(bm25.terms(t.text))]
        counted = {other.i for _, other in _counted(passage)}
        if any(t.dep_ in ("nsubj", "nsubjpass") for t in named) and counted.isdisjoint(t.i for t in named):
            return f"{number.span.of(claim)} {noun.text}"
    return ""


@functools.lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[tuple[Quantity, Token], ...]:
    """Return the numbers of a text, each with the noun that it counts."""
    found = []
    for token in parsed(text):
        if token.dep_ == "nummod" and token.head.pos_ == "NOUN":
            number = next((q for q in quantity.find(text) if q.span.start <= token.idx < q.span.end), None)
            if number is not None and number.unit == "":
                found.append((number, token.head))
    return tuple(found)


def of_the_most(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return the things of which a claim tells what a passage tells of the longest or oldest of them only, or ""."""
    most = _MOST_OF.search(passage)
    who = next((t for t in parsed(claim) if t.pos_ == "NOUN"), None) if most is not None else None
    if most is None or who is None or who.tag_ != "NNS" or _MOST.search(claim):
        return ""
    end = passage.find(";", most.end())
    told_of = Span(start=most.end(), end=end if end >= 0 else len(passage))
    borne = (
        f.evidence_span for f in findings if f.stance is Stance.SUPPORTS and f.judge in ("numbers", "dates")
    )
    return f"{who.text} (the source: {most.group()})" if any(s and told_of.covers(s) for s in borne) else ""


def of_each(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return a number of a claim that a passage gives for each of several, and the claim for the whole, or ""."""
    if _EACH.search(claim):
        return ""
    borne = (f for f in findings if f.judge == "numbers" and f.stance is Stance.SUPPORTS)
    each = (f for f in borne if f.evidence_span and _EACH_BEHIND.match(passage, f.evidence_span.end))
    return next((f"{found.part} (the source: each)" for found in each), "")


def of_the_other(claim: str, passage: str) -> str:
    """Return the side of a thing that a claim has where a passage has the other: "the right wing"; or ""."""
    for found in _SIDE.finditer(claim):
        other, thing = _OTHER[found[1].casefold()], re.escape(found[2])
        opposite = re.search(rf"\b{other}[ -]{thing}\b", passage, re.I)
        mine = re.search(rf"\b{found[1]}[ -]{thing}\b", passage, re.I)
        # Of both sides that one is told which shares a part of the passage with a number of the claim.
        values = {q.value for q in quantity.find(claim)}
        near = [text for text in passage.split(";") if any(q.value in values for q in quantity.find(text))]
        apart = near and all(opposite and opposite.group() in text for text in near)
        apart = apart and not any(mine and mine.group() in text for text in near)
        if opposite and (not mine or apart):
            return f"{found.group()} (the source: {opposite.group()})"
    return ""
