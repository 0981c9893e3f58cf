"""A plan day by day: what the patient will see, made by what makes the patient's own screens."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import TODAY, Tree, changed, make_exercise, make_item, make_program, make_template
from journeys import StoppedClock, full_program, install

from exercise_companion.companion import Companion
from exercise_companion.core.preview import day_with, preview
from exercise_companion.core.program import Program, Template
from exercise_companion.core.today_words import plan_lines

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.preview import DayWith, PreviewDay
    from exercise_companion.core.today_view import TodayView


def days_of(tree: Tree, count: int, first: date = TODAY) -> list[PreviewDay]:
    model = Template if tree["kind"] == "template" else Program
    return list(preview(model.model_validate_json(json.dumps(tree)), first, count))


def due_days(when: Tree, count: int = 14, first: date = TODAY) -> str:
    """Each day as x where the item is due, from the first day on."""
    tree = changed(make_program(), "phases", 0, "items", 0, "when", to=when)
    return "".join("x" if day.today.items else "-" for day in days_of(tree, count, first))


TWO_PHASES = changed(
    changed(
        make_program(exercises=[make_exercise(), make_exercise("reach", name="Reach")]),
        "phases", 0, "ends_on", to="2026-11-24",
    ),
    "phases",
    to=[
        make_program()["phases"][0] | {"ends_on": "2026-11-24"},
        {
            "id": "build", "title": "Build", "aim": "Do more.",
            "starts_on": "2026-11-25", "ends_on": "2027-01-02",
            "items": [make_item("reach-1", "reach")],
        },
    ],
)  # fmt: skip


def test_the_first_day_is_what_the_patient_sees_on_it(tmp_path: Path) -> None:
    clock = StoppedClock()
    install(tmp_path / "data", full_program(), clock)
    with Companion(tmp_path / "data", clock) as companion:
        seen = companion.today()
    (shown,) = days_of(full_program(), 1, date(2026, 11, 23))
    kept = ("items", "minutes", "date_text", "precautions", "week", "weeks", "due", "state")
    for name in kept:
        assert getattr(shown.today, name) == getattr(seen, name), name


@pytest.mark.parametrize(
    ("when", "shape"),
    [
        ({}, "xxxxxxxxxxxxxx"),
        ({"days": ["mon", "fri"]}, "-x---x--x---x-"),
        ({"every_n_days": 3}, "x--x--x--x--x-"),
        ({"days_per_week": 2}, "x--x---x--x---"),
    ],
)
def test_days_come_as_if_every_day_was_done(when: Tree, shape: str) -> None:
    assert due_days(when) == shape


def test_a_later_day_is_worked_out_from_the_first_one() -> None:
    later = TODAY + timedelta(days=4)
    assert due_days({"every_n_days": 3}, 10, later) == "x--x--x--x--x-"[4:]


def test_rounds_are_done_the_same_day() -> None:
    rounds = {"times_per_day": 3, "min_hours_between": 4}
    assert due_days(rounds, 3) == "xxx"


def test_a_part_of_the_plan_begins_with_its_own_exercises() -> None:
    before, first, second = days_of(TWO_PHASES, 3, date(2026, 11, 24))
    assert [item.name for item in before.today.items] == ["Bridge"]
    assert [item.name for item in first.items] == ["Reach"]
    assert first.news == ("Build begins, until 2 January 2027. Do more.",)
    assert second.news == ()


def test_reviews_come_a_week_ahead_and_on_their_day() -> None:
    tree = make_program()
    (before,) = days_of(tree, 1, date(2026, 12, 22))
    (ahead,) = days_of(tree, 1, date(2026, 12, 23))
    (review,) = days_of(tree, 1, date(2026, 12, 30))
    (after,) = days_of(tree, 1, date(2026, 12, 31))
    assert before.today.due == after.today.due == ()
    assert ahead.today.due == ("Review with your therapist on 30 December 2026: Six weeks.",)
    assert review.news == ("Review today, visit: Six weeks.",)


def test_cards_come_when_their_part_begins_and_once() -> None:
    card = {"title": "Load", "body": "Go on.", "source": "Own words."}
    both = [card | {"id": "a"}, card | {"id": "b", "show_in_phase": "build"}]
    shown = days_of(TWO_PHASES | {"education": both}, 5)
    assert [[one.card_id for one in day.cards] for day in shown] == [["a"], [], [], ["b"], []]


def test_outside_of_the_plan_nothing_is_due() -> None:
    (early,) = days_of(make_program(), 1, TODAY - timedelta(days=2))
    assert (early.today.state, early.today.items) == ("not_started", ())
    first_line, *_ = plan_lines(early.today)
    assert first_line == early.today.date_text, "no week is named before the first one"
    last, late = days_of(make_program(), 2, date(2027, 1, 2))
    assert last.news == ("This is the last day of the plan.",)
    assert (late.today.state, late.today.items) == ("expired", ())
    assert next(plan_lines(late.today)) == late.today.date_text, "nor after the last one"
    assert "week 6 of 6" in next(plan_lines(last.today))


def test_a_template_is_shown_without_a_person() -> None:
    (day,) = days_of(make_template(), 1)
    assert day.today.first_name == day.today.prescriber == ""
    assert (day.today.week, day.today.weeks) == (1, 6)
    assert [item.name for item in day.items] == ["Bridge"]


def shown_of(found: DayWith | None) -> TodayView:
    assert found is not None
    return found.today


def test_today_of_an_exercise_is_that_of_its_next_day() -> None:
    plan = Program.model_validate_json(json.dumps(TWO_PHASES))
    first, second = plan.phases
    item = second.items[0]
    (shown,) = days_of(TWO_PHASES, 1, second.starts_on)
    assert shown_of(day_with(plan, second.id, item.id, TODAY)) == shown.today, (
        "its phase is still to come"
    )
    later = second.starts_on + timedelta(days=3)
    (shown,) = days_of(TWO_PHASES, 1, later)
    assert shown_of(day_with(plan, second.id, item.id, later)) == shown.today
    assert day_with(plan, first.id, item.id, TODAY) is None, "it is in the other phase"
    assert day_with(plan, "none", item.id, TODAY) is None


@pytest.mark.parametrize(("when", "after"), [({"days": ["fri"]}, 5), ({"every_n_days": 3}, 0)])
def test_today_of_an_exercise_waits_for_its_day(when: Tree, after: int) -> None:
    tree = changed(make_program(), "phases", 0, "items", 0, "when", to=when)
    plan = Program.model_validate_json(json.dumps(tree))
    (phase,) = plan.phases
    seen = shown_of(day_with(plan, phase.id, phase.items[0].id, phase.starts_on))
    (shown,) = days_of(tree, 1, phase.starts_on + timedelta(days=after))
    assert seen == shown.today
    assert len(seen.items) == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_phase_at_an_end_of_the_calendar_has_no_day_or_its_own(day: str) -> None:
    tree = changed(make_template(), "phases", 0, "starts_on", to=day)
    tree = changed(tree, "phases", 0, "ends_on", to=day)
    plan = Template.model_validate_json(json.dumps(tree))
    (phase,) = plan.phases
    assert day_with(plan, phase.id, phase.items[0].id, TODAY) is None


def test_the_questions_of_the_plan_stand_on_the_days_they_are_asked() -> None:
    own = {"id": "dry", "question": "Is it dry?", "kind": "yes_no", "every_days": 1}
    tree = make_program(outcomes=[{"measure": "mood", "every_days": 7}], check_ins=[own])
    tree = changed(tree, "phases", 0, "items", 0, "when", to={"every_n_days": 2})
    shown = days_of(tree, 16, date(2026, 11, 22))
    assert [day.day.day for day in shown if "Is it dry?" in day.questions] == [
        22, 24, 26, 28, 30, 2, 4, 6,
    ]  # fmt: skip
    mood = "In the last 7 days, how was your mood?"
    assert [day.day.day for day in shown if mood in day.questions] == [28, 6]
    plan = Program.model_validate_json(json.dumps(tree))
    (phase,) = plan.phases
    item = phase.items[0].id
    for day in (shown[6], shown[14]):
        seen = day_with(plan, phase.id, item, day.day)
        assert seen is not None
        assert seen.questions == day.questions
        assert mood in seen.questions


def test_of_a_plan_that_began_ages_ago_no_question_is_worked_out() -> None:
    own = {"id": "dry", "question": "Is it dry?", "kind": "yes_no", "every_days": 1}
    plan = Program.model_validate_json(
        json.dumps(make_program(valid_from="0001-01-01", check_ins=[own]))
    )
    (phase,) = plan.phases
    seen = day_with(plan, phase.id, phase.items[0].id, TODAY)
    assert seen is not None
    assert seen.questions == ()


def test_a_card_of_a_part_that_was_taken_out_hides_no_day() -> None:
    card = {"id": "a", "title": "Load", "body": "Go on.", "source": "Own words."}
    tree = make_program(education=[card | {"show_in_phase": "gone"}])
    plan = Program.model_validate_json(json.dumps(tree))
    (phase,) = plan.phases
    assert day_with(plan, phase.id, phase.items[0].id, TODAY) is not None
