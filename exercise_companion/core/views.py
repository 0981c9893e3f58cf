"""What the interfaces show: plain values, ready to be put on a screen or read aloud.

Nothing in here is a service or a rule; both interfaces show the same views.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.next_step import when_to_take

if TYPE_CHECKING:
    from exercise_companion.core.decision import DecisionKind
    from exercise_companion.core.figure import Figure
    from exercise_companion.core.next_step import HarderView
    from exercise_companion.core.program import Tempo
    from exercise_companion.core.terms import VariantKind


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What may happen now, in words."""

    kind: DecisionKind
    title: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...]
    """"You see this because ...", one line each, naming the rule and who set it."""


@dataclass(frozen=True, slots=True)
class EasierView:
    """The easier version the therapist wrote."""

    instruction: str
    dose: str
    """Whole, as all that is shown of it."""
    spoken_dose: str
    name: str = ""
    """Of the exercise it does, where that is another one."""
    criteria: str = ""
    """When it may be taken, in the therapist's words; empty where none were written."""

    @property
    def when(self) -> str:
        """When to take it; empty where nothing was written."""
        return when_to_take(self.criteria)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is done, how much and when, a line each."""
        said = (self.name, self.instruction, self.dose, self.when)
        return tuple(filter(None, said))

    @property
    def spoken(self) -> str:
        """The same in one line, for reading aloud."""
        name = f"{self.name}." if self.name else ""
        said = (name, self.instruction, f"{self.spoken_dose}.", self.when)
        return " ".join(filter(None, said))


VERSION_NAMES: Final[dict[VariantKind, str]] = {
    "easier": "Easier version",
    "harder": "Next step",
    "flare": "In a flare-up",
}
"""What the other versions are called."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One exercise as it is shown: texts from the prescription, none of our own."""

    item_id: str
    name: str
    dose: str
    """In figures: "2 × 10, hold 5 s, effort 3 to 4 out of 10"; whole with `details`."""
    brief_dose: str
    """For a list: "2 × 10, hold 5 s"."""
    spoken_dose: str
    """In words, for reading aloud."""
    minutes: float
    purpose: str
    position: str
    setup: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    common_mistakes: tuple[str, ...]
    watch_for: tuple[str, ...]
    stop_signs: tuple[str, ...]
    equipment: tuple[str, ...]
    support_needed: str
    note: str
    alt_text: str
    """The picture in words."""
    variant: VariantKind
    variant_instruction: str
    """How the other version is done; empty when done as written."""
    easier: EasierView | None
    """None when there is none, or when it is the version being done."""
    details: str = ""
    """What the figures leave out, in sentences: "Let go 3 s. Rest 30 s."."""
    spoken_details: str = ""
    """The same in words, for reading aloud."""
    often: str = ""
    """On which days, how often and when: "every day, 2 times a day"."""
    limits: tuple[str, ...] = ()
    """What the therapist wrote for this exercise alone about pain, a sentence each."""
    harder: HarderView | None = None
    """The next step, where it may be taken now; None everywhere else."""
    figure: Figure | None = None
    """The movement as a picture. Set only where it is shown: before an exercise and in its sets."""
    tempo: Tempo | None = None
    """How fast one repetition goes, where the therapist wrote it."""

    @property
    def in_next_step(self) -> bool:
        """Whether the next step was taken: it can be taken back."""
        return self.variant == "harder"

    @property
    def version_line(self) -> str:
        """How another version is done, under its name; empty when done as written."""
        name = VERSION_NAMES.get(self.variant)
        return f"{name}: {self.variant_instruction}" if name and self.variant_instruction else ""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What was done in a session, in words. No praise for pain, no blame for gaps (SI-19)."""

    lines: tuple[str, ...]
    pain: tuple[str, ...]
    """Per site: "Back: 3 before, 4 after"."""
    next_lines: tuple[str, ...]
    """What comes next: the morning score, the next session, whom to ask."""
    complete: bool = True
    """False when the session was stopped before its end."""


@dataclass(frozen=True, slots=True)
class LoadView:
    """What a program file is, before it is installed.

    The patient's name is not shown: it is asked (H-01).
    """

    title: str
    prescriber: str
    """Name, profession and clinic."""
    version: int
    valid: str
    """"22 November 2026 to 3 January 2027"."""
    demo: bool
    is_first: bool
    """Nothing is installed yet."""
    changes: tuple[str, ...]
    """What differs from the installed version, in words; empty at the first load."""
    note: str
    """The therapist's words on this version."""
    emergency_number: str
    """Read back to the patient: "Is that right where you live?" (clinical-spec 7.7)."""
    region_name: str
    signature: tuple[str, ...] = ()
    """Whose signature it has, for the person who loads it; empty when it is not signed."""
    is_known: bool = False
    """It is the plan that is installed; only whose key signed it is new."""


@dataclass(frozen=True, slots=True)
class ContactView:
    """One line of the contacts screen."""

    role: str
    """"Therapist", "Emergency"."""
    name: str
    phone: str
    hours: str
    """"Mon to Fri 08:30-17:00, open now"; empty when always answered."""
    what_for: str = ""
    """"Your plan and your exercises."; empty for a number the patient added."""
    open_now: bool | None = None
    """None when it is not known, or always answered."""
    own_id: int | None = None
    """Names a number the patient added (decisions D11); None for the plan's own."""

    @property
    def who(self) -> tuple[str, ...]:
        """Role and name, said once where the name says both."""
        return (self.name,) if self.name.startswith(self.role) else (self.role, self.name)
