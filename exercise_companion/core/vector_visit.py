"""The kinds of safety cases about a visit: which questions are asked, and what ends a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core import pain
from exercise_companion.core.checkplan import CheckFacts, plan_for
from exercise_companion.core.records import CheckPurpose
from exercise_companion.core.screening_plan import How
from exercise_companion.core.vector_kinds import DEFAULTS, parameters_of, scores_of
from exercise_companion.core.vector_reading import DAY_0, day_of, truth_of, word_of
from exercise_companion.core.vectors import (
    RULE_IDS,
    TRUTH,
    BadCase,
    Given,
    Got,
    Kind,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exercise_companion.core.flags import Catalogue

PURPOSES: Final = tuple(purpose for purpose in get_args(CheckPurpose) if purpose != "left_open")
"""A follow-up that was left open is asked as it stands, not planned."""

RULES: Final[Mapping[CheckPurpose, str]] = {
    "stop": "PR-07",
    "hard_stop": "PR-02a",
    "high_pain": "PR-01a",
    "flare": "FL-1",
}
"""The rule that asks for the questions of a purpose, where there is one and no other."""

MOST_DAYS_AGO: Final = 400
MOST_EXERCISES: Final = 50
"""More than any session holds."""

DAILY_ONLY: Final = frozenset(
    {
        "day", "full_days_ago", "daily_days_ago", "weekly_days_ago", "fortnightly_days_ago",
        "hours_since_check", "lock_cleared_since", "recheck", "session_since_check",
    }
)  # fmt: skip
"""No check but the daily one depends on these."""

IDS_IN_ORDER: Final = replace(
    RULE_IDS,
    in_words="a list of ids, in the order they are asked",
    is_met=lambda expected, got: expected == got,
)
IDS: Final = replace(RULE_IDS, in_words="a list of ids, in any order")


# --- what ends a session, or marks it -------------------------------------------------------------


def _stops(given: Given) -> Got:
    """PR-03: exercises that pain stopped in one session, this one counted."""
    ends = pain.stops_end_session(
        parameters_of(given), given.whole("exercises_stopped", least=1, most=MOST_EXERCISES)
    )
    outcome = pain.DuringOutcome.STOP_SESSION if ends else pain.DuringOutcome.STOP_EXERCISE
    return Got({"outcome": outcome.value}, ("PR-03" if ends else "PR-02b",))


def _after(given: Given) -> Got:
    """PR-06: pain before and after a session, by site."""
    before, after = scores_of(given, "pain_pre"), scores_of(given, "pain_post")
    if before.keys().isdisjoint(after):
        message = "a site needs a score in `given.pain_pre` and in `given.pain_post`"
        raise BadCase(message)
    amber = pain.is_amber(before, after)
    return Got({"amber": amber}, ("PR-06",) if amber else ())


# --- which questions are asked --------------------------------------------------------------------


def _questions(given: Given, catalogue: Catalogue) -> Got:
    """The topics of a check, those asked item by item, and the rule that asks for it."""
    purpose = word_of(given, "purpose", PURPOSES)
    plan = plan_for(purpose, _facts(given, purpose), catalogue)
    by_item = [entry.id for entry in plan.entries if entry.how is How.BY_ITEM]
    rules = (RULES[purpose],) if purpose in RULES else ()
    return Got(
        {
            "asks": [entry.id for entry in plan.entries],
            "one_by_one": list(by_item),
            "rules": list(rules),
        },
        rules,
    )


def _facts(given: Given, purpose: CheckPurpose) -> CheckFacts:
    """What a daily check depends on must be named; no other check depends on it."""
    if purpose != "daily":
        given.refuse_unknown(f"`given` of `{purpose}`", frozenset({"purpose", "post_op"}))
    day = day_of(given, "day") if given.has("day") else DAY_0
    now = datetime.combine(day, time(), UTC)
    hours = given.hours_or_none("hours_since_check") if given.has("hours_since_check") else None
    return CheckFacts(
        day=day,
        now_utc=now,
        post_op=truth_of(given, "post_op"),
        last_full=_ago(given, purpose, day, "full_days_ago"),
        last_daily=_ago(given, purpose, day, "daily_days_ago"),
        last_weekly=_ago(given, purpose, day, "weekly_days_ago"),
        last_fortnightly=_ago(given, purpose, day, "fortnightly_days_ago"),
        lock_cleared_since_full=truth_of(given, "lock_cleared_since"),
        recheck=truth_of(given, "recheck"),
        complete_today_utc=None if hours is None else now - timedelta(hours=hours),
        session_since_check=truth_of(given, "session_since_check"),
        valid_hours=DEFAULTS.screen_valid_hours,
        gap_days=DEFAULTS.gap_days_full_screen,
    )


def _ago(given: Given, purpose: CheckPurpose, day: date, key: str) -> date | None:
    """A day so many days ago; null, or not the daily check: never."""
    if purpose != "daily" or given.value(key) is None:
        return None
    return day - timedelta(days=given.whole(key, most=MOST_DAYS_AGO))


def visit_kinds(catalogue: Catalogue) -> dict[str, Kind]:
    """The kinds of cases about a visit, by name."""
    return {
        "pain.stops": Kind(
            frozenset({"exercises_stopped", "parameters"}),
            {
                "outcome": one_of(
                    (pain.DuringOutcome.STOP_EXERCISE, pain.DuringOutcome.STOP_SESSION)
                )
            },
            _stops,
        ),
        "pain.after": Kind(frozenset({"pain_pre", "pain_post"}), {"amber": TRUTH}, _after),
        "questions": Kind(
            DAILY_ONLY | {"purpose", "post_op"},
            {"asks": IDS_IN_ORDER, "one_by_one": IDS, "rules": RULE_IDS},
            lambda given: _questions(given, catalogue),
        ),
    }
