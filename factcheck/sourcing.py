"""Origins, parties and voices: how many independent origins stand behind a claim, and whose voices an article hears.

An origin is a connected component over ``derived_from`` and the publisher's family: three outlets that relay one
ministry are one origin (BBC guidelines 3.3.4, Reuters handbook on sourcing). Plain counts come first; under eight
attributed claims an index would only look precise, so none is given (1 / sum of squared shares; Laakso and
Taagepera 1979).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .model import (
    Article,
    Corroboration,
    Credit,
    Diversity,
    Evidence,
    Fidelity,
    Level,
    SpeakerKind,
    Verdict,
)
from .registry import Registry
from .text import mentioned

ENOUGH_FOR_AN_INDEX = 8
_RANK = (Level.PRIMARY, Level.SECONDARY, Level.RELAY)
_SUPPORTED = (Fidelity.SUPPORTED, Fidelity.PARTLY)


def corroborate(support: Sequence[Evidence], registry: Registry) -> Corroboration:
    """Return what stands behind a claim: the origins of its supporting evidence, their parties, the best level."""
    sources = sorted({evidence.source for evidence in support} & set(registry.sources))
    if not sources:
        return Corroboration()
    origins = {registry.origin_of(source) for source in sources}
    parties = {registry.party_of(source) for source in sources}
    levels = {registry.sources[source].level for source in sources}
    flags = ["single-origin"] if len(origins) == 1 else []
    if len(parties) == 1 and parties != {""}:
        flags.append("one-party")
    return Corroboration(
        origins=len(origins),
        parties=tuple(sorted(parties - {""})),
        level=next(level for level in _RANK if level in levels),
        flags=tuple(flags),
    )


def diversity(article: Article, verdicts: Sequence[Verdict], registry: Registry) -> Diversity:
    """Return whose voices the article rests on: claims by speaker, party, origin and kind of source."""
    checked = [verdict for verdict in verdicts if verdict.fidelity is not Fidelity.NOT_CHECKABLE]
    attributed = [verdict for verdict in checked if verdict.claim.attribution is not None]
    origins = _count(registry.origin_of(s) for v in checked for s in _sources(v, registry))
    kinds = _count(registry.sources[s].kind for v in checked for s in _sources(v, registry))
    return Diversity(
        attributed=len(attributed),
        unattributed=len(checked) - len(attributed),
        speakers=_count(_speaker_name(verdict, article) for verdict in attributed),
        parties=_count(_speaker_party(verdict, registry) for verdict in attributed),
        origins=origins,
        kinds=kinds,
        effective_origins=_effective(origins) if len(attributed) >= ENOUGH_FOR_AN_INDEX else None,
        single_origin=_flagged(checked, "single-origin"),
        one_party=_flagged(checked, "one-party"),
        unheard=_unheard(article, verdicts, registry),
        unattributed_figures=tuple(v.claim.text for v in checked if v.attribution is Credit.MISSING),
    )


def _sources(verdict: Verdict, registry: Registry) -> list[str]:
    """Return the sources that support a verdict, one of each."""
    if verdict.fidelity not in _SUPPORTED:
        return []
    return sorted({finding.evidence.source for finding in verdict.findings if finding.stance == "supports"})


def _count(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return names with how often each came, most frequent first, then by name."""
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _effective(counts: Sequence[tuple[str, int]]) -> float | None:
    total = sum(n for _, n in counts)
    return round(total**2 / sum(n * n for _, n in counts), 2) if total else None


def _flagged(verdicts: Iterable[Verdict], flag: str) -> tuple[str, ...]:
    return tuple(verdict.claim.text for verdict in verdicts if flag in verdict.corroboration.flags)


def _speaker_name(verdict: Verdict, article: Article) -> str:
    said = verdict.claim.attribution
    if said is None:
        return "the draft itself"
    if said.speaker is not None:
        return said.speaker.name
    return " ".join(span.of(article.text) for span in said.source) or "unnamed"


def _speaker_party(verdict: Verdict, registry: Registry) -> str:
    """Return the name of the party on whose side the named speaker is counted."""
    said = verdict.claim.attribution
    if said is None or said.speaker is None:
        return "no party known"
    if said.speaker.kind is SpeakerKind.ANONYMOUS:
        return "anonymous"
    party = party_of_speaker(said.speaker.id, registry)
    return registry.parties[party].name if party else "no party known"


def party_of_speaker(holder: str, registry: Registry) -> str:
    """Return the id of the party that a registry holder (a party's or publisher's id) is counted on, or ""."""
    if holder in registry.parties:
        return holder
    return registry.publishers[holder].party if holder in registry.publishers else ""


def _unheard(article: Article, verdicts: Sequence[Verdict], registry: Registry) -> tuple[str, ...]:
    """Return the parties that the article speaks about and never lets speak."""
    heard = set()
    for verdict in verdicts:
        said = verdict.claim.attribution
        if said is not None and said.speaker is not None:
            heard.add(party_of_speaker(said.speaker.id, registry))
    spoken_of = [
        party for party in registry.parties.values() if mentioned((party.name, *party.aliases), article.text)
    ]
    return tuple(party.name for party in spoken_of if party.id not in heard)
