"""What a passage denies, refuses or only asked for, and whether that is the very deed that a claim tells.

"She did not sell it to Marl" denies no sale, "they failed in May; in June they did it" tells it, and what her deputy
did not do she may have done: such a "not" speaks against nothing. Where it is the deed itself, with all that the claim
says of it, the two contradict one another, be it in other words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import bounded_alike, denied_of_a_time, done_by_others, is_denied, is_outdone
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._ballots import agree_on_nobody
from ._claim import never_before
from ._deeds import is_measure
from ._foretold import foretold, is_done, to_come
from ._placing import clause_at, refuting, shown
from ._standing import early
from ._synonyms import forms_of, spoken, told
from ._turned import KEEPING, SET_ASIDE, is_charge, of_its_own_subject
from ._turns import has_not, turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_REFUSING = frozenset({"fail", "refuse", "decline"})
_SUBJECT = ("nsubj", "nsubjpass")
# A "not" in one clause with one of these denies only so much of the deed.
_NARROWING = frozenset(
    """
    all every both alone again only also just fully entirely completely wholly directly personally immediately
    exclusively solely always everywhere because until before unless if yet than enough
    """.split()  # noqa: SIM905
)
_TOWARDS = frozenset({"to", "from", "with", "by", "for", "against"})
_HELPERS = frozenset({"have", "do", "be"})
# "Is to go up" is denied by "will not be raised".
_WAYS = {"up": "rise raise increase lift go up", "down": "fall lower reduce cut drop go down"}
# Who has "told" somebody to leave has at least asked for it.
_DIRECTING = frozenset({"ask", "tell", "order", "urge", "instruct", "request", "told"})
_TO_DO = frozenset({"be", "plan", "intend", "go"})
_REJECTED = late(
    r"\b(?:reject|refus|turn|declin|dismiss)(?:s|es|ed)?(?: down)? (?:it|them|(?:his|her|its|their|the|that|this)"
    r" (?:offer|request|demand|application|bid|appeal))\b(?! of)"
    r"|\b(?:they|it|he|she)\b[^.;]{0,40}\binstead\b"
    r"|\bno (?:contract|deal|agreement|decision|order) has (?:yet )?been (?:signed|made|taken|reached|placed)\b",
    re.I,
)
_AT_FIRST = late(r"\b(?:at first|first|initially|then|later|since|afterwards|eventually|finally)\b", re.I)
_YET = late(
    r"\byet to\b|\b(?:not|n['’]t)\b[^.;]*\byet\b|\b(?:still|remains?) to be\b|\bstill (?:has|have) to\b", re.I
)
# "The office is under the ministry; the court is not."
_ELIDED = late(
    r"[;,] (?:and |but |while )?(?P<who>[^;]{3,80}?),? (?:is|are|was|were|do|does|did|has|have|had|will|would|can)"
    r"(?: not|n['’]t)(?=[;.]|$)",
    re.I,
)
_PUT_OFF = late(
    r"\b(?:postpon\w+|defer(?:s|red|ring)?|delay\w*|adjourn\w*|put(?:s|ting)? off|pending|shelv\w+)\b", re.I
)
_NOTHING = late(
    r"\b(?:nothing|none) (?P<prep>from|to|for) (?:the )?(?P<who>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)
_NONE_MADE = late(r"\bno [a-z]", re.I)
# With these a noun tells the deed: "make an arrest", "bring charges", "call a ballot".
_MAKING = frozenset(
    "make bring take reach give call hold file issue place sign grant lay impose award find".split()  # noqa: SIM905
)
_ENOUGH = 0.6
_CHARGES = frozenset({"claim", "allegation", "accusation", "complaint", "charge", "argument", "contention"})
_DISMISSED = late(
    r"\b(?:is|are|was|were|been) (?:dismissed|rejected|unfounded|baseless|groundless|untrue|false"
    r"|not (?:accepted|upheld))\b"
)


def narrower(claim: str, passage: str) -> bool:
    """Say whether all that a passage denies is less than what a claim states, or of somebody else."""
    if agree_on_nobody(claim, passage):
        return True
    if has_not(claim):
        less = never_before(claim) or _only_ahead(claim, passage)
        return less or is_outdone(claim, passage) or _of_others(claim, passage)
    if turns(passage) and not turns(SET_ASIDE.sub("", passage)):
        return True  # what is set aside by "not" is asked for by itself
    if is_charge(claim, passage):
        return True  # that it was not so denies no charge
    root = root_of(claim)
    acts = _acts(root, claim) if root is not None else frozenset()
    over = _dismissed(passage)
    if over is not None and acts and (acts.isdisjoint(_terms(over)) or is_denied(over)):
        return True  # "the charge that he took bribes before he resigned is unfounded" lets him resign
    here = [verb for verb in _denied(passage) if not acts.isdisjoint(_terms(verb))]
    return bool(here) and (_is_told(claim, here) or all(_is_less(verb, claim) for verb in here))


def _of_others(claim: str, passage: str) -> bool:
    """Say whether a passage tells of others only what a claim denies of one of whom it tells something else."""
    root = root_of(claim)
    acts = _acts(root, claim) if root is not None else frozenset()
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and not acts.isdisjoint(_terms(t))] if acts else []
    return root is not None and bool(same) and all(done_by_others(root, verb) for verb in same)


def _only_ahead(claim: str, passage: str) -> bool:
    """Say whether a claim says of a deed that it is yet to be done, and a passage only that it will be."""
    yet = _YET.search(claim)
    if yet and _PUT_OFF.search(passage):
        return True
    verbs = (t for t in parsed(claim) if yet and t.pos_ == "VERB" and t.lemma_ not in _HELPERS)
    return any(to_come(verb, passage) for verb in verbs)


def denied_there(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage that says all of a claim denies its deed, or states what the claim denies."""
    text, passage = claim.text, item.text
    root = root_of(text)
    # "Does not exclude" turns twice, and "is ruled out" once.
    if root is not None and turns(text) == 1 + turns(root.text) and turns(passage) == turns(root.text):
        yield from _stated_there(claim, item, root)
    if root is None or turns(text) or item.figure is not None or bounded_alike(text, passage):
        return
    if root.lemma_ in _TO_DO:  # "is to go up" of what "will not be raised"
        root = next((c for c in root.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), root)
    acts = _acts(root, text)
    over = _dismissed(passage)
    if over is not None and is_denied(over):
        return
    for verb in (*_denied(passage), *((over,) if over is not None else ())):
        said = not acts.isdisjoint(_terms(verb)) and _has_rest(text, root, verb)
        clause = clause_at(verb.doc.text, verb.idx)
        apart = said and of_its_own_subject(text, clause, passage)
        if said and not (apart or _is_less(verb, text) or _is_told(text, [verb])):
            yield _finding("negation", f"states it ({root.text})", claim, item, root, clause)
            return


