"""Views for whoever opens the file with a SQLite tool of their own."""

from __future__ import annotations

from typing import Final

SQL: Final = """
CREATE VIEW v_sessions AS
SELECT
  session.id AS session_id,
  session.local_day,
  session.at_utc AS started_utc,
  session_end.at_utc AS ended_utc,
  session.source,
  session.slot,
  session.helper AS helper_typed,
  coalesce(session_end.session_end, 'open') AS session_end,
  session_end.reason,
  session_end.effort_0_to_10,
  (SELECT count(*) FROM session_item WHERE session_item.session_id = session.id)
    AS exercises_planned,
  (SELECT count(*) FROM item_end
    WHERE item_end.session_id = session.id AND item_end.outcome = 'done') AS exercises_done,
  (SELECT count(*) FROM item_end
    WHERE item_end.session_id = session.id AND item_end.outcome = 'partly') AS exercises_partly,
  (SELECT count(*) FROM set_log WHERE set_log.session_id = session.id) AS sets_done,
  program_version.version AS program_version,
  session_end.note
FROM session
JOIN program_version ON program_version.id = session.program_version_id
LEFT JOIN session_end ON session_end.session_id = session.id;

CREATE VIEW v_pain_by_day AS
SELECT
  local_day,
  site,
  max(score_0_to_10) FILTER (WHERE asked = 'morning') AS morning_0_to_10,
  max(score_0_to_10) FILTER (WHERE asked = 'before') AS before_0_to_10,
  max(score_0_to_10) FILTER (WHERE asked = 'during') AS worst_during_0_to_10,
  max(score_0_to_10) FILTER (WHERE asked = 'after') AS after_0_to_10,
  max(score_0_to_10) FILTER (WHERE asked = 'day') AS day_0_to_10,
  max(score_0_to_10) FILTER (WHERE asked = 'week') AS week_0_to_10,
  count(*) FILTER (WHERE score_0_to_10 IS NULL) AS asked_but_not_given
FROM pain_entry
GROUP BY local_day, site;

CREATE VIEW v_alerts AS
SELECT
  alert.id AS alert_id,
  alert.event_id,
  alert.local_day,
  alert.at_utc,
  alert.zone,
  alert.flag_id,
  alert.rules,
  alert.tier,
  alert.action,
  alert.numbers,
  (SELECT choice FROM alert_acknowledgement
    WHERE alert_acknowledgement.alert_id = alert.id ORDER BY id DESC LIMIT 1) AS acknowledged,
  (SELECT max(talk.spoke_on) FROM talk_alert JOIN talk ON talk.id = talk_alert.talk_id
    WHERE talk_alert.alert_id = alert.id) AS contact_recorded_on,
  clearance.at_utc AS cleared_utc,
  clearance.method AS cleared_by_method,
  clearance.cleared_by,
  clearance.role AS cleared_by_role,
  clearance.licence_no AS cleared_by_licence_no,
  clearance.decided_on AS cleared_decided_on,
  clearance.note AS clearance_note,
  clearance.conditions AS clearance_conditions
FROM alert
LEFT JOIN clearance ON clearance.alert_id = alert.id;
"""
