"""What a page of the diary asks for: only rows of its days, by index, however many there are."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

from exercise_companion.core.records import ActivityRecord
from exercise_companion.core.terms import Answer
from exercise_companion.store.diary_records import read_flare
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import LockSpan, PainRow, SensationRow
from exercise_companion.store.moments import read_utc, read_when
from exercise_companion.store.program_records import read_program
from exercise_companion.store.session_reader import read_pain

if TYPE_CHECKING:
    from collections.abc import Collection

    from exercise_companion.core.records import When
    from exercise_companion.store.kept import FlareEntry, StoredProgram

VERSIONS: Final = """
SELECT * FROM program_version
WHERE id >= coalesce(
  (SELECT max(id) FROM program_version WHERE local_day <= ?), (SELECT min(id) FROM program_version)
) AND (local_day <= ? OR id = (SELECT min(id) FROM program_version))
ORDER BY id"""

LOCKS: Final = """
SELECT alert.local_day, clearance.at_utc AS cleared_utc
FROM alert LEFT JOIN clearance ON clearance.alert_id = alert.id
WHERE alert.action IN ('X', 'H') AND alert.local_day <= ?
  AND (clearance.id IS NULL OR clearance.at_utc >= ?)"""

MORNINGS: Final = """
SELECT * FROM pain_entry
WHERE session_id IN (SELECT value FROM json_each(?)) AND ordinal IS NULL AND asked = 'morning'
ORDER BY id"""

SENSATIONS: Final = """
SELECT sensation.session_id, sensation.item_id, sensation_answer.settled
FROM sensation LEFT JOIN sensation_answer ON sensation_answer.sensation_id = sensation.id
WHERE sensation.session_id IN (SELECT value FROM json_each(?))
ORDER BY sensation.id"""

ACTIVITIES: Final = "SELECT * FROM activity_score ORDER BY local_day DESC, id DESC LIMIT ?"

FLARES: Final = "SELECT * FROM flare_entry WHERE local_day BETWEEN ? AND ? ORDER BY id"


class HistoryReader(Journal):
    """Questions of the diary."""

    def versions_over(self, first_day: date, last_day: date) -> tuple[StoredProgram, ...]:
        """The versions that counted on those days, oldest first; the first of all counts before."""
        rows = self._rows(VERSIONS, (first_day.isoformat(), last_day.isoformat()))
        return tuple(read_program(row) for row in rows)

    def first_version(self) -> StoredProgram | None:
        """The first version of all, or None."""
        row = self._row("SELECT * FROM program_version ORDER BY id LIMIT 1")
        return None if row is None else read_program(row)

    def locks_over(self, last_day: date, ended_since: date) -> tuple[LockSpan, ...]:
        """Locks and holds raised by a day and not ended before another, in UTC."""
        # a day's text stands before every moment of that day
        rows = self._rows(LOCKS, (last_day.isoformat(), ended_since.isoformat()))
        return tuple(
            LockSpan(
                date.fromisoformat(row["local_day"]),
                None if row["cleared_utc"] is None else read_utc(row["cleared_utc"]),
            )
            for row in rows
        )

    def mornings_of(self, session_ids: Collection[int]) -> tuple[PainRow, ...]:
        """The next-morning scores of sessions, in the order they were given."""
        rows = self._rows(MORNINGS, (json.dumps(list(session_ids)),))
        return tuple(
            PainRow(row["id"], read_when(row), row["session_id"], read_pain(row)) for row in rows
        )

    def sensations_of(self, session_ids: Collection[int]) -> tuple[SensationRow, ...]:
        """The new sensations of sessions, each with whether it has settled (rule PR-05)."""
        rows = self._rows(SENSATIONS, (json.dumps(list(session_ids)),))
        return tuple(
            SensationRow(
                row["session_id"],
                row["item_id"],
                None if row["settled"] is None else Answer(row["settled"]),
            )
            for row in rows
        )

    def flares_between(self, first_day: date, last_day: date) -> tuple[FlareEntry, ...]:
        """Beginnings and ends of flare-ups on those exercise days, both included."""
        rows = self._rows(FLARES, (first_day.isoformat(), last_day.isoformat()))
        return tuple(read_flare(row) for row in rows)

    def last_activities(self, most: int) -> tuple[tuple[When, ActivityRecord], ...]:
        """The newest activity scores, oldest first, each with its moment."""
        rows = reversed(self._rows(ACTIVITIES, (most,)))
        return tuple(
            (read_when(row), ActivityRecord(row["goal_id"], row["score_0_to_10"])) for row in rows
        )
