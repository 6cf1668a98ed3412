"""What the numbers and days of a passage come to, and what not: each room that reckons beside `_sums` is asked."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Claim, Evidence, Finding
from ._after import after_otherwise, after_so_long
from ._ahead import ahead, not_ahead
from ._beyond import beyond_otherwise
from ._currencies import in_another_currency, in_another_measure
from ._decades import of_another_age
from ._exchanged import exchanged, exchanged_otherwise
from ._granted import granted, granted_otherwise
from ._grown import as_then, not_as_then
from ._listed import of_another_share
from ._margins import of_another_margin, outpolled_otherwise
from ._measured import in_another_unit
from ._placing import Contrary
from ._together import together_or_each
from ._totals import in_so_many_places, of_one_kind_only
from ._two_times import changed, changed_otherwise
from ._until import allowed_until, banned_before
from ._yearly import of_another_year


def reckoned(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for what a claim reckons as a passage does."""
    yield from as_then(claim, item)
    yield from ahead(claim, item)
    yield from allowed_until(claim, item)
    yield from changed(claim, item)
    yield from exchanged(claim, item)
    yield from granted(claim, item)
    yield from after_so_long(claim, item)


def reckoned_otherwise(claim: Claim, item: Evidence) -> Iterator[Contrary]:
    """Yield what a claim reckons otherwise than a passage does: judge, reason, span, part."""
    yield from in_another_currency(claim.text, item.text)
    yield from in_another_measure(claim.text, item.text)
    yield from of_another_share(claim.text, item.text)
    yield from of_another_margin(claim.text, item.text)
    yield from not_as_then(claim, item)
    yield from not_ahead(claim, item)
    yield from banned_before(claim, item)
    yield from changed_otherwise(claim, item)
    yield from of_one_kind_only(claim.text, item.text)
    yield from in_so_many_places(claim.text, item.text)
    yield from exchanged_otherwise(claim.text, item.text)
    yield from granted_otherwise(claim.text, item.text)
    yield from beyond_otherwise(claim, item)
    yield from of_another_age(claim.text, item.text)
    yield from outpolled_otherwise(claim.text, item.text)
    yield from after_otherwise(claim, item)
    yield from of_another_year(claim, item)
    yield from together_or_each(claim.text, item.text)
    yield from in_another_unit(claim.text, item.text)
