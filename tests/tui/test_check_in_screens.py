"""A question of the plan on the screen: a key only marks, Enter keeps, each may be left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from session_harness import OneScreen, press, settle, text_of

from exercise_companion.core.check_ins import (
    MEASURES,
    AnswerLastAgain,
    AskCheckIn,
    AskTomorrow,
    CheckedIn,
    CheckInQuestion,
)
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from exercise_companion.core.check_ins import AnswerKind

MOOD, SLEEP, CHANGE = (
    replace(MEASURES[name][0], measure=name) for name in ("mood", "sleep", "global_change")
)


def own(kind: AnswerKind, **rest: Any) -> CheckInQuestion:  # noqa: ANN401 - fields of the question
    return CheckInQuestion("own:x", "How was it?", kind, **rest)


async def shown(
    question: CheckInQuestion, *keys: str, earlier: str = "", goes_back: bool = False
) -> tuple[str, list[object]]:
    """What is on the screen after some keys, and what was answered."""
    screen = screen_for(AskCheckIn(question, 2, 5, earlier, goes_back))
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, screen)
        await press(pilot, *keys)
        return text_of(app), list(app.replies)


async def answers(question: CheckInQuestion, *keys: str) -> list[object]:
    return (await shown(question, *keys))[1]


ALL = [MOOD, SLEEP, CHANGE, own("yes_no"), own("text"), own("score"), own("number", unit="steps")]


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.kind + one.id)
async def test_it_says_what_it_is_and_enter_alone_answers_nothing(
    question: CheckInQuestion,
) -> None:
    text, replies = await shown(question, "enter", "enter")
    flat = " ".join(text.split())
    assert question.text in flat
    assert "You may skip it." in flat
    assert "2 of 5" in flat
    assert replies == []


@pytest.mark.parametrize("question", [MOOD, SLEEP, CHANGE, own("yes_no")], ids=lambda one: one.id)
async def test_it_may_be_left_out_or_put_off_with_one_key(question: CheckInQuestion) -> None:
    assert await answers(question, "k") == [CheckedIn()]
    assert await answers(question, "l") == [AskTomorrow()]


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.kind + one.id)
async def test_the_answer_before_can_be_given_again(question: CheckInQuestion) -> None:
    back = ("tab",) * 4 + ("enter",) if question.kind == "text" else ("b",)
    assert (await shown(question, *back, goes_back=True))[1] == [AnswerLastAgain()]
    text, replies = await shown(question, "b")
    assert "Back" not in text.split()
    assert replies == []


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.kind + one.id)
async def test_one_that_comes_again_says_what_was_answered(question: CheckInQuestion) -> None:
    text, _ = await shown(question, earlier="4 of 10")
    assert "You answered: 4 of 10. Skip leaves it so." in " ".join(text.split())


async def test_a_score_counts_once_it_is_kept() -> None:
    text, replies = await shown(MOOD, "7")
    assert "You chose 7." in text
    assert "very good" in text
    assert replies == []
    assert await answers(MOOD, "1", "0", "enter") == [CheckedIn(10)]


async def test_a_key_only_marks_a_choice_and_another_changes_it() -> None:
    text, replies = await shown(CHANGE, "2")
    assert "You marked: Worse. Enter chooses it." in text
    assert replies == []
    assert await answers(CHANGE, "2", "5", "enter") == [CheckedIn(words="A little better")]


async def test_yes_and_no_have_their_own_keys() -> None:
    assert await answers(own("yes_no"), "y", "enter") == [CheckedIn(words="yes")]
    assert await answers(own("yes_no"), "n", "enter") == [CheckedIn(words="no")]
    assert await answers(own("yes_no"), "1", "enter") == []
    assert await answers(own("choice", choices=("A", "B")), "3", "y", "enter") == []


async def test_a_number_past_its_largest_begins_anew() -> None:
    assert await answers(SLEEP, "4", "enter") == [CheckedIn(4)]
    assert await answers(SLEEP, "4", "5", "enter") == [CheckedIn(5)]
    assert await answers(SLEEP, "0", "3", "enter") == [CheckedIn(3)]
    assert await answers(SLEEP, "9", "enter") == []


async def test_a_number_can_be_rubbed_out() -> None:
    text, replies = await shown(SLEEP, "4", "backspace", "enter")
    assert "Type the number first." in text
    assert "No number yet." in text
    assert "█" not in text
    assert replies == []


async def test_only_the_therapists_own_number_may_have_a_part() -> None:
    assert await answers(own("number", unit="hours"), *"7.5", "enter") == [CheckedIn(7.5)]
    assert await answers(own("number", unit="hours"), *"7.", "enter") == [CheckedIn(7)]
    assert await answers(SLEEP, *"2.5", "enter") == [CheckedIn(5)]


async def test_words_are_typed_and_say_that_nobody_reads_them_now() -> None:
    text, replies = await shown(own("text"), *"look", "enter")
    assert "Nobody reads this today. For a warning sign press !" in " ".join(text.split())
    assert replies == [CheckedIn(words="look")]


async def test_from_the_line_tab_leads_to_skip_and_later() -> None:
    assert await answers(own("text"), "tab", "tab", "enter") == [CheckedIn()]
    assert await answers(own("text"), "tab", "tab", "tab", "enter") == [AskTomorrow()]


@pytest.mark.parametrize("count", [2, 7, 8])
async def test_the_key_line_says_how_many_answers_there_are(count: int) -> None:
    asked = own("choice", choices=tuple(f"Answer {at}" for at in range(count)))
    page = screen_for(AskCheckIn(asked, 1, 1))
    app = OneScreen(page)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot, page)
        shown = {hint.text for hint in page.query_one(KeyLine).hints}
        assert f"1-{count} Mark" in shown
        await press(pilot, str(count), "enter")
    assert app.replies == [CheckedIn(words=f"Answer {count - 1}")]
