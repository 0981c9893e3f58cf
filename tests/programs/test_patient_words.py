"""A prescription that comforts, presses, blames or names a cause is read with a warning (7.4)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import (
    TODAY,
    as_bytes,
    changed,
    make_dose,
    make_exercise,
    make_item,
    make_program,
    make_tables,
    make_template,
)

from exercise_companion.programs import ProgramProblems, default_tables, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builders import Tree
    from conftest import Faults, OnlyFault

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

REFERENCE = Path(__file__).parents[2] / "programs" / "reference.json"

COMFORT = "Your pain is nothing to worry about. It is safe to keep going through pain."
CAUSE = "Your nerves are pinched by a bulging disc. You must push through."


def card(body: str) -> Tree:
    return {"id": "pain", "title": "About pain", "body": body, "source": "Hill Road Clinic"}


def test_comfort_is_a_warning_that_names_its_place_and_how_to_mend_it(
    only_fault: OnlyFault,
) -> None:
    problem = only_fault(make_program(education=[card(COMFORT)]))
    assert (problem.code, problem.severity) == ("SI-16", "warning")
    assert problem.place == "education / pain / body"
    assert '"nothing to worry about", "safe to", "keep going through pain"' in problem.what
    assert problem.how == "Take it out. Say what to do, and when to stop or call."
    assert problem.line


def test_a_cause_and_pressure_are_a_warning(only_fault: OnlyFault) -> None:
    problem = only_fault(make_program(education=[card(CAUSE)]))
    assert (problem.code, problem.severity) == ("SI-16", "warning")
    assert '"nerves are pinched", "bulging disc", "push through"' in problem.what


def test_the_prescription_is_read_all_the_same() -> None:
    program = make_program(education=[card(COMFORT), card(CAUSE) | {"id": "nerves"}])
    loaded = read(as_bytes(program), anchor=TODAY, tables=make_tables())
    assert [problem.code for problem in loaded.warnings] == ["SI-16", "SI-16"]
    assert loaded.program.education[0].body == COMFORT


def test_a_template_is_held_to_it_too(only_fault: OnlyFault) -> None:
    template = make_template(schema_version="1.0.0", education=[card(COMFORT)])
    assert only_fault(template).code == "SI-16"


def test_one_entry_of_a_list_is_named(only_fault: OnlyFault) -> None:
    steps: list[JsonValue] = ["Lift your hips.", "Push through the pain."]
    problem = only_fault(make_program(exercises=[make_exercise(steps=steps)]))
    assert problem.path == ("exercises", 0, "steps", 1)


def test_an_error_still_refuses_and_the_warning_comes_with_it_in_order(faults: Faults) -> None:
    program = make_program(region="ZZ", education=[card(COMFORT)], valid_until="2027-01-03")
    codes = [problem.code for problem in faults(program)]
    assert sorted(codes) == ["SI-16", "V-09", "V-27"]
    lines = [problem.line or 0 for problem in faults(program)]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "note",
    [
        "Push through both heels as you rise.",
        "Walk at your normal pace in a safe place.",
        "Clear the floor. Fix the band to the door.",
        "Lift your foot and keep it up for 5 seconds.",
        "You should have a chair behind you.",
        "Rest until you are well. Do not ignore the pain.",
    ],
)
def test_single_words_in_plain_sentences_are_left_alone(faults: Faults, note: str) -> None:
    item = make_item(note=note)
    assert faults(changed(make_program(), "phases", 0, "items", 0, to=item)) == ()


def test_the_label_counts_only_when_it_is_shared(faults: Faults, only_fault: OnlyFault) -> None:
    label = "Slipped disc, low back"
    assert faults(make_program(diagnosis_label=label)) == ()
    problem = only_fault(make_program(diagnosis_label=label, share_label=True))
    assert (problem.code, problem.path) == ("SI-16", ("diagnosis_label",))


def test_what_a_dose_is_called_is_read_by_the_patient(only_fault: OnlyFault) -> None:
    dose = make_dose(load={"type": "band", "label": "all clear band"})
    path = ("phases", 0, "items", 0, "dose")
    problem = only_fault(changed(make_program(), *path, to=dose))
    assert problem.path == (*path, "load", "label")


THERAPISTS_OWN = {
    "$schema",
    "diagnosis_label",
    "fitness_note",
    "high_baseline_reason",
    "*.$comment",
    "override_reason.*",
    "prescriber.*",
    "second_reviewer.*",
    "patient.display_name",
    "contacts.*",
    "history.*",
    "clearances.*",
    "known_baseline.*",
    "post_op.procedure",
    "education.reviewed_by",
    "phases.exit_criteria",
    "phases.items.clash_accepted_reason",
    "phases.items.*.authored_by",
}
"""Names, and what a therapist writes for therapists; everything else is for the patient."""


def leaves(tree: JsonValue, path: JsonPath = ()) -> Iterator[JsonPath]:
    if isinstance(tree, str):
        yield path
    elif isinstance(tree, dict):
        for name, inner in tree.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(tree, list):
        for number, inner in enumerate(tree):
            yield from leaves(inner, (*path, number))


def is_the_therapists(path: JsonPath) -> bool:
    name = ".".join(part for part in path if isinstance(part, str))
    patterns = (re.escape(own).replace(r"\*", ".*") for own in THERAPISTS_OWN)
    return name == "$comment" or any(re.fullmatch(pattern, name) for pattern in patterns)


def test_every_text_a_patient_may_read_is_looked_at_and_no_other() -> None:
    tree = json.loads(REFERENCE.read_bytes()) | {"integrity": None, "share_label": False}
    tables = default_tables()
    looked_at: dict[bool, set[JsonPath]] = {True: set(), False: set()}
    for path in leaves(tree):
        try:
            loaded = read(
                as_bytes(changed(tree, *path, to="All clear.")), anchor=TODAY, tables=tables
            )
        except ProgramProblems:
            continue  # an id, a date, a number to call: it cannot hold a sentence
        found = {problem.path for problem in loaded.warnings if problem.code == "SI-16"}
        assert found <= {path}
        looked_at[bool(found)].add(path)
    assert {path for path in looked_at[True] if is_the_therapists(path)} == set()
    assert {path for path in looked_at[False] if not is_the_therapists(path)} == set()
    assert len(looked_at[True]) > 40
