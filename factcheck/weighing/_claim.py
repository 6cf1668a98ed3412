"""What a claim turns on: its verb or what something is said to be, its names, what its numbers count, its negations."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed, root_of
from ..judge._words import kin
from ..model import Claim, Span
from ..nlp import kind_of
from ._synonyms import in_a_told_phrase
from ._turns import TURN, has_not

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT = frozenset(("be", "have", "do", "make", "take", "give", "get", "say", "put"))
# Acts that a document performs by being put out: its day is theirs.
_WORDY = """
say tell announce declare state publish issue release report post write welcome condemn call demand urge warn accept
reject approve adopt decide name nominate appoint propose present unveil confirm deny object promise pledge agree vote
sign pass endorse criticise criticize praise order rule sentence fine grant refuse dismiss overturn uphold affirm
acquit convict suspend authorise authorize
"""
WORDY = frozenset(_WORDY.split())


@functools.cache
def _worded() -> frozenset[str]:
    """Return the terms of these acts: the parser's lemma of "fined" is "fin"."""
    return frozenset(term for word in WORDY for term in bm25.terms(word))


_PROOF = frozenset({"evidence", "proof", "indication", "sign", "suggestion"})
_NOBODY = frozenset(("none", "nobody", "nothing", "neither", "nor"))
_OBJECTS = frozenset(("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "pobj", "prep", "nsubjpass"))


@functools.lru_cache(maxsize=4096)
def asserted(text: str) -> frozenset[str]:
    """Return the words that say what a claim says of its subject: its verb, or behind "is" what it is."""
    root = root_of(text)
    if root is None:
        return frozenset()
    led = root.children if root.lemma_ in ("be", "have") or root.lower_ == "used" else ()
    due = next((t for t in led if t.dep_ == "xcomp"), root)  # "is to resign", "has to stop"
    due = _split_off(root) or due
    if due.lemma_ not in LIGHT:
        return frozenset((due.text,))
    without = [t for t in due.children if t.dep_ == "prep" and t.lower_ == "without"]  # "was without water"
    called = [t for t in due.children if t.dep_ in ("attr", "acomp", "oprd")]
    said = (u for t in called or without for u in t.subtree)
    return frozenset(u.text for u in said if u.pos_ in ("NOUN", "ADJ", "VERB", "PROPN"))


def _split_off(root: Token) -> Token | None:
    """Return the verb of "it was Rost who signed", which "was" only splits off, or None; who "had it shot" shoots."""
    what = next((t for t in root.children if t.dep_ == "attr"), None)
    it = any(t.lower_ == "it" for t in root.children if t.dep_ in ("nsubj", "expl"))
    if what is None or not it or root.lemma_ != "be" or what.pos_ != "PROPN":
        return None
    below = (t for t in (*what.children, *root.children) if t.dep_ in ("relcl", "ccomp"))
    verb = next((t for t in below if any(c.lower_ in ("who", "that") for c in t.children)), None)
    shot = (t for t in verb.children if t.dep_ in ("ccomp", "oprd")) if verb is not None else ()
    return next((t for t in shot if verb is not None and verb.lemma_ == "have"), verb)


@functools.lru_cache(maxsize=4096)
def meant(text: str) -> frozenset[str]:
    """Return what a claim asserts with what its verb is about: who "chose to sell" has not chosen to wait."""
    said = asserted(text)
    root = root_of(text)
    below = root.children if root is not None and root.text in said else ()
    return said.union(t.text for t in below if t.dep_ == "xcomp" and t.pos_ == "VERB")


def counted_noun(text: str, at: Span) -> Token | None:
    """Return the noun that a number of a text counts: the cranes of "30 idle cranes"; or None."""
    inside = (t for t in parsed(text) if at.start <= t.idx < at.end)
    return next((t.head for t in inside if t.dep_ == "nummod" and t.head.pos_ == "NOUN"), None)


@functools.lru_cache(maxsize=4096)
def bearers(text: str) -> frozenset[str]:
    """Return the words of a claim that name somebody or something; of "Jane Roe" only the surname has to be said."""
    return frozenset(t.text for t in parsed(text) if t.pos_ == "PROPN" and t.dep_ not in ("compound", "flat"))


@functools.lru_cache(maxsize=4096)
def heads(text: str) -> frozenset[str]:
    """Return the words that a claim turns on: its main verb, what that is done to, and what a number counts."""
    doc = parsed(text)
    roots = [t for t in doc if t.head.i == t.i]
    heads = [t for t in roots if t.lemma_ not in LIGHT]
    heads += [
        t for root in roots for t in root.children if t.dep_ in ("attr", "acomp", "dobj", "nsubjpass", "oprd")
    ]
    heads += [t.head for t in doc if t.dep_ == "nummod"]
    return frozenset(t.text for t in heads)


@functools.lru_cache(maxsize=4096)
def objects(text: str) -> frozenset[str]:
    """Return the nouns to which the main verb of a claim is done: "driver" of "they blamed the driver"."""
    roots = (t for t in parsed(text) if t.head.i == t.i)
    done = (t for root in roots for t in root.children if t.dep_ in ("dobj", "nsubjpass"))
    return frozenset(t.text for t in done if t.pos_ in ("NOUN", "PROPN"))


def never_before(claim: str) -> bool:
    """Say whether a claim has something not done before what it tells: that it is done now denies nothing of it."""
    found = NEVER.search(claim)
    return found is not None and found.group()[:5].casefold() == "never"


def denied(text: str) -> frozenset[str]:
    """Return the telling words of what a text denies: the verb or noun that is turned round, and what hangs on it."""
    return _denials(text)[1]


def denies(text: str) -> frozenset[str]:
    """Return the verbs, nouns and adjectives themselves that a text turns round."""
    return _denials(text)[0]


def undone(text: str) -> frozenset[str]:
    """Return the passive verbs that a text turns round ("is not affected"), the things that are not so, or refused."""
    return _denials(text)[2]


@functools.lru_cache(maxsize=4096)
def _denials(text: str) -> tuple[frozenset[str], ...]:
    tops: set[str] = set()
    passive: set[str] = set()
    found: set[str] = set()
    for match in TURN.finditer(text):
        token = next((t for t in parsed(text) if t.idx + len(t) > match.start()), None)
        if token is None:
            continue
        leans = token.pos_ in ("PART", "DET", "ADV", "INTJ", "PRON", "ADP") or token.lower_ in _NOBODY
        top = token.head if leans else token
        parts = [t for child in top.children if child.dep_ in _OBJECTS for t in child.subtree]
        # Who refuses to name the doctor who treated him denies no more than naming; nor what came "before signing it".
        away = (part for part in parts if part.dep_ == "relcl" or part.lower_ in ("before", "after"))
        aside = {t.i for part in away for t in part.subtree}
        parts = [t for t in parts if t.i not in aside]
        # "Rejects the levy on empty homes" has them not empty.
        passive.update(c.text for c in top.children if c.dep_ == "xcomp" or (not leans and _is_told_apart(c)))
        found.update(
            t.text
            for t in _said_of(top, parts, token)
            if t.pos_ in ("NOUN", "VERB", "ADJ") and t.lemma_ not in ("be", "have", "do")
            if not has_not(t.text)
        )
        tops.update((top.text,) if top.text in found else ())
        passive.update((top.text,) if leans and any(c.dep_ == "nsubjpass" for c in top.children) else ())
        things = (c for c in top.children if leans and top.lemma_ == "be" and c.dep_ == "nsubj")
        passive.update(c.text for c in things if c.pos_ == "NOUN" and c.i != token.i)
    return frozenset(tops), frozenset(found), frozenset(passive)


def _said_of(top: Token, parts: list[Token], token: Token) -> list[Token]:
    """Return the words of what is denied: "found no evidence that he knew" denies that he knew, and no more."""
    under = next((c for c in top.children if c.dep_ in ("acl", "ccomp") and top.lemma_ in _PROOF), None)
    if under is not None and token.dep_ == "det":
        said = [t for c in under.children if c.dep_ in _OBJECTS and c.dep_ != "prep" for t in c.subtree]
        return [under, *said] if under.lemma_ != "be" or said else []
    return [top, *parts, *((top.head,) if token.dep_ == "det" else ())]


def _is_told_apart(thing: Token) -> bool:
    beside = {c.lower_ for c in (*thing.children, *thing.head.children)}
    return thing.dep_ == "dobj" and thing.pos_ == "NOUN" and "on" in beside


@functools.lru_cache(maxsize=4096)
def given(text: str) -> tuple[tuple[str, str], ...]:
    """Return each given name of a text with the surname that it stands before; "" with a surname that has none."""
    persons = [t for t in parsed(text) if t.pos_ == "PROPN" and kind_of(t) == "PERSON"]
    first = {t.head.i: t.text for t in persons if t.dep_ == "compound" and kind_of(t.head) == "PERSON"}
    last = [t for t in persons if t.i in first or t.dep_ != "compound"]
    return tuple((first.get(t.i, ""), t.text) for t in last)


def first_names(claim: str, passage: str) -> frozenset[str]:
    """Return the given names of a claim whose surnames the passage has without another given name."""
    pairs = ((t.text, t.head.text) for t in parsed(claim) if t.dep_ == "compound" and t.pos_ == "PROPN")
    if not any(surname in passage.replace(f"{first} {surname}", "") for first, surname in pairs):
        return frozenset()  # a look that needs no names found
    full = [(first, surname) for first, surname in given(claim) if first and surname in passage]
    others = given(passage) if full else ()
    held = {surname for _, surname in others}
    return frozenset(first for first, surname in full if surname in held and ("", surname) in others)


@functools.lru_cache(maxsize=4096)
def spoken_on(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a claim gives the time of an act of words: "announced on 3 May" is the day of the document."""
    return tuple(
        (min(u.idx for u in t.subtree), max(u.idx + len(u) for u in t.subtree))
        for t in parsed(text)
        if (t.head.lemma_ in WORDY or not _worded().isdisjoint(bm25.terms(t.head.text)))
        and t.dep_ in ("prep", "npadvmod", "advmod", "obl", "punct", "dobj", "pobj")
    )


NEVER = re.compile(
    r"\bnever (?:before|previously)\b(?! (?:the|an?|\d|(?-i:[A-Z])))|\bnever\b[^.;]*\bbefore\b(?=[.,;]|$)"
    r"|\b(?:for )?the first time\b",
    re.I,
)
_LAST = re.compile(r"\b(?:last|next|this)\s+$", re.I)
_TERM = re.compile(
    r"\bsince the (?:[a-z-]+ )?(?:ceasefire|truce|war|strike|election|vote|crash|attack|ban|closure|opening|reform)\b"
    r"|\b(?:last|this|next|past) (?:season|term|semester|session|summer|winter|autumn|fall|spring)\b",
    re.I,
)
_AFTER = frozenset({"look", "take", "name", "go"})  # "looks after seabirds"
_ORDERS = {
    "before": ("before", "prior", "ahead", "first", "earlier"),
    "until": ("until", "till", "before", "up"),
    "after": (
        "after",
        "following",
        "once",
        "when",
        "since",
        "then",
        "later",
        "upon",
        "with",
        "behind",
        "because",
        "owing",
        "lack",
        "want",
    ),
    "unless": ("unless", "if", "without", "except", "condition", "only"),
}


@functools.lru_cache(maxsize=4096)
def undated(text: str) -> str:
    """Return a text without its dates."""
    for period in reversed(when.find(text)):
        text = _LAST.sub("", text[: period.span.start]) + text[period.span.end :]
    return _TERM.sub("", text)


@functools.lru_cache(maxsize=16384)
def ordered(claim: str, passage: str) -> tuple[str, ...]:
    """Return the words by which a claim puts one thing before or after another, where a passage has no such word."""
    subjoined = (t for t in parsed(claim) if t.dep_ == "mark" and t.head.dep_ == "advcl")
    marks = [t for t in subjoined if t.lower_ in _ORDERS and not _looks_after(t)]
    held = frozenset(re.findall(r"\w+", passage.casefold()))
    return tuple(t.text for t in marks if held.isdisjoint(_ORDERS[t.lower_]))


def _looks_after(mark: Token) -> bool:
    return mark.lower_ == "after" and mark.i > 0 and mark.nbor(-1).lemma_ in _AFTER


def hollow(claim: Claim, words: int, passage: str) -> tuple[str, ...]:
    """Return the verb of a claim that has one telling word and no detail, where a passage has not the verb either.

    "The ceasefire will begin again" is not told by every passage that speaks of the ceasefire, nor "it is against
    repairs" by one that speaks of repairs.

    :param words: how many telling words the claim has.
    """
    if words != 1 or claim.quantities or claim.periods or claim.quotations:
        return ()
    root = root_of(claim.text)
    if root is not None and root.lemma_ == "be":
        side = (
            t.text
            for t in root.children
            if t.dep_ == "prep" and not in_a_told_phrase(claim.text, passage, t.idx)
        )
        return tuple(word for word in side if not re.search(rf"\b{re.escape(word)}\b", passage, re.I))
    if root is None or root.pos_ != "VERB":
        return ()
    known = word_forms(root)
    return (root.text,) if known and known.isdisjoint(bm25.terms(passage)) else ()


def word_forms(token: Token) -> frozenset[str]:
    """Return the terms of a word and of its lemma, with their kin."""
    terms = (*bm25.terms(token.text), *bm25.terms(token.lemma_))
    return frozenset(form for term in terms for form in kin(term))


def is_direct(claim: Claim) -> bool:
    """Say whether a claim is a quotation as a whole."""
    return claim.attribution is not None and claim.attribution.form == "direct"


_NAMING = frozenset(
    "call consider describe regard deem judge rate label declare find think believe class classify".split()  # noqa: SIM905
)


@functools.lru_cache(maxsize=4096)
def called(claim: str, missing: Sequence[str]) -> tuple[str, ...]:
    """Return what a claim says that somebody called something, where a passage has not the word.

    "It called the proof strong" turns on its last word, however much of the rest a passage has.
    """
    root = root_of(claim)
    if root is None or root.lemma_ not in _NAMING:
        return ()
    last = len(root.doc) - 1
    behind = (t for t in root.doc[root.i + 1 :] if t.pos_ == "ADJ" and t.text in missing)
    return tuple(t.text for t in behind if t.i == last or t.nbor().is_punct)


def sayer(claim: str, missing: Sequence[str]) -> tuple[str, ...]:
    """Return who says or grants what a claim reports, where a passage has not the verb nor all words of whom.

    "Officials accept that 70,000 died" is more than "70,000 died": who accepts it is what the claim tells.
    """
    root = root_of(claim)
    if root is None or root.text not in missing or not any(t.dep_ == "ccomp" for t in root.children):
        return ()
    who = next((t for t in root.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")), None)
    told = [t.text for t in who.subtree] if who is not None else []
    return (" ".join(told),) if set(told) & set(missing) else ()
