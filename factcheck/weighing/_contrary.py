"""What a passage plainly says against a claim: at most for at least, undecided for done, some for none, another part.

Each rule asks for the very matter: the same value with the bound turned, the same whole with another part, the same
verb of some whom the claim says it of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import bm25, quantity
from ..judge import change, parsed, root_of
from ..judge._each import shared_otherwise
from ..judge._polarity import bounded_alike, is_denied, side_said
from ..judge._rates import of_another_rate, rate_of, spread_over
from ..model import Bound, Quantity, Span
from ..text import late
from ._apportioned import apportioned
from ._causes import only_follows
from ._claim import asserted
from ._enumerated import enumerated_otherwise
from ._moves import moves
from ._overrun import on_the_other_side_of_its_mark
from ._placing import Contrary, clause_at, instead_of
from ._reverse import reverses
from ._stepped import stepped
from ._synonyms import forms_of, spoken, told
from ._tallied import mistallied
from ._turned import as_wished
from ._turns import turns
from ._whose import of_another_subject

_LEAST, _MOST = (Bound.AT_LEAST, Bound.OVER), (Bound.AT_MOST, Bound.UNDER)
_NONE = late(r"^(?:none|nobody|no one|no \w+)\b", re.I)
_ELIDED = late(r"\b(?:nobody|no one|none) (?:was|were|is|are|did|has|have|had)\W*$", re.I)
# Nobody has to make payments that are suspended.
_DONE_WITH = late(r"\b(?:suspend|waiv|abolish|lift|cancel|scrapp|dropp|defer|remit)\w*", re.I)
_SOME = late(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|some|several|many|both)\b", re.I)
_OPEN = late(
    r"\b(?:(?:has|have|had|is|are) not (?:yet )?(?:been )?(?:decided|established|determined|settled|known|fixed)"
    r"|no decision has been (?:taken|made)|under advisement|too early to (?:say|tell)"
    r"|remains? (?:open|undecided|unclear))\b",
    re.I,
)
_HEDGED = late(
    r"\b(?:may|might|could|would|should|will|plan\w*|want\w*|hop\w+|ask\w*|call\w*|demand\w*|expect\w*|consider\w*"
    r"|think\w*|suspect\w*|believ\w*|if|whether|undecided|unclear|open|probabl[ey]|possibl[ey]|likely)\b",
    re.I,
)
_NOT_AMONG = late(
    r"\b(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:is|are|was|were) not (?:among|one of|part of|included|affected)\b"
)
_LOWER = late(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one of (?:the|its|their)"
    r"(?: (?:two|three|four|five|ten))?|among the)[ -](?P<most>most [a-z]+|[a-z]{2,}est|best|worst)\b",
    re.I,
)
_SPARED = late(
    r"(?:^|[,;.]\s+(?:and\s+|but\s+|while\s+)?)(?P<who>[^,;.]{4,60}?)\s+(?:is|are|was|were|will be|remains?)\s+"
    r"(?:exempt(?:ed)?|spared|excluded|not affected|unaffected)\b",
    re.I,
)
_NOT_BUT = late(
    r"(?P<right>[a-z][\w’'-]+),?\s+(?:(?:and|but)\s+)?(?:not|instead of|rather than)\s+"
    r"(?:(?:by|for|to|from|in|at|with|on|of)\s+)?(?:(?:the|an?|its|their|his|her)\s+)?(?P<wrong>[a-z][\w’'-]+)(?=[\s,;.])"
)
_LET_OFF = late(
    r"\b(?:exempt\w*|spare[sd]?|exclud\w+|except\w*|unaffected|not|no|never|none|nobody|may|stay|allowed)\b|n['’]t\b",
    re.I,
)
_HEEDED = r"(?P<what>advice|wish(?:es)?|will|recommendations?|orders?|instructions?)\b"
_WHOSE = r"(?:(?:the|its|his|her|their|an?|express|legal|[\w’'-]+['’]s?) ){1,3}"
_AGAINST = late(rf"\b(?:against|contrary to|in defiance of|despite|ignor\w+|over) {_WHOSE}{_HEEDED}", re.I)
_ALONG = late(
    rf"\b(?:on|with|following|at|by|after|in line with|heed\w+|follow\w*|accept\w*|t[ao]\w+) {_WHOSE}{_HEEDED}",
    re.I,
)
_OF_NONE = late(r"\b(?:no|nobody|no one|none)(?: [\w’'-]+){0,3}? (?:of |with |aged |for )?$", re.I)
_ALLOWS = late(r"\b(?:may|can|cannot|allowed|permitted|entitled)\b", re.I)
_ALL_OF_IT = {"share": 1.0, "%": 100.0}
_HALF, _MATTER = 0.5, 0.7


def contraries(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a passage plainly says against a claim."""
    yield from _bounds(claim, passage)
    yield from _allowance(claim, passage)
    yield from _rates(claim, passage)
    yield from _ways(claim, passage)
    yield from _parts(claim, passage)
    yield from _some(claim, passage)
    yield from _only_some_not(claim, passage)
    yield from _undecided(claim, passage)
    yield from _not_among(claim, passage)
    yield from spared(claim, passage)
    yield from _contrasted(claim, passage)
    yield from moves(claim, passage)
    yield from stepped(claim, passage)
    yield from mistallied(claim, passage)
    yield from enumerated_otherwise(claim, passage)
    yield from on_the_other_side_of_its_mark(claim, passage)
    yield from of_another_subject(claim, passage)
    yield from apportioned(claim, passage)
    yield from _ranked(claim, passage)
    yield from _heeded(claim, passage)
    yield from reverses(claim, passage)


