"""The words of each kind of advice, one function a template (clinical-spec 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.alarms import is_computed
from exercise_companion.core.calling import ContactLine, in_sentence
from exercise_companion.core.emergency import CANNOT_CALL_FOR_YOU, NO_NUMBER, NOT_A_DIAGNOSIS
from exercise_companion.core.lock_words import clearing_lines
from exercise_companion.core.pain_words import TOO_HIGH, WAS_TOO_HIGH
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.advice_case import Case
    from exercise_companion.core.records import Ack

HIGH_PAIN_RULE: Final = "PR-01a"

_PRESS_IF_WORSE: Final = "If it gets worse, or anything new starts, press !"

_NOBODY_ANSWERS: Final = (
    "If nobody answers within an hour, call the next number or go to an emergency department."
)

_SIT_FOR: Final = frozenset({"RF-CAR-04", "RF-CAR-05", "RF-CAR-06"})
"""Dizzy, heart racing, breathless: sit down before going to the phone (rule C-13)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the patient can answer on an advice screen (SI-10)."""

    ack: Ack
    label: str


BY_MISTAKE: Final = Choice("mistake", "I pressed this by mistake")
"""Offered in the first minutes, and never for an emergency to be called in (SI-14, A14)."""

SEEN: Final = (Choice("seen", "I have read this"),)
_CALL_CHOICES: Final = (
    Choice("calling", "I am calling now"),
    Choice("helped", "Someone is helping me"),
    Choice("cannot_call", "I cannot call"),
)
_GO_CHOICES: Final = (
    Choice("calling", "I am on my way"),
    Choice("helped", "Someone is helping me"),
    Choice("cannot_call", "I cannot get there"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """The part of an advice that its template decides."""

    template: str
    title: str
    word: str
    do_now: tuple[str, ...]
    number_label: str = ""
    number: str | None = None
    contacts: tuple[ContactLine, ...] = ()
    avoid: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = SEEN


_NOT_SAFELY: Final = "If you cannot get there safely"


def text_for(case: Case) -> Text:
    """The text of the case's tier; for SOON, of its action as well."""
    if case.tier is Tier.SOON:
        if case.has_action(Action.HOLD, Action.LOCK):
            return _soon_hold(case)
        return _high_pain(case) if case.has_rule(HIGH_PAIN_RULE) else _contact(case)
    return _TEXT_OF_TIER[case.tier](case)


def _emergency_call(case: Case) -> Text:
    hurt_in_a_fall = case.has_rule("C-07")
    number = case.reach.emergency_number
    return Text(
        template="emergency_call.1",
        title="Stop exercising now",
        word="EMERGENCY",
        do_now=(
            f"Call {case.emergency} now.",
            "Keep still. Let nobody move you." if hurt_in_a_fall else "Sit or lie down.",
            "If someone is with you, ask them to call.",
            *(() if hurt_in_a_fall else ("Unlock your door if you can.",)),
        ),
        number_label=_number_label("Call", number),
        number=number,
        contacts=case.reach.other_emergency_lines(),
        avoid=("Do not drive yourself.", "Do not exercise."),
        closing=_closing(case),
        choices=_CALL_CHOICES,
    )


def _emergency_go(case: Case) -> Text:
    number = case.reach.emergency_number
    return Text(
        template="emergency_go.1",
        title="Stop exercising now",
        word="EMERGENCY",
        do_now=(
            "Go to an emergency department now. Do not drive yourself.",
            *([] if number == case.emergency else [f"{_NOT_SAFELY}, call {case.emergency}."]),
        ),
        number_label=_number_label(f"{_NOT_SAFELY}, call", number),
        number=number,
        contacts=case.reach.other_emergency_lines(),
        avoid=("Do not wait for your next visit.", "Do not exercise."),
        closing=_closing(case),
        choices=_GO_CHOICES,
    )


def _urgent(case: Case) -> Text:
    """Whoever answers now comes first; when nobody does, an emergency department (H-09)."""
    phones, places = case.phones(), case.places()
    answering = next((line for line in phones if line.phone and line.open_now is not False), None)
    if answering is None:
        return _urgent_nobody_answers(case, phones, places)
    name = in_sentence(answering.name)
    return Text(
        template="urgent.1",
        title="Stop exercising now",
        word="TODAY",
        do_now=(
            *_first_steps(case),
            f"Call {name} today.",
            _NOBODY_ANSWERS,
            f"If you get worse, call {case.emergency}.",
        ),
        number_label=f"Call {name} today",
        number=answering.phone,
        contacts=(*(line for line in phones if line is not answering), *places),
        avoid=("Do not exercise.", "Do not wait for your next visit."),
        closing=_closing(case),
    )


def _urgent_nobody_answers(
    case: Case, phones: tuple[ContactLine, ...], places: tuple[ContactLine, ...]
) -> Text:
    closed = any(line.phone for line in phones)
    how = (
        ("No clinic line is open now.", "Go to an emergency department today.")
        if closed
        else ("Contact your clinic today.", "If you cannot, go to an emergency department.")
    )
    number = case.reach.emergency_number
    return Text(
        template="urgent_closed.1",
        title="Stop exercising now",
        word="TODAY",
        do_now=(*_first_steps(case), *how, f"If you get worse, call {case.emergency}."),
        number_label=_number_label("If you get worse, call", number),
        number=number,
        contacts=(
            *phones,
            *(line for line in places if line.phone is None or line.phone != number),
        ),
        avoid=("Do not exercise.", "Do not wait for your next visit."),
        closing=_closing(case),
    )


