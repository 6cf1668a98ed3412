"""One entry of a registry file: found, cut out whole, and its fields set or taken away in its own text.

A field is changed in the piece of text that is the entry alone, so that nothing outside it can move; comments
inside the entry stay where they are not part of the value that goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import RegistryError
from . import _layout, _render
from ._layout import Part

_SPACE = " \t\r\n"
_FILLER = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_BLANKS = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")


class Entry:
    """One entry of a list in ``text``: ``start`` and ``end`` of the lines, or of the braces, that are its own."""

    def __init__(self, text: str, held: Part, number: int) -> None:
        self._text, self._held, self._number = text, held, number
        self.part = held.parts[number]
        self.block = not held.flow
        self.start, self.end = self.part.start, self.part.end
        if self.block:
            dash = _layout.dash(text, self.part)
            self.start = _layout.line_start(text, dash)
            self.end = _layout.block_end(text, self.part, dash - self.start)

    @property
    def piece(self) -> str:
        """Return the entry's own text."""
        return self._text[self.start : self.end]

    def replaced(self, piece: str) -> str:
        """Return the whole text with another text of this entry."""
        return self._text[: self.start] + piece + self._text[self.end :]

    def removed(self) -> str:
        """Return the whole text without this entry and what parted it from its neighbour."""
        return self._without_lines() if self.block else self._without_braces()

    def _without_lines(self) -> str:
        text, start, end = self._text, self.start, self.end
        gap = _BLANKS.match(text, end)
        below = gap.end() if gap else end
        if _layout.blank_before(text, start):
            if below == len(text):
                start = len(text[:start].rstrip(_SPACE))
                start = _layout.line_end(text, start)
            end = below
        elif self._number + 1 < len(self._held.parts):
            end = below
        return text[:start] + text[end:]

    def _without_braces(self) -> str:
        text, start, end = self._text, self.start, self.end
        behind = _comma(text, end)
        if behind is not None:
            return _tidied(text[:start], text[end:behind] + text[behind + 1 :])
        if self._number:
            before = _comma(text, self._held.parts[self._number - 1].end)
            if before is not None:
                between = text[before + 1 : start]  # a comment in it ends with its line, not before
                return text[:before] + (between.rstrip(" \t") if between.strip() else "") + text[end:]
        return text[:start] + text[end:]


def _comma(text: str, place: int) -> int | None:
    """Return where the comma after ``place`` stands, over spaces and comments; None where there is none."""
    filler = _FILLER.match(text, place)
    place = filler.end() if filler else place
    return place if text[place : place + 1] == "," else None


def _tidied(head: str, tail: str) -> str:
    """Join what stood before and behind an item: its line goes where nothing else stands in it."""
    stop = _BLANKS.match(tail)
    if not head[_layout.line_start(head, len(head)) :].strip() and stop and stop.end():
        return head[: _layout.line_start(head, len(head))] + tail[_layout.line_end(tail, 0) :]
    return head + tail.lstrip(" \t")


def find(text: str, name: str, source_id: str) -> Entry:
    """Return the entry of a source in the text of a file.

    :raises RegistryError: it does not stand there.
    """
    root = _layout.outline(text, name, depth=_layout.ENTRIES)
    held = root.get("sources") if root is not None and root.kind == "mapping" else None
    for number, part in enumerate(held.parts if held else ()):
        own = part.get("id") if part.kind == "mapping" else None
        if held is not None and own is not None and own.value.strip() == source_id:
            return Entry(text, held, number)
    raise RegistryError(f"no source '{source_id}' in this file", where=name, hint="read the registry again")


def single(piece: str, name: str, *, block: bool) -> Part:
    """Return the mapping that a piece of text holds as one entry: behind a dash in a block list, else in braces.

    :raises RegistryError: it is none, or more than one.
    """
    root = _layout.outline(piece, name)
    if block:
        listed = root is not None and root.kind == "list" and not root.flow and len(root.parts) == 1
        root = root.parts[0] if listed and root is not None else None
    if root is None or root.kind != "mapping" or not (block or root.flow):
        hint = "keep one entry that begins with '- id:'; everything else is as it was"
        raise RegistryError("this is not one entry of a list", where=name, hint=hint)
    return root


