"""Sees every session begin, and asks the store whether it might."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from exercise_companion import catalogue
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.screening import Plan, walk
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from pathlib import Path


class Watch:
    """Sees every session begin, and that it might."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "companion.db")
        self.seen = 0

    def all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return self.connection.execute(query, values).fetchall()

    def look(self) -> None:
        """Called after every reply: a session that is new was allowed by what is on disk."""
        sessions = self.all("SELECT id, check_id, at_utc FROM session WHERE id > ?", self.seen)
        for session_id, check_id, at_utc in sessions:
            self.seen = int(str(session_id))
            self.assert_whole_check(check_id)
            self.assert_pain_before(check_id, at_utc)
            self.assert_nothing_blocks()

    def assert_whole_check(self, check_id: object) -> None:
        """Walked again from its rows, the check is complete, of today and for this program."""
        ((purpose, plan, day, version, end),) = self.all(
            "SELECT purpose, plan, c.local_day, c.program_version_id, check_end FROM safety_check c"
            " JOIN safety_check_end e ON e.check_id = c.id WHERE c.id = ?",
            check_id,
        )
        assert (purpose, end) == ("daily", "complete")
        answers = [
            AnswerRecord(str(question), int(str(attempt)), Answer(value), None)
            for question, attempt, value in self.all(
                "SELECT question_id, attempt, value FROM safety_answer WHERE check_id = ?"
                " ORDER BY id",
                check_id,
            )
        ]
        stands = walk(Plan.decode(str(plan)), answers, catalogue.load())
        assert stands.end == "complete"
        last = self.all("SELECT max(id), local_day, program_version_id FROM session")[0]
        assert (day, version) == last[1:]
        opened = self.all("SELECT count(*) FROM session WHERE check_id = ?", check_id)
        assert opened == [(1,)]

    def assert_pain_before(self, check_id: object, at_utc: object) -> None:
        """Every site was scored between the check and the session."""
        sites = self.all(
            "SELECT DISTINCT site FROM pain_entry WHERE asked = 'before' AND session_id IS NULL"
            " AND score_0_to_10 IS NOT NULL AND outcome <> 'HOLD_TODAY' AND at_utc <= ?"
            " AND at_utc >= (SELECT at_utc FROM safety_check_end WHERE check_id = ?)"
            " ORDER BY site",
            at_utc,
            check_id,
        )
        assert sites == [("back",), ("leg",)]

    def assert_nothing_blocks(self) -> None:
        blocking = self.all(
            "SELECT flag_id FROM v_alerts WHERE action IN ('X', 'H') AND cleared_utc IS NULL"
        )
        assert blocking == []
