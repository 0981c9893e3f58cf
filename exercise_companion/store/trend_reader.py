"""What the computed rules read: scores at rest, how sessions ended, the mornings after them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.session_trend import EndedSession, RatedMorning
from exercise_companion.core.terms import Moment
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import DueQuestion, MorningAfter, RestingScore
from exercise_companion.store.moments import read_when
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3

FEEDING: Final = (
    "pain_entry",
    "session_end",
    "walk_log",
    "flare_entry",
    "activity_score",
    "medicine_days",
    "alert",
    "clearance",
    "talk_alert",
    "program_version",
)
"""The tables that the computed rules depend on. They only grow."""

_GREATEST: Final = "SELECT " + ", ".join(f"(SELECT max(id) FROM {table})" for table in FEEDING)  # noqa: S608 - our own tables


class TrendReader(Journal):
    """Questions of the computed rules."""

    def trend_state(self) -> str:
        """A text that changes whenever something was recorded that the computed rules read."""
        (row,) = self._rows(_GREATEST)
        return " ".join(str(greatest or 0) for greatest in row)

    @remembered("pain_entry", "session")
    def resting_scores(self, first_day: date, last_day: date) -> tuple[RestingScore, ...]:
        """Scores before sessions and logged outside them, by day and as recorded."""
        rows = self._rows(
            "SELECT pain_entry.*, session.source FROM pain_entry"
            " LEFT JOIN session ON session.id = pain_entry.session_id"
            " WHERE pain_entry.local_day BETWEEN ? AND ? AND asked IN ('before', 'day')"
            " AND score_0_to_10 IS NOT NULL ORDER BY pain_entry.local_day, pain_entry.id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            RestingScore(
                when=read_when(row),
                moment=Moment(row["asked"]),
                site=row["site"],
                score=row["score_0_to_10"],
                source=row["source"],
            )
            for row in rows
        )

    def ended_sessions(self, since_day: date) -> tuple[EndedSession, ...]:
        """How the guided sessions since an exercise day ended, oldest first."""
        rows = self._rows(
            "SELECT session.local_day, session_end.session_end FROM session"
            " JOIN session_end ON session_end.session_id = session.id"
            " WHERE session.local_day >= ? AND session.source = 'guided'"
            " ORDER BY session.local_day, session.id",
            (since_day.isoformat(),),
        )
        return tuple(
            EndedSession(date.fromisoformat(row["local_day"]), row["session_end"]) for row in rows
        )

    def mornings_after(self, since_day: date) -> tuple[MorningAfter, ...]:
        """The rated mornings given since an exercise day, oldest first."""
        rows = self._rows(
            "SELECT pain_entry.*, EXISTS (SELECT 1 FROM sensation"
            "  WHERE sensation.session_id = pain_entry.session_id) AS new_feeling"
            " FROM pain_entry WHERE local_day >= ? AND asked = 'morning'"
            " AND session_id IS NOT NULL ORDER BY local_day, id",
            (since_day.isoformat(),),
        )
        by_session: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in rows:
            by_session[row["session_id"]].append(row)
        return tuple(
            MorningAfter(session_id, _rated(own)) for session_id, own in by_session.items()
        )

    # --- questions that became due ----------------------------------------------------------------

    def questions_fall_due(self, rule: str, evidence: str) -> bool:
        """Note that a rule asks for questions, once for the same evidence.

        Returns:
            False when it is on record already.

        """
        with self.transaction():
            if self.question_due(rule, evidence) is not None:
                return False
            self._insert(
                "questions_due",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "rule": rule,
                    "evidence": evidence,
                    "after_check_id": self._last_check_id(),
                },
            )
            return True

    def questions_due(self, since_day: date) -> tuple[DueQuestion, ...]:
        """What asked for questions since an exercise day, oldest first."""
        rows = self._rows(
            "SELECT * FROM questions_due WHERE local_day >= ? ORDER BY id",
            (since_day.isoformat(),),
        )
        return tuple(_due_question(row) for row in rows)

    def question_due(self, rule: str, evidence: str) -> DueQuestion | None:
        """When a rule asked for questions by that evidence; None when it has not."""
        row = self._row(
            "SELECT * FROM questions_due WHERE rule = ? AND evidence = ?", (rule, evidence)
        )
        return None if row is None else _due_question(row)

    def plans_ended_after(self, check_id: int) -> tuple[str, ...]:
        """What was asked by each later check that came to its end, in their order."""
        rows = self._rows(
            "SELECT plan FROM safety_check"
            " JOIN safety_check_end ON safety_check_end.check_id = safety_check.id"
            " WHERE safety_check.id > ? AND check_end IN ('complete', 'emergency')"
            " ORDER BY safety_check.id",
            (check_id,),
        )
        return tuple(row["plan"] for row in rows)

    def _last_check_id(self) -> int:
        (row,) = self._rows("SELECT coalesce(max(id), 0) AS id FROM safety_check")
        last: int = row["id"]
        return last


def _due_question(row: sqlite3.Row) -> DueQuestion:
    return DueQuestion(row["rule"], row["evidence"], row["after_check_id"], read_when(row))


def _rated(rows: list[sqlite3.Row]) -> RatedMorning:
    """One morning; a site that was not given, or not rated, is UNKNOWN (H-21)."""
    when = read_when(rows[-1])
    return RatedMorning(
        day=when.local_day,
        given=when.utc,
        outcomes={row["site"]: MorningOutcome(row["outcome"] or "UNKNOWN") for row in rows},
        new_feeling=bool(rows[-1]["new_feeling"]),
    )
