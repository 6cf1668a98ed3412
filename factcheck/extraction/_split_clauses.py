"""Relative clauses: what they say of their noun, as a statement of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ._split_guard import of_whole
from ._split_nouns import PLACES, Shed, after_comma, closing, marked_off, of_the_clause, phrase
from ._split_tree import (
    FINITE,
    SUBJECTS,
    VERBAL,
    Node,
    Part,
    auxiliaries,
    below,
    finite,
    members,
    plural,
    plural_word,
    read,
    subject,
)
from ._split_words import Word, carried, new, wordset

_AMOUNTS = frozenset({"PERCENT", "MONEY", "CARDINAL", "QUANTITY"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_VAGUE = wordset(
    """
    people person those one ones anyone everyone someone nobody thing things something anything
    everything nothing all way time day moment reason place case kind sort type extent
    """
)
_QUANTIFIED = wordset(
    """
    no any every each all few little most only many such neither either first last double half twice triple
    """
)
# Parts of many; of those behind them none or all are told, even where the many are counted.
_PARTS = wordset(
    """
    most many some several half third thirds quarter quarters majority minority part number share proportion percent
    handful dozen dozens hundreds thousands rest bulk fraction portion percentage few fewer more less
    """
)
_NONE_OR_ALL = wordset("none neither any all each every everyone both first last")
# What is done to a thing by the verb behind "to": "readings that they refused to touch".
_TO_DO = wordset(
    """
    refuse want try hope plan agree fail decline seek manage need like love vow promise intend offer learn attempt
    begin start continue have threaten decide choose prefer
    """
)
_OF_ALL = wordset("blame attribute regret deny put ascribe link call describe")
_IMPLICATIVE = wordset("continue begin start go manage come help force lead use be proceed")
_DOUBTFUL = wordset(
    """
    plan want hope propose seek consider call threaten promise vow urge demand expect try attempt
    aim intend offer fail refuse deny doubt wish ask fear suspect allege claim might propose
    proposal threat possibility call demand request prospect bid effort hope believe suggest seem
    appear
    """
)


def relatives(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what the relative clauses of a noun say of it."""
    for clause in [c for c in noun.rights if c.dep == "relcl" and c.i not in part.cut]:
        if any(c.lower in ("neither", "nor", "no", "not", "either", "or") for c in noun.children):
            continue
        denied = by.get(min(below(noun)) - 1)
        if denied is not None and denied.lower == "not":
            continue  # "but not card details, which are kept elsewhere"
        loose, told = after_comma(clause, by), of_the_clause(noun, by)
        if not loose and cut_out(clause, by):
            continue
        if loose and _cleft(noun) and clause.child("nsubj") is not None and _who(clause):
            continue  # "It was Ann Lee, a nurse, who saw it"
        if not (loose or told or may_leave(noun, part)):
            continue
        if loose and "between" in (noun.head.lower, noun.head.head.lower):
            continue  # "a ticket between Ely and the capital, which costs 9 crowns"
        made = _relative(noun, clause, part) if even(clause) else None
        if made is not None:
            gone = marked_off(below(clause), by) | (frozenset() if loose else closing(clause, by))
            gone |= marked_off(below(noun), by) if told else _after_gloss(noun, clause, by)
            yield Shed(gone, (made,), "relative" if loose else "restrictive")


def cut_out(clause: Node, by: dict[int, Node]) -> bool:
    """Say whether a clause would leave a gap in a quotation, which is its very words."""
    after = by.get(max(below(clause)) + 1)
    return clause.quote > 0 and after is not None and after.quote == clause.quote and not after.punct


def _who(clause: Node) -> bool:
    return any(c.lower == "who" and c.dep == "nsubj" for c in clause.lefts)


def _after_gloss(noun: Node, clause: Node, by: dict[int, Node]) -> frozenset[int]:
    """Return the comma behind a clause that ends what a comma before its gloss began."""
    start, after = min(below(clause)), by.get(max(below(clause)) + 1)
    glossed = any(c.dep == "appos" and max(below(c)) == start - 1 for c in noun.children)
    return frozenset((after.i,) if glossed and after is not None and after.text == "," else ())


