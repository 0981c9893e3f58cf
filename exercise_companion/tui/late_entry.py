"""A session done without the program: the day, each exercise, pain, effort; then it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.day_words import date_words
from exercise_companion.core.late_entry import SOURCES, why
from exercise_companion.core.prompts import AskEffort, Back, Effort, Leave, Scored
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_prompts import WalkTold
from exercise_companion.core.walk_typed import told
from exercise_companion.errors import CompanionError, UsageFault
from exercise_companion.tui.screens.base import NOT_SAVED_YET, PromptScreen
from exercise_companion.tui.screens.effort import EffortScreen
from exercise_companion.tui.screens.late_check import LateCheckScreen
from exercise_companion.tui.screens.late_day import LateDayScreen
from exercise_companion.tui.screens.late_items import LateItemsScreen
from exercise_companion.tui.screens.pain import PainScreen
from exercise_companion.tui.screens.walk_told import WalkToldScreen
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from exercise_companion.core.late_entry import LateExercise, LateItem, LateSource
    from exercise_companion.core.prompts import AskPain, Prompt, Reply
    from exercise_companion.core.terms import Site
    from exercise_companion.tui.listening import ListeningApp


class LateWalkScreen(WalkToldScreen):
    """What is remembered of a walk that is being entered."""

    leave_text = NOT_SAVED_YET
    keeps_a_draft = True
    goes_on_in_an_entry = True


class LatePainScreen(PainScreen):
    """Pain before or after a session that is being entered."""

    leave_text = NOT_SAVED_YET
    keeps_when_left = False
    leads_back = True

    def action_leave(self) -> None:
        """Back to Today: the exercises that were told are lost by that."""
        self.leave_unsaved(Leave(), loses=True)


class LateEffortScreen(EffortScreen):
    """How hard it was."""

    leave_text = NOT_SAVED_YET
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b,escape",
            "back",
            "Back",
            key_display="B",
            id="late_effort.back",
            tooltip="Back to the pain after the session.",
        ),
    ]

    def compose_actions(self) -> ComposeResult:
        """Keep, skip, or back."""
        yield from super().compose_actions()
        yield BigChoice("Back", "B", id="back")

    def run_choice(self, name: str) -> None:
        """Do what the choice with this id says."""
        if name == "back":
            self.action_back()
        else:
            super().run_choice(name)

    def action_back(self) -> None:
        """Back to the page before."""
        self.answer(Back())


@dataclass(frozen=True, slots=True)
class _Draft:
    """What has been told so far; nothing of it is on disk."""

    day: date
    source: LateSource
    exercises: tuple[LateExercise, ...]
    each: tuple[LateItem, ...] = ()
    before: tuple[tuple[Site, int], ...] = ()
    after: tuple[tuple[Site, int], ...] = ()
    effort: int | None = None


class LateEntry:
    """Moves between the screens of an entry; it is kept as a whole, at the end.

    Args:
        app: whose screens are moved.

    """

    def __init__(self, app: ListeningApp) -> None:
        self._app = app
        self._draft: _Draft | None = None
        self._asked: Prompt | None = None
        self._told: dict[tuple[date, LateSource], dict[str, LateItem]] = {}

    async def begin(self) -> None:
        """Ask which day it was."""
        today = await self._app.background.ask(lambda companion: companion.day)
        self._told = {}
        await self._app.show(LateDayScreen(today, self._told), closed=self._left)

    def _left(self, _closed: object) -> None:
        """It was left page by page: what a leg that gave way led to is told now (NC-5)."""
        self._app.run_worker(self._app.conversation.show_what_was_told())

    async def take_day(self, day: date, source: LateSource) -> None:
        """The day is known: ask for each exercise that may be entered for it."""
        try:
            found = await self._app.background.ask(lambda companion: companion.exercises_of(day))
        except CompanionError as error:
            self._app.show_fault(error)
            return
        if not found:
            what_happened = "Everything planned on that day is on record."
            self._app.show_fault(UsageFault(what_happened, "Choose another day."))
            return
        self._draft = _Draft(day, source, found)
        told = self._told.setdefault((day, source), {})
        await self._app.show(LateItemsScreen(date_words(day), found, told))

    async def take_items(self, each: tuple[LateItem, ...]) -> None:
        """Each exercise is told: ask about the walks, then for the pain before it."""
        if self._draft is not None:
            self._draft = replace(self._draft, each=each)
            await self._ask_walk()

    async def _ask_walk(self) -> None:
        """The next walk that was begun and not told; after the last the pain."""
        draft = self._draft
        if draft is None:
            return
        begun = {one.item_id for one in draft.each if one.begun and not one.walk}
        walks = (one.walk for one in draft.exercises if one.item_id in begun)
        self._asked = asked = next((walk for walk in walks if walk is not None), None)
        if asked is None:
            await self._ask_pain(Moment.BEFORE, ())
        else:
            await self._app.show(LateWalkScreen(asked))

    def _with_walk(self, draft: _Draft, told: WalkTold) -> _Draft:
        """The walk that was asked about has its answers."""
        walk = next(one.item_id for one in draft.exercises if one.walk is self._asked)
        each = (
            replace(one, walk=told.answers) if one.item_id == walk else one for one in draft.each
        )
        return replace(draft, each=tuple(each))

    async def _ask_pain(self, moment: Moment, before: tuple[tuple[Site, int], ...]) -> None:
        draft = self._draft
        if draft is None:
            return
        asked: AskPain = await self._app.background.ask(
            lambda companion: companion.ask_late_pain(draft.day, moment, before)
        )
        self._asked = asked
        await self._app.show(LatePainScreen(asked))

    def takes(self, prompt: Prompt) -> bool:
        """Whether a prompt that was answered belongs to this entry."""
        return prompt is self._asked

    async def take_reply(self, reply: Reply) -> None:
        """Pain before, pain after, effort; each may be left out."""
        draft, asked = self._draft, self._asked
        if draft is None or isinstance(reply, Leave):
            self._draft = None
            await self._app.conversation.show_next()
        elif isinstance(reply, Back):
            await self._step_back()
        elif isinstance(reply, WalkTold):
            self._draft = self._with_walk(draft, reply)
            await self._ask_walk()
        elif isinstance(reply, Effort):
            self._draft = replace(draft, effort=reply.score)
            await self._check(self._draft)
        elif isinstance(reply, Scored) and getattr(asked, "moment", None) is Moment.BEFORE:
            self._draft = replace(draft, before=reply.scores)
            await self._ask_pain(Moment.AFTER, reply.scores)
        elif isinstance(reply, Scored):
            self._draft = replace(draft, after=reply.scores)
            self._asked = AskEffort()
            await self._app.show(LateEffortScreen(self._asked))

    async def _step_back(self) -> None:
        """To the page before, as it was answered."""
        await self._app.pop_screen()
        page = self._app.screen
        if isinstance(page, PromptScreen):
            self._asked = page.prompt
            page.reopen()

    async def leg_gave_way(self) -> None:
        """Keep it before anything else of the entry; its advice comes when that ends (NC-5)."""
        app = self._app
        try:
            await app.background.ask(lambda companion: companion.leg_gave_way())
            await app.refresh_view()
        except CompanionError as error:
            if not await app.conversation.show_what_was_told():
                app.show_fault(error)

    async def _check(self, draft: _Draft) -> None:
        """Show all of it before it is saved."""
        day = f"{date_words(draft.day)}, {SOURCES[draft.source]}"
        await self._app.show(LateCheckScreen(day, _done(draft), _numbers(draft), _walks(draft)))

    async def change(self) -> None:
        """Back to the exercises, which keep their answers."""
        while not isinstance(self._app.screen, LateItemsScreen | LateDayScreen):
            await self._app.pop_screen()

    async def save(self) -> None:
        """Keep it; then comes the question about anything new."""
        from exercise_companion.companion.late import LateSession  # noqa: PLC0415 - brings rules

        app, draft = self._app, self._draft
        if draft is None:
            return
        session = LateSession(
            draft.day,
            draft.source,
            each=draft.each,
            pain_before=draft.before,
            pain_after=draft.after,
            effort=draft.effort,
        )
        try:
            await app.background.ask(lambda companion: companion.log_session(session, asks=True))
        except CompanionError as error:
            if await app.conversation.show_what_was_told():
                return
            app.show_fault(error)
            if isinstance(app.screen, LateCheckScreen):
                app.screen.reopen()
            return
        self._draft = self._asked = None
        await app.conversation.show_next()


def _done(draft: _Draft) -> tuple[str, ...]:
    """One line an exercise: "Bridge: 1 of 2 sets, too tired"."""
    told = {one.item_id: one for one in draft.each}
    lines = []
    for exercise in draft.exercises:
        item = told[exercise.item_id]
        reason = f", {why(item.reason).lower()}" if item.reason is not None else ""
        lines.append(f"{exercise.name}: {item.in_words(exercise)}{reason}")
    return tuple(lines)


def _walks(draft: _Draft) -> tuple[tuple[str, ...], ...]:
    """What was said of each walk, under its name."""
    asked = {one.item_id: one.walk for one in draft.exercises}
    return tuple(
        (walk.name, *told(walk.about, one.walk))
        for one in draft.each
        if one.walk and (walk := asked[one.item_id]) is not None
    )


def _numbers(draft: _Draft) -> tuple[str, ...]:
    """Pain and effort, as far as they were given."""
    before = [f"{site} {score}" for site, score in draft.before]
    after = [f"{site} {score}" for site, score in draft.after]
    lines = (
        f"Pain before: {', '.join(before)}" if before else "",
        f"Pain after: {', '.join(after)}" if after else "",
        f"Effort: {draft.effort}" if draft.effort is not None else "",
    )
    return tuple(filter(None, lines))
