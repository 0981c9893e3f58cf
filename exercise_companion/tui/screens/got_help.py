"""A day after a serious report: did you get help? (SI-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from exercise_companion.core.clearing_prompts import AskHelp, HelpAnswered
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.records import GotHelp

ANSWERS: Final[tuple[tuple[str, str, GotHelp], ...]] = (
    ("y", "Yes, I was seen", "yes"),
    ("t", "Not yet", "not_yet"),
    ("n", "No", "no"),
)


class GotHelpScreen(PromptScreen[AskHelp]):
    """Three answers; none ends the lock. A yes asks who it was."""

    accepts_after: ClassVar[float] = 0.8
    leave_text = "You are asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"give({value!r})", label, id=f"help.{value}", tooltip=f"Answer: {label}.")
        for key, label, value in ANSWERS
    ]

    @property
    def title_text(self) -> str:
        """The question."""
        return "Did you get help?"

    def compose_body(self) -> ComposeResult:
        """What was reported, and the question."""
        yield Words(f"You reported a warning sign on {self.prompt.reported}.")
        for line in self.prompt.signs:
            yield Words(line, classes="soft")
        yield Card(
            Headline("Did you get help?", classes="strong"),
            Words("Whatever you answer, the lock stays until a clinician ends it."),
            id="got-help",
        )

    def compose_actions(self) -> ComposeResult:
        """Three answers; none is marked."""
        for key, label, value in ANSWERS:
            yield BigChoice(label, key, id=value.replace("_", "-"))

    def action_give(self, value: GotHelp) -> None:
        """Answer; a yes asks first who it was."""
        if not self.ready:
            return
        if value == "yes":
            who = (Field("who", "A name, or for example: the emergency department"),)
            dialog = FormDialog("Who saw you?", who, confirm="Save")
            self.app.push_screen(dialog, self._seen)
        else:
            self.answer(HelpAnswered(value))

    def _seen(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self.answer_when_shown(HelpAnswered("yes", *typed))

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        for _key, _label, value in ANSWERS:
            if value.replace("_", "-") == message.choice.id:
                self.action_give(value)
