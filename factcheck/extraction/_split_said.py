"""An attribution as tokens of one sentence: who speaks, by which cue, what is said, whether that stands alone."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from ..model import Attribution, Span
from ._attr_words import STATEMENTS
from ._split_rehang import UPHOLDING, is_person, late
from ._split_tree import VERBAL, Node, below, finite, members, subject
from ._split_words import PLAIN, Word, new, wordset

_NO_SPEAKER = wordset("rule law plan schedule custom size age need taste tradition height weight rank")
_HEARERS, _WHERE = ("dobj", "dative"), ("prep", "npadvmod", "advmod", "advcl")
_FRAMING = PLAIN | wordset("reckoning count tally account calculation figure number telling admission word")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """An attribution in a sentence, worked out once: its parts as sets of tokens.

    ``within`` is the content as it was found; ``content`` is what is said, without "that", without what the speaker
    does, with all that is joined to it; ``strips``: it stands alone without its frame.
    """

    by: Attribution
    source: set[int]
    cue: set[int]
    within: set[int]
    content: set[int]
    strips: bool


def heard(by: Attribution, nodes: list[Node], starts: list[int]) -> Said:
    """Return an attribution as tokens of a sentence; ``starts`` are the article offsets of its tokens."""
    source, cue, within = (_inside(nodes, starts, spans) for spans in (by.source, by.cue, by.content))
    content = _content(nodes, source, cue, within)
    strips = bool(content) and by.statement and _stands(nodes, cue, content, quoted=by.form == "direct")
    return Said(by, source, cue, within, content, strips)


def by_rule(said: Said, nodes: list[Node]) -> bool:
    """Say whether the speaker is none: "according to the rules", "according to plan"."""
    according = any(n.lower == "according" for n in nodes if n.i in said.cue)
    return according and any(n.lemma in _NO_SPEAKER for n in nodes if n.i in said.source)


def another_says(nodes: list[Node], said: Said) -> set[int]:
    """Return what another says behind what is said: "Lund said they had lost, while Holm called it a joke"."""
    out: set[int] = set()
    for verb in nodes:
        mark, actor = verb.child("mark"), verb.child("nsubj")
        if verb.i not in said.content or mark is None or mark.lower not in ("while", "whereas"):
            continue
        named = actor is not None and (actor.ent == "PERSON" or is_person(actor))
        if named and verb.lemma in STATEMENTS and not verb.quote:
            out |= below(verb)
    return out


def beside_it(root: Node, told: set[int]) -> bool:
    """Say whether a clause stands by itself in the draft's own voice: "Sales fell: it was a bad month, Lee said"."""
    return root.head is root and root.pos in VERBAL and finite(root) and not below(root) & told


def _midway(node: Node, first: Node) -> Word:
    """Return a word as it is written inside a sentence, be it the one that opens it."""
    word = node.word
    if node.i != first.i or node.pos == "PROPN":
        return word
    return replace(word, text=word.text[:1].lower() + word.text[1:])


def saying(said: Said, nodes: list[Node]) -> tuple[Word, ...]:
    """Return that the speaker said it, with what tells when, where and to whom; nothing where that is not plain."""
    verb = next((n for n in nodes if n.i in said.cue and n.pos in VERBAL and n.child("nsubj")), None)
    actor = verb.child("nsubj") if verb is not None else None
    if verb is None or actor is None or verb.child("conj") or actor.i in said.content:
        return ()
    beside = [c for c in verb.children if c.dep == "advcl"]
    if any(not finite(c) or c.i < verb.i or any(n.quote and finite(n) for n in c.subtree()) for c in beside):
        return ()
    helpers = [c.word for c in verb.lefts if c.dep in ("aux", "prt")]
    rest = [c for c in verb.children if c.dep in (*_HEARERS, *_WHERE) and not said.content & below(c)]
    hearers = [n.word for c in rest if c.dep in _HEARERS for n in c.subtree()]
    where = [
        _midway(n, nodes[0])
        for c in rest
        if c.dep in _WHERE
        for n in (*(m for m in nodes if m.i == min(below(c)) - 1 and m.text == ","), *c.subtree())
    ]
    who = [n.word for n in actor.subtree() if n.i not in said.content]
    return (*who, *helpers, verb.word, *hearers, *new("this"), *where)


def _inside(nodes: list[Node], starts: list[int], spans: tuple[Span, ...]) -> set[int]:
    out: set[int] = set()
    for span in spans:
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        out |= {node.i for node in nodes[first:end]}
    return out


