"""Negation: does the passage say it of the same act with the opposite polarity?

Rule. Where the claim denies a clause ("did not receive the award") and a passage says most of that clause without any
word that turns it round, the passage refutes; where the claim states it and the passage denies the same verb of the
same things, the passage refutes. Polarity that agrees on the same verb supports. Any doubt (a "refused", "failed",
"false" near by) is silence: such words can stand for a "not".

Why. One "not" turns a story round, and shares every other word with the truth.

Example. Claim "the company did not recall the toys"; source "the company recalled 4,000 toys" refutes; "the company
refused to recall the toys" is left to the reader.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..model import Claim, Evidence, Finding, Span, Stance, Strength
from ..text import late, quotations
from ._align import Word, bag, fit, words_around
from ._context import Context, Document, parsed
from ._polarity import (
    bounded_alike,
    denied_of_a_time,
    done_by_others,
    is_denied,
    is_of_many,
    is_outdone,
    may_deny,
    of_other_things,
    predicates,
    turned,
    turns,
)
from ._words import groups, kin

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKS = 0.45  # a passage that says less than this of the clause is about something else
HINTS, SAYS = 0.35, 0.6  # the same for a clause that the claim denies: a "not" is easily added
HALF = 0.5  # or this much, where its own sentence has a fair part of it
_NONE_OF_THEM = late(r"\bnone of (?:them|whom|these|those)\b", re.I)
_NONE = late(r"\b(?:nothing|none|nobody|no one|not a single|neither)\b", re.I)  # a denial in other words
_NOBODY = frozenset(("none", "nobody", "nothing", "neither"))
_SOME = frozenset(("some", "many", "most", "several", "few", "others", "half"))
# Who "made it up" is not denied by a source that calls it fabricated.
_INVENTED = late(
    r"\bma(?:de|kes?|king) up\b|\b(?:invent|forg|falsif|manipulat|counterfeit)\w*|\bl(?:ied|ying)\b", re.I
)
_CHARGING = ("accuse", "allege")
BARE = ("be", "have", "do")  # verbs that say nothing of what is denied
PLAIN = 0.7  # without the verb itself, this much


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield a finding for each predicate of the claim whose polarity this passage settles."""
    denies = any(is_denied(verb) for verb in predicates(claim.text))
    if evidence.figure is not None or not (context.refuting or denies):
        return
    if bounded_alike(claim.text, evidence.text):
        return
    document, index = context.document(evidence), context.place(evidence)
    yield from _disowned(claim, evidence, document, index)
    quoted = quotations(claim.text)
    for verb in predicates(claim.text):
        if any(span.start <= verb.idx < span.end for span in quoted):
            continue  # what is inside quotation marks is the quotation judge's
        if is_denied(verb) and verb.dep_ == "pcomp":
            continue  # "without opening it" says how
        if _is_set_aside(verb):
            continue  # "rather than raise the fee" says that it was not raised
        if any(above.lemma_ in _CHARGING for above in verb.ancestors):
            continue  # who is accused of it may not have done it
        if not (is_denied(verb) or may_deny(evidence.text)):
            continue
        words = words_around(claim.text, _outside(claim.text, verb.i), document)
        fitting = fit(words, document, index)
        share = fitting.share
        same = _same_verbs(verb, evidence.text) if share >= HINTS else []  # a parse is not free
        if is_denied(verb):
            named = bool(same) and verb.lemma_ not in BARE
            speaks = share >= (HINTS if named else HALF if fitting.here >= HINTS else SAYS)
            speaks = speaks and not (
                _denied_better(verb, words, document, index)
                if same
                else _denied_elsewhere(verb, words, document, index)
            )
            yield from _denied(verb, same, words, claim, evidence, speaks)
        elif share >= (SPEAKS if same else PLAIN) and not _affirmed_elsewhere(verb, words, document, index):
            yield from _stated(verb, same, words, claim, evidence)


def _is_set_aside(verb: Token) -> bool:
    """Say whether a verb is what somebody did not do: "rather than raise it", "instead of raising it"."""
    before = verb.doc[max(0, verb.i - 2) : verb.i].text.casefold()
    return before in ("rather than", "instead of")


def _of_some(verb: Token) -> bool:
    """Say whether a verb is denied of some only: of so many, of most."""
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    near = [t for t in subject.children if t.dep_ in ("nummod", "det", "amod")]
    counted = any(t.like_num for t in (subject, *near) if t.dep_ != "amod")  # "a 2016 report" is one
    return counted or any(t.lower_ in _SOME for t in (subject, *near))


