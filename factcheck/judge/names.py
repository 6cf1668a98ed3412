"""Names: does the passage name the same person, place or body in the same role?

Rule. A name of the claim is found where the source has it, its last name, an acronym, an alias of the registry, a
word of the same nation or another spelling. Where the source has none of these near the words that stand around the
name in the claim, and another name of the same kind stands there that the claim does not mention, the passage
refutes. A name that the document never places is silent.

Why. The right deed under the wrong name is a correction; the same bearer under another form of the name is not.

Example. Claim "Hassan signed the order"; source "the order was signed by Governor Lee": Lee stands where the draft
has Hassan. "Gov. Hassan's signature" supports.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..model import Claim, Evidence, Finding, Span, Stance, Strength
from ._align import words_around
from ._context import Context, Document, parsed
from ._names import Name, folded_words, initials, names_in, nation, same_word, spelled
from ._slots import Contest, Match, Reading, contest, elsewhere, finding, kept

_BODIES = frozenset(["ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "FAC"])
_PLACES = frozenset(["GPE", "LOC", "FAC"])


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each name of the claim: whether this passage has it, or another in its place."""
    document, index = context.document(evidence), context.place(evidence)
    for name in names_in(claim.text):
        held = _contest(claim.text, name, document, context.aliases)
        found = elsewhere(finding("names", name.text, evidence, index, held), held)
        if found.stance is Stance.REFUTES and not _rivals(claim, name, evidence, found):
            found = replace(found, stance=Stance.SILENT, strength=Strength.SUGGESTIVE)
        yield kept(found, evidence)


@functools.lru_cache(maxsize=1024)
def _contest(text: str, name: Name, document: Document, aliases: Callable[[str], frozenset[str]]) -> Contest:
    known = tuple(_forms((name.text, *aliases(name.text))))
    others = names_in(text)
    detail = Span(start=name.start, end=name.end)

    def read(passage: str) -> Reading:
        said = spelled(known, passage)
        if said is not None:
            yield said, Match.FULL
        for other in names_in(passage):
            if any(one_bearer(bearer, other) for bearer in known):
                if said is None:
                    yield Span(start=other.start, end=other.end), Match.FULL
            elif not other.first and not any(one_bearer(mine.words, other) for mine in others):
                yield Span(start=other.start, end=other.end), Match.RIVAL

    return contest(words_around(text, [detail], document), document, detail, read)


def _forms(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        words = folded_words(name)
        if words:
            yield words


def one_bearer(words: tuple[str, ...], other: Name) -> bool:
    """Say whether a mention can be of the bearer of ``words``: last name, shared words, acronym or nation."""
    if not other.words:
        return False
    if len(words) > 1 and len(other.words) == 1 and initials(words) == other.words[0]:
        return True
    if len(words) == 1 and len(other.words) > 1 and initials(other.words) == words[0]:
        return True
    if any(nation(word) for word in words):
        return any(same_word(word, theirs) for word in words for theirs in other.words)
    return same_word(words[-1], other.words[-1]) or len(set(words) & set(other.words)) * 2 >= len(words)


def kind_of(name: Name, text: str) -> str:
    """Return the tagger's word for a name in a sentence ("PERSON", "GPE", ...), or ""."""
    doc = parsed(text)
    for entity in doc.ents:
        if entity.start_char < name.end and name.start < entity.end_char:
            return str(entity.label_)
    return ""


def _alike(one: str, other: str) -> bool:
    """Say whether two kinds can compete for one place."""
    groups: tuple[frozenset[str], ...] = (frozenset(["PERSON"]), _BODIES, _PLACES, frozenset(["NORP"]))
    return any(one in group and other in group for group in groups)


def _rivals(claim: Claim, name: Name, evidence: Evidence, found: Finding) -> bool:
    """Say whether the name that took the place is of one kind with the claim's, and plays the same part."""
    place = found.evidence_span
    stated = next((n for n in names_in(evidence.text) if place and n.start == place.start), None)
    if stated is None or not _alike(kind_of(name, claim.text), kind_of(stated, evidence.text)):
        return False
    return not role(name, claim.text).isdisjoint(role(stated, evidence.text))


_SUBJECTS = frozenset(["nsubj", "csubj", "agent"])
_OBJECTS = frozenset(["dobj", "obj", "nsubjpass", "dative", "oprd"])


def role(name: Name, text: str) -> frozenset[str]:
    """Return the parts that a name can play in its sentence: subject, object, "in", "by", owner...

    A name in apposition or in a list plays the part of what it stands beside.
    """
    inside = [t for t in parsed(text) if name.start <= t.idx < name.end]
    if not inside:
        return frozenset()
    head = next((t for t in inside if t.head.i not in {u.i for u in inside}), inside[-1])
    while head.dep_ in ("appos", "conj", "compound", "nmod", "amod", "flat") and head.head is not head:
        head = head.head
    if head.dep_ in _SUBJECTS:
        return frozenset(["subject"])
    if head.dep_ in _OBJECTS:
        return frozenset(["object"])
    if head.dep_ == "pobj":
        return frozenset(["subject" if head.head.lower_ == "by" else head.head.lower_])
    return frozenset([head.dep_])
