"""What the program does itself: saving a set, checking prescriptions, answering the shell."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from harness import visits
from harness.terminal import PROGRAM, ROOT, environment

from exercise_companion.clinic.drafting import problems_of
from exercise_companion.clinic.reviewing import remarks
from exercise_companion.clock import Clock
from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.program import Program
from exercise_companion.core.records import PlannedItem, SetRecord
from exercise_companion.programs import default_tables, read, read_structure
from exercise_companion.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETS: Final = 100
PLANS: Final = 100

_SET: Final = SetRecord(
    item_id="A1",
    exercise_id="pelvic-tilt",
    variant="as_written",
    set_number=1,
    side="none",
    target_reps=10,
    done_reps=10,
    target_seconds=5,
    done_seconds=5,
    target_load_kg=None,
    done_load_kg=None,
)


# --- the shell ------------------------------------------------------------------------------------


def shell(*command: str) -> Callable[[], float]:
    """Seconds a command takes from the shell, output thrown away."""

    def measure() -> float:
        begun = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begun

    return measure


def today(folder: Path) -> Callable[[], float]:
    """`exercise-companion today`."""
    return shell(*PROGRAM, "today", "--data", str(folder), "--now", visits.LATER)


def imports() -> Callable[[], float]:
    """The least a program of this kind imports."""
    return shell(sys.executable, "-c", "import sqlite3, click, json")


# --- a set ----------------------------------------------------------------------------------------


def logging_sets(folder: Path, scratch: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    """Seconds for a set: saved by the store, and inserted bare into the same tables."""
    clock = Clock()
    store = open_store(shutil.copytree(folder, scratch / "stored"), clock=clock)
    session = store.begin_session([PlannedItem(1, "A1", "pelvic-tilt", "as_written")])
    bare = shutil.copytree(scratch / "stored", scratch / "bare")

    def stored() -> float:
        begun = time.perf_counter()
        for _ in range(SETS):
            store.append_event(session, _SET)
        return (time.perf_counter() - begun) / SETS

    return stored, _bare_insert(bare, session)


def _bare_insert(folder: Path, session: int) -> Callable[[], float]:
    connection = sqlite3.connect(folder / "companion.db", isolation_level=None)
    for promise in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {promise}")
    columns = (
        "at_utc, local_day, zone, session_id, ordinal, item_id, exercise_id, variant, set_number,"
        " side, target_reps, done_reps, target_seconds, done_seconds, simulated"
    )
    marks = ", ".join("?" * len(columns.split(", ")))
    insert = f"INSERT INTO set_log ({columns}) VALUES ({marks})"  # noqa: S608 - our own columns
    moment = ("2027-01-04T09:00:00.000Z", "2027-01-04", "Europe/London", session)
    values = ("A1", "pelvic-tilt", "as_written", 1, "none", 10, 10, 5, 5, 0)
    ordinals = iter(range(1, 1_000_000))

    def inserted() -> float:
        begun = time.perf_counter()
        for _ in range(SETS):
            connection.execute(insert, (*moment, next(ordinals), *values))
        return (time.perf_counter() - begun) / SETS

    return inserted


# --- prescriptions --------------------------------------------------------------------------------


def checking() -> dict[str, Callable[[], float]]:
    """Seconds for a prescription: bare model, structure, full review with a colleague's remarks."""
    plans = _plans()
    day, tables = Clock().local().date(), default_tables()
    return {
        "bare": lambda: _each(
            plans,
            lambda data: Program.model_validate_json(
                data, context={"anchor": day}, by_alias=True, by_name=False
            ),
        ),
        "structure": lambda: _each(plans, lambda data: read_structure(data, anchor=day)),
        "full": lambda: _each(
            plans, lambda data: remarks(read(data, anchor=day, tables=tables).program)
        ),
    }


def drafting() -> Callable[[], float]:
    """Seconds for what is said after a key in a draft that has a fault in its dose."""
    day = Clock().local().date()
    path = ("phases", 0, "items", 0, "dose", "sets")
    drafts = [with_value(Draft(json.loads(data)), path, "two") for data in _plans()]

    def measure() -> float:
        begun = time.perf_counter()
        for draft in drafts:
            problems_of(draft, day)
        return (time.perf_counter() - begun) / len(drafts)

    return measure


def _plans() -> list[bytes]:
    """The example plan under different titles, so that nothing can be remembered."""
    plan = json.loads(visits.PLAN.read_text(encoding="utf-8"))
    return [json.dumps(plan | {"title": f"Plan {number}"}).encode() for number in range(PLANS)]


def _each(plans: list[bytes], check: Callable[[bytes], object]) -> float:
    begun = time.perf_counter()
    for data in plans:
        check(data)
    return (time.perf_counter() - begun) / len(plans)
