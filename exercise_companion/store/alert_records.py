"""Alerts: what the patient was told and chose; crisis answers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from exercise_companion.core.records import AlertRecord, OpenAlert
from exercise_companion.core.terms import TIER_RANK, Action
from exercise_companion.store.kept import Clearance, PastAlert
from exercise_companion.store.left_checks import LeftChecks, read_alert
from exercise_companion.store.moments import read_day, read_utc, read_when
from exercise_companion.store.queries import OPEN_ALERTS
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from exercise_companion.core.records import Ack
    from exercise_companion.store.kept import CrisisAnswer

CRISIS_SHOWN_FOR: Final = timedelta(days=14)
"""How long crisis numbers stay on the home screen (clinical-spec 1.6, point 5)."""

Again: TypeAlias = Literal["no", "told", "always"]
"""When an alert is one of its own although an open one says the same: always, where 14 days have
passed (A8) or a day has its own advice (PR-01a); or once the advice of that one was answered, where
the patient tells the sign anew, not as what was told before and is asked to its end."""

_ACTION_RANK: Final = {Action.LOCK: 3, Action.HOLD: 2, Action.CONTACT: 1}


class AlertRecords(LeftChecks):
    """What the patient was told. Nothing here is ever changed."""

    def raise_alert(
        self,
        alert: AlertRecord,
        *,
        check_id: int | None = None,
        session_id: int | None = None,
        rules_version: str = "",
        again: Again = "no",
    ) -> int:
        """Record what the patient is about to be told.

        An open alert of the same flag that is at least as severe, and does at least as much,
        stands for the new one; but not for a sign told again once its advice was answered. That is
        an event of its own, which nothing said or given before can end (clinical-spec 7.5).

        Args:
            alert: what was found.
            check_id: the safety check it came from.
            session_id: the session it came up in.
            rules_version: of the questions and the rules, for one that came from no check.
            again: see `Again`.

        Returns:
            the id of the new alert, or of the open one that stands for it.

        """
        with self.transaction():
            for known in self.open_alerts():
                if _stands_for(known, alert) and not self._is_anew(known, alert, check_id, again):
                    return known.id
            source = {
                "check_id": check_id,
                "session_id": session_id,
                "rules_version": self._rules_version_of(check_id) or rules_version,
            }
            return self._append_alert(alert, self._next_event_id(self._today()), source)

    def raise_marked(self, alert: AlertRecord, event_id: str, rules_version: str) -> int | None:
        """Record what was told while it could not be saved, under the name its event got then.

        What is on record under that name, open or ended, is never raised again. An open alert whose
        advice was not answered yet stands for it; any other does not.

        Args:
            alert: what was found.
            event_id: its name; empty where it got none.
            rules_version: of the questions and the rules.

        Returns:
            the id of the new alert; None where there is none.

        """
        with self.transaction():
            named = self._flag_of(event_id)
            waits = (one for one in self.open_alerts() if one.acknowledged is None)
            if named == alert.flag_id or any(_stands_for(one, alert) for one in waits):
                return None
            name = event_id if event_id and not named else self._next_event_id(self._today())
            source = {"check_id": None, "session_id": None, "rules_version": rules_version}
            return self._append_alert(alert, name, source)

    def _append_alert(
        self, alert: AlertRecord, event_id: str, source: Mapping[str, int | str | None]
    ) -> int:
        return self._append_safety(
            "alert",
            {
                **self._stamp(),
                "program_version_id": self._program_version_id(),
                "event_id": event_id,
                "flag_id": alert.flag_id,
                "rules": " ".join(alert.rules),
                "tier": alert.tier.value,
                "action": alert.action.value,
                "numbers": alert.numbers,
                **source,
            },
        )

    def _is_anew(
        self, known: OpenAlert, alert: AlertRecord, check_id: int | None, again: Again
    ) -> bool:
        """Whether it is an alert of its own although one is open: not within one check."""
        if again != "told":
            return again == "always"
        row = self._row("SELECT check_id FROM alert WHERE id = ?", (known.id,))
        raised_in = None if row is None else row["check_id"]
        if check_id is None:
            return _was_answered(known, "wrong")
        (check,) = self._rows("SELECT purpose FROM safety_check WHERE id = ?", (check_id,))
        is_same = raised_in in self.continued_by(check_id) or not self.tells(check_id, alert.rules)
        return _was_answered(known, check["purpose"]) and not is_same

    def _next_event_id(self, day: str) -> str:
        """The first name of the day that is free: an alert may have brought its own."""
        (row,) = self._rows("SELECT count(*) AS n FROM alert WHERE local_day = ?", (day,))
        names = (f"A-{day.replace('-', '')}-{number}" for number in count(row["n"] + 1))
        return next(name for name in names if not self._flag_of(name))

    def _flag_of(self, event_id: str) -> str:
        """The flag of the alert that has that name; empty where none has."""
        row = self._row("SELECT flag_id FROM alert WHERE event_id = ?", (event_id,))
        return "" if row is None else str(row["flag_id"])

    def _rules_version_of(self, check_id: int | None) -> str:
        row = self._row("SELECT rules_version FROM safety_check WHERE id = ?", (check_id,))
        return "" if row is None else row["rules_version"]

    def open_alerts(self) -> tuple[OpenAlert, ...]:
        """Alerts that no clearance has ended, oldest first.

        What no clearance can end (a note, a skipped day) is open on its own exercise day, a crisis
        answer until its last screen was read, too.
        """
        return self._open_alerts(self._today())

    def being_taken_back(self) -> Mapping[str, int]:
        """Where the record of each sign begins that was pressed by mistake, as is shown (SI-14).

        That is the check whose alert it was: what was told before it is another event.
        """
        rows = self._rows(
            "SELECT alert.flag_id, alert.check_id, alert.chain_position AS raised"
            " FROM alert JOIN v_alerts ON v_alerts.alert_id = alert.id"
            " WHERE cleared_utc IS NULL AND acknowledged = 'mistake' ORDER BY alert.id DESC"
        )
        return {row["flag_id"]: self.event_begun(row["check_id"], row["raised"]) for row in rows}

    @remembered("alert", "alert_acknowledgement", "clearance", "talk", "talk_alert")
    def _open_alerts(self, day: str) -> tuple[OpenAlert, ...]:
        return tuple(_open_alert(row) for row in self._rows(OPEN_ALERTS, (day,)))

    def alerts(self, first_day: date, last_day: date) -> tuple[PastAlert, ...]:
        """Every alert raised on those exercise days, both included, oldest first."""
        rows = self._rows(
            "SELECT * FROM v_alerts WHERE local_day BETWEEN ? AND ? ORDER BY alert_id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(_past_alert(row) for row in rows)

    def acknowledge(
        self, alert_ids: Collection[int], ack: Ack, advice_template: str, shown_text: str
    ) -> None:
        """Record what the patient chose on the advice screen of these alerts (SI-10).

        Args:
            alert_ids: the alerts the screen was for.
            ack: the choice.
            advice_template: name and version of the advice.
            shown_text: the advice as it was shown.

        """
        with self.transaction():
            for alert_id in alert_ids:
                self._append_safety(
                    "alert_acknowledgement",
                    {
                        **self._stamp(),
                        "alert_id": alert_id,
                        "choice": ack,
                        "advice_template": advice_template,
                        "shown_text": shown_text,
                    },
                )

    # --- crisis -------------------------------------------------------------------------------

    def record_crisis(
        self, answer: CrisisAnswer, shown_text: str, check_id: int | None = None
    ) -> int:
        """Record the answer to "are you in danger now?" and what was shown (1.6, point 6)."""
        with self.transaction():
            return self._append_safety(
                "crisis_event",
                {
                    **self._stamp(),
                    "program_version_id": self._program_version_id(),
                    "check_id": check_id,
                    "answer": answer,
                    "shown_text": shown_text,
                },
            )

    def crisis_answers(self, alert_id: int) -> tuple[CrisisAnswer, ...]:
        """Every answer to "are you in danger now?" after a crisis alert, oldest first.

        After it in the record, whatever the clock said since.
        """
        found = self._rows(
            "SELECT answer FROM crisis_event WHERE chain_position >"
            " (SELECT chain_position FROM alert WHERE id = ?) ORDER BY id",
            (alert_id,),
        )
        return tuple(cast("CrisisAnswer", row["answer"]) for row in found)

    def crisis_until(self) -> date | None:
        """The last day the crisis numbers stay on the home screen; None before any crisis.

        From what was told on: the question about danger may be left without an answer.
        """
        (row,) = self._rows(
            "SELECT max(local_day) AS day FROM (SELECT local_day FROM crisis_event"
            " UNION ALL SELECT local_day FROM alert WHERE action = 'K')"
        )
        return None if row["day"] is None else date.fromisoformat(row["day"]) + CRISIS_SHOWN_FOR


def _stands_for(known: OpenAlert, new: AlertRecord) -> bool:
    """Whether an open alert already says and does what the new one would.

    A contact that was made stands for nothing: what fires afterwards is news (decisions A8).
    """
    old = known.alert
    settled = old.action is Action.CONTACT and known.contact_recorded_on is not None
    return (
        old.flag_id == new.flag_id
        and TIER_RANK[old.tier] >= TIER_RANK[new.tier]
        and _ACTION_RANK.get(old.action, 0) >= _ACTION_RANK.get(new.action, 0)
        and not settled
    )


def _was_answered(known: OpenAlert, purpose: str) -> bool:
    """Whether the patient answered what an open lock, hold or crisis said.

    "Pressed by mistake" is no such answer to the questions it brings: they are about the same
    event.
    """
    is_held = known.alert.action.blocks or known.alert.action is Action.CRISIS
    is_asked_anew = known.acknowledged == "mistake" and purpose == "mistake"
    return is_held and known.acknowledged is not None and not is_asked_anew


def _open_alert(row: sqlite3.Row) -> OpenAlert:
    return OpenAlert(
        id=row["alert_id"],
        event_id=row["event_id"],
        alert=read_alert(row),
        raised=read_when(row),
        acknowledged=row["acknowledged"],
        contact_recorded_on=read_day(row["contact_recorded_on"]),
    )


def _past_alert(row: sqlite3.Row) -> PastAlert:
    alert = _open_alert(row)
    if row["cleared_utc"] is None:
        return PastAlert(alert, None, None)
    cleared = Clearance(
        method=row["cleared_by_method"],
        cleared_by=row["cleared_by"],
        role=row["cleared_by_role"],
        decided_on=date.fromisoformat(row["cleared_decided_on"]),
        licence_no=row["cleared_by_licence_no"],
        note=row["clearance_note"],
        conditions=row["clearance_conditions"],
    )
    return PastAlert(alert, cleared, read_utc(row["cleared_utc"]))
