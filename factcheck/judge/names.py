"""Names: does the passage name the same person, place or body in the same role?

Rule. A name of the claim is found where the source has it, its last name, an acronym, an alias of the registry, a
word of the same nation or another spelling. Where the source has none of these near the words that stand around the
name in the claim, and another name of the same kind stands there that the claim does not mention, the passage
refutes. A name that the document never places is silent.

Why. The right deed under the wrong name is a correction; the same bearer under another form of the name is not.

Example. Claim "Hassan signed the order"; source "the order was signed by Governor Lee": Lee stands where the draft
has Hassan. "Gov. Hassan's signature" supports.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..model import Claim, Evidence, Finding, Span, Stance, Strength
from ._align import words_around
from ._context import Context, Document, parsed
from ._kinds import mention, shared
from ._names import (
    CALENDAR,
    COMMON,
    Name,
    acronyms_of,
    apart,
    compatriots,
    folded_words,
    initials,
    made_in,
    names_in,
    namesakes,
    nation,
    same_word,
    spelled,
)
from ._outdone import LEAST, TOLD, Rival, outdoing
from ._polarity import governor
from ._slots import OURS, OUT_OF_PLACE, Contest, Match, Place, Reading, contest, kept, strayed
from ._ties import role

_OF_ANY_STATE = frozenset("state states government republic kingdom authorities officials".split())  # noqa: SIM905
_NOT_THERE = re.compile(r"\bnot(?: (?:in|at|on|by|from|to|for|with|of))?(?: the)? $")


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each name of the claim: whether this passage has it, or another in its place."""
    document, index = context.document(evidence), context.place(evidence)
    for name in claimed_names(claim.text):
        held = _contest(claim.text, name, document, context.aliases, rivals=context.refuting)
        rival = _rival(claim.text, name, document, context.aliases) if context.refuting else None
        if rival is None or not rival.sure or succeeds(claim.text, evidence.text):
            yield _found(name, evidence, index, held)
        elif document.texts[rival.place.passage] == evidence.text:  # a page may say it twice
            yield kept(_lost(name, evidence, rival), evidence)
        else:
            yield _elsewhere(name, evidence, rival.place)


def succeeds(claim: str, passage: str) -> bool:
    """Say whether somebody has done since what another did until then: "ran it until 2022", "leads it since May"."""
    return bool({"until", "till"} & {t.lower_ for t in parsed(claim)}) and "since" in passage.split()


def rivalled(claim: str, document: Document) -> str:
    """Return that another name stands better in the words around one of a claim, be it not sure; or ""."""
    for name in claimed_names(claim):
        rival = _rival(claim, name, document, _no_aliases)
        if rival is not None and not rival.sure:
            stated = rival.place.span.of(document.texts[rival.place.passage])
            return f"the source names {name.text}, but has {stated} in these words"
    return ""


@functools.lru_cache(maxsize=4096)
def claimed_names(text: str) -> tuple[Name, ...]:
    """Return the names of a claim; a capital that only opens the sentence makes none (the tagger is asked)."""

    def proper(name: Name) -> bool:
        tagged = (t for t in parsed(text) if name.start <= t.idx < name.end)
        return any(nation(word) for word in name.words) or any(t.pos_ == "PROPN" for t in tagged)

    return tuple(name for name in names_in(text) if not name.first or proper(name))


def telling_words(name: Name) -> frozenset[str]:
    """Return the folded words of a name that few others have, and of a country those of its people too."""
    words = frozenset(name.words) - COMMON - CALENDAR
    return words.union(*(compatriots(country) for word in words if (country := nation(word))))


@functools.lru_cache(maxsize=1024)
def _contest(
    text: str,
    name: Name,
    document: Document,
    aliases: Callable[[str], frozenset[str]],
    *,
    rivals: bool = True,
) -> Contest:
    """Return where a document has a name, and, where they are asked for, the other names that may stand for it."""
    others = names_in(text)
    known = tuple(_forms((name.text, *aliases(name.text), *_acronyms(name, others, document.texts))))
    detail = Span(start=name.start, end=name.end)
    kinds: dict[tuple[str, ...], Match | None] = {}

    def kind(other: Name) -> Match | None:
        """Return how another name stands to this one; None where the claim has it too, or it is part of the name."""
        if any(one_bearer(bearer, other) for bearer in known):
            return Match.FULL
        if not rivals:
            return None
        mine = set(other.words) <= set(name.words) or _claimed(text, other.words)
        return None if mine else Match.RIVAL

    def read(passage: str) -> Reading:
        said = spelled(known, passage)
        if said is not None:
            yield said, Match.FULL
        for other in names_in(passage):
            if other.words not in kinds:
                kinds[other.words] = kind(other)
            match = kinds[other.words]
            if match is Match.RIVAL and " not " in passage and _NOT_THERE.search(passage, 0, other.start):
                continue  # "in Marl, not in Tern"
            if match is not None and (match is Match.RIVAL or said is None):
                yield Span(start=other.start, end=other.end), match

    held = contest(words_around(text, [detail], document), document, detail, read)
    return held.weighed(functools.partial(strayed, governor(text, name.start, name.end), document))


