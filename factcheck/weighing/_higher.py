"""Which of two levels is the higher, of which a claim says no more than that: "earn more than", "has become dearer".

"Welders 24.10 euros; painters 21.60 euros" bears "painters earn more than welders" out by its words, and shows the
contrary; so does "burglaries 214 (2024: 260)" of "burglaries are up". Only where a passage gives each side one level of
one kind, anything is compared.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity, when
from ..judge import change, parsed, root_of
from ..judge._names import CALENDAR
from ..lexicon.units import DIMENSIONS
from ..model import Claim, Evidence, Finding, Quantity, Span
from ..text import late
from ._eras import levels_of_two_times
from ._moves import WAS
from ._placing import clause_at, clause_of, refuting, shown
from ._synonyms import forms_of, spoken, told
from ._turns import turns
from ._versus import pieces

if TYPE_CHECKING:
    from spacy.tokens import Token

_MORE = frozenset("more higher larger bigger greater longer taller wider heavier deeper dearer".split())  # noqa: SIM905
_LESS = frozenset("fewer less lower smaller shorter narrower lighter shallower cheaper rarer".split())  # noqa: SIM905
_RISES = frozenset("rise increase grow climb jump soar surge widen lengthen".split())  # noqa: SIM905
_FALLS = frozenset("fall decrease decline drop shrink slump plunge sink narrow shorten".split())  # noqa: SIM905
_RAISED, _LOWERED = frozenset({"raise", "increase"}), frozenset({"cut", "reduce", "lower"})
_SAID = frozenset({"acomp", "attr", "advmod", "prt", "prep"})
_BECOMES = frozenset({"be", "become", "get", "go", "come", "turn"})
_INVERTS = frozenset("rare rarely cheap cheaply slow slowly seldom".split())  # noqa: SIM905
_DEAR = frozenset("cheaper dearer expensive costly".split())  # noqa: SIM905
_EARNS = _DEAR | frozenset("earn earns pay pays paid wage wages salary cost costs price rent".split())  # noqa: SIM905
_COSTS = late(r"\b(?:cost|price|pa(?:y|id|ys)|wage|salar|rent|earn|fee|fare|tariff)\w*", re.I)
_EXTENTS = {
    **dict.fromkeys(("wider", "deeper", "taller", "narrower", "shallower"), ("length",)),
    **dict.fromkeys(("heavier", "lighter"), ("mass",)),
    **dict.fromkeys(("longer", "shorter"), ("length", "time", "calendar")),
}
# Words that say of any level that it is higher or lower.
_PLAIN = _MORE | _LESS | frozenset("up down common frequent frequently often numerous widespread".split())  # noqa: SIM905
_UNCOUNTED = frozenset({"label", "ordinal", "times", "share", "score"})
_TIMES = frozenset(
    {"year", "month", "week", "day", "quarter", "season", "summer", "winter", "before", "ever", "now"}
)
_PRIOR = late(
    r"[^()]*\(\s*(?:in )?(?:(?:19|20)\d\d|previous year|prior year|year before|last year)\b[^()]*$", re.I
)
_PACE = late(
    r"\b(?:more|less) (?:slowly|quickly|strongly|sharply|steeply|rapidly|markedly)\b"
    r"|\b(?:slower|faster) (?:pace|rate)\b",
    re.I,
)
_DEARER = late(r"\b(?:cheaper|dearer|(?:more|less) (?:expensive|costly))\b", re.I)
_PRICE = late(r"(?:prices?|costs?|fares?|rents?|tariffs?|fees?|rates?)\b", re.I)
_CUT = late(r"[;,:.(](?!\d)|\band\b")
_CLAUSE = late(r"[;.](?=\s)")


class Order(NamedTuple):
    """Which is the higher by a claim: its words, the two levels of the passage, and whether it is so."""

    span: Span
    levels: tuple[str, str]
    right: bool
    same: bool  # whether the passage tells of the same matter for sure

    @property
    def shown(self) -> str:
        """Return what a passage has, as a reason tells it."""
        return " against ".join(filter(None, self.levels))


class _Said(NamedTuple):
    """What a claim says is higher (1) or lower (-1), by which words, and of what."""

    way: int
    span: Span
    subject: Token


def told_by_levels(claim: Claim, item: Evidence) -> str:
    """Return the words by which a claim has the one higher than the other, where two levels of a passage say so."""
    found = order(claim, item)
    return found.span.of(claim.text) if found is not None and found.right else ""


def not_by_levels(claim: Claim, item: Evidence) -> str:
    """Return the words by which a claim has the one higher, where two levels of a passage say the contrary, or ""."""
    found = order(claim, item)
    said = found.span.of(claim.text) if found is not None and not found.right else ""
    return f"{said} (the source: {found.shown})" if found is not None and said else ""


def higher_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has that higher which is lower by the levels of a passage on the matter."""
    found = order(claim, item)
    if found is not None and found.same and not found.right:
        said = found.span.of(claim.text)
        yield refuting(
            "acts", f"the draft says “{said}”; the source has {found.shown}", found.span, said, item
        )


