"""A few lines to type, laid over a screen, with a visible way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input

from exercise_companion.tui.closing import close
from exercise_companion.tui.focus import CalmModal
from exercise_companion.tui.widgets.banner import Banner, alert_line_in
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.growing import grow
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.key_line import KeyLine
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.layout import Layout


NEXT_LINE: Final = "Next line"


@dataclass(frozen=True, slots=True)
class Field:
    """One line to type."""

    id: str
    label: str
    value: str = ""
    """What stands there already: what was typed before and could not be taken."""
    may_be_empty: bool = False


class FormDialog(CalmModal["tuple[str, ...] | None"]):
    """Asks for some lines of text; None when the patient goes back.

    Args:
        title: what it is about.
        fields: what is typed.
        confirm: what the choice that hands it over says.
        lines: what should be known before typing.
        refused: why what stands in it could not be taken; empty at the first time.
        at: the id of the field where typing begins; empty for the first one.

    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave",
            "Back",
            key_display="Esc",
            id="form.leave",
            tooltip="Go back. What was typed here is not kept.",
        ),
        Binding(
            "down", "app.focus_next", "Next", id="form.next", tooltip="The next line.", show=False
        ),
        Binding(
            "up",
            "app.focus_previous",
            "Before",
            id="form.before",
            tooltip="The line before.",
            show=False,
        ),
    ]

    def __init__(  # noqa: PLR0913 - a form in its parts
        self,
        title: str,
        fields: tuple[Field, ...],
        *,
        confirm: str,
        lines: tuple[str, ...] = (),
        refused: str = "",
        at: str = "",
    ) -> None:
        super().__init__()
        self.heading = title
        self.fields = fields
        self.confirm = confirm
        self.lines = lines
        self.refused = refused
        self.at = at

    def compose(self) -> ComposeResult:
        """The heading, the fields, what is missing, two choices, what the keys do."""
        yield Banner(alert_line_in(self.app))
        with Vertical(id="dialog"):
            yield Headline(self.heading, most=2, largest=1, classes="title -yields")
            with VerticalScroll(id="dialog-body", can_focus=False):
                yield from self.compose_lines()
                for field in self.fields:
                    yield Words(field.label, classes="strong")
                    yield TypedLine(field.value, id=field.id)
            missing = Words(self.refused, id="missing", classes="caution")
            missing.display = bool(self.refused)  # no room until it has something to say
            yield missing
            with Horizontal(id="form-choices"):
                yield BigChoice(self.confirm, "Enter", id="confirm", classes="-primary")
                yield BigChoice("Back", "Esc", id="way-out")
        yield KeyLine()

    def compose_lines(self) -> ComposeResult:
        """What should be known before typing."""
        for line in self.lines:
            yield Words(line, classes="gap")

    @property
    def has_unsaved(self) -> bool:
        """Whether anything stands typed: what stood there before could not be taken, either."""
        return any(line.value.strip() for line in self.query(Input))

    def pre_layout(self, layout: Layout) -> None:
        """Let what large mode draws have the room there is."""
        super().pre_layout(layout)
        grow(self)

    def on_mount(self) -> None:
        """Begin where something is to be mended."""
        if self.at:
            self.query_one(f"#{self.at}", Input).focus()

    def on_descendant_focus(self) -> None:
        """Say what Enter does now: it goes to the next line, and only from the last one on."""
        goes_on = isinstance(self.focused, Input) and not self._is_last
        self.query_one("#confirm", BigChoice).relabel(
            NEXT_LINE if goes_on else self.confirm, "Enter"
        )

    @property
    def _is_last(self) -> bool:
        """Whether the last line is being typed."""
        return self.focused is not None and self.focused.id == self.fields[-1].id

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the next field, from the last one on."""
        message.stop()
        self._enter()

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        if message.choice.id == "confirm":
            self._enter()
        else:
            self.action_leave()

    def _enter(self) -> None:
        """Hand it over, from any line but the last one go to the next."""
        if isinstance(self.focused, Input) and not self._is_last:
            self.focus_next()
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        """Everything that was typed; a field that is needed and empty is pointed at."""
        inputs = [self.query_one(f"#{field.id}", Input) for field in self.fields]
        needed = (
            typed
            for field, typed in zip(self.fields, inputs, strict=True)
            if not field.may_be_empty
        )
        empty = next((typed for typed in needed if not typed.value.strip()), None)
        if empty is not None:
            missing = self.query_one("#missing", Words)
            missing.say("Something is missing. Please type it here.")
            missing.display = True
            empty.focus()
        else:
            close(self, tuple(field.value for field in inputs))

    def action_leave(self) -> None:
        """Go back without it."""
        close(self)
