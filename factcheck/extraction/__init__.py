"""Article -> claims, attributions, asides: who says what, in atomic statements that stand alone.

Nothing is dropped in silence: what is no claim of the body (a headline, a question, a fragment) is an aside.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .. import bm25, text as typography
from ..model import BODY, Article, Aside, Attribution, Block, BlockKind, Claim, Period, Span
from . import _split_items as items, paragraphs as parsing
from ._counted_days import counted, counts, on_that_day, told_on
from ._dated import dated, on_its_day
from ._split_frames import Reading, reading, settled
from ._split_words import Word, places, written
from .paragraphs import Paragraph
from .resolve import Memory
from .split import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span as Tokens, Token

    from ..registry import Registry

__all__ = ["Extraction", "Mention", "attributions_in", "claims_in", "extract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person or an organisation that the body names, and where."""

    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one article; spans are offsets into its text."""

    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    asides: tuple[Aside, ...]
    mentions: tuple[Mention, ...]


def attributions_in(text: str, *, registry: Registry | None = None) -> tuple[Attribution, ...]:
    """Return who says what in ``text``, every line of it, headlines too."""
    from . import attribution

    return attribution.find(parsing.parse(_bare(text)), registry.resolve if registry else None)


def claims_in(text: str, *, registry: Registry | None = None, fine: bool = False) -> tuple[Claim, ...]:
    """Return the claims of a bare text in order; of a single line nothing is left out as a headline or a question."""
    if "\n" in text.strip():
        from ..read._blocks import article_from_text

        return extract(article_from_text(text), registry=registry, fine=fine, framed=fine).claims
    return _extract(_bare(text), registry, fine=fine, framed=fine, kept=None, whole=True).claims


def extract(
    article: Article,
    *,
    registry: Registry | None = None,
    fine: bool = False,
    framed: bool = False,
    kept: Path | None = None,
) -> Extraction:
    """Return claims, attributions, asides and mentions of an article.

    :param registry: resolves the mention of a speaker to a publisher or a party.
    :param fine: one claim per adjunct.
    :param framed: "X said that P" stays in the claim; a scan judges P, and X apart from it.
    :param kept: a file that keeps the parses for the next time (:func:`paragraphs.parse`).
    """
    return _extract(article, registry, fine=fine, framed=framed, kept=kept, whole=False)


def _extract(
    article: Article,
    registry: Registry | None,
    *,
    fine: bool,
    framed: bool,
    kept: Path | None,
    whole: bool,
) -> Extraction:
    """Do the work of :func:`extract`; ``whole``: questions and fragments are claims too."""
    from . import attribution

    body, clocks = _clocked(article.text, [block for block in article.blocks if block.kind in BODY])
    body, days = dated(article.text, body)
    clocks += [Aside(span=day, kind="timestamp", why=_REASONS["day"]) for day in days.values()]
    parsed = parsing.parse(article, body, kept=kept)
    found = attribution.find(parsed, registry.resolve if registry else None)
    marks = typography.quotations(article.text)
    readings = []
    asides = [*clocks, *(_set_aside(block) for block in article.blocks if block.kind not in BODY)]
    memory = Memory()
    bases = _bases(parsed, article.published)
    for at, paragraph in enumerate(parsed):
        opening = items.opening(parsed, at)
        low, high = paragraph.block.span.start, paragraph.block.span.end
        near = tuple(a for a in found if a.content and a.content[0].start < high and a.content[-1].end > low)
        for sentence in _sentences(paragraph.doc):
            item = items.item(opening, parsed, at, sentence) if opening else None
            why = "" if item or (whole and any(t.is_alpha for t in sentence)) else _no_claim(sentence)
            why = why or ("opening" if items.opens(parsed, at, sentence) else "")
            if why:
                asides.append(Aside(span=paragraph.span(sentence), kind=why, why=_REASONS[why]))
                continue
            made = reading(paragraph, sentence, near, memory, fine=fine, framed=framed)
            readings.append(replace(made, item=item))
    seen: Counter[str] = Counter()
    claims = tuple(
        _claim(each, text, who, draft, marks, seen, _day_of(each, days, article.text), bases)
        for each, text, made in ((each, each.sentence.text, made) for each, made in settled(readings))
        for who, draft in made
    )
    return Extraction(
        claims=claims if framed else tuple(_carried(claims, article.text, seen)),
        attributions=found,
        asides=tuple(sorted(asides, key=lambda aside: aside.span)),
        mentions=tuple(_mentions(parsed)),
    )


def _clocked(text: str, body: list[Block]) -> tuple[list[Block], list[Aside]]:
    """Return the blocks without the times that open the entries of a live report, and those times as asides."""
    opened = [_CLOCK.match(text, block.span.start, block.span.end) for block in body]
    if sum(found is not None for found in opened) < _ENTRIES:
        return body, []
    asides = [
        Aside(span=Span(start=m.start(1), end=m.end(1)), kind="timestamp", why=_REASONS["timestamp"])
        for m in opened
        if m
    ]
    blocks = [
        replace(block, span=Span(start=m.end(), end=block.span.end)) if m else block
        for block, m in zip(body, opened, strict=True)
    ]
    return blocks, asides


def _sentences(doc: Doc) -> Iterator[Tokens]:
    """Yield the sentences of a paragraph, broken also where the parser runs on after a figure ("... at £19m. Ann")."""
    runs_on = _RUN_ON.search(doc.text) is not None
    for sentence in doc.sents:
        if not runs_on or not _RUN_ON.search(sentence.text):
            yield sentence
            continue
        start = sentence.start
        for token in sentence[:-1]:
            ends = _FIGURE_END.fullmatch(token.text) and (
                (token.i > sentence.start and doc[token.i - 1].like_num) or token.text[0].isdigit()
            )
            if ends and doc[token.i + 1].is_title:
                yield doc[start : token.i + 1]
                start = token.i + 1
        yield doc[start : sentence.end]


def _bare(text: str) -> Article:
    """Return an article whose every line is a paragraph."""
    blocks = [
        Block(span=Span(start=m.start(), end=m.end()), kind=BlockKind.PARAGRAPH, locator=f"¶ {n}")
        for n, m in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text), 1)
    ]
    return Article(id="", title="", text=text, blocks=tuple(blocks), origin="", published=None, sha256="")


_RUN_ON = re.compile(r"\d\s?(?:m|bn|tn|k|p|pc|km|kg|pts?)\.\s", re.IGNORECASE)
_FIGURE_END = re.compile(r"(?:\d[\d,.]*)?(?:m|bn|tn|k|p|pc|km|kg|pts?)\.", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*((?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?)(?:\s*[-–—:]\s*|\s+)(?=[A-Z\"“'‘])"
)
_TIMELESS = frozenset({"gloss", "title", "age", "trait", "origin", "label"})  # what somebody is, on any day
_ENTRIES = 3  # so many paragraphs that open with a time make a live report
_REASONS = {
    "timestamp": "the time of an entry",
    "day": "the day of an entry, which its claims take over",
    "headline": "a headline; what it says is checked where the body says it",
    "question": "a question asserts nothing",
    "command": "a command or a wish asserts nothing",
    "opening": "it opens a list; each item is read for itself",
    "fragment": "no statement: there is no verb and no figure in it",
}


def _set_aside(block: Block) -> Aside:
    kind = block.kind.value
    return Aside(span=block.span, kind=kind, why=_REASONS.get(kind, f"a {kind}, not a statement of the body"))


def _no_claim(sentence: Tokens) -> str:
    """Return why a sentence makes no claim, as a key of the reasons; empty when it makes one."""
    words = [t for t in sentence if not t.is_punct and not t.is_space]
    figures = any(t.like_num for t in words) and len(words) > 1
    if not any(t.is_alpha for t in words):
        return "fragment"
    if sentence.text.rstrip(" \"'”’)").endswith("?"):
        return "question"
    if words[-1].lemma_ in ("be", "include") and sentence.text.rstrip().endswith(":"):
        return "opening"
    if not any(t.pos_ in ("VERB", "AUX") for t in words):
        return "" if figures and not _only_dates(words) else "fragment"
    root = sentence.root
    alone = not any(
        t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "aux", "auxpass") for t in root.children
    )
    return "command" if root.tag_ == "VB" and alone and root.i <= words[0].i + 1 and not figures else ""


def _only_dates(words: list[Token]) -> bool:
    """Say whether words are a place and a day and no more: "Ely, 3 March 2025"."""
    dated = [t for t in words if t.ent_type_ == "DATE"]
    ends = bool(dated) and words[-1].ent_type_ == "DATE" and any(t.is_alpha for t in dated)
    return ends and all(t.ent_type_ in ("DATE", "GPE") or (t.pos_ == "PROPN" and t.is_alpha) for t in words)


def _claim(
    each: Reading,
    whole: str,
    said: Attribution | None,
    draft: Draft,
    marks: tuple[Span, ...],
    seen: Counter[str],
    day: str,
    bases: dict[int, Period],
) -> Claim:
    """Return a claim of a sentence whose text is ``whole``, in an entry of a timeline of that ``day``, if any.

    :param bases: the times from which sentences may count days, by their starts.
    """
    from . import checkworthy

    paragraph, sentence = each.paragraph, each.sentence
    text, added = written(paragraph.doc, draft.words)
    spans = places(paragraph.doc, draft.words, paragraph.start)
    within = paragraph.span(sentence)
    worth = checkworthy.assess(text, sentence, whole=whole, attributed=said is not None)
    if day and draft.kind not in _TIMELESS:
        text, more = on_its_day(text, day, said=said is not None)
        added = (*added, *more)
    if said is None or said.form != "direct":
        text, added = on_that_day(text, added, bases.get(within.start))
    return Claim(
        id=_identity(text, seen),
        text=text,
        spans=spans,
        sentence=within,
        attribution=_reworded(said, other=bool(added) or _gap(said, paragraph, draft.words)),
        checkworthy=worth.score,
        checkable=worth.checkable,
        why=worth.why,
        added=added,
        flags=draft.flags,
        quotations=tuple(m for m in marks if m.overlaps(within) and any(m.overlaps(span) for span in spans)),
    )


def _bases(parsed: Sequence[Paragraph], published: date | None) -> dict[int, Period]:
    """Return the time of the sentence before each sentence, from which it may count: "two days later"."""
    found: dict[int, Period] = {}
    last: Period | None = None
    for paragraph in parsed:
        for sentence in _sentences(paragraph.doc):
            if last is not None and counts(sentence):
                found[paragraph.span(sentence).start] = last
            last = told_on(sentence, published) or counted(sentence.text, last)
    return found


def _carried(claims: Iterable[Claim], text: str, seen: Counter[str]) -> Iterator[Claim]:
    """Yield claims, a sentence of a quotation that has no telling word, "It was not", with the one before it."""
    last: Claim | None = None
    for claim in claims:
        said = claim.attribution
        if last is None or said is None or said.form != "direct" or said != last.attribution:
            yield from () if last is None else (last,)
            last = claim
        elif bm25.terms(claim.text) or text[last.spans[-1].end : claim.spans[0].start].strip(" .!"):
            yield last
            last = claim
        else:
            words = f"{last.text.rstrip('.')}. {claim.text}"
            last = replace(last, id=_identity(words, seen), text=words, spans=(*last.spans, *claim.spans))
    yield from () if last is None else (last,)


def _gap(said: Attribution | None, paragraph: Paragraph, words: Sequence[Word]) -> bool:
    """Say whether words of what is said are left out in the middle, and not marks alone."""
    begin = paragraph.start
    told = [
        paragraph.doc.char_span(max(0, span.start - begin), span.end - begin, alignment_mode="contract") or ()
        for span in (said.content if said else ())
        if span.start < paragraph.block.span.end
    ]
    inside = [t.i for part in told for t in part if t.is_alpha or t.like_num]
    there = {w.at for w in words} & set(inside)
    return bool(there) and any(min(there) < i < max(there) and i not in there for i in inside)


def _reworded(said: Attribution | None, *, other: bool) -> Attribution | None:
    """Return an attribution, of a direct quotation that a claim has in ``other`` words not as a direct one.

    "A port built by sailors" says that the port was built by them, in words that nobody has spoken; and so it is
    with "My brother drowned" for "My brother, a pilot, drowned".
    """
    direct = said is not None and said.form == "direct"
    return replace(said, form="mixed") if said is not None and direct and other else said


def _day_of(each: Reading, days: dict[int, Span], text: str) -> str:
    day = days.get(each.paragraph.block.span.start)
    return day.of(text) if day else ""


def _identity(text: str, seen: Counter[str]) -> str:
    """Return a hash of the text, its typography folded, and of its occurrence in this article."""
    folded = typography.fold(text).text.rstrip(".")
    seen[folded] += 1
    return hashlib.sha256(f"{folded}#{seen[folded]}".encode()).hexdigest()[:12]


def _mentions(parsed: tuple[Paragraph, ...]) -> Iterator[Mention]:
    for paragraph in parsed:
        for entity in paragraph.doc.ents:
            if entity.label_ in ("PERSON", "ORG", "NORP", "GPE"):
                yield Mention(name=entity.text, kind=entity.label_, span=paragraph.span(entity))
