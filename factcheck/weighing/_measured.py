"""What a number is of, and which of two is the greater: the same figure of a part, or of another stuff, is another one.

"412 employees, 187 of whom work at Corran" gives no 187 employees, "1,900 tonnes of malt" no 1,900 tonnes of beer, and
who brewed "84 million litres in 2025, after 91 million in 2024" did not brew more.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import moved_to
from ..lexicon.units import DIMENSIONS
from ..model import Bound, Finding, Quantity, Span, Stance
from ..text import late
from ._claim import undated
from ._moves import WAS
from ._placing import Contrary, instead_of, names
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    pass

_OF = late(r"\s+(?:[a-z]+s\s+)?of\s+(?:(?:the|its|their|his|her)\s+)?(?P<stuff>[a-z][\w’'-]+)\b")
_MORE = late(
    r"\b(?:(?P<up>more|higher|larger|bigger|greater|better)|(?P<down>less|fewer|lower|smaller|worse))\b"
    r"(?:\s+[\w’'-]+){0,6}?\s+than\b"
    r"|(?:^|\s)(?P<risen>rose|risen|grew|grown|increased|climbed)\b|\b(?P<fallen>fell|fallen|declined|dropped|decreased|shrank)\b",
    re.I,
)
_YEAR = late(r"\b(?:1[89]|20)\d\d\b")
_COMPARED = late(
    r"\b(?:than|(?:much|many|high|low|large|big|long) as|compared (?:with|to)|against|versus)\s+"
    r"(?:(?:in|at|on|during|for)\s+)?(?:the )?$",
    re.I,
)
_CLAUSE = late(r"[;:.](?=\s)")

_OF_THEM = re.compile(r" of (?:them|these|those|its|their|the)\b")
_SIDED = late(r"(?<=[a-z] )(?P<side>north|south|east|west)(?: of|ward of)(?: the)? (?P<place>[A-Z][\w’'-]+)")
_ACROSS = {"north": "south", "south": "north", "east": "west", "west": "east"}
_EXTENTS = {
    "long": "long",
    "in length": "long",
    "wide": "wide",
    "across": "wide",
    "in diameter": "wide",
    "in width": "wide",
}
_EXTENTS |= {
    "high": "high",
    "tall": "high",
    "in height": "high",
    "deep": "deep",
    "in depth": "deep",
    "thick": "thick",
}
_EXTENT = late(rf"\s+(?:[a-z]+s\s+)?({'|'.join(_EXTENTS)})\b", re.I)
_UNSIZED = ("", "time", "calendar")  # of these a few are a few in any unit
_MATTER = 0.6  # the share of a claim's words that a passage has to have to measure the same
_COUNTS = ("", "%", "share", "times", "ordinal", "label", "points")  # a third of the birds, of those living


def is_measured(claim: str, findings: Sequence[Finding]) -> bool:
    """Say whether a passage bears a number of a claim out that measures something in a unit."""
    borne = (f.claim_span for f in findings if f.judge == "numbers" and f.stance is Stance.SUPPORTS)
    numbers = (quantity.at(claim, span) for span in borne if span is not None)
    return any(number is not None and number.unit not in _COUNTS for number in numbers)


def of_another_extent(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return the "long" or "wide" that a claim has with a length, where a passage has another with the same; or ""."""
    for found in findings:
        mine, theirs = found.claim_span, found.evidence_span
        if found.judge != "numbers" or found.stance is not Stance.SUPPORTS or mine is None or theirs is None:
            continue
        ours, other = _EXTENT.match(claim, mine.end), _EXTENT.match(passage, theirs.end)
        if ours and other and _EXTENTS[ours[1].casefold()] != _EXTENTS[other[1].casefold()]:
            return f"{ours[1]} (the source: {other[1]})"
    return ""