def even(clause: Node) -> bool:
    """Say whether all verbs that a clause joins have one form; else the parser has joined what is not its own."""
    finite_ones = {finite(m) or any(c.tag in FINITE for c in auxiliaries(m)) for m in members(clause)}
    if False in finite_ones and len({m.tag for m in members(clause)}) > 1:
        return False
    return len(finite_ones) == 1 and all(m.pos in VERBAL for m in members(clause))


def may_leave(noun: Node, part: Part) -> bool:
    """Say whether a noun keeps its meaning without the clause that picks it out."""
    front = {c.lower for c in noun.lefts}
    if noun.pos in ("PRON", "NUM") or noun.ent in _AMOUNTS or noun.lower in _VAGUE or front & _QUANTIFIED:
        return False
    if any(n.tag in ("JJS", "RBS", "JJR") or n.dep == "neg" for c in noun.lefts for n in c.subtree()):
        return False
    if noun.tag == "NNS" and not front and noun.dep != "attr":
        return False
    if _shared_out(noun) or _put_last(noun):
        return False
    return (named(noun) or stated(noun, part.root)) and not _cleft(noun)


def _put_last(noun: Node) -> bool:
    """Say whether an object stands late because of what hangs on it: "freed on bail a man held over the fire"."""
    start = min(below(noun))
    return noun.dep == "dobj" and any(c.dep == "prep" and noun.head.i < c.i < start for c in noun.head.rights)


def _shared_out(noun: Node) -> bool:
    """Say whether a part of them is told of, so that what picks them out says of whom: "none of the sick who drank".

    Of what is counted itself some part may be told without: "12 of the 30 climbers who fell".
    """
    share = noun.head.head
    if noun.dep != "pobj" or noun.head.lower != "of":
        return False
    if share.lower in _NONE_OR_ALL or (share.pos == "NUM" and share.child("neg")):
        return True
    return noun.child("nummod") is None and (share.pos in ("NUM", "PRON") or share.lower in _PARTS)


def named(noun: Node) -> bool:
    """Say whether a noun phrase speaks of something that is known already: "the ...", "its ...", a name."""
    return noun.pos == "PROPN" or any(
        c.lower in ("the", "this", "that", "these") or c.dep == "poss" for c in noun.lefts
    )


def stated(node: Node, root: Node) -> bool:
    """Say whether what holds ``node``, up to ``root``, is told as a fact: not planned, denied, possible."""
    for above in _path(node, root):
        if above.lemma in _DOUBTFUL and above is not node:
            return False
        if above is not root and above is not node and _unreal(above):
            return False
        if above.pos in VERBAL and any(c.dep == "neg" or c.tag == "MD" for c in above.children):
            return False
        if any(c.dep == "mark" and c.lower in ("if", "unless", "whether", "until") for c in above.children):
            return False
    return True


def _unreal(verb: Node) -> bool:
    """Say whether a verb stands as an aim or a means ("to build", "for building"), not as a fact."""
    if verb.dep == "pcomp":
        return True
    to = any(c.lower == "to" and c.dep == "aux" for c in verb.lefts)
    return to and not (verb.dep == "xcomp" and verb.head.lemma in _IMPLICATIVE)


def _path(node: Node, root: Node) -> Iterator[Node]:
    yield node
    if node is root:
        return
    for above in node.ancestors():
        yield above
        if above is root:
            return


def _cleft(noun: Node) -> bool:
    verb = noun.head
    starter = subject(verb) if verb.lemma == "be" else None
    return starter is not None and starter.lower in ("it", "this", "that", "what")


def _relative(noun: Node, clause: Node, part: Part) -> Part | None:
    """Return the relative clause with its noun in the place of the pronoun."""
    pronoun = next(
        (n for n in clause.subtree() if n.lower in _RELATIVE and n.dep not in ("mark", "det")), None
    )
    if pronoun is None or (
        pronoun.i != min(below(clause)) and pronoun.head.dep != "prep" and not _of_which(pronoun)
    ):
        return None
    words = antecedent(noun, clause, part)
    base = Part(clause, cut=part.cut, swap=part.swap, kind="relative")
    owner = (*words, *new("'" if noun.tag in ("NNS", "NNPS") and words[-1].text.endswith("s") else "'s"))
    for later in [n for m in members(clause)[1:] for n in m.subtree() if n.lower == "whose"]:
        base = _with(base, later, owner)  # "which owns the mill and whose shares fell"
    for later in [
        c for m in members(clause)[1:] for c in m.lefts if c.dep in SUBJECTS and c.tag in ("WP", "WDT")
    ]:
        base = _with(base, later, words)  # "who came in May and who has left"
    for later in members(clause)[1:]:
        base = _with_share(base, later, words, noun)
    counts = (
        noun.dep == "pobj"
        and noun.head.lower == "of"
        and noun.child("nummod")
        and noun.head.head.dep == "appos"
    )
    if pronoun.lower == "whose" and counts:
        return None  # "Tarn, a hamlet of 90 people, whose alarm"
    if pronoun.lower == "whose":
        owned = _with(base, pronoun, owner)
        return owned if pronoun.head.dep in SUBJECTS else _owned_object(clause, pronoun.head, owned)
    if pronoun.lower == "which" and pronoun.dep in SUBJECTS and _of_one(pronoun.head) and noun.tag == "NNS":
        return None  # "break down roots, which lets carbon build up": all of it does
    aside = any(n.pos in VERBAL and n.child("nsubj") and pronoun.i < n.i < clause.i for n in clause.subtree())
    aside = aside or sum(c.dep in SUBJECTS for c in clause.children) > 1
    if _of_which(pronoun):
        singly = not plural_word(noun) and (noun.dep == "conj" or noun.child("conj"))
        if singly and pronoun.lower == "whom":
            return None  # "the captain and the mate, neither of whom"
        return None if aside else _with(base, pronoun, _counted(words, noun))
    if pronoun.dep in SUBJECTS and (pronoun.head not in members(clause) or aside):
        return None
    if pronoun.dep in SUBJECTS:
        return _with(base, pronoun, words)
    return _object_relative(noun, clause, pronoun, base, words)


def _with_share(part: Part, verb: Node, words: tuple[Word, ...], noun: Node) -> Part:
    """Return "two of the ships have sunk" for "of which two have sunk", else the part as it is."""
    which = next((n for n in verb.subtree() if n.lower in ("which", "whom") and n.head.head is verb), None)
    number = next((c for c in verb.children if c.pos == "NUM" and c.dep in ("dobj", *SUBJECTS)), None)
    if which is None or number is None or which.head.lower != "of" or not plural_word(noun):
        return part
    told = (number.word, *new("of"), *_counted(words, noun))
    return _with(replace(part, cut=part.cut | below(which.head)), number, told)


def _owned_object(clause: Node, thing: Node, part: Part) -> Part | None:
    """Return "the board backed Lee's plan" for "Lee, whose plan the board backed"."""
    if thing.dep != "dobj" or thing.head is not clause or subject(clause) is None or clause.child("ccomp"):
        return None
    moved = (Word(clause.text, clause.i), *carried(read(thing, part)))
    return _with(part.without(below(thing)), clause, moved)


def _of_one(verb: Node) -> bool:
    """Say whether a verb tells of one thing: "which lets", "which was seen"."""
    helper = next((c for c in verb.lefts if c.dep in ("aux", "auxpass")), verb)
    return helper.tag == "VBZ" or helper.lower == "was"


def _counted(words: tuple[Word, ...], noun: Node) -> tuple[Word, ...]:
    """Return the things of which a share is told: "some of the families"."""
    if noun.pos == "PROPN" or named(noun) or any(c.lower in ("these", "those", "the") for c in noun.lefts):
        return words
    if words and words[0].text.lower() not in ("the", "his", "her", "its", "their"):
        first = words[0] if any(char.isdigit() for char in words[0].text) else _small(words[0])
        return (*new("the"), first, *words[1:])
    return words


def _small(word: Word) -> Word:
    return replace(word, text=word.text[:1].lower() + word.text[1:])


def _of_which(pronoun: Node) -> bool:
    """Say whether a pronoun stands in a share ("most of whom")."""
    of = pronoun.head
    share = of.head
    while share.dep == "pobj" and share.head.dep == "prep" and share.pos == "NUM":
        share = share.head.head  # "nine in ten of whom"
    return of.lower == "of" and of.dep == "prep" and share.dep in SUBJECTS


