"""Whose evidence is, what it is about beside its words, and whether it may speak for or against a claim."""

from __future__ import annotations

from datetime import date

from . import weighing
from .model import Article, Claim, Evidence
from .registry import Registry


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


def about(evidence: Evidence, registry: Registry) -> str:
    """Return what a passage is about beside its words: a statement of the union need not name the union."""
    source = registry.sources.get(evidence.source)
    if source is None:
        return evidence.publisher
    publisher = registry.publishers[source.publisher]
    party = registry.parties.get(registry.party_of(source.id))
    names = (publisher.name, *publisher.aliases, *((party.name,) if party and publisher.voice else ()))
    # A title that denies ("No evidence of arson") lends its words to no statement.
    title = "" if weighing.turns(source.title) else source.title
    return " ".join((title, *names))
