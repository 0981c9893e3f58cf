"""The next step in a session: only what was authored, only where all of it is known (2.4, H-21)."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from builders import Tree, make_dose, make_item
from journeys import (
    YES,
    Patient,
    StoppedClock,
    TypingPatient,
    full_program,
    install,
    records,
    rows,
    visit,
)

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.terms import Moment
from exercise_companion.errors import Refused
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import COMPLETE, PlainSession
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt, Reply

DAY = 24 * 3600

NEXT: Tree = {
    "instruction": "Do three sets of twelve.",
    "dose": make_dose(sets=3, reps=12),
    "criteria": "Three calm mornings in a row.",
}
EASIER: Tree = {"instruction": "Do one set of four.", "dose": make_dose(sets=1, reps=4)}


def program(*, may: bool = True) -> Tree:
    """Two exercises with a next step; the patient may take one, or the therapist looks first."""
    items = [
        make_item(modify_up=NEXT, modify_down=EASIER),
        make_item("reach-1", "reach", modify_up=NEXT),
    ]
    tree = full_program() | {"progression": {"patient_may_step_up": may}}
    tree["phases"][0]["items"] = items
    return tree


@dataclass
class Stepping(Patient):
    """Takes the next step wherever it is offered."""

    takes: bool = True
    offered: list[str] = field(default_factory=list)

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.ShowIntro) and prompt.item.harder is not None:
            self.offered.append(prompt.item.item_id)
            return StepUp() if self.takes else prompts.Go()
        return super().reply(prompt)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two good days in it; tests copy it."""
    clock, folder = StoppedClock(), tmp_path_factory.mktemp("two-days") / "data"
    install(folder, program(), clock)
    with Companion(folder, clock) as companion:
        for _ in range(2):
            live(companion, clock, Patient())
    return folder


@pytest.fixture
def folder(tmp_path: Path, two_days: Path, clock: StoppedClock) -> Path:
    """The third day."""
    shutil.copytree(two_days, tmp_path / "data")
    clock.advance(2 * DAY)
    return tmp_path / "data"


@pytest.fixture
def good(folder: Path, clock: StoppedClock) -> Iterator[Companion]:
    """The morning after three good days."""
    with Companion(folder, clock) as companion:
        live(companion, clock, Patient())
        yield companion


def live(companion: Companion, clock: StoppedClock, patient: Patient) -> list[Prompt]:
    """One day."""
    companion.start()
    shown = visit(companion, patient)
    clock.advance(DAY)
    return shown


def at_intro(companion: Companion, patient: Patient | None = None) -> prompts.ShowIntro:
    companion.start()
    intro = visit(companion, patient or Patient(), until=prompts.ShowIntro)[-1]
    assert isinstance(intro, prompts.ShowIntro)
    return intro


# --- it is offered, and done as it is written -----------------------------------------------------


def test_after_three_good_days_it_is_offered_in_the_therapists_words(good: Companion) -> None:
    harder = at_intro(good).item.harder
    assert harder is not None
    assert (harder.instruction, harder.criteria) == (NEXT["instruction"], NEXT["criteria"])
    assert harder.dose.startswith("3 × 12")


def test_taken_it_is_the_whole_authored_dose_and_one_exercise_a_session(
    good: Companion, clock: StoppedClock, tmp_path: Path
) -> None:
    patient = Stepping()
    live(good, clock, patient)
    assert patient.offered == ["bridge-1"]
    day_four = "SELECT item_id, variant, target_reps, count(*) FROM set_log WHERE session_id = 4"
    assert rows(tmp_path / "data", f"{day_four} GROUP BY item_id ORDER BY id") == [
        ("bridge-1", "harder", 12, 3),
        ("reach-1", "as_written", 8, 2),
    ]
    changes = "SELECT item_id, variant, rule FROM variant_change"
    assert rows(tmp_path / "data", changes) == [("bridge-1", "harder", "chosen")]


