"""Whose evidence is, what it is about beside its words, and whether it may speak for or against a claim."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from . import bm25, crediting, judge, weighing
from .extraction.checkworthy import FORECAST
from .model import Article, Claim, Evidence, Fidelity, Stance, Verdict
from .registry import Registry
from .text import late

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a document can set out of somebody's office or task; that a truce will hold, or a party disarm, none can.
_TASK = (
    r"(?:command|head|lead|chair|run|oversee|supervise|administer|govern|manage|work|report|consist|comprise|include"
    r"|coordinate|sit|serve|answer|last|have|consult|advise)"
)
_TASKED = late(rf"\b(?:will|shall|must|would) (?:\w+ly )?(?:be )?{_TASK}(?:ed|d|led)?\b", re.I)
_FRAMED = late(
    r"\b(?:under|by|according to|in) (?:[\w’'-]+ ){0,5}?(?:points?|paragraphs?|articles?|plan|resolution|agreement"
    r"|deal|law|mandate|treaty|order|charter|terms|rules)\b",
    re.I,
)
_SET_OUT = late(
    r"\b(?:is|are) (?:due )?to [a-z]+\b|\b(?:will|shall|must)\b"
    rf"|\b{_TASK}s\b|\b(?:headed|led|chaired|commanded|run) by\b"
)

# What somebody announces, lays down or refuses: "will keep it open", "is to close", "must not be touched".
_ANNOUNCED = late(
    r"\b(?:will|shall|won['’]t)\b|\b(?:is|are) (?:(?:due|set|scheduled|planned|not) )?to [a-z]+\b"
    r"|\b(?:plans?|intends?|refus(?:es|ed)|declin(?:es|ed)|decided|agreed|undertakes|pledge[sd]) (?:not )?to\b"
    r"|\brul(?:es|ed) out\b",
    re.I,
)
_RESOLVED = frozenset({"refuse", "decline", "decide", "agree", "undertake", "pledge", "vow", "rule"})
_GRANTED = frozenset({"get", "receive", "obtain", "keep", "retain", "earn"})
_REQUIRED = late(
    r"\b(?:must|shall|may (?:not|only)|(?:is|are) (?:not )?(?:to be|required|obliged|allowed|permitted|forbidden"
    r"|prohibited|compulsory|mandatory))\b",
    re.I,
)
_MUST = late(r"\b(?:must|mustn['’]t)\b", re.I)


def is_itself(evidence: Evidence, article: Article, registry: Registry) -> bool:
    """Say whether evidence is the article, or a registered copy of it: none ever supports itself."""
    source = registry.sources.get(evidence.source)
    if source is None:
        return False
    return source.snapshot == f"sha256:{article.sha256}" or source.url == article.origin


def is_replaced(evidence: Evidence, registry: Registry, *, as_of: date) -> bool:
    """Say whether a newer source replaces that of the evidence: it still bears out, but speaks against nothing."""
    return any(newer.published <= as_of for newer in registry.superseded_by(evidence.source))


def own(claim: Claim, registry: Registry) -> frozenset[str]:
    """Return the ids of the sources of the speaker whom the draft names; none where it names nobody registered."""
    speaker = claim.attribution.speaker if claim.attribution else None
    return registry.own_sources(speaker) if speaker is not None and speaker.id else frozenset()


def called(claim: Claim, article: Article) -> str:
    """Return the plain words by which a draft calls the speaker of a claim: "the movement".

    The speaker's own sources need not call themselves that.
    """
    spans = claim.attribution.source if claim.attribution else ()
    return " ".join(word for span in spans for word in span.of(article.text).split() if word.islower())


def sets_out(evidence: Evidence, claim: Claim, registry: Registry) -> bool:
    """Say whether evidence lays down, or announces, what a claim foretells or says must be."""
    return lays_down(evidence, claim, registry) or announces(evidence, claim)


def lays_down(evidence: Evidence, claim: Claim, registry: Registry) -> bool:
    """Say whether evidence sets out what a claim tells with "will" or "must": an office, a task, what a plan provides.

    A passage about how things are ("the truce holds") says nothing of how they will be.
    """
    source = registry.sources.get(evidence.source)
    if source is None or evidence.figure is not None or evidence.text.startswith("If "):
        return False
    laid_down = crediting.laid_down(source, registry)
    if _TASKED.search(claim.text):
        return laid_down or _SET_OUT.search(evidence.text) is not None
    return laid_down and _FRAMED.search(claim.text) is not None


def announces(evidence: Evidence, claim: Claim) -> bool:
    """Say whether evidence has as announced, or as a rule, what a claim foretells or says must be.

    "The truce holds" announces nothing, and what ought to be nobody can look up.
    """
    text = evidence.text
    if evidence.figure is not None or text.startswith("If "):
        return False
    if claim.why != FORECAST:
        return _MUST.search(claim.text) is not None and _REQUIRED.search(text) is not None
    root = judge.root_of(claim.text)
    forms = weighing.word_forms(root) if root is not None and root.lemma_ != "be" else frozenset()
    same = [t for t in judge.parsed(text) if t.pos_ == "VERB" and not forms.isdisjoint(bm25.terms(t.text))]
    if root is not None and _is_granted(root, claim.text, text):
        return True
    if same:
        return any(weighing.foretold(t) or (t.dep_ == "xcomp" and t.head.lemma_ in _RESOLVED) for t in same)
    return _ANNOUNCED.search(text) is not None


def _is_granted(root: Token, claim: str, text: str) -> bool:
    """Say whether a text tells as so what a claim says that somebody will get: what is agreed, "he receives"."""
    thing = next((c.text for c in root.children if c.dep_ == "dobj"), "") if root.lemma_ in _GRANTED else ""
    forms = dict(weighing.spoken(claim)).get(thing, frozenset())
    return not forms.isdisjoint(weighing.told(text)) and any(
        t.lemma_ in _GRANTED and t.tag_ in ("VBZ", "VBP") and t.dep_ in ("ROOT", "conj")
        for t in judge.parsed(text)
    )


def only_recalls(evidence: Evidence) -> bool:
    """Say whether evidence tells nothing but what was, which speaks against no forecast: "the stage was silent"."""
    tenses = {t.tag_ for t in judge.parsed(evidence.text)} & {"VBD", "VBZ", "VBP", "MD"}
    return evidence.figure is None and tenses == {"VBD"} and _ANNOUNCED.search(evidence.text) is None


def sets_out_a_part(claim: Claim, verdict: Verdict, registry: Registry) -> bool:
    """Say whether a law or plan has a number or day of what a claim foretells, and not all of it.

    An announcement may have no number, and all the words of the claim: only on a condition, or as one of several.
    """
    if verdict.fidelity is not Fidelity.PARTLY or claim.why != FORECAST:
        return False
    item = verdict.evidence[0]
    source = registry.sources.get(item.source)
    if source is None:
        return False
    borne = (f for f in verdict.findings if f.stance is Stance.SUPPORTS and f.judge in ("numbers", "dates"))
    if any(f.evidence == item for f in borne):
        return crediting.laid_down(source, registry) or announces(item, claim)
    held = weighing.told(f"{item.text}\n{source.title}")  # who announces it, the title of an answer says
    whole = all(not held.isdisjoint(forms) for _, forms in weighing.spoken(claim.text))
    return whole and announces(item, claim)


def about(evidence: Evidence, registry: Registry) -> str:
    """Return what a passage is about beside its words: a statement of the union need not name the union."""
    source = registry.sources.get(evidence.source)
    if source is None:
        return evidence.publisher
    publisher = registry.publishers[source.publisher]
    party = registry.parties.get(registry.party_of(source.id))
    # "The company" is what its own word is about; another name ("Washington") is a detail that a passage has or not.
    plain = (alias for alias in party.aliases if alias.islower()) if party else ()
    names = (publisher.name, *publisher.aliases, *((party.name, *plain) if party and publisher.voice else ()))
    # A title that denies ("No evidence of arson") lends its words to no statement.
    title = "" if weighing.turns(source.title) else source.title
    return " ".join((title, weighing.place(evidence.locator), *names))
