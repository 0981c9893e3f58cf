"""What the slip shows: signs in the patient's words, and what was told about them then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import advising, waiting
from exercise_companion.companion.day_notes import ANSWERS
from exercise_companion.core.advice import advice_lines
from exercise_companion.core.alarms import is_told
from exercise_companion.core.day_words import day_words, moment_words
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.saying import medicines, sign
from exercise_companion.core.terms import TO_BE_ENDED, Action
from exercise_companion.core.today_words import WRONG_LINE
from exercise_companion.errors import Refused
from exercise_companion.reports.slip import Reported, Slip, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import GotHelp, OpenAlert
    from exercise_companion.store.kept import PastAlert

ENDED_SHOWN_FOR: Final = timedelta(days=2)
"""How long a sign that ended stays on the slip; an open one always is."""

HELP_WORDS: Final[dict[GotHelp, str]] = {
    "yes": "I got help, seen by",
    "not_yet": "I had not got help yet",
    "no": "I had not got help",
}

ENDED_BY: Final = {
    "program": "ended by a new plan",
    "code": "ended by a code from the therapist",
    "file": "ended by the therapist",
    "talk": "ended by a talk",
    "mistake": "pressed by mistake, changed",
}


def gather(context: Context) -> Slip:
    """The slip as it is now.

    Raises:
        Refused: there is no plan, or nothing to show.

    """
    patient = context.store.patient()
    program = context.require_program()
    alerts = tuple(past for past in _all(context) if _is_shown(context, past))
    open_signs = tuple(_left_open(context))
    if patient is None or not (alerts or open_signs):
        what_happened = (
            "There is nothing for a slip. Private answers about thoughts of death are never on it."
        )
        raise Refused(what_happened, WRONG_LINE)
    prescriber = program.prescriber
    return Slip(
        printed=moment_words(context.clock.local()),
        name=patient.display_name,
        born=day_words(patient.birth_date),
        program=(
            f"{program.title}, version {program.version}, from {prescriber.name}, "
            f"{prescriber.profession}, {prescriber.clinic}"
        ),
        told=tuple(_told(context, alerts)),
        unfinished=open_signs,
        seen=tuple(_seen(context, {past.alert.event_id for past in alerts})),
        contacts=tuple(
            " ".join(filter(None, (f"{one.role}: {one.name}", one.phone, one.hours)))
            for one in advising.contacts(context)
        ),
        medicines=tuple(medicines(program.risk)),
    )


def _left_open(context: Context) -> Iterator[str]:
    """What was told and not asked to its end: a sign in the patient's words, a topic by name."""
    yield from (context.flags[flag_id].say for flag_id in dict.fromkeys(waiting.flags(context)))
    titles = {topic.id: topic.title for topic in context.catalogue.topics}
    yield from (titles[one] for one in dict.fromkeys(waiting.opened(context)) if one in titles)


def _all(context: Context) -> tuple[PastAlert, ...]:
    return context.store.alerts(date.min, date.max)


def _is_shown(context: Context, past: PastAlert) -> bool:
    """A crisis answer is private, and a note was told to nobody (clinical-spec 1.6)."""
    if past.alert.alert.action not in TO_BE_ENDED:
        return False
    recent = context.day - past.alert.raised.local_day < ENDED_SHOWN_FOR
    return past.cleared is None or recent


def _told(context: Context, alerts: tuple[PastAlert, ...]) -> Iterator[Told]:
    """Signs that one screen was about stand together over what it said."""
    texts = context.store.told_texts()
    groups: dict[tuple[tuple[str, ...], bool], list[PastAlert]] = {}
    for past in alerts:
        said = texts.get(past.alert.id)
        lines = said or _advice_now(context, past)
        groups.setdefault((lines, bool(said)), []).append(past)
    for (lines, is_answered), group in groups.items():
        yield Told(tuple(_reported(context, past) for past in group), lines, is_answered)


def _advice_now(context: Context, past: PastAlert) -> tuple[str, ...]:
    """What its advice says, where none was answered yet."""
    alert = past.alert
    advice = advising.advice_for(context, [alert.alert], first_reported=alert.raised.utc)
    return advice_lines(advice)


def _reported(context: Context, past: PastAlert) -> Reported:
    alert = past.alert
    told = advising.told_at(context, alert.alert, alert.raised.utc)
    told_by_patient = context.store.first_told(alert.alert.flag_id) is not None
    return Reported(
        moment_words(context.local_time(told)),
        sign(alert.alert, context.signs_of([alert.alert])),
        alert.alert.tier,
        outcome(context, past),
        holds_nothing=alert.alert.action is Action.CONTACT,
        worked_out=not is_told(alert.alert) and not told_by_patient,
        followed_up=tuple(_followed_up(context, alert)),
    )


def _followed_up(context: Context, alert: OpenAlert) -> Iterator[str]:
    """What was asked about a sign since the day it was told, with the last answer to each."""
    day = context.local_time(advising.told_at(context, alert.alert, alert.raised.utc)).date()
    said = {
        follow_up: answer.value
        for check in context.store.checks(day - timedelta(days=1))
        for answer in check.answers
        for flag_id, follow_up in filter(None, [follow_up_of(answer.question_id)])
        if flag_id == alert.alert.flag_id
    }
    for follow_up, value in said.items():
        yield f"{context.catalogue.follow_up(follow_up).question} {ANSWERS[value].capitalize()}."


def outcome(context: Context, past: PastAlert) -> str:
    """Whether an alert is open, or how and when it ended."""
    if past.cleared is None or past.cleared_utc is None:
        return "open"
    when = moment_words(context.local_time(past.cleared_utc))
    return f"{ENDED_BY[past.cleared.method]}, {when}"


def _seen(context: Context, event_ids: set[str]) -> Iterator[str]:
    for when, help_given in context.store.help_answers(date.min):
        if event_ids & set(help_given.event_ids):
            said = f"{HELP_WORDS[help_given.answer]} {help_given.seen_by}".strip()
            yield f"{moment_words(context.local_time(when.utc))}: {said}."
    for _, seen in context.store.assessments():
        if event_ids & set(seen.event_ids):
            yield f"{day_words(seen.seen_on)}: seen at {seen.place}. They said: {seen.outcome}"
