"""A proposition as a tree with cuts: what it is made of, and how its words are read off.

A :class:`Part` is a root token, words that lead it (a carried subject), tokens that are cut away and tokens
that are replaced. Reading it off keeps the order of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ._split_words import Word, carried, word

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Part:
    """A proposition: ``lead`` stands before the tree of ``root``; ``pick`` names the chosen list member."""

    root: Token
    lead: tuple[Word, ...] = ()
    cut: frozenset[int] = frozenset()
    swap: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    pick: Mapping[int, Token] = field(default_factory=dict)
    kind: str = "clause"

    def words(self) -> tuple[Word, ...]:
        """Return the words of the proposition in order."""
        return (*self.lead, *read(self.root, self))

    def choose(self, head: Token, member: Token) -> Part:
        """Return the proposition with one member of the list that ``head`` begins, the others cut."""
        listed = members(head)
        gone = set(self.cut)
        for m in listed:
            gone |= own(m) if m.i not in (member.i, head.i) else set()
            gone |= {t.i for t in m.children if t.dep_ in ("cc", "preconj")}
            gone |= {t.i for t in m.rights if t.is_punct and t.i < listed[-1].i}
        return replace(self, cut=frozenset(gone), pick={**self.pick, head.i: member})

    def without(self, indices: Iterable[int]) -> Part:
        """Return the proposition with more tokens cut away."""
        return replace(self, cut=self.cut | frozenset(indices))


def read(token: Token, part: Part) -> tuple[Word, ...]:
    """Return the words of the subtree of ``token`` as ``part`` leaves it."""
    chosen = part.pick.get(token.i)
    if chosen is not None and chosen.i != token.i:
        return (*_shared(token, chosen, part), *read(chosen, part), *_tail(token, chosen, part))
    out: list[Word] = []
    for node in _in_order(token):
        if node.i == token.i:
            out += () if node.i in part.cut else part.swap.get(node.i, (word(node),))
        else:
            out += read(node, part) if node.i not in part.cut else _under(node, part)
    return tuple(out)


def _under(node: Token, part: Part) -> tuple[Word, ...]:
    """Return what is left below a token that is itself cut."""
    return tuple(w for child in _in_order(node) if child.i != node.i for w in read_cut(child, part))


def read_cut(child: Token, part: Part) -> tuple[Word, ...]:
    """Return the words of ``child`` or, where it is cut, of what stands below it."""
    return read(child, part) if child.i not in part.cut else _under(child, part)


def _in_order(token: Token) -> Iterator[Token]:
    yield from token.lefts
    yield token
    yield from token.rights


def _shared(head: Token, member: Token, part: Part) -> tuple[Word, ...]:
    """Return what a later member of a list takes from the first: subject, auxiliary, determiner."""
    taken = (t for t in head.lefts if t.i not in part.cut and takes(head, member, t))
    return carried(w for t in taken for w in read(t, part))


def takes(head: Token, member: Token, child: Token) -> bool:
    """Say whether ``member`` of the list that ``head`` begins takes over ``child`` of ``head``."""
    if member.pos_ in VERBAL and head.pos_ in VERBAL:
        return _verb_takes(head, member, child)
    own = {t.dep_ for t in member.lefts}
    if child.dep_ in ("det", "poss") and member.pos_ == "NOUN":
        return not own & {"det", "poss", "nummod", "quantmod"} and child.lower_ not in ("a", "an")
    return child.dep_ in ("prep", "case") and child.i < head.i


def _verb_takes(head: Token, member: Token, child: Token) -> bool:
    own = {t.dep_ for t in member.lefts}
    if child.dep_ == "mark":
        return "mark" not in own
    if own & SUBJECTS:
        return False
    if child.dep_ in SUBJECTS:
        return True
    if child.dep_ not in AUXILIARIES or own & (AUXILIARIES - {"neg"}):
        return False
    return fits(child, member)


def fits(auxiliary: Token, verb: Token) -> bool:
    """Say whether an auxiliary of the first verb can stand before a later one."""
    if verb.tag_ in ("VBZ", "VBP", "MD"):
        return False
    if verb.tag_ == "VBD":
        return auxiliary.lemma_ in ("have", "be") and verb.text.lower().endswith("ed")
    if auxiliary.tag_ == "MD" or auxiliary.lower_ == "to" or auxiliary.lemma_ == "do":
        return verb.tag_ == "VB" or any(t.dep_ in ("aux", "auxpass") for t in verb.lefts)
    return verb.tag_ in ("VBN", "VBG") or auxiliary.dep_ == "neg"


def _tail(head: Token, member: Token, part: Part) -> tuple[Word, ...]:
    """Return what stands behind the whole list and belongs to the first member's tree."""
    last = max(t.i for t in members(head)[-1].subtree)
    return tuple(w for t in head.rights if t.i > last and not t.is_punct for w in read_cut(t, part))


def members(head: Token) -> tuple[Token, ...]:
    """Return the list that ``head`` begins: itself and its conjuncts, in order."""
    out = [head]
    for token in out:
        out += [t for t in token.rights if t.dep_ == "conj"]
    return tuple(sorted(out, key=lambda t: int(t.i)))


def own(token: Token) -> set[int]:
    """Return the indices of a member of a list with what hangs on it, but not of the members after it."""
    out = set(below(token))
    for later in token.rights:
        if later.dep_ == "conj":
            out -= below(later)
    return out


def below(token: Token) -> frozenset[int]:
    """Return the indices of a subtree."""
    return frozenset(t.i for t in token.subtree)


def with_commas(indices: Iterable[int], doc: object) -> frozenset[int]:
    """Return a run of tokens with the commas, dashes or brackets that set it off."""
    run = set(indices)
    if not run:
        return frozenset()
    before, after = min(run) - 1, max(run) + 1
    tokens: list[Token] = list(doc)  # type: ignore[call-overload]
    if before >= 0 and tokens[before].text in (",", "-", "–", "—", "("):
        run.add(before)
        if after < len(tokens) and tokens[after].text in (",", "-", "–", "—", ")"):
            run.add(after)
    return frozenset(run)


def finite(token: Token) -> bool:
    """Say whether a verb is finite, itself or by an auxiliary."""
    return token.tag_ in FINITE or any(t.dep_ in ("aux", "auxpass") and t.tag_ in FINITE for t in token.lefts)


def subject(token: Token) -> Token | None:
    """Return the subject of a verb, if it has its own."""
    return next((t for t in token.children if t.dep_ in SUBJECTS), None)
