"""What became of the rest of a whole: "of 89 they shot down 74; the remaining 15 got through".

What the others are, the sentence before says; the number of the one part stands against no other of the rest, and what
is told of the one part is not so of the other.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import bm25, quantity
from ..judge import root_of
from ..model import Quantity, Span
from ..text import late
from ._claim import LIGHT
from ._synonyms import forms_of, told
from ._turns import turns

_BEFORE = late(r"\b(?:the|its|their) (?:remaining|other|rest,)\s+$", re.I)
_BEHIND = late(r"\s+(?:others|remained|were left)\b", re.I)
_ELSEWHERE = late(
    r"\b(?:elsewhere|(?:no|any|in|of|at|on|near|the|all|every) others?\b"
    r"|outside (?:of )?(?:these|those|this|that|the) [a-z]+|throughout|everywhere)\b",
    re.I,
)
_GOES_ON = frozenset({"go", "come", "stay", "remain", "take"})
_THE_OTHERS = late(
    r"\bthe (?:other|remaining) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.I
)
_ALL = late(r"\b(?:all|every|each|whole|entire|across|nationwide)\b", re.I)
_CLAUSES = late(r"[;:,](?=\s)|\.(?=\s)|\b(?:while|but|and|whereas)\b", re.I)
_END = re.compile(r"[;.](?=\s)|[;.]$")


_LOSING = late(
    r"\b(?:lost|los(?:es|ing)|sold|sell(?:s|ing)|clos(?:ed|es|ing)|shut|dismiss(?:ed|es)|sacked|fired|cut|shed|scrapped"
    r"|destroyed|gave up|gives up|giving up|withdr[ae]w|laid off|burn(?:ed|t)|sank|demolished|razed|felled)\b",
    re.I,
)
_LEFT_WITH = late(
    r"\b(?:left with|still (?:ha(?:s|ve|d)|hold(?:s)?|runs?|employs?|owns?)|keep(?:s|ing)?|kept|retain(?:s|ed)?|down to"
    r"|remains? with)(?: (?:just|only|about))? $",
    re.I,
)
_ARE_LEFT = late(
    r"(?: of (?:its|their|the|them))?(?: [\w’'-]+)? (?:(?:are|were|is|was) left\b"
    r"|remain(?:s|ed)?(?= open\b| in (?:use|business|service)\b|\s*(?:[.,;]|$)))",
    re.I,
)
_HAS_LEFT = (
    late(r"\bha(?:s|ve|d)(?: (?:just|only|about))? $", re.I),
    late(r"(?: [\w’'-]+){1,2} left\b", re.I),
)


class Rest(NamedTuple):
    """The rest of a whole in a passage, the part before it, and what is told of the one and of the other."""

    rest: Quantity
    part: Quantity
    of_rest: str
    of_part: str


@functools.lru_cache(maxsize=4096)
def rests(passage: str) -> tuple[Rest, ...]:
    """Return the rests of a passage, each with the part that the number nearest before it counts."""
    numbers = quantity.find(passage)
    return tuple(_rests(passage, numbers)) if "remain" in passage or "other" in passage else ()


def _rests(passage: str, numbers: tuple[Quantity, ...]) -> Iterator[Rest]:
    for part, rest in itertools.pairwise(numbers):
        before = passage[: rest.span.start]
        if part.unit or rest.unit or not (_BEFORE.search(before) or _BEHIND.match(passage, rest.span.end)):
            continue
        behind = _END.split(passage[rest.span.start :])[0]
        start = passage.rfind(_END.split(passage[: part.span.start])[-1], 0, part.span.start)
        of_part = passage[start : rest.span.start]
        yield Rest(rest, part, behind, _BEFORE.sub("", of_part))


def is_of_the_rest(number: Span, passage: str) -> bool:
    """Say whether a number of a passage is that of the rest of a whole, whose name the sentence before has."""
    return any(one.rest.span.overlaps(number) for one in rests(passage))


def done_to_the_rest(claim: str, passage: str) -> str:
    """Return the verb by which a claim has something done to the others, of which a passage has no word; or "".

    Whoever accepted twelve of the 14 need not have "turned down the other two".
    """
    found, root = _THE_OTHERS.search(claim), root_of(claim)
    if found is None or root is None or root.pos_ != "VERB" or root.lemma_ in _GOES_ON:
        return ""
    if any(c.dep_ == "neg" for c in root.children):
        return ""
    said = " ".join((root.text, *(c.text for c in root.children if c.dep_ == "prt")))
    known = told(said) - frozenset(bm25.terms(said)) if " " in said else forms_of(root.text, claim)
    return said if known and known.isdisjoint(told(passage)) else ""


def told_of_the_rest(claim: str, passage: str) -> bool:
    """Say whether a claim has the number of the rest, and does not have them do what the part before them did."""
    values = {q.value for q in quantity.find(claim)}
    return any(one.rest.value in values and not _does(claim, one.of_part) for one in rests(passage))


def the_others(claim: str, number: Quantity, passage: str) -> str:
    """Return the rest that a passage has do what a claim tells of a number, with what stands before it, or ""."""
    found = (one for one in rests(passage) if one.rest.value == number.value and _does(claim, one.of_rest))
    one = next(found, None)
    return f"{one.part.span.of(passage)} and the other {one.rest.span.of(passage)}" if one is not None else ""


def of_the_other(claim: str, passage: str) -> tuple[Quantity, str, str] | None:
    """Return the number of a claim that a passage has of those who did not do it, with theirs and the others', or None.

    Of "they saved 12; the other two perished" neither "12 perished" nor "they saved two" is borne out.
    """
    if turns(claim) or turns(passage):
        return None
    values = {q.value for q in quantity.find(claim)}
    for one in rests(passage) if values else ():
        if {one.part.value, one.rest.value} <= values:
            continue  # a draft that tells of both says which did what
        sides = (
            (one.part, one.of_part, one.rest, one.of_rest),
            (one.rest, one.of_rest, one.part, one.of_part),
        )
        for mine, own, other, there in sides:
            said = next((q for q in quantity.find(claim) if q.value == mine.value), None)
            if said is not None and _does(claim, there) and not _does(claim, own):
                return said, mine.span.of(passage), other.span.of(passage)
    return None


def left_of_it(claim: str, passage: str) -> tuple[Quantity, str] | None:
    """Return the number that a claim has left over and a passage has lost of a whole, with its words there, or None.

    Who "lost 18 of 30 seats" is not left with 18.
    """
    for part in quantity.parts(passage) if _LOSING.search(passage) else ():
        lost = _LOSING.search(_END.split(passage[: part.part.span.start])[-1])
        if not lost or 2 * part.part.value == part.whole.value or turns(claim) or turns(passage):
            continue
        for mine in quantity.find(claim):
            before, behind = claim[: mine.span.start], claim[mine.span.end :]
            has = _HAS_LEFT[0].search(before) and _HAS_LEFT[1].match(behind)
            left = has or _LEFT_WITH.search(before) or _ARE_LEFT.match(behind)
            if left and mine.value == part.part.value:
                ends = sorted((part.part.span, part.whole.span), key=lambda s: s.start)
                return mine, f"{lost.group()} {passage[ends[0].start : ends[1].end]}"
    return None


def denied_elsewhere(claim: str, passage: str) -> bool:
    """Say whether all that a passage denies it denies of other places or things than those that a claim is about.

    That no deaths were recorded elsewhere speaks against no five deaths in the two provinces.
    """
    if turns(claim) or _ELSEWHERE.search(claim) or _ALL.search(claim) or not _ELSEWHERE.search(passage):
        return False
    held = frozenset(bm25.terms(passage))
    named = (t for word in re.findall(r"(?<!^)\b[A-Z][\w’'-]+", claim) for t in bm25.terms(word))
    denying = [clause for clause in _CLAUSES.split(passage) if turns(clause)]
    return all(t in held for t in named) and all(map(_ELSEWHERE.search, denying))


def _does(claim: str, piece: str) -> bool:
    """Say whether a piece of a passage has the verb of a claim, or a word for it."""
    root = root_of(claim)
    if root is None or root.lemma_ in LIGHT:
        return False
    return not (forms_of(root.text, claim) | frozenset(bm25.terms(root.text))).isdisjoint(told(piece))
