"""Who says it and what is said, taken apart: the claims of "X said P" are those of P, and what the frame adds.

Only a plain cue (said, told, according to) is taken away, and only from a clause that stands alone. A cue that
hedges or denies (denied, claimed, hopes) stays in the claim, for without it the claim would say something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import nlp
from ..model import Attribution
from . import _split_guard as guard
from ._split_reread import Doubt, reads_well
from ._split_said import Said, another_says, beside_it, by_rule, heard, saying
from ._split_tree import VERBAL, Node, below, finite
from ._split_words import Word, tidy, wordset, written
from .paragraphs import Paragraph
from .resolve import Link, Memory, settle
from .split import Draft, beside, grown, split

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_LONG = 250  # tokens; what is longer is a table or a list run together, and no parse of it can be trusted
_APART = ("gloss", "age", "title")
Claimed = tuple[Attribution | None, Draft]

_DEEDS = wordset(
    """
    persuade convince allow permit let make force cause enable help teach train get press push lead trick coax tempt
    ensure ban bar prevent stop cross reach meet approve prompt encourage
    """
)
# What is said only where a clause follows: "found that P", but "found the wreck", "ruled against the town".
_OF_NO_CLAUSE = wordset(
    "find see hear watch notice discover rule vote struggle fight campaign publish release pass"
    " continue issue launch host air broadcast sign submit file"
)
_COUNTING = wordset("put place estimate stand count tally")
_ASIDE = 0.4  # the share of a claim's words that may stand outside what is said and its frame


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence being split: its mended tree, who says what in it, whom its pronouns mean.

    ``framed``: "X said that P" stays whole; the speaker's name is one fact more to look up. ``item``: what it says
    as an item of a list, where it says nothing without the sentence that opens the list.
    """

    paragraph: Paragraph
    sentence: Tokens
    nodes: list[Node]
    said: list[Said]
    links: tuple[Link, ...]
    fine: bool
    framed: bool
    item: Draft | None = None

    def claims(self) -> tuple[Claimed, ...]:
        """Return the claims of the sentence, each with the attribution whose content it comes from."""
        if len(self.sentence) > _LONG:
            words = tuple(Word(t.text, t.i) for t in self.sentence if not t.is_space)
            return ((self._first(), Draft(tidy(words), "whole")),)
        made = []
        if self.item is not None:
            return ((self._first(), self.item),)
        for who, draft in self._safe():
            words, flags = settle(draft.words, self.links)
            made.append((who, replace(draft, words=words, flags=flags)))
        return tuple(made)

    def _first(self) -> Attribution | None:
        return self.said[0].by if self.said else None

    def _safe(self) -> list[Claimed]:
        """Return the claims that lose nothing: what is lost takes frame, rules, then all splitting back."""
        framed: tuple[Said, ...] = ()
        for _ in range(3):
            claims, gone = _kept(self.nodes, self._drafts(framed), self.said)
            if not gone and claims:
                return claims
            saying = [(None, draft) for each in self.said if (draft := self._saying(each, gone))]
            if saying and claims and not _kept(self.nodes, [*claims, *saying], self.said)[1]:
                return [*claims, *saying]
            lost = {n.i for n in gone}
            frames = tuple(each for each in self.said if each.strips and not lost <= each.content)
            if frames and not set(map(id, frames)) <= set(map(id, framed)):
                framed = (*framed, *frames)
                continue
            for node in (a for n in gone for a in (n, *n.ancestors())):
                node.whole = True
        return self._whole(claims, gone)

    def _saying(self, each: Said, gone: list[Node]) -> Draft | None:
        """Return when and where it was said, where only a figure of that was lost: "X said this two weeks ago"."""
        plain = each.strips and not any(
            guard.negation(n) or guard.hedge(n) or n.i in each.source for n in gone
        )
        words = saying(each, self.nodes) if plain else ()
        return Draft(tidy(words), "frame") if words else None

    def _whole(self, claims: list[Claimed], gone: list[Node]) -> list[Claimed]:
        """Return the longer claim alone: what is said where the loss is inside it, else the sentence."""
        who, text = self._first(), {n.i for n in self.nodes}
        for each in () if self.framed else self.said:
            if gone and {n.i for n in gone} <= each.content and each.strips:
                who, text = each.by, each.content
                break
        whole = tidy([n.word for n in self.nodes if n.i in text])
        apart = [
            (by, draft)
            for by, draft in claims
            if draft.kind in _APART or not {w.at for w in draft.words} & text
        ]
        return [(who, Draft(whole, "whole")), *apart] if whole else apart

    def without(self, doubts: Iterable[Doubt]) -> Reading:
        """Return the sentence without the rules that made doubtful claims: what they took away stays."""
        places = {doubt.at for doubt in doubts}
        for node in self.nodes:
            node.whole = node.whole or node.i in places
        return self

    def _drafts(self, framed: tuple[Said, ...]) -> list[Claimed]:
        """Return what the rules make of the sentence; the attributions of ``framed`` keep their "X said"."""
        nodes, fine = self.nodes, self.fine
        claims: list[Claimed] = []
        taken: set[int] = set()
        stripped: list[Said] = []
        for each in self.said:
            kept = self.framed or any(each is f for f in framed)
            if each.strips and not kept and not each.content & taken:
                taken |= each.content
                stripped.append(each)
                own = another_says(nodes, each)
                claims += [
                    (None if _in(draft, own) else each.by, draft)
                    for draft in split(nodes, each.content, fine=fine)
                ]
        if not stripped:
            return [(_of(draft, self.said, nodes), draft) for draft in split(nodes, fine=fine)]
        cue = set().union(*(each.cue for each in stripped))
        told = taken.union(cue, *(each.source for each in stripped))
        apart = [n for n in nodes if beside_it(n, told)]
        left = [each for each in self.said if each not in stripped]
        for root in reversed(apart):
            made = [(_of(draft, left, nodes), draft) for draft in split(nodes, below(root), fine=fine)]
            claims = [*made, *claims] if root.i < min(taken) else [*claims, *made]
        rest = {n.i for n in nodes}.difference(taken, *(below(n) for n in apart))
        return [*claims, *((_of(draft, left, nodes), draft) for draft in beside(nodes, rest, cue, fine=fine))]


