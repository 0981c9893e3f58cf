"""What only a report asks for: every choice on an advice screen, every talk."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, cast

from exercise_companion.core.records import TalkRecord
from exercise_companion.store.journal import Journal
from exercise_companion.store.moments import read_day, read_when

if TYPE_CHECKING:
    from exercise_companion.core.records import Ack, When
    from exercise_companion.store.kept import CrisisAnswer


class ReportReader(Journal):
    """Questions of the visit report."""

    def acknowledgements(self, first_day: date) -> dict[int, list[tuple[When, Ack]]]:
        """What was chosen on the advice screens since an exercise day, by alert, in order."""
        found: dict[int, list[tuple[When, Ack]]] = defaultdict(list)
        rows = self._rows(
            "SELECT * FROM alert_acknowledgement WHERE local_day >= ? ORDER BY id",
            (first_day.isoformat(),),
        )
        for row in rows:
            found[row["alert_id"]].append((read_when(row), row["choice"]))
        return found

    def told_texts(self) -> dict[int, tuple[str, ...]]:
        """The advice first shown for each alert, line by line."""
        rows = self._rows("SELECT alert_id, shown_text FROM alert_acknowledgement ORDER BY id DESC")
        return {row["alert_id"]: tuple(row["shown_text"].splitlines()) for row in rows}

    def crises(
        self, first_day: date, last_day: date
    ) -> tuple[tuple[When, CrisisAnswer, tuple[str, ...]], ...]:
        """Every answer to "are you in danger now?" of those days, with what was shown (1.6)."""
        rows = self._rows(
            "SELECT * FROM crisis_event WHERE local_day BETWEEN ? AND ? ORDER BY id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            (
                read_when(row),
                cast("CrisisAnswer", row["answer"]),
                tuple(row["shown_text"].splitlines()),
            )
            for row in rows
        )

    def talks(self, first_day: date, last_day: date) -> tuple[tuple[When, TalkRecord], ...]:
        """The talks recorded on those exercise days, both included, each with its moment."""
        rows = self._rows(
            "SELECT * FROM talk WHERE local_day BETWEEN ? AND ? ORDER BY id",
            (first_day.isoformat(), last_day.isoformat()),
        )
        return tuple(
            (
                read_when(row),
                TalkRecord(
                    row["who"],
                    row["role"],
                    date.fromisoformat(row["spoke_on"]),
                    row["said"],
                    alert_ids=self._alerts_of(row["id"]),
                    review_date=read_day(row["review_day"]),
                ),
            )
            for row in rows
        )

    def _alerts_of(self, talk_id: int) -> tuple[int, ...]:
        rows = self._rows("SELECT alert_id FROM talk_alert WHERE talk_id = ?", (talk_id,))
        return tuple(row["alert_id"] for row in rows)
