"""What stands beside a noun or a name: "Health Minister Ann Lee", "the 54-year-old actress", "Ann Lee, from Ely"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ._split_guard import number
from ._split_nouns import Shed, be, closing, marked_off, phrase, tells_past
from ._split_tree import SUBJECTS, Node, Part, below, plural
from ._split_words import PERSONS, TITLES, Word, carried, new, wordset
from ._worth_rules import evaluative

_POLITE = wordset(
    """
    mr mrs ms miss dr sir lord lady dame mr. mrs. ms. dr. st st. saint sen sen. rep rep. gov gov. gen gen. col col.
    capt capt. lt lt. sgt sgt. rev rev. prof prof.
    """
)
_RANKS = wordset(
    "Colonel General Major Captain Sergeant Lieutenant Corporal Brigadier Admiral Commander Professor"
)
_ONCE = wordset("former retired veteran senior leading prominent renowned disgraced unseeded one-time")
_UNITS = frozenset({"year", "month", "week", "day"})
_AGE_WORDS = 5  # "54", "-", "year", "-", "old"


def titles(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what stands before a person's name: "Health Minister Ann Lee" -> "Ann Lee is Health Minister"."""
    if noun.pos != "PROPN" or noun.ent != "PERSON":
        return
    named = [c for c in noun.lefts if c.ent == "PERSON" and c.dep == "compound"]
    front = [
        c
        for c in noun.lefts
        if c.dep in ("compound", "amod", "nmod") and (c.ent != "PERSON" or _role(c, noun))
    ]
    named = [c for c in named if c not in front]
    if not front or not named or any(c.lower in _POLITE for c in front) or noun.child("poss", "nummod"):
        return
    if (
        front[-1].tag in ("NNS", "NNPS")
        or any(c.ent in ("NORP", "GPE") for c in front[-1:])
        or any(char.isdigit() for c in front for char in c.text)
    ):
        return
    if max(c.i for c in front) > min(c.i for c in named) or front[-1].pos not in ("NOUN", "PROPN"):
        return
    if any(n.tag == "VBD" or n.dep == "nsubj" or number(n) for c in front for n in c.subtree()):
        return  # "sold and signed striker Ann Lee": the verb of another clause; "ten-woman Rovers"
    article = [c for c in noun.lefts if c.dep == "det"]
    gone = {i for c in (*front, *article) for i in below(c)}
    if any(n.i not in gone and n.i < min(m.i for m in named) for n in noun.lefts if not n.punct) or (
        front[-1].ent in ("GPE", "NORP", "ORG") and len(front) == 1
    ):
        return
    said = tuple(by[i].word for i in sorted(gone - part.cut))
    if any(char.isdigit() for w in said for char in w.text):
        return
    if len(said) > 1 and said[-1].text in _RANKS and said[-2].text in PERSONS:
        said = said[:-1]  # "Army spokesman Colonel Ann Lee", but "Attorney General Ann Lee"
    article_of = _article(front, said)
    if _plain_role(said, opens=front[0].opens):
        said = (replace(said[0], text=said[0].text.lower()),)
    loose = {i for c in noun.rights if c.dep == "prep" and c.lower not in ("of", "from") for i in below(c)}
    lead = (*phrase(noun, part, drop=gone | loose), *new("is"), *article_of, *said)
    yield Shed(
        frozenset(gone), (Part(front[-1], lead=lead, cut=frozenset(below(front[-1])), kind="title"),), "title"
    )


def _role(word: Node, name: Node) -> bool:
    """Say whether a word that the model took into a name is a role ("Staff Nurse Ann Lee"): its first, of three."""
    first = min(c.i for c in name.lefts if c.ent == "PERSON")
    return word.i == first < name.i - 1 and word.lower in PERSONS and word.text[:1].isupper()


def _plain_role(said: tuple[Word, ...], *, opens: bool) -> bool:
    """Say whether a single word before a name is no title: "Mother Ann Lee" is a mother, "Striker Bo Ray" a striker."""
    word = said[0].text.lower()
    if len(said) > 1 or word in TITLES:
        return False
    return word in PERSONS or (opens and word.endswith(("er", "or", "ist", "ian", "man", "woman")))


def _trade(role: Node) -> bool:
    """Say whether many may be it at once: "a marine ecologist", but "finance minister"."""
    return role.lemma in ("resident", "worker", "student", "expert") or role.lemma.endswith(("ist", "ian"))


