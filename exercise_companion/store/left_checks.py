"""Which checks belong to one telling: one that was left, and the one that asks it to its end."""

from __future__ import annotations

from exercise_companion.store.safety_journal import SafetyJournal


class LeftChecks(SafetyJournal):
    """A journal that knows which checks go on with which."""

    def continued_by(self, check_id: int) -> set[int]:
        """A check, and those that were left and that it asks to their end.

        Their ends stand directly before its beginning in the record: they are one commit.
        """
        found, todo = {check_id}, [check_id]
        while todo:
            (begun,) = self._rows(
                "SELECT chain_position, purpose FROM safety_check WHERE id = ?", (todo.pop(),)
            )
            position = begun["chain_position"] - 1
            while begun["purpose"] == "left_open" and (ended := self._left_at(position)):
                if ended not in found:
                    found.add(ended)
                    todo.append(ended)
                position -= 1
        return found

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
