"""Loading a program, first half: which file, what it is, and is its emergency number right?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.screens.base_question import ANSWERS
from exercise_companion.tui.widgets.actions import Actions
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.views import LoadView


class LoadScreen(CompanionScreen):
    """Asks for the path of a program file, then shows what it is.

    The emergency number is read back, because a wrong one is found only when it is needed
    (clinical-spec 7.7). Nothing is installed here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "y",
            "accept",
            "Yes",
            id="load.accept",
            tooltip="The number is right. Go on.",
            group=ANSWERS,
        ),
        Binding(
            "n", "refuse", "No", id="load.refuse", tooltip="The number is not right.", group=ANSWERS
        ),
        Binding(
            "escape", "back", "Back", key_display="Esc", id="load.back", tooltip="Back to Today."
        ),
    ]

    class FileNamed(Message):
        """A path was typed, and perhaps the code of a key that is accepted on purpose."""

        def __init__(self, path: Path, named_key: str | None) -> None:
            super().__init__()
            self.path = path
            self.named_key = named_key

    class Accepted(Message):
        """The file is the right one, and so is its emergency number."""

        def __init__(self, path: Path, view: LoadView) -> None:
            super().__init__()
            self.path = path
            self.view = view

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.view: LoadView | None = None

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Load a program"

    @property
    def drawn_title(self) -> str:
        """What this is."""
        return self.title_text

    def compose_body(self) -> ComposeResult:
        """Where the file is."""
        yield Words("Where is the program file from your therapist?", classes="strong")
        yield Words("Type where it is, or drag the file into this window. Then press Enter.")
        yield TypedLine(placeholder="For example: /home/me/program.json", id="path")
        with Vertical(id="ask-code"):
            yield Words("The code of the new key, as it is read out to you", classes="title gap")
            yield TypedLine(placeholder="For example: ABCD-EFGH-JKLM-NPQR-STUV", id="code")

    def compose_foot(self) -> ComposeResult:
        """In a low window, where it may be out of sight, the question about the number."""
        yield Horizontal(Words("", classes="strong"), id="ask-number", classes="foot-row")

    def compose_actions(self) -> ComposeResult:
        """Open the file, or back; with a file in sight, the answer about the number."""
        yield BigChoice("Open this file", "Enter", id="open", classes="-primary")
        yield BigChoice("Yes, that is right", "y", id="accept")
        yield BigChoice("No", "n", id="refuse")
        yield BigChoice("Back", "Esc", id="back")

    def on_mount(self) -> None:
        """Type at once."""
        self._show_choices()
        self.query_one("#ask-code", Vertical).display = False
        self.query_one("#path", Input).focus()

    def _show_choices(self) -> None:
        for name in ("open", "accept", "refuse"):
            asks_for_it = name == "open"
            self.query_one(f"#{name}", BigChoice).display = asks_for_it == (self.view is None)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """The number can be confirmed once it is in sight."""
        return self.view is not None if action in {"accept", "refuse"} else True

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A path or a code was typed; quotes that a dragged file brings along are left out."""
        message.stop()
        self._open(message.input.id)

    def _open(self, line: str | None) -> None:
        """Ask for the file that is named; the code counts where it is the line in use."""
        typed = self.query_one("#path", Input).value.strip().strip("'\"")
        if not typed:
            self.show_fault("No file was named.", "Type where the program file is.")
            return
        self.clear_fault()
        self.path = Path(typed).expanduser()
        code = self.query_one("#code", Input).value.strip() if line == "code" else None
        self.post_message(self.FileNamed(self.path, code or None))

    def ask_for_code(self) -> None:
        """The key of the file is not known here: its code can be typed."""
        self.query_one("#ask-code", Vertical).display = True
        self.query_one("#code", Input).focus()

    async def show_view(self, view: LoadView) -> None:
        """Show what the file is, and read its emergency number back."""
        self.view = view
        body = self.query_one("#body", Body)
        await body.remove_children()
        await body.mount_all(_what_it_is(view))
        body.scroll_home(animate=False)
        self.set_focus(None)
        self.restart_clock()
        asked = self.query_one("#ask-number", Horizontal)
        asked.query_one(Words).say(_asked(view))
        asked.add_class("-asked")
        self._show_choices()

    def action_accept(self) -> None:
        """The number is right."""
        if self.path and self.view:
            self.post_message(self.Accepted(self.path, self.view))

    def action_refuse(self) -> None:
        """The number is wrong: nothing is loaded, and it is said who can mend it."""
        self.show_fault(
            "Then do not use this program yet. Nothing was loaded.",
            "Ask your therapist for a file with the emergency number of where you live.",
        )
        self.query_one("#actions", Actions).query_one("#back", BigChoice).focus()

    def action_back(self) -> None:
        """Back to Today; nothing was changed."""
        close(self)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        if message.choice.id == "accept":
            self.action_accept()
        elif message.choice.id == "open":
            self._open("code" if self.query_one("#ask-code", Vertical).display else "path")
        elif message.choice.id == "refuse":
            self.action_refuse()
        else:
            self.action_back()


def _asked(view: LoadView) -> str:
    """The question on one line: for which country the number is, then whether it is right."""
    number = f"{view.region_name}: call {view.emergency_number} in an emergency."
    return f"{number} Is that right?"


def _what_it_is(view: LoadView) -> Iterable[Widget]:
    demo = "This is a demonstration, not a program for a person." if view.demo else ""
    lines = (
        f"From {view.prescriber}",
        f"Version {view.version}, {view.valid}",
        demo,
        view.note,
        *view.signature,
    )
    yield Card(
        Words(view.title, classes="title"),
        *(Words(line) for line in lines if line),
        id="program",
    )
    yield Horizontal(
        Vertical(
            Words(view.region_name, classes="title"),
            Words(f"In an emergency you will be told to call {view.emergency_number}."),
            Words("Is that right where you live?", classes="strong"),
            classes="call-left",
        ),
        BigNumber(view.emergency_number, id="number", classes="call-right -roomy"),
        classes="call-row",
    )
    if view.changes:
        yield Card(
            Words("What changes", classes="title"),
            *(Words(f"·  {line}") for line in view.changes),
            id="changes",
        )
