"""One typed line becomes a part of a prescription, or the reader says what was expected.

Only the shape is read here; whether a value is allowed is for the checker to say.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.identity import date_doubt, dates_meant
from exercise_companion.core.phone_numbers import holds_phone, is_phone
from exercise_companion.core.program import CLOCK_TIME
from exercise_companion.core.safetext import hidden_in, tag_in
from exercise_companion.core.week_words import week_days

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue

LONGEST: Final = 2000
HIGHEST_SCORE: Final = 10

TO: Final = r" ?(?:[-–—]|to) ?"
"""What stands between the first and the last of a span."""

_NUMBER: Final = re.compile(r"\d{1,2}(\.\d)?", re.ASCII)
_SIDES: Final = frozenset({"left", "right", "both"})
_HOURS: Final = re.compile(
    rf"(?P<days>\D+?),? (?P<opens>\d{{1,2}}(:\d\d)?){TO}(?P<closes>\d{{1,2}}(:\d\d)?)", re.ASCII
)
_LATER: Final = re.compile(r"\+?(\d{1,3}) ?(d|w)(?:ays?|eeks?)?", re.ASCII | re.IGNORECASE)
_AGO: Final = re.compile(r"(\d{1,3}) ?(d|w)(?:ays?|eeks?)?(?: ago)?", re.ASCII | re.IGNORECASE)
_DAYS: Final = {"d": 1, "w": 7}


class NotUnderstoodError(ValueError):
    """A line that cannot be read.

    Args:
        what: what is wrong with it, one sentence.

    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def plain(line: str) -> str:
    """The line without needless blanks.

    Raises:
        NotUnderstoodError: it is empty, endless, or no plain text (V-16).

    """
    text = " ".join(line.split())
    if not text:
        raise NotUnderstoodError(what="Nothing was typed.")
    if fault := hidden_in(text) or tag_in(text):
        raise NotUnderstoodError(what=f"That holds {fault}. Type plain text only.")
    if len(text) > LONGEST:
        raise NotUnderstoodError(what=f"That is too long: at most {LONGEST} characters.")
    return text


def a_day(line: str, counted_from: date | None = None) -> str:
    """A typed date in the format's form.

    Args:
        line: such as `2026-11-22`, `22.11.2026` or `22 November 2026`.
        counted_from: the day from which `6w` and `10d` are counted; None: they are no dates.

    Raises:
        NotUnderstoodError: it is no date, or may be two.

    """
    text = plain(line)
    if doubt := date_doubt(text):
        raise NotUnderstoodError(what=doubt)
    later = None if counted_from is None else _later(text, counted_from)
    for day in (later, *dates_meant(text)):
        if day is not None:
            return day.isoformat()
    raise NotUnderstoodError(what="That is not a date, such as 4 March 1957 or 1957-03-04.")


def a_past_day(line: str, today: date) -> str:
    """A typed date of something that has happened: `6w` and `6 weeks ago` are both behind.

    Raises:
        NotUnderstoodError: it is no date, or may be two.

    """
    match = _AGO.fullmatch(plain(line))
    ago = None if match is None else _moved(today, match, -1)
    return a_day(line) if ago is None else ago.isoformat()


def _later(text: str, first: date) -> date | None:
    """So many days or weeks later; None where it says none, or goes past the calendar."""
    match = _LATER.fullmatch(text)
    return None if match is None else _moved(first, match, 1)


def _moved(first: date, match: re.Match[str], way: int) -> date | None:
    with suppress(OverflowError):
        return first + timedelta(days=way * int(match[1]) * _DAYS[match[2].lower()])
    return None


def a_number(line: str) -> int:
    """A typed whole number.

    Raises:
        NotUnderstoodError: it is none.

    """
    text = plain(line)
    if not (text.isascii() and text.isdigit() and len(text) < len("100000")):
        raise NotUnderstoodError(what="That is not a whole number.")
    return int(text)


def pains(line: str) -> tuple[JsonObject, JsonObject]:
    """Usual pain by site, and the side where one is named: "back 4, leg 3 left".

    Raises:
        NotUnderstoodError: a part is not a site with a number, or a site is named twice.

    """
    scores: JsonObject = {}
    sides: JsonObject = {}
    for part in parts_of(line.lower()):
        words = part.split()
        side = words.pop() if words[-1] in _SIDES else None
        site = " ".join(words[:-1]).removesuffix(":").strip()
        if not site.isalpha() or not _NUMBER.fullmatch(words[-1]):
            how = 'Type such as "back 4, leg 3"; for no pain "back 0".'
            raise NotUnderstoodError(what=f'"{part}" is not a place with a number. {how}')
        if site in scores:
            how = f'Type one number for it, with its side: "{site} 6 left" or "{site} 6 both".'
            raise NotUnderstoodError(what=f'"{site}" is named twice. {how}')
        scores[site] = float(words[-1]) if "." in words[-1] else int(words[-1])
        if side is not None:
            sides[site] = side
    return scores, sides


