"""What the preview shows of the chosen item, and what it says where there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.catalogue import figures
from exercise_companion.catalogue.library import library
from exercise_companion.core.draft import entries_at, value_at
from exercise_companion.core.draft_views import (
    day_in_draft,
    dose_in_figures,
    figure_in_draft,
    view_in_draft,
)
from exercise_companion.core.draft_words import item_name
from exercise_companion.tui.desk.panes.preview_pane import Seen

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.tui.desk.sheet import Sheet

NO_EASIER: Final = "Its easier version cannot be shown yet."


def seen_of(sheet: Sheet, phase: int, number: int, today: date) -> Seen:
    """An item as its patient will see it, as far as it can be shown.

    Args:
        sheet: the draft and what the check says of it.
        phase: from 0.
        number: of the item in its phase, from 0.
        today: the day it is looked at.

    """
    plan = sheet.report.plan if sheet.report is not None else None
    draft, count = sheet.draft, len(entries_at(sheet.draft, ("phases", phase, "items")))
    view = view_in_draft(draft, plan, phase, number, library())
    return Seen(
        view,
        f"{number + 1} of {count}",
        figures.find(figure_in_draft(draft, phase, number, library())),
        day_in_draft(draft, plan, phase, number, today),
        _instead(sheet, phase, number) if view is None else (),
        _without(sheet, phase, number) if view is not None and view.easier is None else (),
    )


def _without(sheet: Sheet, phase: int, number: int) -> tuple[str, ...]:
    """Which part of an item the patient would see is not shown, and why; nothing for none."""
    easier = ("phases", phase, "items", number, "modify_down")
    wrong = [one.what for one in sheet.problems if one.path[: len(easier)] == easier]
    is_there = value_at(sheet.draft, easier) is not None
    return (NO_EASIER, wrong[0]) if is_there and wrong else ()


def _instead(sheet: Sheet, phase: int, number: int) -> tuple[str, ...]:
    """What is known of an item that cannot be shown: its name, its dose, what is wrong with it."""
    items = entries_at(sheet.draft, ("phases", phase, "items"))
    if number >= len(items):
        return ()
    place = ("phases", phase, "items", number, "exercise")
    wrong = [problem.what for problem in sheet.problems if problem.path == place]
    item = items[number]
    return item_name(item, sheet.names), dose_in_figures(item.get("dose")), *wrong
