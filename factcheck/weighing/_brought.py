"""What one document, brought for a claim, is asked before it bears the claim out; only ``verify`` reads this.

There every sentence is about the matter, so that most words of a false claim stand somewhere: its verb is missing or
only wished, its day is that of another deed, its number of somebody else, its doer is the one to whom it is done.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..judge.numbers import counted
from ..model import Claim, Evidence, Finding, Stance
from ..nlp import kind_of
from ._claim import LIGHT, asserted, called
from ._deeds import deeds
from ._foretold import is_done, to_come
from ._kinded import numbered_so
from ._measured import is_stated
from ._owned import by_a_person
from ._phrased import turned_by_particle
from ._slotted import in_another_part
from ._standing import only_wished
from ._strayed import by_somebody_else, of_strangers
from ._sums import fairly_added
from ._synonyms import forms_of, spoken, told
from ._turned import is_turned
from ._turns import turns
from ._unheld import told_otherwise

if TYPE_CHECKING:
    from spacy.tokens import Token

_EACH = re.compile(r"\b(?:each|every|per|apiece)\b", re.I)
_FROM_TO = re.compile(r"\bfrom (?:the )?([A-Z]\w+)(?: [a-z]+){0,2} to (?:the )?([A-Z]\w+)")
_REST = re.compile(r"\b(?:more|fewer|less|rest|others?|left|remain\w*|not|no|by)\b", re.I)
_TIMES = re.compile(r"\b(?:twice|thrice|double\w*|triple\w*|treble\w*|half|times|third|quarter)\b", re.I)
_HE = re.compile(r"\b(?:he|she|his|her)\b", re.I)
# What a source need not say for it to be so: that it began, was called so, is in a place.
_SAYS_LITTLE = frozenset(
    """
    become begin start remain stay continue return happen occur join feature appear include release name call
    announce show finish mark go come tell say report inform base locate lie own use want need seem mean know see
    look follow lead comprise consist contain involve run keep hold work live serve
    """.split()  # noqa: SIM905
)
GIVING = frozenset("give pay grant award hand lend donate transfer refund present".split())  # noqa: SIM905
_BELIEVING = frozenset(
    {"think", "believe", "suspect", "assume", "suppose", "fear", "presume", "doubt", "guess"}
)
_OWING = frozenset({"have", "need", "remain"})
_BINDING = frozenset({"will", "must", "shall"})
VERY_FEW = 5
FEW = 7  # telling words: of so short a claim every one counts, and its verb most


def built(
    claim: Claim, passages: Sequence[Evidence], findings: Sequence[Finding], document: str
) -> tuple[str, ...]:
    """Return what a claim has otherwise by its build than each passage of a document that tells most of it, or nothing.

    Passages that have not what the claim asserts count only where none has.

    :param findings: what the judges found in the whole document.
    """
    held = told(document)
    missing = [word for word, forms in spoken(claim.text) if held.isdisjoint(forms)]
    telling = [item for item in passages if _tells(claim.text, item.text)] or passages
    denied = any(f.judge == "negation" and f.stance is Stance.SUPPORTS for f in findings)
    found = []
    for item in telling:
        own = [one for one in findings if one.evidence == item and _is_told(one, claim.text, item.text)]
        otherwise = told_otherwise(claim.text, item.text, own, missing, lambda _: frozenset())
        turned = () if denied else _turned(claim.text, item.text, own)
        lacking = tuple(word for word, forms in spoken(claim.text) if told(item.text).isdisjoint(forms))
        added = (
            *called(claim.text, lacking),
            *_unfair(claim, item, findings),
            *_each(claim.text, item, findings),
            *_placed_otherwise(claim.text, item.text),
            *_unsaid_and_turned(claim.text, item.text, missing),
        )
        found.append(tuple(dict.fromkeys((*turned, *added, *otherwise))))
    if found and all(found):
        return found[0]
    return (
        *_undone(claim.text, passages),
        *_suffered(claim.text, passages),
        *_other_way(claim.text, document),
        *_called_so(claim.text, tuple(dict.fromkeys(f.evidence for f in findings))),
        *_unsaid(claim.text, document),
        *_believed(claim.text, passages),
        *of_strangers(claim.text, findings, passages),
    )


def saying(claim: str, passages: Sequence[Evidence]) -> list[Evidence]:
    """Return the passages that have what a very short claim asserts, all where none has; of a longer claim none."""
    root = root_of(claim)
    if root is None or len(spoken(claim)) > VERY_FEW or root.lemma_ in _SAYS_LITTLE | LIGHT:
        return []
    return [item for item in passages if _tells(claim, item.text)] or [*passages]


def _other_way(claim: str, document: str) -> Iterator[str]:
    """Yield from where to where a claim has something go that a document only has go the other way."""
    theirs = [found.groups() for found in _FROM_TO.finditer(document)]
    for found in _FROM_TO.finditer(claim):
        if found.groups() not in theirs and found.groups()[::-1] in theirs:
            yield f"{found.group()} (the source has it the other way round)"


def _called_so(claim: str, passages: Sequence[Evidence]) -> Iterator[str]:
    """Yield what a claim says that somebody named is, where no passage has the word with the name, or with a "he"."""
    root = root_of(claim)
    who = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
    what = next((c for c in root.children if c.dep_ == "attr"), None) if root is not None else None
    if root is None or who is None or what is None or root.lemma_ != "be" or is_denied(root):
        return
    if who.pos_ != "PROPN" or kind_of(who) not in ("PERSON", "NORP") or what.pos_ != "NOUN":
        return
    forms, name = forms_of(what.text, claim), frozenset(bm25.terms(who.text))
    having = [item.text for item in passages if not forms.isdisjoint(told(item.text))]
    if having and not any(_HE.search(text) or not name.isdisjoint(bm25.terms(text)) for text in having):
        yield f"that {who.text} is {what.text}"


def _believed(claim: str, passages: Sequence[Evidence]) -> Iterator[str]:
    """Yield the verb by which a claim has somebody only think so, where no passage near to it has anybody think."""
    root = root_of(claim)
    if root is None or root.lemma_ not in _BELIEVING or not any(c.dep_ == "ccomp" for c in root.children):
        return
    forms = forms_of(root.text, claim)
    if all(forms.isdisjoint(told(item.text)) for item in passages):
        yield root.text


def has_predicate(claim: str, text: str) -> bool:
    """Say whether a text has a word for what a claim says that something is; a verb is told in many words."""
    root, said, held = root_of(claim), asserted(claim), told(text)
    return (
        root is None
        or root.lemma_ != "be"
        or not said
        or any(not held.isdisjoint(forms_of(word, claim)) for word in said)
    )


def _unsaid(claim: str, document: str) -> Iterator[str]:
    """Yield what a claim says that something is, and by whom it has it done, where nothing of a document does."""
    if not has_predicate(claim, document):
        yield " ".join(sorted(asserted(claim)))
    held = told(document)
    for doer in (
        t for t in parsed(claim) if t.dep_ == "pobj" and t.head.dep_ == "agent" and t.pos_ != "PRON"
    ):
        words = [t.text for t in doer.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ") and bm25.terms(t.text)]
        if words and all(held.isdisjoint(forms_of(word, claim)) for word in words):
            yield f"by {doer.text}"


def _each(claim: str, item: Evidence, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the number that a claim gives for each of several, and a passage for all of them."""
    root = root_of(claim)
    who = (
        next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if root is not None
        else None
    )
    each = who is not None and any(t.lower_ in ("each", "every") for t in (who, *who.children))
    for found in findings if each and not _EACH.search(item.text) else ():
        if found.evidence == item and found.judge == "numbers" and found.evidence_span is not None:
            yield f"{found.part} for each"
            return


