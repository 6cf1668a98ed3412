"""Which of the rows of a line has the most or the least: "the Greens are the strongest party" of a council's seats.

Only where a passage lists the things one by one, the head of the list measures what the claim ranks, and the claim
tells nothing that is not in that head or in the row of its own thing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import quantity
from ..judge import parsed
from ..model import Claim, Evidence, Finding, Quantity, Span
from ..text import late
from ._placing import Contrary, refuting
from ._rows import of_another_kind, of_another_row, tables, telling_of
from ._synonyms import forms_of, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = frozenset("largest biggest highest strongest most greatest longest heaviest dearest".split())  # noqa: SIM905
_LEAST = frozenset("smallest lowest fewest least weakest shortest lightest cheapest".split())  # noqa: SIM905
_LIMITED = late(
    r"\b(?:ever|since|record|years?|decades?|history|second|third|one of|among|after|except|but|single|so far)\b",
    re.I,
)
# Who is the largest by which measure, where the two have no word in common.
_BY = (
    ("party bloc faction group", "seat vote member"),
    ("town city place municipality village country state region district county", "inhabitant population resident"),
    ("donor contributor giver", "contribution donation aid"),
    ("employer", "employee worker job staff"),
    ("producer", "production output"),
    ("exporter", "export"),
    ("importer", "import"),
)  # fmt: skip
_ROWS = 3  # of two that stand side by side nobody says that these are all


class _Top(NamedTuple):
    """What a claim calls the most or least, the row of it, and whether it is so; the row that is, else."""

    span: Span
    level: Quantity
    best: Quantity
    right: bool


def listed_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation for what a claim tells of a row of a list, its number or its rank, that is another row's."""
    for listed in (of_another_row, of_another_kind, not_topmost):
        yield from (refuting(*one, item) for one in listed(claim.text, item.text))


def topmost(claim: str, passage: str) -> str:
    """Return the words by which a claim has a row of a passage be the most or the least, where it is; or ""."""
    found = _top(claim, passage)
    return found.span.of(claim) if found is not None and found.right else ""


def not_topmost(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the words by which a claim has a row of a passage be the most or the least, where another one is."""
    found = _top(claim, passage)
    if found is not None and not found.right:
        said, mine, best = found.span.of(claim), found.level.span.of(passage), found.best.span.of(passage)
        yield (
            "acts",
            f"the draft says “{said}”; the source has {mine} for it, and {best} for another",
            found.span,
            said,
        )


@functools.lru_cache(maxsize=4096)
def _top(claim: str, passage: str) -> _Top | None:
    said = (
        [t for t in parsed(claim) if t.lower_ in _MOST | _LEAST] if any(c.isdigit() for c in passage) else []
    )
    if len(said) != 1 or quantity.find(claim) or turns(claim) or turns(passage) or _LIMITED.search(claim):
        return None
    noun = _ranked(said[0])
    if noun is None:
        return None
    for head, rows in tables(passage):
        if (
            len(rows) < _ROWS
            or len({row.number.unit for row in rows}) != 1
            or not _is_whole(passage, rows[-1].span)
        ):
            continue
        measured = not forms_of(noun.text, claim).isdisjoint(head) or _measures(noun.lemma_, head)
        words = [forms_of(t.text, claim) for t in telling_of(claim) if t not in (noun, said[0])]
        mine = [row for row in rows if any(not f.isdisjoint(row.own - head) for f in words)]
        if not measured or len(mine) != 1 or any(f.isdisjoint(head | mine[0].own) for f in words):
            continue
        order = sorted((row.number for row in rows), key=lambda q: q.value, reverse=said[0].lower_ in _MOST)
        if order[0].value == order[1].value:
            continue
        span = Span(start=said[0].idx, end=noun.idx + len(noun))
        return _Top(span, mine[0].number, order[0], mine[0].number == order[0])
    return None


def _ranked(word: Token) -> Token | None:
    """Return the noun that a superlative belongs to: the party of "the strongest party"."""
    behind = [t for t in word.doc[word.i + 1 : word.i + 3] if t.pos_ == "NOUN"]
    return behind[0] if behind else None


def _measures(noun: str, head: frozenset[str]) -> bool:
    """Say whether the head of a list measures by what somebody is the largest of a kind."""
    return any(
        noun in kinds.split() and any(not head.isdisjoint(told(word)) for word in measures.split())
        for kinds, measures in _BY
    )


def _is_whole(passage: str, last: Span) -> bool:
    """Say whether a list is told to its end: nothing like "and others" stands behind its last row."""
    rest = passage[last.end :].casefold()
    return not any(word in rest for word in ("others", "rest", "further", "more")) or "no others" in rest
