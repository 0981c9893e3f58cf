"""Writing a program: what is still wrong with a draft, keeping it, and where to start from.

A draft is kept on disk after each edit, whole and for its owner alone, so that nothing is lost
when the window is closed or the machine stops.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exercise_companion import paths
from exercise_companion.catalogue.library import library
from exercise_companion.clinic.opening import in_therapists_words
from exercise_companion.clinic.reviewing import remarks
from exercise_companion.core.checks_plan import v17_no_exercise
from exercise_companion.core.dose_line import line_problems, without_lines
from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_items import of_unknown_exercises, resolved, without_what_is_at
from exercise_companion.core.draft_mark import as_a_program, is_draft, with_mark
from exercise_companion.core.draft_problem_lines import THE_REST
from exercise_companion.core.draft_stand_ins import readable_plan, speaks_of_a_stand_in
from exercise_companion.core.let_go import let_go_problems
from exercise_companion.core.program import Template
from exercise_companion.core.review_reasons import answered
from exercise_companion.core.session_length import longest_weekdays, session_minutes
from exercise_companion.programs import (
    Loaded,
    LoadedTemplate,
    ProgramProblems,
    default_tables,
    read_any,
    read_plan,
)
from exercise_companion.programs.faults import in_file_order
from exercise_companion.programs.field_names import names_of
from exercise_companion.programs.files import file_bytes
from exercise_companion.programs.json_text import located, object_of
from exercise_companion.programs.writing import compact, formatted
from exercise_companion.reports.files import write_private

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import Program, Weekday

_STOPS: Final = "V-16"
"""What is not plain text is refused before anything else is looked at."""

TEMPLATE_SUFFIX: Final = ".template.json"


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What the checker says of a draft as it is now, and what is known of the plan in it."""

    problems: tuple[Problem, ...]
    """Errors and warnings in the order of the file, each with its path in the resolved draft.
    Lines are those of `text_of` of the resolved draft."""
    plan: Program | Template | None
    """The program or template, if the draft is whole; else a template of what can be read of the
    plan, without the person and without the items and versions that are not finished; None if
    nothing can."""
    sha256: str | None
    """The content's hash; None while the draft cannot be used."""
    minutes: Mapping[str, float]
    """Expected minutes of the longest session of each phase, by phase id; empty without a plan."""
    longest_on: Mapping[str, tuple[Weekday, ...]]
    """The fixed weekdays on which it falls, by phase id."""

    @property
    def is_whole(self) -> bool:
        """Whether it could be used as it is; warnings do not stand against it."""
        return self.sha256 is not None

    @property
    def stops_early(self) -> bool:
        """Whether something kept the check from going on: there may be more to mend."""
        return any(each.code == _STOPS for each in self.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended."""
        return tuple(each for each in self.problems if each.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is legal but unwise."""
        return tuple(each for each in self.problems if each.severity == "warning")

    def at(self, path: JsonPath) -> tuple[Problem, ...]:
        """The problems of a place and of everything inside it."""
        return tuple(each for each in self.problems if each.path[: len(path)] == path)


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """A template that comes with the program: an example, signed by nobody."""

    name: str
    """What `--template` takes."""
    title: str
    path: Path


def problems_of(draft: Draft, today: date) -> DraftReport:
    """Check a draft as the file it would become: the real reader, the real rules.

    While the person's part is incomplete the plan is checked by itself, so that a wrong dose is
    said before the last field about the person is filled in.

    Args:
        draft: may name exercises of the library; they are copied in before the check.
        today: the day from which a demonstration or a template counts its dates.

    """
    whole = resolved(draft, library())
    report = _judged(whole, today)
    return replace(report, problems=_placed(report.problems, whole))


def counted(draft: Draft, today: date) -> DraftReport:
    """The same without lines and order, which take longer than the check: for counting.

    Args:
        draft: as above.
        today: as above.

    """
    return _judged(resolved(draft, library()), today)


def _judged(whole: Draft, today: date) -> DraftReport:
    """The report of what is written; a line that is typed and not taken keeps it unfinished."""
    report = _written(as_a_program(without_lines(whole)), today)
    return with_problems(report, line_problems(whole))


def _written(whole: Draft, today: date) -> DraftReport:
    try:
        loaded = _read(whole.tree, today)
    except ProgramProblems as refusal:
        refused = tuple(map(_with_the_rest, refusal.problems))
        return _unfinished(whole, (*refused, *_unsaid(whole)), today)
    if unsaid := _unsaid(whole):
        return _unfinished(whole, unsaid, today)
    plan = loaded.program if isinstance(loaded, Loaded) else loaded.template
    problems = _unwise(plan, loaded.warnings)
    return _report(problems, plan, loaded.sha256)


def _unsaid(whole: Draft) -> tuple[Problem, ...]:
    """What a therapist has to write into a program; for a template the format's amounts count."""
    return () if whole.tree.get("kind") == "template" else let_go_problems(whole)


def with_problems(report: DraftReport, more: tuple[Problem, ...]) -> DraftReport:
    """The report with what else is known of the draft; an error keeps it unfinished."""
    if not more:
        return report
    is_wrong = any(each.severity == "error" for each in more)
    sha256 = None if is_wrong else report.sha256
    return replace(report, problems=(*report.problems, *more), sha256=sha256)


def text_of(draft: Draft) -> str:
    """The draft as a file's text, in the format's field order."""
    return formatted(draft.tree)


def kept_text(draft: Draft) -> str:
    """The text of a draft's own file, which says that it is one."""
    return text_of(with_mark(draft))


def read_draft(path: Path, *, with_tags: bool = False) -> Draft:
    """The draft in a file: any JSON object without text that could act on a screen.

    Args:
        path: the file.
        with_tags: take a text with a tag in it, such as `<b>`: somebody typed it, and the check
            has it mended. Whoever shows such a draft shows its text as it is.

    Raises:
        ProgramProblems: it is missing, is no such file, or holds such text.

    """
    return Draft(object_of(file_bytes(path), str(path), with_tags=with_tags))


def draft_in(path: Path) -> Draft | None:
    """The draft in a file; None where the file is none.

    Raises:
        ProgramProblems: as above.

    """
    draft = read_draft(path, with_tags=True)
    return draft if is_draft(draft.tree, path.name) else None


def save_draft(path: Path, draft: Draft) -> None:
    """Write a draft over what the file held, whole or not at all, for its owner alone.

    The file says that it is one, whatever name a copy of it is given.

    Raises:
        CompanionError: it could not be written; what was there is as it was.

    """
    write_private(path, kept_text(draft), replace=True)


def templates() -> tuple[ShippedTemplate, ...]:
    """The templates that come with the program, by name.

    Raises:
        CompanionError: they are not part of this installation, or one is damaged.

    """
    folder = paths.programs_folder() / "templates"
    found = sorted(folder.glob(f"*{TEMPLATE_SUFFIX}"))
    with in_therapists_words():
        return tuple(_shipped(path) for path in found)


def _shipped(path: Path) -> ShippedTemplate:
    title = str(read_draft(path).tree.get("title"))
    return ShippedTemplate(path.name.removesuffix(TEMPLATE_SUFFIX), title, path)


def _read(tree: JsonObject, today: date) -> Loaded | LoadedTemplate:
    return read_any(compact(tree).encode(), anchor=today, tables=default_tables())


def _unfinished(draft: Draft, problems: tuple[Problem, ...], today: date) -> DraftReport:
    """The report of a draft that cannot be used: its problems, and those of its plan alone."""
    template = readable_plan(draft.tree, names_of([Template]), today)
    plan, found = _plan_checked(template, today)
    said = {problem.path for problem in problems}
    more = (
        each
        for each in found
        if each.path not in said and not speaks_of_a_stand_in(each.path, draft.tree)
    )
    return _report((*problems, *more), plan, None)


def _with_the_rest(problem: Problem) -> Problem:
    """A problem that keeps the check from going on says so."""
    return replace(problem, how=f"{problem.how} {THE_REST}") if problem.code == _STOPS else problem


def _report(
    problems: tuple[Problem, ...], plan: Program | Template | None, sha256: str | None
) -> DraftReport:
    if plan is None:
        return DraftReport(problems, None, sha256, {}, {})
    return DraftReport(problems, plan, sha256, session_minutes(plan), longest_weekdays(plan))


def _placed(problems: Sequence[Problem], draft: Draft) -> tuple[Problem, ...]:
    """The problems in the order of the file that the draft would be."""
    if not problems:
        return ()
    return in_file_order(located(problems, formatted(draft.tree), draft.tree))


def _plan_checked(template: JsonObject, today: date) -> tuple[Template | None, tuple[Problem, ...]]:
    """The plan as far as it can be read, and what the checker says of all of it."""
    try:
        loaded = _read(template, today)
    except ProgramProblems as refusal:
        return _known_of(template, refusal.problems, today)
    if isinstance(loaded, Loaded):
        return None, loaded.warnings
    found = _unwise(loaded.template, loaded.warnings)
    is_said = not let_go_problems(Draft(template))
    return loaded.template if is_said else _readable(template, ((),), today), found


def _unwise(plan: Program | Template, warnings: Sequence[Problem]) -> tuple[Problem, ...]:
    """Warnings of the rules and a colleague's remarks, each with the reason the draft gives."""
    return (*answered(warnings, plan), *remarks(plan))


def _known_of(
    template: JsonObject, problems: tuple[Problem, ...], today: date
) -> tuple[Template | None, tuple[Problem, ...]]:
    """What can be read of a plan that is refused, and everything that is known to be wrong.

    An item or a version whose exercise is not there is never in it, and that is always said (V-17):
    the check may end before, and nothing about it could be shown.
    """
    unknown = of_unknown_exercises(template)
    not_there = (
        v17_no_exercise((*place, "exercise"), name)
        for place, name in unknown.items()
        if isinstance(name, str)
    )
    said = {each.path for each in problems}
    more = (each for each in not_there if each.path not in said)
    return _readable(template, (unknown.keys(), said), today), (*problems, *more)


def _readable(
    template: JsonObject, left_out: Sequence[Collection[JsonPath]], today: date
) -> Template | None:
    """The plan without what is at the first places, else without any of it, if it is one.

    A dose with something between two holds that nobody wrote is never in it (H-17).
    """
    places: set[JsonPath] = {each.path for each in let_go_problems(Draft(template))}
    for more in left_out:
        places |= set(more)
        tree = without_what_is_at(template, places) if places else template
        try:
            return read_plan(compact(tree).encode(), anchor=today)
        except ProgramProblems:
            continue
    return None
