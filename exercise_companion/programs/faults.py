"""The one error of reading a prescription: everything that has to be mended, in file order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.problem import LONGEST_PLACE, LONGEST_TEXT, Problem, shortened
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PROBLEMS: Final = 50
"""More than these are counted, not listed: a hostile file must not make an endless message."""

_LONGEST_NAME: Final = 80
_FAR: Final = 2**53


class ProgramProblems(UsageFault):
    """A prescription file that cannot be used. Nothing was installed or changed.

    Args:
        name: the file, for the message.
        problems: at least one; kept in the order of the file, at most `MOST_PROBLEMS`.

    """

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = in_file_order(problems)
        codes = sorted({each.code for each in self.problems if each.severity == "error"})
        shown = shortened(neutral(name), _LONGEST_NAME)
        super().__init__(
            f"The file {shown} has a problem. Nothing was changed.",
            f"Please tell your therapist: code {', '.join(codes)}. First: {self.first_error.what}",
        )

    @property
    def first_error(self) -> Problem:
        """The first thing for which the file is refused; a warning is none."""
        errors = (each for each in self.problems if each.severity == "error")
        return next(errors, self.problems[0])


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by line and column, made safe to show, the excess counted in the last one."""
    ordered = sorted(problems, key=_position)
    kept = [_showable(problem) for problem in ordered[:MOST_PROBLEMS]]
    if len(ordered) > MOST_PROBLEMS:
        last = kept[-1]
        kept[-1] = replace(
            last,
            what=f"At least {len(ordered) - MOST_PROBLEMS + 1} more problems follow from here.",
            how="Mend the ones above first, then check the file again.",
        )
    return tuple(kept)


def _position(problem: Problem) -> tuple[int, int, str]:
    return (problem.line or _FAR, problem.column or _FAR, problem.code)


def _showable(problem: Problem) -> Problem:
    return replace(
        problem,
        place=shortened(neutral(problem.place), LONGEST_PLACE),
        what=shortened(neutral(problem.what), LONGEST_TEXT),
        how=shortened(neutral(problem.how), LONGEST_TEXT),
        reason=shortened(neutral(problem.reason), LONGEST_TEXT),
        path=tuple(
            shortened(part, LONGEST_PLACE) if isinstance(part, str) else part
            for part in problem.path
        ),
    )
