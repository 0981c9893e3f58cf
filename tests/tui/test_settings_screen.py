"""Settings in the full screen: changed with keys or mouse, seen at once, there the next time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import FakeCompanion, today_view
from journeys import StoppedClock, full_program, install
from lived import lived
from scripts import safety, screen, story, until, words_on
from session_harness import Clock
from textual.constants import TEXTUAL_ANIMATIONS
from textual.geometry import Region

from exercise_companion.companion import Companion
from exercise_companion.companion.projection import first_look
from exercise_companion.core.cues import TRIAL
from exercise_companion.core.settings import Settings
from exercise_companion.errors import StoreFault
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.cueing import Cueing
from exercise_companion.tui.themes import DAY, NIGHT, suits
from exercise_companion.tui.widgets.big_digits import BigDigits, largest_size
from exercise_companion.tui.widgets.figure_view import ARROW, FigureView
from exercise_companion.tui.widgets.marked_list import INDENT
from exercise_companion.tui.widgets.settings_list import SettingsList
from exercise_companion.tui.widgets.settings_sample import SettingsSample

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from exercise_companion.tui.screens.settings import SettingsScreen

SIZES = [(80, 24), (40, 12), (120, 40)]


def listed(pilot: Pilot[int]) -> SettingsList:
    return pilot.app.screen.query_one(SettingsList)


def place(pilot: Pilot[int], name: str) -> int:
    """Which row a setting is."""
    return [row.setting.name for row in listed(pilot).rows].index(name)


def words(pilot: Pilot[int], name: str) -> str:
    rows = listed(pilot)
    return "\n".join(str(line) for line in rows.rows[place(pilot, name)].lines(rows.room))


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_changes_what_is_marked_and_it_is_kept_and_seen(size: tuple[int, int]) -> None:
    async with story(size=size) as (pilot, fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        assert listed(pilot).has_focus
        assert listed(pilot).marked == place(pilot, "text_size")
        await pilot.press("right")
        await until(pilot, lambda: fake.kept.text_size == "large")
        await until(pilot, lambda: pilot.app.has_class("-large"))
        assert "● Large" in words(pilot, "text_size")
        await pilot.press("down", "left")
        await until(pilot, lambda: fake.kept.theme == "day")
        await until(pilot, lambda: pilot.app.theme == DAY)
        assert fake.kept == Settings(text_size="large", theme="day")
        await pilot.press("b")
        await screen(pilot, "TodayScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_can_be_reached_and_read_in_any_window(size: tuple[int, int]) -> None:
    async with story(size=size) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        rows = listed(pilot)
        for at, row in enumerate(rows.rows):
            assert (rows.has_focus, rows.marked) == (True, at)
            await pilot.pause()
            body = pilot.app.screen.query_one("#body").scrollable_content_region
            lines = row.lines(rows.room)
            assert f"→  {lines[0]}" in str(rows.render()).splitlines()
            top = rows.region.y + rows.gutter.top + rows.place_of(at)
            assert body.contains_region(Region(body.x, top, 1, len(lines))), row.setting.name
            assert row.setting.about.split()[-1] in str(lines[-1])
            await pilot.press("down")


async def test_a_click_on_a_value_picks_it() -> None:
    async with story() as (pilot, fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        rows = listed(pilot)
        line = words(pilot, "theme").splitlines()[0]
        left, top = rows.gutter.left + INDENT, 2 * place(pilot, "theme")
        await pilot.click(rows, offset=(left + line.index("Day"), top))
        await until(pilot, lambda: fake.kept.theme == "day")
        await pilot.click(rows, offset=(left + line.index("Night"), top))
        await until(pilot, lambda: fake.kept.theme == "night")


async def test_what_was_set_is_worn_from_the_first_frame_after_a_restart(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    app = ExerciseApp(lambda: Companion(folder, clock))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            assert app.theme == NIGHT
            await pilot.press("f2")
            await until(pilot, lambda: app.theme == DAY)
            await pilot.press("o")
            await screen(pilot, "SettingsScreen")
            await pilot.press("enter")
            await until(pilot, lambda: app.has_class("-large"))
    finally:
        app.background.close()
    look = first_look(folder, clock.local())
    again = ExerciseApp(lambda: Companion(folder, clock), look.view, settings=look.settings)
    assert again.theme == DAY
    assert again.has_class("-large")
    try:
        async with again.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: again.today.confirmed)
            assert again.theme == DAY
            assert again.has_class("-large")
    finally:
        again.background.close()


async def test_a_change_that_cannot_be_kept_is_said_and_worn_all_the_same() -> None:
    fault = StoreFault("The disk is full.", "Make room on it.")
    async with story(FakeCompanion(faults=(fault,))) as (pilot, fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        await pilot.press("enter")
        await until(pilot, lambda: "The disk is full." in words_on(pilot))
        assert pilot.app.has_class("-large")
        assert fake.kept == Settings()
        await pilot.press("b")
        await screen(pilot, "TodayScreen")
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        assert "● Large" in words(pilot, "text_size")


async def test_sound_and_speech_ask_to_be_heard_once_they_are_kept() -> None:
    heard: list[str] = []

    class Listening(ExerciseApp):
        def on_settings_screen_try_it(self, message: SettingsScreen.TryIt) -> None:
            heard.append(message.what)

    app = Listening(FakeCompanion, today_view())  # type: ignore[arg-type]
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            await pilot.press("o")
            await screen(pilot, "SettingsScreen")
            listed(pilot).mark(place(pilot, "speech"))
            await pilot.press("space")
            await until(pilot, lambda: heard == ["speech"])
            listed(pilot).mark(place(pilot, "sound"))
            await pilot.press("enter")
            await until(pilot, lambda: not app.settings.sound)
            assert heard == ["speech"]
            await pilot.press("left")
            await until(pilot, lambda: heard == ["speech", "sound"])
    finally:
        app.background.close()


async def test_something_is_wrong_and_help_work_over_the_settings() -> None:
    async with story(FakeCompanion((safety(),))) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        await pilot.press("?")
        await screen(pilot, "HelpScreen")
        assert "Change the setting that is marked." in words_on(pilot)
        await pilot.press("b")
        await screen(pilot, "SettingsScreen")
        await pilot.press("!")
        await screen(pilot, "WrongScreen")


async def test_where_the_data_cannot_be_used_the_colours_still_change() -> None:
    def broken() -> Companion:
        raise StoreFault("The data are damaged.", "Restore a backup.")

    app = ExerciseApp(broken, today_view())
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "The data are damaged." in words_on(pilot))
            await pilot.press("o")
            await screen(pilot, "SettingsScreen")
            await pilot.press("down", "left")
            await until(pilot, lambda: app.theme == DAY)
    finally:
        app.background.close()


@pytest.mark.parametrize(
    ("told", "theme"),
    [
        ("15;0", NIGHT),
        ("0;15", DAY),
        ("0;default;15", DAY),
        ("0;7", DAY),
        ("7;8", NIGHT),
        ("", NIGHT),
        ("15;default", NIGHT),
        ("nonsense", NIGHT),
    ],
)
def test_to_follow_is_to_wear_what_the_terminal_says_of_itself(told: str, theme: str) -> None:
    assert suits({"COLORFGBG": told}) == theme
    assert suits({}) == NIGHT


def test_a_choice_wins_over_the_terminal() -> None:
    def worn(settings: Settings) -> str:
        app = ExerciseApp(FakeCompanion, settings=settings, theme=DAY)  # type: ignore[arg-type]
        return app.theme

    assert worn(Settings()) == DAY
    assert worn(Settings(theme="night")) == NIGHT


async def test_moving_pictures_stand_still_at_once_and_from_the_first_frame() -> None:
    still = Settings(motion=False)
    app = ExerciseApp(FakeCompanion, settings=still)  # type: ignore[arg-type]
    assert app.animation_level == "none"
    async with story() as (pilot, _fake):
        assert pilot.app.animation_level == TEXTUAL_ANIMATIONS
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        listed(pilot).mark(place(pilot, "motion"))
        await pilot.press("right")
        await until(pilot, lambda: pilot.app.animation_level == "none")


class Silent:
    """A computer with nothing to speak or sound with."""

    answer = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def say(self, text: str) -> bool:
        self.asked.append(text)
        return self.answer

    def tone(self, tone: str) -> bool:
        self.asked.append(tone)
        return self.answer

    @property
    def has_voice(self) -> bool:
        return self.answer

    has_tones = has_voice

    def hush(self) -> None: ...

    def close(self) -> None: ...


class Speaking(Silent):
    """A computer that can do both."""

    answer = True


@pytest.mark.parametrize("name", ["speech", "sound"])
@pytest.mark.parametrize("machine", [Silent(), Speaking()], ids=["silent", "speaking"])
async def test_what_is_switched_on_is_heard_or_it_is_said_that_it_cannot_be(
    machine: Silent, name: str
) -> None:
    machine.asked.clear()
    async with story() as (pilot, fake):
        fake.kept = Settings(sound=False)
        await pilot.app.preferences.confirm()
        pilot.app.cueing = Cueing(pilot.app, machine)
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        listed(pilot).mark(place(pilot, name))
        await pilot.press("right")
        await until(pilot, lambda: machine.asked)
        await until(pilot, lambda: bool(pilot.app.screen.query("#fault")) is not machine.answer)
        assert machine.asked == [TRIAL.say if name == "speech" else TRIAL.tone]


async def hands_free_with(pilot: Pilot[int], fake: FakeCompanion, machine: Silent) -> None:
    """Hands-free is switched on where nothing else is."""
    fake.kept = Settings(sound=False)
    await pilot.app.preferences.confirm()
    pilot.app.cueing = Cueing(pilot.app, machine)
    await pilot.press("o")
    await screen(pilot, "SettingsScreen")
    listed(pilot).mark(place(pilot, "hands_free"))
    await pilot.press("right")
    await until(pilot, lambda: pilot.app.settings.hands_free)


async def test_hands_free_that_cannot_be_heard_is_warned_of_until_it_can() -> None:
    async with story() as (pilot, fake):
        await hands_free_with(pilot, fake, Speaking())
        await until(pilot, lambda: bool(pilot.app.screen.query("#fault")))
        assert "sound and speech are off" in words_on(pilot)
        listed(pilot).mark(place(pilot, "sound"))
        await pilot.press("right")
        await until(pilot, lambda: not pilot.app.screen.query("#fault"))
        assert pilot.app.unheard() == ""


async def test_hands_free_on_a_computer_that_cannot_be_heard_is_warned_of() -> None:
    async with story() as (pilot, fake):
        await hands_free_with(pilot, fake, Silent())
        listed(pilot).mark(place(pilot, "speech"))
        await pilot.press("right")
        await until(pilot, lambda: "nothing to play it with" in words_on(pilot))
        assert "Keep the screen in sight" in pilot.app.unheard()


def in_the_sample(pilot: Pilot[int]) -> FigureView:
    return pilot.app.screen.query_one(SettingsSample).query_one(FigureView)


def drawn(figure: FigureView) -> str:
    """What is drawn now; blanks where nothing is."""
    lines = ("".join(cell.character for cell in line) for line in figure._cells)
    return "\n".join(lines).replace("\u2800", " ")


@pytest.mark.parametrize("size", [(80, 24), (120, 60)])
async def test_a_sample_shows_text_size_and_movement_as_they_are_set(
    size: tuple[int, int],
) -> None:
    async with story(size=size) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        count, figure = pilot.app.screen.query_one(BigDigits), in_the_sample(pilot)
        assert "Repetition 3 of 8" in words_on(pilot)
        assert not count.display
        await until(pilot, lambda: drawn(figure).strip() != "")
        assert ARROW not in drawn(figure)
        assert figure._timer is not None
        listed(pilot).mark(place(pilot, "text_size"))
        await pilot.press("right")
        if size == (80, 24):
            await until(pilot, lambda: figure._timer is None)
            assert not pilot.app.screen.query_one("#sample").display, "the rows have its lines"
            return
        await until(pilot, lambda: largest_size(count.value, *count.size) >= 1)
        assert "Repetition 3 of 8" not in words_on(pilot)
        await until(pilot, lambda: drawn(figure).strip() != "")
        listed(pilot).mark(place(pilot, "motion"))
        await pilot.press("right")
        await until(pilot, lambda: ARROW in drawn(figure))
        assert figure._timer is None
        await pilot.press("left")
        await until(pilot, lambda: figure._timer is not None)
        assert ARROW not in drawn(figure)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_beside_the_sample_no_setting_has_to_be_scrolled_for(size: tuple[int, int]) -> None:
    async with story(size=size) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        await until(pilot, lambda: in_the_sample(pilot)._in_sight)
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0


@pytest.mark.parametrize("size", [(80, 24), (90, 24), (120, 40)])
async def test_no_setting_gives_way_to_the_sample_in_a_demonstration(
    size: tuple[int, int],
) -> None:
    view = replace(today_view(), demo=True)
    async with story(FakeCompanion(view=view), size=size) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        await pilot.pause()
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0
        assert pilot.app.screen.query_one(SettingsSample).display is (size == (120, 40))


async def test_the_sample_says_that_it_is_one_moves_once_and_rests() -> None:
    async with story(size=(120, 40)) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        assert "So a set looks:" in words_on(pilot)
        figure, clock = in_the_sample(pilot), Clock()
        figure._clock = clock
        figure.demonstrate(once=True)
        start = drawn(figure)
        clock.now += 1.5
        await until(pilot, lambda: drawn(figure) != start)
        clock.now += 60
        await until(pilot, lambda: figure._timer is None)
        assert drawn(figure) == start


async def test_in_a_small_window_there_is_no_sample_and_it_comes_with_the_lines() -> None:
    async with story(size=(40, 12)) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        figure = in_the_sample(pilot)
        assert not pilot.app.screen.query_one(SettingsSample).display
        assert figure._timer is None
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: drawn(figure).strip() != "")
        assert figure._timer is not None


async def test_the_sample_rests_while_something_else_is_on_the_screen() -> None:
    async with story(size=(80, 24)) as (pilot, _fake):
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        figure = in_the_sample(pilot)
        await until(pilot, lambda: figure._timer is not None)
        await pilot.press("question_mark")
        await screen(pilot, "HelpScreen")
        assert figure._timer is None
        await pilot.press("b")
        await screen(pilot, "SettingsScreen")
        await until(pilot, lambda: figure._timer is not None)


async def test_what_was_set_elsewhere_is_there_when_the_page_opens(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    async with lived(folder, clock) as pilot:
        with Companion(folder, clock) as elsewhere:
            elsewhere.change_settings({"theme": "day"})
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        assert "● Day" in words(pilot, "theme")
        await until(pilot, lambda: pilot.app.theme == DAY)


async def test_settings_that_cannot_be_read_anew_are_shown_as_they_are_worn() -> None:
    async with story() as (pilot, fake):

        def broken() -> Settings:
            raise StoreFault("The data are damaged.", "Restore a backup.")

        fake.settings = broken  # type: ignore[method-assign]
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        assert "● Normal" in words(pilot, "text_size")
