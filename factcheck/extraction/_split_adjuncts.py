"""Adjuncts, examples and tails: "including" items and what ranks a figure, each with its host.

In the fine grain one claim for each adjunct as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ._split_clauses import may_leave
from ._split_nouns import Shed, closing, marked_off
from ._split_participles import MEASURES
from ._split_tree import FINITE, SUBJECTS, VERBAL, Node, Part, below, quoted, subject
from ._split_words import PLAIN, wordset

_PLAIN = wordset(
    """
    in on at from to during after before since by for with near outside inside over under through
    until despite following across against into onto around along behind beside beyond within as
    amid throughout toward towards upon via off up down out out about between among of like
    """
)
_DENYING = wordset(
    """
    no not never none nobody nothing only few little hardly barely neither first last
    """
)
_FAILING = wordset(
    """
    refuse fail deny doubt avoid prevent stop ban forbid reject decline oppose lack bar
    """
)
_WHEN = frozenset({"after", "before", "as", "when", "since", "while"})
_TAKING = wordset(
    "treat name describe see regard view portray cast brand hail appoint elect depict characterise characterize define"
)
_ASKING = wordset("tell ask know see remember learn decide explain show say reveal")
_PLACING = wordset("put place set value estimate price keep")
_CHARGING = wordset("accuse convict acquit suspect rob deprive")
_MEAN = frozenset({"average", "median", "mean", "typical", "total", "overall"})
_AMOUNTS = frozenset({"most", "least"})
_TIMES = frozenset({"DATE", "TIME"})
_DASHES = frozenset({"-", "–", "—", "--"})
_DEEPER = wordset("than since that which who whom whose when where after before as what")
_NEARLY = wordset(
    "about nearly almost some at least only just roughly well far close to around exactly still an estimated mostly"
    " mainly largely or by even already slightly now"
)
_SHARES = wordset(
    "most many half all majority third thirds quarter quarters both none few more much fifth part rest"
)
_OVER = wordset("more fewer less higher lower above below up down over under short ahead behind")
_MOVED = frozenset({"up", "down", "compared"})
_FOLD = wordset("half double twice triple treble thrice")
_GAINS = wordset(
    "premium discount rise increase fall drop decline gain jump record margin swing majority turnout"
)
_PLACED = wordset("since in ever for on to so among of after before by")
_RANKED = 4  # words in which a tail has to say what it is: "its second cut", "two thirds of it"
_COUNTED = 6  # "some 70 centimetres above the record"


def examples(part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield the "including ..." and "such as ..." phrases, which say something beside their host."""
    for node in part.nodes():
        opens = (node.lower == "including" and node.dep in ("prep", "acl", "advcl")) or _such_as(node)
        if opens and node is not part.root and node.child("pobj", "dobj", "pcomp") is not None:
            gone = below(node) | ({node.i - 1} if _such_as(node) else set())
            after, item = by.get(max(gone) + 1), by.get(max(gone) + 2)
            if after is not None and after.text == "," and item is not None and item.pos == "PROPN":
                continue  # the parser has lost the rest of the list
            yield Shed(marked_off(gone, by), (), "example")


def tail(part: Part) -> frozenset[int]:
    """Return the loose end of a clause that ranks, shares out or compares what is told: ", 800 fewer than in July".

    What stands before it is true without it; what it says is not understood without what stands before it.
    """
    verb = part.pick.get(part.root.i, part.root)
    if verb.pos not in VERBAL:
        return frozenset()
    words = [n for n in part.nodes() if n.text.strip()]
    while words and words[-1].text in ".!":
        words.pop()
    for at, mark in enumerate(words):
        if mark.text == "," and mark.i < verb.i and (end := _between(words, at, verb)):
            return end
        parts = mark.text == "," or (mark.text in _DASHES and mark.spaced and words[at - 1].spaced)
        if parts and mark.i > verb.i and not mark.quote and _compares(words[at + 1 :]):
            return frozenset(n.i for n in words[at:])
    return frozenset()


def _between(words: list[Node], at: int, verb: Node) -> frozenset[int]:
    """Return a share between two commas before the verb: "Eleven ships, four of them lent by Italy, were ..."."""
    end = next((k for k in range(at + 1, len(words)) if words[k].text == ","), 0)
    run = words[at + 1 : end]
    if (
        len(run) < _ENOUGH
        or words[end].i > verb.i
        or any(n.child(*SUBJECTS) and not n.child("agent") for n in run)
    ):
        return frozenset()
    low = [n.lower for n in run]
    first = next((k for k, word in enumerate(low) if word not in _NEARLY), 0)
    both = low[0] in ("both", "all") and run[1].pos == "ADP"  # "two of them, both from the night shift, were"
    shares = both or _shares_out(run[first:], low[first:])
    return frozenset(n.i for n in words[at : end + 1]) if shares else frozenset()


