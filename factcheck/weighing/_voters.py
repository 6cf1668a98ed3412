"""How a group voted: "its nine senators", "the Liberal deputies", whom no list has by name, and who voted alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._decisive import decisive
from ..judge._polarity import is_denied
from ..lexicon.number_words import SMALL
from ..model import Claim, Evidence, Finding, Span, Stance
from ..nlp import kind_of
from ..text import late
from ._ballots import vote_count
from ._placing import clause_of
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOTED = late(
    r"\b(?:vot(?:e|es|ed|ing)|abst(?:ain|ention)\w*|oppos\w+|back(?:s|ed)|support\w*|dissent\w*|against|favou?r)\b",
    re.I,
)
_SIDES = {
    "for": "for",
    "against": "against",
    "favour": "for",
    "favor": "for",
    "yes": "for",
    "no": "against",
}
_ACTS = {"abstain": "abstained", "oppose": "against", "dissent": "against", "back": "for", "support": "for"}
# Two words for what is voted on.
_MATTERS = frozenset("law act bill motion proposal resolution measure plan draft amendment it".split())  # noqa: SIM905
_OUTSIDE = frozenset({"DATE", "TIME"})
_COUNTED = late(
    rf"(?P<count>\d[\d,]*|{SMALL})(?: [a-z]+){{0,2}} (?:ha(?:d|ve|s) )?(?P<how>voted against|voted (?:for|in favou?r)"
    r"|opposed|abstained)\b",
    re.I,
)
_ABSTENTIONS = late(rf"\b(?P<count>\d[\d,]*|{SMALL})(?: [a-z]+)? abst(?:entions?|aine?d?|aining)\b", re.I)
_TALLY = late(
    rf"\bby (?:a vote of |a majority of )?(?P<one>\d[\d,]*|{SMALL})(?: votes)?"
    rf" (?:to|against) (?P<two>\d[\d,]*|{SMALL})\b",
    re.I,
)
# Bodies of one kind, of which one word may stand for another.
_BODIES = tuple(
    frozenset(words.split())
    for words in (
        "board director governor trustee management",
        "council councillor",
        "committee panel commission",
        "parliament house chamber assembly deputy lawmaker legislator mp diet bundestag senate senator congress",
        "court judge justice bench tribunal jury juror",
        "union member congress delegate conference",
        "shareholder meeting",
    )
)
_ONE_OF = late(r"\b(?:among|one of) (?:several|many|some|a (?:number|handful|group) of) ", re.I)
_ALONE = r"\b{0} (?:alone|was the only|is the only)\b|\b(?:only|except(?: for)?) (?:[A-Z][\w’'-]* )*{0}\b"


def body_voted_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield the refutations of how a claim has a group or a body vote, and by which tally."""
    yield from _group_voted_otherwise(claim, item)
    yield from _tallied_by_another(claim, item)


