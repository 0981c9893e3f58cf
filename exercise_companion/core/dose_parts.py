"""A dose on one line in its parts: the work it begins with, and each thing said behind it.

A line is read from its beginning to its end, and every word of it belongs to a part: what belongs
to none is refused with what to type instead. Two parts may not say the same thing, since only one
of them would reach the patient; days and times of day add up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, NoReturn

from exercise_companion.core.dose_doubts import require_no_doubt
from exercise_companion.core.dose_free_words import require_one_part
from exercise_companion.core.dose_hints import hint_for, hold_alone
from exercise_companion.core.dose_patterns import BEHIND, WORK
from exercise_companion.core.typed import NotUnderstoodError, plain
from exercise_companion.core.week_words import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.dose_patterns import Reader

_BETWEEN: Final = re.compile(r"[ ,;/&]*(?:and (?=\S))?")
_DAYS_AND_TIMES: Final = frozenset({"days", "slots", "times_per_day"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a line says."""

    words: str
    """As they were typed."""
    about: str
    """What no other part may say, in words."""
    fields: JsonObject


def read_parts(line: str) -> dict[str, Part]:
    """Every part of a line by what it is about, the work first.

    Raises:
        NotUnderstoodError: it begins with no work, a word belongs to no part or could belong to
            two, two parts say the same thing, or each day may have times of its own.

    """
    text = plain(line)
    require_no_doubt(text)
    if hold := hold_alone(text):
        raise NotUnderstoodError(what=hold)
    work, at = _part_at(text, 0, WORK) or (None, 0)
    if work is None:
        raise NotUnderstoodError(what=f'"{_piece(text)}" is not a dose.')
    behind = []
    while (at := _past_joint(text, at)) < len(text):
        part, at = _part_at(text, at, BEHIND) or _refuse(_piece(text[at:]))
        behind.append(part)
    _require_one_time_for_all_days(behind)
    said = {work.about: work}
    for part in behind:
        before = said.get(part.about)
        said[part.about] = part if before is None else _together(before, part)
    return said


def _past_joint(text: str, at: int) -> int:
    """Where the next part begins, behind what joins it to the one before."""
    joint = _BETWEEN.match(text, at)
    return joint.end() if joint else at


def _part_at(text: str, at: int, readers: tuple[Reader, ...]) -> tuple[Part, int] | None:
    """The part that begins there, and where it ends.

    Raises:
        NotUnderstoodError: words of the therapist's own in it may hold another part.

    """
    for reader in readers:
        match = reader.pattern.match(text, at)
        fields = reader.read(match) if match else None
        if match is not None and fields is not None:
            require_one_part(match[0], match.groupdict().get("bare") or "")
            return Part(match[0].strip(), reader.about, fields), match.end()
    return None


def _piece(text: str) -> str:
    """The words up to the next comma."""
    return re.split("[,;]", text, maxsplit=1)[0].strip()


def _require_one_time_for_all_days(parts: Iterable[Part]) -> None:
    """Refuse days with times between them: the format has the same times for every day.

    Raises:
        NotUnderstoodError: "mon morning, wed evening", which is no round on Monday evening.

    """
    timed = [part for part in parts if not _DAYS_AND_TIMES.isdisjoint(part.fields)]
    if len(list(groupby("days" in part.fields for part in timed))) > len(("days", "times")):
        words = ", ".join(part.words for part in timed)
        what = f'"{words}" may mean different times on different days.'
        how = "For that, write the exercise twice, one for each. For the same times, "
        example = 'type all days first: "mon wed, morning and evening".'
        raise NotUnderstoodError(what=f"{what} {how}{example}")


def _together(before: Part, part: Part) -> Part:
    """Two parts about the same: days join in the order of the week, times of day add up.

    Raises:
        NotUnderstoodError: only one of them can hold.

    """
    for name in ("days", "slots"):
        first, more = before.fields.get(name), part.fields.get(name)
        if not isinstance(first, list) or not isinstance(more, list):
            continue
        words, both = f"{before.words} and {part.words}", [*first, *more]
        if name == "days":
            return Part(words, part.about, {name: [day for day in DAYS if day in both]})
        if not any(one in first for one in more):
            return Part(words, part.about, {name: both})
    what = f'"{before.words}" and "{part.words}" both say {part.about}. Type only one of them.'
    raise NotUnderstoodError(what=what)


def _refuse(words: str) -> NoReturn:
    raise NotUnderstoodError(what=f'"{words}" is not understood. {hint_for(words)}')
