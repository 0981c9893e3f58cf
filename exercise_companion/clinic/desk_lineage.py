"""The versions of one program in the folder of the desk: the latest, and the one before a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.clinic.desk_folder import version_of
from exercise_companion.clinic.drafting import DRAFT_SUFFIX, read_draft
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from exercise_companion.core.draft import Draft


def require_latest(files: Iterable[Path], draft: Draft) -> None:
    """Refuse to go on from a version that was followed by another.

    Args:
        files: of the folder.
        draft: the version that is gone on from.

    Raises:
        Refused: a later one is in the folder.

    """
    for path, other in _finished_of(files, draft):
        if _number(other) > _number(draft):
            here = f"Version {version_of(other)} of this program is here"
            what_happened = f"{here}: {neutral(path.name)}."
            raise Refused(what_happened, "Open that one.")


def version_before(files: Iterable[Path], draft: Draft) -> Draft | None:
    """The finished version that a draft is the next one of; None where none is in the folder.

    Args:
        files: of the folder.
        draft: perhaps a first version.

    """
    earlier = (each for _, each in _finished_of(files, draft) if _number(each) < _number(draft))
    return max(earlier, key=_number, default=None)


def _finished_of(files: Iterable[Path], draft: Draft) -> Iterator[tuple[Path, Draft]]:
    """The program files of a draft's program; what cannot be read is none."""
    program_id = draft.tree.get("program_id")
    for path in files:
        if path.name.endswith(DRAFT_SUFFIX):
            continue
        try:
            other = read_draft(path, with_tags=True)
        except CompanionError:
            continue
        if other.tree.get("program_id") == program_id:
            yield path, other


def _number(draft: Draft) -> int:
    return version_of(draft) or 0
