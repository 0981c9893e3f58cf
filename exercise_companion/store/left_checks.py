"""Which checks belong to one telling: one that was left, and the one that asks it to its end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from exercise_companion.core.mood import MOOD_FLAG
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier
from exercise_companion.store.kept import SignEvent
from exercise_companion.store.recall import remembered
from exercise_companion.store.safety_journal import SafetyJournal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

_EVENTS: Final = """
SELECT alert.*, alert.chain_position AS raised,
  (SELECT min(chain_position) FROM alert_acknowledgement
   WHERE alert_id = alert.id AND choice <> 'mistake' AND alert.action IN ('X', 'H', 'K')
     AND chain_position > coalesce(
       (SELECT max(chain_position) FROM alert_acknowledgement
        WHERE alert_id = alert.id AND choice = 'mistake'), 0)
  ) AS answered,
  (SELECT min(chain_position) FROM clearance WHERE alert_id = alert.id) AS cleared
FROM alert ORDER BY alert.id"""
"""What only asks for a contact is one event until the contact was made (decisions A8). "Pressed by
mistake" is no answer: what is asked then is about the same event."""


class LeftChecks(SafetyJournal):
    """A journal that knows which checks go on with which."""

    @remembered("safety_check", "safety_check_end")
    def continued_by(self, check_id: int) -> frozenset[int]:
        """A check, and those that were left and that it asks to their end.

        Their ends stand directly before its beginning in the record: they are one commit.
        """
        found, todo = {check_id}, [check_id]
        while todo:
            begun = self._row(
                "SELECT chain_position, purpose FROM safety_check WHERE id = ?", (todo.pop(),)
            )
            if begun is None:  # what was told outside the questions
                continue
            position = begun["chain_position"] - 1
            while begun["purpose"] == "left_open" and (ended := self._left_at(position)):
                if ended not in found:
                    found.add(ended)
                    todo.append(ended)
                position -= 1
        return frozenset(found)

    def tells(self, check_id: int, names: Collection[str]) -> bool:
        """Whether one of these signs, or its topic, was told in a check or in those it asks out.

        One that only waits in them for its follow-up was told before, in another check.
        """
        checks = self.continued_by(check_id)
        if len(checks) == 1:  # what it begins with was told outside the questions
            return True
        rows = self._rows(
            "SELECT DISTINCT question_id FROM safety_answer"
            " WHERE value <> 'no' AND check_id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(checks)),),
        )
        told = {row["question_id"] for row in rows}
        steps = {MOOD_FLAG} if any(one.startswith(MOOD_FLAG) for one in told) else set()
        return not (told | steps).isdisjoint(names)

    @remembered("alert", "alert_acknowledgement", "clearance")
    def sign_events(self) -> tuple[SignEvent, ...]:
        """Every alert as the event it is about, oldest first."""
        rows = self._rows(_EVENTS)
        return tuple(
            SignEvent(
                alert=read_alert(row),
                check_id=row["check_id"],
                begun=self.event_begun(row["check_id"], row["raised"]),
                answered=row["answered"],
                cleared=row["cleared"],
            )
            for row in rows
        )

    def event_begun(self, check_id: int | None, raised: int) -> int:
        """Where in the record the event of an alert begins.

        Args:
            check_id: the check that raised it; None when it came from none.
            raised: where the alert itself stands.

        """
        checks = self.continued_by(check_id) if check_id is not None else ()
        return min([raised, *(self._begun(one) for one in checks)])

    def _begun(self, check_id: int) -> int:
        row = self._row("SELECT chain_position FROM safety_check WHERE id = ?", (check_id,))
        return 0 if row is None else int(row["chain_position"])

    def _left_at(self, position: int) -> int | None:
        """The check whose end without its last questions stands at a place of the record."""
        row = self._row(
            "SELECT check_id FROM safety_check_end"
            " WHERE chain_position = ? AND check_end <> 'complete'",
            (position,),
        )
        return None if row is None else row["check_id"]


def read_alert(row: sqlite3.Row) -> AlertRecord:
    """What the patient was told, from a row of `alert` or `v_alerts`."""
    return AlertRecord(
        flag_id=row["flag_id"],
        rules=tuple(row["rules"].split()),
        tier=Tier(row["tier"]),
        action=Action(row["action"]),
        numbers=row["numbers"],
    )