def _placed_otherwise(claim: str, passage: str) -> Iterator[str]:
    """Yield what a claim has and a passage that tells most of it has for another, or only as somebody's wish."""
    for differs in (by_somebody_else, only_wished, in_another_part, numbered_so, by_a_person):
        if found := differs(claim, passage):
            yield found


def _undone(claim: str, passages: Sequence[Evidence]) -> Iterator[str]:
    """Yield what a short claim says that is done, has to be or is so, where no passage that tells it has the word.

    That a grant was promised has every word of "it paid a grant" but one.
    """
    root, words = root_of(claim), spoken(claim)
    if root is None or not passages or len(words) > FEW:
        return
    text = "\n".join(item.text for item in passages)
    for said in filter(None, (*_predicates(root), _object(root, len(words)))):
        # A "contract" is signed in the words of a desk, but does not stand for itself and for its signing.
        others = {term for word, _ in words if word not in said for term in bm25.terms(word)}
        held = told(text) - others
        if all(held.isdisjoint(forms_of(word, claim)) for word in said):
            yield " ".join(said)
            return
    if _is_due(root, passages):
        yield f"{root.text} (the source has it done)"
    elif root.tag_ != "VBG" and is_done(root) and all(to_come(root, item.text) for item in passages):
        yield f"{root.text} (the source: {to_come(root, passages[0].text)})"
    elif (
        root.lemma_ == "give"
        and is_done(root)
        and GIVING.isdisjoint(t.lemma_ for i in passages for t in parsed(i.text))
    ):
        yield root.text  # what was offered
    elif phrase := turned_by_particle(claim, text, light=True):
        yield phrase


