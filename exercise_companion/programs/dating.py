"""Turning the day offsets of a template or demonstration (decisions D6) into dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from exercise_companion.core.program import DAY_OFFSET, Program, Template
from exercise_companion.programs.field_names import inner_models, of_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from exercise_companion.canonical import JsonObject, JsonValue


def with_dates(tree: JsonObject, start: date) -> JsonObject:
    """The tree with every field that holds a day as a date, offsets counted from `start`.

    An offset that leads beyond the calendar stays, for the checker to say.
    """
    model = Template if tree.get("kind") == "template" else Program
    dated = _dated(tree, [model], start)
    return dated if isinstance(dated, dict) else tree


def _dated(node: JsonValue, models: Sequence[type[BaseModel]], start: date) -> JsonValue:
    if isinstance(node, list):
        return [_dated(entry, models, start) for entry in node]
    if not isinstance(node, dict):
        return node
    meant = of_type(models, node)
    return {key: _field(key, value, meant, start) for key, value in node.items()}


def _field(key: str, value: JsonValue, models: Sequence[type[BaseModel]], start: date) -> JsonValue:
    if isinstance(value, str) and any(_is_day(model, key) for model in models):
        return _day(value, start)
    return _dated(value, inner_models(models, key), start)


def _is_day(model: type[BaseModel], name: str) -> bool:
    field = model.model_fields.get(name)
    return field is not None and _names_date(field.annotation)


def _names_date(annotation: object) -> bool:
    return annotation is date or any(map(_names_date, get_args(annotation)))


def _day(text: str, start: date) -> str:
    if not DAY_OFFSET.fullmatch(text):
        return text
    try:
        return (start + timedelta(days=int(text[:-1]))).isoformat()
    except OverflowError:
        return text
