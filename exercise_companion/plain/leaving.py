"""A page of several questions that is left before its last: what was given counts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from exercise_companion.errors import CompanionError, Refused
from exercise_companion.plain.console import EndOfInputError, SomethingIsWrongError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.plain.console import Console


class Pages:
    """Hands over what was given of a page that is left.

    Args:
        companion: keeps it.
        console: says what could not be kept.

    """

    def __init__(self, companion: Companion, console: Console) -> None:
        self._companion = companion
        self._console = console

    @contextmanager
    def left(
        self, prompt: Prompt, for_good: Callable[[], Reply], for_now: Callable[[], Reply]
    ) -> Iterator[None]:
        """Inside, questions of a page are put.

        Args:
            prompt: the page.
            for_good: what is handed over when the answers end.
            for_now: the same when `!` comes between; its questions wait for nothing.

        Raises:
            StoreFault: the answers have ended, and it could not be written.

        """
        try:
            yield
        except (EndOfInputError, KeyboardInterrupt):
            self.hand_over(prompt, for_good(), Refused)
            raise
        except SomethingIsWrongError:
            self.hand_over(prompt, for_now(), CompanionError)
            raise

    def hand_over(self, prompt: Prompt, reply: Reply, is_said: type[CompanionError]) -> bool:
        """Hand it over; a fault of this kind is said, and nothing waits for it.

        Returns:
            whether it is on disk.

        """
        try:
            return self._companion.reply(prompt, reply)
        except is_said as fault:
            self._console.say(fault.what_happened, fault.what_to_do)
            return False
