"""Which way a clause is turned: its verbs, whether they are denied, and what words turn it round."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..model import Bound, Quantity, Span
from ..nlp import kind_of
from ..text import late
from ._align import Word
from ._context import parsed
from ._values import periods
from ._words import groups, kin

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCOPED = frozenset(["neg", "det", "advmod", "cc", "preconj", "prep", "mark", "amod"])
_PREDICATES = frozenset(["attr", "acomp", "oprd"])
_FAILING = frozenset({"failure", "inability", "refusal", "unwillingness"})
_DENIAL = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|scarcely|rarely)\b|n['’]t\b"
    rf"|\b(?:{'|'.join(sorted(_FAILING))})\b"
    r"|\bit (?:is|was) (?:wrong|incorrect|untrue|false|inaccurate) that\b",
    re.IGNORECASE,
)
_THAN = r"(?P<how>more|less|fewer|later|earlier|longer|higher) than\b"
_NO_MORE = late(rf"\bno {_THAN}", re.I)
_NOT_MORE = late(rf"(?:\b(?:not|never)|n['’]t) (?:[\w’'-]+ ){{1,4}}?{_THAN}", re.I)
_LEAST, _MOST = (Bound.AT_LEAST, Bound.OVER), (Bound.AT_MOST, Bound.UNDER)
_YEAR = late(r"(?:1[6-9]|20)\d\d")
_SUBJECTS = ("nsubj", "nsubjpass")
_TRUE = frozenset({"true", "correct", "right", "so", "case", "fact"})
_UNTRUE = frozenset({"untrue", "false", "wrong", "incorrect", "inaccurate"})
_NOBODY_IS = late(r"^(?:no|nobody|nothing|none)\b[^.;]*\b(more|fewer|less|[a-z]{2,}er)\b[^.;]*\bthan\b", re.I)
_VERBS = frozenset(["VERB", "AUX"])
_TURNING_WITH = {
    "rule": "out",
    "turn": "down",
    "call": "off",
    "fall": "through",
    "put": "off",
    "abstain": "from",
    "refrain": "from",
}
_OWING = frozenset(["have", "remain", "need"])
_APART = ({"denied", "done"}, {"denied", ""}, {"due", "done"})
_OWES = late(r"\b(?:ha(?:ve|s|d)|remain(?:s|ed)?|need(?:s|ed)?|yet) to\b", re.I)
_ASIDE = frozenset(["conj", "relcl", "nsubj", "nsubjpass", "ccomp", "parataxis"])
_ENDINGS = frozenset(
    "cessation end ending lifting suspension halt pause stoppage closure ceasefire cease-fire truce armistice".split()  # noqa: SIM905
)
_BEFORE = 7  # words before a verb in which its subject stands


@functools.lru_cache(maxsize=4096)
def predicates(text: str) -> tuple[Token, ...]:
    """Return the verbs that head a clause of a sentence, main clause first."""
    heads = [t for t in parsed(text) if t.pos_ in _VERBS and t.dep_ not in ("aux", "auxpass")]
    return tuple(sorted(heads, key=lambda t: t.dep_ != "ROOT"))


def may_deny(text: str) -> bool:
    """Say whether a text has a word that denies a verb: without one no parse is needed to see it."""
    return _DENIAL.search(text) is not None


@functools.lru_cache(maxsize=4096)
def bounded_alike(one: str, other: str) -> bool:
    """Say whether two texts set one bound in two ways: "will pay no more than 30", "would not pay more than 30"."""
    if _kept_alike(one, other):
        return True
    if " than" not in one or " than" not in other:
        return False
    for first, second in ((one, other), (other, one)):
        plain, denied = _NO_MORE.search(first), _NOT_MORE.search(second)
        if plain and denied and plain["how"].casefold() == denied["how"].casefold():
            return True
    return False


def _kept_alike(one: str, other: str) -> bool:
    """Say whether a bound that one of two texts denies the other states turned: "not below 2" is "stayed above 2".

    Or the other gives a number that keeps to it: the longest wait was four hours, where nobody waited longer than that.
    """
    return any(
        _is_turned(mine, one) is not _is_turned(theirs, other)
        and (
            (mine.value == theirs.value and mine.unit == theirs.unit and _side(mine) == _side(theirs) != 0)
            or (_is_turned(mine, one) and _side(theirs) == 0 and quantity.agree(mine, theirs).holds)
        )
        for mine in quantity.find(one)
        for theirs in (quantity.find(other) if _side(mine) else ())
    )


def _side(number: Quantity) -> int:
    """Return on which side of a number its bound leaves it open: 1 above, -1 below, 0 on none or both."""
    return 1 if number.bound in _LEAST else -1 if number.bound in _MOST else 0


def _is_turned(number: Quantity, text: str) -> bool:
    """Say whether what stands before a bound turns it: its own words alone say the contrary."""
    return side_said(number, text) not in (0, _side(number))


def side_said(number: Quantity, text: str) -> int:
    """Return on which side the words of a bound leave it open, be they denied or not: 1 above, -1 below, or 0."""
    return next((_side(alone) for alone in quantity.find(number.span.of(text))), 0)


def is_denied(verb: Token) -> bool:
    """Say whether a verb is negated, or what it tells called untrue: "it is not true that he did not" is "he did"."""
    return _is_negated(verb) is not _is_disowned(verb)


def _is_disowned(verb: Token) -> bool:
    """Say whether a sentence says of a clause that it is not so: "it is not correct that", "it is wrong that"."""
    if verb.dep_ not in ("ccomp", "csubj") or verb.head.lemma_ != "be":
        return False
    said = {c.lower_ for c in verb.head.children if c.dep_ in ("acomp", "attr")}
    return bool(said & _TRUE) if _is_negated(verb.head) else bool(said & _UNTRUE)


def _is_negated(verb: Token) -> bool:
    """Say whether a verb has a "not", a "never", or a "no" on its subject or object."""
    for child in verb.children:
        if (child.dep_ == "neg" or child.lower_ in ("not", "n't", "never")) and not _adds(child):
            return not any(_sets_a_day(other) for other in verb.children)
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
            child.lower_ in ("none", "nobody", "nothing", "neither")
            or any(is_no(t) and not _sets_a_bound(t) for t in child.children)
        ):
            return True
    if verb.dep_ in ("acl", "xcomp", "advcl") and any(t.lower_ in _FAILING for t in _leads_to(verb)):
        return True  # "the failure to reproduce them", "the inability of the firm to deliver"
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True  # "without the vault having been opened"
    return any(aux.lower_ == "cannot" for aux in verb.children)


def _leads_to(verb: Token) -> Iterable[Token]:
    """Return what may have the infinitive of a verb for its own: the word above it, and the one that this is of."""
    to = any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)
    return (verb.head, *((verb.head.head.head,) if verb.head.dep_ == "pobj" else ())) if to else ()


def _sets_a_day(token: Token) -> bool:
    """Say whether a word is the "until" of "not until May", or the "before" or "later than" of a day."""
    if token.lower_ in ("later", "earlier"):
        return _behind(token) == "than"
    if token.lower_ != "before":
        return token.lower_ in ("until", "till")
    days = [t for t in token.children if t.dep_ == "pobj"]
    return any(_YEAR.fullmatch(t.text) or kind_of(t) in ("DATE", "TIME") for t in days)


def denied_of_a_time(verb: Token, claim: str) -> bool:
    """Say whether a verb is denied of a time only, where a claim names none: "did not sign it in 2024" says no more."""
    told = periods(verb.doc.text, None)
    if not told or periods(claim, None):
        return False
    inside = {t.i for child in verb.children if child.dep_ not in _ASIDE for t in child.subtree}
    return any(p.span.start <= t.idx < p.span.end for t in verb.doc if t.i in inside for p in told)


def of_other_things(verb: Token, other: Token) -> bool:
    """Say whether two verbs are of two things of one name, each singled out by a word that the other has not.

    That "the first permit" was granted says nothing of "the permit for the waste water".
    """
    for mine in _things(verb):
        for theirs in _things(other):
            near = [t for c in other.children if c.dep_ not in ("prep", "advcl", "agent") for t in c.subtree]
            if mine.lemma_ != theirs.lemma_ and not any(_is_kin(mine, t) for t in near):
                return True  # who asked for an arm asked for no resignation
            ours, held = _singling(mine), _singling(theirs)
            if mine.lemma_ == theirs.lemma_ and ours - held and held - ours:
                return True
    return False


def done_by_others(verb: Token, other: Token) -> bool:
    """Say whether a deed is done by others than the claim's, of whom the passage tells something else.

    "Six approved it; Tarn abstained" does not have Tarn approve it.
    """
    who = next((t for t in verb.children if t.dep_ in _SUBJECTS and t.pos_ in ("NOUN", "PROPN")), None)
    subjects = [t for t in other.doc if t.dep_ in _SUBJECTS] if who is not None else []
    mine = frozenset(bm25.terms(who.text)) if who is not None else frozenset()
    own = [t for t in subjects if t.head.i == other.i]
    if not mine or not own or any(not mine.isdisjoint(bm25.terms(u.text)) for t in own for u in t.subtree):
        return False
    return any(t.head.i != other.i and not mine.isdisjoint(bm25.terms(t.text)) for t in subjects)


def is_outdone(claim: str, passage: str) -> bool:
    """Say whether a claim has nobody outdo another, and a passage has that one outdo all: "fewer than any other"."""
    ours = _NOBODY_IS.search(claim)
    return (
        ours is not None
        and re.search(rf"\b{ours[1]}\b[^.;]*\bthan (?:any|all|every)", passage, re.I) is not None
    )


def _is_kin(one: Token, other: Token) -> bool:
    known = {form for term in bm25.terms(one.text) for form in kin(term)}
    return not known.isdisjoint(bm25.terms(other.text))


def of_the_rest(claim: str, at: Span, passage: str, there: Span) -> bool:
    """Say whether of two numbers one is of those that did or suffered it, the other of those that did not.

    That 12,000 are not repaired, or still have to be, says nothing against 9,000 that are.
    """
    if not (may_deny(claim) or may_deny(passage) or _OWES.search(claim) or _OWES.search(passage)):
        return False
    ours, theirs = (_verb_of(*place) for place in ((claim, at), (passage, there)))
    return ours is not None and theirs is not None and {_state(ours), _state(theirs)} in _APART


def _verb_of(text: str, at: Span) -> Token | None:
    """Return the verb that a number's thing does or suffers, or None."""
    inside = (t for t in parsed(text) if at.start <= t.idx < at.end)
    verb = next((a for t in inside for a in t.ancestors if a.pos_ in _VERBS), None)
    due = [c for c in verb.children if c.dep_ == "xcomp"] if verb is not None else []
    return due[0] if due and verb is not None and verb.lemma_ in _OWING else verb


