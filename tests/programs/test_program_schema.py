"""The published schema: a valid one, up to date, and of one mind with the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import changed, make_program, make_template, without
from jsonschema import Draft202012Validator

from exercise_companion.clinic.schema import schema_text

FOLDER = Path(__file__).parents[2] / "programs"
SCHEMA_FILE = FOLDER / "program.schema.json"
SHIPPED = sorted(path for path in FOLDER.rglob("*.json") if path != SCHEMA_FILE)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text()))


def test_the_schema_file_is_not_stale() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one_of_its_dialect() -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    assert "$id" not in schema
    assert len(schema["oneOf"]) == 2


def test_every_field_says_no_to_others(validator: Draft202012Validator) -> None:
    closed = [part.get("additionalProperties") for part in validator.schema["$defs"].values()]
    assert closed == [False] * len(closed)


def test_there_are_shipped_programs() -> None:
    assert SHIPPED


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_follow_the_schema(path: Path, validator: Draft202012Validator) -> None:
    validator.validate(json.loads(path.read_text(encoding="utf-8")))


def test_the_smallest_files_follow_the_schema(validator: Draft202012Validator) -> None:
    validator.validate(make_program())
    validator.validate(make_template())


@pytest.mark.parametrize(
    "wrong",
    [
        without(make_program(), "patient"),
        make_program(pain_limits=3),
        make_program(kind="invoice"),
        make_program(valid_from="22.11.2026"),
        make_program(baseline_pain={"bak": 3}),
        changed(make_program(), "phases", 0, "items", 0, "dose", "sets", to=11),
        changed(make_program(), "phases", 0, "items", 0, "dose", "hold_seconds", to=5),
        make_template(patient={}),
    ],
    ids=["missing", "unknown", "kind", "date", "site", "bound", "dose type", "template"],
)
def test_what_the_reader_refuses_the_schema_refuses(
    validator: Draft202012Validator, wrong: object
) -> None:
    assert not validator.is_valid(wrong)
