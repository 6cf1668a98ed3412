"""What the tool can answer of the list: each check looks at the report and the decisions, and names the claims."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..model import Bound, Credit, Currency, Fidelity, Report, Stance, Strength, Verdict
from ..registry import Registry
from ..wire import speaker_name
from .decisions import TO_DO, Action, Decision, meant, plain
from .points import Point

MET, OPEN, NOT_NEEDED = "met", "open", "not-needed"
_SETTLED = (Fidelity.SUPPORTED, Fidelity.NOT_CHECKABLE)
_LABELS = re.compile(
    r"\b(?:first|only|last|largest|biggest|smallest|deadliest|worst|best|highest|lowest|most|least|never|always|"
    r"unprecedented|record|historic|unique|genocide|war crimes?|ethnic cleansing|massacre|terroris[tm]s?)\b",
    re.I,
)
_ARITHMETIC = re.compile(
    r"%|\bper ?cent|\bpercentage|\bpoints?\b|\bdoubled?|\btripled?|\bhalf\b|\bthird\b|\bquarter\b|\btotal|\bsum\b|"
    r"\baged?\b|\byears? old\b|\btimes\b|\baverage",
    re.I,
)
_LEGAL = re.compile(
    r"\b(?:resolution|law|bill|act|court|rul(?:ed|ing)|judg(?:e|ment)|treaty|article|convention)\b", re.I
)
_PLURAL = re.compile(r"\b(?:sources|officials|reports|experts|observers|witnesses|analysts)\b", re.I)
_FOREIGN = re.compile(r"\b(?:translat\w+|in (?:Arabic|Hebrew|Russian|French|German|Spanish|Chinese))\b", re.I)
_UNVERIFIED = re.compile(r"(?:not|n['’]t) (?:be )?(?:independently )?(?:verif|confirm)\w+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a point: "met", "open" or "not-needed", why, and the claims (ids) and other words it is about."""

    state: str
    why: str
    claims: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a check may look at; ``decisions`` are those that stand for this draft, by claim and point id."""

    report: Report
    registry: Registry
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    reopened: tuple[str, ...] = ()
    signed: bool = False

    def passed(self, verdict: Verdict) -> bool:
        """Say whether a person has let a claim stand, or told to mend it."""
        decision = self.decisions.get(verdict.claim.id)
        return decision is not None and decision.closes

    def unsettled(self, wanted: Callable[[Verdict], bool]) -> tuple[str, ...]:
        """Return the claims of a kind that nobody has decided."""
        return tuple(v.claim.id for v in self.report.verdicts if wanted(v) and not self.passed(v))


Check = Callable[[Facts], Answer]


def answer(point: Point, facts: Facts) -> Answer:
    """Return what the tool and the decisions say of a point; what a person ticked or waived is met.

    A tick stands as long as the claims stand that it was about; a waiver stands.
    """
    decision = facts.decisions.get(point.id)
    found = CHECKS[point.check](facts) if point.check else Answer(state=OPEN, why="a person has to tick it")
    if decision is not None and decision.closes:
        if decision.action is Action.WAIVED or decision.basis in ("", about(found, facts)):
            return Answer(
                state=MET, why=f"{decision.action.value} by {decision.who}" + _because(decision.why)
            )
        return Answer(state=OPEN, why=f"ticked by {decision.who}, but {found.why} now", claims=found.claims)
    if point.kind == "verified" or found.state == NOT_NEEDED:
        return found
    return replace(found, state=OPEN)


def about(found: Answer, facts: Facts) -> str:
    """Return what a tick on an answer is about: what the claims that it names mean, and the words that it names."""
    named = set(found.claims)
    claims = sorted(meant(v, facts.report.article) for v in facts.report.verdicts if v.claim.id in named)
    return hashlib.sha256(json.dumps([claims, found.words]).encode()).hexdigest()[:16]


def _because(why: str) -> str:
    return f": {why}" if why else ""


def _none_left(found: Iterable[str], what: str, good: str) -> Answer:
    claims = tuple(found)
    if not claims:
        return Answer(state=MET, why=good)
    plural = "s" if len(claims) > 1 else ""
    return Answer(state=OPEN, why=f"{len(claims)} claim{plural} {what}", claims=claims)


def _listed(found: Iterable[str], what: str) -> Answer:
    """Return what a person has to look at; nothing to look at needs no tick."""
    claims = tuple(found)
    if not claims:
        return Answer(state=NOT_NEEDED, why=f"no claim {what}")
    plural = "s" if len(claims) > 1 else ""
    return Answer(state=OPEN, why=f"look at {len(claims)} claim{plural} that {what}", claims=claims)


def _ids(facts: Facts, wanted: Callable[[Verdict], bool]) -> list[str]:
    return [v.claim.id for v in facts.report.verdicts if wanted(v)]


def _words(facts: Facts, pattern: re.Pattern[str]) -> list[str]:
    return _ids(facts, lambda v: _holds(pattern, v.claim.text))


@lru_cache(maxsize=65536)
def _holds(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a text holds a pattern; kept, since every decision of a walk asks the same of the same claims."""
    return pattern.search(text) is not None


