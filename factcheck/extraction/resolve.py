"""Who is "he", which group is "the group": the few references that can be settled without guessing.

he, she -> the only person named in this and the previous sentence; "the group", "the ministry" -> the only body of
that kind so far (an apposition or its own name tells the kind); "the talks", "the plan" -> the first full noun
phrase with that head, when there is one only. With two candidates the word stays and is flagged: a wrong name is
worse than a vague claim. Nothing inside quotation marks is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ._split_tree import SUBJECTS, VERBAL, Node, below
from ._split_words import PERSONS, Word, wordset

_HE = frozenset({"he", "she"})
_HIM = frozenset({"him", "her", "his", "hers"})
_MALE = frozenset({"he", "him", "his"})
_FEMALE = frozenset({"she", "her", "hers"})
_OPEN = frozenset({"he", "she", "they", "it", "this", "these", "those"})
_BODIES = wordset(
    """
    group movement company army ministry party organisation organization agency firm bank council
    committee commission union association club team court university hospital department government
    authority police airline charity institute court board federation parliament force
    """
)
_VAGUE = wordset("group movement company firm party organisation organization agency association club team")
# What opens a sentence with a capital and is nobody: "Turnout was 68 percent".
_MEASURES = wordset(
    "turnout inflation revenue output growth unemployment attendance debris telemetry profit demand"
)
_OTHER = wordset(
    "previous next last new other another second first former latter earlier later recent same own similar such"
)
_THINGS = wordset(
    """
    talk resolution plan delegation agreement deal ceasefire truce proposal bill budget merger
    takeover contract report study survey poll statement inquiry investigation trial ruling verdict
    project programme scheme vote election match game tournament storm fire crash attack offensive
    operation strike protest fund bridge ship vessel plane aircraft negotiation treaty decision
    measure meeting summit
    """
)


@dataclass(frozen=True, slots=True)
class Link:
    """A mention settled: the tokens from ``first`` to ``last`` stand for ``words``; no words: it stays open."""

    first: int
    last: int
    words: tuple[str, ...]
    name: str


@dataclass(slots=True)
class Memory:
    """What an article has named so far, read sentence by sentence."""

    names: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    recent: list[set[str]] = field(default_factory=lambda: [set(), set()])
    bodies: dict[str, set[str]] = field(default_factory=dict)
    things: dict[tuple[str, str], list[tuple[str, ...]]] = field(default_factory=dict)
    both: bool = False  # the sentence speaks of a "he" and of a "she"

    def read(self, nodes: Sequence[Node]) -> tuple[Link, ...]:
        """Return the links of a sentence and remember what it names."""
        by = {n.i: n for n in nodes}
        self.recent = [self.recent[1], set()]
        spoken = {n.lower for n in nodes if n.pos in ("PRON", "DET") and not n.quote}
        self.both = bool(spoken & _MALE) and bool(spoken & _FEMALE)
        found: list[Link] = []
        for node in nodes:
            if not node.quote:
                found += self._link(node, by)
            self._remember(node, by)
        return tuple(found)

    def _link(self, node: Node, by: Mapping[int, Node]) -> Iterator[Link]:
        if node.lower in _HE | _HIM and node.pos in ("PRON", "DET"):
            who = (self.recent[0] | self.recent[1]) - _spoken_of(node)
            key = next(iter(who)) if len(who) == 1 else ""
            gender = "m" if node.lower in _MALE else "f"
            known = self.genders.get(key, "" if self.both else gender)
            name = self.names.get(key, "") if known == gender else ""
            if name:
                self.genders[key] = gender
                self.recent[1] -= _spoken_of(node)  # who goes on as "he" is the one who spoke
            self.recent[1].add(key if name else f"a {gender}")
            possessive = node.dep == "poss"
            words = tuple(f"{name}'s".split() if possessive else name.split()) if name else ()
            yield Link(node.i, node.i, words, name)
        elif node.lower == "it" and (said := _speaker(node)) is not None:
            words = tuple(_spelled(_plain(said)).split())
            yield Link(node.i, node.i, words, words[-1])
        elif node.lower in _OPEN and node.dep in SUBJECTS and node.dep != "expl":
            yield Link(node.i, node.i, (), "")
        elif node.pos == "NOUN" and _only_the(node):
            yield from self._definite(node)

    def _definite(self, node: Node) -> Iterator[Link]:
        first = min(below(node))
        known = self.bodies.get(node.lemma, set())
        if node.lemma in _BODIES and known:
            name = next(iter(known)) if len(known) == 1 else ""
            words = tuple(name.split())
            yield Link(first, node.i, words, name)
        elif node.lemma in _VAGUE:
            yield Link(first, node.i, (), "")
        elif node.lemma in _THINGS and (node.lemma, node.tag) in self.things:
            full = self.things[node.lemma, node.tag]
            words = ("the", *full[0]) if len(full) == 1 else ()
            yield Link(first, node.i, words, "")

    def _remember(self, node: Node, by: Mapping[int, Node]) -> None:
        glossed = node.pos == "PROPN" and bool(_kinds(node))
        if node.ent == "PERSON" and node.pos == "PROPN" and not glossed and not _inside_name(node, by):
            self._person(node, by)
        elif node.pos == "PROPN" and node.dep in SUBJECTS and _may_be_person(node):
            self.recent[1].add(node.lower)
        elif node.pos == "NOUN" and _person(node) and not _of_a_name(node):
            self.recent[1].add(f"the {node.lemma}")
        if (node.ent == "ORG" or glossed) and not _inside_name(node, by):
            self._body(node, by)
        if node.pos == "NOUN" and node.lemma in _THINGS and node.dep not in ("compound", "nmod", "npadvmod"):
            self._thing(node)

    def _person(self, node: Node, by: Mapping[int, Node]) -> None:
        if _place(node):
            return
        name = _name(node, by)
        key = name.split()[-1].lower()
        if node.opens and key in _MEASURES and " " not in name:
            return
        title = next((c.lower.rstrip(".") for c in node.lefts if c.dep == "compound"), "")
        if title in ("mr", "mrs", "ms", "miss"):
            self.genders.setdefault(key, "m" if title == "mr" else "f")
        if len(name) > len(self.names.get(key, "")):
            self.names[key] = name
        if node.head.dep == "agent" and node.head.head.lemma == "ask":
            return  # "Asked by Ann Lee, she said no": another says it
        self.recent[1].add(key)

    def _body(self, node: Node, by: Mapping[int, Node]) -> None:
        name = _name(node, by)
        kinds = {node.lemma.lower(), name.split()[-1].lower()} & _BODIES
        kinds |= _kinds(node)
        for kind in kinds if name.lower() not in _BODIES else ():
            self.bodies.setdefault(kind, set()).add(_with_article(node, name))

    def _thing(self, node: Node) -> None:
        full = _full(node)
        known = self.things.setdefault((node.lemma, node.tag), [])  # "the plane" is none of "43 planes"
        if full and full not in known:
            known.append(full)


def _spoken_of(pronoun: Node) -> set[str]:
    """Return the words of what a "he" says: nobody speaks of himself by name ("Berg is to go, he said")."""
    said = [c for c in pronoun.head.children if c.dep == "ccomp"] if pronoun.dep == "nsubj" else []
    return {n.lower for c in said for n in c.subtree()}


def _place(node: Node) -> bool:
    """Say whether what the model takes for a person stands where a place does: "died in Devon", "born in Lyon"."""
    return node.dep == "pobj" and node.head.lower in ("in", "at", "near", "across", "into")


def _speaker(node: Node) -> Node | None:
    """Return the body that speaks, for the "it" that opens what it says ("The bank said it had ...")."""
    verb = node.head
    verb = verb.head if verb.dep == "conj" else verb
    said = verb.head
    if (
        node.dep not in ("nsubj", "nsubjpass")
        or verb.dep != "ccomp"
        or said.pos not in VERBAL
        or said is verb
    ):
        return None
    if verb.lemma == "be" and any(c.dep in ("acomp", "ccomp", "advcl", "xcomp") for c in verb.children):
        return None
    who = said.child("nsubj")
    fits = who is not None and who.i < node.i and who.pos in ("NOUN", "PROPN") and who.tag in ("NN", "NNP")
    return who if fits and who is not None and who.ent != "PERSON" and not _person(who) else None


def _plain(noun: Node) -> list[Node]:
    """Return a noun phrase without what follows a comma and without clauses."""
    drop = {
        i
        for c in noun.children
        if c.dep in ("relcl", "appos", "acl", "punct", "conj", "cc")
        for i in below(c)
    }
    return [n for n in noun.subtree() if n.i not in drop]


def _person(noun: Node, *, told: bool = False) -> bool:
    """Say whether a noun names a person by role; every subject in -er or -ist is taken for one, to be safe.

    :param told: it stands behind a name and tells what that is ("Ann Lee, the painter").
    """
    if told:
        return noun.lemma in PERSONS or noun.lemma.endswith(("er", "or", "ist", "ian", "ee"))
    if noun.dep in ("attr", "compound", "appos") or (noun.dep == "pobj" and noun.head.lower == "as"):
        return False
    return noun.lemma in PERSONS or (
        noun.dep in SUBJECTS and noun.tag == "NN" and noun.lemma.endswith(("er", "or", "ist", "ian", "ee"))
    )


def _kinds(name: Node) -> set[str]:
    """Return what kind of body an apposition calls a name: "the rebel group, Free Dawn"."""
    glosses = [c for c in name.children if c.dep == "appos"]
    glosses += [name.head] if name.dep == "appos" else []
    return {g.lemma for g in glosses if g.pos == "NOUN" and g.lemma in _BODIES}


def _inside_name(node: Node, by: Mapping[int, Node]) -> bool:
    """Say whether a later token belongs to the same name."""
    after = by.get(node.i + 1)
    return after is not None and after.ent == node.ent and not after.begins and after.dep != "case"


def _name(last: Node, by: Mapping[int, Node]) -> str:
    """Return the name that ends at a token, without its article."""
    if not last.ent:
        return _spelled([*(c for c in last.lefts if c.dep == "compound"), last])
    run = [last]
    while not run[0].begins and run[0].i - 1 in by and by[run[0].i - 1].ent == last.ent:
        run.insert(0, by[run[0].i - 1])
    while len(run) > 1 and run[0].lower in ("the", "a", "an"):
        run.pop(0)
    return "".join(n.text + (" " if n.spaced else "") for n in run).strip()


def _with_article(node: Node, name: str) -> str:
    return f"the {name}" if any(c.lower == "the" for c in node.lefts) else name


def _may_be_person(node: Node) -> bool:
    """Say whether a subject that the model takes for no person may be one all the same."""
    if node.ent not in ("ORG", "", "GPE", "NORP", "LOC", "PRODUCT", "FAC"):
        return False
    if any(c.dep == "appos" and c.pos == "NOUN" and _person(c, told=True) for c in node.rights):
        return True
    title = next((c.lower.rstrip(".") for c in node.lefts if c.dep == "compound"), "")
    return title in ("mr", "mrs", "ms", "miss") or not any(
        c.dep in ("det", "poss", "compound") for c in node.lefts
    )


def _of_a_name(node: Node) -> bool:
    """Say whether a word for a person only tells who a named person is."""
    related = [node.head, *node.children]
    return any(
        o.ent == "PERSON"
        and (o.dep in ("appos", "nsubj") or node.dep in ("appos", "compound", "nmod", "attr"))
        for o in related
    ) or (node.dep == "attr" and any(c.ent == "PERSON" for c in node.head.children))


def _only_the(node: Node) -> bool:
    """Say whether a noun phrase is "the" and a noun, nothing else."""
    rest = [c for c in node.children if c.dep not in ("case", "cc", "conj", "punct")]
    return len(rest) == 1 and rest[0].lower == "the" and rest[0].i == node.i - 1


def _full(node: Node) -> tuple[str, ...]:
    """Return a noun phrase with its adjectives and its first preposition, without article; empty if bare."""
    front = [
        n
        for c in node.lefts
        if c.dep in ("amod", "compound", "nmod", "nummod") or c.text == "-"
        for n in c.subtree()
    ]
    if any(n.ent in ("ORDINAL", "DATE") or n.lower in _OTHER or n.tag in ("JJS", "JJR") for n in front):
        return ()
    behind: list[Node] = []
    prep = next((c for c in node.rights if c.dep == "prep" and c.i == node.i + 1), None)
    inner = prep.child("pobj") if prep is not None else None
    if (
        prep is not None
        and inner is not None
        and prep.lower in ("of", "from", "with", "between", "for", "on")
    ):
        named = inner.child("appos")
        inner = named if named is not None and named.pos == "PROPN" else inner
        drop = {
            i
            for c in inner.children
            if c.dep in ("prep", "relcl", "acl", "appos", "punct")
            or (c.dep in ("conj", "cc") and prep.lower != "between")
            for i in below(c)
        }
        behind = [prep, *(n for n in inner.subtree() if n.i not in drop)]
    if not front and not behind:
        return ()
    return tuple(_spelled([*front, node, *behind]).split())


def _spelled(nodes: Iterable[Node]) -> str:
    return "".join(n.word.text + (" " if n.spaced else "") for n in nodes).strip()


def settle(words: Sequence[Word], links: Iterable[Link]) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Return the words of a claim with the settled mentions in place, and a flag for each that stays open.

    A pronoun that has its name before it in the claim stays as it is.
    """
    at = {w.at: position for position, w in enumerate(words) if w.at >= 0}
    out: list[Word | None] = list(words)
    new: dict[int, tuple[Word, ...]] = {}
    placed: set[str] = set()
    flags: list[str] = []
    for link in links:
        run = [at[i] for i in range(link.first, link.last + 1) if i in at]
        if len(run) != link.last - link.first + 1 or run != list(range(run[0], run[0] + len(run))):
            continue
        after = words[run[-1] + 1].text if run[-1] + 1 < len(words) else ""
        if link.words and after.startswith(("'", "’")):
            continue
        before = {w.text.lower() for w in words[: run[0]]} | placed
        if link.name and link.name.split()[-1].lower() in before:
            continue
        if not link.words:
            flags.append("unresolved: " + " ".join(words[p].text for p in run))
            continue
        placed |= {word.lower() for word in link.words}
        new[run[0]] = tuple(Word(text, link.first, added=True) for text in link.words)
        for position in run:
            out[position] = None
    made: list[Word] = []
    for position, kept in enumerate(out):
        made += new.get(position, ())
        made += [kept] if kept is not None else []
    return tuple(made), tuple(dict.fromkeys(flags))
