"""What a passage sets against what it denies: "too low, not too high", "for adults but not for children".

The same words with the "not" on the other side are the contrary, though a passage has each of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import refuting, shown
from ._reading import bears_out
from ._synonyms import spoken, told
from ._turns import turns

_NOT = late(
    r"(?P<yes>[^;.:]{1,300}?)(?:,? but|,|,? and) (?:not|no|never)\b(?! (?:only|just|yet|all|until|least|even|because"
    r"|more|less|later|earlier|longer|other|one|doubt|matter)\b) (?P<no>[^;,.:]+)",
    re.I,
)
_WORD = re.compile(r"[\w’'-]+")
_LITTLE = frozenset(
    """
    a an the of for to in on at by with from as and or but nor any some those that these this it its is was are were be
    been had has have did do does which who so too very said result
    """.split()  # noqa: SIM905
)
_WAYS = frozenset("by to in on at for with from of against after before under".split())  # noqa: SIM905
_BEHIND = re.compile(
    r"\b(?:as|because|since|when|while|although|which|who)\b.*"
)  # goes on about something else


# Of "all but three have left" three have not.
_ALL_BUT = late(r"\b(?:all|every|each)(?: \w+)? (?:but|except(?: for)?) (?=(?:\w+-)?\w+\b)", re.I)
_SPARED = late(r"\b(?:but|except\w*|remain\w*|still|left|apart|other than)\b", re.I)


_PAIRS = tuple(
    (one, other)
    for one, _, other in (
        line.partition(" ")
        for line in """north south
east west
men women
boys girls
imports exports
summer winter
urban rural
primary secondary
public private
adults children
upper lower
employers employees
buyers sellers
domestic foreign
state federal
land sea
rich poor
larger smaller
older younger
morning evening""".splitlines()
    )
)
_PART = re.compile(r"[;,](?!\d)|\b(?:while|whereas|but|and|with|than|against)\b")


class Contrast(NamedTuple):
    """What is told, and what is denied beside it, by the words that only the one has."""

    yes: frozenset[str]
    no: frozenset[str]
    told: frozenset[str]  # all words of what is told
    way: str  # the preposition of what is denied, or ""
    text: str


def contrasted(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim tells what a passage denies in a contrast, or denies the other side."""
    theirs = [*_contrasts(item.text)] if item.figure is None else []
    ours = next(_contrasts(claim.text), None) if theirs else None
    for one in theirs:
        if _is_swapped(ours, one) if ours is not None else _is_denied(claim.text, one):
            reason = f"the draft has it the other way round; the source says “{shown(one.text)}”"
            yield refuting("acts", reason, Span(start=0, end=len(claim.text)), "the other way round", item)
            return


def crosswise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim tells of the north what a passage tells of the south, and the reverse."""
    for pair in _pairs_in(claim.text) if item.figure is None and not turns(claim.text) else ():
        ours, theirs = _sides(claim.text, pair), _sides(item.text, pair)
        if not ours or not theirs or _alike(ours[0], theirs[0]) or _alike(ours[1], theirs[1]):
            continue
        if _alike(ours[0], theirs[1]) and _alike(ours[1], theirs[0]):
            reason = f"the draft has {pair[0]} and {pair[1]} the other way round; the source says “{shown(item.text)}”"
            whole = Span(start=0, end=len(claim.text))
            yield refuting("acts", reason, whole, f"{pair[0]} and {pair[1]}", item)
            return


@functools.lru_cache(maxsize=1024)
def _pairs_in(claim: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of which a claim has both: nearly always none, and every passage is asked."""
    low = claim.casefold()
    return tuple(pair for pair in _PAIRS if pair[0] in low and pair[1] in low)


def _sides(text: str, pair: tuple[str, str]) -> list[str]:
    """Return the parts of a text that have the one and the other of a pair, without it; none where it is not so."""
    low = text.casefold()
    if not all(word in low for word in pair):
        return []
    parts = [[p for p in _PART.split(low) if re.search(rf"\b{word}\b", p)] for word in pair]
    if any(len(some) != 1 for some in parts) or parts[0] == parts[1]:
        return []
    return [re.sub(rf"\b{word}\b", " ", some[0]) for word, some in zip(pair, parts, strict=True)]


def _alike(part: str, other: str) -> bool:
    held = told(other)
    return any(not held.isdisjoint(forms) for _, forms in spoken(part))


def all_but(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a refutation where a claim has so many do what a passage has all but so many do."""
    found = _ALL_BUT.search(item.text) if item.figure is None else None
    if found is None or turns(claim.text) or _SPARED.search(claim.text):
        return
    for one in findings:
        at = one.evidence_span
        if one.judge == "numbers" and bears_out(one) and at and at.start == found.end() and one.claim_span:
            said = item.text[found.start() : at.end]
            reason = f"the draft says {one.part}; the source says “{said}”"
            yield refuting("numbers", reason, one.claim_span, f"{one.part} of them", item)


def _contrasts(text: str) -> Iterator[Contrast]:
    for found in _NOT.finditer(text):
        yes, no = _words(found["yes"]), _words(_BEHIND.sub("", found["no"]))
        beside = frozenset(
            [word for word in _WORD.findall(found["yes"].casefold()) if word not in _LITTLE][-len(no) :]
        )
        first = next(iter(found["no"].split()), "").casefold()
        way = first if first in _WAYS else ""
        if no - yes:
            yield Contrast(beside - no, no - yes, yes, way, found.group().strip())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _LITTLE


def _is_swapped(ours: Contrast, theirs: Contrast) -> bool:
    """Say whether each of two tells what the other denies, and nothing of what it denies itself."""
    return (
        not ours.no & theirs.no
        and bool(ours.no & theirs.told)
        and 2 * len(theirs.no & ours.told) >= len(theirs.no)
        and not theirs.yes <= ours.told
    )


def _is_denied(claim: str, theirs: Contrast) -> bool:
    """Say whether a claim tells what is denied, and not what is told in its place."""
    words = _words(claim)
    rest = words - theirs.no
    if theirs.way and not any(
        re.search(rf"\b{theirs.way} (?:\w+ )?{re.escape(w)}\b", claim, re.I) for w in theirs.no
    ):
        return False  # told "not by Lund" says nothing of whether Lund was told
    return (
        not turns(claim)
        and theirs.no <= words
        and not theirs.yes & words
        and len(rest & theirs.told) >= len(rest) / 2
    )
