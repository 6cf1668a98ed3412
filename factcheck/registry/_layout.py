"""Where the entries of a registry file begin and end, and text put in or taken out without touching the rest.

All offsets count code points of the file's text without its byte order mark. Nothing here decides whether the
result is a registry: whoever edits loads it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .. import yamlfile
from ..errors import RegistryError
from . import _render

_BREAK = re.compile(r"\r\n|\n|\r")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n|\n|\r|\Z)")
_DASH = re.compile(r"( *)- +")
_ODD_BREAK = re.compile(
    r"\r(?!\n)|[\x85\u2028\u2029]"
)  # line ends of YAML that the offsets here do not count
_END_MARK = re.compile(r"(?:^|(?<=[\r\n]))\.\.\.[ \t\r\n]")


ENTRIES = 4  # the depth of an entry's own fields: registry, list, entry, field


@dataclass(slots=True, kw_only=True)
class Part:
    """A value in the text: ``kind`` is scalar, list or mapping; ``end`` is where its last character ends."""

    kind: str
    start: int
    end: int
    flow: bool = False
    style: str = ""
    value: str = ""
    parts: list[Part] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Part, Part]]:
        """Yield key and value of a mapping."""
        yield from zip(self.parts[::2], self.parts[1::2], strict=True)

    def get(self, key: str) -> Part | None:
        """Return the value of ``key``, or None."""
        return next((value for name, value in self.pairs() if name.value == key), None)

    @property
    def missing(self) -> bool:
        """Say whether nothing is written here (``sources:`` and the end of the line)."""
        return self.kind == "scalar" and not self.style and not self.value


def outline(text: str, name: str, *, depth: int = 99) -> Part | None:
    """Return the value of the whole text, None where it holds only comments.

    :param depth: below how many lists and mappings the parts are left out, to be quick with a large file.
    :raises RegistryError: the text is not YAML.
    """
    stack: list[Part] = []
    root: Part | None = None
    hidden = last = 0
    for kind, start, end, flow, style, value in yamlfile.marks(text, name):
        if kind == "scalar" or (kind == "end" and end > start):  # the end of a block collection is no place
            last = end
        if kind == "end":
            if hidden:
                hidden -= 1
            else:
                stack.pop().end = last
            continue
        if len(stack) >= depth:
            hidden += kind != "scalar"
            continue
        part = Part(kind=kind, start=start, end=end, flow=flow, style=style, value=value)
        if stack:
            stack[-1].parts.append(part)
        root = root or part
        if kind != "scalar":
            stack.append(part)
    return root


def ending(text: str, name: str, table: str, count: int, last: Mapping[str, Any]) -> Part | None:
    """Return as much of the :func:`outline` as appending to a block list takes, from where its last entry begins.

    Only that entry is parsed; None where it is not found in this way, and the whole text must be.

    :param count: how many entries the list has.
    :param last: the last one's record, read from this very text.
    """
    _, line, column = str(last["where"]).rsplit(":", 2)
    start = _offset(text, int(line), int(column))
    begin = line_start(text, start)
    dash = _DASH.fullmatch(text[begin:start])
    if start < 0 or dash is None or _ODD_BREAK.search(text):
        return None
    lines = re.compile(rf"\n(?=[ ]{{0,{len(dash[1])}}}[^ #\r\n])").search(text, start)
    try:
        found = outline(text[begin : lines.start() + 1 if lines else len(text)], name, depth=2)
    except RegistryError:
        return None
    item = found.parts[0] if found and found.kind == "list" and len(found.parts) == 1 else None
    if item is None or item.kind != "mapping" or item.start != start - begin:
        return None
    item.start, item.end = start, item.end + begin
    held = Part(kind="list", start=begin, end=item.end, parts=[item] * count)
    key = Part(kind="scalar", start=0, end=0, value=table)
    return Part(kind="mapping", start=0, end=len(text), parts=[key, held])


def _offset(text: str, line: int, column: int) -> int:
    """Return where a line and column (from 1) stand, -1 where there is no such line; looked for from the end."""
    place = len(text)
    for _ in range(text.count("\n") - line + 2):
        place = text.rfind("\n", 0, max(place, 0))
    return place + column if line > 0 else -1


def line_break(text: str) -> str:
    """Return how the lines of this text end; a line feed where there is none yet."""
    match = _BREAK.search(text)
    return match[0] if match else "\n"


def line_start(text: str, offset: int) -> int:
    """Return where the line of ``offset`` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_above(text: str, start: int) -> int:
    """Return where the line above the one that begins at ``start`` begins."""
    return line_start(text, start - (2 if text.endswith("\r\n", 0, start) else 1))


def line_end(text: str, offset: int) -> int:
    """Return where the next line begins, or the end of the text."""
    match = _BREAK.search(text, offset)
    return match.end() if match else len(text)


def after(text: str, part: Part) -> int:
    """Return where the line after a part begins; blank lines below a block scalar are not counted as its own."""
    return line_end(text, len(text[: part.end].rstrip(" \t\r\n")))