@functools.lru_cache(maxsize=4096)
def order(claim: Claim, item: Evidence) -> Order | None:
    """Return which of two is the higher by a claim that gives no number, and by the levels of a passage; or None."""
    text, passage = claim.text, item.text
    if item.figure is None and (found := _by_price(claim, item)) is not None:
        return found
    if item.figure is not None or not any(c.isdigit() for c in passage) or turns(text) or turns(passage):
        return None
    if any(q.unit != "label" for q in claim.quantities):
        return None
    thans = [t for t in parsed(text) if t.lower_ == "than"]
    return _than(claim, item, thans[0]) if len(thans) == 1 else None if thans else _then(claim, item)


def _by_price(claim: Claim, item: Evidence) -> Order | None:
    """Return whether what has become cheaper by a claim has a price that fell by a passage, or rose; or None."""
    dear = _DEARER.search(claim.text) and _PRICE.search(item.text)
    said = _changes(claim.text) if dear and not (turns(claim.text) or turns(item.text)) else None
    if said is None or not _DEARER.search(said.span.of(claim.text)):
        return None
    ways = {}
    for verb in (t for t in parsed(item.text) if t.pos_ == "VERB" and t.lemma_ in _RISES | _FALLS):
        price = next((t for t in verb.children if t.dep_ == "nsubj" and _PRICE.match(t.text)), None)
        if price is not None and any(
            _has(frozenset(bm25.terms(t.text)), said.subject) for t in price.subtree
        ):
            ways[verb] = 1 if verb.lemma_ in _RISES else -1
    if len(set(ways.values())) != 1:
        return None
    (verb, way), *_ = ways.items()
    same = _is_of_one_measure(claim, item.text, said.span, ())
    return Order(said.span, (shown(clause_of(verb)), ""), way == said.way, same)


def _than(claim: Claim, item: Evidence, than: Token) -> Order | None:
    """Return the order of two things that a claim compares with "than"."""
    before, behind = [*than.doc[: than.i]], [*than.doc[than.i + 1 :]]
    how = next((t for t in reversed(before) if t.lower_ in _MORE | _LESS), None)
    other = _phrase(behind)
    if how is None or not other or any(t.lower_ in _TIMES or t.lower_ in CALENDAR for t in behind):
        return None
    if how.i + 1 < than.i and how.nbor(1).lower_ in _INVERTS:
        return None
    way = 1 if how.lower_ in _MORE else -1
    nouns = [t for t in before if t.pos_ in ("NOUN", "PROPN")]
    pair = _sides(nouns, other, item.text)
    if pair is None or pair[0].value == pair[1].value:
        return None
    of_it = itertools.takewhile(lambda t: t.pos_ in ("ADJ", "NOUN", "ADV"), than.doc[how.i + 1 : than.i])
    last = [how, *(of_it if how.lower_ in ("more", "less", "fewer") else ())][-1]
    span = Span(start=how.idx, end=last.idx + len(last))
    aside = {*nouns, *other}
    same = _is_of_one_measure(claim, item.text, span, [t for t in aside if t.i > how.i or t not in nouns])
    if not _measures([how, *than.doc[how.i + 1 : last.i + 1]], pair[0], item.text):
        return None
    right = (pair[0].value - pair[1].value) * way > 0
    return Order(span, (pair[0].span.of(item.text), pair[1].span.of(item.text)), right, same)


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    """Return the words of the first noun or name of some words."""
    rest = itertools.dropwhile(lambda t: t.pos_ not in ("NOUN", "PROPN"), tokens)
    return [*itertools.takewhile(lambda t: t.pos_ in ("NOUN", "PROPN"), rest)]


def _sides(nouns: Sequence[Token], other: Sequence[Token], passage: str) -> tuple[Quantity, Quantity] | None:
    """Return the levels of the two things that are compared, each the only one in a piece of the passage with it."""
    alike = [q for q in quantity.find(passage) if q.unit not in _UNCOUNTED and not change(passage, q)]
    if len({q.unit for q in alike}) != 1:
        return None
    held = [(told(piece), q) for piece, q in pieces(passage, alike)]
    theirs = [(terms, q) for terms, q in held if all(_has(terms, t) for t in other)]
    if len(theirs) != 1:
        return None
    away = [one for one in held if one not in theirs]
    mine = {q for t in nouns if not _has(theirs[0][0], t) for terms, q in away if _has(terms, t)}
    return (mine.pop(), theirs[0][1]) if len(mine) == 1 else None


def _has(terms: frozenset[str], word: Token) -> bool:
    return not terms.isdisjoint(forms_of(word.text, word.doc.text))


def _then(claim: Claim, item: Evidence) -> Order | None:
    """Return the order of two times, of the later of which a claim says that something was then higher, or lower."""
    said = _changes(claim.text)
    found = {*_steps(said.subject, item)} if said is not None else set()
    if said is None or len({(new.value > old.value) - (new.value < old.value) for new, old in found}) != 1:
        return None
    new, old = min(found, key=lambda pair: pair[0].span.start)
    how = [t for t in parsed(claim.text) if said.span.start <= t.idx < said.span.end]
    if not _measures(how, new, item.text):
        return None
    own = {p.start.year for p in claim.periods} or {0}
    years = {p.start.year for p in when.find(item.text, item.published)}
    same = (own <= years or own == {0}) and _is_of_one_measure(claim, item.text, said.span, ())
    levels = (new.span.of(item.text), old.span.of(item.text))
    return Order(said.span, levels, (new.value - old.value) * said.way > 0, same)


