"""The words of the four axes and of their parts: every label that a value may carry."""

from __future__ import annotations

from enum import StrEnum

SOURCE_KINDS = ("resolution", "statement", "release", "plan", "dataset", "law", "transcript", "report")
# Sources that lay down what is to be.
LAID_DOWN = frozenset({"resolution", "plan", "law"})


class Fidelity(StrEnum):
    """Do the sources say this? The verdict proper."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    NOT_CHECKABLE = "not-checkable"


class Credit(StrEnum):
    """Does the draft name the right speaker, in the same sentence? The attribution axis."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    WRONG_SPEAKER = "wrong-speaker"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"


class Currency(StrEnum):
    """Is it the newest word as of the article's date?"""

    CURRENT = "current"
    OUTDATED = "outdated"
    UNDATED = "undated"
    TIMELESS = "timeless"


class Level(StrEnum):
    """How near a source stands to the fact."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    RELAY = "relay"


class Stance(StrEnum):
    """What one judge says of one passage."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    SILENT = "silent"


class Strength(StrEnum):
    """A decisive finding can decide a verdict; a suggestive one is only shown."""

    DECISIVE = "decisive"
    SUGGESTIVE = "suggestive"


class BlockKind(StrEnum):
    """What a piece of an article is. Only the last four hold claims of the body."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"


class Bound(StrEnum):
    """How a number is meant: 'more than 71,000' is ``OVER``, 'at least 12' is ``AT_LEAST``."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at-least"
    UNDER = "under"
    AT_MOST = "at-most"
    RANGE = "range"


class SpeakerKind(StrEnum):
    """What a speaker is: in the registry, a person or body that the article names, or nobody in particular."""

    PUBLISHER = "publisher"
    PARTY = "party"
    PERSON = "person"
    BODY = "body"
    ANONYMOUS = "anonymous"


#: The sign that stands beside each label that can lead a verdict, the gravest first: no meaning by colour alone.
SIGNS = {
    "contradicted": "✗",
    "disputed": "≠",
    "outdated": "↻",
    "partly": "~",
    "unverified": "?",
    "supported": "✓",
    "not-checkable": "–",
}
