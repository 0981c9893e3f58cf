"""Whom to call, with the numbers the patient added: those come last and replace none (D11)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion import catalogue
from exercise_companion.companion import advising
from exercise_companion.companion.diary import plain_text
from exercise_companion.core.calling import emergency_words
from exercise_companion.core.phone_numbers import FORM, is_phone
from exercise_companion.core.views import ContactView
from exercise_companion.errors import StoreFault, UsageFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context

MOST_NUMBERS: Final = 8
"""More would push the plan's own out of sight."""

LONGEST_NAME: Final = 40

STANDS_FOR_EMERGENCY: Final = re.compile(r"emergency|ambulance", re.IGNORECASE)
"""A name under which another number could be taken for the emergency one (decisions D11)."""

ADDED_BY_YOU: Final = "Added by you"


def contacts(context: Context | None) -> tuple[ContactView, ...]:
    """Everybody to call: the emergency number first, what the patient added last."""
    if context is None:
        number = emergency_words(None, catalogue.region(""))
        return (ContactView("Emergency", "Emergency", number, ""),)
    plan = advising.contacts(context)
    try:
        added = context.store.own_contacts()
    except StoreFault:  # the plan's numbers come all the same
        return plan
    own = (ContactView(ADDED_BY_YOU, one.name, one.phone, "", own_id=one.id) for one in added)
    return (*plan, *own)


def add(context: Context, name: str, phone: str) -> None:
    """Keep a number of the patient's own (decisions D11).

    Raises:
        UsageFault: it is none, stands there already, or could be taken for the emergency number;
            nothing was kept.

    """
    name, phone = _name(name), " ".join(phone.split())
    _require_phone(context, phone)
    if len(context.store.own_contacts()) >= MOST_NUMBERS:
        what_happened = f"You have added {MOST_NUMBERS} numbers. No more can be added."
        raise UsageFault(what_happened, "Take one away first.")
    context.store.add_own_contact(name, phone)


def remove(context: Context, own_id: int) -> None:
    """Take away a number the patient added; the plan's own always stay.

    Raises:
        UsageFault: the patient added no such number.

    """
    if own_id not in {one.id for one in context.store.own_contacts()}:
        what_happened = "You have added no such number."
        raise UsageFault(what_happened, "Only a number that you added can be taken away.")
    context.store.end_own_contact(own_id)


def _name(given: str) -> str:
    name = plain_text("The name", given, LONGEST_NAME)
    if STANDS_FOR_EMERGENCY.search(name):
        what_happened = "The emergency number stays as your plan has it."
        raise UsageFault(what_happened, "Give this number another name.")
    return name


def _require_phone(context: Context, phone: str) -> None:
    if not is_phone(phone):
        what_happened = "That is no phone number."
        raise UsageFault(what_happened, FORM)
    typed = _digits(phone)
    for known in (*contacts(context), *advising.at_home(context)):
        if _digits(known.phone) == typed:
            what_happened = f"That number is here already: {known.name}."
            raise UsageFault(what_happened, "Nothing was changed.")


def _digits(phone: str) -> str:
    return re.sub(r"[^0-9+]", "", phone)
