"""What still blocks publication: open claims, open points, missing signatures, and edits after a signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Report, Verdict
from ..registry import Registry
from ..workspace import ROLES, Workspace, same_person
from .answers import OPEN, Answer, Facts, answer, undone_yet, worth
from .carry import Carried, carry
from .decisions import Signature, Standing
from .points import Point

SIGN_OFF = "sign-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing that stands in the way: its kind ("claim", "point", "role", "signature"), its id, and why."""

    kind: str
    item: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether the piece may go out, what stands in the way, who has signed this draft, and whether it is out."""

    open: bool
    blocking: tuple[Block, ...]
    signed: tuple[Signature, ...]
    decided: int
    total: int
    answers: tuple[tuple[Point, Answer], ...]
    published: bool = False

    @property
    def ready_to_sign(self) -> bool:
        """Say whether only signatures are missing."""
        return all(block.kind == "signature" for block in self.blocking)


def status(
    report: Report,
    standing: Standing,
    points: Sequence[Point],
    registry: Registry,
    workspace: Workspace,
    *,
    kind: str = "",
) -> Gate:
    """Return what blocks an article.

    :param report: the scan of the draft as it stands now.
    :param kind: the kind of article ("news", "analysis"), for points that are for some kinds only.
    """
    carried = carry(standing, report, registry)
    signed = _valid(standing, report, workspace)
    roles = {signature.role for signature in signed}
    facts = facts_of(report, standing, carried, registry, signed=set(ROLES) <= roles)
    answers = tuple((point, answer(point, facts)) for point in points if point.fits(kind))
    claims = _open_claims(report, carried)
    asked = [
        point for point, found in answers if point.blocks and found.state == OPEN and point.id != SIGN_OFF
    ]
    covered = {"decided", "last-look"}  # told claim by claim
    blocks = [
        *claims,
        *(_block(p, a) for p, a in answers if p in asked and (p.check not in covered or not claims)),
    ]
    signatures = _unsigned(standing, report, roles, workspace)
    wanted = [v for v in report.verdicts if needed(v, carried)]
    return Gate(
        open=not blocks and not signatures,
        blocking=(*blocks, *signatures),
        signed=signed,
        decided=sum(facts.passed(v) for v in wanted),
        total=len(wanted),
        answers=answers,
        published=bool(standing.published) and standing.published == report.article.sha256,
    )


def facts_of(
    report: Report, standing: Standing, carried: Carried, registry: Registry, *, signed: bool = False
) -> Facts:
    """Return what the checks of the list may look at: the decisions on points, and those on claims that still stand."""
    points = {item: d for item, d in standing.decisions.items() if not d.text}
    return Facts(
        report=report,
        registry=registry,
        decisions={**points, **carried.kept},
        reopened=tuple(one.claim for one in carried.reopened),
        signed=signed,
    )


def needed(verdict: Verdict, carried: Carried) -> bool:
    """Say whether a claim needs a decision: it is worth checking, or somebody has begun with it and it is open."""
    decision = carried.kept.get(verdict.claim.id)
    begun = any(one.claim == verdict.claim.id for one in carried.reopened)
    return worth(verdict) or begun or (decision is not None and not decision.closes)


def _open_claims(report: Report, carried: Carried) -> list[Block]:
    reopened = {one.claim: one for one in carried.reopened}
    found = []
    for verdict in report.verdicts:
        claim, decision = verdict.claim, carried.kept.get(verdict.claim.id)
        why = ""
        if claim.id in reopened:
            why = f"reopened: {reopened[claim.id].why}"
        elif decision is None and worth(verdict):
            why = f"no decision ({verdict.label})"
        elif decision is not None and not decision.closes:
            why = f"{decision.action.value}: {decision.whom or decision.why or decision.who}"
        elif decision is not None and undone_yet(decision, verdict):
            why = f"{decision.action.value} by {decision.who}, but the draft still says it"
        if why:
            found.append(Block(kind="claim", item=claim.id, text=claim.text, why=why))
    return found


def _block(point: Point, found: Answer) -> Block:
    return Block(kind="point", item=point.id, text=point.text, why=found.why)


def _valid(standing: Standing, report: Report, workspace: Workspace) -> tuple[Signature, ...]:
    """Return the signatures that count: on this very draft, by people who still have the role; the last of each.

    Where the checker is the writer (two signed at the same moment) the later of the two does not count.
    """
    last: dict[str, Signature] = {}
    for signature in standing.signed:
        pair = last.get({"writer": "checker", "checker": "writer"}.get(signature.role, ""))
        four_eyes = pair is None or not same_person(pair.who, signature.who)
        here = signature.draft == report.article.sha256
        if here and four_eyes and workspace.may(signature.who, signature.role):
            last[signature.role] = signature
    return tuple(last[role] for role in ROLES if role in last)


def _unsigned(standing: Standing, report: Report, roles: set[str], workspace: Workspace) -> list[Block]:
    if workspace.missing:
        names = ", ".join(workspace.missing)
        what = f"set who is {names} in workspace.yaml; without roles the gate stays shut"
        return [Block(kind="role", item="roles", text="Nobody has the role.", why=what)]
    edited = {one.role for one in standing.signed if one.draft != report.article.sha256} - roles
    lost = {one.role for one in standing.signed if one.draft == report.article.sha256} - roles
    return [
        Block(
            kind="signature",
            item=role,
            text=f"The {role} has not signed this draft.",
            why=_why_unsigned(role, edited, lost),
        )
        for role in ROLES
        if role not in roles
    ]


def _why_unsigned(role: str, edited: set[str], lost: set[str]) -> str:
    if role in lost:
        return "who signed no longer has the role, or has signed as writer and checker both"
    return (
        "the draft was edited after the signature" if role in edited else f"factcheck checklist --sign {role}"
    )


def may_sign(who: str, role: str, standing: Standing, report: Report, workspace: Workspace) -> str:
    """Return why a person may not sign in a role, "" where they may: four eyes, checker and writer are two people."""
    if workspace.missing:
        return f"workspace.yaml names nobody as {', '.join(workspace.missing)}"
    if not workspace.may(who, role):
        return f"{who} is not {role} in workspace.yaml"
    others = {s.role: s.who for s in _valid(standing, report, workspace)}
    pair = {"writer": "checker", "checker": "writer"}.get(role, "")
    if pair in others and same_person(others[pair], who):
        return f"{who} has signed as {pair}; the checker is not the writer"
    return ""
