"""What a passage's numbers come to: copy tells the difference of two levels, or the rest of a whole.

"1.46 billion, against 1.21 billion" bears "climbed by a quarter of a billion" out, "34 of the 61 work" that 27 do not.
A change is no rival of a level, nor a part of the rest: neither speaks against the other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .. import bm25, quantity, when
from ..judge import baselines, change, comes_to, decisive, explains, parsed, steps
from ..judge._rates import by_rate, of_another_rate
from ..model import Bound, Claim, Evidence, Finding, Quantity, Span, Stance, Strength
from ..text import late
from ._ballots import abstained
from ._claim import counted_noun
from ._enumerated import enumerated
from ._listed import listed, together
from ._margins import by_so_many_votes
from ._overrun import overrun
from ._paces import paced_alike
from ._reading import bears_out, hushed
from ._rest import the_others
from ._synonyms import forms_of, spoken
from ._tallied import tally
from ._totals import in_all, totalled
from ._turns import turns
from ._versus import pieces, versus

SHARP = 0.005  # how exact a share is that two counts give
_OF = late(r"\s(?:out\s)?of\s")
SHARP_AS = 3  # digits of a number that no other thing of a passage has by chance
LONE = 20  # a smaller count may be of anything
# Between two levels, what says that the second is the earlier one; "from ... to" says the contrary.
_EARLIER = late(
    r"\b(?:against|after|compared (?:with|to)|versus|up from|down from|from|instead of|had been"
    r"|in \d{4}(?: it was)?)\b",
    re.I,
)
_LENGTHS = ("second", "minute", "hour", "day", "week", "fortnight", "month", "year")
_LATER = late(r"\s+to\s+", re.I)
# "From 61 percent in 2018 to 52 in 2022": the day of the first level stands between.
_FROM, _THEN_TO = (
    re.compile(r"\bfrom\s+$", re.I),
    re.compile(r"\s+(?:in|on|at)(?:\s+[\w’'-]+){1,4}\s+to\s+", re.I),
)
_RUNGS = late(r"\s+(?:places?|spots?|positions?|ranks?|rungs?|notches)\b", re.I)
_YEAR = late(r"\b[12]\d{3}\b")
_CLAUSES = late(r"[^;,]+")
_AS_THEN = late(r" (?:as (?:much|many|high)|the)\b[^.;]*\b(?:earlier|before|ago|previously|in \d{4})\b", re.I)
_OF_THEN = late(
    r" of (?:the|its|their|his|her|what|that)\b[^.;,]*"
    r"\b(?:earlier|before|ago|previously|once|then|was|were|in \d{4})\b",
    re.I,
)
_COMPARES = late(
    r"\b(?:more|fewer|less|higher|lower|than|difference|gap|lead|margin|ahead|behind|without|except|net)\b",
    re.I,
)
# What is not counted yet: an option, a reserve, a wish.
_CONDITION = late(
    r"\b(?:options?|optional|reserves?|possibl[ey]|may|might|could|would|will|if|plan\w*|pledg\w*|promis\w*|target"
    r"|expected|instead|against|after|than)\b",
    re.I,
)
_AND_ON = late(r"(?:,|,? and)?(?: then| again)? (?:on |in |at )?", re.I)
_LEFT = late(r"\b(?:other|remaining|rest|left|free|still|empty|vacant|only|just)\b", re.I)


def worked_out(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield support for each number of a claim that two numbers of the passage come to."""
    if item.figure is not None:
        return
    yield from by_so_many_votes(claim, item)
    yield from abstained(claim, item)
    stated = quantity.find(item.text)
    for number in _open(claim, findings):
        found = (
            _occasions(number, item)
            or (number.unit == "times" and paced_alike(claim.text, item.text))
            or _difference(claim.text, number, item.text, stated)
            or _rest(claim.text, number, item.text)
            or listed(claim.text, number, item.text)
            or together(claim.text, number, item.text)
            or _share(claim.text, number, item.text)
            or _of_then(claim.text, number, stated, item.text)
            or _above(claim.text, number, item.text)
            or the_others(claim.text, number, item.text)
            or tally(claim.text, number, item.text)
            or by_rate(claim.text, number, item.text)
            or totalled(claim.text, number, item.text)
            or in_all(claim.text, number, item.text)
            or enumerated(claim.text, number, item.text)
            or overrun(claim.text, number, item.text)
        )
        if found:
            part = number.span.of(claim.text)
            reason = f"the source has {found}, which comes to {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def alone(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield support for each number of a claim that is the only one of its unit in the passage, wherever it stands."""
    stated = quantity.find(item.text) if item.figure is None else ()
    for number in _open(claim, findings):
        if found := _lone(claim.text, number, item.text, stated):
            part = number.span.of(claim.text)
            reason = f"the source has {found} for {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def fairly_added(found: Sequence[Finding], claim: Claim, item: Evidence) -> tuple[Finding, ...]:
    """Return findings, silent or against where a sum or difference bears a number out that the passage does not tell.

    Any two of a passage's numbers come to something: "2.2 million, with an option for 0.8 million" are not 3 million
    ordered, and of 41 dead, three of them sailors, 38 are only those who were none.
    """
    stated = quantity.find(item.text) if item.figure is None else ()
    return tuple(_fair(f, claim, item, stated) if f.judge == "numbers" else f for f in found)


