"""Not recorded whether there was an injection or surgery: it counts as recent (A12, C-14, C-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree
    from journeys import StoppedClock

INJECTION, SURGERY = "spinal_injection_date", "spinal_surgery_date"
FIRST_DAY = "2026-11-23"
OPERATION = {"active": False, "procedure": "Lumbar decompression", "date": "2026-01-05"}


def program_with(**last: str | None) -> Tree:
    """No operation is named; of injection and surgery what is said here, else "no"."""
    program = full_program()
    del program["post_op"]
    for name, value in last.items():
        program["risk"][name] = value
        if value is None:
            del program["risk"][name]
    return program


def told(tmp_path: Path, clock: StoppedClock, program: Tree, sign: str) -> tuple[str, str]:
    """What a sign leads to: the tier and the rules."""
    folder = tmp_path / "data"
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient({sign: YES}, begins=False), until=prompts.ShowAdvice)
    ((tier, rules),) = rows(folder, "SELECT tier, rules FROM alert")
    return str(tier), str(rules)


@pytest.mark.parametrize("name", [INJECTION, SURGERY])
@pytest.mark.parametrize("value", [None, "2026-11-09", FIRST_DAY])
def test_c14_counts_what_is_not_recorded_as_recent(
    tmp_path: Path, clock: StoppedClock, name: str, value: str | None
) -> None:
    assert told(tmp_path, clock, program_with(**{name: value}), "RF-NEU-01") == (
        "E-go",
        "RF-NEU-01 C-14",
    )


@pytest.mark.parametrize("name", [INJECTION, SURGERY])
@pytest.mark.parametrize("value", ["no", "2026-11-08", "2019-03-01"])
def test_c14_is_quiet_where_no_or_an_older_day_is_recorded(
    tmp_path: Path, clock: StoppedClock, name: str, value: str
) -> None:
    assert told(tmp_path, clock, program_with(**{name: value}), "RF-NEU-01") == ("U", "RF-NEU-01")


@pytest.mark.parametrize("procedure", ["Lumbar decompression", "Total knee replacement"])
def test_c14_an_operation_that_is_named_does_not_stand_for_what_is_not_recorded(
    tmp_path: Path, clock: StoppedClock, procedure: str
) -> None:
    program = program_with(spinal_surgery_date=None)
    program |= {"post_op": OPERATION | {"procedure": procedure}}
    assert told(tmp_path, clock, program, "RF-NEU-01") == ("E-go", "RF-NEU-01 C-14")


@pytest.mark.parametrize("no", ["no", "2019-03-01"])
def test_c14_the_latest_of_two_operations_counts(
    tmp_path: Path, clock: StoppedClock, no: str
) -> None:
    program = program_with(spinal_surgery_date=no)
    program |= {"post_op": OPERATION | {"date": "2026-11-20"}}
    assert told(tmp_path, clock, program, "RF-NEU-01") == ("E-go", "RF-NEU-01 C-14")


@pytest.mark.parametrize(
    ("last", "rules"),
    [
        ({INJECTION: None}, "RF-INF-01 C-18"),
        ({INJECTION: "2026-10-24"}, "RF-INF-01 C-18"),
        ({SURGERY: None}, "RF-INF-01 C-18"),
        ({INJECTION: "2026-10-23"}, "RF-INF-01"),
        ({INJECTION: "no", SURGERY: "no"}, "RF-INF-01"),
        ({SURGERY: "2026-10-24"}, "RF-INF-01 C-18"),
        ({SURGERY: "2026-10-23"}, "RF-INF-01"),
    ],
)
def test_c18_fever_and_what_is_not_recorded(
    tmp_path: Path, clock: StoppedClock, last: dict[str, str | None], rules: str
) -> None:
    assert told(tmp_path, clock, program_with(**last), "RF-INF-01") == ("U", rules)


@pytest.mark.parametrize(("last", "rules"), [(None, "RF-INF-01 C-18"), ("no", "RF-INF-01")])
def test_c18_beside_an_older_operation_what_is_recorded_of_the_back_decides(
    tmp_path: Path, clock: StoppedClock, last: str | None, rules: str
) -> None:
    program = program_with(spinal_surgery_date=last) | {"post_op": OPERATION}
    assert told(tmp_path, clock, program, "RF-INF-01") == ("U", rules)
