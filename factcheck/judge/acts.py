"""Acts: was it this that was done, with this force, and was it done at all?

Rule. Where a passage speaks of the same things as the claim but has the opposite word in the place of the claim's
(accepted, rejected; rose, fell; largest, smallest), it refutes, unless one of the two is turned round by a "not".
"Unanimously" is refuted by a vote with abstentions or votes against. On the ladder of operative verbs (demands,
decides, calls upon, urges, invites, welcomes, takes note) two rungs apart refute, one rung is shown. What the
source only plans, expects or alleges does not bear out what the claim says was done; that is shown, and decides
nothing.

Why. A resolution that "welcomes" is not one that "demands", and a plan is not an event.

Example. Claim "the council unanimously adopted it"; source "adopted by 13 votes, with two abstentions" refutes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..model import Claim, Evidence, Finding, Span, Stance, Strength
from ..text import quotations
from ._align import fit, words_around
from ._context import Context, Document, parsed
from ._order import ORDER, other_way_round
from ._polarity import begins_an_end, is_denied, predicates
from ._unanimous import of_one_mind_or_not
from ._values import periods
from ._words import kin, lines

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKS = 0.55  # what a passage has to say of the rest of the claim before its opposite word counts
BALLOT = 0.3  # the same for votes, whose words are few
_UNDER = re.compile(
    r"\b(deputy|vice|acting|assistant|interim|former|ex|outgoing)[ -](?=((?:[a-z][\w’'-]* ){0,2}[a-z]\w*))",
    re.I,
)
_LINKS = ("ADP", "SCONJ")
_PAST = frozenset(["former", "ex", "outgoing"])
_PLANS = "will would may might could should plan expect intend propose hope seek consider aim due"
_ALLEGES = "allege allegedly accuse claim suspect reportedly purport rumor rumour deny"
# Whose infinitive is only to come: "has no power to overturn it", "asked the court to stop it".
_OPEN = """
power right plan bid attempt effort order ask urge want wish mean decline fail refuse threaten offer vow promise call
press push try"""
_AHEAD, _DOUBT, _OPENS = (frozenset(words.split()) for words in (_PLANS, _ALLEGES, _OPEN))


_KINDRED = frozenset(
    "brother sister son daughter father mother uncle aunt nephew niece husband wife parent child".split()  # noqa: SIM905
)
_DEALS = (
    (frozenset({"buy", "purchase", "acquire"}), frozenset({"sell"})),
    (frozenset({"lend", "let"}), frozenset({"borrow", "rent", "hire"})),
    (frozenset({"give", "pay", "hand"}), frozenset({"receive", "get", "obtain"})),
)


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield a finding for each act of the claim that the passage turns round, weakens or only announces."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)

    def rest(span: Span) -> float:
        """Return how much a passage says of the claim without one word."""
        return fit(words_around(claim.text, [span], document), document, index).here

    yield from _ballots(claim, evidence, document, index)
    for token, span in _turning(claim.text):
        if rest(span) >= SPEAKS:
            yield from _turned(token, span, claim, evidence)
            yield from _forced(token, span, claim, evidence)
    for verb in predicates(claim.text):
        span = Span(start=verb.idx, end=verb.idx + len(verb))
        if rest(span) >= SPEAKS:
            yield from _undone(verb, span, claim, evidence)
    for office, under in under_another(claim.text, evidence.text):
        span = Span(start=office.idx, end=office.idx + len(office))
        if rest(span) >= SPEAKS:
            reason = f"the draft says {office.text}; the source says {under} {office.text}"
            yield _finding(Stance.REFUTES, Strength.SUGGESTIVE, reason, span, claim, evidence)


def under_another(text: str, passage: str) -> Iterator[tuple[Token, str]]:
    """Yield each office of a claim that a passage gives only as deputy, acting or, of what "is", as former."""
    found = dict(_offices(passage)) if _UNDER.search(passage) else {}
    for token in parsed(text) if found else ():
        word = found.get(token.lower_, "")
        now = word.casefold() not in _PAST or (token.dep_ == "attr" and token.head.lower_ in ("is", "are"))
        now = now or token.dep_ == "appos" or any(c.dep_ == "appos" for c in token.children)
        if word and now and token.pos_ in ("NOUN", "PROPN") and not re.search(rf"\b{word}[ -]", text, re.I):
            yield token, word


def _offices(passage: str) -> Iterator[tuple[str, str]]:
    """Yield each office of a passage that stands behind "deputy" and the like wherever it stands, with that word."""
    words = [t for t in parsed(passage) if t.pos_ in ("NOUN", "PROPN")]
    for found in _UNDER.finditer(passage):
        behind = [t for t in words if found.start(2) <= t.idx < found.end(2)]
        joined = [
            t
            for t, before in zip(behind, [None, *behind], strict=False)
            if before is None or t.i == before.i + 1
        ]
        for office in joined if behind and behind[0].idx == found.start(2) else ():
            if sum(t.lower_ == office.lower_ for t in words) == 1:
                yield office.lower_, found[1]


@functools.lru_cache(maxsize=4096)
def _turning(text: str) -> tuple[tuple[Token, Span], ...]:
    """Return the words of a claim, outside quotation marks, that have an opposite or a rung on the ladder of force."""
    quoted = quotations(text)
    # "Some 12,000" is about so many, and no part of them.
    words = (t for t in parsed(text) if t.lower_ != "some" or not _is_counted(t))
    placed = ((t, Span(start=t.idx, end=t.idx + len(t))) for t in words)
    return tuple(
        (token, span)
        for token, span in placed
        if (_matters(token.lower_) or _matters(token.lemma_)) and not any(m.covers(span) for m in quoted)
    )


def _is_counted(token: Token) -> bool:
    """Say whether a number stands right behind a word."""
    return token.i + 1 < len(token.doc) and bool(token.doc[token.i + 1].like_num)


def _ballots(claim: Claim, evidence: Evidence, document: Document, index: int) -> Iterator[Finding]:
    found = of_one_mind_or_not(claim.text, evidence.text)
    words = words_around(claim.text, [Span(start=0, end=0)], document) if found else ()
    if found and fit(words, document, index).share >= BALLOT:
        said, stated = found
        reason = f"the draft says {said.group()}; the source says {stated}"
        span = Span(start=said.start(), end=said.end())
        yield _finding(Stance.REFUTES, Strength.DECISIVE, reason, span, claim, evidence)


@functools.lru_cache(maxsize=16384)
def _matters(word: str) -> bool:
    return bool(opposites(word)) or rung(word) is not None


def _turned(token: Token, span: Span, claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Yield a refutation where the passage has the opposite of a word of the claim, and not the word.

    A claim that has both ("is to free those detained") is not refuted by either.
    """
    against = _against(token) - {form for t in token.doc for form in (t.lower_, t.lemma_)}
    if not against:
        return
    words = [t for t in parsed(evidence.text) if t.is_alpha]
    if any(not kin(stem).isdisjoint(bm25.terms(t.text)) for stem in bm25.terms(token.text) for t in words):
        return
    contrary = [t for t in words if not against.isdisjoint((t.lower_, t.lemma_))]
    if len({_denied(t) for t in contrary}) > 1:
        return  # "not guilty on charges 1 and 2, guilty on the third"
    for other in contrary:
        if (
            _stand_alike(token, other)
            and _denied(token) is _denied(other)
            and (_supposed(token) or not _supposed(other))
            and (_only_wished(token) or not _only_wished(other))
            and not _bounds(claim.text, span, evidence.text, other)
            and not _other_side(token, other)
            and not _leaves_so(other)
            and (begins_an_end(token) or not begins_an_end(other))
            and not _of_the_rest(claim.text, evidence.text)
        ):
            reason = f"the draft says {token.text}; the source says {other.text}"
            yield _finding(Stance.REFUTES, Strength.DECISIVE, reason, span, claim, evidence)
            return


