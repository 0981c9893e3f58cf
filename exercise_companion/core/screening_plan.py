"""What one safety check asks, in order, and how that is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class How(StrEnum):
    """How one entry of a plan is asked. The values are the marks of the stored form."""

    TOPIC = ""
    """The topic's own question first; its items only after yes or not sure."""
    BY_ITEM = "*"
    """Every item one by one."""
    SINGLE = "="
    """One item alone."""
    GATE = "?"
    """One question (REPEAT_ID, NEW_ID); what follows is asked only after yes or not sure."""
    REPORTED = "~"
    """A sign reported before: only its open follow-ups are asked (decisions A9)."""
    OPENED = "+"
    """A topic or a sign told before and not asked to its end: as after a yes (decisions A9)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a plan."""

    how: How
    id: str
    """A topic id; for SINGLE and REPORTED a flag id; for OPENED either."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one check asks, in order."""

    entries: tuple[Entry, ...]

    def encode(self) -> str:
        """The plan as it is stored: `?REPEAT T1 *T2 =RF-PAIN-01`."""
        return " ".join(f"{entry.how.value}{entry.id}" for entry in self.entries)

    @classmethod
    def decode(cls, text: str) -> Plan:
        """The plan that `encode` wrote."""
        return cls(_decode(text))

    def asks_by_item(self, topic_ids: Iterable[str]) -> bool:
        """Whether every one of these topics is asked item by item."""
        by_item = {entry.id for entry in self.entries if entry.how is How.BY_ITEM}
        return by_item.issuperset(topic_ids)

    def asks(self, topic_id: str) -> bool:
        """Whether the topic is asked without a condition before it."""
        if self.entries and self.entries[0].how is How.GATE:
            return False
        return any(entry.id == topic_id for entry in self.entries)


@lru_cache(maxsize=512)
def _decode(text: str) -> tuple[Entry, ...]:
    """The checks of some weeks are looked at again and again."""
    return tuple(_decode_entry(word) for word in text.split())


def _decode_entry(word: str) -> Entry:
    if word[0] in "*=?~+":
        return Entry(How(word[0]), word[1:])
    return Entry(How.TOPIC, word)
