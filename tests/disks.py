"""Disks on which nothing can be written any more."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import StoreFault
from exercise_companion.store import unwritten
from exercise_companion.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

FULL: Final = StoreFault(
    "This could not be saved: the disk is full.", "Make some room on the disk."
)


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, *, marks: bool = True) -> Iterator[None]:
    """Nothing can be written to the store itself; `marks` whether beside it still."""
    write = Journal._write

    def refuse(self: Journal, *given: object) -> int:
        if self.is_kept:
            raise FULL
        return write(self, *given)  # type: ignore[arg-type]

    def no_mark(*_: object) -> None:
        raise FULL

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "_write", refuse)
        if not marks:
            broken.setattr(unwritten, "mark", no_mark)
        yield
