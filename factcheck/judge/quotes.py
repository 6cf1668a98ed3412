"""Quotations: are the quoted words in the source, word for word?

Rule. The words between quotation marks are looked for in the source's own words (a snapshot, registered verbatim words,
or the text that was given), typography and case folded (see ``factcheck.text.fold``); "..." and "[...]" may leave
words out, and a bracket may stand for a word. Found word for word supports. Nearly found, from three words on, refutes
and shows the words that differ. A paraphrase neither confirms nor refutes a quotation. A name in quotation marks that
the source does not use, where it names the same thing otherwise, is shown with the source's name.

Why. Readers take quotation marks as a promise; a changed word inside them is a misquotation, however small.

Example. Claim: she said "we will never sell the harbour"; source: "we will not sell the harbour" refutes, and the
reason shows never against not.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from .. import bm25
from ..model import Claim, Evidence, Finding, Span, Stance, Strength
from ..text import fold, late, quotations
from ._align import fit, words_around
from ._context import Context
from ._names import names_in
from ._words import kin

NEAR = 72.0  # partial ratio from which a passage is a misquotation and not another sentence
SHARED = 0.6  # the share of its words that a misquotation has right
SAME_WORDS = 0.7
LONG = 3  # words: a shorter quotation is a label or a title
SPEAKS = 0.2  # how much of the rest a passage says before its name for a thing is shown
_GAP = re.compile(r"\[[^\]]*\]|\.{3,}|…")
_NOT = re.compile(r" (?:not|never)\b")
_DOES = frozenset(
    "am is are was were be do does did has have had will would shall should can could may might must".split()  # noqa: SIM905
)
# What a thing is called: "was", "described it as"; behind it the quotation says what it is.
_CALLS = late(
    r"\b(?:am|is|are|was|were|be|been|as|call(?:s|ed|ing)?(?: [\w’'-]+){1,5}|deem\w*(?: [\w’'-]+){1,5})"
    r"(?: (?:an?|the|both|very|quite))* [\"“„«']?$",
    re.I,
)
_DENIES = late(r"\b(?:not|never|no longer|hardly|den(?:y|ies|ied)|cannot|without)\b|n['’]t\b", re.I)
_NOT_SO = late(
    r"\b(?:not|never|no longer|hardly|cannot"
    r"|(?:do|does|did|is|are|was|were|wo|would|could|should|has|have|had|ca)n['’]?t)"
    r"(?: (?:be|been|call\w*|describ\w+|consider\w*|deem\w*|regard\w*"
    r"|it|this|that|them|him|her|as|to|an?|the|quite|really|yet|either|both|election|vote|result))* $",
    re.I,
)
_ENDS = " .,;:!?-'\"“”"


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each quotation of the claim."""
    if evidence.figure is not None:
        return
    for mark in quotations(claim.text):
        inner = mark.of(claim.text).strip(_ENDS)
        if inner:
            yield from _judged(inner, mark, claim, evidence, context)


def _judged(inner: str, mark: Span, claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    words = _words_of_source(evidence, context)
    if said := _denied(inner, claim.text[: mark.start], evidence.text):
        reason = f"the draft quotes “{inner}”; the source says “{said}”"
        yield _finding(Stance.REFUTES, Strength.DECISIVE, reason, mark, inner, evidence)
    elif words and verbatim(inner, words):
        reason = f"word for word in the source: “{inner}”"
        yield _finding(Stance.SUPPORTS, Strength.DECISIVE, reason, mark, inner, evidence)
    elif (
        words
        and len(inner.split()) >= LONG
        and not _title(inner)
        and not verbatim(inner, evidence.text)  # where the desk's own words have it
        and (near := nearest(inner, _passage(evidence, context)))
    ):
        reason = f"the draft quotes “{inner}”; the source has “{near}” ({difference(inner, near)})"
        yield _finding(Stance.REFUTES, Strength.DECISIVE, reason, mark, inner, evidence)
    elif _two_words(inner, claim, evidence):
        reason = f"the draft quotes “{inner}”; the source has “{evidence.text}”"
        yield _finding(Stance.REFUTES, Strength.SUGGESTIVE, reason, mark, inner, evidence)
    elif renamed := _renamed(inner, mark, claim, evidence, context):
        reason = f"the draft calls it “{inner}”; the source names {renamed}"
        yield _finding(Stance.REFUTES, Strength.SUGGESTIVE, reason, mark, inner, evidence)
    elif len(inner.split()) >= LONG:
        reason = f"“{inner}” is not in the words of this source"
        yield _finding(Stance.SILENT, Strength.SUGGESTIVE, reason, mark, inner, evidence)


def _words_of_source(evidence: Evidence, context: Context) -> str:
    """Return the source's own words, "" where only a paraphrase is registered."""
    snapshot = context.snapshots.get(evidence.source, "")
    if snapshot:
        return snapshot
    if evidence.verbatim:
        return " ".join(context.document(evidence).texts)
    # What the desk itself has in quotation marks it took down word for word.
    return " … ".join(mark.of(evidence.text).strip(_ENDS) for mark in quotations(evidence.text))


def _passage(evidence: Evidence, context: Context) -> str:
    """Return the passage with its neighbours, where a misquotation is looked for."""
    before, after = context.document(evidence).around(context.place(evidence))
    return f"{before} {evidence.text} {after}" if evidence.verbatim else evidence.text


@functools.lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return re.sub(r"[\"']", "", fold(text).text)


def _unspaced(text: str) -> str:
    """Return a text without the stray space that some pages print before a sign."""
    return re.sub(r" (?=[,.;:!?])", "", text)


def verbatim(inner: str, words: str) -> bool:
    """Say whether a quotation stands in ``words``: its pieces between elisions and brackets, whole words, in order."""
    source = _unspaced(_folded(words))
    at = 0
    for piece in _GAP.split(inner):
        wanted = _unspaced(_folded(piece)).strip(_ENDS)
        if wanted:
            found = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)").search(source, at)
            if found is None:
                return False
            at = found.end()
    # Cut before its "not", a sentence says the contrary.
    return not (_NOT.match(source, at) and source[:at].rpartition(" ")[2] in _DOES)


