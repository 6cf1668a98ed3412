"""Values of an entry as YAML that a reviewer can read and that reads back as what was meant.

Whatever a page says may end in an entry, so nothing here trusts a text: control characters go, what turns the
direction of writing is shown as an escape, and a text stands bare only where no reader of YAML could take it for
anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum

from ._fields import tidy
from ._figures import FIGURE_KEYS, SERIES_KEYS
from ._read import PARTY_KEYS, PUBLISHER_KEYS, SOURCE_KEYS, STATEMENT_KEYS

ORDERS: dict[str, tuple[str, ...]] = {
    "sources": SOURCE_KEYS,
    "publishers": PUBLISHER_KEYS,
    "parties": PARTY_KEYS,
    "statements": STATEMENT_KEYS,
    "figures": FIGURE_KEYS,
    "series": SERIES_KEYS,
}
QUOTED = frozenset({"text", "words"})  # whole sentences: a later comma or colon must not break them
_BARE = re.compile(r"[^\W_](?:[\w./()%&+@~$;'’–—-]|[?=](?=\w)|:(?=[\w/])| (?=[^\s#-]))*")
_SPECIAL = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_ADDRESS = re.compile(r"https?://[\w./()%&+@~$;=?:#-]*[\w/)=]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HIDDEN = re.compile(
    "[\x85\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return ``text`` on one line, without characters that a registry refuses."""
    return tidy(_SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text)))


def scalar(value: object, *, quoted: bool = False) -> str:
    """Return one value: bare where that is safe in every place, else in double quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = clean(_plain(value))
    bare = _BARE.fullmatch(text) is not None or _ADDRESS.fullmatch(text) is not None
    if bare and not quoted and text.casefold() not in _SPECIAL and not text.endswith(":"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_HIDDEN.sub(_escape, escaped)}"'


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def flow(value: object, key: str = "") -> str:
    """Return any value on one line, lists and mappings in brackets."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{name}: {flow(one, name)}" for name, one in ordered(value, key))
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(one, key) for one in value)}]"
    return scalar(value, quoted=key in QUOTED)


def field(key: str, value: object, indent: int) -> str:
    """Return ``key: value`` as lines without a final line feed; a list of mappings has a line an entry."""
    margin = " " * indent
    if isinstance(value, list | tuple) and value and all(isinstance(one, Mapping) for one in value):
        rows = "".join(f"\n{margin}  - {flow(one, key)}" for one in value)
        return f"{margin}{key}:{rows}"
    return f"{margin}{key}: {flow(value, key)}"


def entry(value: Mapping[str, object], table: str, indent: int) -> str:
    """Return one entry of a block list, its dash in column ``indent`` (from 0), without a final line feed."""
    lines = [field(key, one, indent + 2) for key, one in ordered(value, table)]
    text = "\n".join(lines)
    return f"{' ' * indent}- {text[indent + 2 :]}"


def ordered(value: Mapping[str, object], table: str) -> list[tuple[str, object]]:
    """Return the fields that have a value, in the order of the design; unknown keys last, as given."""
    order = {key: number for number, key in enumerate(ORDERS.get(table, ()))}
    kept = [(key, one) for key, one in value.items() if not empty(one)]
    return sorted(kept, key=lambda pair: order.get(pair[0], len(order)))


def empty(value: object) -> bool:
    """Say whether a value is nothing to write; 0 and False are something."""
    if value is None:
        return True
    if isinstance(value, str):
        return not clean(value)
    return isinstance(value, Mapping | list | tuple) and not value
