"""The therapist's desk: the programs and drafts of a folder, begun, kept, checked and finished.

Everything that is edited is a draft on disk. A finished program is a new file; no file is ever
written over but a draft of the desk's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exercise_companion.clinic.beginning import new_ids
from exercise_companion.clinic.commands import see_where
from exercise_companion.clinic.desk_folder import PROGRAM_SUFFIX, Listing, is_plan
from exercise_companion.clinic.desk_lineage import Lineage, lineage_of, require_latest
from exercise_companion.clinic.drafting import (
    kept_text,
    problems_of,
    read_draft,
    save_draft,
    templates,
    text_of,
    with_problems,
)
from exercise_companion.clinic.finishing import (
    draft_path,
    finished,
    plan_lines,
    program_path,
    saved_profile,
)
from exercise_companion.clinic.opening import in_therapists_words, require_unchanged
from exercise_companion.clinic.signatures import (
    key_at_hand,
    opened_key,
    read_to_sign,
    sign_file,
)
from exercise_companion.clock import machine_zone
from exercise_companion.core import draft_start
from exercise_companion.core.draft import with_value
from exercise_companion.core.draft_gaps import with_frame, with_gaps, with_therapist_of
from exercise_companion.core.draft_mark import DRAFT_SUFFIX, as_a_program, is_draft
from exercise_companion.core.draft_shape import misshapen
from exercise_companion.core.form_edit import tidied
from exercise_companion.core.own_line import with_zone
from exercise_companion.core.past_days import ahead_problems
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError, Refused, UsageFault
from exercise_companion.programs.dating import with_dates
from exercise_companion.reports.files import remove_left_overs, write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from exercise_companion.clinic.desk_folder import DeskEntry
    from exercise_companion.clinic.drafting import DraftReport
    from exercise_companion.clinic.signatures import KeyAtHand, Signed, Unsigned
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.plan_parts import Plan

BLANK: Final = "blank"


@dataclass(frozen=True, slots=True)
class Source:
    """Something a new program can begin from."""

    id: str
    """`blank`, or the name of a template."""
    title: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft on the desk and the name it is kept under."""

    name: str
    draft: Draft
    is_new: bool
    """Nothing of it is on disk yet."""


class NotFinishedError(Refused):
    """A draft has errors, and is no program file yet.

    Args:
        count: how many.

    """

    def __init__(self, count: int) -> None:
        left = "1 problem is" if count == 1 else f"{count} problems are"
        super().__init__(f"Not finished: {left} left.", "Enter goes to the marked one.")
        self.count = count


