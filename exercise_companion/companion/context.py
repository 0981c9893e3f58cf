"""What every use case of the patient works with: the open store, the clock, the prescription."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from exercise_companion import catalogue, programs
from exercise_companion.companion import locating, projection
from exercise_companion.core import overdue, pain, rules_version, schedule
from exercise_companion.core.calling import Reach, zone_is_known
from exercise_companion.core.own_flags import with_own_flags
from exercise_companion.errors import CompanionError, Refused, StoreFault
from exercise_companion.store import SessionOwnership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.core.decision import ProgramState
    from exercise_companion.core.flags import Catalogue, FlagItem, Region
    from exercise_companion.core.pain import PainFacts
    from exercise_companion.core.program import Contacts, ExtraFlag, Program
    from exercise_companion.core.records import AlertRecord, StoredCheck
    from exercise_companion.core.told import Told
    from exercise_companion.store import Store
    from exercise_companion.store.kept import StoredProgram


@dataclass
class Context:
    """The open store with the clock, the catalogue and the prescription in force."""

    store: Store
    clock: Clock
    folder: Path
    stored_program: StoredProgram | None = field(default=None, init=False)
    """The installed prescription as it is kept."""
    program: Program | None = field(default=None, init=False)
    """The installed prescription, read; None when there is none or it was altered."""
    defers_projection: bool = field(default=False, init=False)
    """A whole history is being written; whoever does that refreshes the projection at the end."""
    _projected: str = field(default="", init=False)
    """How much was recorded when the projection was worked out last."""
    _ownership: SessionOwnership | None = field(default=None, init=False)
    _catalogue: tuple[tuple[ExtraFlag, ...], Catalogue] | None = field(default=None, init=False)
    _versions: dict[int, Program | None] = field(default_factory=dict, init=False)
    _told: tuple[tuple[int, ...], tuple[Told, ...]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Notice a prescription that was installed since, in this window or another (E6)."""
        row = self.store.program_in_force()
        if row is None or (self.stored_program is not None and self.stored_program.id == row):
            return
        self.stored_program = self.store.current_program()
        self.program = self.read_version(self.stored_program) if self.stored_program else None

    def read_version(self, stored: StoredProgram) -> Program | None:
        """A version as installed; None when it no longer matches its hash (H-04)."""
        if stored.id not in self._versions:
            self._versions[stored.id] = _read(stored)
        return self._versions[stored.id]

    def remember_told(
        self, check: StoredCheck, work_out: Callable[[], tuple[Told, ...]]
    ) -> tuple[Told, ...]:
        """What other checks were told: worked out anew only when one of them says more."""
        key = (check.id, *self.store.state_outside(check.id))
        if self._told is None or self._told[0] != key:
            self._told = (key, work_out())
        return self._told[1]

    def close(self) -> None:
        """Give back the session and close the store."""
        self.give_session_back()
        self.store.close()

    def own_session(self) -> None:
        """Take the session for this window (decisions E6).

        Raises:
            Refused: another window has it.
            StoreFault: nothing can be saved now.

        """
        if not self.store.is_kept:
            what_happened = "Nothing can be saved now, so no session can begin."
            raise StoreFault(what_happened, "Close the program and open it again.")
        ownership = self._ownership or SessionOwnership(self.folder)
        if not ownership.acquire():
            what_happened = "The session is open in a second window."
            raise Refused(what_happened, "Go on there, or close it first.")
        self._ownership = ownership

    def give_session_back(self) -> None:
        """Let another window run a session."""
        if self._ownership is not None:
            self._ownership.release()
            self._ownership = None

    def refresh_projection(self) -> None:
        """Keep what *Today* shows first in step with what changed (decisions E8)."""
        if not self.defers_projection:
            projection.refresh(self)
            self._projected = self.store.record_state()

    def settle_projection(self) -> None:
        """The same, if anything was recorded since; before the store is closed."""
        if self._projected != self.store.record_state():
            self.refresh_projection()

    @property
    def day(self) -> date:
        """The exercise day now."""
        return self.clock.when().local_day

    @property
    def catalogue(self) -> Catalogue:
        """The warning signs and topics, the therapist's own for this patient included."""
        extras = self.program.extra_flags if self.program else ()
        if self._catalogue is None or self._catalogue[0] != extras:
            self._catalogue = (extras, with_own_flags(catalogue.load(), extras))
        return self._catalogue[1]

    @property
    def rules_version(self) -> str:
        """The version of the questions and of the rules, as it is kept with both (H-28)."""
        return rules_version.named(self.catalogue.version)

    @property
    def flags(self) -> dict[str, FlagItem]:
        """The warning signs by id, as they are asked about now."""
        return {item.id: item for item in self.catalogue.items}

    def signs_of(self, alerts: Iterable[AlertRecord]) -> dict[str, FlagItem]:
        """The warning signs by id, with those of these alerts that are asked about no more.

        An alert outlives the version of the plan that asked: its words, and whom to call, are of
        that version.
        """
        asked = self.flags
        gone = {alert.flag_id for alert in alerts} - asked.keys()
        items = (self._asked_before(flag_id) for flag_id in gone)
        return asked | {item.id: item for item in items if item is not None}

    def _asked_before(self, flag_id: str) -> FlagItem | None:
        """The therapist's own sign in the version it was told under; None where it has none."""
        own = self._own_signs(self.store.version_of_sign(flag_id))
        return next((item for item in own if item.id == flag_id), None)

    def own_signs_gone(self, check: StoredCheck) -> tuple[FlagItem, ...]:
        """The therapist's own signs when a check was made that are asked about no more."""
        if self.stored_program is None or check.program_sha256 == self.stored_program.sha256:
            return ()
        then = self._own_signs(self.store.program_by_sha(check.program_sha256))
        return tuple(item for item in then if item.id not in self.flags)

    def _own_signs(self, version: StoredProgram | None) -> tuple[FlagItem, ...]:
        """The therapist's own signs of a version; none where it cannot be read."""
        program = self.read_version(version) if version else None
        known = catalogue.load()
        asked = with_own_flags(known, program.extra_flags).items if program else ()
        return asked[len(known.items) :]

    def require_program(self) -> Program:
        """The installed prescription.

        Raises:
            Refused: there is none that can be used.

        """
        program = self.program
        if program is None:
            what_happened = "There is no plan that can be used."
            what_to_do = "Load the program file from your therapist."
            raise Refused(what_happened, what_to_do)
        return program

    @property
    def program_state(self) -> ProgramState:
        """Whether the prescription may be served now (H-03, H-04, decisions A16)."""
        if self.stored_program is None:
            return "none"
        program = self.program
        if program is None:
            return "altered"
        return schedule.standing(program, self.trusted_local(), self.reviews_done())

    def reviews_done(self) -> frozenset[date]:
        """The reviews that a recorded talk or a clearance stands for (decisions A16)."""
        done = self.store.reviews_done()
        if self.program is None:
            return done
        cleared = self.store.clearances_of(overdue.REVIEW)
        days = (self.local_time(when.utc).date() for when in cleared)
        return done | overdue.covered(self.program, days)

    def trusted_local(self) -> datetime:
        """Local time that never runs backwards: the latest moment ever seen (decisions D9)."""
        latest = self.store.latest_seen()
        now = self.clock.now_utc()
        if latest is None or latest <= now:
            return self.clock.local()
        return self.local_time(latest)

    def local_time(self, moment: datetime) -> datetime:
        """An instant in the patient's zone."""
        return moment.astimezone(self.clock.local().tzinfo)

    @property
    def takes_codes(self) -> bool:
        """Whether the program has a key for clearance codes (decisions A15)."""
        return self.program is not None and self.program.clearance_key is not None

    @property
    def region(self) -> Region:
        """The emergency numbers of where the patient is; the generic row without a program."""
        return locating.region(self)

    @property
    def is_at_home(self) -> bool:
        """Whether the computer's clock is set for the country of the plan (H-08)."""
        return not locating.has_left_home(self)

    @property
    def contacts(self) -> Contacts | None:
        """Whom the program names, as they are reached from where the patient is."""
        return locating.contacts(self)

    @property
    def reach(self) -> Reach:
        """Whom the patient can call, from where they are, now."""
        return Reach(self.contacts, self.region, self.hours_local())

    @property
    def pain_facts(self) -> PainFacts:
        """The pain rules' numbers for this patient."""
        return pain.facts_of(self.require_program())

    def hours_local(self) -> datetime | None:
        """Now, by the clock that the hours of the plan's lines go by; None where it is not known.

        Without a zone that is written, nothing is said of who answers now (H-09).
        """
        program = self.program
        known = program is not None and zone_is_known(program)
        return self.contacts_local() if known else None

    def contacts_local(self) -> datetime:
        """Now, in the time zone of the program's contacts, or the one that stands for it."""
        program = self.program
        zone = ZoneInfo(program.contacts.time_zone) if program else UTC
        return self.clock.now_utc().astimezone(zone)


def _read(stored: StoredProgram) -> Program | None:
    """The prescription as installed; None when it no longer matches its hash (H-04)."""
    try:
        loaded = programs.read(
            stored.document.encode(),
            anchor=stored.anchor_day,
            tables=programs.default_tables(),
        )
    except CompanionError:
        return None
    return loaded.program if loaded.sha256 == stored.sha256 else None
