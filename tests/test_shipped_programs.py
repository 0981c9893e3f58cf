"""The shipped prescriptions: sound, plain, invented, and the reference leaves no field out."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from builders import LAST_DAYS

from exercise_companion.canonical import content_hash
from exercise_companion.clinic.checking import check_files
from exercise_companion.core.program import Part, Program, Template
from exercise_companion.core.readability import grade
from exercise_companion.core.session_length import session_minutes
from exercise_companion.core.wording import banned_phrases
from exercise_companion.programs import default_tables, read, read_template

if TYPE_CHECKING:
    from collections.abc import Iterator

ANCHOR = date(2026, 11, 22)
FOLDER = Path(__file__).parents[1] / "programs"
EXAMPLES = ("a-spinal-stenosis", "b-chronic-back-pain", "c-after-decompression")
PRESCRIPTIONS = tuple(FOLDER / f"{name}.json" for name in (*EXAMPLES, "reference"))
SITUATIONS = ("stenosis-later", "hip-pain", "knee-osteoarthritis", "balance-after-a-fall")
"""Templates without a demonstration beside them."""
TEMPLATES = tuple(
    FOLDER / "templates" / f"{name}.template.json" for name in (*EXAMPLES, *SITUATIONS)
)
EVERY_FILE = (*PRESCRIPTIONS, *TEMPLATES)

NOT_IN_EXAMPLES = ("normal", "healthy", "passed", "cure", "because", "you will", "will help")
"""Words that may stand in a sentence of a therapist's; our own examples do without them."""

INVENTED_PHONE = re.compile(r"01632 960\d{3}|020 7946 0\d{3}")
"""Ranges that are kept free for drama."""
PUBLIC_LINES = {"NHS 111": "111", "Samaritans": "116 123"}


def by_name(path: Path) -> str:
    return path.stem


prescriptions = pytest.mark.parametrize("path", PRESCRIPTIONS, ids=by_name)
templates = pytest.mark.parametrize("path", TEMPLATES, ids=by_name)
every_file = pytest.mark.parametrize("path", EVERY_FILE, ids=by_name)


def program_at(path: Path) -> Program:
    return Program.model_validate_json(path.read_bytes(), context={"anchor": ANCHOR})


def template_at(path: Path) -> Template:
    return Template.model_validate_json(path.read_bytes(), context={"anchor": ANCHOR})


def plan_at(path: Path) -> Program | Template:
    return template_at(path) if path in TEMPLATES else program_at(path)


def tree_at(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every text somebody is meant to read; remarks are for whoever edits the file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"$comment", "$schema"}:
                yield from texts(inner, name)


def parts(value: object) -> Iterator[Part]:
    """A part and every part inside it."""
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)


