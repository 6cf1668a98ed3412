"""Clauses that the parser hung on the wrong noun or verb: "which" on a person, "hurt by ..." on a sum of money."""

from __future__ import annotations

from ._attr_words import STATEMENTS
from ._split_counts import EVENTS
from ._split_rehang import TELLING, is_person
from ._split_tree import SUBJECTS, VERBAL, Node, below, finite, subject
from ._split_words import wordset

_NOUNS = ("NOUN", "PROPN")
_CHANGES = wordset(
    "rise fall drop slump grow double jump climb decline shrink increase decrease surge plunge recover"
)
_HARMS = wordset("kill claim injure wound destroy damage happen occur")
_ORDERS = wordset(
    "order urge ask tell force allow command instruct advise require persuade invite warn compel"
)
_DEALS = wordset("contract deal agreement treaty lease licence license pact accord partnership loan policy")
_LASTING = wordset("run expire last end begin lapse take cover cost")  # what a deal does, and no body
_REPORTING = wordset("report say announce find estimate conclude warn")
_WRITTEN = wordset("write publish draft date entitle title sign commission compile print release leak")
_UNITS = wordset("euro dollar pound yen yuan rupee rand franc krona krone peso percent cent point %")


def rehung(verb: Node, nodes: list[Node]) -> None:
    """Hang a clause that the parser hung on the wrong noun or verb on the right one."""
    if verb.dep in ("ccomp", "conj", "parataxis") and verb.pos in VERBAL:
        _had_it(verb, nodes)
    if verb.dep == "amod" and verb.lower == "aged" and (died := verb.head.child("relcl")) is not None:
        verb.attach(died if died.i < verb.i else verb.head, "advcl" if died.i < verb.i else "amod")
    if verb.dep == "advcl" and verb.head.lemma in STATEMENTS:
        _had_it_first(verb, nodes)
    if verb.dep in ("advcl", "xcomp") and verb.tag == "VB" and verb.head.dep == "relcl":
        _ordered_to(verb)
    if verb.dep == "conj" and verb.pos == "NOUN":
        _of_its_kind(verb)
    if verb.dep == "relcl":
        _that_too(verb)
        _of_the_whole_name(verb, nodes)
        _which_thing(verb)
        _which_sales(verb)
        _which_deal(verb)
        _out_of_the_quotation(verb)
    elif verb.dep == "acl" and verb.tag == "VBD":
        _a_clause_said(verb)
    elif verb.dep == "acl" and verb.head.dep == "appos" and verb.lemma in _REPORTING and verb.tag == "VBN":
        _they_reported(verb, nodes)
    elif verb.dep in ("acl", "advcl") and verb.lemma in _WRITTEN and verb.tag == "VBN":
        _written(verb, nodes)
    elif verb.dep == "acl" and verb.tag == "VBN":
        _done_by(verb, nodes)
        _behind_an_amount(verb, nodes)
    elif verb.dep in ("ccomp", "parataxis") and verb.i > verb.head.i:
        _who_behind(verb, nodes)
        _that_again(verb, nodes)
        _whose_too(verb, nodes)
    elif verb.dep in ("conj", "advcl") and verb.pos in VERBAL and verb.i > verb.head.i:
        _main_again(verb, nodes)
        _of_whom(verb, nodes)
        _under_which(verb, nodes)
    elif verb.dep == "prep" and verb.lower in ("before", "after"):
        _before_doing(verb, nodes)
    elif verb.lemma == "say" and verb.pos in VERBAL:
        _said_of(verb)
    elif verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in TELLING:
        _adding(verb)


def _of_its_kind(noun: Node) -> None:
    """Join "one count of theft" to the "nine counts of fraud" before it, not to the man convicted of them."""
    head = noun.head
    alike = [n for n in head.subtree() if n.dep == "pobj" and n.lemma == noun.lemma and head.i < n.i < noun.i]
    if not alike or head.lemma == noun.lemma:
        return
    for mark in [c for c in head.rights if c.dep in ("cc", "punct") and alike[-1].i < c.i < noun.i]:
        mark.attach(alike[-1], mark.dep)
    noun.attach(alike[-1], "conj")


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
    if place and prep.head.lower == "one":
        clause.attach(prep.head, "relcl")  # "the one in Ely, which the firm bought"
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


