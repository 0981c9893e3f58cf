"""What *Today* shows first: kept in the store as text, read back without the rules (decisions E8).

Reading needs neither pydantic nor sqlite-utils, so that the first paint and the `today` command
are quick; nothing can be started on its word.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from exercise_companion.clock import zone_name
from exercise_companion.core import settings
from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.core.settings import Settings
from exercise_companion.core.today_view import TodayItem, TodayState, TodayView, WeekDay
from exercise_companion.store import unwritten
from exercise_companion.store.glance import glance

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from exercise_companion.companion.context import Context
    from exercise_companion.store.glance import Glance

RECORD_STATE: Final = "record_state"

ZONE: Final = "zone"

DAYS_AHEAD: Final = 14
"""How many days the kept text reaches: longer away, and the rules are loaded first."""


def refresh(context: Context) -> None:
    """Keep today's view and those of the coming days. Call it inside what changed them.

    Away from the plan's country only today's: which number is shown then depends on an answer that
    ends (H-08).
    """
    from exercise_companion.companion import today  # noqa: PLC0415 - brings the rules

    known, zone = context.store.record_state(), zone_name(context.clock.local())
    rows = {context.day: encode(today.today(context), known, zone)}
    for day, view in today.ahead(context, DAYS_AHEAD if context.is_at_home else 0):
        rows[day] = encode(view, known, zone)
    context.store.write_projection(rows)


def encode(view: TodayView, record_state: str, zone: str) -> str:
    """A view as text, with how much was recorded when it was worked out, and in which zone."""
    fields = {**asdict(view), RECORD_STATE: record_state, ZONE: zone}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def decode(text: str, record_state: str, zone: str) -> TodayView | None:
    """The view of a text that `encode` wrote.

    None when it is of another version, or something was recorded since: the window was closed or
    killed in the middle, and what was reported there is not in it. Neither is, after a journey,
    which emergency number is the right one (H-08).
    """
    try:
        fields = json.loads(text)
        if (fields.pop(RECORD_STATE), fields.pop(ZONE)) != (record_state, zone):
            return None
        fields["items"] = tuple(TodayItem(**row) for row in fields["items"])
        fields["week_days"] = tuple(WeekDay(**row) for row in fields["week_days"])
        if fields["state"] not in get_args(TodayState):
            return None
        for name in ("due", "reasons", "precautions", "reminders"):
            fields[name] = tuple(fields[name])
        fields["call"] = fields["call"] and tuple(fields["call"])
        return TodayView(**fields)
    except (ValueError, TypeError, KeyError):
        return None


class FirstLook(NamedTuple):
    """What is known before the rules are loaded."""

    view: TodayView | None
    """Today from the kept text; None when it has to be worked out."""
    settings: Settings
    """So that the first paint has the right colours and size; the defaults without a store."""


def first_look(folder: Path, local: datetime) -> FirstLook:
    """Look at a data folder without changing it.

    Args:
        folder: the data folder.
        local: now, in the zone the computer is set to.

    Raises:
        StoreFault: the store is damaged, foreign or newer.

    """
    unsaved = unwritten.read(folder)
    seen = glance(folder, exercise_day(local))
    if seen is None:
        return FirstLook(None, Settings())
    # A reported sign that could not be saved is raised first (decisions A17).
    return FirstLook(
        None if unsaved else _view_of(seen, zone_name(local)), settings.read(seen.settings)
    )


def today_at_a_glance(folder: Path, local: datetime) -> TodayView | None:
    """Today from the kept text, as `first_look` has it; None when it has to be worked out.

    Raises:
        StoreFault: the store is damaged, foreign or newer.

    """
    return first_look(folder, local).view


def _view_of(seen: Glance, zone: str) -> TodayView | None:
    if seen.content_json is None:
        return None
    view = decode(seen.content_json, seen.record_state, zone)
    return _corrected(view, seen) if view else None


def _corrected(view: TodayView, seen: Glance) -> TodayView | None:
    """An open alert or session changes what was kept: then the rules decide, not this text."""
    blocks = any(alert.action.blocks for alert in seen.open_alerts)
    if blocks and view.state not in {"locked", "held"}:
        return None
    if seen.session_is_open and view.state not in {"resume", "locked", "held"}:
        return replace(view, state="resume")
    return view
