"""Every attribution that a paragraph might hold, by construction; others judge which are meant.

One cue can have several candidates that differ in where the content begins and ends (``cut``): a small, quick
parser often ends a clause too early, and the model chooses between the readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ._attr_quotes import adjacent_before, follows, grow
from ._attr_source import Mention, speakers_of
from ._attr_tree import DASHES, MARKS, Range, Tree
from ._attr_verbs import Known, contents, cue_of, lemma_of
from ._attr_words import SPOKEN, STATEMENTS, TITLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A cue (its head token and all its tokens), what it may govern, and who may be speaking.

    ``kind`` names the construction, ``cut`` the way the content was bounded.
    """

    head: int
    cue: tuple[int, ...]
    content: tuple[Range, ...]
    source: Mention
    kind: str
    cut: str
    lemma: str


class _Reading(NamedTuple):
    """A candidate before its speaker is looked for; ``source`` is given where the construction holds it."""

    head: int
    cue: tuple[int, ...]
    content: tuple[Range, ...]
    kind: str
    cut: str
    lemma: str
    source: Mention | None = None


def candidates(tree: Tree, known: Known) -> Iterator[Candidate]:
    """Yield the candidates of a tree; the same content twice for one cue is yielded once."""
    seen: set[tuple[int, tuple[Range, ...]]] = set()
    for reading in _readings(tree, known):
        content = grow(tree, reading.content, reading.head)
        longer = follows(tree, content, reading.head) if content else None
        for ranges, more in ((content, ""), (longer, "+next")):
            if ranges and (reading.head, ranges) not in seen:
                seen.add((reading.head, ranges))
                yield from _spoken(tree, reading, ranges, reading.cut + more)


def _spoken(tree: Tree, reading: _Reading, content: tuple[Range, ...], cut: str) -> Iterator[Candidate]:
    if reading.source is not None:
        speakers = [reading.source]
    else:
        speakers = speakers_of(tree, reading.head, content, passive=reading.kind == "passive")
    for source in speakers:
        yield Candidate(
            head=reading.head, cue=reading.cue, content=content, source=source,
            kind=reading.kind, cut=cut, lemma=reading.lemma,
        )  # fmt: skip


def _readings(tree: Tree, known: Known) -> Iterator[_Reading]:
    yield from _line(tree)
    yield from _signature(tree)
    for i, low in enumerate(tree.low):
        tag = tree.tag[i]
        if low == "according":
            yield from _according(tree, i)
        elif tag[:1] == "V" or low in SPOKEN:
            yield from _verb(tree, i, known)
        elif tag[:2] == "NN":
            yield from _noun(tree, i, known)
        elif tag[:2] == "JJ":
            yield from _adjective(tree, i, known)


# -- verbs ------------------------------------------------------------------------------------------------


def _verb(tree: Tree, verb: int, known: Known) -> Iterator[_Reading]:
    cue = cue_of(tree, verb)
    lemma = lemma_of(tree, verb)
    for kind, cut, content, extra in contents(tree, verb, lemma, known):
        ranges = tuple(r for r in (tree.trim(a, b) for a, b in content) if r[0] < r[1])
        if ranges and not any(a <= verb < b for a, b in ranges):
            yield _Reading(verb, (*cue, *extra), ranges, kind, cut, lemma)


# -- other cues -------------------------------------------------------------------------------------------


def _according(tree: Tree, at: int) -> Iterator[_Reading]:
    """``P, according to S``, ``According to S, P``: it governs its sentence or the clause it hangs on."""
    to = at + 1
    if to >= len(tree) or tree.low[to] != "to":
        return
    begin, stop = tree.opens(at), tree.sentences[tree.sentence[at]][1]
    noun = tree.kid(to, "pobj", "pcomp")
    if noun < 0:
        noun = tree.kid(at, "pobj", "pcomp")
    end = tree.right[noun] if noun > to else min(to + 3, stop)
    end = max(min(end, stop), to + 1)
    source = Mention(ranges=(tree.trim(to + 1, end),), how="according", head=max(noun, -1))
    for cut, content in _according_contents(tree, at, begin, end, stop):
        ranges = tuple(r for r in (tree.trim(a, b) for a, b in content) if r[0] < r[1])
        if ranges:
            yield _Reading(at, (at, to), ranges, "according", cut, "according", source)


