"""Participles and adverbial clauses: "..., killing two", "while ...", "a law banning ...", "born in ..."."""

from __future__ import annotations

from collections.abc import Iterator

from . import _verbs
from ._attr_words import STATEMENTS
from ._split_clauses import antecedent, cut_out, even, may_leave
from ._split_news import WISHING
from ._split_nouns import Shed, after_comma, be, closing, marked_off, phrase, set_off, tells_past
from ._split_rehang import TELLING, is_person
from ._split_tree import (
    FINITE,
    SUBJECTS,
    VERBAL,
    Node,
    Part,
    auxiliaries,
    below,
    elliptical,
    finite,
    members,
    plural,
    read,
    subject,
)
from ._split_words import PLAIN, Word, carried, new, wordset

_NAMING = wordset(
    """
    name call know title dub entitle base regard concern involve follow include accord compare
    """
)
# What an event does and its agent does not: "sales fell again, marking ..." is not the sales' doing.
_OUTCOMES = wordset(
    """
    mean mark result follow include bring lead make become prompt force spark trigger fan fuel end send plunge threaten
    push
    """
)
_DONE = wordset(
    "find seize steal buy sell kill arrest discover recover bring send capture burn injure wound rescue"
)
_STANCES = wordset("adjust compare measure take put give see view judge consider set weigh base")
MEASURES = wordset(
    "number share proportion percentage amount rate level cost total value volume price average rest"
)
_CHANGES = wordset(
    "rise fall climb drop increase grow decline decrease"
)  # "will release 2 tonnes, rising to 3"
_SPANNING = wordset("begin start commence end expire last run take come finish continue")
_BESIDE = frozenset({"while", "although", "though", "whereas", "because", "as", "since"})
_HELD = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "prep"})
_ASKED = wordset("require demand allow permit recommend expect want hope do")
_AS_KNOWN = wordset("know expect say do see note mention report describe appear seem show hope")


def _title_case(clause: Node) -> bool:
    """Say whether what looks like a participle stands in a title ("..., Playing the Angel")."""
    return clause.text[:1].isupper() and not clause.opens


