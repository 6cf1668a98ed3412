"""Frames of attribution that need no verb of saying, and those so plain that no model need judge them.

``according to S``, ``reportedly``; ``by the union's reckoning``, ``in the view of the regulator``; ``the army put the
toll at 45``, ``the charity's tally of 1,150 dead``; ``P, the ministry has decided``. The plain ones are too rare in the
training articles to be learnt; their ``cut`` begins with "sure".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ._attr_quotes import adjacent_before
from ._attr_source import Mention
from ._attr_tree import LOOSE, Range, Tree
from ._attr_words import STATEMENTS

_TOLD_BY_ANOTHER = STATEMENTS | {"put", "estimate", "count", "speak", "give"}


class Reading(NamedTuple):
    """A candidate before its speaker is looked for; ``source`` is given where the construction holds it."""

    head: int
    cue: tuple[int, ...]
    content: tuple[Range, ...]
    kind: str
    cut: str
    lemma: str
    source: Mention | None = None


def _w(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RECKONED = {
    "by": _w(
        "reckoning estimate estimation count tally account calculation figure assessment telling admission"
    ),
    "on": _w("figure number estimate calculation reckoning telling count"),
    "in": _w("view opinion judgment judgement estimate estimation assessment telling reckoning word"),
}
FRAMING = frozenset(_RECKONED)
"""Words that open "by the union's reckoning"."""
_FIGURES = _w(
    "number figure toll total count cost bill tally loss damage crowd attendance turnout price value share estimate"
)
_COUNTS = _w("tally count estimate toll figure total calculation")
_OPENS_CLAUSE = frozenset(
    {"where", "which", "who", "because", "although", "though", "since", "while", "whom"}
)
_HEARING = _w("court inquest inquiry jury tribunal hearing trial coroner judge panel committee")
_RULING = _w("decide rule advise order recommend decree determine find conclude judge warn")


HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


def hearsay(tree: Tree, word: int) -> Iterator[Reading]:
    """``The firm reportedly sold the mill``: a clause that somebody vouches for, nobody says who."""
    verb = tree.head[word]
    if verb == word or not tree.is_verb(verb):
        return
    first, end = tree.subtree(verb)
    subject = tree.kid(verb, "nsubj", "nsubjpass")
    begin = tree.left[subject] if 0 <= subject < word else max(first, tree.opens(word))
    ranges = tuple(r for r in (tree.trim(begin, word), tree.trim(word + 1, end)) if r[0] < r[1])
    if ranges:
        yield Reading(word, (word,), ranges, "hearsay", "clause", tree.low[word], Mention(how="hearsay"))


def according(tree: Tree, at: int) -> Iterator[Reading]:
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
    for cut, content in _governed(tree, at, begin, end, stop):
        ranges = tuple(r for r in (tree.trim(a, b) for a, b in content) if r[0] < r[1])
        if ranges:
            yield Reading(at, (at, to), ranges, "according", cut, "according", source)


def _governed(
    tree: Tree, at: int, begin: int, end: int, stop: int
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    stop = _up_to_another(tree, end, stop)
    before, after = tree.trim(begin, at), tree.trim(end, stop)
    opened = at - begin > 2 and tree.low[at - 1] == "," and tree.low[at - 2] in _OPENS_CLAUSE
    lead = before[1] - before[0] < 2 or opened  # "in Ely, where, according to the mayor, ..."
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


def _up_to_another(tree: Tree, end: int, stop: int) -> int:
    """Return where a semicolon ends what S says: "According to S, P; the police put it at Q"."""
    for i in range(end, stop):
        if tree.low[i] == ";" and tree.quoted[i] < 0:
            rest = range(i + 1, stop)
            if any(tree.is_verb(k) and tree.lemma[k] in _TOLD_BY_ANOTHER for k in rest):
                return i
    return stop


def framed(tree: Tree, at: int) -> Iterator[Reading]:
    """``By the union's reckoning, P``, ``P, in the view of the regulator``: first, or between commas."""
    noun = tree.kid(at, "pobj")
    begin, stop = tree.opens(at), tree.sentences[tree.sentence[at]][1]
    if noun < 0 or tree.lemma[noun] not in _RECKONED[tree.low[at]] or tree.quoted[at] >= 0:
        return
    if at != begin and (tree.low[at - 1] not in LOOSE or tree.lemma[noun] in ("word", "telling")):
        return
    source = _owner(tree, noun)
    end = tree.right[noun]
    if source is None or not (end < stop and tree.low[end] in LOOSE):
        return
    owned = source.head < noun
    cue = (at, *range(source.ranges[-1][1], noun + 1)) if owned else tuple(range(at, source.ranges[0][0]))
    ranges = tuple(r for r in (tree.trim(begin, at), tree.trim(end, stop)) if r[0] < r[1])
    if ranges and not any(a <= noun < b for a, b in ranges):
        yield Reading(noun, cue, ranges, "according", "sure", "according", source)


