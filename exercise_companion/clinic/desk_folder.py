"""The folder of the desk: its files by name at once, and what the check says of each, one by one.

To check a file takes as long as to read twenty. So the list is there first, and what is known of
a file is kept until the file or the day is another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion import signing
from exercise_companion.clinic.drafting import counted, read_draft
from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_mark import is_draft
from exercise_companion.core.draft_start import SCHEMA_FILE
from exercise_companion.core.let_go import with_let_go_written
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError, UsageFault
from exercise_companion.programs import ProgramProblems

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.clinic.drafting import DraftReport
    from exercise_companion.core.draft import Draft

State = Literal[
    "draft",
    "template",
    "finished",
    "ready",
    "signed",
    "changed",
    "problems",
    "unreadable",
    "other",
]
"""`finished`: a program file that was not checked yet; `changed`: after it was finished or signed
(V-19); `problems`: one with errors; `unreadable`: no file a desk can show; `other`: JSON that is
none of them."""

PROGRAM_SUFFIX: Final = ".json"
MOST_FILES: Final = 2_000
"""More than these are not listed, and that is said: a folder of so many is no patient list."""


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """One file of the folder, as the list of patients shows it."""

    name: str
    """The file's name, by which it is opened."""
    patient: str
    """Empty where none is named yet."""
    title: str
    version: int | None
    state: State
    errors: int = 0
    warnings: int = 0
    program_id: str = ""
    """The same for every version."""
    ends_on: date | None = None
    """Its last day; None for a demonstration, which counts its days, and where none is written."""
    fault: str = ""
    """Why it cannot be opened; empty where it can."""
    is_checked: bool = True
    """Whether errors and warnings were counted yet."""
    changed: datetime | None = None
    """When it was last written, by the clock of this computer."""

    @property
    def shown_name(self) -> str:
        """The file's name without what could act on a screen."""
        return neutral(self.name)


_KINDS: Final = ("prescription", "template")
_NO_OBJECT: Final = "V-02"
"""The rule by which the reader refuses JSON that is a list, a number or a text."""

_LAST: Final[dict[State, int]] = {"unreadable": 1, "other": 2}
_NANOSECONDS: Final = 1_000_000_000

_Stamp = tuple[int, int]
"""When a file was written, in nanoseconds, and its size in bytes: another file has others."""


