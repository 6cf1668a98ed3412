"""Which group a passage counts by a number: of "30 were teachers and 41 students" the thirty are no students."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._names import nation
from ..judge._words import kin
from ..model import Quantity, Span
from ..text import late
from ._placing import BY_SO_MUCH
from ._synonyms import forms_of, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ._placing import Contrary

_NO_PEOPLE = frozenset(
    "under over aged between younger older still not in from of at on no all also only".split()  # noqa: SIM905
)
_PEOPLE = re.compile(r"\s+(?:[a-z][\w-]*\s+)?(?P<who>[A-Z][a-z]+(?:s|ese))\b")
_LABELLED = re.compile(r"(?P<who>[A-Z][a-z]+(?:s|ese))\b(?= [a-z])")  # "Palestinians killed by Israel: 447"
_ACTING = re.compile(r"(?<!\bin )(?<!\binside )(?<!\bacross )(?<!\bnear )\b[A-Z]\w+")  # who is no mere place
_MORE_OF = late(r"\b(?P<how>more|fewer) (?P<one>[a-z]{3,}) than (?P<other>[a-z]{3,})\b", re.I)
_OUTNUMBER = late(
    r"\b(?P<one>[a-z]{3,})(?: people)? (?P<how>outnumber)(?:s|ed)? (?:the )?(?P<other>[a-z]{3,})\b", re.I
)
_OF_SOMEBODY = frozenset({"vote", "ballot", "case"})  # "6 votes" are six members
_STEM = 5  # letters that a country and its people have in common
_SAID_TO_BE = ("attr", "acomp")
_TELLING = ("amod", "compound", "nmod")


class _Group(NamedTuple):
    """A number of a text and the noun or adjective that says whom or what it counts."""

    number: Quantity
    what: Token

    @property
    def forms(self) -> frozenset[str]:
        """Return what can stand for the word of the group."""
        return kin(self.what.lemma_.casefold()) | kin(self.what.lower_)

    @property
    def described(self) -> str:
        """Return number and group as one says them."""
        near = [t for t in self.what.children if t.dep_ in _TELLING and t.i < self.what.i]
        return " ".join((self.number.span.of(self.what.doc.text), *(t.text for t in (*near, self.what))))


def grouped_otherwise(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim gives one group, and a sentence of the passage another group, which differs from it.

    The sentence has to count the claim's group too, by another number.
    """
    ours = _groups(claim) if not turns(claim) else ()
    for mine in ours:
        for sentence in {g.what.sent.start for g in _groups(passage)} if ours else ():
            here = [g for g in _groups(passage) if g.what.sent.start == sentence]
            same = [g for g in here if quantity.agree(mine.number, g.number).holds]
            same = [g for g in same if not BY_SO_MUCH.match(passage, g.number.span.end)]
            own = [g for g in here if not g.forms.isdisjoint(mine.forms)]
            if (
                not same
                or not own
                or _OF_SOMEBODY & {g.what.lemma_ for g in (*same, *own)}
                or any(_are_one(mine, g) for g in same)
                or _is_told_by(own, same)
            ):
                continue
            reason = (
                f"the draft says {mine.described}; the source says {same[0].described} and {own[0].described}"
            )
            yield "numbers", reason, mine.number.span, mine.number.span.of(claim)
            return


def _is_told_by(own: list[_Group], same: list[_Group]) -> bool:
    """Say whether what a sentence counts of the claim's kind has the claim's number, or is the whole it is part of."""
    wholes = {
        part.whole.span
        for part in quantity.parts(own[0].what.doc.text)
        if any(part.part.span == other.number.span for other in same)
    }
    held = {other.number.span for other in same} | wholes
    return any(one.number.span in held for one in own)


def _are_one(one: _Group, other: _Group) -> bool:
    return not one.forms.isdisjoint(other.forms)


@functools.lru_cache(maxsize=4096)
def _groups(text: str) -> tuple[_Group, ...]:
    """Return the counts of a text with what each counts: "41 students", "30 were teachers"."""
    found = []
    for number in quantity.find(text):
        inside = [t for t in parsed(text) if number.span.start <= t.idx < number.span.end]
        what = next(filter(None, map(_counted, inside)), None) if number.unit == "" else None
        if what is not None:
            found.append(_Group(number, what))
    return tuple(found)


def _counted(token: Token) -> Token | None:
    """Return what a number counts: the noun that it stands with, or what those so many are said to be."""
    if token.dep_ == "nummod" and token.head.pos_ == "NOUN" and token.head.i > token.i:
        return token.head
    be = token.nbor() if token.i + 1 < len(token.doc) and token.nbor().lemma_ == "be" else token.head
    if be.lemma_ != "be" or not (token.dep_.startswith("nsubj") or be.i == token.i + 1):
        return None
    return next((t for t in be.children if t.dep_ in _SAID_TO_BE and t.i > token.i), None)


