"""What happens between sessions: walks, pauses, flare-ups, activities, what got in the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from exercise_companion.core.obstacles import ObstacleRecord
from exercise_companion.core.records import ActivityRecord, MedicineRecord, WalkRecord
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import FlareEntry, PauseRange
from exercise_companion.store.moments import read_when
from exercise_companion.store.queries import OPEN_SESSION
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from exercise_companion.core.records import When
    from exercise_companion.store.journal import Value
    from exercise_companion.store.kept import FlareChange


class DiaryRecords(Journal):
    """The patient's diary."""

    def log_walk(self, walk: WalkRecord) -> int:
        """Record a walk or ride (clinical-spec 2.6); its row's id.

        One inside a session belongs to the session's day and program version.
        """
        with self.transaction():
            return self._insert(
                "walk_log",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    **self._session_stamp(walk.session_id),
                    "mode": walk.mode,
                    "minutes_total": walk.minutes_total,
                    "minutes_to_first_symptom": walk.minutes_to_first_symptom,
                    "bouts": walk.bouts,
                    "leg_pain_max_0_to_10": walk.leg_pain_max,
                    "stop_reason": walk.stop_reason,
                    "support": walk.support,
                    "symptom": walk.symptom,
                    "side": walk.side,
                    "relief_action": walk.relief_action,
                    "minutes_to_relief": walk.minutes_to_relief,
                    "still_there": int(walk.still_there),
                    "in_calf": None if walk.in_calf is None else int(walk.in_calf),
                    "gave_way": None if walk.gave_way is None else int(walk.gave_way),
                    "distance_metres": walk.distance_metres,
                    "session_id": walk.session_id,
                    "item_id": walk.item_id,
                    "timed": int(walk.timed),
                    "legs": walk.legs,
                },
            )

    def _session_stamp(self, session_id: int | None) -> dict[str, Value]:
        """Day and version of a session; nothing without one."""
        if session_id is None:
            return {}
        row = self._row(
            "SELECT local_day, program_version_id FROM session WHERE id = ?", (session_id,)
        )
        return {} if row is None else {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row is no dict

    @remembered("walk_log")
    def walks(self, first_day: date, last_day: date) -> tuple[tuple[When, WalkRecord], ...]:
        """The walks of those exercise days, both included, each with its moment.

        What was told of a walk after its session was ended stands in place of what was measured.
        """
        rows = self._rows(
            "SELECT * FROM walk_log WHERE local_day BETWEEN ? AND ? AND NOT EXISTS"
            " (SELECT 1 FROM walk_log AS later WHERE later.session_id = walk_log.session_id"
            "  AND later.item_id = walk_log.item_id AND later.id > walk_log.id)"
            " ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple((read_when(row), _read_walk(row)) for row in rows)

    def log_activities(self, scores: Iterable[ActivityRecord]) -> None:
        """Record how well the activities of the goals went, 0-10 (clinical-spec 5.1)."""
        with self.transaction():
            for one in scores:
                self._insert(
                    "activity_score",
                    {
                        **self._stamp(),
                        "program_version_id": self._program_version_id(),
                        "goal_id": one.goal_id,
                        "score_0_to_10": one.score,
                    },
                )

    def activities(
        self, first_day: date, last_day: date
    ) -> tuple[tuple[When, ActivityRecord], ...]:
        """The activity scores of those exercise days, both included, each with its moment."""
        rows = self._rows(
            "SELECT * FROM activity_score WHERE local_day BETWEEN ? AND ? ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            (read_when(row), ActivityRecord(row["goal_id"], row["score_0_to_10"])) for row in rows
        )

    def log_medicine(self, medicine: MedicineRecord) -> int:
        """Record on how many of the last 14 days medicine for bad pain was taken; the row's id."""
        with self.transaction():
            return self._insert(
                "medicine_days",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "days_of_14": medicine.days_of_14,
                    "strong_days_of_14": medicine.strong_days_of_14,
                },
            )

    def medicine(self, first_day: date, last_day: date) -> tuple[tuple[When, MedicineRecord], ...]:
        """The medicine days entered on those exercise days, both included."""
        rows = self._rows(
            "SELECT * FROM medicine_days WHERE local_day BETWEEN ? AND ? ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            (read_when(row), MedicineRecord(row["days_of_14"], row["strong_days_of_14"]))
            for row in rows
        )

    def add_obstacle(self, record: ObstacleRecord) -> int:
        """Record what got in the way of exercising (rule TR-7); the row's id."""
        with self.transaction():
            return self._insert(
                "obstacle",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "done_days": record.done,
                    "planned_days": record.planned,
                    "reason": record.reason,
                },
            )

    def obstacles(self, first_day: date, last_day: date) -> tuple[tuple[When, ObstacleRecord], ...]:
        """What was said of it on those exercise days, both included, each with its moment."""
        rows = self._rows(
            "SELECT * FROM obstacle WHERE local_day BETWEEN ? AND ? ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            (
                read_when(row),
                ObstacleRecord(row["done_days"], row["planned_days"], row["reason"]),
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

    def take_back_pause(self, pause_id: int) -> int:
        """Record that its days count again from today on; the row's id.

        Raises:
            StoreFault: it was taken back before, or could not be written.

        """
        with self.transaction():
            return self._insert("pause_taken_back", {**self._stamp(), "pause_id": pause_id})

    def pauses(self) -> tuple[PauseRange, ...]:
        """Every pause that counts, by its first day; of one taken back the days before that."""
        rows = self._rows(
            "SELECT pause_range.*, pause_taken_back.local_day AS taken_back_on FROM pause_range"
            " LEFT JOIN pause_taken_back ON pause_taken_back.pause_id = pause_range.id"
            " WHERE pause_range.id NOT IN"
            " (SELECT replaces_id FROM pause_range WHERE replaces_id IS NOT NULL)"
            " ORDER BY first_day, pause_range.id",
        )
        every = (_read_pause(row) for row in rows)
        return tuple(pause for pause in every if pause.first_day <= pause.last_day)

    def log_flare(self, change: FlareChange, rule: str) -> int:
        """Record that a flare-up began or ended, and which rule or whose word it was (2.7)."""
        with self.transaction():
            in_progress = self._row(OPEN_SESSION)
            return self._insert(
                "flare_entry",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "change": change,
                    "rule": rule,
                    "session_id": 0 if in_progress is None else in_progress["id"],
                },
            )

    def flares(self, since_day: date) -> tuple[FlareEntry, ...]:
        """Beginnings and ends of flare-ups since an exercise day, in order."""
        rows = self._rows(
            "SELECT * FROM flare_entry WHERE local_day >= ? ORDER BY id", (since_day.isoformat(),)
        )
        return tuple(read_flare(row) for row in rows)


