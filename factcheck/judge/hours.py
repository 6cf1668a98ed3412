"""Hours: does the passage put it at the same time of day?

Rule. Every time of day of the claim ("8 a.m.", "at 14:30", "seven in the evening", "noon") competes with those of the
source for its place, by the words around it. What one of the two leaves open (morning or evening) is not compared, and
times that may be told in two time zones, or by "about" and "shortly before", are not set against each other.

Why. When the shots fell and when the doors shut is told by the hour, and a slip of one is as wrong as a slip of a day.

Example. Claim "the polls close at 8 p.m."; source "the polls close at 9 p.m." refutes; "the polls close at 20:00"
supports.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..model import Claim, Evidence, Finding, Span
from ._align import words_around
from ._clock import HALF_DAY, ZONE, Hour, hours
from ._context import Context, Document
from ._slots import NUMBERS, Contest, Match, Reading, contest, elsewhere, finding

NEARLY = 30  # minutes: so far may "about ten" and "shortly after ten" be


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each time of day of the claim: what this passage says in its place."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)
    for claimed in hours(claim.text):
        part = claimed.span.of(claim.text)
        held = _competing(claim.text, claimed, document)
        yield elsewhere(finding("hours", part, evidence, index, held), index, held)


@functools.lru_cache(maxsize=1024)
def _competing(text: str, claimed: Hour, document: Document) -> Contest:
    others = [other for other in hours(text) if other.span != claimed.span]

    def read(passage: str) -> Reading:
        zones = any(zone != "local time" for zone in ZONE.findall(f"{passage}\n{text}"))
        for stated in hours(passage):
            match = _match(claimed, stated, zones=zones)
            if match and not any(_match(other, stated, zones=zones) is Match.FULL for other in others):
                yield stated.span, match
        for place in _as_written(claimed, passage):
            yield place, Match.FULL

    words = words_around(text, [claimed.span], document)
    return contest(words, document, claimed.span, read, NUMBERS)


def _as_written(claimed: Hour, passage: str) -> Iterator[Span]:
    """Yield where a passage has "at 8.10", which is a time of day only for who asks for "8.10 a.m."."""
    hour, minute = divmod(claimed.minute, 60)
    if minute:
        for found in re.finditer(rf"\b(?:at|by|until|from|to) (0?{hour}\.{minute:02})(?![.:]?\d)", passage):
            yield Span(start=found.start(1), end=found.end(1))


def _match(claimed: Hour, stated: Hour, *, zones: bool) -> Match | None:
    """Say how a time of day stands to the claim's; None where they may be the same, told loosely or elsewhere."""
    day = HALF_DAY if claimed.half_open or stated.half_open else 2 * HALF_DAY
    apart = (claimed.minute - stated.minute) % day
    apart = min(apart, day - apart)
    if not apart:
        return Match.FULL
    loose = (claimed.loose or stated.loose) and apart <= NEARLY
    return None if loose or (zones and not apart % NEARLY) else Match.RIVAL
