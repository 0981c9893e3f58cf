"""Why nothing may begin now, whom to call, and how it ends (clinical-spec 7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, TextArea

from exercise_companion.core.prompts import Leave, ShowDecision, Talked
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

CONFIRMATION: Final = "I spoke to them"
"""Typed by the patient, so that a talk is never recorded by accident (clinical-spec 7.5)."""

SHORTEST: Final = 10
"""Characters that "what they said" needs at least."""


class LockedScreen(PromptScreen[ShowDecision]):
    """A decision under which nothing may begin; may offer to record a talk that ends a hold."""

    leave_text = "Nothing is lost. You can come back at any time."
    changes_alerts = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "t",
            "talk",
            "I have talked to them",
            id="locked.talk",
            tooltip="Record what was said when you talked to your therapist.",
        ),
        Binding(
            "b,escape", "back", "Back", key_display="B", id="locked.back", tooltip="Back to Today."
        ),
    ]

    @property
    def title_text(self) -> str:
        """What the decision says."""
        return self.prompt.decision.title

    def compose_body(self) -> ComposeResult:
        """The words, the people to call, the reasons; the form when it is wanted."""
        prompt = self.prompt
        with Vertical(id="talk"):
            yield Words("Whom did you talk to?", classes="title")
            yield Input(id="who")
            yield Words("What are they? For example: physiotherapist", classes="title")
            yield Input(id="role")
            yield Words("What did they say?", classes="title")
            yield TextArea(id="said", tab_behavior="focus", show_line_numbers=False)
            yield Words(f'To confirm, type the words: "{CONFIRMATION}"', classes="title")
            yield Input(id="confirmation")
        with Vertical(id="why"):
            first, *rest = prompt.decision.lines or (prompt.decision.title,)
            card = "-caution" if prompt.decision.kind in {"held", "locked"} else ""
            yield Card(
                Words(first, classes="strong"), *(Words(line) for line in rest), classes=card
            )
            for name, phone in prompt.contacts:
                yield Words(name, classes="title")
                yield BigNumber(phone, classes="phone")
            for reason in prompt.decision.reasons:
                yield Words(reason, classes="soft")

    def compose_actions(self) -> ComposeResult:
        """Back, and the talk where it helps."""
        if self.prompt.may_record_talk:
            yield BigChoice("I have talked to them", "t", id="talk-choice", classes="-primary")
            yield BigChoice("Record this talk", id="record", classes="-primary")
        yield BigChoice("Back to Today", "b", id="back")

    def on_mount(self) -> None:
        """The reasons first."""
        self._show_form(wanted=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """The form is there only where a talk would end the hold."""
        return self.prompt.may_record_talk and not self._form_open if action == "talk" else True

    @property
    def _form_open(self) -> bool:
        return bool(self.query_one("#talk", Vertical).display) if self.is_mounted else False

    def _show_form(self, *, wanted: bool) -> None:
        self.query_one("#talk", Vertical).display = wanted
        self.query_one("#why", Vertical).display = not wanted
        for choice in self.query("#talk-choice"):
            choice.display = not wanted
        for choice in self.query("#record"):
            choice.display = wanted
        back = ("Back", "Esc") if wanted else ("Back to Today", "b")
        self.query_one("#back", BigChoice).relabel(*back)
        self.refresh_bindings()

    def action_talk(self) -> None:
        """Show the form."""
        self._show_form(wanted=True)
        self.query_one("#who", Input).focus()

    def action_back(self) -> None:
        """From the form to the reasons, from these to Today."""
        if self._form_open:
            self._show_form(wanted=False)
            self.set_focus(None)
        else:
            self.answer(Leave())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the next field; at the last one it records."""
        message.stop()
        if message.input.id == "confirmation":
            self._record()
        else:
            self.focus_next()

    def _record(self) -> None:
        who, role, typed = (
            self.query_one(f"#{name}", Input).value.strip()
            for name in ("who", "role", "confirmation")
        )
        said = self.query_one("#said", TextArea).text.strip()
        if not (who and role):
            self.show_fault("Something is missing.", "Type whom you talked to and what they are.")
        elif len(said) < SHORTEST:
            self.show_fault("That is very short.", "Type in a few words what they said.")
        elif typed.casefold() != CONFIRMATION.casefold():
            self.show_fault("The words at the end are missing.", f'Type: "{CONFIRMATION}"')
        else:
            self.answer(Talked(who, role, said))

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        if message.choice.id == "talk-choice":
            self.action_talk()
        elif message.choice.id == "record":
            self._record()
        else:
            self.action_back()
