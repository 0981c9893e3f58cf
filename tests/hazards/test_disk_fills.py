"""Writing fails in the middle: what was told locks all the same, and is written later (A17)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from journeys import NO, YES, Patient, StoppedClock, console_for, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.terms import Tier
from exercise_companion.errors import CompanionError, StoreFault
from exercise_companion.plain.session import BLOCKED, PlainSession
from exercise_companion.store import unwritten
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.journal import Journal
from exercise_companion.store.program_records import ProgramRecords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from exercise_companion.core.terms import Answer

FULL = StoreFault("This could not be saved: the disk is full.", "Make some room on the disk.")

STROKE, SADDLE, DIZZY = "RF-STR-01", "RF-CES-01", "RF-CAR-04"

MAKES_NO_MARK = "no room for a mark either"


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, *, marks: bool = True) -> Iterator[None]:
    """Nothing can be written to the store itself; `marks` whether beside it still."""
    write = Journal._write

    def refuse(self: Journal, *given: object) -> int:
        if self.is_kept:
            raise FULL
        return write(self, *given)  # type: ignore[arg-type]

    def no_mark(*_: object) -> None:
        raise FULL

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "_write", refuse)
        if not marks:
            broken.setattr(unwritten, "mark", no_mark)
        yield


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
            assert shown.advice.tier is Tier.EMERGENCY_GO
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
