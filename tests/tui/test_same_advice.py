"""The same answers show the same advice, line for line, in the full screen and line by line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion
from journeys import FIRST_DAY, NO, YES, Patient, StoppedClock, full_program, install, visit
from scripts import screen, story, words_on

from exercise_companion.companion import Companion
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.plain import sayings

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.advice import Advice

ANSWERS = {
    "call": {"RF-STR-01": YES},
    "go": {"RF-CES-01": YES},
    "go, raised by a second sign": {"RF-NEU-01": YES, "RF-NEU-03": YES},
    "call, keep still": {"RF-FX-01": YES, "RF-NEU-03": YES, "RF-FX-01/began_after_fall": YES},
    "urgent": {"RF-DVT-01": YES},
    "urgent, the surgeons first": {"RF-INF-01": YES},
    "urgent, dizzy": {"RF-CAR-04": YES},
    "two urgent signs": {"RF-GEN-04": YES, "RF-DVT-01": YES},
    "soon": {"RF-GEN-02": YES},
    "soon, long-standing": {"RF-CES-02": YES, "RF-CES-02/ces_onset_14_days": NO},
    "contact": {"RF-PAIN-02": YES},
    "urgent, at night": {"RF-DVT-01": YES},
    "pain too high": {},
}
AT = {"urgent, at night": datetime(2026, 11, 23, 23, 30, tzinfo=UTC)}
"""When it is told; otherwise on a morning."""
PAIN = {"pain too high": 9}


def told(folder: Path, name: str) -> prompts.ShowAdvice:
    clock = StoppedClock(AT.get(name, FIRST_DAY))
    install(folder, full_program(), clock)
    patient = Patient(ANSWERS[name], pain=PAIN.get(name, 2))
    with Companion(folder, clock) as companion:
        companion.start()
        last = visit(companion, patient, until=prompts.ShowAdvice)[-1]
    assert isinstance(last, prompts.ShowAdvice)
    return last


def pieces(advice: Advice) -> list[str]:
    """Everything an advice says, in the order of clinical-spec 7.2."""
    return [
        advice.word,
        *advice.do_now,
        *([advice.number] if advice.number else []),
        *(line.name for line in advice.contacts),
        *advice.avoid,
        *advice.closing,
    ]


@pytest.mark.parametrize("name", ANSWERS)
async def test_both_interfaces_say_the_same(tmp_path: Path, name: str) -> None:
    prompt = told(tmp_path / "data", name)
    plain = " ".join(sayings.shown_advice(prompt))
    async with story(FakeCompanion((prompt,)), size=(100, 60)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "AdviceScreen")
        full = " ".join(words_on(pilot).split())
        numbers = [widget.text for widget in pilot.app.screen.query("BigNumber").results()]
    assert prompt.advice.say in plain
    assert prompt.advice.say in full
    for piece in pieces(prompt.advice):
        assert piece in plain
        assert piece in full or piece in numbers
    assert in_order(plain, prompt.advice)
    assert in_order(full, prompt.advice)


def in_order(text: str, advice: Advice) -> bool:
    """What to do, what to say, what not to do, what it is not."""
    marks = [advice.do_now[0], advice.say, *advice.avoid[:1], advice.closing[-1]]
    places = [text.index(mark) for mark in marks]
    return places == sorted(places)


def test_the_cases_reach_every_kind_of_advice(tmp_path: Path) -> None:
    templates = {
        told(tmp_path / str(number), name).advice.template for number, name in enumerate(ANSWERS)
    }
    assert {name.split(".")[0] for name in templates} >= {
        "emergency_call", "emergency_go", "urgent", "soon_hold", "contact", "high_pain",
    }  # fmt: skip


def test_at_night_the_line_that_answers_comes_first_in_both(tmp_path: Path) -> None:
    by_day, by_night = (
        told(tmp_path / "day", "urgent"),
        told(tmp_path / "night", "urgent, at night"),
    )
    assert by_day.advice.number != by_night.advice.number


@pytest.mark.parametrize("danger", ["yes", "no", "not_sure", "prefer_not_to_say"])
async def test_in_a_crisis_both_say_the_same(
    tmp_path: Path, danger: crisis_prompts.CrisisAnswer
) -> None:
    clock = StoppedClock()
    install(tmp_path / "data", full_program(), clock)
    patient = Patient({"RF-MH-01": YES}, crisis=danger)
    with Companion(tmp_path / "data", clock) as companion:
        companion.start()
        asked = visit(companion, patient, until=crisis_prompts.AskCrisis)[-1]
        companion.reply(asked, crisis_prompts.CrisisAnswered(danger))
        shown = companion.next()
    assert isinstance(shown, crisis_prompts.ShowCrisis)
    plain = " ".join(sayings.crisis_lines(shown))
    async with story(FakeCompanion((shown,)), size=(100, 60)) as (pilot, _fake):
        await pilot.press("enter")
        await screen(pilot, "CrisisAdviceScreen")
        full = " ".join(words_on(pilot).split())
        numbers = [widget.text for widget in pilot.app.screen.query("BigNumber").results()]
    for said in (*shown.lines, shown.closing, *(name for name, _ in shown.numbers)):
        assert said in plain
        assert said in full
    assert numbers == [number for _, number in shown.numbers]
    assert all(number in plain for number in numbers)
