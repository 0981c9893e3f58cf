"""What each limit does, in a sentence for the therapist who may set it (clinical-spec 2.3-2.8)."""

from __future__ import annotations

from typing import Final

LIMIT_WORDS: Final[dict[str, str]] = {
    "pain_mode": "Whether the limit rises with the usual pain you recorded, or not.",
    "pain_limit": "The limit is never lower than this, however little pain is usual.",
    "rel_delta": "How far the limit lies above the usual pain.",
    "limit_cap": "The limit is never higher than this, anywhere but at the leg.",
    "leg_limit_cap": "The limit at the leg is never higher than this.",
    "green_max": "Up to this score in an exercise, the patient goes on as before.",
    "delta_reduce": "A rise this large over the pain before asks for the easier version.",
    "pre_easy": "From this score before a session on, only easier versions are done.",
    "pre_block": "From this score on no session that day; a higher one where much pain is usual.",
    "pre_block_cap": "At this score there is no session, however much pain is usual.",
    "exercise_hard": "From this score on the session stops; a higher one where much pain is usual.",
    "hard_cap": "At this score the session stops, however much pain is usual.",
    "stops_per_session": "So many exercises stopped by pain end the session.",
    "neuro_settle_min": "So many minutes later the patient is asked: has the new feeling gone?",
    "next_amber": "A rise this large the morning after: the same dose, no next step.",
    "next_red": "A rise this large the morning after: easier versions only.",
    "red_mornings": "So many red mornings of the last ones: the patient is asked to call you.",
    "stop_sessions": "So many sessions ended by pain: the patient is asked to call you.",
    "trend_rise": "A rise of the middle score this large over the usual pain: call you.",
    "trend_rise_ceiling": "The same where much pain is usual and little room is left above it.",
    "ceiling_baseline": "From this usual pain on, the rise of the line above counts.",
    "trend_min_median": "A middle score below this is never called worse.",
    "trend_window_days": "The middle score is that of so many days.",
    "trend_min_values": "With fewer scores nothing is said about a trend.",
    "trend_min_days": "With scores of fewer days nothing is said about a trend.",
    "watch_rise": "A rise this large is noted for your report.",
    "slope_per_week": "A steady climb of so many points a week: the patient is asked to call you.",
    "slope_days": "The climb is looked at over so many days.",
    "slope_min_values": "With fewer scores no climb is worked out.",
    "walk_pause_nprs": "From this score at the leg on, a walk pauses until it eases.",
    "relief_expected_min": "A pause that takes longer than this ends the walk.",
    "relief_alarm_min": "After a pause this long, warning signs are asked about.",
    "walk_drop_ratio": "Walking down to this share of before: the patient is asked to call you.",
    "flare_max_days": "A flare-up that lasts so many days: the patient is asked to call you.",
    "screen_valid_hours": "A safety check holds for so many hours of the same day.",
    "gap_days_full_screen": "After so many days without one, every question of the check is asked.",
}
"""By the name in the file."""

SIGN_WORDS: Final = (
    "A warning sign this patient has had for long. The ids and their questions: docs/safety.md."
)