def test_who_does_not_take_it_stays_with_the_plan(
    good: Companion, clock: StoppedClock, tmp_path: Path
) -> None:
    patient = Stepping(takes=False)
    live(good, clock, patient)
    assert patient.offered == ["bridge-1", "reach-1"]
    kept = "SELECT DISTINCT variant FROM set_log"
    assert rows(tmp_path / "data", kept) == [("as_written",)]


def test_the_next_day_begins_with_the_plan_again(good: Companion, clock: StoppedClock) -> None:
    live(good, clock, Stepping())
    assert at_intro(good).item.variant == "as_written"


def test_a_session_that_was_left_goes_on_in_the_next_step(
    good: Companion, clock: StoppedClock, tmp_path: Path
) -> None:
    good.reply(at_intro(good), StepUp())
    good.close()
    with Companion(tmp_path / "data", clock) as again:
        again.start()
        shown = visit(again, Patient(), until=prompts.DoSet)[-1]
        assert isinstance(shown, prompts.DoSet)
        assert (shown.item.variant, shown.target.reps, shown.target.sets) == ("harder", 12, 3)
        assert shown.item.harder is None


def test_the_next_step_is_taken_back_for_the_sets_that_are_left(
    good: Companion, tmp_path: Path
) -> None:
    good.reply(at_intro(good), StepUp())
    done = visit(good, Patient(), until=prompts.DoSet)[-1]
    good.reply(done, prompts.DidSet())
    good.reply(good.next(), prompts.Back())
    intro = good.next()
    assert isinstance(intro, prompts.ShowIntro)
    assert intro.item.in_next_step
    good.reply(intro, StepBack())
    again = good.next()
    assert isinstance(again, prompts.ShowIntro)
    assert (again.item.variant, again.item.in_next_step, again.item.harder) == (
        "as_written",
        False,
        None,
    )
    assert again.sets <= 1 + intro.sets - intro.sets_done
    with pytest.raises(Refused, match="next step"):
        good.reply(again, StepBack())
    kept = "SELECT variant, rule FROM variant_change ORDER BY id"
    assert rows(tmp_path / "data", kept) == [("harder", "chosen"), ("as_written", "chosen")]


def test_pain_in_the_next_step_leads_to_the_easier_version_the_therapist_wrote(
    good: Companion, tmp_path: Path
) -> None:
    """Rule PR-02c: three more than before, and not above the limit."""
    good.reply(at_intro(good), StepUp())
    shown = visit(good, Patient(), until=prompts.DoSet)[-1]
    good.reply(shown, prompts.DidSet())
    good.reply(good.next(), prompts.Hurts())
    good.reply(good.next(), prompts.Scored((("back", 5), ("leg", 2))))
    notice = good.next()
    assert isinstance(notice, prompts.ShowNotice)
    good.reply(notice, prompts.Go())
    eased = visit(good, Patient(), until=prompts.DoSet)[-1]
    assert isinstance(eased, prompts.DoSet)
    assert (eased.item.variant, eased.target.reps) == ("easier", 4)
    changes = "SELECT variant, rule FROM variant_change ORDER BY id"
    assert rows(tmp_path / "data", changes) == [("harder", "chosen"), ("easier", "PR-02c")]


# --- it is not offered ----------------------------------------------------------------------------


def refused(companion: Companion, intro: prompts.ShowIntro, folder: Path) -> None:
    """It is neither shown nor taken, and nothing is kept of the try."""
    assert intro.item.harder is None
    before = rows(folder, "SELECT count(*) FROM variant_change")
    with pytest.raises(Refused, match="next step"):
        companion.reply(intro, StepUp())
    assert rows(folder, "SELECT count(*) FROM variant_change") == before
    assert companion.next() == intro


class NoMorning(Patient):
    """Gives no pain on rising."""

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.AskPain) and prompt.moment is Moment.MORNING:
            return prompts.Scored()
        return super().reply(prompt)


class NoEffort(Patient):
    """Does not say how hard it was."""

    def reply(self, prompt: Prompt) -> Reply:
        return (
            prompts.Effort(None) if isinstance(prompt, prompts.AskEffort) else super().reply(prompt)
        )


class HardWork(Patient):
    """Found it hard."""

    def reply(self, prompt: Prompt) -> Reply:
        return prompts.Effort(6) if isinstance(prompt, prompts.AskEffort) else super().reply(prompt)


