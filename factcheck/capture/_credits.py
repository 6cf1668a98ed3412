"""Whom a text names as its own source: agency credits, "according to", "citing"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ..model import Speaker, SpeakerKind
from ..registry import Registry
from ._values import Twin

_NAME = r"(?:[^.,;:()\n]|\.(?=\S)){2,80}"
_BEFORE = r"(?:[A-Z][\w'’.&-]*)(?:\s+(?:of|for|in|the|and|[A-Z][\w'’.&-]*)){0,7}"
_CREDITS = (
    re.compile(rf"(?:according to|citing|as reported by|quoted by|relayed by)\s+({_NAME})"),
    re.compile(rf"(?:^|\n)\s*(?:source|sources|via)\s*:\s*({_NAME})", re.I),
    re.compile(r"\(([A-Z][\w .&-]{1,30})\)\s*[-–—]"),
    re.compile(rf"({_BEFORE})\s+(?:reported|reports)\b"),
)
_READ = 20_000  # code points
_DAYS = timedelta(days=3)


def credited(text: str, own: str, registry: Registry) -> tuple[Speaker, ...]:
    """Return the registered publishers and parties that a text credits, in order, its own publisher left out."""
    found: dict[tuple[str, str], Speaker] = {}
    hits = sorted(
        ((match.start(), match[1]) for form in _CREDITS for match in form.finditer(text[:_READ])),
    )
    for _, name in hits:
        speaker = _resolved(name, registry)
        if speaker is not None and speaker.id != own:
            found.setdefault((speaker.kind.value, speaker.id), speaker)
    return tuple(found.values())


def _resolved(name: str, registry: Registry) -> Speaker | None:
    """Return who is meant by the longest beginning of ``name`` that the registry knows."""
    words = name.split()
    for end in range(len(words), 0, -1):
        speaker = registry.resolve(" ".join(words[:end]).rstrip(".,"))
        if speaker is not None:
            return speaker
    return None


def derived(
    credits: Sequence[Speaker], twins: Sequence[Twin], own: str, published: str, registry: Registry
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources that a text seems to relay, and the ids of those it credits who have none registered.

    A twin of another publisher is relayed; of a publisher that is credited, the newest source of the last days.
    """
    found = [
        t.source
        for t in twins
        if registry.sources[t.source].publisher != own and not _later(t, published, registry)
    ]
    without: list[str] = []
    for speaker in credits:
        owned = registry.own_sources(speaker)
        if not owned.isdisjoint(found):
            continue
        heads = (head for head in registry.headings() if published and head.id in owned)
        fitting = [head for head in heads if _near(date.fromisoformat(head.published), published)]
        if fitting:
            found.append(max(fitting, key=lambda head: (head.published, head.id)).id)
        elif speaker.kind is SpeakerKind.PUBLISHER:
            without.append(speaker.id)
    return tuple(dict.fromkeys(found)), tuple(without)


def _later(twin: Twin, published: str, registry: Registry) -> bool:
    return bool(published) and registry.sources[twin.source].published.isoformat() > published


def _near(day: date, published: str) -> bool:
    ours = date.fromisoformat(published)
    return ours - _DAYS <= day <= ours
