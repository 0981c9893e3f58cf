"""What the words of a diary entry mean that were typed behind a command."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, cast, get_args

from exercise_companion.core.identity import date_doubt
from exercise_companion.core.safetext import neutral
from exercise_companion.core.terms import Site
from exercise_companion.core.typed_day import read_day
from exercise_companion.errors import UsageFault
from exercise_companion.plain import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exercise_companion.companion import Companion
    from exercise_companion.core.walk_questions import WalkAnswers


def scores(texts: Iterable[str]) -> tuple[tuple[Site, int], ...]:
    """What `back=3` and `leg=2` say.

    Raises:
        UsageFault: one of them is no place with a whole number from 0 to 10.

    """
    found = []
    for text in texts:
        named, _, number = text.casefold().partition("=")
        site = "leg" if named == "legs" else named  # as the screen calls the place
        score = reading.score(number)
        if site not in get_args(Site) or score is None:
            what_happened = f"{neutral(text)} is no pain score."
            raise UsageFault(what_happened, "Give a place and a number from 0 to 10: back=3.")
        found.append((cast("Site", site), score))
    return tuple(found)


def activity_scores(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """What `walk=5` says of an activity.

    Raises:
        UsageFault: one of them is no activity with a whole number from 0 to 10.

    """
    found = []
    for text in texts:
        goal_id, _, number = text.partition("=")
        score = reading.score(number)
        if score is None:
            what_happened = f"{neutral(text)} is no score."
            raise UsageFault(what_happened, "Give an activity and a number: walk=5.")
        found.append((goal_id, score))
    return tuple(found)


def walks(companion: Companion, on: date, texts: Iterable[str]) -> dict[str, WalkAnswers]:
    """What `W1 minutes=12 side=left` says of walks of a day, by their item: its id or its name.

    Raises:
        UsageFault: one of them cannot be read, or does not fit the plan of that day.

    """
    found: dict[str, WalkAnswers] = {}
    for text in texts:
        words = text.split()
        name = " ".join(takewhile(lambda word: "=" not in word, words))
        pairs = words[len(name.split()) :]
        given = dict(pair.partition("=")[::2] for pair in pairs)
        if not name or not given or "" in given.values() or len(given) < len(pairs):
            raise _says_nothing(text)
        item_id = companion.item_named(on, name)
        if item_id in found:
            raise _says_nothing(text)
        found[item_id] = companion.typed_walk(on, item_id, given)
    return found


def _says_nothing(text: str) -> UsageFault:
    what_happened = f"{neutral(text)} says nothing of a walk."
    return UsageFault(what_happened, "Give each walk once: W1 minutes=12 side=left.")


def day(text: str, today: date, *, ahead: bool = False) -> date:
    """What `today`, `yesterday` and a date say; of what may lie ahead `tomorrow` and a weekday.

    Raises:
        UsageFault: it is no date, or in figures that may be two.

    """
    if doubt := date_doubt(text):
        raise UsageFault(neutral(doubt), "Or give it like 2026-11-21.")
    found = read_day(text, today, ahead=ahead)
    if found is None:
        what_happened = f"{neutral(text)} is no date."
        word = "tomorrow" if ahead else "yesterday"
        raise UsageFault(what_happened, f"Give it like 2026-11-21, or {word}.")
    return found
