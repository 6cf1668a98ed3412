"""The opposite done to the same thing by the same one: "granted the request" where the source "refuses the bid".

The words of the rest may be other ones: it is enough that both deeds are done to one thing, that no word which singles
the claim's thing out is missing, and that the passage does not tell of another time. To keep a thing as it is, is the
opposite of every change of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed, root_of
from ..judge._polarity import is_denied, predicates, turns as turns_round
from ..judge.acts import opposites
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._ballots import agree_on_nobody, tells_of_nobody
from ._deeds import Deed, deeds, is_known, meet
from ._foretold import is_done, to_come
from ._lifted import lifted
from ._passed import passed_alike
from ._placing import Contrary, clause_of, names, refuting, shown
from ._standing import early
from ._synonyms import forms_of, spoken, told
from ._tallies import are_told
from ._turned import KEEPING
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

LONG_AGO = 200  # days before the draft of which a passage tells as of another time
_NEAR = 60  # days before the draft from which a passage tells of the same time
_CHANGES = frozenset(
    "ground scrap cut lower raise lift drop close sell sack dismiss remove replace withdraw end abandon change".split()  # noqa: SIM905
)
_AS_IS = frozenset({"in", "at", "on", "open", "unchanged", "running"})
# One event seen by its two sides.
_SIDES = frozenset("buy sell win lose import export arrive leave join begin end start".split())  # noqa: SIM905
_ONE_EVENT = ({"buy", "sell"}, {"win", "lose"}, {"import", "export"})
# Whoever is against a thing, and whoever sees to it that it is not done.
ALIKE = (
    frozenset("fight contest challenge oppose dispute appeal resist object".split()),  # noqa: SIM905
    frozenset("block stop halt bar veto thwart prevent prohibit forbid ban outlaw".split()),  # noqa: SIM905
)
_EARLIER = late(
    r"\b(?:at first|first|initially|earlier|previously|until|had|then|later|before|after)\b", re.I
)
_FRESH = timedelta(days=7)  # in which what is only planned is not yet done, where the source gives it time
# What sets a matter going: who only prepares, weighs or does not rule it out has not done it, whatever the verb.
_STARTING = frozenset(
    "file lodge submit bring launch start begin open take go sue appeal".split()  # noqa: SIM905
)
_BESIDE = frozenset({"already", "now", "since", "behalf"})  # says nothing that a plan could have
# What takes its time by the source's own word: it weighs it, it is a bill, there is a deadline.
_PENDING = late(
    r"\b(?:(?:is|are) (?:preparing|planning|considering|weighing|examining|studying|exploring)|whether to"
    r"|(?:does|do) not rule out|under (?:the|a|this) (?:draft|bill|plan|proposal)"
    r"|within (?:the next )?[\w-]+ (?:weeks|months|days|years)|by (?:the )?(?:end|spring|summer|autumn|winter)"
    r"|later this|next (?:week|month|year|spring|summer|autumn|winter)|in the coming)\b",
    re.I,
)
_PROMISED = late(
    r"\b(?:will|shall)\b[^;.]*?\b(?:once|if|provided(?: that)?|as soon as|on (?:the )?condition that|unless|when|after"
    r"|until)\b",
    re.I,
)
_PLAN = late(r"(?:a plan|what is only looked at) \(“(?P<said>.*)”\)")
_TOLD = 2  # telling words that a claim has at least: "it has gone to court" may be of another
_NOT_SURE = frozenset({"may", "can", "might", "should", "must", "shall", "could", "until", "if", "unless"})
_VOTED_DOWN = late(r"\bvot(?:e|es|ed|ing) (?:[\w’'-]+ ){0,5}?down\b", re.I)
_REJECTED = late(r"\b(?:reject\w*|voted against|votes? against|defeat\w*|turned down)\b", re.I)
_PRONOUNS = frozenset({"it", "them"})


def opposite_deed(
    claim: Claim, item: Evidence, missing: Sequence[str], written: date | None
) -> Iterator[Finding]:
    """Yield a refutation where a passage tells the opposite of what a claim has done to the same thing.

    :param missing: the words of the claim that the passage has not.
    :param written: the day of the draft.
    """
    root = root_of(claim.text)
    if root is None or root.lemma_ in _SIDES or is_denied(root) or _EARLIER.search(item.text):
        return
    if lifted(claim.text, item.text) or tells_of_nobody(claim.text) or are_told(item.text):
        return  # by four of whom it is opposed may be adopted
    ours = next((d for d in deeds(claim.text) if d.verb.i == root.i), None)
    if ours is None or _has_verb(ours, claim, item.text) or _of_another_time(claim, item, written):
        return
    for theirs in deeds(item.text):
        if _is_opposite(ours, theirs) and _is_of_the_same(ours, theirs, claim, missing):
            reason = f"the draft says {root.text}; the source says “{clause_of(theirs.verb)}”"
            span = Span(start=root.idx, end=root.idx + len(root))
            yield refuting("acts", reason, span, f"{root.text} it", item)
            return


def kept(claim: str, passage: str) -> bool:
    """Say whether a claim denies a change of what a passage has kept as it was: "not withdrawn", "left in force"."""
    root = root_of(claim)
    if (
        root is None
        or not is_denied(root)
        or root.lemma_ not in _CHANGES | {"revoke", "cancel", "repeal", "suspend"}
    ):
        return False
    ours = next((d for d in deeds(claim) if d.verb.i == root.i), None)
    mine = ours.parts.get("patient", ()) if ours is not None else ()
    wanted = forms_of(mine[0].text, claim) if mine else frozenset()
    return any(
        theirs.verb.lemma_ in KEEPING
        and not is_denied(theirs.verb)
        and any(c.lower_ in _AS_IS for t in (theirs.verb, *theirs.verb.children) for c in t.children)
        and any(not wanted.isdisjoint(bm25.terms(t.text)) for t in theirs.parts.get("patient", ()))
        for theirs in deeds(passage)
    )


def fights_alike(claim: str, passage: str) -> bool:
    """Say whether both have somebody against a thing: who "contests" a fine is one who "fights" it."""
    if _VOTED_DOWN.search(claim) and _REJECTED.search(passage):
        return True
    root = root_of(claim)
    alike = next((verbs for verbs in ALIKE if root is not None and root.lemma_ in verbs), frozenset[str]())
    same = (t for t in predicates(passage) if t.lemma_ in alike)
    fought = [t for t in same if not any(map(turns_round, t.ancestors))]  # but not who "refused to ban" it
    return root is not None and bool(fought) and not any(map(is_denied, (root, *fought)))


def moves_the_other_way(claim: str, passage: str) -> str:
    """Return what a claim has rise where a passage has just that fall, and something else rise; or "".

    "Yields rose" is not borne out by "the area grew, but the yield fell".
    """
    found = _other_way(claim, passage)
    return f"{found[0].text} with “{found[1].text}”" if found is not None else ""


def moved_otherwise(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a deed of which a passage tells the opposite of the same one, and the deed itself of another.

    "The chairman resigned" is refuted by "the treasurer resigned; the chairman remains in office".
    """
    found = _other_way(claim, passage)
    if found is not None and not turns(claim) and not _EARLIER.search(passage):
        verb, _, other = found
        reason = f"the draft says {verb.text}; the source says “{clause_of(other)}”"
        yield "acts", reason, Span(start=verb.idx, end=verb.idx + len(verb)), f"{verb.text} of it"


