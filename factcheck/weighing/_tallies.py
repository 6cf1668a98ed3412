"""How many voted which way: "13 in favour, none against, 2 abstentions" has two members vote against nothing.

The number of a side is looked for beside the words for it, in any order, and behind what an outcome says of both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import quantity
from ..lexicon.number_words import SMALL
from ..model import Claim, Evidence, Finding, Quantity, Span
from ..text import late
from ._ballots import NOBODY, names_on_a_side, vote_count
from ._placing import refuting

# What every count of votes has: the numbers in words, which take long to compile, are looked for behind it only.
_LIKELY = re.compile(
    r"\b(?:by|an?|vot(?:e|ed|es)(?: [a-z]+)?) \d|(?:\d|\bvotes?) to \w|\bagainst\b|\boppos(?:e|ed|ing)\b|\babst"
    r"|\bfavou?r\b|\bback|\bvot(?:e|es|ed|ing) (?:for|no|yes)\b",
    re.I,
)
_WAYS = {
    "for": r"(?:in favou?r|back(?:ed|ing)|supported|yes votes?|for (?=it\b)"
    r"|(?:voted?|votes|voting) (?:for|yes|in favou?r))",
    "against": r"(?:against|oppos(?:ed|ing)|(?:voted?|voting) no|no votes?)",
    "abstaining": r"(?:abstentions?|abstain(?:ed|ing))",
}
_BY = {"for": "backed|supported", "against": "opposed"}
_SCORE = late(
    rf"\b(?:vot(?:e (?:was|of|stood at|went)|ed)|by|in an?) (?P<one>\d[\d,]*\d|\d|{SMALL})"
    rf"(?: to |[-–])(?P<two>\d[\d,]*\d|\d|none|nil|{SMALL})\b(?! (?:against|(?:votes )?in favou?r))",
    re.I,
)
_TURNOUT = re.compile(r"\bturnout (?:of|was|at|stood at|came to) (?:about |some )?$", re.I)
_TOOK_PART = re.compile(
    r" (?:of [^.;,]{1,40}? )?(?:took part|turned out|participated|cast (?:a |their )?(?:votes?|ballots?))\b",
    re.I,
)
_POLLED = re.compile(
    r"\b(?:turnout|took part|turned out|participat\w+|cast|polls?|electorate"
    r"|vote[ds]?(?! (?:for|against|to|in|yes|no)\b))\b",
    re.I,
)
_SIDES = re.compile(r"\b(?:supported|backed|opposed|in favou?r|abstained)\b", re.I)
_LOST = re.compile(r"\b(?:lost|rejected|defeated|failed|fell|thrown|down)\b", re.I)


_TO = late(rf"(?:\d|\b{SMALL})(?: votes?)? to $", re.I)  # "voted 11 to 4 against": the four were for it
_OF = re.compile(r"(?<!\bvote )\bof (?:the |its |their |[\w’'-]+['’]s? )*$", re.I)


# "Russia alone abstaining", "only Russia abstained".
_ALONE = late(
    r"\b(?P<who>[A-Z][\w’'-]+) alone (?=(?:had |has )?(?:abstain|oppos|vot))"
    r"|\b[Oo]nly (?P<only>[A-Z][\w’'-]+) (?=(?:had |has )?(?:abstain|oppos|vot))"
)
_SIDE_OF = re.compile(
    r"(?:abstain(?:ed|ing)|oppos(?:ed|ing)|vot(?:ed|ing) (?:against|no|for|yes|in favou?r))", re.I
)


class Side(NamedTuple):
    """How many a text has vote one way, where it says so and in which words."""

    votes: float
    span: Span
    told: bool = (
        True  # or worked out of an outcome; two outcomes are compared elsewhere, as they may be of two votes
    )


def counted_otherwise(claim: str, passage: str) -> tuple[Span, str] | None:
    """Return where a claim gives another number of those who vote one way than a passage, and what the passage has."""
    theirs = tallies(passage) if _LIKELY.search(claim) and _LIKELY.search(passage) else {}
    for way, mine in tallies(claim).items() if theirs else ():
        other = theirs.get(way)
        if other and mine.votes != other.votes and (mine.told or other.told):
            return mine.span, other.span.of(passage)
    return None


def counted_alike(claim: str, passage: str, at: Span | None) -> bool | None:
    """Say whether a number of votes at a place of a claim is what a passage gives the same side; None for no votes."""
    ours = tallies(claim) if at is not None and _LIKELY.search(claim) and _LIKELY.search(passage) else {}
    mine = {way: side for way, side in ours.items() if at is not None and side.span.covers(at)}
    pairs = ((side, tallies(passage).get(way)) for way, side in mine.items())
    known = ((side, other) for side, other in pairs if other is not None and (side.told or other.told))
    return next((side.votes == other.votes for side, other in known), None)


def voted_alike(claim: str, passage: str) -> str:
    """Return the words by which a claim tells how many voted which way, where an outcome gives as many, or ""."""
    ours = tallies(claim) if _LIKELY.search(claim) or _SIDES.search(claim) else {}
    theirs = tallies(passage) if ours and _LIKELY.search(passage) else {}
    same = [way in theirs and side.votes == theirs[way].votes for way, side in ours.items()]
    sides = " ".join(side.span.of(claim) for side in ours.values() if side.told) if all(same) else ""
    polled = [mine for mine, other in _turnouts(claim, passage) if quantity.agree(mine, other).holds]
    part = _TOOK_PART.match(claim, polled[0].span.end) if polled else None
    return sides or (f"{part.group() if part else ''} ballot" if polled else "")


def turned_out(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has another share vote at all than turned out, or that share do else."""
    for mine, theirs in _turnouts(claim.text, item.text):
        if not quantity.agree(mine, theirs).holds:
            said, other = mine.span.of(claim.text), theirs.span.of(item.text)
            reason = f"the draft says {said}; the source has a turnout of {other}"
            yield refuting("numbers", reason, mine.span, f"{said} took part", item)
    stated = [] if _POLLED.search(claim.text) else _stated(item.text)
    for one in quantity.find(claim.text) if stated else ():
        if one.unit in ("%", "share") and quantity.agree(one, stated[0]).holds:
            said = one.span.of(claim.text)
            reason = f"the draft says {said} of something else; the source has it as the turnout"
            yield refuting("numbers", reason, one.span, f"{said} of it", item)