def _first_steps(case: Case) -> tuple[str, ...]:
    dizzy = any(alert.flag_id in _SIT_FOR for alert in case.top)
    return ("Do not exercise now.", *(["Sit or lie down."] if dizzy else []))


def _soon_hold(case: Case) -> Text:
    lines, who = _talk_to(case)
    return Text(
        template="soon_hold.1",
        title="Talk to your therapist first",
        word="BEFORE YOUR NEXT SESSION",
        do_now=(
            "Do not start a session now.",
            f"Talk to {who} before your next session.",
            *_doctor_within_two_days(case),
        ),
        number_label=f"Call {in_sentence(lines[0].name)}",
        number=lines[0].phone,
        contacts=lines[1:],
        avoid=("Do not exercise until then.",),
        closing=(*_closing(case), _PRESS_IF_WORSE),
    )


def _contact(case: Case) -> Text:
    lines, who = _talk_to(case)
    limited = case.has_action(Action.CONTACT) and any(
        is_computed(alert.rules) for alert in case.top
    )
    until = "Until you record that talk, only easier versions or your flare-up plan are offered."
    return Text(
        template="contact.1",
        title="Contact your doctor" if "doctor" in case.roles() else "Contact your therapist",
        word="IN THE NEXT FEW DAYS",
        do_now=(f"Talk to {who} in the next few days.", *_doctor_within_two_days(case)),
        number_label=f"Call {in_sentence(lines[0].name)}",
        number=lines[0].phone,
        contacts=lines[1:],
        closing=(
            NOT_A_DIAGNOSIS,
            until if limited else "Record the talk here when you have had it.",
            _PRESS_IF_WORSE,
        ),
    )


def _high_pain(case: Case) -> Text:
    """Rule PR-01a: the words of SOON, without a hold on tomorrow (clinical-spec 2.3).

    Who closed the program that day reads on a later one what stays to be done.
    """
    lines, who = _talk_to(case)
    past = case.is_past
    return Text(
        template="high_pain.1",
        title="Talk to your therapist first" if past else "No session today",
        word="BEFORE YOUR NEXT SESSION" if past else "NOT TODAY",
        do_now=(
            WAS_TOO_HIGH if past else TOO_HIGH,
            f"Talk to {who} before your next session.",
        ),
        number_label=f"Call {in_sentence(lines[0].name)}",
        number=lines[0].phone,
        contacts=lines[1:],
        avoid=() if past else ("Do not exercise today.",),
        closing=(
            NOT_A_DIAGNOSIS,
            *(() if past else ("This puts no hold on tomorrow: you will be asked again then.",)),
            _PRESS_IF_WORSE,
        ),
    )


def _monitor(case: Case) -> Text:
    skip = case.has_action(Action.SKIP_TODAY)
    return Text(
        template="skip_today.1" if skip else "monitor.1",
        title="No session today" if skip else "Your answer is saved",
        word="NOT TODAY" if skip else "SAVED",
        do_now=(
            *(["Do not start a session today."] if skip else []),
            f"Thank you. This is saved for {case.therapist}.",
            _PRESS_IF_WORSE,
        ),
        contacts=case.lines("therapist"),
        closing=(
            NOT_A_DIAGNOSIS,
            *(["Your plan is offered again tomorrow."] if skip else []),
        ),
    )


def _crisis(case: Case) -> Text:
    line = case.reach.crisis_line()
    return Text(
        template="crisis.1",
        title="Talk to someone now",
        word="TALK TO SOMEONE NOW",
        do_now=(
            "Please talk to someone now.",
            f"If you are in danger, call {case.emergency}.",
        ),
        number_label=f"Call {in_sentence(line.name)}",
        number=line.phone,
        contacts=case.lines("emergency"),
        closing=(CANNOT_CALL_FOR_YOU, "Please tell someone yourself."),
    )


def _talk_to(case: Case) -> tuple[tuple[ContactLine, ...], str]:
    """The lines for a talk, one with a phone first, and who is meant in words."""
    named = [in_sentence(case.lines(role)[0].name) for role in case.roles()]
    return case.phones(), " and ".join(dict.fromkeys(named))


def _doctor_within_two_days(case: Case) -> tuple[str, ...]:
    """Rule C-06 by age alone: SOON, but a doctor (decisions A10)."""
    return ("See a doctor within 2 days.",) if case.has_rule("C-06") else ()


def _number_label(words: str, number: str | None) -> str:
    """The words above the large number; with the generic words where none is known (H-08)."""
    return words if number else f"{words} {NO_NUMBER}"


def _closing(case: Case) -> tuple[str, ...]:
    cannot_call = (CANNOT_CALL_FOR_YOU,) if case.tier.is_emergency else ()
    ends = clearing_lines(
        case.top, items=case.items, therapist=case.therapist, by_code=case.by_code
    )
    return (*cannot_call, NOT_A_DIAGNOSIS, *ends)


_TEXT_OF_TIER: Final[dict[Tier, Callable[[Case], Text]]] = {
    Tier.EMERGENCY_CALL: _emergency_call,
    Tier.EMERGENCY_GO: _emergency_go,
    Tier.URGENT: _urgent,
    Tier.MONITOR: _monitor,
    Tier.CRISIS: _crisis,
}