def of_another_stuff(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return of what a claim has so many tonnes or crowns, where a passage has as many of something else; or ""."""
    for found in findings:
        mine, theirs = found.claim_span, found.evidence_span
        if found.judge != "numbers" or found.stance is not Stance.SUPPORTS or mine is None or theirs is None:
            continue
        number = quantity.at(claim, mine)
        ours, other = _OF.match(claim, mine.end), _OF.match(passage, theirs.end)
        if number is None or number.unit in _COUNTS or ours is None or other is None:
            continue
        forms = forms_of(ours["stuff"], claim)
        if forms and bm25.terms(other["stuff"]) and forms.isdisjoint(told(passage)):
            return f"of {ours['stuff']} (the source: of {other['stuff']})"
    return ""


def of_the_other_level(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return the time that a claim gives its number, where a passage only compares that with the time; or "".

    "3.2 million, twice as much as in 2024" bears no "3.2 million in 2024" out.
    """
    borne = [f for f in findings if f.stance is Stance.SUPPORTS and f.claim_span and f.evidence_span]
    borne = [f for f in borne if f.evidence_span is not None and f.evidence_span.end > 0]
    counts = [f for f in borne if f.judge == "numbers" and is_stated(f, claim, passage)]
    for found in borne if counts else ():
        mine, theirs = found.claim_span, found.evidence_span
        if found.judge != "dates" or mine is None or theirs is None or _COMPARED.search(claim[: mine.start]):
            continue
        once = passage.count(theirs.of(passage)) == 1
        if once and _COMPARED.search(passage[: theirs.start]):
            return f"{found.part} (the source only compares with it)"
    return ""


def is_stated(found: Finding, claim: str, passage: str) -> bool:
    """Say whether what bears a number out is the number itself, and not what others come to."""
    if found.claim_span is None or found.evidence_span is None:
        return False
    mine, other = quantity.at(claim, found.claim_span), quantity.at(passage, found.evidence_span)
    return mine is not None and other is not None and quantity.agree(mine, other).holds


def of_a_part(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim gives for a whole, all of whose words a passage has, and the passage for a part."""
    values = {q.value: q for q in quantity.find(claim)}
    for part in quantity.parts(passage) if values else ():
        mine = values.get(part.part.value)
        behind = part.whole.span.start < part.part.span.start  # "412, 187 of whom", not "187 of the 412"
        if (
            mine is None
            or mine.unit != part.part.unit
            or part.whole.value in values
            or not behind
            or not part.rest.strip()
            or _OF_THEM.match(claim, mine.span.end)  # "412 of them" is no whole
        ):
            continue
        words = [(word, forms) for word, forms in spoken(claim) if word.islower()]
        words = [(word, forms) for word, forms in words if word not in mine.span.of(claim)]
        if any(name in part.rest and name not in passage[: part.part.span.start] for name in names(claim)):
            continue  # "30 were taken in by Kell": a claim that names Kell tells of the part
        before, rest = told(passage[: part.part.span.start]), told(part.rest)
        of_whole = words and all(not before.isdisjoint(forms) for _, forms in words)
        if of_whole and all(rest.isdisjoint(bm25.terms(word)) for word, _ in words):
            said, whole = part.part.span.of(passage), part.whole.span.of(passage)
            reason = f"the draft gives {mine.span.of(claim)} for the whole; the source says {said} of {whole}"
            yield "numbers", reason, mine.span, mine.span.of(claim)
            return


def in_another_unit(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of a claim that a passage has in a larger or smaller unit: 2,900 kilowatts of 2,900 megawatts."""
    stated = quantity.find(passage)
    for mine in (q for q in quantity.find(claim) if q.bound in (Bound.EXACT, Bound.ABOUT)):
        kind, size = DIMENSIONS.get(mine.unit, ("", 0.0))
        if kind in _UNSIZED or any(quantity.agree(mine, q).holds for q in stated):
            continue
        alike = [q for q in stated if DIMENSIONS.get(q.unit, ("", size))[0] == kind]
        other = next((q for q in alike if q.value == mine.value and DIMENSIONS[q.unit][1] != size), None)
        if other is not None and _of_one_stuff(claim, mine, passage, other):
            yield instead_of(claim, mine, passage, other)


def _of_one_stuff(claim: str, mine: Quantity, passage: str, other: Quantity) -> bool:
    """Say whether what two numbers measure may be one thing: a passage has most of the words, and no other stuff."""
    ours, theirs = _OF.match(claim, mine.span.end), _OF.match(passage, other.span.end)
    if ours and theirs and forms_of(ours["stuff"], claim).isdisjoint(bm25.terms(theirs["stuff"])):
        return False
    held, number = told(passage), mine.span.of(claim)
    words = [forms for word, forms in spoken(claim) if word not in number]
    return sum(not held.isdisjoint(forms) for forms in words) >= _MATTER * len(words) > 0


def which_is_more(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a comparison or change without a number that two levels of a passage show to be the other way."""
    said = _MORE.search(claim) if not turns(claim) and not quantity.find(undated(claim)) else None
    if said is None:
        return
    way = 1 if said["up"] or said["risen"] else -1
    years = _YEAR.findall(claim)
    for clause in _CLAUSE.split(passage):
        for new, old in itertools.pairwise(_levels(clause)):
            if WAS.search(clause[new.span.end : old.span.start]) is None or new.value == old.value:
                continue
            ours = _in_order(years, clause)
            if ours and way * ours * (new.value - old.value) < 0 and _of_one_matter(claim, said, clause):
                levels = f"{new.span.of(clause)} against {old.span.of(clause)}"
                reason = f"the draft says “{said.group().strip()}”; the source has {levels}"
                yield "acts", reason, Span(start=said.start(), end=said.end()), said.group().strip()
                return


def _levels(clause: str) -> list[Quantity]:
    """Return the numbers of a clause that count or measure: "91 million litres" behind "84 million" has its unit."""
    return [
        q
        for q in quantity.find(clause)
        if q.unit not in ("label", "ordinal", "times") and not moved_to(clause, q)
    ]


def _in_order(years: Sequence[str], clause: str) -> int:
    """Return 1 where a claim has the years of a clause in that order, or none, -1 in the other one, else 0."""
    theirs = _YEAR.findall(clause)
    if len(years) < len(theirs) or not theirs:
        return 0 if set(years) - set(theirs) else 1
    if years == theirs:
        return 1
    return -1 if years == theirs[::-1] else 0


def _of_one_matter(claim: str, said: re.Match[str], clause: str) -> bool:
    """Say whether a clause has every telling word of a claim but those of the comparison."""
    held = told(clause)
    words = [forms for word, forms in spoken(claim) if word not in said.group() or word.isdigit()]
    inner = [forms for word, forms in spoken(said.group()) if not said["risen"] and not said["fallen"]]
    return bool(words) and all(not held.isdisjoint(forms) for forms in (*words, *inner))


def on_the_other_side(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the side of a place on which a claim has what lies as far on the other: "nine km south of Besk"."""
    theirs = [*_sided(passage)]
    for measure, side, place, span in _sided(claim) if theirs else ():
        for other, across, beside, at in theirs:
            if (_ACROSS[side], place) == (across, beside) and quantity.agree(measure, other).holds:
                reason = f"the draft says {side} of {place}; the source says {at.of(passage)}"
                yield "acts", reason, span, side


def _sided(text: str) -> Iterator[tuple[Quantity, str, str, Span]]:
    """Yield each measure of a text by which something lies on one side of a place, the side, the place, and where."""
    found = [*_SIDED.finditer(text)]
    for one, number in itertools.product(found, quantity.find(text) if found else ()):
        if one.start() - number.span.end == 1:
            yield number, one["side"], one["place"], Span(start=one.start(), end=one.end())
