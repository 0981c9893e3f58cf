"""The paper grid: what there is to tick and to write for each day, printed and keyed back alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core import schedule, walk_typed
from exercise_companion.core.dose import brief, set_targets
from exercise_companion.core.item_views import site_label
from exercise_companion.core.walk_flow import about_dose
from exercise_companion.core.walk_in_progress import as_walk
from exercise_companion.core.walk_questions import every_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from exercise_companion.core.program import Item, Program
    from exercise_companion.core.terms import PerformedSide


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The boxes of one exercise on one day; each side that has sets of its own has its own row."""

    item_id: str
    name: str
    dose: str
    """As the plan of that day asks it, in a few figures: "2 × 8, hold 3 s"."""
    side: PerformedSide
    sets: int
    """Boxes each time."""
    times: int
    """How often that day."""
    apart: bool = False
    """Each side has a row of its own."""
    is_walk: bool = False
    """It is walked or ridden: how it went is written under it."""

    @property
    def boxes(self) -> int:
        """One for each set that is due that day."""
        return self.sets * self.times

    @property
    def key(self) -> str:
        """Names the row within its day: "A1", "A2 left"."""
        return f"{self.item_id} {self.side}" if self.apart else self.item_id

    @property
    def words(self) -> str:
        """The row in words: "Bridge", "Side plank, LEFT side"."""
        return f"{self.name}, {self.side.upper()} side" if self.apart else self.name


LineKind = Literal["pain_before", "sets", "walk", "pain_after", "effort", "next_morning", "note"]
"""What a line of the grid asks for."""

TOP_SCORE: Final = 10


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One thing there is to write for a day, in the order of the printed grid."""

    kind: LineKind
    of: str
    """The site, the key of the row, or the item and what is asked about its walk ("W1 minutes");
    empty where there is one of the kind."""
    words: str
    most: int | None
    """The highest number; None where words are written."""


LONGEST_NOTE: Final = 500
"""Letters of a note, as the diary keeps it."""


@dataclass(frozen=True, slots=True)
class FilledDay:
    """What a person wrote on the paper of one day. What is not in it was left empty."""

    day: date
    numbers: Mapping[tuple[LineKind, str], int]
    """Ticked boxes and scores, by the kind and the site or row of their line."""
    note: str = ""
    walks: Mapping[str, str] = field(default_factory=dict)
    """What stands there about walks, as typed, by what their lines are of: "W1 minutes"."""
    plan: tuple[str, int] | None = None
    """Id and version of the program the grid was made from, where it says so."""

    @property
    def is_empty(self) -> bool:
        """Nothing at all was written."""
        return not self.numbers and not self.note and not self.walks

    def of(self, kind: LineKind) -> dict[str, int]:
        """The numbers of a kind by their site or row."""
        return {of: number for (one, of), number in self.numbers.items() if one == kind}


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day of the grid; without rows nothing is planned on it."""

    day: date
    rows: tuple[PaperRow, ...]


def paper_days(program: Program, first: date, last: date) -> tuple[PaperDay, ...]:
    """The grid from `first` to `last`, both included, in the therapist's order.

    Days per week fall on the evenly paced days, as in the week strip (`schedule.planned_items`).
    """
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return tuple(
        PaperDay(
            day,
            tuple(
                row
                for item in schedule.planned_items(program, day)
                for row in rows_of(program, item)
            ),
        )
        for day in days
    )


def rows_of(program: Program, item: Item) -> Iterator[PaperRow]:
    """One row for each side that has sets of its own, in the order they are done."""
    targets = set_targets(item.dose)
    sides = tuple(dict.fromkeys(target.side for target in targets))
    for side in sides:
        yield PaperRow(
            item.id,
            program.exercise(item.exercise).name,
            brief(item.dose, program.units),
            side,
            sets=sum(target.side == side for target in targets),
            times=item.when.times_per_day,
            apart=len(sides) > 1,
            is_walk=as_walk(item.dose) is not None,
        )


def lines_of(program: Program, planned: PaperDay) -> tuple[PaperLine, ...]:
    """Everything there is to write for a day, in the order it is printed."""
    return (
        *_score_lines(program, "pain_before", "Pain before"),
        *(
            PaperLine("sets", row.key, f"{row.words}: {row.dose}", row.boxes)
            for row in planned.rows
        ),
        *_walk_lines(program, planned),
        *_score_lines(program, "pain_after", "Pain after"),
        PaperLine("effort", "", "Effort", TOP_SCORE),
        *_score_lines(program, "next_morning", "Pain the next morning"),
        PaperLine("note", "", "Note", None),
    )


def _walk_lines(program: Program, planned: PaperDay) -> Iterator[PaperLine]:
    """All that can be asked about each walk or ride of the day (clinical-spec 2.6)."""
    phase = schedule.phase_on(program, planned.day)
    names = {row.item_id: row.name for row in planned.rows}
    for item in phase.items if phase else ():
        dose = as_walk(item.dose) if item.id in names else None
        for question in every_question(about_dose(dose, late=True)) if dose else ():
            asked = walk_typed.asked(replace(question, may_skip=False))  # left empty: not given
            words = f"{names[item.id]}: {asked}"
            yield PaperLine("walk", f"{item.id} {question.id}", words, None)


def _score_lines(program: Program, kind: LineKind, words: str) -> Iterator[PaperLine]:
    for site in program.sites:
        yield PaperLine(kind, site, f"{words}, {site_label(program, site)}", TOP_SCORE)
