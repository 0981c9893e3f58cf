"""The patient's data: what happened, kept in one SQLite file. The only importer of SQLite.

Names are loaded when first used, because the first paint needs the module `store.glance` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.store.guard import NoStore
    from exercise_companion.store.in_memory import copy_of, open_blank, open_copy
    from exercise_companion.store.opening import open_store
    from exercise_companion.store.ownership import SessionOwnership
    from exercise_companion.store.store import Store

__all__ = [
    "NoStore",
    "SessionOwnership",
    "Store",
    "copy_of",
    "open_blank",
    "open_copy",
    "open_store",
]

_HOMES: Final = {
    "NoStore": "guard",
    "SessionOwnership": "ownership",
    "Store": "store",
    "copy_of": "in_memory",
    "open_blank": "in_memory",
    "open_copy": "in_memory",
    "open_store": "opening",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
