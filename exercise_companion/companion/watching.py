"""Watches the record by the computed rules: flare-ups, contacts to ask for, questions that are due.

It runs at each opening and after whatever the rules read was recorded, never in the middle of a
session; when nothing has changed since the last time on the same day it costs two look-ups.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import dating
from exercise_companion.companion.history import (
    day_scores,
    gather,
    open_flare,
    past_blocks,
    past_contacts,
)
from exercise_companion.core import alarms, computed, flare, session_trend, walking
from exercise_companion.core.checkplan import WORKED_OUT
from exercise_companion.core.noticed import CALF_WHEN_WALKING, WORSENING
from exercise_companion.core.screening_plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.alarms import PastContact
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import CheckPurpose
    from exercise_companion.core.terms import Site
    from exercise_companion.store.alert_records import Again
    from exercise_companion.store.kept import DueQuestion

WATCHED: Final = "watched"
"""The setting that holds what was watched last: the exercise day and the state of the record."""

FLARE: Final = "FL-1"
"""The rule by which a flare-up begins, and every item is asked (clinical-spec 2.7)."""

SAID: Final = "said"
"""In place of a rule: a flare-up began, or ended, on the patient's word."""

ASKED_FOR: Final = timedelta(days=28)
"""How long questions that became due stay due."""

ASKS_AGAIN_DAYS: Final = 14
"""A level that stays (TR-5, TR-8) asks again after so many days, as a contact does."""


def watch(context: Context) -> None:
    """Bring flare-ups, contacts, signs and due questions up to date with the record.

    Raises:
        StoreFault: it could not be written; the next time does it.

    """
    program, store = context.program, context.store
    if program is None or store.open_session() is not None:
        return
    dating.watch(context)
    if store.setting(WATCHED) == _state(context):
        return
    with store.transaction():
        turned = _turn_flare(context, program)
        past = past_contacts(context)
        noticed = _noticed(context, program, past)
        raised = _raise_alerts(context, noticed, past)
        _note_questions(context, program, noticed)
        store.set_setting(WATCHED, _state(context))
        if turned or raised:
            context.refresh_projection()


def _raise_alerts(
    context: Context, noticed: Sequence[Noticed], past: Sequence[PastContact]
) -> bool:
    """The merged contact (A8), and the sign that walks show (NC-4); True when there was one."""
    contact = alarms.contact_to_raise(noticed, past, context.day)
    blocks = past_blocks(context, CALF_WHEN_WALKING)
    sign = alarms.sign_to_raise(noticed, blocks, context.flags, context.day)
    for alert in filter(None, (contact, sign)):
        was_told = any(one.alert.flag_id == alert.flag_id for one in past)
        again: Again = "always" if was_told else "no"
        context.store.raise_alert(alert, rules_version=context.rules_version, again=again)
    return contact is not None or sign is not None


def contact_is_due_again(context: Context) -> bool:
    """Whether a contact that computed rules ask for may be raised now (decisions A8).

    For the answers that ask for one by counting: C-16, a second fall, and C-17, ill for three days.
    """
    return alarms.is_armed(past_contacts(context), context.day)


def _state(context: Context) -> str:
    return f"{context.day} {context.store.trend_state()}"


def _noticed(
    context: Context, program: Program, past: Sequence[PastContact]
) -> tuple[Noticed, ...]:
    history = gather(context, program, context.day)
    ended = (*past, *past_blocks(context, CALF_WHEN_WALKING))
    newer = {
        flag_id: day
        for flag_id in (WORSENING, CALF_WHEN_WALKING)
        if (day := alarms.newer_than(ended, flag_id)) is not None
    }
    return computed.notice(program.safety_parameters, history, context.day, newer)


def noticed_on(context: Context, last: date) -> tuple[Noticed, ...]:
    """What the rules notice as of a day, contacts made or not: for the report."""
    program = context.program
    if program is None:
        return ()
    history = gather(context, program, last)
    return computed.notice(program.safety_parameters, history, last)


# --- flare-ups ----------------------------------------------------------------------------------


def _turn_flare(context: Context, program: Program) -> bool:
    """Rules FL-1 and FL-3 by numbers: a flare-up begins or ends; True when one did."""
    store, today = context.store, context.day
    entries = store.flares(store.made_on)
    last = entries[-1] if entries else None
    scores = _scores_of_two_days(context)
    begun = open_flare(entries)
    if begun is not None:
        if not flare.ends(program.baseline_pain, scores, today, begun.when.local_day):
            return False
        store.log_flare("end", "FL-3")
        return True
    ended = last.when.local_day if last else None
    if not flare.begins(program.baseline_pain, scores, today, ended):
        return False
    store.log_flare("start", FLARE)
    return True


