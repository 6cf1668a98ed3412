"""The one door to YAML: a strict load to nodes that know their line and column, every scalar a string.

YAML itself turns ``NO`` into false and ``1:30`` into 90, lets a later key overwrite an earlier one and grows
a few bytes of aliases into gigabytes. None of this happens here: scalars stay the text that was written,
duplicate keys, aliases, tags and a second document are refused, and size and depth are bounded.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import RegistryError

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError
    from yaml.events import Event

MAX_BYTES = 64_000_000
MAX_DEPTH = 24
MAX_NODES = 1_000_000  # some 20,000 sources in one file, about 300 MB while it is read
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_STR_TAG = "tag:yaml.org,2002:str"
_HINTS = (
    (
        "mapping values are not allowed",
        "a text that holds a colon followed by a space needs quotation marks around it",
    ),
    (
        "did not find expected key",
        "check the indentation of this line, and for a missing quotation mark or comma above",
    ),
    ("did not find expected '-' indicator", "entries of one list begin with '- ' in the same column"),
    ("expected ',' or", "a comma or the closing bracket is missing"),
    ("unexpected end of stream", "a quotation mark or bracket that opens here is never closed"),
    ("could not find expected ':'", "every entry is written 'key: value', or a quotation mark is not closed"),
    ("unknown escape character", "inside double quotation marks a backslash is written twice"),
    ("cannot start any token", "put the text in quotation marks"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes have: the file's name, and line and column (both from 1) where the node begins."""

    name: str
    line: int
    column: int

    @property
    def where(self) -> str:
        """Return the place as ``file:line:column``."""
        return f"{self.name}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A text, exactly as written; ``plain`` where it stands without quotation marks."""

    value: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """A list of nodes."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    """Keys and their nodes, in the order written; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """Return the node of ``key``, or None."""
        return next((node for name, node in self.entries if name.value == key), None)


def load(text: str | bytes, name: str) -> Node:
    """Return the one document in ``text`` as nodes; an empty text is an empty :class:`Mapping` at 1:1.

    :param name: what the file is called in messages, as the reader knows it (relative to the registry).
    :raises RegistryError: anything that is not strict YAML, with ``name:line:column`` and a hint.
    """
    if len(text) > MAX_BYTES:
        raise RegistryError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB",
            where=name,
            hint="split it into several files and name them under 'include:'",
        )
    written = _decoded(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, name)
    import yaml

    try:
        return _Builder(name).build(_events(written))
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, written, name) from None
    except yaml.reader.ReaderError as error:
        where = _place(written, error.position, name)
        raise RegistryError(
            "a character that YAML does not allow",
            where=where,
            hint="remove the control character; the file must be plain text",
        ) from None


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        raise RegistryError(
            "the file is not UTF-8",
            where=_place(before, len(before), name),
            hint="save it as UTF-8 in the editor",
        ) from None


def _place(text: str, offset: int, name: str) -> str:
    before = text[:offset]
    return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _events(text: str) -> Iterator[Event]:
    import yaml

    return yaml.parse(text, Loader=_loader())


@functools.cache
def _loader() -> Any:
    """Return the loader that resolves nothing: in C where PyYAML has it, seven times as fast."""
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _syntax_error(error: MarkedYAMLError, text: str, name: str) -> RegistryError:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "not valid YAML"
    if "end of stream" in problem and error.context_mark is not None:
        mark = error.context_mark
    where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
    line = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    if mark and "\t" in line[: mark.column + 1]:
        return RegistryError("a tab in the indentation", where=where, hint="indent with spaces")
    hint = next(
        (hint for sign, hint in _HINTS if sign in problem), "check indentation, colons and quotation marks"
    )
    return RegistryError(f"not valid YAML: {problem}", where=where, hint=hint)


