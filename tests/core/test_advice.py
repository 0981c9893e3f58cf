"""What a patient is told: the right tier, the right number first, and never a cause."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from exercise_companion import catalogue
from exercise_companion.core import advice
from exercise_companion.core.calling import (
    Reach,
    emergency_number,
    hours_in_words,
    is_open,
    lines_for,
)
from exercise_companion.core.emergency import NO_NUMBER, card
from exercise_companion.core.lock_words import (
    clearing,
    first_to_call,
    steps,
    strictest,
    whom_to_call,
    whom_to_talk_to,
)
from exercise_companion.core.program import Contact, Contacts, OpeningHours, Risk
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import TIER_RANK, Action, Tier

ITEMS = {item.id: item for item in catalogue.red_flags()}
LONDON = ZoneInfo("Europe/London")
MORNING = datetime(2026, 11, 23, 9, 14, tzinfo=LONDON)  # a Monday
NIGHT = datetime(2026, 11, 23, 3, 0, tzinfo=LONDON)

WEEKDAYS = OpeningHours(
    days=("mon", "tue", "wed", "thu", "fri"), opens=time(8, 30), closes=time(17, 0)
)
CLINIC = Contact(name="Hill Clinic", phone="01632 960001", hours=(WEEKDAYS,))
THERAPIST = Contact(name="Amir Rahman", phone="01632 960002", hours=(WEEKDAYS,))
SURGEONS = Contact(name="Spinal ward", phone="01632 960003")
CONTACTS = Contacts(
    therapist=THERAPIST,
    clinic=CLINIC,
    out_of_hours=Contact(name="NHS 111", phone="111"),
    surgical_team=SURGEONS,
    emergency_number="999",
)


def alert(flag_id: str, *rules: str, **changes: object) -> AlertRecord:
    """An alert of a catalogue item as the answer raises it, or changed by a rule."""
    item = ITEMS.get(flag_id)
    facts: dict[str, object] = {
        "tier": item.tier if item else Tier.SOON,
        "action": item.action if item else Action.CONTACT,
    }
    return AlertRecord(flag_id, rules or (flag_id,), **(facts | changes))


REACH = Reach(CONTACTS, catalogue.region("GB"), MORNING)


def advise(*alerts: AlertRecord, **changes: object) -> advice.Advice:
    reach = {key: changes.pop(key) for key in ("contacts", "region", "local_now") if key in changes}
    facts: dict[str, object] = {
        "items": ITEMS,
        "reach": replace(REACH, **reach),
        "risk": None,
        "share_label": False,
        "diagnosis_label": "Lumbar spinal stenosis",
        "since": "this morning",
    }
    return advice.advise(alerts, **(facts | changes))


def phones(told: advice.Advice) -> list[str | None]:
    return [told.number, *(line.phone for line in told.contacts)]


def every_line(told: advice.Advice) -> list[str]:
    return [
        told.title,
        told.word,
        *told.do_now,
        told.number_label,
        *(line.name for line in told.contacts),
        *told.avoid,
        *told.closing,
        *(choice.label for choice in told.choices),
    ]


RAISED = [
    alert("RF-NEU-01", "C-20", tier=Tier.EMERGENCY_GO),
    alert("RF-FX-01", "C-07", tier=Tier.EMERGENCY_CALL),
    alert("RF-CAR-04", "C-13", tier=Tier.SOON, action=Action.HOLD),
    alert("RF-FX-02", "C-06"),
    alert("RF-FALL-03", "C-16", tier=Tier.SOON, action=Action.CONTACT),
    alert("RF-INF-01", "C-18"),
    alert("TR-1"),
    alert("PR-01a"),
    alert("RF-PAIN-03", "TR-1", action=Action.CONTACT),
]
ALL_ALERTS = [*(alert(flag_id) for flag_id in ITEMS), *RAISED]
PLACES = [
    {},
    {"local_now": NIGHT},
    {"contacts": None},
    {"contacts": None, "region": catalogue.region("")},
    {"contacts": Contacts(clinic=CLINIC, emergency_number="911"), "region": catalogue.region("US"),
     "local_now": NIGHT},
]  # fmt: skip


def test_no_alert_is_refused() -> None:
    with pytest.raises(ValueError, match="no alert"):
        advise()


@pytest.mark.parametrize("place", PLACES, ids=["day", "night", "no program", "unknown", "closed"])
@pytest.mark.parametrize("found", ALL_ALERTS, ids=lambda found: f"{found.flag_id}:{found.rules[0]}")
def test_every_advice_is_short_complete_and_names_no_cause(
    found: AlertRecord, place: dict[str, object]
) -> None:
    told = advise(found, **place)
    before_numbers = " ".join([told.title, told.word, *told.do_now, told.number_label])
    assert len(re.sub(re.escape(NO_NUMBER), "number", before_numbers).split()) <= 60
    assert all(line.strip() for line in every_line(told) if line is not told.number_label)
    assert not re.search(
        r"nerve|clot|stroke|heart|cancer|infect|fractur|bleed|aort|cauda|equina|tumou?r"
        r"|cause|probabl|likely|should",
        " ".join(every_line(told)).lower(),
    )
    assert told.closing
    assert told.do_now
    assert told.say.startswith("I have a back problem.")


@pytest.mark.parametrize("place", PLACES[:4], ids=["day", "night", "no program", "unknown"])
@pytest.mark.parametrize("found", ALL_ALERTS, ids=lambda found: f"{found.flag_id}:{found.rules[0]}")
def test_what_to_say_names_no_condition(found: AlertRecord, place: dict[str, object]) -> None:
    said = advise(found, **place).say.lower()
    said = said.replace("i have had cancer", "")  # the patient's own fact, RF-CA-02
    assert not re.search(
        r"clot|stroke|attack|cancer|infection|fracture|cauda|equina|stenosis|sepsis|because", said
    )


@pytest.mark.parametrize("place", PLACES, ids=["day", "night", "no program", "unknown", "closed"])
@pytest.mark.parametrize("found", ALL_ALERTS, ids=lambda found: f"{found.flag_id}:{found.rules[0]}")
def test_the_reading_order_is_do_number_say_avoid_and_what_this_is_not(
    found: AlertRecord, place: dict[str, object]
) -> None:
    """Clinical-spec 7.2; what is read aloud, kept with the alert and printed."""
    told = advise(found, **place)
    lines = advice.advice_lines(told)
    assert lines[0] == f"{told.word}. {told.title}"
    parts = [
        *told.do_now,
        *([f"{told.number_label} {told.number}"] if told.number else []),
        f"What to say: {told.say}",
        *told.avoid,
        *told.closing,
    ]
    places = [lines.index(part) for part in parts]
    assert places == sorted(places)
    for line in told.contacts:
        assert any(line.name in shown and (line.phone or "") in shown for shown in lines)
    if found.tier is not Tier.CRISIS:
        assert "This is not a diagnosis." in lines


@pytest.mark.parametrize("flag_id", ["RF-CES-01", "RF-NEU-01"])
def test_a_mistake_is_the_last_choice_where_it_is_offered(flag_id: str) -> None:
    plain = advise(alert(flag_id))
    offered = advise(alert(flag_id), may_take_back=True)
    assert [choice.label for choice in offered.choices] == [
        *(choice.label for choice in plain.choices),
        "I pressed this by mistake",
    ]


def test_emergency_call() -> None:
    told = advise(alert("RF-CAR-01"))
    assert (told.tier, told.word, told.title) == (
        Tier.EMERGENCY_CALL,
        "EMERGENCY",
        "Stop exercising now",
    )
    assert told.do_now[0] == "Call 999 now."
    assert told.number == "999"
    assert told.template == "emergency_call.1"
    assert [line.phone for line in told.contacts] == ["112"]
    assert "Do not drive yourself." in told.avoid
    assert told.closing[:2] == ("This app cannot call for you.", "This is not a diagnosis.")
    assert [choice.ack for choice in told.choices] == ["calling", "helped", "cannot_call"]


def test_emergency_go() -> None:
    told = advise(alert("RF-CES-01"))
    assert told.do_now[0] == "Go to an emergency department now. Do not drive yourself."
    assert told.number_label == "If you cannot get there safely, call"
    assert told.number == "999"
    assert "Do not wait for your next visit." in told.avoid
    assert [choice.ack for choice in told.choices] == ["calling", "helped", "cannot_call"]
    assert told.closing[2] == "Exercise is locked."
    assert (
        "a doctor or nurse sees you, then Amir Rahman gives you a new plan file" in told.closing[3]
    )


def test_urgent_in_opening_hours_calls_the_clinic_first() -> None:
    told = advise(alert("RF-NEU-01"))
    assert told.word == "TODAY"
    assert told.do_now[:2] == ("Do not exercise now.", "Call Hill Clinic today.")
    assert phones(told) == ["01632 960001", "111", "999", "112"]
    assert [choice.ack for choice in told.choices] == ["seen"]


def test_urgent_at_night_calls_the_out_of_hours_line_first() -> None:
    """H-09."""
    told = advise(alert("RF-NEU-01"), local_now=NIGHT)
    assert told.do_now[1] == "Call NHS 111 today."
    assert phones(told) == ["111", "01632 960001", "999", "112"]
    assert told.contacts[0].open_now is False
    assert told.contacts[0].hours == "Mon to Fri 08:30 to 17:00"


def test_urgent_with_nobody_answering_goes_to_an_emergency_department() -> None:
    told = advise(
        alert("RF-NEU-01"),
        contacts=Contacts(clinic=CLINIC, emergency_number="911"),
        region=catalogue.region("US"),
        local_now=NIGHT,
    )
    assert "Go to an emergency department today." in told.do_now
    assert told.number == "911"
    assert phones(told) == ["911", "01632 960001"]


def test_urgent_without_any_number_still_says_where_to_go() -> None:
    told = advise(alert("RF-NEU-01"), contacts=None, region=catalogue.region("BR"))
    assert told.number is None
    assert "Contact your clinic today." in told.do_now
    assert any("emergency department" in line for line in told.do_now)
    assert NO_NUMBER in told.number_label


def test_pain_out_of_control_may_also_go_to_an_emergency_department() -> None:
    told = advise(alert("RF-PAIN-01"))
    names = [told.number_label, *(line.name for line in told.contacts)]
    assert names[:3] == ["Call Hill Clinic today", "NHS 111", "The nearest emergency department"]


@pytest.mark.parametrize("flag_id", ["RF-OP-01", "RF-OP-02"])
def test_a_wound_calls_the_surgical_team_first(flag_id: str) -> None:
    assert phones(advise(alert(flag_id)))[:2] == ["01632 960003", "111"]


def test_rule_c18_calls_the_surgical_team_first() -> None:
    assert phones(advise(alert("RF-INF-01", "C-18")))[:2] == ["01632 960003", "111"]


def test_the_surgical_team_stays_first_beside_other_urgent_items() -> None:
    told = advise(alert("RF-NEU-01"), alert("RF-OP-01"))
    assert phones(told)[:3] == ["01632 960003", "01632 960001", "111"]


def test_the_clinic_stands_in_when_no_surgical_team_is_named() -> None:
    contacts = CONTACTS.model_copy(update={"surgical_team": None})
    assert advise(alert("RF-OP-01"), contacts=contacts).number == "01632 960001"


def test_soon_holds_the_next_session() -> None:
    told = advise(alert("RF-GEN-02"))
    assert told.word == "BEFORE YOUR NEXT SESSION"
    assert told.number == "01632 960002"
    assert "Talk to Amir Rahman before your next session." in told.do_now
    assert "Your next session is on hold." in told.closing
    assert any("record the talk here" in line for line in told.closing)


def test_contact_without_hold_says_nothing_of_a_hold() -> None:
    told = advise(alert("RF-PAIN-02"))
    assert told.template == "contact.1"
    assert "hold" not in " ".join(every_line(told))
    assert "Record the talk here when you have had it." in told.closing


def test_a_computed_contact_leaves_easier_versions_until_the_talk() -> None:
    """Decisions A8."""
    told = advise(alert("TR-1", "TR-1"))
    assert any("only easier versions" in line for line in told.closing)


def test_low_mood_names_doctor_and_therapist_and_holds_nothing() -> None:
    told = advise(alert("RF-MH-02", "C-19"))
    assert told.do_now[0] == "Talk to your doctor and Amir Rahman in the next few days."
    assert told.title == "Contact your doctor"
    assert "hold" not in " ".join(every_line(told))


def test_a_colleague_who_covers_comes_after_the_therapist() -> None:
    """Decisions A15."""
    cover = Contact(name="Kim Osei", phone="01632 960009")
    told = advise(alert("RF-GEN-02"), contacts=CONTACTS.model_copy(update={"cover": cover}))
    assert phones(told) == ["01632 960002", "01632 960009"]


def test_a_fragile_back_by_age_alone_sees_a_doctor_within_two_days() -> None:
    """Decisions A10, rule C-06."""
    assert "See a doctor within 2 days." in advise(alert("RF-FX-02", "C-06")).do_now
    assert "See a doctor within 2 days." not in advise(alert("RF-FX-02")).do_now


def test_high_pain_before_a_session_puts_no_hold_on_tomorrow() -> None:
    told = advise(alert("PR-01a", "PR-01a", numbers="back 8, limit 8"))
    assert told.template == "high_pain.1"
    assert "Your pain is high today. Do not start now." in told.do_now
    assert any("no hold on tomorrow" in line for line in told.closing)
    assert "my pain is too high to exercise (back 8, limit 8)" in told.say


def test_after_a_fall_with_numb_or_weak_legs_nobody_moves_the_patient() -> None:
    told = advise(alert("RF-FX-01", "C-07", tier=Tier.EMERGENCY_CALL))
    assert "Keep still. Let nobody move you." in told.do_now
    assert "Sit or lie down." not in told.do_now
    assert "Unlock your door if you can." not in told.do_now


@pytest.mark.parametrize("flag_id", ["RF-CAR-04", "RF-CAR-05", "RF-CAR-06"])
def test_dizzy_or_breathless_sits_down_first(flag_id: str) -> None:
    assert "Sit or lie down." in advise(alert(flag_id)).do_now


def test_monitor_is_saved_and_nothing_is_locked() -> None:
    told = advise(alert("RF-FALL-03"))
    assert told.word == "SAVED"
    assert told.number is None
    assert "locked" not in " ".join(every_line(told))


def test_too_ill_leaves_today_out() -> None:
    told = advise(alert("RF-GEN-01"))
    assert told.word == "NOT TODAY"
    assert "Your plan is offered again tomorrow." in told.closing


@pytest.mark.parametrize("worse", ["RF-CAR-01", "RF-CES-01", "RF-NEU-01", "RF-GEN-02"])
def test_the_highest_tier_wins_whatever_the_order(worse: str) -> None:
    milder = [
        alert(flag_id)
        for flag_id in ("RF-GEN-01", "RF-GEN-02", "RF-NEU-01", "RF-CES-01")
        if TIER_RANK[ITEMS[flag_id].tier] < TIER_RANK[ITEMS[worse].tier]
    ]
    first = advise(alert(worse), *milder)
    last = advise(*milder, alert(worse))
    assert first.tier is last.tier is ITEMS[worse].tier


def test_a_raised_item_uses_the_contacts_of_its_new_tier() -> None:
    told = advise(alert("RF-NEU-01", "C-20", tier=Tier.EMERGENCY_GO))
    assert told.template == "emergency_go.1"
    assert told.number == "999"


def test_a_crisis_answer_beside_an_emergency_keeps_its_line_on_the_screen() -> None:
    told = advise(alert("RF-MH-01"), alert("RF-CAR-01"))
    assert told.tier is Tier.EMERGENCY_CALL
    assert told.contacts[-1].phone == "116 123"
    assert "ending my life" not in told.say


def test_a_crisis_answer_alone_locks_nothing() -> None:
    told = advise(alert("RF-MH-01"))
    assert told.number == "116 123"
    assert not re.search(r"locked|hold", " ".join(every_line(told)))


def test_what_to_say_has_the_signs_when_they_began_and_recorded_medicines() -> None:
    risk = Risk(anticoagulant="yes", steroid="yes")
    told = advise(alert("RF-CES-05"), alert("RF-CES-01"), risk=risk)
    assert told.say == (
        "I have a back problem. On this morning I reported: I am newly numb or tingling between "
        "my legs, and it is newly hard to start to pee, or I cannot pee. "
        "I take blood thinners and steroids."
    )


def test_medicines_not_recorded_are_not_said() -> None:
    told = advise(alert("RF-CES-01"), risk=Risk(anticoagulant="not_recorded", steroid="no"))
    assert "I take" not in told.say


def test_the_label_is_said_only_when_the_therapist_shares_it() -> None:
    shared = advise(alert("RF-CES-01"), share_label=True).say
    assert shared.startswith("I have a back problem (Lumbar spinal stenosis).")


def test_without_a_beginning_the_sign_stands_alone() -> None:
    said = advise(alert("RF-CES-01"), since="").say
    assert said == "I have a back problem. It is newly hard to start to pee, or I cannot pee."


def test_the_most_urgent_signs_are_said_first_and_no_more_than_four() -> None:
    ids = ("RF-GEN-02", "RF-NEU-01", "RF-NEU-02", "RF-NEU-03", "RF-CES-07", "RF-CES-01")
    said = advise(*(alert(flag_id) for flag_id in ids)).say
    assert "On this morning I reported: it is newly hard to start to pee" in said
    assert "stop exercise" not in said
    assert said.endswith("I can show you my other answers.")


def test_text_from_the_program_is_data() -> None:
    odd = CONTACTS.model_copy(
        update={"clinic": Contact(name="{phone} [bold]50%", phone="01632 960001")}
    )
    assert "Call {phone} [bold]50% today." in advise(alert("RF-NEU-01"), contacts=odd).do_now


# --- numbers --------------------------------------------------------------------------------------


def test_abroad_the_number_of_that_place_counts() -> None:
    """H-08."""
    told = advise(alert("RF-CAR-01"), region=catalogue.region("US"))
    assert told.number == "911"


def test_an_override_with_a_reason_is_kept() -> None:
    own = Contacts(emergency_number="5555", emergency_override_reason="Works site line.")
    assert emergency_number(own, catalogue.region("GB")) == "5555"


def test_a_second_number_of_the_region_is_kept() -> None:
    own = Contacts(emergency_number="112")
    assert advise(alert("RF-CAR-01"), contacts=own).number == "112"
    assert [line.phone for line in advise(alert("RF-CAR-01"), contacts=own).contacts] == ["999"]


def test_in_an_unknown_region_the_generic_words_stand_beside_the_programs_number() -> None:
    told = advise(alert("RF-CAR-01"), region=catalogue.region(""))
    assert told.number == "999"
    assert told.contacts[0].phone == NO_NUMBER


def test_without_number_and_region_the_words_are_never_blank() -> None:
    for flag_id in ("RF-CAR-01", "RF-CES-01"):
        told = advise(alert(flag_id), contacts=None, region=catalogue.region(""))
        assert told.number is None
        assert NO_NUMBER in told.number_label
        assert any(NO_NUMBER in line for line in told.do_now)


def test_each_number_is_shown_once() -> None:
    shared = Contact(name="Hill Clinic", phone="111")
    told = advise(alert("RF-NEU-01"), contacts=CONTACTS.model_copy(update={"clinic": shared}))
    assert phones(told) == ["111", "999", "112"]


@pytest.mark.parametrize(
    ("day", "clock", "is_answered"),
    [
        (23, (8, 29), False),
        (23, (8, 30), True),
        (23, (16, 59), True),
        (23, (17, 0), False),
        (22, (12, 0), False),
    ],
)
def test_opening_hours(day: int, clock: tuple[int, int], *, is_answered: bool) -> None:
    assert is_open(CLINIC, datetime(2026, 11, day, *clock, tzinfo=LONDON)) is is_answered


@pytest.mark.parametrize(
    ("day", "hour", "is_answered"),
    [(27, 21, True), (28, 5, True), (28, 9, False), (28, 21, False), (27, 5, False)],
)
def test_hours_past_midnight_belong_to_the_evening(
    day: int, hour: int, *, is_answered: bool
) -> None:
    friday = OpeningHours(days=("fri",), opens=time(20), closes=time(8))
    line = Contact(name="Night line", phone="111", hours=(friday,))
    assert is_open(line, datetime(2026, 11, day, hour, tzinfo=LONDON)) is is_answered


def test_a_line_without_hours_is_always_answered() -> None:
    assert is_open(SURGEONS, NIGHT)
    assert hours_in_words(SURGEONS) == "at any time"


def test_by_hours_in_a_zone_that_is_not_known_nobody_is_called_open_or_closed() -> None:
    assert is_open(CLINIC, None) is None
    assert is_open(SURGEONS, None) is True
    told = advise(alert("RF-NEU-01"), local_now=None)
    assert told.number == CLINIC.phone
    closed = advise(alert("RF-NEU-01"), local_now=NIGHT)
    assert any(
        "Hill Clinic" in line and "closed now" in line for line in advice.advice_lines(closed)
    )
    assert not any("Hill Clinic" in line and " now" in line for line in advice.advice_lines(told))


def test_hours_with_gaps_name_each_day() -> None:
    hours = (OpeningHours(days=("wed", "mon"), opens=time(9), closes=time(12)), WEEKDAYS)
    line = Contact(name="Hill Clinic", phone="111", hours=hours)
    assert hours_in_words(line) == "Mon, Wed 09:00 to 12:00; Mon to Fri 08:30 to 17:00"


def test_every_role_has_a_line_without_a_program() -> None:
    for item in ITEMS.values():
        if item.contact:
            assert lines_for(item.contact, None, catalogue.region(""), MORNING)


# --- clearing and locked screens ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "needed"),
    [
        (alert("RF-CES-01"), "M+T"),
        (alert("RF-CAR-04"), "M/T"),
        (alert("RF-GEN-04"), "M/T"),
        (alert("RF-CAR-04", "C-12", tier=Tier.EMERGENCY_CALL), "M+T"),
        (alert("RF-CAR-04", "C-13", tier=Tier.SOON, action=Action.HOLD), "T"),
        (alert("RF-FX-02", "C-06", tier=Tier.URGENT, action=Action.LOCK), "M+T"),
        (alert("RF-GEN-02"), "T"),
        (alert("RF-PAIN-02"), "T"),
        (alert("RF-GEN-01"), "none"),
        (alert("RF-MH-01"), "none"),
        (alert("X-OWN", tier=Tier.URGENT, action=Action.LOCK), "M+T"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.flag_id}-{value.tier}",
)
def test_what_ends_an_alert(found: AlertRecord, needed: str) -> None:
    assert clearing(found, ITEMS) == needed


def lock_lines(*alerts: AlertRecord, seen: bool = False) -> tuple[str, ...]:
    region = catalogue.region("GB")
    whom = whom_to_call(alerts, ITEMS, replace(REACH, region=region), seen=seen)
    return advice.lock_lines(alerts, items=ITEMS, whom=whom)


def test_nothing_locked_has_no_lock_text() -> None:
    assert lock_lines(alert("RF-PAIN-02"), alert("RF-MH-01"), alert("RF-GEN-01")) == ()


@pytest.mark.parametrize(
    ("found", "seen", "words", "number"),
    [
        ("RF-CES-01", False, "If nobody has seen you yet: call", "999"),
        ("RF-NEU-01", False, "If nobody has seen you yet, call today: Hill Clinic", "01632 960001"),
        (
            "RF-NEU-01",
            True,
            "If it gets worse, or comes back, call today: Hill Clinic",
            "01632 960001",
        ),
    ],
)
def test_the_number_to_show_large_is_the_first_that_the_lock_says(
    found: str,
    seen: bool,  # noqa: FBT001 - a case
    words: str,
    number: str,
) -> None:
    region = catalogue.region("GB")
    alerts = (alert(found),)
    first = first_to_call(alerts, ITEMS, replace(REACH, region=region), seen=seen)
    assert first == (words, number)
    said = whom_to_call(alerts, ITEMS, replace(REACH, region=region), seen=seen)
    assert said.startswith(words)
    numbers = re.findall(r"\d[\d ]*\d", said)
    assert numbers[0] == number


def test_a_number_is_shown_large_only_for_a_lock_and_a_line_that_is_open() -> None:
    region = catalogue.region("GB")

    def first(*alerts: AlertRecord) -> tuple[str, str] | None:
        return first_to_call(alerts, ITEMS, Reach(CONTACTS, region, NIGHT), seen=False)

    assert first() is None
    assert first(alert("RF-PAIN-02")) is None
    assert first(alert("RF-GEN-02")) is None, "the therapist is asleep"
    assert first(alert("RF-NEU-01")) == ("If nobody has seen you yet, call today: NHS 111", "111")


def test_a_locked_screen_says_why_and_whom_to_call() -> None:
    assert lock_lines(alert("RF-GEN-02"), alert("RF-NEU-01")) == (
        "Exercise is locked.",
        (
            "If nobody has seen you yet, call today: Hill Clinic, 01632 960001, or NHS 111, 111. "
            "If nobody answers within an hour, go to an emergency department."
        ),
        'You told us: "my foot has started to drop, drag or slap".',
        'You told us: "a doctor or nurse has told me to stop exercise".',
        "Time alone does not end it.",
    )


@pytest.mark.parametrize(
    ("flag_id", "line"),
    [
        ("RF-NEU-01", "If it gets worse, or comes back, call today: Hill Clinic, 01632 960001, or"),
        ("RF-CAR-01", "If it gets worse, or comes back: call 999, or go to an emergency"),
        ("RF-GEN-02", "Call Amir Rahman, 01632 960002."),
    ],
)
def test_after_a_clinician_saw_the_patient_the_lock_says_when_to_call_again(
    flag_id: str, line: str
) -> None:
    assert lock_lines(alert(flag_id), seen=True)[1].startswith(line)


def test_a_held_screen_asks_for_the_talk() -> None:
    lines = lock_lines(alert("RF-GEN-02"))
    assert lines[0] == "Your next session is on hold."
    assert "Call Amir Rahman, 01632 960002." in lines


@pytest.mark.parametrize(
    ("flag_id", "how"),
    [
        ("RF-NEU-01", "It ends in two steps: a doctor or nurse sees you, then Amir Rahman gives"),
        ("RF-GEN-04", "Talk to a doctor, a nurse or Amir Rahman."),
        ("RF-GEN-02", "Talk to Amir Rahman."),
    ],
)
def test_an_advice_says_how_its_lock_ends_and_names_a_code_only_with_a_key(
    flag_id: str, how: str
) -> None:
    without = " ".join(advise(alert(flag_id)).closing)
    assert how in without
    assert "a code" not in without
    assert "a code or a new plan file" in " ".join(advise(alert(flag_id), by_code=True).closing)


STEPS = {
    ("missing", True): ("Step 1: a doctor or nurse sees you.", "The lock code to read out comes"),
    ("missing", False): ("Step 1: a doctor or nurse sees you.", "Your therapist gives you a new"),
    ("recorded", True): ("Step 1 is done", "Step 2: Call your therapist. Read out the lock code."),
    ("recorded", False): ("Step 1 is done", "Your therapist gives you a new plan file."),
    ("not_needed", True): ("Call your therapist. Read out the lock code.", ""),
    ("not_needed", False): ("Your therapist gives you a new plan file.", ""),
}


@pytest.mark.parametrize(("assessment", "by_code"), STEPS)
def test_a_lock_ends_step_by_step(assessment: str, *, by_code: bool) -> None:
    told = steps(assessment, "your therapist", phone=None, by_code=by_code, talk_to="")
    for words in STEPS[assessment, by_code]:
        assert words in " ".join(told)
    assert ("code" in " ".join(told)) == by_code


@pytest.mark.parametrize(("needed", "whom"), [("T", "Ana"), ("M/T", "a doctor, a nurse or Ana")])
def test_where_a_talk_ends_it_that_comes_first(needed: str, whom: str) -> None:
    assert whom_to_talk_to(needed, "Ana") == whom
    first, other = steps("not_needed", "Ana", phone="020 1", by_code=True, talk_to=whom)
    assert first == f"Talk to {whom}. Then record the talk here."
    assert other.startswith("Or: Call Ana, 020 1. Read out the lock code.")


def test_what_ends_nothing_needs_nothing() -> None:
    assert strictest((), ITEMS) == "none"
    assert whom_to_talk_to("M+T", "Ana") == ""


def test_an_emergency_lock_repeats_the_number() -> None:
    assert any("call 999" in line for line in lock_lines(alert("RF-CAR-01")))


def test_a_sign_that_no_catalogue_has_is_one_that_the_therapist_asked_about() -> None:
    own = alert("X-OWN", tier=Tier.URGENT, action=Action.LOCK)
    words = "a warning sign that my therapist asked about"
    assert f"I reported: {words}." in advise(own).say
    assert f'You told us: "{words}".' in lock_lines(own)


def test_a_private_sign_is_not_spelled_out_on_the_locked_screen() -> None:
    """H-25."""
    shown = " ".join(lock_lines(alert("RF-CES-06")))
    assert "private warning sign" in shown
    assert "sex" not in shown


# --- crisis, cannot call, after the check ---------------------------------------------------------


def test_crisis_texts_have_numbers_and_say_that_nothing_is_sent() -> None:
    texts = advice.crisis_advice(catalogue.region("GB"), None)
    assert (texts.crisis_number, texts.emergency_number) == ("116 123", "999")
    assert texts.if_not_no[0].startswith("Please call 999 now")
    assert any("116 123 today" in line for line in texts.if_no)
    assert texts.closing == ("This app does not send this to anyone. Please tell someone yourself.")
    words = " ".join([*texts.opening, *texts.if_not_no, *texts.if_no, texts.closing]).lower()
    assert not re.search(r"lock|hold|stop exerc|should", words)


def test_the_programs_own_crisis_line_comes_first() -> None:
    own = CONTACTS.model_copy(update={"crisis": Contact(name="Night team", phone="01632 960007")})
    texts = advice.crisis_advice(catalogue.region("GB"), own)
    assert (texts.crisis_name, texts.crisis_number) == ("Night team", "01632 960007")


def test_crisis_texts_in_an_unknown_region_are_never_blank() -> None:
    texts = advice.crisis_advice(catalogue.region("XX"), None)
    assert (texts.crisis_name, texts.crisis_number) == ("Crisis line", "your local crisis line")
    assert texts.emergency_number == NO_NUMBER


@pytest.mark.parametrize("code", ["GB", "US", "BR"])
def test_who_cannot_call_is_shown_other_ways(code: str) -> None:
    """SI-11."""
    region = catalogue.region(code)
    lines = advice.cannot_call_lines(region)
    assert (region.text_relay in lines) is (region.text_relay is not None)
    assert any("neighbour" in line for line in lines)
    assert any("taxi" in line for line in lines)
    assert any(region.emergency in line for line in lines)


def test_si17_a_check_that_found_nothing_ends_without_reassurance() -> None:
    assert advice.AFTER_CHECK[0] == "Thank you. Your answers are saved."
    assert "press !" in advice.AFTER_CHECK[1]


# --- the emergency card ---------------------------------------------------------------------------


def test_the_card_has_the_number_the_signs_and_fits_a_small_terminal() -> None:
    lines = card("999")
    assert "Call 999" in lines
    text = " ".join(lines)
    for sign in ("chest pain", "face drops", "hard to pee", "numb between your legs"):
        assert sign in text
    assert "This app cannot call for you." in text
    assert max(map(len, lines)) <= 78
    assert len(lines) <= 20


@pytest.mark.parametrize("number", [None, "", "  "])
def test_the_card_is_never_without_a_number(number: str | None) -> None:
    assert any(NO_NUMBER in line for line in card(number))
    assert max(map(len, card(number))) <= 80


def test_the_card_needs_neither_catalogue_nor_store_nor_screen() -> None:
    """Decisions E13."""
    blocked = (
        "textual", "rich", "pydantic", "sqlite3", "sqlite_utils", "json", "platformdirs", "click",
        "exercise_companion.catalogue", "exercise_companion.store", "exercise_companion.paths",
        "exercise_companion.core.program", "exercise_companion.core.flags",
    )  # fmt: skip
    code = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({blocked!r}))\n"
        "from exercise_companion.core.emergency import card\n"
        "print('\\n'.join(card('999')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Call 999" in done.stdout


def test_advice_loads_no_pydantic() -> None:
    code = (
        "import sys\n"
        "import exercise_companion.core.advice, exercise_companion.catalogue as c\n"
        "c.load(); c.regions()\n"
        "sys.exit('pydantic' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
