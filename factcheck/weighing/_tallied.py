"""How many of some numbered things: "convicted on counts one and three and acquitted on count two" is two of three."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import root_of
from ..judge.labels import is_listed, labels, numbered
from ..lexicon.number_words import SMALL
from ..model import Quantity, Span
from ..text import late
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from ._placing import Contrary

_CUT = re.compile(r"[;.](?=\s)|[;.]$")
_NUMBER = rf"(?:\d+|{SMALL})"
_WHOSE = r"(?:(?:the|its|his|her|their|those|these) )?"
_OF = late(
    rf"\b(?:(?P<n>{_NUMBER}) of|all(?: of)?) {_WHOSE}(?P<m>{_NUMBER}) (?:[a-z]+ )??(?P<what>[a-z]+s)\b", re.I
)


class _Tally(NamedTuple):
    """Some things of one kind in a passage, by their numbers, and what is told of them."""

    values: frozenset[float]
    told: str


class _Told(NamedTuple):
    """How many of how many things a claim tells something of, in words, and of how many a passage tells it."""

    span: Span
    many: float
    borne: float


def tallied(claim: str, passage: str) -> bool:
    """Say whether a claim has as many of some things as a passage names by their numbers, for what it tells."""
    found = _told(claim, passage)
    return found is not None and found.many == found.borne


def tally(claim: str, number: Quantity, passage: str) -> str:
    """Return how many things a claim tells of, where a passage names as many and number is one of the two, or ""."""
    found = _told(claim, passage) if number.unit == "" else None
    right = found is not None and found.many == found.borne and found.span.covers(number.span)
    return f"{found.borne:g} things by their numbers" if right and found is not None else ""


def mistallied(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a passage tells of more or fewer of some numbered things than a claim, or of others of them."""
    found = _told(claim, passage)
    if found is not None and found.many != found.borne:
        said = found.span.of(claim)
        reason = f"the draft says {said}; the source names {found.borne:g} by their numbers"
        yield "numbers", reason, found.span, said
    yield from _of_another(claim, passage)


def _of_another(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the one thing by its number of which a claim tells what a passage tells of others of its kind only."""
    root, mine = root_of(claim), labels(claim)
    if root is None or len(mine) != 1 or turns(claim):
        return
    found = _tallies(passage, numbered(mine[0], claim))
    acts = forms_of(root.text, claim) | frozenset(bm25.terms(root.text))
    same = [one for one in found if not acts.isdisjoint(told(one.told)) and not turns(one.told)]
    other = [one for one in found if one not in same and mine[0].value in one.values]
    if same and other and not any(mine[0].value in one.values for one in same):
        said = mine[0].span.of(claim)
        reason = f"the draft says {said}; the source tells that of others: “{same[0].told.strip()} ...”"
        yield "numbers", reason, mine[0].span, said


def _told(claim: str, passage: str) -> _Told | None:
    """Return of how many things a claim tells what it tells, and of how many of as many a passage does, or None."""
    said = _OF.search(claim)
    if said is None or turns(claim):
        return None
    word = bm25.stem(said["what"].casefold())
    found = _tallies(passage, word)
    whole, part = (_value(said[side] or said["m"]) for side in ("m", "n"))
    if not found or len(frozenset().union(*(one.values for one in found))) != whole:
        return None
    words = [forms for one, forms in spoken(claim) if one not in said.group()]
    deed = _deed(claim)
    alike = [one for one in found if not turns(one.told) % 2 and not deed.isdisjoint(told(one.told))]
    fit = [sum(not told(one.told).isdisjoint(forms) for forms in words) for one in alike]
    most = [one for one, hit in zip(alike, fit, strict=True) if hit == max(fit) > 0]
    if not most:
        return None
    many = len(frozenset().union(*(one.values for one in most)))
    return _Told(Span(start=said.start(), end=said.end("m")), part, many)


def _deed(claim: str) -> frozenset[str]:
    """Return the terms that can stand for the verb of a claim, or for what it says that they are: "found guilty"."""
    root = root_of(claim)
    what = (t for t in root.children if t.dep_ in ("oprd", "acomp", "attr")) if root is not None else ()
    said = [*what] or [root]
    return frozenset(form for t in said if t is not None for form in forms_of(t.text, claim))


def _value(word: str) -> float:
    return next((q.value for q in quantity.find(f"{word} things")), 0.0) or 1.0


@functools.lru_cache(maxsize=4096)
def _tallies(passage: str, word: str) -> tuple[_Tally, ...]:
    """Return the things of a kind that a passage names by their numbers, with what stands before, or else behind."""
    groups = [group for group in _groups(passage) if numbered(group[0], passage) == word]
    found, last = [], 0
    for group, following in itertools.zip_longest(groups, groups[1:]):
        start, end = group[0].span.start, group[-1].span.end
        before = _CUT.split(passage[last:start])[-1]
        behind = _CUT.split(passage[end : following[0].span.start if following else len(passage)])[0]
        values = frozenset(one.value for one in group)
        found.append(_Tally(values, before if bm25.terms(before) else behind))
        last = end
    return tuple(found)


def _groups(passage: str) -> Iterator[list[Quantity]]:
    """Yield the numbers of each list of things of a passage: "counts one, two and five"."""
    group: list[Quantity] = []
    for one in labels(passage):
        if group and is_listed(one, passage):
            group.append(one)
            continue
        if group:
            yield group
        group = [one]
    if group:
        yield group