def _according_contents(
    tree: Tree, at: int, begin: int, end: int, stop: int
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    before, after = tree.trim(begin, at), tree.trim(end, stop)
    lead = before[1] - before[0] < 2
    if lead and after[0] < after[1]:
        yield "after", ((end, stop),)
        for i in range(at, stop - 1):
            if tree.low[i] == "," and i >= end - 12:
                yield "comma-after", ((i + 1, stop),)
                break
    if not lead:
        quote = adjacent_before(tree, at)
        if quote:
            yield "quote", (quote,)
        yield "before", ((begin, at),)
        head = tree.head[at]
        if tree.left[head] > begin and head < at:
            yield "head", ((tree.left[head], at),)
        for i in range(at - 3, begin, -1):
            if tree.low[i] in (",", ";", "and", "while", "but", "--", "—", "that", "with"):
                yield f"from-{tree.low[i]}", ((i if tree.low[i] in ("that", "with") else i + 1, at),)
                break
        if after[1] - after[0] > 1:
            yield "both", ((begin, at), (end, stop))


def _noun(tree: Tree, noun: int, known: Known) -> Iterator[_Reading]:
    """``the claim that P``, ``his call for P``: the clause or phrase that a noun of saying carries."""
    lemma = tree.lemma[noun]
    for child in tree.kids[noun]:
        if child < noun:
            continue
        dep = tree.dep[child]
        if dep == "acl" and tree.tag[child] == "VBG" and tree.lemma[child] in STATEMENTS:
            continue  # "a statement saying that P": the participle is the cue
        if dep in ("acl", "ccomp", "relcl"):
            kind = "noun-clause"
        elif dep == "prep":
            kind = f"noun-{tree.low[child]}"
        else:
            continue
        if known(lemma, kind):
            a, b = tree.subtree(child)
            content = tree.trim(a + (dep == "prep"), b)
            if content[0] < content[1]:
                yield _Reading(noun, (noun,), (content,), kind, "clause", lemma)


def _adjective(tree: Tree, word: int, known: Known) -> Iterator[_Reading]:
    """``is confident that P``, ``was clear about P``."""
    head, lemma = tree.head[word], tree.low[word]
    if tree.dep[word] not in ("acomp", "ccomp", "amod", "conj") and tree.dep[word] != "ROOT":
        return
    for child in tree.kids[word]:
        dep = tree.dep[child]
        kind = {"ccomp": "adj-clause", "xcomp": "adj-to"}.get(dep, "")
        if dep == "prep":
            kind = f"adj-{tree.low[child]}"
        if child > word and kind and known(lemma, kind):
            a, b = tree.subtree(child)
            content = tree.trim(a + (dep == "prep"), b)
            if content[0] < content[1]:
                cue = (head, word) if head < word and tree.is_verb(head) else (word,)
                yield _Reading(word, cue, (content,), kind, "clause", lemma)


def _line(tree: Tree) -> Iterator[_Reading]:
    """``NAME: what is said``, as transcripts and headlines have it."""
    for begin, stop in zip(tree.lines, [*tree.lines[1:], len(tree)], strict=True):
        for i in range(begin + 1, min(stop - 1, begin + 9)):
            if tree.low[i] == ":":
                name = "".join(tree.words[begin:i])
                verbal = any(tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(begin, i))
                if name.isupper() or not verbal:
                    source = Mention(ranges=(tree.trim(begin, i),), how="line", head=i - 1)
                    shape = "upper" if name.isupper() else "title"
                    yield _Reading(i, (i,), (tree.trim(i + 1, stop),), "line", shape, ":", source)
                break
            titled = tree.low[i] == "." and tree.low[i - 1] in TITLES
            if tree.low[i] in MARKS or (tree.low[i] in (".", "?", "!") and not titled):
                break


def _signature(tree: Tree) -> Iterator[_Reading]:
    """``"Quotation." - Name``, as collections of voices and mottos have it."""
    for first, end in tree.quotes:
        dash = end
        while dash < len(tree) and not tree.words[dash].strip():
            dash += 1
        if dash + 1 >= len(tree) or tree.low[dash] not in DASHES or tree.tag[dash + 1][:3] != "NNP":
            continue
        stop = min([line for line in tree.lines if line > dash], default=len(tree))
        if stop - dash > 20 or any(tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(dash, stop)):
            continue
        last = dash + 1
        while last < stop and tree.tag[last][:3] in ("NNP", "DT") and tree.low[last] != ",":
            last += 1
        source = Mention(ranges=(tree.trim(dash + 1, last),), how="signature", head=last - 1)
        yield _Reading(dash, (dash,), ((first, end),), "signature", "quote", "-", source)
