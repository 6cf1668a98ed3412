"""Clauses that the parser hung on the wrong noun or verb: "which" on a person, "hurt by ..." on a sum of money."""

from __future__ import annotations

from ._attr_words import STATEMENTS
from ._split_rehang import TELLING, is_person
from ._split_tree import SUBJECTS, VERBAL, Node, below, finite, subject
from ._split_words import wordset

_NOUNS = ("NOUN", "PROPN")
_CHANGES = wordset(
    "rise fall drop slump grow double jump climb decline shrink increase decrease surge plunge recover"
)
_UNITS = wordset("euro dollar pound yen yuan rupee rand franc krona krone peso percent cent point %")


def rehung(verb: Node, nodes: list[Node]) -> None:
    """Hang a clause that the parser hung on the wrong noun or verb on the right one."""
    if verb.dep == "relcl":
        _of_the_whole_name(verb, nodes)
        _which_thing(verb)
        _which_sales(verb)
    elif verb.dep == "acl" and verb.tag == "VBN":
        _done_by(verb, nodes)
        _behind_an_amount(verb, nodes)
    elif verb.dep in ("ccomp", "parataxis") and verb.i > verb.head.i:
        _who_behind(verb, nodes)
    elif verb.dep in ("conj", "advcl") and verb.pos in VERBAL and verb.i > verb.head.i:
        _of_whom(verb, nodes)
    elif verb.lemma == "say" and verb.pos in VERBAL:
        _said_of(verb)
    elif verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in TELLING:
        _adding(verb)


def _of_the_whole_name(clause: Node, nodes: list[Node]) -> None:
    """Hang "which ..." behind "the Front for Free Marsh" on the front: a name is spoken of as a whole."""
    noun = clause.head
    first = nodes[0].i
    while noun.dep == "pobj" and noun.ent and noun.head.dep == "prep" and noun.head.head.pos == "PROPN":
        above = noun.head.head
        run = nodes[above.i - first + 1 : noun.i - first + 1]
        if above.ent != noun.ent or any(n.ent != noun.ent or n.begins for n in run):
            break
        noun = above
    if noun is not clause.head:
        clause.attach(noun, "relcl")


def _which_thing(clause: Node) -> None:
    """Hang "which ..." on the centre in "a guide at the visitor centre, which ...": nobody is a "which"."""
    pronoun = clause.child("nsubj", "nsubjpass")
    noun = clause.head
    if pronoun is None or pronoun.lower != "which" or noun.pos != "NOUN" or noun.tag != "NN":
        return
    prep = next((c for c in reversed(noun.rights) if c.dep == "prep" and c.i < clause.i), None)
    inner = prep.child("pobj") if prep is not None else None
    if inner is not None and is_person(noun) and not is_person(inner) and not inner.child("relcl"):
        clause.attach(inner, "relcl")


def _which_sales(clause: Node) -> None:
    """Hang "which had slumped" on the sales in "sales in Asia, which had slumped": no continent slumps."""
    prep = clause.head.head
    helper = next((c for c in clause.lefts if c.dep in ("aux", "auxpass")), clause)
    changes = clause.lemma in _CHANGES and helper.lower not in ("has", "is", "was") and helper.tag != "VBZ"
    place = clause.head.ent in ("GPE", "LOC") and prep.dep == "prep" and prep.lower in ("in", "to", "from")
    if changes and place and prep.head.tag == "NNS" and clause.child("nsubj") is not None:
        clause.attach(prep.head, "relcl")


def _done_by(verb: Node, nodes: list[Node]) -> None:
    """Read "a flask his wife, Ann, filled" as a clause of the flask: the wife was not filled."""
    actor = verb.head
    owner, start = actor.child("poss"), min(below(actor)) - nodes[0].i
    thing = nodes[start - 1]
    if owner is None or owner.tag != "PRP$" or verb.child("agent", "dobj") or start < 1:
        return
    close = actor.dep == "appos" and actor.head is thing
    if thing.pos not in _NOUNS or not (close or (actor.dep == "dobj" and thing.dep == "pobj")):
        return
    verb.attach(thing, "relcl")
    verb.tag = "VBD"
    actor.attach(verb, "nsubj")


def _behind_an_amount(verb: Node, nodes: list[Node]) -> None:
    """Hang "hurt by ..." on "fell" in "Sales fell to 3 million euros, hurt by a strike": no sum is hurt."""
    sum_ = verb.head
    start = min(below(verb)) - nodes[0].i
    amount = sum_.ent in ("MONEY", "PERCENT") or sum_.lemma in _UNITS
    if not amount or nodes[start - 1].text != ",":
        return
    above = next((a for a in sum_.ancestors() if a.pos in VERBAL), None)
    if above is not None and above.i < sum_.i and subject(above) is not None:
        verb.attach(above, "advcl")
        nodes[start - 1].attach(above, "punct")


def _who_behind(verb: Node, nodes: list[Node]) -> None:
    """Hang "who has never been late" on the noun before it, where the parser made it a clause of the main verb."""
    pronoun = verb.child("nsubj", "nsubjpass")
    at = pronoun.i - nodes[0].i if pronoun is not None else 0
    if pronoun is None or pronoun.text != "who" or pronoun.i != min(below(verb)) or at < 1:
        return
    parted = at > 1 and nodes[at - 1].text == ","
    noun = nodes[at - 2 if parted else at - 1]
    if (
        (is_person(noun) or (parted and noun.pos in _NOUNS))
        and verb.head.i < noun.i
        and verb not in noun.ancestors()
    ):
        verb.attach(noun, "relcl")


def _of_whom(verb: Node, nodes: list[Node]) -> None:
    """Hang "nine in ten of whom are nurses" on the people before it, where the parser joined it to the main verb."""
    actor = verb.child("nsubj", "nsubjpass")
    first = min(below(actor)) - nodes[0].i if actor is not None else 0
    if actor is None or first < 2 or nodes[first - 1].text != "," or actor.i > verb.i:
        return
    if not any(n.lower in ("whom", "which") and n.head.lower == "of" for n in actor.subtree()):
        return
    counted = [n for n in nodes[max(first - 8, 0) : first - 1] if n.tag in ("NNS", "NNPS")]
    if counted and verb not in counted[-1].ancestors():
        verb.attach(counted[-1], "relcl")
        nodes[first - 1].attach(counted[-1], "punct")


def _said_of(verb: Node) -> None:
    """Read "sales" as the subject in "said sales in Asia, which had slumped, were up": nobody says sales."""
    noun = verb.child("dobj")
    clause = next((c for c in verb.rights if c.dep == "ccomp" and c.pos in VERBAL and finite(c)), None)
    if noun is None or clause is None or noun.i > clause.i or clause.child(*SUBJECTS, "mark") or noun.quote:
        return
    noun.attach(clause, "nsubjpass" if clause.child("auxpass") else "nsubj")


def _adding(verb: Node) -> None:
    """Hang "adding that ..." on "said" in "Wards were full, she said, adding that ...": the wards add nothing."""
    said = next((c for c in verb.head.rights if c.dep == "parataxis" and c.i < verb.i), None)
    if said is not None and said.lemma in STATEMENTS and said.child(*SUBJECTS) is not None:
        verb.attach(said, "advcl")
