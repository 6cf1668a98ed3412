"""HTML: trafilatura finds body, title and date; where it finds none, the page's own paragraphs stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import ReadError
from ..model import Article, BlockKind
from ._builder import Rendering
from ._dates import full_date
from ._decode import decode
from ._quiet import quiet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_ELEMENTS = 50_000  # a news page has some thousands
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LEAST = 0.5  # of the page's own paragraphs must be in what was found, else they stand themselves
_AROUND = ("script", "style", "nav", "footer", "aside", "form", "noscript", "template", "svg")
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_KINDS = {"item": BlockKind.ITEM, "quote": BlockKind.QUOTE, "head": BlockKind.HEADING}
_OWN = {
    "li": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "p": None,
    "div": None,
}
_OWN |= {f"h{level}": BlockKind.HEADING for level in range(1, 7)}


def read(data: bytes, origin: str) -> Article:
    """Return the article on a web page; its text is the plain rendering of the body.

    :raises ReadError: the bytes are no text, or the page is nested or cut up beyond any article.
    """
    text, notes, remarks = _text(data, origin)
    tree = _tree(text, origin)
    title, published, out = _extracted(tree) if tree is not None else ("", None, Rendering())
    if tree is not None and out.length < _LEAST * _own_length(tree):
        out = _own_paragraphs(tree, title)
    sha256 = hashlib.sha256(data).hexdigest()
    return out.article(
        origin=origin, sha256=sha256, title=title, published=published, notes=notes, remarks=remarks
    )


def _text(data: bytes, origin: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    named = _CHARSET.search(data[:2048])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data:
        try:
            return data.decode(named.group(1).decode("ascii")), (), ()
        except (LookupError, UnicodeDecodeError):
            pass  # the page says it wrongly; the bytes themselves are asked below
    return decode(data, origin)


def _tree(text: str, origin: str) -> Element | None:
    """Parse the page: no network, libxml2's bound on depth; None where there is nothing."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace").replace(b"\0", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError(
            "this page is nested deeper than any article", where=origin, hint="give the text itself"
        )
    if sum(1 for _ in islice(tree.iter(), _ELEMENTS + 1)) > _ELEMENTS:
        raise ReadError(
            "this page has more elements than any article", where=origin, hint="give the text itself"
        )
    _without_controls(tree)
    return tree


def _without_controls(tree: Element) -> None:
    """Take out the characters that lxml reads and then refuses to write, where anything is moved."""
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)


def _extracted(tree: Element) -> tuple[str, date | None, Rendering]:
    """Return title, date and body as trafilatura finds them."""
    import copy

    out = Rendering()
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        from trafilatura import bare_extraction

        found: Any = bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    if found is None or found.body is None:
        return "", None, out
    title = " ".join((found.title or "").split())
    out.add(title, BlockKind.HEADLINE)
    _walk(found.body, out, title)
    return title, full_date(found.date or ""), out


def _walk(body: Element, out: Rendering, title: str) -> None:
    """Append the blocks of trafilatura's tree in order; the headline in it is not said twice."""
    tables = 0
    for element in body:
        if element.tag == "table":
            tables += 1
            for number, row in enumerate(element.iter("row"), 1):
                cells = "\t".join(" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell"))
                out.add(cells, BlockKind.TABLE, f"table {tables}, row {number}")
            continue
        for said, tag in _blocks(element):
            if " ".join(said.split()) != title:
                out.add(said, _KINDS.get(tag))


def _blocks(element: Element) -> Iterator[tuple[str, str]]:
    """Yield text and tag of the innermost blocks; a paragraph inside an item or a quote counts as that."""
    inner = [child for child in element if child.tag in ("p", "item", "list", "quote", "head")]
    if not inner:
        yield _said(element), str(element.tag)
        return
    if (element.text or "").strip():
        yield element.text or "", str(element.tag)
    for child in inner:
        for said, tag in _blocks(child):
            yield said, str(element.tag) if tag == "p" else tag
        if (child.tail or "").strip():
            yield child.tail or "", str(element.tag)


def _said(element: Element) -> str:
    """Return the text of an element on one line, ended only where the page ends it."""
    parts = [" ".join((element.text or "").split("\n"))]
    for child in element:
        parts.append("\n" if child.tag in ("lb", "br") else _said(child))
        parts.append(" ".join((child.tail or "").split("\n")))
    return "".join(parts)


def _own_length(tree: Element) -> int:
    """Return how much text the page's paragraphs hold, after taking off what surrounds an article."""
    for gone in list(tree.iter(*_AROUND)):
        gone.drop_tree()
    return max(1, sum(len(_said(paragraph).strip()) for paragraph in tree.iter("p")))


def _own_paragraphs(tree: Element, title: str) -> Rendering:
    """Return the page's own headings, paragraphs and items, where no article body was found."""
    out = Rendering()
    out.add(title, BlockKind.HEADLINE)
    for element in tree.iter(*_OWN):
        if any(child.tag in _OWN for child in element.iterdescendants()):
            continue
        said = _said(element)
        first = element.tag == "h1" and not out.pieces
        if " ".join(said.split()) != title:
            out.add(said, BlockKind.HEADLINE if first else _OWN[str(element.tag)])
    if not out.length:
        out.add("\n".join(tree.itertext()))
    return out
