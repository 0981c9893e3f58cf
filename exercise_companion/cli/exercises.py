"""`exercises`: the exercise library for therapists, as a list or one exercise in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.core.library import BODY_PARTS, NO_EQUIPMENT, Wanted, needs
from exercise_companion.core.library_search import exercise_named, meant_by
from exercise_companion.core.library_words import exercise_lines, list_lines
from exercise_companion.core.safetext import neutral
from exercise_companion.core.terms import CATEGORIES, POSITIONS
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.library import BodyPart, Library, LibraryExercise, OtherVersion
    from exercise_companion.core.terms import ExerciseCategory, ExercisePosition

NOT_A_PLAN: Final = "For therapists. No exercise here is a plan: the dose is yours to write."


@click.command()
@click.argument("name", required=False)
@click.option("--body-part", type=click.Choice(BODY_PARTS), help="Only exercises for this.")
@click.option("--position", type=click.Choice(POSITIONS), help="Only in this position.")
@click.option("--category", type=click.Choice(CATEGORIES), help="Only of this kind.")
@click.option("--equipment", help='Only with this ("chair"); "none": only with nothing.')
@click.option("--json", "as_json", is_flag=True, help="As JSON, ready to paste into a program.")
def exercises(  # noqa: PLR0913 - one parameter an option
    name: str | None,
    *,
    body_part: BodyPart | None,
    position: ExercisePosition | None,
    category: ExerciseCategory | None,
    equipment: str | None,
    as_json: bool,
) -> None:
    """List the exercise library, or show one exercise in full. For therapists.

    The library holds no dose. With --json, "exercise" is what a program file takes.

    Example: exercise-companion exercises --body-part hip --position sitting

    Example: exercise-companion exercises bridge --json
    """
    from exercise_companion.catalogue.library import library  # noqa: PLC0415 - a fast start

    known = library()
    wanted = Wanted(body_part, position, category, equipment)
    if name is not None:
        _show_one(_named(known, name, wanted), as_json=as_json)
    else:
        _require_known_equipment(known, equipment)
        _show_list(tuple(known.all_that_fit(wanted)), as_json=as_json)
    click.echo(NOT_A_PLAN, err=True)


def _show_one(exercise: LibraryExercise, *, as_json: bool) -> None:
    click.echo(_json(_entry(exercise)) if as_json else "\n".join(exercise_lines(exercise)))


def _show_list(found: tuple[LibraryExercise, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(_json([_entry(exercise) for exercise in found]))
    elif found:
        click.echo("\n".join(list_lines(found)))
    click.echo(f"{len(found)} found.", err=True)


def _named(known: Library, name: str, wanted: Wanted) -> LibraryExercise:
    """The exercise of that id or name.

    Raises:
        UsageFault: there is none, or a list was asked for as well.

    """
    if wanted != Wanted():
        what_happened = "One exercise was named, and a list was asked for as well."
        raise UsageFault(what_happened, "Leave out the name, or leave out the other options.")
    if found := exercise_named(known.exercises, name):
        return found
    what_happened = f'There is no exercise "{neutral(name)}".'
    raise UsageFault(what_happened, _did_you_mean(known, name))


def _did_you_mean(known: Library, typed: str) -> str:
    words = meant_by(known.exercises, typed)
    return f"Did you mean {' or '.join(words)}?" if words else "Leave it out to list them all."


def _require_known_equipment(known: Library, thing: str | None) -> None:
    """Refuse a word that nothing is called by: an empty list would look like an answer.

    Raises:
        UsageFault: no exercise needs such a thing.

    """
    if thing is None or any(needs(exercise, thing) for exercise in known.exercises):
        return
    listed = ", ".join((*known.equipment(), NO_EQUIPMENT))
    what_happened = f'No exercise needs "{neutral(thing)}".'
    raise UsageFault(what_happened, f"What there is: {listed}.")


def _entry(exercise: LibraryExercise) -> JsonValue:
    """An exercise as a program takes it, and beside it what only the library knows."""
    return {
        "exercise": exercise.in_program(),
        "body_parts": list(exercise.body_parts),
        "side": exercise.side,
        "easier": _version(exercise.easier),
        "harder": _version(exercise.harder),
        "source": exercise.source,
    }


def _version(version: OtherVersion | None) -> JsonValue:
    return None if version is None else {"words": version.words, "exercise": version.exercise}


def _json(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
