"""Where in a passage a number stands: beside other words of the claim, in a part, in a clause about something else.

"Drew 8 and lost 10" bears no "lost eight" out, nor "of which 22 were invalid" that 22 came by post.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import decisive, parsed
from ..judge._ages import is_age
from ..judge.numbers import INSTEAD
from ..model import Claim, Evidence, Finding, Quantity, Span, Stance
from ..text import clip, late, one_line
from ._gapped import has_gap
from ._reading import is_decisive
from ._rest import is_of_the_rest, told_of_the_rest
from ._sums import common_unit
from ._synonyms import spoken, telling, told
from ._totals import totalled

Contrary = tuple[str, str, Span, str]  # judge, reason, where in the claim, what of it

if TYPE_CHECKING:
    from spacy.tokens import Token

SHOWN = 160  # letters of a passage in a reason
_PIECE = re.compile(r"[;,](?!\d)|\band\b|\bof whom\b|\bof which\b|\bagainst\b|\bwhile\b|\bbut\b")
_EARLIER = re.compile(
    r"\b(?:earlier|before|previous\w*|prior|last year|former\w*|after|from|up to|down to|compared|than|against)\b",
    re.I,
)
_COUNTED = late(
    r"\b(?:count(?:ed|s)|record(?:ed|s)|register(?:ed|s)|list(?:ed|s)|report(?:ed|s)|estimate[ds]|sp(?:oke|eaks) of"
    r"|put(?:s)? (?:it|them|the \w+) at|shows?)\b",
    re.I,
)
_PARTITIVE = re.compile(
    r"\b(?:\d+|[a-z]+) of (?:the|its|their) (?:\d+|two|three|four|five|six|seven|eight|nine|ten"
    r"|people|dead|injured|victims|wounded)\b",
    re.I,
)
# What is told of a share: "were caused by artillery" of "62 percent of them were caused by artillery".
_SO = late(
    r"(?: of(?: [\w’'-]+){1,4}?)? (?:were|are|was|is|had|have|has) (?P<what>[^,;.]{3,80}?)"
    r"(?= and (?:\d|[a-z]+ (?:percent|per cent))|[,;.]|$)",
    re.I,
)
_TOTAL = re.compile(r"\b(?:a total of|in total|in all|altogether|overall)\b", re.I)
_COMES_TO = late(
    r"\b(?:total|number|count|tally|sum|toll|figure)(?: (?:since|for|of) [^,;.]{2,30}?| so far| to date| now| then)*"
    r" (?:is|was|now|stands?|stood|comes?|came|ris(?:es|en)|rose|reach(?:es|ed)|has|at|to|risen| )* $"
    r"|\b(?:in total|in all|altogether|so far|to date),?"
    r"(?: (?:it|they|he|she) ha(?:s|ve|d) [a-z]+)?(?: (?:about|some|around))? $",
    re.I,
)
_IN_TOTAL = late(r"[^,;.]{0,40}\b(?:in total|in all|altogether|so far|to date|since (?:then|[A-Z\d]))")
_BARE_RANK = late(r"(?: (?:on|in|at|for|to|with|by|from|was|were|is|came|will)\b|\W*$|[,;.])")
BY_SO_MUCH = late(r" (?:more|fewer|less|higher|lower) than\b", re.I)
_THE = re.compile(r"\b(?:the|those|these|its|their)\s+$", re.I)
_THINGS = late(r"\s+(?!crowns|marks|florins|francs|pesos)[a-z]{3,}s\b")
_BARE = late(r"(?:\b(?:and|in|for)\b|\W)*", re.I)  # a piece of nothing but a number and its time
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")


def apart(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> set[Span | None]:
    """Return where a claim has numbers that a passage gives in a clause of its own, about something else.

    "Children: 15.8, down from 19.3" is not borne out by "19.3 of the old in 2015; children 15.8".
    """
    clauses = _spans(item.text)
    about = {span: _common(claim, span.of(item.text)) for span in clauses}
    lone = [span for span in clauses if not about[span]] if any(about.values()) else []
    return (
        _of_other_parts(claim, item)
        | _of_other_shares(claim, item)
        | _of_some(claim, item)
        | {
            f.claim_span
            for f in findings
            if f.judge == "numbers" and f.stance is Stance.SUPPORTS and f.evidence_span is not None
            if any(span.covers(f.evidence_span) for span in lone)
        }
    )


def _of_some(claim: Claim, item: Evidence) -> set[Span | None]:
    """Return where a claim gives as a total what a passage gives of some: "the 306 that came late" are not all."""
    if not _TOTAL.search(claim.text):
        return set()
    some = {
        q.value
        for q in quantity.find(item.text)
        if _THE.search(item.text[: q.span.start])
        or any(part.part.span == q.span for part in quantity.parts(item.text))
    }
    return {q.span for q in claim.quantities if q.value in some}


def _of_other_parts(claim: Claim, item: Evidence) -> set[Span | None]:
    """Return where a claim has the number of a part that the passage tells something else of.

    "Of 1.3 million ballots 22,130 came by post" is not borne out by "of which 22,130 were invalid".
    """
    theirs = {
        found.part.value: found.rest
        for found in quantity.parts(item.text)
        if found.part.unit != "share" and found.whole.span.start < found.part.span.start
    }
    return {
        part.part.span
        for part in quantity.parts(claim.text)
        if part.part.value in theirs and not _shares(part.rest, theirs[part.part.value])
    }


def _of_other_shares(claim: Claim, item: Evidence) -> set[Span | None]:
    """Return where a claim has a share of which a passage tells something else: "most were civilians".

    Of the dead civilians 62 percent were killed by artillery.
    """
    shares = [q for q in claim.quantities if q.unit in ("%", "share")]
    stated = [q for q in quantity.find(item.text) if q.unit in ("%", "share")] if shares else []
    found: set[Span | None] = set()
    for mine in shares:
        said = _SO.match(claim.text, mine.span.end)
        alike = [_SO.match(item.text, q.span.end) for q in stated if quantity.agree(mine, q).holds]
        others = [other["what"] for other in alike if other is not None]
        if (
            said
            and others
            and len(others) == len(alike)
            and not any(_shares(said["what"], o) for o in others)
        ):
            found.add(mine.span)
    return found


def _shares(piece: str, other: str) -> bool:
    """Say whether two pieces have a telling word in common, or one has none."""
    held, words = told(other), [forms for _, forms in spoken(piece)]
    return not words or not spoken(other) or any(not held.isdisjoint(forms) for forms in words)


@functools.lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[Span, ...]:
    """Return the parts of a passage that semicolons keep apart."""
    cuts = [0, *(m.start() for m in re.finditer(";", text)), len(text)]
    return tuple(Span(start=a, end=b) for a, b in itertools.pairwise(cuts) if a < b)


def misplaced(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a refutation for each number that the passage has, but ties to something else than the claim does.

    "Drew 8 and lost 10" bears no "lost eight" out: the piece that has the claim's words has another number.
    """
    if _EARLIER.search(claim.text) or _PARTITIVE.search(claim.text):
        return
    pieces = pieces_of(item.text)
    days = (f for f in findings if f.judge == "dates" and is_decisive(f, Stance.SUPPORTS))
    dated = [f.evidence_span for f in days if f.evidence_span is not None]
    for found in findings:
        if found.judge != "numbers" or found.claim_span is None or not is_decisive(found, Stance.SUPPORTS):
            continue
        if is_total(item.text, found.evidence_span):
            yield from _of_one_day(claim, item, found)
            continue
        at = found.evidence_span
        if INSTEAD.search(claim.text[: found.claim_span.start]) or (
            at and BY_SO_MUCH.match(item.text, at.end)
        ):
            continue  # "instead of three": what the plan requires; "58,000 more than in June": of what, is told before
        mine = quantity.at(claim.text, found.claim_span)
        if mine is not None and (totalled(claim.text, mine, item.text) or _is_of_age(item.text, found)):
            continue  # "in two valleys" of "six dead in the one and two in the other"
        other = _elsewhere(claim, found, pieces, dated)
        if other and not has_gap(item.text) and not _named_since(claim.text, item.text, other, found):
            reason = f"the draft says {found.part}; the source has “{other.strip()}”"
            yield refuting("numbers", reason, found.claim_span, found.part, item)


