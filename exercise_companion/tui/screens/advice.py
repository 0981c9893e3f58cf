"""What to do now: shown when a warning sign was reported, and never closed by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from exercise_companion.core.prompts import Acknowledged, ShowAdvice
from exercise_companion.core.terms import TIER_RANK, Tier
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import can_draw
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.body import Body
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

LONGEST_BESIDE: Final = 12
"""A number of so many signs leaves room for its words beside it: "01632 960100"."""

A_ROW: Final = 3
"""How many choices stand beside each other."""

RECORDED: Final = "Recorded. It stays here to show."
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
        room = "-roomy" if self.prompt.help_lines else ""
        yield Headline(
            f"{SHAPES[advice.tier]} {advice.word}",
            largest=1,
            classes=f"severity part -first {tone} {room}",
        )
        if self.prompt.help_lines:
            lines = (Words(line) for line in self.prompt.help_lines)
            yield Card(*lines, id="help-lines", classes=f"part {tone}")
        yield from self._do_and_call(Card(*_do_now(advice.do_now), id="do-now", classes=tone))
        yield self._saved("saved", self._place_of_saved)
        if advice.say:
            below = "part -below" if self._says_beside else "part"
            yield Words(_say(advice), id="say", classes=below)
        yield from _contacts(advice.contacts)
        yield Words(_end(advice), id="end", classes="part")

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
            beside: list[Widget] = []
            if self._says_beside:
                close = "-close" if self.prompt.help_lines else ""
                say = Words(_say(advice), id="say-beside", classes=close)
                beside = [say, self._saved("saved-beside")]
            if self.prompt.help_lines and beside:
                yield do_now.add_class("part")
            else:
                beside.insert(0, do_now)
            left = Vertical(*beside, classes="call-left")
            right = Vertical(*self._number(), classes="call-right")
            yield Horizontal(left, right, classes="call-row part")
        else:
            yield do_now.add_class("part")
            yield from self._call_below()

    def _call_below(self) -> Iterable[Widget]:
        """A longer number below what to do; where there are few lines its words stand beside it."""
        label, *number = self._number() or (None,)
        if label is not None and self._is_beside:
            words = Vertical(label, self._saved("saved-beside"), classes="call-words")
            yield Horizontal(words, *number, classes="call-below -beside part")
        elif label is not None:
            yield Vertical(label, *number, classes="call-below part")

    @property
    def _is_beside(self) -> bool:
        """Whether a longer number leaves room for its words beside it in a window of 80 columns."""
        number = self.prompt.advice.number or ""
        return SHORT < len(number) <= LONGEST_BESIDE and can_draw(number)

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

    def _number(self) -> tuple[Widget, ...]:
        """Whom to call, large; five lines high where that leaves room for the rest."""
        advice = self.prompt.advice
        if not advice.number_label:
            return ()
        if not advice.number:
            return (Words(advice.number_label, classes="strong"),)
        alone = self._is_short_number and not self.prompt.help_lines
        number = BigNumber(advice.number, id="number", classes="-large" if alone else "-roomy")
        return (Words(advice.number_label, classes="title"), number)

    def _saved(self, name: str, classes: str = "") -> Words:
        """Whether it is on disk, in words (decisions A17)."""
        if self.prompt.saved:
            return Words(RECORDED, id=name, classes=f"soft {classes}")
        return Words(NOT_SAVED, id=name, classes=f"strong caution {classes}")

    @property
    def _place_of_saved(self) -> str:
        """Below what is beside it in another window; `-under` only where there are few lines."""
        if self._says_beside:
            return "part -below"
        return "part -under" if self._is_beside else "part"

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


def _do_now(lines: tuple[str, ...]) -> Iterable[Widget]:
    """The first line is what matters most."""
    for number, line in enumerate(lines):
        yield Words(line, classes="strong" if number == 0 else "")


def _say(advice: Advice) -> str:
    """What to say on the phone or at the door."""
    return f'Say: "{advice.say}"'


def _contacts(lines: tuple[ContactLine, ...]) -> Iterable[Widget]:
    if lines:
        others = Vertical(*(Words(_contact(line)) for line in lines), classes="other-lines")
        yield Horizontal(Words("Others to call", classes="title"), others, classes="others part")


def _contact(line: ContactLine) -> str:
    now = {True: "open now", False: "closed now", None: ""}[line.open_now]
    parts = (line.name, line.phone or "", line.hours, now)
    return "   ".join(part for part in parts if part)


def _end(advice: Advice) -> Content:
    """What not to do, then what this is not and how it ends: one paragraph."""
    avoid, closing = " ".join(advice.avoid), " ".join(advice.closing)
    gap = " " if avoid and closing else ""
    return Content.assemble((avoid, "bold"), gap, (closing, "$ink-soft"))
