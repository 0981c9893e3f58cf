"""Every set as one row of a table, target beside actual, for a spreadsheet (RFC 4180)."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from exercise_companion.core.records import ItemEffortRecord, SetRecord
from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.reports.contents import Contents, SessionRow

HEADER: Final = (
    "day",
    "session_id",
    "source",
    "session_end",
    "effort_0_to_10",
    "program_version",
    "item_id",
    "exercise_id",
    "exercise_name",
    "exercise_effort_0_to_10",
    "variant",
    "set_number",
    "side",
    "target_reps",
    "done_reps",
    "target_seconds",
    "done_seconds",
    "target_load_kg",
    "done_load_kg",
    "target_metres",
    "done_metres",
    "simulated",
    "counted_by",
    "done_left_reps",
    "done_right_reps",
    "session_stopped_because",
)

_ACTS_IN_A_CELL: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

Cell = str | int | float | None


def text(contents: Contents) -> str:
    """The table with its header; lines end as RFC 4180 asks."""
    out = StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADER)
    for row in contents.sessions:
        table.writerows(_rows(row))
    return out.getvalue()


def _rows(row: SessionRow) -> Iterator[list[Cell]]:
    for event in row.session.events:
        if isinstance(event, SetRecord):
            yield [harmless(cell) for cell in _cells(row, event)]


def _cells(row: SessionRow, one: SetRecord) -> tuple[Cell, ...]:
    session = row.session
    ended = session.ended
    return (
        session.started.local_day.isoformat(),
        session.id,
        session.source,
        ended.end if ended else None,
        ended.effort if ended else None,
        row.version,
        one.item_id,
        one.exercise_id,
        row.names.get(one.exercise_id, ""),
        _effort_of(row, one.item_id),
        one.variant,
        one.set_number,
        one.side,
        one.target_reps,
        one.done_reps,
        one.target_seconds,
        one.done_seconds,
        one.target_load_kg,
        one.done_load_kg,
        one.target_metres,
        one.done_metres,
        "yes" if one.simulated else "no",
        one.counted_by,
        one.done_left_reps,
        one.done_right_reps,
        ended.reason if ended else None,
    )


def _effort_of(row: SessionRow, item_id: str) -> int | None:
    """How hard the exercise of a set was; empty where it was not asked, or not given."""
    of_it = (
        event.effort
        for event in row.session.events
        if isinstance(event, ItemEffortRecord) and event.item_id == item_id
    )
    return next(of_it, None)


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would run is marked as text with an apostrophe."""
    if not isinstance(cell, str):
        return cell
    return neutral(f"'{cell}" if cell.startswith(_ACTS_IN_A_CELL) else cell)
