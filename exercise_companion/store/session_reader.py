"""Sessions and pain as read back: whole, in order, by exercise day."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    SensationRecord,
    SessionEndRecord,
    SetRecord,
    StoredSession,
    VariantRecord,
)
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import WalkAdvice
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import DoneItem, PainRow
from exercise_companion.store.moments import read_utc, read_when
from exercise_companion.store.queries import LAST_EVENT, OPEN_SESSION
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from exercise_companion.core.records import SessionEvent

_SESSIONS: Final = f"""
SELECT session.*, program_version.sha256, session_end.id AS end_id, {LAST_EVENT} AS last_event
FROM session JOIN program_version ON program_version.id = session.program_version_id
LEFT JOIN session_end ON session_end.session_id = session.id"""  # noqa: S608 - our own tables
_READ_FROM: Final = (
    "session", "program_version", "session_item", "session_end", "set_log", "pain_entry",
    "item_end", "variant_change", "sensation", "item_effort", "walk_mark", "leg_report",
)  # fmt: skip
"""Everything a session is made of."""
_WANTED: Final = "session_id IN (SELECT value FROM json_each(?))"


class SessionReader(Journal):
    """Questions about sessions."""

    @remembered(*_READ_FROM)
    def open_session(self) -> StoredSession | None:
        """The session begun last that has not ended, or None."""
        row = self._row(OPEN_SESSION)
        return None if row is None else self.session(row["id"])

    @remembered(*_READ_FROM)
    def session(self, session_id: int) -> StoredSession | None:
        """One session, whole; None when there is no such one."""
        found = self._sessions("session.id = ?", (session_id,))
        return found[0] if found else None

    @remembered(*_READ_FROM)
    def sessions(self, first_day: date, last_day: date) -> tuple[StoredSession, ...]:
        """The sessions of those exercise days, both included, by day and then as recorded."""
        days = (first_day.isoformat(), last_day.isoformat())
        return self._sessions("session.local_day BETWEEN ? AND ?", days)

    def _sessions(self, where: str, values: tuple[str | int, ...]) -> tuple[StoredSession, ...]:
        """Sessions with all that belongs to them. One that has ended is built once."""
        with self._snapshot():
            rows = self._rows(
                f"{_SESSIONS} WHERE {where} ORDER BY session.local_day, session.id", values
            )
            kept = {row["id"]: self.recall.find(_ended(row), StoredSession) for row in rows}
            new = [row for row in rows if kept[row["id"]] is None]
            built = self._built(new) if new else {}
        for row in new:
            if row["end_id"] is not None:
                self.recall.keep(_ended(row), built[row["id"]])
        return tuple(kept[row["id"]] or built[row["id"]] for row in rows)

    def _built(self, rows: list[sqlite3.Row]) -> dict[int, StoredSession]:
        """The sessions of these rows, by id."""
        wanted = json.dumps([row["id"] for row in rows])
        planned = self._by_session("session_item", wanted)
        ends = self._by_session("session_end", wanted)
        events = self._events(wanted)
        return {
            of: _stored_session(row, planned[of], events[of], ends[of])
            for row in rows
            for of in (row["id"],)
        }

    def _by_session(self, table: str, wanted: str) -> dict[int, list[sqlite3.Row]]:
        """The rows of a table that belong to the sessions whose ids `wanted` lists as JSON."""
        found: dict[int, list[sqlite3.Row]] = defaultdict(list)
        sql = f"SELECT * FROM {table} WHERE {_WANTED}"  # noqa: S608 - our own table
        for row in self._rows(sql, (wanted,)):
            found[row["session_id"]].append(row)
        return found

    def _events(self, wanted: str) -> dict[int, dict[int, SessionEvent]]:
        """Events of sessions by ordinal."""
        found: dict[int, dict[int, SessionEvent]] = defaultdict(dict)
        for table, read in _READERS.items():
            for session_id, rows in self._by_session(table, wanted).items():
                in_order = (row for row in rows if row["ordinal"] is not None)
                found[session_id].update((row["ordinal"], read(row)) for row in in_order)
        return found

    @remembered("session", "item_end", "set_log")
    def done_items(self, since_day: date) -> tuple[DoneItem, ...]:
        """Exercises done since an exercise day: ended done, or partly with at least one set.

        They were done when the last set was: a session may have been closed much later.
        """
        rows = self._rows(
            "SELECT item_end.item_id, session.local_day, coalesce("
            "  (SELECT max(set_log.at_utc) FROM set_log WHERE set_log.session_id = session.id"
            "   AND set_log.item_id = item_end.item_id), item_end.at_utc) AS at_utc"
            " FROM session JOIN item_end ON item_end.session_id = session.id"
            " WHERE session.local_day >= ? AND (item_end.outcome = 'done'"
            "  OR (item_end.outcome = 'partly' AND EXISTS (SELECT 1 FROM set_log"
            "   WHERE set_log.session_id = session.id AND set_log.item_id = item_end.item_id)))"
            " ORDER BY session.local_day, session.id, item_end.ordinal",
            (since_day.isoformat(),),
        )
        return tuple(
            DoneItem(row["item_id"], date.fromisoformat(row["local_day"]), read_utc(row["at_utc"]))
            for row in rows
        )

    @remembered("pain_entry")
    def pain(self, first_day: date, last_day: date) -> tuple[PainRow, ...]:
        """Every score of those exercise days, both included, in and outside sessions."""
        rows = self._rows(
            "SELECT * FROM pain_entry WHERE local_day BETWEEN ? AND ? ORDER BY local_day, id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            PainRow(row["id"], read_when(row), row["session_id"], read_pain(row)) for row in rows
        )


def _ended(row: sqlite3.Row) -> tuple[str, int, int | None, int]:
    """Names a session by its end, and by what was told in it since (decisions A9)."""
    return "session", row["id"], row["end_id"], row["last_event"]


def _stored_session(
    row: sqlite3.Row,
    planned: list[sqlite3.Row],
    events: dict[int, SessionEvent],
    ends: list[sqlite3.Row],
) -> StoredSession:
    end = ends[0] if ends else None
    return StoredSession(
        id=row["id"],
        started=read_when(row),
        source=row["source"],
        slot=row["slot"],
        program_sha256=row["sha256"],
        check_id=row["check_id"],
        planned=tuple(
            sorted((_read_planned(item) for item in planned), key=lambda item: item.position)
        ),
        events=tuple(events[ordinal] for ordinal in sorted(events)),
        ended=None if end is None else _read_end(end),
        ended_at=None if end is None else read_when(end),
        helper=bool(row["helper"]),
    )


def _read_planned(row: sqlite3.Row) -> PlannedItem:
    return PlannedItem(row["position"], row["item_id"], row["exercise_id"], row["variant"])


def _read_end(row: sqlite3.Row) -> SessionEndRecord:
    return SessionEndRecord(
        end=row["session_end"],
        reason=row["reason"],
        effort=row["effort_0_to_10"],
        amber=bool(row["amber"]),
        note=row["note"],
    )


def _read_set(row: sqlite3.Row) -> SetRecord:
    return SetRecord(
        item_id=row["item_id"],
        exercise_id=row["exercise_id"],
        variant=row["variant"],
        set_number=row["set_number"],
        side=row["side"],
        target_reps=row["target_reps"],
        done_reps=row["done_reps"],
        target_seconds=row["target_seconds"],
        done_seconds=row["done_seconds"],
        target_load_kg=row["target_load_kg"],
        done_load_kg=row["done_load_kg"],
        target_metres=row["target_metres"],
        done_metres=row["done_metres"],
        simulated=bool(row["simulated"]),
        counted_by=row["counted_by"],
        done_left_reps=row["done_left_reps"],
        done_right_reps=row["done_right_reps"],
    )


def read_pain(row: sqlite3.Row) -> PainRecord:
    """A pain score as kept."""
    return PainRecord(
        moment=Moment(row["asked"]),
        site=row["site"],
        score=row["score_0_to_10"],
        item_id=row["item_id"],
        no_more_than_before=bool(row["no_more_than_before"]),
        outcome=row["outcome"],
    )


def _read_item_end(row: sqlite3.Row) -> ItemEndRecord:
    return ItemEndRecord(row["item_id"], row["outcome"], row["reason"])


def _read_variant(row: sqlite3.Row) -> VariantRecord:
    return VariantRecord(row["item_id"], row["variant"], row["rule"])


def _read_sensation(row: sqlite3.Row) -> SensationRecord:
    return SensationRecord(row["item_id"], read_utc(row["ask_again_utc"]))


def _read_item_effort(row: sqlite3.Row) -> ItemEffortRecord:
    return ItemEffortRecord(row["item_id"], row["effort_0_to_10"])


def _read_walk_mark(row: sqlite3.Row) -> WalkMark:
    return WalkMark(row["item_id"], row["kind"], row["seconds"])


def _read_leg_report(row: sqlite3.Row) -> LegReport:
    return LegReport(
        item_id=row["item_id"],
        at_utc=read_utc(row["reported_utc"]),
        leg=row["leg_0_to_10"],
        feeling=row["feeling"],
        resting_seconds=row["resting_seconds"],
        advice=WalkAdvice(row["advice"]),
        rule=row["rule"],
    )


_READERS: Final[dict[str, Callable[[sqlite3.Row], SessionEvent]]] = {
    "set_log": _read_set,
    "pain_entry": read_pain,
    "item_end": _read_item_end,
    "variant_change": _read_variant,
    "sensation": _read_sensation,
    "item_effort": _read_item_effort,
    "walk_mark": _read_walk_mark,
    "leg_report": _read_leg_report,
}
