"""What to do now: shown when a warning sign was reported, and never closed by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from exercise_companion.core.prompts import Acknowledged, ShowAdvice
from exercise_companion.core.terms import TIER_RANK, Tier
from exercise_companion.tui.screens.base import Body, PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.call_line import CallLine
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.advice import Advice
    from exercise_companion.core.calling import ContactLine

SHAPES: Final[dict[Tier, str]] = {
    Tier.EMERGENCY_CALL: "!!!",
    Tier.EMERGENCY_GO: "!!!",
    Tier.URGENT: "!!",
    Tier.SOON: "!",
    Tier.MONITOR: "–",
    Tier.CRISIS: "!!",
}
"""How urgent, as a shape beside the word: never by colour alone (H-15)."""

SHORT: Final = 4
"""A number of so many digits is shown beside what to do, a longer one below."""

A_ROW: Final = 3
"""How many choices stand beside each other."""

RECORDED: Final = "Recorded. It stays here for you to show."
NOT_SAVED: Final = "This could not be saved. Do what it says all the same, and write it down."


class AdviceScreen(PromptScreen[ShowAdvice]):
    """An advice, in the order of clinical-spec 7.2: do, number, say, avoid, what this is not.

    The focus is on the text. A choice takes Tab and then Enter, or the mouse, so that a key
    pressed once too often closes nothing (SI-10).
    """

    changes_alerts = True
    leave_text = "This advice is kept, and shown again when you come back."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab",
            "app.focus_next",
            "Choices",
            key_display="Tab",
            id="advice.choose",
            tooltip="Tab marks a choice, Enter makes it.",
            group=Binding.Group("Choices"),
        ),
        Binding(
            "down",
            "go(1)",
            "Read on",
            key_display="Down",
            id="advice.read",
            tooltip="Read on downwards.",
        ),
    ]

    @property
    def title_text(self) -> str:
        """What to do, in a few words."""
        return self.prompt.advice.title

    def compose_body(self) -> ComposeResult:
        """Everything the patient needs, most urgent first."""
        advice = self.prompt.advice
        tone = _tone(advice.tier)
        yield Headline(
            f"{SHAPES[advice.tier]} {advice.word}", largest=1, classes=f"severity {tone}"
        )
        if self.prompt.help_lines:
            yield Card(
                *(Words(line) for line in self.prompt.help_lines), id="help-lines", classes=tone
            )
        yield from self._do_and_call(Card(*_do_now(advice.do_now), id="do-now", classes=tone))
        yield self._saved()
        if advice.say:
            below = "gap -below" if self._says_beside else "gap"
            yield Words(_say(advice), id="say", classes=below)
        yield from _contacts(advice.contacts)
        yield Words(" ".join(advice.avoid), classes="strong")
        yield Words(" ".join(advice.closing), classes="soft")

    def compose_foot(self) -> ComposeResult:
        """In a low window the number is here, where nothing scrolls it out of sight."""
        advice = self.prompt.advice
        if advice.number_label:
            beside = "-beside" if self._is_short_number and not self.prompt.help_lines else ""
            line = CallLine(advice.number_label, advice.number or "", classes=_tone(advice.tier))
            yield Horizontal(line, id="call-line", classes=f"foot-row {beside}")

    def _do_and_call(self, do_now: Card) -> Iterable[Widget]:
        """What to do and whom to call: beside each other when the number is short."""
        advice = self.prompt.advice
        if self._is_short_number:
            beside = (Words(_say(advice), id="say-beside"),) if self._says_beside else ()
            left = Vertical(do_now, *beside, classes="call-left")
            right = Vertical(*_number(advice), classes="call-right")
            yield Horizontal(left, right, classes="call-row")
        else:
            yield do_now
            if advice.number_label:
                yield Vertical(*_number(advice), classes="call-below")

    @property
    def _is_short_number(self) -> bool:
        """Whether there is a number, and one that stands beside what to do."""
        return 0 < len(self.prompt.advice.number or "") <= SHORT

    @property
    def _says_beside(self) -> bool:
        """Whether what to say stands in the room that one line of advice leaves beside the number.

        In a narrow window, where the number stands below the advice, it stands below the number.
        """
        advice = self.prompt.advice
        return self._is_short_number and bool(advice.say) and len(advice.do_now) == 1

    def _saved(self) -> Words:
        """Whether it is on disk, in words (decisions A17)."""
        if self.prompt.saved:
            return Words(RECORDED, id="saved", classes="soft")
        return Words(NOT_SAVED, id="saved", classes="strong caution")

    @property
    def many_choices(self) -> bool:
        """A row holds three of them."""
        return len(self.prompt.advice.choices) > A_ROW

    def compose_actions(self) -> ComposeResult:
        """What the patient can say about it; none is marked."""
        for choice in self.prompt.advice.choices:
            yield BigChoice(choice.label, id=choice.ack.replace("_", "-"))

    def on_mount(self) -> None:
        """Let the text have the focus."""
        for body in self.query(Body):  # none when it was taken away in the same moment
            body.can_focus = True
            body.focus()

    def action_choice(self, step: int) -> None:
        """Arrows move between choices only once Tab has marked one."""
        if isinstance(self.focused, BigChoice):
            super().action_choice(step)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """A choice was made."""
        message.stop()
        for choice in self.prompt.advice.choices:
            if choice.ack.replace("_", "-") == message.choice.id:
                self.answer(Acknowledged(choice.ack))


def _tone(tier: Tier) -> str:
    if tier is Tier.CRISIS:
        return ""
    return "-danger" if TIER_RANK[tier] >= TIER_RANK[Tier.URGENT] else "-caution"


def _number(advice: Advice) -> Iterable[Widget]:
    """Whom to call, large."""
    if advice.number_label:
        yield Words(advice.number_label, classes="title" if advice.number else "strong")
    if advice.number:
        yield BigNumber(advice.number, id="number", classes="-large")


def _do_now(lines: tuple[str, ...]) -> Iterable[Widget]:
    """The first line is what matters most."""
    for number, line in enumerate(lines):
        yield Words(line, classes="strong" if number == 0 else "")


def _say(advice: Advice) -> str:
    """What to say on the phone or at the door."""
    return f'Say: "{advice.say}"'


def _contacts(lines: tuple[ContactLine, ...]) -> Iterable[Widget]:
    if lines:
        yield Words("Others to call", classes="title")
    for line in lines:
        now = {True: "open now", False: "closed now", None: ""}[line.open_now]
        parts = (line.name, line.phone or "", line.hours, now)
        yield Words("   ".join(part for part in parts if part))
