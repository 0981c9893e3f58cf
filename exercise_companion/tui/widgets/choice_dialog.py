"""A question laid over a screen: a few choices and a visible way out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from exercise_companion.tui.closing import close
from exercise_companion.tui.focus import CalmModal
from exercise_companion.tui.keygate import THE_GATE
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.banner import Banner, alert_line_in
from exercise_companion.tui.widgets.growing import grow
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.key_line import KeyLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.layout import Layout

    from exercise_companion.tui.widgets.big_choice import BigChoice

T = TypeVar("T")

FEW: Final = 7
"""So many choices can be larger where there are lines to spare, with the way out in sight; more of
them stand in two columns there."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One answer of a dialog, and the letter that gives it."""

    key: str
    label: str
    value: T


class ChoiceDialog(CalmModal["T | None"], Generic[T]):
    """Asks for one of several answers; None when the patient wants none of them.

    Nothing has the focus until a key moves it, so a key pressed too often chooses nothing.

    Args:
        question: what is asked.
        lines: what should be known before choosing.
        choices: the answers.
        way_out: what leaving does, in words: "Do not skip".
        out_key: the letter that leaves as Esc does, where leaving is an answer: "No".

    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "exclamation_mark",
            "app.wrong",
            "Something is wrong",
            key_display="!",
            id="app.wrong",
            tooltip="Something is wrong: whom to call now.",
        ),
        Binding(
            "escape",
            "leave",
            "Back",
            key_display="Esc",
            id="dialog.leave",
            tooltip="Close this question and change nothing.",
        ),
        Binding(
            "down,right",
            "app.focus_next",
            "Next",
            id="dialog.next",
            tooltip="Mark the next choice.",
            show=False,
        ),
        Binding(
            "up,left",
            "app.focus_previous",
            "Previous",
            id="dialog.previous",
            tooltip="Mark the choice before.",
            show=False,
        ),
    ]

    def __init__(
        self,
        question: str,
        choices: tuple[Choice[T], ...],
        *,
        way_out: str,
        lines: tuple[str, ...] = (),
        out_key: str = "",
    ) -> None:
        super().__init__()
        self.question = question
        self.lines = lines
        self.choices = choices
        self.way_out = way_out
        self.out_key = out_key
        self._say_way_out()

    def _say_way_out(self) -> None:
        """The key line calls it what the choice does."""
        keys = self._bindings.key_to_bindings
        keys["escape"] = [replace(one, description=self.way_out) for one in keys["escape"]]

    def compose(self) -> ComposeResult:
        """The question, its choices, the way out, what the keys do."""
        yield Banner(alert_line_in(self.app))
        with Vertical(id="dialog", classes=self._look):
            yield Headline(self.question, most=3, largest=1, classes="title -yields")
            with VerticalScroll(id="dialog-body", can_focus=False):
                for line in self.lines:
                    yield Words(line, classes="gap")
                for choice in self.choices:
                    yield AnswerLine(choice.label, choice.key, id=f"choice-{choice.key}")
            yield AnswerLine(self.way_out, self.out_key or "Esc", id="way-out")
        yield KeyLine()

    @property
    def _look(self) -> str:
        """How many choices there are, for the style sheet."""
        if len(self.choices) == 1:
            return "-few -pair"
        return "-few" if len(self.choices) <= FEW else "-several"

    def pre_layout(self, layout: Layout) -> None:
        """Let what large mode draws have the room there is."""
        super().pre_layout(layout)
        grow(self)

    def on_key(self, event: events.Key) -> None:
        """The letter of a choice gives it; a key that is held down or bounces gives nothing."""
        if not THE_GATE.lets_through(event.key, event.time):
            event.stop()
        elif any(choice.key == event.key for choice in self.choices):
            event.stop()
            self._choose(event.key)
        elif event.key == self.out_key:
            event.stop()
            self.action_leave()

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with Enter or the mouse."""
        event.stop()
        name = event.choice.id or ""
        if name == "way-out":
            self.action_leave()
        else:
            self._choose(name.removeprefix("choice-"))

    def _choose(self, key: str) -> None:
        close(self, next(choice.value for choice in self.choices if choice.key == key))

    def action_leave(self) -> None:
        """Answer with none of them."""
        close(self)
