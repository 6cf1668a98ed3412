"""Whether a body was of one mind: "unanimously", "by ten votes to two", "not unanimous"."""

from __future__ import annotations

import re

_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\bby consensus\b|\bwithout (?:a vote|dissent)\b", re.I)
_NOT_QUITE = re.compile(
    r"(?:\b(?:not|never|less than|far from|nearly|almost)|n['’]t)(?: [a-z]+){0,2} $", re.I
)
_DIVIDED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)(?: votes?)? to (?:one|two|three|four|five|six)\b"
    r"|\babst(?:ain|ention)|\b\d+ (?:votes? )?(?:to|against) [1-9]\d*\b|\b\d+[-–][1-9]\d*\b|\b\d+[-–]0[-–][1-9]"
    r"|\b(?:voted|votes?) against\b|\bmajority of [a-z]+ to [a-z]+\b"
    r"|(?:\b(?:not|never)|n['’]t)(?: [a-z]+){0,2} unanimous(?:ly)?\b",
    re.I,
)


def of_one_mind_or_not(claim: str, passage: str) -> tuple[re.Match[str], str] | None:
    """Return the words by which a claim has a body of one mind, or divided, and those by which a passage has not."""
    ours, theirs = _unanimous(claim), _unanimous(passage)
    divided = _DIVIDED.search(passage) if ours or theirs else None
    if ours and divided and not theirs:
        return ours, _around(passage, divided)
    said = _DIVIDED.search(claim) if theirs and not divided else None
    return (said, _around(passage, theirs)) if said and theirs else None


def _unanimous(text: str) -> re.Match[str] | None:
    """Return the words by which a text has all of one mind; "not unanimous" and "almost unanimous" are neither."""
    found = _UNANIMOUS.search(text)
    return None if found is None or _NOT_QUITE.search(text[: found.start()]) else found


def _around(text: str, match: re.Match[str]) -> str:
    """Return the words around a match, for a reason that can be read."""
    start = text.rfind(",", 0, match.start()) + 1
    end = text.find(".", match.end())
    return text[start : end if end >= 0 else len(text)].strip()
