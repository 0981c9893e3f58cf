"""How each part of a dose on one line is typed, and what it says; `core.dose_parts` joins them.

The words in which a dose is shown (`core.dose_words`) are among them, so that they can be typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.band_words import LABEL, NAMES, bracketed, unbracketed
from exercise_companion.core.slot_words import read_slots
from exercise_companion.core.time_typed import (
    HOURS,
    MINUTE,
    NUMBER,
    ONE_TIME,
    SECOND,
    hours_of,
    seconds_of,
)
from exercise_companion.core.typed import TO
from exercise_companion.core.week_words import week_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.canonical import JsonObject, JsonValue

DAILY: Final = "daily"
"""Among the fields of a part: every day, said on purpose. The format has no field for it."""

_X: Final = r"[x×*]"
_COUNT: Final = r"\d{1,4}"
_UNIT: Final = rf"(?P<unit>{SECOND}|{MINUTE})"
_SETS: Final = rf"(?P<sets>\d{{1,2}}) ?(?:{_X}|sets? (?:of|{_X})) ?"
_END: Final = rf"(?=[ ,;/&]|{_X}|$)"
_OWN_WORDS: Final = (
    rf'(?:"(?P<quoted>(?:[^"]|"")+)"{_END}|“(?P<in_print>[^“”]+)”{_END}|(?P<bare>[^,;"“”]+))'
)
"""Words of the therapist's own, up to a comma or in quote marks (`core.dose_free_words`)."""
_WORDS: Final = {"once": 1, "twice": 2}


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of part is typed, and what it says."""

    about: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], JsonObject | None]
    """The fields of a match; None where its words are something else after all."""


# --- the work -------------------------------------------------------------------------------------


def _reps(match: re.Match[str]) -> JsonObject:
    low, high = int(match["low"]), match["high"]
    amount: JsonValue = low if high is None else [low, int(high)]
    return {"type": "reps", "sets": int(match["sets"]), "reps": amount}


def _held_once(match: re.Match[str]) -> JsonObject:
    return {"type": "reps", "sets": int(match["sets"]), "reps": 1}


def _duration(match: re.Match[str]) -> JsonObject:
    low = seconds_of(match, "low")
    amount: JsonValue = low if match["high"] is None else [low, seconds_of(match, "high")]
    return {"type": "duration", "sets": int(match["sets"] or 1), "duration_seconds": amount}


def _way(match: re.Match[str]) -> JsonObject:
    """A way; its time may be said further on (`core.dose_typed`)."""
    sets, metres = int(match["sets"] or 1), int(match["low"])
    way: JsonObject = {"type": "distance", "sets": sets, "distance_metres": metres}
    is_timed = match["each"] is not None or match["over"] is not None
    return way | {"expected_seconds": seconds_of(match)} if is_timed else way


# --- what is said behind it -----------------------------------------------------------------------


def _as(fields: JsonObject) -> Callable[[re.Match[str]], JsonObject]:
    """A part whose words always say the same."""
    return lambda _: dict(fields)


def _time_of(name: str) -> Callable[[re.Match[str]], JsonObject]:
    return lambda match: {name: seconds_of(match)}


def _text_of(name: str) -> Callable[[re.Match[str]], JsonObject]:
    """The therapist's own words; in quote marks, a doubled mark stands for one."""
    return lambda match: {name: _unquoted(match).strip()}


def _unquoted(match: re.Match[str]) -> str:
    if match["quoted"]:
        return match["quoted"].replace('""', '"')
    return match["in_print"] or match["bare"]


def _number_of(name: str) -> Callable[[re.Match[str]], JsonObject]:
    def read(match: re.Match[str]) -> JsonObject:
        typed = next(filter(None, match.groups())).lower()
        return {name: _WORDS[typed] if typed in _WORDS else int(typed)}

    return read


def _hours(match: re.Match[str]) -> JsonObject:
    return {"min_hours_between": hours_of(match)}


def _number(typed: str) -> int | float:
    number = float(typed)
    return int(number) if number.is_integer() else number


def _side(match: re.Match[str]) -> JsonObject:
    return {"side": match["side"].lower()}


def _tempo(match: re.Match[str]) -> JsonObject:
    """How fast one repetition goes; no hold is written where none was typed."""
    moves: JsonObject = {
        f"{name}_seconds": _number(match[name])
        for name in ("out", "hold", "back")
        if match[name] is not None
    }
    return {"tempo": moves}


def _effort(match: re.Match[str]) -> JsonObject:
    target: JsonValue = [int(match["low"]), int(match["high"] or match["low"])]
    return {"intensity": {"scale": "CR10", "target": target}}


