"""The reference data of this installation that prescriptions are compared with."""

from __future__ import annotations

from functools import cache

from exercise_companion.core.checks import Tables


@cache
def default_tables() -> Tables:
    """Regions, warning signs and figures of the catalogue, and how long a session is estimated."""
    from exercise_companion.catalogue import red_flags, regions  # noqa: PLC0415
    from exercise_companion.catalogue.figures import known  # noqa: PLC0415
    from exercise_companion.core.session_length import session_minutes  # noqa: PLC0415

    return Tables(
        emergency_numbers={
            code: frozenset({region.emergency, *region.also}) for code, region in regions().items()
        },
        flag_tiers={flag.id: str(flag.tier) for flag in red_flags()},
        figures=known(),
        session_minutes=session_minutes,
    )
