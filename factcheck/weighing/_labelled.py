"""What a thing is only sold, labelled or dressed as, which it need not be: "the honey labelled as Ostland honey".

What stands behind the "as" is what somebody calls it, and bears nothing out of what it is. Where the passage goes on to
tell that it came from elsewhere, it refutes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import refuting, shown
from ._synonyms import forms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SELLING = frozenset({"sell", "market", "brand", "bill", "trade", "export"})
_CALLING = _SELLING | frozenset(
    "label mark declare advertise present pass pose disguise masquerade dress tag relabel repackage".split()  # noqa: SIM905
)
_ASCRIBING = frozenset({"attribute", "ascribe"})
_CALLED = late(
    r"\b(?:(?:label|mark|brand|bill|declar|advertis|market|present|tagg|dress|pos|pass|disguis|masquerad|repackag|trad"
    r"|export)\w*(?: off)?|sold|sells?) (?:[\w’'-]+ ){0,4}?as\b|\b(?:attribut|ascrib)\w* to\b",
    re.I,
)
# Whence a thing is, and who made it: where that is told of another place or hand, it is told otherwise.
_ORIGINS = frozenset(
    "come be stem originate hail make produce press refine lay grow pick brew paint weave catch belong mine".split()  # noqa: SIM905
)
_MAKING = frozenset({"paint", "write", "compose", "draw", "carve", "sculpt"})
_WHENCE = frozenset({"from", "in", "by", "to", "at", "off"})
NEAR = 6  # words within which the "as" follows the verb
_ELSEWHERE = frozenset({"elsewhere", "abroad", "overseas", "another"})


class _Label(NamedTuple):
    """A verb by which a passage only calls a thing something, and the words behind its "as"."""

    verb: Token
    words: tuple[Token, ...]


def only_called(claim: str, passage: str) -> str:
    """Return the word of a claim that a passage has only in what a thing is called: "labelled as ..."; or ""."""
    found = _only_called(claim, passage)
    return f"{found[0]} (the source: {_said(found[1])})" if found is not None else ""


def otherwise_than_called(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a thing is by a claim whence it is only labelled to be, and is from elsewhere."""
    root = root_of(claim.text)
    found = _only_called(claim.text, item.text)
    if root is None or found is None or root.lemma_ not in _ORIGINS or is_denied(root):
        return
    word, label = found
    who = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if who is None or forms_of(who.text, claim.text).isdisjoint(bm25.terms(_thing(label))):
        return
    if _is_from(word, root) and _is_from_elsewhere(label):
        reason = f"the draft says {word}; the source only says “{_said(label)}”: “{shown(item.text)}”"
        at = claim.text.index(word)
        yield refuting("acts", reason, Span(start=at, end=at + len(word)), f"{word} itself", item)


def _only_called(claim: str, passage: str) -> tuple[str, _Label] | None:
    if not _CALLED.search(passage) or _CALLED.search(claim):
        return None
    for label in _labels(passage):
        if label.verb.lemma_ in _ASCRIBING and not _is_work(claim):
            continue  # deaths that are attributed to a storm are its deaths
        inside = {t.i for t in label.words}
        outside = {term for t in label.verb.doc if t.i not in inside for term in bm25.terms(t.text)}
        called = {term for t in label.words for term in bm25.terms(t.text)} - outside
        for word in (t for t in parsed(claim) if t.pos_ in ("PROPN", "NOUN")):
            forms = forms_of(word.text, claim)
            if not called.isdisjoint(bm25.terms(word.text)) and outside.isdisjoint(forms):
                return word.text, label
    return None


def _labels(passage: str) -> Iterator[_Label]:
    """Yield what things are called, read word by word: "the honey labelled as" leads a parse astray."""
    words = parsed(passage)
    for verb in (t for t in words if t.pos_ in ("VERB", "ADJ")):
        behind = "to" if verb.lemma_ in _ASCRIBING else "as" if verb.lemma_ in _CALLING else ""
        near = words[verb.i + 1 : verb.i + NEAR] if behind else ()
        if verb.lemma_ == "pass" and not any(t.lower_ == "off" for t in near):
            continue  # what "passed as law" is law
        link = next((t for t in near if t.lower_ == behind), None)
        rest = words[link.i + 1 :] if link is not None else ()
        called = tuple(itertools.takewhile(_names_it, rest))
        # What is "marketed as Levatrin" has that name.
        if (
            called
            and called[0].lower_ != "of"
            and not (verb.lemma_ in _SELLING and all(t.pos_ == "PROPN" for t in called))
        ):
            yield _Label(verb, called)


def _names_it(word: Token) -> bool:
    return word.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART") or word.lower_ == "of"


def _is_work(claim: str) -> bool:
    """Say whether a claim tells whose work a thing is."""
    root = root_of(claim)
    by = root is not None and root.lemma_ == "be" and any(c.lower_ == "by" for c in root.children)
    return by or (root is not None and root.lemma_ in _MAKING)


def _is_from(word: str, root: Token) -> bool:
    """Say whether a word of a claim stands in what its verb says of whence, or whose, a thing is."""
    preps = (c for c in root.children if c.dep_ in ("prep", "agent") and c.lower_ in _WHENCE)
    return any(t.text == word for c in preps for t in c.subtree)


def _is_from_elsewhere(label: _Label) -> bool:
    """Say whether a passage goes on to tell whence, or whose, a thing is, beside what it is called."""
    behind = [t for t in label.verb.doc[label.words[-1].i + 1 :] if not t.is_punct and t.pos_ != "PART"]
    behind = list(itertools.dropwhile(lambda t: t.pos_ == "AUX" and t.lemma_ != "be", behind))
    behind = [t for t in behind if t.pos_ != "ADV" or t.lower_ in _ELSEWHERE]
    told = list(itertools.dropwhile(lambda t: t.lemma_ in _ORIGINS, behind))
    other = any(t.pos_ == "PROPN" or t.lower_ in _ELSEWHERE for t in told[:NEAR])
    return len(told) < len(behind) and bool(told) and told[0].lower_ in _WHENCE | _ELSEWHERE and other


def _thing(label: _Label) -> str:
    """Return the noun right before what it is called."""
    before = (
        t for t in reversed(label.verb.doc[: label.verb.i]) if not (t.is_punct or t.pos_ in ("AUX", "ADV"))
    )
    return next((t.text for t in before), "")


def _said(label: _Label) -> str:
    return str(label.verb.doc[label.verb.i : label.words[-1].i + 1].text)
