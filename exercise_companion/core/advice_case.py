"""What one advice is about: the alerts of the highest tier, and whom there is to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.calling import in_sentence, open_first
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exercise_companion.core.calling import ContactLine, Reach
    from exercise_companion.core.findings import Finding
    from exercise_companion.core.flags import ContactRole, FlagItem
    from exercise_companion.core.records import AlertRecord

_ROLE_ORDER: Final[tuple[ContactRole, ...]] = (
    "surgical_team",
    "clinic",
    "doctor",
    "therapist",
    "out_of_hours",
    "emergency_department",
    "crisis_line",
    "emergency",
)
"""Keeps each item's own order when several items of one tier are merged (clinical-spec 1.2)."""

_ROLES_OF_TIER: Final[dict[Tier, tuple[ContactRole, ...]]] = {
    Tier.EMERGENCY_CALL: ("emergency",),
    Tier.EMERGENCY_GO: ("emergency_department", "emergency"),
    Tier.URGENT: ("clinic", "out_of_hours"),
    Tier.SOON: ("therapist",),
    Tier.MONITOR: ("therapist",),
    Tier.CRISIS: ("crisis_line", "emergency"),
}
"""Whom to call when a rule gave an item another tier than its own (clinical-spec 1.3)."""

_PLACES: Final = frozenset({"emergency_department", "emergency"})
"""Contacts that come after every clinic's phone."""


@dataclass(frozen=True, slots=True)
class Case:
    """The facts that the words of an advice depend on."""

    top: tuple[AlertRecord, ...]
    items: Mapping[str, FlagItem]
    reach: Reach
    by_code: bool
    """Whether the program has a key for clearance codes."""
    is_past: bool = False
    """Whether all of it was told on an earlier day, and is only read now."""

    @property
    def tier(self) -> Tier:
        """The tier this advice is for."""
        return self.top[0].tier

    @property
    def emergency(self) -> str:
        """The emergency number, or the generic words for it."""
        return self.reach.emergency_words

    @property
    def therapist(self) -> str:
        """The therapist, as named inside a sentence."""
        return in_sentence(self.lines("therapist")[0].name)

    def lines(self, *roles: ContactRole) -> tuple[ContactLine, ...]:
        """The phone lines of these roles."""
        return self.reach.lines(*roles)

    def roles(self) -> tuple[ContactRole, ...]:
        """Whom to call for all alerts together, in order."""
        return merged_roles(self.top, self.items)

    def phones(self) -> tuple[ContactLine, ...]:
        """The lines to call for all alerts together, in order."""
        return lines_to_call(self.top, self.items, self.reach)

    def places(self) -> tuple[ContactLine, ...]:
        """What stands behind those lines, the emergency number always among it."""
        return self.lines(*(role for role in self.roles() if role in _PLACES), "emergency")

    def has_rule(self, *prefixes: str) -> bool:
        """Whether a rule or flag whose id begins so had a part in it."""
        return any(
            rule.startswith(prefixes)
            for alert in self.top
            for rule in (*alert.rules, alert.flag_id)
        )

    def has_action(self, *actions: Action) -> bool:
        """Whether an alert has one of these actions."""
        return any(alert.action in actions for alert in self.top)


def lines_to_call(
    top: Sequence[AlertRecord], items: Mapping[str, FlagItem], reach: Reach
) -> tuple[ContactLine, ...]:
    """Whom to call for signs of one tier that is no emergency, in order; one source for all words.

    For an URGENT sign who answers now comes first (H-09), for others who has a phone.

    Args:
        top: at least one, all of one tier.
        items: the catalogue's items by id.
        reach: whom the patient can call, and at which hour.

    """
    lines = reach.lines(*(role for role in merged_roles(top, items) if role not in _PLACES))
    if top[0].tier is Tier.URGENT:
        return open_first(lines)
    return tuple(sorted(lines, key=lambda line: line.phone is None))


def merged_roles(
    found: Iterable[AlertRecord | Finding], items: Mapping[str, FlagItem]
) -> tuple[ContactRole, ...]:
    """Whom to call for several signs of one tier, in the catalogue's order."""
    wanted = {role for alert in found for role in _roles(alert, items)}
    return tuple(role for role in _ROLE_ORDER if role in wanted)


def _roles(alert: AlertRecord | Finding, items: Mapping[str, FlagItem]) -> tuple[ContactRole, ...]:
    if "C-18" in alert.rules and alert.tier is Tier.URGENT:
        return ("surgical_team", "out_of_hours")
    item = items.get(alert.flag_id)
    if item is not None and item.tier is alert.tier and item.contact:
        return item.contact
    return _ROLES_OF_TIER[alert.tier]
