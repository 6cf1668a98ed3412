"""Markdown: the article's text is the plain rendering, without marks of emphasis, addresses and code."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Article, BlockKind
from ._blocks import article_from_text
from ._builder import Rendering
from ._dates import full_date
from ._decode import decode, refuse_crumbs

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(r"^(title|date|published)[ \t]*:[ \t]*(.+?)[ \t]*$", re.M | re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_LIMIT = 300_000  # beyond this it is no article, and is read as plain text
_MARKS = 20_000  # beyond so many marks or lines too: the parser's time grows with their square
_DEEP = re.compile(
    r"^(?:[ \t]*[>*+-][ \t]*){12}|^[ \t]{30,}\S", re.M
)  # nested so deeply that parts would be lost


def read(data: bytes, origin: str) -> Article:
    """Return the article in Markdown: headings, lists, quotes, tables; front matter gives title and date.

    :raises ReadError: the bytes are no text, or more lines than any article has.
    """
    text, notes, remarks = decode(data, origin)
    refuse_crumbs(text, origin)
    sha256 = hashlib.sha256(data).hexdigest()
    if _no_article(text):
        return replace(article_from_text(text, origin=origin, sha256=sha256), notes=notes, remarks=remarks)
    front = _FRONT.match(text)
    fields = (
        {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front.group(1))} if front else {}
    )
    out = Rendering()
    if "title" in fields:
        out.add(fields["title"], BlockKind.HEADLINE, line=_title_line(front.group() if front else ""))
    begin = front.end() if front else 0
    _render(text[begin:], out, above=text[:begin].count("\n"))
    published = full_date(fields.get("date", "")) or full_date(fields.get("published", ""))
    return out.article(origin=origin, sha256=sha256, published=published, notes=notes, remarks=remarks)


def _no_article(text: str) -> bool:
    marks = sum(map(text.count, "[]*_`~<|\\&\n"))
    return len(text) > _LIMIT or marks > _MARKS or _DEEP.search(text) is not None


def _untagged(text: str) -> str:
    """Return HTML without comments and tags; a comment that nobody closes is text, not the end of the copy."""
    closed = text.rfind("-->") + 3 if "-->" in text else 0
    return html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", text[:closed]) + text[closed:]))


def _title_line(front: str) -> int:
    return 1 + next(n for n, line in enumerate(front.splitlines()) if line.lower().startswith("title"))


def _render(text: str, out: Rendering, *, above: int) -> None:
    """Append the blocks of ``text``, each with its line in the file; ``above`` are the lines of the front matter."""
    from markdown_it import MarkdownIt

    within: list[str] = []
    row: list[str] = []
    tables = rows = line = 0
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.map:
            line = above + token.map[0] + 1
        if token.nesting:
            within = [*within, token.type] if token.nesting > 0 else within[:-1]
        if token.type == "table_open":
            tables, rows = tables + 1, 0
        elif token.type == "tr_close":
            rows += 1
            out.add("\t".join(row), BlockKind.TABLE, f"table {tables}, row {rows}", line=line)
            row = []
        elif token.type == "inline" and within[-1] in ("td_open", "th_open"):
            row.append(_plain(token))
        elif token.type == "inline":
            out.add(_plain(token), _kind(within, token, out), line=line)
        elif token.type in ("fence", "code_block"):
            out.add(token.content, line=line + (token.type == "fence"))
        elif token.type == "html_block":
            out.add(_untagged(token.content), line=line)


def _kind(within: list[str], token: Token, out: Rendering) -> BlockKind | None:
    if "heading_open" in within:
        return BlockKind.HEADING if out.pieces else BlockKind.HEADLINE
    if "blockquote_open" in within:
        return BlockKind.QUOTE
    if "list_item_open" in within:
        return BlockKind.ITEM
    alone = [child.type for child in token.children or () if child.type != "softbreak"]
    return BlockKind.CAPTION if alone == ["image"] else None


def _plain(token: Token) -> str:
    return html.unescape("".join(_words(token.children or ())))


def _words(children: list[Token] | tuple[()]) -> Iterator[str]:
    """Yield the words of inline tokens; a soft line end is a space, a hard one ends the line."""
    for child in children:
        if child.type in ("text", "text_special", "code_inline"):
            yield child.content
        elif child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak":
            yield "\n"
        elif child.type == "image":
            yield from _words(child.children or ())
