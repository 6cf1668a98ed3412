"""From findings to the fidelity of a claim: a table, never a sum.

Per origin, each detail of the claim (a number, a date, a name, the verb's force) is *found*, *lost* to another value
or *absent*; the passages of one origin help each other out, so a name may stand in one and the number in the next.

    a number, an act, a quotation is lost, or the claim itself denied       refutes
    less than half of the claim's words are there at all                    silent
    a name or a date is lost                                                refutes
    no detail is lost, the claim is covered and every detail is found       supports
    no detail is lost, and some of the claim is found, but not all          partly
    else                                                                    silent

Names and dates stand in any text, and one of them in another place proves nothing before a source that does not speak
of the matter; the other judges have seen themselves that the passage does.

Over origins: one supports and another refutes is ``disputed``; else refuted is ``contradicted``, supported is
``supported``, partly is ``partly``; where all are silent the claim is ``unverified``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .. import bm25
from ..model import Claim, Evidence, Fidelity, Finding, Span, Stance, Strength
from ._align import ENOUGH, HALF, words_of

COVERAGE, FIGURES, QUOTES = "coverage", "figures", "quotes"
LOOSE = (
    "names",
    "dates",
)  # stand in any text: one in another place refutes only where the claim is spoken of
SMALL = 4  # letters: a shorter word of a title may be written small


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The fidelity of a claim, why, and the passages for and against it, best first.

    ``worked_out`` says how a number of a supported claim comes from two of the source, where it stands in none.
    ``asserted`` says whether the passages say what the claim asserts, be it short of some of its words.
    """

    fidelity: Fidelity
    reason: str
    worked_out: str = ""
    support: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    asserted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One detail of the claim before one origin: what each judge found of it."""

    part: str
    supports: tuple[Finding, ...]
    refutes: tuple[Finding, ...]
    hints: tuple[Finding, ...]  # suggestive refutations: shown, and no proof

    @property
    def lost(self) -> bool:
        """Say whether another value stands in its place, and none of its own."""
        return bool(self.refutes) and not self.supports


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What one origin says of the claim."""

    details: tuple[Detail, ...]
    covers: tuple[Finding, ...]  # the coverage findings that are not silent, decisive ones first
    missing: tuple[str, ...]  # the words of the claim that none of its passages says
    said: bool  # whether the passages together say enough of the claim
    about: bool  # whether they say so much of it that they are about the same matter

    @property
    def answer(self) -> Fidelity:
        """Return the row of the table that this origin falls into."""
        lost = [detail for detail in self.details if detail.lost]
        if lost and (self.about or any(detail.refutes[0].judge not in LOOSE for detail in lost)):
            return Fidelity.CONTRADICTED
        if not self.about:
            return Fidelity.UNVERIFIED
        absent = [detail for detail in self.details if not detail.supports]
        if self.said and not absent:
            return Fidelity.SUPPORTED
        if self.covers and (self.said or len(absent) < len(self.details)):
            return Fidelity.PARTLY
        return Fidelity.UNVERIFIED


def decide(claim: Claim, findings: Sequence[Finding], *, origin_of: Callable[[str], str]) -> Decision:
    """Return the fidelity that the findings give.

    :param origin_of: source id to origin; two sources of one origin help each other and never dispute.
    """
    origins = _by_origin(claim, findings, origin_of)
    answers = {name: origin.answer for name, origin in origins.items()}
    given = set(answers.values())
    fidelity = _over_origins(given)
    support = _evidence(origins[n] for n, a in answers.items() if a in (Fidelity.SUPPORTED, Fidelity.PARTLY))
    against = _against(origins[n] for n, a in answers.items() if a is Fidelity.CONTRADICTED)
    reason = _reason(fidelity, [origins[n] for n, a in answers.items() if a in _leading(fidelity)])
    return Decision(
        fidelity=fidelity, reason=reason, support=support, against=against, findings=tuple(findings)
    )


def _over_origins(given: set[Fidelity]) -> Fidelity:
    if {Fidelity.SUPPORTED, Fidelity.CONTRADICTED} <= given:
        return Fidelity.DISPUTED
    order = (Fidelity.CONTRADICTED, Fidelity.SUPPORTED, Fidelity.PARTLY)
    return next((fidelity for fidelity in order if fidelity in given), Fidelity.UNVERIFIED)


def _leading(fidelity: Fidelity) -> tuple[Fidelity, ...]:
    disputed = (Fidelity.SUPPORTED, Fidelity.CONTRADICTED)
    return disputed if fidelity is Fidelity.DISPUTED else (fidelity,)


def _by_origin(
    claim: Claim, findings: Sequence[Finding], origin_of: Callable[[str], str]
) -> dict[str, Origin]:
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(origin_of(finding.evidence.source), []).append(finding)
    return {name: _origin(claim, group) for name, group in grouped.items()}


