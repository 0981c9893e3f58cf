"""The store itself, its patient, its program versions, and what *Today* shows first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exercise_companion.errors import Refused
from exercise_companion.store.faults import plain_faults
from exercise_companion.store.guard import kind_of
from exercise_companion.store.journal import Journal
from exercise_companion.store.kept import AppEvent, BoundPatient, StoredProgram, TrustedKey
from exercise_companion.store.moments import read_when
from exercise_companion.store.queries import RECORD_STATE, VERSION_READ_BEFORE
from exercise_companion.store.recall import remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from exercise_companion.core.records import StoreKind


class ProgramRecords(Journal):
    """Who and what the store is for."""

    @property
    def kind(self) -> StoreKind:
        """Real, demonstration or test: fixed when the store was made (decisions D6)."""
        with plain_faults():
            return kind_of(self._db.conn)

    @property
    def made_on(self) -> date:
        """The exercise day on which the store was made."""
        (row,) = self._rows("SELECT local_day FROM meta")
        return date.fromisoformat(row["local_day"])

    # --- patient ------------------------------------------------------------------------------

    def bind_patient(self, patient_id: str, display_name: str, birth_date: date) -> None:
        """Make the store this person's; again with the same id keeps a changed name.

        Raises:
            Refused: it belongs to somebody else (decisions D5).

        """
        with self.transaction():
            bound = self.patient()
            if bound is not None and bound.patient_id != patient_id:
                what_happened = f"This data folder belongs to {bound.display_name}."
                raise Refused(what_happened, "Use another data folder for another person.")
            self._insert(
                "patient",
                {
                    **self._stamp(),
                    "patient_id": patient_id,
                    "display_name": display_name,
                    "birth_date": birth_date.isoformat(),
                },
            )

    def patient(self) -> BoundPatient | None:
        """The person the store belongs to, or None before the first program."""
        row = self._row("SELECT * FROM patient ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        return BoundPatient(
            row["patient_id"], row["display_name"], date.fromisoformat(row["birth_date"])
        )

    # --- programs -----------------------------------------------------------------------------

    def install_program(  # noqa: PLR0913 - the columns of one row
        self,
        *,
        program_id: str,
        version: int,
        sha256: str,
        document: str,
        anchor_day: date,
        demo: bool,
    ) -> int:
        """Keep a program version as loaded; the same one again only notes that it was loaded.

        Args:
            program_id: as in the file.
            version: as in the file, from 1.
            sha256: of the canonical form, 64 hex digits.
            document: the file's text, unchanged.
            anchor_day: what a demonstration's day offsets count from.
            demo: whether the file says it is a demonstration.

        Returns:
            the row's id.

        """
        with self.transaction():
            known = self.program_by_sha(sha256)
            if known is not None:
                return self._note_load(known.id, "same_again")
            row_id = self._insert(
                "program_version",
                {
                    **self._stamp(),
                    "program_id": program_id,
                    "version": version,
                    "sha256": sha256,
                    "document": document,
                    "anchor_day": anchor_day.isoformat(),
                    "demo": int(demo),
                },
            )
            return self._note_load(row_id, "installed")

    def _note_load(self, row_id: int, outcome: str) -> int:
        self._insert(
            "program_load", {**self._stamp(), "program_version_id": row_id, "outcome": outcome}
        )
        return row_id

    def current_program(self) -> StoredProgram | None:
        """The version in force: the one installed last."""
        row = self._row("SELECT * FROM program_version ORDER BY id DESC LIMIT 1")
        return None if row is None else read_program(row)

    def program_in_force(self) -> int | None:
        """The row of the version in force, without reading its document."""
        return self._program_version_id()

    def program_by_sha(self, sha256: str) -> StoredProgram | None:
        """The version with that hash, or None."""
        row = self._row("SELECT * FROM program_version WHERE sha256 = ?", (sha256,))
        return None if row is None else read_program(row)

    @remembered("alert", "program_version", "safety_check")
    def version_of_sign(self, flag_id: str) -> StoredProgram | None:
        """The version under which a sign was told last; None where none was, or without a plan.

        That is the one of its check: the alert may have been raised by a later one (H-28).
        """
        row = self._row(
            "SELECT * FROM program_version WHERE id = ("
            " SELECT max(coalesce(told.program_version_id, alert.program_version_id))"
            " FROM alert LEFT JOIN safety_check AS told ON told.id = alert.check_id"
            " WHERE alert.flag_id = ?)",
            (flag_id,),
        )
        return None if row is None else read_program(row)

    def program_versions(self) -> tuple[StoredProgram, ...]:
        """Every version, oldest first."""
        rows = self._rows("SELECT * FROM program_version ORDER BY id")
        return tuple(read_program(row) for row in rows)

    def version_read_before(self) -> StoredProgram | None:
        """The version to compare the one in force with; None when its changes were read.

        That is the version read last, or the first one that was ever loaded.
        """
        row = self._row(VERSION_READ_BEFORE)
        return None if row is None else read_program(row)

    def read_version(self, row_id: int, words: str) -> None:
        """Note that the patient has read what a version changes.

        Args:
            row_id: the version's row.
            words: what was shown.

        """
        with self.transaction():
            self._insert(
                "version_read",
                {
                    **self._stamp(),
                    "program_version_id": row_id,
                    "how": "read",
                    "words": words,
                },
            )

    # --- whose programs are taken -------------------------------------------------------------

    def trust_key(self, program_version_id: int, key: TrustedKey) -> int:
        """Remember the key that signed an installed program; from now on it is the one."""
        with self.transaction():
            return self._insert(
                "trusted_key",
                {
                    **self._stamp(),
                    "program_version_id": program_version_id,
                    "key_id": key.key_id,
                    "public_key": key.public_key,
                    "reason": key.reason,
                },
            )

    def trusted_key(self) -> TrustedKey | None:
        """The key remembered last; None while no signed program was installed."""
        row = self._row("SELECT * FROM trusted_key ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        return TrustedKey(row["key_id"], row["public_key"], row["reason"])

    # --- the program about itself -------------------------------------------------------------

    def app_event(self, kind: str, detail: str = "") -> int:
        """Note something about the program itself: a start, a changed clock.

        Never health data (clinical-spec 7.6).
        """
        with self.transaction():
            return self._insert("app_event", {**self._stamp(), "kind": kind, "detail": detail})

    def app_events(self, kind: str, since_day: date) -> tuple[AppEvent, ...]:
        """Notes of one kind since a day, oldest first."""
        rows = self._rows(
            "SELECT * FROM app_event WHERE kind = ? AND local_day >= ? ORDER BY id",
            (kind, since_day.isoformat()),
        )
        return tuple(AppEvent(row["kind"], row["detail"], read_when(row)) for row in rows)

    def record_state(self) -> str:
        """A text that changes whenever something is recorded that *Today* can depend on."""
        (row,) = self._rows(RECORD_STATE)
        return str(row["record_state"])

    def write_projection(self, rows: Mapping[date, str]) -> None:
        """Replace what *Today* shows first, by day, as JSON text (decisions E8)."""
        with self.transaction():
            self._write("DELETE FROM projection", ())
            for day, content in rows.items():
                self._insert("projection", {"local_day": day.isoformat(), "content_json": content})


def read_program(row: sqlite3.Row) -> StoredProgram:
    """A version as kept."""
    return StoredProgram(
        id=row["id"],
        program_id=row["program_id"],
        version=row["version"],
        sha256=row["sha256"],
        document=row["document"],
        anchor_day=date.fromisoformat(row["anchor_day"]),
        demo=bool(row["demo"]),
        installed=read_when(row),
    )
