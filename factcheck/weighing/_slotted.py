"""Whose place it is: a name of a claim, and another one that has its place in the passage, under the same word.

"Works at the mill in Marl", of a passage that has the mill in Tern and the quay in Marl; "Roe teaches there" of one by
which Holm does. A name hangs on a verb or a noun in a role (:mod:`..judge._ties`); where all the rest is told and a
name of the same kind, of which the claim says nothing, hangs there instead, the claim has the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._kinds import alike, kind_of
from ..judge._names import COMMON, Name, folded_words, names_in, nation
from ..judge._polarity import is_denied
from ..judge._ties import Tie, role, tied, ties
from ..judge.names import claimed_names, one_bearer
from ..model import Claim, Evidence, Finding, Span, Stance
from ..nlp import kind_of as token_kind
from ._deeds import Deed, deeds, is_measure
from ._gapped import has_gap
from ._placing import clause_at, refuting, shown
from ._synonyms import forms_of, spoken, told
from ._turns import has_not

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDS = frozenset({"patient", "to", "on", "for", "with", "against", "from"})
_WHERE = frozenset({"in", "at", "on", "near", "under", "inside", "outside", "behind"})
_COMMON_THINGS = frozenset({"state", "order"})
_PERSON = 2  # words of a full name
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_RULERS = frozenset(
    bm25.terms("mayor council governor premier chancellor parliament senate assembly king queen")
)
_LISTING = re.compile(r"\s*(?:(?:,|\band\b|\bor\b|\bthe\b|\bof\b)\s*)+")
_PARTS = re.compile(r"[;.](?!\d)\s*|,\s+(?:but|while|whereas|and)\s+")
Aliases = Callable[[str], frozenset[str]]
# What one does another may do beside.
_SHARED = frozenset(
    bm25.terms(
        "support oppose back vote attend visit know see want need use think believe hope fear play say"
    )
)


def slotted(claim: Claim, item: Evidence, missing: Sequence[str], aliases: Aliases) -> Iterator[Finding]:
    """Yield a refutation for each name of a claim in whose place a passage that tells the rest has another.

    :param missing: the words of the claim that the passage has not.
    """
    text, passage = claim.text, item.text
    stated = names_in(passage) if has_not(text) or not has_not(passage) else ()
    stated = () if stated and (has_gap(passage) or _is_of_no_house(text)) else stated
    for name in claimed_names(text) if stated else ():
        if not set(map(_bare, missing)) <= set(name.text.split()):
            continue
        known = tuple(filter(None, map(folded_words, (name.text, *aliases(name.text)))))
        here = [other for other in stated if any(one_bearer(words, other) for words in known)]
        rival = _rival(text, name, passage, here, stated) if not (here and missing) else None
        if rival is None or not _tells_the_rest(text, name, passage, rival):
            continue
        if _has_a_clause_of_its_own(text, name, passage, rival):
            continue
        said = shown(clause_at(passage, rival.start))
        reason = f"the draft has {name.text} where the source has {rival.text}: “{said}”"
        yield refuting(
            "names", reason, Span(start=name.start, end=name.end), f"{name.text}, not {rival.text}", item
        )


def _has_a_clause_of_its_own(text: str, name: Name, passage: str, rival: Name) -> bool:
    """Say whether a clause without the rival tells the deed of a claim of the name: "while in Holm rents rose"."""
    root = root_of(text)
    who = next((t for t in root.children if t.dep_ == "nsubj"), None) if root is not None else None
    if root is None or who is None:
        return False
    for part in _PARTS.split(passage):
        held = told(part)
        same = all(not forms_of(t.text, text).isdisjoint(held) for t in (root, who))
        if same and name.text in part and rival.text not in part:
            return True
    return False


def only_lent(claim: Claim, item: Evidence, missing: Sequence[str], aliases: Aliases) -> Iterator[str]:
    """Yield the people of a claim whom only the title or publisher of a passage names, and it has another there."""
    text, passage = claim.text, item.text
    for name in claimed_names(text):
        if (
            len(name.words) != _PERSON
            or not COMMON.isdisjoint(name.words)
            or set(name.text.split()) & set(missing)
        ):
            continue
        known = tuple(filter(None, map(folded_words, (name.text, *aliases(name.text)))))
        stated = names_in(passage)
        if any(one_bearer(words, other) for words in known for other in stated):
            continue
        mine = tuple(tie for tie in ties(text, name.start, name.end) if tie[1].isdisjoint(_SHARED))
        others = (o for o in stated if len(o.words) == _PERSON and kind_of(o, passage) == "PERSON")
        rival = next((o for o in others if mine and _is_tied(mine, passage, o)), None)
        if rival is not None:
            yield f"{name.text} (the source: {rival.text})"


def _same_deeds(claim: str, passage: str) -> tuple[Deed | None, list[Deed]]:
    """Return the main deed of a claim, or None, and the deeds of a passage that may be the same."""
    ours = next((d for d in deeds(claim) if d.verb.dep_ == "ROOT"), None)
    return ours, [d for d in deeds(passage) if ours is not None and not ours.forms.isdisjoint(d.forms)]


def placed_elsewhere(claim: str, passage: str) -> str:
    """Return the plain place in which a claim has its deed done, where a passage has another there; or "".

    What broke out "in the laundry room on the ground floor" did not do so in the kitchen there.
    """
    ours, same = _same_deeds(claim, passage)
    for where, mine in _places(ours.verb) if ours is not None and same else ():
        if not told(passage).isdisjoint(forms_of(mine.text, claim)):
            continue
        theirs = [[t for word, t in _places(d.verb) if word == where] for d in same]
        if all(them and told(claim).isdisjoint(bm25.terms(them[0].text)) for them in theirs):
            return f"{where} the {mine.text} (the source: {theirs[0][0].text})"
    return ""


def _places(verb: Token) -> list[tuple[str, Token]]:
    """Return the plain nouns in or at which a deed is done, each with its preposition."""
    hung = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _WHERE]
    return [
        (prep.lower_, t)
        for prep in hung
        for t in prep.children
        if t.dep_ == "pobj" and t.pos_ == "NOUN" and not (is_measure(t) or token_kind(t) in ("DATE", "TIME"))
        if any(c.lower_ == "the" for c in t.children)
    ]


def patient_of_little(claim: str, passage: str) -> str:
    """Return the noun to which a claim has its deed done that is too common to be asked for elsewhere; or "".

    Who "guarantees a state" does not guarantee "police", though "state" says little of a sentence as a rule.
    """
    ours = next((d for d in deeds(claim) if d.verb.dep_ == "ROOT"), None)
    mine = ours.parts.get("patient", ())[:1] if ours is not None else ()
    common = bool(mine) and mine[0].pos_ == "NOUN" and mine[0].lemma_ in _COMMON_THINGS
    return mine[0].text if common and told(passage).isdisjoint(bm25.terms(mine[0].text)) else ""


def patient_only_lent(claim: str, item: Evidence) -> str:
    """Return the noun to which a claim has its deed done, where a passage does it to another; or "".

    That a policeman was hurt the police do not say who tell of a driver: a publisher's name says whose word it is.
    """
    passage, ours = item.text, next((d for d in deeds(claim) if d.verb.dep_ == "ROOT"), None)
    mine = ours.parts.get("patient", ())[:1] if ours is not None else ()
    forms = forms_of(mine[0].text, claim) if mine and mine[0].pos_ == "NOUN" else frozenset()
    if ours is None or told(item.publisher).isdisjoint(forms) or not told(passage).isdisjoint(forms):
        return ""
    theirs = [d.parts.get("patient", ())[:1] for d in deeds(passage) if not ours.forms.isdisjoint(d.forms)]
    another = bool(theirs) and all(them and them[0].pos_ == "NOUN" for them in theirs)
    return f"{mine[0].text} (the source: {theirs[0][0].text})" if another else ""


def name_only_lent(claim: str, passage: str, findings: Sequence[Finding]) -> str:
    """Return the name that a claim has do or suffer its deed, and for which a passage has another name there; or "".

    What the title of a source or the sentence before names ("Tressing") is not who "fined Harl Savings Bank" fined.
    """
    ours, same = _same_deeds(claim, passage)
    named = (f for f in findings if f.judge == "names" and f.evidence_span is not None)
    here = {word for f in named if f.stance is Stance.SUPPORTS for word in f.part.split()}
    for part in ("agent", "patient") if ours is not None and same else ():
        mine = next((t for t in ours.parts.get(part, ()) if t.pos_ == "PROPN"), None) if ours else None
        if (
            mine is None
            or mine.text.isupper()
            or mine.text in here
            or not told(passage).isdisjoint(bm25.terms(mine.text))
        ):
            continue
        theirs = [next((t for t in d.parts.get(part, ()) if _is_named(t)), None) for d in same]
        if all(t is not None and told(claim).isdisjoint(_name_of(t)) for t in theirs):
            return f"{mine.text} (the source: {theirs[0].text if theirs[0] is not None else ''})"
    return ""


def _is_named(word: Token) -> bool:
    """Say whether a word is a name, or has one before it: "the Oduya family"."""
    return word.pos_ == "PROPN" or any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in word.children)


def _name_of(word: Token) -> frozenset[str]:
    parts = (word, *(c for c in word.children if c.dep_ == "compound"))
    return frozenset(term for t in parts if t.pos_ == "PROPN" for term in bm25.terms(t.text))


def _is_of_no_house(claim: str) -> bool:
    """Say whether a claim only calls somebody the director or the mayor, of whatever it be: there are many."""
    root = root_of(claim)
    what = next((c for c in root.children if c.dep_ == "attr"), None) if root is not None else None
    if root is None or root.lemma_ != "be" or what is None or what.pos_ != "NOUN":
        return False
    return not any(c.dep_ in ("prep", "poss", "relcl", "acl") or c.pos_ == "PROPN" for c in what.children)


def in_another_part(claim: str, passage: str) -> str:
    """Return what a deed is done to, with or for in a claim and nowhere in a passage, which has another there; or "".

    "Called on the town to keep it" is not borne out by "he called on the firm to keep it".
    """
    ours, same = _same_deeds(claim, passage)
    if ours is None or not same or any(is_denied(d.verb) for d in (ours, *same)):
        return ""
    held, said = told(passage), told(claim)
    for part, (mine, *_) in ours.parts.items():
        theirs = [d.parts.get(part, ()) for d in same]
        anybody = [any(c.lower_ in ("a", "an") for t in them[:1] for c in t.children) for them in theirs]
        if part == "patient" and mine.pos_ == "PROPN" and all(anybody):
            return f"{mine.text} with “{ours.verb.text}” (the source: {theirs[0][0].text})"
        if part not in _ENDS or mine.pos_ != "NOUN" or not held.isdisjoint(forms_of(mine.text, claim)):
            continue
        if all(
            them and them[0].pos_ == "NOUN" and said.isdisjoint(bm25.terms(them[0].text)) for them in theirs
        ):
            return f"{mine.text} with “{ours.verb.text}” (the source: {theirs[0][0].text})"
    return ""


def _tells_the_rest(text: str, name: Name, passage: str, rival: Name) -> bool:
    """Say whether the part of a passage in which a rival stands has all else that a claim tells.

    "The radar at Brun saw it; the one at Tarn was off" does not have the radar at Brun off. What a pronoun stands for
    may stand in the part before.
    """
    clause = clause_at(passage, rival.start)
    if has_not(text) and not has_not(clause):
        return False  # "did not sign" of "Holm signed; Lee did not"
    held, here = told(clause), frozenset(re.findall(r"\w+", clause.casefold()))
    inside, named = name.text.split(), here & _PRONOUNS
    rest = (word for word, forms in spoken(text) if _bare(word) not in inside and held.isdisjoint(forms))
    if any(not (named and word[0].isupper()) for word in rest):
        return False
    root = root_of(text)
    if root is None or root.lemma_ != "be":
        return True
    said = (c for c in root.children if c.dep_ in ("acomp", "attr", "advmod", "prt", "prep"))
    return all(c.lower_ in here or not held.isdisjoint(bm25.terms(c.text)) for c in said)


def _is_listed(passage: str, one: Name, other: Name) -> bool:
    """Say whether two names stand in one list, whatever the parser makes of it: "through the UN, the Red Crescent"."""
    first, second = sorted((one, other), key=lambda name: name.start)
    between = passage[first.end : second.start]
    return _LISTING.fullmatch(re.sub(r"[A-Z][\w’'.-]*", "", between)) is not None


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _rival(text: str, name: Name, passage: str, here: Sequence[Name], stated: Sequence[Name]) -> Name | None:
    """Return the name that hangs in a passage on what the claim's hangs on, if that does so nowhere; or None."""
    mine = tuple(tie for tie in ties(text, name.start, name.end) if tie[1].isdisjoint(_SHARED))
    own = names_in(text)
    others = [o for o in stated if o not in here and not any(one_bearer(n.words, o) for n in own)]
    others = [o for o in others if not any(_is_listed(passage, o, one) for one in here)]
    if not mine or not others or any(_is_tied(mine, passage, other) for other in here):
        return None
    kind = kind_of(name, text)
    return next(
        (o for o in others if _is_tied(mine, passage, o) and _competes(kind, name, o, passage, here, mine)),
        None,
    )


