"""Rank texts for a query by exact BM25 over folded content words: plain, quick and explainable.

A term is a casefolded word cut to its stem, a number in canonical digits ("71,424" and "71424", "twelve" and
"12" are one term) or a part of a hyphenated name ("al-Hayya" is also "hayya"); accents do not count. Stop
words are left out, "not" and its kin too: polarity is a judge's business. Scores rank evidence; nothing
decides by them.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

K1, B = 1.2, 0.75  # the textbook values; the dev sets are flat around them

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:[.][^\W\d_]+)+\.?|[^\W_]+(?:['’\-‑–][^\W_]+)*"
)
_STOP = """
a about above after again against all also although am among an and any are as at be became because
become been before being below between both but by can cannot could did do does doing down during
each either else ever every few for from further had has have having he her here hers herself him
himself his how however i if in into is it its itself just like many may me might more most much
must my myself neither no nor not now of off on once one only or other our ours out over own per
same shall she should since so some such than that the their theirs them themselves then there these
they this those through thus to too under until up upon us very was we were what when where which
while who whom whose why will with within without would yet you your said says say according told mr
mrs ms dr
"""
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
_TENS = "thirty forty fifty sixty seventy eighty ninety"
# Letters whose mark is part of them, so that no decomposition takes it off.
_UNMARKED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
STOP = frozenset(_STOP.split())
NUMBER_WORDS = {word: str(value) for value, word in enumerate(_SMALL.split())} | {
    word: str(10 * (place + 3)) for place, word in enumerate(_TENS.split())
}
_ENDINGS = "ations ation itions ition ments ment ings ing ions ion edly ed ies ers ors er or es ly s e y i"
# What ends like a doer and is none: an offer, as it is offered; who offers has to be told from what is off.
NO_DOER = frozenset(
    """
    alter answer anchor author barter batter bolster border bother cater censor charter cluster confer consider
    cover defer deliver differ discover empower encounter enter falter filter finger flounder foster gather glimmer
    hamper hammer hinder hover infer layer ledger lever linger litter maneuver master matter member
    mirror monitor murder muster number offer order pepper plaster plunder ponder power prefer quarter recover refer
    register remember render scatter sector sever shatter shelter shoulder shower shutter sponsor stagger suffer
    summer surrender tamper temper tender timber tower transfer trigger usher utter wager wander water waver
    weather whisper winter wonder
    """.split()  # noqa: SIM905
)
# "Stabilisation", "labour", "centre", "defence" and "co-operation" are other spellings, no other words. "Promise" and
# "supervise" have no z anywhere, so that only some letters before -ise count.
_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (
            r"^([a-z]{2,}(?:al|ar|an|il|er|or|ol|on|ul|in|ic|im|at|iv|it|id|as|og|rn|gn|rd|rg|ym))"
            r"is(e|ed|es|er|ers|ing|ation|ations)$",
            r"\1iz\2",
        ),
        (
            r"^(lab|hon|col|fav|harb|neighb|rum|behavi|hum|vap|arm|endeav|rig|vig|splend|od|tum|clam|savi?|ferv)or",
            r"\1our",
        ),
        (r"^((?:kilo|centi|milli)?(?:cent|theat|met|lit|fib|calib))er(ed|s?)$", r"\1re\2"),
        (r"^(def|off|lic|pret)ence(d|s?)$", r"\1ense\2"),
        (r"^programme", "program"),
        (r"^co-(?=o)", "co"),
        (r"^(cease|air)-(fires?|strikes?)$", r"\1\2"),
    )
)
_SUFFIXES = tuple(_ENDINGS.split())


def rank(
    query: Sequence[str],
    texts: Sequence[Sequence[str]],
    *,
    counts_for: Mapping[str, float] | None = None,
    k1: float = K1,
    b: float = B,
) -> list[float]:
    """Return one BM25 score for each text of ``texts`` (term lists, as :func:`terms` gives them), in order.

    A term that stands twice in the query counts twice; a text that shares no term scores 0.

    :param counts_for: what a term of the query counts, where that is not 1.
    :param k1: how soon a repeated term counts no more.
    :param b: how far a long text is marked down, from 0 (not at all) to 1.
    """
    if not texts:
        return []
    wanted = Counter(query)
    counts = [Counter(term for term in text if term in wanted) for text in texts]
    held = Counter(term for count in counts for term in count)
    said = counts_for or {}
    weights = {
        term: said.get(term, 1.0) * wanted[term] * rarity(number, len(texts)) for term, number in held.items()
    }
    mean = sum(map(len, texts)) / len(texts) or 1.0
    damps = [k1 * (1 - b + b * len(text) / mean) for text in texts]
    return [_score(count, weights, k1, damp) for count, damp in zip(counts, damps, strict=True)]


def _score(count: Counter[str], weights: Mapping[str, float], k1: float, damp: float) -> float:
    return sum(weights[term] * n * (k1 + 1) / (n + damp) for term, n in count.items())


def rarity(holding: int, texts: int) -> float:
    """Return the BM25 weight of a term that ``holding`` of ``texts`` texts contain (never negative)."""
    return math.log(1 + (texts - holding + 0.5) / (holding + 0.5))


@functools.lru_cache(maxsize=65536)
def terms(text: str) -> tuple[str, ...]:
    """Return the content terms of ``text`` in order, folded as the module says."""
    return tuple(term for term, _, _ in placed(text))


@functools.lru_cache(maxsize=65536)
def placed(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return ``(term, start, end)`` for each content term of ``text``; parts of a word share offsets."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        found += [(term, match.start(), match.end()) for term in _fold(match.group())]
    return tuple(found)


@functools.lru_cache(maxsize=65536)
def _fold(word: str) -> tuple[str, ...]:
    word = spelled(plain(word.casefold()).replace("’", "'").removesuffix("'s").removesuffix("'"))
    if word[0].isdigit():
        return (number(word),)
    if word in NUMBER_WORDS and word != "one":
        return (NUMBER_WORDS[word],)
    if word in STOP or (len(word) < 2 and word.isascii()):
        return ()
    if "." in word:
        return (word.replace(".", ""),)
    parts = [part for part in re.split(r"['\-‑–]", word) if part]
    if len(parts) == 1:
        return (stem(word),)
    return tuple(term for part in parts if len(part) > 1 for term in _fold(part))


def plain(word: str) -> str:
    """Return a casefolded word without its accents: writers leave them out ("Turkiye", "Türkiye")."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_UNMARKED)


def spelled(word: str) -> str:
    """Return a casefolded word as it is spelled on the other side of the ocean, where that differs by a rule."""
    for pattern, instead in _SPELLINGS:
        if pattern.search(word):
            return pattern.sub(instead, word)
    return word


def number(digits: str) -> str:
    """Return digits as a canonical term: no thousands commas, idle zeros or ordinal ending."""
    digits = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", digits.replace(",", ""))
    return digits.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", digits) else digits


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a casefolded word without its inflection and commonest derivation; short words stay whole."""
    if word in NO_DOER or word.removesuffix("s") in NO_DOER:
        return word.removesuffix("s")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (3 if len(suffix) < 3 else 4):
            if suffix == "s" and word.endswith(("ss", "us", "is")):
                break
            if suffix == "y" and word[-2] in "aeou":
                break  # "employ" of "employs"
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word
