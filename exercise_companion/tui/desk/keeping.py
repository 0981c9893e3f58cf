"""The draft on the desk: every edit is shown, written and checked, the newest first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exercise_companion.clinic.commands import see_where
from exercise_companion.core.draft import NoSuchPlaceError
from exercise_companion.core.draft_history import DraftHistory, first_difference
from exercise_companion.core.draft_pages import PAGE_NAMES, page_of
from exercise_companion.core.draft_words import phase_gone
from exercise_companion.core.form_edit import tidied
from exercise_companion.core.form_of_path import field_at
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError, UsageFault
from exercise_companion.tui.desk.screens.base import DeskScreen
from exercise_companion.tui.desk.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.clinic.desk import Opened
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.tui.desk.app import DeskApp
    from exercise_companion.tui.desk.messages import Edit
    from exercise_companion.tui.desk.sheet import Saved


class Keeping:
    """Holds the sheet that is edited, and has it on disk before it is called saved.

    Args:
        app: whose screens show it.

    """

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._writing = False
        self.sheet: Sheet | None = None
        """What is edited; None while nothing is."""
        self.fault: CompanionError | None = None
        """Why what is newest could not be written, if it could not."""

    def lay(self, opened: Opened, today: date) -> Sheet:
        """Put a draft on the desk."""
        saved: Saved = "new" if opened.is_new else "saved"
        self.sheet = Sheet(opened.name, DraftHistory(opened.draft), today, saved)
        return self.sheet

    # --- edits --------------------------------------------------------------------------------

    def edit(self, message: Edit) -> None:
        """Change the draft; where its file holds something else in that place, it stays."""
        if self.sheet is None:
            return
        history = self.sheet.history
        try:
            changed = message.change(history.now)
        except NoSuchPlaceError as error:
            self._app.show_fault(_no_place(error, Path(self._app.patients.folder, self.sheet.name)))
        else:
            self._take(history.edited(changed, message.field, ends=message.ends))
            if message.says is not None and isinstance(self._app.screen, DeskScreen):
                self._app.screen.tell(*message.says)

    def undo(self) -> None:
        """Take the last edit back."""
        if self.sheet is not None:
            self._turn(self.sheet.history.back(), "Taken back", "Ctrl+Y does it again.")

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.sheet is not None:
            self._turn(self.sheet.history.forward(), "Done again", "Ctrl+Z takes it back.")

    def _turn(self, history: DraftHistory, done: str, more: str) -> None:
        """Go to another draft; what changes out of sight is named, and a phase by its title."""
        screen, before = self._app.screen, self.sheet
        self._take(history)
        if before is None or not isinstance(screen, DeskScreen):
            return
        drafts = before.draft, history.now
        path, phase = first_difference(*drafts), phase_gone(*drafts)
        if phase or (path and page_of(path) != screen.page):
            screen.tell(f"{done}: {phase or _place(path, before, history.now)}", more)

    def take_unsaid(self) -> None:
        """Take what is seen on the screen although its message has not come, or Enter has not."""
        screen = self._app.screen
        if isinstance(screen, DeskScreen):
            for edit in (*screen.unsaid(), *screen.untaken()):
                self.edit(edit)

    def _take(self, history: DraftHistory) -> None:
        if self.sheet is None or history is self.sheet.history:
            return
        if isinstance(self._app.screen, DeskScreen):
            self._app.screen.clear()
        self.sheet = replace(self.sheet, history=history, saved="saving")
        self._show()
        self._write_on()

    # --- on disk ------------------------------------------------------------------------------

    def _write_on(self) -> None:
        """See to it that what is not on disk comes there."""
        if not self._writing and self.sheet is not None and self.sheet.saved == "saving":
            self._writing = True
            self._app.run_worker(self._keep_and_check())

    async def _keep_and_check(self) -> None:
        """Write and check what is newest, until nothing newer has come in the meantime."""
        try:
            while self.sheet is not None and self.sheet.saved == "saving":
                await self.keep()
                await self.check()
        finally:
            self._writing = False

    async def keep(self) -> bool:
        """Write what is newest, if it is not on disk; says whether it is now."""
        while self.sheet is not None and self.sheet.saved in {"saving", "not saved"}:
            if not await self._keep_one(self.sheet):
                return False
        return True

    async def _keep_one(self, sheet: Sheet) -> bool:
        draft, name = sheet.draft, sheet.name
        try:
            kept_as = await self._app.thread.ask(lambda desk: desk.keep(name, draft))
        except CompanionError as error:
            self.fault = error
            self._mark(draft, "not saved")
            self._show()
            self._app.show_fault(error)
            return False
        self.fault = None
        self._app.leaving.forget()
        self._mark(draft, "saved")
        if kept_as != name:
            self._rename(kept_as)
        return True

    def _mark(self, draft: Draft, saved: Saved) -> None:
        """Say what became of a draft, unless a newer one is on the desk."""
        if self.sheet is not None and self.sheet.draft is draft:
            self.sheet = replace(self.sheet, saved=saved)

    def _rename(self, name: str) -> None:
        """Another window wrote the file meanwhile: both are kept, and that is said from now on."""
        if self.sheet is not None:
            self.sheet = replace(self.sheet, name=name, is_parted=True)
            self._show()

    async def check(self) -> None:
        """Say what is wrong with the draft."""
        sheet = self.sheet
        if sheet is None:
            return
        report = await self._app.thread.ask(lambda desk: desk.check(sheet.draft))
        if self.sheet is not None:
            self.sheet = replace(self.sheet, report=report)
            self._show()

    def _show(self) -> None:
        """Bring the screen in sight up to date; one below follows when it comes into sight."""
        for screen in self._app.screen_stack:
            if isinstance(screen, DeskScreen) and screen.shows_the_draft and self.sheet is not None:
                screen.take_sheet(self.sheet)

    # --- finishing ----------------------------------------------------------------------------

    async def to_confirm(self) -> tuple[str, ...]:
        """What the patient will be asked to do; nothing where the draft could not be kept.

        Raises:
            NotFinishedError: there are problems left.

        """
        self.take_unsaid()
        if self.sheet is None:
            return ()
        self._take(self.sheet.history.edited(tidied(self.sheet.draft)))
        kept, sheet = await self.keep(), self.sheet
        if not kept or sheet is None:
            return ()
        return await self._app.thread.ask(lambda desk: desk.to_confirm(sheet.draft))

    async def finish(self) -> str:
        """Write the program file; its name, or nothing where the draft could not even be kept.

        Raises:
            NotFinishedError: there are problems left.
            CompanionError: it could not be written; the draft is still there.

        """
        self.take_unsaid()
        if self.sheet is None:
            return ""
        self._take(self.sheet.history.edited(tidied(self.sheet.draft)))
        kept, sheet = await self.keep(), self.sheet
        if not kept or sheet is None:
            return ""
        self.sheet = None  # from here on nothing may write the draft again
        try:
            return await self._app.thread.ask(lambda desk: desk.finish(sheet.name, sheet.draft))
        except CompanionError:
            self.sheet = sheet
            self._write_on()  # something may have been edited meanwhile
            raise


def _place(path: JsonPath, before: Sheet, now: Draft) -> str:
    """The page of a value, and its field if there is one: "Person, Name"."""
    drafts = (before.draft, now)
    fields = (field_at(draft, path, before.today, before.names) for draft in drafts)
    label = next((field.label for field in fields if field is not None), "")
    return ", ".join(part for part in (PAGE_NAMES[page_of(path)], label) if part)


def _no_place(error: NoSuchPlaceError, kept: Path) -> UsageFault:
    what_happened = f"Not kept: {neutral(str(error.path[0]))} holds something else in this file."
    return UsageFault(what_happened, see_where(kept))