def _of_all(verb: Token) -> bool:
    """Say whether a verb is denied of all only: "did not repair all of its bridges"."""
    below = (t for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass") for t in (c, *c.children))
    return any(t.lower_ in ("all", "every", "each", "both", "everyone", "everybody") for t in below)


def _of_a_part(verb: Token) -> bool:
    """Say whether a verb is said of some of a whole only: "one of the three"."""
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and _of_some(verb) and any(t.lower_ == "of" for t in subject.children)


def _disowned(claim: Claim, evidence: Evidence, document: Document, index: int) -> Iterator[Finding]:
    """Yield a refutation where the passage calls the claim false."""
    verbs = predicates(claim.text)
    if not verbs or any(is_denied(verb) for verb in verbs):
        return
    called = _called(evidence.text)
    if not called or _called(claim.text) or _INVENTED.search(claim.text):
        return
    words = words_around(claim.text, (), document)
    if fit(words, document, index).here >= SPEAKS and turned(evidence.text, words):
        yield _finding(Stance.REFUTES, verbs[0], claim, evidence, f"the source calls it {called}")


def _called(text: str) -> str:
    """Return the word with which a text calls something false, or ""."""
    known = groups("_polarity.txt")["false"]
    return next((word for word in re.findall(r"\w+", text.casefold()) if word in known), "")


def likely(claim: str, evidence: Evidence, context: Context) -> bool:
    """Say whether a passage says so much of a claim that its verbs will be asked for: a parse is cheaper in a batch."""
    if not (may_deny(evidence.text) or may_deny(claim)):
        return False
    document = context.document(evidence)
    return fit(words_around(claim, (), document), document, context.place(evidence)).share >= HINTS


def affirmed(text: str) -> str:
    """Return a sentence without the "not" or "never" of its main clause, or "" where that is not denied so of all."""
    main = next((verb for verb in predicates(text) if verb.dep_ == "ROOT"), None)
    marks = [t for t in main.children if t.dep_ == "neg"] if main is not None else []
    if (
        main is None
        or len(marks) != 1
        or _of_a_part(main)
        or any(span.covers(_span(marks[0])) for span in quotations(text))
    ):
        return ""
    return text[: marks[0].idx].rstrip() + text[marks[0].idx + len(marks[0]) :]


def doubtful(text: str, passage: str, document: Document) -> bool:
    """Say whether a word of a passage turns round, or may, what it says of a sentence."""
    return turned(passage, words_around(text, (), document))


def _span(token: Token) -> Span:
    return Span(start=token.idx, end=token.idx + len(token))


@functools.lru_cache(maxsize=1024)
def _outside(text: str, at: int) -> tuple[Span, ...]:
    """Return the spans of a claim that do not belong to the clause of its verb at token ``at``."""
    doc = parsed(text)
    mine = {token.i for token in doc[at].subtree}
    return tuple(_span(t) for t in doc if t.i not in mine)


def _denied(
    verb: Token, same: list[Token], words: tuple[Word, ...], claim: Claim, evidence: Evidence, speaks: bool
) -> Iterator[Finding]:
    """Yield what a passage says of a clause that the claim denies; silence leaves the denial unproved."""
    if speaks and any(is_denied(other) for other in same):
        yield _finding(Stance.SUPPORTS, verb, claim, evidence, "the source denies it too")
    elif (
        speaks
        and (same or not any(t.lower_ == "yet" for t in verb.children))  # what was put off was not done yet
        and not _of_some(verb)  # that six did not is no denial that others did
        and not (_of_all(verb) and quantity.parts(evidence.text))  # "not all of them" is "five of the eight"
        and predicates(evidence.text)
        and (same or not _NONE.search(evidence.text))
        and evidence.text[:1] not in "#*|"
        and _states(verb, evidence.text)
        and not (_NONE_OF_THEM.search(evidence.text) or _denies_the_thing(verb, evidence.text))
        and not any(of_other_things(verb, other) or done_by_others(verb, other) for other in same)
        and not (
            is_outdone(claim.text, evidence.text) or _has_nothing(verb) or is_of_many(verb, evidence.text)
        )
        and not turned(evidence.text, words)
    ):
        reason = f"the draft denies it ({_phrase(verb)}); the source states it"
        yield _finding(Stance.REFUTES, verb, claim, evidence, reason)
    else:
        reason = f"whether it was so ({_phrase(verb)}) the passage does not plainly say"
        yield _finding(Stance.SILENT, verb, claim, evidence, reason, Strength.SUGGESTIVE)


def _denies_the_thing(verb: Token, passage: str) -> bool:
    """Say whether a passage has "no" with what a claim denies that something is done to: "admitted no liability"."""
    things = {c.lemma_ for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "attr")}
    return any(t.lower_ == "no" and t.dep_ == "det" and t.head.lemma_ in things for t in parsed(passage))


def _has_nothing(verb: Token) -> bool:
    """Say whether a claim says that somebody "has nothing against it", which denies no having."""
    return verb.lemma_ == "have" and any(c.lower_ == "nothing" for c in verb.children)


def _states(verb: Token, passage: str) -> bool:
    """Say whether a passage has what a claim denies that something is: "valid" is not what "invalid" denies."""
    said = [*verb.children, *(t for c in verb.children if c.dep_ == "prep" for t in c.children)]
    called = (
        [c for c in said if c.dep_ in ("acomp", "pobj") and not c.like_num] if verb.lemma_ == "be" else []
    )
    called = called[:1]
    held = frozenset(bm25.terms(passage))
    return all(
        any(not kin(term).isdisjoint(held) for term in bm25.terms(word.text) or ("",)) for word in called
    )


