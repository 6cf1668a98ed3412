"""Words that the parser took for another part of the sentence: a person for a court, a gloss for an object."""

from __future__ import annotations

from ._split_rehang import is_person, promote
from ._split_tree import COMMAS, SUBJECTS, VERBAL, Node, below, finite
from ._split_words import wordset

_NOUNS = ("NOUN", "PROPN")
_MEASURES = wordset(
    "kilogram kilo kg gram tonne ton ounce metre meter kilometre kilometer km mile foot inch litre gallon"
)
_SAYING = wordset("say add argue")
_SAYABLE = wordset("something anything nothing it this that word goodbye yes no thing prayer so what")


def misread(node: Node, nodes: list[Node]) -> None:
    """Give a word that cannot be what the parser took it for the part of the sentence that it plays."""
    if node.lower == "been" and node.children:
        _been(node)
    if node.lower == "that" and node.dep == "det" and node.head.dep in SUBJECTS:
        _that_too(node, nodes)
    if node.lower == "home" and node.child("prep") and node.i - nodes[0].i > 1:
        _home_to(node, nodes)
    if node.dep == "appos" and node.pos == "NOUN" and node.head.ent == "PERSON":
        _her_savings(node, nodes)
    if node.pos == "NUM" and node.dep == "dobj" and node.head.dep == "relcl":
        _so_many_of(node, nodes)
    if node.tag == "RB" and node.text.istitle() and node.head.pos in VERBAL:
        _name_as_adverb(node)
    if node.lower == "only" and node.head.dep == "ccomp":
        _only_said(node)
    if node.lower == "vice":
        _vice_president(node, nodes)
    if node.dep == "appos" and node.head.dep in SUBJECTS:
        _past_the_verb(node, nodes)
    if node.lemma in _SAYING and node.pos in VERBAL:
        _said_two_did(node, nodes)
    if node.dep == "amod" and node.child("aux") and node.head.dep == "dobj":
        _having_done(node)
    if node.opens and node.lower == "born" and node.dep == "advcl":
        _born_there(node)
    if node.dep == "prep" and node.head.dep in ("nmod", "compound") and not node.children:
        _office_of_another(node)
    if node.dep == "acl" and node.tag == "VBN":
        _had_it_done(node)
    elif node.dep == "pobj" and node.pos == "PROPN":
        _court_name(node)
    elif node.dep == "dobj" and node.child("relcl"):
        _a_decision_that(node, nodes)
    elif node.dep == "conj" and node.head.lemma in _MEASURES:
        _not_a_weight(node)
    elif node.dep == "conj" and node.head.pos in VERBAL and node.lower in ("called", "described"):
        _what_he_called(node)


def _so_many_of(number: Node, nodes: list[Node]) -> None:
    """Read "290" as what is not finished in "Of the 410 houses that were promised 290 are not finished"."""
    of = number.head.head.head
    verb, at = of.head, number.i + 1 - nodes[0].i
    after = nodes[at] if at < len(nodes) else number
    if (
        of.lower == "of"
        and of.i < number.i < verb.i
        and not verb.child(*SUBJECTS)
        and verb in (after, after.head)
    ):
        number.attach(verb, "nsubjpass" if verb.child("auxpass") else "nsubj")


def _name_as_adverb(name: Node) -> None:
    """Read "Lassiter" as who began in "but Lassiter, coached by her aunt, began to win", and before ", who"."""
    inner = name.head
    beside = inner.dep == "advcl" and inner.tag in ("VBN", "VBG") and inner.head.pos in VERBAL
    verb = inner.head if beside else inner
    if verb.i < name.i or verb.child(*SUBJECTS) or (name.opens and not (name.child("relcl") or finite(verb))):
        return
    inner = next((c for c in verb.lefts if c.dep == "advcl" and c.tag == "VBN" and c.i > name.i), inner)
    beside = beside or inner is not name.head
    name.pos, name.tag = "PROPN", "NNP"
    name.attach(verb, "nsubj")
    if beside:
        inner.attach(name, "acl")


def _having_done(verb: Node) -> None:
    """Read "having married Lund" as what she did in "She joined in May, having married Lund": Lund was not joined."""
    thing, main = verb.head, verb.head.head
    if any(c.lower == "having" for c in verb.lefts) and main.pos in VERBAL and main.i < verb.i:
        verb.attach(main, "advcl")
        thing.attach(verb, "dobj")
        verb.tag = "VBG"


