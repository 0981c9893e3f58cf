"""What was told and could not be written: a mark beside the store, raised at the next start (A17).

A line of the mark is an alert and the name of its event ("RF-STR-01 E-call X RF-STR-01
A-20261123-2-9f3a1c"), or a topic or sign that was told and not asked to its end ("T3 told"). A sign
that is told again is another event, with another name; the same name is raised once, however often
it is read.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import waiting
from exercise_companion.core.alarms import is_told
from exercise_companion.core.records import AlertRecord, OpenAlert
from exercise_companion.core.saying import NOT_KNOWN_WHICH
from exercise_companion.core.terms import Action, Tier
from exercise_companion.errors import StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import SessionEvent

TOLD: Final = "told"

EVENT_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
"""What a name in a mark may be: it is shown, and a plan that ends the event names it."""

UNKNOWN: Final = AlertRecord(NOT_KNOWN_WHICH, (NOT_KNOWN_WHICH,), Tier.EMERGENCY_CALL, Action.LOCK)
"""Stands for a mark that cannot be read: something was reported, and nobody knows what. It may have
been an emergency (our decision, needs sign-off)."""


class SignNotSavedError(StoreFault):
    """What was told raises alerts, and could not be written.

    Args:
        fault: why.
        alerts: what it raises.

    """

    def __init__(self, fault: StoreFault, alerts: tuple[AlertRecord, ...]) -> None:
        super().__init__(fault.what_happened, fault.what_to_do)
        self.alerts = alerts


class StopNotSavedError(StoreFault):
    """Pain ends the session at once, and could not be written (rule PR-02a).

    Args:
        fault: why.
        session_id: the session.
        events: what was to be written of it.

    """

    def __init__(
        self, fault: StoreFault, session_id: int, events: tuple[SessionEvent, ...]
    ) -> None:
        super().__init__(fault.what_happened, fault.what_to_do)
        self.session_id = session_id
        self.events = events


def lines(folder: Path) -> tuple[str, ...]:
    """The lines of the mark; one that says nothing where it cannot be read."""
    try:
        return unwritten.read(folder)
    except StoreFault:
        return ("",) if unwritten.is_there(folder) else ()


def mark(folder: Path, new: Iterable[str]) -> bool:
    """Leave a mark; whether it could be written. If not, what is on screen is all there is."""
    try:
        unwritten.mark(folder, new)
    except StoreFault:
        return False
    return True


def of(context: Context) -> tuple[str, ...]:
    """Everything that was told and still counts, as lines of a mark."""
    return (*(_line(one) for one in events(context)), *left(context))


def events(context: Context) -> tuple[OpenAlert, ...]:
    """Every event that was told and is open.

    What computed rules and the plan's dates ask for is left out: they ask again.
    """
    return tuple(one for one in context.store.open_alerts() if is_told(one.alert))


def left(context: Context) -> tuple[str, ...]:
    """What was told and not asked to its end, as lines of a mark."""
    told = [
        *waiting.ids(context),
        *([waiting.NEW_FEELING] if context.store.pending_sensation() else []),
    ]
    return tuple(f"{one} {TOLD}" for one in dict.fromkeys(told))


def carry(context: Context, known: Iterable[OpenAlert]) -> None:
    """Take open events along to a store in memory that knows nothing, answered or not.

    Raises:
        StoreFault: it could not be written; nothing was.

    """
    with context.store.transaction():
        for one in known:
            taken = context.store.raise_marked(one.alert, one.event_id, context.rules_version)
            if taken is not None and one.acknowledged is not None:
                context.store.acknowledge([taken], one.acknowledged, "carried", "")


def raise_again(context: Context, marked: Sequence[str]) -> None:
    """Raise what the lines name; what was not asked to its end is asked first of all.

    Raises:
        StoreFault: it could not be written; nothing was.

    """
    with context.store.transaction():
        for line in marked:
            if not _is_left(line):
                _raise(context, line)
        waiting.ask_first(context, _not_asked_out(marked))


def _raise(context: Context, line: str) -> None:
    alert, event_id = _event(line)
    context.store.raise_marked(alert, event_id, context.rules_version)


def _not_asked_out(marked: Iterable[str]) -> tuple[str, ...]:
    """Topics and signs that were told; not a sign whose alert came only after that."""
    left: dict[str, None] = {}
    for line in marked:
        name = line.partition(" ")[0]
        if _is_left(line):
            left[name] = None
        else:
            left.pop(name, None)
    return tuple(left)


def _is_left(line: str) -> bool:
    return line.endswith(f" {TOLD}")


def _line(one: OpenAlert) -> str:
    alert, rules = one.alert, ",".join(one.alert.rules)
    return f"{alert.flag_id} {alert.tier.value} {alert.action.value} {rules} {one.event_id}"


def _event(line: str) -> tuple[AlertRecord, str]:
    """The alert and the name of its event; without a name where an older version left the mark."""
    words = line.split()
    with suppress(ValueError):
        flag_id, tier, action, rules = words[:4]
        alert = AlertRecord(flag_id, tuple(rules.split(",")), Tier(tier), Action(action))
        if not words[4:]:
            return alert, ""
        (name,) = words[4:]
        return alert, name if EVENT_NAME.fullmatch(name) else ""
    return UNKNOWN, ""
