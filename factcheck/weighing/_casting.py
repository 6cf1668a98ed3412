"""Who does it to whom, told of common nouns: "by its owner" of "from its owner", "gave" of "received", cause, effect.

Names have their own rooms (:mod:`._roles`, :mod:`._doers`). Here every word of a claim is in the passage, and only its
part there is another: from whom a thing was taken, he did not take it, and what was caused by a thing did not cause it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied, predicates
from ..model import Span
from ._claim import asserted
from ._placing import Contrary
from ._synonyms import forms_of
from ._turned import SET_ASIDE
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIT = ("dobj", "nsubjpass")
_BROUGHT_ABOUT = ("dobj", "ccomp", "xcomp", "attr")
_FROM = frozenset({"from", "against", "of"})
_CAUSES = frozenset("cause trigger provoke prompt spark bring lead result produce".split())  # noqa: SIM905
_ORDERS = frozenset("order tell ask force require oblige instruct direct compel urge allow".split())  # noqa: SIM905
_NOT_NOW = frozenset(
    {"former", "ex", "deputy", "acting", "vice", "outgoing", "incoming", "future", "designate"}
)
_OFFICES = frozenset(
    """
    president mayor minister head chief captain pilot guard nurse king queen judge chairman chairwoman spokesman
    """.split()  # noqa: SIM905
)
_DIED = frozenset({"die", "perish", "drown", "suffocate"})
_SUFFERED = _DIED | frozenset(
    "kill injure wound hurt arrest detain abduct kidnap evacuate displace execute torture rape shoot".split()  # noqa: SIM905
)
_ANYBODY = frozenset(
    """
    people person other victim resident inhabitant casualty man woman passenger townspeople villager citizen one
    """.split()  # noqa: SIM905
)
_GIVES = frozenset("give pay hand donate transfer send lend grant".split())  # noqa: SIM905
_GETS = frozenset("receive get obtain accept collect borrow".split())  # noqa: SIM905
_DOER = ("er", "or", "ers", "ors", "ar", "ars")


def miscast(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim has done by, or to, just those to, or by, whom a passage has it done."""
    if turns(claim) or turns(passage):
        return
    for verb in predicates(claim):
        ways = (_taken_from, _caused_by, _given_by, _sent_by, _done_to)
        found = next((said for way in ways if (said := way(verb, passage)) is not None), None)
        if found is not None:
            part, other = found
            reason = f"the draft has {part.text} do it; the source says “{other}”"
            yield "acts", reason, Span(start=part.idx, end=part.idx + len(part)), part.text
            return


def done_by_others(claim: str, passage: str) -> str:
    """Return who did it by a claim where a passage, which speaks of them too, has others do it; or ""."""
    passage = SET_ASIDE.sub("", passage)  # "by a diver, not by Lund"
    for verb in predicates(claim) if not turns(claim) else ():
        doer = _doer(verb)
        mine = forms_of(doer.text, claim) if doer is not None else frozenset()
        if doer is None or not _is_somebody(doer) or mine.isdisjoint(bm25.terms(passage)):
            continue
        same = [v for v in predicates(passage) if v.lemma_ == verb.lemma_ and not is_denied(v)]
        others = [who for v in same if (who := _agent(v)) is not None and _is_somebody(who)]
        if others and len(others) == len(same) and all(mine.isdisjoint(name_of(who)) for who in others):
            return f"that it was {doer.text} (the source: {others[0].text})"
        if not same and (other := _by_trade(verb, passage)) and mine.isdisjoint(bm25.terms(other)):
            return f"{verb.text} (the source: {other})"
    return ""


def victims(claim: str, missing: Sequence[str]) -> tuple[str, ...]:
    """Return the people of whom a claim has it that they died, were hurt or held, and of whom a passage has no word.

    Eight fighters are no civilians, whatever else of the strike is told alike.
    """
    suffered = (v for v in parsed(claim) if v.pos_ == "VERB" and v.lemma_ in _SUFFERED)
    who = (
        t
        for v in suffered
        for t in v.children
        if t.dep_ == ("nsubj" if v.lemma_ in _DIED else "") or t.dep_ in _HIT
    )
    return tuple(t.text for t in who if t.pos_ == "NOUN" and t.text in missing and t.lemma_ not in _ANYBODY)


def _is_somebody(who: Token) -> bool:
    return who.pos_ == "NOUN" and not any(t.like_num for t in who.children)  # "lost by 16 votes to 17"


def _by_trade(verb: Token, passage: str) -> str:
    """Return the noun of a passage that names people after a deed which no verb of it tells ("smugglers"), or ""."""
    acts = frozenset(bm25.terms(f"{verb.text} {verb.lemma_}"))
    nouns = (
        t
        for t in parsed(passage)
        if t.pos_ == "NOUN" and t.lower_.endswith(_DOER) and t.lemma_ not in bm25.NO_DOER
    )
    return next((t.text for t in nouns if not acts.isdisjoint(bm25.terms(t.text))), "")


