"""What the small parser garbles, mended before anything is split.

Lists of three and more long noun phrases come out as appositions of one another; read between the commas they are
lists again. A clause behind a date hangs on the date; it belongs to the noun before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ._attr_words import STATEMENTS
from ._split_counts import counts
from ._split_joins import joined_nouns
from ._split_news import reshape
from ._split_rehang import late, orders, rehang
from ._split_rows import another_does, next_clause, so_it_was, stray_and, three_clauses, two_sentences
from ._split_series import series
from ._split_strays import behind_lists, strays
from ._split_tree import (
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Node,
    finite,
    plural,
    subject,
)

_CONDITIONS = frozenset({"if", "unless", "until", "because", "once"})
_DATES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})


def mend(nodes: list[Node]) -> None:
    """Mend the tree of one sentence in place."""
    counts(nodes)
    for node in nodes:
        if node.head is node:
            _verb_tagged_noun(node)
            two_sentences(node)
    strays(nodes)
    rehang(nodes)
    reshape(nodes)
    for node in nodes:
        if node.dep in ("ccomp", "advcl") and node.child("mark") is None:
            next_clause(node)
            another_does(node)
        if node.lower == "so":
            so_it_was(node)
        if node.dep == "relcl":
            _climb_to_agree(node)
        if node.dep == "relcl" and node.head.ent in _DATES:
            _climb_from_date(node, nodes)
        if node.dep == "appos":
            _list_from_apposition(node, nodes)
            _two_titles(node, nodes)
        if node.dep == "conj":
            stray_and(node, nodes)
            another_does(node)
            _conjunct(node)
        if node.lower == "of" and node.child("pobj"):
            _share(node, nodes)
        if node.lower == "them" and node.dep == "pobj":
            _of_them(node.head, nodes)
        if node.dep == "prep":
            _climb_to_verb(node)
    for node in nodes:
        if node.dep == "conj" and node.pos in VERBAL and node.head.pos in VERBAL:
            three_clauses(node.head, node, nodes)
    for at, node in enumerate(nodes):
        if node.dep == "cc" and node.lower in ("and", "or"):
            series(nodes, at)
        if node.dep == "cc" and node.lower == "but":
            _but_for(node, nodes[at + 1 : at + 2])
        _age(nodes, at)
    behind_lists(nodes)
    if not _projective(nodes):
        _lift(nodes)
    for before, mark, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if mark.punct and not mark.children:
            _lower(before, mark, after)
    _closing_mark(nodes)


def _verb_tagged_noun(root: Node) -> None:
    """Take "sails" or "spat" for the verb that it is where it has a subject or is joined to a finite verb."""
    if root.pos not in ("NOUN", "PROPN") or root.child("det", "poss", "amod", "nummod"):
        return
    joined = [c for c in root.rights if c.dep == "conj" and finite(c) and subject(c) is None]
    name = next((c for c in root.lefts if c.dep == "compound" and c.i == root.i - 1), None)
    if root.child("nsubj") is None and not (joined and name is not None):
        return
    root.pos, root.tag = "VERB", "VBZ" if root.tag in ("NNS", "NNPS") else "VBD"
    if root.child("nsubj") is None and name is not None:
        name.dep = "nsubj"


def _but_for(but: Node, behind: list[Node]) -> None:
    """Hang "But" on the "for" of "But for the storm they would have won", where it joins nothing."""
    would = any(c.dep == "aux" and c.tag == "MD" for c in but.head.children)
    if behind and behind[0].lower == "for" and behind[0].dep == "prep" and would and but.i < but.head.i:
        but.dep = "advmod"
        but.attach(behind[0], "advmod")


def _age(nodes: list[Node], at: int) -> None:
    """Hang "45" on the name in "Ann Lee, 45, ..."."""
    run = nodes[at - 2 : at + 2] if at >= 2 else []
    if len(run) < 4 or run[1].text != "," or run[3].text not in (",", ".") or run[0].pos != "PROPN":
        return
    number = run[2]
    if not number.text.isdigit() or not 0 < int(number.text) < 120 or number.children:
        return
    if not any(a is number for a in run[0].ancestors()):
        number.attach(run[0], "appos")


def _climb_to_verb(prep: Node) -> None:
    """Hang a date that the parser hung on a noun behind the verb on the verb ("go to Leeds on Sunday")."""
    inner = prep.child("pobj")
    above = prep.head
    if (
        inner is None
        or not (above.pos in ("NOUN", "PROPN") or above.dep == "prep")
        or prep.lower not in ("in", "on", "at", "during", "since")
    ):
        return
    if not (
        inner.ent in ("DATE", "TIME")
        or (above.pos == "PROPN" and inner.pos == "PROPN" and prep.lower != "in")
    ):
        return
    chain = [above, *above.ancestors()]
    verb = next((a for a in chain if a.pos in VERBAL and a.dep != "prep"), None)
    if verb is None or verb.i > prep.i:
        return
    between = chain[: chain.index(verb)]
    if any(a.dep in ("conj", "appos", "nsubj", "nsubjpass") for a in between) or not inner.ent:
        return
    if max(n.i for n in verb.subtree() if not n.punct) == max(n.i for n in prep.subtree()):
        prep.attach(verb, "prep")


def _climb_from_date(clause: Node, nodes: list[Node]) -> None:
    """Hang a relative clause that the parser hung on a date on the nearest noun before it that is no date."""
    for node in reversed([n for n in nodes if n.i < clause.head.i]):
        if node.dep == "acl" and node.tag == "VBN" and node.head.pos == "NOUN":
            clause.attach(node.head, "relcl")  # "a report, published in May, which found"
            return
        if node.pos in VERBAL:
            return
        if node.pos in ("NOUN", "PROPN") and node.ent not in _DATES and node not in clause.subtree():
            for prep in [
                n for n in nodes if node.i < n.i < clause.head.i and n.dep == "prep" and n.head.i < node.i
            ]:
                prep.attach(node, "prep")
            clause.attach(node, "relcl")
            return


def _two_titles(name: Node, nodes: list[Node]) -> None:
    """Read "the goalkeeper Ann Lee and the coach Bo Ray" as two, not as one goalkeeper of two names."""
    title, first = name.head, min(n.i for n in name.subtree()) - nodes[0].i
    if (
        name.pos != "PROPN"
        or title.pos != "NOUN"
        or title.tag == "NNS"
        or (first and nodes[first - 1].text == ",")
    ):
        return
    for child in [c for c in name.rights if c.dep in ("conj", "cc")]:
        child.attach(title, child.dep)


def _conjunct(node: Node) -> None:
    """Mend a conjunct: its form after an auxiliary, "-ing" joined to a noun, "a" joined past another "a"."""
    head = node.head
    mark = node.child("mark")
    if mark is not None and mark.lower in _CONDITIONS and head.pos in VERBAL:
        node.dep = "advcl"  # "will end it, but only if the firm pays": on what condition, and nothing else
    elif node.pos in VERBAL and head.pos in VERBAL:
        helpers = [c for c in head.lefts if c.dep == "aux" and (c.tag == "MD" or c.lower == "to")]
        bare = node.lower == node.lemma and node.child(*SUBJECTS) is None and node.child("aux") is None
        if helpers and bare and head.tag == "VB":
            node.tag = "VB"
        _speaker_does(node, head)
        _said_too(node, head)
    elif head.pos in VERBAL and not any(c.dep == "cc" and c.i < node.i for c in head.rights):
        node.dep = "oprd"  # "will work at the crossing, unpaid": no second thing that is done
    elif node.tag == "VBG" and node.pos in VERBAL and (verb := _doing(head)) is not None:
        for join in [c for c in head.rights if c.dep == "cc" and c.i < node.i]:
            join.attach(verb, "cc")
        node.attach(verb, "conj")
    elif node.pos == "PROPN" and head.pos == "NOUN" and head.tag == "NNS" and head.child("nummod"):
        if not any(c.dep == "cc" for c in head.rights):
            node.dep = "appos"  # "two children, Ann and Bo"
    else:
        joined_nouns(node, head)


def _doing(noun: Node) -> Node | None:
    """Return "injuring" in "injuring 14 people, two of them badly, and spilling oil" for what "spilling" hangs on."""
    above = noun.head if noun.dep == "appos" else noun
    return above.head if noun.pos in ("NOUN", "NUM") and above.head.tag == "VBG" else None


def _speaker_does(node: Node, head: Node) -> None:
    """Join "cut" to "said" and not to "were" in "said the results were poor and cut its target"."""
    said = head.head
    if (
        head.dep != "ccomp"
        or node.tag == "VBG"
        or said.tag != "VBD"
        or node.child(*SUBJECTS, "mark", "aux", "auxpass")
    ):
        return
    helpers = {c.lower for c in head.lefts if c.dep in ("aux", "auxpass")}
    if node.lemma in STATEMENTS and node.child("ccomp") and head.child("auxpass"):
        node.tag = "VBD"  # "admitted that they had been beaten but insisted they would win"
        for join in [c for c in head.rights if c.dep == "cc" and c.i < node.i]:
            join.attach(said, "cc")
        node.attach(said, "conj")
        return
    plain_past = node.lower != node.lemma and helpers & {"would", "could", "will", "might", "may", "should"}
    if plain_past or (head.lemma == "be" and node.lemma != "be") or orders(node, head, said):
        for join in [c for c in head.rights if c.dep == "cc"]:
            join.attach(said, "cc")
        node.attach(said, "conj")


def _said_too(node: Node, head: Node) -> None:
    """Join "had ordered" to "was" in "said she was sorry and had ordered a review": it is said too."""
    clause = next(
        (c for c in head.rights if c.dep == "ccomp" and c.i < node.i and subject(c) is not None), None
    )
    helper = next(
        (c for c in node.lefts if c.dep == "aux" and c.lower in ("had", "would", "could", "might")), None
    )
    if clause is None or helper is None or head.tag != "VBD" or node.child(*SUBJECTS) is not None:
        return
    if any(c.dep == "aux" for c in head.lefts):
        return
    for join in [c for c in head.rights if c.dep == "cc" and clause.i < c.i < node.i]:
        join.attach(clause, "cc")
    node.attach(clause, "conj")


def _share(of: Node, nodes: list[Node]) -> None:
    """Hang "most of them widows" on the people counted before the comma, whatever the parser made of it."""
    inner, quantity = of.child("pobj"), of.head
    if (
        inner is None
        or inner.lower != "them"
        or quantity.dep not in ("nsubj", "nmod", "amod", "advmod", "dep")
    ):
        return
    said = quantity.head
    at = quantity.i - nodes[0].i
    if said.pos not in ("NOUN", "PROPN") or at < 2 or nodes[at - 1].text != "," or said.dep == "appos":
        return
    counted = next((n for n in reversed(nodes[: at - 1]) if n.tag in ("NNS", "NNPS")), None)
    if (
        counted is not None
        and counted.i > at + nodes[0].i - 6
        and not any(a is said for a in counted.ancestors())
    ):
        said.attach(counted, "appos")
        verb = next((a for a in counted.ancestors() if a.pos in VERBAL), None)
        for prep in [c for c in said.rights if c.dep == "prep" and nodes[c.i - 1 - nodes[0].i].text == ","]:
            if verb is not None:
                prep.attach(verb, "prep")


def _of_them(prep: Node, nodes: list[Node]) -> None:
    """Hang "among them his wife" on the relatives before it, "many of them to Canada" on the nurses: on no verb."""
    noun, verb = prep.head, prep.head.head
    at = min(n.i for n in noun.subtree()) - nodes[0].i
    if at < 2 or nodes[at - 1].text != ",":
        return
    before = nodes[at - 2]
    among = prep.lower == "among" and prep.i - nodes[0].i == at and before.tag in ("NNS", "NNPS")
    if (
        among
        and noun.pos in ("NOUN", "PROPN")
        and before not in (noun, *noun.ancestors())
        and noun not in before.ancestors()
    ):
        noun.attach(before, "appos")
    others = [c for c in verb.lefts if c.dep in SUBJECTS and c.i > noun.i]
    join = next((c for c in noun.rights if c.dep == "cc"), None)
    if prep.lower == "of" and noun.dep == "nsubj" and others and join is not None and verb.dep == "conj":
        counted = before if before.pos in ("NOUN", "NUM") and verb not in before.ancestors() else None
        if counted is not None:
            join.attach(verb.head, "cc")
            noun.attach(counted, "appos")


def _climb_to_agree(clause: Node) -> None:
    """Hang "that are ..." on a plural noun and "that is ..." on a singular one, the nearest above."""
    pronoun = clause.child("nsubj", "nsubjpass")
    helper = next((c for c in clause.lefts if c.dep in ("aux", "auxpass")), clause)
    many = {"are": True, "were": True, "have": True, "is": False, "was": False, "has": False}.get(
        helper.lower
    )
    if many is None and helper is clause and clause.tag == "VBP" and clause.head.pos == "NOUN":
        many = True  # "plants on the shore, which use as much": no one shore uses
    if pronoun is None or pronoun.lower not in ("that", "which", "who") or many is None:
        return
    chain = [clause.head, *clause.head.ancestors()]
    for above in chain:
        if above.pos in VERBAL or above.i > clause.i:
            return
        if above.pos in ("NOUN", "PROPN") and plural(above) == many:
            named = clause.head.pos == "PROPN" and pronoun.lower == "which" and above.pos == "NOUN" and many
            if above is not clause.head and (clause.head.pos == "NOUN" or named):
                clause.attach(above, "relcl")
            return


def _projective(nodes: Iterable[Node]) -> bool:
    """Say whether every subtree reads as one stretch, marks aside."""
    place = {n.i: at for at, n in enumerate(n for n in nodes if not n.punct)}
    return all(_stretch(n, place) is not None for n in nodes if n.head is n)


def _stretch(node: Node, place: Mapping[int, int]) -> tuple[int, int, int] | None:
    """Return first place, last place and size of a subtree; None where it is torn somewhere."""
    low, high, size = (place[node.i], place[node.i], 1) if node.i in place else (len(place), -1, 0)
    for child in node.children:
        found = _stretch(child, place)
        if found is None:
            return None
        low, high, size = min(low, found[0]), max(high, found[1]), size + found[2]
    return (low, high, size) if not size or high - low + 1 == size else None


def _lift(nodes: list[Node]) -> None:
    """Lift what hangs across its neighbours until no two arcs cross, so that a subtree reads as it stands."""
    for node in nodes:
        for _ in range(20):
            low, high = sorted((node.i, node.head.i))
            over = [n for n in nodes if low < n.i < high and not n.punct]
            crossed = any(not any(a is node.head for a in n.ancestors()) for n in over)
            if node.punct or not crossed or node.head.head is node.head or late(node):
                break
            node.attach(node.head.head, node.dep)


def _closing_mark(nodes: list[Node]) -> None:
    """Hang the end of 'called it "a toy for consultants."' on the quotation, from which a stop parts its mark."""
    for last, stop, mark in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if mark.text != '"' or stop.text not in ".!?" or not stop.quote or last.quote != stop.quote:
            continue
        inside = [n for n in (last, *last.ancestors()) if n.quote == stop.quote]
        if mark.head.quote != stop.quote and not (mark.children or stop.children):
            stop.attach(inside[-1], "punct")
            mark.attach(inside[-1], "punct")


def _lower(before: Node, mark: Node, after: Node) -> None:
    """Hang a comma on the lowest word that holds both its neighbours."""
    if mark.head.dep == "ccomp" and mark.head.i < mark.head.head.i < mark.i:
        return
    if mark.text == '"' and before.quote:
        inside = [n for n in (before, *before.ancestors()) if n.quote == before.quote]
        mark.attach(inside[-1], mark.dep)
        return
    above = [after, *after.ancestors()]
    lowest = next((n for n in (before, *before.ancestors()) if any(a is n for a in above)), None)
    if lowest is not None and lowest is not mark and lowest is not mark.head and not lowest.punct:
        mark.attach(lowest, mark.dep)


def _list_from_apposition(node: Node, nodes: list[Node]) -> None:
    """Turn "A, B and C" read as an apposition (B and C) of A into a list."""
    head = node.head
    if _no_gloss_of_a_town(node):
        node.attach(head.head.head, "conj")
        return
    if any(c.lower in ("them", "whom", "which") for c in node.subtree()):
        return
    behind = max(n.i for n in node.subtree()) + 1 - nodes[0].i
    if head.dep in SUBJECTS and behind < len(nodes) and nodes[behind].text == ",":
        return  # "The suspects, two men and a woman, were ..."
    joined = any(c.dep == "conj" and c.pos in NOMINAL for c in node.rights)
    has_and = any(c.dep == "cc" for c in node.children)
    if joined and has_and and node.pos == head.pos and not (_glossed(head) or _glossed(node)):
        node.dep = "conj"


def _no_gloss_of_a_town(node: Node) -> bool:
    """Say whether a list goes on in "a flat in Ely, a boat and two cars": no town is a boat and two cars."""
    place, thing = node.head, node.head.head.head
    many = any(c.dep == "conj" and c.tag in ("NNS", "NNPS") for c in node.rights)
    alike = all(any(c.dep in ("det", "nummod") for c in n.lefts) for n in (thing, node))
    return many and alike and place.pos == "PROPN" and place.dep == "pobj" and thing.pos == "NOUN"


def _glossed(node: Node) -> bool:
    return node.pos == "PROPN" and node.ent in ("GPE", "PERSON") and node.head.ent != node.ent
