"""What a passage lacks without which it bears a claim out at no share of the others: the vetoes on "supported"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from .. import bm25
from ..judge import parsed, root_of
from ..judge._words import kin
from ..model import Claim, Evidence, Finding, Stance
from ..nlp import kind_of
from ..text import late
from ._ballots import of_the_other_side, only_voting
from ._begun import begun_or_ended, only_the_end_began, put_off
from ._belongs import joined_otherwise, numbered_otherwise, of_another_deed, told_beside
from ._casting import done_by_others, of_another_bearer, victims
from ._causes import for_another_cause, for_another_offence, only_wanting
from ._claim import LIGHT, asserted, bearers, called, hollow, is_direct, objects, ordered, sayer
from ._crossed import crossed
from ._doers import names_nothing
from ._eras import uncompared
from ._excepted import of_one_kind, of_the_whole
from ._former import of_what_it_was, over
from ._gapped import gapped
from ._higher import not_by_levels
from ._its_part import of_its_part
from ._kinded import by_another, of_a_part_of_the_body, of_another_body, of_the_other_sex
from ._labelled import only_called
from ._lasting import tells_the_order, unlasting
from ._lifted import still_banned
from ._linked import suffers, unlinked
from ._moves import is_within, went
from ._opposite import moves_the_other_way
from ._paces import on_another_base, paced_otherwise, paid_once
from ._parted import only_of_the_part
from ._phrased import only_a_mark, only_in_a_name, turned_by_particle, turned_into_another
from ._ranks import ranking_another
from ._reading import HARD, bears_out, renames
from ._refused import refused, refused_thing
from ._relations import held_otherwise, kin_of_another, met_by, of_another_field
from ._rest import done_to_the_rest
from ._rivalled import rivalled
from ._served import not_served
from ._slotted import name_only_lent, only_lent, patient_of_little, patient_only_lent, placed_elsewhere
from ._standing import only_foreseen
from ._states import in_the_other_state
from ._sweeping import heavy
from ._synonyms import forms_of, says_less, spoken, told, untold
from ._turns import turns
from ._two_times import unmoved
from ._unreal import only_awaited, only_left_open, only_unreal
from ._voters import alone_among_many, of_those_who_abstained, tally_of_another_body
from ._wanting import wanting
from ._yearly import of_an_earlier_time
from ._yet import still_of_another

# Before these words stands what makes another of them: a great-grandson, a co-pilot, non-members.
_PREFIXES = "great|step|half|ex|non|anti|vice|co|sub|semi|quasi|pseudo|mini|would-be"
_PREFIXED = late(rf"\b(?:{_PREFIXES})-(?P<word>[a-z]{{4,}})", re.I)
_BY_ONESELF = late(
    r"\b(?:(?:[a-z]{3,}ed|acts?|lives?|works?|stands?|stood|went|goes|flew|drove|sat|ran|came) (?P<word>alone)\b"
    r"|(?P<self>single-handed(?:ly)?|(?:by|on) (?:himself|herself|itself|themselves"
    r"|(?:his|her|its|their) own(?! [a-z])))\b)",
    re.I,
)
_ALONE = frozenset(
    "alone only sole solely single one unaided unaccompanied own himself herself itself themselves".split()  # noqa: SIM905
)
_AT_ONCE = late(r"\b(?:at once|forthwith|without delay|(?:right|straight) away)\b(?! with)", re.I)
_SOON = late(
    r"\b(?:at once|forthwith|without delay|(?:right|straight) away|immediate\w*|instant\w*|prompt\w*|now"
    r"|same (?:day|night)|within (?:minutes|hours)|hours later|minutes later|on the spot)\b",
    re.I,
)
_BARE = frozenset(
    {"able", "worth", "due", "easier", "better", "available"}
)  # says little, or what a number says
_WITHOUT = re.compile(r"\bwithout ((?:[\w’'-]+ ){0,2}[\w’'-]+)", re.I)
_TIMES = frozenset("day night week weekend month year morning evening".split())  # noqa: SIM905
_STAYING = frozenset({"stay", "remain", "be", "keep", "become"})  # wants it "to stay closed"
_BIDS = frozenset("allow permit let forbid ban order require oblige instruct authorise authorize".split())  # noqa: SIM905
_DENIES = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.I)


def unheld(
    claim: Claim,
    item: Evidence,
    findings: Sequence[Finding],
    missing: Sequence[str],
    held: frozenset[str],
    aliases: Callable[[str], frozenset[str]],
) -> tuple[str, ...]:
    """Return the words of a claim without which a passage bears it out at no share of the others.

    :param held: the terms that the passage has, or lends.
    """
    text, passage = claim.text, item.text
    built = () if item.figure else told_otherwise(text, passage, findings, missing, aliases)
    ended = "" if item.figure or claim.periods else over(text, item)
    return (
        *(f.part for f in findings if f.judge == "names" and _is_absent(f, held)),
        *(word for word in missing if word in bearers(text) or _numbered(word)),
        *heavy(text, passage),
        *(() if tells_the_order(claim, item) else ordered(text, passage)),
        *sayer(text, missing),
        *hollow(claim, len(spoken(text)), passage),
        *(("it",) if names_nothing(text) and not is_direct(claim) else ()),
        *(() if is_detailed(findings) else sorted((objects(text) | _wished(text)) & set(missing))),
        *_bidden(text, missing),
        *_also(text, missing),
        *_found_to_be(text, missing),
        *called(text, missing),
        *victims(text, missing),
        *of_the_other_side(text, passage),
        *_called_otherwise(text, missing),
        *(() if item.figure else _saying_less(text, passage, missing)),
        *built,
        *(() if item.figure else only_lent(claim, item, missing, aliases)),
        *((ended,) if ended else ()),
        *filter(
            None,
            (
                paced_otherwise(text, passage),
                still_banned(text, passage),
                patient_only_lent(text, item),
                "" if item.figure else name_only_lent(text, passage, findings),
                # Two joined sentences are tied, and so is what has a number or a day of the claim.
                "" if item.joint or is_detailed(findings) else unlinked(text, passage),
                uncompared(claim, item),
                unlasting(claim, item),
                not_by_levels(claim, item),
                unmoved(claim, item),
                done_to_the_rest(text, passage),
                of_an_earlier_time(claim, item),
            ),
        ),
    )


def _wished(text: str) -> frozenset[str]:
    """Return the verb of what a claim says that somebody wants, fears or regrets: "abolished" of "regrets that ..."."""
    root = root_of(text)
    if root is None or root.lemma_ in ("say", "tell", "announce", "report", "state", "add"):
        return frozenset()
    inner = [c for c in root.children if c.dep_ in ("ccomp", "xcomp") and c.i > root.i]
    states = (
        t.text
        for c in inner
        if c.lemma_ in _STAYING
        for t in c.children
        if t.dep_ == "acomp" and t.lemma_ != "able"
    )
    return frozenset((*states, *(c.text for c in inner if c.pos_ == "VERB" and c.lemma_ not in LIGHT)))


def _bidden(claim: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield what a claim says that somebody may, must or may not do, where a passage has no word of it."""
    root = root_of(claim)
    if root is not None and root.lemma_ in _BIDS:
        yield from (c.text for c in root.children if c.dep_ in ("ccomp", "xcomp") and c.text in missing)


