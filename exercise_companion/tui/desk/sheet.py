"""What lies on the desk: a draft with its past, and what the check says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from exercise_companion.catalogue.library import library
from exercise_companion.core.draft_words import exercise_names
from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exercise_companion.clinic.drafting import DraftReport
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.draft_history import DraftHistory
    from exercise_companion.core.problem import JsonPath, Problem

Saved = Literal["new", "saving", "saved", "not saved"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One draft being edited, as every screen shows it."""

    name: str
    """The file it is kept in."""
    history: DraftHistory
    today: date
    saved: Saved
    report: DraftReport | None = None
    """What the check says; for a moment that of the draft before."""
    is_parted: bool = False
    """Whether another window wrote the file it was in, so that it is kept in one of its own."""

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self.history.now

    @property
    def names(self) -> Mapping[str, str]:
        """The exercises' names by id."""
        return exercise_names(self.draft, library())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors and warnings."""
        return self.report.problems if self.report is not None else ()

    def wrong_at(self) -> Mapping[JsonPath, list[Problem]]:
        """The problems by their place."""
        found: dict[JsonPath, list[Problem]] = {}
        for problem in self.problems:
            found.setdefault(problem.path, []).append(problem)
        return found

    @property
    def state_words(self) -> str:
        """For the top line: version, what is to be mended, whether it is on disk."""
        version = self.draft.tree.get("version", 1)
        counted = _counted(self.report) if self.report is not None else ""
        state = ", ".join(part for part in (f"version {version}, draft", self.saved_words) if part)
        return "   ".join(part for part in (state, counted) if part)

    @property
    def short_words(self) -> str:
        """The same for a narrow window."""
        counted = _counted(self.report) if self.report is not None else ""
        return " ".join(part for part in (counted.partition("   ")[0], self.saved_words) if part)

    @property
    def parted_words(self) -> tuple[str, ...]:
        """That another window wrote its file, and where it is kept now; nothing where none did."""
        if not self.is_parted:
            return ()
        return "Changed in another window: both are kept.", f"Yours is now {neutral(self.name)}."

    @property
    def saved_words(self) -> str:
        """Whether what is seen is on disk: said only when it is."""
        words = {"new": "", "saving": "saving…", "saved": "saved", "not saved": "NOT SAVED"}
        return words[self.saved]


def _counted(report: DraftReport) -> str:
    errors, warnings = len(report.errors), len(report.warnings)
    so_far = " so far" if report.stops_early else ""
    told = (
        f"{errors or 'no'} {'problem' if errors == 1 else 'problems'}{so_far}",
        f"{warnings} {'remark' if warnings == 1 else 'remarks'}" if warnings else "",
    )
    return "   ".join(part for part in told if part)
