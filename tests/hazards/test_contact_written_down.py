"""A contact that computed rules ask for is written down where it is asked for (decisions A8)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, install, rows, visit
from worsening import DAY, plan, worsen

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.prompts import Talked
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

TALK = Talked("Ruth Hall", "physiotherapist", "We talked about it by phone.")


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StoppedClock]:
    """A patient who gets worse; the advice to talk to the therapist was read."""
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, plan(), clock)
    with Companion(folder, clock) as companion:
        worsen(companion, clock)
        visit(companion, Patient())
    return folder, clock


def decided(companion: Companion) -> prompts.ShowDecision:
    companion.start()
    shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)[-1]
    assert isinstance(shown, prompts.ShowDecision)
    return shown


def test_it_is_offered_with_the_decision_and_ends_what_it_asked_for(
    place: tuple[Path, StoppedClock],
) -> None:
    with Companion(*place) as companion:
        shown = decided(companion)
        assert (shown.decision.kind, shown.may_record_talk) == (DecisionKind.EASY_ONLY, True)
        companion.reply(shown, TALK)
        after = companion.next()
        assert isinstance(after, prompts.ShowDecision)
        assert (after.decision.kind, after.may_record_talk) == (DecisionKind.GO, False)
    assert rows(place[0], "SELECT who FROM talk") == [("Ruth Hall",)]
    assert rows(place[0], "SELECT method FROM clearance") == [("talk",)]


@pytest.mark.parametrize(
    "talk",
    [
        Talked("Nora", "neighbour", "She thinks it is fine."),
        Talked("", "nurse", "We talked about it."),
        Talked("Ruth Hall", "nurse", "Short."),
    ],
)
def test_one_that_is_not_whole_changes_nothing(
    place: tuple[Path, StoppedClock], talk: Talked
) -> None:
    with Companion(*place) as companion:
        shown = decided(companion)
        with pytest.raises((UsageFault, Refused)):
            companion.reply(shown, talk)
        after = companion.next()
        assert isinstance(after, prompts.ShowDecision)
        assert after.decision.kind is DecisionKind.EASY_ONLY
    assert rows(place[0], "SELECT id FROM talk") == []


def test_it_is_not_offered_where_no_contact_is_waited_for(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, plan(), clock)
    with Companion(folder, clock) as companion:
        assert not decided(companion).may_record_talk


def test_line_by_line_the_words_lead_to_the_same_questions(
    place: tuple[Path, StoppedClock],
) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        decided(companion)
        typed = ["I spoke to them", "Ruth Hall", "physio", "We talked about it.", "leave"]
        out = io.StringIO()
        console = Console(clock, source=io.StringIO("\n".join(typed) + "\n"), out=out)
        PlainSession(companion, console).exercise()
    assert "I spoke to them when you have talked to them" in out.getvalue()
    assert rows(folder, "SELECT role FROM talk") == [("physio",)]
    assert out.getvalue().count("Ready when you are") == 1


def test_the_day_after_it_nothing_is_waited_for(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.reply(decided(companion), TALK)
        clock.advance(DAY)
        assert not decided(companion).may_record_talk


@pytest.mark.parametrize(
    "role",
    [
        "not a doctor",
        "hospital porter",
        "receptionist at the clinic",
        "aromatherapist",
        "clinical trial",
        "medicine box",
        "neighbour, a nurse once",
        "secretary of Dr Osei",
    ],
)
def test_a15_a_talk_with_somebody_else_is_not_kept(
    place: tuple[Path, StoppedClock], role: str
) -> None:
    with Companion(*place) as companion, pytest.raises((UsageFault, Refused)):
        companion.log_talk(Talked("Bob", role, "Carry on as before."), review=False)
    assert rows(place[0], "SELECT id FROM talk") == []


@pytest.mark.parametrize(
    "role",
    ["physio", "Physiotherapist", "physical therapist", "GP", "Dr", "practice nurse", "surgeon",
     "hospital doctor", "osteopath", "PT", "paramedic", "physician", "occupational therapist"],
)  # fmt: skip
def test_a15_a_talk_with_a_clinician_is(place: tuple[Path, StoppedClock], role: str) -> None:
    with Companion(*place) as companion:
        companion.log_talk(Talked("Ruth", role, "Carry on as before."), review=False)
    assert rows(place[0], "SELECT role FROM talk") == [(role,)]
