"""Alerts that could not be written: a mark beside the store has the next start raise them (A17)."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import advising
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier
from exercise_companion.errors import StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.prompts import ShowAdvice

UNKNOWN: Final = AlertRecord("A17", ("A17",), Tier.URGENT, Action.LOCK)
"""Stands for a mark that cannot be read: something was reported, and nobody knows what. Only the
therapist can end it."""


def mark(folder: Path, alerts: Iterable[AlertRecord]) -> None:
    """Leave a mark for every alert. On a disk that takes nothing, the advice on screen is all."""
    with suppress(StoreFault):
        unwritten.mark(folder, (_line(alert) for alert in alerts))


@contextmanager
def told_all_the_same(
    context: Context, visit: Visit, alerts: tuple[AlertRecord, ...]
) -> Iterator[None]:
    """What is raised inside is told even if it cannot be written (A17)."""
    try:
        yield
    except StoreFault:
        if alerts:
            mark(context.folder, alerts)
            visit.unsaved = advising.unsaved(context, alerts)
        raise


def raise_again(context: Context) -> ShowAdvice | None:
    """Raise what the marks name. Returns the advice when it can still not be written.

    Raises:
        StoreFault: the marks cannot be read, in a folder that can be written to.

    """
    try:
        lines = unwritten.read(context.folder)
    except StoreFault:
        if context.store.is_kept:
            raise
        return None  # nothing is known of this folder: the questions are asked all the same
    if not lines:
        return None
    alerts = tuple(_alert(line) for line in lines)
    try:
        with context.store.transaction():
            for alert in alerts:
                context.store.raise_alert(alert)
        if context.store.is_kept:
            unwritten.remove(context.folder)
    except StoreFault:
        return advising.unsaved(context, alerts)
    return None


def _line(alert: AlertRecord) -> str:
    return f"{alert.flag_id} {alert.tier.value} {alert.action.value} {','.join(alert.rules)}"


def _alert(line: str) -> AlertRecord:
    words = line.split()
    with suppress(ValueError):
        flag_id, tier, action, rules = words
        return AlertRecord(flag_id, tuple(rules.split(",")), Tier(tier), Action(action))
    return UNKNOWN