def _owner(tree: Tree, noun: int) -> Mention | None:
    """Return whose reckoning it is: "the union's reckoning", "the view of the regulator"."""
    owner = tree.kid(noun, "poss")
    if owner >= 0 and tree.low[owner] in ("my", "our", "your"):
        return None  # the draft's own voice
    if owner >= 0 and tree.tag[owner][:2] in ("NN", "PR"):
        first, end = tree.subtree(owner)
        while end > first and tree.tag[end - 1] == "POS":
            end -= 1
        return Mention(ranges=((first, end),), how="according", head=owner)
    of = next((k for k in tree.kids[noun] if tree.low[k] == "of"), -1)
    named = tree.kid(of, "pobj") if of >= 0 else -1
    if named < 0 or tree.entity[named] in ("DATE", "CARDINAL", "PERCENT", "MONEY"):
        return None
    first, end = tree.trim(*tree.subtree(named))
    return Mention(ranges=((first, end),), how="according", head=named)


def figure(tree: Tree, verb: int, cue: tuple[int, ...], lemma: str) -> Iterator[Reading]:
    """``The army put the number of dead at 45``: the figure is the speaker's."""
    noun = tree.kid(verb, "dobj")
    at = next((k for k in tree.kids[verb] if tree.low[k] == "at" and k > noun), -1)
    named = tree.kid(at, "pobj") if at >= 0 else -1
    if lemma not in ("put", "estimate", "place") or noun < 0 or named < 0 or tree.kid(verb, "nsubj") < 0:
        return
    counted_ = any(tree.tag[k] == "CD" for k in range(tree.left[named], tree.right[named]))
    if tree.lemma[noun] in _FIGURES and counted_:
        yield Reading(verb, cue, ((tree.left[noun], tree.right[at]),), "figure", "sure", lemma)


def counted(tree: Tree, noun: int, lemma: str) -> Iterator[Reading]:
    """``The charity's tally of 1,150 dead``: a count that has an owner."""
    owner = tree.kid(noun, "poss")
    of = next((k for k in tree.kids[noun] if k > noun and tree.low[k] == "of"), -1)
    named = tree.kid(of, "pobj") if of >= 0 else -1
    if (
        lemma not in _COUNTS
        or owner < 0
        or named < 0
        or tree.tag[owner][:2] != "NN"
        or tree.entity[owner] in ("DATE", "TIME")
    ):
        return
    if any(tree.tag[k] == "CD" for k in range(of, tree.right[named])) and tree.entity[named] not in (
        "DATE",
        "TIME",
    ):
        content = ((of + 1, tree.right[named]),)
        yield Reading(noun, (noun,), content, "noun-of", "sure", lemma, _owner(tree, noun))


def ruled(tree: Tree, verb: int, cue: tuple[int, ...], lemma: str) -> Iterator[Reading]:
    """``P, the ministry has decided.``, ``P, a jury was told.``: a clause, a comma, who decided or was told."""
    actor = tree.kid(verb, "nsubj", "nsubjpass")
    begin, stop = tree.opens(verb), tree.sentences[tree.sentence[verb]][1]
    hears = actor >= 0 and lemma in ("hear", "tell") and tree.lemma[actor] in _HEARING
    if (
        (lemma not in _RULING and not hears)
        or not 0 <= actor < verb
        or tree.tag[verb] not in ("VBD", "VBZ", "VBN", "VBP")
    ):
        return
    first = tree.left[actor]
    if first - 2 < begin or tree.low[first - 1] != "," or tree.quoted[verb] >= 0:
        return
    rest = [i for i in range(verb + 1, stop) if tree.words[i][:1].isalnum()]
    rest = [i for i in rest if tree.entity[i] not in ("DATE", "TIME") and tree.low[i] not in ("on", "in")]
    if rest or tree.kid(verb, "dobj") >= 0:
        return
    clause = tree.kid(verb, "ccomp")
    if 0 <= clause < first and tree.kid(clause, "nsubj", "nsubjpass", "expl") >= 0:
        source = Mention(ranges=(tree.trim(first, min(cue)),), how="subject", head=actor) if hears else None
        yield Reading(verb, cue, (tree.trim(begin, first),), "before", "sure", lemma, source)
