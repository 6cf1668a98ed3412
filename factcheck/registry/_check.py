"""What must hold between the entries of a registry: ids, references, no circles, one holder to a name."""

from __future__ import annotations

from typing import Any

from ._fields import Trouble, nearest
from ._names import fold_name
from ._read import Record, Records

_WORDS = {"parties": "party", "publishers": "publisher", "sources": "source"}


def check(records: Records, trouble: Trouble) -> None:
    """Note every mistake between entries."""
    _unique(records, trouble)
    _references(records, trouble)
    for key in ("derived_from", "supersedes"):
        _circles(records.tables["sources"], key, trouble)
    _newer(records.tables["sources"], trouble)
    _holders(records, trouble)


def _unique(records: Records, trouble: Trouble) -> None:
    for table, word in _WORDS.items():
        first: dict[str, str] = {}
        for record in records.tables[table]:
            place = first.setdefault(record["id"], record["where"])
            if record["id"] and place != record["where"]:
                hint = f"it stands first at {place}; rename one of them"
                trouble.add(f"the {word} id '{record['id']}' is taken", record["where"], hint)


def _references(records: Records, trouble: Trouble) -> None:
    known = {table: [record["id"] for record in rows] for table, rows in records.tables.items()}
    sets = {table: frozenset(ids) for table, ids in known.items()}
    for reference in records.references:
        if reference.id not in sets[reference.table]:
            word = _WORDS[reference.table]
            hint = nearest(reference.id, known[reference.table]) or f"add it under '{reference.table}:'"
            trouble.add(f"{reference.key}: no {word} '{reference.id}'", reference.where, hint)


def _circles(sources: list[Record], key: str, trouble: Trouble) -> None:
    """Note each circle once; the walk keeps its own stack, since chains may be as long as the registry."""
    ahead: dict[str, list[str]] = {record["id"]: record[key] for record in sources}
    places = {record["id"]: record["where"] for record in sources}
    done: set[str] = set()
    for start in ahead:
        path: dict[str, None] = {}
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop(node)
                done.add(node)
            elif node in path:
                ring = " > ".join([*list(path)[list(path).index(node) :], node])
                trouble.add(f"{key} runs in a circle: {ring}", places[node], "remove one of the links")
            elif node in ahead and node not in done:
                path[node] = None
                stack.append((node, True))
                stack += [(other, False) for other in ahead[node]]


def _newer(sources: list[Record], trouble: Trouble) -> None:
    published = {record["id"]: record["published"] for record in sources}
    for record in sources:
        for old in record["supersedes"]:
            if published.get(old, "") > record["published"] > "":
                hint = "'supersedes' names the earlier release; mend the date or the link"
                what = f"'{record['id']}' supersedes '{old}', which was published later"
                trouble.add(what, record["where"], hint)


def _holders(records: Records, trouble: Trouble) -> None:
    """Refuse a name that two hold, except a party and a publisher of its own."""
    first: dict[str, Record] = {}
    for table in ("parties", "publishers"):
        for record in records.tables[table]:
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
