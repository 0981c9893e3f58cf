"""`log`: diary entries from the shell; a wrong one changes nothing."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_dose, make_exercise, make_item, make_program
from journeys import FIRST_DAY, Patient, StoppedClock, install, visit

from exercise_companion.cli import run
from exercise_companion.clock import Clock
from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.prompts import Go, ShowDecision, Talked
from exercise_companion.core.records import SetRecord
from exercise_companion.core.terms import Answer
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from builders import Tree

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import StoredSession

NOW = "2026-11-24T09:00+00:00"
TODAY, YESTERDAY, FIRST = date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 22)

KEPT_TABLES = (
    "session", "session_item", "set_log", "item_end", "session_end", "pain_entry", "walk_log",
    "flare_entry", "pause_range", "talk", "talk_alert", "clearance",
)  # fmt: skip


def two_exercises(**changes: object) -> Tree:
    reach = make_dose(side="each_side", sets=3, reps=6)
    program = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach")],
        baseline_pain={"back": 3, "leg": 2},
        **changes,
    )
    program["phases"][0]["items"] = [make_item("A1"), make_item("A2", "reach", dose=reach)]
    return program


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A test store with the prescription of two exercises, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    path = folder / "program.json"
    path.write_bytes(as_bytes(two_exercises()))
    assert run(["load", str(path), "--name", "Ana Novak", "--born", "1957-03-04", *at(folder)]) == 0
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    copytree(loaded, tmp_path, dirs_exist_ok=True)
    return tmp_path


def at(folder: Path) -> list[str]:
    return ["--data", str(folder / "data"), "--now", NOW]


def log(folder: Path, *words: str) -> int:
    return run(["log", *words, *at(folder)])


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "companion.db")) as connection:
        return connection.execute(sql).fetchall()


_EVERY_ROW = "SELECT id FROM {}"


def kept(folder: Path) -> dict[str, int]:
    return {table: len(rows(folder, _EVERY_ROW.format(table))) for table in KEPT_TABLES}


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


# --- nothing is kept of a wrong entry -------------------------------------------------------------

PAUSE = ("pause", "--from", "today", "--to", "2026-11-28", "--reason")
SESSION = ("session", "--source", "late")
YESTERDAYS = (*SESSION, "--day", "yesterday")
TALK = ("talk", "--who", "Ruth Hall", "--role", "physiotherapist", "--said")


@pytest.mark.parametrize(
    "words",
    [
        ("pain", "back=11"),
        ("pain", "back=-1"),
        ("pain", "back=3.5"),
        ("pain", "back"),
        ("pain", "elbow=3"),
        ("pain", "hip=3"),
        ("pain", "back=3", "back=4"),
        ("pain", "back=3", "leg=12"),
        ("morning", "back=3", "leg=2"),
        ("walk", "--bouts", "2"),
        ("walk", "--minutes", "nan"),
        ("walk", "--minutes", "0"),
        ("walk", "--minutes", "1441"),
        ("walk", "--minutes", "10", "--first-symptom", "11"),
        ("walk", "--minutes", "10", "--bouts", "0"),
        ("walk", "--minutes", "10", "--leg-pain", "11"),
        ("walk", "--minutes", "10", "--stopped", "bored"),
        ("flare", "end"),
        ("flare", "middle"),
        (*PAUSE, " "),
        (*PAUSE, "a\x1b[2J"),
        ("pause", "--from", "today"),
        ("pause", "--from", "today", "--to", "yesterday", "--reason", "holiday"),
        ("pause", "--from", "2027-06-01", "--to", "2027-06-02", "--reason", "holiday"),
        ("pause", "--from", "someday", "--to", "2026-11-28", "--reason", "holiday"),
        (*TALK, "too short"),
        (*TALK, "clear \u202e reversed"),
        (*TALK, "Go on as before.", "--review"),
        (*YESTERDAYS, "--item", "A9"),
        (*YESTERDAYS, "--item", "A1", "--item", "A1"),
        (*YESTERDAYS, "--item", "A1", "--all"),
        YESTERDAYS,
        (*YESTERDAYS, "--all", "--sets", "4"),
        (*YESTERDAYS, "--all", "--sets", "0"),
        (*YESTERDAYS, "--all", "--effort", "11"),
        (*YESTERDAYS, "--all", "--pain-before", "hip=2"),
        (*SESSION, "--all", "--day", "2026-11-25"),
        (*SESSION, "--all", "--day", "2026-11-21"),
        (*SESSION, "--all", "--day", "2026-11-09"),
        (*SESSION, "--all", "--day", "32 November 2026"),
    ],
)
def test_a_wrong_entry_is_refused_and_nothing_of_it_is_kept(
    words: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept(folder)
    assert log(folder, *words) == UsageFault.exit_code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert kept(folder) == before


@pytest.mark.parametrize("words", [("pain",), ("walk",), ("session",), ("flare",), ("talk",)])
def test_answers_that_run_out_keep_nothing(
    words: tuple[str, ...],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    types(monkeypatch, "3" if words == ("pain",) else "yesterday")
    before = kept(folder)
    assert log(folder, *words) == 1
    assert "Saved." not in capsys.readouterr().out
    assert kept(folder) == before


SIGN_KEPT = "A warning sign that you told of is."


@pytest.mark.parametrize(
    "words", [("pain",), ("medicine",), ("pause",), ("flare",), ("talk",), ("paper",), ("walk",)]
)
def test_where_no_sign_was_told_an_entry_that_is_left_speaks_of_none(
    words: tuple[str, ...],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    types(monkeypatch, *(["no", "walk"] if words == ("walk",) else []))
    assert log(folder, *words) == 1
    said = capsys.readouterr().err
    assert "This entry is not saved." in said
    assert SIGN_KEPT not in said


def test_where_a_sign_was_told_an_entry_that_is_left_says_that_it_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "yes", "walk", "0")
    assert log(folder, "walk") == UsageFault.exit_code, "the minutes cannot be right"
    said = capsys.readouterr().err
    assert f"This entry is not saved. {SIGN_KEPT}" in said
    types(monkeypatch, "yes")
    assert log(folder, "walk") == 1
    assert f"This entry is not saved. {SIGN_KEPT}" in capsys.readouterr().err


def test_without_a_plan_nothing_is_made(tmp_path: Path) -> None:
    assert log(tmp_path, "pain", "back=3") == 1
    assert list(tmp_path.iterdir()) == []


# --- entries with options -----------------------------------------------------------------------


def test_pain_is_kept_as_the_pain_of_the_day(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, "pain", "back=3", "legs=10") == 0
    out = capsys.readouterr().out
    wrong = f"exercise-companion wrong --data {folder / 'data'}"
    assert out == f"If something is new or badly wrong: {wrong}\nSaved.\n"
    found = rows(folder, "SELECT asked, site, score_0_to_10, session_id FROM pain_entry")
    assert found == [("day", "back", 3, None), ("day", "leg", 10, None)]


def test_a_walk_is_kept_with_its_symptoms(folder: Path) -> None:
    words = [
        "walk",
        "--minutes",
        "12.5",
        "--first-symptom",
        "8",
        "--bouts",
        "2",
        "--leg-pain",
        "4",
        "--stopped",
        "legs",
    ]
    assert log(folder, *words, "--mode", "bike") == 0
    assert log(folder, "walk", "--minutes", "5") == 0
    found = rows(folder, "SELECT * FROM walk_log")
    assert [row[5:11] for row in found] == [
        ("bike", 12.5, 8.0, 2, 4, "leg_symptoms"),
        ("outdoor_walk", 5.0, None, 1, None, "done"),
    ]


def test_a_flare_up_starts_and_ends_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [log(folder, "flare", change) for change in ("start", "start", "end", "end")]
    assert codes == [0, 2, 0, 2]
    assert rows(folder, "SELECT change, rule FROM flare_entry") == [
        ("start", "said"),
        ("end", "said"),
    ]
    said = capsys.readouterr().out
    assert "First you are asked each safety question." in said
    assert "exercise-companion wrong" in said
    still = "The safety questions for this flare-up still come first."
    assert said.count(still) == 1


def test_a_pause_takes_its_days_out_of_the_plan(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, *PAUSE, "holiday") == 0
    assert log(folder, *PAUSE, "again") == UsageFault.exit_code
    capsys.readouterr()
    assert run(["today", *at(folder)]) == 0
    assert "No exercises now." in capsys.readouterr().out


def test_a_paper_session_keeps_its_targets_and_shows_in_today(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (*YESTERDAYS[:2], "paper", "--day", "2026-11-23", "--all", "--sets", "2")
    assert log(folder, *words, "--pain-before", "back=4", "--effort", "5") == 0
    (session,) = rows(
        folder, "SELECT local_day, source, session_end, effort_0_to_10 FROM v_sessions"
    )
    assert session == ("2026-11-23", "paper", "complete", 5)
    sets = rows(folder, "SELECT item_id, set_number, side, target_reps, done_reps FROM set_log")
    assert sets == [
        ("A1", 1, "both_together", 8, 8),
        ("A1", 2, "both_together", 8, 8),
        ("A2", 1, "left", 6, 6),
        ("A2", 1, "right", 6, 6),
        ("A2", 2, "left", 6, 6),
        ("A2", 2, "right", 6, 6),
    ]
    ends = rows(folder, "SELECT item_id, outcome, local_day FROM item_end")
    assert ends == [("A1", "done", "2026-11-23"), ("A2", "partly", "2026-11-23")]
    capsys.readouterr()
    assert run(["today", *at(folder)]) == 0
    assert "Monday partly done" in capsys.readouterr().out


def test_what_is_on_record_is_not_entered_twice(folder: Path) -> None:
    assert log(folder, *YESTERDAYS, "--item", "A1") == 0
    assert log(folder, *YESTERDAYS, "--item", "A1") == UsageFault.exit_code
    assert log(folder, *YESTERDAYS, "--all") == 0
    assert log(folder, *YESTERDAYS, "--all") == UsageFault.exit_code
    ends = rows(folder, "SELECT session_end, exercises_done FROM v_sessions")
    assert ends == [("left_early", 1), ("complete", 1)]


# --- entries that are asked for -------------------------------------------------------------------


def test_a_session_is_asked_for_and_a_line_that_means_nothing_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ("never", "yesterday", "paper", "3", "2", "maybe", "yes", "skip", "11", "3", "skip")
    types(monkeypatch, *typed, "5", "skip", "4", "no")
    assert log(folder, "session") == 0
    said = capsys.readouterr().out
    assert said.count("That was not understood.") == 4
    assert "2. Reach: 3 × 6 each side" in said
    found = rows(folder, "SELECT local_day, source, effort_0_to_10, sets_done FROM v_sessions")
    assert found == [("2026-11-23", "paper", 4, 6)]
    found = rows(folder, "SELECT asked, site, score_0_to_10 FROM pain_entry")
    assert found == [("before", "back", 3), ("after", "back", 5)]
    assert rows(folder, "SELECT item_id, outcome, reason FROM item_end") == [
        ("A1", "skipped", None),
        ("A2", "done", None),
    ]
    answers = rows(folder, "SELECT question_id, value FROM safety_answer")
    assert answers == [("NEW", "no")]


def test_what_was_done_in_part_and_not_at_all_is_told_with_the_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(
        monkeypatch,
        *("today", "memory", "2", "no", "told to", "both", "4", "1", "tired"),
        *("skip", "skip", "skip", "skip", "skip", "no"),
    )
    assert log(folder, "session") == 0
    said = capsys.readouterr().out
    assert "Exercises: 1 in part, 1 not done." in said
    assert rows(folder, "SELECT item_id, outcome, reason FROM item_end ORDER BY ordinal") == [
        ("A1", "skipped", "advice"),
        ("A2", "partly", "tired"),
    ]


def test_something_new_in_a_session_entered_afterwards_is_asked_about_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same questions as after a session on screen; a yes to a sign locks."""
    told = ("today", "memory", "all", "yes", *["skip"] * 5)
    types(monkeypatch, *told, "yes", *["yes"] * 3, "calling")
    assert log(folder, "session") == 4
    said = capsys.readouterr().out
    assert said.index("Saved.") < said.index("Did anything new or worrying start")
    assert rows(folder, "SELECT purpose, session_id FROM safety_check") == [("after", 1)]
    assert rows(folder, "SELECT DISTINCT session_id FROM alert") == [(1,)]


