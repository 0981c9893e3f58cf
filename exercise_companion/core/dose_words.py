"""A dose in words, exactly as the therapist wrote it: in figures, and for reading aloud.

A unit stands beside every amount (H-14). Stored values are SI; imperial is for showing only.
These are the figures and what the work itself needs; what else is written, and the dose as a whole:
`core.dose_details`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.band_words import band_words, bracketed

if TYPE_CHECKING:
    from exercise_companion.core.program import Dose, Load, Tempo
    from exercise_companion.core.terms import Side

Units = Literal["metric", "imperial"]
"""How stored values are shown."""

TIMES: Final = "\N{MULTIPLICATION SIGN}"

POUNDS_PER_KG: Final = 2.204_622_6
FEET_PER_METRE: Final = 3.280_839_9
METRES_PER_MILE: Final = 1609.344
SECONDS_PER_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's short sign and its words, and how a stored value is shown in it."""

    sign: str
    one: str
    many: str
    per_stored: float = 1
    """How many of it make 1 kg or 1 m."""
    digits: int | None = None
    """After the point; None: as stored."""

    def of(self, stored: float) -> float:
        """A stored value in this unit."""
        return stored if self.digits is None else round(stored * self.per_stored, self.digits)


_SECOND: Final = Unit("s", "second", "seconds")
_MINUTE: Final = Unit("min", "minute", "minutes")
_KILOGRAM: Final = Unit("kg", "kilogram", "kilograms")
_POUND: Final = Unit("lb", "pound", "pounds", POUNDS_PER_KG, 1)
_METRE: Final = Unit("m", "metre", "metres")
_FOOT: Final = Unit("ft", "foot", "feet", FEET_PER_METRE, 0)
_MILE: Final = Unit("mi", "mile", "miles", 1 / METRES_PER_MILE, 1)

_SIDE_IN_FIGURES: Final[dict[Side, str]] = {
    "left": " left side",
    "right": " right side",
    "each_side": " each side",
    "alternate": " each side, in turn",
    "both_together": "",
    "none": "",
}
_SIDE_ALOUD: Final[dict[Side, str]] = {
    "left": "left side",
    "right": "right side",
    "each_side": "left and right",
    "alternate": "on each side, left and right in turn",
    "both_together": "",
    "none": "",
}


def quantity(dose: Dose) -> tuple[int, int]:
    """How much one set asks, from lower to upper value: repetitions, seconds or metres.

    Without an authored range both are the same.
    """
    if dose.type == "distance":
        return dose.distance_metres, dose.distance_metres
    amount = dose.duration_seconds if dose.type == "duration" else dose.reps
    return amount if isinstance(amount, tuple) else (amount, amount)


def describe(dose: Dose, units: Units = "metric") -> str:
    """The dose in figures, as the therapist wrote it.

    For example `2 x 10, hold 5 s` (with a multiplication sign), `2 x 20 s each side`.
    """
    return _joined(_in_figures(dose, units), *_details(dose, units, aloud=False))


def brief(dose: Dose, units: Units = "metric") -> str:
    """The dose for a list: in figures, without the tempo and effort its own screen shows."""
    pace, load, _ = _details(dose, units, aloud=False)
    return _joined(_in_figures(dose, units), pace if dose.type == "hold" else "", load)


def _in_figures(dose: Dose, units: Units) -> str:
    """Sets, amount and side: `2 x 20 s each side`."""
    amount = _amount(dose, units, aloud=False)
    uncounted = dose.sets == 1 and dose.type in {"duration", "distance"}
    sets = "" if uncounted else f"{dose.sets} {TIMES} "
    return f"{sets}{amount}{_SIDE_IN_FIGURES[dose.side]}"


def spoken(dose: Dose, units: Units = "metric") -> str:
    """The dose in words for a screen reader: "2 sets of 10, hold 5 seconds, left and right"."""
    amount = _amount(dose, units, aloud=True)
    uncounted = dose.sets == 1 and dose.type in {"duration", "distance"}
    sets = "" if uncounted else f"{dose.sets} {'set' if dose.sets == 1 else 'sets'} of "
    details = _details(dose, units, aloud=True)
    if dose.type == "hold":
        return _joined(f"{sets}{amount}", details[0], _SIDE_ALOUD[dose.side], *details[1:])
    return _joined(f"{sets}{amount}", _SIDE_ALOUD[dose.side], *details)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _amount(dose: Dose, units: Units, *, aloud: bool) -> str:
    """How much one set asks. Repetitions carry no unit; everything else does."""
    lower, upper = quantity(dose)
    if dose.type == "duration":
        return time_words(lower, upper, aloud=aloud)
    if dose.type == "distance":
        return _length(upper, units, aloud=aloud)
    return _span(lower, upper)


