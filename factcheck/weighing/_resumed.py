"""What a sentence goes back to in the one before it, and whether what that lends belongs to the same thing there.

"It" is whom the neighbour tells of, "the limit" is the limit that it numbers, "that day" the day that it gives. This is
asked of a claim part by part: its subject, what it is done to, its names, numbers and days.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity, when
from ..judge import parsed, root_of
from ..judge.names import claimed_names
from ..model import Claim, Evidence, Period, Quantity, Span
from ..nlp import kind_of
from ..text import SENTENCE, late
from ._claim import asserted, word_forms
from ._synonyms import forms_of, spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = ("nsubj", "nsubjpass", "csubj")
OBJECT = ("dobj", "nsubjpass", "attr", "oprd")
_SETS = {
    "stands for": "it they he she this that these those them him her both all none neither each",
    "the": "the this that these those such its their his her our both",
    # What "the accident" is: a thing that happened, of which the sentence before told.
    "events": """
    accident crash collision derailment incident attack explosion blast fire strike raid shooting storm flood quake
    earthquake outbreak spill leak grounding sinking death killing vote meeting session hearing decision ruling judgment
    motion offer request
    """,
    "happens": "happen occur take come be fall",  # "took place", "came", "was on Friday"
    "meets": "meet sit gather convene assemble",
    "states": "be have base locate own live belong know call consist contain include remain",
}
STANDS_FOR, _THE, EVENTS, _HAPPENS, _MEETS, _STATES = (frozenset(words.split()) for words in _SETS.values())
THEN = late(
    r"\b(?:(?:on|in|at|of|by|within|during|over) (?:that|the same|this) (?:same )?(?:day|date|night|evening|morning"
    r"|afternoon|week|weekend|month|year|time|period|meeting|session|hearing)"
    r"|(?:that|the same) (?:day|night|evening|morning|afternoon|week|month|year)|at the time)\b",
    re.I,
)
OF_THESE = late(r"\b(?:of|among) (?:these|those|them|whom|which)\b", re.I)
_SOME = late(r"\b(?:some|most|many|few|half|part|one|none|each|several|a third|a quarter) of\b", re.I)
SO = late(r"\b(?:do|does|did|done|doing) so\b", re.I)
_PIECE_END = late(r"[,;.]|\band\b|\d")
TIMES = frozenset(["second", "minute", "hour", "day", "week", "fortnight", "month", "year"])
_THE_BODY = late(r"\b(?:the|a|an|this|our|its) $", re.I)  # "the Council" is nobody's name
_SCALES = ("label", "ordinal", "score")


class Pair(NamedTuple):
    """The sentence that has what a claim asserts, the neighbour that it goes back to, and which of the two is first."""

    main: str
    other: str
    first: bool
    about: str
    between: str = ""  # what stands between the two, where they are no neighbours


def definite(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss", "predet") and c.lower_ in _THE for c in token.children)


def opposed_in_main(claim: Claim, pair: Pair, item: Evidence) -> bool:
    """Say whether a sentence speaks of all that a claim does, once "it" is known, and may gainsay it by itself.

    Each number and day of the claim is there, or another one in its place.
    """
    mine, days = quantity.find(pair.main), when.find(pair.main, item.published)
    return (
        _subject_told(claim.text, pair)
        and _objects_told(claim.text, pair)
        and all(is_name_tied(claim.text, span, pair) for span in names_of(claim.text))
        and all(any(_alike(one, other) for other in mine) for one in claim.quantities)
        and (bool(days) or not claim.periods)
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers are of one kind: counts of things, or both lengths of time."""
    return one.unit == other.unit or {one.unit, other.unit} <= TIMES


def all_tied(claim: Claim, pair: Pair, item: Evidence) -> bool:
    """Say whether all that the neighbour lends belongs to what it belongs to in the claim."""
    return (
        _subject_told(claim.text, pair)
        and _objects_told(claim.text, pair)
        and all(is_name_tied(claim.text, span, pair) for span in names_of(claim.text))
        and all(_is_number_tied(one, claim, pair) for one in claim.quantities)
        and all(_is_day_tied(one, claim, pair, item) for one in claim.periods)
    )


@functools.lru_cache(maxsize=4096)
def parts_of(text: str, deps: Sequence[str]) -> list[Token]:
    """Return what stands in a role of the main verb of a text, or of a verb joined to it."""
    root = root_of(text)
    verbs = [] if root is None else [root, *(t for t in root.conjuncts if t.pos_ in ("VERB", "AUX"))]
    return [t for verb in verbs for t in verb.children if t.dep_ in deps]


def meets(word: Token, text: str) -> bool:
    """Say whether a text has a word, be it in a word of one meaning."""
    forms = forms_of(word.text, word.text) | word_forms(word)
    return not forms.isdisjoint(told(text))


def stands_in(tokens: Sequence[Token]) -> bool:
    """Say whether one of these parts is a pronoun or a bare number, which goes back to what was named before."""
    return any(t.lower_ in STANDS_FOR or (t.pos_ in ("PRON", "NUM") and t.like_num) for t in tokens)


