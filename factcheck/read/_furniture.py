"""What is not body: headline, standfirst, byline, dateline, captions, subheads, by wording and place.

Everything here errs towards body: a line taken for furniture is reported as an aside with its reason,
yet a claim in it would go unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import BODY, BlockKind, Span
from ._dates import MONTH, full_date
from ._shape import Piece, stopped

_NAME = r"[A-ZÀ-ÞĀ-Ž][\w.'’\-]*"
_NAMES = rf"{_NAME}(?:\s+(?:{_NAME}|al|de|van|von|der|bin|ibn|el|da|di|du|la|le)){{0,5}}"
_BYLINE = re.compile(
    rf"(?:by|BY|By|Words by|Text by|Story by|Written by|Analysis by|Additional reporting by|Reporting by"
    rf"|Report by|Editing by|Compiled by)\s+{_NAMES}"
    rf"(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*;\s*(?:[Ee]diting|[Ww]riting|[Rr]eporting)\s+by\s+|\s+in\s+|\s*[|/]\s*){_NAMES})*"
    r"(?:\s*[,|–—-]\s*[\w ]{1,40})?\.?"
)
_PLACED = re.compile(
    rf"{_NAME}(?:\s+{_NAME}){{1,3}}(?:\s+and\s+{_NAME}(?:\s+{_NAME}){{1,3}})?,?\s+in\s+{_NAMES}"
)
_CAPTION = re.compile(
    r"(?:FILE(?:\s+(?:PHOTO|IMAGE|PICTURE))?\s*[-–—:]|\[?(?:photo(?:graph)?s?|image|picture|caption|illustration)"
    r"(?:\s+(?:credit|by|courtesy))?\s*:|\[(?:photo|image|picture)\b|(?:photo|image|picture)\s+credit\b"
    r"|(?:photo|image)(?:graph)?\s+(?:by|courtesy)\s+(?=[A-Z])|credit\s*:|pictured\s*:)",
    re.I,
)
_CREDITED = re.compile(
    r"(?:\([^()]{0,60}\b(?:Photo|Photograph|Getty|Images|Handout|Pool)\b[^()]{0,60}\)|\[[^\[\]]{0,40}\b(?:Photo|Image|File)\b[^\[\]]{0,60}\]"
    r"|\b(?:Photo|Photograph|Image|Picture)(?:\s+credit)?:\s*[^.:]{2,60})\.?"
)
_STAMP = re.compile(
    rf"(?:(?:first\s+)?(?:published|updated|posted|last\s+(?:updated|modified)|issued|date)\b.*"
    rf"|(?:(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?:\W+(?:at\s+)?\d{{1,2}}[:.]\d\d.{{0,20}})?)",
    re.I,
)
_DAY = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|\d{{4}}"
    rf"|{MONTH}\s+\d{{1,2}}\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})",
    re.I,
)
_CAPS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]*(?:[\s/–-]+[A-ZÀ-Þ][A-ZÀ-Þ.'’]*){0,4}")
_REGION = re.compile(rf"{_NAME}(?:\s+(?:{_NAME}|of|the|and)){{0,3}}")
_AGENCY = re.compile(r"\s*(?:[(\[][A-Z][\w./& -]{1,40}[)\]]|/[A-Z][\w .-]{1,30}/)$")
_KICKER = re.compile(
    r"\W*(?:(?:breaking|latest) news|breaking|exclusive|analysis|opinion|update \d*|live|news alert|ends?"
    r"|(?:for immediate|press|news|media) release|notes to editors|-30-)\W*",
    re.I,
)
_LONG_BYLINE = re.compile(rf"(?:by|By|BY)\s+{_NAME}\s+{_NAME}\b[^.!?]{{0,80}}")
_DASH = re.compile(r"\s+(?:--|[-–—―])\s*|\s?(?:--|[—―])\s?")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}:|[^:]{2,30}:.*\?")
_DATED = re.compile(r"(?<=\d)[.:]\s+(?=[A-Z\"'“‘])")  # "OSTRAND, 23 November 2026. The dam ..."
# Patterns that few texts need are compiled when one does.
_CITY = r"[A-ZÀ-Þ]{4,}(?: [A-ZÀ-Þ]{3,}){0,2}:\s+(?=[A-Z][a-z]+(?: [A-Za-z]|\b))"  # "NEW DELHI: The court"
_LINES = r"(?m)^\s*[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}: "
_HELPED = r"[A-Z][\w.'’-]+ [^.!?]{3,160}\bcontributed (?:reporting|to this (?:report|story|article))\b[^.!?]{0,60}\.?"
_LEAD = 100  # a dateline stands within this many code points of a paragraph's start


def furnish(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """Yield every piece with a kind: what came with one keeps it, the rest is known by wording and place."""
    prose = [piece.kind is None and _is_prose(_said(text, piece)) for piece in found]
    loose = sum(prose) < 0.25 * len(found) and len(found) > 6  # copy that is careless about stops
    head, seen = any(prose) and len(found) > 1, 0
    for position, piece in enumerate(found):
        if piece.kind is None:
            rest = any(prose[position + 1 : position + 7])
            kind = _kind(_said(text, piece), head=head and rest, seen=seen, following=rest and not loose)
            heads = kind in (BlockKind.HEADLINE, BlockKind.STANDFIRST)
            piece = replace(piece, kind=BlockKind.PARAGRAPH if heads and dateline(text, piece.span) else kind)
        if piece.kind is BlockKind.PARAGRAPH:
            start = dateline(text, piece.span) if head or seen < 8 else 0
            if start:
                yield Piece(span=_stripped(text, piece.span.start, start), kind=BlockKind.DATELINE)
                piece = replace(piece, span=Span(start=start, end=piece.span.end))
        seen += piece.kind in (BlockKind.HEADLINE, BlockKind.STANDFIRST)
        head = head and piece.kind not in BODY
        yield piece


def dateline(text: str, span: Span) -> int:
    """Return where the sentence begins after a dateline at a paragraph's start, 0 where there is none."""
    lead = text[span.start : min(span.end, span.start + _LEAD)]
    for dash in _DASH.finditer(lead):
        agency, place = _place(lead[: dash.start()])
        if place and (
            agency or _opens_sentence(text[span.start + dash.end() : min(span.end, span.start + 600)])
        ):
            return span.start + dash.end() if span.start + dash.end() < span.end else 0
        if not place and len(lead[: dash.start()].split()) > 12:
            break
    capitals = re.match(_CITY, lead) if lead.partition(":")[0].isupper() else None
    if capitals is not None and len(re.findall(_LINES, text)) == 1:
        return span.start + capitals.end()
    stop = _DATED.search(lead)
    dated, place = _place(lead[: stop.start()]) if stop else (False, False)
    return span.start + stop.end() if stop and dated and place and span.start + stop.end() < span.end else 0


