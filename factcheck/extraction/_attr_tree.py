"""The parse of one paragraph as plain lists: what attribution reads, much cheaper than tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..model import Span
from ..text import quotations
from ._attr_words import STATEMENTS

if TYPE_CHECKING:
    from .paragraphs import Paragraph

Range = tuple[int, int]
"""A half-open range of token numbers of one paragraph."""
CLAUSAL = frozenset({"ccomp", "advcl", "conj", "parataxis", "relcl", "acl", "xcomp", "csubj", "pcomp"})
_HALF = 2**63
_FIELDS: list[int | str] = [
    "HEAD",
    "DEP",
    "TAG",
    "LEMMA",
    "ENT_TYPE",
    "IDX",
    "LENGTH",
    "SENT_START",
    "ENT_IOB",
]


class Tree:
    """Words, lemmas, tags and arcs by token number of paragraphs that are read together (mostly one).

    ``left`` and ``right`` are the edges of each token's subtree (``right`` exclusive); ``sentences`` and
    ``quotes`` are ranges of tokens, marks included; ``quoted[i]`` is the number of the quotation that holds
    ``i``, else -1. ``starts`` and ``ends`` are offsets into ``text``, which begins at ``start`` in the article;
    ``named`` has the named entities with their labels, ``lines`` the first token of each paragraph.
    """

    __slots__ = (
        "dep", "ends", "entity", "head", "kids", "left", "lemma", "lines", "low", "named", "quoted", "quotes", "right",
        "sentence", "sentences", "start", "starts", "tag", "text", "words",
    )  # fmt: skip

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.start = paragraphs[0].start
        self.text = _joined(paragraphs)
        self.dep: list[str] = []
        self.tag: list[str] = []
        self.lemma: list[str] = []
        self.entity: list[str] = []
        self.head: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        marks: list[int] = []
        self.named: list[tuple[int, int, str]] = []
        names = _Names(paragraphs[0].doc.vocab.strings)
        self.lines: list[int] = []
        for paragraph in paragraphs:
            self.lines.append(len(self.head))
            marks += self._read(paragraph, names)
        self._double_marks()
        self.words = [self.text[a:b] for a, b in zip(self.starts, self.ends, strict=True)]
        self.low = [_MARK_SHAPES.get(word) or word.lower() for word in self.words]
        self._part_at_semicolons()
        self._raise_sayings()
        self._name_sayers()
        self._edges()
        self._sentences(marks)
        self._quotes()

    def _read(self, paragraph: Paragraph, names: _Names) -> list[int]:
        rows = paragraph.doc.to_array(_FIELDS).T.tolist()
        base, offset = len(self.head), paragraph.start - self.start
        # Steps to the head come as unsigned 64-bit numbers.
        steps = (step if step < _HALF else step - 2 * _HALF for step in rows[0])
        self.head += [base + i + step for i, step in enumerate(steps)]
        for column, row in zip((self.dep, self.tag, self.lemma, self.entity), rows[1:5], strict=True):
            column += [names[key] for key in row]
        self.starts += [offset + at for at in rows[5]]
        self.ends += [offset + at + length for at, length in zip(rows[5], rows[6], strict=True)]
        for i, (begins, label) in enumerate(zip(rows[8], rows[4], strict=True), base):
            if begins == 3:
                self.named.append((i, i + 1, names[label]))
            elif begins == 1 and self.named:
                self.named[-1] = (self.named[-1][0], i + 1, self.named[-1][2])
        return [1, *rows[7][1:]]

    def __len__(self) -> int:
        return len(self.words)

    def _double_marks(self) -> None:
        """The parser saw ``''`` as one mark and a space: take the second character back into its token."""
        for i, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if end - start == 1 and self.text[start : start + 2] == "''":
                self.ends[i] = end + 1
            elif end - start == 1 and start and self.text[start - 1 : end] == "``":
                self.starts[i] = start - 1

    def _part_at_semicolons(self) -> None:
        """Let a clause before a semicolon stand by itself: "A said P; B said Q" makes P no part of what B said."""
        for i, word in enumerate(self.low):
            if word != ";":
                continue
            above = self.head[i]
            for k in range(i - 1, -1, -1):
                if self.head[k] == above and self.dep[k] == "ccomp" and above > i:
                    self.head[k], self.dep[k] = k, "ROOT"
                    break
                if self.low[k] == ";" or above <= i:
                    break

    def _raise_sayings(self) -> None:
        """Hang what goes on with saying under the verb that said: "A said that P would do, adding that Q".

        A small parser hangs "adding" and "and warned" under the last verb before, as if P did so.
        """
        for i, lemma in enumerate(self.lemma):
            if lemma not in STATEMENTS or self.dep[i] not in ("advcl", "conj") or self.head[i] > i:
                continue
            clause = self._clause_before(i)
            if clause >= 0:
                self.head[i] = clause
                continue
            inner, verb = self.head[i], self._sayer(self.head[i])
            between = range(inner + 1, i)
            if verb < 0:
                continue
            own = [k for k in between if self.head[k] == i and self.dep[k] in _OWN]
            if own:
                if self.low[own[0]] in ("while", "whereas") and self.low[own[0] - 1] == ",":
                    self.head[i] = verb  # "A said P, while B said Q"
                continue
            joint = [k for k in between if self.head[k] == inner and self.dep[k] == "cc"]
            participle = self.dep[i] == "advcl" and self.tag[i] == "VBG" and self.low[i - 1] == ","
            finite = self.tag[i] in ("VBD", "VBZ") and self.tag[verb] == self.tag[i] != self.tag[inner]
            if participle or (self.dep[i] == "conj" and finite and not self._finite(inner, self.tag[i])):
                self.head[i] = verb
                for k in joint[-1:]:
                    self.head[k] = verb

    def _clause_before(self, saying: int) -> int:
        """Return "withdrew" for "saying" in "It tops a bid by Lund, who withdrew on Monday, saying that P", else -1."""
        if self.tag[saying] != "VBG" or self.low[saying - 1] != "," or self.dep[saying] != "advcl":
            return -1
        main, last = self.head[saying], saying - 2
        for _ in range(6):
            if last <= main:
                return -1
            if self.dep[last] == "relcl":
                opens = min((k for k in range(main, last) if self.head[k] == last), default=-1)
                loose = opens > 0 and self.low[opens] in ("who", "which") and self.low[opens - 1] == ","
                does = self.tag[last] == "VBD" and self.lemma[last] not in ("be", "have")
                return last if loose and does and self.lemma[main] not in STATEMENTS else -1
            last = self.head[last]
        return -1

    def _name_sayers(self) -> None:
        """Give "told" its speaker in "P, the authority's director, Ann Lee, told us", read as an object and a list."""
        for i, lemma in enumerate(self.lemma):
            if lemma not in STATEMENTS or self.dep[i] != "conj" or self.tag[i] not in ("VBD", "VBZ"):
                continue
            name = i - 1
            while name > 1 and self.tag[name - 1] == "NNP":
                name -= 1
            first = name - 1
            while first > 0 and self.tag[first - 1] in _OF_A_PHRASE:
                first -= 1
            inside = range(first, name - 1)
            heads = [k for k in inside if self.head[k] not in inside and self.tag[k][:2] == "NN"]
            commas = self.low[i - 1] == self.low[name - 1] == self.low[first - 1] == ","
            if not commas or name > i - 2 or len(heads) != 1 or self.head[heads[0]] != self.head[i]:
                continue
            above = self.head[i]
            self.head[heads[0]], self.dep[heads[0]] = i, "nsubj"
            if self.head[above] == above:
                self.head[i], self.dep[i], self.head[above], self.dep[above] = i, "ROOT", i, "ccomp"

    def _sayer(self, token: int) -> int:
        """Return the verb of saying in whose clause a token stands, else -1."""
        for _ in range(6):
            above = self.head[token]
            if above >= token:
                return -1
            if self.dep[token] == "ccomp":
                return above if self.lemma[above] in STATEMENTS and self.tag[above][:1] == "V" else -1
            if self.dep[token] not in ("conj", "xcomp", "advcl"):
                return -1
            token = above
        return -1

    def _finite(self, verb: int, tag: str) -> bool:
        """Say whether an auxiliary of ``verb`` has the tag: "had gone and said" can be of one mouth."""
        aux = [
            k
            for k in range(max(0, verb - 5), verb)
            if self.head[k] == verb and self.dep[k] in ("aux", "auxpass")
        ]
        return any(self.tag[k] == tag for k in aux)

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
        starts = [i for i, mark in enumerate(marks) if mark == 1]
        self.sentences = list(zip(starts, [*starts[1:], len(self.words)], strict=True))
        self.sentence = [n for n, (a, b) in enumerate(self.sentences) for _ in range(a, b)]

    def _quotes(self) -> None:
        self.quotes: list[Range] = []
        self.quoted = [-1] * len(self.words)
        token = 0
        for span in _continued(self.text, quotations(self.text)):
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

    def opens(self, token: int) -> int:
        """Return where the sentence of ``token`` begins, a dateline ("PARIS (Agency) -") left out."""
        begin = self.sentences[self.sentence[token]][0]
        if begin and not self.words[begin].isupper():
            return begin
        for i in range(begin + 1, min(begin + 12, token)):
            if self.low[i] in DASHES and self.starts[i] > self.ends[i - 1]:
                dateline = any(word.isupper() and len(word) > 2 for word in self.words[begin:i])
                return i + 1 if dateline else begin
        return begin

    def is_verb(self, token: int) -> bool:
        """Say whether the tag of ``token`` is a verb's."""
        return self.tag[token].startswith("V") or self.tag[token] == "MD"

    def trim(self, first: int, end: int, *, quotes: bool = False) -> Range:
        """Return the range without commas, dashes and spaces at its edges (and marks, if asked)."""
        loose = LOOSE_AND_MARKS if quotes else LOOSE
        while first < end and (self.low[first] in loose or not self.words[first].strip()):
            first += 1
        while end > first and (self.low[end - 1] in loose or not self.words[end - 1].strip()):
            end -= 1
        return first, end