def seconds_words(seconds: float, *, aloud: bool = False) -> str:
    """A short time, in seconds: "60 s"."""
    return _measured(seconds, seconds, _SECOND, aloud=aloud)


def time_words(lower: int, upper: int, *, aloud: bool = False) -> str:
    """A time, or a range of it: "4 min", "1 min 30 s", "90 to 125 s"."""
    minutes, seconds = divmod(lower, SECONDS_PER_MINUTE)
    if lower == upper and minutes and seconds:
        parts = ((minutes, _MINUTE), (seconds, _SECOND))
        return " ".join(_measured(number, number, unit, aloud=aloud) for number, unit in parts)
    whole = lower % SECONDS_PER_MINUTE == upper % SECONDS_PER_MINUTE == 0
    scale, unit = (SECONDS_PER_MINUTE, _MINUTE) if whole else (1, _SECOND)
    return _measured(lower / scale, upper / scale, unit, aloud=aloud)


def _length(metres: int, units: Units, *, aloud: bool) -> str:
    unit = length_unit(metres, units)
    return _measured(unit.of(metres), unit.of(metres), unit, aloud=aloud)


def length_unit(metres: float, units: Units) -> Unit:
    """What a distance is shown in: metres, or feet and from a mile on miles."""
    if units == "metric":
        return _METRE
    return _FOOT if metres < METRES_PER_MILE else _MILE


def load_unit(units: Units) -> Unit:
    """What a weight is shown in."""
    return _POUND if units == "imperial" else _KILOGRAM


def _details(dose: Dose, units: Units, *, aloud: bool) -> tuple[str, ...]:
    """What else the therapist wrote: the hold or tempo first, then load and effort."""
    pace = ""
    if dose.type == "hold":
        pace = f"hold {seconds_words(dose.hold_seconds, aloud=aloud)}"
    elif dose.type == "reps" and dose.tempo is not None:
        pace = _tempo(dose.tempo, aloud=aloud)
    load = _load(dose.load, units, aloud=aloud) if dose.load is not None else ""
    effort = ""
    if dose.intensity is not None:
        effort = f"effort {_span(*dose.intensity.target)} out of 10"
    return pace, load, effort


def _tempo(tempo: Tempo, *, aloud: bool) -> str:
    """How fast one repetition goes."""

    def of(seconds: float) -> str:
        return seconds_words(seconds, aloud=aloud)

    held = f"hold {of(tempo.hold_seconds)}" if tempo.hold_seconds else ""
    return _joined(f"{of(tempo.out_seconds)} out", held, f"{of(tempo.back_seconds)} back")


def _called(load: Load) -> str:
    """What is moved, by the words the patient knows it by."""
    label = load.label or ""
    return band_words(label) if load.type == "band" else label


def _load(load: Load, units: Units, *, aloud: bool) -> str:
    """What is moved: the weight with its unit, and the words the patient knows it by."""
    weight = ""
    if load.load_kg is not None:
        unit = load_unit(units)
        value = unit.of(load.load_kg)
        weight = _measured(value, value, unit, aloud=aloud)
    if load.label is not None:
        return f"{weight} {bracketed(load.label)}" if weight else _called(load)
    return "band" if load.type == "band" else weight


def _measured(lower: float, upper: float, unit: Unit, *, aloud: bool) -> str:
    """An amount with its unit."""
    if not aloud:
        return f"{_span(lower, upper)} {unit.sign}"
    return f"{_span(lower, upper)} {unit.one if lower == upper == 1 else unit.many}"


def _span(lower: float, upper: float) -> str:
    """One number, or a range in words."""
    return f"{lower:.10g}" if lower == upper else f"{lower:.10g} to {upper:.10g}"