def _place(head: str) -> tuple[bool, bool]:
    """Say whether ``head`` holds an agency or a date, and whether the whole of it is a place with these.

    A place is in capitals; in small letters only with an agency, or with a region behind it.
    """
    agency = _AGENCY.search(head)
    places = [part.strip() for part in (head[: agency.start()] if agency else head).split(",")]
    if agency and places == [""]:
        return True, True
    dated = any(_DAY.fullmatch(part) for part in places[1:])
    capital = bool(_CAPS.fullmatch(places[0])) and len(places[0]) > 2
    named = bool(_REGION.fullmatch(places[0])) and len(places[0].split()) < 4
    first = capital or (named and (agency is not None or (len(places) > 1 and len(places[1]) > 3)))
    rest = all(_DAY.fullmatch(part) or _REGION.fullmatch(part) for part in places[1:])
    return bool(agency) or dated, first and rest and len(places) <= 4


def _opens_sentence(rest: str) -> bool:
    """Say whether a bare "PLACE -" may be a dateline: a sentence begins, no second dash closes an aside."""
    first = re.split(r"[.!?](?:\s|$)", rest, maxsplit=1)[0]
    dashes = len(re.findall(r"\s(?:--|[-–—―])\s|[—―]", first))
    return (rest[:1].isupper() or rest[:1] in "\"'“‘") and dashes % 2 == 0


