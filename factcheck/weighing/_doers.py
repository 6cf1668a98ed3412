"""Who does it: a passage that has the claim's deed of somebody else does not bear out that this one did it.

"Lee chairs the board, and Roe is among its members" has every word of "Roe chairs the board". Where both names and the
deed stand in the passage, the name that the deed hangs on decides; done to the same thing, it refutes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._names import Name, folded_words, names_in, nation
from ..judge._polarity import is_denied, predicates
from ..judge.names import one_bearer, succeeds
from ..model import Claim, Evidence, Finding, Span
from ..nlp import kind_of
from ._claim import LIGHT, WORDY, is_direct, word_forms
from ._exchanged import exchanged_alike
from ._gapped import has_gap
from ._placing import refuting
from ._relations import KIN, called, is_name, ties, whose
from ._synonyms import forms_of, spoken, told
from ._turns import has_not

if TYPE_CHECKING:
    from spacy.tokens import Token

_EMPTY = frozenset("make put have do get give be".split())  # noqa: SIM905
_SUBJECTS = ("nsubj", "csubj")
# "The Brunnvik mine" goes by its name alone.
_HOUSES = frozenset(
    """
    mine plant works factory mill yard port airport hospital clinic school university bank company firm group club
    museum theatre theater station court council party
    """.split()  # noqa: SIM905
)
_TIMES = ("DATE", "TIME")  # "completed by June"
_DOING = ("er", "or")  # "owner", "inventor"
_DOES = {
    "chairman": "chair",
    "chairwoman": "chair",
    "chair": "chair",
    "head": "head",
    "coach": "coach",
    "host": "host",
}
_PEOPLE = ("people", "person", "man", "woman", "child", "parent", "member", "official")
_ANYBODY = frozenset({*_PEOPLE, "party", "side", "body", "company", "firm"})
_OF = frozenset({"on", "of", "for", "against"})
_GOES_ON = ("conj", "xcomp")
_BARE = frozenset({"aux", "auxpass", "neg", "punct", "cc", "conj", "ccomp", "mark"})  # parts that add nothing


def by_another(
    claim: Claim, item: Evidence, aliases: Callable[[str], frozenset[str]]
) -> tuple[str, tuple[Finding, ...]]:
    """Return what a passage lacks where it has the claim's deed of somebody else, and its refutation.

    To another thing both may have done it; done to the same, one of the two did it.
    """
    if item.figure is not None:
        return "", ()
    who, doer, same = another_doer(claim.text, item.text, aliases)
    if not who:
        who, doer = _by_a_thing(claim.text, item.text, aliases)
    if not who:
        who, doer = _by_owned(claim.text, item.text)
    if not who or f"{doer}:" in item.text or has_gap(item.text) or exchanged_alike(claim.text, item.text):
        return "", ()
    lacking = f"that it was {who} (the source: {doer})"
    if not same or succeeds(claim.text, item.text):
        return lacking, ()
    start = claim.text.index(who)
    reason = f"the draft has {who} where the source has {doer}"
    span = Span(start=start, end=start + len(who))
    return lacking, (refuting("names", reason, span, f"by {who}", item),)


def did_not(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage has it that whoever a claim has do it did not: "Harker did not fire".

    Only a bare denial: who "did not fire first" may have fired.
    """
    root = root_of(claim.text)
    who = (
        next((t for t in root.children if t.dep_ in _SUBJECTS and t.pos_ == "PROPN"), None) if root else None
    )
    if root is None or who is None or root.pos_ != "VERB" or has_not(claim.text) or not has_not(item.text):
        return
    forms = forms_of(root.text, claim.text) | word_forms(root)
    for verb in predicates(item.text):
        parts = [c for c in verb.children if c.dep_ not in _BARE]
        subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
        same = [c.text for c in subjects] == [who.text] and not forms.isdisjoint(bm25.terms(verb.text))
        if same and is_denied(verb) and parts == subjects:
            said = item.text[subjects[0].left_edge.idx : verb.idx + len(verb)]
            span = Span(start=0, end=len(claim.text))
            yield refuting("negation", f"the draft states it; the source says “{said}”", span, who.text, item)
            return


