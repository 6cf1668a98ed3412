"""Who did it to whom, and what a number is of: the same words in each other's places are another statement.

Two nouns of a claim that stand in each other's roles in the passage ("A sued B", "B sued A") are swapped. A number is
paired with what it counts, with the verb it belongs to, and with the nearest name, month or year; where the passage
pairs it with another of these, and pairs the claim's with another number, the claim has the wrong one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import parsed, steps
from ..judge._names import CALENDAR
from ..model import Quantity, Span
from ..text import late
from ._eras import both_ends
from ._parted import tells_the_whole
from ._placing import BY_SO_MUCH, goes_on_counting, parts_around, pieces_of
from ._relations import KIN, called
from ._synonyms import forms_of, spoken

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT, _OBJECT = ("nsubj", "csubj"), ("dobj", "nsubjpass", "attr", "oprd")
_TIMES = re.compile(
    r"\b(?:(?:1[6-9]|20)\d\d(?:[-–/]\d{2,4})?|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b|\b(?:this|last|next) (?:year|month|week|season|quarter)\b"
)
_NAMES = re.compile(r"\b[A-Z][\w’'-]+")
_PLURAL = re.compile(r"(?<=[ni])s$")
_PIECE = re.compile(r"[;,](?!\d)|\band\b|\bbut\b|\bto\b|\bafter\b|\bfrom\b|\bthan\b")
_DEEP = 4
_COUNTS = frozenset(
    {"count", "record", "register", "list", "report", "show", "give", "put", "log", "estimate"}
)
_SIDED = frozenset({"against", "over", "to", "from", "with", "for"})
_SENTENCE = re.compile(r"(?<=[a-z)”\"])[.!?](?=\s+[A-Z])")  # in another one a name stands beside no number
_Pair = tuple[int, float, str]
# "22 km south-west of Ravel" tells only where.
_AWAY = late(
    r"(?:\s+(?:to the|away|outside|inland|offshore|(?:north|south|east|west)[\w-]*))+(?:\s+(?:of|from))?\s+[A-Z]"
    r"|\s+(?:from|off)\s+(?:the\s+)?(?:coast\s+of\s+)?[A-Z]"
)
_TELLS = late(r"\b(?:counts?|counted|puts?|reports?|reported|records?|recorded|lists?|listed|registered)\b")
_RUN = re.compile(r"(?:\bthe|['’]s) $")  # "the 800 metres", "Men's 800 metres"
_VOTES = frozenset(bm25.terms("votes ballots"))  # six votes are six members


def swapped(claim: str, passage: str) -> tuple[str, str]:
    """Return two nouns of a claim that stand in each other's roles in the passage, or two ""."""
    ours, held = _roles(claim), frozenset(bm25.terms(passage))
    theirs = _roles(passage) if sum(noun in held for noun in ours) > 1 else {}
    ours = {noun: _worded(roles, _forms_of_verb) for noun, roles in ours.items() if noun in theirs}
    theirs = {noun: _worded(theirs[noun], bm25.terms) for noun in ours}
    both = [noun for noun in ours if not ours[noun] & theirs[noun]]
    for one in both:
        for other in both:
            if one < other and ours[one] & theirs[other] and ours[other] & theirs[one]:
                return one, other
    return _reversed(claim, passage)


