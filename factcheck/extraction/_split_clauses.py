"""Clauses inside a sentence that say something of their own: relative, participial, adverbial."""

from __future__ import annotations

from collections.abc import Iterator

from . import _verbs
from ._split_nouns import Shed, after_comma, be, marked_off, phrase, tells_past
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
    read,
    subject,
)
from ._split_words import Word, carried, new, wordset

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_VAGUE = frozenset(
    [
        "people",
        "person",
        "those",
        "one",
        "ones",
        "anyone",
        "everyone",
        "someone",
        "nobody",
        "thing",
        "things",
        "something",
        "anything",
        "everything",
        "nothing",
        "all",
        "way",
        "time",
        "day",
        "moment",
        "reason",
        "place",
        "case",
        "kind",
        "sort",
        "type",
        "extent",
    ]
)
_QUANTIFIED = frozenset(
    [
        "no",
        "any",
        "every",
        "each",
        "all",
        "few",
        "little",
        "most",
        "only",
        "many",
        "such",
        "neither",
        "either",
        "first",
        "last",
    ]
)
_NAMING = frozenset(
    [
        "name",
        "call",
        "know",
        "title",
        "dub",
        "entitle",
        "base",
        "regard",
        "concern",
        "involve",
        "follow",
        "include",
        "accord",
        "compare",
    ]
)
# What an event does rather than its agent: "the roof fell, killing two" is the fall's doing as much as the roof's,
# but "the council adopted a motion, allowing ..." is not the council's.
_OUTCOMES = frozenset(
    [
        "allow",
        "make",
        "bring",
        "mean",
        "leave",
        "prompt",
        "spark",
        "cause",
        "force",
        "raise",
        "end",
        "mark",
        "follow",
        "include",
        "enable",
        "lead",
        "result",
        "give",
        "trigger",
        "add",
        "help",
        "ensure",
        "become",
        "create",
        "reduce",
        "increase",
        "push",
        "take",
        "keep",
        "put",
        "set",
        "pave",
        "forc",
    ]
)
_BESIDE = frozenset({"while", "although", "though", "whereas", "because", "as", "since"})
_AS_KNOWN = wordset("know expect say do see note mention report describe appear seem show hope")
_IMPLICATIVE = wordset("continue begin start go manage come help force lead use be proceed")
_DOUBTFUL = frozenset(
    [
        "plan",
        "want",
        "hope",
        "propose",
        "seek",
        "consider",
        "call",
        "threaten",
        "promise",
        "vow",
        "urge",
        "demand",
        "expect",
        "try",
        "attempt",
        "aim",
        "intend",
        "offer",
        "fail",
        "refuse",
        "deny",
        "doubt",
        "wish",
        "ask",
        "fear",
        "suspect",
        "allege",
        "claim",
        "might",
        "propose",
        "proposal",
        "threat",
        "possibility",
        "call",
        "demand",
        "request",
        "prospect",
        "bid",
        "effort",
        "hope",
        "believe",
        "suggest",
        "seem",
        "appear",
    ]
)


