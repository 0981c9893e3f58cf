"""How often something comes, as a therapist writes it: "1 week", "10 days", "daily"."""

from __future__ import annotations

import re
from typing import Final

WEEK: Final = 7
_NAMED: Final = {"daily": 1, "weekly": WEEK}
_PERIOD: Final = re.compile(r"(?:every )?(?P<count>\d{1,3}) ?(?P<unit>[a-z]*)", re.ASCII)
_UNITS: Final = {"days": 1, "weeks": WEEK}


def read_days(words: str) -> int | None:
    """The days from one time to the next; a number alone is days. None: something else.

    A unit may be begun only, so that what is being typed can be read at each letter.
    """
    line = " ".join(words.casefold().split())
    if line in _NAMED:
        return _NAMED[line]
    match = _PERIOD.fullmatch(line)
    scale = next((n for name, n in _UNITS.items() if match and name.startswith(match["unit"])), 0)
    return int(match["count"]) * scale if match and scale else None


def days_words(days: int) -> str:
    """So many days as they are written: whole weeks as weeks."""
    count, unit = (days // WEEK, "week") if days and not days % WEEK else (days, "day")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
