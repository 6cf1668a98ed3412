"""Whom a source quotes: a company's release has its chief executive say a thing, and a draft may give it another.

Read with the rules that read drafts (:mod:`factcheck.extraction`), on the passage and what stands before it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable

from . import bm25, extraction
from .model import Attribution, Claim, Evidence, SpeakerKind
from .text import PARAGRAPH, SENTENCE, late

_SAYS = late(r"\baccording to\b|\b(?:sa(?:id|ys?|ying)|t(?:old|ells?))\b", re.I)
_PAPER = late(
    r"\b(?:count|census|figures?|data|reports?|survey|poll|tally|register|records?|lists?|plan|estimates?|inventory)\b",
    re.I,
)
DEEP = 3  # sayings in one another
MOST = 0.6  # the share that what is said has to have before it counts against the one who is named
LEAST = 0.5  # the share of a claim's words that a quoted content has to have to be what the claim tells


def quoted_for(claim: Claim) -> Callable[[Evidence], str]:
    """Return what names, for a piece of evidence, the person whom it quotes for what ``claim`` says."""
    return functools.partial(quoted, claim)


def relayed_for(claim: Claim) -> Callable[[Evidence], tuple[str, ...]]:
    """Return what names, for a piece of evidence, whom it has say what ``claim`` says."""
    return functools.partial(relayed, claim)


def quoted(claim: Claim, evidence: Evidence) -> str:
    """Return the name of the person whom a passage quotes for what a claim says.

    "" where the source tells it in its own words, names no person, or cannot be told whom it quotes.
    """
    if evidence.figure is not None:
        return ""
    last, between, here = evidence.before.rpartition(PARAGRAPH)
    text = f"{last}{between}{' '.join(filter(None, (*here.split(SENTENCE), evidence.text)))}"
    wanted = frozenset(bm25.terms(claim.text))
    said = [(_share(one, text, wanted), one) for one in extraction.attributions_in(text)]
    share, best = max(said, key=lambda pair: pair[0], default=(0.0, None))
    # In the words of the source the claim may hardly be there; where one saying is all that it tells, it is that one.
    told = sum(span.end - span.start for span in best.content) if best is not None else 0
    alone = len(said) == 1 and told >= MOST * len(text) and ";" not in text
    speaker = best.speaker if best is not None and (share >= LEAST or alone) else None
    if speaker is None or speaker.kind is not SpeakerKind.PERSON:
        return ""
    return " ".join(itertools.dropwhile(str.islower, speaker.name.split()))  # "engineer Ina Voss"


def relayed(claim: Claim, evidence: Evidence) -> tuple[str, ...]:
    """Return whom a passage has say what a claim says, outermost first: "Roe said the guide had told her that ..."."""
    chain: list[str] = []
    text, wanted = evidence.text, frozenset(bm25.terms(claim.text))
    while evidence.figure is None and _SAYS.search(text) and len(chain) < DEEP:
        said = [(_share(one, text, wanted), one) for one in extraction.attributions_in(text)]
        share, best = max(said, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or share < MOST or not best.source or not best.content:
            break
        who = best.source[0].of(text)
        # A body does not tell its own word as "according to" one of another name.
        own = {word.casefold() for word in who.split()} & set(evidence.publisher.casefold().split())
        if (
            not chain
            and not (own or _PAPER.search(who))
            and best.cue
            and "according" in best.cue[0].of(text).casefold()
        ):
            chain.append("")
        chain.append(who)
        text = best.content[-1].of(text)
    return tuple(chain)


def _share(one: Attribution, text: str, wanted: frozenset[str]) -> float:
    # What stands behind a semicolon need not be said by the same: "According to Roe, it held; the town saw a crack".
    held = frozenset(term for span in one.content for term in bm25.terms(span.of(text).partition(";")[0]))
    return len(wanted & held) / len(wanted) if wanted else 0.0