def _taken_from(verb: Token, passage: str) -> tuple[Token, str] | None:
    """Return who does a deed by a claim where a passage has it done, by nobody named, from or against just them."""
    doer = _agent(verb)
    if doer is None:
        return None
    acts, mine = forms_of(verb.text, verb.doc.text), forms_of(doer.text, verb.doc.text)
    for other in predicates(passage):
        if acts.isdisjoint(bm25.terms(other.text)) or _agent(other) is not None:
            continue
        behind = (prep for prep in other.children if prep.lower_ in _FROM)
        if any(not mine.isdisjoint(bm25.terms(t.text)) for prep in behind for t in prep.children):
            return doer, _said(other)
    return None


def _caused_by(verb: Token, passage: str) -> tuple[Token, str] | None:
    """Return what causes something by a claim where that causes it by a passage."""
    cause, effect = _cause(verb)
    for other in predicates(passage) if cause is not None and effect else ():
        first, second = _cause(other)
        if first is None or cause is None:
            continue
        mine, theirs = forms_of(cause.text, verb.doc.text), _whole(first)
        if not mine.isdisjoint(second) and not effect.isdisjoint(theirs) and mine.isdisjoint(theirs):
            return cause, _said(other)
    return None


def _cause(verb: Token) -> tuple[Token | None, frozenset[str]]:
    """Return the cause that a verb names, and the terms of what it brings about."""
    if verb.lemma_ not in _CAUSES or (
        verb.lemma_ == "bring" and not any(c.lower_ == "about" for c in verb.children)
    ):
        return None, frozenset()
    near = {t.dep_: t for t in verb.children}
    if (agent := _agent(verb)) is not None and "nsubjpass" in near:
        return agent, _whole(near["nsubjpass"])
    led = [t for prep in verb.children if prep.lower_ in ("to", "in") for t in prep.children]
    ends = [near[end] for end in _BROUGHT_ABOUT if end in near] + led
    return near.get("nsubj"), frozenset().union(*map(_whole, ends))


def _given_by(verb: Token, passage: str) -> tuple[Token, str] | None:
    """Return who gives by a claim where a passage has him get it from just those to whom, or the other way round."""
    gives = verb.lemma_ in _GIVES
    theirs, mine, other = (_GETS, "to", "from") if gives else (_GIVES, "from", "to")
    acts = (
        [act for act in predicates(passage) if act.lemma_ in theirs] if gives or verb.lemma_ in _GETS else ()
    )
    giver, taker = (_doer(verb), _behind(verb, mine)) if acts else (None, None)
    for act in acts if giver is not None and taker is not None else ():
        who, whom = _doer(act), _behind(act, other)
        if giver and taker and who and whom and _one(giver, who) and _one(taker, whom):
            return giver, _said(act)
    return None


def _sent_by(verb: Token, passage: str) -> tuple[Token, str] | None:
    """Return who passes something on to whom by a claim where a passage has it come "from" the latter "to" him."""
    if " from " not in passage or " to " not in passage:
        return None
    doer, end = _behind(verb, "from") or _doer(verb), _behind(verb, "to")
    for act in predicates(passage) if doer is not None and end is not None else ():
        start, goal = _behind(act, "from"), _behind(act, "to")
        if doer and end and start and goal and _one(doer, goal) and _one(end, start):
            return doer, _said(act)
    return None


def _done_to(verb: Token, passage: str) -> tuple[Token, str] | None:
    """Return who does a deed by a claim to those who do it by a passage, and to whom they do it there."""
    doer, mine = _orderly(verb), frozenset().union(*map(name_of, _suffering(verb)))
    acts = forms_of(verb.text, verb.doc.text)
    for act in predicates(passage) if doer is not None and mine else ():
        other = _orderly(act)
        if doer is None or other is None or acts.isdisjoint(bm25.terms(act.text)) or is_denied(act):
            continue
        theirs = frozenset().union(*map(_whole, _suffering(act)))
        crossed = name_of(doer) <= theirs and not mine.isdisjoint(bm25.terms(other.text))
        if crossed and name_of(doer).isdisjoint(_whole(other)) and mine.isdisjoint(theirs):
            return doer, _said(act)
    return None


def _orderly(verb: Token) -> Token | None:
    """Return who does a deed, be it that somebody orders him to: "ordered the landlord to pay"."""
    own = _doer(verb)
    if own is None and verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _ORDERS:
        own = next((t for t in verb.head.children if t.dep_ in ("dobj", "nsubjpass")), None)
    return own if own is not None and own.pos_ == "NOUN" else None