def _kind(said: str, *, head: bool, seen: int, following: bool) -> BlockKind:
    """Return the kind of one piece from its wording; ``seen`` counts headline and standfirsts before it."""
    if _CAPTION.match(said) or (len(said) < 400 and _credited(said)):
        return BlockKind.CAPTION
    bare = said.strip("*_ ")
    if len(said) < 240 and "contributed" in bare and re.fullmatch(_HELPED, bare):
        return BlockKind.BYLINE
    if len(said) < 160 and (
        _BYLINE.fullmatch(bare.strip("()[]")) or (head and seen and _under_headline(bare))
    ):
        return BlockKind.BYLINE
    if _KICKER.fullmatch(said):
        return BlockKind.HEADING
    if len(said) < 90 and (head or following) and _STAMP.fullmatch(said) and full_date(said):
        return BlockKind.DATELINE
    if head and len(said) < 90 and _is_dateline(said, first=not seen):
        return BlockKind.DATELINE
    if head and seen < 4 and _is_head(said, first=not seen):
        return BlockKind.STANDFIRST if seen else BlockKind.HEADLINE
    if following and not head and _is_subhead(said):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _under_headline(said: str) -> bool:
    """Say whether a line below the headline names its writers: "Jane Doe in Cairo", "By Jane Doe | Jan 3"."""
    return bool(_PLACED.fullmatch(said) or _LONG_BYLINE.fullmatch(said))


def _credited(said: str) -> bool:
    return any(match.end() == len(said) for match in _CREDITED.finditer(said))


def _is_dateline(said: str, *, first: bool) -> bool:
    bare = said.rstrip(" -–—―:")
    agency, place = _place(bare)
    return place and (
        agency or (bool(_CAPS.fullmatch(bare.split(",")[0])) and len(bare.split()) <= (1 if first else 5))
    )


def _is_head(said: str, *, first: bool) -> bool:
    words = len(said.split())
    if (
        said[-1:] in ":,;"
        or words > (25 if first else 45)
        or not (said[0].isupper() or not said[0].isalpha())
    ):
        return False
    if not stopped(said) or (said[-1] in "?!…" and words <= 25):
        return True
    return first and words >= 3 and said.count(".") == 1 and _titled(said)


def _is_subhead(said: str) -> bool:
    words = said.split()
    if (
        said[0] in '"“«'
        or said[-1] in '"”»,–—-'
        or not (said[0].isupper() or said[0].isdigit() or said[0] in "'‘")
    ):
        return False
    if _SPEAKER.match(said):
        return False
    return len(words) <= 10 if said[-1] == "?" else len(words) <= 12 and not stopped(said)


def _titled(said: str) -> bool:
    """Say whether ``said`` is in title case or capitals: nearly all longer words begin with a capital."""
    words = [word for word in _WORD.findall(said) if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.85 * len(words)


def _is_prose(said: str) -> bool:
    return len(said) > 300 or (len(said.split()) >= 5 and stopped(said) and not _titled(said))


def _said(text: str, piece: Piece) -> str:
    """Return the wording of a piece on one line; of a long one its beginning, which is enough to tell."""
    cut = text[piece.span.start : min(piece.span.end, piece.span.start + 600)]
    return " ".join(cut.split())


def _stripped(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    return Span(start=start, end=start + max(1, len(raw.rstrip(" -–—―:\t\r\n\xa0"))))
