"""What a page to look things up asks of a long record: ten years against one, the same program.

The record is written past the services, row by row: about 490 sessions a year, 30 sets in each.
"""

from __future__ import annotations

import json
import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from harness import visits

from exercise_companion.companion import Companion
from exercise_companion.companion.rehearsal import StoryClock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

LAST: Final = date(2027, 1, 4)
CALLS: Final = 20
DAYS_A_YEAR: Final = 365
VERSION_DAYS: Final = 91
SETS_AN_ITEM: Final = 5
ITEMS: Final = ("A1", "A2", "A3", "A4", "A5", "A6")
ZONE: Final = "Europe/London"


class LongRecord:
    """A store with so many years in it, and how long its pages take.

    Args:
        folder: where it is made; there is none yet.
        years: how many.

    """

    def __init__(self, folder: Path, years: int) -> None:
        self.first = LAST - timedelta(days=years * DAYS_A_YEAR)
        clock = StoryClock(ZoneInfo(ZONE))
        with Companion(folder, clock) as companion:
            for number, day in enumerate(_each(self.first, VERSION_DAYS), start=1):
                clock.turn_to(day, time(9))
                _install(companion, folder, number)
        clock.turn_to(LAST, time(9))
        self._companion = Companion(folder, clock)
        context = self._companion.context
        assert context is not None
        _write(context.store._db.conn, self.first)
        context.refresh_projection()

    def pages(self) -> dict[str, Callable[[], float]]:
        """Seconds for each page."""
        middle = self.first + (LAST - self.first) / 2
        look = self._companion
        return {
            "the newest days of the diary": _timed(look.history),
            "the diary half way back": _timed(lambda: look.history(middle)),
            "one day with every set": _timed(lambda: look.diary_day(middle)),
            "the goals": _timed(look.goals_view),
            "what to read": _timed(look.cards),
            "the contacts": _timed(look.contacts),
        }

    def close(self) -> None:
        """Close the store."""
        self._companion.close()


def _timed(page: Callable[[], object]) -> Callable[[], float]:
    def measure() -> float:
        begun = stopwatch.perf_counter()
        for _ in range(CALLS):
            page()
        return (stopwatch.perf_counter() - begun) / CALLS

    return measure


def _each(first: date, days: int) -> Iterator[date]:
    day = first
    while day < LAST:
        yield day
        day += timedelta(days=days)


def _install(companion: Companion, folder: Path, version: int) -> None:
    """The example plan as the therapist would hand it over again each quarter."""
    plan = json.loads(visits.PLAN.read_text(encoding="utf-8")) | {"version": version}
    if version > 1:
        plan["supersedes"] = {"program_id": plan["program_id"], "version": version - 1}
    path = folder.parent / f"{folder.name}-plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    companion.install(path, plan["patient"]["display_name"], plan["patient"]["birth_date"])


# --- rows -----------------------------------------------------------------------------------------


def _write(connection: sqlite3.Connection, first: date) -> None:
    chain = count(1_000_000)
    sessions = count(1)
    connection.execute("BEGIN")
    for number, day in enumerate(_each(first, 1)):
        check = _check(connection, day, chain)
        for hour in (9, 16) if number % 3 == 0 else (9,):
            _session(connection, next(sessions), day, hour, check)
        if number % 7 == 0:
            _weekly(connection, day)
        if number % 60 == 0:
            _hold(connection, day, chain)
    connection.execute("COMMIT")


def _moment(day: date, hour: int = 9) -> tuple[str, str, str]:
    at = datetime.combine(day, time(hour), UTC).isoformat(timespec="milliseconds")
    return at.replace("+00:00", "Z"), day.isoformat(), ZONE


def _insert(connection: sqlite3.Connection, table: str, columns: str, *values: object) -> int:
    marks = ", ".join("?" * (len(columns.split(",")) + 3))
    names = f"at_utc, local_day, zone, {columns}"
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own columns
    return connection.execute(sql, values).lastrowid or 0


def _links(chain: count[int]) -> tuple[int, str, str]:
    return next(chain), "0" * 64, "1" * 64


LINKS: Final = "chain_position, previous_hash, row_hash"


