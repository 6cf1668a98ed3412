"""Clauses that the parser hung on the wrong noun or verb: "which" on a person, "hurt by ..." on a sum of money."""

from __future__ import annotations

from ._attr_words import STATEMENTS
from ._split_rehang import TELLING, UPHOLDING, is_person, promote
from ._split_tree import SUBJECTS, VERBAL, Node, below, finite, subject
from ._split_which import both_that, made_relative, relative
from ._split_words import wordset

_NOUNS = ("NOUN", "PROPN")
_ORDERS = wordset(
    "order urge ask tell force allow command instruct advise require persuade invite warn compel"
)
_RULING = wordset("rule find decide hold order say declare conclude vote agree")
_REPORTING = wordset("report say announce find estimate conclude warn")
_WRITTEN = wordset("write publish draft date entitle title sign commission compile print release leak")
_UNITS = wordset("euro dollar pound yen yuan rupee rand franc krona krone peso percent cent point %")
_HAPPENING = wordset(
    "be rise fall climb drop increase grow decline decrease double triple halve slow shrink slump surge plunge ease"
)
_BLAMES = TELLING - {"call"}  # "calling it overdue" says nothing without the rest
_SPEAKERS = frozenset({"it", "he", "she", "they", "we", "i"})


def rehung(verb: Node, nodes: list[Node]) -> None:
    """Hang a clause that the parser hung on the wrong noun or verb on the right one."""
    if verb.dep in ("ccomp", "conj", "parataxis") and verb.pos in VERBAL:
        _had_it(verb, nodes)
    if (
        verb.dep in ("dep", "advcl", "ccomp")
        and verb.tag == verb.head.tag == "VBD"
        and not verb.child(*SUBJECTS)
    ):
        _then(verb, nodes)
    if verb.dep == "amod" and verb.lower == "aged" and (died := verb.head.child("relcl")) is not None:
        verb.attach(died if died.i < verb.i else verb.head, "advcl" if died.i < verb.i else "amod")
    if verb.dep == "advcl" and verb.head.lemma in STATEMENTS:
        _had_it_first(verb, nodes)
    if verb.dep == "ccomp" and verb.i < verb.head.i and verb.tag == verb.head.tag == "VBD":
        _first_of_three(verb)
    if verb.dep in ("advcl", "xcomp") and verb.tag == "VB" and verb.head.dep == "relcl":
        _ordered_to(verb)
    if verb.dep == "conj" and verb.pos == "NOUN":
        _of_its_kind(verb)
    if verb.dep == "advcl" and verb.tag == verb.head.tag == "VBN":
        _had_done_too(verb)
    if verb.dep == "conj" and verb.child("mark") and verb.child(*SUBJECTS):
        _that_third(verb, nodes)
    if verb.dep == "relcl":
        relative(verb, nodes)
    elif verb.dep == "acl" and verb.tag == "VBD":
        _a_clause_said(verb)
        if verb.dep == "acl" and verb.head.dep in SUBJECTS and not verb.child("dobj", *SUBJECTS):
            verb.tag = "VBN"  # "the money, announced twice before, had"
    elif (
        verb.dep == "acl"
        and verb.lemma in _REPORTING
        and verb.head.dep in ("appos", "dobj")
        and verb.tag == "VBN"
    ):
        _they_reported(verb, nodes)
    elif verb.dep in ("acl", "advcl") and verb.lemma in _WRITTEN and verb.tag == "VBN":
        _written(verb, nodes)
    elif verb.dep == "acl" and verb.tag == "VBN":
        _led_by_so_much(verb)
        _done_by(verb, nodes)
        _behind_an_amount(verb, nodes)
    elif verb.dep in ("ccomp", "parataxis") and verb.i > verb.head.i:
        _that_again(verb, nodes)
        made_relative(verb, nodes)
    elif verb.dep == "advcl" and verb.tag == "VBG":
        _adding(verb, nodes)
        _upholding(verb)
        _blaming(verb, nodes)
    elif verb.dep in ("conj", "advcl") and verb.pos in VERBAL and verb.i > verb.head.i:
        _main_again(verb, nodes)
        made_relative(verb, nodes)
    elif verb.dep == "prep" and verb.lower in ("before", "after"):
        _before_doing(verb, nodes)
    elif verb.lemma == "say" and verb.pos in VERBAL:
        _said_of(verb)


