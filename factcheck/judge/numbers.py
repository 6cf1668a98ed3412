"""Numbers: does the passage give the claim's number for the same thing, or another one?

Rule. Every number of the claim competes with the numbers of the source for its place, by the words around it. A
number that agrees, as an interval, supports: "more than 71,000" holds 71,424. Another number refutes only where it
fits the place clearly better than any that agrees, and where both count the same kind of thing.

Why. One wrong figure in a sentence that is otherwise right is what sinks a story, and no similarity score sees it.

Example. Claim "the council adopted it by 15 votes"; the record says "adopted by 13 votes to none": 13 stands where
the draft has 15, so the passage refutes. "The budget has 15 chapters" leaves it alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .. import bm25, quantity
from ..model import Claim, Evidence, Finding, Quantity, Span, Stance, Strength
from ..quantity import Agreement
from ..text import quotations
from ._ages import bounds_somebody, is_age, may_be_age
from ._align import bag, words_around
from ._change import Step, by_so_much, comparable, explains, is_level, is_lone_level, steps
from ._context import Context, Document
from ._counted import is_of_the_living, stands_aside
from ._decisive import decisive
from ._polarity import of_the_rest
from ._rates import of_another_rate, of_no_rate, rate_of
from ._slots import (
    ALONE,
    NUMBERS,
    NUMBERS_BROUGHT,
    OURS,
    Bar,
    Contest,
    Match,
    Place,
    Reading,
    contest,
    elsewhere,
    finding,
)
from ._stretches import of_another_stretch
from ._summed import of_two, own_share, points_back, told_of_both
from ._told import only_asked
from ._values import figures
from ._words import kin
from ._worked import LEFT, MULTIPLIED, TIMES_AS, comes_to

_COUNTS = re.compile(r"\s+(?:more |other |further )?(?:people|men|women|children|[a-z]{3,}s)\b")
_LASTING = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
NEARLY = 0.06  # a round number within this of the source's is loose, not wrong
ADDENDS = 8  # the figures nearest to the place, of which two may add up to the claim's
UNLIKE, RANKED, NONE_OF_IT = (
    0.5,
    0.3,
    1.0,
)  # what it costs a bare count to count something else; an ordinal to rank it; to say nothing of it
ASTRAY = 0.1  # what it costs the claim's own number
_OF_THEM = re.compile(r"\s+(?:of|among) (?:them|these|whom|those)\b", re.I)
_LEFT = re.compile(r"\b(?:all but|all except|except)\b", re.IGNORECASE)
_GIVEN_UP = re.compile(r"\b(?:instead of|rather than|no longer|not)\b", re.IGNORECASE)
INSTEAD = re.compile(r"\b(?:instead of|rather than)\s+(?:the\s+)?$", re.IGNORECASE)
RUNNING = 0.5  # by how much better another score has to fit
_COMPARED = re.compile(
    r"(?:\s+(?:an?|per|each|every)\s+\w+)?\W*(?:\w+\W+)?(?:more|fewer|less|higher|lower|greater|ahead|behind)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(rf"{_LEFT.pattern}\s+(?:for\s+)?$", re.IGNORECASE)  # of "all but one of the 28" one is
_REST = re.compile(r"\b(?:other|remaining|all but)\s+$", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s+of what\b", re.IGNORECASE)
_VERB_BEHIND = re.compile(r"\s+(?:ha(?:ve|s|d)|were|was|are|is|did|do)\b", re.IGNORECASE)


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each number of the claim: what this passage says in its place."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)
    for claimed in figures(claim.text):
        part = claimed.span.of(claim.text)
        if meant := points_back(claimed, claim.text, evidence.text):
            yield decisive(
                "numbers", Stance.SUPPORTS, _pointing(meant, evidence.text), claimed.span, part, evidence
            )
            continue
        held = competing(claim.text, claimed, document)
        found = elsewhere(finding("numbers", part, evidence, index, held), index, held)
        if found.stance is Stance.REFUTES and of_another_stretch(claim, evidence, context):
            continue
        yield _as_worked(_but_of_the_rest(found, claim.text), claimed, claim.text)


def _pointing(meant: Iterable[Quantity], passage: str) -> str:
    return f"the source has {' and '.join(one.span.of(passage) for one in meant)} for them"


def _but_of_the_rest(found: Finding, text: str) -> Finding:
    """Return a refutation, silent where one of the two numbers is of those that did it and the other of the rest."""
    at, there = found.claim_span, found.evidence_span
    if found.stance is not Stance.REFUTES or at is None or there is None:
        return found
    living = (is_of_the_living(text, at), is_of_the_living(found.evidence.text, there))
    if living[0] == living[1] and not of_the_rest(text, at, found.evidence.text, there):
        return found
    reason = f"{found.part} is not in this passage, which counts the others"
    return replace(found, stance=Stance.SILENT, strength=Strength.SUGGESTIVE, reason=reason)


def _as_worked(found: Finding, claimed: Quantity, text: str) -> Finding:
    """Return a finding that says of a number which stands in no source what it was worked out from."""
    at, passage = found.evidence_span, found.evidence.text
    if found.stance is not Stance.SUPPORTS or at is None or at not in comes_to(claimed, text, passage):
        return found
    return replace(
        found, reason=f"the source has {at.of(passage)}, from which {found.part} can be worked out"
    )


@functools.lru_cache(maxsize=1024)
def competing(text: str, claimed: Quantity, document: Document) -> Contest:
    """Return the numbers of ``document`` that are comparable to ``claimed``.

    A number that the claim gives too, for something else, is no rival.
    """
    others = _others(text, claimed)
    unprinted = _need_not_stand(text, claimed)
    age = is_age(claimed, text)
    share = claimed.unit in ("share", "%")  # "two in five" of a source that says "11 of the 19"
    left = _LEFT_OUT.search(text[: claimed.span.start]) is not None
    rate = rate_of(text, claimed)
    way = by_so_much(text, claimed)
    own = own_share(claimed, text) if share else ()

    def read(passage: str) -> Reading:
        bounded = not age and may_be_age(claimed, text, passage)
        worked = comes_to(claimed, text, passage)
        ways = steps(passage) if way else ()
        yield from _ways(claimed, way, ways)
        if own and (span := told_of_both(own, passage)):
            yield span, Match.FULL
        shares = _shares(claimed, text, passage) if share and not of_two(text, claimed) else ()
        for stated in (*_candidates(claimed, text, passage, age=age, bounded=bounded), *shares):
            answer = _answer(claimed, stated, passage, age=age or bounded)
            if way and answer is Agreement.DIFFERENT and _is_end(stated, passage, ways):
                continue  # by how much it rose is compared with no level
            if answer is Agreement.DIFFERENT and stated.span in worked:
                yield stated.span, Match.FULL if worked[stated.span] else Match.NEAR
            elif answer is Agreement.DIFFERENT and (
                _untold(claimed, text, stated, passage)
                or of_no_rate(rate, passage, stated)
                or (_is_of_a_name(stated, passage) and not _is_of_a_name(claimed, text))
            ):
                continue
            elif answer is Agreement.FAR and any(quantity.agree(other, stated).holds for other in others):
                continue  # "over a dozen", which the claim gives too, leaves nothing open about its other number
            elif answer.holds and claimed.unit == "score" != stated.unit and not _both(claimed, passage):
                continue  # a "four" is no 6-4
            elif answer.holds and of_another_rate(text, claimed, passage, stated):
                yield stated.span, Match.RIVAL
            elif answer.holds:
                given_up = (left and not _LEFT.search(passage)) or _instead(text, passage, stated)
                yield stated.span, Match.NEAR if given_up else Match.FULL
            elif answer is Agreement.FAR:
                yield stated.span, Match.NEAR
            elif (
                answer is Agreement.DIFFERENT
                and not unprinted
                and not (age and not is_age(stated, passage))
                and not any(_speaks_for(other, stated) for other in others)
            ):
                yield stated.span, _rival(claimed, stated)

    around = words_around(text, [claimed.span], document)
    held = contest(around, document, claimed.span, read, _bar(claimed, document))
    held = _of_its_things(text, claimed, held, document)
    if any(place.match is Match.FULL for place in held.places):
        return held
    return _summed(claimed, held, document, left=LEFT.search(text) is not None)


def _only_lasts(claimed: Quantity, text: str, stated: Quantity) -> bool:
    """Say whether a claim counts, and a number of a source lasts: "two more people" of "after two years"."""
    counts = claimed.unit == "" and _COUNTS.match(text, claimed.span.end) is not None
    return counts and stated.unit in _LASTING


def _candidates(
    claimed: Quantity, text: str, passage: str, *, age: bool, bounded: bool
) -> tuple[Quantity, ...]:
    """Return the numbers of a passage that can be of a claim's kind.

    Who is over 70 is older than others, not more than they.
    """
    if is_lone_level(text, claimed, passage):
        return ()
    found = (q for q in figures(passage) if not only_asked(passage, q.span.start))
    found = (q for q in found if not bounded or is_age(q, passage))
    return tuple(q for q in found if age or bounded or not _only_lasts(claimed, text, q))


def _bar(claimed: Quantity, document: Document) -> Bar:
    """Return how well a rival must fit, which is more for a score: a report of a match gives one after the other."""
    bar = NUMBERS_BROUGHT if document.published is None else NUMBERS
    return replace(bar, beaten=RUNNING) if claimed.unit == "score" else bar


def _of_its_things(text: str, claimed: Quantity, held: Contest, document: Document) -> Contest:
    """Return a contest weighed by what the number of a claim counts, where it counts or ranks anything."""
    if claimed.unit not in ("", "ordinal") or bounds_somebody(claimed, text):
        return held
    cost, things = RANKED if claimed.unit else UNLIKE, counted(text, claimed.span)
    weighed = held.weighed(functools.partial(_unlike, things, document, cost))
    return _of_the_thing(weighed, things, document)


def _ways(claimed: Quantity, way: int, ways: Iterable[Step]) -> Reading:
    """Yield where a passage has something go from one level to another, by as much as the claim says or not."""
    for span, old, new, unit in ways:
        if comparable(claimed, unit):
            yield span, Match.FULL if explains(claimed, way, new, old, unit) else Match.RIVAL


def _is_end(stated: Quantity, passage: str, ways: Iterable[Step]) -> bool:
    """Say whether a number stands for a level, be it the end of such a way."""
    return is_level(passage, stated) or any(span.covers(stated.span) for span, *_ in ways)


def _others(text: str, claimed: Quantity) -> list[Quantity]:
    """Return the other numbers of a claim; the number in a title ("Sixty-Six Books") counts nothing."""
    titles = quotations(text)
    found = (other for other in figures(text) if other.span != claimed.span)
    return [other for other in found if not any(title.covers(other.span) for title in titles)]


def _need_not_stand(text: str, claimed: Quantity) -> bool:
    """Say whether no source need print a number: "600 more than" is a difference, "the other two" a remainder."""
    return bool(_COMPARED.match(text, claimed.span.end) or _REST.search(text[: claimed.span.start]))


def _answer(claimed: Quantity, stated: Quantity, passage: str, *, age: bool) -> Agreement:
    """Return how two numbers agree; of two ages one may go without its years ("dies at 78")."""
    bare = "" in (claimed.unit, stated.unit)
    if age and bare and is_age(stated, passage):
        return quantity.agree(replace(claimed, unit="year"), replace(stated, unit="year"))
    return quantity.agree(claimed, stated)


def _both(score: Quantity, passage: str) -> bool:
    """Say whether a passage gives both sides of a score as numbers of their own: "six to their four"."""
    return {score.low, score.high} <= {number.value for number in figures(passage)}


def _instead(text: str, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives a number only as what no longer is: "twice a day instead of five times"."""
    return INSTEAD.search(passage[: stated.span.start]) is not None and not _GIVEN_UP.search(text)


