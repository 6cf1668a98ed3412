"""What the parser hung on the wrong one of several words: clauses behind lists, two subjects, pieces of quotations.

Each mend looks for a shape that cannot stand: a second subject that is one bare word, a participle with an object that
is no participle, a piece of a quotation that hangs on the words around it.
"""

from __future__ import annotations

import re

from ._attr_words import STATEMENTS
from ._split_hung import rehung
from ._split_misread import misread
from ._split_quotes import asked, before_the_quote, whole
from ._split_rehang import is_person
from ._split_tree import SUBJECTS, VERBAL, Node, below, elliptical, finite, members, plural_word

_NOUNS = ("NOUN", "PROPN")
_WHEN = frozenset({"when", "after", "while", "if", "before", "as", "once"})
_PARTY = re.compile(r"[DRI]")


def strays(nodes: list[Node]) -> None:
    """Mend the tree of one sentence in place."""
    for at in range(len(nodes) - 3):
        _party(nodes, at)
    for node in nodes:
        if (
            node.tag == "JJ"
            and node.dep in ("dobj", "pobj")
            and any(c.lower in ("a", "an") for c in node.lefts)
        ):
            node.pos, node.tag = "NOUN", "NN"
        if node.dep in SUBJECTS and node.head.pos in VERBAL:
            _half_a_noun(node, nodes)
        if node.dep == "acl" and node.tag == "VBN":
            _active_after_all(node)
        misread(node, nodes)
        if node.dep == "conj" and node.pos in VERBAL and node.head.dep == "relcl":
            _past_the_clause(node, nodes)
        if node.dep == "conj" and node.pos in VERBAL and node.head.dep != "relcl":
            _who_too(node)
        if node.dep == "conj" and node.ent == "PERSON" and node.head.ent != "PERSON":
            _person_too(node)
        if node.dep == "conj" and node.tag == "VB" and node.head.dep in ("acl", "relcl"):
            _to_the_bare(node)
        if node.dep == "conj" and node.pos in VERBAL and finite(node) and not node.child(*SUBJECTS):
            _another_begins(node, nodes)
        if node.lower == "whether" and node.dep == "det" and node.head.dep in SUBJECTS:
            node.attach(node.head.head, "mark")
        if node.lower == "when" and node.tag == "WRB":
            _when_it_was(node, nodes)
        if node.dep == "advcl" and node.tag == "VBN":
            _fronted(node, nodes)
        if node.dep == "appos" and (node.ent == "PERSON" or (node.ent == "ORG" and node.head.child("poss"))):
            _whose_name(node, nodes)
        if node.lower in ("before", "after") and node.dep == "prep":
            _day_before(node)
        rehung(node, nodes)
        if node.dep == "conj" and node.pos in VERBAL and node.head.pos in VERBAL:
            _not_before(node)
    for node in nodes:
        if node.head is node and node.pos in _NOUNS:
            _told_after_a_gloss(node, nodes)
        if node.head is node and node.pos in _NOUNS:
            _passive_of_headlines(node)
    for at, node in enumerate(nodes):
        if node.dep == "cc" and node.lower in ("and", "but"):
            _and_when(nodes, at)
    asked(nodes)
    before_the_quote(nodes)
    whole(nodes)


def _told_after_a_gloss(noun: Node, nodes: list[Node]) -> None:
    """Read "filed" as the verb in "Krumb, a chain known for its rolls, filed for aid": the parser has no other."""
    at = noun.i - nodes[0].i
    if at + 2 >= len(nodes) or nodes[at + 1].text != ",":
        return
    if any(
        n.pos in VERBAL and finite(n) and not any(a.dep == "relcl" for a in (n, *n.ancestors()))
        for n in nodes
    ):
        return
    for k in range(at + 4, len(nodes) - 1):
        verb = nodes[k]
        if (
            verb.tag != "VBN"
            or nodes[k - 1].text != ","
            or verb.child("aux", "auxpass")
            or nodes[k + 1].lower == "by"
        ):
            continue
        later = [c for c in noun.rights if c.i > verb.i]
        verb.head.children = [c for c in verb.head.children if c is not verb]
        verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"
        noun.head, noun.dep = verb, "nsubj"
        verb.children = sorted([noun, *verb.children], key=lambda c: c.i)
        for child in later:
            child.attach(verb, child.dep)
        return