def _fair(finding: Finding, claim: Claim, item: Evidence, stated: Sequence[Quantity]) -> Finding:
    span, at = finding.claim_span, finding.evidence_span
    mine = quantity.at(claim.text, span) if span is not None else None
    if finding.stance is not Stance.SUPPORTS or mine is None or at is None:
        return finding
    if any(quantity.agree(mine, q).holds for q in (*stated, *(p.share for p in quantity.parts(item.text)))):
        return finding
    way = change(claim.text, mine)
    if way and any(explains(mine, way, new, old, unit) for _, old, new, unit in steps(item.text)):
        return finding
    pair = quantity.explained_by(mine, stated)
    if pair is None or _adds_up(claim.text, mine, item.text, pair):
        return finding
    place = quantity.at(item.text, at)
    if place is None or place.unit != mine.unit or not _same_thing(claim.text, mine, item.text, place):
        return hushed(finding)
    reason = f"the draft says {finding.part}; the source says {at.of(item.text)}"
    return replace(finding, stance=Stance.REFUTES, strength=Strength.DECISIVE, reason=reason)


def _adds_up(claim: str, number: Quantity, passage: str, pair: tuple[Quantity, Quantity]) -> bool:
    """Say whether a claim can tell what two numbers come to: both are of one list, or the one is left of the other."""
    first, second = sorted(pair, key=lambda q: q.span.start)
    between = passage[first.span.end : second.span.start]
    if number.value < max(first.value, second.value):
        return bool(_LEFT.search(claim) or _COMPARES.search(claim) or turns(claim) or turns(passage))
    open_ends = between, passage[second.span.end :][:30]
    return not any(map(_CONDITION.search, open_ends)) and not _is_told_of_one(claim, number, passage, pair)


def _is_told_of_one(claim: str, number: Quantity, passage: str, pair: tuple[Quantity, Quantity]) -> bool:
    """Say whether what a claim tells of all that it counts a passage tells of the first of two only.

    "250 prisoners serving life sentences and 1,700 detainees" are not 1,950 who serve life sentences.
    """
    first, second = sorted(pair, key=lambda q: q.span.start)
    counted = (
        t.head for t in parsed(claim) if number.span.start <= t.idx < number.span.end and t.dep_ == "nummod"
    )
    what = next(counted, None)
    told = (
        () if what is None else (*what.children, what.head)
    )  # a participle behind it may be taken for its verb
    marks = {t.lemma_ for t in told if t.dep_ in ("acl", "relcl") or t.tag_ == "VBG"}
    theirs = [t for t in parsed(passage) if t.lemma_ in marks]
    return bool(theirs) and all(first.span.end <= t.idx < second.span.start for t in theirs)


def _same_thing(claim: str, mine: Quantity, passage: str, other: Quantity) -> bool:
    """Say whether the word behind two numbers is the same: 38 people and 41 people."""
    one, two = (
        next((term for term, start, _ in bm25.placed(text) if 0 < start - q.span.end <= 2), "")
        for text, q in ((claim, mine), (passage, other))
    )
    return bool(one) and one == two


def _open(claim: Claim, findings: Sequence[Finding]) -> Iterator[Quantity]:
    """Yield the numbers of a claim that nothing bears out yet."""
    held = [f for f in findings if f.judge == "numbers" and bears_out(f) and f.claim_span]
    for number in claim.quantities:
        stated = (f for f in held if f.claim_span and f.claim_span.overlaps(number.span))
        if all(f.evidence_span in comes_to(number, claim.text, f.evidence.text) for f in stated):
            yield number  # what was only worked out is worked out here, where a "not" is of the rest