def _changes(text: str) -> _Said | None:
    """Return what a claim says went up or down, without saying by how much."""
    root = root_of(text)
    subject = (
        next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if root is not None
        else None
    )
    if root is None or subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return None
    passive = subject.dep_ == "nsubjpass"
    up, down = (_RAISED, _LOWERED) if passive else (_RISES, _FALLS)
    if root.lemma_ in up | down and not any(t.dep_ == "dobj" for t in root.children):
        return _Said(1 if root.lemma_ in up else -1, Span(start=root.idx, end=root.idx + len(root)), subject)
    if root.lemma_ not in _BECOMES:
        return None
    for word in (t for t in root.children if t.i > root.i and t.dep_ in _SAID):
        degree = next((c for c in word.children if c.lower_ in ("more", "less")), word)
        way = 1 if degree.lower_ in _MORE | {"up"} else -1 if degree.lower_ in _LESS | {"down"} else 0
        if way and word.lower_ not in _INVERTS and not (word.dep_ == "prep" and any(word.children)):
            return _Said(way, Span(start=degree.idx, end=word.idx + len(word)), subject)
    return None


def _steps(subject: Token, item: Evidence) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the later and the earlier level that a passage gives what a claim is about."""
    text = item.text
    levels = [q for q in quantity.find(text) if q.unit not in _UNCOUNTED and not _is_pace(text, q)]
    listed = [*_listed(levels, text)]
    named = [t for t in subject.subtree if t.pos_ in ("NOUN", "PROPN") or t.dep_ == "amod"]
    if listed:
        very = [one for one in listed if any(set(bm25.terms(t.text)) & told(one[2]) for t in named)]
        alike = very or [one for one in listed if any(_has(told(one[2]), t) for t in named)]
        yield from ((new, old) for new, old, _ in alike)
    elif any(_has(told(text), t) for t in named):
        yield from _against(levels, text, subject)
        yield from levels_of_two_times(item)


def _is_pace(text: str, number: Quantity) -> bool:
    """Say whether a number is by how much something rose or fell, however fast: "rose more slowly, by 0.3 percent"."""
    paced = number.unit in ("%", "points") and _PACE.search(text[: number.span.start])
    return bool(change(text, number) or paced)


def _listed(levels: Sequence[Quantity], text: str) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Yield each level with the one of the year before behind it in brackets, and what stands before both."""
    for new, old in itertools.pairwise(levels):
        if new.unit == old.unit and _PRIOR.match(text[new.span.end : old.span.start]):
            yield new, old, _CUT.split(text[: new.span.start])[-1]


def _against(levels: Sequence[Quantity], text: str, subject: Token) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield each level that a clause about the subject of a claim sets against an earlier one."""
    for new, old in itertools.pairwise(levels):
        clause = _CLAUSE.split(text[: new.span.start])[-1]
        between = text[new.span.end : old.span.start]
        alike = "" in (new.unit, old.unit) or new.unit == old.unit
        if (
            alike
            and WAS.search(between)
            and not _CLAUSE.search(between)
            and _has(told(clause + between), subject)
        ):
            yield new, old


def _is_of_one_measure(claim: Claim, passage: str, said: Span, aside: Sequence[Token]) -> bool:
    """Say whether a passage has all else that a claim tells, and its levels measure what the claim compares."""
    inside = {*said.of(claim.text).split(), *(t.text for t in aside)}
    inside |= {w for p in claim.periods for w in p.span.of(claim.text).split()}
    money = not _EARNS.isdisjoint(re.findall(r"\w+", claim.text.casefold()))
    root = root_of(claim.text)
    verb = {root.text} if root is not None and (money or root.lemma_ in _BECOMES) else set()
    held = told(passage)
    rest = [forms for word, forms in spoken(claim.text) if word not in inside | verb]
    sized = money or any(word in _EXTENTS for word in inside)
    return all(not held.isdisjoint(forms) for forms in rest) and (sized or bool(rest))


def _measures(how: Sequence[Token], level: Quantity, passage: str) -> bool:
    """Say whether a level can measure what the words of a comparison are about: money what is dear, metres a depth."""
    words = {t.lower_ for t in how}
    if not _EARNS.isdisjoint(t.lower_ for t in how[0].doc):
        return (
            quantity.is_money(level.unit) or _COSTS.search(clause_at(passage, level.span.start)) is not None
        )
    if kinds := [_EXTENTS[word] for word in words if word in _EXTENTS]:
        return DIMENSIONS.get(level.unit, ("", 0.0))[0] in kinds[0]
    said = (t for t in how if t.lower_ not in _PLAIN and t.pos_ in ("ADJ", "ADV", "NOUN"))
    return all(_has(told(passage), t) for t in said)
