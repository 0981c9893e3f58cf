"""`program check`: everything that is wrong with prescription files, and how to mend it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, TextIO

import click

from exercise_companion.cli.fitting import fitting
from exercise_companion.cli.options import with_today
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.clinic.checking import Depth, FileReport
    from exercise_companion.core.problem import Problem

_SOME_WRONG = UsageFault.exit_code


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option(
    "--from",
    "names",
    type=click.File("r", encoding="utf-8-sig", lazy=False),
    help="A list of files, one name a line; - reads the list from the input.",
)
@click.option(
    "--structure", is_flag=True, help="Only each field for itself: quick, for very many files."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file.")
@with_today
@click.pass_context
def check(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    files: tuple[str, ...],
    names: TextIO | None,
    *,
    structure: bool,
    as_json: bool,
    today: date,
) -> None:
    """Say everything that is wrong with prescriptions or templates, and how to mend it.

    FILES may be folders: every .json below is checked. A careful colleague's remarks follow as
    warnings with the code R-...; a reason in the file ("$comment": "R-04: ...") stands beside its
    warning. Each file is said as soon as it was checked.

    Exit code 0: all can be used (there may be warnings). 2: at least one cannot.

    Example: exercise-companion program check my-plan.json

    Example: exercise-companion program check --structure --json --from list.txt
    """
    from exercise_companion.clinic.checking import check_files  # noqa: PLC0415

    if not files and names is None:
        message = "No file is named. Name files or folders, or a list of them with --from."
        raise click.UsageError(message)
    checked = refused = 0
    every = chain(files, _names_in(names) if names is not None else ())
    depth: Depth = "structure" if structure else "full"
    for report in check_files(every, today=today, depth=depth):
        checked += 1
        refused += not report.ok
        lines = _json_lines(report) if as_json else fitting(_text_lines(report), sys.stdout)
        for line in lines:
            click.echo(line)
    if not checked and names is None:  # a list may be empty
        what_happened = "There is no program file there: nothing was checked."
        raise UsageFault(what_happened, "Name files that end in .json, or their folder.")
    click.echo(f"{checked} checked, {refused} cannot be used.", err=True)
    context.exit(_SOME_WRONG if refused else 0)


def _names_in(lines: TextIO) -> Iterator[str]:
    """The names of a list, one a line; empty lines are passed over.

    Raises:
        UsageFault: it is no text in UTF-8.

    """
    try:
        for line in lines:
            if line.strip():
                yield line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        what_happened = "The list of files is not saved as UTF-8."
        raise UsageFault(what_happened, "Save it as UTF-8, one name a line.") from error


def _text_lines(report: FileReport) -> list[str]:
    name = neutral(report.path)
    lines = [problem_line(name, problem) for problem in report.problems]
    return [*lines, f"{name} · can be used"] if report.ok else lines


def problem_line(name: str, problem: Problem) -> str:
    """A problem on one line: where in the file, what is wrong, how to mend it, its rule."""
    known = (part for part in (problem.line, problem.column) if part is not None)
    where = ":".join((name, *map(str, known)))
    reason = f" · the file says why: {problem.reason}" if problem.reason else ""
    return f"{where} · {problem.words}{reason}"


def _json_lines(report: FileReport) -> list[str]:
    content = {"file": report.path, "ok": report.ok, "sha256": report.sha256}
    problems = [asdict(problem) for problem in report.problems]
    return [json.dumps(content | {"problems": problems})]
