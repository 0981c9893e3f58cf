"""A prescription that must not be served: another's, an older, an ended, an altered one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import Tree, as_bytes, changed
from journeys import (
    BORN,
    IN_SESSION,
    NAME,
    YES,
    Patient,
    StoppedClock,
    full_program,
    rows,
    visit,
)

from exercise_companion import programs
from exercise_companion.companion import Companion, exercising
from exercise_companion.core import prompts
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.errors import Refused, UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.companion.context import Context

AFTER_THE_END = datetime(2027, 1, 3, 10, 0, tzinfo=UTC)
"""The prescription ended on 2 January 2027."""


def write(folder: Path, tree: Tree) -> Path:
    path = folder.parent / "offered.json"
    path.write_bytes(as_bytes(tree))
    return path


ABOUT_THE_PROGRAM_ITSELF = ("app_event", "setting", "projection")
"""Tables of starts and of what *Today* shows first; every start writes there."""


def contents(folder: Path) -> list[str]:
    """Everything in the store about the patient and the plan, as text."""
    own = tuple(f'INSERT INTO "{table}"' for table in ABOUT_THE_PROGRAM_ITSELF)
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        return [line for line in connection.iterdump() if not line.startswith(own)]


def load(folder: Path, clock: StoppedClock, tree: Tree, name: str = NAME, born: str = BORN) -> None:
    path = write(folder, tree)
    with Companion(folder, clock) as companion:
        companion.preview(path)
        companion.install(path, name, born)


def assert_no_session_begins(folder: Path, clock: StoppedClock, kind: DecisionKind) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        patient = Patient()
        shown = visit(companion, patient)
        assert companion.context is not None
        with pytest.raises(Refused):
            exercising.begin(companion.context, helper=False)
    assert not any(isinstance(prompt, IN_SESSION) for prompt in shown)
    decisions = [prompt for prompt in shown if isinstance(prompt, prompts.ShowDecision)]
    assert [shown.decision.kind for shown in decisions] == [kind]
    assert [type(refusal) for refusal in patient.refusals] == [Refused]
    assert rows(folder, "SELECT id FROM session") == []


# --- H-01: somebody else's ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "born"), [("Peter Novak", BORN), (NAME, "1957-03-05"), ("", BORN), ("Ana", BORN)]
)
def test_h01_a_plan_is_refused_to_anybody_else(
    tmp_path: Path, clock: StoppedClock, name: str, born: str
) -> None:
    folder = tmp_path / "new"
    with pytest.raises(Refused) as refusal:
        load(folder, clock, full_program(), name, born)
    assert "written for one person, like a medicine" in refusal.value.what_to_do
    assert "name or birth date" in refusal.value.what_happened
    assert not folder.exists()


def test_h01_the_refusal_does_not_tell_whose_it_is(tmp_path: Path, clock: StoppedClock) -> None:
    texts = set()
    for name, born in (("Peter Novak", BORN), (NAME, "1957-03-05")):
        with pytest.raises(Refused) as refusal:
            load(tmp_path / "new", clock, full_program(), name, born)
        texts.add(str(refusal.value))
    assert len(texts) == 1
    assert not {"Ana", "Novak", "1957"} & set(texts.pop().replace(".", " ").split())


def test_h01_a_birth_date_that_cannot_be_read_is_asked_again(
    tmp_path: Path, clock: StoppedClock
) -> None:
    with pytest.raises(UsageFault) as fault:
        load(tmp_path / "new", clock, full_program(), NAME, "some day in March")
    assert "14 March 1958" in fault.value.what_to_do


def test_h01_a_store_takes_no_other_persons_plan(folder: Path, clock: StoppedClock) -> None:
    before = contents(folder)
    other = changed(second_version(), "patient", "patient_id", to="p-2002")
    with pytest.raises(Refused) as refusal:
        load(folder, clock, other)
    assert refusal.value.what_happened == (
        "This plan was written for one person, like a medicine. It is not yours."
    )
    assert refusal.value.what_to_do == "Please use only your own. Nothing was changed."
    assert contents(folder) == before


def test_h01_the_right_person_may_load_it(tmp_path: Path, clock: StoppedClock) -> None:
    folder = tmp_path / "new"
    load(folder, clock, full_program(), "  ANA  novák ", "4 March 1957")
    bound = rows(folder, "SELECT patient_id, display_name, birth_date FROM patient")
    assert bound == [("p-1001", "Ana Novak", "1957-03-04")]


# --- H-02: an older one ---------------------------------------------------------------------------


def second_version() -> Tree:
    return succeeding(full_program())


def succeeding(tree: Tree) -> Tree:
    """The next version of a plan."""
    before = {"program_id": tree["program_id"], "version": 1}
    return changed(changed(tree, "version", to=2), "supersedes", to=before)


def test_h02_a_new_version_replaces_the_old(folder: Path, clock: StoppedClock) -> None:
    load(folder, clock, second_version())
    assert rows(folder, "SELECT version FROM program_version ORDER BY id") == [(1,), (2,)]


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        (full_program(), "version 2 is installed"),
        (changed(second_version(), "title", to="Other"), "version 2 is installed"),
        (second_version(), "already installed"),
        (
            changed(full_program(), "program_id", to="00000000-5d4e-4f6a-8b7c-9d0e1f2a3b4c"),
            "a different plan",
        ),
    ],
)
def test_h02_nothing_older_or_foreign_is_installed_over_it(
    folder: Path, clock: StoppedClock, offered: Tree, words: str
) -> None:
    load(folder, clock, second_version())
    before = contents(folder)
    with pytest.raises(Refused, match=words):
        load(folder, clock, offered)
    assert contents(folder) == before


def test_h02_a_plan_that_names_what_it_replaces_may(folder: Path, clock: StoppedClock) -> None:
    new = changed(full_program(), "program_id", to="00000000-5d4e-4f6a-8b7c-9d0e1f2a3b4c")
    old = {"program_id": full_program()["program_id"], "version": 1}
    load(folder, clock, changed(new, "supersedes", to=old))
    assert len(rows(folder, "SELECT id FROM program_version")) == 2


def test_h02_a_plan_waits_while_another_window_runs_a_session(
    folder: Path, clock: StoppedClock
) -> None:
    """Decisions E5."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        with pytest.raises(Refused, match="second window"):
            load(folder, clock, second_version())
    assert len(rows(folder, "SELECT id FROM program_version")) == 1


