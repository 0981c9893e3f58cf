"""Everybody to call as a list: the emergency number first, what each is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.core.views import ContactView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.calling import Reach
    from exercise_companion.core.flags import ContactRole

ROLE_NAMES: Final[tuple[tuple[str, tuple[ContactRole, ...]], ...]] = (
    ("Crisis line", ("crisis_line",)),
    ("Therapist", ("therapist",)),
    ("Clinic", ("clinic",)),
    ("Surgical team", ("surgical_team",)),
    ("Out of hours", ("out_of_hours",)),
)

WHAT_FOR: Final = {
    "Emergency": "A sign on the emergency card, or your life is in danger.",
    "Therapist": "Your plan, your exercises, and a hold.",
    "Clinic": "When you are told to call today, or your therapist cannot be reached.",
    "Surgical team": "Your operation and your wound.",
    "Out of hours": "When the clinic is closed and it cannot wait.",
    "Crisis line": "When you need to talk to someone now.",
}
"""What each is there for (clinical-spec 1.1, 1.6)."""


def contact_views(reach: Reach) -> Iterator[ContactView]:
    """Everybody the program names, the emergency number first."""
    named, number = reach.contacts, reach.emergency_number or NO_NUMBER
    yield ContactView("Emergency", "Emergency", number, "", WHAT_FOR["Emergency"])
    for line in reach.other_emergency_lines():
        yield ContactView("Emergency", line.name, line.phone or "", "")
    for role_name, roles in ROLE_NAMES:
        if role_name == "Surgical team" and (named is None or named.surgical_team is None):
            continue
        for line in reach.lines(*roles):
            yield ContactView(
                role_name,
                line.name,
                line.phone or "",
                line.hours,
                WHAT_FOR[role_name],
                line.open_now if line.hours else None,
            )