def _check(connection: sqlite3.Connection, day: date, chain: count[int]) -> int:
    moment = _moment(day)
    columns = f"program_version_id, purpose, plan, rules_version, {LINKS}"
    values = (1, "daily", "", "1", *_links(chain))
    check = _insert(connection, "safety_check", columns, *moment, *values)
    for topic in range(1, 10):
        columns = f"check_id, question_id, attempt, value, dwell_ms, {LINKS}"
        values = (check, f"T{topic}", 1, "no", 1500, *_links(chain))
        _insert(connection, "safety_answer", columns, *moment, *values)
    end = (check, "complete", *_links(chain))
    _insert(connection, "safety_check_end", f"check_id, check_end, {LINKS}", *moment, *end)
    return check


def _session(
    connection: sqlite3.Connection, session: int, day: date, hour: int, check: int
) -> None:
    moment, ordinal = _moment(day, hour), count(1)
    columns = "id, program_version_id, check_id, source, slot, helper"
    _insert(connection, "session", columns, *moment, session, 1, check, "guided", "", 0)
    _pain(connection, day, session, "before", ordinal)
    for position, item in enumerate(ITEMS, start=1):
        connection.execute(
            "INSERT INTO session_item (session_id, position, item_id, exercise_id, variant)"
            " VALUES (?, ?, ?, ?, 'as_written')",
            (session, position, item, "pelvic-tilt"),
        )
        for number in range(1, SETS_AN_ITEM + 1):
            columns = (
                "session_id, ordinal, item_id, exercise_id, variant, set_number, side,"
                " target_reps, done_reps, simulated"
            )
            values = (session, next(ordinal), item, "pelvic-tilt", "as_written", number, "none")
            _insert(connection, "set_log", columns, *moment, *values, 10, 9, 0)
        end = (session, next(ordinal), item, "done")
        _insert(connection, "item_end", "session_id, ordinal, item_id, outcome", *moment, *end)
    _pain(connection, day, session, "after", ordinal)
    _pain(connection, day + timedelta(days=1), session, "morning", None)
    columns = "session_id, session_end, reason, effort_0_to_10, amber, note"
    _insert(connection, "session_end", columns, *moment, session, "complete", "", 4, 0, "")


def _pain(
    connection: sqlite3.Connection,
    day: date,
    session: int,
    asked: str,
    ordinal: count[int] | None,
) -> None:
    columns = (
        "session_id, ordinal, asked, site, score_0_to_10, no_more_than_before, outcome,"
        " program_version_id"
    )
    for site in ("back", "leg"):
        at = None if ordinal is None else next(ordinal)
        values = (session, at, asked, site, 3, 0, "", 1)
        _insert(connection, "pain_entry", columns, *_moment(day), *values)


def _weekly(connection: sqlite3.Connection, day: date) -> None:
    moment = _moment(day)
    goals = json.loads(visits.PLAN.read_text(encoding="utf-8"))["goals"]
    for goal in goals:
        columns = "program_version_id, goal_id, score_0_to_10"
        _insert(connection, "activity_score", columns, *moment, 1, goal["id"], 5)
    columns = "program_version_id, mode, minutes_total, bouts, stop_reason"
    _insert(connection, "walk_log", columns, *moment, 1, "outdoor_walk", 12, 1, "done")
    columns = "program_version_id, who, role, spoke_on, said"
    said = (1, "Ruth", "physiotherapist", day.isoformat(), "Go on as planned.")
    _insert(connection, "talk", columns, *moment, *said)


def _hold(connection: sqlite3.Connection, day: date, chain: count[int]) -> None:
    """A hold that a code ends the next day."""
    columns = f"event_id, flag_id, rules, tier, action, numbers, rules_version, {LINKS}"
    values = (f"A-{day}", "RF-NEU-04", "RF-NEU-04", "S", "H", "", "1", *_links(chain))
    alert = _insert(connection, "alert", columns, *_moment(day), *values)
    columns = (
        f"alert_id, method, cleared_by, role, licence_no, decided_on, note, conditions, {LINKS}"
    )
    values = (alert, "code", "Ruth", "physiotherapist", "PH-1", day.isoformat(), "", "")
    moment = _moment(day + timedelta(days=1))
    _insert(connection, "clearance", columns, *moment, *values, *_links(chain))
