"""A session as it is kept, in words: every set with its target, nothing smoothed, no judgement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_words import SECONDS_PER_MINUTE, length_unit, load_unit
from exercise_companion.core.history_view import ExerciseView, SetView
from exercise_companion.core.outcome_words import OUTCOMES, REASONS, STOPS
from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    SensationRecord,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.terms import Answer, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exercise_companion.core.dose_words import Unit, Units
    from exercise_companion.core.progress import AdherenceState, DayCounts
    from exercise_companion.core.records import (
        PlannedItem,
        SessionEnd,
        SessionEvent,
        StoredSession,
    )
    from exercise_companion.core.terms import PerformedSide, Site, VariantKind

DAY_WORDS: Final[dict[AdherenceState, str]] = {
    "before": "Before your plan",
    "not_planned": "Nothing planned",
    "paused": "Days off",
    "planned": "Planned",
    "done": "Done",
    "partly": "Done in part",
    "skipped": "Left out",
    "advised_rest": "Rest was advised",
    "locked": "Locked or on hold",
    "opened": "Opened, nothing begun",
    "not_opened": "Not opened",
}
"""How a day went. None of it blames (SI-19)."""

VERSIONS: Final[dict[VariantKind, str]] = {
    "as_written": "the plan as written",
    "easier": "the easier version",
    "harder": "the next step your therapist wrote",
    "flare": "the dose your therapist wrote for a flare-up",
}

ENDS: Final[dict[SessionEnd, str]] = {
    "complete": "Gone through to the end.",
    "left_early": "Left before the end.",
    "stopped_by_pain": "Stopped because of pain.",
    "stopped_by_flag": "Stopped because of a warning sign.",
    "stopped_by_patient": "You stopped it.",
    "closed": "Not ended on that day; closed later.",
}

NOT_ALL: Final = "Some of what was planned was not done."
"""Of a session entered afterwards: where it was left nobody saw."""

NOT_ENDED: Final = "Not ended yet."
NOT_REACHED: Final = "Not reached"
BEGUN: Final = "Begun, not ended"

SIDES: Final[dict[PerformedSide, str]] = {
    "left": "left",
    "right": "right",
    "alternate": "each side in turn",
    "both_together": "",
    "none": "",
}

SETTLED: Final[dict[Answer | None, str]] = {
    Answer.YES: "it settled",
    Answer.NO: "it did not settle",
    Answer.NOT_SURE: "not sure if it settled",
    None: "whether it settled is not answered",
}


# --- sets -----------------------------------------------------------------------------------------


def set_view(record: SetRecord, units: Units) -> SetView:
    """A set with its target beside it: "Set 1, left: 8 of 10, held 5 s, 2 of 3 kg"."""
    name = ", ".join(part for part in (f"Set {record.set_number}", SIDES[record.side]) if part)
    counted = ("counted by the clock",) if record.counted_by == "clock" else ()
    skipped = ("the waiting was skipped",) if record.simulated else ()
    amounts = ", ".join((*_amounts(record, units), *counted, *skipped))
    return SetView(f"{name}: {amounts}", record)


def _amounts(record: SetRecord, units: Units) -> Iterator[str]:
    reps = _reps(record)
    seconds = _time(record.done_seconds, record.target_seconds)
    counts = record.target_reps is not None or record.done_reps is not None
    if reps:
        yield reps
    if seconds:
        yield f"held {seconds}" if counts else seconds
    length = _measured(
        record.done_metres,
        record.target_metres,
        length_unit(max(record.done_metres or 0, record.target_metres or 0), units),
    )
    if length:
        yield length
    load = _measured(record.done_load_kg, record.target_load_kg, load_unit(units))
    if load:
        yield load
    if not any((reps, seconds, length, load)):
        yield "done"


def _reps(record: SetRecord) -> str:
    """How many; where the sides alternated, on each of them: "left 8, right 7 of 8"."""
    left, right, target = record.done_left_reps, record.done_right_reps, record.target_reps
    if left is None or right is None:
        return _beside(record.done_reps, target, "")
    return f"left {left}, right {_beside(right, target, '')}"


def _measured(done: float | None, target: float | None, unit: Unit) -> str:
    """Stored values in the unit they are shown in."""
    return _beside(_shown(done, unit), _shown(target, unit), f" {unit.sign}")


def _shown(stored: float | None, unit: Unit) -> float | None:
    return None if stored is None else unit.of(stored)


def _time(done: int | None, target: int | None) -> str:
    """Seconds, or minutes where both are whole ones."""
    given = [number for number in (done, target) if number is not None]
    if given and all(number % SECONDS_PER_MINUTE == 0 for number in given) and max(given):
        return _beside(_minutes(done), _minutes(target), " min")
    return _beside(done, target, " s")


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // SECONDS_PER_MINUTE


def _beside(done: float | None, target: float | None, unit: str) -> str:
    """What was done of what was asked; what is not known is said."""
    if done is None and target is None:
        return ""
    if done is None:
        return f"not given, of {target:g}{unit}"
    return f"{done:g}{unit}" if target is None else f"{done:g} of {target:g}{unit}"


# --- exercises ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a version of the program calls things."""

    names: Mapping[str, str]
    """Of its exercises, by id."""
    labels: Mapping[Site, str]
    """The sites in words."""
    units: Units = "metric"


