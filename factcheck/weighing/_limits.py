"""What a passage limits and a claim does not: all but some, the largest only since a year, points for per cent, a unit.

Each asks for most words of the claim in the very part of the passage that tells it; then the one word is the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import bm25, quantity
from ..judge import change, explains, root_of, tells_change
from ..judge._rates import rate_of
from ..model import Quantity, Span
from ..text import late
from ._paces import number, paces_apart
from ._placing import Contrary, shown
from ._synonyms import forms_of, spoken, told
from ._turns import turns

_CLAUSE = late(r"[;:](?=\s)|\.(?=\s)")
_MATTER, _WORDS = 0.6, 2
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "year"})
_SPAN = late(r"\b(within|every|for|after|in|next|last|by|up to|least|than) (?:the |some |about )?$", re.I)
_FROM_TO = late(
    r"\bfrom (?:about |some )?[^\s;]+(?: (?:[a-z]+|in \d{4})){0,2} to [^\s;]*\w(?: (?:million|billion|percent))?",
    re.I,
)
_LENGTH = late(
    r"\b(?P<how>over|within|for|during) (?:the (?:next|coming|past|last) )?(?P<n>[a-z]+|\d+) "
    r"(?P<unit>day|week|month|year)s?\b(?! (?:ago|old|later|earlier|before))",
    re.I,
)
_AGED = late(
    r"\b(?P<age>\d{1,3})-year-old (?P<who>[a-z]{3,})\b"
    r"|\b(?P<whom>[a-z]{3,})(?: of|, aged|,| aged) (?P<of>\d{2})\b(?![\d,.]*\d)"
    r"(?! (?:[a-z]+ )?(?:percent|per cent|years|days|hours|people))",
)
_IN_ALL = late(r"\b(?:once|twice|thrice|three times|four times)\b(?=\s*(?:[.,;]|$))", re.I)
_MOST = r"\b(?P<most>[a-z]{2,}est|worst|best|most [a-z]+)\b[^.;]{0,60}?"
_EVER = late(
    rf"{_MOST}\b(?:ever|of all time|on record|in (?:its|the|their)"
    r"(?: [a-z]+['’]s)? history)\b",
    re.I,
)
_SINCE = late(
    rf"{_MOST}\b(?P<since>(?:since|in) (?:[12]\d{{3}}\b"
    r"|(?:(?:more than|about|nearly|almost|over) )?(?:a|\d+|[a-z]+) (?:years?|decades?)\b))",
    re.I,
)
_FIRST = late(r"\bfor the first time\b|\bfirst[- ]ever\b", re.I)
_AGAIN = late(
    r"\bfor the (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?: \w+)?(?: in a row| running)?\b"
    r"|\b(?:once more|yet again|in a row)\b",
    re.I,
)
_WHOLLY = late(
    r"\bwithout (?:any )?(?:exceptions?|limits?|conditions?|restrictions?|reservations?)\b|\bunconditional(?:ly)?\b"
    r"|\bin full\b|\bunlimited\b",
    re.I,
)
_LIMITED = late(
    r"\bonly (?:an? |parts? of )?(?:summary|extracts?|excerpts?|abridged|shortened|part)\b"
    r"|\bexcept (?:for |in |on |those )?[^,.;]{3,50}|\bup to (?:the|a) (?:limit|maximum|ceiling)[^,.;]{0,40}"
    r"|\b(?:on (?:the )?condition that|provided that)[^,.;]{3,50}",
    re.I,
)
_REGARDLESS = late(
    r"\b(?:whatever (?:the|its|their|happens)|even if|whether or not|regardless of|no matter (?:if|whether))\b",
    re.I,
)
_UNLESS = late(
    r"\b(?:unless|only if|except if|provided(?: that)?|as long as|on condition that)\b[^,.;]{3,50}", re.I
)
_EACH = late(r"\b(?:each|apiece)\b", re.I)
_TOGETHER = late(r"\b(?:together|in total|combined|between them|in all)\b", re.I)
_APIECE = ((_EACH, _TOGETHER), (_TOGETHER, _EACH))
# A second sum beside the one apiece: "30 crowns a share, or 2 billion in all".
_OR_IN_ALL = late(r"\bor (?:[^,;.]|\.\d)*\b(?:in all|in total|together)\b", re.I)
_ONLY = late(
    r"\bonly (?:the |those )?(?!(?:and|or|but|on|in|at|for|with|by|from|to|under|over|until|after|before)\b)[a-z]+"
    r" (?:that|who|which|from|with|in|under|over|of) [a-z]+",
    re.I,
)
_EVERYBODY = late(r"\b(?:to|for) (?:everyone|everybody|all)\b", re.I)
_ONLY_TO = late(r"\bonly (?:to|for) [a-z]+", re.I)
# "For vehicles as well as people on foot" of "for people on foot only".
_AS_WELL = late(r"\b(?:as well as|not (?:only|just)|both [a-z]+ and)\b", re.I)
_NOTHING_ELSE = late(
    r"\b[a-z]{3,} only(?= and\b|[,;.]|$)|"
    r"\b(?:for|to|on|in|by|from|with) (?:[\w’'-]+ ){1,4}(?:only|alone)(?=\W*(?:$|[,;.]|and\b))",
    re.I,
)
_THAN_BEFORE = late(
    r"\b(?:more|fewer|less|[a-z]+er) (?:[\w’'-]+ ){0,3}?than (?:in |at )?(?:last|the (?:year|month|quarter|week) before"
    r"|(?:a|one) (?:year|month|quarter|week) (?:earlier|before|ago)|the (?:previous|last|same))\b",
    re.I,
)
_UNCHANGED = late(
    r"\b(?:unchanged (?:from|on|against|over)|(?:the same|as (?:high|many|much)) as|level with)\b", re.I
)
_ALL_OF = frozenset({"all", "each", "both", "every"})
_SOME_NOT = late(
    r"(?:[;,.]|\band|\bbut|\bwhile) (?:and |but |while )?(?:(?:another|the (?:other|remaining)) )?"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|others) (?:of them )?"
    r"(?:(?:has|have|had|is|are|was|were|could|did|do) not(?: yet)?(?: been)?(?=[.;,]|$)"
    r"|(?:is|are|remains?) (?:still )?(?:missing|unaccounted for|unidentified|outstanding))",
    re.I,
)
_LEFT_OUT = late(
    r"(?P<what>[\w’'-]+(?: [\w’'-]+)?) (?:(?:is|are|was|were) )?not (?:counted|included)(?: in)?\b"
    r"|\b(?:without|excluding|exclusive of|not (?:counting|including)|leaving out|does not (?:include|count)) (?:the )?"
    r"(?P<whom>[\w’'-]+(?: [\w’'-]+)?)",
    re.I,
)
_LEAVES_OUT = late(r"\b(?:leav(?:e|es|ing) out|left out|omit(?:s|ted)?|exclud(?:e|es|ed|ing))\b", re.I)
_BOTH = late(r"\bboth (?:the |of the |its |their )?(?P<what>[a-z]{3,})s\b", re.I)
_BOTH_TOO = late(r"\b(?:in|on|at|for|to|from|by|of) both\b|\bboth ways\b", re.I)
_ONE = late(
    r"\bonly (?:[a-z]{2,4} )?one (?:of the )?(?P<what>[a-z]{3,})\b|\bone (?P<whom>[a-z]{3,}) only\b(?! on\b)",
    re.I,
)
ALL = late(
    r"(?<!nearly )(?<!almost )\b(?:all(?! (?:[\w’'-]+ ){0,3}but\b)|both|each|the whole|every(?:one|body)"
    r"|every(?! (?:two|three|four|five|six|seven|eight|nine|ten|\d)))\b",
    re.I,
)


def limited(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim tells without the limit that a passage has, or in another unit."""
    if turns(claim):
        return
    yield from _points(claim, passage)
    yield from _by_how_much(claim, passage)
    yield from _units(claim, passage)
    yield from _paces(claim, passage)
    yield from _lengths(claim, passage)
    yield from _ages(claim, passage)
    yield from _how_many_times(claim, passage)
    yield from _pair(claim, passage, _EVER, _SINCE)
    yield from _pair(claim, passage, _FIRST, _AGAIN)
    yield from _pair(claim, passage, _WHOLLY, _LIMITED)
    yield from _pair(claim, passage, ALL, _ONLY)
    yield from _pair(claim, passage, _EVERYBODY, _ONLY_TO)
    yield from _pair(claim, passage, _AS_WELL, _NOTHING_ELSE)
    yield from _pair(claim, passage, _THAN_BEFORE, _UNCHANGED)
    yield from _of_one(claim, passage)
    yield from _pair(claim, passage, _REGARDLESS, _UNLESS)
    shared = {q.value for q in quantity.find(claim)} <= {q.value for q in quantity.find(passage)}
    both = (
        _OR_IN_ALL.search(claim)
        or _rated_alike(claim, passage)
        or (any(rate_of(claim, q) for q in quantity.find(claim)) and _TOGETHER.search(claim))
    )
    for one, other in _APIECE if shared and not both else ():
        yield from _pair(claim, passage, one, other)
    yield from _all_but_some(claim, passage)
    yield from _counts_in(claim, passage)


