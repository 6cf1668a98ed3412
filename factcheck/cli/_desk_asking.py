"""What the desk asks in a window of its own: words for a decision, one of several choices, and the page of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from ..text import one_line


class Lineless(TextArea):
    """A box for one paragraph: it wraps, and Enter is done."""

    class Done(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Done())
            return
        await super()._on_key(event)


class Words(ModalScreen[str | None]):
    """Ask for words; None where it was left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, question: str, *, about: str = "", given: str = "") -> None:
        super().__init__()
        self._question, self._about, self._given = question, about, given

    def compose(self) -> ComposeResult:
        """Show the question, what it is about, and a box."""
        with Vertical(id="window"):
            yield Static(Text(self._question, style="bold"), id="question")
            if self._about:
                yield Static(Text(one_line(self._about), style="dim"), id="about")
            yield Lineless(one_line(self._given), id="words", soft_wrap=True, tab_behavior="focus")
            yield Static(Text("Enter is done, Escape leaves everything as it is.", style="dim"))

    def on_mount(self) -> None:
        """Put the cursor behind what is given."""
        box = self.query_one(Lineless)
        box.move_cursor(box.document.end)
        box.focus()

    def on_lineless_done(self) -> None:
        """Hand the words back."""
        self.dismiss(one_line(self.query_one(Lineless).text))

    def action_leave(self) -> None:
        """Hand nothing back."""
        self.dismiss(None)


class Choice(ModalScreen[str | None]):
    """Ask for one of several; None where it was left with Escape. Choices are (value, words)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("j", "down", "down"),
        Binding("k", "up", "up"),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question, self._choices = question, tuple(choices)

    def compose(self) -> ComposeResult:
        """Show the question and the choices."""
        with Vertical(id="window"):
            yield Static(Text(self._question, style="bold"), id="question")
            yield OptionList(*(Option(Text(one_line(words))) for _, words in self._choices))

    def on_mount(self) -> None:
        """Put the cursor on the first choice."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand the choice back."""
        self.dismiss(self._choices[event.option_index][0])

    def action_down(self) -> None:
        """Go to the next choice."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go to the choice before."""
        self.query_one(OptionList).action_cursor_up()

    def action_leave(self) -> None:
        """Hand nothing back."""
        self.dismiss(None)


class Page(ModalScreen[None]):
    """Show a page of text; any of the keys that leave a page leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,question_mark", "leave", "leave")]

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the text, to be scrolled where it is longer than the screen."""
        with VerticalScroll(id="window"):
            yield Static(self._text)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
