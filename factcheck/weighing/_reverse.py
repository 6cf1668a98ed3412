"""The reverse told in another construction: against and not opposed, to be sold and not planned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import root_of
from ..judge._polarity import is_denied, predicates
from ..model import Claim, Evidence, Finding, Quantity, Span
from ..text import late
from ._ballots import both_lost
from ._casting import miscast
from ._placing import Contrary, refuting
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_BE = late(
    r"\b(?:(?:is|are) (?:to|going to|set to)|will|plans? to|intends? to"
    r"|(?:is|are) (?:weighing|considering|mulling|exploring|planning|contemplating|discussing))\b(?= [a-z])",
    re.I,
)
_NOT_PLANNED = late(
    r"\b(?:not|no longer|never) (?:planned|intended|envisaged|foreseen|on the table|under consideration)\b"
    r"|\bno plans? (?:to|for)\b",
    re.I,
)
_SIDED = r"(?:oppos\w+|object(?:s|ed|ing)? to|against)"
_SIDED_AGAINST = late(rf"\b{_SIDED}\b(?! (?:by|since|after)\b)", re.I)
_NOT_AGAINST = late(
    rf"(?:\b(?:not|never|no longer|nor)|n['’]t)(?: (?:in principle|be|been|itself))? {_SIDED}\b"
    r"|\b(?:no|without) objections? to\b",
    re.I,
)
# A fence that is not planned is not to be built.
_MADE = frozenset(
    {"build", "erect", "construct", "create", "introduce", "hold", "launch", "establish", "open", "come"}
)
_COUNT = r"(?<![\d,.])(\d[\d,]*\d|\d|[a-z][a-z-]+)"
# "17 votes to 12", "from 2 to 3": the same two the other way round are another result.
_ORDERED = (
    re.compile(rf"{_COUNT}(?: votes?)? to {_COUNT}", re.I),
    re.compile(rf"from {_COUNT}(?: [a-z]+)? to {_COUNT}", re.I),
)
_MATTER = 0.7  # the share of a claim's words, the construction's own aside, that a passage has to have
_LOST = late(r"\b(?:lost|loses?|loss(?:es)?|deficits?|in the red|shortfalls?)\b", re.I)
_GAINED = late(
    r"\b(?:profits?|earned|earns?|earnings|surplus(?:es)?|gains?|gained|in the black|netted)\b", re.I
)
_NAMED = r"(?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+"
_BEAT = re.compile(
    rf"\b(?P<winner>[A-Z][\w’'-]+)(?: {_NAMED})? (?:beat|defeated|downed|edged|thrashed|overcame)"
    r" (?:the )?(?P<loser>[A-Z][\w’'-]+)"
)
_SCORE = re.compile(rf"({_NAMED}),? (\d{{1,3}})(?:,| and|;|[ -–])\s*({_NAMED}),? (\d{{1,3}})\b")
_BLAMING = frozenset({"blame", "accuse", "fault", "denounce"})
_HOLDING = frozenset({"hold", "make"})
_GUILTY = frozenset({"responsible", "accountable", "liable", "answerable"})
_BEATEN = frozenset({"defeat", "beat", "oust", "unseat"})


def reverses(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a passage says the reverse of."""
    yield from _sided(claim, passage)
    yield from _unplanned(claim, passage)
    yield from _earned(claim, passage)
    yield from _beaten(claim, passage)
    yield from _scored(claim, passage)
    yield from _blamed(claim, passage)
    yield from miscast(claim, passage)