def _passive_of_headlines(noun: Node) -> None:
    """Read "taken" as the verb in "Three adults taken to hospital after a crash": the headline leaves out "were"."""
    verb = next((c for c in noun.rights if c.dep == "acl" and c.tag == "VBN"), None)
    rest = [c for c in noun.rights if c is not verb and not c.punct]
    if (
        verb is None
        or verb.child("auxpass", "aux")
        or any(c.dep not in ("prep", "conj", "cc", "advcl") for c in rest)
    ):
        return
    if any(c.i > verb.i and c.dep in ("conj", "cc") for c in rest) or not verb.child(
        "prep", "agent", "advcl", "npadvmod"
    ):
        return
    noun.children = [c for c in noun.children if c is not verb]
    verb.head, verb.dep = verb, "ROOT"
    noun.head, noun.dep = verb, "nsubjpass"
    verb.children = sorted([noun, *verb.children], key=lambda c: c.i)
    for child in [c for c in noun.rights if c.i > verb.i]:
        child.attach(verb, child.dep)


def _party(nodes: list[Node], at: int) -> None:
    """Read "D-Ariz." in "Sen. Ann Lee, D-Ariz., the chairwoman" as one tag of the name before it."""
    comma, letter, dash = nodes[at : at + 3]
    name = nodes[at - 1] if at else comma
    tied = comma.text == "," and dash.text == "-" and not letter.spaced and not dash.spaced
    if not tied or not _PARTY.fullmatch(letter.text) or name.pos != "PROPN":
        return
    end = at + 4
    while end < len(nodes) and nodes[end].text == "." and not nodes[end - 1].spaced:
        end += 1
    tag = nodes[at + 3]
    run = nodes[at : min(end, len(nodes) - 1)]
    held = [c for n in run for c in n.children if c not in run]
    if any(n in (name, *name.ancestors()) for n in run):
        return
    tag.attach(name, "party")
    for n in run:
        if n is not tag:
            n.attach(tag, "punct" if n.text in (",", "-", ".") else "compound")
    for child in held:
        if child.text != "," or child.i < tag.i:
            child.attach(name, child.dep)
        else:
            child.attach(name, "punct")


def _half_a_noun(last: Node, nodes: list[Node]) -> None:
    """Join "oven" to "village" in "who paid for a village oven has been jailed": two subjects of one verb are none."""
    first = last.head.child(*SUBJECTS)
    before = nodes[last.i - 1 - nodes[0].i] if last.i > nodes[0].i else last
    if first is None or first is last or last.children or before.pos not in _NOUNS or first in (before, last):
        return
    if (
        before.dep not in ("pobj", "dobj")
        or before.i > last.head.i
        or last.pos == "PRON"
        or last.ent == "PERSON"
    ):
        return
    if not any(a is first for a in before.ancestors()):
        return
    above, dep = before.head, before.dep
    for child in list(before.children):
        child.attach(last, child.dep)
    last.attach(above, dep)
    before.attach(last, "compound")
    last.pos = "NOUN"


def _active_after_all(verb: Node) -> None:
    """Read "killed" as the verb in "The strikes killed 14 people, medics said": a participle takes no object."""
    noun, said = verb.head, verb.head.head
    second = [c for c in said.lefts if c.dep in SUBJECTS and c.i > verb.i]
    if verb.child("dobj") is None or noun.dep not in SUBJECTS or said.lemma not in STATEMENTS or not second:
        return
    if verb.child("aux", "auxpass", "agent") or noun.i > verb.i:
        return
    verb.attach(said, "ccomp")
    noun.attach(verb, "nsubj")
    for later in members(verb):
        later.tag = "VBD" if later.tag == "VBN" else later.tag


def behind_lists(nodes: list[Node]) -> None:
    """Hang a clause behind a list on the last of it, once lists are read; "Lund and Holm in Leeds" on both."""
    for node in nodes:
        if node.head is node and node.ent == "PERSON" and not any(n.pos in VERBAL for n in nodes):
            for prep in [c for c in members(node)[-1].rights if c.dep == "prep"]:
                prep.attach(node, "prep")
        if node.dep == "advcl" and elliptical(node) and members(node.head)[-1].i < min(below(node)):
            node.attach(members(node.head)[-1], "advcl")  # "sank and did not rise, as it was built to do"
        if node.dep in ("acl", "relcl") or (
            node.pos == "ADJ" and node.dep == "amod" and node.i > node.head.i
        ):
            _behind_the_list(node, nodes)


