"""The choice that keeps the number chosen on a scale: `Enter   Keep 4`."""

from __future__ import annotations

from typing import ClassVar, Final

from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.pain_scale import HIGHEST

_KEEP: Final = "Keep"


class KeepNumber(BigChoice):
    """Keeps a number; faint as long as there is none."""

    ROOM: ClassVar[int] = len(f"{_KEEP} {HIGHEST}")

    def __init__(self) -> None:
        super().__init__(_KEEP, "Enter", id="keep", classes="-primary -waiting", big=_KEEP.upper())

    def show(self, number: int | None) -> None:
        """Say which number it keeps, if there is one."""
        label = _KEEP if number is None else f"{_KEEP} {number}"
        self.relabel(label, "Enter", big=label.upper())
        self.set_class(number is None, "-waiting")
