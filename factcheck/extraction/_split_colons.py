"""A list behind a colon: "The band's records are: A, B, C and D" -> "The band's records include A", one claim each.

What stands behind the colon is often names that the parser cannot join, so the commas are read instead. Only where
the list is plainly one: a plural subject, "are:" or "include:", three items or more of one kind, the last after "and".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ._split_guard import NEGATIONS, hedge
from ._split_tree import FINITE, VERBAL, Node, finite
from ._split_words import Word

_LONG = 8
_FEW = 3
_TYING = frozenset({"or", "nor", "either", "neither", "respectively", "each", "together", "only", "not"})


def listed(nodes: Sequence[Node]) -> tuple[tuple[Word, ...], ...]:
    """Return the claims of a sentence that is a list behind a colon; none where it is anything else."""
    at = next((k for k, n in enumerate(nodes) if n.text == ":"), 0)
    front = nodes[:at]
    items = _items(nodes[at + 1 :]) if at and _opens(front) else []
    if len(items) < _FEW or not _alike(items):
        return ()
    verb = front[-1]
    told = verb.word
    if verb.lemma == "be":
        told = Word("included" if verb.tag == "VBD" else "include", verb.i, added=True)
    lead = (*(n.word for n in front[:-1]), told)
    return tuple((*lead, *(n.word for n in item)) for item in items)


def _opens(front: Sequence[Node]) -> bool:
    """Say whether "the band's records are" stands before the colon: a plural subject and one plain verb."""
    verb = front[-1]
    if verb.lemma not in ("be", "include") or verb.tag not in ("VBP", "VBD") or verb.pos not in VERBAL:
        return False
    if any(n.lower in _TYING | NEGATIONS or hedge(n) or n.quote for n in front):
        return False
    actor = verb.child("nsubj")
    return actor is not None and actor.tag in ("NNS", "NNPS") and sum(finite(n) for n in front) == 1


def _items(rest: Sequence[Node]) -> list[list[Node]]:
    """Return what stands between the commas, without the last "and"; nothing where no "and" closes the list."""
    if any(n.lower in _TYING or n.text == ":" for n in rest):
        return []
    stop = ";" if any(n.text == ";" for n in rest) else ","
    pieces: list[list[Node]] = [[]]
    depth = 0
    for n in rest:
        depth += (n.text == "(") - (n.text == ")")
        if n.text == stop and not depth and not n.quote:
            pieces.append([])
        elif n.text.strip() and not (n.text == "." and n is rest[-1]):
            pieces[-1].append(n)
    joins = [k for k, n in enumerate(pieces[-1]) if n.lower == "and"]
    if len(joins) == 1:
        last = pieces.pop()
        pieces += [piece for piece in (last[: joins[0]], last[joins[0] + 1 :]) if piece]
    return pieces if len(joins) == 1 else []


def _alike(items: Iterable[Sequence[Node]]) -> bool:
    """Say whether all items are short and begin alike, all with a capital or none, and none is a clause."""
    shapes = set()
    for item in items:
        if not 0 < len(item) <= _LONG or any(n.tag in FINITE and n.text.islower() for n in item):
            return False
        shapes.add(item[0].text[:1].isupper() or item[0].text[:1] in "\"'“")
    return len(shapes) == 1
