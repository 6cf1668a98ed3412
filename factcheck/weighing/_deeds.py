"""Whose deed it was: the parts that words and numbers play round the main verb of a claim, and of its document.

A document that has every word of a claim may tell it of another: "the minister asked for a review, Ms Lund called it
reckless" does not have the minister call it so. Where each passage that tells most of a claim with its very verb gives
it another doer, does it to the claim's doer, or gives it another number, the same words bear nothing out. A pronoun, or
a name where the other has a plain noun, may be the same one, and says nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity, when
from ..judge import parsed
from ..judge._polarity import is_denied
from ..model import Quantity
from ..nlp import kind_of
from ..quantity import Agreement
from ._claim import word_forms
from ._contrary import spared
from ._relations import called
from ._synonyms import spoken

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTIVE, _PASSIVE = ("nsubj", "csubj"), ("nsubjpass", "csubjpass")
_WITHIN = ("compound", "flat", "nmod")
_COUNTING = ("nummod", "quantmod", "amod", "compound")
_LIGHT = frozenset(
    ("be", "have", "do", "make", "take", "give", "get", "say", "put", "tell", "add", "go", "come", "become")
)
# To do this is to have it done: "A met B", "B met A".
MUTUAL = frozenset(("meet", "marry", "play", "fight", "face", "join", "merge", "date", "follow", "replace"))
_SPELLS = frozenset(  # "at night", "during the week"
    """
    second minute hour day week fortnight month quarter year decade century night morning evening afternoon weekend
    season today tomorrow yesterday
    """.split()  # noqa: SIM905
)
_MOST = ("first", "last", "only", "sole")
_GIVES = frozenset("give pay grant award hand offer owe lend donate allot transfer refund".split())  # noqa: SIM905
_GETS = frozenset(("receive", "get", "obtain", "earn", "collect"))
_ANYBODY = frozenset(("person", "people", "member", "recipient", "one", "other", "victim"))
_DEEP = 4
_KIN = 6  # letters that words of one stem begin with
_NEAR = 5  # words behind a verb in which the one it is done to is named
MOST = 0.6  # the share of the rest of a claim that a passage has to have


class Deed(NamedTuple):
    """A verb, the terms that stand for it, and the words of its parts: "agent" and "patient"."""

    verb: Token
    forms: frozenset[str]
    parts: dict[str, tuple[Token, ...]]


class Astray(NamedTuple):
    """A deed of a claim that its source tells otherwise: why, and in which passage.

    ``sure`` says that both cannot be: names of one kind, doer and done-to the other way round, numbers.
    """

    reason: str
    passage: str
    sure: bool


def astray(claim: str, passages: Sequence[str]) -> Iterator[Astray]:
    """Yield each main deed of a claim that the passages of a document, all in order, tell of another only."""
    for deed in (deed for deed in deeds(claim) if _heads(deed.verb)):
        told = [
            (passage, theirs)
            for passage in passages
            if _has_most(claim, deed, passage)
            for theirs in deeds(passage)
            if not deed.forms.isdisjoint(theirs.forms)
        ]
        if not told:
            yield from _named_otherwise(deed, [p for p in passages if _has_most(claim, deed, p)])
        else:
            found = _reversed(deed, told) or _of_another(claim, deed, told, passages)
            yield from (one for one in (found, _counted(claim, deed, told)) if one is not None)
    for passage in passages:
        yield from (Astray(reason, passage, True) for _, reason, *_ in spared(claim, passage))


@functools.lru_cache(maxsize=4096)
def deeds(text: str) -> tuple[Deed, ...]:
    """Return the deeds of a text, light verbs left out."""
    found = []
    for token in parsed(text):
        key = _key(token)
        if key is not None and (forms := word_forms(key)):
            found.append(Deed(token, forms, _parts(token)))
    return tuple(found)


def _key(verb: Token) -> Token | None:
    """Return the word that a deed is known by: its verb, or the last word of "is under investigation"."""
    if verb.pos_ == "VERB" and (verb.lemma_ not in _LIGHT or any(c.dep_ == "prt" for c in verb.children)):
        return verb  # "came in" is a deed
    if verb.lemma_ != "be" or verb.dep_ in ("aux", "auxpass"):
        return None
    what = next((child for child in verb.children if child.dep_ in ("attr", "acomp")), None)
    if what is not None:  # "was the first", "was the first woman"
        most = (t for t in (what, *what.children) if t.lower_ in _MOST or t.tag_ == "JJS")
        return next(most, None)
    under = (child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("under", "in"))
    return next((t for prep in under for t in prep.children if t.dep_ == "pobj" and t.pos_ == "NOUN"), None)


def _parts(verb: Token) -> dict[str, tuple[Token, ...]]:
    own = {child.dep_: child for child in verb.children}
    done_to = "auxpass" in own or (verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN")
    done_to = done_to or any(dep in own for dep in _PASSIVE)
    subject = next((own[dep] for dep in (*_ACTIVE, *_PASSIVE) if dep in own), None) or _inherited(verb)
    found: dict[str, tuple[Token, ...]] = {}
    if subject is not None:
        found["patient" if done_to else "agent"] = _words(subject)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "oprd")]
    if objects:
        found["patient"] = (*found.get("patient", ()), *(t for one in objects for t in _words(one)))
    for given in _given(verb):
        found["to"] = (*found.get("to", ()), *_words(given))
    for child in verb.children:
        behind = [t for held in child.children if held.dep_ in ("pobj", "pcomp") for t in _words(held)]
        if child.dep_ in ("agent", "prep") and behind and not is_measure(behind[0]):
            part = "agent" if child.dep_ == "agent" else child.lower_
            found[part] = (*found.get(part, ()), *behind)
    return found


def is_measure(token: Token) -> bool:
    """Say whether a word is of a number or a time ("in May", "by 30 percent"), which plays no part in a deed."""
    if token.like_num or token.lemma_.casefold() in _SPELLS:
        return True
    text = token.doc.text  # as long as the draft's, code point for code point
    numbers = (one.span for one in quantity.find(text) if one.unit != "label")
    return any(at.start <= token.idx < at.end for at in (*numbers, *(p.span for p in when.find(text, None))))


def _given(verb: Token) -> Iterator[Token]:
    """Yield to whom something is given without a "to": "pays the team 9 million", "pays Maelis 9 million"."""
    for child in verb.children:
        if child.dep_ == "dative":
            yield from (t for t in (child, *child.children) if t.pos_ in ("NOUN", "PROPN"))
        twice = verb.lemma_ in _GIVES and any(c.dep_ == "dobj" and c.i > child.i for c in verb.children)
        if child.dep_ == "dobj" and twice and child.pos_ in ("NOUN", "PROPN"):
            yield child  # "pays every family 500 crowns", each taken for what is paid
        elif child.dep_ == "dobj":
            number = next((c.i for c in child.children if c.like_num and verb.lemma_ in _GIVES), 0)
            beside = (c for c in child.children if c.dep_ in (*_WITHIN, "amod") and _is_noun(c))
            yield from (c for c in beside if c.i < number or (c.dep_ == "nmod" and kind_of(child) == "MONEY"))


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def given_to_others(claim: str, passage: str) -> str:
    """Return to whom a claim says that something is given, where a passage has it given to others only; or "".

    "Each bereaved family receives 500 crowns" bears no "500 crowns are paid to every survivor" out.
    """
    ours = _receivers(claim)
    theirs = _receivers(passage) if ours else ()
    for mine in ours if theirs else ():
        kind = mine[0].lemma_.casefold()[:_KIN]  # technocrats are a technocratic committee
        beside = (
            _named(mine[0]) and mine[0].text in passage
        )  # a name that the passage has is none of the others
        if all(_apart(mine, other) or (beside and not meet(mine, other)) for other in theirs) and (
            beside or kind not in passage.casefold()
        ):
            return f"to {_said(mine)} (the source: {_said(theirs[0])})"
    return ""


@functools.lru_cache(maxsize=4096)
def _receivers(text: str) -> tuple[tuple[Token, ...], ...]:
    """Return who gets what is given, by each verb of giving or getting; a "person" may be of any kind."""
    giving = ((t, t.lemma_ in _GIVES) for t in parsed(text) if t.lemma_ in _GIVES | _GETS)
    parts = ((_parts(t), gives) for t, gives in giving if t.pos_ == "VERB" and not is_denied(t))
    found = (held.get("to" if gives else "agent", ()) for held, gives in parts)
    return tuple(who for who in found if who and who[0].lemma_ not in _ANYBODY)


def _inherited(verb: Token) -> Token | None:
    """Return the subject that a verb shares with the one it is joined to, or the noun of which it is told."""
    for _ in range(_DEEP):
        head = verb.head
        if verb.dep_ == "acl":
            return head if head.pos_ in ("NOUN", "PROPN") else None
        bound = verb.dep_ == "xcomp" and not any(c.dep_ in ("dobj", "dative") for c in head.children)
        if head.i == verb.i or not (verb.dep_ == "conj" or bound):
            return None
        above = next((c for c in head.children if c.dep_ in (*_ACTIVE, *_PASSIVE)), None)
        if above is not None:
            return above
        verb = head
    return None


def _words(head: Token) -> tuple[Token, ...]:
    """Return the words by which a part is known: its head, what is joined to it or stands beside it, its names."""
    if head.lower_ in ("who", "which", "that") and head.head.dep_ == "relcl":
        head = head.head.head
    found = [head]
    for one in found:
        found += [c for c in one.children if c.dep_ in ("conj", "appos", *_WITHIN) and c not in found]
        found += [c for c in called(one) if c not in found]
    return (*found, head.head) if head.dep_ == "appos" else tuple(found)


def _heads(verb: Token) -> bool:
    """Say whether a verb heads its sentence, or is joined to the one that does."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.head.i == verb.i


