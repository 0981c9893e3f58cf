"""Why nothing may begin now, whom to call, and how it ends (clinical-spec 7.5)."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from exercise_companion.core.clearing_prompts import (
    I_SPOKE,
    LEAST_SAID,
    WHAT_WAS_SAID,
    Assessed,
    CodeTyped,
    TookBack,
)
from exercise_companion.core.prompts import Leave, ShowDecision, Talked
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.call_first import call_first
from exercise_companion.tui.widgets.call_line import lines_with_number
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.code_dialog import CodeDialog
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.note_dialogs import NOT_SAID, says_it
from exercise_companion.tui.widgets.typed_line import TypedLine, TypedText
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
    _was_seen = False
    """Whether that was the last answer that was given."""

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
        """The words, the people to call, the reasons; the form when it is wanted."""
        prompt = self.prompt
        with Vertical(id="talk"):
            yield Words("Whom did you talk to?", classes="strong")
            yield TypedLine(id="who")
            yield Words("What are they? For example: physiotherapist", classes="strong")
            yield TypedLine(id="role")
            yield Words(WHAT_WAS_SAID, classes="strong")
            yield TypedText(id="said", tab_behavior="focus", show_line_numbers=False)
            yield Words(f'To confirm, type the words: "{I_SPOKE}"', classes="strong")
            yield TypedLine(id="confirmation")
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
        if self.prompt.may_record_talk:
            yield BigChoice("Record this talk", id="record", classes="-primary")
        if self._is_offered("slip"):
            yield BigChoice("What I reported", "p", id="slip-choice", classes="offer")
        yield BigChoice("Back to Today", "b", id="back")

    def on_mount(self) -> None:
        """The reasons first."""
        self._show_form(wanted=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Only what helps with this lock works; with the form open, only what belongs to it."""
        if action in {"talk", "seen", "code", "take_back", "slip"}:
            return self._is_offered(action) and not self._form_open
        return action != "more" or not self._form_open

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

    @property
    def _form_open(self) -> bool:
        return bool(self.query_one("#talk", Vertical).display) if self.is_mounted else False

    def _show_form(self, *, wanted: bool) -> None:
        self.query_one("#talk", Vertical).display = wanted
        self.query_one("#why", Vertical).display = not wanted
        for choice in self.query(".offer"):
            choice.display = not wanted
        for choice in self.query("#record"):
            choice.display = wanted
        back = ("Back", "Esc") if wanted else ("Back to Today", "b")
        self.query_one("#back", BigChoice).relabel(*back)
        self.refresh_bindings()

    def action_talk(self) -> None:
        """Show the form."""
        self._show_form(wanted=True)
        self.query_one("#who", Input).focus()

    def action_seen(self) -> None:
        """Write down a medical assessment."""
        self._ask_where_seen()

    def show_fault(self, what_happened: str, what_to_do: str, at: str = "") -> None:
        """What could not be taken of the form is said in the form, at the day to be mended."""
        if self._was_seen:
            self._ask_where_seen(f"{what_happened} {what_to_do}", at="seen-on")
        else:
            super().show_fault(what_happened, what_to_do, at)

    def _ask_where_seen(self, refused: str = "", *, at: str = "") -> None:
        self._was_seen = False
        fields = tuple(
            replace(field, value=typed)
            for field, typed in zip(SEEN_FIELDS, self._typed, strict=True)
        )
        title = "A doctor or nurse saw you"
        dialog = FormDialog(title, fields, confirm="Save", refused=refused, at=at)
        self.app.push_screen(dialog, self._seen)

    def _seen(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self._typed, self._was_seen = typed, True
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
        """From the form to the reasons, from these to Today."""
        if self._form_open:
            self._show_form(wanted=False)
            self.set_focus(None)
        else:
            self.answer(Leave())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the next field; at the last one it records."""
        message.stop()
        if message.input.id == "confirmation":
            self._record()
        else:
            self.focus_next()

    def _record(self) -> None:
        who, role, typed = (
            self.query_one(f"#{name}", Input).value.strip()
            for name in ("who", "role", "confirmation")
        )
        said = self.query_one("#said", TextArea).text.strip()
        if not (who and role):
            self.show_fault("Something is missing.", "Type whom you talked to and what they are.")
        elif len(said) < LEAST_SAID:
            self.show_fault("That is very short.", "Type in a few words what they said.")
        elif not says_it((typed,)):
            self.show_fault(*NOT_SAID)
        else:
            self.answer(Talked(who, role, said))

    async def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        name = message.choice.id or ""
        if name == "record":
            self._record()
        elif name == "back":
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
    return "offer" if action == "take_back" else "offer -primary"


def _how_it_ends(way: WayOut) -> Iterable[Widget]:
    yield Words("How it ends", classes="title")
    for step in way.steps:
        yield Words(step)
    if way.lock_code:
        yield Words(f"Lock code   {way.lock_code}", id="lock-code", classes="strong gap")
        yield Words(f"On the phone: {way.spelled}", classes="soft")
