"""What hangs on a noun: glosses, ages, titles, shares; each becomes a claim of its own, the noun stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ._split_rehang import is_person
from ._split_tree import (
    COMMAS,
    SUBJECTS,
    VERBAL,
    Node,
    Part,
    auxiliaries,
    below,
    plural,
    plural_word,
    read,
    subject,
)
from ._split_words import PERSONS, Word, carried, new, wordset

_BUILDINGS = wordset("church school hospital chapel hall college prison abbey mosque temple cathedral hotel")
_TOLD = wordset(
    "move decision step claim charge practice action gesture allegation accusation tactic measure policy"
    " number figure sum total amount"
)
_LOOSE = frozenset({"relcl", "appos", "conj", "cc", "preconj", "parataxis", "party", "mark"})
_SHARES = wordset("most many some half all majority part third quarter both none several few more much")
# What a place may be called behind its name: "in Lagos, the largest city of Nigeria, ...".
PLACES = wordset(
    """
    town city village port island region district province state country nation capital suburb hub area
    neighbourhood neighborhood settlement community centre center county territory peninsula river lake mountain
    valley resort stronghold base site home enclave municipality borough republic kingdom member ally power
    economy outpost bastion office house factory plant spot camp crossing street square park airport market
    hospital school prison stadium venue church mosque place hamlet company bank firm maker agency ship drug
    vaccine birthplace destination neighbour neighbor rival producer exporter hometown seat gateway archipelago
    part one
    """
)
_BESIDE = frozenset({"amod", "acl", "appos", "advcl", "advmod"})
_ZONES = frozenset({"GMT", "BST", "UTC", "CET", "EST", "EDT", "ET", "IST"})


@dataclass(frozen=True, slots=True)
class Shed:
    """Something that leaves its clause: the tokens that go, and the propositions that they become."""

    gone: frozenset[int]
    parts: tuple[Part, ...]
    kind: str
    swap: tuple[tuple[int, tuple[Word, ...]], ...] = ()


def phrase(noun: Node, part: Part, *, definite: bool = False, drop: Iterable[int] = ()) -> tuple[Word, ...]:
    """Return a noun phrase without what hangs loosely on it, to be carried elsewhere.

    :param definite: turn "a plan" into "the plan", the second time that it is spoken of.
    """
    loose = [
        c
        for c in noun.children
        if c.dep in _LOOSE or (c.dep == "case" and c.i > noun.i) or c.text in COMMAS or set_off(c, noun)
    ]
    loose += [c for c in noun.lefts if c.dep == "prep" and c.lower == "among"]
    gone = {i for c in loose for i in below(c)} | set(drop)
    gone -= {c.i for c in noun.children if c.text == "-" and not c.spaced}
    words = read(noun, Part(noun, cut=part.cut | gone, swap=part.swap))
    stop = min((c.i for c in loose if c.text == "," and c.i > noun.i), default=-1)
    if stop >= 0:
        words = tuple(w for w in words if w.at < stop)  # "a doctor in Ely, 60 km away, who"
    one = len(words) > 1 and words[0].text.lower() == "one" and words[1].text.lower() != "of"
    if definite and words and (one or words[0].text.lower() in ("a", "an")):
        words = (*new("the"), *words[1:])
    return carried(words)


def set_off(clause: Node, noun: Node) -> bool:
    """Say whether a participle stands behind a comma ("Ann Lee, appointed in May, ...")."""
    behind = clause.dep == "acl" or (clause.dep == "amod" and clause.i > noun.i)
    return behind and any(c.text == "," and c.i == min(below(clause)) - 1 for c in noun.children)


def marked_off(nodes: Iterable[int], by: dict[int, Node]) -> frozenset[int]:
    """Return a run of tokens with the commas, dashes or brackets that set it off."""
    run = set(nodes)
    if not run:
        return frozenset()
    before, after = by.get(min(run) - 1), by.get(max(run) + 1)
    if before is not None and before.text in COMMAS:
        run.add(before.i)
        if after is not None and after.text in COMMAS and not _parts(by.get(after.i + 1)):
            run.add(after.i)
    return frozenset(run)


def _parts(word: Node | None) -> bool:
    """Say whether a word opens who said it, or another clause: the comma before ", a panel reported" stays."""
    if (
        word is not None
        and word.lower in ("while", "whereas", "although", "though", "but", "as")
        and word.dep in ("mark", "cc")
    ):
        return True
    above = (word, *word.ancestors()) if word is not None else ()
    return any(a.dep == "parataxis" and word is not None and min(below(a)) == word.i for a in above)


def closing(node: Node, by: dict[int, Node]) -> frozenset[int]:
    """Return the comma behind a phrase that closes what a comma inside opened: "from Oslo, Norway, she ..."."""
    run = below(node)
    after = by.get(max(run) + 1)
    opened = sum(i in by and by[i].text == "," for i in run) % 2
    return frozenset((after.i,) if opened and after is not None and after.text == "," else ())


def after_comma(node: Node, by: dict[int, Node]) -> bool:
    """Say whether a comma, dash or bracket stands before the phrase of ``node``."""
    before = by.get(min(below(node)) - 1)
    return before is not None and before.text in COMMAS


def of_the_clause(noun: Node, by: dict[int, Node]) -> bool:
    """Say whether a noun speaks of all that was told before it: "shut the mine, a move that unions called rash"."""
    return (
        noun.dep in ("appos", "npadvmod")
        and noun.lemma in _TOLD
        and noun.tag == "NN"
        and after_comma(noun, by)
    )


def be(noun: Node, part: Part, *, past: bool) -> tuple[Word, ...]:
    """Return the form of "be" that agrees with a noun."""
    many = plural(noun)
    return new(("were" if many else "was") if past else ("are" if many else "is"))


def tells_past(node: Node) -> bool:
    """Say whether the clause that holds ``node`` is told in the past."""
    for above in (node, *node.ancestors()):
        if above.pos in VERBAL:
            tags = [above.tag, *(c.tag for c in auxiliaries(above))]
            if any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags):
                return tags[1 if len(tags) > 1 else 0] == "VBD"
    return False


def glosses(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what the appositions of a noun say: "Ann Lee, 45, the mayor, ..."."""
    for gloss in [c for c in noun.rights if c.dep == "appos" and c.i not in part.cut]:
        before = by.get(min(below(gloss)) - 1)
        if before is not None and before.text == "(":
            continue
        if any(
            c.dep == "preconj" for n in (*gloss.rights, *noun.rights) if n.dep == "prep" for c in n.children
        ):
            continue  # "Ann Lee and her cousin Bo Ray, both from Ely"
        if (
            _most_of_deeds(gloss, noun)
            or (of_the_clause(gloss, by) and gloss.child("relcl"))
            or (noun.ent == "GPE" and is_person(gloss))
        ):
            continue
        if not after_comma(gloss, by):
            if (
                gloss.ent == "PERSON"
                and noun.pos == "NOUN"
                and noun.child("poss")
                and not _qualified(noun, gloss)
            ):
                gone = below(noun) - below(gloss)
                yield Shed(frozenset(gone), (_is(gloss, noun, part, past=False),), "gloss")
            continue
        if _share(gloss):
            yield from _shares(noun, gloss, part, by)
        elif _age(noun, gloss) and not gloss.children:
            yield Shed(marked_off(below(gloss), by), (_is(noun, gloss, part, past=False),), "age")
        elif _describes(gloss, noun):
            past = (
                gloss.tag == "JJS" and noun.pos == "NOUN" and tells_past(noun)
            )  # "the walkout, the longest yet, cost"
            yield Shed(marked_off(below(gloss), by), (_is(noun, gloss, part, past=past),), "gloss")
        elif noun.tag == "NNS" and (gloss.child("conj") or (gloss.tag == "NN" and is_person(gloss))):
            continue  # "their two sons, Ann and Bo"; "over the heads of the unions, its director"
        elif _describes(noun, gloss) and not _qualified(noun, gloss) and not _stands_in(noun, gloss):
            gone = below(noun) - below(gloss) | marked_off(below(gloss), by) - below(gloss)
            after = by.get(max(below(gloss)) + 2)
            if after is not None and after.tag == "VBG":
                gone -= {after.i - 1}  # "arrested the suspect, Ann Lee, ending a hunt"
            yield Shed(frozenset(gone), (_is(gloss, noun, part, past=False),), "gloss")


