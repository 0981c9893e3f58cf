"""How a lock or hold ends here: by the therapist's code (H-19, clinical-spec 7.5, A15)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

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
        therapist=(therapist, line.phone or ""),
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


class Asked(NamedTuple):
    """A lock code that an answer may be for, and the day by which its age is judged."""

    lock: str
    today: date
    by_the_clock: bool = False
    """That is the day of the clock, although the computer's date was once ahead of it."""


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
    found = _answered(context, alerts, text)
    if found is None:
        return _not_the_code(context, alerts, text)
    asked, made_on = found
    clearance = Clearance("code", MADE_BY, "", made_on, note="Entered by the patient.")
    end(context, alerts, clearance, asked)
    context.store.add_code_try("accepted", _event_ids(alerts))
    return None


def end(context: Context, alerts: Sequence[OpenAlert], clearance: Clearance, asked: Asked) -> None:
    """End these alerts; a clearance made by the day of the clock shows that it is right (D9)."""
    context.store.clear([one.id for one in alerts], clearance)
    if asked.by_the_clock:
        context.store.reset_latest_seen()


def _not_the_code(context: Context, alerts: Sequence[OpenAlert], text: str) -> Refused:
    """Say why, if that is known; otherwise the code is wrong, and is counted."""
    if any(_answered(context, alerts[:count], text) for count in range(1, len(alerts))):
        return Refused(
            "Something new was reported after that code was asked for.",
            "Read out the lock code as it is now, and ask for another code.",
        )
    binding = _binding(context)
    if any(codes.is_too_old(binding, one.lock, text, one.today) for one in asked(context, alerts)):
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


def _answered(
    context: Context, alerts: Sequence[OpenAlert], text: str
) -> tuple[Asked, date] | None:
    """What a typed code is the answer to, and the day it was made; None: to nothing."""
    binding = _binding(context)
    for one in asked(context, alerts):
        made_on = codes.made_on(binding, one.lock, text, one.today)
        if made_on is not None:
            return one, made_on
    return None


def current_lock_code(context: Context, alerts: Sequence[OpenAlert]) -> str:
    """The lock code of these alerts to read out now, whole."""
    trusted, today = _dates(context)
    far_ahead = trusted - today > codes.VALID_FOR
    return _lock_code(context, alerts, was_ahead=trusted if far_ahead else None)


def asked(context: Context, alerts: Sequence[OpenAlert]) -> tuple[Asked, ...]:
    """The lock codes of these alerts that an answer of now may be for.

    Where the computer's date was ahead once, no answer given before shows that the clock is right
    now: it could have been set back. One to a lock code that names the day it was ahead is younger
    than that, and is judged by the clock, too (decisions D9).
    """
    trusted, today = _dates(context)
    plain = Asked(_lock_code(context, alerts), trusted)
    if trusted <= today:
        return (plain,)
    named = _lock_code(context, alerts, was_ahead=trusted)
    return (plain, Asked(named, today, by_the_clock=True), Asked(named, trusted))


def _dates(context: Context) -> tuple[date, date]:
    """The latest date seen, and that of the clock."""
    return context.trusted_local().date(), context.clock.local().date()


def _lock_code(
    context: Context, alerts: Sequence[OpenAlert], *, was_ahead: date | None = None
) -> str:
    ids = _event_ids(alerts)
    named = ids if was_ahead is None else tuple(f"{one} before {was_ahead}" for one in ids)
    assessed_first = assessing.comes_first(context, alerts)
    return codes.lock_code(_binding(context), named, assessed_first=assessed_first)


def _event_ids(alerts: Sequence[OpenAlert]) -> tuple[str, ...]:
    return tuple(one.event_id for one in alerts)


def _binding(context: Context) -> codes.Binding:
    program = context.require_program()
    return codes.Binding(
        program.clearance_key or "", program.patient.patient_id, program.program_id
    )