def _of_the_rest(claim: str, passage: str) -> bool:
    """Say whether a claim tells of the rest of a whole what a passage tells of a part: seven open, 19 of 26 shut."""
    ours, theirs = quantity.parts(claim), quantity.parts(passage)
    return any(
        one.whole.value == other.whole.value == one.part.value + other.part.value
        for one in ours
        for other in theirs
    )


def _against(token: Token) -> frozenset[str]:
    return opposites(token.lower_) or opposites(token.lemma_)


def _stand_alike(token: Token, other: Token) -> bool:
    """Say whether two opposite words are said of one thing in one place: of the same order, or of what they link."""
    if token.lower_ in ORDER and other.lower_ in ORDER:
        return other_way_round(token, other)
    return _grows_alike(token, other) and (token.pos_ not in _LINKS or _of_one(token, other))


def _grows_alike(one: Token, other: Token) -> bool:
    """Say whether two words stand in one place: of one class, both at the head of their clause, "south of Besk"."""
    one_of, other_of = one.doc[one.i + 1 : one.i + 3].text, other.doc[other.i + 1 : other.i + 3].text
    return one.pos_ == other.pos_ or one.dep_ == other.dep_ or (one_of[:3] == "of " and one_of == other_of)


def _other_side(token: Token, other: Token) -> bool:
    """Say whether two verbs tell one deal from its two sides: "A sold it to B", "B bought it from A"."""
    if token.lemma_ in _KINDRED and other.lemma_ in _KINDRED:  # "her brother", "his sister"
        who = next((t for t in token.head.children if t.dep_ == "nsubj"), None)
        near = {t.text for t in (*other.subtree, *other.head.subtree) if t.dep_ != "nsubj"}
        return who is not None and who.text in near
    if not any(
        {token.lemma_, other.lemma_} & one and {token.lemma_, other.lemma_} & two for one, two in _DEALS
    ):
        return False
    ours, theirs = (frozenset(form for w in _does(t) for form in bm25.terms(w.text)) for t in (token, other))
    ends = {term for t in other.subtree if t.dep_ in ("pobj", "dative") for term in bm25.terms(t.text)}
    return bool(ours and theirs) and ours.isdisjoint(theirs) and not ours.isdisjoint(ends)


