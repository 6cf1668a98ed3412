"""For what cause: "shut because they ran out of flour" where the source has it "for want of fuel".

A cause that a passage does not give is not borne out by the deed alone. Where it gives another one the draft is shown
which; it is refuted only where the passage has the wanting thing too, and another one wanting: a strike and a walkout,
or drugs and medicines, may be one cause in two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._claim import asserted
from ._placing import clause_at, refuting, shown
from ._synonyms import forms_of, spoken, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

# "Is due to open" gives no cause.
_CAUSE = late(
    r"\b(?:because(?: of)?|owing to|(?<!is )(?<!are )(?<!was )(?<!were )due to|for (?:want|lack) of|on account of"
    r"|as a result of) (?P<what>[^;:.]+?)"
    r"(?=[;:.]|,? (?:but|while|whereas|although|and (?:not|is|are|was|were|has|have))\b|$)",
    re.I,
)
_WANT = (
    r"(?:want|lack|shortage|scarcity|absence) of|(?:ran|run|running|runs) (?:out|short) of|lack(?:s|ed|ing)?"
    r"|short of"
)
_NONE = late(r"\bno (?:more )?(?P<thing>[a-z]+)", re.I)
_WANTING = late(
    rf"\b(?:{_WANT}) (?:any |more |enough |sufficient |the )?(?P<thing>[a-z]+)(?=[^\w]*$|[;:.,]|"
    r" (?:in|at|on|and|but|for|to|since|after)\b)",
    re.I,
)
_FOR_SOMETHING = frozenset(
    """
    fine fin jail imprison
    sentence convict arrest detain ban suspend dismiss sack fire punish penalise penalize reprimand
    rebuke criticise criticize blame praise thank honour honor award sue charge indict prosecute book caution expel
    condemn censure apologise apologize
    """.split()  # noqa: SIM905
)
# Another offence, for which somebody is punished: "for false accounting", "convicts her of theft".
_OFFENCE = late(
    r"\bfor (?!(?:which|whom|what|lack|want|the (?:first|second|third)|years|months|now|reasons|good)\b)[a-z]"
    r"|\b(?:convict\w*|guilty|found)(?: [\w’'-]+){0,3}? of [a-z]",
    re.I,
)
# What somebody was not punished for: "for fraud, and acquitted him of bribery".
_CLEARED = late(
    r"\b(?:acquit\w*|clear\w*|exonerat\w*|not guilty)(?: [\w’'-]+){0,3}? of [^,;.]+?"
    r"(?=[,;.]|$| (?:but|and) (?:[\w’'-]+ )?(?:convict|found|guilty|jail|fin|sentenc|imposes?))"
    r"|\b(?:quash|overturn|annul)(?:e?s|ed) (?:the |his |her )?conviction(?: of [^,;.]+?)? for [^,;.]+",
    re.I,
)
_TO_BLAME = late(r"\b(?:(?:was|were|is|are) )?(?:to blame|at fault|responsible)\b", re.I)
_CLEARS = late(r"\b(?:clear(?:s|ed)|exonerate[sd]|absolve[sd])(?P<whom> (?:the )?[^,;.]{2,40})", re.I)
_WHEN = late(r"\b(?:follow(?:s|ed)?|preced(?:es?|ed)|after|before)\b", re.I)
_FOLLOWING = frozenset({"follow", "precede"})
_COMING = frozenset({"come", "happen", "occur", "take", "begin", "start", "break"})
_SOME_OFFENCE = frozenset(
    {"breach", "violation", "offence", "offense", "infringement", "misconduct", "wrongdoing"}
)
_HAVING = frozenset({"have", "get", "receive", "possess", "hold", "own"})
_WANT_WORDS = frozenset(
    "want lack shortage scarcity absence ran run running runs short lacks lacked lacking".split()  # noqa: SIM905
)


def for_another_cause(claim: str, passage: str, missing: Sequence[str]) -> str:
    """Return the cause that a claim gives for its deed and a passage does not, with that which it gives; or "".

    :param missing: the words of the claim that neither passage nor what it is about, or its document, has.
    """
    ours = _CAUSE.search(claim)
    if ours is None or _CAUSE.search(claim, ours.end()) or turns(claim[: ours.start()]):
        return ""
    words = _words(claim, ours)
    theirs = _cause_there(claim, passage)
    if theirs is None:
        return ours.group() if words and words.keys() <= set(missing) else ""
    held = told(theirs.group())
    if not words or any(not held.isdisjoint(forms) for forms in words.values()):
        return ""
    return f"{ours.group()} (the source: {theirs.group()})"


def for_another_offence(claim: str, passage: str) -> str:
    """Return for what a claim has somebody punished, praised or blamed, of which a passage has no word; or "".

    "Fined 400 crowns for speeding" is not borne out by a fine of 400 crowns for parking on a pavement.
    """
    verbs = [t for t in parsed(claim) if t.pos_ == "VERB" and _punishes(t)]
    held = told(_CLEARED.sub(" ", passage)) if verbs else frozenset()
    for verb in verbs:
        for behind in (t for t in verb.subtree if t.dep_ == "prep" and t.lower_ == "for"):
            said = [t for t in behind.subtree if t.pos_ in ("NOUN", "VERB", "PROPN")]
            counted = any(t.like_num for thing in behind.children for t in thing.children)
            if _SOME_OFFENCE.issuperset(t.lemma_ for t in said) and not _OFFENCE.search(passage):
                continue  # "for a breach" is for whatever it is
            if said and not counted and all(held.isdisjoint(forms_of(t.text, claim)) for t in said):
                return " ".join(t.text for t in behind.subtree)
    return ""


def cleared_of_it(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody punished for what a passage clears him of, and not for the other.

    "Fined 900 crowns for theft" of whom "acquits her of theft. It imposes a fine of 900 crowns on her for fraud".
    """
    cleared = _CLEARED.search(item.text)
    root = root_of(claim.text) if cleared is not None and not turns(claim.text) else None
    if (
        cleared is None
        or root is None
        or not _punishes(root)
        or not _OFFENCE.search(item.text, cleared.end())
    ):
        return
    rest = told(item.text.replace(cleared.group(), " "))
    for behind in (t for t in root.subtree if t.dep_ == "prep" and t.lower_ in ("for", "of")):
        said = [
            t
            for t in behind.children
            if t.dep_ in ("pobj", "pcomp") and not any(c.like_num for c in t.children)
        ]
        words = [forms_of(t.text, claim.text) for t in said]
        over = words and all(rest.isdisjoint(f) and not told(cleared.group()).isdisjoint(f) for f in words)
        named = [
            t for t in parsed(claim.text) if t.pos_ == "PROPN" and t.dep_ in ("nsubj", "nsubjpass", "dobj")
        ]
        if (
            over
            and named
            and all(t.text in item.text for t in named)
            and not rest.isdisjoint(_sentence(root))
        ):
            reason = f"the draft says {behind.text} {said[0].text}; the source says “{cleared.group()}”"
            span = Span(start=behind.idx, end=said[0].idx + len(said[0]))
            yield refuting("acts", reason, span, f"{said[0].text}, of which he is cleared", item)
            return


