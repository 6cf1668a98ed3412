"""What a passage lacks without which it bears a claim out at no share of the others: the vetoes on "supported"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..judge._words import kin
from ..model import Claim, Evidence, Finding, Span, Stance
from ..nlp import kind_of
from ._ballots import of_the_other_side
from ._belongs import joined_otherwise, numbered_otherwise, of_another_deed, told_beside
from ._claim import (
    LIGHT,
    asserted,
    bearers,
    called,
    heavy,
    hollow,
    is_direct,
    objects,
    ordered,
    sayer,
    turns,
    wished,
)
from ._deeds import deeds
from ._doers import names_nothing
from ._former import of_what_it_was
from ._gapped import gapped
from ._measured import is_stated
from ._paces import paced_otherwise
from ._reading import HARD, bears_out, renames
from ._relations import held_otherwise, kin_of_another
from ._slotted import only_lent
from ._standing import is_done, only_foreseen, over
from ._sums import fairly_added
from ._synonyms import forms_of, says_less, spoken, told
from ._turned import is_turned
from ._wanting import wanting

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a source need not say for it to be so: that it began, was called so, is in a place.
_SAYS_LITTLE = frozenset(
    """
    become begin start remain stay continue return join feature appear include release name call announce show finish
    mark go come tell say report inform base locate lie own use want need seem mean know see look follow lead comprise
    consist contain involve run keep hold work live serve
    """.split()  # noqa: SIM905
)
_OWING = frozenset({"have", "need", "remain"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BINDING = frozenset({"will", "must", "shall"})
FEW = 7  # telling words: of so short a claim every one counts, and its verb most
_DENIES = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.I)


def unheld(
    claim: Claim,
    item: Evidence,
    findings: Sequence[Finding],
    missing: Sequence[str],
    held: frozenset[str],
    aliases: Callable[[str], frozenset[str]],
) -> tuple[str, ...]:
    """Return the words of a claim without which a passage bears it out at no share of the others.

    :param held: the terms that the passage has, or lends.
    """
    text, passage = claim.text, item.text
    built = () if item.figure else _built(text, passage, findings, missing, aliases)
    ended = "" if item.figure or claim.periods else over(text, item)
    return (
        *(f.part for f in findings if f.judge == "names" and _is_absent(f, held)),
        *(word for word in missing if word in bearers(text) or _numbered(word)),
        *heavy(text, passage),
        *ordered(text, passage),
        *sayer(text, missing),
        *hollow(claim, len(spoken(text)), passage),
        *(("it",) if names_nothing(text) and not is_direct(claim) else ()),
        *(() if _detailed(findings) else sorted((objects(text) | wished(text)) & set(missing))),
        *called(text, missing),
        *of_the_other_side(text, passage),
        *(() if item.figure else _saying_less(text, passage, missing)),
        *built,
        *(() if item.figure else only_lent(claim, item, missing, aliases)),
        *((ended,) if ended else ()),
        *filter(None, (paced_otherwise(text, passage),)),
    )


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
        otherwise = _built(claim.text, item.text, own, missing, lambda _: frozenset())
        turned = () if denied else _turned(claim.text, item.text, own)
        added = _unfair(claim, item, findings)
        found.append(tuple(dict.fromkeys((*turned, *added, *otherwise))))
    if found and all(found):
        return found[0]
    return (
        *_undone(claim.text, passages),
        *_suffered(claim.text, passages),
        *_of_strangers(claim.text, findings, passages),
    )


def _undone(claim: str, passages: Sequence[Evidence]) -> Iterator[str]:
    """Yield what a short claim says that is done, has to be or is so, where no passage that tells it has the word.

    That a grant was promised has every word of "it paid a grant" but one.
    """
    root, words = root_of(claim), spoken(claim)
    if root is None or not passages or len(words) > FEW:
        return
    text = "\n".join(item.text for item in passages)
    for said in _predicates(root):
        # A "contract" is signed in the words of a desk, but does not stand for itself and for its signing.
        others = {term for word, _ in words if word not in said for term in bm25.terms(word)}
        held = told(text) - others
        if all(held.isdisjoint(forms_of(word, claim)) for word in said):
            yield " ".join(said)
            return
    if _is_due(root, passages):
        yield f"{root.text} (the source has it done)"
    elif root.lemma_ in LIGHT and (phrase := _with_particle(root)) and not _has_phrase(root, phrase, text):
        yield phrase


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
        others = [_stranger(claim, found) or _on_its_own_day(claim, found, near) for found in here]
        if all(others):
            yield f"{part} (the source has it of {others[0]})"


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
        return _another_sayer(claim, passage)
    if name is None or any(t.tag_ in ("PRP", "PRP$") for t in verb.subtree):
        return ""  # "him", "its": the claim's perhaps
    named = " ".join(t.text for t in (*who, *verb.subtree) if t.pos_ == "PROPN")
    return name.text if frozenset(bm25.terms(claim)).isdisjoint(bm25.terms(named)) else ""


def _another_sayer(claim: str, passage: str) -> str:
    """Return the name of who says, finds or warns in a passage, where a claim has another say it; or ""."""
    ours, theirs = _sayers(claim), _sayers(passage)
    apart = ours and theirs and ours.isdisjoint(bm25.terms(passage)) and theirs.isdisjoint(bm25.terms(claim))
    return " ".join(t.text for t in _said_by(passage)) if apart else ""


def _sayers(text: str) -> frozenset[str]:
    return frozenset(term for t in _said_by(text) for term in bm25.terms(t.text))


def _said_by(text: str) -> list[Token]:
    """Return the names of who says that something is so."""
    root = root_of(text)
    if root is None or not any(c.dep_ == "ccomp" for c in root.children):
        return []
    who = next((c for c in root.children if c.dep_ == "nsubj"), None)
    return [t for t in who.subtree if t.pos_ == "PROPN"] if who is not None else []


def _on_its_own_day(claim: str, found: Finding, near: Sequence[Evidence]) -> str:
    """Return the day of the passage that tells most of a claim, where the claim's is that of another; or ""."""
    if found.judge != "dates" or found.evidence in near[:1]:
        return ""
    if not any(p.grain == "day" and p.span == found.claim_span for p in when.find(claim)):
        return ""
    days = (p for item in near[:1] for p in when.find(item.text) if p.grain == "day")
    return next((f"another thing; of it {p.span.of(near[0].text)}" for p in days), "")