def may_end_by_word(context: Context) -> bool:
    """Whether the patient's word ends the flare-up that is on.

    Only one that began on their word, and that the pain of two days running does not show: a
    flare-up in the numbers ends by them (rule FL-3; the rest is our decision, needs sign-off).
    """
    begun = open_flare(context.store.flares(context.store.made_on))
    usual = context.require_program().baseline_pain
    shows = flare.begins(usual, _scores_of_two_days(context), context.day)
    return begun is not None and begun.rule == SAID and not shows


def _scores_of_two_days(context: Context) -> dict[Site, dict[date, float]]:
    today = context.day
    return day_scores(context.store.resting_scores(today - flare.ONE_DAY, today))


# --- questions before a session -----------------------------------------------------------------


def check_due(context: Context) -> CheckPurpose | None:
    """The questions that come before any session, asked once per trigger; None when none are due.

    A flare-up asks every item first (FL-1); TR-5 at half, TR-8, PR-09 and NC-3 ask topics 1 and 2
    (decisions A11). Silence is no answer: they stay due until they were asked (A9). What counts
    is the order of the rows, so that a clock set back leaves nothing due that was asked.
    """
    daily = [one.id for one in context.catalogue.topics if one.when == "daily"]
    for rule, evidence in _flares_that_ask(context):
        noted = context.store.question_due(rule, evidence)
        if noted is None or not _was_asked(context, noted, daily):
            return "flare"
    due = [one for one in context.store.questions_due(context.day - ASKED_FOR) if one.rule != FLARE]
    if due and not _was_asked(context, due[-1], WORKED_OUT):
        return "worked_out"
    return None


def _was_asked(context: Context, due: DueQuestion, topics: Iterable[str]) -> bool:
    """Whether a later check asked all of these topics item by item, whatever its purpose."""
    wanted = tuple(topics)
    return any(
        Plan.decode(plan).asks_by_item(wanted)
        for plan in context.store.plans_ended_after(due.after_check_id)
    )


def _note_questions(context: Context, program: Program, noticed: Iterable[Noticed]) -> None:
    for rule, evidence in (
        *_flares_that_ask(context),
        *_walks_that_ask(context, program),
        *_mornings_that_ask(context),
        *_levels_that_ask(context, noticed),
    ):
        context.store.questions_fall_due(rule, evidence)


def _flares_that_ask(context: Context) -> Iterator[tuple[str, str]]:
    """Rule FL-1: each flare-up that is on, or ended no more than four weeks ago, once.

    Its end takes no question away that its beginning asked for.
    """
    entries = context.store.flares(context.store.made_on)
    for begun, ended in zip_longest(entries, entries[1:]):
        is_over = ended is not None and ended.when.local_day < context.day - ASKED_FOR
        if begun.change == "start" and not is_over:
            yield FLARE, f"flare entry {begun.id}"


def _walks_that_ask(context: Context, program: Program) -> Iterator[tuple[str, str]]:
    """Rule NC-3: each walk that did not ease in time, once."""
    for when, walk in context.store.walks(context.day - ASKED_FOR, context.day):
        if walking.asks_questions(program.safety_parameters, walk):
            of_session = walk.session_id is not None and walk.item_id is not None
            yield (
                "NC-3",
                walk_evidence(walk.session_id or 0, walk.item_id or "")
                if of_session
                else f"walk {when.utc.isoformat()}",
            )


def walk_evidence(session_id: int, item_id: str) -> str:
    """Names a walk of a session: it asks for questions once (rule NC-3)."""
    return f"walk of session {session_id}, {item_id}"


def _mornings_that_ask(context: Context) -> Iterator[tuple[str, str]]:
    """Rule PR-09: each RED morning with new leg symptoms, once."""
    for one in context.store.mornings_after(context.day - ASKED_FOR):
        if session_trend.red_with_leg(one.rated) is not None:
            yield "PR-09", f"session {one.session_id}"


def _levels_that_ask(context: Context, noticed: Iterable[Noticed]) -> Iterator[tuple[str, str]]:
    """Rules TR-5 at half and TR-8: a level that stays asks again after 14 days."""
    first = context.day - timedelta(days=ASKS_AGAIN_DAYS - 1)
    recent = {one.rule for one in context.store.questions_due(first)}
    for one in noticed:
        if one.asks and one.rule in {"TR-5", "TR-8"} and one.rule not in recent:
            yield one.rule, f"on {context.day}"
