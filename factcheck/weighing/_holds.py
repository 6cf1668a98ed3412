"""Whether a finding counts: a refutation about the same thing, a number that tells of the same act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import bm25, judge, quantity, when
from ..judge import Context, root_of
from ..judge._names import Name
from ..judge._polarity import governor
from ..judge._ties import role
from ..judge._words import kin
from ..judge.figures import may_have_risen
from ..judge.names import claimed_names
from ..model import Claim, Finding, Quantity, Span, Stance
from ..text import late
from ._claim import bearers
from ._currencies import money_of
from ._dated import of_another_deed
from ._days import same_day, same_weekday
from ._doers import unnamed_doers
from ._eras import both_ends
from ._excused import (
    beside_the_matter,
    differs_by,
    of_a_day_before,
    of_a_norm,
    of_another_deed_of_theirs,
    of_another_doer,
    of_anothers_doing,
    of_both_sides,
)
from ._ranks import WORDS, another_of_them, of_one_name, rank_of_another
from ._reading import is_decisive
from ._standing import of_what_is_to_come, only_promised
from ._sums import of_another_kind
from ._synonyms import spoken, telling
from ._tallies import counted_alike
from ._turns import has_not, turns
from ._whose import of_one_holder

SURE = 0.95  # a passage that says nearly all of the claim
POLARITY = 0.85  # the same before a "not" counts: what is denied has to be just what the other states
LONG_AGO = 200  # days
_BEFORE = late(r"\b(?:(?:was|were|had|been) last|previously|the last time|once before|already once)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|ago|earlier|before|\w+ed)\b", re.I)
STEM = 6  # letters that a verb and its noun have in common
APART = 20.0  # numbers that differ by more than this factor are of two things, unless all the words agree
# Units of what orders, labels or lasts: such a number counts nothing.
UNCOUNTED = frozenset(
    ["ordinal", "label", "second", "minute", "hour", "day", "week", "fortnight", "month", "year"]
)
_CASE = frozenset({"names", "numbers"})
_WHERE = frozenset(["in", "at", "near", "inside", "across", "from", "outside", "around"])
_SINCE = re.compile(r"\bsince\b|\bso far\b|\bcounted from\b", re.I)
_OF_THOSE = late(r" of (?:those|the) (?:[a-z]+ed|killed|held|freed|hurt|dead|wounded)\b")
_OF_ANYTHING = frozenset("cost be approve adopt pass reject vote last run pay spend insure".split())  # noqa: SIM905
_PEOPLE = re.compile(
    r"-|(?:ans?|ese|ish|is?|ch)$"
)  # "US-backed", "Palestinians": words for a people name nobody


def holds(
    finding: Finding, claim: Claim, share: float, missing: Sequence[str], context: Context, known: str
) -> bool:
    """Say whether a finding counts: a refutation about the same thing, or a number that tells of the same act."""
    if finding.judge == "numbers" and finding.stance is not Stance.SILENT:
        votes = counted_alike(claim.text, finding.evidence.text, finding.claim_span)
        if votes is not None and (votes or finding.stance is Stance.SUPPORTS):
            return votes is (finding.stance is Stance.SUPPORTS)  # "two against" is not "2 abstentions"
    if finding.stance is Stance.REFUTES:
        if finding.judge == "dates" and both_ends(claim.text, finding.claim_span, finding.evidence.text):
            return False
        ranked = finding.judge in ("numbers", "dates") and another_of_them(claim, finding.evidence.text)
        return not ranked and _stands(finding, claim, share, missing, context, known)
    return finding.judge != "numbers" or finding.stance is Stance.SILENT or _same_act(finding, claim)


def of_another_case(found: Sequence[Finding]) -> frozenset[str]:
    """Return the judges that count for nothing where neither a name nor a number of a claim is a passage's.

    That Norfer was paid 31 million speaks against no "Ostwin was paid 2.3 million": each has its own.
    """
    lost = {f.judge for f in found if f.judge in _CASE and is_decisive(f, Stance.REFUTES)}
    borne = any(f.judge in _CASE and f.stance is Stance.SUPPORTS for f in found)
    return frozenset() if borne or lost != _CASE else _CASE


def _same_act(finding: Finding, claim: Claim) -> bool:
    """Say whether draft and passage tell the same of a number: "killed 447, wounded 1,246" is not 1,246 killed."""
    if finding.claim_span is None or finding.evidence_span is None:
        return True
    text = finding.evidence.text
    mine = quantity.at(claim.text, finding.claim_span)
    theirs = quantity.at(text, finding.evidence_span)
    if mine is None or theirs is None:
        return True
    if _OF_THOSE.match(claim.text, mine.span.end):
        return True  # "23 of those freed were wounded": what is so of the 23 is told behind
    ours, others = judge.acts_of(claim.text, mine), judge.acts_of(text, theirs)
    return not ours or not others or bool(ours & others)


def _stands(
    finding: Finding, claim: Claim, share: float, missing: Sequence[str], context: Context, known: str
) -> bool:
    """Say whether a refutation is about the same thing, in view of all that the passage says of the claim."""
    if finding.judge in ("negation", "acts"):
        turned = finding.claim_span.of(claim.text) if finding.claim_span else ""
        if finding.judge == "acts" and not dict(spoken(claim.text)).get(turned, frozenset()).isdisjoint(
            bm25.terms(finding.evidence.text)
        ):
            return False  # who is to be released was detained: "free" is said, be it beside its contrary
        if (
            finding.judge == "negation"
            and has_not(claim.text)
            and not _its_own_words(finding, turned, missing)
        ):
            return False
        return share >= POLARITY or (set(missing) == {turned} and finding.judge == "acts")
    if finding.judge == "names":
        doer = finding.part in unnamed_doers(claim.text, finding.evidence.text, context.aliases)
        borne = not doer and set(bm25.terms(finding.part)) <= set(bm25.terms(known))
        if borne or _of_another_part(finding, claim):
            return False
        if _all_of_others(finding, claim, known):
            return False
        if _common(finding, claim) < WORDS:  # "Roe was a teacher" is nothing to what "teachers at Marl" did
            return False
        return share >= POLARITY and not (_PEOPLE.search(finding.part) or finding.evidence.figure)
    if finding.judge == "labels":
        return share >= POLARITY
    if finding.judge == "dates":
        other = _only_beside_it(finding, claim) or _of_another_subject(claim.text, missing)
        return not other and _dates_it(finding, claim, context)
    if finding.judge == "numbers":
        told = _has_value(finding, claim) or _may_have_risen(finding, claim, context)
        return (
            _same_kind(finding, claim, share)
            and not told
            and _of_one_matter(finding, claim)
            and not _of_another_whole(finding, claim)
            and not _of_the_past(finding, claim, context)
            and not differs_by(finding, claim)
            and not rank_of_another(finding, claim)
            and not _of_another_subject(claim.text, missing)
            and not of_what_is_to_come(claim.text, finding.evidence.text)
            and not only_promised(finding, claim)
            and not beside_the_matter(finding, claim)
            and not of_both_sides(finding, claim)
            and not of_another_deed_of_theirs(finding, claim)
            and not of_another_doer(finding, claim)
            and not of_anothers_doing(finding, claim)
            and not of_a_norm(finding, claim)
        )
    return True


def _only_beside_it(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage has one word of a claim only, and not what it is about.

    Of who "took over the ministry" no day tells on which "the ministry" published something.
    """
    few = _common(finding, claim) < min(WORDS, len(telling(claim.text)))
    root = root_of(claim.text) if few else None
    subjects = [t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")] if root is not None else []
    held = frozenset(bm25.terms(finding.evidence.text))
    forms = dict(telling(claim.text))
    return bool(subjects) and all(held.isdisjoint(forms.get(t.text, ())) for t in subjects)


def _dates_it(finding: Finding, claim: Claim, context: Context) -> bool:
    """Say whether the date of a passage is of what a claim dates; a passage alone has no day of a news story."""
    told = finding.evidence_span is not None and finding.evidence_span.end > 0
    same = same_weekday(finding, claim, context.written) or same_day(finding, claim)
    return (
        told
        and not same
        and not _uncounted(finding, claim)
        and not _of_an_earlier_time(finding, claim)
        and not of_anothers_doing(finding, claim)
        and not of_another_deed(finding, claim)
    )


def _all_of_others(finding: Finding, claim: Claim, known: str) -> bool:
    """Say whether a passage has nothing of the claim's names: "Roe heads Tern" is nothing to "Lee heads Marl"."""
    held = frozenset(bm25.terms(known))
    named = [name.text for name in claimed_names(claim.text)]
    whose = len(named) > 1 or _is_an_office(claim.text)
    return whose and all(held.isdisjoint(bm25.terms(name)) for name in named)


def _is_an_office(claim: str) -> bool:
    """Say whether a claim only has somebody hold an office, and does not say whose: "Lee is the managing director"."""
    root = root_of(claim)
    what = (
        next((t for t in root.children if t.dep_ == "attr"), None) if root and root.lemma_ == "be" else None
    )
    return (
        what is not None
        and what.pos_ == "NOUN"
        and not any(t.dep_ in ("prep", "poss", "relcl") for t in what.children)
    )


def _of_another_part(finding: Finding, claim: Claim) -> bool:
    """Say whether a place that a claim says it happened in is held against a name that owns something or acts.

    "Still in Oldland" is not refuted by "Selmark's first aim", nor "in Tarn, the council passed it" by who drafted it.
    """
    if finding.claim_span is None or finding.evidence_span is None:
        return False
    text = finding.evidence.text
    mine, theirs = (
        role(Name(text=span.of(where), start=span.start, end=span.end, words=(), first=False), where)
        for span, where in ((finding.claim_span, claim.text), (finding.evidence_span, text))
    )
    if (
        "subject" in mine
    ):  # "Marl welcomed the ruling" is nothing to who "welcomes the founding of the Tern board"
        doing = bool(theirs & {"subject", "ROOT", "appos", "conj"}) or _of_the_deed(finding, claim)
        return bool(theirs) and not doing
    return bool(mine & _WHERE) and bool(theirs & {"poss", "subject", "object"})


def _of_the_deed(finding: Finding, claim: Claim) -> bool:
    """Say whether a rival name stands behind the "of" of the claim's deed as a noun: "supervision of the board"."""
    mine, at = finding.claim_span, finding.evidence_span
    if mine is None or at is None:
        return False
    inside = (
        t for t in judge.parsed(finding.evidence.text) if at.start <= t.idx < at.end and t.dep_ == "pobj"
    )
    nouns = (u for t in inside if t.head.lower_ == "of" for u in (t.head.head, *t.head.head.conjuncts))
    acts = governor(claim.text, mine.start, mine.end)
    return any(u.lower_.startswith(act[:STEM]) for u in nouns for act in acts if len(act) >= STEM)


def _of_one_matter(finding: Finding, claim: Claim) -> bool:
    """Say whether the passage itself speaks of what the claim's number is of, not only what it is known to be about.

    "At most four" is not refuted by 1,900 because both are reckoned with, nor "by 77" by "to 186".
    """
    common, words = _common(finding, claim), telling(claim.text)
    mine = next(
        (q for q in claim.quantities if finding.claim_span and q.span.overlaps(finding.claim_span)), None
    )
    measured = (
        mine is not None and mine.unit != ""
    )  # two shares, two lengths: few things of one name have both
    spans = finding.claim_span, finding.evidence_span
    few = common < min(WORDS, len(words) if measured else WORDS)
    if few and (None in spans or not of_one_holder(claim.text, spans[0], finding.evidence.text, spans[1])):  # type: ignore[arg-type]
        return False
    if _only_of_one_name(mine, finding, claim):
        return False
    return None in spans or not of_another_kind(claim.text, spans[0], finding.evidence.text, spans[1])  # type: ignore[arg-type]


def _only_of_one_name(mine: Quantity | None, finding: Finding, claim: Claim) -> bool:
    """Say whether of a sum of money a passage shares nothing with a claim but who and the money's name.

    What a hospital "received" is nothing to what the firm "charges".
    """
    money = money_of(claim.text, mine) if mine is not None else frozenset()
    named = {term for name in claimed_names(claim.text) for term in bm25.terms(name.text)}
    rest = [f for word, f in telling(claim.text) if not (named | money).intersection(bm25.terms(word))]
    held = frozenset(bm25.terms(finding.evidence.text))
    return bool(money and rest) and all(held.isdisjoint(forms) for forms in rest)


def _of_another_whole(finding: Finding, claim: Claim) -> bool:
    """Say whether a claim tells parts of a whole, and a passage with several numbers has neither that whole nor a part.

    "Of 67,000 dead 20,000 were children" is not refuted by what 8,000 others were.
    """
    counts = [part for part in quantity.parts(claim.text) if part.part.unit not in ("share", "%")]
    held = {q.value for q in quantity.find(finding.evidence.text)}
    told = {value for part in counts for value in (part.part.value, part.whole.value)}
    return len(held) > 1 and bool(told) and held.isdisjoint(told)


def _common(finding: Finding, claim: Claim) -> int:
    held = frozenset(bm25.terms(finding.evidence.text))
    return sum(not held.isdisjoint(forms) for _, forms in telling(claim.text))


def _of_the_past(finding: Finding, claim: Claim, context: Context) -> bool:
    """Say whether a passage gives its number for a year long past, of which the claim says nothing: "in 2021"."""
    told = when.find(finding.evidence.text, finding.evidence.published)
    past = [
        p for p in told if p.grain == "year" and context.written and (context.written - p.end).days > LONG_AGO
    ]
    return len(past) == len(told) > 0 and not claim.periods and not _PAST.search(claim.text)


def _its_own_words(finding: Finding, turned: str, missing: Sequence[str]) -> bool:
    """Say whether a passage states a claim's denial in its own words: "shut to patients" bears "takes none" out."""
    text = finding.evidence.text
    return not missing and not turns(text) and not set(bm25.terms(turned)).isdisjoint(bm25.terms(text))


def _of_an_earlier_time(finding: Finding, claim: Claim) -> bool:
    """Say whether a claim tells when something was so before: "was last closed in 2009" is nothing to a later day."""
    if finding.evidence_span is None or finding.claim_span is None or not _BEFORE.search(claim.text):
        return False
    theirs = when.find(finding.evidence_span.of(finding.evidence.text), finding.evidence.published)
    ours = [p for p in claim.periods if p.span.overlaps(finding.claim_span)]
    return bool(theirs and ours) and ours[0].end < theirs[0].start


def _uncounted(finding: Finding, claim: Claim) -> bool:
    """Say whether a claim dates a count and the passage has no number at all: its date is of something else."""
    counts = [one for one in claim.quantities if one.unit not in UNCOUNTED]
    return bool(counts) and not quantity.find(finding.evidence.text)


def _same_kind(finding: Finding, claim: Claim, share: float) -> bool:
    """Say whether two numbers can be of one thing: what they count has one name, and they are of one size."""
    if finding.claim_span is None or finding.evidence_span is None:
        return True
    mine, theirs = (
        _counted(claim.text, finding.claim_span),
        _counted(finding.evidence.text, finding.evidence_span),
    )
    if mine and theirs and not kin(mine) & kin(theirs) and not of_one_name(finding, claim):
        return False
    if theirs and not mine and all(word in bearers(claim.text) for word, _ in telling(claim.text)):
        return False  # "Rook is 58" names nothing that a number of the source could be of
    if theirs and not mine and share < SURE and _stands_for_a_noun(claim.text, finding.claim_span):
        return False  # "they shut down five" is nothing to "all 58 plants were looked at"
    ours = quantity.find(finding.claim_span.of(claim.text))
    other = quantity.find(finding.evidence_span.of(finding.evidence.text))
    if not ours or not other or not ours[0].value or not other[0].value:
        return True
    ratio = abs(ours[0].value / other[0].value)
    beside = claim.text[: finding.claim_span.start] + claim.text[finding.claim_span.end :]
    very = set(bm25.terms(beside)) <= set(bm25.terms(finding.evidence.text))
    return 1 / APART < ratio < APART or (share >= SURE and very)


def _stands_for_a_noun(text: str, span: Span) -> bool:
    """Say whether a number is itself what something is done to, or what does it: what it counts is left out."""
    inside = (t for t in judge.parsed(text) if span.start <= t.idx < span.end)
    return any(t.dep_ in ("dobj", "nsubj", "nsubjpass") and t.pos_ == "NUM" for t in inside)


def _may_have_risen(finding: Finding, claim: Claim, context: Context) -> bool:
    """Say whether a higher count can be a later release: the passage counts "since" a day and is the older."""
    if finding.claim_span is None or finding.evidence_span is None:
        return False
    item = finding.evidence
    ours = quantity.find(finding.claim_span.of(claim.text))
    theirs = quantity.find(finding.evidence_span.of(item.text))
    grows = _SINCE.search(item.text) is not None and bool(ours and theirs)
    if grows and of_a_day_before(finding, claim):
        return ours[0].high < theirs[0].low
    return grows and may_have_risen(ours[0], theirs[0], item.published, context.written)


def _has_value(finding: Finding, claim: Claim) -> bool:
    """Say whether the passage has the claim's own number too: then only what each is paired with can tell."""
    mine = next(
        (q for q in claim.quantities if finding.claim_span and q.span.overlaps(finding.claim_span)), None
    )
    held = quantity.find(finding.evidence.text)
    units = (mine.unit, "label") if mine is not None else ()  # "34 rescuers and the Tarn section 12"
    return mine is not None and any(q.unit in units and q.value == mine.value for q in held)


def _counted(text: str, span: Span) -> str:
    """Return the term right behind a number, which says what it counts; "" where there is none."""
    return next((term for term, start, _ in bm25.placed(text) if 0 < start - span.end <= 2), "")


def _of_another_subject(claim: str, missing: Sequence[str]) -> bool:
    """Say whether a passage lacks the thing that a claim says was voted on, costs or lasts: a roof is no ship.

    Everything costs something, and every vote has its ayes: there the verb and the number make no common matter.
    """
    root = judge.root_of(claim)
    if root is None or root.lemma_ not in _OF_ANYTHING:
        return False
    subjects = (t for t in root.children if t.dep_ in ("nsubj", "nsubjpass"))
    return any(t.text in missing and t.pos_ in ("NOUN", "PROPN") for t in subjects)
