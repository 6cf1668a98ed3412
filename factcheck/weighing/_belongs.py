"""What belongs to which deed: half of one fact of a passage beside half of another is no fact of it.

"Sand was charged with arson, Dahl with handling; Dahl is out on bail" has every word of "Sand is out on bail" and of
"Dahl was charged with arson". A deed of the claim is told only where one clause of the passage has it with all that the
claim joins to it; what a clause leaves open, or tells by a pronoun, may be the claim's.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity, when
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Finding, Span, Stance
from ..nlp import kind_of
from ._deeds import Deed, deeds, is_measure
from ._placing import pieces_of
from ._relations import KIN
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

Aliases = Callable[[str], frozenset[str]]
_BOUND = frozenset({"have", "need", "ought"})
_DETAILS = frozenset({"numbers", "labels"})
_LASTING = re.compile(
    r"(?:since|until|till|from|by)\b", re.I
)  # a bare day may be of all that a passage tells
_TWO = 2
_COUNTING = frozenset({"count", "put", "report", "record", "register", "list", "say", "estimate", "note"})
_ENDS = frozenset({"to", "from", "against", "with", "for"})
PLACES = frozenset({"in", "at", "from", "to", "into", "near"})
_PLAIN = frozenset({"NOUN", "PROPN", "NUM", "ADP", "SYM", "AUX"})
_BY_HOW = frozenset("votes vote ballots points percent seconds minutes majority margin show".split())  # noqa: SIM905
_HIS = frozenset({"his", "her"})  # what is somebody's is not that person: "his contract runs"
_WHOSE = frozenset({"its", "his", "her", "their"})
_THE = _WHOSE | {"the", "this", "that", "these", "those", "both"}
_BESIDE = frozenset({"relcl", "acl", "advcl", "xcomp", "pcomp", "prep", "pobj"})
_CUTS = frozenset({";", ".", "!", "?"})


def joined_otherwise(claim: str, passage: str, aliases: Aliases) -> str:
    """Return what a claim joins to its deed and a passage to another, having something else in its place, or ""."""
    ours = _main(claim)
    held = frozenset(bm25.terms(passage))
    if ours is None:
        return ""
    parts = {part: mine for part, mine in _known(claim, aliases) if not held.isdisjoint(mine[1])}
    said = deed_terms(claim)
    if who := _by_nobody(ours, passage, held, said):
        return who
    if other := _by_whom(parts, passage):
        return other
    if turned := _other_way(ours, parts, passage):
        return turned
    found = rival(claim, passage, aliases)
    if found is None:
        return _to_another(claim, passage, aliases)
    return f"{found.mine.text} with “{ours.verb.text}” (the source: {_told(found.deed.verb, found.theirs)})"


def _told(verb: Token, theirs: Token) -> str:
    """Return a verb with what a passage joins to it; of a "which" clause its words: what it hangs on is a guess."""
    if verb.dep_ == "relcl":
        return f"“{verb.doc[verb.left_edge.i : verb.i + 1].text}”"
    return f"“{verb.text}” with {theirs.text}"


class Rival(NamedTuple):
    """A word of a claim, what a passage has in its place, in which deed and part, and whether another part is one."""

    mine: Token
    theirs: Token
    deed: Deed
    part: str
    shared: bool


@functools.lru_cache(maxsize=1024)
def rival(claim: str, passage: str, aliases: Aliases) -> Rival | None:
    """Return what a passage has in the place of a word that a claim joins to its deed, wherever it tells the deed."""
    held = frozenset(bm25.terms(passage))
    parts = {part: mine for part, mine in _known(claim, aliases) if not held.isdisjoint(mine[1])}
    said = deed_terms(claim) if parts else frozenset()
    same = [d for d in deeds(passage) if not said.isdisjoint(_acts(d)) and not is_denied(d.verb)]
    found = [next(_conflicts(parts, deed), None) for deed in same]
    first = found[0] if found and None not in found else None
    if first is None:
        return None
    part, mine, theirs = first
    others = (forms for name, (_, forms) in parts.items() if name != part)
    told = frozenset(
        t for name, words in same[0].parts.items() if name != part for w in words for t in bm25.terms(w.text)
    )
    return Rival(mine, theirs, same[0], part, any(not told.isdisjoint(forms) for forms in others))


def told_beside(claim: str, passage: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the numbers and days of a claim that a passage has only in a part about something else."""
    return tuple(f"{f.part} with {who.text}" for f, who in given_beside(claim, passage, findings))


