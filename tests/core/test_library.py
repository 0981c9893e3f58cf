"""The exercise library: whole, in plain words, without a dose, and careful."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Final, get_args

import pytest
from pydantic import ValidationError

from exercise_companion.catalogue.library import library
from exercise_companion.core.library import BODY_PARTS, LibraryExercise
from exercise_companion.core.pain_words import AGAINST_BENDING
from exercise_companion.core.program import Exercise
from exercise_companion.core.readability import grade
from exercise_companion.core.safetext import MARKUP, unsafe_character
from exercise_companion.core.terms import CATEGORIES, RiskCode
from exercise_companion.core.wording import banned_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTED: Final = """
pelvic-tilt knee-to-chest both-knees-to-chest heel-slide heel-hover small-bridge bridge knee-rolls
ankle-pumps tummy-brace buttock-squeeze bent-knee-fall-out straight-leg-raise dead-bug
hamstring-stretch-lying deep-breaths relaxation-lying legs-on-chair-rest clamshell side-leg-lift
side-plank-knees prone-lying prone-press-up-elbows cat-camel bird-dog child-pose
seated-pelvic-tilt seated-bend half-bend sit-to-stand sit-to-stand-arms seated-march
knee-extension seated-hamstring-stretch seated-cat-camel slow-breathing muscle-relaxation
seated-trunk-turn wall-lean-side-plank hip-hinge hands-on-table-hinge squat-to-chair mini-squat
heel-raise step-up side-step standing-hip-abduction calf-stretch hip-flexor-stretch wall-push-up
heel-to-toe-stand half-step-stand single-leg-stand weight-shift wall-slide walk walk-in-bouts bike
step-march
"""
"""What a therapist of backs and legs needs at the least."""

HARDEST_SENTENCE: Final = 7
HARDEST_EXERCISE: Final = 6
LONGEST_NAME: Final = 40
LONGEST_LINE: Final = 140

NEVER_SAID: Final = ("normal", "healthy", "passed", "cure", "because", "you will", "will help")
"""As in the shipped programs: words that soothe, promise or give a cause."""

EXTENDING: Final = {
    "small-bridge", "bridge", "one-leg-bridge", "low-bridge", "prone-lying",
    "prone-press-up-elbows", "cat-camel", "bird-dog", "hip-flexor-stretch",
}  # fmt: skip
"""Movements that bend the back backward, or can: what stenosis does not like."""

BENDING_OR_TURNING: Final = {
    "knee-to-chest", "both-knees-to-chest", "seated-bend", "half-bend", "child-pose", "cat-camel",
    "seated-cat-camel", "knee-rolls", "seated-trunk-turn", "walk-in-bouts", "weighted-hip-hinge",
}  # fmt: skip
"""Movements that bend or turn the back far, or can: what thin bones do not like."""

DEEP_IN_THE_HIP: Final = {
    "knee-to-chest", "both-knees-to-chest", "seated-bend", "half-bend", "child-pose",
    "bent-knee-fall-out", "clamshell", "knee-rolls", "hip-flexor-stretch", "seated-march",
    "sit-to-stand", "sit-to-stand-arms", "squat-to-chair", "weighted-hip-hinge",
    "legs-on-chair-rest", "walk-in-bouts",
}  # fmt: skip
"""Movements that take the hip far: what a new hip may not do."""

BENDS_FORWARD: Final = re.compile(r"\bbends? forward\b", re.IGNORECASE)
"""What is told, not what is easier or to be left out."""

WALKS_ABOUT: Final = {
    "walk", "walk-in-bouts", "walk-in-bouts-upright", "flat-walk", "walk-the-corridor",
}  # fmt: skip

LESS_STEADY: Final = "Stop if you feel much less steady than usual."
SHORT_OF_BREATH: Final = "Stop if you get badly short of breath."

IN_WORDS: Final = {
    "Pillow": "pillow", "Two pillows": "pillow", "Towel": "towel", "Broom stick": "stick",
    "Weight or filled bag": "weight", "Firm shoes": "firm shoes", "Kitchen counter": "counter",
    "Firm table": "table", "Table": "table", "Stair with a rail": "rail",
}  # fmt: skip
"""How each thing that is needed is called where it is told what to do with it."""

A_DOSE: Final = re.compile(
    r"\d+\s*(?:x|times|reps?|sets?|seconds?|minutes?|days?|kg)\b", re.IGNORECASE
)

every_exercise = pytest.mark.parametrize(
    "exercise", library().exercises, ids=lambda exercise: exercise.id
)


def lines_of(exercise: LibraryExercise) -> tuple[str, ...]:
    """What is told to do it, and to mind."""
    return (
        exercise.name,
        exercise.purpose,
        exercise.setup,
        *exercise.steps,
        *exercise.cues,
        *exercise.common_mistakes,
        *exercise.watch_for,
        *exercise.stop_signs,
    )


def texts_of(exercise: LibraryExercise) -> Iterator[str]:
    """Every text that a patient may come to read."""
    yield from lines_of(exercise)
    yield from (exercise.alt_text, *exercise.equipment)
    yield from (text for text in (exercise.space, exercise.support_needed) if text)
    yield from (way.words for way in (exercise.easier, exercise.harder) if way is not None)


# --- whole ----------------------------------------------------------------------------------------


def test_everything_that_was_promised_is_there() -> None:
    ids = [exercise.id for exercise in library().exercises]
    assert set(LISTED.split()) <= set(ids)
    assert len(set(ids)) == len(ids)


def test_no_two_exercises_are_called_the_same() -> None:
    names = [exercise.name.casefold() for exercise in library().exercises]
    assert len(set(names)) == len(names)


def test_every_body_part_and_every_kind_of_work_has_an_exercise() -> None:
    assert {part for each in library().exercises for part in each.body_parts} == set(BODY_PARTS)
    assert {each.category for each in library().exercises} == set(CATEGORIES)


@every_exercise
def test_a_program_takes_it_as_it_is(exercise: LibraryExercise) -> None:
    taken = Exercise.model_validate_json(json.dumps(exercise.in_program()))
    assert taken.id == exercise.id
    assert taken.steps == exercise.steps
    assert taken.contraindications == exercise.contraindications
    assert taken.media.alt_text == exercise.alt_text


def test_a_program_refuses_an_exercise_that_breaks_a_rule() -> None:
    spoilt = library().exercises[0].in_program() | {"steps": ["Only one."]}
    with pytest.raises(ValidationError):
        Exercise.model_validate_json(json.dumps(spoilt))


def test_nothing_a_program_can_say_about_an_exercise_is_lost() -> None:
    own_fields = {field.name for field in fields(LibraryExercise)} | {"media"}
    assert set(Exercise.model_fields) - own_fields == {"comment", "evidence_ref"}


@every_exercise
def test_its_lists_are_filled_and_its_lines_fit_a_screen(exercise: LibraryExercise) -> None:
    assert len(exercise.name) <= LONGEST_NAME
    assert exercise.body_parts
    assert len(set(exercise.body_parts)) == len(exercise.body_parts)
    assert 2 <= len(exercise.steps) <= 8
    assert exercise.cues
    assert exercise.common_mistakes
    assert exercise.watch_for
    assert all(len(line) <= LONGEST_LINE for line in lines_of(exercise))
    assert all(line == line.strip() for line in texts_of(exercise))


@every_exercise
def test_its_figure_is_called_as_it_is(exercise: LibraryExercise) -> None:
    assert exercise.figure == exercise.id


@every_exercise
def test_it_says_start_movement_and_end_for_those_who_do_not_see_it(
    exercise: LibraryExercise,
) -> None:
    assert re.fullmatch(r"Start: [^:]+\. Movement: [^:]+\. End: [^:]+\.", exercise.alt_text)


# --- easier and harder ----------------------------------------------------------------------------


@every_exercise
def test_it_has_an_easier_way(exercise: LibraryExercise) -> None:
    assert exercise.easier is not None
    assert exercise.easier.words.endswith(".")


def steps_up() -> set[tuple[str, str]]:
    """Every pair of exercises of which the second is said to be the harder one."""
    pairs = set()
    for each in library().exercises:
        if each.easier is not None and each.easier.exercise is not None:
            pairs.add((each.easier.exercise, each.id))
        if each.harder is not None and each.harder.exercise is not None:
            pairs.add((each.id, each.harder.exercise))
    return pairs


def test_easier_and_harder_exercises_are_there() -> None:
    known = {exercise.id for exercise in library().exercises}
    assert {name for pair in steps_up() for name in pair} <= known


def test_no_exercise_is_harder_than_itself() -> None:
    """Taking away what nothing easier leads to ends with nothing left, unless there is a ring."""
    left = steps_up()
    while left:
        harder = {upper for _, upper in left}
        without_easiest = {pair for pair in left if pair[0] in harder}
        assert without_easiest != left, left
        left = without_easiest


# --- words ----------------------------------------------------------------------------------------


@every_exercise
def test_nothing_in_it_reassures_blames_promises_or_carries_markup(
    exercise: LibraryExercise,
) -> None:
    for text in texts_of(exercise):
        assert banned_phrases(text) == ()
        assert not [word for word in NEVER_SAID if word in text.lower()], text
        assert unsafe_character(text) is None
        assert not MARKUP.search(text)
        assert "!" not in text.replace("press !", ""), text


@every_exercise
def test_every_sentence_is_plain(exercise: LibraryExercise) -> None:
    sentences = [text for text in texts_of(exercise) if len(text.split()) >= 4]
    assert {text: grade(text) for text in sentences if grade(text) > HARDEST_SENTENCE} == {}
    assert grade("\n".join(lines_of(exercise))) <= HARDEST_EXERCISE


@every_exercise
def test_it_prescribes_no_dose(exercise: LibraryExercise) -> None:
    told = (exercise.name, exercise.purpose, exercise.setup, *exercise.steps, *exercise.cues)
    ways = [way.words for way in (exercise.easier, exercise.harder) if way is not None]
    assert [text for text in (*told, *ways) if A_DOSE.search(text)] == []


@every_exercise
def test_it_promises_nothing(exercise: LibraryExercise) -> None:
    assert exercise.purpose.startswith("May ")


@every_exercise
def test_it_speaks_of_breathing(exercise: LibraryExercise) -> None:
    told = " ".join((*exercise.steps, *exercise.cues)).lower()
    assert "breath" in told or exercise.category == "aerobic"


@every_exercise
def test_its_words_agree_with_its_side(exercise: LibraryExercise) -> None:
    """V-13: no left or right, and "each time" only where the sides take turns."""
    told = " ".join((exercise.name, exercise.setup, *exercise.steps, *exercise.cues))
    assert not re.search(r"\b(left|right)\b", told, re.IGNORECASE)
    in_turn = r"\bIf your plan says in turn, change (?:sides|legs) each time\."
    takes_turns = re.search(in_turn, told) is not None
    assert takes_turns == (exercise.side == "alternate")
    assert ("each time" in told) == takes_turns  # another side is the therapist's to write
    assert exercise.side == "each_side" or "when you change sides" not in told


LIES_STILL = {"prone-lying", "legs-on-chair-rest"}
"""To stay there is the whole exercise."""


@every_exercise
def test_its_words_ask_for_no_amount_that_a_therapist_has_not_written(
    exercise: LibraryExercise,
) -> None:
    """H-17: a hold, a count, a time or a score of pain comes from the dose and the limits alone."""
    told = " ".join(
        (
            exercise.setup,
            *exercise.steps,
            *exercise.cues,
            *exercise.common_mistakes,
            exercise.alt_text,
        )
    )
    told = told.replace("Stay there if your plan says so.", "")
    told = told.replace("Let the breath stay in gently if your plan says so.", "")
    held = re.search(
        r"\b(?:hold (?:it|them) there|you hold\b(?! it)|stay there|stay in\b(?! the)|pause)",
        told,
        re.IGNORECASE,
    )
    assert held is None or exercise.id in LIES_STILL, held
    counted = re.search(
        r"\b(?:seconds?|minutes?|times|repeat|sets?|out of 10|\d+ (?!cm))\b(?! the seat)",
        told,
        re.IGNORECASE,
    )
    assert counted is None, counted


@every_exercise
def test_it_says_which_leg_or_arm_the_side_is(exercise: LibraryExercise) -> None:
    """H-13: "left" may be the leg that lifts, or the one that carries."""
    said = [cue for cue in exercise.cues if re.fullmatch(r"The side named is the .+\.", cue)]
    assert len(said) == (exercise.side in {"each_side", "alternate"})


@every_exercise
def test_what_is_needed_is_told_and_what_is_told_is_needed(exercise: LibraryExercise) -> None:
    told = (exercise.setup, *exercise.steps, *exercise.watch_for, exercise.support_needed or "")
    words = " ".join(told).lower()
    missing = [thing for thing in exercise.equipment if IN_WORDS.get(thing, "") not in words]
    assert missing == []
    for word in ("pillow", "towel", "firm shoes"):
        needed = any(IN_WORDS.get(thing) == word for thing in exercise.equipment)
        assert needed or word not in words, word


@every_exercise
def test_nobody_is_told_to_walk_without_the_stick_they_use(exercise: LibraryExercise) -> None:
    """A stick or a frame is something to carry, too."""
    assert "carry nothing" not in " ".join(texts_of(exercise)).lower()
    if exercise.id in WALKS_ABOUT:
        assert exercise.support_needed is not None
        assert "if you use one" in exercise.support_needed
        assert not [cue for cue in exercise.cues if cue == "Swing your arms."]


SAID: Final = {
    "bridge": ("to one line with shoulders and knees.", "Pushing your hips too high."),
    "one-leg-bridge": ("to one line and no higher.", "Pushing your hips too high."),
    "small-bridge": ("lift your hips a little way.",),
    "low-bridge": ("lift your hips just off the bed.",),
    "hands-on-table-hinge": ("Your hands stay where they are.",),
    "calf-stretch": ("Keep that knee straight and that heel down.", "Bending the back knee."),
    "hip-hinge": (
        "One hand holds the stick behind your neck, one behind your low back.",
        "If you cannot hold it like that, rest your hands on a table.",
    ),
    "weighted-hip-hinge": ("Take the weight from a table.", "back on the table."),
    "bike": ("The upper one stays below your hip.",),
    "knee-rolls": ("Keep them together.", "Then roll a little the other way."),
    "sit-to-stand": ("Reach your arms forward.",),
    "squat-to-chair": ("Reach your arms forward.",),
    "step-march": ("the middle of your other shin",),
    "seated-march": ("just off the floor",),
    "tummy-brace": ("Pushing down as on the toilet.",),
    "walk-in-bouts": ("If your therapist told you not to bend: sit back and rest.",),
    "walk-in-bouts-upright": ("Sit back and rest until it eases.",),
}
"""What the picture shows, or what harms when it is left open, stands in the words."""


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_the_picture_shows_stands_in_the_words(name: str) -> None:
    told = " ".join(lines_of(library().exercise(name)))
    assert [words for words in SAID[name] if words not in told] == []


# --- careful --------------------------------------------------------------------------------------


@every_exercise
def test_it_tells_when_to_stop(exercise: LibraryExercise) -> None:
    signs = " ".join(exercise.stop_signs)
    for sign in ("chest pain", "faint", "new numbness", "weak", "over your limit"):
        assert sign in signs
    calm = exercise.category in {"breathing", "pain_skill"}
    assert calm or "Stop if pain goes further down your leg than usual." in exercise.stop_signs


@every_exercise
def test_work_for_breath_and_balance_names_its_own_stop_signs(exercise: LibraryExercise) -> None:
    signs = exercise.stop_signs
    assert SHORT_OF_BREATH in signs or exercise.category != "aerobic"
    assert LESS_STEADY in signs or exercise.category != "balance"


@every_exercise
def test_what_speaks_against_it_has_its_stop_sign(exercise: LibraryExercise) -> None:
    """A risk that was accepted with a reason still has to be minded by who does it."""
    marked, signs = exercise.contraindications, exercise.stop_signs
    assert SHORT_OF_BREATH in signs or "cardiac" not in marked
    stands = exercise.position == "standing" or " stand" in " ".join(exercise.steps)
    assert LESS_STEADY in signs or "falls" not in marked or not stands


@pytest.mark.parametrize("name", sorted(EXTENDING))
def test_what_bends_the_back_backward_tells_what_to_do_when_the_legs_feel_it(name: str) -> None:
    minded = library().exercise(name).watch_for
    assert [line for line in minded if line.startswith("If your legs start to feel it, ")]


@pytest.mark.parametrize("name", sorted(BENDING_OR_TURNING))
def test_what_bends_or_turns_the_back_is_marked_for_thin_bones(name: str) -> None:
    marked = set(library().exercise(name).contraindications)
    assert {"osteoporosis", "previous_fracture"} <= marked


@pytest.mark.parametrize("name", sorted(DEEP_IN_THE_HIP))
def test_what_takes_the_hip_far_is_marked_for_a_new_hip(name: str) -> None:
    assert "hip_replacement" in library().exercise(name).contraindications


@every_exercise
def test_to_bend_forward_is_marked_for_thin_bones_and_a_new_hip(exercise: LibraryExercise) -> None:
    told = " ".join((exercise.name, exercise.setup, *exercise.steps, exercise.alt_text))
    if BENDS_FORWARD.search(told):
        assert set(AGAINST_BENDING) <= set(exercise.contraindications)


@every_exercise
def test_steroids_count_as_thin_bones(exercise: LibraryExercise) -> None:
    """As in rule C-06 (clinical-spec 1.3)."""
    marked = exercise.contraindications
    assert ("steroid" in marked) == ("osteoporosis" in marked)


def test_who_may_not_bend_can_still_walk_in_bouts() -> None:
    bent, upright = (library().exercise(f"walk-in-bouts{end}") for end in ("", "-upright"))
    without = set(bent.contraindications) - set(upright.contraindications)
    assert without == set(AGAINST_BENDING)
    assert upright.position == bent.position
    assert upright.category == bent.category


@every_exercise
def test_to_lean_on_a_wall_is_marked_for_falls_and_wants_firm_shoes(
    exercise: LibraryExercise,
) -> None:
    if exercise.support_needed == "A wall.":
        assert "falls" in exercise.contraindications
        assert "Firm shoes" in exercise.equipment


STATIC: Final = {"wall-slide", "side-plank-knees"}
"""Holds against the weight of the body: what a heart does not like."""


@pytest.mark.parametrize("name", sorted(STATIC))
def test_a_hold_against_the_weight_of_the_body_is_marked_for_the_heart(name: str) -> None:
    assert "cardiac" in library().exercise(name).contraindications


@every_exercise
def test_risk_facts_are_named_by_their_codes_and_follow_the_kind_of_work(
    exercise: LibraryExercise,
) -> None:
    marked = exercise.contraindications
    assert len(set(marked)) == len(marked)
    assert set(marked) <= set(get_args(RiskCode))
    assert "cardiac" in marked or exercise.category != "aerobic"
    assert "falls" in marked or exercise.category != "balance"
    on_their_feet = exercise.position == "standing" and exercise.support_needed is None
    assert "falls" in marked or not on_their_feet
    on_the_floor = "Mat" in exercise.equipment
    assert "falls" in marked or not on_the_floor


@every_exercise
def test_balance_is_never_trained_without_a_hold(exercise: LibraryExercise) -> None:
    if exercise.category == "balance":
        assert exercise.support_needed is not None
        assert exercise.helper_needed == "nearby"
