"""`program diff`: what a new version changes, in words."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.fitting import fitting
from exercise_companion.cli.options import with_today
from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.clinic.comparing import Compared, Comparison


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, with who sees each change.")
@with_today
def diff(old: Path, new: Path, *, as_json: bool, today: date) -> None:
    """Say in words what NEW changes against OLD: two versions, or a template and a program.

    What the patient will read comes first, at the first opening of the new version, with your
    version_note; then what only you see.

    Example: exercise-companion program diff plan-1.json plan-2.json
    """
    from exercise_companion.clinic.comparing import compare  # noqa: PLC0415 - on demand

    found = compare(old, new, today)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        click.echo("\n".join(fitting(map(neutral, _lines(found)), sys.stdout)))
    click.echo(_summary(len(found.changes)), err=True)


def _lines(found: Comparison) -> Iterator[str]:
    yield f"{_named(found.old)} → {_named(found.new)}"
    if found.other_patient:
        yield "These are programs of two different patients."
    if found.is_backwards:
        yield (
            f"The order is reversed: version {found.new.version} is the earlier one. "
            f"To read what version {found.old.version} changes, give it second."
        )
    signatures = _signature_words(found.old.key_id, found.new.key_id)
    if signatures:
        yield signatures
    if found.note:
        yield f"Your note to the patient: {found.note}"
    told = [change.words for change in found.changes if change.patient_sees]
    noted = [change.words for change in found.changes if not change.patient_sees]
    for heading, lines in (("The patient will read:", told), ("Only you see:", noted)):
        if lines:
            yield heading
            yield from (f"- {line}" for line in lines)
    if not found.changes:
        yield "Nothing else is different." if signatures else "Nothing is different."


def _signature_words(old: str | None, new: str | None) -> str:
    """What is different in who signed; empty where nothing is."""
    if old == new:
        return ""
    if old and new:
        return "They are signed with two different keys."
    first, second = ("first", "second") if old else ("second", "first")
    return f"The {first} is signed, the {second} is not."


def _named(one: Compared) -> str:
    version = f"version {one.version}" if one.version is not None else "template"
    return f"{one.title}, {version}"


def _summary(count: int) -> str:
    return "1 change." if count == 1 else f"{count} changes."
