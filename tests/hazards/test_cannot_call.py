"""Who cannot call is told what to do, whatever becomes of the store meanwhile (SI-11, A17)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.store import unwritten
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = 24 * 3600
CALL, GO = "RF-CAR-01", "RF-CES-02"


def destroy(folder: Path) -> None:
    """Everything of the data file is overwritten."""
    for file in folder.glob(f"{FILE_NAME}*"):
        file.write_bytes(b"\x00garbage" * (file.stat().st_size // 8 + 1))


def take_a_view(folder: Path) -> None:
    """Alerts cannot be read any more; everything else can."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("DROP VIEW v_alerts")


def told(companion: Companion, sign: str) -> prompts.ShowAdvice:
    companion.something_is_wrong()
    patient = Patient({sign: YES}, begins=False)
    shown = visit(companion, patient, until=prompts.ShowAdvice)[-1]
    assert isinstance(shown, prompts.ShowAdvice)
    return shown


def cannot_call(companion: Companion, sign: str) -> prompts.ShowAdvice:
    """Told, and answered so: what helps then."""
    companion.reply(told(companion, sign), prompts.Acknowledged("cannot_call"))
    shown = companion.next()
    assert isinstance(shown, prompts.ShowAdvice)
    return shown


def cleared_by_a_new_version(folder: Path, clock: StoppedClock) -> None:
    """Loaded from a second window: it ends the only lock."""
    ((event_id,),) = rows(folder, "SELECT event_id FROM alert")
    ended = {
        "event_id": event_id,
        "cleared_by": "Ruth Hall",
        "role": "physiotherapist",
        "licence_no": "PH-104233",
        "date": "2026-11-23",
        "note": "Seen today.",
    }
    second = full_program() | {"version": 2, "clearances": [ended]}
    second["supersedes"] = {"program_id": second["program_id"], "version": 1}
    install(folder, second, clock)


@pytest.mark.parametrize("breaks", [destroy, take_a_view])
@pytest.mark.parametrize("sign", [CALL, GO])
def test_si11_help_is_shown_although_the_store_breaks_after_the_answer(
    folder: Path, clock: StoppedClock, sign: str, breaks: Callable[[Path], None]
) -> None:
    with Companion(folder, clock) as companion:
        advice = told(companion, sign)
        companion.reply(advice, prompts.Acknowledged("cannot_call"))
        breaks(folder)
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines
        assert again.advice.tier is advice.advice.tier
        assert not again.saved
        assert companion.is_blocked()


@pytest.mark.parametrize("answer", ["calling", "cannot_call"])
@pytest.mark.parametrize("sign", [CALL, GO])
def test_si11_an_advice_stays_although_the_store_breaks_before_its_answer(
    folder: Path, clock: StoppedClock, sign: str, answer: str
) -> None:
    """SI-12: the line with the number stays, too, and a mark tells the next start."""
    with Companion(folder, clock) as companion:
        advice = told(companion, sign)
        destroy(folder)
        ack = next(one.ack for one in advice.advice.choices if one.ack == answer)
        assert companion.reply(advice, prompts.Acknowledged(ack)) is False
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert bool(again.help_lines) is (answer == "cannot_call")
        assert not again.saved
        assert companion.is_blocked()
        assert "You reported a warning sign" in companion.today().alert_line
        companion.reply(again, prompts.Acknowledged("calling"))
        assert companion.next() is None
    assert any(line.startswith(f"{sign} ") for line in unwritten.read(folder))
    with Companion(folder, clock) as companion:
        assert companion.is_blocked()
        assert isinstance(companion.next(), prompts.ShowAdvice)


def test_a17_a_store_that_could_be_read_again_after_all_raises_nothing_twice(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        told(companion, CALL)
        companion.next()
        whole = {file: file.read_bytes() for file in folder.glob(f"{FILE_NAME}*")}
        destroy(folder)
        assert isinstance(companion.next(), prompts.ShowAdvice)
        assert unwritten.read(folder)
    for file, content in whole.items():
        file.write_bytes(content)
    with Companion(folder, clock) as companion:
        visit(companion, Patient(begins=False))
        assert companion.is_blocked()
    assert rows(folder, "SELECT flag_id FROM alert") == [(CALL,)]
    assert not unwritten.read(folder)


def test_si11_help_stays_until_it_was_read_although_another_window_ended_the_lock(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        cannot_call(companion, GO)
        cleared_by_a_new_version(folder, clock)
        companion.something_is_wrong()
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines
        assert "mistake" not in {choice.ack for choice in again.advice.choices}
        companion.reply(again, prompts.Acknowledged("helped"))
        assert isinstance(companion.next(), prompts.AskSafety)


def test_who_leaves_the_help_is_back_at_today(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        shown = cannot_call(companion, GO)
        companion.reply(shown, prompts.Leave())
        assert companion.next() is None
        assert companion.is_blocked()


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize("sign", [CALL, GO])
def test_si11_help_comes_again_at_the_next_opening_where_the_program_ended_before(
    folder: Path, clock: StoppedClock, sign: str, days: int
) -> None:
    with Companion(folder, clock) as companion:
        shown = cannot_call(companion, sign)
    clock.advance(60 + days * DAY)
    for _ in range(2):
        with Companion(folder, clock) as companion:
            companion.greet()
            again = companion.next()
            assert isinstance(again, prompts.ShowAdvice)
            assert again.help_lines == shown.help_lines
            assert again.advice.tier is shown.advice.tier
    with Companion(folder, clock) as companion:
        companion.start()
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines
        companion.reply(again, prompts.Acknowledged("helped"))
        assert not isinstance(companion.next(), prompts.ShowAdvice)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert not isinstance(companion.next(), prompts.ShowAdvice)


def test_si11_it_does_not_where_the_lock_was_ended_meanwhile(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        cannot_call(companion, GO)
    cleared_by_a_new_version(folder, clock)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert not isinstance(companion.next(), prompts.ShowAdvice)


def test_si11_what_was_told_beside_it_is_read_with_the_help_and_not_once_more(
    folder: Path, clock: StoppedClock
) -> None:
    """An urgent sign was told in a second window while the first showed the advice."""
    with Companion(folder, clock) as companion, Companion(folder, clock) as second:
        advice = told(companion, GO)
        second.something_is_wrong()
        visit(second, Patient({"RF-CES-07": YES}, begins=False), until=prompts.ShowAdvice)
        companion.reply(advice, prompts.Acknowledged("cannot_call"))
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines
        companion.reply(again, prompts.Acknowledged("helped"))
        assert companion.next() is None


def test_who_left_the_help_has_it_at_the_next_opening(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.reply(cannot_call(companion, GO), prompts.Leave())
    with Companion(folder, clock) as companion:
        companion.greet()
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.help_lines
