"""What a new version of a prescription changes, in the patient's words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import Tree, changed, make_exercise, make_item, make_program, without

from exercise_companion.core.changes import all_changes, changes
from exercise_companion.core.program import Frequency, Program
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue


def read(tree: Tree) -> Program:
    return Program.model_validate_json(json.dumps(tree))


def dose(**fields: JsonValue) -> Tree:
    """Two sets of eight, without a tempo to read out."""
    return {"type": "reps", "side": "both_together", "sets": 2, "reps": 8} | fields


BRIDGE, REACH = make_exercise(), make_exercise("reach", name="Reach")
BASE = changed(
    make_program(exercises=[BRIDGE, REACH]),
    "phases", 0, "items",
    to=[make_item(dose=dose()), make_item("reach-1", "reach", dose=dose())],
)  # fmt: skip
ITEM = ("phases", 0, "items", 0)
EASIER: Tree = {"instruction": "Do one set.", "dose": dose(sets=1)}


def told(new: Tree, old: Tree = BASE) -> tuple[str, ...]:
    return changes(read(old), read(new))


def item(**fields: JsonValue) -> Tree:
    return changed(BASE, *ITEM, to=make_item(**({"dose": dose()} | fields)))


def test_the_same_prescription_changes_nothing() -> None:
    assert told(BASE) == ()


@pytest.mark.parametrize(
    ("new", "line"),
    [
        (item(dose=dose(reps=10)), "Bridge: 2 × 8 becomes 2 × 10."),
        (item(when={"days": ["mon", "fri"]}), "Bridge: every day becomes Mon, Fri."),
        (item(exercise="reach"), "Bridge becomes Reach."),
        (item(modify_down=EASIER), "Bridge, easier version, new: Do one set. 1 × 8."),
        (item(pain_limit=3), "Bridge: its pain limit is now 3 out of 10."),
    ],
)
def test_what_becomes_of_an_exercise(new: Tree, line: str) -> None:
    assert told(new) == (line,)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (item(modify_down=EASIER), BASE, "Bridge: the easier version is no longer offered."),
        (
            item(modify_down=EASIER),
            item(modify_down={**EASIER, "dose": dose(sets=1, reps=5)}),
            "Bridge, easier version: 1 × 8 becomes 1 × 5.",
        ),
        (item(pain_limit=3), BASE, "Bridge: its pain limit is now the one of your plan."),
    ],
)
def test_what_is_taken_back(before: Tree, after: Tree, line: str) -> None:
    assert told(after, before) == (line,)


def test_an_exercise_more_or_less() -> None:
    fewer = without(BASE, "phases", 0, "items", 1)
    assert told(fewer) == ("Reach is left out.",)
    assert told(BASE, fewer) == ("Reach is new: 2 × 8, every day.",)


def test_a_phase_more_names_the_phase_everywhere() -> None:
    phase = {
        "id": "build",
        "title": "Build",
        "aim": "Do more.",
        "starts_on": "2026-12-20",
        "ends_on": "2027-01-02",
        "items": [make_item("reach-2", "reach", dose=dose())],
    }
    first = changed(BASE, "phases", 0, "ends_on", to="2026-12-19")
    two = changed(first, "phases", to=[*first["phases"], phase])
    assert told(two) == (
        "Settle and learn now goes from 22 November 2026 to 19 December 2026.",
        "Build is a new part of your plan.",
        "Build: Reach is new: 2 × 8, every day.",
    )
    assert told(BASE, two) == (
        "Settle and learn now goes from 22 November 2026 to 2 January 2027.",
        "Build is no longer part of your plan.",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("safety_parameters", {"pain_limit": 4}),
        ("baseline_pain", {"back": 4}),
    ],
)
def test_new_limits_are_said_without_numbers(field: str, value: JsonValue) -> None:
    assert told(changed(BASE, field, to=value)) == ("Your pain limits are set anew.",)


def test_restrictions_and_precautions_come_and_go() -> None:
    strict = changed(
        changed(BASE, "restrictions", to=[{"text": "Lift no more than 5 kg."}]),
        "precautions",
        to=[{"text": "Hold on to the rail."}],
    )
    assert told(strict) == (
        "Restriction, new: Lift no more than 5 kg.",
        "Precaution, new: Hold on to the rail.",
    )
    assert told(BASE, strict) == (
        "Restriction, no longer: Lift no more than 5 kg.",
        "Precaution, no longer: Hold on to the rail.",
    )


def test_new_dates() -> None:
    longer = changed(BASE, "valid_until", to="2027-01-31")
    review = {"date": "2027-01-05", "kind": "phone", "label": "Ten weeks"}
    more = changed(longer, "reviews", to=[*BASE["reviews"], review])
    assert told(more) == (
        "Your plan now lasts until 31 January 2027.",
        "New review: 5 January 2027, Ten weeks.",
    )


def test_new_people() -> None:
    new = changed(BASE, "prescriber", "name", to="Amir Rahman")
    new = changed(new, "contacts", "therapist", "phone", to="020 7946 0999")
    assert told(new) == (
        "Your therapist is now Amir Rahman.",
        "Therapist: Ruth Hall, 020 7946 0123 becomes Ruth Hall, 020 7946 0999.",
    )


REVIEWER: Tree = BASE["prescriber"] | {"name": "Amir Rahman"}
REVIEWED = changed(BASE, "second_reviewer", to=REVIEWER)


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (BASE, REVIEWED, ["Second reviewer: now Amir Rahman."]),
        (REVIEWED, BASE, ["Second reviewer: now none."]),
        (REVIEWED, changed(REVIEWED, "second_reviewer", "name", to="Jo Hale"),
         ["Second reviewer: now Jo Hale."]),
        *(
            (REVIEWED, changed(REVIEWED, "second_reviewer", name, to=now),
             [f"Second reviewer, {label}: {REVIEWER[name]} becomes {now}."])
            for name, label, now in (
                ("profession", "profession", "Surgeon"),
                ("regulator", "regulator", "GMC"),
                ("licence_no", "licence number", "GMC-1"),
                ("clinic", "clinic", "Ward 4"),
                ("phone", "phone", "020 7946 0999"),
                ("signed_on", "signed on", "2026-11-18"),
            )
        ),
    ],
)  # fmt: skip
def test_of_the_second_reviewer_that_is_said_which_changed(
    before: Tree, after: Tree, lines: list[str]
) -> None:
    assert [change.words for change in all_changes(read(before), read(after))] == lines


NOW: JsonValue = "not recorded (counts as just now)"


@pytest.mark.parametrize(
    ("fact", "before", "after", "line"),
    [
        ("spinal_injection_date", "2026-10-06", None, f"2026-10-06 becomes {NOW}"),
        ("spinal_surgery_date", "no", None, f"no becomes {NOW}"),
        ("spinal_surgery_date", None, "2026-10-06", f"{NOW} becomes 2026-10-06"),
        ("falls", "no", None, "no becomes not recorded (counts as yes)"),
        ("falls", "not_recorded", "yes", "not recorded (counts as yes) becomes yes"),
    ],
)
def test_what_is_not_recorded_is_never_said_to_be_none(
    fact: str, before: JsonValue, after: JsonValue, line: str
) -> None:
    old, new = (
        read(changed(BASE, "risk", to={} if value is None else {fact: value}))
        for value in (before, after)
    )
    assert [change.words for change in all_changes(old, new)] == [f"Risk {fact}: {line}."]


def test_what_matters_most_comes_first() -> None:
    new = changed(item(dose=dose(reps=10)), "baseline_pain", to={"back": 4})
    new = changed(new, "restrictions", to=[{"text": "No twisting."}])
    new = changed(new, "valid_until", to="2027-01-31")
    new = changed(new, "prescriber", "name", to="Amir Rahman")
    firsts = [line.split()[0] for line in told(new)]
    assert firsts == ["Bridge:", "Your", "Restriction,", "Your", "Your"]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({}, "every day"),
        ({"times_per_day": 3}, "every day, 3 times a day"),
        ({"days": ["mon", "wed"]}, "Mon, Wed"),
        ({"days": ["mon"], "times_per_day": 2}, "Mon, 2 times a day"),
        ({"days_per_week": 1}, "1 day a week"),
        ({"days_per_week": 3}, "3 days a week"),
        ({"every_n_days": 2}, "every 2 days"),
    ],
)
def test_how_often_in_words(when: Tree, words: str) -> None:
    assert when_words(Frequency.model_validate_json(json.dumps(when))) == words
