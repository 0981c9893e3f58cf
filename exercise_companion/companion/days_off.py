"""Days off: written down, read back, taken back (decisions D10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion.diary import kept, plain_text
from exercise_companion.core.day_words import date_words, day_words
from exercise_companion.core.days_off import DaysOff
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.companion.context import Context


def log(context: Context, first: date, last: date, reason: str) -> None:
    """Keep days off, both included.

    Raises:
        UsageFault: the days or the reason cannot be; nothing was kept.

    """
    require_days(context, first, last)
    reason = reason_of(reason)
    with kept(context):
        context.store.add_pause(first, last, reason)


def reason_of(given: str) -> str:
    """Why, as it is kept.

    Raises:
        UsageFault: it is no such text.

    """
    return plain_text("The reason", given)


def require_first(context: Context, first: date) -> None:
    """Days off can begin on that day, whatever their last one is.

    Raises:
        UsageFault: they cannot.

    """
    require_days(context, first, max(first, context.require_program().valid_from))


def require_days(context: Context, first: date, last: date) -> None:
    """These days can be written down as days off.

    Raises:
        UsageFault: they cannot.

    """
    program = context.require_program()
    if first > last:
        what_happened = "The pause ends before it begins."
        raise UsageFault(what_happened, "Give the first day, then the last.")
    if last < program.valid_from or first > program.valid_until:
        what_happened = "Your plan does not reach those days."
        raise UsageFault(what_happened, f"It ends on {day_words(program.valid_until)}.")
    for known in context.store.pauses():
        if known.first_day <= last and first <= known.last_day:
            days = f"{day_words(known.first_day)} to {day_words(known.last_day)}"
            what_happened = f"A pause from {days} is on record already."
            raise UsageFault(what_happened, "Give other days, or take those back first.")


def coming(context: Context) -> tuple[DaysOff, ...]:
    """The days off that are not over, by their first day; today can be one of them."""
    today = context.day
    return tuple(
        DaysOff(one.id, one.first_day, one.last_day, one.reason, begun=one.first_day < today)
        for one in context.store.pauses()
        if one.last_day >= today
    )


def lines_on(context: Context, day: date) -> tuple[str, ...]:
    """What *Today* says on a day off, today or one to come; nothing on any other."""
    for one in coming(context):
        if one.last == day:
            return ("You wrote down today as a day off.",)
        if one.first <= day < one.last:
            return (f"You wrote down days off, until {date_words(one.last)}.",)
    return ()


def take_back(context: Context, days_off_id: int) -> DaysOff:
    """From today on these days count again; those that have passed stay days off.

    Returns:
        what was taken back.

    Raises:
        UsageFault: they are over, or no longer on record; nothing was kept.

    """
    found = next((one for one in coming(context) if one.id == days_off_id), None)
    if found is None:
        what_happened = "These days off are over, or were taken back already."
        raise UsageFault(what_happened, "Nothing was changed.")
    with kept(context):
        context.store.take_back_pause(days_off_id)
    return found


def on(context: Context, day: date) -> DaysOff:
    """The days off that have a day in them.

    Raises:
        UsageFault: none that is still to come has.

    """
    found = next((one for one in coming(context) if one.first <= day <= one.last), None)
    if found is None:
        what_happened = f"No days off with {day_words(day)} in them are still to come."
        raise UsageFault(what_happened, "See them with: exercise-companion log pause --list")
    return found