def _is_tied(mine: tuple[tuple[str, frozenset[str]], ...], passage: str, other: Name) -> bool:
    return tied(mine, ties(passage, other.start, other.end))


def _competes(
    kind: str, name: Name, other: Name, passage: str, here: Sequence[Name], mine: Sequence[Tie]
) -> bool:
    """Say whether a name can stand in the place of another: of a body or a town that is not there it may be a name.

    Not so where it has a mayor or a council: a town has its own.
    """
    theirs = kind_of(other, passage)
    if any(nation(word) for word in other.words) != any(nation(word) for word in name.words):
        return False
    if not here:
        rules = any(role == "of" and not forms.isdisjoint(_RULERS) for role, forms in mine)
        return rules or kind == theirs == "PERSON"
    placed = "PERSON" not in (kind, theirs) and _is_placed(passage, other)
    competes = placed or alike(kind, theirs) or not (kind and theirs)
    return competes and not any(_is_under(passage, one, other) for one in here)


def _is_placed(passage: str, other: Name) -> bool:
    """Say whether a name says where something is, whatever the tagger calls it."""
    return not role(other, passage).isdisjoint({"in", "near", "from"})


def _is_under(passage: str, name: Name, other: Name) -> bool:
    """Say whether a name stands below the word on which another hangs: "the mill in Oxley, a part of Marl"."""
    top = next((t for t in parsed(passage) if other.start <= t.idx < other.end), None)
    while top is not None and (top.idx >= other.start or top.pos_ == "ADP") and top.head.i != top.i:
        top = top.head
    return top is not None and any(name.start <= t.idx < name.end for t in top.subtree)
