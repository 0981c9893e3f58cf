"""Commands whose words may say that a leg gave way: that is kept although the rest is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

import click

from exercise_companion.cli.entry import diary_at
from exercise_companion.cli.options import place_of
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.leg_told import LegTold

ALWAYS_READ: Final = frozenset({"data", "now", "day"})
"""Options that say whose words they are and of which day."""

NOT_KNOWN_WHOSE: Final = (
    "Nothing is kept, not even that a leg gave way. Type it again, or: exercise-companion wrong"
)
"""Where the words cannot be told from the name of a folder."""


class TellsOfLeg(click.Command):
    """An entry that is heeded where its words cannot be read as a command (rule NC-5)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; what they say of a leg is kept before they are refused."""
        words = tuple(args)
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            from exercise_companion.core.leg_told import told_in_words  # noqa: PLC0415 - on demand

            if not told_in_words(words):
                raise
            is_known = isinstance(error, click.BadParameter | click.BadOptionUsage)
            if not is_known or words[-1] == "--data":
                # A word that nobody knows may have named another patient's data (decisions D5).
                raise UsageFault(error.format_message(), NOT_KNOWN_WHOSE) from error
            self._refuse(ctx, words, error)

    def _refuse(
        self, ctx: click.Context, words: tuple[str, ...], error: click.UsageError
    ) -> NoReturn:
        options = [one for one in self.params if one.name in ALWAYS_READ]
        lenient = {"ignore_unknown_options": True, "allow_extra_args": True}
        few = click.Command(
            self.name, params=options, context_settings=lenient, add_help_option=False
        )
        read = words[:-1] if words[-1].startswith("-") else words  # an option that lacks its value
        given = few.make_context(self.name, list(read), parent=ctx.parent).params
        place = place_of(given["data"], given["now"])
        with diary_at(place) as (companion, _):
            told = legs_in(words, given.get("day"), companion.day)
            with companion.leg_first(told):
                raise UsageFault(
                    error.format_message(), f"See: {ctx.command_path} --help"
                ) from error


def legs_in(words: tuple[str, ...], day: str | None, today: date) -> tuple[LegTold, ...]:
    """What words behind a command say of a leg, on the day they say, as far as that can be read."""
    from exercise_companion.core.leg_told import told_in_words  # noqa: PLC0415 - on demand
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    try:
        on = typed.day(day, today) if day else None
    except UsageFault:
        on = None
    return told_in_words(words, on)
