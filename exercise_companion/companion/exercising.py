"""A session: begins it, and keeps what happens in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from exercise_companion.companion import checking, deciding
from exercise_companion.companion.playing import current
from exercise_companion.companion.rebuilding import program_of, session_of
from exercise_companion.core import pain, short_time, walk_flow
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    VariantRecord,
)
from exercise_companion.core.session import (
    Session,
    SessionItem,
    decline_easier,
    just_done,
    stopped_by_pain,
    walk_of,
)
from exercise_companion.core.set_done import SetDone, eased, left_out, record_set
from exercise_companion.core.terms import Moment
from exercise_companion.core.unrated import said_to_hurt
from exercise_companion.errors import Locked, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import DidSet, Effort
    from exercise_companion.core.records import (
        CountedBy,
        SessionEnd,
        SessionEvent,
        SkipReason,
        StoredSession,
    )
    from exercise_companion.store.kept import FlareEntry


def begin(context: Context, *, helper: bool, minutes: int | None = None) -> int:
    """Begin a session with what may be done now; returns its id.

    Everything is decided anew here, so that no interface can begin what is not allowed (SI-01).
    With few minutes all of it is planned, and what the therapist ranked last is left out at once.

    Args:
        context: the open store and what belongs to it.
        helper: somebody is typing for the patient (decisions D10).
        minutes: how much time there is; None for everything.

    Raises:
        Locked: an alert locks or holds exercise.
        Refused: something else comes first, or nothing is due.

    """
    made = deciding.decision(context)
    offered = deciding.offers(context, made.kind)
    if not made.may_begin:
        what_to_do = made.reasons[0].text
        if made.kind in {DecisionKind.LOCKED, DecisionKind.HELD}:
            what_happened = "No session can begin now."
            raise Locked(what_happened, what_to_do)
        what_happened = "No session can begin yet."
        raise Refused(what_happened, what_to_do)
    if not offered:
        what_happened = "Nothing is planned for now."
        what_to_do = "Look at Today for what comes next."
        raise Refused(what_happened, what_to_do)
    check = checking.latest_daily_today(context)
    before = deciding.pain_before(context)
    planned = tuple(
        PlannedItem(position, offer.item.id, offer.item.exercise_of(offer.variant), offer.variant)
        for position, offer in enumerate(offered, start=1)
    )
    left_out = _left_out(offered, minutes)
    with context.store.transaction():
        session_id = context.store.begin_session(
            planned, check_id=check.id if check else None, source="guided", slot="", helper=helper
        )
        # What is left out comes before the pain: so it differs from what is left out later on.
        for item_id in left_out:
            context.store.append_event(session_id, ItemEndRecord(item_id, "skipped", "no_time"))
        for site, score in before.items():
            outcome = pain.before(context.pain_facts.limits(site), score)
            record = PainRecord(Moment.BEFORE, site, score, outcome=outcome.value)
            context.store.append_event(session_id, record)
    return session_id


def _left_out(offered: Sequence[deciding.Offer], minutes: int | None) -> Sequence[str]:
    """What there is no time for, in the therapist's order."""
    if minutes is None:
        return ()
    if minutes < 1:
        what_happened = "There is no session in no time."
        raise Refused(what_happened, "Choose how many minutes you have.")
    made = short_time.cut([offer.timed for offer in offered], minutes)
    return [one.item_id for one in made.left_out]


def open_session(context: Context) -> StoredSession | None:
    """The session in progress, if it may go on (decisions E5).

    It may on the same exercise day, with the same prescription, within the hours of its check and
    without a lock, or a flare-up since (FL-1). One that may not is closed as it is: what was done
    is kept.
    """
    stored = context.store.open_session()
    if stored is None:
        return None
    return None if hindrance(context, stored) else stored


def session_to_answer(context: Context) -> StoredSession | None:
    """The session a reply belongs to: also one whose time ran out since its prompt was shown.

    What was done by then, and what it hurt, is kept with it; nothing more of it is shown (E5).
    """
    stored, installed = context.store.open_session(), context.stored_program
    same = stored and installed and installed.sha256 == stored.program_sha256
    return stored if same else None


def how_it_was_left(context: Context, stored: StoredSession, session: Session | None) -> SessionEnd:
    """How a session ended that nobody ended: by a lock, by pain, or just left.

    Args:
        context: the open store and what belongs to it.
        stored: the session.
        session: the same as the rules see it; None where its plan cannot be read.

    """
    if deciding.is_blocked(context):
        return "stopped_by_flag"
    program = context.stored_program
    same = program is not None and program.sha256 == stored.program_sha256
    if same and session is not None and stopped_by_pain(session):
        return "stopped_by_pain"
    return "closed"


def hindrance(context: Context, stored: StoredSession) -> str:
    """Why an open session may not go on, in plain words; empty when it may (decisions E5)."""
    if deciding.is_blocked(context):
        return "A warning sign was reported since."
    installed, program = context.stored_program, context.program
    if installed is None or program is None or installed.sha256 != stored.program_sha256:
        return "Your plan has changed since."
    if any(_began_in(stored, entry) for entry in context.store.flares(context.store.made_on)):
        return "A flare-up began since."
    hours = program.safety_parameters.screen_valid_hours
    age = context.clock.now_utc() - stored.started.utc
    if stored.started.local_day != context.day:
        return "A session ends with its day."
    return "" if age < timedelta(hours=hours) else "That is too long ago to go on."


def _began_in(stored: StoredSession, entry: FlareEntry) -> bool:
    """Whether a flare-up began in a session, whatever the clock said (H-22).

    Where no session was noted with it, by an earlier version, the clock has to say.
    """
    if entry.change != "start":
        return False
    if entry.session_id is None:
        return entry.when.utc > stored.started.utc
    return entry.session_id == stored.id


