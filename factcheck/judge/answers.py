"""Answers: was it asked whether it is so, and is the answer no?

Rule. A passage that asks just what the claim says ("Did the council sell the harbour?") and answers no, or that there
is no evidence of it, refutes. The question has to be about the claim: it has a fair part of the claim's words, most of
its own words are the claim's, and it adds no number and no "all" or "only" of its own, since "Were all the boats sold?
No" leaves some sold. The answer may stand in the next passage, as in an interview.

Why. Question and answer is how fact-checks, interviews and hearings are written down; the words of a claim stand in
the question, which tells nothing by itself.

Example. Claim "the council sold the harbour"; source "Did the council sell the harbour? No, it was leased" refutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import bm25
from ..model import Claim, Evidence, Finding, Span, Stance
from ..text import clip, late, one_line
from ._align import words_of
from ._context import Context
from ._decisive import decisive
from ._told import questions
from ._words import groups

OVER = 0.4  # the share of the claim's words that the question has to have
BACK = 0.6  # the share of the question's words that have to be the claim's
WHOLE = 0.9  # a question that has so much of the claim may add to it: "in 2020", "only"
_NO = late(
    r"""\s*["“'—–-]?\s*(?:no\b(?!\s(?:answer|one|information|data|official))|never\b|false\b
    |(?:absolutely|certainly|definitely|of\ course|probably|clearly)\ not\b|not\ (?:at\ all|true|so|really)\b
    |there\ (?:is|was|has\ been)\ no\ (?:\w+\ )?(?:evidence|proof)\b
    |(?:this|that|it)\ (?:is|was)(?:\ not\ true|\ false|\ fake|\ a\ myth|\ untrue|\ incorrect|n['’]t\ true)\b)""",
    re.I | re.X,
)
_WIDER = frozenset(["all", "every", "only", "first", "always", "both", "each", "most", "many", "same"])
_ALL, YEAR = frozenset(["all", "every", "both", "each", "most", "many"]), 4  # digits
_NUMBER = late(r"\d+")


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield a refutation where the passage asks whether the claim is so and answers no."""
    if evidence.figure is not None or "?" not in evidence.text or _denies(claim.text):
        return
    after = context.document(evidence).around(context.place(evidence))[1]
    for question, answer in questions(evidence.text):
        if _NO.match(answer.strip() or after) and _asks(question, claim.text):
            reason = f"asked “{clip(one_line(question), 120)}”, the source answers no"
            whole = Span(start=0, end=len(claim.text))
            yield decisive("answers", Stance.REFUTES, reason, whole, claim.text, evidence)
            return


def _denies(text: str) -> bool:
    """Say whether a claim has a "not" of its own: what an answer says of it is then left to the reader."""
    return not groups("_polarity.txt")["not"].isdisjoint(
        re.findall(r"n['’]t\b|\w+", text.casefold().replace("’", "'"))
    )


def _asks(question: str, claim: str) -> bool:
    """Say whether a question asks for what the claim says, and for no more."""
    words, others = frozenset(bm25.terms(question)), frozenset(bm25.terms(claim))
    wider = _WIDER & set(re.findall(r"\w+", question.casefold())) - set(re.findall(r"\w+", claim.casefold()))
    numbered = set(_NUMBER.findall(question)) - set(_NUMBER.findall(claim))
    over, back = _share(claim, words), _share(question, others)
    if wider & _ALL or any(len(number) < YEAR for number in numbered):
        return False  # "Did it sell all ten boats? No, nine": that it sold boats is not denied
    return over >= OVER and back >= BACK and (over >= WHOLE or not (wider or numbered))


def _share(text: str, held: frozenset[str]) -> float:
    telling = words_of(text)
    return sum(not held.isdisjoint(forms) for _, forms in telling) / len(telling) if telling else 0.0
