"""sources.yaml and what it includes, read into plain records: strict, with the place of every mistake.

A record holds only texts, numbers, lists and mappings, so that a compiled registry can be kept as JSON.
"""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import yamlfile
from ..errors import RegistryError
from ..labels import SOURCE_KINDS, Level
from . import _figures as figures
from ._fields import Fields, Trouble

Record = dict[str, Any]
TOP_KEYS = ("parties", "publishers", "sources", "include")
PARTY_KEYS = ("id", "name", "role", "aliases")
PUBLISHER_KEYS = ("id", "name", "party", "voice", "family", "aliases", "url")
SOURCE_KEYS = (
    *("id", "title", "publisher", "kind", "level", "published", "party", "url", "language", "original"),
    *(
        "derived_from",
        "supersedes",
        "retrieved",
        "archive",
        "statements",
        "figures",
        "series",
        "snapshot",
        "note",
    ),
)
STATEMENT_KEYS = ("locator", "text", "words", "seen_at")
TABLES = ("parties", "publishers", "sources")
LEVELS = tuple(level.value for level in Level)
MAX_TABLE = 64_000_000
# sources.d/*.yaml: one folder by its name, then a pattern of files
_IN_ONE_FOLDER = re.compile(r"(\w[\w.-]*)/((?!\*\*)[\w.*-]+)")
_SINGLE = (("publisher", "publishers"), ("party", "parties"), ("original", "sources"))
_SNAPSHOT = re.compile(r"sha256:[0-9a-f]{64}")
_RETRIEVED = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that an entry names: it must stand in ``table``."""

    table: str
    id: str
    where: str
    key: str


@dataclass(slots=True)
class Part:
    """What one file says: its records by table, the tables that it needs by digest, what it names and includes."""

    digest: str
    rows: dict[str, list[Record]] = field(default_factory=lambda: {table: [] for table in TABLES})
    needs: dict[str, str] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    patterns: list[list[str]] = field(default_factory=list)  # pattern and place of each 'include:'


def read(path: Path, name: str, trouble: Trouble, data: bytes | None = None) -> Part:
    """Read one file of the registry at ``path``, not what it includes; mistakes go to ``trouble``.

    :param name: the file, relative to the registry's folder.
    :param data: content to read in place of the file's: to prove a change before it is written.
    :raises RegistryError: when the file cannot be opened or is not YAML at all.
    """
    if data is None:
        data = file_bytes(path.parent / name, name, yamlfile.MAX_BYTES)
    return _Reader(path, name, data, trouble).part


def listed(path: Path, patterns: list[list[str]], trouble: Trouble) -> dict[str, str]:
    """Return the files of a registry in their order, sources.yaml and what its patterns name.

    With each goes the place of the pattern that names it first.
    """
    names = {path.name: path.name}
    for pattern, where in patterns:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts or pattern.startswith("~"):
            trouble.add(f"'{pattern}' leaves the registry's folder", where, "include files below it only")
            continue
        found = included(path.parent, pattern)
        if not found:
            trouble.add(f"'{pattern}' matches no file", where, "mend the pattern, such as sources.d/*.yaml")
        for name in found:
            names.setdefault(name, where)
    return names


def inside(folder: Path, name: str) -> Path | None:
    """Return the file that ``name`` means below ``folder``, or None where it would leave the folder."""
    if not name or Path(name).is_absolute() or name.startswith("~") or "\0" in name:
        return None
    target = (folder / name).resolve()
    return target if target.is_relative_to(folder.resolve()) else None


def included(folder: Path, pattern: str) -> list[str]:
    """Return the files that an include pattern names, relative to ``folder`` and sorted; none for a bad pattern."""
    plain = _IN_ONE_FOLDER.fullmatch(pattern)
    try:
        if plain and ".." not in pattern:  # as glob would, at a tenth of its cost
            with os.scandir(folder / plain[1]) as entries:
                found = fnmatch.filter((entry.name for entry in entries), plain[2])
            return sorted(f"{plain[1]}/{name}" for name in found)
        return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
    except (OSError, ValueError, IndexError, NotImplementedError):
        return []


def file_bytes(path: Path, shown: str, limit: int) -> bytes:
    """Return the bytes of a plain file.

    :raises RegistryError: no such file, not a plain file, not readable, or larger than ``limit``.
    """
    try:
        if not path.is_file():
            missing = "no such file" if not path.exists() else "not a plain file"
            raise RegistryError(missing, where=shown, hint="mend the name, or put the file there")
        if path.stat().st_size > limit:
            raise RegistryError(
                f"the file is larger than {limit // 1_000_000} MB", where=shown, hint="split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise RegistryError(
            f"the file cannot be read: {error.strerror}", where=shown, hint="check its permissions"
        ) from None


def digest(record: Record) -> str:
    """Return a hash of what a record says; its place in the file does not count."""
    said = json.dumps({key: value for key, value in record.items() if key != "where"})
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def named(table: str, rows: list[Record]) -> Iterator[Reference]:
    """Yield what the records of a table refer to, as reading their entries does."""
    single = {"publishers": (("party", "parties"),), "sources": _SINGLE}.get(table, ())
    for row in rows:
        for key, named in single:
            if row[key]:
                yield Reference(named, row[key], row["where"], key)
        for key in ("derived_from", "supersedes") if table == "sources" else ():
            for one in row[key]:
                yield Reference("sources", one, row["where"], key)


class _Reader:
    def __init__(self, path: Path, name: str, data: bytes, trouble: Trouble) -> None:
        self._folder, self._trouble = path.parent, trouble
        self._tables: dict[str, bytes | None] = {}
        self.part = Part(digest=hashlib.sha256(data).hexdigest())
        node = yamlfile.load(data, name)
        if not isinstance(node, yamlfile.Mapping):
            hint = "the file begins with 'parties:', 'publishers:' or 'sources:'"
            trouble.add("a registry is a mapping", node.where, hint)
            return
        top = Fields(node, "the registry", TOP_KEYS if name == path.name else TOP_KEYS[:-1], trouble)
        for entry in top.entries("parties"):
            self._party(entry)
        for entry in top.entries("publishers"):
            self._publisher(entry)
        for entry in top.entries("sources"):
            self._source(entry)
        self.part.patterns = [list(pattern) for pattern in top.texts("include")]

    def _add(self, table: str, fields: Fields, record: Record) -> None:
        record["where"] = fields.node.where
        self.part.rows[table].append(record)

    def _refer(self, fields: Fields, key: str, table: str, *, required: bool = False) -> str:
        value = fields.text(key, required=required)
        if value:
            self.part.references.append(Reference(table, value, fields.where(key), key))
        return value

    def _refer_all(self, fields: Fields, key: str) -> list[str]:
        found = fields.texts(key)
        self.part.references += [Reference("sources", value, where, key) for value, where in found]
        return [value for value, _ in found]

    def _party(self, node: yamlfile.Node) -> None:
        fields = Fields(node, "a party", PARTY_KEYS, self._trouble)
        record = {
            "id": fields.identifier(),
            "name": fields.text("name", required=True),
            "role": fields.text("role"),
            "aliases": [text for text, _ in fields.texts("aliases")],
        }
        self._add("parties", fields, record)

    def _publisher(self, node: yamlfile.Node) -> None:
        fields = Fields(node, "a publisher", PUBLISHER_KEYS, self._trouble)
        record = {
            "id": fields.identifier(),
            "name": fields.text("name", required=True),
            "party": self._refer(fields, "party", "parties"),
            "voice": fields.flag("voice"),
            "family": fields.text("family"),
            "aliases": [text for text, _ in fields.texts("aliases")],
            "url": fields.address("url"),
        }
        if record["voice"] and not record["party"]:
            fields.wrong("voice", "'voice: true' without a party", "name the party whose word it is")
        self._add("publishers", fields, record)

    def _source(self, node: yamlfile.Node) -> None:
        fields = Fields(node, "a source", SOURCE_KEYS, self._trouble)
        published = fields.day("published", required=True)
        record: Record = {
            "id": fields.identifier(),
            "title": fields.text("title", required=True),
            "publisher": self._refer(fields, "publisher", "publishers", required=True),
            "kind": fields.choice("kind", SOURCE_KINDS),
            "level": fields.choice("level", LEVELS),
            "published": published.isoformat() if published else "",
            "party": self._refer(fields, "party", "parties"),
            "url": fields.address("url"),
            "language": fields.text("language"),
            "original": self._refer(fields, "original", "sources"),
            "derived_from": self._refer_all(fields, "derived_from"),
            "supersedes": self._refer_all(fields, "supersedes"),
            "retrieved": self._shaped(
                fields, "retrieved", _RETRIEVED, "a date or a time, such as 2025-11-18T09:30Z"
            ),
            "archive": fields.address("archive"),
            "snapshot": self._shaped(
                fields, "snapshot", _SNAPSHOT, "sha256: and 64 digits, as add-source writes it"
            ),
            "note": fields.text("note"),
        }
        statements = enumerate(fields.entries("statements"), 1)
        record["statements"] = [self._statement(entry, record["url"], number) for number, entry in statements]
        record["figures"] = [self._figure(entry, record["published"]) for entry in fields.entries("figures")]
        record["series"] = [self._series(entry) for entry in fields.entries("series")]
        self._add("sources", fields, record)

    def _shaped(self, fields: Fields, key: str, shape: re.Pattern[str], hint: str) -> str:
        value = fields.text(key)
        if value and not shape.fullmatch(value):
            fields.wrong(key, f"'{key}' is '{value}'", f"it is {hint}")
        return value

    def _statement(self, node: yamlfile.Node, url: str, number: int) -> list[Any]:
        fields = Fields(node, "a statement", STATEMENT_KEYS, self._trouble)
        if fields.usable and fields.has("text") == fields.has("words"):
            hint = "'text' is the desk's paraphrase, 'words' are verbatim; make two entries for both"
            fields.wrong("words", "a statement has either 'text' or 'words'", hint)
        seen_at = fields.text("seen_at")
        if fields.has("words") and not (seen_at or url):
            fields.wrong("words", "verbatim words without where they were seen", "add 'seen_at: https://...'")
        verbatim = fields.has("words")
        words = fields.text("words") if verbatim else fields.text("text")
        locator = fields.text("locator") or f"statement {number}"
        return [locator, words, verbatim, seen_at or (url if verbatim else "")]

    def _figure(self, node: yamlfile.Node, published: str) -> Record:
        return figures.figure(Fields(node, "a figure", figures.FIGURE_KEYS, self._trouble), published)

    def _series(self, node: yamlfile.Node) -> Record:
        fields = Fields(node, "a series", figures.SERIES_KEYS, self._trouble)
        name = fields.text("file", required=True)
        return figures.series(fields, self._table(fields, name), name, self._trouble)

    def _table(self, fields: Fields, name: str) -> bytes | None:
        if not name:
            return None
        path = inside(self._folder, name)
        if path is None:
            fields.wrong(
                "file",
                f"'{name}' leaves the registry's folder",
                "copy the table into the folder of sources.yaml",
            )
            return None
        if name not in self._tables:
            try:
                self._tables[name] = file_bytes(path, name, MAX_TABLE)
            except RegistryError as error:
                self._tables[name] = None
                fields.wrong("file", f"{name}: {error.what}", error.hint)
        data = self._tables[name]
        if data is not None:
            self.part.needs[name] = hashlib.sha256(data).hexdigest()
        return data