def read_flare(row: sqlite3.Row) -> FlareEntry:
    """A beginning or end of a flare-up as kept."""
    return FlareEntry(row["id"], row["change"], row["rule"], read_when(row), row["session_id"])


def _read_pause(row: sqlite3.Row) -> PauseRange:
    """With the last day that counts: before the first one where it was taken back in time."""
    last = date.fromisoformat(row["last_day"])
    if row["taken_back_on"] is not None:
        last = min(last, date.fromisoformat(row["taken_back_on"]) - timedelta(days=1))
    return PauseRange(row["id"], date.fromisoformat(row["first_day"]), last, row["reason"])


def _read_walk(row: sqlite3.Row) -> WalkRecord:
    return WalkRecord(
        mode=row["mode"],
        minutes_total=row["minutes_total"],
        minutes_to_first_symptom=row["minutes_to_first_symptom"],
        bouts=row["bouts"],
        leg_pain_max=row["leg_pain_max_0_to_10"],
        stop_reason=row["stop_reason"],
        support=row["support"],
        symptom=row["symptom"],
        side=row["side"],
        relief_action=row["relief_action"],
        minutes_to_relief=row["minutes_to_relief"],
        still_there=bool(row["still_there"]),
        in_calf=None if row["in_calf"] is None else bool(row["in_calf"]),
        gave_way=None if row["gave_way"] is None else bool(row["gave_way"]),
        distance_metres=row["distance_metres"],
        session_id=row["session_id"],
        item_id=row["item_id"],
        timed=bool(row["timed"]),
        legs=row["legs"],
    )
