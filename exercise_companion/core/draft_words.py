"""Words for a draft on the therapist's screens: items in a line, and where a problem is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.draft import entries_at, value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.library import Library
    from exercise_companion.core.problem import JsonPath, Problem

Page = Literal["items", "person", "dates", "limits"]
"""Where a therapist mends a problem."""

PAGE_NAMES: Final[dict[Page, str]] = {
    "items": "Items",
    "person": "Person",
    "dates": "Dates and contacts",
    "limits": "Limits",
}

_PAGES: Final[dict[str, Page]] = {
    "patient": "person",
    "title": "person",
    "diagnosis_label": "person",
    "share_label": "person",
    "fitness_note": "person",
    "time_budget_minutes": "person",
    "risk": "person",
    "baseline_pain": "person",
    "pain_sides": "person",
    "usual_morning": "person",
    "high_baseline_reason": "person",
    "goals": "person",
    "precautions": "person",
    "restrictions": "person",
    "post_op": "person",
    "known_baseline": "person",
    "safety_parameters": "limits",
    "override_reason": "limits",
    "progression": "limits",
    "phases": "items",
    "exercises": "items",
}

NO_ITEMS: Final = "no exercise yet."

_MOST_OF_A_PAGE: Final = 2
"""More problems of one page than these are one line: a blank draft has dozens."""

_ITEM_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One line of the list of what is to be mended."""

    words: str
    severity: Literal["error", "warning"]
    path: JsonPath
    """Where Enter leads."""


def page_of(path: JsonPath) -> Page:
    """The page on which the value at a path is edited."""
    first = str(path[0]) if path else "title"
    if first == "phases" and len(path) < _ITEM_DEPTH and path[2:3] not in {(), ("items",)}:
        return "dates"
    return _PAGES.get(first, "dates")


def problem_lines(
    problems: Iterable[Problem], draft: Draft, names: Mapping[str, str]
) -> tuple[ProblemLine, ...]:
    """Every problem with its place in words, errors first; many on one other page are one line.

    Args:
        problems: of the check.
        draft: what was checked.
        names: exercise names by id.

    """
    ordered = sorted(_each_once(problems), key=lambda problem: problem.severity)
    by_page: dict[Page, list[Problem]] = {}
    for problem in ordered:
        by_page.setdefault(page_of(problem.path), []).append(problem)
    lines: list[ProblemLine] = []
    for page, found in by_page.items():
        errors = [each for each in found if each.severity == "error"]
        together = page != "items" and len(errors) > _MOST_OF_A_PAGE
        if together:
            words = f"{PAGE_NAMES[page]}: {len(errors)} to fill in"
            lines.append(ProblemLine(words, "error", errors[0].path))
        rest = [each for each in found if not (together and each.severity == "error")]
        lines += [_line(each, draft, names) for each in rest]
    return tuple(sorted(lines, key=lambda line: line.severity))


def _each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Without the exercises that are missing because no item names any."""
    known = list(problems)
    nothing = any(each.path[2:] == ("items",) for each in known)
    yield from (each for each in known if not (nothing and each.path == ("exercises",)))


def item_name(item: JsonObject, names: Mapping[str, str]) -> str:
    """What the exercise of an item is called."""
    exercise = str(item.get("exercise", ""))
    return names.get(exercise, exercise)


def exercise_names(draft: Draft, library: Library) -> dict[str, str]:
    """The names of every exercise a draft can name, by id; the draft's own words win."""
    known = {exercise.id: exercise.name for exercise in library.exercises}
    held = entries_at(draft, ("exercises",))
    return known | {str(each.get("id")): str(each.get("name")) for each in held}


def _line(problem: Problem, draft: Draft, names: Mapping[str, str]) -> ProblemLine:
    where = _where(problem.path, draft, names)
    what = NO_ITEMS if problem.path[2:] == ("items",) else problem.what
    words = f"{where}: {what}" if where else what
    return ProblemLine(words, problem.severity, problem.path)


def _where(path: JsonPath, draft: Draft, names: Mapping[str, str]) -> str:
    """The item, the phase or the part of the file."""
    if path[:1] == ("phases",) and len(path) >= _ITEM_DEPTH:
        item = value_at(draft, path[:_ITEM_DEPTH])
        name = item_name(item, names) if isinstance(item, dict) else ""
        return ", ".join(part for part in (name, _version_words(path)) if part)
    if path[:1] == ("phases",) and len(path) > 1:
        number = path[1]
        return f"Phase {number + 1}" if isinstance(number, int) else ""
    return _spoken(path)


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