def _also(claim: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield a noun that a claim joins to another, where a passage has only the other: "people and goods"."""
    for token in parsed(claim) if missing else ():
        other = token.head if token.dep_ == "conj" and token.pos_ == token.head.pos_ == "NOUN" else token
        lacking = [t.text for t in (token, other) if t.text in missing]
        if other.i + 2 == token.i and len(lacking) == 1 and not _TIMES & {token.lemma_, other.lemma_}:
            yield lacking[0]


def _found_to_be(claim: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield what a claim says, or has somebody find, that a thing is, where a passage has no word of it: "complete"."""
    root = root_of(claim)
    found = (root, *(c for c in root.children if c.dep_ == "ccomp")) if root is not None else ()
    for verb in (t for t in found if t.lemma_ == "be"):
        yield from (
            t.text for t in verb.children if t.dep_ == "acomp" and t.text in missing and t.lower_ not in _BARE
        )


def _called_otherwise(claim: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield what a claim says that somebody is, where a passage has it not: "the movement's leader" there."""
    root = root_of(claim)
    parts = root.children if root is not None and root.lemma_ == "be" else ()
    what = next((c.text for c in parts if c.dep_ == "attr" and c.text in missing), "")
    who = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None and what else None
    if who is not None and who.pos_ == "PROPN" and kind_of(who) not in ("GPE", "LOC", "FAC"):
        yield what


def _by_oneself(claim: str, passage: str) -> Iterator[str]:
    """Yield the word by which a claim has something done by nobody else, where a passage has no such word."""
    said = _BY_ONESELF.search(claim)
    if said and _ALONE.isdisjoint(re.findall(r"[a-z]+", passage.casefold())):
        yield said["word"] or said["self"]


def _at_once(claim: str, passage: str) -> Iterator[str]:
    """Yield that a claim has something done at once, where a passage does not say so."""
    said = _AT_ONCE.search(claim)
    if said and not _SOON.search(passage):
        yield said.group()


def _lacking_nothing(claim: str, passage: str) -> Iterator[str]:
    """Yield what a claim says that somebody was without, where a passage, whatever it is about, has no word of it."""
    root = root_of(claim)
    without = [t for t in root.children if t.lower_ == "without"] if root and root.lemma_ == "be" else []
    has = root is not None and root.lemma_ == "have" and not turns(passage)
    had = [t for t in root.children if t.dep_ == "dobj"] if root and has else []
    for thing in (t for t in had if any(c.lower_ == "no" for c in t.children)):
        if told(passage).isdisjoint(forms_of(thing.text, claim)):
            yield f"no {thing.text}"
    for thing in (t for prep in without for t in prep.children if t.dep_ == "pobj"):
        forms, theirs = forms_of(thing.text, claim), _WITHOUT.findall(passage)
        # "Went on without interruption" is without no gas.
        other = theirs and len(theirs) == turns(passage) and forms.isdisjoint(bm25.terms(" ".join(theirs)))
        if other or told(passage).isdisjoint(forms):
            yield f"without {thing.text}"


def _of_another_kind(claim: str, passage: str) -> Iterator[str]:
    """Yield the words of a claim that a passage has only with a prefix: a great-grandson is no grandson."""
    found = [*_PREFIXED.finditer(passage)] if "-" in passage else []
    said = frozenset(bm25.terms(_PREFIXED.sub("", claim))) if found else frozenset()
    elsewhere = frozenset(bm25.terms(_PREFIXED.sub("", passage))) if found else frozenset()
    for one in found:
        if said.intersection(bm25.terms(one["word"])) - elsewhere:
            yield f"{one['word']} (the source: {one.group()})"


def _saying_less(claim: str, passage: str, missing: Sequence[str]) -> Iterator[str]:
    """Yield the words of a claim for which a passage has one that says less ("vehicles" for lorries), or another."""
    for word in missing:
        less = says_less(word, passage)
        if less and frozenset(bm25.terms(less)).isdisjoint(bm25.terms(claim)):
            yield f"{word} (the source: {less})"


# Each returns what a claim has otherwise than a passage, or "".
_DIFFERING = (
    turned_by_particle,
    turned_into_another,
    untold,
    only_unreal,
    only_awaited,
    only_left_open,
    only_in_a_name,
    only_a_mark,
    begun_or_ended,
    only_the_end_began,
    put_off,
    of_another_body,
    by_another,
    refused,
    refused_thing,
    only_wanting,
    placed_elsewhere,
    patient_of_little,
    of_the_other_sex,
    on_another_base,
    of_the_whole,
    for_another_offence,
    done_by_others,
    of_its_part,
    of_another_bearer,
    of_one_kind,
    only_of_the_part,
    of_a_part_of_the_body,
    only_voting,
    of_those_who_abstained,
    alone_among_many,
    tally_of_another_body,
    still_of_another,
    not_served,
    paid_once,
    moves_the_other_way,
    suffers,
    only_called,
    in_the_other_state,
    of_another_field,
    crossed,
)


def told_otherwise(
    claim: str,
    passage: str,
    findings: Sequence[Finding],
    missing: Sequence[str],
    aliases: Callable[[str], frozenset[str]],
) -> Iterator[str]:
    """Yield what a claim has otherwise than a passage by the way that the two are built."""
    if joined := joined_otherwise(claim, passage, aliases):
        yield joined
    gone = went(claim, passage)
    yield from told_beside(claim, passage, [f for f in findings if not is_within(f, gone)])
    yield from of_another_deed(claim, passage, findings)
    yield from of_what_it_was(claim, passage, findings)
    yield from numbered_otherwise(claim, passage, findings)
    yield from only_foreseen(claim, passage, findings)
    if (
        held := held_otherwise(claim, passage)
        or kin_of_another(claim, passage)
        or met_by(claim, passage)
        or gapped(claim, passage)
    ):
        yield held
    yield from wanting(claim, passage, missing, findings)
    yield from rivalled(claim, passage, missing)
    yield from filter(None, (differs(claim, passage) for differs in _DIFFERING))
    yield from filter(None, (for_another_cause(claim, passage, missing),))
    yield from ranking_another(claim, findings)
    yield from _lacking_nothing(claim, passage)
    yield from _at_once(claim, passage)
    yield from _by_oneself(claim, passage)
    yield from _of_another_kind(claim, passage)


def in_the_title(found: Sequence[Finding], item: Evidence) -> Iterator[str]:
    """Yield the names in whose place a passage has another one, and which only its title has."""
    held = told(f"{item.text}\n{item.publisher}")
    for one in found:
        if renames(one) and held.isdisjoint(bm25.terms(one.part)):
            yield f"{one.part} ({one.reason})"


def is_strange(
    claim: Claim, item: Evidence, findings: Sequence[Finding], missing: Sequence[str], held: frozenset[str]
) -> bool:
    """Say whether a claim has a name that the passage has not, its speaker's aside, or denies what the passage says.

    A passage with a number, a day or the very words of the claim tells it under whatever name.
    """
    said = claim.attribution.speaker if claim.attribution else None
    speaker = frozenset(bm25.terms(said.name)) if said else frozenset()
    names = (f.part for f in findings if f.judge == "names" and _is_absent(f, held))
    if not is_detailed(findings) and any(speaker.isdisjoint(bm25.terms(name)) for name in names):
        return True
    if not _DENIES.search(claim.text) or turns(item.text) or not asserted(claim.text).isdisjoint(missing):
        return False
    root = root_of(claim.text)
    return root is not None and any(t.dep_ == "neg" for t in root.children)


def _is_absent(finding: Finding, held: frozenset[str]) -> bool:
    if finding.stance is Stance.SUPPORTS:
        return False
    words = bm25.terms(finding.part)[
        -2:
    ]  # of a long name every word: "United Nations" is not the United States
    return not all(term in held if len(words) > 1 else kin(term) & held for term in words)


def _numbered(word: str) -> bool:
    """Say whether a word names something by its number: "resolution 2803", "A320", "phase 2"."""
    return any(char.isdigit() for char in word)


def is_detailed(findings: Sequence[Finding]) -> bool:
    """Say whether a passage bears out a number, a date or a quotation, which few passages have by chance."""
    return any(f.judge in HARD and bears_out(f) for f in findings)
