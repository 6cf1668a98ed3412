"""Quantities and identifiers that are written in digits: 1,246 · 14-0-1 · 20th · F-16 · +44 20 7946 0958."""

from __future__ import annotations

import re

from ..lexicon import SPACE as _S
from ..lexicon.date_words import DIGIT_DATE
from ._words import OF

_DASH = r"[-–—‑]"
GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}
_glyphs = "".join(GLYPHS)
# Digits with their group marks: 1,246 · 71 000 · 1,00,000 · 45.6 · .5
_NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
)
_ZONE = r"(?:GMT|UTC|EST|EDT|CET|CEST|BST|PST|PDT|IST)"
_CLOCK = (
    rf"\b\d{{1,2}}(?:[:.]\d{{2}}){{0,2}}{_S}?(?i:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock\b)"
    rf"|\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b(?:{_S}?{_ZONE}\b)?|\b\d{{4}}{_S}{_ZONE}\b"
)
_PHONE = r"(?<![\w.,])(?:\+\d{1,3}|\(\d{2,4}\)|\d{3})(?:[ .-]\(?\d{2,4}\)?){2,4}(?![\w,])(?<!\d{3}[ ]\d{3})"
_CODE = (
    r"(?<![\w$£€])(?!(?i:mid|pre|post|late|early|non|c)[-.])(?:[A-Z][A-Za-z./]*|[a-z]{1,3})-?"
    r"(?P<code_value>\d+)(?![\d,.]*\d)\w*"
)
_SIGN = rf"(?:(?<![^\s(\[])[-−–](?=[\d.])|(?<=[Mm]inus{_S}))?"

#: What begins with a digit, a sign or letters joined to a digit; the first alternative that fits is taken,
# and
#: what only looks like a quantity comes first.
DIGITS = re.compile(
    "|".join(
        (
            rf"(?P<date>{DIGIT_DATE})",
            rf"(?P<clock>{_CLOCK})",
            rf"(?P<phone>{_PHONE})",
            rf"(?P<code>{_CODE})",
            rf"(?P<tally>(?<![\w.,-])\d{{1,3}}{_DASH}\d{{1,3}}{_DASH}\d{{1,3}}(?![\w-]|[.,]\d))",
            rf"(?P<of>(?<![\w.,-])(?i:{OF}))",
            r"(?P<slash>(?<![\w/.,])\d{1,2}/\d{1,3}(?![\w/]))",
            r"(?P<nth>(?<![\w.,])\d+(?:,\d{3})*(?:st|nd|rd|th)\b)",
            rf"(?P<digits>(?<!\w)(?<!\d[.,]){_SIGN}{_NUMBER}[{_glyphs}]?)",
            rf"(?P<glyph>[{_glyphs}])",
        )
    )
)
#: Slashed names that are no fractions.
NOT_SHARES = frozenset({"9/11", "7/7", "24/7", "50/50"})
