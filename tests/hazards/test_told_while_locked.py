"""What is told while something graver is open never reads milder than that (7.5, 7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, console_for, install, keyed_program, visit
from locks import ASSESSED, at_the_lock, report

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.advice import advice_lines
from exercise_companion.errors import StoreFault
from exercise_companion.plain.session import PlainSession
from exercise_companion.store import opening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from journeys import StoppedClock

NOON = 3 * 3600
HOUR = 3600
WARD, CLINIC, THERAPIST, EMERGENCY = (
    "020 7946 0300",
    "020 7946 0200",
    "020 7946 0123",
    "999",
)


@pytest.fixture
def opened(tmp_path: Path, clock: StoppedClock) -> Iterator[Companion]:
    install(tmp_path / "data", keyed_program(), clock)
    clock.advance(NOON)
    with Companion(tmp_path / "data", clock) as companion:
        yield companion


def told(companion: Companion, clock: StoppedClock, flag: str) -> prompts.ShowAdvice:
    """The advice for a sign that is reported an hour later."""
    clock.advance(HOUR)
    companion.something_is_wrong()
    patient = Patient({flag: YES}, begins=False)
    shown = visit(companion, patient, until=prompts.ShowAdvice)[-1]
    assert isinstance(shown, prompts.ShowAdvice)
    return shown


def called_first(companion: Companion) -> tuple[str, str] | None:
    return companion.today().call


@pytest.mark.parametrize("milder", ["RF-PAIN-02", "RF-NEU-05", "RF-OP-01", "RF-CA-01"])
@pytest.mark.parametrize("graver", ["RF-CES-02", "RF-CAR-01"])
def test_an_open_emergency_leads_whatever_is_told_after_it(
    opened: Companion, clock: StoppedClock, graver: str, milder: str
) -> None:
    report(opened, graver)
    shown = told(opened, clock, milder)
    lead = f"If nobody has seen you yet: call {EMERGENCY}, or go to an emergency department now."
    assert (shown.advice.word, shown.advice.do_now[0]) == ("EMERGENCY", lead)
    assert (shown.advice.number_label, shown.advice.number) == called_first(opened)
    lines = "\n".join(advice_lines(shown.advice))
    assert "NEXT FEW DAYS" not in lines
    assert "record the talk" not in lines.lower()
    assert shown.saved
    assert "cannot_call" in [choice.ack for choice in shown.advice.choices]


def test_what_was_told_is_named_and_what_to_say_has_both(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-CES-02")
    advice = told(opened, clock, "RF-NEU-05").advice
    assert 'You told us: "my hands are newly clumsy or numb".' in advice.do_now
    assert "my hands are newly clumsy or numb" in advice.say
    assert "pee" in advice.say


def test_a_private_sign_is_not_spelled_out(opened: Companion, clock: StoppedClock) -> None:
    report(opened, "RF-CAR-01")
    advice = told(opened, clock, "RF-CES-06").advice
    assert "You told us about a private warning sign." in advice.do_now


def test_once_seen_the_emergency_line_stays_first_and_the_new_advice_follows(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-CES-02")
    opened.reply(at_the_lock(opened), ASSESSED)
    visit(opened, Patient(begins=False))
    advice = told(opened, clock, "RF-PAIN-02").advice
    assert advice.do_now[0].startswith(f"If it gets worse, or comes back: call {EMERGENCY}")
    assert "Talk to Ruth Hall in the next few days." in advice.do_now
    assert (advice.number_label, advice.number) == called_first(opened)
    assert [choice.ack for choice in advice.choices] == ["seen"]


def test_of_two_urgent_signs_told_one_after_the_other_the_lines_are_merged_as_on_today(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-OP-01")
    advice = told(opened, clock, "RF-NEU-03").advice
    assert (advice.word, advice.number) == ("TODAY", WARD)
    assert CLINIC in [line.phone for line in advice.contacts]
    call = called_first(opened)
    assert call is not None
    assert call[1] == WARD


def test_a_contact_told_while_a_hold_is_open_says_that_the_hold_stays(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-NEU-05")
    advice = told(opened, clock, "RF-PAIN-02").advice
    assert advice.word == "BEFORE YOUR NEXT SESSION"
    assert "Your next session is on hold." in advice.closing


def test_a_graver_sign_told_after_a_milder_one_leads_by_itself(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-NEU-05")
    advice = told(opened, clock, "RF-CES-02").advice
    assert advice.template == "emergency_go.1"
    assert advice.do_now[0] == "Go to an emergency department now. Do not drive yourself."


def test_an_emergency_to_be_called_in_leads_over_one_to_go_to(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-CAR-01")
    advice = told(opened, clock, "RF-CES-02").advice
    assert advice.do_now[0].startswith(f"If nobody has seen you yet: call {EMERGENCY}")


def test_who_cannot_call_is_helped_with_the_emergency(
    opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-CES-02")
    shown = told(opened, clock, "RF-NEU-05")
    opened.reply(shown, prompts.Acknowledged("cannot_call"))
    helped = opened.next()
    assert isinstance(helped, prompts.ShowAdvice)
    assert helped.help_lines
    assert helped.advice.word == "EMERGENCY"


def test_line_by_line_the_same_is_told(
    tmp_path: Path, opened: Companion, clock: StoppedClock
) -> None:
    report(opened, "RF-CES-02")
    opened.close()
    clock.advance(HOUR)
    console, out = console_for(Patient({"RF-NEU-05": YES}, begins=False), clock)
    with Companion(tmp_path / "data", clock) as companion:
        PlainSession(companion, console).something_is_wrong()
    printed = out.getvalue()
    assert "EMERGENCY. Stop exercising now" in printed
    assert printed.index("If nobody has seen you yet") < printed.index('clumsy or numb"')


def test_where_it_cannot_be_saved_the_emergency_leads_just_so(
    tmp_path: Path, opened: Companion, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(opened, "RF-CES-02")
    opened.close()
    monkeypatch.setattr(opening, "require_writable", refuse)
    with Companion(tmp_path / "data", clock) as companion:
        shown = told(companion, clock, "RF-NEU-05")
    assert not shown.saved
    assert shown.advice.do_now[0].startswith(f"If nobody has seen you yet: call {EMERGENCY}")


def refuse(_: Path) -> None:
    what_happened = "The data folder cannot be written to."
    raise StoreFault(what_happened, "Check the disk.")
