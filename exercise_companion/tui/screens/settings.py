"""Sets how the program looks, sounds and asks; every change is kept and seen at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from textual.message import Message

from exercise_companion.core.settings import SETTINGS
from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.actions import LEAST_CHOICES, lines_of, lines_of_all_but_choices
from exercise_companion.tui.widgets.settings_list import SettingsList
from exercise_companion.tui.widgets.settings_sample import SettingsSample

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.layout import Layout

    from exercise_companion.core.settings import SettingName, Settings

Channel = Literal["sound", "speech"]

HEARD: Final[tuple[Channel, ...]] = ("sound", "speech")
"""What is tried out when it is switched on."""


CAN_BE_HEARD: Final = (*HEARD, "hands_free")
"""Settings on which it hangs whether a session that goes by itself can be heard."""


class SettingsScreen(Page):
    """One row a setting: up and down go through them, left and right change the one marked."""

    fault_stands = True

    @dataclass
    class Wanted(Message):
        """Another value is wanted."""

        name: SettingName
        text: str

    @dataclass
    class TryIt(Message):
        """Sound or speech was switched on and is kept: let it be heard."""

        what: Channel

    class Heard(Message):
        """What can be heard of a session that goes by itself was changed, and is kept."""

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Settings"

    def compose_body(self) -> ComposeResult:
        """One row for each setting."""
        yield SettingsList(SETTINGS, self.settings)

    def compose_foot(self) -> ComposeResult:
        """What size and movement look like, where there is room to see it."""
        yield SettingsSample(self.settings)

    def pre_layout(self, layout: Layout) -> None:
        """The sample is there where it takes no setting out of sight."""
        sample = self.query_one(SettingsSample)
        others = lines_of_all_but_choices(self) + (0 if sample.display else lines_of(sample))
        room = others + LEAST_CHOICES <= self.app.size.height
        shown = room and not self.has_class("-short")
        if shown != sample.display:
            sample.display = shown
        super().pre_layout(layout)

    def on_mount(self) -> None:
        """The first setting is marked: nothing changes before a key says so."""
        self.query_one(SettingsList).focus()

    def on_screen_suspend(self) -> None:
        """Something else is on the screen: nothing moves."""
        self.query_one(SettingsSample).rest()

    def on_screen_resume(self) -> None:
        """Back on the screen."""
        self.query_one(SettingsSample).go_on()

    def wear_settings(self, settings: Settings) -> None:
        """A change is kept: show it, and let it be heard where it can be."""
        before, self.settings = self.settings, settings
        self.query_one(SettingsList).wear(settings)
        self.query_one(SettingsSample).wear(settings)
        for what in HEARD:
            if getattr(settings, what) and not getattr(before, what):
                self.post_message(self.TryIt(what))
        if any(getattr(settings, one) is not getattr(before, one) for one in CAN_BE_HEARD):
            self.post_message(self.Heard())

    # --- keys -------------------------------------------------------------------------------

    def on_settings_list_picked(self, message: SettingsList.Picked) -> None:
        """Another value is wanted."""
        message.stop()
        self.clear_fault()
        self.post_message(self.Wanted(message.name, message.text))
