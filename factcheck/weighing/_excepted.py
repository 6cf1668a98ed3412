"""What a passage tells of all but one, or of a part of a whole, and a claim tells of every one and of the whole.

"Every party backed it" is refuted by "all parties except the Greens"; "closed the beach" is not borne out by "closed
two of the 12 areas of the beach". Who speaks of parts, of some or of so many himself is not concerned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..model import Quantity, Span
from ..text import late
from ._claim import asserted
from ._limits import ALL, of_one_matter
from ._placing import Contrary, shown
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVERY = late(
    r"\b(?<!not )(?<!nearly )(?<!almost )(?:all|every(?:one|body|thing)?|each|the (?:whole|entire))\b", re.I
)
_EXCEPT = late(
    r"\b(?:except(?:ing)?(?: for| in| on| at)?|apart from|other than|with the exception of|bar(?= [a-z]+(?:[.;,]|$))"
    r"|(?:save(?: for)?|but)(?= (?:one|two|three|four|five|the)\b)) [^,;.]",
    re.I,
)
_LEAVES_OUT = late(
    r"\b(?:except\w*|apart from|other than|bar|but|save|exclud\w+|not all|most|nearly|almost|some|many|majority)\b",
    re.I,
)
_PARTLY = late(
    r"\b(?:parts?|partly|partial\w*|some|several|certain|individual|sections?|half|most|many|few|a number|one of)\b|\d",
    re.I,
)
_DENIES = late(r"\b(?:not|no|never|none|neither|nor)\b|n['’]t\b", re.I)
_ALL_OF = frozenset({"all", "every", "each"})
_UNITED = late(
    r"\b(?:(?:were|was|stood|voted|are|is|remained) )?(?:united(?= (?:in|behind|against|on|over)\b)|unanimous(?:ly)?"
    r"|as one(?= (?:for|against|in)\b)|of one mind|with one voice|to a (?:man|woman)|without dissent)\b",
    re.I,
)
_DISSENT = late(
    r"\bdissent(?:s|ed|ing)?\b|, who (?:then )?(?:voted|cast \w+ votes?) (?:against|no)\b"
    r"|, who (?:abstain|oppos)\w+",
    re.I,
)
_NOT = late(r"\b(?:not|never|hardly|far from|no longer)\b|n['’]t\b", re.I)
_SAME = 0.5  # the same of the words that are left without "united"
_NONE = late(r"(?:none of|nobody|no one|no (?:single )?[a-z]+|not (?:one|a single))\b", re.I)
_NOT_ALL = late(r"\b(?:not|n['’]t)(?: [\w’'-]+)? (?:all|every(?:one|body)?|each)\b", re.I)
_NONE_AT_ALL = late(r"\b(?:none|nobody|no one|nor|neither)\b", re.I)
_SO_MANY_NOT = late(
    r"\b(?!100\b)(?:\d[\d.,]* (?:percent|per cent)|\d[\d.,]*%|(?:a |one )?(?:half|third|quarter|fifth|tenth)"
    r"|(?:two|three|four)[ -](?:thirds|quarters|fifths)|most|some|many|\d+ of (?:the |its |their )?\d+)\b"
    r"(?: [\w’'-]+){0,6}? (?:(?:was|were|is|are|did|do|ha[sd]|have) not\b|\w+n['’]t\b)",
    re.I,
)
_SIDES = re.compile(r"[;.](?!\d)\s*|,\s+(?:but|while|whereas)\s+")
_SENTENCE = late(r"[;:](?=\s)|\.(?=\s)")
_OF_ITS = late(r" (?:(?:one )?of )?(?:(?:the|its|their|his|her|those|these) )?", re.I)
_IN_ALL = late(r"\bin all\b", re.I)
_OTHERS = frozenset({"other", "others", "rest", "remaining", "remainder"})
_AS_IT_WAS = late(r"\b(?:unchanged|as (?:before|much as before)|the same)\b", re.I)
_MATTER = 0.75  # the share of a claim's telling words that a passage with an exception has to have
_OWNER = ("poss", "pobj", "compound", "nmod")


def excepting(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim tells of all where a passage excepts some, whichever way it does so."""
    yield from _all_but(claim, passage)
    yield from _not_of_one_mind(claim, passage)
    yield from _not_the_others(claim, passage)
    yield from _not_of_none(claim, passage)
    yield from _part_of_all(claim, passage)


