"""`program check`: everything that is wrong with prescription files, and how to mend it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date, datetime

    from exercise_companion.clinic.checking import FileReport
    from exercise_companion.core.problem import Problem

_SOME_WRONG = UsageFault.exit_code


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which a demonstration counts its dates. Default: today.",
)
@click.pass_context
def check(
    context: click.Context, files: tuple[str, ...], *, as_json: bool, today: datetime | None
) -> None:
    """Say everything that is wrong with prescriptions or templates, and how to mend it.

    Exit code 0: all can be used (there may be warnings). 2: at least one cannot.

    Example: exercise-companion program check my-plan.json
    """
    from exercise_companion.clinic.checking import check_files  # noqa: PLC0415

    refused = 0
    for report in check_files(files, today=_day(today)):
        refused += not report.ok
        for line in _json_lines(report) if as_json else _text_lines(report):
            click.echo(line)
    click.echo(f"{len(files)} checked, {refused} cannot be used.", err=True)
    context.exit(_SOME_WRONG if refused else 0)


def _day(given: datetime | None) -> date:
    from exercise_companion.clock import Clock  # noqa: PLC0415

    return (given or Clock().local()).date()


def _text_lines(report: FileReport) -> list[str]:
    name = neutral(report.path)
    lines = [_text_line(name, problem) for problem in report.problems]
    return [*lines, f"{name} · can be used"] if report.ok else lines


def _text_line(name: str, problem: Problem) -> str:
    known = (part for part in (problem.line, problem.column) if part is not None)
    where = ":".join((name, *map(str, known)))
    code = problem.code if problem.severity == "error" else f"{problem.code}, only a warning"
    return f"{where} · {problem.place} · {problem.what} · {problem.how} · {code}"


def _json_lines(report: FileReport) -> list[str]:
    content = {"file": report.path, "ok": report.ok, "sha256": report.sha256}
    problems = [asdict(problem) for problem in report.problems]
    return [json.dumps(content | {"problems": problems})]
