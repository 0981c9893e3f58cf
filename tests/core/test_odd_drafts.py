"""A draft with a list or an object where a word is meant: every form of the desk still shows it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import changed, make_dose, make_item, make_program

from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_questions_patient import about_clashes
from exercise_companion.core.draft_shape import misshapen
from exercise_companion.core.form_dates import dates_fields, with_validity
from exercise_companion.core.form_dose import item_fields
from exercise_companion.core.form_limits import limits_fields
from exercise_companion.core.form_person import person_fields
from exercise_companion.core.form_questions import questions_fields, value_in_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builders import Tree

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 22)
ITEM: Final = ("phases", 0, "items", 0)


@pytest.mark.parametrize("odd", [[], {}, [[]], True, 0], ids=str)
def test_no_form_stops_at_a_value_of_another_kind(odd: JsonValue) -> None:
    tree = _with_much_in_it()
    for path in _paths(tree, ()):
        draft = Draft(changed(tree, *path, to=odd))
        if misshapen(draft) is None:
            _show_all(draft)


def _with_much_in_it() -> Tree:
    """A program that opens every conditional line of a form."""
    dose = make_dose(load={"type": "weight", "load_kg": 2}, intensity={"target": 3})
    item = make_item(
        dose=dose,
        modify_down={"instruction": "Half way.", "dose": dose},
        modify_up={"instruction": "Higher.", "dose": dose, "criteria": "Three good days."},
        flare_dose=dose,
        flare_safe=True,
        clash_accepted_reason="Seen and tried.",
    )
    tree = make_program(
        safety_parameters={"pain_limit": 4, "red_mornings": [2, 3]},
        override_reason={"pain_limit": "As agreed."},
        flare_plan={"text": "Do less.", "items": ["bridge"]},
        post_op={"active": True, "procedure": "Decompression", "restrictions": ["No bending."]},
        restrictions=[{"text": "Lift little.", "lift_max_kg": 2}],
        known_baseline=[{"flag_id": "RF-CES-03", "note": "Old.", "recorded_on": "2026-11-20"}],
        progression={"patient_may_step_up": True},
        pain_sides={"back": "both"},
        usual_morning={"back": 3},
        outcomes=[{"measure": "mood", "every_days": 7}],
        check_ins=[
            {"id": "a", "question": "How?", "kind": "choice", "choices": ["no", "yes"]},
            {"id": "b", "question": "How far?", "kind": "number", "unit": "m", "every_days": 3},
        ],
    )
    return changed(tree, *ITEM, to=item)


def _show_all(draft: Draft) -> None:
    """What every page of the desk asks for, and the two days that go along with a phase."""
    forms = (
        person_fields(draft, TODAY),
        dates_fields(draft, {"GB": frozenset({"999", "112"})}),
        limits_fields(draft, {}),
        item_fields(draft, ITEM, clashes=True),
        questions_fields(draft),
    )
    for field in (field for fields in forms for field in fields):
        value = value_in_form(draft, field.path)
        assert isinstance(field.shown(value), str)
        assert isinstance(field.misread(value), str)
    for name in ("valid_from", "valid_until"):
        assert with_validity(draft, name, "2026-12-01").tree[name] == "2026-12-01"
    assert list(about_clashes(draft, {"bridge": ("falls",)})) is not None


def _paths(value: JsonValue, path: JsonPath) -> Iterator[JsonPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _paths(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _paths(part, (*path, number))
