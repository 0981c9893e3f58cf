"""A session entered afterwards: done away from the screen, or ticked off on paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.companion import late_items, late_walks
from exercise_companion.companion.days import in_force
from exercise_companion.companion.diary import kept, require_score, require_scores
from exercise_companion.companion.playing import sites_asked
from exercise_companion.core import pain, schedule
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.day_words import date_words, day_words
from exercise_companion.core.dose import brief, set_targets
from exercise_companion.core.late_entry import SOURCES, LateExercise, LateItem
from exercise_companion.core.prompts import AskPain
from exercise_companion.core.records import (
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    SessionEndRecord,
)
from exercise_companion.core.safetext import neutral
from exercise_companion.core.session import (
    Session,
    SessionItem,
    walk_of,
    work,
)
from exercise_companion.core.set_done import SetDone, record_set, set_record
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_flow import typed_in
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.core.late_entry import LateSource
    from exercise_companion.core.program import Dose, Item, Program
    from exercise_companion.core.records import AlertRecord, ItemOutcome, SessionEvent, WalkRecord
    from exercise_companion.core.walk_questions import WalkAnswers
    from exercise_companion.store.kept import StoredProgram

SomeT = TypeVar("SomeT", bound="Sequence[object]")

LATE_DAYS: Final = 14
"""How far back a session may be entered afterwards: memory does not reach further."""


@dataclass(frozen=True, slots=True)
class LateSession:
    """A session done away from the screen."""

    day: date
    """The exercise day it was done on."""
    source: LateSource
    items: tuple[str, ...] = ()
    """Ids or names of what was done; empty: everything planned for that day."""
    sets: int | None = None
    """How many sets of each were done; None: as many as the plan asks."""
    walks: Mapping[str, WalkAnswers] = field(default_factory=dict)
    """What was said of walks among those, by item."""
    each: tuple[LateItem, ...] = ()
    """What is told exercise by exercise, instead of `items`, `sets` and `walks`."""
    pain_before: Scores = ()
    pain_after: Scores = ()
    effort: int | None = None
    """0-10 (CR10)."""


def exercises_of(context: Context, day: date) -> tuple[LateExercise, ...]:
    """What may be entered for a day: what was planned on it and has no record yet.

    Raises:
        UsageFault: nothing can be entered for that day.

    """
    _, program = version_of(context, day)
    recorded = late_items.recorded(context, day)
    planned = schedule.planned_items(program, day)
    items = [item for item in planned if not late_items.is_recorded(item, recorded)]
    return tuple(
        LateExercise(
            item.id,
            program.exercise(item.exercise).name,
            brief(item.dose, program.units),
            item.dose.sets,
            late_walks.asked_of(program, item),
            by_side=item.dose.side == "each_side",
        )
        for item in items
    )


def exercises_left(context: Context, day: date) -> tuple[LateExercise, ...]:
    """The same, where there is something to enter.

    Raises:
        UsageFault: there is nothing.

    """
    return _not_empty(exercises_of(context, day))


def typed_walk(context: Context, day: date, item_id: str, given: Mapping[str, str]) -> WalkAnswers:
    """What was said by name of a walk of that day: `minutes`, "12".

    Raises:
        UsageFault: it does not fit, or that is no walk of that day's plan.

    """
    return late_walks.typed(item_named(context, day, item_id), given)


def item_named(context: Context, day: date, name: str) -> Item:
    """The exercise with this id or name that may be entered for that day.

    Raises:
        UsageFault: there is none, or no single one.

    """
    _, program = version_of(context, day)
    recorded = late_items.recorded(context, day)
    (item,) = late_items.named_once(program, day, (name,), recorded)
    return item


def alerts_of(context: Context, late: LateSession) -> tuple[AlertRecord, ...]:
    """What its walks raise (rule NC-5).

    Raises:
        UsageFault: what is told of a walk cannot be.

    """
    _, program = version_of(context, late.day)
    told = _told(program, late, late_items.recorded(context, late.day))
    walks = _walks(late_items.items_on(program, late.day), told.values(), 0)
    return late_walks.alerts_of(context, walks)


def _walks(
    items: Mapping[str, Item], told: Iterable[LateItem], session_id: int
) -> tuple[WalkRecord | None, ...]:
    return tuple(
        late_walks.walk_of(items[one.item_id], one.walk, session_id)
        for one in told
        if one.begun and one.item_id in items
    )


def log_session(context: Context, late: LateSession, alerts: tuple[AlertRecord, ...] = ()) -> int:
    """Keep a session of an earlier day, with the targets of the version in force on it.

    Its walks are logged with it, for that day.

    Args:
        context: the open store and what belongs to it.
        late: what was done, and when.
        alerts: what its walks raise; they are kept in the same commit.

    Returns:
        the session's id.

    Raises:
        UsageFault: it cannot have been so; nothing was kept.

    """
    stored, program = version_of(context, late.day)
    recorded = late_items.recorded(context, late.day)
    told = _told(program, late, recorded)
    require_scores(program, late.pain_before)
    require_scores(program, late.pain_after)
    if late.effort is not None:
        require_score(late.effort)
    planned = schedule.planned_items(program, late.day)
    left = [
        item
        for item in planned
        if item.id not in told and not late_items.is_recorded(item, recorded)
    ]
    session = _session_of(program, told, late)
    with kept(context):
        session_id = context.store.begin_session(
            [entry.planned for entry in session.items],
            source=late.source,
            day=late.day,
            program_version_id=stored.id,
        )
        for event in session.events:
            context.store.append_event(session_id, event)
        end = SessionEndRecord(
            "left_early" if left else "complete",
            effort=late.effort,
            amber=pain.is_amber(dict(late.pain_before), dict(late.pain_after)),
        )
        context.store.end_session(session_id, end)
        walks = _walks(late_items.items_on(program, late.day), told.values(), session_id)
        late_walks.keep(context, walks, alerts)
    return session_id


def ask_pain(context: Context, day: date, moment: Moment, before: Scores) -> AskPain:
    """Pain before or after a session that is being entered, per site; it may be left out."""
    when = "before" if moment is Moment.BEFORE else "after"
    return AskPain(
        moment=moment,
        sites=sites_asked(context.require_program(), dict(before)),
        about=f"Your pain {when} the session of {date_words(day)}",
        may_skip=True,
        may_say_no_more=False,
        may_report_sensation=False,
    )


def on_record(context: Context, late: LateSession, session_id: int) -> Told:
    """What is on record now of a session that was entered."""
    stored = context.store.session(session_id)
    outcomes = Counter(
        event.outcome
        for event in (stored.events if stored else ())
        if isinstance(event, ItemEndRecord)
    )
    words: dict[ItemOutcome, str] = {"done": "done", "partly": "in part", "skipped": "not done"}
    counts = ", ".join(
        f"{outcomes[outcome]} {word}" for outcome, word in words.items() if outcomes[outcome]
    )
    on = f"{date_words(late.day)}, {SOURCES[late.source]}."
    return Told("Your session is saved", (on, f"Exercises: {counts}.", "One question is left."))


def version_of(context: Context, day: date) -> tuple[StoredProgram, Program]:
    """The version in force on a day for which a session may be entered now.

    Raises:
        UsageFault: none may be.

    """
    if day > context.day:
        what_happened = f"{day_words(day)} has not come yet."
        raise UsageFault(what_happened, "Give the day on which you exercised.")
    if (context.day - day).days > LATE_DAYS:
        what_happened = f"{day_words(day)} is more than {LATE_DAYS} days ago."
        raise UsageFault(what_happened, "Tell your therapist about it at the next review.")
    return plan_on(context, day)


def plan_on(context: Context, day: date) -> tuple[StoredProgram, Program]:
    """The version that counts for a day, with exercises on it.

    Raises:
        UsageFault: the plan does not reach that day.

    """
    context.require_program()
    stored = in_force(context.store.program_versions(), day)
    program = context.read_version(stored) if stored else None
    if stored is None or program is None or day < program.valid_from:
        what_happened = f"Your plan had not started on {day_words(day)}."
        raise UsageFault(what_happened, "Give a later day.")
    if schedule.phase_on(program, day) is None:
        what_happened = f"Your plan has no exercises on {day_words(day)}."
        raise UsageFault(what_happened, "Give another day.")
    return stored, program


def _told(program: Program, late: LateSession, recorded: Mapping[str, int]) -> dict[str, LateItem]:
    """What is told of each exercise, in the therapist's order."""
    if not late.each:
        items = _chosen(program, late, recorded)
        _require_sets(late.sets, [item.dose.sets for item in items])
        return _with_walks(late, {item.id: LateItem(item.id, late.sets) for item in items})
    ids = tuple(one.item_id for one in late.each)
    items = _chosen(program, replace(late, items=ids), recorded)
    told = {one.item_id: one for one in late.each}
    for item in items:
        _require_possible(told[item.id], item.dose)
        late_walks.walk_of(item, told[item.id].walk)
    return {item.id: told[item.id] for item in items}