def _scored(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield who beat whom in a claim where a passage gives the score of the two the other way: "Norrby 2, Castel 1"."""
    said = _BEAT.search(claim)
    if said is None or turns(claim):
        return
    for one, first, other, second in _SCORE.findall(passage):
        winner, loser = (one, other) if int(first) > int(second) else (other, one)
        if first != second and said["winner"] in loser.split() and said["loser"] in winner.split():
            reason = f"the draft has {said['winner']} win; the source has {one} {first}, {other} {second}"
            yield (
                "acts",
                reason,
                Span(start=said.start(), end=said.end()),
                f"{said['winner']} over {said['loser']}",
            )


def _blamed(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield who blames whom in a claim where a passage has them the other way round: "hold the army responsible"."""
    theirs = [*_blames(passage)]
    for verb, *ours in _blames(claim) if theirs and not turns(claim) else ():
        one, other = (forms_of(side.text, claim) for side in ours)
        for _, *sides in theirs:
            first, second = (frozenset(bm25.terms(side.text)) for side in sides)
            crossed = one & second and other & first
            if crossed and not one & first and not other & second:
                reason = f"the draft has {ours[0].text} blame {ours[1].text}; the source the other way round"
                yield "acts", reason, Span(start=verb.idx, end=verb.idx + len(verb)), verb.text
                return


def _blames(text: str) -> Iterator[tuple[Token, Token, Token]]:
    """Yield each verb of a text by which somebody blames somebody, with the two."""
    for verb in predicates(text):
        if verb.lemma_ not in _BLAMING | _HOLDING:
            continue
        near = {t.dep_: t for t in verb.children}
        who, whom = near.get("nsubj"), near.get("dobj")
        if verb.lemma_ in _HOLDING:
            guilty = next((t for t in verb.subtree if t.lower_ in _GUILTY), None)
            if guilty is None:
                continue
            whom = whom or next((t for t in guilty.children if t.dep_ == "nsubj"), None)
            whom = whom or next((t for t in guilty.head.children if t.dep_ == "nsubj" and t != who), None)
        if who is not None and whom is not None and not is_denied(verb):
            yield verb, who, whom


def _beaten(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the victory of somebody who in a passage was defeated."""
    root = root_of(claim)
    who = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
    if root is None or who is None or root.lemma_ not in ("win", "prevail", "triumph") or turns(claim):
        return
    beaten = (v for v in predicates(passage) if v.lemma_ in _BEATEN and not is_denied(v))
    if any(c.dep_ == "nsubjpass" and c.text == who.text for v in beaten for c in v.children):
        reason = f"the draft says {root.text}; the source has {who.text} defeated"
        yield "acts", reason, Span(start=root.idx, end=root.idx + len(root)), root.text


def _sided(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "against" of a claim where the passage says "does not oppose" of the same, or the reverse."""
    ours, theirs = _SIDED_AGAINST.search(claim), _SIDED_AGAINST.search(passage)
    if ours is None or theirs is None:
        return
    not_ours, not_theirs = _NOT_AGAINST.search(claim), _NOT_AGAINST.search(passage)
    if (not_ours is None) is (not_theirs is None) or _both_ways(claim) or _both_ways(passage):
        return
    held = told(passage)
    words = [forms for word, forms in spoken(claim) if word not in ours.group()]
    if words and sum(not held.isdisjoint(forms) for forms in words) >= _MATTER * len(words):
        said, stated = (not_ours or ours).group(), (not_theirs or theirs).group()
        reason = f"the draft says {said}; the source says “{stated}”"
        yield "negation", reason, Span(start=ours.start(), end=ours.end()), ours.group()


def _both_ways(text: str) -> bool:
    """Say whether a text opposes one thing and does not oppose another: which is which, the words do not tell."""
    return len(_SIDED_AGAINST.findall(text)) > len(_NOT_AGAINST.findall(text)) > 0


def _unplanned(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim says is to be done and the passage says is not planned: "a sale of the hall"."""
    ours, theirs = _TO_BE.search(claim), _NOT_PLANNED.search(passage)
    if ours is None or theirs is None or turns(claim):
        return
    root = root_of(claim)
    made = {root.text} if root is not None and root.lemma_ in _MADE else set()
    thing = next((t for t in root.children if t.dep_ == "dobj"), None) if root is not None else None
    if (
        root is not None and thing is not None and root.text in ours.group()
    ):  # who considers it, a passive leaves out
        made = {t.text for t in root.doc} - {t.text for t in thing.subtree}
    held, words = told(passage), [forms for word, forms in spoken(claim) if word not in made]
    if words and all(not held.isdisjoint(forms) for forms in words):
        reason = f"the draft says {ours.group()}; the source says “{theirs.group()}”"
        yield "negation", reason, Span(start=ours.start(), end=ours.end()), ours.group()


def _earned(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the loss of a claim that a passage calls a profit, of one sum, or the reverse."""
    sums = [q for q in quantity.find(claim) if quantity.is_money(q.unit)]
    for ours, theirs in ((_LOST, _GAINED), (_GAINED, _LOST)) if sums and not turns(claim) else ():
        said, stated = ours.search(claim), theirs.search(passage)
        if said is None or stated is None or ours.search(passage) or theirs.search(claim):
            continue
        if any(quantity.agree(one, q).holds for one in sums for q in quantity.find(passage)):
            reason = f"the draft says {said.group()}; the source says {stated.group()}"
            yield "acts", reason, Span(start=said.start(), end=said.end()), said.group()


def told_reversed(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has the sides of a score, a vote or a change the other way round."""
    for pattern in _ORDERED:
        for ours in pattern.finditer(claim.text):
            mine = [quantity.find(side) for side in ours.groups()]
            for theirs in pattern.finditer(item.text):
                other = [quantity.find(side) for side in theirs.groups()]
                if all((*mine, *other)) and _other_way(mine, other) and not both_lost(claim.text, item.text):
                    reason = f"the draft says {ours.group()}; the source says “{theirs.group()}”"
                    span = Span(start=ours.start(), end=ours.end())
                    yield refuting("numbers", reason, span, ours.group(), item)
                    return


def _other_way(mine: Sequence[tuple[Quantity, ...]], other: Sequence[tuple[Quantity, ...]]) -> bool:
    (a, b), (c, d) = ((sides[0][0].value, sides[1][0].value) for sides in (mine, other))
    return a == d and b == c and a != b
