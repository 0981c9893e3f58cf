"""Why nothing may begin now, whom to call, and how it ends (clinical-spec 7.5)."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from exercise_companion.core.clearing_prompts import Assessed, CodeTyped, TookBack
from exercise_companion.core.prompts import Leave, ShowDecision, Talked
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.call_first import call_first
from exercise_companion.tui.widgets.call_line import lines_with_number
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.code_dialog import CodeDialog
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.note_dialogs import NOT_SAID, says_it, talk_dialog
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.clearing_prompts import WayOut

SEEN_FIELDS: Final = (
    Field("place", "Where were you seen, and by whom?"),
    Field("seen-on", "Which day? Today, yesterday, a date"),
    Field("outcome", "What did they say?"),
)


class LockedScreen(PromptScreen[ShowDecision]):
    """A decision under which nothing may begin: why, whom to call, and how it ends."""

    leave_text = "Nothing is lost. You can come back at any time."
    changes_alerts = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d",
            "more",
            "More",
            id="locked.more",
            tooltip="Your diary, your goals, what to read, contacts.",
        ),
        Binding(
            "t",
            "talk",
            "I have talked to them",
            id="locked.talk",
            tooltip="Record what was said when you talked to your therapist.",
        ),
        Binding(
            "m",
            "seen",
            "I have been seen",
            id="locked.seen",
            tooltip="Write down that a doctor or nurse saw you: the first step.",
        ),
        Binding(
            "c",
            "code",
            "Type the code",
            id="locked.code",
            tooltip="Type the code your therapist gave you.",
        ),
        Binding(
            "k",
            "take_back",
            "By mistake",
            id="locked.take_back",
            tooltip="I pressed it by mistake: everything is asked again.",
        ),
        Binding(
            "p",
            "slip",
            "What I reported",
            id="locked.slip",
            tooltip="What you reported and what you were told, to show to a doctor.",
        ),
        Binding(
            "b,escape", "back", "Back", key_display="B", id="locked.back", tooltip="Back to Today."
        ),
    ]

    _typed: tuple[str, ...] = ("",) * len(SEEN_FIELDS)
    """Where the patient was seen, as typed: kept for another try when it could not be taken."""
    _talk: tuple[str, ...] = ()
    """A talk as typed, kept in the same way."""
    _refused_in: Literal["seen", "talk"] | None = None
    """The form whose answer was given last: what could not be taken of it is said there."""

    class SlipWanted(Message):
        """The slip is to be shown."""

    class MoreWanted(Message):
        """The other pages, which stay in use while exercise is locked (clinical-spec 7.5)."""

    def __init__(self, prompt: ShowDecision) -> None:
        super().__init__(prompt)
        self.set_class(self._is_brief, "-brief", update=False)

    @property
    def _is_brief(self) -> bool:
        """Whether there is nothing that the patient could do to end it."""
        return self.prompt.way_out is None and not self.prompt.may_record_talk

    @property
    def title_text(self) -> str:
        """What the decision says."""
        return self.prompt.decision.title

    def compose_body(self) -> ComposeResult:
        """The words, the people to call, the reasons."""
        prompt = self.prompt
        with Vertical(id="why"):
            title = prompt.decision.title
            lines = [line for line in prompt.decision.lines if line.rstrip(".") != title]
            if self._is_brief:
                lines.insert(0, title)
            first, *rest = lines or [title]
            card = "-caution" if prompt.decision.kind in {"held", "locked"} else ""
            call = prompt.way_out.call if prompt.way_out is not None else None
            if prompt.way_out is not None:
                yield from call_first(title, call)
            yield Card(
                Headline(first, most=2, classes="strong"),
                *chain.from_iterable(lines_with_number(line, call) for line in rest),
                classes=card,
            )
            if prompt.way_out is not None:
                yield Card(*_how_it_ends(prompt.way_out), id="way-out-card")
            if prompt.contacts:
                people = (f"{name}: {phone}" for name, phone in prompt.contacts)
                yield Card(
                    Words("Whom to ask", classes="title"),
                    *(Words(line, classes="strong") for line in people),
                    id="whom-card",
                )
            for reason in prompt.decision.reasons:
                yield Words(reason, classes="soft")

    @property
    def many_choices(self) -> bool:
        """A row holds one step, the slip and the way back."""
        return sum(self._is_offered(action) for action, _, _ in OFFERS) > 1

    def compose_actions(self) -> ComposeResult:
        """What can be done towards the end of it, the slip, and back."""
        for action, label, key in OFFERS:
            if self._is_offered(action):
                yield BigChoice(label, key, id=f"{action}-choice", classes=_look(action))
        if self._is_offered("slip"):
            yield BigChoice("What I reported", "p", id="slip-choice")
        yield BigChoice("Back to Today", "b", id="back")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Only what helps with this lock works."""
        if action in {"talk", "seen", "code", "take_back", "slip"}:
            return self._is_offered(action)
        return True

    def _is_offered(self, action: str) -> bool:
        way = self.prompt.way_out
        if action == "talk":
            return self.prompt.may_record_talk
        return (
            way is not None
            and {
                "seen": way.assessment == "missing",
                "code": bool(way.lock_code),
                "take_back": way.may_take_back,
                "slip": True,
            }[action]
        )

    def action_talk(self) -> None:
        """Write down a talk with a clinician."""
        self._ask_about_talk()

    def _ask_about_talk(self, refused: str = "", *, at: str = "") -> None:
        self._refused_in = None
        dialog = talk_dialog(self._talk, ends=True, refused=refused, at=at)
        self.app.push_screen(dialog, self._talked)

    def _talked(self, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        self._talk = typed[:-1]
        if says_it(typed):
            self._refused_in = "talk"
            self.answer_when_shown(Talked(*self._talk))
        else:
            self._ask_about_talk(" ".join(NOT_SAID), at="confirmation")

    def action_seen(self) -> None:
        """Write down a medical assessment."""
        self._ask_where_seen()

    def show_fault(self, what_happened: str, what_to_do: str, at: str = "") -> None:
        """What could not be taken of the form is said in the form, at what is to be mended."""
        refused = f"{what_happened} {what_to_do}"
        if self._refused_in == "seen":
            self._ask_where_seen(refused, at="seen-on")
        elif self._refused_in == "talk":
            self._ask_about_talk(refused, at="said")
        else:
            super().show_fault(what_happened, what_to_do, at)

    def _ask_where_seen(self, refused: str = "", *, at: str = "") -> None:
        self._refused_in = None
        fields = tuple(
            replace(field, value=typed)
            for field, typed in zip(SEEN_FIELDS, self._typed, strict=True)
        )
        title = "A doctor or nurse saw you"
        dialog = FormDialog(title, fields, confirm="Save", refused=refused, at=at)
        self.app.push_screen(dialog, self._seen)

    def _seen(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self._typed, self._refused_in = typed, "seen"
            self.answer_when_shown(Assessed(*typed))

    def action_code(self) -> None:
        """Type the clearance code, with the lock code still in sight."""
        if self.prompt.way_out is not None:
            self.app.push_screen(CodeDialog(self.prompt.way_out), self._code)

    def _code(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self.answer_when_shown(CodeTyped(*typed))

    def action_take_back(self) -> None:
        """It was pressed by mistake."""
        self.answer(TookBack())

    def action_slip(self) -> None:
        """Show the slip."""
        self.post_message(self.SlipWanted())

    def action_more(self) -> None:
        """Show the other pages."""
        self.post_message(self.MoreWanted())

    def action_back(self) -> None:
        """Back to Today."""
        self.answer(Leave())

    async def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        name = message.choice.id or ""
        if name == "back":
            self.action_back()
        else:
            await self.run_action(name.removesuffix("-choice"))


OFFERS: Final = (
    ("talk", "I have talked to them", "t"),
    ("seen", "I have been seen", "m"),
    ("code", "Type the code", "c"),
    ("take_back", "I pressed it by mistake", "k"),
)
"""What can be done towards the end of a lock: the action, its words, its key."""


def _look(action: str) -> str:
    """A step towards the end of a lock stands out; taking back is there for who looks for it."""
    return "" if action == "take_back" else "-primary"


def _how_it_ends(way: WayOut) -> Iterable[Widget]:
    yield Words("How it ends", classes="title")
    for step in way.steps:
        yield Words(step)
    if way.lock_code:
        yield Words(f"Lock code   {way.lock_code}", id="lock-code", classes="strong gap")
        yield Words(f"On the phone: {way.spelled}", classes="soft")