def _named_since(claim: str, passage: str, other: str, found: Finding) -> bool:
    """Say whether a name of a claim stands between its number and the other: "Tern has 29 and Marl, last, 22"."""
    at = found.evidence_span.start if found.evidence_span is not None else 0
    between = passage[passage.find(other) + len(other) : at]
    return bool(between) and bool(_named(claim, between))


def instead_of(claim: str, mine: Quantity, passage: str, other: Quantity) -> Contrary:
    """Return that a passage has one number where a claim has another."""
    said = mine.span.of(claim)
    return "numbers", f"the draft says {said}; the source says {other.span.of(passage)}", mine.span, said


def goes_on_counting(word: str, passage: str, number: Span) -> bool:
    """Say whether a number counts on what the one before it does: "killed 449 villagers and wounded 1,246 in Orm".

    Or has it right behind itself: "nine in Lark Canyon" of those who died in the Lark Canyon Fire.
    """
    beside = rf" (?:in|at|from|near|of|on) (?:the )?{re.escape(word)}\b"
    if re.match(beside, passage[number.end :], re.I):
        return True
    before = rf"\d {re.escape(word)},? (?:and|but) (?:[a-z]+ ){{1,3}}$"
    alone = re.match(r" (?:in|at|on|near|since|by|during|there|others|more)\b|[.,;]|$", passage[number.end :])
    return alone is not None and re.search(before, passage[: number.start], re.I) is not None


