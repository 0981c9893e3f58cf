"""At a terminal an answer can be taken back, and whom a program is for and from is read first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_program_new import (
    ABOUT_THE_PATIENT,
    ABOUT_THE_THERAPIST,
    PLAN,
    at_a_terminal,
    files,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

WRITTEN = ["Back program", "Learn the moves", "6", "30", "2 x 8"]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test works at a terminal in an empty folder, with a therapist's folder beside it."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EXERCISE_COMPANION_THERAPIST", str(tmp_path / "therapist"))
    at_a_terminal(monkeypatch)


def asked(*lines: str, end: Sequence[str] = ("", "yes", "yes")) -> tuple[int, str]:
    code, result = run("--exercise", "bridge", "--out", "p.json", typed=[*lines, *end])
    return code, result.stderr


@pytest.mark.parametrize("word", ["b", "B", "back"])
def test_a_word_goes_back_one_question(word: str) -> None:
    patient = ["Bob Hale", word, *ABOUT_THE_PATIENT]
    code, said = asked(*WRITTEN, *patient, *ABOUT_THE_THERAPIST)
    assert code == 0, said
    assert 'To go back one question, type "b".' in said
    tree = json.loads(Path("p.json").read_bytes())
    assert tree["patient"]["display_name"] == "Ana Novak"
    assert said.count("Born on?") == 2


def test_several_answers_are_taken_back_one_after_the_other_and_what_was_left_out_too() -> None:
    """Also an answer that was Enter: the operation is asked again."""
    code, said = asked(
        *WRITTEN, *ABOUT_THE_PATIENT[:6], "b", "b", *ABOUT_THE_PATIENT[4:], *ABOUT_THE_THERAPIST
    )
    assert code == 0, said
    assert said.count("Does the plan follow an operation?") == 2 + 1
    assert said.count("Which of these are so?") == 2


def test_before_the_first_question_there_is_none() -> None:
    code, said = asked("b", *WRITTEN, *ABOUT_THE_PATIENT, *ABOUT_THE_THERAPIST)
    assert code == 0, said
    assert "This is the first question." in said


@pytest.mark.parametrize(
    ("at", "typed", "why"),
    [
        (0, "020 7946 0123", "looks like a telephone number"),
        (1, "020 7946 0123", "looks like a telephone number"),
        (2, "020 7946 0123", "looks like a telephone number"),
        (3, "Hill Road Clinic", "has no figure in it"),
        (4, "020 7946 0123", "looks like a telephone number"),
    ],
)
def test_what_belongs_to_another_question_is_not_kept(at: int, typed: str, why: str) -> None:
    """It would be kept for every later patient."""
    you = [*ABOUT_THE_THERAPIST[:at], typed, *ABOUT_THE_THERAPIST[at:]]
    code, said = asked(*WRITTEN, *ABOUT_THE_PATIENT, *you)
    assert code == 0, said
    assert f'"{typed}" {why}' in said


def test_the_name_of_a_patient_is_no_telephone_number() -> None:
    code, said = asked(*WRITTEN, "020 7946 0123", *ABOUT_THE_PATIENT, *ABOUT_THE_THERAPIST)
    assert code == 0, said
    assert '"020 7946 0123" looks like a telephone number, not a name.' in said


def test_the_person_and_oneself_are_read_before_yes_and_oneself_before_it_is_kept() -> None:
    code, said = asked(*WRITTEN, *ABOUT_THE_PATIENT, *ABOUT_THE_THERAPIST)
    assert code == 0, said
    kept, last = said.split("Keep your own details")
    yours = [
        "Name: Ruth Hall", "Licence number: PH-104233", "Clinic: Hill Road Clinic",
        "Telephone: 020 7946 0123", "To call, therapist: Ruth Hall, 020 7946 0123",
    ]  # fmt: skip
    patient = ["Ana Novak (born 4 March 1957), low back pain", "Usual pain: back 3",
               "Risk facts: none"]  # fmt: skip
    before_yes = last.split("Is every dose right for this patient?")[0]
    assert all(line in kept for line in yours)
    assert all(line in before_yes for line in (*yours, *patient, "Bridge: 2 × 8"))


def test_no_to_the_doses_says_how_each_is_changed() -> None:
    code, said = asked(*WRITTEN, *ABOUT_THE_PATIENT, *ABOUT_THE_THERAPIST, end=("", "", "no"))
    assert code == 1
    assert '  --set phases.phase-1.items.bridge.dose="2 x 8"' in said
    assert "--set patient.display_name=" in said
    assert "exercise-companion desk ." in said
    assert files() == ["p.draft.json"]
    right = "--set", "phases.phase-1.items.bridge.dose=3 x 5"
    code, _ = run("--continue", "p.draft.json", *right, typed=["yes"])
    assert code == 0
    (item,) = json.loads(Path("p.json").read_bytes())["phases"][0]["items"]
    assert (item["dose"]["sets"], item["dose"]["reps"]) == (3, 5)


def test_what_was_answered_with_enter_is_not_asked_again_and_is_in_no_program() -> None:
    """Another number to ring is asked for."""
    you = [*ABOUT_THE_THERAPIST[:-1], ""]
    code, said = asked(*WRITTEN, *ABOUT_THE_PATIENT, *you, end=("", "", "no"))
    assert code == 1
    assert "number rung and answered on?" in said
    code, result = run("--continue", "p.draft.json", typed=["no"])
    assert "left)" not in result.stderr
    change = ("--set", 'contacts.therapist.phone="020 7946 0999"')
    code, result = run("--continue", "p.draft.json", *change, typed=["", "yes"])
    assert (code, result.stderr.count("left)")) == (0, 1)
    assert "020 7946 0999: number rung" in result.stderr
    assert "left_open" not in json.loads(Path("p.json").read_bytes())


def test_an_exercise_that_is_there_is_not_added_again(capsys: pytest.CaptureFixture[str]) -> None:
    asked(*WRITTEN, *ABOUT_THE_PATIENT, *ABOUT_THE_THERAPIST, end=("", "", "no"))
    assert run("--continue", "p.draft.json", "--exercise", "Bridge=3 x 5", *PLAN)[0] == 2
    said = capsys.readouterr().err
    assert "Bridge is in this draft already." in said
    assert 'To change its dose: --set "phases.phase-1.items.bridge.dose=3 x 5".' in said