def _acronyms(name: Name, others: tuple[Name, ...], texts: tuple[str, ...]) -> Iterator[str]:
    """Yield the other form of a name that the claim or the document shortens: "National Grid Board (NGB)"."""
    for long, short in (*acronyms_of(others), *made_in(texts)):
        if long.words == name.words:
            yield short.text
        elif short.words == name.words and name.text.isupper():
            yield long.text


def _forms(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        words = folded_words(name)
        if words:
            yield words


@functools.lru_cache(maxsize=65536)
def _claimed(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a mention can be of the bearer of any name of a claim."""
    return any(_bears(one.words, words) for one in names_in(text))


def one_bearer(words: tuple[str, ...], other: Name) -> bool:
    """Say whether a mention can be of the bearer of ``words``: last name, shared words, acronym or nation."""
    return _bears(words, other.words)


@functools.lru_cache(maxsize=65536)
def _bears(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not others:
        return False
    if len(words) > 1 and len(others) == 1 and initials(words) == others[0]:
        return True
    if len(words) == 1 and len(others) > 1 and initials(others) == words[0]:
        return True
    if len(words) == 1 and any(same_word(words[0], theirs) for theirs in others):
        return True
    numbers = [{word for word in side if word.isdigit()} for side in (words, others)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return False  # "SV-9", "SV-12"
    if any(nation(word) for word in words):
        telling = [word for word in words if word not in _OF_ANY_STATE]  # "State of Israel", "United States"
        return any(same_word(word, theirs) for word in telling for theirs in others)
    alike = same_word(words[-1], others[-1]) or len(set(words) & set(others)) * 2 >= len(words)
    return alike and not apart(words, others) and not namesakes(words, others)


# How well a rival must fit, and by how much better than the claim's name, by what it shares with that name:
# its part in the sentence and its kind, or one of the two. Fitted on perturbed claims, benchmarks/fit_names.py.
_NEEDED = {(True, True): (0.25, 0.1), (True, False): (0.5, 0.35), (False, True): (0.35, 0.25)}
# A rival of one kind with the name that stands closer to the words around it: by how much it must fit better, its
# words be nearer, and the very words that touch the name touch it.
_CLOSER = (0.15, 0.2, 0.15)
_TOUCHES = 0.2  # what the last of these is to be where both names stand side by side, in different parts
RUNS_THROUGH = 2  # mentions: of a name that has more, a document also speaks by pronouns
LOOKED_AT = 12  # places: each may cost a parse


def _no_aliases(_: str) -> frozenset[str]:
    return frozenset()


def places(
    text: str,
    name: Name,
    document: Document,
    aliases: Callable[[str], frozenset[str]] = _no_aliases,
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return where a document has a name of a claim, and where it has others, best fit first."""
    held = _contest(text, name, document, aliases)
    mine = tuple(place for place in held.places if place.match in OURS)
    return mine, tuple(place for place in held.places if place.match not in OURS)


_CHAMBERS = frozenset("house chamber assembly diet congress storting riksdag bundestag sejm knesset".split())  # noqa: SIM905


@functools.lru_cache(maxsize=1024)
def _rival(
    text: str, name: Name, document: Document, aliases: Callable[[str], frozenset[str]]
) -> Rival | None:
    """Return where another name stands in the place of ``name`` in a document, or None."""
    mine, others = places(text, name, document, aliases)
    if mine and document.published is None:
        return outdoing(text, name, document, mine, others)
    for place in others[:LOOKED_AT]:
        if place.fit.score < LEAST:
            return None
        lead = _lead(place, mine)
        near = any(abs(place.passage - own.passage) <= 1 for own in mine)
        if _fits(lead, place, mine, near) and _takes(text, name, document, place, mine, lead, near):
            return Rival(place, sure=True)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """By how much a rival fits better than the claim's name wherever that stands, nearer and in touch."""

    score: float
    near: float
    touch: float

    @property
    def closer(self) -> bool:
        fit, near, touch = _CLOSER
        return self.score >= fit and self.near >= near and self.touch >= touch


def _lead(place: Place, mine: tuple[Place, ...]) -> _Lead:
    told = [own.fit.near for own in mine if own.fit.score >= TOLD]
    return _Lead(
        score=place.score - max((own.score for own in mine), default=0.0),
        near=place.fit.near - max(told, default=0.0),
        touch=place.fit.touch - max((own.fit.touch for own in mine), default=0.0),
    )


def _fits(lead: _Lead, place: Place, mine: tuple[Place, ...], near: bool) -> bool:
    """Say whether a place is worth a parse: by words alone it could take the place of the claim's name."""
    return lead.closer or (near and lead.touch >= _TOUCHES) or _leads(lead, place, mine, near, (0.25, 0.1))


def _leads(
    lead: _Lead, place: Place, mine: tuple[Place, ...], near: bool, needed: tuple[float, float]
) -> bool:
    rare = len(mine) <= RUNS_THROUGH and not near
    return rare and place.score >= needed[0] and lead.score >= needed[1]


def _takes(
    text: str,
    name: Name,
    document: Document,
    place: Place,
    mine: tuple[Place, ...],
    lead: _Lead,
    near: bool,
) -> bool:
    """Say whether a rival takes the place of the claim's name, in view of its part and its kind."""
    passage = document.texts[place.passage]
    part, alike = shared(text, name, passage, place)
    stated = mention(passage, place)
    if stated.first and not (alike and " " in stated.text):
        return False
    if _is_parliament(name.text, stated.text) or _is_parliament(stated.text, name.text):
        return False
    if any(nation(word) for word in stated.words) and not any(nation(word) for word in name.words):
        return False  # a country does not take the place of a town, which may lie in it
    if alike and lead.closer:
        return True
    if near and alike and part and lead.touch >= _TOUCHES:
        return not any(_plays(text, name, document, own) for own in mine[:LOOKED_AT])
    needed = _NEEDED.get((part, alike))
    return needed is not None and _leads(lead, place, mine, near, needed)


def _is_parliament(one: str, other: str) -> bool:
    """Say whether a "parliament" may be what another text calls by its name: the House of Deputies, the Assembly."""
    return "parliament" in one.casefold().split() and not _CHAMBERS.isdisjoint(other.casefold().split())


def _plays(text: str, name: Name, document: Document, own: Place) -> bool:
    """Say whether the claim's name plays its part at a place that speaks of the claim at all."""
    passage = document.texts[own.passage]
    told = own.fit.score >= TOLD
    return told and not role(name, text).isdisjoint(role(mention(passage, own), passage))


def _lost(name: Name, evidence: Evidence, rival: Rival) -> Finding:
    stated = rival.place.span.of(evidence.text)
    return Finding(
        judge="names",
        stance=Stance.REFUTES,
        strength=Strength.DECISIVE,
        reason=f"the draft has {name.text} where the source has {stated}",
        evidence=evidence,
        claim_span=Span(start=name.start, end=name.end),
        evidence_span=rival.place.span,
        part=name.text,
    )


def _elsewhere(name: Name, evidence: Evidence, rival: Place) -> Finding:
    """Return silence: another passage has another name in the place of this one."""
    return Finding(
        judge="names",
        stance=Stance.SILENT,
        strength=Strength.SUGGESTIVE,
        reason=f"another name stands in the place of {name.text} in passage {rival.passage + 1}",
        evidence=evidence,
        claim_span=Span(start=name.start, end=name.end),
        part=name.text,
    )


def _found(name: Name, evidence: Evidence, index: int, held: Contest) -> Finding:
    here, own = held.own(index), held.own()
    stance = Stance.SUPPORTS if own else Stance.SILENT
    reason = f"{name.text} is not in the source"
    if here is not None:
        reason = f"the source names {here.span.of(evidence.text)}"
    elif own is not None:
        reason = f"the source names {name.text} in passage {own.passage + 1}"
    return Finding(
        judge="names",
        stance=stance,
        strength=Strength.DECISIVE if own and own.score >= OUT_OF_PLACE else Strength.SUGGESTIVE,
        reason=reason,
        evidence=evidence,
        claim_span=held.detail,
        evidence_span=here.span if here else None,
        part=name.text,
    )
