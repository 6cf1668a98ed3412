"""The left side of the desk as a widget: only the lines that are seen are drawn, so that length costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..checklist.session import Item, Session
from ..labels import SIGNS
from ._desk_page import Line, Page, Piece, lines, page
from ._desk_words import mark, shade

_GRAVEST = (*SIGNS, "point")
GUTTER = 2  # cells before each line: where the current item stands


class Draft(ScrollView, can_focus=False):
    """The draft with its claims marked, and the list's points behind it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"draft--{label}" for label in SIGNS),
        "draft--point",
        "draft--head",
        "draft--current",
        "draft--away",
    }

    class Chosen(Message):
        """An item was clicked."""

        def __init__(self, item: str) -> None:
            self.item = item
            super().__init__()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.page: Page = page(session.report.article, session.items)
        self._places = {piece.item: piece.start for piece in self.page.pieces if piece.mark}
        self._lines: tuple[Line, ...] = ()
        self._rows: dict[str, tuple[int, int]] = {}
        self._items: Mapping[str, Item] = {}
        self._shown: frozenset[str] = frozenset()
        self._at = ""
        self._width = 0
        self.show(session)

    def show(self, session: Session) -> None:
        """Show where a walk stands; the lines stay as they are."""
        self._items = {item.id: item for item in session.items}
        self._shown = frozenset(item.id for item in session.shown)
        current = session.item
        self._at = current.id if current else ""
        self.refresh()
        self._keep_in_sight()

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        width = max(self.scrollable_content_region.width - GUTTER, 10)
        if width != self._width:
            self._width = width
            self._lines = lines(self.page, width)
            self._rows = _rows(self._lines)
            self.virtual_size = Size(width + GUTTER, len(self._lines))
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll, only where it must be, so that the whole current item is seen with a line around it."""
        height = self.scrollable_content_region.height
        if self._at not in self._rows or not height:
            return
        first, last = self._rows[self._at]
        top = round(self.scroll_offset.y)
        if first - 1 < top or min(last, first + height - 2) + 1 >= top + height:
            self.scroll_to(y=max(first - height // 3, 0), animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Return one line as seen."""
        number = y + round(self.scroll_offset.y)
        width = self.size.width
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        here = any(piece.item == self._at for piece in line.pieces)
        first = any(piece.item == self._at and piece.mark for piece in line.pieces)
        gutter = "▶ " if first else "┃ " if here else "  "
        segments = [Segment(gutter, self._style("draft--current") if here else self.rich_style)]
        segments += self._drawn(line)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _drawn(self, line: Line) -> list[Segment]:
        end = line.start + len(self.page.text[line.start : line.end].rstrip(" "))
        edges = {line.start, end}
        for piece in line.pieces:
            edges |= {min(max(piece.start, line.start), end), min(piece.end, end)}
        cuts = sorted(edges)
        out = []
        for start, end in pairwise(cuts):
            over = [piece for piece in line.pieces if piece.start <= start and end <= piece.end]
            out.append(Segment(self._said(start, end, over), self._look(over)))
        return out

    def _said(self, start: int, end: int, over: list[Piece]) -> str:
        """Return the words of a stretch; a mark says what the item is now."""
        for piece in over:
            if piece.mark and piece.item in self._items:
                here, away = piece.item == self._at, piece.item not in self._shown
                drawn = mark(self._items[piece.item], here=here, away=away)
                return f"{drawn} "[start - piece.start : end - piece.start]
        return self.page.text[start:end]

    def _look(self, over: list[Piece]) -> Style:
        """Return the style of a stretch: of a mark its own, of words that claims share the gravest."""
        over = [piece for piece in over if piece.mark] or over
        if any(piece.item == self._at and self._at for piece in over):
            return self._style("draft--current")
        shades = {shade(self._items[piece.item]) for piece in over if piece.item in self._shown}
        if shades:
            return self._style(f"draft--{min(shades, key=_GRAVEST.index)}")
        if any(piece.item for piece in over):
            return self._style("draft--away")
        return self._style("draft--head") if over else self.rich_style

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)

    def on_click(self, event: events.Click) -> None:
        """Choose the claim under the mouse; where several share the words, the next of them."""
        number = event.y + round(self.scroll_offset.y)
        if number >= len(self._lines):
            return
        over = self._under(self._lines[number], event.x - GUTTER)
        items = list(dict.fromkeys(piece.item for piece in over if piece.item in self._shown))
        if items:
            after = items.index(self._at) + 1 if self._at in items else 0
            self.post_message(self.Chosen(items[after % len(items)]))

    def _under(self, line: Line, x: int) -> list[Piece]:
        """Return the pieces at a cell of a line; a mark alone where one is hit."""
        used, place = 0, line.start
        while place < line.end and (used := used + cell_len(self.page.text[place])) <= x:
            place += 1
        over = [piece for piece in line.pieces if piece.start <= place < piece.end]
        return [piece for piece in over if piece.mark] or over

    def place_of(self, item: str) -> tuple[int, int]:
        """Return the column and line, from 0 and as seen now, at which an item's mark stands."""
        place = self._places[item]
        number = next(n for n, line in enumerate(self._lines) if line.start <= place < line.end)
        x = cell_len(self.page.text[self._lines[number].start : place])
        return x + GUTTER, number - round(self.scroll_offset.y)


def _rows(all_lines: tuple[Line, ...]) -> dict[str, tuple[int, int]]:
    """Return the first and the last line of each item."""
    found: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(all_lines):
        for piece in line.pieces:
            found[piece.item] = (found.get(piece.item, (number, 0))[0], number)
    return found
