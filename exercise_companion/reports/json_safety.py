"""The safety part of the JSON report: alerts, computed rules, decisions, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.reports.json_moments import JsonObject, moment, utc

if TYPE_CHECKING:
    from exercise_companion.core.decision import Decision
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.records import AnswerRecord, StoredCheck, When
    from exercise_companion.reports.contents import AlertRow, Ending, Level

TOO_FAST_MS: Final = 800
"""An answer given faster than this was hardly read (decisions B)."""


def alert_row(row: AlertRow) -> JsonObject:
    """An alert with everything that followed."""
    alert = row.alert.alert
    contact = row.alert.contact_recorded_on
    return {
        "event_id": row.alert.event_id,
        **moment(row.alert.raised),
        "flag_id": alert.flag_id,
        "question": row.question,
        "answer": row.answer,
        "rules": list(alert.rules),
        "numbers": alert.numbers,
        "tier": alert.tier.value,
        "action": alert.action.name.casefold(),
        "open": row.ending is None,
        "acknowledgements": [
            {**moment(when), "choice": choice} for when, choice in row.acknowledgements
        ],
        "help_answers": [
            {**moment(when), "answer": said.answer, "seen_by": said.seen_by}
            for when, said in row.help_answers
        ],
        "medical_assessments": [
            {
                **moment(when),
                "place": seen.place,
                "seen_on": seen.seen_on.isoformat(),
                "outcome": seen.outcome,
            }
            for when, seen in row.assessments
        ],
        "contact_recorded_on": contact.isoformat() if contact else None,
        "clearance": _ending(row.ending) if row.ending else None,
    }


def _ending(ending: Ending) -> JsonObject:
    return {
        "at_utc": utc(ending.at_utc),
        "method": ending.method,
        "cleared_by": ending.cleared_by,
        "role": ending.role,
        "licence_no": ending.licence_no,
        "decided_on": ending.decided_on.isoformat(),
        "note": ending.note,
        "conditions": ending.conditions,
    }


def noticed_row(noticed: Noticed) -> JsonObject:
    """A rule with its figures; `unknown` is no claim either way (H-21)."""
    return {
        "rule": noticed.rule,
        "weight": noticed.weight.value,
        "flag_id": noticed.flag_id if noticed.weight.tells else None,
        "site": noticed.site,
        "numbers": noticed.numbers,
        "asks_questions": noticed.asks,
    }


def level_row(level: Level) -> JsonObject:
    """A level of pain, measured and recorded."""
    return {
        "site": level.site,
        "recorded_0_to_10": level.recorded,
        "measured_0_to_10": level.measured,
        "since": level.since.isoformat(),
    }


def decision_row(when: When, made: Decision) -> JsonObject:
    """A decision that was shown, with its reasons."""
    return {
        **moment(when),
        "kind": made.kind.value,
        "reasons": [
            {
                "rule": reason.rule,
                "set_by": reason.set_by,
                "text": reason.text,
                "numbers": reason.numbers,
            }
            for reason in made.reasons
        ],
    }


def check_row(check: StoredCheck) -> JsonObject:
    """A safety check with every answer."""
    answers = [_answer(answer) for answer in check.answers]
    return {
        "check_id": check.id,
        **moment(check.started),
        "purpose": check.purpose,
        "rules_version": check.rules_version,
        "end": check.ended,
        "ended_at_utc": utc(check.ended_at.utc) if check.ended_at else None,
        "answers_too_fast": sum(answer["too_fast"] is True for answer in answers),
        "answers": list(answers),
    }


def _answer(answer: AnswerRecord) -> JsonObject:
    return {
        "question_id": answer.question_id,
        "attempt": answer.attempt,
        "value": answer.value.value,
        "dwell_ms": answer.dwell_ms,
        "too_fast": None if answer.dwell_ms is None else answer.dwell_ms < TOO_FAST_MS,
    }
