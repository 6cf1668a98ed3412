"""Who is named in an article: persons and bodies with title and affiliation as found where they are introduced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model import SpeakerKind
from ._attr_tree import Range, Tree
from ._attr_words import CLUBS, GROUPS, TITLES


@dataclass(slots=True, kw_only=True)
class Named:
    """A person or body of the article; ``words`` are the words of its name, ``roles`` say where it was called what.

    ``places`` are the offsets of its mentions, the first one first.
    """

    name: str
    kind: SpeakerKind
    words: tuple[str, ...]
    places: list[int]
    title: str = ""
    affiliation: str = ""
    roles: dict[str, int] = field(default_factory=dict)


def everyone(trees: Sequence[Tree]) -> list[Named]:
    """Return the persons and bodies that an article names, in order of first mention.

    A later, shorter mention counts to the name that it shortens, also where the tagger took a surname for a body.
    """
    found: list[Named] = []
    last: dict[str, list[Named]] = {}
    aged = {
        tree.low[i] for tree in trees for i in range(len(tree)) if tree.tag[i] == "NNP" and _aged(tree, i + 1)
    }
    mentions = [mention for tree in trees for mention in _mentions(tree, aged)]
    surnames = {words[-1] for _, _, words, kind in mentions if kind is SpeakerKind.PERSON and len(words) > 1}
    for tree, (first, end), words, kind in mentions:
        surname = len(words) == 1 and words[0] in surnames
        sort = SpeakerKind.PERSON if surname else kind
        at = tree.start + tree.starts[first]
        # The tagger changes its mind about a name; its first word stands.
        alike = last.setdefault(words[-1], [])
        known = [one for one in alike if one.words == words]
        known = known or [one for one in alike if one.kind is sort and same(words, one.words, sort)]
        if len(known) != 1:
            if known or (surname and kind is SpeakerKind.BODY):
                for one in known:
                    one.places.append(at)  # one of them is meant: none of them is the only one there
                continue
            known = [Named(name=_text(tree, first, end), kind=sort, words=words, places=[])]
            found += known
            alike += known
        one = known[0]
        one.places.append(at)
        _introduce(one, tree, first, end, at)
    return found


def unsure(tree: Tree) -> list[int]:
    """Return where names of two words and more stand that the tagger knows no sort for: persons, as like as not."""
    known = {i for first, end, _ in tree.named for i in range(first, end)}
    people = {
        first for first, _, label in tree.named if label == "PERSON"
    }  # "Chief Executive Officer Ann Lee"
    found = []
    for first, end, label in tree.named:
        # A place that acts or is acted upon may be a person whom the tagger does not know.
        if label == "GPE" and end - first > 1 and any(tree.dep[k] in _ACTING for k in range(first, end)):
            found.append(tree.start + tree.starts[first])
    for first, end in _untagged(tree, known):
        if end - first > 1 and not (end in people and tree.low[end - 1] in TITLES):
            found.append(tree.start + tree.starts[first])
    return found


def _untagged(tree: Tree, known: set[int]) -> Iterator[Range]:
    """Yield the runs of capitalised names that the tagger knows no sort for."""
    i = 0
    while i < len(tree):
        end = i
        while (
            end < len(tree) and tree.tag[end] == "NNP" and end not in known and tree.words[end][:1].isupper()
        ):
            end += 1
        if end > i:
            yield i, end
        i = max(end, i + 1)


_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame"})
_WHERE = frozenset({"in", "at", "near", "across", "into", "towards", "outside"})
_ACTING = frozenset({"nsubj", "dobj", "nsubjpass", "appos"})


def initials(name: str) -> str:
    """Return the letters by which the lines of a transcript name somebody: "ML" for "Maja Lindholm"."""
    return "".join(part[0] for part in name.split())


def same(words: tuple[str, ...], full: tuple[str, ...], kind: SpeakerKind) -> bool:
    """Say whether a name can stand for a full one: the last words of a person's, all words of a body's."""
    if kind is SpeakerKind.PERSON:
        return bool(words) and words == full[-len(words) :]
    return words == full


_BEFORE_NAMES = frozenset({"al", "el", "ad", "ar", "as", "at", "an", "ash", "abu"})  # al-Hayya is Hayya too


def name_words(tree: Tree, first: int, end: int) -> tuple[str, ...]:
    """Return the words of a name without article, titles and possessive mark."""
    words: list[str] = []
    for i in (i for i in range(first, end) if tree.tag[i] != "POS"):
        tied = i > first + 1 and tree.low[i - 1] == "-" and tree.ends[i - 1] == tree.starts[i]
        if tied and tree.words[i - 2][:1].isupper() and words[-2] not in _BEFORE_NAMES:
            words[-2:] = ["-".join((words[-2], tree.low[i]))]  # "Okafor-Lind" is no Lind
        else:
            words.append(tree.low[i].strip("."))
    body = words[-1:] and words[-1] in GROUPS
    while len(words) > 1 and (words[0] in ("the", "a") or (words[0] in TITLES and not body)):
        words.pop(0)
    return tuple(words)


def _mentions(tree: Tree, aged: set[str]) -> Iterator[tuple[Tree, Range, tuple[str, ...], SpeakerKind]]:
    """Yield the mentions of a paragraph in order; ``aged`` are last words of names that stand with an age."""
    known = {i for first, end, _ in tree.named for i in range(first, end)}
    people = [(a, b, "PERSON") for a, b in _untagged(tree, known) if _like_a_person(tree, a, b, aged)]
    for first, end, label in sorted([*tree.named, *people]):
        while end - first > 1 and (tree.tag[end - 1] in ("POS", "IN") or tree.low[end - 1] in ("'s", "’s")):
            end -= 1
        addressed = {tree.low[i].strip(".") for i in (max(first - 1, 0), first)} & _ADDRESS
        person = label == "PERSON" and tree.low[end - 1] not in CLUBS and not _a_firm(tree, first, end)
        person = person or tree.low[end - 1] in aged or _in_office(tree, first, end)
        kind = SpeakerKind.PERSON if person or addressed else SpeakerKind.BODY
        bodily = label == "ORG" or (
            label == "NORP" and tree.tag[end - 1] == "NNP" and tree.dep[end - 1] == "nsubj"
        )
        # A line of a word or two in capitals is a dateline or a heading.
        dateline = len(tree) < 5 and tree.text.isupper()
        words = name_words(tree, first, end)
        named = label == "PERSON" or bodily or person
        if (
            named
            and not _a_place(tree, first, end, label)
            and not dateline
            and any(w[:1].isalpha() for w in words)
        ):
            while first < end - 1 and tree.low[first].strip(".") not in words:
                first += 1
            while person and first < end - 1 and tree.tag[first] in ("CD", "HYPH", "IN"):
                first += 1  # "mum-of-two Ann Lee"
            yield tree, (first, end), words, kind


def _like_a_person(tree: Tree, first: int, end: int, aged: set[str]) -> bool:
    """Say whether a name that the tagger does not know is a person's: with an age, or of two words and with "who"."""
    if tree.low[end - 1] in aged:
        return True
    who = end - first > 1 and tree.low[end : end + 2] == [",", "who"] and tree.dep[end - 1] != "pobj"
    return who and tree.low[end - 1] not in CLUBS | GROUPS


