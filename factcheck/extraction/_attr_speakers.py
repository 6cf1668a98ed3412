"""From a mention to a speaker: the registry, else a person or body of the article, else nobody named.

Two candidates are none: a speaker is only named where the article leaves no choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..model import Speaker, SpeakerKind
from ._attr_bodies import called, phrase, spoke_before, thing_before
from ._attr_candidates import Candidate
from ._attr_cast import Named, before_name, everyone, initials, name_words, same, unsure
from ._attr_tree import Range, Tree
from ._attr_words import GENERIC, GROUPS, NOBODY, PAPERS, PEOPLE, PERSONS, RECORDS, TITLES


class Resolve(Protocol):
    """The registry's way from a mention, and the text that it stands in, to a speaker."""

    def __call__(self, mention: str, *, within: str = "") -> Speaker | None:
        """Return the publisher or party that is meant, or None."""


_HIS = frozenset({"his", "her"})
_DEFINITE = frozenset({"the", "this", "that"})
_SOME = frozenset({"some", "many", "others", "several", "few", "most", "people", "police", "both", "those"})


class Cast:
    """Who is named in an article, and who has spoken so far."""

    def __init__(self, trees: Sequence[Tree], resolve: Resolve | None) -> None:
        self._resolve = resolve
        self._trees = trees
        self._text = "\n".join(tree.text for tree in trees)
        self._named = everyone(trees)
        self._last: dict[str, list[Named]] = {}
        for one in self._named:
            self._last.setdefault(one.words[-1], []).append(one)
        known = {place for one in self._named for place in one.places}
        self._persons_at = {place for n in self._named if n.kind is SpeakerKind.PERSON for place in n.places}
        self._unsure = [at for tree in trees for at in unsure(tree) if at not in known]
        self._voices: dict[str, Speaker] = {}
        self._bodies: dict[int, dict[str, Speaker]] = {}  # that spoke, by the paragraph in which they did
        self._spoke: list[
            tuple[int, int, str]
        ] = []  # where a speaker is named, with whom it spoke to, and who
        self._genders: dict[str, str] = {}
        self._issued: dict[str, dict[str, Speaker]] = {}
        self._called: tuple[tuple[int, str, Speaker], ...] | None = None

    def speaker(self, tree: Tree, found: Candidate) -> Speaker | None:
        """Return the speaker that the mention of a candidate stands for, and remember that it spoke.

        Candidates have to come in document order: "the statement" is the one of who spoke before.
        """
        speaker = self._of(tree, found)
        if speaker is not None and speaker.kind is not SpeakerKind.ANONYMOUS:
            self._voices[speaker.name] = speaker
            if speaker.kind is not SpeakerKind.PERSON and not self._is_person(speaker.name):
                self._bodies.setdefault(tree.start, {})[speaker.name] = speaker
            first, end = found.source.ranges[0]
            begins = found.content[0][0]
            end = begins if found.source.head < found.head < begins else end  # "Lund told Holm that P"
            self._spoke.append(
                (tree.start + tree.starts[first], tree.start + tree.ends[end - 1], speaker.name)
            )
            begin, stop = tree.sentences[tree.sentence[found.head]]
            for i in range(begin, stop):
                if tree.lemma[i] in PAPERS and not any(a <= i < b for a, b in found.content):
                    self._issued.setdefault(tree.lemma[i], {})[speaker.name] = speaker
        return speaker

    def _of(self, tree: Tree, found: Candidate) -> Speaker | None:
        if not found.source.ranges:
            return None
        span = found.source.ranges[0]
        if tree.low[span[0]] in NOBODY or (found.kind == "line" and tree.low[span[1] - 1] in _ASKING):
            return None
        head = found.source.head if span[0] <= found.source.head < span[1] else span[1] - 1
        if found.kind == "line":  # "Ann Lee, a councillor: ..."
            head = next((i - 1 for i in range(span[0] + 1, span[1]) if tree.low[i] in (",", "(")), head)
        known = self._registered(tree, span, head) or self._owner(tree, span, head)
        by_line = self._by_line(tree, span) if found.kind == "line" else None
        return known or by_line or self._by_name(tree, span, head) or self._by_role(tree, found, span, head)

    def _owner(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        """Return whose count it is that speaks: "the ministry's own breakdown" is the ministry's word."""
        owner = tree.kid(head, "poss")
        if owner < span[0] or tree.lemma[head].lower() not in PAPERS | RECORDS:
            return None
        first, end = tree.left[owner], owner + 1
        known = self._registered(tree, (first, end), owner) or self._by_name(tree, (first, end), owner)
        if known is not None or tree.low[first] != "the" or tree.lemma[owner] not in GROUPS:
            return known
        at = tree.start + tree.starts[first]
        return self._only_body(at, tree.lemma[owner]) or self._nameless(tree, (first, end), owner)

    def _by_line(self, tree: Tree, span: Range) -> Speaker | None:
        """Return who is named before the colon of a line, in capitals that the tagger could not read."""
        word = tree.words[span[1] - 1]
        if not word.isupper():
            return None
        fits = [n for n in self._named if n.kind is SpeakerKind.PERSON and initials(n.name) == word]
        fits = fits or self._last.get(word.lower(), [])
        return self._spoken_by(fits[0]) if len(fits) == 1 else None

    def _registered(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        """Ask the registry for the mention as written, and for its core without what explains it."""
        if self._resolve is None:
            return None
        core = _core(tree, span, head)
        for first, end in dict.fromkeys((span, core, (span[0], core[1]))):
            if first < end:
                mention = tree.text[tree.starts[first] : tree.ends[end - 1]]
                known = self._resolve(mention, within=self._text)
                if known is not None:
                    return known
        return None

    def _by_name(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        inside = [n for n in tree.named if span[0] <= n[0] and n[1] <= span[1]]
        inside = [n for n in inside if n[2] == "PERSON" or self._holds_office(tree, n)]
        if tree.tag[head] in ("NN", "NNS") and not _a_name(tree, head):
            apposed = [n for n in inside if any(_names(tree, i, head) for i in range(n[0], n[1]))]
            behind = [n for n in inside if n[1] == span[1] and tree.low[n[0] - 1] == "," and n[0] > head]
            apposed = apposed or behind  # "the mayor of Selby, Ann Lee"
            if len(apposed) == 1:
                return self._stands_for(tree, apposed[0][:2])
            return None
        if any(
            tree.dep[k] == "conj" and tree.tag[k].startswith("NNP") for k in tree.kids[head] if k < span[1]
        ):
            whole = tree.text[tree.starts[span[0]] : tree.ends[span[1] - 1]]
            return Speaker(name=whole, kind=SpeakerKind.BODY, plural=True)
        core = _core(tree, span, head)
        if not any(_a_name(tree, i) for i in range(*core)):
            return None
        if tree.lemma[head].lower() in PERSONS and tree.tag[head] in ("NNS", "NNPS"):
            return None
        return self._stands_for(tree, core)

    def _holds_office(self, tree: Tree, named: tuple[int, int, str]) -> bool:
        """Say whether a name that the tagger takes for a body stands behind an office and is a person's."""
        first, end, _ = named
        return tree.dep[end - 1] == "appos" and tree.start + tree.starts[first] in self._persons_at

    def _stands_for(self, tree: Tree, core: Range) -> Speaker | None:
        first, end = core
        if tree.low[end - 1] not in GROUPS:
            first = _bare(tree, first, end)
        words = name_words(tree, first, end)
        fits = (
            [one for one in self._last.get(words[-1], ()) if same(words, one.words, one.kind)]
            if words
            else []
        )
        fits = [one for one in fits if one.words == words] or fits
        if len(fits) == 1:
            return self._spoken_by(fits[0])
        if fits or not words:
            return None
        title, affiliation = before_name(tree, first)
        person = title or any(tree.entity[i] == "PERSON" for i in range(first, end))
        kind = SpeakerKind.PERSON if person else SpeakerKind.BODY
        name = tree.text[tree.starts[first] : tree.ends[end - 1]]
        return Speaker(name=name, kind=kind, title=title, affiliation=affiliation)

    def _spoken_by(self, named: Named) -> Speaker:
        known = self._resolve(named.name, within=self._text) if self._resolve else None
        return known or Speaker(
            name=named.name, kind=named.kind, title=named.title, affiliation=named.affiliation
        )

    def _by_role(self, tree: Tree, found: Candidate, span: Range, head: int) -> Speaker | None:
        low, lemma = tree.low[head], tree.lemma[head].lower()
        at = tree.start + tree.starts[span[0]]
        if low in ("he", "she"):
            return self._last_person(tree, found, head)
        if lemma == "office" and head == span[0] + 1 and tree.low[span[0]] in _HIS:
            return self._office(tree)
        same = tree.low[head - 1] == "same"
        alone = span[1] - span[0] == 2 + same
        bare = head - span[0] == 1 + same and tree.low[span[0]] in _DEFINITE
        if low == "it" and thing_before(tree, head):
            return None
        if low == "it" and (subject := spoke_before(tree, head)) >= 0:
            return self._subject(tree, subject)
        explained = bare and not alone and tree.low[head + 1] in (",", "which", "that", "who")
        if low == "it" or (bare and lemma in GROUPS and (alone or explained)):
            body = self._only_body(at, lemma) or self._only_called(at, lemma) or self._same_body(tree, lemma)
            return body or (self._nameless(tree, span, head) if explained else None)
        if lemma in PAPERS:
            return self._issuer(lemma) if bare and alone else None
        if bare and alone and tree.tag[head] == "NN":
            fits = [n for n in self._named if n.kind is SpeakerKind.PERSON and n.roles.get(lemma, at) < at]
            if len(fits) == 1:
                return self._spoken_by(fits[0])
        return self._nameless(tree, span, head)

    def _subject(self, tree: Tree, head: int) -> Speaker | None:
        """Return the body that is a subject; nobody where it is not known, rather than another one."""
        span, lemma = phrase(tree, head), tree.lemma[head].lower()
        at = tree.start + tree.starts[head]
        known = self._registered(tree, span, head) or self._by_name(tree, span, head)
        if span[1] - span[0] > 2:  # "The cartel office" is not whatever other body was named so far
            return known or self._only_called(at, lemma) or self._nameless(tree, span, head)
        return known or self._only_body(at, lemma) or self._only_called(at, lemma)

    def _only_called(self, at: int, lemma: str) -> Speaker | None:
        """Return the one registered body that was called this so far ("the health ministry in Gaza")."""
        if self._called is None:
            self._called = tuple(called(self._trees, self._registered))
        fits = {
            speaker.name: speaker for place, word, speaker in self._called if place < at and word == lemma
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _office(self, tree: Tree) -> Speaker | None:
        """Return "his office" as the registered one of a person whom its paragraph or the one before names."""
        if self._resolve is None:
            return None
        starts = [t.start for t in self._trees if t.start <= tree.start][-2:]
        for begin in reversed(starts):
            near = (
                n for n in self._named if any(begin <= place < begin + len(tree.text) for place in n.places)
            )
            persons = (n for n in near if n.kind is SpeakerKind.PERSON)
            offices = (self._resolve(f"{n.name}'s office", within=self._text) for n in persons)
            found = {office.name: office for office in offices if office is not None}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _last_person(self, tree: Tree, found: Candidate, head: int) -> Speaker | None:
        """Return the person whom "he" or "she" must mean, and remember which of the two it was."""
        at, low = tree.start + tree.starts[head], tree.low[head]
        persons = [
            n
            for n in self._named
            if n.kind is SpeakerKind.PERSON and n.places[0] < at and not self._of_the_other(n, low)
        ]
        # Nobody speaks of himself by name: "Berg is to go, he said" is another's word.
        spoken = [
            (tree.start + tree.starts[a], tree.start + tree.ends[b - 1]) for a, b in found.content if b > a
        ]
        persons = [n for n in persons if not any(a <= place < b for a, b in spoken for place in n.places)]
        begin = tree.opens(head)
        if tree.low[begin] == "asked":  # "Asked by Ann Lee, he said no": another says it
            asking = tree.start + tree.starts[begin]
            persons = [n for n in persons if not any(asking <= place < at for place in n.places)]
        one = self._same_voice(tree, found, at, persons) or self._only_person(tree, head, at, persons)
        if one is not None:
            self._genders[one.name] = low
        return self._spoken_by(one) if one is not None else None

    def _of_the_other(self, person: Named, low: str) -> bool:
        """Say whether a person cannot be meant, by title or by the pronoun that stood for that name before."""
        title = person.title.lower().strip(".")
        return title in (_MEN if low == "she" else _WOMEN) or self._genders.get(person.name, low) != low

    def _same_voice(self, tree: Tree, found: Candidate, at: int, persons: list[Named]) -> Named | None:
        """Return who spoke last, where a paragraph goes on with it: 'Lund said P. "Q," he said', "she added"."""
        if not self._spoke:
            return None
        begin, end, name = self._spoke[-1]
        last = next((n for n in persons if n.name == name), None)
        starts = [t.start for t in self._trees if t.start <= at]
        if last is None or begin < starts[-2:][0]:
            return None
        if found.lemma in _GOING_ON:
            return last
        between = [n for n in persons if n is not last and any(end <= place < at for place in n.places)]
        strange = any(end <= place < at for place in self._unsure)
        return None if begin < tree.start or between or strange else last

    def _only_person(self, tree: Tree, head: int, at: int, persons: list[Named]) -> Named | None:
        """Return the only person in the last paragraph that names any, or in all that was said so far."""
        if len(persons) == 1 and len(persons[0].words) > 1 and not any(p < at for p in self._unsure):
            return persons[0]
        if any(_unnamed(tree, i) for i in range(head)):
            return None
        begins = [t.start for t in self._trees if t.start <= at]
        for begin in reversed(begins[-3:]):
            here = [n for n in persons if any(begin <= place < at for place in n.places)]
            strange = any(begin <= place < at for place in self._unsure)
            if here or strange:
                return here[0] if len(here) == 1 and not strange else None
            at = begin
        return None

    def _only_body(self, at: int, lemma: str) -> Speaker | None:
        """Return the body that "it", "the group" or "the ministry" must mean, if only one so far can be meant."""
        bodies = [n for n in self._named if n.kind is SpeakerKind.BODY and n.places[0] < at]
        fits = [n for n in bodies if lemma in n.words or n.roles.get(lemma, at) < at]
        if not fits and (lemma == "it" or lemma in GENERIC):
            fits = bodies
        return self._spoken_by(fits[0]) if len(fits) == 1 else None

    def _same_body(self, tree: Tree, lemma: str) -> Speaker | None:
        """Return the body that "the group" must mean among several: the only one that spoke in its paragraph."""
        spoken = self._bodies.get(tree.start, {}) if lemma in GENERIC else {}
        return next(iter(spoken.values())) if len(spoken) == 1 else None

    def _is_person(self, name: str) -> bool:
        return any(one.kind is SpeakerKind.PERSON and one.name == name for one in self._named)

    def _issuer(self, lemma: str) -> Speaker | None:
        """Return who put out "the statement": the only one who was said to, else the only one who spoke."""
        voices = self._issued.get(lemma) or (self._voices if lemma == "statement" else {})
        return next(iter(voices.values())) if len(voices) == 1 else None

    def _nameless(self, tree: Tree, span: Range, head: int) -> Speaker | None:
        lemma, low, tag = tree.lemma[head].lower(), tree.low[head], tree.tag[head]
        last = min(span[1] - 1, head + 7)
        last = next(
            (i - 1 for i in range(head + 1, last) if tree.low[i] == "," and tree.low[i + 1] in _WHO), last
        )
        name = tree.text[tree.starts[span[0]] : tree.ends[last]]
        people = lemma in PERSONS or low in _SOME or (tag == "NNS" and PEOPLE.fullmatch(low))
        if people:
            return Speaker(
                name=name, kind=SpeakerKind.ANONYMOUS, plural=tag in ("NNS", "NNPS") or low in _SOME
            )
        if lemma in GROUPS and 2 < span[1] - span[0] < 12 and tree.low[span[0]] != "a":
            first = span[0] + (tree.tag[span[0]] == "DT")
            stop = next((i for i in range(head + 1, span[1]) if tree.low[i] == ","), span[1])
            name = tree.text[tree.starts[first] : tree.ends[stop - 1]]
            return Speaker(name=name, kind=SpeakerKind.BODY)
        return None


_WHO = frozenset({"who", "whose", "which"})
_ASKING = frozenset({"q", "a", "question", "answer", "moderator"})
_GOING_ON = frozenset({"add", "continue"})
_MEN = frozenset({"mr", "sir", "lord", "king", "prince", "father"})
_WOMEN = frozenset({"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "sister"})


def _names(tree: Tree, token: int, head: int) -> bool:
    """Say whether a name hangs on its noun as its own: not the owner in "Ann Lee's office"."""
    return tree.head[token] == head and tree.dep[token] != "poss"


def _bare(tree: Tree, first: int, end: int) -> int:
    """Return where a name begins behind titles and trades: "union spokesperson Tom Reid" is Tom Reid."""
    for i in range(end - 2, first - 1, -1):
        if tree.low[i].strip(".") in TITLES or (tree.words[i].islower() and tree.lemma[i] in PERSONS):
            return i + 1
    while first < end - 1 and (tree.words[first].islower() or not tree.low[first].strip(".")):
        first += 1
    return first


def _a_name(tree: Tree, token: int) -> bool:
    """Say whether a token is part of a name, by its tag or, with a capital, by what the tagger took it for."""
    if tree.tag[token].startswith("NNP"):
        return True
    return tree.words[token][:1].isupper() and tree.entity[token] in ("PERSON", "ORG", "GPE", "NORP")


def _unnamed(tree: Tree, token: int) -> bool:
    """Say whether a person without a name acts here, whom a pronoun may mean: "The minister resigned. She ..."."""
    lemma = tree.lemma[token].lower()
    if tree.tag[token] != "NN" or tree.dep[token] != "nsubj" or not (lemma in PERSONS or lemma in TITLES):
        return False
    return not any(tree.dep[k] == "appos" and _a_name(tree, k) for k in tree.kids[token])


def _core(tree: Tree, span: Range, head: int) -> Range:
    """Return the name itself: the head with what stands before it, up to a possessive mark or a comma."""
    first, end = span
    begin = head
    while (
        begin > first and tree.tag[begin - 1] not in (",", "POS", "DT", "IN") and tree.low[begin - 1] != "("
    ):
        if tree.tag[begin - 1] == "CD" and not tree.entity[begin - 1]:
            break  # "mother-of-three Ann Lee"
        begin -= 1
    stop = head + 1
    while stop < end and tree.tag[stop].startswith("NNP") and tree.head[stop] == head:
        stop += 1
    for named, last, _ in tree.named:
        # "the Ministry of Health": the name goes on behind its head.
        if first <= named <= head < last <= end:
            begin, stop = min(begin, named), max(stop, last)
    while stop - 1 > begin and tree.tag[stop - 1] in ("POS", "IN"):
        stop -= 1
    return begin, stop
