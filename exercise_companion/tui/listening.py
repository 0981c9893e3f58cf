"""What the screens say, and who answers it: one method a message, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.errors import CompanionError
from exercise_companion.tui import overlays
from exercise_companion.tui.background import Background
from exercise_companion.tui.browsing import BrowsingApp
from exercise_companion.tui.conversation import Conversation
from exercise_companion.tui.cueing import Cueing
from exercise_companion.tui.loading import Loading
from exercise_companion.tui.preferences import Preferences
from exercise_companion.tui.renewing import Renewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion import Companion
    from exercise_companion.tui.late_entry import LateEntry
    from exercise_companion.tui.noting import Noting
    from exercise_companion.tui.screens.base import Cued, PromptScreen
    from exercise_companion.tui.screens.identity import IdentityScreen
    from exercise_companion.tui.screens.late_day import LateDayScreen
    from exercise_companion.tui.screens.late_items import LateItemsScreen
    from exercise_companion.tui.screens.load import LoadScreen
    from exercise_companion.tui.screens.menu import MenuScreen
    from exercise_companion.tui.screens.notes import NotesScreen
    from exercise_companion.tui.screens.palette import PaletteScreen
    from exercise_companion.tui.screens.settings import SettingsScreen
    from exercise_companion.tui.screens.today import TodayScreen


NOTHING_TO_HEAR: Final[dict[str, tuple[str, str]]] = {
    "speech": (
        "This computer has no voice that can be used.",
        "Everything is on the screen all the same. On Linux, espeak-ng is a voice to install.",
    ),
    "sound": (
        "This computer has nothing to play a tone with.",
        "The terminal's own bell is used, if it has one. Everything is on the screen as well.",
    ),
}
"""What is said when a voice or sounds were switched on, and there are none."""


class ListeningApp(BrowsingApp):
    """Hands what was chosen on a screen to whoever does it.

    Args:
        today: the screen at the bottom.
        opener: opens the companion; called on the background thread after the first paint.

    """

    def __init__(self, today: TodayScreen, opener: Callable[[], Companion]) -> None:
        super().__init__(today)
        self.exit_code = 0
        """What the program ends with when it is left (decisions E2)."""
        self.keeps = True
        """Whether what is answered can be saved."""
        self.background = Background(opener)
        self.conversation = Conversation(self)
        self.loading = Loading(self)
        self.preferences = Preferences(self)
        self.cueing = Cueing(self)
        self.renewing = Renewing(self)
        self._late: LateEntry | None = None
        self._noting: Noting | None = None

    async def refresh_view(self) -> None:
        """Bring *Today*, the alert line, the card of `!` and whether anything is saved up to date.

        Which emergency number is the right one changes with a plan and with a journey (H-08).
        """
        self.card = await self.background.ask(lambda one: one.emergency_card())
        view, fault = await self.background.ask(lambda one: (one.today(), one.fault))
        self.keeps, self.exit_code = fault is None, fault.exit_code if fault else 0
        await self.today.show(view)

    def on_prompt_screen_replied(self, message: PromptScreen.Replied) -> None:
        """A prompt was answered."""
        entries: tuple[LateEntry | Noting | None, ...] = (self._late, self._noting)
        for entry in entries:
            if entry is not None and entry.takes(message.prompt):
                self.run_worker(entry.take_reply(message.reply))
                return
        self.run_worker(self.conversation.reply(message.prompt, message.reply))

    def on_contacts_screen_where_wanted(self) -> None:
        """The patient wants to say which country they are in (H-08)."""
        self.run_worker(self.conversation.ask_where())

    def on_goals_screen_answers_wanted(self) -> None:
        """An answer of today was not right."""
        self.run_worker(self.conversation.answer_again())

    def on_step_clock_ticked(self) -> None:
        """A second of a set, a rest or a walk has passed."""
        self.conversation.second_passed()

    def on_paused(self) -> None:
        """A set stands still: what was being said does not go on."""
        self.cueing.hush()

    def on_cued(self, message: Cued) -> None:
        """A turn of a session is to be heard and seen."""
        self.cueing.give(message.cue)

    def unheard(self) -> str:
        """That a session goes by itself and cannot be heard; empty where it can."""
        return " ".join(self.cueing.unheard() or ())

    def on_settings_screen_heard(self) -> None:
        """What can be heard of a session was changed: say so where that is nothing."""
        words = self.cueing.unheard()
        if words is not None:
            self.show_fault(CompanionError(*words))

    def on_unmount(self) -> None:
        """The program ends: nothing goes on speaking."""
        self.cueing.close()

    def on_today_screen_came_back(self) -> None:
        """*Today* is in sight again: another window may have changed what it shows."""
        self.run_worker(self.renewing.look())

    def on_app_focus(self) -> None:
        """Back from another window, where something may have been entered."""
        self.run_worker(self.renewing.look())

    def on_today_screen_chosen(self, message: TodayScreen.Chosen) -> None:
        """Something was chosen on *Today*."""
        if message.what == "start":
            self.run_worker(self.conversation.start())
        else:
            self.open_page(message.what)

    def on_menu_screen_chosen(self, message: MenuScreen.Chosen) -> None:
        """Something was chosen among the other pages."""
        self.open_page(message.what)

    def open_page(self, what: str) -> None:
        """Open one of the other pages by its name (see `screens.menu`)."""
        if what == "load":
            self.run_worker(self.loading.begin())
        elif what == "late":
            self.run_worker(self.late_entry.begin())
        elif what == "notes":
            self.run_worker(self.noting.begin())
        elif what == "settings":
            self.run_worker(overlays.settings(self))
        else:
            self.look_up(what)

    # --- a session done without the program ---------------------------------------------------

    @property
    def late_entry(self) -> LateEntry:
        """The one that is being made; its screens are imported when the first is."""
        from exercise_companion.tui.late_entry import LateEntry  # noqa: PLC0415 - when needed

        self._late = self._late or LateEntry(self)
        return self._late

    def on_late_day_screen_chosen(self, message: LateDayScreen.Chosen) -> None:
        """The day is known."""
        self.run_worker(self.late_entry.take_day(message.day, message.source))

    def on_late_items_screen_told(self, message: LateItemsScreen.Told) -> None:
        """Every exercise has its answer."""
        self.run_worker(self.late_entry.take_items(message.each))

    def on_walk_told_screen_leg_gave_way(self) -> None:
        """A leg gave way on a walk that is being entered."""
        self.run_worker(self.late_entry.leg_gave_way())

    def on_late_check_screen_save(self) -> None:
        """It is right: keep it."""
        self.run_worker(self.late_entry.save())

    def on_late_check_screen_change(self) -> None:
        """Something in it is not right."""
        self.run_worker(self.late_entry.change())

    # --- what is written down besides a session -------------------------------------------------

    @property
    def noting(self) -> Noting:
        """What writes it down; its screens are imported when the first is needed."""
        from exercise_companion.tui.noting import Noting  # noqa: PLC0415 - when needed

        self._noting = self._noting or Noting(self)
        return self._noting

    def on_notes_screen_chosen(self, message: NotesScreen.Chosen) -> None:
        """Something is to be written down."""
        self.run_worker(self.noting.open(message.what))

    # --- the rest -----------------------------------------------------------------------------

    def on_wrong_screen_asked(self) -> None:
        """The questions of `!` are wanted."""
        self.run_worker(self.conversation.something_is_wrong())

    def on_load_screen_file_named(self, message: LoadScreen.FileNamed) -> None:
        """A program file was named."""
        self.run_worker(self.loading.preview(message.path, message.named_key))

    def on_load_screen_accepted(self, message: LoadScreen.Accepted) -> None:
        """The program is the right one, and so is its emergency number."""
        self.run_worker(self.loading.ask_who(message.path, message.view))

    def on_identity_screen_given(self, message: IdentityScreen.Given) -> None:
        """Name and birth date were typed."""
        self.run_worker(self.loading.install(message.path, message.name, message.born))

    def on_locked_screen_slip_wanted(self) -> None:
        """What was reported is to be shown to somebody."""
        self.run_worker(overlays.slip(self))

    def on_settings_screen_wanted(self, message: SettingsScreen.Wanted) -> None:
        """A setting is to have another value."""
        self.run_worker(self.preferences.change({message.name: message.text}))

    def on_settings_screen_try_it(self, message: SettingsScreen.TryIt) -> None:
        """A voice or sounds were switched on: let them be heard, or say that there are none."""
        if not self.cueing.try_out(message.what):
            self.show_fault(CompanionError(*NOTHING_TO_HEAR[message.what]))

    def on_palette_screen_chosen(self, message: PaletteScreen.Chosen) -> None:
        """A command was chosen."""
        from exercise_companion.tui import commands  # noqa: PLC0415 - when needed

        self.run_worker(commands.run(self, message.name))
