from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from exercise_companion import clock as clock_module
from exercise_companion.clock import Clock, machine_zone, zone_name
from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-11-22",
        "2026-13-01T09:00",
        "2026-11-31T09:00",
        "2026-11-22T25:00",
        "2026-W47-7T09:00",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "2026-11-22T09:00+99:00",
        "\u0662\u0660\u0662\u0666-11-22T09:00",
        "2026-11-22T09:00; rm",
    ],
)
def test_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(UsageFault, match="not a date and time"):
        Clock.starting_at(text)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-22T09:00", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)),
        ("2026-07-22 09:00:30", datetime(2026, 7, 22, 8, 0, 30, tzinfo=UTC)),
        ("2026-11-22T09:00+05:30", datetime(2026, 11, 22, 3, 30, tzinfo=UTC)),
        ("2026-11-22T09:00Z", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)),
    ],
)
def test_a_clock_starts_where_it_is_told_and_runs_on(text: str, utc: datetime) -> None:
    clock = Clock.starting_at(text, zone=LONDON)
    first = clock.now_utc()
    assert timedelta(0) <= first - utc < timedelta(seconds=5)
    assert clock.now_utc() > first


def test_an_offset_in_the_text_is_the_zone() -> None:
    when = Clock.starting_at("2026-11-22T02:30+05:30", zone=LONDON).when()
    assert (when.local_day, when.zone) == (date(2026, 11, 21), "UTC+05:30")


def test_a_skipped_wait_moves_both_the_time_and_the_duration() -> None:
    clock = Clock()
    utc, seconds = clock.now_utc(), clock.monotonic()
    clock.advance(900)
    assert timedelta(seconds=900) <= clock.now_utc() - utc < timedelta(seconds=905)
    assert 900 <= clock.monotonic() - seconds < 905


@pytest.mark.parametrize(
    ("local", "day"),
    [
        (datetime(2026, 11, 22, 3, 59, 59, 999999, tzinfo=LONDON), date(2026, 11, 21)),
        (datetime(2026, 11, 22, 4, 0, tzinfo=LONDON), date(2026, 11, 22)),
        (datetime(2028, 3, 1, 0, 30, tzinfo=LONDON), date(2028, 2, 29)),
        (datetime(2026, 3, 29, 3, 59, tzinfo=LONDON), date(2026, 3, 28)),  # clocks went forward
        (datetime(2026, 3, 29, 4, 0, tzinfo=LONDON), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 3, 59, tzinfo=LONDON), date(2026, 10, 24)),  # clocks went back
        (datetime(2026, 10, 25, 4, 0, tzinfo=LONDON), date(2026, 10, 25)),
    ],
)
def test_the_exercise_day_begins_at_four_on_the_wall(local: datetime, day: date) -> None:
    assert exercise_day(local) == day


def test_the_same_instant_is_another_day_across_the_date_line() -> None:
    instant = "2026-11-22T11:30Z"
    offset = Clock.starting_at(instant).now_utc() - datetime.now(UTC)
    days = [
        Clock(offset, ZoneInfo(name)).when().local_day
        for name in ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    ]
    assert days == [date(2026, 11, 22), date(2026, 11, 21)]


def test_a_moment_keeps_whole_milliseconds() -> None:
    assert Clock().when().utc.microsecond % 1000 == 0


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (LONDON, "Europe/London"),
        (timezone(timedelta(hours=1)), "UTC+01:00"),
        (timezone(timedelta(hours=-3, minutes=-30)), "UTC-03:30"),
        (UTC, "UTC+00:00"),
    ],
)
def test_a_zone_is_named(zone: timezone | ZoneInfo, name: str) -> None:
    assert zone_name(datetime(2026, 11, 22, tzinfo=zone)) == name


@pytest.mark.parametrize(
    ("tz", "key"), [("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo")]
)
def test_the_environment_names_the_zone(tz: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", tz)
    assert machine_zone() == ZoneInfo(key)
    assert Clock().when().zone == key


@pytest.mark.parametrize("tz", ["Nowhere/At_All", "../../etc/passwd", "/etc/passwd"])
def test_a_zone_nobody_knows_falls_back_to_the_offset(
    tz: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", tz)
    assert machine_zone() is None
    assert Clock().when().zone.startswith("UTC")


def test_the_link_names_the_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/America/New_York")
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(clock_module, "_LOCALTIME", link)
    assert machine_zone() == ZoneInfo("America/New_York")
    monkeypatch.setattr(clock_module, "_LOCALTIME", tmp_path / "missing")
    assert machine_zone() is None
