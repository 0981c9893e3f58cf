"""What the patient sets about the program itself: kept in the store, or until there is one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exercise_companion.core import settings
from exercise_companion.core.settings import Settings
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.store import Store


class SettingUp:
    """The settings of one patient. What is chosen before the first program waits for its store."""

    def __init__(self) -> None:
        self._waiting: dict[str, str] = {}

    def now(self, store: Store | None) -> Settings:
        """The settings as they stand."""
        stored = settings.read(store.settings()) if store is not None else Settings()
        return settings.changed(stored, self._waiting)

    def change(self, store: Store | None, changes: Mapping[str, str]) -> Settings:
        """Keep all of these, or none.

        Raises:
            UsageFault: there is no such setting or value; nothing was changed.
            StoreFault: it could not be written; nothing was changed.

        """
        for name, text in changes.items():
            settings.check(name, text)
        if store is None:
            self._waiting.update(changes)
        else:
            with store.transaction():
                for name, text in {**self._waiting, **changes}.items():
                    store.set_setting(name, text)
            self._waiting.clear()
        return self.now(store)

    def keep_what_waits(self, store: Store) -> None:
        """The first program was installed: its store has what was chosen before.

        What cannot be written waits for the next change; the program is installed all the same.
        """
        if self._waiting:
            with suppress(StoreFault):
                self.change(store, {})
