"""The programs of a folder that share an id with a draft: its versions, and somebody else's.

A draft that was copied for the next patient has the ids of the program before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.clinic.desk_folder import version_of
from exercise_companion.clinic.drafting import read_draft
from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_mark import is_draft
from exercise_companion.core.draft_patient import LINEAGE, patient_problems, whose_program
from exercise_companion.core.problem import found, placed
from exercise_companion.core.safetext import neutral
from exercise_companion.core.same_person import is_somebody_else
from exercise_companion.errors import CompanionError, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import Problem


def require_latest(files: Iterable[Path], draft: Draft) -> None:
    """Refuse to go on from a version that was followed by another.

    Args:
        files: of the folder.
        draft: the version that is gone on from.

    Raises:
        Refused: a later one is in the folder.

    """
    for path, other in _finished_of(files, draft):
        if _number(other) > _number(draft) and not _is_somebody_elses(other, draft):
            here = f"Version {version_of(other)} of this program is here"
            what_happened = f"{here}: {neutral(path.name)}."
            raise Refused(what_happened, "Open that one.")


def lineage_of(files: Iterable[Path], draft: Draft) -> Lineage:
    """What the finished programs of a folder say of a draft.

    Args:
        files: of the folder.
        draft: perhaps a first version.

    """
    alike = tuple(_finished_with_an_id_of(files, draft))
    earlier = [each for _, each in alike if _is_before(each, draft)]
    before = max(
        earlier, key=lambda each: (not _is_somebody_elses(each, draft), _number(each)), default=None
    )
    return Lineage(before, alike)


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a draft goes on from, and the programs that have one of its ids."""

    before: Draft | None
    """The finished version that it is the next one of; None where none is in the folder."""
    alike: tuple[tuple[Path, Draft], ...]

    def problems(self, draft: Draft) -> tuple[Problem, ...]:
        """What is wrong with a draft beside these: whose it is, and a version that is there."""
        of_patient = () if self.before is None else tuple(patient_problems(self.before, draft))
        if any(each.severity == "error" for each in of_patient):
            return of_patient
        return (*of_patient, *self._of_somebody_else(draft), *self._of_this_version(draft))

    def _of_this_version(self, draft: Draft) -> Iterator[Problem]:
        """Another desk has finished it meanwhile: nobody could tell the two apart."""
        for path, other in self.alike:
            same = other.tree.get("program_id") == draft.tree.get("program_id")
            if same and _number(other) == _number(draft) and not _is_somebody_elses(other, draft):
                what = f"Version {_number(draft)} of this program is here: {neutral(path.name)}."
                way = "Go on from that one. This draft stays until you remove it."
                yield placed(found(LINEAGE, ("version",), what, way), draft.tree)
                return

    def _of_somebody_else(self, draft: Draft) -> Iterator[Problem]:
        if not all(value_at(draft, ("patient", name)) for name in ("display_name", "birth_date")):
            return
        for path, other in self.alike:
            if _is_somebody_elses(other, draft):
                whose = f"{whose_program(other)}, {neutral(path.name)}."
                what = f"The ids of this draft are those of {whose}"
                problem = found(LINEAGE, ("patient", "display_name"), what, _NEW_IDS)
                yield placed(problem, draft.tree)
                return


_NEW_IDS: Final = (
    "For somebody else give it ids of its own, then their facts anew:"
    " exercise-companion program new --continue FILE --new-ids"
)


def _finished_of(files: Iterable[Path], draft: Draft) -> Iterator[tuple[Path, Draft]]:
    """The program files of a draft's program."""
    for path, other in _finished_with_an_id_of(files, draft):
        if other.tree.get("program_id") == draft.tree.get("program_id"):
            yield path, other


def _finished_with_an_id_of(files: Iterable[Path], draft: Draft) -> Iterator[tuple[Path, Draft]]:
    """The program files that have an id of a draft; what cannot be read is none."""
    ids = _ids(draft)
    for path in files:
        try:
            other = read_draft(path, with_tags=True)
        except CompanionError:
            continue
        if is_draft(other.tree, path.name):
            continue
        if any(mine == theirs and mine for mine, theirs in zip(ids, _ids(other), strict=True)):
            yield path, other


def _ids(draft: Draft) -> tuple[JsonValue, JsonValue]:
    return draft.tree.get("program_id"), value_at(draft, ("patient", "patient_id"))


def _is_before(other: Draft, draft: Draft) -> bool:
    same = other.tree.get("program_id") == draft.tree.get("program_id")
    return same and _number(other) < _number(draft)


def _is_somebody_elses(other: Draft, draft: Draft) -> bool:
    return is_somebody_else(value_at(other, ("patient",)), value_at(draft, ("patient",)))


def _number(draft: Draft) -> int:
    return version_of(draft) or 0