def _content(nodes: list[Node], source: set[int], cue: set[int], within: set[int]) -> set[int]:
    """Return the tokens of what is said: without "that", without what the speaker does, with all that is joined."""
    inside = within - _of_the_speaker(nodes, within, cue) - _before_colon(nodes, within, cue)
    for root in [n for n in nodes if n.i in inside and n.head.i in cue and n.pos in VERBAL]:
        for member in members(root)[1:]:
            inside |= {n.i for n in member.subtree()} - cue - source
            inside |= {c.i for c in root.children if c.dep == "cc"}
        for behind in [c for c in root.rights if late(c) and cue and c.i > max(cue)]:
            run = {n.i for n in behind.subtree()}
            inside |= run | {min(run) - 1} - cue - source
    for listed in [n for n in nodes if n.dep == "conj" and n.head.whole and n.head.i in inside]:
        inside |= below(listed) - cue - source  # a list that is left whole
    inside |= {n.i for n in nodes if n.punct and {n.i - 1, n.i + 1} <= inside} - cue
    marks = [n.i for n in nodes if n.text == '"' and n.i in inside]
    if len(marks) % 2:
        inside |= {n.i for n in nodes if n.text == '"' and n.i - 1 in inside and n.i > marks[-1]} - cue
    at = next((k for k, n in enumerate(nodes) if n.i in inside), None)
    first, after = (nodes[at], nodes[at + 1 : at + 2]) if at is not None else (None, [])
    if first is not None and first.lower == "that" and first.i - 1 in cue:
        inside -= {first.i} if after and after[0].pos not in VERBAL else set()
    return inside


def _before_colon(nodes: list[Node], inside: set[int], cue: set[int]) -> set[int]:
    """Return the draft's own "Sales fell:" where the content has it in ("Sales fell: it was bad, Lee said")."""
    for at, colon in enumerate(nodes):
        left = {n.i for n in nodes[:at]} & inside
        if (
            colon.text != ":"
            or not left
            or not cue
            or min(cue) < colon.i
            or any(n.quote for n in nodes[: at + 1])
        ):
            continue
        tops = [n for n in nodes[:at] if n.head is n and not n.punct]
        if len(tops) == 1 and tops[0].pos in VERBAL and finite(tops[0]) and max(below(tops[0])) <= colon.i:
            return left | {colon.i}
    return set()


def _of_the_speaker(nodes: list[Node], inside: set[int], cue: set[int]) -> set[int]:
    """Return what the content took in that the speaker does rather than says ("said P and cut its target")."""
    out: set[int] = set()
    for verb in [n for n in nodes if n.i in cue and n.pos in VERBAL]:
        for later in [m for m in members(verb) if m.i in inside and m is not verb]:
            out |= {n.i for n in later.subtree()} | {c.i for c in verb.children if c.dep == "cc"}
        for doing in [c for c in verb.rights if c.dep == "advcl" and c.lemma in UPHOLDING and c.i in inside]:
            out |= below(doing)  # "ruled that the river is free, upholding the ban"
    return out


def _has_subject(verb: Node) -> bool:
    actor = subject(verb)
    return actor is not None and actor.tag not in (
        "WP",
        "WDT",
    )  # "who, she says, was late" says nothing alone


def _stands(nodes: list[Node], cue: set[int], inside: set[int], *, quoted: bool) -> bool:
    """Say whether the content stands alone without its frame; of what is ``quoted`` an order does too."""
    cues = [n for n in nodes if n.i in cue]
    # Words between marks are those words, in whatever way they were spoken: fumed, sighed.
    verbatim = (
        quoted
        and bool(cue)
        and max(inside) < min(cue)
        and all(n.quote or n.punct for n in nodes if n.i in inside)
    )
    plain = (n.lemma in _FRAMING or (n.pos not in VERBAL and n.pos != "NOUN") for n in cues)
    if not (all(plain) or (verbatim and all(n.pos in VERBAL for n in cues))):
        return False
    if any(c.dep == "neg" or c.tag == "MD" for n in cues for c in n.children):
        return False
    roots = [n for n in nodes if n.i in inside and (n.head is n or n.head.i not in inside) and not n.punct]
    whole = (r.pos in VERBAL and finite(r) and _has_subject(r) for r in roots)
    orders = (quoted and r.tag == "VB" and subject(r) is None for r in roots)
    if not roots or not all(one or other for one, other in zip(whole, orders, strict=True)):
        return False
    tops = [n for n in nodes if n.i not in inside and (n.head is n or n.head.i in inside) and n.pos in VERBAL]
    tops = [n for n in tops if not beside_it(n, cue | inside)]
    return all(cue & {m.i for m in members(top)} or top.dep == "prep" for top in tops)
