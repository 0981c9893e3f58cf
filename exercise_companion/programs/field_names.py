"""Which fields the format has at a place, to answer a misspelt one with the nearest right one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath


def nearest_field(model: type[BaseModel], tree: JsonValue, path: JsonPath) -> str | None:
    """The field most like the last name of `path`, among those its object may have.

    Args:
        model: what the whole tree was to be.
        tree: the file's tree.
        path: the way to the unknown field.

    """
    written = str(path[-1])
    known = [name for part in _models_at(model, tree, path[:-1]) for name in _names(part)]
    close = get_close_matches(written[:60].lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None


def _models_at(model: type[BaseModel], tree: JsonValue, path: JsonPath) -> list[type[BaseModel]]:
    models, node = [model], tree
    for part in path:
        if isinstance(part, str):
            node = node.get(part) if isinstance(node, dict) else None
            models = [inner for outer in models for inner in _field_models(outer, part)]
        else:
            node = node[part] if isinstance(node, list) and part < len(node) else None
    return _of_type(models, node)


def _field_models(model: type[BaseModel], name: str) -> list[type[BaseModel]]:
    field = model.model_fields.get(name)
    return _models_in(field.annotation) if field is not None else []


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _of_type(models: list[type[BaseModel]], node: JsonValue) -> list[type[BaseModel]]:
    """Of several kinds of dose, the one the object's `type` names."""
    tag = node.get("type") if isinstance(node, dict) else None
    named = [
        model
        for model in models
        if "type" in model.model_fields and tag in get_args(model.model_fields["type"].annotation)
    ]
    return named or models


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]
