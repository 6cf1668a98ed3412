"""What standing a passage's words have: a draft, a proposal, an interim finding or a forecast decides nothing yet.

A draft that "foresees" a fee does not bear "agreed on a fee" out; where the matter is the same and the claim says that
it is decided, it refutes. Told plainly, without a word for how provisional it is, such a passage bears out a part.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed
from ..model import Evidence
from ._synonyms import spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSETTLED = re.compile(
    r"\b(?:drafts?|draft(?:ed)?|propos(?:al|als|es|ed)|working papers?|consultation|foresees?|foresaw|interim"
    r"|preliminary|provisional(?:ly)?|tentative(?:ly)?|would|recommend(?:s|ed)"
    r"|suggest(?:s|ed)|put to (?:a|the) vote)\b",
    re.I,
)
_EARLY = re.compile(
    r"\b(?:drafts?|proposals?|working papers?|consultation|interim|preliminary|provisional(?:ly)?|tentative(?:ly)?)\b",
    re.I,
)
# "It argued that the leaflet was enough", in a judgment: what a side says is not what the paper finds.
_CONTENDS = re.compile(r"\b(?:argue|contend|allege|submit|assert)(?:s|d|ed)? that\b", re.I)
_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed)?)(?: [\w’'-]+)? (?:why|whether|if|how)\b", re.I)
_FORESEEN = re.compile(r"\b(?:forecasts?|expect(?:s|ed)|project(?:s|ed|ions?)|predict(?:s|ed|ions?))\b", re.I)
# What is only ahead; "will" and "may" stand in too many sentences about something else.
_AHEAD = re.compile(
    r"\b(?:(?:is|are) (?:(?:going )?to(?= [a-z])|preparing|planning|considering|weighing|threatening)"
    r"|(?:does|do|did) not rule out|(?:prepares?|plans?|intends?|threatens?) to)\b",
    re.I,
)
_PAST = frozenset({"has", "have", "had", "was", "were", "been", "’s", "'s", "’ve", "'ve"})
_COMING = frozenset({"will", "shall", "would", "’ll", "'ll"})
_PLANNING = frozenset({"be", "go", "plan", "intend", "prepare", "propose", "aim", "hope", "want", "threaten"})
_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.I)
_HEDGE = re.compile(
    r"\b(?:would|could|may|might|should|plan(?:s|ned)?|hop(?:e|es|ed)|want(?:s|ed)?|estimat\w+|foresee\w*|consider\w*"
    r"|discuss\w*|early|earlier|initial\w*|first report|so far|before|paper|not|no|reject\w*|refus\w*)\b",
    re.I,
)
_DECIDED = re.compile(
    r"\b(?:agreed|settled|ordered|approved|decided|adopted|granted|fixed|imposed|certified|finali[sz]ed|final|signed|passed"
    r"|enacted|ruled|ratified|concluded|made|introduced)\b",
    re.I,
)


def decided(claim: str, passage: str) -> str:
    """Return the word by which a claim calls settled what a passage only proposes, or ""."""
    if not UNSETTLED.search(passage) or UNSETTLED.search(claim) or _HEDGE.search(claim):
        return ""
    held = told(" ".join(_DECIDED.findall(passage)))  # "adopted" says "passed"
    words = ((word, dict(spoken(word)).get(word, frozenset())) for word in _DECIDED.findall(claim))
    return next((word for word, forms in words if held.isdisjoint((*forms, *bm25.terms(word)))), "")


def early(claim: str, passage: str) -> str:
    """Return the word by which a passage calls provisional, or foresees, what a claim tells plainly, or ""."""
    if UNSETTLED.search(claim) or _HEDGE.search(claim) or _FORESEEN.search(claim):
        return ""
    found = _EARLY.search(passage) or (_WILL.search(claim) and _FORESEEN.search(passage))
    return found.group() if found else contended(claim, passage) or _planned(claim, passage)


def contended(claim: str, passage: str) -> str:
    """Return a word for a passage that only has somebody argue what the claim tells plainly, or ""."""
    for words, verb in ((_CONTENDS, "says"), (_ASKS, "asks")):
        said = words.search(passage)
        if said and not words.search(claim):
            return f"what somebody {verb} (“{said.group()}”)"
    return ""


def _planned(claim: str, passage: str) -> str:
    """Return a word for a passage that says "is to release" where the claim tells plainly that it was done, or "".

    Where the passage has not the claim's verb, whatever it is only preparing or not ruling out counts as well.
    """
    root = next((t for t in parsed(claim) if t.head.i == t.i), None)
    if root is None or root.lemma_ == "be" or not _is_done(root):
        return ""
    said = _to_come(root, passage)
    if not said and set(bm25.terms(root.text)).isdisjoint(bm25.terms(passage)):
        found = _AHEAD.search(passage)
        said = found.group() if found else ""
    return f"a plan (“{said}”)" if said else ""


def still_ahead(claim: str, item: Evidence, written: date | None) -> tuple[str, str]:
    """Return the verb of a claim that tells as done what a passage only foresees for a day after the draft's, and how.

    Two empty words where the passage names no such day, or an earlier one too.
    """
    root = next((t for t in parsed(claim) if t.head.i == t.i), None)
    if root is None or written is None or root.lemma_ == "be" or not _is_done(root):
        return "", ""
    days = [p for p in when.find(item.text, item.published) if p.start > date.min]
    said = _to_come(root, item.text) if days and all(p.start > written for p in days) else ""
    return (root.text, said) if said else ("", "")


def _to_come(root: Token, passage: str) -> str:
    """Return the words by which a passage tells the act of a claim's verb as one to come, wherever it tells it."""
    mine = set(bm25.terms(root.text)) | set(bm25.terms(root.lemma_))
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and not mine.isdisjoint(bm25.terms(t.lemma_))]
    said = [_foretold(t) for t in same]
    return said[0] if said and all(said) else ""


def _foretold(verb: Token) -> str:
    """Return a verb with what makes it one of the future ("will sell", "is to sell"), or ""; "and sell" goes on."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    coming = sorted(helpers & _COMING)
    if coming:
        return f"{coming[0]} {verb.text}"
    if "to" in helpers and verb.dep_ == "xcomp" and verb.head.lemma_ in _PLANNING:
        return f"{verb.head.text} to {verb.text}"
    goes_on = verb.dep_ == "conj" and not helpers and verb.tag_ == "VB"
    return _foretold(verb.head) if goes_on else ""


def _is_done(verb: Token) -> bool:
    """Say whether a verb tells plainly what was done or is being done: "filed", "has filed", "are filing"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    running = verb.tag_ == "VBG" and bool(helpers & {"is", "are"}) and verb.lemma_ not in _PLANNING
    return verb.tag_ == "VBD" or running or (verb.tag_ == "VBN" and helpers <= _PAST)
