from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.records import (
    AnswerRecord,
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    VariantRecord,
)
from exercise_companion.core.terms import Answer, Moment
from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store, schema
from exercise_companion.store.cipher import errors
from exercise_companion.store.guard import APPLICATION_ID, MIGRATION_NAMES
from exercise_companion.store.kept import TrustedKey
from exercise_companion.store.queries import RECORD_STATE
from exercise_companion.store.tables import (
    check_ins,
    clearing,
    days_off,
    decisions,
    diary,
    guided_walks,
    obstacles,
    own_contacts,
    programs,
    safety,
    sessions,
    trusted_keys,
    version_read,
    walks,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import AlertRecord, SetRecord
    from exercise_companion.store import Store

MUTABLE = {"setting", "projection", "_sqlite_migrations", "sqlite_sequence"}


def _tables(store: Store) -> set[str]:
    return {row["name"] for row in store._rows("SELECT name FROM pragma_table_list")} - {
        "sqlite_schema",
        "sqlite_temp_schema",
    }


def test_every_table_is_strict(store: Store) -> None:
    loose = store._rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0"
        " AND name NOT LIKE 'sqlite_%'",
    )
    assert [row["name"] for row in loose] == []


def test_the_guard_knows_every_migration(store: Store) -> None:
    applied = store._rows("SELECT name FROM _sqlite_migrations ORDER BY id")
    assert tuple(row["name"] for row in applied) == MIGRATION_NAMES


def test_every_table_is_append_only_but_two(store: Store) -> None:
    listed = {
        *programs.APPEND_ONLY,
        *safety.APPEND_ONLY,
        *sessions.APPEND_ONLY,
        *sessions.ITEM_EFFORT_APPEND_ONLY,
        *diary.APPEND_ONLY,
        *days_off.APPEND_ONLY,
        *decisions.APPEND_ONLY,
        *walks.APPEND_ONLY,
        *clearing.APPEND_ONLY,
        *obstacles.APPEND_ONLY,
        *own_contacts.APPEND_ONLY,
        *guided_walks.APPEND_ONLY,
        *trusted_keys.APPEND_ONLY,
        *version_read.APPEND_ONLY,
        *check_ins.APPEND_ONLY,
    }
    views = {row["name"] for row in store._rows("SELECT name FROM sqlite_schema WHERE type='view'")}
    assert _tables(store) - views == listed | MUTABLE


def test_the_state_of_the_record_knows_every_table_today_can_depend_on(store: Store) -> None:
    unseen = {
        "app_event", "decision", "decision_reason", "meta", "own_contact", "own_contact_end",
        "patient", "program_load", "session_item", "trusted_key",
    }  # fmt: skip
    written = {table for table in _tables(store) - MUTABLE if table[:2] not in {"v_", "_s", "sq"}}
    assert {table for table in written if f"FROM {table})" not in RECORD_STATE} == unseen


def _fill_every_table(store: Store) -> None:
    """One row in every append-only table, whatever it says: checks and references are off."""
    connection = store._db.conn
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for table in sorted(_tables(store) - MUTABLE):
        columns = store._rows(f"SELECT name, type FROM pragma_table_info('{table}')")  # noqa: S608
        if table.startswith("v_") or store._rows(f"SELECT 1 FROM {table}"):  # noqa: S608
            continue
        names = ", ".join(row["name"] for row in columns)
        values = ", ".join("'x'" if row["type"] == "TEXT" else "1" for row in columns)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})")  # noqa: S608


def test_no_row_of_an_append_only_table_can_be_changed_or_deleted(store: Store) -> None:
    _fill_every_table(store)
    tried = 0
    for table in sorted(_tables(store) - MUTABLE):
        if table.startswith("v_"):
            continue
        for statement in (
            f"UPDATE {table} SET id = id",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
        ):
            with pytest.raises(errors(), match="append-only"):
                store._db.conn.execute(statement)
            tried += 1
    assert tried == 3 * 44


