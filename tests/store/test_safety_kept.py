from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

from exercise_companion.core.records import (
    Ack,
    AlertRecord,
    AnswerRecord,
    CheckEnd,
    CheckPurpose,
    OpenAlert,
    TalkRecord,
)
from exercise_companion.core.terms import Action, Answer, Tier
from exercise_companion.errors import StoreFault
from exercise_companion.store.kept import Clearance, CrisisAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import StoppedClock

    from exercise_companion.store import Store

DAY = date(2026, 11, 22)
YES = AnswerRecord("RF-CES-01", 1, Answer.YES, 900)
BY_CODE = Clearance("code", "Dana Webb", "therapist", DAY, licence_no="PT1")


@pytest.mark.parametrize("purpose", get_args(CheckPurpose))
@pytest.mark.parametrize("end", get_args(CheckEnd))
def test_a_check_is_read_back_whole(
    purpose: CheckPurpose, end: CheckEnd, served: Store, clock: StoppedClock
) -> None:
    session = served.begin_session(())
    check_id = served.begin_check(purpose, "daily:1,2,3", "1.0", session)
    started = clock.when()
    answers = (
        AnswerRecord("bladder", 1, Answer.NOT_SURE, None),
        AnswerRecord("bladder", 2, Answer.YES, 1200),
        AnswerRecord("REPEAT", 1, Answer.NO, 5),
    )
    for answer in answers:
        clock.advance(2)
        assert served.add_answer(check_id, answer) == ()
    unfinished = served.check(check_id)
    assert unfinished is not None
    assert unfinished.ended is None
    assert unfinished.ended_at is None
    served.end_check(check_id, end)
    check = served.check(check_id)
    program = served.current_program()
    assert check is not None
    assert program is not None
    assert (check.purpose, check.plan, check.ended) == (purpose, "daily:1,2,3", end)
    assert (check.started, check.ended_at) == (started, clock.when())
    assert (check.session_id, check.program_sha256) == (session, program.sha256)
    assert check.answers == answers
    assert served.checks(DAY) == (check,)


def test_a_check_needs_no_program(store: Store) -> None:
    check = store.check(store.begin_check("wrong", "all", "1.0"))
    assert check is not None
    assert check.program_sha256 == ""
    assert store.check(99) is None


def test_checks_are_read_from_a_day_on(store: Store, clock: StoppedClock) -> None:
    store.begin_check("daily", "all", "1.0")
    clock.advance(24 * 3600)
    later = store.begin_check("daily", "all", "1.0")
    assert [check.id for check in store.checks(date(2026, 11, 23))] == [later]
    assert len(store.checks(DAY)) == 2


