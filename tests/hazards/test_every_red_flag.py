"""Every warning sign that calls for somebody: told at once, kept, and no way round it (H-05, H-18).

What each sign must bring is written out here from clinical-spec 1.2 with decisions A5 to A11, not
taken from the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from journeys import IN_SESSION, NO, NOT_SURE, YES, Patient, console_for, rows, visit

from exercise_companion import catalogue
from exercise_companion.companion import Companion, exercising
from exercise_companion.core import prompts
from exercise_companion.core.terms import TIER_RANK, Tier
from exercise_companion.core.today_words import today_lines
from exercise_companion.errors import Locked
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.terms import Answer

WayIn = Literal["daily", "wrong"]

EMERGENCY, CLINIC, SURGEONS, THERAPIST = (
    "999", "020 7946 0200", "020 7946 0300", "020 7946 0123",
)  # fmt: skip

E_CALL = (
    "RF-FALL-02", "RF-INF-02", "RF-AAA-01", "RF-PE-01", "RF-PAD-01", "RF-CAR-01", "RF-CAR-02",
    "RF-CAR-03", "RF-STR-01", "RF-STR-02", "RF-STR-03", "RF-STR-04", "RF-OP-03",
)  # fmt: skip
E_GO = (
    "RF-CES-01", "RF-CES-02", "RF-CES-03", "RF-CES-04", "RF-CES-05", "RF-CES-06", "RF-OP-04",
)  # fmt: skip
URGENT = (
    "RF-CES-07", "RF-NEU-01", "RF-NEU-02", "RF-NEU-03", "RF-NEU-04", "RF-PAIN-01", "RF-FX-01",
    "RF-FALL-01", "RF-FALL-04", "RF-FALL-05", "RF-CA-02", "RF-AAA-02", "RF-DVT-01",
    "RF-CAR-04", "RF-CAR-05", "RF-CAR-06", "RF-GEN-04",
)  # fmt: skip
WOUND = ("RF-OP-01", "RF-OP-02", "RF-INF-01")
"""After surgery the surgical team comes first, for a fever too (rule C-18)."""
SOON = (
    "RF-NEU-05", "RF-PAIN-04", "RF-FX-02", "RF-CA-01", "RF-PAD-02", "RF-MED-01", "RF-MED-02",
    "RF-GEN-02", "RF-GEN-03",
)  # fmt: skip
CONTACT_ONLY = ("RF-PAIN-02", "RF-MED-04")

EXPECTED: dict[str, tuple[Tier, str]] = {
    **dict.fromkeys(E_CALL, (Tier.EMERGENCY_CALL, EMERGENCY)),
    **dict.fromkeys(E_GO, (Tier.EMERGENCY_GO, EMERGENCY)),
    **dict.fromkeys(URGENT, (Tier.URGENT, CLINIC)),
    **dict.fromkeys(WOUND, (Tier.URGENT, SURGEONS)),
    **dict.fromkeys((*SOON, *CONTACT_ONLY), (Tier.SOON, THERAPIST)),
}
FLAGS = sorted(EXPECTED)
BLOCKING = [flag for flag in FLAGS if flag not in CONTACT_ONLY]
SEVERE = [flag for flag in FLAGS if EXPECTED[flag][0] is not Tier.SOON]
MILD = [*SOON, *CONTACT_ONLY, "RF-FALL-03", "RF-GEN-01", "RF-MED-03"]

FOLLOW_UPS = ("RF-FALL-01", "RF-FALL-02", "RF-FALL-04", "RF-FALL-05")


def somebody_with(flag: str, answer: Answer = YES) -> Patient:
    """A patient with exactly this sign; a sign after a fall needs the fall."""
    opener = {"RF-FALL-03": YES} if flag in FOLLOW_UPS else {}
    return Patient({**opener, flag: answer})


LAST_WORD = {
    **{f"RF-CES-0{n}": f"RF-CES-0{n}/ces_onset_14_days" for n in range(1, 7)},
    "RF-CAR-04": "RF-CAR-04/dizzy_settled",
}
"""Signs whose tier waits for a follow-up (decisions A4, rule C-13)."""


def question_of(prompt: prompts.AskSafety | prompts.AskSettled) -> str:
    question = prompt.question if isinstance(prompt, prompts.AskSafety) else prompt.asked
    assert question is not None
    return question.id


def begin(companion: Companion, way_in: WayIn) -> None:
    if way_in == "daily":
        companion.start()
    else:
        companion.something_is_wrong()


def up_to_advice(companion: Companion, way_in: WayIn, patient: Patient) -> list[Prompt]:
    begin(companion, way_in)
    return visit(companion, patient, until=prompts.ShowAdvice)


def sessions(folder: Path) -> int:
    return len(rows(folder, "SELECT id FROM session"))


def alerts(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT flag_id, tier FROM alert")


def assert_no_route_begins(companion: Companion, folder: Path) -> None:
    """Every way a session could begin is tried."""
    assert companion.is_blocked()
    assert companion.today().state in {"locked", "held"}
    companion.start()
    eager = Patient()
    shown = visit(companion, eager)
    assert not any(isinstance(prompt, IN_SESSION) for prompt in shown)
    assert not any(
        isinstance(prompt, prompts.ShowDecision) and prompt.may_begin for prompt in shown
    )
    assert [type(refusal) for refusal in eager.refusals] == [Locked]
    assert companion.context is not None
    with pytest.raises(Locked):
        exercising.begin(companion.context, helper=False)
    assert sessions(folder) == 0


def test_these_are_all_the_signs_the_catalogue_asks_about() -> None:
    asked = {item.id for item in catalogue.red_flags() if item.is_asked}
    assert asked - set(MILD) - set(EXPECTED) == {"RF-MH-01"}
    assert set(EXPECTED) < asked
    assert len(EXPECTED) == 51


@pytest.mark.parametrize("way_in", ["daily", "wrong"])
@pytest.mark.parametrize("flag", FLAGS)
def test_h05_a_yes_is_kept_with_its_answer_then_told(
    folder: Path, clock: StoppedClock, flag: str, way_in: WayIn
) -> None:
    tier, number = EXPECTED[flag]
    patient = somebody_with(flag)
    with Companion(folder, clock) as companion:
        begin(companion, way_in)
        while isinstance(prompt := companion.next(), prompts.AskSafety | prompts.AskSettled):
            companion.reply(prompt, patient.reply(prompt))
            if question_of(prompt) == flag and flag in LAST_WORD:
                assert alerts(folder) == []
            if question_of(prompt) == LAST_WORD.get(flag, flag):
                assert alerts(folder) == [(flag, tier.value)]
                is_last = not isinstance(companion.next(), prompts.AskSafety)
                assert is_last or not tier.is_emergency
        assert alerts(folder) == [(flag, tier.value)]
        assert isinstance(prompt, prompts.ShowAdvice)
        assert prompt.saved
        assert (prompt.advice.tier, prompt.advice.number) == (tier, number)
        assert sessions(folder) == 0


@pytest.mark.parametrize("way_in", ["daily", "wrong"])
@pytest.mark.parametrize("flag", BLOCKING)
def test_no_route_to_a_session_is_left(
    folder: Path, clock: StoppedClock, flag: str, way_in: WayIn
) -> None:
    with Companion(folder, clock) as companion:
        up_to_advice(companion, way_in, somebody_with(flag))
    with Companion(folder, clock) as companion:
        unread = companion.next()
        assert isinstance(unread, prompts.ShowAdvice)
        assert unread.advice.number == EXPECTED[flag][1]
        assert_no_route_begins(companion, folder)
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        assert_no_route_begins(companion, folder)
        said = today_lines(companion.today())
        assert len(said) == len(set(said)), "each thing once"


@pytest.mark.parametrize("flag", CONTACT_ONLY)
def test_a_sign_to_talk_about_holds_nothing(folder: Path, clock: StoppedClock, flag: str) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, somebody_with(flag))
        assert not companion.is_blocked()
    assert sum(isinstance(prompt, prompts.ShowAdvice) for prompt in shown) == 1
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


@pytest.mark.parametrize("flag", SEVERE)
def test_not_sure_twice_counts_as_yes(folder: Path, clock: StoppedClock, flag: str) -> None:
    with Companion(folder, clock) as companion:
        shown = up_to_advice(companion, "daily", somebody_with(flag, NOT_SURE))
        told = shown[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert (told.advice.tier, told.advice.number) == EXPECTED[flag]
        assert_asked_twice(shown, flag)
        visit(companion, Patient(begins=False))
        assert_no_route_begins(companion, folder)


@pytest.mark.parametrize("flag", MILD)
def test_not_sure_twice_has_no_effect_on_a_milder_sign(
    folder: Path, clock: StoppedClock, flag: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, somebody_with(flag, NOT_SURE))
    assert_asked_twice(shown, flag)
    assert not any(isinstance(prompt, prompts.ShowAdvice) for prompt in shown)
    assert alerts(folder) == []
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def assert_asked_twice(shown: list[Prompt], flag: str) -> None:
    questions = [
        prompt.question
        for prompt in shown
        if isinstance(prompt, prompts.AskSafety) and prompt.question.id == flag
    ]
    assert [question.attempt for question in questions] == [1, 2]
    assert questions[1].example_yes
    assert questions[1].example_no


@pytest.mark.parametrize("flag", ["RF-GEN-01", "RF-MED-03"])
def test_a_day_one_does_not_feel_up_to_is_left_out_and_tomorrow_is_open(
    folder: Path, clock: StoppedClock, flag: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        patient = Patient({flag: YES})
        visit(companion, patient)
        assert len(patient.refusals) == 1
        assert sessions(folder) == 0
        assert companion.today().state == "advised_rest"
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    assert sessions(folder) == 1


def test_the_highest_tier_is_told_first(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        both = Patient({"RF-NEU-01": YES, "RF-GEN-02": YES})
        told = visit(companion, both, until=prompts.ShowAdvice)[-1]
    assert isinstance(told, prompts.ShowAdvice)
    assert told.advice.number == CLINIC
    worst = max((EXPECTED[flag][0] for flag in both.signs), key=TIER_RANK.__getitem__)
    assert told.advice.tier is worst


# --- line by line ---------------------------------------------------------------------------------


def plainly(folder: Path, clock: StoppedClock, patient: Patient, way_in: WayIn) -> tuple[int, str]:
    """The exit code of a line-by-line visit, and what it printed."""
    console, out = console_for(patient, clock)
    with Companion(folder, clock) as companion:
        session = PlainSession(companion, console)
        code = session.exercise() if way_in == "daily" else session.something_is_wrong()
    return code, out.getvalue()


@pytest.mark.parametrize("way_in", ["daily", "wrong"])
@pytest.mark.parametrize("flag", BLOCKING)
def test_line_by_line_a_yes_is_told_and_nothing_begins(
    folder: Path, clock: StoppedClock, flag: str, way_in: WayIn
) -> None:
    tier, number = EXPECTED[flag]
    code, printed = plainly(folder, clock, somebody_with(flag), way_in)
    assert code == 4
    advice = printed[printed.index(WORDS[tier]) :]
    assert number in advice
    assert "This is recorded." in advice
    assert alerts(folder) == [(flag, tier.value)]
    assert sessions(folder) == 0
    again, printed = plainly(folder, clock, Patient(), "daily")
    assert again == 4
    assert sessions(folder) == 0
    assert {"E": "locked", "U": "locked", "S": "first"}[tier.value[0]] in printed


WORDS = {
    Tier.EMERGENCY_CALL: "EMERGENCY. ",
    Tier.EMERGENCY_GO: "EMERGENCY. ",
    Tier.URGENT: "TODAY. ",
    Tier.SOON: "BEFORE YOUR NEXT SESSION. ",
}


@pytest.mark.parametrize("flag", CONTACT_ONLY)
def test_line_by_line_a_sign_to_talk_about_holds_nothing(
    folder: Path, clock: StoppedClock, flag: str
) -> None:
    code, printed = plainly(folder, clock, somebody_with(flag), "daily")
    assert code == 0
    assert THERAPIST in printed
    assert alerts(folder) == [(flag, "S")]
    assert sessions(folder) == 1


def test_nobody_with_no_sign_is_stopped(folder: Path, clock: StoppedClock) -> None:
    assert set(Patient().signs.values()) <= {NO}
    code, _ = plainly(folder, clock, Patient(), "daily")
    assert code == 0
    assert alerts(folder) == []
    assert sessions(folder) == 1


def test_each_sign_says_its_place_while_the_number_of_its_topic_stands_still(
    folder: Path, clock: StoppedClock
) -> None:
    topic = catalogue.load().topic("T1")
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    asked = [
        prompt.sign
        for prompt in shown
        if isinstance(prompt, prompts.AskSafety) and prompt.question.id in topic.items
    ]
    many = len(topic.items)
    assert asked == [f"sign {place} of {many}" for place in range(1, many + 1)]