def _a_firm(tree: Tree, first: int, end: int) -> bool:
    """Say whether an apposition calls a name a body: "the drug's maker, Norsk Pharma", "Kidney Aid, a charity"."""
    near = [k for k in tree.kids[end - 1] if tree.dep[k] == "appos" and tree.left[k] == end + 1]
    near += [first - 2] if tree.dep[end - 1] == "appos" and first > 1 and tree.low[first - 1] == "," else []
    return any(tree.tag[k] == "NN" and tree.lemma[k].lower() in GROUPS for k in near)


def _in_office(tree: Tree, first: int, end: int) -> bool:
    """Say whether a name stands behind a comma as the holder of an office: "the party's chief, Bo Ray"."""
    last = end - 1
    office = tree.lemma[tree.head[last]].lower()
    behind = (
        end - first > 1
        and tree.dep[last] == "appos"
        and tree.head[last] < first
        and tree.low[first - 1] == ","
    )
    return (
        behind
        and office in TITLES
        and tree.tag[tree.head[last]] == "NN"
        and tree.low[last] not in CLUBS | GROUPS
    )


def _aged(tree: Tree, end: int) -> bool:
    """Say whether an age stands behind a name, as behind a person's: "Lund, 68, ..."."""
    behind = tree.low[end : end + 3]
    return len(behind) == 3 and behind[0] == "," and behind[2] in (",", ".") and _age(behind[1])