def _subject_told(claim: str, pair: Pair) -> bool:
    """Say whether the sentence that speaks for a claim tells it of whom the claim does."""
    return all(is_subject(claim, subject, pair) for subject in parts_of(claim, SUBJECT))


def is_subject(claim: str, subject: Token, pair: Pair) -> bool:
    """Say whether the sentence that speaks for a claim tells it of the claim's subject, be it as "it" or "she"."""
    if subject.pos_ in ("PRON", "NUM") or meets(subject, pair.main) or meets(subject, pair.about):
        return True
    theirs = parts_of(pair.main, SUBJECT)
    if pair.first:
        return False
    deed = {form for word, forms in spoken(claim) if word in asserted(claim) for form in forms}
    if any(not deed.isdisjoint(word_forms(t)) for t in theirs if t.pos_ == "NOUN"):
        return meets(subject, pair.other)  # "installation was planned" tells that it was installed
    if any(t.lower_ in ("he", "she") for t in theirs) and subject.pos_ == "PROPN":
        return _persons(f"{pair.other}{SENTENCE}{pair.between}") == {subject.text}
    unsaid = any(t.dep_ == "nsubjpass" for t in theirs) and not any(
        t.dep_ == "agent" for t in parsed(pair.main)
    )
    same = any(
        not word_forms(subject).isdisjoint(word_forms(t)) for t in _told_of(theirs, subject, pair.other)
    )
    return same and (stands_in(theirs) or unsaid)


def _persons(text: str) -> set[str]:
    """Return the last names of those whom sentences name, whatever is no place, body or day."""
    return {
        name.text.split()[-1]
        for sentence in text.split(SENTENCE)
        for name in claimed_names(sentence)
        if not _THE_BODY.search(sentence[: name.start]) and not name.text.startswith(("The ", "A "))
        if all(kind_of(t) in ("PERSON", "") for t in parsed(sentence) if name.start <= t.idx < name.end)
    }


def _told_of(theirs: Sequence[Token], subject: Token, other: str) -> list[Token]:
    """Return whom a sentence may go on about: whom the one before is about; "it was lifted" what "they imposed"."""
    done = subject.dep_ == "nsubjpass" or any(
        c.dep_ == "acomp" and c.lower_.endswith("ed") for c in subject.head.children
    )
    objects = [t for t in parsed(other) if t.dep_ in ("dobj", "nsubjpass")]
    if done and objects and any(t.lower_ in ("it", "they") for t in theirs):
        return objects
    subjects = parts_of(other, SUBJECT)
    if all(t.lower_ in ("we", "i") for t in subjects):  # "we call on the council to pay; it has not"
        return [t for t in parsed(other) if t.dep_ in ("dobj", "pobj")]
    return subjects


def _objects_told(claim: str, pair: Pair) -> bool:
    """Say whether what a claim is done to is in the sentence that speaks for it, or stands there as "it" or "them"."""
    done = [t for t in parts_of(claim, OBJECT) if t.pos_ in ("NOUN", "PROPN")]
    theirs = parts_of(pair.main, OBJECT)
    return all(meets(t, pair.main) or (stands_in(theirs) and meets(t, pair.other)) for t in done)


def names_of(claim: str) -> Iterator[Span]:
    for name in claimed_names(claim):
        yield Span(start=name.start, end=name.end)