def _other_way(claim: str, passage: str) -> tuple[Token, Token, Token] | None:
    """Return the verb of a claim, of whom it is told, and the verb by which a passage tells the opposite; or None."""
    ours = next((d for d in deeds(claim) if d.verb.dep_ == "ROOT"), None)
    mine = ours.parts.get("agent", ())[:1] if ours is not None and not is_denied(ours.verb) else ()
    if ours is None or not is_known(mine):
        return None
    against = opposites(_meant(ours.verb)) | opposites(ours.verb.lower_)
    forms = forms_of(ours.verb.text, claim)
    told_of_it = [d for d in deeds(passage) if meet(mine, _whom(d))]
    back = [d for d in told_of_it if {d.verb.lower_, d.verb.lemma_} & against and not is_denied(d.verb)]
    own = told(claim)  # "closed since May, is to reopen" has both itself
    back = [d for d in back if own.isdisjoint(bm25.terms(d.verb.text))]
    along = [d for d in deeds(passage) if not forms.isdisjoint(d.forms)]
    # Whom "it" is, is open.
    others = bool(along) and all(is_known(_whom(d)) and not meet(mine, _whom(d)) for d in along)
    known = all(is_known(_whom(d)) for d in along)
    others = others or (bool(back) and known and _is_elsewhere(claim, back[0], along))
    return (ours.verb, mine[0], back[0].verb) if back and others else None


def _is_elsewhere(claim: str, back: Deed, along: Sequence[Deed]) -> bool:
    """Say whether only the opposite is told of all names of a claim: "rents in Tarn fell; rents in Holm rose"."""
    named = names(claim)
    here = [names(clause_of(d.verb)) for d in along]
    return bool(named) and named <= names(clause_of(back.verb)) and all(not named & those for those in here)