def _born_there(born: Node) -> None:
    """Hang "in 1936" on "Born" in "Born in Ely in 1936, the fourth of seven, she won a prize": then she won none."""
    main = born.head
    actor = main.child("nsubj", "nsubjpass")
    for child in [
        c for c in main.lefts if actor is not None and born.i < c.i < min(below(actor)) and not c.punct
    ]:
        child.attach(born, child.dep)


def _vice_president(vice: Node, nodes: list[Node]) -> None:
    """Read "the former vice-president Ann Lee" as one phrase: "the former" is hers, and "vice" no thing by itself."""
    at = vice.i - nodes[0].i
    dash, office = [*nodes[at + 1 : at + 3], vice, vice][:2]
    if dash.text != "-" or dash.spaced or office.pos not in _NOUNS or vice in office.ancestors():
        return
    top = office.head if office.dep == "compound" else office
    for child in list(vice.children):
        child.attach(top, child.dep)
    dash.attach(office, "prefix")
    vice.attach(office, "prefix")


def _past_the_verb(noun: Node, nodes: list[Node]) -> None:
    """Hang a name or a list behind the verb on the noun right before it: no gloss of the subject stands there.

    A list is left whole: what the verb before its first member takes of the others, nobody can tell.
    """
    verb, start = noun.head.head, min(below(noun)) - nodes[0].i
    before = nodes[start - 2] if start > 1 and nodes[start - 1].text == "," else noun
    if before is noun or not noun.head.i < verb.i < noun.i or before.pos not in _NOUNS or before.i < verb.i:
        return
    if noun.pos == "PROPN" and before.tag == "NN" and before.ent not in ("DATE", "TIME"):
        noun.attach(before, "appos")
    elif noun.pos == "NOUN" and noun.child("cc") and noun.child("conj") and before.pos == "NOUN":
        noun.attach(before, "conj")
        before.whole = True


def _said_two_did(said: Node, nodes: list[Node]) -> None:
    """Read "said anger over cuts and the arrest of two men had cost it votes" as what both did: nobody says anger."""
    first = said.child("dobj")
    verb = next((c for c in said.rights if c.dep == "conj" and c.pos in VERBAL), None)
    actor = verb.child("nsubj", "nsubjpass") if verb is not None else None
    if first is None or verb is None or actor is None or first.quote or first.child("poss", "relcl"):
        return
    join = nodes[min(below(actor)) - nodes[0].i - 1]
    if join.lower != "and" or not first.i < join.i or first.lemma in _SAYABLE:
        return
    verb.attach(said, "ccomp")
    first.attach(verb, actor.dep)
    join.attach(first, "cc")
    actor.attach(first, "conj")


def _been(helper: Node) -> None:
    """Read "peer reviewed" as the verb in "which has not been peer reviewed": no trial is a peer."""
    noun = helper.child("attr")
    if noun is None or noun.children or helper.dep not in ("auxpass", "relcl"):
        return
    verb = next((n for n in (helper.head, *helper.head.rights) if n.i == noun.i + 1), noun)
    if verb.tag != "VBN":
        return
    helper.attach(verb, "auxpass")
    verb.dep = "relcl" if verb.dep == "acl" else verb.dep
    for child in list(helper.children):
        child.attach(verb, "npadvmod" if child is noun else child.dep)


def _had_it_done(verb: Node) -> None:
    """Keep "had her conviction overturned" in one piece: she does not have the conviction."""
    thing, having = verb.head, verb.head.head
    if (
        thing.dep == "dobj"
        and having.lemma in ("have", "get", "see")
        and any(c.tag == "PRP$" for c in thing.lefts)
    ):
        verb.dep = "oprd"


def _court_name(name: Node) -> None:
    """Read the person as the one who tells in "Outside the court Ada Holm told reporters": no court has that name."""
    verb = name.head.head
    place = next((c for c in name.lefts if c.tag == "NN" and c.dep == "compound"), None)
    opens = name.head.head.pos in VERBAL and name.head.i < name.i < verb.i and not verb.child(*SUBJECTS)
    if (
        place is None
        or not opens
        or not any(c.dep == "det" and c.i < place.i for c in (*place.lefts, *name.lefts))
    ):
        return
    place.attach(name.head, "pobj")
    for child in [c for c in name.lefts if c.i < place.i]:
        child.attach(place, child.dep)
    name.attach(verb, "nsubj")


