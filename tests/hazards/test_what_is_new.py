"""A new version never slips in: what it changes is read once before anything is done by it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from builders import Tree, changed, make_dose
from journeys import (
    YES,
    Patient,
    StoppedClock,
    console_for,
    full_program,
    install,
    load_at,
    rows,
    visit,
)

from exercise_companion.cli import run
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.new_version import NOTHING_ELSE, WAITS, WhatIsNew
from exercise_companion.errors import StoreFault
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import NOT_COMPLETE, PlainSession
from exercise_companion.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ITEM = ("phases", 0, "items", 0)
BECAME = "Bridge: 2 × 8 becomes 3 × 10."
READ = "SELECT program_version_id, how, words FROM version_read"


def version(number: int, dose: Tree, **changes: object) -> Tree:
    """A later version with another dose of the bridge."""
    before = {"program_id": full_program()["program_id"], "version": number - 1}
    tree = full_program() | {"version": number, "supersedes": before} | changes
    return changed(tree | {"version_note": "It was easy."}, *ITEM, "dose", to=dose)


SECOND = version(2, make_dose(sets=3, reps=10))


@pytest.fixture
def changed_plan(folder: Path, clock: StoppedClock) -> Path:
    """A store into which a second version was loaded, perhaps by a relative."""
    install(folder, SECOND, clock)
    return folder


@pytest.fixture
def companion(changed_plan: Path, clock: StoppedClock) -> Iterator[Companion]:
    with Companion(changed_plan, clock) as opened:
        yield opened


def news(companion: Companion) -> WhatIsNew:
    shown = companion.next()
    assert isinstance(shown, WhatIsNew)
    return shown


def test_the_first_version_is_all_new_and_asks_nothing(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.greet()
        assert companion.next() is None
        assert WAITS not in companion.today().due


def test_what_is_new_comes_first_with_the_reason_and_is_noted(
    companion: Companion, changed_plan: Path
) -> None:
    assert WAITS in companion.today().due
    companion.start()
    shown = news(companion)
    assert (shown.said_by, shown.note, shown.changes) == ("Ruth Hall", "It was easy.", (BECAME,))
    assert rows(changed_plan, READ) == []
    companion.reply(shown, prompts.Go())
    assert rows(changed_plan, READ) == [(2, "read", f"Ruth Hall: It was easy.\n{BECAME}")]
    assert isinstance(companion.next(), prompts.AskSafety)
    assert WAITS not in companion.today().due


def test_it_is_shown_at_the_opening_and_only_once(
    companion: Companion, changed_plan: Path, clock: StoppedClock
) -> None:
    assert companion.next() is None
    companion.greet()
    companion.reply(news(companion), prompts.Go())
    assert companion.next() is None
    with Companion(changed_plan, clock) as again:
        again.greet()
        assert again.next() is None


def test_what_was_not_read_to_its_end_comes_again(
    companion: Companion, changed_plan: Path, clock: StoppedClock
) -> None:
    companion.start()
    companion.reply(news(companion), prompts.Leave())
    assert companion.next() is None
    with Companion(changed_plan, clock) as again:
        again.greet()
        assert news(again).changes == (BECAME,)


def test_two_versions_unread_are_compared_with_the_one_that_was_known(
    changed_plan: Path, clock: StoppedClock
) -> None:
    install(changed_plan, version(3, make_dose(sets=4, reps=10)), clock)
    with Companion(changed_plan, clock) as companion:
        companion.greet()
        assert news(companion).changes == (BECAME.replace("3 × 10", "4 × 10"),)
        companion.reply(news(companion), prompts.Go())
    install(changed_plan, version(4, make_dose(sets=4, reps=12)), clock)
    with Companion(changed_plan, clock) as companion:
        companion.greet()
        (line,) = news(companion).changes
        assert line.startswith("Bridge: 4 × 10")


def test_a_version_loaded_while_the_news_is_read_is_not_taken_for_read(
    companion: Companion, changed_plan: Path, clock: StoppedClock
) -> None:
    companion.greet()
    shown = news(companion)
    install(changed_plan, version(3, make_dose(sets=4, reps=10)), clock)
    companion.reply(shown, prompts.Go())
    (line,) = news(companion).changes
    assert line.startswith("Bridge: 3 × 10")


def test_the_same_work_with_another_goal_says_so(folder: Path, clock: StoppedClock) -> None:
    install(folder, version(2, full_program()["phases"][0]["items"][0]["dose"]), clock)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert news(companion).lines == (NOTHING_ELSE,)


def test_it_could_not_be_noted_and_stays(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, changed_plan: Path
) -> None:
    def full_disk(*_: object) -> None:
        raise StoreFault("The disk is full.", "Make room.")

    companion.start()
    shown = news(companion)
    with monkeypatch.context() as failing:
        failing.setattr(Store, "read_version", full_disk)
        with pytest.raises(StoreFault):
            companion.reply(shown, prompts.Go())
    assert rows(changed_plan, READ) == []
    assert news(companion) == shown


def test_no_dose_is_read_out_at_a_lock(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-NEU-01": YES}, begins=False))
        assert companion.is_blocked()
    install(folder, SECOND, clock)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert not any(isinstance(one, WhatIsNew) for one in visit(companion, Patient()))
        event_id = rows(folder, "SELECT event_id FROM v_alerts")[0][0]
    ends = {
        "event_id": event_id, "cleared_by": "Ruth Hall", "role": "physiotherapist",
        "licence_no": "PH-104233", "date": "2026-11-23", "note": "Seen.",
    }  # fmt: skip
    third = version(3, make_dose(sets=3, reps=10), clearances=[ends])
    install(folder, third, clock)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert news(companion).changes == (BECAME,)


def test_warning_signs_come_before_it(companion: Companion) -> None:
    companion.greet()
    assert isinstance(companion.next(), WhatIsNew)
    companion.something_is_wrong()
    assert isinstance(companion.next(), prompts.AskSafety)


def test_a_question_about_something_wrong_alone_shows_no_news(companion: Companion) -> None:
    companion.something_is_wrong()
    shown = visit(companion, Patient())
    assert shown
    assert not any(isinstance(one, WhatIsNew) for one in shown)


# --- line by line, loaded at the shell by somebody else -------------------------------------------


def test_line_by_line_it_is_read_out_and_saved(changed_plan: Path, clock: StoppedClock) -> None:
    with Companion(changed_plan, clock) as companion:
        console, out = console_for(Patient(), clock)
        PlainSession(companion, console).exercise()
    lines = out.getvalue().splitlines()
    place = lines.index("What is new in your plan.")
    assert lines[place + 1 : place + 5] == [
        "Ruth Hall says: It was easy.",
        BECAME,
        "Type ok when you have read this, or leave",
        "Saved.",
    ]
    assert lines[place + 5] != BECAME
    assert len(rows(changed_plan, READ)) == 1


def test_line_by_line_leaving_keeps_it_for_the_next_time(
    changed_plan: Path, clock: StoppedClock
) -> None:
    out = io.StringIO()
    with Companion(changed_plan, clock) as companion:
        console = Console(clock, source=io.StringIO("leave\n"), out=out)
        assert PlainSession(companion, console).exercise() == NOT_COMPLETE
    assert "Saved." not in out.getvalue()
    assert rows(changed_plan, READ) == []


def test_the_shell_says_that_it_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, now = tmp_path / "data", "2026-11-23T09:00"
    load_at(folder, full_program(), now)
    assert run(["--data", str(folder), "--now", now, "today"]) == 0
    assert WAITS not in capsys.readouterr().out
    load_at(folder, SECOND, now)
    assert "What is new is shown once more when the program is opened." in capsys.readouterr().out
    assert run(["--data", str(folder), "--now", now, "today"]) == 0
    assert WAITS in capsys.readouterr().out
