"""The paper grid as a table to fill in at a computer: written empty, read back filled."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Final, cast, get_args

from exercise_companion.core.leg_told import LegTold, is_yes
from exercise_companion.core.paper import (
    LONGEST_NOTE,
    FilledDay,
    LineKind,
    lines_of,
    paper_days,
)
from exercise_companion.core.safetext import hidden_in, neutral
from exercise_companion.errors import UsageFault
from exercise_companion.reports.csv_report import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exercise_companion.core.program import Program

HEADER: Final = ("program_id", "version", "day", "line", "of", "words", "most", "written")
"""`written` is the column to fill in; an empty cell is an empty place on paper."""

MOST_DIGITS: Final = 3
"""No line of a grid has a greater number."""


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


def read(data: bytes) -> tuple[FilledDay, ...]:
    """The days of a filled table on which something was written.

    Raises:
        UsageFault: it is no such table, or a cell cannot be; its line is said.

    """
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault(line, "This is not saved as UTF-8.", 'Save it as "CSV UTF-8".') from error
    first = content.split("\n", 1)[0]
    rows = csv.reader(StringIO(content, newline=""), delimiter=";" if ";" in first else ",")
    try:
        _require_header(first, next(rows, []))
        return _days(enumerate(rows, start=2))
    except csv.Error as error:
        raise _fault(rows.line_num, "This is no plain text table.") from error


def legs(data: bytes) -> tuple[LegTold, ...]:
    """Where a table says that a leg gave way, though it may be refused otherwise (rule NC-5)."""
    content = data.decode("utf-8-sig", errors="replace")
    first = content.split("\n", 1)[0].strip()
    mark = next((one for one in ",;\t" if tuple(first.split(one)) == HEADER), None)
    if mark is None:
        return ()
    found: list[LegTold] = []
    with suppress(csv.Error):
        for row in csv.reader(StringIO(content, newline=""), delimiter=mark):
            program_id, _, day, _, of, _, _, *written = (*row, *("",) * len(HEADER))
            item_id, _, asked = of.strip().rpartition(" ")
            if asked == "gave_way" and any(is_yes(cell) for cell in written):
                found.append(LegTold(_day_of(day), item_id, program_id.strip()))
    return tuple(found)


def _day_of(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text.strip())
    return None


def _require_header(line: str, cells: Sequence[str]) -> None:
    """Refuse a table that is no grid.

    Raises:
        UsageFault: so it is.

    """
    if tuple(cells) == HEADER:
        return
    if tuple(line.strip().split("\t")) == HEADER:
        what = "The cells are parted by tabs, not by commas or semicolons."
        raise _fault(1, what, "Save it as CSV.")
    raise _fault(1, "The first line is not that of a grid.", f"It reads {','.join(HEADER)}.")


def _days(rows: Iterator[tuple[int, list[str]]]) -> tuple[FilledDay, ...]:
    days: dict[date, FilledDay] = {}
    seen: set[tuple[str, ...]] = set()
    for number, row in rows:
        if not row:
            continue
        if len(row) != len(HEADER) or tuple(row[:5]) in seen:
            raise _fault(number, "The line is not whole, or it is there twice.")
        seen.add(tuple(row[:5]))
        if row[-1].strip():
            one = _day_with(days, number, row)
            days[one.day] = one
    return tuple(days[day] for day in sorted(days))


def _day_with(days: Mapping[date, FilledDay], number: int, row: list[str]) -> FilledDay:
    """The day of a line, with what was written in it."""
    program_id, version, day_text, kind, of, _, _, written = (cell.strip() for cell in row)
    if kind not in get_args(LineKind):
        raise _fault(number, f"{neutral(kind)} is no line of a grid.")
    day = _whole_day(number, day_text)
    plan = (program_id, _whole_version(number, version))
    known = days.get(day, FilledDay(day, {}, plan=plan))
    if known.plan != plan:
        raise _fault(number, "The day has two plans.")
    if kind == "note":
        return replace(known, note=_note(number, written))
    if kind == "walk":
        return replace(known, walks={**known.walks, of: written})
    if not (written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS):
        raise _fault(number, f"{neutral(written[:20])} is no whole number.")
    key = (cast("LineKind", kind), of)
    return replace(known, numbers={**known.numbers, key: int(written)})


_AS_TEXT: Final = "Print the table anew, and open it with that column as text."


def _whole_day(line: int, text: str) -> date:
    """The day of a line.

    Raises:
        UsageFault: it is written otherwise, as table programs do by themselves.

    """
    day = _day_of(text) if _DAY.fullmatch(text) else None
    if day is None:
        what = f'"{neutral(text[:20])}" is not a day as it was made: 2026-12-03, year first.'
        raise _fault(line, what, _AS_TEXT)
    return day


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _whole_version(line: int, text: str) -> int:
    """The version of a line's plan.

    Raises:
        UsageFault: it is written otherwise.

    """
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        what = f'"{neutral(text[:20])}" is not a version as it was made: 1, a whole number.'
        raise _fault(line, what, _AS_TEXT)
    return int(text)


def _note(line: int, written: str) -> str:
    """A note that can be kept.

    Raises:
        UsageFault: it cannot.

    """
    if hidden := hidden_in(written):
        raise _fault(line, f"The note holds {hidden}.")
    if len(written) > LONGEST_NOTE:
        raise _fault(line, f"The note is too long: at most {LONGEST_NOTE} letters.")
    return written


def _fault(line: int, what: str, how: str = "Mend it and try again.") -> UsageFault:
    return UsageFault(f"Line {line}: {what}", f"{how} No day was kept.")
