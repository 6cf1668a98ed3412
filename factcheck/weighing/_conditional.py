"""On what condition something is so: what "will close if the bank ends the loan" is not said to close.

"Even if" and "whether or not" set none. What waits for something to come ("once the budget is passed") is not sure
either, as long as it is told as to come.
"""

from __future__ import annotations

import re

from .. import bm25
from ..judge import parsed, root_of
from ..text import late
from ._claim import asserted, meant
from ._foretold import is_done
from ._synonyms import spoken, told

_CONDITION = late(
    r"(?<!even )(?<!as )(?<!ask )(?<!asked )(?<!asks )(?<!see )"
    r"\b(?:(?:if(?! (?:need|needed|necessary|possible|any|at all|so|not)\b)"
    r"|provided(?= (?:that|the|it|they|he|she|an?|its|no)\b)"
    r"|on (?:the )?condition that|only (?:if|when)|(?-i:Should)(?= [^,.;:]+,)|in the event (?:of|that)|in case(?! of)"
    r"|(?-i:Were)(?= [^,.;:]+ to [^,.;:]+,)|(?-i:Weather)(?= permitting)"
    r"|subject to(?= (?:[\w’'-]+ ){0,3}?(?:approval|consent|agreement|ratification|clearance)))"
    r"|unless)\b[^,.;:]*",
    re.I,
)
# On what a deed to come waits; of one that is done it tells when, and "once a year" how often.
_AWAITED = late(
    r"\b(?:(?:once|as soon as) (?=[^,.;:]* (?:is|are|has|have)\b)|(?:as|so) long as )[^,.;:]*", re.I
)
_TO_COME = late(r"\b(?:will|would|shall|(?:is|are) (?:due |ready |set )?to)\b", re.I)
_CONDITIONED = late(
    r"\b(?:if|unless|once|when|until|before|after|should|provided|condition(?:s|al|ally)?|would|could|(?-i:may)|might|otherwise"
    r"|without|threat\w*|depend\w*|case|whether|offer\w*|want(?:s|ed)?|demand\w*|insist\w*|only|subject"
    r"|as (?:long|soon) as|permitting|pending)\b",
    re.I,
)
_DENIED = late(r"\b(?:not|no|never)\b|n['’]t\b", re.I)
_OPEN = late(r"\b(?:whether|if) [^,.;:]* or not\b", re.I)  # then it is done in either case
_READY = frozenset("ready willing prepared agreed agrees agree offered offers offer set".split())  # noqa: SIM905


def on_condition(claim: str, passage: str) -> str:
    """Return the condition that a passage sets for what a claim tells plainly or on the opposite condition, or "".

    What stands only in the condition itself ("if more than two marks prove wrong") nobody says.
    """
    theirs = "" if _OPEN.search(passage) else _condition(passage)
    if not theirs:
        return ""
    if (found := _CONDITION.search(claim)) is not None:
        ours = found.group()
        turned = _is_unless(ours) != _is_unless(theirs) and not _DENIED.search(theirs)
        return f"{ours.split(' ')[0]} (the source: {theirs.split(' ')[0]})" if turned else ""
    root = root_of(claim)
    done = root is not None and is_done(root)  # what is only planned is no more done by a condition
    said = () if done or _CONDITIONED.search(claim) else _tied(claim, passage, theirs)
    return f"{', '.join(said)} (the source: {theirs})" if said else ""


def _condition(passage: str) -> str:
    """Return the words by which a passage sets a condition, or has what is to come wait for something; or ""."""
    found = _CONDITION.search(passage)
    if found is None and _TO_COME.search(passage):
        found = _AWAITED.search(passage)
    return found.group() if found is not None else ""


def _is_unless(condition: str) -> bool:
    return condition.casefold().startswith("unless")


def _tied(claim: str, passage: str, condition: str) -> tuple[str, ...]:
    """Return the words of a claim that a passage says only on its condition, in order, or nothing."""
    part = next(part for part in re.split(r"[;.](?!\d)\s", passage) if condition in part)
    rest = passage.replace(part, " ")
    beside, within = told(rest), told(part)
    # Who "is ready to talk" may be one who "will talk only if": the deed is tied to it, not the readiness.
    ready = not _READY.isdisjoint(word.casefold() for word in asserted(claim))
    forms = {word: dict(spoken(claim)).get(word, frozenset(bm25.terms(word))) for word in meant(claim)}
    forms = forms if ready else {word: some for word, some in forms.items() if word in asserted(claim)}
    said = [word for word in forms if not (ready and told(passage).isdisjoint(forms[word]))]
    only = not beside and _is_to_be_done(claim, part)
    if said and all(beside.isdisjoint(forms[w]) and (only or not within.isdisjoint(forms[w])) for w in said):
        return tuple(sorted(said))
    root = root_of(claim)
    return (root.text,) if root is not None and _is_said_there(claim, part, rest) else ()


def _is_said_there(claim: str, part: str, rest: str) -> bool:
    """Say whether a claim of what is to come has its words in one part of a passage, and fewer of them beside it."""
    if not _TO_COME.search(claim):
        return False
    here, there = told(part), told(rest)
    mine = {word for word, forms in spoken(claim) if not here.isdisjoint(forms)}
    others = {word for word, forms in spoken(claim) if not there.isdisjoint(forms)}
    return others < mine


def _is_to_be_done(claim: str, part: str) -> bool:
    """Say whether a part of a passage has all things of a claim that tells no past: then it tells it, in some words.

    "Production starts again" of "production is to resume".
    """
    root, held, forms = root_of(claim), told(part), dict(spoken(claim))
    things = [t.text for t in parsed(claim) if t.pos_ in ("NOUN", "PROPN") and t.text in forms]
    past = root is None or root.tag_ in ("VBD", "VBN")
    return not past and bool(things) and all(not held.isdisjoint(forms[word]) for word in things)