_OF_A_PHRASE = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "JJ", "IN", "HYPH"})
_OWN = frozenset({"nsubj", "nsubjpass", "mark"})
LOOSE = frozenset({",", ";", ":", "-", "--", "---", "–", "—", ".", "…", "...", "(", ")", "[", "]", "*", "•"})
MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'", "„", "«", "»"})
LOOSE_AND_MARKS = LOOSE | MARKS
_MARK_SHAPES = {**dict.fromkeys(("“", "”", "''", "``", "„", "«", "»"), '"'), **dict.fromkeys(("‘", "’"), "'")}
DASHES = frozenset({"-", "--", "–", "—", "―"})


def _continued(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join a quotation that its line does not close with the one that opens the next line."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        gap = text[last.end : span.start] if last else ""
        if last and gap and text[last.end - 1] not in CLOSING and not gap.strip() and "\n" in gap:
            joined[-1] = Span(start=last.start, end=span.end)
        else:
            joined.append(span)
    return joined


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    """Return the text from the first paragraph to the last, with line ends between, offsets kept."""
    text, start = "", paragraphs[0].start
    for paragraph in paragraphs:
        text += "\n" * (paragraph.start - start - len(text)) + paragraph.text
    return text


def grouped(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield paragraphs to be read together: where a colon or an open quotation leads into the next one."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if group and not (len(group) < _TOGETHER and _leads(group[-1].text, paragraph.text)):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


_TOGETHER = 12
NAMED_LINE = re.compile(r"\s*[A-Z][A-Z.'’ -]{0,40}:\s")
"""``NAME: what is said``, a line of a transcript."""


def _leads(text: str, after: str) -> bool:
    text, mark = text.rstrip(), after.lstrip()[:1]
    if NAMED_LINE.match(after):
        return False
    if text.endswith(":"):
        return True
    if mark not in OPENING:
        return False
    spans = quotations(text)
    unclosed = bool(spans) and spans[-1].end == len(text) and text[-1] not in CLOSING
    return unclosed or (bool(spans) and not text.endswith(_ASKED) and _all_quoted(after.strip()))


_ASKED = ('?"', "?”", "?'", "?’", "?''")
"""Ends of a question: the quotation in the next line may well be somebody's answer."""


def _all_quoted(line: str) -> bool:
    spans = quotations(line)
    return len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(line))


OPENING = frozenset("\"“„«'")
CLOSING = frozenset("\"”»'")


class _Names(dict[int, str]):
    """The strings of hashes, looked up once each."""

    def __init__(self, store: object) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        name: str = self._store[key] if key else ""  # type: ignore[index]
        self[key] = name
        return name
