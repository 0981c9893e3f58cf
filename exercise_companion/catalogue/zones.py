"""Which country a time zone belongs to, by the table that comes with the zones themselves."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE: Final = "zone.tab"
"""Country, place and zone on each line, parted by tabs; each zone once."""


def country_of(zone: str) -> str | None:
    """The ISO code of the one country a zone belongs to.

    None for an offset, an old name of a zone, and where the machine has no such table.
    """
    return _countries().get(zone)


@cache
def _countries() -> Mapping[str, str]:
    rows = (line.split("\t") for line in _table().splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}  # noqa: PLR2004 - the third is the zone


def _table() -> str:
    """The system's table, or the one of the package that stands in for it; empty without either."""
    for folder in zoneinfo.TZPATH:
        try:
            return (Path(folder) / TABLE).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
    try:
        return (files("tzdata") / "zoneinfo" / TABLE).read_text(encoding="utf-8")
    except (OSError, ImportError):
        return ""
