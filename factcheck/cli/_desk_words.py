"""What the desk says of an item, as rich text: marks, the claim, its axes, evidence, findings and history.

Everything that comes from a draft, a source or the trail is put in as plain text, made printable, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from ..checklist.answers import MET, NOT_NEEDED
from ..checklist.decisions import Action
from ..checklist.session import Item, Session
from ..labels import SIGNS
from ..model import Credit, Currency, Evidence, Fidelity, Finding, Stance, Verdict
from ..text import Lines, cited, clip, one_line
from ..trail import Entry
from ..wire import speaker_name

#: The letter of a decision, in marks and on the keyboard.
LETTERS = {
    Action.VERIFIED: "v",
    Action.CORRECTED: "c",
    Action.CUT: "x",
    Action.NEEDS_SOURCE: "n",
    Action.ACCEPTED: "a",
    Action.ASK: "s",
    Action.ANSWERED: "r",
    Action.TICKED: "t",
    Action.WAIVED: "w",
    Action.REOPENED: "!",
}
_CREDITS = {
    Credit.CONFIRMED: "✓ confirmed",
    Credit.UNCONFIRMED: "! unconfirmed",
    Credit.WRONG_SPEAKER: "! wrong speaker",
    Credit.MISSING: "! no speaker named",
    Credit.NOT_NEEDED: "– not needed",
}
_CURRENCIES = {
    Currency.CURRENT: "✓ current",
    Currency.OUTDATED: "! outdated",
    Currency.UNDATED: "! no date",
    Currency.TIMELESS: "– timeless",
}
_STANCES = {Stance.SUPPORTS: "✓", Stance.REFUTES: "✗", Stance.SILENT: "·"}
_EVIDENCE = 600  # characters shown of a passage


def mark(item: Item, *, here: bool = False, away: bool = False) -> str:
    """Return an item's mark, four cells: its sign, and the letter of what was decided ("!" where it was reopened).

    Square brackets are for what has to be decided, round ones for the rest, pointed ones for where the checker stands,
    none for what the view leaves out.
    """
    inner = f"{_sign(item)}{_letter(item)}"
    if here:
        return f">{inner}<"
    if away:
        return f" {inner} "
    return f"[{inner}]" if item.needed else f"({inner})"


def _letter(item: Item) -> str:
    if item.reopened is not None:
        return "!"
    return LETTERS.get(item.decision.action, " ") if item.decision else " "


def _sign(item: Item) -> str:
    if item.verdict is not None:
        return SIGNS[item.verdict.label]
    if item.answer is not None and item.answer.state in (MET, NOT_NEEDED):
        return "✓" if item.answer.state == MET else "–"
    return "!" if item.point is not None and item.point.blocks else "·"


def shade(item: Item) -> str:
    """Return the name of the style in which an item stands on the page: its label, or "point"."""
    return item.verdict.label if item.verdict is not None else "point"


def told(session: Session) -> Text:
    """Return all that is known of the current item."""
    item = session.item
    if item is None:
        return Text("Nothing is shown here. Press escape to show everything.")
    out = Text()
    if item.verdict is not None:
        _tell_claim(out, item, item.verdict, session)
    else:
        _tell_point(out, item, session)
    _tell_history(out, item, session)
    out.rstrip()
    return out


def _tell_claim(out: Text, item: Item, verdict: Verdict, session: Session) -> None:
    text = session.report.article.text
    claim = verdict.claim
    line = Lines(text, session.report.article.lines).at(claim.sentence.start)[0]
    out.append(f"{SIGNS[verdict.label]} {verdict.label}", style="bold")
    out.append(f"  line {line}" + ("" if item.needed else "  needs no decision") + "\n", style="dim")
    at = 0
    for span in sorted(claim.added):
        out.append(_kept(claim.text[at : span.start]))
        out.append(_kept(span.of(claim.text)), style="italic dim")
        at = span.end
    out.append(_kept(claim.text[at:]) + "\n")
    who = speaker_name(claim, text) if claim.attribution else "the draft itself"
    out.append("said by ", style="dim")
    out.append(f"{one_line(who) if who else 'somebody unnamed'}\n")
    _tell_standing(out, item)
    _tell_axes(out, verdict)
    if verdict.reason:
        reason = one_line(verdict.reason)
        out.append(f"\n{reason[:1].upper()}{reason[1:]}.\n".replace("..\n", ".\n"))
    for note in verdict.notes:
        out.append(f"({one_line(note)})\n", style="dim")
    _tell_evidence(out, verdict)


def _kept(text: str) -> str:
    inner = one_line(text)
    return (" " if text[:1].isspace() and inner else "") + inner + (" " if text[-1:].isspace() else "")


def _tell_axes(out: Text, verdict: Verdict) -> None:
    if verdict.fidelity is Fidelity.NOT_CHECKABLE:
        out.append("\nnot checkable: ", style="dim")
        out.append(f"{one_line(verdict.claim.why) or 'no statement of fact'}\n")
        return
    found = verdict.corroboration
    origins = f"{found.origins}" if found.origins else "none"
    named = ", ".join((*found.parties, *([found.level.value] if found.level else ()), *found.flags))
    rows = (
        ("sources", f"{SIGNS[verdict.fidelity.value]} {verdict.fidelity.value}"),
        ("speaker", _CREDITS[verdict.attribution]),
        ("newest", _CURRENCIES[verdict.currency]),
        ("origins", origins + (f" ({one_line(named)})" if named and found.origins else "")),
    )
    out.append("\n")
    for name, answer in rows:
        out.append(f"{name:<9}", style="dim")
        out.append(f"{answer}\n", style="bold" if answer.startswith("!") else "")


def _tell_evidence(out: Text, verdict: Verdict) -> None:
    findings: dict[Evidence, list[Finding]] = {}
    for finding in verdict.findings:
        if finding.stance is not Stance.SILENT:
            findings.setdefault(finding.evidence, []).append(finding)
    known = tuple(dict.fromkeys((*verdict.evidence, *findings)))
    for heading, wanted in (("Evidence", True), ("Read, and silent on it", False)):
        passages = [evidence for evidence in known if (evidence in findings) is wanted]
        if passages:
            out.append(f"\n{heading}\n", style="bold")
        for evidence in passages:
            _tell_passage(out, evidence, findings.get(evidence, []))


def _tell_passage(out: Text, evidence: Evidence, findings: Iterable[Finding]) -> None:
    day = f", {evidence.published.isoformat()}" if evidence.published and evidence.figure is None else ""
    out.append(f"{one_line(evidence.publisher)}, {one_line(evidence.locator)}{day}", style="underline")
    out.append(f" {one_line(evidence.source)}\n", style="dim")
    words = clip(one_line(evidence.text), _EVIDENCE)
    out.append(f"{cited(words) if evidence.verbatim else words}\n")
    for finding in dict.fromkeys((f.stance, f.judge, f.reason) for f in findings):
        stance, judge, reason = finding
        out.append(f"  {_STANCES[stance]} {judge}: {one_line(reason)}\n", style="dim")


def _tell_point(out: Text, item: Item, session: Session) -> None:
    point, answer = item.point, item.answer
    assert point is not None and answer is not None
    state = {MET: "✓ met", NOT_NEEDED: "– not needed"}.get(answer.state, "! open")
    out.append(state, style="bold")
    out.append("  blocks publication\n" if point.blocks else "  does not block\n", style="dim")
    out.append(f"{one_line(point.text)}\n")
    _tell_standing(out, item)
    out.append(f"\n{one_line(answer.why)}\n")
    if point.kind == "verified":
        out.append("The tool answers this from the claims; it can be waived.\n", style="dim")
    texts = {one.id: one for one in session.items}
    for claim in answer.claims:
        if claim in texts:
            out.append(f"  {mark(texts[claim])} ", style="dim")
            out.append(f"{clip(one_line(texts[claim].text), 160)}\n")
    out.append("\nRule  ", style="dim")
    out.append(f"{one_line(point.rule)}\n")
    out.append("From  ", style="dim")
    out.append(f"{one_line(point.source)}\n")


def _tell_standing(out: Text, item: Item) -> None:
    """Say what was decided, or what was and no longer stands."""
    if item.reopened is not None:
        old = item.reopened.decision
        out.append(f"! reopened: {item.reopened.why}", style="bold")
        out.append(f"; it was {old.action.value} by {one_line(old.who)}\n")
        if item.reopened.diff:
            out.append(f"{one_line(item.reopened.diff)}\n")
    elif item.decision is not None:
        done = item.decision
        words = one_line(done.wording or done.whom or done.why)
        out.append(f"{done.action.value} by {one_line(done.who)}", style="bold")
        out.append(f": {words}\n" if words else "\n")


def _tell_history(out: Text, item: Item, session: Session) -> None:
    ids = {item.id} | ({item.reopened.decision.item} if item.reopened else set())
    ids |= {item.decision.item} if item.decision else set()
    made = [entry for entry in session.entries if entry.claim in ids]
    if made:
        out.append("\nHistory\n", style="bold")
    undone = {dict(entry.data).get("entry") for entry in made if entry.what == Action.UNDONE}
    for entry in made:
        out.append(f"{_entry_line(entry)}{' (taken back)' if str(entry.n) in undone else ''}\n")


def _entry_line(entry: Entry) -> str:
    data = dict(entry.data)
    words = data.get("wording") or data.get("whom") or entry.why or data.get("answer", "")
    day = entry.at[:16].replace("T", " ")
    what = "took it back" if entry.what == Action.UNDONE else entry.what
    return f"{day} {one_line(entry.who)}: {one_line(what)}" + (f", {one_line(words)}" if words else "")


def headline(session: Session, who: str) -> str:
    """Return the top line: the article, how far it is, who decides, and what the view leaves out."""
    title = one_line(session.report.article.title or session.report.article.origin)
    return f"{session.decided} of {session.total} decided · {one_line(who)}{narrowed(session)} · {title}"


def narrowed(session: Session) -> str:
    """Return what the view lets through, "" where that is everything."""
    view = session.view
    parts = [*sorted(view.labels), *([view.speaker] if view.speaker else [])]
    parts += [f"“{view.words}”"] if view.words else []
    parts += ["open only"] if view.open_only else []
    if not parts:
        return ""
    return f" · showing {len(session.shown)}: {one_line(', '.join(parts))}"