def blamed_though_cleared(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody to blame whom a passage clears: "cleared the airline"."""
    found = _TO_BLAME.search(claim.text)
    cleared = _CLEARS.search(item.text) if found is not None and not turns(claim.text) else None
    if found is None or cleared is None:
        return
    who = {t.text for t in parsed(claim.text[: found.start()]) if t.pos_ in ("NOUN", "PROPN")}
    if who and who <= {t.text for t in parsed(cleared["whom"])}:
        span = Span(start=found.start(), end=found.end())
        reason = f"the draft says {found.group()}; the source says “{cleared.group()}”"
        yield refuting("acts", reason, span, found.group(), item)


def _sentence(verb: Token) -> frozenset[str]:
    """Return the terms of a punishment: of its verb, and of the numbers beside it."""
    numbers = (term for t in verb.subtree if t.like_num for term in bm25.terms(t.text))
    return forms_of(verb.text, verb.doc.text).union(numbers)


def _punishes(verb: Token) -> bool:
    sent_off = verb.lemma_ == "send" and any(t.lower_ == "off" for t in verb.children)
    return sent_off or verb.lemma_ in _FOR_SOMETHING


def wanting_otherwise(claim: Claim, item: Evidence, missing: Sequence[str]) -> Iterator[Finding]:
    """Yield a refutation where a claim has a deed done for want of what a passage has, and something else wanting.

    :param missing: the words of the claim that the passage has not.
    """
    ours, theirs = _CAUSE.search(claim.text), _cause_there(claim.text, item.text)
    mine, other = (_WANTING.search(found.group()) if found else None for found in (ours, theirs))
    if ours is None or theirs is None or mine is None or other is None:
        return
    beside = told(item.text.replace(theirs.group(), " "))
    there = not forms_of(mine["thing"], claim.text).isdisjoint(beside)
    if (
        there
        and {w.casefold() for w in missing} <= _WANT_WORDS
        and for_another_cause(claim.text, item.text, missing)
    ):
        said = shown(clause_at(item.text, theirs.start()))
        span = Span(start=ours.start(), end=ours.end())
        reason = f"the draft says {ours.group()}; the source says “{said}”"
        yield refuting("acts", reason, span, f"{mine['thing']} wanting", item)


def only_wanting(claim: str, passage: str) -> str:
    """Return what a claim has somebody have, or get, of which a passage only says that it was wanting; or ""."""
    root, theirs = root_of(claim), _WANTING.search(passage)
    if root is None or theirs is None or root.lemma_ not in _HAVING or turns(claim) or _WANTING.search(claim):
        return ""
    thing, beside = told(theirs["thing"]), told(passage.replace(theirs.group(), " "))
    had = (t.text for t in root.children if t.dep_ == "dobj" and not thing.isdisjoint(bm25.terms(t.text)))
    return next((f"{word} (the source: {theirs.group()})" for word in had if thing.isdisjoint(beside)), "")


def only_follows(claim: str, clause: str) -> bool:
    """Say whether a claim only has one thing after another, and a clause not when: "rust, not the frost"."""
    root = root_of(claim)
    if root is None or _WHEN.search(clause):
        return False
    behind = {c.lower_ for c in root.children if c.dep_ in ("prep", "mark", "advcl")}
    return root.lemma_ in _FOLLOWING or (
        root.lemma_ in _COMING and bool(behind & {"after", "before", "amid"})
    )


def lacks_alike(claim: str, passage: str) -> bool:
    """Say whether a claim has no such thing, for want of which a passage has it done: "they have no medicines"."""
    theirs = _WANTING.search(passage)
    none = [bm25.terms(found["thing"]) for found in _NONE.finditer(claim)] if theirs else []
    return theirs is not None and any(not told(theirs["thing"]).isdisjoint(terms) for terms in none)


def _cause_there(claim: str, passage: str) -> re.Match[str] | None:
    """Return the cause that a passage gives for what a claim tells: of several that which stands with most of it."""
    every = [*_CAUSE.finditer(passage)]
    acts = [forms_of(word, claim) for word in asserted(claim)]
    near = [found for found in every if _all_told(acts, clause_at(passage, found.start()))]
    ours = _CAUSE.search(claim)
    rest = [forms for word, forms in spoken(claim) if ours is None or word not in ours.group()]
    return max(near, key=lambda found: _count(rest, clause_at(passage, found.start())), default=None)


def _all_told(words: Sequence[frozenset[str]], text: str) -> bool:
    return bool(words) and _count(words, text) == len(words)


def _count(words: Sequence[frozenset[str]], text: str) -> int:
    held = told(text)
    return sum(not held.isdisjoint(forms) for forms in words)


def _words(claim: str, cause: re.Match[str]) -> dict[str, frozenset[str]]:
    """Return the telling words of a cause with what may stand for them, without those that only say that it lacks."""
    inside = frozenset(bm25.terms(cause["what"]))
    return {
        word: forms
        for word, forms in spoken(claim)
        if word.casefold() not in _WANT_WORDS and not inside.isdisjoint(bm25.terms(word))
    }
