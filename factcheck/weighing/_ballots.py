"""Votes: how many were against or abstained, and who did.

"Pakistan voted against" has all its words in "by 12 votes to none against, with 3 abstentions (China, Pakistan)": only
the list that a name stands in tells how it voted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import quantity
from ..judge import root_of
from ..judge._decisive import decisive
from ..judge._names import nation
from ..judge._polarity import is_denied, predicates
from ..lexicon.number_words import SMALL, spelled
from ..model import Claim, Evidence, Finding, Span, Stance
from ..text import late
from ._synonyms import spoken, told
from ._turns import NOBODY_AGAINST, turns

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = ("none", "no one", "nobody", "not a single", "not one", "no", "nil")
_NUMBER = rf"(?<![\w,.-])(\d[\d,]*\d|\d|{'|'.join(NOBODY)}|{SMALL})"
_COUNT = rf"{_NUMBER}(?: [a-z]+)?"
_NOT_ONE = re.compile(
    rf"{NOBODY_AGAINST}|\d(?: votes)? to (?:none|nil)\b"
    r"|\bwithout (?:a |any )?(?:dissent\w*|opposition|votes? against)",
    re.I,
)
_TOOK_A_SIDE = late(r"\bvot(?:e|es|ed|ing) (?:for|against|in favou?r of|down|through|to)\b", re.I)
_VOTE_ON = late(r"\b(?:vot(?:e|es|ed|ing)|ballot(?:s|ed|ing)?|referendum) on\b", re.I)
_SIDE_TAKEN = late(
    r"\b(?:for|against|in favou?r|adopt\w*|approv\w*|accept\w*|reject\w*|carried|passed|back\w*|defeat\w*"
    r"|abst\w*|yes|no)\b|\d to \d",
    re.I,
)
_HOW_MANY = late(rf"^{_NUMBER} (?:[a-z]+ ){{1,3}}abstained\b", re.I)
_WHO_ABSTAINED = late(
    r"(?:\bwith|,|;|and) (?P<who>(?:(?:the )?[A-Z][\w’-]+(?: [A-Z][\w’-]+)*(?:, and |, | and )?)+) abstain(?:ing|ed)\b"
)
_BETWEEN = late(r", and |, | and ")
_TO = re.compile(r"\bby (?:\d[\d,]*|[a-z-]+(?: [a-z]+)?)(?: votes)? (?:to|against) \w", re.I)
_ACTS = {
    "abstained": r"abst(?:ain(?:ed|ing|s)?|entions?)",
    "voted against": r"(?:voted |votes? |were |was )?against(?: it| the \w+)?|opposed(?: it| the \w+)?|voted no|no",
    "voted for": r"(?:voted |votes? |were |was )?(?:for(?: it| the \w+)?|in favou?r(?: of \w+)?)"
    r"|voted yes|supported(?: it| the \w+)?",
}
_NAMED = r"(?P<names>[A-Z][\w’'-]*(?:(?:,? and |, | )(?:the )?[A-Z][\w’'-]*)*)"
_LISTED = {
    act: re.compile(rf"\b(?:{words})\s*[(:]\s*(?P<names>[^);.]+)", re.I) for act, words in _ACTS.items()
}
_TOLD = {
    act: re.compile(rf"{_NAMED}(?: all| both| had| have| has)? (?:{words})\b") for act, words in _ACTS.items()
}
_CLAIMED = (
    (
        "abstained",
        re.compile(rf"{_NAMED}(?: all| both| had| have| has| was| were)? (?:abstain|among .* abstain)"),
    ),
    (
        "voted against",
        re.compile(rf"{_NAMED}(?: all| both| had| have| has)? (?:voted (?:against|no)\b|opposed\b)"),
    ),
    (
        "voted for",
        re.compile(
            rf"{_NAMED}(?: all| both| had| have| has)? (?:voted (?:for|in favou?r|yes)\b|backed\b|supported\b)"
        ),
    ),
    ("voted for", re.compile(rf"\bwith the (?:votes?|support|backing) of (?:the )?{_NAMED}")),
)


_FELL = re.compile(
    r"\b(?:f[ae]lls?|fail(?:s|ed)"
    r"|(?:was|were) (?:lost|defeated|rejected|voted down|thrown out|not (?:carried|passed|adopted)))\b",
    re.I,
)
_MOTIONS = frozenset({"motion", "proposal", "bill", "bid", "resolution", "move"})
_DECIDES = frozenset({"decide", "vote", "resolve", "agree", "choose"})
_DENIED = late(r"\b(?:neither|nor|not|never|none)\b|n['’]t\b", re.I)
_SURVIVED = late(r"\b(?:surviv\w+|s(?:ee|aw) off)\b[^.;]*\b(?:votes?|motions?|ballot)\b", re.I)
_LOST = re.compile(r"\b(?:lost|rejected|defeated|failed|fell|thrown|down)\b", re.I)
_TABLED = late(
    r"\b(?P<for>\d[\d,]*) (?:votes? )?(?:for|in favou?r)\b,? (?:and )?(?P<against>\d[\d,]*) (?:votes? )?against\b"
    r"|\b(?:for|in favou?r|ayes):? (?P<pro>\d[\d,]*)[,;] (?:against|noes):? (?P<con>\d[\d,]*)\b",
    re.I,
)
_ENDED = late(
    r"\bthe (?:bill|motion|act|resolution|proposal|law|measure|item)"
    r" (?:falls|fell|fails|failed|passes|passed"
    r"|(?:is|was) (?:not )?(?:carried|passed|adopted|approved|lost|rejected|defeated))\b",
    re.I,
)
_PASSING = frozenset({"adopt", "approve", "pass", "carry", "back", "endorse", "accept"})


@functools.cache
def _outcome() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:lost|rejected|defeated|failed|fell|thrown out|voted down|passed|carried|adopted|approved|won|agreed)"
        rf" by (?P<one>\d[\d,]*|{SMALL})(?: votes)? (?:to|against) (?P<two>\d[\d,]*|{SMALL})\b",
        re.I,
    )


@functools.cache
def _sides() -> dict[str, re.Pattern[str]]:
    return {
        "against": re.compile(
            rf"{_COUNT} (?:had |have )?(?:voted |votes |were )?(?:against|opposed)\b", re.I
        ),
        "for": re.compile(rf"{_COUNT} (?:had |have )?(?:voted |votes |were )?(?:for|in favou?r)\b", re.I),
    }


def of_the_other_side(claim: str, passage: str) -> tuple[str, ...]:
    """Return a side of a vote whose number in a claim is the other side's: "lost by four to two" has four against."""
    voted = _outcome().search(passage) if _TO.search(passage) else None
    sides = [vote_count(voted[name]) for name in ("one", "two")] if voted else []
    if voted is None or not sides or sides[0] == sides[1]:
        return ()
    lost = _LOST.search(voted.group()) is not None
    told = {"against": sides[0] if lost else sides[1], "for": sides[1] if lost else sides[0]}
    return tuple(
        found.group()
        for side, pattern in _sides().items()
        for found in pattern.finditer(claim)
        if vote_count(found.group(1)) in sides and vote_count(found.group(1)) != told[side]
    )


