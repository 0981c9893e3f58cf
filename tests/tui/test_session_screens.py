"""The other screens of a session: each offers what its prompt allows, and nothing by accident."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from session_harness import EASIER, HARDER, PLACE, OneScreen, an_item, press, settle, text_of

from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.obstacles import OBSTACLES, AskObstacle, HeldBack
from exercise_companion.core.prompts import (
    Answered,
    AskAnythingNew,
    AskEffort,
    AskItemEffort,
    AskSettled,
    AskStopReason,
    Back,
    Effort,
    Go,
    Leave,
    ShowDecision,
    ShowIntro,
    ShowNotice,
    ShowSummary,
    Skip,
    Stop,
    StoppedBecause,
    UseEasier,
)
from exercise_companion.core.short_time import ShortChoice
from exercise_companion.core.terms import Answer
from exercise_companion.core.views import DecisionView, SummaryView
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn
from exercise_companion.tui.screens.anything_new import AnythingNewScreen
from exercise_companion.tui.screens.decision import DecisionScreen
from exercise_companion.tui.screens.effort import EffortScreen, ItemEffortScreen
from exercise_companion.tui.screens.go_on import GoOnScreen
from exercise_companion.tui.screens.intro import IntroScreen
from exercise_companion.tui.screens.notice import NoticeScreen
from exercise_companion.tui.screens.obstacle import ObstacleScreen
from exercise_companion.tui.screens.settled import SettledScreen
from exercise_companion.tui.screens.stop_reason import StopReasonScreen
from exercise_companion.tui.screens.summary import SummaryScreen
from exercise_companion.tui.screens.whereabouts import WhereaboutsScreen
from exercise_companion.tui.widgets.exercise_words import large_dose

if TYPE_CHECKING:
    from exercise_companion.core.obstacles import Obstacle
    from exercise_companion.core.prompts import StopReason
    from exercise_companion.core.whereabouts import Whereabouts
    from exercise_companion.tui.screens.base import PromptScreen

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def shown(
    screen: PromptScreen[Any], *keys: str, size: tuple[int, int] = (80, 24)
) -> tuple[str, list[object]]:
    """What is on the screen after these keys, and what it answered."""
    app = OneScreen(screen)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, screen)
        await press(pilot, *keys)
        return text_of(app), list(app.replies)


async def replies_to(screen: PromptScreen[Any], *keys: str) -> list[object]:
    return (await shown(screen, *keys))[1]


# --- decision -----------------------------------------------------------------------------------


def a_decision(kind: str = "go", *, may_begin: bool = True) -> ShowDecision:
    because = ("You see this because: Your pain is higher than usual today. (rule PR-01b)",)
    return ShowDecision(
        DecisionView(kind, "Ready when you are", ("Stop at any time with x.",), because),
        (an_item(), an_item(name="Sit to stand", dose="2 × 6")) if may_begin else (),
        18,
        (),
        may_begin=may_begin,
        may_record_talk=False,
    )


async def test_a_decision_shows_why_and_what_and_enter_begins() -> None:
    text, replies = await shown(DecisionScreen(a_decision()), "enter")
    assert "You see this because: Your pain is higher than usual today." in " ".join(text.split())
    assert "about 18 min" in text
    assert "2 × 8, hold 3 s" in text
    assert replies == [Go(helper=False)]


async def test_a_helper_is_told_and_can_be_taken_back() -> None:
    text, replies = await shown(DecisionScreen(a_decision()), "h")
    assert "● Someone types for me" in text
    assert replies == []
    assert await replies_to(DecisionScreen(a_decision()), "h", "enter") == [Go(helper=True)]
    assert await replies_to(DecisionScreen(a_decision()), "h", "h", "enter") == [Go(helper=False)]


async def test_rest_today_can_only_be_left() -> None:
    rest = a_decision("rest_today", may_begin=False)
    assert await replies_to(DecisionScreen(rest), "enter", "h", "space") == []
    assert await replies_to(DecisionScreen(rest), "t") == [Leave()]


# --- short on time ------------------------------------------------------------------------------


def a_choice_of_time() -> ShowDecision:
    names = {"bridge": "Bridge", "sit": "Sit to stand", "reach": "Reach"}
    return replace(
        a_decision(),
        items=tuple(an_item(item_id=one, name=name) for one, name in names.items()),
        short=(ShortChoice(5, 4, ("sit",)), ShortChoice(10, 9, ("bridge", "sit"))),
    )


async def test_a_short_time_shows_what_is_left_out_before_it_begins() -> None:
    text, replies = await shown(DecisionScreen(a_choice_of_time()), "m", "2")
    assert "Left out, no time: Reach. You can still do them later today." in " ".join(text.split())
    assert "about 9 min" in text
    assert "● Short on time: 9 min" in text
    assert replies == []


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (("m", "1", "enter"), Go(minutes=5)),
        (("h", "m", "2", "enter"), Go(helper=True, minutes=10)),
        (("m", "1", "m", "a", "enter"), Go()),
        (("m", "1", "m", "escape", "enter"), Go(minutes=5)),
        (("m", "escape", "enter"), Go()),
    ],
)
async def test_time_is_chosen_by_keys(keys: tuple[str, ...], reply: object) -> None:
    screen = DecisionScreen(a_choice_of_time())
    app = OneScreen(screen)
    async with app.run_test() as pilot:
        await settle(pilot, screen)
        for key in keys:
            await press(pilot, key)
            if app.screen is screen:
                await settle(pilot, screen)
        assert app.replies == [reply]


async def test_nothing_is_chosen_in_the_question_about_time() -> None:
    text, replies = await shown(DecisionScreen(a_choice_of_time()), "m", "enter", "space")
    assert "How much time do you have?" in text
    assert "4 min, 1 of 3 exercises" in text
    assert "9 min, 2 of 3 exercises" in text
    assert "min, all 3 exercises" in text
    assert replies == []


async def test_where_less_time_changes_nothing_it_is_not_asked() -> None:
    text, replies = await shown(DecisionScreen(a_decision()), "m", "1", "enter")
    assert "Short on time" not in text
    assert replies == [Go()]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_short_time_is_offered_in_every_window(size: tuple[int, int]) -> None:
    text, _ = await shown(DecisionScreen(a_choice_of_time()), size=size)
    assert "Short on time" in text
    assert "Begin" in text


# --- an interrupted session ---------------------------------------------------------------------


def an_interruption() -> AskGoOn:
    return AskGoOn(
        "You were at exercise 3 of 6: Bridge, set 2 of 3.",
        "You began at 09:12.",
        ("Pelvic tilt: done, 2 sets", "Bridge: begun, 1 set"),
    )


@pytest.mark.parametrize(
    ("keys", "reply"), [(("enter",), Go()), (("f",), Stop()), (("t",), Leave())]
)
async def test_an_interrupted_session_goes_on_ends_or_waits(
    keys: tuple[str, ...], reply: object
) -> None:
    assert await replies_to(GoOnScreen(an_interruption()), *keys) == [reply]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_an_interrupted_session_says_where_it_was(size: tuple[int, int]) -> None:
    text, replies = await shown(GoOnScreen(an_interruption()), "space", size=size)
    assert "You were at exercise 3 of 6: Bridge," in " ".join(text.replace("▌", "").split())
    for words in ("Your session is not finished", "Go on", "Finish here"):
        assert words in text
    assert replies == []


# --- an exercise before it starts ---------------------------------------------------------------


def an_intro(sets_done: int = 0, **item: object) -> ShowIntro:
    return ShowIntro(an_item(**item), PLACE, sets_done, sets=2)


@pytest.mark.parametrize("width", [40, 64, 80, 100, 120])
async def test_an_intro_says_every_word_the_therapist_wrote(width: int) -> None:
    said = "word " * 27 + "end"
    ends = iter("ABCDEFGHIJKLMNOP")

    def line() -> str:
        return f"{said}{next(ends)}"

    item: dict[str, object] = {
        "purpose": line(),
        "setup": line(),
        "steps": tuple(line() for _ in range(4)),
        "cues": (line(), line()),
        "common_mistakes": (line(),),
        "watch_for": (line(),),
        "stop_signs": (line(), line()),
        "note": line(),
        "support_needed": line(),
        "equipment": ("endO",),
        "dose": "2 × 8 to 12 each side, hold 5 s, endP",
    }
    text, replies = await shown(IntroScreen(an_intro(**item)), size=(width, 160))
    assert [letter for letter in "ABCDEFGHIJKLMNOP" if f"end{letter}" not in text] == []
    assert replies == []


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (("enter",), Go()),
        (("x",), Stop()),
        (("s", "c"), Skip("unclear")),
        (("e", "y"), UseEasier()),
    ],
)
async def test_an_intro_is_answered_by_keys(keys: tuple[str, ...], reply: object) -> None:
    assert await replies_to(IntroScreen(an_intro()), *keys) == [reply]


async def test_the_next_step_is_read_before_it_is_taken() -> None:
    intro = an_intro(harder=HARDER)
    text, replies = await shown(IntroScreen(intro), "u", "u", "enter", "space", size=(80, 24))
    words = (HARDER.name, HARDER.instruction, HARDER.dose, HARDER.criteria)
    assert all(line in text for line in words)
    assert "Stay with the plan" in text
    assert replies == []
    assert await replies_to(IntroScreen(intro), "u", "y") == [StepUp()]
    assert await replies_to(IntroScreen(intro), "u", "escape") == []
    assert await replies_to(IntroScreen(intro), "u", "down", "enter") == [StepUp()]


async def test_a_next_step_that_was_taken_is_taken_back_with_the_same_key() -> None:
    taken = an_intro(variant="harder")
    text, _ = await shown(IntroScreen(taken), size=(80, 24))
    assert "As planned" in text
    assert await replies_to(IntroScreen(taken), "u") == [StepBack()]


async def test_what_begins_by_itself_is_the_plan() -> None:
    screen = IntroScreen(an_intro(harder=HARDER))
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        screen.on_by_itself_due()
        await pilot.pause()
        assert app.replies == [Go()]


async def test_without_an_offer_there_is_no_next_step() -> None:
    text, replies = await shown(IntroScreen(an_intro()), "u", "y")
    assert "Next step" not in text
    assert replies == []


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_the_next_step_is_in_sight_beside_the_main_action(size: tuple[int, int]) -> None:
    text, _ = await shown(IntroScreen(an_intro(harder=HARDER)), size=size)
    assert "Start" in text
    assert "Next step" in text


async def test_the_easier_version_is_read_before_it_is_taken() -> None:
    text, replies = await shown(IntroScreen(an_intro()), "e", "enter", "space")
    assert EASIER.instruction in text
    assert replies == []
    assert await replies_to(IntroScreen(an_intro()), "e", "escape") == []


async def test_a_session_that_goes_on_says_so() -> None:
    left = replace(an_intro(), left="1 set on the right")
    text, _ = await shown(IntroScreen(left))
    assert "Left of it: 1 set on the right." in text
    text, _ = await shown(IntroScreen(an_intro(sets_done=1)))
    assert "Sets done so far: 1 of 2." in text


async def test_brackets_in_a_prescription_are_only_text() -> None:
    nasty = "[b]Lift[/b] [@click=app.exit]here[/] [/]"
    text, _ = await shown(IntroScreen(an_intro(setup=nasty, name="[red]Bridge")), size=(100, 40))
    assert nasty in text
    assert "[red]Bridge   3 of 6" in text


@pytest.mark.parametrize(
    ("dose", "large"),
    [
        ("2 × 8, hold 3 s", "2 × 8"),
        ("3 × 20 s each side", "3 × 20 S"),
        ("2 × 8 to 12 each side", "2×8-12"),
        ("5 to 10 min", "5-10"),
        ("10 min", "10 MIN"),
        ("200 m", "200 M"),
        ("2 sets", "2"),
        ("as you like", ""),
    ],
)
def test_what_is_drawn_large_of_a_dose(dose: str, large: str) -> None:
    assert large_dose(dose) == large


# --- notice -------------------------------------------------------------------------------------


def a_notice(*, easier: bool) -> ShowNotice:
    return ShowNotice(
        "Stop this one", ("Leave Bridge.",), "Leg 7. Your limit is 6 (rule PR-02b).", easier
    )


async def test_a_notice_says_the_rule_and_goes_on() -> None:
    text, replies = await shown(NoticeScreen(a_notice(easier=False)), "e", "enter")
    assert "Leg 7. Your limit is 6 (rule PR-02b)." in text
    assert replies == [Go()]


async def test_a_notice_offers_the_easier_version_only_when_there_is_one() -> None:
    assert await replies_to(NoticeScreen(a_notice(easier=True)), "e") == [UseEasier()]
    assert await replies_to(NoticeScreen(a_notice(easier=True)), "enter") == [Go()]
    assert await replies_to(NoticeScreen(a_notice(easier=False)), "e") == []


async def test_a_key_from_the_screen_before_does_not_pass_a_notice() -> None:
    screen = NoticeScreen(a_notice(easier=False))
    app = OneScreen(screen)
    async with app.run_test() as pilot:
        await settle(pilot, screen)
        screen.restart_clock()
        await press(pilot, "enter")
        assert app.replies == []


# --- after a session ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "reason"),
    [("p", "pain"), ("t", "tired"), ("m", "no_time"), ("u", "unwell"), ("o", "other")],
)
async def test_why_it_was_stopped(key: str, reason: StopReason) -> None:
    assert await replies_to(StopReasonScreen(AskStopReason()), key) == [StoppedBecause(reason)]


async def test_a_stop_that_was_not_meant_goes_on() -> None:
    assert await replies_to(StopReasonScreen(AskStopReason()), "g") == [Back()]


async def test_enter_alone_gives_no_reason() -> None:
    assert await replies_to(StopReasonScreen(AskStopReason()), "enter", "space", "escape") == []


async def test_effort_needs_a_number_or_is_skipped() -> None:
    assert await replies_to(EffortScreen(AskEffort()), "enter") == []
    assert await replies_to(EffortScreen(AskEffort()), "right", "right", "enter") == [Effort(1)]
    assert await replies_to(EffortScreen(AskEffort()), "k") == [Effort(None)]


async def test_how_hard_an_exercise_was_is_asked_beside_what_the_plan_says() -> None:
    asked = AskItemEffort("Exercise bike", "Your plan says 3 to 4 out of 10.")
    text, replies = await shown(ItemEffortScreen(asked), "5", "enter")
    assert "Exercise bike" in text
    assert "Your plan says 3 to 4 out of 10." in text
    assert replies == [Effort(5)]
    assert await replies_to(ItemEffortScreen(asked), "k") == [Effort(None)]


@pytest.mark.parametrize(
    ("key", "value"), [("n", Answer.NO), ("y", Answer.YES), ("u", Answer.NOT_SURE)]
)
async def test_anything_new(key: str, value: Answer) -> None:
    (reply,) = await replies_to(AnythingNewScreen(AskAnythingNew()), key)
    assert isinstance(reply, Answered)
    assert reply.value is value
    assert reply.dwell_ms is not None
    assert reply.dwell_ms >= 800


async def test_anything_new_is_not_answered_too_fast_nor_by_enter() -> None:
    screen = AnythingNewScreen(AskAnythingNew())
    app = OneScreen(screen)
    async with app.run_test() as pilot:
        await settle(pilot, screen)
        await press(pilot, "enter", "space")
        screen.restart_clock()
        await press(pilot, "n")
        assert app.replies == []


async def test_a_summary_shows_all_of_it() -> None:
    summary = SummaryView(("2 of 2 exercises done.",), ("Back: 3 before, 4 after",), ("Tuesday.",))
    text, replies = await shown(SummaryScreen(ShowSummary(summary)), "enter")
    assert all(line in text for line in (*summary.lines, *summary.pain, *summary.next_lines))
    assert replies == [Go()]


# --- a new feeling ------------------------------------------------------------------------------


def settled(minutes: float) -> SettledScreen:
    """The question, so many minutes before it may be answered with yes."""
    prompt = AskSettled(
        title="Sit and rest",
        lines=("Stop. Sit and rest.", "Watch it."),
        question="Has the new feeling gone?",
        about="Bridge",
        ask_from=NOON + timedelta(minutes=minutes),
        handed_out=NOON,
    )
    return SettledScreen(prompt, clock=lambda: 0.0)


async def test_still_there_can_be_said_at_once_and_gone_cannot() -> None:
    assert await replies_to(settled(12), "y", "u", "enter") == []
    (reply,) = await replies_to(settled(12), "n")
    assert isinstance(reply, Answered)
    assert reply.value is Answer.NO


async def test_gone_can_be_said_after_the_rest() -> None:
    text, replies = await shown(settled(-0.1), "y")
    assert "Y   It has gone" in text
    (reply,) = replies
    assert isinstance(reply, Answered)
    assert reply.value is Answer.YES


async def test_the_wait_is_left_without_an_answer() -> None:
    text, replies = await shown(settled(12), "t")
    assert "It has gone" not in text
    assert replies == [Leave()]


async def test_anything_new_has_to_be_read_to_its_end_in_a_small_window() -> None:
    screen = AnythingNewScreen(AskAnythingNew())
    app = OneScreen(screen)
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot, screen)
        await press(pilot, "n")
        assert app.replies == []
        await press(pilot, "pagedown", "pagedown", "n")
        assert app.replies == [Answered(Answer.NO, dwell_ms=app.replies[0].dwell_ms)]


# --- where the patient is -------------------------------------------------------------------------

ABROAD = AskWhereabouts("the United Kingdom", "Spain", "Europe/Madrid")


@pytest.mark.parametrize(("key", "place"), [("1", "home"), ("2", "there"), ("3", "elsewhere")])
async def test_every_answer_to_where_the_patient_is_has_its_key(
    key: str, place: Whereabouts
) -> None:
    text, replies = await shown(WhereaboutsScreen(ABROAD), key)
    assert "Are you in the United Kingdom today?" in text
    assert replies == [IsIn(place)]


async def test_where_the_patient_is_nothing_is_marked_and_enter_answers_nothing() -> None:
    assert await replies_to(WhereaboutsScreen(ABROAD), "enter", "space", "escape", "y", "n") == []
    assert await replies_to(WhereaboutsScreen(ABROAD), "down", "down", "enter") != []


async def test_a_country_without_numbers_has_no_key() -> None:
    unknown = replace(ABROAD, there="")
    assert await replies_to(WhereaboutsScreen(unknown), "3", "n", "y") == []
    assert await replies_to(WhereaboutsScreen(unknown), "2") == [IsIn("elsewhere")]


# --- what got in the way --------------------------------------------------------------------------


@pytest.mark.parametrize(("reason", "key"), [(one, key) for one, (key, _) in OBSTACLES.items()])
async def test_every_answer_to_what_got_in_the_way_has_its_key(reason: Obstacle, key: str) -> None:
    text, replies = await shown(ObstacleScreen(AskObstacle(3, 10)), key)
    assert "you exercised on 3 of 10 planned days" in text
    assert replies == [HeldBack(reason)]


async def test_nothing_is_marked_there_and_enter_answers_nothing() -> None:
    assert await replies_to(ObstacleScreen(AskObstacle(0, 1)), "enter", "space", "escape") == []
    assert await replies_to(ObstacleScreen(AskObstacle(0, 1)), "down", "down", "enter") != []