def of_another_kind(claim: str, mine: Span, passage: str, theirs: Span) -> bool:
    """Say whether of two numbers one is a change and one a level, or both make up a whole that both texts have."""
    ours, other = quantity.at(claim, mine), quantity.at(passage, theirs)
    if ours is None or other is None:
        return False
    if bool(change(claim, ours)) is not bool(change(passage, other)):
        return True
    return any(
        part.whole.value in (q.value for q in quantity.find(claim))
        and part.part.value + ours.value == part.whole.value
        for part in quantity.parts(passage)
        if part.part.span.overlaps(other.span)
    )


def _difference(claim: str, number: Quantity, passage: str, stated: Sequence[Quantity]) -> str:
    """Return the two levels of a passage whose difference a claim tells as a change, as they are written, or ""."""
    way = change(claim, number)
    rungs = way != 0 and _RUNGS.match(claim, number.span.end) is not None
    levels = [
        q for q in stated if way and not change(passage, q) and q.unit not in ("label", "ordinal", "score")
    ]
    levels = [q for q in levels if (q.unit in _LENGTHS) is (number.unit in _LENGTHS)]
    if rungs:  # who falls ten places has a higher rank than before
        levels, way = [replace(q, unit="") for q in stated if q.unit == "ordinal"], -way
    for one in levels:  # "from £486 to £537" reads as a range, and is a way
        if one.low < one.high and _FROM.search(passage[: one.span.start]):
            ends = (one.high, one.low) if one.span.of(passage).find("to") > 0 else ()
            if ends and explains(number, way, *ends, one.unit):
                return f"from {one.span.of(passage)}"
    if way and (then := _against_then(claim, number, way, passage, levels)):
        return then
    for one, other in itertools.pairwise(levels):
        between = passage[one.span.end : other.span.start]
        bare = one.unit == "" and _LATER.fullmatch(between)  # "from 187 to 122 kilometres"
        unit = other.unit if bare else common_unit(one, other)
        dated = _FROM.search(passage[: one.span.start]) and _THEN_TO.fullmatch(between)
        if unit is None or not (dated or _EARLIER.search(between) or _LATER.fullmatch(between)):
            continue
        new, old = (one, other) if _EARLIER.search(between) and not dated else (other, one)
        if explains(number, way, new.value, old.value, unit):
            return f"{one.span.of(passage)} and {other.span.of(passage)}"
    return ""


def _above(claim: str, number: Quantity, passage: str) -> str:
    """Return the levels of two named things that differ by the number of a claim, "more than at Tarn", or ""."""
    found = versus(claim, passage)
    if found is None or not found.right or found.number != number:
        return ""
    return " and ".join(level.span.of(passage) for level in found.levels)


def _against_then(claim: str, number: Quantity, way: int, passage: str, levels: Sequence[Quantity]) -> str:
    """Return the level that a claim has as well and the one of the year with which it compares, or "".

    "14 of 22 were poor; in 2020 it was nine" are five more than in 2020.
    """
    years = {year for base in baselines(claim) for year in _YEAR.findall(base.of(claim))}
    ours = [q for q in quantity.find(claim) if q.span.end <= number.span.start]
    for clause in (c for c in _CLAUSES.finditer(passage) if not years.isdisjoint(_YEAR.findall(c.group()))):
        then = [q for q in levels if clause.start() <= q.span.start < clause.end()]
        now = [q for q in levels if q not in then and any(quantity.agree(mine, q).holds for mine in ours)]
        for new in now if len(then) == 1 else ():
            if common_unit(new, then[0]) is not None and explains(
                number, way, new.value, then[0].value, new.unit
            ):
                return f"{new.span.of(passage)} and {then[0].span.of(passage)}"
    return ""


def _of_then(claim: str, number: Quantity, stated: Sequence[Quantity], passage: str) -> str:
    """Return the two levels "from" one of which something went "to" the other, a share of it: "a quarter of what"."""
    if number.unit == "times" and _AS_THEN.match(claim, number.span.end):
        return _times_then(number, stated, passage)
    if number.unit not in ("share", "%") or not _OF_THEN.match(claim, number.span.end):
        return ""
    for old, new in itertools.pairwise(stated):
        between = passage[old.span.end : new.span.start]
        went = _FROM.search(passage[: old.span.start]) and (
            _LATER.fullmatch(between) or _THEN_TO.fullmatch(between)
        )
        if not went or not 0 < new.value < old.value or common_unit(old, new) is None:
            continue
        of = new.value / old.value
        share = replace(new, value=of, low=of, high=of, unit="share", step=SHARP)
        if quantity.agree(number, share).holds:
            return f"{old.span.of(passage)} and {new.span.of(passage)}"
    return ""


