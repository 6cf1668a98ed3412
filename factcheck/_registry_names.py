"""Who is meant by a mention: names and aliases of publishers and parties, without case and typography.

A mention resolves where it *is* a name or alias (articles, possessives, accents, the word order of an
institution's name aside), or where it is a person's name with titles before a surname that the registry lists
("President Jane Roe" for the alias "Roe"), or a spokesperson of a listed body. Everything else, and all that
fits two holders, stays unresolved: a wrong speaker costs more than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ._registry_name_words import DETERMINERS, INSTITUTIONS, LINKS, NOT_GIVEN, PARTICLES, SPOKES, TITLES
from .model import Party, Publisher, Speaker, SpeakerKind

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?=\s|$|\))", re.IGNORECASE)
_INITIALS = re.compile(r"\b((?:[^\W\d_]\.){2,})")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_LIST = re.compile(r"\b(?:and|or|as well as)\b|&", re.IGNORECASE)


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
    while words and words[0] in DETERMINERS:
        words.pop(0)
    return [word for word in words if word != "the"]


class Names:
    """The aliases of a registry, asked for a mention."""

    def __init__(self, parties: Iterable[Party], publishers: Iterable[Publisher]) -> None:
        self._holders: dict[tuple[SpeakerKind, str], Speaker] = {}
        self._exact: dict[str, Alias] = {}
        for party in parties:
            self._hold(SpeakerKind.PARTY, party.id, (party.name, *party.aliases))
        for publisher in publishers:
            self._hold(SpeakerKind.PUBLISHER, publisher.id, (publisher.name, *publisher.aliases))
        self._bags = self._institutions()
        self._full = {key.split()[-1] for key in self._exact if " " in key}
        self._surnames = self._last_words()
        self._own = frozenset(fold_name(speaker.name) for speaker in self._holders.values())

    @property
    def table(self) -> tuple[Alias, ...]:
        """Return all names and aliases in the registry's order, each with its holder."""
        return tuple(self._exact.values())

    def _hold(self, kind: SpeakerKind, holder: str, names: tuple[str, ...]) -> None:
        self._holders[kind, holder] = Speaker(name=names[0], kind=kind, id=holder)
        for name in names:
            folded = fold_name(name)
            self._exact.setdefault(folded, Alias(name, folded, kind, holder))

    def _institutions(self) -> dict[frozenset[str], Alias | None]:
        bags: dict[frozenset[str], Alias | None] = {}
        for alias in self._exact.values():
            bag = _bag(alias.folded.split())
            if bag:
                other = bags.setdefault(bag, alias)
                if other is not None and (other.kind, other.id) != (alias.kind, alias.id):
                    bags[bag] = None
        return bags

    def _last_words(self) -> dict[str, Alias | None]:
        """Return the last words of what can be full names ("Jane Roe"), None where two holders share one."""
        last: dict[str, Alias | None] = {}
        for alias in self._exact.values():
            words = alias.folded.split()
            if len(words) > 1 and alias.text != self._holders[alias.kind, alias.id].name and _personal(alias):
                other = last.setdefault(words[-1], alias)
                if other is not None and (other.kind, other.id) != (alias.kind, alias.id):
                    last[words[-1]] = None
        return last

    def resolve(self, mention: str, *, person: bool = False) -> Speaker | None:
        """Return the one holder that ``mention`` names, or None.

        ``person`` says that the caller knows the mention to be a person's name: then given names that could
        also be part of a place's or a body's name ("Air ...", "New ...") are taken as given names.
        """
        found: list[Speaker] = []
        for reading in _readings(mention):
            speaker = self._reading(reading, person)
            if speaker is not None and speaker not in found:
                found.append(speaker)
        return found[0] if len(found) == 1 else None

    def _reading(self, mention: str, person: bool) -> Speaker | None:
        words = _words(mention)
        alias = self._exact.get(" ".join(words))
        if alias is not None and _pronoun(alias, mention):
            return None
        if alias is None and words:
            alias = self._bags.get(_bag(words) or frozenset())
        if alias is None:
            alias = self._person(mention, person) or self._spokesperson(mention)
        return self._holders[alias.kind, alias.id] if alias else None

    def _person(self, mention: str, person: bool) -> Alias | None:
        """Return the holder of a person's name: titles, given names, a listed surname or full name."""
        words = [word for word in _WORD.findall(_plain(mention)) if word.casefold() not in DETERMINERS]
        named = _untitled(words)
        if not named or not named[-1][:1].isupper():
            return None
        full = [word for word in named if len(word) > 1]
        if 1 < len(full) < len(words):
            whole = self._exact.get(" ".join(full).casefold())
            if whole and _personal(whole):
                return whole
        if len(named) == 1 < len(words) or (person and len(named) == 1):
            listed = self._surnames.get(named[0].casefold())
            if listed is not None:
                return listed
        tail = 2 if len(named) > 1 and named[-2].casefold() in PARTICLES else 1
        given = full[:-tail]
        alias = self._surname(" ".join(named[-tail:]).casefold())
        if alias is None or alias.folded in self._own or not _all_names(given):
            return None
        if not person and any(word.casefold() in NOT_GIVEN for word in given):
            return None
        return alias if self._agrees(given, named[-1].casefold(), alias) else None

    def _surname(self, surname: str) -> Alias | None:
        """Return the alias that is this surname, with or without its article ("Roe", "al-Roe")."""
        bare = surname.split()[-1]
        for form in (surname, bare, f"al {bare}", f"el {bare}"):
            alias = self._exact.get(form)
            if alias and _personal(alias):
                return alias
        return None

    def _agrees(self, given: list[str], surname: str, alias: Alias) -> bool:
        """Say whether the given names agree with the full names that the registry lists for this surname."""
        if surname not in self._full or not given:
            return True
        full = [key.split() for key in self._exact if " " in key and key.split()[-1] == surname]
        firsts = {name[0] for name in full if len(name) > 1 and name[0] not in PARTICLES}
        return not firsts or given[0].casefold() in firsts

    def _spokesperson(self, mention: str) -> Alias | None:
        """Return the body whose spokesperson is meant: "X spokesman Jane Roe", "a spokeswoman for X"."""
        words = _words(mention)
        places = [place for place, word in enumerate(words) if word in SPOKES]
        if len(places) != 1:
            return None
        before, after = words[: places[0]], words[places[0] + 1 :]
        if after[:1] in (["for"], ["of"]):
            return self._exact.get(" ".join(after[1:]))
        name = _WORD.findall(_plain(mention))[-len(after) :] if after else []
        if len(after) > 4 or any(word[:1].islower() and word.casefold() not in PARTICLES for word in name):
            return None
        return self._exact.get(" ".join(before))


