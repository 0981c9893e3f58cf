"""Walking with leg symptoms: a walk in progress and walks over weeks (NC-1 to NC-6, TR-5, TR-12).

Rule NC-6: a walk gets longer only as the therapist wrote; nothing here works out a dose (H-17).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Final

from exercise_companion.core.noticed import CALF_RULE, CALF_WHEN_WALKING, Noticed, Weight, change
from exercise_companion.core.pain_series import STARTS_ON_DAY
from exercise_companion.core.trend import BASELINE_MIN_VALUES, BASELINE_VALUES, median
from exercise_companion.core.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from exercise_companion.core.parameters import WalkParameters
    from exercise_companion.core.records import WalkRecord

EASED_RISE: Final = 1
"""Rule NC-1: eased is at most so far above the score before the walk (clinical-spec 2.6)."""

MIN_WALKS: Final = 4
"""Rule TR-5: fewer walks in the window allow no claim (clinical-spec 2.5)."""

ASKED_RATIO: Final = 0.5
"""Rule TR-5: at this share of the baseline topics 1 and 2 are asked as well (clinical-spec 2.5)."""

CALF_WALKS: Final = 2
"""Rule NC-4: so many such walks in the window (clinical-spec 2.6)."""

ON_FOOT: Final = frozenset({"outdoor_walk", "treadmill"})
"""What walking time is measured on: on a bike the back is bent. Our decision, needs sign-off."""


# --- a walk in progress ---------------------------------------------------------------------------


class WalkAdvice(StrEnum):
    """What a walk in progress comes to, mildest first."""

    WALK = "WALK"
    """Walk, or walk on after a rest."""
    REST = "REST"
    """Sit and bend forward, or sit back, until it eases."""
    END = "END"
    """The walk is over for today; the rest goes on until it eases."""
    ASK = "ASK"
    """The walk is over, and topics 1 and 2 are asked item by item."""
    STOP = "STOP"
    """Stop: a leg gave way, which is a yes to RF-NEU-02."""


@dataclass(frozen=True, slots=True)
class WalkNow:
    """A walk in progress. Scores are leg symptoms 0-10."""

    before: int
    """Leg pain before the walk."""
    leg: int | None
    """Now; None: asked and not given, which never counts as eased."""
    bout: int
    """The stretch being walked, or just walked; from 1."""
    max_bouts: int
    """As authored."""
    numb_or_weak: bool = False
    """A clear numb or weak feeling."""
    resting_minutes: float | None = None
    """Minutes of this rest so far; None while walking."""
    gave_way: bool = False


@dataclass(frozen=True, slots=True)
class WalkStep:
    """What to do now, and by which rule; empty where none fired."""

    advice: WalkAdvice
    rule: str


def advise_walk(parameters: WalkParameters, now: WalkNow) -> WalkStep:
    """What a walk in progress comes to (rules NC-1, NC-2, NC-3, NC-5; clinical-spec 2.6)."""
    if now.gave_way:
        return WalkStep(WalkAdvice.STOP, "NC-5")
    if now.resting_minutes is not None:
        return _resting(parameters, now, now.resting_minutes)
    if now.leg is None or now.leg >= parameters.walk_pause_nprs or now.numb_or_weak:
        return WalkStep(WalkAdvice.REST, "NC-1")
    return WalkStep(WalkAdvice.WALK, "")


def _resting(parameters: WalkParameters, now: WalkNow, minutes: float) -> WalkStep:
    """A walk that rests; what eases late has still not eased in time."""
    eased = has_eased(now.before, now.leg, numb_or_weak=now.numb_or_weak)
    if _is_past(minutes, parameters.relief_alarm_min, eased=eased):
        return WalkStep(WalkAdvice.ASK, "NC-3")
    if _is_past(minutes, parameters.relief_expected_min, eased=eased):
        return WalkStep(WalkAdvice.END, "NC-2")
    if now.bout >= now.max_bouts:
        return WalkStep(WalkAdvice.END, "NC-1")
    return WalkStep(WalkAdvice.WALK if eased else WalkAdvice.REST, "NC-1")


def has_eased(before: int, leg: int | None, *, numb_or_weak: bool) -> bool:
    """Rule NC-1: at most one above the start, and nothing numb or weak; not given never is."""
    return leg is not None and leg <= before + EASED_RISE and not numb_or_weak


def _is_past(minutes: float, limit: int, *, eased: bool) -> bool:
    return minutes > limit or (minutes == limit and not eased)


# --- one walk that was logged ---------------------------------------------------------------------


def eased_slowly(parameters: WalkParameters, walk: WalkRecord) -> bool:
    """Rule NC-2: not eased within the expected minutes (`slow_relief`, clinical-spec 2.6)."""
    return walk.still_there or (walk.minutes_to_relief or 0) > parameters.relief_expected_min


def asks_questions(parameters: WalkParameters, walk: WalkRecord) -> bool:
    """Rule NC-3: not eased after 30 minutes, or not at all: topics 1 and 2 are asked (2.6)."""
    return walk.still_there or (walk.minutes_to_relief or 0) > parameters.relief_alarm_min


def notes_of(
    parameters: WalkParameters, walks: Sequence[tuple[date, WalkRecord]], today: date
) -> tuple[Noticed, ...]:
    """What single walks of the last two weeks leave for the report: NC-2 and NC-3."""
    recent = [walk for _, walk in _within(parameters, walks, today, None)]
    asked = sum(asks_questions(parameters, walk) for walk in recent)
    slow = sum(eased_slowly(parameters, walk) for walk in recent) - asked
    found = []
    if slow:
        found.append(Noticed("NC-2", Weight.NOTE, f"Legs eased slowly after {slow} walks", "leg"))
    if asked:
        words = f"Legs did not ease in {parameters.relief_alarm_min} minutes after {asked} walks"
        found.append(Noticed("NC-3", Weight.NOTE, words, "leg", asks=True))
    return tuple(found)


# --- walks over weeks -----------------------------------------------------------------------------


def calf(
    parameters: WalkParameters,
    walks: Sequence[tuple[date, WalkRecord]],
    today: date,
    newer_than: date | None = None,
    *,
    is_known: bool = False,
) -> Noticed | None:
    """Rule NC-4: a calf that eases standing still, on two walks in 14 days (clinical-spec 2.6).

    It counts as the sign RF-PAD-02. Where the therapist knows of it, it is a contact (our
    decision, needs sign-off): walks cannot tell whether it is worse than usual.

    Args:
        parameters: the program's numbers.
        walks: each with its exercise day, oldest first.
        today: the exercise day.
        newer_than: the day of the last recorded contact about it.
        is_known: whether the therapist noted the sign as long-standing (`known_baseline`).

    """
    found = [
        walk
        for _, walk in _within(parameters, walks, today, newer_than)
        if walk.in_calf and walk.relief_action == "stood_still"
    ]
    if len(found) < CALF_WALKS:
        return None
    words = f"Calf eased standing still on {len(found)} walks"
    weight = Weight.CONTACT if is_known else Weight.SIGN
    return Noticed(CALF_RULE, weight, words, "leg", flag_id=CALF_WHEN_WALKING)


def walking_time(
    parameters: WalkParameters,
    walks: Sequence[tuple[date, WalkRecord]],
    start: date,
    today: date,
    newer_than: date | None = None,
) -> tuple[Noticed, ...]:
    """Rules TR-5 and TR-12 (walking): the time to the first leg symptom has dropped (2.5, A11).

    The baseline is the median of the first seven walks of the first 14 days (at least four), or
    of the first four walks ever. Nothing before day 14, and nothing where nobody walks; with too
    few walks it is unknown.
    """
    on_foot = [(day, walk) for day, walk in walks if start <= day <= today and _is_told(walk)]
    if not on_foot or (today - start).days < STARTS_ON_DAY:
        return ()
    made_of = _baseline_walks(on_foot, start)
    judged = on_foot[len(made_of) :]
    now = [_symptom_at(walk) for _, walk in _within(parameters, judged, today, newer_than)]
    if len(made_of) < BASELINE_MIN_VALUES or len(now) < MIN_WALKS:
        return (Noticed("TR-5", Weight.UNKNOWN, "Walking: not enough walks", "leg"),)
    level = median(now)
    base = median(_at_least(walk) for _, walk in made_of)
    found = (
        _dropped(parameters, base, level, made_of[0][0]),
        _relapsed(parameters, judged, level, start, today),
    )
    return tuple(noticed for noticed in found if noticed is not None)


def _baseline_walks(
    walks: Sequence[tuple[date, WalkRecord]], start: date
) -> Sequence[tuple[date, WalkRecord]]:
    early = [one for one in walks if (one[0] - start).days < STARTS_ON_DAY][:BASELINE_VALUES]
    return early if len(early) >= BASELINE_MIN_VALUES else walks[:BASELINE_MIN_VALUES]


def _dropped(parameters: WalkParameters, base: float, level: float, since: date) -> Noticed | None:
    """Rule TR-5; a first symptom at once leaves no room to drop."""
    if base <= 0 or level > base * parameters.walk_drop_ratio:
        return None
    words = change("Walking", base, level, since, " minutes")
    return Noticed("TR-5", Weight.CONTACT, words, "leg", asks=level <= base * ASKED_RATIO)


def _relapsed(
    parameters: WalkParameters,
    judged: Sequence[tuple[date, WalkRecord]],
    level: float,
    start: date,
    today: date,
) -> Noticed | None:
    """Rule TR-12: at most 70 % of the best two weeks reached (decisions A11)."""
    best, reached = max(_levels(parameters, judged, start, today))  # today's is among them
    if best <= 0 or level > best * parameters.walk_drop_ratio:
        return None
    return Noticed(
        "TR-12", Weight.CONTACT, change("Walking", best, level, reached, " minutes"), "leg"
    )


def _levels(
    parameters: WalkParameters,
    judged: Sequence[tuple[date, WalkRecord]],
    start: date,
    today: date,
) -> Iterator[tuple[float, date]]:
    minutes = [_at_least(walk) for _, walk in judged]
    days = [day for day, _ in judged]
    first = start + timedelta(days=STARTS_ON_DAY)
    for last, place in windows(days, parameters.trend_window_days, first, today):
        if len(minutes[place]) >= MIN_WALKS:
            yield median(minutes[place]), last


def _within(
    parameters: WalkParameters,
    walks: Sequence[tuple[date, WalkRecord]],
    last: date,
    newer_than: date | None,
) -> list[tuple[date, WalkRecord]]:
    first = last - timedelta(days=parameters.trend_window_days - 1)
    if newer_than is not None:
        first = max(first, newer_than + timedelta(days=1))
    return [(day, walk) for day, walk in walks if first <= day <= last]


def _symptom_at(walk: WalkRecord) -> float:
    """Minutes to the first symptom; never, for a walk that ended without one."""
    return _at_least(walk) if _had_symptom(walk) else inf


def _is_told(walk: WalkRecord) -> bool:
    """A walk on foot that says when the legs felt it, or that they did not.

    What was not said is no good walk and no bad one (decisions A9).
    """
    said = walk.legs != "not_said" or _had_symptom(walk)
    return walk.mode in ON_FOOT and said and bool(_minutes(walk))


def _at_least(walk: WalkRecord) -> float:
    """Minutes without a symptom for certain: all of them, when it is not known when it came."""
    return _minutes(walk)[0]


def _minutes(walk: WalkRecord) -> list[float]:
    """To the first symptom, then in all, as far as they are known."""
    known = (walk.minutes_to_first_symptom, walk.minutes_total)
    return [minutes for minutes in known if minutes is not None]


def _had_symptom(walk: WalkRecord) -> bool:
    """A symptom that was named, or that ended the walk, came at the end of it at the latest."""
    return (
        walk.minutes_to_first_symptom is not None
        or walk.stop_reason == "leg_symptoms"
        or walk.symptom is not None
        or walk.legs == "felt"
        or bool(walk.gave_way)
    )
