"""A walk or ride inside a session, line by line: a bout, the legs, a rest, what is left to say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from exercise_companion.core import prompts, walk_typed
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.actuals import LIKELY_TIMES, time_words
from exercise_companion.core.walk_questions import GAVE_WAY, next_question
from exercise_companion.core.walk_words import (
    LEGS_QUESTION,
    MAY_SKIP,
    NUMB_QUESTION,
    WAIT_ASKS,
    bout_lines,
    legs_lines,
)
from exercise_companion.plain import asking, reading, sayings
from exercise_companion.plain.console import SIGN_KEPT
from exercise_companion.plain.counting import Count, how_much
from exercise_companion.plain.leaving import Pages

if TYPE_CHECKING:
    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Reply
    from exercise_companion.core.walk_questions import WalkAnswers, WalkField
    from exercise_companion.core.walk_records import LegFeeling
    from exercise_companion.plain.console import Console, Line

MINUTE: Final = 60

WAITS_SECONDS: Final = 120
"""How long `wait` waits before the legs are asked about again."""

FEELINGS: Final[dict[str, LegFeeling]] = {
    "no": "none",
    "weak": "numb_or_weak",
    "numb": "numb_or_weak",
    "gave way": "gave_way",
}


class WalkQuestions:
    """Puts the prompts of a walk. Nothing is marked done by itself (H-10).

    Args:
        companion: keeps what was told where a question after it is not answered.
        console: lines out, lines in.

    """

    def __init__(self, companion: Companion, console: Console) -> None:
        self._pages = Pages(companion, console)
        self._console = console
        self._at: Count | None = None
        """None while no bout that was put is being counted."""

    # --- a bout -----------------------------------------------------------------------------------

    def bout(self, prompt: walks.DoBout) -> Reply:
        """Put the bout until it is answered; where something else comes, see `put_down`."""
        self._at = None
        reply = self._bout(prompt)
        self._at = None
        return reply

    def put_down(
        self, prompt: walks.DoBout, kind: type[prompts.Leave | prompts.SetAside]
    ) -> prompts.Leave | prompts.SetAside | None:
        """How far a bout came to which nobody answered (H-17); None where none ran."""
        walked = self._walked(prompt)
        return kind(seconds=walked) if walked > prompt.seconds_so_far else None

    def _walked(self, prompt: walks.DoBout) -> int:
        """Seconds of the bout so far, those before it was interrupted included."""
        whole, at = prompt.target.seconds or 0, self._at
        if at is None or (at.step is not None and at.step.kind != "work"):
            return prompt.seconds_so_far
        left = 0.0 if at.step is None else (at.step.seconds or 0) - at.seconds(self._console.now())
        return max(0, round(whole - left))

    def _bout(self, prompt: walks.DoBout) -> Reply:
        """Offer the bout until something was typed that answers it."""
        self._console.say(*bout_lines(prompt))
        offered = ("start", *_before(prompt))
        place = f"{prompt.item.name}. {sayings.bout_words(prompt)}"
        while True:
            line = self._console.ask(f"{place}. Type {', '.join(offered)}")
            if line.text == "start":
                return self._counted(prompt)
            reply = self._read(prompt, line, offered, prompt.seconds_so_far)
            if reply is not None:
                return reply

    def _counted(self, prompt: walks.DoBout) -> Reply:
        """Count the bout, then ask what was done, unless that was typed while it counted."""
        reply = self._count(prompt)
        while reply is None:
            words = ", ".join(_RUNNING)
            line = self._console.ask(f"Type done, {_MINUTES}, {words}")
            reply = self._read(prompt, line, ("done", *_RUNNING), self._walked(prompt))
        if isinstance(reply, prompts.DidSet) and self._console.skips_waits:
            return replace(reply, waits_skipped=True)
        return reply

    def _count(self, prompt: walks.DoBout) -> Reply | None:
        """Say each step when its time comes; None when the count came to its end."""
        if self._console.listens:
            self._console.say(f"While it counts, type any of: pause, done, {', '.join(_RUNNING)}")
        due = self._console.now()
        for step in prompt.steps:
            self._console.say(step.instruction)
            due += step.seconds or 0
            self._at = at = Count(step, due)
            while (line := self._console.wait_until(at.due)) is not None:
                at.stopped = self._console.now()
                reply = self._read_counting(prompt, line, self._walked(prompt))
                if reply is not None:
                    return reply
                at.go_on(self._console.now())
            due = at.due
        self._at = Count(None, due)
        return None

    def _read_counting(self, prompt: walks.DoBout, line: Line, walked: int) -> Reply | None:
        """What a line typed during the count means; None goes on counting."""
        if line.text != "pause":
            return self._read_how_much(prompt, line, ("pause", "done", *_RUNNING), walked)
        offered = ("go on", "done", *_RUNNING)
        while True:
            line = self._console.ask(f"The count is paused. Type {', '.join(offered)}")
            if line.text == "go on":
                return None
            reply = self._read_how_much(prompt, line, offered, walked)
            if reply is not None:
                return reply

    def _read_how_much(
        self, prompt: walks.DoBout, line: Line, offered: tuple[str, ...], walked: int
    ) -> Reply | None:
        """The same as `_read`; "done" alone asks back what was counted, and no goes on (H-10)."""
        reply = self._read(prompt, line, offered, walked)
        while reply == prompts.DidSet():
            line = self._console.ask(how_much(time_words(walked) if walked else "", _MINUTES))
            if line.text in asking.YES_NO:
                counted = prompts.DidSet(seconds=walked or None)
                return counted if asking.YES_NO[line.text] else None
            said = self._read(prompt, line, ("yes", "no", "done", *_RUNNING), walked)
            reply = reply if said is None else said
        return reply

    def _read(
        self, prompt: walks.DoBout, line: Line, offered: tuple[str, ...], walked: int
    ) -> Reply | None:
        """What a line says about the bout; None when it says nothing, which is then said."""
        word, _, number = line.text.partition(" ")
        if line.text == "skip" and "skip" in offered:
            return asking.skip(self._console)
        others: dict[str, Reply] = {
            "hurts": prompts.Hurts(walked or None),
            "back": prompts.Back(),
            "out": walks.WasOut(),
            "easier": prompts.UseEasier(),
            "stop": prompts.Stop(walked or None),
        }
        if line.text in others and line.text in offered:
            return others[line.text]
        seconds = _seconds(number) if number else None
        if word not in {"done", "legs", "end"} or (number and seconds is None):
            asking.not_understood(self._console, (*offered, _MINUTES))
            return None
        if seconds is not None and not self._is_meant(prompt, word, number, seconds):
            return None
        if word == "done":
            return prompts.DidSet(seconds=seconds)
        at = walked if seconds is None else seconds
        return walks.FeltLegs(at) if word == "legs" else walks.EndWalk(at)

    def _is_meant(self, prompt: walks.DoBout, word: str, number: str, seconds: int) -> bool:
        """Whether a typed time is one: no minutes are no bout, very many are asked back (H-20)."""
        if word == "done" and seconds == 0:
            self._console.say("You typed 0. To leave the rest out, type end.")
            return False
        if word != "legs" and seconds < prompt.seconds_so_far:
            saved = time_words(prompt.seconds_so_far)
            self._console.say(f"{saved} of this part is saved already. Type no less than that.")
            return False
        if seconds <= LIKELY_TIMES * (prompt.target.seconds or 0):
            return True
        question = f"You typed {number} minutes. Is that right? Yes, no"
        return asking.choose(self._console, question, asking.YES_NO)

    # --- the legs ---------------------------------------------------------------------------------

    def legs(self, prompt: walks.AskLegs) -> Reply:
        """How the legs are; while resting the patient may wait first."""
        self._console.say(*legs_lines(prompt))
        words = ["weak", "gave way", "skip", *(("wait", "no wait") if prompt.resting else ())]
        question = f"{LEGS_QUESTION[:-1]}, 0 to 10? Or {', '.join([*words, 'hurts', 'stop'])}"
        waited = 0.0
        while True:
            line = self._console.ask(question, flush=True)
            if line.text == "wait" and prompt.resting is not None:
                begun = self._console.now()
                over = self._wait(prompt.resting, waited)
                waited += self._console.now() - begun
                if over:
                    return walks.Legs()
                continue
            reply = self._read_legs(prompt, line.text)
            if reply is not None:
                return reply
            asking.not_understood(self._console, (reading.SCORE_WORDS, *words, "hurts", "stop"))

    def _read_legs(self, prompt: walks.AskLegs, text: str) -> Reply | None:
        if text == "no wait" and prompt.resting is not None:
            return walks.LeaveRest()
        if text == "hurts":
            return prompts.Hurts()
        if text == "stop":
            return prompts.Stop()
        if text in FEELINGS and text != "no":
            return walks.Legs(None, FEELINGS[text])
        score = reading.score(text)
        if score is None and text != "skip":
            return None
        question = f"{NUMB_QUESTION} No, weak, gave way"
        scored = partial(walks.Legs, score)  # counts at once, whatever becomes of the question
        with self._pages.left(prompt, scored, scored):
            feeling = asking.choose(self._console, question, FEELINGS)
        return walks.Legs(score, feeling)

    def _wait(self, resting: walks.Resting, waited: float) -> bool:
        """Rest on; True when so long has passed that it counts as not given."""
        rested = (resting.handed_out - resting.since).total_seconds() + waited
        left = max(0.0, resting.limit_seconds - rested)
        self._console.say("Rest on. You are asked again.")
        self._console.wait_until(self._console.now() + min(WAITS_SECONDS, left))
        if left > WAITS_SECONDS:
            return False
        self._console.say(WAIT_ASKS)
        return True

    # --- what is left to say ----------------------------------------------------------------------

    def told(self, prompt: walks.AskWalk) -> Reply:
        """One question after the other."""
        answers: dict[WalkField, str | float | None] = {}
        typed = prompt.about.measured is None
        while (question := next_question(prompt.about, answers)) is not None:
            line = self._console.ask(walk_typed.asked(question))
            if line.text == "stop":
                return prompts.Stop()
            if line.text == "back" and typed:
                return prompts.Back()
            understood, value = walk_typed.read(question, line.text)
            if understood:
                answers[question.id] = value
                if tuple(answers.items()) == GAVE_WAY:  # nothing else is asked then (rule NC-5)
                    break
            else:
                ways_out = ("back", "stop") if typed else ("stop",)
                offered = (*walk_typed.offered(question), *ways_out)
                asking.not_understood(self._console, offered)
        return walks.WalkTold(tuple(answers.items()))


def leg_gave_way(companion: Companion, console: Console) -> None:
    """Keep it before anything else is asked (rule NC-5); where the entry is left, that is said."""
    companion.leg_gave_way()
    console.kept = SIGN_KEPT


def ask_late(companion: Companion, console: Console, prompt: walks.AskWalk) -> WalkAnswers:
    """What is remembered of a walk, or stands on paper; nothing of it has to be answered.

    Args:
        companion: keeps that a leg gave way, as soon as it is told.
        console: lines out, lines in.
        prompt: what is asked.

    """
    answers: dict[WalkField, str | float | None] = {}
    console.say(f"{prompt.name}. {MAY_SKIP}")
    while (question := next_question(prompt.about, answers)) is not None:
        line = console.ask(walk_typed.asked(question))
        understood, value = walk_typed.read(question, line.text)
        if not understood:
            asking.not_understood(console, walk_typed.offered(question))
            continue
        answers[question.id] = value
        if (question.id, value) == ("gave_way", "yes"):
            leg_gave_way(companion, console)
    return tuple(answers.items())


_MINUTES: Final = "done and a number of minutes"

_RUNNING: Final = ("legs", "end", "hurts", "stop")
"""What can be typed at a bout, running or not."""


def _before(prompt: walks.DoBout) -> tuple[str, ...]:
    """What can be typed at a bout that does not run."""
    out = () if prompt.has_begun else ("out",)
    easier = ("easier",) if prompt.item.easier is not None else ()
    skip = () if prompt.has_begun else ("skip",)
    return ("done", *out, "legs", "end", "hurts", *easier, *skip, "back", "stop")


def _seconds(number: str) -> int | None:
    """Minutes as seconds: "3", "3.5"; None when it is no number."""
    minutes = walk_typed.number(number)
    return None if minutes is None else round(minutes * MINUTE)
