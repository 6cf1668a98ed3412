"""Comparisons turned round: "X is dearer than Y", "chose repair over replacement", "in June rather than in August"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import bm25
from ..judge import change, parsed
from ..model import Claim, Evidence, Finding, Span, Stance
from ..text import late
from ._beyond import beyond_alike
from ._days import on_that_weekday
from ._decades import of_that_age
from ._eras import eras
from ._exchanged import exchanged_alike
from ._higher import told_by_levels
from ._margins import outpolled
from ._moves import headed_right
from ._overrun import beyond_its_mark
from ._passed import passed_alike
from ._placing import refuting
from ._reading import is_decisive
from ._stepped import stepped_right
from ._tallies import voted_alike
from ._topmost import topmost
from ._turns import turns
from ._versus import versus
from ._won import won_alike

_THAN = re.compile(
    r"\b(?P<one>[A-Z]\w+)\b[^.;]{0,60}?\b(?P<how>(?:more|less|fewer) \w+|\w+er) than (?:in |that of |the )?"
    r"(?P<other>[A-Z]\w+)\b"
)
_RATHER = late(
    r"\b(?:cho\w+|prefer\w*|pick\w*|favou?r\w*|put|opt\w*)\b(?: [\w’'-]+){0,3}? (?P<one>[a-z]{3,})"
    r" (?P<how>over|instead of|rather than|before|to|against) (?:an? |the )?(?P<other>[a-z]{3,})\b"
)
_IN_RATHER = late(
    r"\b(?:in|on|by|at) (?P<one>\w+) (?P<how>rather than|instead of) (?:(?:in|on|by|at) )?(?P<other>\w+)\b"
)
_TOO = late(r"\btoo ([a-z]+)\b", re.I)
_SIDES = (
    ("high", "low"), ("late", "early"), ("many", "few"), ("much", "little"), ("large big", "small"), ("long", "short"),
    ("fast quick quickly", "slow slowly"), ("expensive dear", "cheap"), ("hot warm", "cold"), ("old", "young"),
    ("strong", "weak"), ("strict harsh severe", "lax lenient mild"), ("heavy", "light"), ("deep", "shallow"),
)  # fmt: skip
_CONTRARY = {
    word: frozenset(other.split())
    for pair in _SIDES
    for one, other in (pair, pair[::-1])
    for word in one.split()
}
_ANY = late(r"\b(?:any|every|all)\b", re.I)
_ALIKE = (
    won_alike,
    passed_alike,
    exchanged_alike,
    of_that_age,
    topmost,
    outpolled,
    beyond_its_mark,
    voted_alike,
)
_COMPARATIVE = ("JJR", "RBR")
_BOUND = late(
    r"\b(?:more|less|fewer|later|earlier|higher|lower|longer|older|younger) than (?:\d|a\b|an\b|half\b|one\b|two\b)",
    re.I,
)
_SMALL = frozenset(
    "the a an in on at of to for with by those that it they he she was were is are be been had has did does".split()  # noqa: SIM905
)


def compared(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim turns a comparison round: "X is dearer than Y"."""
    found = versus(claim.text, item.text)
    if found is not None and not found.right:
        said = found.span.of(claim.text)
        one, other = (level.span.of(item.text) for level in found.levels)
        reason = f"the draft says “{said}”; the source has {one} against {other}"
        yield refuting("numbers" if found.number else "acts", reason, found.span, said, item)
        return
    then = eras(claim, item)
    if then is not None and not then.right and then.same:
        said, (new, old) = then.span.of(claim.text), (level.span.of(item.text) for level in then.levels)
        reason = f"the draft says “{said}”; the source has {new} against {old}"
        yield refuting("acts", reason, then.span, said, item)
        return
    pairs = (
        (one, other)
        for than in (_THAN, _RATHER, _IN_RATHER)
        for one in than.finditer(claim.text)
        for other in than.finditer(item.text)
    )
    for ours, theirs in pairs:
        sides = (ours["one"], ours["other"]) == (theirs["other"], theirs["one"])
        same = ours["how"].casefold().split() == theirs["how"].casefold().split()
        if sides and same and ours["one"] != ours["other"]:
            reason = f"the draft says “{ours.group()}”; the source says “{theirs.group()}”"
            span = Span(start=ours.start(), end=ours.end())
            yield refuting("acts", reason, span, ours.group(), item)
            return
    yield from _round(claim, item)
    yield from _too_much(claim, item)