def test_a_column_takes_only_its_own_type(store: Store) -> None:
    with pytest.raises(errors(), match="cannot store TEXT value in INTEGER column"):
        store._db.conn.execute(
            "INSERT INTO session_item VALUES (1, 'one', 1, 'A1', 'bridge', 'easier')"
        )


def test_a_missing_table_is_not_made_by_writing(store: Store) -> None:
    before = _tables(store)
    with pytest.raises(StoreFault), store.transaction():
        store._insert("not_there", {"a": 1})
    assert _tables(store) == before


def test_a_score_beyond_the_scale_is_refused(store: Store) -> None:
    with pytest.raises(StoreFault), store.transaction():
        store._insert(
            "pain_entry",
            {
                **store._stamp(),
                "asked": "day",
                "site": "back",
                "score_0_to_10": 11,
                "no_more_than_before": 0,
                "outcome": "",
            },
        )


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(number: float, store: Store) -> None:
    with pytest.raises(ValueError, match="not finite"), store.transaction():
        store._insert("walk_log", {"minutes_total": number})


def test_a_text_that_cannot_be_written_is_said(store: Store, lock: AlertRecord) -> None:
    with pytest.raises(StoreFault, match="ordinary letters"):
        store.app_event("start", "\ud800")
    with pytest.raises(StoreFault, match="ordinary letters"):
        store.acknowledge([store.raise_alert(lock)], "seen", "U-1", "\udcff")
    assert store.verify_chain().is_whole


def test_a_real_store_takes_no_demonstration_and_nothing_simulated(
    tmp_path: Path, clock: Clock, install: Callable[..., int], one_set: SetRecord
) -> None:
    with open_store(tmp_path / "real", clock=clock, create="real") as store:
        with pytest.raises(StoreFault):
            store.install_program(
                program_id="demo",
                version=1,
                sha256="a" * 64,
                document="{}",
                anchor_day=store.made_on,
                demo=True,
            )
        install(store)
        session = store.begin_session(())
        with pytest.raises(StoreFault):
            store.append_event(session, replace(one_set, simulated=True))
        store.append_event(session, one_set)


def test_what_the_store_promises_is_switched_on(store: Store) -> None:
    def pragma(name: str) -> str | int:
        (row,) = store._rows(f"PRAGMA {name}")
        return row[0]

    promised = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "recursive_triggers": 1,
    }
    assert {name: pragma(name) for name in promised} == promised
    assert not store._db.use_counts_table


def test_a_store_of_an_earlier_schema_keeps_every_row(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, lock: AlertRecord
) -> None:
    """The store as it was before step six, filled, then opened by this version."""
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_five_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            check_id = store.begin_check("daily", "T1", "0.1")
            answer = AnswerRecord("T1", 1, Answer.YES, None)
            store.add_answer(check_id, answer, (lock,))
            store.acknowledge([store.open_alerts()[0].id], "seen", "U-1", "Call.")
            before = _rows_of(store, "safety_check", "alert_acknowledgement", "alert")
            head = store.chain_head()
    with open_store(tmp_path / "old", clock=clock) as store:
        assert _rows_of(store, "safety_check", "alert_acknowledgement", "alert") == before
        assert store.chain_head() == head
        assert store.verify_chain().is_whole
        store.begin_check("mistake", "T1", "0.1")
        store.acknowledge([store.open_alerts()[0].id], "mistake", "U-1", "Call.")
        assert store.verify_chain().is_whole
        assert not store._rows("PRAGMA foreign_key_check")


