"""What every screen has: a title, an alert line, a body that scrolls, actions and the key line."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.settings import Settings
from exercise_companion.tui.focus import CalmScreen
from exercise_companion.tui.keygate import THE_GATE, KeyGate
from exercise_companion.tui.themes import LATER_CSS
from exercise_companion.tui.widgets.actions import ActionRow, Actions, lines_for_body, spread
from exercise_companion.tui.widgets.banner import Banner
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.demo_line import DemoLine
from exercise_companion.tui.widgets.fault import Fault, FaultRow
from exercise_companion.tui.widgets.growing import grow
from exercise_companion.tui.widgets.headline import DrawnTitle
from exercise_companion.tui.widgets.key_line import KeyLine
from exercise_companion.tui.widgets.top_bar import TopBar
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.layout import Layout

    from exercise_companion.core.cues import Cue
    from exercise_companion.core.prompts import Prompt, Reply

P = TypeVar("P", bound="Prompt")

NOT_SAVED_YET: Final = "What you entered here is not saved yet."
"""What "Leave?" says where something is being entered."""

NOT_SAVED: Final = "What you did last could not be saved. The rest of your session is kept."
"""What "Leave?" says once that was tried."""

NO_NUMBER_KNOWN: Final = "In an emergency, call your local emergency number."


WIDTHS: Final = [(0, "-tiny"), (30, "-narrow"), (76, "-medium"), (96, "-wide")]
HEIGHTS: Final = [(0, "-flat"), (8, "-short"), (20, "-tall"), (27, "-roomy")]
"""From how many columns and lines on a screen has which class in the style sheets."""


class Cued(Message):
    """A cue of the session: to be said, sounded and flashed, as far as that is switched on."""

    def __init__(self, cue: Cue) -> None:
        super().__init__()
        self.cue = cue


class Paused(Message):
    """The clock of a set was stopped: nothing goes on speaking."""


LEAST_BODY: Final = 3
"""Lines that are left to what scrolls under a message that stands; else the message scrolls."""


class CompanionScreen(CalmScreen[None]):
    """A screen of ours: `compose_body` says what is in it, `compose_actions` what can be done.

    Nothing has the focus until the user moves it: left and right (or Tab) go through the choices,
    up and down scroll, or go through the choices when there is nothing to scroll.
    """

    CSS_PATH: ClassVar[list[str | PurePath] | None] = LATER_CSS
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "go(1)", "Down", id="base.down", tooltip="Read on downwards.", show=False),
        Binding("up", "go(-1)", "Up", id="base.up", tooltip="Read back upwards.", show=False),
        Binding(
            "right",
            "choice(1)",
            "Next",
            id="base.next",
            tooltip="Mark the next choice.",
            show=False,
        ),
        Binding(
            "left",
            "choice(-1)",
            "Previous",
            id="base.previous",
            tooltip="Mark the choice before.",
            show=False,
        ),
        Binding(
            "pagedown",
            "page(1)",
            "Page down",
            key_display="Page down",
            id="base.page_down",
            tooltip="Read on, a page at a time.",
            show=False,
        ),
        Binding(
            "pageup",
            "page(-1)",
            "Page up",
            key_display="Page up",
            id="base.page_up",
            tooltip="Read back, a page at a time.",
            show=False,
        ),
    ]

    keeps_a_draft: ClassVar[bool] = False
    """Whether something is being entered on it that is not kept yet."""
    stays: ClassVar[bool] = False
    """Whether only the patient takes it away: nothing else may come in its place."""
    fault_stands: ClassVar[bool] = False
    """Whether a message stands above what scrolls, where there is room: what is marked, or to be
    answered, stays in sight."""
    gate: ClassVar[KeyGate] = THE_GATE

    def __init__(self) -> None:
        super().__init__()
        self.alert_line = ""
        """Set by the app before the screen is shown (SI-12)."""
        self.demo = False
        """Whether every screen says that this is an example (V-22). Set by the app."""
        self.emergency_line = NO_NUMBER_KNOWN
        """What a window too small for the screen says. Set by the app."""
        self.settings = Settings()
        """What the patient has set. The app sets it before the screen is shown."""
        self.unheard = ""
        """That a session goes by itself and cannot be heard here; empty where it can. Set by the
        app."""
        self._fault: Fault | None = None
        self._shown_at: float | None = None
        self.dropped_keys = 0

    def wear_settings(self, settings: Settings) -> None:
        """A setting was changed while the screen is there; colours and size change anyway."""
        self.settings = settings

    @property
    def apart(self) -> str:
        """The class of lines that large mode parts from each other, as far as there is room."""
        return "part" if self.settings.is_large else ""

    def pre_layout(self, layout: Layout) -> None:
        """Let gaps, and then the choices, have the room that what is to be read leaves."""
        super().pre_layout(layout)
        grow(self)
        spread(self)
        for row in self.displayed_children:
            if isinstance(row, ActionRow):
                row.fit()

    # --- what a screen says about itself ----------------------------------------------------

    @property
    def title_text(self) -> str:
        """The name of the screen, top left."""
        return "Exercise companion"

    @property
    def drawn_title(self) -> str:
        """What large mode draws above it where there is room; empty where something else is."""
        return ""

    @property
    def right_text(self) -> str:
        """Date or place, top right."""
        return ""

    def compose_body(self) -> ComposeResult:
        """What is in the part that scrolls."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """What stays in sight between the body and the choices; may be nothing."""
        yield from ()

    def compose_actions(self) -> ComposeResult:
        """The choices that stay in sight at the bottom; may be none."""
        yield from ()

    @property
    def many_choices(self) -> bool:
        """Whether the choices stand in two columns, because a row would not hold them."""
        return False

    def compose(self) -> ComposeResult:
        """Top line, alert line, body, actions, key line."""
        yield TopBar(self.title_text, self.right_text)
        yield Banner(self.alert_line)
        yield DemoLine(shown=self.demo)
        with Body(id="body"):
            if self.drawn_title:
                yield DrawnTitle(self.drawn_title)
            yield from self.compose_body()
        yield from self.compose_foot()
        actions = list(self.compose_actions())
        if actions:
            many = "-many" if self.many_choices else ""
            big = "-big" if any(isinstance(one, BigChoice) and one.big for one in actions) else ""
            yield ActionRow(Actions(*actions, id="actions", classes=f"{many} {big}"))
        yield KeyLine()
        yield Words(f"Please make this window larger. {self.emergency_line}", id="too-small")

    # --- faults -----------------------------------------------------------------------------

    def show_fault(self, what_happened: str, what_to_do: str, at: str = "") -> None:
        """Say over the full width that something could not be done, and stay here.

        Args:
            what_happened: in a sentence.
            what_to_do: the way out.
            at: the id of what is to be mended; it is brought into sight.

        """
        self._fault = Fault(what_happened, what_to_do, at)
        self.call_later(self._put_fault)

    async def _put_fault(self) -> None:
        """Put the message there after the one before it has gone: only one has the id."""
        async with self.batch():
            await self.query("FaultRow, #fault").remove()
            if self._fault is None:
                return
            if self.fault_stands:
                standing = FaultRow(self._fault.card())
                await self.mount(standing, before="#body")
                if lines_for_body(self) >= LEAST_BODY:
                    self.call_after_refresh(self._show_what_to_mend, self._fault.at)
                    return
                await standing.remove()
            body = self.query_one("#body", Body)
            await body.mount(self._fault.card(), before=0)
        body.scroll_home(animate=False)

    def _show_what_to_mend(self, name: str) -> None:
        for one in self.query(f"#{name}") if name else ():
            one.scroll_visible(animate=False)

    def on_resize(self) -> None:
        """Another window has more room for the message, or less."""
        if self._fault is not None and self.fault_stands:
            self.call_later(self._put_fault)

    def clear_fault(self) -> None:
        """Take the message away."""
        self._fault = None
        self.query("FaultRow, #fault").remove()

    # --- keys -------------------------------------------------------------------------------

    @property
    def is_on_top(self) -> bool:
        """Whether nothing lies over this screen; `is_current` is true of the one below, too."""
        return bool(self.app.screen_stack) and self.app.screen is self

    @property
    def seconds_shown(self) -> float:
        """How long the screen has been in sight; 0 while it is not."""
        return 0.0 if self._shown_at is None else monotonic() - self._shown_at

    def on_screen_resume(self) -> None:
        """Count the time from when it can be seen."""
        self._shown_at = None
        self.call_after_refresh(self._come_into_sight)

    def _come_into_sight(self) -> None:
        """Start the clock, unless another screen took this one's place in the same moment."""
        if self.is_on_top:
            self.restart_clock()

    def restart_clock(self) -> None:
        """The screen, or a new text on it, can be seen from now on."""
        self._shown_at = monotonic()

    def on_key(self, event: events.Key) -> None:
        """Drop what was pressed before the screen was in sight, and held keys (SI-03, SI-04)."""
        early = self._shown_at is None or event.time < self._shown_at
        held = not self.gate.lets_through(event.key, event.time)
        if early or held:
            self.dropped_keys += 1
            event.stop()
            self.key_dropped()

    def key_dropped(self) -> None:
        """A key was dropped. A screen may say so."""

    def action_go(self, step: int) -> None:
        """Scroll one line, or mark the next choice when everything is in sight."""
        for body in self.query(Body):  # none while the screen is being taken away
            if body.max_scroll_y > 0:
                body.read_on(step)
            else:
                self.action_choice(step)

    def action_page(self, step: int) -> None:
        """Scroll one page."""
        for body in self.query(Body):
            body.scroll_relative(y=step * max(1, body.size.height - 1), animate=False)

    def action_choice(self, step: int) -> None:
        """Mark the next or the previous choice."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()


class PromptScreen(CompanionScreen, Generic[P]):
    """A screen that shows one prompt and hands back one reply.

    Args:
        prompt: what is asked.

    """

    accepts_after: ClassVar[float] = 0.0
    """Seconds the screen must have been in sight before an answer counts."""

    changes_alerts: ClassVar[bool] = False
    """Whether the reply can change the alert line."""

    leave_text: ClassVar[str] = "Your session is kept and goes on where it stopped."
    """What "Leave?" says about what was done so far."""

    could_not_save = False
    """Whether what would be handed back could not be written when the program was to be left."""

    @property
    def kept_when_left(self) -> str:
        """What "Leave?" says on this page."""
        return NOT_SAVED if self.could_not_save else self.leave_text

    set_aside_waits: ClassVar[bool] = False
    """Whether the questions of `!` come before that is kept: it changes nothing of them."""

    @property
    def left_with(self) -> Reply | None:
        """What is handed back where the program is left here; None: nothing is."""
        return None

    @property
    def set_aside_with(self) -> Reply | None:
        """What is handed back where something else is asked in its place; None: nothing is."""
        return None

    class Replied(Message):
        """The prompt was answered. Posted once; again only after `reopen`."""

        def __init__(self, prompt: Prompt, reply: Reply) -> None:
            super().__init__()
            self.prompt = prompt
            self.reply = reply

    def __init__(self, prompt: P) -> None:
        super().__init__()
        self.prompt = prompt
        self._answered = False

    @property
    def ready(self) -> bool:
        """Whether an answer would count now: never while something lies over the screen."""
        shown = self._shown_at is not None and self.seconds_shown >= self.accepts_after
        return shown and self.is_on_top and not self._answered

    def answer(self, reply: Reply) -> bool:
        """Hand back a reply, once. Says whether it was taken."""
        return self.ready and self._hand_over(reply)

    def _hand_over(self, reply: Reply) -> bool:
        if self._answered:
            return False
        self._answered = True
        self.clear_fault()
        self.post_message(self.Replied(self.prompt, reply))
        return True

    def answer_when_shown(self, reply: Reply) -> None:
        """A dialog over this screen was answered: hand it back once this is in sight again."""
        self.call_later(self.call_after_refresh, self._hand_over, reply)

    def reopen(self) -> None:
        """The reply could not be saved: take another one."""
        self._answered = False
