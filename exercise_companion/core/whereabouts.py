"""Where the patient is, where the computer's clock is set for another country (hazard H-08).

The numbers of the plan reach nobody from elsewhere, so it is asked once a day. It belongs to
`prompts`, the one list both interfaces use. What follows from the answer is our decision, needs
sign-off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.flags import Region
    from exercise_companion.core.program import Contact, Contacts

Whereabouts = Literal["home", "there", "elsewhere"]
"""In the country of the plan; in the one the clock is set for; in another, or not sure."""

TITLE: Final = "Where you are"

WHY: Final = "Your answer decides which emergency number is shown."

_PLAN_COUNTRY: Final = "the country of your plan"
"""Where the table has no row for it, and so no name."""

_WITH_ARTICLE: Final = ("United ", "European ")


@dataclass(frozen=True, slots=True)
class AskWhereabouts:
    """Is the patient in the country of the plan today? Replies: IsIn, Leave."""

    home: str
    """The country of the plan, as it stands inside a sentence."""
    there: str
    """The one the clock is set for; empty where the table has no numbers for it."""
    zone: str
    """What the clock is set to: "Europe/Madrid"."""

    @property
    def question(self) -> str:
        """The question, with the country it is about."""
        return f"Are you in {self.home} today?"

    @property
    def why(self) -> str:
        """Why it is asked."""
        return f"This computer's clock is set to {self.zone}."

    @property
    def choices(self) -> Mapping[Whereabouts, tuple[str, str]]:
        """The key of each answer, and its words; none comes marked."""
        away: dict[Whereabouts, tuple[str, str]] = {}
        if self.there:
            away["there"] = ("n", f"No, in {self.there}")
        return {
            "home": ("y", f"Yes, in {self.home}"),
            **away,
            "elsewhere": ("e", "Somewhere else, or not sure"),
        }


@dataclass(frozen=True, slots=True)
class IsIn:
    """Where the patient is today."""

    place: Whereabouts


@dataclass(frozen=True, slots=True)
class Setting:
    """A place as a clock tells it."""

    zone: str
    """IANA name, or an offset such as `UTC+01:00`."""
    country: str | None
    """ISO code of the country the zone belongs to; None where no one country is known."""
    offset_minutes: int
    """From UTC, now."""


def leaves_home(clock: Setting, plan: Setting, *, same_numbers: bool) -> bool:
    """Whether the computer's clock is set for another country than the plan's.

    A clock whose country is not known counts as elsewhere when it shows another time.

    Args:
        clock: the computer's.
        plan: the time zone of the plan's contacts, and the country of its numbers.
        same_numbers: whether the numbers of both countries stand in one row of the table.

    """
    if clock.zone == plan.zone:
        return False
    if clock.country is None:
        return clock.offset_minutes != plan.offset_minutes
    return clock.country != plan.country and not same_numbers


def in_words(region: Region) -> str:
    """A country inside a sentence: "the United Kingdom", "Ireland"."""
    if not region.code:
        return _PLAN_COUNTRY
    return f"the {region.name}" if region.name.startswith(_WITH_ARTICLE) else region.name


def not_certain(home: Region) -> Region:
    """The row of the plan's country, where the patient may be in another and was not asked yet."""
    return replace(home, elsewhere=f"Outside {in_words(home)}: the emergency number there")


def from_elsewhere(contacts: Contacts) -> Contacts:
    """Whom to call from another country: without the numbers that only work at home.

    The emergency number is none there. An out-of-hours or crisis line stays where it is written
    with its country code.
    """
    return contacts.model_copy(
        update={
            "emergency_number": "",
            "emergency_override_reason": None,
            "out_of_hours": _reached_from_abroad(contacts.out_of_hours),
            "crisis": _reached_from_abroad(contacts.crisis),
        }
    )


def _reached_from_abroad(line: Contact | None) -> Contact | None:
    return line if line is not None and line.phone.startswith("+") else None
