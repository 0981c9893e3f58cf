"""Questions a plan asks from time to time: asked, kept, put off, read (clinical-spec 5, 1.8)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.companion.history import gather
from exercise_companion.core import prompts
from exercise_companion.core.check_ins import AnswerLastAgain, AskCheckIn, AskTomorrow, CheckedIn
from exercise_companion.core.terms import Answer
from exercise_companion.errors import Refused
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builders import Tree

DAY = 24 * 3600
WEEK = 5 * DAY
"""From the first day on which the plan holds to its seventh."""
MEDICINE = "SELECT days_of_14, strong_days_of_14 FROM medicine_days ORDER BY id"
ASKED = "SELECT question_id, given_number, given_words FROM check_in ORDER BY id"
STICK = {
    "id": "stick",
    "question": "What did you walk with?",
    "kind": "choice",
    "choices": ["Nothing", "Stick"],
}


def plan(*measures: str, own: tuple[dict[str, object], ...] = ()) -> Tree:
    asked = [{"measure": one, "every_days": 7} for one in measures]
    return full_program() | {"outcomes": asked, "check_ins": list(own)}  # type: ignore[operator]


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def opened(tmp_path: Path, clock: StoppedClock) -> Iterator[Companion]:
    """On the seventh day of a plan that asks four measures and a question of the therapist's."""
    program = plan("activities", "analgesic_days", "mood", own=(STICK,))
    install(tmp_path / "data", program, clock)
    clock.advance(WEEK)
    with Companion(tmp_path / "data", clock) as companion:
        yield companion


def next_asked(companion: Companion) -> AskCheckIn | None:
    """The next question of the plan, other prompts answered; None where the session begins."""
    companion.start()
    prompt = companion.next()
    while prompt is not None and not isinstance(prompt, AskCheckIn | prompts.ShowIntro):
        begins = isinstance(prompt, prompts.ShowDecision)
        companion.reply(prompt, prompts.Go() if begins else Patient().reply(prompt))
        prompt = companion.next()
    return prompt if isinstance(prompt, AskCheckIn) else None


def answer(companion: Companion, *given: CheckedIn) -> list[str]:
    """Answer so many questions; the ids of what was asked."""
    asked = []
    for one in given:
        prompt = next_asked(companion)
        assert prompt is not None
        asked.append(prompt.question.id)
        companion.reply(prompt, one)
    return asked


def told_of(companion: Companion) -> str:
    """The diary of today."""
    return " ".join(companion.diary_day(companion.day).diary)


def test_they_come_before_the_session_in_the_plans_order(opened: Companion, tmp_path: Path) -> None:
    given = (CheckedIn(6), CheckedIn(0), CheckedIn(), CheckedIn(words="Stick"))
    ids = ["activity:walk", "analgesic_days", "mood", "own:stick"]
    assert answer(opened, *given) == ids
    assert next_asked(opened) is None
    assert rows(tmp_path / "data", ASKED) == [
        ("activity:walk", 6.0, None),
        ("analgesic_days", 0.0, None),
        ("mood", None, None),
        ("own:stick", None, "Stick"),
    ]


def test_none_is_asked_before_a_week_has_gone_by(tmp_path: Path, clock: StoppedClock) -> None:
    install(tmp_path / "data", plan("mood"), clock)
    clock.advance(WEEK - DAY)
    with Companion(tmp_path / "data", clock) as companion:
        assert next_asked(companion) is None


def test_each_says_how_many_there_are_today(opened: Companion) -> None:
    first = next_asked(opened)
    assert first is not None
    assert (first.number, first.of) == (1, 4)
    opened.reply(first, CheckedIn())
    second = next_asked(opened)
    assert second is not None
    assert (second.number, second.of) == (2, 4)