def _lost(judges: tuple[str, ...]) -> Callable[[Verdict], bool]:
    """Return whether a verdict was lost on a detail of these judges."""

    def wanted(verdict: Verdict) -> bool:
        return verdict.fidelity in (Fidelity.CONTRADICTED, Fidelity.DISPUTED) and any(
            f.judge in judges and f.stance is Stance.REFUTES and f.strength is Strength.DECISIVE
            for f in verdict.findings
        )

    return wanted


def _decided(facts: Facts) -> Answer:
    return _none_left(facts.unsettled(worth), "without a decision", "every claim worth checking is decided")


def worth(verdict: Verdict) -> bool:
    """Say whether a claim needs a decision before the piece goes out."""
    return verdict.fidelity is not Fidelity.NOT_CHECKABLE and verdict.worth_checking


def _quotations(facts: Facts) -> Answer:
    def open_quotation(verdict: Verdict) -> bool:
        said = any(f.judge == "quotes" and f.stance is Stance.SUPPORTS for f in verdict.findings)
        return bool(verdict.claim.quotations) and not said

    return _none_left(
        facts.unsettled(open_quotation),
        "with a quotation that no source has word for word",
        "every quotation is in its source, typography aside",
    )


def _attribution(facts: Facts) -> Answer:
    found = facts.unsettled(lambda v: v.attribution is Credit.MISSING)
    return _none_left(found, "without a speaker", "disputable facts carry their speaker")


def _right_speaker(facts: Facts) -> Answer:
    wrong = (Credit.WRONG_SPEAKER, Credit.UNCONFIRMED)
    found = facts.unsettled(lambda v: v.attribution in wrong and v.fidelity is not Fidelity.NOT_CHECKABLE)
    return _none_left(found, "whose speaker is not confirmed", "every named speaker is confirmed")


def _figures(facts: Facts) -> Answer:
    found = facts.unsettled(_lost(("numbers", "figures")))
    return _none_left(found, "with a figure that disagrees", "no figure disagrees with its source")


def _bounds(facts: Facts) -> Answer:
    def bound(verdict: Verdict) -> bool:
        bounded = any(q.bound is not Bound.EXACT for q in verdict.claim.quantities)
        return bounded and verdict.fidelity not in _SETTLED

    return _none_left(facts.unsettled(bound), "whose bound no source bears out", "every bound holds")


def _newest(facts: Facts) -> Answer:
    old = (Currency.OUTDATED, Currency.UNDATED)
    found = facts.unsettled(lambda v: v.currency in old)
    return _none_left(
        found, "with a figure that is not the newest", "moving figures are the newest registered"
    )


def _dates(facts: Facts) -> Answer:
    found = facts.unsettled(_lost(("dates",)))
    return _none_left(found, "with a date that disagrees", "no date disagrees with its source")


def _one_origin(facts: Facts) -> Answer:
    single = _ids(
        facts, lambda v: "single-origin" in v.corroboration.flags and v.attribution is Credit.MISSING
    )
    counted = facts.report.diversity.single_origin
    return _listed(single or counted, "rest on one origin")


def _archived(facts: Facts) -> Answer:
    used = {
        e.source for v in facts.report.verdicts for e in v.evidence[:1] if v.fidelity is Fidelity.SUPPORTED
    }
    bare = sorted(
        source for source in used if (known := facts.registry.sources.get(source)) and not known.snapshot
    )
    if not bare:
        return Answer(state=MET, why="every source that a verdict stands on is kept with its hash")
    shown = ", ".join(bare[:5]) + (f" and {len(bare) - 5} more" if len(bare) > 5 else "")
    return Answer(
        state=OPEN,
        why=f"no snapshot of {shown}; capture them with factcheck sources refresh, or waive the point",
    )


def _last_look(facts: Facts) -> Answer:
    pending = [
        item for item, d in facts.decisions.items() if d.action in TO_DO and d.text and _stands(item, facts)
    ]
    found = (*facts.reopened, *pending)
    return _none_left(
        found, "changed, or still stand as they should not", "no claim changed after its decision"
    )


def _stands(item: str, facts: Facts) -> bool:
    """Say whether a claim that was corrected or cut still stands in the draft as it stood."""
    return any(v.claim.id == item and undone_yet(facts.decisions[item], v) for v in facts.report.verdicts)


