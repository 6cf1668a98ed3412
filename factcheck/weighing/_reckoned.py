"""Numbers of a claim to which the numbers and days of a passage do not come: each room that reckons is asked."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Claim, Evidence
from ._ahead import not_ahead
from ._currencies import in_another_currency
from ._grown import not_as_then
from ._listed import of_another_share
from ._margins import of_another_margin
from ._placing import Contrary


def reckoned_otherwise(claim: Claim, item: Evidence) -> Iterator[Contrary]:
    """Yield what a claim reckons otherwise than a passage does: judge, reason, span, part."""
    yield from in_another_currency(claim.text, item.text)
    yield from of_another_share(claim.text, item.text)
    yield from of_another_margin(claim.text, item.text)
    yield from not_as_then(claim, item)
    yield from not_ahead(claim, item)