def test_a_question_about_anything_new_that_nobody_answered_stays_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "today", "memory", "all", "yes", *["skip"] * 5)
    assert log(folder, "session") == 0
    assert rows(folder, "SELECT source FROM session") == [("late",)]
    assert rows(folder, "SELECT id FROM safety_check_end") == []


def test_a_walk_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "no", "walk", "20", "none", "1", "skip", "done", "stick", "skip")
    assert log(folder, "walk") == 0
    (walk,) = rows(folder, "SELECT * FROM walk_log")
    assert walk[5:12] == ("outdoor_walk", 20.0, None, 1, None, "done", "stick")


def test_a_pause_and_a_talk_are_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "today", "2026-11-26", "illness")
    assert log(folder, "pause") == 0
    types(monkeypatch, "Ruth Hall", "physiotherapist", "Go on as before.", "no")
    assert log(folder, "talk") == 0
    found = rows(folder, "SELECT first_day, last_day, reason FROM pause_range")
    assert found == [("2026-11-24", "2026-11-26", "illness")]
    assert rows(folder, "SELECT who, review_day FROM talk") == [("Ruth Hall", None)]


def test_something_is_wrong_can_be_typed_at_every_question(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "!")
    log(folder, "pain")
    said = capsys.readouterr().out
    assert "999" in said
    assert "Saved." not in said
    assert rows(folder, "SELECT purpose FROM safety_check") == [("wrong",)]


