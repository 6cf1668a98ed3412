"""Who is meant by a mention: names and aliases of publishers and parties, without case and typography.

A mention resolves where it *is* a name or alias (articles, possessives, accents, the word order of an
institution's name aside), or where it is a person's name with titles before a surname that the registry lists
("President Jane Roe" for the alias "Roe"), or a spokesperson of a listed body. Everything else, and all that
fits two holders, stays unresolved: a wrong speaker costs more than none.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import bm25
from ..model import Party, Publisher, Speaker, SpeakerKind
from ._name_words import ARTICLES, INSTITUTIONS, KINDS, LINKS, OWNERS, PARTICLES, SPOKES, TITLES

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?=\s|$|\))", re.IGNORECASE)
_INITIALS = re.compile(r"\b((?:[^\W\d_]\.){2,})")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_LIST = re.compile(r"\b(?:and|or|as well as)\b|&", re.IGNORECASE)
_APPOSED = re.compile(r"(?:the\b|an?\b|its\b|who\b|which\b|[a-z])")
_PRESS = re.compile(r"\b(?:press|communications|media) (?:secretary|officer|director|chief)\b", re.IGNORECASE)
_INSTITUTION = re.compile(rf"\b(?:{'|'.join(sorted(INSTITUTIONS))})\b", re.IGNORECASE)
_AT = frozenset({"at", "of", "from", "in", "with", "for"})
LONGEST = 5  # words of an institution's name that are tried
_FUNCTION = (bm25.STOP | LINKS | frozenset({"younger", "elder", "late", "anti", "pro"})) - TITLES


@dataclass(frozen=True, slots=True)
class Alias:
    """One name, and who holds it."""

    text: str
    folded: str
    kind: SpeakerKind
    id: str


def fold_name(text: str) -> str:
    """Return a name as it is compared: lower case, no accents, articles, possessives or punctuation."""
    return " ".join(_words(text))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("ʼ", "'"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _INITIALS.sub(lambda match: match[1].replace(".", ""), _POSSESSIVE.sub("", text))
    return text.replace("'", "")


def _words(text: str) -> list[str]:
    words = _WORD.findall(_plain(text).casefold())
    while words and words[0] in ARTICLES:
        words.pop(0)
    return [word for word in words if word != "the"]


_POSSESSED = re.compile(r"[A-Z][\w-]*(?:['’]s|s['’]) ")  # "Tarn's Harbour Agency"


class Names:
    """The aliases of a registry, asked for a mention."""

    def __init__(self, parties: Iterable[Party], publishers: Iterable[Publisher]) -> None:
        self._holders: dict[tuple[SpeakerKind, str], Speaker] = {}
        self._exact: dict[str, Alias] = {}
        for party in parties:
            self._hold(SpeakerKind.PARTY, party.id, (party.name, *party.aliases))
        self._sides: dict[str, str] = {}
        for publisher in publishers:
            self._sides[publisher.id] = publisher.party or ""
            self._hold(SpeakerKind.PUBLISHER, publisher.id, (publisher.name, *publisher.aliases))
            self._share(publisher)
        self._bags = self._institutions()
        self._parts = [(_bag(key.split()), alias) for key, alias in self._exact.items()]
        self._full = {key.split()[-1] for key in self._exact if " " in key}
        self._own = frozenset(fold_name(speaker.name) for speaker in self._holders.values())
        self._surnames = self._listed_surnames()

    @property
    def table(self) -> tuple[Alias, ...]:
        """Return all names and aliases in the registry's order, each with its holder."""
        return tuple(self._exact.values())

    def _hold(self, kind: SpeakerKind, holder: str, names: tuple[str, ...]) -> None:
        self._holders[kind, holder] = Speaker(name=names[0], kind=kind, id=holder)
        for name in names:
            folded = fold_name(name)
            self._exact.setdefault(folded, Alias(name, folded, kind, holder))

    def _share(self, publisher: Publisher) -> None:
        """A name that a party shares with a publisher of its own means the party where the publisher is its voice.

        Else it means the publisher, since a party without a voice has no word of its own.
        """
        for name in (publisher.name, *publisher.aliases):
            held = self._exact[fold_name(name)]
            if held.kind is SpeakerKind.PARTY and held.id == publisher.party and not publisher.voice:
                self._exact[held.folded] = Alias(name, held.folded, SpeakerKind.PUBLISHER, publisher.id)

    def _institutions(self) -> dict[frozenset[str], Alias | None]:
        bags: dict[frozenset[str], Alias | None] = {}
        for alias in self._exact.values():
            bag = _bag(alias.folded.split())
            if bag:
                other = bags.setdefault(bag, alias)
                if other is not None and (other.kind, other.id) != (alias.kind, alias.id):
                    bags[bag] = None
        return bags

    def _listed_surnames(self) -> dict[str, Alias | None]:
        """Return the last words of what can be full names ("Jane Roe"), None where two holders share one."""
        last: dict[str, Alias | None] = {}
        for alias in self._exact.values():
            words = alias.folded.split()
            own = alias.folded in self._own and not self._goes_by_surname(alias)
            if len(words) > 1 and not own and _personal(alias):
                other = last.setdefault(words[-1], alias)
                if other is not None and (other.kind, other.id) != (alias.kind, alias.id):
                    last[words[-1]] = None
        return last

    def _goes_by_surname(self, alias: Alias) -> bool:
        """Say whether a publisher is a person, who goes by the last word of the name as well: "Ida Holm", "Holm"."""
        last = self._exact.get(alias.folded.split()[-1])
        same = last is not None and (last.kind, last.id) == (alias.kind, alias.id)
        return bool(same and last and last.text[:1].isupper() and alias.kind is SpeakerKind.PUBLISHER)

    def resolve(self, mention: str, *, person: bool = False) -> Speaker | None:
        """Return the one holder that ``mention`` names, or None.

        ``person`` says that the caller knows the mention to be a person's name. Only then is a given name taken
        for one where no title shows it ("Jane Roe" for the alias "Roe"; "Air India" is not India), and a surname
        for the one full name that the registry lists with it.
        """
        found: list[Speaker] = []
        for reading in _readings(mention):
            speaker = self._reading(reading, person)
            if speaker is not None and speaker not in found:
                found.append(speaker)
        return found[0] if len(found) == 1 else None

    def shortened(self, mention: str, within: str) -> Speaker | None:
        """Return the one institution whose name a mention leaves incomplete, where an article has the rest of it.

        "The health ministry" of an article that names Gaza is Gaza's, if the registry lists no other, and the article
        speaks of nobody else's.
        """
        words = [word for word in _of_office(_words(mention)) if word not in OWNERS]
        longer = self._longer(_bag(words))
        if len({(alias.kind, alias.id) for _, alias in longer}) != 1:
            return None
        alias = next((alias for rest, alias in longer if rest <= _held(within)), None)
        if alias is None or _owned_by_others(words, within, alias):
            return None
        return self._holders[alias.kind, alias.id]

    def institutions(self, text: str, within: str) -> Iterator[Speaker]:
        """Yield the holders whose institution a text speaks of, be it in the words of its article.

        :param within: the whole article, which may have the rest of a name.
        """
        for found in _INSTITUTION.finditer(text):
            words = text[: found.end()].split()[-LONGEST:]
            for first in range(len(words) - 1):
                mention = " ".join(words[first:])
                holder = self.resolve(mention) or self.shortened(mention, within)
                if holder is not None:
                    yield holder
                    break

    def people(self, text: str) -> Iterator[Speaker]:
        """Yield the holders of the persons' names that a text has, in full or by a surname that only one has."""
        words = set(_WORD.findall(_plain(text)))
        for surname, alias in self._surnames.items():
            if alias is not None and any(word[:1].isupper() and word.casefold() == surname for word in words):
                yield self._holders[alias.kind, alias.id]

    def _longer(self, bag: frozenset[str]) -> list[tuple[frozenset[str], Alias]]:
        """Return the names of institutions that have all words of a bag, each with its other words."""
        if not bag:
            return []
        return [(full - bag, alias) for full, alias in self._parts if bag < full]

    def _reading(self, mention: str, person: bool) -> Speaker | None:
        words = _words(mention)
        alias = self._exact.get(" ".join(words))
        if alias is not None and _pronoun(alias, mention):
            return None
        if alias is None and words:
            alias = self._bags.get(_bag(words) or frozenset()) or self._bags.get(_bag(_of_office(words)))
        if alias is None and len(words) == 1 and mention[:1].isupper():
            alias = self._exact.get(f"al {words[0]}") or self._exact.get(f"el {words[0]}")
        if alias is None:
            alias = self._person(mention, person) or self._spokesperson(mention) or self._bodied(words)
            alias = alias or self._owned(words, mention)
        return self._holders[alias.kind, alias.id] if alias else None

    def _bodied(self, words: list[str]) -> Alias | None:
        """Return the holder of a name with its kind said ("Instrument Workers union"), or of "the office of X"."""
        if len(words) > 2 and words[-1] in KINDS:
            return self._exact.get(" ".join(words[:-1]))
        owner = words[2:] if words[:2] == ["office", "of"] else words[:-1] if words[-1:] == ["office"] else []
        if not owner or len(words) < 3:
            return None
        return self._exact.get(" ".join(owner)) or self._person(" ".join(w.title() for w in owner), True)

    def _owned(self, words: list[str], mention: str) -> Alias | None:
        """Return the holder of a name with its owner before it: "Tarn's Harbour Agency" of the Government of Tarn."""
        alias = self._exact.get(" ".join(words[1:])) if len(words) > 2 and _POSSESSED.match(mention) else None
        if alias is None:
            return None
        homes = {(alias.kind, alias.id), (SpeakerKind.PARTY, self._sides.get(alias.id, ""))}
        known = (name.folded.split() for name in self._exact.values() if (name.kind, name.id) in homes)
        return alias if any(words[0].removesuffix("s") in name for name in known) else None

    def _person(self, mention: str, person: bool) -> Alias | None:
        """Return the holder of a person's name: titles, given names, a listed surname or full name."""
        words = [word for word in _WORD.findall(_plain(mention)) if len(word) > 1]
        if words and words[0].casefold() in ARTICLES:
            words = words[1:]
        if not words or not words[-1][:1].isupper():
            return None
        for count in (4, 3, 2):
            alias = self._full_name(words[-count:]) if len(words) >= count else None
            if alias and _description(words[:-count]):
                return alias
        titles = [place for place, word in enumerate(words) if word.casefold() in TITLES]
        name = words[titles[-1] + 1 :] if titles else words
        if not name or not (titles or person) or not _description(words[: len(words) - len(name)]):
            return None
        return self._by_surname(name, person)

    def _full_name(self, words: list[str]) -> Alias | None:
        """Return the holder of a person's full name that the registry lists."""
        alias = self._exact.get(" ".join(words).casefold())
        if alias is None or alias.folded in self._own or words[0].casefold() in PARTICLES:
            return None
        return alias if _personal(alias) else None

    def _by_surname(self, name: list[str], person: bool) -> Alias | None:
        """Return the holder of a surname with given names before it, as far as the registry lists them."""
        if person and len(name) == 1 and self._surnames.get(name[0].casefold()):
            return self._surnames[name[0].casefold()]
        tail = 2 if len(name) > 1 and name[-2].casefold() in PARTICLES else 1
        surname, given = " ".join(name[-tail:]).casefold(), name[:-tail]
        alias = self._surname(surname)
        if alias is None or alias.folded in self._own or len(given) > 3:
            return None
        if not all(word[:1].isupper() or word in PARTICLES for word in given):
            return None
        return alias if self._agrees(given, name[-1].casefold()) else None

    def _surname(self, surname: str) -> Alias | None:
        """Return the alias that is this surname, with or without its article ("Roe", "al-Roe")."""
        bare = surname.split()[-1]
        for form in (surname, bare, f"al {bare}", f"el {bare}"):
            alias = self._exact.get(form)
            if alias and _personal(alias):
                return alias
        return None

    def _agrees(self, given: list[str], surname: str) -> bool:
        """Say whether the given names agree with the full names that the registry lists for this surname."""
        if surname not in self._full or not given:
            return True
        full = [key.split() for key in self._exact if " " in key and key.split()[-1] == surname]
        firsts = {name[0] for name in full if name[0] not in PARTICLES | TITLES}
        return not firsts or given[0].casefold() in firsts

    def _spokesperson(self, mention: str) -> Alias | None:
        """Return the body whose spokesperson is meant: "X spokesman Jane Roe", "a spokeswoman for X"."""
        mention = _PRESS.sub("spokesperson", mention)
        words = _words(mention)
        words = words[1:] if words[:1] in (["a"], ["an"]) else words
        places = [place for place, word in enumerate(words) if word in SPOKES]
        if len(places) != 1:
            return None
        before, after = words[: places[0]], words[places[0] + 1 :]
        if after[:1] in (["for"], ["of"]):
            return self._exact.get(" ".join(after[1:]))
        name = _WORD.findall(_plain(mention))[-len(after) :] if after else []
        if len(after) > 5 or any(word[:1].islower() and word.casefold() not in PARTICLES for word in name):
            return None
        return self._exact.get(" ".join(before))


