"""Lists: which may become one claim for each member.

A list is left whole under or, nor, respectively, each, together, between; where the members share what follows; in
a name; and where a verb or a noun takes both at once ("met", "a mix of").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ._split_joins import of_one_piece
from ._split_nouns import tells_past
from ._split_tree import (
    FINITE,
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Node,
    Part,
    auxiliaries,
    finite,
    fits,
    members,
    plural,
    quoted,
    subject,
)
from ._split_words import PLAIN, wordset

_JOINS = frozenset({"and", "but", "yet", "as", "alongside"})
_PAIRED = frozenset({"respectively", "either", "neither"})
_BLOCKING = frozenset(
    {"respectively", "each", "together", "jointly", "apiece", "alternately", "either", "neither"}
)
_WHOLE = frozenset({"only", "both", "combined", "total", "combination", "between", "among", "versus", "vs"})
_NOUN_PLACES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos", "dative", "oprd", "npadvmod"}
)
_VERB_PLACES = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "relcl", "acl", "advcl", "pcomp", "parataxis", "csubj"}
)
# Verbs that are done by two sides to one another, and nouns that hold two sides together.
_MUTUAL = wordset(
    """
    meet marry divorce agree disagree clash merge differ share collide negotiate talk fight join
    compete argue unite separate swap exchange combine match face discuss cooperate collaborate tie
    draw split debate
    """
)
_AMOUNTS = wordset("most many half majority part all percent per third quarter total number")
_SUMMING = wordset("make account form comprise constitute outnumber represent total number")
_GOING = wordset("go come try stay wait sit stand stop help")
_COLOURS = wordset("black white red green blue yellow orange brown grey gray pink purple gold silver")
_HOLDING = wordset(
    """
    mix mixture blend combination pair couple duo talk war conflict merger relation relationship tie
    deal agreement ceasefire truce difference border balance alliance coalition partnership contrast
    comparison ratio range sum average conversation dispute negotiation meeting marriage
    collaboration cooperation union link clash venture child son daughter
    """
)


def splittable(part: Part, *, verbs: bool, fine: bool = False) -> Iterator[Node]:
    """Yield the heads of the lists in a proposition that may become one claim for each member.

    :param verbs: the lists of clauses; else the lists of nouns and adjectives.
    :param fine: pairs of bare words as well ("cuts and bruises", "red and scaly").
    """
    for node in part.nodes():
        if not node.children or node.whole or node.i in part.pick or (node.pos in VERBAL) != verbs:
            continue
        if any(c.dep == "conj" and c.i not in part.cut for c in node.rights) and may_split(
            node, part, fine=fine
        ):
            yield node


def may_split(head: Node, part: Part, *, fine: bool = False) -> bool:
    """Say whether the list that begins at ``head`` may be split."""
    listed = members(head)
    if head.dep == "conj" and head.head.pos == head.pos and head is not part.root:
        return False
    if not _joined_by_and(listed) or _blocked(head, part):
        return False
    if quoted(head, part) or (quoted(listed[-1], part) and not _quotes_alone(listed)) or _cuts_out(head):
        return False  # what stands between quotation marks is left as it was said
    if head.pos in VERBAL and head.dep in _VERB_PLACES | {"ROOT"}:
        return (verbs_split(listed) or (fine and shared_object(head, listed))) and not _picks_out(head, part)
    if head.pos in ("NOUN", "PROPN") and head.dep in _NOUN_PLACES:
        if head.dep == "pobj" and sum(_is_like(c, head.head) for c in head.head.head.rights) > 1:
            return False  # "diesel at 90 and kerosene at 80": of two things each has its own
        if head.dep == "pobj" and _taken_at_once(head.head):
            return False
        return nouns_split(listed, part) or (fine and _bare_pair(listed, part))
    if head.pos != "ADJ" or head.dep not in ("acomp", "oprd", "ROOT"):
        return False
    return _adjectives_split(listed) or (fine and _plain_adjectives(listed))


def _cuts_out(head: Node) -> bool:
    """Say whether a later member of a list would leave a gap in the words of a quotation: "We saw A and B".

    Joined clauses leave none: "We came and we saw".
    """
    clauses = head.pos in VERBAL and head.dep in ("ROOT", "ccomp", "conj", "parataxis", "advcl")
    return head.quote > 0 and not clauses


def _quotes_alone(listed: tuple[Node, ...]) -> bool:
    """Say whether all that is quoted stands behind the last verb of a list: "tested negative and was "shaken"."""
    last = listed[-1]
    first = min((n.i for n in last.subtree() if n.quote), default=-1)
    helper = any(c.dep in ("aux", "auxpass") and not c.quote for c in last.lefts) or not last.quote
    return last.pos in VERBAL and helper and not any(n.quote and n.i < first for n in listed[0].subtree())


