"""A yes to a topic is not dropped with the window: its signs come first, however much later."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import questions
from builders import as_bytes
from journeys import (
    BORN,
    FIRST_DAY,
    NAME,
    NO,
    NOT_SURE,
    YES,
    Patient,
    full_program,
    rows,
    visit,
)
from questions import asked

from exercise_companion import catalogue
from exercise_companion.companion import Companion, exercising
from exercise_companion.companion.projection import today_at_a_glance
from exercise_companion.core import prompts
from exercise_companion.core.today_words import today_lines
from exercise_companion.errors import Refused
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.terms import Answer

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
OPEN = "A question about a warning sign is open. In an emergency call 999."
CHEST = next(topic for topic in catalogue.load().topics if topic.id == "T3")
MOST_REPLIES = 20
"""More than the questions up to the end of the topic."""

BEFORE = "You told us about this before. It comes first."


@pytest.fixture
def folder(second_day: Path, tmp_path: Path, clock: StoppedClock) -> Path:
    """The second day: topics are asked now."""
    clock.advance(DAY)
    return shutil.copytree(second_day, tmp_path / "data")


def up_to(companion: Companion, question_id: str, patient: Patient | None = None) -> Prompt:
    return questions.up_to(companion, patient or Patient(), question_id)


def say(companion: Companion, prompt: Prompt, *values: Answer) -> None:
    """Answer this question and those that follow it."""
    for value in values:
        companion.reply(prompt, prompts.Answered(value))
        following = companion.next()
        assert following is not None
        prompt = following


def told(folder: Path, clock: StoppedClock, *values: Answer) -> None:
    """Say yes to the chest topic (and then the values), and close the window."""
    with Companion(folder, clock) as companion:
        companion.start()
        say(companion, up_to(companion, "T3"), *(values or (YES,)))


def signs_asked(companion: Companion, values: dict[str, Answer] | None = None) -> list[str]:
    """What is asked now, one after another, until something else is shown."""
    ids = []
    while isinstance(prompt := companion.next(), prompts.AskSafety):
        if prompt.purpose != BEFORE:
            break
        ids.append(prompt.question.id)
        companion.reply(prompt, prompts.Answered((values or {}).get(prompt.question.id, NO)))
    return ids


def alerts(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT flag_id, tier FROM alert ORDER BY id")


@pytest.mark.parametrize("value", [YES, NOT_SURE])
@pytest.mark.parametrize("away", [0, MINUTE, 7 * HOUR, DAY, 20 * DAY])
def test_today_says_so_and_nothing_begins(
    folder: Path, clock: StoppedClock, away: int, value: Answer
) -> None:
    told(folder, clock, value)
    clock.advance(away)
    glance = today_at_a_glance(folder, clock.local())
    assert glance is None or glance.alert_line == OPEN
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == OPEN
        assert companion.context is not None
        with pytest.raises(Refused, match="No session can begin yet"):
            exercising.begin(companion.context, helper=False)


@pytest.mark.parametrize("value", [YES, NOT_SURE])
@pytest.mark.parametrize("away", [0, MINUTE])
def test_on_the_same_day_the_check_goes_on_with_the_signs(
    folder: Path, clock: StoppedClock, away: int, value: Answer
) -> None:
    told(folder, clock, value)
    clock.advance(away)
    with Companion(folder, clock) as companion:
        assert asked(companion.next()) == CHEST.items[0]
        companion.start()
        assert asked(companion.next()) == CHEST.items[0]


@pytest.mark.parametrize("away", [7 * HOUR, DAY, 20 * DAY])
@pytest.mark.parametrize("answered", [(YES,), (YES, NO), (YES, NO, NO), (YES, *[NO] * 7)])
def test_later_every_sign_of_the_topic_comes_first(
    folder: Path, clock: StoppedClock, away: int, answered: tuple[Answer, ...]
) -> None:
    """Whatever was answered last before the window was closed."""
    told(folder, clock, *answered)
    clock.advance(away)
    with Companion(folder, clock) as companion:
        companion.start()
        assert signs_asked(companion) == [*CHEST.items, "T3"]
        assert companion.today().alert_line == ""
        visit(companion, Patient())
    assert rows(folder, "SELECT count(*) FROM session_end WHERE session_end = 'complete'") == [(2,)]


def test_the_topic_said_again_is_a_warning_sign(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        signs_asked(companion, {"T3": YES})
        assert isinstance(companion.next(), prompts.ShowAdvice)
    assert alerts(folder) == [("RF-GEN-04", "U")]


def test_a_sign_of_it_is_an_emergency(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert signs_asked(companion, {"RF-CAR-01": YES}) == ["RF-CAR-01"]
        assert isinstance(companion.next(), prompts.ShowAdvice)
    assert alerts(folder) == [("RF-CAR-01", "E-call")]


def test_left_again_and_again_it_is_still_asked(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock)
    for _ in range(3):
        clock.advance(DAY)
        with Companion(folder, clock) as companion:
            companion.start()
            prompt = companion.next()
            assert asked(prompt) == CHEST.items[0]
            assert prompt is not None
            companion.reply(prompt, prompts.Answered(NO))
            companion.reply(up_to(companion, CHEST.items[1]), prompts.Leave())
            assert companion.next() is None
            assert companion.today().alert_line == OPEN


@pytest.mark.parametrize("away", [MINUTE, DAY])
def test_something_is_wrong_asks_it_first_too(folder: Path, clock: StoppedClock, away: int) -> None:
    told(folder, clock)
    clock.advance(away)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        assert asked(companion.next()) == CHEST.items[0]
        say(companion, up_to(companion, "T3"), NO)
        following = [companion.next()]
        if asked(following[0]) != "T3":  # the daily check that went on comes to its end first
            following = [up_to(companion, "T3")]
        assert isinstance(following[0], prompts.AskSafety)
        assert following[0].purpose.startswith("Tell us what is wrong")


def test_told_under_something_is_wrong_it_is_asked_the_next_day(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        say(companion, up_to(companion, "T3"), YES)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        assert signs_asked(companion) == [*CHEST.items, "T3"]
        assert asked(companion.next()) == "T3"


def test_pressed_while_signs_are_asked_chest_and_stroke_come_first(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        say(companion, up_to(companion, "T6"), YES)
        companion.something_is_wrong()
        assert asked(companion.next()) == "T3"


def test_a_new_plan_does_not_drop_it(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock)
    clock.advance(MINUTE)
    program = full_program()
    before = {"program_id": program["program_id"], "version": 1}
    newer = program | {"version": 2, "supersedes": before}
    path = folder.parent / "newer.json"
    path.write_bytes(as_bytes(newer))
    with Companion(folder, clock) as companion:
        companion.install(path, NAME, BORN)
        assert companion.today().alert_line == OPEN
    with Companion(folder, clock) as companion:
        companion.start()
        assert signs_asked(companion) == [*CHEST.items, "T3"]
        assert companion.today().alert_line == ""


@pytest.mark.parametrize("gone", [False, True])
def test_changed_questions_do_not_drop_it(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    """An update in between: the old answers fit no more (H-28)."""
    told(folder, clock)
    known = catalogue.load()
    topics = known.topics[1:]
    if gone:
        topics = tuple(topic for topic in topics if topic.id != "T3")
    changed = replace(known, topics=topics)
    assert known.topics[0].id == "T1"
    monkeypatch.setattr(catalogue, "load", lambda: changed)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == OPEN
        companion.start()
        assert signs_asked(companion)[0] == ("RF-GEN-04" if gone else CHEST.items[0])


def test_an_emergency_elsewhere_leaves_it_for_the_next_opening(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        say(companion, up_to(companion, "T6"), YES)
        companion.something_is_wrong()
        signs = Patient({"RF-STR-01": YES}, begins=False)
        shown = visit(companion, signs)
        assert not any(asked(prompt) == "RF-DVT-01" for prompt in shown)
    with Companion(folder, clock) as companion:
        assert asked(companion.next()) == "RF-DVT-01"


def test_a_not_sure_that_was_to_be_asked_once_more_is(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock, YES, *[NO] * 6, NOT_SURE)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert signs_asked(companion)[-2:] == ["RF-PE-01", "T3"]


def test_a_yes_after_a_session_is_not_dropped(folder: Path, clock: StoppedClock) -> None:
    """Anything new or worrying: every topic is asked then."""
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = visit(companion, Patient(), until=prompts.AskAnythingNew)[-1]
        companion.reply(prompt, prompts.Answered(YES))
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == OPEN
        assert {"RF-CAR-01", "RF-STR-01", "RF-CES-01"} <= set(signs_asked(companion))


def test_told_in_a_session_it_is_asked_at_the_next_opening(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        companion.something_is_wrong()
        say(companion, up_to(companion, "T3"), YES)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == OPEN
        assert asked(companion.next()) == CHEST.items[0]
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        assert signs_asked(companion) == [*CHEST.items, "T3"]


def test_the_slip_names_the_topic(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock)
    with Companion(folder, clock) as companion:
        flat = " ".join(companion.slip().split())
    assert 'I reported "Chest and breath". A question about it is still open.' in flat


# --- line by line ---------------------------------------------------------------------------------


def plain(folder: Path, clock: StoppedClock, *lines: str) -> str:
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    with Companion(folder, clock) as companion:
        PlainSession(companion, Console(clock, source=source, out=out)).exercise()
    return out.getvalue()


@pytest.mark.parametrize("away", [0, DAY])
def test_line_by_line_the_input_ends_after_the_yes(
    folder: Path, clock: StoppedClock, away: int
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        up_to(companion, "T3")
    assert "Saved." in plain(folder, clock, "yes")
    clock.advance(away)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == OPEN
    first = catalogue.load().item(CHEST.items[0]).question
    assert first in plain(folder, clock)


def test_today_in_words_says_so(folder: Path, clock: StoppedClock) -> None:
    told(folder, clock)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert OPEN in today_lines(companion.today())


# --- closed at every reply ------------------------------------------------------------------------


class Chest(Patient):
    """Says yes to the chest topic and then no to everything."""

    def answer(self, question_id: str, attempt: int) -> Answer:
        return YES if (question_id, attempt) == ("T3", 1) else NO


def test_closed_at_any_reply_the_next_day_asks_exactly_what_was_left(
    second_day: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    """From the yes to the last answer about it; not before, and not after."""
    signs = [*CHEST.items, "T3"]
    left = []
    for replies in range(MOST_REPLIES):
        clock.instant = FIRST_DAY + timedelta(days=1)
        folder = shutil.copytree(second_day, tmp_path / f"data{replies}")
        with Companion(folder, clock) as companion:
            companion.start()
            for _ in range(replies):
                prompt = companion.next()
                assert prompt is not None
                companion.reply(prompt, Chest().reply(prompt))
        clock.advance(DAY)
        with Companion(folder, clock) as companion:
            line = companion.today().alert_line
            companion.start()
            asked_first = signs_asked(companion)
            assert asked_first in ([], signs)
            assert line == (OPEN if asked_first else "")
            left.append(bool(asked_first))
    assert left.count(True) == len(signs)
    first = left.index(True)
    assert all(left[first : first + len(signs)])
