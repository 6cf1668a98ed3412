"""Who says it and what is said, taken apart: the claims of "X said P" are those of P, and what the frame adds.

Only a plain cue (said, told, according to) is taken away, and only from a clause that stands alone. A cue that
hedges or denies (denied, claimed, hopes) stays in the claim, for without it the claim would say something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import nlp
from ..model import Attribution, Span
from . import _split_guard as guard
from ._split_rehang import late
from ._split_reread import Doubt, reads_well
from ._split_tree import VERBAL, Node, finite, members, subject
from ._split_words import PLAIN, Word, tidy, wordset, written
from .paragraphs import Paragraph
from .resolve import Link, Memory, settle
from .split import Draft, beside, grown, split

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_LONG = 250  # tokens; what is longer is a table or a list run together, and no parse of it can be trusted
_NO_SPEAKER = wordset("rule law plan schedule custom size age need taste tradition height weight rank")
_APART = ("gloss", "age", "title")
Claimed = tuple[Attribution | None, Draft]

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
    said: list[Attribution]
    links: tuple[Link, ...]
    fine: bool
    framed: bool
    item: Draft | None = None

    def claims(self) -> tuple[Claimed, ...]:
        """Return the claims of the sentence, each with the attribution whose content it comes from."""
        if len(self.sentence) > _LONG:
            words = tuple(Word(t.text, t.i) for t in self.sentence if not t.is_space)
            return ((self.said[0] if self.said else None, Draft(tidy(words), "whole")),)
        made = []
        if self.item is not None:
            return ((self.said[0] if self.said else None, self.item),)
        for who, draft in self._safe({n.i: self.paragraph.start + n.idx for n in self.nodes}):
            words, flags = settle(draft.words, self.links)
            made.append((who, replace(draft, words=words, flags=flags)))
        return tuple(made)

    def _safe(self, starts: dict[int, int]) -> list[Claimed]:
        """Return the claims that lose nothing: what is lost takes frame, rules, then all splitting back."""
        framed: tuple[Attribution, ...] = ()
        for _ in range(3):
            claims, gone = _kept(self.nodes, self._drafts(starts, framed), starts, self.said)
            if not gone and claims:
                return claims
            frames = _frames_of(gone, self.nodes, starts, self.said)
            if frames and not set(map(id, frames)) <= set(map(id, framed)):
                framed = (*framed, *frames)
                continue
            for node in (a for n in gone for a in (n, *n.ancestors())):
                node.whole = True
        return self._whole(claims, gone, starts)

    def _whole(self, claims: list[Claimed], gone: list[Node], starts: dict[int, int]) -> list[Claimed]:
        """Return the longer claim alone: what is said where the loss is inside it, else the sentence."""
        who, text = (self.said[0] if self.said else None), {n.i for n in self.nodes}
        for each in () if self.framed else self.said:
            content = _content(self.nodes, starts, each)
            if gone and {n.i for n in gone} <= content and _strips(self.nodes, starts, each, content):
                who, text = each, content
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

    def _drafts(self, starts: dict[int, int], framed: tuple[Attribution, ...]) -> list[Claimed]:
        """Return what the rules make of the sentence; the attributions of ``framed`` keep their "X said"."""
        nodes, said, fine = self.nodes, self.said, self.fine
        claims: list[Claimed] = []
        taken: set[int] = set()
        stripped: list[Attribution] = []
        for each in said:
            inside = _content(nodes, starts, each)
            kept = self.framed or any(each is f for f in framed)
            if not inside & taken and not kept and _strips(nodes, starts, each, inside):
                taken |= inside
                stripped.append(each)
                claims += [(each, draft) for draft in split(nodes, inside, fine=fine)]
        if not stripped:
            return [(_of(draft, said, nodes, starts), draft) for draft in split(nodes, fine=fine)]
        cue = set().union(*(_inside(nodes, starts, a.cue) for a in stripped))
        for draft in beside(nodes, {n.i for n in nodes} - taken, cue, fine=fine):
            claims.append((_of(draft, [a for a in said if a not in stripped], nodes, starts), draft))
        return claims


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
    said = [a for a in found if any(here.overlaps(span) for span in a.content)]
    if len(sentence) > _LONG:
        return Reading(paragraph, sentence, [], said, (), fine, framed)
    nodes = grown(sentence)
    links = memory.read(nodes)
    starts = {n.i: paragraph.start + n.idx for n in nodes}
    said = [a for a in said if not _by_rule(nodes, starts, a)]
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
    for (at, why, _), doc in zip(doubtful, nlp.parse([text for *_, text in doubtful]), strict=True):
        if not reads_well(doc, why):
            again.setdefault(at, []).append(why)
    for at, doubts in again.items():
        longer = made[at][0].without(doubts)
        made[at] = (longer, longer.claims())
    return made


def _by_rule(nodes: list[Node], starts: dict[int, int], said: Attribution) -> bool:
    """Say whether the speaker is none: "according to the rules", "according to plan"."""
    cue = [n for n in nodes if n.i in _inside(nodes, starts, said.cue)]
    source = _inside(nodes, starts, said.source)
    return any(n.lower == "according" for n in cue) and any(
        n.i in source and n.lemma in _NO_SPEAKER for n in nodes
    )


def _kept(
    nodes: list[Node], claims: list[Claimed], starts: dict[int, int], said: list[Attribution]
) -> tuple[list[Claimed], list[Node]]:
    """Return the claims that are safe, and what of the sentence they would lose."""
    kept = [(who, draft) for who, draft in claims if draft.kind == "whole" or guard.safe(draft.words, nodes)]
    if guard.garbled(nodes):
        kept = [(who, draft) for who, draft in kept if draft.kind in ("whole", *_APART)]
    there = {w.at for _, draft in kept for w in draft.words}
    frame = set().union(*(_inside(nodes, starts, (*a.source, *a.cue)) for a in said)) if said else set()
    told = [
        n for n in nodes if n.i not in there | frame and n.pos == "VERB" and n.child("nsubj", "nsubjpass")
    ]
    return kept, [*guard.lost(nodes, [draft.words for _, draft in kept]), *(n for n in told if finite(n))]


def _frames_of(
    gone: list[Node], nodes: list[Node], starts: dict[int, int], said: list[Attribution]
) -> tuple[Attribution, ...]:
    """Return the attributions in whose frame, outside what is said, something was lost."""
    out = []
    for each in said:
        content = _content(nodes, starts, each)
        if _strips(nodes, starts, each, content) and any(n.i not in content for n in gone):
            out.append(each)
    return tuple(out)


def _content(nodes: list[Node], starts: dict[int, int], said: Attribution) -> set[int]:
    """Return the tokens of what is said: without "that", without what the speaker does, with all that is joined."""
    inside, cue = _inside(nodes, starts, said.content), _inside(nodes, starts, said.cue)
    inside -= _of_the_speaker(nodes, inside, cue)
    for root in [n for n in nodes if n.i in inside and n.head.i in cue and n.pos in VERBAL]:
        for member in members(root)[1:]:
            inside |= {n.i for n in member.subtree()} - cue - _inside(nodes, starts, said.source)
            inside |= {c.i for c in root.children if c.dep == "cc"}
        for behind in [c for c in root.rights if late(c) and cue and c.i > max(cue)]:
            inside |= {n.i for n in behind.subtree()} | {
                min(n.i for n in behind.subtree()) - 1
            } - cue - _inside(nodes, starts, said.source)
    inside |= {n.i for n in nodes if n.punct and {n.i - 1, n.i + 1} <= inside} - cue
    marks = [n.i for n in nodes if n.text == '"' and n.i in inside]
    if len(marks) % 2:
        inside |= {n.i for n in nodes if n.text == '"' and n.i - 1 in inside and n.i > marks[-1]} - cue
    first = next((n for n in nodes if n.i in inside), None)
    after = next((n for n in nodes if first is not None and n.i == first.i + 1), None)
    if (
        first is not None
        and first.lower == "that"
        and first.i - 1 in cue
        and after
        and after.pos not in VERBAL
    ):
        inside.discard(first.i)
    return inside


def _of_the_speaker(nodes: list[Node], inside: set[int], cue: set[int]) -> set[int]:
    """Return what the content took in that the speaker does rather than says ("said P and cut its target")."""
    out: set[int] = set()
    for verb in [n for n in nodes if n.i in cue and n.pos in VERBAL]:
        for later in [m for m in members(verb) if m.i in inside and m is not verb]:
            out |= {n.i for n in later.subtree()} | {c.i for c in verb.children if c.dep == "cc"}
    return out


def _inside(nodes: list[Node], starts: dict[int, int], spans: tuple[Span, ...]) -> set[int]:
    return {n.i for n in nodes if any(span.start <= starts[n.i] < span.end for span in spans)}


def _strips(nodes: list[Node], starts: dict[int, int], said: Attribution, inside: set[int]) -> bool:
    """Say whether the content stands alone without its frame."""
    cue = _inside(nodes, starts, said.cue)
    if not said.statement or not inside:
        return False
    plain = all(n.lemma in PLAIN or (n.pos not in VERBAL and n.pos != "NOUN") for n in nodes if n.i in cue)
    denied = any(c.dep == "neg" or c.tag == "MD" for n in nodes if n.i in cue for c in n.children)
    roots = [n for n in nodes if n.i in inside and (n.head is n or n.head.i not in inside) and not n.punct]
    clause = bool(roots) and all(r.pos in VERBAL and finite(r) and subject(r) is not None for r in roots)
    tops = [n for n in nodes if n.i not in inside and (n.head is n or n.head.i in inside) and n.pos in VERBAL]
    clause = clause and all(cue & {m.i for m in members(top)} or top.dep == "prep" for top in tops)
    return plain and not denied and clause


def _of(
    draft: Draft, said: list[Attribution], nodes: list[Node], starts: dict[int, int]
) -> Attribution | None:
    """Return the attribution that a claim with its frame left on carries.

    "X denied that P" is what X said; "X announced a plan that sets out P" says in the draft's own voice what X did
    and what the plan sets out, and so does "P, days after X declared Q".
    """
    there = {w.at for w in draft.words}
    for each in said:
        content = _inside(nodes, starts, each.content)
        if not each.source and each.speaker is None:
            continue
        clause = any(n.pos in VERBAL and n.head.i not in content for n in nodes if n.i in content)
        frame = content | _inside(nodes, starts, (*each.source, *each.cue))
        own_voice = len(there - frame) > _ASIDE * len(there)
        if there & content and not own_voice and (clause or each.form == "direct"):
            return each
    return None
