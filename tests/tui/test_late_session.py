"""A session done without the program, entered in the full screen: the same records as `log`."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, full_program, install, records, rows, visit
from lived import lived
from scripts import screen, until, words_on
from session_harness import press, text_of
from walks import walk_program

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core.late_entry import LateItem
from exercise_companion.core.terms import Answer
from exercise_companion.errors import UsageFault
from exercise_companion.plain.console import Console
from exercise_companion.plain.diary import DiaryQuestions
from exercise_companion.plain.session import PlainSession
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "data"
    install(folder, full_program(), StoppedClock())
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(loaded, tmp_path / "data")


@asynccontextmanager
async def entering(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    """The whole app at the first screen of an entry."""
    app = ExerciseApp(lambda: Companion(folder, StoppedClock()), None)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            await press(pilot, "s")
            await screen(pilot, "LateDayScreen")
            yield pilot
    finally:
        app.background.close()


async def at_items(pilot: Pilot[int], *keys: str) -> None:
    await press(pilot, *keys, "enter")
    await screen(pilot, "LateItemsScreen")


async def ask(pilot: Pilot[int], name: str, *keys: str) -> None:
    """Answer a screen when it takes answers."""
    await screen(pilot, name)
    await until(pilot, lambda: getattr(pilot.app.screen, "ready", True))
    await press(pilot, *keys)


async def skip_the_numbers(pilot: Pilot[int]) -> None:
    await ask(pilot, "LatePainScreen", "k")
    await until(pilot, lambda: "after" in words_on(pilot))
    await ask(pilot, "LatePainScreen", "k")
    await ask(pilot, "LateEffortScreen", "k")
    await screen(pilot, "LateCheckScreen")


# --- the first answer counts only when it was given -----------------------------------------------


async def test_nothing_is_chosen_and_nothing_taken_for_done_beforehand(folder: Path) -> None:
    async with entering(folder) as pilot:
        assert "●" not in words_on(pilot)
        await press(pilot, "enter")
        assert "One answer is missing." in words_on(pilot)
        await at_items(pilot, "t", "m")
        assert "?            Bridge" in words_on(pilot)
        assert "?            Reach" in words_on(pilot)
        pilot.app.screen.set_focus(None)
        await press(pilot, "enter")
        await screen(pilot, "ChoiceDialog")
        assert "Done as written" in words_on(pilot)
    assert rows(folder, "SELECT id FROM session") == []


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_enter_is_named_for_what_it_does(folder: Path, size: tuple[int, int]) -> None:
    """It opens the answers of the marked exercise, and goes on once there is nothing to answer."""
    async with entering(folder, size) as pilot:
        await at_items(pilot, "t", "m")
        for _ in range(2):
            shown = text_of(pilot.app)
            assert ("Enter   Choose an answer" in shown, "Enter   Go on" in shown) == (True, False)
            await press(pilot, "enter")
            await screen(pilot, "ChoiceDialog")
            await press(pilot, "d")
            await screen(pilot, "LateItemsScreen")
        shown = text_of(pilot.app)
        assert ("Enter   Choose an answer" in shown, "Enter   Go on" in shown) == (False, True)
        await press(pilot, "enter")
        await screen(pilot, "LatePainScreen")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_every_key_that_answers_the_first_page_is_in_its_key_line(
    folder: Path, size: tuple[int, int]
) -> None:
    async with entering(folder, size) as pilot:
        shown = {hint.key for hint in pilot.app.screen.query_one(KeyLine).hints}
        assert set("TYAMP") <= shown


async def test_left_before_the_end_nothing_is_kept(folder: Path) -> None:
    async with entering(folder) as pilot:
        await at_items(pilot, "t", "m")
        await press(pilot, "a", "enter")
        await ask(pilot, "LatePainScreen", "t")
        await ask(pilot, "ChoiceDialog", "y")
        await screen(pilot, "TodayScreen")
    assert rows(folder, "SELECT id FROM session") == []
    assert rows(folder, "SELECT id FROM pain_entry") == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "That is no date."),
        ("2026-11-24", "has not come yet"),
        ("2026-11-08", "more than 14 days ago"),
    ],
)
async def test_a_day_that_cannot_be_is_refused_and_can_be_chosen_again(
    folder: Path, typed: str, said: str
) -> None:
    async with entering(folder) as pilot:
        await press(pilot, "p", "a")
        await screen(pilot, "FormDialog")
        await press(pilot, *typed, "enter")
        await screen(pilot, "LateDayScreen")
        if typed != "soon":
            await press(pilot, "enter")
        await until(pilot, lambda: said in words_on(pilot))
        await at_items(pilot, "t")
    assert rows(folder, "SELECT id FROM session") == []


async def test_what_is_on_record_cannot_be_entered_again(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient())
    async with entering(folder) as pilot:
        await press(pilot, "t", "p", "enter")
        await until(pilot, lambda: "is on record" in words_on(pilot))


# --- what is kept ---------------------------------------------------------------------------------


async def enter_in_part(folder: Path) -> None:
    """From paper, today: one set of the first, the second not, pain and effort."""
    async with entering(folder) as pilot:
        await at_items(pilot, "t", "p")
        await press(pilot, "p")
        await ask(pilot, "ChoiceDialog", "1")
        await ask(pilot, "ChoiceDialog", "t")
        await screen(pilot, "LateItemsScreen")
        assert "1 of 2 sets" in words_on(pilot)
        await press(pilot, "n")
        await ask(pilot, "ChoiceDialog", "m")
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "enter")
        await ask(pilot, "LatePainScreen", "3", "enter", "2", "enter")
        await until(pilot, lambda: "after the session" in words_on(pilot))
        await ask(pilot, "LatePainScreen", "4", "enter", "3", "enter")
        await ask(pilot, "LateEffortScreen", "5", "enter")
        await screen(pilot, "LateCheckScreen")
        said = words_on(pilot)
        assert "Bridge: 1 of 2 sets, too tired" in said
        assert "Reach: not done, no time" in said
        assert "Pain after: back 4, leg 3" in said
        assert rows(folder, "SELECT id FROM session") == []
        await press(pilot, "enter")
        await screen(pilot, "ToldScreen")
        assert "Exercises: 1 in part, 1 not done." in words_on(pilot)
        assert rows(folder, "SELECT source FROM session") == [("paper",)]
        await ask(pilot, "ToldScreen", "enter")
        await ask(pilot, "AnythingNewScreen", "n")
        await screen(pilot, "TodayScreen")


async def test_the_full_screen_and_log_keep_the_same_records(loaded: Path, tmp_path: Path) -> None:
    screen_folder, plain = (shutil.copytree(loaded, tmp_path / name) for name in ("a", "b"))
    await enter_in_part(screen_folder)
    clock = StoppedClock()
    typed = ("today", "paper", "1", "no", "1", "tired", "time", "3", "2", "4", "3", "5", "no")
    console = Console(clock, source=StringIO("\n".join(typed) + "\n"), out=StringIO())
    with Companion(plain, clock) as companion:
        questions = DiaryQuestions(companion, console, clock.when().local_day)
        companion.log_session(questions.session(), asks=True)
        assert PlainSession(companion, console).show_advice() == 0
    assert records(plain) == records(screen_folder)
    assert rows(plain, "SELECT item_id, outcome, reason FROM item_end") == [
        ("bridge-1", "partly", "tired"),
        ("reach-1", "skipped", "no_time"),
    ]
    assert rows(plain, "SELECT question_id, value FROM safety_answer") == [("NEW", "no")]


@pytest.mark.parametrize(("key", "side"), [("l", "left"), ("r", "right")])
async def test_h13_of_an_exercise_in_part_it_is_asked_which_side_was_done(
    loaded: Path, tmp_path: Path, key: str, side: str
) -> None:
    """Nothing of the other side is kept: nobody said that it was done."""
    screen_folder, plain = (shutil.copytree(loaded, tmp_path / name) for name in ("a", "b"))
    async with entering(screen_folder) as pilot:
        await at_items(pilot, "t", "p")
        await press(pilot, "n")
        await ask(pilot, "ChoiceDialog", "m")
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "p")
        await until(pilot, lambda: "Reach: Which side did you do?" in words_on(pilot))
        await ask(pilot, "ChoiceDialog", key)
        await until(pilot, lambda: "1 of 1 set" in words_on(pilot))
        await ask(pilot, "ChoiceDialog", "1")
        await until(pilot, lambda: "what was the reason?" in words_on(pilot))
        await ask(pilot, "ChoiceDialog", "t")
        await screen(pilot, "LateItemsScreen")
        assert f"{side} 1 of 1" in words_on(pilot)
        await press(pilot, "enter")
        await skip_the_numbers(pilot)
        await press(pilot, "enter")
        await screen(pilot, "ToldScreen")
    clock = StoppedClock()
    typed = ("today", "paper", "2", "no", "time", side, "1", "tired", *(["skip"] * 5))
    console = Console(clock, source=StringIO("\n".join(typed) + "\n"), out=StringIO())
    with Companion(plain, clock) as companion:
        questions = DiaryQuestions(companion, console, clock.when().local_day)
        companion.log_session(questions.session())
    for folder in (screen_folder, plain):
        assert rows(folder, "SELECT item_id, set_number, side FROM set_log") == [
            ("reach-1", 1, side)
        ]
        assert rows(folder, "SELECT item_id, outcome, reason FROM item_end") == [
            ("bridge-1", "skipped", "no_time"),
            ("reach-1", "partly", "tired"),
        ]


async def test_h13_both_sides_in_part_are_kept_as_before(folder: Path) -> None:
    async with entering(folder) as pilot:
        await at_items(pilot, "t", "p")
        await press(pilot, "d", "p")
        await ask(pilot, "ChoiceDialog", "b")
        await until(pilot, lambda: "what was the reason?" in words_on(pilot))
        await ask(pilot, "ChoiceDialog", "t")
        await screen(pilot, "LateItemsScreen")
        assert "under 1 set" in words_on(pilot)


@pytest.mark.parametrize(
    "told",
    [LateItem("bridge-1", 1, side="left"), LateItem("reach-1", 0, side="left")],
)
def test_h13_a_side_alone_where_it_cannot_be_is_refused(folder: Path, told: LateItem) -> None:
    with Companion(folder, StoppedClock()) as companion:
        late = LateSession(companion.day, "late", each=(told,))
        with pytest.raises(UsageFault):
            companion.log_session(late)
    assert rows(folder, "SELECT id FROM session") == []


# --- a walk ---------------------------------------------------------------------------------------


@pytest.fixture
def with_a_walk(tmp_path: Path) -> Path:
    folder = tmp_path / "walks"
    install(folder, walk_program(), StoppedClock())
    return folder


async def answer(pilot: Pilot[int], question: str, *keys: str) -> None:
    """Answer one question about a walk when it is in sight."""
    await until(pilot, lambda: question in words_on(pilot))
    await ask(pilot, "LateWalkScreen", *keys)


TOLD: tuple[tuple[str, ...], ...] = (
    ("Did a leg give way", "n"),
    ("How many minutes", "9", "enter"),
    ("In how many parts", "2", "enter"),
    ("How far was it", "k"),
    ("Why did you stop", "l"),
    ("After how many minutes", "s"),
    ("How bad were your legs", "6", "enter"),
    ("What did your legs feel most", "n"),
    ("Which leg was it", "l"),
    ("What eased it", "f"),
    ("After how many minutes of rest", "k"),
)


async def test_a_walk_is_asked_about_and_keeps_the_same_as_line_by_line(
    with_a_walk: Path, tmp_path: Path
) -> None:
    plain = shutil.copytree(with_a_walk, tmp_path / "plain")
    async with entering(with_a_walk) as pilot:
        await at_items(pilot, "t", "m")
        await press(pilot, "d", "enter")
        await screen(pilot, "LateWalkScreen")
        assert "Skip what you do not remember." in words_on(pilot)
        for question, *keys in TOLD:
            await answer(pilot, question, *keys)
        await skip_the_numbers(pilot)
        said = words_on(pilot)
        assert "Which leg was it? Left" in said
        assert "How far was it, in metres? not given" in said
        assert rows(with_a_walk, "SELECT id FROM walk_log") == []
        await press(pilot, "enter")
        await ask(pilot, "ToldScreen", "enter")
        await ask(pilot, "AnythingNewScreen", "n")
        await screen(pilot, "TodayScreen")
    clock = StoppedClock()
    typed = (
        *("today", "memory", "all", "yes"),
        *("no", "9", "2", "skip", "legs", "some time", "6", "numb", "left", "bent", "skip"),
        *("skip", "skip", "skip", "skip", "skip", "no"),
    )
    console = Console(clock, source=StringIO("\n".join(typed) + "\n"), out=StringIO())
    with Companion(plain, clock) as companion:
        questions = DiaryQuestions(companion, console, clock.when().local_day)
        companion.log_session(questions.session(), asks=True)
        assert PlainSession(companion, console).show_advice() == 0
    assert records(plain) == records(with_a_walk)
    assert rows(plain, "SELECT minutes_total, side, legs FROM walk_log") == [(9.0, "left", "felt")]


async def test_a_number_that_cannot_be_is_not_taken_and_loses_nothing(with_a_walk: Path) -> None:
    async with entering(with_a_walk) as pilot:
        await at_items(pilot, "t", "m")
        await press(pilot, "d", "enter")
        await answer(pilot, "Did a leg give way", "n")
        await answer(pilot, "How many minutes", "0", "enter")
        assert "Type a number from 1 to 1440." in words_on(pilot)
        await press(pilot, "x", "c")
        await answer(pilot, "Did a leg give way", "c")
        await screen(pilot, "LateItemsScreen")
        assert "done         Walk in bouts" in words_on(pilot)
    assert rows(with_a_walk, "SELECT id FROM session") == []


async def test_a_leg_that_gave_way_leads_to_the_advice(with_a_walk: Path) -> None:
    async with entering(with_a_walk) as pilot:
        await at_items(pilot, "y", "p")
        await press(pilot, "d", "enter")
        await answer(pilot, "Did a leg give way", "y")
        told = "SELECT flag_id FROM alert"
        await until(pilot, lambda: rows(with_a_walk, told) == [("RF-NEU-02",)])
        for question in ("How many minutes", "Why did you stop", "After how many", "How bad"):
            await answer(pilot, question, "k")
        for question in ("feel most", "Which leg", "What eased it", "minutes of rest"):
            await answer(pilot, question, "k")
        await skip_the_numbers(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ != "LateCheckScreen")
        await screen(pilot, "AdviceScreen")
    assert rows(with_a_walk, "SELECT flag_id FROM alert") == [("RF-NEU-02",)]
    assert rows(with_a_walk, "SELECT local_day FROM walk_log") == [("2026-11-22",)]


async def tell_that_a_leg_gave_way(pilot: Pilot[int], folder: Path) -> None:
    """In an entry of yesterday: it is on record before anything else of that is."""
    await at_items(pilot, "y", "p")
    await press(pilot, "d", "enter")
    await answer(pilot, "Did a leg give way", "y")
    await until(pilot, lambda: rows(folder, "SELECT id FROM alert") != [])


async def test_nc5_a_leg_that_gave_way_is_not_lost_with_the_entry(with_a_walk: Path) -> None:
    async with entering(with_a_walk) as pilot:
        await tell_that_a_leg_gave_way(pilot, with_a_walk)
    assert rows(with_a_walk, "SELECT id FROM session") == []
    async with lived(with_a_walk, StoppedClock()) as pilot:
        await screen(pilot, "AdviceScreen")


async def test_nc5_who_leaves_the_program_then_reads_the_advice_first(with_a_walk: Path) -> None:
    async with entering(with_a_walk) as pilot:
        await tell_that_a_leg_gave_way(pilot, with_a_walk)
        await press(pilot, "q")
        await ask(pilot, "LeaveDialog", "q")
        await screen(pilot, "AdviceScreen")


async def test_nc5_so_does_who_goes_back_page_by_page(with_a_walk: Path) -> None:
    async with entering(with_a_walk) as pilot:
        await tell_that_a_leg_gave_way(pilot, with_a_walk)
        await answer(pilot, "How many minutes", "c")
        await answer(pilot, "Did a leg give way", "c")
        await ask(pilot, "LateItemsScreen", "escape")
        await ask(pilot, "LateDayScreen", "escape")
        await ask(pilot, "ChoiceDialog", "y")
        await screen(pilot, "AdviceScreen")


async def test_an_entry_that_told_of_nothing_is_left_for_today(with_a_walk: Path) -> None:
    async with entering(with_a_walk) as pilot:
        await at_items(pilot, "y", "p")
        await ask(pilot, "LateItemsScreen", "escape")
        await ask(pilot, "LateDayScreen", "escape")
        await screen(pilot, "TodayScreen")


async def test_something_can_be_changed_before_it_is_saved(folder: Path) -> None:
    async with entering(folder) as pilot:
        await at_items(pilot, "t", "m")
        await press(pilot, "a", "enter")
        await skip_the_numbers(pilot)
        await press(pilot, "b")
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "tab", "n")
        await ask(pilot, "ChoiceDialog", "r")
        await screen(pilot, "LateItemsScreen")
        await press(pilot, "enter")
        await skip_the_numbers(pilot)
        await press(pilot, "enter")
        await screen(pilot, "ToldScreen")
    assert rows(folder, "SELECT outcome, reason FROM item_end ORDER BY id") == [
        ("skipped", None),
        ("done", None),
    ]


async def test_something_new_leads_to_the_questions_and_to_the_advice(folder: Path) -> None:
    async with entering(folder) as pilot:
        await at_items(pilot, "y", "m")
        await press(pilot, "a", "enter")
        await skip_the_numbers(pilot)
        await press(pilot, "enter")
        await ask(pilot, "ToldScreen", "enter")
        await ask(pilot, "AnythingNewScreen", "y")
        await ask(pilot, "SafetyScreen", "y")
        await ask(pilot, "SafetyScreen", "y")
        await screen(pilot, "AdviceScreen")
    answers = rows(folder, "SELECT question_id, value FROM safety_answer")
    assert answers[0] == ("NEW", Answer.YES.value)
    assert rows(folder, "SELECT purpose, session_id FROM safety_check") == [("after", 1)]


async def test_it_works_while_exercise_is_locked(folder: Path) -> None:
    patient = Patient({"RF-DVT-01": Answer.YES}, begins=False)
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, patient)
        assert companion.is_blocked()
    async with entering(folder) as pilot:
        await at_items(pilot, "y", "m")
        await press(pilot, "a", "enter")
        await skip_the_numbers(pilot)
        await press(pilot, "enter")
        await screen(pilot, "ToldScreen")
    assert rows(folder, "SELECT source FROM session") == [("late",)]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_in_every_window_the_main_action_is_in_sight(
    folder: Path, size: tuple[int, int]
) -> None:
    async with entering(folder, size) as pilot:
        for name in ("#go-on", "#back", "#paper"):
            assert pilot.app.screen.query_one(name).region.height > 0
        await at_items(pilot, "t", "m")
        for name in ("#go-on", "#row-0"):
            assert pilot.app.screen.query_one(name).region.height > 0
