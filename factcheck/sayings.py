"""The day on which a draft has something said: "the ministry said on Jan. 14 that 449 had been killed".

A count that was given out on a day is held against what was known then, and not against what came later; and that
somebody spoke on that day only a word of that speaker of that day bears out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from . import telling, when
from .figures import long_date
from .judge import Context, Decision
from .model import Article, Claim, Evidence, Fidelity, Period
from .registry import Registry
from .text import late

_LATE = timedelta(days=1)  # by so much what was said on a day may be put down later
_GROWS = late(r"\b(?:since|so far|to date|as of|until now)\b", re.I)
_THIS = "this"


def known_then(
    claim: Claim, known: Sequence[Evidence], article: Article, context: Context
) -> tuple[Sequence[Evidence], Context]:
    """Return the evidence and the context of a claim whose counts were given out on a day: the counts of that day."""
    day = _said_on(claim, article)
    if day is None:
        return known, context
    return [e for e in known if not _counts_later(e, day)], replace(context, written=day)


def told_then(
    decision: Decision, claim: Claim, known: Sequence[Evidence], registry: Registry, article: Article
) -> Decision:
    """Return a decision on a claim that somebody said "this" as that speaker's words of the day make it.

    Whatever else the sources have of that day, or the speaker of another, decides nothing.
    """
    if not any(span.of(claim.text) == _THIS for span in claim.added):
        return decision
    day = next((p for p in claim.periods if _is_day(p)), None)
    who = claim.text.partition(f" {_THIS}")[0].rpartition(" ")[0]
    speaker = registry.resolve(who, within=article.text)
    if day is None or speaker is None or not speaker.id:
        told = decision.fidelity is Fidelity.SUPPORTED
        return decision if told else _open(decision, "whether it was said then no source tells")
    own = registry.own_sources(speaker)
    words = tuple(e for e in known if e.source in own and telling.dated(e) == day.start)
    if not words:
        return _open(decision, f"no word of {speaker.name} of {long_date(day.start)} is registered")
    return replace(
        decision, fidelity=Fidelity.SUPPORTED, support=words[:1], against=(), findings=(), worked_out=""
    )


def _open(decision: Decision, why: str) -> Decision:
    return replace(decision, fidelity=Fidelity.UNVERIFIED, reason=why, support=(), against=(), findings=())


def _said_on(claim: Claim, article: Article) -> date | None:
    """Return the one day that a sentence names beside a claim with counts, where it says who gave them out; or None."""
    if claim.attribution is None or not claim.attribution.cue or not claim.quantities:
        return None
    sentence = claim.sentence.of(article.text)
    days = [p for p in when.find(sentence, article.published) if _is_day(p)]
    places = [(p, claim.sentence.start + p.span.start) for p in days]
    outside = [p for p, at in places if not any(span.start <= at < span.end for span in claim.spans)]
    return outside[0].start if len(outside) == 1 else None


def _is_day(period: Period) -> bool:
    return period.grain == "day" and period.relation == "in" and date.min < period.start == period.end


def _counts_later(item: Evidence, day: date) -> bool:
    """Say whether evidence counts what grows, later than on a day."""
    if item.figure is not None:
        return item.figure.counted_from is not None and item.figure.as_of > day
    later = item.published is not None and item.published > day + _LATE
    return later and _GROWS.search(item.text) is not None