def _whose_too(verb: Node, nodes: list[Node]) -> None:
    """Join "and whose price rose" to "which owns the mill", where the parser made it an object of owning."""
    clause, actor = verb.head, verb.child(*SUBJECTS)
    at = min(below(verb)) - nodes[0].i
    if clause.dep != "relcl" or actor is None or nodes[at].tag != "WP$" or nodes[at - 1].dep != "cc":
        return
    nodes[at - 1].attach(clause, "cc")
    verb.attach(clause, "conj")


def _main_again(verb: Node, nodes: list[Node]) -> None:
    """Join ", and phones were down" to the main verb in "Roads are shut since a bridge fell, and phones ..."."""
    early, actor = verb.head, verb.child(*SUBJECTS)
    mark = early.child("mark")
    if (
        early.dep != "advcl"
        or mark is None
        or mark.lower in ("if", "unless", "until", "that")
        or not finite(verb)
    ):
        return
    main, start = early.head, min(below(verb)) - nodes[0].i
    join = next(
        (c for c in early.rights if c.dep == "cc" and c.i == verb.i - (verb.i - nodes[0].i - start) - 1), None
    )
    if (
        actor is None
        or join is None
        or join.lower != "and"
        or nodes[start - 2].text != ","
        or main.i > early.i
    ):
        return
    if main.pos in VERBAL and main.child(*SUBJECTS) is not None and verb.child("mark") is None:
        join.attach(main, "cc")
        verb.attach(main, "conj")


def _written(verb: Node, nodes: list[Node]) -> None:
    """Hang ", written in May" on the report before it, where the parser hung it on verb, subject or author."""
    start = min(below(verb)) - nodes[0].i
    noun = nodes[start - 2] if start > 1 and nodes[start - 1].text == "," else verb
    if verb.child(*SUBJECTS) or noun is verb:
        return
    if (
        noun.pos == "PROPN"
        and noun.dep == "pobj"
        and noun.head.head.pos == "NOUN"
        and noun.head.lower != "in"
    ):
        noun = noun.head.head  # "an analysis by the Fiscal Council, published in May"
    elif noun.pos != "NOUN" or noun is verb.head or is_person(noun) or noun.dep != "dobj":
        return
    if verb not in noun.ancestors() and not is_person(noun):
        verb.attach(noun, "acl")
        nodes[start - 1].attach(noun, "punct")


def _that_again(verb: Node, nodes: list[Node]) -> None:
    """Join ", that it had paid" to "that it was sorry", where the parser hung it on "sorry": both were said."""
    first, mark = verb.head, verb.child("mark")
    opened = first.child("mark") if first.dep == "ccomp" else None
    if (
        mark is None
        or opened is None
        or mark.lower != "that"
        or opened.lower != "that"
        or not verb.child(*SUBJECTS)
    ):
        return
    if nodes[mark.i - nodes[0].i - 1].text == ",":
        verb.attach(first, "conj")


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


def _that_too(clause: Node) -> None:
    """Join "that few were old" to "that most were men" in "said that most were men, that few were old and that ..."."""
    mark, actor = clause.child("mark"), clause.child("nsubj", "nsubjpass")
    first = next((a for a in clause.ancestors() if a.pos in VERBAL), None)
    opened = first.child("mark") if first is not None and first.dep == "ccomp" else None
    if mark is None or mark.lower != "that" or actor is None or actor.tag in ("WDT", "WP"):
        return
    if first is not None and opened is not None and opened.lower == "that" and finite(clause):
        clause.attach(first, "conj")


