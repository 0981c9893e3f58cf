"""The form of one item: its dose by type, its days, its rank, its other versions.

The type decides which fields there are. No amount is filled in by the form (H-17): where another
version is begun it starts as a copy of the dose the therapist wrote, to be made smaller or larger
by the therapist; left as it is, the check refuses it (V-17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.field_bounds import allowed
from exercise_companion.core.form_field import Choice, Field
from exercise_companion.core.program import (
    DistanceDose,
    DurationDose,
    Frequency,
    HoldDose,
    Item,
    Load,
    RepsDose,
    Tempo,
    Weekday,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.core.program import Part

DOSE_TYPES: Final[dict[str, type[Part]]] = {
    "reps": RepsDose,
    "hold": HoldDose,
    "duration": DurationDose,
    "distance": DistanceDose,
}

YES_NO: Final[tuple[Choice, ...]] = ((True, "yes"), (False, "no"))

_TYPES: Final[tuple[Choice, ...]] = (
    ("reps", "repetitions"),
    ("hold", "holds"),
    ("duration", "time"),
    ("distance", "distance"),
)
_SIDES: Final[tuple[Choice, ...]] = (
    ("left", "left"),
    ("right", "right"),
    ("each_side", "each side"),
    ("alternate", "in turn"),
    ("both_together", "both together"),
    ("none", "none"),
)
_LOADS: Final[tuple[Choice, ...]] = (
    ("none", "none"),
    ("bodyweight", "body weight"),
    ("band", "band"),
    ("weight", "weight"),
)
_MODES: Final[tuple[Choice, ...]] = (
    ("walk", "walk"),
    ("treadmill", "treadmill"),
    ("bike", "bike"),
    ("other", "other"),
)
_DAYS: Final[tuple[Choice, ...]] = tuple((day, day.capitalize()) for day in get_args(Weekday))
_SLOTS: Final[tuple[Choice, ...]] = (
    ("morning", "morn"),
    ("midday", "noon"),
    ("afternoon", "aft"),
    ("evening", "eve"),
)
_RANKS: Final[tuple[Choice, ...]] = ((1, "1 first"), (2, "2"), (3, "3 last"))
_CLASH: Final = "clash_accepted_reason"


def item_fields(draft: Draft, item: JsonPath, *, clashes: bool = False) -> tuple[Field, ...]:
    """Every field of an item, in the order in which a therapist fills them in.

    Args:
        draft: where the item is.
        item: the way to it.
        clashes: whether a risk fact speaks against it and a reason is asked for (V-18).

    """
    return (
        *_dose_fields(draft, (*item, "dose"), "Dose, field by field"),
        *_clash_field(draft, item, asked=clashes),
        *_day_fields(item),
        *_item_fields(item),
        *_version_fields(draft, (*item, "modify_down"), "Easier version"),
        *_version_fields(draft, (*item, "modify_up"), "Next step"),
        *_flare_fields(draft, item),
    )


def with_dose_type(draft: Draft, dose: JsonPath, type_name: JsonValue) -> Draft:
    """The draft with another type of dose; what the other type does not know is left out."""
    written = value_at(draft, dose)
    known = DOSE_TYPES.get(str(type_name))
    if known is None or not isinstance(written, dict):
        return with_value(draft, (*dose, "type"), type_name)
    kept = {name: value for name, value in written.items() if name in known.model_fields}
    return with_value(draft, dose, kept | {"type": type_name})


def with_version(draft: Draft, version: JsonPath, *, wanted: bool) -> Draft:
    """The draft with another version of an item begun from its dose, or taken away."""
    if not wanted:
        return with_value(draft, version, None)
    dose = value_at(draft, (*version[:-1], "dose"))
    if version[-1] == "flare_dose":
        return with_value(draft, version, dose)
    begun: JsonObject = {"instruction": "", "dose": dose}
    return with_value(draft, version, begun)


def version_switch(path: JsonPath) -> JsonPath | None:
    """The version that a yes or no at a path is about; None where it is an ordinary field."""
    return path[:-1] if path and path[-1] == SWITCH else None


SWITCH: Final = "?"
"""Stands at the end of a path that asks whether there is such a version at all."""


def _dose_fields(draft: Draft, dose: JsonPath, section: str) -> Iterator[Field]:
    type_name = value_at(draft, (*dose, "type"))
    model = DOSE_TYPES.get(str(type_name))
    yield Field((*dose, "type"), "Counted in", "choice", choices=_TYPES, section=section)
    if model is None:
        return
    yield Field((*dose, "sets"), "Sets", "whole", allowed(model, "sets"))
    yield from _amount_fields(dose, model)
    yield Field((*dose, "side"), "Side", "choice", "required", choices=_SIDES)
    rest = allowed(model, "rest_seconds", "s")
    yield Field((*dose, "rest_seconds"), "Rest", "seconds", f"between sets, {rest}")
    yield from _load_fields(draft, dose)
    effort = "such as 3-4 of 10"
    yield Field((*dose, "intensity", "target"), "Effort", "effort", effort)
    if model is RepsDose:
        yield from _tempo_fields(dose)


def _amount_fields(dose: JsonPath, model: type[Part]) -> Iterator[Field]:
    """What is counted: it is the type that decides."""
    if model in {RepsDose, HoldDose}:
        bounds = f"{allowed(model, 'reps')}, or 8-12"
        yield Field((*dose, "reps"), "Repetitions", "amount", bounds)
    if model is HoldDose:
        yield Field((*dose, "hold_seconds"), "Hold", "seconds", allowed(model, "hold_seconds", "s"))
        let_go = f"required between holds, {allowed(model, 'release_seconds', 's')}"
        yield Field((*dose, "release_seconds"), "Let go", "seconds", let_go)
    if model is DurationDose:
        time = "20 s, 5 min, or 5-10 min"
        yield Field((*dose, "duration_seconds"), "Time", "time", time)
        yield Field((*dose, "mode"), "How", "choice", "for walking or riding", choices=_MODES)
        pause = "yes unless you write no"
        yield Field((*dose, "pause_on_leg_symptoms"), "Leg pause", "choice", pause, choices=YES_NO)
        yield Field((*dose, "max_bouts"), "Most parts", "whole", allowed(model, "max_bouts"))
    if model is DistanceDose:
        metres = allowed(model, "distance_metres", "m")
        yield Field((*dose, "distance_metres"), "Distance", "whole", metres)
        yield Field((*dose, "expected_seconds"), "Takes about", "seconds", "your estimate: 10 min")
        yield Field((*dose, "mode"), "How", "choice", choices=_MODES)


def _load_fields(draft: Draft, dose: JsonPath) -> Iterator[Field]:
    load = (*dose, "load")
    yield Field((*load, "type"), "Load", "choice", choices=_LOADS)
    kind = value_at(draft, (*load, "type"))
    if kind == "weight":
        yield Field((*load, "load_kg"), "Weight", "decimal", allowed(Load, "load_kg", "kg"))
    if kind in ("weight", "band"):
        yield Field((*load, "label"), "Known as", "text", "red band, two soup tins")


def _tempo_fields(dose: JsonPath) -> Iterator[Field]:
    tempo = (*dose, "tempo")
    out = allowed(Tempo, "out_seconds", "s")
    yield Field((*tempo, "out_seconds"), "Tempo out", "decimal", out)
    held = allowed(Tempo, "hold_seconds", "s")
    yield Field((*tempo, "hold_seconds"), "Tempo hold", "decimal", held)
    yield Field((*tempo, "back_seconds"), "Tempo back", "decimal", out)


def _clash_field(draft: Draft, item: JsonPath, *, asked: bool) -> Iterator[Field]:
    """Asked only where a risk fact meets the exercise, or where a reason stands already."""
    if asked or value_at(draft, (*item, _CLASH)) is not None:
        why = "why it may be done in spite of the risk fact"
        yield Field((*item, _CLASH), "Accepted", "text", why)


def _day_fields(item: JsonPath) -> Iterator[Field]:
    when = (*item, "when")
    yield Field(
        (*when, "days"), "Days", "several", "none: every day", choices=_DAYS, section="When"
    )
    week = f"or {allowed(Frequency, 'days_per_week')} days a week"
    yield Field((*when, "days_per_week"), "Days a week", "whole", week)
    every = f"or every {allowed(Frequency, 'every_n_days')} days"
    yield Field((*when, "every_n_days"), "Every n days", "whole", every)
    times = allowed(Frequency, "times_per_day")
    yield Field((*when, "times_per_day"), "Times a day", "whole", f"{times}; usual 1")
    yield Field(
        (*when, "slots"), "At", "several", "morning, noon, afternoon, evening", choices=_SLOTS
    )
    apart = allowed(Frequency, "min_hours_between", "h")
    yield Field((*when, "min_hours_between"), "Hours apart", "apart", apart)


def _item_fields(item: JsonPath) -> Iterator[Field]:
    short = "for days with little time"
    yield Field((*item, "priority"), "Rank", "choice", short, choices=_RANKS, section="This item")
    limit = f"{allowed(Item, 'pain_limit')}; none: worked out from the usual pain"
    yield Field((*item, "pain_limit"), "Pain limit", "whole", limit)
    yield Field((*item, "note"), "Note", "text", "for the patient, a line")
    each = "pain after each set"
    yield Field((*item, "ask_each_set"), "Ask each set", "choice", each, choices=YES_NO)


def _version_fields(draft: Draft, version: JsonPath, title: str) -> Iterator[Field]:
    begun = value_at(draft, version) is not None
    yield Field((*version, SWITCH), "There is one", "choice", choices=YES_NO, section=title)
    if not begun:
        return
    yield Field((*version, "instruction"), "In words", "text", "how it is done, a line")
    yield Field((*version, "exercise"), "Exercise", "text", "another one of the library, by its id")
    if version[-1] == "modify_up":
        yield Field((*version, "criteria"), "Offered when", "text", "what has to go well first")
    yield from _dose_fields(draft, (*version, "dose"), f"{title}: dose")


def _flare_fields(draft: Draft, item: JsonPath) -> Iterator[Field]:
    yield Field(
        (*item, "flare_safe"),
        "Safe then",
        "choice",
        "may be done in a flare-up",
        choices=YES_NO,
        section="In a flare-up",
    )
    if value_at(draft, (*item, "flare_safe")) is not True:
        return
    dose = (*item, "flare_dose")
    yield Field((*dose, SWITCH), "Dose of its own", "choice", choices=YES_NO)
    if value_at(draft, dose) is not None:
        yield from _dose_fields(draft, dose, "In a flare-up: dose")
