"""The paper grid: a row for each side with sets of its own, a box for each set of the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from builders import as_bytes, make_dose, make_exercise, make_item, make_program, make_tables

from exercise_companion.core.paper import lines_of, paper_days
from exercise_companion.programs import read

if TYPE_CHECKING:
    from builders import Tree

    from exercise_companion.core.program import Program

MONDAY = date(2026, 11, 23)


def program_of(*items: Tree) -> Program:
    tree = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach")],
        baseline_pain={"back": 3, "leg": 2},
    )
    tree["phases"][0]["items"] = list(items)
    return read(as_bytes(tree), anchor=MONDAY, tables=make_tables()).program


def test_each_side_has_a_row_of_its_own_and_each_time_its_boxes() -> None:
    program = program_of(
        make_item("A1", dose=make_dose(sets=2), when={"times_per_day": 3}),
        make_item("A2", "reach", dose=make_dose(side="each_side", sets=3, reps=6)),
    )
    (day,) = paper_days(program, MONDAY, MONDAY)
    assert [(row.key, row.words, row.boxes) for row in day.rows] == [
        ("A1", "Bridge", 6),
        ("A2 left", "Reach, LEFT side", 3),
        ("A2 right", "Reach, RIGHT side", 3),
    ]


def test_the_lines_of_a_day_are_asked_in_the_order_they_are_printed() -> None:
    program = program_of(make_item("A1"))
    (day,) = paper_days(program, MONDAY, MONDAY)
    assert [(line.kind, line.of) for line in lines_of(program, day)] == [
        ("pain_before", "back"),
        ("pain_before", "leg"),
        ("sets", "A1"),
        ("pain_after", "back"),
        ("pain_after", "leg"),
        ("effort", ""),
        ("next_morning", "back"),
        ("next_morning", "leg"),
        ("note", ""),
    ]


def test_a_day_without_anything_planned_has_no_rows() -> None:
    program = program_of(make_item("A1", when={"days": ["mon"]}))
    first, second = paper_days(program, MONDAY, MONDAY.replace(day=24))
    assert first.rows
    assert not second.rows
