"""Opens the pages that can be looked up at any time: diary, goals, cards, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.errors import CompanionError
from exercise_companion.tui.stack import StackedApp

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import date

    from exercise_companion.companion import Companion
    from exercise_companion.core.page_views import CardView
    from exercise_companion.tui.background import Background
    from exercise_companion.tui.screens.activity_scores import ActivityScoresScreen
    from exercise_companion.tui.screens.contacts import ContactsScreen
    from exercise_companion.tui.screens.day import DayScreen
    from exercise_companion.tui.screens.history import HistoryScreen
    from exercise_companion.tui.screens.learn import LearnScreen

S = TypeVar("S")


LOOKED_AT: Final = frozenset({"TodayScreen", "MenuScreen", "LockedScreen"})
"""Screens on which nothing is under way."""


class BrowsingApp(StackedApp):
    """Puts a page over what is on screen; nothing that is going on is changed by it."""

    background: Background

    def look_up(self, what: str) -> None:
        """Open one of the pages by its name."""
        pages: dict[str, Callable[[], Coroutine[None, None, None]]] = {
            "more": self._show_menu,
            "contacts": self._show_contacts,
            "read": self._show_cards,
            "goals": self._show_goals,
            "diary": self._show_diary,
        }
        self.run_worker(self._carefully(pages[what]()))

    async def _carefully(self, work: Coroutine[None, None, None]) -> None:
        """Do something; what cannot be done is said on the screen in sight."""
        try:
            await work
        except CompanionError as error:
            self.show_fault(error)

    async def _show_menu(self) -> None:
        from exercise_companion.tui.screens.menu import MenuScreen  # noqa: PLC0415 - when needed

        if not isinstance(self.screen, MenuScreen):
            await self.show(MenuScreen())

    def on_locked_screen_more_wanted(self) -> None:
        """The other pages, from a lock."""
        self.look_up("more")

    # --- contacts ---------------------------------------------------------------------------

    async def _show_contacts(self) -> None:
        from exercise_companion.tui.screens.contacts import ContactsScreen  # noqa: PLC0415

        found, where = await self.background.ask(lambda one: (one.contacts(), one.where()))
        away = where is not None and self._is_free
        await self.show(ContactsScreen(found, away=away))

    @property
    def _is_free(self) -> bool:
        """Whether nothing is under way that another question would push aside."""
        return {type(one).__name__ for one in self.screen_stack} <= LOOKED_AT

    def on_contacts_screen_add_wanted(self, message: ContactsScreen.AddWanted) -> None:
        """A number of the patient's own is to be kept."""
        self.run_worker(
            self._change_contacts(
                lambda companion: companion.add_contact(message.name, message.phone), "Saved."
            )
        )

    def on_contacts_screen_remove_wanted(self, message: ContactsScreen.RemoveWanted) -> None:
        """A number the patient added is to be taken away."""
        self.run_worker(
            self._change_contacts(
                lambda companion: companion.remove_contact(message.own_id), "It is taken away."
            )
        )

    async def _change_contacts(self, change: Callable[[Companion], None], said: str) -> None:
        from exercise_companion.tui.screens.contacts import ContactsScreen  # noqa: PLC0415

        try:
            await self.background.ask(change)
            found = await self.background.ask(lambda companion: companion.contacts())
        except CompanionError as error:
            self.show_fault(error)
            return
        if isinstance(self.screen, ContactsScreen):
            await self.screen.show(found, said)

    # --- cards ------------------------------------------------------------------------------

    async def _show_cards(self) -> None:
        from exercise_companion.tui.screens.learn import LearnScreen  # noqa: PLC0415

        await self.show(LearnScreen(await self.background.ask(lambda one: one.cards())))

    def on_learn_screen_chosen(self, message: LearnScreen.Chosen) -> None:
        """A card is to be read."""
        self.run_worker(self._show_card(message.card))

    async def _show_card(self, card: CardView) -> None:
        from exercise_companion.tui.screens.card import CardScreen  # noqa: PLC0415

        if not isinstance(self.screen, CardScreen):
            await self.show(CardScreen(card))

    # --- goals ------------------------------------------------------------------------------

    async def _show_goals(self) -> None:
        from exercise_companion.tui.screens.goals import GoalsScreen  # noqa: PLC0415

        await self.show(GoalsScreen(await self.background.ask(lambda one: one.goals_view())))

    def on_goals_screen_score_wanted(self) -> None:
        """The patient wants to say how the goals go now."""
        self.run_worker(self._carefully(self._ask_scores()))

    async def _ask_scores(self) -> None:
        from exercise_companion.tui.screens import activity_scores  # noqa: PLC0415

        if self._shown(activity_scores.ActivityScoresScreen) is None:
            view = await self.background.ask(lambda companion: companion.goals_view())
            await self.show(activity_scores.ActivityScoresScreen(view))

    def on_activity_scores_screen_given(self, message: ActivityScoresScreen.Given) -> None:
        """A score is to be kept."""
        self.run_worker(self._keep_score(message.goal_id, message.score))

    async def _keep_score(self, goal_id: str, score: int) -> None:
        """Write it before anything says so; what cannot be written is taken again."""
        from exercise_companion.tui.screens.activity_scores import (  # noqa: PLC0415
            ActivityScoresScreen,
        )
        from exercise_companion.tui.screens.goals import GoalsScreen  # noqa: PLC0415

        asking = self._shown(ActivityScoresScreen)
        try:
            await self.background.ask(lambda one: one.log_activities(((goal_id, score),)))
            view = await self.background.ask(lambda companion: companion.goals_view())
        except CompanionError as error:
            if asking is not None:
                asking.reopen()
            self.show_fault(error, on=asking)
            return
        goals = self._shown(GoalsScreen)
        if goals is not None:
            await goals.show(view, "Saved.")
        if asking is not None:
            await asking.saved()

    # --- the diary --------------------------------------------------------------------------

    async def _show_diary(self) -> None:
        from exercise_companion.tui.screens.history import HistoryScreen  # noqa: PLC0415

        page = await self.background.ask(lambda companion: companion.history())
        await self.show(HistoryScreen(page))

    def on_history_screen_turned(self, message: HistoryScreen.Turned) -> None:
        """Another page of days is wanted."""
        self.run_worker(self._carefully(self._turn_to(message.last)))

    async def _turn_to(self, last: date) -> None:
        from exercise_companion.tui.screens.history import HistoryScreen  # noqa: PLC0415

        page = await self.background.ask(lambda companion: companion.history(last))
        if isinstance(self.screen, HistoryScreen):
            self.screen.turn(page)

    def on_history_screen_opened(self, message: HistoryScreen.Opened) -> None:
        """A day is to be read."""
        self.run_worker(self._carefully(self._show_day(message.day)))

    def on_day_screen_turned(self, message: DayScreen.Turned) -> None:
        """The day before or after is to be read."""
        self.run_worker(self._carefully(self._show_day(message.day)))

    async def _show_day(self, wanted: date) -> None:
        from exercise_companion.tui.screens.day import DayScreen  # noqa: PLC0415

        view = await self.background.ask(lambda companion: companion.diary_day(wanted))
        if isinstance(self.screen, DayScreen):
            await self.screen.turn(view)
        else:
            await self.show(DayScreen(view))

    def _shown(self, kind: type[S]) -> S | None:
        """The screen of that kind, wherever it lies."""
        return next((one for one in self.screen_stack if isinstance(one, kind)), None)
