"""A date as an option takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from datetime import datetime


class Day(click.DateTime):
    """A date written as 2026-11-22; anything else is refused with an example."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The date, at midnight."""
        try:
            day: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a date. Write it as 2026-11-22.", param, ctx)
        return day


DAY: Final = Day()
METAVAR: Final = "DATE"
"""How help names it."""