def given_beside(claim: str, passage: str, findings: Sequence[Finding]) -> tuple[tuple[Finding, Token], ...]:
    """Return what bears out a number or day of a claim in a part about something else than its subject, with that.

    "Roca led from stage 5; Veldt took over on stage 18" bears no "Veldt led from stage 5" out. A part whose subject is
    a pronoun may be about the claim's.
    """
    parts = segments(passage)
    root = root_of(claim)
    who = (
        next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if root is not None
        else None
    )
    if len(parts) < _TWO or who is None or who.pos_ not in ("NOUN", "PROPN") or is_measure(who):
        return ()  # "per cent" is nobody
    if root is not None and root.lemma_ in _COUNTING:
        return ()  # a body counts what is another's
    forms = forms_of(who.text, claim)
    home = [span for span in parts if not forms.isdisjoint(bm25.terms(span.of(passage)))]
    away = [span for span in parts if span not in home and _has_subject(passage, span, who)]
    return tuple(
        (f, who)
        for f in findings
        if home and f.stance is Stance.SUPPORTS and f.evidence_span is not None
        if f.judge in _DETAILS or (f.judge == "dates" and _LASTING.match(f.part))
        if any(span.covers(f.evidence_span) for span in away) and _is_of_the_deed(claim, f.claim_span)
        if not any(f.evidence_span.of(passage) in span.of(passage) for span in home)
    )


