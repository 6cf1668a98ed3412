"""The entries of a timeline: "17 May 2024: The assembly adopts the charter" tells of that day in every sentence.

The day that opens an entry is taken off it and put to each of its claims, marked as added: else a wrong day would be a
label that nobody checks. What somebody is reported to have said was said on that day; what is counted was so counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .. import quantity, when
from ..model import Block, Span

ENTRIES = 2  # so many paragraphs that open with a day make a timeline
_LABEL = re.compile(r"\s*(?P<day>[^\n:;–—]{3,40}?)\s*(?::|[ \t][-–—])\s+(?=[A-Z\"“'‘])")
_GRAINS = ("day", "month", "year", "week")
_UNCOUNTED = ("label", "ordinal")


def dated(text: str, body: Sequence[Block]) -> tuple[list[Block], dict[int, Span]]:
    """Return the blocks without the days that open the entries of a timeline, and those days by the blocks' starts."""
    opened = [_label(text, block) for block in body]
    if sum(label is not None for label in opened) < ENTRIES:
        return list(body), {}
    blocks, days = [], {}
    for block, found in zip(body, opened, strict=True):
        if found is None:
            blocks.append(block)
            continue
        blocks.append(replace(block, span=Span(start=found.end(), end=block.span.end)))
        days[found.end()] = Span(start=found.start("day"), end=found.end("day"))
    return blocks, days


def on_its_day(text: str, day: str, *, said: bool) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a claim with the day of its entry, and the span of what was added; one with a day keeps it.

    :param said: whether somebody is reported to say it.
    """
    if any(p.relation == "in" and p.grain in _GRAINS for p in when.find(text)):
        return text, ()
    counts = any(q.unit not in _UNCOUNTED for q in quantity.find(text))
    lead = ", as stated on " if said and not counts else ", on "
    if not day[:1].isdigit() and re.fullmatch(r"[A-Z][a-z]+(?: \d{4})?|\d{4}", day):
        lead = lead.replace(" on ", " in ")
    bare = text.rstrip()
    end = bare[-1:] if bare[-1:] in ".!?" else "."
    start = len(bare.rstrip(".!?"))
    whole = f"{bare.rstrip('.!?')}{lead}{day}{end}"
    return whole, (Span(start=start, end=start + len(lead) + len(day)),)


def _label(text: str, block: Block) -> re.Match[str] | None:
    found = _LABEL.match(text, block.span.start, block.span.end)
    if found is None:
        return None
    periods = when.find(found["day"])
    whole = len(periods) == 1 and periods[0].span == Span(start=0, end=len(found["day"]))
    return found if whole and periods[0].grain in _GRAINS else None
