"""Sessions as they happen: begun, each event in its order, ended."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    SensationRecord,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.errors import Refused
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import PendingSensation
from exercise_companion.store.moments import read_utc, read_when, utc_text
from exercise_companion.store.queries import LAST_EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exercise_companion.core.records import (
        PlannedItem,
        SessionEndRecord,
        SessionEvent,
        SessionSource,
    )
    from exercise_companion.core.terms import Answer
    from exercise_companion.store.journal import Value

_FOR_EVENTS = f"""
SELECT session.local_day, session.program_version_id, 1 + {LAST_EVENT} AS next_ordinal,
  EXISTS (SELECT 1 FROM session_end WHERE session_end.session_id = session.id) AS is_over
FROM session WHERE session.id = ?"""  # noqa: S608 - our own tables


class SessionRecords(Journal):
    """What a session in progress is rebuilt from."""

    def begin_session(  # noqa: PLR0913 - what a session is known by
        self,
        planned: Sequence[PlannedItem],
        *,
        check_id: int | None = None,
        source: SessionSource = "guided",
        slot: str = "",
        helper: bool = False,
        day: date | None = None,
        program_version_id: int | None = None,
    ) -> int:
        """Record that a session starts, with what it asks for.

        Args:
            planned: the exercises, in order.
            check_id: the safety check that allowed it.
            source: guided, or entered afterwards.
            slot: which of the day's sessions it is, in the program's words.
            helper: somebody else is typing (decisions D10).
            day: the exercise day it belongs to, when entered afterwards; its events follow it.
            program_version_id: the version in force that day; None is the present one.

        Returns:
            the session's id.

        Raises:
            Refused: no program was loaded.

        """
        with self.transaction():
            version_id = program_version_id or self._program_version_id()
            if version_id is None:
                what_happened = "No program is loaded."
                raise Refused(what_happened, "Load the program from your therapist first.")
            session_id = self._insert(
                "session",
                {
                    **self._stamp(day),
                    "program_version_id": version_id,
                    "check_id": check_id,
                    "source": source,
                    "slot": slot,
                    "helper": int(helper),
                },
            )
            for item in planned:
                self._insert("session_item", {"session_id": session_id, **_columns(item)})
            return session_id

    def append_event(self, session_id: int, event: SessionEvent, *, after_end: bool = False) -> int:
        """Record the next event of a session; it is on disk when this returns.

        Args:
            session_id: the session.
            event: what happened.
            after_end: also where it has ended, in this window or in another (decisions A9).

        Returns:
            the row's id.

        Raises:
            Refused: the session has ended, or there is none.

        """
        with self.transaction():
            session = self._row(_FOR_EVENTS, (session_id,))
            if session is None or (session["is_over"] and not after_end):
                what_happened = "This session has ended."
                raise Refused(what_happened, "Go back to Today to see what is due.")
            table, values = _event_row(event)
            if table == "pain_entry":
                values["program_version_id"] = session["program_version_id"]
            return self._insert(
                table,
                {
                    **self._stamp(),
                    "local_day": session["local_day"],
                    "session_id": session_id,
                    "ordinal": session["next_ordinal"],
                    **values,
                },
            )

    def end_session(self, session_id: int, end: SessionEndRecord) -> None:
        """Record how a session ended; once."""
        with self.transaction():
            self._insert(
                "session_end",
                {
                    **self._stamp(),
                    "session_id": session_id,
                    "session_end": end.end,
                    "reason": end.reason,
                    "effort_0_to_10": end.effort,
                    "amber": int(end.amber),
                    "note": end.note,
                },
            )

    def log_pain(
        self, pain: PainRecord, session_id: int | None = None, *, day: date | None = None
    ) -> int:
        """Record a score outside a session; a morning score names the session it rates.

        Args:
            pain: the score.
            session_id: the session a morning score rates.
            day: the exercise day it belongs to, when entered afterwards.

        Returns:
            the row's id.

        """
        with self.transaction():
            return self._insert(
                "pain_entry",
                {
                    **self._stamp(day),
                    "program_version_id": self._program_version_id(),
                    "session_id": session_id,
                    **_pain_columns(pain),
                },
            )

    def pending_sensation(self) -> PendingSensation | None:
        """The oldest question "has it settled?" that has no answer (rule PR-05, decisions A9)."""
        row = self._row(
            "SELECT * FROM sensation WHERE NOT EXISTS"
            " (SELECT 1 FROM sensation_answer WHERE sensation_id = sensation.id)"
            " ORDER BY id LIMIT 1",
        )
        if row is None:
            return None
        record = SensationRecord(row["item_id"], read_utc(row["ask_again_utc"]))
        return PendingSensation(row["id"], row["session_id"], read_when(row), record)

    def answer_sensation(self, sensation_id: int, settled: Answer) -> None:
        """Record whether a new sensation has settled (rule PR-05); once."""
        with self.transaction():
            self._insert(
                "sensation_answer",
                {**self._stamp(), "sensation_id": sensation_id, "settled": settled.value},
            )


def _event_row(event: SessionEvent) -> tuple[str, dict[str, Value]]:
    """The table of an event and its own columns."""
    match event:
        case SetRecord():
            return "set_log", _set_columns(event)
        case PainRecord():
            return "pain_entry", _pain_columns(event)
        case ItemEndRecord():
            return "item_end", _columns(event)
        case VariantRecord():
            return "variant_change", _columns(event)
        case SensationRecord():
            asked = utc_text(event.ask_again_utc)
            return "sensation", {"item_id": event.item_id, "ask_again_utc": asked}
        case ItemEffortRecord():
            return "item_effort", {"item_id": event.item_id, "effort_0_to_10": event.effort}
        case WalkMark():
            return "walk_mark", _columns(event)
        case LegReport():
            return "leg_report", _leg_columns(event)


def _set_columns(record: SetRecord) -> dict[str, Value]:
    """A set; the counts of its sides only where they were counted apart."""
    columns = _columns(record) | {"simulated": int(record.simulated)}
    if record.done_left_reps is None and record.done_right_reps is None:
        del columns["done_left_reps"], columns["done_right_reps"]
    return columns


def _leg_columns(report: LegReport) -> dict[str, Value]:
    return {
        "item_id": report.item_id,
        "reported_utc": utc_text(report.at_utc),
        "leg_0_to_10": report.leg,
        "feeling": report.feeling,
        "resting_seconds": report.resting_seconds,
        "advice": report.advice.value,
        "rule": report.rule,
    }


def _columns(
    record: PlannedItem | SetRecord | ItemEndRecord | VariantRecord | WalkMark,
) -> dict[str, Value]:
    """A record whose fields are named like its columns."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _pain_columns(pain: PainRecord) -> dict[str, Value]:
    return {
        "asked": pain.moment.value,
        "site": pain.site,
        "score_0_to_10": pain.score,
        "item_id": pain.item_id,
        "no_more_than_before": int(pain.no_more_than_before),
        "outcome": pain.outcome,
    }
