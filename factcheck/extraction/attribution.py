"""Who says what: the outermost attributions of an article, with source, cue, content and speaker.

Candidates are made by construction (a clause after a verb, a content before the cue, both halves round it,
objects and infinitives, ``according to``, nouns of saying, ``NAME:`` lines); a small linear model whose
weights a person can read judges them; the best that do not overlap are taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model import Attribution, Span
from . import _attr_model
from ._attr_candidates import Candidate, candidates
from ._attr_cast import initials
from ._attr_select import Scored, inner, judge, outermost
from ._attr_speakers import Cast, Resolve
from ._attr_tree import NAMED_LINE, Range, Tree, grouped
from ._attr_words import NOBODY, STATEMENTS
from .paragraphs import Paragraph


def find(paragraphs: Sequence[Paragraph], resolve: Resolve | None = None) -> tuple[Attribution, ...]:
    """Return who says what, outermost attributions in document order; spans are offsets into the article.

    :param paragraphs: parsed blocks in document order; each is searched by itself.
    :param resolve: gives the publisher or party of the registry that a mention names in its article, or None.
    """
    model = _attr_model.load()
    trees = [Tree(group) for group in grouped(paragraphs)]
    cast = Cast(trees, resolve)
    found: list[Attribution] = []
    for tree, place in zip(trees, places(trees), strict=True):
        scored = judge(tree, candidates(tree, model.knows), place, model)
        for outer in outermost(scored):
            nested = tuple(_attribution(one, cast, ()) for one in inner(scored, outer))
            found.append(_attribution(outer, cast, nested))
    said = (a for a in found if not _nobody(a, paragraphs))
    return tuple(sorted(said, key=lambda a: (a.content[0], a.cue)))


_TIME = re.compile(r"(?:day|week|month|year|hour)s?|time|future|past", re.I)


def _nobody(said: Attribution, paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether nothing is said, or by no one, or by a stretch of time: "the coming weeks will show"."""
    if not said.source:
        return False
    words = (
        " ".join(_words(said.source[-1], paragraphs)).partition(",")[0].split()
    )  # "Lee, who left last year"
    if len(said.content) == 1 and _words(said.content[0], paragraphs) == ["nothing"]:
        return True
    return bool(words) and (words[0].lower() in NOBODY or _TIME.fullmatch(words[-1]) is not None)


def _words(span: Span, paragraphs: Sequence[Paragraph]) -> list[str]:
    home = next(p for p in paragraphs if p.start <= span.start < p.block.span.end)
    return home.text[span.start - home.start : span.end - home.start].split()


def places(trees: Sequence[Tree]) -> list[str]:
    """Return where each paragraph stands, as the model knows it.

    That is first, headline, open (without a full stop), second or body, and transcript for the lines of one.
    """
    voices = _voices(trees)
    named = [
        NAMED_LINE.match(tree.text) is not None or (_voice(tree.text) in voices and _voice(tree.text) != "")
        for tree in trees
    ]
    spoken = sum(named) >= _TRANSCRIPT
    return [
        "transcript" if spoken and line else _place(t, n)
        for n, (t, line) in enumerate(zip(trees, named, strict=True))
    ]


def _voices(trees: Sequence[Tree]) -> frozenset[str]:
    """Return the names of those who take turns ("Lund: ...", "Holm: ..."): two at least, each more than once."""
    counted = Counter(filter(None, (_voice(tree.text) for tree in trees)))
    often = frozenset(name for name, count in counted.items() if count > 1)
    short = frozenset(
        name for name in counted if " " in name and initials(name) in often
    )  # "Ann Lee: ...", "AL: ..."
    return often | short if len(often | short) > 1 else frozenset()


def _voice(text: str) -> str:
    found = _SPEAKER.match(text)
    return found.group(1) if found else ""


_SPEAKER = re.compile(r"\s*([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s")
_TRANSCRIPT = 3
"""So many lines that begin with a name make a transcript."""


def _place(tree: Tree, number: int) -> str:
    text = tree.text.rstrip()
    if number == 0:
        return "first"
    if text[-1:] not in ".?!\"”'’":
        return "headline" if len(text) < 120 else "open"
    return "second" if number == 1 else "body"


def _attribution(one: Scored, cast: Cast, nested: tuple[Attribution, ...]) -> Attribution:
    tree, found = one.tree, one.found
    form = _form(tree, found)
    return Attribution(
        source=_spans(tree, found.source.ranges),
        cue=_spans(tree, _runs(found.cue)),
        content=_spans(tree, found.content),
        speaker=cast.speaker(tree, found),
        form=form,
        statement=form != "indirect" or found.kind in ("line", "signature") or _said(found),
        nested=nested,
    )


def _said(found: Candidate) -> bool:
    return found.lemma in STATEMENTS or found.cut.startswith("sure")


def _form(tree: Tree, found: Candidate) -> str:
    words = [i for a, b in found.content for i in range(a, b) if tree.words[i][:1].isalnum()]
    marked = sum(tree.quoted[i] >= 0 and tree.quoted[i] != tree.quoted[found.head] for i in words)
    if not marked:
        return "indirect"
    return "direct" if marked == len(words) else "mixed"


def _spans(tree: Tree, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(
        Span(start=tree.start + tree.starts[a], end=tree.start + tree.ends[_closed(tree, a, b) - 1])
        for a, b in ranges
        if a < b
    )


def _closed(tree: Tree, first: int, end: int) -> int:
    """Return where a range ends with the bracket that closes one opened in it."""
    inside = tree.low[first:end]
    return end + (inside.count("(") > inside.count(")") and tree.low[end : end + 1] == [")"])


def _runs(tokens: Sequence[int]) -> list[Range]:
    """Return neighbouring tokens as ranges."""
    runs: list[Range] = []
    for token in sorted(set(tokens)):
        if runs and runs[-1][1] == token:
            runs[-1] = (runs[-1][0], token + 1)
        else:
            runs.append((token, token + 1))
    return runs
