"""Evidence and earlier checks, made in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.combination import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.core.follow_ups import FollowUp
    from exercise_companion.core.terms import Answer

NOTHING = Background()


def evidence(
    *flags: str,
    follow_ups: dict[tuple[str, FollowUp], Answer] | None = None,
    background: Background = NOTHING,
) -> Evidence:
    return Evidence(background, frozenset(flags), follow_ups or {})


def past(
    *flags: str,
    days_ago: int = 0,
    within_24_hours: bool = True,
    cleared: Iterable[str] = (),
    denied: Iterable[str] = (),
    long_standing: Iterable[str] = (),
) -> PastCheck:
    return PastCheck(
        days_ago,
        within_24_hours,
        frozenset(flags),
        frozenset(denied),
        frozenset(cleared),
        long_standing=frozenset(long_standing),
    )
