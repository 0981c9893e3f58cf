"""`program vectors`: run a file of safety cases against the rules of this installation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NoReturn

import click

from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.vectors import CaseResult, JsonObject, Report

MAX_BYTES: Final = 5_000_000
"""The largest file that is read."""

EXPECTED_FORM: Final = "Each line is one case in JSON: id, kind, given, expect. Correct it."


@click.command()
@click.argument("file", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def vectors(context: click.Context, file: str, *, as_json: bool) -> None:
    """Run a file of safety cases against the rules of this installation.

    FILE holds one case a line: {"id", "kind", "given", "expect", "why"?}. The exit code is 0 only
    if all cases held, 1 if some did not, 2 if the file cannot be used.

    Example: exercise-companion program vectors cases.jsonl
    """
    from exercise_companion import catalogue  # noqa: PLC0415 - a fast start
    from exercise_companion.core.vector_register import every_kind  # noqa: PLC0415 - a fast start
    from exercise_companion.core.vectors import run  # noqa: PLC0415 - a fast start

    report = run(list(_cases(file)), every_kind(catalogue.load()))
    if not report.results:
        raise _unusable(file, "holds no case.", EXPECTED_FORM)
    click.echo(_as_json(report) if as_json else _as_text(report))
    context.exit(1 if report.failing else 0)


# --- reading --------------------------------------------------------------------------------------


def _cases(file: str) -> Iterator[tuple[int, JsonObject]]:
    """Every case with its line number; empty lines are passed over.

    Raises:
        UsageFault: the file cannot be read, or a line is not a JSON object.

    """
    for number, line in enumerate(_text(file).split("\n"), start=1):
        if line.strip():
            yield number, _case(file, number, line)


def _text(file: str) -> str:
    """The text of the file. Only regular files are opened: a pipe could hold the program up."""
    from pathlib import Path  # noqa: PLC0415 - a fast start

    path = Path(file)
    try:
        if not path.is_file():
            raise _unusable(file, "is not a file.", "Check its name and folder.")
        if path.stat().st_size > MAX_BYTES:
            raise _unusable(file, f"is larger than {MAX_BYTES:,} bytes.", "Split it into several.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unusable(file, "is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise _unusable(file, "cannot be read.", "Check its name and rights.") from error


def _unusable(file: str, problem: str, what_to_do: str) -> UsageFault:
    """The error for a file that cannot be run at all."""
    return UsageFault(f"{_shown(file)} {problem}", what_to_do)


def _case(file: str, number: int, line: str) -> JsonObject:
    """One line as a JSON object."""
    try:
        value: JsonValue = json.loads(
            line, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise _unusable(file, f"cannot be used: line {number}.", EXPECTED_FORM) from error
    if not isinstance(value, dict):
        raise _unusable(file, f"cannot be used: line {number}.", EXPECTED_FORM)
    return value


def _without_duplicates(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    """An object whose keys are all different: the second of two would win unseen."""
    value = dict(pairs)
    if len(value) != len(pairs):
        message = "a key stands twice in one object"
        raise ValueError(message)
    return value


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity compare with nothing."""
    message = f"{name} is not a JSON number"
    raise ValueError(message)


# --- writing --------------------------------------------------------------------------------------


def _as_text(report: Report) -> str:
    """One line for each case that did not hold, then the count."""
    count = f"{report.held} held, {len(report.failing)} failed"
    return "\n".join((*map(_line, report.failing), count))


def _line(result: CaseResult) -> str:
    """What was expected of a failing case and what came."""
    name = _shown(result.id) or f"line {result.line}"
    if result.problem:
        return f"{name}: error: {_shown(result.problem)}"
    fired = ", ".join(result.rules) or "none"
    return f"{name}: expected {_values(result.expected)}, got {_values(result.got)}; rules: {fired}"


def _values(values: JsonObject) -> str:
    return " ".join(f"{key}={json.dumps(value)}" for key, value in values.items())


def _shown(text: str) -> str:
    """Text from a file, harmless to a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _as_json(report: Report) -> str:
    """The whole result for a script."""
    cases: list[JsonValue] = [
        {
            "line": result.line,
            "id": result.id,
            "outcome": result.outcome,
            "expected": result.expected,
            "got": result.got,
            "rules": list(result.rules),
            "problem": result.problem,
        }
        for result in report.failing
    ]
    return json.dumps(
        {"held": report.held, "failed": len(report.failing), "cases": cases}, indent=2
    )
