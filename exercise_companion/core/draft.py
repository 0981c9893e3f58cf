"""A program under construction: a JSON tree that is never changed, and pure edits of it.

An edit gives a new draft; the old one stays, so that undoing is keeping it. A draft may be wrong
or incomplete in any way (decisions D3): whether it is a program is for the checker to say, never
for an edit. Edits by item and phase are in `draft_items`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath


class NoSuchPlaceError(ValueError):
    """A path leads through a value that has nothing inside, or past the end of a list.

    Args:
        path: the way as far as it could be gone, the part that failed last.

    """

    def __init__(self, path: JsonPath) -> None:
        super().__init__("no such place in the draft")
        self.path = path


@dataclass(frozen=True, slots=True)
class Draft:
    """A prescription or template being written."""

    tree: JsonObject
    """The file as it would be written. Shared between drafts: never change it in place."""


def value_at(draft: Draft, path: JsonPath) -> JsonValue | None:
    """The value at a path; None where there is none."""
    node: JsonValue = draft.tree
    for part in path:
        if isinstance(node, dict) and isinstance(part, str):
            node = node.get(part)
        elif isinstance(node, list) and isinstance(part, int) and 0 <= part < len(node):
            node = node[part]
        else:
            return None
    return node


def with_value(draft: Draft, path: JsonPath, value: JsonValue | None) -> Draft:
    """The draft with a value set; objects and lists on the way to it are made.

    The position after a list's last one adds to the list. None takes the value out; what was not
    there stays away.

    Raises:
        NoSuchPlaceError: the path is empty, leads through a text or number, or past a list's end.

    """
    if not path:
        raise NoSuchPlaceError(path)
    if value is None and value_at(draft, path) is None and not _is_null(draft, path):
        return draft
    changed = _with(draft.tree, path, 0, value)
    return Draft(changed) if isinstance(changed, dict) else draft


def with_entry(draft: Draft, path: JsonPath, value: JsonValue, at: int | None = None) -> Draft:
    """The draft with a value put into a list, at the end or before position `at`.

    Args:
        draft: what is edited.
        path: the way to the list, which is made where it is missing.
        value: the new entry.
        at: a position from 0 to the list's length.

    Raises:
        NoSuchPlaceError: the path leads to something that is not a list.

    """
    entries = _list_at(draft, path)
    place = len(entries) if at is None else max(0, min(at, len(entries)))
    return with_value(draft, path, [*entries[:place], value, *entries[place:]])


def moved(draft: Draft, path: JsonPath, by: int) -> Draft:
    """The draft with an entry of a list moved up (by < 0) or down; it stops at the ends.

    Raises:
        NoSuchPlaceError: the path does not lead to an entry of a list.

    """
    number = path[-1] if path else None
    entries = list(_list_at(draft, path[:-1])) if isinstance(number, int) else []
    if not isinstance(number, int) or not 0 <= number < len(entries):
        raise NoSuchPlaceError(path)
    entry = entries.pop(number)
    entries.insert(max(0, min(number + by, len(entries))), entry)
    return with_value(draft, path[:-1], entries)


def entries_at(draft: Draft, path: JsonPath) -> tuple[JsonObject, ...]:
    """The objects of the list at a path, in order; whatever else stands there is left out."""
    value = value_at(draft, path)
    return tuple(entry for entry in _entries(value) if isinstance(entry, dict))


def unused_id(wanted: str, taken: set[str]) -> str:
    """The wanted id, or with the first number behind it that makes it the only one."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted[:36]}-{number}"
    return free


def _list_at(draft: Draft, path: JsonPath) -> list[JsonValue]:
    value = value_at(draft, path)
    if value is None:
        return []
    if not isinstance(value, list):
        raise NoSuchPlaceError(path)
    return value


def _with(node: JsonValue, path: JsonPath, depth: int, value: JsonValue | None) -> JsonValue:
    """The node with the value set below it; only what lies on the way is made anew."""
    if depth == len(path):
        return value
    part = path[depth]
    if node is None:
        node = {} if isinstance(part, str) else []
    removes = value is None and depth == len(path) - 1
    if isinstance(node, dict) and isinstance(part, str):
        if removes:
            return {key: inner for key, inner in node.items() if key != part}
        return node | {part: _with(node.get(part), path, depth + 1, value)}
    if isinstance(node, list) and isinstance(part, int) and 0 <= part <= len(node):
        if removes:
            return [*node[:part], *node[part + 1 :]]
        inner = node[part] if part < len(node) else None
        return [*node[:part], _with(inner, path, depth + 1, value), *node[part + 1 :]]
    raise NoSuchPlaceError(path[: depth + 1])


def _is_null(draft: Draft, path: JsonPath) -> bool:
    """Whether a null is written at the path."""
    holder, part = value_at(draft, path[:-1]), path[-1]
    if isinstance(holder, dict):
        return part in holder
    return isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder)


def _entries(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
