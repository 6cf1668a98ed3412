"""How many a passage names one by one, or leaves of a whole by those that it excepts by name.

"Orla and Pent, provinces of Merrin" are two provinces, and "all twelve clubs except Norden, Salt and Veld" are nine
clubs. A number that the passage gives only for the others ("six other provinces") is not theirs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._names import CALENDAR
from ..model import Bound, Quantity, Span
from ..quantity import Agreement
from ..text import late
from ._claim import LIGHT, counted_noun
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ._placing import Contrary

_NAME = r"(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}"
_NAMES = rf"(?P<names>{_NAME}(?:, {_NAME})*(?:,? and {_NAME})?)"
_APPOSED = re.compile(
    rf"(?<!, )\b{_NAMES}, (?:the |all |both )?(?:[a-z-]+ )?(?P<what>[a-z]{{3,}}s)(?= (?:of|in|on|at|near)\b)"
)
_EXCEPTED = re.compile(
    rf"\b[Aa]ll (?P<count>[\w-]+) (?:[a-z-]+ )?(?P<what>[a-z]{{3,}}s)\b[^,;.]{{0,40}}?,? "
    rf"(?:except(?: for)?|apart from|other than|with the exception of|but) {_NAMES}"
)
_SPLIT = re.compile(r",? and |, ")
_SENTENCE = late(r"(?<=[.;])\s+")
_OTHERS = late(r"\b(?:other|further|more|additional|another)\b", re.I)
_APART = late(r"\b(?:except\w*|apart|other than|exception|but|without|of (?:the|its|their|all))\b", re.I)
_HALF = 0.5  # the share of a claim's other words that the sentence has to have


class _Count(NamedTuple):
    """How many of which things a sentence names or leaves, and the words by which it does so."""

    value: int
    what: str
    said: str
    named: int  # how many it names


def enumerated(claim: str, number: Quantity, passage: str) -> str:
    """Return by which names a passage comes to the number of a claim, or ""."""
    found = _told(claim, number, passage)
    return found.said if found is not None and quantity.agree(number, _as_count(number, found)).holds else ""


def enumerated_otherwise(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the number of a claim that a passage has for the others only, or for all of whom it excepts some."""
    for number in quantity.find(claim):
        found = _told(claim, number, passage)
        if found is None or quantity.agree(number, _as_count(number, found)) is not Agreement.DIFFERENT:
            continue
        same = [
            q for q in quantity.find(passage) if quantity.agree(number, q).holds and q.unit == number.unit
        ]
        if same and all(_is_of_others(claim, q, found, passage) for q in same):
            said, other = number.span.of(claim), "leaves" if found.value != found.named else "names"
            reason = f"the draft says {said}; the source {other} {found.value}: “{found.said}”"
            yield "numbers", reason, number.span, said
            return


def _is_of_others(claim: str, number: Quantity, found: _Count, passage: str) -> bool:
    """Say whether a number is that of the others, told with less of a claim, or of a whole of which some are left."""
    at = passage.index(found.said)
    if at <= number.span.start < at + len(found.said):
        root = root_of(claim)
        if root is None or root.lemma_ in LIGHT or _APART.search(claim):
            return False
        return not told(passage).isdisjoint(forms_of(root.text, claim))
    if not _OTHERS.match(passage, number.span.end + 1):
        return False
    here, there = (
        frozenset(re.findall(r"\w+", next(s for s in _SENTENCE.split(passage) if part in s)))
        for part in (found.said, passage[number.span.start : number.span.end + 8])
    )
    words = frozenset(re.findall(r"\w+", claim))
    own = words & there - set(number.span.of(passage).split())
    return own < words & here


def _as_count(number: Quantity, found: _Count) -> Quantity:
    return replace(number, value=found.value, low=found.value, high=found.value, step=0.0, bound=Bound.EXACT)


def _counted(claim: str, at: Span) -> Token | None:
    """Return the noun that a number of a claim counts, "of" whose owner it may be: "nine of the league's clubs"."""
    inside = [t for t in parsed(claim) if at.start <= t.idx < at.end]
    behind = (t for number in inside for of in number.children if of.lower_ == "of" for t in of.children)
    return counted_noun(claim, at) or next((t for t in behind if t.dep_ == "pobj"), None)


def _told(claim: str, number: Quantity, passage: str) -> _Count | None:
    """Return how many of what a claim counts a sentence of a passage names that tells most of the claim, or None."""
    noun = _counted(claim, number.span) if not number.unit else None
    if noun is None:
        return None
    forms = forms_of(noun.text, claim) | frozenset(bm25.terms(noun.text))
    rest = [words for word, words in spoken(claim) if word not in (noun.text, number.span.of(claim))]
    for sentence in _SENTENCE.split(passage):
        for found in _counts(sentence):
            held = told(sentence)
            alike = sum(not held.isdisjoint(words) for words in rest)
            if forms.isdisjoint(bm25.terms(found.what)) or alike < _HALF * len(rest):
                continue
            denied = turns(claim) % 2 != turns(sentence) % 2
            if denied and found.value == found.named:
                return None
            return found._replace(value=found.named) if denied else found
    return None


@functools.lru_cache(maxsize=4096)
def _counts(sentence: str) -> tuple[_Count, ...]:
    found = []
    if ", " in sentence:
        for one in _APPOSED.finditer(sentence):
            if (named := _named(one["names"])) > 1:
                found.append(_Count(named, one["what"], one.group(), named))
    for one in _EXCEPTED.finditer(sentence) if "ll " in sentence else ():
        whole = next((q for q in quantity.find(one["count"] + " things") if not q.unit), None)
        named = _named(one["names"])
        if whole is not None and whole.value > named > 0:
            found.append(_Count(int(whole.value) - named, one["what"], one.group(), named))
    return tuple(found)


def _named(names: str) -> int:
    """Return how many names a list has; none where one is of the calendar."""
    dated = any(word.casefold() in CALENDAR for word in re.findall(r"\w+", names))
    return 0 if dated else len(_SPLIT.split(names))
