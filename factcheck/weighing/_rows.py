"""In which row of a line, or which of several parts told side by side, a number stands: whose it is.

"Adults, 14 euros; children, 6 euros" has no 14 for children, and of "nine of the aircraft belong to the army and four
were sent by Marvania" no nine came from Marvania. A claim speaks of another row only where all that it tells beside
its number stands in that row, or in what the rows share, and nothing of it in the row of its own number.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import quantity
from ..judge import change, parsed
from ..judge._names import CALENDAR
from ..lexicon.units import DIMENSIONS
from ..model import Bound, Quantity, Span
from ..text import late
from ._placing import BY_SO_MUCH, Contrary, is_total, shown
from ._synonyms import forms_of, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCE = late(r"(?<=[.?!])\s+(?=[A-Z\d])")
_HEAD = late(r"^[^;]*?:\s(?=\D*\d|\D*\b[a-z]+\b)")
_PART = late(r"[;,](?!\d)|\b(?:and|but|while|whereas)\b")
_OF_THE = late(r"^\s*(?:of|among)\s+the\s+[^,]{3,40},\s*", re.I)
# A part that goes back to another part, or only compares itself with it, is no row of its own.
_GOES_BACK = late(
    r"\b(?:more|less|fewer|than|of (?:them|these|those|whom|which)|which|that|both|each|all|other|another|further"
    r"|additional|it|its|they|their|he|his|she|her|up|down|from \d|including|compared|against|earlier|previous\w*"
    r"|before|after|respectively|total|altogether|not|no|none)\b",
    re.I,
)
_COMPARES = late(r"\b(?:than|compared|against|versus|as (?:many|much|high|long|large))\b", re.I)
_UNCOUNTED = ("label", "ordinal", "score", "times", "points")
_PLAIN = (Bound.EXACT, Bound.ABOUT)
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_LIGHT = frozenset("be have come cost pay charge amount stand get win number count set put hold do".split())  # noqa: SIM905
_NEAR = frozenset("neighbouring neighboring nearby daily weekly monthly annual yearly hourly".split())  # noqa: SIM905
_KIND = late(r"\s+(?P<kind>[a-z]{4,})\s+(?P<noun>[a-z]{3,}s|people|men|women|children)\b")
_KIND_OF = late(
    r"\s+(?:(?:were|are|was|is)\s+)?(?P<kind>[a-z]{4,})\b(?:\s+(?!and\b|or\b|in\b|of\b|by\b|at\b|on\b)(?P<noun>[a-z]{3,}))?"
)
_NO_KIND = frozenset(
    [
        "more",
        "other",
        "further",
        "additional",
        "such",
        "same",
        "total",
        "many",
        "people",
        "times",
        "different",
        "extra",
    ]
)
_ROW = 2  # rows that a line has at least


class _Row(NamedTuple):
    """A part of a passage with one number, what it tells, and what it shares with the rows beside it."""

    span: Span
    number: Quantity
    own: frozenset[str]
    thing: Token | None  # what it counts
    lacks_verb: bool
    lacks_subject: bool  # so that what stands before it may be told of it


def of_another_row(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of a claim that stands in another row of a passage than all else that the claim tells."""
    if turns(claim) or turns(passage) or _COMPARES.search(claim):
        return
    mine, stated = [q for q in quantity.find(claim) if q.unit not in _UNCOUNTED], quantity.find(passage)
    if any(not any(quantity.agree(q, one).holds for one in stated) for q in mine):
        return  # "a ticket for two children costs 12": something is reckoned
    for shared, rows in tables(passage) if mine else ():
        for number in mine:
            home = [row for row in rows if quantity.agree(number, row.number).holds]
            if len(home) != 1 or _stands_elsewhere(number, passage, home[0]) or _is_sum(home[0], rows):
                continue
            rivals = (row for row in rows if _is_rival(row, home[0], number, mine))
            if rival := next((r for r in rivals if _tells_of(claim, r, home[0], shared, passage)), None):
                said, own = number.span.of(claim), shown(home[0].span.of(passage).strip(" ,"))
                other = rival.number.span.of(passage)
                reason = f"the draft says {said}; the source has {other} for that, and “{own}”"
                yield "numbers", reason, number.span, said
                return


