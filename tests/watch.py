"""Sees every session begin, and asks the store whether it might."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion import catalogue
from exercise_companion.clock import Clock
from exercise_companion.companion import knowing
from exercise_companion.companion.context import Context
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.screening import walk
from exercise_companion.core.screening_plan import Plan
from exercise_companion.core.terms import Answer
from exercise_companion.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.background import Knowledge


MOST_VALID_HOURS: Final = 8
"""A therapist may allow no more (clinical-spec 2.8)."""

REVIEW_GRACE_DAYS: Final = 14
"""Decisions A16."""


class Watch:
    """Sees every session begin, and that it might."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = sqlite3.connect(folder / "companion.db")
        self.seen = 0
        self.version: object = None
        self.before_version: tuple[object, ...] = (0, 0, 0)

    def all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return self.connection.execute(query, values).fetchall()

    def look(self) -> None:
        """Called after every reply: a session that is new was allowed by what is on disk."""
        self.note_a_new_version()
        sessions = self.all(
            "SELECT id, check_id, at_utc FROM session WHERE id > ? AND source = 'guided'", self.seen
        )
        for session_id, check_id, at_utc in sessions:
            self.seen = int(str(session_id))
            self.assert_whole_check(check_id)
            self.assert_pain_before(check_id, at_utc)
            self.assert_check_still_counts(check_id, at_utc)
            self.assert_right_program(session_id)
            self.assert_nothing_blocks()
        self.assert_no_talk_ended_an_emergency()

    def note_a_new_version(self) -> None:
        """What was on record before the therapist's newest version says nothing about its days.

        A clock that once ran ahead is forgotten with it (decisions D9).
        """
        ((version,),) = self.all("SELECT max(id) FROM program_version")
        if version != self.version:
            self.version = version
            self.before_version = self.all(
                "SELECT (SELECT coalesce(max(id), 0) FROM app_event),"
                " (SELECT coalesce(max(id), 0) FROM session),"
                " (SELECT coalesce(max(id), 0) FROM safety_answer)"
            )[0]

    def assert_whole_check(self, check_id: object) -> None:
        """Walked again from its rows, the check is complete, of today and for this program."""
        ((purpose, plan, day, version, end),) = self.all(
            "SELECT purpose, plan, c.local_day, c.program_version_id, check_end FROM safety_check c"
            " JOIN safety_check_end e ON e.check_id = c.id WHERE c.id = ?",
            check_id,
        )
        assert purpose in {"daily", "flare"}
        assert end == "complete"
        answers = [
            AnswerRecord(str(question), int(str(attempt)), Answer(value), None)
            for question, attempt, value in self.all(
                "SELECT question_id, attempt, value FROM safety_answer WHERE check_id = ?"
                " ORDER BY id",
                check_id,
            )
        ]
        known = self.knowledge(int(str(check_id)))
        stands = walk(Plan.decode(str(plan)), answers, catalogue.load(), known)
        assert stands.end == "complete"
        last = self.all("SELECT max(id), local_day, program_version_id FROM session")[0]
        assert (day, version) == last[1:]
        opened = self.all("SELECT count(*) FROM session WHERE check_id = ?", check_id)
        assert opened == [(1,)]

    def knowledge(self, check_id: int) -> Knowledge:
        """What was known at each answer of the check, read by a reader of its own."""
        with open_store(self.folder, clock=Clock()) as store:
            check = store.check(check_id)
            assert check is not None
            return knowing.knowledge(Context(store, Clock(), self.folder), check)

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

    def assert_no_talk_ended_an_emergency(self) -> None:
        """A talk the patient records ends no EMERGENCY alert (clinical-spec 7.5, A15)."""
        assert not self.all(
            "SELECT flag_id, tier FROM v_alerts"
            " WHERE tier IN ('E-call', 'E-go') AND cleared_by_method = 'talk'"
        )

    def assert_check_still_counts(self, check_id: object, at_utc: object) -> None:
        """It was completed at most so many hours before (SI-01)."""
        ((end,),) = self.all("SELECT at_utc FROM safety_check_end WHERE check_id = ?", check_id)
        age = datetime.fromisoformat(str(at_utc)) - datetime.fromisoformat(str(end))
        assert timedelta(0) <= age < timedelta(hours=MOST_VALID_HOURS)

    def assert_right_program(self, session_id: object) -> None:
        """The newest version, for the patient of this store, of its days, and reviewed (H-01-04).

        A day counts as over when any later one is on record: setting the clock back does not help.
        """
        ((day, version, text),) = self.all(
            "SELECT s.local_day, p.id, p.document FROM session s"
            " JOIN program_version p ON p.id = s.program_version_id WHERE s.id = ?",
            session_id,
        )
        assert self.all("SELECT max(id) FROM program_version") == [(version,)]
        program = json.loads(str(text))
        owner = program["patient"]
        patients = self.all("SELECT DISTINCT patient_id, birth_date FROM patient")
        assert patients == [(owner["patient_id"], owner["birth_date"])]
        ((latest,),) = self.all(
            "SELECT max(local_day) FROM (SELECT local_day FROM app_event WHERE id > ? UNION ALL"
            " SELECT local_day FROM session WHERE id > ? UNION ALL"
            " SELECT local_day FROM safety_answer WHERE id > ?)",
            *self.before_version,
        )
        assert program["valid_from"] <= str(day)
        assert str(latest) <= program["valid_until"]
        for review in program["reviews"]:
            due = date.fromisoformat(review["date"])
            grace = timedelta(days=program.get("review_grace_days", REVIEW_GRACE_DAYS))
            recorded = self.all("SELECT 1 FROM talk WHERE review_day = ?", review["date"])
            cleared = self.all(
                "SELECT 1 FROM v_alerts WHERE flag_id = 'REVIEW' AND date(cleared_utc) > ?",
                (due + grace).isoformat(),
            )
            assert recorded or cleared or date.fromisoformat(str(latest)) <= due + grace
