"""What must hold between the entries of a registry: ids, references, no circles, one holder to a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from ._fields import Trouble, nearest
from ._names import fold_name
from ._read import Record, Reference

Tables = Mapping[str, list[Record]]
_WORDS = {"parties": "party", "publishers": "publisher", "sources": "source"}


def check(tables: Tables, named: Sequence[Reference], trouble: Trouble) -> None:
    """Note every mistake between entries."""
    _unique(tables, trouble)
    references(named, {table: [record["id"] for record in rows] for table, rows in tables.items()}, trouble)
    sources = tables["sources"]
    places = {record["id"]: record["where"] for record in sources}
    for key in ("derived_from", "supersedes"):
        links = {record["id"]: record[key] for record in sources}
        circles(list(links), links, places.__getitem__, key, trouble)
    published = {record["id"]: record["published"] for record in sources}
    newer(sources, lambda one: published.get(one, ""), trouble)
    _holders(tables, trouble)


def bodies(tables: Tables, trouble: Trouble) -> None:
    """Note every mistake between parties and publishers, except what they refer to."""
    _unique(tables, trouble)
    _holders(tables, trouble)


def _unique(tables: Tables, trouble: Trouble) -> None:
    for table, rows in tables.items():
        first: dict[str, str] = {}
        for record in rows:
            place = first.setdefault(record["id"], record["where"])
            if record["id"] and place != record["where"]:
                hint = f"it stands first at {place}; rename one of them"
                trouble.add(f"the {_WORDS[table]} id '{record['id']}' is taken", record["where"], hint)


def references(named: Iterable[Reference], known: Mapping[str, Collection[str]], trouble: Trouble) -> None:
    """Note each reference to an id that its table does not hold."""
    sets = {table: frozenset(ids) for table, ids in known.items()}
    for one in named:
        if one.id not in sets[one.table]:
            hint = nearest(one.id, known[one.table]) or f"add it under '{one.table}:'"
            trouble.add(f"{one.key}: no {_WORDS[one.table]} '{one.id}'", one.where, hint)


def circles(
    starts: Iterable[str],
    ahead: Mapping[str, list[str]],
    where: Callable[[str], str],
    key: str,
    trouble: Trouble,
) -> None:
    """Note each circle that a start leads into once; the walk keeps its own stack, since chains may be long."""
    done: set[str] = set()
    for start in starts:
        path: dict[str, None] = {}
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop(node)
                done.add(node)
            elif node in path:
                ring = " > ".join([*list(path)[list(path).index(node) :], node])
                trouble.add(f"{key} runs in a circle: {ring}", where(node), "remove one of the links")
            elif node in ahead and node not in done:
                path[node] = None
                stack.append((node, True))
                stack += [(other, False) for other in ahead[node]]


def newer(sources: Iterable[Record], published: Callable[[str], str], trouble: Trouble) -> None:
    """Note each source that supersedes a later one."""
    for record in sources:
        for old in record["supersedes"]:
            if published(old) > record["published"] > "":
                hint = "'supersedes' names the earlier release; mend the date or the link"
                what = f"'{record['id']}' supersedes '{old}', which was published later"
                trouble.add(what, record["where"], hint)


def _holders(tables: Tables, trouble: Trouble) -> None:
    """Refuse a name that two hold, except a party and a publisher of its own."""
    first: dict[str, Record] = {}
    for table in ("parties", "publishers"):
        for record in tables[table]:
            for name in (record["name"], *record["aliases"]):
                folded = fold_name(name)
                if name and not folded:
                    hint = "give it a name with letters that is more than an article"
                    trouble.add(f"the name '{name}' cannot be recognised", record["where"], hint)
                    continue
                holder = first.setdefault(folded, record)
                if folded and holder is not record and not _same_body(holder, record):
                    hint = (
                        f"it is a name of '{holder['id']}' at {holder['where']}; make one of them more exact"
                    )
                    trouble.add(f"the name '{name}' is claimed by two", record["where"], hint)


def _same_body(holder: dict[str, Any], record: dict[str, Any]) -> bool:
    """Say whether a publisher shares a name with the party that it belongs to, as the United Nations may."""
    return "role" in holder and record.get("party") == holder["id"]
