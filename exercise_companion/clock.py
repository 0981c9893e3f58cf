"""What time it is for this patient: instants in UTC, the exercise day, the zone's name.

The clock can be started elsewhere in time and moved on (decisions D8); it always runs.
"""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from zoneinfo import ZoneInfo

from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.core.records import When

_LOCALTIME: Final = Path("/etc/localtime")
_WRITTEN: Final = re.compile(
    r"(?P<year>\d{4})-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
_YEARS: Final = range(2000, 2200)


class Clock:
    """The time of day and the date, from the machine's clock.

    Args:
        offset: added to the machine's clock.
        zone: the patient's zone; None takes the machine's, looked up each time, so that a
            journey is noticed.

    """

    def __init__(self, offset: timedelta = timedelta(0), zone: tzinfo | None = None) -> None:
        self._offset = offset
        self._zone = zone
        self._skipped_seconds = 0.0

    @classmethod
    def starting_at(cls, local_iso: str, zone: tzinfo | None = None) -> Self:
        """A clock that shows the given moment now and runs on from there (decisions D8).

        Args:
            local_iso: `2026-11-22T09:00`, local; with `+01:00` or `Z` it is in that zone.
            zone: the zone a time without an offset is in; None takes the machine's.

        Raises:
            UsageFault: the text is no such moment, or outside the years 2000 to 2199.

        """
        start = _read_moment(local_iso)
        if start.tzinfo is not None:
            zone = start.tzinfo
        else:
            zone_now = zone or machine_zone()
            start = start.replace(tzinfo=zone_now) if zone_now else start.astimezone()
        return cls(start - datetime.now(UTC), zone)

    @property
    def is_shifted(self) -> bool:
        """Whether it was started elsewhere in time, or moved on (decisions D8)."""
        return self._offset != timedelta(0)

    def now_utc(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def local(self) -> datetime:
        """The present instant in the patient's zone, aware."""
        return self.now_utc().astimezone(self._zone or machine_zone())

    def day(self) -> date:
        """The present exercise day."""
        return exercise_day(self.local())

    def when(self) -> When:
        """The present moment as it is stored: whole milliseconds, exercise day, zone name."""
        from exercise_companion.core.records import When  # noqa: PLC0415 - *Today* does without

        local = self.local()
        utc = local.astimezone(UTC)
        return When(
            utc=utc.replace(microsecond=utc.microsecond // 1000 * 1000),
            local_day=exercise_day(local),
            zone=zone_name(local),
        )

    def advance(self, seconds: float) -> None:
        """Move on as if `seconds` had passed: a wait that was skipped (decisions D8)."""
        self._offset += timedelta(seconds=seconds)
        self._skipped_seconds += seconds

    def monotonic(self) -> float:
        """Seconds for measuring durations: never set back, skipped waits included."""
        return time.monotonic() + self._skipped_seconds


def zone_name(local: datetime) -> str:
    """The IANA name of a local moment's zone, or its offset such as `UTC+01:00`."""
    if isinstance(local.tzinfo, ZoneInfo) and local.tzinfo.key:
        return local.tzinfo.key
    offset = local.utcoffset() or timedelta(0)
    sign = "-" if offset < timedelta(0) else "+"
    minutes = abs(offset) // timedelta(minutes=1)
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"


def machine_zone() -> ZoneInfo | None:
    """The zone this machine is set to, from `TZ` or the link `/etc/localtime`; None if unnamed."""
    wanted = os.environ.get("TZ", "").removeprefix(":")
    return _zone_called(wanted or _linked_zone())


def _linked_zone() -> str:
    try:
        target = str(_LOCALTIME.readlink())
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _zone_called(name: str) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # no file, no zone, or it leaves the folder
        return None


def _read_moment(text: str) -> datetime:
    written = _WRITTEN.fullmatch(text.strip())
    try:
        if written is None or int(written["year"]) not in _YEARS:
            raise ValueError(text)  # noqa: TRY301 - one refusal for what is no moment
        return datetime.fromisoformat(written[0])
    except ValueError as error:
        what_happened = "That is not a date and time."
        what_to_do = "Write it like 2026-11-22T09:00."
        raise UsageFault(what_happened, what_to_do) from error
