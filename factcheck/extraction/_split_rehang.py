"""What the parser hung on the wrong word of news copy, hung right: verbs read as nouns, late participles, "who".

Each mend looks for one shape of which the tree cannot be right: a singular subject with a bare plural beside it and
a verb behind, "who" on a thing that stands beside a person, a clause behind ", X said" that X did not do.
"""

from __future__ import annotations

from . import _verbs
from ._split_tree import FINITE, SUBJECTS, VERBAL, Node, below, finite, subject
from ._split_words import PERSONS, PLAIN, wordset

_MARKS = wordset("after before when as because while although though since until if where whereas once")
_PEOPLE = wordset(
    """
    analyst people spokespeople police staff official resident lawyer family relative member minister expert critic
    economist scientist politician journalist activist migrant refugee fan pupil mp councillor couple survivor
    hostage captive guide chef clerk cook host medic monk nun priest scout spy steward surgeon
    """
)
# What somebody does in saying something; every other participle behind "X said" belongs to what was said.
TELLING = wordset(
    """
    add say cite blame warn call urge describe note insist argue accuse joke claim point refer quote stress suggest
    recall explain speak tell promise vow deny dismiss admit announce ask appeal write predict condemn praise thank
    hail welcome apologise apologize express voice demand reject signal hold stand flank
    """
)
# What a court or a vote does to what was before it: "ruled that the river is free, upholding the ban".
UPHOLDING = wordset(
    "uphold overturn dismiss reject quash overrule reverse strike back side clear acquit convict"
)
# Regular verbs without an object: "was arrested and escaped" is not "was escaped".
INTRANSITIVE = wordset(
    """
    plead die appear remain collapse continue return arrive escape resign retire crash vanish disappear happen
    occur live work serve play walk wait travel emerge flee drown succumb graduate apologise apologize agree
    vote move turn start end climb drop slip rally surge jump land sail talk stay suffer complain refuse decline
    recover finish last depend belong exist react respond reply struggle survive rest appeal head pass settle
    expire perish lapse open close
    """
)
_ORDERING = wordset(
    """
    urge call accuse vow promise warn order ask criticise criticize praise blame refuse deny decline add thank welcome
    condemn reject pledge insist demand apologise apologize appeal
    """
)

# What somebody is given: "was elected in May and awarded its medal" is not "awarded its medal" of her own.
_GIVING = wordset("award give grant offer pay hand send lend deny allow teach name elect appoint")
_DONE = wordset(
    "held sent told sold brought bought caught found kept laid lent shot sworn fed hung built taught paid"
)
_SMALL = wordset("want see get have need like keep find leave prefer wish")  # "wants the port closed"


def rehang(nodes: list[Node]) -> None:
    """Mend the tree of one sentence in place, before its lists are read."""
    _prefixes(nodes)
    for node in nodes:
        _tense(node)
        if node.dep in SUBJECTS and node.head.dep in ("aux", "auxpass") and node.head.head.pos in VERBAL:
            node.attach(node.head.head, node.dep)
        if node.dep == "appos" and node.head.dep in SUBJECTS:
            _verb_as_noun(node, nodes)
        if node.dep == "appos":
            _to_the_name(node)
        if node.dep == "advcl":
            _third_verb(node, nodes)
        if node.dep in ("advcl", "prep"):
            _late(node, nodes)
        if node.dep == "relcl":
            _to_a_person(node)
        if node.lower == "between" and node.dep == "prep":
            _two_ends(node)
        if node.dep == "conj" and node.pos in VERBAL:
            _so_many_each(node)
            _passive_too(node)
            _to_the_finite(node)
        if node.dep == "conj" and node.pos in ("NOUN", "PROPN") and node.head.pos in VERBAL:
            _to_the_object(node)
        if node.dep == "conj" and node.child("nummod") and node.head.dep in ("dobj", "attr"):
            _its_own_day(node, nodes)
    for node in nodes:
        if node.head is node and node.pos in VERBAL:
            _relative_as_root(node, nodes)


def _so_many_each(node: Node) -> None:
    """Hang "and 1,246 wounded" on the number before it: "gave 447 killed and 1,246 wounded" is one list."""
    first, number = node.head, node.child("nsubj")
    counted = next((c for c in first.head.children if c.i == first.i - 1 and c.tag == "CD"), None)
    if number is None or counted is None or number.tag != "CD" or {first.tag, node.tag} != {"VBN"}:
        return
    joint = [c for c in first.children if c.dep == "cc"]
    first.attach(counted, "acl")
    number.attach(counted, "conj")
    for cc in joint:
        cc.attach(counted, "cc")
    node.attach(number, "acl")


