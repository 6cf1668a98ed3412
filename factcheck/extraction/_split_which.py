"""Clauses with which, who, whose that the parser hung on the wrong noun, or took for no relative clause at all."""

from __future__ import annotations

from ._split_counts import EVENTS
from ._split_rehang import is_person
from ._split_tree import SUBJECTS, VERBAL, Node, below, finite
from ._split_words import wordset

_NOUNS = ("NOUN", "PROPN")
_NEAR = 10  # how far before its verb "the oldest of which" may stand
_CHANGES = wordset(
    "rise fall drop slump grow double jump climb decline shrink increase decrease surge plunge recover"
)
_HARMS = wordset("kill claim injure wound destroy damage happen occur")
_MOVES = wordset("land crash depart arrive sink derail overturn collide")
_BUILT = wordset(
    "block close build open shut reopen demolish renovate refurbish rebuild extend install mothball"
)
_DEALS = wordset("contract deal agreement treaty lease licence license pact accord partnership loan policy")
_LASTING = wordset("run expire last end begin lapse take cover cost")  # what a deal does, and no body


def relative(clause: Node, nodes: list[Node]) -> None:
    """Hang a relative clause on the noun that it speaks of."""
    _that_too(clause)
    _or_on(clause)
    _whom(clause)
    _which_count(clause, nodes)
    _of_the_whole_name(clause, nodes)
    _which_thing(clause)
    _which_sales(clause)
    _which_deal(clause)
    _not_of_the_clause(clause, nodes)
    _out_of_the_quotation(clause)


def made_relative(verb: Node, nodes: list[Node]) -> None:
    """Make a relative clause of what the parser took for something that is said, joined or done beside."""
    if verb.dep in ("ccomp", "parataxis"):
        _who_behind(verb, nodes)
        _whose_too(verb, nodes)
        _that_behind(verb, nodes)
    else:
        _of_whom(verb, nodes)
        _under_which(verb, nodes)


def _or_on(clause: Node) -> None:
    """Join "or on the rest" to "on the Greens" in "rely on the Greens, who took three, or on the rest"."""
    first = clause.head.head
    for join, prep in zip(clause.rights, clause.rights[1:], strict=False):
        alike = (
            first.dep == "prep" and prep.dep == "prep" and prep.lower == first.lower and prep.i == join.i + 1
        )
        if join.dep == "cc" and alike:
            join.attach(first, "cc")
            prep.attach(first, "conj")


def _whom(clause: Node) -> None:
    """Hang "five of whom" on the protesters in "protesters in the gallery, five of whom left": no gallery is "whom"."""
    if not any(n.lower == "whom" for n in clause.subtree()):
        return
    chain = (clause.head, *clause.head.ancestors())
    people = next((a for a in chain if a.pos in _NOUNS and (is_person(a) or a.ent in ("ORG", "NORP"))), None)
    if people is not None and people is not clause.head and people.i < clause.i:
        clause.attach(people, "relcl")


def _which_count(clause: Node, nodes: list[Node]) -> None:
    """Hang "two of which" on the 17 counts in "17 counts of taking bribes, two of which"; "nine that" on nine."""
    pronoun = next((n for n in clause.subtree() if n.lower in ("which", "whom", "that", "who")), None)
    before = nodes[min(below(clause)) - 1 - nodes[0].i]
    if (
        pronoun is not None
        and before.pos == "NUM"
        and before.dep == "pobj"
        and clause not in before.ancestors()
    ):
        clause.attach(before, "relcl")
    if pronoun is None or pronoun.head.lower != "of" or pronoun.head.head.pos != "NUM":
        return
    above = (a for a in clause.head.ancestors() if a.tag in ("NNS", "NNPS") and a.i < clause.head.i)
    counted = next((a for a in above if a.child("nummod")), None)
    if counted is not None and not clause.head.child("nummod") and counted.head.pos != "NUM":
        clause.attach(counted, "relcl")


