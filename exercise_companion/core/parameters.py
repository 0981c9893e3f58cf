"""The numbers of the pain and trend rules, by the names a therapist may override.

`core.program.SafetyParameters` fits both protocols; the rules read nothing else of a program, so
they run without it. Names and defaults: clinical-spec 2.8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

PainMode = Literal["relative", "absolute"]

ParameterValue: TypeAlias = "PainMode | float | tuple[int, int]"
"""What a parameter may be."""


class PainParameters(Protocol):
    """What the pain rules read (clinical-spec 2.3, 2.4). Scores are 0-10."""

    @property
    def pain_mode(self) -> PainMode:
        """`relative`: limits rise with the recorded usual pain; `absolute`: they do not."""

    @property
    def pain_limit(self) -> int:
        """The least limit L."""

    @property
    def green_max(self) -> int:
        """Up to here an exercise goes on without a word (PR-02d)."""

    @property
    def delta_reduce(self) -> int:
        """A rise over the pain before that asks for the easier version (PR-02c)."""

    @property
    def exercise_hard(self) -> int:
        """The least score that stops the session (PR-02a)."""

    @property
    def hard_cap(self) -> int:
        """The highest score that may be needed to stop the session."""

    @property
    def pre_easy(self) -> int:
        """The least score before that allows easier versions only (PR-01b)."""

    @property
    def pre_block(self) -> int:
        """The least score before that ends the day (PR-01a)."""

    @property
    def pre_block_cap(self) -> int:
        """The highest score that may be needed for PR-01a."""

    @property
    def limit_cap(self) -> int:
        """The highest limit L at any site but the leg."""

    @property
    def leg_limit_cap(self) -> int:
        """The highest limit L at the leg."""

    @property
    def rel_delta(self) -> int:
        """How far above the usual pain the relative limit lies."""

    @property
    def stops_per_session(self) -> int:
        """So many exercises stopped by pain end the session (PR-03)."""

    @property
    def next_amber(self) -> int:
        """The least morning rise that is AMBER."""

    @property
    def next_red(self) -> int:
        """The least morning rise that is RED."""


class TrendParameters(Protocol):
    """What the trend rules read (clinical-spec 2.5)."""

    @property
    def trend_rise(self) -> int:
        """The rise of the median that counts as worse (TR-1)."""

    @property
    def trend_rise_ceiling(self) -> int:
        """The same where the baseline leaves little room above it."""

    @property
    def ceiling_baseline(self) -> int:
        """From this baseline on `trend_rise_ceiling` holds."""

    @property
    def trend_min_median(self) -> int:
        """A median below this is never called worse (TR-1)."""

    @property
    def trend_min_values(self) -> int:
        """Fewer values than this allow no claim (TR-0)."""

    @property
    def trend_min_days(self) -> int:
        """Fewer different days than this allow no claim (TR-0)."""

    @property
    def watch_rise(self) -> int:
        """The rise of the median that is watched (TR-2)."""

    @property
    def trend_window_days(self) -> int:
        """How many days a level is taken over."""

    @property
    def slope_per_week(self) -> float:
        """The climb in points a week that counts (TR-3)."""

    @property
    def slope_days(self) -> int:
        """How many days the climb is taken over (TR-3)."""

    @property
    def slope_min_values(self) -> int:
        """Fewer values than this have no climb (TR-3)."""


class SessionParameters(Protocol):
    """What the rules over several sessions read (clinical-spec 2.3, 2.4): so many of so many."""

    @property
    def stop_sessions(self) -> tuple[int, int]:
        """Sessions ended by pain, of the last ones (PR-04)."""

    @property
    def red_mornings(self) -> tuple[int, int]:
        """RED mornings, of the last rated ones (PR-08)."""


class WalkParameters(Protocol):
    """What the walking rules read (clinical-spec 2.5, 2.6)."""

    @property
    def walk_pause_nprs(self) -> int:
        """A leg symptom from this score on asks for a rest (NC-1)."""

    @property
    def relief_expected_min(self) -> int:
        """Minutes of rest after which a walk is over (NC-2)."""

    @property
    def relief_alarm_min(self) -> int:
        """Minutes of rest after which questions are asked (NC-3)."""

    @property
    def walk_drop_ratio(self) -> float:
        """The share of an earlier walking time that counts as a drop (TR-5, TR-12)."""

    @property
    def trend_window_days(self) -> int:
        """How many days a level is taken over."""


class FlareParameters(Protocol):
    """What the flare-up rules read (clinical-spec 2.7)."""

    @property
    def flare_max_days(self) -> int:
        """The day of a flare-up from which it is a contact (FL-4)."""


class ComputedParameters(
    TrendParameters, SessionParameters, WalkParameters, FlareParameters, Protocol
):
    """What all computed rules read together."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """All the numbers at their defaults (clinical-spec 2.8), for cases without a program."""

    pain_mode: PainMode = "relative"
    pain_limit: int = 5
    green_max: int = 2
    delta_reduce: int = 3
    exercise_hard: int = 8
    hard_cap: int = 9
    pre_easy: int = 6
    pre_block: int = 8
    pre_block_cap: int = 9
    limit_cap: int = 8
    leg_limit_cap: int = 6
    rel_delta: int = 2
    stops_per_session: int = 2
    stop_sessions: tuple[int, int] = (3, 5)
    red_mornings: tuple[int, int] = (3, 5)
    neuro_settle_min: int = 15
    next_amber: int = 2
    next_red: int = 3
    trend_rise: int = 2
    trend_rise_ceiling: int = 1
    ceiling_baseline: int = 7
    trend_min_median: int = 3
    trend_window_days: int = 14
    trend_min_values: int = 4
    trend_min_days: int = 3
    watch_rise: int = 1
    slope_per_week: float = 0.5
    slope_days: int = 28
    slope_min_values: int = 8
    walk_pause_nprs: int = 4
    relief_expected_min: int = 10
    relief_alarm_min: int = 30
    walk_drop_ratio: float = 0.7
    flare_max_days: int = 7
    screen_valid_hours: int = 6
    gap_days_full_screen: int = 7

    def changed(self, values: Mapping[str, ParameterValue]) -> Parameters:
        """These numbers with some of them replaced.

        Args:
            values: by name; names and types are the caller's to check.

        """
        copy = replace(self)
        for name, value in values.items():
            object.__setattr__(copy, name, value)
        return copy
