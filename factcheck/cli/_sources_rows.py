"""One source a line: for a terminal, cut to its width, and for a pipe, whole with tabs; pages for long lists.

Plain rows, since a rich table measures every cell before it shows the first: ten thousand rows take it seconds.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..text import one_line
from ._console import emit

if TYPE_CHECKING:
    from ..model import Source
    from ..registry import Heading, Registry

_NAMED, _ROOMY = (
    100,
    130,
)  # columns from which on the publisher, and kind and level, have columns of their own
_LONGEST_ID = 36
_CHUNK = 500


def header(columns: int, ids: int) -> str:
    """Return the heading of the table."""
    return _line(columns, ids, ("published", "id", "publisher", "kind", "level", "title"))


def row(head: Heading, registry: Registry, columns: int, ids: int) -> str:
    """Return one row of at most ``columns`` (an id is never cut), with its line feed; ``ids``: the longest id."""
    publisher = registry.publishers[head.publisher].name
    return _line(columns, ids, (head.published, head.id, publisher, head.kind, head.level, head.title))


def _line(columns: int, ids: int, cells: tuple[str, ...]) -> str:
    day, key, publisher, kind, level, title = cells
    start = f"{day:<10}  {key:<{min(ids, _LONGEST_ID)}}  "
    if columns >= _ROOMY:
        start += f"{kind:<10}  {level:<9}  "
    if columns >= _NAMED:
        name = max(9, min(28, (columns - len(start)) // 3))
        start += f"{_cut(publisher, name):<{name}}  "
    return f"{start}{_cut(title, max(columns - 1 - len(start), 12))}".rstrip() + "\n"


def _cut(text: str, length: int) -> str:
    """Return ``text`` on one line, cut to ``length``; anywhere, since in a narrow column half a word tells more."""
    text = one_line(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def tabbed(source: Source, registry: Registry) -> str:
    """Return one source as tab-separated whole values: published, id, publisher, party, kind, level, address, title."""
    party = registry.party_of(source.id)
    cells = (
        source.published.isoformat(),
        source.id,
        source.publisher,
        party,
        source.kind,
        source.level.value,
        source.url,
        source.title,
    )
    return "\t".join(one_line(cell) for cell in cells)


def page(lines: Iterable[str]) -> None:
    """Show lines: through the reader's pager where they are more than a terminal holds, else as they are."""
    import click

    left = iter(lines)
    if sys.stdout is not None and sys.stdout.isatty():
        first = list(itertools.islice(left, shutil.get_terminal_size().lines - 2))
        more = list(itertools.islice(left, 1))
        if more:
            click.echo_via_pager(itertools.chain(first, more, left))
            return
        left = iter(first)
    for chunk in _chunks(left):
        emit(chunk)


def _chunks(lines: Iterator[str]) -> Iterator[str]:
    while chunk := "".join(itertools.islice(lines, _CHUNK)):
        yield chunk
