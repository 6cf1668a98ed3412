"""Where in a document a claim says that something stands: "paragraph 7 allows", "under point 12 of the plan".

The place belongs to the registry's locator, not to the words of the passage: the same number of the same kind bears it
out, and another one is shown beside the draft's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge.quotes import denied_quotation, verbatim as is_verbatim
from ..model import Claim, Evidence, Finding, Stance, Strength
from ..text import late, quotations
from ._foretold import foretold
from ._reading import HARD
from ._synonyms import forms_of, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = {
    "para": "paragraph",
    "paras": "paragraph",
    "art": "article",
    "sec": "section",
    "pt": "point",
    "p": "page",
}
_PLACE = re.compile(
    r"\b(?P<kind>para(?:graph)?s?|points?|articles?|sections?|clauses?|annex(?:es)?|chapters?|principles?|rules?|items?"
    r"|pages?|art|sec|pt)\.?\s+(?P<number>\d+|[a-z]+)\b",
    re.I,
)
# What a document does by its words: that it provides for a thing is told by what it says of the thing.
_FRAMES = frozenset({"call", "stipulate", "foresee", "envisage", "specify", "provide", "lay", "spell"})
# What somebody does by saying a thing: where his own paper says it, it has told, promised, warned of it.
_TELLING = frozenset(
    {"promise", "pledge", "vow", "announce", "warn", "insist", "stress", "explain", "complain", "predict"}
)
# The same of what is his own word: the passage need not say that he replied, or admitted it.
_REPLYING = frozenset(
    """
    counter reply respond retort argue maintain contend concede admit acknowledge claim note assert state remark find
    conclude report reveal disclose confirm rule
    """.split()  # noqa: SIM905
)
# Verbs that only hold up a noun: who "files an application" applies.
_HOLDING = frozenset(
    "lodge file launch conduct carry hold make take give issue submit undertake perform mount bring reach enter".split()  # noqa: SIM905
)
_NOBODY = frozenset({"nobody", "none", "nothing"})
_ALL = late(r"\b(?:nothing|anything|not (?:\w+ )?a thing)\b", re.I)
_SAID = ("ccomp", "xcomp")
# Who denies a charge says "not": his own paper with that "not" has him deny it.
_DENYING = frozenset({"deny", "reject", "dispute", "dismiss", "refute"})
CHARGES = frozenset({"charge", "claim", "accusation", "allegation", "suggestion", "report", "assertion"})
_QUOTING = frozenset({"warn", "threaten", "speak", "talk", "vow", "write", "add"})


def own_words(claim: Claim, evidence: Sequence[Evidence]) -> dict[str, str]:
    """Return the verbatim words that stand beside the desk's paraphrases of a source, where they have every quotation.

    "Until 2027, “subject to review”": the paraphrase has the year, the words beside it the quotation.
    """
    quoted = [mark.of(claim.text) for mark in quotations(claim.text)]
    if not quoted:
        return {}
    words: dict[str, str] = {}
    for item in evidence:
        if item.verbatim:
            words[item.source] = f"{words.get(item.source, '')} … {item.text}"
    return {
        source: said
        for source, said in words.items()
        if all(is_verbatim(q, said) for q in quoted) and not denied_quotation(claim.text, said)
    }


def ranked(finding: Finding, claim: Claim) -> Finding:
    """Return a silent finding on "the second phase" as support where the passage has "phase two"."""
    span = finding.claim_span
    if finding.judge != "numbers" or finding.stance is not Stance.SILENT or span is None:
        return finding
    mine = quantity.at(claim.text, span)
    thing = re.match(r"\s+(phase|stage|step|round|part)\b", claim.text[span.end :], re.I)
    if mine is None or mine.unit != "ordinal" or thing is None:
        return finding
    held = (q for q in quantity.find(finding.evidence.text) if q.unit == "label" and q.value == mine.value)
    for other in held:
        if other.span.of(finding.evidence.text).casefold().startswith(thing[1].casefold()):
            reason = f"the source has {other.span.of(finding.evidence.text)} for {finding.part}"
            return replace(finding, stance=Stance.SUPPORTS, strength=Strength.DECISIVE, reason=reason)
    return finding


def place(locator: str) -> str:
    """Return a locator in the words of copy ("para 7" is "paragraph 7"), or "" where it numbers nothing."""
    found = _PLACE.match(locator)
    return f"{_kind(found)} {found['number']}" if found else ""


def unproved(claim: Claim, item: Evidence, findings: Sequence[Finding], about: str) -> tuple[str, ...]:
    """Return the numbers of a claim that no judge spoke about and that the passage does not have either.

    Before them comes the deed of a claim where only the title has it, which names nobody to whom it was done.

    :param about: what a passage is known to be about beside its words; the name of its document has a number too.
    """
    if item.figure is not None:
        return ()
    titled = _titled(claim.text, item.text, about)
    if titled:
        return (titled,)
    seen = [f.claim_span for f in findings if f.judge in HARD and f.claim_span is not None]
    held = quantity.find(item.text)
    where = f"{about} {place(item.locator)}"
    named = {_label(q.span.of(where), q.value) for q in quantity.find(where) if q.unit == "label"}
    return tuple(
        f"{said}{_elsewhere(said, item.locator)}"
        for one in claim.quantities
        if one.unit != "ordinal"
        and not any(span.overlaps(one.span) for span in seen)
        and not any(quantity.agree(one, other).holds for other in held)
        and not (one.unit == "label" and _label(one.span.of(claim.text), one.value) in named)
        for said in (one.span.of(claim.text),)
    )


def _titled(claim: str, passage: str, about: str) -> str:
    """Return the verb of a claim that only the title of a passage has, of somebody whom it does not name; or "".

    "The board names a director" does not have Roe named, of whom the passage says that two voted for him.
    """
    root = root_of(claim)
    if root is None or root.pos_ != "VERB":
        return ""
    done = next((t for t in root.children if t.dep_ in ("nsubjpass", "dobj") and t.pos_ == "PROPN"), None)
    forms = forms_of(root.text, claim) if done is not None else frozenset()
    if done is None or forms.isdisjoint(told(about)) or not forms.isdisjoint(told(passage)):
        return ""
    return "" if done.text in about else f"{done.text} with “{root.text}”"


def _label(said: str, value: float) -> tuple[str, float]:
    """Return what a label numbers and its number: of "para 7" and "Paragraph 7" the same."""
    found = _PLACE.match(said)
    word = _kind(found) if found else said.split()[0].casefold()
    return word, value


@functools.lru_cache(maxsize=4096)
def framed(claim: str, known: str, *, quoting: bool) -> frozenset[str]:
    """Return the words of a claim by which only its document speaks: "provides for" of the plan, "denies that".

    :param known: the passage, and in lines of their own what it is known to be about.
    :param quoting: the claim's quotation is word for word in the source: then "warned of" only brings it in.
    """
    passage = known.partition("\n")[0]
    # "Nobody asked for it" of what "was not asked for by anybody".
    nobody = (t.text for t in parsed(claim) if t.lower_ in _NOBODY) if turns(passage) % 2 else ()
    nobody = (word for word in nobody if word.casefold() != "nothing" or _denies_all(claim, passage))
    return _framing(claim, known, quoting=quoting).union(_held_up(claim, passage), nobody)


def _denies_all(claim: str, passage: str) -> bool:
    """Say whether a passage denies of everything what a claim has nothing do: "no decision" decides nothing.

    That no painting was stolen leaves the silver.
    """
    root = root_of(claim)
    acts = forms_of(root.text, claim) if root is not None else frozenset()
    things = (t.head for t in parsed(passage) if t.lower_ == "no")
    return _ALL.search(passage) is not None or any(not acts.isdisjoint(bm25.terms(t.text)) for t in things)


def _framing(claim: str, known: str, *, quoting: bool) -> frozenset[str]:
    root = root_of(claim)
    if root is None or root.lemma_ not in _FRAMES | _QUOTING | _TELLING | _DENYING | _REPLYING:
        return frozenset()
    who = next((t for t in root.children if t.dep_ == "nsubj"), None)
    terms = set(bm25.terms(who.text)) if who is not None else set()
    if not terms or not terms <= set(bm25.terms(known)):
        return frozenset()
    passage, _, about = known.partition("\n")
    own = terms <= set(bm25.terms(about))
    if root.lemma_ in _DENYING:
        return frozenset(_charge(root)) if own and turns(passage) % 2 else frozenset()
    said = [c for c in root.children if c.dep_ in _SAID]
    if root.lemma_ in _REPLYING and own:  # what he replied, the passage has to say
        own = any(not forms_of(c.text, claim).isdisjoint(told(passage)) for c in said)
        return frozenset({root.text} if own else ())
    tells = root.lemma_ in _TELLING and said
    return frozenset(
        {root.text} if tells or root.lemma_ in (_FRAMES | _QUOTING if quoting else _FRAMES) else ()
    )


def _held_up(claim: str, passage: str) -> Iterator[str]:
    """Yield the verbs of a claim that only hold up a noun which a passage has as its verb: "lodge" an appeal."""
    for verb in parsed(claim):
        if verb.pos_ != "VERB" or verb.lemma_ not in _HOLDING:
            continue
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
        forms = forms_of(thing.text, claim) if thing is not None else frozenset()
        acts = (t for t in parsed(passage) if t.pos_ == "VERB" and not forms.isdisjoint(bm25.terms(t.text)))
        act = next(acts, None) if forms else None
        ahead = act is not None and foretold(act) and not any(c.tag_ == "TO" for c in verb.children)
        if act is not None and not ahead and not any(c.dep_ == "neg" for c in act.children):
            yield verb.text


def _charge(root: Token) -> Iterator[str]:
    """Yield the words by which a claim has somebody deny what follows: "denied", "rejects" and its "charge that"."""
    said = [c for c in root.children if c.dep_ in _SAID]
    charges = [c for c in root.children if c.dep_ == "dobj" and c.lemma_ in CHARGES]
    if said or any(c.dep_ in ("acl", "relcl", *_SAID) for charge in charges for c in charge.children):
        yield root.text
        yield from (charge.text for charge in charges)


def _elsewhere(said: str, locator: str) -> str:
    """Return where the source has what a claim puts at another place of the same kind, or ""."""
    mine, theirs = _PLACE.search(said), _PLACE.match(locator)
    if mine is None or theirs is None or _kind(mine) != _kind(theirs):
        return ""
    return f" (the source: {locator})"


def _kind(found: re.Match[str]) -> str:
    word = found["kind"].casefold()
    return _KINDS.get(word, word.removesuffix("s"))
