"""After an update of the rules the patient is told once, before anything is asked (H-28)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts, rules_version
from exercise_companion.core.rules_version import RulesChanged
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StoppedClock]:
    """A patient who did a session under the rules of now."""
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        shown = shown_to(companion)
        assert not any(isinstance(one, RulesChanged) for one in shown)
    clock.advance(24 * 3600)
    return folder, clock


def shown_to(companion: Companion) -> list[Prompt]:
    companion.start()
    return visit(companion, Patient())


def test_the_version_stands_with_every_check_and_in_the_report(
    place: tuple[Path, StoppedClock],
) -> None:
    ((version,),) = rows(place[0], "SELECT DISTINCT rules_version FROM safety_check")
    assert version == f"0.2-draft+rules.{rules_version.RULES_VERSION}"
    with Companion(*place) as companion:
        document = json_report.document(companion.report(None, None))
    assert {one["rules_version"] for one in document["safety_checks"]} == {version}


def test_h28_a_change_is_told_once_before_any_question(
    place: tuple[Path, StoppedClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules_version, "RULES_VERSION", rules_version.RULES_VERSION + 1)
    with Companion(*place) as companion:
        companion.greet()
        assert isinstance(companion.next(), RulesChanged)
    with Companion(*place) as companion:
        companion.start()
        first = companion.next()
        assert isinstance(first, RulesChanged)
        companion.reply(first, prompts.Leave())
        companion.start()
        assert isinstance(companion.next(), RulesChanged)
        companion.reply(first, prompts.Go())
        assert not isinstance(companion.next(), RulesChanged)
    with Companion(*place) as companion:
        assert not any(isinstance(one, RulesChanged) for one in shown_to(companion))


def test_what_was_told_under_the_rules_before_stays_as_it_was(
    place: tuple[Path, StoppedClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(place[0], "SELECT * FROM safety_check")
    monkeypatch.setattr(rules_version, "RULES_VERSION", rules_version.RULES_VERSION + 1)
    with Companion(*place) as companion:
        shown_to(companion)
    assert rows(place[0], "SELECT * FROM safety_check")[: len(before)] == before
    versions = rows(place[0], "SELECT DISTINCT rules_version FROM safety_check")
    assert len(versions) == 2


def test_a_new_patient_is_told_nothing(tmp_path: Path) -> None:
    install(tmp_path / "new", full_program(), StoppedClock())
    with Companion(tmp_path / "new", StoppedClock()) as companion:
        assert not any(isinstance(one, RulesChanged) for one in shown_to(companion))


def test_line_by_line_it_is_said(
    place: tuple[Path, StoppedClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules_version, "RULES_VERSION", rules_version.RULES_VERSION + 1)
    out = io.StringIO()
    with Companion(*place) as companion:
        console = Console(place[1], source=io.StringIO(""), out=out)
        PlainSession(companion, console).exercise()
    assert "The safety rules have changed" in out.getvalue()