def rebuild(context: Context, stored: StoredSession) -> Session:
    """The session as the rules see it, from its stored events, under the plan it was begun with."""
    return session_of(program_of(context, stored) or context.require_program(), stored)


# --- what happens -------------------------------------------------------------------------------


def keep(context: Context, stored: StoredSession, *events: SessionEvent) -> StoredSession:
    """Write events of a session, all or none; what was walked of a bout they cut short comes first.

    The one way by which an exercise in progress ends or changes, so that no walking is lost. Also
    of a session that was ended from elsewhere meanwhile (A9): what it closed stays closed as it is.

    Returns:
        the session with them.

    """
    ends = any(isinstance(event, ItemEndRecord | VariantRecord) for event in events)
    whole = walk_flow.with_cut_bouts(rebuild(context, stored), events) if ends else events
    with context.store.transaction():
        for event in whole:
            if not _is_closed(context, stored, event):
                context.store.append_event(stored.id, event, after_end=True)
    return replace(stored, events=(*stored.events, *whole))


def _is_closed(context: Context, stored: StoredSession, event: SessionEvent) -> bool:
    """Whether it ends an exercise that closing the session ended."""
    closed = context.store.session(stored.id) if isinstance(event, ItemEndRecord) else None
    return closed is not None and any(
        isinstance(one, ItemEndRecord) and one.item_id == event.item_id for one in closed.events
    )


def did_set(context: Context, stored: StoredSession, did: DidSet) -> StoredSession:
    """Keep a set that was done; the session with it.

    Raises:
        Refused: the waiting was skipped on a real patient's store (decisions D8).

    """
    refuse_skipped_waits(context, did)
    session = rebuild(context, stored)
    return keep(context, stored, record_set(session, current(session), set_done(did)))


def set_done(did: DidSet) -> SetDone:
    """What was done, and who said so: the patient, or the clock alone (H-10)."""
    counted_by: CountedBy = "clock" if did.by_clock else "patient"
    return SetDone(
        reps=did.reps,
        seconds=did.seconds,
        load_kg=did.load_kg,
        metres=did.metres,
        simulated=did.waits_skipped,
        counted_by=counted_by,
        left_reps=did.left_reps,
        right_reps=did.right_reps,
    )


def refuse_skipped_waits(context: Context, did: DidSet) -> None:
    """A real patient's set takes its time (decisions D8).

    Raises:
        Refused: its waiting was skipped.

    """
    if did.waits_skipped and context.store.kind == "real":
        what_happened = "The waiting cannot be skipped here."
        what_to_do = "Do the set at its pace, or skip the exercise."
        raise Refused(what_happened, what_to_do)


def skip(
    context: Context, stored: StoredSession, reason: SkipReason, did: DidSet | None = None
) -> None:
    """Leave the current exercise out, or the rest of it.

    Args:
        context: the open store and what belongs to it.
        stored: the session.
        reason: why.
        did: what was done of a set that ran; it is kept, all or none of both.

    Raises:
        Refused: it is a walk of which a part is on record: that is ended, with its questions.

    """
    session = rebuild(context, stored)
    entry = current(session)
    refuse_begun_walk(session, entry)
    keep(context, stored, *left_out(session, entry, reason, _cut_short(context, did)))


def _cut_short(context: Context, did: DidSet | None) -> SetDone | None:
    """What was done of a set when something else came."""
    if did is None:
        return None
    refuse_skipped_waits(context, did)
    return set_done(did)


def refuse_begun_walk(session: Session, entry: SessionItem) -> None:
    """A walk that has begun is gone on with or ended, not left out.

    Raises:
        Refused: a part of it is on record.

    """
    walk = walk_of(session, entry)
    if walk is not None and walk.has_begun:
        what_happened = "A part of this walk is on record."
        raise Refused(what_happened, "Go on with it here, or end it.")


def use_easier(
    context: Context, stored: StoredSession, rule: str, did: DidSet | None = None
) -> None:
    """Go on with the easier version the therapist wrote.

    Args:
        context: the open store and what belongs to it.
        stored: the session.
        rule: "chosen", or the rule that asked for it.
        did: what was done of a set that ran; it is kept, all or none of both.

    Raises:
        Refused: there is none, it is the one being done, or nothing is left to do in it.

    """
    session = rebuild(context, stored)
    events = eased(session, current(session), rule, _cut_short(context, did))
    if not events:
        what_happened = "There is no easier version of what is left."
        what_to_do = "You may end the exercise, or stop."
        raise Refused(what_happened, what_to_do)
    keep(context, stored, *events)


def leave_stopped_exercise(context: Context, stored: StoredSession) -> None:
    """The easier version was not wanted: the exercise ends (rule PR-02b)."""
    keep(context, stored, decline_easier(current(rebuild(context, stored))))


def keep_that_it_hurts(context: Context, stored: StoredSession) -> None:
    """The patient said that it hurts: whatever happens now, the score is asked before a set."""
    session = rebuild(context, stored)
    keep(context, stored, *said_to_hurt(session, current(session)))


def keep_effort(context: Context, stored: StoredSession, given: Effort) -> StoredSession:
    """How hard the exercise was that was just done; the session with it.

    Raises:
        Refused: it was answered in another window.

    """
    done = just_done(rebuild(context, stored))
    if done is None:
        what_happened = "This was answered before."
        raise Refused(what_happened, "Please answer the question that comes now.")
    return keep(context, stored, ItemEffortRecord(done.item.id, given.score))
