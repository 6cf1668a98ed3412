"""The desk itself: one screen over the walk of :mod:`factcheck.checklist.session`, which alone decides what a key does.

A decision is on disk before it is shown as made. What others append to the trail is taken in every second, and before
each decision: nobody decides over somebody's head without having seen it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from ..checklist import session as walk
from ..checklist.decisions import Action
from ..checklist.session import Session, Step, View
from ..errors import FactcheckError
from ..labels import SIGNS
from ..text import fold, one_line
from ..wire import speaker_name
from ._desk_asking import Choice, Page, Words
from ._desk_draft import Draft
from ._desk_keep import Keeper
from ._desk_keys import KEYS, help_page, keys_shown
from ._desk_words import headline, told

_TICK = 1.0  # seconds between looks at what others have appended


class Walk(Screen[None]):
    """The article on the left, the current item's evidence on the right, what was said and the keys below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.keys, key.action, key.word, show=False) for key in KEYS),
        Binding("down,j", "read(1)", "next in the text", show=False),
        Binding("up,k", "read(-1)", "before in the text", show=False),
        Binding("tab", "next_open", "next open", show=False),
        Binding("shift+tab", "back", "back in the walk", show=False),
        Binding("home,g", "end(-1)", "first", show=False),
        Binding("end,G", "end(1)", "last", show=False),
        Binding("pagedown,space", "page(1)", "evidence down", show=False),
        Binding("pageup", "page(-1)", "evidence up", show=False),
        Binding("escape", "show_all", "show everything", show=False),
        Binding("d", "theme", "dark or light", show=False),
        Binding("ctrl+c", "quit_desk", "quit", show=False),
    ]

    def __init__(self, session: Session, path: Path, who: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.session = session
        self._keeper = Keeper(path, who, now)
        self._keys = Text()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="top")
        with Horizontal(id="desk"):
            yield Draft(self.session)
            with VerticalScroll(id="right", can_focus=False):
                yield Static(id="told")
        yield Static(id="said")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the walk, and look from time to time at what others do."""
        self._show()
        self.set_interval(_TICK, self._look)

    # -- what is shown ------------------------------------------------------------------------------

    def _show(self, said: str = "") -> None:
        self.query_one("#top", Static).update(
            Text(headline(self.session, self._keeper.who), no_wrap=True), layout=False
        )
        self.query_one(Draft).show(self.session)
        self.query_one("#told", Static).update(told(self.session))
        self.query_one("#right", VerticalScroll).scroll_home(animate=False, immediate=True)
        self.query_one("#said", Static).update(Text(one_line(said), no_wrap=True), layout=False)
        keys = keys_shown(self.session.item, self.size.width)
        if (
            keys != self._keys
        ):  # drawn only where another kind of item takes other keys; as many lines for each
            self._keys = keys
            self.query_one("#keys", Static).update(keys, layout=False)

    def _go(self, session: Session, said: str = "") -> None:
        self.session = session
        self._show(said)

    def on_resize(self) -> None:
        """Lay the keys out for another width."""
        self._keys = keys_shown(self.session.item, self.size.width)
        self.query_one("#keys", Static).update(self._keys)

    # -- the trail ----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Take in what others have appended; a window that is open waits for its answer."""
        if not self._keeper.changed or not self.is_current:
            return
        before = len(self.session.entries)
        said = self._merge()
        others = self.session.entries[before:]
        if others:
            said = f"{len(others)} new in the trail; {others[-1].who}: {others[-1].what}"
        self._show(said)

    def _merge(self) -> str:
        """Bring the walk up to the trail; return why it cannot be, "" where it was."""
        try:
            self.session = self._keeper.merged(self.session)
        except (FactcheckError, OSError) as error:
            return f"The trail cannot be read: {error}."
        return ""

    def _overtaken(self) -> str:
        """Take in what others did, and say what they have just decided on the current item, "" for nothing."""
        if not self._keeper.changed:
            return ""
        shown = self.session.item
        if trouble := self._merge():
            return trouble
        now = next((one for one in self.session.items if shown and one.id == shown.id), None)
        if shown is None or now is None or now.decision is None or now.decision == shown.decision:
            return ""
        return f"{now.decision.who} has just decided this: {now.decision.action.value}."

    def _take(self, step: Step) -> None:
        """Do what a step asks for: append its lines, then show it as done."""
        if step.new:
            self._go(*self._keeper.keep(self.session, step))
        else:
            self._go(step.session, step.said)

    # -- decisions ----------------------------------------------------------------------------------

    def action_decide(self, name: str) -> None:
        """Decide the current item, after asking for words where they are needed."""
        if overtaken := self._overtaken():
            self._show(f"{overtaken} Yours was not kept")
            return
        action, item = Action(name), self.session.item
        step = walk.act(self.session, action)
        if step.request is None or item is None:
            self._take(step)
            return
        given = item.text if action is Action.CORRECTED else ""

        def do(words: str) -> None:
            if given and fold(words).text == fold(given).text:
                self._show("these are the old words; nothing was decided")
            else:
                self._take(walk.act(walk.go(self.session, item.id), action, words))

        self._ask(step.request.question, do, about=item.text, given=given)

    def action_same(self) -> None:
        """Accept the current claim and all that have the same finding, for one reason."""
        if overtaken := self._overtaken():
            self._show(f"{overtaken} Yours was not kept")
            return
        item, others = self.session.item, walk.same(self.session)
        if item is None or not others:
            self._show("no other open claim has the same finding")
            return
        question = f"Why are these {len(others) + 1} accepted as they are?"
        about = " · ".join(one.text for one in (item, *others))
        self._ask(question, lambda words: self._take(walk.accept_same(self.session, words)), about=about)

    def _ask(self, question: str, do: Callable[[str], None], *, about: str, given: str = "") -> None:
        """Ask for words and do something with them; where another decided meanwhile, say so and ask again."""

        def done(words: str | None) -> None:
            if not words:
                self._show("nothing was decided")
            elif overtaken := self._overtaken():
                self._ask(f"{overtaken} {question}", do, about=about, given=words)
            else:
                do(words)

        self.app.push_screen(Words(question, about=about, given=given), done)

    def action_undo(self) -> None:
        """Take back the last decision of this session."""
        trouble = self._merge() if self._keeper.changed else ""
        if trouble:
            self._show(trouble)
        else:
            self._take(walk.undo(self.session))

    # -- the way through the items ------------------------------------------------------------------

    def action_read(self, by: int) -> None:
        """Go on or back in the text, over what the view shows."""
        order, item = self._order(), self.session.item
        if item is not None and order:
            place = min(max(order.index(item.id) + by, 0), len(order) - 1)
            self._go(walk.go(self.session, order[place]))

    def _order(self) -> list[str]:
        shown = {item.id for item in self.session.shown}
        return [item for item in self.query_one(Draft).page.order if item in shown]

    def action_end(self, by: int) -> None:
        """Go to the first or the last item of the text."""
        if order := self._order():
            self._go(walk.go(self.session, order[0 if by < 0 else -1]))

    def action_next_open(self) -> None:
        """Skip to the next open item, most urgent first."""
        after = walk.next_open(self.session)
        same = after.item == self.session.item
        self._go(after, "nothing else is open here" if same else "")

    def action_back(self) -> None:
        """Go one back in the walk."""
        self._go(walk.move(self.session, -1))

    def action_page(self, by: int) -> None:
        """Scroll the evidence."""
        right = self.query_one("#right", VerticalScroll)
        right.scroll_relative(y=by * max(right.size.height - 2, 1), animate=False)

    def on_draft_chosen(self, event: Draft.Chosen) -> None:
        """Go to the claim that was clicked."""
        self._go(walk.go(self.session, event.item))

    # -- the view -----------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Show only items with these words."""

        def done(words: str | None) -> None:
            if words is not None:
                self._narrow(replace(self.session.view, words=words))

        self.app.push_screen(Words("Show only what has these words", given=self.session.view.words), done)

    def action_labels(self) -> None:
        """Show only claims with one label, or only what is open."""
        verdicts = [item.verdict for item in self.session.items if item.verdict is not None]
        counts = Counter(
            label
            for v in verdicts
            for label in {v.label, v.fidelity.value, v.attribution.value, v.currency.value}
        )
        left = sum(not item.decided for item in self.session.items)
        choices = [("", "everything"), ("open", f"open only ({left})")]
        order = [*SIGNS, *(label for label in sorted(counts) if label not in SIGNS)]
        choices += [(label, f"{label} ({counts[label]})") for label in order if counts[label]]

        def done(label: str | None) -> None:
            if label is not None:
                chosen = frozenset({label} - {"", "open"})
                self._narrow(replace(self.session.view, labels=chosen, open_only=label == "open"))

        self.app.push_screen(Choice("Show", choices), done)

    def action_speakers(self) -> None:
        """Show only what one speaker says."""
        text = self.session.report.article.text
        verdicts = [item.verdict for item in self.session.items if item.verdict is not None]
        counts = Counter(name for v in verdicts if (name := speaker_name(v.claim, text)))
        choices = [("", "everybody"), *((name, f"{name} ({n})") for name, n in counts.most_common())]

        def done(name: str | None) -> None:
            if name is not None:
                self._narrow(replace(self.session.view, speaker=name))

        self.app.push_screen(Choice("Show what is said by", choices), done)

    def action_show_all(self) -> None:
        """Show everything again."""
        self._narrow(View())

    def _narrow(self, view: View) -> None:
        narrower = walk.narrow(self.session, view)
        if narrower.shown:
            self._go(narrower)
        else:
            self._show("nothing fits that; still shown as before")

    def action_help(self) -> None:
        """Show what keys and marks mean."""
        self.app.push_screen(Page(help_page(SIGNS)))

    # -- the rest -----------------------------------------------------------------------------------

    def action_theme(self) -> None:
        """Change between dark and light."""
        dark = self.app.current_theme.dark
        self.app.theme = "textual-light" if dark else "textual-dark"

    def action_quit_desk(self) -> None:
        """Leave; every decision is on disk already."""
        self.app.exit()


class Desk(App[None]):
    """The full-screen face of the checklist."""

    CSS_PATH = "_checklist_desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "factcheck checklist"

    def __init__(self, session: Session, path: Path, who: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.walk = Walk(session, path, who, now)
        self.theme = "textual-light" if _light_terminal() else "textual-dark"

    def on_mount(self) -> None:
        """Show the walk."""
        self.push_screen(self.walk)


def _light_terminal() -> bool:
    """Say whether the terminal tells of a light background, as rxvt, Konsole and others do in COLORFGBG."""
    return os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