def _is_of_age(passage: str, found: Finding) -> bool:
    """Say whether a number of a passage is an age, of which there are no more or fewer."""
    there = quantity.at(passage, found.evidence_span) if found.evidence_span is not None else None
    return there is not None and is_age(there, passage)


def is_total(passage: str, at: Span | None) -> bool:
    """Say whether a number of a passage is what all comes to: "it brought 410 on 12 May; the total is 930"."""
    return at is not None and bool(_COMES_TO.search(passage[: at.start]) or _IN_TOTAL.match(passage, at.end))


def _of_one_day(claim: Claim, item: Evidence, found: Finding) -> Iterator[Finding]:
    """Yield a refutation where a claim has for a day or month what a passage has in all, with another number for it."""
    at, there = found.claim_span, found.evidence_span
    mine = quantity.at(claim.text, at) if at is not None else None
    if at is None or there is None or mine is None:
        return
    named = {p.span.of(claim.text) for p in claim.periods if p.relation == "in"}
    for piece, span in pieces_of(item.text):
        others = (q for q in quantity.find(piece) if q.value != mine.value)
        day = next((day for day in named if day in piece and not span.overlaps(there)), "")
        if day and any(common_unit(q, mine) is not None for q in others):
            reason = f"the draft says {found.part} of {day}; the source has “{piece.strip()}”"
            yield refuting("numbers", reason, at, found.part, item)
            return


def _has_days(passage: str) -> bool:
    """Say whether a passage gives its numbers for several days, and not all for the one at its head."""
    return len(when.find(passage)) > 1


def _elsewhere(
    claim: Claim, found: Finding, pieces: tuple[tuple[str, Span], ...], dated: Sequence[Span]
) -> str:
    """Return the piece of a passage that has the claim's words and another number than the claim, or ""."""
    if found.evidence_span is None or found.claim_span is None:
        return ""
    place = next((span for _, span in pieces if span.overlaps(found.evidence_span)), None)
    if place is not None and any(map(place.overlaps, dated)) and _has_days(found.evidence.text):
        return ""  # "fell to 81 percent on 3 March and stood at 90 on the 13th": the claim's day shows which
    home = _under_its_head(place.of(found.evidence.text) if place is not None else "")
    mine = quantity.at(claim.text, found.claim_span)
    if mine is None or not home or _common(claim, home) or _named(claim.text, home):
        return ""
    inside = [q.value for q in quantity.find(home)]
    if len(inside) > 1 and sum(inside) in {q.value for q in quantity.find(found.evidence.text)}:
        return ""  # "19, 17 pupils and two teachers": its parts are told of with the words of the whole
    if mine.unit == "ordinal" and _BARE_RANK.match(found.evidence.text, found.evidence_span.end):
        return ""  # "the first paper on 2 June and the second on the 4th"
    bare = home.strip(" .;,").endswith(found.evidence_span.of(found.evidence.text))
    if bare and _COUNTED.search(home):
        return ""  # "31,000 were affected; the town itself counted 27,500": of what, the piece before says
    if (
        place is not None
        and place == pieces[-1][1]
        and _BARE.fullmatch(_untold(home))
        and _has_days(found.evidence.text)
    ):
        return ""  # "900 people in 2023 and 1,200 in 2025": the head of the row tells of what there are 1,200 now
    own = next((text for text, span in pieces_of(claim.text) if span.covers(found.claim_span)), "")
    said = set(bm25.terms(own.replace(found.part, " "))) & set(bm25.terms(home))
    if any(term.isalpha() for term in said):
        return ""  # "the state 4.6 million" of "the state's 4.6 million": "state" tells little, and enough
    if not _common(claim, own):
        own = claim.text
    part = any(part.part.value == mine.value for part in quantity.parts(found.evidence.text))
    if part and not _TOTAL.search(claim.text):
        return ""  # "1,150 posts, of which 720": the words of the whole are the part's too
    away = [text for text, span in pieces if not span.overlaps(found.evidence_span)]
    rivals = [text for text in away if _rival(text, mine, claim, own)]
    if is_of_the_rest(found.evidence_span, found.evidence.text) and told_of_the_rest(
        claim.text, found.evidence.text
    ):
        return ""  # "the remaining 12 sank": what they are, the piece before says
    return max(rivals, key=lambda text: _common(claim, text), default="")


