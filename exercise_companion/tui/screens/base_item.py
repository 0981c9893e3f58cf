"""What the screens of an exercise have in common: easier, skip, stop, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import DoSet, ShowIntro, Skip, Stop, UseEasier
from exercise_companion.core.walk_prompts import DoBout
from exercise_companion.tui.screens.base_hurting import HurtingScreen
from exercise_companion.tui.widgets.place_words import minutes_left, place_title
from exercise_companion.tui.widgets.session_dialogs import (
    easier_dialog,
    last_set_dialog,
    skip_dialog,
)
from exercise_companion.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from exercise_companion.core.prompts import DidSet
    from exercise_companion.core.records import SkipReason

ItemPrompt = TypeVar("ItemPrompt", bound=ShowIntro | DoSet | DoBout)

ROOMY_WIDTH: Final = 64
"""From this width on the top line has room for the minutes left."""

STOP_BINDINGS: Final[list[BindingType]] = [
    Binding("x", "stop", "Stop", id="item.stop", tooltip="Stop the session now."),
]
AROUND_BINDINGS: Final[list[BindingType]] = [
    Binding(
        "e",
        "easier",
        "Easier",
        id="item.easier",
        tooltip="Show the easier version your therapist wrote.",
    ),
    Binding("s", "skip", "Skip", id="item.skip", tooltip="Leave this exercise out today."),
]
"""The keys of both screens; each lists them after its own, so that the main action is first."""


class ItemScreen(HurtingScreen[ItemPrompt]):
    """An exercise of the session: it may always be made easier, left out, or stopped."""

    @property
    def title_text(self) -> str:
        """The exercise and its place."""
        return place_title(self.prompt.item.name, self.prompt.place)

    @property
    def right_text(self) -> str:
        """What is left of the session, where there is room for it."""
        return minutes_left(self.prompt.place) if self._has_room else ""

    @property
    def _has_room(self) -> bool:
        return self.app.size.width >= ROOMY_WIDTH

    def on_resize(self) -> None:
        """Say more or less in the top line."""
        self.query_one(TopBar).say(self.title_text, self.right_text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """The easier version is there only when the therapist wrote one."""
        return action != "easier" or self.prompt.item.easier is not None

    @property
    def cut_short(self) -> DidSet | None:
        """What was done of a set that runs: it is kept, whatever comes; None where none runs."""
        return None

    @property
    def is_last(self) -> bool:
        """Whether it is the last set of its exercise."""
        return False

    def action_easier(self) -> None:
        """Show what the therapist wrote, then ask."""
        did, easier = self.cut_short, self.prompt.item.easier
        if easier is None:
            return

        def chosen(wanted: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if wanted:
                self.answer_when_shown(UseEasier(did))

        asked = last_set_dialog(did) if did and self.is_last else easier_dialog(easier, did)
        self.app.push_screen(asked, chosen)

    def action_skip(self) -> None:
        """Ask why it is left out."""
        did = self.cut_short

        def chosen(reason: SkipReason | None) -> None:
            if reason is not None:
                self.answer_when_shown(Skip(reason, did))

        self.app.push_screen(skip_dialog(self.prompt.item.name, did), chosen)

    def action_stop(self) -> None:
        """Stop the session: one key, no question (rule PR-07, SI-09)."""
        self.answer(Stop())
