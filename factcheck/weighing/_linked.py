"""Two words that a claim ties to each other, and a passage has only in clauses of their own.

"Sandu is president" is not borne out by "Oltean defeated Sandu and is president", nor "guilty of theft" by "found him
guilty of fraud and acquitted him of theft". Only the ties that tell who, what and to whom are asked about: subject and
predicate, verb and object, verb or adjective and what hangs on it by a preposition.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import carries_nothing, parsed
from ..nlp import kind_of
from ._deeds import MUTUAL, deeds, is_known, meet
from ._synonyms import forms_of, told_by_a_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 2  # clauses between two words that are not tied to each other
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"})
_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS_LITTLE = frozenset({"be", "have", "do", "say"})
_TOLD = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_WHEN = frozenset({"before", "after", "since", "until", "during", "by"})
_SEVERED = 9  # in two sentences


def unlinked(claim: str, passage: str) -> str:
    """Return two words that a claim ties and a passage has only clauses apart, or ""."""
    if "," not in passage and " and " not in passage and len(parsed(passage)) < len(parsed(claim)):
        return ""
    here = [(t, frozenset(bm25.terms(t.text))) for t in parsed(passage)]
    for over, under in _ties(claim):
        if told_by_a_phrase(over.text, passage) or told_by_a_phrase(under.text, passage):
            continue  # "calls for" of "wants" stands in no one place
        above, below = (_same(word, claim, here) for word in (over, under))
        if above and below and min(_apart(a, b) for a in above for b in below) >= FAR:
            return f"{over.text} with “{under.text}”"
    return ""


def suffers(claim: str, passage: str) -> str:
    """Return to whom a claim has somebody do a deed that a passage has just him do, to something, or "".

    "He hit the photographer" is not borne out by "the photographer struck the first blow".
    """
    for deed in deeds(claim):
        agent, patient = (deed.parts.get(part, ())[:1] for part in ("agent", "patient"))
        if not (is_known(agent) and is_known(patient)) or deed.verb.lemma_ in MUTUAL:
            continue
        forms = deed.forms | forms_of(deed.verb.text, claim)
        same = [other.parts for other in deeds(passage) if not forms.isdisjoint(other.forms)]
        doing = [parts for parts in same if "patient" in parts and meet(patient, parts.get("agent", ())[:1])]
        if doing and not any(meet(patient, words) for parts in same for words in _but_the_doer(parts)):
            return f"{patient[0].text} with “{deed.verb.text}”"
    return ""


def _but_the_doer(parts: dict[str, tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    return (words for part, words in parts.items() if part != "agent")


@functools.lru_cache(maxsize=1024)
def _ties(claim: str) -> tuple[tuple[Token, Token], ...]:
    """Return the words of a claim that tell something together: the one above in the tree, and the one below."""
    pairs = (pair for token in parsed(claim) if _tells(token) for pair in _ties_of(token))
    return tuple((over, under) for over, under in pairs if _tells(over) and _tells(under))


def _ties_of(token: Token) -> Iterator[tuple[Token, Token]]:
    above = token.head
    if token.dep_ in _SUBJECTS and any(c.lower_ == "to" for c in above.children):
        return  # "expects the group to return it": whoever is to return it may be told before
    if token.dep_ in _ROLES and above.lemma_ != "be":
        yield above, token
    elif token.dep_ in _SUBJECTS:  # of "is": with what somebody is, or where
        for said in above.children:
            yield from ((token, t) for t in (said, *_behind(said)) if t.dep_ in ("attr", "acomp", "pobj"))
    elif token.dep_ == "pobj" and above.head.pos_ in ("VERB", "ADJ") and above.lower_ not in _WHEN:
        yield above.head, token


def _behind(word: Token) -> tuple[Token, ...]:
    return tuple(word.children) if word.dep_ == "prep" else ()


def _tells(token: Token) -> bool:
    plain = token.pos_ in _TOLD and token.lemma_ not in _SAYS_LITTLE and not carries_nothing(token.lower_)
    return plain and kind_of(token) not in ("DATE", "TIME")


def _same(word: Token, claim: str, here: Sequence[tuple[Token, frozenset[str]]]) -> list[Token]:
    forms = forms_of(word.text, claim)
    return [token for token, terms in here if not forms.isdisjoint(terms)]


def _apart(one: Token, other: Token) -> int:
    """Return how many verbs stand between two words of a passage in its tree, two sentences counting as many."""
    up, down = _upwards(one), _upwards(other)
    places = {t.i: place for place, t in enumerate(down)}
    top = next((place for place, t in enumerate(up) if t.i in places), None)
    if top is None:
        return 0 if _is_taken_up(one) or _is_taken_up(other) else _SEVERED
    between = {t.i: t for t in (*up[1 : top + 1], *down[1 : places[up[top].i]])}
    verbs = [t for t in between.values() if t.pos_ in ("VERB", "AUX") and not _is_infinitive(t)]
    verbs = [t for t in verbs if t.i not in (one.i, other.i) and not _shares_its_subject(t, one, other)]
    return 0 if _is_taken_up(one) or _is_taken_up(other) else len(verbs)


def _is_infinitive(verb: Token) -> bool:
    return verb.dep_ == "xcomp" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _upwards(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _is_taken_up(word: Token) -> bool:
    """Say whether the clause of a word is about what a pronoun stands for, which may be anybody."""
    verb = next((t for t in _upwards(word) if t.pos_ in ("VERB", "AUX")), None)
    clause = () if verb is None else verb.children
    subjects = [c for c in clause if c.dep_ in _SUBJECTS]
    return any(t.pos_ == "PRON" for s in subjects for t in (s, *s.children) if t.i == s.i or t.dep_ == "poss")


def _shares_its_subject(verb: Token, one: Token, other: Token) -> bool:
    """Say whether a verb goes on with what one of two words, the subject of the verb before, did."""
    goes_on = verb.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in verb.children)
    return goes_on and any(t.dep_ in _SUBJECTS and t.head.i == verb.head.i for t in (one, other))