def _group_voted_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage has all of the group of whom a claim tells how they voted vote otherwise."""
    if not (_VOTED.search(claim.text) and _VOTED.search(item.text)):
        return
    root = root_of(claim.text)
    side, who = (_side(root), _voters(root)) if root is not None else ("", None)
    if root is None or who is None or not side or who.pos_ != "NOUN" or not _on_this(root, who, item.text):
        return
    cast = [(verb, _side(verb), _voters(verb)) for verb in parsed(item.text) if _side(verb)]
    same = [(verb, how) for verb, how, voters in cast if voters is not None and _is_same(who, voters)]
    # Who "then backed it" may be they.
    open_to_them = any(how == side and (voters is None or voters.pos_ == "PRON") for _, how, voters in cast)
    if same and not open_to_them and all(how != side for _, how in same):
        group = who.doc[who.left_edge.i : who.i + 1].text
        reason = f"the draft has {group} vote otherwise; the source says “{clause_of(same[0][0])}”"
        yield decisive(
            "acts", Stance.REFUTES, reason, Span(start=0, end=len(claim.text)), f"how {group} voted", item
        )


def _tallied_by_another(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives one body the tally of another, and a passage has each body's own."""
    ours = _TALLY.search(claim.text)
    theirs = [*_TALLY.finditer(item.text)] if ours is not None else []
    same = [found for found in theirs if ours is not None and _sides_of(found) == _sides_of(ours)]
    root = root_of(claim.text)
    if ours is None or root is None or len(theirs) < 2 or len(same) != 1 or is_denied(root):
        return
    who, other = _voters(root), _told_with(item.text, same[0].start())
    own = next((verb for verb in _telling(item.text, theirs) if _is_one_body(who, _voters(verb))), None)
    if who is None or own is None or other is None or _sides_of(ours) == _sides_of(_tally_of(own)):
        return
    if not _is_one_body(_voters(other), who) and _is_done_to_it(own, root):
        body = who.doc[who.left_edge.i : who.i + 1].text
        reason = f"the draft gives {ours.group()} for {body}; the source says “{clause_of(own)}”"
        at = Span(start=ours.start(), end=ours.end())
        yield decisive("numbers", Stance.REFUTES, reason, at, f"{ours.group()} for {body}", item)


def _told_with(text: str, start: int) -> Token | None:
    """Return the verb under which what stands somewhere in a text is told, of those that have somebody do it."""
    at = next((t for t in parsed(text) if t.idx + len(t) > start), None)
    above = at.ancestors if at is not None else ()
    return next((a for a in above if a.pos_ == "VERB" and _voters(a) is not None), None)


def _telling(text: str, tallies: Sequence[re.Match[str]]) -> list[Token]:
    return [verb for found in tallies if (verb := _told_with(text, found.start())) is not None]


def _tally_of(verb: Token) -> re.Match[str] | None:
    return next(
        (m for m in _TALLY.finditer(verb.doc.text) if _told_with(verb.doc.text, m.start()) == verb), None
    )


def _sides_of(found: re.Match[str] | None) -> tuple[float, ...]:
    return (vote_count(found["one"]), vote_count(found["two"])) if found is not None else ()


def _is_one_body(one: Token | None, other: Token | None) -> bool:
    """Say whether two words name one body, or may: what a pronoun stands for nobody knows."""
    if one is None or other is None or one.pos_ == "PRON" or other.pos_ == "PRON":
        return one is not None and other is not None
    mine, theirs = _singling(one), _singling(other)
    return one.lower_ == other.lower_ and (mine <= theirs or theirs <= mine)


def _is_done_to_it(verb: Token, root: Token) -> bool:
    """Say whether what a passage has a body do is done to what a claim has done, be it only called "it"."""
    things = [c for c in verb.children if c.dep_ == "dobj"]
    ours = [c for c in root.children if c.dep_ == "dobj"]
    held = frozenset(form for t in ours for form in forms_of(t.text, root.doc.text))
    return all(t.pos_ == "PRON" or not held.isdisjoint(bm25.terms(t.text)) for t in things)


def tally_of_another_body(claim: str, passage: str) -> str:
    """Return which body a claim has vote by a tally that a passage has of a body of another kind only; or ""."""
    ours, root = _TALLY.search(claim), root_of(claim)
    theirs = (
        next((m for m in _TALLY.finditer(passage) if _sides_of(m) == _sides_of(ours)), None) if ours else None
    )
    verb = _told_with(passage, theirs.start()) if theirs is not None else None
    who, other = (_voters(t) if t is not None else None for t in (root, verb))
    if who is None or other is None or not told(passage).isdisjoint(bm25.terms(who.text)):
        return ""
    kinds = [{i for i, kind in enumerate(_BODIES) if t.lemma_.casefold() in kind} for t in (who, other)]
    apart = kinds[0] and kinds[1] and kinds[0].isdisjoint(kinds[1])
    return f"{who.text} (the source: {other.text})" if apart else ""