def _taken_at_once(prep: Node) -> bool:
    """Say whether a preposition takes all of its list: "earnings before interest and tax", "according to A and B"."""
    return prep.head.lower == "according" or (prep.lower in ("before", "after") and prep.head.pos == "NOUN")


def _is_like(other: Node, prep: Node) -> bool:
    """Say whether two phrases begin alike and neither is a day: "on Friday on nine counts" has one "on"."""
    thing = other.child("pobj")
    return other.lower == prep.lower and (thing is None or thing.ent not in ("DATE", "TIME"))


def _picks_out(verb: Node, part: Part) -> bool:
    """Say whether verbs tell together who is meant ("anyone who coughs and has a fever")."""
    if verb.dep not in ("relcl", "acl") or verb is part.root:
        return False
    before = {n.i: n for n in verb.head.subtree()}.get(min(n.i for n in verb.subtree()) - 1)
    return before is None or before.text != ","


def _joined_by_and(listed: tuple[Node, ...]) -> bool:
    joins = [c for m in listed for c in m.children if c.dep == "cc"]
    fine = all(j.lower in _JOINS or (j.lower == "so" and listed[-1].child(*SUBJECTS)) for j in joins)
    if not joins:
        then = all(any(c.lower == "then" for c in m.lefts) for m in listed[1:])
        return then or any(c.text == ";" for m in listed for c in m.children)
    return fine and not any(_almost(j) for j in joins)


def _almost(but: Node) -> bool:
    """Say whether "but" excepts rather than joins ("all but ended", "nothing but", "the box but not the key")."""
    low = {c.i: c.lower for c in but.head.subtree()}  # and "every town but Tarn"
    words = {low.get(but.i - 1), *(c.lower for c in but.head.children if c.dep == "det")}
    excepts = bool(words & {"all", "every", "no", "not", "nothing", "anything"})
    return low.get(but.i + 1) == "not" or (but.lower == "but" and excepts)


def _blocked(head: Node, part: Part) -> bool:
    """Say whether a word of the clause ties the members together, or denies them as a whole."""
    clause = next((a for a in (head, *head.ancestors()) if a.pos in VERBAL), part.root)
    spoken = [n.lower for n in clause.subtree()]
    words = set(spoken)
    if ("not", "only") in pairwise(spoken):
        return True
    if head.pos in VERBAL:
        alone = sum(n.lower == "neither" and n.dep in SUBJECTS for n in clause.subtree()) == spoken.count(
            "neither"
        )
        return bool(words & (_PAIRED - {"neither"} if alone else _PAIRED))
    if words & _BLOCKING:
        return True
    above = list(head.ancestors())
    named = head.pos == "PROPN" and head.dep in SUBJECTS  # "Both Lund and Holm were keen": each was
    governors = {clause.lower, *(a.lower for a in above)}
    governors |= {c.lower for c in head.lefts if not (named and c.lower == "both")}
    denied = above if head.dep in SUBJECTS else [clause, *above]
    negated = any(
        c.dep == "neg" for a in denied if a is not clause or head.dep not in SUBJECTS for c in a.children
    )
    negated = negated or any(n.lower in ("no", "without") for n in (*head.subtree(), *above))
    return bool(governors & _WHOLE) or negated or "than" in governors


def verbs_split(listed: tuple[Node, ...]) -> bool:
    """Say whether verbs joined by "and" may become claims of their own."""
    head = listed[0]
    if any(m.pos not in VERBAL or _conditional(m, head) for m in listed) or _tight(head, listed[1]):
        return False
    actors = [c for m in listed[1:] for c in m.lefts if c.dep in SUBJECTS]
    if any(n.lower in ("which", "whom") and n.head.lower == "of" for c in actors for n in c.subtree()):
        return False  # "a report that it hid but a copy of which was seen"
    passive = head.tag == "VBN" and head.child("auxpass") is not None and head.child("prep") is not None
    if passive and any(m.tag == "VBG" and not m.child("aux") for m in listed[1:]):
        return False  # "was accused of theft and running": of running
    if any(c.dep == "neg" for c in head.children):
        return all(_own_frame(m) or not _denied_too(head, m) for m in listed[1:])
    if not finite(head):
        if head.child("nsubj") and any(c.lower == "for" and c.dep == "mark" for c in head.lefts):
            return False  # "wait for others to do the work and snatch the prey": who snatches it
        return all(m.tag == head.tag and _to(m) <= _to(head) for m in listed[1:])
    return all(_own_frame(m) or m.tag in FINITE | {"VBN", "VBG", "VB"} for m in listed[1:])


