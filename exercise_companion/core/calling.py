"""Whom to call, in which order, at this hour: the phone lines of an advice.

Source: clinical-spec 1.2 "Contact shown", 7.2 and 7.7, hazards H-08 and H-09.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.emergency import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from exercise_companion.core.flags import ContactRole, Region
    from exercise_companion.core.program import Contact, Contacts, OpeningHours, Program

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SAID: Final[dict[ContactRole, str]] = {
    "clinic": "your clinic",
    "therapist": "your therapist",
    "surgical_team": "your surgical team",
    "doctor": "your doctor",
}
"""How a role is called when the program names nobody for it."""

_STANDS_IN: Final[dict[ContactRole, tuple[ContactRole, ...]]] = {
    "therapist": ("clinic",),
    "clinic": ("therapist",),
    "surgical_team": ("clinic", "therapist"),
}
"""Who is shown instead when the program has no phone for a role."""


_HAS_THE_DEFAULT_ZONE: Final = "GB"
"""The region that lies wholly in the zone which stands where a plan writes none."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody to call."""

    name: str
    phone: str | None
    """None when no number is known, and for a place to go to."""
    hours: str
    """Opening hours in words, in the contacts' time zone; empty when they are not known."""
    open_now: bool | None
    """None when it is not known."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the patient can call: the plan's people, the numbers of the place, at this hour."""

    contacts: Contacts | None
    """The program's, as they are reached from where the patient is; None without a program."""
    region: Region
    """The row of the table for where the patient is (unknown: the generic row)."""
    local_now: datetime | None
    """Now, already converted to the contacts' time zone; None where that is not known (H-09)."""

    @property
    def emergency_number(self) -> str | None:
        """What to dial in an emergency; None when none is known."""
        return emergency_number(self.contacts, self.region)

    @property
    def emergency_words(self) -> str:
        """The emergency number, or the generic words for it: see the function of that name."""
        return emergency_words(self.contacts, self.region)

    def other_emergency_lines(self) -> tuple[ContactLine, ...]:
        """Further ways to the emergency service, besides the number shown large."""
        return other_emergency_lines(self.contacts, self.region)

    def crisis_line(self) -> ContactLine:
        """The crisis line of the program, or of the region (clinical-spec 1.6)."""
        return crisis_line(self.contacts, self.region)

    def lines(self, *roles: ContactRole) -> tuple[ContactLine, ...]:
        """The lines of these roles in the order to call, each number once."""
        return lines_for(roles, self.contacts, self.region, self.local_now)


def emergency_number(contacts: Contacts | None, region: Region) -> str | None:
    """What to dial in an emergency; None when none is known (rule V-09, H-08).

    The program's number is used where it is one of the region's, where a reason for another was
    given, or where the region is unknown. Otherwise the patient is somewhere else than the
    program was written for, and the number of that place counts.
    """
    own = region.emergency if region.emergency[:1].isdigit() else None
    if contacts is None:
        return own
    trusted = own is None or contacts.emergency_override_reason is not None
    if trusted or contacts.emergency_number in {region.emergency, *region.also}:
        return contacts.emergency_number or None
    return own


def emergency_words(contacts: Contacts | None, region: Region) -> str:
    """The emergency number, or the generic words for it: never blank.

    Where the patient may be in another country, that this one has another number is said, too.
    """
    number = emergency_number(contacts, region) or NO_NUMBER
    return f"{number} ({region.elsewhere})" if region.elsewhere else number


def other_emergency_lines(contacts: Contacts | None, region: Region) -> tuple[ContactLine, ...]:
    """Further ways to the emergency service, besides the number shown large."""
    shown = emergency_number(contacts, region)
    others = [number for number in (region.emergency, *region.also) if number != shown]
    if not shown:
        return ()
    also = (ContactLine("Emergency, also", number, "", None) for number in others)
    elsewhere = [ContactLine(_capital(region.elsewhere), None, "", None)]
    return (*also, *(elsewhere if region.elsewhere else []))


def lines_for(
    roles: Iterable[ContactRole],
    contacts: Contacts | None,
    region: Region,
    local_now: datetime | None,
) -> tuple[ContactLine, ...]:
    """The lines of these roles in the order to call, each number once.

    Args:
        roles: in the catalogue's order.
        contacts: the program's; None without a program.
        region: the row of the table for where the patient is.
        local_now: now, already converted to the contacts' time zone; None where that is not known.

    """
    lines: list[ContactLine] = []
    for role in roles:
        lines += _role_lines(role, contacts, region, local_now)
    return _without_repeats(lines)


def open_first(lines: Sequence[ContactLine]) -> tuple[ContactLine, ...]:
    """The lines in the same order, those that are closed now behind the others (H-09)."""
    return tuple(sorted(lines, key=lambda line: line.open_now is False))


