"""Whether a passage that shares a claim's words says the contrary: another's number, the opposite, only a draft.

The judges ask for nearly all words of a claim before they refute, as they have to where most passages are about
something else. Here both sides are asked: most of what the claim says is in the clause, and most of what the clause
says is in the claim. Then the two speak of one thing, and one word that turns it round is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from .. import bm25, quantity
from ..judge._polarity import predicates
from ..model import Claim, Evidence, Finding, Span, Stance
from ..text import late
from ._ballots import both_lost, cast_otherwise, tells_of_nobody
from ._begun import ended_by_beginning
from ._beside import denied_beside, done_beside, of_another_name, said_beside, took_no_part
from ._between import between
from ._bought import bought_by_the_other
from ._bound import bound_the_other_way
from ._causes import cleared_of_it
from ._claim import denied, denies, undated, undone
from ._compared import compared
from ._contrary import contraries
from ._crossed import crossed_over
from ._days import on_a_weekday
from ._denials import elided, not_made, nothing_of
from ._denied_alike import denied_alike, without_how
from ._doers import another_took_part, did_not
from ._excepted import excepting, not_all
from ._facing import CLAUSE as CLAUSE, contrary_to, facing, pair
from ._former import former
from ._freely import freely
from ._gainsaid import gainsaid
from ._gapped import gives_the_other, has_gap
from ._granted import an_amount_for_a_share
from ._groups import grouped_otherwise, more_of_the_other, of_other_people, other_nationals
from ._higher import higher_otherwise
from ._labelled import otherwise_than_called
from ._lifted import done_with, lifted
from ._limits import limited
from ._measured import of_a_part, on_the_other_side, which_is_more
from ._moves import is_within, went
from ._namesakes import namesakes
from ._offices import of_another_office
from ._opposite import fights_alike, moved_otherwise
from ._overrun import as_far_beyond
from ._owned import tied
from ._parted import of_the_rest, of_the_whole, part_of
from ._passed import passed_alike, passed_otherwise
from ._phrased import plain, unsourced
from ._placing import is_total, misplaced, names, refuting
from ._ranks import most_elsewhere
from ._reckoned import reckoned_otherwise
from ._relations import is_kin_of
from ._remaining import of_what_remains
from ._rest import told_of_the_rest
from ._reverse import told_reversed
from ._roles import beside, mispaired, swapped
from ._same_thing import stronger
from ._standing import UNSETTLED, decided
from ._states import stated_otherwise
from ._synonyms import telling, told
from ._tallied import tallied
from ._tallies import are_told, counted_alike, counted_otherwise
from ._topmost import listed_otherwise
from ._turned import (
    SET_ASIDE,
    as_wished,
    is_charge,
    is_stance,
    is_turned,
    of_a_strange_deed,
    of_its_own_subject,
)
from ._turns import turns
from ._unresolved import comes_so_far, of_no_denial
from ._voters import body_voted_otherwise
from ._won import won_by_the_other

# Shares of claim and clause that have to be common, and how many words at least.
OVER, BACK, WORDS = 0.5, 0.5, 2
_SCORE = late(r"^\d+[-–]\d+$")
_BECAME = late(
    r"(?:the|this|that|these|those) (?P<what>[a-z]+) (?:was|were|is|are|has been|have been) [a-z]+\W*$", re.I
)

# Rooms that ask for no more than the claim and the passage, in the order of what an editor is told first.
_OTHERWISE = (
    elided, nothing_of, not_made, tied, told_reversed, compared, of_the_whole, between, passed_otherwise,
    higher_otherwise, stated_otherwise, crossed_over, won_by_the_other, bought_by_the_other, listed_otherwise,
    otherwise_than_called, gainsaid, freely, bound_the_other_way,
)  # fmt: skip
_OF_ANOTHER = (
    on_a_weekday, gives_the_other, former, of_another_office, did_not, another_took_part, most_elsewhere, cleared_of_it,
    an_amount_for_a_share,
)  # fmt: skip


def against(
    claim: Claim, item: Evidence, findings: Sequence[Finding], written: date | None = None
) -> Iterator[Finding]:
    """Yield the refutations of a claim that lie in how a stand-alone passage is built.

    :param written: the day of the draft.
    """
    yield from (refuting(*one, item) for one in other_nationals(claim.text, item.text))
    if item.figure is not None:
        return
    borne = len({f.part for f in findings if f.judge == "numbers" and f.stance is Stance.SUPPORTS})
    yield from (
        f for f in misplaced(claim, item, findings) if not counted_alike(claim.text, item.text, f.claim_span)
    )
    yield from _mispaired(claim, item, findings)
    yield from _swapped(claim, item)
    for told_otherwise in _OTHERWISE:
        yield from told_otherwise(claim, item)
    yield from _opposed(claim, item, borne)
    yield from _undecided(claim, item, borne)
    yield from _ballots(claim, item, findings, borne)
    yield from comes_so_far(claim, item, written)
    for told_otherwise in _OF_ANOTHER:
        yield from told_otherwise(claim, item)
    yield from of_what_remains(claim, item, findings)
    over, words = _share(claim.text, item.text, borne)
    if over >= OVER and words:
        for judge, reason, span, part in (
            *contraries(claim.text, item.text),
            *limited(claim.text, item.text),
            *excepting(claim.text, item.text),
            *moved_otherwise(claim.text, item.text),
            *of_a_part(claim.text, item.text),
            *which_is_more(claim.text, item.text),
            *on_the_other_side(claim.text, item.text),
            *of_other_people(claim.text, item.text),
            *grouped_otherwise(claim.text, item.text),
            *more_of_the_other(claim.text, item.text),
            *reckoned_otherwise(claim, item),
        ):
            yield refuting(judge, reason, span, part, item)


def _swapped(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where two of the claim stand in each other's roles: who sued whom, who sold to whom."""
    one, other = swapped(claim.text, item.text)
    if one:
        first, second = (_as_written(term, claim.text) for term in (one, other))
        reason = f"the draft has {first} and {second} in each other's place; the source says “{item.text}”"
        yield refuting("acts", reason, Span(start=0, end=len(claim.text)), f"{one}, {other}", item)