def test_h02_a_session_that_was_left_is_closed_by_a_new_plan(
    folder: Path, clock: StoppedClock
) -> None:
    """What was done is kept; it does not go on under another version (decisions E5)."""
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(), until=prompts.DoSet)
        companion.reply(shown[-1], prompts.DidSet())
    load(folder, clock, second_version())
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]
    assert len(rows(folder, "SELECT id FROM set_log")) == 1


def test_h02_a_session_left_yesterday_does_not_keep_a_new_plan_out(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
    clock.advance(24 * 3600)
    load(folder, clock, second_version())
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]
    assert len(rows(folder, "SELECT id FROM program_version")) == 2


def test_h02_a_session_does_not_go_on_under_another_version(
    folder: Path, clock: StoppedClock
) -> None:
    """Decisions E5, should a version arrive past `load`: a restored or shared store."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        assert companion.context is not None
        put_beside(companion.context, second_version())
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(), until=prompts.AskSafety)
        assert [type(prompt) for prompt in shown] == [Told, WhatIsNew, prompts.AskSafety]
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]


def put_beside(context: Context, tree: Tree) -> None:
    """Keep a version in the store without asking whether it may be."""
    loaded = programs.read(as_bytes(tree), anchor=context.day, tables=programs.default_tables())
    context.store.install_program(
        program_id=loaded.program.program_id,
        version=loaded.program.version,
        sha256=loaded.sha256,
        document=loaded.document,
        anchor_day=context.day,
        demo=False,
    )


# --- H-03: an ended one ---------------------------------------------------------------------------


def test_h03_the_last_day_is_a_day_to_exercise(folder: Path, clock: StoppedClock) -> None:
    clock.instant = datetime(2027, 1, 2, 10, 0, tzinfo=UTC)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    assert len(rows(folder, "SELECT id FROM session")) == 1


def test_h03_an_ended_plan_begins_no_session(folder: Path, clock: StoppedClock) -> None:
    clock.instant = AFTER_THE_END
    assert_no_session_begins(folder, clock, DecisionKind.NO_VALID_PROGRAM)
    with Companion(folder, clock) as companion:
        assert companion.today().state == "expired"


def test_h03_a_review_long_overdue_begins_no_session(folder: Path, clock: StoppedClock) -> None:
    longer = changed(second_version(), "valid_until", to="2027-03-01")
    load(folder, clock, changed(longer, "phases", 0, "ends_on", to="2027-03-01"))
    clock.instant = datetime(2027, 1, 13, 10, 0, tzinfo=UTC)
    with Companion(folder, clock) as companion:
        assert companion.today().state == "ready"
    clock.instant = datetime(2027, 1, 14, 10, 0, tzinfo=UTC)
    assert_no_session_begins(folder, clock, DecisionKind.NO_VALID_PROGRAM)


def test_h03_setting_the_clock_back_does_not_help(folder: Path, clock: StoppedClock) -> None:
    clock.instant = AFTER_THE_END
    assert_no_session_begins(folder, clock, DecisionKind.NO_VALID_PROGRAM)
    clock.instant = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    assert_no_session_begins(folder, clock, DecisionKind.NO_VALID_PROGRAM)


def test_h03_a_plan_that_has_not_begun_begins_no_session(tmp_path: Path) -> None:
    clock = StoppedClock(datetime(2026, 11, 21, 10, 0, tzinfo=UTC))
    load(tmp_path / "new", clock, full_program())
    assert_no_session_begins(tmp_path / "new", clock, DecisionKind.NO_VALID_PROGRAM)


def test_h03_an_ended_plan_is_not_installed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ended on 2 January 2027"):
        load(tmp_path / "new", StoppedClock(AFTER_THE_END), full_program())
    assert not (tmp_path / "new").exists()


# --- H-04: an altered one -------------------------------------------------------------------------


def alter(folder: Path, old: str, new: str) -> None:
    """Change the stored prescription behind the program's back."""
    with closing(sqlite3.connect(folder / "companion.db")) as connection, connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'program_version'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        done = connection.execute(
            "UPDATE program_version SET document = replace(document, ?, ?)", (old, new)
        )
        assert done.rowcount == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"reps": 8', '"reps": 12'),
        ('"back": 3', '"back": 6'),
        ('"valid_until": "2027-01-02"', '"valid_until": "2027-02-02"'),
        ("020 7946 0123", "020 7946 0124"),
        ("Lift your hips.", "Lift your hip."),
        ('"kind"', '"kinds"'),
        ("{", ""),
    ],
)
def test_h04_an_altered_plan_begins_no_session(
    folder: Path, clock: StoppedClock, old: str, new: str
) -> None:
    alter(folder, old, new)
    assert_no_session_begins(folder, clock, DecisionKind.NO_VALID_PROGRAM)


def test_h04_a_session_in_progress_does_not_go_on_with_an_altered_plan(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
    alter(folder, '"reps": 8', '"reps": 12')
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    assert not any(isinstance(prompt, IN_SESSION) for prompt in shown)


def test_h04_something_is_wrong_works_without_a_usable_plan(
    folder: Path, clock: StoppedClock
) -> None:
    alter(folder, "{", "")
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        shown = visit(companion, Patient({"RF-CAR-01": YES}),
                      until=prompts.ShowAdvice)  # fmt: skip
        assert isinstance(shown[-1], prompts.ShowAdvice)
        assert any("emergency" in line.lower() for line in shown[-1].advice.do_now)