def _readings(mention: str) -> list[str]:
    """Return the mention, or what stands outside and inside its brackets; what is in apposition is left off.

    An apposition that says whose spokesperson it is counts as a reading of its own.
    """
    brackets = [text for text in _BRACKET.findall(mention) if text.strip()]
    outside = _BRACKET.sub("", mention).strip(" ,")
    head, comma, rest = outside.partition(", ")
    if comma and _LIST.search(rest) is None and _APPOSED.match(rest):
        return [head, *([rest] if SPOKES & set(_words(_PRESS.sub("spokesperson", rest))) else []), *brackets]
    return [outside, *brackets]


def _description(words: list[str]) -> bool:
    """Say whether words before a name only describe it: titles, places, parties, and no clause of their own."""
    if len(words) > 7:
        return False
    for place, word in enumerate(words):
        after_title = place > 0 and words[place - 1].casefold() in TITLES | {"of"}
        function = word.casefold() in _FUNCTION and not word.isupper()  # "US" is no pronoun
        if function and not (word in ("of", "the") and after_title):
            return False
        if word.islower() and word.endswith("ing") and word not in TITLES:
            return False
    return True


@functools.lru_cache(maxsize=8)
def _held(text: str) -> frozenset[str]:
    """Return the words of an article, which many mentions are held against."""
    return frozenset(_words(text))