def _worded(roles: frozenset[str], terms_of: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Return roles with those of doer and done to under the terms of their verb: who "alerted" him "notified" him."""
    said = (role.split(":") for role in roles)
    plain = ((verb, rest[0]) for verb, *rest in said if rest in (["agent"], ["patient"]))
    return roles.union(f"{term}:{part}" for verb, part in plain for term in terms_of(verb))


def _forms_of_verb(verb: str) -> frozenset[str]:
    return forms_of(verb, verb)


def _reversed(claim: str, passage: str) -> tuple[str, str]:
    """Return two names of a claim of which the first does to the second what, in other words, the second did to it."""
    for verb, one, other in _acts(claim):
        alike = _forms(verb)
        for act, first, second in _acts(passage):
            if (first.text, second.text) == (other.text, one.text) and not alike.isdisjoint(
                bm25.terms(act.text)
            ):
                return one.text, other.text
    return "", ""


@functools.lru_cache(maxsize=4096)
def _acts(text: str) -> tuple[tuple[Token, Token, Token], ...]:
    """Return each verb of a text that one name does to another ("Marl urged Tern to pay"), with the two."""
    found = []
    for verb in parsed(text):
        names = {t.dep_: t for t in verb.children if t.pos_ == "PROPN"}
        below = (t for c in verb.children if c.dep_ in ("ccomp", "xcomp") for t in c.children)
        urged = next(
            (t for t in below if t.dep_ == "nsubj" and t.pos_ == "PROPN" and t.head.tag_ == "VB"), None
        )
        one, other = names.get("nsubj"), names.get("dobj") or urged
        if verb.pos_ == "VERB" and one is not None and other is not None:
            found.append((verb, one, other))
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def _roles(text: str) -> dict[str, frozenset[str]]:
    """Return each noun (as its term) with the roles that it has: "sue:agent", "offer:from" under its verb."""
    found: dict[str, set[str]] = defaultdict(set)
    shared = _surnames(text)
    for token in parsed(text):
        stands = _stands_for(token)
        if (
            stands is not None
            and stands.dep_ not in ("compound", "amod", "nmod")
            and not _has_its_own(stands)
        ):
            roles = {_role(token, 0), _told_to(token), _beside(token), _through(token)} - {""}
            roles |= {f"{verb.lemma_}:agent" for verb in _joined(token)}
            # "Marl Works" may be called Marl.
            names = [t.text for t in stands.children if t.dep_ == "compound" and t.text[:1].isupper()]
            own = [shared[stands.i]] if stands.i in shared else [stands.text, *names]
            for term in dict.fromkeys(term for word in own for term in bm25.terms(word)[-1:]):
                found[term].update(roles)
    return {term: frozenset(roles) for term, roles in found.items() if roles}


def _has_its_own(name: Token) -> bool:
    """Say whether a name stands before a number without a verb: in "Hollin has 84 beds, Wexby 71" Wexby has 71."""
    behind = name.doc[name.i + 1] if name.i + 1 < len(name.doc) else None
    return (
        name.pos_ == "PROPN"
        and name.dep_ in ("conj", "appos")
        and behind is not None
        and behind.pos_ == "NUM"
    )


def _joined(token: Token) -> Iterator[Token]:
    """Yield the verbs that a subject does after its own, without one of theirs: "regrets it and blames the town"."""
    verb = token.head
    if token.dep_ in _SUBJECT and not any(t.dep_ == "auxpass" for t in verb.children):
        for other in verb.conjuncts:
            own = any(t.dep_ in (*_SUBJECT, "nsubjpass", "auxpass") for t in other.children)
            if other.pos_ == "VERB" and other.i > verb.i and not own:
                yield other


def _beside(token: Token) -> str:
    """Return the role of what stands behind the object of a verb, of which it may be told too: "backs A against B"."""
    prep, thing = token.head, token.head.head
    if token.dep_ != "pobj" or prep.lower_ not in _SIDED or thing.dep_ not in ("dobj", "nsubjpass"):
        return ""
    return f"{thing.head.lemma_}:{prep.lower_}"


def _through(token: Token) -> str:
    """Return the role of a body that acts by somebody named: "the fund's head, Ada Rost, rejected it"."""
    who = token.head
    acts = (
        token.dep_ == "poss"
        and who.dep_ in _SUBJECT
        and who.pos_ == "NOUN"
        and any(True for _ in called(who))
    )
    return _role(who, 0) if acts and who.lemma_ not in KIN else ""


def _stands_for(token: Token) -> Token | None:
    """Return the noun of a word: itself, or the speaker for "he" in what is said, and whom "who" goes back to."""
    if token.pos_ in ("NOUN", "PROPN"):
        return token
    verb = token.head
    if token.lower_ in ("who", "which") and verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head
    if token.lower_ in ("him", "her", "his") and token.dep_ in ("dobj", "pobj", "dative", "poss"):
        over = _clauses_over(token)
        before = (t for t in token.doc[: token.i] if t.dep_ in _SUBJECT and t.head.i not in over)
        who = next(before, None)  # "the director, Ole Fenn, retires; Ada Rost succeeds him"
        return next(called(who), who) if who is not None and who.pos_ in ("NOUN", "PROPN") else None
    if token.lower_ in ("he", "she", "it", "they") and token.dep_ in _SUBJECT and verb.dep_ == "ccomp":
        speaker = (c for c in verb.head.children if c.dep_ in _SUBJECT and c.pos_ in ("NOUN", "PROPN"))
        return next(speaker, None)
    return None


def _clauses_over(token: Token) -> frozenset[int]:
    """Return the words that a word hangs on, up to the clause that stands beside another one."""
    over = []
    while token.dep_ != "conj" and token.head.i != token.i:
        token = token.head
        over.append(token.i)
    return frozenset(over)


def _surnames(text: str) -> dict[int, str]:
    """Return, by their place, the surnames of a text that two people bear, as the given name before each."""
    given = {t.head.i: t for t in parsed(text) if t.dep_ == "compound" and t.pos_ == t.head.pos_ == "PROPN"}
    names = [(t.head.text, t.text) for t in given.values()]
    several = {last for last, first in names if any(last == o and first != f for o, f in names)}
    return {i: first.text for i, first in given.items() if first.head.text in several}


def _told_to(token: Token) -> str:
    """Return the role of who is told to do something: "ordered the firm to hand it over"."""
    bound = (c for c in token.head.children if c.dep_ == "xcomp" and token.dep_ == "dobj" and c.i > token.i)
    return next((f"{verb.lemma_}:agent" for verb in bound if any(c.tag_ == "TO" for c in verb.children)), "")


def _role(token: Token, depth: int) -> str:
    head, dep = token.head, token.dep_
    if depth > _DEEP or head.i == token.i:
        return ""
    if head.lemma_ == "be" and dep in (*_SUBJECT, "attr"):
        return "be:is"  # "the clerk is Ada Rost": either may stand first
    if dep in ("conj", "appos"):  # "her father, Ole Marl"
        return _role(head, depth + 1)
    if dep in _SUBJECT:
        bound = (c for c in head.children if c.dep_ == "xcomp" and head.lemma_ in ("have", "need"))
        return f"{next(bound, head).lemma_}:agent"  # who has to hand it over hands it over
    if dep in _OBJECT or dep == "dative":
        return f"{head.lemma_}:patient"
    if dep == "pobj" and head.dep_ == "agent":
        return f"{head.head.lemma_}:agent"
    if dep == "pobj" and head.head.dep_ == "prt":  # "took it over from Marl"
        return f"{head.head.head.lemma_}:{head.lower_}"
    if dep == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        return f"{head.head.lemma_}:{head.lower_}"
    if dep == "poss":
        above = _role(head, depth + 1)
        return f"{above}:{head.lemma_}:of" if above else ""
    if dep == "pobj":
        above = _role(head.head, depth + 1)
        return f"{above}:{head.head.lemma_}:{head.lower_}" if above else ""
    return ""


def beside(claim: str, mine: Span, passage: str, theirs: Span) -> str:
    """Return what a passage gives a number for, where it gives another one for the claim's subject beside it, or "".

    "57 percent by shelling and 22 percent by airstrikes" bears no "airstrikes were 57 percent" out.
    """
    subject = next((t for t in parsed(claim) if t.dep_ in _SUBJECT and t.pos_ in ("NOUN", "PROPN")), None)
    number, held = quantity.at(claim, mine), quantity.at(passage, theirs)
    if subject is None or number is None or held is None:
        return ""
    forms = _forms(subject)
    things = [(t, _number_before(passage, t)) for t in parsed(passage) if t.dep_ in ("pobj", "pcomp")]
    own = [(t, q) for t, q in things if not forms.isdisjoint(bm25.terms(t.text))]
    home = [(t, q) for t, q in things if q == held and forms.isdisjoint(bm25.terms(t.text))]
    for thing, other in own:
        if thing.head.lower_ == "of" and any(c.lower_ == "the" for c in thing.children):
            continue  # "of the seven clinics, three": the whole of which the number is a part
        if other is not None and other.unit == held.unit and other.value != held.value:
            alike = [t for t, _ in home if t.head.lower_ == thing.head.lower_]
            told_so = alike and _stands_beside(claim, mine, alike[0])
            if alike and not told_so and not any(q == held for _, q in own):
                return str(alike[0].text)
    return ""


def _stands_beside(claim: str, mine: Span, thing: Token) -> bool:
    """Say whether a claim has a thing in the very piece of a number: "Ostby pays 40, Tarn 30" gives Tarn 30."""
    pieces = pieces_of(claim)
    here = (text for text, span in pieces if span.overlaps(mine) and len(pieces) > 1)
    return any(not frozenset(bm25.terms(thing.text)).isdisjoint(bm25.terms(piece)) for piece in here)


def _number_before(text: str, token: Token) -> Quantity | None:
    """Return the number nearest before a word."""
    return next((q for q in reversed(quantity.find(text)) if q.span.end <= token.idx), None)


def _forms(token: Token) -> frozenset[str]:
    """Return the terms that can stand for a word in a passage, be it in the words of a desk."""
    return dict(spoken(token.text)).get(token.text, frozenset(bm25.terms(token.text)))


def mispaired(claim: str, mine: Span, passage: str, theirs: Span) -> str:
    """Return what the passage pairs with another number though the claim pairs it with this one, or "".

    :param mine: the number in the claim; ``theirs`` the same number in the passage.
    """
    ours, others = _pairs(claim), _pairs(passage)
    number, other = quantity.at(claim, mine), quantity.at(passage, theirs)
    if number is None or other is None or other.value != number.value:
        return ""
    value = number.value
    if number.unit and all(_RUN.search(t[: at.start]) for t, at in ((claim, mine), (passage, theirs))):
        return ""  # "the 800 metres" are what is run, and count nothing of the runner's
    both = any(both_ends(claim, p.span, passage) for p in when.find(claim))
    if both or BY_SO_MUCH.match(passage, theirs.end) or any(way.covers(theirs) for way, *_ in steps(passage)):
        return ""  # "from 30 to 40 deaths": these are deaths too
    if any(value in pair for pair in _portions(passage) & _portions(claim)):
        return ""  # "17 of the 43 people were children", of "43 people, among them 17 children"
    # "The list shows 40; the register lists 38": a noun of the passage that the claim has as its verb is one.
    acts = frozenset(term for t in parsed(claim) if t.pos_ == "VERB" for term in bm25.terms(t.text))
    doers = [t.text for t in parsed(claim) if t.dep_ in ("nsubj", "nsubjpass")]  # nor "nurses" a verb
    things = frozenset(term for word in doers for term in bm25.terms(word))
    tellers = frozenset(map(str.casefold, doers)) if _TELLS.search(claim) else frozenset()
    away = {q.span.start for q in quantity.find(passage) if _AWAY.match(passage, q.span.end)}
    for kind in ("time", "name", "noun", "verb"):
        # The same number may stand twice in a claim: "120,000 doses, enough for 120,000 people".
        wanted = {word for at, _, word in ours[kind] if at == number.span.start} - tellers
        apart = {"noun": acts, "name": CALENDAR, "verb": things}.get(kind, frozenset())
        held = {word for _, v, word in others[kind] if v == value} - apart
        rivals = {word for at, v, word in others[kind] if v != value and at not in away}
        shared = {one[1:] for one in ours[kind]} & {one[1:] for one in others[kind]}
        rivals -= {word for v, word in shared if v != value}  # another number has it in both
        if wanted and held and not wanted & held and not held & _VOTES:
            # "November 2025" is one day's month and year, whichever stands nearer to the number.
            one_date = any(f"{month} {year}" in passage.casefold() for month in wanted for year in held)
            lost = sorted(wanted & rivals) if not one_date else []
            # Both numbers may be of one month.
            twice = lost and lost[0] in CALENDAR and passage.casefold().count(lost[0]) > 1
            here = [*parts_around(passage, theirs)][-1:] if twice else ()
            if lost and tells_the_whole(lost[0], value, passage):
                continue  # "74 of the 89 that Russia launched at Ukraine": 89 were
            if lost and goes_on_counting(lost[0], passage, theirs):
                continue
            if lost and not any(lost[0] in span.of(passage).casefold() for span in here):
                return lost[0]
    return ""


def _portions(text: str) -> set[tuple[float, float]]:
    """Return the parts of wholes of a text with their wholes, also of "14 of 62 shops"."""
    found = itertools.pairwise(quantity.find(text))
    of = {(a.value, b.value) for a, b in found if text[a.span.end : b.span.start].strip() == "of"}
    return of.union((p.part.value, p.whole.value) for p in quantity.parts(text))


@functools.lru_cache(maxsize=4096)
def _pairs(text: str) -> dict[str, frozenset[_Pair]]:
    """Return where each number stands, its value and what it is paired with, by the kind of what that is."""
    numbers = quantity.find(text)
    doc = parsed(text)
    found: dict[str, set[_Pair]] = {"time": set(), "name": set(), "noun": set(), "verb": set()}
    for number in numbers:
        at, value = number.span.start, number.value
        for kind, words in (("time", _TIMES), ("name", _NAMES)):
            found[kind].update((at, value, word) for word in _near(text, number, numbers, words))
        for token in doc:
            if number.span.start <= token.idx < number.span.end and token.like_num:
                for kind, word in _owned(token):
                    own = word not in number.span.of(text)  # "cent" is no thing that is counted
                    found[kind].update((at, value, term) for term in bm25.terms(word)[-1:] if own)
    for part in quantity.parts(
        text
    ):  # "96 of the hospital's 110 beds" are beds, whatever the parser makes of it
        mine, whole = part.part.span.start, part.whole.span.start
        nouns = {(mine, part.part.value, word) for at, _, word in found["noun"] if at == whole}
        if nouns and part.part.span.start < whole:
            found["noun"] = {pair for pair in found["noun"] if pair[0] != mine} | nouns
    return {kind: frozenset(pairs) for kind, pairs in found.items()}


def _near(
    text: str, number: Quantity, numbers: tuple[Quantity, ...], words: re.Pattern[str]
) -> Iterator[str]:
    """Yield the nearest name, or month or year, in the piece of the text that a number stands in."""
    inside = [q.span for q in numbers]
    cuts = [m.start() for m in _PIECE.finditer(text) if not any(s.start <= m.start() < s.end for s in inside)]
    cuts += [m.start() for m in _SENTENCE.finditer(text)] if words is _NAMES else []
    start = max((cut for cut in cuts if cut <= number.span.start), default=0)
    ends = sorted(cut for cut in cuts if cut >= number.span.end)
    behind = text[number.span.end : ends[0]] if ends else text
    aside = not text[start : number.span.start].strip(" ,") and len(behind.split()) <= 1
    end = next(iter(ends[1:] if aside else ends), len(text))  # "the most, 412 people, were held at Dorrin"
    named = [m for m in words.finditer(text, start, end) if not _first(text, m.start())]
    named = [m for m in named if words is _TIMES or not _TIMES.fullmatch(m.group())]
    named = [m for m in named if not number.span.overlaps(Span(start=m.start(), end=m.end()))]
    if named:
        closest = min(named, key=lambda m: max(number.span.start - m.end(), m.start() - number.span.end))
        yield _PLURAL.sub("", closest.group().casefold())


def _first(text: str, at: int) -> bool:
    """Say whether a word opens its sentence, where a capital says nothing."""
    return text[:at].rstrip()[-1:] in (".", "!", "?", "")


def _owned(token: Token) -> Iterator[tuple[str, str]]:
    """Yield what a number counts, and the verb that it belongs to."""
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound") else token
    if head is not token and (
        head.i > token.i or head.pos_ != "PROPN"
    ):  # "Hollin 84": beds, whoever has them
        yield "noun", head.text
    bare = (
        head is token and head.head.lemma_ in _COUNTS
    )  # "the town itself counted 300": of what, stands before
    if head.dep_ in (*_SUBJECT, *_OBJECT) and head.head.lemma_ not in ("be", "have") and not bare:
        yield "verb", head.head.text
