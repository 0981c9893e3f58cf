"""The questions of `program new`, one at a time, at a terminal; each answer is kept at once."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.fitting import narrate
from exercise_companion.clinic.beginning import setting
from exercise_companion.clinic.commands import continuing
from exercise_companion.clinic.drafting import templates
from exercise_companion.clinic.finishing import draft_path, keep, save_profile
from exercise_companion.clinic.judging import faults_in, refused_places
from exercise_companion.core.dose_kept import kept_words
from exercise_companion.core.draft import value_at, with_value
from exercise_companion.core.draft_left import was_left, with_left
from exercise_companion.core.draft_people import therapist_lines
from exercise_companion.core.draft_questions import open_questions
from exercise_companion.core.draft_questions_asked import offers
from exercise_companion.core.safetext import neutral
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.core.understood import understood
from exercise_companion.paths import therapist_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.draft_question import Question, Setting
    from exercise_companion.core.problem import JsonPath, Problem

YES = "yes"
BACK = ("b", "back")
"""Goes back one question."""


def converse(draft: Draft, path: Path, today: date) -> Draft:
    """Ask for everything that is missing; returns the draft with the answers.

    Args:
        draft: what is known.
        path: where the program will be; the draft is kept beside it after each answer.
        today: for dates.

    Raises:
        click.Abort: it was left; what was answered is kept, and where is said.

    """
    known = setting(today)
    before: list[tuple[JsonPath, Draft]] = []
    knew_therapist = value_at(draft, ("prescriber", "name")) is not None
    try:
        while left := _still_open(draft, known, {place for place, _ in before}, today):
            if not before:
                _say("", f'To go back one question, type "{BACK[0]}".')
            answered = _put(left[0], draft, today, more=len(left))
            if answered is not None:
                before.append((left[0].path, draft))
                draft = answered
            elif before:
                _, draft = before.pop()
            else:
                _say("  This is the first question.")
                continue
            keep(draft, path)
    except (click.Abort, KeyboardInterrupt):
        _say_where(path, something=bool(before))
        raise
    if not knew_therapist:
        _offer_to_keep_details(draft)
    return draft


def chosen_template() -> str | None:
    """Ask with which template to begin; returns its name, None for the library instead.

    Raises:
        click.Abort: it was left.

    """
    names = [each.name for each in templates()]
    _say("Begin with which of these?")
    for number, each in enumerate(templates(), start=1):
        _say(f"  {number}  {each.title}")
    _say(f"  {len(names) + 1}  None of them: exercises from the library")
    _say("From an earlier program instead: Ctrl+C, then --help.", "")
    while True:
        line = _line("A number:")
        if line in names:
            return line
        if line.isascii() and line.isdigit() and 0 < int(line[:9]) <= len(names):
            return names[int(line) - 1]
        if line == str(len(names) + 1):
            return None
        _say(f"  That is none of them. Please type a number from 1 to {len(names) + 1}.")


def confirmed_doses(people: Iterable[str], lines: Iterable[str]) -> bool:
    """Show whom it is for and from, and what the patient will do, and ask whether it is right."""
    _say("", *people, "", "What the patient will be asked to do:", *lines, "")
    return (
        _line('Is every dose right for this patient? Type "yes", or anything else to stop') == YES
    )


def _still_open(draft: Draft, known: Setting, asked: set[JsonPath], today: date) -> list[Question]:
    """What is missing or refused by the check, each asked once."""
    seen = replace(known, refused=refused_places(draft, today))
    every = (*open_questions(draft, seen), *offers(draft))
    return [
        each
        for each in every
        if each.path not in asked and not (each.may_stay_open and was_left(draft, each.path))
    ]


def _put(question: Question, draft: Draft, today: date, *, more: int) -> Draft | None:
    """Ask until there is an answer that the checker has nothing against; None: go back one."""
    _say("", f"{question.asks} ({more} left)", f"  {question.expects}")
    stands = [
        each for each in _wrong(draft, question, today) if value_at(draft, each.path) is not None
    ]
    for problem in stands:
        _say(f"  What stands there cannot be used. {problem.what} {problem.how}")
    while True:
        line = _line(">", question.default or "")
        if line.casefold() in BACK:
            return None
        if not line and question.may_stay_open:
            left = with_value(draft, question.path, None) if stands else draft
            return with_left(left, question.path)
        try:
            answered = question.answered(draft, line)
        except NotUnderstoodError as error:
            _say(f"  {error.what} Please type it again.")
            continue
        if not (wrong := _wrong(answered, question, today)):
            if words := understood(answered, question.path):
                _say(f"  Understood: {words}.")
            if question.path[-1] == "dose" and (
                kept := kept_words(draft, question.path[:-1], line)
            ):
                _say(f"  {kept}")
            return answered
        _say(*(f"  {problem.what} {problem.how}" for problem in wrong))
        _say(f"  Please type it again: {question.expects}")


def _wrong(draft: Draft, question: Question, today: date) -> list[Problem]:
    """What the check has against what a question fills."""
    return [each for each in faults_in(draft, today) if question.fills(each.path)]


def _offer_to_keep_details(draft: Draft) -> None:
    _say("", *therapist_lines(draft))
    words = 'Keep your own details for the next program? Type "yes", or Enter for no'
    if _line(words) == YES:
        _say(f"Kept: {save_profile(therapist_folder(os.environ), draft)}")


def _say_where(path: Path, *, something: bool) -> None:
    if something:
        _say("", f"What you answered is kept: {draft_path(path)}")
        _say(f"Go on with: {continuing(draft_path(path))}")


def _line(prompt: str, default: str = "") -> str:
    """One typed line without blanks around it; the default for an empty one."""
    shown = f"{prompt} [{default}]" if default else prompt
    typed = click.prompt(shown, default="", show_default=False, prompt_suffix=" ", err=True)
    return str(typed).strip() or default


def _say(*lines: str) -> None:
    """Lines on standard error."""
    narrate(*map(neutral, lines))