def _object(root: Token, words: int) -> tuple[str, ...]:
    """Return the noun to which a very short claim says that something was done: he has broken his "leg"."""
    short = words <= VERY_FEW and is_done(root) and root.lemma_ not in _SAYS_LITTLE | LIGHT
    return tuple(c.text for c in root.children if short and c.dep_ == "dobj" and c.pos_ == "NOUN")[:1]


def _predicates(root: Token) -> Iterator[tuple[str, ...]]:
    """Yield the words for what a claim says in its main clause, told as done or binding, and in those under it."""
    thinks = root.lemma_ in ("believe", "doubt", "think", "fear", "hope")
    bound = is_done(root) or thinks or any(c.lower_ in _BINDING for c in root.children)
    little = root.lemma_ in _SAYS_LITTLE or _happens(root) or is_denied(root)
    main = asserted(root.doc.text) if bound and not little else ()
    below = [
        t for t in root.subtree if t.lemma_ == "be" and t.dep_ in ("advcl", "ccomp") and not is_denied(t)
    ]
    called = (c.text for t in below for c in t.children if c.dep_ == "acomp")
    for said in (sorted(main), *((word,) for word in called)):
        known = tuple(word for word in said if bm25.terms(word))
        if known:
            yield known


def _happens(root: Token) -> bool:
    """Say whether a verb and its noun only say that something was: "took place"."""
    return root.lemma_ == "take" and any(c.lower_ == "place" for c in root.children)


def _is_due(root: Token, passages: Sequence[Evidence]) -> bool:
    """Say whether a claim says that something has to be done which passages tell as done: "have to be repaired"."""
    due = next((c for c in root.children if c.dep_ == "xcomp" and root.lemma_ in _OWING), None)
    if due is None or is_denied(root):
        return False
    same = [t for item in passages for t in parsed(item.text) if t.pos_ == "VERB" and t.lemma_ == due.lemma_]
    return bool(same) and all(is_done(t) and not is_denied(t) for t in same)