def _stated(
    verb: Token, same: list[Token], words: tuple[Word, ...], claim: Claim, evidence: Evidence
) -> Iterator[Finding]:
    denied = [other for other in same if is_denied(other) and not denied_of_a_time(other, claim.text)]
    denied = [other for other in denied if not of_other_things(verb, other)]
    if _is_ahead(verb):  # who is still to vote has not yet voted
        denied = [other for other in denied if all(c.lower_ != "yet" for c in other.children)]
    if same and len(denied) == len(same) and not turned(claim.text, words):
        reason = f"the draft states it ({verb.text}); the source denies it ({_phrase(same[0])})"
        yield _finding(Stance.REFUTES, verb, claim, evidence, reason)


def _is_ahead(verb: Token) -> bool:
    return any(c.tag_ == "TO" or c.lower_ in ("will", "shall") for c in verb.children)


def _affirmed_elsewhere(verb: Token, words: tuple[Word, ...], document: Document, index: int) -> bool:
    """Say whether another passage states what this one may deny: of some time or place both can be so."""
    forms = {form for term in bm25.terms(verb.text) for form in kin(term)}
    return any(
        not forms.isdisjoint(bm25.terms(text))
        and fit(words, document, other).here >= HINTS
        and any(not is_denied(same) for same in _same_verbs(verb, text))
        for other, text in enumerate(document.texts)
        if other != index
    )


def _denied_elsewhere(verb: Token, words: tuple[Word, ...], document: Document, index: int) -> bool:
    """Say whether a verb that a claim denies denies something itself, or is denied or better told elsewhere.

    "Sponsors were not banned" is not refuted by what they pay, nor where "the ban was dropped".
    """
    if verb.lemma_ in BARE:
        return False
    here = fit(words, document, index).here
    return turns(verb) or any(
        turned(text, words)
        or any(map(is_denied, _same_verbs(verb, text)))
        or fit(words, document, other).here > here
        for other, text in _with_the_verb(verb, document)
    )


def _denied_better(verb: Token, words: tuple[Word, ...], document: Document, index: int) -> bool:
    """Say whether a passage that says more of a claim than another denies it: "without a win for six matches"."""
    share = fit(words, document, index).here
    return any(
        turned(text, words)
        for other, text in _with_the_verb(verb, document)
        if other != index and fit(words, document, other).here > share
    )


def _with_the_verb(verb: Token, document: Document) -> Iterator[tuple[int, str]]:
    """Yield the passages of a document that have a verb in some form, each with its place."""
    forms = {form for term in bm25.terms(verb.text) + bm25.terms(verb.lemma_) for form in kin(term)}
    yield from ((index, text) for index, text in enumerate(document.texts) if not forms.isdisjoint(bag(text)))


def _same_verbs(verb: Token, text: str) -> list[Token]:
    if verb.lemma_ in BARE:
        bare = [t for t in predicates(text) if t.lemma_ == verb.lemma_ and is_denied(t) and is_denied(verb)]
        return [t for t in bare if _of_one_thing(verb, t)]
    mine = {form for term in bm25.terms(verb.lemma_) + bm25.terms(verb.text) for form in kin(term)}
    if not mine:
        return []
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    near = (t for t in predicates(text) if {c.lower_ for c in t.children if c.dep_ == "prt"} == particles)
    same = [t for t in near if not mine.isdisjoint(bm25.terms(t.text) + bm25.terms(t.lemma_))]
    return [
        t for t in same if t.lemma_ == verb.lemma_
    ] or same  # "it began" is not "opened", if that stands there


def _of_one_thing(verb: Token, other: Token) -> bool:
    """Say whether two verbs that say nothing themselves say it of one thing: "is not new" denies no "is not a test"."""
    ours, theirs = _said_by(verb), _said_by(other)
    return not (ours and theirs) or not ours.isdisjoint(theirs)


def _said_by(verb: Token) -> frozenset[str]:
    """Return the terms, in all their forms, of what a bare verb says: "is **resistant**", "has a **permit**"."""
    said = [t for t in verb.children if t.dep_ in ("acomp", "attr", "dobj")]
    said += [t for c in verb.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"]
    return frozenset(form for t in said for term in bm25.terms(t.text) for form in kin(term))


def _phrase(verb: Token) -> str:
    nobody = (c for c in verb.children if c.lower_ in _NOBODY or any(t.lower_ == "no" for t in c.children))
    helpers = (c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg"))
    first = min((c.left_edge.i for c in (*helpers, *nobody)), default=verb.i)
    return str(verb.doc[min(first, verb.i) : verb.i + 1].text)


def _finding(
    stance: Stance,
    verb: Token,
    claim: Claim,
    evidence: Evidence,
    reason: str,
    strength: Strength = Strength.DECISIVE,
) -> Finding:
    return Finding(
        judge="negation",
        stance=stance,
        strength=strength,
        reason=reason,
        evidence=evidence,
        claim_span=_span(verb),
        part=_phrase(verb),
    )