def _untold(claimed: Quantity, text: str, stated: Quantity, passage: str) -> bool:
    """Say whether a number is none that could stand for the claim's: of "no deaths", of "won three times"."""
    often = claimed.span.of(text).endswith("times") and TIMES_AS.match(text, claimed.span.end) is None
    nothing = claimed.span.of(text).casefold() == "no"
    if claimed.unit == "share" and stated.unit == "%" and _OF_WHAT.match(text, claimed.span.end):
        return True  # "most of what they had asked for" of 6 percent that they asked for
    if stands_aside(passage, stated, text, claimed):
        return True
    return nothing or (often and MULTIPLIED.fullmatch(stated.span.of(passage)) is not None)


def _shares(claimed: Quantity, text: str, passage: str) -> tuple[Quantity, ...]:
    """Return the shares that a passage tells by part and whole; none where two other counts of it make the claim's.

    Of 1,800 members 1,320 took part, and 870 of these voted for it: that is two thirds of those who took part. Where
    both say of what a part is ("most of them trout"), no part of anything else counts.
    """
    stated = quantity.parts(passage)
    mine = next(
        (bag(part.rest) for part in quantity.parts(text) if part.part.span == claimed.span), frozenset()
    )
    own = [part for part in stated if not mine.isdisjoint(bag(part.rest))]
    told = tuple(part.share for part in own or stated)
    counts = [q for q in figures(passage) if q.unit == "" and q.value > 0]
    of_them = [q for q in counts if _OF_THEM.match(passage, q.span.end)]
    ratios = (quantity.share(a, b) for a in of_them for b in counts if a.value < b.value)
    fits = any(quantity.agree(claimed, ratio).holds for ratio in ratios)
    return tuple(q for q in told if not fits or quantity.agree(claimed, q).holds)