def is_name_tied(claim: str, span: Span, pair: Pair) -> bool:
    """Say whether a name that only the neighbour has belongs there to what it belongs to in the claim."""
    held = told(f"{pair.main}\n{pair.about}")
    said = span.of(claim)
    if any(term in held for term in bm25.terms(said)[-1:]):
        return True
    above, own = governor(claim, span), _outermost(claim, span)
    if above is None or own is None or own.dep_ in SUBJECT:
        return True  # of whom it is told is asked of the subject
    at = pair.other.find(said.split()[-1])
    theirs = governor(pair.other, Span(start=at, end=at + 1)) if at >= 0 else None
    if theirs is None:
        return False
    same = not word_forms(above).isdisjoint(word_forms(theirs))
    if above.pos_ in ("NOUN", "PROPN") or theirs.pos_ != "VERB":
        return same
    if same and (stands_in(parts_of(pair.main, OBJECT)) or SO.search(pair.main)):
        return True  # "asked to share a cook with Stoke; it considered this"
    told_there = theirs.pos_ == "VERB" and theirs.lemma_ not in _STATES
    return told_there and any(
        t.lower_ in EVENTS or t.lower_ in ("this", "that") for t in parts_of(pair.main, SUBJECT)
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
        return next((t for t in token.children if t.dep_ in SUBJECT and t not in inside), token)
    return token


def _outermost(text: str, span: Span) -> Token | None:
    """Return the word of a stretch of text on which its other words hang."""
    inside = [t for t in parsed(text) if span.start <= t.idx < span.end]
    return next((t for t in inside if t.head not in inside or t.head.i == t.i), None)


def _is_number_tied(one: Quantity, claim: Claim, pair: Pair) -> bool:
    """Say whether the sentence that speaks for a claim has a number, or goes back to what its neighbour numbers."""
    mine = quantity.find(pair.main)
    if any(quantity.agree(one, other).holds for other in mine):
        return True
    theirs = [other for other in quantity.find(pair.other) if quantity.agree(one, other).holds]
    if theirs and pair.first:
        return _is_part(one, theirs[0], claim, pair)
    rivals = [other for other in mine if other.unit == one.unit and other.unit not in _SCALES]
    if len(theirs) != 1:
        return False
    parts = [
        p.part
        for p in quantity.parts(claim.text)
        if p.whole.span.overlaps(one.span) and p.part.unit == one.unit
    ]
    if parts:
        ours, there = _counted(claim.text, one), _counted(pair.other, theirs[0])
        same = ours is None or there is None or meets(ours, there.text)
        return same and _is_whole(theirs[0], parts, mine, pair)
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


def _is_whole(theirs: Quantity, parts: Sequence[Quantity], mine: Sequence[Quantity], pair: Pair) -> bool:
    """Say whether a sentence counts "five" or "five of them" of those whom its neighbour alone numbers."""
    counts = [q for q in quantity.find(pair.other) if q.unit == theirs.unit]
    held = any(quantity.agree(part, q).holds for part in parts for q in mine)
    back = OF_THESE.search(pair.main) or any(t.like_num for t in parts_of(pair.main, SUBJECT))
    return not pair.first and len(counts) == 1 and held and bool(back)


def _counted(text: str, number: Quantity) -> Token | None:
    """Return the noun right behind a number that counts it."""
    own = _outermost(text, number.span)
    return own.head if own is not None and own.dep_ == "nummod" and own.head.pos_ == "NOUN" else None


def _is_part(one: Quantity, theirs: Quantity, claim: Claim, pair: Pair) -> bool:
    """Say whether a bare number of the next sentence, "eleven are", is of those whom the one before numbers."""
    counts = [q for q in quantity.find(pair.main) if q.unit == theirs.unit]
    whole = len(counts) == 1 and any(quantity.agree(q, counts[0]).holds for q in claim.quantities)
    bare = any(t.like_num for t in parts_of(pair.other, SUBJECT))
    held = told(_piece(pair.other, theirs))
    same = all(not held.isdisjoint(forms) for _, forms in spoken(_piece(claim.text, one)))
    return whole and bare and same and theirs.value < counts[0].value


def _piece(text: str, number: Quantity) -> str:
    """Return what a text tells right behind a number: "to the guild" of "eleven to the guild and eight to the port"."""
    return _PIECE_END.split(text[number.span.end :], maxsplit=1)[0]


def _is_resumed(above: Token, there: Token, pair: Pair) -> bool:
    """Say whether a sentence goes back to a noun of its neighbour: as "the restriction", or as "they".

    What a claim counts is what it tells of: then all of them have to be meant, in the same part.
    """
    again = [t for t in parsed(pair.main) if not word_forms(t).isdisjoint(word_forms(above))]
    counted = above.dep_ in (*SUBJECT, *OBJECT) and any(c.pos_ == "NUM" or c.like_num for c in above.children)
    if not counted:
        return any(map(definite, again)) or stands_in(parts_of(pair.main, (*SUBJECT, *OBJECT)))
    role = SUBJECT if above.dep_ in SUBJECT else OBJECT
    same = [t for t in parts_of(pair.main, role) if t in again and definite(t)]
    they = [t for t in parts_of(pair.main, role) if t.lower_ in ("they", "them", "these", "those", "all")]
    alone = [t for t in parsed(pair.other) if t.tag_ in ("NNS", "NNPS")] == [there]
    return not _SOME.search(pair.main) and not pair.first and (bool(same) or (bool(they) and alone))


def _is_day_tied(one: Period, claim: Claim, pair: Pair, item: Evidence) -> bool:
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
    dated = parts_of(pair.other, SUBJECT) if happened else [there]
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


def _is_back(noun: Token, pair: Pair) -> bool:
    """Say whether a sentence has a noun that its neighbour dates, or the neighbour is about when "the accident" was."""
    if pair.first:
        return any(t.lower_ in EVENTS and definite(t) for t in parts_of(pair.other, SUBJECT))
    return meets(noun, pair.main)


def _is_then(claim: str, there: Token, pair: Pair) -> bool:
    """Say whether a deed is of the day that the neighbour gives: "that day", "it happened on", "the cabinet met on"."""
    if THEN.search(pair.main) and not pair.first:
        return True
    if pair.first:
        subjects = parts_of(pair.other, SUBJECT)
        happened = (root := root_of(pair.other)) is not None and root.lemma_ in _HAPPENS
        root = root_of(claim)
        same = root is not None and any(not word_forms(t).isdisjoint(word_forms(root)) for t in subjects)
        return happened and (same or any(t.lower_ in ("this", "it") for t in subjects))
    root = root_of(pair.other)
    met = root is not None and root.lemma_ in _MEETS and there == root
    theirs = parts_of(pair.main, SUBJECT)
    before = parts_of(pair.other, SUBJECT)
    again = any(not word_forms(t).isdisjoint(word_forms(u)) for t in theirs for u in before)
    return met and (again or stands_in(theirs))
