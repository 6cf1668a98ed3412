"""Whence and where to: what "had left Holmvik, bound for Estra" was not on its way from Estra to Holmvik."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import refuting
from ._turns import turns

_PLACE = r"(?:the )?(?P<{}>[A-Z][\w’'-]+)"
_GAP = r"(?:,? [^.;]{0,40}?)?,? "
_FROM = rf"\b(?:from|left|leaving|departed(?: from)?|out of) {_PLACE.format('start')}"
_BOUND = "(?:to|into|for|towards?|(?:bound|headed|destined) for)"
_TO = rf"{_BOUND} {_PLACE.format('end')}"
_ROUTE = late(rf"{_FROM}{_GAP}{_TO}")
_TURNED = late(rf"\b(?:{_BOUND}|reached) {_PLACE.format('end')}{_GAP}from {_PLACE.format('start')}")


def bound_the_other_way(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody go from where a passage has them go to, and the other way round."""
    ours, theirs = _routes(claim.text), _routes(item.text)
    if len(ours) != 1 or turns(claim.text) or turns(item.text):
        return
    (start, end), at = ours[0]
    ways = {way for way, _ in theirs}
    if (end, start) in ways and (start, end) not in ways:
        said = at.of(claim.text)
        reason = f"the draft says “{said}”; in the source it went from {end} to {start}"
        yield refuting("acts", reason, at, said, item)


@functools.lru_cache(maxsize=4096)
def _routes(text: str) -> tuple[tuple[tuple[str, str], Span], ...]:
    """Return each way of a text from one named place to another, with where it stands."""
    found = (*_ROUTE.finditer(text), *_TURNED.finditer(text))
    return tuple(((one["start"], one["end"]), Span(start=one.start(), end=one.end())) for one in found)