def _meant(verb: Token) -> str:
    """Return the verb that a verb means with its particle: who "steps down" resigns."""
    down = any(c.lower_ == "down" for c in verb.children)
    return "resign" if down and verb.lemma_ in ("step", "stand") else str(verb.lemma_)


def _whom(deed: Deed) -> tuple[Token, ...]:
    """Return of whom a deed is told, with the office before or behind the name: "director Ada Lund"."""
    who = deed.parts.get("agent", ())[:1]
    offices = (
        c for t in who for c in t.children if c.dep_ in ("compound", "appos", "nmod") and c.pos_ == "NOUN"
    )
    return (*who, *offices)


def no_opposite(claim: Claim, item: Evidence, word: str, written: date | None) -> bool:
    """Say whether a passage that has the opposite of a claim's verb tells it of another time, side or thing.

    Who "joined the board in 2019" may have left it since, who "refused the choir; it granted the club's" granted it,
    and what one sold another bought.
    """
    ours = next((t for t in parsed(claim.text) if t.text == word and t.pos_ == "VERB"), None)
    verbs = [t for t in parsed(item.text) if t.pos_ == "VERB"]
    if agree_on_nobody(claim.text, item.text) or passed_alike(claim.text, item.text):
        return True
    if ours is None or is_denied(ours):
        return False
    against = opposites(ours.lower_) | opposites(ours.lemma_)
    others = [t for t in verbs if {t.lower_, t.lemma_} & against]
    if any(t.lemma_ == ours.lemma_ and t not in others and not is_denied(t) and _is_told(t) for t in verbs):
        return True
    return bool(others) and all(
        _is_past(t, claim, item, written)
        or _is_other_side(ours, t)
        or _is_of_another(ours, t, claim)
        or _leaves_it(ours, t)
        for t in others
    )


def _leaves_it(ours: Token, theirs: Token) -> bool:
    """Say whether what stays by the claim is what a passage has somebody leave as, or where, it is: "left in force"."""
    who = next((c for c in ours.children if c.dep_ == "nsubj"), None)
    if who is None or ours.lemma_ not in ("stay", "remain") or theirs.lemma_ != "leave":
        return False
    forms = forms_of(who.text, who.doc.text)
    behind = (t for t in theirs.subtree if t.i > theirs.i)
    does = any(c.dep_ == "nsubj" and not forms.isdisjoint(bm25.terms(c.text)) for c in theirs.children)
    return not does and any(not forms.isdisjoint(bm25.terms(t.text)) for t in behind)


def _is_of_another(ours: Token, theirs: Token, claim: Claim) -> bool:
    """Say whether two deeds are done to what one preposition tells apart: an offer on pay is not that on leave."""
    held = told(theirs.doc.text)
    nouns = [t for t in ours.subtree if t.dep_ == "pobj" and t.pos_ == "NOUN" and t.head.lower_ != "of"]
    nouns = [
        t for t in nouns if not any(c.pos_ == "NUM" for c in t.children)
    ]  # "to 5 percent" of "to 5 per cent"
    apart = {t.head.lower_ for t in nouns if forms_of(t.text, claim.text).isdisjoint(held)}
    return any(t.dep_ == "prep" and t.lower_ in apart for t in theirs.subtree)


def _is_told(verb: Token) -> bool:
    return verb.tag_ != "VB" and not any(
        c.lower_ in ("to", "will", "would", "may", "might", "could") for c in verb.children
    )


def _is_past(verb: Token, claim: Claim, item: Evidence, written: date | None) -> bool:
    """Say whether a deed is told as what had been at first, or as of a time long before the draft."""
    below = {c.lower_ for c in verb.children}
    if "had" in below and below & {"first", "initially", "originally", "earlier", "previously"}:
        return True
    own, now = {(p.start, p.end) for p in claim.periods}, written or item.published
    inside = [t.idx for t in verb.subtree]
    there = [p for p in when.find(item.text, item.published) if inside[0] <= p.span.start <= inside[-1]]
    old = [
        p for p in there if now is not None and (now - p.end).days > LONG_AGO and (p.start, p.end) not in own
    ]
    return bool(old) and not claim.periods and len(old) == len(there)


def _is_other_side(ours: Token, theirs: Token) -> bool:
    """Say whether one sold what another bought: the two verbs are of one event, and have not one doer."""
    one, other = (next((c for c in v.children if c.dep_ == "nsubj"), None) for v in (ours, theirs))
    both = {ours.lemma_, theirs.lemma_} in _ONE_EVENT
    return both and one is not None and other is not None and _own_name(one).isdisjoint(_own_name(other))


