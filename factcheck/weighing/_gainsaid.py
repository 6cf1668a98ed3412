"""What somebody says in a passage and another calls untrue: "Roe said the dam leaks; the operator denied this".

Told as a fact it is only what one of the two says, and whoever called it untrue has not said it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..judge import root_of
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._ascribed import called_a_tale
from ._placing import refuting, shown
from ._synonyms import spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 0.6  # the share of a claim's words that a saying has to have to be of what the claim tells
_IT = (
    r"(?:this|that|it|these|those|(?:the|this|that|his|her|their|its|these|such)(?: [a-z]+)?"
    r" (?:claims?|allegations?|accusations?|assertions?|charges?|suggestions?|statements?|reports?|rumou?rs?|account))"
)
_UNTRUE = (
    r"(?:(?:simply|completely|entirely|plainly|totally|all|pure|utter|complete) )?"
    r"(?:untrue|false|wrong|not (?:true|so|the case|correct|right)|incorrect|nonsense|an? (?:outright )?lie|lies"
    r"|unfounded|baseless|absurd|invented|fabricated|made up)"
)
_DENIED = r"(?:den(?:y|ies|ied)|(?:reject|disput|contradict|dismiss|refut)(?:s|es|ed)?)"
_GAINSAYS = late(
    rf"(?P<who>[^;.]{{2,80}}?),? (?:(?:repl|answer|respond|sa|state|insist|maintain|counter|object)\w*"
    rf"(?: [\w’'-]+){{0,3}}? (?:that )?{_IT} (?:was|is|were|are) {_UNTRUE}\b"
    rf"|{_DENIED} (?:{_IT}|him|her|them)\b(?! (?:the|an?|[a-z]+(?:ion|al|ment))\b)"
    rf"|(?:call|describ|brand)(?:s|es|ed) {_IT} (?:as )?{_UNTRUE}\b)",
    re.I,
)
_CLAUSE = re.compile(r"[;.](?!\d)\s+|,\s+(?:but|while|whereas|which)\s+")
_SAYS = late(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|according to|wrote|(?:claim|alleg|warn|argu|announc|accus|assert|report|suggest"
    r"|stat|declar)(?:s|es|ed|e)?)\b",
    re.I,
)
_TITLE = re.compile(r"[A-Z][\w’'-]+")


class _Gainsaid(NamedTuple):
    """Who calls untrue what a claim tells, in which words, and whether another says it there."""

    who: str
    words: str
    alleged: bool


def only_alleged(claim: str, passage: str) -> str:
    """Return a word for a passage that has somebody say what a claim tells, and another call it untrue; or ""."""
    found = _gainsaid(claim, passage) if _saying(claim) is None else None
    return f"what somebody says and another denies (“{found.words}”)" if found and found.alleged else ""


def gainsaid(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody say what, by a passage, he called untrue."""
    yield from called_a_tale(claim, item)
    found = _gainsaid(claim.text, item.text)
    name = _speaker(claim) if found is not None else ""
    if found is not None and name and name in _TITLE.findall(found.who):
        reason = f"the draft has {name} say it; the source says “{shown(found.words)}”"
        yield refuting("acts", reason, Span(start=0, end=len(claim.text)), f"{name} says", item)


@functools.lru_cache(maxsize=1024)
def _gainsaid(claim: str, passage: str) -> _Gainsaid | None:
    ends = [m.end() for m in _CLAUSE.finditer(passage)]
    for start, stop in itertools.pairwise([*ends, len(passage)]):
        words = passage[start:stop].rstrip(" ;.")
        denial, said = _GAINSAYS.match(words), _CLAUSE.split(passage[:start].rstrip(" ;.,"))[-1]
        if denial is None or turns(claim):
            continue
        verb = _saying(claim)
        if _tells(said, claim[verb.idx + len(verb) :] if verb is not None else claim):
            return _Gainsaid(denial["who"], words, _SAYS.search(said) is not None)
    return None


def _tells(said: str, claim: str) -> bool:
    held, words = told(said), spoken(claim)
    return bool(words) and sum(not held.isdisjoint(forms) for _, forms in words) >= _MOST * len(words)


def _saying(claim: str) -> Token | None:
    """Return the verb by which a claim has somebody say something, or None."""
    root = root_of(claim)
    return root if root is not None and _SAYS.match(root.text) else None


def _speaker(claim: Claim) -> str:
    """Return the last name of whom a claim has say what it tells, or ""."""
    said = claim.attribution.speaker if claim.attribution is not None else None
    verb = _saying(claim.text)
    who = next((t for t in verb.children if t.dep_ == "nsubj"), None) if verb is not None else None
    if said is not None and said.name:
        return said.name.split()[-1]
    return str(who.text) if who is not None and who.pos_ == "PROPN" else ""