def _then(verb: Node, nodes: list[Node]) -> None:
    """Join "fled" to "fired" in "They fired twice, then fled"."""
    then = nodes[verb.i - 1 - nodes[0].i]
    if then.lower == "then" and verb.head.i < then.i:
        verb.attach(verb.head, "conj")
        then.attach(verb, "advmod")


def _first_of_three(verb: Node) -> None:
    """Join "halved" to "lowered" in "The bank lowered its forecast, halved its dividend and cut jobs": both it did."""
    later = verb.head
    joined = later.child("cc") is not None and later.child("conj") is not None
    bare = later.child("mark", "aux", "auxpass", *SUBJECTS) is None and verb.child("mark") is None
    if joined and bare and subject(verb) is not None and later.lemma not in STATEMENTS:
        promote(verb, later)


def _of_its_kind(noun: Node) -> None:
    """Join "one count of theft" to the "nine counts of fraud" before it, not to the man convicted of them."""
    head = noun.head
    alike = [n for n in head.subtree() if n.dep == "pobj" and n.lemma == noun.lemma and head.i < n.i < noun.i]
    if not alike or head.lemma == noun.lemma:
        return
    for mark in [c for c in head.rights if c.dep in ("cc", "punct") and alike[-1].i < c.i < noun.i]:
        mark.attach(alike[-1], mark.dep)
    noun.attach(alike[-1], "conj")


def _had_done_too(verb: Node) -> None:
    """Join "brought in 40 men" to "had mended it" in "had mended it, brought in 40 men and ...": one row of deeds."""
    head = verb.head
    had = any(c.dep == "aux" and c.lemma == "have" for c in head.lefts)
    alone = not verb.child("mark", "agent", "aux", "auxpass", *SUBJECTS)
    if had and alone and verb.i > head.i and verb.child("dobj") and head.child("dobj"):
        verb.attach(head, "conj")


def _that_third(verb: Node, nodes: list[Node]) -> None:
    """Join "and that it hoped" to "that it had mended it", past the verbs in a row that stand between."""
    first = next((a for a in verb.ancestors() if a.dep == "ccomp"), None)
    if first is None or not both_that(first, verb):
        return
    join = nodes[min(below(verb)) - nodes[0].i - 1]
    if verb.head is not first and join.dep == "cc":
        join.attach(first, "cc")
        verb.attach(first, "conj")


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
    join = nodes[start - 1]
    joined = join.dep == "cc" and join.lower == "and" and join.head is early
    if actor is None or not joined or nodes[start - 2].text != "," or main.i > early.i:
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
    above = noun
    while above.dep == "pobj" and above.head.lower in ("of", "by", "from") and above.head.head.pos in _NOUNS:
        above = (
            above.head.head
        )  # "an analysis by the Fiscal Council, published in May", "by the court of audit"
    if above is not noun and above.pos == "NOUN":
        noun = above
    elif noun.pos != "NOUN" or noun is verb.head or is_person(noun) or noun.dep != "dobj":
        return
    if verb not in noun.ancestors() and not is_person(noun):
        verb.attach(noun, "acl")
        nodes[start - 1].attach(noun, "punct")


def _that_again(verb: Node, nodes: list[Node]) -> None:
    """Join ", that it had paid" to "that it was sorry", where the parser hung it on "sorry": both were said."""
    first, mark = verb.head, verb.child("mark")
    if mark is None or not both_that(first, verb) or not verb.child(*SUBJECTS):
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


