"""What the sentences before lend to a captured passage: "They have not been dismissed" is about those named before.

A registered statement stands alone; a sentence of a snapshot stands in its paragraph, and desks write what that says.
The sentences before lend the words of what it goes on about, never a number, a date or a quotation, and never what is
done: "It was lifted" says of the restriction before that it was lifted, not that anybody imposed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..judge import parsed
from ..model import Claim, Evidence
from ..text import PARAGRAPH
from ._claim import asserted, objects
from ._synonyms import spoken, told

_SAYS_LITTLE = frozenset({"find", "tell", "turn", "work", "want", "see", "come", "go"})
OPENING = 5  # words in which a sentence names its subject
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STANDS_FOR = re.compile(r"\b(?:it|they|them|this|that|these|those|he|him|she|her|both|one|ones)\b", re.I)


def before(item: Evidence, about: str) -> str:
    """Return the sentences before a passage in its paragraph, "" where it names a subject of its own.

    :param about: what the passage is known to be about: names in it are names.
    """
    here = item.before.rpartition(PARAGRAPH)[2]
    if not here:
        return ""
    opening = _WORD.findall(item.text)[:OPENING]
    known = _within(f"{here} {item.text}") | frozenset(_WORD.findall(about))
    own = any(word[0].isupper() for word in opening[1:]) or bool(opening and opening[0] in known)
    return "" if own else here


def _within(text: str) -> frozenset[str]:
    """Return the words that a text writes with a capital where no sentence begins."""
    return frozenset(re.findall(r"(?<=[\w,;] )[A-Z][\w’'-]*", text))


def only_entitled(claim: Claim, item: Evidence, about: str) -> tuple[str, ...]:
    """Return the verb of a claim which only what a passage is about has: a "Plan to End" it ends nothing."""
    said = asserted(claim.text)
    verbs = [t for t in parsed(claim.text) if t.text in said and t.pos_ == "VERB"]
    if len(verbs) != 1 or verbs[0].lemma_ in _SAYS_LITTLE:
        return ()
    forms = dict(spoken(claim.text)).get(verbs[0].text, frozenset())
    known = told(about).isdisjoint(forms) or not told(item.text).isdisjoint(forms)
    return () if known else (verbs[0].text,)


def unsaid(claim: Claim, item: Evidence, about: str, missing: Sequence[str]) -> tuple[str, ...]:
    """Return what a claim says is done, and to what, that only the sentences before a passage have.

    To what it is done a passage may say by "it" or "them".
    """
    held = told(f"{item.text}\n{about}")  # line by line, as kept
    wanted = asserted(claim.text) | (frozenset() if _STANDS_FOR.search(item.text) else objects(claim.text))
    lent = {word for word, forms in spoken(claim.text) if held.isdisjoint(forms)} - set(missing)
    return tuple(sorted(wanted & lent))