def exercise_view(
    planned: PlannedItem,
    events: Sequence[SessionEvent],
    plan: PlanWords,
    settled: Answer | None,
) -> ExerciseView:
    """One exercise of a session.

    Args:
        planned: as the session asked for it.
        events: of this exercise, in order.
        plan: the words of the version it was done under.
        settled: what was answered of its new feeling, if it had one.

    """
    ends = [event for event in events if isinstance(event, ItemEndRecord)]
    sets = tuple(set_view(event, plan.units) for event in events if isinstance(event, SetRecord))
    return ExerciseView(
        item_id=planned.item_id,
        name=plan.names.get(planned.exercise_id, planned.exercise_id),
        outcome=ends[-1].outcome if ends else None,
        ended=_ended(ends[-1]) if ends else BEGUN if sets else NOT_REACHED,
        sets=sets,
        notes=(
            *_versions(planned, events),
            *pain_in_it(events, plan.labels),
            *_effort_of_it(events),
            *(
                f"A new feeling in it: {SETTLED[settled]}."
                for event in events
                if isinstance(event, SensationRecord)
            ),
        ),
    )


def _ended(end: ItemEndRecord) -> str:
    how = OUTCOMES[end.outcome].capitalize()
    return f"{how}: {REASONS[end.reason]}" if end.reason else how


def _effort_of_it(events: Iterable[SessionEvent]) -> Iterator[str]:
    """How hard it was, where that was asked."""
    for event in events:
        if isinstance(event, ItemEffortRecord):
            given = "not given" if event.effort is None else f"{event.effort} of 10"
            yield f"Effort in it: {given}."


_PLANNED_AS: Final[dict[VariantKind, str]] = {
    "easier": "The easier version your therapist wrote.",
    "flare": "The dose your therapist wrote for a flare-up.",
}
"""What was planned from the beginning, where that was not the plan as written."""


def _versions(planned: PlannedItem, events: Iterable[SessionEvent]) -> Iterator[str]:
    if planned.variant in _PLANNED_AS:
        yield _PLANNED_AS[planned.variant]
    for event in events:
        if isinstance(event, VariantRecord):
            to = VERSIONS[event.variant]
            why = "" if event.rule == "chosen" else f", rule {event.rule}"
            yield f"Changed to {to}{why}."


def pain_in_it(events: Iterable[SessionEvent], labels: Mapping[Site, str]) -> Iterator[str]:
    """The pain in an exercise, per site; a score given later stands behind the one before."""
    by_site: dict[Site, list[str]] = {}
    for event in events:
        if isinstance(event, PainRecord) and event.moment is Moment.DURING:
            by_site.setdefault(event.site, []).append(_score(event))
    for site, scores in by_site.items():
        yield f"Pain in it, {_label(labels, site).lower()}: {', then '.join(scores)}."


