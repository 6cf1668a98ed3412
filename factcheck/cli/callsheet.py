"""``factcheck callsheet``: the open questions of an article by who can settle them, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ._console import emit, say
from ._sources_look import open_registry
from .scan import parse_day, report_on

if TYPE_CHECKING:
    from ..callsheet import Call
    from ..model import Claim


@click.command("callsheet", short_help="Open questions, by who can answer them.")
@click.argument("article", type=click.Path(path_type=Path))
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
@click.option("--as-of", callback=parse_day, metavar="DATE", help="Judge by what was known on this day.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--answer", metavar="CLAIM", help="Keep an answer to this claim's question (its id, or how it begins)."
)
@click.option("--by", metavar="NAME", help="Who answered.")
@click.option("--text", metavar="WORDS", help="What they answered.")
@click.option("--as", "who", metavar="NAME", help="Who asked; else workspace.yaml's 'me'.")
def command(
    article: Path,
    sources: Path | None,
    as_of: date | None,
    form: str,
    answer: str | None,
    by: str | None,
    text: str | None,
    who: str | None,
) -> int:
    """Show what is open in ARTICLE, grouped by the person or office that can settle it, as questions to ask them.

    The questions quote nothing of the draft and give no figure away: they can be read out on the phone. What the draft
    says stands in brackets below each, for the checker alone. An answer goes into the article's record, with its time
    and who asked; the claim stays open until somebody decides it.

    \b
    Example:
      factcheck callsheet article.txt
      factcheck callsheet article.txt --answer 3f2a --by "Ministry press office" --text "469 as of Friday" --as Ann
    """
    from .. import callsheet, records, trail
    from ..checklist.decisions import replay

    known = open_registry(sources)
    report = report_on(str(article), known, as_of=as_of)
    path = records.folder_of(known.folder / "claims", report.article) / records.TRAIL
    if answer is not None:
        _keep(path, [v.claim for v in report.verdicts], answer, by, text, _asker(who, known.folder))
    found = callsheet.calls(report, replay(trail.read(path)), known)
    emit(_json(found) if form == "json" else _shown(found))
    return int(bool(found))


def _asker(who: str | None, folder: Path) -> str:
    from .. import workspace

    name = who or workspace.load(folder).me
    if not name:
        raise UsageError("who asked?", hint="give --as NAME, or set 'me' in workspace.yaml")
    return name


def _keep(
    path: Path, claims: Sequence[Claim], begins: str, by: str | None, text: str | None, who: str
) -> None:
    """Put an answer into the trail."""
    from .. import trail

    fits = [claim for claim in claims if claim.id.startswith(begins)]
    if len(fits) != 1:
        what = (
            f"'{begins}' is the id of {len(fits) or 'no'} claim{'s' if len(fits) > 1 else ''} of this article"
        )
        raise UsageError(what, hint="the ids stand in brackets in the call sheet")
    if not by or not text:
        raise UsageError("an answer needs --by NAME and --text WORDS", hint="nothing was kept")
    claim = fits[0]
    trail.append(
        path,
        at=datetime.now(UTC),
        who=who,
        what="answered",
        claim=claim.id,
        text=claim.text,
        why=" ".join(text.split()),
        data=(("whom", by),),
    )
    say(f"kept the answer of {by} in {path}")


def _shown(found: Sequence[Call]) -> str:
    from ..callsheet import total
    from ..text import one_line

    if not found:
        return "Nothing is open: there is nobody to call.\n"
    rows = [f"Call sheet: {total(found)} questions for {len(found)}", ""]
    for call in found:
        rows.append(one_line(call.whom) + (f"  ({one_line(call.where)})" if call.where else ""))
        for number, one in enumerate(call.questions, 1):
            rows.append(f"  {number}. {one_line(one.question)}")
            rows.append(f"     [{one.claim}  the draft: {one_line(one.text)}]")
            rows.append(f"     [open: {one_line(one.why)}]")
            if one.answered:
                rows.append(f"     answered by {one_line(one.by)}: {one_line(one.answered)}")
        rows.append("")
    return "\n".join(rows)


def _json(found: Sequence[Call]) -> str:
    import json

    document = [
        {
            "whom": call.whom,
            "where": call.where,
            "questions": [
                {"claim": q.claim, "question": q.question, "why": q.why, "answered": q.answered, "by": q.by}
                for q in call.questions
            ],
        }
        for call in found
    ]
    return json.dumps({"schema": 1, "calls": document}, ensure_ascii=False, indent=2) + "\n"
