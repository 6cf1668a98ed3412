"""What a second figure leaves out: "killing 12 people and wounding 40", "three were killed and 27 injured"."""

from __future__ import annotations

from ._split_counts import COUNTING, PLACES
from ._split_rehang import INTRANSITIVE
from ._split_tree import SUBJECTS, Node, auxiliaries
from ._split_words import Word, carried

_OPENING = frozenset({"prep", "npadvmod", "advcl"})


def elided(nodes: list[Node]) -> dict[int, tuple[Word, ...]]:
    """Return, for a bare figure after a counted noun, the figure with the noun ("and wounding 1,246 people")."""
    out: dict[int, tuple[Word, ...]] = {}
    for node in nodes:
        out.update(_elided_passive(node))
        if (
            node.pos != "NUM"
            or node.dep != "dobj"
            or not any(c.isdigit() for c in node.text)
            or node.ent == "MONEY"
        ):
            continue
        after = next((n for n in nodes if n.i == node.i + 1), node)
        if after.lower == "to" and after.tag == "TO":
            continue  # "destroying 210 homes and forcing 14,000 to flee"
        if any(c.dep in ("prep", "conj", "relcl", "appos") for c in node.rights) or node.head.dep not in (
            "conj",
            "advcl",
        ):
            continue
        before = [
            n
            for n in nodes
            if n.i < node.i and n.dep == "dobj" and n.tag in ("NNS", "NNPS") and n.child("nummod")
        ]
        if before and node.head.head in (before[-1].head, before[-1].head.head):
            noun = before[-1]
            out[node.i] = (node.word, Word(noun.text, noun.i, added=True))
    return out


def _elided_passive(verb: Node) -> dict[int, tuple[Word, ...]]:
    """Return "27 people were injured" for "three people were killed and 27 injured"."""
    if verb.dep != "conj" or verb.tag != "VBN" or verb.child("dobj") or verb.lemma in INTRANSITIVE:
        return {}
    figure, first = verb.child(*SUBJECTS), verb.head
    helper = first.child("auxpass")
    if figure is None or helper is None or any(c.dep in ("aux", "auxpass") for c in verb.lefts):
        return {}
    if figure.pos != "NUM" and not any(_counts(c) for c in (figure, *figure.lefts)):
        return {}
    counted = first.child("nsubjpass")
    bare = figure.pos == "NUM" and counted is not None and counted.tag in ("NNS", "NNPS")
    noun = _things(counted, figure) if bare and counted is not None else ()
    form = *(_for(h, figure) for h in auxiliaries(first)), verb.word, *_fronted(first, verb)
    return {figure.i: (figure.word, *noun), verb.i: form}


def _fronted(first: Node, verb: Node) -> tuple[Word, ...]:
    """Return "in Lisbon" for the second count of "In Lisbon 12 people were arrested and 30 fined"."""
    actor = first.child(*SUBJECTS)
    opening = [c for c in first.lefts if c.dep in _OPENING and actor is not None and c.i < actor.i]
    if len(opening) != 1 or any(c.dep in ("prep", "npadvmod", "advcl") for c in verb.rights):
        return ()
    words = [n for n in opening[0].subtree() if n.text != ","]
    said = (n.lower if n is words[0] and n.pos != "PROPN" else n.word.text for n in words)
    return carried(map(Word, said, (n.i for n in words))) if _is_of_both(opening[0]) else ()


def _is_of_both(opening: Node) -> bool:
    """Say whether what opens a sentence holds for all its counts: a place, a day, "since the war began"."""
    if opening.dep == "advcl":
        mark = opening.child("mark")
        return mark is not None and mark.lower == "since"
    inner = opening.child("pobj") if opening.dep == "prep" else opening
    return inner is not None and (
        opening.lower == "since" or inner.ent in PLACES or inner.ent == "DATE" or inner.pos == "PROPN"
    )


def _counts(word: Node) -> bool:
    return word.pos == "NUM" or word.lower in COUNTING


def _things(counted: Node, figure: Node) -> tuple[Word, ...]:
    """Return what is counted, one of them where the figure is one: "one ship"."""
    single = "person" if counted.lower == "people" else counted.lemma
    return (Word(single if figure.lower in ("one", "1") else counted.text, counted.i, added=True),)


def _for(helper: Node, figure: Node) -> Word:
    """Return "was" for "were" where one is counted, and the other way round."""
    one = figure.lower in ("one", "1", "third", "another") or figure.tag == "NN"
    form = {True: {"were": "was", "have": "has"}, False: {"was": "were", "has": "have"}}[one]
    return Word(form.get(helper.lower, helper.lower), helper.i, added=True)
