"""How the JSON report writes a moment."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.records import When

JsonObject: TypeAlias = "dict[str, JsonValue]"


def utc(moment: datetime) -> str:
    """An instant: `2026-11-23T09:00:00Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(when: When) -> JsonObject:
    """The exercise day and the instant."""
    return {"day": when.local_day.isoformat(), "at_utc": utc(when.utc)}
