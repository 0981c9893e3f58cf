"""Gives the cues of a session by every channel that is switched on: voice, tone, flash.

What a cue says stands on the screen in any case, so that it is never in one channel alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from exercise_companion.core.cues import Cue
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.speech import Sounds
    from exercise_companion.tui.stack import StackedApp

FLASH: Final = "-flash"
"""The class of a screen for the moment of a flash."""

FLASH_SECONDS: Final = 0.3


class Cueing:
    """Speaks, sounds and flashes for the running program.

    Args:
        app: whose settings and screens count.
        sounds: what speaks and sounds; None is this computer, looked at when it is first needed.

    """

    def __init__(self, app: StackedApp, sounds: Sounds | None = None) -> None:
        self._app = app
        self._sounds = sounds
        self._nobody_answered = False

    def give(self, cue: Cue) -> None:
        """Give one cue."""
        settings = self._app.settings
        if settings.speech and cue.say:
            self._machine().say(cue.say)
        if settings.sound and cue.tone is not None:
            heard = self._machine().tone(cue.tone)
            if not heard and cue.flash:
                self._app.bell()
        if settings.hands_free and settings.motion and cue.flash:
            self._flash()

    def try_out(self, what: Literal["sound", "speech"]) -> bool:
        """Let it be heard what was just switched on. False: this computer has nothing for it."""
        from exercise_companion.core.cues import TRIAL  # noqa: PLC0415 - not for the first paint

        if what == "speech":
            return self._machine().say(TRIAL.say)
        return TRIAL.tone is not None and self._machine().tone(TRIAL.tone)

    def unheard(self) -> tuple[str, str] | None:
        """What to say where a session goes by itself and nothing of it can be heard; else None."""
        from exercise_companion.core.settings import unheard  # noqa: PLC0415 - the same

        settings = self._app.settings
        if not settings.hands_free:
            return None
        machine = self._machine()
        return unheard(settings, has_voice=machine.has_voice, has_tones=machine.has_tones)

    def replied(self, reply: Reply) -> None:
        """Note whether somebody answered; no effort given says nothing about it."""
        from exercise_companion.core.prompts import DidSet, Effort, Scored  # noqa: PLC0415 - later

        if reply != Effort(None):
            silent = isinstance(reply, Scored) and reply.not_given
            self._nobody_answered = silent or (isinstance(reply, DidSet) and reply.by_clock)

    def comes(self, prompt: Prompt | None) -> None:
        """Call the patient to the screen when a session that went by itself needs answers."""
        from exercise_companion.core import prompts  # noqa: PLC0415 - not for the first paint
        from exercise_companion.core.walk_prompts import DoBout  # noqa: PLC0415 - the same

        going_on = (
            prompts.ShowIntro,
            prompts.DoSet,
            DoBout,
            prompts.ShowNotice,
            prompts.AskItemEffort,
        )
        goes_on = isinstance(prompt, going_on) or (
            isinstance(prompt, prompts.AskPain) and prompt.may_wait
        )
        if self._nobody_answered and not goes_on and self._app.settings.hands_free:
            from exercise_companion.core.cues import COME_TO_THE_SCREEN  # noqa: PLC0415 - the same

            self._nobody_answered = False
            self.give(COME_TO_THE_SCREEN)

    def hush(self) -> None:
        """Stop speaking: something else is on the screen."""
        if self._sounds is not None:
            self._sounds.hush()

    def close(self) -> None:
        """Stop for good."""
        if self._sounds is not None:
            self._sounds.close()

    def _machine(self) -> Sounds:
        if self._sounds is None:
            from exercise_companion.speech import Machine  # noqa: PLC0415 - seldom needed

            self._sounds = Machine.of_this_computer()
        return self._sounds

    def _flash(self) -> None:
        screen = self._app.screen
        screen.add_class(FLASH)
        screen.set_timer(FLASH_SECONDS, lambda: screen.remove_class(FLASH))
