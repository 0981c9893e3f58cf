"""The next step as it is shown before an exercise, and the replies that take it and leave it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HarderView:
    """The next step the therapist wrote."""

    name: str
    """Of the exercise it does."""
    instruction: str
    dose: str
    spoken_dose: str
    criteria: str
    """When it may be taken, in the therapist's words; empty where none were written."""

    @property
    def criteria_line(self) -> str:
        """The same under its name; empty where none were written."""
        return f"When to take it: {self.criteria}" if self.criteria else ""


@dataclass(frozen=True, slots=True)
class StepUp:
    """Do the next step the therapist wrote, instead of the plan (clinical-spec 2.4)."""


@dataclass(frozen=True, slots=True)
class StepBack:
    """Do the exercise as the plan has it after all: the next step was too much, or a wrong key."""
