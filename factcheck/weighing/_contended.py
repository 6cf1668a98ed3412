"""What a passage only has somebody argue, allege or ask, or supposes: "has received allegations that", "otherwise"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..text import late
from ._synonyms import forms_of
from ._turned import is_charging

if TYPE_CHECKING:
    from spacy.tokens import Token

_WOULD_BE = late(
    r"^(?:without|if|but for|had)\b[^.;]*?\bwould\b"
    r"|\bwould\b[^.;]*?\b(?:if|without|but for|had (?:it|he|she|they) not)\b",
    re.I,
)
_IF = late(r"\b(?:if|unless|would|could|will|shall|may|might|without|otherwise)\b", re.I)
_WOULD_HAVE = late(r"^(?:without|if|but for|had)\b[^.;]*?\bwould have\b", re.I)
_STEM = 5  # letters that "complain" and "complaint", "report" and "reports" have in common

_CONTENDS = re.compile(r"\b(?:argue|contend|allege|submit|assert)(?:s|d|ed)? that\b", re.I)
# A charge that somebody has heard; one that is unfounded is denied by that.
_CHARGED = re.compile(
    r"\b(?:allegations?|accusations?|complaints?|suspicions?|rumou?rs?)(?: [\w’'-]+){0,3}? that\b"
    r"|\b(?:received|heard|(?:is|are|was|were) (?:[a-z]+ )?(?:claims|reports)|examin\w+|investigat\w+|look\w* into)"
    r" (?:[\w’'-]+ ){0,2}?(?:claims|reports)(?: [\w’'-]+){0,3}? that\b",
    re.I,
)
_PACT = r"(?:agreement|accord|deal|truce|ceasefire|pact|protocol|arrangement|memorandum|plan|road ?map)"
_AGREED = late(
    rf"\b{_PACT}\b(?: [\w’'-]+){{0,4}}? (?:(?:provides?|calls?|foresees?|envisages?|stipulates?|allows?) (?:for )?"
    rf"|includes? that\b)|\b(?:it|{_PACT}) includes that\b",
    re.I,
)
_AGREES = late(
    rf"\b(?:{_PACT}|agree\w*|should|shall|must|may|can|could|would|will|allow\w*|entitled|supposed|due|to be|provid\w+"
    r"|under)\b",
    re.I,
)
_REFUTED = late(
    r"\b(?:unfounded|baseless|untrue|false|den(?:y|ies|ied)|(?:reject|dismiss|refut|disput)\w*|ha[sd] no basis)\b",
    re.I,
)
_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed)?)(?: [\w’'-]+)? (?:why|whether|if|how)\b", re.I)
# What would be if something were not done, or in one reckoning of several, is not what is.
_SUPPOSES = re.compile(
    r"\b(?:if (?:nothing|no|things|the trend|this trend|that trend)\b|without (?:[\w’'-]+ ){1,5}?[\w’'-]+,|otherwise\b"
    r"|in the (?:worst|best) case\b|(?:under|in) (?:the|a|one|another) (?:[\w’'-]+ )?(?:scenario|variant)\b)",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:if|without|unless|otherwise|would|could|may|might|case|scenario|variant|were to)\b", re.I
)


_ACCUSES = frozenset({"accuse", "suspect", "blame", "claim", "charge"})
_URGES = frozenset(
    "urge ask call demand request press appeal invite recommend beg plead advise implore".split()  # noqa: SIM905
)
_URGED = late(
    r"\b(?:urg|ask|call|demand|request|press|appeal|invit|recommend|begg|plead|advis|implor|want|wish|insist)(?:s|e|es|ed"
    r"|ing)?\b|\b(?:should|ought|must|ha(?:s|ve|d) to)\b",
    re.I,
)
_ACCUSED = late(r"\b(?:accus(?:es?|ed|ing)|suspects?|suspected|blam(?:es?|ed)|claim(?:s|ed)? that)\b", re.I)
_HEDGED = late(
    r"\b(?:alleg\w+|accus\w+|suspect\w*|suspicio\w+|blam\w+|claim\w*|report\w*|charg\w+|said to"
    r"|(?-i:may)|might|could)\b",
    re.I,
)


@functools.lru_cache(maxsize=256)
def contended(claim: str, passage: str) -> str:
    """Return a word for a passage that only has somebody argue, or supposes, what the claim tells plainly, or ""."""
    supposed = None if _SUPPOSED.search(claim) else _SUPPOSES.search(passage)
    if supposed:
        return f"what would be (“{supposed.group()}”)"
    root = root_of(claim)
    for words, verb in ((_CONTENDS, "says"), (_CHARGED, "says"), (_ASKS, "asks")):
        if words is not _ASKS and root is not None and is_charging(root):
            continue  # that somebody says so is what the claim tells
        if words is _CHARGED and _REFUTED.search(passage):
            continue
        said = words.search(passage)
        if (
            said
            and not words.search(claim)
            and not (root is not None and _says_it_itself(root, said.group()))
        ):
            return f"what somebody {verb} (“{said.group()}”)"
    return ""


def speaks_of_a_pact(claim: str) -> bool:
    """Say whether a claim tells what is agreed or laid down, or what may or must be."""
    return _AGREES.search(claim) is not None


@functools.lru_cache(maxsize=4096)
def accused(claim: str, passage: str) -> str:
    """Return a word for a passage that has the deed of a claim only as what somebody accuses another of, or "".

    "The army accuses the rebels of shelling the depot" has nobody shell it.
    """
    root = root_of(claim)
    if root is None or root.lemma_ in _ACCUSES or _HEDGED.search(claim) or not _ACCUSED.search(passage):
        return ""
    forms = forms_of(root.text, claim) | {root.lemma_}
    same = [t for t in parsed(passage) if t.lemma_ in forms or not forms.isdisjoint(bm25.terms(t.text))]
    over = [next((a for a in t.ancestors if a.lemma_ in _ACCUSES and a.pos_ == "VERB"), None) for t in same]
    first = over[0] if over and None not in over else None
    return f"what somebody says (“{first.text}”)" if first is not None else ""


@functools.lru_cache(maxsize=4096)
def only_urged(claim: str, passage: str) -> str:
    """Return a word for a passage that has the deed of a claim only as what somebody asks another to do, or "".

    "The council urges the utility to reopen the path" does not say that it will.
    """
    root = root_of(claim)
    if root is None or root.pos_ != "VERB" or _URGED.search(claim) or not _URGED.search(passage):
        return ""
    forms = forms_of(root.text, claim) | {root.lemma_}
    same = [t for t in parsed(passage) if t.lemma_ in forms or not forms.isdisjoint(bm25.terms(t.text))]
    over = [next((a for a in t.ancestors if a.lemma_ in _URGES), None) if _is_bare(t) else None for t in same]
    first = over[0] if over and None not in over else None
    return f"what somebody asks for (“{first.text}”)" if first is not None else ""


def _is_bare(verb: Token) -> bool:
    """Say whether a verb is an infinitive, as what is asked for is: "to reopen", "that he repair it"."""
    return verb.tag_ in ("VB", "VBP") and verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl")


def agreed(claim: str, passage: str) -> str:
    """Return a word for a passage that only has an agreement provide for what a claim tells as a fact, or ""."""
    said = None if speaks_of_a_pact(claim) else _AGREED.search(passage)
    return f"what is agreed (“{said.group().strip()}”)" if said else ""


def supposing(claim: str, passage: str) -> bool:
    """Say whether one of claim and passage tells what would be if something were otherwise, the other what is.

    "Without the penalty they would have 16 points" is not refuted by their 13.
    """
    if _WOULD_BE.search(claim) is not None and not _IF.search(passage):
        return True
    return _WOULD_HAVE.search(passage) is not None and not _IF.search(claim)


def _says_it_itself(verb: Token, said: str) -> bool:
    """Say whether a claim has somebody complain, or allege, what a passage has as a complaint or an allegation."""
    return any(word.startswith(verb.lemma_[:_STEM]) for word in said.casefold().split())
