"""When a clock has left the country of the plan, and which numbers count then (H-08)."""

from __future__ import annotations

import zoneinfo
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from exercise_companion import catalogue
from exercise_companion.catalogue import countries
from exercise_companion.core.calling import (
    emergency_number,
    emergency_words,
    other_emergency_lines,
)
from exercise_companion.core.emergency import call_line, called_number, card
from exercise_companion.core.program import Contact, Contacts
from exercise_companion.core.whereabouts import (
    AskWhereabouts,
    Setting,
    from_elsewhere,
    leaves_home,
    not_certain,
    perhaps_elsewhere,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONDON = Setting("Europe/London", "GB", 0)
MADRID = Setting("Europe/Madrid", "ES", 60)


@pytest.mark.parametrize(
    ("clock", "plan", "same_numbers", "is_known", "left"),
    [
        (LONDON, LONDON, True, True, False),
        (MADRID, LONDON, False, True, True),
        (Setting("Europe/Lisbon", "PT", 0), LONDON, False, True, True),
        # Spain and France dial the same, and stand in one row.
        (MADRID, Setting("Europe/Paris", "FR", 60), True, True, False),
        # The plan has a number of its own: it reaches nobody next door.
        (MADRID, Setting("Europe/Vienna", "AT", 60), False, True, True),
        # One country, many zones.
        (
            Setting("America/Denver", "US", -420),
            Setting("America/New_York", "US", -300),
            True,
            True,
            False,
        ),
        # A country without a row in the table: its zones are all at home.
        (
            Setting("America/Manaus", "BR", -240),
            Setting("America/Sao_Paulo", "BR", -180),
            False,
            False,
            False,
        ),
        # Two such countries side by side.
        (
            Setting("America/Buenos_Aires", "AR", -180),
            Setting("America/Sao_Paulo", "BR", -180),
            False,
            False,
            True,
        ),
        # The plan names a zone of another land, of which the table knows no numbers.
        (Setting("Europe/Vaduz", "LI", 60), Setting("Europe/Vaduz", "AT", 60), False, False, False),
        # It knows them: the plan's people live elsewhere than its emergency number.
        (MADRID, Setting("Europe/Madrid", "GB", 60), False, True, True),
        # No country is known: only the time tells.
        (Setting("Etc/UTC", None, 0), LONDON, False, False, False),
        (Setting("UTC-05:00", None, -300), LONDON, False, False, True),
    ],
)
def test_h08_a_clock_has_left_home_when_its_country_has(
    clock: Setting,
    plan: Setting,
    same_numbers: bool,  # noqa: FBT001 - a parameter
    is_known: bool,  # noqa: FBT001 - a parameter
    left: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert leaves_home(clock, plan, same_numbers=same_numbers, is_known=is_known) is left


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("GB", "the United Kingdom"),
        ("US", "the United States"),
        ("ES", "Spain"),
        ("NL", "the Netherlands"),
        ("IE", "Ireland"),
        ("BR", "the country of your plan"),
    ],
)
def test_a_country_inside_a_sentence(code: str, words: str) -> None:
    assert countries.country_words(code) == words


def test_the_answers_name_both_countries_and_only_those_that_are_known() -> None:
    asked = AskWhereabouts("the United Kingdom", "Spain", "Europe/Madrid")
    assert asked.question == "Are you in the United Kingdom today?"
    assert asked.why == "This computer's clock is set to the time of Madrid."
    assert asked.choices == {
        "home": ("1", "Yes, in the United Kingdom"),
        "there": ("2", "No, in Spain"),
        "elsewhere": ("3", "Somewhere else, or not sure"),
    }
    assert replace(asked, there="").choices == {
        "home": ("1", "Yes, in the United Kingdom"),
        "elsewhere": ("2", "No, or not sure"),
    }
    assert replace(asked, zone="America/Sao_Paulo").why.endswith("the time of Sao Paulo.")
    assert replace(asked, zone="UTC-05:00").why.endswith("the time of UTC-05:00.")