def _conditional(verb: Node, head: Node) -> bool:
    """Say whether a condition hangs on a verb that may hold for the verbs joined to it as well.

    What stands behind a semicolon, or right before a later verb that has its own subject, holds for that alone.
    """
    later = verb is not head and verb.child(*SUBJECTS) is not None
    apart = any(c.text == ";" for c in (*head.rights, *verb.children))
    clauses = [c for c in verb.children if c.dep == "advcl" and not (later and (apart or c.i < verb.i))]
    return any(
        c.dep == "mark" and c.lower in ("if", "unless", "until")
        for clause in clauses
        for c in clause.children
    )


def _denied_too(head: Node, member: Node) -> bool:
    """Say whether the "not" of the first verb reaches a later one ("did not call and ask")."""
    helpers = [c for c in head.lefts if c.dep in ("aux", "auxpass")]
    return not helpers or any(fits(c, member) for c in helpers)


def _to(verb: Node) -> bool:
    return any(c.lower == "to" and c.dep == "aux" for c in verb.lefts)


def _own_frame(verb: Node) -> bool:
    return any(c.dep in SUBJECTS for c in verb.lefts) or finite(verb)


def _tight(head: Node, member: Node) -> bool:
    """Say whether two verbs share what follows ("killed and wounded 447 people")."""
    alone = not any(c.dep in SUBJECTS or c.dep in ("aux", "auxpass") for c in member.lefts)
    other = member.tag in ("VBZ", "VBP") and any(c.dep in ("aux", "auxpass") for c in head.lefts)
    reports = member.child("ccomp") is not None  # "replied and said that P": only the second has it
    return alone and member.i - head.i <= 2 and not other and member.lemma != "be" and not reports


def shared_object(head: Node, listed: tuple[Node, ...]) -> bool:
    """Say whether both of two verbs were done to the one thing behind them: "shot and wounded Tom Reid".

    Not to several: of "killed and wounded 40 people" some were the one, some the other.
    """
    last = listed[-1]
    thing = last.child("dobj")
    if (
        len(listed) != 2
        or thing is None
        or head.child("dobj", "xcomp", "ccomp", "prep", "prt")
        or plural(thing)
    ):
        return False
    known = thing.pos == "PROPN" or any(c.dep in ("det", "poss") for c in thing.lefts)
    alike = head.tag == last.tag and last.i == head.i + 2 and _tight(head, last) and head.lemma not in _GOING
    return known and alike and not any(n.pos == "NUM" for n in thing.subtree())


