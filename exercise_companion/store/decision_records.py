"""What was decided and shown: kind and reasons, with the numbers that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.decision import Decision, DecisionKind, Reason
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import PastDecision
from exercise_companion.store.moments import read_when

if TYPE_CHECKING:
    from datetime import date


class DecisionRecords(Journal):
    """Decisions the patient saw, oldest first. Nothing here is ever changed."""

    def record_decision(self, decision: Decision) -> None:
        """Record a decision that is about to be shown, unless the last one of today says the same.

        Looking at the same screen again is no new decision.
        """
        with self.transaction():
            moment = self._stamp()
            today = self._decisions("decision.local_day = ?", str(moment["local_day"]))
            if today and today[-1].decision == decision:
                return
            decision_id = self._insert(
                "decision",
                {
                    **moment,
                    "program_version_id": self._program_version_id(),
                    "kind": decision.kind.value,
                },
            )
            for reason in decision.reasons:
                self._insert(
                    "decision_reason",
                    {
                        "decision_id": decision_id,
                        "rule": reason.rule,
                        "set_by": reason.set_by,
                        "shown_text": reason.text,
                        "numbers": reason.numbers,
                    },
                )

    def decisions(self, first_day: date, last_day: date) -> tuple[PastDecision, ...]:
        """Every decision shown on those exercise days, both included, oldest first."""
        return self._decisions(
            "decision.local_day BETWEEN ? AND ?", first_day.isoformat(), last_day.isoformat()
        )

    def _decisions(self, where: str, *values: str) -> tuple[PastDecision, ...]:
        with self._snapshot():
            rows = self._rows(f"SELECT * FROM decision WHERE {where} ORDER BY id", values)  # noqa: S608 - our own condition
            reasons = self._rows(
                "SELECT decision_reason.* FROM decision_reason"  # noqa: S608 - our own condition
                f" JOIN decision ON decision.id = decision_reason.decision_id WHERE {where}"
                " ORDER BY decision_reason.id",
                values,
            )
        by_decision: dict[int, list[Reason]] = {}
        for row in reasons:
            reason = Reason(row["rule"], row["shown_text"], row["set_by"], row["numbers"])
            by_decision.setdefault(row["decision_id"], []).append(reason)
        return tuple(
            PastDecision(
                read_when(row),
                Decision(DecisionKind(row["kind"]), tuple(by_decision.get(row["id"], ()))),
            )
            for row in rows
        )
