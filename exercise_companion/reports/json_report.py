"""The report as one JSON document, for a record system or a script."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.safetext import LINE_BREAK, UNSAFE
from exercise_companion.core.terms import Moment
from exercise_companion.core.trend import median
from exercise_companion.reports.json_moments import JsonObject, moment, utc
from exercise_companion.reports.json_safety import (
    alert_row,
    check_row,
    decision_row,
    level_row,
    noticed_row,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.check_ins import CheckInRecord
    from exercise_companion.core.progress import Day
    from exercise_companion.core.records import (
        SessionEvent,
        TalkRecord,
        WalkRecord,
        When,
    )
    from exercise_companion.reports.contents import (
        Contents,
        Morning,
        PainRow,
        SessionRow,
        Version,
    )

SCHEMA: Final = "exercise-companion/report"
SCHEMA_VERSION: Final = "1.0.0"


def text(contents: Contents) -> str:
    """The document as text, ending with a line break. Nothing in it acts on a terminal."""
    plain = json.dumps(document(contents), ensure_ascii=False, indent=2) + "\n"
    return UNSAFE.sub(_escaped, plain)


def _escaped(hit: re.Match[str]) -> str:
    """An unsafe character as JSON writes it in ASCII; the line breaks are our own."""
    return hit.group() if hit.group() == LINE_BREAK else json.dumps(hit.group())[1:-1]


def document(contents: Contents) -> JsonObject:
    """The document: who and when, then alerts, then everything else (H-26)."""
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "generated_at_utc": utc(contents.generated.utc),
        "generated_on": contents.generated.local_day.isoformat(),
        "time_zone": contents.generated.zone,
        "store_kind": contents.store_kind,
        "patient": {"patient_id": contents.patient_id, "display_name": contents.patient_name},
        "period": {
            "first_day": contents.first_day.isoformat(),
            "last_day": contents.last_day.isoformat(),
        },
        "programs": [_version(version) for version in contents.versions],
        "alerts": [alert_row(row) for row in contents.alerts],
        "computed_rules": [noticed_row(noticed) for noticed in contents.noticed],
        "pain_levels": [level_row(level) for level in contents.levels],
        "adherence": _adherence(contents),
        "next_steps": [
            {
                "item_id": row.item_id,
                "name": row.name,
                "next_step_written": row.written,
                "ready_for_review": row.ready_for_review,
                "not_met": list(row.missing),
            }
            for row in contents.steps
        ],
        "sessions": [_session(row) for row in contents.sessions],
        "pain": _pain(contents),
        "mornings_after": [_morning(morning) for morning in contents.mornings],
        "walks": [_walk(when, walk) for when, walk in contents.walks],
        "activities": [
            {**moment(when), "goal_id": one.goal_id, "score_0_to_10": one.score}
            for when, one in contents.activities
        ],
        "medicine_days": [
            {
                **moment(when),
                "days_of_14": one.days_of_14,
                "strong_days_of_14": one.strong_days_of_14,
            }
            for when, one in contents.medicine
        ],
        "obstacles": [
            {
                **moment(when),
                "done_days": one.done,
                "planned_days": one.planned,
                "reason": one.reason,
            }
            for when, one in contents.obstacles
        ],
        "check_ins": _check_ins(contents.check_ins),
        "pauses": [
            {
                "first_day": pause.first_day.isoformat(),
                "last_day": pause.last_day.isoformat(),
                "reason": pause.reason,
            }
            for pause in contents.pauses
        ],
        "flare_ups": [
            {**moment(when), "change": change, "rule": rule}
            for when, change, rule in contents.flares
        ],
        "talks": [_talk(when, talk) for when, talk in contents.talks],
        "crisis_answers": [
            {**moment(when), "in_danger": answer, "shown": list(shown)}
            for when, answer, shown in contents.crises
        ],
        "safety_checks": [check_row(check) for check in contents.checks],
        "decisions": [decision_row(when, made) for when, made in contents.decisions],
        "safety_chain": {
            "position": contents.chain.position,
            "head_sha256": contents.chain.row_hash,
            "whole": not contents.chain.faults,
            "faults": list(contents.chain.faults),
        },
    }


def _version(version: Version) -> JsonObject:
    return {
        "program_id": version.program_id,
        "version": version.version,
        "title": version.title,
        "sha256": version.sha256,
        "in_force_from": version.first_day.isoformat(),
        "in_force_to": version.last_day.isoformat() if version.last_day else None,
    }


# --- days and sessions --------------------------------------------------------------------------


def _adherence(contents: Contents) -> JsonObject:
    adherence = contents.adherence
    return {
        "days_expected": adherence.expected,
        "days_done": adherence.done,
        "days_by_state": dict(sorted(adherence.counts.items())),
        "days": [_day(day) for day in adherence.days],
    }


def _day(day: Day) -> JsonObject:
    return {
        "day": day.day.isoformat(),
        "planned": day.planned,
        "state": day.state,
        "left_out": [
            {"item_id": one.item_id, "outcome": one.outcome, "reason": one.reason}
            for one in day.left_out
        ],
    }


def _session(row: SessionRow) -> JsonObject:
    session = row.session
    ended, ended_at = session.ended, session.ended_at
    return {
        "session_id": session.id,
        "day": session.started.local_day.isoformat(),
        "recorded_at_utc": utc(session.started.utc),
        "ended_at_utc": utc(ended_at.utc) if ended_at else None,
        "source": session.source,
        "program_version": row.version,
        "program_sha256": session.program_sha256,
        "helper_typed": session.helper,
        "end": ended.end if ended else None,
        "stopped_because": (ended.reason or None) if ended else None,
        "effort_0_to_10": ended.effort if ended else None,
        "pain_rose_by_3_or_more": ended.amber if ended else None,
        "exercises": [
            {
                "item_id": item.item_id,
                "exercise_id": item.exercise_id,
                "name": row.names.get(item.exercise_id, ""),
                "planned_as": item.variant,
                **_outcome(session.events, item.item_id),
            }
            for item in session.planned
        ],
    }


def _outcome(events: Iterable[SessionEvent], item_id: str) -> JsonObject:
    """How one exercise went: its end, its changes to another version, every set."""
    own = [event for event in events if event.item_id == item_id]
    end = next((event for event in own if isinstance(event, ItemEndRecord)), None)
    changes = [event for event in own if isinstance(event, VariantRecord)]
    return {
        "outcome": end.outcome if end else None,
        "reason": end.reason if end else None,
        "effort_0_to_10": next(
            (event.effort for event in own if isinstance(event, ItemEffortRecord)), None
        ),
        "made_easier_by": [event.rule for event in changes if event.variant == "easier"],
        "stepped_up": any(event.variant == "harder" for event in changes),
        "sets": [_set(event) for event in own if isinstance(event, SetRecord)],
        "worst_pain": [
            {
                "site": event.site,
                "score_0_to_10": event.score,
                "no_more_than_before": event.no_more_than_before,
                "outcome": event.outcome,
            }
            for event in own
            if isinstance(event, PainRecord)
        ],
    }


def _set(one: SetRecord) -> JsonObject:
    return {
        "set_number": one.set_number,
        "side": one.side,
        "variant": one.variant,
        "exercise_id": one.exercise_id,
        "target_reps": one.target_reps,
        "done_reps": one.done_reps,
        "done_left_reps": one.done_left_reps,
        "done_right_reps": one.done_right_reps,
        "target_seconds": one.target_seconds,
        "done_seconds": one.done_seconds,
        "target_load_kg": one.target_load_kg,
        "done_load_kg": one.done_load_kg,
        "target_metres": one.target_metres,
        "done_metres": one.done_metres,
        "simulated": one.simulated,
        "counted_by": one.counted_by,
    }


# --- pain ---------------------------------------------------------------------------------------


def _pain(contents: Contents) -> list[JsonValue]:
    """A series for each moment and site: every day is named, a day without a score is null."""
    series: dict[tuple[Moment, str], list[PainRow]] = defaultdict(list)
    for row in contents.pain:
        series[row.record.moment, row.record.site].append(row)
    return [
        _series(moment, site, series[moment, site], contents)
        for moment in Moment
        for site in contents.sites
    ]


def _series(moment: Moment, site: str, rows: list[PainRow], contents: Contents) -> JsonObject:
    scores = [row.record.score for row in rows if row.record.score is not None]
    by_day: dict[date, list[JsonValue]] = defaultdict(list)
    for row in rows:
        by_day[row.when.local_day].append(row.record.score)
    return {
        "moment": moment.value,
        "site": site,
        "n": len(scores),
        "asked_but_not_given": len(rows) - len(scores),
        "median_0_to_10": median(scores) if scores else None,
        "days": [
            {"day": day.isoformat(), "scores_0_to_10": by_day.get(day)} for day in _days(contents)
        ],
    }


def _days(contents: Contents) -> list[date]:
    count = (contents.last_day - contents.first_day).days + 1
    return [contents.first_day + timedelta(days=offset) for offset in range(count)]


def _morning(morning: Morning) -> JsonObject:
    return {
        "session_day": morning.session_day.isoformat(),
        "scores_0_to_10": dict(morning.scores.items()),
        "outcome": morning.outcome,
    }


# --- diary ---------------------------------------------------------------------------


def _check_ins(asked: Sequence[tuple[When, CheckInRecord]]) -> list[JsonValue]:
    """Every answer; of the same question on the same day the last one counts."""
    last = {(one.question_id, when.local_day): at for at, (when, one) in enumerate(asked)}
    return [
        _check_in(when, one) | {"replaced": last[one.question_id, when.local_day] != at}
        for at, (when, one) in enumerate(asked)
    ]


def _check_in(when: When, one: CheckInRecord) -> JsonObject:
    return {
        **moment(when),
        "question_id": one.question_id,
        "question": one.question,
        "kind": one.kind,
        "number": one.given.number,
        "unit": one.unit,
        "words": one.given.words,
    }


def _walk(when: When, walk: WalkRecord) -> JsonObject:
    return {
        **moment(when),
        "mode": walk.mode,
        "minutes_total": walk.minutes_total,
        "minutes_to_first_symptom": walk.minutes_to_first_symptom,
        "legs": walk.legs,
        "bouts": walk.bouts,
        "leg_pain_max_0_to_10": walk.leg_pain_max,
        "stop_reason": walk.stop_reason,
        "support": walk.support,
        "symptom": walk.symptom,
        "side": walk.side,
        "in_calf": walk.in_calf,
        "gave_way": walk.gave_way,
        "relief_action": walk.relief_action,
        "minutes_to_relief": walk.minutes_to_relief,
        "still_there": walk.still_there,
        "distance_metres": walk.distance_metres,
        "session_id": walk.session_id,
        "item_id": walk.item_id,
        "timed_by_the_program": walk.timed,
    }


def _talk(when: When, talk: TalkRecord) -> JsonObject:
    return {
        **moment(when),
        "who": talk.who,
        "role": talk.role,
        "spoke_on": talk.on.isoformat(),
        "said": talk.said,
        "review_day": talk.review_date.isoformat() if talk.review_date else None,
        "recorded_by": "patient",
    }
