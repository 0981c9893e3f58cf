"""At a lock or hold line by line: what can be done towards its end, and the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.plain import asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.companion import Companion
    from exercise_companion.core.clearing_prompts import AskHelp, ConfirmMistake
    from exercise_companion.core.prompts import Reply, ShowDecision
    from exercise_companion.core.records import GotHelp
    from exercise_companion.plain.console import Console

HELP_ANSWERS: Final[dict[str, GotHelp]] = {
    "yes": "yes",
    "y": "yes",
    "not yet": "not_yet",
    "no": "no",
    "n": "no",
}


class LockQuestions:
    """Puts what belongs to a lock; leaving is always one of the choices.

    Args:
        companion: the patient's use cases.
        console: lines out, lines in.

    """

    def __init__(self, companion: Companion, console: Console) -> None:
        self._companion = companion
        self._console = console

    def blocked(self, prompt: ShowDecision) -> Reply:
        """What the patient can do here; the slip is read out as often as it is asked for."""
        offered = self._offered(prompt)
        words = "".join(f"{word} {when}, " for word, (when, _) in offered.items())
        words = words.replace(ways.I_SPOKE.casefold(), ways.I_SPOKE)
        question = f"Type {words}or leave"
        choices = {word: ask for word, (_, ask) in offered.items()}
        while True:
            chosen = asking.choose(self._console, question, {**choices, "leave": prompts.Leave})
            reply = chosen()
            if reply is not None:
                return reply

    def _offered(self, prompt: ShowDecision) -> dict[str, tuple[str, Callable[[], Reply | None]]]:
        """Each word with when to type it, and what it then asks."""
        way = prompt.way_out
        offered: dict[str, tuple[str, Callable[[], Reply | None]]] = {}
        if prompt.may_record_talk:
            offered[ways.I_SPOKE.casefold()] = ("when you have talked to them", self.talk)
        if way is not None and way.assessment == "missing":
            offered["seen"] = ("when a doctor or nurse has seen you", self._assessed)
        if way is not None and way.lock_code:
            offered["code"] = ("when you were given a code", self._code)
        if way is not None and way.may_take_back:
            offered["mistake"] = ("if you pressed it by mistake", ways.TookBack)
        if way is not None:
            offered["slip"] = ("for what you reported, to show", self._slip)
        return offered

    def talk(self) -> Reply:
        """The patient's own record of a talk (clinical-spec 7.5)."""
        return asking.talk(self._console)

    def _assessed(self) -> Reply:
        place = self._console.ask("Where were you seen, and by whom?").raw
        day = self._console.ask("On which day? A date, today, or yesterday").raw
        outcome = self._console.ask("What did they say?").raw
        return ways.Assessed(place, day, outcome)

    def _code(self) -> Reply:
        return ways.CodeTyped(self._console.ask("The code, or the file, you were given?").raw)

    def _slip(self) -> None:
        self._console.say(*self._companion.slip().splitlines())

    def mistake(self, prompt: ConfirmMistake) -> Reply:
        """The word that takes an answer back (SI-14)."""
        self._console.say(*prompt.lines)
        word = self._console.ask(f"Type {ways.MISTAKE_WORD}, or leave", flush=True)
        return prompts.Leave() if word.text == "leave" else ways.MistakeTyped(word.raw)

    def help(self, prompt: AskHelp) -> Reply:
        """Did you get help? (SI-13)."""
        self._console.say(f"You reported a warning sign on {prompt.reported}.", *prompt.signs)
        question = "Did you get help? Yes, not yet, no"
        answer = asking.choose(self._console, question, HELP_ANSWERS)
        seen_by = self._console.ask("Who saw you?").raw if answer == "yes" else ""
        return ways.HelpAnswered(answer, seen_by)
