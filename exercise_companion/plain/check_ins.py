"""The questions of the plan line by line: a number, a choice, yes or no, or words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion.core.check_ins import (
    HIGHEST_SCORE,
    NOT_READ_NOW,
    AnswerLastAgain,
    AskCheckIn,
    AskTomorrow,
    CheckedIn,
    fits,
)
from exercise_companion.core.prompts import Leave
from exercise_companion.plain import asking

if TYPE_CHECKING:
    from exercise_companion.core.check_ins import CheckInQuestion
    from exercise_companion.core.prompts import Reply
    from exercise_companion.plain.console import Console, Line

_WORDS: Final[dict[str, Reply]] = {
    "skip": CheckedIn(),
    "later": AskTomorrow(),
    "leave": Leave(),
}
"""What can be typed instead of an answer."""

_BACK: Final[dict[str, Reply]] = {"back": AnswerLastAgain()}
"""And where an answer was given before."""

_NUMBER: Final = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?")


def put(console: Console, prompt: AskCheckIn) -> Reply:
    """Ask it until something was typed that answers it."""
    question = prompt.question
    if prompt.number == 1 or prompt.earlier:
        console.say(prompt.why)
    if question.kind == "text":
        console.say(NOT_READ_NOW)
    hint, words = _hint(question), _WORDS | (_BACK if prompt.may_go_back else {})
    while True:
        line = console.ask(f"{question.text} {hint}; or {', '.join(words)}", flush=True)
        if line.text in words:
            return words[line.text]
        given = _given(question, line)
        if given is not None and fits(question, given):
            return given
        asking.not_understood(console, (hint, *words))


def _hint(question: CheckInQuestion) -> str:
    """What an answer looks like."""
    match question.kind:
        case "score" if question.lowest:
            return f"0 ({question.lowest}) to {HIGHEST_SCORE} ({question.highest})"
        case "score":
            return f"0 to {HIGHEST_SCORE}"
        case "number" if question.is_own:
            return f"A number: {question.unit}"
        case "number":
            return f"{question.unit.capitalize()}, 0 to {question.most}"
        case "yes_no":
            return "Yes, no"
        case "choice":
            return ", ".join(question.choices)
        case "text":
            return "In your words, on one line"


def _given(question: CheckInQuestion, line: Line) -> CheckedIn | None:
    """The answer that was typed; None where it is none."""
    if question.kind in {"score", "number"}:
        typed = _NUMBER.fullmatch(line.text)
        return CheckedIn(float(line.text.replace(",", "."))) if typed else None
    if question.kind == "text":
        return CheckedIn(words=line.raw) if line.raw else None
    offered = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}
    if question.kind == "choice":
        offered = {choice.casefold(): choice for choice in question.choices}
    return CheckedIn(words=offered[line.text]) if line.text in offered else None
