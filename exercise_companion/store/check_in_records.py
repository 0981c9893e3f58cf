"""Questions of the plan that were asked from time to time, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core.check_ins import CheckedIn, CheckInRecord
from exercise_companion.store.journal import Journal
from exercise_companion.store.moments import read_when
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import date

    from exercise_companion.core.records import When


@dataclass(frozen=True, slots=True)
class KeptCheckIn:
    """One question that was asked."""

    id: int
    when: When
    record: CheckInRecord


class CheckInRecords(Journal):
    """The outcome measures and the therapist's own questions (clinical-spec 5)."""

    def add_check_in(self, record: CheckInRecord) -> int:
        """Record that a question was asked, and its answer; the row's id."""
        with self.transaction():
            return self._insert(
                "check_in",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "question_id": record.question_id,
                    "question": record.question,
                    "kind": record.kind,
                    "every_days": record.every_days,
                    "unit": record.unit,
                    "given_number": record.given.number,
                    "given_words": record.given.words,
                },
            )

    @remembered("check_in")
    def last_check_ins(self) -> Mapping[str, KeptCheckIn]:
        """Each question as it was asked last, by its id."""
        rows = self._rows(
            "SELECT * FROM check_in WHERE id IN (SELECT max(id) FROM check_in GROUP BY question_id)"
        )
        return {row["question_id"]: _read(row) for row in rows}

    @remembered("check_in")
    def check_ins(self, first_day: date, last_day: date) -> tuple[KeptCheckIn, ...]:
        """What was asked on those exercise days, both included, in order."""
        rows = self._rows(
            "SELECT * FROM check_in WHERE local_day BETWEEN ? AND ? ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(_read(row) for row in rows)


def _read(row: sqlite3.Row) -> KeptCheckIn:
    record = CheckInRecord(
        row["question_id"],
        row["question"],
        row["kind"],
        row["every_days"],
        row["unit"],
        CheckedIn(row["given_number"], row["given_words"]),
    )
    return KeptCheckIn(row["id"], read_when(row), record)
