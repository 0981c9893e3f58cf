"""The questions about a walk as lines of text: what can be typed, and what a typed line means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.safetext import neutral
from exercise_companion.core.walk_questions import WalkField, next_question
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.walk_questions import (
        WalkAbout,
        WalkAnswers,
        WalkQuestion,
    )

SKIP: Final = "skip"

_MOST_DIGITS: Final = 6
"""1440.00"""

FIELDS: Final[tuple[WalkField, ...]] = get_args(WalkField)


def number(text: str) -> float | None:
    """A number such as 12 or 12.5; None when the text is none."""
    whole, _, part = text.partition(".")
    digits = whole + part
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        return None
    return float(f"{whole or 0}.{part or 0}")


def asked(question: WalkQuestion) -> str:
    """The question with what can be typed."""
    text = question.text
    if question.is_score:
        text = f"{text[:-1]}, 0 to 10?"
    words = ", ".join(choice.word for choice in question.choices)
    if question.most is not None:
        words = f"Or {words}" if words else ""
    skip = "" if not question.may_skip else ("Or skip" if not words else "or skip")
    return " ".join(part for part in (text, ", ".join(p for p in (words, skip) if p)) if part)


def read(question: WalkQuestion, text: str) -> tuple[bool, str | float | None]:
    """Whether the line answers it, and with what."""
    if text == SKIP and question.may_skip:
        return True, None
    for choice in question.choices:
        if text.replace("_", " ") in {choice.word, choice.value.replace("_", " ")}:
            return True, choice.value
    found = number(text) if question.most is not None else None
    whole = question.is_score or question.id == "bouts"
    if found is None or (whole and found != int(found)):
        return False, None
    return question.least <= found <= (question.most or 0), found


def offered(question: WalkQuestion) -> tuple[str, ...]:
    """What answers it, one by one."""
    given: tuple[str, ...] = ()
    if question.most is not None:
        given = (f"a number from {question.least:g} to {question.most:g}",)
    words = tuple(choice.word for choice in question.choices)
    return (*given, *words, *((SKIP,) if question.may_skip else ()))


def answers_of(about: WalkAbout, given: Mapping[str, str], where: str) -> WalkAnswers:
    """Answers that were given by name, in the order of the questions; the rest is not given.

    Args:
        about: what the questions depend on; each may be left out.
        given: the field of the question and what was typed: `minutes`, "12".
        where: whose answers they are, for a fault.

    Raises:
        UsageFault: a name or an answer does not fit; nothing is kept of it.

    """
    answers: dict[WalkField, str | float | None] = {}
    while (question := next_question(about, answers)) is not None:
        text = given.get(question.id, "").strip().casefold() or SKIP
        understood, value = read(question, text)
        if not understood:
            what_happened = f"{where}: {neutral(text[:20])} is no answer to {question.id}."
            raise UsageFault(what_happened, f"Give one of: {', '.join(offered(question))}.")
        answers[question.id] = value
    for name in given:
        if name not in FIELDS:
            what_happened = f"{where}: {neutral(name[:20])} is not asked about a walk."
            raise UsageFault(what_happened, f"What is asked: {', '.join(FIELDS)}.")
        if name not in answers:
            what_happened = f"{where}: {name} does not fit the other answers."
            raise UsageFault(what_happened, "Leave it out, or say that the legs felt it.")
    return tuple(answers.items())


def told(about: WalkAbout, given: WalkAnswers) -> tuple[str, ...]:
    """Each question with its answer, to be read through before it is kept."""
    lines = []
    answers: dict[WalkField, str | float | None] = {}
    for name, value in given:
        question = next_question(about, answers)
        if question is not None and question.id == name:
            lines.append(f"{question.text} {_in_words(question, value)}")
        answers[name] = value
    return tuple(lines)


def _in_words(question: WalkQuestion, value: str | float | None) -> str:
    if value is None:
        return "not given"
    if isinstance(value, str):
        return next(one.label for one in question.choices if one.value == value)
    return f"{value:g}"