def block_end(text: str, part: Part, column: int) -> int:
    """Return where a block entry ends: with its last line and the comments below that stand deeper than it."""
    end = after(text, part)
    while (match := _COMMENT_LINE.match(text, end)) and match[0] and len(match[1]) > column:
        end = match.end()
    return end


def dash(text: str, item: Part) -> int:
    """Return where the ``-`` of an item of a block list stands."""
    start = line_start(text, item.start)
    while True:
        head = text[start : item.start].lstrip(" ")
        if head.startswith("-") and (len(head) == 1 or head[1] in " \t\r\n"):
            return item.start - len(head)
        if not start:
            raise RegistryError("a list that cannot be edited", hint="write its entries by hand")
        start = line_above(text, start)


def append(text: str, root: Part | None, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    """Return ``text`` with ``entries`` as the last of ``table``; a missing or empty list is begun.

    :param root: the :func:`outline` of the text, down to the entries.
    """
    if root is None or root.kind != "mapping":
        return _begin(text, table, entries)
    held = root.get(table)
    if held is None:
        return _begin(text, table, entries) if not root.flow else _flow_key(text, root, table, entries)
    if held.kind == "list" and held.parts:
        return flow_item(text, held, table, entries) if held.flow else _block_item(text, held, table, entries)
    if root.flow or (held.kind == "list" and text[held.start + 1 : held.end - 1].strip()):
        return _flow_first(text, held, table, entries)
    return _block_first(text, held, table, entries)


def insert(text: str, place: int, lines: str) -> str:
    """Put whole lines in at a line's beginning, or at the end of a text whose last line is not ended."""
    new = line_break(text)
    lines = lines.replace("\n", new)
    if place and text[place - 1] not in "\r\n":
        return f"{text[:place]}{new}{lines}{new}{text[place:]}"
    return f"{text[:place]}{lines}{new}{text[place:]}"


def like(new: str, text: str, old: str) -> str:
    """Return an edited piece with the line ends of the file, and a final one where the old piece had it."""
    lines = _BREAK.sub(line_break(text), new.rstrip(" \t\r\n"))
    return lines + line_break(text) if old.endswith(("\n", "\r")) else lines


def _begin(text: str, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    match = _END_MARK.search(text)
    place = match.start() if match else len(text)
    gap = "\n" if text[:place].strip() and not text[:place].endswith(("\n\n", "\r\n\r\n")) else ""
    return insert(text, place, f"{gap}{table}:\n{_rows(entries, table, 2)}")


def _block_item(text: str, held: Part, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    start = dash(text, held.parts[-1])
    column = start - line_start(text, start)
    place = block_end(text, held.parts[-1], column)
    apart = table == "sources" if len(held.parts) < 2 else blank_before(text, start)
    gap = "\n" if apart and not blank_before(text, place) else ""
    return insert(text, place, gap + _rows(entries, table, column, apart=apart))


def blank_before(text: str, offset: int) -> bool:
    """Say whether the line above that of ``offset`` is blank."""
    start = line_start(text, offset)
    return start > 0 and not text[line_above(text, start) : start].strip()


def _block_first(text: str, held: Part, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    """Begin a block list where the key has no value or ``[]``; a comment behind it stays in its line."""
    if held.kind == "list":
        head = text[: held.start].rstrip(" \t")
        text, place = head + text[held.end :], len(head)
    else:
        place = held.start
    return insert(text, line_end(text, place), _rows(entries, table, 2))


def _rows(
    entries: Sequence[Mapping[str, object]], table: str, column: int, *, apart: bool | None = None
) -> str:
    """Return entries as lines of a block list; sources stand apart unless the list says otherwise."""
    gap = "\n\n" if (table == "sources" if apart is None else apart) else "\n"
    return gap.join(_render.entry(entry, table, column) for entry in entries)


def _braces(entries: Sequence[Mapping[str, object]], table: str, gap: str = " ") -> str:
    """Return entries as items of a list in brackets."""
    return f",{gap}".join(_render.flow(entry, table) for entry in entries)


def flow_item(text: str, held: Part, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    """Return ``text`` with one more item in a list in brackets that has items already."""
    last = held.parts[-1]
    start = line_start(text, last.start)
    own_line = not text[start : last.start].strip()
    gap = line_break(text) + " " * (last.start - start) if own_line else " "
    return f"{text[: last.end]},{gap}{_braces(entries, table, gap)}{text[last.end :]}"


def _flow_first(text: str, held: Part, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    written = _braces(entries, table)
    if held.kind == "list":
        return f"{text[: held.start + 1]}{written}{text[held.start + 1 :]}"
    return f"{text[: held.start]} [{written}]{text[held.end :]}"


def _flow_key(text: str, root: Part, table: str, entries: Sequence[Mapping[str, object]]) -> str:
    written = f"{table}: [{_braces(entries, table)}]"
    if not root.parts:
        return f"{text[: root.start + 1]}{written}{text[root.start + 1 :]}"
    return f"{text[: root.parts[-1].end]}, {written}{text[root.parts[-1].end :]}"
