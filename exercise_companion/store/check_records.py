"""Safety checks: begun, answered one by one, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.records import AnswerRecord, StoredCheck
from exercise_companion.core.terms import Answer
from exercise_companion.store.alert_records import AlertRecords
from exercise_companion.store.moments import read_when

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date

    from exercise_companion.core.records import AlertRecord, CheckEnd, CheckPurpose, When

_CHECKS = """
SELECT safety_check.*, coalesce(program_version.sha256, '') AS sha256
FROM safety_check LEFT JOIN program_version
  ON program_version.id = safety_check.program_version_id"""


class CheckRecords(AlertRecords):
    """What was asked and answered. An alert commits with the answer that raises it."""

    def begin_check(
        self, purpose: CheckPurpose, plan: str, rules_version: str, session_id: int | None = None
    ) -> int:
        """Record that the safety questions are being asked.

        Args:
            purpose: why.
            plan: what will be asked, as `screening.Plan.encode()` wrote it.
            rules_version: of the catalogue.
            session_id: the session it interrupts or follows.

        Returns:
            the check's id.

        """
        with self.transaction():
            return self._append_safety(
                "safety_check",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "session_id": session_id,
                    "purpose": purpose,
                    "plan": plan,
                    "rules_version": rules_version,
                },
            )

    def add_answer(
        self, check_id: int, answer: AnswerRecord, alerts: Sequence[AlertRecord] = ()
    ) -> tuple[int, ...]:
        """Record one answer together with the alerts it raises: all of it or none.

        Returns:
            for each alert its id, or that of the open one that stands for it.

        """
        with self.transaction():
            self._append_safety(
                "safety_answer",
                {
                    **self._stamp(),
                    "check_id": check_id,
                    "question_id": answer.question_id,
                    "attempt": answer.attempt,
                    "value": answer.value.value,
                    "dwell_ms": answer.dwell_ms,
                },
            )
            session_id = self._session_of(check_id)
            return tuple(
                self.raise_alert(alert, check_id=check_id, session_id=session_id)
                for alert in alerts
            )

    def _session_of(self, check_id: int) -> int | None:
        row = self._row("SELECT session_id FROM safety_check WHERE id = ?", (check_id,))
        return None if row is None else row["session_id"]

    def end_check(self, check_id: int, end: CheckEnd) -> None:
        """Record how a check ended."""
        with self.transaction():
            self._append_safety(
                "safety_check_end", {**self._stamp(), "check_id": check_id, "check_end": end}
            )

    def check(self, check_id: int) -> StoredCheck | None:
        """One check, whole; None when there is no such one."""
        with self._snapshot():
            row = self._row(f"{_CHECKS} WHERE safety_check.id = ?", (check_id,))
            return None if row is None else self._whole_check(row)

    def checks(self, since_day: date) -> tuple[StoredCheck, ...]:
        """Every check begun on that exercise day or later, oldest first."""
        with self._snapshot():
            rows = self._rows(
                f"{_CHECKS} WHERE safety_check.local_day >= ? ORDER BY safety_check.id",
                (since_day.isoformat(),),
            )
            return tuple(self._whole_check(row) for row in rows)

    def _whole_check(self, row: sqlite3.Row) -> StoredCheck:
        ended, ended_at = self._check_end(row["id"])
        return StoredCheck(
            id=row["id"],
            purpose=row["purpose"],
            started=read_when(row),
            plan=row["plan"],
            program_sha256=row["sha256"],
            session_id=row["session_id"],
            answers=self._answers(row["id"]),
            ended=ended,
            ended_at=ended_at,
        )

    def _answers(self, check_id: int) -> tuple[AnswerRecord, ...]:
        rows = self._rows("SELECT * FROM safety_answer WHERE check_id = ? ORDER BY id", (check_id,))
        return tuple(
            AnswerRecord(row["question_id"], row["attempt"], Answer(row["value"]), row["dwell_ms"])
            for row in rows
        )

    def _check_end(self, check_id: int) -> tuple[CheckEnd | None, When | None]:
        row = self._row("SELECT * FROM safety_check_end WHERE check_id = ?", (check_id,))
        return (None, None) if row is None else (row["check_end"], read_when(row))