class Listing:
    """What is in a folder, and what is known of it.

    Args:
        folder: where the programs and drafts are.

    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, tuple[_Stamp, date, DeskEntry]] = {}

    def files(self) -> list[Path]:
        """Every file that could be a program or a draft, by name; the schema beside them is none.

        Raises:
            UsageFault: the folder cannot be read.

        """
        if not self.folder.exists():
            return []
        try:
            names = sorted(self.folder.glob(f"*{PROGRAM_SUFFIX}"))
        except OSError as error:
            what_happened = "The folder cannot be read."
            raise UsageFault(what_happened, "Give another one.") from error
        return [path for path in names if path.name != SCHEMA_FILE and path.name[0] != "."]

    def left_out(self) -> int:
        """So many files, the last by name, are not listed.

        Raises:
            UsageFault: the folder cannot be read.

        """
        return max(0, len(self.files()) - MOST_FILES)

    def entries(self, today: date) -> tuple[DeskEntry, ...]:
        """The files, by patient and version; what is not known yet is not checked.

        Args:
            today: the day from which a demonstration counts its dates.

        Raises:
            UsageFault: the folder cannot be read.

        """
        listed = self.files()[:MOST_FILES]
        found = [self._known_entry(path, today) or _glance(path) for path in listed]
        return tuple(sorted(found, key=_by_patient))

    def checked(self, path: Path, today: date) -> DeskEntry:
        """A file with what the check says of it."""
        known = self._known_entry(path, today)
        if known is not None:
            return known
        stamp = _stamp(path)
        entry = _checked(path, today)
        if stamp is not None:
            self._known[path.name] = (stamp, today, entry)
        return entry

    def newest_with_prescriber(self) -> Draft | None:
        """The program or draft written last that names a prescriber.

        Raises:
            UsageFault: the folder cannot be read.

        """
        for path in sorted(self.files(), key=_written, reverse=True):
            try:
                draft = read_draft(path, with_tags=True)
            except CompanionError:
                continue
            if isinstance(draft.tree.get("prescriber"), dict):
                return draft
        return None

    def _known_entry(self, path: Path, today: date) -> DeskEntry | None:
        stamp, day, entry = self._known.get(path.name, (None, today, None))
        return entry if day == today and stamp == _stamp(path) else None


def is_plan(draft: Draft) -> bool:
    """Whether a file means to be a program or a template; a key or a schema does not."""
    return draft.tree.get("kind") in _KINDS or "phases" in draft.tree


def version_of(draft: Draft) -> int | None:
    """Its number; None where there is none that counts."""
    version = draft.tree.get("version")
    return version if isinstance(version, int) else None


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _written(path: Path) -> int:
    """When a file was written; a link that leads nowhere comes last."""
    stamp = _stamp(path)
    return 0 if stamp is None else stamp[0]


def _glance(path: Path) -> DeskEntry:
    """What is to be read without a check."""
    try:
        return _named(path, read_draft(path, with_tags=True))
    except CompanionError as error:
        return _unreadable(path, error)


def _checked(path: Path, today: date) -> DeskEntry:
    try:
        draft = read_draft(path, with_tags=True)
        is_written = _kind(path, draft) == "draft"
        report = counted(draft if is_written else with_let_go_written(draft), today)
    except CompanionError as error:
        return _unreadable(path, error)
    named = _named(path, draft)
    if named.state == "other":
        return replace(named, is_checked=True)
    return replace(
        named,
        state=_state(path, draft, report),
        errors=len(report.errors),
        warnings=len(report.warnings),
        is_checked=True,
    )


def _unreadable(path: Path, error: CompanionError) -> DeskEntry:
    fault = error.first_error.what if isinstance(error, ProgramProblems) else str(error)
    if isinstance(error, ProgramProblems) and error.problems[0].code == _NO_OBJECT:
        return DeskEntry(path.name, "", "", None, "other")
    return DeskEntry(path.name, "", "", None, "unreadable", errors=1, fault=fault)


def _named(path: Path, draft: Draft) -> DeskEntry:
    return DeskEntry(
        path.name,
        _text(draft, ("patient", "display_name")),
        _text(draft, ("title",)),
        version_of(draft),
        _kind(path, draft),
        program_id=_text(draft, ("program_id",)),
        ends_on=_day(_text(draft, ("valid_until",))),
        is_checked=False,
        changed=_changed(path),
    )


def _kind(path: Path, draft: Draft) -> State:
    """What a file is, as far as that can be said without a check."""
    if is_draft(draft.tree, path.name):
        return "draft"
    if not is_plan(draft):
        return "other"
    return "template" if draft.tree.get("kind") == "template" else "finished"


def _changed(path: Path) -> datetime | None:
    stamp = _stamp(path)
    return datetime.fromtimestamp(stamp[0] // _NANOSECONDS, UTC).astimezone() if stamp else None


def _state(path: Path, draft: Draft, report: DraftReport) -> State:
    kind = _kind(path, draft)
    if signing.problems(draft.tree):
        return "changed"
    if kind != "finished":
        return kind
    if not report.is_whole:
        return "problems"
    return "signed" if value_at(draft, ("integrity", "signature")) else "ready"


def _by_patient(entry: DeskEntry) -> tuple[int, str, int, str]:
    """Programs first, then what cannot be read, then what is something else."""
    return (
        _LAST.get(entry.state, 0),
        entry.patient.casefold(),
        -(entry.version or 0),
        entry.name,
    )


def _text(draft: Draft, path: tuple[str, ...]) -> str:
    value = value_at(draft, path)
    return value if isinstance(value, str) else ""


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
