"""A folder that is gone afterwards; in memory where there is such a place, since stores sync."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - where Linux keeps files in memory


@contextmanager
def folder() -> Iterator[Path]:
    """For tests that make hundreds of stores; what syncing promises is tested elsewhere."""
    place = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as made:
        yield Path(made)
