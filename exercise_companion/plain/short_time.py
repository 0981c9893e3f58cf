"""The last question before a session, line by line: begin, and with how much time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.clearing_prompts import I_SPOKE
from exercise_companion.core.prompts import Go, Leave
from exercise_companion.core.short_time import (
    QUESTION,
    RANKED,
    left_out_line,
    minutes_words,
    shortest_line,
    within,
)
from exercise_companion.plain import asking

if TYPE_CHECKING:
    from exercise_companion.core.prompts import Reply, ShowDecision
    from exercise_companion.core.short_time import ShortChoice
    from exercise_companion.plain.console import Console

SHORT: Final = "short"

LONGEST: Final = 3
"""So many digits a number of minutes has at most."""


def begin(console: Console, prompt: ShowDecision) -> Reply | None:
    """Begin, with all of it or in less time; or leave. None: a talk is to be recorded."""
    chosen: ShortChoice | None = None
    while True:
        minutes = chosen.minutes if chosen else None
        choices: dict[str, Reply | str] = {
            "start": Go(minutes=minutes),
            "helper": Go(helper=True, minutes=minutes),
            "leave": Leave(),
        }
        short = talk = ""
        if prompt.short:
            choices[SHORT] = SHORT
            short = f"{SHORT} if you are short on time, "
        if prompt.may_record_talk:
            choices[I_SPOKE.casefold()] = I_SPOKE
            talk = f"{I_SPOKE} when you have talked to them, "
        question = f"Type start, {short}{talk}helper if somebody types for you, or leave"
        reply = asking.choose(console, question, choices)
        if not isinstance(reply, str):
            return reply
        if reply == I_SPOKE:
            return None
        chosen = _time(console, prompt)


def _time(console: Console, prompt: ShowDecision) -> ShortChoice | None:
    """How much time there is, and what that means, said before it begins; None for all of it."""
    of = len(prompt.items)
    shortest = shortest_line(prompt.short)
    console.say(*RANKED, *([shortest] if shortest else []))
    console.say(*(f"{choice.spoken(of)}, {_names(prompt, choice)}." for choice in prompt.short))
    console.say(f"About {minutes_words(prompt.minutes)}: all {of} exercises.")
    minutes = _minutes(console)
    chosen = within(prompt.short, minutes) if minutes and minutes < prompt.minutes else None
    if chosen is None:
        console.say(f"All {of} exercises.")
        return None
    left_out = [item.name for item in prompt.items if item.item_id not in chosen.item_ids]
    console.say(f"Now: {_names(prompt, chosen)}. About {minutes_words(chosen.takes)}.")
    console.say(left_out_line(left_out))
    return chosen


def _minutes(console: Console) -> int | None:
    """A number of minutes; None for as many as it takes."""
    while True:
        typed = console.ask(f"{QUESTION} Type a number of minutes, or all", flush=True).text
        if typed == "all":
            return None
        if typed.isascii() and typed.isdigit() and 0 < len(typed) <= LONGEST and int(typed) > 0:
            return int(typed)
        asking.not_understood(console, ("a number of minutes", "all"))


def _names(prompt: ShowDecision, choice: ShortChoice) -> str:
    return ", ".join(item.name for item in prompt.items if item.item_id in choice.item_ids)