def test_an_alert_commits_with_the_answer_that_raises_it(store: Store, lock: AlertRecord) -> None:
    check = store.begin_check("daily", "all", "1.0")
    store._db.conn.execute(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON main.alert BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(StoreFault):
        store.add_answer(check, YES, [lock])
    store._db.conn.execute("DROP TRIGGER fails")
    asked = store.check(check)
    assert asked is not None
    assert asked.answers == ()
    assert store.open_alerts() == ()
    assert store.verify_chain().is_whole
    assert store.add_answer(check, YES, [lock]) == (1,)


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("action", list(Action))
def test_an_alert_is_read_back_whole(
    tier: Tier, action: Action, store: Store, clock: StoppedClock
) -> None:
    alert = AlertRecord("PR-01a", ("PR-01a", "C-13"), tier, action, "pain 8, limit 7")
    alert_id = store.raise_alert(alert, rules_version="1.0")
    assert store.open_alerts() == (
        OpenAlert(alert_id, "A-20261122-1", alert, clock.when(), None, None),
    )


def test_every_alert_has_a_name_of_its_own(store: Store, clock: StoppedClock) -> None:
    for flag in ("RF-1", "RF-2"):
        store.raise_alert(AlertRecord(flag, (flag,), Tier.SOON, Action.HOLD))
    clock.advance(24 * 3600)
    store.raise_alert(AlertRecord("RF-3", (), Tier.SOON, Action.HOLD))
    names = [known.event_id for known in store.open_alerts()]
    assert names == ["A-20261122-1", "A-20261122-2", "A-20261123-1"]


STROKE = AlertRecord("RF-STR-01", ("RF-STR-01",), Tier.EMERGENCY_CALL, Action.LOCK)


def names(store: Store) -> list[str]:
    return [known.event_id for known in store.open_alerts()]


def test_what_was_told_unsaved_keeps_its_name_and_is_raised_once(store: Store) -> None:
    told = store.raise_marked(STROKE, "A-20261121-4-9f3a1c", "1.0")
    assert told is not None
    assert names(store) == ["A-20261121-4-9f3a1c"]
    assert store.raise_marked(STROKE, "A-20261121-4-9f3a1c", "1.0") is None
    store.clear_by_program("A-20261121-4-9f3a1c", BY_CODE)
    assert store.raise_marked(STROKE, "A-20261121-4-9f3a1c", "1.0") is None
    assert names(store) == []


@pytest.mark.parametrize("name", ["A-20261122-7-9f3a1c", ""])
def test_only_an_alert_that_was_not_answered_stands_for_what_was_told_unsaved(
    store: Store, name: str
) -> None:
    known = store.raise_alert(STROKE)
    assert store.raise_marked(STROKE, name, "1.0") is None
    store.acknowledge([known], "calling", "emergency_call.1", "Call 999.")
    assert store.raise_marked(STROKE, name, "1.0") is not None
    assert names(store) == ["A-20261122-1", name or "A-20261122-2"]


def test_a_name_that_another_alert_has_is_given_to_no_second_one(store: Store) -> None:
    saddle = AlertRecord("RF-CES-05", ("RF-CES-05",), Tier.EMERGENCY_GO, Action.LOCK)
    store.raise_marked(saddle, "A-20261122-2", "1.0")
    store.raise_marked(STROKE, "A-20261122-2", "1.0")
    store.raise_alert(AlertRecord("RF-NEU-05", (), Tier.SOON, Action.HOLD))
    assert names(store) == ["A-20261122-2", "A-20261122-3", "A-20261122-4"]


def test_the_check_gives_the_alert_its_rules_and_session(served: Store, lock: AlertRecord) -> None:
    session = served.begin_session(())
    check = served.begin_check("wrong", "all", "2.3", session)
    served.add_answer(check, YES, [lock])
    (row,) = served._rows("SELECT check_id, session_id, rules_version FROM alert")
    assert tuple(row) == (check, session, "2.3")


@pytest.mark.parametrize(
    ("tier", "action", "is_new"),
    [
        (Tier.EMERGENCY_GO, Action.LOCK, False),
        (Tier.SOON, Action.HOLD, False),
        (Tier.MONITOR, Action.LOG, False),
        (Tier.EMERGENCY_CALL, Action.LOCK, True),
    ],
)
def test_an_open_alert_stands_for_a_milder_one(
    tier: Tier, action: Action, *, is_new: bool, store: Store, lock: AlertRecord
) -> None:
    first = store.raise_alert(lock)
    second = store.raise_alert(replace(lock, tier=tier, action=action))
    assert (second != first) is is_new
    assert len(store.open_alerts()) == 1 + is_new


def test_the_same_tier_doing_more_is_new(store: Store) -> None:
    contact = AlertRecord("TR-1", ("TR-1",), Tier.SOON, Action.CONTACT)
    store.raise_alert(contact)
    store.raise_alert(replace(contact, action=Action.HOLD))
    assert len(store.open_alerts()) == 2


def test_another_flag_is_another_alert(store: Store, lock: AlertRecord) -> None:
    store.raise_alert(lock)
    store.raise_alert(replace(lock, flag_id="RF-CES-02"))
    assert len(store.open_alerts()) == 2


def test_a_crisis_is_open_until_its_last_screen_was_read(store: Store, clock: StoppedClock) -> None:
    crisis = AlertRecord("RF-MH-01", (), Tier.CRISIS, Action.CRISIS)
    first = store.raise_alert(crisis)
    clock.advance(40 * 24 * 3600)
    assert [one.id for one in store.open_alerts()] == [first]
    store.acknowledge([first], "seen", "crisis", "Please call.")
    assert store.open_alerts() == ()


@pytest.mark.parametrize("action", [Action.LOG, Action.SKIP_TODAY])
def test_what_nothing_can_clear_is_open_on_its_day_and_raised_anew(
    action: Action, store: Store, clock: StoppedClock
) -> None:
    note = AlertRecord("RF-GEN-01", (), Tier.MONITOR, action)
    first = store.raise_alert(note)
    assert store.raise_alert(note) == first
    clock.advance(24 * 3600)
    assert store.open_alerts() == ()
    assert store.raise_alert(note) != first


@pytest.mark.parametrize("action", [Action.LOCK, Action.HOLD, Action.CONTACT])
def test_nothing_clears_because_time_has_passed(
    action: Action, store: Store, clock: StoppedClock
) -> None:
    store.raise_alert(AlertRecord("RF-X", (), Tier.URGENT, action))
    clock.advance(400 * 24 * 3600)
    assert len(store.open_alerts()) == 1


def test_the_last_choice_on_the_advice_screen_counts(store: Store, lock: AlertRecord) -> None:
    alert_id = store.raise_alert(lock)
    for choice in get_args(Ack):
        store.acknowledge([alert_id], choice, "E-go/1", "Stop.")
        assert store.open_alerts()[0].acknowledged == choice
    assert len(store._rows("SELECT 1 FROM alert_acknowledgement")) == len(get_args(Ack))


def test_a_clearance_ends_alerts_once(store: Store, lock: AlertRecord, clock: StoppedClock) -> None:
    alert_id = store.raise_alert(lock)
    other = store.raise_alert(replace(lock, flag_id="RF-CES-02"))
    assert store.clear([alert_id], BY_CODE) == (alert_id,)
    clock.advance(60)
    assert store.clear([alert_id, other], BY_CODE) == (other,)
    assert store.open_alerts() == ()
    past = store.alerts(DAY, DAY)
    assert [alert.cleared for alert in past] == [BY_CODE, BY_CODE]
    assert past[1].cleared_utc == clock.now_utc()
    assert store.raise_alert(lock) not in {alert_id, other}


def test_a_program_clears_the_alert_it_names(store: Store, lock: AlertRecord) -> None:
    store.raise_alert(lock)
    by_program = replace(BY_CODE, method="program", note="seen", conditions="skip A3")
    assert not store.clear_by_program("A-20261122-9", by_program)
    assert store.clear_by_program("A-20261122-1", by_program)
    assert not store.clear_by_program("A-20261122-1", by_program)
    (past,) = store.alerts(DAY, DAY)
    assert past.cleared == by_program


def test_a_mistake_names_the_check_that_shows_it(store: Store, lock: AlertRecord) -> None:
    alert_id = store.raise_alert(lock)
    check = store.begin_check("wrong", "items", "1.0")
    assert store.clear_by_mistake([alert_id], check) == (alert_id,)
    (past,) = store.alerts(DAY, DAY)
    assert past.cleared is not None
    assert past.cleared.method == "mistake"


def test_a_talk_clears_what_it_names(store: Store) -> None:
    soon = store.raise_alert(AlertRecord("RF-GEN-04", (), Tier.SOON, Action.HOLD))
    left = store.raise_alert(AlertRecord("RF-CES-01", (), Tier.URGENT, Action.LOCK))
    talk = TalkRecord("Dr Osei", "doctor", date(2026, 11, 21), "You may go on.", (soon,))
    assert store.clear_by_talk(talk, talk.alert_ids) == (soon,)
    assert [known.id for known in store.open_alerts()] == [left]
    (past, _) = store.alerts(DAY, DAY)
    assert past.cleared == Clearance(
        "talk", "Dr Osei", "doctor", date(2026, 11, 21), note="You may go on."
    )
    assert past.alert.contact_recorded_on == date(2026, 11, 21)


def test_a_contact_is_recorded_and_later_news_is_an_alert_again(store: Store) -> None:
    contact = AlertRecord("TR-1", ("TR-1",), Tier.SOON, Action.CONTACT)
    alert_id = store.raise_alert(contact)
    assert store.raise_alert(contact) == alert_id
    for day in (date(2026, 11, 22), date(2026, 11, 20)):
        store.record_talk(TalkRecord("Dana Webb", "therapist", day, "Go easy.", (alert_id,)))
    (known,) = store.open_alerts()
    assert known.contact_recorded_on == date(2026, 11, 22)
    assert store.raise_alert(contact) != alert_id


def test_a_talk_about_an_unknown_alert_is_not_half_kept(store: Store) -> None:
    with pytest.raises(StoreFault):
        store.clear_by_talk(TalkRecord("Dr Osei", "doctor", DAY, "Fine", (77,)), (77,))
    assert store._rows("SELECT * FROM talk") == []


def test_the_last_clearance_of_each_flag_and_tier(
    store: Store, lock: AlertRecord, clock: StoppedClock
) -> None:
    for _ in range(2):
        clock.advance(3600)
        store.clear([store.raise_alert(lock)], BY_CODE)
    second = clock.when()
    soon = replace(lock, tier=Tier.SOON, action=Action.HOLD)
    clock.advance(3600)
    store.clear([store.raise_alert(soon)], BY_CODE)
    last = store.last_clearances()
    assert last[0].position < last[1].position
    assert tuple((one.flag_id, one.tier, one.when) for one in last) == (
        ("RF-CES-01", Tier.EMERGENCY_GO, second),
        ("RF-CES-01", Tier.SOON, clock.when()),
    )


def test_reviews_are_recorded_by_talks(store: Store) -> None:
    review = date(2026, 12, 20)
    for review_date in (review, review, None):
        talk = TalkRecord("Dana Webb", "therapist", DAY, "Going on", review_date=review_date)
        store.record_talk(talk)
    assert store.reviews_done() == frozenset({review})


@pytest.mark.parametrize("answer", get_args(CrisisAnswer))
def test_crisis_numbers_stay_for_14_days(
    answer: CrisisAnswer, store: Store, clock: StoppedClock
) -> None:
    assert store.crisis_until() is None
    store.record_crisis(answer, "Please call or text 116 123 today.")
    assert store.crisis_until() == date(2026, 12, 6)
    clock.advance(24 * 3600)
    store.record_crisis(answer, "Please call.", store.begin_check("daily", "all", "1.0"))
    assert store.crisis_until() == date(2026, 12, 7)


def test_alerts_work_before_and_after_a_program(
    store: Store, lock: AlertRecord, install: Callable[..., int]
) -> None:
    store.raise_alert(lock)
    version = install(store)
    store.raise_alert(replace(lock, flag_id="RF-CES-02"))
    rows = store._rows("SELECT program_version_id FROM alert ORDER BY id")
    assert [row[0] for row in rows] == [None, version]
