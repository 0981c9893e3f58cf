"""Gathers what the computed rules read from the store: series, walks, flare-ups, contacts."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.alarms import PastContact, is_computed
from exercise_companion.core.computed import History
from exercise_companion.core.daily_life import ActivityCheck, MedicineCount
from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.core.item_views import site_label
from exercise_companion.core.pain_series import Score, Series
from exercise_companion.core.terms import Action, Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import AlertRecord
    from exercise_companion.core.terms import Site
    from exercise_companion.store.kept import FlareEntry, PastAlert, RestingScore

LOOK_BACK: Final = timedelta(days=60)
"""How far back "the last five sessions" and "the last five mornings" are looked for."""


def gather(context: Context, program: Program, last: date) -> History:
    """The record as of an exercise day.

    Args:
        context: the open store.
        program: the prescription in force: its sites, goals and recorded levels.
        last: later entries are left out.

    """
    store, start = context.store, trend_start(context)
    rested = store.resting_scores(min(start, last - LOOK_BACK), last)
    flares = [one for one in store.flares(store.made_on) if one.when.local_day <= last]
    flare = open_flare(flares)
    return History(
        start=start,
        series=tuple(_series(context, program, site, _once(rested)) for site in program.sites),
        day_scores=day_scores(rested),
        flare_starts=tuple(one.when.local_day for one in flares if one.change == "start"),
        flare_since=flare.when.local_day if flare else None,
        sessions=tuple(one for one in store.ended_sessions(last - LOOK_BACK) if one.day <= last),
        mornings=tuple(
            one.rated for one in store.mornings_after(last - LOOK_BACK) if one.rated.day <= last
        ),
        walks=tuple((when.local_day, walk) for when, walk in store.walks(start, last)),
        goals={goal.id: goal.start_score for goal in program.goals},
        activities=_activities(context, start, last),
        medicine=_medicine(context, start, last),
        known_signs=frozenset(known.flag_id for known in program.known_baseline),
    )


def open_flare(entries: Sequence[FlareEntry]) -> FlareEntry | None:
    """The beginning of the flare-up that has not ended (rules FL-1, FL-3); entries oldest first."""
    return entries[-1] if entries and entries[-1].change == "start" else None


def trend_start(context: Context) -> date:
    """Day 0: the first program began, or the last version that says `rebaseline` (2.5, A11).

    A version begins on the day it was installed, or on its first day if that is later.
    """
    start = context.store.made_on
    for place, stored in enumerate(context.store.program_versions()):
        program = context.read_version(stored)
        if program is not None and (place == 0 or program.rebaseline):
            start = max(stored.installed.local_day, program.valid_from)
    return start


def past_contacts(context: Context) -> tuple[PastContact, ...]:
    """Every contact that computed rules asked for, C-16 and C-17 too, and when it was made."""
    return _past(context, lambda alert: alert.action is Action.CONTACT and is_computed(alert.rules))


def past_blocks(context: Context, flag_id: str) -> tuple[PastContact, ...]:
    """Every hold or lock of a flag, told or worked out, and when a talk or a clearance ended it."""
    return _past(context, lambda alert: alert.action.blocks and alert.flag_id == flag_id)


def _past(context: Context, counts: Callable[[AlertRecord], bool]) -> tuple[PastContact, ...]:
    """The alerts of that kind since the store was made, each with the day that ended it."""
    return tuple(
        PastContact(past.alert.alert, past.alert.raised.local_day, _contacted_on(context, past))
        for past in context.store.alerts(context.store.made_on, context.day)
        if counts(past.alert.alert)
    )


def _contacted_on(context: Context, past: PastAlert) -> date | None:
    if past.cleared_utc is None:
        return past.alert.contact_recorded_on
    local = context.local_time(past.cleared_utc)
    return exercise_day(local)


# --- scores -------------------------------------------------------------------------------------


def _once(rows: Sequence[RestingScore]) -> list[RestingScore]:
    """Scores before sessions, each once: the one that opened a session is stored with it too."""
    with_session: Counter[tuple[date, Site, int]] = Counter(
        _key(row) for row in rows if row.source == "guided"
    )
    found = []
    for row in rows:
        if row.moment is not Moment.BEFORE:
            continue
        if row.source is None and with_session[_key(row)]:
            with_session[_key(row)] -= 1
        else:
            found.append(row)
    return found


def _key(row: RestingScore) -> tuple[date, Site, int]:
    return row.when.local_day, row.site, row.score


def _series(context: Context, program: Program, site: Site, rows: Iterable[RestingScore]) -> Series:
    zone = context.clock.local().tzinfo
    return Series(
        site,
        f"{site_label(program, site)} pain",
        program.baseline_pain.get(site),
        tuple(
            Score(
                row.when.local_day,
                row.score,
                exercise_day(row.when.utc.astimezone(zone)),
            )
            for row in rows
            if row.site == site
        ),
    )


def day_scores(rows: Iterable[RestingScore]) -> dict[Site, dict[date, float]]:
    """The highest resting score of each day, per site."""
    found: dict[Site, dict[date, float]] = defaultdict(dict)
    for row in rows:
        by_day = found[row.site]
        by_day[row.when.local_day] = max(row.score, by_day.get(row.when.local_day, 0))
    return dict(found)


def _medicine(context: Context, first: date, last: date) -> tuple[MedicineCount, ...]:
    """The medicine days as they were told; the last count of a day counts."""
    told = {when.local_day: one.days_of_14 for when, one in context.store.medicine(first, last)}
    return tuple(MedicineCount(day, days) for day, days in sorted(told.items()))


def _activities(context: Context, first: date, last: date) -> tuple[ActivityCheck, ...]:
    """The activities of each day; the last score of a day counts."""
    by_day: dict[date, dict[str, float]] = defaultdict(dict)
    for when, one in context.store.activities(first, last):
        by_day[when.local_day][one.goal_id] = one.score
    return tuple(ActivityCheck(day, scores) for day, scores in sorted(by_day.items()))
