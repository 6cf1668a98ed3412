"""Every attribution that a paragraph might hold, by construction; others judge which are meant.

One cue can have several candidates that differ in where the content begins and ends (``cut``): a small, quick
parser often ends a clause too early, and the model chooses between the readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._attr_quotes import adjacent_before, follows, grow
from ._attr_source import Mention, subject_of
from ._attr_tree import MARKS, Range, Tree
from ._attr_verbs import Known, contents, cue_of


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


def candidates(tree: Tree, known: Known) -> Iterator[Candidate]:
    """Yield the candidates of a paragraph; the same content twice for one cue is yielded once."""
    seen: set[tuple[int, tuple[Range, ...]]] = set()
    for found in _raw(tree, known):
        content = grow(tree, found.content, found.head)
        key = (found.head, content)
        if content and key not in seen:
            seen.add(key)
            yield _with(found, content)
            longer = follows(tree, content, found.head)
            if longer and (found.head, longer) not in seen:
                seen.add((found.head, longer))
                yield _with(found, longer, "+next")


def _with(found: Candidate, content: tuple[Range, ...], more: str = "") -> Candidate:
    return Candidate(
        head=found.head, cue=found.cue, content=content, source=found.source,
        kind=found.kind, cut=found.cut + more, lemma=found.lemma,
    )  # fmt: skip


def _raw(tree: Tree, known: Known) -> Iterator[Candidate]:
    yield from _line(tree)
    for i, low in enumerate(tree.low):
        tag = tree.tag[i]
        if low == "according":
            yield from _according(tree, i)
        elif tag[:1] == "V":
            yield from _verb(tree, i, known)
        elif tag[:2] == "NN":
            yield from _noun(tree, i, known)
        elif tag[:2] == "JJ":
            yield from _adjective(tree, i, known)


# -- verbs ------------------------------------------------------------------------------------------------


def _verb(tree: Tree, verb: int, known: Known) -> Iterator[Candidate]:
    lemma = tree.lemma[verb]
    cue = cue_of(tree, verb)
    source: Mention | None = None
    for kind, cut, content, extra in contents(tree, verb, known):
        ranges = tuple(r for r in (tree.trim(a, b) for a, b in content) if r[0] < r[1])
        if not ranges or any(a <= verb < b for a, b in ranges):
            continue
        if source is None:
            source = subject_of(tree, verb)
        speaker = source if kind != "passive" else subject_of(tree, verb, passive=True)
        speaker = speaker.outside(ranges)
        yield Candidate(
            head=verb, cue=(*cue, *extra), content=ranges, source=speaker, kind=kind, cut=cut, lemma=lemma
        )


# -- other cues -------------------------------------------------------------------------------------------


def _according(tree: Tree, at: int) -> Iterator[Candidate]:
    """``P, according to S``, ``According to S, P``: it governs its sentence or the clause it hangs on."""
    to = at + 1
    if to >= len(tree) or tree.low[to] != "to":
        return
    begin, stop = tree.sentences[tree.sentence[at]]
    noun = tree.kid(to, "pobj", "pcomp")
    if noun < 0:
        noun = tree.kid(at, "pobj", "pcomp")
    end = tree.right[noun] if noun > to else min(to + 3, stop)
    end = max(min(end, stop), to + 1)
    source = Mention(ranges=(tree.trim(to + 1, end),), how="according", head=max(noun, -1))
    for cut, content in _according_contents(tree, at, begin, end, stop):
        ranges = tuple(r for r in (tree.trim(a, b) for a, b in content) if r[0] < r[1])
        if ranges:
            yield Candidate(
                head=at,
                cue=(at, to),
                content=ranges,
                source=source,
                kind="according",
                cut=cut,
                lemma="according",
            )


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


def _noun(tree: Tree, noun: int, known: Known) -> Iterator[Candidate]:
    """``the claim that P``, ``his call for P``: the clause or phrase that a noun of saying carries."""
    lemma = tree.lemma[noun]
    for child in tree.kids[noun]:
        if child < noun:
            continue
        dep = tree.dep[child]
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
                yield Candidate(
                    head=noun, cue=(noun,), content=(content,), kind=kind, cut="clause", lemma=lemma,
                    source=subject_of(tree, noun).outside((content,)),
                )  # fmt: skip


def _adjective(tree: Tree, word: int, known: Known) -> Iterator[Candidate]:
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
                yield Candidate(
                    head=word, cue=cue, content=(content,), kind=kind, cut="clause", lemma=lemma,
                    source=subject_of(tree, word).outside((content,)),
                )  # fmt: skip


def _line(tree: Tree) -> Iterator[Candidate]:
    """``NAME: what is said``, as transcripts and headlines have it."""
    for i in range(1, min(len(tree) - 1, 9)):
        if tree.low[i] == ":":
            if any(tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(i)):
                return
            source = Mention(ranges=(tree.trim(0, i),), how="line", head=i - 1)
            shape = "upper" if "".join(tree.words[:i]).isupper() else "title"
            rest = (i + 1, len(tree))
            yield Candidate(
                head=i,
                cue=(i,),
                content=(tree.trim(*rest),),
                source=source,
                kind="line",
                cut=shape,
                lemma=":",
            )
            return
        if tree.low[i] in MARKS or tree.low[i] in (".", "?", "!"):
            return