def test_a_store_from_before_the_next_step_keeps_its_sessions(
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    install: Callable[..., int],
    one_set: SetRecord,
) -> None:
    """The store as it was before step fifteen, with rows in all three tables that are made anew."""
    tables = ("session_item", "set_log", "variant_change")
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_fourteen_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            install(store)
            session_id = store.begin_session((PlannedItem(1, "A1", "bridge", "as_written"),))
            counted = replace(one_set, counted_by="clock")
            eased = VariantRecord("A1", "easier", "chosen")
            for event in (one_set, counted, eased):
                store.append_event(session_id, event)
            before, around = _rows_of(store, *tables), _definitions(store)
            state = store._rows(STATE_BEFORE_VERSION_READ)[0][0]
    with open_store(tmp_path / "old", clock=clock) as store:
        assert all(before.values())
        now = _rows_of(store, *tables)
        sides = [row[-2:] for row in now["set_log"]]
        assert sides == [(None, None)] * 2  # counted apart since step nineteen
        assert now | {"set_log": [row[:-2] for row in now["set_log"]]} == before
        assert _definitions(store) == around
        assert store._rows(STATE_BEFORE_VERSION_READ)[0][0] == state
        harder = VariantRecord("A1", "harder", "chosen")
        store.append_event(session_id, harder)
        store.append_event(session_id, replace(one_set, variant="harder"))
        (stored,) = store.sessions(clock.when().local_day, clock.when().local_day)
        changed = replace(one_set, variant="harder")
        assert stored.events == (one_set, counted, eased, harder, changed)
        with pytest.raises(StoreFault):
            store.append_event(session_id, replace(one_set, simulated=True))
        for table in tables:
            with pytest.raises(errors(), match="append-only"):
                store._db.conn.execute(f"UPDATE {table} SET id = id")  # noqa: S608
        assert not store._rows("PRAGMA foreign_key_check")


def test_a_store_from_before_the_sides_were_counted_apart_keeps_its_sets(
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    install: Callable[..., int],
    one_set: SetRecord,
) -> None:
    """The store as it was before step nineteen: what nobody counted apart stays unknown."""
    in_turn = replace(one_set, side="alternate")
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_eighteen_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            install(store)
            session_id = store.begin_session((PlannedItem(1, "A1", "bridge", "as_written"),))
            store.append_event(session_id, in_turn)
    apart = replace(in_turn, done_left_reps=8, done_right_reps=7)
    with open_store(tmp_path / "old", clock=clock) as store:
        store.append_event(session_id, apart)
        (stored,) = store.sessions(clock.when().local_day, clock.when().local_day)
        assert stored.events == (in_turn, apart)
        with pytest.raises(StoreFault):
            store.append_event(session_id, replace(apart, done_left_reps=-1))


def test_a_store_from_before_the_pain_of_the_week_keeps_its_scores(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, install: Callable[..., int]
) -> None:
    scores = (PainRecord(Moment.BEFORE, "back", 3), PainRecord(Moment.DAY, "leg", None))
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_eighteen_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            install(store)
            for score in scores:
                store.log_pain(score)
            before = _rows_of(store, "pain_entry")
            with pytest.raises(StoreFault):
                store.log_pain(PainRecord(Moment.WEEK, "back", 4))
    with open_store(tmp_path / "old", clock=clock) as store:
        assert _rows_of(store, "pain_entry") == before
        store.log_pain(PainRecord(Moment.WEEK, "back", 4))
        today = clock.when().local_day
        assert [row.record.score for row in store.pain(today, today)] == [3, None, 4]
        assert store._rows("SELECT week_0_to_10 FROM v_pain_by_day WHERE site = 'back'")[0][0] == 4
        with pytest.raises(errors(), match="append-only"):
            store._db.conn.execute("UPDATE pain_entry SET id = id")
        assert not store._rows("PRAGMA foreign_key_check")


