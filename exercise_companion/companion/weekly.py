"""The pain of the last seven days, asked once a week before a session (clinical-spec 2.1).

It is for the therapist to read: no rule looks at it, so that a score from memory raises nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion.days import first_day
from exercise_companion.companion.playing import sites_asked
from exercise_companion.core.prompts import AskPain
from exercise_companion.core.records import PainRecord
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Scored

WEEK: Final = timedelta(days=7)


def ask_pain(context: Context) -> AskPain | None:
    """The question; None in the first week, and where it was asked within seven days."""
    if context.day - first_day(context) < WEEK:
        return None
    since = context.day - WEEK + timedelta(days=1)
    if any(row.record.moment is Moment.WEEK for row in context.store.pain(since, context.day)):
        return None
    return AskPain(
        moment=Moment.WEEK,
        sites=sites_asked(context.require_program(), {}),
        about="Your pain in the last 7 days, on average",
        may_skip=True,
        may_say_no_more=False,
        may_report_sensation=False,
    )


def keep_pain(context: Context, scored: Scored) -> None:
    """Keep the scores; what was left out is kept as not given."""
    given = dict(scored.scores)
    with context.store.transaction():
        for site in context.require_program().sites:
            context.store.log_pain(PainRecord(Moment.WEEK, site, given.get(site)))