def _age(word: str) -> bool:
    return word.isdigit() and 1 < int(word) < 110


def _a_place(tree: Tree, first: int, end: int, label: str) -> bool:
    """Say whether what the tagger takes for a person stands where a place does: "between Ely and the island"."""
    before = tree.low[first - 1] if first else ""
    return label == "PERSON" and end - first == 1 and before in _WHERE and tree.dep[first] == "pobj"


def _introduce(one: Named, tree: Tree, first: int, end: int, at: int) -> None:
    """Add title, affiliation and roles as this mention gives them; the first that is given stays."""
    for role in _roles(tree, first, end):
        one.roles.setdefault(role, at)
    if one.kind is not SpeakerKind.PERSON:
        return
    title, affiliation = before_name(tree, first)
    if not title:
        title, affiliation = _behind(tree, end - 1)
    one.title = one.title or title
    one.affiliation = one.affiliation or affiliation


def before_name(tree: Tree, first: int) -> tuple[str, str]:
    """Title and affiliation before a name: "US President Ann Lee", "union spokesman Tom Reid"."""
    begin = first
    while begin > 0 and (tree.low[begin - 1] in TITLES or tree.low[begin - 1].strip(".") in TITLES):
        begin -= 1
    while begin < first and tree.low[begin] == "the":
        begin += 1
    if begin == first:
        return "", ""
    body = begin
    while (
        body > 0
        and tree.entity[body - 1] in ("ORG", "GPE", "NORP")
        and tree.sentence[body - 1] == tree.sentence[first]
    ):
        body -= 1
    return _text(tree, begin, first), _text(tree, body, begin)


def _behind(tree: Tree, head: int) -> tuple[str, str]:
    """Title and affiliation behind a name: "Ann Lee, a spokeswoman for the port", "..., the union's secretary"."""
    for noun in tree.kids[head]:
        if noun > head and tree.dep[noun] == "appos" and tree.tag[noun] in ("NN", "NNP"):
            first, end = tree.left[noun], tree.right[noun]
            owner = tree.kid(noun, "poss")
            if owner >= 0:
                return _text(tree, tree.right[owner], noun + 1), _text(tree, tree.left[owner], owner + 1)
            while first < noun and tree.tag[first] in ("DT", "PRP$"):
                first += 1
            for child in tree.kids[noun]:
                if child > noun and tree.low[child] in ("for", "of", "at", "with", "from", "in"):
                    return _text(tree, first, child), _text(tree, child + 1, _stop(tree, child, end))
            return _text(tree, first, noun + 1), ""
    return "", ""


def _stop(tree: Tree, first: int, end: int) -> int:
    """Return where a phrase ends: at a comma, or before a clause."""
    for i in range(first + 1, end):
        if tree.low[i] in (",", ";", "and", "who", "which", "that", '"'):
            return i
    return min(end, first + 10)


def _roles(tree: Tree, first: int, end: int) -> set[str]:
    """Return the nouns that describe a name: titles before it, what stands in apposition."""
    sentence = tree.sentence[first]
    roles = {
        tree.lemma[i].lower()
        for i in range(max(0, first - 3), first)
        if tree.tag[i][:2] == "NN" and tree.sentence[i] == sentence and tree.head[i] in range(first, end)
    }
    for i in range(first, end):
        roles |= {tree.lemma[k].lower() for k in tree.kids[i] if tree.dep[k] == "appos"}
        if tree.dep[i] == "appos":
            roles.add(tree.lemma[tree.head[i]].lower())
    return roles


def _text(tree: Tree, first: int, end: int) -> str:
    first, end = tree.trim(first, end, quotes=True)
    while end > first and tree.tag[end - 1] == "POS":
        end -= 1
    return tree.text[tree.starts[first] : tree.ends[end - 1]] if first < end else ""
