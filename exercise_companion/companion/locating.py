"""Where the patient is today: asked where the computer's clock left the plan's country (H-08).

Until it is answered the numbers of the plan are shown, and that another country has another one.
"Yes" holds for the day. Any other answer holds until the clock is set to another zone, or it is
answered anew.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion import catalogue
from exercise_companion.catalogue import UNKNOWN_REGION
from exercise_companion.catalogue.zones import country_of
from exercise_companion.clock import zone_name
from exercise_companion.companion import typed
from exercise_companion.core.whereabouts import (
    AskWhereabouts,
    IsIn,
    Setting,
    Whereabouts,
    from_elsewhere,
    in_words,
    leaves_home,
    not_certain,
)

if TYPE_CHECKING:
    from datetime import datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.flags import Region
    from exercise_companion.core.program import Contacts, Program

ANSWER: Final = "whereabouts"
"""The setting that holds the last answer: exercise day, zone of the clock, answer."""


def region(context: Context) -> Region:
    """The emergency numbers of where the patient is; the generic row where that is not known."""
    place, home = _place(context), _home(context.program)
    if place == "there":
        return _there(context)
    if place == "elsewhere":
        return catalogue.region(UNKNOWN_REGION)
    return home if place == "home" else not_certain(home)


def contacts(context: Context) -> Contacts | None:
    """Whom the program names, as they are reached from where the patient is."""
    program = context.program
    if program is None:
        return None
    away = _place(context) in {"there", "elsewhere"}
    return from_elsewhere(program.contacts) if away else program.contacts


def ask(context: Context) -> AskWhereabouts | None:
    """The question; None at home, or where it was answered today.

    The answer is kept: where nothing can be saved, it is asked the next time.
    """
    if not context.store.is_kept or not _left_home(context) or _answered(context, today=True):
        return None
    there = _there(context)
    return AskWhereabouts(
        home=in_words(_home(context.program)),
        there=in_words(there) if there.code else "",
        zone=_zone(context),
    )


def keep(context: Context, given: IsIn) -> None:
    """Keep where the patient is today.

    Raises:
        Refused: it is not asked now.

    """
    asked = ask(context)
    if asked is None or given.place not in asked.choices:
        raise typed.not_asked_now()
    with context.store.transaction():
        context.store.set_setting(ANSWER, f"{context.day} {_zone(context)} {given.place}")
        context.refresh_projection()


def _place(context: Context) -> Whereabouts | None:
    """Where the patient is; None where that is not certain."""
    if not _left_home(context):
        return "home"
    answer = _answered(context, today=False)
    return answer if answer != "home" else _answered(context, today=True)


def _answered(context: Context, *, today: bool) -> Whereabouts | None:
    """The last answer given under this zone; None where there is none."""
    day, zone, place = (*(context.store.setting(ANSWER) or "").split(" "), "", "", "")[:3]
    if zone != _zone(context) or (today and day != str(context.day)):
        return None
    return next((one for one in get_args(Whereabouts) if one == place), None)


def _left_home(context: Context) -> bool:
    program = context.program
    if program is None:
        return False
    plan = _setting(context.contacts_local())
    home = Setting(plan.zone, program.region, plan.offset_minutes)
    there = _there(context)
    same_numbers = bool(there.code) and there == _home(program)
    return leaves_home(_setting(context.clock.local()), home, same_numbers=same_numbers)


def _home(program: Program | None) -> Region:
    return catalogue.region(program.region if program else UNKNOWN_REGION)


def _there(context: Context) -> Region:
    """The row of the country the computer's clock is set for."""
    return catalogue.region(country_of(_zone(context)) or UNKNOWN_REGION)


def _zone(context: Context) -> str:
    return zone_name(context.clock.local())


def _setting(local: datetime) -> Setting:
    zone = zone_name(local)
    offset = local.utcoffset() or timedelta(0)
    return Setting(zone, country_of(zone), offset // timedelta(minutes=1))
