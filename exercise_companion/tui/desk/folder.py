"""The folder in sight: its names at once; what the check says of each file follows behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.clinic.desk_folder import DeskEntry
    from exercise_companion.tui.desk.app import DeskApp

CLOSER: Final = "closer"
"""The group of the worker that has the files checked."""

_AT_A_TIME: Final = 12
"""So many files are checked before the list is drawn anew."""


class FolderInSight:
    """Shows what is in the folder.

    Args:
        app: whose list of patients it is.

    """

    def __init__(self, app: DeskApp) -> None:
        self._app = app

    async def read(self) -> None:
        """List what is there; the files are looked at more closely while keys are taken."""
        entries = await self._app.thread.ask(lambda desk: desk.entries())
        self._app.patients.today = await self._app.thread.ask(lambda desk: desk.today())
        left_out = await self._app.thread.ask(lambda desk: desk.left_out())
        self._app.patients.show_left_out(left_out)
        self._app.patients.show_entries(entries)
        unknown = [entry.name for entry in entries if not entry.is_checked]
        self._app.run_worker(self._look_closer(unknown), group=CLOSER, exclusive=True)

    async def _look_closer(self, names: list[str]) -> None:
        """Check one file after the other: what else is asked of the desk comes in between."""
        known: list[DeskEntry] = []
        for name in names:
            if self._app.keeping.sheet is not None:
                break  # a draft lies on the desk; the folder is read again after it
            known.append(await self._app.thread.ask(lambda desk, name=name: desk.look_at(name)))  # type: ignore[misc]
            if len(known) == _AT_A_TIME:
                self._app.patients.show_closer(known)
                known = []
        self._app.patients.show_closer(known)