# --- what entries do to the rules -----------------------------------------------------------------


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def data(tmp_path: Path, clock: StoppedClock) -> Path:
    """A real store on the second day of the prescription."""
    install(tmp_path / "data", two_exercises(), clock)
    return tmp_path / "data"


def context_of(companion: Companion) -> Context:
    assert companion.context is not None
    return companion.context


def sessions(companion: Companion, day: date) -> tuple[StoredSession, ...]:
    return context_of(companion).store.sessions(day, day)


def reps(session: StoredSession) -> set[int | None]:
    return {event.target_reps for event in session.events if isinstance(event, SetRecord)}


def test_a_late_session_has_the_targets_of_the_version_in_force_that_day(
    data: Path, clock: StoppedClock
) -> None:
    clock.advance(3 * 24 * 3600)
    history = [{"version": 1, "date": "2026-11-20", "note": "First version."}]
    second = two_exercises(version=2, version_note="Fewer.", history=history)
    for item in second["phases"][0]["items"]:
        item["dose"]["reps"] = 5
    install(data, second, clock)
    with Companion(data, clock) as companion:
        companion.log_session(LateSession(YESTERDAY, "late", ("A1",)))
        companion.log_session(LateSession(YESTERDAY + timedelta(days=3), "late", ("A1",)))
        (old,), (new,) = sessions(companion, YESTERDAY), sessions(companion, date(2026, 11, 26))
        assert (reps(old), reps(new)) == ({8}, {5})
        versions = context_of(companion).store.program_versions()
        assert [old.program_sha256, new.program_sha256] == [one.sha256 for one in versions]


