"""Fields of a registry entry, read strictly: unknown keys and wrong values are collected with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from .. import yamlfile
from ..errors import RegistryError
from ..text import clip, one_line

SHOWN = 10
ENOUGH = (
    100  # mistakes after which reading stops: nobody mends more at a time, and hostile files hold millions
)
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACE = re.compile(r"[ \t\r\n]+")


class BrokenRegistry(RegistryError):
    """A registry with one mistake or more; ``errors`` holds them all, in the order found.

    ``what``, ``where`` and ``hint`` are the first one's; the text shows up to ten.
    """

    def __init__(self, errors: Sequence[RegistryError]) -> None:
        first = errors[0]
        super().__init__(first.what, where=first.where, hint=first.hint)
        self.errors = tuple(errors)
        more = len(errors) - 1
        if more:
            rest = "; ".join(f"{error.where}: {error.what}" for error in errors[1:SHOWN])
            cut = " ..." if more >= SHOWN else ""
            self.hint = f"{first.hint or 'mend it'}; {more} more: {rest}{cut}"

    def __str__(self) -> str:
        lines = [RegistryError.__str__(error) for error in self.errors[:SHOWN]]
        if len(self.errors) > SHOWN:
            lines.append(f"... and {len(self.errors) - SHOWN} more mistakes")
        return "\n".join(lines)


class Trouble:
    """The mistakes found so far."""

    def __init__(self) -> None:
        self.errors: list[RegistryError] = []

    def add(self, what: str, where: str, hint: str = "") -> None:
        """Note one mistake and go on.

        :raises BrokenRegistry: when there are enough of them.
        """
        self.errors.append(RegistryError(_short(what), where=where, hint=_short(hint)))
        if len(self.errors) >= ENOUGH:
            self.settle()

    def settle(self) -> None:
        """Raise what was found.

        :raises BrokenRegistry: when there was a mistake.
        """
        if self.errors:
            raise BrokenRegistry(self.errors)


def _short(text: str) -> str:
    """Return a message that quotes the file, safe to print and of a readable length."""
    return clip(one_line(text), 300)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" where a known word is near, else the list of the known ones."""
    from rapidfuzz import fuzz, process

    words = list(known)
    close = process.extractOne(word.casefold()[:100], words, scorer=fuzz.ratio, score_cutoff=60)
    if close is not None:
        return f"did you mean '{close[0]}'?"
    return f"known: {', '.join(words[:20])}" if words else ""


def as_date(text: str) -> date | None:
    """Return an ISO date (YYYY-MM-DD), or None where the text is none."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def tidy(text: str) -> str:
    """Return ``text`` on one line: folded block scalars end in a line feed that nobody meant."""
    return _SPACE.sub(" ", text).strip()


class Fields:
    """One mapping of the registry, asked key by key; every answer has the type that the caller asked for."""

    def __init__(self, node: yamlfile.Node, what: str, known: Sequence[str], trouble: Trouble) -> None:
        self.node, self.what, self._trouble = node, what, trouble
        self._values: dict[str, yamlfile.Node] = {}
        if not isinstance(node, yamlfile.Mapping):
            trouble.add(f"{what} must be a mapping ('key: value')", node.where, f"keys: {', '.join(known)}")
            return
        for key, value in node.entries:
            if key.value in known:
                self._values[key.value] = value
            else:
                trouble.add(f"unknown key '{key.value}' in {what}", key.where, _hint(key, value, known))

    @property
    def usable(self) -> bool:
        """Say whether there is a mapping at all."""
        return isinstance(self.node, yamlfile.Mapping)

    def has(self, key: str) -> bool:
        """Say whether the key is written."""
        return key in self._values

    def where(self, key: str) -> str:
        """Return the place of a key's value, or of the mapping where the key is missing."""
        return self._values.get(key, self.node).where

    def wrong(self, key: str, what: str, hint: str = "") -> None:
        """Note a mistake at the value of ``key``."""
        self._trouble.add(what, self.where(key), hint)

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text, "" where it is missing."""
        node = self._values.get(key)
        if node is None:
            if required and self.usable:
                self.wrong(key, f"{self.what} has no '{key}'", f"add a line '{key}: ...'")
            return ""
        return self._scalar(key, node)

    def _scalar(self, key: str, node: yamlfile.Node) -> str:
        if not isinstance(node, yamlfile.Scalar):
            self._trouble.add(
                f"'{key}' must be a single value", node.where, "a list or a mapping stands here"
            )
            return ""
        value = tidy(node.value)
        if not value:
            self._trouble.add(f"'{key}' has no value", node.where, "write a value, or remove the key")
        return value

    def texts(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the texts of a list, each with its place; a single text counts as a list of one."""
        node = self._values.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, yamlfile.Sequence) else (node,)
        if len(items) == 1 and _empty(items[0]):
            return ()
        return tuple((text, item.where) for item in items if (text := self._scalar(key, item)))

    def entries(self, key: str) -> Iterator[yamlfile.Node]:
        """Yield the nodes of a list of mappings; nothing where the key is missing or its list empty."""
        node = self._values.get(key)
        if isinstance(node, yamlfile.Sequence):
            yield from node.items
        elif node is not None and not _empty(node):
            self._trouble.add(f"'{key}' must be a list", node.where, "each entry begins with '- '")

    def mapping(self, key: str, known: Sequence[str]) -> Fields:
        """Return the mapping that stands under a key, to be asked key by key."""
        return Fields(self._values[key], f"'{key}'", known, self._trouble)

    def identifier(self) -> str:
        """Return the entry's ``id``: lower-case letters, digits, ``.``, ``_`` and ``-``."""
        value = self.text("id", required=True)
        if value and not _ID.fullmatch(value):
            slug = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")
            advice = f"write '{slug}'" if slug else "write a short word"
            self.wrong("id", f"'{value}' is no id: lower-case letters, digits, '.', '_', '-'", advice)
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a date written YYYY-MM-DD."""
        value = self.text(key, required=required)
        if not value:
            return None
        found = as_date(value)
        if found is None:
            self.wrong(key, f"'{key}' is no date: '{value}'", "write it as YYYY-MM-DD, such as 2025-11-17")
        return found

    def choice(self, key: str, options: Sequence[str]) -> str:
        """Return one of ``options``; the key is required."""
        value = self.text(key, required=True)
        if value and value not in options:
            self.wrong(key, f"'{value}' is no {key}", nearest(value, options))
            return ""
        return value

    def flag(self, key: str) -> bool:
        """Return whether ``true`` is written; missing is false."""
        value = self.text(key)
        if value.casefold() not in ("", "true", "false"):
            self.wrong(key, f"'{key}' is '{value}'", "write true or false")
        return value.casefold() == "true"

    def address(self, key: str) -> str:
        """Return a web address, "" where it is missing."""
        value = self.text(key)
        if value and not re.match(r"https?://[^\s/]+", value):
            self.wrong(key, f"'{key}' is no web address: '{value}'", "it begins with https:// or http://")
        return value


def _hint(key: yamlfile.Scalar, value: yamlfile.Node, known: Sequence[str]) -> str:
    """Inside braces a comma in a text without quotation marks ends it, and the rest looks like a key."""
    if " " in key.value and _empty(value):
        return "inside { } a text that holds a comma needs quotation marks"
    return nearest(key.value, known)


def _empty(node: yamlfile.Node) -> bool:
    return isinstance(node, yamlfile.Scalar) and node.plain and not node.value
