"""How a passage tells that a number moved, where a claim tells it otherwise: up for down, by for to, more for fewer."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from .. import bm25, quantity
from ..judge import change, explains, moved_to, parsed, root_of, steps
from ..judge._polarity import predicates
from ..judge.acts import force
from ..model import Finding, Quantity, Span
from ..text import late
from ._placing import Contrary
from ._synonyms import spoken, told
from ._turns import turns

_MOVED = (
    r"\b(?:r[io]s(?:es?|en|ing)|increas\w+|gr[oe]w(?:s|n|ing)?|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll(?:s|en|ing)?"
    r"|decreas\w+|declin\w+|dropp?\w*|shr[iau]nk\w*|slump\w*|plung\w+|s[iau]nk\w*|slid\w*|slipp?\w*"
    r"|(?:(?:was|were|been|is|are|be) )(?:cut|raised|reduced|lowered|trimmed)"
    r"|(?:short|length)en\w*|extend\w*|expand\w*)"
)
_BY = late(rf"{_MOVED}(?: by)?(?: (?:some|about|around|nearly|almost))? $|{_MOVED} (?:[\w’'-]+ )?by $", re.I)
_TO = late(rf"{_MOVED} (?:[\w’',.-]+ ){{0,3}}?to (?:(?:some|about|around|nearly|almost) )?$", re.I)
_PAST_LEVEL = late(r"(?:below|above|under)\b", re.I)  # "fell below 3 metres" is a level, as "to below 3" is
# Between two levels, what says that the second is the earlier one.
WAS = late(r"\b(?:against|after|compared (?:with|to)|versus|(?:up|down) from|had been)\b", re.I)
_DOWN_FROM = late(r"\b(?:up|down|rising|falling) from $", re.I)
_MORE = late(
    r"\b(?:(?P<up>more|additional|extra)|(?P<down>fewer|less)) (?:[a-z]+ )?(?P<what>[a-z]{4,})\b(?! than\b)",
    re.I,
)
_FROM_TO = late(r"\bfrom (?P<old>[\w.,]+)(?: [a-z]+)? to (?P<new>[\w.,]*\w)", re.I)
# Behind a number, what makes it another's: "4,700 in Hallin, against 5,200 in Norr".
ELSEWHERE = late(
    r"(?:\s+[a-z]+)?\s+(?:in|at|for|on|by|near)\s+(?:the\s+)?"
    r"(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)[A-Z]"
)
_NO_THING = late(r"\s*(?:[.,;]|$|(?:in|at|the|a|one) [\w’'-]+)", re.I)
_MATTER = 0.7  # the share of a claim's words by which a passage tells of the same matter


def moves(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a passage says against how a claim tells that a number moved: judge, reason, span, part."""
    yield from _raised(claim, passage)
    yield from _by_or_to(claim, passage)
    yield from _headed(claim, passage)
    yield from _more_or_fewer(claim, passage)


