"""Where the patient is today: asked where the computer's clock left the plan's country (H-08).

Until it is answered the numbers of the plan are shown, and that another country has another one.
"Yes" holds for the day. Any other answer holds for a week, or until the clock is set for another
country or it is answered anew, which can be done at any time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from exercise_companion import catalogue
from exercise_companion.catalogue import UNKNOWN_REGION
from exercise_companion.catalogue.countries import country_of, country_words
from exercise_companion.clock import zone_name
from exercise_companion.companion import typed
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.core.whereabouts import (
    AskWhereabouts,
    IsIn,
    Setting,
    Whereabouts,
    from_elsewhere,
    leaves_home,
    not_certain,
    perhaps_elsewhere,
)
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from datetime import datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.flags import Region
    from exercise_companion.core.program import Contacts, Program

ANSWER: Final = "whereabouts"
"""The setting that holds the last answer: exercise day, country of the clock, country of the plan,
and what was said."""

_PLACES: Final[dict[str, Whereabouts]] = {place: place for place in get_args(Whereabouts)}

AWAY_HOLDS: Final = timedelta(days=7)
"""How long an answer that was not yes counts where it is not asked anew: who looks up a number only
is not asked. Our decision, needs sign-off."""

ONE_DAY: Final = timedelta(days=1)

HEADLINE: Final = "The emergency number"


class _Answer(NamedTuple):
    day: date
    place: Whereabouts


def region(context: Context) -> Region:
    """The emergency numbers of where the patient is; the generic row where that is not known."""
    place, home = _place(context), _home(context.program)
    if place == "there":
        return _there(context)
    if place == "elsewhere":
        return catalogue.region(UNKNOWN_REGION)
    return home if place == "home" else not_certain(home, _home_words(context))


def contacts(context: Context) -> Contacts | None:
    """Whom the program names, as they are reached from where the patient is."""
    program = context.program
    if program is None:
        return None
    place = _place(context)
    if place == "home":
        return program.contacts
    if place is None:
        return perhaps_elsewhere(program.contacts, _home_words(context))
    return from_elsewhere(program.contacts)


def ask(context: Context) -> AskWhereabouts | None:
    """The question; None at home, or where it was answered today.

    Where nothing can be saved it waits: what is told of a warning sign is what counts then.
    """
    if not context.store.is_kept or not has_left_home(context):
        return None
    known = _answered(context)
    return None if known is not None and _age(context, known) <= timedelta(0) else question(context)


def question(context: Context) -> AskWhereabouts | None:
    """The same, answered or not: an answer can be changed. None at home."""
    if not has_left_home(context):
        return None
    there = _there(context).code != UNKNOWN_REGION
    return AskWhereabouts(
        home=_home_words(context),
        there=country_words(_country(context)) if there else "",
        zone=_zone(context),
    )


def keep(context: Context, given: IsIn) -> Told | None:
    """Keep where the patient is today.

    Returns:
        the emergency number that is shown from now on; None where it is the plan's.

    Raises:
        Refused: that is no answer here.

    """
    asked = question(context)
    if asked is None or given.place not in asked.choices:
        raise typed.not_asked_now()
    kept = (str(context.day), _country(context), _plan_country(context), given.place)
    with context.store.transaction():
        context.store.set_setting(ANSWER, " ".join(kept))
        context.refresh_projection()
    if given.place == "home":
        return None
    number = context.reach.emergency_number or NO_NUMBER
    return Told(
        HEADLINE,
        (
            f"In an emergency, call {number}.",
            "If that is wrong, say where you are under Contacts, with W.",
        ),
    )


def kept_text(context: Context) -> str:
    """The last answer as it is kept; empty where there is none, or it cannot be read."""
    try:
        return context.store.setting(ANSWER) or ""
    except StoreFault:
        return ""


def carry(text: str, context: Context) -> None:
    """Take the answer along to a store in memory that knows nothing (decisions A17)."""
    if text:
        context.store.set_setting(ANSWER, text)


def has_left_home(context: Context) -> bool:
    """Whether the computer's clock is set for another country than the plan's."""
    program = context.program
    if program is None:
        return False
    clock, plan = _setting(context.clock.local()), _setting(context.contacts_local())
    home, there = _home(program), _there(context)
    return leaves_home(
        clock,
        Setting(plan.zone, program.region, plan.offset_minutes),
        same_numbers=there == home and _is_of(program, home),
        is_known=there.code != UNKNOWN_REGION,
    )


def _is_of(program: Program, home: Region) -> bool:
    """Whether the plan's emergency number is one of its row: that row then counts as one place."""
    return program.contacts.emergency_number in {home.emergency, *home.also}


def _place(context: Context) -> Whereabouts | None:
    """Where the patient is; None where that is not certain."""
    if not has_left_home(context):
        return "home"
    known = _answered(context)
    if known is None:
        return None
    lasts = timedelta(0) if known.place == "home" else AWAY_HOLDS
    return known.place if _age(context, known) <= lasts else None


def _age(context: Context, known: _Answer) -> timedelta:
    """How long ago it was answered; a journey westwards may set the day back by one."""
    age = context.day - known.day
    return age if age >= -ONE_DAY else AWAY_HOLDS + ONE_DAY


def _answered(context: Context) -> _Answer | None:
    """The last answer given with this clock, about this plan's country; None without one."""
    day, country, home, place = (*kept_text(context).split(" "), "", "", "", "")[:4]
    if (country, home) != (_country(context), _plan_country(context)) or place not in _PLACES:
        return None
    try:
        return _Answer(date.fromisoformat(day), _PLACES[place])
    except ValueError:
        return None


def _home(program: Program | None) -> Region:
    return catalogue.region(program.region if program else UNKNOWN_REGION)


def _home_words(context: Context) -> str:
    return country_words(_plan_country(context))


def _plan_country(context: Context) -> str:
    return context.program.region if context.program else UNKNOWN_REGION


def _there(context: Context) -> Region:
    """The row of the country the computer's clock is set for."""
    return catalogue.region(country_of(_zone(context)) or UNKNOWN_REGION)


def _country(context: Context) -> str:
    """The country of the clock; where none is known, its zone stands for it."""
    zone = _zone(context)
    return country_of(zone) or zone


def _zone(context: Context) -> str:
    return zone_name(context.clock.local())


def _setting(local: datetime) -> Setting:
    zone = zone_name(local)
    offset = local.utcoffset() or timedelta(0)
    return Setting(zone, country_of(zone), offset // timedelta(minutes=1))
