"""What a document does by being put out: an order, a ruling, a vote, a notice is of its own day.

"Is sentenced to nine years", in a judgment of Thursday, sentences on that Thursday, whatever other days it speaks of
("the riots of March"). What it tells of a day of its own, before or after, was not done on the day of the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed, root_of
from ..model import Claim, Evidence, Span
from ._claim import spoken_on
from ._foretold import helpers_of
from ._synonyms import forms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

HABIT = re.compile(
    r"\b(?:every|each (?:day|week|month|year|spring|summer|autumn|winter|\w+day)|usual\w*|always|often|daily|weekly"
    r"|monthly|yearly|annual\w*)\b",
    re.I,
)
# What copy says for what a ruling does: who is sentenced to imprisonment "was sent to prison", "was given nine years".
_RULED = dict.fromkeys(("jail", "imprison", "send", "give", "hand", "get", "receive"), "sentence") | {
    "find": "convict"
}


def done_on_its_day(claim: Claim, span: Span, item: Evidence) -> bool:
    """Say whether what a claim says was done at a time is what a document does, or tells of its own day.

    :param span: where the claim has the time, which is that of the document.
    """
    worded = any(start <= span.start and span.end <= end for start, end in spoken_on(claim.text))
    return (worded or _does_it(claim.text, span, item)) and not _done_before(claim, span, item)


def _does_it(claim: str, span: Span, item: Evidence) -> bool:
    """Say whether a passage does by its words, in the present tense, what a claim says was done at a time.

    "Is released on bail", in an order of Wednesday, releases on that Wednesday; "are released every week" does not.
    """
    root, other = root_of(claim), root_of(item.text)
    if root is None or other is None or root.tag_ not in ("VBD", "VBN") or HABIT.search(item.text):
        return False
    if verb_at(claim, span) != root or not is_present(other) or _has_a_day_of_its_own(other, item):
        return False
    forms = forms_of(root.text, claim).union(bm25.terms(_RULED.get(root.lemma_, "")))
    return not forms.isdisjoint((*bm25.terms(other.text), *bm25.terms(other.lemma_)))


def _has_a_day_of_its_own(verb: Token, item: Evidence) -> bool:
    """Say whether a passage says when it does what it does: "is lifted as of 1 May"; "the riots of March" does not."""
    times = [p for p in when.find(item.text, item.published) if p.relation not in ("until", "before")]
    return any(
        p.start > (item.published or p.start) or verb_at(item.text, p.span) in (verb, *verb.conjuncts)
        for p in times
    )


def _done_before(claim: Claim, span: Span, item: Evidence) -> bool:
    """Say whether a passage tells of the deed of a claim on a day of its own, before that of the document."""
    verb, day = verb_at(claim.text, span), item.published
    if verb is None or day is None:
        return False
    forms = forms_of(verb.text, claim.text).union(bm25.terms(verb.lemma_))
    told = (p for p in when.find(item.text, day) if p.relation == "in" and p.end < day)
    acts = (verb_at(item.text, p.span, through=p.grain == "day") for p in told)
    return any(t is not None and not forms.isdisjoint(bm25.terms(t.text)) for t in acts)


def verb_at(text: str, span: Span, *, through: bool = False) -> Token | None:
    """Return the verb to which a time belongs, or None: "the riots of March" has the day of the riots.

    :param through: whether what was done "in the vote of 3 March" was done on that day.
    """
    inside = [t for t in parsed(text) if span.start <= t.idx < span.end]
    above = next((t.head for t in inside if t.head not in inside), None)
    if above is not None and above.pos_ in ("ADP", "SCONJ"):
        above = above.head
    if above is not None and through and above.dep_ == "pobj" and above.head.lower_ in ("in", "at", "during"):
        above = above.head.head
    return above if above is not None and above.pos_ in ("VERB", "AUX") else None


def is_present(verb: Token) -> bool:
    """Say whether a verb tells what is done now: "is released", "opens"."""
    helpers = helpers_of(verb)
    return (verb.tag_ in ("VBZ", "VBP") and not helpers) or (
        verb.tag_ == "VBN" and helpers in ({"is"}, {"are"})
    )
