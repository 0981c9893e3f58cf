"""The pages that can be opened at any time, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import date_words, day_words
from exercise_companion.core.emergency import CANNOT_CALL_FOR_YOU
from exercise_companion.core.goal_line import value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exercise_companion.core.history_view import DayView, HistoryPage, SessionView
    from exercise_companion.core.page_views import CardView, GoalsView
    from exercise_companion.core.views import ContactView

NO_CARDS: Final = "Your therapist has written nothing to read yet."
NO_SCORE: Final = "No score yet."
SCALE: Final = "0 means you cannot do it, 10 as before."


def contact_lines(contacts: Sequence[ContactView]) -> Iterator[str]:
    """Whom to call; the patient's own numbers are counted, so that one can be taken away."""
    yield CANNOT_CALL_FOR_YOU
    own = 0
    for one in contacts:
        own += one.own_id is not None
        numbered = (f"Number {own}",) if one.own_id is not None else ()
        parts = (*numbered, *one.who, one.phone, one.hours)
        yield f"{'. '.join(part for part in parts if part)}."
        if one.what_for:
            yield f"  For: {one.what_for}"


def card_list_lines(cards: Sequence[CardView]) -> Iterator[str]:
    """The cards by number."""
    if not cards:
        yield NO_CARDS
    for number, card in enumerate(cards, start=1):
        over = "" if card.is_current else f" From an earlier phase: {card.phase}."
        yield f"{number}. {card.title}. {card.review}{over}"


def card_lines(card: CardView) -> Iterator[str]:
    """One card."""
    yield card.title
    yield from card.paragraphs
    yield f"Source: {card.source}"
    yield card.review


def goal_lines(view: GoalsView) -> Iterator[str]:
    """Each goal: start, latest, target, and the values over time."""
    yield SCALE
    for goal in view.goals:
        yield goal.activity
        latest = goal.latest
        now = f"Latest {latest.score}, {day_words(latest.day)}." if latest else NO_SCORE
        past = " That day is past." if goal.is_past else ""
        target = f"Target {goal.target} by {day_words(goal.target_day)}.{past}"
        yield f"  Start {goal.start}. {now} {target}"
        for value in goal.values:
            yield f"  {day_words(value.day)}: {value_words(value)}"
        if goal.change:
            yield f"  {goal.change}"
    if view.change:
        yield view.change


def history_lines(page: HistoryPage) -> Iterator[str]:
    """A page of days, the newest first."""
    for line in page.lines:
        detail = f" {line.detail}" if line.detail else ""
        yield f"{date_words(line.day)} {line.day.year}: {line.words}.{detail}"
    if page.older is not None:
        yield f"Older days: exercise-companion history --to {page.older}"


def day_lines(view: DayView) -> Iterator[str]:
    """One day with everything on record of it."""
    yield f"{view.title}: {view.how_it_went}." if view.how_it_went else view.title
    if view.planned:
        yield view.plan_line
    for session in view.sessions:
        yield from _session_lines(session)
    for heading, lines in (("Safety questions", view.signs), ("Your diary", view.diary)):
        if lines:
            yield heading
            yield from (f"  {line}" for line in lines)


def _session_lines(session: SessionView) -> Iterator[str]:
    yield session.heading
    yield from (f"  {line}" for line in (*session.facts, *session.pain))
    for exercise in session.exercises:
        yield f"  {exercise.name}: {exercise.ended}."
        yield from (f"    {one.words}" for one in exercise.sets)
        yield from (f"    {note}" for note in exercise.notes)
