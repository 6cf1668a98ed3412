"""Days that copy counts from the sentence before: "It broke on 3 August. Two days later the army came."

The day that comes of it is put in the place of the count, marked as added: else "two days later" is compared with
nothing. Only a count from the one day or year on which the main verb of the sentence before hangs; what somebody
says on a day, and what is counted loosely ("about two days later"), is no such count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from .. import when
from ..figures import long_date
from ..lexicon.calendar import add_months, shift, unit
from ..lexicon.number_words import SMALL, spelled
from ..model import Period, Span
from ..text import late, quotations

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens, Token

_COUNTED = late(
    rf"\b(?:(?P<number>an?|\d\d?|{SMALL}) (?P<unit>day|year)s? (?P<way>later|earlier|afterwards)"
    r"|the (?P<next>next|following|previous|preceding) (?P<one>day|year)"
    r"|the day (?P<side>before|after)(?=[.,;]|$))\b(?! than| or\b| of\b|['’]s|-)",
    re.I,
)
_LOOSE = late(
    r"\b(?:about|around|roughly|some|nearly|almost|over|under|than|within|least|most|just|only|barely|until|till|by|from"
    r"|for|since|before|after|to|and|or|not|in|during)\s+$",
    re.I,
)
_SAYING = frozenset("say tell report announce state add write warn claim expect plan".split())  # noqa: SIM905
_OPENS = late(r"(?:(?:but|then|and),? )?", re.I)
_BACK = frozenset({"earlier", "previous", "preceding", "before"})
_GRAINS = ("day", "year")  # "two months later" may be the third month


def told_on(sentence: Tokens, reference: date | None) -> Period | None:
    """Return the one time on which the main verb of a sentence hangs, or None."""
    root = sentence.root
    if root.lemma_ in _SAYING or root.pos_ not in ("VERB", "AUX"):
        return None
    main = {root.i, *(t.i for t in root.conjuncts)}
    times = [p for p in when.find(sentence.text, reference) if p.relation == "in" and p.start > date.min]
    hung = [p for p in times if (verb := _verb(sentence, p.span)) is not None and verb.i in main]
    only = hung[0] if len(hung) == 1 else None
    whole = (
        only is not None and only.grain in _GRAINS and unit(only.start, only.grain) == (only.start, only.end)
    )
    return only if whole else None


def counts(sentence: Tokens) -> bool:
    """Say whether a sentence counts from the one before, and from nothing that it tells itself.

    Who "was arrested and freed a day later" was freed a day after he was arrested.
    """
    found = [*_COUNTED.finditer(sentence.text)]
    if len(found) != 1:
        return False
    tells = [c for t in (sentence.root, *sentence.root.conjuncts) for c in t.children]
    alone = not any(
        c.dep_ in ("conj", "advcl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX") for c in tells
    )
    return alone or _OPENS.fullmatch(sentence.text[: found[0].start()]) is not None


def counted(text: str, base: Period | None) -> Period | None:
    """Return the time to which a text counts from another one, its span that of the words; None where it does not."""
    found = _COUNTED.search(text) if base is not None else None
    if found is None or base is None or _LOOSE.search(text[: found.start()]) or _is_aside(text, found.span()):
        return None
    grain = (found["unit"] or found["one"] or "day").casefold()
    if grain != base.grain or any(p.grain in _GRAINS for p in when.find(text)):
        return None
    word = next(found[name] for name in ("way", "next", "side") if found[name]).casefold()
    count = _count(found["number"]) * (-1 if word in _BACK else 1)
    start = (
        shift(base.start, count)
        if grain == "day"
        else add_months(base.start, count * (12 if grain == "year" else 1))
    )
    first, last = unit(start, grain)
    return Period(
        span=Span(start=found.start(), end=found.end()),
        start=first,
        end=last,
        grain=base.grain,
        relation="in",
        anchored=base.anchored,
        partial=base.partial,
    )


def on_that_day(text: str, added: Sequence[Span], base: Period | None) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a claim with the time that it counts, and the spans of what was added."""
    found = counted(text, base)
    if found is None:
        return text, tuple(added)
    said, at = _written(found), found.span
    said = f"{said[0].upper()}{said[1:]}" if at.start == 0 else said
    more = len(said) - (at.end - at.start)
    kept = (Span(start=s.start + more, end=s.end + more) if s.start >= at.end else s for s in added)
    mine = Span(start=at.start, end=at.start + len(said))
    return f"{text[: at.start]}{said}{text[at.end :]}", tuple(sorted((*kept, mine)))


def _written(time: Period) -> str:
    """Return a time in words, its year only where the draft gives it or no other can be meant."""
    guessed = time.partial != (0, 0)
    if time.grain == "year":
        return f"in {time.start.year}"
    return f"on {time.start.day} {time.start:%B}" if guessed else f"on {long_date(time.start)}"


def _count(number: str | None) -> int:
    if number is None or number.casefold() in ("a", "an"):
        return 1
    return int(number) if number.isdigit() else int(spelled(number))


def _is_aside(text: str, at: tuple[int, int]) -> bool:
    """Say whether a count stands in words that somebody speaks: he counts from a day of his own."""
    return any(mark.start <= at[0] and at[1] <= mark.end for mark in quotations(text))


def _verb(sentence: Tokens, span: Span) -> Token | None:
    """Return the verb to which a time of a sentence belongs: none for "the riots of March"."""
    inside = [t for t in sentence if span.start <= t.idx - sentence.start_char < span.end]
    above = next((t.head for t in inside if t.head not in inside), None)
    if above is not None and above.pos_ == "ADP":
        above = above.head
    return above if above is not None and above.pos_ in ("VERB", "AUX") else None