def _with_walks(late: LateSession, told: dict[str, LateItem]) -> dict[str, LateItem]:
    for item_id, walk in late.walks.items():
        if item_id not in told:
            what_happened = f"{neutral(item_id)} is not among what was done."
            raise UsageFault(what_happened, "Name it with --item, or leave out what is said of it.")
        told[item_id] = replace(told[item_id], walk=walk)
    return told


def _require_possible(told: LateItem, dose: Dose) -> None:
    """As many sets as the plan asks at most; one side only where each side has its own."""
    if told.sets is not None and not 0 <= told.sets <= dose.sets:
        what_happened = f"The plan of that day asks for {dose.sets} sets of {told.item_id}."
        raise UsageFault(what_happened, "Give how many of them you did.")
    if told.side is not None and (dose.side != "each_side" or not told.sets):
        what_happened = f"No sets of one side alone can be kept for {told.item_id}."
        raise UsageFault(what_happened, "Leave the side out.")


def _chosen(program: Program, late: LateSession, recorded: Mapping[str, int]) -> list[Item]:
    """The exercises that were done, in the therapist's order."""
    if not late.items:
        planned = schedule.planned_items(program, late.day)
        return _not_empty([item for item in planned if not late_items.is_recorded(item, recorded)])
    return late_items.named_once(program, late.day, late.items, recorded)


