"""Short on time: which of the exercises come first when there are only so many minutes.

The therapist's ranks decide (`Item.priority`). An exercise is done whole or left out: no dose is
split or changed, and the order stays the therapist's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTION: Final = "How much time do you have?"

RANKED: Final = (
    "Your therapist wrote which exercises come first.",
    "Each one is done in full or left out.",
)

STILL_LATER: Final = "You can still do them later today."
"""What is left out is not done, so it stays in the plan of the day."""

OFFERED_MINUTES: Final = (5, 10, 15, 20, 30, 45, 60)
"""What a patient has time for, in minutes. Our decision."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An exercise that may be done now, and how long it takes."""

    item_id: str
    seconds: float
    """Of the whole dose, the change-over before it included."""
    priority: int
    """The therapist's rank, 1-3; 1 comes first when time is short."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is done in so many minutes, and what is left out."""

    now: tuple[Timed, ...]
    """In the therapist's order; never empty where something was offered."""
    left_out: tuple[Timed, ...]
    """In the therapist's order."""

    @property
    def minutes(self) -> int:
        """Whole minutes it takes, rounded up."""
        return math.ceil(sum(one.seconds for one in self.now) / 60)


@dataclass(frozen=True, slots=True)
class ShortChoice:
    """One amount of time the patient may choose, and what is done in it."""

    minutes: int
    takes: int
    """Whole minutes, rounded up; never more than `minutes`."""
    item_ids: tuple[str, ...]
    """What is done, in the therapist's order."""

    def label(self, of: int) -> str:
        """How long it takes, which is what is asked, and what is done: "9 min, 3 of 6 exercises".

        Two choices may do as many, but not the same ones.
        """
        return f"{self.takes} min, {len(self.item_ids)} of {of} exercises"

    def spoken(self, of: int) -> str:
        """The same for reading aloud, with the time first, as it is what is asked."""
        return f"About {minutes_words(self.takes)}: {len(self.item_ids)} of {of} exercises"


def minutes_words(minutes: int) -> str:
    """A number of minutes: "1 minute", "12 minutes"."""
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def all_label(of: int, minutes: int) -> str:
    """The choice of everything, in the same words."""
    return f"{minutes} min, all {of} exercises"


def shortest_line(choices: Sequence[ShortChoice]) -> str:
    """Said where even the shortest choice takes longer than the least that is offered."""
    if not choices or choices[0].minutes <= OFFERED_MINUTES[0]:
        return ""
    return f"The shortest choice takes about {minutes_words(choices[0].takes)}."


def within(choices: Sequence[ShortChoice], minutes: int) -> ShortChoice:
    """The longest choice that so many minutes are enough for; the shortest where none is."""
    fitting = [choice for choice in choices if choice.takes <= minutes]
    return fitting[-1] if fitting else choices[0]


def left_out_line(names: Sequence[str]) -> str:
    """What is left out, by name."""
    return f"Left out, no time: {', '.join(names)}. {STILL_LATER}"


def cut(offered: Sequence[Timed], minutes: int) -> Cut:
    """What to do in so many minutes.

    By rank, and in the therapist's order within a rank, each exercise that still fits is taken.
    The first one is taken even where it is longer: then it is the only one.

    Args:
        offered: what may be done now, in the therapist's order.
        minutes: how much time there is, at least 1.

    """
    left = minutes * 60.0
    taken: set[str] = set()
    for one in sorted(offered, key=lambda one: one.priority):
        if one.seconds <= left or not taken:
            taken.add(one.item_id)
            left -= one.seconds
    return Cut(
        tuple(one for one in offered if one.item_id in taken),
        tuple(one for one in offered if one.item_id not in taken),
    )


def choices(offered: Sequence[Timed]) -> tuple[ShortChoice, ...]:
    """The choices that make a difference, shortest first: each does something else.

    Where the exercise that comes first takes longer than the least that is offered, its own time
    is the shortest choice. Empty where everything fits, or there is but one exercise.
    """
    if not offered:
        return ()
    first = min(offered, key=lambda one: one.priority)
    shortest = math.ceil(first.seconds / 60)
    found: dict[tuple[str, ...], ShortChoice] = {}
    for minutes in sorted({max(minutes, shortest) for minutes in OFFERED_MINUTES}):
        made = cut(offered, minutes)
        ids = tuple(one.item_id for one in made.now)
        if made.left_out:
            found.setdefault(ids, ShortChoice(minutes, made.minutes, ids))
    return tuple(found.values())