def _origin(claim: Claim, findings: Sequence[Finding]) -> Origin:
    covers = [f for f in findings if f.judge == COVERAGE and f.stance is Stance.SUPPORTS]
    covers.sort(key=lambda f: f.strength is not Strength.DECISIVE)
    borne = [f for f in findings if f.judge == FIGURES and f.stance is Stance.SUPPORTS]
    missing = _missing(covers)
    about = bool(borne) or _about(claim, {f.evidence.text for f in findings})
    enough = bool(covers) and len(missing) <= (1 - ENOUGH) * len(words_of(claim.text))
    parts: dict[tuple[str, Span | None], list[Finding]] = {}
    for finding in findings:
        if finding.judge != COVERAGE:
            parts.setdefault((finding.part, finding.claim_span), []).append(finding)
    details = tuple(
        _detail(part, group)
        for (part, _), group in parts.items()
        if not (group[0].judge == QUOTES and covers and _titled(part, missing) and _silent(group))
    )
    return Origin(
        details=details, covers=(*borne, *covers), missing=missing, said=bool(borne) or enough, about=about
    )


def _about(claim: Claim, passages: Iterable[str]) -> bool:
    """Say whether passages speak of what the claim speaks of, if only to ask about it: half of its words are there."""
    held = {term for text in passages for term in bm25.terms(text)}
    words = words_of(claim.text)
    return sum(not forms.isdisjoint(held) for _, forms in words) >= HALF * len(words)


def _titled(part: str, missing: Sequence[str]) -> bool:
    """Say whether a quotation is the title of a work, each word of which the source says somewhere.

    Nobody promises the words of a title as those of a speaker: pages write it without its subtitle, its colon or its
    marks, so that it is looked for as any other name is.
    """
    words = [word.strip("“”‘’\"',.:;!?()") for word in part.split()]
    long = [word for word in words if len(word) >= SMALL]
    titled = len(long) > 1 and all(not word[0].islower() for word in long)
    return titled and not {word.casefold() for word in words} & {word.casefold() for word in missing}


def _silent(group: Sequence[Finding]) -> bool:
    return all(finding.stance is Stance.SILENT for finding in group)


def _missing(covers: Sequence[Finding]) -> tuple[str, ...]:
    """Return what no passage says: the words that every coverage finding misses."""
    lists = [finding.part.split(", ") if finding.part else [] for finding in covers]
    return tuple(word for word in lists[0] if all(word in other for other in lists)) if lists else ()


def _detail(part: str, group: Sequence[Finding]) -> Detail:
    decisive = [finding for finding in group if finding.strength is Strength.DECISIVE]
    return Detail(
        part=part,
        supports=tuple(f for f in decisive if f.stance is Stance.SUPPORTS),
        refutes=tuple(f for f in decisive if f.stance is Stance.REFUTES),
        hints=tuple(f for f in group if f.stance is Stance.REFUTES and f.strength is Strength.SUGGESTIVE),
    )


def _evidence(origins: Iterable[Origin]) -> tuple[Evidence, ...]:
    found = [f.evidence for o in origins for f in (*o.covers, *(s for d in o.details for s in d.supports))]
    return tuple(dict.fromkeys(found))


def _against(origins: Iterable[Origin]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(f.evidence for o in origins for d in o.details if d.lost for f in d.refutes))


def _reason(fidelity: Fidelity, origins: Sequence[Origin]) -> str:
    lost = [detail.refutes[0].reason for origin in origins for detail in origin.details if detail.lost]
    if fidelity is Fidelity.CONTRADICTED:
        return "; ".join(dict.fromkeys(lost))
    if fidelity is Fidelity.DISPUTED:
        return "sources disagree: one bears the claim out; " + "; ".join(dict.fromkeys(lost))
    if fidelity is Fidelity.SUPPORTED:
        return _supported(origins[0])
    if fidelity is Fidelity.PARTLY:
        return _partly(origins[0])
    return "no source speaks clearly about it; read the nearest passage"


def _supported(origin: Origin) -> str:
    reasons = [detail.supports[0].reason for detail in origin.details]
    return "; ".join(dict.fromkeys(reasons)) or origin.covers[0].reason


def _partly(origin: Origin) -> str:
    absent = [detail for detail in origin.details if not detail.supports]
    hints = [detail.hints[0].reason for detail in absent if detail.hints]
    plain = dict.fromkeys(detail.part for detail in absent if not detail.hints)
    if plain:
        hints.append(f"not found in the source: {', '.join(plain)}")
    elif not hints and origin.missing:
        hints.append(f"not in the source: {', '.join(origin.missing)}")
    return "; ".join(dict.fromkeys(hints)) or origin.covers[0].reason