def test_a_store_from_before_the_reasons_of_a_stop_keeps_how_exercises_ended(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, install: Callable[..., int]
) -> None:
    told, unwell = (ItemEndRecord("A1", "skipped", why) for why in ("advice", "unwell"))
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_twenty_two_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            install(store)
            session_id = store.begin_session((PlannedItem(1, "A1", "bridge", "as_written"),))
            store.append_event(session_id, told)
            before = _rows_of(store, "item_end")
            with pytest.raises(StoreFault):
                store.append_event(session_id, unwell)
    with open_store(tmp_path / "old", clock=clock) as store:
        assert _rows_of(store, "item_end") == before
        store.append_event(session_id, unwell)
        (stored,) = store.sessions(clock.when().local_day, clock.when().local_day)
        assert stored.events == (told, unwell)
        assert store._rows("SELECT exercises_planned FROM v_sessions")[0][0] == 1
        for change in ("UPDATE item_end SET id = id", "DELETE FROM item_end"):
            with pytest.raises(errors(), match="append-only"):
                store._db.conn.execute(change)
        assert not store._rows("PRAGMA foreign_key_check")


def test_a_store_from_before_signatures_can_trust_a_key(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, install: Callable[..., int]
) -> None:
    key = TrustedKey("A" * 24, "0" * 64, "first_use")
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_fourteen_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            row = install(store)
    with open_store(tmp_path / "old", clock=clock) as store:
        assert store.trusted_key() is None
        store.trust_key(row, key)
        store.trust_key(row, replace(key, key_id="B" * 24, reason="named"))
    with open_store(tmp_path / "old", clock=clock) as store:
        assert store.trusted_key() == TrustedKey("B" * 24, "0" * 64, "named")
        with pytest.raises(StoreFault):
            store.trust_key(row, replace(key, key_id="short"))


STATE_BEFORE_VERSION_READ = (
    RECORD_STATE.replace("coalesce((SELECT max(id) FROM version_read), 0)", "''")
    .replace("coalesce((SELECT max(id) FROM check_in), 0)", "''")
    .replace("coalesce((SELECT max(id) FROM pause_taken_back), 0)", "''")
)


def test_a_version_loaded_before_it_was_asked_counts_as_shown(
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    install: Callable[..., int],
) -> None:
    """The store as it was before step sixteen, with two versions in it."""
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "bring_up_to_date", _first_fifteen_steps)
        with open_store(tmp_path / "old", clock=clock, create="real") as store:
            install(store, version=1)
            latest = install(store, version=2)
    with open_store(tmp_path / "old", clock=clock) as store:
        assert _rows_of(store, "version_read")["version_read"][0][4:] == (
            latest,
            "shown_at_loading",
            "",
        )
        assert store.version_read_before() is None
        install(store, version=3)
        before = store.version_read_before()
        assert before is not None
        assert before.id == latest


def _definitions(store: Store) -> list[tuple[object, ...]]:
    """All but the three tables themselves and later ones; and their columns, in order."""
    beside = store._rows(
        "SELECT type, name, tbl_name, trim(sql) FROM sqlite_schema WHERE NOT (type = 'table'"
        " AND name IN ('session_item', 'set_log', 'variant_change', 'pain_entry', 'item_end',"
        " 'flare_entry'))"
        " AND tbl_name NOT IN"
        " ('trusted_key', 'version_read', 'walk_log', 'check_in', 'pause_taken_back') ORDER BY name"
    )
    columns = store._rows(
        'SELECT tables.name, columns.name, columns.type, columns."notnull", columns.dflt_value'
        " FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns"
        " WHERE tables.name IN ('session_item', 'set_log', 'variant_change')"
        " AND columns.name NOT IN ('done_left_reps', 'done_right_reps')"
        " ORDER BY tables.name, columns.cid"
    )
    return [*(tuple(row) for row in beside), *(tuple(row) for row in columns)]


def _first_twenty_two_steps(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m023_why_it_was_stopped")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 22")


def _first_eighteen_steps(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m019_sides_apart")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 18")


def _first_fifteen_steps(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m016_version_read")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 15")


def _first_fourteen_steps(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m015_next_step")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 14")


def _first_five_steps(db: Database) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    with db.atomic():
        schema.MIGRATIONS.apply(db, stop_before="m006_decisions")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 5")


def _rows_of(store: Store, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [tuple(row) for row in store._rows(f"SELECT * FROM {table}")]  # noqa: S608
        for table in tables
    }
