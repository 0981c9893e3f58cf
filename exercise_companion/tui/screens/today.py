"""The first screen: what is to be done today, how the week went, and the one key that starts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.today_view import BLOCKED
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.banner import Banner
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.demo_line import DemoLine
from exercise_companion.tui.widgets.today_parts import (
    EMPTY,
    columns,
    from_afar,
    greeting,
    rows,
    welcome,
)
from exercise_companion.tui.widgets.top_bar import TopBar
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.settings import Settings
    from exercise_companion.core.today_view import TodayState, TodayView

What = Literal["start", "late", "load", "contacts", "more", "settings"]

ONE_MOMENT: Final = "One moment…"
DUE: Final = "Answer what is due"

PRIMARY: Final[dict[TodayState, str]] = {
    "ready": "Start today's session",
    "resume": "Go on with your session",
    "locked": "See what to do now",
    "held": "See what to do now",
    "expired": "See what to do now",
    "review_overdue": "See what to do now",
}
"""The one main action of a state; the others only answer what is due."""

STILL_THERE: Final = frozenset({"contacts", "settings"})
"""What can be opened where the data cannot be used: at least the emergency number."""

CALLS: Final = frozenset({"today.contacts"})
"""What leads to the numbers."""
LEAVES: Final = frozenset({"app.leave"})
"""What ends the program."""

STARTS: Final = (
    ("start", "Start", "Start today's session."),
    ("go_on", "Go on", "Go on with your session."),
    ("see", "What to do", "See what to do now, and whom to call."),
    ("due", "Answer", "Answer what is due."),
)
"""What Enter is called: its id, its word in the bottom line, and in the help."""


class TodayScreen(CompanionScreen):
    """Today at a glance.

    Args:
        view: what is known before the companion has confirmed it; None when nothing is.

    """

    CSS_PATH = None
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                "enter",
                f"choose('start', {label!r})",
                label,
                id=f"today.{name}",
                tooltip=tooltip,
            )
            for name, label, tooltip in STARTS
        ),
        Binding(
            "d",
            "choose('more')",
            "More",
            id="today.more",
            tooltip="Your diary, your goals, what to read, contacts, settings.",
        ),
        Binding(
            "c", "choose('contacts')", "Contacts", id="today.contacts", tooltip="Whom to call."
        ),
        Binding(
            "o",
            "choose('settings')",
            "Settings",
            id="today.settings",
            tooltip="Settings: text size, colours, sound, and more.",
        ),
        Binding(
            "s",
            "choose('late')",
            "Done elsewhere",
            id="today.late",
            tooltip="Enter a session you did without the program.",
        ),
        Binding(
            "l",
            "choose('load')",
            "Load",
            id="today.load",
            tooltip="Load a program file from your therapist.",
        ),
    ]

    class Chosen(Message):
        """Something is to be done."""

        def __init__(self, what: What) -> None:
            super().__init__()
            self.what = what

    class CameBack(Message):
        """It is in sight again."""

    def __init__(self, view: TodayView | None) -> None:
        super().__init__()
        self.view = view
        self.confirmed = False
        self._failed = False
        self._one_at_a_time = asyncio.Lock()
        """The view and a setting may both be shown anew in one moment."""
        self._shown_as = (False, False)
        self.alert_line = view.alert_line if view else ""
        self.demo = self._is_demo

    async def show(self, view: TodayView) -> None:
        """Show what the companion says; from now on things can be started."""
        changed = view != self.view
        self.view, self.confirmed = view, True
        if not self.is_mounted or not self.is_running:  # left in the same moment
            return
        self._set_primary()
        self.refresh_bindings()
        if changed:
            await self._show_anew()

    async def cannot_open(self) -> None:
        """The data cannot be used: wait for nothing, and leave the room to what is to be done."""
        self._failed = True
        if not self.is_mounted or not self.is_running:  # left in the same moment
            return
        self._set_primary()
        if self.view is None:
            await self.query_one("#body", Body).remove_children()

    async def _show_anew(self) -> None:
        """Replace what depends on the view, without taking the focus from a choice."""
        self.alert_line = self.view.alert_line if self.view else ""
        self.query_one(Banner).say(self.alert_line)
        self.query_one(DemoLine).display = self._is_demo
        self.query_one(TopBar).say(self.title_text, self.right_text)
        await self._lay_out_anew()

    async def _lay_out_anew(self) -> None:
        """Replace the body: another view, another size of the text, another width."""
        body = self.query_one("#body", Body)
        async with self._one_at_a_time, self.batch():
            await body.remove_children()
            await body.mount_all(self._parts())

    def wear_settings(self, settings: Settings) -> None:
        """Large mode shows fewer things."""
        anew = settings.is_large != self.settings.is_large
        super().wear_settings(settings)
        if anew:
            self.call_later(self._show_anew)

    # --- what is shown ----------------------------------------------------------------------

    @property
    def title_text(self) -> str:
        """The program's own name; a demonstration says so."""
        return "Exercise companion, demonstration" if self._is_demo else "Exercise companion"

    @property
    def _is_demo(self) -> bool:
        return self.view is not None and self.view.demo

    @property
    def right_text(self) -> str:
        """Date and week."""
        if self.view is None:
            return ""
        week = f"week {self.view.week} of {self.view.weeks}" if self.view.weeks else ""
        return "   ".join(part for part in (self.view.date_text, week) if part)

    def compose_body(self) -> ComposeResult:
        """Greeting, plan, week, what is due."""
        self._shown_as = self._shape
        yield from self._parts()

    def _parts(self) -> Iterable[Widget]:
        if self.view is None:
            yield Words(ONE_MOMENT, classes="soft")
        elif self._is_empty:
            yield from welcome()
        else:
            yield from greeting(self.view, brief=self.settings.is_large or self._is_short)
            if self.settings.is_large:
                yield from from_afar(self.view)
            else:
                yield from columns(self.view) if self._is_wide else rows(self.view)

    @property
    def _is_wide(self) -> bool:
        return self.has_class("-wide")

    @property
    def _is_short(self) -> bool:
        return self.has_class("-short")

    @property
    def _shape(self) -> tuple[bool, bool]:
        """What the order, and how much is shown, depend on."""
        return (self._is_wide, self._is_short)

    def on_resize(self) -> None:
        """Another width may want another order, and a low window fewer lines above the plan."""
        if self._shown_as != self._shape:
            self._shown_as = self._shape
            self.call_later(self._lay_out_anew)

    def compose_actions(self) -> ComposeResult:
        """The one main action, loading when nothing is loaded, and "something is wrong"."""
        label, key = self._primary()
        yield BigChoice(label, key, id="primary", classes="-primary")
        yield BigChoice("Something is wrong", "!", id="wrong", classes="-danger", big="WRONG")

    def on_screen_resume(self) -> None:
        """Another window, or another day, may have changed what it shows."""
        if self.confirmed:
            self.post_message(self.CameBack())

    def on_mount(self) -> None:
        """Until the companion has confirmed it, nothing can be started."""
        self._set_primary()

    # --- the main action --------------------------------------------------------------------

    @property
    def _is_empty(self) -> bool:
        return self.view is not None and self.view.state in EMPTY

    @property
    def _what(self) -> What | None:
        """What the main action does; None when there is nothing to do."""
        if not self.confirmed or self.view is None:
            return None
        if self._is_empty:
            return "load"
        return "start" if self.view.state in PRIMARY or self.view.due else None

    def _primary(self) -> tuple[str, str]:
        """Label and key of the main action."""
        if self._is_empty:
            return "Load the program file", "L"
        if not self.confirmed or self.view is None:
            return ONE_MOMENT, ""
        return PRIMARY.get(self.view.state, DUE), "Enter"

    @property
    def start_words(self) -> str:
        """What Enter does now, in words; empty when it does nothing."""
        return self._primary()[0] if self._what == "start" else ""

    def _set_primary(self) -> None:
        primary = self.query_one("#primary", BigChoice)
        label, key = self._primary()
        primary.relabel(
            label, key, big={"Enter": self._start_word.upper(), "L": "LOAD"}.get(key, "")
        )
        primary.disabled = self._what is None
        waits = not self.confirmed and not self._failed
        primary.display = self._what is not None or waits

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Starting needs something to start; everything needs the companion's word."""
        if action != "choose":
            return True
        if parameters[0] == "start":
            return self._what == "start" and parameters[1] == self._start_word
        return self.confirmed or (self._failed and parameters[0] in STILL_THERE)

    @property
    def keys_kept(self) -> frozenset[str]:
        """How to leave; and where the page says to call somebody, the numbers."""
        if self.has_class("-narrow"):
            return CALLS if self._is_blocked else frozenset()
        return LEAVES | CALLS if self._is_blocked else LEAVES

    @property
    def _is_blocked(self) -> bool:
        """Whether it says to call somebody before exercise goes on."""
        return self.view is not None and self.view.state in BLOCKED

    @property
    def _start_word(self) -> str:
        """What Enter does, in the bottom line's words."""
        state = self.view.state if self.view else "no_store"
        if state in BLOCKED:
            return "What to do"
        return {"ready": "Start", "resume": "Go on"}.get(state, "Answer")

    def action_choose(self, what: What, _word: str = "") -> None:
        """A key of this screen."""
        self.post_message(self.Chosen(what))

    async def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter or the mouse on a choice."""
        message.stop()
        if message.choice.id == "wrong":
            await self.run_action("app.wrong")
        elif self._what is not None:
            self.action_choose(self._what)
