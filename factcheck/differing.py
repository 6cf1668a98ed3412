"""Word diffs: what went and what came between two readings of a page, with the words around it.

White space does not count. Whole paragraphs are held against each other first, and words only where paragraphs
differ, so that a long page costs little; where even that would cost too much (a page that became another one),
the differing stretch is given as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_AROUND = 6  # words shown before and after
_EXACT = 1_000_000  # pairs of words up to which common words count in full
_MOST = 100_000_000  # pairs up to which anything is compared at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place: the words ``gone`` and those that ``came``, with some that stayed ``before`` and ``after``.

    ``locator`` is where it stands: in the new text, or in the old one where nothing came.
    """

    locator: str
    before: str
    gone: str
    came: str
    after: str


Blocks = Sequence[tuple[str, str]]  # (locator, text)


def words(old: Blocks, new: Blocks) -> tuple[Change, ...]:
    """Return the changes from ``old`` to ``new``, in order; each is a sequence of ``(locator, text)``."""
    ours, theirs = _paragraphs(old), _paragraphs(new)
    found: list[Change] = []
    for tag, i, j, k, m in _steps([text for _, text in ours], [text for _, text in theirs]):
        if tag != "equal":
            found += _inside(ours[i:j], theirs[k:m])
    return tuple(found)


def _paragraphs(blocks: Blocks) -> list[tuple[str, str]]:
    """Return the paragraphs with single spaces, without empty ones."""
    tidy = ((locator, " ".join(text.split())) for locator, text in blocks)
    return [(locator, text) for locator, text in tidy if text]


def _inside(old: Blocks, new: Blocks) -> Iterator[Change]:
    """Yield the changes of words within paragraphs that differ."""
    ours = [(word, locator) for locator, text in old for word in text.split()]
    theirs = [(word, locator) for locator, text in new for word in text.split()]
    gone, came = [word for word, _ in ours], [word for word, _ in theirs]
    for tag, i, j, k, m in _joined(_steps(gone, came)):
        if tag == "equal":
            continue
        place = theirs[k][1] if k < m else ours[i][1]
        yield Change(
            locator=place,
            before=" ".join(gone[max(0, i - _AROUND) : i]),
            gone=" ".join(gone[i:j]),
            came=" ".join(came[k:m]),
            after=" ".join(gone[j : j + _AROUND]),
        )


_Step = tuple[str, int, int, int, int]


def _joined(steps: Sequence[_Step]) -> Iterator[_Step]:
    """Join changes that a single word keeps apart: two rewritten words around "the" are one change."""
    kept: _Step | None = None
    for n, step in enumerate(steps):
        tag, i, j, _, m = step
        alone = tag == "equal" and j - i == 1 and 0 < n < len(steps) - 1
        if kept and (tag != "equal" or alone):
            kept = ("replace", kept[1], j, kept[3], m)
        elif tag != "equal":
            kept = step
        else:
            if kept:
                yield kept
            kept = None
    if kept:
        yield kept


def _steps(old: Sequence[str], new: Sequence[str]) -> list[_Step]:
    """Return the steps from one to the other, as ``SequenceMatcher.get_opcodes`` does, in bounded time."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    made: list[_Step] = [("equal", 0, start, 0, start)] if start else []
    made += [(tag, i + start, j + start, k + start, m + start) for tag, i, j, k, m in _middle(left, right)]
    if end:
        made.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    return made


def _middle(old: Sequence[str], new: Sequence[str]) -> Sequence[_Step]:
    size = len(old) * len(new)
    if size > _MOST:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=size > _EXACT).get_opcodes() if old or new else []