def _all_but(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "every" of a claim where a passage excepts somebody from its own: "all parties except the Greens"."""
    every = _EVERY.search(claim) if not turns(claim) and not _LEAVES_OUT.search(claim) else None
    if every is None:
        return
    for clause in re.split(r"[;.](?!\d)\s*", passage):
        theirs = _EVERY.search(clause)
        but = _EXCEPT.search(clause, theirs.end()) if theirs is not None else None
        if but is not None and not turns(clause) and _says(claim, clause):
            reason = f"the draft says “{every.group()}”; the source says “{shown(clause)}”"
            yield "acts", reason, Span(start=every.start(), end=every.end()), every.group()
            return


def _not_of_one_mind(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "united" of a claim where a passage has somebody among them against it: "except for Ada Lund"."""
    united = _UNITED.search(claim) if not _LEAVES_OUT.search(claim) else None
    if united is not None and _NOT.search(claim[: united.start()]):
        return
    apart = _EXCEPT.search(passage) or _DISSENT.search(passage) if united is not None else None
    if united is None or apart is None or _UNITED.search(passage):
        return
    held, bare = told(passage), claim[: united.start()] + claim[united.end() :]
    words = [forms for _, forms in spoken(bare)]
    if sum(not held.isdisjoint(forms) for forms in words) >= _SAME * len(words) > 0:
        reason = f"the draft says “{united.group()}”; the source says “{shown(passage[apart.start() :])}”"
        yield "acts", reason, Span(start=united.start(), end=united.end()), united.group()


def _not_the_others(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "all" of a claim where a passage tells it of some and denies it of the others.

    "Cut accidents in all districts" is refuted by "in large districts; in smaller districts it made no difference".
    """
    every = _EVERY.search(claim) if not turns(claim) and not _LEAVES_OUT.search(claim) else None
    things = {t.head.lemma_ for t in parsed(claim) if t.lower_ in _ALL_OF} if every is not None else set()
    first, *rest = _SIDES.split(passage) if things and not _EVERY.search(passage) else ("",)
    if every is None or turns(first) or not _says(_EVERY.sub("", claim), first):
        return
    for clause in rest:
        others = [
            t for t in parsed(clause) if t.lower_ in _OTHERS or (t.lemma_ in things and _has_own(t, first))
        ]
        if others and (turns(clause) % 2 or _AS_IT_WAS.search(clause)):
            reason = f"the draft says “{every.group()}”; the source says “{shown(clause)}”"
            yield "acts", reason, Span(start=every.start(), end=every.end()), every.group()
            return


def _not_of_none(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "none" of a claim where a passage has so great a part of them not do it: "a third did not pass"."""
    root, none = root_of(claim), _NONE.match(claim)
    some = _SO_MANY_NOT.search(passage) if none is not None and root is not None else None
    if none is None or root is None or some is None or _NONE_AT_ALL.search(passage):
        return
    acts = asserted(claim) or {root.text}
    if any(not forms_of(act, claim).isdisjoint(told(passage[some.end() :])) for act in acts):
        reason = f"the draft says “{none.group()}”; the source says “{shown(passage)}”"
        yield "numbers", reason, Span(start=none.start(), end=none.end()), none.group()


def _part_of_all(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "all" of a claim where the passage tells it of a part of the same whole, in numbers."""
    every, root = (
        ALL.search(claim) if not turns(claim) and not _IN_ALL.search(claim) else None,
        root_of(claim),
    )
    if every is None or root is None:
        return
    verb, numbers, parts = _deed(claim, root), quantity.find(claim), quantity.parts(passage)
    values, of = {q.value for q in numbers}, _all_of(claim, every, numbers)
    theirs, stated = ALL.search(passage), quantity.find(passage)
    # "Visited all 16 and closed two of the 16."
    of_all = theirs is not None and _all_of(passage, theirs, stated) in (None, of)
    for part in parts:
        if (of is not None and part.whole.value != of) or part.part.value >= part.whole.value:
            continue  # "all 34 of theirs, and 17 of the other 22"
        whole = part.whole.value in values or of_one_matter(claim, passage)
        said = told(passage if of is not None and not of_all else part.rest)
        if not of_all:
            said |= _told_before(claim, every, part.part.span, passage)
        if whole and not verb.isdisjoint(said):
            some = f"{part.part.span.of(passage)} of {part.whole.span.of(passage)}"
            reason = f"the draft says {every.group().lower()}; the source says {some}"
            yield "numbers", reason, Span(start=every.start(), end=every.end()), every.group()
            return


def _deed(claim: str, root: Token) -> frozenset[str]:
    """Return the terms of what a claim tells of all, its verb or, where that tells little, what they have or are."""
    forms = dict(spoken(claim))
    what = (t for t in root.children if t.dep_ in ("dobj", "acomp", "attr") and t.text in forms)
    return forms.get(root.text) or next((forms[t.text] for t in what), frozenset())


def _told_before(claim: str, every: re.Match[str], at: Span, passage: str) -> frozenset[str]:
    """Return what a passage tells before a part in its clause, where a claim has done that to all: "accepts all"."""
    thing = next(
        (t.head for t in parsed(claim) if t.idx == every.start() and t.dep_ in ("det", "predet")), None
    )
    done_to = thing is not None and thing.dep_ == "dobj"
    here = told(passage[at.end :]) if thing is not None and done_to else frozenset()
    same = thing is not None and not here.isdisjoint(forms_of(thing.text, claim))
    return told(_SENTENCE.split(passage[: at.start])[-1]) if same else frozenset()


def _all_of(claim: str, every: re.Match[str], numbers: Sequence[Quantity]) -> float | None:
    """Return of how many things a claim tells that it is so of all, "all 34 of its guns"; None where it counts none."""
    behind = (
        q for q in numbers if q.unit not in ("share", "%") and q.span.start >= every.end() and q.value > 1
    )
    number = next(behind, None)
    said = claim[every.end() : number.span.start] if number is not None else ""
    return number.value if number is not None and _OF_ITS.fullmatch(said) else None


def not_all(claim: str, passage: str) -> bool:
    """Say whether a claim tells that not all did what so many of them did by a passage: "17 of the 24 passed"."""
    parts = quantity.parts(passage) if _NOT_ALL.search(claim) else ()
    return any(part.part.value < part.whole.value for part in parts)


def _has_own(thing: Token, first: str) -> bool:
    """Say whether a thing is singled out by a word that a clause does not have: "smaller districts"."""
    held = frozenset(bm25.terms(first))
    own = (t for t in thing.children if t.dep_ in ("amod", "compound", "nummod"))
    return any(held.isdisjoint(bm25.terms(t.text)) for t in own)


def _says(claim: str, clause: str) -> bool:
    held = told(clause)
    words = [forms for _, forms in spoken(claim)]
    return sum(not held.isdisjoint(forms) for forms in words) >= _MATTER * len(words) > 0


def of_one_kind(claim: str, passage: str) -> str:
    """Return what a claim tells of all of a kind where a passage tells it of some kind of them only; or "".

    "In all schools" is not borne out by "in primary schools".
    """
    if _DENIES.search(claim) or _LEAVES_OUT.search(claim) or _EVERY.search(passage):
        return ""
    for every in (t for t in parsed(claim) if t.lower_ in _ALL_OF and t.dep_ in ("det", "predet")):
        thing, words = every.head, frozenset(bm25.terms(claim))
        theirs = [t for t in parsed(passage) if t.lemma_ == thing.lemma_ and t.pos_ == "NOUN"]
        kinds = [next((k for k in _kinds(t) if words.isdisjoint(bm25.terms(k.text))), None) for t in theirs]
        if kinds and kinds[0] is not None and all(kinds):
            return f"all {thing.text} (the source: {kinds[0].text} {theirs[0].text})"
    return ""


def _kinds(thing: Token) -> Iterator[Token]:
    return (t for t in thing.children if t.dep_ in ("amod", "compound") and t.pos_ in ("ADJ", "NOUN"))


def of_the_whole(claim: str, passage: str) -> str:
    """Return what a claim tells as done to a whole where a passage has it done to so many of its parts only; or "".

    The whole is what the parts are of ("two of the 12 areas of the beach"), or all of them ("its libraries").
    """
    root = root_of(claim)
    if root is None or turns(claim) or _PARTLY.search(claim) or quantity.find(claim):
        return ""
    for part in quantity.parts(passage):
        if part.part.value >= part.whole.value or forms_of(root.text, claim).isdisjoint(told(passage)):
            continue
        for thing in _done_to(root):
            known = _is_whole(forms_of(thing.text, claim), passage, part.whole.span)
            if known and not _says_every(passage, thing):
                some = f"{part.part.span.of(passage)} of {part.whole.span.of(passage)}"
                return f"all of {thing.text} (the source: {some})"
    return ""


def _says_every(passage: str, thing: Token) -> bool:
    """Say whether a passage tells something of every one, which may be the claim's things: "all living hostages"."""
    every = [t.head for t in parsed(passage) if t.lower_ in _ALL_OF]
    mine = {c.lemma_ for c in thing.children if c.dep_ in ("amod", "compound")}
    others = [t for t in every if t.lemma_ == thing.lemma_ and mine.isdisjoint(c.lemma_ for c in t.children)]
    return _EVERY.search(passage) is not None and not (mine and others and others == every)


def _done_to(root: Token) -> Iterator[Token]:
    """Yield the things, each one that is known, to which or in which the deed of a claim is done."""
    for thing in root.subtree:
        near = thing.head in (root, root.head) or thing.head.head.dep_ in ("ROOT", "dobj", "nsubjpass")
        known = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an") for c in thing.children)
        every = thing.dep_ == "nsubj" and any(c.lower_ in _ALL_OF for c in thing.children)
        if known and near and (every or thing.dep_ in ("dobj", "nsubjpass", "pobj")):
            yield thing


def _is_whole(forms: frozenset[str], passage: str, number: Span) -> bool:
    """Say whether a word is what a number counts, or whose parts it counts: "12 areas of the beach"."""
    counted = next(
        (t.head for t in parsed(passage) if number.start <= t.idx < number.end and t.dep_ == "nummod"), None
    )
    if counted is None:
        return False
    near = [t for t in counted.subtree if t.dep_ in _OWNER]
    return any(not forms.isdisjoint(bm25.terms(t.text)) for t in (counted, *near))
