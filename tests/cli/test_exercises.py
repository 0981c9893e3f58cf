"""`exercises`: a therapist finds an exercise, reads it in full, and copies it into a program."""

from __future__ import annotations

import json

import pytest

from exercise_companion.catalogue.library import library
from exercise_companion.cli import run
from exercise_companion.core.program import Exercise

Captured = pytest.CaptureFixture[str]

NOT_A_PLAN = "For therapists. No exercise here is a plan: the dose is yours to write."


def test_the_list_has_one_line_an_exercise_and_nothing_else(capsys: Captured) -> None:
    assert run(["exercises"]) == 0
    out, err = capsys.readouterr()
    ids = [line.split()[0] for line in out.splitlines()]
    assert ids == [exercise.id for exercise in library().exercises]
    assert max(map(len, out.splitlines())) <= 80
    assert err == f"{len(ids)} found.\n{NOT_A_PLAN}\n"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--body-part", "ankle", "--category", "strength"], ["heel-raise"]),
        (["--position", "prone"], ["prone-lying", "prone-press-up-elbows"]),
        (["--equipment", "bike"], ["bike"]),
        (["--equipment", "none", "--position", "sitting"], []),
        (["--position", "kneeling"], []),
    ],
)
def test_the_list_is_narrowed(options: list[str], found: list[str], capsys: Captured) -> None:
    assert run(["exercises", *options]) == 0
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == found
    assert err.startswith(f"{len(found)} found.\n")


@pytest.mark.parametrize("name", ["bird-dog", "Bird dog", " BIRD-DOG"])
def test_one_exercise_is_shown_in_full(name: str, capsys: Captured) -> None:
    assert run(["exercises", name]) == 0
    out, err = capsys.readouterr()
    shown = " ".join(out.split())
    exercise = library().exercise("bird-dog")
    told = (*exercise.steps, *exercise.cues, *exercise.common_mistakes, *exercise.watch_for)
    for text in (exercise.purpose, exercise.setup, *told, *exercise.stop_signs, exercise.alt_text):
        assert text in shown
    assert "Side in the dose: alternate" in shown
    assert "Contraindications: falls" in shown
    assert "Easier: Move the leg only. Keep both hands down." in shown
    assert max(map(len, out.splitlines())) <= 80
    assert err == f"{NOT_A_PLAN}\n"


def test_help_and_hold_are_named_where_they_are_needed(capsys: Captured) -> None:
    assert run(["exercises", "heel-to-toe-stand"]) == 0
    shown = capsys.readouterr().out
    assert "A kitchen counter to hold." in shown
    assert "Helper: nearby" in shown
    assert "Harder: Stand on one leg. (single-leg-stand)" in shown


def test_no_listed_contraindication_is_said_as_just_that(capsys: Captured) -> None:
    assert run(["exercises", "bridge"]) == 0
    assert "Contraindications: none listed" in capsys.readouterr().out


def test_as_json_it_can_be_pasted_into_a_program(capsys: Captured) -> None:
    assert run(["exercises", "clamshell", "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)
    pasted = Exercise.model_validate_json(json.dumps(entry["exercise"]))
    assert pasted.id == "clamshell"
    assert entry["side"] == "each_side"
    assert entry["harder"] == {
        "words": "Straighten the top leg and lift it.",
        "exercise": "side-leg-lift",
    }


def test_the_list_as_json_holds_each_exercise_whole(capsys: Captured) -> None:
    assert run(["exercises", "--category", "pain_skill", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    ids = [entry["exercise"]["id"] for entry in entries]
    assert ids == [each.id for each in library().exercises if each.category == "pain_skill"]


def test_an_empty_list_as_json_is_an_empty_list(capsys: Captured) -> None:
    assert run(["exercises", "--position", "kneeling", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


# --- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("birddog", "Did you mean bird-dog or bridge?"),
        ("brige", "Did you mean bridge or low-bridge?"),
        ("Sit to stnd", "Did you mean sit-to-stand"),
        ("zzz", "Leave it out to list them all."),
    ],
)
def test_an_unknown_exercise_gets_the_nearest_names(
    name: str, advice: str, capsys: Captured
) -> None:
    assert run(["exercises", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f'There is no exercise "{name}".' in err
    assert advice in err


def test_a_name_that_could_act_on_the_terminal_is_shown_harmless(capsys: Captured) -> None:
    assert run(["exercises", "bridge\x1b[2J"]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--body-part", "--position", "--category"])
def test_an_unknown_filter_names_what_there_is(option: str, capsys: Captured) -> None:
    assert run(["exercises", option, "elbow"]) == 2
    assert "is not one of" in capsys.readouterr().err


def test_equipment_that_nothing_needs_is_refused_with_what_there_is(capsys: Captured) -> None:
    assert run(["exercises", "--equipment", "trampoline"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert 'No exercise needs "trampoline".' in err
    assert "Firm chair" in err


def test_a_name_and_a_filter_together_are_refused(capsys: Captured) -> None:
    assert run(["exercises", "bridge", "--position", "supine"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "a list was asked for as well" in err