def _most_of_deeds(gloss: Node, noun: Node) -> bool:
    """Say whether a gloss ranks what was done and not who did it: "fined by the court, the second-highest penalty"."""
    ranked = any(n.tag == "JJS" or n.ent == "ORDINAL" for c in gloss.lefts for n in c.subtree())
    return ranked and noun.head.lower == "by" and not is_person(gloss) and gloss.lemma not in PLACES


def _stands_in(noun: Node, gloss: Node) -> bool:
    """Say whether a place is named behind a building that has its own name: "St Ann's church, Marlow"."""
    owner = noun.child("poss")
    return noun.lemma in _BUILDINGS and gloss.pos == "PROPN" and owner is not None and owner.pos == "PROPN"


def traits(noun: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield what an adjective behind a comma says: "It is the fastest animal, capable of ..."."""
    for said in [c for c in noun.rights if c.pos in ("ADJ", "ADV") and c.dep in _BESIDE]:
        before = by.get(min(below(said)) - 1)
        if _aside(said, noun, by):
            lead = (*phrase(noun, part, drop=below(said)), *be(noun, part, past=tells_past(noun)))
            made = Part(said, lead=lead, cut=part.cut, swap=part.swap, kind="gloss")
            yield Shed(marked_off(below(said), by), (made,), "gloss")
            continue
        if (
            said.lower in _SHARES
            or said.i in part.cut
            or before is None
            or before.text != ","
            or not said.child("prep", "xcomp")
            or said.pos != "ADJ"
        ):
            continue
        if said.tag == "JJS" and noun.dep not in SUBJECTS:
            continue  # "at Ardrey, in Fife, the strongest since 2017": of the gust
        if noun.dep == "attr" and noun.head.lemma == "be" and subject(noun.head) is not None:
            whom, named = subject(noun.head), True
        else:
            whom, named = noun, noun.pos == "PROPN"
        if whom is not None and (named or noun.dep in SUBJECTS):
            lead = (*phrase(whom, part, drop=below(said)), *be(whom, part, past=tells_past(noun)))
            yield Shed(
                marked_off(below(said), by),
                (Part(said, lead=lead, cut=part.cut, swap=part.swap, kind="gloss"),),
                "gloss",
            )


def _aside(said: Node, noun: Node, by: dict[int, Node]) -> bool:
    """Say whether ", down 31 percent since May," or ", more hopeful," stands between a subject and its verb."""
    after, verb = by.get(max(below(said)) + 1), by.get(max(below(said)) + 2)
    if (
        noun.dep not in SUBJECTS
        or after is None
        or after.text != ","
        or verb is None
        or not after_comma(said, by)
    ):
        return False
    if verb is not noun.head and verb.head is not noun.head:
        return False
    moved = said.lower in ("up", "down") and any(n.pos == "NUM" for n in said.subtree())
    return moved or (said.pos == "ADJ" and said.lower not in _SHARES and not said.child("prep", "xcomp"))


def _is(name: Node, said: Node, part: Part, *, past: bool) -> Part:
    """Return the proposition that ``name`` is ``said``."""
    past = past or any(c.lower in ("once", "formerly", "previously") for c in said.lefts)
    many = plural_word(name) if any(c.dep == "conj" for c in name.rights) else plural(name)
    lead = (
        *phrase(name, part, definite=name.pos == "NOUN"),
        *new(("were" if many else "was") if past else ("are" if many else "is")),
    )
    apart = [
        c for c in said.children if c.dep == "appos" or (c.punct and (c.spaced or c.text != "-")) or c is name
    ]
    loose = {i for c in apart if c is name or not _follows(said, c) for i in below(c)}
    actor = lead[:-1]
    return Part(said, lead=lead, cut=part.cut | loose, swap=part.swap, kind="gloss", actor=actor)


def _follows(said: Node, name: Node) -> bool:
    """Say whether a name stands right behind its description: "the businessman Bo Ray"."""
    return min(below(name)) == said.i + 1 and name.ent == "PERSON"


def _age(noun: Node, gloss: Node) -> bool:
    return gloss.text.isdigit() and 0 < int(gloss.text) < 120 and noun.pos == "PROPN"


def _describes(said: Node, name: Node) -> bool:
    """Say whether one noun phrase tells what the other is: a common noun beside a name."""
    if any(c.lower in ("both", "all", "each", "some", "most", "many") for c in said.children):
        return False
    owned = said.child("poss")
    if name.ent == "PERSON" and owned is not None and owned.lower in ("his", "her") and not is_person(said):
        return False  # "Ann Lee, who lost 40 euros, her savings"
    if name.ent == "PERSON" and said.child("poss") and any(c.ent == "ORDINAL" for c in said.lefts):
        return said.lemma in PERSONS  # "for a foul on Lee, his second booking": the foul was
    if (
        said.tag == "NNS"
        and name.tag == "NNP"
        and name.dep != "appos"
        and any(c.dep == "conj" for c in name.rights)
    ):
        return False  # "Kees and Joost van Dam, brothers from Ely": it is told of both
    opens = name.child("nummod", "det")
    single = name.tag == "NN" and name.dep in SUBJECTS and opens is not None and is_person(name)
    if single and opens is not None and opens.lower in ("a", "an", "one") and is_person(said):
        return said.tag == "NN" and said.child("det") is not None
    if name.child("nummod") or name.text in _ZONES or _of_what_is_there(said, name):
        return False
    if said.tag == "JJS":
        return (
            name.dep in SUBJECTS
            and bool(said.child("poss", "det"))
            and (name.pos == "PROPN" or _definite(name))
        )
    if said.pos == "NOUN" and name.pos == "PROPN":
        opened = any(c.dep in ("det", "poss", "amod", "compound", "prep", "acl") for c in said.children)
        return (
            opened
            and name.ent not in ("DATE", "TIME", "CARDINAL")
            and said.ent not in ("DATE", "TIME", "CARDINAL")
        )
    if said.pos == "PROPN" and name.pos == "PROPN" and name.ent == "PERSON":
        return said.ent != "PERSON" and any(c.dep in ("det", "prep", "poss") for c in said.children)
    ranked = any(n.tag == "JJS" or n.ent == "ORDINAL" for c in said.lefts for n in c.subtree())
    if (
        ranked
        and said.child("poss", "det")
        and name.pos == "NOUN"
        and name.dep in SUBJECTS
        and not name.lefts
    ):
        return said.pos == "NOUN"  # "fish, the country's second-largest export, rose"
    opened = any(c.dep == "det" for c in said.children) or said.lower == "home"
    return said.pos == name.pos == "NOUN" and opened and _definite(name)


def _of_what_is_there(said: Node, name: Node) -> bool:
    """Say whether a gloss behind a place tells of what stands before it: "a road from Ely to Hove, a trip of a day"."""
    behind = name.ent in ("GPE", "LOC", "FAC") and name.dep in ("pobj", "conj")
    return behind and said.pos == "NOUN" and said.lemma not in PLACES


def _definite(noun: Node) -> bool:
    return any(c.lower in ("the", "this", "that") or c.dep == "poss" for c in noun.lefts)


def _qualified(noun: Node, gloss: Node) -> bool:
    """Say whether a description carries more than its name can stand for ("a group of banks, X")."""
    det = noun.child("det", "poss")
    return (
        det is None
        or det.lower in ("a", "an")
        or any(c.dep in ("relcl", "acl", "conj") for c in noun.children)
    )


def _share(gloss: Node) -> bool:
    """Say whether a gloss tells a share: "most of them women and children", "all of them from Leeds"."""
    quantity = next((c for c in gloss.lefts if c.lower in _SHARES or c.pos == "NUM"), None)
    of = quantity and next((c for c in quantity.rights if c.lower == "of"), None)
    return bool(of and of.child("pobj") and of.child("pobj").lower in ("them", "whom", "which"))  # type: ignore[union-attr]


def _shares(noun: Node, gloss: Node, part: Part, by: dict[int, Node]) -> Iterator[Shed]:
    """Yield "Most of the more than 900 people that it has hired are women"."""
    quantity = next(c for c in gloss.lefts if c.lower in _SHARES or c.pos == "NUM")
    counted = phrase(noun, part, definite=True)
    if not counted or any(w.text.lower() in ("only", "none") for w in counted):
        return
    counted = counted[1:] if counted[0].text.lower() == "all" and len(counted) > 1 else counted
    article = () if counted[0].text.lower() in ("the", "its", "their", "his", "her") else new("the")
    words = (Word(quantity.text, quantity.i), *_of(quantity), *article, *counted, *_doing(noun, part))
    verb = new("were" if tells_past(noun) else "are")
    rest = Part(gloss, lead=(*words, *verb), cut=part.cut | below(quantity), kind="share")
    yield Shed(marked_off(below(gloss), by), (rest,), "share")


def _of(quantity: Node) -> tuple[Word, ...]:
    of = next(c for c in quantity.rights if c.lower == "of")
    return (Word(of.text, of.i),)


def _doing(noun: Node, part: Part) -> tuple[Word, ...]:
    """Return what is done to the things counted: "(people) the army has killed", "(people) killed"."""
    verb = noun.head
    if verb.pos not in VERBAL:
        return ()
    if noun.dep == "nsubjpass":
        return carried((Word(verb.text, verb.i),))
    actor = subject(verb)
    if noun.dep != "dobj" or actor is None:
        return ()
    helpers = [Word(c.text, c.i) for c in auxiliaries(verb)]
    return carried((*_lower(phrase(actor, part)), *helpers, Word(verb.text, verb.i)))


def _lower(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return a phrase as it reads inside a sentence."""
    if words and words[0].text in ("The", "A", "An", "Its", "Their", "His", "Her"):
        return (Word(words[0].text.lower(), words[0].at, added=True), *words[1:])
    return words