def _weight(match: re.Match[str]) -> JsonObject:
    load: JsonObject = {"type": "weight", "load_kg": _number(match["kg"])}
    return {
        "load": load if match["label"] is None else load | {"label": unbracketed(match["label"])}
    }


def _band(match: re.Match[str]) -> JsonObject:
    """A band as it is called, in the letters that were typed; of "band (words)" the words."""
    load: JsonObject = {"type": "band"}
    name, words = match["word"] and match["label"], match["words"] and unbracketed(match["words"])
    label = f"{name} {bracketed(words)}" if name and words else name or words
    return {"load": load | {"label": label} if label else load}


def _days(match: re.Match[str]) -> JsonObject | None:
    days = week_days(match["days"])
    return None if days is None else {"days": [*days]}


def _slots(match: re.Match[str]) -> JsonObject | None:
    slots = read_slots(match["slot"].lower())
    return {"slots": [*slots]} if slots else None


def _readers(
    *rows: tuple[str, str, Callable[[re.Match[str]], JsonObject | None]],
) -> tuple[Reader, ...]:
    flags = re.ASCII | re.IGNORECASE
    return tuple(Reader(about, re.compile(pattern, flags), read) for about, pattern, read in rows)


_THE_WORK: Final = "what is done"
_THE_SIDE: Final = "which side"
_THE_HOLD: Final = "how long each is held"
_THE_REST: Final = "how long the rest is"
_THE_LOAD: Final = "what is moved"
_THE_TEMPO: Final = "how fast it goes"
_THE_EFFORT: Final = "how hard it is meant to feel"
_LET_GO: Final = "how long to let go between two holds"
_THE_WAY: Final = "how it moves"
_THE_TIME: Final = "how long it takes"
_THE_PARTS: Final = "how many parts it has at most"
_THE_PAUSE: Final = "what a leg score does"
_THE_WEEK: Final = "how much a week in all"
_THE_SUPPORT: Final = "what to hold on to"
_THE_PLACE: Final = "where it is done"
_THE_DAYS: Final = "on which days"
_TIMES_A_DAY: Final = "how often a day"
_TIME_OF_DAY: Final = "at which time of day"
_APART: Final = "how far apart"

WORK: Final = _readers(
    (_THE_WORK, rf"{_SETS}(?={ONE_TIME} holds?{_END})", _held_once),
    (
        _THE_WORK,
        (
            rf"(?:{_SETS})?(?P<low>\d{{1,5}}) ?(?:m|metres?)"
            rf"(?: in {ONE_TIME})?{_END}"
        ),
        _way,
    ),
    (
        _THE_WORK,
        (
            rf"(?:{_SETS})?(?:(?P<minutes>\d{{1,3}}) ?{MINUTE} ?(?P<over>\d{{1,2}}) ?{SECOND}"
            rf"|(?P<low>{NUMBER})(?:{TO}(?P<high>{NUMBER}))? ?{_UNIT}){_END}"
        ),
        _duration,
    ),
    (
        _THE_WORK,
        (
            rf"{_SETS}(?P<low>{_COUNT})(?:{TO}(?P<high>{_COUNT}))?"
            rf"(?: ?(?:reps?|repetitions?|times))?{_END}"
        ),
        _reps,
    ),
)
"""What a line may begin with; the first that fits is meant."""

_MOVING: Final = (
    (_THE_WAY, rf"(?:as a walk|walking){_END}", _as({"mode": "walk"})),
    (_THE_WAY, rf"on a treadmill{_END}", _as({"mode": "treadmill"})),
    (_THE_WAY, rf"(?:on a bike|riding){_END}", _as({"mode": "bike"})),
    (_THE_WAY, rf"not a walk or ride{_END}", _as({"mode": "other"})),
    (
        _THE_TIME,
        rf"takes (?:about )?{ONE_TIME}(?: each(?! (?:side|leg|arm)))?{_END}",
        _time_of("expected_seconds"),
    ),
    (_THE_PARTS, rf"at most (\d{{1,2}}) parts?{_END}", _number_of("max_bouts")),
    (
        _THE_PAUSE,
        rf"a leg score alone does not pause it{_END}",
        _as({"pause_on_leg_symptoms": False}),
    ),
    (
        _THE_WEEK,
        rf"(\d{{1,3}}) ?(?:min|mins|minutes?) (?:a|per) week(?: in all)?{_END}",
        _number_of("weekly_minutes_target"),
    ),
    (_THE_SUPPORT, rf"hold on to: ?{_OWN_WORDS}", _text_of("support")),
    (_THE_PLACE, rf"where: ?{_OWN_WORDS}", _text_of("surface")),
)
"""What is said of timed work and of a way."""