def _of_the_whole_name(clause: Node, nodes: list[Node]) -> None:
    """Hang "which ..." behind "the Front for Free Marsh" on the front: a name is spoken of as a whole."""
    noun = clause.head
    first = nodes[0].i
    while (
        noun.dep == "pobj"
        and noun.pos == "PROPN"
        and noun.head.dep == "prep"
        and noun.head.head.pos == "PROPN"
    ):
        above = noun.head.head
        run = nodes[above.i - first + 1 : noun.i - first + 1]
        opens = min(clause.subtree(), key=lambda n: n.i).lower
        named = noun.head.lower in ("of", "for") and opens in ("which", "whose") and above.ent != "PERSON"
        if not named and (above.ent != noun.ent or any(n.ent != noun.ent or n.begins for n in run)):
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
    if place and prep.head.lower == "one":
        clause.attach(prep.head, "relcl")  # "the one in Ely, which the firm bought"
    if clause.lemma in _MOVES and clause.head.pos == "PROPN" and prep.lower in ("to", "from"):
        flight = next((a for a in prep.ancestors() if a.dep not in ("prep", "pobj") or a.tag == "NN"), prep)
        if flight.tag == "NN":
            clause.attach(flight, "relcl")  # "a flight from Ely to Suva, which landed safely"
    near = (
        clause.head.ent == "GPE" and prep.lower in ("near", "outside", "in", "at") and prep.head.tag == "NN"
    )
    if near and clause.lemma in _BUILT and clause.child("auxpass") and prep.head.dep in ("pobj", "dobj"):
        clause.attach(prep.head, "relcl")  # "a road near Ely, which had been blocked"
    if clause.lemma in _HARMS and clause.child("nsubj") is not None:
        above = (a for a in clause.head.ancestors() if a.pos == "NOUN" or a.pos in VERBAL)
        event = next((a for a in above if a.pos in VERBAL or a.lemma in EVENTS), None)
        if event is not None and event.lemma in EVENTS and clause.head.lemma not in EVENTS:
            clause.attach(event, "relcl")  # "a crash on the A6 near Ely which killed two"


def _which_deal(clause: Node) -> None:
    """Hang "which runs until May" on the contract in "a contract with the port, which runs ...": no port does."""
    prep = clause.head.head
    lasting = clause.lemma in _LASTING or any(c.lower in ("worth", "valid") for c in clause.rights)
    deal = prep.head.child("dobj") if prep.head.pos in VERBAL else prep.head
    if (
        deal is not None
        and deal.lemma in _DEALS
        and deal.i < prep.i
        and lasting
        and prep.lower in ("with", "between")
    ):
        prep.attach(deal, "prep")
        clause.attach(deal, "relcl")


def _not_of_the_clause(clause: Node, nodes: list[Node]) -> None:
    """Hang ", in May" on the main verb in "sued the firms, which own the docks, in May": a comma ends the clause."""
    start, prep = min(below(clause)) - nodes[0].i, clause.rights[-1] if clause.rights else clause
    at = min(below(prep)) - nodes[0].i
    thing = prep.child("pobj")
    if prep.dep != "prep" or thing is None or nodes[start - 1].text != "," or nodes[at - 1].text != ",":
        return
    verb = next((a for a in clause.head.ancestors() if a.pos in VERBAL), None)
    if verb is not None and thing.ent in ("DATE", "TIME", "GPE") and verb.i < clause.i and at - start > 2:
        prep.attach(verb, "prep")
        nodes[at - 1].attach(verb, "punct")


def _that_too(clause: Node) -> None:
    """Join "that few were old" to "that most were men" in "said that most were men, that few were old and that ..."."""
    actor = clause.child("nsubj", "nsubjpass")
    first = next((a for a in clause.ancestors() if a.pos in VERBAL), None)
    if first is None or actor is None or actor.tag in ("WDT", "WP"):
        return
    if both_that(first, clause) and finite(clause):
        clause.attach(first, "conj")


def both_that(first: Node, later: Node) -> bool:
    """Say whether two clauses open with "that", and the first is what somebody says."""
    marks = (first.child("mark"), later.child("mark"))
    return first.dep == "ccomp" and all(mark is not None and mark.lower == "that" for mark in marks)


def _out_of_the_quotation(clause: Node) -> None:
    """Hang ", who ..." behind a quotation on the whole of it: the mark before it closes what it speaks of."""
    top = clause.head
    while top.quote and top.head.quote == top.quote and top.head is not top and top.pos not in VERBAL:
        top = top.head
    if clause.head.quote and not clause.quote and top is not clause.head and top.pos not in VERBAL:
        clause.attach(top, "relcl")