def _state(verb: Token) -> str:
    """Say whether a verb is denied, is still due ("has to be"; who "had to file" filed), or was done."""
    if is_denied(verb):
        return "denied"
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _OWING and verb.head.tag_ != "VBD":
        return "due"
    ahead = any(c.tag_ in ("MD", "TO") for c in verb.children)
    return "done" if verb.tag_ in ("VBD", "VBN") and not ahead else ""


def is_of_many(verb: Token, passage: str) -> bool:
    """Say whether a passage tells of so many others what a claim denies of a name: "14 clubs have a sponsor"."""
    who = next((t for t in verb.children if t.dep_ in _SUBJECTS and t.pos_ == "PROPN"), None)
    if who is None or not frozenset(bm25.terms(who.text)).isdisjoint(bm25.terms(passage)):
        return False
    same = (t for t in predicates(passage) if t.lemma_ == verb.lemma_)
    subjects = (c for t in same for c in t.children if c.dep_ in _SUBJECTS)
    return any(t.like_num for one in subjects for t in (one, *one.children))


def _things(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ == "NOUN"]


def _singling(thing: Token) -> frozenset[str]:
    """Return the terms of the words that say which thing of its name one is."""
    close = [c for c in thing.children if c.dep_ in ("amod", "compound", "nmod", "poss", "nummod")]
    behind = [p for c in thing.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
    named = [t for t in behind if t.pos_ in ("NOUN", "PROPN") and kind_of(t) not in ("DATE", "TIME")]
    close += [c for t in named for c in t.children if c.dep_ in ("amod", "compound", "nmod")]
    return frozenset(term for t in (*close, *named) for term in bm25.terms(t.text))


def _behind(token: Token) -> str:
    """Return the word right behind another, in small letters, or ""."""
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


def is_no(token: Token) -> bool:
    """Say whether a word is a "no" that denies: "the No side", "the No Alliance" are names."""
    return token.lower_ == "no" and (token.text == "no" or token.is_sent_start is not False or token.i == 0)


def _sets_a_bound(token: Token) -> bool:
    """Say whether a "no" is that of "no more than 30", which denies nothing."""
    return _behind(token) in ("more", "fewer", "less", "later", "earlier")


def _adds(token: Token) -> bool:
    """Say whether a "not" is that of "not only", which denies nothing."""
    return _behind(token) in ("only", "just", "merely", "simply")


def begins_an_end(verb: Token) -> bool:
    """Say whether what begins is itself the end of something: "the cessation of hostilities began"."""
    if verb.lemma_ not in ("begin", "start"):
        return False
    before = verb.doc[max(0, verb.i - _BEFORE) : verb.i]
    of_it = itertools.takewhile(
        lambda t: not (t.is_punct or t.dep_ in ("mark", "ROOT", "relcl")), reversed([*before])
    )
    return any(t.pos_ in ("NOUN", "PROPN") and t.lemma_.lower() in _ENDINGS for t in of_it)


def turned(text: str, words: Iterable[Word]) -> bool:
    """Say whether a word of ``text`` that turns statements round has most of the matching words in its scope.

    A "not" or "no" turns the clause of its head; a "refuse", "deny" or "false" what hangs on it, or on its head.
    """
    forms = frozenset(form for word in words for form in word.forms)
    matching = [t for t in parsed(text) if not forms.isdisjoint(bm25.terms(t.text))]
    for token in parsed(text):
        if not forms.isdisjoint(bm25.terms(token.text)):
            continue  # a word of the claim itself turns nothing
        if turns(token):
            leans = (
                token.dep_ in _SCOPED | _PREDICATES or token.pos_ in ("DET", "PART", "ADV") or _nobody(token)
            )
            top = token.head if leans else token
            scope = {inner.i for inner in (token.doc if token.dep_ == "relcl" else top.subtree)}
            if 2 * sum(t.i in scope for t in matching) >= len(matching):
                return True
    return False


def turns(verb: Token) -> bool:
    """Say whether a verb turns what it is said of round by itself: what is banned, dropped, ruled out."""
    if verb.lower_ in _turning_words() or verb.lemma_.lower() in _turning_words():
        return True
    behind = _TURNING_WITH.get(verb.lemma_)
    return behind is not None and any(c.lower_ == behind for c in verb.children)


def _nobody(token: Token) -> bool:
    """Say whether a word is the "nobody" or "none" that does or suffers something: what it does is denied."""
    return token.lower_ in ("none", "nobody", "nothing", "neither") and token.dep_ in (
        "nsubj",
        "nsubjpass",
        "dobj",
    )


@functools.cache
def _turning_words() -> frozenset[str]:
    return frozenset(word for group in groups("_polarity.txt").values() for word in group)


LIGHT = frozenset(
    ["be", "have", "do", "make", "take", "get", "go", "come", "become", "say", "tell", "include"]
)


@functools.lru_cache(maxsize=4096)
def governor(text: str, start: int, end: int) -> frozenset[str]:
    """Return what can stand for the verb that governs ``text[start:end]``; nothing where the verb is a light one."""
    token = next((t for t in parsed(text) if start <= t.idx < end), None)
    if token is None:
        return frozenset()
    token = next((above for above in token.ancestors if above.pos_ == "VERB"), token)
    if token.pos_ != "VERB" or token.lemma_ in LIGHT:
        return frozenset()
    return frozenset(form for term in bm25.terms(token.text) + bm25.terms(token.lemma_) for form in kin(term))
