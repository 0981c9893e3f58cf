"""Prescription or template: each reader takes its own kind, and a refusal says what to do."""

from __future__ import annotations

from datetime import date

import pytest
from builders import TODAY, as_bytes, make_program, make_tables, make_template

from exercise_companion.canonical import content_hash
from exercise_companion.core.program import Program, Template
from exercise_companion.errors import UsageFault
from exercise_companion.programs import (
    Loaded,
    LoadedTemplate,
    ProgramProblems,
    read,
    read_any,
    read_structure,
    read_template,
)
from exercise_companion.programs.wording import _Spot, _words

TABLES = make_tables()


def refusal_of(tree: object, reader: object, anchor: date = TODAY) -> ProgramProblems:
    assert callable(reader)
    with pytest.raises(ProgramProblems) as caught:
        reader(as_bytes(tree), anchor=anchor, tables=TABLES)
    return caught.value


def test_a_prescription_is_kept_as_it_is_written() -> None:
    data = as_bytes(make_program())
    loaded = read(data, anchor=TODAY, tables=TABLES)
    assert isinstance(loaded.program, Program)
    assert loaded.document.encode() == data
    assert loaded.tree == make_program()
    assert loaded.sha256 == content_hash(make_program())
    assert loaded.warnings == ()


def test_a_template_is_never_treatment() -> None:
    refusal = refusal_of(make_template(), read)
    assert "cannot be loaded as treatment" in refusal.problems[0].what


def test_a_prescription_is_no_template() -> None:
    assert refusal_of(make_program(), read_template).problems[0].path == ("kind",)


def test_either_kind_can_be_read_as_what_it_is() -> None:
    prescription = read_any(as_bytes(make_program()), anchor=TODAY, tables=TABLES)
    template = read_any(as_bytes(make_template()), anchor=TODAY, tables=TABLES)
    assert isinstance(prescription, Loaded)
    assert isinstance(template, LoadedTemplate)
    assert isinstance(template.template, Template)


def test_a_template_counts_its_days() -> None:
    phase = make_program()["phases"][0] | {"starts_on": "+0d", "ends_on": "+41d"}
    tree = make_template(phases=[phase])
    loaded = read_template(as_bytes(tree), anchor=TODAY, tables=TABLES)
    assert loaded.template.phases[0].starts_on == TODAY


def test_days_beyond_the_calendar() -> None:
    phase = make_program()["phases"][0] | {"starts_on": "+0d", "ends_on": "+41d"}
    refusal = refusal_of(make_template(phases=[phase]), read_template, date.max)
    assert [problem.code for problem in refusal.problems] == ["V-04"]


def test_the_fields_alone_can_be_checked() -> None:
    ends_early = as_bytes(make_program(valid_until="2026-11-01"))
    assert read_structure(ends_early, anchor=TODAY).version == 1
    with pytest.raises(ProgramProblems):
        read_structure(as_bytes(make_program(version=0)), anchor=TODAY)


def test_a_refusal_tells_the_patient_the_code_and_that_nothing_changed() -> None:
    refusal = refusal_of(make_program(region="ZZ", version=2), read)
    assert isinstance(refusal, UsageFault)
    assert "Nothing was changed." in refusal.what_happened
    assert "tell your therapist: code V-09, V-23." in refusal.what_to_do


def test_a_refusal_of_the_model_does_not_carry_the_librarys_text() -> None:
    refusal = refusal_of(make_program(title=3), read)
    assert refusal.__cause__ is None
    assert refusal.__suppress_context__


def test_a_refusal_the_wording_does_not_know_is_still_said_in_our_words() -> None:
    code, what, how = _words("never_heard_of", {}, _Spot(("title",), "x"))
    assert (code, what) == ("V-02", '"x" cannot be used here.')
    assert how