def relatives(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what the relative clauses of a noun say of it."""
    for clause in [c for c in noun.rights if c.dep == "relcl" and c.i not in part.cut]:
        loose = after_comma(clause, by)
        if not loose and not _may_leave(noun, part):
            continue
        made = _relative(noun, clause, part) if _even(clause) else None
        if made is not None:
            yield Shed(marked_off(below(clause), by), (made,), "relative" if loose else "restrictive")


def _even(clause: Node) -> bool:
    """Say whether all verbs that a clause joins have one form; else the parser has joined what is not its own."""
    finite_ones = {finite(m) for m in members(clause)}
    if False in finite_ones and len({m.tag for m in members(clause)}) > 1:
        return False
    return len(finite_ones) == 1 and all(m.pos in VERBAL for m in members(clause))


def _may_leave(noun: Node, part: Part) -> bool:
    """Say whether a noun keeps its meaning without the clause that picks it out."""
    front = {c.lower for c in noun.lefts}
    if noun.pos in ("PRON", "NUM") or noun.lower in _VAGUE or front & _QUANTIFIED:
        return False
    if any(n.tag in ("JJS", "RBS", "JJR") or n.dep == "neg" for c in noun.lefts for n in c.subtree()):
        return False
    return (named(noun) or stated(noun, part.root)) and not _cleft(noun)


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
    words = _antecedent(noun, clause, part)
    base = Part(clause, cut=part.cut, swap=part.swap, kind="relative")
    if pronoun.lower == "whose":
        return _with(base, pronoun, (*words, *new("'s")))
    if pronoun.dep in SUBJECTS or _of_which(pronoun):
        return _with(base, pronoun, words)
    return _object_relative(noun, clause, pronoun, base, words)


def _of_which(pronoun: Node) -> bool:
    """Say whether a pronoun stands in a share ("most of whom")."""
    of = pronoun.head
    return of.lower == "of" and of.dep == "prep" and of.head.dep in SUBJECTS


def _object_relative(
    noun: Node, clause: Node, pronoun: Node, base: Part, words: tuple[Word, ...]
) -> Part | None:
    if subject(clause) is None:
        return None
    if pronoun.dep == "dobj" and pronoun.head is clause:
        return _with(_with(base, pronoun, ()), clause, (Word(clause.text, clause.i), *words))
    if pronoun.dep == "pobj" and pronoun.head.head is clause:
        prep = pronoun.head
        moved = (*carried((Word(prep.text.lower(), prep.i),)), *words)
        return Part(clause, cut=base.cut | below(prep), swap=base.swap, tail=moved, kind="relative")
    if pronoun.lower == "where" and noun.ent in ("GPE", "LOC", "FAC"):
        return Part(
            clause, cut=base.cut | {pronoun.i}, swap=base.swap, tail=(*new("in"), *words), kind="relative"
        )
    return None


def _with(part: Part, node: Node, words: tuple[Word, ...]) -> Part:
    return Part(part.root, cut=part.cut, swap={**part.swap, node.i: words}, lead=part.lead, kind=part.kind)


def _antecedent(noun: Node, clause: Node, part: Part) -> tuple[Word, ...]:
    """Return whom a relative clause speaks of: in "X is a Y that Z" it is X."""
    if noun is part.root and part.actor:
        return carried(part.actor)
    if noun.pos == "PROPN" and clause.i > members(noun)[-1].i and len(members(noun)) > 1:
        gone = {i for c in noun.children if c is clause or c.dep in ("appos", "acl") for i in below(c)}
        return carried(
            read(noun, Part(noun, cut=part.cut | gone | set(commas_of(clause, noun)), swap=part.swap))
        )
    drop = {i for c in noun.children if c.dep == "acl" for i in below(c)}
    verb = noun.head
    starter = subject(verb) if noun.dep == "attr" and verb.lemma == "be" else None
    indefinite = any(c.lower in ("a", "an") for c in noun.lefts) or (
        noun.tag == "NNS" and not noun.child("det")
    )
    if starter is not None and indefinite and starter.dep != "expl" and plural(starter) == plural(noun):
        if starter.pos == "PRON" and starter.i in part.swap:
            return carried(part.swap[starter.i])
        return phrase(starter, part)
    return phrase(noun, part, definite=True, drop=drop)


def _title_case(clause: Node) -> bool:
    """Say whether what looks like a participle stands in a title ("..., Playing the Angel")."""
    return clause.text[:1].isupper() and not clause.opens


def commas_of(clause: Node, noun: Node) -> list[int]:
    """Return the commas of a noun that set off a clause."""
    return [
        c.i
        for c in noun.children
        if (c.text == "," and c.i > members(noun)[-1].i) or c.i == min(below(clause)) - 1
    ]


def participles(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what a participle on a noun says of it: "a plan aimed at ...", "a law banning ..."."""
    for clause in [c for c in noun.rights if c.dep == "acl" and c.i not in part.cut]:
        loose = after_comma(clause, by)
        if clause.tag not in ("VBN", "VBG") or not clause.children or _title_case(clause):
            continue
        if clause.tag == "VBN" and clause.lemma in ("call", "name", "dub", "know") and clause.child("oprd"):
            lead = phrase(noun, part, definite=True, drop=below(clause))
            made = _told(clause, lead, noun, part, past=False)
            yield Shed(frozenset(), (made,) if made else (), "naming")
        if clause.lemma in _NAMING:
            continue
        if (
            not _even(clause)
            or (not loose and not _may_leave(noun, part))
            or any(c.dep in ("aux", "mark") for c in clause.children)
        ):
            continue
        lead = _antecedent(noun, clause, part)
        made = _told(clause, lead, noun, part, past=tells_past(noun))
        if made is not None:
            yield Shed(marked_off(below(clause), by), (made,), "participle")


def _told(clause: Node, lead: tuple[Word, ...], noun: Node, part: Part, *, past: bool) -> Part | None:
    """Return a participle as a clause of its own, in the tense of the clause that it hangs on."""
    if clause.tag == "VBN":
        past = past or clause.child("agent") is not None
        return Part(
            clause, lead=(*lead, *be(noun, part, past=past)), cut=part.cut, swap=part.swap, kind="participle"
        )
    if clause.lemma == "be":
        form = be(noun, part, past=past)[0].text
    else:
        form = (
            _verbs.past(clause.lemma, clause.lower)
            if past
            else _verbs.present(clause.lemma, plural=plural(noun))
        )
    swap = {**part.swap, clause.i: (Word(form, clause.i, added=True),)}
    for later in members(clause)[1:]:
        if later.tag == "VBG":
            other = (
                _verbs.past(later.lemma, later.lower)
                if past
                else _verbs.present(later.lemma, plural=plural(noun))
            )
            swap[later.i] = (Word(other, later.i, added=True),)
    return Part(clause, lead=lead, cut=part.cut, swap=swap, kind="participle")


def adverbials(verb: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what the adverbial clauses of a verb say: "..., killing two", "while ...", "born in ..."."""
    for clause in [c for c in verb.children if c.dep == "advcl" and c.i not in part.cut]:
        mark = clause.child("mark")
        if mark is not None and _stands(clause, mark):
            made = Part(clause, cut=part.cut | {mark.i}, swap=part.swap, kind="adverbial")
            keeps = mark.lower == "because"
            yield Shed(frozenset() if keeps else marked_off(below(clause), by), (made,), "adverbial")
        elif mark is None and clause.tag in ("VBG", "VBN") and not _introduced(clause):
            yield from _participial(verb, clause, part, by)


def _stands(clause: Node, mark: Node) -> bool:
    """Say whether an adverbial clause tells a fact of its own."""
    if mark.lower not in _BESIDE or subject(clause) is None or not finite(clause):
        return False
    if any(c.lower in ("even", "just", "only", "not") and c.i < mark.i for c in clause.children):
        return False
    if mark.lower == "since":
        return clause.tag in ("VBZ", "VBP") or any(
            c.tag in ("VBZ", "VBP") and c.lemma == "be" for c in clause.lefts
        )
    return mark.lower != "as" or (clause.lemma not in _AS_KNOWN and mark.i == min(below(clause)))


def _introduced(clause: Node) -> bool:
    return any(
        c.dep in ("aux", "auxpass", "mark", *SUBJECTS)
        or (c.tag in ("WRB", "IN") and c.i < clause.i and c.dep != "prep")
        for c in clause.children
    )


def _participial(verb: Node, clause: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield a participle clause with the subject and the tense of its main clause."""
    actor = subject(verb)
    fronted = clause.i < verb.i
    if (
        actor is None
        or not (after_comma(clause, by) or fronted)
        or clause.lemma in _NAMING
        or _title_case(clause)
    ):
        return
    if any(c.dep == "neg" for c in verb.children):
        return
    lead = _actor(actor, part)
    if clause.tag == "VBN":
        made: Part | None = Part(
            clause,
            lead=(*lead, *be(actor, part, past=tells_past(verb))),
            cut=part.cut,
            swap=part.swap,
            kind="participial",
        )
    elif clause.lemma in _OUTCOMES and not fronted:
        made = None
    else:
        made = in_tense(clause, verb, actor, lead, part)
    if made is not None:
        yield Shed(_fronted(clause, by) if fronted else marked_off(below(clause), by), (made,), "participial")


def _fronted(clause: Node, by: dict[int, Node]) -> frozenset[int]:
    run = below(clause)
    after = by.get(max(run) + 1)
    return frozenset(run | ({after.i} if after is not None and after.text == "," else set()))


def _actor(actor: Node, part: Part) -> tuple[Word, ...]:
    words = part.swap.get(actor.i)
    if words is not None:
        return carried(words)
    if part.lead and actor.i not in {n.i for n in part.root.subtree()}:
        return carried(part.lead)
    gone = {i for c in actor.children if c.dep in ("relcl", "appos") for i in below(c)}
    gone |= {c.i for c in actor.children if c.punct and c.text == ","} if gone else set()
    return carried(read(actor, Part(actor, cut=part.cut | gone, swap=part.swap)))


def in_tense(clause: Node, verb: Node, actor: Node, lead: tuple[Word, ...], part: Part) -> Part | None:
    """Return a clause in -ing, its verb in the tense of the main verb; None where that cannot be told."""
    swap = dict(part.swap)
    helpers: tuple[Word, ...] = ()
    for each in members(clause):
        made = _form(each, verb, plural(actor))
        if made is None:
            return None
        helpers, form = made
        swap[each.i] = (Word(form, each.i, added=True),)
    return Part(clause, lead=(*lead, *helpers), cut=part.cut, swap=swap, kind="participial")


def _form(clause: Node, verb: Node, many: bool) -> tuple[tuple[Word, ...], str] | None:
    if clause.tag != "VBG":
        return None
    helpers = auxiliaries(verb)
    first = helpers[0] if helpers else None
    if first is None:
        if verb.tag == "VBD":
            return (), ("were" if many else "was") if clause.lemma == "be" else _verbs.past(
                clause.lemma, clause.lower
            )
        if verb.tag in FINITE:
            return (), ("are" if many else "is") if clause.lemma == "be" else _verbs.present(
                clause.lemma, plural=many
            )
        return None
    carry = carried((Word(first.text.lower(), first.i),))
    if first.lemma == "have":
        return carry, "been" if clause.lemma == "be" else _verbs.participle(clause.lemma, clause.lower)
    if first.tag == "MD":
        return carry, clause.lemma
    if first.lemma == "be" and first.tag == "VBD":
        return (), ("were" if many else "was") if clause.lemma == "be" else _verbs.past(
            clause.lemma, clause.lower
        )
    if first.lemma == "be":
        return carry, clause.lower
    return None


__all__ = ["adverbials", "participles", "relatives", "stated"]
