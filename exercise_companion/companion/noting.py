"""What can be written down besides a session, and the questions about it (clinical-spec 7.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import days_off, deciding, diary, talks, watching
from exercise_companion.companion.playing import ask_pain_now
from exercise_companion.core import schedule
from exercise_companion.core.day_words import day_words
from exercise_companion.core.page_views import NotesView
from exercise_companion.core.prompts import Place
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_prompts import AskWalk
from exercise_companion.core.walk_questions import (
    GAVE_WAY,
    WalkAbout,
    is_complete,
    is_empty,
    record_of,
)
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import AskPain
    from exercise_companion.core.records import WalkMode, WalkRecord
    from exercise_companion.core.walk_questions import WalkAnswers

OUTSIDE: Final = "Outside a session"

RIDES: Final[frozenset[WalkMode]] = frozenset({"bike"})
"""What nobody holds on to."""


def view(context: Context) -> NotesView:
    """What depends on what is on record: a flare-up, a hold, a review."""
    program = context.require_program()
    coming = schedule.next_review(program, context.day, context.reviews_done())
    near = coming is not None and coming.state != "later"
    return NotesView(
        in_flare=deciding.in_flare(context),
        talk_ends=diary.talk_ends(context),
        talk_about=talks.about_now(context),
        review=day_words(coming.review.date) if coming is not None and near else "",
        flare_asks=watching.check_due(context) == "flare",
        days_off=days_off.coming(context),
    )


def ask_pain(context: Context) -> AskPain:
    """Pain now, outside any session."""
    return ask_pain_now(context, Moment.DAY)


def ask_walk(mode: WalkMode) -> AskWalk:
    """The questions about a walk or ride outside a session; what nobody remembers is left out."""
    return AskWalk(OUTSIDE, Place(1, 1, 0), _about(mode))


def walk_of(mode: WalkMode, answers: WalkAnswers) -> WalkRecord:
    """The walk as it is logged; of one on which a leg gave way that alone may be told (NC-5).

    Raises:
        UsageFault: nothing was said of it, or the answers do not fit the questions.

    """
    whole = answers == GAVE_WAY or is_complete(_about(mode), answers)
    if is_empty(answers) or not whole:
        what_happened = "Nothing was said of it, so nothing was kept."
        raise UsageFault(what_happened, "Give at least one answer.")
    return replace(record_of(_about(mode), answers, 0, ""), session_id=None, item_id=None)


def _about(mode: WalkMode) -> WalkAbout:
    return WalkAbout(mode=mode, asks_support=mode not in RIDES, measured=None, late=True)
