"""The words in which a dose is shown can be typed, and give that dose again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.dose_words import brief, describe
from exercise_companion.core.program import Item
from exercise_companion.core.slot_words import Slot
from exercise_companion.core.week_words import DAYS
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject

HIDDEN_SIDES = ("none", "both_together")
"""Not shown: a line that is typed over such a dose keeps its side."""


def from_to(low: int, high: int) -> st.SearchStrategy[int | list[int]]:
    """One amount, or a range of two that differ."""
    one = st.integers(low, high)
    return one | st.lists(one, min_size=2, max_size=2, unique=True).map(sorted)


def seconds() -> st.SearchStrategy[float]:
    return st.integers(1, 60).map(lambda halves: halves / 2)


TEMPOS = st.fixed_dictionaries(
    {"out_seconds": seconds(), "back_seconds": seconds()}, optional={"hold_seconds": seconds()}
)
LABELS = st.text("abcdefgh XYZ,.-", min_size=3, max_size=20).map(str.strip).filter(len)
LOADS = st.one_of(
    st.sampled_from([{"type": "band"}, {"type": "band", "label": "red band"}]),
    st.fixed_dictionaries(
        {"type": st.just("weight"), "load_kg": st.integers(1, 800).map(lambda kg: kg / 4)},
        optional={"label": LABELS.map(" ".join).map(lambda text: " ".join(text.split()))},
    ),
)
EFFORTS = st.lists(st.integers(0, 10), min_size=2, max_size=2).map(
    lambda pair: {"scale": "CR10", "target": sorted(pair)}
)
SAID = {"load": LOADS, "intensity": EFFORTS}
COUNTED = {"reps": from_to(1, 50), "sets": st.integers(1, 10)}
SIDES = {"side": st.sampled_from(["left", "right", "each_side", "alternate", *HIDDEN_SIDES])}
DOSES = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("reps")} | COUNTED | SIDES, optional=SAID | {"tempo": TEMPOS}
    ),
    st.fixed_dictionaries(
        {"type": st.just("hold"), "hold_seconds": st.integers(1, 120)} | COUNTED | SIDES,
        optional=SAID,
    ),
    st.fixed_dictionaries(
        {"type": st.just("duration"), "duration_seconds": from_to(1, 3600)}
        | {"sets": st.integers(1, 10)}
        | SIDES,
        optional=SAID,
    ),
)
SLOTS = st.lists(st.sampled_from(Slot.__args__), unique=True, max_size=4)  # type: ignore[attr-defined]
DAY_RULES = st.one_of(
    st.just({}),
    st.sets(st.sampled_from(DAYS), min_size=1).map(
        lambda days: {"days": [day for day in DAYS if day in days]}
    ),
    st.integers(1, 7).map(lambda number: {"days_per_week": number}),
    st.integers(2, 14).map(lambda number: {"every_n_days": number}),
)


def item(dose: JsonObject, when: JsonObject) -> Item:
    tree = {"id": "a", "exercise": "a", "dose": dose, "when": when}
    return Item.model_validate_json(json.dumps(tree))


@given(DOSES)
def test_a_dose_in_words(dose: JsonObject) -> None:
    written = item(dose, {}).dose
    hidden = {"side": dose["side"]} if dose["side"] in HIDDEN_SIDES else {}
    assert item(read_dose(describe(written)).dose | hidden, {}).dose == written


@given(DOSES)
def test_a_dose_as_a_list_shows_it(dose: JsonObject) -> None:
    """A list leaves out tempo and effort; the line keeps those that were there."""
    written = item(dose, {}).dose
    hidden = {name: dose[name] for name in ("tempo", "intensity", "side") if name in dose}
    assert item(hidden | read_dose(brief(written)).dose, {}).dose == written


@given(DAY_RULES, SLOTS, st.integers(1, 6))
def test_days_in_words(days: JsonObject, slots: list[str], times: int) -> None:
    when = days | {"slots": slots, "times_per_day": times}
    written = item({"type": "reps", "sets": 1, "reps": 1, "side": "none"}, when)
    typed = read_dose(f"2 x 8, {when_words(written.when)}").when
    assert item({"type": "reps", "sets": 1, "reps": 1, "side": "none"}, typed).when == written.when
