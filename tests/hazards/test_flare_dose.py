"""In a flare-up what was written for it is done, at the dose written for it (FL-2, H-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from builders import make_dose, make_exercise, make_item
from journeys import (
    FIRST_DAY,
    Patient,
    StoppedClock,
    console_for,
    full_program,
    install,
    rows,
    visit,
)

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.decision import DecisionKind
from exercise_companion.plain.session import PlainSession
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

WRITTEN: Final = make_dose(sets=2, reps=8)
EASIER: Final[Tree] = {"instruction": "Make it small.", "dose": make_dose(sets=2, reps=4)}
SMALL: Final = make_dose(sets=1, reps=3)
SMALLER: Final = make_dose(sets=1, reps=2)
WORDS: Final = "Do the small doses only."


def plan(*, with_text: bool = True, **changes: object) -> Tree:
    """One exercise with an easier version, one with none, one that is not for a flare-up."""
    items = [
        make_item(
            dose=WRITTEN,
            modify_down=EASIER,
            **({"flare_safe": True, "flare_dose": SMALL} | changes),
        ),
        make_item("reach-1", "reach", dose=WRITTEN, flare_safe=True, flare_dose=SMALLER),
        make_item("lift-1", "lift", dose=WRITTEN, modify_down=EASIER),
    ]
    program = full_program()
    program["phases"][0]["items"] = items
    program["exercises"] = [
        make_exercise(),
        make_exercise("reach", name="Reach"),
        make_exercise("lift", name="Lift"),
    ]
    program["flare_plan"] = {"text": WORDS, "items": ["reach-1"]}
    if not with_text:
        del program["flare_plan"]
    return program


def decided(companion: Companion, patient: Patient | None = None) -> prompts.ShowDecision:
    companion.start()
    shown = visit(companion, patient or Patient(), until=prompts.ShowDecision)[-1]
    assert isinstance(shown, prompts.ShowDecision)
    return shown


def in_a_flare_up(folder: Path, program: Tree) -> Companion:
    install(folder, program, StoppedClock())
    companion = Companion(folder, StoppedClock())
    companion.log_flare("start")
    return companion


def test_fl2_only_what_is_written_for_it_is_offered_at_the_dose_written_for_it(
    tmp_path: Path,
) -> None:
    with in_a_flare_up(tmp_path / "data", plan()) as companion:
        shown = decided(companion)
        assert shown.decision.kind is DecisionKind.EASY_ONLY
        assert shown.decision.title == "For your flare-up today"
        assert WORDS in shown.decision.lines
        assert not any("easier versions" in line for line in shown.decision.lines)
        assert [(item.item_id, item.brief_dose) for item in shown.items] == [
            ("bridge-1", "1 × 3"),
            ("reach-1", "1 × 2"),
        ]
        visit(companion, Patient())
    done = rows(tmp_path / "data", "SELECT item_id, variant, target_reps, done_reps FROM set_log")
    assert done == [("bridge-1", "flare", 3, 3), ("reach-1", "flare", 2, 2)]


def test_today_lists_what_may_be_done_in_it_and_how_long_that_takes(tmp_path: Path) -> None:
    install(tmp_path / "data", plan(), StoppedClock())
    with Companion(tmp_path / "data", StoppedClock()) as companion:
        before = companion.today()
        assert [item.dose for item in before.items] == ["2 × 8"] * 3
        companion.log_flare("start")
        after = companion.today()
    assert [(item.name, item.dose) for item in after.items] == [
        ("Bridge", "1 × 3"),
        ("Reach", "1 × 2"),
    ]
    assert after.minutes < before.minutes


def test_without_words_of_the_therapist_nothing_says_to_leave_what_is_offered(
    tmp_path: Path,
) -> None:
    with in_a_flare_up(tmp_path / "data", plan(with_text=False)) as companion:
        shown = decided(companion)
        assert shown.may_begin
        assert not any("Leave the exercises" in line for line in shown.decision.lines)


def test_nothing_written_for_it_says_to_leave_the_exercises(tmp_path: Path) -> None:
    program = plan(with_text=False)
    program["phases"][0]["items"] = program["phases"][0]["items"][2:]
    with in_a_flare_up(tmp_path / "data", program) as companion:
        shown = decided(companion)
        assert not shown.may_begin
        assert "Leave the exercises today. Move gently as you can." in shown.decision.lines


def test_marked_without_a_dose_it_is_done_in_its_easier_version(tmp_path: Path) -> None:
    with in_a_flare_up(tmp_path / "data", plan(flare_dose=None)) as companion:
        first, second = decided(companion).items
        assert (first.variant, first.brief_dose) == ("easier", "2 × 4")
        assert (second.variant, second.brief_dose) == ("flare", "1 × 2")


@pytest.mark.parametrize("pain", [3, 5])
def test_pain_in_it_never_leads_to_another_dose(tmp_path: Path, pain: int) -> None:
    """The easier version may be more than the dose of a flare-up: nothing is changed to it."""
    with in_a_flare_up(tmp_path / "data", plan()) as companion:
        decided(companion)
        at = visit(companion, Patient(), until=prompts.DoSet)[-1]
        assert isinstance(at, prompts.DoSet)
        assert at.item.easier is None
        companion.reply(at, prompts.Hurts())
        visit(companion, Patient(pain=pain))
    variants = rows(tmp_path / "data", "SELECT DISTINCT variant FROM set_log")
    assert set(variants) <= {("flare",)}
    assert rows(tmp_path / "data", "SELECT * FROM variant_change") == []


def test_the_record_says_at_which_dose_it_was_done(tmp_path: Path) -> None:
    with in_a_flare_up(tmp_path / "data", plan()) as companion:
        decided(companion)
        visit(companion, Patient())
        day = companion.diary_day(FIRST_DAY.date())
        assert "The dose your therapist wrote for a flare-up." in str(day)
        (session,) = json_report.document(companion.report(None, None))["sessions"]
    assert [one["planned_as"] for one in session["exercises"]] == ["flare", "flare"]


def test_line_by_line_it_is_said_too(tmp_path: Path) -> None:
    console, out = console_for(Patient(), StoppedClock())
    with in_a_flare_up(tmp_path / "data", plan()) as companion:
        PlainSession(companion, console).exercise()
    said = out.getvalue()
    assert "1. Bridge, in a flare-up: 1 set of 3" in said
    assert "In a flare-up: Your therapist wrote this dose for it." in said
