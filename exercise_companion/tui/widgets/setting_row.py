"""One setting: its name, all its values with the chosen one marked, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.geometry import Size

    from exercise_companion.core.settings import SettingInWords, SettingName

CHOSEN: Final = "●"
OTHER: Final = "○"
NAME_WIDTH: Final = 22
"""Cells for the mark and the name where the values stand beside them."""
ONE_LINE: Final = 60
"""From this width on the values stand beside the name, else below it."""
GAP: Final = 3
CHANGING: Final = Binding.Group("Change", compact=True)
"""Its key stays in the key line of a narrow window."""

INDENT: Final = 3
"""Cells before the second line, as many as the mark takes."""


class SettingRow(Widget, can_focus=True):
    """Shows a setting and says when another value is wanted; it changes nothing itself.

    Args:
        setting: in words.
        text: its present value.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "change(1)",
            "Change",
            key_display="Enter",
            id="setting.change",
            tooltip="Change the setting that is marked.",
            group=CHANGING,
        ),
        Binding(
            "right",
            "change(1)",
            "Next value",
            id="setting.next",
            tooltip="The next value of the setting that is marked.",
            show=False,
        ),
        Binding(
            "left",
            "change(-1)",
            "Value before",
            id="setting.previous",
            tooltip="The value before.",
            show=False,
        ),
        Binding(
            "down",
            "app.focus_next",
            "Down",
            id="setting.down",
            tooltip="Mark the next setting.",
            show=False,
        ),
        Binding(
            "up",
            "app.focus_previous",
            "Up",
            id="setting.up",
            tooltip="Mark the setting before.",
            show=False,
        ),
    ]

    text: reactive[str] = reactive("")

    @dataclass
    class Picked(Message):
        """Another value is wanted."""

        name: SettingName
        text: str

    def __init__(self, setting: SettingInWords, text: str) -> None:
        super().__init__(id=f"setting-{setting.name.replace('_', '-')}")
        self.setting = setting
        self.set_reactive(SettingRow.text, text)

    def render(self) -> Content:
        """Name and values, then what it does."""
        width = self.content_size.width
        name = f" {MARK if self.has_focus else NO_MARK} {self.setting.label}"
        values = Content(" " * GAP).join(
            Content.styled(value, "bold $accent" if chosen else "$ink-soft")
            for value, chosen in self._values()
        )
        between = "\n" + " " * INDENT if width < ONE_LINE else " " * (NAME_WIDTH - len(name))
        about = "\n".join(" " * INDENT + line for line in self._about(width))
        return Content.assemble((name, "bold"), between, values, "\n", (about, "$ink-soft"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as name, values and words take."""
        return (2 if width < ONE_LINE else 1) + len(self._about(width))

    def _about(self, width: int) -> list[str]:
        return wrap(self.setting.about, max(1, width - INDENT))

    def _values(self) -> Iterator[tuple[str, bool]]:
        """Each value with its mark, and whether it is the chosen one."""
        for text, label in self.setting.choices:
            chosen = text == self.text
            yield f"{CHOSEN if chosen else OTHER} {label}", chosen

    def action_change(self, step: int) -> None:
        """The next value, or the one before."""
        self.post_message(self.Picked(self.setting.name, self.setting.after(self.text, step)))

    def on_click(self, event: events.Click) -> None:
        """A click on a value picks it."""
        event.stop()
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        beside = self.content_size.width >= ONE_LINE
        at, line = (NAME_WIDTH, 0) if beside else (INDENT, 1)
        for (text, _), (shown, _) in zip(self.setting.choices, self._values(), strict=True):
            if y == line and at <= x < at + len(shown):
                self.post_message(self.Picked(self.setting.name, text))
            at += len(shown) + GAP