def test_activities_and_medicine_stand_with_what_was_written_down(
    opened: Companion, tmp_path: Path
) -> None:
    """Rules TR-4 and TR-6 read both from one place."""
    assert answer(opened, CheckedIn(6), CheckedIn(5), CheckedIn(2))[-1] == "strong_days"
    data = tmp_path / "data"
    assert rows(data, "SELECT goal_id, score_0_to_10 FROM activity_score") == [("walk", 6)]
    assert rows(data, MEDICINE) == [(5, None), (5, 2)]
    assert "medicine on 5 of 14 days, 2 of them with a strong one." in told_of(opened)


def test_how_often_a_strong_one_may_be_left_out(opened: Companion, tmp_path: Path) -> None:
    answer(opened, CheckedIn(6), CheckedIn(5), CheckedIn())
    assert rows(tmp_path / "data", MEDICINE) == [(5, None)]


def test_no_medicine_asks_for_no_strong_one(opened: Companion, tmp_path: Path) -> None:
    assert answer(opened, CheckedIn(6), CheckedIn(0), CheckedIn(3))[-1] == "mood"
    assert rows(tmp_path / "data", MEDICINE) == [(0, 0)]


def test_a_kill_between_the_two_questions_about_medicine_loses_neither(
    opened: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    answer(opened, CheckedIn(6), CheckedIn(5))
    opened.close()
    with Companion(tmp_path / "data", clock) as again:
        assert answer(again, CheckedIn(1)) == ["strong_days"]
    assert rows(tmp_path / "data", MEDICINE) == [(5, None), (5, 1)]


def test_a_count_of_days_is_kept_at_once_and_the_second_question_ends_with_its_day(
    opened: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    """It asks about the fourteen days before the count, which are others tomorrow."""
    answer(opened, CheckedIn(6), CheckedIn(5))
    assert rows(tmp_path / "data", MEDICINE) == [(5, None)]
    assert "medicine on 5 of 14 days." in told_of(opened)
    clock.advance(DAY)
    assert answer(opened, CheckedIn(4)) == ["mood"]
    assert rows(tmp_path / "data", MEDICINE) == [(5, None)]


def test_a_second_question_about_another_count_is_not_answered_by_what_was_asked_before(
    opened: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    answer(opened, CheckedIn(6), CheckedIn(5))
    stale = next_asked(opened)
    assert stale is not None
    with Companion(tmp_path / "data", clock) as other:
        other.answer_again()
        for given in (CheckedIn(), CheckedIn(8)):
            prompt = other.next()
            assert prompt is not None
            other.reply(prompt, given)
    with pytest.raises(Refused):
        opened.reply(stale, CheckedIn(5))
    assert rows(tmp_path / "data", MEDICINE) == [(5, None), (8, None)]
    fresh = next_asked(opened)
    assert fresh is not None
    assert "on 8 of the last 14 days" in fresh.question.text


def test_what_was_written_down_today_is_not_asked(opened: Companion) -> None:
    opened.log_activities((("walk", 5),))
    prompt = next_asked(opened)
    assert prompt is not None
    assert prompt.question.id == "analgesic_days"
    assert (prompt.number, prompt.of) == (1, 3)


def test_later_puts_them_off_until_tomorrow(
    opened: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    prompt = next_asked(opened)
    assert prompt is not None
    opened.reply(prompt, AskTomorrow())
    decision = opened.next()
    assert isinstance(decision, prompts.ShowDecision)
    opened.reply(decision, prompts.Leave())
    opened.close()
    with Companion(tmp_path / "data", clock) as opened_anew:
        assert next_asked(opened_anew) is None
        visit(opened_anew, Patient())
        clock.advance(DAY)
        again = next_asked(opened_anew)
    assert again is not None
    assert again.question.id == prompt.question.id


def test_leaving_keeps_what_was_answered_and_asks_the_rest_again(opened: Companion) -> None:
    answer(opened, CheckedIn(6))
    prompt = next_asked(opened)
    assert prompt is not None
    opened.reply(prompt, prompts.Leave())
    assert opened.next() is None
    assert answer(opened, CheckedIn(0)) == ["analgesic_days"]


@pytest.mark.parametrize("given", [CheckedIn(11), CheckedIn(2.5), CheckedIn(words="good")])
def test_what_is_no_answer_is_refused_and_nothing_is_kept(
    opened: Companion, tmp_path: Path, given: CheckedIn
) -> None:
    prompt = next_asked(opened)
    assert prompt is not None
    with pytest.raises(Refused):
        opened.reply(prompt, given)
    assert rows(tmp_path / "data", ASKED) == []
    assert rows(tmp_path / "data", "SELECT * FROM activity_score") == []


def test_an_answer_from_a_second_window_is_not_kept_twice(
    opened: Companion, tmp_path: Path
) -> None:
    prompt = next_asked(opened)
    assert prompt is not None
    opened.reply(prompt, CheckedIn(6))
    with pytest.raises(Refused):
        opened.reply(prompt, CheckedIn(7))
    assert len(rows(tmp_path / "data", ASKED)) == 1


def test_words_with_hidden_characters_are_refused(tmp_path: Path, clock: StoppedClock) -> None:
    own = {"id": "week", "question": "How was your week?", "kind": "text"}
    install(tmp_path / "data", plan(own=(own,)), clock)
    clock.advance(WEEK)
    with Companion(tmp_path / "data", clock) as companion:
        prompt = next_asked(companion)
        assert prompt is not None
        with pytest.raises(Refused):
            companion.reply(prompt, CheckedIn(words="good\x1b[2J"))
        companion.reply(prompt, CheckedIn(words="  A good  week. "))
    assert rows(tmp_path / "data", ASKED) == [("own:week", None, "A good week.")]


def test_nothing_is_asked_while_exercise_is_locked(opened: Companion) -> None:
    opened.start()
    shown = visit(opened, Patient(pain=2, signs={"RF-CES-01": Answer.YES}, begins=False))
    assert any(isinstance(one, prompts.ShowAdvice) for one in shown)
    opened.start()
    assert not any(isinstance(one, AskCheckIn) for one in visit(opened, Patient(begins=False)))


def test_tr4_activities_that_fall_when_asked_for_ask_for_a_contact(
    tmp_path: Path, clock: StoppedClock
) -> None:
    install(tmp_path / "data", plan("activities"), clock)
    clock.advance(WEEK)
    for score in (3, 0, 0):
        with Companion(tmp_path / "data", clock) as companion:
            assert answer(companion, CheckedIn(score)) == ["activity:walk"]
            assert companion.next() is not None
        clock.advance(7 * DAY)
    raised = rows(tmp_path / "data", "SELECT action FROM alert WHERE rules LIKE '%TR-4%'")
    assert raised == [("C",)]


# --- line by line ---------------------------------------------------------------------------------


def test_line_by_line_they_are_the_same_questions_with_the_same_records(
    tmp_path: Path, clock: StoppedClock
) -> None:
    install(tmp_path / "data", plan("analgesic_days", "mood", own=(STICK,)), clock)
    clock.advance(WEEK)
    out = io.StringIO()
    with Companion(tmp_path / "data", clock) as companion:
        assert next_asked(companion) is not None
        typed = io.StringIO("twenty\n3\n9\n2\n7\nstick\nleave\n")
        PlainSession(companion, Console(clock, source=typed, out=out)).exercise()
    assert rows(tmp_path / "data", ASKED) == [
        ("analgesic_days", 3.0, None),
        ("strong_days", 2.0, None),
        ("mood", 7.0, None),
        ("own:stick", None, "Stick"),
    ]
    said = out.getvalue()
    assert said.count("For your therapist. You may skip it.") == 1
    assert "0 (very low) to 10 (very good); or skip, later, leave" in said
    assert said.count("That was not understood. Type one of: Days, 0 to 14, skip, later") == 1
    assert said.count("That was not understood. Type one of: Days, 0 to 3, skip, later") == 1


def test_line_by_line_later_says_when_and_not_that_something_is_saved(
    tmp_path: Path, clock: StoppedClock
) -> None:
    install(tmp_path / "data", plan("mood"), clock)
    clock.advance(WEEK)
    out = io.StringIO()
    with Companion(tmp_path / "data", clock) as companion:
        assert next_asked(companion) is not None
        typed = io.StringIO("later\nleave\n")
        PlainSession(companion, Console(clock, source=typed, out=out)).exercise()
    said = out.getvalue()
    assert "You are asked again tomorrow." in said
    assert "Saved." not in said
    assert rows(tmp_path / "data", ASKED) == []


# --- read afterwards ------------------------------------------------------------------------------


def test_the_report_and_the_diary_have_question_and_answer(opened: Companion) -> None:
    answer(opened, CheckedIn(6), CheckedIn(0), CheckedIn(), CheckedIn(words="Stick"))
    document = json_report.document(opened.report(None, None))
    assert [(one["question_id"], one["number"], one["words"]) for one in document["check_ins"]] == [
        ("activity:walk", 6.0, None),
        ("analgesic_days", 0.0, None),
        ("mood", None, None),
        ("own:stick", None, "Stick"),
    ]
    day = opened.diary_day(opened.day)
    lines = [line for line in day.diary if "walk with" in line or "mood" in line]
    assert lines == [
        "09:00: In the last 7 days, how was your mood? Left out.",
        "09:00: What did you walk with? Stick.",
    ]


# --- an answer that was not right -----------------------------------------------------------------


def test_an_answer_is_given_again_from_the_next_question(opened: Companion, tmp_path: Path) -> None:
    answer(opened, CheckedIn(9), CheckedIn(0))
    mood = next_asked(opened)
    assert mood is not None
    assert mood.may_go_back
    opened.reply(mood, AnswerLastAgain())
    days = next_asked(opened)
    assert days is not None
    assert (days.question.id, days.number, days.of, days.earlier) == (
        "analgesic_days", 2, 4, "0 days",
    )  # fmt: skip
    opened.reply(days, AnswerLastAgain())
    walk = next_asked(opened)
    assert walk is not None
    assert (walk.question.id, walk.number, walk.earlier) == ("activity:walk", 1, "9 of 10")
    assert not walk.may_go_back
    with pytest.raises(Refused):
        opened.reply(walk, AnswerLastAgain())
    opened.reply(walk, CheckedIn(6))
    assert answer(opened, CheckedIn(), CheckedIn(4)) == ["analgesic_days", "mood"]
    assert rows(tmp_path / "data", ASKED) == [
        ("activity:walk", 9.0, None),
        ("analgesic_days", 0.0, None),
        ("activity:walk", 6.0, None),
        ("mood", 4.0, None),
    ]


def test_the_first_question_of_a_day_has_none_before_it(opened: Companion) -> None:
    first = next_asked(opened)
    assert first is not None
    assert not first.may_go_back


def test_every_answer_of_the_day_can_be_given_again_later(
    opened: Companion, tmp_path: Path
) -> None:
    """Under Goals; what is skipped stays as it was, and no session begins by it."""
    with pytest.raises(Refused, match="No question of your plan was answered today"):
        opened.answer_again()
    answer(opened, CheckedIn(6), CheckedIn(0), CheckedIn(5), CheckedIn(words="Stick"))
    assert next_asked(opened) is None
    intro = opened.next()
    assert isinstance(intro, prompts.ShowIntro)
    opened.reply(intro, prompts.Leave())
    opened.answer_again()
    given = {"own:stick": CheckedIn(words="Nothing")}
    asked = []
    while isinstance(prompt := opened.next(), AskCheckIn):
        asked.append(prompt.question.id)
        opened.reply(prompt, given.get(prompt.question.id, CheckedIn()))
    assert asked == ["activity:walk", "analgesic_days", "mood", "own:stick"]
    assert prompt is None
    assert rows(tmp_path / "data", ASKED)[4:] == [("own:stick", None, "Nothing")]


def test_the_later_answer_counts_in_diary_report_and_rules(
    opened: Companion, clock: StoppedClock
) -> None:
    """TR-4, TR-6, TR-10: the last of a day; the report keeps both and says which."""
    answer(opened, CheckedIn(9), CheckedIn(14), CheckedIn(0), CheckedIn(5))
    opened.answer_again()
    for given in (CheckedIn(6), CheckedIn(4), CheckedIn(2), CheckedIn(3)):
        prompt = opened.next()
        assert isinstance(prompt, AskCheckIn)
        opened.reply(prompt, given)
    assert opened.context is not None
    history = gather(opened.context, opened.context.require_program(), opened.day)
    assert [one.scores for one in history.activities] == [{"walk": 6}]
    assert [one.days_of_14 for one in history.medicine] == [4]
    diary = " ".join(opened.diary_day(opened.day).diary)
    assert "6 of 10 (corrected, first 9)" in diary
    assert "medicine on 4 of 14 days, 2 of them with a strong one (corrected, first 14)" in diary
    assert "3 of 10 (corrected, first 5 of 10)" in diary
    asked = json_report.document(opened.report(None, None))["check_ins"]
    assert [(one["number"], one["replaced"]) for one in asked if one["question_id"] == "mood"] == [
        (5, True),
        (3, False),
    ]
    clock.advance(DAY)
    with pytest.raises(Refused):
        opened.answer_again()


def test_no_medicine_after_all_asks_for_no_strong_one_again(opened: Companion) -> None:
    answer(opened, CheckedIn(9), CheckedIn(14), CheckedIn(0))
    opened.answer_again()
    asked = []
    for given in (CheckedIn(), CheckedIn(0)):
        prompt = opened.next()
        assert isinstance(prompt, AskCheckIn)
        asked.append(prompt.question.id)
        opened.reply(prompt, given)
    assert asked == ["activity:walk", "analgesic_days"]
    after = opened.next()
    assert not isinstance(after, AskCheckIn) or not after.earlier


def given_again(companion: Companion, *given: CheckedIn) -> list[tuple[str, str]]:
    """Answers of today given again under Goals: what was asked, and what stood there."""
    companion.answer_again()
    asked = []
    for one in given:
        prompt = companion.next()
        assert isinstance(prompt, AskCheckIn)
        asked.append((prompt.question.id, prompt.earlier))
        companion.reply(prompt, one)
    return asked


def test_another_count_counts_also_where_the_strong_ones_are_skipped(
    opened: Companion, tmp_path: Path
) -> None:
    answer(opened, CheckedIn(9), CheckedIn(14), CheckedIn(2))
    asked = given_again(opened, CheckedIn(), CheckedIn(4), CheckedIn())
    assert asked == [
        ("activity:walk", "9 of 10"), ("analgesic_days", "14 days"), ("strong_days", ""),
    ]  # fmt: skip
    assert rows(tmp_path / "data", MEDICINE)[-1] == (4, None)
    assert "medicine on 4 of 14 days (corrected, first 14)." in told_of(opened)


def test_some_days_after_none_are_kept_and_asked_about(opened: Companion, tmp_path: Path) -> None:
    answer(opened, CheckedIn(9), CheckedIn(0))
    asked = given_again(opened, CheckedIn(), CheckedIn(6), CheckedIn(1))
    assert asked[1:] == [("analgesic_days", "0 days"), ("strong_days", "")]
    assert rows(tmp_path / "data", MEDICINE) == [(0, 0), (6, None), (6, 1)]


def test_line_by_line_an_answer_is_given_again(opened: Companion) -> None:
    answer(opened, CheckedIn(9))
    prompt = next_asked(opened)
    assert prompt is not None
    out = io.StringIO()
    source = io.StringIO("back\n6\n0\n7\nStick\n")
    PlainSession(opened, Console(StoppedClock(), source=source, out=out)).exercise()
    said = out.getvalue()
    assert "or skip, later, leave, back" in said
    assert "You answered: 9 of 10. Skip leaves it so." in said
