"""Two sentences of a captured document read as one: "The toll rose to six on Monday. Five were passengers."

A desk's statement stands alone; running prose spreads a fact over neighbours. The sentence that has what a claim
asserts speaks for it, and takes from its neighbour only what it goes back to: who "it" is, of what limit "the
restriction" was, when "the accident" was, of how many "five" are. A number of the neighbour counts where it is tied
there to what it is tied to in the claim, a day where the other sentence says "that day" or is about nothing but when it
was. What both give together only bears a claim out; it speaks against none.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import parsed, root_of
from ..judge.quotes import verbatim
from ..model import Claim, Evidence, Fidelity
from ..text import PARAGRAPH, SENTENCE
from ._claim import asserted, is_direct, objects, word_forms
from ._reading import PARTLY, Reading
from ._resumed import (
    EVENTS,
    OF_THESE,
    SO,
    STANDS_FOR,
    SUBJECT,
    THEN,
    Pair,
    all_tied,
    definite,
    is_name_tied,
    is_subject,
    meets,
    names_of,
    opposed_in_main,
    parts_of,
)
from ._synonyms import spoken, told
from ._turned import is_turned
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    if (
        not first
        or not _is_open(reading, first)
        or reading.answer is Fidelity.SUPPORTED
        or reading.share < PARTLY
    ):
        return None
    if not _lends(claim.text, first, reading) or not _goes_on(first, item.text):
        return None
    if not any(all_tied(claim, pair, item) for pair in _pairs(claim.text, first, item.text, about)):
        return None
    return _as_one(item, first)


def opposed(claim: Claim, reading: Reading, about: str) -> Evidence | None:
    """Return a passage with what names whom it tells of, where it may gainsay a claim about them; else None."""
    item = reading.evidence
    settled = reading.answer in (Fidelity.SUPPORTED, Fidelity.CONTRADICTED)
    wanted, held = _asserted(claim.text), told(item.text)
    if settled or is_direct(claim) or not wanted or any(held.isdisjoint(one) for one in wanted):
        return None
    pairs = before_it(item, about)
    pair = next((p for p in pairs if any(meets(t, p.other) for t in parts_of(claim.text, SUBJECT))), None)
    if pair is None or turns(pair.other) % 2 or not _goes_on(pair.other, item.text):
        return None
    lent = " ".join(filter(None, (pair.other, *pair.between.split(SENTENCE)[::-1])))
    return _as_one(item, lent) if opposed_in_main(claim, pair, item) else None


def before_it(item: Evidence, about: str) -> list[Pair]:
    """Return a passage with each sentence before it in its paragraph, the nearest first."""
    before = list(filter(None, item.before.rpartition(PARAGRAPH)[2].split(SENTENCE)))[::-1]
    return [Pair(item.text, one, False, about, SENTENCE.join(before[:at])) for at, one in enumerate(before)]


def _as_one(item: Evidence, first: str) -> Evidence:
    before = item.before[: -len(first)]  # as long as it stands there, line by line
    before = before if before.endswith(PARAGRAPH) else before.removesuffix(SENTENCE)
    return replace(item, text=f"{first} {item.text}", before=before, joint=len(first) + 1)


def untied(claim: Claim, item: Evidence, about: str) -> tuple[str, ...]:
    """Return the names of a claim, and its subject, that the sentences before a passage have of something else."""
    pairs = before_it(item, about)
    here = told(f"{item.text}\n{about}")
    found = []
    for span in names_of(claim.text):
        last = set(bm25.terms(span.of(claim.text))[-1:])
        near = next((pair for pair in pairs if last & set(bm25.terms(pair.other))), None)
        if here.isdisjoint(last) and near is not None and not is_name_tied(claim.text, span, near):
            found.append(span.of(claim.text))
    for subject in parts_of(claim.text, SUBJECT):
        near = next((pair for pair in pairs if meets(subject, pair.other)), None)
        if near is not None and not (
            is_subject(claim.text, subject, near) or _is_what_it_is(subject, near.other)
        ):
            found.append(subject.text)
    return tuple(found)


def _is_what_it_is(subject: Token, sentence: str) -> bool:
    """Say whether a sentence says of its subject that it is one: "the plan is a framework for a truce"."""
    root = root_of(sentence)
    said = [c for c in root.children if c.dep_ == "attr"] if root is not None and root.lemma_ == "be" else []
    return any(not told(subject.text).isdisjoint(bm25.terms(t.text)) for t in said)


def _is_open(reading: Reading, first: str) -> bool:
    """Say whether a passage speaks against no more of a claim than numbers and days that the sentence before it has."""
    numbers, days = quantity.find(first), when.find(first)
    return all(
        any(quantity.agree(one, other).holds for one in quantity.find(lost.part) for other in numbers)
        if lost.judge == "numbers"
        else lost.judge == "dates" and bool(days)
        for lost in reading.lost
    )


def _lends(claim: str, first: str, reading: Reading) -> bool:
    """Say whether a sentence has anything that the passage behind it lacks of a claim, be it whom that tells of."""
    held, here = told(first), reading.evidence.text
    numbers = quantity.find(first)
    lent = any(
        not held.isdisjoint(bm25.terms(part))
        or any(quantity.agree(one, other).holds for one in quantity.find(part) for other in numbers)
        for part in (*reading.absent, *reading.missing, *reading.nameless)
    )
    return lent or any(meets(t, first) and not meets(t, here) for t in parts_of(claim, SUBJECT))


@functools.lru_cache(maxsize=4096)
def _goes_on(first: str, second: str) -> bool:
    """Say whether a sentence goes back to the one before it: by "it", "that day", "five of them", "the restriction"."""
    if THEN.search(second) or OF_THESE.search(second) or SO.search(second):
        return True
    held = frozenset(bm25.terms(first))
    return any(_leans(token, held) for token in parsed(second))


def _leans(token: Token, held: frozenset[str]) -> bool:
    if token.dep_ in SUBJECT and (token.lower_ in STANDS_FOR or token.like_num):
        return True
    if token.lower_ in ("them", "him", "it") or token.dep_ == "poss":
        return True
    known = token.lower_ in EVENTS or not held.isdisjoint(word_forms(token))
    if token.pos_ == "PROPN":
        return token.dep_ in SUBJECT and known
    return token.pos_ == "NOUN" and known and definite(token)


def _in_its_words(claim: str, sentence: str) -> bool:
    """Say whether a sentence has the very words that a claim asserts, in some form."""
    held = frozenset(bm25.terms(sentence))
    words = (t for t in parsed(claim) if t.text in asserted(claim))
    return all(not held.isdisjoint(word_forms(t)) for t in words)


def _asserted(claim: str) -> list[frozenset[str]]:
    """Return the forms of what a claim asserts; of "took part in the vote" those of all its plain words."""
    forms = dict(spoken(claim))
    said = [forms[word] for word in asserted(claim) or objects(claim) if word in forms]
    return said or [form for word, form in forms.items() if word.islower()]


def _pairs(claim: str, first: str, second: str, about: str) -> Iterator[Pair]:
    """Yield each of two sentences that has what a claim asserts, and denies it as often, with its neighbour."""
    wanted = _asserted(claim)
    for main, other in ((second, first), (first, second)):
        held = told(f"{main}\n{other}" if SO.search(main) and main is second else main)
        said = wanted and all(not held.isdisjoint(one) for one in wanted)
        if main is first and not _in_its_words(claim, first):
            continue  # to earn is not to pay, where the next sentence pays
        if said and not turns(other) % 2 and not is_turned(claim, main):
            yield Pair(main, other, main is first, about)
