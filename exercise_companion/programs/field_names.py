"""Which fields the format has at a place, in which order, and which one a misspelt one is."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    known = names_of(_models_at(model, tree, path[:-1]))
    close = get_close_matches(written[:60].lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None


def _models_at(
    model: type[BaseModel], tree: JsonValue, path: JsonPath
) -> Sequence[type[BaseModel]]:
    models, node = [model], tree
    for part in path:
        if isinstance(part, str):
            node = node.get(part) if isinstance(node, dict) else None
            models = inner_models(models, part)
        else:
            node = node[part] if isinstance(node, list) and part < len(node) else None
    return of_type(models, node)


def inner_models(models: Sequence[type[BaseModel]], name: str) -> list[type[BaseModel]]:
    """The models that what stands in a field of one of these may be."""
    return [inner for outer in models for inner in _field_models(outer, name)]


@cache
def _field_models(model: type[BaseModel], name: str) -> tuple[type[BaseModel], ...]:
    """The models that what stands in a field, or in its list, may be."""
    field = model.model_fields.get(name)
    return tuple(_models_in(field.annotation)) if field is not None else ()


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def of_type(models: Sequence[type[BaseModel]], node: JsonValue) -> Sequence[type[BaseModel]]:
    """Of several kinds of dose, the one the object's `type` names."""
    tag = node.get("type") if isinstance(node, dict) else None
    named = [
        model
        for model in models
        if "type" in model.model_fields and tag in get_args(model.model_fields["type"].annotation)
    ]
    return named or models


def names_of(models: Sequence[type[BaseModel]]) -> list[str]:
    """The names of the models' fields as a file writes them, in the format's order."""
    return [field.alias or name for model in models for name, field in model.model_fields.items()]
