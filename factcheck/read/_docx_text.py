"""The text of a Word document's XML, as if all tracked changes were accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import BlockKind
from ._builder import Rendering
from ._docx_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Struck out or moved away, properties, and what is not shown: none of it is text of the draft.
_GONE = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "txbxContent",
        "tblPr",
    )
) | {f"{_MC}Fallback"}
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_STYLES = (
    (re.compile(r"title|headline"), BlockKind.HEADLINE),
    (re.compile(r"subtitle|standfirst|sub-?headline|dek"), BlockKind.STANDFIRST),
    (re.compile(r"byline|author"), BlockKind.BYLINE),
    (re.compile(r"dateline|date"), BlockKind.DATELINE),
    (re.compile(r"caption.*"), BlockKind.CAPTION),
    (re.compile(r"heading \d|sub-?head.*|crosshead.*"), BlockKind.HEADING),
    (re.compile(r"(?:intense |block )?quote"), BlockKind.QUOTE),
    (re.compile(r"list (?!paragraph).*"), BlockKind.ITEM),
)


class Walker:
    """Goes through the paragraphs and tables of a part in order and writes them down in ``out``."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.out = Rendering()
        self._styles = styles
        self._fields: list[bool] = []  # open complex fields; True while the code, not the result, is read
        self._carried: list[str] = []  # a paragraph whose mark is deleted runs on into the next
        self._tables = 0
        self._hidden = False

    def notes(self) -> tuple[str, ...]:
        """Return what was left out and should be known."""
        return ("hidden text is left out",) if self._hidden else ()

    def walk(self, element: Element, locator: str = "") -> None:
        """Append the paragraphs and tables below ``element``, in order."""
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child, locator)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _GONE:
                self.walk(child, locator)
        if element.tag in (f"{W}body", f"{W}document") and self._carried:
            self.out.add("".join(self._carried))
            self._carried.clear()

    def walk_notes(self, part: Element, name: str) -> None:
        """Append the footnotes or endnotes of a part; the two that only draw the line above them are none."""
        for note in part.iter(f"{W}{name}"):
            if note.get(f"{W}type", "normal") == "normal":
                self.walk(note, f"{name} {note.get(f'{W}id', '')}".strip())

    def _paragraph(self, paragraph: Element, locator: str) -> None:
        self._carried += self._said(paragraph)
        self._fields = [False for _ in self._fields]  # the code of a field ends with its paragraph
        if _mark_deleted(paragraph):
            return
        said = "".join(self._carried)
        self._carried.clear()
        self.out.add(said, None if locator else self._kind(paragraph), locator)
        for box in _boxes(paragraph):
            self.walk(box, "text box")

    def _said(self, element: Element) -> Iterator[str]:
        for child in element:
            if child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif child.tag in _GONE or (child.tag == f"{W}r" and self._is_hidden(child)):
                continue
            elif True in self._fields and child.tag != f"{W}r":
                yield from self._said(child) if len(child) else ()
            elif child.tag in (f"{W}t", f"{_M}t"):
                yield "" if True in self._fields else child.text or ""
            elif child.tag in _MARKS:
                yield _MARKS[child.tag]
            else:
                yield from self._said(child)

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(True)
        elif step == "separate" and self._fields:
            self._fields[-1] = False
        elif step == "end" and self._fields:
            self._fields.pop()

    def _is_hidden(self, run: Element) -> bool:
        mark = run.find(f"{W}rPr/{W}vanish")
        hidden = mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")
        self._hidden = self._hidden or hidden
        return hidden

    def _kind(self, paragraph: Element) -> BlockKind | None:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = self._styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        for pattern, kind in _STYLES:
            if pattern.fullmatch(name):
                first = kind is BlockKind.HEADING and not self.out.pieces
                return BlockKind.HEADLINE if first else kind
        return BlockKind.ITEM if paragraph.find(f"{W}pPr/{W}numPr") is not None else None

    def _table(self, table: Element) -> None:
        self._tables += 1
        number = self._tables
        rows = [row for row in _inner(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        for place, row in enumerate(rows, 1):
            cells = [cell for cell in _inner(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
            if any(_lays_out(cell) for cell in cells):
                for cell in cells:
                    self.walk(cell)
                continue
            said = (" ".join("".join(self._said(p)) for p in cell.iter(f"{W}p")) for cell in cells)
            text = "\t".join(" ".join(cell.split()) for cell in said)
            self.out.add(text, BlockKind.TABLE, f"table {number}, row {place}")


def _inner(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, but not those of a table inside it."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in (f"{W}tbl", f"{W}p", f"{W}del", f"{W}moveFrom"):
            yield from _inner(child, name)


def _lays_out(cell: Element) -> bool:
    """Say whether a cell holds copy, not a value: the table only lays out the page."""
    paragraphs = sum(1 for _ in cell.iter(f"{W}p"))
    return paragraphs > 2 or next(cell.iter(f"{W}tbl"), None) is not None


def _mark_deleted(paragraph: Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(child.tag in (f"{W}del", f"{W}moveFrom") for child in mark)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in a paragraph, each once: the fallback repeats the choice.

    A box inside a box comes when the paragraph in that one is read.
    """
    for child in paragraph:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in (f"{_MC}Fallback", f"{W}del", f"{W}moveFrom"):
            yield from _boxes(child)
