"""Whether the person at the keyboard is the one the prescription is for (H-01, decisions D4)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_words

if TYPE_CHECKING:
    from exercise_companion.core.program import Patient

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

OLDEST_YEARS: Final = 120

WHAT_IS_KEPT: Final = (
    "Your answers stay on this computer. A report you make for your therapist shows them all, "
    "those about thoughts of death or harm too."
)
"""Said before the first program is installed (clinical-spec 1.6)."""

_NUMBERS: Final = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[./ -])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})", re.ASCII
)
"""With one mark twice: `12/03.1957` is written in no order that anybody uses."""
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WORDS: Final = re.compile(r"(\d{1,2})\.? +([a-z]{3,9})\.? +(\d{4})", re.ASCII)


def name_key(name: str) -> str:
    """A name as it is compared: no accents, no case, single spaces (decisions D4)."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", plain).casefold().split())


def read_birth_date(text: str, *, month_first: bool = False) -> date | None:
    """The date somebody typed: ISO, `14/3/1958`, `14 March 1958`; None when it is no date.

    Args:
        text: as typed.
        month_first: read `3/14/1958`, the order of the United States.

    """
    typed = " ".join(text.casefold().split())
    if match := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMBERS.fullmatch(typed):
        first, second, year = (int(match[part]) for part in ("first", "second", "year"))
        day, month = (second, first) if month_first else (first, second)
    elif match := _WORDS.fullmatch(typed):
        day, year = int(match[1]), int(match[3])
        month = _month(match[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_meant(text: str) -> tuple[date, ...]:
    """Every date that is meant by one in an order nobody agreed on; none when it is no date.

    With points the day stands first. `12/03/1957` is 12 March to some and 3 December to others.
    """
    orders = (False,) if "." in text else (False, True)
    read = (read_birth_date(text, month_first=month_first) for month_first in orders)
    return tuple(dict.fromkeys(day for day in read if day is not None))


def date_doubt(text: str) -> str:
    """That a typed date may be two, and how it is typed then; empty where it is one or none."""
    days = dates_meant(text)
    if len(days) < len(("day first", "month first")):
        return ""
    return f'"{text}" may be {" or ".join(map(day_words, days))}. Type the month in letters.'


def _month(word: str) -> int:
    """The month a word of at least three letters begins; 0 when none does."""
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word)), 0)


def birth_fault(born: date, on: date) -> str:
    """What is wrong with the birth date of a patient on a day (V-04); empty where nothing is.

    Args:
        born: the birth date.
        on: a day on which the patient lives.

    """
    if born < on and on.year - born.year <= OLDEST_YEARS:
        return ""
    return f"The birth date {born} cannot be right."


def is_same_person(patient: Patient, name: str, born: date) -> bool:
    """Whether name and birth date are the patient's: both must fit (H-01)."""
    return name_key(name) == name_key(patient.display_name) and born == patient.birth_date
