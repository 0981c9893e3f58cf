"""Questions that both the full store and the first paint ask; one wording for both."""

from __future__ import annotations

from typing import Final

OPEN_ALERTS: Final = """
SELECT * FROM v_alerts
WHERE cleared_utc IS NULL AND (action IN ('X', 'H', 'C') OR local_day = ?)
ORDER BY alert_id"""
"""Open alerts, oldest first; the parameter is the exercise day."""

OPEN_SESSION: Final = """
SELECT id FROM session
WHERE id > (SELECT max(id) FROM session) - 100
  AND NOT EXISTS (SELECT 1 FROM session_end WHERE session_end.session_id = session.id)
ORDER BY id DESC LIMIT 1"""
"""The session begun last that has no end, among the last hundred: ten years cost no more than one,
and whatever is begun next closes an older one (decisions E5)."""
