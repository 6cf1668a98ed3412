"""From a mention to a speaker: the registry, else a person or body of the article, else nobody named.

Two candidates are none: a speaker is only named where the article leaves no choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model import Speaker, SpeakerKind
from ._attr_candidates import Candidate
from ._attr_tree import Range, Tree
from ._attr_words import GROUPS, PAPERS, PERSONS, TITLES

Resolve = Callable[[str], Speaker | None]
_SINGULAR = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or body where the article first names it: ``words`` are the folded words of the name."""

    name: str
    kind: SpeakerKind
    at: int
    words: tuple[str, ...]
    title: str = ""
    affiliation: str = ""
    roles: frozenset[str] = frozenset()


class Cast:
    """Who is named in an article, in order of first mention, and who has spoken so far."""

    def __init__(self, trees: Sequence[Tree], resolve: Resolve | None) -> None:
        self._resolve = resolve
        self._named: list[Named] = []
        self._spoken: list[tuple[int, Speaker]] = []
        for tree in trees:
            for first, end, label in tree.named:
                if label in ("PERSON", "ORG", "NORP"):
                    self._add(tree, first, end, label)

    def _add(self, tree: Tree, first: int, end: int, label: str) -> None:
        kind = SpeakerKind.PERSON if label == "PERSON" else SpeakerKind.BODY
        words = [tree.low[i].strip(".") for i in range(first, end) if tree.tag[i] != "POS"]
        while words and words[0] in TITLES:
            words.pop(0)
        if not words or (label == "NORP" and not _appositive(tree, first, end)):
            return
        if any(_same(tuple(words), one.words, kind) for one in self._named if one.kind is kind):
            return
        start = end - len(words) - (tree.tag[end - 1] == "POS")
        name = tree.text[tree.starts[max(start, first)] : tree.ends[end - 1 - (tree.tag[end - 1] == "POS")]]
        self._named.append(
            Named(
                name=name,
                kind=kind,
                at=tree.start + tree.starts[first],
                words=tuple(words),
                title=_title(tree, max(start, first)),
                affiliation=_affiliation(tree, end - 1),
                roles=_roles(tree, first, end),
            )
        )

    def speaker(self, tree: Tree, found: Candidate) -> Speaker | None:
        """Return the speaker that the mention of a candidate stands for, and remember that it spoke."""
        speaker = self._of(tree, found)
        if speaker is not None and speaker.kind is not SpeakerKind.ANONYMOUS:
            self._spoken.append((tree.start + tree.starts[found.head], speaker))
        return speaker

    def _of(self, tree: Tree, found: Candidate) -> Speaker | None:
        if not found.source.ranges:
            return None
        span = found.source.ranges[0]
        head = found.source.head if found.source.head >= 0 else span[1] - 1
        for mention in _readings(tree, span, head):
            known = self._resolve(mention) if self._resolve else None
            if known is not None:
                return known
        return self._by_name(tree, span, head) or self._by_role(tree, span, head)

    def _by_name(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        core = _core(tree, span, head)
        words = tuple(tree.low[i].strip(".") for i in range(*core) if tree.tag[i] != "POS")
        while words and words[0] in TITLES:
            words = words[1:]
        if not words or not any(tree.tag[i][:3] == "NNP" for i in range(*core)):
            return None
        if tree.low[head] in PERSONS or tree.lemma[head] in PERSONS:
            return None
        fits = [one for one in self._named if _same(words, one.words, one.kind)]
        names = {one.name for one in fits}
        if len(names) == 1:
            return self._spoken_by(fits[0])
        if names:
            exact = [one for one in fits if one.words == words]
            return self._spoken_by(exact[0]) if len(exact) == 1 else None
        kind = SpeakerKind.PERSON if tree.entity[head] == "PERSON" else SpeakerKind.BODY
        return Speaker(name=tree.text[tree.starts[core[0]] : tree.ends[core[1] - 1]], kind=kind)

    def _spoken_by(self, named: Named) -> Speaker:
        known = self._resolve(named.name) if self._resolve else None
        return known or Speaker(
            name=named.name, kind=named.kind, title=named.title, affiliation=named.affiliation
        )

    def _by_role(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        at = tree.start + tree.starts[span[0]]
        low, lemma = tree.low[head], tree.lemma[head]
        if low in _SINGULAR:
            return self._only_person(tree, head)
        if low == "it" or (lemma in GROUPS and tree.low[span[0]] in ("the", "this")):
            return self._only_body(at, lemma)
        if lemma in PAPERS and tree.low[span[0]] in ("the", "this"):
            voices = {s.name: s for place, s in self._spoken if place < at}
            return next(iter(voices.values())) if len(voices) == 1 else None
        if lemma in PERSONS or tree.tag[head] in ("NNS", "CD") or low in PERSONS:
            return self._nobody(tree, span, head)
        return None

    def _only_person(self, tree: Tree, head: int) -> Speaker | None:
        at = tree.start + tree.starts[head]
        here = {n.name: n for n in self._named if n.kind is SpeakerKind.PERSON and n.at < at}
        return self._spoken_by(next(iter(here.values()))) if len(here) == 1 else None

    def _only_body(self, at: int, lemma: str) -> Speaker | None:
        bodies = [n for n in self._named if n.kind is SpeakerKind.BODY and n.at < at]
        fits = [n for n in bodies if lemma in n.roles or lemma in n.words] or bodies
        return self._spoken_by(fits[0]) if len({n.name for n in fits}) == 1 else None

    def _nobody(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        role = [n for n in self._named if tree.lemma[head] in n.roles and n.kind is SpeakerKind.PERSON]
        if tree.low[span[0]] == "the" and tree.tag[head] == "NN" and len(role) == 1:
            return self._spoken_by(role[0])
        plural = tree.tag[head] == "NNS" or tree.low[head] in (
            "people",
            "police",
            "many",
            "some",
            "others",
            "several",
        )
        name = tree.text[tree.starts[span[0]] : tree.ends[min(span[1] - 1, head + 8)]]
        return Speaker(name=name, kind=SpeakerKind.ANONYMOUS, plural=plural)


def _same(words: tuple[str, ...], full: tuple[str, ...], kind: SpeakerKind) -> bool:
    """Say whether a shorter name can stand for a full one: the surname of a person, all words of a body."""
    if words == full:
        return True
    if kind is SpeakerKind.PERSON:
        return words == full[-len(words) :]
    return bool(words) and words[0] == "the" and words[1:] == full


def _readings(tree: Tree, span: Range, head: int) -> list[str]:
    """Return the mention as written, and its core without what is in apposition to it."""
    core = _core(tree, span, head)
    pieces = [span, core]
    return list(dict.fromkeys(tree.text[tree.starts[a] : tree.ends[b - 1]] for a, b in pieces if a < b))


def _core(tree: Tree, span: Range, head: int) -> Range:
    """Return the name itself: the head with what stands before it, up to a possessive mark or a comma."""
    first, end = span
    if not first <= head < end:
        return span
    begin = head
    while (
        begin > first
        and tree.tag[begin - 1] not in (",", "POS", "DT", "IN")
        and tree.low[begin - 1] not in ("the", "(", ",")
    ):
        begin -= 1
    stop = head + 1
    while stop < end and tree.tag[stop][:3] == "NNP" and tree.head[stop] == head:
        stop += 1
    return begin, stop


def _appositive(tree: Tree, first: int, end: int) -> bool:
    """Say whether a name that the tagger takes for a people stands as a body: "the group, Xs, said"."""
    return tree.dep[end - 1] in ("appos", "nsubj") and tree.tag[end - 1] in ("NNP", "NNPS")


def _title(tree: Tree, first: int) -> str:
    begin = first
    while begin > 0 and (tree.low[begin - 1].strip(".") in TITLES or tree.low[begin - 1] in TITLES):
        begin -= 1
    while begin < first and tree.low[begin] == "the":
        begin += 1
    return tree.text[tree.starts[begin] : tree.ends[first - 1]] if begin < first else ""


def _affiliation(tree: Tree, head: int) -> str:
    """Return what stands in apposition to a name: "Ann Lee, a spokeswoman for the port"."""
    for child in tree.kids[head]:
        if child > head and tree.dep[child] == "appos" and tree.entity[child] != "PERSON":
            first, end = tree.trim(*tree.subtree(child))
            return tree.text[tree.starts[first] : tree.ends[end - 1]] if first < end else ""
    return ""


def _roles(tree: Tree, first: int, end: int) -> frozenset[str]:
    """Return the nouns that describe a name where it is introduced: titles, apposition."""
    roles = {tree.lemma[i].lower() for i in range(max(0, first - 3), first) if tree.tag[i][:2] == "NN"}
    for i in range(first, end):
        roles |= {tree.lemma[k].lower() for k in tree.kids[i] if tree.dep[k] == "appos"}
        if tree.dep[i] == "appos":
            roles.add(tree.lemma[tree.head[i]].lower())
    return frozenset(roles)
