"""What one document, brought for a claim, is asked before it bears the claim out; only ``verify`` reads this.

There every sentence is about the matter, so that most words of a false claim stand somewhere: its verb is missing or
only wished, its day is that of another deed, its number of somebody else, its doer is the one to whom it is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import parsed, root_of
from ..judge._names import folded_words, names_in
from ..judge._polarity import is_denied
from ..judge.names import one_bearer
from ..model import Claim, Evidence, Finding, Span, Stance
from ..nlp import kind_of
from ._claim import LIGHT, asserted, word_forms
from ._deeds import deeds
from ._kinded import numbered_so
from ._measured import is_stated
from ._owned import by_a_person
from ._slotted import in_another_part
from ._standing import is_done, only_wished, to_come, verb_over
from ._sums import fairly_added
from ._synonyms import forms_of, spoken, told
from ._turned import is_turned
from ._unheld import told_otherwise

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPARES = re.compile(
    r"\b(?:as (?:many|much|\w+) as|than|compared with)(?: (?:in|on|of|the|those))* $", re.I
)
_COMPARING = re.compile(r"\b(?:as|than|compared)\b", re.I)
_EACH = re.compile(r"\b(?:each|every|per|apiece)\b", re.I)
_MAYBE = frozenset({"may", "might", "could"})
# What a source need not say for it to be so: that it began, was called so, is in a place.
_SAYS_LITTLE = frozenset(
    """
    become begin start remain stay continue return join feature appear include release name call announce show finish
    mark go come tell say report inform base locate lie own use want need seem mean know see look follow lead comprise
    consist contain involve run keep hold work live serve
    """.split()  # noqa: SIM905
)
GIVING = frozenset("give pay grant award hand lend donate transfer refund present".split())  # noqa: SIM905
_OWING = frozenset({"have", "need", "remain"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
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
        added = (
            *_unfair(claim, item, findings),
            *_each(claim.text, item, findings),
            *_placed_otherwise(claim.text, item.text),
        )
        found.append(tuple(dict.fromkeys((*turned, *added, *otherwise))))
    if found and all(found):
        return found[0]
    return (
        *_undone(claim.text, passages),
        *_suffered(claim.text, passages),
        *_of_strangers(claim.text, findings, passages),
    )


def has_predicate(claim: str, text: str) -> bool:
    """Say whether a text has a word for what a claim says that something is; a verb is told in many words."""
    root, said, held = root_of(claim), asserted(claim), told(text)
    return (
        root is None
        or root.lemma_ != "be"
        or not said
        or any(not held.isdisjoint(forms_of(word, claim)) for word in said)
    )


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
    for differs in (_by_somebody_else, only_wished, in_another_part, numbered_so, by_a_person):
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
    elif root.lemma_ in LIGHT and (phrase := _with_particle(root)) and not _has_phrase(root, phrase, text):
        yield phrase


def _object(root: Token, words: int) -> tuple[str, ...]:
    """Return the noun to which a very short claim says that something was done: he has broken his "leg"."""
    short = words <= VERY_FEW and is_done(root) and root.lemma_ not in _SAYS_LITTLE | LIGHT
    return tuple(c.text for c in root.children if short and c.dep_ == "dobj" and c.pos_ == "NOUN")[:1]


def _predicates(root: Token) -> Iterator[tuple[str, ...]]:
    """Yield the words for what a claim says in its main clause, told as done or binding, and in those under it."""
    bound = is_done(root) or any(c.lower_ in _BINDING for c in root.children)
    main = (
        asserted(root.doc.text) if bound and root.lemma_ not in _SAYS_LITTLE and not is_denied(root) else ()
    )
    below = [
        t for t in root.subtree if t.lemma_ == "be" and t.dep_ in ("advcl", "ccomp") and not is_denied(t)
    ]
    called = (c.text for t in below for c in t.children if c.dep_ == "acomp")
    for said in (sorted(main), *((word,) for word in called)):
        known = tuple(word for word in said if bm25.terms(word))
        if known:
            yield known


def _is_due(root: Token, passages: Sequence[Evidence]) -> bool:
    """Say whether a claim says that something has to be done which passages tell as done: "have to be repaired"."""
    due = next((c for c in root.children if c.dep_ == "xcomp" and root.lemma_ in _OWING), None)
    if due is None or is_denied(root):
        return False
    same = [t for item in passages for t in parsed(item.text) if t.pos_ == "VERB" and t.lemma_ == due.lemma_]
    return bool(same) and all(is_done(t) and not is_denied(t) for t in same)


def _with_particle(verb: Token) -> str:
    """Return a verb with its particle ("took out"), or ""."""
    return next((f"{verb.text} {c.text}" for c in verb.children if c.dep_ == "prt"), "")


def _has_phrase(verb: Token, phrase: str, text: str) -> bool:
    """Say whether a text has a verb with its particle, or what is said for the two."""
    known = told(phrase) - frozenset(bm25.terms(phrase))
    lines = [line for line in text.split("\n") if phrase.split()[1] in line]
    same = (t for line in lines for t in parsed(line) if t.lemma_ == verb.lemma_)
    return not known.isdisjoint(told(text)) or any(
        c.text == phrase.split()[1] for t in same for c in t.children
    )


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
        not doer.isdisjoint(_terms(d.parts.get("patient", ())))
        and doer.isdisjoint(_terms(d.parts.get("agent", ())))
        for d in same
        if "agent" in d.parts
    ]
    if turned and all(turned):
        yield f"{ours.verb.text} by {ours.parts['agent'][0].text}"


def _terms(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(term for t in words[:1] for term in bm25.terms(t.text))


def _of_strangers(claim: str, findings: Sequence[Finding], near: Sequence[Evidence]) -> Iterator[str]:
    """Yield the days and numbers of a claim that a document has only of somebody of whom the claim does not speak.

    "Among them Ole Fenn, who had won in 2016" does not have another win in 2016; nor is the day of a document that of
    what happened on a day which it names.
    """
    places: dict[tuple[str, Span], list[Finding]] = {}
    for found in findings:
        borne = found.judge in ("dates", "numbers") and found.stance is Stance.SUPPORTS
        if borne and found.claim_span is not None and found.evidence_span is not None:
            places.setdefault((found.part, found.claim_span), []).append(found)
    for (part, _), here in places.items():
        others = [
            _possible(claim, found)
            or _compared(claim, found)
            or _stranger(claim, found)
            or _on_its_own_day(claim, found, findings, near)
            for found in here
        ]
        if all(others):
            yield f"{part} (the source has it of {others[0]})"


def _possible(claim: str, found: Finding) -> str:
    """Return the verb by which a passage has a number or time only as what may be, where a claim tells it plainly."""
    verb, ours = verb_over(found.evidence.text, found.evidence_span), root_of(claim)
    maybe = verb is not None and any(c.lower_ in _MAYBE for c in verb.children)
    if verb is None or not maybe or ours is None or any(t.tag_ == "MD" for t in ours.doc):
        return ""
    return f"what may be (“{verb.text}”)"


def _compared(claim: str, found: Finding) -> str:
    """Return that a passage only compares with a time or number ("twice as many as in 2010"), and a claim does not."""
    at, passage = found.evidence_span, found.evidence.text
    compares = at is not None and _COMPARES.search(passage, 0, at.start)
    return "what it compares with" if compares and not _COMPARING.search(claim) else ""


def _stranger(claim: str, found: Finding) -> str:
    """Return the name of whom a passage tells what it has a detail for, where a claim has no name of that clause."""
    at, passage = found.evidence_span, found.evidence.text
    parts = {deed.verb.i: deed.parts for deed in deeds(passage)}
    here = next((t for t in parsed(passage) if at is not None and at.start <= t.idx < at.end), None)
    over = [t for t in here.ancestors if t.i in parts] if here is not None else []
    doers = ((t, parts[t.i].get("agent") or parts[t.i].get("patient", ())) for t in over)
    verb, who = next(((t, who) for t, who in doers if who), (None, ()))
    name = next((t for t in who if t.pos_ == "PROPN" and kind_of(t) in _ACTING), None)
    if verb is None:
        return _by_somebody_else(claim, passage)
    if name is None or any(t.tag_ in ("PRP", "PRP$") for t in verb.subtree):
        return ""  # "him", "its": the claim's perhaps
    named = " ".join(t.text for t in (*who, *verb.subtree) if t.pos_ == "PROPN")
    return name.text if frozenset(bm25.terms(claim)).isdisjoint(bm25.terms(named)) else ""


def _by_somebody_else(claim: str, passage: str) -> str:
    """Return the name of who does or says it in a passage that has not the name by which a claim has it done; or ""."""
    root = root_of(claim)
    who = _doer(root) if root is not None else None
    ours = _named(who) if who is not None and who.pos_ == "PROPN" and kind_of(who) in _ACTING else frozenset()
    if root is None or who is None or not ours or not ours.isdisjoint(bm25.terms(passage)) or is_denied(root):
        return ""
    words = folded_words(" ".join(t.text for t in who.subtree if t.pos_ == "PROPN"))
    if any(one_bearer(words, other) for other in names_in(passage)):
        return ""  # "NRA"
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and _is_one_deed(root, t)]
    doers = [_doer(t) for t in same]
    said = frozenset(bm25.terms(claim))
    theirs = [one for one in doers if one is not None and _named(one) and said.isdisjoint(_named(one))]
    return theirs[0].text if theirs and len(theirs) == len(doers) else ""


def _is_one_deed(ours: Token, theirs: Token) -> bool:
    """Say whether two verbs are of one deed: one verb (of a light one the same thing), or both say that it is so."""
    if any(c.dep_ == "ccomp" for c in ours.children):
        return any(c.dep_ == "ccomp" for c in theirs.children)
    things = [{c.lemma_ for c in t.children if c.dep_ in ("dobj", "nsubjpass")} for t in (ours, theirs)]
    return ours.lemma_ == theirs.lemma_ and (ours.lemma_ not in LIGHT or not things[0].isdisjoint(things[1]))


def _doer(verb: Token) -> Token | None:
    """Return who does a verb: its subject, that of the verb to which it is joined, or whom the "by" names."""
    by = [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    who = next(iter((*by, *subject)), None)
    if who is not None and who.lower_ in ("he", "she") and verb.dep_ == "ccomp":
        return _doer(verb.head)  # "Roe announced that she would go"
    return _doer(verb.head) if who is None and verb.dep_ == "conj" else who


def _named(who: Token) -> frozenset[str]:
    """Return the terms of the names of somebody: "its director, Karl Otter", "a study by the University of Berg"."""
    return frozenset(term for t in who.subtree if t.pos_ == "PROPN" for term in bm25.terms(t.text))


def _on_its_own_day(claim: str, found: Finding, others: Sequence[Finding], near: Sequence[Evidence]) -> str:
    """Return the day of the passage that tells most of a claim, where the claim's is that of another; or "".

    So too the day of another verb, where the claim's has its own: "Falk has found it, she said on 3 March".
    """
    if found.judge != "dates":
        return ""
    grain = next((p.grain for p in when.find(claim) if p.span == found.claim_span), "")
    days = (p for item in near[:1] for p in when.find(item.text) if p.grain == "day")
    if grain == "day" and found.evidence not in near[:1]:
        return next((f"another thing; of it {p.span.of(near[0].text)}" for p in days), "")
    mine, theirs = verb_over(claim, found.claim_span), verb_over(found.evidence.text, found.evidence_span)
    acts = word_forms(mine) if mine is not None else frozenset()
    if mine is None or theirs is None or not acts.isdisjoint(word_forms(theirs)):
        return ""
    if acts.isdisjoint(bm25.terms(found.evidence.text)):
        return ""  # told in another word
    for item in dict.fromkeys(f.evidence for f in others):
        for period in when.find(item.text):
            verb = verb_over(item.text, period.span)
            if verb is not None and _is_one_deed(mine, verb) and period.grain == grain:
                return f"“{theirs.text}”; of “{verb.text}” {period.span.of(item.text)}"
    return ""


def _unfair(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the numbers of a claim that a passage has only as what two of its own come to, which it does not tell."""
    for found in findings if quantity.parts(item.text) else ():
        borne = found.evidence == item and found.judge == "numbers" and found.stance is Stance.SUPPORTS
        if borne and fairly_added((found,), claim, item)[0].stance is not Stance.SUPPORTS:
            yield found.part


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
    if root is not None and root.lemma_ in _SAYS_LITTLE:  # "went on strike"
        behind = (t for c in root.children for t in (c, *c.children) if t.dep_ in ("dobj", "pobj"))
        verbs = frozenset(t.text for t in behind if t.pos_ == "NOUN") or verbs
    if verbs and _tells(claim, passage, verbs) and is_turned(claim, passage):
        yield f"{min(verbs)} (one of draft and source denies it)"


def _is_told(found: Finding, claim: str, passage: str) -> bool:
    return found.judge != "numbers" or found.claim_span is None or is_stated(found, claim, passage)
