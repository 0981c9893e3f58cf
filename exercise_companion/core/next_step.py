"""The next step as it is shown before an exercise, and the replies that take it and leave it."""

from __future__ import annotations

from dataclasses import dataclass


def when_to_take(criteria: str) -> str:
    """When another version may be taken, in the therapist's words; empty for none."""
    return f"When to take it: {criteria}" if criteria else ""


@dataclass(frozen=True, slots=True)
class HarderView:
    """The next step the therapist wrote."""

    name: str
    """Of the exercise it does."""
    instruction: str
    dose: str
    """Whole, as all that is shown of it."""
    spoken_dose: str
    criteria: str
    """When it may be taken, in the therapist's words; empty where none were written."""

    @property
    def criteria_line(self) -> str:
        """The same under its name; empty where none were written."""
        return when_to_take(self.criteria)


@dataclass(frozen=True, slots=True)
class StepUp:
    """Do the next step the therapist wrote, instead of the plan (clinical-spec 2.4)."""


@dataclass(frozen=True, slots=True)
class StepBack:
    """Do the exercise as the plan has it after all: the next step was too much, or a wrong key."""
