"""Says once, before anything is asked, that the rules are not those of the last check (H-28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.rules_version import RulesChanged

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context

SEEN: Final = "rules_seen"
"""The setting that holds the version of the rules whose notice was read."""


def ask(context: Context) -> RulesChanged | None:
    """The notice; None before the first check, and where it was read."""
    last, now = context.store.last_rules_version(), context.rules_version
    if last is None or now in {last, context.store.setting(SEEN)}:
        return None
    return RulesChanged()


def keep(context: Context) -> None:
    """Note that it was read."""
    context.store.set_setting(SEEN, context.rules_version)
