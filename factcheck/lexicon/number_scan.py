"""A fast way to run a large pattern over a text: only at the places where one of its first words stands.

A pattern of twenty alternatives costs some microseconds at every place that it is tried. Most places of most
sentences hold neither a digit nor a number word, so a small pattern looks for those first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LEAD = re.compile(r"(?:(?<![\w$£€¥₹₪₩₽₺])[A-Za-z][A-Za-z./]{0,20}-?|(?<!\w)[-−–]|[(+.'’])$")
_LEAD_WINDOW = 24


def opening(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``: patterns that begin with a plain letter, in either case.

    Words are grouped by their first letter, which the regular expression engine tells apart without trying
    each.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0].lower(), []).append(word[1:])
    parts = (
        f"[{letter.upper()}{letter}](?i:{'|'.join(sorted(set(rests), key=len, reverse=True))})"
        for letter, rests in sorted(groups.items())
    )
    return r"(?<!\w)(?:" + "|".join(parts) + ")"


def tokens(
    text: str, start: re.Pattern[str], digits: re.Pattern[str], words: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Yield, in order, the matches of ``digits`` where a digit stands and of ``words`` where another start does.

    The letters, sign or bracket joined to a digit (F-16, (020), -3.5) belong to its match.
    """
    position = 0
    while (found := start.search(text, position)) is not None:
        at = found.start()
        if text[at].isdigit():
            token = _led(text, at, position, digits) or digits.match(text, at)
        else:
            token = words.match(text, at)
        if token is not None:
            yield token
        position = max(token.end() if token else 0, found.end(), at + 1)


def _led(text: str, at: int, floor: int, digits: re.Pattern[str]) -> re.Match[str] | None:
    if at == floor or text[at - 1].isspace():
        return None
    window = max(floor, at - _LEAD_WINDOW)
    lead = _LEAD.search(text[window:at])
    token = digits.match(text, window + lead.start()) if lead else None
    return token if token and token.end() > at else None
