"""The page on which a program is signed: what it is, with which key, and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.desk.messages import Sign
from exercise_companion.tui.desk.panes.dose_words import in_words
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.entry_line import EntryLine, SecretLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from exercise_companion.clinic.signatures import KeyAtHand, Unsigned

MEANS: Final = (
    "Page down shows what you sign. Signing says that you wrote it. "
    "After any change it has to be signed again."
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
        """What, with which key, the passphrase, what it means, every dose it stands for."""
        with VerticalScroll(id="sign", can_focus=not self.key.is_locked):
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
            yield Words(" ")
            yield from in_words(self.unsigned.doses)

    def on_mount(self) -> None:
        """The passphrase takes the keys; where there is none they scroll."""
        super().on_mount()
        self.set_focus(self.query_one("SecretLine" if self.key.is_locked else "#sign"))

    def on_input_changed(self, message: Input.Changed) -> None:
        """Who read to the end and types now sees that it is taken."""
        message.input.scroll_visible(animate=False)

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