def with_field(piece: str, name: str, key: str, value: object | None, *, block: bool) -> str:
    """Return the text of an entry with ``key`` set to ``value``, or without it where that is None or empty."""
    whole = single(piece, name, block=block)
    pairs = list(whole.pairs())
    number = next((place for place, (own, _) in enumerate(pairs) if own.value == key), None)
    if number is None:
        return piece if _render.empty(value) else _added(piece, whole, key, value)
    if _render.empty(value):
        return _dropped(piece, whole, number)
    return _set(piece, whole, pairs[number], key, value)


def with_row(piece: str, name: str, key: str, row: Mapping[str, object], *, block: bool) -> str:
    """Return the text of an entry with one more row in its list ``key``; the list is begun where it is missing."""
    held = single(piece, name, block=block).get(key)
    if held is None or not held.parts:
        return with_field(piece, name, key, [row], block=block)
    if held.flow:
        return _layout.flow_item(piece, held, key, [row])
    start = _layout.dash(piece, held.parts[-1])
    column = start - _layout.line_start(piece, start)
    place = _layout.block_end(piece, held.parts[-1], column)
    return _layout.insert(piece, place, f"{' ' * column}- {_render.flow(row, key)}")


def _added(piece: str, whole: Part, key: str, value: object) -> str:
    """Put a new field behind the nearest one that the design has before it."""
    order = {name: place for place, name in enumerate(_render.ORDERS["sources"])}
    own = order.get(key, len(order))
    before = [pair for pair in whole.pairs() if order.get(pair[0].value, len(order)) < own]
    anchor = max(before or [next(whole.pairs())], key=lambda pair: order.get(pair[0].value, 0))
    if whole.flow:
        end = anchor[1].end
        return f"{piece[:end]}, {key}: {_render.flow(value, key)}{piece[end:]}"
    return _layout.insert(
        piece, _layout.after(piece, anchor[1]), _render.field(key, value, _column(piece, whole))
    )


def _column(piece: str, part: Part) -> int:
    return part.start - _layout.line_start(piece, part.start)


def _dropped(piece: str, whole: Part, number: int) -> str:
    pairs = list(whole.pairs())
    key, value = pairs[number]
    if number + 1 < len(pairs) and (whole.flow or not number):
        return piece[: key.start] + piece[pairs[number + 1][0].start :]
    if whole.flow:
        return piece[: pairs[number - 1][1].end if number else key.start] + piece[value.end :]
    start = _layout.line_start(piece, key.start) if number else key.start
    return piece[:start] + piece[_layout.after(piece, value) :]


def _set(piece: str, whole: Part, pair: tuple[Part, Part], key: str, value: object) -> str:
    own, old = pair
    if whole.flow:
        gap = " " if old.missing else ""
        return f"{piece[: old.start]}{gap}{_render.flow(value, key)}{piece[old.end :]}"
    written = _render.field(key, value, _column(piece, whole))[_column(piece, whole) + len(key) + 1 :]
    return _placed(piece, piece.index(":", own.end) + 1, old, written)


def _placed(piece: str, colon: int, old: Part, written: str) -> str:
    """Put ``written``, " value" or lines that begin with a line feed, in place of the old value after its colon."""
    stop = len(piece[: max(old.end, colon)].rstrip(_SPACE)) if not old.missing else colon
    line = _layout.line_end(piece, colon)
    head = len(piece[:line].rstrip("\r\n"))
    written = written.replace("\n", _layout.line_break(piece))
    if old.start >= line:  # a comment may stand behind the key, above the old lines
        stop = len(piece[: _layout.line_end(piece, stop)].rstrip("\r\n"))
        comment = piece[colon:head].rstrip()
        inline = "" if written[:1] in "\r\n" else written
        lines = "" if inline else written
        return piece[:colon] + inline + comment + lines + piece[stop:]
    if written[:1] in "\r\n":
        tail = len(piece[: _layout.line_end(piece, stop)].rstrip("\r\n"))
        return piece[:colon] + piece[stop:tail].rstrip() + written + piece[tail:]
    gap = piece[colon : old.start] if old.start > colon else " "
    return piece[:colon] + gap + written[1:] + piece[stop:]
