"""Asks for the pain from 0 to 10, one place of the body after the other, on one screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from exercise_companion.core.cues import ANSWER_SECONDS, of_pain
from exercise_companion.core.pain_scale import needs_confirming
from exercise_companion.core.prompts import AskPain, Back, Leave, Scored, SetAside
from exercise_companion.core.terms import Moment
from exercise_companion.tui.screens.base import NOT_SAVED_YET, Cued, PromptScreen
from exercise_companion.tui.screens.base_by_itself import ByItselfScreen
from exercise_companion.tui.screens.base_question import ANSWERS
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.by_itself import ByItself
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.keep_number import KeepNumber
from exercise_companion.tui.widgets.pain_scale import PAIN, NumberScale
from exercise_companion.tui.widgets.scale_keys import SCALE_BINDINGS, ScaleKeys
from exercise_companion.tui.widgets.sure_dialog import when_it_may_be_lost
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from exercise_companion.core.prompts import Reply, SiteAsked
    from exercise_companion.core.terms import Site

SENSATION: Final = "New numbness, tingling or a shooting feeling"
SENSATION_IN_SHORT: Final = "New: numb, tingling, shooting"
_ROOMY_WIDTH: Final = 64
"""From this width on there is room for the longer words of the new feeling."""

_BEFORE_A_SESSION: Final = frozenset({Moment.BEFORE, Moment.MORNING, Moment.DAY, Moment.WEEK})
_NEEDS: Final[dict[str, str]] = {
    "no_more": "may_say_no_more",
    "sensation": "may_report_sensation",
    "skip": "may_skip",
}
"""The field of the prompt that offers an action."""


class SiteCard(Card):
    """One place of the body: open with its scale, or folded to one line."""

    def __init__(self, asked: SiteAsked, told: Callable[[int], None]) -> None:
        super().__init__(classes="site")
        self.asked = asked
        self.scale = NumberScale(PAIN, told)
        self._head = Words(asked.label, classes="title")
        self._note = Words("", classes="strong")
        self._number = BigDigits(classes="site-number")

    def compose(self) -> ComposeResult:
        """The place, its scale, and a line that answers what was chosen."""
        yield self._head
        yield Horizontal(
            BigDigits(self.asked.label.upper(), classes="site-word"),
            *([Words(self._before, classes="site-before strong")] if self._before else []),
            self._number,
            classes="afar",
        )
        yield self.scale
        yield self._note

    def unfold(self) -> None:
        """Show the scale."""
        self.remove_class("-folded")
        self._head.say("   ".join(part for part in (self.asked.label, self._before) if part))
        self.say("")

    @property
    def _before(self) -> str:
        """What the number is compared with; empty where there is none."""
        return "" if self.asked.before is None else f"before: {self.asked.before}"

    def fold(self, score: int | None) -> None:
        """Show only the place and what was answered."""
        self.add_class("-folded")
        told = "" if score is None else f"   {PAIN.meaning(score)}"
        self._head.say(self.asked.label + told)

    def say(self, text: str) -> None:
        """Say something below the scale."""
        self._note.say(text)

    def ask(self, text: str) -> None:
        """Say something that is to be answered: it is brought into sight."""
        self._note.say(text)
        self.call_after_refresh(self._note.scroll_visible, animate=False)

    def enlarge(self, number: str) -> None:
        """Draw the chosen number, in large mode; empty for none."""
        self._number.value = number

    def needs_a_second_look(self, score: int) -> bool:
        """Whether the number is far from the last one in this session."""
        return needs_confirming(self.asked.before, score)


class PainScreen(ByItselfScreen, ScaleKeys, PromptScreen[AskPain]):
    """Pain now, in an exercise, after it, or in the morning."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="pain.keep", tooltip="Keep the number chosen."),
        Binding(
            "y",
            "keep(True)",
            "Yes",
            id="pain.yes",
            tooltip="Yes, that number is right.",
            group=ANSWERS,
        ),
        Binding(
            "n", "again", "No", id="pain.again", tooltip="Choose another number.", group=ANSWERS
        ),
        *SCALE_BINDINGS,
        Binding(
            "m",
            "no_more",
            "No more than before",
            id="pain.no_more",
            tooltip="The pain is no more than it was before the session.",
        ),
        Binding(
            "w",
            "sensation",
            "New feeling",
            id="pain.sensation",
            tooltip="New numbness, tingling or a shooting feeling.",
        ),
        Binding(
            "b,escape",
            "back",
            "Back",
            key_display="B",
            id="pain.back",
            tooltip="Change the number of the place before.",
        ),
        Binding("k", "skip", "Skip", id="pain.skip", tooltip="Give no number."),
        Binding("t", "leave", "Back to Today", id="pain.leave", tooltip="Back to Today."),
    ]

    keeps_when_left: ClassVar[bool] = True
    """Whether what was confirmed counts although the page was left before its last place."""

    leads_back: ClassVar[bool] = False
    """Whether Back leads from the first place to the page before."""

    def __init__(self, prompt: AskPain) -> None:
        super().__init__(prompt)
        self._cards = [SiteCard(asked, self._number_chosen) for asked in prompt.sites]
        self._at = 0
        self._scores: dict[Site, int] = dict(prompt.given)
        self._checking = False

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "Your pain"

    @property
    def right_text(self) -> str:
        """One number for each place."""
        places = len(self.prompt.sites)
        return f"{places} places" if places > 1 else ""

    @property
    def scale(self) -> NumberScale:
        """The scale of the open place."""
        return self._card.scale

    @property
    def _card(self) -> SiteCard:
        return self._cards[self._at]

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The question, and a card for each place."""
        yield Words(self.prompt.about, classes="strong question")
        yield from self._cards

    def compose_actions(self) -> ComposeResult:
        """Keep the number, and the answers that need none."""
        yield KeepNumber()
        yield BigChoice("Yes, that is right", "Y", id="yes")
        yield BigChoice("No, choose again", "N", id="again")
        if self.prompt.may_say_no_more:
            yield BigChoice("No more than before", "M", id="no_more")
        if self.prompt.may_skip:
            yield BigChoice("Skip", "K", id="skip")
        if self.leads_back:
            yield BigChoice("Back", "B", id="back")

    def compose_foot(self) -> ComposeResult:
        """The new feeling of rule PR-05, and how long the question waits (decisions C4).

        Neither is scrolled out of sight, in whatever window.
        """
        if self.prompt.may_report_sensation:
            choice = BigChoice(self._sensation_words, "W", id="sensation", classes="line")
            yield Horizontal(choice, id="sensation-row", classes="foot-row")
        if self.prompt.may_wait and self.settings.hands_free:
            yield ByItself("Goes on", ANSWER_SECONDS)

    def on_mount(self) -> None:
        """Open the first place that has no number; nothing is chosen."""
        self._open(min(len(self._scores), len(self._cards) - 1))
        if self.prompt.may_wait:
            self.post_message(Cued(of_pain(self.prompt)))

    def on_resize(self) -> None:
        """Name the new feeling in as many words as there is room for."""
        for choice in self.query("#sensation").results(BigChoice):
            choice.relabel(self._sensation_words, "W")

    @property
    def _sensation_words(self) -> str:
        return SENSATION if self.app.size.width >= _ROOMY_WIDTH else SENSATION_IN_SHORT

    # --- what happens by itself -------------------------------------------------------------

    def on_by_itself_due(self) -> None:
        """Nobody answered: it is kept as not given, and asked again at the end."""
        self.answer(Scored(not_given=True))

    # --- the places -------------------------------------------------------------------------

    def _open(self, at: int) -> None:
        self._at = at
        self._set_checking(checking=False)
        for index, card in enumerate(self._cards):
            if index == at:
                card.unfold()
            else:
                card.fold(self._scores.get(card.asked.site))
        self._show_choice()
        if at > 0:
            self.call_after_refresh(self._scroll_to_card)

    def _scroll_to_card(self) -> None:
        for body in self.query("#body").results(Body):  # none where the program is left meanwhile
            body.scroll_to(y=self._card.virtual_region.y, animate=False)

    def _set_checking(self, *, checking: bool) -> None:
        """Ask whether the number is right, or go back to choosing."""
        self._checking = checking
        for name in ("yes", "again"):
            self.query_one(f"#{name}").display = checking
        for name in ("keep", "no_more", "skip"):
            self.query(f"#{name}").set(display=not checking)
        self.refresh_bindings()

    def _show_choice(self) -> None:
        chosen = self.scale.chosen
        self.query_one(KeepNumber).show(chosen)
        self._card.enlarge("" if chosen is None else str(chosen))

    # --- what is answered -------------------------------------------------------------------

    def _number_chosen(self, number: int) -> None:
        """Another number: nothing counts yet."""
        if self._checking:
            self._set_checking(checking=False)
        self._card.say(f"You chose {PAIN.meaning(number)}.")
        self._show_choice()

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        actions = {
            "keep": self.action_keep,
            "yes": self._take,
            "again": self.action_again,
            "no_more": self.action_no_more,
            "sensation": self.action_sensation,
            "skip": self.action_skip,
            "back": self.action_back,
        }
        actions[event.choice.id or ""]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        if action in _NEEDS:
            offered = bool(getattr(self.prompt, _NEEDS[action]))
            return offered and (action == "sensation" or not self._checking)
        if action == "keep":
            return self._checking == bool(parameters)
        possible = {
            "again": self._checking,
            "back": self._at > 0 or self.leads_back,
            "leave": self.prompt.moment in _BEFORE_A_SESSION,
        }
        return possible.get(action, True)

    def action_keep(self, sure: bool = False) -> None:  # noqa: FBT001, FBT002 - called by a key
        """Keep the number, after reading it back when it is far from the last."""
        chosen = self.scale.chosen
        if chosen is None:
            self._card.ask("Choose a number from 0 to 10 first.")
        elif not sure and self._card.needs_a_second_look(chosen):
            self._set_checking(checking=True)
            self._card.ask(f"You chose {chosen}. Is that right?")
        else:
            self._take()

    def _take(self) -> None:
        chosen = self.scale.chosen
        if chosen is None:
            return
        self._scores[self._card.asked.site] = chosen
        if self._at + 1 < len(self._cards):
            self._open(self._at + 1)
        else:
            self.answer(Scored(self._given()))

    def _given(self) -> tuple[tuple[Site, int], ...]:
        sites = [card.asked.site for card in self._cards]
        return tuple((site, self._scores[site]) for site in sites if site in self._scores)

    def action_again(self) -> None:
        """The number was not right."""
        self._set_checking(checking=False)
        self._card.say("Choose the right number.")

    def action_no_more(self) -> None:
        """No more pain than before, at every place that has no number (decisions C4)."""
        self.answer(Scored(self._given(), no_more_than_before=True))

    def action_sensation(self) -> None:
        """Rule PR-05: the exercise stops at once, whatever else was answered."""
        self.answer(Scored(self._given(), new_sensation=True))

    def action_skip(self) -> None:
        """No number: what was given already is kept."""
        self.answer(Scored(self._given()))

    def action_back(self) -> None:
        """Change the number of the place before; before the first one comes another page."""
        if self._at > 0:
            self._open(self._at - 1)
        elif self.leads_back:
            self.leave_unsaved(Back(), loses=bool(self._scores))

    def leave_unsaved(self, reply: Reply, *, loses: bool) -> None:
        """Hand back a reply that throws away what was entered; where there is any, ask before."""
        if self.ready:
            go = partial(self._hand_over, reply)
            when_it_may_be_lost(self, NOT_SAVED_YET, go, loses=loses)

    def action_leave(self) -> None:
        """Back to Today; what was scored is kept."""
        self.answer(Leave(self._given()))

    @property
    def left_with(self) -> Leave | None:
        """What was confirmed before or in a session, so that it counts (PR-01a, PR-02)."""
        return Leave(self._given()) if self._counts_when_left else None

    @property
    def set_aside_with(self) -> SetAside | None:
        """The same: the page comes back with it."""
        return SetAside(self._given()) if self._counts_when_left else None

    @property
    def _counts_when_left(self) -> bool:
        can_stop = self.prompt.moment in {Moment.BEFORE, Moment.DURING} and self.keeps_when_left
        return can_stop and bool(self._scores) and not self._answered