def _compares(run: list[Node]) -> bool:
    """Say whether words rank, share out or compare: "most of it in cash", "up from 3", "its first since May"."""
    low = [n.lower for n in run]
    deep = next((k for k, word in enumerate(low) if word in _DEEPER), len(run))
    if deep == 0 or len(run) < _ENOUGH or any(n.tag in FINITE or n.text == ";" for n in run[:deep]):
        return False
    at = next((k for k, word in enumerate(low) if word not in _NEARLY), 0)
    if _shares_out(run[at:], low[at:]):
        return True
    if any(n.punct or (n.dep == "cc" and low[0] not in _MOVED) for n in run[: min(deep, _COUNTED)]):
        return False
    mostly = at > 0 and low[0] in ("mostly", "mainly", "largely")
    counts = mostly and any(n.pos == "NUM" for n in run[at : at + _RANKED])
    return counts or _measured(run[at:], low[at:]) or _ranked(run[at:], low[at:]) or _brought(run)


def _shares_out(run: list[Node], low: list[str]) -> bool:
    """Say whether words tell of a part: "two thirds of it to banks", "many of them to Canada and the Gulf"."""
    counted = run[0].pos == "NUM" or low[0] in _SHARES or low[0] in ("a", "one")
    of = any(a == "of" and b in ("them", "it", "those") for a, b in pairwise(low[1 : 1 + _COUNTED]))
    return counted and of and "," not in low


def _measured(run: list[Node], low: list[str]) -> bool:
    """Say whether words compare a figure: "up from 3", "13,800 fewer than in July", "half the pace of May"."""
    first = low[0]
    if first in _MOVED:
        return any(n.pos == "NUM" or n.lower == "from" for n in run[:_RANKED])
    if first in ("below", "above"):
        return any(n.pos == "NUM" for n in run)
    if run[0].tag in ("JJR", "RBR") or first in ("more", "fewer", "less", "short", "ahead", "behind"):
        return "than" in low
    if first == "enough":
        return low[1] in ("for", "to")
    counted = run[0].pos == "NUM" or first in ("a", "one")
    over = counted and any(word in _OVER for word in low[1:_COUNTED])
    return over or first in _FOLD or "times" in low[:_RANKED]


def _ranked(run: list[Node], low: list[str]) -> bool:
    """Say whether words rank: "its second cut since May", "a premium of 27 percent", "the most since 2020"."""
    if run[0].dep != "poss" and run[0].tag not in ("DT", "PRP$"):
        return False
    near = run[1:_RANKED]
    best = any(n.tag in ("JJS", "RBS") or n.ent == "ORDINAL" for n in near)
    gains = low[0] == "a" and any(n.lemma in _GAINS for n in near)
    return gains or (best and any(word in _PLACED for word in low))


def _brought(run: list[Node]) -> bool:
    """Say whether words tell what it came to: "leaving a gap of 2 billion", "with the loss of 380 jobs"."""
    if run[0].tag == "VBG" and run[0].dep == "advcl":
        return run[0].child("dobj", "attr") is not None
    if run[0].lower == "among":
        return run[1].lower == "them"
    counts = run[0].lower == "with" and any(n.pos == "NUM" and n.ent != "DATE" for n in run)
    return counts and not any(n.tag == "VBG" or n.dep == "cc" for n in run)


def _such_as(node: Node) -> bool:
    return node.lower == "as" and node.dep == "prep" and any(c.lower == "such" for c in node.children)


def adjuncts(part: Part, by: dict[int, Node]) -> Iterator[Part]:
    """Yield one proposition for each adjunct (and the bare one beside a single adjunct); the whole without any."""
    verb = part.pick.get(part.root.i, part.root)
    loose = [c for c in _adjuncts(verb, part) if not _completes(c, verb)] if verb.pos in VERBAL else []
    loose = _free(loose, part)
    runs = {c.i: _run(c, by) for c in loose}
    every: frozenset[int] = frozenset().union(*runs.values())
    if [c.dep for c in loose] == ["agent"] or verb.lemma in _CHARGING or verb.child("expl"):
        loose = []  # "The town hall was hosted", "She accused the backers", "There were two women" say nothing
    if not loose or not _may_strip(part, every):
        yield part
        return
    if len(loose) == 1 and _says_enough(part.without(every)):
        yield part.without(every)
    for c in loose:
        yield part.without(_all_but(c, loose, runs))