def _what_he_called(verb: Node) -> None:
    """Join "what he called ..." to the object before it in "blamed a dry year and what he called ..."."""
    what, actor = verb.child("dobj"), verb.child("nsubj")
    thing = verb.head.child("dobj")
    if (
        what is None
        or what.lower != "what"
        or actor is None
        or actor.i > verb.i
        or thing is None
        or thing.i > verb.i
    ):
        return
    for mark in [c for c in verb.head.rights if c.dep == "cc" and thing.i < c.i < verb.i]:
        mark.attach(thing, "cc")
    verb.attach(thing, "conj")


def _only_said(only: Node) -> None:
    """Hang "only" on "said" in "said only that he would go": he would not only go."""
    mark = only.head.child("mark")
    if mark is not None and only.i < mark.i and only.head.head.i < only.i:
        only.attach(only.head.head, "advmod")


def _not_a_weight(node: Node) -> None:
    """Join "two rings" to "a torc" in "a torc weighing half a kilo and two rings": nothing weighs two rings."""
    unit, weighing = node.head, node.head.head
    thing = weighing.head
    if weighing.dep != "acl" or thing.pos not in _NOUNS or node.lemma in _MEASURES or node.pos not in _NOUNS:
        return
    for join in [c for c in unit.rights if c.dep == "cc" and c.i < node.i]:
        join.attach(thing, "cc")
    node.attach(thing, "conj")


def _a_decision_that(noun: Node, nodes: list[Node]) -> None:
    """Read ", a decision that she called a shame" as a gloss on what was told: the verb has its object."""
    verb, start = noun.head, min(below(noun)) - nodes[0].i
    if (
        verb.child("dobj") in (None, noun)
        or start < 2
        or nodes[start - 1].text not in COMMAS
        or noun.child("cc", "conj")
    ):
        return
    name = nodes[start - 2]
    noun.attach(name if name.pos == "PROPN" and name.dep == "dobj" and noun.tag == "NN" else verb, "appos")


def _home_to(home: Node, nodes: list[Node]) -> None:
    """Read ", home to 40 pairs of puffins" as a gloss on the noun before it: nothing goes home there."""
    at = home.i - nodes[0].i
    noun, prep = nodes[at - 2], home.child("prep")
    parted = nodes[at - 1].text == "," and noun.pos in _NOUNS and home not in noun.ancestors()
    if parted and prep is not None and prep.lower == "to" and prep.i == home.i + 1:
        home.pos, home.tag = "NOUN", "NN"
        home.attach(noun, "appos")


def _that_too(that: Node, nodes: list[Node]) -> None:
    """Read "that" as no "that trust" in "said that she knew it, that trust had to be earned and that ..."."""
    verb, at = that.head.head, that.i - nodes[0].i
    first = next((c for c in verb.lefts if c.dep == "advcl" and finite(c) and c.child("mark")), None)
    mark = first.child("mark") if first is not None else None
    if (
        first is None
        or mark is None
        or mark.lower != "that"
        or nodes[at - 1].text != ","
        or verb.dep != "ccomp"
    ):
        return
    that.attach(verb, "mark")
    promote(first, verb)


def _office_of_another(prep: Node) -> None:
    """Read "Lawyers for Minister Ann Lee sued" as what her lawyers did, whom the parser took for her title."""
    people, name = prep.head, prep.head.head
    if name.pos != "PROPN" or not people.i < prep.i < name.i:
        return
    between = [c for c in name.lefts if c.i < prep.i and c is not people]
    if name.head is name or between:
        return
    people.attach(name.head, name.dep)
    name.attach(prep, "pobj")


def _her_savings(thing: Node, nodes: list[Node]) -> None:
    """Hang "her savings" on the euros in "Ann Lee, a nurse who lost 40 euros, her savings": it is no person."""
    owner, start = thing.child("poss"), min(below(thing)) - nodes[0].i
    before = nodes[start - 2] if start > 1 else thing
    ours = owner is not None and owner.lower in ("his", "her") and not is_person(thing)
    if ours and before.pos == "NOUN" and before.i > thing.head.i and thing not in before.ancestors():
        thing.attach(before, "appos")
