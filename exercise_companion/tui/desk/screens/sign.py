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

    from exercise_companion.clinic.signatures import KeyAtHand, Unsigned

MEANS: Final = (
    "Signing says that you wrote this very program. After any change it has to be signed again."
)
OPEN: Final = "Your key has no passphrase. Enter signs."


class SignScreen(DeskScreen):
    """Asks before a program is signed.

    Args:
        unsigned: the program: what is shown of it is what is signed.
        key: what it would be signed with.

    """

    shows_the_draft = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sign", "Sign", id="sign.now", tooltip="Sign this program."),
        BACK,
    ]

    def __init__(self, unsigned: Unsigned, key: KeyAtHand) -> None:
        super().__init__()
        self.unsigned = unsigned
        self.key = key

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Sign a program"

    def compose_desk(self) -> ComposeResult:
        """What, with which key, the passphrase, what it means."""
        with VerticalScroll(id="sign", can_focus=False):
            yield Words(self.unsigned.words, classes="strong")
            yield Words(neutral(self.unsigned.path.name), classes="soft")
            yield Words(f"With your key {self.key.key_id}", classes="gap")
            if self.key.is_locked:
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
        self.post_message(Sign(self.unsigned, self.key, typed))