BEHIND: Final = _readers(
    (
        _THE_SIDE,
        rf"(?:on )?(?:each|per) (?:side|leg|arm),? (?:in turn|alternating){_END}",
        _as({"side": "alternate"}),
    ),
    (
        _THE_SIDE,
        rf"(?:(?:on )?each|per) (?:side|leg|arm){_END}",
        _as({"side": "each_side"}),
    ),
    (_THE_SIDE, rf"both together{_END}", _as({"side": "both_together"})),
    (
        _THE_SIDE,
        rf"(?:on )?(?:the )?(?P<side>left|right)(?: (?:side|leg|arm))?{_END}",
        _side,
    ),
    (
        _THE_TEMPO,
        (
            rf"(?P<out>{NUMBER}) ?{SECOND} out,? (?:hold (?P<hold>{NUMBER}) ?{SECOND},? )?"
            rf"(?P<back>{NUMBER}) ?{SECOND} back{_END}"
        ),
        _tempo,
    ),
    (
        _THE_HOLD,
        rf"(?:{_X} ?|(?:hold|held) (?:for )?){ONE_TIME}(?: holds?)?{_END}",
        _time_of("hold_seconds"),
    ),
    (_THE_HOLD, rf"{ONE_TIME} holds?{_END}", _time_of("hold_seconds")),
    (_LET_GO, rf"let go (?:for )?{ONE_TIME}{_END}", _time_of("release_seconds")),
    (_LET_GO, rf"no time to let go{_END}", _as({"release_seconds": 0})),
    (_THE_REST, rf"no rest{_END}", _as({"rest_seconds": 0})),
    (_THE_REST, rf"rest {ONE_TIME}{_END}", _time_of("rest_seconds")),
    (_THE_REST, rf"{ONE_TIME} rest{_END}", _time_of("rest_seconds")),
    (
        _THE_EFFORT,
        rf"effort (?P<low>\d{{1,2}})(?:{TO}(?P<high>\d{{1,2}}))?(?: ?(?:out of|of|/) ?10)?{_END}",
        _effort,
    ),
    (
        _THE_LOAD,
        (
            rf"(?P<kg>\d{{1,3}}(?:\.\d{{1,3}})?) ?(?:kgs?|kilos?|kilograms?)"
            rf"(?: ?\((?P<label>{LABEL})\))?{_END}"
        ),
        _weight,
    ),
    (_THE_LOAD, rf"no (?:band|weight|load){_END}", _as({"load": {"type": "none"}})),
    (_THE_LOAD, rf"body ?weight{_END}", _as({"load": {"type": "bodyweight"}})),
    *_MOVING,
    (_THE_DAYS, rf"(?:daily|every day){_END}", _as({DAILY: True})),
    (
        _THE_DAYS,
        rf"(?:(once|twice)|([1-7]) ?(?:{_X}|times?|days?)) (?:a|per) week{_END}",
        _number_of("days_per_week"),
    ),
    (_THE_DAYS, rf"([1-7]) ?/ ?week{_END}", _number_of("days_per_week")),
    (_THE_DAYS, rf"every (\d{{1,2}}) days{_END}", _number_of("every_n_days")),
    (_THE_DAYS, rf"every other day{_END}", _as({"every_n_days": 2})),
    (
        _TIMES_A_DAY,
        rf"(?:(once|twice)|([1-6]) ?(?:{_X}|times?)) (?:a|per) day{_END}",
        _number_of("times_per_day"),
    ),
    (_TIMES_A_DAY, rf"([1-6]) ?/ ?day{_END}", _number_of("times_per_day")),
    (
        _APART,
        rf"at least {HOURS} apart{_END}",
        _hours,
    ),
    (_THE_DAYS, rf"(?:on )?(?P<days>[a-z]{{3,}}(?:{TO}[a-z]{{3,}})?){_END}", _days),
    (_TIME_OF_DAY, rf"(?:in the |at )?(?P<slot>[a-z]+){_END}", _slots),
    (
        _THE_LOAD,
        (
            rf"(?:with )?(?:an? )?(?P<label>(?:(?P<word>{NAMES}) )?band)"
            rf"(?: ?\((?P<words>{LABEL})\))?{_END}"
        ),
        _band,
    ),
)
"""What may stand behind the work; the first that fits is meant."""
