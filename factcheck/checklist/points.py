"""checklist.yaml: the points of a desk's list, read strictly like the registry.

The list that ships is that of docs/design.md, drawn from handbooks; a desk may add, drop, reword, and say what blocks
and for which kind of article.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import yamlfile
from ..errors import RegistryError
from ..registry._fields import Fields, Trouble

FILE_NAME = "checklist.yaml"
KINDS = ("verified", "prefilled", "person")
_TEMPLATE = Path(__file__).parent.parent / "checklist.template.yaml"
_KEYS = ("id", "text", "rule", "from", "kind", "blocks", "check", "for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the list.

    ``kind`` says who answers it: "verified" by the tool alone, "prefilled" by the tool and ticked by a person, or
    "person". ``check`` names the tool's rule; ``kinds`` are the kinds of article that it is for (all where empty).
    """

    id: str
    text: str
    rule: str
    source: str
    kind: str
    blocks: bool = False
    check: str = ""
    kinds: tuple[str, ...] = ()

    def fits(self, kind: str) -> bool:
        """Say whether the point is asked for a kind of article ("" is none in particular)."""
        return not self.kinds or not kind or kind in self.kinds


def load(path: Path, *, checks: frozenset[str]) -> tuple[Point, ...]:
    """Return the points of a list, in order.

    :param checks: the names of the rules that the tool has.
    :raises RegistryError: everything that breaks the format, with ``file:line:column``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RegistryError(f"cannot be read: {error.strerror}", where=str(path)) from None
    trouble = Trouble()
    top = Fields(yamlfile.load(data, path.name), "the checklist", ("points",), trouble)
    nodes = list(top.entries("points"))
    points = [_point(Fields(node, "a point", _KEYS, trouble), checks) for node in nodes]
    seen: set[str] = set()
    for point, node in zip(points, nodes, strict=True):
        if point.id in seen:
            trouble.add(f"the point '{point.id}' stands twice", node.where, "give one of them another id")
        seen.add(point.id)
    if not points and not trouble.errors:
        trouble.add("the checklist has no points", f"{path.name}:1:1", "begin with 'points:'")
    trouble.settle()
    return tuple(points)


def _point(fields: Fields, checks: frozenset[str]) -> Point:
    kind, check = fields.choice("kind", KINDS), fields.text("check")
    if check and check not in checks:
        fields.wrong("check", f"'{check}' is no check of the tool", f"checks: {', '.join(sorted(checks))}")
    if kind == "verified" and not check:
        fields.wrong("kind", "a verified point needs a 'check'", f"checks: {', '.join(sorted(checks))}")
    return Point(
        id=fields.identifier(),
        text=fields.text("text", required=True),
        rule=fields.text("rule", required=True),
        source=fields.text("from", required=True),
        kind=kind,
        blocks=fields.flag("blocks"),
        check=check,
        kinds=tuple(text for text, _ in fields.texts("for")),
    )


def find(folder: Path) -> Path:
    """Return the desk's checklist.yaml beside its registry, else the one that ships."""
    own = folder / FILE_NAME
    return own if own.is_file() else _TEMPLATE


def template_text() -> str:
    """Return the annotated list that ships, and that a new desk begins with."""
    return _TEMPLATE.read_text(encoding="utf-8")