def _says_enough(part: Part) -> bool:
    """Say whether a claim is worth a line of its own: "It comes" and "They cheered calls" are not.

    Three words of weight are, or that something with a name or an article was done: "The bridge was closed".
    """
    by = {n.i: n for n in part.root.subtree()}
    words = part.words()
    told = [by[w.at] for w in words if w.at in by and not w.added]
    heavy = [n for n in told if n.pos in _HEAVY and n.dep not in ("aux", "auxpass") and n.lemma not in _LIGHT]
    passive = any(n.dep == "nsubjpass" and n.pos in ("NOUN", "PROPN") for n in told)
    return len(heavy) + any(w.added for w in words) >= _ENOUGH - passive


_HEAVY = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_LIGHT = frozenset({"be", "have"})
_ENOUGH = 3


def _free(loose: list[Node], part: Part) -> list[Node]:
    """Return the phrases that may go one by one: not "since May" behind "the first", nor one half of a pair.

    "A day after ..." and "in the year to June" stay together; what "among them" counts has to stay before it.
    """
    words = list(part.nodes())
    if any(
        n.lower in ("them", "whom") and n.head.lower in ("among", "of") and n.i not in part.swap
        for n in words
    ):
        return []
    verb = part.pick.get(part.root.i, part.root).i
    best = [n.i for n in words if _ranks(n)]
    ranked = min((i for i in best if i > verb), default=None)
    tied: set[int] = set()
    for c in loose:
        first = min(below(c))
        before = next((n for n in words if n.i == first - 1), None)
        if before is not None and _tied(c, before):
            tied |= {c.i, *(o.i for o in loose if before.i in below(o))}
    return [c for c in loose if c.i not in tied and (ranked is None or min(below(c)) <= ranked or _dates(c))]


def _ranks(node: Node) -> bool:
    """Say whether what follows tells among whom: "the first", "the largest", "more than any", "one of two women"."""
    if (node.tag in ("JJS", "RBS") or node.ent == "ORDINAL") and node.lower not in _AMOUNTS:
        return True
    of = next((c for c in node.rights if c.lower == "of"), None) if node.pos == "NUM" else None
    inner = of.child("pobj") if of is not None else None
    among = inner is not None and (inner.pos == "NUM" or any(c.dep == "nummod" for c in inner.lefts))
    compares = node.lower == "than" and node.dep in ("prep", "mark") and not node.ent
    return compares or (among and node.dep not in SUBJECTS)


def _tied(later: Node, before: Node) -> bool:
    """Say whether a phrase counts from the one right before it ("for the first time since", "a day after")."""
    if before.lower in ("time", "times", "once", "twice"):
        return True
    inner = later.child("pobj")
    if before.ent in _TIMES and later.lower == "to" and inner is not None and inner.ent in _TIMES:
        return True
    mark = later.child("mark", "advmod")
    from_when = later.lower if later.dep == "prep" else mark.lower if mark is not None else ""
    return (
        before.ent in _TIMES
        and before.dep == "npadvmod"
        and from_when in ("after", "before", "since", "from")
    )


def _dates(node: Node) -> bool:
    """Say whether a phrase only tells the day: "on Monday"."""
    inner = node.child("pobj")
    return node.lower == "on" and inner is not None and inner.ent == "DATE"


def _all_but(kept: Node, loose: list[Node], runs: dict[int, frozenset[int]]) -> frozenset[int]:
    """Return what goes when one adjunct stays, with those that it stands in but not those that stand in it."""
    chain = [kept, *(c for c in loose if c in list(kept.ancestors()))]
    stays: set[int] = set()
    for c in chain:
        others = (runs[o.i] for o in loose if o not in chain and c in list(o.ancestors()))
        inner = (runs[o.i] for o in chain if o is not c and c in list(o.ancestors()))
        stays |= runs[c.i].difference(*others, *inner)
    return frozenset().union(*runs.values()) - stays


def _run(node: Node, by: dict[int, Node]) -> frozenset[int]:
    return marked_off(below(node), by) | closing(node, by) if node.children else frozenset(below(node))


def _may_strip(part: Part, every: frozenset[int]) -> bool:
    """Say whether a proposition stays true without its adjuncts: not denied, not under a condition."""
    rest = [n for n in part.nodes() if n.i not in every]
    if any(n.lower in _DENYING or n.dep == "neg" or n.lemma in _FAILING for n in rest):
        return False
    return not any(n.lower in ("unless", "if", "without") for n in part.nodes())