def _leaves_so(verb: Token) -> bool:
    """Say whether a verb only says how something is left: "leaves the army in control"."""
    if verb.lemma_ != "leave" or not any(t.dep_ in ("dobj", "dative") for t in verb.children):
        return False
    near = [t for c in verb.children for t in (c, *c.children)]
    return any(
        t.dep_ in ("oprd", "acomp") or (t.dep_ == "prep" and t.lower_ in ("in", "with", "under"))
        for t in near
    )


def _does(verb: Token) -> list[Token]:
    """Return who does a verb: its subject, or what stands behind the "by" of a passive."""
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children)
    if passive:
        return [t for by in verb.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj"]
    return [t for t in verb.children if t.dep_ == "nsubj"]


def _bounds(claim: str, span: Span, passage: str, other: Token) -> bool:
    """Say whether two words are the bounds of two numbers: "more than 95" says nothing against "less than 5"."""
    ours = quantity.at(claim, span)
    theirs = quantity.at(passage, Span(start=other.idx, end=other.idx + len(other))) if ours else None
    return ours is not None and theirs is not None and ours.value != theirs.value


def _supposed(token: Token) -> bool:
    """Say whether a word stands in a clause with "unless" or "if", which tells what may be."""
    near = (c for above in (token, *token.ancestors) if above.pos_ in ("VERB", "AUX") for c in above.children)
    return any(c.dep_ == "mark" and c.lower_ in ("unless", "if") for c in near)


def _only_wished(token: Token) -> bool:
    """Say whether a deed is only what somebody offered, asked or planned to do: who offered to resign may remain."""
    return token.dep_ in ("xcomp", "ccomp") and token.head.lemma_ in _AHEAD | _OPENS | {"offer", "consider"}


def _of_one(token: Token, other: Token) -> bool:
    """Say whether two words like "before" and "after" have a word in common behind them: else each is of its own."""
    ours, theirs = (
        frozenset(
            form
            for inner in t.subtree
            if inner.i != t.i
            for term in bm25.terms(inner.text)
            for form in kin(term)
        )
        for t in (token, other)
    )
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _denied(token: Token) -> bool:
    return is_denied(token) or is_denied(token.head)


@functools.cache
def _pairs() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in lines("_opposites.txt"):
        ours, _, theirs = (frozenset(part.split()) for part in line.partition("|"))
        for one, other in ((ours, theirs), (theirs, ours)):
            for word in one:
                table.setdefault(word, set()).update(other)
    return {word: frozenset(words - {word}) for word, words in table.items()}


def opposites(word: str) -> frozenset[str]:
    """Return the words that say the opposite of a casefolded word."""
    return _pairs().get(word, frozenset())


@functools.cache
def _ladder() -> dict[str, int]:
    rows = (line.split() for line in lines("_force.txt"))
    return {verb: int(row[0]) for row in rows for verb in row[1:]}


def rung(word: str) -> int | None:
    """Return where an operative verb stands on the ladder, 6 (demands) to 0 (notes), or None."""
    return _ladder().get(word)


def _forced(token: Token, span: Span, claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    of_a_thing = token.dep_ == "acl" and token.tag_ == "VBN"  # "of the 300 million requested"
    ours = rung(token.lower_) if not of_a_thing else None
    if ours is None or token.pos_ != "VERB" or _calls_for(token):
        return
    found = [(t, force(t)) for t in predicates(evidence.text)]
    verbs = [(t, rank) for t, rank in found if rank is not None]
    if not verbs or any(rank == ours for _, rank in verbs):
        return
    nearest, theirs = min(verbs, key=lambda pair: abs(pair[1] - ours))
    apart = abs(theirs - ours)
    strength = Strength.DECISIVE if apart >= 2 else Strength.SUGGESTIVE
    reason = f"the draft says {token.text}; the source only {nearest.text}"
    if theirs > ours:
        reason = f"the draft says {token.text}; the source {nearest.text}"
    yield _finding(Stance.REFUTES, strength, reason, span, claim, evidence)


def force(token: Token) -> int | None:
    """Return where a verb of a source stands on the ladder; to "take note" is to note, "asked to pay" is a request.

    In a draft "asked" may be a demand told in few words, and stands on no rung.
    """
    if _calls_for(token):
        return None
    if token.lemma_ == "ask":
        return rung("request") if any(c.dep_ in ("xcomp", "ccomp") for c in token.children) else None
    noted = token.lemma_ == "take" and any(t.lower_ == "note" for t in token.children)
    return 0 if noted else rung(token.lower_)


def _calls_for(token: Token) -> bool:
    """Say whether a verb is to "call for" or to "call a strike"; to "call on" somebody is the rung of the ladder.

    "Called on Tuesday for a halt" calls on nobody.
    """
    if token.lemma_ != "call":
        return False
    days = [period.span for period in periods(token.doc.text, None)]
    upon = (u for t in token.children if t.lower_ in ("on", "upon") and t.dep_ == "prep" for u in t.children)
    return all(any(span.start <= t.idx < span.end for span in days) for t in upon if t.dep_ == "pobj")


def _undone(verb: Token, span: Span, claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Yield a suggestion where the claim says it was done and the source that it is to come, or alleged."""
    done = verb.tag_ in ("VBD", "VBN")
    if not (done or verb.tag_ in ("VBZ", "VBP")) or _clouds(verb) or is_denied(verb):
        return
    same = [t for t in predicates(evidence.text) if t.lemma_ == verb.lemma_]
    clouds = [_clouds(t) for t in same]
    told = done or any(
        word.casefold() not in _AHEAD for word in clouds
    )  # "opens" of what "will open" is fair
    if same and all(clouds) and told:
        reason = f"the draft says it is so ({verb.text}); the source says {clouds[0]} {same[0].text}"
        yield _finding(Stance.REFUTES, Strength.SUGGESTIVE, reason, span, claim, evidence)


def _clouds(verb: Token) -> str:
    """Return the word that makes an act a plan or an allegation ("will", "allegedly"), or ""."""
    near = [*verb.children, verb.head]
    found = (t for t in near if t.lower_ in _AHEAD | _DOUBT or t.lemma_ in _AHEAD | _DOUBT)
    return next((str(t.text) for t in found), "") or _to_do(verb)


def _to_do(verb: Token) -> str:
    """Return the word whose infinitive a verb only is ("power to overturn"), or ""."""
    bare = verb.tag_ == "VB" and any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)
    return str(verb.head.text) + " to" if bare and verb.head.lemma_ in _OPENS else ""


def _finding(
    stance: Stance, strength: Strength, reason: str, span: Span, claim: Claim, evidence: Evidence
) -> Finding:
    return Finding(
        judge="acts",
        stance=stance,
        strength=strength,
        reason=reason,
        evidence=evidence,
        claim_span=span,
        part=span.of(claim.text),
    )