def goals(line: str, target_date: str) -> list[JsonObject]:
    """Goals with the score now and the score aimed at: "Walk to the shop, 3, 7; Cook, 4, 7".

    Raises:
        NotUnderstoodError: a part is not an activity and two numbers.

    """
    found: list[JsonObject] = []
    for number, part in enumerate(parts_of(line, ";"), start=1):
        activity, now, aim = _goal(part)
        found.append(
            {
                "id": f"goal-{number}",
                "activity": activity,
                "start_score": now,
                "target_score": aim,
                "target_date": target_date,
            }
        )
    return found


def _goal(part: str) -> tuple[str, int, int]:
    """What, the score now and the score aimed at.

    Raises:
        NotUnderstoodError: it is something else, or more than one goal.

    """
    *words, now, aim = ("", "", *(piece.strip() for piece in part.split(",")))
    activity = ", ".join(filter(None, words))
    if any(word.isdigit() for word in words):
        how = "Put ; between two goals: Walk to the shop, 3, 7; Cook, 4, 8."
        raise NotUnderstoodError(what=f'"{part}" has more than two numbers. {how}')
    if not activity or not (now and aim):
        how = "Type such as: Walk to the shop, 3, 7."
        raise NotUnderstoodError(what=f'"{part}" is not an activity and two numbers. {how}')
    return activity, _score(now), _score(aim)


def _score(words: str) -> int:
    score = a_number(words)
    if score > HIGHEST_SCORE:
        how = "Scores go from 0, cannot, to 10, as before."
        raise NotUnderstoodError(what=f"{score} is more than {HIGHEST_SCORE}. {how}")
    return score


def contact(line: str) -> JsonObject:
    """Somebody to call: "NHS 111, 111".

    Raises:
        NotUnderstoodError: it is not one name and one phone number.

    """
    name, _, phone = (part.strip() for part in plain(line).rpartition(","))
    if not name or not is_phone(phone) or holds_phone(name):
        how = "Type such as: Ward 4, 020 7946 0100."
        raise NotUnderstoodError(what=f"That is not one name, a comma and one phone number. {how}")
    return {"name": name, "phone": phone}


def hours(line: str) -> list[JsonValue]:
    """When a line is answered: "mon-thu, sat 9:00-17:00; fri 9-12".

    Raises:
        NotUnderstoodError: a part is not days and two times.

    """
    return [_opening(part) for part in parts_of(line.lower(), ";")]


def dated(line: str, today: date) -> tuple[str, str]:
    """Words and the date behind them: "Decompression L4/5, 20 November 2026".

    Raises:
        NotUnderstoodError: it does not end with a date.

    """
    words, _, day = plain(line).rpartition(",")
    if not words.strip():
        raise NotUnderstoodError(what=f"That is not words, a comma and a date such as {today}.")
    return words.strip(), a_day(day)


def parts_of(line: str, mark: str = ",") -> list[str]:
    """The parts between the marks, at least one.

    Raises:
        NotUnderstoodError: nothing, or no plain text.

    """
    parts = [part.strip() for part in plain(line).split(mark)]
    found = [part for part in parts if part]
    if not found:
        raise NotUnderstoodError(what="Nothing was typed.")
    return found


def _opening(part: str) -> JsonValue:
    match = _HOURS.fullmatch(part)
    days = week_days(match["days"]) if match else None
    if match is None or days is None:
        how = "Type such as: mon-thu, sat 9:00-17:00; fri 9-12."
        raise NotUnderstoodError(what=f'"{part}" is not days and two times. {how}')
    opens, closes = _clock(match["opens"]), _clock(match["closes"])
    if opens >= closes:
        how = "Count the hours to 24: mon-fri 9:00-17:00."
        raise NotUnderstoodError(what=f'"{part}" closes before it opens. {how}')
    return {"days": [*days], "opens": opens, "closes": closes}


def _clock(text: str) -> str:
    hour, _, minute = text.partition(":")
    clock = f"{int(hour):02}:{minute or '00'}"
    if not CLOCK_TIME.fullmatch(clock):
        raise NotUnderstoodError(what=f'"{text}" is no time of day. Type such as 9, or 17:30.')
    return clock
