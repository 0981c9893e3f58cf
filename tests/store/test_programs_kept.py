from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from exercise_companion.errors import Refused, StoreFault
from exercise_companion.store.kept import BoundPatient

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import StoppedClock

    from exercise_companion.store import Store


def test_a_store_knows_what_it_is_for(store: Store) -> None:
    assert (store.kind, store.made_on) == ("test", date(2026, 11, 22))
    assert store.patient() is None
    assert store.current_program() is None
    assert store.program_versions() == ()


def test_a_store_belongs_to_one_person(store: Store) -> None:
    store.bind_patient("P-1", "Ada Byrne", date(1950, 3, 4))
    store.bind_patient("P-1", "Ada Byrne-Cole", date(1950, 3, 4))
    with pytest.raises(Refused, match="belongs to Ada Byrne-Cole"):
        store.bind_patient("P-2", "Tom Hale", date(1960, 1, 1))
    assert store.patient() == BoundPatient("P-1", "Ada Byrne-Cole", date(1950, 3, 4))


def test_the_last_version_is_in_force(
    store: Store, install: Callable[..., int], clock: StoppedClock
) -> None:
    first = install(store, 1)
    clock.advance(60)
    second = install(store, 2)
    current = store.current_program()
    assert current is not None
    assert (current.id, current.version, current.document) == (second, 2, '{"version": 2}')
    assert current.installed == clock.when()
    assert current.anchor_day == date(2026, 11, 22)
    assert [known.id for known in store.program_versions()] == [first, second]
    assert store.program_by_sha(current.sha256) == current
    assert store.program_by_sha("0" * 64) is None


def test_the_same_file_again_is_only_noted(store: Store, install: Callable[..., int]) -> None:
    assert install(store) == install(store)
    outcomes = store._rows("SELECT outcome FROM program_load ORDER BY id")
    assert [row["outcome"] for row in outcomes] == ["installed", "same_again"]
    assert len(store.program_versions()) == 1


def test_one_version_number_has_one_content(store: Store, install: Callable[..., int]) -> None:
    install(store)
    known = store.current_program()
    assert known is not None
    with pytest.raises(StoreFault):
        store.install_program(
            program_id=known.program_id,
            version=known.version,
            sha256="b" * 64,
            document="{}",
            anchor_day=known.anchor_day,
            demo=False,
        )
    assert store.program_versions() == (known,)


def test_settings_are_replaced(store: Store) -> None:
    assert store.setting("theme") is None
    store.set_setting("theme", "day")
    store.set_setting("theme", "night")
    assert store.setting("theme") == "night"


def test_notes_about_the_program_are_read_by_kind(store: Store, clock: StoppedClock) -> None:
    store.app_event("start")
    store.app_event("wrong_code", "A-20261122-1")
    clock.advance(24 * 3600)
    store.app_event("wrong_code")
    assert [note.detail for note in store.app_events("wrong_code", date(2026, 11, 22))] == [
        "A-20261122-1",
        "",
    ]
    assert len(store.app_events("wrong_code", date(2026, 11, 23))) == 1