def _led_by_so_much(verb: Node) -> None:
    """Read "led" as what she did in "Holm, a lawyer, led by 51 percent to 45, officials said": no percentage leads."""
    agent, noun, said = verb.child("agent"), verb.head, verb.head.head
    amount = agent.child("pobj") if agent is not None else None
    if (
        agent is None
        or amount is None
        or not (amount.ent in ("PERCENT", "MONEY", "CARDINAL") or amount.lemma in _UNITS)
    ):
        return
    if (
        noun.dep != "nsubj"
        or said.lemma not in STATEMENTS
        or not any(c.dep == "nsubj" and c.i > verb.i for c in said.lefts)
    ):
        return
    verb.tag = "VBD"
    verb.attach(said, "ccomp")
    for child in [c for c in said.lefts if c.i < noun.i]:
        child.attach(verb, child.dep)
    noun.attach(verb, "nsubj")
    agent.dep = "prep"


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
    who = is_person(noun) or any(c.ent == "PERSON" for c in noun.rights)  # nobody is announced
    if (
        start < 1
        or nodes[start - 1].text != ","
        or verb.child("agent")
        or not (who or all(n.punct for n in nodes[end + 1 :]))
    ):
        return
    verb.tag = "VBD"
    verb.attach(top, "parataxis")
    noun.attach(verb, "nsubj")


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


def _said_of(verb: Node) -> None:
    """Read "sales" as the subject in "said sales in Asia, which had slumped, were up": nobody says sales."""
    noun = verb.child("dobj")
    clause = next((c for c in verb.rights if c.dep == "ccomp" and c.pos in VERBAL and finite(c)), None)
    if noun is None or clause is None or noun.i > clause.i or clause.child(*SUBJECTS, "mark") or noun.quote:
        return
    noun.attach(clause, "nsubjpass" if clause.child("auxpass") else "nsubj")


def _adding(verb: Node, nodes: list[Node]) -> None:
    """Hang "adding that ..." on "said" in "Wards were full, she said, adding that ...": the wards add nothing.

    And "saying that ..." on "left" in "It beat a bid by Lund, who left, saying that ...".
    """
    at = verb.i - nodes[0].i
    last = nodes[at - 2] if at > 1 and nodes[at - 1].text == "," and verb.lemma in TELLING else verb
    clause = next((a for a in (last, *last.ancestors()) if a.dep == "relcl" and a.i > verb.head.i), None)
    beside = next((a for a in (last, *last.ancestors()) if a.dep == "advcl" and a.i > verb.head.i), None)
    mark = beside.child("mark") if beside is not None and beside is not verb else None
    if beside is not None and mark is not None and mark.lower in ("while", "whereas") and subject(beside):
        verb.attach(beside, "advcl")
        return
    does = clause is not None and clause.tag == "VBD" and clause.lemma not in ("be", "have")
    if (
        clause is not None
        and does
        and verb.head.lemma not in TELLING
        and nodes[min(below(clause)) - 1 - nodes[0].i].text == ","
    ):
        verb.attach(clause, "advcl")
        return
    said = next((c for c in verb.head.rights if c.dep == "parataxis" and c.i < verb.i), None)
    if (
        verb.lemma in TELLING
        and said is not None
        and said.lemma in STATEMENTS
        and said.child(*SUBJECTS) is not None
    ):
        verb.attach(said, "advcl")


def _upholding(verb: Node) -> None:
    """Hang "upholding the ban" on "ruled" in "The court ruled that the river is free, upholding ...": courts uphold."""
    clause, ruled = verb.head, verb.head.head
    if clause.dep == "ccomp" and ruled.lemma in _RULING and verb.lemma in UPHOLDING and verb.i > clause.i:
        verb.attach(ruled, "advcl")


def _blaming(verb: Node, nodes: list[Node]) -> None:
    """Hang "blaming fog" on "said" in "Norvik said it would close the pier, blaming fog": it blames fog in saying so.

    So it is with "said exports fell"; of another who does something ("said the driver fled") nobody can tell.
    """
    clause, said = verb.head, verb.head.head
    actor = subject(clause)
    if clause.dep != "ccomp" or said.lemma not in STATEMENTS or verb.lemma not in _BLAMES or actor is None:
        return
    if (
        verb.i > clause.i
        and (actor.lower in _SPEAKERS or clause.lemma in _HAPPENING)
        and nodes[verb.i - 1 - nodes[0].i].text == ","
    ):
        verb.attach(said, "advcl")
