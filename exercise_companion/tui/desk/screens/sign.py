"""The page on which a program is signed: what it is, with which key, and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.desk.messages import Sign
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.entry_line import EntryLine, SecretLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

MEANS: Final = (
    "Signing says that you wrote this very program. After any change it has to be signed again."
)
OPEN: Final = "Your key has no passphrase. Enter signs."


class SignScreen(DeskScreen):
    """Asks before a program is signed.

    Args:
        name: the program's file.
        what: whose program it is, and which.
        key_id: the code of the key.
        is_locked: whether the key asks for a passphrase.

    """

    shows_the_draft = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sign", "Sign", id="sign.now", tooltip="Sign this program."),
        BACK,
    ]

    def __init__(self, name: str, what: str, key_id: str, *, is_locked: bool) -> None:
        super().__init__()
        self.file = name
        self.what = what
        self.key_id = key_id
        self.is_locked = is_locked

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Sign a program"

    def compose_desk(self) -> ComposeResult:
        """What, with which key, the passphrase, what it means."""
        with VerticalScroll(id="sign", can_focus=False):
            yield Words(self.what, classes="strong")
            yield Words(neutral(self.file), classes="soft")
            yield Words(f"With your key {self.key_id}", classes="gap")
            if self.is_locked:
                with Horizontal(id="secret-line", classes="gap"):
                    yield Words("→ Passphrase", classes="field-label")
                    yield SecretLine(id="secret", compact=True)
            else:
                yield Words(OPEN, classes="gap")
            yield Words(MEANS, classes="soft gap")

    def on_mount(self) -> None:
        """The passphrase takes the keys."""
        super().on_mount()
        for line in self.query(SecretLine):
            self.set_focus(line)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter behind the passphrase."""
        message.stop()
        self.action_sign()

    def action_sign(self) -> None:
        """Hand the passphrase over; nothing of it stays here."""
        typed = ""
        for line in self.query(EntryLine):
            typed, line.value = line.value, ""
        self.post_message(Sign(self.file, typed))
