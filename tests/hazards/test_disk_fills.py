"""Writing fails in the middle: what was told locks all the same, and is written later (A17)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from disks import FULL, full_disk
from journeys import NO, YES, Patient, StoppedClock, console_for, rows, visit

from exercise_companion.cli.opening import look
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.terms import Tier
from exercise_companion.errors import CompanionError, StoreFault
from exercise_companion.plain.session import BLOCKED, PlainSession
from exercise_companion.store import unwritten
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.program_records import ProgramRecords

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exercise_companion.core.terms import Answer

GAVE_WAY = WalkRecord("outdoor_walk", 9, None, 1, None, "leg_symptoms", gave_way=True)

STROKE, SADDLE, DIZZY = "RF-STR-01", "RF-CES-01", "RF-CAR-04"


def tell(companion: Companion, signs: Mapping[str, Answer]) -> prompts.ShowAdvice:
    companion.something_is_wrong()
    shown = visit(companion, Patient(dict(signs)), until=prompts.ShowAdvice)[-1]
    assert isinstance(shown, prompts.ShowAdvice)
    return shown


def every_sign_denied(companion: Companion) -> list[prompts.Prompt]:
    """Everything that comes for somebody who then says no to all of it, and wants to exercise."""
    try:
        companion.start()
    except CompanionError:
        return []
    return visit(companion, Patient())


@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("sign", [STROKE, SADDLE])
def test_a17_an_emergency_that_could_not_be_saved_locks_and_is_saved_when_it_can(
    folder: Path,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    sign: str,
    marks: bool,  # noqa: FBT001 - a parameter
) -> None:
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        with full_disk(monkeypatch, marks=marks):
            visit(companion, Patient({sign: YES}), until=prompts.ShowAdvice)
            advice = companion.next()
            assert isinstance(advice, prompts.ShowAdvice)
            assert advice.advice.tier.is_emergency
            assert not advice.saved
            companion.reply(advice, prompts.Acknowledged("calling"))
            assert companion.next() is None
            assert companion.is_blocked()
            assert companion.today().state == "locked"
            assert rows(folder, "SELECT * FROM alert") == []
            assert bool(unwritten.read(folder)) is marks
        # There is room again, and the window was never closed.
        shown = every_sign_denied(companion)
        assert not any(isinstance(one, prompts.DoSet) for one in shown)
        assert any(isinstance(one, prompts.ShowAdvice) and one.saved for one in shown)
        assert companion.is_blocked()
        assert companion.today().state == "locked"
    assert rows(folder, "SELECT flag_id FROM alert") == [(sign,)]
    assert not unwritten.read(folder)


def test_a17_where_the_window_was_closed_the_next_start_raises_it(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        assert not tell(companion, {STROKE: YES}).saved
    with Companion(folder, clock) as companion:
        assert companion.is_blocked()
        shown = companion.next()
        assert isinstance(shown, prompts.ShowAdvice)
        assert shown.saved
    assert rows(folder, "SELECT flag_id FROM alert") == [(STROKE,)]
    assert not unwritten.read(folder)


def test_the_questions_go_on_when_the_disk_fills_between_two_of_them(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    companion.something_is_wrong()
    first = companion.next()
    assert isinstance(first, prompts.AskSafety)
    with full_disk(monkeypatch):
        assert companion.reply(first, prompts.Answered(NO)) is False
        second = companion.next()
        assert isinstance(second, prompts.AskSafety)
        assert second.number == first.number + 1
        assert "cannot be saved" in second.purpose
        visit(companion, Patient())
        assert companion.next() is None
        assert companion.today().state == "cannot_save"
        with pytest.raises(StoreFault):
            companion.start()
    assert companion.today().state == "ready"
    assert rows(folder, "SELECT value FROM safety_answer") == []


def test_an_advice_is_shown_although_today_cannot_be_brought_up_to_date(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The alert is on disk; what *Today* shows first is worked out anew the next time."""

    def no_room(*_: object) -> None:
        raise FULL

    monkeypatch.setattr(ProgramRecords, "write_projection", no_room)
    advice = tell(companion, {STROKE: YES})
    assert advice.saved
    assert rows(folder, "SELECT flag_id FROM alert") == [(STROKE,)]