def _too_much(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim calls too high what a passage calls too low."""
    ours, theirs = _TOO.search(claim.text), _TOO.search(item.text)
    if ours is None or theirs is None or turns(claim.text) or turns(item.text):
        return
    mine, other = ours[1].casefold(), theirs[1].casefold()
    if other in _CONTRARY.get(mine, ()):
        span = Span(start=ours.start(), end=ours.end())
        yield refuting(
            "acts", f"the draft says {ours.group()}; the source says {theirs.group()}", span, mine, item
        )


class _Sides(NamedTuple):
    """The two sides of a comparison, each as its words, with the span of what is told of the first."""

    how: Span
    more: str
    one: frozenset[str]
    other: frozenset[str]


def _round(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has the two things of a comparison change places: June above May."""
    found = _turned_round(claim.text, item.text)
    if found is not None and bm25.terms(found[0].more) == bm25.terms(found[1].more):
        said = found[0].how.of(claim.text)
        reason = f"the draft says “{said}”; the source says “{item.text.rstrip('.')}”"
        yield refuting("acts", reason, found[0].how, said, item)


def from_the_other_side(claim: str, passage: str) -> bool:
    """Say whether a passage compares what a claim does from the other side: May is above June, June below May."""
    found = _turned_round(claim, passage)
    return found is not None and bm25.terms(found[0].more) != bm25.terms(found[1].more)


def _turned_round(claim: str, passage: str) -> tuple[_Sides, _Sides] | None:
    """Return the comparisons of a claim and a passage where the same two things have changed places.

    What tells one from the other stands on one side only: "the second year", "than the first".
    """
    ours, theirs = (_sides(text) if " than " in passage else None for text in (claim, passage))
    if ours is None or theirs is None or turns(claim) or turns(passage) or _ANY.search(f"{claim} {passage}"):
        return None
    one, first = ours.one - theirs.one, theirs.one - ours.one
    other, second = ours.other - theirs.other, theirs.other - ours.other
    return None if other.isdisjoint(first) or one.isdisjoint(second) else (ours, theirs)


def _sides(text: str) -> _Sides | None:
    """Return the sides of the only comparison with "than" that a text has, or None."""
    thans = [t for t in parsed(text) if t.lower_ == "than"] if " than " in text else []
    before = [t for t in parsed(text) if thans and t.i < thans[0].i]
    more = next((t for t in reversed(before) if t.tag_ in _COMPARATIVE), None)
    if more is None or len(thans) != 1 or _BOUND.search(text):
        return None
    rest, _, behind = text.partition(" than ")
    aside = f"{rest[: more.idx]} {rest[more.idx + len(more) :]}"
    span = Span(start=more.idx, end=len(text.rstrip(" .")))
    return _Sides(span, more.lower_, _words(aside), _words(re.split(r"[,;:]", behind)[0]))


def _words(side: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", side.casefold())) - _SMALL


def shows_a_change(claim: Claim, item: Evidence) -> bool:
    """Say whether two levels of a passage show which way something went, or which is more, as a claim tells it."""
    found = versus(claim.text, item.text) or eras(claim, item)
    headed = headed_right(claim.text, item.text) or stepped_right(claim.text, item.text)
    return headed or (found is not None and found.right)


def in_other_words(claim: Claim, item: Evidence) -> str:
    """Return the words of a claim for which a passage has levels, the other side of a deal, a day, an age; or ""."""
    both = claim.text, item.text
    told = next(filter(None, (alike(*both) for alike in _ALIKE)), "")
    return told or told_by_levels(claim, item) or beyond_alike(claim, item) or on_that_weekday(claim, item)


def is_of_levels(finding: Finding, claim: Claim) -> bool:
    """Say whether two values of a registered figure bear out a change that the claim tells."""
    figures = finding.judge == "figures" and is_decisive(finding, Stance.SUPPORTS)
    return figures and tells_a_change(finding, claim)


def tells_a_change(finding: Finding, claim: Claim) -> bool:
    span = finding.claim_span
    numbers = (one for one in claim.quantities if span is not None and one.span.overlaps(span))
    return any(change(claim.text, one) for one in numbers)
