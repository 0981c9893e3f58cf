"""How the store's tables came to be: named steps, applied once each, in order, never edited."""

from __future__ import annotations

from sqlite3 import complete_statement
from typing import TYPE_CHECKING, Final

from sqlite_utils import Database, Migrations

from exercise_companion.errors import StoreFault
from exercise_companion.store.faults import DAMAGED
from exercise_companion.store.guard import APPLICATION_ID, MIGRATION_SET, SCHEMA_VERSION
from exercise_companion.store.tables import (
    check_ins,
    clearing,
    days,
    days_off,
    decisions,
    diary,
    flare_dose,
    guided_walks,
    next_step,
    obstacles,
    own_contacts,
    programs,
    safety,
    sessions,
    stopped,
    trusted_keys,
    version_read,
    views,
    walks,
    walks_told,
    week_pain,
)
from exercise_companion.store.tables.common import append_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MIGRATIONS: Final = Migrations(MIGRATION_SET)


@MIGRATIONS()
def m001_programs(db: Database) -> None:
    """The store itself, its patient, program versions, settings, projection."""
    _create(db, programs.SQL, programs.APPEND_ONLY)


@MIGRATIONS()
def m002_safety(db: Database) -> None:
    """Safety checks, alerts, clearances: one hash chain."""
    _create(db, safety.SQL, safety.APPEND_ONLY)


@MIGRATIONS()
def m003_sessions(db: Database) -> None:
    """Sessions and pain."""
    _create(db, sessions.SQL, sessions.APPEND_ONLY)


@MIGRATIONS()
def m004_diary(db: Database) -> None:
    """Talks, walks, pauses, flare-ups."""
    _create(db, diary.SQL, diary.APPEND_ONLY)


@MIGRATIONS()
def m005_views(db: Database) -> None:
    """Views for a reader with a SQLite tool."""
    _create(db, views.SQL, ())


@MIGRATIONS()
def m006_decisions(db: Database) -> None:
    """More reasons to ask, "pressed by mistake" as a choice, and what was decided."""
    _create(db, decisions.SQL, decisions.APPEND_ONLY)
    _create(db, views.SQL, ())


@MIGRATIONS()
def m007_walks(db: Database) -> None:
    """More about walks; activities, medicine days, questions that became due."""
    _create(db, walks.SQL, walks.APPEND_ONLY)


@MIGRATIONS()
def m008_clearing(db: Database) -> None:
    """Help that was got, medical assessments, clearance codes that were typed."""
    _create(db, clearing.SQL, clearing.APPEND_ONLY)


@MIGRATIONS()
def m009_obstacles(db: Database) -> None:
    """What got in the way of exercising."""
    _create(db, obstacles.SQL, obstacles.APPEND_ONLY)


@MIGRATIONS()
def m010_counted(db: Database) -> None:
    """Who said that a set was done: the patient, or nobody and the clock counted it."""
    db.execute(sessions.COUNTED_BY)


@MIGRATIONS()
def m011_own_contacts(db: Database) -> None:
    """Phone numbers the patient added."""
    _create(db, own_contacts.SQL, own_contacts.APPEND_ONLY)


@MIGRATIONS()
def m012_days(db: Database) -> None:
    """A day of talks is found at once."""
    _create(db, days.SQL, ())


@MIGRATIONS()
def m013_item_effort(db: Database) -> None:
    """How hard one exercise was."""
    _create(db, sessions.ITEM_EFFORT, sessions.ITEM_EFFORT_APPEND_ONLY)


@MIGRATIONS()
def m014_guided_walks(db: Database) -> None:
    """Walks inside a session."""
    _create(db, guided_walks.SQL, guided_walks.APPEND_ONLY)


@MIGRATIONS()
def m015_next_step(db: Database) -> None:
    """The next step as a version that is done."""
    _create(db, next_step.SQL, ())
    _create(db, views.SQL, ())


@MIGRATIONS()
def m016_version_read(db: Database) -> None:
    """Which versions' changes the patient has read."""
    _create(db, version_read.SQL, version_read.APPEND_ONLY)


@MIGRATIONS()
def m017_trusted_keys(db: Database) -> None:
    """The keys with which the patient's programs are signed."""
    _create(db, trusted_keys.SQL, trusted_keys.APPEND_ONLY)


@MIGRATIONS()
def m018_walks_told(db: Database) -> None:
    """Walks entered afterwards, of which not everything is remembered."""
    _create(db, walks_told.SQL, ())


@MIGRATIONS()
def m019_sides_apart(db: Database) -> None:
    """Where the sides alternate, left and right are counted apart."""
    for statement in sessions.SIDES_APART:
        db.execute(statement)


@MIGRATIONS()
def m020_week_pain(db: Database) -> None:
    """The average pain of a week."""
    _create(db, week_pain.SQL, ())
    _create(db, views.SQL, ())


@MIGRATIONS()
def m021_check_ins(db: Database) -> None:
    """The questions a plan asks from time to time."""
    _create(db, check_ins.SQL, check_ins.APPEND_ONLY)


@MIGRATIONS()
def m022_days_off_taken_back(db: Database) -> None:
    """Days off that were taken back."""
    _create(db, days_off.SQL, days_off.APPEND_ONLY)


@MIGRATIONS()
def m023_why_it_was_stopped(db: Database) -> None:
    """What the patient said on stopping, as the reason of the exercises that were left."""
    _create(db, stopped.SQL, ())
    _create(db, views.SQL, ())


@MIGRATIONS()
def m024_walks_told_after_the_end(db: Database) -> None:
    """More may be told of a walk after its session was ended."""
    _create(db, walks_told.AFTER_THE_END, ())


@MIGRATIONS()
def m025_flare_in_a_session(db: Database) -> None:
    """In which session a flare-up began or ended."""
    _create(db, diary.FLARE_IN_SESSION, ())


@MIGRATIONS()
def m026_flare_dose(db: Database) -> None:
    """The dose of a flare-up as a version that is done."""
    _create(db, flare_dose.SQL, ())
    _create(db, views.SQL, ())


def bring_up_to_date(db: Database) -> None:
    """Apply the steps the store lacks, all or none, and mark the file as ours.

    References rest while tables are made anew (a step may do that), and are checked before
    anything is kept.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        _apply(db)
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _apply(db: Database) -> None:
    with db.atomic():
        MIGRATIONS.apply(db)
        if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StoreFault(*DAMAGED)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _create(db: Database, sql: str, append_only_tables: Iterable[str]) -> None:
    for statement in _statements(sql + "".join(append_only(table) for table in append_only_tables)):
        db.execute(statement)


def _statements(sql: str) -> Iterator[str]:
    """One statement after the other; each ends with its line. A trigger is one, with what is in it.

    Reading by the line is many times as quick as SQLite's own reading of a script in a transaction,
    which looks at every letter: it is what a new patient's first start waited for.
    """
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""