def _is_of_a_name(rank: Quantity, text: str) -> bool:
    """Say whether a rank is part of a name: "the First League"."""
    said, behind = rank.span.of(text), text[rank.span.end : rank.span.end + 2]
    named = said[:1].isupper() and behind[:1] == " " and behind[1:].isupper()
    return rank.unit == "ordinal" and rank.span.start > 0 and named


def _summed(claimed: Quantity, held: Contest, document: Document, *, left: bool) -> Contest:
    """Return a contest in which the sum or difference of two figures near the place bears the claim's number out.

    :param left: whether the claim tells who or what is left: then a small difference has no rivals, if no proof.
    """
    near = [place for place in held.places if place.fit.score >= ALONE][:ADDENDS]
    stated = [q for p in near for q in figures(document.texts[p.passage]) if q.span == p.span]
    around = (
        [
            q
            for p in near[:1]
            for t in (document.texts[p.passage], *document.around(p.passage))
            for q in figures(t)
        ]
        if left
        else []
    )
    if any(abs(a.value - b.value) == claimed.value for _, a, b in quantity.combine(around)):
        return replace(held, places=tuple(place._replace(match=Match.NEAR) for place in held.places))
    if len(stated) < 2 or quantity.explained_by(claimed, stated) is None:
        return held
    places = [place._replace(match=Match.FULL) if place is near[0] else place for place in held.places]
    return replace(held, places=tuple(places))


