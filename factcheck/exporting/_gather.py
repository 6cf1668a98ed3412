"""The record of an article for people who were not there: who decided what, when, why, and what it stood on.

Everything comes from the record itself, which is proved first: the trail, and the reports kept beside it. A decision
names the draft (by its hash) and the snapshots that it stood on; the passages come from a kept report of that draft
where there is one. Where there is only another draft's, the export says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .. import records, snapshots, trail
from ..checklist.decisions import Action
from ..errors import ReadError
from ..model import Stance, Strength
from ..text import escape_live
from ..trail import Entry

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage as a report holds it: of which source, by whom, where in it, of which day, its words, its snapshot.

    ``decided`` says that the finding rests on it; the others were found beside it.
    """

    source: str
    publisher: str
    locator: str
    published: str
    text: str
    verbatim: bool
    snapshot: str
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a decision on a claim stood on: the finding, why, the passages, and in which kept report that stands.

    ``same`` says that the report is of the draft that was decided on, with the same verdict and the same snapshots.
    """

    report: str
    same: bool
    label: str
    reason: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A line of the trail, what it stood on (None for what is not on a claim of a kept report), and what took it back.

    ``undone`` is the number of the line that took it back, else 0.
    """

    entry: Entry
    ground: Ground | None
    undone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A snapshot: when and from where it was retrieved ("" where the log does not say), and what is wrong with it now.

    ``fault`` is empty where its bytes are there and have its hash.
    """

    snapshot: str
    at: str
    address: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A whole record: the article as its last report has it, the trail's last hash, every line, every snapshot.

    ``points`` are the words of the list's points by their ids.
    """

    article: Mapping[str, str]
    head: str
    made: tuple[Made, ...]
    kept: tuple[Kept, ...]
    points: Mapping[str, str]

    @property
    def signed(self) -> tuple[Made, ...]:
        """Return the signatures, all that were given."""
        return tuple(one for one in self.made if one.entry.what == Action.SIGNED)

    @property
    def claims(self) -> frozenset[str]:
        """Return the ids of what is decided on that are claims: a line on a claim holds its words, on a point none."""
        return frozenset(one.entry.claim for one in self.made if one.entry.claim and one.entry.text)


def gather(folder: Path, home: Path, points: Mapping[str, str]) -> Export:
    """Return the record in a folder.

    :param home: the registry's folder, where the snapshots are.
    :param points: the words of the list's points by their ids.
    :raises ReadError: the trail is broken, or a kept report cannot be read.
    """
    head = records.head(folder)
    entries = trail.read(folder / records.TRAIL)
    reports = _reports(folder)
    undone = {_undone(one): one.n for one in entries if one.what == Action.UNDONE}
    made = tuple(
        Made(entry=one, ground=_ground(one, reports), undone=undone.get(str(one.n), 0)) for one in entries
    )
    last = reports.get(records.REPORT, {}).get("article", {})
    article = {name: str(last.get(name) or "") for name in ("id", "title", "origin", "published", "sha256")}
    article["id"] = article["id"] or folder.name
    return Export(article=article, head=head, made=made, kept=_kept(made, home), points=points)


def _undone(entry: Entry) -> str:
    return dict(entry.data).get("entry", "")


def _reports(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the kept reports by name, that of the last scan first, their verdicts by the claim's id."""
    found: dict[str, dict[str, Any]] = {}
    for path in records.kept_reports(folder):
        try:
            report = json.loads(path.read_bytes())
            verdicts = {str(one["claim"]["id"]): _verdict(one) for one in report["verdicts"]}
            found[path.name] = {"article": dict(report["article"]), "verdicts": verdicts}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            what = f"this report cannot be read: {type(error).__name__}"
            raise ReadError(what, where=str(path), hint="restore it from the desk's repository") from None
    return found


def _verdict(one: Mapping[str, Any]) -> tuple[str, str, tuple[Passage, ...]]:
    decisive = {
        (found["source"], found["locator"])
        for found in one["findings"]
        if found["strength"] == Strength.DECISIVE and found["stance"] != Stance.SILENT
    }
    rows = list(one["evidence"])
    passages = tuple(
        Passage(
            **{name: str(row[name] or "") for name in ("source", "publisher", "locator", "published")},
            text=str(row["text"]),
            verbatim=bool(row["verbatim"]),
            snapshot=str(row["snapshot"] or ""),
            decided=(row["source"], row["locator"]) in decisive if decisive else row is rows[0],
        )
        for row in rows
    )
    return str(one["label"]), str(one["reason"]), passages


def _ground(entry: Entry, reports: Mapping[str, dict[str, Any]]) -> Ground | None:
    """Return what a line stood on: from a report of the draft that was decided on, else from one with the claim.

    A line that names no draft (an answer that came back, a line taken back) decided on none.
    """
    draft = dict(entry.data).get("draft", "")
    if not draft:
        return None
    holding = [(name, one) for name, one in reports.items() if entry.claim in one["verdicts"]]
    holding.sort(key=lambda pair: pair[1]["article"].get("sha256") != draft)  # stable: the last scan's first
    grounds = [_as_ground(name, one, one["article"].get("sha256") == draft, entry) for name, one in holding]
    return next((one for one in grounds if one.same), grounds[0] if grounds else None)


def _as_ground(name: str, report: Mapping[str, Any], same_draft: bool, entry: Entry) -> Ground:
    label, reason, passages = report["verdicts"][entry.claim]
    behind = dict.fromkeys(one.snapshot for one in passages if one.snapshot)
    same = same_draft and tuple(behind) == entry.snapshots and dict(entry.data).get("label", label) == label
    return Ground(report=name, same=same, label=label, reason=reason, passages=passages)


def _kept(made: Sequence[Made], home: Path) -> tuple[Kept, ...]:
    """Return every snapshot that a line or a passage names, each once, proved against its hash now."""
    named = [hash_ for one in made for hash_ in one.entry.snapshots]
    named += [p.snapshot for one in made if one.ground for p in one.ground.passages if p.snapshot]
    log = {one.snapshot: one for one in reversed(snapshots.log(home))} if named else {}
    found = []
    for snapshot in dict.fromkeys(named):
        fault = ""
        try:
            snapshots.verify(home, snapshot)
        except ReadError as error:
            fault = error.what
        line = log.get(snapshot)
        address = (line.final_url or line.url or line.via) if line else ""
        found.append(Kept(snapshot=snapshot, at=line.at if line else "", address=address, fault=fault))
    return tuple(found)


def as_json(export: Export) -> str:
    """Return the record as one JSON object: every line of the trail with all that it holds."""
    document = {
        "schema": SCHEMA,
        "article": dict(export.article),
        "head": export.head,
        "entries": [
            {
                **asdict(one.entry),
                "data": dict(one.entry.data),
                "undone_by": one.undone or None,
                "point": export.points.get(one.entry.claim),
                "stood_on": asdict(one.ground) if one.ground else None,
            }
            for one in export.made
        ],
        "snapshots": [asdict(one) for one in export.kept],
    }
    return escape_live(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"