def _suffered(claim: str, passages: Sequence[Evidence]) -> Iterator[str]:
    """Yield who does something in a claim to whom passages only have it done: "he criticised the jury"."""
    ours = next((d for d in deeds(claim) if d.verb.dep_ == "ROOT"), None)
    doer = (
        _terms(ours.parts.get("agent", ())) if ours is not None and "patient" in ours.parts else frozenset()
    )
    if ours is None or not doer or is_denied(ours.verb):
        return
    same = [d for item in passages for d in deeds(item.text) if d.verb.lemma_ == ours.verb.lemma_]
    turned = [
        any(not doer.isdisjoint(_terms(words)) for part, words in d.parts.items() if part != "agent")
        and doer.isdisjoint(_terms(d.parts.get("agent", ())))
        for d in same
        if "agent" in d.parts
    ]
    if turned and all(turned):
        yield f"{ours.verb.text} by {ours.parts['agent'][0].text}"


def _terms(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(term for t in words[:1] for term in bm25.terms(t.text))


def _unfair(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the numbers of a claim that a passage has only as what two of its own come to, which it does not tell."""
    for found in findings:
        if found.evidence == item and _is_counted_otherwise(claim.text, found):
            yield found.part
    for found in findings if quantity.parts(item.text) else ():
        borne = found.evidence == item and found.judge == "numbers" and found.stance is Stance.SUPPORTS
        if borne and fairly_added((found,), claim, item)[0].stance is not Stance.SUPPORTS:
            yield found.part


def _is_counted_otherwise(claim: str, found: Finding) -> bool:
    """Say whether a number that is only worked out is borne out by another of the very thing: 67 witnesses for 41."""
    at, mine, passage = found.evidence_span, found.claim_span, found.evidence.text
    if found.judge != "numbers" or found.stance is not Stance.SUPPORTS or at is None or mine is None:
        return False
    one, other = quantity.at(claim, mine), quantity.at(passage, at)
    if one is None or other is None or one.unit or other.unit or quantity.agree(one, other).holds:
        return False
    if _TIMES.search(passage) or _REST.search(claim):
        return False  # "twice what they had hoped for"
    things = counted(claim, mine)
    return bool(things) and not things.isdisjoint(counted(passage, at))


def _tells(claim: str, passage: str, said: frozenset[str] | None = None) -> bool:
    """Say whether a passage has all words for what a claim asserts."""
    held = told(passage)
    return not any(
        held.isdisjoint(forms_of(word, claim)) for word in (asserted(claim) if said is None else said)
    )


def _turned(claim: str, passage: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield that one of claim and passage denies what the other tells of the very thing that the claim asserts."""
    sure, root = ("quotes", "numbers"), root_of(claim)
    ranks = [q.span for q in quantity.find(claim) if q.unit == "ordinal"]  # "second-division" counts nothing
    if any(f.stance is Stance.SUPPORTS and f.judge in sure and f.claim_span not in ranks for f in findings):
        return
    verbs = asserted(claim)
    if root is not None and root.lemma_ in _SAYS_LITTLE | {"have"}:  # "went on strike", "had a permit"
        behind = (t for c in root.children for t in (c, *c.children) if t.dep_ in ("dobj", "pobj"))
        verbs = frozenset(t.text for t in behind if t.pos_ == "NOUN") or verbs
    if verbs and _tells(claim, passage, verbs) and is_turned(claim, passage):
        yield f"{min(verbs)} (one of draft and source denies it)"


def _unsaid_and_turned(claim: str, passage: str, missing: Collection[str]) -> Iterator[str]:
    """Yield what a very short claim says that something is, where a passage denies and nothing of the document says it.

    A lake in which swimming is prohibited is not "open" to swimmers.

    :param missing: the words of the claim for which the document has none.
    """
    root = root_of(claim)
    if root is None or len(spoken(claim)) > VERY_FEW or not (turns(claim) - turns(passage)) % 2:
        return
    now = any(c.lower_ in ("is", "are") for c in root.children if c.dep_ == "auxpass")
    said = root if now else next((c for c in root.children if c.dep_ == "acomp"), None)
    if said is not None and said.text in missing:
        yield f"{said.text} (one of draft and source denies it)"


def _is_told(found: Finding, claim: str, passage: str) -> bool:
    return found.judge != "numbers" or found.claim_span is None or is_stated(found, claim, passage)