def nouns_split(listed: tuple[Node, ...], part: Part) -> bool:
    """Say whether nouns joined by "and" may become claims of their own."""
    head = listed[0]
    if any(m.pos not in NOMINAL | {"X", "SYM"} and m.lower != "more" for m in listed) or _one_name(listed):
        return False
    verb = head.head
    if head.dep in SUBJECTS and (verb.lemma in _MUTUAL or _mutual_noun(verb)):
        return False
    if (
        head.dep in SUBJECTS
        and verb.lemma in PLAIN
        and any(c.dep == "ccomp" and c.i < head.i for c in verb.lefts)
    ):
        return False  # "P, Lund and two witnesses said": one frame
    shared = verb.child("dobj", "attr") if head.dep in SUBJECTS else None
    if shared is not None and shared.lemma in _HOLDING:
        return False
    if any(a.lemma in _HOLDING for a in _nouns_above(head)):
        return False
    if head.dep in SUBJECTS and any(n.dep == "preconj" and n.i > head.i for n in listed[-1].subtree()):
        return False  # "Ann Lee and her cousin Bo Ray, both from Ely"
    if of_one_piece(listed, part):
        return False
    single = listed[-1].tag == "NN" and bare(listed[-1])
    if len(listed) == 2 and (single or (head.pos == "NOUN" and bare(listed[1]) and bare_of_articles(head))):
        return False
    if len(listed) == 2 and {m.ent for m in listed} & {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"}:
        return False
    return not _shared_tail(listed) and not _crossed(listed)


def _bare_pair(listed: tuple[Node, ...], part: Part) -> bool:
    """Say whether what is said of two bare nouns holds of each ("cuts and bruises"): in the fine grain only.

    Not beside a figure or a share, which the two may make up together, and not where a word in front of the first
    may belong to both and the sentence is general ("small dogs and cats live long").
    """
    head, last = listed[0], listed[-1]
    if len(listed) != 2 or not all(m.pos == "NOUN" for m in listed) or "NNS" not in (head.tag, last.tag):
        return False
    if head.dep == "attr" or head.head.lower == "of" or part.kind == "share":
        return False  # "the dead are women and children": not all of them are either
    if head.dep in SUBJECTS and head.head.lemma in _SUMMING:
        return False
    if not bare(last) or any(n.pos == "NUM" or n.lower in _AMOUNTS for n in part.nodes()):
        return False
    if head.dep in SUBJECTS and (head.head.lemma in _MUTUAL or _mutual_noun(head.head)):
        return False
    above = next(_nouns_above(head), None)
    if above is not None or (head.dep in SUBJECTS and head.head.child("dobj", "attr") in _held(head)):
        return False
    dressed = any(c.dep in ("amod", "compound", "nmod") for c in head.lefts)
    verb = next((a for a in head.ancestors() if a.pos in VERBAL), part.root)
    return not dressed or tells_past(head) or bool(auxiliaries(verb))


def _held(head: Node) -> list[Node]:
    return [c for c in head.head.children if c.lemma in _HOLDING]


def _plain_adjectives(listed: tuple[Node, ...]) -> bool:
    """Say whether each of the adjectives can be said alone ("appears red and scaly"); two colours are one look."""
    plain = all(m.pos == "ADJ" and m.tag == "JJ" for m in listed)
    actor = subject(listed[0].head)
    if actor is None or plural(actor):
        return False  # "the guests were young and old"
    return plain and sum(m.lemma in _COLOURS for m in listed) < 2


def _mutual_noun(verb: Node) -> bool:
    attribute = verb.child("attr")
    return verb.lemma == "be" and attribute is not None and attribute.tag in ("NNS", "NNPS")


def _nouns_above(head: Node) -> Iterator[Node]:
    """Yield the noun that a list hangs on by a preposition, if any."""
    above = head.head
    if head.dep == "pobj" and above.dep == "prep" and above.head.pos in NOMINAL:
        yield above.head


def _one_name(listed: tuple[Node, ...]) -> bool:
    """Say whether the list stands inside one name ("Bosnia and Herzegovina")."""
    first, last = listed[0], listed[-1]
    between = [n for n in first.subtree() if first.i <= n.i <= last.i]
    organisation = all(
        n.ent in ("ORG", "GPE", "WORK_OF_ART", "LAW", "EVENT", "FAC", "PRODUCT") for n in between
    )
    return organisation and len({n.ent for n in between}) == 1 and not any(n.lower == "," for n in between)


def bare(noun: Node) -> bool:
    """Say whether a noun stands alone ("women", "climate")."""
    return not any(c.dep not in ("cc", "conj", "punct", "preconj") for c in noun.children)


def _shared_tail(listed: tuple[Node, ...]) -> bool:
    """Say whether a phrase behind the last of two bare nouns belongs to both ("leaders and ministers of France")."""
    first, last = listed[0], listed[-1]
    tail = [c for c in last.rights if c.dep in ("prep", "relcl", "acl") and c.dep != "conj"]
    plain = not any(c.dep in ("prep", "relcl", "acl", "poss") for c in first.children)
    return bool(tail) and plain and first.pos == last.pos == "NOUN" and bare_of_articles(last)


def _crossed(listed: tuple[Node, ...]) -> bool:
    """Say whether the second of two may belong further up ("half in custody and the rest on licence")."""
    first, last = listed[0], listed[-1]
    if first.dep == "pobj" and first.head.lower == "of" and first.pos == "PROPN":
        return first.head.head.tag == "NNS"
    if len(listed) != 2 or first.dep != "pobj":
        return False
    own = any(c.dep == "prep" for c in last.rights) and not any(c.dep == "prep" for c in first.rights)
    if first.head.lower != "of":
        return own and not bare_of_articles(last)
    return own or _dressed(first) != _dressed(last)


def _dressed(noun: Node) -> tuple[bool, bool]:
    named = noun.pos == "PROPN"
    opened = any(c.dep in ("det", "poss", "nummod") for c in noun.lefts)
    return opened or named, any(c.dep == "amod" for c in noun.lefts) and not named


def bare_of_articles(noun: Node) -> bool:
    """Say whether nothing in front of a noun opens a phrase of its own."""
    return not any(c.dep in ("det", "poss", "nummod") for c in noun.lefts)


def _adjectives_split(listed: tuple[Node, ...]) -> bool:
    return all(m.pos in ("ADJ", "VERB") and any(c.dep in ("prep", "xcomp") for c in m.rights) for m in listed)