def _has_most(claim: str, deed: Deed, passage: str) -> bool:
    """Say whether a passage has the verb of a claim and most of what it tells beside that and its doer."""
    held = frozenset(bm25.terms(passage))
    if deed.forms.isdisjoint(held):
        return False
    doer = deed.parts.get("agent") or deed.parts.get("patient", ())
    aside = {deed.verb.text, *(t.text for t in doer), *(t.text for one in doer[:1] for t in one.subtree)}
    words = [forms for word, forms in spoken(claim) if word not in aside]
    return sum(not held.isdisjoint(forms) for forms in words) >= MOST * len(words)


def _reversed(deed: Deed, told: Sequence[tuple[str, Deed]]) -> Astray | None:
    """Return what the source does to the claim's doer, or has the claim's sufferer do."""
    if "patient" not in deed.parts or deed.verb.lemma_ in MUTUAL:
        return None
    for part, other in (("agent", "patient"), ("patient", "agent")):
        ours = deed.parts.get(part, ())
        turned = [
            meet(ours, d.parts.get(other, ())) and not meet(ours, d.parts.get(part, ()))
            for _, d in told
            if is_known(ours)
        ]
        if turned and all(turned) and (part == "agent" or "patient" in told[0][1].parts):
            return Astray(_turned(deed, ours, part), told[0][0], True)
    return None


