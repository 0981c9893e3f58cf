"""What `--set` gives, put into a draft: each place once, and as the desk would write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from exercise_companion.core.dose_kept import kept_words
from exercise_companion.core.dose_typed import EXAMPLES, read_dose, with_typed_dose
from exercise_companion.core.draft import NoSuchPlaceError, value_at, with_value
from exercise_companion.core.draft_paths import named_path, typed_path
from exercise_companion.core.own_line import with_number, with_prescriber_corrected
from exercise_companion.core.safetext import neutral
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.core.understood import understood
from exercise_companion.errors import UsageFault
from exercise_companion.programs import ProgramProblems
from exercise_companion.programs.json_text import require_finite, tree_of, unsafe_texts
from exercise_companion.programs.writing import compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.clinic.given import Given
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

Tell = Callable[[str], None]
"""Takes what the therapist is told at once."""


def with_changes(draft: Draft, changes: Iterable[str], given: Given) -> Draft:
    """The draft with every `path=value` made; a value is JSON, or else taken as text.

    Args:
        draft: what is changed.
        changes: in the order they are made.
        given: what was given before; what is given now is added.

    Raises:
        UsageFault: one of them is wrong; none is made.

    """
    for change in changes:
        place, equals, text = change.partition("=")
        if not equals:
            refuse(f"{quoted(change)} is not a place and a value.", "Write path=value.")
        try:
            path = typed_path(draft, place.strip())
            draft = _with_change(draft, path, _value(text), change, given)
        except NotUnderstoodError as error:
            refuse(neutral(error.what), "Write path=value; --help has an example.")
        except NoSuchPlaceError:
            what_to_do = "Compare with programs/reference.json."
            refuse(f"There is no place {quoted(place)} in a program.", what_to_do)
    return draft


def _with_change(
    draft: Draft, path: JsonPath, value: JsonValue, change: str, given: Given
) -> Draft:
    """The draft with one value, as the desk would write it.

    The dose of an item may be a line, and the prescriber's own line to call follows them.
    """
    match path:
        case ("phases", int(phase), "items", int(index), "dose") if isinstance(value, str):
            return with_typed_line(draft, (phase, index), value, change, given)
        case _:
            given.take(named_path(draft, path), change)
    match path:
        case ("prescriber", str(name)):
            return with_prescriber_corrected(draft, name, value)
        case ("prescriber",) if isinstance(value, dict):
            return with_value(with_prescriber_fields(draft, value), path, value)
        case _:
            return with_number(draft, path, value)


def _dose_told(before: Draft, after: Draft, path: JsonPath, line: str) -> str:
    """What a typed dose is now, and what of the one before stays and goes, as the desk says it."""
    item = path[:-1]
    name = value_at(after, (*item, "exercise"))
    words = understood(after, path) or line
    return f"Understood, {name}: {words}. {kept_words(before, item, line)}".rstrip()


def with_prescriber_fields(draft: Draft, fields: JsonObject) -> Draft:
    """The draft with fields of the prescriber; the line to call follows them."""
    for name, value in fields.items():
        draft = with_prescriber_corrected(draft, name, value)
    return draft


def with_typed_line(
    draft: Draft, at: tuple[int, int], line: str, change: str, given: Given
) -> Draft:
    """The draft with a typed dose, which is said back.

    Args:
        draft: what is changed.
        at: the phase of the item, and its place in there.
        line: the dose.
        change: the whole option in which it was typed.
        given: what was given before; what the line says is added.

    Raises:
        UsageFault: it is no dose, or a part of it was given before.

    """
    path: JsonPath = ("phases", at[0], "items", at[1], "dose")
    try:
        typed = read_dose(line)
        written = with_typed_dose(draft, *at, typed)
    except NotUnderstoodError as error:
        refuse(neutral(error.what), f"A dose looks like one of these: {EXAMPLES}.")
    given.take_dose(named_path(draft, path)[:-1], typed, change)
    given.tell(_dose_told(draft, written, path, line))
    return written


def _value(text: str) -> JsonValue:
    """A typed value: JSON where it is JSON, else the text itself (V-16)."""
    try:
        value = tree_of(text, "value")
        require_finite(text, value, "value")
    except ProgramProblems:
        value = text
    for problem in unsafe_texts(compact({"text": value}), {"text": value}):
        raise NotUnderstoodError(what=problem.what)
    return value


def quoted(text: str) -> str:
    """What was typed, short enough for a sentence and without what could act on a screen."""
    return f'"{neutral(text[:60])}"'


def refuse(what_happened: str, what_to_do: str) -> NoReturn:
    """Say that something that was given is wrong.

    Raises:
        UsageFault: always.

    """
    raise UsageFault(what_happened, what_to_do)
