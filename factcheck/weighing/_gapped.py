"""A clause that leaves its verb out: "the north wing was built by Gorm, the south wing by Tern".

The second half has the verb of the first, and things of its own in the places of the other's. A claim that takes one
thing from each half ("the south wing was built by Gorm") is told by neither.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..judge import decisive, parsed
from ..model import Claim, Evidence, Finding, Stance
from ._synonyms import spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_HALVES = re.compile(r"[,;] (?:and |but |while )?|\band ")
_END = re.compile(r"[;.,]")
_SAME = frozenset({"those", "that", "one", "ones"})  # stand for the subject of the first half
_ITS = frozenset({"its", "his", "her", "their"})
_STARTS = frozenset({"the", "a", "an"}) | _ITS
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "last"})
_VERBS = ("VERB", "AUX")
_FEW = 4  # words that such a half has behind its name


def gapped(claim: str, passage: str) -> str:
    """Return what a claim has of the one half of a passage beside what it has of the other, or ""."""
    for first, second in _gaps(passage):
        if _is_counted_too(first, second):
            continue  # :func:`gives_the_other` asks for the numbers, and all else is of both
        here, there = (_held(half) for half in (first, second))
        shared = _shared(first, second)
        numbers = ((t.text, frozenset({t.lower_})) for t in parsed(claim) if t.like_num or t.lower_ in _RANKS)
        words = [(w, forms) for w, forms in (*spoken(claim), *numbers) if forms.isdisjoint(shared)]
        mine = [w for w, forms in words if not here.isdisjoint(forms) and there.isdisjoint(forms)]
        others = [w for w, forms in words if not there.isdisjoint(forms) and here.isdisjoint(forms)]
        if mine and others:
            said = " ".join(t.text for t in second).strip(" .")
            return f"{mine[0]} with {others[0]} (the source: “{said}”)"
    return ""


def _held(half: tuple[Token, ...]) -> frozenset[str]:
    """Return the terms of a half, and its very words, of which a number is one."""
    return told(" ".join(t.text for t in half)) | frozenset(t.lower_ for t in half)


def has_gap(passage: str) -> bool:
    """Say whether a passage has a half that leaves its verb out, in which another may do the deed."""
    return any(second[1].lower_ != "of" for _, second in _gaps(passage))  # "one of them" is a part


@functools.lru_cache(maxsize=4096)
def _gaps(passage: str) -> tuple[tuple[tuple[Token, ...], tuple[Token, ...]], ...]:
    """Return the two halves of each place in a passage where the second half has no verb of its own."""
    found = []
    cuts = [*_HALVES.finditer(passage)] if "," in passage or " and " in passage else []
    placed = [(t.idx, t) for t in parsed(passage)] if cuts else []
    ends = [m.start() for m in _END.finditer(passage)] if cuts else []
    for cut in cuts:
        start = passage.rfind(";", 0, cut.start()) + 1
        end = next((at for at in ends if at >= cut.end()), len(passage))
        first = tuple(t for at, t in placed if start <= at < cut.start())
        second = tuple(t for at, t in placed if cut.end() <= at < end)
        listed = "and" in cut.group()  # "in Tarn on Monday and Marl on Tuesday" need not be of another
        if len(second) > 2 and _has_gap(first, second, listed=listed):
            found.append((first, second))
    return tuple(found)


def _has_gap(first: tuple[Token, ...], second: tuple[Token, ...], *, listed: bool) -> bool:
    """Say whether a half without a verb sets two things in the places of two of the half before it."""
    verb = _verb(first)
    if verb is None or any(t.pos_ in _VERBS for t in second):
        return False
    for one, other in itertools.pairwise(second):  # "the one in Tarn the valves"
        if other.lower_ in _STARTS and one.pos_ in ("NOUN", "PROPN", "NUM"):
            return True
    subject = next((t for t in first if t.dep_ in ("nsubj", "nsubjpass")), None)
    alike = subject is not None and any(t.lemma_ == subject.lemma_ for t in second)
    stands = second[0].lower_ in _SAME | _ITS or (second[0].lower_ == "the" and second[1].lower_ in _SAME)
    if not listed and (_is_parallel(verb, first, second) or _is_counted_too(first, second)):
        return True
    after = {t.lower_ for t in first if t.i > verb.i and t.pos_ == "ADP"}
    last = next((t.lower_ for t in reversed(second) if t.pos_ == "ADP" and t.lower_ != "of"), "")
    return (alike or stands) and last in after


def _is_parallel(verb: Token, first: tuple[Token, ...], second: tuple[Token, ...]) -> bool:
    """Say whether two halves have names behind one preposition of the verb: "shared by Marl, the home by Tern"."""
    names = [
        {t.head.lower_ for t in half if t.dep_ == "pobj" and (t.pos_ == "PROPN" or _has_number(t))}
        for half in (first, second)
    ]
    own = {t.lower_ for t in verb.children if t.pos_ == "ADP"}
    joined = second[0].dep_ == "conj" and second[0].head.dep_ == "pobj"  # "in Tarn and Selmark in May"
    behind = next((t for t in second if t.pos_ != "PROPN"), None)  # "Colonel Arno Hask to 21 years"
    named = second[0].pos_ == "PROPN" and behind is not None and behind.pos_ == "ADP" and not joined
    starts = second[0].lower_ in _STARTS or named
    return starts and bool(names[0] & names[1] & own)


def _is_counted_too(first: tuple[Token, ...], second: tuple[Token, ...]) -> bool:
    """Say whether a half gives another name its number: "Kesteria has withdrawn 88 percent, Damorra 71 percent"."""
    rest = [*itertools.dropwhile(lambda t: t.pos_ == "PROPN", second)]
    named = any(t.pos_ == "PROPN" and t.dep_ in ("nsubj", "nsubjpass") for t in first)
    bare = bool(rest) and rest[0].like_num and len(rest) <= _FEW
    counted = {t.nbor().lower_ for t in first if t.like_num and t.i + 1 < len(t.doc)}
    return named and len(rest) < len(second) and bare and (len(rest) == 1 or rest[1].lower_ in counted)


def gives_the_other(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives the name of the one half the number of the other."""
    mine = {t.lower_ for t in parsed(claim.text) if t.pos_ == "PROPN"} if claim.quantities else set()
    for first, second in _gaps(item.text):
        if not _is_counted_too(first, second):
            continue
        own, other = ({t.lower_ for t in half if t.pos_ == "PROPN"} for half in (first, second))
        for names, others, theirs in ((own, other, second), (other, own, first)):
            wrong = {t.lower_ for t in theirs if t.like_num}
            if mine & (names - others) and not mine & (others - names):
                for number in claim.quantities:
                    said = number.span.of(claim.text)
                    if wrong & set(said.casefold().split()):
                        reason = f"the draft says {said}, which the source gives for another: “{item.text}”"
                        yield decisive("numbers", Stance.REFUTES, reason, number.span, said, item)


def _has_number(noun: Token) -> bool:
    return any(t.like_num for t in noun.subtree if t.i <= noun.i)


def _shared(first: tuple[Token, ...], second: tuple[Token, ...]) -> frozenset[str]:
    """Return the terms of what the second half has from the first: its verb, and the subject that it goes back to."""
    verb = _verb(first)
    kept = [verb] if verb is not None else []
    subject = next((t for t in first if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and any(t.lower_ in _SAME | {"its", "their"} for t in second):
        own = [t for t in subject.subtree if t.dep_ in ("poss", "compound", "amod")]
        kept += [subject, *own]
    return told(" ".join(t.text for t in kept))


def _verb(half: tuple[Token, ...]) -> Token | None:
    """Return the verb of a half, or what the parser takes for its head."""
    verbs = (t for t in half if t.pos_ in _VERBS and t.dep_ not in ("aux", "auxpass"))
    return next(verbs, None) or next((t for t in half if t.dep_ == "ROOT"), None)
