"""A resolution's own places: its preamble and its numbered operative paragraphs, as they are cited.

The shape is that of the UN's Editorial Manual, which many bodies share: the body that speaks, a comma; paragraphs
that begin with a participle ("Recalling", "Deeply concerned"); then numbered ones that begin with a verb in the
present ("Decides", "Also calls upon"). An annex is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import BODY, Block

_OPENING = re.compile(
    r"(?:^|\n)[ \t]*The (?:[A-Z]\w+ |[a-z]+ ){0,6}"
    r"(?:Council|Assembly|Parliament|Commission|Committee|Conference|Board|Congress|Senate|Synod|council|assembly)"
    r"(?: of(?: (?:the|and|of|[A-Z][\w-]*)){1,6})?[ \t]*,[ \t]*(?=\n|[A-Z])"
)
_PREAMBLE = re.compile(
    r"(?:\w+ly |Having |Bearing |Taking |Also |Further ){0,2}"
    r"(?:[A-Z]?[a-z]+(?:ing|ed)|Mindful|Aware|Conscious|Convinced)\b"
)
_OPERATIVE = re.compile(r"(?:Also|Further|Strongly|Again|Once more|[A-Z][a-z]+ly)?\s*[A-Z]?[a-z]+[^s\W]s\b")
_NUMBER = re.compile(r"(?:OP|PP|\()?(\d{1,3})[.)]\s*$")
_LETTER = re.compile(r"\(?([a-z]|[ivx]{1,5})[.)]\s*$")
_ANNEX = re.compile(r"(?:annex|appendix)\b", re.I)


def located(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, those of a resolution with the place by which it is cited: "preamble ¶ 2", "para 7 (a)".

    Where the block has a page, that stays before it. Everything else is returned as it is.
    """
    opening = _OPENING.search(text)
    if opening is None:
        return tuple(blocks)
    places = dict(_places(text, blocks, opening.start()))
    if sum(" " not in place.removeprefix("para ") for place in places.values() if place[:4] == "para") < 2:
        return tuple(blocks)
    return tuple(
        replace(block, locator=_joined(block.locator, places[number])) if number in places else block
        for number, block in enumerate(blocks)
    )


def _places(text: str, blocks: Sequence[Block], start: int) -> Iterator[tuple[int, str]]:
    """Yield number and place of each block that belongs to the resolution."""
    preamble = operative = 0
    for number, block in enumerate(blocks):
        said = block.span.of(text)
        if block.span.end <= start:
            continue
        if _ANNEX.match(said):
            return
        if block.kind not in BODY:
            continue
        marked = _NUMBER.search(text, max(0, block.span.start - 8), block.span.start)
        lettered = _LETTER.search(text, max(0, block.span.start - 8), block.span.start)
        if marked and int(marked[1]) == operative + 1 and _OPERATIVE.match(said):
            operative += 1
            yield number, f"para {operative}"
        elif operative:
            yield number, f"para {operative}" + (f" ({lettered[1]})" if lettered else " (continued)")
        elif _PREAMBLE.match(said):
            preamble += 1
            yield number, f"preamble ¶ {preamble}"


def _joined(old: str, place: str) -> str:
    return f"{old}, {place}" if old.startswith("page ") else place