class _Builder:
    """Nodes from parser events, without recursion, so depth costs nothing but the bound."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._documents = self._nodes = 0

    def build(self, events: Iterator[Event]) -> Node:
        """Consume the events of a stream and return its one document."""
        from yaml import events as kinds

        for event in events:
            if isinstance(event, kinds.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, kinds.CollectionStartEvent):
                self._start(event, mapping=isinstance(event, kinds.MappingStartEvent))
            elif isinstance(event, kinds.CollectionEndEvent):
                self._close()
            elif isinstance(event, kinds.AliasEvent):
                self._refuse(
                    event, "an alias ('*name')", "write the value out: what a reader sees is what counts"
                )
            elif isinstance(event, kinds.DocumentStartEvent):
                self._document(event)
        return self._root if self._root is not None else Mapping(self._name, 1, 1, ())

    def _document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(event, "a second document ('---')", "keep one document a file")

    def _scalar(self, event: Any) -> None:
        if event.tag not in (None, "!", _STR_TAG):
            self._refuse(event, f"a tag ({event.tag})", "remove the tag; every value is read as text")
        if event.style == '"' and _CONTROL.search(event.value):
            self._refuse(event, "a control character", "remove the escape sequence")
        self._count(event)
        mark = event.start_mark
        plain = not event.style
        self._add(Scalar(self._name, mark.line + 1, mark.column + 1, event.value, plain))

    def _start(self, event: Any, *, mapping: bool) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, f"a tag ({event.tag})", "remove the tag")
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, f"nesting deeper than {MAX_DEPTH} levels", "a bracket is probably not closed")
        self._count(event)
        mark = event.start_mark
        self._open.append(_Open(mapping, mark.line + 1, mark.column + 1))

    def _count(self, event: Event) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            what = f"more than {MAX_NODES:,} values in one file"
            self._refuse(event, what, "split it into several files and name them under 'include:'")

    def _close(self) -> None:
        done = self._open.pop()
        if done.mapping:
            self._add(Mapping(self._name, done.line, done.column, tuple(done.pairs)))
        else:
            self._add(Sequence(self._name, done.line, done.column, tuple(done.items)))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
        elif not self._open[-1].mapping:
            self._open[-1].items.append(node)
        else:
            self._open[-1].pair(node)

    def _refuse(self, event: Any, what: str, hint: str) -> None:
        mark = event.start_mark
        where = f"{self._name}:{mark.line + 1}:{mark.column + 1}"
        raise RegistryError(f"{what} is not allowed here", where=where, hint=hint)


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("_key", "_seen", "column", "items", "line", "mapping", "pairs")

    def __init__(self, mapping: bool, line: int, column: int) -> None:
        self.mapping, self.line, self.column = mapping, line, column
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self._key: Scalar | None = None
        self._seen: dict[str, Scalar] = {}

    def pair(self, node: Node) -> None:
        """Take the next key or value of a mapping."""
        if self._key is not None:
            self.pairs.append((self._key, node))
            self._key = None
            return
        if not isinstance(node, Scalar):
            raise RegistryError(
                "a key must be a word",
                where=node.where,
                hint="put a text that begins with '[' or '{' in quotation marks",
            )
        first = self._seen.setdefault(node.value, node)
        if first is not node:
            raise RegistryError(
                f"the key '{node.value}' stands twice",
                where=node.where,
                hint=f"it stands first in line {first.line}; keep one of them",
            )
        self._key = node


class Mark(NamedTuple):
    """One event of the text: kind (scalar, list, mapping, end), offsets in code points, how it is written."""

    kind: str
    start: int
    end: int
    flow: bool
    style: str
    value: str


def marks(text: str, name: str) -> Iterator[Mark]:
    """Yield where every value of ``text`` begins and ends, for whoever edits the text itself; nothing is checked.

    Of a block list or mapping the end says where the next value begins, not where the last one ends.

    :raises RegistryError: the text is not YAML.
    """
    import yaml
    from yaml import events

    kinds = {
        events.ScalarEvent: "scalar",
        events.SequenceStartEvent: "list",
        events.MappingStartEvent: "mapping",
    }
    kinds |= {events.SequenceEndEvent: "end", events.MappingEndEvent: "end"}
    event: Any
    try:
        for event in _events(text):
            kind = kinds.get(type(event))
            if kind is not None:
                flow = bool(getattr(event, "flow_style", False))
                style, value = getattr(event, "style", "") or "", getattr(event, "value", "")
                yield Mark(kind, event.start_mark.index, event.end_mark.index, flow, style, value)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, name) from None
    except yaml.reader.ReaderError as error:
        where = _place(text, error.position, name)
        raise RegistryError("a character that YAML does not allow", where=where) from None