def _own_name(who: Token) -> frozenset[str]:
    """Return the words of a doer's name: "Eastmoor" is "Eastmoor Athletic"."""
    return frozenset(t.lower_ for t in (who, *who.children) if t == who or t.dep_ == "compound")


def _has_verb(ours: Deed, claim: Claim, passage: str) -> bool:
    """Say whether a passage has the claim's own verb, be it of something else."""
    return not forms_of(ours.verb.text, claim.text).isdisjoint(bm25.terms(passage))


def _of_another_time(claim: Claim, item: Evidence, written: date | None) -> bool:
    """Say whether a passage dates what it tells, and not near the day of the draft nor as the claim does."""
    own = {(p.start, p.end) for p in claim.periods}
    told = [p for p in when.find(item.text, item.published) if (p.start, p.end) not in own]
    near = [
        p for p in told if written is not None and p.grain == "day" and abs((written - p.start).days) <= _NEAR
    ]
    return len(near) < len(told)


def _is_opposite(ours: Deed, theirs: Deed) -> bool:
    verb, mine = theirs.verb, ours.verb
    if is_denied(verb) or any(c.lower_ in ("will", "would", "to", "may", "could") for c in verb.children):
        return False
    if verb.lemma_ in KEEPING and mine.lemma_ in _CHANGES:
        return any(c.lower_ in _AS_IS and c.i > verb.i for t in (verb, *verb.children) for c in t.children)
    # "Kept the bridge closed" has both, and says what "closed the bridge" does.
    against = (opposites(mine.lower_) | opposites(mine.lemma_)) - {
        form for t in mine.doc for form in (t.lower_, t.lemma_)
    }
    return verb.lemma_ not in _SIDES and bool({verb.lower_, verb.lemma_} & against)


def _is_of_the_same(ours: Deed, theirs: Deed, claim: Claim, missing: Sequence[str]) -> bool:
    """Say whether two deeds are done to one thing, and not by two who are named."""
    mine, their = ours.parts.get("patient", ()), theirs.parts.get("patient") or theirs.parts.get("to", ())
    if not mine or not (their or _it(theirs.verb)):
        return False
    wanted = forms_of(mine[0].text, claim.text)
    there = theirs.verb.doc if _it(theirs.verb) else their
    if not any(not wanted.isdisjoint(bm25.terms(t.text)) for t in there):
        return False
    own = {t.text for t in mine[0].subtree if t.dep_ in ("amod", "nummod", "compound", "nmod")}
    if own & set(missing):
        return False  # the second permit is not the first
    of_it = {t.head.lower_ for t in ours.verb.subtree if t.dep_ == "pobj" and t.text in missing}
    if any(t.dep_ == "prep" and t.lower_ in of_it - {"of"} for t in theirs.verb.subtree):
        return False  # nor the offer on pay that on holidays
    one, other = ours.parts.get("agent", ()), theirs.parts.get("agent", ())
    if one and other and one[0].pos_ == other[0].pos_ == "PROPN":
        return any(
            not forms_of(t.text, claim.text).isdisjoint(bm25.terms(u.text)) for t in one for u in other
        )
    return True


def _it(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.lower_ in _PRONOUNS for c in verb.children)


def still_to_come(
    claim: Claim, item: Evidence, missing: Sequence[str], written: date | None
) -> Iterator[Finding]:
    """Yield a refutation where a fresh passage has only as planned, or weighed, what a claim tells as done.

    A plan that is older than a few days, or of which the passage does not say that it takes its time, may have been
    carried out since.

    :param missing: the words of the claim that the passage has not.
    :param written: the day of the draft.
    """
    root = root_of(claim.text)
    if root is None or written is None or item.published is None or not is_done(root):
        return
    promised = root.tag_ != "VBG" and _PROMISED.search(item.text)  # "is hiring" may be from May on
    if not timedelta() <= written - item.published <= _FRESH or not (promised or _PENDING.search(item.text)):
        return
    lacking = set(missing) - _BESIDE
    started = root.lemma_ in _STARTING and lacking <= {root.text}
    if turns(claim.text) or not (started or not lacking) or len(spoken(claim.text)) < _TOLD:
        return
    found = _PLAN.fullmatch(early(claim.text, item.text))
    said = found["said"] if found is not None else ""
    if not said or said.split(" ")[0] in _NOT_SURE or not (started or promised or to_come(root, item.text)):
        return
    days = [p for p in when.find(item.text, item.published) if p.start > date.min]
    if all(period.start > written or period.end > written + _FRESH for period in days):
        reason = (
            f"the draft tells it as done ({root.text}); the source only says “{said}”: “{shown(item.text)}”"
        )
        span = Span(start=root.idx, end=root.idx + len(root))
        yield refuting("acts", reason, span, f"{root.text} done", item)
