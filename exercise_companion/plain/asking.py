"""Choices line by line: offered in words, asked until one of them was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.companion import talks
from exercise_companion.core.clearing_prompts import WHAT_WAS_SAID
from exercise_companion.core.prompts import Effort, Hurts, Skip, Talked
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.plain import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exercise_companion.core.prompts import Reply
    from exercise_companion.plain.console import Console

ValueT = TypeVar("ValueT")

YES_NO: Final = {"yes": True, "y": True, "no": False, "n": False}

NOT_UNDERSTOOD: Final = "That was not understood."


def until(console: Console, question: str, read: Callable[[str], ValueT | None]) -> ValueT:
    """Ask until the line means something that can be (decisions E3).

    Args:
        console: lines out, lines in.
        question: as it is put each time.
        read: what a line means; None when nothing. What it refuses is said, and asked again.

    """
    while True:
        typed = console.ask(question).raw
        try:
            value = read(typed)
        except (UsageFault, Refused) as fault:
            console.refuse(fault)
            continue
        if value is not None:
            console.take()
            return value
        console.say(NOT_UNDERSTOOD)


def talk(console: Console) -> Talked:
    """A talk with a clinician: with whom, and what they said (clinical-spec 7.5)."""
    return Talked(
        until(console, "Who did you speak to?", talks.name_of),
        until(console, "What is their role?", talks.role_of),
        until(console, WHAT_WAS_SAID, talks.words_of),
    )


def choose(console: Console, question: str, choices: Mapping[str, ValueT]) -> ValueT:
    """Ask until one of the choices was typed; what was typed before the question is dropped."""
    while True:
        typed = console.ask(question, flush=True).text
        if typed in choices:
            return choices[typed]
        not_understood(console, choices)


def not_understood(console: Console, choices: Iterable[str]) -> None:
    """Say what can be typed; a single letter is a short form and is left out."""
    words = ", ".join(word for word in choices if len(word) > 1)
    console.say(f"That was not understood. Type one of: {words}. ! if something is wrong.")


def is_right(console: Console, number: int) -> bool:
    """Whether an unlikely number was meant (H-20)."""
    return choose(console, f"You typed {number}. Is that right? Yes, no", YES_NO)


def skip(console: Console) -> Skip:
    """Why an exercise is left out."""
    words = ", ".join(reading.SKIP_REASONS)
    return Skip(choose(console, f"Why? {words}", reading.SKIP_REASONS))


def effort(console: Console, question: str, *, may_hurt: bool = False) -> Reply:
    """How hard it was, 0 to 10; it may be left out, or said that it hurts."""
    words: dict[str, Reply] = {"skip": Effort(None)}
    if may_hurt:
        words["hurts"] = Hurts()
    while True:
        offered = " or ".join(words)
        line = console.ask(f"{question}, 0 (nothing) to 10 (the most)? Or {offered}")
        if line.text in words:
            return words[line.text]
        score = reading.score(line.text)
        if score is not None:
            return Effort(score)
        not_understood(console, (reading.SCORE_WORDS, *words))
