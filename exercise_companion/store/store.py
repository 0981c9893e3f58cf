"""The patient's store, whole: everything that can be appended and read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exercise_companion.store.check_in_records import CheckInRecords
from exercise_companion.store.check_records import CheckRecords
from exercise_companion.store.cipher import errors
from exercise_companion.store.clearance_records import ClearanceRecords
from exercise_companion.store.clearing_records import ClearingRecords
from exercise_companion.store.contact_records import ContactRecords
from exercise_companion.store.decision_records import DecisionRecords
from exercise_companion.store.diary_records import DiaryRecords
from exercise_companion.store.history_reader import HistoryReader
from exercise_companion.store.program_records import ProgramRecords
from exercise_companion.store.report_reader import ReportReader
from exercise_companion.store.session_reader import SessionReader
from exercise_companion.store.session_records import SessionRecords
from exercise_companion.store.trend_reader import TrendReader

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Store(
    ProgramRecords,
    CheckRecords,
    ClearanceRecords,
    ClearingRecords,
    SessionRecords,
    SessionReader,
    DiaryRecords,
    DecisionRecords,
    ContactRecords,
    CheckInRecords,
    HistoryReader,
    ReportReader,
    TrendReader,
):
    """An open store. Every append is on disk when it returns, unless inside `transaction()`.

    Use it in the thread that opened it, and close it.
    """

    def close(self) -> None:
        """Fold the write-ahead log into the file and close.

        A log that cannot be folded in now, for want of room, loses nothing: it is read next time.
        """
        with suppress(*errors()):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