def _as_written(term: str, text: str) -> str:
    """Return a word of a text by the term, or the small letters, that it is known by."""
    words = (text[start:end] for found, start, end in bm25.placed(text) if found == term)
    same = re.search(rf"\b{re.escape(term)}\b", text, re.I)
    return next(words, same.group() if same else term)


def _mispaired(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a refutation for each number that the passage gives for something else than the claim does."""
    gone = went(claim.text, item.text)
    for found in findings:
        if found.judge != "numbers" or found.stance is not Stance.SUPPORTS or is_within(found, gone):
            continue
        # A score is of both sides.
        if found.claim_span and found.evidence_span and not _SCORE.search(found.part):
            places = (claim.text, found.claim_span, item.text, found.evidence_span)
            word, thing = mispaired(*places), beside(*places)
            whole = quantity.at(claim.text, found.claim_span)
            part = part_of(claim.text, whole.value, item.text) if whole and not word else ""
            word = _as_written(word, claim.text) if word else ""
            if thing and not word and not is_total(item.text, found.evidence_span):
                reason = f"the draft gives {found.part} for another thing; the source says “{item.text}”"
                yield refuting("numbers", reason, found.claim_span, f"{found.part} of it", item)
            elif word or part:
                said = (
                    f"gives {found.part} for {word}"
                    if word
                    else f"tells of all {found.part} what is told of a part"
                )
                reason = f"the draft {said}; the source says “{part or item.text}”"
                # The same number may stand in the claim for another thing too, which is borne out.
                yield refuting("numbers", reason, found.claim_span, f"{found.part} {word}".strip(), item)


def _undecided(claim: Claim, item: Evidence, borne: int) -> Iterator[Finding]:
    """Yield a refutation where the claim calls settled what the passage only proposes, of the same matter."""
    word = decided(claim.text, item.text)
    over, words = _share(claim.text, item.text, borne)
    if word and over >= OVER and words >= WORDS:
        found = UNSETTLED.search(item.text)
        reason = f"the draft says {word}; the source only says “{found.group() if found else ''}”"
        yield refuting("acts", reason, Span(start=0, end=len(claim.text)), word, item)


def _ballots(claim: Claim, item: Evidence, findings: Sequence[Finding], borne: int) -> Iterator[Finding]:
    """Yield a refutation where claim and passage tell another outcome of a vote, or another vote of somebody."""
    yield from cast_otherwise(claim, item)
    yield from body_voted_otherwise(claim, item)
    found = counted_otherwise(claim.text, item.text)
    if found is None or found[0] in (f.claim_span for f in findings if f.stance is Stance.REFUTES):
        return
    over, words = _share(claim.text, item.text, borne + 1)
    # One number in both, be it the other side's, shows that it is the same vote.
    same = {q.value for q in quantity.find(claim.text)} & {q.value for q in quantity.find(item.text)}
    if same and words >= WORDS and over >= OVER:
        mine, other = found
        said = mine.of(claim.text)
        reason = f"the draft says {said}; the source says “{other}”"
        yield refuting("numbers", reason, mine, said, item)


def _opposed(claim: Claim, item: Evidence, borne: int) -> Iterator[Finding]:
    """Yield a refutation where a clause is about just what the claim is about, and says the contrary."""
    for clause in CLAUSE.split(item.text):
        clause = SET_ASIDE.sub("", clause)  # :mod:`._instead` asks for what it denies
        word = _contrary(without_how(claim.text, clause), clause)
        if word == "" and _tells_only_the_rest(claim.text, clause):
            continue
        if word == "" and (
            done_with(claim.text, clause)
            or both_lost(claim.text, clause)
            or of_another_name(clause, item.text, claim.text)
            or done_beside(claim.text, clause, item.text)
            or took_no_part(claim.text, clause)
            or of_its_own_subject(claim.text, clause, item.text)
            or of_a_strange_deed(claim.text, clause)
        ):
            continue
        against = contrary_to(word.casefold()) if word else frozenset()
        if word and (said_beside(word, claim.text, clause, item.text) or denied_beside(against, item.text)):
            continue
        if word == "" and not (is_turned(claim.text, clause) and _denies(claim.text, clause, item.text)):
            continue
        if word is not None and _mutual(claim.text, _with_its_thing(clause, item.text), borne, word):
            if any(differs(claim.text, item.text) for differs in _NOT_CONTRARY) or has_gap(item.text):
                return
            states = "denies it" if turns(claim.text) % 2 else "states it"
            said = f"says {word}" if word and word in claim.text else states
            reason = f"the draft {said}; the source says “{clause.strip(' ;,')}”"
            yield refuting(
                "acts" if word else "negation", reason, Span(start=0, end=len(claim.text)), word, item
            )
            return


def _tells_only_the_rest(claim: str, clause: str) -> bool:
    """Say whether what a claim denies stands in a clause of its own, of which a passage's clause tells nothing.

    "She turned down a vaccination, but a trial is planned" is not gainsaid by "a trial is planned".
    """
    parts = CLAUSE.split(claim)
    held = told(clause)
    denying = [part for part in parts if turns(part)] if len(parts) > 1 and not turns(clause) else []
    words = [forms for part in denying for word, forms in telling(part) if word not in names(claim)]
    return bool(words) and all(held.isdisjoint(forms) for forms in words)


def _with_its_thing(clause: str, passage: str) -> str:
    """Return what stands before a clause that only tells what became of the thing: "the offer was declined"."""
    found, before = _BECAME.match(clause), passage.partition(clause)[0]
    # By its first letters: what somebody "had offered" is "the offer".
    told_before = found is not None and re.search(rf"\b{found['what'][:5]}", before, re.I)
    return f"{before} {found['what']}" if found is not None and told_before else clause


# Asked last, since nothing is contrary to most.
_NOT_CONTRARY = (
    of_the_rest,
    told_of_the_rest,
    tallied,
    denied_alike,
    as_wished,
    is_charge,
    not_all,
    is_stance,
    is_kin_of,
    fights_alike,
    lifted,
    of_no_denial,
    ended_by_beginning,
    passed_alike,
    as_far_beyond,
)


def _contrary(claim: str, clause: str) -> str | None:
    """Return the word of a claim whose opposite a clause has, "" where one of the two is denied, else None."""
    ours, theirs = plain(undated(claim)), plain(undated(clause))  # "last October" is no last of them
    word, other = pair(ours, theirs)
    # "27 in favour, 4 opposed" says how it went, and opposes nothing, nor does a draft by which nobody opposed it.
    if other and (are_told(clause) or tells_of_nobody(claim)):
        return None
    # A word of the pair that is a denial itself ("forbidden") is no second one: "not allowed" says "forbidden".
    apart = (turns(ours) - turns(word)) % 2 != (turns(theirs) - turns(other)) % 2
    return None if bool(word) is apart else word


def _denies(claim: str, clause: str, passage: str) -> bool:
    """Say whether what one of claim and clause denies is what the other states.

    A claim that denies ("do not survive") is refuted only by its own words ("survive") in a passage without any
    denial; a claim that states only where the words that the clause denies are the claim's.
    """
    if turns(claim) + turns(clause) == 3:
        return True  # "disputes that" before "does not dispute that"
    if turns(clause) % 2:
        verbs = undone(clause)  # what is denied has to be the claim's, not only what it is denied of
        return (
            not turns(claim)
            and _has_most(
                denied(clause) - namesakes(claim, clause), claim, len(denied(clause)), denies(clause)
            )
            and (not verbs or bool(_said(verbs, claim)))
        )
    return not turns(passage) and _has_all(denied(claim), passage) and bool(predicates(clause))


def _has_most(words: frozenset[str], text: str, of: int, top: frozenset[str]) -> bool:
    said, forms = _said(words, text), dict(telling(" ".join(sorted(words))))
    hit = {_in_all(forms.get(word, bm25.terms(word)), text) for word in said}
    # "Trial" and "run" may be one word of a claim: that counts once, unless the denied itself is said.
    return bool(words) and 2 * (len(said) if not top.isdisjoint(said) else len(hit)) >= of


def _in_all(forms: Iterable[str], text: str) -> frozenset[str]:
    return frozenset(forms) & frozenset(bm25.terms(text))


def _has_all(words: frozenset[str], text: str) -> bool:
    return bool(words) and len(_said(words, text)) == len(words)


def _said(words: frozenset[str], text: str) -> list[str]:
    held = frozenset(bm25.terms(text))
    forms = dict(telling(" ".join(sorted(words))))
    known = {word: {*forms.get(word, bm25.terms(word)), *stronger(word)} for word in words}
    return [word for word in words if not held.isdisjoint(known[word])]


def _mutual(claim: str, clause: str, borne: int, word: str) -> bool:
    """Say whether most of a claim is in a clause and most of the clause in the claim, names left out.

    Of the opposite of a word this holds too where it does with one word for each phrase, and without whose word it
    is and when: "is still at large" has as much as "is a fugitive".
    """
    if _is_mutual(claim, clause, borne):
        return True
    short = (plain(claim), plain(undated(unsourced(clause)))) if word else None
    return short is not None and (_is_mutual(*short, borne) or bool(facing(claim, clause)))


def _is_mutual(claim: str, clause: str, borne: int) -> bool:
    over = _share(claim, clause, borne)
    back = _share(clause, claim, borne)
    named = len(names(claim) & names(clause))
    if named >= WORDS and all(word in names(claim) for word, _ in telling(claim)):
        over = (1.0, 0)  # "Marl gave up the Tern name" tells of nothing but its names
    # "Schools were shut" and "schools remain open" have one word in common, which is all that either is about.
    bare = over[1] > 0 and len(telling(claim)) == WORDS >= len(telling(clause))
    return (over[1] + named >= WORDS or bare) and over[0] >= OVER and back[0] >= BACK


def _share(text: str, other: str, borne: int) -> tuple[float, int]:
    """Return the share of a text's telling words that another has, and their count; its numbers count as words."""
    held, left = frozenset(bm25.terms(other)), names(text)
    words = [forms for word, forms in telling(text) if word not in left and not turns(word)]
    said = sum(not held.isdisjoint(forms) for forms in words) + borne
    return (said / (len(words) + borne) if words else 0.0), said
