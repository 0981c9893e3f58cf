"""What the format allows in a field, read from the models so that a form never says otherwise."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.program import Part


def allowed(model: type[Part], name: str, unit: str = "") -> str:
    """What a number of a model may be: "1 to 10", "0 to 300 s"; empty where nothing is said.

    Args:
        model: the part of the prescription the field is in.
        name: the field's name in the file.
        unit: written behind the numbers.

    """
    low, high = _limits(model, name)
    words = f"{low:g} to {high:g}" if low is not None and high is not None else ""
    return f"{words} {unit}".strip() if words else ""


def usual(model: type[Part], name: str) -> JsonValue:
    """The value a field has when the file does not name it; None where there is none."""
    default = _properties(model).get(name, {}).get("default")
    return default if isinstance(default, str | int | float | bool | list) else None


def _limits(model: type[Part], name: str) -> tuple[float | None, float | None]:
    found = _properties(model).get(name, {})
    branches = found.get("anyOf")
    first = branches[0] if isinstance(branches, list) and branches else found
    if not isinstance(first, dict):
        return None, None
    low = _number(first, "minimum", "exclusiveMinimum")
    return low, _number(first, "maximum", "exclusiveMaximum")


def _number(schema: dict[str, JsonValue], *names: str) -> float | None:
    for name in names:
        value = schema.get(name)
        if isinstance(value, int | float):
            return float(value)
    return None


@cache
def _properties(model: type[Part]) -> dict[str, dict[str, JsonValue]]:
    properties: dict[str, dict[str, JsonValue]] = model.model_json_schema()["properties"]
    return properties
