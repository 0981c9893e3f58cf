"""What the model refuses, said in a therapist's words; the library's own text is never shown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from exercise_companion.core.dose_typed import LINE
from exercise_companion.core.draft_left import LEFT
from exercise_companion.core.phone_numbers import FORM
from exercise_companion.core.problem import Problem, found, shortened
from exercise_companion.core.program import DAY_OFFSET
from exercise_companion.programs.field_names import nearest_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel, ValidationError

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

Words: TypeAlias = tuple[str, str, str]
"""Code, what is wrong, how to mend it."""

MOST_TRANSLATED: Final = 1_000
"""More than a person mends at a time; keeps the answer to a hostile file quick."""

_LONGEST_QUOTE: Final = 40
_DOSE_FIELDS: Final = frozenset({"dose", "flare_dose"})
_DOSE_TYPES: Final = frozenset({"reps", "hold", "duration", "distance"})
_RANGE_MARK: Final = "tuple["
_AMOUNT_MARKS: Final = (_RANGE_MARK, "constrained-int")
"""How the model's locations mark the two ways to write an amount."""
_AMOUNT: Final = "Write a whole number, or a range such as [8, 12]."
_CLOCK: Final = "Write it as hours and minutes: 08:30."
_DAY: Final = "Write it as year, month, day: 2026-11-22."
_DAY_OR_NO: Final = f'{_DAY} Or "no".'

_KINDS: Final[dict[str, str]] = {
    "string_type": "text in double quotes",
    "int_type": "a whole number without quotes",
    "int_from_float": "a whole number without quotes",
    "int_parsing_size": "a whole number of usual size",
    "float_type": "a number without quotes",
    "bool_type": "true or false, without quotes",
    "tuple_type": "a list in square brackets",
    "list_type": "a list in square brackets",
    "dict_type": "an object in curly brackets",
    "model_type": "an object in curly brackets",
    "model_attributes_type": "an object in curly brackets",
    "finite_number": "a number that can be counted to",
}
_BOUNDS: Final[dict[str, tuple[str, str]]] = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
    "multiple_of": ("multiple_of", "a multiple of"),
}
_NO_PHONE: Final[Words] = ("V-10", "is not a phone number", FORM)
_PATTERNS: Final[tuple[tuple[str, Words], ...]] = (
    ("phone", _NO_PHONE),
    ("emergency_number", _NO_PHONE),
    ("schema_version", ("V-01", "is not a version", "Write three numbers: 1.0.0.")),
    ("region", ("V-09", "is not a country", "Write its two capital letters: GB.")),
    ("program_id", ("V-23", "is not a program id", "Use a UUID in lower case.")),
    ("sha256", ("V-19", "is not a SHA-256 hash", "Take integrity out, or sign the file again.")),
    ("signature", ("V-19", "is not a signature", "Take integrity out, or sign the file again.")),
    ("public_key", ("V-19", "is not a public key", "Take integrity out, or sign the file again.")),
    ("lock_code", ("V-19", "is not a lock code", "Ask for the file again.")),
    ("time_zone", ("V-04", "is not a time zone", "Write it as area and city: Europe/London.")),
    ("clearance_key", ("V-19", "is not a clearance key", "Copy the key again, in full.")),
    ("licence_no", ("V-07", "is blank", "Write the licence number.")),
)
_SLUG: Final[Words] = (
    "V-17",
    "is not an id",
    "Use up to 40 letters, digits, - and _, starting with a letter or digit.",
)
_BLANK: Final[Words] = ("V-02", "is blank", "Write some words.")
_ANY_LETTER: Final = r"\S"


def model_problems(
    error: ValidationError, model: type[BaseModel], tree: JsonValue
) -> Iterator[Problem]:
    """Each thing the model refused, once per place."""
    seen: set[JsonPath] = set()
    for detail in error.errors(include_url=False, include_input=False)[:MOST_TRANSLATED]:
        kind, location = detail["type"], detail["loc"]
        spot = _spot(tree, location)
        path = (*spot.path, location[-1]) if kind == "missing" else spot.path
        if path in seen or _is_echo(kind, detail.get("ctx", {}), spot):
            continue
        seen.add(path)
        if kind == "missing" and not spot.of_amount:
            code, what, how = _missing_field(str(location[-1]))
        elif kind == "extra_forbidden":
            code, what, how = _unknown_field(model, tree, path)
        else:
            code, what, how = _words(kind, detail.get("ctx", {}), spot)
        yield found(_code_at(path, code), path, what, how)


def quoted(value: JsonValue) -> str:
    """A value as it stands in the file, shortened."""
    return shortened(json.dumps(value, ensure_ascii=False, default=str), _LONGEST_QUOTE)