def orders(node: Node, head: Node, said: Node) -> bool:
    """Say whether a verb joined to what was said is the speaker's: "said it was "a mess" and urged the firm to ..."."""
    if said.quote or said.lemma not in PLAIN:
        return False
    if head.quote and not node.quote:
        return True
    return node.tag == "VBD" and node.lemma in _ORDERING and any(c.dep == "aux" for c in head.lefts)


def _prefixes(nodes: list[Node]) -> None:
    """Read "co-founded" as one verb where the parser made "co" the verb: "which he co-founded"."""
    for co, dash, verb in zip(nodes, nodes[1:], nodes[2:], strict=False):
        tied = co.lower in ("co", "re", "pre", "mis") and dash.text == "-" and not dash.spaced
        if not tied or co.pos not in VERBAL or verb.head is verb or dash.head is dash:
            continue
        if verb.pos not in VERBAL or any(a in (verb, dash) for a in co.ancestors()):
            continue
        verb.attach(co.head, co.dep)
        if co.head is co:
            co.children = [c for c in co.children if c is not verb]
            verb.head = verb
        for child in [c for c in (*co.children, *dash.children) if c not in (co, dash, verb)]:
            child.attach(verb, child.dep)
        co.attach(verb, "prefix")
        dash.attach(verb, "prefix")
        verb.tag = "VBD" if verb.tag == "VBN" and verb.child(*SUBJECTS) is not None else verb.tag


def _tense(verb: Node) -> None:
    """Read "the jet overshot the runway" as past: one jet does not "overshoot" in a bare form."""
    if verb.tag == "VBD" and verb.lower == _verbs.participle(verb.lemma) != _verbs.past(verb.lemma):
        verb.tag = "VBN"  # "has killed 40 people and driven thousands out"
    if verb.pos not in VERBAL or verb.tag not in ("VBP", "VBN") or verb.child("aux", "auxpass"):
        return
    actor = verb.child("nsubj")
    if actor is None or actor.i > verb.i:
        return
    above = next((a.tag for a in verb.ancestors() if a.pos in VERBAL), "")
    if verb.tag == "VBP" and above == "VBD" and verb.lower == verb.lemma == _verbs.past(verb.lemma):
        verb.tag = "VBD"  # "sales fell as tariffs and a weaker yen offset the gains"
    one = actor.tag in ("NN", "NNP") and not any(c.dep == "conj" for c in actor.rights)
    if (
        verb.tag == "VBP"
        and one
        and verb.lower == verb.lemma
        and verb.lower.endswith(("ot", "ed", "un", "it", "ut"))
    ):
        verb.tag = "VBD"
    mark = verb.child("mark")
    told = verb.dep in ("ROOT", "ccomp", "relcl") or (mark is not None and mark.lower in _MARKS)
    if verb.tag == "VBN" and told:
        verb.tag = "VBD"


def _verb_as_noun(noun: Node, nodes: list[Node]) -> None:
    """Read "measures" or "blamed" as the first verb in "The frog, a male, measures 9 mm and lacks ..."."""
    actor, later = noun.head, noun.head.head
    if later.pos not in VERBAL or not finite(later) or actor.tag not in ("NN", "NNP"):
        return
    first = noun.child("amod") if noun.lefts else noun
    start = noun.i if first is noun else first.i if first is not None else -1
    at = start - nodes[0].i
    if first is None or at < 1 or nodes[at - 1].text != "," or len(noun.lefts) > 1:
        return
    join = next((c for c in (*actor.rights, *noun.rights) if c.dep == "cc" and noun.i < c.i < later.i), None)
    if first is noun:
        if noun.tag != "NNS" or later.tag != "VBZ" or not noun.child("prep"):
            return
        noun.pos, noun.tag = "VERB", "VBZ"
    elif (
        first.tag == "VBN" and join is not None and noun.tag in ("NNS", "NNP", "NNPS") and later.tag == "VBD"
    ):
        first.pos, first.tag = "VERB", "VBD"
        noun.attach(actor, "appos")
        noun.attach(first, "dobj")
        join.attach(first, "cc")
    else:
        return
    promote(first, later)


def promote(first: Node, later: Node) -> None:
    """Make ``first`` the first verb of the list that ``later`` began, with its subject."""
    above = later.head
    first.head.children = [c for c in first.head.children if c is not first]
    first.dep = later.dep
    if above is later:
        first.head = first
    else:
        first.head = above
        above.children = sorted([*(c for c in above.children if c is not later), first], key=lambda c: c.i)
    for child in later.lefts:
        if child.i < first.i:
            child.attach(first, child.dep)
    later.head, later.dep = first, "conj"
    first.children = sorted([*(c for c in first.children if c is not later), later], key=lambda c: c.i)