def _rated_alike(claim: str, passage: str) -> bool:
    """Say whether a passage has a number of a claim for the same time too: "60 million a year, 240 in all"."""
    rated = [(q.value, rate) for q in quantity.find(claim) if (rate := rate_of(claim, q))]
    return any((q.value, rate_of(passage, q)) in rated for q in quantity.find(passage) if rated)


def _points(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the per cent of a claim that the passage has as percentage points, told or between two shares."""
    for mine in (q for q in quantity.find(claim) if q.unit == "%" and change(claim, q)):
        for clause in _CLAUSE.split(passage):
            held = quantity.find(clause)
            shares = [q for q in held if q.unit == "%"]
            if not _tells(claim, clause, mine) or any(q.value == mine.value for q in shares):
                continue
            said = mine.span.of(claim)
            told_so = next((q for q in held if q.unit == "points" and q.value == mine.value), None)
            if told_so is not None:
                yield (
                    "numbers",
                    f"the draft says {said}; the source says {told_so.span.of(clause)}",
                    mine.span,
                    said,
                )
            elif len(shares) == _WORDS and round(abs(shares[0].value - shares[1].value), 6) == mine.value:
                one, other = (q.span.of(clause) for q in shares)
                apart = f"{mine.value:g} percentage points apart"
                reason = f"the draft says {said}; the source has {one} and {other}, {apart}"
                yield "numbers", reason, mine.span, said


def _by_how_much(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a change of a claim that is not the one from one level of a clause to the other: "by 61" of 486 to 537."""
    for mine in (q for q in quantity.find(claim) if change(claim, q)):
        for clause in _CLAUSE.split(passage):
            levels = _from_to(clause)
            told_so = any(quantity.agree(mine, q).holds for q in quantity.find(clause))
            if not levels or told_so or not _tells(claim, clause, mine):
                continue
            old, new, unit, said_so = levels
            plain = mine.unit in ("", unit) and unit != "%"
            if (
                (plain or mine.unit == "%")
                and unit != "%"
                and old
                and not explains(mine, change(claim, mine), new, old, unit)
            ):
                said = mine.span.of(claim)
                off = f"{abs(new - old):,g}" if plain else f"{100 * abs(new - old) / old:.1f} percent"
                yield (
                    "numbers",
                    f"the draft says {said}; the source has {said_so}, which comes to {off}",
                    mine.span,
                    said,
                )


def _from_to(clause: str) -> tuple[float, float, str, str] | tuple[()]:
    """Return the two levels of a clause that has no other number, "from" one "to" the other, their unit and words."""
    found = _FROM_TO.search(clause)
    numbers = quantity.find(found.group()) if found else ()
    if found is None or len(quantity.find(clause)) != len(numbers):
        return ()
    if len(numbers) == 1 and numbers[0].low < numbers[0].high:  # "from £486 to £537" reads as a range
        old, new = sorted((numbers[0].low, numbers[0].high))
        return old, new, numbers[0].unit, found.group()
    if len(numbers) == _WORDS and numbers[0].unit in ("", numbers[1].unit):
        return numbers[0].value, numbers[1].value, numbers[1].unit, found.group()
    return ()


def _tells(claim: str, clause: str, number: Quantity) -> bool:
    """Say whether a clause has every telling word of a claim but its numbers and what only tells a change."""
    held = told(clause)
    words = [(w, forms) for w, forms in spoken(claim) if not (tells_change(w) or w in number.span.of(claim))]
    words = [(w, forms) for w, forms in words if not w[:1].isdigit()]
    return bool(words) and all(not held.isdisjoint(forms) for _, forms in words)


def _units(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a stretch of time that the passage has in another unit: "within six months" of "within six weeks"."""
    stated = [q for q in quantity.find(passage) if q.unit in _TIMES]
    for mine in (q for q in quantity.find(claim) if q.unit in _TIMES) if stated else ():
        ours = _SPAN.search(claim[: mine.span.start])
        if ours is None or any(q.unit == mine.unit for q in stated):
            continue
        for other in stated:
            theirs = _SPAN.search(passage[: other.span.start])
            same = (
                other.value == mine.value
                and theirs is not None
                and theirs[1].casefold() == ours[1].casefold()
            )
            if same and of_one_matter(claim, passage):
                said, stated_as = mine.span.of(claim), other.span.of(passage)
                yield "numbers", f"the draft says {said}; the source says {stated_as}", mine.span, said


def _lengths(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the time that a claim gives to what a passage gives another time: "over three years" of "over five"."""
    ours, theirs = [*_LENGTH.finditer(claim)], [*_LENGTH.finditer(passage)]
    if len(ours) != 1 or len(theirs) != 1 or not of_one_matter(claim, passage):
        return
    mine, other = ours[0], theirs[0]
    same = all(mine[part].casefold() == other[part].casefold() for part in ("how", "unit"))
    values = [number(found["n"]) for found in (mine, other)]
    rest = [q for q in quantity.find(claim) if not mine.start() <= q.span.start < mine.end()]
    told_too = rest and all(any(quantity.agree(q, p).holds for p in quantity.find(passage)) for q in rest)
    if same and values[0] != values[1] and told_too:
        reason = f"the draft says {mine.group()}; the source says {other.group()}"
        yield "numbers", reason, Span(start=mine.start(), end=mine.end()), mine.group()


def _ages(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the age that a claim gives to somebody to whom a passage gives another: "48-year-old driver"."""
    ours, theirs = [*_AGED.finditer(claim)], [*_AGED.finditer(passage)]
    if len(ours) != 1 or len(theirs) != 1 or not of_one_matter(claim, passage):
        return
    who = [frozenset(bm25.terms(found["who"] or found["whom"])) for found in (ours[0], theirs[0])]
    ages = [int(found["age"] or found["of"]) for found in (ours[0], theirs[0])]
    told_so = ours[0]["age"] or theirs[0]["age"]  # "hurt, 34 in all" is no age
    if told_so and ages[0] != ages[1] and who[0] and not who[0].isdisjoint(who[1]):
        said = claim[ours[0].start() : ours[0].end()]
        reason = f"the draft says {said}; the source says {theirs[0].group()}"
        number = next((q for q in quantity.find(claim) if q.value == ages[0]), None)
        span = number.span if number is not None else Span(start=ours[0].start(), end=ours[0].end())
        yield "numbers", reason, span, span.of(claim)


def _how_many_times(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "twice" of a claim for which a passage has "once", each at the end of what it tells."""
    ours, theirs = ([found.group() for found in _IN_ALL.finditer(text)] for text in (claim, passage))
    if len(ours) != 1 or len(theirs) != 1 or ours[0].casefold() == theirs[0].casefold():
        return
    if of_one_matter(claim, passage):
        start = claim.rindex(ours[0])
        span = Span(start=start, end=start + len(ours[0]))
        yield "numbers", f"the draft says {ours[0]}; the source says {theirs[0]}", span, ours[0]


def _paces(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield how often a claim has something done where the passage has it done more or less often: "once a year"."""
    apart = paces_apart(claim, passage)
    if apart is not None and of_one_matter(claim, passage):
        mine, other = apart
        span = Span(start=mine.start(), end=mine.end())
        yield "numbers", f"the draft says {mine.group()}; the source says {other.group()}", span, mine.group()


def _pair(claim: str, passage: str, wide: re.Pattern[str], narrow: re.Pattern[str]) -> Iterator[Contrary]:
    """Yield what a claim says of all, ever or the first where a clause of the same matter has it narrower."""
    ours = wide.search(claim)
    if ours is None or wide.search(passage) or narrow.search(claim):
        return
    rest = claim if "most" in ours.groupdict() else claim[: ours.start()] + claim[ours.end() :]
    for clause in _CLAUSE.split(passage):
        theirs = narrow.search(clause)
        if theirs is None or not of_one_matter(rest, clause):
            continue
        if "most" in ours.groupdict() and _most(ours) != _most(theirs):
            continue
        reason = f"the draft says “{ours.group().strip()}”; the source says “{shown(clause)}”"
        span = Span(start=ours.start(), end=ours.end())
        rank = (q.span.of(claim) for q in quantity.find(claim) if span.overlaps(q.span))
        yield "acts", reason, span, next(rank, ours.group())
        return


def _of_one(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "both directions" of a claim where a passage has "only in one direction"."""
    ours, theirs = _BOTH.search(claim), _ONE.search(passage)
    if ours is None or theirs is None or _BOTH.search(passage) or not of_one_matter(claim, passage):
        return
    one = theirs["what"] or theirs["whom"]
    if not told(ours["what"]).isdisjoint(told(one)) and not _BOTH_TOO.search(passage):
        reason = f"the draft says {ours.group()}; the source says {theirs.group()}"
        yield "numbers", reason, Span(start=ours.start(), end=ours.end()), ours.group()


def _most(found: re.Match[str]) -> frozenset[str]:
    word = found["most"].casefold()
    return told("largest" if word in ("biggest", "greatest") else word)


def _all_but_some(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "all" of a claim where a passage goes on with some of whom it is not so: "three have not"."""
    every, root = ALL.search(claim), root_of(claim)
    if every is None or root is None or root.lemma_ == "be":
        return
    some = _SOME_NOT.search(passage)
    who = next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    before = passage[: some.start()] if some is not None else ""
    held = told(re.split(r"[.](?!\d)", before)[-1])
    if some is None or who is None or ALL.search(before) or held.isdisjoint(forms_of(root.text, claim)):
        return
    things = [who, *(t for t in who.subtree if t.dep_ == "pobj")]
    if any(t.text.casefold() not in _ALL_OF and not held.isdisjoint(forms_of(t.text, claim)) for t in things):
        reason = f"the draft says {every.group().lower()}; the source says “{shown(passage)}”"
        yield "numbers", reason, Span(start=every.start(), end=every.end()), every.group()


def _counts_in(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim counts in where a passage has it left out: "divers not counted", "without the islands"."""
    root = root_of(claim)
    if root is None or root.lemma_ not in ("include", "comprise", "count", "contain", "cover", "take"):
        return
    for thing in (c for c in root.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN", "ADJ")):
        forms = forms_of(thing.text, claim)
        for out in _LEFT_OUT.finditer(passage):
            said = out["what"] or out["whom"] or ""
            if quantity.find(passage) and not forms.isdisjoint(told(said)):
                reason = (
                    f"the draft says {root.text} {thing.text}; the source says “{out.group().strip(' ,')}”"
                )
                yield "negation", reason, Span(start=thing.idx, end=thing.idx + len(thing)), thing.text
                return


def left_out_alike(claim: str, passage: str) -> bool:
    """Say whether a claim has left out what a passage is "without": that denies nothing of it."""
    ours, theirs = _LEAVES_OUT.search(claim), _LEFT_OUT.search(passage)
    said = (theirs["what"] or theirs["whom"]) if theirs is not None else ""
    return ours is not None and not told(said).isdisjoint(bm25.terms(claim[ours.end() :]))


def of_one_matter(claim: str, clause: str) -> bool:
    """Say whether most of what a claim says is in a clause, two words at least."""
    held = told(clause)
    words = [forms for word, forms in spoken(claim) if not word[:1].isdigit()]
    said = sum(not held.isdisjoint(forms) for forms in words)
    return said >= min(_WORDS, len(words)) and said >= _MATTER * len(words) > 0