def _suffering(verb: Token) -> list[Token]:
    """Return to whom a deed is done."""
    ends = [t for t in verb.children if t.dep_ in ("dobj", "dative", "nsubjpass") and t.pos_ == "NOUN"]
    # Who is paid, not what: "pay the landlord 8,000 crowns", which the parser reads as crowns of some sort.
    given = [
        t for end in ends for t in end.children if t.dep_ == "nmod" and t.pos_ == "NOUN" and _is_counted(end)
    ]
    return [t for t in ends if t.dep_ == "dative"] or given or ends


def _is_counted(thing: Token) -> bool:
    return any(t.dep_ == "nummod" for t in thing.children)


def of_another_bearer(claim: str, passage: str) -> str:
    """Return what a claim tells of somebody that a passage tells of another of the same name; or "".

    The driver of the car is not the lorry driver, and the former mayor is no mayor.
    """
    root = root_of(claim)
    who = (
        next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if root is not None
        else None
    )
    if root is None or who is None or who.pos_ != "NOUN" or turns(claim) or not _is_bearer(who):
        return ""
    words = frozenset().union(*(forms_of(t.text, claim) for t in parsed(claim)))
    acts = frozenset().union(*(forms_of(word, claim) for word in asserted(claim) or {root.text}))
    same = [t for t in parsed(passage) if t.lemma_ == who.lemma_ and t.dep_ in ("nsubj", "nsubjpass")]
    same = [t for t in same if not acts.isdisjoint(_whole(t.head))]
    others = [next((m for m in _marks(t) if words.isdisjoint(bm25.terms(m.text))), None) for t in same]
    mine = any(t.pos_ == "NOUN" for t in _marks(who))
    other = next((m for m in others if m is not None), None)
    if other is None or not all(m is not None and (mine or m.lower_ in _NOT_NOW) for m in others):
        return ""
    return f"{who.text} (the source: {other.text} {who.text})"


def _is_bearer(who: Token) -> bool:
    """Say whether a noun calls somebody by what he does or is: there are many drivers and mayors."""
    return who.lemma_ in _OFFICES or (who.lemma_.endswith(_DOER) and who.lemma_ not in bm25.NO_DOER)


def _marks(who: Token) -> Iterator[Token]:
    """Yield what tells somebody from others who are called the same: "lorry driver", "driver of the car", "former"."""
    for t in who.children:
        if t.dep_ == "compound" or (t.dep_ == "amod" and t.lower_ in _NOT_NOW):
            yield t
        elif t.lower_ == "of":
            yield from (end for end in t.children if end.dep_ == "pobj" and end.pos_ == "NOUN")


def _one(mine: Token, theirs: Token) -> bool:
    return not forms_of(mine.text, mine.doc.text).isdisjoint(bm25.terms(theirs.text))


def _behind(verb: Token, word: str) -> Token | None:
    near = (verb, *(t for t in verb.children if t.dep_ in ("dobj", "nsubjpass")))
    preps = (prep for t in near for prep in t.children if prep.lower_ == word)
    return next((t for prep in preps for t in prep.children if t.dep_ == "pobj"), None)


def _doer(verb: Token) -> Token | None:
    """Return who does a deed: the subject, or in a passive what stands behind "by"."""
    if any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children):
        return _agent(verb)
    own = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    return own if own is not None or verb.tag_ != "VBD" or verb.dep_ != "ROOT" else _fronted(verb)


def _fronted(verb: Token) -> Token | None:
    """Return the subject that the parser takes for a part of the place before it: "In the yard prisoners attacked"."""
    place = next((t for t in verb.children if t.dep_ == "prep" and t.i < verb.i), None)
    who = next((t for t in place.children if t.dep_ == "pobj"), None) if place is not None else None
    plural = who is not None and who.tag_ == "NNS" and who.right_edge.i == verb.i - 1
    beside = plural and who is not None and any(t.dep_ in ("compound", "amod") for t in who.children)
    return who if beside else None


def _agent(verb: Token) -> Token | None:
    by = (t for prep in verb.children if prep.dep_ == "agent" for t in prep.children if t.dep_ == "pobj")
    return next(by, None)


def name_of(head: Token) -> frozenset[str]:
    """Return the terms of a noun with its compounds: an "armed gang" is no army."""
    near = (head, *(t for t in head.children if t.dep_ == "compound"))
    return frozenset(term for t in near for term in bm25.terms(t.text))


def _whole(head: Token) -> frozenset[str]:
    return frozenset(term for t in head.subtree for term in bm25.terms(t.text))


def _said(verb: Token) -> str:
    return " ".join(t.text for t in verb.subtree).replace(" .", "").replace(" ,", ",")
