"""A verb left out: "Labour won 45 seats, the Greens 30 and the Liberals 12" -> "The Greens won 30", one claim each.

The parser cannot join a name to a figure without a verb, so the words are read. Where a gap is seen and cannot be
filled for certain the sentence stays whole: "Labour won the Greens" would be the outcome.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import _verbs
from ._split_guard import hedge, negation
from ._split_tree import FINITE, VERBAL, Node, auxiliaries, below, finite, plural_word, subject
from ._split_words import Word, carried, tidy, wordset

_LONG = 7
_SIGNS = frozenset({"$", "£", "€", "%", "percent", "per", "cent", "pct", "points"})
_MOVES = frozenset({"to", "from", "at", "by"})
_TYING = wordset("or nor either neither respectively each together only both between")
_AGREEING = {
    "is": ("is", "are"), "are": ("is", "are"), "was": ("was", "were"), "were": ("was", "were"),
    "has": ("has", "have"), "have": ("has", "have"),
}  # fmt: skip
_HELPERS = frozenset({*_AGREEING, "had", "will", "would", "could"})


def gapped(nodes: Sequence[Node]) -> tuple[tuple[Word, ...], ...]:
    """Return the claims of a clause whose later members have no verb; one, the whole, where they cannot be filled."""
    rest = [n for n in nodes if n.text.strip()]
    while rest and rest[-1].text in (".", '"', "'"):
        rest.pop()
    pieces = _pieces(rest)
    gaps: list[list[Node]] = []
    led = _led_by(rest)
    while len(pieces) > 1 and (_gap(pieces[-1]) or (led and _amount(pieces[-1], led))):
        gaps.insert(0, pieces.pop())
    whole = (tidy([n.word for n in rest]),)
    if not gaps:
        return whole if _late_figure(pieces) and _first_verb(rest[: pieces[0][-1].i - rest[0].i + 1]) else ()
    first = [n for n in rest if n.i < gaps[0][0].i]
    while first and first[-1].lower in (",", "and"):
        first.pop()
    verb = _first_verb(first, figure=not led)
    if verb is None:
        return ()
    if not _may_fill(verb, rest):
        return whole
    what = None if led else _object_with_a_figure(verb, first)
    if what is not None and not (what.pos == "PROPN" and all(map(_by_so_much, gaps))):
        return whole  # "Corvan raised its dividend by 4 crowns and Nordwing by 2"
    if what is not None:
        kept = [n.word for n in first if n.i < min(below(what))]
        return (tidy([n.word for n in first]), *(tidy([*kept, *(n.word for n in gap)]) for gap in gaps))
    filled = []
    for gap in gaps:
        at = _figure(gap) if _gap(gap) else next(k for k, n in enumerate(gap) if n.lower == led)
        filled.append((*(n.word for n in gap[:at]), *_told(verb, gap[at - 1]), *(n.word for n in gap[at:])))
    return (tidy([n.word for n in first]), *(tidy(words) for words in filled))


def _object_with_a_figure(verb: Node, first: Sequence[Node]) -> Node | None:
    """Return to what a verb does it "by 4,000 votes": the later members may be others to whom it is done."""
    what = verb.child("dobj")
    if what is None or what.pos == "NUM" or what.child("nummod") or what.ent in ("MONEY", "PERCENT"):
        return None
    behind = [n for n in first if n.i > max(below(what))]
    return what if behind and behind[0].lower == "by" else None


def _by_so_much(gap: Sequence[Node]) -> bool:
    """Say whether a stretch is a name and by how much: "Dorn by 2,100"."""
    at = _figure(gap)
    return gap[at].lower == "by" and gap[at - 1].pos == "PROPN"


def _pieces(rest: Sequence[Node]) -> list[list[Node]]:
    """Return the stretches between commas and "and"."""
    pieces: list[list[Node]] = [[]]
    for n in rest:
        if n.text == "," or n.lower == "and":
            pieces.append([])
        else:
            pieces[-1].append(n)
    return [piece for piece in pieces if piece] or [[]]


def _figure(piece: Sequence[Node]) -> int:
    """Return where the figure of a piece begins."""
    signs = ("$", "£", "€", *_MOVES)
    return next((k for k, n in enumerate(piece) if n.pos == "NUM" or n.lower in signs), 0)


def _gap(piece: Sequence[Node]) -> bool:
    """Say whether a stretch is a name and a figure, nothing else ("the Greens 30", "gold 1% to $1,900")."""
    at = _figure(piece)
    name, figure = piece[:at], piece[at:]
    if not 0 < at <= _LONG:
        return False
    named = name[-1].pos in ("NOUN", "PROPN") and name[-1].ent not in ("DATE", "TIME", "MONEY")
    if not named and not (name[-1].text[:1].islower() and name[0].lower == "the"):
        return False
    if any(n.pos in (*VERBAL, "ADP", "SCONJ", "ADV") or n.punct for n in name):
        return False
    return (
        all(n.pos == "NUM" or n.lower in _SIGNS | _MOVES for n in figure) and figure[-1].lower not in _MOVES
    )


def _led_by(rest: Sequence[Node]) -> str:
    """Return "from" in "£131m will come from a fund, £48m from a levy and the rest from loans", else ""."""
    verb = _first_verb(rest, figure=False)
    after = next((n for n in rest if verb is not None and n.i == verb.i + 1), None)
    actor = subject(verb) if verb is not None else None
    counts = actor is not None and (actor.pos == "NUM" or actor.child("nummod") or actor.ent == "MONEY")
    return after.lower if after is not None and counts and after.dep in ("prep", "agent") else ""


def _amount(piece: Sequence[Node], led: str) -> bool:
    """Say whether a stretch is an amount and what follows the verb for it: "£48m from a levy of £8 a week"."""
    at = next((k for k, n in enumerate(piece) if n.lower == led), 0)
    if not 0 < at <= _LONG or any(n.tag in FINITE or n.text == ";" for n in piece) or at + 1 == len(piece):
        return False
    name = [n.lower for n in piece[:at]]
    figures = all(n.pos in ("NUM", "SYM") or n.ent in ("MONEY", "PERCENT") for n in piece[:at])
    return figures or " ".join(name) in ("the rest", "the remainder", "the others", "another", "the other")


def _late_figure(pieces: Sequence[Sequence[Node]]) -> bool:
    """Say whether a bare figure ends a clause about a name: "..., and the Greens, who had campaigned, 11"."""
    last = pieces[-1]
    bare = all(n.pos == "NUM" or n.lower in _SIGNS for n in last)
    return len(pieces) > 2 and bare and pieces[-2][0].lower in ("who", "which", "whose")


def _first_verb(first: Sequence[Node], *, figure: bool = True) -> Node | None:
    """Return the verb of a clause that tells a figure which is no part of a name ("Article 3")."""
    verb = next(
        (n for n in first if n.pos in VERBAL and finite(n) and n.dep not in ("aux", "auxpass", "relcl")), None
    )
    if verb is None or subject(verb) is None:
        return None
    if not figure:
        return verb
    behind = [n for n in first if n.i > verb.i]
    figures = [(before, n) for before, n in zip([verb, *behind], behind, strict=False) if n.pos == "NUM"]
    return verb if figures and figures[0][0].pos not in ("NOUN", "PROPN") else None


def _may_fill(verb: Node, rest: Sequence[Node]) -> bool:
    """Say whether later members may take the verb: it is told as a fact, once, and nothing ties them together."""
    helpers = auxiliaries(verb)
    if helpers and helpers[0].lower not in _HELPERS:
        return False
    if any(n.lower in _TYING or negation(n) or hedge(n) or n.quote for n in rest):
        return False
    return sum(n.pos in VERBAL and finite(n) and n.dep not in ("aux", "auxpass") for n in rest) == 1


def _told(verb: Node, name: Node) -> tuple[Word, ...]:
    """Return the verb as a later member takes it, in its number: "the state pays", "the states pay"."""
    helpers = auxiliaries(verb)
    many = plural_word(name)
    first = helpers[0] if helpers else verb
    form = _AGREEING[first.lower][many] if first.lower in _AGREEING else first.text
    if first is verb and first.tag in ("VBZ", "VBP") and first.lower not in _AGREEING:
        form = _verbs.present(verb.lemma, plural=many)
    words = (Word(form, first.i), *(n.word for n in (*helpers[1:], verb) if n is not first))
    return carried((*words, *(c.word for c in verb.rights if c.dep == "prt")))
