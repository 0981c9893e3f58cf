"""What large mode draws where that takes nothing out of sight: first what is asked, then answers.

A question, and answers that a patient weighs against each other, have to be in sight together. So
each of them stays as small as in the other mode until there is room for all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.layouts.grid import GridLayout
from textual.widget import Widget

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.actions import gaps_of, lines_of, lines_to_spare
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.headline import LARGEST, Headline, alike

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP: Final = 1
"""Empty lines between answers."""

SEVERAL: Final = "-several"
"""Answers in two columns: there is no room for large ones."""


def grow(screen: Widget) -> None:
    """Draw what has room on a screen, before it is laid out; the rest is shown as it is."""
    asked = [one for one in screen.query(Headline) if one.yields and _is_shown(one)]
    answers = [one for one in screen.query(AnswerLine) if _is_shown(one)]
    if not asked and not answers:
        return
    if not screen.app.has_class(LARGE) or screen.has_class("-short"):
        _leave_small(answers)
        return
    beside = [one for one in answers if _stands_beside_others(one)]
    answers = [one for one in answers if one not in beside]
    _leave_small(beside)
    _measure_anew(asked, answers, beside)
    spare = _lines_for(screen, asked, answers)
    for number, one in enumerate(asked):
        kept = len(answers) * GAP if number else 0  # a second question leaves answers their air
        spare -= one.grow(within=spare - kept)
    if answers:
        _spread(answers, spare)
    _measure_anew(asked, answers, beside)


def _measure_anew(*grown: Sequence[Widget]) -> None:
    """Nothing that was worked out before holds: what is drawn changes while a screen is laid out.

    Textual itself forgets it later, for the next layout.
    """
    for one in {one for some in grown for one in some}:
        for measured in one.ancestors_with_self:
            if isinstance(measured, Widget) and measured is not one.screen:
                measured._clear_arrangement_cache()  # noqa: SLF001 - see above
                measured._box_model_cache.clear()  # noqa: SLF001 - see above


def _stands_beside_others(answer: AnswerLine) -> bool:
    """Whether answers are in columns: then it is their grid that says how they are parted."""
    return isinstance(answer.parent, Widget) and isinstance(answer.parent.layout, GridLayout)


def _is_shown(widget: Widget) -> bool:
    return all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget))


def _leave_small(answers: Sequence[AnswerLine]) -> None:
    for one in answers:
        one.draw((), None)


def _lines_for(screen: Widget, asked: Sequence[Headline], answers: Sequence[AnswerLine]) -> int:
    """How many lines there would be if nothing was drawn, and no line parted anything."""
    scrolled = sum(_lines_in(one) for one in screen.query("#dialog-body"))
    grown = sum(one.grown for one in asked) + sum(one.grown for one in answers)
    return lines_to_spare(screen, bars=False) - scrolled + grown + gaps_of(screen)


def _lines_in(dialog_body: Widget) -> int:
    """What scrolls in a dialog: its own height counts none of that."""
    around = dialog_body.parent
    within = around if isinstance(around, Widget) else None
    return lines_of(dialog_body, within=within, bars=False)


def _spread(answers: Sequence[AnswerLine], spare: int) -> None:
    """All in one size where there is room: none is to be more in sight than another.

    Else a line between them, and only the one that is marked is drawn.
    """
    drawings = _drawings(answers, spare)
    gap = GAP if drawings or spare >= len(answers) * GAP else 0
    if not drawings:
        drawings = _of_marked(answers, spare - len(answers) * gap)
    for answer, drawing in zip(answers, drawings, strict=True):
        answer.draw(drawing, gap)


def _drawings(answers: Sequence[AnswerLine], spare: int) -> tuple[tuple[str, ...], ...]:
    """The drawing of each; none at all where one has no room."""
    if any(isinstance(one, Widget) and one.has_class(SEVERAL) for one in answers[0].ancestors):
        return ()
    words, width = tuple(one.word for one in answers), min(one.room for one in answers)
    for largest in range(LARGEST if answers[0].screen.has_class("-lofty") else 1, 0, -1):
        drawings = alike(words, width, 1, largest)
        if all(drawings) and sum(len(one) + GAP for one in drawings) <= spare:
            return drawings
    return ()


def _of_marked(answers: Sequence[AnswerLine], spare: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        drawing if one.has_focus and len(drawing) <= spare else ()
        for one in answers
        for drawing in alike((one.word,), one.room, 1, 1)
    )
