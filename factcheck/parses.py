"""A parse as plain values: what the judges ask of its words thousands of times over.

spaCy makes a new object for each word that is looked at and looks up every tag in a table of strings; to walk a
sentence takes ten times as long as over values. A :class:`Parse` reads all of it once and answers by the names of
spaCy's own ``Doc``, ``Token`` and ``Span``, so a rule is written as spaCy's manual has it, and is typed so. What is
not here (names, noun phrases) is asked of ``Parse.source``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLUMNS: list[int | str] = [
    "ORTH",
    "LOWER",
    "LEMMA",
    "TAG",
    "DEP",
    "POS",
    "HEAD",
    "SPACY",
    "LIKE_NUM",
    "SENT_START",
]
_STRINGS, _WRAP = (
    6,
    1 << 64,
)  # how many of these are strings; a head before its word is told as from 2^64 down
_FLAGS = {0: None, 1: True}  # of the start of a sentence: not said, yes; else no


class Parse(Sequence["Word"]):
    """The words of one parse, read when first asked for; ``source`` is the library's own."""

    def __init__(self, source: Doc) -> None:
        self.source = source

    @cached_property
    def text(self) -> str:
        """Return the text, as the parser saw it."""
        return self.source.text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return all words in their order."""
        columns = self.source.to_array(_COLUMNS).T.tolist()
        _KNOWN.strings = self.source.vocab.strings
        forms = zip(*(map(_KNOWN.__getitem__, column) for column in columns[:_STRINGS]), strict=True)
        at, found = 0, []
        for i, (said, spaced, like_num, start) in enumerate(
            zip(forms, *columns[_STRINGS + 1 :], strict=True)
        ):
            found.append(Word(self, i, at, said, bool(like_num), _FLAGS.get(start, False)))
            at += len(said[0]) + spaced
        _hang(found, columns[_STRINGS])
        return tuple(found)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Return where sentences begin."""
        return tuple(sentence.start for sentence in self.source.sents)

    def __len__(self) -> int:
        return len(self.source)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Run: ...
    def __getitem__(self, at: int | slice) -> Word | Run:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Run(self, start, max(start, end))
        return self.words[at]


class Run(Sequence["Word"]):
    """A stretch of the words of a parse: ``start`` and ``end`` count words."""

    def __init__(self, doc: Parse, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    @property
    def text(self) -> str:
        """Return the text from the first word to the last."""
        words = self.doc.words[self.start : self.end]
        return self.doc.text[words[0].idx : words[-1].idx + len(words[-1])] if words else ""

    @property
    def root(self) -> Word:
        """Return the word of the stretch that hangs on none of it."""
        return next(w for w in self if w.head is w or not self.start <= w.head.i < self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Run: ...
    def __getitem__(self, at: int | slice) -> Word | Run:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Run(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.words[self.start : self.end][at]


class Word:
    """One word: its place, its forms, its tags, what it hangs on and what hangs on it."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "head", "i", "idx", "is_sent_start", "lemma_", "like_num", "lower_",
        "pos_", "tag_", "text",
    )  # fmt: skip

    children: tuple[Word, ...]

    def __init__(
        self, doc: Parse, i: int, idx: int, said: Sequence[str], like_num: bool, is_sent_start: bool | None
    ) -> None:
        self.doc, self.i, self.idx, self.like_num, self.is_sent_start = doc, i, idx, like_num, is_sent_start
        self.text, self.lower_, self.lemma_, self.tag_, self.dep_, self.pos_ = said
        self.head: Word = self
        self._subtree: tuple[Word, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    @property
    def subtree(self) -> tuple[Word, ...]:
        """Return the word and all that hangs below it, in order."""
        if self._subtree is None:
            left = (w for c in self.children if c.i < self.i for w in c.subtree)
            self._subtree = (*left, self, *(w for c in self.children if c.i > self.i for w in c.subtree))
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Word]:
        """Yield what the word hangs on, from below."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def conjuncts(self) -> tuple[Word, ...]:
        """Return the other members of the list that the word is in."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:  # which grows meanwhile
            found += [c for c in word.children if c.dep_ == "conj" and c.i > word.i]
        return tuple(word for word in found if word is not self)

    @property
    def left_edge(self) -> Word:
        """Return the first word of its subtree."""
        return min(self.subtree)

    @property
    def right_edge(self) -> Word:
        """Return the last word of its subtree."""
        return max(self.subtree, key=lambda w: w.i)

    @property
    def sent(self) -> Run:
        """Return the sentence of the word."""
        starts = self.doc.starts
        end = next((at for at in starts if at > self.i), len(self.doc))
        return Run(self.doc, max((at for at in starts if at <= self.i), default=0), end)

    @property
    def is_alpha(self) -> bool:
        """Say whether the word is of letters only."""
        return self.text.isalpha()

    @property
    def is_punct(self) -> bool:
        """Say whether the word is a mark."""
        return bool(self.doc.source[self.i].is_punct)

    def nbor(self, by: int = 1) -> Word:
        """Return a neighbour.

        :raises IndexError: where there is none.
        """
        if not 0 <= self.i + by < len(self.doc.words):
            raise IndexError(self.i + by)
        return self.doc.words[self.i + by]


def _hang(words: list[Word], steps: list[int]) -> None:
    """Tell each word what it hangs on, so many words on or back, and what hangs on it."""
    below: list[list[Word]] = [[] for _ in words]
    for word, step in zip(words, steps, strict=True):
        if step:
            at = word.i + (step - _WRAP if step >= _WRAP >> 1 else step)
            word.head = words[at]
            below[at].append(word)
    for word, children in zip(words, below, strict=True):
        word.children = tuple(children)


class _Strings(dict[int, str]):
    """The library's strings by their numbers, each asked for once."""

    strings: Any = None

    def __missing__(self, key: int) -> str:
        self[key] = found = str(self.strings[key])
        return found


_KNOWN = _Strings()


def source_of(parse: Any) -> Any:
    """Return the library's own parse of a :class:`Parse`, or itself where it is one already."""
    return parse.source if isinstance(parse, Parse) else parse
