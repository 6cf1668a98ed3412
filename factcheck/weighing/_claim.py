"""What a claim turns on: its verb or what something is said to be, its names, what its numbers count, its negations."""

from __future__ import annotations

import functools
import re

from ..judge import parsed

LIGHT = frozenset(("be", "have", "do", "make", "take", "give", "get", "say", "put"))
_TURN = re.compile(
    r"\b(?:not|no|never|nor|neither|nobody|none|without|unable|cannot)\b|n['’]t\b"
    r"|\b(?:den(?:y|ies|ied|ial)|disput\w+|contest(?:s|ed)?|refus\w+|reject\w+|forb\w+|prohibit\w+|bann?(?:ed|s)?|fail(?:s|ed))\b",
    re.I,
)


def turns(text: str) -> int:
    """Return how many words of a text turn what it says round: an even number leaves it as it was."""
    return len(_TURN.findall(text))


@functools.lru_cache(maxsize=4096)
def asserted(text: str) -> frozenset[str]:
    """Return the words that say what a claim says of its subject: its verb, or behind "is" what it is."""
    root = next((t for t in parsed(text) if t.head.i == t.i), None)
    if root is None:
        return frozenset()
    if root.lemma_ not in LIGHT:
        return frozenset((root.text,))
    said = (u for t in root.children if t.dep_ in ("attr", "acomp", "oprd") for u in t.subtree)
    return frozenset(u.text for u in said if u.pos_ in ("NOUN", "ADJ", "VERB", "PROPN"))


@functools.lru_cache(maxsize=4096)
def bearers(text: str) -> frozenset[str]:
    """Return the words of a claim that name somebody or something; of "Jane Roe" only the surname has to be said."""
    return frozenset(t.text for t in parsed(text) if t.pos_ == "PROPN" and t.dep_ not in ("compound", "flat"))


@functools.lru_cache(maxsize=4096)
def heads(text: str) -> frozenset[str]:
    """Return the words that a claim turns on: its main verb, what that is done to, and what a number counts."""
    doc = parsed(text)
    roots = [t for t in doc if t.head.i == t.i]
    heads = [t for t in roots if t.lemma_ not in LIGHT]
    heads += [
        t for root in roots for t in root.children if t.dep_ in ("attr", "acomp", "dobj", "nsubjpass", "oprd")
    ]
    heads += [t.head for t in doc if t.dep_ == "nummod"]
    return frozenset(t.text for t in heads)