def _stated_there(claim: Claim, item: Evidence, root: Token) -> Iterator[Finding]:
    """Yield a refutation where a passage that denies nothing tells the deed that a claim denies, with all the rest."""
    words = {t.lower_ for t in root.doc}
    if item.figure is not None or words & _NARROWING or not any(c.dep_ == "neg" for c in root.children):
        return
    acts = _acts(root, claim.text)
    told_there = (t for t in parsed(item.text) if t.pos_ == "VERB" and not acts.isdisjoint(_terms(t)))
    told_there = (t for t in told_there if t.lemma_ == root.lemma_ or t.lemma_ not in KEEPING)
    verb = next((t for t in told_there if _is_so(t) and _has_rest(claim.text, root, t)), None)
    if verb is not None:
        said = clause_at(verb.doc.text, verb.idx)
        yield _finding("negation", f"denies it ({root.text})", claim, item, root, said)


def _is_so(verb: Token) -> bool:
    """Say whether a verb tells what is so, or that something can be ruled out."""
    ahead = foretold(verb)
    return not ahead or (ahead.startswith("can ") and verb.lemma_ in ("rule", "exclude"))


def elided(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage tells the deed of one and ends "... and the other did not", of the claim's."""
    text, passage = claim.text, item.text
    root = root_of(text)
    if root is None or turns(text) or item.figure is not None or not _ELIDED.search(passage):
        return
    acts = forms_of(root.text, text) if root.pos_ == "VERB" else frozenset()
    who = next((t for t in root.children if t.dep_ in _SUBJECT), None)
    for found in _ELIDED.finditer(passage) if who is not None else ():
        rest, said = passage[: found.start()], found["who"]
        mine = frozenset(bm25.terms(who.text)) if who is not None else frozenset()
        given = [t.text for t in who.children if t.dep_ == "compound" and t.pos_ == "PROPN"] if who else []
        named = mine and mine <= frozenset(bm25.terms(said)) and all(word in said for word in given)
        if named and not acts.isdisjoint(told(rest)) and not has_not(rest):
            yield _finding(
                "negation", f"states it ({root.text})", claim, item, root, found.group().strip(" ;,.")
            )
            return


def nothing_of(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has something come from, or go to, whom a passage says that nothing did."""
    for found in _NOTHING.finditer(item.text) if not has_not(claim.text) else ():
        last = re.escape(found["who"].split()[-1])
        if re.search(rf"\b{found['prep']} (?:the )?(?:[A-Z][\w’'-]* )*{last}\b", claim.text):
            root = root_of(claim.text)
            if root is not None:
                yield _finding(
                    "negation", f"says {found['prep']} {found['who']}", claim, item, root, found.group()
                )
            return


def not_made(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage tells that nothing was made of what a claim says was done: "no appointment".

    The deed may be told in it of somebody else, or "no appointment" be to another post.
    """
    text, root = claim.text, root_of(claim.text)
    if (
        root is None
        or turns(text)
        or root.pos_ != "VERB"
        or not is_done(root)
        or not _NONE_MADE.search(item.text)
    ):
        return
    acts, held = forms_of(root.text, text), told(text).union(*(forms for _, forms in spoken(text)))
    whom = [t for c in root.children if c.dep_ in (*_SUBJECT, "dobj") for t in c.subtree]
    known = told(item.text)
    for verb in _denied(item.text):
        thing = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj") and _is_none(c)), None)
        if thing is None or verb.lemma_ not in _MAKING or acts.isdisjoint(bm25.terms(thing.text)):
            continue
        beside = (t for t in thing.subtree if t.i != thing.i and t.lower_ != "no")
        of_it = all(held >= frozenset(bm25.terms(t.text)) for t in beside)
        there = any(not known.isdisjoint(forms_of(t.text, text)) for t in whom if t.pos_ in ("NOUN", "PROPN"))
        if of_it and there and not _is_told(text, [verb]) and not denied_of_a_time(verb, text):
            clause = clause_at(verb.doc.text, verb.idx)
            yield _finding("negation", f"states it ({root.text})", claim, item, root, clause)
            return


def _is_none(thing: Token) -> bool:
    return any(c.lower_ == "no" for c in thing.children)


def in_vain(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage tells that what a claim has done was only asked for or planned."""
    root = root_of(claim.text)
    if root is None or _REJECTED.search(claim.text) or turns(claim.text) > 0:
        return
    over = _REJECTED.search(item.text) and not _AT_FIRST.search(item.text)
    if over and early(claim.text, item.text).startswith("a plan"):
        yield _finding("acts", f"tells it as done ({root.text})", claim, item, root, item.text)


def _finding(judge: str, ours: str, claim: Claim, item: Evidence, root: Token, said: str) -> Finding:
    reason = f"the draft {ours}; the source says “{shown(said)}”"
    span = Span(start=root.idx, end=root.idx + len(root))
    return refuting(judge, reason, span, f"{root.text} done", item)


def _acts(root: Token, claim: str) -> frozenset[str]:
    """Return the terms for the verb that heads a claim, nothing for a mere "is" or "has"."""
    if root.lemma_ in _HELPERS or root.pos_ != "VERB":
        return frozenset()
    way = next(
        (word for word in _WAYS if any(t.lower_ == word for t in root.doc[root.i + 1 : root.i + 2])), ""
    )
    directs = root.lemma_ in _DIRECTING and any(t.dep_ in ("xcomp", "ccomp") for t in root.children)
    return forms_of(root.text, claim) | told(_WAYS.get(way, "")) | (_DIRECTING if directs else frozenset())


@functools.lru_cache(maxsize=4096)
def _denied(passage: str) -> tuple[Token, ...]:
    """Return the verbs of a passage that it denies, with those joined to them, and those that somebody refuses."""
    if not has_not(passage):
        return ()
    found: list[Token] = []
    for token in parsed(passage):
        joined = (
            token.dep_ == "conj"
            and token.head in found
            and not any(c.dep_ in _SUBJECT for c in token.children)
        )
        refused = token.dep_ == "xcomp" and token.head.lemma_ in _REFUSING and not is_denied(token.head)
        if token.pos_ == "VERB" and token.lemma_ not in _REFUSING and (is_denied(token) or joined or refused):
            found.append(token)
    return tuple(found)


def _dismissed(passage: str) -> Token | None:
    """Return the verb of what a passage calls an unfounded claim, or tells as a charge that was dismissed; or None."""
    if not _DISMISSED.search(passage):
        return None
    charges = (t for t in parsed(passage) if t.lemma_ in _CHARGES and t.dep_ in _SUBJECT)
    inside = (c for t in charges for c in t.children if c.dep_ in ("acl", "ccomp", "relcl"))
    return next((c for c in inside if any(t.lower_ == "that" for t in c.children)), None)


def _terms(verb: Token) -> frozenset[str]:
    """Return the terms of a verb, and those that it stands for with its particle or preposition: "call for"."""
    behind = verb.doc[verb.i + 1 : verb.i + 2].text
    return told(f"{verb.text} {behind}") - told(behind) | told(verb.text) | frozenset(bm25.terms(verb.lemma_))


def _is_told(claim: str, denied: list[Token]) -> bool:
    """Say whether a passage tells the deed as well, or by a mere "has": "Tern has not closed it; Marl has"."""
    held = told(claim).union(*(forms for _, forms in spoken(claim)))
    root = root_of(claim)
    lemmas = {root.lemma_ if root is not None else "", *(verb.lemma_ for verb in denied)}
    for token in denied[0].doc:
        behind = (c for prep in token.children if prep.dep_ == "prep" for c in prep.children)
        things = (c for c in (*token.children, *behind) if c.dep_ in ("dobj", "pobj") and not is_measure(c))
        parts = (*_subjects(token), *things)
        if token in denied or is_denied(token) or any(_is_strange(c, held) for c in parts):
            continue
        plain = token.pos_ == "VERB" and token.dep_ not in ("xcomp", "amod", "acl", "relcl")
        if plain and token.lemma_ in lemmas and not _is_to_be(token):
            return True
        bare = token.pos_ == "AUX" and token.lemma_ in ("have", "do") and token.dep_ not in ("aux", "auxpass")
        if bare and not any(c.dep_ in ("dobj", "attr", "xcomp") for c in token.children):
            return True
    return False


def _subjects(verb: Token) -> list[Token]:
    """Return what does a verb or suffers it, be it told with the verb that it is joined to."""
    top = verb
    while top.dep_ in ("conj", "xcomp") and not any(c.dep_ in _SUBJECT for c in top.children):
        top = top.head
    return [c for c in top.children if c.dep_ in _SUBJECT]


def _is_to_be(verb: Token) -> bool:
    return any(
        c.lower_ in ("will", "would", "may", "might", "could", "to", "can", "shall") for c in verb.children
    )


def _is_less(verb: Token, claim: str) -> bool:
    """Say whether a denial is of less than what a claim tells, of another thing or of somebody else."""
    held = told(claim).union(*(forms for _, forms in spoken(claim)))
    scope = [*_scope(verb)]
    if any(t.lower_ in _NARROWING and not (t.lower_ == "again" and _is_to_be(verb)) for t in scope):
        return not any(t.lower_ in _NARROWING for t in parsed(claim))
    if denied_of_a_time(verb, claim):
        return True
    strange = (t for t in scope if held.isdisjoint(bm25.terms(t.text)) and bm25.terms(t.text))
    if any(t.pos_ == "PROPN" and t.dep_ == "pobj" and t.head.lower_ in _TOWARDS for t in strange):
        return True
    return _is_of_another(verb, claim, held)


def _is_of_another(verb: Token, claim: str, held: frozenset[str]) -> bool:
    """Say whether who does not do it, or what it is not done to, is another than the claim's, told of beside it."""
    root = root_of(claim)
    ours = {c.dep_: c for c in root.children} if root is not None else {}
    who, what = next((ours[d] for d in _SUBJECT if d in ours), None), ours.get("dobj")
    theirs = [t for t in verb.doc if t.dep_ in _SUBJECT and t.head.i != verb.i]
    if who is not None and any(_is_strange(c, held) for c in _subjects(verb)) and _is_among(who, theirs):
        return True
    if "nsubjpass" in ours and _is_done_by_others(verb, held):
        return True
    things = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_ not in ("state", "kind", "form")]
    return what is not None and any(_is_strange(c, held) for c in things) and _is_among(what, _scope(verb))


def _is_done_by_others(verb: Token, held: frozenset[str]) -> bool:
    """Say whether somebody whom a claim does not name has not done it, and somebody else has."""
    named = any(c.pos_ == "PROPN" and _is_strange(c, held) for c in _subjects(verb))
    others = (t for t in verb.doc if t.lemma_ == verb.lemma_ and t.i != verb.i and t.pos_ == "VERB")
    return named and any(not is_denied(t) and _subjects(t) for t in others)


def _is_strange(part: Token, held: frozenset[str]) -> bool:
    if part.pos_ not in ("NOUN", "PROPN") or not bm25.terms(part.text):
        return False
    if any(c.lower_ == "no" for c in part.children):
        return False
    beside = (c for c in part.children if c.dep_ == "appos")
    return all(held.isdisjoint(bm25.terms(t.text)) for t in (part, *part.conjuncts, *beside))


def _is_among(ours: Token, others: Iterable[Token]) -> bool:
    """Say whether a word of the claim is one of some words of the passage."""
    terms = frozenset(bm25.terms(ours.text))
    return any(not terms.isdisjoint(bm25.terms(t.text)) for t in others)


def _scope(verb: Token) -> Iterator[Token]:
    """Yield a verb and what hangs on it, without what is told by the way and the clauses joined to it."""
    stack = [verb]
    while stack:
        token = stack.pop()
        yield token
        stack += [
            c
            for c in token.children
            if not (c.dep_ == "relcl" or (c.dep_ in ("conj", "ccomp") and token is verb))
        ]


def _has_rest(claim: str, root: Token, verb: Token) -> bool:
    """Say whether the clause of a denied verb has most of what a claim says beside its own verb."""
    top = verb
    while top.dep_ in ("conj", "xcomp", "ccomp") and top.head.i != top.i:
        top = top.head
    held = told(" ".join(t.text for t in sorted({*_scope(verb), *_scope(top)}, key=lambda t: t.i)))
    # "The board rules it out" of the board's own "it can be ruled out".
    by_whom = any(c.dep_ == "agent" for c in verb.children) or all(c.dep_ != "auxpass" for c in verb.children)
    who = "" if by_whom else next((c.text for c in root.children if c.dep_ == "nsubj"), "")
    rest = [forms for word, forms in spoken(claim) if word not in (root.text, who)]
    return sum(not held.isdisjoint(forms) for forms in rest) >= _ENOUGH * len(rest)