def test_from_elsewhere_only_what_is_reached_from_there_is_left() -> None:
    line = Contact(name="Night line", phone="111")
    plan = Contacts(
        therapist=line,
        clinic=line,
        out_of_hours=line,
        crisis=Contact(name="Listening", phone="+44 20 7946 0999"),
        emergency_number="2222",
        emergency_override_reason="The campus has its own.",
    )
    away = from_elsewhere(plan)
    assert away.therapist is not None
    assert away.clinic is not None
    assert away.clinic.name == "Night line (from abroad with the country code)"
    assert (away.therapist.phone, away.clinic.phone) == ("111", "111")
    assert (away.surgical_team, away.cover) == (None, None)
    assert away.out_of_hours is None
    assert away.crisis == plan.crisis
    coded = Contact(name="Ward", phone="+44 20 7946 0300")
    other = from_elsewhere(plan.model_copy(update={"surgical_team": coded, "cover": line}))
    assert other.surgical_team == coded
    assert away.therapist.name == away.clinic.name
    ward = from_elsewhere(plan.model_copy(update={"surgical_team": line})).surgical_team
    assert ward is not None
    assert ward.name == away.clinic.name
    assert other.cover is not None
    assert other.cover.name == away.clinic.name
    at_home = from_elsewhere(plan.model_copy(update={"crisis": line, "out_of_hours": None}))
    assert (at_home.crisis, at_home.out_of_hours) == (None, None)
    spain, unknown = catalogue.region("ES"), catalogue.region("")
    assert (emergency_number(plan, spain), emergency_number(away, spain)) == ("2222", "112")
    assert emergency_number(away, unknown) is None
    assert other_emergency_lines(away, unknown) == ()


def test_while_it_is_not_certain_what_works_at_home_says_so() -> None:
    line, coded = Contact(name="Line", phone="111"), Contact(name="Far", phone="+44 111")
    plan = Contacts(clinic=line, out_of_hours=line, crisis=line, emergency_number="999")
    perhaps = perhaps_elsewhere(plan, "Ireland")
    assert perhaps.clinic == line
    assert perhaps.out_of_hours is not None
    assert perhaps.crisis is not None
    assert perhaps.out_of_hours.name == perhaps.crisis.name == "Line (only in Ireland)"
    assert (perhaps.out_of_hours.phone, perhaps.emergency_number) == ("111", "999")
    without = plan.model_copy(update={"out_of_hours": None, "crisis": coded})
    assert perhaps_elsewhere(without, "Ireland") == without
    row = not_certain(catalogue.region("GB"), "the United Kingdom")
    assert row.urgent_name == "NHS 111 (only in the United Kingdom)"
    assert row.crisis_name.endswith("(only in the United Kingdom)")


def test_while_it_is_not_certain_both_are_said() -> None:
    row = not_certain(catalogue.region("GB"), "the United Kingdom")
    said = "outside the United Kingdom: the emergency number there"
    line = f"O{said[1:]}"
    assert [one.name for one in other_emergency_lines(None, row)][-1] == line
    shown = card("999", row.elsewhere)
    assert shown[2:4] == ("Call 999", f"({said})")
    assert called_number(shown) == "999"
    assert call_line(shown) == f"In an emergency, call 999 ({said})."
    assert emergency_words(None, row) == f"999 ({said})"
    assert emergency_words(None, catalogue.region("GB")) == "999"
    assert len(card("999")) == len(shown) - 1


# --- which country a zone belongs to --------------------------------------------------------------


def _forget() -> None:
    countries._zones.cache_clear()
    countries._links.cache_clear()


@pytest.fixture
def fresh() -> Iterator[None]:
    _forget()
    yield
    _forget()


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "GB"),
        ("Europe/Madrid", "ES"),
        ("America/New_York", "US"),
        ("Pacific/Auckland", "NZ"),
        # Old names lead to the zone they stand for, small lands to whose numbers they dial.
        ("GB", "GB"),
        ("Portugal", "PT"),
        ("US/Pacific", "US"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Jersey", "GB"),
        ("America/Puerto_Rico", "US"),
        ("Etc/UTC", None),
        ("UTC+01:00", None),
        ("", None),
    ],
)
def test_a_zone_belongs_to_its_country(zone: str, country: str | None) -> None:
    assert countries.country_of(zone) == country


@pytest.mark.usefixtures("fresh")
def test_without_the_systems_table_the_packages_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = tmp_path / "zoneinfo"
    packaged.mkdir()
    spain = "# a note\nES\t+4024-00341\tEurope/Madrid\tmainland\n\nX\n"
    (packaged / countries.ZONES).write_text(spain)
    (packaged / countries.LINKS).write_text("# x\nL Europe/Madrid Old/Name\nL short\nR Spain 1\n")
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path / "none"),))
    monkeypatch.setattr(
        countries, "files", lambda name: tmp_path if name == "tzdata" else files(name)
    )
    assert countries.country_of("Europe/Madrid") == countries.country_of("Old/Name") == "ES"
    assert countries.country_of("Europe/London") is None


@pytest.mark.usefixtures("fresh")
def test_without_any_table_no_country_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> Path:
        raise ModuleNotFoundError

    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    monkeypatch.setattr(countries, "files", none)
    assert countries.country_of("Europe/Madrid") is None
