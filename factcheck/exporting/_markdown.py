"""A record as Markdown (CommonMark), to read and to print; words of drafts and sources are plain text in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..checklist.decisions import Action
from ..text import cited, one_line
from ._gather import Export, Ground, Made, Passage

# What can begin markup, a link, an entity or a formula anywhere in a line, and what can at its beginning alone.
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~&$^!@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LEADING = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_SHOWN = {
    "draft",
    "label",
    "mark",
    "basis",
}  # told in words, or of use to the program alone: the JSON has them
_WHOLE = {Action.SIGNED, Action.PUBLISHED, Action.CORRECTION}  # about the whole article


def plain(text: str) -> str:
    """Return words as Markdown that shows them as they are, on one line, with nothing in it that acts."""
    line = _ACTIVE.sub(lambda found: f"\\{found.group()}", one_line(text))
    return _LEADING.sub(_inert, line)


def _inert(found: re.Match[str]) -> str:
    word = found.group()
    return f"{word}\\" if word[0].isdigit() else f"\\{word}"


def as_markdown(export: Export) -> str:
    """Return the record as one document: signatures, then the claims, the list's points, every line, the snapshots."""
    parts = (
        _head(export),
        _signatures(export),
        _claims(export),
        _points(export),
        _lines(export),
        _kept(export),
    )
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _head(export: Export) -> Iterator[str]:
    article = export.article
    yield f"# The record of {plain(article['title'] or article['id'])}\n"
    for name, label in (("id", "Article"), ("origin", "Draft"), ("published", "Dated")):
        if article[name]:
            yield f"- {label}: {plain(article[name])}"
    if article["sha256"]:
        yield f"- The draft of the last scan that is kept: sha256 `{_hex(article['sha256'])}`"
    yield f"- Decisions: {len(export.made)} lines" + (_between(export) if export.made else "")
    if export.head:
        yield f"- Head of the trail: `{_hex(export.head)}`"
        yield (
            "\nEach line of the trail holds the hash of the line before it, so its head stands for all of them. They "
            "were derived\nagain for this document, and `factcheck record verify --head` with the head above proves "
            "that the desk's record\nstill holds them.\n"
        )
    else:
        yield "\nNothing is decided.\n"


def _between(export: Export) -> str:
    first, last = (plain(export.made[at].entry.at) for at in (0, -1))
    return f", from {first} to {last}"


def _hex(text: str) -> str:
    """Return a hash to stand in a code span: nothing but letters, digits and a colon gets there."""
    return re.sub(r"[^\w:]", "?", text)


def _signatures(export: Export) -> Iterator[str]:
    found = [one for one in export.made if one.entry.what in _WHOLE]
    if not export.made:
        return
    yield "## Signatures and publication\n"
    for one in found:
        data = dict(one.entry.data)
        role = f" as {plain(data['role'])}" if data.get("role") else ""
        draft = data.get("draft", "")
        on = f", draft sha256 `{_hex(draft)}`" if draft else ""
        last = " (that of the last scan)" if draft and draft == export.article["sha256"] else ""
        yield f"- {_told(one)}{role}{on}{last}{_why(one)}{_back(one)}"
    if not export.signed:
        yield "Nobody has signed."
    yield ""


def _claims(export: Export) -> Iterator[str]:
    found = [one for one in export.made if one.entry.claim in export.claims]
    if found:
        yield "## Claims\n"
    for number, lines in enumerate(_grouped(found), 1):
        words = dict.fromkeys(one.entry.text for one in lines if one.entry.text)
        yield f"### {number}. Claim {plain(lines[0].entry.claim)}\n"
        for text in words:
            yield f"> {plain(text)}\n"
        yield from (f"- {_told(one)}{_details(one)}{_why(one)}{_back(one)}" for one in lines)
        yield ""
        yield from _ground(lines)


def _grouped(made: Iterable[Made]) -> list[list[Made]]:
    groups: dict[str, list[Made]] = {}
    for one in made:
        groups.setdefault(one.entry.claim, []).append(one)
    return list(groups.values())


