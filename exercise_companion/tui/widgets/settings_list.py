"""The settings, one row each: its name, all its values with the chosen one marked, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.row_layout import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.settings import SettingInWords, SettingName, Settings

CHOSEN: Final = "●"
OTHER: Final = "○"
NAME_WIDTH: Final = 19
"""Cells for the name where the values stand beside it."""
ONE_LINE: Final = 57
"""From this width on the values stand beside the name, else below it."""
GAP: Final = 3
SAMPLE: Final = 8
"""Lines of a high window that the sample below the list takes, beyond `AROUND`."""
CHANGING: Final = Binding.Group("Change", compact=True)
"""Its key stays in the key line of a narrow window."""


@dataclass(frozen=True, slots=True)
class SettingRow(Row):
    """One setting as it is now."""

    setting: SettingInWords
    text: str
    """Its present value."""

    @property
    def big(self) -> str:
        """What is set: "SOUND ON"."""
        return f"{self.setting.label} {dict(self.setting.choices)[self.text]}"

    def lines(self, width: int) -> list[Content]:
        """Name and values, then what it does."""
        values = Content(" " * GAP).join(
            Content.styled(value, "bold $accent" if chosen else "$ink-soft")
            for value, chosen in self._values()
        )
        name = self.setting.label
        head = (
            [Content.assemble((name.ljust(NAME_WIDTH), "bold"), values)]
            if width >= ONE_LINE
            else [Content.styled(name, "bold"), values]
        )
        return head + [
            Content.styled(part, "$ink-soft") for part in wrap(self.setting.about, width)
        ]

    def value_at(self, x: int, line: int, width: int) -> str | None:
        """The value whose words are there; None where none is."""
        at, values_on = (NAME_WIDTH, 0) if width >= ONE_LINE else (0, 1)
        for (text, _), (shown, _) in zip(self.setting.choices, self._values(), strict=True):
            if line == values_on and at <= x < at + len(shown):
                return text
            at += len(shown) + GAP
        return None

    def _values(self) -> Iterator[tuple[str, bool]]:
        """Each value with its mark, and whether it is the chosen one."""
        for text, label in self.setting.choices:
            chosen = text == self.text
            yield f"{CHOSEN if chosen else OTHER} {label}", chosen


class SettingsList(MarkedList[SettingRow]):
    """Shows the settings and says when another value is wanted; it changes nothing itself.

    Args:
        settings: in words, in their order.
        present: what they are now.

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
            "Value",
            key_display="←/→",
            id="setting.next",
            tooltip="The next value of the setting that is marked, or the one before.",
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
            "move(1)",
            "Setting",
            key_display="↑/↓",
            id="setting.down",
            tooltip="Mark the next setting, or the one before.",
        ),
    ]

    @dataclass
    class Picked(Message):
        """Another value is wanted."""

        name: SettingName
        text: str

    def __init__(self, settings: tuple[SettingInWords, ...], present: Settings) -> None:
        self._settings = settings
        super().__init__(self._rows(present), id="settings")

    def wear(self, present: Settings) -> None:
        """Show what the settings are now; the mark stays."""
        self.show(self._rows(present), self.marked)

    def _rows(self, present: Settings) -> list[SettingRow]:
        return [SettingRow(one, present.text(one.name)) for one in self._settings]

    @property
    def _lines_there_are(self) -> int:
        """The sample has some of them."""
        return max(0, super()._lines_there_are - SAMPLE)

    def action_change(self, step: int) -> None:
        """The next value, or the one before; what is out of sight is shown first."""
        if not self.shows_marked():
            return
        row = self.rows[self.marked]
        self._pick(row, row.setting.after(row.text, step))

    def clicked(self, row: int, x: int, line: int) -> None:
        """A click on a value picks it."""
        setting = self.rows[row]
        value = setting.value_at(x, line, self.room)
        if value is not None:
            self._pick(setting, value)

    def _pick(self, row: SettingRow, text: str) -> None:
        self.post_message(self.Picked(row.setting.name, text))
