"""Which country a time zone belongs to, and what a country is called inside a sentence."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exercise_companion.catalogue import UNKNOWN_REGION, CatalogueFault, read_table, region

if TYPE_CHECKING:
    from collections.abc import Mapping

ZONES: Final = "zone.tab"
"""Country, place and zone on each line, parted by tabs; each zone once."""

LINKS: Final = "tzdata.zi"
"""Among much else a line for each old name of a zone: `L Europe/Lisbon Portugal`."""

UNNAMED: Final = "the country of your plan"
"""A country that the table has no numbers for, and so no name."""

_WITH_ARTICLE: Final = "United "


def country_of(zone: str) -> str | None:
    """The ISO code of the one country a zone belongs to, or of the one whose numbers reach help.

    None for an offset, and where the machine has no such table.

    Raises:
        CatalogueFault: the shipped file is missing or damaged.

    """
    known = _zones()
    country = known.get(zone) or known.get(_links().get(zone, ""))
    return _texts("dials_as").get(country, country) if country else None


def country_words(code: str) -> str:
    """A country inside a sentence: "the United Kingdom", "Spain".

    Raises:
        CatalogueFault: a shipped file is missing or damaged.

    """
    row = region(code)
    if row.code == UNKNOWN_REGION:
        return UNNAMED
    name = _texts("names").get(code, row.name)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


@cache
def _zones() -> Mapping[str, str]:
    rows = [line.split("\t") for line in _lines(ZONES) if not line.startswith("#")]
    return {row[2]: row[0] for row in rows if len(row) > 2}  # noqa: PLR2004 - the third is the zone


@cache
def _links() -> Mapping[str, str]:
    rows = [line.split() for line in _lines(LINKS) if line.startswith("L ")]
    return {row[2]: row[1] for row in rows if len(row) > 2}  # noqa: PLR2004 - the third is the name


def _lines(name: str) -> list[str]:
    """A table of the system, or of the package that stands in for it; empty without either."""
    for folder in zoneinfo.TZPATH:
        try:
            return (Path(folder) / name).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            continue
    try:
        return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()
    except (OSError, ImportError):
        return []


@cache
def _texts(name: str) -> Mapping[str, str]:
    """A part of the shipped file: texts by country."""
    try:
        row = read_table("countries.json").row(name)
        return {str(key): row.text(str(key)) for key in row.values}
    except ValueError as cause:
        raise CatalogueFault(str(cause)) from cause
