"""Whom to contact and what to say: the open alerts as advice, and what stays on screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion import catalogue
from exercise_companion.companion import assessing, correcting, pain_stops, waiting
from exercise_companion.companion.asking import CRISIS_FLAG
from exercise_companion.core.advice import advise, cannot_call_lines
from exercise_companion.core.advice_standing import NOTHING_ELSE, Standing, stands_beside
from exercise_companion.core.alarms import is_computed, is_told
from exercise_companion.core.calling import Reach
from exercise_companion.core.contact_words import contact_views
from exercise_companion.core.crisis import CrisisTexts, crisis_advice
from exercise_companion.core.crisis_prompts import AskCrisis, ShowCrisis
from exercise_companion.core.day_words import moment_words
from exercise_companion.core.lock_words import first_to_call as first_number
from exercise_companion.core.lock_words import lock_lines as lock_words
from exercise_companion.core.lock_words import whom_to_call
from exercise_companion.core.prompts import ShowAdvice
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.advice import Advice
    from exercise_companion.core.crisis_prompts import CrisisAnswer
    from exercise_companion.core.records import OpenAlert
    from exercise_companion.core.views import ContactView

BANNER_TIME: Final = timedelta(hours=24)
"""How long the line with the number stays on every screen (SI-12)."""


def advice_for(  # noqa: PLR0913 - everything an advice depends on, each thing named
    context: Context,
    alerts: Sequence[AlertRecord],
    *,
    first_reported: datetime,
    may_take_back: bool = False,
    is_past: bool = False,
    standing: Standing = NOTHING_ELSE,
) -> Advice:
    """The advice for these alerts: the highest tier decides (clinical-spec 7.2)."""
    counted = (*alerts, *standing.alerts)
    program = context.program
    return advise(
        alerts,
        items=context.signs_of(counted),
        reach=context.reach,
        risk=program.risk if program else None,
        share_label=bool(program and program.share_label),
        diagnosis_label=program.diagnosis_label if program else "",
        since=_when_reported(context, counted, first_reported),
        by_code=context.takes_codes,
        may_take_back=may_take_back,
        is_past=is_past,
        standing=standing,
    )


def _when_reported(context: Context, alerts: Sequence[AlertRecord], raised: datetime) -> str:
    """When the first of these signs was told; empty for what the record shows by itself."""
    told = [context.store.first_told(alert.flag_id) for alert in alerts]
    if not any(told) and not any(is_told(alert) for alert in alerts):
        return ""
    return moment_words(context.local_time(min(told_at(context, one, raised) for one in alerts)))


def told_at(context: Context, alert: AlertRecord, raised: datetime) -> datetime:
    """When the patient told of a sign; its alert may come hours later, after a follow-up."""
    told = context.store.first_told(alert.flag_id)
    return raised if told is None else min(told, raised)


def unseen(context: Context, *, takes_back: bool = False) -> tuple[OpenAlert, ...]:
    """Open alerts whose advice has not been answered yet, crisis left out.

    "Pressed by mistake" is an answer only while that is being shown (`takes_back`, SI-14).
    """
    unanswered = {None} if takes_back else {None, "mistake"}
    return tuple(
        one
        for one in context.store.open_alerts()
        if one.acknowledged in unanswered and one.alert.action is not Action.CRISIS
    )


def contacts_due(context: Context) -> tuple[OpenAlert, ...]:
    """Contacts that computed rules asked for and that are not on record yet (decisions A8)."""
    return tuple(
        one
        for one in context.store.open_alerts()
        if one.alert.action is Action.CONTACT
        and one.contact_recorded_on is None
        and is_computed(one.alert.rules)
    )


def open_emergencies(context: Context) -> tuple[OpenAlert, ...]:
    """The emergencies that are open: what a patient who cannot call is helped with (SI-11)."""
    return tuple(one for one in context.store.open_alerts() if one.alert.tier.is_emergency)


def without_help(context: Context) -> tuple[OpenAlert, ...]:
    """The emergencies that could not be called in, as was said last: what helps was not read."""
    return tuple(one for one in open_emergencies(context) if one.acknowledged == "cannot_call")


def raised_today(context: Context) -> tuple[OpenAlert, ...]:
    """Alerts raised on this exercise day, open or not."""
    return tuple(past.alert for past in context.store.alerts(context.day, context.day))


def show(context: Context, alerts: Sequence[OpenAlert]) -> ShowAdvice:
    """The advice screen for these alerts, in view of everything else that is open.

    Where nothing can be saved it says so, and no mistake can be taken back (decisions A17).
    """
    return ShowAdvice(
        advice=advice_for(
            context,
            [one.alert for one in alerts],
            first_reported=min(one.raised.utc for one in alerts),
            may_take_back=context.store.is_kept and correcting.may_offer(context, alerts),
            is_past=all(one.raised.local_day < context.day for one in alerts),
            standing=_standing(context, alerts),
        ),
        saved=context.store.is_kept,
        alert_ids=tuple(one.id for one in alerts),
    )


def show_help(context: Context, answered: ShowAdvice, alerts: Sequence[OpenAlert]) -> ShowAdvice:
    """The advice for these alerts once more, with what to do who cannot call (SI-11).

    It waits for nothing in the store: where no emergency is open there any more, it is the advice
    that was answered so, and nothing of it can be taken back.
    """
    told = _with_unread(context, alerts) or open_emergencies(context)
    return _with_help(context, show(context, told) if told else _as_it_was(context, answered))


def show_unread_help(context: Context, alerts: Sequence[OpenAlert]) -> ShowAdvice | None:
    """The same after the program ended before it was read; None where nothing was answered so."""
    if not without_help(context):
        return None
    return _with_help(context, show(context, _with_unread(context, alerts)))


def _with_unread(context: Context, alerts: Sequence[OpenAlert]) -> tuple[OpenAlert, ...]:
    """What is read with one answer: these, and every emergency that could not be called in."""
    return (*alerts, *(one for one in without_help(context) if one not in alerts))


def _with_help(context: Context, shown: ShowAdvice) -> ShowAdvice:
    return replace(shown, help_lines=cannot_call_lines(context.region))


def _as_it_was(context: Context, shown: ShowAdvice) -> ShowAdvice:
    choices = tuple(one for one in shown.advice.choices if one.ack != "mistake")
    advice = replace(shown.advice, choices=choices)
    return replace(shown, advice=advice, saved=context.store.is_kept, alert_ids=())


def _standing(context: Context, shown: Sequence[OpenAlert]) -> Standing:
    """What else is open while these are shown."""
    others = [one.alert for one in context.store.open_alerts() if one not in shown]
    return Standing(
        stands_beside([one.alert for one in shown], others),
        seen=assessing.was_seen(context),
    )


CRISIS: Final = AlertRecord(CRISIS_FLAG, (CRISIS_FLAG,), Tier.CRISIS, Action.CRISIS)
"""Thoughts of death or of hurting oneself."""

# --- crisis -------------------------------------------------------------------------------------


def open_crisis(context: Context) -> OpenAlert | None:
    """A reported crisis whose last screen was not read yet (clinical-spec 1.6)."""
    return next(
        (
            one
            for one in context.store.open_alerts()
            if one.alert.action is Action.CRISIS and one.acknowledged is None
        ),
        None,
    )


def _crisis_texts(context: Context) -> CrisisTexts:
    return crisis_advice(context.region, context.contacts)


def crisis_screen(context: Context, alert: OpenAlert) -> AskCrisis | ShowCrisis:
    """The first crisis screen; once it is answered the second, until that was read.

    Who closes the window at "call now" sees it again (our decision, needs sign-off).
    """
    texts = _crisis_texts(context)
    answered = context.store.crisis_answers(alert.id)
    if answered:
        return _what_to_do(alert, texts, in_danger=_is_in_danger(answered))
    numbers = _crisis_numbers(texts, in_danger=False)
    return AskCrisis(texts.opening, texts.question, numbers, texts.closing)


def _is_in_danger(answered: Sequence[CrisisAnswer]) -> bool:
    """Of the answers of all windows the cautious one counts, whichever came first (A9)."""
    return any(one != "no" for one in answered)


def _what_to_do(alert: OpenAlert, texts: CrisisTexts, *, in_danger: bool) -> ShowCrisis:
    numbers = _crisis_numbers(texts, in_danger=in_danger)
    lines = _crisis_lines(texts, in_danger=in_danger)
    return ShowCrisis(alert.id, lines, numbers, texts.closing)


def _crisis_lines(texts: CrisisTexts, *, in_danger: bool) -> tuple[str, ...]:
    lines = texts.if_not_no if in_danger else texts.if_no
    return (*lines, f'You could say: "{texts.say}"')


def _crisis_numbers(texts: CrisisTexts, *, in_danger: bool) -> tuple[tuple[str, str], ...]:
    """Whom, and the number, in the order to call."""
    listens = (texts.crisis_name, texts.crisis_number)
    comes = ("Emergency", texts.emergency_number)
    return (comes, listens) if in_danger else (listens, comes)


def answer_crisis(context: Context, answer: CrisisAnswer) -> None:
    """Keep the answer, and what is shown for it. Nothing is locked (H-27).

    In danger after all, as is said in a window in which the question still stands: what to do is
    shown there, too, although it was read in another.
    """
    with context.store.transaction():
        alert = open_crisis(context)
        answers = (*context.store.crisis_answers(alert.id), answer) if alert else (answer,)
        in_danger = _is_in_danger(answers)
        shown = _crisis_lines(_crisis_texts(context), in_danger=in_danger)
        if in_danger and alert is None:
            context.store.raise_alert(CRISIS, again="always")
        context.store.record_crisis(answer, "\n".join(shown))


def read_crisis(context: Context, shown: ShowCrisis) -> None:
    """Keep that what to do was read; not where another window was told to do more meanwhile.

    Nor of a crisis that was told since: it has its own question.
    """
    alert = open_crisis(context)
    if alert is None or alert.id != shown.alert_id:
        return
    due = crisis_screen(context, alert)
    if isinstance(due, AskCrisis) or due.lines == shown.lines:
        context.store.acknowledge([alert.id], "seen", "crisis", "\n".join(shown.lines))


# --- what stays on screen -----------------------------------------------------------------------


def banner(context: Context) -> str:
    """The line that stays on screen; empty when there is none.

    A crisis line stands beside every other (clinical-spec 1.6, point 5).
    """
    return " ".join(filter(None, (_sign_line(context), _crisis_line(context))))


def _sign_line(context: Context) -> str:
    """24 hours after an EMERGENCY or URGENT alert and as long as it is open (SI-12)."""
    serious = [
        past.alert
        for past in context.store.alerts(context.day - timedelta(days=2), context.day)
        if past.alert.alert.tier.is_serious
        and context.clock.now_utc() - past.alert.raised.utc < BANNER_TIME
    ]
    locked = [one for one in context.store.open_alerts() if one.alert.tier.is_serious]
    if serious or locked:
        number = context.reach.emergency_words
        return f"You reported a warning sign. In an emergency call {number}."
    if _is_open_question(context):
        number = context.reach.emergency_words
        return f"A question about a warning sign is open. In an emergency call {number}."
    return ""


def _is_open_question(context: Context) -> bool:
    """Whether something that was told waits: a question of a check, a new feeling, a pain stop."""
    return bool(
        waiting.checks(context) or context.store.pending_sensation() or pain_stops.unasked(context)
    )


def _crisis_line(context: Context) -> str:
    """Fourteen days after a crisis answer, and until what to do was read."""
    until = context.store.crisis_until()
    if not (open_crisis(context) or (until is not None and context.day <= until)):
        return ""
    texts = _crisis_texts(context)
    return (
        f"To talk to someone: {texts.crisis_name}, {texts.crisis_number}. "
        f"In danger: {context.reach.emergency_words}."
    )


def lock_lines(context: Context) -> tuple[str, ...]:
    """Why exercise is locked or held, and whom to call; empty when it is not."""
    alerts = [one.alert for one in context.store.open_alerts()]
    items, seen = context.signs_of(alerts), assessing.was_seen(context)
    whom = whom_to_call(alerts, items, context.reach, seen=seen)
    return lock_words(alerts, items=items, whom=whom)


def first_to_call(context: Context) -> tuple[str, str] | None:
    """The number to call first while exercise is locked or held, and the words before it."""
    alerts = [one.alert for one in context.store.open_alerts()]
    items, seen = context.signs_of(alerts), assessing.was_seen(context)
    return first_number(alerts, items, context.reach, seen=seen)


def whom_to_ask(context: Context) -> tuple[tuple[str, str], ...]:
    """Who the therapist, the clinic and the out-of-hours line are, and their phones."""
    return tuple(
        (", ".join(view.who), view.phone)
        for view in contacts(context)
        if view.role in {"Therapist", "Clinic", "Surgical team", "Out of hours"} and view.phone
    )


def contacts(context: Context) -> tuple[ContactView, ...]:
    """Everybody the program names, the emergency number first."""
    views = contact_views(context.reach)
    return tuple(replace(one, hours=_hours(one.hours, one.open_now)) for one in views)


def at_home(context: Context) -> tuple[ContactView, ...]:
    """The same as it is in the country of the plan, wherever the patient is now (H-08)."""
    program = context.program
    if program is None:
        return ()
    home = catalogue.region(program.region)
    return tuple(contact_views(Reach(program.contacts, home, context.hours_local())))


def _hours(hours: str, open_now: bool | None) -> str:  # noqa: FBT001 - a fact, not a switch
    if not hours or open_now is None:
        return hours
    return f"{hours}, {'open now' if open_now else 'closed now'}"