def _raised(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the operative verb of a claim where the passage has one two rungs weaker or stronger for the same."""
    root = root_of(claim)
    ours = force(root) if root is not None else None
    theirs = [(t, rank) for t in predicates(passage) if (rank := force(t)) is not None]
    if root is None or ours is None or not theirs or any(abs(rank - ours) < 2 for _, rank in theirs):
        return
    words = [forms for word, forms in spoken(claim) if word != root.text]
    held = told(passage)
    said = sum(not held.isdisjoint(forms) for forms in words)
    if words and said >= _MATTER * len(words):
        noted = " note" if root.lemma_ == "take" else ""
        reason = f"the draft says {root.text}{noted}; the source {theirs[0][0].text}"
        yield "acts", reason, Span(start=root.idx, end=root.idx + len(root)), root.text


def _by_or_to(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number by which the claim has something rise or fall, and to which the passage has it do so, or back."""
    for mine in quantity.find(claim):
        ours = _moved(claim, mine)
        for other in quantity.find(passage) if ours else ():
            theirs = _moved(passage, other)
            same = mine.value == other.value and mine.unit == other.unit
            if theirs and theirs != ours and same and not _comes_to(claim, mine, passage):
                said, stated = (q.span.of(t).lstrip() for q, t in ((mine, claim), (other, passage)))
                reason = f"the draft says {ours} {said}; the source says {theirs} {stated}"
                yield "numbers", reason, mine.span, said
                return


def _comes_to(claim: str, mine: Quantity, passage: str) -> bool:
    """Say whether a number is by how much two levels of a passage differ: "by 12" of "from 24 to 12"."""
    way = change(claim, mine)
    return any(explains(mine, way, new, old, unit) for _, old, new, unit in steps(passage))


def _headed(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a level to which the claim has something rise and which the passage sets against a higher one before."""
    for mine, old, right in _levels(claim, passage):
        if not right:
            said, before = mine.span.of(claim), old.span.of(passage)
            reason = f"the draft has it go up to {said}; the source has {before} before"
            if moved_to(claim, mine) < 0:
                reason = reason.replace("go up to", "go down to")
            yield "numbers", reason, mine.span, said


def headed_right(claim: str, passage: str) -> bool:
    """Say whether a passage sets a level against an earlier one from which it went the way that the claim tells."""
    return any(right for *_, right in _levels(claim, passage))


@functools.lru_cache(maxsize=4096)
def went(claim: str, passage: str) -> tuple[Span, ...]:
    """Return where a claim has something go from one level to another, the later of which a passage sets against it.

    "Grew from 8,800 to 9,600" of "9,600, against 8,800 a year before".
    """
    ways = steps(claim)
    pairs = itertools.pairwise(quantity.find(passage)) if ways else ()
    against = [
        (old.value, new.value)
        for new, old in pairs
        if WAS.search(passage[new.span.end : old.span.start]) and not ELSEWHERE.match(passage, old.span.end)
    ]
    return tuple(span for span, old, new, _ in ways if (old, new) in against)


def is_within(finding: Finding, ways: Sequence[Span]) -> bool:
    """Say whether what a finding is of stands in one of such ways."""
    return finding.claim_span is not None and any(way.covers(finding.claim_span) for way in ways)


def _levels(claim: str, passage: str) -> Iterator[tuple[Quantity, Quantity, bool]]:
    """Yield each level to which a claim has something go, the earlier one in the passage, and whether it went so."""
    for mine in quantity.find(claim):
        way = moved_to(claim, mine)
        for new, old in itertools.combinations(quantity.find(passage), 2) if way else ():
            between = passage[new.span.end : old.span.start]
            # "The lowest in ten years, down from 6.5" sets what stands before against 6.5.
            beside = _DOWN_FROM.search(between) or not quantity.find(between)
            set_against = WAS.search(between) if beside else None
            if (
                set_against
                and quantity.agree(mine, new).holds
                and (new.unit == old.unit or _leaves_unit(passage, old))
                and new.value != old.value
            ):
                yield mine, old, (new.value - old.value) * way > 0
                break


def _leaves_unit(passage: str, old: Quantity) -> bool:
    """Say whether an earlier level leaves its unit unsaid: "31.2 billion euros, after 30.5 billion in 2024"."""
    return old.unit == "" and _NO_THING.match(passage, old.span.end) is not None


def _moved(text: str, number: Quantity) -> str:
    """Return "by" or "to" for a number by or to which something rose or fell, else ""."""
    before = text[: number.span.start]
    if _TO.search(before) or (_PAST_LEVEL.match(number.span.of(text)) and not before.endswith(" by ")):
        return "to"
    return "by" if _BY.search(before) else ""


def _is_of_some(what: str, claim: str, passage: str) -> bool:
    """Say whether a passage counts only a kind of the things of a claim: "international students"."""
    terms = frozenset(bm25.terms(what))
    same = [t for t in parsed(passage) if t.pos_ == "NOUN" and not terms.isdisjoint(bm25.terms(t.text))]
    kinds = [[c for c in t.children if c.dep_ in ("amod", "compound")] for t in same]
    return bool(same) and all(
        kind and told(claim).isdisjoint(term for c in kind for term in bm25.terms(c.text)) for kind in kinds
    )


def _more_or_fewer(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "more mechanics" of a claim whose number went "from six to two" in the passage, or the reverse."""
    ours, theirs = _MORE.search(claim), _FROM_TO.search(passage)
    if (
        ours is None
        or theirs is None
        or turns(claim)
        or frozenset(bm25.terms(ours["what"])).isdisjoint(told(passage))
        or _is_of_some(ours["what"], claim, passage)
    ):
        return
    sides = [quantity.find(f"{theirs[side]} units") for side in ("old", "new")]
    if not all(sides) or (sides[1][0].value - sides[0][0].value) * (1 if ours["up"] else -1) >= 0:
        return
    held = told(passage)
    words = [forms for word, forms in spoken(claim) if word not in ours.group()]
    if sum(not held.isdisjoint(forms) for forms in words) >= _MATTER * len(words):
        reason = f"the draft says {ours.group()}; the source says “{theirs.group()}”"
        yield "numbers", reason, Span(start=ours.start(), end=ours.end()), ours.group()