class SaysNothing(Patient):
    """Is asked for the pain in an exercise, and nobody answers, then or at the end."""

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.AskPain) and prompt.moment is Moment.DURING:
            return prompts.Scored() if prompt.may_skip else prompts.Scored(not_given=True)
        return super().reply(prompt)


class OneShort(Patient):
    """Does one repetition less than was asked."""

    def reply(self, prompt: Prompt) -> Reply:
        return (
            prompts.DidSet(reps=7) if isinstance(prompt, prompts.DoSet) else super().reply(prompt)
        )


class Clockwork(Patient):
    """Lets the clock count."""

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.DoSet):
            return prompts.DidSet(by_clock=True)
        return super().reply(prompt)


@pytest.mark.parametrize(
    "patient",
    [NoMorning(), NoEffort(), HardWork(), SaysNothing(), OneShort(), Clockwork(), Patient(pain=4)],
    ids=lambda patient: type(patient).__name__,
)
def test_one_day_that_was_not_good_or_is_not_known_is_enough_for_a_no(
    patient: Patient, folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        live(companion, clock, patient)
        asked_now = patient if isinstance(patient, NoMorning) else Patient()
        refused(companion, at_intro(companion, asked_now), folder)


def test_two_good_days_are_not_three(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        refused(companion, at_intro(companion), folder)


def test_a_plan_that_leaves_it_to_the_therapist_offers_nothing_and_the_report_says_ready(
    tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "data"
    install(folder, program(may=False), clock)
    with Companion(folder, clock) as companion:
        for _ in range(3):
            live(companion, clock, Patient())
        assert {row["ready_for_review"] for row in next_steps(companion)} == {False}
        refused(companion, at_intro(companion), folder)
        visit(companion, Patient())
        # The session of today has no morning yet; yesterday's report knew all three.
        assert [row["not_met"] for row in next_steps(companion)] == [["morning"], ["morning"]]
        clock.advance(DAY)
        at_intro(companion)
        assert {row["ready_for_review"] for row in next_steps(companion)} == {True}


def next_steps(companion: Companion) -> list[dict[str, object]]:
    listed = json_report.document(companion.report(None, None))["next_steps"]
    assert isinstance(listed, list)
    return listed  # type: ignore[return-value]


def test_where_the_patient_may_step_up_nothing_waits_for_a_review(good: Companion) -> None:
    at_intro(good)
    listed = next_steps(good)
    assert [row["not_met"] for row in listed] == [[], []]
    assert {row["ready_for_review"] for row in listed} == {False}
    assert {row["next_step_written"] for row in listed} == {True}


def test_a_sign_within_fourteen_days_takes_it_away_whatever_ended_it(
    good: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    live(good, clock, Patient(signs={"RF-GEN-02": YES}, begins=False))
    good.log_talk(prompts.Talked("Ruth Hall", "physiotherapist", "Go on as before."), review=False)
    intro = at_intro(good)
    assert intro.item.variant == "as_written"
    refused(good, intro, tmp_path / "data")


def test_fourteen_days_after_a_sign_it_is_offered_again(
    good: Companion, clock: StoppedClock
) -> None:
    live(good, clock, Patient(signs={"RF-GEN-02": YES}, begins=False))
    good.log_talk(prompts.Talked("Ruth Hall", "physiotherapist", "Go on as before."), review=False)
    clock.advance(12 * DAY)
    assert at_intro(good).item.harder is None
    clock.advance(DAY)
    assert at_intro(good).item.harder is not None


def test_on_an_easy_day_it_is_not_offered(good: Companion, tmp_path: Path) -> None:
    intro = at_intro(good, Patient(pain=6))
    assert intro.item.variant == "easier"
    refused(good, intro, tmp_path / "data")


def test_in_a_flare_up_it_is_not_offered(good: Companion) -> None:
    good.log_flare("start")
    good.start()
    shown = visit(good, Stepping())
    assert not any(isinstance(prompt, prompts.ShowIntro) and prompt.item.harder for prompt in shown)


def test_pain_earlier_in_the_session_takes_it_away(good: Companion, tmp_path: Path) -> None:
    good.reply(at_intro(good), prompts.Go())
    shown = visit(good, Patient(), until=prompts.AskPain)[-1]
    good.reply(shown, prompts.Scored((("back", 6), ("leg", 2))))
    second = visit(good, Patient(), until=prompts.ShowIntro)[-1]
    assert isinstance(second, prompts.ShowIntro)
    assert second.item.item_id == "reach-1"
    refused(good, second, tmp_path / "data")


def test_once_a_set_is_done_it_is_not_offered_any_more(good: Companion, tmp_path: Path) -> None:
    good.reply(at_intro(good), prompts.Go())
    good.reply(good.next(), prompts.DidSet())
    good.reply(good.next(), prompts.Back())
    again = good.next()
    assert isinstance(again, prompts.ShowIntro)
    refused(good, again, tmp_path / "data")


def test_after_the_easier_version_was_chosen_it_is_not_offered(
    good: Companion, tmp_path: Path
) -> None:
    good.reply(at_intro(good), prompts.UseEasier())
    again = good.next()
    assert isinstance(again, prompts.ShowIntro)
    refused(good, again, tmp_path / "data")


def test_a_new_version_of_the_plan_begins_to_count_anew(
    good: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    before = {"program_id": full_program()["program_id"], "version": 1}
    newer = program() | {"version": 2, "supersedes": before}
    install(tmp_path / "data", newer, clock)
    refused(good, at_intro(good), tmp_path / "data")


# --- read later, and line by line -----------------------------------------------------------------


def test_the_report_and_the_diary_say_that_the_next_step_was_done(
    good: Companion, clock: StoppedClock
) -> None:
    live(good, clock, Stepping())
    sessions = json_report.document(good.report(None, None))["sessions"]
    assert isinstance(sessions, list)
    (first, second) = sessions[-1]["exercises"]  # type: ignore[index,call-overload]
    assert (first["stepped_up"], second["stepped_up"]) == (True, False)
    assert first["made_easier_by"] == []
    assert {one["variant"] for one in first["sets"]} == {"harder"}
    notes = [
        note
        for session in good.diary_day(clock.when().local_day - timedelta(days=1)).sessions
        for note in session.exercises[0].notes
    ]
    assert "Changed to the next step your therapist wrote." in notes


class TypesNextStep(TypingPatient):
    """Types `next step` where it is offered, reads it, and says yes."""

    def answer(self, question: str, lines: list[str]) -> str:
        if "next step" in question.lower():
            return "yes" if question.startswith("Do the next step?") else "next step"
        return super().answer(question, lines)


def test_line_by_line_it_is_read_asked_and_kept_the_same(
    good: Companion, folder: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    good.close()
    shutil.copytree(folder, tmp_path / "typed")
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Stepping())
    out = io.StringIO()
    console = Console(clock, source=TypesNextStep(Patient(), out), out=out)
    with Companion(tmp_path / "typed", clock) as companion:
        assert PlainSession(companion, console).exercise() == COMPLETE
    assert records(tmp_path / "typed") == records(folder)
    printed = out.getvalue()
    assert "Next step: Bridge. Do three sets of twelve.\n3 sets of 12" in printed
    assert "When to take it: Three calm mornings in a row.\nDo the next step?" in printed


def test_line_by_line_no_stays_with_the_plan(
    good: Companion, folder: Path, clock: StoppedClock
) -> None:
    class SaysNo(TypesNextStep):
        def answer(self, question: str, lines: list[str]) -> str:
            if question.startswith("Do the next step?"):
                return "no"
            if "Type start" in question and self.typed[-1] == "no":
                return "start"
            return super().answer(question, lines)

    good.close()
    out = io.StringIO()
    console = Console(clock, source=SaysNo(Patient(), out), out=out)
    with Companion(folder, clock) as companion:
        assert PlainSession(companion, console).exercise() == COMPLETE
    assert out.getvalue().count("Do the next step?") == 2
    assert rows(folder, "SELECT DISTINCT variant FROM set_log") == [("as_written",)]