def _unfair(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the numbers of a claim that a passage has only as what two of its own come to, which it does not tell."""
    for found in findings if quantity.parts(item.text) else ():
        borne = found.evidence == item and found.judge == "numbers" and found.stance is Stance.SUPPORTS
        if borne and fairly_added((found,), claim, item)[0].stance is not Stance.SUPPORTS:
            yield found.part


def _tells(claim: str, passage: str) -> bool:
    """Say whether a passage has all words for what a claim asserts."""
    held = told(passage)
    return not any(held.isdisjoint(forms_of(word, claim)) for word in asserted(claim))


def _turned(claim: str, passage: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield that one of claim and passage denies what the other tells of the very thing that the claim asserts."""
    sure = ("quotes", "numbers")
    verbs = asserted(claim)
    ranks = [q.span for q in quantity.find(claim) if q.unit == "ordinal"]  # "second-division" counts nothing
    if any(f.stance is Stance.SUPPORTS and f.judge in sure and f.claim_span not in ranks for f in findings):
        return
    if verbs and _tells(claim, passage) and is_turned(claim, passage):
        yield f"{min(verbs)} (one of draft and source denies it)"


def _is_told(found: Finding, claim: str, passage: str) -> bool:
    return found.judge != "numbers" or found.claim_span is None or is_stated(found, claim, passage)


def _saying_less(claim: str, passage: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield the words of a claim for which a passage has one that says less ("vehicles" for lorries), or another."""
    for word in missing:
        less = says_less(word, passage)
        if less and frozenset(bm25.terms(less)).isdisjoint(bm25.terms(claim)):
            yield f"{word} (the source: {less})"


def _built(
    claim: str,
    passage: str,
    findings: Sequence[Finding],
    missing: Sequence[str],
    aliases: Callable[[str], frozenset[str]],
) -> Iterator[str]:
    """Yield what a claim has otherwise than a passage by the way that the two are built."""
    if joined := joined_otherwise(claim, passage, aliases):
        yield joined
    yield from told_beside(claim, passage, findings)
    yield from of_another_deed(claim, passage, findings)
    yield from of_what_it_was(claim, passage, findings)
    yield from numbered_otherwise(claim, passage, findings)
    yield from only_foreseen(claim, passage, findings)
    if held := held_otherwise(claim, passage) or kin_of_another(claim, passage) or gapped(claim, passage):
        yield held
    yield from wanting(claim, passage, missing, findings)


def in_the_title(found: Sequence[Finding], item: Evidence) -> Iterator[str]:
    """Yield the names in whose place a passage has another one, and which only its title has."""
    held = told(f"{item.text}\n{item.publisher}")
    for one in found:
        if renames(one) and held.isdisjoint(bm25.terms(one.part)):
            yield f"{one.part} ({one.reason})"


def is_strange(
    claim: Claim, item: Evidence, findings: Sequence[Finding], missing: Sequence[str], held: frozenset[str]
) -> bool:
    """Say whether a claim has a name that the passage has not, its speaker's aside, or denies what the passage says.

    A passage with a number, a day or the very words of the claim tells it under whatever name.
    """
    said = claim.attribution.speaker if claim.attribution else None
    speaker = frozenset(bm25.terms(said.name)) if said else frozenset()
    names = (f.part for f in findings if f.judge == "names" and _is_absent(f, held))
    if not _detailed(findings) and any(speaker.isdisjoint(bm25.terms(name)) for name in names):
        return True
    if not _DENIES.search(claim.text) or turns(item.text) or not asserted(claim.text).isdisjoint(missing):
        return False
    root = root_of(claim.text)
    return root is not None and any(t.dep_ == "neg" for t in root.children)


def _is_absent(finding: Finding, held: frozenset[str]) -> bool:
    if finding.stance is Stance.SUPPORTS:
        return False
    words = bm25.terms(finding.part)[
        -2:
    ]  # of a long name every word: "United Nations" is not the United States
    return not all(term in held if len(words) > 1 else kin(term) & held for term in words)


def _numbered(word: str) -> bool:
    """Say whether a word names something by its number: "resolution 2803", "A320", "phase 2"."""
    return any(char.isdigit() for char in word)


def _detailed(findings: Sequence[Finding]) -> bool:
    """Say whether a passage bears out a number, a date or a quotation, which few passages have by chance."""
    return any(f.judge in HARD and bears_out(f) for f in findings)