def _ground(lines: list[Made]) -> Iterator[str]:
    """Yield what the decisions on a claim stood on, each ground once, and the snapshots that no passage tells of."""
    grounds = dict.fromkeys(one.ground for one in lines if one.ground is not None)
    for ground in grounds:
        yield f"{_standing(ground)} *{plain(ground.label)}*: {plain(ground.reason) or 'no reason is given'}\n"
        yield from (_passage(passage) for passage in ground.passages if passage.decided)
        yield "" if ground.passages else "No source speaks about it.\n"
        beside = [_passage(passage) for passage in ground.passages if not passage.decided]
        yield from ("Found beside it:\n", *beside, "") if beside else ()
    told = {passage.snapshot for ground in grounds for passage in ground.passages}
    left = dict.fromkeys(hash_ for one in lines for hash_ in one.entry.snapshots if hash_ not in told)
    if left:
        yield "It stood on these snapshots too; no report that is kept tells their words:\n"
        yield from (f"- `{_hex(hash_)}`" for hash_ in left)
        yield ""
    if not grounds and not left and any(dict(one.entry.data).get("draft") for one in lines):
        yield "No report that is kept holds this claim, and it stood on no snapshot.\n"


def _standing(ground: Ground) -> str:
    if ground.same:
        return f"It stood on (from {plain(ground.report)}: the same draft, verdict and snapshots)"
    return f"The report kept as {plain(ground.report)} is of another draft, verdict or snapshot; there it is"


def _passage(passage: Passage) -> str:
    words = plain(cited(passage.text)) if passage.verbatim else plain(passage.text)
    where = ", ".join(plain(part) for part in (passage.publisher, passage.locator, passage.published) if part)
    kept = f"; snapshot `{_hex(passage.snapshot)}`" if passage.snapshot else "; no snapshot"
    return f"- {where}: {words} (source {plain(passage.source)}{kept})"


def _points(export: Export) -> Iterator[str]:
    found = [one for one in export.made if one.entry.claim and one.entry.claim not in export.claims]
    if found:
        yield "## Points of the list\n"
    for lines in _grouped(found):
        name = lines[0].entry.claim
        yield f"### {plain(name)}\n"
        yield f"> {plain(export.points.get(name, '(no longer a point of the list)'))}\n"
        yield from (f"- {_told(one)}{_details(one)}{_why(one)}{_back(one)}" for one in lines)
        yield ""


def _told(one: Made) -> str:
    entry = one.entry
    return f"Line {entry.n}, {plain(entry.at)}: **{plain(entry.what)}** by {plain(entry.who)}"


def _details(one: Made) -> str:
    """Return what an action brought beside its reason: a new wording, whom to ask, who answered."""
    data = dict(one.entry.data)
    told = [f"{plain(name)}: {plain(value)}" for name, value in data.items() if name not in _SHOWN and value]
    said = [f"the tool said {plain(data['label'])}"] if data.get("label") else []
    return "".join(f"; {part}" for part in (*told, *said))


def _why(one: Made) -> str:
    return f". Why: {plain(one.entry.why)}" if one.entry.why else ""


def _back(one: Made) -> str:
    return f" — taken back by line {one.undone}" if one.undone else ""


def _lines(export: Export) -> Iterator[str]:
    if not export.made:
        return
    yield "## Every line of the trail, in order\n"
    yield "| line | when | who | what | item | hash |"
    yield "|---|---|---|---|---|---|"
    for one in export.made:
        entry = one.entry
        cells = (str(entry.n), plain(entry.at), plain(entry.who), plain(entry.what), plain(entry.claim))
        yield f"| {' | '.join(cells)} | `{_hex(entry.hash)}` |"
    yield ""


def _kept(export: Export) -> Iterator[str]:
    if not export.kept:
        return
    yield "## Snapshots of sources\n"
    for one in export.kept:
        when = f", retrieved {plain(one.at)}" if one.at else ""
        address = f" from {plain(one.address)}" if one.address else ""
        state = f"**{plain(one.fault)}**" if one.fault else "its bytes are kept and have this hash"
        yield f"- `{_hex(one.snapshot)}`{when}{address}: {state}"
    yield ""