def of_another_kind(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of a claim of which it counts a kind that a passage gives another number: "300 confirmed cases".

    "287 confirmed and 26 probable cases, 313 in total" has 300 cases, and not 300 confirmed ones.
    """
    if turns(claim) or turns(passage) or _COMPARES.search(claim):
        return
    for mine in (q for q in quantity.find(claim) if q.unit == ""):
        said = _KIND.match(claim, mine.span.end)
        if said is None or said["kind"].casefold() in _NO_KIND or not _is_kind(said.start("kind"), claim):
            continue
        counts = [(q, _KIND_OF.match(passage, q.span.end)) for q in quantity.find(passage) if q.unit == ""]
        of_it = [
            (q, m) for q, m in counts if m is not None and m["kind"].casefold() == said["kind"].casefold()
        ]
        same = [q for q, _ in counts if quantity.agree(mine, q).holds and _is_it(q, passage)]
        other = of_it[0][0] if len(of_it) == 1 else None
        if other is None or not same or any(part.whole == other for part in quantity.parts(passage)):
            continue  # "96 of the 110 dengue beds" are dengue beds
        if quantity.agree(mine, other) is not quantity.Agreement.DIFFERENT:
            continue
        noun = of_it[0][1]["noun"] if of_it[0][1] is not None else None
        if noun is None or not forms_of(noun, passage).isdisjoint(forms_of(said["noun"], claim)):
            words = f"{other.span.of(passage)} {said['kind']}"
            yield "numbers", f"the draft says {mine.span.of(claim)}; the source has {words}", mine.span, words
            return


def _is_it(number: Quantity, passage: str) -> bool:
    """Say whether a number counts a thing of its own, and is no part of others and no difference."""
    behind = passage[number.span.end :][:4]
    return behind != " of " and BY_SO_MUCH.match(passage, number.span.end) is None


def _is_kind(at: int, claim: str) -> bool:
    """Say whether the word at a place of a claim tells of which kind something is, and is no part of its name."""
    word = next((t for t in parsed(claim) if t.idx == at), None)
    return word is not None and word.pos_ in ("ADJ", "VERB")


def _is_sum(home: _Row, rows: Sequence[_Row]) -> bool:
    """Say whether a row has what the others come to: "six were wounded, four in Orm and two in Tarn"."""
    others = [row.number.value for row in rows if row is not home]
    return len(others) >= _ROW and home.number.value == sum(others)


def _stands_elsewhere(number: Quantity, passage: str, home: _Row) -> bool:
    """Say whether another number of a passage than that of a row bears out what a claim says."""
    others = (q for q in quantity.find(passage) if q.span != home.number.span)
    return any(quantity.agree(number, q).holds for q in others)


def _is_rival(row: _Row, home: _Row, number: Quantity, mine: Sequence[Quantity]) -> bool:
    """Say whether a row has another number of the kind, which a claim does not give too."""
    bare = row.number.unit == "" and row.thing is None  # "twelve years for him, nine for her"
    theirs = replace(row.number, unit=number.unit) if bare else row.number
    before = row.span.start < home.span.start and home.lacks_subject
    if row is home or before or not _is_of_its_kind(theirs.unit, home.number.unit):
        return False
    if quantity.agree(number, theirs) is not quantity.Agreement.DIFFERENT:
        return False
    alike = (q for q in mine if q.value == row.number.value and "" in (q.unit, row.number.unit))
    return not any(alike) and not any(quantity.agree(q, row.number).holds for q in mine)


def _is_of_its_kind(unit: str, other: str) -> bool:
    """Say whether two units are the same, or measure the same; but hours may be of a day, and days of a week."""
    kind = DIMENSIONS.get(unit, ("", 0.0))[0]
    return unit == other or (kind not in ("", "time", "calendar") and kind == DIMENSIONS.get(other, ("",))[0])


def _tells_of(claim: str, rival: _Row, home: _Row, shared: frozenset[str], passage: str) -> bool:
    """Say whether all that a claim tells is in a rival row, or shared by both, some of it in that row alone."""
    common = shared | _lent(home, rival, passage)
    here, there = home.own - common - rival.own, rival.own - home.own
    only = False
    if (
        rival.thing is not None
        and home.own.isdisjoint(forms_of(rival.thing.text, passage))
        and told(claim).isdisjoint(forms_of(rival.thing.text, passage))
    ):
        return False  # "killed 12 people and two dogs in Selm": the place is of both
    for word in telling_of(claim):
        forms = forms_of(word.text, claim)
        if forms.isdisjoint(common) and (not forms.isdisjoint(here) or forms.isdisjoint(rival.own)):
            return False
        only = only or not forms.isdisjoint(there - common)
    return only


def _lent(home: _Row, rival: _Row, passage: str) -> frozenset[str]:
    """Return what a row says for a row behind it: what is counted, what it is counted of, its verb."""
    words = [_OF_THE.match(home.span.of(passage)), _OF_THE.match(rival.span.of(passage))]
    found = [m.group() for m in words if m is not None]
    first, second = sorted((home, rival), key=lambda row: row.span.start)
    inside, behind = _within(first.span, passage), _within(second.span, passage)
    if second.thing is None:
        found += [t.text for t in _counted(inside, first.number.span.end)]
    if home.thing is None and rival.thing is not None:
        found.append(rival.thing.text)  # "287 confirmed and 26 probable cases"
    if second.lacks_verb and not first.lacks_verb:
        own = first.number.span.end + 1  # "287 confirmed"
        found += [t.text for t in _of_both(inside, behind, second.number) if t.idx != own]
    return told(" ".join(found)) if found else frozenset()


def _of_both(words: Sequence[Token], behind: Sequence[Token], number: Quantity) -> Iterator[Token]:
    """Yield the words of a row that hold of a row behind it without a verb: all but what that has its own of."""
    preps = {t.lower_ for t in behind if t.pos_ == "ADP"}
    named = any(t.pos_ in ("NOUN", "PROPN") and t.idx < number.span.start for t in behind)
    for word in (t for t in words if t.pos_ in _CONTENT):
        over = [word, *itertools.takewhile(lambda t: t.dep_ in ("compound", "amod", "pobj"), word.ancestors)]
        own = any(
            t.dep_ in ("pobj", "pcomp") and t.head.lower_ in preps and t.idx < t.head.idx + 20
            for t in (word, word.head)
        )
        if not own and not (named and any(t.dep_ in ("nsubj", "nsubjpass") for t in over)):
            yield word


def _within(span: Span, passage: str) -> list[Token]:
    return [t for t in parsed(passage) if span.start <= t.idx < span.end]


def _counted(words: Sequence[Token], at: int) -> Iterator[Token]:
    """Yield the words of what a number counts, right behind it: "of the rescue boats", "new buses"."""
    for word in (t for t in words if t.idx >= at):
        if word.lower_ not in ("of", "the", "its", "their") and word.pos_ not in ("NOUN", "ADJ"):
            return
        yield word


def telling_of(claim: str) -> list[Token]:
    """Return the words of a claim that tell what its number is of: no light verb, day, or "neighbouring" of a name."""
    counts = [q.span for q in quantity.find(claim)]
    return [
        t
        for t in parsed(claim)
        if t.pos_ in _CONTENT
        and t.lemma_ not in _LIGHT
        and t.lower_ not in CALENDAR
        and not any(span.start <= t.idx < span.end for span in counts)
        and t.lower_ not in _NEAR
        and not (t.dep_ == "amod" and t.head.pos_ == "PROPN" and t.text.islower())
        and not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", t.text)
    ]


@functools.lru_cache(maxsize=4096)
def tables(passage: str) -> tuple[tuple[frozenset[str], tuple[_Row, ...]], ...]:
    """Return the rows of each sentence of a passage that has several, with what its head says of all of them."""
    found, at = [], 0
    cuts = [*(m.end() for m in _SENTENCE.finditer(passage)), len(passage)]
    for end in cuts:
        head = _HEAD.match(passage[at:end])
        start = at + (head.end() if head is not None else 0)
        rows = tuple(_rows(passage, start, end))
        if len(rows) >= _ROW and all(_has_label(row, passage) for row in rows):
            found.append((told(head.group()) if head is not None else frozenset(), rows))
        at = end
    return tuple(found)


def _has_label(row: _Row, passage: str) -> bool:
    """Say whether a row tells anything beside its number: that of "over 60, 2 mg" is cut from its label."""
    beside = (t for t in _within(row.span, passage) if t.pos_ in _CONTENT)
    return any(not row.number.span.overlaps(Span(start=t.idx, end=t.idx + len(t))) for t in beside)


def _rows(passage: str, start: int, end: int) -> Iterator[_Row]:
    """Yield the parts of a sentence with one number each; one that goes back to another is left out."""
    numbers = [q for q in quantity.find(passage) if start <= q.span.start < end]
    for span in _parts(passage, start, end, numbers):
        inside = [q for q in numbers if span.covers(q.span)]
        counts = [q for q in inside if q.unit not in _UNCOUNTED and q.bound in _PLAIN]
        words = span.of(passage)
        if len(inside) != 1 or not counts or _GOES_BACK.search(words) or _is_no_level(passage, inside[0]):
            continue
        tokens = _within(span, passage)
        counted = [*_counted(tokens, inside[0].span.end)]
        thing = next((t for t in reversed(counted) if t.pos_ == "NOUN"), None)
        lacks_verb = not any(t.pos_ in ("VERB", "AUX") for t in tokens)
        subject = any(t.dep_ in ("nsubj", "nsubjpass") for t in tokens)
        yield _Row(span, inside[0], told(words), thing, lacks_verb, not (lacks_verb or subject))


def _is_no_level(passage: str, number: Quantity) -> bool:
    return bool(change(passage, number)) or is_total(passage, number.span)


def _parts(passage: str, start: int, end: int, numbers: Sequence[Quantity]) -> Iterator[Span]:
    """Yield the parts of a sentence, each with a number: a label before its comma goes with what follows."""
    marks = [
        m
        for m in _PART.finditer(passage, start, end)
        if not any(q.span.covers(Span(start=m.start(), end=m.end())) for q in numbers)
    ]
    opened = start
    for mark in marks:
        part = Span(start=opened, end=mark.start())
        if any(part.covers(q.span) for q in numbers):
            yield part
            opened = mark.end()
    yield Span(start=opened, end=end)
