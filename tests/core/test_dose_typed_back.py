"""The words in which a dose is shown can be typed, and give that dose again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core.dose_details import every_detail, whole
from exercise_companion.core.dose_typed import read_dose
from exercise_companion.core.dose_words import brief, describe
from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.program import Item
from exercise_companion.core.slot_words import Slot
from exercise_companion.core.typed import NotUnderstoodError
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
LABELS = st.text('abcdefgh XYZ,.-()"“”', min_size=3, max_size=20).map(str.strip).filter(len)
LOADS = st.one_of(
    st.sampled_from([{"type": "band"}, {"type": "band", "label": "red band"}]),
    st.sampled_from(
        [
            "left",
            "evening",
            "Lime, long",
            "left band",
            "red band (each arm)",
            "mon wed",
            "2 kg",
            "a (b)",
            "red band (a (b))",
            "a (b",
            "a) (b",
            "((a)",
            '"',
            'a ("b")',
            "red band (a (b)",
        ]
    ).map(lambda label: {"type": "band", "label": label}),
    st.fixed_dictionaries(
        {"type": st.just("weight"), "load_kg": st.integers(1, 800).map(lambda kg: kg / 4)},
        optional={"label": LABELS.map(" ".join).map(lambda text: " ".join(text.split()))},
    ),
)
PARTS = ["rest 60 s", "mon wed", "evening", "each side", "3 days a week", "twice", "2 kg", "left"]
MARKS = [",", ";", '"', '""', "\N{LEFT DOUBLE QUOTATION MARK}", "/", "(", ")", "where:"]
WORDS = (
    st.lists(
        st.sampled_from(["Kitchen worktop", "flat path", "rail", "the hall", "and", *PARTS, *MARKS])
        | st.text("abc ,;\"'“”:.-()7é", min_size=1, max_size=6),
        min_size=1,
        max_size=4,
    )
    .map(lambda words: " ".join(" ".join(words).split())[:40].strip())
    .filter(len)
)
"""Words of the therapist's own, with what could be taken for another part of a dose."""
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
MOVES = {"mode": st.sampled_from(["walk", "treadmill", "bike", "other"])}
OF_ALL = SAID | {"rest_seconds": st.integers(1, 300)}
OF_TIMED = MOVES | {
    "max_bouts": st.integers(1, 10),
    "pause_on_leg_symptoms": st.booleans(),
    "weekly_minutes_target": st.integers(1, 600),
    "support": WORDS,
    "surface": WORDS,
}
WHOLE_DOSES = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("reps")} | COUNTED | SIDES, optional=OF_ALL | {"tempo": TEMPOS}
    ),
    st.fixed_dictionaries(
        {"type": st.just("hold"), "hold_seconds": st.integers(1, 120)} | COUNTED | SIDES,
        optional=OF_ALL | {"release_seconds": st.integers(0, 60)},
    ),
    st.fixed_dictionaries(
        {"type": st.just("duration"), "duration_seconds": from_to(1, 3600)}
        | {"sets": st.integers(1, 10)}
        | SIDES,
        optional=OF_ALL | OF_TIMED,
    ),
    st.fixed_dictionaries(
        {"type": st.just("distance"), "distance_metres": st.integers(1, 20_000)}
        | {"expected_seconds": st.integers(1, 3600), "sets": st.integers(1, 10)}
        | SIDES,
        optional=OF_ALL | MOVES,
    ),
)
NOT_SAID = {"rest": "rest_seconds", "between two holds": "release_seconds"}
"""What is left out of a whole dose where it changes nothing; a line keeps it as it was."""
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


@given(WHOLE_DOSES)
def test_a_whole_dose(dose: JsonObject) -> None:
    """What a therapist reads of a dose anywhere can be typed as it stands."""
    written = item(dose, {}).dose
    idle = {NOT_SAID[one.name] for one in every_detail(written) if not one.counts}
    unsaid = idle | ({"side"} if dose["side"] in HIDDEN_SIDES else set())
    hidden = {name: dose[name] for name in unsaid if name in dose}
    assert item(read_dose(whole(written)).dose | hidden, {}).dose == written


@pytest.mark.parametrize(
    "line",
    [
        "2 x 8, let go 3 s",
        "10 min, let go 3 s",
        "10 min, takes about 6 min",
        "2 x 8, on a bike",
        "2 x 8, hold 5 s, at most 3 parts",
        "400 m in 6 min, takes about 5 min",
        "400 m in 6 min, where: the hall",
        "2 x 8, 150 minutes a week",
        "400 m",
        "400 m, takes some time",
    ],
)
def test_what_another_kind_of_dose_has_is_refused(line: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_dose(line)


@given(DAY_RULES, SLOTS, st.integers(1, 6), st.none() | st.integers(2, 96))
def test_days_in_words(
    days: JsonObject, slots: list[str], times: int, quarters: int | None
) -> None:
    apart: JsonObject = {} if quarters is None else {"min_hours_between": quarters / 4}
    when = days | apart | {"slots": slots, "times_per_day": times}
    written = item({"type": "reps", "sets": 1, "reps": 1, "side": "none"}, when)
    typed = read_dose(f"2 x 8, {when_words(written.when)}").when
    assert item({"type": "reps", "sets": 1, "reps": 1, "side": "none"}, typed).when == written.when


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("2 x 8, 2 kg (a (b))", "a (b)", "2 kg (a (b))"),
        ("2 x 8, 2 kg (bag (left, by the door)), mon", "bag (left, by the door)",
         "2 kg (bag (left, by the door))"),
        ('2 x 8, 2 kg ("a (b")', "a (b", '2 kg ("a (b")'),
        ("2 x 8, band (a (b))", "a (b)", "band (a (b))"),
        ("2 x 8, red band (a (b))", "red band (a (b))", "red band (a (b))"),
    ],
)  # fmt: skip
def test_brackets_within_the_words_of_a_load(line: str, label: str, said: str) -> None:
    dose = read_dose(line).dose
    assert value_at(Draft(dose), ("load", "label")) == label
    assert said in describe(item(dose | {"side": "none"}, {}).dose)
