"""What happens between sessions: walks, pauses, flare-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exercise_companion.core.records import WalkRecord
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import FlareEntry, PauseRange
from exercise_companion.store.moments import read_when

if TYPE_CHECKING:
    from exercise_companion.core.records import When
    from exercise_companion.store.kept import FlareChange


class DiaryRecords(Journal):
    """The patient's diary."""

    def log_walk(self, walk: WalkRecord) -> int:
        """Record a walk or ride (clinical-spec 2.6); its row's id."""
        with self.transaction():
            return self._insert(
                "walk_log",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "mode": walk.mode,
                    "minutes_total": walk.minutes_total,
                    "minutes_to_first_symptom": walk.minutes_to_first_symptom,
                    "bouts": walk.bouts,
                    "leg_pain_max_0_to_10": walk.leg_pain_max,
                    "stop_reason": walk.stop_reason,
                },
            )

    def walks(self, first_day: date, last_day: date) -> tuple[tuple[When, WalkRecord], ...]:
        """The walks of those exercise days, both included, each with its moment."""
        rows = self._rows(
            "SELECT * FROM walk_log WHERE local_day BETWEEN ? AND ? ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            (
                read_when(row),
                WalkRecord(
                    mode=row["mode"],
                    minutes_total=row["minutes_total"],
                    minutes_to_first_symptom=row["minutes_to_first_symptom"],
                    bouts=row["bouts"],
                    leg_pain_max=row["leg_pain_max_0_to_10"],
                    stop_reason=row["stop_reason"],
                ),
            )
            for row in rows
        )

    def add_pause(
        self, first_day: date, last_day: date, reason: str, replaces_id: int | None = None
    ) -> int:
        """Record days off, both included (decisions D10).

        Args:
            first_day: the first day off.
            last_day: the last one, not before the first.
            reason: "holiday" or "illness", or the patient's words.
            replaces_id: the pause this one corrects, which then no longer counts.

        Returns:
            the row's id.

        """
        with self.transaction():
            return self._insert(
                "pause_range",
                {
                    **self._stamp(),
                    "first_day": first_day.isoformat(),
                    "last_day": last_day.isoformat(),
                    "reason": reason,
                    "replaces_id": replaces_id,
                },
            )

    def pauses(self) -> tuple[PauseRange, ...]:
        """Every pause that counts, by its first day."""
        rows = self._rows(
            "SELECT * FROM pause_range WHERE id NOT IN"
            " (SELECT replaces_id FROM pause_range WHERE replaces_id IS NOT NULL)"
            " ORDER BY first_day, id",
        )
        return tuple(
            PauseRange(
                row["id"],
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]),
                row["reason"],
            )
            for row in rows
        )

    def log_flare(self, change: FlareChange, rule: str) -> int:
        """Record that a flare-up began or ended, and which rule or whose word it was (2.7)."""
        with self.transaction():
            return self._insert(
                "flare_entry",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "change": change,
                    "rule": rule,
                },
            )

    def flares(self, since_day: date) -> tuple[FlareEntry, ...]:
        """Beginnings and ends of flare-ups since an exercise day, in order."""
        rows = self._rows(
            "SELECT * FROM flare_entry WHERE local_day >= ? ORDER BY id", (since_day.isoformat(),)
        )
        return tuple(FlareEntry(row["change"], row["rule"], read_when(row)) for row in rows)