def _out_of_the_quotation(clause: Node) -> None:
    """Hang ", who ..." behind a quotation on the whole of it: the mark before it closes what it speaks of."""
    top = clause.head
    while top.quote and top.head.quote == top.quote and top.head is not top and top.pos not in VERBAL:
        top = top.head
    if clause.head.quote and not clause.quote and top is not clause.head and top.pos not in VERBAL:
        clause.attach(top, "relcl")


def _a_clause_said(verb: Node) -> None:
    """Read "sank" as what was said in "A ferry full of traders sank off Ely, police said": no participle is past."""
    noun, said = verb.head, verb.head.head
    told = said.lemma == "tell" and said.child("dative") is not None and noun.dep == "dobj"
    said_so = said.lemma in ("say", "add") and noun.dep in ("dobj", "dep")
    if not (told or said_so) or verb.child("aux", "auxpass", "agent", *SUBJECTS) or noun.pos not in _NOUNS:
        return
    verb.attach(said, "ccomp")
    noun.attach(verb, "nsubj")


def _they_reported(verb: Node, nodes: list[Node]) -> None:
    """Read ", a panel of experts reported in May" as who said it all: it closes the sentence."""
    noun, top = verb.head, next((n for n in nodes if n.head is n), verb)
    start, end = min(below(noun)) - nodes[0].i, max(below(noun)) - nodes[0].i
    if (
        start < 1
        or nodes[start - 1].text != ","
        or verb.child("agent")
        or any(not n.punct for n in nodes[end + 1 :])
    ):
        return
    verb.tag = "VBD"
    verb.attach(top, "parataxis")
    noun.attach(verb, "nsubj")


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


def _before_doing(prep: Node, nodes: list[Node]) -> None:
    """Hang "before recovering" on "fell" in "Shares fell, led by banks, before recovering"."""
    clause = prep.head
    at = prep.i - nodes[0].i
    loose = clause.dep in ("advcl", "acl") and clause.tag in ("VBN", "VBG") and clause.head.pos in VERBAL
    parted = nodes[at - 1].text == nodes[min(below(clause)) - nodes[0].i - 1].text == ","
    if loose and parted and prep.child("pcomp") and clause.head.i < clause.i:
        prep.attach(clause.head, "prep")


def _had_it(verb: Node, nodes: list[Node]) -> None:
    """Hang "had he been sent home" on "would have lived": it is a condition, and tells of nothing that was."""
    helper, actor = verb.child("aux"), verb.child("nsubj", "nsubjpass")
    if helper is None or actor is None or helper.lower not in ("had", "were", "should") or helper.i > actor.i:
        return
    if helper.i != min(below(verb)):
        return
    before = [n for n in nodes if n.i < helper.i and n.pos in VERBAL and n is not verb]
    main = next(
        (n for n in reversed(before) if any(c.tag == "MD" and c.lower != "will" for c in n.lefts)), None
    )
    if main is not None and verb not in main.ancestors():
        verb.attach(main, "advcl")


def _had_it_first(verb: Node, nodes: list[Node]) -> None:
    """Hang "Had she lost" on "would have gone" in "Had she lost, she said, she would have gone"."""
    helper = verb.child("aux")
    if helper is None or helper.lower not in ("had", "were", "should") or not helper.opens:
        return
    main = next((n for n in nodes if n.i > verb.i and any(c.tag == "MD" for c in n.lefts)), None)
    if main is not None and main is not verb.head and verb not in main.ancestors():
        verb.attach(main, "advcl")


def _ordered_to(verb: Node) -> None:
    """Hang "to hire" on "ordered" in "ordered the trust that runs it to hire nurses"."""
    noun = verb.head.head
    above = noun.head
    to = any(c.lower == "to" and c.dep == "aux" for c in verb.lefts)
    if to and noun.dep == "dobj" and above.lemma in _ORDERS and above.child("xcomp") is None:
        verb.attach(above, "xcomp")


def _of_whom(verb: Node, nodes: list[Node]) -> None:
    """Hang "nine in ten of whom are nurses" on the people before it, where the parser joined it to the main verb."""
    actor = verb.child("nsubj", "nsubjpass")
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