def _bounds(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of the claim that the passage has with the bound turned: "at least 90" of "no more than 90"."""
    for mine in quantity.find(claim):
        for other in quantity.find(passage):
            turned = (mine.bound in _LEAST and other.bound in _MOST) or (
                mine.bound in _MOST and other.bound in _LEAST
            )
            same = mine.value == other.value and mine.unit == other.unit
            if (
                turned
                and same
                and not _has_bound(mine, passage)
                and not _denied_alike(claim, mine, passage, other)
            ):
                yield instead_of(claim, mine, passage, other)


def _has_bound(mine: Quantity, passage: str) -> bool:
    """Say whether a passage has a number of a claim with its own bound too: "up to 2 million", and "above" it."""
    sides = (_LEAST, _MOST)
    return any(
        q.value == mine.value
        and q.unit == mine.unit
        and any({q.bound, mine.bound} <= {*side} for side in sides)
        for q in quantity.find(passage)
    )


def _allowance(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim has as the most that is allowed, where a passage allows another: two for three."""
    if not (_ALLOWS.search(claim) and _ALLOWS.search(passage)):
        return
    stated = [q for q in quantity.find(passage) if q.bound is Bound.EXACT or q.bound in _MOST]
    for mine in (q for q in quantity.find(claim) if q.bound is Bound.AT_MOST):
        alike = [q for q in stated if q.unit == mine.unit]
        if len(alike) == 1 and alike[0].value != mine.value and _same_things(claim, mine, passage, alike[0]):
            said = mine.span.of(claim)
            reason = f"the draft says {said} at most; the source allows {alike[0].span.of(passage)}"
            yield "numbers", reason, mine.span, said


def _same_things(claim: str, mine: Quantity, passage: str, other: Quantity) -> bool:
    """Say whether the words right behind two numbers are the same."""
    behind = (bm25.terms(text[q.span.end :])[:1] for text, q in ((claim, mine), (passage, other)))
    return len({tuple(terms) for terms in behind}) == 1


def _denied_alike(claim: str, mine: Quantity, passage: str, other: Quantity) -> bool:
    """Say whether both deny one bound, however far off the "not" is: "on none of the days below 300".

    Or one tells what nothing beyond the bound does: "no lorry of more than 40 tonnes may cross".
    """
    if any(_OF_NONE.search(text[: q.span.start]) for text, q in ((claim, mine), (passage, other))):
        return True
    return side_said(mine, claim) == side_said(other, passage) and turns(claim) % 2 == 1 == turns(passage) % 2


def _rates(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that the claim gives for another time than the passage: "5 million a month" of as much in all."""
    for mine in quantity.find(claim):
        rate, time = rate_of(claim, mine), spread_over(claim, mine)
        for other in quantity.find(passage):
            same = mine.value == other.value and mine.unit == other.unit
            if same and of_another_rate(claim, mine, passage, other):
                for_it = f" {time.span.of(claim)}" if time else f" a {rate}" if rate else " each"
                said = f"{mine.span.of(claim)}{for_it}"
                part = next((p for p in passage.split(";") if other.span.of(passage) in p), passage)
                yield (
                    "numbers",
                    f"the draft says {said}; the source says “{part.strip(' .')}”",
                    mine.span,
                    said,
                )
        if (shared := shared_otherwise(mine, claim, passage)) is not None:
            said, (whole, count) = f"{mine.span.of(claim)} each", shared
            reason = f"the draft says {said}; the source has {whole.span.of(passage)} for {count:g}"
            yield "numbers", reason, mine.span, said


def _ways(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number by which something fell in the claim and rose in the passage, or the reverse."""
    for mine in quantity.find(claim) if not (turns(claim) or turns(passage)) else ():
        same = [q for q in quantity.find(passage) if q.value == mine.value and q.unit == mine.unit]
        ways = (change(claim, mine), change(passage, same[0])) if len(same) == 1 else (0, 0)
        if 0 not in ways and ways[0] != ways[1] and not _seen_from_there(claim, mine, passage, same[0]):
            said, way = mine.span.of(claim), "rise" if ways[0] > 0 else "fall"
            reason = f"the draft has it {way} by {said}; the source has it go the other way by that"
            yield "numbers", reason, mine.span, said


def _seen_from_there(claim: str, mine: Quantity, passage: str, other: Quantity) -> bool:
    """Say whether a passage compares the other way round: "A is lower than B by it", "B is higher than A by it"."""
    base = bm25.terms(claim[mine.span.end :].partition(" than ")[2])
    told_of = set(base) & set(bm25.terms(passage[: other.span.start]))
    return not told_of.issubset(bm25.terms(passage[other.span.end :]))


def _parts(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a part that the passage gives as another number of the same whole: "71 hurt, 32 of them badly"."""
    theirs = quantity.parts(passage)
    for mine in quantity.parts(claim):
        told_alike = [
            q for q in theirs if (q.part.value, q.whole.value) == (mine.part.value, mine.whole.value)
        ]
        if any(_tells_all(q.rest, mine.rest) for q in told_alike):
            continue  # "30 of the 58 were closed and 12 rejected": the 12 are no other number of the closed ones
        for other in theirs:
            alike = mine.whole.value == other.whole.value and mine.part.unit == other.part.unit
            if (
                mine.part.value + other.part.value == mine.whole.value
                or turns(mine.rest) % 2 != turns(other.rest) % 2
            ):
                continue  # the rest of the whole, or what is not so of it
            wholes = quantity.agree(mine.whole, other.whole) is quantity.Agreement.DIFFERENT
            if wholes and mine.part.value == other.part.value and _tells_all(mine.rest, other.rest):
                said, stated = (q.span.of(t) for q, t in ((mine.whole, claim), (other.whole, passage)))
                part = mine.part.span.of(claim)
                reason = f"the draft says {part} of {said}; the source says {part} of {stated}"
                yield "numbers", reason, mine.whole.span, f"{part} of {said}"
                return
            apart = quantity.agree(mine.part, other.part) is quantity.Agreement.DIFFERENT
            if alike and apart and _common(mine.rest, other.rest):
                said = mine.part.span.of(claim)
                whole, stated = mine.whole.span.of(claim), other.part.span.of(passage)
                reason = f"the draft says {said} of {whole}; the source says {stated}"
                yield "numbers", reason, mine.part.span, said


def _tells_all(piece: str, other: str) -> bool:
    """Say whether one piece has every telling word of another, one at least."""
    held = told(other)
    words = [forms for _, forms in spoken(piece)]
    return bool(words) and all(not held.isdisjoint(forms) for forms in words)


def _common(piece: str, other: str) -> bool:
    held = told(other)
    return any(not held.isdisjoint(forms) for _, forms in spoken(piece))


def _some(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a "none" where a piece of the passage tells the same of some: "five of them were hurt, none gravely"."""
    none, verbs = _NONE.search(claim), asserted(claim)
    if none is None or not verbs or not turns(claim):  # that nobody voted against denies nothing
        return
    if bounded_alike(claim, passage):
        return  # "nobody waited longer than 20 minutes" of whose longest wait was 20
    pieces = re.split(r"[,;](?!\d)", passage)
    if any(turns(p) and (_ELIDED.search(p) or any(_common(verb, p) for verb in verbs)) for p in pieces):
        return  # "three died in 2025; in 2026 nobody has": of the one and of the other
    rest = [forms for word, forms in spoken(claim) if word not in verbs and word not in none.group()]
    for piece in pieces:
        held = told(piece)
        if 2 * sum(not held.isdisjoint(forms) for forms in rest) < len(rest):
            continue  # "nobody will trust a crane again" is nothing to "four men who trusted us"
        plain = not turns(piece) and not _DONE_WITH.search(piece)
        if _SOME.search(piece) and plain and any(_common(verb, piece) for verb in verbs):
            reason = f"the draft says {none.group().lower()}; the source says “{piece.strip()}”"
            yield "negation", reason, Span(start=0, end=none.end()), none.group()
            return


def _only_some_not(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a "none" where a passage denies it of some only: of those of whom 41 percent were not tested some were."""
    none, root = _NONE.search(claim), root_of(claim)
    if none is None or root is None or not turns(claim):
        return
    acts = forms_of(root.text, claim) | frozenset(bm25.terms(root.text))
    some = [
        q for q in quantity.find(passage) if q.unit in ("share", "%") and 0 < q.value < _ALL_OF_IT[q.unit]
    ]
    some += [part.part for part in quantity.parts(passage) if part.part.value < part.whole.value]
    for part in some:
        inside = (t for t in parsed(passage) if part.span.start <= t.idx < part.span.end)
        verb = next((a for t in inside for a in t.ancestors if a.pos_ in ("VERB", "AUX")), None)
        if verb is not None and is_denied(verb) and not acts.isdisjoint(bm25.terms(verb.text)):
            said = none.group().lower()
            reason = f"the draft says {said}; the source denies it of {part.span.of(passage)}"
            yield "negation", reason, Span(start=0, end=none.end()), none.group()
            return


def _undecided(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a claim that tells plainly what the passage leaves open."""
    left = _OPEN.search(passage)
    if left is None or turns(claim) or _HEDGED.search(claim) or _OPEN.search(claim):
        return
    clause = next((c for c in re.split(r"[;.](?!\d)", passage) if left.group() in c), passage)
    rest = clause.replace(left.group(), " ")
    held, back = told(rest), told(claim)
    ours, theirs = spoken(claim), [w for w in spoken(rest) if not w[0][:1].isupper()]
    over = sum(not held.isdisjoint(forms) for _, forms in ours)
    mutual = sum(not back.isdisjoint(forms) for _, forms in theirs)
    if ours and theirs and over >= _HALF * len(ours) and mutual >= _HALF * len(theirs):
        verb = min(asserted(claim), default="it")
        reason = f"the draft tells it as settled ({verb}); the source says “{left.group()}”"
        yield "acts", reason, Span(start=0, end=len(claim)), verb


def _not_among(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a name that the claim puts among those of whom the passage says that it is not."""
    for found in _NOT_AMONG.finditer(passage):
        name = found["name"].split()[0]
        if re.search(rf"\b{re.escape(name)}\b", claim) and not turns(claim):
            reason = f"the draft has {name} among them; the source says “{found.group()} ...”"
            yield "acts", reason, Span(start=0, end=len(claim)), f"{name} among them"


def _ranked(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a superlative of the claim that the passage has only in the second place or lower: "the second-fastest"."""
    for lower in _LOWER.finditer(passage):
        word = lower["most"]
        bare = re.compile(rf"(?<!-)\b{re.escape(word)}\b", re.I)
        mine = bare.search(claim)
        alone = _LOWER.sub(" ", passage)
        if mine and not _LOWER.search(claim) and not bare.search(alone):
            reason = f"the draft says {word}; the source says {lower.group()}"
            yield "acts", reason, Span(start=mine.start(), end=mine.end()), word
            return


def spared(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim tells of those whom the passage exempts: "those with a licence are exempt"."""
    for found in _SPARED.finditer(passage) if not _LET_OFF.search(claim) else ():
        held = told(claim)
        who = [forms for word, forms in spoken(found["who"]) if word.islower()]
        numbers = quantity.find(found["who"])
        said = sum(not held.isdisjoint(forms) for forms in who)
        same = all(any(quantity.agree(q, mine).holds for mine in quantity.find(claim)) for q in numbers)
        if who and same and said >= (_HALF if numbers else _MATTER) * len(who) and (numbers or said > 1):
            reason = (
                f"the draft counts them in; the source says “{passage[found.start('who') : found.end()]}”"
            )
            yield "acts", reason, Span(start=0, end=len(claim)), "exempt"
            return


def _heeded(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield an advice on which a claim has something done, and against which the passage has it, or the reverse."""
    for one, other in ((_ALONG, _AGAINST), (_AGAINST, _ALONG)):
        mine, theirs = one.search(claim), other.search(passage)
        if mine and theirs and mine["what"] == theirs["what"] and not (one.search(passage) or turns(claim)):
            said = mine.group()
            yield (
                "acts",
                f"the draft says {said}; the source says “{theirs.group()}”",
                Span(start=mine.start(), end=mine.end()),
                said,
            )
            return


def _contrasted(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim has where the passage says "not" beside what is right: "by a fund and not by the state"."""
    silent = turns(claim) or as_wished(claim, passage) or _NOT_BUT.search(claim)
    for found in () if silent else _NOT_BUT.finditer(passage):
        nouns = {t.idx for t in parsed(passage) if t.pos_ == "NOUN"}
        if not {found.start("right"), found.start("wrong")} <= nouns:
            continue
        right, wrong = (frozenset(bm25.terms(found[side])) for side in ("right", "wrong"))
        others = told(passage[: found.start()] + passage[found.end() :])
        held = told(claim)
        if only_follows(claim, clause_at(passage, found.start())):
            continue
        if wrong and wrong <= held and right.isdisjoint(held) and wrong.isdisjoint(others):
            reason = f"the draft has {found['wrong']}; the source says “{found.group()}”"
            yield "acts", reason, Span(start=0, end=len(claim)), found["wrong"]
            return
