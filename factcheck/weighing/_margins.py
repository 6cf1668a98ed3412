"""By how many votes: "carried by 97 votes to 94" is by three, or by 97; who has 520 votes to 480 won by 40."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import quantity
from ..judge import decisive
from ..lexicon.number_words import SMALL, spelled
from ..model import Bound, Claim, Evidence, Finding, Quantity, Span, Stance
from ..text import late
from ._turns import turns

_WON = (
    r"(?:w[io]ns?|won|beats?|carr(?:y|ies|ied)|took|takes|pass(?:ed|es)?|adopt(?:ed|s)?|approv(?:ed|es)?|reject(?:ed|s)?"
    r"|fell|falls?|fail(?:ed|s)?|los(?:t|es?)|defeat(?:ed|s)?|agreed|back(?:ed|s)?|voted|ahead|rais(?:ed|es)?|decided"
    r"|led|through|down)"
)
_WINS = late(r"\b(?:w[io]ns?|won|beats?|defeat(?:s|ed)|carr(?:y|ies|ied)|took|takes|led|ahead)\b", re.I)
_LOSES = late(r"\b(?:los(?:t|es?)|trail(?:s|ed)|behind)\b", re.I)
_BEATS = late(
    r"\b(?P<wins>beats?|defeat(?:s|ed)|(?:w[io]ns?|won)\s+(?:the|a)\s+(?:[\w’'-]+\s+){0,2}?"
    r"(?:race|election|vote|ballot|contest|run-?off|by-election))\b"
    r"|\b(?P<loses>los(?:t|es)\s+(?:the\s+(?:[\w’'-]+\s+){0,2}?(?:race|election|vote|ballot|contest|run-?off)|to))\b",
    re.I,
)
_TO = late(r"(?:\s+votes)?(?:\s+(?:for|in favou?r))?,?\s+(?:to|against|and)\s+$")
_MARGIN = late(
    rf"\b(?:by|with|a|an|the)\s+(?:[a-z]+\s+)?(?P<margin>margin|majority|lead)\s+of\s+(?:just\s+|only\s+)?"
    rf"(?P<number>\d[\d,]*|{SMALL}|a\s+single)\b(?!(?:\s+votes?)?\s+(?:to|against)\b)(?:\s+votes?\b)?",
    re.I,
)
_BY = late(
    rf"\b{_WON}\b(?:\s+[\w’'-]+){{0,5}}?\s+by\s+(?:just\s+|only\s+|a\s+mere\s+)?"
    r"(?P<bound>(?:(?:fewer|less|more)\s+than|under|over|nearly|almost|about|around|some)\s+)?"
    rf"(?P<number>\d[\d,]*|{SMALL}|an?\s+single)\s+votes?\b(?!\s+(?:to|against)\b)",
    re.I,
)
_VOTES = late(r"\s+votes?\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w’-]+")


class Margin(NamedTuple):
    """By how many votes a claim has something decided, where it says so, and whether it has to be the difference."""

    span: Span
    value: float
    plain: bool
    bounded: Quantity | None  # "fewer than 200"

    def is_difference(self, votes: float) -> bool:
        """Say whether so many votes more are what is told."""
        if self.bounded is None:
            return self.value == votes
        stated = replace(self.bounded, value=votes, low=votes, high=votes, bound=Bound.EXACT, step=0.5)
        return quantity.agree(self.bounded, stated) is not quantity.Agreement.DIFFERENT


class Tally(NamedTuple):
    """The two sides of a vote, and who has the greater one where each belongs to somebody."""

    more: Quantity
    less: Quantity
    names: tuple[frozenset[str], frozenset[str]] | None


def by_so_many_votes(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for the margin of a claim to which the two sides of a vote in a passage come."""
    for said, tally in _told(claim.text, item.text):
        if said.is_difference(tally.more.value - tally.less.value):
            part, levels = said.span.of(claim.text), _levels(tally, item.text)
            number = quantity.at(claim.text, said.span)
            before = claim.text[: said.span.start] if tally.names else ""
            won = _WINS.search(before) or _LOSES.search(before)
            part = f"{won.group()} by {part}" if won else part  # who has more votes has won
            reason = f"the source has {levels}, which comes to {part}"
            yield decisive(
                "numbers", Stance.SUPPORTS, reason, number.span if number else said.span, part, item
            )


def of_another_margin(claim: str, passage: str) -> Iterator[tuple[str, str, Span, str]]:
    """Yield the margin of a claim to which the two sides of a vote in a passage do not come."""
    for said, tally in _told(claim, passage):
        apart = tally.more.value - tally.less.value
        sides = {tally.more.value, tally.less.value} if said.bounded is None and not said.plain else ()
        if said.value not in sides and not said.is_difference(apart):
            part = said.span.of(claim)
            yield (
                "numbers",
                f"the draft says {part}; the source has {_levels(tally, passage)}",
                said.span,
                part,
            )


