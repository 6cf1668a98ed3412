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
    Key(keys="equals_sign", shown="=", word="same", action="same", does=Action.ACCEPTED),
    Key(keys="u", shown="u", word="undo", action="undo"),
    Key(keys="slash", shown="/", word="find", action="search"),
    Key(keys="f", shown="f", word="verdict", action="labels"),
    Key(keys="p", shown="p", word="speaker", action="speakers"),
    Key(keys="question_mark", shown="?", word="help", action="help"),
    Key(keys="q", shown="q", word="quit", action="quit_desk"),
)


def keys_shown(item: Item | None, width: int) -> Text:
    """Return the keys and their words in lines of ``width`` cells; what the item does not take is dim.

    Each can be clicked.
    """
    out, used = Text(no_wrap=True), 0
    for key in KEYS:
        size = len(key.shown) + 1 + len(key.word)
        gap = 2 if used else 0
        if used and used + gap + size > width:
            out.append("\n")
            used = gap = 0
        usable = _usable(key, item)
        click = Style(meta={"@click": f"screen.{key.action}"})
        out.append(" " * gap)
        out.append(key.shown, style=Style(bold=usable, dim=not usable) + click)
        out.append(f" {key.word}", style=Style(dim=not usable) + click)
        used += gap + size
    return out


def _usable(key: Key, item: Item | None) -> bool:
    if key.does is None:
        return True
    if item is None:
        return False
    return key.does is Action.NOTE or key.does in item.actions


_MOVES = (
    ("tab", "on to the next open item, most urgent first; shift+tab goes back"),
    ("j k ↓ ↑", "on and back in the text; home and end go to its ends"),
    ("space", "the evidence a page down; page down and page up too"),
    ("esc", "show everything again; leave a window"),
    ("d", "dark or light"),
    ("mouse", "click a claim, a mark, a point or a key"),
)
_MEANINGS = (
    ("v", "the claim was checked and is right"),
    ("c", "it has to be reworded; asks for the new words"),
    ("x", "it is cut"),
    ("n", "it stays open until a source is found"),
    ("a", "it is accepted as it is; asks why"),
    ("s", "somebody has to be asked; asks whom, and goes to the call sheet"),
    ("t w", "a point of the list is met; cannot be met, and why"),
    ("o", "a note beside the decision"),
    ("=", "accepts all open claims with the same finding, for one reason"),
    ("u", "takes back your last decision; the trail keeps both lines"),
    ("/ f p", "show only some words, one verdict (or what is open), one speaker"),
    ("q", "leave; every decision is on disk already"),
)
_MARKS = (
    ("[✗ ]", "a claim to decide; (✗ ) one that needs no decision"),
    (">✗ <", "where you stand; without brackets: left out by what is shown"),
    ("[✗v]", "decided; the letter is the key"),
    ("[✗!]", "reopened: the draft or a source has changed"),
)


def help_page(signs: dict[str, str]) -> Text:
    """Return what keys, marks and signs mean."""
    out = Text("Keys\n", style="bold")
    for name, meaning in (*_MEANINGS, *_MOVES):
        out.append(f"{name:<8}", style="bold").append(f"{meaning}\n")
    out.append("\nMarks\n", style="bold")
    for name, meaning in _MARKS:
        out.append(f"{name:<8}", style="bold").append(f"{meaning}\n")
    out.append(f"{'signs':<8}", style="bold").append(
        "  ".join(f"{sign} {name}" for name, sign in signs.items())
    )
    out.append("\n        points: ! open and blocks  · open  ✓ met  – not needed\n\nEscape goes back.")
    return out
