"""Whether a sentence is served: who has 18 months "the whole of which is suspended" goes to no prison."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import clause_at, refuting, shown

_BARS = r"(?:prison|jail|gaol|custody|behind bars|a cell)"
_SERVES = late(
    rf"\b(?:serv(?:e|es|ed|ing)|jail(?:s|ed)|imprison(?:s|ed)|(?:spen[dt]s?|sen[dt]s?|go(?:es|ing)?|went|put)\b[^.;]{{0,60}}?"
    rf"\b{_BARS})\b",
    re.I,
)
_SUSPENDED = late(
    r"\b(?:imprisonment|prison|jail|custody|sentence|term|months|years)\b[^.;]{0,60}?\bsuspended\b"
    r"|\bsuspended (?:sentence|prison|jail|term)\b",
    re.I,
)
_IN_PART = late(
    r"\b(?:rest|remainder|part|partly|half|balance|must serve|to be served"
    r"|(?:\d+|[a-z]+) (?:months |years )?of which)\b",
    re.I,
)
_OF_WHICH = late(r"\b(?:whole|all|execution|entirety|service) of which\b", re.I)
_HAS_SERVED = late(r"(?<!be )\bserved\b", re.I)
_KNOWS = late(r"\b(?:suspend\w*|probation|conditional\w*)\b", re.I)


def not_served(claim: str, passage: str) -> str:
    """Return by which words a claim has a sentence served that a passage has suspended, be it in part; or ""."""
    serves = _SERVES.search(claim) if not _KNOWS.search(claim) else None
    there = _SUSPENDED.search(passage) and not _HAS_SERVED.search(passage)
    return serves.group() if serves is not None and there else ""


def only_suspended(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody serve a sentence the whole of which a passage has suspended."""
    said, root = not_served(claim.text, item.text), root_of(claim.text)
    found = _SUSPENDED.search(item.text) if said else None
    if found is None or root is None or is_denied(root):
        return
    clause = clause_at(item.text, found.start())
    in_part = _IN_PART.search(_OF_WHICH.sub(" ", item.text))
    named = [
        t.text for t in parsed(claim.text) if t.pos_ == "PROPN" and t.dep_ in ("nsubj", "nsubjpass", "dobj")
    ]
    if not in_part and named and all(name in item.text for name in named):
        start = claim.text.index(said)
        reason = f"the draft says {said}; the source says “{shown(clause)}”"
        yield refuting("acts", reason, Span(start=start, end=start + len(said)), said, item)
