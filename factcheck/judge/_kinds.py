"""Of what kind a name is, by the tagger, and whether two names can compete for one place by their kinds."""

from __future__ import annotations

from ..nlp import entities_in
from ._context import parsed
from ._names import Name, names_in, nation
from ._slots import Place
from ._ties import role

_BODIES = frozenset(["ORG", "PRODUCT", "FAC"])
_WORKS = frozenset(["PRODUCT", "EVENT", "WORK_OF_ART", "LAW"])
_PLACES = frozenset(["GPE", "LOC", "FAC"])
_TIMES = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"])


def kind_of(name: Name, text: str) -> str:
    """Return the tagger's word for a name in a sentence ("PERSON", "GPE", ...), or ""."""
    for entity in entities_in(parsed(text)):
        if entity.start_char < name.end and name.start < entity.end_char:
            return str(entity.label_)
    return ""


def alike(one: str, other: str) -> bool:
    """Say whether two kinds can compete for one place."""
    groups = (frozenset(["PERSON"]), _BODIES, _WORKS, _PLACES, frozenset(["NORP", "GPE"]))
    return any(one in group and other in group for group in groups)


def unlike(one: str, other: str) -> bool:
    """Say whether two kinds are known and cannot compete for one place: a person and a town, a body and a day."""
    return other in _TIMES or bool(one and other and not alike(one, other))


def mention(passage: str, place: Place) -> Name:
    """Return the name that a place marks; where only its words stand there, they are the name."""
    start, end = place.span.start, place.span.end
    found = (other for other in names_in(passage) if other.start < end and start < other.end)
    bare = Name(text=passage[start:end], start=start, end=end, words=(), first=False)
    return next(found, bare)


def shared(text: str, name: Name, passage: str, place: Place) -> tuple[bool, bool]:
    """Say whether two names play one part in their sentences, and whether they are of one kind."""
    stated = mention(passage, place)
    part = not role(name, text).isdisjoint(role(stated, passage))
    ours, theirs = kind_of(name, text), kind_of(stated, passage)
    like = alike(ours, theirs)
    if _coloured(ours, name, text) or _coloured(theirs, stated, passage):
        return False, False
    if theirs in _TIMES or ("PERSON" in (ours, theirs) and ours and theirs and not like):
        return (
            False,
            False,
        )  # a person does not stand in the place of a body or a town, nor a day in that of a name
    return part, like


def _coloured(kind: str, name: Name, text: str) -> bool:
    """Say whether a name is a word for people that is no nation's ("Black", "Catholic"): one may be both."""
    if any(nation(word) for word in name.words):
        return False
    inside = [t for t in parsed(text) if name.start <= t.idx < name.end]
    return kind == "NORP" or (len(inside) == 1 and (inside[0].dep_ == "amod" or inside[0].pos_ == "ADJ"))
