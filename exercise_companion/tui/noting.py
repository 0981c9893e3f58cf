"""Writes down what happened besides a session: pain, a flare-up, a talk, medicine, walks, days off.

Nothing is said to be saved before it is on disk; what could not be taken is there to be typed on.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import noting
from exercise_companion.companion.diary import STILL_ASKS
from exercise_companion.core.prompts import Scored, ShowDecision, Talked
from exercise_companion.core.records import MedicineRecord
from exercise_companion.core.typed_day import read_day
from exercise_companion.core.walk_prompts import WalkTold
from exercise_companion.errors import CompanionError, UsageFault
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.screens import notes
from exercise_companion.tui.screens.base import NOT_SAVED_YET
from exercise_companion.tui.screens.notes import NotesScreen
from exercise_companion.tui.screens.pain import PainScreen
from exercise_companion.tui.screens.walk_told import WalkToldScreen
from exercise_companion.tui.widgets import note_dialogs

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion import Companion
    from exercise_companion.core.page_views import NotesView
    from exercise_companion.core.prompts import AskPain, Prompt, Reply
    from exercise_companion.core.records import WalkMode
    from exercise_companion.core.walk_prompts import AskWalk
    from exercise_companion.tui.listening import ListeningApp

MOST_DIGITS: Final = 2

SAVED: Final = "Saved. If something new or worrying started, press !"


class PainNowScreen(PainScreen):
    """Pain now, outside a session; Back leads to the page it was opened from."""

    leave_text = NOT_SAVED_YET
    keeps_when_left = False
    leads_back = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It was not opened from *Today*."""
        return action != "leave" and super().check_action(action, parameters)


class OwnWalkScreen(WalkToldScreen):
    """A walk or ride outside a session."""

    leave_text = NOT_SAVED_YET
    keeps_a_draft = True