def _owned_by_others(words: list[str], text: str, alias: Alias) -> bool:
    """Say whether a text speaks of such an institution of somebody whom its name does not have ("Egypt's ...")."""
    core = r"\W+".join(map(re.escape, words))
    owners = re.findall(rf"(\w+)(?:['’]s?)?\s+{core}\b", text, re.IGNORECASE)
    mine = frozenset(alias.folded.split()) | OWNERS
    return any(owner[:1].isupper() and fold_name(owner) not in mine | {""} for owner in owners)


def _bag(words: list[str]) -> frozenset[str]:
    content = frozenset(word for word in words if word not in LINKS)
    return content if len(content) > 1 and content & INSTITUTIONS else frozenset()


def _of_office(words: list[str]) -> list[str]:
    """Return the institution for which officials speak: "officials at the health ministry", "a ministry official"."""
    start = next((i for i, word in enumerate(words) if word in ("official", "officials")), -1)
    if start >= 0 and words[start + 1 : start + 2] and words[start + 1] in _AT:
        return words[start + 2 :]
    return words[words[0] in ("a", "an") : -1] if start == len(words) - 1 and start > 0 else words


def _pronoun(alias: Alias, mention: str) -> bool:
    """Say whether an acronym that is also a word ("US", "WHO") is written here as the word."""
    return alias.text.isupper() and len(alias.text) <= 3 and mention.strip().islower()


def _personal(alias: Alias) -> bool:
    """Say whether an alias can be a person's name: no article, no acronym, no institution's word."""
    words = _WORD.findall(_plain(alias.text))
    if len(words) != len(alias.folded.split()) or set(alias.folded.split()) & INSTITUTIONS:
        return False
    return len(words[-1]) > 2 and words[-1][:1].isupper() and not words[-1][1:].isupper()
