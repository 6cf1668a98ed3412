"""A ban that is lifted, a thing that is done with: its passage speaks of a ban, and tells that there is none.

Who may fish again is not contradicted by the ban that "was lifted", nor is who still may not borne out by it. From when
on it is lifted may be another matter: so neither does it contradict anything.
"""

from __future__ import annotations

import re

from ..text import late
from ._turns import turns

_BAN = r"(?:bans?|prohibitions?|embargo(?:es)?|moratoriums?|moratoria)"
_DONE = r"(?:lifted|repealed|revoked|rescinded|withdrawn|abolished|dropped|scrapped|ended)"
_LIFTS = late(
    rf"\b{_BAN}\b(?: (?!not\b|never\b|no\b)[\w’'-]+){{0,10}}? (?:(?:is|are|was|were|been|being|be) {_DONE}"
    rf"|(?:has |have |had )?(?:expired|lapsed|ended|expires|lapses|ends))\b"
    rf"|\b(?:lift|repeal|revok|rescind|withdr[ae]w|abolish|dropp?|scrapp?|end)(?:s|e|es|ed|ing)?"
    rf" (?:the|its|their|his|her|a|an|all) (?:[\w’'-]+ ){{0,2}}{_BAN}\b",
    re.I,
)
_NOT = late(r"\b(?:not|never|refus\w+|declin\w+|reject\w+)\b|n['’]t\b", re.I)
_BANNED = late(
    r"\b(?:ban|bans|banned|prohibit\w*|forbidden|barred|not allowed|not permitted|may not|cannot|nobody|no one)\b",
    re.I,
)

_NO = late(r"\bno [a-z]+|\b(?:will|would|does|do|did|is|are|was|were) (?:not|no longer)\b", re.I)
_ENDS = late(
    r"\b(?:scrap|abolish|cancel|axe?|skip|suspend|end|stop|halt|discontinu|omit|eliminat|forgo|los|lack|dropp|drop)"
    r"(?:s|es|p?ed|l?led|ed|ing|t)?\b|\b(?:ran|run) out of\b|\bd(?:o|id) away with\b|\bcall(?:s|ed)? off\b",
    re.I,
)


def done_with(claim: str, clause: str) -> bool:
    """Say whether one has done with a thing of which the other has none: what was scrapped is no more.

    Nobody has to make payments that are suspended.
    """
    ends, ended = (_ENDS.search(text) is not None for text in (claim, clause))
    if ends is ended or (turns(claim) > 0) is not ended:
        return False
    return ended or _NO.search(clause) is not None


def lifts(text: str) -> bool:
    """Say whether a text tells that a ban is lifted, has expired, or is to be."""
    found = _LIFTS.search(text)
    return found is not None and not _NOT.search(text[: found.end()])


def lifted(claim: str, passage: str) -> bool:
    """Say whether a passage has a ban lifted of which a claim does not say so."""
    return lifts(passage) and not lifts(claim)


def still_banned(claim: str, passage: str) -> str:
    """Return the word by which a claim has banned what a passage has a lifted ban on, or ""."""
    said = _BANNED.search(claim) if lifted(claim, passage) else None
    return f"{said.group()} (the source: a ban that is lifted)" if said else ""