def crisis_line(contacts: Contacts | None, region: Region) -> ContactLine:
    """The crisis line of the program, or of the region (clinical-spec 1.6)."""
    if contacts is not None and contacts.crisis is not None:
        return ContactLine(contacts.crisis.name, contacts.crisis.phone, "", None)
    return ContactLine(_capital(region.crisis_name), region.crisis_phone, "", None)


def zone_is_known(program: Program) -> bool:
    """Whether it is known in which time zone the hours of a plan's lines are meant (H-09).

    Where none is written London's stands for it. Only in Great Britain that is more than a guess,
    and whoever calls by a guess may ring where nobody is, and pass by who would answer.
    """
    is_written = "time_zone" in program.contacts.model_fields_set
    return is_written or program.region == _HAS_THE_DEFAULT_ZONE


def is_open(contact: Contact, local_now: datetime | None) -> bool | None:
    """Whether the line is answered now. Without hours: at any time.

    Hours that end before they begin run past midnight; the day is the one they begin on.

    Args:
        contact: whose line.
        local_now: now, in the time zone of the hours; None where that is not known.

    Returns:
        None where it is not known.

    """
    if not contact.hours:
        return True
    return None if local_now is None else any(_covers(hours, local_now) for hours in contact.hours)


def hours_in_words(contact: Contact) -> str:
    """Opening hours: "Mon to Fri 08:30 to 17:00"."""
    if not contact.hours:
        return "at any time"
    return "; ".join(
        f"{_days_in_words(hours)} {hours.opens:%H:%M} to {hours.closes:%H:%M}"
        for hours in contact.hours
    )


def in_sentence(name: str) -> str:
    """A name inside a sentence: "your clinic", but "NHS 111"."""
    return name[:1].lower() + name[1:] if name.startswith(("Your ", "The ")) else name


def _role_lines(
    role: ContactRole, contacts: Contacts | None, region: Region, local_now: datetime | None
) -> list[ContactLine]:
    if role == "emergency":
        return [
            ContactLine(
                "Emergency services", emergency_number(contacts, region) or NO_NUMBER, "", None
            ),
            *other_emergency_lines(contacts, region),
        ]
    if role == "emergency_department":
        return [ContactLine("The nearest emergency department", None, "", None)]
    if role == "crisis_line":
        return [crisis_line(contacts, region)]
    lines = [_line(person, local_now) for person in _people(role, contacts)]
    if role == "out_of_hours":
        return lines + _regional_line(contacts, region)
    return lines or [ContactLine(_capital(_SAID[role]), None, "", None)]


def _regional_line(contacts: Contacts | None, region: Region) -> list[ContactLine]:
    """The region's line for what cannot wait; left out where the program's own lines say more."""
    if contacts is not None and region.urgent_phone is None:
        return []
    return [ContactLine(_capital(region.urgent_name), region.urgent_phone, "", None)]


def _people(role: ContactRole, contacts: Contacts | None) -> list[Contact]:
    """Who answers for a role; a colleague who covers comes after the therapist (A15)."""
    if contacts is None:
        return []
    by_role: dict[ContactRole, Contact | None] = {
        "clinic": contacts.clinic,
        "out_of_hours": contacts.out_of_hours,
        "therapist": contacts.therapist,
        "surgical_team": contacts.surgical_team,
    }
    candidates = (by_role.get(name) for name in (role, *_STANDS_IN.get(role, ())))
    found = [person for person in candidates if person is not None][:1]
    if role == "therapist" and contacts.cover is not None:
        found.append(contacts.cover)
    return found


def _line(contact: Contact, local_now: datetime | None) -> ContactLine:
    return ContactLine(
        contact.name, contact.phone, hours_in_words(contact), is_open(contact, local_now)
    )


def _covers(hours: OpeningHours, local_now: datetime) -> bool:
    clock = local_now.time()
    today = _WEEKDAYS[local_now.weekday()] in hours.days
    if hours.opens < hours.closes:
        return today and hours.opens <= clock < hours.closes
    yesterday = _WEEKDAYS[local_now.weekday() - 1] in hours.days
    return (today and clock >= hours.opens) or (yesterday and clock < hours.closes)


def _days_in_words(hours: OpeningHours) -> str:
    numbers = sorted(_WEEKDAYS.index(day) for day in set(hours.days))
    names = [_WEEKDAYS[number].capitalize() for number in numbers]
    in_a_row = numbers[-1] - numbers[0] == len(numbers) - 1
    if in_a_row and len(numbers) > 1:
        return f"{names[0]} to {names[-1]}"
    return ", ".join(names)


def _without_repeats(lines: Iterable[ContactLine]) -> tuple[ContactLine, ...]:
    kept: dict[str, ContactLine] = {}
    for line in lines:
        kept.setdefault(line.phone or line.name, line)
    return tuple(kept.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
