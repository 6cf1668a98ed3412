"""The verdict table for a terminal: every claim, who says it, the verdict, the evidence, the origins.

Colour never carries meaning alone: a sign and a word stand beside it. Text from drafts and sources is shown as plain
text, never as markup.
"""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..labels import SIGNS
from ..model import SECOND_OPINION, Credit, Currency, Evidence, Fidelity, Report, Verdict
from ..selfcheck import against_itself
from ..text import PARAGRAPH, Lines, cited, clip, clip_start, one_line
from ..wire import lines_of, speaker_name

TERMINAL = True
WIDE = 120
_LEANS_BACK = re.compile(r"[“\"]?(?:It|They|He|She|This|That|These|Those|Both|Neither|Its|Their|His|Her)\b")
_STYLES = {
    "supported": "green",
    "outdated": "yellow",
    "partly": "yellow",
    "contradicted": "bold red",
    "disputed": "magenta",
    "unverified": "cyan",
    "not-checkable": "dim",
}
_ORDER = tuple(SIGNS)


def render(
    report: Report,
    draft: bytes | None = None,
    *,
    width: int = 100,
    colour: bool = False,
    details: bool = False,
) -> str:
    """Return the table as text of at most ``width`` columns, with ANSI colours where ``colour`` is set."""
    console = Console(
        file=StringIO(),
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(layout(report, width=width, details=details))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in text.splitlines()) if not colour else text


def layout(report: Report, *, width: int, details: bool = False) -> Group:
    """Return the rich renderable of a report, for the terminal and for the picture in the README."""
    rows = _wide(report, details) if width >= WIDE else _narrow(report, details)
    return Group(_head(report), rows, Rule(style="dim"), _summary(report))


def _head(report: Report) -> Text:
    title = one_line(report.article.title) or one_line(report.article.origin)
    head = Text(f"{title}\n", style="bold")
    head.append(
        f"{one_line(report.article.origin)} · held against sources up to {report.as_of.isoformat()} "
        f"({report.as_of_from})\n",
        style="dim",
    )
    return head


