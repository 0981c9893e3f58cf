"""Safety checks: begun, answered one by one, ended."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exercise_companion.core.records import AnswerRecord, StoredCheck, When
from exercise_companion.core.terms import Answer
from exercise_companion.store.alert_records import AlertRecords
from exercise_companion.store.moments import read_utc, read_when
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from exercise_companion.core.records import AlertRecord, CheckEnd, CheckPurpose

_CHECKS = """
SELECT safety_check.*, coalesce(program_version.sha256, '') AS sha256,
  safety_check_end.check_end, safety_check_end.at_utc AS end_at_utc,
  safety_check_end.local_day AS end_local_day, safety_check_end.zone AS end_zone,
  (SELECT max(id) FROM safety_answer WHERE check_id = safety_check.id) AS last_answer
FROM safety_check
LEFT JOIN program_version ON program_version.id = safety_check.program_version_id
LEFT JOIN safety_check_end ON safety_check_end.check_id = safety_check.id"""


_READ_FROM: Final = ("safety_check", "safety_answer", "safety_check_end", "program_version")

MOST_LOOKED_AT: Final = 3000
"""A sign that was told is looked for among so many last answers: about ten weeks of checks."""


class CheckRecords(AlertRecords):
    """What was asked and answered. An alert commits with the answer that raises it."""

    def begin_check(
        self, purpose: CheckPurpose, plan: str, rules_version: str, session_id: int | None = None
    ) -> int:
        """Record that the safety questions are being asked.

        Args:
            purpose: why.
            plan: what will be asked, as `screening_plan.Plan.encode()` wrote it.
            rules_version: of the questions and the rules.
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
                self.raise_alert(alert, check_id=check_id, session_id=session_id, again="told")
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

    def first_told(self, flag_id: str) -> datetime | None:
        """When a sign was first reported since an alert of it was last cleared; None if never."""
        row = self._row(
            "SELECT at_utc FROM safety_answer"
            " WHERE question_id = ? AND value <> 'no' AND chain_position > coalesce("
            "  (SELECT max(clearance.chain_position) FROM clearance"
            "   JOIN alert ON alert.id = clearance.alert_id WHERE alert.flag_id = ?), 0)"
            " AND id > (SELECT max(id) FROM safety_answer) - ? ORDER BY id LIMIT 1",
            (flag_id, flag_id, MOST_LOOKED_AT),
        )
        return None if row is None else read_utc(row["at_utc"])

    def last_rules_version(self) -> str | None:
        """Which rules the last check was made by; None before the first (H-28)."""
        row = self._row("SELECT rules_version FROM safety_check ORDER BY id DESC LIMIT 1")
        return None if row is None else row["rules_version"]

    @remembered(*_READ_FROM)
    def check(self, check_id: int) -> StoredCheck | None:
        """One check, whole; None when there is no such one."""
        checks = self._whole_checks("safety_check.id = ?", check_id)
        return checks[0] if checks else None

    @remembered(*_READ_FROM)
    def checks(self, since_day: date) -> tuple[StoredCheck, ...]:
        """Every check begun on that exercise day or later, oldest first."""
        return self._whole_checks("safety_check.local_day >= ?", since_day.isoformat())

    @remembered(*_READ_FROM)
    def checks_left(self) -> tuple[StoredCheck, ...]:
        """Every check that has not ended, oldest first, however long ago it was begun."""
        return self._whole_checks("safety_check_end.check_end IS NULL")

    @remembered(*_READ_FROM)
    def checks_between(self, first_day: date, last_day: date) -> tuple[StoredCheck, ...]:
        """Every check begun on those exercise days, both included, oldest first."""
        days = (first_day.isoformat(), last_day.isoformat())
        return self._whole_checks("safety_check.local_day BETWEEN ? AND ?", *days)

    def _whole_checks(self, where: str, *values: int | str) -> tuple[StoredCheck, ...]:
        """Checks with their answers: two questions to the database, however many there are.

        What was read before is built once: it changes only with an answer or its end.
        """
        with self._snapshot():
            rows = self._rows(f"{_CHECKS} WHERE {where} ORDER BY safety_check.id", values)
            kept = {row["id"]: self.recall.find(_as_it_stands(row), StoredCheck) for row in rows}
            new = [check_id for check_id, check in kept.items() if check is None]
            answers = self._answers(new) if new else {}
        return tuple(
            kept[row["id"]] or self._keep_check(row, answers.get(row["id"], [])) for row in rows
        )

    def _keep_check(self, row: sqlite3.Row, given: list[_Given]) -> StoredCheck:
        check = _stored_check(row, given)
        self.recall.keep(_as_it_stands(row), check)
        return check

    def _answers(self, check_ids: list[int]) -> dict[int, list[_Given]]:
        rows = self._rows(
            "SELECT * FROM safety_answer WHERE check_id IN (SELECT value FROM json_each(?))"
            " ORDER BY id",
            (json.dumps(check_ids),),
        )
        by_check: dict[int, list[_Given]] = {}
        for row in rows:
            record = AnswerRecord(
                row["question_id"], row["attempt"], Answer(row["value"]), row["dwell_ms"]
            )
            given = _Given(record, read_utc(row["at_utc"]), row["chain_position"])
            by_check.setdefault(row["check_id"], []).append(given)
        return by_check


def _as_it_stands(row: sqlite3.Row) -> tuple[str, int, int | None, str | None]:
    """Names a check with everything that can come to it: answers, and an end."""
    return "check", row["id"], row["last_answer"], row["check_end"]


class _Given(NamedTuple):
    """An answer, when it was given, and where it stands in the record."""

    answer: AnswerRecord
    at: datetime
    position: int


def _stored_check(row: sqlite3.Row, given: list[_Given]) -> StoredCheck:
    return StoredCheck(
        id=row["id"],
        purpose=row["purpose"],
        started=read_when(row),
        plan=row["plan"],
        program_sha256=row["sha256"],
        session_id=row["session_id"],
        answers=tuple(one.answer for one in given),
        ended=row["check_end"],
        ended_at=_ended_at(row),
        answered_utc=tuple(one.at for one in given),
        positions=(row["chain_position"], *(one.position for one in given)),
        rules_version=row["rules_version"],
    )


def _ended_at(row: sqlite3.Row) -> When | None:
    if row["check_end"] is None:
        return None
    day = date.fromisoformat(row["end_local_day"])
    return When(read_utc(row["end_at_utc"]), day, row["end_zone"])
