"""The keys of the desk: what stands below it, and what each does; those that do nothing here are dim."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from ..checklist.decisions import Action
from ..checklist.session import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as Textual names it (several by commas), as it is shown, its word, and the screen's action."""

    keys: str
    shown: str
    word: str
    action: str
    does: Action | None = None


def _decides(key: str, word: str, does: Action) -> Key:
    return Key(keys=key, shown=key, word=word, action=f"decide('{does.value}')", does=does)


KEYS = (
    _decides("v", "verified", Action.VERIFIED),
    _decides("c", "corrected", Action.CORRECTED),
    _decides("x", "cut", Action.CUT),
    _decides("n", "needs source", Action.NEEDS_SOURCE),
    _decides("a", "accepted", Action.ACCEPTED),
    _decides("s", "ask", Action.ASK),
    _decides("t", "tick", Action.TICKED),
    _decides("w", "waive", Action.WAIVED),
    _decides("o", "note", Action.NOTE),
    Key(keys="equals_sign", shown="=", word="all same", action="same", does=Action.ACCEPTED),
    Key(keys="u", shown="u", word="undo", action="undo"),
    Key(keys="tab", shown="tab", word="next", action="next_open"),
    Key(keys="slash", shown="/", word="find", action="search"),
    Key(keys="f", shown="f", word="verdict", action="labels"),
    Key(keys="p", shown="p", word="speaker", action="speakers"),
    Key(keys="d", shown="d", word="dark", action="theme"),
    Key(keys="q", shown="q", word="quit", action="quit_desk"),
)


def keys_shown(item: Item | None) -> Text:
    """Return the keys and their words; what the item does not take is dim. Each can be clicked."""
    out = Text()
    for number, key in enumerate(KEYS):
        usable = _usable(key, item)
        click = Style(meta={"@click": f"screen.{key.action}"})
        out.append("  " if number else "")
        out.append(key.shown, style=Style(bold=usable, dim=not usable) + click)
        out.append(f"\u00a0{key.word.replace(' ', chr(0xA0))}", style=Style(dim=not usable) + click)
    return out


def _usable(key: Key, item: Item | None) -> bool:
    if key.does is None:
        return True
    if item is None:
        return False
    return key.does is Action.NOTE or key.does in item.actions
