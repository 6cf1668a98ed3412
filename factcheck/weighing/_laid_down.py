"""What a plan, a law or a resolution lays down in the present tense, and a claim tells as done.

"The forces pull back to the agreed line", in a plan, does not say that they have; "members who give up their arms get
an amnesty" has given nobody one. What such a paper itself does it does by saying so: a resolution that "welcomes" has
welcomed. The kind of its source (``sources.yaml``) says what a passage is; a release may tell what is done in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..model import Evidence
from ._contended import speaks_of_a_pact
from ._foretold import helpers_of, is_done
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT = frozenset({"VBZ", "VBP", "VB"})
_NOT_YET = frozenset({"to", "shall", "will"})
_PLANS = frozenset("plan phase stage step deal agreement accord scheme roadmap proposal blueprint".split())  # noqa: SIM905
_SPEAKING = frozenset(
    """
    resolution plan law act bill paragraph point section article annex preamble clause decree draft text document
    council parliament assembly court
    """.split()  # noqa: SIM905
)


def laid_down(claim: str, item: Evidence) -> str:
    """Return the verb by which a plan, a law or a resolution lays down what a claim tells as done, or ""."""
    done = root_of(claim)
    if (
        done is None
        or done.lemma_ == "be"
        or done.tag_ == "VBG"
        or not is_done(done)
        or speaks_of_a_pact(claim)
    ):
        return ""
    forms = forms_of(done.text, claim)
    same = [t for t in parsed(item.text) if not forms.isdisjoint(bm25.terms(t.text))]
    acts = [t for t in same if t.pos_ == "VERB"] or [v for t in same if (v := _verb_over(t)) is not None]
    acts = acts or [_told(t) for t in parsed(item.text) if t.dep_ == "ROOT"]  # told in other words
    itself, doer = (
        told(item.publisher),
        next((c for c in done.children if c.dep_ in ("nsubj", "nsubjpass")), None),
    )
    if not item.lays_down:
        planned = bool(acts) and all(map(_is_of_a_plan, acts))
        return f"what is planned (“{acts[0].text}”)" if planned and not _plans(doer) else ""
    if not acts or _speaks(doer, itself) or not all(_is_laid_down(act, itself) for act in acts):
        return ""
    return f"what is laid down (“{acts[0].text}”)"


def _told(root: Token) -> Token:
    """Return the verb of what is told: of "the committee meets, she said" that of the meeting."""
    said = (
        c for c in root.children if c.dep_ == "ccomp" and root.lemma_ in ("say", "announce", "add", "write")
    )
    return next(said, root)


def _is_of_a_plan(act: Token) -> bool:
    """Say whether a release has a plan do something, in the present: "phase two sets up a committee"."""
    subject = next((c for c in act.children if c.dep_ == "nsubj"), None)
    return act.tag_ in _PRESENT and not helpers_of(act) and _plans(subject)


def _plans(who: Token | None) -> bool:
    return who is not None and who.lemma_.casefold() in _PLANS


def _verb_over(word: Token) -> Token | None:
    return next(
        (t for t in word.ancestors if t.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in t.children)), None
    )


def _is_laid_down(act: Token, itself: frozenset[str]) -> bool:
    """Say whether a verb tells in the present what somebody does; in the passive an order does it by saying so."""
    subject = next((c for c in act.children if c.dep_ == "nsubj"), None)
    present = act.tag_ in _PRESENT and helpers_of(act) <= _NOT_YET
    return present and (act.tag_ == "VB" or not _speaks(subject, itself))


def _speaks(who: Token | None, itself: frozenset[str]) -> bool:
    """Say whether somebody is the paper itself, or who made it."""
    known = who is not None and not itself.isdisjoint(bm25.terms(who.text))
    return who is None or known or who.pos_ == "PRON" or who.lemma_.casefold() in _SPEAKING
