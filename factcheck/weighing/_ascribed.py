"""What a passage has only others believe, or calls a tale: "anyone who believes peace is near deceives himself"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..judge import parsed, root_of
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._claim import asserted
from ._placing import refuting, shown
from ._synonyms import forms_of, spoken, told
from ._turns import turns

_BELIEVES = r"(?:believe|think|claim|hope|imagine|suppose|suggest|pretend|assume|reckon|say)s?"
_TALE = r"(?:fairy ?tale|myth|lie|illusion|fantasy|delusion|legend|misconception|fallacy)"
_AMISS = r"(?:wrong|mistaken|naive|foolish|absurd|an? (?:error|mistake|illusion))"
_SAYING = frozenset({"say", "tell", "state", "declare", "think", "believe", "add"})
_OTHERS = late(
    rf"\b(?:(?:any|every)(?:one|body) who|whoever|those who|(?:the )?people who|he who) {_BELIEVES}\b"
    rf"|\b(?:a|the) {_TALE} that\b|\b{_AMISS} to (?:believe|think|say|claim|assume)\b",
    re.I,
)
_ERR = late(
    r"\b(?:deceiv|fool|kidd?|delud)(?:e?s|ing) (?:him|her|them|one)sel(?:f|ves)\b|\bknows? nothing\b"
    r"|\b(?:is|are) (?:\w+ly )?(?:mistaken|wrong|dreaming|naive|in error|deluded|fools?)\b"
    rf"|\b{_TALE} that\b|\b{_AMISS} to\b",
    re.I,
)


def only_ascribed(claim: str, passage: str) -> str:
    """Return the words by which a passage has only others believe what a claim tells, or ""."""
    found = _ascribed(claim, passage)
    return f"what others believe (“{found.group()}”)" if found is not None else ""


def called_a_tale(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage calls wrong whoever believes what a claim tells."""
    found = _ascribed(claim.text, item.text)
    if found is None or turns(claim.text):
        return
    said = _sentence(item.text, found)
    held = told(said)
    if _ERR.search(said) and not turns(_ERR.sub(" ", said)):
        words = [forms for _, forms in spoken(claim.text)]
        if words and all(not held.isdisjoint(forms) for forms in words):
            reason = f"the draft states it; the source says “{shown(said.strip(' .”'))}”"
            yield refuting("acts", reason, Span(start=0, end=len(claim.text)), "so", item)


def called_so_alike(claim: str, passage: str) -> bool:
    """Say whether a claim denies what a passage has only others believe: it will not hold, "wrong to say it will"."""
    return turns(claim) > 0 and _ascribed(claim, passage) is not None


def _ascribed(claim: str, passage: str) -> re.Match[str] | None:
    """Return the words by which a passage has others believe what a claim asserts, where it has it nowhere else."""
    found = _OTHERS.search(passage) if not _OTHERS.search(claim) else None
    acts = [forms_of(word, claim) for word in _told_so(claim)] if found is not None else []
    if found is None or not acts or any(t.lower_ in ("anyone", "whoever", "those") for t in parsed(claim)):
        return None
    behind = _sentence(passage, found)[found.end() - _start(passage, found) :]
    beside = told(passage.replace(behind, " "))
    only = all(not told(behind).isdisjoint(forms) and beside.isdisjoint(forms) for forms in acts)
    return found if only else None


def _told_so(claim: str) -> frozenset[str]:
    """Return what a claim asserts, or has somebody say: "safe" of "she said the bridge was safe"."""
    root = root_of(claim)
    said = next((c for c in root.children if c.dep_ == "ccomp"), None) if root is not None else None
    if said is None or root is None or root.lemma_ not in _SAYING:
        return asserted(claim)
    return frozenset(t.text for t in said.children if t.dep_ in ("acomp", "attr")) or frozenset((said.text,))


def _start(passage: str, found: re.Match[str]) -> int:
    return max(passage.rfind(mark, 0, found.start()) + 1 for mark in ".;:!?“")


def _sentence(passage: str, found: re.Match[str]) -> str:
    end = re.search(r"[.;!?](?:\s|[”\"]|$)", passage[found.end() :])
    return passage[_start(passage, found) : found.end() + end.start() if end else len(passage)]