def _behind_the_list(clause: Node, nodes: list[Node]) -> None:
    """Hang "placed with bookmakers" in "a caravan, fees and bets placed with bookmakers" on the last of the list."""
    first = clause.head
    listed = members(first)
    last = listed[-1]
    start = min(below(clause))
    if len(listed) < 2 or first.pos not in _NOUNS or last.i > start or last.pos not in _NOUNS:
        return
    helper = next((c for c in clause.lefts if c.dep in ("aux", "auxpass")), clause)
    many = (
        helper.tag == "VBP" or helper.lower == "were" or any(c.lower in ("both", "all") for c in clause.lefts)
    )
    if any(c.dep == "cc" and c.lower != "and" for m in listed for c in m.children) or (
        many and not plural_word(last)
    ):
        return
    opened = all(any(c.dep in ("det", "poss", "nummod") for c in m.lefts) for m in (first, last))
    comma = start > nodes[0].i and nodes[start - 1 - nodes[0].i].text == ","
    if comma and clause.dep == "relcl":
        return  # "in Cuba and Iran, where ...": in both, or in one
    if opened or comma or len(listed) > 2:
        clause.attach(last, clause.dep)


def _another_begins(verb: Node, nodes: list[Node]) -> None:
    """Read "residents" as who was told in "storms could bring hail, and residents of Ely, a port, have been told"."""
    for noun in [n for n in nodes if verb.head.i < n.i < verb.i and n.dep == "conj" and n.pos in _NOUNS]:
        start, end = min(below(noun)) - nodes[0].i, max(below(noun))
        between = [n for n in nodes if end < n.i < verb.i and not n.punct]
        joined = nodes[start - 1].dep == "cc" and nodes[start - 2].text == ","
        if joined and all(n.head is verb for n in between) and verb not in noun.ancestors():
            nodes[start - 1].attach(verb.head, "cc")
            noun.attach(verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
            return


def _when_it_was(when: Node, nodes: list[Node]) -> None:
    """Hang ", when it was shut" on the verb right before it ("fraud, which began in May, when ..."), on no date."""
    clause, at = when.head, when.i - nodes[0].i
    if (
        clause.dep not in ("advcl", "relcl")
        or at < 2
        or nodes[at - 1].text != ","
        or not clause.head.i < when.i < clause.i
    ):
        return
    chain = (nodes[at - 2], *nodes[at - 2].ancestors())
    told = (a for a in chain if a.pos in VERBAL and (finite(a) or a.child("nsubj")))
    verb = next((a for a in told if a.i < at + nodes[0].i), None)
    if verb is not None and clause not in (verb, *verb.ancestors()):
        clause.attach(verb, "advcl")
        nodes[at - 1].attach(verb, "punct")


def _who_too(verb: Node) -> None:
    """Join "and who has left" to "who came" and not to "fell" in "Lee, who came after it fell and who has left"."""
    actor, inner = verb.child("nsubj", "nsubjpass"), verb.head
    clause = next((a for a in inner.ancestors() if a.dep == "relcl"), None)
    join = next((c for c in reversed(inner.rights) if c.dep == "cc" and c.i < verb.i), None)
    if actor is None or actor.tag not in ("WP", "WDT") or clause is None or join is None:
        return
    if actor.i == join.i + 1 and any(c.lower == actor.lower for c in clause.lefts):
        join.attach(clause, "cc")
        verb.attach(clause, "conj")


def _past_the_clause(verb: Node, nodes: list[Node]) -> None:
    """Join "should have won" to "led" in "Town led through Lee, whose shot went in, and should have won"."""
    clause, noun = verb.head, verb.head.head
    main = next((a for a in noun.ancestors() if a.pos in VERBAL), None)
    join = next((c for c in clause.rights if c.dep == "cc" and c.i < verb.i), None)
    if main is None or join is None or verb.child(*SUBJECTS) or main.i > noun.i or not finite(main):
        return
    start = min(below(clause) - below(verb))
    opened, closed = (nodes[i - nodes[0].i - 1].text == "," for i in (start, join.i))
    listed = sum(1 for m in members(clause)) > 2
    if opened and closed and not listed and finite(verb):
        join.attach(main, "cc")
        verb.attach(main, "conj")


def _person_too(name: Node) -> None:
    """Join "Bo Ray" to "Ann Lee" and not to the place in "Ann Lee of the University of Ely and Bo Ray"."""
    place = name.head
    above = next(
        (a for a in place.ancestors() if a.pos not in ("ADP", "NOUN", "PROPN") or a.ent == "PERSON"), None
    )
    join = next((c for c in place.rights if c.dep == "cc" and c.i < name.i), None)
    if above is None or above.ent != "PERSON" or join is None or place.pos != "PROPN" or place.dep != "pobj":
        return
    if any(c.dep == "conj" for c in above.rights):
        return
    join.attach(above, "cc")
    name.attach(above, "conj")
    for gloss in [c for c in above.rights if c.dep == "appos" and min(below(c)) > name.i]:
        gloss.attach(name, "appos")
        for comma in [c for c in above.rights if c.text == "," and name.i < c.i < gloss.i]:
            comma.attach(name, "punct")


def _and_when(nodes: list[Node], at: int) -> None:
    """Join "resigned" to "built" in "She built it and, when the board said no, resigned": the aside is the second's."""
    if at + 4 >= len(nodes) or nodes[at + 1].text != "," or nodes[at + 2].lower not in _WHEN:
        return
    end = next((k for k in range(at + 3, len(nodes) - 1) if nodes[k].text == ","), 0)
    verb, first = nodes[end + 1], nodes[at].head
    if not end or verb.tag not in ("VBD", "VBZ") or verb.child(*SUBJECTS, "aux") or first.tag != verb.tag:
        return
    inside = nodes[at + 2 : end]
    clause = next(
        (n for n in inside if n.pos in VERBAL and (n.head.i < inside[0].i or n.head.i > inside[-1].i)), None
    )
    if clause is None or first.pos not in VERBAL or first in verb.subtree() or verb in clause.ancestors():
        return
    verb.attach(first, "conj")
    clause.attach(verb, "advcl")
    for mark in (nodes[at + 1], nodes[end]):
        mark.attach(verb, "punct")


def _to_the_bare(verb: Node) -> None:
    """Join "sell" to "paint" in "plans to paint the boat, a yawl called Tern, and sell it": both are bare."""
    clause = verb.head
    if any(c.tag in ("MD", "TO") for c in clause.lefts) or clause.tag == "VB" or verb.child("aux", *SUBJECTS):
        return
    above = next((a for a in clause.ancestors() if a.pos in VERBAL), None)
    join = next((c for c in clause.rights if c.dep == "cc" and c.i < verb.i), None)
    if above is None or join is None or above.tag != "VB" or above.child("aux") is None:
        return
    join.attach(above, "cc")
    verb.attach(above, "conj")


def _fronted(clause: Node, nodes: list[Node]) -> None:
    """Hang "Under the plan" on "will pay" in "Under the plan, put forward by the council, drivers will pay"."""
    prep = clause.lefts[0] if clause.lefts else _opening(clause)
    noun = prep.child("pobj") if prep is not None and prep.dep == "prep" else None
    if prep is None or noun is None or clause.i > clause.head.i or noun.pos == "PROPN" or noun.ent:
        return
    if nodes[clause.i - 1 - nodes[0].i].text != "," or max(below(prep)) < clause.i - 2:
        return
    above = clause.head
    if prep.head is clause:
        prep.attach(above, "prep")
    clause.attach(noun, "acl")
    for comma in [c for c in (*above.children, *clause.children) if c.i == clause.i - 1]:
        comma.attach(noun, "punct")


def _day_before(prep: Node) -> None:
    """Read "envoys" as the subject in "a day before envoys were due to meet"."""
    day, noun = prep.head, prep.child("pobj")
    verb = day.head
    if noun is None or day.dep != "npadvmod" or verb.pos not in VERBAL or verb.i < noun.i:
        return
    if not finite(verb) or verb.child(*SUBJECTS) is not None or verb.head is verb:
        return
    prep.attach(verb, "mark")
    noun.attach(verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
    if verb.dep in ("ccomp", "conj", "parataxis"):
        verb.dep = "advcl"


def _not_before(verb: Node) -> None:
    """Read "but not before an inquiry ends" as telling when, not as a second statement."""
    mark = verb.child("mark")
    denied = mark is not None and (mark.child("neg") or verb.child("neg"))
    if mark is not None and denied and mark.lower in ("before", "until", "unless", "if", "when"):
        verb.dep = "advcl"


def _whose_name(name: Node, nodes: list[Node]) -> None:
    """Hang a name on the person before it: "the body of the last hostage, Ann Lee" names the hostage, not the body."""
    thing = name.head
    above = thing.head.head if thing.dep == "pobj" and thing.head.lower in ("for", "of", "at") else thing
    parted = nodes[min(below(name)) - 1 - nodes[0].i].text == ","
    if (
        parted
        and above is not thing
        and thing.pos == "NOUN"
        and is_person(above)
        and above.tag == "NN"
        and not is_person(thing)
    ):
        name.attach(above, "appos")  # "a spokesman for the port, Ann Lee, said"
        return
    prep = next((c for c in thing.rights if c.lower == "of" and c.i < name.i), None)
    person = prep.child("pobj") if prep is not None else None
    if person is None or person.pos != "NOUN" or person.tag != "NN" or person.i > name.i:
        return
    if thing.pos == "NOUN" and not is_person(thing) and is_person(person):
        name.attach(person, "appos")


def _opening(clause: Node) -> Node | None:
    """Return the phrase of the main clause that ends right before a participle ("In a report, published ...")."""
    return next((c for c in clause.head.lefts if c.dep == "prep" and max(below(c)) == clause.i - 2), None)