def _wide(report: Report, details: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    second = any(_second(verdict) for verdict in report.verdicts)
    for name, options in (
        ("line", {"width": 4, "justify": "right"}),
        ("claim", {"ratio": 5}),
        ("said by", {"ratio": 2}),
        ("verdict", {"width": 16}),
        ("evidence", {"ratio": 7}),
        ("origins", {"width": 13}),
    ):
        table.add_column(name, **options)
    if second:
        table.add_column(SECOND_OPINION, width=14)
    lines = Lines(report.article.text, report.article.lines)
    for verdict in report.verdicts:
        table.add_row(
            str(_line(verdict, lines)),
            _claim(verdict),
            _said(verdict, report),
            _verdict(verdict),
            _evidence(verdict, details),
            _origins(verdict),
            *([Text(_second(verdict), style="dim")] if second else []),
        )
    return table


def _narrow(report: Report, details: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("verdict", width=16)
    table.add_column("claim, who says it, and what the sources say", ratio=1)
    lines = Lines(report.article.text, report.article.lines)
    for verdict in report.verdicts:
        body = Text(f"{_line(verdict, lines)}: ", style="dim")
        body.append_text(_claim(verdict))
        body.append("\nsaid by: ", style="dim")
        body.append_text(_said(verdict, report))
        evidence = _evidence(verdict, details)
        if evidence:
            body.append("\n")
            body.append_text(evidence)
        if _second(verdict):
            body.append(f"\n{SECOND_OPINION}: {_second(verdict)}", style="dim")
        table.add_row(_verdict(verdict, origins=True), body)
    return table


def _second(verdict: Verdict) -> str:
    """Return the second opinion of a model that the user pointed to; it decided nothing."""
    return next((one_line(f.reason) for f in verdict.findings if f.judge == SECOND_OPINION), "")


def _line(verdict: Verdict, lines: Lines) -> int:
    claim = verdict.claim
    return lines.at(claim.spans[0].start if claim.spans else claim.sentence.start)[0]


def _claim(verdict: Verdict) -> Text:
    """Return the claim; words that the draft does not have at that place stand in italics and brackets' stead."""
    claim = verdict.claim
    shown, at = Text(style="default"), 0
    for span in sorted(claim.added):
        shown.append(one_line_kept(claim.text[at : span.start]))
        shown.append(one_line_kept(span.of(claim.text)), style="italic dim")
        at = span.end
    shown.append(one_line_kept(claim.text[at:]))
    return shown


def one_line_kept(text: str) -> str:
    """Return ``text`` safe to print, on one line, its outer spaces kept (it is a piece of a longer text)."""
    inner = one_line(text)
    left = " " if text[:1].isspace() and inner else ""
    right = " " if text[-1:].isspace() and inner else ""
    return f"{left}{inner}{right}" or (" " if text else "")


def _said(verdict: Verdict, report: Report) -> Text:
    name = speaker_name(verdict.claim, report.article.text)
    if verdict.claim.attribution is None:
        return Text("the draft", style="dim")
    return Text(one_line(name) if name else "unnamed")


def _verdict(verdict: Verdict, *, origins: bool = False) -> Text:
    cell = Text(f"{SIGNS[verdict.label]} {verdict.label}", style=_STYLES[verdict.label])
    if verdict.fidelity is Fidelity.NOT_CHECKABLE:
        return cell
    if verdict.attribution is not Credit.NOT_NEEDED:
        bad = verdict.attribution is not Credit.CONFIRMED
        word = "no speaker" if verdict.attribution is Credit.MISSING else verdict.attribution.value
        cell.append(f"\n{'! ' if bad else '  '}{word}", style="yellow" if bad else "dim")
    if verdict.currency is not Currency.TIMELESS and verdict.currency.value != verdict.label:
        bad = verdict.currency is not Currency.CURRENT
        cell.append(f"\n{'! ' if bad else '  '}{verdict.currency.value}", style="yellow" if bad else "dim")
    if origins and verdict.corroboration.origins:
        cell.append("\n  ")
        cell.append(_origins(verdict).plain.replace("\n", "\n  "), style="dim")
    return cell


def _origins(verdict: Verdict) -> Text:
    found = verdict.corroboration
    if not found.origins:
        return Text("")
    cell = Text(f"{found.origins} origin{'s' if found.origins > 1 else ''}", style="dim")
    if "one-party" in found.flags:
        cell.append("\none party")
    return cell


def _evidence(verdict: Verdict, details: bool) -> Text:
    cell = Text(_sentence(one_line(verdict.reason)))
    shown = verdict.evidence if details else _telling(verdict)
    for evidence in shown:
        cell.append("\n" if cell.plain else "")
        cell.append_text(_quoted(evidence))
    for note in verdict.notes:
        cell.append("\n" if cell.plain else "")
        cell.append(f"({one_line(note)})", style="yellow" if note in against_itself(verdict.claim) else "dim")
    if details:
        for finding in verdict.findings:
            cell.append(f"\n{finding.judge} {finding.stance.value}: {one_line(finding.reason)}", style="dim")
    return cell


def _telling(verdict: Verdict) -> tuple[Evidence, ...]:
    """Return the passage that the verdict rests on; where nothing spoke about the claim, the notes name one."""
    if verdict.fidelity in (Fidelity.UNVERIFIED, Fidelity.NOT_CHECKABLE):
        return ()
    return verdict.evidence[:1]


def _quoted(evidence: Evidence) -> Text:
    words = _words(evidence)
    quoted = cited(words) if evidence.verbatim else words
    before = one_line(evidence.before.rpartition(PARAGRAPH)[2]) if _LEANS_BACK.match(words) else ""
    dated = evidence.figure is None and evidence.published  # a figure's text carries its own date
    day = f", {dated.isoformat()}" if dated else ""
    text = Text(f"{one_line(evidence.publisher)}, {one_line(evidence.locator)}{day}: ", style="dim")
    text.append(f"[{clip_start(before, 160)}] " if before else "", style="dim")  # what its "it" goes on about
    text.append(quoted, style="default")
    return text


def _words(evidence: Evidence) -> str:
    """Return what a passage says as far as a cell has room; of two sentences read as one both ends."""
    lent, text = evidence.text[: evidence.joint], evidence.text[evidence.joint :]
    return " ".join(filter(None, (clip_start(one_line(lent), 160), clip(one_line(text), 240))))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text else text


def _summary(report: Report) -> Text:
    """Return the closing lines, beginning with what was not checked."""
    out = Text()
    for label, text, style in (*_unchecked(report), *_checked(report), *_voices(report)):
        out.append(f"{label:<13}", style="bold")
        out.append(f"{text}\n", style=style)
    out.rstrip()
    return out


def _unchecked(report: Report) -> list[tuple[str, str, str]]:
    rows = [
        ("not read", f"{one_line(part.what)}: {one_line(part.why)}", "bold red") for part in report.skipped
    ]
    counts = Counter(verdict.label for verdict in report.verdicts)
    asides = Counter(aside.kind for aside in report.asides)
    parts = [f"{counts['unverified']} unverified", f"{counts['not-checkable']} not checkable"]
    parts += [f"{n} {kind}" for kind, n in sorted(asides.items())]
    rows.append(("not checked", ", ".join(parts), "default"))
    return rows


def _checked(report: Report) -> list[tuple[str, str, str]]:
    counts = Counter(verdict.label for verdict in report.verdicts)
    credits = Counter(verdict.attribution for verdict in report.verdicts)
    checked = [f"{counts[label]} {label}" for label in _ORDER[:4] + _ORDER[5:6] if counts[label]]
    named = [
        f"{credits[credit]} {credit.value}"
        for credit in (Credit.WRONG_SPEAKER, Credit.MISSING, Credit.UNCONFIRMED, Credit.CONFIRMED)
        if credits[credit]
    ]
    rows = [("checked", f"{', '.join(checked) or 'none'} of {len(report.verdicts)} claims", "default")]
    if named:
        rows.append(("attribution", ", ".join(named), "default"))
    at_odds = sum(bool(against_itself(verdict.claim)) for verdict in report.verdicts)
    if at_odds:
        told = (
            "1 sentence contradicts itself" if at_odds == 1 else f"{at_odds} sentences contradict themselves"
        )
        rows.append(("sums, days", f"{told}, whatever the sources say", "yellow"))
    return rows


def _voices(report: Report) -> list[tuple[str, str, str]]:
    found = report.diversity
    rows = [("speakers", _counts(found.speakers, found.unattributed), "default")]
    if found.parties:
        rows.append(("parties", ", ".join(f"{one_line(name)} {n}" for name, n in found.parties), "default"))
    if found.unheard:
        rows.append(("not heard", f"{', '.join(found.unheard)} (spoken about, never speaking)", "yellow"))
    if found.single_origin:
        rows.append(("one origin", f"{_claims(len(found.single_origin))} on a single origin", "default"))
    if found.one_party:
        rows.append(("one party", f"{_claims(len(found.one_party))} on one party alone", "default"))
    if found.effective_origins is not None:
        rows.append(("origins", f"{found.effective_origins} effective", "default"))
    model = dict(report.tool).get("model", "")
    notes = (*report.article.remarks, *report.notes)
    if lines_of(report.article) == "text":
        notes = (*notes, "line numbers count the text as read, not the lines of the file")
    rows += [("note", one_line(note), "dim") for note in notes]
    if report.trail:
        rows.append(("record", one_line(report.trail), "dim"))
    rows.append(("tool", f"factcheck {dict(report.tool).get('factcheck', '')}, {model}", "dim"))
    return rows


def _claims(n: int) -> str:
    return "1 claim rests" if n == 1 else f"{n} claims rest"


def _counts(speakers: tuple[tuple[str, int], ...], unattributed: int) -> str:
    parts = [f"{one_line(name)} {n}" for name, n in speakers]
    return ", ".join([*parts, f"the draft itself {unattributed}"])
