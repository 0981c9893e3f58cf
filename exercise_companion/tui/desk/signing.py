"""Signing a finished program at the desk: with the key that is there, or how to get one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.fingerprint import spelled
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from exercise_companion.tui.desk.app import DeskApp
    from exercise_companion.tui.desk.messages import Sign

PRINTS: Final = "`program handout` prints a sheet."
GIVE: Final = "Give the patient this file. At the first loading, read out the code"
DEMO: Final = "A demonstration is no program for a person, signed or not."


class SigningAtDesk:
    """Asks before it signs, and says what came of it.

    Args:
        app: whose screens show it.

    """

    def __init__(self, app: DeskApp) -> None:
        self._app = app

    async def next_words(self) -> str:
        """What can be done with a program that was just finished."""
        try:
            await self._app.thread.ask(lambda desk: desk.key())
        except CompanionError as error:
            return f"{PRINTS} It is not signed. {error.what_happened} {error.what_to_do}"
        return f"{PRINTS} It is not signed yet: S signs it with your key."

    async def ask(self, name: str) -> None:
        """Show what is to be signed and with which key.

        Raises:
            CompanionError: it cannot be signed here; how it could is said.

        """
        from exercise_companion.tui.desk.screens.sign import SignScreen  # noqa: PLC0415

        key = await self._app.thread.ask(lambda desk: desk.key())
        unsigned = await self._app.thread.ask(lambda desk: desk.to_sign(name))
        await self._app.push_screen(SignScreen(unsigned, key))

    async def sign(self, message: Sign) -> None:
        """Sign it; what cannot be signed is said where the passphrase is typed.

        Raises:
            CompanionError: it was not signed.

        """
        unsigned, key, passphrase = message.unsigned, message.key, message.passphrase
        signed = await self._app.thread.ask(lambda desk: desk.sign(unsigned, key, passphrase))
        name = unsigned.path.name
        await self._app.to_patients(name)
        more = f"{GIVE} {signed.key_id}: {spelled(signed.key_id)}."
        more = f"{more} {DEMO}" if signed.is_demo else more
        self._app.patients.tell(f"Signed: {signed.words} ({neutral(name)})", more)
