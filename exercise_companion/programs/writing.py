"""Writing a prescription as people read it: the format's field order, short parts on one line.

The order is taken from the models, so that it cannot drift from the format. A field the format
does not have is kept, after the others: nothing somebody wrote is lost by writing it again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from exercise_companion.core.program import Program, Template
from exercise_companion.programs.field_names import inner_models, names_of, of_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from exercise_companion.canonical import JsonObject, JsonValue

SCHEMA_KEY: Final = "$schema"
WIDTH: Final = 120
"""Characters: a part that fits in a line of this length is written on one line."""

_INDENT: Final = 2


def formatted(tree: JsonObject) -> str:
    """The text of a prescription or template; reading it gives the same tree."""
    model = Template if tree.get("kind") == "template" else Program
    return _sound(_written(in_order(tree, [model]), indent=0, before=0) + "\n")


def compact(tree: JsonObject) -> str:
    """The tree on one line, as it is: for the reader alone, and quicker to write."""
    return _sound(json.dumps(tree, ensure_ascii=False))


def in_order(node: JsonValue, models: Sequence[type[BaseModel]]) -> JsonValue:
    """The value with the fields of every object in the order of the models, `$schema` first."""
    if isinstance(node, list):
        return [in_order(entry, models) for entry in node]
    if not isinstance(node, dict):
        return node
    meant = of_type(models, node)
    ranks = {name: rank for rank, name in enumerate(names_of(meant))}
    keys = sorted(node, key=lambda key: -1 if key == SCHEMA_KEY else ranks.get(key, len(ranks)))
    return {key: in_order(node[key], inner_models(meant, key)) for key in keys}


def _sound(text: str) -> str:
    """The text with half a surrogate pair, which no file can hold, written as its escape."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _written(value: JsonValue, indent: int, before: int) -> str:
    """A value that starts after `before` characters of a line indented by `indent`."""
    one_line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value:
        return one_line
    if indent + before + len(one_line) < WIDTH and not _holds_list_of_objects(value):
        return one_line
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    inner = ",\n".join(_lines(value, indent + _INDENT))
    return f"{opening}\n{inner}\n{' ' * indent}{closing}"


def _lines(value: dict[str, JsonValue] | list[JsonValue], indent: int) -> list[str]:
    margin = " " * indent
    if isinstance(value, list):
        return [f"{margin}{_written(entry, indent, 0)}" for entry in value]
    keys = {key: f"{json.dumps(key, ensure_ascii=False)}: " for key in value}
    return [
        f"{margin}{words}{_written(value[key], indent, len(words))}" for key, words in keys.items()
    ]


def _holds_list_of_objects(value: JsonValue) -> bool:
    """Whether a list of objects is inside: each of its entries stands on a line of its own."""
    if isinstance(value, dict):
        return any(map(_holds_list_of_objects, value.values()))
    return isinstance(value, list) and any(
        isinstance(entry, dict) or _holds_list_of_objects(entry) for entry in value
    )