def _words(kind: str, context: Mapping[str, object], spot: _Spot) -> Words:
    """Code, what and how for one refusal of the model."""
    path, value, shown = spot.path, spot.value, quoted(spot.value)
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return "V-12", f"{shown} is out of bounds.", f"It must be {words} {_plain(context[key])}."
    if spot.of_amount:
        return "V-12", f"{shown} is not an amount.", _AMOUNT
    if kind.startswith("date") or (kind == "value_error" and not _is_clock(path)):
        return _date_words(path, value)
    if kind.startswith("time") or kind == "value_error":
        return "V-04", f"{shown} is not a time of day.", _CLOCK
    if kind in _KINDS:
        return "V-02", f"{shown} is not {_KINDS[kind]}.", f"Write {_KINDS[kind]}."
    return _text_words(kind, context, path, shown)


def _text_words(kind: str, context: Mapping[str, object], path: JsonPath, shown: str) -> Words:
    match kind:
        case "literal_error" | "const":
            return (
                "V-02",
                f"{shown} is not one of the words allowed here.",
                f"Use {_choices(context)}.",
            )
        case "union_tag_invalid" | "union_tag_not_found":
            return (
                "V-12",
                "The dose has no type that is known.",
                'Set type to "reps", "hold", "duration" or "distance".',
            )
        case "string_too_long" | "too_long":
            longest = context["max_length"]
            unit = "characters" if kind == "string_too_long" else "entries"
            return "V-12", f"This is longer than {longest} {unit}.", f"Use at most {longest}."
        case "string_too_short" | "too_short":
            return "V-02", "This is empty.", f"Give at least {context['min_length']}."
        case "string_pattern_mismatch":
            return _pattern_words(context, path, shown)
        case _:
            return "V-02", f"{shown} cannot be used here.", "Compare with program.schema.json."


def _pattern_words(context: Mapping[str, object], path: JsonPath, shown: str) -> Words:
    named = dict(_PATTERNS).get(str(path[-1])) if path else None
    code, fault, how = named or (_BLANK if context["pattern"] == _ANY_LETTER else _SLUG)
    return code, f"{shown} {fault}.", how


def _date_words(path: JsonPath, value: JsonValue) -> Words:
    how = _DAY_OR_NO if path[:1] == ("risk",) else _DAY
    if isinstance(value, str) and DAY_OFFSET.fullmatch(value):
        return (
            "V-04",
            f"{quoted(value)} counts days from loading; only a demonstration may.",
            how,
        )
    return "V-04", f"{quoted(value)} is not a date.", how


def _missing_field(name: str) -> Words:
    return "V-02", f'"{name}" is missing.', f'Add "{name}".'


_TAKE_IT: Final = "Go on with this draft: at the desk, or with program new --continue FILE."


def _unknown_field(model: type[BaseModel], tree: JsonValue, path: JsonPath) -> Words:
    if path[-1] == LINE and path[2::2] == ("items", LINE):
        return "V-03", "A dose was typed here and is not taken yet.", _TAKE_IT
    if path == (LEFT,):
        return "V-03", "Questions of a draft were left open here.", _TAKE_IT
    name = shortened(str(path[-1]), _LONGEST_QUOTE)
    nearest = nearest_field(model, tree, path)
    how = f'Did you mean "{nearest}"?' if nearest else "Take it out."
    return "V-03", f'There is no field "{name}" here.', how


def _code_at(path: JsonPath, code: str) -> str:
    """The rule that owns a part of the file, where it has one."""
    if code not in {"V-02", "V-12"} or not path:
        return code
    if path[0] == "safety_parameters":
        return "V-21"
    if path[0] == "baseline_pain":
        return "V-29"
    if "when" in path and code == "V-12":
        return "V-26"
    return code


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in the file a refusal of the model is about."""

    path: JsonPath
    value: JsonValue
    of_amount: bool = False
    """Whether a number or a range was expected; the model then answers for both."""
    other_branch: bool = False
    """Whether this is the answer for a number where a range is written, or the reverse."""


def _spot(tree: JsonValue, location: tuple[int | str, ...]) -> _Spot:
    """Follow the model's location through the file, leaving out the model's own marks."""
    spot = _Spot((), tree)
    after_dose = False
    for part in location:
        node = spot.value
        if after_dose and part in _DOSE_TYPES:
            after_dose = False
        elif (isinstance(node, dict) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        ):
            inner: JsonValue = node[part]  # type: ignore[index]
            spot = replace(spot, path=(*spot.path, part), value=inner)
            after_dose = part in _DOSE_FIELDS
        elif str(part).startswith(_AMOUNT_MARKS):
            other = str(part).startswith(_RANGE_MARK) != isinstance(node, list)
            spot = replace(spot, of_amount=True, other_branch=other)
    return spot


def _is_echo(kind: str, context: Mapping[str, object], spot: _Spot) -> bool:
    """Whether this only repeats another refusal, such as a list with nothing valid in it."""
    size = len(spot.value) if isinstance(spot.value, list | dict) else 0
    return spot.other_branch or (kind == "too_short" and size >= int(str(context["min_length"])))


def _is_clock(path: JsonPath) -> bool:
    return bool(path) and path[-1] in {"opens", "closes"}


def _choices(context: Mapping[str, object]) -> str:
    return re.sub("'", '"', str(context.get("expected", "")))


def _plain(number: object) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)