class Desk:
    """What a therapist does at the desk, one method each.

    Args:
        folder: where the programs and drafts are; none is made here.
        today: says what day it is.
        details: the folder with the therapist's own details; None has none.
        keys: the folder of the therapist's signing key; None has none.

    """

    def __init__(
        self,
        folder: Path,
        today: Callable[[], date],
        details: Path | None = None,
        keys: Path | None = None,
    ) -> None:
        self.folder = folder
        self.today = today
        self.details = details
        self.keys = keys or folder
        self._listing = Listing(folder)
        self._last: dict[str, str] = {}
        """The text of each draft as it was last read or written here, by its name."""
        self._lineage: dict[str, Lineage] = {}
        """What each opened draft follows, and whose ids it has, by its program's id."""

    # --- what there is ------------------------------------------------------------------------

    def tidy(self) -> None:
        """Take away what a program that was killed while writing left in the folder."""
        remove_left_overs(self.folder, PROGRAM_SUFFIX)

    def entries(self) -> tuple[DeskEntry, ...]:
        """The programs and drafts of the folder, by patient and version.

        What is not known from before is not checked yet: see `look_at`. Of a very full folder
        some are not listed: see `left_out`.

        Raises:
            UsageFault: the folder is a file, or cannot be read.

        """
        return self._listing.entries(self.today())

    def left_out(self) -> int:
        """How many files of the folder are not listed.

        Raises:
            UsageFault: the folder is a file, or cannot be read.

        """
        return self._listing.left_out()

    def look_at(self, name: str) -> DeskEntry:
        """A file of the folder with what the check says of it."""
        return self._listing.checked(self.folder / name, self.today())

    def sources(self) -> tuple[Source, ...]:
        """What a new program can begin from: nothing, or a template."""
        shipped = (Source(each.name, each.title) for each in templates())
        return (Source(BLANK, "Blank: choose from the library"), *shipped)

    # --- one draft ----------------------------------------------------------------------------

    def begin(self, source_id: str) -> Opened:
        """A new draft: blank, or from a template; on disk only once something is edited.

        Who prescribes and whom to call are taken from the therapist's own details, or else from
        the newest file of the folder: they are the same for every patient, and can be changed.

        Raises:
            CompanionError: there is no such template.

        """
        return self._begun(self._started(source_id, self.today()))

    def _begun(self, started: Draft) -> Opened:
        """A new draft with what is known of the therapist, under a name of its own.

        Hours to call are typed by the clock of this computer, unless another zone is written.
        """
        day = self.today()
        draft = with_gaps(started, day.isoformat())
        therapist = self._therapist()
        if therapist is not None:
            draft = with_therapist_of(draft, therapist, day.isoformat())
        zone = machine_zone()
        draft = with_zone(draft, None if zone is None else zone.key)
        path = self._free(self._draft_path(draft), DRAFT_SUFFIX)
        return Opened(path.name, draft, is_new=True)

    def _started(self, source_id: str, day: date) -> Draft:
        ids = new_ids()
        for each in templates():
            if each.name == source_id:
                return draft_start.started(with_dates(read_draft(each.path).tree, day), day, ids)
        return draft_start.blank(day, ids)

    def open(self, name: str) -> Opened:
        """A draft as it was left, a new version of a program, or a program from a template.

        A draft that only has the name of the new version's belongs to another program and is
        left alone.

        Raises:
            CompanionError: the file cannot be read or edited, was changed after it was finished or
            signed (V-19, H-04), or a later version is there.

        """
        path = self.folder / name
        draft = self._read(path)
        if is_draft(draft.tree, name):
            whole = self._framed(with_value(draft, ("integrity",), None))  # a draft has none
            self._lineage[_program_of(draft)] = lineage_of(self._listing.files(), draft)
            return Opened(name, whole, is_new=whole != draft)
        if not is_plan(draft):
            what_happened = f"{neutral(name)} is not a program, a template or a draft."
            raise Refused(what_happened, "It is left as it is.")
        if draft.tree.get("kind") == "template":
            day = self.today()
            return self._begun(draft_start.started(with_dates(draft.tree, day), day, new_ids()))
        require_latest(self._listing.files(), draft)
        following = draft_start.next_version(draft, self.today(), self.today())
        lineage = lineage_of(self._listing.files(), following)
        self._lineage[_program_of(draft)] = replace(lineage, before=draft)
        wanted = self._draft_path(following)
        begun = self._read(wanted) if wanted.exists() else None
        if begun is not None and begun.tree.get("program_id") == draft.tree.get("program_id"):
            return Opened(wanted.name, begun, is_new=False)
        return Opened(self._free(wanted, DRAFT_SUFFIX).name, following, is_new=True)

    def _framed(self, draft: Draft) -> Draft:
        """The draft with what a file from elsewhere may lack and no page here could give it."""
        day = self.today()
        return with_frame(draft, draft_start.blank(day, new_ids()), day.isoformat())

    def _read(self, path: Path) -> Draft:
        with in_therapists_words():
            draft = read_draft(path, with_tags=True)
            if "integrity" in draft.tree:
                require_unchanged(path, self.today())
        if place := misshapen(draft):
            named = neutral(path.name)
            what_happened = f"{named} cannot be edited here: {place[0]} holds something else."
            raise UsageFault(what_happened, see_where(path))
        self._last[path.name] = path.read_text("utf-8")
        return draft

    def check(self, draft: Draft) -> DraftReport:
        """Everything that is wrong or unwise with a draft as it is now."""
        return self._with_more(problems_of(draft, self.today()), draft)

    def _with_more(self, report: DraftReport, draft: Draft) -> DraftReport:
        """The report with what is wrong only while it is written: for whom, and with which day."""
        lineage = self._lineage.get(_program_of(draft))
        of_patient = lineage.problems(draft) if lineage is not None else ()
        return with_problems(report, (*of_patient, *ahead_problems(draft, self.today())))

    def keep(self, name: str, draft: Draft) -> str:
        """Write a draft to disk, whole, before anything says that it is saved.

        A file that is not as this desk read or wrote it last was changed by somebody else: it
        stays, and the draft is kept under the next free name.

        Returns:
            the name it is kept under.

        Raises:
            CompanionError: it could not be written; what was there is as it was.

        """
        if not self.folder.is_dir():
            what_happened = f"The folder {neutral(self.folder.name)} is not there any more."
            raise CompanionError(what_happened, "Put it back where it was, then go on.")
        path = self.folder / name
        if not self._is_ours(path):
            path = self._free(path, DRAFT_SUFFIX)
        save_draft(path, draft)
        self._last[path.name] = kept_text(draft)
        return path.name

    def _is_ours(self, path: Path) -> bool:
        """Whether a file is as this desk last read or wrote it, or not there."""
        try:
            return path.read_text("utf-8") == self._last.get(path.name)
        except FileNotFoundError:
            return True
        except (OSError, ValueError):
            return False

    def to_confirm(self, draft: Draft) -> tuple[str, ...]:
        """What the patient will be asked to do, for the therapist to say that it is right (H-17).

        Raises:
            NotFinishedError: there are errors.

        """
        return tuple(plan_lines(self._finished(draft)[1]))

    def finish(self, name: str, draft: Draft) -> str:
        """Write the checked, self-contained program file; returns its name.

        The draft goes once the program is on disk.

        Raises:
            NotFinishedError: there are errors.
            CompanionError: it could not be written; the draft is still there.

        """
        whole, _ = self._finished(draft)
        path = self._free(program_path(whole, self.folder), PROGRAM_SUFFIX)
        write_private(path, text_of(as_a_program(whole)), replace=False)
        if self._is_ours(self.folder / name):
            (self.folder / name).unlink(missing_ok=True)
        return path.name

    def _finished(self, draft: Draft) -> tuple[Draft, Plan]:
        """The program a draft becomes, as a file's tree and as it is read.

        Raises:
            NotFinishedError: there are errors.

        """
        done = finished(tidied(draft), self.today())
        lineage, known = lineage_of(self._listing.files(), draft), _program_of(draft)
        before = self._lineage[known].before if known in self._lineage else lineage.before
        self._lineage[known] = replace(lineage, before=before)
        report = self._with_more(done.report, done.draft)
        if report.errors or report.plan is None:
            raise NotFinishedError(len(report.errors))
        return done.draft, report.plan

    # --- signing ------------------------------------------------------------------------------

    def key(self) -> KeyAtHand:
        """The therapist's key, if a program can be signed with it here.

        Raises:
            CompanionError: it cannot; how it could is said.

        """
        return key_at_hand(self.keys)

    def to_sign(self, name: str) -> Unsigned:
        """A finished program of the folder, as it is shown before it is signed.

        Raises:
            CompanionError: it cannot be signed, and why.

        """
        return read_to_sign(self.folder / name, self.today())

    def sign(self, unsigned: Unsigned, key: KeyAtHand, passphrase: str) -> Signed:
        """Sign what was shown, as `program sign` does.

        Args:
            unsigned: what was shown.
            key: the one that was shown with it; with another nothing is signed.
            passphrase: of the key, as typed; it is kept nowhere.

        Raises:
            CompanionError: it is not signed, and why; the file is as it was.

        """
        opened = opened_key(self.keys, (passphrase,), key.key_id)
        return sign_file(unsigned, None, opened)

    def close(self) -> None:
        """Nothing is held open."""

    # --- names --------------------------------------------------------------------------------

    def _free(self, wanted: Path, suffix: str) -> Path:
        """The wanted place, or with the first number behind its name that no file has."""
        stem, number, path = wanted.name.removesuffix(suffix), 1, wanted
        while path.exists():
            number += 1
            path = wanted.with_name(f"{stem}-{number}{suffix}")
        return path

    def _draft_path(self, draft: Draft) -> Path:
        return draft_path(program_path(draft, self.folder))

    def _therapist(self) -> Draft | None:
        own = saved_profile(self.details) if self.details is not None else None
        if own is None:
            return self._listing.newest_with_prescriber()
        with in_therapists_words():
            return read_draft(own)


def _program_of(draft: Draft) -> str:
    return str(draft.tree.get("program_id"))
