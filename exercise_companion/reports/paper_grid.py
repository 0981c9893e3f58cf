"""The paper grid as a table to fill in at a computer: written empty, read back filled."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final

from exercise_companion.core.paper import lines_of, paper_days
from exercise_companion.reports.csv_report import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exercise_companion.core.program import Program

HEADER: Final = ("program_id", "version", "day", "line", "of", "words", "most", "written")
"""`written` is the column to fill in; an empty cell is an empty place on paper."""


def text(program: Program, days: Sequence[date]) -> str:
    """The empty table, one row a line of the printed grid; lines end as RFC 4180 asks."""
    out = StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADER)
    for planned in paper_days(program, days[0], days[-1]):
        for line in lines_of(program, planned) if planned.rows else ():
            table.writerow(
                harmless(cell)
                for cell in (
                    program.program_id,
                    program.version,
                    planned.day.isoformat(),
                    line.kind,
                    line.of,
                    line.words,
                    line.most,
                    None,
                )
            )
    return out.getvalue()