def _not_empty(found: SomeT) -> SomeT:
    if not found:
        what_happened = "Nothing planned on that day is left to record."
        raise UsageFault(what_happened, "Give another day, or name what you did besides it.")
    return found


def _session_of(program: Program, told: Mapping[str, LateItem], late: LateSession) -> Session:
    """The session with all its events: the sets as planned, as many as were done."""
    items = late_items.items_on(program, late.day)
    entries = tuple(
        SessionItem(
            PlannedItem(position, item_id, items[item_id].exercise, "as_written"), items[item_id]
        )
        for position, item_id in enumerate(told, start=1)
    )
    before = tuple(PainRecord(Moment.BEFORE, site, score) for site, score in late.pain_before)
    session = Session(entries, {}, pain.facts_of(program), easy_day=False, events=before)
    for entry in entries:
        session = session.with_events(*_sets_of(session, entry, told[entry.item.id]))
    after = tuple(PainRecord(Moment.AFTER, site, score) for site, score in late.pain_after)
    return session.with_events(*after)


def _require_sets(sets: int | None, planned: Sequence[int]) -> None:
    if sets is not None and not 1 <= sets <= max(planned):
        what_happened = f"The plan of that day asks for 1 to {max(planned)} sets."
        raise UsageFault(what_happened, "Give how many sets you did of each exercise.")


def _sets_of(session: Session, entry: SessionItem, told: LateItem) -> Iterator[SessionEvent]:
    """The sets done of one exercise, and how it ended."""
    sets = told.sets
    if not told.begun:
        yield ItemEndRecord(entry.item.id, "skipped", told.reason)
        return
    minutes, state = dict(told.walk).get("minutes"), walk_of(session, entry)
    if state is not None and isinstance(minutes, float | int):
        typed = typed_in(session, entry, state, minutes)
        yield from typed
        after = walk_of(session.with_events(*typed), entry)
        said_whole = sets is None or sets >= entry.item.dose.sets
        whole = said_whole and after is not None and after.outcome == "done"
        yield ItemEndRecord(entry.item.id, "done" if whole else "partly", told.reason)
        return
    if told.side is not None:
        yield from _sets_of_one_side(entry, told)
        return
    while (progress := work(session, entry)).remaining:
        if sets is not None and progress.remaining[0].set_number > sets:
            yield ItemEndRecord(entry.item.id, "partly", told.reason)
            return
        record = record_set(session, entry, SetDone())
        session = session.with_events(record)
        yield record
    yield ItemEndRecord(entry.item.id, "done")


def _sets_of_one_side(entry: SessionItem, told: LateItem) -> Iterator[SessionEvent]:
    """Nothing is kept of the other side: nobody said that it was done (H-13)."""
    for target in set_targets(entry.item.dose):
        if target.side == told.side and target.set_number <= (told.sets or 0):
            yield set_record(entry, "as_written", target, SetDone())
    yield ItemEndRecord(entry.item.id, "partly", told.reason)
