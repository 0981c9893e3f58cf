"""The desk: which page is in sight, and what its keys and messages lead to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from exercise_companion import signals
from exercise_companion.clinic.desk import NotFinishedError
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError
from exercise_companion.tui.background import ServiceThread
from exercise_companion.tui.crash import PlainCrashApp
from exercise_companion.tui.desk.folder import FolderInSight
from exercise_companion.tui.desk.in_turn import WAY, KeysInTurn
from exercise_companion.tui.desk.keeping import Keeping
from exercise_companion.tui.desk.leaving import Leaving
from exercise_companion.tui.desk.screens.base import DeskScreen
from exercise_companion.tui.desk.screens.patients import PatientsScreen
from exercise_companion.tui.desk.signing import SigningAtDesk
from exercise_companion.tui.screens.base import HEIGHTS, WIDTHS
from exercise_companion.tui.themes import CSS_FILES, DAY, NIGHT, use_themes

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from textual import events

    from exercise_companion.clinic.desk import Desk, Opened
    from exercise_companion.core.draft import Draft
    from exercise_companion.tui.desk.messages import (
        AskToRemove,
        AskToSign,
        Back,
        Begin,
        ChooseSource,
        Confirmed,
        Edit,
        Go,
        Open,
        Sign,
    )
    from exercise_companion.tui.desk.screens.base_form import FormScreen
    from exercise_companion.tui.desk.sheet import Sheet

DESK_CSS: Final = "desk.tcss"
"""Beside this file."""


class DeskApp(PlainCrashApp):
    """Everything the therapist sees.

    Args:
        desk: the service; used on a thread of its own.
        theme: what fits the terminal.
        crash_log: where a fault of our own is noted, without health data.

    """

    TITLE = "Exercise Companion"
    CSS_PATH = [*CSS_FILES, DESK_CSS]  # noqa: RUF012 - Textual's own name
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "finish",
            "Finish",
            key_display="^S",
            id="app.finish",
            tooltip="Write the checked program file; every edit is kept as a draft without it.",
            priority=True,
        ),
        Binding(
            "ctrl+z",
            "undo",
            "Undo",
            key_display="^Z",
            id="app.undo",
            tooltip="Take the last edit back.",
            priority=True,
        ),
        Binding(
            "ctrl+y",
            "redo",
            "Redo",
            key_display="^Y",
            id="app.redo",
            tooltip="Do again what was taken back.",
            show=False,
            priority=True,
        ),
        Binding(
            "f1,question_mark",
            "help",
            "Help",
            key_display="F1",
            id="app.help",
            tooltip="What the keys do here.",
        ),
        Binding(
            "ctrl+q,ctrl+c",
            "leave",
            "Leave",
            key_display="^Q",
            id="app.leave",
            tooltip="Leave; everything is kept.",
            show=False,
            priority=True,
        ),
        Binding(
            "f9",
            "colours",
            "Colours",
            key_display="F9",
            id="app.colours",
            tooltip="Change between dark and light colours.",
            show=False,
        ),
    ]

    def __init__(
        self,
        opener: Callable[[], Desk],
        folder: str,
        *,
        theme: str = NIGHT,
        crash_log: Path | None = None,
    ) -> None:
        super().__init__()
        use_themes(self, theme)
        self.crash_log = crash_log
        self.thread = ServiceThread(opener)
        self.patients = PatientsScreen(folder)
        self.keeping = Keeping(self)
        self.folder = FolderInSight(self)
        self.signing = SigningAtDesk(self)
        self.leaving = Leaving(self)
        self.in_turn = KeysInTurn(self, super().on_event)

    def crash_words(self) -> str:
        """What is printed when a fault ends the program."""
        return (
            "The desk stopped because of a fault of its own. Every edit that was shown as saved is"
            " kept as a draft. Please start it again."
        )

    def get_default_screen(self) -> PatientsScreen:
        """The patients, instead of an empty screen."""
        return self.patients

    def on_mount(self) -> None:
        """Look through the folder."""
        signals.on_signals(asyncio.get_running_loop(), lambda number: self.exit(128 + number))
        self._set_out(self._begin())

    async def _begin(self) -> None:
        await self.thread.ask(lambda desk: desk.tidy())
        await self.folder.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a draft can be done only while there is one."""
        if action in {"finish", "undo", "redo"}:
            follows = not isinstance(self.screen, DeskScreen) or self.screen.shows_the_draft
            return self.keeping.sheet is not None and follows
        return super().check_action(action, parameters)

    # --- pages --------------------------------------------------------------------------------

    def action_reread(self) -> None:
        """Look through the folder again."""
        self._set_out(self.folder.read())

    def on_app_focus(self) -> None:
        """Back from another window, where a file may have been put, changed or taken away."""
        if self.keeping.sheet is None:
            self.action_reread()

    def on_choose_source(self, _message: ChooseSource) -> None:
        """Begin something."""
        self._set_out(self._choose_source())

    async def _choose_source(self) -> None:
        from exercise_companion.tui.desk.screens.sources import SourcesScreen  # noqa: PLC0415

        sources = await self.thread.ask(lambda desk: desk.sources())
        await self.push_screen(SourcesScreen(sources))

    def on_begin(self, message: Begin) -> None:
        """A new program."""
        source_id = message.source_id
        self._set_out(self._lay_out(lambda desk: desk.begin(source_id)))

    def on_open(self, message: Open) -> None:
        """A file of the folder."""
        name = message.name
        self._set_out(self._lay_out(lambda desk: desk.open(name)))

    async def _lay_out(self, opening: Callable[[Desk], Opened]) -> None:
        """Put a draft on the desk and show it."""
        from exercise_companion.tui.desk.screens.builder import BuilderScreen  # noqa: PLC0415

        opened = await self.thread.ask(opening)
        day = await self.thread.ask(lambda desk: desk.today())
        builder = BuilderScreen(day)
        builder.sheet = self.keeping.lay(opened, day)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(builder)
        await self.keeping.check()

    def on_go(self, message: Go) -> None:
        """Another page of the draft."""
        self._set_out(self._go(message))

    async def _go(self, message: Go) -> None:
        from exercise_companion.tui.desk.screens.builder import BuilderScreen  # noqa: PLC0415

        sheet = self.keeping.sheet
        if sheet is None:
            return
        while not isinstance(self.screen, BuilderScreen):
            await self.pop_screen()  # from one form to another
        if message.place == "items":
            self.screen.action_problems()
            return
        screen = _form_screen(message.place, sheet)
        screen.sheet = sheet
        screen.go_to(message.path)
        await self.push_screen(screen)

    def on_ask_to_remove(self, message: AskToRemove) -> None:
        """Ask before exercises go with their phase."""
        self._set_out(self._ask_to_remove(message.phase))

    async def _ask_to_remove(self, phase: int) -> None:
        from exercise_companion.tui.desk.screens.remove import RemovePhaseScreen  # noqa: PLC0415

        if self.keeping.sheet is not None:
            await self.push_screen(RemovePhaseScreen(self.keeping.sheet, phase))

    def on_back(self, _message: Back) -> None:
        """One level back; at the patients the draft is put away."""
        self._set_out(self._back())

    async def _back(self) -> None:
        leaves = len(self.screen_stack) == 2  # noqa: PLR2004 - the patients and one more
        if leaves and not await self.keeping.keep():
            self.leaving.say_what_is_lost()
            return  # what is not on disk stays in sight
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        if self.screen is self.patients:
            await self._put_away()

    async def _put_away(self) -> None:
        """Show the folder; what was said of the draft all the while is said once more."""
        sheet, self.keeping.sheet = self.keeping.sheet, None
        await self.folder.read()
        if sheet is not None and sheet.parted_words:
            self.patients.tell(*sheet.parted_words)

    # --- the draft ----------------------------------------------------------------------------

    def on_edit(self, message: Edit) -> None:
        """Change the draft."""
        self.keeping.edit(message)

    def action_undo(self) -> None:
        """Take the last edit back."""
        self.keeping.undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.keeping.redo()

    def action_finish(self) -> None:
        """Show every dose once more, if nothing is wrong; then the program file is written."""
        if self.keeping.sheet is not None:
            self._set_out(self._finish())

    async def _finish(self) -> None:
        from exercise_companion.tui.desk.screens.confirm import ConfirmScreen  # noqa: PLC0415

        try:
            lines = await self.keeping.to_confirm()
        except NotFinishedError as left:
            await self._show_what_is_left(left)
        else:
            if lines and self.keeping.sheet is not None:
                await self.push_screen(ConfirmScreen(lines, self.keeping.sheet.draft))

    def on_confirmed(self, message: Confirmed) -> None:
        """Every dose is right."""
        self._set_out(self._write_program(message.draft))

    async def _write_program(self, confirmed: Draft) -> None:
        if self.keeping.sheet is None or self.keeping.sheet.draft != confirmed:
            await self._back()
            what_happened = "An edit came after the doses were shown."
            raise CompanionError(what_happened, "Ctrl+S shows them again.")
        try:
            written = await self.keeping.finish()
        except NotFinishedError as left:
            await self._show_what_is_left(left)
        else:
            if written:
                await self.to_patients(written)
                following = await self.signing.next_words()
                self.patients.tell(f"Finished and checked: {neutral(written)}", following)

    async def to_patients(self, name: str) -> None:
        """Show the folder as it is now, with one of its files marked."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.folder.read()
        self.patients.mark(name)

    # --- signing ------------------------------------------------------------------------------

    def on_ask_to_sign(self, message: AskToSign) -> None:
        """Show what would be signed, and with which key."""
        self._set_out(self.signing.ask(message.name))

    def on_sign(self, message: Sign) -> None:
        """Sign it."""
        self._set_out(self.signing.sign(message))

    async def _show_what_is_left(self, left: NotFinishedError) -> None:
        from exercise_companion.tui.desk.screens.builder import BuilderScreen  # noqa: PLC0415

        await self.keeping.check()
        while not isinstance(self.screen, BuilderScreen):
            await self.pop_screen()
        self.screen.tell(left.what_happened, left.what_to_do)
        self.screen.action_problems()

    # --- everywhere ---------------------------------------------------------------------------

    async def action_help(self) -> None:
        """What the keys do here."""
        from exercise_companion.tui.screens.help import HelpScreen, entries  # noqa: PLC0415

        if not isinstance(self.screen, HelpScreen):
            await self.push_screen(HelpScreen(entries(self.screen.active_bindings)))

    def action_colours(self) -> None:
        """Wear the other theme."""
        self.theme = DAY if self.theme == NIGHT else NIGHT

    async def action_leave(self) -> None:
        """Leave, once the last edit is on disk; where it cannot be, the second key leaves."""
        await self.leaving.leave()

    async def on_event(self, event: events.Event) -> None:
        """One key after the other."""
        self.leaving.notice(event)
        await self.in_turn.take(event)

    def _set_out(self, work: Coroutine[None, None, None]) -> None:
        """Do something that may lead to another page."""
        self.run_worker(self._carefully(work), group=WAY)

    async def _carefully(self, work: Coroutine[None, None, None]) -> None:
        """Do something; what cannot be done is said on the screen in sight."""
        try:
            await work
        except CompanionError as error:
            self.show_fault(error)

    def show_fault(self, error: CompanionError) -> None:
        """Say what could not be done."""
        screen = self.screen if isinstance(self.screen, DeskScreen) else self.patients
        screen.tell(error.what_happened, error.what_to_do, danger=True)


def _form_screen(place: str, sheet: Sheet) -> FormScreen:
    from exercise_companion.tui.desk.screens.dates import DatesScreen  # noqa: PLC0415
    from exercise_companion.tui.desk.screens.limits import LimitsScreen  # noqa: PLC0415
    from exercise_companion.tui.desk.screens.person import PersonScreen  # noqa: PLC0415
    from exercise_companion.tui.desk.screens.questions import QuestionsScreen  # noqa: PLC0415

    kinds = {
        "person": PersonScreen,
        "dates": DatesScreen,
        "limits": LimitsScreen,
        "questions": QuestionsScreen,
    }
    return kinds[place](sheet.today)