def alone_on_a_side(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has one alone abstain or vote some way, as more than one did in a passage."""
    alone = _ALONE.search(claim.text)
    ours = _SIDE_OF.search(claim.text, alone.start()) if alone is not None else None
    way = next((w for w, pattern in _WAYS.items() if ours and re.match(pattern, ours.group(), re.I)), "")
    theirs = tallies(item.text).get(way)
    listed = names_on_a_side(item.text, way) if alone is not None else ()
    if alone is not None and (len(listed) > 1 or (theirs is not None and theirs.votes > 1)):
        said = alone.group().strip()
        other = theirs.span.of(item.text) if theirs is not None else " and ".join(sorted(listed))
        reason = f"the draft has “{said}”; the source has {other}"
        yield refuting("numbers", reason, Span(start=alone.start(), end=alone.end()), said, item)


def _stated(passage: str) -> list[Quantity]:
    return [q for q in quantity.find(passage) if _TURNOUT.search(passage[: q.span.start])]


def _turnouts(claim: str, passage: str) -> list[tuple[Quantity, Quantity]]:
    """Return the shares of a claim that are to have voted, each with the one turnout of a passage."""
    theirs = _stated(passage)
    ours = quantity.find(claim) if len(theirs) == 1 else ()
    polled = (
        q for q in ours if _TOOK_PART.match(claim, q.span.end) or _TURNOUT.search(claim[: q.span.start])
    )
    return [(q, theirs[0]) for q in polled if q.unit in ("%", "share")]


def are_told(text: str) -> bool:
    """Say whether a text tells more than one way by its number: "27 in favour, 4 opposed" opposes nothing."""
    return sum(side.told for side in tallies(text).values()) > 1


@functools.lru_cache(maxsize=4096)
def tallies(text: str) -> dict[str, Side]:
    """Return how many vote which way; a way of which a text gives two numbers is of two votes, and is left out."""
    found: dict[str, set[Side]] = {}
    for way, side in (*_outcomes(text), *_beside(text)):
        found.setdefault(way, set()).add(side)
    one = {way: sides for way, sides in found.items() if len({side.votes for side in sides}) == 1}
    return {way: min(sides, key=lambda side: side.span.start) for way, sides in one.items()}


def _beside(text: str) -> Iterator[tuple[str, Side]]:
    for way, pattern in _patterns().items():
        for found in pattern.finditer(text):
            before = text[: found.start()]
            if not (_OF.search(before) or _TO.search(before)):  # who is counted is a part of them
                number = found["number"] or found["by"]
                yield way, Side(vote_count(number), Span(start=found.start(), end=found.end()))


def _outcomes(text: str) -> Iterator[tuple[str, Side]]:
    """Yield both sides of "adopted by 13 votes to 2": what was lost had more against it, whichever is told first."""
    for found in _outcome().finditer(text):
        both = ((vote_count(found[name]), found.span(name)) for name in ("one", "two"))
        less, more = (Side(votes, Span(start=at[0], end=at[1]), told=False) for votes, at in sorted(both))
        lost = _LOST.search(found["how"]) is not None
        yield from (("for", less if lost else more), ("against", more if lost else less))
    for found in _SCORE.finditer(text):  # of a motion that fell nobody knows which side is told first
        votes = [vote_count(found[name]) for name in ("one", "two")]
        if votes[0] > votes[1] and not _LOST.search(text):
            for way, name, many in zip(("for", "against"), ("one", "two"), votes, strict=True):
                yield way, Side(many, Span(start=found.start(name), end=found.end(name)), told=False)


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    count = rf"\d[\d,]*\d|\d|{SMALL}"
    number = rf"(?<![\w,.-])(?P<number>{count}|{'|'.join(NOBODY)})(?! ?(?:%|per ?cent\b))"
    whole = rf"(?: of (?:[\w’'-]+ ){{0,3}}?(?:{count}|[a-z]+))?"
    who = (
        rf"{whole} (?:(?-i:[a-z]+ )?(?-i:[a-z]+s|people) (?:(?:of|on|in|from) (?:the|its|their) (?-i:[a-z]+) )?)?"
        r"(?:had |have |were |was |who )?(?:voted |votes? )?"
    )
    return {
        way: re.compile(rf"{number}{who}{words}\b|{_by(way, count)}", re.I) for way, words in _WAYS.items()
    }


def _by(way: str, count: str) -> str:
    """Return the pattern of "opposed by four members", which no pattern of those who abstain has."""
    return rf"\b(?:{_BY[way]}) by (?P<by>{count}) (?!votes|per ?cent)[a-z]+" if way in _BY else "(?P<by>(?!))"


@functools.cache
def _outcome() -> re.Pattern[str]:
    number = rf"\d[\d,]*\d|\d|none|nil|{SMALL}"
    return re.compile(
        r"\b(?P<how>lost|rejected|defeated|failed|fell|thrown out|voted down|passed|carried|adopted|approved|won"
        r"|agreed)"
        r"(?:[^.;]|\.(?=\s?\d)){0,60}?"
        rf" by (?:a vote of )?(?P<one>{number})(?: votes)? (?:to|against) (?P<two>{number})\b",
        re.I,
    )
