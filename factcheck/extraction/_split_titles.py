"""What stands before a person's name: "Health Minister Ann Lee" says that she is Health Minister."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ._split_guard import number
from ._split_nouns import Shed, phrase
from ._split_tree import Node, Part, below
from ._split_words import PERSONS, TITLES, Word, new, wordset

_POLITE = wordset(
    """
    mr mrs ms miss dr sir lord lady dame mr. mrs. ms. dr. st st. saint sen sen. rep rep. gov gov. gen gen. col col.
    capt capt. lt lt. sgt sgt. rev rev. prof prof.
    """
)


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
    article_of = _article(front, said)
    if _plain_role(said):
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


def _plain_role(said: tuple[Word, ...]) -> bool:
    """Say whether a single word before a name is no title: "Mother Ann Lee" is a mother."""
    return len(said) == 1 and said[0].text.lower() in PERSONS - TITLES


def _trade(role: Node) -> bool:
    """Say whether many may be it at once: "a marine ecologist", but "finance minister"."""
    return role.lemma in ("resident", "worker", "student", "expert") or role.lemma.endswith(("ist", "ian"))


def _article(front: list[Node], said: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the article of a title: "is Rovers manager", but "is a winger", "is a former minister"."""
    describes = front[0].pos == "ADJ" or (len(said) == 1 and front[0].pos == "NOUN" and not front[0].opens)
    describes = describes or (_trade(front[-1]) and all(w.text.islower() for w in said))
    if not _plain_role(said) and (
        not describes or said[0].text.lower() in ("the", "a", "an") or front[-1].pos == "PROPN"
    ):
        return ()
    return new("an" if said[0].text[:1].lower() in "aeiou" else "a")
