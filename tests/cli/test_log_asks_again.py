"""Line by line a value that cannot be is asked again at once; where the input ends it is code 2."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import pytest
from builders import make_dose, make_exercise, make_item, make_program
from journeys import load_at, rows

from exercise_companion.cli import run
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

NOW = "2026-11-24T09:00+00:00"


def plan() -> Tree:
    """Bridge once by itself, and Pelvic tilt as two items."""
    program = make_program(
        exercises=[make_exercise(), make_exercise("tilt", name="Pelvic tilt")],
        baseline_pain={"back": 3, "leg": 2},
    )
    program["phases"][0]["items"] = [
        make_item("A1"),
        make_item("A2", "tilt", dose=make_dose(sets=2, reps=6)),
        make_item("A3", "tilt", dose=make_dose(sets=1, reps=9)),
    ]
    return program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    load_at(tmp_path, plan(), NOW)
    return tmp_path


def log(folder: Path, *words: str) -> int:
    return run(["log", *words, "--data", str(folder), "--now", NOW])


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


class Story(NamedTuple):
    """What is typed at a command, why one line of it is refused, and what is kept."""

    words: str
    typed: tuple[str, ...]
    said: str
    sql: str = ""
    row: tuple[object, ...] = ()


LATE = ("memory", "none", *["skip"] * 8, "no")

MEDICINE = "SELECT days_of_14, strong_days_of_14 FROM medicine_days"
WALK = "SELECT minutes_total, minutes_to_first_symptom, bouts, distance_metres FROM walk_log"
PAUSE = "SELECT first_day, last_day, reason FROM pause_range"
TALK = "SELECT who, role, said FROM talk"


@pytest.mark.parametrize(
    "story",
    [
        Story(
            "session",
            ("1.2.2027", "today", *LATE),
            "1 February 2027 has not come yet.",
            "SELECT local_day FROM session",
            ("2026-11-24",),
        ),
        Story(
            "session",
            ("2026-11-01", "today", *LATE),
            "1 November 2026 is more than 14 days ago.",
            "SELECT local_day FROM session",
            ("2026-11-24",),
        ),
        Story(
            "medicine", ("15", "3", "skip"), "The days are counted over 14.", MEDICINE, (3, None)
        ),
        Story(
            "medicine",
            ("3", "4", "2"),
            "Days with a strong medicine are some of these days.",
            MEDICINE,
            (3, 2),
        ),
        Story(
            "talk",
            ("Ruth Hall", "nurse", "short", "Go on as before.", "no"),
            "What they said is too short: 5 letters.",
            TALK,
            ("Ruth Hall", "nurse", "Go on as before."),
        ),
        Story(
            "talk",
            ("Ruth Hall", "neighbour", "nurse", "Go on as before.", "no"),
            "Only a talk with a clinician counts here.",
            TALK,
            ("Ruth Hall", "nurse", "Go on as before."),
        ),
        Story(
            "talk",
            ("Ruth" * 200, "Ruth Hall", "nurse", "Go on as before.", "no"),
            "The name is too long: 800 letters.",
            TALK,
            ("Ruth Hall", "nurse", "Go on as before."),
        ),
        Story(
            "talk",
            ("Ruth Hall", "nurse", "Go on as before.", "yes", "no"),
            "The next review is on 30 December 2026.",
            TALK,
            ("Ruth Hall", "nurse", "Go on as before."),
        ),
        Story(
            "pause",
            ("friday", "thursday", "thursday", "friday", "holiday"),
            "The pause ends before it begins.",
            PAUSE,
            ("2026-11-26", "2026-11-27", "holiday"),
        ),
        Story(
            "pause",
            ("2027-12-01", "thursday", "friday", "holiday"),
            "Your plan does not reach those days.",
            PAUSE,
            ("2026-11-26", "2026-11-27", "holiday"),
        ),
        Story(
            "pause",
            ("thursday", "friday", "a" * 501, "holiday"),
            "The reason is too long: 501 letters.",
            PAUSE,
            ("2026-11-26", "2026-11-27", "holiday"),
        ),
        Story(
            "walk",
            ("no", "walk", "0", "20", "none", "1", "skip", "done", "skip", "skip"),
            "The minutes of the walk cannot be right.",
            WALK,
            (20.0, None, 1, None),
        ),
        Story(
            "walk",
            ("no", "walk", "20", "25", "none", "0", "2", "skip", "done", "skip", "skip"),
            "The first leg sign cannot come before the walk or after it.",
            WALK,
            (20.0, None, 2, None),
        ),
        Story(
            "walk",
            ("no", "walk", "20", "none", "1", "skip", "done", "skip", "300000", "900"),
            "The distance cannot be right.",
            WALK,
            (20.0, None, 1, 900.0),
        ),
    ],
)
def test_a_value_that_cannot_be_is_asked_again_at_once(
    story: Story,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    types(monkeypatch, *story.typed)
    assert log(folder, story.words) == 0
    out = capsys.readouterr().out
    assert out.count(story.said) == 1
    assert "Saved." in out
    assert rows(folder, story.sql) == [story.row]


@pytest.mark.parametrize(
    "story",
    [
        Story("session", ("1.2.2027",), "1 February 2027 has not come yet."),
        Story("session", ("1.2.2027", "memory"), "1 February 2027 has not come yet."),
        Story("medicine", ("15",), "The days are counted over 14."),
        Story("medicine", ("15", "3"), "The days are counted over 14."),
        Story("talk", ("Ruth Hall", "nurse", "short"), "What they said is too short: 5 letters."),
        Story(
            "talk", ("Ruth Hall", "nurse", "short", "no"), "What they said is too short: 2 letters."
        ),
        Story("pause", ("friday", "thursday", "holiday"), "The pause ends before it begins."),
    ],
)
def test_where_the_input_ends_after_a_wrong_value_the_code_is_2_and_it_is_said_why(
    story: Story,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    types(monkeypatch, *story.typed)
    assert log(folder, story.words) == UsageFault.exit_code
    told = capsys.readouterr()
    assert story.said in told.err
    assert "This entry is not saved." in told.err
    assert "Saved." not in told.out


def test_a_day_with_everything_on_record_is_asked_again_before_anything_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, "session", "--day", "yesterday", "--source", "late", "--all") == 0
    capsys.readouterr()
    types(monkeypatch, "yesterday", "today", *LATE)
    assert log(folder, "session") == 0
    out = capsys.readouterr().out
    assert out.index("Nothing planned on that day is left") < out.index("from memory or")


def test_a_note_on_paper_that_cannot_be_kept_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = ("2", "2", "1", *[""] * 5)
    types(monkeypatch, "yes", *numbers, "a" * 501, "Stiff", "yes")
    assert log(folder, "paper", "--from", "today", "--to", "today") == 0
    out = capsys.readouterr().out
    assert "The note is too long: 501 letters." in out
    assert rows(folder, "SELECT note FROM session_end") == [("Stiff",)]


# --- exercises by their names ---------------------------------------------------------------------


def late(folder: Path, *words: str) -> int:
    return log(folder, "session", "--day", "yesterday", "--source", "late", *words)


@pytest.mark.parametrize("named", ["A1", "Bridge", "bridge", " BRIDGE "])
def test_an_exercise_is_named_by_its_id_or_its_name(folder: Path, named: str) -> None:
    assert late(folder, "--item", named) == 0
    assert rows(folder, "SELECT item_id FROM item_end") == [("A1",)]


def test_a_name_that_two_items_share_is_said_with_which(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert late(folder, "--item", "Pelvic tilt") == UsageFault.exit_code
    said = capsys.readouterr().err
    assert "Two exercises or more are called Pelvic tilt." in said
    assert "A2 Pelvic tilt, 2 × 6" in said
    assert "A3 Pelvic tilt, 1 × 9" in said
    assert late(folder, "--item", "A3") == 0


def test_what_the_plan_has_is_said_with_names(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert late(folder, "--item", "Squat") == UsageFault.exit_code
    said = capsys.readouterr().err
    assert "Squat is not in the plan of that day." in said
    assert "The plan has A1 Bridge, A2 Pelvic tilt, A3 Pelvic tilt." in said


def test_an_exercise_on_record_is_said_with_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert late(folder, "--item", "Bridge") == 0
    capsys.readouterr()
    assert late(folder, "--item", "A1") == UsageFault.exit_code
    assert "A1 Bridge is on record for that day already." in capsys.readouterr().err


class Terminal(io.StringIO):
    """Somebody types, and then ends the input."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "code"), [("15\n", 2), ("15\n3\n", 1)])
def test_who_corrected_a_value_and_then_leaves_is_not_told_of_it_again(
    typed: str, code: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert log(folder, "medicine") == code
    assert rows(folder, MEDICINE) == []
