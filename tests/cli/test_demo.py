"""`demo`: six weeks that hold what was promised, the same every time, made by the rules."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from exercise_companion.cli import run
from exercise_companion.clock import Clock
from exercise_companion.companion import Companion, demonstration
from exercise_companion.core import prompts
from exercise_companion.core.records import ItemEndRecord, VariantRecord
from exercise_companion.errors import Refused
from exercise_companion.store.recall import Recall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exercise_companion.reports.contents import Contents

NOW, TODAY = "2026-11-22T09:00", date(2026, 11, 22)
FIRST = TODAY - timedelta(days=45)


def clock() -> Clock:
    return Clock.starting_at(NOW, ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    demonstration.make(folder, clock())
    return folder


@pytest.fixture(scope="module")
def companion(folder: Path) -> Iterator[Companion]:
    with Companion(folder, clock()) as opened:
        yield opened


@pytest.fixture(scope="module")
def contents(companion: Companion) -> Contents:
    return companion.report(None, None)


def dump(folder: Path) -> list[str]:
    """Every row, but for the real time at which the empty tables were made."""
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        return [line for line in connection.iterdump() if "_sqlite_migrations" not in line]


def test_the_same_day_tells_the_same_story_whatever_is_remembered_of_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is made by a store that reads everything anew each time."""
    asked: list[object] = []

    def reads_anew(_: Recall, key: object, __: object, read: Callable[[], object]) -> object:
        asked.append(key)
        return read()

    monkeypatch.setattr(Recall, "ask", reads_anew)
    monkeypatch.setattr(Recall, "find", lambda *_: None)
    demonstration.make(tmp_path / "again", clock())
    assert asked
    assert dump(tmp_path / "again") == dump(folder)


def test_the_days_tell_apart_why_nothing_was_done(contents: Contents) -> None:
    states = {(day.day - FIRST).days: day.state for day in contents.adherence.days}
    of = {
        state: [day for day, found in states.items() if found == state] for state in states.values()
    }
    assert of["not_opened"] == [4, 9, 19, 24, 33, 40, 43]
    assert of["paused"] == [30, 31]
    assert of["locked"] == [35, 36]
    assert of["partly"] == [3, 8, 15, 16, 20, 29, 38]
    assert of["planned"] == [45]
    assert len(of["done"]) == 27
    assert "opened" not in of


def test_exercises_are_left_out_for_reasons(contents: Contents) -> None:
    reasons = [
        event.reason
        for row in contents.sessions
        for event in row.session.events
        if isinstance(event, ItemEndRecord) and event.outcome == "skipped"
    ]
    assert {"equipment", "no_time", "tired", "unclear"} <= set(reasons)
    ends = [row.session.ended.end for row in contents.sessions if row.session.ended]
    assert ends.count("stopped_by_patient") == 1
    assert set(ends) == {"complete", "stopped_by_patient"}
    assert [row.session.source for row in contents.sessions].count("paper") == 1


def test_the_flare_up_hurts_more_and_brings_its_own_doses(contents: Contents) -> None:
    changes = [(change, (when.local_day - FIRST).days) for when, change, _ in contents.flares]
    assert changes == [("start", 22), ("end", 27)]
    before = {
        (row.when.local_day - FIRST).days: row.record.score
        for row in contents.pain
        if row.record.moment == "before"
    }
    assert [before[day] for day in (22, 23, 25, 26)] == [7, 6, 6, 5]
    assert max(score for day, score in before.items() if day not in range(22, 28)) == 4
    small = {
        (row.session.started.local_day - FIRST).days
        for row in contents.sessions
        if all(item.variant == "flare" for item in row.session.planned)
    }
    assert small
    assert small <= set(range(22, 28))
    assert not any(
        isinstance(event, VariantRecord) and event.rule == "chosen"
        for row in contents.sessions
        for event in row.session.events
    )


def test_the_one_alert_is_resolved_by_a_talk_days_later(
    contents: Contents, companion: Companion
) -> None:
    (alert,) = contents.alerts
    assert (alert.alert.alert.tier, alert.alert.alert.flag_id) == ("S", "RF-MED-01")
    assert alert.answer == "answered yes"
    assert [choice for _, choice in alert.acknowledgements] == ["seen"]
    assert alert.ending is not None
    assert alert.ending.method == "talk"
    assert (alert.ending.decided_on - alert.alert.raised.local_day).days == 2
    assert not companion.is_blocked()


def test_reviews_walks_and_mornings_are_on_record(contents: Contents) -> None:
    reviews = [talk.review_date for _, talk in contents.talks if talk.review_date]
    assert reviews == [FIRST + timedelta(days=14), FIRST + timedelta(days=42)]
    walked = [walk.minutes_total for _, walk in contents.walks]
    assert (len(walked), walked[0], walked[-1]) == (25, 10, 30)
    outcomes = {(one.session_day - FIRST).days: one.outcome for one in contents.mornings}
    assert len(outcomes) == len(contents.sessions)
    assert [day for day, one in outcomes.items() if one == "UNKNOWN"] == [11, 29, 44]
    assert "GREEN" in outcomes.values()
    assert outcomes[21] in {"AMBER", "RED"}


def test_the_safety_chain_is_whole(contents: Contents) -> None:
    assert contents.chain.faults == ()
    assert contents.chain.position > 400


def test_nothing_is_in_the_future(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        (latest,) = connection.execute("SELECT max(at_utc) FROM pain_entry").fetchone()
    assert latest < "2026-11-22T04:00"


def test_this_morning_there_is_a_plan_and_the_morning_is_asked_first(companion: Companion) -> None:
    view = companion.today()
    assert (view.state, view.demo, view.week) == ("ready", True, 7)
    assert view.items
    companion.start()
    asked = companion.next()
    assert isinstance(asked, prompts.AskPain)
    assert asked.moment == "morning"
    companion.reply(asked, prompts.Scored((("back", 3),)))
    assert isinstance(companion.next(), prompts.AskSafety)


@pytest.mark.parametrize("now", ["2027-03-28T05:00", "2028-02-29T23:30", "2026-11-23T00:30"])
def test_it_can_be_made_on_any_day(now: str, tmp_path: Path) -> None:
    started = Clock.starting_at(now, ZoneInfo("Europe/London"))
    demonstration.make(tmp_path, started)
    with Companion(tmp_path, started) as companion:
        assert companion.today().state == "ready"
        report = companion.report(None, None)
        assert [alert.ending is not None for alert in report.alerts] == [True]
        assert report.chain.faults == ()


def test_a_folder_with_data_is_left_alone(folder: Path) -> None:
    before = dump(folder)
    with pytest.raises(Refused, match="data in this folder already"):
        demonstration.make(folder, clock())
    assert dump(folder) == before


# --- the command ----------------------------------------------------------------------------------


def test_without_a_terminal_today_is_printed_and_the_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(["demo", "--now", NOW]) == 0
    said = capsys.readouterr().out
    assert "Example only. Do not exercise from this plan." in said
    assert "Exercises for today" in said
    assert list(tmp_path.iterdir()) == []


def test_a_kept_example_answers_today_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    assert run(["demo", "--now", NOW, "--keep", str(kept)]) == 0
    assert run(["demo", "--now", NOW, "--keep", str(kept)]) == 1
    capsys.readouterr()
    assert run(["today", "--json", "--data", str(kept), "--now", NOW]) == 0
    view = json.loads(capsys.readouterr().out)
    assert (view["state"], view["demo"], view["first_name"]) == ("ready", True, "Daniel")


def test_the_example_never_enters_a_data_folder(tmp_path: Path) -> None:
    assert run(["demo", "--data", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []
