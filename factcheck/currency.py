"""Currency: is it the newest word as of the article's date?

A moving figure is one that a source dates: a registered figure, a row of a series, or a count in a release that
replaces an earlier one. What is true of an earlier value only is outdated, and the newer one is shown; a figure
that the draft itself dates is right or wrong for its own date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .figures import as_quantity, long_date, shown
from .model import Bound, Claim, Currency, Evidence, Figure, Quantity, Source
from .quantity import agree, canonical, find
from .registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The currency of a claim, and the newer figure where there is one; ``since`` is newer than the horizon."""

    currency: Currency
    newer: str = ""
    since: str = ""


def standing(
    claim: Claim, support: Sequence[Evidence], registry: Registry, *, as_of: date, dated: bool
) -> Standing:
    """Return whether what supports a claim was the newest word on ``as_of``.

    :param support: the evidence that supports the claim.
    :param dated: whether the horizon is the article's own (or was given); else a figure that matches an earlier
        value only is ``undated``, since nobody knows when the copy was written.
    """
    moving = [evidence for evidence in support if evidence.figure is not None]
    for evidence in moving:
        found = _moving(claim, evidence, registry, as_of, dated)
        if found is not None:
            return found
    superseded = _superseded(claim, support, registry, as_of)
    if superseded is None and claim.quantities and any(_replaces(e, registry) for e in support):
        return Standing(currency=Currency.CURRENT)
    return superseded or Standing(currency=Currency.TIMELESS)


def _repeated(claim: Claim, newer: Source) -> bool:
    """Say whether a newer release has all the numbers of a claim too, or none where the claim has none."""
    said = {token for one in newer.statements for token in canonical(one.text)}
    if set(canonical(claim.text)) <= said:
        return True
    stated = [number for one in newer.statements for number in find(one.text)]
    loose = [number for number in claim.quantities if number.bound is not Bound.EXACT]
    return bool(loose) and all(
        any(agree(number, other).holds for other in stated) for number in claim.quantities
    )


def _replaces(evidence: Evidence, registry: Registry) -> bool:
    """Say whether a source replaced an earlier one: what it counts has moved before."""
    source = registry.sources.get(evidence.source)
    return source is not None and bool(source.supersedes)


def _moving(
    claim: Claim, evidence: Evidence, registry: Registry, as_of: date, dated: bool
) -> Standing | None:
    figure = evidence.figure
    assert figure is not None
    values = registry.series_of(figure.measure, registry.sources[evidence.source].publisher)
    known = [value for value in values if value.as_of <= as_of]
    since = _since(values, known)
    if not known:
        return None
    newest, claimed = known[-1], _claimed(claim, figure)
    latest = any(
        _holds(one, newest) for one in claim.quantities if one.bound is Bound.EXACT
    )  # "from 52 to 61"
    if claimed is None or latest or (_holds(claimed, newest) and not _nearer(claimed, figure, newest)):
        return Standing(currency=Currency.CURRENT, since=since)
    if _own_date(claim, figure):
        return Standing(currency=Currency.CURRENT, newer=_shown(newest), since=since)
    currency = Currency.OUTDATED if dated else Currency.UNDATED
    return Standing(currency=currency, newer=_shown(newest), since=since)


def _claimed(claim: Claim, figure: Figure) -> Quantity | None:
    """Return the claim's quantity that the figure bears out."""
    return next((quantity for quantity in claim.quantities if _holds(quantity, figure)), None)


def _holds(claimed: Quantity, figure: Figure) -> bool:
    return agree(claimed, as_quantity(figure, claimed.unit)).holds


def _nearer(claimed: Quantity, figure: Figure, newest: Figure) -> bool:
    """Say whether "about 405,000" is told of an earlier value, by its last written digit, and not of the newest."""
    if claimed.bound is not Bound.ABOUT:
        return False
    own, other = (as_quantity(one, claimed.unit).value for one in (figure, newest))
    return abs(own - claimed.value) <= claimed.step < abs(other - claimed.value)


def _own_date(claim: Claim, figure: Figure) -> bool:
    """Say whether the draft dates the figure itself, with the day, week or month in which the figure stood."""
    days = (p for p in claim.periods if p.grain in ("day", "week", "month") and p.relation in ("in", "until"))
    return any(period.start <= figure.as_of <= period.end for period in days)


def _since(values: Sequence[Figure], known: Sequence[Figure]) -> str:
    return _shown(values[-1]) if len(values) > len(known) else ""


def _shown(figure: Figure) -> str:
    reason = f" (revised: {figure.reason})" if figure.reason else ""
    return f"{shown(figure)} on {long_date(figure.as_of)}{reason}"


def _counts(claim: Claim, sources: Sequence[str], registry: Registry) -> bool:
    """Say whether a number of the claim, if it has any, is one of the sources': else none of theirs has moved."""
    known = [registry.sources[source] for source in sources]
    held = [number for source in known for one in source.statements for number in find(one.text)]
    held += [as_quantity(figure) for source in known for figure in source.figures]
    return not claim.quantities or any(agree(c, number).holds for c in claim.quantities for number in held)


def _superseded(
    claim: Claim, support: Sequence[Evidence], registry: Registry, as_of: date
) -> Standing | None:
    """Return ``outdated`` where every supporting source has been replaced by a later one that says otherwise.

    A later release that repeats the numbers replaces nothing, and one number passes a bound as well as the last.
    """
    sources = sorted({evidence.source for evidence in support})
    if not _counts(claim, sources, registry):
        return None
    newest = [[s for s in registry.superseded_by(old) if s.published <= as_of] for old in sources]
    if not newest or not all(newest):
        return None
    newer = newest[0][-1]
    if _repeated(claim, newer):
        return None
    return Standing(currency=Currency.OUTDATED, newer=f"{newer.title} of {long_date(newer.published)}")
