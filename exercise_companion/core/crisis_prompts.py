"""The prompts of the crisis flow, and the reply to its question (clinical-spec 1.6).

They belong to `prompts`, the one list both interfaces use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CrisisAnswer = Literal["yes", "no", "not_sure", "prefer_not_to_say"]


@dataclass(frozen=True, slots=True)
class CrisisAnswered:
    """The answer to "Are you in danger right now?" (clinical-spec 1.6)."""

    value: CrisisAnswer


@dataclass(frozen=True, slots=True)
class AskCrisis:
    """The first crisis screen (clinical-spec 1.6). Reply: CrisisAnswered."""

    opening: tuple[str, ...]
    question: str
    numbers: tuple[tuple[str, str], ...]
    """Whom, and the number; the one to call first comes first."""
    closing: str


@dataclass(frozen=True, slots=True)
class ShowCrisis:
    """What to do now (clinical-spec 1.6). Reply: Go."""

    alert_id: int
    """The crisis it is about: reading this is no reading of a later one."""
    lines: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    """Whom, and the number; the one to call first comes first."""
    closing: str