def counted(text: str, span: Span) -> frozenset[str]:
    """Return what can stand for the words that follow a number: the thing that it counts."""
    after = [placed for placed in bm25.placed(text) if placed[1] >= span.end][:2]
    if len(after) == 2 and after[1][1] - after[0][2] > 1:
        after.pop()  # a small word stands between: "three frames to take"
    return frozenset(form for term, _, _ in after for form in kin(term))


def _unlike(things: frozenset[str], document: Document, cost: float, place: Place) -> float:
    """Return what a rival loses that counts another thing than the claim's number does.

    In a document that was brought for the claim, "five authors" is no rival of "three novels" at all.
    """
    rival = place.match is Match.RIVAL and bool(things)
    if rival and document.published is None and things.isdisjoint(bag(document.texts[place.passage])):
        return NONE_OF_IT
    return cost if rival and not _counts(things, document, place) else 0.0


def _of_the_thing(held: Contest, things: frozenset[str], document: Document) -> Contest:
    """Return a contest in which the claim's number loses where it counts another thing ("a seven-person panel").

    That is so in a document that was brought for the claim, where another number counts the thing ("down to three
    applicants").
    """
    if document.published is not None or not any(
        place.match not in OURS and place.score >= held.bar.alone and _counts(things, document, place)
        for place in held.places
    ):
        return held
    return held.weighed(functools.partial(_for_another, things, document))


def _for_another(things: frozenset[str], document: Document, place: Place) -> float:
    """Return what a place of the claim's own number loses where it counts another thing; others keep what they lost."""
    behind = _VERB_BEHIND.match(document.texts[place.passage], place.span.end)
    if place.match not in OURS or behind or _counts(things, document, place):
        return place.loss  # "so far 35,000 have been sold" leaves open of what
    before = [t for t, _, end in bm25.placed(document.texts[place.passage]) if end <= place.span.start]
    return place.loss if not things.isdisjoint(before[-2:]) else ASTRAY


def _counts(things: frozenset[str], document: Document, place: Place) -> bool:
    """Say whether the thing stands right behind a number of a document."""
    after = [t for t, start, _ in bm25.placed(document.texts[place.passage]) if start >= place.span.end]
    return not things.isdisjoint(after[:4])


def _rival(claimed: Quantity, stated: Quantity) -> Match:
    """Say what kind of rival a disagreeing number is; one that a loose tongue would round so is none."""
    if alike(claimed, stated):
        return Match.SLIP
    return Match.NEAR if _loosely(claimed, stated) else Match.RIVAL


def _speaks_for(claimed: Quantity, stated: Quantity) -> bool:
    """Say whether a number of the claim is already spoken for by one of the source's, if only loosely."""
    answer = quantity.agree(claimed, stated)
    near = stated.value <= 2 * claimed.value  # "over a dozen" is hardly said of 66
    return answer.holds or (answer is Agreement.FAR and near) or _loosely(claimed, stated)


def _loosely(claimed: Quantity, stated: Quantity) -> bool:
    """Say whether a round number ("forty per cent", "22 million") is near the one that the source gives."""
    round_share = claimed.unit in ("%", "share") and claimed.value % 10 == 0
    round_count = claimed.value >= 1000 and len(f"{claimed.value:.0f}".rstrip("0")) <= 2
    apart = abs(claimed.value - stated.value)
    return (round_share or round_count) and apart <= NEARLY * max(claimed.value, stated.value)


def alike(claimed: Quantity, stated: Quantity) -> bool:
    """Say whether two numbers of three digits or more differ as a slip of the pen does: one digit, or two swapped."""
    one, other = (f"{quantity.value:g}".replace(".", "") for quantity in (claimed, stated))
    if len(one) != len(other) or len(one.rstrip("0")) < 3:
        return False
    apart = [index for index in range(len(one)) if one[index] != other[index]]
    return len(apart) == 1 or (len(apart) == 2 and sorted(one) == sorted(other))