def _whose_too(verb: Node, nodes: list[Node]) -> None:
    """Join "and whose price rose" to "which owns the mill", where the parser made it an object of owning."""
    clause, actor = verb.head, verb.child(*SUBJECTS)
    at = min(below(verb)) - nodes[0].i
    if clause.dep != "relcl" or actor is None or nodes[at].tag != "WP$" or nodes[at - 1].dep != "cc":
        return
    nodes[at - 1].attach(clause, "cc")
    verb.attach(clause, "conj")


def _of_whom(verb: Node, nodes: list[Node]) -> None:
    """Hang "nine in ten of whom are nurses" on the people before it, where the parser joined it to the main verb."""
    actor = verb.child("nsubj", "nsubjpass") or _the_oldest_of(verb, nodes)
    first = min(below(actor)) - nodes[0].i if actor is not None else 0
    if actor is None or first < 2 or actor.i > verb.i:
        return
    if not any(n.lower in ("whom", "which") and n.head.lower == "of" for n in actor.subtree()):
        return
    join = nodes[first - 1]
    earlier = [n for n in nodes[: first - 1] if n.dep == "relcl" and n.i > verb.head.i]
    if join.dep == "cc" and earlier and verb not in earlier[-1].ancestors():
        verb.attach(earlier[-1], "conj")  # "a report that it hid but a copy of which was seen"
        join.attach(earlier[-1], "cc")
    if join.text != ",":
        return
    before = [n for n in nodes[max(first - 8, 0) : first - 1] if n.i > verb.head.i or verb.head.i > verb.i]
    last = before[-1:] if before and before[-1].pos in _NOUNS else []
    counted = [n for n in before if n.tag in ("NNS", "NNPS") or (n.ent == "NORP" and n.child("nummod"))]
    counted = counted or last  # "the captain and the mate, neither of whom"
    if counted and verb not in counted[-1].ancestors():
        verb.attach(counted[-1], "relcl")
        nodes[first - 1].attach(counted[-1], "punct")


def _the_oldest_of(verb: Node, nodes: list[Node]) -> Node | None:
    """Return "the oldest" as the subject in "nine ships, the oldest of which, the Tern, was built in 1961"."""
    near = nodes[max(verb.i - nodes[0].i - _NEAR, 0) : verb.i - nodes[0].i]
    which = next((n for n in reversed(near) if n.lower in ("which", "whom") and n.head.lower == "of"), None)
    share = which.head.head if which is not None else verb
    if share is verb or share in verb.ancestors() or share.dep in SUBJECTS or share.head.i > verb.i:
        return None
    told = any(n.pos in VERBAL and finite(n) and n.i > share.i for n in near if n.head is not verb)
    if nodes[min(below(share)) - 1 - nodes[0].i].text != "," or told:
        return None
    share.attach(verb, "nsubj")
    return share


def _under_which(verb: Node, nodes: list[Node]) -> None:
    """Hang "under which few are eligible" on the rules before it, where the parser hung it on the verb."""
    start = min(below(verb)) - nodes[0].i
    prep = nodes[start]
    inner = prep.child("pobj") if prep.dep == "prep" else None
    if start < 2 or inner is None or inner.lower != "which" or nodes[start - 1].text != ",":
        return
    noun = nodes[start - 2]
    if prep.lower != "of" and noun.pos == "NOUN" and verb not in noun.ancestors():
        verb.attach(noun, "relcl")
        nodes[start - 1].attach(noun, "punct")


def _that_behind(verb: Node, nodes: list[Node]) -> None:
    """Hang "that would ban it" on the thing of the verb before it ("to put a bill before the house that ...")."""
    pronoun = verb.child("nsubj")
    if pronoun is None or pronoun.tag != "WDT" or pronoun.lower != "that" or pronoun.i != min(below(verb)):
        return
    before = [n for n in nodes if verb.head.i < n.i < pronoun.i]
    deed = next((n for n in reversed(before) if n.pos in VERBAL and n.child("dobj")), None)
    thing = deed.child("dobj") if deed is not None else None
    if thing is not None and thing.pos in _NOUNS and verb not in thing.ancestors():
        verb.attach(thing, "relcl")


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
