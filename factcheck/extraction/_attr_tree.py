"""The parse of one paragraph as plain lists: what attribution reads, much cheaper than tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text import quotations

if TYPE_CHECKING:
    from .paragraphs import Paragraph

Range = tuple[int, int]
"""A half-open range of token numbers of one paragraph."""
CLAUSAL = frozenset({"ccomp", "advcl", "conj", "parataxis", "relcl", "acl", "xcomp", "csubj", "pcomp"})
_HALF = 2**63
_FIELDS: list[int | str] = ["HEAD", "DEP", "TAG", "LEMMA", "ENT_TYPE", "IDX", "LENGTH", "SENT_START"]


class Tree:
    """Words, lemmas, tags and arcs of a paragraph by token number, its sentences and its quotations.

    ``left`` and ``right`` are the edges of each token's subtree (``right`` exclusive); ``sentences`` and
    ``quotes`` are ranges of tokens, marks included; ``quoted[i]`` is the number of the quotation that holds
    ``i``, else -1.
    """

    __slots__ = (
        "dep", "ends", "entity", "head", "kids", "left", "lemma", "low", "quoted", "quotes", "right",
        "sentence", "sentences", "start", "starts", "tag", "text", "words",
    )  # fmt: skip

    def __init__(self, paragraph: Paragraph) -> None:
        self.text, self.start = paragraph.text, paragraph.start
        rows = paragraph.doc.to_array(_FIELDS).T.tolist()
        names = _Names(paragraph.doc.vocab.strings)
        # Steps to the head come as unsigned 64-bit numbers.
        self.head = [i + step if step < _HALF else i + step - 2 * _HALF for i, step in enumerate(rows[0])]
        self.dep, self.tag, self.lemma, self.entity = ([names[key] for key in row] for row in rows[1:5])
        self.starts = rows[5]
        self.ends = [start + length for start, length in zip(rows[5], rows[6], strict=True)]
        self.words = [self.text[a:b] for a, b in zip(self.starts, self.ends, strict=True)]
        self.low = [word.lower() for word in self.words]
        self._edges()
        self._sentences(rows[7])
        self._quotes()

    def __len__(self) -> int:
        return len(self.words)

    def _edges(self) -> None:
        size = len(self.words)
        self.kids: list[list[int]] = [[] for _ in range(size)]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        self.left, self.right = list(range(size)), list(range(1, size + 1))
        for i in self._leaves_first():
            head = self.head[i]
            self.left[head] = min(self.left[head], self.left[i])
            self.right[head] = max(self.right[head], self.right[i])

    def _leaves_first(self) -> list[int]:
        order = [i for i, head in enumerate(self.head) if head == i]
        for i in order:
            order.extend(self.kids[i])
        order.reverse()
        return order

    def _sentences(self, marks: list[int]) -> None:
        starts = [i for i, mark in enumerate(marks) if mark == 1 or i == 0]
        self.sentences = list(zip(starts, [*starts[1:], len(self.words)], strict=True))
        self.sentence = [n for n, (a, b) in enumerate(self.sentences) for _ in range(a, b)]

    def _quotes(self) -> None:
        self.quotes: list[Range] = []
        self.quoted = [-1] * len(self.words)
        token = 0
        for span in quotations(self.text):
            while token < len(self.words) and self.ends[token] <= span.start:
                token += 1
            first = token
            while token < len(self.words) and self.starts[token] < span.end:
                self.quoted[token] = len(self.quotes)
                token += 1
            if token > first:
                self.quotes.append((first, token))

    def kid(self, token: int, *deps: str) -> int:
        """Return the first child of ``token`` with one of these relations, else -1."""
        for child in self.kids[token]:
            if self.dep[child] in deps:
                return child
        return -1

    def subtree(self, token: int) -> Range:
        """Return the range from the left to the right edge of the token's subtree."""
        return self.left[token], self.right[token]

    def is_verb(self, token: int) -> bool:
        """Say whether the tag of ``token`` is a verb's."""
        return self.tag[token][:1] == "V" or self.tag[token] == "MD"

    def trim(self, first: int, end: int, *, quotes: bool = False) -> Range:
        """Return the range without commas, dashes and spaces at its edges (and marks, if asked)."""
        loose = LOOSE_AND_MARKS if quotes else LOOSE
        while first < end and (self.low[first] in loose or not self.words[first].strip()):
            first += 1
        while end > first and (self.low[end - 1] in loose or not self.words[end - 1].strip()):
            end -= 1
        return first, end


LOOSE = frozenset({",", ";", ":", "-", "--", "---", "–", "—", ".", "…", "...", "(", ")", "[", "]", "*", "•"})
MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'", "„", "«", "»"})
LOOSE_AND_MARKS = LOOSE | MARKS


class _Names(dict[int, str]):
    """The strings of hashes, looked up once each."""

    def __init__(self, store: object) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        name: str = self._store[key] if key else ""  # type: ignore[index]
        self[key] = name
        return name