def _object_relative(
    noun: Node, clause: Node, pronoun: Node, base: Part, words: tuple[Word, ...]
) -> Part | None:
    if subject(clause) is None or (pronoun.head is clause and clause.child("ccomp")):
        return None  # "which the authority says it will decide"
    lower = clause.child("xcomp") if clause.lemma in _TO_DO else None
    if pronoun.dep == "dobj" and lower is not None and lower.child("dobj") is None:
        return None  # "readings that they refused to touch"
    if pronoun.dep == "dobj" and clause.lemma in _OF_ALL and noun.dep == "pobj" and noun.pos == "PROPN":
        return None  # "fined for spills into the Wear, which it blamed on rain"
    if pronoun.dep == "dobj" and pronoun.head is clause:
        return _with(_with(base, pronoun, ()), clause, (Word(clause.text, clause.i), *words))
    if pronoun.dep == "pobj" and pronoun.head.head is clause:
        prep = pronoun.head
        opens = any(n.text == "," and n.i == prep.i - 1 for n in noun.subtree())
        shared = _with_share(base, clause, words, noun) if opens else base
        if shared is not base:
            return shared
        if prep.lower == "of" or _of_a_noun(noun):
            return None  # "a drone, video of which it posted"; "an attack on a market, in which two died"
        moved = (*carried((Word(prep.text.lower(), prep.i),)), *words)
        return Part(clause, cut=base.cut | below(prep), swap=base.swap, tail=moved, kind="relative")
    if pronoun.lower == "where" and (
        noun.ent in ("GPE", "LOC", "FAC") or (noun.tag == "NN" and noun.lemma in PLACES)
    ):
        lead = (*_at(noun), *words)
        return Part(clause, cut=base.cut | {pronoun.i}, swap=base.swap, lead=lead, kind="relative")
    return None


def _at(place: Node) -> tuple[Word, ...]:
    """Return "on" or "at" where the place stands behind it ("on the island, where"), else "in"."""
    before = place.head
    if place.dep == "pobj" and before.lower in ("on", "at"):
        return carried((Word(before.lower, before.i),))
    return new("in")


def _of_a_noun(noun: Node) -> bool:
    """Say whether a thing stands behind a preposition, so that what follows may be about another thing before it."""
    return noun.dep == "pobj" and noun.pos != "PROPN"


def _with(part: Part, node: Node, words: tuple[Word, ...]) -> Part:
    return Part(part.root, cut=part.cut, swap={**part.swap, node.i: words}, lead=part.lead, kind=part.kind)


def antecedent(noun: Node, clause: Node, part: Part) -> tuple[Word, ...]:
    """Return whom a relative clause speaks of: in "X is a Y that Z" it is X."""
    if noun is part.root and part.actor:
        return carried(part.actor)
    if noun.pos == "PROPN" and clause.i > members(noun)[-1].i and len(members(noun)) > 1:
        if _of_one(clause):
            return phrase(members(noun)[-1], part)  # "Lund and Holm, who is 40"
        gone = {i for c in noun.children if c is clause or c.dep in ("appos", "acl") for i in below(c)}
        return carried(
            read(noun, Part(noun, cut=part.cut | gone | set(_commas_of(clause, noun)), swap=part.swap))
        )
    drop = {i for c in noun.children if c.dep == "acl" for i in below(c)} | _part(noun)
    first = noun
    while first.dep == "conj" and first.head.pos in ("NOUN", "PROPN"):
        first = first.head
    verb = first.head
    starter = subject(verb) if first.dep == "attr" and verb.lemma == "be" else None
    indefinite = any(c.lower in ("a", "an") for c in noun.lefts) or not noun.child("det", "poss")
    if starter is not None and indefinite and starter.dep != "expl" and plural(starter) == plural_word(noun):
        if starter.pos == "PRON" and starter.i in part.swap:
            return carried(part.swap[starter.i])
        return phrase(starter, part)
    return phrase(noun, part, definite=True, drop=drop)


def _part(noun: Node) -> set[int]:
    """Return "74 of" in "74 of 89 drones launched overnight", taken for one number: launched were all 89."""
    number = noun.child("nummod")
    return {i for c in number.lefts if of_whole(c, number) for i in below(c)} if number is not None else set()


def _commas_of(clause: Node, noun: Node) -> list[int]:
    """Return the commas of a noun that set off a clause."""
    return [
        c.i
        for c in noun.children
        if (c.text == "," and c.i > members(noun)[-1].i) or c.i == min(below(clause)) - 1
    ]