class Noting:
    """Moves between the page, its questions and its forms.

    Args:
        app: whose screens are moved.

    """

    def __init__(self, app: ListeningApp) -> None:
        self._app = app
        self._typed: dict[str, tuple[str, ...]] = {}
        """What was typed last and is not on disk."""
        self._asked: Prompt | None = None
        self._mode: WalkMode = "outdoor_walk"

    async def begin(self) -> None:
        """Show what can be written down, once."""
        if isinstance(self._app.screen, NotesScreen):
            return
        try:
            view = await self._app.background.ask(lambda companion: companion.notes())
        except CompanionError as error:
            self._app.show_fault(error)
            return
        await self._app.show(NotesScreen(view, self._typed))

    async def open(self, what: str) -> None:
        """Ask what belongs to an entry."""
        page = self._page
        if page is None or self._app.screen is not page:
            return
        app, typed = self._app, self._typed.get(what, ())
        if what == notes.PAIN:
            await self._ask_pain()
        elif what == notes.FLARE and page.view.in_flare:
            app.push_screen(note_dialogs.flare_ends_dialog(), self._flare_ends)
        elif what == notes.FLARE:
            app.push_screen(note_dialogs.flare_begins_dialog(), self._flare_begins)
        elif what == notes.TALK:
            dialog = note_dialogs.talk_dialog(typed, ends=page.view.talk_ends)
            app.push_screen(dialog, partial(self._talked, page.view))
        elif what == notes.MEDICINE:
            app.push_screen(note_dialogs.medicine_dialog(typed), self._medicine)
        elif what == notes.WALK:
            app.push_screen(note_dialogs.mode_dialog(), self._ask_walk)
        elif page.view.days_off:
            app.push_screen(note_dialogs.days_off_dialog(page.view.days_off), self._days_off)
        else:
            self._ask_days_off()

    @property
    def _page(self) -> NotesScreen | None:
        found = (one for one in self._app.screen_stack if isinstance(one, NotesScreen))
        return next(found, None)

    # --- questions with a screen of their own -------------------------------------------------

    async def _ask_pain(self) -> None:
        asked: AskPain = await self._app.background.ask(lambda companion: companion.ask_pain_now())
        self._asked = asked
        await self._app.show(PainNowScreen(asked))

    async def _ask_walk(self, mode: WalkMode | None) -> None:
        if mode is not None:
            self._mode = mode
            asked: AskWalk = noting.ask_walk(mode)
            self._asked = asked
            await self._app.show(OwnWalkScreen(asked))

    def takes(self, prompt: Prompt) -> bool:
        """Whether a prompt that was answered belongs here."""
        return prompt is self._asked

    async def take_reply(self, reply: Reply) -> None:
        """Keep what was answered on such a screen, or go back without it."""
        asking = self._app.screen
        if isinstance(reply, Scored):
            scores = reply.scores
            await self._keep_asked(lambda companion: companion.log_pain(scores))
        elif isinstance(reply, WalkTold):
            mode, answers = self._mode, reply.answers
            await self._keep_asked(lambda companion: companion.log_told_walk(mode, answers))
        elif isinstance(asking, PainNowScreen | OwnWalkScreen):
            self._asked = None
            await self._app.pop_screen()

    async def _keep_asked(self, work: Callable[[Companion], None]) -> None:
        asking = self._question
        try:
            await self._app.background.ask(work)
        except CompanionError as error:
            if await self._app.conversation.show_what_was_told():
                return
            if asking is not None:
                asking.reopen()
            self._app.show_fault(error, on=asking)
            return
        self._asked = None
        if asking is not None and asking is self._app.screen:
            await self._app.pop_screen()
        await self._say_saved()

    @property
    def _question(self) -> PainNowScreen | OwnWalkScreen | None:
        """The screen that was answered; it may lie under `!`."""
        found = (
            one for one in self._app.screen_stack if isinstance(one, PainNowScreen | OwnWalkScreen)
        )
        return next(found, None)

    # --- dialogs ------------------------------------------------------------------------------

    async def _flare_begins(self, yes: bool | None) -> None:  # noqa: FBT001 - a dialog's callback
        """Every safety question comes first (rule FL-1)."""
        if yes and await self._keep(notes.FLARE, lambda one: one.log_flare("start")):
            await self._renew(SAVED)
            await self._app.conversation.start()

    async def _flare_ends(self, yes: bool | None) -> None:  # noqa: FBT001 - a dialog's callback
        if yes and await self._keep(notes.FLARE, lambda one: one.log_flare("end")):
            await self._say_saved()

    async def _talked(self, shown: NotesView, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        who, role, said, *words = typed
        self._typed[notes.TALK] = (who, role, said)
        if words and not note_dialogs.says_it(typed):
            self._app.show_fault(UsageFault(*note_dialogs.NOT_SAID))
            return
        talked = Talked(who, role, said)
        if not shown.review:
            await self._keep_talk(talked, review=False, about=shown.talk_about)
            return

        async def answered(review: bool | None) -> None:  # noqa: FBT001 - a dialog's callback
            if review is not None:
                await self._keep_talk(talked, review=review, about=shown.talk_about)

        self._app.push_screen(note_dialogs.review_dialog(shown.review), answered)

    async def _keep_talk(self, talked: Talked, *, review: bool, about: tuple[int, ...]) -> None:
        """A talk may end what was shown below: what holds now is shown instead.

        It is about what was open when its entry was begun: what was told meanwhile, in another
        window, stays.
        """

        def keep(companion: Companion) -> None:
            companion.log_talk(talked, review=review, about=about)

        if await self._keep(notes.TALK, keep):
            await self._say_saved(anew=True)
        else:
            await self._renew("")

    async def _medicine(self, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        self._typed[notes.MEDICINE] = typed
        days, strong = (_count(text) for text in typed)
        if days is None or (strong is None and typed[1].strip()):
            what_happened = "That is no number of days."
            self._app.show_fault(UsageFault(what_happened, "Give a whole number from 0 to 14."))
            return
        medicine = MedicineRecord(days, strong)
        if await self._keep(notes.MEDICINE, lambda one: one.log_medicine(medicine)):
            await self._say_saved()

    def _ask_days_off(self) -> None:
        typed = self._typed.get(notes.PAUSE, ())
        self._app.push_screen(note_dialogs.pause_dialog(typed), self._pause)

    def _days_off(self, chosen: int | None) -> None:
        """New ones, or those with this id are to be taken back."""
        page = self._page
        if chosen is None or page is None:
            return
        if chosen == note_dialogs.NEW_DAYS_OFF:
            self._ask_days_off()
            return
        one = next(known for known in page.view.days_off if known.id == chosen)

        async def answered(yes: bool | None) -> None:  # noqa: FBT001 - a dialog's callback
            if yes and await self._keep("", lambda it: it.take_back_days_off(one.id)):
                await self._say_saved()

        self._app.push_screen(note_dialogs.take_back_dialog(one), answered)

    async def _pause(self, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        self._typed[notes.PAUSE] = typed
        today = await self._app.background.ask(lambda companion: companion.day)
        first, last = (read_day(text, today, ahead=True) for text in typed[:2])
        if first is None or last is None:
            what_happened = "That is no date."
            what_to_do = "Type it like tomorrow, Monday, or 21 November 2026."
            self._app.show_fault(UsageFault(what_happened, what_to_do))
            return
        reason = typed[2]
        if await self._keep(notes.PAUSE, lambda one: one.log_pause(first, last, reason)):
            await self._say_saved()

    # --- keeping ------------------------------------------------------------------------------

    async def _keep(self, what: str, work: Callable[[Companion], object]) -> bool:
        """Write it; what cannot be written is said, and stays to be typed on."""
        try:
            await self._app.background.ask(work)
        except CompanionError as error:
            self._app.show_fault(error, on=self._page)
            return False
        self._typed.pop(what, None)
        return True

    async def _say_saved(self, *, anew: bool = False) -> None:
        """It is on disk: say so, unless an advice or another question comes of it.

        Args:
            anew: a lock that was shown below may have ended.

        """
        app = self._app
        try:
            await app.refresh_view()
            prompt = await app.background.ask(lambda companion: companion.next())
        except CompanionError as error:
            app.show_fault(error, on=self._page)
            return
        if prompt is not None and (anew or not isinstance(prompt, ShowDecision)):
            await app.show_above_today(screen_for(prompt))
        else:
            await self._renew(SAVED)

    async def _renew(self, said: str) -> None:
        """Show what can be written down now, and what became of the last entry; empty: nothing."""
        page = self._page
        if page is None:
            return
        try:
            view = await self._app.background.ask(lambda companion: companion.notes())
        except CompanionError as error:
            self._app.show_fault(error, on=page)
        else:
            asks = said == SAVED and view.flare_asks
            page.renew(view, f"Saved. {STILL_ASKS}" if asks else said)


def _count(text: str) -> int | None:
    """A whole number of at most two digits; None when it is none."""
    stripped = text.strip()
    is_count = stripped.isascii() and stripped.isdigit() and len(stripped) <= MOST_DIGITS
    return int(stripped) if is_count else None