def test_a_late_session_of_today_counts_as_done_today(data: Path, clock: StoppedClock) -> None:
    with Companion(data, clock) as companion:
        companion.log_session(LateSession(YESTERDAY, "late"))
        view = companion.today()
        assert view.state == "done"
        assert all(item.done for item in view.items)


def test_hours_between_do_not_count_from_when_an_earlier_day_is_entered(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = two_exercises()
    for item in program["phases"][0]["items"]:
        item["when"] = {"times_per_day": 2, "min_hours_between": 4}
    install(tmp_path / "data", program, clock)
    with Companion(tmp_path / "data", clock) as companion:
        companion.log_session(LateSession(FIRST, "late"))
        assert companion.today().state == "ready"
        companion.log_session(LateSession(YESTERDAY, "late"))
        assert companion.today().state == "later"


def test_the_morning_after_a_late_session_is_asked_only_while_it_is_remembered(
    data: Path, clock: StoppedClock
) -> None:
    clock.advance(5 * 24 * 3600)
    old = LateSession(YESTERDAY, "late", ("A1",), pain_before=(("back", 3), ("leg", 2)))
    fresh = LateSession(date(2026, 11, 27), "late", ("A1",), pain_before=old.pain_before)
    with Companion(data, clock) as companion:
        companion.log_session(old)
        with pytest.raises(UsageFault, match="No morning score is due"):
            companion.log_morning((("back", 3), ("leg", 2)))
        companion.log_session(fresh)
        with pytest.raises(UsageFault, match="every place"):
            companion.log_morning((("back", 3),))
        companion.log_morning((("back", 3), ("leg", 2)))
        with pytest.raises(UsageFault, match="No morning score is due"):
            companion.log_morning((("back", 3), ("leg", 2)))


LOCKS, HOLDS = {"RF-NEU-01": Answer.YES}, {"RF-GEN-02": Answer.YES}
TALKED = Talked("Ruth Hall", "physiotherapist", "Go on as before, slowly.")


def report(companion: Companion, signs: Mapping[str, Answer]) -> None:
    companion.start()
    visit(companion, Patient(signs=dict(signs), begins=False))
    assert companion.is_blocked()


def test_the_diary_works_while_exercise_is_locked(data: Path, clock: StoppedClock) -> None:
    with Companion(data, clock) as companion:
        report(companion, LOCKS)
        companion.log_session(LateSession(FIRST, "paper"))
        companion.log_pain((("back", 5),))
        companion.log_flare("start")
        assert len(sessions(companion, FIRST)) == 1
        assert companion.is_blocked()


def test_what_is_logged_while_exercise_is_locked_says_that_it_is(
    folder: Path,
    clock: StoppedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Companion(folder / "data", clock) as companion:
        report(companion, LOCKS)
    monkeypatch.setattr("sys.stdin", io.StringIO())  # nothing is typed at what is asked next
    log(folder, "pain", "back=3")
    assert "Saved.\nExercise is locked or on hold." in capsys.readouterr().out


def test_a_talk_ends_what_a_talk_can_end_and_leaves_the_rest(
    data: Path, clock: StoppedClock
) -> None:
    with Companion(data, clock) as companion:
        report(companion, LOCKS | HOLDS)
        companion.log_talk(TALKED, review=False)
        flags = [one.alert.flag_id for one in context_of(companion).store.open_alerts()]
        assert flags == ["RF-NEU-01"]
        assert companion.is_blocked()
        assert not isinstance(companion.next(), Told), "exercise is still locked"


def test_a_talk_that_ends_a_hold_wants_the_words_typed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Companion(folder / "data", Clock.starting_at(NOW)) as companion:
        report(companion, HOLDS)
    for typed, code in (("leave", 1), ("yes", 1), ("I spoke to them", 0)):
        types(monkeypatch, typed)
        assert log(folder, *TALK, "Go on as before.") == code
    assert "Saved.\nThe hold has ended\nYour talk is saved." in capsys.readouterr().out
    assert rows(folder, "SELECT method, cleared_by FROM clearance") == [("talk", "Ruth Hall")]
    assert rows(folder, "SELECT who FROM talk") == [("Ruth Hall",)]


class ToldMeanwhile(io.StringIO):
    """What is typed; while a line of it is, another window is told something."""

    def __init__(self, typed: str, tell: Callable[[], None]) -> None:
        super().__init__(typed)
        self._tell: Callable[[], None] | None = tell

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        if line.startswith("Go on") and self._tell is not None:
            tell, self._tell = self._tell, None
            tell()
        return line


def test_a_talk_does_not_end_what_was_told_while_it_was_typed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is about what was open before."""
    with Companion(folder / "data", Clock.starting_at(NOW)) as companion:
        report(companion, HOLDS)

    def tell() -> None:
        with Companion(folder / "data", Clock.starting_at(NOW)) as elsewhere:
            elsewhere.something_is_wrong()
            visit(elsewhere, Patient(signs={"RF-GEN-03": Answer.YES}, begins=False))

    typed = "Ruth Hall\nphysiotherapist\nGo on as before.\nno\nI spoke to them\n"
    monkeypatch.setattr("sys.stdin", ToldMeanwhile(typed, tell))
    log(folder, "talk")
    still_open = "SELECT flag_id FROM v_alerts WHERE cleared_utc IS NULL"
    assert ("RF-GEN-03",) in rows(folder, still_open)


def test_a_talk_that_ends_nothing_says_only_that_it_is_saved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log(folder, *TALK, "Go on as before.") == 0
    assert "has ended" not in capsys.readouterr().out


def test_a_talk_written_down_at_the_hold_itself_says_that_it_ended(
    data: Path, clock: StoppedClock
) -> None:
    with Companion(data, clock) as companion:
        report(companion, HOLDS)
        companion.start()
        held = companion.next()
        assert isinstance(held, ShowDecision)
        companion.reply(held, TALKED)
        told = companion.next()
        assert isinstance(told, Told)
        assert (told.title, told.lines[0]) == ("The hold has ended", "Your talk is saved.")
        companion.reply(told, Go())
        assert not isinstance(companion.next(), Told)


def test_line_by_line_the_rule_for_what_was_said_stands_with_the_question(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "Ruth Hall", "physiotherapist", "Go on as before.", "no")
    assert log(folder, "talk") == 0
    assert "What they said, 10 to 500 letters" in capsys.readouterr().out


def test_a_review_counts_once_it_is_near(data: Path, clock: StoppedClock) -> None:
    with Companion(data, clock) as companion:
        with pytest.raises(UsageFault, match="The next review is on 30 December 2026"):
            companion.log_talk(TALKED, review=True)
        clock.advance((date(2026, 12, 24) - FIRST_DAY.date()).days * 24 * 3600)
        companion.log_talk(TALKED, review=True)
        assert context_of(companion).store.reviews_done() == {date(2026, 12, 30)}
        with pytest.raises(UsageFault, match="Every review of your plan is on record"):
            companion.log_talk(TALKED, review=True)
