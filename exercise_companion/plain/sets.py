"""One set line by line: what can be typed, the count, and what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.core import prompts
from exercise_companion.core.actuals import LIKELY_TIMES, cut_short
from exercise_companion.core.kept_set import kept_words
from exercise_companion.plain import asking, reading, sayings
from exercise_companion.plain.counting import Count, how_much

if TYPE_CHECKING:
    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.prompts import DidSet, DoSet, Reply
    from exercise_companion.plain.console import Console, Line


class SetQuestions:
    """Puts one set. Nothing is marked done by itself (H-10).

    Args:
        console: lines out, lines in.

    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._at: Count | None = None
        """None while no set that was put is being counted."""

    def put(self, prompt: DoSet) -> Reply:
        """Put the set until it is answered; where something else comes, see `put_down`."""
        self._at = None
        reply = self._put(prompt)
        self._at = None
        return reply

    def put_down(
        self, prompt: DoSet, kind: type[prompts.Leave | prompts.SetAside]
    ) -> prompts.Leave | prompts.SetAside | None:
        """What the clock counted of a set to which nobody answered (H-17); None where none ran."""
        did = self._so_far(prompt.target)
        if did is None:
            return None
        return kind(did=replace(did, by_clock=True, waits_skipped=self._console.skips_waits))

    def _so_far(self, target: SetTarget) -> DidSet | None:
        at = self._at
        return None if at is None else cut_short(target, at.step, at.seconds(self._console.now()))

    def _put(self, prompt: DoSet) -> Reply:
        """Offer the set until something was typed that answers it."""
        offered = ("start", *_words(prompt))
        place = f"{prompt.item.name}. {sayings.set_words(prompt)}.{sayings.rest_words(prompt)}"
        while True:
            line = self._console.ask(f"{place} Type {', '.join(offered)}")
            if line.text == "start":
                return self._counted(prompt)
            reply = self._read(prompt, line, offered)
            if reply is not None:
                return reply

    def _counted(self, prompt: DoSet) -> Reply:
        """Count the set, then ask what was done, unless that was typed while it counted."""
        reply = self._count(prompt)
        while reply is None:
            line = self._console.ask(f"Type done, {_more(prompt.target)}, hurts, skip or stop")
            reply = self._read(prompt, line, _words(prompt))
        reply = _with_what_was_done(reply, self._so_far(prompt.target))
        return self._waited(self._as_was_done(reply))

    def _as_was_done(self, reply: Reply) -> Reply:
        """Before "back" it is asked whether what was counted was done (H-17)."""
        if not isinstance(reply, prompts.Back) or reply.did is None:
            return reply
        question = f"Did you do what was counted of this set: {kept_words(reply.did)}? Yes, no"
        done = asking.choose(self._console, question, asking.YES_NO)
        return reply if done else prompts.Back()

    def _waited(self, reply: Reply) -> Reply:
        """The same, marked where the waiting was skipped."""
        if not self._console.skips_waits:
            return reply
        if isinstance(reply, prompts.DidSet):
            return replace(reply, waits_skipped=True)
        if isinstance(reply, prompts.CutsShort) and reply.did is not None:
            return replace(reply, did=replace(reply.did, waits_skipped=True))
        return reply

    def _count(self, prompt: DoSet) -> Reply | None:
        """Say each step when its time comes; None when the count came to its end.

        Each step is due a whole step after the one before, so that a count keeps its length.
        """
        if self._console.listens:
            self._console.say(f"While it counts, type any of: pause, {', '.join(_words(prompt))}")
        due = self._console.now()
        for step in prompt.steps:
            counted = f" {step.rep} of {step.reps}" if step.rep is not None else ""
            self._console.say(f"{step.instruction}{counted}")
            due += step.seconds or 0
            self._at = at = Count(step, due)
            while (line := self._console.wait_until(at.due)) is not None:
                at.stopped = self._console.now()
                reply = self._read_counting(prompt, line)
                if reply is not None:
                    return reply
                at.go_on(self._console.now())
            due = at.due
        self._at = Count(None, due)
        return None

    def _read_counting(self, prompt: DoSet, line: Line) -> Reply | None:
        """What a line typed during the count means; None goes on counting."""
        if line.text != "pause":
            return self._read_how_much(prompt, line, ("pause", *_words(prompt)))
        offered = ("go on", *_words(prompt))
        while True:
            line = self._console.ask(f"The count is paused. Type {', '.join(offered)}")
            if line.text == "go on":
                return None
            reply = self._read_how_much(prompt, line, offered)
            if reply is not None:
                return reply

    def _read_how_much(self, prompt: DoSet, line: Line, offered: tuple[str, ...]) -> Reply | None:
        """The same as `_read`; "done" alone asks back what was counted, and no goes on (H-10)."""
        reply = self._read(prompt, line, offered)
        while isinstance(reply, prompts.DidSet) and not reading.says_how_much(reply, prompt.target):
            said, counted = reply, self._so_far(prompt.target)
            so_far = "" if counted is None else kept_words(counted)
            line = self._console.ask(how_much(so_far, _more(prompt.target)))
            if line.text in asking.YES_NO:
                return _as_counted(said, counted) if asking.YES_NO[line.text] else None
            reply = self._read(prompt, line, ("yes", "no", *_words(prompt))) or said
        return reply

    def _read(self, prompt: DoSet, line: Line, offered: tuple[str, ...]) -> Reply | None:
        """What a line says about the set; None when it says nothing, which is then said."""
        if line.text == "skip":
            return asking.skip(self._console)
        others: dict[str, Reply] = {
            "hurts": prompts.Hurts(),
            "back": prompts.Back(),
            "stop": prompts.Stop(),
        }
        if prompt.item.easier is not None:
            others["easier"] = prompts.UseEasier()
        if line.text in others:
            return others[line.text]
        did = reading.did_set(line.text, prompt.target)
        if did is None:
            asking.not_understood(self._console, (*offered, _more(prompt.target)))
            return None
        return did if self._is_meant(prompt.target, did) else None

    def _is_meant(self, target: SetTarget, did: DidSet) -> bool:
        """Whether a typed amount is one: nothing is no set, very much is asked back (H-20)."""
        amount = reading.amount_done(did)
        if amount is None:
            return True
        if amount == 0:
            self._console.say("You typed 0. To leave it out, type skip.")
            return False
        likely = amount <= LIKELY_TIMES * reading.amount_asked(target)
        return likely or asking.is_right(self._console, amount)


def _with_what_was_done(reply: Reply, did: DidSet | None) -> Reply:
    """A set that is cut short while it counts is not begun anew (H-17): so far it came."""
    return replace(reply, did=did) if isinstance(reply, prompts.CutsShort) else reply


def _as_counted(said: DidSet, counted: DidSet | None) -> DidSet:
    """So many as were counted; with the weight or the hold that was typed, if one was."""
    if counted is None:
        return said
    seconds = counted.seconds if said.seconds is None else said.seconds
    return replace(counted, seconds=seconds, load_kg=said.load_kg)


def _more(target: SetTarget) -> str:
    """What may be typed with "done", for what this set is measured in."""
    if target.side == "alternate" and target.reps is not None:
        return "done and a number, or both sides like done left 8 right 7"
    if target.load_kg is not None:
        return "done and a number with a weight, like done 8 with 2 kg"
    held = target.reps is not None and target.seconds is not None
    return "done and a number, like done 8 hold 4" if held else "done and a number"


def _words(prompt: DoSet) -> tuple[str, ...]:
    """What can be typed at a set, counting or not."""
    easier = ("easier",) if prompt.item.easier is not None else ()
    return ("done", "hurts", *easier, "skip", "back", "stop")