def denied_quotation(claim: str, words: str) -> bool:
    """Say whether words have a quotation of a claim only behind a "not" of which the claim tells nothing."""
    return any(_denied(mark.of(claim).strip(_ENDS), claim[: mark.start], words) for mark in quotations(claim))


def _denied(inner: str, before: str, passage: str) -> str:
    """Return the words by which a passage says of a thing that it is not what a claim quotes it to be, or "".

    "We cannot call it free and fair" calls nothing "free and fair"; what is "not accepted" is another matter.
    """
    wanted, source = _folded(inner).strip(_ENDS), _folded(passage)
    if not _CALLS.search(before) or _DENIES.search(before):
        return ""
    found = [*re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", source)] if wanted else []
    denials = [_NOT_SO.search(source[: one.start()]) for one in found]
    first = denials[0] if denials and all(denials) else None
    return source[first.start() : found[0].end()] if first is not None else ""


def _two_words(inner: str, claim: Claim, evidence: Evidence) -> bool:
    """Say whether two quoted words are nearly two that the named speaker is known to have said: "dire consequences".

    They may have been said as well, on another day; a person has to look.
    """
    speaker = claim.attribution.speaker if claim.attribution else None
    said = speaker.name == evidence.publisher if speaker is not None else evidence.publisher in claim.text
    if not evidence.verbatim or not said:
        return False
    ours, theirs = _in_words(_folded(inner)), _in_words(_folded(evidence.text))
    return len(ours) == len(theirs) == LONG - 1 and ours[0] != theirs[0] and ours[1] == theirs[1]


def nearest(inner: str, passage: str) -> str:
    """Return the words of a passage that a quotation nearly repeats, or ""."""
    from rapidfuzz import fuzz

    wanted, source = _folded(inner), _folded(passage)
    if _word_by_word(wanted, source):
        return source.strip()
    if len(wanted) > len(source):
        return ""
    found = fuzz.partial_ratio_alignment(wanted, source, score_cutoff=NEAR)
    if found is None:
        return ""
    start = source.rfind(" ", 0, found.dest_start + 1) + 1
    end = source.find(" ", max(found.dest_end - 1, start))
    words = source[start : end if end >= 0 else len(source)].strip(_ENDS)
    ours, theirs = wanted.split(), words.split()
    shared = len(set(ours) & set(theirs))
    edge = theirs and (_bare(ours[0]) == _bare(theirs[0]) or _bare(ours[-1]) == _bare(theirs[-1]))
    return words if edge and shared >= SHARED * len(ours) else ""


def _title(inner: str) -> bool:
    """Say whether quoted words are a title: capitals on all but the small words."""
    words = [word for word in inner.split() if word[0].isalpha()]
    return all(word[0].isupper() or len(word) < 4 for word in words)


def _bare(word: str) -> str:
    return word.strip(_ENDS)


def _word_by_word(wanted: str, source: str) -> bool:
    """Say whether two texts of about one length are the same words in one order, but for one in four."""
    ours, theirs = _in_words(wanted), _in_words(source)
    if not ours or 4 * abs(len(ours) - len(theirs)) > len(ours):
        return False
    return difflib.SequenceMatcher(a=ours, b=theirs, autojunk=False).ratio() >= SAME_WORDS


def _in_words(text: str) -> list[str]:
    """Return the bare words of a folded text; "cannot" is two, so that "can no longer" differs by its "no longer"."""
    return [_bare(word) for word in text.replace("cannot", "can not").split() if _bare(word)]


def difference(quoted: str, stated: str) -> str:
    """Return the words that differ, draft against source: "never" against "not"."""
    ours, theirs = _in_words(_folded(quoted)), _in_words(_folded(stated))
    changes = difflib.SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes()
    shown = [
        f"“{' '.join(ours[a:b]) or '–'}” against “{' '.join(theirs[c:d]) or '–'}”"
        for kind, a, b, c, d in changes
        if kind != "equal"
    ]
    return ", ".join(shown)


def _renamed(inner: str, mark: Span, claim: Claim, evidence: Evidence, context: Context) -> str:
    """Return the source's own name for what the draft names in quotation marks, or ""."""
    telling = bm25.terms(inner)
    if not telling or len(inner.split()) > LONG:
        return ""
    document, index = context.document(evidence), context.place(evidence)
    if fit(words_around(claim.text, [mark], document), document, index).here < SPEAKS:
        return ""
    mine = {word for name in names_in(claim.text) for word in name.words}
    for name in names_in(evidence.text):
        shared = {form for term in telling for form in kin(term)} & set(bm25.terms(name.text))
        if shared and len(name.words) > 1 and not set(name.words) <= mine:
            return name.text
    return ""


def _finding(
    stance: Stance, strength: Strength, reason: str, mark: Span, inner: str, evidence: Evidence
) -> Finding:
    return Finding(
        judge="quotes",
        stance=stance,
        strength=strength,
        reason=reason,
        evidence=evidence,
        claim_span=mark,
        part=f"“{inner}”",
    )
