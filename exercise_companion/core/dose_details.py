"""What a dose in figures leaves out, each in words: with it the dose is whole (H-17).

A list may show the figures alone. Wherever a therapist confirms a dose or a patient reads how to do
it, every detail stands beside them, in the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_free_words import as_typed
from exercise_companion.core.dose_words import (
    describe,
    quantity,
    seconds_words,
    spoken,
    time_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.dose_words import Units
    from exercise_companion.core.program import DistanceDose, Dose, DurationDose

MODES: Final = {
    "walk": "as a walk",
    "treadmill": "on a treadmill",
    "bike": "on a bike",
    "other": "not a walk or ride",
}
"""How aerobic work moves."""

LET_GO: Final = "let go {}"
REST: Final = "rest {}"
A_WEEK: Final = "{} a week in all"
HOLD_ON_TO: Final = "hold on to: {}"
WHERE: Final = "where: {}"
BODY_WEIGHT: Final = "body weight"
NO_LEG_PAUSE: Final = "a leg score alone does not pause it"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing a dose says besides its figures."""

    name: str
    """What it is called where it changes: "rest"."""
    value: str
    """"30 s"; empty where nothing is asked."""
    words: str
    """How it stands beside the dose: "rest 30 s"."""
    counts: bool = True
    """False where it changes nothing that is done: a rest where nothing is between."""


def whole(dose: Dose, units: Units = "metric") -> str:
    """The dose in figures with every detail: "2 x 8, hold 5 s, let go 3 s, rest 30 s"."""
    return ", ".join(filter(None, (describe(dose, units), details(dose))))


def whole_spoken(dose: Dose, units: Units = "metric") -> str:
    """The same in words, for reading aloud."""
    return ", ".join(filter(None, (spoken(dose, units), details(dose, aloud=True))))


def details(dose: Dose, *, aloud: bool = False) -> str:
    """What the figures leave out, on one line: "let go 3 s, rest 30 s"; empty for nothing."""
    return ", ".join(_said(dose, aloud=aloud))


def detail_sentences(dose: Dose, *, aloud: bool = False) -> str:
    """The same as sentences below the figures: "Let go 3 s. Rest 30 s."; empty for nothing."""
    said = _said(dose, aloud=aloud)
    return " ".join(f"{words[0].upper()}{words[1:].removesuffix('.')}." for words in said)


def rest_words(dose: Dose) -> str:
    """The rest between sets: "rest 30 s"; empty where there is none, or nothing between."""
    rest = rest_time(dose)
    return REST.format(rest) if rest else ""


def rest_time(dose: Dose) -> str:
    """How long that rest is: "30 s"; empty where there is none."""
    rest = _rest(dose, aloud=False)
    return rest.value if rest.counts else ""


def every_detail(dose: Dose, *, aloud: bool = False) -> Iterator[Detail]:
    """Each detail of a dose, in the order they are read, and those that ask nothing as well."""
    if dose.type in {"duration", "distance"}:
        mode = MODES[dose.mode] if dose.mode else ""
        yield Detail("how", mode, mode)
    if dose.type == "distance":
        yield _expected_time(dose, aloud=aloud)
    if dose.type == "hold":
        is_between = quantity(dose)[1] > 1 or dose.side == "alternate"
        value = seconds_words(dose.release_seconds, aloud=aloud)
        words = LET_GO.format(value) if dose.release_seconds else "no time to let go"
        yield Detail("between two holds", value, words, is_between)
    yield _rest(dose, aloud=aloud)
    yield _load(dose)
    if dose.type == "duration":
        yield from _of_timed_work(dose)


def _said(dose: Dose, *, aloud: bool) -> Iterator[str]:
    every = every_detail(dose, aloud=aloud)
    return (one.words for one in every if one.words and one.counts)


def most_parts(most: int) -> str:
    """How many parts a walk may have at most."""
    return f"at most {most} part{'' if most == 1 else 's'}"


def _rest(dose: Dose, *, aloud: bool) -> Detail:
    is_between = dose.sets > 1 or dose.side == "each_side"
    value = seconds_words(dose.rest_seconds, aloud=aloud) if dose.rest_seconds else ""
    return Detail("rest", value, REST.format(value) if value else "", is_between)


def _load(dose: Dose) -> Detail:
    """What kind of load it is, where the figures do not name it."""
    kind = dose.load.type if dose.load is not None else ""
    is_bare = kind == "bodyweight" and dose.load is not None and dose.load.label is None
    return Detail("with", kind, BODY_WEIGHT if is_bare else "")


def _expected_time(dose: DistanceDose, *, aloud: bool) -> Detail:
    value = time_words(dose.expected_seconds, dose.expected_seconds, aloud=aloud)
    each = " each" if dose.sets > 1 or dose.side == "each_side" else ""
    return Detail("expected time", value, f"takes about {value}{each}")


def _of_timed_work(dose: DurationDose) -> Iterator[Detail]:
    most = most_parts(dose.max_bouts) if dose.max_bouts else ""
    yield Detail("at most", most.removeprefix("at most "), most)
    pauses = dose.pause_on_leg_symptoms
    words = "" if pauses else NO_LEG_PAUSE
    yield Detail("pause when your legs feel it", "yes" if pauses else "no", words)
    target = f"{dose.weekly_minutes_target} minutes" if dose.weekly_minutes_target else ""
    yield Detail("in a week", target, A_WEEK.format(target) if target else "")
    support, surface = as_typed(dose.support or ""), as_typed(dose.surface or "")
    yield Detail("hold on to", support, HOLD_ON_TO.format(support) if support else "")
    yield Detail("where", surface, WHERE.format(surface) if surface else "")