def _third_verb(verb: Node, nodes: list[Node]) -> None:
    """Read "drilled" as the second of three in "The probe landed, drilled for two days and left"."""
    at = min(n.i for n in verb.subtree()) - nodes[0].i
    joined = any(c.dep == "conj" and c.pos in VERBAL for c in verb.rights) and verb.child("cc")
    bare = not verb.child("mark", *SUBJECTS, "aux", "auxpass", "advmod")
    plain = at > 0 and nodes[at - 1].text == "," and verb.head.i < verb.i and verb.head.tag == verb.tag
    if joined and bare and plain and verb.tag in FINITE:
        verb.dep = "conj"


def _late(clause: Node, nodes: list[Node]) -> None:
    """Hang "forcing ..." in "Sales fell, figures showed, forcing ..." on what was said."""
    cue = clause.head
    said = next((c for c in cue.lefts if c.dep == "ccomp" and finite(c) and subject(c) is not None), None)
    if said is None and cue.dep == "parataxis" and cue.head.i < cue.i and clause.dep == "advcl":
        said = cue.head
    if said is None or clause.i < cue.i or cue.lemma not in PLAIN or said.quote:
        return
    at = min(n.i for n in clause.subtree()) - nodes[0].i
    if at >= 1 and nodes[at - 1].text == "," and _of_the_said(clause):
        clause.attach(said, clause.dep)
        nodes[at - 1].attach(said, "punct")


def _of_the_said(clause: Node) -> bool:
    """Say whether what stands behind ", X said," belongs to what was said."""
    mark = clause.child("mark")
    if clause.dep == "prep":
        return clause.child("pobj") is not None and clause.lower in (
            "in",
            "after",
            "with",
            "despite",
            "amid",
            "at",
        )
    if mark is not None:
        return mark.lower in ("as", "while", "after", "before") and clause.child(*SUBJECTS) is not None
    return clause.tag == "VBG" and clause.lemma not in TELLING


def late(node: Node) -> bool:
    """Say whether a phrase belongs to what was said, past the words "X said" between them."""
    head = node.head
    return node.dep in ("advcl", "prep") and head.dep == "ccomp" and head.i < head.head.i < node.i


def _to_a_person(clause: Node) -> None:
    """Hang "who ..." on a person: "a doctor at the hospital, who ..." is the doctor."""
    pronoun = clause.child("nsubj", "nsubjpass")
    noun = clause.head
    if pronoun is None or pronoun.lower != "who" or is_person(noun) or noun.pos not in ("NOUN", "PROPN"):
        return
    for above in noun.ancestors():
        if above.pos in VERBAL or above.i > clause.i:
            return
        if above.pos in ("NOUN", "PROPN") and is_person(above):
            clause.attach(above, "relcl")
            return


def is_person(noun: Node) -> bool:
    """Say whether a noun or a name stands for a person."""
    return (
        noun.ent in ("PERSON", "NORP")
        or noun.lemma in PERSONS | _PEOPLE
        or (noun.pos == "NOUN" and noun.lemma.endswith(("or", "er", "ist", "ian", "ee", "man")))
    )


def _to_the_name(gloss: Node) -> None:
    """Hang "the smaller partner" on "the Greens" in "every deputy of the Greens, the smaller partner, backed it".

    And "Plesner" on the firm in "by Nordea and the law firm Plesner": the name stands right behind it.
    """
    before = next(
        (c for c in gloss.head.rights if c.dep == "conj" and max(below(c)) == min(below(gloss)) - 1), None
    )
    if before is not None and before.tag == "NN" and gloss.pos == "PROPN" and not before.child("appos"):
        gloss.attach(before, "appos")
        return
    many = gloss.head.child("det")
    of = next((c for c in gloss.head.rights if c.lower == "of" and c.i < gloss.i), None)
    name = of.child("pobj") if of is not None else None
    every = many is not None and many.lower in ("every", "each")
    if every and name is not None and name.pos == "PROPN" and gloss.pos == "NOUN" and gloss.child("det"):
        gloss.attach(name, "appos")


