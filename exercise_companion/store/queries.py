"""Questions that both the full store and the first paint ask; one wording for both."""

from __future__ import annotations

from typing import Final

OPEN_ALERTS: Final = """
SELECT * FROM v_alerts
WHERE (cleared_utc IS NULL AND (action IN ('X', 'H', 'C') OR local_day = ?))
  OR (action = 'K' AND acknowledged IS NULL)
ORDER BY alert_id"""
"""Open alerts, oldest first; the parameter is the exercise day. A crisis answer is open until its
last screen was read, however many days later, and whatever an earlier version let end it."""

OPEN_SESSION: Final = """
SELECT id FROM session
WHERE id > (SELECT max(id) FROM session) - 100
  AND NOT EXISTS (SELECT 1 FROM session_end WHERE session_end.session_id = session.id)
ORDER BY id DESC LIMIT 1"""
"""The session begun last that has no end, among the last hundred: ten years cost no more than one,
and whatever is begun next closes an older one (decisions E5)."""

LAST_EVENT: Final = "max(0, {})".format(
    ", ".join(
        f"coalesce((SELECT max(ordinal) FROM {table} WHERE session_id = session.id), 0)"  # noqa: S608 - our own tables
        for table in (
            "set_log", "pain_entry", "item_end", "variant_change", "sensation", "item_effort",
            "walk_mark", "leg_report",
        )
    )
)  # fmt: skip
"""Which event of a session was the last; 0 where nothing has happened in it."""

SETTINGS: Final = "SELECT name, content FROM setting"
"""Everything that may be replaced: what the patient chose, and notes of the program's own."""

_RECORDED: Final = (
    "program_version", "safety_check", "safety_answer", "safety_check_end", "alert",
    "alert_acknowledgement", "clearance", "crisis_event", "session", "set_log", "item_end",
    "variant_change", "session_end", "pain_entry", "item_effort", "sensation", "sensation_answer",
    "talk", "talk_alert", "pause_range", "pause_taken_back", "flare_entry", "walk_log",
    "activity_score", "medicine_days",
    "questions_due", "help_answer", "medical_assessment", "clearance_code_try", "obstacle",
    "walk_mark", "leg_report", "version_read", "check_in",
)  # fmt: skip
"""What *Today* can depend on. These tables only grow."""

_GREATEST_IDS: Final = " || ' ' || ".join(
    f"coalesce((SELECT max(id) FROM {table}), 0)"  # noqa: S608 - our own tables
    for table in _RECORDED
)

RECORD_STATE: Final = f"SELECT {_GREATEST_IDS} AS record_state"
"""A text that changes whenever something is recorded that *Today* can depend on."""

VERSION_READ_BEFORE: Final = """
SELECT * FROM program_version
WHERE id = coalesce(
    (SELECT max(program_version_id) FROM version_read), (SELECT min(id) FROM program_version)
  )
  AND id < (SELECT max(id) FROM program_version)"""
"""The version the patient has read last, where a later one is in force; else no row."""
