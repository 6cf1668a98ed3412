"""Two sentences of a captured document read as one: "The toll rose to six on Monday. Five were passengers."

A desk's statement stands alone; running prose spreads a fact over neighbours. The sentence that has what a claim
asserts speaks for it, and takes from its neighbour only what it goes back to: who "it" is, of what limit "the
restriction" was, when "the accident" was, of how many "five" are. A number of the neighbour counts where it is tied
there to what it is tied to in the claim, a day where the other sentence says "that day" or is about nothing but when it
was. What both give together only bears a claim out; it speaks against none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity, when
from ..judge import parsed
from ..judge.names import claimed_names
from ..judge.quotes import verbatim
from ..model import Claim, Evidence, Fidelity, Period, Quantity, Span
from ..text import PARAGRAPH, SENTENCE
from ._claim import asserted, is_direct, turns, word_forms
from ._reading import PARTLY, Reading
from ._synonyms import spoken, told
from ._turned import is_turned

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_OBJECT = ("dobj", "nsubjpass", "attr", "oprd")
_SETS = {
    "stands for": "it they he she this that these those them him her both all none neither each",
    "the": "the this that these those such its their his her our both",
    # What "the accident" is: a thing that happened, of which the sentence before told.
    "events": """
    accident crash collision derailment incident attack explosion blast fire strike raid shooting storm flood quake
    earthquake outbreak spill leak grounding sinking death killing vote meeting session hearing decision ruling judgment
    """,
    "happens": "happen occur take come be fall",  # "took place", "came", "was on Friday"
    "meets": "meet sit gather convene assemble",
    "states": "be have base locate own live belong know call consist contain include remain",
}
_STANDS_FOR, _THE, _EVENTS, _HAPPENS, _MEETS, _STATES = (frozenset(words.split()) for words in _SETS.values())
_THEN = re.compile(
    r"\b(?:(?:on|in|at|of|by|within|during|over) (?:that|the same|this) (?:same )?(?:day|date|night|evening|morning"
    r"|afternoon|week|weekend|month|year|time|period|meeting|session|hearing)"
    r"|(?:that|the same) (?:day|night|evening|morning|afternoon|week|month|year)|at the time)\b",
    re.I,
)
_OF_THESE = re.compile(r"\b(?:of|among) (?:these|those|them|whom|which)\b", re.I)
_SOME = re.compile(r"\b(?:some|most|many|few|half|part|one|none|each|several|a third|a quarter) of\b", re.I)
_SCALES = ("label", "ordinal", "score")


class _Pair(NamedTuple):
    """The sentence that has what a claim asserts, the neighbour that it goes back to, and which of the two is first."""

    main: str
    other: str
    first: bool
    about: str


def joined(claim: Claim, reading: Reading, about: str) -> Evidence | None:
    """Return a passage and the sentence before it as one, where a claim may rest on both; else None.

    :param reading: what the passage says by itself.
    :param about: what it is known to be about beside its words.
    """
    item = reading.evidence
    first = item.before.rpartition(SENTENCE)[2]
    if first and is_direct(claim):
        both = f"{first} {item.text}"
        return (
            _as_one(item, first)
            if verbatim(claim.text, both) and not verbatim(claim.text, item.text)
            else None
        )
    if not first or reading.lost or reading.answer is Fidelity.SUPPORTED or reading.share < PARTLY:
        return None
    if not _lends(first, reading) or not _goes_on(first, item.text):
        return None
    if not any(_all_tied(claim, pair, item) for pair in _pairs(claim.text, first, item.text, about)):
        return None
    return _as_one(item, first)


def _as_one(item: Evidence, first: str) -> Evidence:
    before = item.before.removesuffix(first)
    before = before if before.endswith(PARAGRAPH) else before.removesuffix(SENTENCE)
    return replace(item, text=f"{first} {item.text}", before=before, joint=len(first) + 1)


def untied(claim: Claim, item: Evidence, about: str) -> tuple[str, ...]:
    """Return the names of a claim, and its subject, that the sentences before a passage have of something else."""
    sentences = item.before.rpartition(PARAGRAPH)[2].split(SENTENCE)[::-1]
    here = told(f"{item.text}\n{about}")
    names = [span for span in _names(claim.text) if here.isdisjoint(bm25.terms(span.of(claim.text))[-1:])]
    found = []
    for span in names:
        said = span.of(claim.text)
        near = next((s for s in sentences if set(bm25.terms(said)[-1:]) & set(bm25.terms(s))), "")
        if near and not _is_name_tied(claim.text, span, _Pair(item.text, near, False, about)):
            found.append(said)
    for subject in _parts(claim.text, _SUBJECT):
        near = next((s for s in sentences if _meets(subject, s)), "")
        if near and not _is_subject(claim.text, subject, _Pair(item.text, near, False, about)):
            found.append(subject.text)
    return tuple(found)


def _lends(first: str, reading: Reading) -> bool:
    """Say whether a sentence has anything that the passage behind it lacks of a claim."""
    held = told(first)
    numbers = quantity.find(first)
    return any(
        not held.isdisjoint(bm25.terms(part))
        or any(quantity.agree(one, other).holds for one in quantity.find(part) for other in numbers)
        for part in (*reading.absent, *reading.missing, *reading.nameless)
    )


@functools.lru_cache(maxsize=4096)
def _goes_on(first: str, second: str) -> bool:
    """Say whether a sentence goes back to the one before it: by "it", "that day", "five of them", "the restriction"."""
    if _THEN.search(second) or _OF_THESE.search(second):
        return True
    held = frozenset(bm25.terms(first))
    return any(_leans(token, held) for token in parsed(second))


def _leans(token: Token, held: frozenset[str]) -> bool:
    if token.dep_ in _SUBJECT and token.pos_ in ("PRON", "DET", "NUM"):
        return token.lower_ in _STANDS_FOR or token.like_num
    if token.lower_ in ("them", "him", "it") or token.dep_ == "poss":
        return True
    known = token.lower_ in _EVENTS or not held.isdisjoint(word_forms(token))
    if token.pos_ == "PROPN":
        return token.dep_ in _SUBJECT and known
    return token.pos_ == "NOUN" and known and _definite(token)


def _definite(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss", "predet") and c.lower_ in _THE for c in token.children)


def _pairs(claim: str, first: str, second: str, about: str) -> Iterator[_Pair]:
    """Yield each of two sentences that has what a claim asserts, and denies it as often, with its neighbour."""
    forms = dict(spoken(claim))
    wanted = [forms[word] for word in asserted(claim) if word in forms]
    for main, other in ((second, first), (first, second)):
        held = told(main)
        said = wanted and all(not held.isdisjoint(one) for one in wanted)
        if said and not turns(other) % 2 and not is_turned(claim, main):
            yield _Pair(main, other, main is first, about)


def _all_tied(claim: Claim, pair: _Pair, item: Evidence) -> bool:
    """Say whether all that the neighbour lends belongs to what it belongs to in the claim."""
    return (
        _subject_told(claim.text, pair)
        and _objects_told(claim.text, pair)
        and all(_is_name_tied(claim.text, span, pair) for span in _names(claim.text))
        and all(_is_number_tied(one, claim, pair) for one in claim.quantities)
        and all(_is_day_tied(one, claim, pair, item) for one in claim.periods)
    )


@functools.lru_cache(maxsize=4096)
def _root(text: str) -> Token | None:
    return next((t for t in parsed(text) if t.head.i == t.i), None)


def _parts(text: str, deps: Sequence[str]) -> list[Token]:
    """Return what stands in a role of the main verb of a text, or of a verb joined to it."""
    root = _root(text)
    verbs = [] if root is None else [root, *(t for t in root.conjuncts if t.pos_ in ("VERB", "AUX"))]
    return [t for verb in verbs for t in verb.children if t.dep_ in deps]


def _meets(word: Token, text: str) -> bool:
    """Say whether a text has a word, be it in a word of one meaning."""
    forms = dict(spoken(word.text)).get(word.text, frozenset()) | word_forms(word)
    return not forms.isdisjoint(told(text))


def _stands_in(tokens: Sequence[Token]) -> bool:
    """Say whether one of these parts is a pronoun or a bare number, which goes back to what was named before."""
    return any(t.lower_ in _STANDS_FOR or (t.pos_ in ("PRON", "NUM") and t.like_num) for t in tokens)


def _subject_told(claim: str, pair: _Pair) -> bool:
    """Say whether the sentence that speaks for a claim tells it of whom the claim does."""
    return all(_is_subject(claim, subject, pair) for subject in _parts(claim, _SUBJECT))


def _is_subject(claim: str, subject: Token, pair: _Pair) -> bool:
    if subject.pos_ in ("PRON", "NUM") or _meets(subject, pair.main) or _meets(subject, pair.about):
        return True
    theirs = _parts(pair.main, _SUBJECT)
    unsaid = any(t.dep_ == "nsubjpass" for t in theirs) and not any(
        t.dep_ == "agent" for t in parsed(pair.main)
    )
    deed = {form for word, forms in spoken(claim) if word in asserted(claim) for form in forms}
    if not pair.first and any(not deed.isdisjoint(word_forms(t)) for t in theirs if t.pos_ == "NOUN"):
        return _meets(subject, pair.other)  # "installation was planned" tells that it was installed
    same = any(
        not word_forms(subject).isdisjoint(word_forms(t)) for t in _told_of(theirs, subject, pair.other)
    )
    return not pair.first and same and (_stands_in(theirs) or unsaid)


def _told_of(theirs: Sequence[Token], subject: Token, other: str) -> list[Token]:
    """Return whom a sentence may go on about: whom the one before is about; "it was lifted" what "they imposed"."""
    done = subject.dep_ == "nsubjpass" or any(
        c.dep_ == "acomp" and c.lower_.endswith("ed") for c in subject.head.children
    )
    if done and any(t.lower_ in ("it", "they") for t in theirs):
        return _parts(other, ("dobj", "nsubjpass")) or _parts(other, _SUBJECT)
    return _parts(other, _SUBJECT)


def _objects_told(claim: str, pair: _Pair) -> bool:
    """Say whether what a claim is done to is in the sentence that speaks for it, or stands there as "it" or "them"."""
    done = [t for t in _parts(claim, _OBJECT) if t.pos_ in ("NOUN", "PROPN")]
    theirs = _parts(pair.main, _OBJECT)
    return all(_meets(t, pair.main) or (_stands_in(theirs) and _meets(t, pair.other)) for t in done)


def _names(claim: str) -> Iterator[Span]:
    for name in claimed_names(claim):
        yield Span(start=name.start, end=name.end)


def _is_name_tied(claim: str, span: Span, pair: _Pair) -> bool:
    """Say whether a name that only the neighbour has belongs there to what it belongs to in the claim."""
    held = told(f"{pair.main}\n{pair.about}")
    said = span.of(claim)
    if any(term in held for term in bm25.terms(said)[-1:]):
        return True
    above, own = governor(claim, span), _outermost(claim, span)
    if above is None or own is None or own.dep_ in _SUBJECT:
        return True  # of whom it is told is asked of the subject
    at = pair.other.find(said.split()[-1])
    theirs = governor(pair.other, Span(start=at, end=at + 1)) if at >= 0 else None
    if theirs is None:
        return False
    if above.pos_ in ("NOUN", "PROPN"):
        return not word_forms(above).isdisjoint(word_forms(theirs))
    told_there = theirs.pos_ == "VERB" and theirs.lemma_ not in _STATES
    return told_there and any(
        t.lower_ in _EVENTS or t.lower_ in ("this", "that") for t in _parts(pair.main, _SUBJECT)
    )


def governor(text: str, span: Span) -> Token | None:
    """Return the word that a detail hangs on: what "six" counts, what is "of 40 km/h", what happened "on Monday"."""
    inside = [t for t in parsed(text) if span.start <= t.idx < span.end]
    token = _outermost(text, span)
    if token is None or token.head.i == token.i:
        return token
    while token.pos_ in ("ADP", "NUM", "SYM") or token in inside or token.dep_ == "quantmod":
        if token.head.i == token.i:
            break
        token = token.head
    if token.lemma_ == "be":
        return next((t for t in token.children if t.dep_ in _SUBJECT and t not in inside), token)
    return token


def _outermost(text: str, span: Span) -> Token | None:
    """Return the word of a stretch of text on which its other words hang."""
    inside = [t for t in parsed(text) if span.start <= t.idx < span.end]
    return next((t for t in inside if t.head not in inside or t.head.i == t.i), None)


def _is_number_tied(one: Quantity, claim: Claim, pair: _Pair) -> bool:
    """Say whether the sentence that speaks for a claim has a number, or goes back to what its neighbour numbers."""
    mine = quantity.find(pair.main)
    if any(quantity.agree(one, other).holds for other in mine):
        return True
    theirs = [other for other in quantity.find(pair.other) if quantity.agree(one, other).holds]
    rivals = [other for other in mine if other.unit == one.unit and other.unit not in _SCALES]
    if len(theirs) != 1:
        return False
    parts = [
        p.part
        for p in quantity.parts(claim.text)
        if p.whole.span.overlaps(one.span) and p.part.unit == one.unit
    ]
    if parts:
        return _is_whole(theirs[0], parts, mine, pair)
    above = governor(claim.text, one.span)
    there = governor(pair.other, theirs[0].span)
    if rivals or above is None or there is None or above.pos_ not in ("NOUN", "PROPN"):
        return False
    if word_forms(above).isdisjoint(word_forms(there)):
        return False
    if _is_resumed(above, there, pair):
        return True
    limit, other = _of_what(above), _of_what(there)  # "a limit of 12 knots"
    same = limit is not None and other is not None and not word_forms(limit).isdisjoint(word_forms(other))
    return bool(same and limit is not None and other is not None and _is_resumed(limit, other, pair))


def _of_what(noun: Token) -> Token | None:
    """Return the noun before the "of" that a measure stands behind."""
    of = noun.head
    return of.head if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ == "NOUN" else None


def _is_whole(theirs: Quantity, parts: Sequence[Quantity], mine: Sequence[Quantity], pair: _Pair) -> bool:
    """Say whether a sentence counts "five" or "five of them" of those whom its neighbour alone numbers."""
    counts = [q for q in quantity.find(pair.other) if q.unit == theirs.unit]
    held = any(quantity.agree(part, q).holds for part in parts for q in mine)
    back = _OF_THESE.search(pair.main) or any(t.pos_ == "NUM" for t in _parts(pair.main, _SUBJECT))
    return not pair.first and len(counts) == 1 and held and bool(back)


def _is_resumed(above: Token, there: Token, pair: _Pair) -> bool:
    """Say whether a sentence goes back to a noun of its neighbour: as "the restriction", or as "they".

    What a claim counts is what it tells of: then all of them have to be meant, in the same part.
    """
    again = [t for t in parsed(pair.main) if not word_forms(t).isdisjoint(word_forms(above))]
    counted = above.dep_ in (*_SUBJECT, *_OBJECT) and any(
        c.pos_ == "NUM" or c.like_num for c in above.children
    )
    if not counted:
        return any(map(_definite, again)) or _stands_in(_parts(pair.main, (*_SUBJECT, *_OBJECT)))
    role = _SUBJECT if above.dep_ in _SUBJECT else _OBJECT
    same = [t for t in _parts(pair.main, role) if t in again and _definite(t)]
    they = [t for t in _parts(pair.main, role) if t.lower_ in ("they", "them", "these", "those", "all")]
    alone = [t for t in parsed(pair.other) if t.tag_ in ("NNS", "NNPS")] == [there]
    return not _SOME.search(pair.main) and not pair.first and (bool(same) or (bool(they) and alone))


def _is_day_tied(one: Period, claim: Claim, pair: _Pair, item: Evidence) -> bool:
    """Say whether the sentence that speaks for a claim has a day, or goes back to what its neighbour dates."""
    mine = when.find(pair.main, item.published)
    if any(_overlap(one, other) for other in mine):
        return True
    theirs = [other for other in when.find(pair.other, item.published) if _overlap(one, other)]
    if mine or len(theirs) != 1:
        return False
    above = _dated(claim.text, one)
    there = governor(pair.other, theirs[0].span)
    if there is None:
        return False
    happened = there.pos_ in ("VERB", "AUX") and there.lemma_ in _HAPPENS
    dated = _parts(pair.other, _SUBJECT) if happened else [there]
    held = frozenset(form for t in dated for form in word_forms(t))
    if any(not held.isdisjoint(word_forms(noun)) and _is_back(noun, pair) for noun in above):
        return True
    return _is_then(claim.text, there, pair)


def _overlap(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _dated(text: str, one: Period) -> list[Token]:
    """Return the nouns that a text may date: what the day hangs on, and what stands right before it."""
    above = governor(text, one.span)
    near = [
        t
        for t in parsed(text)
        if one.span.start - 12 <= t.idx < one.span.start and t.pos_ in ("NOUN", "PROPN")
    ]
    nouns = [above] if above is not None and above.pos_ in ("NOUN", "PROPN") else []
    return [*nouns, *near[-1:]]


def _is_back(noun: Token, pair: _Pair) -> bool:
    """Say whether a sentence has a noun that its neighbour dates, or the neighbour is about when "the accident" was."""
    if pair.first:
        return any(t.lower_ in _EVENTS and _definite(t) for t in _parts(pair.other, _SUBJECT))
    return _meets(noun, pair.main)


def _is_then(claim: str, there: Token, pair: _Pair) -> bool:
    """Say whether a deed is of the day that the neighbour gives: "that day", "it happened on", "the cabinet met on"."""
    if _THEN.search(pair.main) and not pair.first:
        return True
    if pair.first:
        subjects = _parts(pair.other, _SUBJECT)
        happened = (root := _root(pair.other)) is not None and root.lemma_ in _HAPPENS
        root = _root(claim)
        same = root is not None and any(not word_forms(t).isdisjoint(word_forms(root)) for t in subjects)
        return happened and (same or any(t.lower_ in ("this", "it") for t in subjects))
    root = _root(pair.other)
    met = root is not None and root.lemma_ in _MEETS and there == root
    theirs = _parts(pair.main, _SUBJECT)
    before = _parts(pair.other, _SUBJECT)
    again = any(not word_forms(t).isdisjoint(word_forms(u)) for t in theirs for u in before)
    return met and (again or _stands_in(theirs))
