"""The paper grid keyed back: a day as it was written down, kept as transcribed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from exercise_companion.companion import late_walks
from exercise_companion.companion.diary import kept, plain_text, require_score, require_scores
from exercise_companion.companion.late import plan_on
from exercise_companion.core import pain, schedule
from exercise_companion.core.day_words import date_words
from exercise_companion.core.dose import set_targets
from exercise_companion.core.paper import lines_of, paper_days, rows_of
from exercise_companion.core.records import (
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    SessionEndRecord,
)
from exercise_companion.core.safetext import neutral
from exercise_companion.core.session import SessionItem
from exercise_companion.core.set_done import SetDone, set_record
from exercise_companion.core.terms import Moment
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.paper import FilledDay, PaperDay, PaperLine
    from exercise_companion.core.program import Item, Program
    from exercise_companion.core.records import AlertRecord, SessionEvent, WalkRecord
    from exercise_companion.core.terms import Site
    from exercise_companion.core.walk_prompts import AskWalk
    from exercise_companion.store.kept import StoredProgram


def lines_for(context: Context, day: date) -> tuple[PaperLine, ...]:
    """What there is to key for a day, in the order of the printed grid.

    Raises:
        UsageFault: it has not come, the plan does not reach it, nothing was planned on it, or a
            session of it is on record already.

    """
    _, program, planned = _open_day(context, day)
    lines = lines_of(program, planned)
    if day < context.day:
        return lines
    return tuple(line for line in lines if line.kind != "next_morning")


def walks_for(context: Context, day: date) -> dict[str, AskWalk]:
    """What is asked about each walk or ride of a day, by its item.

    Raises:
        UsageFault: nothing can be keyed for that day.

    """
    _, program, _ = _open_day(context, day)
    asked = {
        item.id: late_walks.asked_of(program, item) for item in schedule.planned_items(program, day)
    }
    return {item_id: one for item_id, one in asked.items() if one is not None}


def alerts_of(context: Context, filled: Sequence[FilledDay]) -> tuple[AlertRecord, ...]:
    """What the walks of these days raise (rule NC-5).

    Raises:
        UsageFault: what stands there about a walk cannot be.

    """
    found: list[WalkRecord] = []
    for one in filled:
        if one.walks:
            _, program, _ = _open_day(context, one.day)
            items = schedule.planned_items(program, one.day)
            found += _walks(items, one).values()
    return late_walks.alerts_of(context, found)


def log_days(
    context: Context, filled: Sequence[FilledDay], alerts: tuple[AlertRecord, ...] = ()
) -> int:
    """Keep days as they stand on paper: all of them, or none.

    Args:
        context: the open store and what belongs to it.
        filled: the days.
        alerts: what their walks raise; they are kept in the same commit.

    Returns:
        the id of the last session.

    Raises:
        UsageFault: a day cannot have been so; nothing was kept.

    """
    session_id = 0
    with kept(context):
        for one in filled:
            session_id = _log_day(context, one)
        late_walks.keep(context, (), alerts)
    return session_id


def _open_day(context: Context, day: date) -> tuple[StoredProgram, Program, PaperDay]:
    if day > context.day:
        what_happened = f"{date_words(day)} has not come yet."
        raise UsageFault(what_happened, "Give a day that is over, or today.")
    stored, program = plan_on(context, day)
    if context.store.sessions(day, day):
        what_happened = f"{date_words(day)} has a session on record already."
        raise UsageFault(what_happened, "Nothing is kept twice. Leave this day out.")
    (planned,) = paper_days(program, day, day)
    if not planned.rows:
        what_happened = f"Nothing was planned for {date_words(day)}."
        raise UsageFault(what_happened, "Leave this day out.")
    return stored, program, planned


def _log_day(context: Context, filled: FilledDay) -> int:
    stored, program, _ = _open_day(context, filled.day)
    _require_plan(program, filled)
    _require_possible(context, filled)
    ticked = filled.of("sets")
    if not ticked:
        what_happened = f"No sets are given for {date_words(filled.day)}."
        raise UsageFault(what_happened, "Write 0 for an exercise that was not done.")
    items = schedule.planned_items(program, filled.day)
    walks = _walks(items, filled)
    rounds = tuple(_rounds(program, items, ticked))
    before, after = _scores(filled, "pain_before"), _scores(filled, "pain_after")
    require_scores(program, tuple(before.items()))
    require_scores(program, tuple(after.items()))
    ids: list[int] = []
    for number, told in enumerate(rounds, start=1):
        is_last = number == len(rounds)
        events = (
            *(PainRecord(Moment.BEFORE, *one) for one in before.items() if number == 1),
            *(event for entry, own in told for event in own),
            *(PainRecord(Moment.AFTER, *one) for one in after.items() if is_last),
        )
        session_id = context.store.begin_session(
            [entry.planned for entry, _ in told],
            source="paper",
            day=filled.day,
            program_version_id=stored.id,
        )
        for event in events:
            context.store.append_event(session_id, event)
        due = sum(item.when.times_per_day >= number for item in items)
        context.store.end_session(
            session_id,
            SessionEndRecord(
                "complete" if len(told) == due else "left_early",
                effort=filled.of("effort").get("") if is_last else None,
                amber=is_last and pain.is_amber(before, after),
                note=filled.note if is_last else "",
            ),
        )
        ids.append(session_id)
        own = [walks.pop(entry.item.id) for entry, _ in told if entry.item.id in walks]
        late_walks.keep(context, (replace(walk, session_id=session_id) for walk in own), ())
    _keep_morning(context, program, filled, ids[0], before)
    return ids[-1]


def _require_plan(program: Program, filled: FilledDay) -> None:
    """A grid that was made as a file belongs to the plan that counts for the day."""
    if filled.plan is not None and filled.plan != (program.program_id, program.version):
        what_happened = f"The grid of {date_words(filled.day)} is of another plan or version."
        raise UsageFault(what_happened, "Use the grid that was made from this patient's plan.")


def _require_possible(context: Context, filled: FilledDay) -> None:
    """Every number belongs to a line of that day and is not above what it can be."""
    lines = {(line.kind, line.of): line for line in lines_for(context, filled.day)}
    for key, number in filled.numbers.items():
        line = lines.get(key)
        if line is None or line.most is None or not 0 <= number <= line.most:
            what_happened = f"{date_words(filled.day)}: {number} cannot be on paper for that line."
            raise UsageFault(what_happened, "Compare it with the printed grid.")
    if "effort" in {kind for kind, _ in filled.numbers}:
        require_score(filled.of("effort")[""])
    note_of(filled.note)


def note_of(given: str) -> str:
    """What stands in the column for notes, as it is kept; it may be empty.

    Raises:
        UsageFault: it cannot be kept.

    """
    return plain_text("The note", given) if given.strip() else ""


def _scores(filled: FilledDay, kind: str) -> dict[Site, int]:
    return {of: number for (one, of), number in filled.numbers.items() if one == kind}  # type: ignore[misc]  # its sites were compared with the plan's


def _rounds(
    program: Program, items: Sequence[Item], ticked: Mapping[str, int]
) -> Iterator[list[tuple[SessionItem, tuple[SessionEvent, ...]]]]:
    """What was done each time, one session each; a time at which nothing was is none.

    Boxes count from the first time on, as they are printed. What has no number was left empty: it
    is on record as neither done nor not done.
    """
    for number in range(1, max(item.when.times_per_day for item in items) + 1):
        told: list[tuple[SessionItem, tuple[SessionEvent, ...]]] = []
        for item in items:
            events = _events_of(program, item, number, ticked, position=len(told) + 1)
            if events is not None:
                told.append(events)
        if told:
            yield told


def _events_of(
    program: Program, item: Item, number: int, ticked: Mapping[str, int], *, position: int
) -> tuple[SessionItem, tuple[SessionEvent, ...]] | None:
    rows = [row for row in rows_of(program, item) if row.key in ticked]
    if not rows or item.when.times_per_day < number:
        return None
    earlier = {row.side: row.sets * (number - 1) for row in rows}
    done = {row.side: min(row.sets, ticked[row.key] - earlier[row.side]) for row in rows}
    if number > 1 and max(done.values()) <= 0:
        return None
    entry = SessionItem(PlannedItem(position, item.id, item.exercise, "as_written"), item)
    targets = set_targets(item.dose)
    sets = tuple(
        set_record(entry, "as_written", target, SetDone())
        for target in targets
        if target.set_number <= done.get(target.side, 0)
    )
    if not sets:
        return entry, (ItemEndRecord(item.id, "skipped"),)
    return entry, (*sets, ItemEndRecord(item.id, "done" if len(sets) == len(targets) else "partly"))


def _walks(items: Sequence[Item], filled: FilledDay) -> dict[str, WalkRecord]:
    """What stands on paper about each walk, by its item; of no session yet."""
    given: dict[str, dict[str, str]] = {}
    for of, text in filled.walks.items():
        item_id, _, name = of.rpartition(" ")
        given.setdefault(item_id, {})[name] = text
    known = {item.id: item for item in items if filled.of("sets").get(item.id)}
    found: dict[str, WalkRecord] = {}
    for item_id, texts in given.items():
        if item_id not in known:
            what_happened = f"{date_words(filled.day)}: no parts of {neutral(item_id)} are ticked."
            raise UsageFault(what_happened, "Write how many were done, or nothing about it.")
        item = known[item_id]
        walk = late_walks.walk_of(item, late_walks.typed(item, texts))
        if walk is not None:
            found[item_id] = walk
    return found


def _keep_morning(
    context: Context,
    program: Program,
    filled: FilledDay,
    session_id: int,
    before: Mapping[Site, int],
) -> None:
    """The morning after, rated as one given in time (clinical-spec 2.4)."""
    given = _scores(filled, "next_morning")
    if not given:
        return
    outcomes = pain.next_morning_all(pain.facts_of(program), before, dict(given))
    for site in program.sites:
        outcome = outcomes[site].value if site in outcomes else ""
        record = PainRecord(Moment.MORNING, site, given.get(site), outcome=outcome)
        context.store.log_pain(record, session_id, day=filled.day + timedelta(days=1))