def _untold(piece: str) -> str:
    """Return a piece of a passage without its numbers and times."""
    spans = [*(q.span for q in quantity.find(piece)), *(p.span for p in when.find(piece))]
    return "".join(c for at, c in enumerate(piece) if not any(s.start <= at < s.end for s in spans))


def _under_its_head(piece: str) -> str:
    """Return a piece of a passage without the head of the table that it begins: "Trask, May 2026: orders up 6"."""
    return piece.rpartition(": ")[2]


def _rival(piece: str, mine: Quantity, claim: Claim, own: str) -> bool:
    """Say whether a piece has words of the claim's own piece and a number of its kind that the claim has not."""
    given = [q for q in quantity.find(claim.text) if q.unit not in ("ordinal", "label") or not mine.unit]
    values = {q.value for q in given}
    others = [q for q in quantity.find(piece) if common_unit(q, mine) is not None and q.value not in values]
    if quantity.is_money(mine.unit):  # "gave out 40,000 meals and received 12,000 euros"
        others = [q for q in others if q.unit or not _THINGS.match(piece, q.span.end)]
    return bool(others) and _common(claim, piece, own) > 0


def _named(text: str, piece: str) -> bool:
    """Say whether a piece has a name or a year of a text, which tells what its number is of."""
    held = {*_YEAR.findall(piece), *bm25.terms(piece)}
    return not held.isdisjoint((*_YEAR.findall(text), *(t for name in names(text) for t in bm25.terms(name))))


def _common(claim: Claim, piece: str, own: str = "") -> int:
    """Return how many telling words of a claim, its names and dates left out, a piece of a passage has.

    :param own: the part of the claim that is asked for, if not the whole.
    """
    held, left = frozenset(bm25.terms(piece)), set(names(claim.text))
    left.update(word for period in claim.periods for word in period.span.of(claim.text).split())
    words = (
        (word, forms) for word, forms in telling(claim.text) if word not in left and word in (own or word)
    )
    return sum(not held.isdisjoint(forms) for word, forms in words)


@functools.lru_cache(maxsize=4096)
def pieces_of(text: str) -> tuple[tuple[str, Span], ...]:
    """Return the pieces of a passage that have a number each, cut at commas, semicolons and "and"."""
    inside = [q.span for q in quantity.find(text)]
    marks = [m.start() for m in _PIECE.finditer(text)]
    cuts = [0, *(at for at in marks if not any(span.start < at < span.end for span in inside)), len(text)]
    spans = [Span(start=a, end=b) for a, b in itertools.pairwise(cuts) if a < b]
    return tuple((span.of(text), span) for span in spans)


@functools.lru_cache(maxsize=4096)
def names(text: str) -> frozenset[str]:
    return frozenset(token.text for token in parsed(text) if token.pos_ == "PROPN")


def parts_around(text: str, at: Span) -> Iterator[Span]:
    """Yield the part of a passage in which something stands, up to a semicolon, then up to a comma."""
    yield from (span for span in (*_spans(text), *(span for _, span in pieces_of(text))) if span.covers(at))


def refuting(judge: str, reason: str, span: Span, part: str, item: Evidence) -> Finding:
    """Return a refutation that lies in how a passage is built."""
    return decisive(judge, Stance.REFUTES, reason, span, part, item)


def clause_at(text: str, at: int) -> str:
    """Return the part of a passage, up to a semicolon, in which something stands."""
    start, end = text.rfind(";", 0, at) + 1, text.find(";", at)
    return text[start : end if end >= 0 else len(text)]


def clause_of(word: Token) -> str:
    """Return the part of a passage in which a word stands, as a reason quotes it."""
    return shown(clause_at(word.doc.text, word.idx))


def shown(words: str) -> str:
    """Return words as a reason quotes them: on one line, and not too many."""
    return clip(one_line(words.strip(" .")), SHOWN)


def phrase(word: Token) -> str:
    """Return a word with what stands right before it, and the name beside it, as it is written."""
    below = [
        t for t in word.subtree if t.i < word.i and t.dep_ not in ("prep", "relcl", "det", "punct", "cc")
    ]
    start = word.i
    while any(t.i == start - 1 for t in below):
        start -= 1
    beside = next((c for c in word.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    end = beside.i if beside is not None else word.i
    return one_line(word.doc[start : end + 1].text)