def _two_ends(between: Node) -> None:
    """Join "the union" to "the firm" and not to "talks" in "talks between the firm and the union"."""
    first = between.child("pobj")
    if first is None or any(c.dep == "conj" for c in first.rights) or first.tag == "NNS":
        return
    for above in between.ancestors():
        if above.pos in VERBAL:
            return
        second = next((c for c in above.rights if c.dep == "conj" and c.i > first.i), None)
        join = next((c for c in above.rights if c.dep == "cc" and c.lower == "and" and c.i > first.i), None)
        if second is not None and join is not None:
            join.attach(first, "cc")
            second.attach(first, "conj")
            return


def _to_the_object(noun: Node) -> None:
    """Join "a payment" to "4.5%" and not to the verb in "has offered 4.5% and a payment"."""
    first = noun.head.child("dobj")
    join = next((c for c in noun.head.rights if c.dep == "cc" and c.i < noun.i), None)
    if first is None or join is None or not first.i < join.i:
        return
    if any(n.pos in VERBAL and finite(n) for n in noun.subtree() if n.dep != "relcl"):
        return
    join.attach(first, "cc")
    noun.attach(first, "conj")


def _its_own_day(noun: Node, nodes: list[Node]) -> None:
    """Leave each of two things its day: "cost 14 dinars on Monday and 38 dinars on May 4"."""
    first, verb = noun.head, noun.head.head
    behind = next((n for n in nodes if n.i == max(t.i for t in noun.subtree()) + 1), None)
    days = [
        c
        for c in (*first.rights, *verb.rights)
        if c.dep == "prep" and first.i < c.i < noun.i and _is_timed(c)
    ]
    if (
        behind is None
        or behind.dep != "prep"
        or behind.head is not verb
        or len(days) != 1
        or not _is_timed(behind)
    ):
        return
    behind.attach(noun, "prep")


def _is_timed(prep: Node) -> bool:
    thing = prep.child("pobj")
    return thing is not None and thing.ent in ("DATE", "TIME")


def _to_the_finite(verb: Node) -> None:
    """Join "will put" to "wants" and not to "closed" in "wants the port closed and will put a deal to the vote"."""
    head = verb.head
    bare = not head.child("mark", "aux", "auxpass")
    small = head.dep == "xcomp" or (head.dep == "ccomp" and bare and head.head.lemma in _SMALL)
    loose = head.dep in ("advcl", "acl") and head.tag == "VBG" and not head.child("aux")
    small = small or (loose and verb.child("aux", "auxpass") is not None)  # "doubling it, but was sacked"
    small = small and not (head.dep == "ccomp" and head.head.lemma in ("find", "see") and finite(head))
    if not finite(verb) or not small or verb.child(*SUBJECTS) or (finite(head) and not verb.child("aux")):
        return
    join = next((c for c in reversed(head.rights) if c.dep == "cc" and c.i < verb.i), None)
    top = head.head
    while not finite(top) and top.dep in ("xcomp", "ccomp"):
        top = top.head
    if join is not None and finite(top):
        join.attach(top, "cc")
        verb.attach(top, "conj")


def _passive_too(verb: Node) -> None:
    """Read "believed" as a participle in "is valued at a million and believed to be lost"."""
    helpers = {c.lower for c in verb.head.lefts if c.dep == "auxpass"}
    bare = not verb.child(*SUBJECTS, "aux", "auxpass")
    irregular = verb.lower in _DONE or (verb.lemma == "make" and verb.child("xcomp"))
    if verb.tag != "VBD" or not bare or not helpers or not (verb.lower.endswith("ed") or irregular):
        return
    if (
        helpers & {"is", "are", "be", "been", "being"}
        or verb.lemma in _GIVING
        or verb.lemma == "make"
        or (
            not verb.child("dobj", "xcomp", "ccomp", "acomp", "attr", "prt")
            and verb.lemma not in INTRANSITIVE
        )
    ):
        verb.tag = "VBN"


def _relative_as_root(root: Node, nodes: list[Node]) -> None:
    """Read "that would fund ..." as a clause of "a bill" where the parser took it for the main clause."""
    pronoun = root.child("nsubj", "nsubjpass")
    main = next((c for c in root.lefts if c.dep == "ccomp" and finite(c) and subject(c) is not None), None)
    if pronoun is None or pronoun.tag not in ("WDT", "WP") or main is None or main.i > pronoun.i:
        return
    noun = main.child("dobj", "attr")
    if noun is None or noun.pos not in ("NOUN", "PROPN"):
        return
    root.children = [c for c in root.children if c is not main]
    main.head, main.dep = main, "ROOT"
    for child in [c for c in root.children if c.i < pronoun.i or c is root.children[-1]]:
        if child.punct:
            child.attach(main, "punct")
    root.head, root.dep = noun, "relcl"
    noun.children = sorted([*noun.children, root], key=lambda c: c.i)