def _in(draft: Draft, told: set[int]) -> bool:
    """Say whether all words of a claim stand in one stretch of its sentence."""
    return bool(told) and all(w.at in told for w in draft.words if w.at >= 0)


def reading(
    paragraph: Paragraph,
    sentence: Tokens,
    found: tuple[Attribution, ...],
    memory: Memory,
    *,
    fine: bool,
    framed: bool = False,
) -> Reading:
    """Return a sentence ready to be split; sentences have to come in order, for ``memory`` learns from each."""
    here = paragraph.span(sentence)
    near = [a for a in found if any(here.overlaps(span) for span in a.content)]
    if len(sentence) > _LONG:
        return Reading(paragraph, sentence, [], [heard(a, [], []) for a in near], (), fine, framed)
    nodes = grown(sentence)
    links = memory.read(nodes)
    starts = [paragraph.start + n.idx for n in nodes]
    said = [each for each in (heard(a, nodes, starts) for a in near) if not by_rule(each, nodes)]
    return Reading(paragraph, sentence, nodes, said, links, fine, framed)


def settled(readings: Iterable[Reading]) -> list[tuple[Reading, tuple[Claimed, ...]]]:
    """Return each sentence with its claims, in order: those that look doubtful are parsed again, in one batch.

    A claim that reads badly by itself takes its rule back, and its sentence is split again without it.
    """
    made = [(each, each.claims()) for each in readings]
    doubtful = [
        (at, draft.doubt, written(each.paragraph.doc, draft.words)[0])
        for at, (each, claims) in enumerate(made)
        for _, draft in claims
        if draft.doubt is not None
    ]
    again: dict[int, list[Doubt]] = {}
    for (at, why, _), doc in zip(
        doubtful, nlp.parse([text for *_, text in doubtful], entities=False), strict=True
    ):
        if not reads_well(doc, why):
            again.setdefault(at, []).append(why)
    for at, doubts in again.items():
        longer = made[at][0].without(doubts)
        made[at] = (longer, longer.claims())
    return made


def _kept(nodes: list[Node], claims: list[Claimed], said: list[Said]) -> tuple[list[Claimed], list[Node]]:
    """Return the claims that are safe, and what of the sentence they would lose."""
    kept = [(who, draft) for who, draft in claims if draft.kind == "whole" or guard.safe(draft.words, nodes)]
    kept = [(who, draft) for who, draft in kept if len(draft.words) > 1 or len(claims) == 1]
    if guard.garbled(nodes):
        kept = [(who, draft) for who, draft in kept if draft.kind in ("whole", *_APART)]
    there = {w.at for _, draft in kept for w in draft.words}
    frame = set().union(*(each.source | each.cue for each in said))
    told = [
        n for n in nodes if n.i not in there | frame and n.pos == "VERB" and n.child("nsubj", "nsubjpass")
    ]
    return kept, [*guard.lost(nodes, [draft.words for _, draft in kept]), *(n for n in told if finite(n))]


def _of(draft: Draft, said: list[Said], nodes: list[Node]) -> Attribution | None:
    """Return the attribution that a claim with its frame left on carries.

    "X denied that P" is what X said; "X announced a plan that sets out P" says in the draft's own voice what X did
    and what the plan sets out, and so does "P, days after X declared Q".
    """
    there = {w.at for w in draft.words}
    for each in said:
        if (not each.by.source and each.by.speaker is None) or _a_deed(each, nodes):
            continue
        content = each.within | each.content
        inside = [n for n in nodes if n.i in content]
        verbs = [n for n in inside if n.pos in VERBAL and not (n.tag == "VBP" and n.text[:1].isupper())]
        clause = any(n.head is n or n.head.i not in content for n in verbs)
        clause = clause or (any(n.pos == "NUM" for n in inside) and _counting(each, nodes))
        own_voice = len(there - (content | each.source | each.cue)) > _ASIDE * len(there)
        if not each.strips and _past_a_stop(there, each, nodes):
            continue
        if there & content and not own_voice and (clause or each.by.form == "direct"):
            return each.by
    return None


def _past_a_stop(there: set[int], said: Said, nodes: list[Node]) -> bool:
    """Say whether a claim stands behind a semicolon that ends "the soundings showed a ridge"."""
    first, cue = min((i for i in there if i >= 0), default=-1), max(said.cue, default=-1)
    return any(n.text == ";" and not n.quote and cue < n.i < first for n in nodes)


def _a_deed(said: Said, nodes: list[Node]) -> bool:
    """Say whether a cue tells what somebody did rather than said: "persuaded the council to close the road"."""
    verbs = [n for n in nodes if n.i in said.cue and n.pos in VERBAL and n.dep not in ("aux", "auxpass")]
    return bool(verbs) and all(
        v.lemma in _DEEDS or (v.lemma in _OF_NO_CLAUSE and v.child("ccomp") is None) for v in verbs
    )


def _counting(said: Said, nodes: list[Node]) -> bool:
    """Say whether a cue gives a figure ("put the toll at 45", "stands by its count of 45")."""
    return any(n.lemma in _COUNTING for n in nodes if n.i in said.cue)