def _readings(mention: str) -> list[str]:
    """Return the mention, or, with a bracket in it, what stands outside and inside; an apposition is left off."""
    brackets = [text for text in _BRACKET.findall(mention) if text.strip()]
    outside = _BRACKET.sub("", mention)
    head, comma, rest = outside.partition(", ")
    if comma and not _LIST.search(rest):
        outside = head
    return [outside, *brackets]


def _bag(words: list[str]) -> frozenset[str]:
    content = frozenset(word for word in words if word not in LINKS)
    return content if len(content) > 1 and content & INSTITUTIONS else frozenset()


def _pronoun(alias: Alias, mention: str) -> bool:
    """Say whether an acronym that is also a word ("US", "WHO") is written here as the word."""
    return alias.text.isupper() and len(alias.text) <= 3 and mention.strip().islower()


def _untitled(words: list[str]) -> list[str]:
    """Return what follows the last title; nothing where a title governs something else ("head of X")."""
    titles = [place for place, word in enumerate(words) if word.casefold() in TITLES]
    if titles and any(word.casefold() in LINKS for word in words[: titles[-1]]):
        return []
    return words[titles[-1] + 1 :] if titles else words


def _all_names(words: list[str]) -> bool:
    return len(words) <= 3 and all(word[:1].isupper() or word in PARTICLES for word in words)


def _personal(alias: Alias) -> bool:
    """Say whether an alias can be a person's name: no article, no acronym, no institution's word."""
    words = _WORD.findall(_plain(alias.text))
    if len(words) != len(alias.folded.split()) or set(alias.folded.split()) & INSTITUTIONS:
        return False
    return len(words[-1]) > 2 and words[-1][:1].isupper() and not words[-1][1:].isupper()
