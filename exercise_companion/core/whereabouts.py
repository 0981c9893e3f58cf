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

FROM_ABROAD: Final = "from abroad with the country code"
"""Said with a number that is written as it is dialled at home."""


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
        place = self.zone.rpartition("/")[2].replace("_", " ")
        return f"This computer's clock is set to the time of {place}."

    @property
    def choices(self) -> Mapping[Whereabouts, tuple[str, str]]:
        """The key of each answer, and its words; none comes marked.

        Figures, so that a "no" to a question of the safety check never answers this one.
        """
        if not self.there:
            return {
                "home": ("1", f"Yes, in {self.home}"),
                "elsewhere": ("2", "No, or not sure"),
            }
        return {
            "home": ("1", f"Yes, in {self.home}"),
            "there": ("2", f"No, in {self.there}"),
            "elsewhere": ("3", "Somewhere else, or not sure"),
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


def leaves_home(clock: Setting, plan: Setting, *, same_numbers: bool, is_known: bool) -> bool:
    """Whether the computer's clock is set for another country than the plan's.

    A clock whose country is not known counts as elsewhere when it shows another time.

    Args:
        clock: the computer's.
        plan: the time zone of the plan's contacts, and the country of its numbers.
        same_numbers: whether the plan's emergency number is the clock's country's, too.
        is_known: whether the table has numbers for the clock's country.

    """
    if clock.country is None:
        return clock.offset_minutes != plan.offset_minutes
    if clock.zone == plan.zone and not is_known:
        return False
    return clock.country != plan.country and not same_numbers


def not_certain(home: Region, country: str) -> Region:
    """The row of the plan's country, where the patient may be in another and was not asked yet.

    Args:
        home: the row.
        country: the plan's country, as it stands inside a sentence.

    """
    return replace(
        home,
        elsewhere=f"outside {country}: the emergency number there",
        urgent_name=f"{home.urgent_name} ({_only_in(country)})",
        crisis_name=f"{home.crisis_name} ({_only_in(country)})",
    )


def perhaps_elsewhere(contacts: Contacts, country: str) -> Contacts:
    """Whom to call where the patient was not asked yet: what works at home only says so.

    Args:
        contacts: the program's.
        country: the plan's country, as it stands inside a sentence.

    """
    return contacts.model_copy(
        update={
            "out_of_hours": _noted(contacts.out_of_hours, _only_in(country)),
            "crisis": _noted(contacts.crisis, _only_in(country)),
        }
    )


def _only_in(country: str) -> str:
    return f"only in {country}"


def from_elsewhere(contacts: Contacts) -> Contacts:
    """Whom to call from another country: without the numbers that only work at home.

    The emergency number is none there. An out-of-hours or crisis line stays where it is written
    with its country code; the name of everybody else says that the code is needed.
    """
    return contacts.model_copy(
        update={
            "emergency_number": "",
            "emergency_override_reason": None,
            "out_of_hours": _reached(contacts.out_of_hours),
            "crisis": _reached(contacts.crisis),
            "therapist": _noted(contacts.therapist, FROM_ABROAD),
            "clinic": _noted(contacts.clinic, FROM_ABROAD),
            "surgical_team": _noted(contacts.surgical_team, FROM_ABROAD),
            "cover": _noted(contacts.cover, FROM_ABROAD),
        }
    )


def _has_code(contact: Contact) -> bool:
    return contact.phone.startswith("+")


def _reached(line: Contact | None) -> Contact | None:
    return line if line is not None and _has_code(line) else None


def _noted(contact: Contact | None, note: str) -> Contact | None:
    """Somebody with a note beside the name, where the number is dialled so at home only."""
    if contact is None or _has_code(contact):
        return contact
    return contact.model_copy(update={"name": f"{contact.name} ({note})"})
