"""One line a claim, ``article.txt:12:5: contradicted: ...``, for editors, grep and CI logs."""

from __future__ import annotations

from ..model import Article, Credit, Currency, Report, Verdict
from ..text import Lines, one_line
from ..wire import lines_of, speaker_name


def render(report: Report, draft: bytes | None = None) -> str:
    """Return a line for each verdict, one for each part that was skipped; no line is longer than its claim needs.

    Of a page, a docx or a PDF nothing is known of lines that an editor could jump to: 0:0 stands there, and the
    paragraph or page at the end.
    """
    lines = Lines(report.article.text, report.article.lines)
    known = lines_of(report.article) == "file"
    name = one_line(report.article.origin)
    rows = [f"{name}:0:0: skipped: {one_line(part.what)}: {one_line(part.why)}" for part in report.skipped]
    for verdict in report.verdicts:
        line, column = lines.at(_start(verdict)) if known else (0, 0)
        place = "" if known else f" ({one_line(_locator(verdict, report.article))})"
        rows.append(f"{name}:{line}:{column}: {_line(verdict, report.article.text)}{place}")
    return "".join(row + "\n" for row in rows)


def _start(verdict: Verdict) -> int:
    claim = verdict.claim
    return claim.spans[0].start if claim.spans else claim.sentence.start


def _locator(verdict: Verdict, article: Article) -> str:
    at = _start(verdict)
    return next((b.locator for b in article.blocks if b.span.start <= at < b.span.end), "in the text as read")


def _line(verdict: Verdict, text: str) -> str:
    speaker = speaker_name(verdict.claim, text)
    said = f" [{one_line(speaker)}]" if speaker else ""
    reason = f" ({one_line(verdict.reason)})" if verdict.reason else ""
    return f"{', '.join(labels(verdict))}: {one_line(verdict.claim.text)}{said}{reason}"


def labels(verdict: Verdict) -> list[str]:
    """Return the labels worth a word: the leading one, and of the other axes what a person has to act upon."""
    found = [verdict.label]
    if verdict.attribution in (Credit.WRONG_SPEAKER, Credit.UNCONFIRMED):
        found.append(verdict.attribution.value)
    if verdict.attribution is Credit.MISSING:
        found.append("attribution missing")
    if verdict.currency in (Currency.OUTDATED, Currency.UNDATED) and verdict.currency.value not in found:
        found.append(verdict.currency.value)
    return found