def of_those_who_abstained(claim: str, passage: str) -> str:
    """Return how many a claim has vote for or against whom a passage has abstain only, or ""."""
    ours = _COUNTED.search(claim)
    theirs = _ABSTENTIONS.search(passage) if ours is not None and ours["how"] != "abstained" else None
    if ours is None or theirs is None or vote_count(ours["count"]) != vote_count(theirs["count"]):
        return ""
    beside = re.findall(rf"\b(?:\d[\d,]*|{SMALL})\b", passage.replace(theirs.group(), " "), re.I)
    return ours.group() if all(vote_count(one) != vote_count(ours["count"]) for one in beside) else ""


def alone_among_many(claim: str, passage: str) -> str:
    """Return by which words a claim has somebody be one of several, whom a passage has alone; or ""."""
    several, root = _ONE_OF.search(claim), root_of(claim)
    who = (
        next((c for c in root.children if c.dep_ == "nsubj"), None) if several and root is not None else None
    )
    if several is None or who is None or who.pos_ != "PROPN":
        return ""
    return several.group().strip() if re.search(_ALONE.format(re.escape(who.text)), passage) else ""


def _side(verb: Token) -> str:
    """Return on which side a verb has somebody: "for", "against" or "abstained"; "" where it tells of no vote."""
    if verb.pos_ not in ("VERB", "AUX") or is_denied(verb):
        return ""
    if verb.lemma_ in _ACTS and any(c.dep_ == "nsubj" for c in (*verb.children, *verb.head.children)):
        return _ACTS[verb.lemma_]
    if verb.lemma_ not in ("vote", "be"):
        return ""
    behind = [
        t for c in verb.children if c.i > verb.i for t in (c, *(c.children if c.lower_ == "in" else ()))
    ]
    said = (_SIDES.get(t.lower_, "") for t in behind if t.dep_ in ("prep", "intj", "pobj", "advmod", "det"))
    return next(filter(None, said), "")


def _voters(verb: Token) -> Token | None:
    """Return who votes by a verb, be they told with the verb that it is joined to."""
    top = verb
    while top.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in top.children):
        top = top.head
    who = [c for c in top.children if c.dep_ == "nsubj"]
    return who[0] if len(who) == 1 and not any(c.dep_ == "conj" for c in who[0].children) else None


def _is_same(ours: Token, theirs: Token) -> bool:
    """Say whether two groups are one: the same noun, the same number, and whatever singles out the claim's."""
    if ours.lemma_ != theirs.lemma_ or _number(ours) != _number(theirs):
        return False
    mine, held = _singling(ours), _singling(theirs)
    return mine <= held if mine or _number(ours) else not held


@functools.lru_cache(maxsize=1024)
def _number(group: Token) -> float:
    counts = [c.text for c in group.children if c.dep_ == "nummod"]
    return (
        vote_count(counts[0])
        if len(counts) == 1 and re.fullmatch(rf"\d[\d,]*|{SMALL}", counts[0], re.I)
        else 0
    )


def _singling(group: Token) -> frozenset[str]:
    """Return the terms that single out a group: the Liberal deputies, the senators of the League."""
    words = (t for t in group.subtree if t.i != group.i and t.dep_ != "nummod" and not t.like_num)
    return frozenset(term for t in words if t.pos_ in ("NOUN", "PROPN", "ADJ") for term in bm25.terms(t.text))


def _on_this(root: Token, who: Token, passage: str) -> bool:
    """Say whether a passage tells of what a claim has voted on, "the law" being one word for an Act."""
    held, aside = told(passage), {t.i for t in who.subtree}
    things = [t for t in root.doc if t.pos_ in ("NOUN", "PROPN") and t.i not in aside]
    things = [t for t in things if kind_of(t) not in _OUTSIDE and t.lower_ not in ("vote", "favour", "favor")]
    named = (not held.isdisjoint(forms_of(t.text, root.doc.text)) for t in things)
    some = not _MATTERS.isdisjoint(t.lower_ for t in parsed(passage))
    return all(known or (t.lemma_ in _MATTERS and some) for t, known in zip(things, named, strict=True))