def _named_otherwise(deed: Deed, passages: Sequence[str]) -> Iterator[Astray]:
    """Yield two names that stand round the verb the other way, where the parser takes "beat" for a noun."""
    ours, theirs = deed.parts.get("agent", ()), deed.parts.get("patient", ())
    if not (ours and theirs and ours[0].pos_ == theirs[0].pos_ == "PROPN") or deed.verb.lemma_ in MUTUAL:
        return
    for passage in passages:
        doc = parsed(passage)
        for token in (t for t in doc if t.lower_ == deed.verb.lower_):
            before, after = doc[max(0, token.i - 1) : token.i], doc[token.i + 1 : token.i + 1 + _NEAR]
            ends = ours[0].text in [t.text for t in after] and theirs[0].text in [t.text for t in before]
            end = next((t.i for t in after if t.text == ours[0].text), token.i)
            if ends and not any(t.lower_ == "by" for t in doc[token.i + 1 : end]):
                yield Astray(_turned(deed, ours, "agent"), passage, True)
                return


def _of_another(
    claim: str, deed: Deed, told: Sequence[tuple[str, Deed]], passages: Sequence[str]
) -> Astray | None:
    """Return whom the source tells a deed of, where that is nobody of the claim's and the claim's is known to it."""
    words = frozenset(bm25.terms(claim))
    for part, ours in deed.parts.items():
        theirs = [d.parts.get(part, ()) for _, d in told]
        if all(_apart(ours, other) and words.isdisjoint(bm25.terms(other[0].text)) for other in theirs):
            does = part == "agent" or (part == "patient" and "agent" not in deed.parts)
            sure = does and _named(ours[0])
            read = [p for p, _ in told]
            away = [p for p in passages if p not in read and _has(ours, p)]
            if any(not deed.forms.isdisjoint(bm25.terms(p)) for p in away):
                continue  # a passage that was not read may tell it of the claim's
            beside = [p for p in read if _has(ours, p)]
            if not (away or beside) or (not sure and not _told_of(ours, deed, beside, away if does else [])):
                continue
            return Astray(_other(deed, _said(ours), _said(theirs[0])), read[0], sure)
    return None


def _told_of(ours: Sequence[Token], deed: Deed, beside: Sequence[str], away: Sequence[str]) -> bool:
    """Say whether a source tells something else of a plain noun: wherever it has it beside the deed, or elsewhere."""
    return (
        all(_otherwise(ours, deed, p) for p in beside)
        if beside
        else any(_otherwise(ours, deed, p) for p in away)
    )


def _has(ours: Sequence[Token], passage: str) -> bool:
    return not word_forms(ours[0]).isdisjoint(bm25.terms(passage))


