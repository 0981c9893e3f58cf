"""A dose typed for `program new` is said back, stands as it was said, and is confirmed."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from test_program_new import PLAN, SURE, facts, files, in_a_folder, run

__all__ = ["facts", "in_a_folder"]

WALK = ["--exercise", "walk=10 min"]
ITEM = "phases.phase-1.items.bridge"


def item() -> dict[str, object]:
    """The only exercise of the program or draft that was written."""
    (path,) = Path().glob("p-7-v1.*")
    (found,) = json.loads(path.read_bytes())["phases"][0]["items"]
    return found  # type: ignore[no-any-return]


def test_h17_a_dose_typed_with_its_exercise_is_said_back_and_waits_to_be_confirmed(
    facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, result = run("--exercise", "bridge=2 x 8, mon wed", *WALK, *PLAN, *facts)
    assert code == 1
    assert "Understood, bridge: 2 × 8, Mon, Wed." in result.stderr
    assert "Understood, walk: 10 min, as a walk, every day. Kept: as a walk." in result.stderr
    assert "The doses are not confirmed" in capsys.readouterr().err
    assert files() == ["p-7-v1.draft.json"]
    assert run("--continue", "p-7-v1.draft.json", *SURE)[0] == 0


def test_h17_a_dose_typed_for_the_next_version_waits_to_be_confirmed_and_one_kept_does_not(
    facts: list[str],
) -> None:
    assert run("--exercise", "bridge=2 x 8", *PLAN, *facts, *SURE)[0] == 0
    changed = ["--from", "p-7-v1.json", "--set", "version_note=More"]
    assert run(*changed, "--set", f"{ITEM}.dose=3 x 8")[0] == 1
    assert files() == ["p-7-v1.json", "p-7-v2.draft.json"]
    assert run(*changed, "--force")[0] == 0
    assert files() == ["p-7-v1.json", "p-7-v2.json"]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("2 x 8, mon", 'when.days=["tue"]'),
        ("2 x 8, mon", 'when={"days": ["tue"]}'),
        ("2 x 8, mon", "when.days_per_week=3"),
        ("2 x 8, mon", "when.days.0=tue"),
        ("2 x 8, daily", "when.every_n_days=2"),
        ("2 x 8, 3 days a week", 'when.days=["tue"]'),
        ("2 x 8, once a day", "when.times_per_day=2"),
        ("2 x 8, once a day", "when.min_hours_between=4"),
        ("2 x 8, twice a day", 'when.slots=["morning"]'),
        ("2 x 8, evening", "when.times_per_day=2"),
        ("2 x 8", "dose.sets=3"),
        ("2 x 8, 4 kg", "dose.load.load_kg=5"),
    ],
)
def test_a_typed_dose_and_a_part_of_it_are_two_values_for_one_place(
    line: str, part: str, facts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("--exercise", "bridge", *PLAN, *facts)
    kept = ["--continue", "p-7-v1.draft.json", *SURE]
    before = item()
    for pair in permutations([f"{ITEM}.dose={line}", f"{ITEM}.{part}"]):
        assert run(*kept, *(word for change in pair for word in ("--set", change)))[0] == 2
        assert "Two values are for one place" in capsys.readouterr().err
        assert item() == before
    new = ["--exercise", f"bridge={line}", *PLAN, *facts, "--force", *SURE]
    assert run(*new, "--set", f"{ITEM}.{part}")[0] == 2
    assert f'"bridge={line}" and "{ITEM}.' in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize(
    ("line", "part", "written"),
    [
        ("2 x 8, mon", "when.times_per_day=2", {"days": ["mon"], "times_per_day": 2}),
        ("2 x 8", 'when.days=["tue"]', {"days": ["tue"]}),
        ("2 x 8, mon", "dose.rest_seconds=45", {"days": ["mon"]}),
    ],
)
def test_what_a_typed_dose_does_not_speak_of_is_given_after_it(
    line: str, part: str, written: dict[str, object], facts: list[str]
) -> None:
    dose = ["--exercise", f"bridge={line}", *PLAN, *facts, *SURE]
    code, result = run(*dose, "--set", f"{ITEM}.{part}")
    assert code == 0, result.stderr
    assert item()["when"] == written
