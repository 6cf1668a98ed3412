"""Whether it began or ended: verbs that say so little that no passage is asked for them, and yet turn a claim round.

"The law ends the ban" has all its words in "the law imposes a ban", and "he became mayor" in "he resigned as mayor".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import begins_an_end, is_denied, predicates
from ..nlp import kind_of
from ..text import late
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

# What tells that something is over, lost or not had (lemmas).
_OVER = frozenset(
    """
    end finish conclude close complete stop halt cease lift scrap abolish repeal revoke cancel drop abandon withdraw
    expire lapse terminate settle dissolve lose adjourn collapse resign quit forgo refuse deny reject ban remove
    suspend fail
    """.split()  # noqa: SIM905
)
_OFF = frozenset(
    {("call", "off"), ("break", "off"), ("break", "down"), ("step", "down"), ("turn", "down"), ("wind", "up")}
)
_ENDED = late(
    r"\b(?:over|last(?:s|ed)?|final|until|till|conclusion|end|no longer|took place|held|result\w*|from [^,;.]* to)\b",
    re.I,
)
_PUT_OFF = late(
    r"\b(?:postpon|deferr|delay|push)(?:es?|ed|s)?(?: (?:it|back))?\b|\bput(?:s|ting)? (?:\w+ ){0,3}?off\b"
    r"(?!.*\b(?:took place|carried out|completed|went ahead|handed over)\b)",
    re.I,
)
_NOT_DONE = late(
    r"\b(?:postpon\w*|defer\w*|delay\w*|put\w* .*off|should|ought|due|scheduled|planned"
    r"|(?:was|were) (?:due |supposed |meant |scheduled )?to)\b",
    re.I,
)
_BEGINS = frozenset(
    "begin start become name include provide make give get announce continue remain launch".split()  # noqa: SIM905
)
_THINGS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_SAYING = frozenset({"say", "tell", "announce", "report", "add", "state"})
_WANTING = frozenset("demand want urge ask insist request order propose recommend".split())  # noqa: SIM905
_HIGH = 4  # words up from a noun to the verb that it hangs on


def begun_or_ended(claim: str, passage: str) -> str:
    """Return the verb by which a claim has a thing begin, be or end of which a passage tells the contrary, or ""."""
    verb = _main(claim)
    if verb is None or is_denied(verb) or any(c.dep_ == "prt" for c in verb.children):
        return ""  # who "has given up" has abandoned
    if verb.lemma_ == "end":
        into = any(c.lower_ in ("in", "with") and not _is_dated(c) for c in verb.children)
        here = (*_above(verb, claim, passage), root_of(passage))
        ends = any(_is_over(t) for t in here if t is not None) or _ENDED.search(passage)
        return "" if into or ends else verb.text
    told_too = verb.lemma_ not in _BEGINS or any(t.lemma_ == verb.lemma_ for t in parsed(passage))
    hung = [] if told_too else [*_above(verb, claim, passage)]
    over = [_is_over(t) if told(claim).isdisjoint(bm25.terms(t.text)) else "" for t in hung]
    return f"{verb.text} (the source: {next(filter(None, over))})" if over and all(over) else ""


def only_the_end_began(claim: str, passage: str) -> str:
    """Return the verb by which a claim has a thing begin of which a passage has only the end begin, or ""."""
    begun = [t for t in predicates(passage) if begins_an_end(t)]
    for verb in predicates(claim) if begun else ():
        alike = verb.lemma_ in ("begin", "start") and not begins_an_end(verb)
        if alike and all(t in begun for t in predicates(passage) if t.lemma_ == begun[0].lemma_):
            return f"{verb.text} (the source: the end of it {begun[0].text})"
    return ""


def put_off(claim: str, passage: str) -> str:
    """Return the verb of a claim whose deed a passage names by a noun only, and has put off; or "".

    "Renewed the box in 2021" is not borne out by "the renewal, due in 2021, was postponed to 2028".
    """
    root, late_by = root_of(claim), _PUT_OFF.search(passage)
    if root is None or late_by is None or _NOT_DONE.search(claim) or root.tag_ not in ("VBD", "VBN"):
        return ""
    forms = forms_of(root.text, claim)
    same = [t for t in parsed(passage) if not forms.isdisjoint(bm25.terms(t.text))]
    only_named = all(t.pos_ in ("NOUN", "PROPN") or (t.tag_ == "VB" and t.dep_ == "xcomp") for t in same)
    return f"{root.text} (the source: {late_by.group()})" if same and only_named else ""


def ended_by_beginning(_: str, passage: str) -> bool:
    """Say whether a passage has the end of something begin, which is no contrary of its having ended."""
    return any(map(begins_an_end, predicates(passage)))


def _main(claim: str) -> Token | None:
    """Return the verb of what a claim says, or of what it has somebody say or want."""
    root = root_of(claim)
    if root is None or root.lemma_ not in _SAYING | _WANTING:
        return root
    said = ("ccomp", "xcomp") if root.lemma_ in _WANTING else ("ccomp",)
    return next((c for c in root.children if c.dep_ in said and c.pos_ in ("VERB", "AUX")), root)


def _is_dated(preposition: Token) -> bool:
    return any(kind_of(c) in ("DATE", "TIME") for c in preposition.children)


def _above(verb: Token, claim: str, passage: str) -> Iterator[Token]:
    """Yield the verb of a passage on which each word for what a claim's verb is done to hangs."""
    things = [c for c in verb.children if c.dep_ in _THINGS and c.pos_ in ("NOUN", "PROPN")]
    things = things or [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"]
    forms = frozenset().union(*(forms_of(t.text, claim) for t in things))
    for token in parsed(passage):
        if token.pos_ in ("NOUN", "PROPN") and not forms.isdisjoint(bm25.terms(token.text)):
            above = token.head
            for _ in range(_HIGH):
                if above.pos_ in ("NOUN", "ADP", "PROPN") and above.head.i != above.i:
                    above = above.head
            yield above


def _is_over(verb: Token) -> str:
    """Return a verb that tells that something is over, lost or not had, with its particle, or ""."""
    particle = next((c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")), "")
    if (verb.lemma_, particle) in _OFF:
        return f"{verb.text} {particle}"
    return verb.text if verb.pos_ == "VERB" and verb.lemma_ in _OVER else ""