def _times_then(number: Quantity, stated: Sequence[Quantity], passage: str) -> str:
    """Return the two levels of which the first is so many times the earlier one: "412, compared with 150"."""
    for new, old in itertools.pairwise(stated):
        if not _EARLIER.search(passage[new.span.end : old.span.start]) or not 0 < old.value < new.value:
            continue
        times = replace(new, value=(by := new.value / old.value), low=by, high=by, unit="times", step=0.1)
        if common_unit(new, old) is not None and quantity.agree(number, times).holds:
            return f"{new.span.of(passage)} and {old.span.of(passage)}"
    return ""


def _occasions(number: Quantity, item: Evidence) -> str:
    """Return the days of a passage that are as many as the times that a claim counts, or "".

    "In February and again in July" is twice.
    """
    days = when.find(item.text, item.published) if number.unit == "times" else ()
    if not 1 < len(days) == number.value or number.bound is not Bound.EXACT:
        return ""
    between = (item.text[one.span.end : other.span.start] for one, other in itertools.pairwise(days))
    listed = all(map(_AND_ON.fullmatch, between))
    return item.text[days[0].span.start : days[-1].span.end] if listed else ""


def common_unit(one: Quantity, other: Quantity) -> str | None:
    """Return the unit of two levels, of which one may leave it unsaid where it is money, or None."""
    if one.unit == other.unit:
        return one.unit
    units = {one.unit, other.unit}
    money = "" in units and any(map(quantity.is_money, units))
    return max(units) if money else None


def _lone(claim: str, number: Quantity, passage: str, stated: Sequence[Quantity]) -> str:
    """Return the number of a passage that is the claim's and the only one of its unit or its things there, or ""."""
    alike = [q for q in stated if q.unit == number.unit and q.unit not in ("label", "ordinal", "score")]
    if change(claim, number):
        return ""
    things = _things(claim, number)
    same = [q for q in alike if things and not things.isdisjoint(_things(passage, q))]
    if quantity.digits(number) >= SHARP_AS:
        very = [q for q in alike if q.value == number.value]
        same = very if len(very) == 1 and _told_beside(claim, very[0], alike, passage) else same
    if len(same) != 1 and (len(alike) != 1 or not (number.unit or abs(number.value) >= LONE)):
        return ""
    one = same[0] if len(same) == 1 else alike[0]
    if of_another_rate(claim, number, passage, one):
        return ""
    return one.span.of(passage) if quantity.agree(number, one).holds else ""


def _told_beside(claim: str, one: Quantity, alike: Sequence[Quantity], passage: str) -> bool:
    """Say whether no other number of its kind stands in a piece of a passage that has more words of the claim."""
    beside = {q: frozenset(bm25.terms(piece)) for piece, q in pieces(passage, alike)}
    said = {q: sum(not held.isdisjoint(forms) for _, forms in spoken(claim)) for q, held in beside.items()}
    return said.get(one, 0) >= max(said.values(), default=0)


def _things(text: str, number: Quantity) -> frozenset[str]:
    """Return what may stand for the noun that a number counts, or nothing."""
    noun = counted_noun(text, number.span)
    return forms_of(noun.text, text) if noun is not None else frozenset()


def _share(claim: str, number: Quantity, passage: str) -> str:
    """Return the one part and whole of a passage that come to a share, or ""; "six of nine" is two thirds."""
    if number.unit not in ("share", "%") or change(claim, number) or turns(claim) or turns(passage):
        return ""
    pairs = [(part.part, part.whole) for part in quantity.parts(passage)]
    pairs += [
        (one, other)
        for one, other in itertools.pairwise(quantity.find(passage))
        if _OF.fullmatch(passage[one.span.end : other.span.start]) and 0 < one.value <= other.value
    ]
    here = frozenset(bm25.terms(claim[number.span.end :]))
    pairs = [(a, b) for a, b in pairs if not (a.unit or b.unit or _things(passage, b).isdisjoint(here))]
    if len(set(pairs)) != 1:
        return ""
    part, whole = pairs[0]
    share = replace(part, value=(of := part.value / whole.value), low=of, high=of, unit="share", step=SHARP)
    if not quantity.agree(number, share).holds:
        return ""
    return f"{part.span.of(passage)} of {whole.span.of(passage)}"


def _rest(claim: str, number: Quantity, passage: str) -> str:
    """Return the part and the whole of a passage that leave the number of a claim about the rest, or ""."""
    told = {q.value for q in quantity.find(claim)}
    apart = turns(claim) % 2 != turns(passage) % 2 or _LEFT.search(claim) is not None
    for part in quantity.parts(passage):
        rest = part.whole.value - part.part.value
        if number.value == rest and apart and (part.whole.value in told or _LEFT.search(claim)):
            return f"{part.part.span.of(passage)} of {part.whole.span.of(passage)}"
    return ""
