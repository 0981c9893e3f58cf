"""A place in a draft as somebody types it: `phases.settle.items.bridge.dose.sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath


def typed_path(draft: Draft, typed: str) -> JsonPath:
    """The path of a dotted place; an entry of a list is named by its id or its number from 0.

    A measure has no id: it is named by itself, `outcomes.mood.every_days`.

    Raises:
        NotUnderstoodError: it is empty, or names an entry that no list has.

    """
    path: list[str | int] = []
    node: JsonValue = draft.tree
    for part in typed.split("."):
        if not part:
            raise NotUnderstoodError(what=f'"{typed}" is not a place in a program.')
        step = _step(node, part)
        path.append(step)
        node = _inside(node, step)
    return tuple(path)


def named_path(draft: Draft, path: JsonPath) -> tuple[str, ...]:
    """The parts by which a place is typed: an entry of a list by what names it, else its number.

    Args:
        draft: what it is in.
        path: of a place that may not be there yet.

    """
    names: list[str] = []
    node: JsonValue = draft.tree
    for step in path:
        node = _inside(node, step)
        name = _named(node) if isinstance(step, int) else None
        names.append(name if isinstance(name, str) and name else str(step))
    return tuple(names)


def _step(node: JsonValue, part: str) -> str | int:
    if isinstance(node, dict):
        return part
    if part.isascii() and part.isdigit():
        return int(part)
    if not isinstance(node, list):
        return part
    ids = [_named(entry) for entry in node]
    if part in ids:
        return ids.index(part)
    known = ", ".join(str(name) for name in ids if name is not None) or "nothing"
    raise NotUnderstoodError(what=f'There is no "{part}" among {known}.')


def _named(entry: JsonValue) -> JsonValue:
    return entry.get("id", entry.get("measure")) if isinstance(entry, dict) else None


def _inside(node: JsonValue, step: str | int) -> JsonValue:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