def of_another_deed(claim: str, passage: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the numbers and days of a claim that a passage gives for another deed, and others for the claim's.

    "1,320 took part; 870 of them voted for it" bears no "1,320 voted for it" out.
    """
    ours = _main(claim)
    pieces = pieces_of(passage) if ours is not None else ()
    if ours is None or len(pieces) < _TWO:
        return
    home = [text for text, _ in pieces if not _acts(ours).isdisjoint(told(text))]
    claim_numbers = quantity.find(claim)
    wholes = [part.whole.span for part in quantity.parts(claim)]
    for found in findings:
        at, mine = found.evidence_span, found.claim_span
        if found.stance is not Stance.SUPPORTS or found.judge not in ("numbers", "dates") or at is None:
            continue
        if any(q.unit in ("share", "%") for q in claim_numbers if mine is not None and q.span.overlaps(mine)):
            continue  # worked out of both
        text, away = next((piece for piece in pieces if piece[1].overlaps(at)), ("", at))
        if home and text not in home and mine not in wholes and has_deed(passage, away):
            own = any(_has_own(other, claim, found.judge) for other in home)
            if own and _is_of_the_deed(claim, mine):
                yield f"{found.part} with “{ours.verb.text}”"


def numbered_otherwise(claim: str, passage: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the days of a claim on one thing by its number which a passage gives for another: "unit 1 since May"."""
    labels = [q for q in quantity.find(claim) if q.unit == "label"]
    pieces = pieces_of(passage) if labels else ()
    for found in findings:
        at = found.evidence_span
        if found.judge != "dates" or found.stance is not Stance.SUPPORTS or at is None or len(pieces) < _TWO:
            continue
        here = next((text for text, span in pieces if span.overlaps(at)), "")
        stated = [q for q in quantity.find(here) if q.unit == "label"]
        for mine in labels:
            word = mine.span.of(claim).split()[0].casefold()
            alike = {q.value for q in stated if q.span.of(here).split()[0].casefold() == word}
            if alike and mine.value not in alike:
                yield f"{found.part} with {mine.span.of(claim)}"


def has_deed(passage: str, span: Span) -> bool:
    """Say whether a piece of a passage tells a deed of its own; "six officers and nine marchers were hurt" is one."""
    return any(t.pos_ == "VERB" and span.start <= t.idx < span.end for t in parsed(passage))


def _has_own(piece: str, claim: str, kind: str) -> bool:
    """Say whether a piece has a number, or a day, that a claim has not."""
    if kind == "dates":
        held = when.find(claim)
        said, known = {p.span.of(claim) for p in held}, {(p.start, p.end) for p in held if p.start > date.min}
        return any(p.span.of(piece) not in said and (p.start, p.end) not in known for p in when.find(piece))
    values = {q.value for q in quantity.find(claim)}
    return any(q.unit not in ("label", "ordinal") and q.value not in values for q in quantity.find(piece))


def _is_of_the_deed(claim: str, at: Span | None) -> bool:
    """Say whether a number or day of a claim hangs on its main verb, not on "more than" or "that the law asks"."""
    inside = [t for t in parsed(claim) if at is not None and at.start <= t.idx < at.end]
    above = {a.i: a for t in inside for a in t.ancestors if a.i not in {i.i for i in inside}}
    return bool(inside) and all(
        a.dep_ == "ROOT" or (a.pos_ in _PLAIN and a.dep_ != "relcl") for a in above.values()
    )


@functools.lru_cache(maxsize=4096)
def segments(text: str) -> tuple[Span, ...]:
    """Return the parts of a text that semicolons keep apart."""
    cuts = [0, *(m.start() for m in re.finditer(r";|, (?:while|whereas)\b", text)), len(text)]
    return tuple(Span(start=a, end=b) for a, b in itertools.pairwise(cuts) if a < b)


def _has_subject(passage: str, span: Span, mine: Token) -> bool:
    """Say whether a part of a passage has a subject of its own that cannot be the claim's."""
    subjects = [
        t for t in parsed(passage) if span.start <= t.idx < span.end and t.dep_ in ("nsubj", "nsubjpass")
    ]
    if not subjects or any(c.lower_ in _HIS for c in subjects[0].children):
        return False
    return _is_another(mine, (subjects[0], *subjects[0].children))


def _by_nobody(ours: Deed, passage: str, held: frozenset[str], said: frozenset[str]) -> str:
    """Return the name that a claim has own, lead or win a thing, where a passage only speaks of "its owner", or ""."""
    who = next(iter(ours.parts.get("agent", ())), None)
    if who is None or who.pos_ != "PROPN" or not held.isdisjoint(bm25.terms(who.text)):
        return ""
    doing = (t for t in parsed(passage) if t.pos_ == "NOUN" and t.text.endswith(("er", "or", "ers", "ors")))
    does = next((t for t in doing if not said.isdisjoint(bm25.terms(t.text))), None)
    return f"that it was {who.text} (the source: “{does.text}”)" if does is not None else ""


def _to_another(claim: str, passage: str, aliases: Aliases) -> str:
    """Return to or from whom a claim has something done, where a passage has not the word, and another there; or ""."""
    for part, (mine, forms) in _known(claim, aliases):
        if part not in _ENDS or not told(passage).isdisjoint(forms):
            continue
        same = [
            d for d in deeds(passage) if not deed_terms(claim).isdisjoint(_acts(d)) and not is_denied(d.verb)
        ]
        theirs = [d.parts.get(part, ()) for d in same]
        if theirs and all(who and _is_another(mine, who) for who in theirs):
            return f"{part} {mine.text} (the source: {part} {theirs[0][0].text})"
    return ""


def _by_whom(parts: dict[str, tuple[Token, frozenset[str]]], passage: str) -> str:
    """Return by whom a passage has the thing of a claim done: "the gallery was built by Gorski, the wings by Tarvo"."""
    doer, thing = parts.get("agent"), parts.get("patient")
    if doer is None or thing is None or " by " not in passage:
        return ""
    for token in parsed(passage)[:-2]:
        after, who = token.nbor(1), token.nbor(2)
        here = after.lower_ == "by" and not thing[1].isdisjoint(bm25.terms(token.text))
        if here and who.pos_ == doer[0].pos_ == "PROPN" and doer[1].isdisjoint(bm25.terms(who.text)):
            return f"by {doer[0].text} (the source: {token.text} by {who.text})"
    return ""


def _other_way(ours: Deed, parts: dict[str, tuple[Token, frozenset[str]]], passage: str) -> str:
    """Return to whom a claim has something done that a passage has done to the claim's doer, or ""."""
    doer = next((parts[part] for part in ("agent", "patient") if part in parts), None)
    to = parts.get("to")
    if doer is None or to is None or doer is to:
        return ""
    ends = [t for t in parsed(passage) if t.dep_ == "pobj" and t.head.lower_ == "to"]
    held = [frozenset(bm25.terms(t.text)) for t in ends]
    turned = any(not doer[1].isdisjoint(one) for one in held) and all(to[1].isdisjoint(one) for one in held)
    return f"to {to[0].text} (the source: to {doer[0].text})" if turned else ""


@functools.lru_cache(maxsize=4096)
def _main(claim: str) -> Deed | None:
    """Return the deed that heads a claim; who "has to hand it over" has a deed behind the "has"."""
    heads = (d for d in deeds(claim) if d.verb.head.i == d.verb.i)
    bound = (d for d in deeds(claim) if d.verb.dep_ == "xcomp" and d.verb.head.lemma_ in _BOUND)
    return next(heads, None) or next((d for d in bound if d.verb.head.dep_ == "ROOT"), None)


@functools.lru_cache(maxsize=4096)
def deed_terms(claim: str) -> frozenset[str]:
    """Return the terms of the deed that heads a claim, and what stands for them."""
    ours = _main(claim)
    return forms_of(ours.verb.text, claim) | _acts(ours) if ours is not None else frozenset()


def _acts(deed: Deed) -> frozenset[str]:
    """Return the terms of a deed, and those for which it stands with its particle: "came in" is to enter."""
    with_it = (f"{deed.verb.text} {child.text}" for child in deed.verb.children if child.dep_ == "prt")
    return deed.forms.union(*map(told, with_it))


@functools.lru_cache(maxsize=1024)
def _known(claim: str, aliases: Aliases) -> tuple[tuple[str, tuple[Token, frozenset[str]]], ...]:
    """Return each part of the deed that heads a claim, if a name or a noun, by its head and the terms for it."""
    ours, found = _main(claim), []
    for part, words in ours.parts.items() if ours is not None else ():
        head = words[0]
        forms = frozenset(form for t in words for form in forms_of(t.text, claim))
        if head.pos_ == "PROPN":
            named = " ".join(t.text for t in sorted(words, key=lambda t: t.i))
            forms |= frozenset(
                term for name in (*aliases(named), *aliases(head.text)) for term in bm25.terms(name)
            )
        if head.pos_ in ("NOUN", "PROPN") and not is_measure(head):
            found.append((part, (head, forms)))
    return tuple(found)


def _conflicts(
    parts: dict[str, tuple[Token, frozenset[str]]], deed: Deed
) -> Iterator[tuple[str, Token, Token]]:
    """Yield each part of the claim that the clause of a deed has not, its word, and what the deed has in its place."""
    shared = (t for found in deed.parts.values() for head in found for t in _clause(head))
    words = (*_clause(deed.verb), *shared)  # "the army's offensive has killed and hurt": the army has
    clause = frozenset(term for t in words for term in bm25.terms(t.text))
    for part, (mine, forms) in parts.items():
        theirs = deed.parts.get(part, ())
        # "It passes from one to the other", "ticks pass it on": who does it, and by itself.
        itself = part == "agent" and "patient" in parts and "patient" not in deed.parts
        lacks = forms.isdisjoint(clause) or _is_elsewhere(part, mine, forms, deed, theirs)
        if theirs and not itself and lacks and _is_another(mine, theirs):
            yield part, mine, theirs[0]


def _is_elsewhere(part: str, mine: Token, forms: frozenset[str], deed: Deed, theirs: Sequence[Token]) -> bool:
    """Say whether a deed is in, at or from another named place: "arrived in Cairo for talks on Gaza" is not in Gaza."""
    if part not in PLACES or mine.pos_ != "PROPN" or not theirs or theirs[0].pos_ != "PROPN":
        return False
    ends = [t for t in deed.verb.doc if t.dep_ == "pobj" and t.head.lower_ == part]
    return all(forms.isdisjoint(bm25.terms(w.text)) for end in ends for w in end.subtree)


def _is_another(mine: Token, theirs: tuple[Token, ...]) -> bool:
    """Say whether a part cannot stand for the claim's: it is no pronoun, no time, nor "the firm" for a name."""
    head = theirs[0]
    of_them = any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)  # "two of the members"
    thing = head.pos_ in ("NOUN", "PROPN") or head.tag_ == "VBG" or of_them
    if not thing or head.lower_ in _BY_HOW or not bm25.terms(head.text):
        return False
    if is_measure(head) and not of_them:
        return False
    leaning = (_THE if mine.pos_ == "PROPN" else _WHOSE) - (_HIS if mine.pos_ == "PROPN" else frozenset())
    return any(t.pos_ == "PROPN" for t in theirs) or not any(c.lower_ in leaning for c in head.children)


def _clause(verb: Token) -> Iterator[Token]:
    """Yield the words of the clause of a verb: what hangs on it, without the verbs joined to it, up to a semicolon.

    What is told by the way ("milestones that are linked to it") is told in the clause around it.
    """
    while verb.dep_ in _BESIDE and verb.head.i != verb.i:
        verb = verb.head
    stack = [verb]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            joined = child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and token.i == verb.i
            joined = joined or (child.dep_ == "poss" and _is_anothers(token, child))  # "by Roca's brother"
            if not joined and not _is_cut(verb, child):
                stack.append(child)


def _is_anothers(thing: Token, owner: Token) -> bool:
    """Say whether what stands behind "Roca's" acts for itself: a person's brother does, an army's raid does not."""
    return owner.pos_ == "PROPN" and (thing.lemma_ in KIN or kind_of(owner) == "PERSON")


def _is_cut(verb: Token, child: Token) -> bool:
    low, high = sorted((verb.i, child.i))
    return any(t.text in _CUTS for t in verb.doc[low:high])