def _score(record: PainRecord) -> str:
    if record.no_more_than_before:
        return "no more than before"
    return "not given" if record.score is None else str(record.score)


# --- a session ------------------------------------------------------------------------------------


def pain_lines(
    session: StoredSession, mornings: Iterable[PainRecord], labels: Mapping[Site, str]
) -> Iterator[str]:
    """Pain per site, before and after a session and the next morning."""
    for site, said in _pain_of(session, mornings):
        yield f"{_label(labels, site)}: {said}."


def _pain_of(session: StoredSession, mornings: Iterable[PainRecord]) -> Iterator[tuple[Site, str]]:
    """What was said of each site: "3 before, 4 after"."""
    by_site: dict[Site, dict[Moment, list[str]]] = {}
    records = [event for event in session.events if isinstance(event, PainRecord)]
    for record in (*records, *mornings):
        if record.moment is not Moment.DURING:
            of_site = by_site.setdefault(record.site, {})
            of_site.setdefault(record.moment, []).append(_score(record))
    words = {Moment.BEFORE: "before", Moment.AFTER: "after", Moment.MORNING: "next morning"}
    for site, given in by_site.items():
        parts = (
            f"{', then '.join(given[one])} {said}" for one, said in words.items() if one in given
        )
        yield site, ", ".join(parts)


def facts(session: StoredSession) -> Iterator[str]:
    """How a session ended, and what was said of it."""
    end = session.ended
    yield NOT_ENDED if end is None else _how_it_ended(session, end.end)
    if end is not None and end.reason:
        yield f"Because: {STOPS[end.reason]}."
    if end is not None and end.effort is not None:
        yield f"Effort: {end.effort} of 10."
    if end is not None and end.amber:
        yield "Pain after was 3 or more above pain before (rule PR-06)."
    if session.slot:
        yield f"Part of the day: {session.slot}."
    if session.helper:
        yield "Somebody else typed."
    if end is not None and end.note:
        yield f"Note: {end.note}"


def _how_it_ended(session: StoredSession, end: SessionEnd) -> str:
    """What was not done in full stands with it; how one entered afterwards went nobody saw."""
    if session.source != "guided":
        return NOT_ALL if end == "left_early" else f"Entered: {_outcomes(session)}."
    ends = _last_ends(session).values()
    if end != "complete" or all(one.outcome == "done" for one in ends):
        return ENDS[end]
    return f"{ENDS[end].removesuffix('.')}: {_outcomes(session)}."


def _outcomes(session: StoredSession) -> str:
    """How many exercises ended in which way: "6 done, 1 left out"."""
    counts = Counter(end.outcome for end in _last_ends(session).values())
    said = (f"{counts[one]} {words}" for one, words in OUTCOMES.items() if counts[one])
    return ", ".join(said) or "nothing done"


def _last_ends(session: StoredSession) -> dict[str, ItemEndRecord]:
    return {event.item_id: event for event in session.events if isinstance(event, ItemEndRecord)}


def day_in_brief(
    counts: DayCounts, sessions: Iterable[tuple[StoredSession, Mapping[Site, str]]]
) -> str:
    """All sessions of a day in a line: "6 of 7 done, 1 in part. Back 3 before, 4 after.".

    Args:
        counts: of its exercises.
        sessions: each with the words for its sites.

    """
    pain: dict[str, list[str]] = {}
    for session, labels in sessions:
        for site, said in _pain_of(session, ()):
            pain.setdefault(_label(labels, site), []).append(said)
    return " ".join((f"{_counted(counts)}.", *(f"{one} {'; '.join(pain[one])}." for one in pain)))


def _counted(counts: DayCounts) -> str:
    """The word for the whole day stands before it: "done" is only said where it is not that."""
    done = f"{counts.done} of {counts.of}"
    if counts.done == counts.of:
        return f"{done} exercise{'' if counts.of == 1 else 's'}"
    return f"{done} done, {counts.in_part} in part" if counts.in_part else f"{done} done"


def _label(labels: Mapping[Site, str], site: Site) -> str:
    return labels.get(site, site.capitalize())
