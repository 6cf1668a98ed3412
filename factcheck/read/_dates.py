"""Full dates in the furniture of an article: "13 January 2026", "Jan. 13, 2026", "2026-01-13"."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<n>{MONTH}),?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<n>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})\b"),
)

# What calls itself an edition bears the day of that edition: "Evening bulletin, 13 January 2026".
EDITION = re.compile(
    r"(?=[^,|–—:]*\b(?:bulletin|briefing|brief|newsletter|digest|edition|update|script|rundown|dispatch|transcript|live"
    r"|round-?up|situation report|report no|news at)\b)"
    rf"[^,|–—:]{{3,60}}\s*[,|–—:-]\s*(?:\w+day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)\.?",
    re.I,
)


def full_date(text: str) -> date | None:
    """Return the first full date in ``text``, or None.

    A date in figures only is read day first, and only where it cannot be read month first ("13/01/2026").
    """
    for form in _FORMS:
        for match in form.finditer(text[:2000]):
            found = _made(match.groupdict(), ambiguous=form is _FORMS[-1])
            if found:
                return found
    return None


def _made(parts: dict[str, str], *, ambiguous: bool) -> date | None:
    day = int(parts["d"])
    month = _MONTHS.index(parts["n"][:3].lower()) + 1 if "n" in parts else int(parts["m"])
    if ambiguous and (day <= 12 or month > 12) and day != month:
        return None
    try:
        return date(int(parts["y"]), month, day)
    except ValueError:
        return None