def undone_yet(decision: Decision, verdict: Verdict) -> bool:
    """Say whether a claim is what a decision told to mend: retyped quotation marks mend nothing, but as told."""
    text = verdict.claim.text
    if decision.action not in TO_DO or (decision.wording and decision.wording == text):
        return False
    return plain(text) == plain(decision.text)


def _anonymous(facts: Facts) -> Answer:
    def nameless(verdict: Verdict) -> bool:
        said = verdict.claim.attribution
        return said is not None and said.speaker is not None and said.speaker.kind.value == "anonymous"

    return _listed(_ids(facts, nameless), "rest on a source without a name")


def _plural(facts: Facts) -> Answer:
    text = facts.report.article.text
    found = _ids(facts, lambda v: _PLURAL.search(speaker_name(v.claim, text) or "") is not None)
    return _listed(found, "speaks of sources in the plural")


def _headline(facts: Facts) -> Answer:
    report = facts.report
    body = {word for v in report.verdicts for word in re.findall(r"\d[\d.,]*|[A-Z]\w+", v.claim.text)}
    above = [aside.span.of(report.article.text) for aside in report.asides if aside.kind != "question"]
    alone = sorted({w for text in above for w in re.findall(r"\d[\d.,]*", text)} - body)
    if not above:
        return Answer(state=NOT_NEEDED, why="no headline, standfirst or caption")
    what = f"not in the body: {', '.join(alone)}" if alone else "their figures stand in the body"
    return Answer(
        state=OPEN, why=f"read {len(above)} of them against the body; {what}", words=(*above, *alone)
    )


def _places(facts: Facts) -> Answer:
    return _listed(_words(facts, re.compile(r"\b(?:in|at|near|from) (?:the )?[A-Z]\w+")), "name a place")


def _reply(facts: Facts) -> Answer:
    accused = _words(facts, re.compile(r"\b(?:accus|alleg|blam|violat|killed by|charged)\w*", re.I))
    return _listed(accused, "accuse somebody")


def _party_labels(facts: Facts) -> Answer:
    return _listed(_ids(facts, lambda v: v.attribution is not Credit.NOT_NEEDED), "name a party or publisher")


def _context(facts: Facts) -> Answer:
    quoted = _ids(facts, lambda v: bool(v.claim.quotations))
    return _listed(dict.fromkeys((*quoted, *_words(facts, _FOREIGN))), "quote")


def _arithmetic(facts: Facts) -> Answer:
    return _listed(_words(facts, _ARITHMETIC), "hold a share, a sum, a comparison or an age")


def _conflicts(facts: Facts) -> Answer:
    return _listed(_ids(facts, lambda v: v.fidelity is Fidelity.DISPUTED), "meet sources that disagree")


def _unverifiable(facts: Facts) -> Answer:
    unknown = _ids(facts, lambda v: v.fidelity is Fidelity.UNVERIFIED)
    if _UNVERIFIED.search(facts.report.article.text):
        return Answer(
            state=OPEN,
            why="the draft says somewhere that it could not verify; see that it stands where it applies",
            claims=tuple(unknown),
        )
    return _listed(unknown, "no source speaks about")


def _names(facts: Facts) -> Answer:
    return _listed(_ids(facts, _lost(("names",))), "have a name that disagrees")


def _legal(facts: Facts) -> Answer:
    return _listed(_words(facts, _LEGAL), "cite a law, a ruling or a resolution")


def _superlatives(facts: Facts) -> Answer:
    return _listed(_words(facts, _LABELS), "hold a superlative or a heavy word")


def _sign_off(facts: Facts) -> Answer:
    if facts.signed:
        return Answer(state=MET, why="writer, checker and editor have signed this draft")
    return Answer(state=OPEN, why="writer, checker and editor sign with factcheck checklist --sign ROLE")


CHECKS: Mapping[str, Check] = {
    "decided": _decided,
    "quotations": _quotations,
    "context": _context,
    "attribution": _attribution,
    "right-speaker": _right_speaker,
    "party-labels": _party_labels,
    "figures": _figures,
    "bounds": _bounds,
    "newest": _newest,
    "arithmetic": _arithmetic,
    "conflicts": _conflicts,
    "unverifiable": _unverifiable,
    "one-origin": _one_origin,
    "plural-sources": _plural,
    "anonymous": _anonymous,
    "names": _names,
    "dates": _dates,
    "places": _places,
    "legal": _legal,
    "superlatives": _superlatives,
    "headline": _headline,
    "reply": _reply,
    "archived": _archived,
    "last-look": _last_look,
    "sign-off": _sign_off,
}