def more_of_the_other(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "more boys than girls" of a claim where a passage counts fewer of the first: 4,100 girls, 3,800."""
    said = _MORE_OF.search(claim) or _OUTNUMBER.search(claim)
    counted = {side: _number_of(said[side], claim, passage) for side in ("one", "other")} if said else {}
    one, other = counted.get("one"), counted.get("other")
    if said is None or one is None or other is None or turns(claim):
        return
    if one.value != other.value and (one.value > other.value) is not (said["how"].casefold() != "fewer"):
        held = f"{one.span.of(passage)} {said['one']} and {other.span.of(passage)} {said['other']}"
        reason = f"the draft says {said.group()}; the source has {held}"
        yield "numbers", reason, Span(start=said.start(), end=said.end()), said.group()


def _number_of(noun: str, claim: str, passage: str) -> Quantity | None:
    """Return the number by which a passage counts a noun of a claim, the only one, or None."""
    forms = forms_of(noun, claim)
    found = [g.number for g in _groups(passage) if not forms.isdisjoint(bm25.terms(g.what.text))]
    return found[0] if found and len({q.value for q in found}) == 1 else None


def other_nationals(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim gives one people, and a passage which names that people the very number of another.

    "447 Israelis were killed", of one by which Israel killed 447 Palestinians.
    """
    named = [m.group() for m in _ACTING.finditer(passage)]
    for mine, who, span in _peoples(claim):
        theirs = [(q, other) for q, other, _ in _peoples(passage)]
        same = next(((q, other) for q, other in theirs if quantity.agree(mine, q).holds), None)
        if same is None or any(_one_people(who, other) for _, other in theirs):
            continue
        if any(_one_people(who, word) for word in named):
            ours, stated = f"{mine.span.of(claim)} {who}", f"{same[0].span.of(passage)} {same[1]}"
            yield "numbers", f"the draft says {ours}; the source says {stated}", span, ours
            return


def _peoples(text: str) -> Iterator[tuple[Quantity, str, Span]]:
    """Yield the numbers of a text that count a people, with its name and where the two stand; a figure's label too."""
    for number in quantity.find(text):
        found = _PEOPLE.match(text, number.span.end) or (_LABELLED.match(text) if ": " in text else None)
        if found is not None and number.unit == "":
            start = min(number.span.start, found.start("who"))
            yield number, found["who"], Span(start=start, end=max(number.span.end, found.end("who")))


def _one_people(one: str, other: str) -> bool:
    """Say whether two words may be of one people: of one nation, or of one stem ("Oldlanders", "Oldland's")."""
    first, second = one.casefold(), other.casefold()
    return first[:_STEM] == second[:_STEM] or "" != nation(first) == nation(second)


def of_other_people(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim says that a number were, and a passage says they were others: "165 were women", children."""
    if turns(claim) or turns(passage):
        return
    for many, what in _called(claim):
        counted = (
            rf"(?<![\d.,]){re.escape(many.text)}\b(?![.,]?\d) [^;.]*?\b(?:were|are|was|is) (?P<what>[a-z]+)"
        )
        there = re.search(counted, passage, re.I)
        if (
            there is None
            or not told(passage).isdisjoint(forms_of(what.text, claim))
            or there["what"].casefold() in _NO_PEOPLE
            or not _is_noun(there, passage)
        ):
            continue
        if told(claim).isdisjoint(bm25.terms(there["what"])):
            span = Span(start=what.idx, end=what.idx + len(what))
            reason = f"the draft says that {many.text} were {what.text}; the source has {there['what']}"
            yield "numbers", reason, span, f"{many.text} {what.text}"
            return


def _called(claim: str) -> Iterator[tuple[Token, Token]]:
    """Yield a number of a claim and what it says that so many were."""
    root = root_of(claim)
    if root is not None and root.lemma_ == "be":
        what = next((c for c in root.children if c.dep_ == "attr" and c.pos_ == "NOUN"), None)
        many = next((c for c in root.children if c.dep_ == "nsubj" and c.pos_ == "NUM"), None)
        if what is not None and many is not None:
            yield many, what


def _is_noun(there: re.Match[str], passage: str) -> bool:
    """Say whether what so many were is a noun: "40 were empty" tells no others."""
    return any(t.idx == there.start("what") and t.pos_ == "NOUN" for t in parsed(passage))