def outpolled(claim: str, passage: str) -> str:
    """Return the verb by which a claim has somebody win or lose, where the votes that a passage gives say so; or ""."""
    found = _outcome(claim, passage)
    return found[0].group() if found is not None and found[1] else ""


def outpolled_otherwise(claim: str, passage: str) -> Iterator[tuple[str, str, Span, str]]:
    """Yield the verb by which a claim has somebody win, or lose, to whom a passage gives fewer votes, or more."""
    found = _outcome(claim, passage)
    if found is not None and not found[1]:
        said, levels = found[0], _levels(found[2], passage)
        span = Span(start=said.start(), end=said.end())
        yield "acts", f"the draft says {said.group()}; the source has {levels}", span, said.group()


def _outcome(claim: str, passage: str) -> tuple[re.Match[str], bool, Tally] | None:
    """Return by which verb a claim without a number has somebody win, or lose, and whether the votes say so."""
    said = _BEATS.search(claim)
    tally = _tally(passage) if said is not None and not quantity.find(claim) else None
    if said is None or tally is None or tally.names is None or turns(claim) or turns(passage):
        return None
    winner, loser = tally.names[0] - tally.names[1], tally.names[1] - tally.names[0]
    here = set(_NAME.findall(claim[: said.start()]))
    one, other = (winner, loser) if said["wins"] else (loser, winner)
    if here.isdisjoint(one) is here.isdisjoint(other):
        return None  # both stand before the verb, or neither
    return said, not here.isdisjoint(one), tally


def _levels(tally: Tally, passage: str) -> str:
    return f"{tally.more.span.of(passage)} to {tally.less.span.of(passage)}"


def _told(claim: str, passage: str) -> Iterator[tuple[Margin, Tally]]:
    """Yield the margin of a claim with the one vote that a passage counts, of the claim's own winner."""
    said = _margin(claim)
    tally = _tally(passage) if said is not None else None
    if said is None or tally is None:
        return
    if tally.names is not None:
        wins, loses = _WINS.search(claim), _LOSES.search(claim)
        verb, (winner, loser) = wins or loses, tally.names
        here = set(_NAME.findall(claim[: verb.start()] if verb else ""))
        if here.isdisjoint(winner - loser if wins else loser - winner):
            return  # it is told of somebody else, or of nobody
    yield said, tally


def _margin(claim: str) -> Margin | None:
    found = _MARGIN.search(claim)
    by = None if found else _BY.search(claim)
    told = found or by
    if told is None:
        return None
    number = told["number"].casefold()
    value = 1.0 if number.endswith("single") else _value(number)
    start = told.start("number") if by else told.start("margin")
    bounded = (
        quantity.at(claim, Span(start=start, end=told.end())) if by is not None and by["bound"] else None
    )
    plain = found is not None and found["margin"] != "majority"
    return Margin(Span(start=start, end=told.end()), value, plain, bounded)


def _value(number: str) -> float:
    return float(number.replace(",", "")) if number[0].isdigit() else spelled(number)


@functools.lru_cache(maxsize=4096)
def _tally(passage: str) -> Tally | None:
    """Return the only vote of which a passage gives both sides: "61 votes to 57", or each beside a name."""
    numbers = [q for q in quantity.find(passage) if q.unit == "" and q.bound is Bound.EXACT]
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(numbers)
        if _TO.fullmatch(passage[one.span.end : other.span.start])
        and (
            " and " not in passage[one.span.end : other.span.start]
            or _is_for_and_against(passage, one, other)
        )
    ]
    if len(pairs) == 1:
        more, less = sorted(pairs[0], key=lambda q: -q.value)
        return Tally(more, less, None)
    return None if pairs else _by_names(passage, numbers)


def _is_for_and_against(passage: str, one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers joined by "and" are votes for and against: "61 votes in favour and 57 against"."""
    before, behind = passage[one.span.end : other.span.start], passage[other.span.end :]
    return "vo" in before and re.match(r"\s+(?:votes\s+)?against\b", behind) is not None


def _by_names(passage: str, numbers: Sequence[Quantity]) -> Tally | None:
    """Return the two greatest of the votes that a passage gives to one name each."""
    votes = [q for q in numbers if _VOTES.match(passage, q.span.end)]
    if len(votes) < 2 or len({q.value for q in votes}) < len(votes):
        return None
    named = {}
    for index, one in enumerate(votes):
        start = votes[index - 1].span.end if index else 0
        named[one] = frozenset(_NAME.findall(passage[start : one.span.start]))
    first, second = sorted(votes, key=lambda q: -q.value)[:2]
    if not named[first] or not named[second]:
        return None
    return Tally(first, second, (named[first], named[second]))