def _otherwise(ours: Sequence[Token], deed: Deed, passage: str) -> bool:
    """Say whether a passage tells another deed of somebody or something."""
    others = (d for d in deeds(passage) if deed.forms.isdisjoint(d.forms))
    return any(meet(ours[:1], words) for other in others for words in other.parts.values())


def _counted(claim: str, deed: Deed, told: Sequence[tuple[str, Deed]]) -> Astray | None:
    """Return the number that the source gives a deed, where it has the claim's for something else."""
    told = [(p, d) for p, d in told if d.verb.lemma_ == deed.verb.lemma_]  # to employ is not to work
    for part, ours in deed.parts.items():
        for mine in _numbers(claim, ours):
            held = ((p, q) for p, d in told for q in _numbers(p, d.parts.get(part, ())))
            given = [(p, q) for p, other in held if (q := _commensurate(claim, mine, other)) is not None]
            agree = [quantity.agree(mine, other) for _, other in given]
            if given and all(one is Agreement.DIFFERENT for one in agree):
                passage, other = given[0]
                stated = any(quantity.agree(mine, q).holds for q in quantity.find(passage))
                if stated:
                    said = mine.span.of(claim), other.span.of(passage)
                    return Astray(_other(deed, *said), passage, True)
    return None


def _commensurate(claim: str, mine: Quantity, other: Quantity) -> Quantity | None:
    """Return a number of the source in the unit of the claim's: of "most of the 61" eleven are eleven of 61."""
    if mine.unit == other.unit:
        return other
    whole = next((part.whole.value for part in quantity.parts(claim) if part.part.span == mine.span), 0.0)
    if mine.unit != "share" or other.unit or not other.value < whole:
        return None
    value = other.value / whole
    return replace(other, value=value, low=value, high=value, unit="share", step=0.005)


def _numbers(text: str, words: Sequence[Token]) -> tuple[Quantity, ...]:
    """Return the numbers of a part: "six", "62 million euros", "most of the staff"."""
    at = {t.idx for t in words} | {c.idx for t in words for c in t.children if c.dep_ in _COUNTING}
    return tuple(q for q in quantity.find(text) if any(q.span.start <= i < q.span.end for i in at))


def is_known(words: Sequence[Token]) -> bool:
    """Say whether a part is known by its words: its head is a noun or a name, no pronoun and no number."""
    return bool(words) and words[0].pos_ in ("NOUN", "PROPN") and bool(bm25.terms(words[0].text))


def meet(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Say whether two parts have a word in common, be it in the words of a desk."""
    held = frozenset(term for t in theirs for term in word_forms(t))
    said = (form for t in ours for _, forms in spoken(t.text) for form in forms)
    return not held.isdisjoint(said) or not held.isdisjoint(form for t in ours for form in word_forms(t))


def _apart(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Say whether two parts are of two: plain nouns or names of one kind, without a word in common."""
    if not (is_known(ours) and is_known(theirs)) or meet(ours, theirs):
        return False
    if not (_named(ours[0]) or _named(theirs[0])):
        return True
    first = _singled(ours[0]) and _singled(theirs[0])
    return first or bool(_kinds(ours) & _kinds(theirs) - {""})


def _singled(token: Token) -> bool:
    """Say whether a name is the subject of "was the first": whatever the tagger calls it, no two are that."""
    be = token.head
    return _named(token) and be.lemma_ == "be" and any(c.dep_ in ("attr", "acomp") for c in be.children)


def _kinds(words: Sequence[Token]) -> frozenset[str]:
    """Return the kinds of the names of a part, nothing where it has none; who is told of by "who" is a person."""
    person = any(
        c.lower_ == "who" for t in words for r in t.children if r.dep_ == "relcl" for c in r.children
    )
    return frozenset("PERSON" if person else kind_of(t) for t in words if _named(t))


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _turned(deed: Deed, ours: Sequence[Token], part: str) -> str:
    ways = ("do it", "suffer it") if part == "agent" else ("suffer it", "do it")
    return f"the draft has {_said(ours)} {ways[0]} ({deed.verb.text}); the source has {_said(ours)} {ways[1]}"


def _other(deed: Deed, ours: str, theirs: str) -> str:
    return f"the draft has {ours} with “{deed.verb.text}”; the source has {theirs}"


def _said(words: Sequence[Token]) -> str:
    """Return a part as it is written."""
    if not words:
        return ""
    near = [t for t in words if t.i == words[0].i or (t.dep_ in _WITHIN and t.head.i == words[0].i)]
    return " ".join(t.text for t in sorted(near, key=lambda t: t.i))
