"""How a lock or hold ends here: by the therapist's code (H-19, clinical-spec 7.5, A15)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.companion import advising, assessing, correcting, talks
from exercise_companion.core import clearance_code as codes
from exercise_companion.core.calling import in_sentence
from exercise_companion.core.clearing_prompts import Told, WayOut
from exercise_companion.core.lock_words import steps, strictest, whom_to_talk_to
from exercise_companion.core.terms import TO_BE_ENDED
from exercise_companion.errors import Refused
from exercise_companion.store.kept import Clearance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import OpenAlert

WRONG_TRIES: Final = 5
PAUSE: Final = timedelta(hours=1)
"""After so many wrong codes in a row none is taken for so long (clinical-spec 7.5)."""

MADE_BY: Final = "made by the therapist's tool"
"""A code shows that the tool made it, not who (clinical-spec 7.5)."""

NOT_NOW: Final = ("No code can be taken now.", "Look at the screen for how the lock ends.")


WRITTEN_DOWN: Final = Told(
    "This is saved",
    ("It does not end the lock by itself. What comes next is shown now.",),
)


def ended(by: Literal["code", "file"]) -> Told:
    """What is said when a code or a signed file has ended the lock."""
    return Told(
        "The lock has ended",
        (
            f"The {by} was right. It ends what was reported before.",
            "When you begin your next session, each safety question is asked first.",
            "If something changes, stop and press !",
        ),
    )


def to_end(context: Context) -> tuple[OpenAlert, ...]:
    """Every open alert that a clearance can end, oldest first."""
    return tuple(one for one in context.store.open_alerts() if one.alert.action in TO_BE_ENDED)


def way_out(context: Context) -> WayOut:
    """How what is locked or held ends, and what can be done here to that end."""
    alerts = to_end(context)
    assessment = assessing.assessment(context, alerts)
    code = current_lock_code(context, alerts) if may_end_now(context, alerts) else ""
    line = context.reach.lines("therapist")[0]
    therapist = in_sentence(line.name)
    needed = strictest((one.alert for one in alerts), context.flags)
    by_talk = talks.would_end_all(context)
    return WayOut(
        steps=steps(
            assessment,
            therapist,
            phone=line.phone,
            by_code=context.takes_codes,
            talk_to=whom_to_talk_to(needed, therapist) if by_talk else "",
        ),
        assessment=assessment,
        lock_code=codes.grouped(code) if code else "",
        spelled=codes.spelled(code),
        may_take_back=bool(correcting.taken_back_now(context)),
        call=advising.first_to_call(context),
    )


# --- the code -------------------------------------------------------------------------------------


def enter_code(context: Context, text: str) -> None:
    """End every open alert by the therapist's code.

    A wrong code is kept as such; after five in a row none is taken for an hour.

    Raises:
        Refused: it is not the code, or none is taken now; nothing was ended.

    """
    with context.store.transaction():
        refusal = _take(context, text)
    if refusal is not None:  # raised only now, so that a wrong code stays on record
        raise refusal


def _take(context: Context, text: str) -> Refused | None:
    alerts = to_end(context)
    if not may_end_now(context, alerts):
        return Refused(*NOT_NOW)
    pause = _pause(context, alerts)
    if pause is not None:
        return pause
    if codes.cleaned(text, codes.CLEARANCE_LENGTH) is None:
        return Refused(
            f"A code has {codes.CLEARANCE_LENGTH} letters and digits.",
            "There is no O and no I in it, no 0 and no 1. Please type it again.",
        )
    made_on = _made_on(context, alerts, text)
    if made_on is None:
        return _not_the_code(context, alerts, text)
    _end(context, alerts, made_on)
    return None


def _end(context: Context, alerts: Sequence[OpenAlert], made_on: date) -> None:
    clearance = Clearance("code", MADE_BY, "", made_on, note="Entered by the patient.")
    context.store.clear([one.id for one in alerts], clearance)
    context.store.add_code_try("accepted", _event_ids(alerts))


def _not_the_code(context: Context, alerts: Sequence[OpenAlert], text: str) -> Refused:
    """Say why, if that is known; otherwise the code is wrong, and is counted."""
    if any(_made_on(context, alerts[:count], text) for count in range(1, len(alerts))):
        return Refused(
            "Something new was reported after that code was asked for.",
            "Read out the lock code as it is now, and ask for another code.",
        )
    lock, today = current_lock_code(context, alerts), context.trusted_local().date()
    if codes.is_too_old(_binding(context), lock, text, today):
        return Refused(
            f"That code is more than {codes.VALID_FOR.days} days old.",
            "Ask your therapist for another code.",
        )
    ids = _event_ids(alerts)
    context.store.add_code_try("wrong", ids)
    tries = context.store.last_code_tries(WRONG_TRIES)
    if [one.outcome for one in tries] == ["wrong"] * WRONG_TRIES:
        context.store.add_code_try("pause", ids)
        return _paused(context, context.clock.now_utc() + PAUSE)
    return Refused(
        "That is not the code for this lock.",
        "Check each letter with your therapist, then type it again.",
    )


def _pause(context: Context, alerts: Sequence[OpenAlert]) -> Refused | None:
    """Whether codes rest after too many wrong ones. A clock set back begins the hour anew."""
    now = context.clock.now_utc()
    last = next(iter(context.store.last_code_tries(1)), None)
    if last is None or last.outcome != "pause" or now - last.when.utc >= PAUSE:
        return None
    if now < last.when.utc:
        context.store.add_code_try("pause", _event_ids(alerts))
        return _paused(context, now + PAUSE)
    return _paused(context, last.when.utc + PAUSE)


def _paused(context: Context, until: datetime) -> Refused:
    return Refused(
        f"{WRONG_TRIES} codes in a row were not right. No code is taken for a while.",
        f"Please try again after {context.local_time(until):%H:%M}.",
    )


def may_end_now(context: Context, alerts: Sequence[OpenAlert]) -> bool:
    """A key is there, something is open, and the assessment is not still missing (M+T)."""
    return context.takes_codes and bool(alerts) and not assessing.unassessed(context, alerts)


def _made_on(context: Context, alerts: Sequence[OpenAlert], text: str) -> date | None:
    lock = current_lock_code(context, alerts)
    return codes.made_on(_binding(context), lock, text, context.trusted_local().date())


def current_lock_code(context: Context, alerts: Sequence[OpenAlert]) -> str:
    """The lock code of these alerts, whole."""
    assessed_first = assessing.comes_first(context, alerts)
    return codes.lock_code(_binding(context), _event_ids(alerts), assessed_first=assessed_first)


def _event_ids(alerts: Sequence[OpenAlert]) -> tuple[str, ...]:
    return tuple(one.event_id for one in alerts)


def _binding(context: Context) -> codes.Binding:
    program = context.require_program()
    return codes.Binding(
        program.clearance_key or "", program.patient.patient_id, program.program_id
    )
