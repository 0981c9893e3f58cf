"""The talk between patient and companion: ask what comes next, show it, hand back the reply."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import CompanionError, Locked, SessionOver, StoreFault
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.screens.base import CompanionScreen, PromptScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.tui.listening import ListeningApp


LOOK_EVERY_SECONDS: Final = 5
"""How long a set may run on after another window locked exercise. Our decision."""

ENDED: Final = ("A warning sign was reported. This session has ended.", "Today says what to do.")


class Conversation:
    """Shows one prompt after the other on top of *Today*.

    Args:
        app: whose screens are moved.

    """

    def __init__(self, app: ListeningApp) -> None:
        self._app = app
        self._starting = False
        self._put_off = False
        """What comes next waits under the emergency card."""
        self._seconds = 0

    async def start(self) -> None:
        """Begin, or go on with, today's session."""
        await self._begin(lambda companion: companion.start())

    async def something_is_wrong(self) -> None:
        """Ask the questions of `!`."""
        await self._begin(lambda companion: companion.something_is_wrong(), at_once=True)

    async def ask_where(self) -> None:
        """Ask which country the patient is in."""
        await self._begin(lambda companion: companion.ask_where())

    async def answer_again(self) -> None:
        """Ask today's questions of the plan once more."""
        await self._begin(lambda companion: companion.answer_again())

    async def greet(self) -> None:
        """Confirm *Today*, then show what waits."""
        await self._app.refresh_view()
        await self.show_what_waits()

    async def show_what_waits(self) -> None:
        """Show what waits to be read or answered since the last time (SI-13)."""
        await self._app.background.ask(lambda companion: companion.greet())
        prompt = await self._app.background.ask(lambda companion: companion.next())
        if prompt is not None and self._app.screen is self._app.today:
            await self._app.show_above_today(screen_for(prompt))

    async def _begin(
        self, beginning: Callable[[Companion], None], *, at_once: bool = False
    ) -> None:
        """Ask something in the place of the page in sight, of which what was done is kept.

        Args:
            beginning: what makes it come next.
            at_once: it comes before that is kept, where that changes nothing of what is asked.

        """
        if self._starting:
            return
        self._starting = True
        page = self._in_sight
        aside = page.set_aside_with if page is not None else None
        waits = at_once and page is not None and page.set_aside_waits
        try:
            if not waits:
                await self._hand_over(page, aside)
            await self._app.background.ask(beginning)
            await self.show_next()
            if waits:
                await self._hand_over(page, aside)
        except CompanionError as error:
            await self._refresh_after(error)
        finally:
            self._starting = False

    async def _refresh_after(self, error: CompanionError) -> None:
        """Say what was refused over *Today* as it stands: another window may have locked it."""
        with suppress(CompanionError):
            await self._app.refresh_view()
        self._app.show_fault(error)

    async def reply(self, prompt: Prompt, reply: Reply) -> None:
        """Hand back a reply; one that cannot be saved is taken again on the screen that asked."""
        app = self._app
        app.cueing.replied(reply)
        asking = self._asking(prompt)
        try:
            await app.background.ask(lambda companion: companion.reply(prompt, reply))
        except Locked as error:
            await self._end_here(error)
            return
        except SessionOver as error:
            await self._go_on(refresh=True)
            app.show_fault(error)
            return
        except CompanionError as error:
            if asking is not None:
                asking.reopen()
            app.show_fault(error, on=asking)
            return
        await self._go_on(refresh=asking is not None and asking.changes_alerts)

    async def show_what_was_told(self) -> bool:
        """Advice goes first, "Stop now", and what is asked before where nothing is saved (A17)."""
        from exercise_companion.core.prompts import (  # noqa: PLC0415 - heavy
            AskSafety,
            ShowAdvice,
            ShowNotice,
        )

        with suppress(CompanionError):
            prompt = await self._app.background.ask(lambda companion: companion.next())
            if isinstance(prompt, ShowAdvice | AskSafety | ShowNotice):
                with suppress(CompanionError):
                    await self._app.refresh_view()
                await self._app.show_above_today(screen_for(prompt))
                return True
        return False

    async def leave(self) -> None:
        """Leave the program; but the advice on what was just told is read first.

        It waits for the end of the questions (clinical-spec 1.5), not for another day. It can be
        left itself. That something cannot be saved is said first, too, once.
        """
        left = self._in_sight
        told = left.left_with if left is not None else None
        fault = await self._hand_over(left, told)
        if left is not None and isinstance(fault, StoreFault) and self._is_news(left):
            left.could_not_save = True
            self._app.show_fault(fault)
            return
        if (told is not None or self._is_entering) and await self.show_what_was_told():
            return
        self._app.exit(self._app.exit_code)

    async def end(self, exit_code: int) -> None:
        """The window is closed, or the computer ends the program: nothing can be shown any more."""
        page = self._in_sight
        await self._hand_over(page, page.set_aside_with if page is not None else None)
        self._app.exit(exit_code)

    def _is_news(self, page: PromptScreen[Prompt]) -> bool:
        """Whether "Leave?" has said that what is on this page is kept."""
        return self._app.keeps and not page.could_not_save

    async def _hand_over(
        self, page: PromptScreen[Prompt] | None, reply: Reply | None
    ) -> CompanionError | None:
        """What was confirmed or done on a page counts, although something else comes now.

        That does not wait for what cannot be saved, or fits no more.

        Returns:
            why it was not kept.

        """
        if page is None or reply is None:
            return None
        prompt = page.prompt
        try:
            await self._app.background.ask(lambda companion: companion.reply(prompt, reply))
        except CompanionError as error:
            return error
        return None

    @property
    def _is_entering(self) -> bool:
        """Whether something is being entered, of which a sign may be kept already (NC-5)."""
        shown = (one for one in self._app.screen_stack if isinstance(one, CompanionScreen))
        return any(one.keeps_a_draft for one in shown)

    @property
    def _in_sight(self) -> PromptScreen[Prompt] | None:
        """The page that asks something; it may lie under a dialog or under `!`."""
        shown = [one for one in self._app.screen_stack if isinstance(one, PromptScreen)]
        return shown[-1] if shown else None

    def second_passed(self) -> None:
        """A step is running: look now and then whether it still may."""
        self._seconds += 1
        if self._seconds % LOOK_EVERY_SECONDS == 0:
            self._app.run_worker(self._look_round())

    async def _look_round(self) -> None:
        if await self._app.background.ask(lambda companion: companion.is_blocked()):
            await self._end_here(Locked(*ENDED))

    async def _end_here(self, error: Locked) -> None:
        """Another window reported a warning sign: nothing goes on here."""
        app = self._app
        app.cueing.hush()
        if not app.is_covered:
            await app.back_to_today()
        await app.refresh_view()
        app.show_fault(error)

    async def _go_on(self, *, refresh: bool = False) -> None:
        """Show what comes next, but not in the place of the emergency card."""
        app = self._app
        try:
            if refresh:
                with suppress(CompanionError):  # an advice does not wait for Today (A17)
                    await app.refresh_view()
            if app.is_covered:
                self._put_off = True
            else:
                await self.show_next()
        except CompanionError as error:
            await app.back_to_today()
            app.show_fault(error)

    def uncovered(self, _closed: object) -> None:
        """The emergency card was closed: what came next meanwhile is shown now."""
        if self._put_off:
            self._app.run_worker(self._go_on())

    def _asking(self, prompt: Prompt) -> PromptScreen[Prompt] | None:
        """The screen that shows this prompt; it may lie under a dialog or under `!`."""
        for screen in self._app.screen_stack:
            if isinstance(screen, PromptScreen) and screen.prompt is prompt:
                return screen
        return None

    async def show_next(self) -> None:
        """Show what comes next; *Today* when nothing does."""
        app = self._app
        self._put_off = False
        prompt = await app.background.ask(lambda companion: companion.next())
        app.cueing.hush()
        app.cueing.comes(prompt)
        if prompt is None:
            await app.refresh_view()
            await app.back_to_today()
        else:
            await app.show_above_today(screen_for(prompt))