def participles(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what a participle on a noun says of it: "a plan aimed at ...", "a law banning ..."."""
    for clause in [c for c in noun.rights if c.dep == "acl" and c.i not in part.cut]:
        loose = after_comma(clause, by)
        if clause.tag not in ("VBN", "VBG") or not clause.children or _title_case(clause):
            continue
        if not loose and (cut_out(clause, by) or _set_between_commas(noun, clause, by)):
            continue  # the very words of a quotation; "350 wolves, the number set as the minimum, is"
        if noun.dep == "dobj" and noun.head.lemma in WISHING and not loose:
            continue  # "wants the plant sold by May": it is not sold yet
        had = noun.dep == "dobj" and noun.head.lemma == "have" and noun.head.tag == "VB"
        if not loose and (
            had or (clause.lemma == "leave" and any(a.lemma == "have" for a in noun.ancestors()))
        ):
            continue  # "wants to have the cracks sealed", "has eleven months left to serve"
        if is_person(noun) and any(n.ent == "MONEY" for c in noun.lefts for n in c.subtree()):
            continue  # "below the $2 million analysts polled in May had expected"
        if not loose and _beside_with(noun):
            continue  # "with the yield on the bond rising to 4.7%": the yield rose
        if not loose and noun.lemma in MEASURES and any(c.lower == "of" for c in noun.rights):
            continue  # "the number of cars using the bridge" counts those alone
        if not loose and clause.tag == "VBG" and _spans(clause):
            continue  # "agreed a truce beginning Aug. 30": whether it has begun is not told
        if any(n.lower in ("them", "whom") for c in noun.lefts for n in c.subtree()):
            continue  # "among them a baby born this morning"
        if clause.tag == "VBN" and clause.lemma in ("call", "name", "dub", "know") and clause.child("oprd"):
            lead = phrase(noun, part, definite=True, drop=below(clause))
            made = _told(clause, lead, noun, part, past=False)
            gone = marked_off(below(clause), by) if made and loose else frozenset()
            yield Shed(gone, (made,) if made else (), "naming")
        if clause.lemma in _NAMING or (loose and clause.tag == "VBG" and _two_may(noun)):
            continue
        if (
            not even(clause)
            or (not loose and not may_leave(noun, part))
            or any(c.dep in ("aux", "mark") for c in clause.children)
        ):
            continue
        lead = antecedent(noun, clause, part)
        made = _told(clause, lead, noun, part, past=tells_past(noun))
        if made is not None:
            yield Shed(marked_off(below(clause), by) | closing(clause, by), (made,), "participle")


def _spans(clause: Node) -> bool:
    """Say whether "-ing" tells of what span a thing is: "beginning Aug. 30", "lasting a week", "taking effect"."""
    thing = clause.child("dobj", "xcomp")
    return clause.lemma in _SPANNING and (
        thing is None or thing.lower in ("effect", "hold") or thing.ent == "DATE"
    )


def _set_between_commas(noun: Node, clause: Node, by: dict[int, Node]) -> bool:
    """Say whether a noun and its participle stand between two commas: the one tells by the other what it is."""
    after = by.get(max(below(clause)) + 1)
    return after_comma(noun, by) and after is not None and after.text == ","


def _beside_with(noun: Node) -> bool:
    """Say whether a noun hangs on the one behind "with", which what follows may be told of."""
    prep = noun.head if noun.dep == "pobj" else noun
    above = prep.head
    return prep is not noun and above.dep == "pobj" and above.head.lower in ("with", "amid")


def _two_may(noun: Node) -> bool:
    """Say whether a late "-ing" may be the subject's or the name's: "She met Lee, wearing a coat"."""
    while noun.dep in ("appos", "pobj", "prep", "conj") and noun.head.pos not in VERBAL:
        noun = noun.head
    return noun.dep in ("dobj", "pobj", "prep") and noun.dep not in SUBJECTS


def _told(clause: Node, lead: tuple[Word, ...], noun: Node, part: Part, *, past: bool) -> Part | None:
    """Return a participle as a clause of its own, in the tense of the clause that it hangs on."""
    if clause.tag == "VBN":
        past = past or clause.child("agent") is not None or _dated(clause) or clause.lemma in _DONE
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


def _dated(clause: Node) -> bool:
    """Say whether a participle tells what was done at a time ("signed in May", "once planned", "found after ...")."""
    if clause.lemma in ("expect", "set", "schedule", "plan", "due", "slate", "believe", "think"):
        return False
    inner = [
        c.child("pobj") for c in clause.rights if c.dep == "prep" and c.lower in ("in", "on", "at", "during")
    ]
    if any(n is not None and n.ent == "DATE" for n in inner):
        return True
    return any(
        c.lower in ("after", "before", "once", "originally", "previously", "earlier") for c in clause.children
    )


def adverbials(verb: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what the adverbial clauses of a verb say: "..., killing two", "while ...", "born in ..."."""
    for clause in [c for c in verb.children if c.dep == "advcl" and c.i not in part.cut]:
        mark = clause.child("mark")
        if mark is not None and _stands(clause, mark):
            made = Part(
                clause, cut=part.cut | {mark.i}, swap={**part.swap, **_those(verb, clause)}, kind="adverbial"
            )
            keeps = mark.lower == "because"
            yield Shed(frozenset() if keeps else marked_off(below(clause), by), (made,), "adverbial")
        elif mark is None and (when := clause.child("advmod")) is not None and when.lower == "when":
            yield from _when(clause, when, part, by)
        elif mark is None and clause.tag in ("VBG", "VBN") and not _introduced(clause):
            yield from _participial(verb, clause, part, by)


def _those(verb: Node, clause: Node) -> dict[int, tuple[Word, ...]]:
    """Return the noun for "those" in "Sales to China fell, while those to India rose"."""
    noun, those = subject(verb), subject(clause)
    if noun is None or those is None or those.lower != "those" or noun.tag != "NNS":
        return {}
    return {those.i: carried((noun.word,))}


def _when(clause: Node, when: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what happened at the time before ", when": "until 2004, when she lost" tells "In 2004 she lost"."""
    last = by.get(when.i - 2)
    if not after_comma(clause, by) or last is None or last.ent != "DATE" or subject(clause) is None:
        return
    day = next(
        (n for n in (last, *last.ancestors()) if n.dep in ("pobj", "npadvmod") and n.ent == "DATE"), None
    )
    if when.i != min(below(clause)) or not finite(clause) or day is None:
        return
    which = by.get(min(below(day) - below(clause)) - 1)
    if which is not None and which.lower in ("that", "this"):
        return  # "that November"
    before = day.head.lower if day.dep == "pobj" else ""
    at = before if before in ("on", "at", "during") or not before else "in"
    words = read(day, Part(day, cut=part.cut | below(clause) | {when.i - 1}, swap=part.swap))
    lead = (*new(at), *carried(words))
    made = Part(clause, cut=part.cut | {when.i}, swap=part.swap, lead=lead, kind="adverbial")
    yield Shed(marked_off(below(clause), by), (made,), "adverbial")


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
    actor = subject(clause)
    if actor is not None and actor.lower == "those" and not actor.child("prep"):
        return False  # "while those fenced off gained": the participle was taken for the verb
    inverted = actor is not None and actor.i > clause.i  # "as were all flights"
    if elliptical(clause) or (
        mark.lower == "as" and clause.lemma == "be" and not clause.child(*_HELD - {"prep"})
    ):
        return False  # "is to stay as it is"
    if (
        mark.lower == "as"
        and clause.lemma in STATEMENTS | _ASKED
        and not any(c.dep in _HELD for c in clause.rights)
    ):
        return False  # "as ministers have alleged", "as the law requires"
    if mark.lower == "as" and (
        clause.lemma in ("like", "love") or any(c.lower == "if" for c in clause.lefts)
    ):
        return False  # "as she liked to recall", "as if somebody had thrown a switch"
    return mark.lower != "as" or (
        clause.lemma not in _AS_KNOWN | PLAIN and mark.i == min(below(clause)) and not inverted
    )


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
    if fronted and clause.tag == "VBN" and clause.lemma in _STANCES:
        return  # "Seasonally adjusted, sales fell"
    if any(c.dep == "neg" for c in verb.children) or (
        not fronted and _inside_another(verb) and clause.lemma not in TELLING
    ):
        return
    if any(n.dep in SUBJECTS or n.dep == "mark" for c in clause.lefts for n in c.subtree()):
        return  # "while those fenced off gained": a clause of its own that was not seen as one
    lead = _actor(actor, part)
    if clause.tag == "VBN":
        made: Part | None = Part(
            clause,
            lead=(*lead, *be(actor, part, past=tells_past(verb) or _dated(clause))),
            cut=part.cut,
            swap=part.swap,
            kind="participial",
        )
    elif not fronted and (
        (clause.lemma == "leave" and verb.lemma in _CHANGES)
        or (clause.lemma in _OUTCOMES and not (clause.lemma == "become" and _somebody(actor)))
        or (clause.lemma in _CHANGES and verb.child("dobj"))
        or _from_when(clause)
        or verb.child("auxpass", "nsubjpass")
    ):
        made = None
    else:
        made = in_tense(clause, verb, actor, lead, part)
    if made is not None:
        yield Shed(_fronted(clause, by) if fronted else _behind(clause, verb, by), (made,), "participial")


def _somebody(actor: Node) -> bool:
    """Say whether a subject is a person: what "becoming" says is of her, and not of what happened."""
    return is_person(actor) or actor.lower in ("he", "she", "who", "i", "we")


def _behind(clause: Node, verb: Node, by: dict[int, Node]) -> frozenset[int]:
    """Return a late clause with its commas; the second stays where it parts ", Lund said" from what was said."""
    gone = marked_off(below(clause), by)
    last = max(gone)
    after = by.get(last + 1)
    beyond = after is not None and after is not verb and verb not in after.ancestors()
    return gone - {last} if by[last].text == "," and beyond else gone


def _inside_another(verb: Node) -> bool:
    """Say whether a verb stands in a clause of another, whose doing a late participle may be."""
    while verb.dep == "conj" and verb.head.pos in VERBAL:
        verb = verb.head
    return verb.dep in ("relcl", "advcl", "acl", "pcomp")


def _from_when(clause: Node) -> bool:
    """Say whether "beginning" only tells from when ("is free, starting on Monday")."""
    return clause.lemma in ("begin", "start") and clause.child("dobj", "xcomp") is None


def _fronted(clause: Node, by: dict[int, Node]) -> frozenset[int]:
    """Return an early clause with the comma behind it, and with the one before it: "Ann Lee, making a call, fell"."""
    run = below(clause)
    after = by.get(max(run) + 1)
    return marked_off(run, by) | (
        frozenset((after.i,)) if after is not None and after.text == "," else frozenset()
    )


def _actor(actor: Node, part: Part) -> tuple[Word, ...]:
    words = part.swap.get(actor.i)
    if words is not None:
        return carried(words)
    if part.lead and actor.i not in {n.i for n in part.root.subtree()}:
        return carried(part.lead)
    gone = {i for c in actor.children if c.dep in ("relcl", "appos") or set_off(c, actor) for i in below(c)}
    for clause in [n for n in actor.subtree() if n.dep == "relcl" and n.head is not actor]:
        gone |= below(clause) | {c.i for c in clause.head.rights if c.text == ","}
    for example in [n for n in actor.subtree() if n.lower == "including"]:
        gone |= below(example) | {min(below(example)) - 1}
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


def _now(verb: Node) -> bool:
    """Say whether "cut" is told in the present: "they cut the stalks before they flower"."""
    return any(c.dep == "advcl" and c.tag in ("VBP", "VBZ") and c.child(*SUBJECTS) for c in verb.children)


def _form(clause: Node, verb: Node, many: bool) -> tuple[tuple[Word, ...], str] | None:
    if clause.tag != "VBG":
        return None
    helpers = auxiliaries(verb)
    first = helpers[0] if helpers else None
    if first is None:
        if verb.tag == "VBD" and not (verb.lower == verb.lemma and _now(verb)):
            return (), ("were" if many else "was") if clause.lemma == "be" else _verbs.past(
                clause.lemma, clause.lower
            )
        if verb.tag in FINITE or verb.tag == "VBD":
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
