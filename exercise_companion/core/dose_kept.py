"""What taking a typed dose keeps of the one before, and what goes with it, said beside the line.

A patient is never given a part of a dose that stood there unseen: while "3 x 8" is typed, the line
says that the red band stays (H-17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.band_words import band_words, bracketed
from exercise_companion.core.dose_details import (
    A_WEEK,
    BODY_WEIGHT,
    HOLD_ON_TO,
    LET_GO,
    MODES,
    NO_LEG_PAUSE,
    REST,
    WHERE,
    most_parts,
)
from exercise_companion.core.dose_free_words import as_typed
from exercise_companion.core.dose_typed import DAYS, kept_of, read_dose, when_kept_of
from exercise_companion.core.draft import value_at
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.core.when_words import hours_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

_SIDES: Final = {
    "left": "left side",
    "right": "right side",
    "each_side": "each side",
    "alternate": "each side, in turn",
}


def kept_words(draft: Draft, item: JsonPath, line: str) -> str:
    """What stays and what goes when a line is taken as an item's dose; empty for nothing.

    Args:
        draft: where the item is, with its dose as it was.
        item: the way to it.
        line: as it stands typed; nothing is said of one that is no dose.

    """
    try:
        typed = read_dose(line)
    except NotUnderstoodError:
        return ""
    written, when = value_at(draft, (*item, "dose")), value_at(draft, (*item, "when"))
    old = written if isinstance(written, dict) else {}
    kept = kept_of(old, typed)
    gone = {name: old[name] for name in old if name not in kept and name not in typed.dose}
    before = when if isinstance(when, dict) and typed.says_when else {}
    kept_times = when_kept_of(when, typed)
    spoken = DAYS | kept_times.keys() | typed.when.keys()
    gone_times = {name: before[name] for name in before if name not in spoken}
    stays, goes = (
        [*_in_words(_DOSE, kept), *_in_words(_WHEN, kept_times)],
        [*_in_words(_DOSE, gone), *_in_words(_WHEN, gone_times)],
    )
    said = (("Kept", stays), ("Left out", goes))
    return " ".join(f"{label}: {', '.join(words)}." for label, words in said if words)


def _in_words(readers: dict[str, Callable[[JsonValue], str]], part: JsonObject) -> Iterable[str]:
    return filter(None, (reader(part[name]) for name, reader in readers.items() if name in part))


def _load(load: JsonValue) -> str:
    """The weight, and the words the patient knows it by."""
    if not isinstance(load, dict):
        return ""
    kilos, label = load.get("load_kg"), load.get("label")
    weight = f"{kilos:g} kg" if isinstance(kilos, int | float) else ""
    if isinstance(label, str):
        named = band_words(label) if load.get("type") == "band" else label
        return f"{weight} {bracketed(label)}" if weight else named
    kinds = {"bodyweight": BODY_WEIGHT, "band": "band"}
    return weight or kinds.get(str(load.get("type")), "")


def _effort(intensity: JsonValue) -> str:
    target = intensity.get("target") if isinstance(intensity, dict) else None
    return f"effort {_range(target)} of 10" if isinstance(target, list) else ""


def _tempo(tempo: JsonValue) -> str:
    """Out, held, back: each by its name, for bare numbers are read in more than one order."""
    if not isinstance(tempo, dict):
        return ""
    out, held, back = (tempo.get(f"{name}_seconds", 0) for name in ("out", "hold", "back"))
    return ", ".join(
        filter(None, (f"{out} s out", f"hold {held} s" if held else "", f"{back} s back"))
    )


def _range(values: list[JsonValue]) -> str:
    return "-".join(dict.fromkeys(map(str, values)))


def _days(days: JsonValue) -> str:
    return " ".join(str(day).capitalize() for day in days) if isinstance(days, list) else ""


def _joined(by: str) -> Callable[[JsonValue], str]:
    """The words of a list in a row."""
    return lambda words: by.join(map(str, words)) if isinstance(words, list) else ""


def _with(words: str) -> Callable[[JsonValue], str]:
    """Words around a value that says something."""
    return lambda value: words.format(value) if value and not isinstance(value, dict) else ""


def _in_own_words(words: str) -> Callable[[JsonValue], str]:
    """Words around those of the therapist's own."""
    return lambda value: words.format(as_typed(value)) if value and isinstance(value, str) else ""


_DOSE: Final[dict[str, Callable[[JsonValue], str]]] = {
    "side": lambda side: _SIDES.get(str(side), ""),
    "mode": lambda mode: MODES.get(str(mode), ""),
    "hold_seconds": _with("hold {} s"),
    "rest_seconds": _with(REST.format("{} s")),
    "load": _load,
    "tempo": _tempo,
    "intensity": _effort,
    "release_seconds": _with(LET_GO.format("{} s")),
    "max_bouts": lambda most: most_parts(most) if isinstance(most, int) else "",
    "pause_on_leg_symptoms": lambda pauses: NO_LEG_PAUSE if pauses is False else "",
    "weekly_minutes_target": _with(A_WEEK.format("{} minutes")),
    "support": _in_own_words(HOLD_ON_TO),
    "surface": _in_own_words(WHERE),
}
"""How each part of a dose that a line need not name is said, in the order of the form."""

_WHEN: Final[dict[str, Callable[[JsonValue], str]]] = {
    "days": _days,
    "days_per_week": _with("{} days a week"),
    "every_n_days": _with("every {} days"),
    "times_per_day": lambda times: f"{times} times a day" if times not in (None, 1) else "",
    "slots": _joined(" and "),
    "min_hours_between": lambda hours: hours_apart(hours) if isinstance(hours, int | float) else "",
}
"""How days and times that a line does not speak of are said."""