def _article(front: list[Node], said: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the article of a title: "is Rovers manager", but "is a winger", "is a former minister"."""
    describes = (
        front[0].pos == "ADJ"
        or any(c.lower in _ONCE for c in front[0].lefts)
        or (len(said) == 1 and front[0].pos == "NOUN" and not front[0].opens)
    )
    describes = describes or (_trade(front[-1]) and all(w.text.islower() for w in said))
    if not _plain_role(said, opens=front[0].opens) and (
        not describes or said[0].text.lower() in ("the", "a", "an") or front[-1].pos == "PROPN"
    ):
        return ()
    return new("an" if said[0].text[:1].lower() in "aeiou" else "a")


def labels(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield the judging word beside a figure as a claim of its own: "12 people in a brutal attack"."""
    label = next(
        (
            c
            for c in noun.lefts
            if c.dep == "amod" and c.pos == "ADJ" and c.tag == "JJ" and evaluative(c.text)
        ),
        None,
    )
    article = noun.child("det")
    if (
        noun.dep != "pobj"
        or noun.pos == "PROPN"
        or label is None
        or label.i in part.cut
        or article is None
        or label.child("advmod")
    ):
        return
    counted = any(n.pos == "NUM" and n.ent not in ("DATE", "TIME", "ORDINAL") for n in part.nodes())
    if not counted or article.lower not in ("a", "an", "the"):
        return
    lead = (*phrase(noun, part, definite=True, drop=[label.i]), *be(noun, part, past=True))
    swap = _refitted(article, label, by)
    yield Shed(frozenset(below(label)), (Part(label, lead=lead, cut=part.cut, kind="label"),), "label", swap)


def _refitted(article: Node, gone: Node, by: dict[int, Node]) -> tuple[tuple[int, tuple[Word, ...]], ...]:
    """Return "a" for "an" or the other way round where the word behind an article leaves."""
    after = by.get(max(below(gone)) + 1)
    if article.lower not in ("a", "an") or article.i != min(below(gone)) - 1 or after is None:
        return ()
    fits = "an" if after.lower[:1] in "aeiou" else "a"
    return ((article.i, (Word(fits, article.i, added=True),)),) if fits != article.lower else ()


def ages(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield how old a noun is said to be: "The 54-year-old actress ..." -> "The actress was 54 years old"."""
    old = next((c for c in noun.lefts if c.lower == "old" and c.dep == "amod"), None)
    unit = old.child("npadvmod") if old is not None else None
    number = unit.child("nummod") if unit is not None else None
    front = {c.dep for c in noun.lefts}
    if old is None or unit is None or number is None or old.i in part.cut or unit.lower not in _UNITS:
        return
    if plural(noun) or "nummod" in front or number.children or len(below(old)) > _AGE_WORDS:
        return
    if noun.pos != "PROPN" and not front & {"det", "poss"}:
        return
    if sum(n.lemma == noun.lemma for n in part.nodes()) > 1:
        return  # of two men each has his own age
    drop = below(old)
    named = noun.pos == "PROPN"
    actor = noun is part.root and bool(part.actor)
    whom = carried(part.actor) if actor else phrase(noun, part, definite=True, drop=drop)
    verb = be(noun, part, past=not named and not actor and tells_past(noun))
    many = (Word(unit.text + ("" if number.lower in ("1", "one") else "s"), unit.i, added=True),)
    lead = (*whom, *verb, number.word, *many, old.word)
    article = noun.child("det")
    swap = _refitted(article, old, by) if article is not None else ()
    made = Part(old, lead=lead, cut=frozenset(below(old)), kind="age")
    yield Shed(frozenset(drop), (made,), "age", swap)


def origins(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield where somebody is from: "Ann Lee, from Leeds, ...", "Ann Lee, of Mill Lane, ...", "Ann Lee from Leeds"."""
    for prep in [c for c in noun.rights if c.dep == "prep" and c.i not in part.cut]:
        before, place = by.get(prep.i - 1), prep.child("pobj")
        if prep.lower not in ("from", "of") or (prep.lower == "of" and noun.ent != "PERSON"):
            continue
        if noun.pos != "PROPN" or before is None or place is None:
            continue
        of_a_person = (
            prep.lower == "from" and noun.dep in SUBJECTS and noun.ent == "PERSON" and place.ent == "GPE"
        )
        if before.text == "," or (before is noun and of_a_person):
            lead = (*phrase(noun, part, drop=below(prep)), *be(noun, part, past=False))
            made = Part(prep, lead=lead, cut=part.cut, swap=part.swap, kind="gloss")
            yield Shed(marked_off(below(prep), by) | closing(prep, by), (made,), "gloss")
