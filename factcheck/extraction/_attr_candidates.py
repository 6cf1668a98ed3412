"""Every attribution that a paragraph might hold, by construction; others judge which are meant.

One cue can have several candidates that differ in where the content begins and ends (``cut``): a small, quick
parser often ends a clause too early, and the model chooses between the readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._attr_frames import FRAMING, HEARSAY, Reading, according, counted, figure, framed, hearsay, ruled
from ._attr_quotes import adjacent_before, follows, grow
from ._attr_source import Mention, speakers_of
from ._attr_tree import DASHES, MARKS, Range, Tree
from ._attr_verbs import Known, contents, cue_of, lemma_of, quoted_as, spoken
from ._attr_words import PAPERS, SPOKEN, STATEMENTS, TITLES


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
    """Yield the candidates of a tree; the same content twice for one cue is yielded once."""
    seen: set[tuple[int, tuple[Range, ...]]] = set()
    for reading in _readings(tree, known):
        content = grow(tree, reading.content, reading.head)
        if not any(tree.words[i][:1].isalnum() for a, b in content for i in range(a, b)):
            continue  # marks and nothing between them
        longer = follows(tree, content, reading.head)
        last = content[-1][1]
        further = longer is not None and any(last <= line <= longer[-1][0] for line in tree.lines)
        for ranges, more in ((content, ""), (longer, "+line" if further else "+next")):
            if ranges and (reading.head, ranges) not in seen:
                seen.add((reading.head, ranges))
                yield from _spoken(tree, reading, ranges, reading.cut + more)


def _spoken(tree: Tree, reading: Reading, content: tuple[Range, ...], cut: str) -> Iterator[Candidate]:
    if reading.source is not None:
        speakers = [reading.source]
    else:
        speakers = speakers_of(tree, reading.head, content, passive=reading.kind == "passive")
    for source in speakers:
        yield Candidate(
            head=reading.head, cue=reading.cue, content=content, source=source,
            kind=reading.kind, cut=cut, lemma=reading.lemma,
        )  # fmt: skip


def _readings(tree: Tree, known: Known) -> Iterator[Reading]:
    yield from _line(tree)
    yield from _inline(tree)
    yield from _signature(tree)
    for i, low in enumerate(tree.low):
        tag = tree.tag[i]
        if low in FRAMING:
            yield from framed(tree, i)
        elif low == "according":
            yield from according(tree, i)
        elif low in HEARSAY:
            yield from hearsay(tree, i)
        elif tag[:1] == "V" or spoken(tree, i):
            yield from _verb(tree, i, known)
        elif tag[:2] == "NN":
            yield from _noun(tree, i, known)
        elif tag[:2] == "JJ":
            yield from _adjective(tree, i, known)


# -- verbs ------------------------------------------------------------------------------------------------


def _verb(tree: Tree, verb: int, known: Known) -> Iterator[Reading]:
    cue = cue_of(tree, verb)
    lemma = lemma_of(tree, verb)
    yield from figure(tree, verb, cue, lemma)
    yield from ruled(tree, verb, cue, lemma)
    for kind, cut, content, extra in contents(tree, verb, lemma, known):
        ranges = tuple(r for r in (tree.trim(a, b) for a, b in content) if r[0] < r[1])
        if ranges and not any(a <= verb < b for a, b in ranges):
            yield Reading(verb, (*cue, *extra), ranges, kind, cut, lemma)
    if known(lemma, "before") or lemma in STATEMENTS:
        yield from _behind_quote(tree, verb, cue, lemma)
        yield from _embedded(tree, verb, cue, lemma)


def _behind_quote(tree: Tree, verb: int, cue: tuple[int, ...], lemma: str) -> Iterator[Reading]:
    """``"P," a neighbour, who lives next door, recalled``: nothing but a noun phrase between, however parsed."""
    first = verb
    while first > max(0, verb - _FAR) and tree.quoted[first - 1] < 0 and tree.low[first - 1] not in _PARTED:
        first -= 1
    quote = adjacent_before(tree, first)
    first, end = tree.trim(first, min(cue))
    if (
        quoted_as(tree, verb)
        or quote is None
        or first >= end
        or tree.quoted[verb] >= 0
        or tree.tag[first] not in _OPENERS
    ):
        return
    clause = False
    for i in range(first, end):
        clause = (clause or tree.tag[i] in ("WP", "WDT", "WP$")) and tree.low[i] != ","
        if tree.tag[i] in ("VBD", "VBZ", "VBP", "MD") and i not in cue and not clause:
            return
    stop = next((i for i in range(first, end) if tree.low[i] == ","), end)
    named = [i for i in range(first, stop) if tree.tag[i][:2] in ("NN", "PR")]
    if named and not any(tree.dep[k] == "nsubj" and first <= k < verb for k in tree.kids[verb]):
        source = Mention(ranges=((first, end),), how="between", head=named[-1])
        yield Reading(verb, cue, (quote,), "before", "quote", lemma, source)


def _embedded(tree: Tree, verb: int, cue: tuple[int, ...], lemma: str) -> Iterator[Reading]:
    """``what she said was a mistake``, ``the man, who police say was armed``: a clause without its subject."""
    after = verb + 1
    while after < len(tree) and tree.tag[after] == "RB":
        after += 1
    if after >= len(tree) or tree.tag[after] not in ("VBZ", "VBD", "VBP", "MD"):
        return
    for i in range(verb - 1, max(-1, verb - 12), -1):
        if tree.tag[i] in ("WP", "WDT") or (tree.low[i] == "that" and tree.tag[i] == "IN"):
            break
        if (tree.tag[i][:1] == "V" and i not in cue) or tree.low[i] in _PARTED or tree.low[i] == ",":
            return
    else:
        return
    if i == tree.opens(verb):
        return  # "What he said was that P": the clause behind is what he said
    named = [k for k in range(i + 1, verb) if tree.tag[k][:2] in ("NN", "PR") and k not in cue]
    source = Mention(ranges=(tree.trim(i + 1, min(cue)),), how="embedded", head=named[-1] if named else -1)
    if not named or source.ranges[0][0] >= source.ranges[0][1]:
        return
    stop = tree.sentences[tree.sentence[verb]][1]
    comma = next((k for k in range(after, stop) if tree.low[k] in (",", ";") and tree.quoted[k] < 0), stop)
    for cut, end in (("comma", comma), ("sentence", stop)):
        yield Reading(verb, cue, ((i, i + 1), tree.trim(after, end)), "embedded", cut, lemma, source)


_FAR = 24
_PARTED = frozenset({".", ";", ":", "?", "!", "(", ")"})
_OPENERS = frozenset({"DT", "NN", "NNP", "NNS", "NNPS", "PRP", "PRP$", "JJ", "CD", "WP"})


# -- other cues -------------------------------------------------------------------------------------------


def _noun(tree: Tree, noun: int, known: Known) -> Iterator[Reading]:
    """``the claim that P``, ``his call for P``: the clause or phrase that a noun of saying carries."""
    lemma = tree.lemma[noun]
    yield from counted(tree, noun, lemma)
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
            named = tree.kid(child, "pobj")
            if named >= 0 and tree.entity[named] in ("DATE", "TIME"):
                continue  # "a statement on Friday"
        else:
            continue
        if known(lemma, kind):
            a, b = tree.subtree(child)
            content = tree.trim(a + (dep == "prep"), b)
            if content[0] < content[1]:
                yield Reading(noun, (noun,), (content,), kind, "clause", lemma)
    said = lemma in STATEMENTS or lemma in PAPERS
    if said and known(lemma, "noun-quote") and tree.quoted[noun] < 0:
        stop = min(noun + 8, tree.sentences[tree.sentence[noun]][1] + 1, len(tree))
        for i in range(noun + 1, stop):
            if tree.quoted[i] >= 0:
                quote = tree.quotes[tree.quoted[i]]
                yield Reading(
                    noun, (noun,), (quote,), "noun-quote", tree.low[i - 1] if i - noun < 4 else "far", lemma
                )
                break


def _adjective(tree: Tree, word: int, known: Known) -> Iterator[Reading]:
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
                yield Reading(word, cue, (content,), kind, "clause", lemma)


def _line(tree: Tree) -> Iterator[Reading]:
    """``NAME: what is said``, as transcripts and headlines have it."""
    for begin, stop in zip(tree.lines, [*tree.lines[1:], len(tree)], strict=True):
        for i in range(begin + 1, min(stop - 1, begin + 9)):
            if tree.low[i] == ":":
                name = "".join(tree.words[begin:i])
                verbal = any(tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(begin, i))
                if name.isupper() or not verbal:
                    said = i - begin > 1 and tree.low[begin] in SPOKEN  # "Said Lund: ..."
                    source = Mention(
                        ranges=(tree.trim(begin + said, i, quotes=True),), how="line", head=i - 1
                    )
                    shape = "upper" if name.isupper() else "title"
                    yield Reading(i, (i,), (tree.trim(i + 1, stop),), "line", shape, ":", source)
                    quote = tree.quotes[tree.quoted[i + 1]] if tree.quoted[i + 1] >= 0 else (0, 0)
                    if quote[0] == i + 1 and quote[1] + 1 < stop:
                        yield Reading(i, (i,), (quote,), "line", f"{shape} quote", ":", source)
                break
            titled = tree.low[i] == "." and tree.low[i - 1] in TITLES
            if tree.low[i] in MARKS or (tree.low[i] in (".", "?", "!") and not titled):
                break


def _inline(tree: Tree) -> Iterator[Reading]:
    """``..., as it surprised Ann Lee: "P"``: a noun phrase before a colon and a quotation, inside a line."""
    for first, end in tree.quotes:
        at = first - 1
        if at < 1 or tree.low[at] != ":" or tree.tag[at - 1][:2] != "NN" or end - first < 5:
            continue
        noun = at - 1
        while (
            tree.head[noun] < noun
            and tree.tag[tree.head[noun]][:2] in ("NN", "IN")
            and tree.quoted[tree.head[noun]] < 0
        ):
            noun = tree.head[noun]
        while (
            tree.head[noun] != noun and at > tree.head[noun] > noun and tree.tag[tree.head[noun]][:2] == "NN"
        ):
            noun = tree.head[noun]
        if tree.tag[noun][:2] == "NN":
            begin = max(tree.left[noun], tree.opens(at))
            source = Mention(ranges=(tree.trim(begin, at),), how="inline", head=noun)
            yield Reading(at, (at,), ((first, end),), "line", "inline", ":", source)


def _signature(tree: Tree) -> Iterator[Reading]:
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
        yield Reading(dash, (dash,), ((first, end),), "signature", "quote", "-", source)
