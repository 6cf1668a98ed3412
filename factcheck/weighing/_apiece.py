"""A statement of several sentences, read sentence by sentence: what is told of two things is told of neither by both.

"The deputy minister resigned. The minister remains in office" has every word of "the minister resigned", and no
sentence that says so. A sentence that only goes on about the one before it ("It adopted the plan") is read with that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..judge._polarity import predicates
from ..model import Evidence, Fidelity, Span
from ..text import SENTENCE, late
from ._reading import Reading

_END = late(
    r"(?<=[a-z0-9)\]%’”\"])(?<!\bNo)(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bGen)[.!?][”\"’)]*\s+"
    r"(?=[A-Z“\"])"
)
_GOES_ON = late(
    r"(?:It|They|He|She|Both|These|Those|This|That|There|Its|Their|His|Her|Of (?:them|these|those|which)|Another"
    r"|The (?:other|others|remaining|rest|remainder|former|latter|same|two|three|total)|All|None|Some|Most|One)\b"
)
# Or what points back at a time or place of the one before: "62 were treated in that time".
_POINTS_BACK = late(
    r"\b(?:(?:that|this|the same) (?:time|day|date|year|month|week|period|night|occasion|place|vote|case)"
    r"|at the time|there(?:after|by|in)?|then|these|those|such)\b",
    re.I,
)


def sentence_by_sentence(claim: str, found: Reading, read: Callable[[Evidence], Reading]) -> Reading:
    """Return what a passage says of a claim where none of its sentences bears it out as the whole seems to.

    :param read: reads a sentence of the passage, with those before it.
    """
    item = found.evidence
    units = (
        tuple(_units(item.text)) if item.figure is None and not item.joint and not found.worked_out else ()
    )
    if len(units) < 2 or found.answer is not Fidelity.SUPPORTED or _of_several(claim):
        return found
    parts: list[Reading] = []
    for span in units:
        before = SENTENCE.join(part.evidence.text for part in parts)
        parts.append(read(replace(item, text=span.of(item.text), before=before)))
        if parts[-1].answer is Fidelity.SUPPORTED:
            return found
    best = max(range(len(parts)), key=lambda i: (len(parts[i].borne), parts[i].share, parts[i].own))
    return _placed(parts[best], item, units[best].start)


def _of_several(claim: str) -> bool:
    """Say whether a claim has several clauses, which several sentences may tell."""
    return sum(any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.children) for verb in predicates(claim)) > 1


def _units(text: str) -> Iterator[Span]:
    """Yield the sentences of a text, each with those that only go on about it."""
    start = 0
    for end in _END.finditer(text):
        after = _END.search(text, end.end())
        behind = text[end.end() : after.start() if after else len(text)]
        if not _GOES_ON.match(behind) and not _POINTS_BACK.search(behind):
            yield Span(start=start, end=end.end() - len(re.split(r"\S", end.group())[-1]))
            start = end.end()
    yield Span(start=start, end=len(text))


def _placed(part: Reading, whole: Evidence, start: int) -> Reading:
    """Return the reading of a sentence as one of its passage."""
    there = (f.evidence_span for f in part.findings)
    spans = (at and Span(start=at.start + start, end=at.end + start) for at in there)
    findings = tuple(
        replace(f, evidence=whole, evidence_span=at) for f, at in zip(part.findings, spans, strict=True)
    )
    return replace(part, evidence=whole, findings=findings)
