"""The keys of a number scale, for screens: digits and arrows choose, wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from exercise_companion.tui.widgets.pain_scale import NumberScale

_DIGITS: Final = [
    Binding(
        str(digit),
        f"digit({digit})",
        "Choose",
        key_display="0-10",
        id=f"scale.{digit}",
        tooltip="Choose a number; 1 and then 0 choose 10.",
        show=digit == 0,
    )
    for digit in range(10)
]

SCALE_BINDINGS: Final[list[BindingType]] = [
    *_DIGITS,
    Binding("left", "along(-1)", "Less", id="scale.less", tooltip="One less.", show=False),
    Binding("right", "along(1)", "More", id="scale.more", tooltip="One more.", show=False),
]


class ScaleKeys:
    """What the keys of `SCALE_BINDINGS` do on a screen that has a scale."""

    @property
    def scale(self) -> NumberScale:
        """The scale the keys are for."""
        raise NotImplementedError

    def action_digit(self, digit: int) -> None:
        """A digit was typed."""
        self.scale.type_digit(digit)

    def action_along(self, by: int) -> None:
        """An arrow was pressed."""
        self.scale.move(by)
