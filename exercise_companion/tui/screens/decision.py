"""Shows what may happen now and why, and begins the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from exercise_companion.core.prompts import Go, Leave, ShowDecision, Talked
from exercise_companion.core.short_time import left_out_line
from exercise_companion.core.today_view import TodayItem
from exercise_companion.core.today_words import IN_FULL
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.call_line import CallLine
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.note_dialogs import NOT_SAID, says_it, talk_dialog
from exercise_companion.tui.widgets.plan_table import PlanTable
from exercise_companion.tui.widgets.session_dialogs import minutes_dialog
from exercise_companion.tui.widgets.top_bar import TopBar
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.short_time import ShortChoice

SHORT_ON_TIME: Final = "Short on time"


class DecisionScreen(PromptScreen[ShowDecision]):
    """Go, easier versions only, or rest today. Begins only what the decision allows."""

    accepts_after: ClassVar[float] = 0.4
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="decision.begin", tooltip="Begin the session."),
        Binding(
            "h",
            "helper",
            "Someone types for me",
            id="decision.helper",
            tooltip="Someone types for you today: stored with the session.",
        ),
        Binding(
            "m",
            "minutes",
            "Short on time",
            id="decision.minutes",
            tooltip="Short on time: choose how many minutes you have.",
        ),
        Binding(
            "i",
            "talk",
            "I have talked to them",
            id="decision.talk",
            tooltip="Write down that you talked to your therapist.",
        ),
        Binding("t", "leave", "Back to Today", id="decision.leave", tooltip="Back to Today."),
    ]

    def __init__(self, prompt: ShowDecision) -> None:
        super().__init__(prompt)
        self._helper = False
        self._short: ShortChoice | None = None
        """What was chosen of `prompt.short`; None: everything."""
        self._typed: tuple[str, ...] = ()
        """A talk as typed: kept for another try when it could not be taken."""

    @property
    def title_text(self) -> str:
        """What comes now."""
        return "Before you begin"

    @property
    def right_text(self) -> str:
        """How much there is to do."""
        minutes = self._short.takes if self._short else self.prompt.minutes
        return f"about {minutes} min" if self.prompt.may_begin else ""

    def compose_body(self) -> ComposeResult:
        """What may happen, whom to talk to first, why, and the exercises."""
        prompt = self.prompt
        size = "-yields" if prompt.contacts else ""  # whom to talk to comes before large letters
        yield Card(
            Headline(prompt.decision.title, most=2, classes=f"strong {size}"),
            *(Words(line) for line in prompt.decision.lines),
            *(CallLine(f"{name}:", phone) for name, phone in prompt.contacts),
            classes="" if prompt.decision.kind == "go" else "-caution",
        )
        if self.unheard and prompt.may_begin:
            yield Words(self.unheard, id="unheard", classes="strong caution question")
        for reason in prompt.decision.reasons:
            yield Words(reason, classes="soft question")
        if prompt.items and prompt.may_begin:
            yield Vertical(*self._plan(), id="plan")

    def _plan(self) -> Iterator[Widget]:
        """What will be done, and what is left out for lack of time; from afar, how much it is."""
        chosen = self._short
        now = [one for one in self.prompt.items if not chosen or one.item_id in chosen.item_ids]
        left_out = [one.name for one in self.prompt.items if one not in now]
        lines = [TodayItem(one.name, one.brief_dose, done=False, times="") for one in now]
        yield Card(PlanTable(lines), Words(IN_FULL, classes="soft"), id="plan-card")
        minutes = chosen.takes if chosen else self.prompt.minutes
        yield BigDigits(_counted(len(now), "EXERCISE"), id="how-many", classes="today-word")
        yield BigDigits(_counted(minutes, "MINUTE"), classes="today-word")
        if left_out:
            yield Words(left_out_line(left_out), id="left-out", classes="caution question")

    @property
    def many_choices(self) -> bool:
        """A short time, or a talk, makes one choice more than a row holds."""
        more = bool(self.prompt.short) or self.prompt.may_record_talk
        return self.prompt.may_begin and more

    def compose_actions(self) -> ComposeResult:
        """Begin, or only leave."""
        if self.prompt.may_begin:
            yield BigChoice("Begin", "Enter", id="begin", classes="-primary", big="BEGIN")
            if self.prompt.short:
                yield BigChoice(SHORT_ON_TIME, "M", id="minutes")
            yield BigChoice("Someone types for me", "H", id="helper")
        if self.prompt.may_record_talk:
            yield BigChoice("I have talked to them", "I", id="talk")
        yield BigChoice("Back to Today", "T", id="leave")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Beginning is there only when it is allowed, less time only where it would differ."""
        if action == "minutes":
            return self.prompt.may_begin and bool(self.prompt.short)
        if action == "talk":
            return self.prompt.may_record_talk
        return action not in {"begin", "helper"} or self.prompt.may_begin

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        actions = {
            "begin": self.action_begin,
            "helper": self.action_helper,
            "minutes": self.action_minutes,
            "talk": self.action_talk,
            "leave": self.action_leave,
        }
        actions[event.choice.id or ""]()

    def action_begin(self) -> None:
        """Begin the session."""
        minutes = self._short.minutes if self._short else None
        self.answer(Go(helper=self._helper, minutes=minutes))

    def action_helper(self) -> None:
        """Say that somebody is typing for the patient, or take it back (decisions D10)."""
        self._helper = not self._helper
        mark = "● " if self._helper else ""
        self.query_one("#helper", BigChoice).relabel(f"{mark}Someone types for me", "H")

    def action_minutes(self) -> None:
        """Ask how much time there is; what would be done is shown before it begins."""
        dialog = minutes_dialog(self.prompt.short, len(self.prompt.items), self.prompt.minutes)
        self.app.push_screen(dialog, self._minutes_chosen)

    async def _minutes_chosen(self, minutes: int | None) -> None:
        if minutes is None:
            return
        self._short = next((one for one in self.prompt.short if one.minutes == minutes), None)
        self.query_one(TopBar).say(self.title_text, self.right_text)
        chosen = f"● {SHORT_ON_TIME}: {self._short.takes} min" if self._short else SHORT_ON_TIME
        self.query_one("#minutes", BigChoice).relabel(chosen, "M")
        plan = self.query_one("#plan", Vertical)
        async with self.batch():
            await plan.remove_children()
            await plan.mount_all(self._plan())
        self.call_after_refresh(plan.scroll_visible, animate=False, top=True)

    def action_talk(self) -> None:
        """Ask who it was and what they said (decisions A8)."""
        self.app.push_screen(talk_dialog(self._typed, ends=True), self._talked)

    def _talked(self, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        self._typed = typed[:-1]
        if says_it(typed):
            self.answer_when_shown(Talked(*typed[:-1]))
        else:
            self.show_fault(*NOT_SAID)

    def action_leave(self) -> None:
        """Back to Today."""
        self.answer(Leave())


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 'S'}"
