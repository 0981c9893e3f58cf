"""A session from its first question to its last: nothing lost, nothing invented (H-11, H-17)."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import changed
from journeys import YES, Patient, StoppedClock, full_program, install, records, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.dose import describe, set_targets, spoken
from exercise_companion.core.program import Program
from exercise_companion.core.today_words import today_lines

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.program import Dose, Item
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.terms import Site

NOT_KEPT = (prompts.AskGoOn, prompts.ShowIntro, prompts.ShowNotice, prompts.ShowSummary)
"""Prompts that are read, not answered: they are shown again after an interruption."""


class Scripted(Patient):
    """A patient whose pain in the exercises follows a list, and who may take the easier version."""

    def __init__(self, pains: tuple[int, ...], *, takes_easier: bool = False) -> None:
        super().__init__()
        self.pains = list(pains)
        self.takes_easier = takes_easier

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.AskPain) and prompt.moment.value == "during" and self.pains:
            back = self.pains[0]
            scores: tuple[tuple[Site, int], ...] = (("back", back), ("leg", 2))
            return prompts.Scored(scores)
        if isinstance(prompt, prompts.ShowNotice) and prompt.offers_easier and self.takes_easier:
            return prompts.UseEasier()
        return super().reply(prompt)

    def keep(self, prompt: Prompt) -> None:
        """The reply is on disk: the script goes on."""
        if isinstance(prompt, prompts.AskPain) and prompt.moment.value == "during" and self.pains:
            del self.pains[0]


def uninterrupted(folder: Path, clock: StoppedClock, patient: Scripted) -> list[Prompt]:
    shown: list[Prompt] = []
    with Companion(folder, clock) as companion:
        companion.start()
        while (prompt := companion.next()) is not None:
            shown.append(prompt)
            companion.reply(prompt, patient.reply(prompt))
            patient.keep(prompt)
    return shown


def interrupted(folder: Path, clock: StoppedClock, patient: Scripted) -> list[Prompt]:
    """The program is closed and opened again after every reply that was kept."""
    shown: list[Prompt] = []
    while len(shown) < 300:
        with Companion(folder, clock) as companion:
            companion.start()
            while isinstance(prompt := companion.next(), NOT_KEPT):
                shown.append(prompt)
                companion.reply(prompt, patient.reply(prompt))
            assert prompt is not None
            shown.append(prompt)
            companion.reply(prompt, patient.reply(prompt))
            patient.keep(prompt)
        if rows(folder, "SELECT id FROM session_end"):
            return shown
    return pytest.fail("the visit goes round in circles")


def asked(shown: list[Prompt]) -> list[Prompt]:
    """The prompts whose reply is kept; what was answered may not come again."""
    return [prompt for prompt in shown if not isinstance(prompt, NOT_KEPT)]


PAIN_STORIES = [
    pytest.param((), False, id="little pain"),
    pytest.param((4, 4), False, id="some pain"),
    pytest.param((5,), False, id="above the pain before"),
    pytest.param((6, 2), False, id="above the limit, easier version left"),
    pytest.param((6, 2), True, id="above the limit, easier version taken"),
    pytest.param((6, 6), False, id="above the limit twice"),
    pytest.param((8,), False, id="far above the limit"),
]
"""The worst pain in the back, exercise by exercise, and whether the easier version is taken."""


@pytest.mark.parametrize(("pains", "takes_easier"), PAIN_STORIES)
def test_h11_an_interrupted_session_keeps_the_same_records(
    prepared: Path,
    tmp_path: Path,
    pains: tuple[int, ...],
    takes_easier: bool,  # noqa: FBT001
) -> None:
    whole = shutil.copytree(prepared, tmp_path / "whole")
    broken = shutil.copytree(prepared, tmp_path / "broken")
    in_one_go = uninterrupted(whole, StoppedClock(), Scripted(pains, takes_easier=takes_easier))
    shown = interrupted(broken, StoppedClock(), Scripted(pains, takes_easier=takes_easier))
    assert records(broken) == records(whole)
    assert len(records(whole)["session_end"]) == 1
    assert [type(one) for one in asked(shown)] == [type(one) for one in asked(in_one_go)]


def test_h11_nothing_acknowledged_is_asked_twice(folder: Path, clock: StoppedClock) -> None:
    shown = interrupted(folder, clock, Scripted(()))
    questions = [
        (prompt.question.id, prompt.question.attempt)
        for prompt in shown
        if isinstance(prompt, prompts.AskSafety)
    ]
    assert len(questions) == len(set(questions)) > 50
    sets = [
        (prompt.item.item_id, prompt.target.set_number, prompt.target.side)
        for prompt in shown
        if isinstance(prompt, prompts.DoSet)
    ]
    assert len(sets) == len(set(sets)) == 4


def test_h11_after_an_interruption_the_instructions_say_so(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked_now = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(asked_now, prompts.DidSet())
    with Companion(folder, clock) as companion:
        assert companion.today().state == "resume"
        companion.start()
        asks = companion.next()
        assert isinstance(asks, prompts.AskGoOn)
        assert asks.where == "You were at exercise 1 of 2: Bridge, set 2 of 2."
        assert asks.done == ("Bridge: begun, 1 set",)
        companion.reply(asks, prompts.Go())
        again = companion.next()
    assert isinstance(again, prompts.ShowIntro)
    assert (again.sets_done, again.sets) == (1, 2)


def test_h11_leaving_in_the_middle_of_the_questions_loses_no_answer(
    folder: Path, clock: StoppedClock
) -> None:
    patient = Patient()
    with Companion(folder, clock) as companion:
        companion.start()
        for _ in range(20):
            prompt = companion.next()
            assert prompt is not None
            companion.reply(prompt, patient.reply(prompt))
        following = companion.next()
        assert following is not None
        companion.reply(following, prompts.Leave())
        assert companion.next() is None
    assert len(rows(folder, "SELECT id FROM safety_answer")) == 20
    with Companion(folder, clock) as companion:
        companion.start()
        assert companion.next() == following


@pytest.mark.parametrize(
    ("hours", "goes_on"), [(5, True), (6, False), (24, False)], ids=["5 h", "6 h", "next day"]
)
def test_h11_a_session_goes_on_only_within_its_hours(
    folder: Path,
    clock: StoppedClock,
    hours: int,
    goes_on: bool,  # noqa: FBT001
) -> None:
    """Decisions E5: else it is closed as it is, and what was done is kept."""
    with Companion(folder, clock) as companion:
        companion.start()
        asked_now = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(asked_now, prompts.DidSet())
    clock.advance(hours * 3600)
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = companion.next()
    assert isinstance(prompt, prompts.AskGoOn) is goes_on
    ends = rows(folder, "SELECT session_end FROM session_end")
    assert ends == ([] if goes_on else [("closed",)])
    assert len(rows(folder, "SELECT id FROM set_log")) == 1


def test_h11_an_answer_is_on_disk_before_the_next_question(
    folder: Path, clock: StoppedClock
) -> None:
    patient = Patient()
    with Companion(folder, clock) as companion:
        companion.start()
        for count in range(1, 30):
            prompt = companion.next()
            assert prompt is not None
            companion.reply(prompt, patient.reply(prompt))
            assert len(rows(folder, "SELECT id FROM safety_answer")) == count


# --- H-17: no dose but the therapist's ------------------------------------------------------------


def written(item: Item) -> dict[str, Dose]:
    """Every dose the therapist wrote for an exercise of a session, by version."""
    doses: dict[str, Dose] = {"as_written": item.dose}
    if item.modify_down is not None:
        doses["easier"] = item.modify_down.dose
    return doses


def assert_every_dose_is_written(shown: list[Prompt], program: Program) -> None:
    by_id = {item.id: item for phase in program.phases for item in phase.items}
    for prompt in shown:
        items = prompt.items if isinstance(prompt, prompts.ShowDecision) else ()
        if isinstance(prompt, prompts.ShowIntro | prompts.DoSet):
            items = (prompt.item,)
        for view in items:
            dose = written(by_id[view.item_id])[view.variant]
            assert view.dose == describe(dose, program.units)
            assert view.spoken_dose == spoken(dose, program.units)
            if view.easier is not None:
                easier = written(by_id[view.item_id])["easier"]
                assert view.easier.dose == describe(easier, program.units)
        if isinstance(prompt, prompts.DoSet):
            dose = written(by_id[prompt.item.item_id])[prompt.item.variant]
            assert prompt.target in set_targets(dose)


@pytest.mark.parametrize("before", [2, 6])
@pytest.mark.parametrize(("pains", "takes_easier"), PAIN_STORIES)
def test_h17_every_dose_shown_is_one_the_therapist_wrote(
    folder: Path,
    clock: StoppedClock,
    pains: tuple[int, ...],
    takes_easier: bool,  # noqa: FBT001
    before: int,
) -> None:
    patient = Scripted(pains, takes_easier=takes_easier)
    patient.pain = before
    shown = uninterrupted(folder, clock, patient)
    assert any(isinstance(prompt, prompts.DoSet) for prompt in shown)
    assert_every_dose_is_written(shown, Program.model_validate_json(json.dumps(full_program())))


def test_h17_on_an_easy_day_only_the_easier_versions_are_offered(
    folder: Path, clock: StoppedClock
) -> None:
    patient = Patient(pain=6)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, patient)
    offers = [prompt for prompt in shown if isinstance(prompt, prompts.ShowDecision)]
    assert [view.variant for view in offers[0].items] == ["easier"]
    assert rows(folder, "SELECT DISTINCT variant FROM set_log") == [("easier",)]


def test_h17_without_an_easier_version_it_is_a_day_of_rest(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = full_program()
    item = {**program["phases"][0]["items"][0], "modify_down": None}
    folder = tmp_path / "data"
    install(folder, changed(program, "phases", 0, "items", 0, to=item), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(pain=6))
        view = companion.today()
        assert view.state == "advised_rest"
        assert not [item.dose for item in view.items if item.dose in "\n".join(today_lines(view))]
    assert rows(folder, "SELECT id FROM session") == []


def test_the_patient_of_these_stories_has_no_sign(folder: Path, clock: StoppedClock) -> None:
    """Else a story could end for another reason than its own."""
    assert YES not in Scripted(()).signs.values()
    uninterrupted(folder, clock, Scripted(()))
    assert rows(folder, "SELECT id FROM alert") == []
