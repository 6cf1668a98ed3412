"""Who is what to whom: the offices and relations of a passage, and whether a claim gives them to another.

"The guild's lawyer, Tor Holm, the president's brother" has every word of "Tor Holm is the president of the guild", and
"Marl Works, a subsidiary of Tern" those of "Tern is a subsidiary of Marl Works". A word for an office or a relation
belongs to whom it stands beside or is said of; what is "the president's" is not the president.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25
from ..judge import parsed, root_of
from ..judge._names import TITLES
from ..judge._polarity import is_denied
from ..nlp import kind_of
from ..text import late
from ._synonyms import forms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_RANKED = frozenset("new old former current present acting interim first outgoing longtime senior".split())  # noqa: SIM905
_ITS_FIELD = r"[\w’'-]+(?: (?:of|for|on) (?:[\w’'-]+ ){0,2}?[\w’'-]+)?"
_BE = frozenset({"be", "become", "remain"})
_WHOSE = frozenset({"of", "to", "for", "at", "in"})
_OWN = frozenset({"poss", "compound", "nmod"})
KIN = frozenset(
    """
    brother sister wife husband son daughter father mother partner cousin lawyer doctor friend neighbour uncle aunt
    nephew niece widow widower predecessor successor deputy assistant adviser aide colleague rival opponent ally boss
    """.split()  # noqa: SIM905
)
# Who is this to somebody has them for the same.
_MUTUAL = frozenset(
    """
    partner rival brother sister cousin twin sibling neighbour neighbor friend colleague ally opponent competitor
    wife husband spouse namesake equal peer classmate teammate member part enemy relative
    """.split()  # noqa: SIM905
)


# Kin by either word, from the one side and from the other.
_KIN = {
    word: (group, side)
    for group, sides in enumerate(
        (
            "son daughter child / father mother parent",
            "nephew niece / uncle aunt",
            "grandson granddaughter / grandfather grandmother",
        )
    )
    for side, words in enumerate(sides.split("/"))
    for word in words.split()
}


# Who is made or called something is that.
_MAKING = frozenset(
    """
    make appoint elect name call choose declare crown select nominate hire become confirm designate serve work act
    employ engage install retain keep want recruit
    """.split()  # noqa: SIM905
)
_KINDRED = late(rf"\b(?:{'|'.join(KIN)})s?\b", re.I)


class Tie(NamedTuple):
    """A word that says what somebody is, of whom it is said, and of what or whom they are it."""

    noun: Token
    holder: Token
    whose: tuple[Token, ...]


@functools.lru_cache(maxsize=4096)
def ties(text: str) -> tuple[Tie, ...]:
    """Return what a text says that somebody or something named is: by "is", beside the name, or before it."""
    found = []
    for token in parsed(text):
        if token.dep_ == "attr" and token.pos_ == "NOUN" and token.head.lemma_ in _BE:
            subject = next((c for c in token.head.children if c.dep_ in _SUBJECTS), None)
            if subject is not None and not is_denied(token.head):
                found += [Tie(token, who, whose(token)) for who in _who(subject)]
        if token.dep_ == "attr" and token.pos_ == "PROPN" and token.head.lemma_ in _BE:
            what = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
            if what is not None and what.pos_ == "NOUN" and not is_name(what) and not is_denied(token.head):
                found.append(Tie(what, token, whose(what)))  # "the owner of the mill is Jan Olt"
        if token.dep_ == "appos" and is_name(token.head) and not is_name(token):
            found.append(Tie(token, token.head, whose(token)))
        elif token.dep_ == "compound" and token.head.pos_ == "PROPN" and _is_office(token):
            found.append(Tie(token, token.head, (*whose(token), *whose(token.head))))
        elif token.pos_ == "NOUN" and not is_name(token):
            found += [Tie(token, name, whose(token)) for name in called(token)]
    return tuple(found)


def _who(subject: Token) -> Iterator[Token]:
    """Yield the names of a subject: itself, those joined to it, and the name beside a plain noun."""
    for one in (subject, *subject.conjuncts):
        beside = next(called(one), one)
        if is_name(beside):
            yield beside


def is_name(token: Token) -> bool:
    """Say whether a word is a name, or has one before it: "the Marl group"."""
    within = (c for c in token.children if c.dep_ == "compound" and token.pos_ == "NOUN")
    # One word with a capital and without an article, which the tagger takes for a plain noun.
    bare = token.tag_ == "NN" and token.text[:1].isupper() and not any(True for _ in token.children)
    return token.pos_ == "PROPN" or bare or any(c.pos_ == "PROPN" for c in within)


def _is_office(token: Token) -> bool:
    """Say whether a word before a name says what its bearer is: "engineer Ole Fenn", "Director Ada Rost"."""
    return token.text.islower() if token.pos_ != "PROPN" else token.lower_ in TITLES


def called(noun: Token) -> Iterator[Token]:
    """Yield the names beside a noun, also where the parser hangs them on its town: "mayor of Tarn, Ada Fenn"."""
    yield from (c for c in noun.children if c.dep_ == "appos" and is_name(c))
    if noun.pos_ == "NOUN":
        behind = (t for c in noun.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj")
        yield from (
            c for t in behind for c in t.children if c.dep_ == "appos" and c.pos_ == t.pos_ == "PROPN"
        )


def whose(noun: Token) -> tuple[Token, ...]:
    """Return of what or whom somebody is something: "the board's chair", "chair of the board"."""
    own = [_owner(c) for c in noun.children if c.dep_ in _OWN and c.pos_ in ("NOUN", "PROPN", "PRON")]
    own = [c for c in own if c.dep_ == "poss" or noun.pos_ == "NOUN"]  # "Ada Rost" is not Ada's
    behind = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in _WHOSE)
    return (*own, *(t for prep in behind for t in prep.children if t.dep_ == "pobj"))


def _owner(token: Token) -> Token:
    """Return who owns something: for "its" and "her" the one name that the clause is about."""
    if token.pos_ != "PRON":
        return token
    subjects = (c for a in token.ancestors for c in a.children if c.dep_ in _SUBJECTS)
    nearest = next(subjects, token)
    return nearest if is_name(nearest) else token


def reversed_tie(claim: str, passage: str) -> tuple[Token, Token] | None:
    """Return, as a passage has them, two of whom a claim says of one what the passage says of the other, or None."""
    for ours in ties(claim):
        if ours.noun.lemma_ in _MUTUAL or not ours.whose or ours.holder.text not in passage:
            continue
        for theirs in ties(passage):
            same = _kin(ours.noun) == _kin(theirs.noun) and not _same(ours.holder, theirs.holder)
            turned = next((one for one in theirs.whose if _same(ours.holder, one)), None)
            if same and turned is not None and any(_same(one, theirs.holder) for one in ours.whose):
                return turned, theirs.holder
    return None


def _kin(noun: Token) -> object:
    """Return what stands for a word of a relation: a nephew and a niece are kin by one."""
    return _KIN.get(noun.lemma_, noun.lemma_)


def is_kin_of(claim: str, passage: str) -> bool:
    """Say whether a claim calls one kin of whom the passage calls kin of that one: "her brother", "his sister"."""
    for ours in ties(claim) if _KINDRED.search(claim) else ():
        for theirs in ties(passage):
            ends = [n for w in theirs.whose for n in (w, *called(w))]
            if theirs.noun.lemma_ in KIN and any(_same(ours.holder, one) for one in ends):
                return True
    return False


def held_otherwise(claim: str, passage: str) -> str:
    """Return what a claim says that somebody is, where a passage that has both calls another so, or nobody; or "".

    A passage that has the word anywhere else, be it of nobody named, may have it of the claim's.
    """
    root = root_of(claim)
    for ours in ties(claim) if root is not None and root.lemma_ in _BE else ():
        if ours.noun.head.i != root.i or ours.holder.text not in passage:  # type: ignore[union-attr]
            continue
        forms = forms_of(ours.noun.text, claim)  # "chairman" is "chair"
        said = [t for t in parsed(passage) if not forms.isdisjoint(bm25.terms(t.text))]
        if said and all(_is_anothers(t, ours.holder, passage) for t in said):
            holder = next((t.holder.text for t in ties(passage) if t.noun in said), "")
            stated = f"the source: {said[0].text} {holder}" if holder else f"the source: “{_behind(said[0])}”"
            return f"{ours.noun.text} with {ours.holder.text} ({stated})"
    return ""


def of_another_field(claim: str, passage: str) -> str:
    """Return the office that a claim says somebody holds, where a passage has beside the name one of another field.

    "Head of water supply" is not borne out by "head of finance Per Lund", whatever he says of the water; or "".
    """
    root = root_of(claim)
    if root is None or root.lemma_ not in _BE:
        return ""
    office = next((c for c in root.children if c.dep_ == "attr"), None)
    who = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if office is None or who is None or who.pos_ != "PROPN":
        return ""
    ours = _field(office)
    for theirs in (t for t in parsed(passage) if t.lower_ == office.lower_):
        field = _field(theirs) if _is_beside(theirs, who.text) else []
        known = frozenset(x for t in field for x in bm25.terms(t.text))
        if ours and field and all(forms_of(t.text, claim).isdisjoint(known) for t in ours):
            stated = " ".join(t.text for t in sorted((*field, theirs), key=lambda t: t.i))
            return f"{' '.join(t.text for t in ours)} {office.text} (the source: {stated})"
    return ""


def _field(office: Token) -> list[Token]:
    """Return the words by which an office is of one field: "technical director", "head of finance"; no house."""
    before = [
        c for c in office.children if c.dep_ in ("amod", "compound", "nmod") and c.pos_ in ("ADJ", "NOUN")
    ]
    of = [
        t for c in office.children if c.lower_ in ("of", "for", "on") for t in c.children if t.dep_ == "pobj"
    ]
    bare = [t for t in of if t.pos_ == "NOUN" and all(c.dep_ not in ("det", "poss") for c in t.children)]
    return [t for t in (*before, *bare) if t.lower_ not in _RANKED]


def _is_beside(office: Token, name: str) -> bool:
    """Say whether an office stands beside a name: "director Ida Moe", "Ida Moe, the director"."""
    text, start = office.doc.text, office.idx
    behind = re.match(rf"{_ITS_FIELD},? (?:[A-Z][\w’'.-]* )*{re.escape(name)}\b", text[start:])
    ahead = re.search(rf"\b{re.escape(name)}, (?:(?:the|its|a|an) )?(?:[\w’'-]+ ){{0,4}}$", text[:start])
    return behind is not None or ahead is not None


def other_holder(claim: str, passage: str) -> tuple[Tie, Tie] | None:
    """Return an office that a claim gives to one and a passage to another, of the same house, with both; or None.

    "The director of the mill" is one; "a director" may be another beside.
    """
    if not held_otherwise(claim, passage):
        return None
    for ours in ties(claim):
        for theirs in ties(passage):
            same = ours.noun.lemma_ == theirs.noun.lemma_ and not _same(ours.holder, theirs.holder)
            one = same and ours.noun.tag_ == "NN" and any(c.lower_ == "the" for c in _before(ours.noun))
            its = any(c.lower_ in ("its", "their") for c in theirs.noun.children)
            house = all(
                (its and w.text in passage) or any(_same(w, v) for v in theirs.whose) for w in ours.whose
            )
            if one and house and bool(ours.whose) and kind_of(ours.holder) == kind_of(theirs.holder) != "":
                return ours, theirs
    return None


def _before(noun: Token) -> Iterator[Token]:
    """Yield what stands before an office: its article, and that of its house before "'s"."""
    for child in noun.children:
        yield child
        if child.dep_ == "poss":
            yield from child.children


def kin_of_another(claim: str, passage: str) -> str:
    """Return whose kin a claim calls somebody, where a passage calls them that of another; or ""."""
    for ours in ties(claim) if _KINDRED.search(claim) else ():
        for theirs in ties(passage) if ours.whose and ours.noun.lemma_ in KIN else ():
            one = ours.noun.lemma_ == theirs.noun.lemma_ and _same(ours.holder, theirs.holder)
            named = theirs.whose and all(t.pos_ == "PROPN" for t in theirs.whose)
            if one and named and not any(_same(w, v) for w in ours.whose for v in theirs.whose):
                return f"{ours.whose[0].text}’s {ours.noun.text} (the source: {theirs.whose[0].text}’s)"
    return ""


def _is_anothers(noun: Token, holder: Token, passage: str) -> bool:
    """Say whether a word of a passage is said of somebody else who is named, or only owns what the passage tells of."""
    held = [t.holder for t in ties(passage) if t.noun.i == noun.i]
    if held:
        return not any(_same(one, holder) for one in held)
    owns = noun.dep_ == "poss" and noun.tag_ in ("NN", "NNS")
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "to") else None
    if above is not None and any(t.noun.i == above.i for t in ties(passage)):  # "a cousin of the director"
        return True
    return owns and not any(_same(c, holder) for c in (*noun.children, noun.head))


def _behind(noun: Token) -> str:
    """Return a word that owns something with what it owns: "president's brother"."""
    first, last = sorted((noun.i, (noun.head if noun.dep_ == "poss" else noun.head.head).i))
    return str(noun.doc[first : last + 1].text)


def _same(one: Token, other: Token) -> bool:
    """Say whether two words are of one name: the same word, and no other given name before it."""
    if one.text != other.text and frozenset(bm25.terms(one.text)).isdisjoint(bm25.terms(other.text)):
        return False
    given = [{c.text for c in t.children if c.dep_ == "compound" and c.pos_ == "PROPN"} for t in (one, other)]
    return not all(given) or bool(given[0] & given[1])


def another_office(claim: str, passage: str) -> bool:
    """Say whether a claim gives somebody an office that a passage has only with other words.

    The managing director is not the director of education.
    """
    for office in parsed(claim):
        if office.dep_ == "attr" and office.head.lemma_ in _BE and _is_office(office):
            mine = _styled(office)
            theirs = [_styled(t) for t in parsed(passage) if t.lower_ == office.lower_]
            if theirs and not any(mine <= one for one in theirs):
                return True
    return False


def _styled(office: Token) -> frozenset[str]:
    """Return the words that go with an office: "managing", "elections"; before a name those of its style too."""
    below = {
        t for t in office.subtree if t.pos_ in ("NOUN", "ADJ", "VERB") and t.dep_ not in ("appos", "relcl")
    }
    style = {t for t in office.head.subtree if office.dep_ in _OWN and t.dep_ in _OWN and t.i < office.i}
    return frozenset(t.lower_ for t in (below | style) - {office})


def met_by(claim: str, passage: str) -> str:
    """Return what a claim says that somebody is, where a passage has such a one do something to them, or ""."""
    root = root_of(claim)
    if root is None or root.lemma_ != "be" or any(c.dep_ == "neg" for c in root.children):
        return ""
    parts = {c.dep_: c for c in root.children}
    who, what = parts.get("nsubj"), parts.get("attr")
    if who is None or what is None or who.pos_ != "PROPN" or what.tag_ not in ("NN", "NNP"):
        return ""
    forms = forms_of(what.text, claim)
    roles = [t for t in parsed(passage) if t.text != who.text and not forms.isdisjoint(bm25.terms(t.text))]
    pairs = [(role, name) for role in roles for name in parsed(passage) if name.text == who.text]
    if not pairs or not all(_are_two(role, name) for role, name in pairs):
        return ""
    return f"{who.text} as {what.text} (the source: “{passage.strip(' .')}”)"


def _are_two(role: Token, name: Token) -> bool:
    """Say whether one of two words is the subject of a verb of which the other is an object."""
    (one, first), (other, second) = _part(role), _part(name)
    apart = {first, second} in ({"nsubj", "dobj"}, {"nsubj", "pobj"}, {"nsubj", "dative"})
    return one is not None and one == other and apart and one.lemma_ not in _MAKING


def _part(word: Token) -> tuple[Token | None, str]:
    """Return the verb of which a word is a part, and which part; behind "as" it is none."""
    if word.dep_ == "pobj" and word.head.lower_ not in ("as", "of"):
        above = word.head.head
        return (above, "pobj") if above.pos_ == "VERB" else (None, "")
    return (word.head, word.dep_) if word.head.pos_ == "VERB" else (None, "")