def another_took_part(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a verb beside the main one has another doer, by name, than in a passage that tells all.

    "Was closed when Egypt took the side", where the source has it closed "when Israeli forces took its side". So too
    where the main one has the troops of another nation do it.
    """
    root = root_of(claim.text)
    beside = [
        v
        for v in predicates(claim.text)
        if (v.dep_ in ("advcl", "relcl") or (v == root and _by_a_nation(v))) and not is_denied(v)
    ]
    held = told(item.text) if beside else frozenset()
    for verb in beside if root is not None and root.lemma_ not in WORDY else ():
        if verb.lemma_ in _EMPTY:
            continue
        who = next((t for t in verb.children if t.dep_ in _SUBJECTS and t.pos_ in ("NOUN", "PROPN")), None)
        same = [v for v in predicates(item.text) if _is_one_deed(verb, v) and not is_denied(v)]
        doers = [t for v in same for t in v.children if t.dep_ in _SUBJECTS]
        if who is None or len(same) != 1 or len(doers) != 1:
            continue
        own = {verb.text, *(t.text for t in who.subtree)}
        if any(held.isdisjoint(forms) for word, forms in spoken(claim.text) if word not in own):
            continue
        mine, theirs = (_nations_or_names(t) for t in (who, doers[0]))
        if mine and theirs and mine.isdisjoint(theirs):
            said = item.text[doers[0].left_edge.idx : same[0].idx + len(same[0])]
            reason = f"the draft has {who.text} do it ({verb.text}); the source says “{said}”"
            span = Span(start=who.idx, end=who.idx + len(who))
            yield refuting("names", reason, span, f"{who.text} with “{verb.text}”", item)
            return


def _by_a_nation(verb: Token) -> bool:
    """Say whether those of a nation do it: "Egyptian troops took it"."""
    who = (t for t in verb.children if t.dep_ in _SUBJECTS and t.pos_ == "NOUN")
    return any(nation(w) for t in who for c in t.children if c.dep_ == "amod" for w in folded_words(c.text))


def _is_one_deed(verb: Token, other: Token) -> bool:
    """Say whether two verbs tell one deed: in one word, or done to one thing beside the main clause."""
    things = [{c.lemma_ for c in v.children if c.dep_ in ("dobj", "nsubjpass")} for v in (verb, other)]
    return verb.lemma_ == other.lemma_ or (other.dep_ in ("advcl", "relcl") and bool(things[0] & things[1]))


def _nations_or_names(who: Token) -> frozenset[str]:
    """Return the words that name who does something, of a nation its country: "Israeli forces", "Israel"."""
    named = [t.text for t in who.subtree if t.text[:1].isupper() and t.dep_ not in ("pobj", "pcomp")]
    return frozenset(nation(w) or w for text in named for w in folded_words(text))


def of_a_stranger(claim: str, passage: str, missing: Sequence[str], held: frozenset[str]) -> bool:
    """Say whether a claim is about a person of whom a passage knows nothing, and it tells a part of it of others.

    An editor who looks up what "Roe advises the bench" rests on is not helped by "the office advises against it".

    :param held: the terms that the passage has, or lends.
    """
    root = root_of(claim)
    who = next((t for t in root.children if t.dep_ in (*_SUBJECTS, "nsubjpass")), None) if root else None
    if (
        who is None
        or who.pos_ != "PROPN"
        or kind_of(who) != "PERSON"
        or not held.isdisjoint(bm25.terms(who.text))
    ):
        return False
    others = [word for word in missing if word not in _named(who).split()]
    theirs = (t for verb, t in _doings(passage) if t.pos_ == "PROPN" and kind_of(t) == "PERSON")
    return bool(others) or any(True for _ in theirs)


def of_another_thing(claim: Claim, held: frozenset[str]) -> bool:
    """Say whether a passage has no word for what a claim is about, or for what that is of: "spending on fences".

    A quotation is asked for its words.

    :param held: the terms that the passage has, or lends.
    """
    return not is_direct(claim) and _of_another(claim.text, held)


def _of_another(claim: str, held: frozenset[str]) -> bool:
    root = root_of(claim)
    what = next((t for t in root.children if t.dep_ in ("nsubj", "nsubjpass")), None) if root else None
    if names_nothing(claim):
        return True
    if what is None or what.lemma_ in _ANYBODY or not (what.pos_ in ("NOUN", "ADJ") or what.tag_ == "VBG"):
        return False
    forms = dict(spoken(claim))
    lacking = {word for word, known in forms.items() if known.isdisjoint(held)}
    behind = (c for prep in what.children if prep.lower_ in _OF for c in prep.children if c.dep_ == "pobj")
    if any(t.text in lacking and t.pos_ == "NOUN" for t in behind):
        return True
    return what.text in lacking and (what.pos_ == "ADJ" or len(forms) - len(lacking) <= 1)


@functools.lru_cache(maxsize=4096)
def names_nothing(claim: str) -> bool:
    """Say whether a claim has one word and no noun, name or number: of what "nobody looked at it" is, nothing shows."""
    return len(spoken(claim)) <= 1 and not any(
        t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") for t in parsed(claim)
    )


def unnamed_doers(claim: str, passage: str, aliases: Callable[[str], frozenset[str]]) -> tuple[str, ...]:
    """Return the names by whom a claim says that it is done and that the passage itself has not.

    What a passage is known to be about, its publisher's name, bears out who adopted, said or asked it, and no more.
    """
    return tuple(
        _named(who)
        for verb, who in _doings(claim)
        if who.pos_ == "PROPN"
        and who.dep_ == "pobj"
        and kind_of(who) not in _TIMES
        and verb.lemma_ not in WORDY
        if not _borne(_known(who, claim, aliases), names_in(passage))
    )


def another_doer(claim: str, passage: str, aliases: Callable[[str], frozenset[str]]) -> tuple[str, str, bool]:
    """Return who does it in a claim, who does it in the passage, and whether to the same thing; or two "".

    Only names are compared, and only where the passage has the claim's name as well, in another part.
    """
    for verb, who in _doings(claim):
        if is_denied(verb) or who.pos_ != "PROPN":
            continue
        known = _known(who, claim, aliases)
        if not _borne(known, names_in(passage)):
            continue
        same = [(v, w) for v, w in _doings(passage) if not _deeds_of(verb).isdisjoint(_deeds_of(v))]
        if (
            same
            and not any(is_denied(v) for v, _ in same)
            and all(_is_another(w, passage, known) and not _is_ours(w, who) for _, w in same)
        ):
            other, doer = same[0]
            return _named(who), _named(doer), not _things(verb).isdisjoint(_things(other))
    return "", "", False


def _by_a_thing(claim: str, passage: str, aliases: Callable[[str], frozenset[str]]) -> tuple[str, str]:
    """Return who does it in a claim, and the plain noun that does it in a passage, the claim's doing another thing.

    "The Marl Fund lends it; the town stands surety" bears no "the Marl Fund stands surety" out.
    """
    for verb, who in _doings(claim):
        if who.text not in passage or not _tells_of(verb, claim, passage) or is_denied(verb):
            continue
        same = [(v, w) for v, w in _doings(passage) if not word_forms(verb).isdisjoint(word_forms(v))]
        if who.pos_ == "NOUN":  # of plain nouns only the very verb tells
            same = [(v, w) for v, w in same if v.lemma_ == verb.lemma_]
            if any(is_denied(v) or w.text == who.text for v, w in same):
                continue
        known = _known(who, claim, aliases)
        own = frozenset(term for words in known for word in words for term in bm25.terms(word))
        away = [w for v, w in _doings(passage) if w.text == who.text]
        if same and away and all(w.pos_ == "NOUN" and own.isdisjoint(bm25.terms(_named(w))) for _, w in same):
            return _named(who), _named(same[0][1])
    return "", ""


def _by_owned(claim: str, passage: str) -> tuple[str, str]:
    """Return who does it in a claim, where a passage knows nothing of them and they are who does it.

    So too where another's man does it: "broken off by Marl's agent, Ole Fenn" does not have the union break it off.
    """
    for verb, who in _doings(claim):
        if who.text in passage or not _tells_of(verb, claim, passage) or is_denied(verb):
            continue
        same = [w for v, w in _doings(passage) if v.lemma_ == verb.lemma_ and not is_denied(v)]
        done_to = {t.text for t in verb.children if t.dep_ in ("dobj", "nsubjpass") and t.pos_ == "PROPN"}
        if same and all(w.text in done_to or _owner_of(w) not in ("", *claim.split()) for w in same):
            return _named(who), _named(same[0])
    return "", ""


def _tells_of(verb: Token, claim: str, passage: str) -> bool:
    """Say whether a passage has a claim's verb in some word: cheap to ask before who does what in it."""
    return not (forms_of(verb.text, claim) | word_forms(verb)).isdisjoint(told(passage))


def _is_ours(doer: Token, who: Token) -> bool:
    """Say whether a doer acts for whom a claim names: "Marl's agent, Ole Fenn" for Marl, his brother for nobody."""
    office = doer.head if doer.dep_ == "appos" else doer
    return office.lemma_ not in KIN and _owner_of(doer) == who.text


def _owner_of(doer: Token) -> str:
    """Return the name whose man somebody is: the "Marl" of "Marl's agent, Ole Fenn"."""
    office = doer.head if doer.dep_ == "appos" else doer
    return next((c.text for c in office.children if c.dep_ == "poss" and c.pos_ == "PROPN"), "")


def _is_another(doer: Token, passage: str, known: tuple[tuple[str, ...], ...]) -> bool:
    """Say whether a doer bears a name, or a number, that is not the claim's; a people speaks for its bodies."""
    if doer.lemma_ in _HOUSES and doer.pos_ == "NOUN":
        known_by = [_name_of(c, passage) for c in doer.children if c.dep_ == "compound"]
        if _borne(known, known_by):
            return False
    if not is_name(doer):
        return any(t.like_num for t in doer.children)
    return kind_of(doer) != "NORP" and not _borne(known, [_name_of(doer, passage)])


def _known(who: Token, text: str, aliases: Callable[[str], frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name and of its other names."""
    name = _name_of(who, text)
    return tuple(filter(None, map(folded_words, (name.text, *aliases(name.text)))))


def _name_of(who: Token, text: str) -> Name:
    found = (name for name in names_in(text) if name.start <= who.idx < name.end)
    alone = Name(
        text=who.text, start=who.idx, end=who.idx + len(who), words=folded_words(who.text), first=False
    )
    return next(found, alone)


def _borne(known: tuple[tuple[str, ...], ...], others: Iterable[Name]) -> bool:
    return any(one_bearer(words, other) for words in known for other in others)


def _named(who: Token) -> str:
    start = min((t.i for t in who.children if t.dep_ == "compound"), default=who.i)
    return str(who.doc[start : who.i + 1].text)


@functools.lru_cache(maxsize=4096)
def _doings(text: str) -> tuple[tuple[Token, Token], ...]:
    """Return each verb of a text with each noun that does it: "Lee and Roe chair" two; "Marl's owner" owns it."""
    by_office = ((t.noun, t.holder) for t in ties(text) if t.whose and _does(t.noun))
    return (
        *by_office,
        *_by_verb(text),
    )


def _does(office: Token) -> bool:
    """Say whether the name of an office says what its holder does: an owner owns, a chairman chairs."""
    return office.text.endswith(_DOING) or office.lemma_ in _DOES


def _deeds_of(token: Token) -> frozenset[str]:
    """Return the terms of a verb, or of what the holder of an office does."""
    return word_forms(token) | frozenset(bm25.terms(_DOES.get(token.lemma_, "")))


def _by_verb(text: str) -> tuple[tuple[Token, Token], ...]:
    return tuple(
        (verb, who)
        for verb in parsed(text)
        if verb.pos_ == "VERB" and verb.lemma_ not in LIGHT
        for doer in _doers(verb)
        for one in (doer, *doer.conjuncts)
        for who in (next(called(one), one),)  # "her father, Ole Fenn" is Ole Fenn
        if who.pos_ in ("NOUN", "PROPN")
    )


def _doers(verb: Token) -> Iterator[Token]:
    """Yield what is the subject of a verb, or stands behind the "by" of a passive; of "is to meet" that of "is"."""
    top = verb
    while top.dep_ in _GOES_ON and not any(t.dep_ in (*_SUBJECTS, "nsubjpass") for t in top.children):
        top = top.head
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.children)
    if (
        verb.dep_ == "xcomp"
        and (told := next((t for t in verb.head.children if t.dep_ == "dobj"), None)) is not None
    ):
        # Whom the board named to lead it leads it.
        related = told.tag_ == "WP" and verb.head.dep_ == "relcl"
        yield verb.head.head if related else told
    elif not passive:
        yield from (t for t in top.children if t.dep_ in _SUBJECTS)
    for by in verb.children:
        if by.dep_ == "agent" or (passive and by.lower_ == "by"):
            yield from (t for t in by.children if t.dep_ == "pobj")


def _things(verb: Token) -> frozenset[str]:
    """Return what a verb is done to."""
    return frozenset(
        term
        for t in (*verb.children, *(whose(verb) if verb.pos_ == "NOUN" else ()))
        if (t.dep_ in ("dobj", "nsubjpass") or verb.pos_ == "NOUN")
        and kind_of(t) not in ("MONEY", "QUANTITY", "PERCENT")
        for thing in (t, *t.conjuncts)
        for term in bm25.terms(thing.text)
    )
