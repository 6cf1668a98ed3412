"""A sentence as a tree of our own that rules may mend, and a proposition as a view of it with cuts.

A :class:`Part` is a root, words that lead it (a carried subject), tokens that are cut away, tokens that are
replaced and lists of which one member is chosen. Reading it off keeps the order of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from . import _verbs
from ._split_words import Word, carried, wordset

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_BEGINS = 3  # the beginning of an entity, as spaCy counts
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
DOUBTING = wordset(
    """
    reportedly allegedly apparently seemingly supposedly purportedly possibly perhaps probably likely potentially
    presumably arguably never
    """
)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "'ve": "has", "'re": "is"}
COMMAS = frozenset({",", "-", "–", "—", "--", "(", ")", ";"})


class Node:
    """A token as the rules see it: what the parser said of it, and head and children that may be mended."""

    __slots__ = (
        "_word", "begins", "children", "dep", "ent", "flat", "head", "i", "idx", "lemma", "lower", "mark", "opens",
        "pos", "punct", "quote", "spaced", "tag", "text", "whole",
    )  # fmt: skip

    def __init__(self, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, ent: str) -> None:
        self.i, self.text, self.lower, self.lemma = i, text, text.lower(), lemma
        self.pos, self.tag, self.dep, self.ent = pos, tag, dep, ent
        self.head: Node = self
        self.children: list[Node] = []
        self.begins, self.spaced, self.opens = False, True, False
        self.quote = self.idx = 0
        self.mark = False
        self.whole = False  # a rule that took something from it, or took it apart, was taken back
        self.flat: tuple[Node, ...] = ()
        self._word: Word | None = None
        self.punct = pos == "PUNCT" or not any(char.isalnum() or char in "$£€%&" for char in text)

    @property
    def word(self) -> Word:
        """Return it as a word standing at its own place; to be asked for once the tree is mended."""
        if self._word is None:
            self._word = Word(self._shown(), self.i, mark=self.mark)
        return self._word

    def _shown(self) -> str:
        text = self.text
        if (
            self.opens
            and self.pos not in ("PROPN", "NUM", "NOUN")
            and not self.ent
            and text != "I"
            and text[1:].islower()
        ):
            return text.lower()
        return text

    @property
    def lefts(self) -> list[Node]:
        """Return the children before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Node]:
        """Return the children after it."""
        return [c for c in self.children if c.i > self.i]

    def subtree(self) -> Iterator[Node]:
        """Yield it and everything below it, in the order of the sentence."""
        if self.flat:
            yield from self.flat
            return
        for child in self.children:
            if child.i > self.i:
                break
            yield from child.subtree()
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree()

    def ancestors(self) -> Iterator[Node]:
        """Yield its heads, nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def child(self, *deps: str) -> Node | None:
        """Return its first child of one of these relations."""
        return next((c for c in self.children if c.dep in deps), None)

    def attach(self, head: Node, dep: str) -> None:
        """Hang it elsewhere in the tree; not below itself, where a mend met a tree that it did not foresee."""
        if self is head or any(above is self for above in head.ancestors()):
            return
        self.head.children = [c for c in self.head.children if c is not self]
        self.head, self.dep = head, dep
        head.children = sorted([*head.children, self], key=lambda c: c.i)


def tree(sentence: Tokens) -> list[Node]:
    """Return the tokens of a sentence as nodes, in order; a head outside the sentence makes a root."""
    nodes: list[Node] = []
    heads: list[int] = []
    for t in sentence:
        node = Node(t.i, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_)
        node.begins, node.spaced, node.idx = t.ent_iob == _BEGINS, bool(t.whitespace_), t.idx
        nodes.append(node)
        heads.append(t.head.i - sentence.start)
    opener = next((n for n in nodes if n.text[:1].isalnum()), None)
    if opener is not None:
        opener.opens = True
    for at, node in enumerate(nodes):
        if heads[at] != at and 0 <= heads[at] < len(nodes):
            node.head = nodes[heads[at]]
            node.head.children.append(node)
    _quotations(nodes)
    return nodes


def _quotations(nodes: list[Node]) -> None:
    """Tell marks from apostrophes, number the quotations of a sentence, tell each token which it stands in.

    A single mark opens behind a space and closes what it opened; else it is an apostrophe ("Keepin' It Real"). The
    parser takes many a closing mark for a possessive: it is one only where an owner in -s, -x or -z stands before it.
    """
    count, inside, single, spaced, before = 0, False, False, True, ""
    for node in nodes:
        owner = node.dep == "case" and node.head.dep == "poss" and before[-1:] in ("s", "x", "z")
        if node.text == "'" and not owner:
            node.mark = single or spaced
            single = node.mark and not single
        if node.text == '"' or node.mark:
            inside = not inside
            count += inside
        elif inside:
            node.quote = count
        spaced, before = node.spaced or node.text.isspace(), node.lower


@dataclass(frozen=True, slots=True)
class Part:
    """A proposition: ``lead`` stands before the tree of ``root``; ``pick`` names the chosen list member."""

    root: Node
    lead: tuple[Word, ...] = ()
    cut: frozenset[int] = frozenset()
    swap: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    pick: Mapping[int, Node] = field(default_factory=dict)
    kind: str = "clause"
    tail: tuple[Word, ...] = ()
    actor: tuple[Word, ...] = ()

    def words(self) -> tuple[Word, ...]:
        """Return the words of the proposition in order."""
        return (*self.lead, *read(self.root, self), *self.tail)

    def choose(self, head: Node, member: Node) -> Part:
        """Return the proposition with one member of the list that ``head`` begins, the others cut."""
        listed = members(head)
        gone = set(self.cut)
        actor = _giver(head, member).child(*SUBJECTS) if member.pos in VERBAL else None
        kept = below(actor) if actor is not None else set()
        for m in listed:
            gone |= own(m) - kept if m.i not in (member.i, head.i) else set()
            last_of = max((c.i for c in m.rights if c.dep == "conj"), default=m.i)
            joins = [
                c
                for c in m.children
                if c.dep in ("cc", "preconj")
                or (c.lower == "both" and c.dep not in SUBJECTS)
                or (c.lower in ("all", "each") and c.dep == "appos" and not c.children)
            ]
            joins = [c for c in joins if m.dep != "conj" or c.lower != "but" or c.i < last_of]
            gone |= {i for c in joins for i in below(c)}
            stops = [c for c in m.rights if c.text in (",", ";")]
            last = listed[-1].i
            gone |= {
                c.i for c in stops if (c.i < last and _parts(c, m)) or (c.i > last and head.dep in SUBJECTS)
            }
        swap = {**self.swap, **_agreement(head, member)}
        return replace(self, cut=frozenset(gone), pick={**self.pick, head.i: member}, swap=swap)

    def without(self, indices: Iterable[int]) -> Part:
        """Return the proposition with more tokens cut away."""
        return replace(self, cut=self.cut | frozenset(indices))

    def nodes(self) -> Iterator[Node]:
        """Yield what is still in its tree, lists whole."""
        return (n for n in self.root.subtree() if n.i not in self.cut)


def read(node: Node, part: Part) -> tuple[Word, ...]:
    """Return the words of the subtree of ``node`` as ``part`` leaves it."""
    if not node.children:
        return () if node.i in part.cut else part.swap.get(node.i, (node.word,))
    chosen = part.pick.get(node.i)
    if chosen is not None and chosen is not node:
        return (*_shared(node, chosen, part), *read(chosen, part), *_behind(node, part))
    out: list[Word] = []
    for piece in (*node.lefts, node, *node.rights):
        if piece is not node:
            out += read(piece, part)
        elif node.i not in part.cut:
            out += part.swap.get(node.i, (node.word,))
    return tuple(out)


def _agreement(head: Node, member: Node) -> dict[int, tuple[Word, ...]]:
    """Return the singular of the verbs that had the list for their subject, bare ones apart ("saw P and Q go")."""
    if head.dep not in ("nsubj", "nsubjpass") or plural_word(member):
        return {}
    out: dict[int, tuple[Word, ...]] = {}
    for verb in (v for v in members(head.head) if v is head.head or v.child(*SUBJECTS) is None):
        helper = next((c for c in verb.lefts if c.dep in ("aux", "auxpass")), verb)
        form = _SINGULAR.get(helper.lower)
        bare = verb.dep == "ccomp" and (verb.head.tag == "VBD" or verb.head.lemma in ("let", "make"))
        if form is None and helper.tag == "VBP" and helper.lower == helper.lemma and not bare:
            form = _verbs.present(helper.lemma, plural=False)
        if form is not None:
            out[helper.i] = (Word(form, helper.i, added=True),)
    return out


def _shared(head: Node, member: Node, part: Part) -> tuple[Word, ...]:
    """Return what a later member of a list takes from the first: subject, auxiliary, determiner."""
    giver = _giver(head, member)
    words = tuple(w for c in giver.lefts if takes(giver, member, c) for w in read(c, part))
    article = head.child("det") if head.dep == "attr" and member.tag == "NN" else None
    if article is not None and article.lower in ("a", "an") and not member.child("det", "poss", "nummod"):
        words = (Word("an" if member.text[:1].lower() in "aeiou" else "a", article.i), *words)
    return carried(words)


def _giver(head: Node, member: Node) -> Node:
    """Return the verb whose subject a later one takes: "P was late and Q paid and left" tells that Q left."""
    node = member
    while node is not head and node.dep == "conj" and node.head.pos == member.pos:
        node = node.head
        if node.pos in VERBAL and node.child(*SUBJECTS):
            return node
    return head


def takes(head: Node, member: Node, child: Node) -> bool:
    """Say whether ``member`` of the list that ``head`` begins takes over ``child`` of ``head``."""
    if member.pos in VERBAL and head.pos in VERBAL:
        return _verb_takes(head, member, child)
    if child.dep in ("det", "poss") and member.pos == "NOUN":
        own_deps = {c.dep for c in member.lefts}
        if member.tag == "NNS" != head.tag and own_deps & {"amod", "compound"}:
            return False  # "the council and local clubs"
        own_deps |= {c.dep for c in member.rights if c.lower == "of"}
        return not own_deps & {"det", "poss", "nummod", "quantmod", "prep"} and child.lower not in ("a", "an")
    return False


def _verb_takes(head: Node, member: Node, child: Node) -> bool:
    own_deps = {c.dep for c in member.lefts}
    if child.dep == "mark" or (child.tag == "WRB" and head.dep == "advcl"):
        return not any(c.dep == "mark" or c.tag == "WRB" for c in member.lefts)
    if own_deps & SUBJECTS:
        return False
    if child.dep in SUBJECTS or (child.dep == "advmod" and child.lower in DOUBTING):
        return True
    if child.dep not in AUXILIARIES:
        return False
    own_first = next((c for c in member.lefts if c.dep in ("aux", "auxpass")), None)
    if own_first is not None:
        return child.tag in FINITE and fits(child, own_first)  # "had been fined twice and been jailed"
    return fits(child, member)


def fits(auxiliary: Node, verb: Node) -> bool:
    """Say whether an auxiliary of the first verb can stand before a later one."""
    if verb.tag in ("VBZ", "VBP", "MD"):
        return False
    if auxiliary.dep == "neg":
        return any(fits(c, verb) for c in auxiliary.head.lefts if c.dep in ("aux", "auxpass"))
    if verb.tag == "VBD":
        return False
    if auxiliary.tag == "MD" or auxiliary.lower == "to" or auxiliary.lemma == "do":
        return verb.tag == "VB"
    return verb.tag in ("VBN", "VBG")


def _behind(head: Node, part: Part) -> tuple[Word, ...]:
    """Return what stands behind the whole list and hangs on its first member."""
    last = max(n.i for n in members(head)[-1].subtree())
    return tuple(
        w for c in head.rights if c.i > last and (not c.punct or c.text == ",") for w in read(c, part)
    )


def members(head: Node) -> tuple[Node, ...]:
    """Return the list that ``head`` begins: itself and its conjuncts, in order."""
    out = [head]
    for node in out:
        out += [c for c in node.rights if c.dep == "conj"]
    return tuple(sorted(out, key=lambda n: n.i))


def _parts(comma: Node, member: Node) -> bool:
    """Say whether a comma stands between two members and not inside one: a conjunction or a later member follows."""
    after = min((i for c in member.rights if c.i > comma.i for i in below(c)), default=-1)
    follows = next((c for c in member.rights if after in below(c)), None)
    return follows is None or follows.dep in ("cc", "conj")


def own(node: Node) -> set[int]:
    """Return the indices of a member of a list with what hangs on it, but not of the members after it."""
    out = {n.i for n in node.subtree()}
    for later in node.rights:
        if later.dep == "conj":
            out -= {n.i for n in later.subtree()}
    return out


def below(node: Node) -> set[int]:
    """Return the indices of a subtree."""
    return {n.i for n in node.subtree()}


def finite(node: Node) -> bool:
    """Say whether a verb is finite, itself or by an auxiliary."""
    return node.tag in FINITE or any(c.dep in ("aux", "auxpass") and c.tag in FINITE for c in node.lefts)


def elliptical(clause: Node) -> bool:
    """Say whether a clause leans on what stands before it: "as it was designed to do"."""
    mark, words = clause.child("mark"), [n.lower for n in clause.subtree() if not n.punct]
    return mark is not None and mark.lower == "as" and words[-1] in ("do", "did", "done", "to")


def subject(node: Node) -> Node | None:
    """Return the subject of a verb: its own, or that of the first verb of its list."""
    while True:
        found = node.child(*SUBJECTS)
        if found is not None or node.dep != "conj":
            return found
        node = node.head


def auxiliaries(node: Node) -> list[Node]:
    """Return the auxiliaries of a verb, its own or those of the first verb of its list."""
    found = [c for c in node.lefts if c.dep in ("aux", "auxpass")]
    if not found and node.dep == "conj" and node.head.pos in VERBAL:
        found = [c for c in auxiliaries(node.head) if fits(c, node)]
    return found


def plural(node: Node) -> bool:
    """Say whether a noun phrase takes a plural verb."""
    return any(c.dep == "conj" for c in node.rights) or plural_word(node)


def plural_word(node: Node) -> bool:
    """Say whether a noun by itself takes a plural verb."""
    if node.tag in ("NNS", "NNPS"):
        return True
    return node.lower in ("they", "we", "you", "these", "those", "who") or node.pos == "NUM"


def quoted(node: Node, part: Part) -> bool:
    """Say whether a word stands inside a quotation that its proposition only holds a piece of."""
    return node.quote > 0 and node.quote != part.root.quote


def freeze(nodes: Iterable[Node]) -> None:
    """Keep the subtree of every node of a mended tree: it is read many times and mended no more."""
    for node in nodes:
        if node.head is node:
            _flatten(node)


def _flatten(node: Node) -> tuple[Node, ...]:
    pieces = [piece for c in node.children if c.i < node.i for piece in _flatten(c)]
    pieces.append(node)
    pieces += [piece for c in node.children if c.i > node.i for piece in _flatten(c)]
    node.flat = tuple(pieces)
    return node.flat