def models_in(annotation: object) -> Iterator[type[Part]]:
    """The models an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def models_below(model: type[Part]) -> set[type[Part]]:
    """The model and every model its fields can hold."""
    found: set[type[Part]] = set()
    waiting = [model]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            for field in current.model_fields.values():
                waiting.extend(models_in(field.annotation))
    return found


# --- every file ---------------------------------------------------------------------------------


def test_no_plan_is_shipped_untested() -> None:
    assert set(FOLDER.rglob("*.json")) - {FOLDER / "program.schema.json"} == set(EVERY_FILE)


@every_file
def test_the_model_accepts_it(path: Path) -> None:
    assert plan_at(path).title


@prescriptions
def test_a_prescription_is_read_without_a_warning(path: Path) -> None:
    loaded = read(path.read_bytes(), anchor=ANCHOR, tables=default_tables(), name=path.name)
    assert loaded.warnings == ()


@templates
def test_a_template_is_read_without_a_warning(path: Path) -> None:
    loaded = read_template(
        path.read_bytes(), anchor=ANCHOR, tables=default_tables(), name=path.name
    )
    assert loaded.warnings == ()


@every_file
def test_a_colleague_has_nothing_to_say_or_finds_the_reason_beside_it(path: Path) -> None:
    (report,) = check_files([str(path)], today=ANCHOR)
    assert report.ok
    assert [problem for problem in report.problems if not problem.reason] == []


@every_file
def test_an_editor_finds_the_schema(path: Path) -> None:
    first_key, schema = next(iter(tree_at(path).items()))
    assert first_key == "$schema"
    assert (path.parent / schema).resolve() == FOLDER / "program.schema.json"


@every_file
def test_fields_stand_in_the_order_of_the_model(path: Path) -> None:
    check_order(tree_at(path), plan_at(path), "the file")


def check_order(tree: object, value: object, place: str) -> None:
    if isinstance(value, Part):
        assert isinstance(tree, dict)
        names = {field.alias or name: name for name, field in type(value).model_fields.items()}
        written = [key for key in tree if key != "$schema"]
        assert written == [key for key in names if key in written], place
        for key in written:
            check_order(tree[key], getattr(value, names[key]), f"{place} · {key}")
    elif isinstance(value, tuple):
        assert isinstance(tree, list)
        for number, (inner_tree, inner) in enumerate(zip(tree, value, strict=True), start=1):
            check_order(inner_tree, inner, f"{place} {number}")


@every_file
def test_the_file_is_utf_8_indented_by_two_and_ends_with_a_line_break(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith('{\n  "$schema"')
    assert text.endswith("\n}\n")
    assert not any("\t" in line or line != line.rstrip() for line in text.splitlines())
    assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in text.splitlines())


@every_file
def test_phases_follow_each_other_without_a_gap(path: Path) -> None:
    phases = plan_at(path).phases
    assert all(phase.starts_on <= phase.ends_on for phase in phases)
    for before, after in pairwise(phases):
        assert after.starts_on == before.ends_on + timedelta(days=1)


@every_file
def test_every_exercise_named_is_there_and_every_exercise_there_is_named(path: Path) -> None:
    plan = plan_at(path)
    named: set[str] = set()
    for phase in plan.phases:
        for item in phase.items:
            named.add(item.exercise)
            named |= {
                variant.exercise
                for variant in (item.modify_down, item.modify_up)
                if variant is not None and variant.exercise is not None
            }
    assert named == {exercise.id for exercise in plan.exercises}


@every_file
def test_every_exercise_says_start_movement_and_end_for_those_who_do_not_see_it(
    path: Path,
) -> None:
    for exercise in plan_at(path).exercises:
        assert re.fullmatch(
            r"Start: [^:]+\. Movement: [^:]+\. End: [^:]+\.", exercise.media.alt_text
        )


@every_file
def test_every_exercise_tells_when_to_stop_and_what_to_mind(path: Path) -> None:
    for exercise in plan_at(path).exercises:
        signs = " ".join(exercise.stop_signs)
        for sign in ("chest pain", "faint", "new numbness", "weak", "over your limit"):
            assert sign in signs, exercise.id
        assert exercise.cues, exercise.id
        assert exercise.common_mistakes, exercise.id
        assert exercise.watch_for, exercise.id
        assert 3 <= len(exercise.steps) <= 6 or exercise.category == "pain_skill", exercise.id


@every_file
def test_an_exercise_that_is_held_speaks_of_breathing(path: Path) -> None:
    plan = plan_at(path)
    held = {
        item.exercise for phase in plan.phases for item in phase.items if item.dose.type == "hold"
    }
    for exercise in plan.exercises:
        if exercise.id in held:
            assert "breath" in " ".join((*exercise.steps, *exercise.cues)).lower(), exercise.id


@every_file
def test_every_item_has_an_easier_version(path: Path) -> None:
    for phase in plan_at(path).phases:
        for item in phase.items:
            assert item.modify_down is not None, item.id


@every_file
def test_what_is_kept_in_a_flare_up_has_its_own_dose(path: Path) -> None:
    plan = plan_at(path)
    assert plan.flare_plan is not None
    items = [item for phase in plan.phases for item in phase.items]
    for item_id in plan.flare_plan.items:
        kept = [item for item in items if item.id == item_id]
        assert kept
        assert all(item.flare_safe and item.flare_dose is not None for item in kept)


@every_file
def test_the_longest_session_fits_the_time_there_is(path: Path) -> None:
    plan = plan_at(path)
    assert max(session_minutes(plan).values()) <= min(plan.time_budget_minutes, 60)


@every_file
def test_no_text_reassures_blames_promises_or_carries_markup(path: Path) -> None:
    for text in texts(tree_at(path)):
        lowered = text.lower()
        assert banned_phrases(text) == ()
        assert not [word for word in NOT_IN_EXAMPLES if word in lowered], text
        assert not re.search(r"[\[\]<>]", text), text
        assert "!" not in text.replace("press !", "").replace("Press !", ""), text


@every_file
def test_no_words_name_a_left_or_right_side(path: Path) -> None:
    told = [
        text
        for exercise in plan_at(path).exercises
        for text in (exercise.name, exercise.setup, *exercise.steps, *exercise.cues)
    ]
    assert not [text for text in told if re.search(r"\b(left|right)\b", text, re.IGNORECASE)]


@every_file
def test_what_a_patient_reads_is_plain(path: Path) -> None:
    plan = plan_at(path)
    read_aloud = [
        "\n".join((exercise.purpose, exercise.setup, *exercise.steps, *exercise.cues))
        for exercise in plan.exercises
    ]
    read_aloud += [card.body for card in plan.education]
    read_aloud += [question.question for question in plan.check_ins]
    read_aloud += [plan.flare_plan.text] if plan.flare_plan else []
    assert {text: grade(text) for text in read_aloud if grade(text) > 6} == {}


# --- prescriptions ------------------------------------------------------------------------------


@prescriptions
def test_a_prescription_is_a_demonstration_from_end_to_end(path: Path) -> None:
    program = program_at(path)
    assert program.demo
    assert program.patient.patient_id.startswith("demo-")
    for author in filter(None, (program.prescriber, program.second_reviewer)):
        assert author.name.startswith("DEMO - not a real ")
        assert author.licence_no == "DEMO-000"
    assert program.prescriber.name == "DEMO - not a real therapist"


def test_the_invented_people_are_as_old_as_they_are_said_to_be() -> None:
    ages = {
        name: (ANCHOR - program_at(FOLDER / f"{name}.json").patient.birth_date).days // 365.25
        for name in EXAMPLES
    }
    assert ages == dict(zip(EXAMPLES, (68, 45, 61), strict=True))


def test_no_two_prescriptions_share_a_program_id_or_a_patient() -> None:
    programs = [program_at(path) for path in PRESCRIPTIONS]
    assert len({program.program_id for program in programs}) == len(programs)
    assert len({program.patient.patient_id for program in programs}) == len(programs)
    assert len({program.patient.display_name for program in programs}) == len(programs)


@prescriptions
def test_phone_numbers_are_invented_or_public(path: Path) -> None:
    program = program_at(path)
    contacts = program.contacts
    assert contacts.emergency_number == "999"
    assert program.region == "GB"
    assert contacts.out_of_hours is not None
    assert contacts.crisis is not None
    for contact in (
        contacts.therapist,
        contacts.clinic,
        contacts.out_of_hours,
        contacts.surgical_team,
        contacts.crisis,
        contacts.cover,
    ):
        if contact is not None and contact.phone != PUBLIC_LINES.get(contact.name):
            assert contact.name.startswith("DEMO "), contact.name
            assert INVENTED_PHONE.fullmatch(contact.phone), contact.phone
    for author in filter(None, (program.prescriber, program.second_reviewer)):
        assert INVENTED_PHONE.fullmatch(author.phone), author.phone


@prescriptions
def test_every_risk_is_recorded_as_yes_or_no(path: Path) -> None:
    risk = program_at(path).risk
    answers = {name: getattr(risk, name) for name in type(risk).model_fields}
    del answers["comment"]
    last = [answers.pop(name) for name in LAST_DAYS]
    assert set(answers.values()) <= {"yes", "no"}
    assert all(one == "no" or isinstance(one, date) for one in last)


@prescriptions
def test_phases_cover_the_whole_program(path: Path) -> None:
    program = program_at(path)
    assert program.valid_from == ANCHOR
    assert program.phases[0].starts_on == program.valid_from
    assert program.phases[-1].ends_on == program.valid_until
    assert (program.valid_until - program.valid_from).days <= 190


@prescriptions
def test_a_review_comes_within_45_days_and_each_lies_in_the_program(path: Path) -> None:
    program = program_at(path)
    assert (program.reviews[0].date - program.valid_from).days <= 45
    for review in program.reviews:
        assert program.valid_from <= review.date <= program.valid_until


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_claims_no_review_of_what_nobody_reviewed(name: str) -> None:
    program = program_at(FOLDER / f"{name}.json")
    assert program.education
    assert all(card.reviewed_by is None for card in program.education)


def test_the_dates_of_a_demonstration_move_with_the_day_it_is_loaded() -> None:
    data = (FOLDER / "b-chronic-back-pain.json").read_bytes()
    later = ANCHOR + timedelta(days=1000)
    program = Program.model_validate_json(data, context={"anchor": later})
    assert program.valid_from == later
    assert program.valid_until == later + timedelta(days=83)


def test_program_a_walks_in_bouts_that_pause_when_the_legs_start() -> None:
    (phase,) = program_at(FOLDER / "a-spinal-stenosis.json").phases
    items = {item.id: item for item in phase.items}
    assert list(items) == [f"A{number}" for number in range(1, 10)]
    tilt = items["A1"].dose
    assert tilt.type == "hold"
    assert (tilt.sets, tilt.reps, tilt.hold_seconds, tilt.rest_seconds) == (2, 10, 5, 30)
    bike, walk = items["A8"].dose, items["A9"].dose
    assert bike.type == "duration"
    assert (bike.mode, bike.duration_seconds) == ("bike", 600)
    assert walk.type == "duration"
    assert (walk.mode, walk.sets, walk.duration_seconds) == ("walk", 3, 240)
    assert walk.pause_on_leg_symptoms
    assert walk.max_bouts is not None


def test_program_b_has_three_phases_of_two_four_and_six_weeks() -> None:
    phases = program_at(FOLDER / "b-chronic-back-pain.json").phases
    assert [(phase.ends_on - phase.starts_on).days + 1 for phase in phases] == [14, 28, 42]
    for phase in phases:
        assert [item.id for item in phase.items] == [f"B{number}" for number in range(1, 9)]


def test_program_c_follows_the_operation_and_keeps_the_lower_limits() -> None:
    program = program_at(FOLDER / "c-after-decompression.json")
    assert program.post_op is not None
    assert program.post_op.active
    assert program.contacts.surgical_team is not None
    days_after = [(phase.ends_on - program.post_op.date).days for phase in program.phases]
    assert (program.valid_from - program.post_op.date).days == 3
    assert days_after == [14, 42]
    limits = program.safety_parameters
    assert (limits.pain_limit, limits.pre_easy, limits.pre_block) == (4, 5, 7)
    assert set(program.override_reason) == {"pain_mode", "pain_limit", "pre_easy", "pre_block"}
    assert [part.lift_max_kg for part in program.restrictions if part.lift_max_kg] == [4]
    assert not program.progression.patient_may_step_up


# --- templates ----------------------------------------------------------------------------------


def test_there_is_a_template_for_each_of_seven_situations() -> None:
    assert len(TEMPLATES) == 7
    assert len({template_at(path).title for path in TEMPLATES}) == 7


@templates
def test_a_template_is_demo_safe_and_signed_by_nobody(path: Path) -> None:
    tree, template = tree_at(path), template_at(path)
    assert template.template_id == path.name.removesuffix(".template.json")
    assert not template.demo
    assert not {"patient", "prescriber", "integrity", "contacts"} & tree.keys()
    assert all(card.source and card.reviewed_by is None for card in template.education)
    assert template.education
    assert template.precautions


@templates
def test_a_template_accepts_no_contraindication_for_a_therapist(path: Path) -> None:
    for phase in template_at(path).phases:
        assert all(item.clash_accepted_reason is None for item in phase.items)


@templates
def test_a_template_says_that_nobody_has_signed_its_doses_off(path: Path) -> None:
    assert "our decision, needs sign-off" in (template_at(path).comment or "")


@templates
def test_a_template_tells_nobody_to_bend_forward_who_may_not(path: Path) -> None:
    """V-18 looks at exercises alone; whoever a template is for reads these words, too."""
    template = template_at(path)
    told = [one.text for one in template.precautions] + [card.body for card in template.education]
    bends = [text for text in told if re.search(r"\bbend forward\b", text)]
    assert [text for text in bends if "told not to bend" not in text] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_template_holds_the_plan_of_its_example_and_nobody_in_it(name: str) -> None:
    path = FOLDER / "templates" / f"{name}.template.json"
    template = template_at(path)
    example = program_at(FOLDER / f"{name}.json")
    for part in ("exercises", "phases", "safety_parameters", "education", "flare_plan"):
        assert getattr(template, part) == getattr(example, part)
    patient = example.patient.display_name.split()[0]
    assert not [text for text in texts(tree_at(path)) if patient in text or "DEMO" in text]


# --- the reference ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reference() -> Program:
    return program_at(FOLDER / "reference.json")


def test_the_reference_uses_every_field_of_every_part(reference: Program) -> None:
    used: dict[type[Part], set[str]] = {}
    for part in parts(reference):
        used.setdefault(type(part), set()).update(part.model_fields_set)
    missing = {
        f"{model.__name__}.{name}"
        for model in models_below(Program)
        for name in set(model.model_fields) - used.get(model, set())
    }
    assert missing == set()


def test_only_what_a_sound_demonstration_cannot_have_is_empty_in_the_reference(
    reference: Program,
) -> None:
    filled: dict[type[Part], set[str]] = {}
    for part in parts(reference):
        values = {name for name in type(part).model_fields if getattr(part, name) is not None}
        filled.setdefault(type(part), set()).update(values)
    empty = {
        f"{model.__name__}.{name}"
        for model in models_below(Program)
        for name in set(model.model_fields) - filled[model]
    }
    assert empty == {
        "Contacts.emergency_override_reason",
        "Integrity.signature",
        "Integrity.key_id",
        "Integrity.public_key",
    }


def test_the_reference_shows_all_four_dose_types_and_is_small(reference: Program) -> None:
    types = {item.dose.type for phase in reference.phases for item in phase.items}
    assert types == {"reps", "hold", "duration", "distance"}
    assert len(reference.exercises) <= 4


def test_the_reference_carries_the_hash_of_its_content(reference: Program) -> None:
    assert reference.integrity is not None
    assert reference.integrity.sha256 == content_hash(tree_at(FOLDER / "reference.json"))


# --- the page beside them -----------------------------------------------------------------------


def test_the_read_me_names_every_example_and_warns() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "Example only. Do not exercise from this plan." in page
    for path in PRESCRIPTIONS:
        assert path.name in page
    for name in EXAMPLES:
        assert program_at(FOLDER / f"{name}.json").patient.display_name in page
    for template in TEMPLATES:
        assert f"`{template.name.removesuffix('.template.json')}`" in page
