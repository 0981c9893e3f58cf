"""What is to be mended in a draft, a line each, in the words of the therapist's screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_pages import ITEM_DEPTH, PAGE_NAMES, page_of
from exercise_companion.core.draft_patient import LINEAGE
from exercise_companion.core.draft_words import item_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.draft_pages import Page
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath, Problem

MISSING: Final = "is missing."
"""How the check says that a field is not there."""

EMPTY: Final = "This is empty."
"""How the check says that nothing is in a list."""

THE_REST: Final = "The rest is checked after that."
"""Behind what keeps the check from going on."""

NONE: Final = "none yet."
NO_ITEMS: Final = "no exercise yet."
NO_PROBLEMS: Final = "No problems. Ctrl+S writes the program file."

_MOST_OF_A_PAGE: Final = 2
"""More problems of one page than these are one line: a blank draft has dozens."""


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One line of the list of what is to be mended."""

    words: str
    severity: Literal["error", "warning"]
    page: Page
    path: JsonPath
    """Where Enter leads on its page; empty: to the first field that is empty."""


def problem_lines(
    problems: Iterable[Problem],
    draft: Draft,
    names: Mapping[str, str],
    field_at: Callable[[JsonPath], Field | None],
) -> tuple[ProblemLine, ...]:
    """Every problem with its place in words, errors first; many on one other page are one line.

    Args:
        problems: of the check.
        draft: what was checked.
        names: exercise names by id.
        field_at: the field in which a value is filled in, if there is one.

    """
    ordered = sorted(_each_once(problems), key=lambda problem: problem.severity)
    by_page: dict[Page, list[Problem]] = {}
    for problem in ordered:
        by_page.setdefault(page_of(problem.path), []).append(problem)
    lines: list[ProblemLine] = []
    for page, found in by_page.items():
        errors = [each for each in found if _is_gap(each)]
        together = page != "items" and len(errors) > _MOST_OF_A_PAGE
        if together:
            words = f"{PAGE_NAMES[page]}: {len(errors)} to fill in"
            lines.append(ProblemLine(words, "error", page, ()))
        rest = [each for each in found if not (together and _is_gap(each))]
        lines += [_line(each, draft, names, field_at(each.path)) for each in rest]
    return tuple(sorted(lines, key=lambda line: line.severity))


def _is_gap(problem: Problem) -> bool:
    """Whether it may stand in a count of what is to be filled in: nothing else has to be known."""
    return problem.severity == "error" and problem.code != LINEAGE


def _each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Without the exercises that are missing because no item names any."""
    known = list(problems)
    nothing = any(each.path[2:] == ("items",) for each in known)
    yield from (each for each in known if not (nothing and each.path == ("exercises",)))


def _line(
    problem: Problem, draft: Draft, names: Mapping[str, str], field: Field | None
) -> ProblemLine:
    where = _where(problem.path, draft, names, field)
    what = NO_ITEMS if problem.path[2:] == ("items",) else _what(problem, draft, field)
    words = f"{where}: {what}" if where else what
    return ProblemLine(words, problem.severity, page_of(problem.path), problem.path)


def _what(problem: Problem, draft: Draft, field: Field | None) -> str:
    """What is wrong, by the name the field has on the screen."""
    if problem.how.endswith(THE_REST):
        return f"{problem.what} {THE_REST}"
    if field is None:
        return NONE if problem.what == EMPTY else problem.what
    if problem.what.endswith(MISSING):
        return f'"{field.label}" {MISSING}'
    return field.misread(value_at(draft, problem.path)) or problem.what


def _where(path: JsonPath, draft: Draft, names: Mapping[str, str], field: Field | None) -> str:
    """The item, the phase, the page or the part of the file."""
    if path[:1] == ("phases",) and len(path) >= ITEM_DEPTH:
        item = value_at(draft, path[:ITEM_DEPTH])
        name = item_name(item, names) if isinstance(item, dict) else ""
        return ", ".join(part for part in (name, _version_words(path)) if part)
    if path[:1] == ("phases",) and len(path) > 1:
        number = path[1]
        return f"Phase {number + 1}" if isinstance(number, int) else ""
    return PAGE_NAMES[page_of(path)] if field is not None else _spoken(path)


def _version_words(path: JsonPath) -> str:
    words: Mapping[str | int, str] = {
        "modify_down": "easier version",
        "modify_up": "next step",
        "flare_dose": "in a flare-up",
    }
    return next((words[part] for part in path if part in words), "")


def _spoken(path: Sequence[str | int]) -> str:
    parts = (str(part + 1) if isinstance(part, int) else part.replace("_", " ") for part in path)
    return " ".join(parts).capitalize()
