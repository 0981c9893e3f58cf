"""What the catalogue of warning signs is made of: items, topics, follow-ups, regions.

The data itself is shipped in `catalogue/` and passed into the rules (decisions E9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from exercise_companion.core.follow_ups import FollowUp
    from exercise_companion.core.terms import Action, Tier

ContactRole = Literal[
    "emergency",
    "emergency_department",
    "clinic",
    "out_of_hours",
    "therapist",
    "surgical_team",
    "crisis_line",
    "doctor",
]
"""Whom an advice names, in the catalogue's order (clinical-spec 1.2 "Contact shown")."""

AskedWhen = Literal["D", "W", "F", "B", "P", "X", "A"]
"""When an item is asked (clinical-spec 1.1): daily, weekly, after a fall, fortnightly, after
surgery, on the stop screen, or worked out by the program."""


@dataclass(frozen=True, slots=True)
class FlagItem:
    """One warning sign of the catalogue (clinical-spec 1.2, as amended by decisions A)."""

    id: str
    group: str
    question: str
    """The closed question, as asked. Empty for a computed flag."""
    example_yes: str
    """One example that counts as yes, shown after "not sure" (decisions A6)."""
    example_no: str
    """One example that counts as no."""
    say: str
    """The sign in the first person, for "what to say": "it is newly hard to pee"."""
    therapist_note: str
    """What it may point to. Never shown to the patient (clinical-spec 1.2)."""
    tier: Tier
    when: tuple[AskedWhen, ...]
    action: Action
    contact: tuple[ContactRole, ...]
    cleared_by: Literal["M+T", "M/T", "T", "none"]
    sensitive: bool = False
    """True adds "We ask everyone this." (SI-18)."""

    @property
    def is_asked(self) -> bool:
        """False for a flag the program works out itself."""
        return "A" not in self.when and bool(self.question)


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of items with one plain question of its own (decisions B)."""

    id: str
    title: str
    question: str
    items: tuple[str, ...]
    """Ids of the items, in asking order."""
    when: Literal["daily", "weekly", "fortnightly", "post_op"]


@dataclass(frozen=True, slots=True)
class FollowUpText:
    """How a follow-up is asked (clinical-spec 1.3)."""

    id: FollowUp
    title: str
    question: str
    example_yes: str
    example_no: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the screening rules need to know about questions."""

    version: str
    """A part of the `rules_version` of every check and alert (H-28)."""
    items: tuple[FlagItem, ...]
    topics: tuple[Topic, ...]
    repeat_question: str
    """The short second check of one exercise day; holds `{since}` (decisions B)."""
    follow_ups: tuple[FollowUpText, ...]

    def item(self, flag_id: str) -> FlagItem:
        """The item of that id.

        Raises:
            KeyError: the catalogue has no such flag.

        """
        for item in self.items:
            if item.id == flag_id:
                return item
        raise KeyError(flag_id)

    def topic(self, topic_id: str) -> Topic:
        """The topic of that id.

        Raises:
            KeyError: the catalogue has no such topic.

        """
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)

    def follow_up(self, follow_up: FollowUp) -> FollowUpText:
        """The words of that follow-up.

        Raises:
            KeyError: the catalogue has none for it.

        """
        for text in self.follow_ups:
            if text.id is follow_up:
                return text
        raise KeyError(follow_up)


@dataclass(frozen=True, slots=True)
class Region:
    """Emergency and crisis numbers of one country (clinical-spec 7.7)."""

    code: str
    """ISO country, or "EU" for the common row, or "" for an unknown region."""
    name: str
    emergency: str
    """The number to dial, or the generic phrase where the region is unknown: never blank."""
    also: tuple[str, ...]
    """Other numbers that reach the same service."""
    urgent_name: str
    urgent_phone: str | None
    crisis_name: str
    crisis_phone: str | None
    text_relay: str | None
    """How to reach the emergency service without speaking, in words; None where not known."""
    confirmed_by: str | None
    """Who in that region checked the row; None until somebody has."""
    elsewhere: str = ""
    """What to call in another country, where the patient may be in one; else empty (H-08)."""