def _adjuncts(node: Node, part: Part) -> Iterator[Node]:
    """Yield what can be left out of a clause: phrases of place, time, manner on its verb and on its objects."""
    for child in node.children:
        if child.i in part.cut or (child.dep == "conj" and node.i not in part.pick):
            continue
        if _adjunct(child, on_noun=node.pos not in VERBAL):
            yield child
        if child.dep in ("prep", "agent"):
            inner = child.child("pobj", "pcomp")
            inner = None if inner is not None and inner.dep == "pcomp" and inner.child(*SUBJECTS) else inner
            yield from _adjuncts(part.pick.get(inner.i, inner), part) if inner is not None else ()
        elif child.dep in ("dobj", "xcomp", "attr") and child.pos in (*VERBAL, "NOUN", "PROPN"):
            yield from _adjuncts(part.pick.get(child.i, child), part)
        elif child.dep == "ccomp" and node.lemma in PLAIN and child.pos in VERBAL and not quoted(child, part):
            said = part.pick.get(child.i, child)
            yield from (c for c in _adjuncts(said, part) if not _completes(c, said))
        elif (
            child.dep in ("nsubj", "nsubjpass") and child.pos in ("NOUN", "PROPN") and may_leave(child, part)
        ):
            yield from _of_subject(part.pick.get(child.i, child), part)


def _of_subject(noun: Node, part: Part) -> Iterator[Node]:
    """Yield the phrases right on a subject that is known without them; all of them, or none where a clause follows."""
    if noun.lemma in MEASURES or any(c.lower in _MEAN for c in noun.lefts):
        return  # "The average rent in the city" is not the average rent
    if all(c.dep in ("prep", "case", "punct") for c in noun.rights):
        for child in noun.rights:
            if (
                child.i not in part.cut
                and child.lower not in ("between", "among")
                and _adjunct(child, on_noun=True)
            ):
                yield child


def _adjunct(node: Node, *, on_noun: bool) -> bool:
    if any(n.lower in ("nothing", "nobody", "none") for n in node.subtree()):
        return False  # "counts for nothing" is not "counts"
    if node.dep == "agent":
        return node.child("pobj") is not None
    if node.dep == "prep":
        inner = node.child("pobj")
        if node.lower in ("over", "under", "about", "around") and inner is not None and inner.pos == "NUM":
            return False  # "over 70" is a figure and no place
        if node.lower == "as" and node.head.lemma in _TAKING:
            return False  # "named her as the driver" is not "named her"
        return node.lower in _PLAIN and node.lower != "of" and node.child("pobj", "pcomp") is not None
    if node.dep == "advcl" and not on_noun and node.tag == "VB" and node.child("mark") is None:
        return any(c.lower == "to" and c.dep == "aux" for c in node.lefts)
    if node.dep == "advcl" and not on_noun:
        mark = node.child("mark", "advmod")
        if mark is not None and mark.lower == "when" and node.head.lemma in _ASKING:
            return False  # "told him when to leave" is what was told
        return mark is not None and mark.lower in _WHEN and (node.tag == "VBG" or subject(node) is not None)
    if node.dep == "advmod" and not on_noun and node.lower in ("ago", "earlier", "later"):
        return node.child("npadvmod") is not None
    return node.dep == "npadvmod" and node.ent in _TIMES and node.head.lower != "old"


def _completes(node: Node, verb: Node) -> bool:
    """Say whether a phrase right behind a verb is what the verb needs ("arrived in Cairo", "consists of")."""
    inner = node.child("pobj")
    if verb.lemma == "be" and verb.child("attr", "acomp", "oprd", "expl") is None:
        return node.head is verb and not any(
            c.dep in ("prep", "npadvmod", "advcl") for c in _before(node, verb)
        )
    if node.head is verb and verb.lemma in _PLACING and node.lower in ("at", "in", "on"):
        return True  # "put the number at 40"
    if node.dep == "advcl" and node.tag == "VB" and min(below(node)) == verb.i + 1:
        return True  # "came to rest"
    dated = inner is not None and inner.ent in _TIMES and node.lower != "to"
    return (
        node.dep == "prep"
        and node.head is verb
        and not dated
        and all(
            n.head in (verb, node) and n.dep in ("advmod", "prt")
            for n in verb.subtree()
            if verb.i < n.i < node.i
        )
        and not verb.child("dobj")
    )


def _before(node: Node, verb: Node) -> list[Node]:
    """Return what hangs on a verb between it and a later phrase."""
    return [c for c in verb.rights if c.i < node.i]
