"""What leads to the end of a lock: help that was got, medical assessments, codes, corrections."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exercise_companion.core.records import AssessmentRecord, CodeTry, HelpRecord
from exercise_companion.store.moments import read_when
from exercise_companion.store.safety_journal import SafetyJournal

if TYPE_CHECKING:
    from exercise_companion.core.records import CodeOutcome, When


class ClearingRecords(SafetyJournal):
    """The way out of a lock, step by step. What each step allows is the rules' business."""

    # --- did you get help? ----------------------------------------------------------------------

    def add_help_answer(self, record: HelpRecord) -> int:
        """Record the answer to "Did you get help?" (SI-13)."""
        with self.transaction():
            return self._append_safety(
                "help_answer",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "event_ids": " ".join(record.event_ids),
                    "answer": record.answer,
                    "seen_by": record.seen_by,
                },
            )

    def help_answers(self, since_day: date) -> tuple[tuple[When, HelpRecord], ...]:
        """The answers given on that exercise day or later, oldest first."""
        rows = self._rows(
            "SELECT * FROM help_answer WHERE local_day >= ? ORDER BY id", (since_day.isoformat(),)
        )
        return tuple(
            (
                read_when(row),
                HelpRecord(tuple(row["event_ids"].split()), row["answer"], row["seen_by"]),
            )
            for row in rows
        )

    # --- medical assessments --------------------------------------------------------------------

    def add_assessment(self, record: AssessmentRecord) -> int:
        """Record where, when and with which outcome a clinician saw the patient (7.5)."""
        with self.transaction():
            return self._append_safety(
                "medical_assessment",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "event_ids": " ".join(record.event_ids),
                    "place": record.place,
                    "seen_on": record.seen_on.isoformat(),
                    "outcome": record.outcome,
                },
            )

    def assessments(self) -> tuple[tuple[When, AssessmentRecord], ...]:
        """Every medical assessment, oldest first."""
        return tuple(
            (
                read_when(row),
                AssessmentRecord(
                    tuple(row["event_ids"].split()),
                    row["place"],
                    date.fromisoformat(row["seen_on"]),
                    row["outcome"],
                ),
            )
            for row in self._rows("SELECT * FROM medical_assessment ORDER BY id")
        )

    # --- clearance codes ------------------------------------------------------------------------

    def add_code_try(self, outcome: CodeOutcome, event_ids: tuple[str, ...]) -> int:
        """Record that a clearance code was typed, or that typing codes rests for a while (7.5)."""
        with self.transaction():
            return self._append_safety(
                "clearance_code_try",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "event_ids": " ".join(event_ids),
                    "outcome": outcome,
                },
            )

    def last_code_tries(self, count: int) -> tuple[CodeTry, ...]:
        """The last tries, the newest first, in the order they were made."""
        rows = self._rows("SELECT * FROM clearance_code_try ORDER BY id DESC LIMIT ?", (count,))
        return tuple(CodeTry(row["outcome"], read_when(row)) for row in rows)

    # --- corrections ----------------------------------------------------------------------------
