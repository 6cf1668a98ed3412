"""What a document itself says about who put it out, when, and what it is. A guess is only ever proposed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from html import unescape
from urllib.parse import urlsplit

from .. import read, when
from ..model import BODY, Article, BlockKind, SpeakerKind
from ..registry import Registry
from ._addresses import beside, places
from ._credits import credited

_SITE = re.compile(
    rb"<meta[^>]{0,200}?(?:property|name)\s*=\s*[\"']og:site_name[\"'][^>]{0,200}?content\s*=\s*[\"']([^\"']{2,80})",
    re.I,
)
_HEAD = 1500  # code points in which a document says what it is
_SURE = 0.9
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=\D|$)")
_KINDS = (
    ("transcript", r"transcript|remarks|press conference|press briefing|interview"),
    ("resolution", r"resolution|S/RES/|A/RES/"),
    ("law", r"act|law|decree|regulation|ordinance|statute"),
    ("plan", r"plan|road ?map|framework|agreement|accord|proposal"),
    ("dataset", r"dataset|data set|database|statistics"),
    ("statement", r"statement|communiqu[eé]|declaration|letter|speech"),
    ("release", r"press release|news release|for immediate release|media release|daily update|bulletin"),
    ("report", r"report|situation report|flash update|study|survey|assessment"),
)
_PARA = re.compile(r"(?:page \d+, )?para \d+")


def title(article: Article, name: str) -> tuple[str, bool]:
    """Return the title, and whether it is one: the document's own, else its first line, else the file's name."""
    if article.title:
        return _short(article.title), True
    for block in article.blocks:
        said = block.span.of(article.text)
        if 8 <= len(said) <= 300:
            return _short(said), len(said) <= 100 and said[-1] not in ".,;:"
    return _short(name), False


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= 160 else f"{said[:160].rsplit(' ', 1)[0]} ..."


def publisher(data: bytes, article: Article, url: str, registry: Registry) -> tuple[str, bool]:
    """Return the publisher's id, and whether it is sure: by its address, by the page's own name, else by its head."""
    own, others = _by_address(url, registry)
    site = _by_site(data, registry)
    if own or site:
        return site or own, not (own and site and own != site)
    if others:
        return others, True
    head = article.text[: _HEAD // 2]
    others_words = {speaker.id for speaker in credited(article.text, "", registry)}
    named = [
        (match.start(), alias.id)
        for alias in registry.holders()
        if alias.kind is SpeakerKind.PUBLISHER
        and alias.id not in others_words
        and not alias.text.islower()  # "the council" of a text may be any council
        and len(alias.text) > 3
        and (match := re.search(rf"(?<!\w){re.escape(alias.text)}(?!\w)", head))
    ]
    return (min(named)[1], False) if named else ("", False)


def _by_site(data: bytes, registry: Registry) -> str:
    """Return the publisher that a page names as its site, "" where it names none that is known."""
    site = _SITE.search(data[:200_000])
    known = registry.resolve(unescape(site[1].decode("utf-8", "replace"))) if site else None
    return known.id if known is not None and known.kind is SpeakerKind.PUBLISHER else ""


def _by_address(url: str, registry: Registry) -> tuple[str, str]:
    """Return the one publisher whose own address this is, and the one whose registered documents stand there."""
    own = (
        {key for key, body in registry.publishers.items() if place in places(body.url)}
        for place in places(url)
    )
    owners = {key: publisher for key, _, publisher in registry.marks()}
    standing = [(key, places(held)) for key, held in beside(url, registry.addresses())]
    others = ({owners[key] for key, held in standing if place in held} for place in places(url))
    return _only(own), _only(others)


def _only(owners: Iterable[set[str]]) -> str:
    return next((one for found in owners if len(found) == 1 for one in found), "")


def published(article: Article, url: str, today: date) -> tuple[str, bool]:
    """Return the day of the document as an ISO text: as it says itself, else the first day named in its head."""
    if article.published is not None:
        return article.published.isoformat(), True
    match = _IN_ADDRESS.search(urlsplit(url).path)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat(), False
        except ValueError:
            pass
    for period in when.find(article.text[:_HEAD]):
        if period.grain == "day" and not period.anchored and period.start == period.end <= today:
            return period.start.isoformat(), False
    return "", False


def kind(article: Article, heading: str, publisher_id: str, registry: Registry) -> tuple[str, bool]:
    """Return the kind of document, and whether its own shape shows it."""
    if sum(bool(_PARA.fullmatch(block.locator)) for block in article.blocks) >= 2:
        return "resolution", True
    head = f"{heading}\n{article.text[:300]}"
    for place in (heading, head):
        for name, words in _KINDS:
            if re.search(rf"(?<!\w)(?:{words})(?!\w)", place, re.I):
                return name, False
    kinds = Counter(head.kind for head in registry.headings() if head.publisher == publisher_id)
    return (kinds.most_common(1)[0][0] if kinds else "report"), False


def level(publisher_id: str, *, relays: bool, registry: Registry) -> str:
    """Return the level to propose: a relay where it names what it relays, else as the publisher's others."""
    if relays:
        return "relay"
    levels = Counter(head.level for head in registry.headings() if head.publisher == publisher_id)
    return levels.most_common(1)[0][0] if levels else "primary"


def language(article: Article) -> str:
    """Return the code of the document's language where it can be told, else ""."""
    code, probability = read.language(article)
    return code if probability >= _SURE else ""


def body(article: Article) -> str:
    """Return the text without its furniture, one paragraph a line."""
    kinds = (*BODY, BlockKind.HEADLINE)
    return "\n".join(b.span.of(article.text) for b in article.blocks if b.kind in kinds)