def only_voting(claim: str, passage: str) -> str:
    """Return how a claim has somebody vote where a passage only has a vote on the matter, with no outcome; or "".

    Whose members "vote on the agreement until 8 May" have not voted for it.
    """
    how = _TOOK_A_SIDE.search(claim)
    return how.group() if how and _VOTE_ON.search(passage) and not _SIDE_TAKEN.search(passage) else ""


def tells_of_nobody(claim: str) -> bool:
    """Say whether a claim tells that nobody was against a thing."""
    return _NOT_ONE.search(claim) is not None


def agree_on_nobody(claim: str, passage: str) -> bool:
    """Say whether both tell that nobody was against a thing: "no member voted against", "by 12 votes to none"."""
    return tells_of_nobody(claim) and tells_of_nobody(passage)


def cast_otherwise(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where claim and passage tell another outcome of a vote, or another vote of somebody."""
    whole = Span(start=0, end=len(claim.text))
    who, how = _voted_otherwise(claim.text, item.text)
    if who:
        reason = f"the draft has {who} vote otherwise; the source has {who} among those who {how}"
        yield decisive("acts", Stance.REFUTES, reason, whole, f"how {who} voted", item)
    if fell := _decided_what_fell(claim.text, item.text):
        reason = f"the draft has it decided; the source says “{fell}”"
        yield decisive("acts", Stance.REFUTES, reason, whole, "decided", item)
    if tabled := _tabled_otherwise(claim.text, item.text):
        root = root_of(claim.text)
        reason = f"the draft says {root.text if root is not None else ''}; the source says “{tabled}”"
        yield decisive("acts", Stance.REFUTES, reason, whole, "how it ended", item)
    if ended := _ended_otherwise(claim.text, item.text):
        reason = f"the draft says {ended[0].group()}; the source says “{ended[1]}”"
        at = Span(start=ended[0].start(), end=ended[0].end())
        yield decisive("acts", Stance.REFUTES, reason, at, ended[0].group(), item)


def _ended_otherwise(claim: str, passage: str) -> tuple[re.Match[str], str] | None:
    """Return the outcome that a claim gives a vote, and the other one that a passage gives the same vote, or None."""
    ours, theirs = (_outcome().search(text) if _TO.search(text) else None for text in (claim, passage))
    if ours is None or theirs is None:
        return None
    sides = [[vote_count(found[name]) for name in ("one", "two")] for found in (ours, theirs)]
    lost = [_LOST.search(found.group()) is not None for found in (ours, theirs)]
    return (ours, theirs.group()) if sides[0] == sides[1] and lost[0] is not lost[1] else None


def _tabled_otherwise(claim: str, passage: str) -> str:
    """Return the line by which a record of a vote, "final vote: 41 for, 63 against", has it end otherwise, or ""."""
    found, root = _TABLED.search(passage), root_of(claim)
    ended = _ENDED.search(passage, found.end()) if found is not None else None
    if found is None or ended is None or root is None or is_denied(root):
        return ""
    down = any(c.lower_ in ("down", "out") for c in root.children)
    lost, known = down or root.lemma_ in ("reject", "defeat"), told(passage)
    rest = (forms for word, forms in spoken(claim) if word not in (root.text, "down", "out"))
    if not (lost or root.lemma_ in _PASSING) or any(known.isdisjoint(forms) for forms in rest):
        return ""
    fewer = vote_count(found["for"] or found["pro"]) < vote_count(found["against"] or found["con"])
    fell = any(words.search(ended.group()) for words in (_LOST, _FELL, _DENIED))
    return passage[found.start() : ended.end()].strip(" .") if fewer is fell is not lost else ""


def vote_count(written: str) -> float:
    """Return a number of votes as it is written, 0 for none."""
    if written.casefold() in NOBODY:
        return 0.0
    return float(written.replace(",", "")) if written[0].isdigit() else spelled(written)


def _decided_what_fell(claim: str, passage: str) -> str:
    """Return the words by which a passage has a motion fall of which a claim says that it was decided, or "".

    Of a motion to keep a thing that fell nobody knows that it is sold, nor what became of the motion where only an
    amendment to it was lost.
    """
    root = root_of(claim) if _FELL.search(passage) else None
    act = next((c for c in root.children if c.dep_ == "xcomp"), None) if root is not None else None
    if root is None or act is None or root.lemma_ not in _DECIDES:
        return ""
    decided = " ".join(t.text for t in act.subtree)
    wanted = [forms for word, forms in spoken(claim) if word in decided.split()]
    for verb in predicates(passage) if wanted and turns(claim) == turns(decided) else ():
        said = str(verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text).strip(" .;")
        what = _moved(verb) if _FELL.search(said) else ""
        if what and turns(what) == turns(decided) and all(not told(what).isdisjoint(f) for f in wanted):
            return said
    return ""


def _moved(verb: Token) -> str:
    """Return what the motion that a verb tells of was to do, or ""."""
    motion = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if motion is None or motion.lemma_ not in _MOTIONS:
        return ""
    return " ".join(t.text for c in motion.children if c.dep_ in ("acl", "prep", "relcl") for t in c.subtree)


def _voted_otherwise(claim: str, passage: str) -> tuple[str, str]:
    """Return who voted in another way than a claim says, and how ("Peru", "abstained"), or two ""."""
    rolls = _rolls(passage)
    for act, pattern in _CLAIMED if rolls else ():
        said = pattern.search(claim)
        if said and _DENIED.search(claim[: said.end()]):
            continue  # :func:`did_not_vote_so` asks for those
        for name in _names(said["names"]) if said else ():
            how = next((other for other, names in rolls if _is_among(name, names)), act)
            if how != act:
                return name, how
    return "", ""


def did_not_vote_so(claim: str, passage: str) -> bool:
    """Say whether a passage has all of whom a claim says that they did not vote in one way vote in another."""
    for act, pattern in _CLAIMED:
        said = pattern.search(claim)
        before = claim[: said.end("names")] if said and _DENIED.search(claim[: said.end()]) else ""
        names = [name for part in _DENIED.split(before) for name in _names(part.strip(" ,"))]
        rolls = _rolls(passage) if names else ()
        how = ({other for other, held in rolls if _is_among(name, held)} for name in names)
        if names and all(others and act not in others for others in how):
            return True
    return False


@functools.lru_cache(maxsize=4096)
def _rolls(passage: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return who voted how, as far as a passage lists it."""
    return tuple(_read(passage))


def _read(passage: str) -> Iterator[tuple[str, frozenset[str]]]:
    for act in _ACTS:
        for pattern in (_LISTED[act], _TOLD[act]):
            for found in pattern.finditer(passage):
                yield act, frozenset(_names(found["names"]))


def names_on_a_side(passage: str, way: str) -> frozenset[str]:
    """Return who is listed as having voted "for" or "against", or as "abstaining"."""
    act = {"for": "voted for", "against": "voted against", "abstaining": "abstained"}.get(way, "")
    return frozenset(name for how, names in _rolls(passage) if how == act for name in names)


def _is_among(name: str, names: frozenset[str]) -> bool:
    """Say whether a name is in a list, be it in another form of a country: the "Russian Federation" is Russia."""
    lands = {nation(word) for word in name.casefold().split()} - {""}
    if name in names or any(one.endswith(f" {name}") for one in names):  # "Councillors Lind and Orro"
        return True
    return any(lands & {nation(word) for word in one.casefold().split()} for one in names)


def _names(text: str) -> Iterator[str]:
    """Yield the names of a list."""
    for name in re.split(r",? and |,\s*", text):
        bare = name.removeprefix("the ").removeprefix("The ").strip()
        if bare[:1].isupper():
            yield bare


def both_lost(claim: str, passage: str) -> bool:
    """Say whether both tell that a motion was lost: "failed by 87 votes to 112" is "defeated by 112 votes to 87".

    Who "survived a confidence vote" is one against whom the motion was lost.
    """
    lost = _LOST.search(claim) or _SURVIVED.search(claim)
    return lost is not None and _LOST.search(passage) is not None


def abstained(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield what the names of those who abstained say of their number: "with Korvia and Sandria abstaining" are two."""
    ours, theirs = _HOW_MANY.search(claim.text), _WHO_ABSTAINED.search(item.text)
    mine = quantity.at(claim.text, Span(start=ours.start(1), end=ours.end(1))) if ours is not None else None
    if mine is None or theirs is None:
        return
    names = [name for name in _BETWEEN.split(theirs["who"]) if name.strip()]
    stance = Stance.SUPPORTS if len(names) == mine.value else Stance.REFUTES
    part = mine.span.of(claim.text)
    reason = f"the source names {len(names)} for {part}"
    yield decisive("numbers", stance, reason, mine.span, part, item)