def test_si11_who_cannot_call_is_helped_although_that_cannot_be_saved(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = tell(companion, {STROKE: YES})
    assert advice.saved
    with full_disk(monkeypatch):
        companion.reply(advice, prompts.Acknowledged("cannot_call"))
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines


@pytest.mark.parametrize("told", [{DIZZY: YES}, {"T3": YES}], ids=["a sign", "a topic"])
def test_a9_what_was_told_and_not_asked_to_its_end_is_asked_first_at_the_next_start(
    folder: Path,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    told: dict[str, Answer],
) -> None:
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        companion.something_is_wrong()
        asked = companion.next()
        while not (isinstance(asked, prompts.AskSafety) and asked.question.id in told):
            assert isinstance(asked, prompts.AskSafety)
            wanted = {"T3"} if DIZZY in told else set(told)
            value = YES if asked.question.id in wanted else NO
            companion.reply(asked, prompts.Answered(value))
            asked = companion.next()
        companion.reply(asked, prompts.Answered(YES))
        assert "question about a warning sign is open" in companion.today().alert_line
    with Companion(folder, clock) as companion:
        assert "question about a warning sign is open" in companion.today().alert_line
        companion.start()
        first = companion.next()
        assert isinstance(first, prompts.AskSafety | prompts.AskSettled)
        if isinstance(first, prompts.AskSafety):
            assert first.purpose == "You told us about this before. It comes first."
    assert not unwritten.read(folder)


@pytest.mark.parametrize("table", ["alert", "safety_check", "safety_answer", "setting"])
def test_one_damaged_table_stops_no_question(folder: Path, clock: StoppedClock, table: str) -> None:
    with Companion(folder, clock) as companion:
        visit_until_asked(companion)
    damage(folder, table)
    with Companion(folder, clock) as companion:
        advice = tell(companion, {STROKE: YES})
        assert advice.advice.tier is Tier.EMERGENCY_CALL
        companion.reply(advice, prompts.Acknowledged("calling"))
        assert companion.is_blocked()


def visit_until_asked(companion: Companion) -> None:
    companion.something_is_wrong()
    asked = companion.next()
    assert asked is not None
    companion.reply(asked, prompts.Answered(NO))


def damage(folder: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    roots = dict(rows(folder, "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"))
    ((size,),) = rows(folder, "PRAGMA page_size")
    with (folder / FILE_NAME).open("r+b") as file:
        file.seek((roots[table] - 1) * size)
        file.write(b"\xff" * size)


def test_a_mark_that_is_no_file_locks_and_stops_nothing_else(
    folder: Path, clock: StoppedClock
) -> None:
    (folder / unwritten.MARKER_NAME).mkdir()
    for _ in range(2):
        with Companion(folder, clock) as companion:
            assert companion.fault is None
            assert companion.is_blocked()
            shown = companion.next()
            assert isinstance(shown, prompts.ShowAdvice)
            assert shown.advice.tier is Tier.EMERGENCY_CALL
            assert "a warning sign, which could not be saved" in shown.advice.say
    assert len(rows(folder, "SELECT flag_id FROM alert")) == 1
    assert not (folder / unwritten.MARKER_NAME).exists()


def test_a_store_that_is_gone_while_its_mark_is_there_is_no_first_start(
    folder: Path, plan: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        tell(companion, {STROKE: YES})
    (folder / FILE_NAME).unlink()
    with Companion(folder, clock) as companion:
        assert companion.is_blocked()
        assert companion.today().state == "cannot_save"
        assert isinstance(companion.next(), prompts.ShowAdvice)
        companion.preview(plan)
        companion.install(plan, "Ana Novak", "1957-03-04")
        assert companion.is_blocked()
        assert companion.today().state == "locked"
    assert rows(folder, "SELECT flag_id FROM alert") == [(STROKE,)]
    assert not unwritten.read(folder)


def test_line_by_line_an_emergency_that_could_not_be_saved_ends_with_the_code_of_a_lock(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, clock) as companion, full_disk(monkeypatch):
        console, out = console_for(Patient({STROKE: YES}), clock)
        assert PlainSession(companion, console).something_is_wrong() == BLOCKED
    assert "This could not be saved. Do what it says all the same" in out.getvalue()
    assert "Call 999 now." in out.getvalue()
    assert "Saved." not in out.getvalue()


# --- a session, and another window ----------------------------------------------------------------


def in_a_set(companion: Companion) -> prompts.DoSet:
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    assert isinstance(shown, prompts.DoSet)
    return shown


def test_e6_what_another_window_could_not_save_ends_the_session_in_this_one(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, clock) as here:
        shown = in_a_set(here)
        with full_disk(monkeypatch), Companion(folder, clock) as there:
            tell(there, {STROKE: YES})
        with pytest.raises(CompanionError):
            here.reply(shown, prompts.DidSet())
        assert here.is_blocked()
        assert here.today().state == "locked"
    assert rows(folder, "SELECT * FROM set_log") == []
    assert rows(folder, "SELECT flag_id FROM alert") == [(STROKE,)]
    assert not unwritten.read(folder)


def test_e6_what_another_window_could_not_save_locks_today_in_this_one(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, clock) as here:
        assert here.today().state == "ready"
        with full_disk(monkeypatch), Companion(folder, clock) as there:
            tell(there, {STROKE: YES})
        assert here.today().state == "locked"


def test_pr07_a_stop_that_cannot_be_saved_asks_its_two_questions(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = in_a_set(companion)
    with full_disk(monkeypatch):
        companion.reply(shown, prompts.Stop())
        asked = visit(companion, Patient())
        ids = [one.question.id for one in asked if isinstance(one, prompts.AskSafety)]
        assert ids == ["T3", "T4"]
        assert companion.next() is None
        assert companion.today().state == "cannot_save"
    companion.start()
    assert isinstance(companion.next(), prompts.AskGoOn)


def test_pr05_a_new_feeling_that_cannot_be_saved_is_asked_about_at_once(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = in_a_set(companion)
    companion.reply(shown, prompts.Hurts())
    asked = companion.next()
    assert isinstance(asked, prompts.AskPain)
    with full_disk(monkeypatch):
        companion.reply(asked, prompts.Scored(new_sensation=True))
        question = companion.next()
        assert isinstance(question, prompts.AskSafety)
        assert question.question.id == "RF-NEU-03"
        assert unwritten.read(folder) == ("RF-NEU-03 told",)
        advice = visit(companion, Patient({"RF-NEU-03": YES}), until=prompts.ShowAdvice)[-1]
        assert isinstance(advice, prompts.ShowAdvice)
        assert companion.is_blocked()


def test_pr01a_pain_too_high_to_start_is_advised_on_although_it_cannot_be_saved(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    companion.start()
    asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
    assert isinstance(asked, prompts.AskPain)
    with full_disk(monkeypatch):
        with pytest.raises(StoreFault):
            companion.reply(asked, prompts.Scored(tuple((one.site, 2) for one in asked.sites)))
        assert companion.next() == asked
        companion.reply(asked, prompts.Scored(tuple((one.site, 10) for one in asked.sites)))
        shown = visit(companion, Patient(), until=prompts.ShowAdvice)
        first, advice = shown[0], shown[-1]
        assert isinstance(first, prompts.AskSafety)
        assert first.question.id == "RF-PAIN-01"
        assert isinstance(advice, prompts.ShowAdvice)
        assert advice.advice.title == "No session today"
        assert not advice.saved
    told, asked_about = unwritten.read(folder)
    assert told.startswith("PR-01a S C PR-01a A-20261123-")
    assert asked_about == "RF-PAIN-01 told"


def test_a_topic_that_was_denied_after_all_leaves_no_empty_mark_behind(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_a_name(place: Path, _: object) -> None:
        (place / unwritten.MARKER_NAME).touch()
        raise FULL

    companion.something_is_wrong()
    with full_disk(monkeypatch), monkeypatch.context() as broken:
        broken.setattr(unwritten, "mark", only_a_name)
        first = companion.next()
        assert isinstance(first, prompts.AskSafety)
        companion.reply(first, prompts.Answered(YES))
        assert unwritten.is_there(folder)
        visit(companion, Patient())
        assert companion.next() is None
    assert not unwritten.is_there(folder)


@pytest.mark.parametrize("table", ["questions_due", "pain_entry", "session_end", "set_log"])
def test_a_lock_is_said_where_a_part_of_what_today_shows_cannot_be_read(
    folder: Path, clock: StoppedClock, table: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.reply(tell(companion, {STROKE: YES}), prompts.Acknowledged("calling"))
    damage(folder, table)
    with Companion(folder, clock) as companion:
        view = companion.today()
        assert "call 999" in view.alert_line
        assert any("Exercise is locked" in line for line in view.reasons)


def test_today_as_a_command_says_that_a_part_cannot_be_read(
    folder: Path, clock: StoppedClock
) -> None:
    damage(folder, "questions_due")
    place = SimpleNamespace(
        folder=folder, clock=lambda: clock, companion=lambda: Companion(folder, clock)
    )
    with Companion(folder, clock) as companion:
        view = companion.today()
        why = companion.fault or companion.damage
    shown, said = look(place)  # type: ignore[arg-type]
    assert view.state == shown.state == "cannot_save"
    assert why is not None
    assert said is not None
    assert (
        (said.what_happened, said.what_to_do)
        == view.reasons[-2:]
        == (
            why.what_happened,
            why.what_to_do,
        )
    )


def test_the_plans_number_and_people_are_known_where_the_plan_can_be_read(
    folder: Path, clock: StoppedClock
) -> None:
    damage(folder, "alert")
    with Companion(folder, clock) as companion:
        assert tell(companion, {STROKE: YES}).advice.number == "999"
        assert "Ruth Hall" in {one.name for one in companion.contacts()}


def test_a_yes_is_not_lost_with_the_store_it_would_have_gone_to(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        first = companion.next()
        assert isinstance(first, prompts.AskSafety)
        assert companion.context is not None
        companion.context.store._db.execute("DROP TABLE safety_answer")
        companion.reply(first, prompts.Answered(YES))
        assert f"{first.question.id} told" in unwritten.read(folder)
        assert isinstance(companion.next(), prompts.AskSafety)


@pytest.mark.parametrize("table", ["alert", "meta"])
def test_nc5_a_leg_that_gave_way_is_advised_on_with_a_damaged_table(
    folder: Path, clock: StoppedClock, table: str
) -> None:
    damage(folder, table)
    with Companion(folder, clock) as companion:
        with pytest.raises(StoreFault):
            companion.log_walk(GAVE_WAY)
        assert isinstance(companion.next(), prompts.ShowAdvice)
        assert companion.is_blocked()


def test_every_screen_says_that_nothing_is_saved_until_a_warning_sign_has_the_line(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    companion.something_is_wrong()
    with full_disk(monkeypatch):
        first = companion.next()
        assert first is not None
        companion.reply(first, prompts.Answered(NO))
        assert companion.today().alert_line == "Nothing can be saved now."
