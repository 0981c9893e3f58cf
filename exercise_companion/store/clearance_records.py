"""What ends an alert: a therapist's clearance, a talk the patient recorded, a mistake shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exercise_companion.core.terms import TO_BE_ENDED, Action, Tier
from exercise_companion.store.kept import Clearance, ClearedFlag, FlagClearance
from exercise_companion.store.left_checks import LeftChecks
from exercise_companion.store.moments import read_utc, read_when
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    from collections.abc import Collection

    from exercise_companion.core.records import TalkRecord, When


class ClearanceRecords(LeftChecks):
    """Clearances and talks. Which of them may end what is the rules' business, not the store's.

    But nothing ever ends what is not there to be ended (`TO_BE_ENDED`), whatever names it.
    """

    def clear(self, alert_ids: Collection[int], clearance: Clearance) -> tuple[int, ...]:
        """End alerts by a therapist's code or signed file (decisions A15).

        Returns:
            the alerts that were open until now.

        """
        return self._clear(alert_ids, clearance)

    def clear_by_program(self, event_id: str, clearance: Clearance) -> bool:
        """End the alert a program's clearance names.

        Returns:
            False when there is no such alert, it was cleared before, or has nothing to end.

        """
        with self.transaction():
            row = self._row("SELECT id FROM alert WHERE event_id = ?", (event_id,))
            return row is not None and bool(self._clear([row["id"]], clearance))

    def clear_by_mistake(self, alert_ids: Collection[int], check_id: int) -> tuple[int, ...]:
        """End alerts the patient pressed by mistake, shown by a new check (SI-14, A14).

        Returns:
            the alerts that were open until now.

        """
        clearance = Clearance("mistake", "", "patient", self._clock.when().local_day)
        return self._clear(alert_ids, clearance, check_id=check_id)

    def clear_by_talk(self, talk: TalkRecord, ends: Collection[int]) -> tuple[int, ...]:
        """Record a talk with the alerts it names, and end those of them that it can end.

        Returns:
            the alerts that were open until now.

        """
        clearance = Clearance("talk", talk.who, talk.role, talk.on, note=talk.said)
        with self.transaction():
            return self._clear(ends, clearance, talk_id=self.record_talk(talk))

    def _clear(
        self,
        alert_ids: Collection[int],
        clearance: Clearance,
        *,
        talk_id: int | None = None,
        check_id: int | None = None,
    ) -> tuple[int, ...]:
        with self.transaction():
            still_open = tuple(number for number in alert_ids if self._is_to_be_ended(number))
            for alert_id in still_open:
                self._append_safety(
                    "clearance",
                    {
                        **self._stamp(),
                        "program_version_id": self._program_version_id(),
                        "alert_id": alert_id,
                        "method": clearance.method,
                        "cleared_by": clearance.cleared_by,
                        "role": clearance.role,
                        "licence_no": clearance.licence_no,
                        "decided_on": clearance.decided_on.isoformat(),
                        "note": clearance.note,
                        "conditions": clearance.conditions,
                        "talk_id": talk_id,
                        "check_id": check_id,
                    },
                )
            return still_open

    def _is_to_be_ended(self, alert_id: int) -> bool:
        row = self._row(
            "SELECT action FROM v_alerts WHERE alert_id = ? AND cleared_utc IS NULL", (alert_id,)
        )
        return row is not None and Action(row["action"]) in TO_BE_ENDED

    def last_clearances(self) -> tuple[ClearedFlag, ...]:
        """The last clearance of each flag and tier (decisions A1)."""
        rows = self._rows(
            "SELECT flag_id, tier, method, clearance.at_utc, clearance.local_day, clearance.zone,"
            " clearance.chain_position AS position"
            " FROM clearance JOIN alert ON alert.id = clearance.alert_id"
            " WHERE clearance.id IN (SELECT max(clearance.id) FROM clearance"
            "  JOIN alert ON alert.id = clearance.alert_id GROUP BY flag_id, tier)"
            " ORDER BY clearance.id",
        )
        return tuple(
            ClearedFlag(
                row["flag_id"], Tier(row["tier"]), row["method"], read_when(row), row["position"]
            )
            for row in rows
        )

    @remembered("alert", "clearance")
    def flag_clearances(self) -> tuple[FlagClearance, ...]:
        """Every clearance with the flag it ended and the check that raised it, oldest first."""
        rows = self._rows(
            "SELECT alert.flag_id, clearance.method, clearance.at_utc, alert.check_id,"
            " clearance.chain_position AS position"
            " FROM clearance JOIN alert ON alert.id = clearance.alert_id ORDER BY clearance.id"
        )
        return tuple(
            FlagClearance(
                flag_id=row["flag_id"],
                method=row["method"],
                utc=read_utc(row["at_utc"]),
                position=row["position"],
                check_id=row["check_id"],
            )
            for row in rows
        )

    @remembered("alert", "clearance")
    def clearances_of(self, flag_id: str) -> tuple[When, ...]:
        """When alerts of a flag were cleared by a clinician's word, not a talk; oldest first."""
        rows = self._rows(
            "SELECT clearance.at_utc, clearance.local_day, clearance.zone"
            " FROM clearance JOIN alert ON alert.id = clearance.alert_id"
            " WHERE alert.flag_id = ? AND method <> 'talk' ORDER BY clearance.id",
            (flag_id,),
        )
        return tuple(read_when(row) for row in rows)

    def state_outside(self, check_id: int) -> tuple[int, int, int]:
        """Greatest ids of checks and answers but for this one's, and of clearances.

        What is known of other checks changes only when one of these does.
        """
        (row,) = self._rows(
            "SELECT coalesce((SELECT max(id) FROM safety_check WHERE id <> ?), 0) AS checks,"
            " coalesce((SELECT id FROM safety_answer WHERE check_id <> ?"
            "  ORDER BY id DESC LIMIT 1), 0) AS answers,"
            " coalesce((SELECT max(id) FROM clearance), 0) AS clearances",
            (check_id, check_id),
        )
        return row["checks"], row["answers"], row["clearances"]

    # --- talks --------------------------------------------------------------------------------

    def record_talk(self, talk: TalkRecord) -> int:
        """Record a talk with a clinician; the alerts it names carry it, and stay open.

        Returns:
            the talk's id.

        """
        with self.transaction():
            talk_id = self._insert(
                "talk",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "who": talk.who,
                    "role": talk.role,
                    "spoke_on": talk.on.isoformat(),
                    "said": talk.said,
                    "review_day": talk.review_date.isoformat() if talk.review_date else None,
                },
            )
            for alert_id in talk.alert_ids:
                self._insert("talk_alert", {"talk_id": talk_id, "alert_id": alert_id})
            return talk_id

    def reviews_done(self) -> frozenset[date]:
        """The planned review days for which a talk was recorded (decisions A16)."""
        rows = self._rows("SELECT DISTINCT review_day FROM talk WHERE review_day IS NOT NULL")
        return frozenset(date.fromisoformat(row["review_day"]) for row in rows)
